"""Check-ins and what belongs to charts: rows in and out, inside the transaction of the connection given."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, func, literal_column, select, type_coerce, update

from peerjournal.journal.checkin import Activity, Annotation, CheckIn, CheckInVersion, Tracker
from peerjournal.journal.entry import EntryDay
from peerjournal.store.rows import Rows
from peerjournal.store.schema import (
    activities,
    annotations,
    check_in_drafts,
    check_in_versions,
    check_ins,
    entries,
    entry_tags,
    scale_drafts,
    scale_results,
    scales,
    trackers,
)
from peerjournal.wellbeing.scale import Scale, ScaleDraft, ScaleResult

check_in_rows = Rows(check_ins, CheckIn)
draft_rows = Rows(check_in_drafts, CheckIn)
version_rows = Rows(check_in_versions, CheckInVersion)
activity_rows = Rows(activities, Activity)
tracker_rows = Rows(trackers, Tracker)
annotation_rows = Rows(annotations, Annotation)
scale_rows = Rows(scales, Scale)
result_rows = Rows(scale_results, ScaleResult)
scale_draft_rows = Rows(scale_drafts, ScaleDraft)


def between(db: Connection, from_on: date | None = None, until_on: date | None = None) -> list[CheckIn]:
    """Those not in the trash, in the order of their local day and time. Days are inclusive."""
    # A moment is written local time first, so its text sorts by what stood on the person's wall.
    at = type_coerce(check_ins.c.at, String)
    where: list[ColumnElement[bool]] = [check_ins.c.trashed_at.is_(None)]
    if from_on is not None:
        where.append(at >= from_on.isoformat())
    if until_on is not None:
        where.append(at < f"{until_on.isoformat()}U")  # T, before the time of day, sorts below it
    return check_in_rows.all(db, *where, order_by=_BY_TIME)


def find_ids(db: Connection, beginning: str) -> list[str]:
    """At most two ids of check-ins that begin so."""
    query = select(check_ins.c.id).where(check_ins.c.id.startswith(beginning, autoescape=True)).limit(2)
    return list(db.scalars(query))


def of_entry(db: Connection, entry_id: str) -> list[CheckIn]:
    """The check-ins an entry carries, the first first; none from the trash."""
    return [c for c in check_in_rows.all(db, check_ins.c.entry_id == entry_id, order_by=_BY_TIME) if not c.trashed_at]


_BY_TIME: list[ColumnElement[Any]] = [
    func.substr(check_ins.c.at, 1, 19),
    func.julianday(func.substr(check_ins.c.at, 1, 25)),  # an hour that comes twice, in its true order
    check_ins.c.id,
]


def forget_tracker(db: Connection, tracker_id: str) -> None:
    """Take every number of a tracker out of all check-ins, drafts and versions."""
    place = f'$."{tracker_id}"'
    for table in (check_ins, check_in_drafts, check_in_versions):
        numbers = type_coerce(table.c.trackers, String)
        there = func.json_type(numbers, place).is_not(None)
        db.execute(update(table).where(there).values(trackers=func.json_remove(numbers, place)))


def drop_draft(db: Connection, check_in_id: str) -> None:
    """The draft is settled or not wanted."""
    draft_rows.remove(db, check_in_drafts.c.id == check_in_id)


def versions_of(db: Connection, check_in_id: str) -> list[CheckInVersion]:
    """Newest first."""
    # Of two kept within the same second the one written later comes first.
    newest_first: list[ColumnElement[Any]] = [literal_column("rowid").desc()]
    found = version_rows.all(db, check_in_versions.c.check_in_id == check_in_id, order_by=newest_first)
    return sorted(found, key=lambda v: v.kept_at, reverse=True)


def in_order(rows: Iterable[Any]) -> list[Any]:
    """By the place the person gave them."""
    return sorted(rows, key=lambda row: (row.position, row.id))


def entry_days(db: Connection) -> list[EntryDay]:
    """The days with entries that are not in the trash, and all the tags they carry, in order."""
    # Whatever is asked of the rows themselves reads every text: these two stay within indexes. An entry stands by its
    # sort key within its day, so the key says the day.
    tags: defaultdict[int, set[str]] = defaultdict(set)
    for sort_key, tag in db.execute(_TAGGED):
        tags[sort_key // _A_DAY].add(tag)
    days = map(date.fromisoformat, sorted(db.scalars(_WRITTEN_ON)))
    return [EntryDay(day, frozenset(tags[day.toordinal()])) for day in days]


_A_DAY = 864_000
"""In tenths of seconds, as sort keys count."""
_IN_TRASH = select(entries.c.sort_key).where(entries.c.trashed_at.is_not(None))
_TAGGED = (
    select(entries.c.sort_key, entry_tags.c.name)
    .join_from(entry_tags, entries, entry_tags.c.entry_id == entries.c.id)
    .where(entries.c.sort_key.not_in(_IN_TRASH))
)
_WRITTEN_ON = select(entries.c.written_on).where(entries.c.trashed_at.is_(None)).distinct()


def titles(db: Connection) -> dict[str, str]:
    """The titles of the entries that carry a check-in, by id; without those in the trash."""
    carrying = entries.c.id.in_(select(check_ins.c.entry_id))
    found = db.execute(select(entries.c.id, entries.c.title).where(entries.c.trashed_at.is_(None), carrying))
    return {row.id: row.title for row in found}
