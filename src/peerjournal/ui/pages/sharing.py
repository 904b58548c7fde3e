"""The Sharing room: tellings, what may be told at a glance, what was shared so far, and pros and cons."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _
from peerjournal.ui.pages.glance import GlancePage
from peerjournal.ui.pages.glance_out import GlanceOut
from peerjournal.ui.pages.ledger import LedgerPage
from peerjournal.ui.pages.tabbed_room import TabbedRoom
from peerjournal.ui.pages.tellings import TellingsPage
from peerjournal.ui.pages.weighing import WeighingPage

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

TELLINGS, GLANCE, LEDGER, WEIGHING = range(4)


class SharingPage(TabbedRoom):
    """Everything about telling others. ``part_wanted`` carries the id of a part to see in My story.

    ``shared`` when the ledger has a new line.
    """

    part_wanted = Signal(str)
    lights_wanted = Signal()
    shared = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        names = [_("Tellings"), _("At a glance"), _("Shared so far"), _("Pros and cons")]
        super().__init__(_("Sharing"), names, _("Sharing: what to see"), parent)
        self.tellings = TellingsPage(journal)
        self.glance = GlancePage(journal)
        self.glance_out = GlanceOut(self.glance)
        self.ledger = LedgerPage(journal)
        self.weighing = WeighingPage(journal)
        self._working = False
        for page in (self.tellings, self.glance, self.ledger, self.weighing):
            self.stack.addWidget(page)
        self._connect()

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

    def _connect(self) -> None:
        self.tellings.part_wanted.connect(self.part_wanted)
        self.tellings.lights_wanted.connect(self.lights_wanted)
        self.tellings.in_workshop.connect(self._work)
        self.tellings.handed_out.connect(self.shared)
        self.ledger.changed.connect(self.shared)
        self.ledger.telling_wanted.connect(self.show_telling)
        self.ledger.part_wanted.connect(self.part_wanted)

    def _at_work(self) -> bool:
        return self._working and self.stack.currentIndex() == TELLINGS

    def _work(self, on: bool) -> None:
        self._working = on
        self._measure()
