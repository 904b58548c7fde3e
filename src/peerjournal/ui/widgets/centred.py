"""One card in the middle of the window, for the pages before a journal is open.

It never grows wider than reads well, gives way on narrow windows and scrolls when the text is large.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import Card

CARD_WIDTH = 540


class CentredCard(QScrollArea):
    """Holds one card; ``body`` takes what stands in it. Enter anywhere confirms, Esc dismisses."""

    confirmed = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.card = Card()
        self.body: QVBoxLayout = self.card.body
        self._ground = QWidget()
        self._ground.setObjectName("page")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 1000)
        across.addStretch(1)
        self._down = QVBoxLayout(self._ground)
        self._down.addStretch(2)
        self._down.addLayout(across)
        self._down.addStretch(3)
        self.setWidget(self._ground)
        self._measure()
        watcher().theme_changed.connect(self._measure)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusObjectChanged.connect(self._keep_in_sight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button or confirms; Esc dismisses; all else scrolls."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and focused.hasFocus():
                focused.click()
            else:
                self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _keep_in_sight(self, focused: object) -> None:
        """Scroll to what has the focus, however it got there."""
        if isinstance(focused, QWidget) and self._ground.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, px(24), px(24))

    def _measure(self) -> None:
        self.card.setMaximumWidth(px(CARD_WIDTH))
        self.body.setContentsMargins(px(40), px(36), px(40), px(32))
        self._down.setContentsMargins(px(24), px(24), px(24), px(24))
