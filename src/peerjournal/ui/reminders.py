"""Reminders at the person's own times, through the desktop where it shows notifications, otherwise in the window.

There is neither a timer nor a sign in the tray while they are off. What is shown says nothing private, and nothing of
what this program is for: somebody else may see the screen.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from peerjournal.clock import SYSTEM_CLOCK, Clock
from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.reminder import Round, in_order, look, read_time
from peerjournal.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

# What the tray needs is imported inside functions: the Settings room asks only for times.

LOOK_MS = 20_000
SHOWN_MS = 10_000


def times_in(settings: Settings) -> tuple[time, ...]:
    """The person's times, the earliest first; whatever else stands in the file is passed over."""
    found = []
    for kept in settings.reminder_times:
        try:
            found.append(read_time(kept))
        except BadInput:
            continue
    return in_order(found)


def keep_times(settings: Settings, times: tuple[time, ...]) -> None:
    """These from now on."""
    settings.reminder_times = tuple(f"{at:%H:%M}" for at in in_order(times))


def paused_until(settings: Settings, now: datetime) -> datetime | None:
    """Until when they are paused; None where they are not (any more)."""
    try:
        until = datetime.fromisoformat(settings.reminders_paused_until)
    except ValueError:
        return None
    return until if until.tzinfo is not None and until > now else None


def pause(settings: Settings, until: datetime | None) -> None:
    """Pause them until then (aware), or go on."""
    settings.reminders_paused_until = "" if until is None else until.isoformat(timespec="seconds")


def tomorrow(now: datetime) -> datetime:
    """When the next day begins on the wall."""
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def desktop_shows() -> bool:
    """Whether this desktop has a tray through which notifications can be shown."""
    from PySide6.QtWidgets import QSystemTrayIcon

    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


def sentence() -> str:
    """All that a reminder says."""
    return _("A quiet moment, if you like.")


class Reminders(QObject):
    """Looks at the clock while they are on. ``wanted`` when the person answers one; ``said`` where only the window can.

    ``busy`` tells whether the person is at the program just now: then nothing is said. ``other`` gives the sign that a
    hidden window has in the tray; there is never a second one beside it.
    """

    wanted = Signal()
    said = Signal(str)

    def __init__(
        self,
        settings: Settings,
        busy: Callable[[], bool],
        other: Callable[[], "QSystemTrayIcon | None"],
        parent: QObject | None = None,
        clock: Clock = SYSTEM_CLOCK,
        desktop: Callable[[], bool] = desktop_shows,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._busy, self._other, self._desktop = busy, other, desktop
        self._clock = clock
        self._round = Round(clock.now())
        self.tray: QSystemTrayIcon | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.follow()

    def follow(self) -> None:
        """As the settings say now."""
        on = bool(self._settings["reminders"])
        if on and not self.timer.isActive():
            self._round = Round(self._clock.now())
            self.timer.start()
        elif not on:
            self.timer.stop()
        self._show_tray(on=on)

    def look(self) -> None:
        """Say it where a time has come."""
        self._show_tray(on=True)
        now = self._clock.now()
        if look(times_in(self._settings), paused_until(self._settings, now), self._round, now) and not self._busy():
            self._say()

    def put_away(self) -> None:
        """Nothing is to be seen any more."""
        self.timer.stop()
        self._show_tray(on=False)

    def _say(self) -> None:
        tray = self._other() or self.tray
        if tray is not None and tray.supportsMessages():
            # As the title: a desktop may do without the text below it, not without a title.
            tray.showMessage(sentence(), "", tray.MessageIcon.NoIcon, SHOWN_MS)
        else:
            self.said.emit(sentence())

    def _show_tray(self, *, on: bool) -> None:
        wanted = on and self._other() is None and self._desktop()
        if wanted and self.tray is None:
            self.tray = self._make_tray()
        elif not wanted and self.tray is not None:
            self.tray.hide()
            self.tray.deleteLater()
            self.tray = None

    def _make_tray(self) -> "QSystemTrayIcon":
        from PySide6.QtWidgets import QMenu, QSystemTrayIcon

        from peerjournal.ui.theme.icons import tray_icon

        tray = QSystemTrayIcon(tray_icon(), self)
        tray.setToolTip(_("Notes"))
        tray.activated.connect(self._tray_pressed)
        tray.messageClicked.connect(self.wanted)
        self._menu = menu = QMenu()
        menu.addAction(_("Open")).triggered.connect(self.wanted)
        menu.addSeparator()
        for words, until in self._pauses():
            menu.addAction(words).triggered.connect(lambda _on=False, when=until: pause(self._settings, when()))
        tray.setContextMenu(menu)
        tray.show()
        return tray

    def _pauses(self) -> tuple[tuple[str, Callable[[], datetime | None]], ...]:
        return (
            (_("No reminders for an hour"), lambda: self._clock.now() + timedelta(hours=1)),
            (_("No reminders today"), lambda: tomorrow(self._clock.now())),
            (_("Remind me again"), lambda: None),
        )

    def _tray_pressed(self, reason: "QSystemTrayIcon.ActivationReason") -> None:
        if reason != reason.Context:
            self.wanted.emit()
