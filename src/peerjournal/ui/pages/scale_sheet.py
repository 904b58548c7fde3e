"""One own scale: what it is, whose it is, and its results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import first_line
from peerjournal.ui.pages.scale_fill import rights_of
from peerjournal.ui.pages.scale_form import directions
from peerjournal.ui.text import number, short_date, time_of_day
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, body, muted, plain_button, primary_button, quiet_button, subheading
from peerjournal.ui.widgets.check_in_words import plain_number
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.wellbeing.scale import Direction, Scale, ScaleResult, band_of

_HIGHEST = 420


@dataclass(frozen=True)
class Begun:
    """What is half typed about a scale: its items are being answered, a total typed, or the scale itself changed."""

    items: bool = False
    total: bool = False
    change: bool = False


class ScaleSheet(Card):
    """What to do with a scale is asked for by signals; those about a result carry its id."""

    fill_wanted = Signal()
    total_wanted = Signal()
    change_wanted = Signal()
    trash_wanted = Signal()
    restore_wanted = Signal()
    delete_wanted = Signal()
    result_wanted = Signal(str)
    result_trash_wanted = Signal(str)
    result_restore_wanted = Signal(str)
    result_delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=4)
        self.scale: Scale | None = None
        self._trashed_results: set[str] = set()
        self.name, self.about, self.rights = subheading(""), body(""), muted("", wrap=True)
        self.name.setWordWrap(True)
        self.fill = primary_button(_("Fill it in"))
        self.total = plain_button(_("Type a total from paper"))
        self.change = quiet_button(_("Change this scale"), "pencil")
        self.trash = quiet_button(_("Move to trash"), "trash")
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self.results_title = muted("")
        self.none = muted(_("No results yet. One is enough to begin with."), wrap=True)
        self.results = GroupedList(_("Results"))
        self.result_change = quiet_button(_("Change this result"), "pencil")
        self.result_trash = quiet_button(_("Move this result to trash"), "trash")
        self.result_restore = plain_button(_("Put this result back"), "restore")
        self.result_delete = quiet_button(_("Delete this result for good"), "trash")
        self._flows: list[FlowLayout] = []
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_scale(self, scale: Scale, begun: Begun) -> None:
        """Show this one, and where one may go on."""
        if self.scale is None or self.scale.id != scale.id:
            self.two_step.hide()
            self.column.verticalScrollBar().setValue(0)
        self.scale = scale
        trashed = scale.trashed_at is not None
        self.name.setText(scale.name)
        self.about.setText(what_it_is(scale))
        self.rights.setText(rights_of(scale))
        self.fill.setText(_("Go on filling it in") if begun.items else _("Fill it in"))
        self.total.setText(_("Go on with the total") if begun.total else _("Type a total from paper"))
        self.change.setText(_("Go on changing this scale") if begun.change else _("Change this scale"))
        for button in (self.fill, self.total, self.change):
            button.setAccessibleName(button.text())
        self.fill.setVisible(scale.is_questionnaire and not trashed)
        for button in (self.total, self.change, self.trash):
            button.setVisible(not trashed)
        for button in (self.restore, self.delete):
            button.setVisible(trashed)

    def show_results(self, results: Sequence[ScaleResult], trashed: Sequence[ScaleResult], today: date) -> None:
        """Its results, the latest first, and those in the trash."""
        self._trashed_results = {r.id for r in trashed}
        groups = [("", self._rows(results, today)), (_("In the trash"), self._rows(trashed, today))]
        self.results.show_groups([(title, rows) for title, rows in groups if rows])
        n = len(results)
        self.results_title.setText(ngettext("{n} result", "{n} results", n).format(n=number(n)) if n else _("Results"))
        self.none.setVisible(not n)
        self.results.setVisible(bool(results or trashed))
        self._measure()
        self._show_buttons()

    def choose_result(self, result_id: str) -> None:
        """Move to this result."""
        self.results.point_at(result_id)
        self._show_buttons()

    def _rows(self, results: Sequence[ScaleResult], today: date) -> list[Row]:
        assert self.scale is not None
        return [result_row(self.scale, result, today) for result in results]

    # -------------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.column = ScrolledColumn(above=16, spacing=10)
        self.body.addWidget(self.column)
        lines = self.column.body
        lines.addWidget(self.name)
        lines.addWidget(self.about)
        lines.addWidget(self.rights)
        lines.addWidget(self._row(self.fill, self.total, self.restore))
        lines.addWidget(self.results_title)
        lines.addWidget(self.none)
        lines.addWidget(self.results)
        lines.addWidget(self._row(self.result_change, self.result_trash, self.result_restore, self.result_delete))
        lines.addWidget(self._row(self.change, self.trash, self.delete))
        lines.addWidget(self.two_step)
        lines.addStretch(1)
        self.results.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _row(self, *buttons: QWidget) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for button in buttons:
            flow.addWidget(button)
        self._flows.append(flow)
        return row

    def _connect(self) -> None:
        self.fill.clicked.connect(self.fill_wanted)
        self.total.clicked.connect(self.total_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.trash.clicked.connect(self.trash_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._confirmed)
        self.results.currentItemChanged.connect(lambda *_items: self._show_buttons())
        self.results.opened.connect(self._open)
        self.results.trash_wanted.connect(self._trash_result)
        self.result_change.clicked.connect(lambda: self._open(self.results.current_id()))
        self.result_trash.clicked.connect(lambda: self._trash_result(self.results.current_id()))
        self.result_restore.clicked.connect(lambda: self.result_restore_wanted.emit(self.results.current_id()))
        self.result_delete.clicked.connect(lambda: self._trash_result(self.results.current_id()))

    def _measure(self) -> None:
        for flow in self._flows:
            flow.setSpacing(px(8))
        self.results_title.setContentsMargins(0, px(12), 0, 0)
        rows = sum(self.results.sizeHintForRow(n) for n in range(self.results.count()))
        self.results.setFixedHeight(min(rows, px(_HIGHEST)) + px(6))

    # ---------------------------------------------------------------------------------------------------- acting

    def _show_buttons(self) -> None:
        chosen = self.results.current_id()
        kept = self.scale is not None and self.scale.trashed_at is None
        trashed = chosen in self._trashed_results
        for button in (self.result_change, self.result_trash):
            button.setVisible(kept and bool(chosen) and not trashed)
        for button in (self.result_restore, self.result_delete):
            button.setVisible(kept and trashed)

    def _open(self, result_id: str) -> None:
        if self.scale is not None and self.scale.trashed_at is None and result_id not in self._trashed_results:
            self.result_wanted.emit(result_id)

    def _trash_result(self, result_id: str) -> None:
        if self.scale is None or self.scale.trashed_at is not None:
            return
        if result_id in self._trashed_results:
            self._asked = result_id
            self.two_step.ask(_("Delete this result for good? It cannot be brought back."), self.results)
        else:
            self.result_trash_wanted.emit(result_id)

    def _ask_delete(self) -> None:
        assert self.scale is not None
        self._asked = ""
        question = _("Delete “{name}” for good, with its items and all its results? It cannot be brought back.")
        self.two_step.ask(question.format(name=self.scale.name), self.delete)

    def _confirmed(self) -> None:
        if self._asked:
            self.result_delete_wanted.emit(self._asked)
        else:
            self.delete_wanted.emit()

    _asked = ""
    """The result the two steps are about; empty for the scale itself."""


def what_it_is(scale: Scale) -> str:
    """What it asks, its range, and which way it is meant, in sentences."""
    n = len(scale.items)
    said = [ngettext("{n} item.", "{n} items.", n).format(n=number(n))] if n else [_("A total from paper.")]
    if scale.period:
        said.append(_("It asks about: {period}.").format(period=scale.period.rstrip(".")))
    low, high = plain_number(scale.low), plain_number(scale.high)
    said.append(_("Totals lie from {low} to {high}.").format(low=low, high=high))
    if scale.direction is not Direction.NEITHER:
        said.append(f"{directions()[scale.direction]}.")
    return " ".join(said)


def result_row(scale: Scale, result: ScaleResult, today: date) -> Row:
    """A result in the list: the total, and in passing when, the person's own band, the note."""
    band = band_of(scale, result.total)
    when = f"{short_date(result.at, today=today)}, {time_of_day(result.at)}"
    passing = [when, _("your band: {words}").format(words=band.label) if band else "", first_line(result.note)]
    return Row(result.id, plain_number(result.total), "  ·  ".join(x for x in passing if x))
