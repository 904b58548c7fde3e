"""One card in the middle of the window, for the pages before a journal is open.

It never grows wider than reads well, gives way on narrow windows and scrolls when the text is large.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import Card

CARD_WIDTH = 540
EDGE = 24


class _LayoutWatch(QObject):
    """Sees the card change its size.

    An object of its own: a scroll area that filters events is handed its inner parts too, for which Qt's
    bindings would build every class they know, before the first paint.
    """

    asked = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell; never takes an event away."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.asked.emit()
        return super().eventFilter(watched, event)


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
        self.card = Card(padding=36)
        self.body: QVBoxLayout = self.card.body
        self._ground = QWidget()
        self._ground.setProperty("role", "page")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 1000)
        across.addStretch(1)
        self._down = QVBoxLayout(self._ground)
        self._above = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._down.addItem(self._above)
        self._down.addLayout(across)
        self._down.addStretch(1)
        self._rest: int | None = None
        self.setWidget(self._ground)
        self._watch = _LayoutWatch(self)
        self._watch.asked.connect(self._rest_card)
        self._ground.installEventFilter(self._watch)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._scroll_to_focus)
        self._measure()
        watcher().theme_changed.connect(self._measure)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusObjectChanged.connect(self._soon.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Somewhat above the middle of the new height."""
        super().resizeEvent(event)
        self._rest = None
        self._rest_card()

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

    def to_the_top(self) -> None:
        """Show the card from its beginning, for something new to read in it."""
        self.verticalScrollBar().setValue(0)
        self._soon.start()

    def _scroll_to_focus(self) -> None:
        """Bring the line that has the focus in sight, however it got it.

        Not a button: it stands below what is to be read first, and Tab scrolls to it anyway.
        """
        focused = QApplication.focusWidget()
        if focused is None or isinstance(focused, QAbstractButton) or not self._ground.isAncestorOf(focused):
            return
        # What was just shown has its place only after the layout.
        self._down.activate()
        self.ensureWidgetVisible(focused, px(EDGE), px(EDGE))

    def _rest_card(self) -> None:
        """Keep the top edge where it is while the card grows or shrinks, as long as all of it is in sight."""
        edge = px(EDGE)
        # Not viewport(): for that inner widget, too, the bindings would build every class.
        inside = self.maximumViewportSize()
        width = min(inside.width() - 2 * edge, px(CARD_WIDTH))
        height = max(self.card.heightForWidth(width), self.card.minimumHeight())
        room = max(inside.height() - 2 * edge - height, 0)
        if self._rest is None:
            self._rest = room * 2 // 5
        above = min(self._rest, room)
        if above != self._above.sizeHint().height():
            self._above.changeSize(0, above, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            self._down.invalidate()

    def _measure(self) -> None:
        self.card.setMaximumWidth(px(CARD_WIDTH))
        edge = px(EDGE)
        self._down.setContentsMargins(edge, edge, edge, edge)
        self._rest = None
        self._rest_card()
