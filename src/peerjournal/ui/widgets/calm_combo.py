"""Choices that the wheel leaves alone. On a page that scrolls they would change by accident, unseen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from peerjournal.ui.theme import px


class CalmCombo(QComboBox):
    """A choice that is changed on purpose only: turning the wheel over it scrolls the page, and takes no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        """Long words in the list do not make the field wide."""
        hint = super().minimumSizeHint()
        says_how_little = self.sizeAdjustPolicy() is self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        return hint if says_how_little else QSize(px(120), hint.height())
