"""One of a few side by side, or none of them: a rating of seven steps, and yes or no.

Nothing is chosen until the person chooses, and what was chosen can be taken back: an open question is a gap. To a
screen reader each choice is a radio button; the one chosen, or a middle one, is reached with Tab.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.checkin import STEPS
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.widgets.basics import muted
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.elided import ElidedLabel

TOWARDS_LESS = {Qt.Key.Key_Left, Qt.Key.Key_Down}
TOWARDS_MORE = {Qt.Key.Key_Right, Qt.Key.Key_Up}
_SIDE, _SMALLEST = 30, 18


class _Choice(QRadioButton):
    """One of them: a round or long button, filled while it is chosen. Pressed again it is open again."""

    def __init__(self, row: "OpenChoice", text: str, said: str) -> None:
        super().__init__(row)
        self._row = row
        self._shown = text
        self._switched = False
        self.clicked.connect(self._clicked)
        self.setAccessibleName(said)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A circle for a digit, longer for a word."""
        words = QFontMetrics(self._font(bold=True)).horizontalAdvance(self._shown)
        side = px(_SIDE) + 4
        return QSize(max(side, words + px(28)) if len(self._shown) > 1 else side, side)

    def minimumSizeHint(self) -> QSize:
        """A smaller circle, where there is too little room for all of them."""
        hint = self.sizeHint()
        return QSize(px(_SMALLEST) + 4, hint.height()) if len(self._shown) == 1 else hint

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def show_chosen(self, *, on: bool) -> None:
        """Chosen or not, silently."""
        # Qt never lets go of the last one of several; and only those that exclude each other are radio buttons to it.
        with QSignalBlocker(self):
            self.setAutoExclusive(False)
            self.setChecked(on)
            self.setAutoExclusive(True)
        self.update()

    def nextCheckState(self) -> None:
        """A press chose it; pressed while it was chosen, Qt asks for no other state."""
        self._switched = True
        super().nextCheckState()

    def _clicked(self) -> None:
        if not self._switched:
            self._row.choose(None)
        self._switched = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The row knows what keys mean."""
        if not self._row.take_key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Colour says nothing of better or worse: the chosen one is filled, whichever it is."""
        t, chosen = current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.property("kbd") and self.hasFocus():
            painter.setPen(QPen(QColor(t.focus), 2))
            self._pill(painter, 1)
        edge = t.accent if chosen else t.border if not self.isEnabled() else t.strong
        painter.setPen(QPen(QColor(edge), t.line))
        ground = t.accent if chosen else t.hover if self.underMouse() and self.isEnabled() else t.surface
        painter.setBrush(QColor(ground))
        self._pill(painter, 3.5)
        painter.setPen(QColor(t.on_accent if chosen else t.text if self.isEnabled() else t.disabled))
        painter.setFont(self._font(bold=chosen))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._shown)

    def _pill(self, painter: QPainter, inset: float) -> None:
        spot = QRectF(self.rect())
        if len(self._shown) == 1:
            side = min(spot.width(), spot.height())
            spot = QRectF(spot.center().x() - side / 2, spot.center().y() - side / 2, side, side)
        spot.adjust(inset, inset, -inset, -inset)
        painter.drawRoundedRect(spot, spot.height() / 2, spot.height() / 2)

    def _font(self, *, bold: bool) -> QFont:
        font = ui_font(px(13))
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font


class OpenChoice(QWidget):
    """One of ``choices`` (what is seen, what is said of it), or none. ``changed`` carries its number from 0, or None.

    Arrow keys move, Space chooses or takes back, Delete and Backspace take back.
    """

    changed = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chosen: int | None = None
        self.choices = [_Choice(self, text, said) for text, said in choices]
        self.clear = icon_button("close", _("{name}: leave open").format(name=name))
        # The keyboard has Delete; one stop less on the way.
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = self.clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.clear.setSizePolicy(policy)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        for n, choice in enumerate(self.choices):
            self._across.addWidget(choice)
            # Toggled, not clicked: a screen reader's own action only toggles.
            choice.toggled.connect(lambda on, n=n: self.choose(n) if on else None)
        self._across.addWidget(self.clear)
        self._across.addStretch(1)
        self.clear.clicked.connect(lambda: self.choose(None))
        self._show()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def index(self) -> int | None:
        """Which one is chosen; None while it is open."""
        return self._chosen

    def point_at(self, index: int | None) -> None:
        """Show this one as chosen, or none; ``changed`` stays silent."""
        self._chosen = index
        self._show()

    def choose(self, index: int | None) -> None:
        """Choose one, or take it back; ``changed`` is emitted if that is a change."""
        if index != self._chosen:
            self.point_at(index)
            self.changed.emit(index)

    def focus_here(self) -> None:
        """Give it the keyboard."""
        # No focus proxy: with one, the Tab key passes over what stands before it.
        self.choices[self._stop()].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False if it means nothing."""
        key, last = event.key(), len(self.choices) - 1
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.choose(None)
        elif key in TOWARDS_LESS | TOWARDS_MORE:
            self._move(more=goes_up(self, key))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(0 if key == Qt.Key.Key_Home else last)
        else:
            return False
        return True

    def _move(self, *, more: bool) -> None:
        """One on; where nothing is chosen yet, the one the keyboard is at."""
        at = self._chosen
        self._go(self._stop() if at is None else min(max(at + (1 if more else -1), 0), len(self.choices) - 1))

    def _go(self, index: int) -> None:
        self.choose(index)
        self.choices[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop(self) -> int:
        return (len(self.choices) - 1) // 2 if self._chosen is None else self._chosen

    def _show(self) -> None:
        stop = self._stop()
        for n, choice in enumerate(self.choices):
            choice.show_chosen(on=n == self._chosen)
        for n, choice in enumerate(self.choices):  # Qt has its own idea of it whenever one is chosen
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if n == stop else Qt.FocusPolicy.ClickFocus)
        self.clear.setVisible(self._chosen is not None)

    def _measure(self) -> None:
        side = px(_SIDE) + 4
        self._across.setSpacing(px(1))
        self.clear.setIconSize(QSize(px(14), px(14)))
        self.clear.setFixedSize(px(22), side)
        for choice in self.choices:
            choice.updateGeometry()
            choice.update()


class StepsRow(QWidget):
    """One rating from 1 to 7, with words at both ends. ``changed`` carries the step, or None when it is left open.

    The keys 1 to 7 set it, the arrows move it, Delete leaves it open; so does pressing the chosen step again.
    """

    changed = Signal(object)

    def __init__(self, name: str, low: str, high: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.title = ElidedLabel(name)
        self.steps = _Steps(name, [(str(n), _said(name, n, low, high)) for n in STEPS])
        self.low, self.high = muted(low), muted(high)
        self._ends = QHBoxLayout()
        self._ends.addWidget(self.low)
        self._ends.addStretch(1)
        self._ends.addWidget(self.high)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.title)
        self._lines.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines.addLayout(self._ends)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.steps.changed.connect(lambda index: self.changed.emit(None if index is None else index + 1))
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def step(self) -> int | None:
        """The step chosen, 1 to 7; None while it is open."""
        return None if self.steps.index is None else self.steps.index + 1

    def set_step(self, step: int | None) -> None:
        """Show this step, or none; ``changed`` stays silent."""
        self.steps.point_at(None if step is None else step - 1)

    def focus_here(self) -> None:
        """Give it the keyboard."""
        self.steps.focus_here()

    def choose(self, step: int | None) -> None:
        """Choose a step, or leave it open; ``changed`` is emitted if that is a change."""
        self.steps.choose(None if step is None else step - 1)

    def _measure(self) -> None:
        self._lines.setSpacing(px(2))
        # The words stand under the first and the last step, not under the button after them.
        self._ends.setContentsMargins(px(6), 0, self.steps.clear.width() + px(6), 0)


class _Steps(OpenChoice):
    def take_key(self, event: QKeyEvent) -> bool:
        """The keys 1 to 7 as well, in whatever digits."""
        typed = event.text()
        if typed.isdecimal() and int(typed) in STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go(int(typed) - 1)
            return True
        return super().take_key(event)


class YesNo(OpenChoice):
    """Yes, no, or not answered. ``answered`` carries True, False or None."""

    answered = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        words = [(word, f"{name}: {word}") for word in (_("Yes"), _("No"))]
        super().__init__(name, words, parent)
        self.changed.connect(lambda _index: self.answered.emit(self.answer))

    @property
    def answer(self) -> bool | None:
        """True for yes, False for no, None while it is open."""
        return None if self.index is None else self.index == 0

    def set_answer(self, answer: bool | None) -> None:
        """Show this answer, or none; nothing is told."""
        self.point_at(None if answer is None else int(not answer))


def goes_up(widget: QWidget, key: int) -> bool:
    """Whether an arrow key means more: up, or towards the end of the line as the language runs."""
    if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
        return (key == Qt.Key.Key_Right) != widget.isRightToLeft()
    return key == Qt.Key.Key_Up


def _said(name: str, step: int, low: str, high: str) -> str:
    words = _("{name}: {step} of 7").format(name=name, step=step)
    end = {1: low, 7: high}.get(step)
    return f"{words}, {end}" if end else words
