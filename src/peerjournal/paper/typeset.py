"""Words set on paper: Markdown blocks into rows, one for each line, in pixels.

Qt shapes and breaks the lines, but its documents do not lay out the pages: they leave whole paragraphs out after a
page break was added, and know neither headings that stay with their text nor single lines at the edge of a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import assert_never

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetricsF

from peerjournal.paper import press
from peerjournal.paper.passage import GROUND, HAIR, INK, PALE, Look, Passage, Type, balanced, measured, points
from peerjournal.sharing import prose

_BULLETS = ("•", "–")
_TABS = 4
_NARROWEST = 0.4  # of the width, however deep a text is nested
_NARROWEST_COLUMN = 4.0  # body sizes; a table with narrower columns is set row by row

# -------------------------------------------------------------------------------------------------------- rows


@dataclass(frozen=True)
class Line:
    """A line of a passage, its upper left corner in the row."""

    passage: Passage
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Fill:
    """A rectangle in the row. ``height`` None: as high as the row, ``reach``: and over the distance above it."""

    x: float
    width: float
    y: float = 0.0
    height: float | None = None
    colour: str = HAIR
    reach: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture in the row, from its upper left corner. ``content`` is a PNG."""

    content: bytes
    x: float
    width: float
    height: float


Mark = Line | Fill | Picture


@dataclass(frozen=True)
class Row:
    """What stands beside each other. ``before``: distance from the row above; ``keep``: with the row below."""

    height: float
    marks: tuple[Mark, ...]
    before: float = 0.0
    keep: bool = False
    baseline: float = 0.0


@dataclass(frozen=True)
class Column:
    """Where words stand now: from ``left``, ``width`` wide, beside the ``bars`` of quotes."""

    left: float
    width: float
    bars: tuple[Fill, ...] = ()
    lists: int = 0  # around it


@dataclass(frozen=True)
class Face:
    """Sizes of a kind of paper, in points."""

    body: float
    leading: float
    title: float
    heading: float

    @property
    def gap(self) -> float:
        """Between paragraphs, in pixels."""
        return points(self.leading) * 0.5

    def type(self, scale: float = 1.0, *, bold: bool = False, colour: str = INK) -> Type:
        """Letters of a multiple of the body; larger ones have their lines nearer together."""
        size = points(self.body * scale)
        return Type(size, max(size * 1.27, points(self.leading) * min(1.0, scale)), bold=bold, colour=colour)


_LEVELS = (1.0, 1.18, 1.09, 1.0, 1.0, 1.0, 1.0)


@dataclass
class Setter:
    """Sets blocks one after the other. ``rows`` and ``words`` are what came of it."""

    width: float
    face: Face
    language: str = ""
    rows: list[Row] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _distance: float = field(default=0.0, init=False)  # kept below what was set last

    # ------------------------------------------------------------------------------------------ by the piece

    def title(self, text: str) -> None:
        """The title of a document or card."""
        self._plain(text, self.face.type(self.face.title / self.face.body, bold=True), after=1.2)

    def heading(self, text: str) -> None:
        """A heading over what follows."""
        self._plain(text, self.face.type(self.face.heading / self.face.body, bold=True), before=1.6, after=0.7)

    def passing(self, text: str, *, keep: bool = True) -> None:
        """Something said in passing, small."""
        self._plain(text, self.face.type(0.8, colour=PALE), after=0.5, keep=keep)

    def framed(self, text: str) -> None:
        """A word or two in a frame, saying what the whole paper is."""
        line, pad = prose.one_line(text), points(5)
        passage = Passage(_safe(line), self.face.type(0.86, bold=True), self.width - 2 * pad, self._rtl(line))
        rows = list(_rows(passage, pad))
        inner, high = max(m.width for m in measured(passage)), sum(row.height for row in rows)
        left, wide, high, thin = (
            (self.width - inner - 2 * pad if passage.rtl else 0.0),
            inner + 2 * pad,
            high + pad,
            points(1),
        )
        frame = (
            Fill(left, wide, -pad / 2, thin, INK),
            Fill(left, wide, high - pad / 2 - thin, thin, INK),
            Fill(left, thin, -pad / 2, high, INK),
            Fill(left + wide - thin, thin, -pad / 2, high, INK),
        )
        self._close(pad)
        self._add(Row(pad / 2, (), keep=True), Column(0.0, self.width))
        for n, row in enumerate(rows):
            self._add(replace(row, marks=(*(() if n else frame), *row.marks), keep=True), Column(0.0, self.width))
        self._distance = self.face.gap + pad
        self.words.append(line)

    def space(self) -> None:
        """Half a line of nothing."""
        self._add(Row(self.face.gap, ()), Column(0.0, self.width))

    def markdown(self, text: str) -> None:
        """A whole text."""
        self._blocks(prose.read(text), Column(0.0, self.width))

    def plain(self, text: str) -> None:
        """A paragraph of plain words, whatever signs are in them."""
        self._blocks((prose.Paragraph((prose.Run(prose.one_line(text)),)),), Column(0.0, self.width))

    def picture(self, content: bytes, height: float, tallest: float) -> None:
        """A PNG as wide as the column and ``height`` times as high as wide, or less where that is over ``tallest``."""
        wide = min(self.width, tallest / height)
        self._close(self.face.gap * 0.6)
        self._add(
            Row(wide * height, (Picture(content, (self.width - wide) / 2, wide, wide * height),)),
            Column(0.0, self.width),
        )
        self._distance = self.face.gap

    def item(self, text: str, sign: str, *, lead: str = "") -> None:
        """One line of a list of plain lines, behind a sign that says what it is; ``lead`` stands before it in bold."""
        words = prose.one_line(text)
        first = (prose.Run(prose.one_line(lead) + ("  " if words else ""), strong=True),) if lead else ()
        block = prose.Paragraph((*first, prose.Run(words)))
        self._item((block,), sign, Column(0.0, self.width), self._rtl(lead or text), points(self.face.body) * 1.6)

    def _plain(self, text: str, letters: Type, *, before: float = 0.0, after: float = 0.0, keep: bool = True) -> None:
        line = prose.one_line(text)
        self._close(self.face.gap * before)
        start = len(self.rows)
        passage = balanced(Passage(_safe(line), letters, self.width, self._rtl(line)))
        self._passage(passage, Column(self.width - passage.width if passage.rtl else 0.0, passage.width))
        if keep:
            self.hold(start)
        self._distance = self.face.gap * after

    # ----------------------------------------------------------------------------------------------- distances

    def _close(self, distance: float) -> None:
        """At least so far from what was set last."""
        self._distance = max(self._distance, distance) if self.rows else 0.0

    def _add(self, row: Row, column: Column) -> None:
        self.rows.append(replace(row, before=self._distance, marks=(*column.bars, *row.marks)))
        self._distance = 0.0

    def hold(self, start: int) -> None:
        """Everything from row ``start`` on stays together, and with what follows."""
        self.rows[start:] = [replace(row, keep=True) for row in self.rows[start:]]

    # ----------------------------------------------------------------------------------------------- blocks

    def _blocks(self, blocks: Sequence[prose.Block], column: Column, *, gap: float = 1.0) -> None:
        for n, block in enumerate(blocks):
            start = len(self.rows)
            self._block(block, column, gap)
            leads = isinstance(block, prose.Paragraph) and prose.plain(block.inlines).rstrip().endswith((":", "："))
            if leads and n + 1 < len(blocks) and not isinstance(blocks[n + 1], prose.Paragraph):
                self.hold(max(start, len(self.rows) - 2))

    def _block(self, block: prose.Block, column: Column, gap: float = 1.0) -> None:
        match block:
            case prose.Paragraph(inlines):
                self._inlines(inlines, self.face.type(), column)
            case prose.Heading(level, inlines):
                self._close(self.face.gap * 1.5)
                start = len(self.rows)
                self._inlines(inlines, self.face.type(_LEVELS[level], bold=True), column)
                self.hold(start)
            case prose.Items():
                self._items(block, column)
            case prose.Quote(blocks):
                self._quote(blocks, column)
            case prose.Code(text):
                self._code(text, column)
            case prose.Rule():
                self._rule(column)
            case prose.Table():
                self._table(block, column)
            case _:
                assert_never(block)
        self._distance = self.face.gap * (0.5 if isinstance(block, prose.Heading) else gap)

    def _inlines(self, inlines: prose.Inlines, letters: Type, column: Column) -> None:
        text = prose.plain(inlines)
        self._passage(_passage(inlines, letters, column.width, rtl=self._rtl(text)), column)

    def _passage(self, passage: Passage, column: Column) -> None:
        lines = list(_rows(passage, column.left))
        together = {0, len(lines) - 2} if len(lines) > 1 else set()  # no line alone at the edge of a page
        for n, row in enumerate(lines):
            self._add(replace(row, keep=n in together), column)
        self.words.append(_plain_text(passage.text))

    def _quote(self, blocks: tuple[prose.Block, ...], column: Column) -> None:
        rtl = self._rtl("\n".join(map(prose.words_of, blocks)))
        thick = points(1.5)
        bar = Fill(column.left + column.width - thick if rtl else column.left, thick, reach=True)
        self._add(Row(0.0, (), keep=True), column)  # the bar begins below the distance to what stands before
        inner = self._inset(column, points(self.face.body) * 1.3, rtl=rtl)
        self._blocks(blocks, replace(inner, bars=(*column.bars, bar)))

    def _items(self, items: prose.Items, column: Column) -> None:
        bullet = _BULLETS[column.lists % len(_BULLETS)]
        signs = [f"{item.number}." if items.numbered else bullet for item in items.items]
        rtl = self._rtl("\n".join(prose.words_of(b) for item in items.items for b in item.blocks))
        em = points(self.face.body)
        room = max(em * 1.5, *(measured(self._sign(s, rtl=rtl))[0].width + em * 0.5 for s in (signs[0], signs[-1])))
        for item, sign in zip(items.items, signs, strict=True):
            self._item(item.blocks, sign, column, rtl, room, gap=0.4 if items.tight else 1.0)

    def _item(
        self, blocks: Sequence[prose.Block], sign: str, column: Column, rtl: bool, room: float, *, gap: float = 0.4
    ) -> None:
        start, said = len(self.rows), len(self.words)
        inner = replace(self._inset(column, room, rtl=rtl), lists=column.lists + 1)
        self._blocks(blocks or (prose.Paragraph(()),), inner, gap=gap)
        passage = self._sign(sign, rtl=rtl)
        line = measured(passage)[0]
        row = self.rows[start]
        x = column.left + column.width - line.width if rtl else column.left
        mark = Line(passage, 0, x, max(0.0, row.baseline - line.ascent))
        behind = [m for m in row.marks if isinstance(m, Fill)]
        before = [m for m in row.marks if isinstance(m, Line)]
        self.rows[start] = replace(row, marks=(*behind, mark, *before), height=max(row.height, line.ascent))
        self.words[said:] = [f"{sign} {self.words[said]}" if said < len(self.words) else sign, *self.words[said + 1 :]]

    def _sign(self, sign: str, *, rtl: bool) -> Passage:
        return Passage(sign, self.face.type(), self.width, rtl, "left")

    def _code(self, text: str, column: Column) -> None:
        pad, size = points(6), points(self.face.body * 0.86)
        letters = Type(size, size * 1.4, fixed=True)
        inner = Column(column.left + pad, column.width - 2 * pad, column.bars)
        ground = Fill(column.left, column.width, colour=GROUND, reach=True)
        rows = [
            row
            for line in text.split("\n")
            for row in _rows(Passage(_safe(line.expandtabs(_TABS)), letters, inner.width), inner.left)
        ]
        edge = Row(pad, (replace(ground, reach=False),), keep=True)
        self._add(edge, column)
        for n, row in enumerate(rows):
            self._add(replace(row, marks=(ground, *row.marks), keep=n in {0, len(rows) - 2, len(rows) - 1}), column)
        self._add(replace(edge, keep=False), column)
        self.words.append(text)

    def _rule(self, column: Column) -> None:
        gap = points(self.face.leading) * 0.5
        width = min(column.width, points(self.face.body) * 6)
        hair = Fill(column.left + (column.width - width) / 2, width, gap, points(0.75))
        self._add(Row(2 * gap, (hair,)), column)

    # ---------------------------------------------------------------------------------------------- tables

    def _table(self, table: prose.Table, column: Column) -> None:
        rows = (table.head, *table.rows)
        rtl = self._rtl("\n".join(prose.plain(cell) for row in rows for cell in row))
        count = len(table.head)
        pad = points(self.face.body) * 0.8
        room = column.width - pad * (count - 1)
        if room < count * points(self.face.body) * _NARROWEST_COLUMN:
            self._table_by_rows(table, column)
            return
        letters = self.face.type(0.95)
        wanted = [max(self._natural(row[c], letters, bold=r == 0) for r, row in enumerate(rows)) for c in range(count)]
        widths = _shared_out(wanted, room)
        whole = sum(widths) + pad * (count - 1)
        inner = replace(column, left=column.left + (column.width - whole if rtl else 0.0), width=whole)
        for r, row in enumerate(rows):
            cells, x = [], 0.0
            for cell, width, align in zip(row, widths, table.align, strict=True):
                own = self._rtl(prose.plain(cell)) if prose.plain(cell).strip() else rtl
                passage = _passage(cell, replace(letters, bold=r == 0), width, rtl=own)
                left = inner.left + (whole - x - width if rtl else x)
                cells.append((replace(passage, align=align or ("right" if rtl else "left")), left))
                x += width + pad
            self._table_row(cells, inner, head=r == 0)

    def _natural(self, cell: prose.Inlines, letters: Type, *, bold: bool) -> float:
        passage = _passage(cell, replace(letters, bold=bold), self.width * 4, rtl=False)
        return max(line.width for line in measured(passage)) + points(1)

    def _table_row(self, cells: list[tuple[Passage, float]], column: Column, *, head: bool) -> None:
        pad = points(self.face.body) * 0.3
        beside = list(zip_longest(*(list(_rows(passage, left)) for passage, left in cells)))
        for n, there in enumerate(beside):
            rows = [row for row in there if row is not None]
            height = max(row.height for row in rows)
            marks: list[Mark] = [mark for row in rows for mark in row.marks]
            last = n == len(beside) - 1
            if last:
                thick = points(1.0 if head else 0.5)
                marks.append(Fill(column.left, column.width, height + pad - thick, thick, INK if head else HAIR))
            keep = head or (not last and (n == 0 or n == len(beside) - 2 or len(beside) <= 6))
            if not n:
                self._distance += pad
            self._add(Row(height + (pad if last else 0), tuple(marks), keep=keep), column)
        self.words.append("\t".join(_plain_text(passage.text) for passage, _left in cells))

    def _table_by_rows(self, table: prose.Table, column: Column) -> None:
        """A table too wide for the paper: each row as lines of "head: cell"."""
        for n, row in enumerate(table.rows or (table.head,)):
            self._close(self.face.gap if n else 0.0)
            for head, cell in zip(table.head, row, strict=True):
                said = (*head, prose.Run(": "), *cell) if table.rows else cell
                self._inlines(said, self.face.type(), column)

    # ------------------------------------------------------------------------------------------------ smaller

    def _inset(self, column: Column, by: float, *, rtl: bool) -> Column:
        """Further in on the side where the script begins, as long as there is room."""
        by = max(0.0, min(by, column.width - self.width * _NARROWEST))
        return replace(column, left=column.left if rtl else column.left + by, width=column.width - by)

    def _rtl(self, text: str) -> bool:
        """By the first letter that says so; what has none runs as the language does."""
        if any(c.isalpha() for c in text):
            return prose.right_to_left(text)
        return QLocale(self.language).textDirection() == Qt.LayoutDirection.RightToLeft


def _rows(passage: Passage, left: float) -> Iterator[Row]:
    """A row for each line. Lines with taller letters from another font take the room they need."""
    letters = passage.type
    font = QFontMetricsF(press.font(letters.size, bold=letters.bold, fixed=letters.fixed))
    above = (letters.leading - font.ascent() - font.descent()) / 2 + font.ascent()
    for n, line in enumerate(measured(passage)):
        baseline = max(above, line.ascent)
        height = baseline + max(letters.leading - above, line.descent)
        yield Row(height, (Line(passage, n, left, baseline - line.ascent),), baseline=baseline)


def _passage(inlines: prose.Inlines, letters: Type, width: float, *, rtl: bool) -> Passage:
    text, looks = "", []
    for run, pale in _with_addresses(inlines):
        words = _safe("\u2028" if isinstance(run, prose.Break) else run.text)
        if isinstance(run, prose.Run) and (pale or run != prose.Run(run.text)):
            looks.append(Look(_utf16(text), _utf16(words), replace(run, text=""), pale))
        text += words
    return Passage(text, letters, width, rtl, looks=tuple(looks))


def _with_addresses(inlines: prose.Inlines) -> Iterator[tuple[prose.Inline, bool]]:
    """What is to be set, and whether pale: behind the words of a link stands its address, as paper has no clicks."""
    for href, together in prose.by_link(inlines):
        yield from ((inline, False) for inline in together)
        shown = href.removeprefix("mailto:")
        if href and prose.plain(together).strip() not in {href, shown}:
            yield prose.Run(f" ({shown})", href=href), True


def _shared_out(wanted: Iterable[float], room: float) -> list[float]:
    """Widths for columns: as wanted where there is room; else those that want much share what the others leave."""
    wishes = list(wanted)
    given = [0.0] * len(wishes)
    left, open_now = room, sorted(range(len(wishes)), key=lambda c: wishes[c])
    for n, c in enumerate(open_now):
        given[c] = min(wishes[c], left / (len(open_now) - n))
        left -= given[c]
    return given


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _safe(text: str) -> str:
    """Without the sign that Qt takes for a picture in the text."""
    return text.replace("\ufffc", "\ufffd")


def _plain_text(text: str) -> str:
    return text.replace("\u2028", "\n")
