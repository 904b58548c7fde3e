"""Notice that the person has gone: nothing touched for a while, the computer asleep, the screen locked."""

import sys
import time

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
LOCK_KEYS, HIDE_KEYS, SUPPORT_KEYS = "Ctrl+L", "Ctrl+Shift+H", "F1"
_TICK_MS = 5_000
_ON_CHANGE, _ON_LOCK = SLOT("_changed(bool)"), SLOT("_locked()")
_SLEPT_S = 60


class InputWatch(QObject):
    """An event filter where what somebody does arrives: at the window in front, and at what has the focus in it.

    Keys, mouse and wheel come to a window first; what an input method writes comes only to what has the focus. On the
    application a filter would be asked about every event of every widget: building the rooms took nearly twice as long.
    """

    _at: QObject | None = None

    def begin(self, app: QGuiApplication) -> None:
        """Watch from now on; to begin twice changes nothing."""
        if self._at is None:
            app.focusWindowChanged.connect(self._window)
            app.focusObjectChanged.connect(self._focus)
            self._window(app.focusWindow())
            self._focus(app.focusObject())

    def _window(self, window: QObject | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _focus(self, focused: QObject | None) -> None:
        if self._at is not None and isValid(self._at):
            self._at.removeEventFilter(self)
        self._at = focused
        if focused is not None:
            focused.installEventFilter(self)


class IdleWatch(InputWatch):
    """Emits ``idle`` once nothing was touched for the minutes set; 0 minutes means never.

    Each touch only notes the time; a timer compares.
    """

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touched_after = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._compare)
        self._allowed = 0.0
        self.set_minutes(minutes)

    def set_minutes(self, minutes: float) -> None:
        """Change how long; counts from now."""
        self._allowed = minutes * 60
        self._touched_after = time.monotonic()
        if minutes:
            self._timer.start(min(_TICK_MS, round(self._allowed * 250)))
        else:
            self._timer.stop()

    def quiet_seconds(self) -> float:
        """Since the last touch."""
        return time.monotonic() - self._touched_after

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a touch; never takes an event away."""
        if event.type() in _TOUCHES:
            self._touched_after = time.monotonic()
        return False

    def _compare(self) -> None:
        if self.quiet_seconds() >= self._allowed:
            self._timer.stop()
            self.idle.emit()


class LeaveKeys(InputWatch):
    """Keeps the keys for locking, hiding and Support working while a dialog is open, which would take them away."""

    lock_wanted = Signal()
    hide_wanted = Signal()
    support_wanted = Signal()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+L, Ctrl+Shift+H and F1 where a dialog is open; everything else passes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and QApplication.activeModalWidget():
            keys = event.keyCombination()
            for combination, wanted in (
                (LOCK_KEYS, self.lock_wanted),
                (HIDE_KEYS, self.hide_wanted),
                (SUPPORT_KEYS, self.support_wanted),
            ):
                if QKeySequence(keys) == QKeySequence(combination):
                    wanted.emit()
                    return True
        return False


class AwayWatch(QObject):
    """Emits ``away`` when the computer goes to sleep or its screen locks, where the desktop tells.

    On Linux through the system's and the session's message bus. Everywhere, a jump of the wall clock
    against the running clock shows that the computer slept: then ``away`` comes at waking.
    """

    away = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lag = time.time() - time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._compare)
        self._timer.start(_TICK_MS)
        if sys.platform == "linux":
            self._listen()

    def _listen(self) -> None:
        # Not needed before the first unlock, and only on Linux.
        from PySide6.QtDBus import QDBusConnection

        login = "org.freedesktop.login1"
        sources = [
            (QDBusConnection.systemBus(), login, "/org/freedesktop/login1", "Manager.PrepareForSleep", _ON_CHANGE),
            (QDBusConnection.systemBus(), login, "", "Session.Lock", _ON_LOCK),
        ]
        session, locks = QDBusConnection.sessionBus(), "ScreenSaver.ActiveChanged"
        sources += [
            (session, desktop, path, locks, _ON_CHANGE)
            for desktop in ("org.freedesktop", "org.gnome")
            for path in (f"/{desktop.replace('.', '/')}/ScreenSaver", "/ScreenSaver")
        ]
        for bus, owner, path, signal, slot in sources:
            if bus.isConnected():
                interface, name = f"{owner}.{signal}".rsplit(".", 1)
                service = login if owner == login else ""
                bus.connect(service, path, interface, name, self, slot)  # type: ignore[call-overload] # the stubs ask for bytes, the call for text

    @Slot(bool)
    def _changed(self, begins: bool) -> None:
        if begins:
            self.away.emit()

    @Slot()
    def _locked(self) -> None:
        self.away.emit()

    def _compare(self) -> None:
        lag = time.time() - time.monotonic()
        # time.monotonic() stands still while Linux and macOS sleep; the wall clock does not.
        if lag - self._lag > _SLEPT_S:
            self.away.emit()
        self._lag = lag
