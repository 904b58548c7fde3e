"""A field of a few lines in which words can be kept private: by a key, and shown as a band."""

from bisect import bisect_left

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _
from peerjournal.sharing import marks
from peerjournal.ui.theme import current, watcher
from peerjournal.ui.widgets.editor.units import characters, units
from peerjournal.ui.widgets.text_field import TextField, as_typed

PRIVATE_KEYS = "Ctrl+Shift+P"


class PrivateText(TextField):
    """Ctrl+Shift+P keeps the words that are selected private, or opens them again. Marks stand in the text as typed."""

    def __init__(self, name: str, invitation: str = "", *, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(name, invitation, lines=lines, parent=parent)
        self.band = _Band(self.document())
        self.private = QAction(_("Keep private: this never leaves"), self)
        self.private.setShortcut(QKeySequence(PRIVATE_KEYS))
        self.private.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.private.triggered.connect(self.toggle_private)
        self.addAction(self.private)

    def toggle_private(self) -> None:
        """Private marks around what is selected, or none any more where all of it has them; one step to undo."""
        cursor, text = self.textCursor(), as_typed(self.document().toRawText())
        start, end = (characters(text, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        inside = [s for s in marks.read(text).stretches if s.start < end and s.end > start]
        change = marks.unmark if inside and all(s.private for s in inside) else marks.mark
        changed = change(text, start, end)
        if changed == text:
            return
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(changed)
        # What was selected is so still, as far as it is the same words.
        words = text[start:end]
        at = changed.find(words, max(0, start - len(marks.CLOSE)))
        if at >= 0:
            cursor.setPosition(units(changed, at))
            cursor.setPosition(units(changed, at + len(words)), cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)


class _Band(QSyntaxHighlighter):
    """A ground of its own behind private words, marks and all."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._read_at = -1
        self._shown = 0
        self._stretches: list[tuple[int, int]] = []
        document.contentsChanged.connect(self._follow)
        watcher().theme_changed.connect(self.rehighlight)

    def _follow(self) -> None:
        """A mark more or less changes what words far from it mean: all of them anew."""
        if len(self._read()) != self._shown:
            self._shown = len(self._stretches)
            self.rehighlight()

    def _read(self) -> list[tuple[int, int]]:
        """The private stretches as Qt counts, read once for each change."""
        revision = self.document().revision()
        if revision != self._read_at:
            self._read_at = revision
            text = as_typed(self.document().toRawText())
            found = [s for s in marks.read(text).stretches if s.private] if marks.has_marks(text) else []
            self._stretches = [(units(text, s.start), units(text, s.end)) for s in found]
        return self._stretches

    def highlightBlock(self, _line: str) -> None:
        """Qt asks for this whenever a block has changed."""
        block = self.currentBlock()
        begin, end = block.position(), block.position() + block.length()
        there = self._read()
        for first, last in there[max(0, bisect_left(there, (begin, 0)) - 1) :]:
            if first >= end:
                break
            if last > begin:
                form = QTextCharFormat()
                form.setBackground(QColor(current().private))
                self.setFormat(max(first - begin, 0), last - max(first, begin), form)
