"""A number that may be left open: how long, how often, how much. Empty is a gap, never a zero."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from peerjournal.errors import BadInput
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.controls import spin_field


class OpenNumber(QAbstractSpinBox):
    """A field for a number, or for none. ``changed`` carries it, or None; ``typed`` says that what is typed is none.

    ``troubled`` carries a sentence about what is no such number, or an empty one once all is well again. It stays in
    the field, and the number that stood there before goes on counting. ``read`` turns what is typed into the number
    and raises :class:`BadInput`, ``show`` writes it. The arrows up and down go on by ``step``, from ``begin`` on,
    between 0 and ``most``.
    """

    changed = Signal(object)
    typed = Signal()
    troubled = Signal(str)

    def __init__(
        self,
        name: str,
        read: Callable[[str], float],
        show: Callable[[float], str],
        *,
        step: float = 1,
        begin: float = 0,
        most: float = 1e9,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._write = read, show
        self._step, self._begin, self._most = step, begin, most
        self._value: float | None = None
        self._before: float | None = None  # what stood there before somebody began to type
        spin_field(self, name)
        self.lineEdit().textEdited.connect(self._typed)
        self.editingFinished.connect(self.finish)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def value(self) -> float | None:
        """The number; None while it is open."""
        return self._value

    @property
    def is_troubled(self) -> bool:
        """Whether something stands in it that is no such number."""
        return bool(self._trouble())

    def set_value(self, value: float | None) -> None:
        """Show this number, or none; ``changed`` stays silent."""
        self._value = self._before = value
        self.lineEdit().setText("" if value is None else self._write(value))

    def choose(self, value: float | None) -> None:
        """Set it, or leave it open; ``changed`` is emitted if that is a change."""
        different = value != self._value
        self.set_value(value)
        if different:
            self.changed.emit(value)

    def type_again(self, typed: str) -> None:
        """What is no such number stands in it again, beside the number that counts; it is told."""
        self.lineEdit().setText(typed)
        self.finish()

    def finish(self) -> None:
        """Take what is typed. What is no such number stays where it is, and is told."""
        sentence = self._trouble()
        if sentence:
            self._count(self._before)
        else:
            self.choose(self._typed_value())
        self.troubled.emit(sentence)

    def stepBy(self, steps: int) -> None:
        """From nothing to where it begins; from what is no such number nowhere."""
        self.finish()
        if self.is_troubled:
            return
        now = self._value
        self.choose(self._begin if now is None else min(max(now + steps * self._step, 0), self._most))
        self.lineEdit().selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Both ways, as far as there is anywhere to go."""
        flags = QAbstractSpinBox.StepEnabledFlag.StepNone
        if self._value is None or self._value < self._most:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if self._value is None or self._value > 0:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return flags

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed; what it means is seen when the field is left."""
        return QValidator.State.Acceptable, text, pos

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is typed, and may then mean something to the form."""
        if event.text() in {"\r", "\n"}:
            self.finish()
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()

    def _typed(self, _text: str) -> None:
        """What already is a number counts at once, until it turns out to be the beginning of what is none."""
        if self._trouble():
            self._count(self._before)
            self.typed.emit()
        else:
            self._count(self._typed_value())
            self.troubled.emit("")

    def _typed_value(self) -> float | None:
        """The number that is typed; None for nothing. Raises :class:`BadInput`."""
        text = self.lineEdit().text().strip()
        return self._read(text) if text else None

    def _trouble(self) -> str:
        """What there is to say about what is typed; nothing where it is a number, or empty."""
        try:
            self._typed_value()
        except BadInput as error:
            return str(error)
        return ""

    def _count(self, value: float | None) -> None:
        """Without touching what is typed."""
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def _measure(self) -> None:
        self.setFixedWidth(px(108))
