"""Pros and cons of one decision to tell: a sheet that counts nothing and decides nothing.

The four boxes follow the decision aids for disclosure (CORAL; Honest, Open, Proud): telling and keeping it each
have two sides. In our own words.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.pages.journal_list import EmptyState
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
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.text_field import TextField
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.telling import Weighing

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_NARROW = 640
_BOXES = ("telling_pros", "telling_cons", "keeping_pros", "keeping_cons")


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
        self.decision = QLineEdit()
        self.decision.setProperty("role", "title")
        self.decision.setAccessibleName(_("The decision"))
        self.decision.setPlaceholderText(_("Whether to tell … what, to whom"))
        names = {
            "telling_pros": _("What speaks for telling"),
            "telling_cons": _("What speaks against telling"),
            "keeping_pros": _("What speaks for keeping it"),
            "keeping_cons": _("What speaks against keeping it"),
        }
        self.boxes = {key: TextField(name, _("One thing a line"), lines=4) for key, name in names.items()}
        self._names = names
        self.talk = TextField(_("Talk it over with"), lines=1)
        self.leaning = TextField(_("Where I lean today"), lines=2)
        self.trash = quiet_button(_("Move to trash"), "trash")
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self.empty = EmptyState()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # -------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.new)
        side.addWidget(self.list, 1)
        side.addWidget(self.notice)
        row = self.notice.layout()
        assert row is not None
        row.addWidget(self.undo)
        self._side = QWidget()
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._cells: list[QWidget] = []
        for key in _BOXES:
            cell = QWidget()
            lines = QVBoxLayout(cell)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.addWidget(subheading(self._names[key]))
            lines.addWidget(self.boxes[key])
            self._cells.append(cell)
        column = ScrolledColumn(above=8)
        for part in (
            self.decision,
            muted(_("Nothing here is counted. A single line may weigh more than all the others."), wrap=True),
        ):
            column.body.addWidget(part)
        column.body.addLayout(self._grid)
        for name, field in ((_("Talk it over with"), self.talk), (_("Where I lean today"), self.leaning)):
            column.body.addWidget(subheading(name))
            column.body.addWidget(field)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.trash, self.delete, self.restore):
            foot.addWidget(button)
        column.body.addWidget(self.two_step)
        column.body.addLayout(foot)
        column.body.addStretch(1)
        self._card = Card(padding=4)
        self._card.body.addWidget(column)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card)
        self._stack.addWidget(self.empty)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self._side)
        self._across.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self._new)
        self.empty.button.clicked.connect(self._new)
        self.list.chosen.connect(self._open)
        self.list.opened.connect(lambda _id: self.decision.setFocus())
        self.list.trash_wanted.connect(self._move_to_trash)
        self.trash.clicked.connect(lambda: self._move_to_trash(self.list.current_id()))
        self.undo.clicked.connect(lambda: self._put_back(self._undo_id))
        self.restore.clicked.connect(lambda: self._put_back(self.list.current_id()))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._delete)
        self.decision.editingFinished.connect(self._keep)
        for field in (*self.boxes.values(), self.talk, self.leaning):
            field.changed.connect(lambda _text: self._keep())

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(320), px(280))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two boxes side by side where there is room."""
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _measure(self) -> None:
        self._side.setFixedWidth(min(px(280), max(px(180), round(self.width() * 0.32))))
        self._across.setSpacing(px(20))
        columns = 1 if self.width() - self._side.width() < px(_NARROW) else 2
        for n, cell in enumerate(self._cells):
            self._grid.addWidget(cell, n // columns, n % columns)
        self._grid.setHorizontalSpacing(px(20))
        self._grid.setVerticalSpacing(px(14))

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
        if self._sheet is not None and self._sheet.id in self.list.ids():
            self.list.point_at(self._sheet.id)
        elif rows:
            self._open(rows[0].id)
        else:
            self._sheet = None
        self._stack.setCurrentIndex(0 if rows or self._sheet is not None else 1)
        self.empty.say(
            "plan",
            _("A decision to tell, looked at from four sides"),
            _("Telling has two sides, and so has keeping it. Nothing is counted, and both may stay open."),
            _("Begin a sheet"),
        )

    def _rows(self, sheets: "list[Weighing]") -> list[Row]:
        today = self._journal.clock.today()
        return [
            Row(w.id, w.decision or _("(not named yet)"), short_date(w.changed_at, today=today) if w.changed_at else "")
            for w in sheets
        ]

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        for field in (*self.boxes.values(), self.talk, self.leaning):
            field.finish()
        return self._keep()

    save_now = settle

    def _open(self, sheet_id: str) -> None:
        from peerjournal.operations import tellings

        if self._sheet is not None and self._sheet.id != sheet_id and not self.settle():
            self.list.point_at(self._sheet.id)
            return
        there = [w for t in (False, True) for w in tellings.all_weighings(self._journal, trashed=t)]
        found = {w.id: w for w in there}.get(sheet_id)
        if found is None:
            self.refresh()
            return
        self._sheet = found
        self.list.point_at(sheet_id)
        self._show_trashed(found.trashed_at is not None)
        self.decision.setText(found.decision)
        for key, field in self.boxes.items():
            field.set_text("\n".join(getattr(found, key)))
        self.talk.set_text(found.talk_it_over_with)
        self.leaning.set_text(found.leaning)

    def _show_trashed(self, trashed: bool) -> None:
        self.decision.setReadOnly(trashed)
        for field in (*self.boxes.values(), self.talk, self.leaning):
            field.setReadOnly(trashed)
        self.trash.setVisible(not trashed)
        self.restore.setVisible(trashed)
        self.delete.setVisible(trashed)
        self.two_step.hide()

    def _keep(self) -> bool:
        if self._sheet is None or self._sheet.trashed_at is not None:
            return True
        from peerjournal.operations import tellings

        now = replace(
            self._sheet,
            decision=self.decision.text(),
            telling_pros=self._lines_in("telling_pros"),
            telling_cons=self._lines_in("telling_cons"),
            keeping_pros=self._lines_in("keeping_pros"),
            keeping_cons=self._lines_in("keeping_cons"),
            talk_it_over_with=" ".join(self.talk.text().split()),
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
        return tuple(line for line in self.boxes[box].text().split("\n") if line.strip())

    def _new(self) -> None:
        from peerjournal.operations import tellings

        if not self.settle():
            return
        try:
            made = tellings.new_weighing(self._journal)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self.refresh()
        self._open(made.id)
        self.decision.setFocus()

    def _move_to_trash(self, sheet_id: str) -> None:
        from peerjournal.operations import tellings

        if not sheet_id or not self.settle():
            return
        try:
            tellings.trash_weighing(self._journal, sheet_id)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._undo_id, self._sheet = sheet_id, None
        self.refresh()
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

    def _say(self, trouble: str) -> None:
        self.notice.show_sentence(trouble, "problem")
        self.undo.hide()
