"""Lines of a few short fields each, such as a value and its words. An empty line always waits at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import px, watcher


@dataclass(frozen=True)
class Column:
    """One field of every line. ``width`` in pixels at the usual text size; 0 takes what is left."""

    name: str
    width: int = 0
    longest: int = 120


class _Field(QLineEdit):
    """``moved`` carries -1 or 1 on the arrows up and down, and 1 on Enter."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class FieldRows(QWidget):
    """``changed`` on every key. A line that is emptied is left out; up, down and Enter go from line to line."""

    changed = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[list[_Field]] = []
        self._layouts: list[QHBoxLayout] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._add_row()
        watcher().theme_changed.connect(self._measure)

    def rows(self) -> list[tuple[str, ...]]:
        """What stands in each line that holds anything."""
        typed = [tuple(field.text().strip() for field in row) for row in self._rows]
        return [row for row in typed if any(row)]

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these and an empty line; nothing is told."""
        while len(self._rows) > len(rows) + 1:
            self._drop_row()
        while len(self._rows) < len(rows) + 1:
            self._add_row()
        for fields, texts in zip(self._rows, [*rows, [""] * len(self._columns)], strict=True):
            for field, text in zip(fields, texts, strict=True):
                with QSignalBlocker(field):
                    field.setText(text)
                    field.setCursorPosition(0)

    def field(self, row: int, column: int) -> QLineEdit:
        """One of the fields; the last line is the empty one."""
        return self._rows[row][column]

    def _add_row(self) -> None:
        place, fields, n = QWidget(), [], len(self._rows) + 1
        across = QHBoxLayout(place)
        across.setContentsMargins(0, 0, 0, 0)
        for column in self._columns:
            field = _Field()
            field.setMaxLength(column.longest)
            field.setPlaceholderText(column.name)
            field.setAccessibleName(_("{what}, line {n}").format(what=column.name, n=n))
            field.textEdited.connect(lambda _text: self._typed())
            field.moved.connect(lambda step, f=field: self._move(f, step))
            across.addWidget(field, 0 if column.width else 1)
            fields.append(field)
        last = self._rows[-1][-1:] if self._rows else []
        self._rows.append(fields)
        self._layouts.append(across)
        self._lines.addWidget(place)
        for before, after in pairwise([*last, *fields]):  # a line that came later is not the last on the way
            QWidget.setTabOrder(before, after)
        self._measure()

    def _drop_row(self) -> None:
        self._rows.pop()
        self._layouts.pop()
        item = self._lines.takeAt(self._lines.count() - 1)
        place = item.widget() if item is not None else None
        if place is not None:
            place.hide()
            place.deleteLater()

    def _typed(self) -> None:
        if any(field.text().strip() for field in self._rows[-1]):
            self._add_row()
        self.changed.emit()

    def _move(self, field: _Field, step: int) -> None:
        at, column = next((n, row.index(field)) for n, row in enumerate(self._rows) if field in row)
        to = min(max(at + step, 0), len(self._rows) - 1)
        last = to == len(self._rows) - 1  # a new line begins at its beginning
        self._rows[to][0 if last else column].setFocus(Qt.FocusReason.TabFocusReason)

    def _measure(self) -> None:
        self._lines.setSpacing(px(6))
        for across, fields in zip(self._layouts, self._rows, strict=True):
            across.setSpacing(px(8))
            for column, field in zip(self._columns, fields, strict=True):
                if column.width:
                    field.setFixedWidth(px(column.width))
