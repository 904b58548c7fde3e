"""Lists of entries: all of them, filtered, or answering a search. Always newest first, read page by page.

Without a search the rows come from small covering indexes; with one from the full-text index, whose rowid
is the sort key. Either way the database stops after the page that is shown.

The full-text index is walked once per statement: SQLite would gladly look up each of many rows in it instead,
and merge the words of a prefix anew each time. The unary plus in ``+rowid`` keeps it from that, and the one in
``+sort_key`` from reading whole entries where a small index will do.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, TextualSelect, text
from sqlalchemy.exc import DatabaseError

from peerjournal.journal.entry import EntryFilter, EntryRow, folded
from peerjournal.journal.query import Query, Term, parse_query, to_fts
from peerjournal.store.entries import ROW, sort_key, to_row

_FOUND_FROM, _FOUND_UNTIL = "\ue000", "\ue001"  # private-use marks round what was found
_AROUND = 48

_TYPES = {c.name: c.type for c in ROW}


@dataclass
class _Conditions:
    """WHERE clauses with their values; ``match`` is set when the full-text index answers."""

    match: str = ""
    clauses: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, clause: str, **values: Any) -> None:
        self.clauses.append(clause)
        self.values |= values


def count(db: Connection, wanted: EntryFilter) -> int:
    """How many entries the list has."""
    conditions = _conditions(wanted)
    n: int = db.execute(text(f"SELECT count(*) FROM {_source(conditions)}"), conditions.values).scalar_one()
    return n


def page(db: Connection, wanted: EntryFilter, offset: int, limit: int) -> list[EntryRow]:
    """``limit`` rows from ``offset`` on, newest first, with snippets where a search is answered."""
    conditions = _conditions(wanted)
    query = _query(wanted)
    snippet = f"snippet(entry_search, 1, '{_FOUND_FROM}', '{_FOUND_UNTIL}', '…', 24)" if conditions.match else "''"
    hits = (
        f"SELECT {_key(conditions)} AS k, {snippet} AS snippet FROM {_source(conditions)}"
        " ORDER BY k DESC LIMIT :limit OFFSET :offset"
    )
    columns = ", ".join(f"entry.{name}" for name in _TYPES)
    # Found by its signs: the index's own snippet does not show it.
    hidden = f"entry.signs <> '' AND instr(hit.snippet, '{_FOUND_FROM}') = 0" if conditions.match else "0"
    long = "entry.text" if _needs_text(query) else f"CASE WHEN {hidden} THEN entry.text ELSE '' END"
    statement = _typed(
        f"SELECT {columns}, hit.snippet, {long} AS whole FROM ({hits}) AS hit"
        " JOIN entry ON entry.sort_key = hit.k ORDER BY hit.k DESC"
    )
    values = conditions.values | {"limit": limit, "offset": offset}
    return [to_row(row, _pieces(row.snippet, row.whole, query)) for row in db.execute(statement, values).all()]


@lru_cache(maxsize=64)
def _typed(statement: str) -> TextualSelect:
    """The statement with the types of :data:`ROW`; kept, since each key typed asks the same way again."""
    return text(statement).columns(**_TYPES)


def row_of(db: Connection, wanted: EntryFilter, entry_id: str) -> int | None:
    """At which row the entry stands in this list; None if it is not in it."""
    key = db.execute(text("SELECT sort_key FROM entry WHERE id = :id"), {"id": entry_id}).scalar()
    if key is None:
        return None
    conditions = _conditions(wanted)
    column = _key(conditions)
    source = _source(conditions)
    values = conditions.values | {"key": key}
    joint = "AND" if " WHERE " in source else "WHERE"
    here = f"SELECT 1 FROM {source} {joint} {column} = :key"
    above = f"SELECT count(*) FROM {source} {joint} {column} > :key"
    if db.execute(text(here), values).first() is None:
        return None
    n: int = db.execute(text(above), values).scalar_one()
    return n


def days_with_writing(db: Connection, year: int, month: int) -> dict[date, int]:
    """Each day of the month with writing, and how many entries."""
    beginning = f"{year:04d}-{month:02d}-"
    found = db.execute(
        text(
            "SELECT written_on, count(*) FROM entry WHERE trashed_at IS NULL"
            " AND written_on >= :first AND written_on < :past GROUP BY written_on"
        ),
        {"first": beginning, "past": beginning + "~"},
    )
    return {date.fromisoformat(day): n for day, n in found}


def on_this_day(db: Connection, today: date) -> list[EntryRow]:
    """What was written on this day of the year in earlier years, newest first; not what is to be kept out of it.

    On 28 February of a common year the 29th of leap years is shown too.
    """
    days = [today.strftime("%m-%d")]
    if days[0] == "02-28" and (today + timedelta(days=1)).month == 3:
        days.append("02-29")
    columns = ", ".join(_TYPES)
    statement = _typed(
        f"SELECT {columns} FROM entry WHERE trashed_at IS NULL AND substr(written_on, 6) IN (:a, :b)"
        " AND written_on < :today AND id NOT IN (SELECT entry_id FROM kept_out_of_other_years) ORDER BY sort_key DESC"
    )
    values = {"a": days[0], "b": days[-1], "today": today.isoformat()}
    return [to_row(row) for row in db.execute(statement, values)]


def index_is_sound(db: Connection) -> bool:
    """Whether the full-text index holds exactly the words of the entries outside the trash."""
    try:
        db.execute(text("INSERT INTO entry_search (entry_search, rank) VALUES ('integrity-check', 1)"))
    except DatabaseError:
        return False
    return True


def rebuild_index(db: Connection) -> None:
    """Make the full-text index anew from the entries."""
    db.execute(text("INSERT INTO entry_search (entry_search) VALUES ('rebuild')"))


def _query(wanted: EntryFilter) -> Query:
    return parse_query(wanted.query, typing=wanted.typing)


def _conditions(wanted: EntryFilter) -> _Conditions:
    query = _query(wanted)
    made = _Conditions()
    made.match = "" if wanted.trashed else _match(query)
    if made.match:
        made.add("entry_search MATCH :match", match=made.match)
    else:
        made.add(f"trashed_at IS {'NOT ' if wanted.trashed else ''}NULL")
    key = _key(made)
    _add_days(made, key, wanted, query)
    if wanted.starred:
        made.add("+rowid IN (SELECT sort_key FROM entry WHERE starred = 1 AND trashed_at IS NULL)"
                 if made.match else "starred = 1")  # fmt: skip
    if query.unwanted and not made.match:
        made.add(
            f"{key} NOT IN (SELECT rowid FROM entry_search WHERE entry_search MATCH :not)",
            **{"not": _any_of(query.unwanted)},
        )
    _add_tags(made, key, wanted, query)
    return made


def _match(query: Query) -> str:
    """What the full-text index is asked; empty where nothing is wanted of it."""
    wanted = " AND ".join(f"({to_fts(term)})" for term in query.wanted)
    unwanted = _any_of(query.unwanted)
    return f"({wanted}) NOT ({unwanted})" if wanted and unwanted else wanted


def _any_of(terms: tuple[Term, ...]) -> str:
    return " OR ".join(f"({to_fts(term)})" for term in terms)


def _add_days(made: _Conditions, key: str, wanted: EntryFilter, query: Query) -> None:
    first = max((d for d in (wanted.from_on, query.from_on) if d), default=None)
    last = min((d for d in (wanted.until_on, query.until_on) if d), default=None)
    if first is not None:
        made.add(f"{key} >= :first", first=_midnight(first))
    if last is not None:
        # Entries of the same tenth of a second move up by one each; a day holds 864,000 of them.
        made.add(f"{key} < :past", past=_midnight(last) + 864_000)


def _midnight(day: date) -> int:
    return sort_key(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - a wall clock, on purpose


def _add_tags(made: _Conditions, key: str, wanted: EntryFilter, query: Query) -> None:
    tags = [*query.tags, *([folded(wanted.tag)] if wanted.tag else [])]
    listed = "(SELECT e.sort_key FROM entry_tag t JOIN entry e ON e.id = t.entry_id WHERE t.folded = :{0})"
    for kind, names in (("IN", tags), ("NOT IN", query.not_tags)):
        for n, name in enumerate(names):
            value = f"{'tag' if kind == 'IN' else 'nottag'}{n}"
            made.add(f"+{key} {kind} {listed.format(value)}", **{value: name})


def _key(conditions: _Conditions) -> str:
    return "rowid" if conditions.match else "sort_key"


def _source(conditions: _Conditions) -> str:
    table = "entry_search" if conditions.match else "entry"
    return f"{table} WHERE {' AND '.join(conditions.clauses)}"


# Snippets


def _needs_text(query: Query) -> bool:
    """Whether a term is found by its signs, which the index's own snippet cannot show."""
    return any("{signs}" in to_fts(term) for term in query.wanted)


def _pieces(snippet: str, whole: str, query: Query) -> tuple[tuple[str, bool], ...]:
    if whole and (shown := _around(whole, query)):
        return shown
    if _FOUND_FROM not in snippet:
        return ()
    pieces = []
    for part in " ".join(snippet.split()).split(_FOUND_FROM):
        found, marked, rest = part.rpartition(_FOUND_UNTIL)
        pieces += [(found, bool(marked)), (rest, False)]
    return tuple(piece for piece in pieces if piece[0])


def _around(whole: str, query: Query) -> tuple[tuple[str, bool], ...]:
    """The neighbourhood of the first term standing in the text as it was typed."""
    for term in query.wanted:
        found = re.search(re.escape(term.words), whole, re.IGNORECASE)
        if found:
            at, end = found.span()
            before = whole[max(0, at - _AROUND) : at].replace("\n", " ")
            after = whole[end : end + _AROUND].replace("\n", " ")
            lead = "…" if at > _AROUND else ""
            tail = "…" if end + _AROUND < len(whole) else ""
            return tuple(p for p in ((lead + before, False), (found[0], True), (after + tail, False)) if p[0])
    return ()
