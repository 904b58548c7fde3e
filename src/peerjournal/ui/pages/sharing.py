"""The Sharing room: tellings, what may be told at a glance, what was shared so far, and pros and cons."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.pages.glance import GlancePage
from peerjournal.ui.pages.glance_out import GlanceOut
from peerjournal.ui.pages.ledger import LedgerPage
from peerjournal.ui.pages.tellings import TellingsPage
from peerjournal.ui.pages.weighing import WeighingPage
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import heading
from peerjournal.ui.widgets.folding_choice import FoldingChoice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

TELLINGS, GLANCE, LEDGER, WEIGHING = range(4)
_LOW = 600


class SharingPage(QWidget):
    """Everything about telling others. ``part_wanted`` carries the id of a part to see in My story.

    ``shared`` when the ledger has a new line.
    """

    part_wanted = Signal(str)
    lights_wanted = Signal()
    shared = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAccessibleName(_("Sharing"))
        self.tellings = TellingsPage(journal)
        self.glance = GlancePage(journal)
        self.glance_out = GlanceOut(self.glance)
        self.ledger = LedgerPage(journal)
        self.weighing = WeighingPage(journal)
        self._working = False
        names = [_("Tellings"), _("At a glance"), _("Shared so far"), _("Pros and cons")]
        self.tabs = FoldingChoice(names, _("Sharing: what to see"))
        self.stack = QStackedWidget()
        for page in (self.tellings, self.glance, self.ledger, self.weighing):
            self.stack.addWidget(page)
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        """Small: the pages arrange themselves by the room they get."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self.tabs.index())

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then nothing has changed on the screen."""
        kept = [page.settle() for page in (self.tellings, self.glance, self.weighing, self.ledger)]
        return all(kept)

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns, for lock, hide and close."""
        kept = [self.tellings.save_now(), *(page.settle() for page in (self.glance, self.weighing, self.ledger))]
        return all(kept)

    def show_telling(self, telling_id: str) -> None:
        """One telling, open."""
        self.tabs.choose(TELLINGS)
        self.tellings.open_telling(telling_id)

    def show_line(self, disclosure_id: str) -> None:
        """One line of the ledger."""
        self.tabs.choose(LEDGER)
        self.ledger.show_line(disclosure_id)

    def show_glance(self, audience_id: str) -> None:
        """What may be told to an audience."""
        self.tabs.choose(GLANCE)
        self.glance.choose_audience(audience_id)

    def _lay_out(self) -> None:
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(heading(_("Sharing")))
        top.addSpacing(px(12))
        top.addStretch(1)
        top.addWidget(self.tabs)
        self._lines = QVBoxLayout(self)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._lines.addWidget(self._top)
        self._lines.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._show)
        self.tellings.part_wanted.connect(self.part_wanted)
        self.tellings.lights_wanted.connect(self.lights_wanted)
        self.tellings.in_workshop.connect(self._work)
        self.tellings.handed_out.connect(self.shared)
        self.ledger.changed.connect(self.shared)
        self.ledger.telling_wanted.connect(self.show_telling)
        self.ledger.part_wanted.connect(self.part_wanted)
        for n, keys in enumerate(("Alt+1", "Alt+2", "Alt+3", "Alt+4")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda place=n: self.tabs.choose(place))

    def _show(self, place: int) -> None:
        if self.stack.currentIndex() != place and not self.settle():
            self.tabs.point_at(self.stack.currentIndex())
            return
        self.stack.setCurrentIndex(place)
        self._measure()

    def _work(self, on: bool) -> None:
        self._working = on
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """In a low window an open telling has the page to itself; the way back leads to everything else."""
        alone = self._working and self.stack.currentWidget() is self.tellings
        self._top.setVisible(not (alone and self.height() < px(_LOW)))
        edge = px(24 if self.width() > px(520) else 12)
        self._lines.setContentsMargins(edge, edge, edge, edge)
        self._lines.setSpacing(px(16))
