"""The list of entries: one column, rows of one height, every step by keyboard too."""

from datetime import date

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from peerjournal.i18n import _
from peerjournal.ui.models.entry_list import ROW_ROLE, EntryListModel
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.entry_card import EntryDelegate
from peerjournal.ui.widgets.row_painting import as_column_of_cards


class EntryListView(QTableView):
    """The list. ``chosen`` when the person moves to an entry, ``opened`` on Enter or a double click.

    ``left_upwards`` when Up is pressed on the first row, ``trash_wanted`` on Delete.
    """

    chosen = Signal(str)
    opened = Signal(str)
    trash_wanted = Signal(str)
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setAccessibleName(_("Entries"))
        as_column_of_cards(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._delegate = EntryDelegate(self, self._day)
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(self._open)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def select_entry(self, entry_id: str | None) -> None:
        """Mark an entry as the one in the editor, without choosing it again; none if it is not in the list."""
        model = self.model()
        row = model.row_of(entry_id) if entry_id and isinstance(model, EntryListModel) else None
        self._quiet = True
        try:
            if row is None:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
            elif self.currentIndex().row() != row or not self.selectionModel().hasSelection():
                self.setCurrentIndex(model.index(row, 0))
        finally:
            self._quiet = False

    def refresh(self, entry_id: str | None) -> None:
        """Read the list again and mark an entry; nothing is chosen by that."""
        model = self.model()
        assert isinstance(model, EntryListModel)
        self._quiet = True
        try:
            model.refresh()
        finally:
            self._quiet = False
        self.select_entry(entry_id)

    def point_at(self, number: int) -> None:
        """Put the keyboard's mark near a row without choosing it."""
        last = self.model().rowCount() - 1
        if last >= 0 and number >= 0 and not self.selectionModel().hasSelection():
            self._quiet = True
            index = self.model().index(min(number, last), 0)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
            self._quiet = False

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(self._tell)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last entry."""
        last = self.model().rowCount() - 1
        if last >= 0 and action == QAbstractItemView.CursorAction.MoveHome:
            return self.model().index(0, 0)
        if last >= 0 and action == QAbstractItemView.CursorAction.MoveEnd:
            return self.model().index(last, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, _typed: str) -> None:
        """Nothing: searching has its own field, and this would read every row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring(on=True)
        index = self.currentIndex()
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self._open(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            row = index.data(ROW_ROLE)
            if row is not None:
                self.trash_wanted.emit(row.id)
        elif key == Qt.Key.Key_Up and index.row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ring(on=False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring(on=event.reason() != Qt.FocusReason.MouseFocusReason)
        if not self.currentIndex().isValid() and self.model() is not None and self.model().rowCount():
            self._quiet = True
            self.selectionModel().setCurrentIndex(
                self.model().index(0, 0), self.selectionModel().SelectionFlag.NoUpdate
            )
            self._quiet = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring(on=False)

    def _ring(self, *, on: bool) -> None:
        if self._delegate.shows_ring != on:
            self._delegate.shows_ring = on
            self.viewport().update()

    def _measure(self) -> None:
        self._delegate.measure()
        self.verticalHeader().setDefaultSectionSize(self._delegate.height)
        self.verticalScrollBar().setSingleStep(px(24))
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.opened.emit(row.id)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(ROW_ROLE) if now.isValid() and not self._quiet else None
        if row is not None:
            self.chosen.emit(row.id)

    def _day(self) -> date:
        model = self.model()
        assert isinstance(model, EntryListModel)
        return model.today
