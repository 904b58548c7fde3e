"""Audiences, lights, tellings and what belongs to them: rows in and out."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, literal_column, select

from peerjournal.journal.story import Part
from peerjournal.sharing.audience import Audience, Light, LightSetting
from peerjournal.sharing.telling import Choice, Rehearsal, Source, Telling, Weighing
from peerjournal.store import stories
from peerjournal.store.rows import Rows
from peerjournal.store.schema import (
    answers,
    audiences,
    choices,
    dismissals,
    lights,
    rehearsals,
    tellings,
    weighings,
)

audience_rows = Rows(audiences, Audience)
light_rows = Rows(lights, LightSetting)
telling_rows = Rows(tellings, Telling)
choice_rows = Rows(choices, Choice)
rehearsal_rows = Rows(rehearsals, Rehearsal)
weighing_rows = Rows(weighings, Weighing)


_AS_MADE: ColumnElement[Any] = literal_column("rowid").desc()
"""Of two changed in the same second, the one made later comes first."""


def all_audiences(db: Connection, *, archived: bool = False) -> list[Audience]:
    """In their order; without the archived ones unless they are asked for."""
    where: list[Any] = [] if archived else [audiences.c.archived_at.is_(None)]
    return audience_rows.all(db, *where, order_by=[audiences.c.position, audiences.c.id])


def find_audience(db: Connection, audience_id: str) -> Audience | None:
    """The audience with this id, archived or not."""
    return audience_rows.find(db, audiences.c.id == audience_id)


def audience_ids(db: Connection) -> set[str]:
    """Ids of all audiences, archived or not."""
    return set(db.scalars(select(audiences.c.id)))


def remove_audience(db: Connection, audience_id: str) -> None:
    """Take an audience that nothing uses out for good, with its lights."""
    audience_rows.remove(db, audiences.c.id == audience_id)


_DROP_LIGHT = lights.delete().where(
    lights.c.part_id == bindparam("part"), lights.c.audience_id == bindparam("audience")
)


def put_lights(db: Connection, settings: list[LightSetting]) -> None:
    """Set lights; *keep* without a date needs no row and leaves none."""
    plain = [s for s in settings if s.light is Light.KEEP and s.look_again_on is None]
    if plain:
        db.execute(_DROP_LIGHT, [{"part": s.part_id, "audience": s.audience_id} for s in plain])
    light_rows.put_many(db, [s for s in settings if s.light is not Light.KEEP or s.look_again_on is not None])


def all_lights(db: Connection) -> dict[tuple[str, str], LightSetting]:
    """Everything that was said; what is missing is *keep*."""
    return {(s.part_id, s.audience_id): s for s in light_rows.all(db)}


def find_telling(db: Connection, telling_id: str) -> Telling | None:
    """The telling with this id, in the trash or not."""
    return telling_rows.find(db, tellings.c.id == telling_id)


def all_tellings(db: Connection, *, trashed: bool = False) -> list[Telling]:
    """The one changed last first."""
    where = tellings.c.trashed_at.is_not(None) if trashed else tellings.c.trashed_at.is_(None)
    found = telling_rows.all(db, where, order_by=[_AS_MADE])
    return sorted(found, key=lambda t: t.changed_at.timestamp() if t.changed_at else 0, reverse=True)


def has_tellings(db: Connection, audience_id: str) -> bool:
    """Whether any telling, in the trash or not, is made for this audience."""
    return telling_rows.find(db, tellings.c.audience_id == audience_id) is not None


def choices_of(db: Connection, telling_id: str) -> list[Choice]:
    """The parts chosen for a telling, in their order."""
    return choice_rows.all(
        db,
        choices.c.telling_id == telling_id,
        choices.c.position != _TAKEN_OUT,
        order_by=[choices.c.position, choices.c.part_id],
    )


_TAKEN_OUT = -1
"""The position of a part that was taken out of a telling; its adapted words wait here for its coming back."""


def find_choice(db: Connection, telling_id: str, part_id: str) -> Choice | None:
    """One part chosen for a telling."""
    return choice_rows.find(db, choices.c.telling_id == telling_id, choices.c.part_id == part_id)


def replace_choices(db: Connection, telling_id: str, chosen: list[Choice]) -> None:
    """These, and no others, in this order. Adapted words of a part taken out are kept for its coming back."""
    db.execute(choices.update().where(choices.c.telling_id == telling_id), {"position": _TAKEN_OUT})
    for place, choice in enumerate(chosen):
        choice.position = place
    choice_rows.put_many(db, chosen)


def remove_telling(db: Connection, telling_id: str) -> None:
    """Take a telling and all that hangs on it out for good. The ledger keeps its lines."""
    telling_rows.remove(db, tellings.c.id == telling_id)


def source(db: Connection) -> Source:
    """All a telling can be made from, as it stands: what is being written counts as it stands in the editor.

    An arrangement holds until the person is deleted for good.
    """
    parts = {part.id: part for part in stories.all_parts(db)}
    for draft in stories.draft_rows.all(db):
        part = parts.get(draft.part_id, Part(draft.part_id, draft.story_id))  # one not kept yet is in no telling
        parts[part.id] = replace(part, title=draft.title, text=draft.text, person_ids=draft.person_ids)
    return Source(parts, stories.all_people(db, trashed=True), all_lights(db))


def answers_of(db: Connection, telling_id: str) -> dict[str, str]:
    """The answers kept with a telling, by question."""
    query = select(answers.c.question, answers.c.text).where(answers.c.telling_id == telling_id)
    return {row.question: row.text for row in db.execute(query)}


def put_answer(db: Connection, telling_id: str, question: str, text: str) -> None:
    """Keep an answer; an empty one leaves no trace."""
    table = answers
    db.execute(table.delete().where(table.c.telling_id == telling_id, table.c.question == question))
    if text.strip():
        db.execute(table.insert(), {"telling_id": telling_id, "question": question, "text": text})


def rehearsals_of(db: Connection, telling_id: str | None = None) -> list[Rehearsal]:
    """Of one telling or of all, the oldest first."""
    where = [] if telling_id is None else [rehearsals.c.telling_id == telling_id]
    return sorted(rehearsal_rows.all(db, *where), key=lambda r: r.at)


def all_weighings(db: Connection, *, trashed: bool = False) -> list[Weighing]:
    """The one changed last first."""
    where = weighings.c.trashed_at.is_not(None) if trashed else weighings.c.trashed_at.is_(None)
    found = weighing_rows.all(db, where, order_by=[_AS_MADE])
    return sorted(found, key=lambda w: w.changed_at.timestamp() if w.changed_at else 0, reverse=True)


def find_weighing(db: Connection, weighing_id: str) -> Weighing | None:
    """The sheet with this id."""
    return weighing_rows.find(db, weighings.c.id == weighing_id)


def remove_weighing(db: Connection, weighing_id: str) -> None:
    """Take a sheet out for good."""
    weighing_rows.remove(db, weighings.c.id == weighing_id)


def keep_back(db: Connection, part_id: str, audience_id: str | None = None) -> None:
    """A part goes out of the tellings for an audience, or of all, until it is looked at again there."""
    statement = choices.update().where(choices.c.part_id == part_id).values(seen_light=Light.KEEP)
    if audience_id is not None:
        mine = select(tellings.c.id).where(tellings.c.audience_id == audience_id)
        statement = statement.where(choices.c.telling_id.in_(mine))
    db.execute(statement)


def dismissed(db: Connection, telling_id: str) -> set[str]:
    """Keys of the findings dismissed in a telling."""
    return set(db.scalars(select(dismissals.c.key).where(dismissals.c.telling_id == telling_id)))


def put_dismissal(db: Connection, telling_id: str, key: str) -> None:
    """Dismiss a finding."""
    if key not in dismissed(db, telling_id):
        db.execute(dismissals.insert(), {"telling_id": telling_id, "key": key})


def drop_dismissal(db: Connection, telling_id: str, key: str) -> None:
    """Show a finding again."""
    db.execute(dismissals.delete().where(dismissals.c.telling_id == telling_id, dismissals.c.key == key))
