"""One entry of the list as a quiet card of fixed height: painted, never laid out one by one."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from peerjournal.i18n import _
from peerjournal.journal.entry import EntryRow
from peerjournal.ui.models.entry_list import ROW_ROLE
from peerjournal.ui.text import short_date, time_of_day
from peerjournal.ui.theme import current, px, ui_font
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.row_painting import mirrored, paint_card, paint_line

_GAP = 8  # between cards
_PAD = 16  # inside a card, at the sides
_TOP = 12

_Pieces = tuple[tuple[str, bool], ...]


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry: when, tags and star; the title; the first line or what a search found in it."""

    def __init__(self, view: QTableView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._view = view
        self._today = today
        self.shows_ring = False
        self.measure()

    def measure(self) -> None:
        """Take the text size in force."""
        self.small = ui_font(px(13))
        self.title = ui_font(px(15))
        self.title.setWeight(QFont.Weight.DemiBold)
        self.plain = ui_font(px(14))
        lines = [QFontMetrics(font).height() for font in (self.small, self.title, self.small)]
        self.lines = lines
        self.height = sum(lines) + 2 * px(_TOP) + 2 * px(5) + px(_GAP)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        full: QRect = option.rect
        card = full.adjusted(px(2), px(2), -px(2), -px(_GAP) + px(2))
        here = self.shows_ring and index.row() == self._view.currentIndex().row()
        paint_card(painter, card, option.state, ring=here, corner=12)
        if row is not None:
            self._paint_row(painter, card.adjusted(px(_PAD), px(_TOP), -px(_PAD), -px(_TOP)), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, inner: QRect, row: EntryRow) -> None:
        t = current()
        first, second, third = (
            QRect(inner.x(), inner.y() + sum(self.lines[:n]) + n * px(5), inner.width(), height)
            for n, height in enumerate(self.lines)
        )
        when = f"{self._day(row)}  ·  {time_of_day(row.written_at)}"
        left = self._paint_marks(painter, first, row, QFontMetrics(self.small).horizontalAdvance(when))
        self._line(painter, left, when, self.small, t.muted)
        if row.title or row.snippet:
            self._line(painter, second, row.title or row.first_line or _("Untitled"), self.title, t.text)
            pieces = row.snippet or ((row.first_line, False),)
            self._pieces(painter, third, pieces)
        else:
            self._two_lines(painter, second, third, row.first_line or _("Nothing written yet"))

    def _day(self, row: EntryRow) -> str:
        today = self._today()
        days = (today - row.written_at.date()).days
        if days == 0:
            return _("Today")
        return _("Yesterday") if days == 1 else short_date(row.written_at, today=today)

    def _paint_marks(self, painter: QPainter, line: QRect, row: EntryRow, taken: int) -> QRect:
        """Star and tags at the far end of the first line; what is left of the line."""
        t = current()
        left = QRect(line)
        if row.starred:
            size = px(16)
            spot = QRect(left.right() - size + 1, left.center().y() - size // 2 + 1, size, size)
            icon("star-filled", 16, "accent").paint(painter, self._mirrored(spot, line))
            left.setRight(left.right() - size - px(8))
        metrics = QFontMetrics(self.small)
        room = left.width() - taken - px(12)
        for text, width in reversed(_fitting(row.tags, metrics, room)):
            pill = self._mirrored(QRect(left.right() - width + 1, line.y() - 1, width, line.height() + 2), line)
            painter.setPen(QPen(QColor(t.border), t.line))
            painter.setBrush(QColor(t.sunken))
            painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), pill.height() / 2, pill.height() / 2)
            painter.setFont(self.small)
            painter.setPen(QColor(t.muted))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            left.setRight(left.right() - width - px(4))
        return self._mirrored(left, line)

    def _mirrored(self, spot: QRect, line: QRect) -> QRect:
        return mirrored(spot, line, rtl=self._view.isRightToLeft())

    def _line(self, painter: QPainter, spot: QRect, text: str, font: QFont, colour: str) -> None:
        paint_line(painter, spot, text, font, colour, rtl=self._view.isRightToLeft())

    def _two_lines(self, painter: QPainter, first: QRect, second: QRect, text: str) -> None:
        """A text without a title begins on the title's line and goes on below."""
        layout = QTextLayout(text, self.plain)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(first.width())
        length = line.textLength()
        layout.endLayout()
        self._line(painter, first, text[:length].rstrip(), self.plain, current().text)
        self._line(painter, second, text[length:].lstrip(), self.small, current().muted)

    def _pieces(self, painter: QPainter, spot: QRect, pieces: _Pieces) -> None:
        """Found words bold, underlined and on a ground of their own, in sight even if they stand far back."""
        metrics = QFontMetrics(self.small)
        text, spans = _in_sight(pieces, metrics, spot.width() // 2)
        t = current()
        found = QTextCharFormat()
        found.setFontWeight(QFont.Weight.DemiBold)
        found.setFontUnderline(True)
        found.setBackground(QColor(t.match))
        found.setForeground(QColor(t.text))
        formats = []
        for start, length in spans:
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, length, found
            formats.append(span)
        # Bold words are wider than they were measured to be.
        room = spot.width() - (px(4) + px(1) * sum(length for _start, length in spans) if spans else 0)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, spot.width() // 2))
        paint_line(painter, spot, shown, self.small, t.muted, rtl=self._view.isRightToLeft(), formats=formats)


def _fitting(tags: tuple[str, ...], metrics: QFontMetrics, room: int) -> list[tuple[str, int]]:
    """The first tags that fit with their widths, and how many more there are."""
    for n in range(min(2, len(tags)), -1, -1):
        names = [metrics.elidedText(tag, Qt.TextElideMode.ElideRight, px(92)) for tag in tags[:n]]
        if len(tags) > n:
            names.append(f"+{len(tags) - n}")
        widths = [metrics.horizontalAdvance(name) + px(14) for name in names]
        if sum(widths) + px(4) * len(widths) <= room:
            return list(zip(names, widths, strict=True))
    return []


def _in_sight(pieces: _Pieces, metrics: QFontMetrics, room: int) -> tuple[str, list[tuple[int, int]]]:
    """One line of text and where its found words are; what stands before the first is shortened to ``room``."""
    text = ""
    spans: list[tuple[int, int]] = []
    for words, found in pieces:
        shown = " ".join(words.split()) if found else words.replace("\n", " ")
        if found and not spans and metrics.horizontalAdvance(text) > room:
            kept = metrics.elidedText(text, Qt.TextElideMode.ElideLeft, room)
            start = kept.find(" ") + 1
            text = "…" + kept[start:] if 0 < start < len(kept) - 1 else kept
        if found:
            spans.append((len(text), len(shown)))
        text += shown
    return text, spans
