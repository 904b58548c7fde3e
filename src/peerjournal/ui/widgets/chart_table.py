"""The numbers behind a chart, as a table; a row is looked at when it comes into sight, however many there are."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QTableView, QWidget

from peerjournal.charts.words import amount, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data

if TYPE_CHECKING:
    from peerjournal.charts.chart import Cell, Table

_Index = QModelIndex | QPersistentModelIndex
_MEASURED = 200
"""Rows by which the width of a column is found."""
_CELL = 3


class ChartTableModel(QAbstractTableModel):
    """The cells as they are; a gap is empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None

    def show_table(self, table: "Table | None") -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if self.table is None or parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if self.table is None or parent.isValid() else len(self.table.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.table is None or not index.isValid():
            return None
        cell = self.table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return in_words(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(cell) | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.table is None or orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side_of(section) | Qt.AlignmentFlag.AlignVCenter
        return self.table.headers[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _side_of(self, column: int) -> Qt.AlignmentFlag:
        """Headings of numbers stand over them."""
        assert self.table is not None
        rows = self.table.rows
        first = (rows[n][column] for n in range(min(len(rows), _MEASURED)))
        said = next((cell for cell in first if cell is not None), "")
        return _side(said)


def _side(cell: "Cell") -> Qt.AlignmentFlag:
    """Words and days begin on one side, numbers end on the other."""
    return Qt.AlignmentFlag.AlignLeading if isinstance(cell, str | date) else Qt.AlignmentFlag.AlignTrailing


def in_words(cell: "Cell") -> str:
    """A cell as it is read: numbers and days as in the sentence and the picture, a gap as nothing."""
    if cell is None or cell != cell:  # noqa: PLR0124 - no number is a gap, too
        return ""
    if isinstance(cell, date):
        return short_date(cell)
    return cell if isinstance(cell, str) else amount(cell)


class ChartTable(QTableView):
    """Shows the table of a chart. Ctrl+C copies the cells chosen, with tabs between them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ChartTableModel(self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_table(self, table: "Table | None") -> None:
        """Show another table from its top, or none. The same table again stays where it is."""
        if table == self._model.table:
            return
        self._model.show_table(table)
        self.scrollToTop()
        if table is not None and len(table.rows):
            self.setCurrentIndex(self._model.index(0, 0))
            self.clearSelection()
        self._measure()

    def chosen_text(self) -> str:
        """The cells chosen, from the first to the last of them: tabs between cells, lines between rows."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(n) for n in range(selection.count())]
        if not ranges:
            return ""
        top, bottom = min(r.top() for r in ranges), max(r.bottom() for r in ranges)
        left, right = min(r.left() for r in ranges), max(r.right() for r in ranges)
        table = self._model.table
        assert table is not None
        chosen = [
            [in_words(cell) for cell in table.rows[row][left : right + 1]]
            for row in range(top, bottom + 1)
        ]  # fmt: skip
        return "\n".join("\t".join(row) for row in chosen)

    def minimumSizeHint(self) -> QSize:
        """Some rows can be seen in a small place, too."""
        return QSize(px(160), px(200))

    def sizeHint(self) -> QSize:
        """Room for a dozen rows."""
        return QSize(px(480), px(440))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        words = self.chosen_text()
        if words:
            clipboard_guard().note_copied(words)
            QGuiApplication.clipboard().setMimeData(our_mime_data(words))

    def _measure(self) -> None:
        self.verticalHeader().setMinimumSectionSize(px(20))
        self.verticalHeader().setDefaultSectionSize(px(32))
        header = self.horizontalHeader()
        # Qt keeps the words of cells that much further from their edges: so headings stand over their numbers.
        header.setStyleSheet(f"QHeaderView::section {{ padding: {px(6)}px {px(8) + _CELL}px; }}")
        self.resizeColumnsToContents()
        for column in range(header.count()):
            header.resizeSection(column, min(max(header.sectionSize(column), px(80)), px(420)))
