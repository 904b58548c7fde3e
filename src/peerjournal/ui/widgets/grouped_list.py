"""A list of things under quiet headings, each with a name and a line in passing."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from peerjournal.ui.theme import current, px, ui_font, watcher

_ID = Qt.ItemDataRole.UserRole
_GAP, _SIDE, _TOP = 6, 14, 9


@dataclass(frozen=True)
class Row:
    """One thing in the list. ``spoken`` is said by a screen reader where it should differ from what is seen."""

    id: str
    name: str
    passing: str = ""
    spoken: str = ""


class _Delegate(QStyledItemDelegate):
    """Paints a row as a quiet card, its name over what is said in passing; a heading as plain words."""

    def __init__(self, view: "GroupedList") -> None:
        super().__init__(view)
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take the text size in force."""
        self._name, self._small = ui_font(px(15)), ui_font(px(13))
        self._heading = ui_font(px(13))
        for font in (self._name, self._heading):
            font.setWeight(QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width there is; the height its lines need."""
        if not index.data(_ID):
            return QSize(option.rect.width(), QFontMetrics(self._heading).height() + px(8 if not index.row() else 18))
        lines = QFontMetrics(self._name).height()
        if len(str(index.data()).split("\n")) > 1:
            lines += QFontMetrics(self._small).height() + px(3)
        return QSize(option.rect.width(), lines + 2 * px(_TOP) + px(_GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The card and its words."""
        name, _newline, passing = str(index.data()).partition("\n")
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not index.data(_ID):
            height = QFontMetrics(self._heading).height()
            self._line(
                painter,
                QRect(rect.x() + px(4), rect.bottom() - px(4) - height, rect.width() - px(8), height),
                name,
                self._heading,
                current().muted,
            )
        else:
            card = rect.adjusted(px(2), px(2), -px(2), px(2) - px(_GAP))
            self._card(painter, card, option.state)
            inner = card.adjusted(px(_SIDE), px(_TOP) - 2, -px(_SIDE), 0)
            first = QRect(inner.x(), inner.y(), inner.width(), QFontMetrics(self._name).height())
            self._line(painter, first, name, self._name, current().text)
            below = QRect(inner.x(), first.bottom() + px(3), inner.width(), QFontMetrics(self._small).height())
            self._line(painter, below, passing, self._small, current().muted)
        painter.restore()

    def _card(self, painter: QPainter, card: QRect, state: QStyle.StateFlag) -> None:
        t = current()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ring = chosen and bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        pen = QPen(QColor(t.focus), 2) if ring else QPen(QColor(t.accent if chosen else t.border), t.line)
        painter.setPen(pen)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(t.accent_soft if chosen else t.hover if hover else t.surface))
        half = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(card).adjusted(half, half, -half, -half), px(11), px(11))

    def _line(self, painter: QPainter, spot: QRect, text: str, font: QFont, colour: str) -> None:
        """One line; it keeps the side of the interface, the words in it the direction of their script."""
        layout = QTextLayout(QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, spot.width()), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self._view.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(spot.width())
        layout.endLayout()
        painter.setPen(QColor(colour))
        layout.draw(painter, QPointF(spot.x(), spot.y()))


class GroupedList(QListWidget):
    """Lists :class:`Row` things by group. ``chosen`` as one moves through them, ``opened`` on Enter or double click.

    ``trash_wanted`` on Delete. Headings cannot be chosen.
    """

    chosen = Signal(str)
    opened = Signal(str)
    trash_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "entries")
        self.setMouseTracking(True)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        watcher().theme_changed.connect(self._dress)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(self._tell)
        self.itemDoubleClicked.connect(self._open)

    def show_groups(self, groups: Iterable[tuple[str, Iterable[Row]]]) -> None:
        """Show these, keeping what was chosen if it is still there. An empty heading is not shown."""
        before, scrolled = self.current_id(), self.verticalScrollBar().value()
        with QSignalBlocker(self):
            self.clear()
            for title, rows in groups:
                if title:
                    self._add_heading(title)
                for row in rows:
                    self._add_row(row)
        self.point_at(before)
        self.verticalScrollBar().setValue(scrolled)

    def ids(self) -> list[str]:
        """Everything in it, in order."""
        return [i for i in (self.item(n).data(_ID) for n in range(self.count())) if i]

    def current_id(self) -> str:
        """What is chosen; empty if nothing is."""
        item: QListWidgetItem | None = self.currentItem()  # may be none, whatever the stubs say
        return str(item.data(_ID) or "") if item is not None else ""

    def point_at(self, row_id: str) -> None:
        """Choose this one without telling; nothing is chosen where it is not there."""
        with QSignalBlocker(self):
            self.setCurrentRow(-1)
            for n in range(self.count()):
                if row_id and self.item(n).data(_ID) == row_id:
                    self.setCurrentRow(n)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _dress(self) -> None:
        self._delegate.measure()
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks for the trash."""
        row_id = self.current_id()
        if row_id and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(row_id)
        elif row_id and event.key() == Qt.Key.Key_Delete:
            self.trash_wanted.emit(row_id)
        else:
            super().keyPressEvent(event)

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _add_row(self, row: Row) -> None:
        item = QListWidgetItem(f"{row.name}\n{row.passing}" if row.passing else row.name)
        item.setData(_ID, row.id)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, row.spoken or ", ".join(x for x in (row.name, row.passing) if x)
        )
        self.addItem(item)

    def _tell(self) -> None:
        if self.current_id():
            self.chosen.emit(self.current_id())

    def _open(self, item: QListWidgetItem) -> None:
        if item.data(_ID):
            self.opened.emit(str(item.data(_ID)))
