"""One chart: its period and choices, what it says, its picture or the table behind it, and ways to keep it as a file.

Charts are made, drawn and listed beside the window from what was read already; what is on show stays until the next is
there.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.charts.chart import Chart, View
from peerjournal.charts.registry import Kind, Usual
from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.dialogs.leaving import ask_for_file, with_ending
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, body, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.chart_table import ChartTable
from peerjournal.ui.widgets.chart_view import ChartView
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.period_picker import THREE_MONTHS, YEAR, PeriodPicker
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.wellbeing.record import Record

PICTURE, TABLE = range(2)
_USUAL = {Usual.THREE_MONTHS: THREE_MONTHS, Usual.YEAR: YEAR}


class ChartPage(QWidget):
    """Shows one kind of chart. ``day_wanted`` carries the day of a spot, ``label_wanted`` that day or nothing.

    ``settled`` whenever a chart was made and is on show, its table was listed, or a file was written.
    """

    back_wanted = Signal()
    day_wanted = Signal(object)
    label_wanted = Signal(object)
    settled = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: Kind | None = None
        self.chart: Chart | None = None
        self._record: Record | None = None
        self._job: Job | None = None
        self._of: dict[str, str] = {}
        self._periods: dict[str, int] = {}
        self.period = PeriodPicker(today)
        self._build()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ---------------------------------------------------------------------------------------- for the page

    def show_kind(self, kind: Kind, record: Record) -> None:
        """Another kind of chart, with the period it had last; at first with its usual one."""
        if kind is not self.kind:
            if self.kind is not None:
                self._periods[self.kind.name] = self.period.choice.index()
            self.period.point_at(self._periods.get(kind.name, _USUAL[kind.usual]))
            self.kind = kind
            self.title.setText(kind.title)
            self.notice.clear()
            self.view.show_chart(None)
            self._show_chart(None)
            self.period.may_compare(on=kind.compares)
            self.after.setVisible(kind.looks_after)
            self._area.verticalScrollBar().setValue(0)
        self.show_record(record)

    def show_record(self, record: Record) -> None:
        """The same from what was read now."""
        self._record = record
        self._fill_choices()
        self.make()

    def offer_print(self, act: Callable[[], object]) -> None:
        """Show the button that prints."""
        self.print_.clicked.connect(act)
        self.print_.show()

    def view_wanted(self) -> View:
        """What of the record is looked at."""
        assert self.kind is not None
        return View(
            span=self.period.span(),
            before=self.period.before(),
            of=str(self.choice.currentData() or ""),
            after=1 if self.kind.looks_after and self.after.isChecked() else 0,
        )

    def make(self) -> None:
        """Make the chart anew, beside the window."""
        kind, record = self.kind, self._record
        if kind is None or record is None:
            return
        view = self.view_wanted()
        if self._job is not None:
            self._job.cancel()
        self.view.stay()
        make = partial(_made, kind, record, view, listed=self.which.index() == TABLE)
        self._job = jobs().run(make, self._draw, self._failed, self)

    # -------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.back = quiet_button(_("All charts"), "back")
        self.back.setToolTip(_("All charts (Alt+Left)"))
        self.title = subheading("")
        self.label = quiet_button(_("Label a day…"), "tag")
        self.save = plain_button(_("Save as…"))
        self.save.setMenu(self._save_menu())
        self.print_ = plain_button(_("Print…"), "print")
        self.print_.hide()
        self.choice = CalmCombo()
        self.choice.setAccessibleName(_("What to show"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.after = QCheckBox(_("The day after"))
        self.which = segmented([_("Picture"), _("Table")])
        self.which.setAccessibleName(_("Picture or table"))
        self.notice = Notice()
        self.sentence = body("")
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.view = ChartView()
        self.table = ChartTable(_("The numbers behind the chart"))
        self.readout = ElidedLabel()

    def _save_menu(self) -> QMenu:
        menu = QMenu(self)
        for ending, name in endings().items():
            menu.addAction(name).triggered.connect(lambda _on=False, e=ending: self._ask_where(e))
        return menu

    def _acts(self) -> QWidget:
        """What can be done with the chart, side by side wherever it stands."""
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.label, self.save, self.print_):
            row.addWidget(button)
        return acts

    def _lay_out(self) -> None:
        self._content = content = QWidget()
        self._inner = QVBoxLayout(content)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self.period.share_lines([self.back, self.title, self.which], [self.choice, self.after, self._acts()])
        sheet = Card(padding=4)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.table)
        sheet.body.addWidget(self._stack)
        for line in (self.period, self.notice, self.sentence, sheet):
            self._inner.addWidget(line)
        self._area = scrolled(content, steady=True)  # a picture is drawn for one width
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self._area, 1)
        self._lines.addWidget(self.readout)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        keys = QShortcut(QKeySequence("Alt+Left"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.back_wanted)
        self.period.changed.connect(self.make)
        self.after.toggled.connect(lambda _on: self.make())
        self.choice.activated.connect(self._choose)
        self.which.chosen.connect(self._show_which)
        self.view.shown.connect(self._drawn)
        self.view.read.connect(self._read)
        self.view.day_wanted.connect(self.day_wanted)
        self.view.reached.connect(self._bring_into_sight)
        self.label.clicked.connect(lambda: self.label_wanted.emit(self._day()))

    def _measure(self) -> None:
        self._inner.setSpacing(px(10))
        self._lines.setSpacing(px(6))
        for words in (self.title, self.choice):
            words.setMinimumWidth(px(120))
        self.title.setContentsMargins(0, 0, px(10), 0)
        self._fit_stack()

    # --------------------------------------------------------------------------------------------- showing

    def _fill_choices(self) -> None:
        assert self.kind is not None
        assert self._record is not None
        offered = self.kind.choices(self._record)
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for key, label in offered:
                self.choice.addItem(label, key)
            self.choice.setCurrentIndex(max(0, self.choice.findData(self._of.get(self.kind.name, ""))))
        self.choice.setVisible(len(offered) > 1)

    def _choose(self, _place: int) -> None:
        assert self.kind is not None
        self._of[self.kind.name] = str(self.choice.currentData())
        self.make()

    def _draw(self, chart: Chart) -> None:
        """What it says comes on show together with its picture."""
        self._job = None
        self.view.show_chart(chart)

    def _drawn(self) -> None:
        self._show_chart(self.view.chart)
        self.settled.emit()

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, PeerJournalError):
            raise error
        self.notice.show_sentence(str(error), "problem")
        self.settled.emit()

    def _show_chart(self, chart: Chart | None) -> None:
        self.chart = chart
        self.sentence.setText("" if chart is None else chart.sentence)
        self.save.setEnabled(chart is not None)
        self._show_which(self.which.index())

    def _show_which(self, which: int) -> None:
        """The picture, or the table; the latter is listed when it is first looked at."""
        self._stack.setCurrentIndex(which)
        self._show_table()
        self._read(self.view.said if which == PICTURE else "")
        self._fit_stack()

    def _show_table(self) -> None:
        """That of the chart where it is looked at; one of thousands of rows is listed beside the window."""
        chart = self.chart
        if chart is None or self.which.index() == PICTURE:
            self.table.show_table(None)
        elif chart.listed:
            self.table.show_table(chart.table)
        else:
            self.table.show_table(None)
            jobs().run(lambda: chart.table, lambda _table: self._listed(chart), self._failed, self)

    def _listed(self, chart: Chart) -> None:
        if chart is self.chart:
            self._show_table()
        self.settled.emit()

    def _fit_stack(self) -> None:
        """As high as the picture; a table has at least room for some rows."""
        high = self.view.height()
        self._stack.setFixedHeight(high if self.which.index() == PICTURE else max(high, px(320)))

    def _read(self, said: str) -> None:
        """The spot pointed at, in words; without one, how to reach them."""
        reachable = self.which.index() == PICTURE and self.chart is not None and len(self.chart.spots) > 0
        hint = _("Point at a dot, or go along them with the arrow keys. Enter opens its day.") if reachable else ""
        self.readout.show_text(said or hint)

    def _bring_into_sight(self, place: QPoint) -> None:
        there = self.view.mapTo(self._content, place)
        self._area.ensureVisible(there.x(), there.y(), px(40), px(60))

    def _day(self) -> date | None:
        """The day of the spot pointed at."""
        if self.chart is None or self.view.spot is None or self.which.index() == TABLE:
            return None
        return self.chart.spots.day(self.view.spot)

    # ----------------------------------------------------------------------------------------------- files

    def _ask_where(self, ending: str) -> None:
        if self.kind is not None:
            name = f"{self.kind.title}.{ending}"
            ask_for_file(self, _("Save"), name, endings()[ending], ending, lambda path: self.save_to(path, ending))

    def save_to(self, path: Path, ending: str) -> None:
        """Write the chart on show to this place, beside the window. An ending known says the kind of file."""
        from peerjournal.operations.charts import save_chart

        chart = self.chart
        if chart is None:
            return
        try:
            path = with_ending(path, [ending, *(e for e in endings() if e != ending)])
        except BadInput as error:
            self.notice.show_sentence(str(error), "problem")
            return
        jobs().run(lambda: save_chart(chart, path), self._saved, self._failed, self)

    def _saved(self, path: Path) -> None:
        self.notice.show_sentence(_("Saved: {path}.").format(path=path))
        self.settled.emit()


def _made(kind: Kind, record: Record, view: View, *, listed: bool) -> Chart:
    """A chart, and its table already where that is looked at."""
    chart = kind.make(record, view)
    if listed:
        chart.table  # noqa: B018 - found here, once
    return chart


def endings() -> dict[str, str]:
    """The kinds of files a chart can be kept as."""
    return {
        "png": _("Picture (PNG)"),
        "svg": _("Drawing (SVG)"),
        "pdf": _("Page (PDF)"),
        "csv": _("Table (CSV)"),
    }
