"""Two wordings compared: what was added is underlined, what was removed struck out."""

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from peerjournal.i18n import _
from peerjournal.journal.compare import Piece
from peerjournal.ui.theme import current, px, text_font, watcher


class ChangesView(QTextEdit):
    """Shows a comparison; read only."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pieces: list[Piece] = []
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        watcher().theme_changed.connect(self._draw)

    def show_pieces(self, pieces: list[Piece]) -> None:
        """Show this comparison."""
        self.pieces = pieces
        self._draw()

    def _draw(self) -> None:
        self.clear()
        self.document().setDefaultFont(text_font(px(15)))
        if all(piece.kind == "same" for piece in self.pieces):
            self.setPlainText(_("Nothing was changed."))
        else:
            write_pieces(self, self.pieces)
        self.moveCursor(QTextCursor.MoveOperation.Start)


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


def write_pieces(view: QTextEdit, pieces: list[Piece]) -> None:
    """Write a comparison into a text."""
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
