"""What is made ready to leave: all of it in a list with its trash, or one open in its workshop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.pages.trash import Trash
from peerjournal.ui.pages.workshop import SteppedWorkshop
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

W = TypeVar("W", bound=SteppedWorkshop[Any])


@dataclass(frozen=True)
class ListWords:
    """What a list says: its name, what begins a new one, and what is said of one in the trash."""

    name: str
    new: str
    moved: str
    delete: str
    """The question before one is deleted for good."""


class WorkshopList(QWidget, Generic[W]):
    """``in_workshop`` says whether one is open. A subclass puts all in place with :meth:`stack_list`."""

    in_workshop = Signal(bool)

    def __init__(self, journal: "OpenJournal", words: ListWords, workshop: W, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._words = words
        self._trashed: set[str] = set()
        self.list = GroupedList(words.name)
        self.new = primary_button(words.new, "plus")
        self.open_one = plain_button(_("Open"))
        self.trash = quiet_button(_("Move to trash"), "trash")
        self.restore = quiet_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self.notice = UndoNotice()
        self.empty = EmptyState()
        self.workshop = workshop
        self.new.clicked.connect(self._make)
        self.empty.button.clicked.connect(self._make)
        self.list.chosen.connect(lambda _id: self._show_buttons())
        self.list.opened.connect(self._open)
        self.list.trash_wanted.connect(self._to_trash)
        self.open_one.clicked.connect(lambda: self._open(self.list.current_id()))
        self.trash.clicked.connect(lambda: self._to_trash(self.list.current_id()))
        self.restore.clicked.connect(lambda: self._put_back(self.list.current_id()))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._delete)
        workshop.back_wanted.connect(self._back)
        workshop.left.connect(self._left)
        workshop.trash_wanted.connect(self._to_trash)

    # ----------------------------------------------------------------------------- what each one says itself

    def _operations(self) -> Trash:
        """Its trash. The operations bring in SQLAlchemy, which only an open journal needs."""
        raise NotImplementedError

    def _rows(self) -> tuple[list[Row], list[Row]]:
        """Those in the list, and those in the trash. Raises :class:`PeerJournalError`."""
        raise NotImplementedError

    def _make(self) -> object:
        """A new one."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------ for the room

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew: something may have changed in another room."""
        try:
            there, gone = self._rows()
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self._trashed = {row.id for row in gone}
        self.list.show_groups([("", there), (_("In the trash") if gone else "", gone)])
        ids = self.list.ids()
        if not self.list.current_id() and ids:
            self.list.point_at(ids[0])
        self._lists.setCurrentIndex(0 if ids else 1)
        self.new.setVisible(bool(ids))
        self._show_buttons()
        self.workshop.refresh()

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        return self.workshop.settle()

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns."""
        return self.workshop.save_now()

    # ---------------------------------------------------------------------------------------------- building

    def stack_list(self, more: Sequence[QPushButton], said: Sequence[QWidget]) -> None:
        """Put the list in place: what is ``said`` above it, ``more`` buttons for one chosen beside the usual ones."""
        listing, row = QWidget(), QWidget()
        self._for_chosen = [self.open_one, *more, self.trash]
        self._lines = QVBoxLayout(listing)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._buttons = FlowLayout(row, px(8))
        for button in (self.new, *self._for_chosen, self.restore, self.delete):
            self._buttons.addWidget(button)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.empty)
        for part in (row, *said, self._lists, self.two_step, self.notice):
            self._lines.addWidget(part)
        self._lines.setStretchFactor(self._lists, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(listing)
        self._stack.addWidget(self.workshop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._lines.setSpacing(px(12))
        self._buttons.setSpacing(px(8))

    def _show_buttons(self) -> None:
        chosen = self.list.current_id()
        in_trash = chosen in self._trashed
        for button in self._for_chosen:
            button.setVisible(bool(chosen) and not in_trash)
        for button in (self.restore, self.delete):
            button.setVisible(in_trash)
        self.two_step.hide()

    # ------------------------------------------------------------------------------------------------ acting

    def _open(self, kept_id: str, step: int = 0) -> bool:
        """Open one; False if it is gone, or if what is open now could not be kept."""
        if not self.workshop.may_leave():
            return False
        now = self.notice.tried(lambda: self.workshop.read(kept_id))
        if now is None:
            return False
        if self.workshop.is_trashed(now):
            self._show_list()
            self.list.point_at(kept_id)
            self._show_buttons()
            return False
        self.notice.clear()
        self._stack.setCurrentWidget(self.workshop)
        self.workshop.open(now, step)
        self.workshop.tabs.focus_here()
        self._tell_where()
        return True

    def _back(self) -> None:
        if self.workshop.may_leave():
            self._show_list()

    def _left(self, sentence: str) -> None:
        self._show_list()
        if sentence:
            self.notice.show_sentence(sentence)

    def _tell_where(self) -> None:
        self.in_workshop.emit(self._stack.currentWidget() is self.workshop)

    def _show_list(self) -> None:
        last = self.workshop.now_id
        self.workshop.put_away()
        self._stack.setCurrentIndex(0)
        self._tell_where()
        self.refresh()
        if last:
            self.list.point_at(last)
        self._show_buttons()
        there = self._lists.currentWidget() is self.list
        (self.list if there else self.empty.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_trash(self, kept_id: str) -> None:
        if not kept_id or not self.workshop.may_leave():
            return
        if kept_id in self._trashed:
            self._ask_delete()
        elif self.notice.done(lambda: self._operations().move_to_trash(self._journal, kept_id)):
            self._show_list()
            self.notice.offer(self._words.moved, lambda: self._put_back(kept_id))

    def _put_back(self, kept_id: str) -> None:
        if self.notice.done(lambda: self._operations().restore(self._journal, kept_id)):
            self.notice.clear()
            self.refresh()
            self.list.point_at(kept_id)
            self._show_buttons()

    def _ask_delete(self) -> None:
        self.two_step.ask(self._words.delete, self.delete)

    def _delete(self) -> None:
        if self.notice.done(lambda: self._operations().delete_for_good(self._journal, self.list.current_id())):
            self.refresh()
