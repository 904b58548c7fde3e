"""Find: lists, search, calendar, this day in other years. Nothing here writes."""

from datetime import date

from peerjournal.journal.entry import EntryFilter, EntryRow
from peerjournal.operations.journals import OpenJournal
from peerjournal.store import entries as store
from peerjournal.store import search


def count_rows(journal: OpenJournal, wanted: EntryFilter) -> int:
    """How many entries the list has. Raises :class:`BadInput` for a query with a date that is none."""
    with journal.reading() as db:
        return search.count(db, wanted)


def rows(journal: OpenJournal, wanted: EntryFilter, offset: int, limit: int) -> list[EntryRow]:
    """``limit`` rows of the list from ``offset`` on, newest first. Raises :class:`BadInput` as above."""
    with journal.reading() as db:
        return search.page(db, wanted, offset, limit)


def row_of(journal: OpenJournal, wanted: EntryFilter, entry_id: str) -> int | None:
    """At which row of the list the entry stands; None if it is not in it."""
    with journal.reading() as db:
        return search.row_of(db, wanted, entry_id)


def tags_in_use(journal: OpenJournal) -> list[tuple[str, int]]:
    """Each tag and how many entries carry it, by name."""
    with journal.reading() as db:
        return store.tag_counts(db)


def days_with_writing(journal: OpenJournal, year: int, month: int) -> dict[date, int]:
    """Days of the month with writing, and how many entries each."""
    with journal.reading() as db:
        return search.days_with_writing(db, year, month)


def on_this_day(journal: OpenJournal, today: date) -> list[EntryRow]:
    """What was written on this day in earlier years, newest first."""
    with journal.reading() as db:
        return search.on_this_day(db, today)
