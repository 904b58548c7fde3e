"""Saying a telling aloud, alone: full screen, in large type, at one's own pace; it measures how long that takes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.sharing.telling import FASTEST_PACE, SLOWEST_PACE
from peerjournal.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, TEXT_FAMILY, Tokens, current, px
from peerjournal.ui.theme.sheet import style_sheet
from peerjournal.ui.widgets.basics import muted, plain_button, quiet_button
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.prompter import BRIGHT_LINES, Passage, Prompter

BY_ITSELF, BY_KEY = range(2)
_FRAME_MS = 33
_THERE_AFTER_S = 20
_PACE_STEP = 5
_SMALLEST, _LARGEST, _USUAL = 2.0, 12.0, 4.5  # size of the letters in hundredths of the screen's height

_ON = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown, Qt.Key.Key_Right}
_BACK = {Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Backspace}
_PAUSE = {Qt.Key.Key_P, Qt.Key.Key_B, Qt.Key.Key_Period}  # the last two are sent by remote controls for presenters
_PACE = {
    Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Down: -1,
}  # fmt: skip


@dataclass
class Run:
    """How far one rehearsal is: words said, and the seconds that took without the pauses; words a minute."""

    words: int
    pace: float
    said: float = 0.0
    seconds: float = 0.0
    begun: bool = False
    going: bool = False
    _last: float = 0.0

    def go(self, now: float) -> None:
        """Begin, or go on after a pause."""
        if not self.ended and not self.going:
            self.begun = self.going = True
            self._last = now

    def pause(self, now: float) -> None:
        """Time stands still from now on."""
        self.tick(now, by_itself=False)
        self.going = False

    def tick(self, now: float, *, by_itself: bool) -> None:
        """Time has passed; the words go on with it where they move by themselves."""
        if not self.going:
            return
        passed, self._last = max(0.0, now - self._last), now
        left = (self.words - self.said) * 60 / self.pace
        if by_itself and passed >= left:
            passed, self.said, self.going = left, float(self.words), False
        elif by_itself:
            self.said += passed * self.pace / 60
        self.seconds += passed

    def say_up_to(self, words: float) -> None:
        """The person is at this word now; at the last one it is over."""
        self.said = min(max(words, 0.0), float(self.words))
        if self.ended:
            self.going = False

    @property
    def ended(self) -> bool:
        """Whether everything was said."""
        return self.said >= self.words


class RehearsalWindow(QDialog):
    """Full screen with ``showFullScreen()``. ``rehearsed`` carries the words said and the seconds, once for each run.

    It is modal, so that the keys for locking and hiding work over it as over any dialog. ``now`` tells the seconds.
    """

    rehearsed = Signal(int, float)

    def __init__(
        self,
        passages: Sequence[Passage],
        *,
        pace: float,
        minutes: float | None = None,
        now: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._minutes = minutes
        self._size = _USUAL
        self._there_at = now()
        self.setWindowTitle(_("Peer Journal"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.words = Prompter()
        self.words.show_passages(passages)
        self.run = Run(self.words.words, min(max(pace, SLOWEST_PACE), FASTEST_PACE))
        self.time = QLabel()
        self.hint = muted("", wrap=True)
        self.begin = plain_button("")
        self.over = quiet_button(_("Start over"))
        self.how = segmented([_("By itself"), _("By key")])
        self.slower, self.faster = quiet_button("−"), quiet_button("+")
        self.pace = muted("")
        self.smaller, self.larger = quiet_button("A−"), quiet_button("A+")
        self.ground = segmented([_("Dark"), _("Light")])
        self.end = plain_button(_("End"))
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._lay_out()
        self._connect()
        self.ground.choose(0 if current().dark else 1)
        self._dress()
        self._show()
        self.words.setFocus()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        names: dict[QWidget, str] = {
            self.slower: _("Slower"),
            self.faster: _("Faster"),
            self.smaller: _("Smaller letters"),
            self.larger: _("Larger letters"),
            self.how: _("How the words move"),
            self.ground: _("Colours"),
            self.time: _("Time"),
        }
        for control, name in names.items():
            control.setAccessibleName(name)
        self.time.setProperty("role", "big")
        pace, size = QWidget(), QWidget()
        for group, parts in ((pace, (self.slower, self.pace, self.faster)), (size, (self.smaller, self.larger))):
            row = QHBoxLayout(group)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(2))
            for control in parts:
                row.addWidget(control)
        bar = QWidget()
        flow = FlowLayout(bar, px(12))
        for part in (self.time, self.begin, self.over, self.how, pace, size, self.ground, self.end):
            flow.addWidget(part)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(28), px(10), px(28), px(14))
        foot.setSpacing(px(6))
        foot.addWidget(bar)
        foot.addWidget(self.hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.words, 1)
        whole.addLayout(foot)
        for button in self.findChildren(QPushButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the words

    def _connect(self) -> None:
        self.begin.clicked.connect(self.go_or_pause)
        self.over.clicked.connect(self.start_over)
        self.how.chosen.connect(lambda _how: self._chosen())
        self.ground.chosen.connect(lambda _ground: self._dress())
        self.slower.clicked.connect(lambda: self.change_pace(-_PACE_STEP))
        self.faster.clicked.connect(lambda: self.change_pace(_PACE_STEP))
        self.smaller.clicked.connect(lambda: self.change_size(1 / 1.1))
        self.larger.clicked.connect(lambda: self.change_size(1.1))
        self.end.clicked.connect(self.accept)
        self.words.turned.connect(self.step)
        self._timer.timeout.connect(self.tick)

    def _chosen(self) -> None:
        self.words.setFocus()
        self._show()

    def _tokens(self) -> Tokens:
        """The theme's own colours, or the same kind on the other ground."""
        dark = self.ground.index() == 0
        if current().name.startswith("high-contrast"):
            return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST
        return DARK if dark else LIGHT

    def _dress(self) -> None:
        tokens = self._tokens()
        self.words.set_tokens(tokens)
        self.setStyleSheet(style_sheet(tokens, px, TEXT_FAMILY))
        self.words.setFocus()

    # -------------------------------------------------------------------------------------------- acting

    def go_or_pause(self) -> None:
        """Begin, pause, or go on."""
        if self.run.going:
            self.run.pause(self._now())
            self._timer.stop()
        else:
            if self.run.ended:
                self.start_over()
            self.run.go(self._now())
            self._timer.start()
        self._show()

    def start_over(self) -> None:
        """From the first word, with the clock at nothing; it waits to be begun. What came to its end counts."""
        self._timer.stop()
        if self.run.ended:
            self._count()
        self.run = Run(self.words.words, self.run.pace)
        self._show()

    def step(self, lines: int) -> None:
        """On or back by lines; the clock goes on."""
        self.tick()
        self.words.go_to(self.run.said)
        self.run.say_up_to(self.words.words_by_lines(lines))
        self._show()

    def change_pace(self, by: float) -> None:
        """Faster or slower, in words a minute."""
        self.tick()
        self.run.pace = min(max(round(self.run.pace + by), SLOWEST_PACE), FASTEST_PACE)
        self._show()

    def change_size(self, factor: float) -> None:
        """Larger or smaller letters."""
        self._size = min(max(self._size * factor, _SMALLEST), _LARGEST)
        self._fit()

    def tick(self) -> None:
        """Time has passed."""
        now = self._now()
        self.run.tick(now, by_itself=self.how.index() == BY_ITSELF)
        if self.run.going and now - self._there_at >= _THERE_AFTER_S:
            # Whoever speaks along is there, though nothing is touched: without this the journal would lock meanwhile.
            self._there_at = now
            QApplication.sendEvent(self.windowHandle(), QInputMethodEvent())
        self._show()

    def done(self, result: int) -> None:
        """However it ends, what was said counts."""
        if self.run.going:
            self.run.pause(self._now())
        self._timer.stop()
        self._count()
        super().done(result)

    def _count(self) -> None:
        if self.run.begun:
            self.run.begun = False
            self.rehearsed.emit(round(self.run.said), self.run.seconds)

    # -------------------------------------------------------------------------------------------- showing

    def _show(self) -> None:
        run = self.run
        if not run.going:
            self._timer.stop()
        self.words.go_to(run.said)
        self.time.setText(self._time())
        self.pace.setText(_("{n} words a minute").format(n=round(run.pace)))
        for control in (self.slower, self.faster, self.pace):
            control.setEnabled(self.how.index() == BY_ITSELF)
        words = _("Begin") if not run.begun else _("Pause") if run.going else _("Go on")
        self.begin.setText(_("Once more") if run.ended and run.begun else words)
        self.begin.setAccessibleName(self.begin.text())
        self.hint.setText(self._hint())
        self.hint.setVisible(not run.going)

    def _time(self) -> str:
        """For example "3:05  ·  6:55 left"."""
        gone = clock(self.run.seconds)
        if self._minutes is None:
            return gone
        left = self._minutes * 60 - self.run.seconds
        words = _("{time} left") if left >= 0 else _("{time} over")
        return f"{gone}  ·  {words.format(time=clock(abs(left)))}"

    def _hint(self) -> str:
        if self.run.ended:
            return _("That was the end. Esc closes.")
        if self.how.index() == BY_KEY:
            return _("Space or Page down goes on, Page up goes back, P pauses, Ctrl and + makes it larger, Esc ends.")
        return _("Space begins and pauses, + and − change the pace, Ctrl and + makes it larger, Esc ends.")

    def _fit(self) -> None:
        self.words.set_pixels(max(12, round(self.height() * self._size / 100)))

    def resizeEvent(self, event: object) -> None:
        """Letters in proportion to the screen."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # a resize event
        self._fit()
        # Its neighbours must not move with every second.
        widest = self.time.text().translate(str.maketrans("123456789", "000000000"))
        self.time.setMinimumWidth(self.time.fontMetrics().horizontalAdvance(widest) + px(16))

    # ------------------------------------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything by key, and by the few keys a presenter's remote control has."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self._size_key(event):
                super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.accept()
        elif key == Qt.Key.Key_Home:
            self.start_over()
        elif key in _PAUSE:
            self.go_or_pause()
        elif not self._moving_key(key):
            super().keyPressEvent(event)

    def _size_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.ZoomIn) or event.key() == Qt.Key.Key_Equal:
            self.change_size(1.1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.change_size(1 / 1.1)
        elif event.key() == Qt.Key.Key_0:
            self.change_size(_USUAL / self._size)
        else:
            return False
        return True

    def _moving_key(self, key: Qt.Key) -> bool:
        by_itself = self.how.index() == BY_ITSELF
        if key == Qt.Key.Key_Space or key in _ON:
            if not self.run.going or (by_itself and key == Qt.Key.Key_Space):
                self.go_or_pause()
            else:
                self.step(BRIGHT_LINES)
        elif key in _BACK:
            self.step(-BRIGHT_LINES)
        elif key in _PACE and by_itself:
            self.change_pace(_PACE_STEP * _PACE[key])
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True


def clock(seconds: float) -> str:
    """For example "3:05"."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
