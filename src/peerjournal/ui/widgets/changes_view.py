"""Two wordings compared: what was added is underlined, what was removed struck out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from peerjournal.i18n import _
from peerjournal.journal.compare import Piece
from peerjournal.ui.theme import current, px, text_font, watcher


class ChangesView(QTextEdit):
    """Shows a comparison, or a text; read only."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pieces: list[Piece] = []
        self._nothing = ""
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        watcher().theme_changed.connect(self._draw)

    def show_pieces(self, pieces: Sequence[Piece], nothing: str = "") -> None:
        """Show this comparison; where nothing differs, the sentence ``nothing``."""
        self.pieces, self._nothing = list(pieces), nothing or _("Nothing was changed.")
        self._draw()

    def show_whole(self, text: str) -> None:
        """Show a text that is compared to nothing."""
        self.pieces, self._nothing = [Piece("same", text)], text
        self._draw()

    def _draw(self) -> None:
        self.clear()
        self.document().setDefaultFont(text_font(px(15)))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        if all(piece.kind == "same" for piece in self.pieces):
            _write(self, [Piece("same", self._nothing)])
        else:
            _write(self, self.pieces)
        self.moveCursor(QTextCursor.MoveOperation.Start)


class ChangesLegend(QTextEdit):
    """One line that says what the lines under and through words mean."""

    def __init__(self, added: str, removed: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = (added, removed)
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setStyleSheet("QTextEdit { background: transparent; border: 0; padding: 0; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(spoken)
        watcher().theme_changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.clear()
        self.document().setDefaultFont(text_font(px(13)))
        cursor = self.textCursor()
        added, removed = change_formats()
        cursor.insertText(self._words[0], added)
        cursor.insertText("     ", QTextCharFormat())
        cursor.insertText(self._words[1], removed)
        self.setFixedHeight(self.fontMetrics().height() + px(8))


def change_formats() -> tuple[QTextCharFormat, QTextCharFormat]:
    """How what was added and what was removed look."""
    t = current()
    added, removed = QTextCharFormat(), QTextCharFormat()
    added.setFontUnderline(True)
    added.setBackground(QColor(t.added))
    removed.setFontStrikeOut(True)
    removed.setBackground(QColor(t.removed))
    for form in (added, removed):
        form.setForeground(QColor(t.text))
    return added, removed


def _write(view: QTextEdit, pieces: Sequence[Piece]) -> None:
    added, removed = change_formats()
    cursor = view.textCursor()
    cursor.beginEditBlock()
    room = QTextBlockFormat()
    room.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(room)
    forms = {"same": QTextCharFormat(), "added": added, "removed": removed}
    for piece in pieces:
        cursor.insertText(piece.text, forms[piece.kind])
    cursor.endEditBlock()
