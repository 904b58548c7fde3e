"""The gentle timer of a reflection: ten minutes in words, once a minute, and then no more."""

import time
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import link_button, muted
from peerjournal.ui.widgets.flow import FlowLayout

ENOUGH = 10
"""Minutes after which it says so once and rests."""


class QuietTimer(QWidget):
    """Counts whole minutes from the first key on. It can be paused, and put away: then only a link is left of it.

    ``now`` gives seconds that never run backwards. ``away_changed`` carries whether it is put away.
    """

    away_changed = Signal(bool)

    def __init__(self, now: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._before = 0.0  # seconds until it was paused last
        self._since: float | None = None
        self._paused = False
        self._away = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setTimerType(Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self.look)
        self.words = muted("")
        self.rest = link_button("")
        self.fold = link_button("")
        row = FlowLayout(self, px(8))
        for widget in (self.words, self.rest, self.fold):
            row.addWidget(widget)
        self.rest.clicked.connect(lambda: self.go_on() if self._paused else self.pause())
        self.fold.clicked.connect(lambda: self._fold(away=not self._away))
        self.look()

    @property
    def minutes(self) -> int:
        """Whole minutes that went by, without pauses."""
        return int(self._seconds() // 60)

    @property
    def paused(self) -> bool:
        """Whether the time stands still because the person said so."""
        return self._paused

    @property
    def away(self) -> bool:
        """Whether it is put away. The time goes on."""
        return self._away

    @property
    def next_in(self) -> int | None:
        """Milliseconds until it says the time by itself; None while it rests."""
        return self._next.interval() if self._next.isActive() else None

    def began(self) -> None:
        """The first key was typed; those that follow change nothing."""
        if self._since is None and not self._paused:
            self._since = self._now()
            self.look()

    def pause(self) -> None:
        """Let the time stand still."""
        self._before, self._since, self._paused = self._seconds(), None, True
        self.look()

    def go_on(self) -> None:
        """Go on from where it was paused."""
        if self._paused:
            self._since, self._paused = self._now(), False
            self.look()

    def begin_anew(self) -> None:
        """Wait for the first key of another reflection."""
        self._before, self._since, self._paused = 0.0, None, False
        self.look()

    def put_away(self) -> None:
        """Leave only a link to bring it back."""
        self._fold(away=True)

    def bring_back(self) -> None:
        """Show the time again."""
        self._fold(away=False)

    def look(self) -> None:
        """Read the clock and say the time; it does so by itself when the next minute is full."""
        self._next.stop()
        enough = self.minutes >= ENOUGH
        if self._since is not None and not enough:
            self._next.start(ceil((60 - self._seconds() % 60) * 1000))
        said = time_in_words(self.minutes, begun=self._since is not None or self._paused)
        if self._paused and not enough:
            said = _("{time}, paused").format(time=said)
        self._say(said)
        self.rest.setText(_("Go on") if self._paused else _("Pause"))
        self.rest.setAccessibleName(_("Go on with the timer") if self._paused else _("Pause the timer"))
        self.rest.setVisible(not self._away and not enough and (self._since is not None or self._paused))
        self.fold.setText(_("Show the time") if self._away else _("Hide the time"))
        self.fold.setAccessibleName(_("Show the time") if self._away else _("Hide the time"))

    def _fold(self, *, away: bool) -> None:
        if away != self._away:
            self._away = away
            self.look()
            self.away_changed.emit(away)

    def _say(self, said: str) -> None:
        name = _("Time for this reflection: {time}").format(time=said)
        if self.words.text() != said:
            self.words.setText(said)
            self.words.setAccessibleName(name)
        self.words.setVisible(not self._away)
        self.setAccessibleName(_("Time for this reflection, put away") if self._away else name)

    def _seconds(self) -> float:
        return self._before + (0.0 if self._since is None else max(0.0, self._now() - self._since))


def time_in_words(minutes: int, *, begun: bool = True) -> str:
    """The time as it is said to somebody who is not to be hurried."""
    if not begun:
        return _("About ten minutes, from your first word on.")
    if minutes >= ENOUGH:
        return _("Ten minutes. Enough for today, if you like.")
    if not minutes:
        return _("Just begun")
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
