"""Check-ins and what belongs to charts: rows in and out, inside the transaction of the connection given."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

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
    where: list[ColumnElement[bool]] = [check_ins.c.trashed_at.is_(None)]
    text = func.substr(check_ins.c.at, 1, 10)
    if from_on is not None:
        where.append(text >= from_on.isoformat())
    if until_on is not None:
        where.append(text <= until_on.isoformat())
    return check_in_rows.all(db, *where, order_by=_BY_TIME)


def find_ids(db: Connection, beginning: str) -> list[str]:
    """At most two ids of check-ins that begin so."""
    query = select(check_ins.c.id).where(check_ins.c.id.startswith(beginning, autoescape=True)).limit(2)
    return list(db.scalars(query))


def of_entry(db: Connection, entry_id: str) -> list[CheckIn]:
    """The check-ins an entry carries, the first first; none from the trash."""
    return [c for c in check_in_rows.all(db, check_ins.c.entry_id == entry_id, order_by=_BY_TIME) if not c.trashed_at]


_BY_TIME: list[ColumnElement[Any]] = [func.substr(check_ins.c.at, 1, 19), check_ins.c.id]


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
    query = select(entries.c.written_on, entries.c.tags).where(entries.c.trashed_at.is_(None))
    days: dict[str, set[str]] = {}
    for written_on, tags in db.execute(query):
        days.setdefault(written_on, set()).update(tags)
    return [EntryDay(date.fromisoformat(day), frozenset(tags)) for day, tags in sorted(days.items())]


def titles(db: Connection, entry_ids: Iterable[str]) -> dict[str, str]:
    """The titles of these entries, by id; without those in the trash."""
    wanted = set(entry_ids)
    if not wanted:
        return {}
    query = select(entries.c.id, entries.c.title).where(entries.c.trashed_at.is_(None))
    return {row.id: row.title for row in db.execute(query) if row.id in wanted}
