"""A field for a few lines of the person's own words, which grows with them and says when to keep them."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from peerjournal.journal.entry import whole_characters
from peerjournal.ui.theme.apply import px, watcher

AFTER_MS = 700
_MOST_LINES = 12


class TextField(QPlainTextEdit):
    """Plain text of a few lines. ``changed`` carries it at most 0.7 s after a key, and when the field is left.

    :meth:`finish` says at once what is not said yet; call it before lock, hide and close. Tab moves on.
    """

    changed = Signal(str)

    def __init__(self, name: str, invitation: str = "", *, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._said = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(invitation)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self.finish)
        self.textChanged.connect(self._touched)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        watcher().theme_changed.connect(self._grow)
        self._grow()

    def text(self) -> str:
        """What stands in it."""
        return whole_characters(self.toPlainText())

    def set_text(self, text: str) -> None:
        """Show another text; ``changed`` stays silent. Nothing happens where it stands there already."""
        self._soon.stop()
        self._said = text
        if text != self.text():
            with QSignalBlocker(self):
                self.setPlainText(text)
            self._grow()

    def finish(self) -> None:
        """Say now what changed."""
        self._soon.stop()
        text = self.text()
        if text != self._said:
            self._said = text
            self.changed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field keeps what is in it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter is a line end as well: Qt would put a character here that is none."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines need another height."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as its lines, within bounds."""
        return QSize(px(320), self._height())

    def _touched(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        shown = min(max(self._lines, round(self.document().size().height())), _MOST_LINES)
        return shown * line + px(26)

    def _grow(self) -> None:
        long = self.document().size().height() > _MOST_LINES
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self.height() != self._height():
            self.setFixedHeight(self._height())
