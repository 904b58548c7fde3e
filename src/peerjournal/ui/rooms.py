"""The rooms of an open journal: the rail with its places, and the page of the one chosen."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
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
from peerjournal.ui.pages.journal import JournalPage
from peerjournal.ui.pages.settings import SettingsPage
from peerjournal.ui.pages.today import TodayPage
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.watch import HIDE_KEYS, LOCK_KEYS
from peerjournal.ui.widgets.basics import rail_button
from peerjournal.ui.widgets.controls import RailItem, rail_item

RAIL_WIDTH, NARROW_RAIL_WIDTH = 208, 68
_ROOMY = 4  # the rail shows its words while the window is at least this many rails wide


class Rooms(QWidget):
    """Everything one sees of an open journal."""

    lock_wanted = Signal()
    hide_wanted = Signal()

    def __init__(self, journal: OpenJournal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self.today_page = TodayPage(journal)
        self.journal_page = JournalPage(journal)
        self.settings_page = SettingsPage(journal, settings)
        self.stack = QStackedWidget()
        self.rail = QFrame()
        self.rail.setProperty("role", "rail")
        self._group = QButtonGroup(self)
        self._items: list[RailItem] = []
        self._worded: list[tuple[QAbstractButton, str]] = []
        self._build()
        self._connect()
        self.go_to(self.today_page)

    def _build(self) -> None:
        self._column = column = QVBoxLayout(self.rail)
        column.setSpacing(px(4))
        self._brand = QLabel(_("Peer Journal"))
        self._brand.setProperty("role", "brand")
        column.addWidget(self._brand)
        column.addSpacing(px(12))
        self._place(column, _("Today"), "today", self.today_page, "Ctrl+1")
        self._place(column, _("Journal"), "journal", self.journal_page, "Ctrl+2")
        column.addStretch()
        self._place(column, _("Settings"), "settings", self.settings_page, "Ctrl+,")
        self._leave(column, _("Lock"), "lock", LOCK_KEYS, self.lock_wanted.emit)
        self._leave(column, _("Hide"), "hide", HIDE_KEYS, self.hide_wanted.emit)
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
        self._group.addButton(item)
        self._worded.append((item, name))
        self._items.append(item)
        column.addWidget(item)
        self.stack.addWidget(page)
        self._shortcut(name, keys, lambda: self.go_to(page))

    def _leave(self, column: QVBoxLayout, name: str, icon_name: str, keys: str, act: Callable[[], None]) -> None:
        button = rail_button(name, icon_name)
        button.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        button.clicked.connect(act)
        self._worded.append((button, name))
        column.addWidget(button)
        self._shortcut(name, keys, act)

    def _shortcut(self, name: str, keys: str, act: Callable[[], None]) -> None:
        action = QAction(name, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(act)
        self.addAction(action)

    def _connect(self) -> None:
        self.today_page.write_wanted.connect(self.write)
        self.today_page.place_wanted.connect(self.go_to_place)
        self.today_page.entry_wanted.connect(self.show_entry)
        self.journal_page.focus_mode.connect(self.rail.setHidden)
        self._shortcut(_("New entry"), "Ctrl+N", self.write)
        watcher().theme_changed.connect(self._fit)

    def _fit(self) -> None:
        roomy = self.width() >= px(RAIL_WIDTH) * _ROOMY
        self.rail.setFixedWidth(px(RAIL_WIDTH if roomy else NARROW_RAIL_WIDTH))
        side = px(14 if roomy else 6)
        self._column.setContentsMargins(side, px(22), side, px(18))
        self._brand.setVisible(roomy)
        for button, name in self._worded:
            button.setText(name if roomy else "")  # the accessible name and the tool tip stay

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or with large text, the rail shows its signs alone."""
        super().resizeEvent(event)
        self._fit()

    def go_to(self, page: QWidget) -> None:
        """Show a room and mark it in the rail."""
        self._items[self.stack.indexOf(page)].setChecked(True)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        if self.stack.currentWidget() is self.journal_page and page is not self.journal_page:
            self.journal_page.card.focus.setChecked(False)
            self.keep()
        if page is self.today_page:
            self.today_page.refresh()
        self.stack.setCurrentWidget(page)

    def write(self) -> None:
        """A new entry, ready to type."""
        self.go_to(self.journal_page)
        self.journal_page.new_entry()

    def show_entry(self, entry_id: str) -> None:
        """An entry in the Journal room."""
        self.go_to(self.journal_page)
        self.journal_page.show_entry(entry_id)

    def go_to_place(self, place: Place) -> None:
        """An entry with the cursor where it was."""
        self.go_to(self.journal_page)
        self.journal_page.open_place(place)

    def keep(self) -> bool:
        """Make everything typed durable, and remember the place; False where words could not be written.

        The vault keeps them as a draft where they cannot become the entry; a place that cannot be written
        loses nothing.
        """
        page = self.journal_page
        if not (page.settle() or page.save_now()):
            return False
        place = page.place()
        if place is not None:
            with suppress(PeerJournalError):
                writing.remember_place(self.journal, replace(place, writing=self.stack.currentWidget() is page))
        return True
