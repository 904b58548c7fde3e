"""Reflections, follow-ups and packs: rows in and out, inside the transaction of the connection given."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, func, literal, literal_column, select, type_coerce, update

from peerjournal.journal.reflection import FollowUp, Reflection, ReflectionRow, ReflectionVersion, SessionFilter
from peerjournal.sharing import marks
from peerjournal.sharing.pack import Pack, PackLine
from peerjournal.store.rows import Rows
from peerjournal.store.schema import (
    follow_ups,
    pack_lines,
    packs,
    reflection_drafts,
    reflection_versions,
    reflections,
)

reflection_rows = Rows(reflections, Reflection)
draft_rows = Rows(reflection_drafts, Reflection)
version_rows = Rows(reflection_versions, ReflectionVersion)
follow_up_rows = Rows(follow_ups, FollowUp)
pack_rows = Rows(packs, Pack)
line_rows = Rows(pack_lines, PackLine)

_BY_TIME: list[ColumnElement[Any]] = [
    func.substr(reflections.c.at, 1, 19),
    func.julianday(func.substr(reflections.c.at, 1, 25)),  # an hour that comes twice, in its true order
    reflections.c.id,
]
_LONGEST_WORDS = 400
_FIRST_ANSWER = func.json_extract(type_coerce(reflections.c.answers, String), "$[0][2]")
_ROW = select(
    *(reflections.c[name] for name in ("id", "at", "setting", "company", "minutes", "label", "co_reflect")),
    *(reflections.c[name] for name in ("before", "after")),
    func.coalesce(
        func.nullif(func.substr(_FIRST_ANSWER, 1, _LONGEST_WORDS), ""),
        func.substr(reflections.c.question, 1, _LONGEST_WORDS),
    ).label("first_words"),
)


def rows(db: Connection, wanted: SessionFilter) -> list[ReflectionRow]:
    """Those a filter lets through, the latest first; their texts stay on the disk."""
    where = _where(wanted)
    newest_first = [column.desc() for column in _BY_TIME]
    found = db.execute(_ROW.where(*where).order_by(*newest_first)).mappings()
    return [ReflectionRow(**row) for row in found]


def all_reflections(db: Connection, wanted: SessionFilter) -> list[Reflection]:
    """The same with all they say, in the order of their local time."""
    return reflection_rows.all(db, *_where(wanted), order_by=_BY_TIME)


def _where(wanted: SessionFilter) -> list[ColumnElement[bool]]:
    lying = reflections.c.trashed_at
    where: list[ColumnElement[bool]] = [lying.is_not(None) if wanted.trashed else lying.is_(None)]
    if wanted.setting is not None:
        where.append(reflections.c.setting == wanted.setting)
    if wanted.label:
        where.append(reflections.c.label == wanted.label)
    if wanted.to_co_reflect:
        where.append(reflections.c.co_reflect)
    return where


def used(db: Connection, name: str) -> list[str]:
    """The labels or roles in use, each once, in order; drafts and the trash included."""
    found: set[str] = set()
    for table in (reflections, reflection_drafts):
        found |= set(db.scalars(select(table.c[name]).distinct()))
    return sorted(found - {""}, key=lambda name: (name.casefold(), name))


def lines_under(db: Connection, label: str | None = None) -> set[str]:
    """The ids of the ledger lines that sessions of a label (or all sessions) wrote, in the trash or not."""
    where = [] if label is None else [reflections.c.label == label]
    found = db.scalars(select(reflections.c.lines).where(*where))
    return {line_id for lines in found for line_id in lines}


def rename_label(db: Connection, before: str, after: str) -> None:
    """Call a label otherwise wherever it stands."""
    for table in (reflections, reflection_drafts, reflection_versions):
        db.execute(update(table).where(table.c.label == before).values(label=after))


def versions_of(db: Connection, reflection_id: str) -> list[ReflectionVersion]:
    """Newest first."""
    # Of two kept within the same second the one written later comes first.
    newest_first: list[ColumnElement[Any]] = [literal_column("rowid").desc()]
    found = version_rows.all(db, reflection_versions.c.reflection_id == reflection_id, order_by=newest_first)
    return sorted(found, key=lambda v: v.kept_at, reverse=True)


def forget(db: Connection, reflection_id: str) -> None:
    """What goes with a reflection that is deleted for good: its draft and its follow-ups."""
    draft_rows.remove(db, reflection_drafts.c.id == reflection_id)
    follow_up_rows.remove(db, follow_ups.c.reflection_id == reflection_id)


def follow_ups_there(db: Connection) -> list[FollowUp]:
    """Those not in the trash, and not of a session that lies in it. One of a session that never was is of none."""
    in_trash = select(reflections.c.id).where(reflections.c.trashed_at.is_not(None))
    found = follow_up_rows.all(db, follow_ups.c.trashed_at.is_(None), follow_ups.c.reflection_id.not_in(in_trash))
    there = set(db.scalars(select(reflections.c.id).where(reflections.c.id.in_({f.reflection_id for f in found}))))
    return [f if f.reflection_id in there else replace(f, reflection_id="") for f in found]


def lines_of(db: Connection, pack_id: str) -> list[PackLine]:
    """The lines of a pack, in their order."""
    return line_rows.all(
        db, pack_lines.c.pack_id == pack_id, order_by=[pack_lines.c.question.desc(), pack_lines.c.position]
    )


def has_packs(db: Connection, audience_id: str) -> bool:
    """Whether any pack is for this audience, in the trash or not."""
    return pack_rows.find(db, packs.c.audience_id == audience_id) is not None


def with_ids(db: Connection, ids: set[str]) -> list[Reflection]:
    """The reflections with these ids, in the trash or not."""
    return reflection_rows.all(db, reflections.c.id.in_(sorted(ids))) if ids else []


def marked(db: Connection) -> list[Reflection]:
    """Those in which private marks stand, in the trash or not."""
    said = func.concat(type_coerce(reflections.c.answers, String), reflections.c.question, reflections.c.landed)
    signs = sum((func.instr(said, sign) for sign in marks.SIGNS), start=literal(0))
    found = reflection_rows.all(db, signs > 0)
    return [r for r in found if marks.has_marks(r.text)]
