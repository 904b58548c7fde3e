"""A list of things under quiet headings, each with a name and a line in passing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.widgets.row_painting import paint_card, paint_line

_ID = Qt.ItemDataRole.UserRole
_GAP, _SIDE, _TOP = 6, 14, 9
MIME = "application/x-peerjournal-row"


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
            paint_card(painter, card, option.state, ring=self._ring(option.state))
            inner = card.adjusted(px(_SIDE), px(_TOP) - 2, -px(_SIDE), 0)
            first = QRect(inner.x(), inner.y(), inner.width(), QFontMetrics(self._name).height())
            self._line(painter, first, name, self._name, current().text)
            below = QRect(inner.x(), first.bottom() + px(3), inner.width(), QFontMetrics(self._small).height())
            self._line(painter, below, passing, self._small, current().muted)
        painter.restore()

    def _ring(self, state: QStyle.StateFlag) -> bool:
        here = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        return state & here == here and self._view.hasFocus()

    def _line(self, painter: QPainter, spot: QRect, text: str, font: QFont, colour: str) -> None:
        paint_line(painter, spot, text, font, colour, rtl=self._view.isRightToLeft())


class GroupedList(QListWidget):
    """Lists :class:`Row` things by group. ``chosen`` as one moves through them, ``opened`` on Enter or double click.

    ``trash_wanted`` on Delete. Headings cannot be chosen. ``invitation`` stands in it while it is empty. Where rows
    are ``movable``, ``dropped`` carries the row that was dragged, the one it was dropped on, and whether below it.
    """

    chosen = Signal(str)
    opened = Signal(str)
    trash_wanted = Signal(str)
    dropped = Signal(str, str, bool)

    def __init__(
        self, name: str, invitation: str = "", *, movable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._invitation = invitation
        self.setAccessibleName(name)
        if movable:
            self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
            self.setDefaultDropAction(Qt.DropAction.MoveAction)
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
        """Show these. What was chosen stays so; if it is gone, what came into its place is. No empty headings.

        A thing may stand in several groups: then it stays chosen in the same one.
        """
        before, place, scrolled = self.current_id(), self._place(), self.verticalScrollBar().value()
        with QSignalBlocker(self):
            self.clear()
            for title, rows in groups:
                if title:
                    self._add_heading(title)
                for row in rows:
                    self._add_row(row)
            self._choose_again(before, place)
        self.verticalScrollBar().setValue(scrolled)
        self.setAccessibleDescription("" if self.count() else self._invitation)

    def invite(self, invitation: str) -> None:
        """What stands in it while it is empty."""
        self._invitation = invitation
        self.setAccessibleDescription("" if self.count() else invitation)
        self.viewport().update()

    def _place(self) -> int:
        """How many rows stand above the one chosen."""
        return sum(1 for n in range(self.currentRow()) if self.item(n).data(_ID))

    def _choose_again(self, row_id: str, place: int) -> None:
        if not row_id:
            return
        rows = [n for n in range(self.count()) if self.item(n).data(_ID)]
        same = [(abs(at - place), n) for at, n in enumerate(rows) if self.item(n).data(_ID) == row_id]
        if same:
            self.setCurrentRow(min(same)[1])
        elif rows:
            self.setCurrentRow(rows[min(place, len(rows) - 1)])

    def ids(self) -> list[str]:
        """Everything in it, in order."""
        return [i for i in (self.item(n).data(_ID) for n in range(self.count())) if i]

    def current_id(self) -> str:
        """What is chosen; empty if nothing is."""
        item: QListWidgetItem | None = self.currentItem()  # may be none, whatever the stubs say
        return str(item.data(_ID) or "") if item is not None else ""

    def point_at(self, row_id: str) -> None:
        """Choose this one without telling; nothing is chosen where it is not there."""
        if row_id and self.current_id() == row_id:
            return
        found = [n for n in range(self.count()) if row_id and self.item(n).data(_ID) == row_id]
        with QSignalBlocker(self):
            self.setCurrentRow(found[0] if found else -1)
        self.viewport().update()

    def mimeTypes(self) -> list[str]:
        """Nothing another program could take."""
        return [MIME]

    def mimeData(self, _items: Sequence[QListWidgetItem]) -> QMimeData:
        """Nothing of what is written goes along: no other program learns anything from a drop."""
        data = QMimeData()
        data.setData(MIME, b"")
        return data

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where a row was dropped; who keeps the order shows it anew."""
        on = self.itemAt(event.position().toPoint())
        moved = self.current_id()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.viewport().update()
        if on is not None and on.data(_ID) and moved and event.source() is self:
            below = event.position().y() > self.visualItemRect(on).center().y()
            self.dropped.emit(moved, str(on.data(_ID)), below)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; or the invitation."""
        super().paintEvent(event)
        if self.count() or not self._invitation:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(current().muted))
        painter.setFont(ui_font(px(13)))
        spot = self.viewport().rect().adjusted(px(4), px(10), -px(4), 0)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(spot, side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._invitation)
        painter.end()

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
