"""Reflect on a session, and what is known of sessions. Each change is one durable transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.checkin import tidy_label, tidy_labels
from peerjournal.journal.entry import folded, new_id
from peerjournal.journal.reflection import (
    EVERY_SESSION,
    SAID,
    Reflection,
    ReflectionRow,
    ReflectionVersion,
    SessionFilter,
    same_words,
    tidied,
)
from peerjournal.operations.drafted import Drafted, same_moment
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.operations.ledger import add_session_line, place_as_told, write_anew
from peerjournal.operations.writing import check_moment
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Audience
from peerjournal.sharing.disclosure import About, Disclosure, DisclosureNote, Way
from peerjournal.store import ledger as ledger_store
from peerjournal.store import sessions as store
from peerjournal.store import sharing as sharing_store
from peerjournal.store import stories as story_store
from peerjournal.store.preferences import preference, put_preference
from peerjournal.vault.engine import Transaction

_LABELS, _UNDERSTOOD = "session labels", "reflection is no record"

KEPT = Kept(
    store.reflection_rows,
    lambda: _("There is no such reflection."),
    lambda: _("Only a reflection in the trash can be deleted for good; nothing was changed."),
    forget=store.forget,
)


def _tidied(reflection: Reflection) -> Reflection:
    """As it is kept, private marks as signs."""
    kept = tidied(reflection)
    answers = tuple(replace(a, text=marks.with_tokens(a.text)) for a in kept.answers)
    question, landed = map(marks.with_tokens, (kept.question, kept.landed))
    return replace(kept, answers=answers, question=question, landed=landed)


def _same_words(one: Reflection, other: Reflection) -> bool:
    return same_words(one, other) and same_moment(one, other)


def _stands_in(kept: Reflection, draft: Reflection) -> bool:
    """Whether the draft says nothing else; in which words a question was asked is no change."""
    same = kept.staying == draft.staying and kept.audience_id == draft.audience_id
    return same and not draft.shared and _same_words(kept, draft)


def _version(old: Reflection, kept_at: datetime) -> ReflectionVersion:
    said = {name: getattr(old, name) for name in SAID}
    return ReflectionVersion(reflection_id=old.id, kept_at=kept_at, at=old.at, **said)


def _become(db: Transaction, old: Reflection | None, draft: Reflection, now: datetime) -> Reflection:
    """Its label as it is spelt elsewhere, and what was shared in the ledger."""
    known = {folded(label): label for label in reversed(_labels(db))}
    return _write_ledger(db, old, replace(draft, label=known.get(folded(draft.label), draft.label)), now)


def _write_ledger(db: Transaction, old: Reflection | None, draft: Reflection, now: datetime) -> Reflection:
    """What was shared goes into the ledger, once; what is said of how it landed is added to the line."""
    known = () if old is None else old.lines
    lines = [] if old is None else _put_right(db, old, draft, now)
    told = {part.part_id for line in lines for part in line.parts}
    fresh = [p for p in draft.shared if p not in told and story_store.find_part(db, p) is not None]
    audience = _audience(db, draft)
    if fresh and audience is None:
        return replace(draft, shared=tuple(fresh), lines=known)
    if fresh and audience is not None:
        line = add_session_line(db, audience, fresh, draft.at, now, place=draft.label)
        lines.append(line)
    said_before = old is not None and not fresh and old.landed.strip() == draft.landed.strip()
    if lines and draft.landed.strip() and not said_before:
        _say_landed(db, lines[-1], draft.landed.strip(), now)
    return replace(draft, shared=(), lines=tuple(line.id for line in lines))


def _put_right(db: Transaction, old: Reflection, new: Reflection, now: datetime) -> list[Disclosure]:
    """Its lines, with the day, the label and to whom as the reflection says them now where it said others before."""
    lines = [line for line in (ledger_store.find(db, line_id) for line_id in old.lines) if line is not None]
    changed: dict[str, Any] = {}
    if not same_moment(old, new):
        changed["at"] = new.at
    if old.label != new.label:
        changed["place"] = place_as_told(db, new.label)
    before, audience = _audience(db, old), _audience(db, new)
    if audience is not None and (before is None or before.id != audience.id):
        changed |= {"audience_id": audience.id, "audience_name": audience.name}
        changed |= {"recorded": audience.recorded, "withdrawable": audience.withdrawable}
    return [_written_anew(db, line, changed, now, say_so=old.sitting != new.sitting) for line in lines]


def _written_anew(
    db: Transaction, line: Disclosure, changed: dict[str, Any], now: datetime, *, say_so: bool
) -> Disclosure:
    right = replace(line, **changed)
    return line if right == line else write_anew(db, line, right, now, say_so=say_so)


def _say_landed(db: Transaction, line: Disclosure, landed: str, now: datetime) -> None:
    said = [note.text for note in ledger_store.notes(db, line.id) if note.about is About.LANDED]
    if landed not in said[-1:]:
        ledger_store.add_note(db, DisclosureNote(new_id(), line.id, now, About.LANDED, landed))


def _audience(db: Transaction, reflection: Reflection) -> Audience | None:
    """The one that was said; otherwise the one that fits the kind of session; None where there is no audience."""
    there = sharing_store.all_audiences(db)
    fitting = "closed-group" if reflection.in_group else "one-to-one"
    for wanted in (reflection.audience_id, fitting):
        for audience in there:
            if audience.id == wanted:
                return audience
    return there[0] if there else None


DRAFTED = Drafted(
    KEPT, store.draft_rows, store.version_rows, _tidied, _same_words, _stands_in, _version, becoming=_become
)

# ------------------------------------------------------------------------------------------------ reflections


def new_reflection(journal: OpenJournal, at: datetime | None = None) -> Reflection:
    """A blank one, for now or a moment given. Nothing is written. Raises :class:`BadInput` for a year out of reach."""
    return Reflection(at=check_moment(at or journal.clock.now()), sitting=new_id())


def open_reflection(journal: OpenJournal, reflection_id: str) -> Reflection:
    """As it goes into the form, with a fresh sitting. Raises :class:`NotFound`."""
    return replace(get_reflection(journal, reflection_id), sitting=new_id())


def get_reflection(journal: OpenJournal, reflection_id: str) -> Reflection:
    """In the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return KEPT.get(db, reflection_id)


def save_draft(journal: OpenJournal, draft: Reflection) -> None:
    """Keep what stands in the form; what was shared is not in the ledger yet.

    Raises :class:`DiskFull` or :class:`NotWritable`.
    """
    with journal.changing() as db:
        DRAFTED.save_draft(db, draft, journal.clock.now())


def settle(journal: OpenJournal, draft: Reflection) -> Reflection | None:
    """The draft becomes the reflection; None where a new one says nothing and so leaves no trace.

    Parts shared that the ledger does not know yet go into it now, in the same transaction: what comes back names the
    lines and has nothing left to write. Settling the same draft twice writes no second line.
    """
    with journal.changing() as db:
        return DRAFTED.settle(db, draft, journal.clock.now())


def settle_left_drafts(journal: OpenJournal) -> list[Reflection]:
    """Settle the drafts a killed program left."""
    with journal.changing() as db:
        return DRAFTED.settle_left(db, journal.clock.now())


def record(journal: OpenJournal, reflection: Reflection) -> Reflection:
    """A whole new reflection at once. Raises :class:`BadInput` where it says nothing."""
    kept = settle(journal, reflection)
    if kept is None:
        raise BadInput(_("Nothing was said about this session; nothing was changed."))
    return kept


def rows(journal: OpenJournal, wanted: SessionFilter = EVERY_SESSION) -> list[ReflectionRow]:
    """Those a filter lets through, the latest first."""
    with journal.reading() as db:
        return store.rows(db, wanted)


def all_reflections(journal: OpenJournal, wanted: SessionFilter = EVERY_SESSION) -> list[Reflection]:
    """The same with all they say, the earliest first."""
    with journal.reading() as db:
        return store.all_reflections(db, wanted)


def versions(journal: OpenJournal, reflection_id: str) -> list[ReflectionVersion]:
    """How it stood before, newest first."""
    with journal.reading() as db:
        return store.versions_of(db, reflection_id)


def bring_back(journal: OpenJournal, version_id: str) -> Reflection:
    """What stood there earlier stands there again; what it replaces is kept as a version. Raises :class:`NotFound`."""
    with journal.changing() as db:
        return DRAFTED.bring_back(db, version_id, journal.clock.now(), new_id(), SAID)


def move_to_trash(journal: OpenJournal, reflection_id: str) -> Reflection:
    """Into the trash, as it stands in the form. The ledger keeps what was shared. Raises :class:`NotFound`."""
    with journal.changing() as db:
        DRAFTED.settle_draft_of(db, reflection_id, journal.clock.now())
    return KEPT.put(journal, reflection_id, trashed=True)


def restore(journal: OpenJournal, reflection_id: str) -> Reflection:
    """Back out of the trash. Raises :class:`NotFound`."""
    return KEPT.put(journal, reflection_id, trashed=False)


def delete_for_good(journal: OpenJournal, reflection_id: str) -> None:
    """With its versions, its draft and its follow-ups. Raises :class:`NotFound` for one that is not in the trash."""
    KEPT.delete_for_good(journal, reflection_id)


# --------------------------------------------------------------------------------------- what was shared with whom


def audience_for(journal: OpenJournal, reflection: Reflection) -> Audience | None:
    """To whom the ledger will say it was told, as things stand in the form; None where there is no audience at all."""
    with journal.reading() as db:
        return _audience(db, reflection)


def lines_of(journal: OpenJournal, reflection: Reflection) -> list[Disclosure]:
    """Its ledger lines that are still there, the earliest first."""
    with journal.reading() as db:
        found = [ledger_store.find(db, line_id) for line_id in reflection.lines]
    return [line for line in found if line is not None]


@dataclass(frozen=True)
class SharedWith:
    """One part shared in sessions of one label: its title as the ledger has it, how often, when last, how it landed."""

    part_id: str
    title: str
    times: int
    last: datetime
    landed: str


def shared_with(journal: OpenJournal, label: str) -> list[SharedWith]:
    """What was shared in the sessions of a label, the latest first.

    What was told was told: sessions in the trash count, and so do those of which only the ledger line is left.
    """
    with journal.reading() as db:
        wanted, claimed = store.lines_under(db, label), store.lines_under(db)
        place = folded(place_as_told(db, label))
        lines = [
            line
            for line in ledger_store.all_lines(db)
            if line.id in wanted or (line.way is Way.SESSION and line.id not in claimed and folded(line.place) == place)
        ]
        landed: dict[str, str] = {n.disclosure_id: n.text for n in ledger_store.notes(db) if n.about is About.LANDED}
    found: dict[str, list[tuple[Disclosure, str]]] = {}
    for line in lines:
        for part in line.parts:
            found.setdefault(part.part_id, []).append((line, part.title))
    return [
        SharedWith(part_id, told[0][1], len(told), told[0][0].at, landed.get(told[0][0].id, ""))
        for part_id, told in found.items()
    ]


# ------------------------------------------------------------------------------------------------ labels, roles


def labels(journal: OpenJournal) -> tuple[str, ...]:
    """The labels to choose from: the person's list in its order, then others in use."""
    with journal.reading() as db:
        return _labels(db)


def _labels(db: Transaction) -> tuple[str, ...]:
    return tidy_labels([*(preference(db, _LABELS) or ()), *store.used(db, "label")])


def set_labels(journal: OpenJournal, wanted: Iterable[str]) -> tuple[str, ...]:
    """These are offered from now on, in this order. Sessions keep the labels they have."""
    with journal.changing() as db:
        put_preference(db, _LABELS, list(tidy_labels(list(wanted))))
    return labels(journal)


def rename_label(journal: OpenJournal, before: str, after: str) -> tuple[str, ...]:
    """Call a label otherwise, in the list and in every session. Raises :class:`BadInput` without a new name."""
    name = tidy_label(after)
    if not name:
        raise BadInput(_("Please give it a name; nothing was changed."))
    with journal.changing() as db:
        others = [label for label in _labels(db) if folded(label) != folded(before)]
        name = next((label for label in others if folded(label) == folded(name)), name)
        listed = [name if folded(label) == folded(before) else label for label in preference(db, _LABELS) or ()]
        put_preference(db, _LABELS, list(tidy_labels(listed)))
        for label in {before, *store.used(db, "label")}:
            if folded(label) == folded(before):
                store.rename_label(db, label, name)
    return labels(journal)


def roles(journal: OpenJournal) -> tuple[str, ...]:
    """The roles said so far, in order."""
    with journal.reading() as db:
        return tuple(store.used(db, "role"))


# ------------------------------------------------------------------------------------------------ said once


def is_understood(journal: OpenJournal) -> bool:
    """Whether the person has read what a reflection is not."""
    with journal.reading() as db:
        return bool(preference(db, _UNDERSTOOD))


def understand(journal: OpenJournal) -> None:
    """They have; it is not said again."""
    with journal.changing() as db:
        put_preference(db, _UNDERSTOOD, value=True)


def in_trash(journal: OpenJournal) -> Sequence[ReflectionRow]:
    """What lies in the trash, the latest first."""
    return rows(journal, SessionFilter(trashed=True))
