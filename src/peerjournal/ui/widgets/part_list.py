"""The list of parts: quiet cards under headings, put in another order by keys or by dragging."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from peerjournal.i18n import _
from peerjournal.ui.models.part_list import BETWEEN, LINE_ROLE, MIME, Heading, PartLine, PartListModel, Row
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.row_painting import mirrored, paint_card, paint_line

_GAP, _PAD, _TOP = 6, 14, 9

_Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    """Paints one part: title and the sign of private marks; a line in passing; how often it was told."""

    def __init__(self, view: "PartListView") -> None:
        super().__init__(view)
        self._view = view
        self.shows_ring = False
        self.measure()

    def measure(self) -> None:
        """Take the text size in force."""
        self.small, self.title, self.heading = ui_font(px(13)), ui_font(px(15)), ui_font(px(13))
        self.title.setWeight(QFont.Weight.DemiBold)
        self.heading.setWeight(QFont.Weight.DemiBold)
        self._small, self._title = QFontMetrics(self.small).height(), QFontMetrics(self.title).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(option.rect.width(), self.height_of(index.data(LINE_ROLE), first=index.row() == 0))

    def height_of(self, row: Row | None, *, first: bool = False) -> int:
        """How high a row is painted."""
        if isinstance(row, Heading):
            return QFontMetrics(self.heading).height() + px(8 if first else 20)
        lines = 2 if row is not None and row.told else 1
        return self._title + lines * (self._small + px(3)) + 2 * px(_TOP) + px(_GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(LINE_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            below = rect.adjusted(px(_PAD), 0, -px(_PAD), -px(6))
            below.setTop(below.bottom() - QFontMetrics(self.heading).height())
            self._text(painter, below, row.title, self.heading, current().muted)
        elif isinstance(row, PartLine):
            card = rect.adjusted(px(2), px(2), -px(2), -px(_GAP) + px(2))
            here = self.shows_ring and index.row() == self._view.currentIndex().row()
            paint_card(painter, card, option.state, ring=here)
            self._paint_line(painter, card.adjusted(px(_PAD), px(_TOP) - 2, -px(_PAD), 0), row)
        painter.restore()

    def _paint_line(self, painter: QPainter, inner: QRect, line: PartLine) -> None:
        t = current()
        first = QRect(inner.x(), inner.y(), inner.width(), self._title)
        if line.marked:
            side = px(16)
            spot = QRect(first.right() - side + 1, first.center().y() - side // 2 + 1, side, side)
            icon("lock", 16, "muted").paint(painter, self._mirrored(spot, first))
            first = self._mirrored(first.adjusted(0, 0, -side - px(8), 0), first)
        self._text(painter, first, line.title, self.title, t.text)
        below = QRect(inner.x(), inner.y() + self._title + px(3), inner.width(), self._small)
        for words in (line.passing, line.told):
            self._text(painter, below, apart(words), self.small, t.muted)
            below.translate(0, self._small + px(3))

    def _mirrored(self, spot: QRect, line: QRect) -> QRect:
        return mirrored(spot, line, rtl=self._view.isRightToLeft())

    def _text(self, painter: QPainter, spot: QRect, text: str, font: QFont, colour: str) -> None:
        paint_line(painter, spot, text, font, colour, rtl=self._view.isRightToLeft())


def apart(words: str) -> str:
    """What is said in passing with each piece in the direction of its own script (isolated, as Unicode has it)."""
    return BETWEEN.join(f"\u2068{piece}\u2069" for piece in words.split(BETWEEN))


class PartListView(QListView):
    """The list. ``chosen`` when the person moves to a part, ``opened`` on Enter or a double click.

    ``to_trash`` is what its menu calls putting something away; ``trash_wanted`` also on Delete. ``left_upwards`` on
    Up from the first part. ``move_wanted`` carries a part and -1 or 1, ``dropped`` a part, the movement of the group
    it was dropped in (None where groups are no movements), and the parts it came to stand before and after (empty at
    the ends of a group).
    """

    chosen = Signal(str)
    opened = Signal(str)
    trash_wanted = Signal(str)
    left_upwards = Signal()
    move_wanted = Signal(str, int)
    dropped = Signal(str, object, str, str)

    def __init__(self, model: PartListModel, name: str, to_trash: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._to_trash = to_trash
        self._quiet = False
        self._dragged = ""
        self._drop_line: int | None = None
        self.setProperty("role", "entries")
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            "QListView { selection-background-color: transparent; }"
            "QListView::item:selected, QListView::item:hover { background: transparent; }"
        )
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setModel(model)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_rows(self, rows: list[Row], part_id: str | None) -> None:
        """Show these and mark a part; the place in the list stays, and nothing is chosen by that."""
        place, at = self.verticalScrollBar().value(), self.currentIndex().row()
        self._quiet = True
        self._rows.set_rows(rows)
        self._quiet = False
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)
        self.select(part_id)
        if not self.currentIndex().isValid():
            self.point_at(at)

    def select(self, part_id: str | None) -> None:
        """Mark a part as the one on show, without choosing it again; none if it is not in the list."""
        row = self._rows.row_of(part_id) if part_id else -1
        self._quiet = True
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != row or not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._rows.index(row, 0))
        self._quiet = False

    def point_at(self, row: int) -> None:
        """Put the keyboard's mark near a row without choosing it."""
        near = [n for n in range(len(self._rows.rows)) if self._rows.line(n) is not None]
        if row < 0 or not near or self.selectionModel().hasSelection():
            return
        nearest = min(near, key=lambda n: abs(n - row))
        self._quiet = True
        self.selectionModel().setCurrentIndex(
            self._rows.index(nearest, 0), self.selectionModel().SelectionFlag.NoUpdate
        )
        self._quiet = False

    def current_id(self) -> str:
        """The part the keyboard's mark is on; empty if there is none."""
        line = self._rows.line(self.currentIndex().row())
        return line.id if line is not None else ""

    # ------------------------------------------------------------------------------------------- keys

    def keyboardSearch(self, _typed: str) -> None:
        """Nothing: searching has its own field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring(on=True)
        part_id, key = self.current_id(), event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and part_id and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_wanted.emit(part_id, -1 if key == Qt.Key.Key_Up else 1)
        elif part_id and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(part_id)
        elif part_id and key == Qt.Key.Key_Delete:
            self.trash_wanted.emit(part_id)
        elif key == Qt.Key.Key_Up and not self._has_line_above():
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _has_line_above(self) -> bool:
        return any(self._rows.line(n) is not None for n in range(self.currentIndex().row()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ring(on=False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring(on=event.reason() != Qt.FocusReason.MouseFocusReason)
        if self._rows.line(self.currentIndex().row()) is None:
            self.point_at(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring(on=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the keys do, for the pointer and for the menu key."""
        menu = self.context_menu()
        if menu is not None:
            menu.exec(event.globalPos())
            menu.deleteLater()

    def context_menu(self) -> QMenu | None:
        """The menu of the part the mark is on."""
        part_id = self.current_id()
        if not part_id:
            return None
        menu = QMenu(self)
        menu.addAction(_("Open")).triggered.connect(lambda: self.opened.emit(part_id))
        if self._rows.movable:
            menu.addSeparator()
            for words, keys, step in ((_("Move up"), "Alt+Up", -1), (_("Move down"), "Alt+Down", 1)):
                action = menu.addAction(words)
                action.setShortcut(keys)
                action.triggered.connect(lambda _on=False, by=step: self.move_wanted.emit(part_id, by))
        menu.addSeparator()
        menu.addAction(self._to_trash).triggered.connect(lambda: self.trash_wanted.emit(part_id))
        return menu

    def _ring(self, *, on: bool) -> None:
        if self._delegate.shows_ring != on:
            self._delegate.shows_ring = on
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        line = self._rows.line(index.row())
        if line is not None:
            self.opened.emit(line.id)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        line = self._rows.line(now.row()) if not self._quiet else None
        if line is not None:
            self.chosen.emit(line.id)

    def _measure(self) -> None:
        self._delegate.measure()
        self.verticalScrollBar().setSingleStep(px(24))
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards are as wide as the list."""
        super().resizeEvent(event)
        self.doItemsLayout()

    # --------------------------------------------------------------------------------------- dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Only what can be moved is dragged; which part it is stays here."""
        self._dragged = self.current_id() if self._rows.movable else ""
        if self._dragged:
            super().startDrag(actions)
        self._dragged = ""
        self._show_drop(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._judge(event)
        if event.isAccepted():
            super().dragMoveEvent(event)  # scrolls near the edges
            event.acceptProposedAction()
            self._show_drop(self._gap_at(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        part_id = self._dragged
        self._show_drop(None)
        self.setState(QAbstractItemView.State.NoState)
        if part_id and event.mimeData().hasFormat(MIME):
            # Not a move to Qt: it would take the row out by itself.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.drop_at(part_id, event.position().toPoint())

    def drop_at(self, part_id: str, place: QPoint) -> None:
        """Put the part into the gap nearest to that place of the viewport."""
        gap = self._gap_at(place)
        before, after = self._rows.line(gap), self._rows.line(gap - 1)
        heading = self._rows.group_of(gap - 1)
        if part_id not in {line.id for line in (before, after) if line is not None}:
            movement = heading.movement if heading is not None else None
            self.dropped.emit(part_id, movement, before.id if before else "", after.id if after else "")
        elif self._leaves_group(part_id, heading):
            assert heading is not None
            self.dropped.emit(part_id, heading.movement, before.id if before else "", after.id if after else "")

    def _leaves_group(self, part_id: str, heading: Heading | None) -> bool:
        line = self._rows.line(self._rows.row_of(part_id))
        named = heading is not None and heading.movement is not None
        return named and line is not None and heading is not None and line.movement != heading.movement

    def _judge(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if self._dragged and event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def _gap_at(self, place: QPoint) -> int:
        """The row a dropped part would stand before: never above the first heading."""
        index = self.indexAt(QPoint(self.viewport().width() // 2, place.y()))
        if not index.isValid():
            return len(self._rows.rows) if place.y() > 0 else self._first_gap()
        rect = self.visualRect(index)
        heading = self._rows.line(index.row()) is None
        below = heading or place.y() > rect.center().y()
        return max(index.row() + int(below), self._first_gap())

    def _first_gap(self) -> int:
        return int(bool(self._rows.rows) and self._rows.line(0) is None)

    def _show_drop(self, gap: int | None) -> None:
        line = None if gap is None else self._gap_line(gap)
        if line != self._drop_line:
            self._drop_line = line
            self.viewport().update()

    def _gap_line(self, gap: int) -> int:
        if gap < len(self._rows.rows) and self._rows.line(gap) is not None:
            return self.visualRect(self._rows.index(gap, 0)).top()
        return self.visualRect(self._rows.index(gap - 1, 0)).bottom() - px(_GAP) + px(4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line where the dragged part would come to stand."""
        super().paintEvent(event)
        if self._drop_line is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(current().accent), px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            y = max(self._drop_line, px(2))
            painter.drawLine(px(6), y, self.viewport().width() - px(6), y)
            painter.end()
