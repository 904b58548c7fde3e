"""One item of a questionnaire with the answers to choose from: one of them, or none while it is open."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.line_breaks import broken

MOST_SIDE_BY_SIDE = 12


class ItemAnswer(QWidget):
    """``changed`` when it is answered, or left open again; ``done`` when the keyboard wants to go on (1) or back (-1).

    The keys 1 to 9 choose the answer in that place and go on, the arrows move, Delete leaves it open.
    """

    changed = Signal()
    done = Signal(int)

    def __init__(
        self, number: int, text: str, labels: Sequence[tuple[float, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.number = number
        self._values = [value for value, _text in labels]
        self.text = body(f"{number}.  {text}")
        words = [label for _value, label in labels]
        self.choice: _Radios | _List = (_Radios if len(words) <= MOST_SIDE_BY_SIDE else _List)(text, words)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.text)
        self._lines.addWidget(self.choice)
        self.setAccessibleName(text)
        self.choice.chosen.connect(self.changed)
        self.choice.done.connect(self.done)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def answer(self) -> float | None:
        """The value of the answer chosen; None while it is open."""
        return None if self.choice.place is None else self._values[self.choice.place]

    def set_answer(self, answer: float | None) -> None:
        """Show this answer, or none; nothing is told."""
        self.choice.point_at(self._values.index(answer) if answer in self._values else None)

    def stops(self) -> list[QWidget]:
        """What the Tab key may reach, in its order."""
        return self.choice.stops()

    def focus_here(self) -> None:
        """Give it the keyboard."""
        self.choice.focus_here()

    def _measure(self) -> None:
        self._lines.setSpacing(px(4))


class _Radio(QRadioButton):
    """An answer in as many lines as its words need."""

    def __init__(self, radios: "_Radios", said: str, item: str) -> None:
        super().__init__(radios)
        self._radios = radios
        self._said = said
        self.setAccessibleName(said)
        self.setAccessibleDescription(item)

    def fit(self, width: int) -> None:
        """Break the words where they would not fit."""
        self.ensurePolished()
        self.setText(broken(self._said, self.font(), max(px(80), width - px(48))).replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._radios.take_key(event):
            super().keyPressEvent(event)


class _Radios(QWidget):
    """A few answers, side by side like words. ``chosen`` as the answer changes."""

    chosen = Signal()
    done = Signal(int)

    def __init__(self, item: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(item)
        self.group = QButtonGroup(self)
        self._flow = FlowLayout(self)
        for n, said in enumerate(words):
            button = _Radio(self, said, item)
            self.group.addButton(button, n)
            self._flow.addWidget(button)
        self.group.idToggled.connect(self._toggled)
        self._rove()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def place(self) -> int | None:
        """Which one is chosen, from 0."""
        at = self.group.checkedId()
        return at if at >= 0 else None

    def point_at(self, place: int | None) -> None:
        """Show this one as chosen, or none; nothing is told."""
        with QSignalBlocker(self.group):
            if place is None:
                # An exclusive group does not let go of its last choice.
                self.group.setExclusive(False)
                for button in self.group.buttons():
                    button.setChecked(False)
                self.group.setExclusive(True)
            else:
                self.group.button(place).setChecked(True)
        self._rove()

    def stops(self) -> list[QWidget]:
        """Its answers, one of which lies on the way."""
        return [*self.group.buttons()]

    def focus_here(self) -> None:
        """Give the keyboard to the one chosen, or to the first."""
        self.group.button(self.place or 0).setFocus(Qt.FocusReason.TabFocusReason)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False if it means nothing."""
        key, typed, last = event.key(), event.text(), len(self.group.buttons()) - 1
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if typed.isdecimal() and 0 < int(typed) <= last + 1:
            self._choose(int(typed) - 1)
            self.done.emit(1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done.emit(1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._leave_open()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            onwards = {Qt.Key.Key_Down, Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right}
            step = 1 if key in onwards else -1
            self._choose(0 if self.place is None else min(max(self.place + step, 0), last))
            self.focus_here()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._flow.invalidate()

    def _choose(self, place: int) -> None:
        self.group.button(place).setChecked(True)

    def _leave_open(self) -> None:
        if self.place is not None:
            self.point_at(None)
            self.focus_here()
            self.chosen.emit()

    def _toggled(self, _place: int, on: bool) -> None:
        if on:
            self._rove()
            self.chosen.emit()

    def _rove(self) -> None:
        """Only one of the answers lies on the way of the Tab key."""
        stop = self.place or 0
        for n, button in enumerate(self.group.buttons()):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if n == stop else Qt.FocusPolicy.ClickFocus)

    def _measure(self) -> None:
        self._flow.setSpacing(px(6))
        self._fit()

    def _fit(self) -> None:
        for button in self.group.buttons():
            if isinstance(button, _Radio):
                button.fit(self.width())


class _List(CalmCombo):
    """Many answers, in a list. ``chosen`` as the answer changes."""

    chosen = Signal()
    done = Signal(int)

    def __init__(self, item: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(item)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.addItem(_("Not answered"))
        self.addItems(list(words))
        self.currentIndexChanged.connect(lambda _n: self.chosen.emit())

    @property
    def place(self) -> int | None:
        """Which one is chosen, from 0."""
        return self.currentIndex() - 1 if self.currentIndex() > 0 else None

    def point_at(self, place: int | None) -> None:
        """Show this one as chosen, or none; nothing is told."""
        with QSignalBlocker(self):
            self.setCurrentIndex(0 if place is None else place + 1)

    def stops(self) -> list[QWidget]:
        """The list itself."""
        return [self]

    def focus_here(self) -> None:
        """Give it the keyboard."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete leaves it open."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.setCurrentIndex(0)
        else:
            super().keyPressEvent(event)
