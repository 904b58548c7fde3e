"""What stands where there is nothing yet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import body, muted, plain_button


class EmptyState(QWidget):
    """A few inviting words, and the one thing to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "journal"
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.first = body("")
        self.second = muted("", wrap=True)
        for label in (self.first, self.second):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = plain_button("")
        lines = QVBoxLayout(self)
        lines.addStretch(2)
        for part in (self._icon, self.first, self.second):
            lines.addWidget(part)
        lines.addSpacing(6)
        lines.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(3)
        watcher().theme_changed.connect(self._draw)

    def say(self, icon_name: str, first: str, second: str, button: str = "") -> None:
        """Show these words; without ``button`` there is none."""
        self._icon_name = icon_name
        self.first.setText(first)
        self.second.setText(second)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self._draw()

    def _draw(self) -> None:
        side = px(32)
        picture = icon(self._icon_name, 32, "faint").pixmap(QSize(side, side), self.devicePixelRatioF())
        self._icon.setPixmap(picture)
