"""The Wellbeing room: charts, check-ins, one's own questions and scales. A page is made when it is first shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.pages.charts import ChartsPage
from peerjournal.ui.pages.check_ins import CheckInsPage
from peerjournal.ui.pages.questions import QuestionsPage
from peerjournal.ui.pages.scales import ScalesPage
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import heading
from peerjournal.ui.widgets.folding_choice import FoldingChoice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

CHARTS, CHECK_INS, QUESTIONS, SCALES = range(4)
_LOW = 600


class Keeps(Protocol):
    """A page on which something may be typed."""

    def refresh(self) -> None:
        """Read anew; what is typed stays."""
        ...

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        ...

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns."""
        ...


class WellbeingPage(QWidget):
    """Everything about how one has been. ``day_wanted`` carries a day to see in the Journal."""

    day_wanted = Signal(object)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setProperty("role", "page")
        self.setAccessibleName(_("Wellbeing"))
        self._places: list[tuple[str, Callable[[], QWidget]]] = [
            (_("Charts"), self._make_charts),
            (_("Check-ins"), lambda: CheckInsPage(journal)),
            (_("My questions"), lambda: QuestionsPage(journal)),
            (_("Own scales"), lambda: ScalesPage(journal)),
        ]
        self._made: dict[int, QWidget] = {}
        self.tabs = FoldingChoice([name for name, _make in self._places], _("Wellbeing: what to see"))
        self.stack = QStackedWidget()
        self._rooms = [self._room() for _place in self._places]
        self._lay_out()
        self.tabs.chosen.connect(self._show)
        for n in range(len(self._places)):
            shortcut = QShortcut(QKeySequence(f"Alt+{n + 1}"), self)
            shortcut.activated.connect(lambda place=n: self.tabs.choose(place))
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def charts(self) -> ChartsPage:
        """The charts, made if need be."""
        return cast("ChartsPage", self.page(CHARTS))

    def page(self, place: int) -> QWidget:
        """The page at a place, made if need be."""
        if place not in self._made:
            self._made[place] = page = self._places[place][1]()
            self._rooms[place].addWidget(page)
        return self._made[place]

    def minimumSizeHint(self) -> QSize:
        """Small: the pages arrange themselves by the room they get."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self.tabs.index())

    def refresh(self) -> None:
        """Show what is in sight anew."""
        cast("Keeps", self.page(self.stack.currentIndex())).refresh()

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then nothing has changed on the screen."""
        kept = [cast("Keeps", page).settle() for page in self._made.values()]
        return all(kept)

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns, for lock, hide and close."""
        kept = [cast("Keeps", page).save_now() for page in self._made.values()]
        return all(kept)

    def _make_charts(self) -> QWidget:
        page = ChartsPage(self._journal)
        page.day_wanted.connect(self.day_wanted)
        page.chart_open.connect(lambda _on: self._measure())
        page.offer_print(self._print)
        return page

    def _print(self) -> None:
        # Hardly ever needed.
        from peerjournal.ui.dialogs.print_summary import PrintSummaryDialog

        PrintSummaryDialog(self._journal, self).open()

    def _room(self) -> QVBoxLayout:
        """Where a page will be."""
        room = QWidget()
        self.stack.addWidget(room)
        inner = QVBoxLayout(room)
        inner.setContentsMargins(0, 0, 0, 0)
        return inner

    def _lay_out(self) -> None:
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(heading(_("Wellbeing")))
        top.addSpacing(px(12))
        top.addStretch(1)
        top.addWidget(self.tabs)
        self._lines = QVBoxLayout(self)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._lines.addWidget(self._top)
        self._lines.addWidget(self.stack, 1)

    def _show(self, place: int) -> None:
        if self.stack.currentIndex() != place and not self.settle():
            self.tabs.point_at(self.stack.currentIndex())
            return
        self.page(place)
        self.stack.setCurrentIndex(place)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """In a low window an open chart has the room to itself; the way back leads to everything else."""
        alone = self.stack.currentIndex() == CHARTS and CHARTS in self._made and self.charts.on_chart
        self._top.setVisible(not (alone and self.height() < px(_LOW)))
        edge = px(24 if self.width() > px(520) else 12)
        self._lines.setContentsMargins(edge, edge, edge, edge)
        self._lines.setSpacing(px(16))
