"""Pages: what is laid out once, and painted alike into a PDF, a preview or a printer."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen, QTextLayout

from peerjournal.i18n import _
from peerjournal.paper import press
from peerjournal.paper.passage import DPI, HAIR, PALE, Passage, millimetres, points
from peerjournal.paper.typeset import Line, Picture, Row


@dataclass(frozen=True)
class Format:
    """A sheet of paper and its margins, in millimetres; ``foot`` is the room for the line at the bottom.

    ``edge``: a hairline around it says where to cut.
    """

    width: float
    height: float
    margin: float
    top: float
    foot: float
    edge: bool = False

    @property
    def inside(self) -> QSizeF:
        """Room for words, in pixels."""
        height = self.height - self.top - self.foot
        return QSizeF(millimetres(self.width - 2 * self.margin), millimetres(height))


A4 = Format(210, 297, 29, 26, 30)
LETTER = Format(215.9, 279.4, 32, 25, 28)
A6 = Format(105, 148, 9.5, 9.5, 14)
CARD = Format(85.6, 53.98, 4.5, 4.5, 6, edge=True)
"""As wallets take them: ID-1 of ISO/IEC 7810."""


def office_paper(place: QLocale | None = None) -> Format:
    """A4, or Letter where people measure as in the United States; by this computer's settings if none are given."""
    measures = (place or QLocale.system()).measurementSystem()
    return LETTER if measures is QLocale.MeasurementSystem.ImperialUSSystem else A4


@dataclass(frozen=True)
class Foot:
    """What stands at the bottom of each page of a flow: at the left, and in the middle."""

    left: str = ""
    middle: str = ""


@dataclass(frozen=True)
class Flow:
    """Rows that run over one or more pages. ``again`` stands above all pages but the first.

    ``numbered``: its pages are counted by themselves, not among all.
    """

    rows: Sequence[Row]
    words: Sequence[str]
    again: Sequence[Row] = ()
    foot: Foot = Foot()
    counted_alone: bool = False


@dataclass(frozen=True)
class Placed:
    """A row so far below the upper edge of the room for words. ``before``: distance it keeps from the row above."""

    row: Row
    y: float
    before: float


Page = tuple[Placed, ...]


def paged(rows: Sequence[Row], height: float, again: Sequence[Row] = ()) -> list[Page]:
    """Rows on pages of that height. Where all of a page is to be kept together, it is broken all the same."""
    pages: list[Page] = []
    start = 0
    while start < len(rows) or not pages:
        top = _placed(again if pages else (), 0.0)
        below = sum(p.before + p.row.height for p in top)
        end = _page_end(rows, start, height - below)
        pages.append((*top, *_placed(rows[start:end], below)))
        start = end
    return pages


def _placed(rows: Sequence[Row], y: float) -> Page:
    made = []
    for n, row in enumerate(rows):
        before = row.before if n else 0.0
        made.append(Placed(row, y + before, before))
        y += before + row.height
    return tuple(made)


def _page_end(rows: Sequence[Row], start: int, height: float) -> int:
    """Behind the last row of the page that begins with ``start``."""
    end, used = start, 0.0
    while end < len(rows):
        used += rows[end].height + (rows[end].before if end > start else 0.0)
        if used > height and end > start:
            break
        end += 1
    if end == len(rows):
        return end
    kept = end
    while kept > start and rows[kept - 1].keep:
        kept -= 1
    return kept if kept > start else end


class Pages:
    """``count`` pages of one size. Plain data: may be made in one thread and painted in another."""

    def __init__(self, sheet: Format, flows: Sequence[Flow]) -> None:
        self.sheet = sheet
        self._flows = flows
        self._pages: list[tuple[Page, Flow, int, int]] = []  # with its number in the flow, and how many that has
        for flow in flows:
            pages = paged(flow.rows, sheet.inside.height(), flow.again)
            self._pages += [(page, flow, n + 1, len(pages)) for n, page in enumerate(pages)]

    @property
    def count(self) -> int:
        """How many pages."""
        return len(self._pages)

    def text(self) -> str:
        """All words on the pages, for a screen reader and for looking over."""
        return "\n".join(said for flow in self._flows for said in flow.words)

    def paint(self, painter: QPainter, index: int, dpi: float) -> None:
        """Paint a page with its upper left corner at the origin, on a device of ``dpi`` dots to the inch."""
        self._paint(painter, index, dpi, {})

    def image(self, index: int, dpi: float) -> QImage:
        """One page as a picture, for the preview."""
        size = QSizeF(self.sheet.width * dpi / 25.4, self.sheet.height * dpi / 25.4).toSize()
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHints(
            QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.paint(painter, index, dpi)
        painter.end()
        return picture

    def raw_pdf(self) -> bytes:
        """A PDF as Qt writes it, with what Qt says about itself in it; see :mod:`clean`."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(DPI)
        size = QPageSize(
            QSizeF(self.sheet.width, self.sheet.height),
            QPageSize.Unit.Millimeter,
            "",
            QPageSize.SizeMatchPolicy.ExactMatch,
        )
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        painter = QPainter(writer)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        layouts: dict[Passage, QTextLayout] = {}
        for index in range(self.count):
            if index:
                writer.newPage()
            self._paint(painter, index, DPI, layouts)
        painter.end()
        return bytes(buffer.data().data())

    def _paint(self, painter: QPainter, index: int, dpi: float, layouts: dict[Passage, QTextLayout]) -> None:
        """``layouts`` holds the passages set for the page before; a long one goes on."""
        page, flow, number, of = self._pages[index]
        there = {mark.passage for placed in page for mark in placed.row.marks if isinstance(mark, Line)}
        for passage in layouts.keys() - there:
            del layouts[passage]
        painter.save()
        painter.scale(dpi / DPI, dpi / DPI)
        if self.sheet.edge:
            painter.setPen(QPen(QColor(HAIR), points(0.5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(0, 0, millimetres(self.sheet.width), millimetres(self.sheet.height)))
        painter.translate(millimetres(self.sheet.margin), millimetres(self.sheet.top))
        for placed in page:
            _paint_row(painter, placed, layouts)
        if not flow.counted_alone:
            number, of = index + 1, self.count
        self._paint_foot(painter, flow.foot, _("{page} / {of}").format(page=number, of=of) if of > 1 else "")
        painter.restore()

    def _paint_foot(self, painter: QPainter, foot: Foot, number: str) -> None:
        inside = self.sheet.inside
        room = millimetres(self.sheet.foot)
        place = QRectF(0, inside.height() + room * 0.36, inside.width(), room * 0.3)
        painter.setPen(QColor(PALE))
        painter.setFont(press.font(points(8.5)))
        for words, side in (
            (foot.left, Qt.AlignmentFlag.AlignLeft),
            (foot.middle, Qt.AlignmentFlag.AlignHCenter),
            (number, Qt.AlignmentFlag.AlignRight),
        ):
            if words:
                # On a card the foot is lower than its letters.
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextDontClip, words)


def _paint_row(painter: QPainter, placed: Placed, layouts: dict[Passage, QTextLayout]) -> None:
    row = placed.row
    for mark in row.marks:
        if isinstance(mark, Line):
            layout = layouts.get(mark.passage)
            if layout is None:
                layout = layouts[mark.passage] = mark.passage.set()
            painter.setPen(QColor(mark.passage.type.colour))
            layout.lineAt(mark.number).draw(painter, QPointF(mark.x, placed.y + mark.y))
        elif isinstance(mark, Picture):
            place = QRectF(mark.x, placed.y, mark.width, mark.height)
            painter.drawImage(place, QImage.fromData(mark.content))
        else:
            over = placed.before if mark.reach else 0.0
            height = row.height if mark.height is None else mark.height
            place = QRectF(mark.x, placed.y + mark.y - over, mark.width, height + over)
            painter.fillRect(place, QColor(mark.colour))
