"""My plan: sections under the person's own headings, strategies, own people.

What is typed is kept as it is typed; of a section, what stood there before a sitting stays as a version.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import folded, new_id, one_line, tidy_title, whole_characters
from peerjournal.journal.plan import Helped, OwnPerson, Section, SectionVersion, Strategy
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.sharing import marks
from peerjournal.store import plans as store
from peerjournal.store import stories as story_store
from peerjournal.store.preferences import preference, put_preference
from peerjournal.store.rows import Rows
from peerjournal.vault.engine import Transaction

_IN_SUPPORT = "in support"


def _forget_in_support(db: Transaction, person_id: str) -> None:
    known = dict(preference(db, _IN_SUPPORT) or {})
    if known.pop(person_id, None) is not None:
        put_preference(db, _IN_SUPPORT, known)


SECTIONS = Kept(
    store.section_rows,
    lambda: _("There is no such section."),
    lambda: _("Only a section in the trash can be deleted for good; nothing was changed."),
)
STRATEGIES = Kept(
    store.strategy_rows,
    lambda: _("There is no such strategy."),
    lambda: _("Only a strategy in the trash can be deleted for good; nothing was changed."),
)
PEOPLE = Kept(
    store.person_rows,
    lambda: _("There is no such person in your plan."),
    lambda: _("Only somebody in the trash can be deleted for good; nothing was changed."),
    forget=_forget_in_support,
)
TRASHABLE = (SECTIONS, STRATEGIES, PEOPLE)


class _Placed(Protocol):
    id: str
    position: int


_P = TypeVar("_P", bound=_Placed)


def _in_place(rows: Sequence[_P]) -> list[_P]:
    return sorted(rows, key=lambda row: (row.position, row.id))


def _after(rows: Sequence[_Placed]) -> int:
    return 1 + max((row.position for row in rows), default=-1)


# ----------------------------------------------------------------------------------------------------- sections


def sections(journal: OpenJournal, *, trashed: bool = False) -> list[Section]:
    """In the person's order."""
    return _in_place(SECTIONS.all(journal, trashed=trashed))


def add_section(journal: OpenJournal, heading: str) -> Section:
    """After the others. Raises :class:`BadInput` without a heading."""
    made = Section(new_id(), _heading(heading), sitting=new_id(), changed_at=journal.clock.now())
    with journal.changing() as db:
        made.position = _after(store.section_rows.all(db))
        store.section_rows.put(db, made)
    return made


def write_section(journal: OpenJournal, section_id: str, text: str, *, sitting: str) -> Section:
    """What stands in it now. The first writing of a sitting keeps what stood there before as a version.

    Raises :class:`NotFound`.
    """
    with journal.changing() as db:
        return _put_section(db, journal, section_id, None, text, sitting)


def name_section(journal: OpenJournal, section_id: str, heading: str, *, sitting: str) -> Section:
    """Another heading, as with :func:`write_section`. Raises :class:`NotFound`, or :class:`BadInput` without one."""
    with journal.changing() as db:
        return _put_section(db, journal, section_id, _heading(heading), None, sitting)


def _put_section(
    db: Transaction, journal: OpenJournal, section_id: str, heading: str | None, text: str | None, sitting: str
) -> Section:
    old = SECTIONS.get(db, section_id)
    new = replace(
        old,
        heading=old.heading if heading is None else heading,
        text=old.text if text is None else marks.with_tokens(whole_characters(text)),
    )
    if new == old:
        return old
    now = journal.clock.now()
    if old.sitting != sitting and old.text.strip():
        store.version_rows.put(db, SectionVersion(new_id(), old.id, old.changed_at or now, old.heading, old.text))
    new.changed_at, new.sitting = now, sitting
    store.section_rows.put(db, new)
    return new


def _heading(heading: str) -> str:
    kept = tidy_title(heading)
    if not kept:
        raise BadInput(_("Please give it a heading; nothing was changed."))
    return kept


def get_section(journal: OpenJournal, section_id: str) -> Section:
    """In the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return SECTIONS.get(db, section_id)


def section_versions(journal: OpenJournal, section_id: str) -> list[SectionVersion]:
    """How it stood before, newest first."""
    with journal.reading() as db:
        return store.versions_of(db, section_id)


def bring_back_section(journal: OpenJournal, version_id: str) -> Section:
    """What stood there earlier stands there again; what it replaces is kept as a version. Raises :class:`NotFound`."""
    with journal.changing() as db:
        version = store.version_rows.find(db, store.version_rows.table.c.id == version_id)
        if version is None:
            raise NotFound(_("This earlier version is no longer there; nothing was changed."))
        return _put_section(db, journal, version.section_id, version.heading, version.text, new_id())


# --------------------------------------------------------------------------------------------------- strategies


def strategies(journal: OpenJournal, *, trashed: bool = False) -> list[Strategy]:
    """In the person's order."""
    return _in_place(STRATEGIES.all(journal, trashed=trashed))


def add_strategy(journal: OpenJournal, what: str, *, when: str = "", how: str = "", part_id: str = "") -> Strategy:
    """After the others. Raises :class:`BadInput` without saying what it is."""
    made = _clean(Strategy(new_id(), what, when, how, part_id))
    with journal.changing() as db:
        made.position = _after(store.strategy_rows.all(db))
        store.strategy_rows.put(db, made)
    return made


def change_strategy(journal: OpenJournal, strategy: Strategy) -> Strategy:
    """Its words and the part it comes from. Raises :class:`NotFound`, or :class:`BadInput` without words."""
    kept = _clean(strategy)
    with journal.changing() as db:
        old = STRATEGIES.get(db, strategy.id)
        new = replace(old, what=kept.what, when=kept.when, how=kept.how, part_id=kept.part_id)
        store.strategy_rows.put(db, new)
        return new


def say_helped(journal: OpenJournal, strategy_id: str, helped: Helped) -> Strategy:
    """Whether it helped lately, as of today. Raises :class:`NotFound`."""
    with journal.changing() as db:
        on = None if helped is Helped.UNSAID else journal.clock.today()
        new = replace(STRATEGIES.get(db, strategy_id), helped=helped, helped_on=on)
        store.strategy_rows.put(db, new)
        return new


def _clean(strategy: Strategy) -> Strategy:
    what = one_line(strategy.what)
    if not what:
        raise BadInput(_("Please say in a few words what helps; nothing was changed."))
    return replace(strategy, what=what, when=one_line(strategy.when), how=whole_characters(strategy.how))


@dataclass(frozen=True)
class Origin:
    """A part of the story a strategy may come from, with its title for its owner's eyes."""

    part_id: str
    title: str
    trashed: bool


def origins(journal: OpenJournal) -> list[Origin]:
    """Every part of the story, in its order; those in the trash come last."""
    with journal.reading() as db:
        parts = story_store.all_parts(db)
    found = [Origin(p.id, one_line(marks.without_marks(p.title)), p.trashed_at is not None) for p in parts]
    return sorted(found, key=lambda origin: origin.trashed)


@dataclass(frozen=True)
class FromStory:
    """Something a part of the story says helped, and is not in the plan yet. ``part`` is the title of the part."""

    what: str
    part_id: str
    part: str


def from_story(journal: OpenJournal) -> list[FromStory]:
    """What the parts say helped, as it could go into the plan; nothing goes there by itself."""
    with journal.reading() as db:
        parts = [p for p in story_store.all_parts(db) if p.trashed_at is None]
    known = {folded(s.what) for s in strategies(journal)}
    found: dict[str, FromStory] = {}
    for part in parts:
        for line in part.strategies:
            key = folded(one_line(line))
            if key and key not in known:
                found.setdefault(key, FromStory(one_line(line), part.id, one_line(marks.without_marks(part.title))))
    return list(found.values())


# ------------------------------------------------------------------------------------------------------- people


def own_people(journal: OpenJournal, *, trashed: bool = False) -> list[OwnPerson]:
    """In the person's order."""
    return _in_place(PEOPLE.all(journal, trashed=trashed))


def add_person(journal: OpenJournal, name: str, *, reach: str = "", for_what: str = "") -> OwnPerson:
    """After the others. Raises :class:`BadInput` without a name."""
    made = _named(OwnPerson(new_id(), name, reach, for_what))
    with journal.changing() as db:
        made.position = _after(store.person_rows.all(db))
        store.person_rows.put(db, made)
    return made


def change_person(journal: OpenJournal, person: OwnPerson) -> OwnPerson:
    """Raises :class:`NotFound`, or :class:`BadInput` without a name."""
    kept = _named(person)
    with journal.changing() as db:
        old = PEOPLE.get(db, person.id)
        new = replace(old, name=kept.name, reach=kept.reach, for_what=kept.for_what)
        store.person_rows.put(db, new)
        return new


def _named(person: OwnPerson) -> OwnPerson:
    name = one_line(person.name)
    if not name:
        raise BadInput(_("Please give a name, or what you call them; nothing was changed."))
    return replace(person, name=name, reach=one_line(person.reach), for_what=one_line(person.for_what))


def in_support(journal: OpenJournal) -> dict[str, tuple[str, str, str]]:
    """By person: the name, how to reach them and for what, as they were last put into Support from this journal.

    What stands in Support in the same words can be changed there on their behalf; everything else was typed there.
    """
    with journal.reading() as db:
        known = preference(db, _IN_SUPPORT) or {}
    return {person_id: (name, reach, for_what) for person_id, (name, reach, for_what) in known.items()}


def remember_in_support(journal: OpenJournal, person_id: str, words: tuple[str, str, str]) -> None:
    """They were put into Support in these words. Raises :class:`NotFound`."""
    with journal.changing() as db:
        PEOPLE.get(db, person_id)
        put_preference(db, _IN_SUPPORT, {**(preference(db, _IN_SUPPORT) or {}), person_id: list(words)})


# -------------------------------------------------------------------------------------------------------- order


def order(journal: OpenJournal, ids: Sequence[str]) -> None:
    """Put sections, strategies or people into this order; those not named come after."""
    rank = {id_: n for n, id_ in enumerate(ids)}
    with journal.changing() as db:
        _order(db, store.section_rows, rank)
        _order(db, store.strategy_rows, rank)
        _order(db, store.person_rows, rank)


def _order(db: Transaction, rows: Rows[_P], rank: dict[str, int]) -> None:
    there = _in_place(rows.all(db))
    if any(row.id in rank for row in there):
        there.sort(key=lambda row: rank.get(row.id, len(rank)))
        for place, row in enumerate(there):
            row.position = place
        rows.put_many(db, there)
