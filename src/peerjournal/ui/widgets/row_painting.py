"""What the painted lists have in common: the table they are, a row as a quiet card, and one line of words in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView

from peerjournal.ui.theme import current, px


def as_column_of_cards(table: QTableView) -> None:
    """One column without headers or grid, as wide as the table; one row chosen at a time, a delegate paints it."""
    table.setProperty("role", "entries")
    table.horizontalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setMinimumSectionSize(1)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # The delegate paints the chosen card itself; the table's own ground would show at its corners.
    table.setStyleSheet(
        "QTableView { selection-background-color: transparent; }"
        "QTableView::item:selected, QTableView::item:hover { background: transparent; }"
    )
    table.setMouseTracking(True)


def paint_card(painter: QPainter, card: QRect, state: QStyle.StateFlag, *, ring: bool, corner: int = 11) -> None:
    """The ground and edge of a row as it is chosen or under the pointer; with ``ring`` the keyboard is in it."""
    t = current()
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    hover = bool(state & QStyle.StateFlag.State_MouseOver)
    pen = QPen(QColor(t.focus), 2) if ring else QPen(QColor(t.accent if chosen else t.border), t.line)
    painter.setPen(pen)
    painter.setBrush(QColor(t.accent_soft if chosen else t.hover if hover else t.surface))
    half = pen.widthF() / 2
    painter.drawRoundedRect(QRectF(card).adjusted(half, half, -half, -half), px(corner), px(corner))


def paint_line(
    painter: QPainter, spot: QRect, text: str, font: QFont, colour: str, *, rtl: bool,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> None:  # fmt: skip
    """One line, in the middle of the height of ``spot``; what does not fit ends in an ellipsis.

    It keeps the side of the interface (right where that is ``rtl``), the words in it the direction of their script.
    """
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, spot.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(spot.width())
    layout.endLayout()
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(spot.x(), spot.y() + (spot.height() - line.height()) / 2))


def mirrored(spot: QRect, line: QRect, *, rtl: bool) -> QRect:
    """Where ``spot`` of a line from left to right is in one of the interface's direction."""
    if not rtl:
        return spot
    there = QRect(spot)
    there.moveLeft(line.x() + line.right() - spot.right())
    return there
