"""The ledger of what was told, what is said about it later, and after-care."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from peerjournal.charts.words import short_date
from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id, tidy_title, whole_characters
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.tellings import Assembled
from peerjournal.operations.writing import check_moment
from peerjournal.sharing.audience import Audience, Known
from peerjournal.sharing.disclosure import (
    CARE_AFTER,
    MOST_AT_ONCE,
    About,
    AfterCare,
    CareState,
    Disclosure,
    DisclosureNote,
    ToldSoFar,
    Way,
    Worded,
    told_so_far,
)
from peerjournal.sharing.telling import cleared, outgoing, title_of
from peerjournal.store import ledger as store
from peerjournal.store import stories as story_store
from peerjournal.vault.engine import Transaction


@dataclass(frozen=True)
class Line:
    """A ledger line with everything that was added to it, the oldest first."""

    disclosure: Disclosure
    notes: tuple[DisclosureNote, ...]

    def latest(self, about: About) -> str:
        """The newest thing said about it; empty if nothing was."""
        said = [n.text for n in self.notes if n.about is about]
        return said[-1] if said else ""


def all_lines(journal: OpenJournal) -> list[Line]:
    """Newest first."""
    with journal.reading() as db:
        notes: dict[str, list[DisclosureNote]] = {}
        for note in store.notes(db):
            notes.setdefault(note.disclosure_id, []).append(note)
        return [Line(d, tuple(notes.get(d.id, ()))) for d in store.all_lines(db)]


def get_line(journal: OpenJournal, disclosure_id: str) -> Line:
    """One line. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return Line(_get(db, disclosure_id), tuple(store.notes(db, disclosure_id)))


def _get(db: Transaction, disclosure_id: str) -> Disclosure:
    line = store.find(db, disclosure_id)
    if line is None:
        raise NotFound(_("There is no such line in the ledger."))
    return line


def told(journal: OpenJournal, part_id: str) -> ToldSoFar:
    """How often a part was told, to how many audiences, and when last."""
    with journal.reading() as db:
        return told_so_far(store.all_lines(db), part_id)


def told_by_part(journal: OpenJournal) -> dict[str, ToldSoFar]:
    """The same for every part the ledger knows."""
    with journal.reading() as db:
        lines = store.all_lines(db)
    ids = {p.part_id for line in lines for p in line.parts} - {""}  # lines of reflections are no part
    return {part_id: told_so_far(lines, part_id) for part_id in ids}


def line_for(assembled: Assembled, way: Way, at: datetime, *, form: str = "", place: str = "") -> Disclosure:
    """The line for a telling as it stands, in the words it has now; what is only kept ready was not told."""
    telling, audience = assembled.telling, assembled.audience
    pieces = [p for p in assembled.pieces if not p.held]
    words = {p.kind: p.text for p in pieces if p.kind in {"opening", "closing"}}
    return Disclosure(
        new_id(),
        at,
        way,
        audience.id,
        audience.name,
        telling.id,
        title_of(telling, assembled.source),
        form,
        tidy_title(outgoing(place or telling.occasion, telling, assembled.source)),
        audience.recorded,
        audience.withdrawable,
        words.get("opening", ""),
        words.get("closing", ""),
        tuple(Worded(p.part_id, p.title, p.text) for p in pieces if p.kind == "part"),
    )


def record_told(journal: OpenJournal, telling: Assembled, *, at: datetime | None = None, place: str = "") -> Disclosure:
    """A telling was told aloud, in the words it has now. Raises :class:`BadInput` where no part is in it."""
    now = journal.clock.now()
    line = line_for(telling, Way.TOLD, check_moment(at or now), place=place)
    if not line.parts:
        raise BadInput(_("No part of this telling may be told now; nothing was written to the ledger."))
    with journal.changing() as db:
        add_line(db, line, now)
    return line


def record_in_session(
    journal: OpenJournal,
    audience: Audience,
    part_ids: Sequence[str],
    *,
    at: datetime | None = None,
    place: str = "",
    recorded: Known | None = None,
    withdrawable: Known | None = None,
) -> Disclosure:
    """Parts were shared in a session, whatever their lights: what happened is kept as it was.

    Their titles are kept as they may leave, without private marks and with disguises; no text is kept.
    Raises :class:`BadInput` without parts, :class:`NotFound` for a part that is not there.
    """
    told_to = replace(
        audience,
        recorded=audience.recorded if recorded is None else recorded,
        withdrawable=audience.withdrawable if withdrawable is None else withdrawable,
    )
    now = journal.clock.now()
    with journal.changing() as db:
        if any(story_store.find_part(db, part_id) is None for part_id in part_ids):
            raise NotFound(_("There is no such part; nothing was written to the ledger."))
        if not part_ids:
            raise BadInput(_("Please choose at least one part; nothing was written to the ledger."))
        return add_session_line(db, told_to, part_ids, check_moment(at or now), now, place=place)


def add_session_line(
    db: Transaction, audience: Audience, part_ids: Sequence[str], at: datetime, now: datetime, *, place: str = ""
) -> Disclosure:
    """The line of a session in which these parts were shared; those that are gone for good are left out."""
    people = story_store.all_people(db, trashed=True)
    parts = [story_store.find_part(db, part_id) for part_id in dict.fromkeys(part_ids)]
    line = Disclosure(
        new_id(),
        at,
        Way.SESSION,
        audience.id,
        audience.name,
        place=place_as_told(db, place),
        recorded=audience.recorded,
        withdrawable=audience.withdrawable,
        parts=tuple(Worded(part.id, cleared(part.title, people, "en")) for part in parts if part is not None),
    )
    add_line(db, line, now)
    return line


def place_as_told(db: Transaction, place: str) -> str:
    """A place as a line names it: without private marks, and with disguises."""
    return tidy_title(cleared(place, story_store.all_people(db, trashed=True), "en"))


def add_line(db: Transaction, line: Disclosure, now: datetime) -> None:
    """A new line, with its look-backs; none where all of it lies longer back than the last of them."""
    store.add(db, line)
    if not _long_ago(line, now):
        for step, after in enumerate(CARE_AFTER):
            store.put_care(db, AfterCare(new_id(), line.id, step, line.at.date() + after))


def _long_ago(line: Disclosure, now: datetime) -> bool:
    return line.at.date() + CARE_AFTER[-1] < now.date()


def write_anew(db: Transaction, before: Disclosure, right: Disclosure, now: datetime, *, say_so: bool) -> Disclosure:
    """A session's line whose day, place or audience was said otherwise later: it is taken back and written as it was.

    What was said about it goes with it, and look-backs still open move with its day. With ``say_so`` a note beside it
    says what stood there before.
    """
    notes, cares = store.notes(db, before.id), store.cares_of(db, before.id)
    line = replace(right, id=new_id())
    store.forget(db, before.id)
    store.add(db, line)
    if say_so:
        who = ", ".join(filter(None, (short_date(before.at.date()), before.audience_name, before.place)))
        words = _("Put right with the reflection. Before: {words}.").format(words=who)
        notes.append(DisclosureNote(new_id(), line.id, now, About.CORRECTION, words))
    for note in notes:
        store.add_note(db, replace(note, disclosure_id=line.id))
    _ask_anew(db, before, line, cares, now)
    return line


def _ask_anew(db: Transaction, before: Disclosure, line: Disclosure, cares: Sequence[AfterCare], now: datetime) -> None:
    """The look-backs of a line whose day was another: those answered stay, none is open where all lies long back."""
    moved = line.at.date() - before.at.date()
    for care in cares:
        if care.state is not CareState.OPEN:
            store.put_care(db, replace(care, disclosure_id=line.id))
        elif not _long_ago(line, now):
            store.put_care(db, replace(care, disclosure_id=line.id, due_on=care.due_on + moved))
    known = {care.step for care in cares}
    for step, after in enumerate(CARE_AFTER):
        if step not in known and not _long_ago(line, now):
            store.put_care(db, AfterCare(new_id(), line.id, step, line.at.date() + after))


def add_note(journal: OpenJournal, disclosure_id: str, about: About, text: str) -> DisclosureNote:
    """Say something about a line; nothing said before is changed. Raises :class:`NotFound` or :class:`BadInput`."""
    if not text.strip():
        raise BadInput(_("There is nothing to add; nothing was changed."))
    note = DisclosureNote(new_id(), disclosure_id, journal.clock.now(), about, whole_characters(text.strip()))
    with journal.changing() as db:
        _get(db, disclosure_id)
        store.add_note(db, note)
    return note


def forget_line(journal: OpenJournal, disclosure_id: str) -> None:
    """Take a line out of the ledger for good, with all that was said about it. Raises :class:`NotFound`."""
    with journal.changing() as db:
        if not store.forget(db, disclosure_id):
            raise NotFound(_("There is no such line in the ledger."))


# --------------------------------------------------------------------------------------------------- after-care


@dataclass(frozen=True)
class Due:
    """A look-back that is due, and the line it looks back on."""

    care: AfterCare
    disclosure: Disclosure


def after_care_due(journal: OpenJournal, most: int | None = MOST_AT_ONCE) -> list[Due]:
    """At most so many (None: all), the earliest first; of one sharing never more than one at a time."""
    today = journal.clock.now().date()
    with journal.reading() as db:
        found: list[Due] = []
        for care in store.due(db, today):
            line = store.find(db, care.disclosure_id)
            if line is not None and all(d.disclosure.id != line.id for d in found):
                found.append(Due(_latest(db, care, today), line))
            if len(found) == most:
                break
        return found


def _latest(db: Transaction, care: AfterCare, today: date) -> AfterCare:
    """Where several look-backs of one sharing are due, the latest stands for all."""
    due = [c for c in store.cares_of(db, care.disclosure_id) if c.state is CareState.OPEN and c.due_on <= today]
    return due[-1] if due else care


def answer_care(journal: OpenJournal, care_id: str, answer: str) -> None:
    """How it was, in a line; it is added to the ledger line, too. Earlier look-backs of it are closed with it."""
    text = whole_characters(answer.strip())
    if not text:
        raise BadInput(_("There is nothing to keep yet; it can be answered later or declined."))
    with journal.changing() as db:
        care = _get_care(db, care_id)
        now = journal.clock.now()
        _close_earlier(db, care, now)
        store.put_care(db, replace(care, state=CareState.ANSWERED, answer=text, answered_at=now))
        store.add_note(db, DisclosureNote(new_id(), care.disclosure_id, now, About.AFTER_CARE, text))


def decline_care(journal: OpenJournal, care_id: str) -> None:
    """Not this time: neither this look-back nor an earlier one of the same sharing asks again."""
    with journal.changing() as db:
        care = _get_care(db, care_id)
        now = journal.clock.now()
        _close_earlier(db, care, now)
        store.put_care(db, replace(care, state=CareState.DECLINED, answered_at=now))


def care_later(journal: OpenJournal, care_id: str) -> None:
    """Ask again tomorrow."""
    with journal.changing() as db:
        care = _get_care(db, care_id)
        now = journal.clock.now()
        _close_earlier(db, care, now)
        store.put_care(db, replace(care, due_on=now.date() + timedelta(days=1)))


def _close_earlier(db: Transaction, care: AfterCare, now: datetime) -> None:
    for other in store.cares_of(db, care.disclosure_id):
        if other.step < care.step and other.state is CareState.OPEN:
            store.put_care(db, replace(other, state=CareState.DECLINED, answered_at=now))


def _get_care(db: Transaction, care_id: str) -> AfterCare:
    care = store.find_care(db, care_id)
    if care is None:
        raise NotFound(_("This look-back is no longer there."))
    return care
