"""The list of check-ins as Qt sees it: one column, newest day first, a heading above each day."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from peerjournal.journal.checkin import CheckIn
from peerjournal.ui.text import day_heading, long_date, time_of_day
from peerjournal.ui.widgets.check_in_words import line_of

CHECK_IN_ROLE = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class CheckInListModel(QAbstractTableModel):
    """Holds check-ins by day. ``CHECK_IN_ROLE`` gives a :class:`CheckIn`, or None for the heading of a day."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CheckIn | date] = []
        self._places: dict[str, int] = {}
        self.today = date.min

    def show(self, check_ins: list[CheckIn], today: date) -> None:
        """List these, given in the order of their local day and time; headings say what is today."""
        self.beginResetModel()
        self.today = today
        self._rows = []
        for check_in in reversed(check_ins):
            if not self._rows or _day(self._rows[-1]) != check_in.day:
                self._rows.append(check_in.day)
            self._rows.append(check_in)
        self._places = {row.id: n for n, row in enumerate(self._rows) if isinstance(row, CheckIn)}
        self.endResetModel()

    @property
    def check_ins(self) -> list[CheckIn]:
        """Those in the list, newest first."""
        return [row for row in self._rows if isinstance(row, CheckIn)]

    def check_ins_of(self, day: date) -> list[CheckIn]:
        """Those of a day, newest first."""
        return [row for row in self._rows if isinstance(row, CheckIn) and row.day == day]

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return [n for n, row in enumerate(self._rows) if not isinstance(row, CheckIn)]

    def row_of(self, check_in_id: str) -> int | None:
        """Where it stands, if it does."""
        return self._places.get(check_in_id)

    def row_of_day(self, day: date) -> int | None:
        """The heading of a day, if anything was said on it."""
        return next((n for n, row in enumerate(self._rows) if row == day), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if index.data(CHECK_IN_ROLE) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == CHECK_IN_ROLE:
            return row if isinstance(row, CheckIn) else None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if not isinstance(row, CheckIn):
            return day_heading(row, self.today)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{time_of_day(row.at)}\n{line_of(row)}"
        return f"{long_date(row.at)}, {time_of_day(row.at)}. {line_of(row)}"

    def headerData(self, _section: int, _orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """No words: the hidden headers would otherwise be read out as numbers."""
        return "" if role == Qt.ItemDataRole.DisplayRole else None


def _day(row: CheckIn | date) -> date:
    return row.day if isinstance(row, CheckIn) else row
