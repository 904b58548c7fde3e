"""The Wellbeing room: charts, check-ins, one's own questions and scales. A page is made when it is first shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.pages.charts import ChartsPage
from peerjournal.ui.pages.check_ins import CheckInsPage
from peerjournal.ui.pages.questions import QuestionsPage
from peerjournal.ui.pages.scales import ScalesPage
from peerjournal.ui.pages.tabbed_room import TabbedRoom

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

CHARTS, CHECK_INS, QUESTIONS, SCALES = range(4)


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


class WellbeingPage(TabbedRoom):
    """Everything about how one has been. ``day_wanted`` carries a day to see in the Journal."""

    day_wanted = Signal(object)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        names = [_("Charts"), _("Check-ins"), _("My questions"), _("Own scales")]
        super().__init__(_("Wellbeing"), names, _("Wellbeing: what to see"), parent)
        self._journal = journal
        self._makers: list[Callable[[], QWidget]] = [
            self._make_charts,
            lambda: CheckInsPage(journal),
            lambda: QuestionsPage(journal),
            lambda: ScalesPage(journal),
        ]
        self._made: dict[int, QWidget] = {}
        self._rooms = [self._room() for _maker in self._makers]

    @property
    def charts(self) -> ChartsPage:
        """The charts, made if need be."""
        return cast("ChartsPage", self.page(CHARTS))

    def page(self, place: int) -> QWidget:
        """The page at a place, made if need be."""
        if place not in self._made:
            self._made[place] = page = self._makers[place]()
            self._rooms[place].addWidget(page)
        return self._made[place]

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

    def _before_showing(self, place: int) -> None:
        self.page(place)

    def _at_work(self) -> bool:
        return self.stack.currentIndex() == CHARTS and CHARTS in self._made and self.charts.on_chart
