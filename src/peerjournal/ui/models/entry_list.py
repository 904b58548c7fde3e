"""The list of entries as Qt sees it: one column, read page by page, never the whole journal."""

from collections import OrderedDict
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import EntryFilter, EntryRow
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.text import long_date, time_of_day

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

ROW_ROLE = Qt.ItemDataRole.UserRole

_PAGE = 128
_PAGES_KEPT = 24

_Index = QModelIndex | QPersistentModelIndex


class EntryListModel(QAbstractTableModel):
    """The entries that fit a filter, newest first. Holds a few pages of rows, whatever the journal's size.

    ``ROW_ROLE`` gives an :class:`EntryRow`. ``troubled`` carries a sentence when rows cannot be read.
    """

    counted = Signal(int)
    troubled = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._filter = EntryFilter()
        self._count = 0
        self._counting: Job | None = None
        self._pages: OrderedDict[int, list[EntryRow]] = OrderedDict()

    @property
    def filter(self) -> EntryFilter:
        """What the list shows now."""
        return self._filter

    @property
    def counting(self) -> bool:
        """True while only the first rows of a long answer are there and the rest is being counted."""
        return self._counting is not None

    @property
    def today(self) -> date:
        """The person's day, for what is called today and yesterday."""
        return self._journal.clock.today()

    def set_filter(self, wanted: EntryFilter) -> None:
        """Show other entries; the list begins at its top again."""
        self._stop_counting()
        self.beginResetModel()
        self._filter = wanted
        self._pages.clear()
        if wanted.query:
            # What was found is shown at once; counting the rest of a long answer takes as long again.
            self._count = len(self._page(0))
            if self._count == _PAGE:
                self._count_in_background()
        else:
            self._count = self._counted()
        self.endResetModel()
        self.counted.emit(self._count)

    def refresh(self) -> None:
        """Read again after a change. The view keeps its place; rows come and go at the end and are all repainted."""
        self._stop_counting()
        count = self._counted()
        self._pages.clear()
        self._resize(count)
        if count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, 0))
        self.counted.emit(count)

    def row_of(self, entry_id: str) -> int | None:
        """Where the entry stands in the list, if it does."""
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import finding

        try:
            return finding.row_of(self._journal, self._filter, entry_id)
        except PeerJournalError as error:
            self.troubled.emit(str(error))
            return None

    def row(self, number: int) -> EntryRow | None:
        """The row at that number; None if it is not there (any more)."""
        if not 0 <= number < self._count:
            return None
        page = self._page(number // _PAGE)
        at = number % _PAGE
        return page[at] if at < len(page) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.row(index.row()) if index.isValid() else None
        if row is None or role == ROW_ROLE:
            return row
        return row.title or row.first_line if role == Qt.ItemDataRole.DisplayRole else spoken(row)

    def headerData(self, _section: int, _orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """No words: the hidden headers would otherwise be read out as numbers."""
        return "" if role == Qt.ItemDataRole.DisplayRole else None

    def _resize(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def _count_in_background(self) -> None:
        # For the same reason as in row_of.
        from peerjournal.operations import finding

        journal, wanted = self._journal, self._filter
        self._counting = jobs().run(
            lambda: finding.count_rows(journal, wanted), self._count_done, self._count_failed, self
        )

    def _stop_counting(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None

    def _count_done(self, count: int) -> None:
        self._counting = None
        self._resize(count)
        self.counted.emit(count)

    def _count_failed(self, error: Exception) -> None:
        self._counting = None
        if not isinstance(error, PeerJournalError):
            raise error
        self.troubled.emit(str(error))

    def _counted(self) -> int:
        # For the same reason as in row_of.
        from peerjournal.operations import finding

        try:
            return finding.count_rows(self._journal, self._filter)
        except PeerJournalError as error:
            self.troubled.emit(str(error))
            return 0

    def _page(self, number: int) -> list[EntryRow]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        # For the same reason as in row_of.
        from peerjournal.operations import finding

        try:
            page = finding.rows(self._journal, self._filter, number * _PAGE, _PAGE)
        except PeerJournalError as error:
            page = []
            self.troubled.emit(str(error))
        self._pages[number] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page


def spoken(row: EntryRow) -> str:
    """The row for a screen reader: title, long date and time, star, tags."""
    said = [
        row.title or row.first_line or _("Untitled"),
        f"{long_date(row.written_at)}, {time_of_day(row.written_at)}",
    ]
    if row.starred:
        said.append(_("Starred"))
    if row.tags:
        said.append(_("Tags: {tags}").format(tags=", ".join(row.tags)))
    return ". ".join(said)
