"""Stories, parts and the people in them: rows in and out, inside the transaction of the connection given."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, literal_column, select, update

from peerjournal.journal.story import Movement, Part, PartDraft, PartVersion, Person, Story
from peerjournal.store.rows import Rows
from peerjournal.store.schema import movements, part_drafts, part_versions, parts, people, stories

story_rows = Rows(stories, Story)
movement_rows = Rows(movements, Movement)
part_rows = Rows(parts, Part)
draft_rows = Rows(part_drafts, PartDraft)
version_rows = Rows(part_versions, PartVersion)
person_rows = Rows(people, Person)


def all_stories(db: Connection) -> list[Story]:
    """Those not in the trash, in their order."""
    return story_rows.all(db, stories.c.trashed_at.is_(None), order_by=[stories.c.position, stories.c.id])


def all_movements(db: Connection) -> list[Movement]:
    """In their order."""
    return movement_rows.all(db, order_by=[movements.c.position, movements.c.id])


def find_part(db: Connection, part_id: str) -> Part | None:
    """The part with this id, in the trash or not."""
    return part_rows.find(db, parts.c.id == part_id)


def parts_of(db: Connection, story_id: str, *, trashed: bool = False) -> list[Part]:
    """The parts of a story in their order: those in it, or those of it in the trash."""
    where = parts.c.trashed_at.is_not(None) if trashed else parts.c.trashed_at.is_(None)
    return part_rows.all(db, parts.c.story_id == story_id, where, order_by=[parts.c.position, parts.c.id])


def all_parts(db: Connection) -> list[Part]:
    """Every part of every story, in the trash or not, in the order of stories and parts."""
    query = (
        select(parts)
        .join(stories, stories.c.id == parts.c.story_id)
        .order_by(stories.c.position, stories.c.id, parts.c.position, parts.c.id)
    )
    return [Part(**row) for row in db.execute(query).mappings()]


def part_ids(db: Connection) -> set[str]:
    """Ids of all parts, in the trash or not."""
    return set(db.scalars(select(parts.c.id)))


def next_position(db: Connection, story_id: str) -> int:
    """After the last part of a story."""
    last = db.execute(select(func.max(parts.c.position)).where(parts.c.story_id == story_id)).scalar_one()
    return 0 if last is None else int(last) + 1


_PLACE = update(parts).where(parts.c.id == bindparam("part")).values(position=bindparam("place"))


def put_in_order(db: Connection, part_ids: Sequence[str]) -> None:
    """These parts stand in this order from now on."""
    if part_ids:
        db.execute(_PLACE, [{"part": id_, "place": i} for i, id_ in enumerate(part_ids)])


def remove_part(db: Connection, part_id: str) -> None:
    """Take a part and all that hangs on it out of the database for good."""
    drop_draft(db, part_id)
    part_rows.remove(db, parts.c.id == part_id)


def find_draft(db: Connection, part_id: str) -> PartDraft | None:
    """What is being written of a part."""
    return draft_rows.find(db, part_drafts.c.part_id == part_id)


def drop_draft(db: Connection, part_id: str) -> None:
    """The draft is settled or not wanted."""
    draft_rows.remove(db, part_drafts.c.part_id == part_id)


def versions_of(db: Connection, part_id: str) -> list[PartVersion]:
    """Newest first."""
    # Of two kept within the same second the one written later comes first.
    found = version_rows.all(db, part_versions.c.part_id == part_id, order_by=[literal_column("rowid").desc()])
    return sorted(found, key=lambda v: v.kept_at, reverse=True)


def find_version(db: Connection, version_id: str) -> PartVersion | None:
    """The version with this id."""
    return version_rows.find(db, part_versions.c.id == version_id)


def all_people(db: Connection, *, trashed: bool = False) -> list[Person]:
    """By name; without those in the trash unless they are asked for."""
    where: list[Any] = [] if trashed else [people.c.trashed_at.is_(None)]
    return person_rows.all(db, *where, order_by=[func.lower(people.c.name), people.c.id])


def find_person(db: Connection, person_id: str) -> Person | None:
    """The person with this id."""
    return person_rows.find(db, people.c.id == person_id)


def remove_person(db: Connection, person_id: str) -> None:
    """Take a person out for good."""
    person_rows.remove(db, people.c.id == person_id)
