"""A list of things under quiet headings, each with a name and a line in passing."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Row:
    """One thing in the list. ``spoken`` is said by a screen reader where it should differ from what is seen."""

    id: str
    name: str
    passing: str = ""
    spoken: str = ""


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
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
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
        font = self.font()
        font.setBold(True)
        item.setFont(font)
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
