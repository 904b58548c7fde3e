"""The Sessions room: reflections, follow-ups, packs for co-reflection, and hours."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.pages.follow_ups import FollowUpsPage
from peerjournal.ui.pages.hours_page import HoursPage
from peerjournal.ui.pages.session_list import NEW_KEYS, SessionListPage
from peerjournal.ui.pages.tabbed_room import TabbedRoom

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.pages.packs import PacksPage

REFLECTIONS, FOLLOW_UPS, PACKS, HOURS = range(4)


class SessionsPage(TabbedRoom):
    """Everything about sessions. ``line_wanted`` carries the id of a ledger line, ``part_wanted`` that of a part.

    ``shared`` when the ledger may have a new line.
    """

    line_wanted = Signal(str)
    part_wanted = Signal(str)
    shared = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        names = [_("Reflections"), _("Follow-ups"), _("For co-reflection"), _("Hours")]
        super().__init__(_("Sessions"), names, _("Sessions: what to see"), parent)
        self._journal = journal
        self.reflections = SessionListPage(journal)
        self.follow_ups = FollowUpsPage(journal)
        self.hours = HoursPage(journal)
        self._packs: PacksPage | None = None
        self._working = False
        self._pack_place = QWidget()
        for page in (self.reflections, self.follow_ups, self._pack_place, self.hours):
            self.stack.addWidget(page)
        self._connect()

    @property
    def packs(self) -> "PacksPage":
        """The packs; made when they are first needed."""
        if self._packs is None:
            # Packs bring in the look-over and the setting of pages, which the list of sessions can do without.
            from peerjournal.ui.pages.packs import PacksPage

            packs = self._packs = PacksPage(self._journal)
            place = QVBoxLayout(self._pack_place)
            place.setContentsMargins(0, 0, 0, 0)
            place.addWidget(packs)
            packs.shared.connect(self.shared)
            packs.reflection_wanted.connect(self.show_reflection)
            packs.in_workshop.connect(self._work)
        return self._packs

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then nothing has changed on the screen."""
        packs = self._packs is None or self._packs.settle()
        kept = [page.settle() for page in (self.reflections, self.follow_ups)]
        return packs and all(kept)

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns, for lock, hide and close."""
        packs = self._packs is None or self._packs.save_now()
        kept = [page.save_now() for page in (self.reflections, self.follow_ups)]
        return packs and all(kept)

    def new_reflection(self) -> None:
        """A new reflection, ready to type."""
        if self._go(REFLECTIONS):
            self.reflections.new_reflection()

    def show_reflection(self, reflection_id: str) -> None:
        """One reflection, open."""
        if self._go(REFLECTIONS) and self.reflections.show_reflection(reflection_id):
            self.reflections.beside.show_main()

    def show_follow_ups(self) -> None:
        """What to come back to."""
        self._go(FOLLOW_UPS)

    def show_hours(self) -> None:
        """The hours."""
        self._go(HOURS)

    def _connect(self) -> None:
        self.reflections.line_wanted.connect(self.line_wanted)
        self.reflections.part_wanted.connect(self.part_wanted)
        self.reflections.pack_wanted.connect(self._pack)
        self.reflections.changed.connect(self.shared)
        self.follow_ups.session_wanted.connect(self.show_reflection)
        new = QShortcut(QKeySequence(NEW_KEYS), self)
        new.activated.connect(self.new_reflection)

    def _before_showing(self, place: int) -> None:
        if place == PACKS:
            self.packs.show()

    def _at_work(self) -> bool:
        return self._working and self.stack.currentIndex() == PACKS

    def _pack(self, reflection_id: str) -> None:
        """Take the lines of a reflection to co-reflection."""
        if self._go(PACKS):
            self.packs.new_from(reflection_id)

    def _work(self, on: bool) -> None:
        self._working = on
        self._measure()
