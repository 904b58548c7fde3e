"""Pros and cons of one decision to tell: a sheet that counts nothing and decides nothing.

The four boxes follow the decision aids for disclosure (CORAL; Honest, Open, Proud): telling and keeping it each
have two sides. In our own words.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import one_line
from peerjournal.ui.text import short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import (
    Card,
    Notice,
    link_button,
    muted,
    plain_button,
    primary_button,
    quiet_button,
    subheading,
)
from peerjournal.ui.widgets.beside import Beside
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.text_field import TextField
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.telling import Weighing

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_TWO_COLUMNS = 440


def _names() -> dict[str, str]:
    """The four boxes, by field of the sheet."""
    return {
        "telling_pros": _("What speaks for telling"),
        "telling_cons": _("What speaks against telling"),
        "keeping_pros": _("What speaks for keeping it"),
        "keeping_cons": _("What speaks against keeping it"),
    }


class WeighingPage(QWidget):
    """The sheets in a list, and the one chosen beside it."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._sheet: Weighing | None = None
        self._undo_id = ""
        self.list = GroupedList(_("Decisions"))
        self.new = primary_button(_("New sheet"), "plus")
        self.notice = Notice()
        self.undo = link_button(_("Undo"))
        self.decision = TextField(_("The decision"), _("Whether to tell … what, to whom"), lines=1)
        self.boxes = {key: TextField(name, _("One thing a line"), lines=4) for key, name in _names().items()}
        self.talk = TextField(_("Talk it over with"), lines=1)
        self.leaning = TextField(_("Where I lean today"), lines=2)
        self._fields = (self.decision, *self.boxes.values(), self.talk, self.leaning)
        self.trash = quiet_button(_("Move to trash"), "trash")
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self.empty = EmptyState()
        self._lay_out()
        self._connect()

    # -------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        side = QWidget()
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.new)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.notice)
        row = self.notice.layout()
        assert row is not None
        row.addWidget(self.undo)
        self.beside = Beside(self.list, side, self._made_card())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.beside)
        self._stack.addWidget(self.empty)
        self.empty.say(
            "plan",
            _("A decision to tell, looked at from four sides"),
            _("Telling has two sides, and so has keeping it. Nothing is counted, and both may stay open."),
            _("Begin a sheet"),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _made_card(self) -> Card:
        column = ScrolledColumn(above=16, spacing=12)
        lines = column.body
        lines.addWidget(subheading(_("The decision")))
        lines.addWidget(self.decision)
        lines.addWidget(
            muted(_("Nothing here is counted. A single line may weigh more than all the others."), wrap=True)
        )
        lines.addWidget(_FourBoxes(self.boxes))
        for name, field in ((_("Talk it over with"), self.talk), (_("Where I lean today"), self.leaning)):
            lines.addWidget(subheading(name))
            lines.addWidget(field)
        foot = QWidget()
        buttons = FlowLayout(foot, px(8))
        for button in (self.restore, self.delete, self.trash):
            buttons.addWidget(button)
        lines.addWidget(self.two_step)
        lines.addWidget(foot)
        lines.addStretch(1)
        card = Card(padding=4)
        card.body.addWidget(column)
        return card

    def _connect(self) -> None:
        self.new.clicked.connect(self._new)
        self.empty.button.clicked.connect(self._new)
        self.list.chosen.connect(self._open)
        self.list.opened.connect(lambda _id: self.decision.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.trash_wanted.connect(self._move_to_trash)
        self.trash.clicked.connect(lambda: self._move_to_trash(self.list.current_id()))
        self.undo.clicked.connect(lambda: self._put_back(self._undo_id))
        self.restore.clicked.connect(lambda: self._put_back(self.list.current_id()))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._delete)
        for field in self._fields:
            field.changed.connect(lambda _text, f=field: self._keep() or f.unkept())

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # ---------------------------------------------------------------------------------------------- acting

    def refresh(self) -> None:
        """Read the list anew."""
        from peerjournal.operations import tellings

        try:
            sheets = tellings.all_weighings(self._journal)
            trashed = tellings.all_weighings(self._journal, trashed=True)
        except PeerJournalError as error:
            self._say(str(error))
            return
        rows, gone = self._rows(sheets), self._rows(trashed)
        self.list.show_groups([("", rows), (_("In the trash") if gone else "", gone)])
        self._stack.setCurrentIndex(0 if self.list.ids() else 1)
        there = {w.id: w for w in (*sheets, *trashed)}
        if self._sheet is not None and (self._sheet.id in there or not self.settle()):
            self.list.point_at(self._sheet.id)
            if self._sheet.id in there:
                self._show(there[self._sheet.id])
        elif there:
            self._show(there[self.list.current_id() or self.list.ids()[0]])
        else:
            self._sheet = None

    def _rows(self, sheets: "list[Weighing]") -> list[Row]:
        today = self._journal.clock.today()
        return [
            Row(w.id, w.decision or _("(not named yet)"), short_date(w.changed_at, today=today) if w.changed_at else "")
            for w in sheets
        ]

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        for field in self._fields:
            field.finish()
        return self._keep()

    save_now = settle

    def _open(self, sheet_id: str) -> None:
        from peerjournal.operations import tellings

        if self._sheet is not None and self._sheet.id != sheet_id and not self.settle():
            self.list.point_at(self._sheet.id)
            return
        try:
            there = [w for t in (False, True) for w in tellings.all_weighings(self._journal, trashed=t)]
        except PeerJournalError as error:
            self._say(str(error))
            return
        found = {w.id: w for w in there}.get(sheet_id)
        if found is None:
            self.refresh()
        else:
            self._show(found)

    def _show(self, sheet: "Weighing") -> None:
        """Show a sheet; where it is on show already, what is being typed stays."""
        anew = self._sheet is None or self._sheet.id != sheet.id
        self._sheet = sheet
        self.list.point_at(sheet.id)
        self._show_trashed(sheet.trashed_at is not None)
        boxes = ["\n".join(getattr(sheet, key)) for key in self.boxes]
        texts = (sheet.decision, *boxes, sheet.talk_it_over_with, sheet.leaning)
        for field, text in zip(self._fields, texts, strict=True):
            if anew:
                field.set_text(text)
            else:
                field.show_text(text)
        if anew:
            self.two_step.hide()

    def _show_trashed(self, trashed: bool) -> None:
        for field in self._fields:
            field.setReadOnly(trashed)
        self.trash.setVisible(not trashed)
        self.restore.setVisible(trashed)
        self.delete.setVisible(trashed)

    def _keep(self) -> bool:
        if self._sheet is None or self._sheet.trashed_at is not None:
            return True
        from peerjournal.operations import tellings

        now = replace(
            self._sheet,
            decision=one_line(self.decision.text()),
            telling_pros=self._lines_in("telling_pros"),
            telling_cons=self._lines_in("telling_cons"),
            keeping_pros=self._lines_in("keeping_pros"),
            keeping_cons=self._lines_in("keeping_cons"),
            talk_it_over_with=one_line(self.talk.text()),
            leaning=self.leaning.text(),
        )
        if now == self._sheet:
            return True
        try:
            self._sheet = tellings.change_weighing(self._journal, now)
        except PeerJournalError as error:
            self._say(str(error))
            return False
        self.refresh()
        return True

    def _lines_in(self, box: str) -> tuple[str, ...]:
        return tuple(line for line in map(one_line, self.boxes[box].text().split("\n")) if line)

    def _new(self) -> None:
        from peerjournal.operations import tellings

        if not self.settle():
            return
        try:
            made = tellings.new_weighing(self._journal)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._show(made)
        self.refresh()
        self.beside.show_main()
        self.decision.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_to_trash(self, sheet_id: str) -> None:
        from peerjournal.operations import tellings

        if not sheet_id or not self.settle():
            return
        if self._sheet is not None and self._sheet.id == sheet_id and self._sheet.trashed_at is not None:
            self._ask_delete()
            return
        try:
            tellings.trash_weighing(self._journal, sheet_id)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._undo_id, self._sheet = sheet_id, None
        self.refresh()
        self.beside.show_side()
        self.notice.show_sentence(_("The sheet is in the trash."))
        self.undo.show()

    def _put_back(self, sheet_id: str) -> None:
        from peerjournal.operations import tellings

        try:
            tellings.trash_weighing(self._journal, sheet_id, trashed=False)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self.notice.clear()
        self.refresh()
        self._open(sheet_id)

    def _ask_delete(self) -> None:
        self.two_step.ask(_("Delete this sheet for good? It cannot be brought back."), self.delete)

    def _delete(self) -> None:
        from peerjournal.operations import tellings

        try:
            tellings.delete_weighing(self._journal, self.list.current_id())
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._sheet = None
        self.refresh()
        self.beside.show_side()

    def _say(self, trouble: str) -> None:
        self.notice.show_sentence(trouble, "problem")
        self.undo.hide()


class _FourBoxes(QWidget):
    """The boxes two by two, or one below the other where it is narrow."""

    def __init__(self, boxes: dict[str, TextField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._cells: list[QWidget] = []
        for key, name in _names().items():
            cell = QWidget()
            lines = QVBoxLayout(cell)
            lines.setContentsMargins(0, 0, 0, 0)
            title = subheading(name)
            title.setWordWrap(True)
            lines.addWidget(title)
            lines.addWidget(boxes[key])
            lines.addStretch(1)
            self._cells.append(cell)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        columns = 1 if self.width() < px(_TWO_COLUMNS) else 2
        for n, cell in enumerate(self._cells):
            self._grid.addWidget(cell, n // columns, n % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(14))
