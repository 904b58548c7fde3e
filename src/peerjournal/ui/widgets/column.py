"""A page to scroll: one column in the middle, never wider than reads well."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from peerjournal.ui.theme.apply import px, watcher

COLUMN_WIDTH = 720
EDGE = 32


class Ground(QWidget):
    """What is scrolled. It is as high as it needs at the width it has, not at the narrowest it could have."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0) if self.hasHeightForWidth() else hint


class ScrolledColumn(QScrollArea):
    """Put things into ``body``. The distances grow with the text size, also while the page is on show."""

    def __init__(self, *, above: int = 40, spacing: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = above
        self._spacing = spacing
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = ground = Ground()
        ground.setProperty("role", "page")
        self.body = QVBoxLayout(ground)
        self.setWidget(ground)
        ground.installEventFilter(self)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Back into the middle."""
        super().resizeEvent(event)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has the focus stays in sight when everything else grows or shrinks around it."""
        if event.type() == QEvent.Type.Resize:
            focused = QApplication.focusWidget()
            if focused is not None and self._ground.isAncestorOf(focused):
                self.ensureWidgetVisible(focused, 0, px(EDGE))
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        edge = px(EDGE)
        side = max(edge, (self.viewport().width() - px(COLUMN_WIDTH)) // 2)
        self.body.setContentsMargins(side, px(self._above), side, px(EDGE))
        self.body.setSpacing(px(self._spacing))
