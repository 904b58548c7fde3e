"""Fields for a line or a few lines of the person's own words, which say when to keep them."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from peerjournal.journal.entry import whole_characters
from peerjournal.ui.theme.apply import px, watcher

AFTER_MS = 700
AGAIN_MS = 3_000
_MOST_LINES = 12
_LINE_ENDS = str.maketrans(dict.fromkeys("\u2029\u2028\ufdd0\ufdd1", "\n"))


def as_typed(raw: str) -> str:
    """A document's raw text with its line ends. Qt's own way makes a blank of the one that keeps words together."""
    return raw.translate(_LINE_ENDS)


class _KeptField:
    """What both fields do: say what was typed, once, and again where it could not be kept."""

    changed: SignalInstance
    _said: str | None
    """What was shown or said last; None where that could not be kept."""

    def _begin(self, soon: QTimer) -> None:
        self._said = ""
        self._soon = soon
        soon.setSingleShot(True)
        soon.timeout.connect(self.finish)

    def text(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show another text; ``changed`` stays silent."""
        raise NotImplementedError

    def hasFocus(self) -> bool:
        """As every widget says."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """As ``set_text``, but what is being typed, or could not be kept yet, is left alone."""
        if not self.hasFocus() and not self.waits:
            self.set_text(text)

    @property
    def waits(self) -> bool:
        """Whether what stands in it is not kept yet."""
        return self.text() != self._said

    def finish(self) -> None:
        """Say now what changed."""
        self._soon.stop()
        text = self.text()
        if text != self._said:
            self._said = text
            self.changed.emit(text)

    def unkept(self) -> None:
        """What was said could not be kept: it is said again by and by, and by :meth:`finish` at once."""
        self._said = None
        self._soon.start(AGAIN_MS)

    def _touched(self) -> None:
        if not self._soon.isActive():
            self._soon.start(AFTER_MS)


class TextField(QPlainTextEdit, _KeptField):
    """Plain text of a few lines. ``changed`` carries it at most 0.7 s after a key, and when the field is left.

    :meth:`finish` says at once what is not said yet; call it before lock, hide and close. Who could not keep what was
    said calls :meth:`unkept`: it stays in the field and is said again. Tab moves on.
    """

    changed = Signal(str)

    def __init__(self, name: str, invitation: str = "", *, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(invitation)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._begin(QTimer(self))
        self.textChanged.connect(self._touched)
        self.textChanged.connect(self._lean)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        watcher().theme_changed.connect(self._grow)
        self._grow()

    def text(self) -> str:
        """What stands in it, to the letter."""
        return whole_characters(as_typed(self.document().toRawText()))

    def set_text(self, text: str) -> None:
        """Show another text; ``changed`` stays silent. Nothing happens where it stands there already."""
        self._soon.stop()
        if text != self.text():
            with QSignalBlocker(self):
                self.setPlainText(text)
            self._lean()
            self._grow()
        self._said = self.text()

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

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        shown = min(max(self._lines, round(self.document().size().height())), _MOST_LINES)
        return shown * line + px(26)

    def _lean(self) -> None:
        """Words that run from the right stand at the right, which Qt sees to in rich text only."""
        from_right = self.document().firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _grow(self) -> None:
        long = self.document().size().height() > _MOST_LINES
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self.height() != self._height():
            self.setFixedHeight(self._height())


class LineField(QLineEdit, _KeptField):
    """One line, kept in the same way as a :class:`TextField`. Enter keeps it at once."""

    changed = Signal(str)

    def __init__(self, name: str, invitation: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(invitation)
        self._begin(QTimer(self))
        self.textEdited.connect(lambda _text: self._touched())
        self.editingFinished.connect(self.finish)

    def set_text(self, text: str) -> None:
        """Show another text from its beginning; ``changed`` stays silent."""
        self._soon.stop()
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self._said = self.text()
