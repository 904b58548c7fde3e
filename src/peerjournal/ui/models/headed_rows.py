"""Things under headings as Qt sees them: one column, the words of a row made when it comes into sight."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ID_ROLE = Qt.ItemDataRole.UserRole
"""The id of a row; None for a heading."""
SIGN_ROLE = Qt.ItemDataRole.UserRole + 1
"""The name of the icon a row carries; empty for none."""

_Index = QModelIndex | QPersistentModelIndex


class Listed(Protocol):
    """A thing with an id of its own."""

    @property
    def id(self) -> str:
        """Its id."""


T = TypeVar("T", bound=Listed)


class _Heading:
    """Stands above the things of one group."""

    def __init__(self, group: Hashable) -> None:
        self.group = group


class HeadedRows(QAbstractTableModel, Generic[T]):
    """Things in the order given, a heading above each run of the same group. A subclass says which, and its words.

    A row has up to ``MOST_LINES`` lines.
    """

    MOST_LINES = 3

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[T | _Heading] = []
        self._headings: dict[int, Hashable] = {}
        self._places: dict[str, int] = {}
        self.today = date.min

    # ------------------------------------------------------------------------------- what each one says itself

    def group_of(self, thing: T) -> Hashable:
        """What stands under one heading."""
        raise NotImplementedError

    def heading_of(self, group: Any) -> str:
        """The heading in words."""
        raise NotImplementedError

    def lines_of(self, thing: T) -> Sequence[str]:
        """The lines of a row, from the top."""
        raise NotImplementedError

    def spoken(self, thing: T) -> str:
        """The row for a screen reader."""
        raise NotImplementedError

    def sign_of(self, thing: T) -> str:
        """The name of its icon, or nothing."""
        del thing
        return ""

    # ---------------------------------------------------------------------------------------------- what is there

    def show(self, things: Sequence[T], today: date) -> None:
        """List these; headings and lines may say what is today."""
        self.beginResetModel()
        self.today = today
        self._rows, self._headings, self._places = [], {}, {}
        before: Hashable = None
        for thing in things:
            group = self.group_of(thing)
            if not self._rows or group != before:
                self._headings[len(self._rows)] = group
                self._rows.append(_Heading(group))
            self._places[thing.id] = len(self._rows)
            self._rows.append(thing)
            before = group
        self.endResetModel()

    @property
    def things(self) -> list[T]:
        """Those in the list, in order."""
        return [row for row in self._rows if not isinstance(row, _Heading)]

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return list(self._headings)

    def row_of(self, thing_id: str) -> int | None:
        """Where it stands, if it does."""
        return self._places.get(thing_id)

    def row_of_heading(self, group: Hashable) -> int | None:
        """Where the first heading of a group stands, if there is one."""
        return next((row for row, headed in self._headings.items() if headed == group), None)

    # ------------------------------------------------------------------------------------------------------- Qt's

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if index.data(ID_ROLE) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        spoken, shown = role == Qt.ItemDataRole.AccessibleTextRole, role == Qt.ItemDataRole.DisplayRole
        if isinstance(row, _Heading):
            return self.heading_of(row.group) if spoken or shown else None
        if role == ID_ROLE:
            return row.id
        if role == SIGN_ROLE:
            return self.sign_of(row)
        if shown:
            return "\n".join(self.lines_of(row))
        return self.spoken(row) if spoken else None

    def headerData(self, _section: int, _orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """No words: the hidden headers would otherwise be read out as numbers."""
        return "" if role == Qt.ItemDataRole.DisplayRole else None
