"""The small pieces only an open journal shows: buttons without words, places of the rail, a choice of one, numbers.

As those in :mod:`peerjournal.ui.widgets.basics` they take plain text and carry an accessible name.
"""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QButtonGroup,
    QDateTimeEdit,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import icon_room, pressed_by_enter

_Spin = TypeVar("_Spin", bound=QAbstractSpinBox)


class _Tool(QToolButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


def icon_button(icon_name: str, name: str, *, checkable: bool = False) -> QToolButton:
    """A button that is only an icon; its name is told to screen readers and as a tool tip."""
    button = _Tool()
    button.setProperty("role", "icon")
    button.setIcon(icon(icon_name, chosen="accent"))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def chip(text: str) -> QToolButton:
    """A small thing to switch on and off, such as a tag."""
    button = _Tool()
    button.setProperty("role", "chip")
    button.setText(text.replace("&", "&&"))
    button.setAccessibleName(text)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


class RailItem(QRadioButton):
    """One place in the rail: a radio button to a screen reader, an item of a list to the eye.

    ``reached`` when the keyboard gets to it, by whatever way; ``stepped`` by 1 or -1 when it wants the next below or
    above.
    """

    reached = Signal()
    stepped = Signal(int)

    def __init__(self, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setProperty("role", "nav")
        self.setAccessibleName(text.replace("&", ""))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()
        self._tint(self.isChecked())
        self.toggled.connect(self._tint)
        watcher().theme_changed.connect(self._fit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go by the list."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setIconSize(icon_room(20, 8))

    def _tint(self, on: bool) -> None:
        self.setIcon(icon(self._icon_name, color="accent" if on else "muted"))
        # A style sheet sets a font when a widget is polished, not when its state changes.
        self.setProperty("here", on)
        self.style().unpolish(self)
        self.style().polish(self)


def rail_item(text: str, icon_name: str) -> RailItem:
    """A place in the rail; those with the same parent exclude each other."""
    return RailItem(text, icon_name)


class SegmentedChoice(QFrame):
    """One of a few, side by side. Arrow keys move; each is a radio button to a screen reader."""

    chosen = Signal(int)

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        for i, text in enumerate(choices):
            button = QRadioButton(text)
            button.setProperty("role", "segment")
            button.setAccessibleName(text)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button, i)
            row.addWidget(button)
        if choices:
            self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._told)

    def index(self) -> int:
        """Which one is chosen, from 0; -1 if there are none."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Choose one; ``chosen`` is emitted if that is a change."""
        self._group.button(index).setChecked(True)

    def buttons(self) -> list[QAbstractButton]:
        """The radio buttons, in order."""
        return [self._group.button(i) for i in range(len(self._group.buttons()))]

    def _told(self, index: int, on: bool) -> None:
        if on:
            self.chosen.emit(index)


def segmented(choices: Sequence[str]) -> SegmentedChoice:
    """A `SegmentedChoice`; the first is chosen."""
    return SegmentedChoice(choices)


class _WheelPasses(QObject):
    """Lets the page scroll where the wheel is turned over a field, which would change by accident."""

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def calm(field: _Spin) -> _Spin:
    """Have the wheel scroll the page over a number, date or time field, and take no focus, as over a `CalmCombo`."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_WheelPasses(field))
    return field


def spin_field(field: _Spin, name: str) -> _Spin:
    """Give a number, date or time field its accessible name, and its words the distance to the edge they need.

    A style sheet cannot do the latter: with its own buttons such a field forgets its padding. It is `calm` as well.
    """
    calm(field).setAccessibleName(name)
    if not (isinstance(field, QDateTimeEdit) and field.calendarPopup()):
        field.lineEdit().setTextMargins(px(6), 0, px(2), 0)
    return field
