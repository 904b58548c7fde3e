"""The field one searches a list with: it says shortly after typing that one looks for something else."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from peerjournal.ui.theme.icons import icon

LOOK_AFTER_MS = 120


class SearchField(QLineEdit):
    """``looked`` when what is typed should be searched for: soon after typing, at once after Esc, which empties it.

    ``left_downwards`` on Down and ``entered`` on Enter; what was typed last may then still wait for
    :meth:`look_now`. Its ``name`` is also what stands in it while it is empty.
    """

    looked = Signal()
    left_downwards = Signal()
    entered = Signal()

    def __init__(self, name: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setToolTip(tip)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", 18), QLineEdit.ActionPosition.LeadingPosition)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AFTER_MS)
        self._soon.timeout.connect(self.looked)
        self.textChanged.connect(lambda _text: self._soon.start())

    def look_now(self) -> None:
        """Search for what is typed without waiting; nothing where it was searched for already."""
        if self._soon.isActive():
            self._soon.stop()
            self.looked.emit()

    def hush(self) -> None:
        """What is typed is being searched for already: say nothing more about it."""
        self._soon.stop()

    def forget(self) -> None:
        """Empty it and say nothing."""
        self.clear()
        self.hush()

    def begin(self) -> None:
        """Take the keyboard, so that typing replaces what stands here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, Enter, and Esc where there is something to empty; everything else is typing."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.look_now()
        else:
            super().keyPressEvent(event)
