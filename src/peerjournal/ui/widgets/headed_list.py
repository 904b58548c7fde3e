"""A long list under headings: rows of one height as quiet cards, every step by keyboard too."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from peerjournal.ui.models.headed_rows import ID_ROLE, SIGN_ROLE, HeadedRows
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.row_painting import as_column_of_cards, mirrored, paint_card, paint_line

R = TypeVar("R", bound=HeadedRows[Any])

_SIDE, _TOP, _GAP, _SIGN = 14, 8, 6, 15


class _Delegate(QStyledItemDelegate):
    """A card has room for the lines its rows may have. A row with less to say has them in the middle."""

    def __init__(self, view: "HeadedList[Any]") -> None:
        super().__init__(view)
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take the text size in force."""
        self.small, self.words, self.heading = ui_font(px(13)), ui_font(px(14)), ui_font(px(13))
        self.heading.setWeight(QFont.Weight.DemiBold)
        self._fonts = (self.small, self.words, self.small)[: self._view.rows.MOST_LINES]
        lines = sum(QFontMetrics(font).height() for font in self._fonts) + (len(self._fonts) - 1) * px(2)
        self.height = lines + 2 * px(_TOP) + px(_GAP)
        self.heading_height = QFontMetrics(self.heading).height() + px(16)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The view sets the heights itself."""
        return QSize(option.rect.width(), self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The card and its words, or the heading."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        if index.data(ID_ROLE) is None:
            height = QFontMetrics(self.heading).height()
            spot = QRect(rect.x() + px(4), rect.bottom() - px(4) - height, rect.width() - px(8), height)
            self._line(painter, spot, str(index.data()), self.heading, current().muted)
        else:
            card = rect.adjusted(px(2), px(2), -px(2), px(2) - px(_GAP))
            ring = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
            paint_card(painter, card, option.state, ring=ring)
            inner = card.adjusted(px(_SIDE), px(_TOP) - 2, -px(_SIDE), 2 - px(_TOP))
            self._lines(painter, inner, str(index.data()).split("\n"), str(index.data(SIGN_ROLE)))
        painter.restore()

    def _lines(self, painter: QPainter, inner: QRect, lines: list[str], sign: str) -> None:
        fonts = self._fonts[: len(lines)]
        needed = sum(QFontMetrics(font).height() for font in fonts) + (len(fonts) - 1) * px(2)
        top = inner.y() + (inner.height() - needed) // 2
        for n, (font, line) in enumerate(zip(fonts, lines, strict=False)):
            spot = QRect(inner.x(), top, inner.width(), QFontMetrics(font).height())
            if n == 0 and sign:
                spot = self._sign(painter, spot, sign)
            self._line(painter, spot, line, font, current().text if n == 1 else current().muted)
            top = spot.bottom() + 1 + px(2)

    def _sign(self, painter: QPainter, spot: QRect, sign: str) -> QRect:
        """At the end of the line; what is left of the line for the words."""
        rtl, side = self._view.isRightToLeft(), px(_SIGN)
        there = QRect(spot.right() - side + 1, spot.center().y() - side // 2, side, side)
        icon(sign, _SIGN, "accent").paint(painter, mirrored(there, spot, rtl=rtl))
        return mirrored(spot.adjusted(0, 0, -side - px(6), 0), spot, rtl=rtl)

    def _line(self, painter: QPainter, spot: QRect, text: str, font: QFont, colour: str) -> None:
        paint_line(painter, spot, text, font, colour, rtl=self._view.isRightToLeft())


class HeadedList(QTableView, Generic[R]):
    """``chosen`` as one moves through it, ``opened`` on Enter or double click, ``trash_wanted`` on Delete."""

    chosen = Signal(str)
    opened = Signal(str)
    trash_wanted = Signal(str)

    def __init__(self, name: str, rows: R, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self._low: list[int] = []
        self.setAccessibleName(name)
        as_column_of_cards(self)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.rows)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_things(self, things: Sequence[Any], today: date) -> None:
        """List these. What was chosen stays so, and in its place; if it is gone, what came into its place is."""
        before, place, scrolled = self.current_id(), self.currentIndex().row(), self.verticalScrollBar().value()
        with QSignalBlocker(self.selectionModel()):
            self.rows.show(things, today)
            self._measure()
        self.point_at(before)
        if before and not self.current_id():
            self.point_at(self._near(place))
        self.verticalScrollBar().setValue(scrolled)

    def current_id(self) -> str:
        """What is chosen; empty if nothing is."""
        return _id_of(self.currentIndex())

    def point_at(self, thing_id: str) -> None:
        """Choose this one without telling; nothing is chosen where it is not there."""
        row = self.rows.row_of(thing_id)
        with QSignalBlocker(self.selectionModel()):
            if row is None:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
            else:
                self.setCurrentIndex(self.rows.index(row, 0))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks for the trash."""
        row_id = self.current_id()
        if row_id and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(row_id)
        elif row_id and event.key() == Qt.Key.Key_Delete:
            self.trash_wanted.emit(row_id)
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up, down, Home and End pass over the headings."""
        last, move = self.rows.rowCount() - 1, QAbstractItemView.CursorAction
        starts = {move.MoveHome: (0, 1), move.MoveEnd: (last, -1)}
        now = self.currentIndex().row()
        steps = {move.MoveDown: (now + 1, 1), move.MoveUp: (now - 1, -1)}
        if action not in starts | steps:
            found = super().moveCursor(action, modifiers)
            return found if _id_of(found) else self._next(found.row(), 1)
        return self._next(*(starts | steps)[action])

    def keyboardSearch(self, _typed: str) -> None:
        """Nothing: it would read every row."""

    def _next(self, row: int, step: int) -> QModelIndex:
        while 0 <= row < self.rows.rowCount():
            index = self.rows.index(row, 0)
            if _id_of(index):
                return index
            row += step
        return self.currentIndex()

    def _near(self, place: int) -> str:
        """The row that came into this place, or else the last one before it."""
        place = min(place, self.rows.rowCount() - 1)
        return _id_of(self._next(place, 1)) or _id_of(self._next(place, -1))

    def _measure(self) -> None:
        self._delegate.measure()
        header = self.verticalHeader()
        with QSignalBlocker(header):
            header.setDefaultSectionSize(self._delegate.height)
            for row in self._low:  # a header keeps the height of a row whatever comes to stand in it
                if row < self.rows.rowCount():
                    header.resizeSection(row, self._delegate.height)
            self._low = self.rows.headings()
            for row in self._low:
                header.resizeSection(row, self._delegate.heading_height)
        self.updateGeometries()
        self.verticalScrollBar().setSingleStep(px(24))
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if _id_of(index):
            self.opened.emit(_id_of(index))

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if _id_of(now):
            self.chosen.emit(_id_of(now))


def _id_of(index: QModelIndex) -> str:
    return str(index.data(ID_ROLE) or "") if index.isValid() else ""
