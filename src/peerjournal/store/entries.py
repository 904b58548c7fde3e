"""Entries, drafts, versions and the last place: rows in and out.

Every function works inside the transaction of the connection it is given.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from peerjournal.journal.entry import Draft, Entry, EntryRow, Place, Version, first_line, folded
from peerjournal.journal.query import signs_of
from peerjournal.store.schema import drafts, entries, entry_tags, kept_out, places, versions

ROW = (
    entries.c.id,
    entries.c.written_at,
    entries.c.title,
    entries.c.first_line,
    entries.c.tags,
    entries.c.starred,
)


def sort_key(written_at: datetime) -> int:
    """Tenths of seconds on the wall clock since the year 1."""
    wall = written_at.replace(tzinfo=None)
    return (wall.toordinal() * 86_400 + wall.hour * 3600 + wall.minute * 60 + wall.second) * 10


_NEXT_FREE = text(
    "SELECT e.sort_key + 1 FROM entry e WHERE e.sort_key >= :wanted"
    " AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.sort_key = e.sort_key + 1) ORDER BY e.sort_key LIMIT 1"
)
_FREE_BEFORE = text(
    "SELECT e.sort_key - 1 FROM entry e WHERE e.sort_key <= :wanted"
    " AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.sort_key = e.sort_key - 1) ORDER BY e.sort_key DESC LIMIT 1"
)
_A_DAY = 864_000
_TAKEN = select(entries.c.id).where(entries.c.sort_key == bindparam("wanted"))


def _free_sort_key(db: Connection, written_at: datetime) -> int:
    wanted = sort_key(written_at)
    if db.execute(_TAKEN, {"wanted": wanted}).first() is None:
        return wanted
    free: int = db.execute(_NEXT_FREE, {"wanted": wanted}).scalar_one()
    if free // _A_DAY != wanted // _A_DAY:  # many in the last second of a day: they stay on it
        free = db.execute(_FREE_BEFORE, {"wanted": wanted}).scalar_one()
    return free


def _columns(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "written_at": entry.written_at,
        "written_on": entry.day.isoformat(),
        "starred": entry.starred,
        "changed_at": entry.changed_at,
        "trashed_at": entry.trashed_at,
        "sitting": entry.sitting,
        "title": entry.title,
        "tags": entry.tags,
        "first_line": first_line(entry.text),
        "signs": signs_of(f"{entry.title}\n{entry.text}\n" + "\n".join(entry.tags)),
        "text": entry.text,
    }


# What every save runs is put together once: that costs more than the database needs to do it.
_ADD = insert(entries)
_ADD_TAGS = upsert(entry_tags).on_conflict_do_nothing()
_DROP_TAGS = delete(entry_tags).where(entry_tags.c.entry_id == bindparam("entry"))
_CHANGE = update(entries).where(entries.c.id == bindparam("entry"))


def add(db: Connection, entry: Entry) -> None:
    """A new entry. Its id must be new."""
    db.execute(_ADD, {"sort_key": _free_sort_key(db, entry.written_at), **_columns(entry)})
    _write_tags(db, entry)


def add_many(db: Connection, many: Iterable[Entry]) -> int:
    """New entries in bulk; returns how many."""
    n = 0
    for n, entry in enumerate(many, 1):  # noqa: B007 - n is the answer
        add(db, entry)
    return n


def change(db: Connection, old: Entry, new: Entry) -> None:
    """Write what differs, so that the full-text index is only touched where words changed."""
    before, after = _columns(old), _columns(new)
    changed = {name: value for name, value in after.items() if value != before[name]}
    if sort_key(old.written_at) != sort_key(new.written_at):
        changed["sort_key"] = _free_sort_key(db, new.written_at)
    if changed:
        db.execute(_CHANGE, {"entry": old.id, **changed})
    if old.tags != new.tags:
        db.execute(_DROP_TAGS, {"entry": old.id})
        _write_tags(db, new)


def _write_tags(db: Connection, entry: Entry) -> None:
    if entry.tags:
        rows = [{"folded": folded(t), "entry_id": entry.id, "name": t} for t in entry.tags]
        db.execute(_ADD_TAGS, rows)


_FIND = select(*[c for c in entries.c if c.name not in {"sort_key", "written_on", "first_line", "signs"}]).where(
    entries.c.id == bindparam("entry")
)


def find(db: Connection, entry_id: str) -> Entry | None:
    """The entry with this id, in the trash or not."""
    row = db.execute(_FIND, {"entry": entry_id}).mappings().first()
    return None if row is None else Entry(**row)


def find_ids(db: Connection, beginning: str, most: int = 2) -> list[str]:
    """Ids that begin so (hex digits), at most ``most``."""
    upper = beginning + "g"
    query = select(entries.c.id).where(entries.c.id >= beginning, entries.c.id < upper).limit(most)
    return list(db.scalars(query))


def remove(db: Connection, entry_id: str) -> None:
    """Take an entry and all that hangs on it out of the database for good."""
    drop_draft(db, entry_id)
    db.execute(delete(entries).where(entries.c.id == entry_id))


def trashed(db: Connection) -> list[tuple[str, datetime]]:
    """Id and moment of everything in the trash."""
    query = select(entries.c.id, entries.c.trashed_at).where(entries.c.trashed_at.is_not(None))
    return [(r.id, r.trashed_at) for r in db.execute(query)]


def to_row(row: Row[*tuple[Any, ...]], snippet: tuple[tuple[str, bool], ...] = ()) -> EntryRow:
    """What a list shows, from the columns :data:`ROW`."""
    return EntryRow(row.id, row.written_at, row.title, row.first_line, row.tags, row.starred, snippet)


def kept_out_rows(db: Connection) -> list[EntryRow]:
    """The entries that are never shown by themselves on their day in later years, newest first."""
    there = entries.c.id.in_(select(kept_out.c.entry_id)), entries.c.trashed_at.is_(None)
    query = select(*ROW).where(*there).order_by(entries.c.sort_key.desc())
    return [to_row(row) for row in db.execute(query)]


# Drafts


_PUT_DRAFT = upsert(drafts)
_PUT_DRAFT = _PUT_DRAFT.on_conflict_do_update(
    index_elements=["entry_id"],
    set_={c.name: _PUT_DRAFT.excluded[c.name] for c in drafts.c if c.name != "entry_id"},
)
_DRAFT = tuple(c.name for c in drafts.c)
_DROP_DRAFT = delete(drafts).where(drafts.c.entry_id == bindparam("entry"))


def put_draft(db: Connection, draft: Draft) -> None:
    """Keep this draft in the place of any earlier one of the same entry."""
    db.execute(_PUT_DRAFT, {name: getattr(draft, name) for name in _DRAFT})


def all_drafts(db: Connection) -> list[Draft]:
    """Every draft that was not settled."""
    return [Draft(**row) for row in db.execute(select(drafts)).mappings()]


def drop_draft(db: Connection, entry_id: str) -> None:
    """The draft is settled or not wanted."""
    db.execute(_DROP_DRAFT, {"entry": entry_id})


# Versions


def add_version(db: Connection, version: Version) -> None:
    """Keep an earlier wording."""
    db.execute(insert(versions), {c.name: getattr(version, c.name) for c in versions.c})


def versions_of(db: Connection, entry_id: str) -> list[Version]:
    """Newest first."""
    query = select(versions).where(versions.c.entry_id == entry_id)
    found = [Version(**row) for row in db.execute(query).mappings()]
    return sorted(found, key=lambda v: v.kept_at, reverse=True)


def find_version(db: Connection, version_id: str) -> Version | None:
    """The version with this id."""
    row = db.execute(select(versions).where(versions.c.id == version_id)).mappings().first()
    return None if row is None else Version(**row)


# The last place


def put_place(db: Connection, place: Place) -> None:
    """Remember where the person was."""
    statement = upsert(places)
    values = {"entry_id": place.entry_id, "cursor": place.cursor, "anchor": place.anchor, "writing": place.writing}
    db.execute(statement.on_conflict_do_update(index_elements=["one"], set_=values), {"one": 1, **values})


def find_place(db: Connection) -> Place | None:
    """Where the person was, if that entry is still there."""
    query = (
        select(places.c.entry_id, places.c.cursor, places.c.anchor, places.c.writing)
        .join(entries, entries.c.id == places.c.entry_id)
        .where(entries.c.trashed_at.is_(None))
    )
    row = db.execute(query).first()
    return None if row is None else Place(*row)


def tag_counts(db: Connection) -> list[tuple[str, int]]:
    """Each tag in use and how many entries outside the trash carry it, by name."""
    query = (
        select(func.min(entry_tags.c.name), func.count())
        .join(entries, entries.c.id == entry_tags.c.entry_id)
        .where(entries.c.trashed_at.is_(None))
        .group_by(entry_tags.c.folded)
        .order_by(entry_tags.c.folded)
    )
    return [(name, n) for name, n in db.execute(query)]
