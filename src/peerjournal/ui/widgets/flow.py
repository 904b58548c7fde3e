"""A layout that sets its widgets side by side like words, in as many lines as are needed."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Fills lines from the reading side on. An item that stretches takes what is left of its line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, at: int, widget: QWidget) -> None:
        """Put a widget before the item at ``at``."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        m: QMargins = self.contentsMargins()
        return size + QSize(m.left() + m.right(), m.top() + m.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        x, y, line = 0, inner.y(), 0
        row: list[tuple[QLayoutItem, QRect]] = []
        for item in self._shown():
            size = item.sizeHint()
            width = min(size.width(), inner.width())
            if x and x + width > inner.width():
                self._place(row, line, inner, move=move)
                x, y, line, row = 0, y + line + self.spacing(), 0, []
            if item.expandingDirections() & Qt.Orientation.Horizontal:
                width = max(width, inner.width() - x)
            row.append((item, QRect(QPoint(x, y), QSize(width, size.height()))))
            x, line = x + width + self.spacing(), max(line, size.height())
        self._place(row, line, inner, move=move)
        return y + line - rect.y() + self.contentsMargins().bottom()

    def _place(self, row: list[tuple[QLayoutItem, QRect]], line: int, inner: QRect, *, move: bool) -> None:
        if not move:
            return
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        for item, spot in row:
            spot.translate(inner.x(), (line - spot.height()) // 2)
            if mirrored:
                spot.moveRight(inner.right() - (spot.x() - inner.x()))
            item.setGeometry(spot)
