"""Words set on paper: Markdown blocks into a Qt document, in pixels of :data:`DPI` to the inch."""

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from peerjournal.paper import press
from peerjournal.sharing import prose

DPI = 600
"""So fine that no letter is moved to fit a pixel, on paper as on the screen."""

INK, PALE, HAIR = "#1d1d1b", "#5c5850", "#b9b4a8"


def points(n: float) -> float:
    """Typographic points in pixels."""
    return n * DPI / 72


def millimetres(n: float) -> float:
    """Millimetres in pixels."""
    return n * DPI / 25.4


@dataclass(frozen=True)
class Face:
    """How large words stand: body in points, headings as a multiple of it, lines apart in percent."""

    body: float
    line: int = 140
    scales: tuple[float, ...] = (1.0, 1.45, 1.25, 1.12, 1.05, 1.0, 1.0)


class Setter:
    """Sets blocks one after the other into one document, ``width`` pixels wide."""

    def __init__(self, width: float, face: Face) -> None:
        self.face = face
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(press.font(points(face.body)))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self.document.setTextWidth(width)
        self._cursor = QTextCursor(self.document)
        self._first = True

    # ------------------------------------------------------------------------------------------ by the piece

    def title(self, text: str, *, scale: float = 1.9, after: float = 0.9) -> None:
        """The title of a document."""
        self._line(prose.one_line(text), self._letters(scale=scale, bold=True), after=after, heading=True)

    def heading(self, text: str, *, scale: float = 1.25) -> None:
        """A heading over what follows."""
        self._line(prose.one_line(text), self._letters(scale=scale, bold=True), before=0.9, after=0.35, heading=True)

    def passing(self, text: str, *, after: float = 0.4) -> None:
        """Something said in passing, small."""
        self._line(prose.one_line(text), self._letters(scale=0.82, colour=PALE), after=after, heading=True)

    def markdown(self, text: str) -> None:
        """A whole text."""
        for block in prose.read(text):
            self._block(block, 0)

    def item(self, text: str, sign: str) -> None:
        """One line of a list of plain lines, behind a sign that says what it is."""
        self._begin(text, after=0.35, indent=1.4, hang=1.4)
        self._sign(sign, text)
        self._cursor.insertText(prose.one_line(text), self._letters())

    # ----------------------------------------------------------------------------------------------- blocks

    def _block(self, block: prose.Block, depth: float, *, after: float = 0.6) -> None:
        match block:
            case prose.Paragraph(inlines):
                self._begin(prose.plain(inlines), after=after, indent=depth)
                self._runs(inlines)
            case prose.Heading(level, inlines):
                scale = self.face.scales[level]
                self._begin(prose.plain(inlines), before=0.9, after=0.35, indent=depth, heading=True)
                self._runs(inlines, scale=scale, bold=True)
            case prose.Items():
                self._items(block, depth)
            case prose.Quote(blocks):
                for inner in blocks:
                    self._block(inner, depth + 1.2)
            case prose.Code(text):
                self._code(text, depth)
            case prose.Rule():
                self._line("⁂", self._letters(colour=PALE), before=0.4, after=0.8, centred=True)
            case prose.Table():
                self._table(block)
            case _:
                assert_never(block)

    def _items(self, items: prose.Items, depth: float) -> None:
        for n, item in enumerate(items.items):
            last = n == len(items.items) - 1
            sign = f"{item.number}." if items.numbered else "•"
            after = 0.6 if last or not items.tight else 0.15
            lead = item.blocks[0] if item.blocks else prose.Paragraph(())
            inlines = lead.inlines if isinstance(lead, prose.Paragraph) else ()
            self._begin(prose.plain(inlines), after=after, indent=depth + 1.6, hang=1.6)
            self._sign(sign, prose.plain(inlines))
            self._runs(inlines)
            rest = item.blocks[1:] if isinstance(lead, prose.Paragraph) else item.blocks
            for block in rest:
                self._block(block, depth + 1.6, after=after)

    def _code(self, text: str, depth: float) -> None:
        letters = self._letters(scale=0.9)
        letters.setFontFamilies([press.fixed_family()])
        lines = text.split("\n")
        for n, line in enumerate(lines):
            self._begin(line, after=0.6 if n == len(lines) - 1 else 0.0, indent=depth + 1.2)
            self._cursor.insertText(line, letters)

    def _table(self, table: prose.Table) -> None:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(points(4))
        form.setCellSpacing(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setBottomMargin(points(self.face.body))
        form.setHeaderRowCount(1)
        rows = (table.head, *table.rows)
        made = self._cursor.insertTable(len(rows), max(1, len(table.head)), form)
        for r, row in enumerate(rows):
            for c, inlines in enumerate(row):
                cursor = made.cellAt(r, c).firstCursorPosition()
                self._runs(inlines, bold=r == 0, cursor=cursor)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._first = True  # Qt leaves an empty block behind a table; the next one is written into it

    # ------------------------------------------------------------------------------------------------ lines

    def _line(
        self,
        text: str,
        letters: QTextCharFormat,
        *,
        before: float = 0.0,
        after: float = 0.0,
        centred: bool = False,
        heading: bool = False,
    ) -> None:
        self._begin(text, before=before, after=after, centred=centred, heading=heading)
        self._cursor.insertText(text, letters)

    def _begin(
        self,
        text: str,
        *,
        before: float = 0.0,
        after: float = 0.0,
        indent: float = 0.0,
        hang: float = 0.0,
        centred: bool = False,
        heading: bool = False,
    ) -> None:
        """A new block. Distances count in body sizes; ``heading`` keeps it with what follows."""
        em = points(self.face.body)
        form = QTextBlockFormat()
        form.setLineHeight(
            120 if heading else self.face.line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        form.setTopMargin(0 if self._first else before * em)
        form.setBottomMargin(after * em)
        rtl = prose.right_to_left(text)
        form.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        form.setRightMargin(indent * em if rtl else 0)
        form.setLeftMargin(0 if rtl else indent * em)
        if hang:
            form.setTextIndent(-hang * em)
            form.setTabPositions([QTextOption.Tab(hang * em, QTextOption.TabType.LeftTab)])
        if centred:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        form.setNonBreakableLines(heading)
        form.setProperty(QTextFormat.Property.UserProperty, heading)
        if self._first:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._first = False

    def _sign(self, sign: str, text: str) -> None:
        """What stands before an item; Qt's tabs keep no distance in text that runs from right to left."""
        gap = "\u2003" if prose.right_to_left(text) else "\t"
        self._cursor.insertText(f"{sign}{gap}", self._letters(colour=PALE))

    def _runs(
        self, inlines: prose.Inlines, *, scale: float = 1.0, bold: bool = False, cursor: QTextCursor | None = None
    ) -> None:
        into = cursor or self._cursor
        for href, together in prose.by_link(inlines):
            for run in together:
                if isinstance(run, prose.Break):
                    into.insertText("\u2028", self._letters(scale=scale))
                else:
                    into.insertText(run.text, self._styled(run, scale, bold=bold))
            words = prose.plain(together)
            if href and href.removeprefix("mailto:") != words.strip() and href != words.strip():
                into.insertText(f" ({href.removeprefix('mailto:')})", self._letters(scale=scale * 0.9, colour=PALE))

    def _styled(self, run: prose.Run, scale: float, *, bold: bool) -> QTextCharFormat:
        letters = self._letters(scale=scale, bold=bold or run.strong)
        letters.setFontItalic(run.emphasis)
        letters.setFontStrikeOut(run.strike)
        if run.code:
            letters.setFontFamilies([press.fixed_family()])
        return letters

    def _letters(self, *, scale: float = 1.0, bold: bool = False, colour: str = INK) -> QTextCharFormat:
        letters = QTextCharFormat()
        letters.setProperty(QTextFormat.Property.FontPixelSize, max(1, round(points(self.face.body * scale))))
        if bold:
            letters.setFontWeight(QFont.Weight.DemiBold)
        letters.setForeground(QColor(colour))
        return letters
