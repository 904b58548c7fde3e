"""Live styling of Markdown: the syntax stays in sight, dimmed; the words look like what they mean.

Runs at every key for the block being typed in, so it builds each text format once and asks the pure
:mod:`~peerjournal.ui.widgets.editor.markdown` for spans.
"""

import re
from bisect import bisect_right
from itertools import pairwise

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from peerjournal.ui.theme import TEXT_FAMILY, Tokens
from peerjournal.ui.widgets.editor import markdown as md
from peerjournal.ui.widgets.editor.private import BROKEN, SIGNS, Scan, broken_from, scan_line

# Styles beside those of :mod:`markdown`: the ground of what is private, its signs, and the sign with the label.
PRIVATE = md.HEADING * 8
SIGN = PRIVATE * 2
LABEL = PRIVATE * 4

# A block's state is the fence open behind it and, above these bits, how many private marks are.
_DEPTH_BITS = 12
_FENCE = (1 << _DEPTH_BITS) - 1

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_HEADING_SCALE = (1.0, 1.5, 1.3, 1.15, 1.08, 1.0, 1.0)


def fence_behind(state: int) -> int:
    """The fence open behind a block with this state, as :func:`markdown.analyse` names it."""
    return max(state, 0) & _FENCE


def depth_behind(state: int) -> int:
    """How many private marks are open behind a block with this state."""
    return max(state, 0) >> _DEPTH_BITS


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles a document's blocks; :meth:`restyle` follows a change of colours or of the text size.

    With ``marks`` private marks are shown: ``label_room`` are the pixels kept free behind the sign that begins one.
    """

    def __init__(self, document: QTextDocument, tokens: Tokens, pixels: int, *, marks: bool = False) -> None:
        super().__init__(document)
        self._marks = marks
        self.label_room = 0
        self._broken_at: tuple[int, int] | None = None
        self._formats: dict[int, QTextCharFormat] = {}
        self._tokens = tokens
        self._pixels = pixels

    def restyle(self, tokens: Tokens, pixels: int) -> None:
        """Style everything anew."""
        self._tokens, self._pixels = tokens, pixels
        self._formats.clear()
        self.rehighlight()

    def break_at(self, place: tuple[int, int] | None) -> None:
        """Take everything for private from this block number and character on; None: as the blocks themselves say."""
        if place != self._broken_at:
            self._broken_at = place
            self.rehighlight()

    def depth_before(self, block: QTextBlock) -> int:
        """How many private marks are open where a block begins."""
        if self._broken_at is not None and self._broken_at < (block.blockNumber(), 0):
            return BROKEN
        return depth_behind(block.previous().userState()) if block.blockNumber() else 0

    def highlightBlock(self, line: str) -> None:
        """Qt asks for this whenever a block has changed."""
        before = self.previousBlockState()
        if self._marks:
            spans, state = self._with_marks(line, fence_behind(before))
        else:
            spans, state = md.analyse(line, max(before, 0))
        if state or self.currentBlockState() > 0:
            self.setCurrentBlockState(state)
        if not spans:
            return
        formats, apply = self._formats, self.setFormat
        if _ASTRAL.search(line):
            spans = _in_utf16(line, spans)
        for start, end, style in spans:
            apply(start, end - start, formats.get(style) or self._format(style))

    def _with_marks(self, line: str, fence: int) -> tuple[list[md.Span], int]:
        """The spans of a line that may hold private marks, and the state behind it."""
        block = self.currentBlock()
        scan = scan_line(line, self.depth_before(block))
        if self._broken_at is not None and self._broken_at[0] == block.blockNumber():
            scan = broken_from(scan, max(0, self._broken_at[1]), len(line))
        bare = line.strip(SIGNS) if scan.signs else line
        begin = line.index(bare) if bare else 0
        spans, fence = md.analyse(bare, fence)
        if begin:
            spans = [md.Span(start + begin, end + begin, style) for start, end, style in spans]
        if scan.private:
            spans = _shaded(line, spans, scan)
        return spans, fence | scan.depth << _DEPTH_BITS

    def _format(self, style: int) -> QTextCharFormat:
        built = self._formats[style] = self._build(style)
        return built

    def _build(self, style: int) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(self._colour(style)))
        level = style // md.HEADING % 8
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
        if style & PRIVATE:
            self._shade(form, style)
        return form

    def _shade(self, form: QTextCharFormat, style: int) -> None:
        form.setBackground(QColor(self._tokens.private))
        if style & SIGN:
            form.setFontFamilies([TEXT_FAMILY])
        if style & LABEL:
            form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            form.setFontLetterSpacing(self.label_room)

    def _colour(self, style: int) -> str:
        tokens = self._tokens
        if style & SIGN:
            return tokens.muted
        if style & md.MARK:
            return tokens.faint
        if style & (md.LINK | md.LIST | md.TASK):
            return tokens.accent
        if style & (md.QUOTE | md.DONE):
            return tokens.muted
        return tokens.text


def _shaded(line: str, spans: list[md.Span], scan: Scan) -> list[md.Span]:
    """The spans with the ground of what is private under them, and its signs."""
    level = md.heading_level(line.strip(SIGNS)) * md.HEADING
    labels = dict(scan.signs)
    cuts = {0, len(line)}
    for span in spans:
        cuts.update(span[:2])
    for a, b in scan.private:
        cuts.update((a, b))
    for at in labels:
        cuts.update((at, at + 1))
    starts = [a for a, _b, _style in spans]
    begins = [a for a, _b in scan.private]
    made: list[md.Span] = []
    for a, b in pairwise(sorted(cuts)):
        under = bisect_right(starts, a) - 1
        style = spans[under].style if under >= 0 and a < spans[under].end else 0
        if a in labels:
            style = level | SIGN | (LABEL if labels[a] else 0)
        around = bisect_right(begins, a) - 1
        if around >= 0 and a < scan.private[around][1]:
            style |= PRIVATE
        if style:
            made.append(md.Span(a, b, style))
    return made


def _in_utf16(line: str, spans: list[md.Span]) -> list[md.Span]:
    """Qt counts in UTF-16, where an emoji takes two."""
    place = list(range(len(line) + 1))
    extra = 0
    for i, c in enumerate(line):
        place[i] += extra
        extra += c > "\uffff"
    place[len(line)] += extra
    return [md.Span(place[start], place[end], style) for start, end, style in spans]
