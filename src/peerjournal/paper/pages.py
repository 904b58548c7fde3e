"""Pages: what is laid out once, and painted alike into a PDF, a preview or a printer."""

from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLayout,
    QTextTable,
)

from peerjournal.i18n import _
from peerjournal.paper import press
from peerjournal.paper.typeset import DPI, HAIR, INK, PALE, millimetres, points

_PASSES = 200  # headings moved to the next page, at most


@dataclass(frozen=True)
class Format:
    """A sheet of paper and its margins, in millimetres; ``foot`` is the room for the line at the bottom."""

    width: float
    height: float
    margin: float
    foot: float

    @property
    def inside(self) -> QSizeF:
        """Room for words, in pixels."""
        return QSizeF(millimetres(self.width - 2 * self.margin), millimetres(self.height - 2 * self.margin - self.foot))


A4 = Format(210, 297, 25, 8)
A6 = Format(105, 148, 10, 7)


@dataclass
class Flow:
    """A document that runs over one or more pages. ``foot`` stands at the bottom of each."""

    document: QTextDocument
    foot: str = ""
    numbered: bool = True
    lines: list[list[tuple[QTextLayout, int, QPointF]]] = field(default_factory=list)
    rules: list[list[QLineF]] = field(default_factory=list)

    def cut(self) -> None:
        """Which lines stand on which page, and the hairlines over the rows of tables.

        Qt's own way of painting a stretch of a document takes a line too many with it: it would lie unseen under the
        margin of the page, and be read out and copied twice.
        """
        pages = self.document.pageCount()
        self.lines, self.rules = [[] for _ in range(pages)], [[] for _ in range(pages)]
        height = self.document.pageSize().height()
        layout = self.document.documentLayout()
        block = self.document.begin()
        while block.isValid():
            words = block.layout()
            at = layout.blockBoundingRect(block).topLeft()
            for n in range(words.lineCount()):
                line = words.lineAt(n)
                page = int((at.y() + line.y() + line.height() / 2) // height)
                self.lines[min(page, pages - 1)].append((words, n, at))
            self._rule_over(block, layout, height)
            block = block.next()

    def _rule_over(self, block: QTextBlock, layout: QAbstractTextDocumentLayout, height: float) -> None:
        table: QTextTable | None = QTextCursor(block).currentTable()  # may be none, whatever the stubs say
        if table is None or table.cellAt(block.position()).column() or not table.cellAt(block.position()).row():
            return
        cell = table.cellAt(block.position())
        if cell.firstCursorPosition().block() == block:
            top = layout.blockBoundingRect(block).top() - table.format().cellPadding()
            across = layout.frameBoundingRect(table)
            page = min(int(top // height), len(self.rules) - 1)
            self.rules[page].append(QLineF(across.left(), top, across.right(), top))


class Pages:
    """``count`` pages of one size. Made and used in one thread at a time."""

    def __init__(self, sheet: Format, flows: list[Flow]) -> None:
        self.sheet = sheet
        self._places: list[tuple[Flow, int, int]] = []  # flow, its page, how many it has
        for flow in flows:
            flow.document.setPageSize(sheet.inside)
            _keep_headings(flow.document)
            flow.cut()
            n = len(flow.lines)
            self._places += [(flow, i, n) for i in range(n)]

    @property
    def count(self) -> int:
        """How many pages."""
        return len(self._places)

    def text(self) -> str:
        """All words on the pages, for a screen reader and for looking over."""
        flows = list(dict.fromkeys(id(flow) for flow, _i, _n in self._places))
        there = {id(flow): flow for flow, _i, _n in self._places}
        return "\n".join(there[i].document.toPlainText() for i in flows)

    def paint(self, painter: QPainter, index: int, dpi: float) -> None:
        """Paint a page with its upper left corner at the origin, on a device of ``dpi`` dots to the inch."""
        flow, page, of = self._places[index]
        painter.save()
        painter.scale(dpi / DPI, dpi / DPI)
        painter.translate(millimetres(self.sheet.margin), millimetres(self.sheet.margin))
        painter.save()
        painter.translate(0, -page * self.sheet.inside.height())
        painter.setPen(INK)
        for layout, number, at in flow.lines[page]:
            layout.lineAt(number).draw(painter, at)
        painter.setPen(HAIR)
        for line in flow.rules[page]:
            painter.drawLine(line)
        painter.restore()
        self._paint_foot(painter, flow, index, page, of)
        painter.restore()

    def _paint_foot(self, painter: QPainter, flow: Flow, index: int, page: int, of: int) -> None:
        inside = self.sheet.inside
        place = QRectF(0, inside.height(), inside.width(), millimetres(self.sheet.foot))
        painter.setPen(PALE)
        painter.setFont(press.font(points(8)))
        if flow.foot:
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, flow.foot)
        number, last = (index + 1, self.count) if flow.numbered else (page + 1, of)
        if last > 1:
            said = _("{page} / {of}").format(page=number, of=last)
            painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, said)

    def image(self, index: int, dpi: float) -> QImage:
        """One page as a picture, for the preview."""
        size = QSizeF(self.sheet.width * dpi / 25.4, self.sheet.height * dpi / 25.4).toSize()
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.paint(painter, index, dpi)
        painter.end()
        return picture

    def raw_pdf(self) -> bytes:
        """A PDF as Qt writes it, with what Qt says about itself in it; see :mod:`pdf`."""
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
        for index in range(self.count):
            if index:
                writer.newPage()
            self.paint(painter, index, DPI)
        painter.end()
        return bytes(buffer.data().data())


def _keep_headings(document: QTextDocument) -> None:
    """No heading stays alone at the foot of a page: Qt does not know this rule, so such a one begins the next page."""
    height = document.pageSize().height()
    layout = document.documentLayout()
    for _pass in range(_PASSES):
        lonely = _lonely_heading(document, layout, height)
        if lonely is None:
            return
        form = QTextBlockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(lonely).mergeBlockFormat(form)


def _lonely_heading(document: QTextDocument, layout: QAbstractTextDocumentLayout, height: float) -> QTextBlock | None:
    block = document.begin()
    while block.isValid():
        following = block.next()
        if block.blockFormat().property(QTextFormat.Property.UserProperty) and following.isValid():
            page = int(layout.blockBoundingRect(block).top() // height)
            first = following.layout().lineAt(0)
            top = layout.blockBoundingRect(following).top() + (first.y() if first.isValid() else 0)
            moved = block.blockFormat().pageBreakPolicy() == QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
            if int(top // height) > page and not moved:
                return block
        block = following
    return None
