"""Tellings: all of them in a list, or one of them open in its workshop."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.ui.attempt import tried
from peerjournal.ui.dialogs.new_telling import NewTellingDialog
from peerjournal.ui.pages.journal_list import EmptyState
from peerjournal.ui.pages.telling.workshop import ABOUT, PARTS, Workshop
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, link_button, plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.sharing_words import telling_name
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.telling import Telling

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class TellingsPage(QWidget):
    """``handed_out`` when the ledger has a new line; ``part_wanted`` carries the id of a part to see.

    ``in_workshop`` says whether one telling is open.
    """

    part_wanted = Signal(str)
    lights_wanted = Signal()
    in_workshop = Signal(bool)
    handed_out = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._undo_id = ""
        self._trashed: set[str] = set()
        self.list = GroupedList(_("Tellings"))
        self.new = primary_button(_("New telling"), "plus")
        self.open_one = plain_button(_("Open"))
        self.copy = quiet_button(_("Use it for another audience"), "forward")
        self.trash = quiet_button(_("Move to trash"), "trash")
        self.restore = quiet_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self.notice = Notice()
        self.undo = link_button(_("Undo"))
        self.empty = EmptyState()
        self.workshop = Workshop(journal)
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew: something may have changed in another room."""
        from peerjournal.operations import lights, tellings

        try:
            there = tellings.all_tellings(self._journal)
            gone = tellings.all_tellings(self._journal, trashed=True)
            names = {a.id: a.name for a in lights.all_audiences(self._journal, archived=True)}
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._trashed = {t.id for t in gone}
        rows = [self._row(t, names) for t in there]
        rows_gone = [self._row(t, names) for t in gone]
        self.list.show_groups([("", rows), (_("In the trash") if gone else "", rows_gone)])
        if not self.list.current_id() and self.list.ids():
            self.list.point_at(self.list.ids()[0])
        self._lists.setCurrentIndex(0 if rows or rows_gone else 1)
        self.new.setVisible(bool(rows or rows_gone))
        self._show_buttons()
        self.workshop.refresh()

    def open_telling(self, telling_id: str, step: int = ABOUT) -> bool:
        """Open a telling; False if it is gone, or if what is open now could not be kept."""
        from peerjournal.operations import tellings

        if not self.workshop.may_leave():
            return False
        try:
            telling = tellings.get(self._journal, telling_id)
        except PeerJournalError as error:
            self._say(str(error))
            return False
        if telling.telling.trashed_at is not None:
            self._show_list()
            self.list.point_at(telling_id)
            self._show_buttons()
            return False
        self.notice.clear()
        self._stack.setCurrentWidget(self.workshop)
        self.workshop.open(telling, step)
        self.workshop.tabs.focus_here()
        self._tell_where()
        return True

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        return self.workshop.settle()

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns."""
        return self.workshop.save_now()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        listing = QWidget()
        self._lines = QVBoxLayout(listing)
        self._lines.setContentsMargins(0, 0, 0, 0)
        row = QWidget()
        self._buttons = FlowLayout(row, px(8))
        for button in (self.new, self.open_one, self.copy, self.trash, self.restore, self.delete):
            self._buttons.addWidget(button)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.empty)
        self.empty.say(
            "sharing",
            _("A telling is a version of your story for one audience"),
            _("Choose the parts, find the words, fit them to the time. Nothing leaves before you have seen it."),
            _("Make a telling"),
        )
        for part in (row, self._lists, self.two_step, self.notice):
            self._lines.addWidget(part)
        self._lines.setStretchFactor(self._lists, 1)
        notice_row = self.notice.layout()
        assert notice_row is not None
        notice_row.addWidget(self.undo)
        self._stack = QStackedWidget()
        self._stack.addWidget(listing)
        self._stack.addWidget(self.workshop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self._ask(""))
        self.empty.button.clicked.connect(lambda: self._ask(""))
        self.list.chosen.connect(lambda _id: self._show_buttons())
        self.list.opened.connect(self.open_telling)
        self.list.trash_wanted.connect(self._to_trash)
        self.open_one.clicked.connect(lambda: self.open_telling(self.list.current_id()))
        self.copy.clicked.connect(lambda: self._ask(self.list.current_id()))
        self.trash.clicked.connect(lambda: self._to_trash(self.list.current_id()))
        self.restore.clicked.connect(lambda: self._put_back(self.list.current_id()))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._delete)
        self.undo.clicked.connect(lambda: self._put_back(self._undo_id))
        self.workshop.back_wanted.connect(self._back)
        self.workshop.left.connect(self._left)
        self.workshop.copy_wanted.connect(self._ask)
        self.workshop.trash_wanted.connect(self._to_trash)
        self.workshop.part_wanted.connect(self.part_wanted)
        self.workshop.lights_wanted.connect(self.lights_wanted)
        self.workshop.handed_out.connect(self.handed_out)

    def _measure(self) -> None:
        self._lines.setSpacing(px(12))
        self._buttons.setSpacing(px(8))

    def _row(self, telling: "Telling", audiences: dict[str, str]) -> Row:
        today = self._journal.clock.today()
        said = [audiences.get(telling.audience_id, ""), telling.occasion]
        if telling.on is not None:
            said.append(short_date(telling.on, today=today))
        if telling.minutes is not None:
            minutes = round(telling.minutes)
            said.append(ngettext("{n} minute", "{n} minutes", minutes).format(n=number(minutes)))
        return Row(telling.id, telling_name(telling), "  ·  ".join(x for x in said if x))

    def _show_buttons(self) -> None:
        chosen = self.list.current_id()
        in_trash = chosen in self._trashed
        for button in (self.open_one, self.copy, self.trash):
            button.setVisible(bool(chosen) and not in_trash)
        for button in (self.restore, self.delete):
            button.setVisible(in_trash)
        self.two_step.hide()

    # -------------------------------------------------------------------------------------------- acting

    def _ask(self, copy_of: str) -> None:
        if not self.settle():
            return
        dialog = NewTellingDialog(self._journal, copy_of, self)
        dialog.made.connect(self._made)
        dialog.open()

    def _made(self, telling_id: str, sentence: str) -> None:
        if self.open_telling(telling_id, PARTS) and sentence:
            self.workshop.notice.show_sentence(sentence)

    def _back(self) -> None:
        if self.workshop.may_leave():
            self._show_list()

    def _left(self, sentence: str) -> None:
        self._show_list()
        self.undo.hide()
        if sentence:
            self.notice.show_sentence(sentence)

    def _tell_where(self) -> None:
        self.in_workshop.emit(self._stack.currentWidget() is self.workshop)

    def _show_list(self) -> None:
        last = self.workshop.telling_id
        self.workshop.put_away()
        self._stack.setCurrentIndex(0)
        self._tell_where()
        self.refresh()
        if last:
            self.list.point_at(last)
        self._show_buttons()
        if self._lists.currentWidget() is self.list:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_trash(self, telling_id: str) -> None:
        from peerjournal.operations import tellings

        if not telling_id or not self.workshop.may_leave():
            return
        if telling_id in self._trashed:
            self._ask_delete()
        elif tried(lambda: tellings.move_to_trash(self._journal, telling_id), self._say):
            self._undo_id = telling_id
            self._show_list()
            self.notice.show_sentence(_("The telling is in the trash."))
            self.undo.show()

    def _put_back(self, telling_id: str) -> None:
        from peerjournal.operations import tellings

        if tried(lambda: tellings.restore(self._journal, telling_id), self._say):
            self.notice.clear()
            self.refresh()
            self.list.point_at(telling_id)
            self._show_buttons()

    def _ask_delete(self) -> None:
        self.two_step.ask(
            _("Delete this telling for good? It cannot be brought back. The ledger keeps what was told."), self.delete
        )

    def _delete(self) -> None:
        from peerjournal.operations import tellings

        if tried(lambda: tellings.delete_for_good(self._journal, self.list.current_id()), self._say):
            self.refresh()

    def _say(self, sentence: str) -> None:
        self.undo.hide()
        self.notice.show_sentence(sentence, "problem")
