"""Live styling of Markdown: the syntax stays in sight, dimmed; the words look like what they mean.

Runs at every key for the block being typed in, so it builds each text format once and asks the pure
:mod:`~peerjournal.ui.widgets.editor.markdown` for spans.
"""

import re

from PySide6.QtGui import QColor, QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextFormat

from peerjournal.ui.theme import Tokens
from peerjournal.ui.widgets.editor import markdown as md

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_HEADING_SCALE = (1.0, 1.5, 1.3, 1.15, 1.08, 1.0, 1.0)


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles a document's blocks; :meth:`restyle` follows a change of colours or of the text size."""

    def __init__(self, document: QTextDocument, tokens: Tokens, pixels: int) -> None:
        super().__init__(document)
        self._formats: dict[int, QTextCharFormat] = {}
        self._tokens = tokens
        self._pixels = pixels

    def restyle(self, tokens: Tokens, pixels: int) -> None:
        """Style everything anew."""
        self._tokens, self._pixels = tokens, pixels
        self._formats.clear()
        self.rehighlight()

    def highlightBlock(self, line: str) -> None:
        """Qt asks for this whenever a block has changed."""
        before = self.previousBlockState()
        spans, fence = md.analyse(line, max(before, 0))
        if fence or self.currentBlockState() > 0:
            self.setCurrentBlockState(fence)
        if not spans:
            return
        formats, apply = self._formats, self.setFormat
        if _ASTRAL.search(line):
            spans = _in_utf16(line, spans)
        for start, end, style in spans:
            apply(start, end - start, formats.get(style) or self._format(style))

    def _format(self, style: int) -> QTextCharFormat:
        built = self._formats[style] = self._build(style)
        return built

    def _build(self, style: int) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(self._colour(style)))
        level = style // md.HEADING
        if level:
            form.setProperty(QTextFormat.Property.FontPixelSize, round(self._pixels * _HEADING_SCALE[level]))
        if level or style & md.BOLD:
            form.setFontWeight(QFont.Weight.Bold if style & md.BOLD else QFont.Weight.DemiBold)
        if style & md.ITALIC and not style & md.MARK:
            form.setFontItalic(True)
        if style & md.STRIKE and not style & md.MARK:
            form.setFontStrikeOut(True)
        if style & md.CODE:
            form.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
            form.setFontFixedPitch(True)
            form.setBackground(QColor(self._tokens.sunken))
        if style & md.LINK and not style & md.MARK:
            form.setFontUnderline(True)
        if style & md.TASK:
            form.setFontWeight(QFont.Weight.DemiBold)
        return form

    def _colour(self, style: int) -> str:
        tokens = self._tokens
        if style & md.MARK:
            return tokens.faint
        if style & (md.LINK | md.LIST | md.TASK):
            return tokens.accent
        if style & (md.QUOTE | md.DONE):
            return tokens.muted
        return tokens.text


def _in_utf16(line: str, spans: list[md.Span]) -> list[md.Span]:
    """Qt counts in UTF-16, where an emoji takes two."""
    place = list(range(len(line) + 1))
    extra = 0
    for i, c in enumerate(line):
        place[i] += extra
        extra += c > "\uffff"
    place[len(line)] += extra
    return [md.Span(place[start], place[end], style) for start, end, style in spans]
