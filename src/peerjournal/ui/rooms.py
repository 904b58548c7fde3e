"""The rooms of an open journal: the rail with its places, and the page of the one chosen."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import Place
from peerjournal.operations import writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
from peerjournal.ui.dialogs.half_typed import TakesWords
from peerjournal.ui.pages.journal import JournalPage
from peerjournal.ui.pages.settings import SettingsPage
from peerjournal.ui.pages.today import TodayPage
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.watch import HIDE_KEYS, LOCK_KEYS, SUPPORT_KEYS
from peerjournal.ui.widgets.basics import rail_button
from peerjournal.ui.widgets.controls import RailItem, rail_item

if TYPE_CHECKING:
    from peerjournal.ui.pages.check_in_dialog import CheckInDialog
    from peerjournal.ui.pages.plan import PlanPage
    from peerjournal.ui.pages.sessions import SessionsPage
    from peerjournal.ui.pages.sharing import SharingPage
    from peerjournal.ui.pages.story import StoryPage
    from peerjournal.ui.pages.wellbeing import WellbeingPage

RAIL_WIDTH, NARROW_RAIL_WIDTH = 208, 68
_ROOMY = 4  # the rail shows its words while the window is at least this many rails wide
_HIGH = 620  # below this, its places stand close together


P = TypeVar("P", bound=QWidget)


class RoomOnDemand(QWidget, Generic[P]):
    """A room that is built when it is first entered: unlocking does not wait for rooms nobody looks at."""

    def __init__(self, make: Callable[[], P]) -> None:
        super().__init__()
        self._make = make
        self._made: P | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)

    @property
    def made(self) -> P | None:
        """The room, if anybody entered it yet."""
        return self._made

    def page(self) -> P:
        """The room itself, built if need be."""
        if self._made is None:
            self._made = self._make()
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._made)
        return self._made


class Rooms(QWidget):
    """Everything one sees of an open journal."""

    lock_wanted = Signal()
    hide_wanted = Signal()
    support_wanted = Signal()

    def __init__(self, journal: OpenJournal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self.today_page = TodayPage(journal)
        self.journal_page = JournalPage(journal)
        self.story_room = RoomOnDemand(self._make_story)
        self.sharing_room = RoomOnDemand(self._make_sharing)
        self.sessions_room = RoomOnDemand(self._make_sessions)
        self.wellbeing_room = RoomOnDemand(self._make_wellbeing)
        self.plan_room = RoomOnDemand(self._make_plan)
        self.settings_page = SettingsPage(journal, settings)
        self.stack = QStackedWidget()
        self._check_in: CheckInDialog | None = None
        self.rail = QFrame()
        self.rail.setProperty("role", "rail")
        self._group = QButtonGroup(self)
        self._items: list[RailItem] = []
        self._worded: list[tuple[QAbstractButton, str]] = []
        self._build()
        self._connect()
        self.go_to(self.today_page)

    def _build(self) -> None:
        self._column = QVBoxLayout(self.rail)
        self._brand = QLabel(_("Peer Journal"))
        self._brand.setProperty("role", "brand")
        self._column.addWidget(self._brand)
        # Where even that is too much, the rooms scroll: Support and Hide are always there.
        above, below = QWidget(), QWidget()
        above.setProperty("role", "rail")
        self._places = QScrollArea()
        self._places.setWidget(above)
        self._places.setWidgetResizable(True)
        self._places.setFrameShape(QFrame.Shape.NoFrame)
        self._places.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A bar would take the room of the signs; the wheel and the keyboard scroll all the same.
        self._places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._columns = column, bottom = QVBoxLayout(above), QVBoxLayout(below)
        for part in self._columns:
            part.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._places, 1)
        self._column.addWidget(below)
        self._place(column, _("Today"), "today", self.today_page, "Ctrl+1")
        self._place(column, _("Journal"), "journal", self.journal_page, "Ctrl+2")
        self._place(column, _("My story"), "story", self.story_room, "Ctrl+3")
        self._place(column, _("Sharing"), "sharing", self.sharing_room, "Ctrl+4")
        self._place(column, _("Sessions"), "sessions", self.sessions_room, "Ctrl+5")
        self._place(column, _("Wellbeing"), "wellbeing", self.wellbeing_room, "Ctrl+6")
        self._place(column, _("My plan"), "plan", self.plan_room, "Ctrl+7")
        column.addStretch()
        self._place(bottom, _("Settings"), "settings", self.settings_page, "Ctrl+,")
        self._leave(bottom, _("Lock"), "lock", LOCK_KEYS, self.lock_wanted.emit)
        # Its key works on every page, so the program has it.
        self._rail_button(bottom, _("Support"), "support", SUPPORT_KEYS, self.support_wanted.emit)
        self._leave(bottom, _("Hide"), "hide", HIDE_KEYS, self.hide_wanted.emit)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addWidget(self.stack, 1)
        self._fit()

    def _place(self, column: QVBoxLayout, name: str, icon_name: str, page: QWidget, keys: str) -> None:
        item = rail_item(name, icon_name)
        item.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        # Toggled, not clicked: a screen reader's own action only toggles.
        item.toggled.connect(lambda on: self._show(page) if on else None)
        item.reached.connect(lambda: self._places.ensureWidgetVisible(item, 0, 0))
        item.stepped.connect(lambda step: self._step(item, step))
        self._group.addButton(item)
        self._worded.append((item, name))
        self._items.append(item)
        column.addWidget(item)
        self.stack.addWidget(page)
        self._shortcut(name, keys, lambda: self._enter(page))

    def _step(self, item: RailItem, step: int) -> None:
        """To the place above or below: Qt would go by the screen, where one out of sight lies behind another."""
        at = self._items.index(item) + step
        if 0 <= at < len(self._items):
            self._items[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._items[at].click()

    def _leave(self, column: QVBoxLayout, name: str, icon_name: str, keys: str, act: Callable[[], None]) -> None:
        self._rail_button(column, name, icon_name, keys, act)
        self._shortcut(name, keys, act)

    def _rail_button(self, column: QVBoxLayout, name: str, icon_name: str, keys: str, act: Callable[[], None]) -> None:
        button = rail_button(name, icon_name)
        button.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        button.clicked.connect(act)
        self._worded.append((button, name))
        column.addWidget(button)

    def _shortcut(self, name: str, keys: str, act: Callable[[], None]) -> None:
        action = QAction(name, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(act)
        self.addAction(action)

    def _connect(self) -> None:
        self.today_page.write_wanted.connect(self.write)
        self.today_page.reflect_wanted.connect(self.reflect)
        self.today_page.session_wanted.connect(self.show_session)
        self.today_page.place_wanted.connect(self.go_to_place)
        self.today_page.entry_wanted.connect(self.show_entry)
        self.today_page.line_wanted.connect(self.show_line)
        self.today_page.lights_wanted.connect(self.show_lights)
        self.today_page.check_in_wanted.connect(self.check_in)
        self.journal_page.focus_mode.connect(self.rail.setHidden)
        self.journal_page.part_wanted.connect(self.make_part)
        self.journal_page.card.check_in_wanted.connect(
            lambda entry_id, check_in_id: self.check_in(check_in_id, entry_id)
        )
        self._shortcut(_("New entry"), "Ctrl+N", self.write)
        self._shortcut(_("Check in"), "Ctrl+K", self._check_in_now)
        watcher().theme_changed.connect(self._fit)

    def _make_story(self) -> "StoryPage":
        # Imported when first entered, for the reason of RoomOnDemand.
        from peerjournal.ui.pages.story import StoryPage

        page = StoryPage(self.journal)
        page.focus_mode.connect(self.rail.setHidden)
        page.entry_wanted.connect(self.show_entry)
        page.glance_wanted.connect(self.show_glance)
        page.line_wanted.connect(self.show_line)
        return page

    def _make_sharing(self) -> "SharingPage":
        # For the same reason.
        from peerjournal.ui.pages.sharing import SharingPage

        page = SharingPage(self.journal)
        page.part_wanted.connect(self.show_part)
        page.lights_wanted.connect(self.show_lights)
        return page

    def _make_sessions(self) -> "SessionsPage":
        # For the same reason.
        from peerjournal.ui.pages.sessions import SessionsPage

        page = SessionsPage(self.journal)
        page.line_wanted.connect(self.show_line)
        page.part_wanted.connect(self.show_part)
        return page

    def _make_plan(self) -> "PlanPage":
        # For the same reason.
        from peerjournal.ui.pages.plan import PlanPage

        page = PlanPage(self.journal)
        page.part_wanted.connect(self.show_part)
        return page

    def _make_wellbeing(self) -> "WellbeingPage":
        # For the same reason.
        from peerjournal.ui.pages.wellbeing import WellbeingPage

        page = WellbeingPage(self.journal)
        page.day_wanted.connect(self.show_day)
        return page

    def _fit(self) -> None:
        roomy = self.width() >= px(RAIL_WIDTH) * _ROOMY
        self.rail.setFixedWidth(px(RAIL_WIDTH if roomy else NARROW_RAIL_WIDTH))
        tight = self.height() < px(_HIGH)
        side, edge = px(14 if roomy else 6), px(8)
        self._column.setContentsMargins(side, edge if tight else px(22), side, edge if tight else px(18))
        self._column.setSpacing(0 if tight else px(12))
        for column in self._columns:
            column.setSpacing(0 if tight else px(4))
        if self.rail.property("tight") != tight:
            self.rail.setProperty("tight", tight)
            for button, _name in self._worded:
                button.style().unpolish(button)
                button.style().polish(button)
        self._brand.setVisible(roomy and not tight)
        for button, name in self._worded:
            button.setText(name if roomy else "")  # the accessible name and the tool tip stay

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or with large text, the rail shows its signs alone."""
        super().resizeEvent(event)
        self._fit()

    def go_to(self, page: QWidget) -> None:
        """Show a room and mark it in the rail."""
        item = self._items[self.stack.indexOf(page)]
        item.setChecked(True)
        self._places.ensureWidgetVisible(item, 0, 0)
        self._show(page)

    def _enter(self, page: QWidget) -> None:
        """By its key: the keyboard goes into the room, and not to whatever comes next after the room left."""
        here = self.stack.currentWidget() is page
        self.go_to(page)
        if not here:
            room = page.page() if isinstance(page, RoomOnDemand) else page
            room.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, page: QWidget) -> None:
        if self.stack.currentWidget() is not page:
            self.journal_page.card.focus.setChecked(False)
            self._keep_rooms()
        if isinstance(page, RoomOnDemand):
            page.page()
        if page is self.today_page:
            self.today_page.refresh()
        self.stack.setCurrentWidget(page)

    def write(self) -> None:
        """A new entry, ready to type."""
        self.go_to(self.journal_page)
        self.journal_page.new_entry()

    def reflect(self) -> None:
        """A new reflection on a session, ready to type."""
        self.go_to(self.sessions_room)
        self.sessions_room.page().new_reflection()

    def show_session(self, reflection_id: str) -> None:
        """A reflection in the Sessions room."""
        self.go_to(self.sessions_room)
        self.sessions_room.page().show_reflection(reflection_id)

    def check_in(self, check_in_id: str = "", entry_id: str = "") -> None:
        """A check-in, over whatever is on show: a new one for now, for an entry, or one to be changed."""
        # Imported when first wanted, for the reason of RoomOnDemand.
        from peerjournal.ui.pages.check_in_dialog import CheckInDialog

        if self._check_in is not None or not self.today_page.keep_check_in():
            return
        self._check_in = CheckInDialog(self.journal, self, check_in_id=check_in_id, entry_id=entry_id)
        self._check_in.changed.connect(self._after_check_in)
        self._check_in.open()

    def _check_in_now(self) -> None:
        self.check_in()

    def _after_check_in(self) -> None:
        self._check_in = None
        self.journal_page.card.show_check_ins()
        if self.stack.currentWidget() is self.today_page:
            self.today_page.refresh()
        if self.stack.currentWidget() is self.wellbeing_room:
            self.wellbeing_room.page().refresh()

    def show_entry(self, entry_id: str) -> None:
        """An entry in the Journal room."""
        self.go_to(self.journal_page)
        self.journal_page.show_entry(entry_id)

    def show_day(self, day: date) -> None:
        """What was written on a day, in the Journal room."""
        self.go_to(self.journal_page)
        self.journal_page.show_day(day)

    def make_part(self, entry_id: str) -> None:
        """A part of the story from an entry; the entry stays."""
        if self.journal_page.settle():
            self.go_to(self.story_room)
            self.story_room.page().part_from_entry(entry_id)

    def show_part(self, part_id: str) -> None:
        """A part in My story."""
        self.go_to(self.story_room)
        self.story_room.page().open_part(part_id)

    def show_lights(self) -> None:
        """The lights table."""
        self.go_to(self.story_room)
        self.story_room.page().show_lights()

    def show_glance(self, audience_id: str) -> None:
        """What may be told to an audience."""
        self.go_to(self.sharing_room)
        self.sharing_room.page().show_glance(audience_id)

    def show_line(self, disclosure_id: str) -> None:
        """A line of the ledger."""
        self.go_to(self.sharing_room)
        self.sharing_room.page().show_line(disclosure_id)

    def go_to_place(self, place: Place) -> None:
        """An entry with the cursor where it was."""
        self.go_to(self.journal_page)
        self.journal_page.open_place(place)

    def keep(self) -> bool:
        """Make everything typed durable, and remember the place; False where words could not be written.

        The vault keeps them as a draft where they cannot become the entry; a place that cannot be written
        loses nothing.
        """
        # What is typed on Today is an answer only once it is given, or when the journal is left.
        kept = [self._keep_dialogs(), self._keep_rooms()]
        if not (all(kept) and self.today_page.settle()):
            return False
        page = self.journal_page
        place = page.place()
        if place is not None:
            with suppress(PeerJournalError):
                writing.remember_place(self.journal, replace(place, writing=self.stack.currentWidget() is page))
        return True

    def _keep_dialogs(self) -> bool:
        """Have what is typed in every open dialog kept, seen or not; False where one of them could not."""
        dialogs = self.window().findChildren(QDialog)
        kept = [dialog.keep_typed() for dialog in dialogs if isinstance(dialog, TakesWords)]
        return all(kept)

    def _keep_rooms(self) -> bool:
        """Settle what is typed in every room, or at least have it on disk; False where neither could be done."""
        rooms = (self.story_room, self.sharing_room, self.sessions_room, self.wellbeing_room, self.plan_room)
        made = [room.made for room in rooms if room.made is not None]
        form = [] if self._check_in is None else [self._check_in]
        kept = [room.settle() or room.save_now() for room in (self.journal_page, *made, *form)]
        return all(kept)
