"""The list of check-ins: a heading for each day, below it what was said, a time and a line each."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from peerjournal.i18n import _
from peerjournal.journal.checkin import CheckIn
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.widgets.check_in_rows import CHECK_IN_ROLE, CheckInListModel
from peerjournal.ui.widgets.row_painting import paint_card, paint_line

_SIDE, _TOP, _GAP = 14, 8, 6


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: "CheckInList") -> None:
        super().__init__(view)
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take the text size in force."""
        self.small, self.words, self.day = ui_font(px(13)), ui_font(px(14)), ui_font(px(13))
        self.day.setWeight(QFont.Weight.DemiBold)
        lines = QFontMetrics(self.small).height() + px(2) + QFontMetrics(self.words).height()
        self.height = lines + 2 * px(_TOP) + px(_GAP)
        self.heading_height = QFontMetrics(self.day).height() + px(16)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The view sets the heights itself."""
        return QSize(option.rect.width(), self.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The card and its words, or the day."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        first, _newline, second = str(index.data()).partition("\n")
        if index.data(CHECK_IN_ROLE) is None:
            height = QFontMetrics(self.day).height()
            spot = QRect(rect.x() + px(4), rect.bottom() - px(4) - height, rect.width() - px(8), height)
            self._line(painter, spot, first, self.day, current().muted)
        else:
            card = rect.adjusted(px(2), px(2), -px(2), px(2) - px(_GAP))
            ring = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
            paint_card(painter, card, option.state, ring=ring)
            inner = card.adjusted(px(_SIDE), px(_TOP) - 2, -px(_SIDE), 0)
            above = QRect(inner.x(), inner.y(), inner.width(), QFontMetrics(self.small).height())
            self._line(painter, above, first, self.small, current().muted)
            below = QRect(inner.x(), above.bottom() + px(2), inner.width(), QFontMetrics(self.words).height())
            self._line(painter, below, second, self.words, current().text)
        painter.restore()

    def _line(self, painter: QPainter, spot: QRect, text: str, font: QFont, colour: str) -> None:
        paint_line(painter, spot, text, font, colour, rtl=self._view.isRightToLeft())


class CheckInList(QTableView):
    """``chosen`` as one moves through it, ``opened`` on Enter or double click, ``trash_wanted`` on Delete."""

    chosen = Signal(str)
    opened = Signal(str)
    trash_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = CheckInListModel(self)
        self._low: list[int] = []
        self.setProperty("role", "entries")
        self.setAccessibleName(_("Check-ins"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The delegate paints the chosen card itself; the table's own ground would show at its corners.
        self.setStyleSheet(
            "QTableView { selection-background-color: transparent; }"
            "QTableView::item:selected, QTableView::item:hover { background: transparent; }"
        )
        self.setMouseTracking(True)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.rows)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_check_ins(self, check_ins: list[CheckIn], today: date) -> None:
        """List these, given in the order of their local day and time. What was chosen stays so, and in its place."""
        before, scrolled = self.current_id(), self.verticalScrollBar().value()
        with QSignalBlocker(self.selectionModel()):
            self.rows.show(check_ins, today)
            self._measure()
        self.point_at(before)
        self.verticalScrollBar().setValue(scrolled)

    def current_id(self) -> str:
        """What is chosen; empty if nothing is."""
        check_in = self.currentIndex().data(CHECK_IN_ROLE) if self.currentIndex().isValid() else None
        return "" if check_in is None else str(check_in.id)

    def point_at(self, check_in_id: str) -> None:
        """Choose this one without telling; nothing is chosen where it is not there."""
        row = self.rows.row_of(check_in_id)
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
            return found if found.data(CHECK_IN_ROLE) is not None else self._next(found.row(), 1)
        return self._next(*(starts | steps)[action])

    def keyboardSearch(self, _typed: str) -> None:
        """Nothing: it would read every row."""

    def _next(self, row: int, step: int) -> QModelIndex:
        while 0 <= row < self.rows.rowCount():
            index = self.rows.index(row, 0)
            if index.data(CHECK_IN_ROLE) is not None:
                return index
            row += step
        return self.currentIndex()

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
        check_in = index.data(CHECK_IN_ROLE)
        if check_in is not None:
            self.opened.emit(check_in.id)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        check_in = now.data(CHECK_IN_ROLE) if now.isValid() else None
        if check_in is not None:
            self.chosen.emit(check_in.id)
