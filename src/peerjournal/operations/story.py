"""My story: stories, their parts, the movements parts stand in. Each change is one durable transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id, tidy_tags, tidy_title, whole_characters
from peerjournal.journal.story import (
    LONGEST_NAME,
    MOVEMENTS,
    Movement,
    Part,
    PartDraft,
    PartVersion,
    Story,
)
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing import marks
from peerjournal.store import entries as entry_store
from peerjournal.store import sharing as sharing_store
from peerjournal.store import stories as store
from peerjournal.store.schema import movements, parts, stories
from peerjournal.vault.engine import Transaction

SHORTEST_ID = 6
"""So much of an id must be given: a digit alone is a slip, not a choice."""


class _Titled(Protocol):
    id: str
    title: str


_T = TypeVar("_T", bound=_Titled)


def all_meant(there: Iterable[_T], meant: str) -> list[_T]:
    """Those whose id or title this is, whatever its case; where there are none, those whose id begins so."""
    wanted = meant.strip().casefold()
    known = list(there) if wanted else []
    exact = [one for one in known if wanted in {one.id, one.title.casefold()}]
    return exact or [one for one in known if len(wanted) >= SHORTEST_ID and one.id.startswith(wanted)]


# ---------------------------------------------------------------------------------------------------- stories


def all_stories(journal: OpenJournal) -> list[Story]:
    """The stories, in their order."""
    with journal.reading() as db:
        return store.all_stories(db)


def add_story(journal: OpenJournal, title: str) -> Story:
    """A new story after the others. Raises :class:`BadInput` without a title."""
    story = Story(new_id(), _named(title))
    with journal.changing() as db:
        story.position = 1 + max((s.position for s in store.story_rows.all(db)), default=-1)
        store.story_rows.put(db, story)
    return story


def rename_story(journal: OpenJournal, story_id: str, title: str) -> Story:
    """Raises :class:`NotFound`, or :class:`BadInput` without a title."""
    with journal.changing() as db:
        story = replace(_get_story(db, story_id), title=_named(title))
        store.story_rows.put(db, story)
        return story


def remove_story(journal: OpenJournal, story_id: str) -> None:
    """Take an empty story away. Raises :class:`BadInput` while parts are in it, or while it is the only one."""
    with journal.changing() as db:
        _get_story(db, story_id)
        written = any(draft.story_id == story_id for draft in store.draft_rows.all(db))
        if written or store.parts_of(db, story_id) or store.parts_of(db, story_id, trashed=True):
            raise BadInput(_("This story still has parts, here or in the trash; nothing was changed."))
        if len(store.all_stories(db)) == 1:
            raise BadInput(_("This is the only story; it can be renamed. Nothing was changed."))
        store.story_rows.remove(db, stories.c.id == story_id)


def _get_story(db: Transaction, story_id: str) -> Story:
    story = store.story_rows.find(db, stories.c.id == story_id)
    if story is None:
        raise NotFound(_("There is no such story."))
    return story


def _named(name: str) -> str:
    kept = tidy_title(name)[:LONGEST_NAME]
    if not kept:
        raise BadInput(_("Please give it a name; nothing was changed."))
    return kept


# -------------------------------------------------------------------------------------------------- movements


def all_movements(journal: OpenJournal) -> list[Movement]:
    """The movements, in their order."""
    with journal.reading() as db:
        return store.all_movements(db)


def add_movement(journal: OpenJournal, label: str) -> Movement:
    """One of the person's own. Raises :class:`BadInput` without a label."""
    movement = Movement(new_id(), _named(label))
    with journal.changing() as db:
        movement.position = 1 + max((m.position for m in store.all_movements(db)), default=-1)
        store.movement_rows.put(db, movement)
    return movement


def rename_movement(journal: OpenJournal, movement_id: str, label: str) -> Movement:
    """Raises :class:`NotFound`, or :class:`BadInput` without a label."""
    with journal.changing() as db:
        movement = store.movement_rows.find(db, movements.c.id == movement_id)
        if movement is None:
            raise NotFound(_("There is no such movement."))
        movement.label = _named(label)
        store.movement_rows.put(db, movement)
        return movement


def remove_movement(journal: OpenJournal, movement_id: str) -> None:
    """Take away one of the person's own; its parts then stand in none. Raises :class:`BadInput` for the first three."""
    if movement_id in MOVEMENTS:
        raise BadInput(_("The first three movements stay; they can be renamed. Nothing was changed."))
    with journal.changing() as db:
        store.movement_rows.remove(db, movements.c.id == movement_id)
        for part in store.part_rows.all(db, parts.c.movement == movement_id):
            store.part_rows.put(db, replace(part, movement=""))


def find_movement(journal: OpenJournal, meant: str) -> Movement:
    """By id or label, whatever its case. Raises :class:`NotFound` naming those there are."""
    found = all_movements(journal)
    wanted = meant.strip().casefold()
    for movement in found:
        if wanted in {movement.id.casefold(), movement.label.casefold()}:
            return movement
    known = ", ".join(m.id if m.id in MOVEMENTS else m.label for m in found)
    raise NotFound(_("There is no such movement; there are: {known}. Nothing was changed.").format(known=known))


# ------------------------------------------------------------------------------------------------------ parts


def parts_of(journal: OpenJournal, story_id: str, *, trashed: bool = False) -> list[Part]:
    """The parts of a story in their order, or those of it in the trash."""
    with journal.reading() as db:
        return store.parts_of(db, story_id, trashed=trashed)


def all_parts(journal: OpenJournal, *, trashed: bool = False) -> list[Part]:
    """Every part in the order of stories and parts; those in the trash only if asked for."""
    with journal.reading() as db:
        return [p for p in store.all_parts(db) if trashed or p.trashed_at is None]


def get_part(journal: OpenJournal, part_id: str) -> Part:
    """The part, in the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return _get(db, part_id)


def find_part(journal: OpenJournal, meant: str) -> Part:
    """By id, its beginning, or an unmistakable title. Raises :class:`NotFound` where none or several are meant."""
    found = all_meant(all_parts(journal), meant)
    if len(found) != 1:
        raise NotFound(
            _("Several parts could be meant; please give the id. Nothing was changed.")
            if found
            else _("There is no such part; “part list” names them. Nothing was changed.")
        )
    return found[0]


def _get(db: Transaction, part_id: str) -> Part:
    part = store.find_part(db, part_id)
    if part is None:
        raise NotFound(_("There is no such part."))
    return part


_SHARED_FIELDS = tuple(
    f.name for f in fields(PartDraft) if f.name in {p.name for p in fields(Part)} and f.name != "sitting"
)


def new_draft(journal: OpenJournal, story_id: str | None = None) -> PartDraft:
    """A blank draft of a new part, in a story or in the first one. Nothing is written."""
    with journal.reading() as db:
        found = store.all_stories(db)
    chosen = story_id if story_id is not None else found[0].id
    return PartDraft(new_id(), chosen)


def draft_from_entry(journal: OpenJournal, entry_id: str, story_id: str | None = None) -> PartDraft:
    """A draft of a part with an entry's words; the entry stays. Raises :class:`NotFound`."""
    with journal.reading() as db:
        entry = entry_store.find(db, entry_id)
    if entry is None:
        raise NotFound(_("There is no such entry."))
    blank = new_draft(journal, story_id)
    return replace(blank, title=entry.title, text=entry.text, themes=entry.tags, entry_id=entry.id)


def open_draft(journal: OpenJournal, part_id: str) -> PartDraft:
    """A part as it goes into the editor, with a fresh sitting. Raises :class:`NotFound`."""
    part = get_part(journal, part_id)
    return PartDraft(part.id, **{n: getattr(part, n) for n in _SHARED_FIELDS})


def save_draft(journal: OpenJournal, draft: PartDraft) -> None:
    """Keep what stands in the editor. Raises :class:`DiskFull` or :class:`NotWritable`."""
    with journal.changing() as db:
        store.draft_rows.put(db, _clean(draft))


def settle(journal: OpenJournal, draft: PartDraft) -> Part | None:
    """The draft becomes the part; None where a new one says nothing and so leaves no trace.

    The first settling of a sitting keeps the wording before it as a version, later ones do not.
    """
    with journal.changing() as db:
        return _settle(db, _clean(draft), journal.clock.now())


def settle_left_drafts(journal: OpenJournal) -> list[Part]:
    """Settle the drafts of parts a killed program left."""
    with journal.changing() as db:
        settled = [_settle(db, _clean(draft), journal.clock.now()) for draft in store.draft_rows.all(db)]
        return [part for part in settled if part is not None]


def _settle_draft_of(db: Transaction, part_id: str, now: datetime) -> None:
    """What is being written of a part becomes the part, before something else is made of it."""
    draft = store.find_draft(db, part_id)
    if draft is not None:
        _settle(db, _clean(draft), now)


def _clean(draft: PartDraft) -> PartDraft:
    return replace(
        draft,
        title=tidy_title(marks.with_tokens(draft.title)),
        text=marks.with_tokens(whole_characters(draft.text)),
        time_of_life=tidy_title(draft.time_of_life),
        themes=tidy_tags(draft.themes),
        strategies=marks.tidy_lines(draft.strategies),
        person_ids=tuple(dict.fromkeys(draft.person_ids)),
    )


def _settle(db: Transaction, draft: PartDraft, now: datetime) -> Part | None:
    store.drop_draft(db, draft.part_id)
    old = store.find_part(db, draft.part_id)
    values = {n: getattr(draft, n) for n in _SHARED_FIELDS}
    # The story or movement may be gone since; the words must not go with it.
    there = [s.id for s in store.all_stories(db)]
    values["story_id"] = draft.story_id if draft.story_id in there else there[0]
    if draft.movement not in {m.id for m in store.all_movements(db)}:
        values["movement"] = ""
    if old is None:
        if not draft.says_something:
            return None
        part = Part(draft.part_id, **values, changed_at=now, sitting=draft.sitting)
        part.position = store.next_position(db, part.story_id)
        store.part_rows.put(db, part)
        return part
    new = replace(old, **values)
    if new == old:
        return old
    if new.story_id != old.story_id:
        new.position = store.next_position(db, new.story_id)
    new.changed_at, new.sitting = now, draft.sitting
    reworded = (old.title, old.text, old.themes) != (new.title, new.text, new.themes)
    if reworded and old.sitting != draft.sitting:
        _keep_version(db, old, now)
    store.part_rows.put(db, new)
    return new


def _keep_version(db: Transaction, part: Part, now: datetime) -> None:
    version = PartVersion(new_id(), part.id, part.changed_at or now, part.title, part.text, part.themes)
    store.version_rows.put(db, version)


def write_part(
    journal: OpenJournal,
    *,
    text: str,
    title: str = "",
    movement: str = "",
    person_ids: Iterable[str] = (),
    story_id: str | None = None,
    time_of_life: str = "",
    themes: Iterable[str] = (),
) -> Part:
    """A whole new part at once. Raises :class:`BadInput` where it says nothing."""
    draft = replace(
        new_draft(journal, story_id),
        text=text,
        title=title,
        movement=movement,
        person_ids=tuple(person_ids),
        time_of_life=time_of_life,
        themes=tuple(themes),
    )
    if not draft.says_something:
        raise BadInput(_("There is no text to write; nothing was changed."))
    part = settle(journal, draft)
    assert part is not None
    return part


def put_in_order(journal: OpenJournal, story_id: str, part_ids: Sequence[str]) -> None:
    """The parts of a story stand in this order from now on; those not named come after, as they stood."""
    with journal.changing() as db:
        there = [p.id for p in store.parts_of(db, story_id)]
        named = [id_ for id_ in dict.fromkeys(part_ids) if id_ in there]
        store.put_in_order(db, named + [id_ for id_ in there if id_ not in named])


def move(journal: OpenJournal, part_id: str, by: int) -> list[str]:
    """Move a part up (negative) or down among the parts of its story; the ids in their new order."""
    with journal.changing() as db:
        part = _get(db, part_id)
        order = [p.id for p in store.parts_of(db, part.story_id)]
        if part_id in order:
            at = order.index(part_id)
            order.insert(min(max(at + by, 0), len(order) - 1), order.pop(at))
            store.put_in_order(db, order)
        return order


def split_part(journal: OpenJournal, part_id: str, at: int) -> tuple[Part, Part]:
    """Make two parts of one, cut at a character of its text; a private mark across the cut goes on in the second.

    The second stands right after the first, with its movement, time and people; every light of it is *keep*.
    Raises :class:`NotFound`, or :class:`BadInput` where one of the two would be empty.
    """
    with journal.changing() as db:
        _settle_draft_of(db, part_id, journal.clock.now())
        old = _get(db, part_id)
        if old.trashed_at is not None:
            raise BadInput(_("This part lies in the trash; nothing was changed."))
        first, second = marks.split(old.text, at)
        if not (marks.shareable(first).strip() or marks.private_texts(first)) or not second.strip():
            raise BadInput(_("There is nothing on one side of the cursor; nothing was changed."))
        now = journal.clock.now()
        _keep_version(db, old, now)
        store.drop_draft(db, old.id)
        kept = replace(old, text=first.rstrip("\n"), changed_at=now, sitting=new_id())
        title = _("{title}, continued").format(title=old.title) if old.title else ""
        made = replace(
            old, id=new_id(), title=tidy_title(title), text=second.lstrip("\n"), changed_at=now, sitting=new_id()
        )
        store.part_rows.put_many(db, [kept, made])
        order = [p.id for p in store.parts_of(db, old.story_id) if p.id != made.id]
        order.insert(order.index(old.id) + 1, made.id)
        store.put_in_order(db, order)
        return _get(db, old.id), _get(db, made.id)


def versions(journal: OpenJournal, part_id: str) -> list[PartVersion]:
    """Earlier wordings, newest first."""
    with journal.reading() as db:
        return store.versions_of(db, part_id)


def bring_back(journal: OpenJournal, version_id: str) -> Part:
    """An earlier wording becomes the part's, private marks and all; the one it replaces is kept as a version.

    Raises :class:`NotFound`.
    """
    with journal.changing() as db:
        version = store.find_version(db, version_id)
        if version is None:
            raise NotFound(_("This earlier version is no longer there; nothing was changed."))
        now = journal.clock.now()
        _settle_draft_of(db, version.part_id, now)
        old = _get(db, version.part_id)
        _keep_version(db, old, now)
        new = replace(old, title=version.title, text=version.text, themes=version.themes, changed_at=now)
        new.sitting = new_id()
        store.drop_draft(db, old.id)
        store.part_rows.put(db, new)
        return new


# ---------------------------------------------------------------------------------------------------- the trash


def move_to_trash(journal: OpenJournal, part_id: str) -> Part:
    """Into the trash: it is out of every telling until it comes back. Raises :class:`NotFound`."""
    return _put(journal, part_id, trashed=True)


def restore(journal: OpenJournal, part_id: str) -> Part:
    """Back out of the trash, with its lights. Raises :class:`NotFound`."""
    return _put(journal, part_id, trashed=False)


def _put(journal: OpenJournal, part_id: str, *, trashed: bool) -> Part:
    with journal.changing() as db:
        now = journal.clock.now()
        _settle_draft_of(db, part_id, now)
        part = replace(_get(db, part_id), trashed_at=now if trashed else None)
        store.part_rows.put(db, part)
        sharing_store.keep_back(db, part_id)
        return part


def delete_for_good(journal: OpenJournal, part_id: str) -> None:
    """Take a part out of the trash and out of the journal, with its versions, lights and adapted wordings.

    Raises :class:`NotFound` for a part that is not in the trash.
    """
    with journal.changing() as db:
        part = store.find_part(db, part_id)
        if part is None or part.trashed_at is None:
            raise NotFound(_("Only a part in the trash can be deleted for good; nothing was changed."))
        store.remove_part(db, part_id)


def empty_trash(journal: OpenJournal, story_id: str) -> int:
    """Delete all parts of a story that are in the trash for good; returns how many parts that were."""
    with journal.changing() as db:
        return _remove(db, store.parts_of(db, story_id, trashed=True))


def empty_old_trash(journal: OpenJournal, days: int) -> int:
    """Delete for good the parts that have lain in the trash for ``days`` days or more."""
    now = journal.clock.now()
    with journal.changing() as db:
        return _remove(
            db, [p for p in store.all_parts(db) if p.trashed_at and now - p.trashed_at >= timedelta(days=days)]
        )


def _remove(db: Transaction, gone: Sequence[Part]) -> int:
    for part in gone:
        store.remove_part(db, part.id)
    return len(gone)
