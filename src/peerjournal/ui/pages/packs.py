"""Co-reflection packs: all of them in a list, or one of them open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.ui.pages.journal_list import EmptyState
from peerjournal.ui.pages.pack_step import pack_name
from peerjournal.ui.pages.pack_workshop import CHOOSE, PackWorkshop
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import muted, plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.pack import Pack

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class PacksPage(QWidget):
    """``shared`` when the ledger has a new line; ``reflection_wanted`` carries the id of a reflection to see.

    ``in_workshop`` says whether one pack is open.
    """

    shared = Signal()
    reflection_wanted = Signal(str)
    in_workshop = Signal(bool)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._trashed: set[str] = set()
        self.list = GroupedList(_("Co-reflection packs"))
        self.new = primary_button(_("New pack"), "plus")
        self.open_one = plain_button(_("Open"))
        self.trash = quiet_button(_("Move to trash"), "trash")
        self.restore = quiet_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self.notice = UndoNotice()
        self.empty = EmptyState()
        self.workshop = PackWorkshop(journal)
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
        from peerjournal.operations import packs

        try:
            there, gone = packs.all_packs(self._journal), packs.all_packs(self._journal, trashed=True)
            counts = packs.line_counts(self._journal)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._trashed = {pack.id for pack in gone}
        rows, rows_gone = ([self._row(pack, counts[pack.id]) for pack in some] for some in (there, gone))
        self.list.show_groups([("", rows), (_("In the trash") if gone else "", rows_gone)])
        if not self.list.current_id() and self.list.ids():
            self.list.point_at(self.list.ids()[0])
        self._lists.setCurrentIndex(0 if self.list.ids() else 1)
        self.new.setVisible(bool(self.list.ids()))
        self._show_buttons()
        self.workshop.refresh()

    def open_pack(self, pack_id: str, step: int = CHOOSE) -> bool:
        """Open a pack; False if it is gone, or if what is open now could not be kept."""
        from peerjournal.operations import packs

        if not self.workshop.may_leave():
            return False
        now = self.notice.tried(lambda: packs.get(self._journal, pack_id))
        if now is None:
            return False
        if now.pack.trashed_at is not None:
            self._show_list()
            self.list.point_at(pack_id)
            self._show_buttons()
            return False
        self.notice.clear()
        self._stack.setCurrentWidget(self.workshop)
        self.workshop.open(now, step)
        self.workshop.tabs.focus_here()
        self._tell_where()
        return True

    def new_from(self, reflection_id: str) -> bool:
        """A new pack, and the lines of this reflection to choose from. Nothing is chosen."""
        if not self._make():
            return False
        self.workshop.choose.unfold(reflection_id)
        return True

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        return self.workshop.settle()

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns."""
        return self.workshop.settle()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        listing, row = QWidget(), QWidget()
        self._lines = QVBoxLayout(listing)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._buttons = FlowLayout(row, px(8))
        for button in (self.new, self.open_one, self.trash, self.restore, self.delete):
            self._buttons.addWidget(button)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.empty)
        self.empty.say(
            "sessions",
            _("A pack holds what you take to co-reflection or supervision"),
            _("Choose lines from your reflections, one by one. Nothing leaves before you have seen it."),
            _("Make a pack"),
        )
        what = muted(_("What you take along to talk over with somebody. You choose every line of it."), wrap=True)
        for part in (row, what, self._lists, self.two_step, self.notice):
            self._lines.addWidget(part)
        self._lines.setStretchFactor(self._lists, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(listing)
        self._stack.addWidget(self.workshop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.new.clicked.connect(self._make)
        self.empty.button.clicked.connect(self._make)
        self.list.chosen.connect(lambda _id: self._show_buttons())
        self.list.opened.connect(self.open_pack)
        self.list.trash_wanted.connect(self._to_trash)
        self.open_one.clicked.connect(lambda: self.open_pack(self.list.current_id()))
        self.trash.clicked.connect(lambda: self._to_trash(self.list.current_id()))
        self.restore.clicked.connect(lambda: self._put_back(self.list.current_id()))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._delete)
        self.workshop.back_wanted.connect(self._back)
        self.workshop.left.connect(self._left)
        self.workshop.trash_wanted.connect(self._to_trash)
        self.workshop.reflection_wanted.connect(self._see_reflection)
        self.workshop.shared.connect(self.shared)

    def _measure(self) -> None:
        self._lines.setSpacing(px(12))
        self._buttons.setSpacing(px(8))

    def _row(self, pack: "Pack", lines: int) -> Row:
        said = [short_date(pack.on, today=self._journal.clock.today())] if pack.on is not None else []
        said.append(
            ngettext("{n} line", "{n} lines", lines).format(n=number(lines)) if lines else _("nothing chosen yet")
        )
        if pack.discussed.strip():
            said.append(_("what was discussed is noted"))
        return Row(pack.id, pack_name(pack), "  ·  ".join(said))

    def _show_buttons(self) -> None:
        chosen = self.list.current_id()
        in_trash = chosen in self._trashed
        for button in (self.open_one, self.trash):
            button.setVisible(bool(chosen) and not in_trash)
        for button in (self.restore, self.delete):
            button.setVisible(in_trash)
        self.two_step.hide()

    # -------------------------------------------------------------------------------------------- acting

    def _make(self) -> bool:
        """A new pack, open; one in which nothing was done yet stands for it."""
        from peerjournal.operations import packs

        if not self.workshop.may_leave():
            return False
        pack_id = self.notice.tried(self._untouched)
        if pack_id is None:
            return False
        if not pack_id:
            made = self.notice.tried(lambda: packs.new_pack(self._journal))
            pack_id = "" if made is None else made.id
        return bool(pack_id) and self.open_pack(pack_id)

    def _untouched(self) -> str:
        """A pack without title, day, lines and notes; empty if there is none."""
        from peerjournal.operations import packs

        counts = packs.line_counts(self._journal)
        blank = (p.id for p in packs.all_packs(self._journal) if not (p.title or p.on or p.discussed or counts[p.id]))
        return next(blank, "")

    def _see_reflection(self, reflection_id: str) -> None:
        if self.settle():
            self.reflection_wanted.emit(reflection_id)

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
        last = self.workshop.pack_id
        self.workshop.put_away()
        self._stack.setCurrentIndex(0)
        self._tell_where()
        self.refresh()
        if last:
            self.list.point_at(last)
        self._show_buttons()
        there = self._lists.currentWidget() is self.list
        (self.list if there else self.empty.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_trash(self, pack_id: str) -> None:
        from peerjournal.operations import packs

        if not pack_id or not self.workshop.may_leave():
            return
        if pack_id in self._trashed:
            self._ask_delete()
        elif self.notice.done(lambda: packs.move_to_trash(self._journal, pack_id)):
            self._show_list()
            self.notice.offer(_("The pack is in the trash."), lambda: self._put_back(pack_id))

    def _put_back(self, pack_id: str) -> None:
        from peerjournal.operations import packs

        if self.notice.done(lambda: packs.restore(self._journal, pack_id)):
            self.notice.clear()
            self.refresh()
            self.list.point_at(pack_id)
            self._show_buttons()

    def _ask_delete(self) -> None:
        self.two_step.ask(
            _("Delete this pack for good? It cannot be brought back. Your reflections stay as they are."), self.delete
        )

    def _delete(self) -> None:
        from peerjournal.operations import packs

        if self.notice.done(lambda: packs.delete_for_good(self._journal, self.list.current_id())):
            self.refresh()

    def _say(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, "problem")
