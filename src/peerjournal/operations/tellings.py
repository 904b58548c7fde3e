"""Tellings: make one, choose and order its parts, word them, prepare, rehearse; see what changed since."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id, one_line, tidy_title, whole_characters
from peerjournal.journal.story import Movement, Part
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.story import all_meant
from peerjournal.operations.writing import check_moment
from peerjournal.sharing import marks
from peerjournal.sharing import telling as rules
from peerjournal.sharing.audience import Audience, Light, light_of
from peerjournal.sharing.preparation import Decline, WayOut, ways_out
from peerjournal.sharing.telling import Changed, Choice, Piece, Rehearsal, Source, Telling, Weighing
from peerjournal.store import sharing as store
from peerjournal.store import stories as story_store
from peerjournal.vault.engine import Transaction

MOST_PARTS = 200
LONGEST_MINUTES = 24 * 60
_LONG = 60_000  # characters
_TAKES_LONG = ("pieces", "_changes", "changed_people")  # remembered by a telling once asked for
_WAY = "way:"  # before the name of a way out of a question, among the answers


@dataclass(frozen=True)
class Assembled:
    """A telling with all it is made from, at one moment. ``pace`` is in words a minute."""

    telling: Telling
    audience: Audience
    choices: tuple[Choice, ...]
    source: Source
    movements: tuple[Movement, ...]
    answers: Mapping[str, str]
    pace: float
    dismissed: frozenset[str]

    @cached_property
    def pieces(self) -> list[Piece]:
        """The words that may leave."""
        return rules.pieces_of(self.telling, self.choices, self.source)

    def changes(self, choice: Choice) -> frozenset[Changed]:
        """What changed about one chosen part since it was last looked at."""
        return self._changes[choice.part_id]

    @cached_property
    def _changes(self) -> dict[str, frozenset[Changed]]:
        return {c.part_id: rules.changes(c, self.source, self.telling.audience_id) for c in self.choices}

    def is_out(self, choice: Choice) -> bool:
        """Whether that part may not be told here now."""
        return rules.is_out(choice, self.source, self.telling.audience_id)

    @cached_property
    def is_long(self) -> bool:
        """Whether so many words stand in it that working it out is felt; see :meth:`work_out`."""
        texts = (self.source.parts[c.part_id].text if c.adapted is None else c.adapted for c in self.choices)
        return sum(map(len, texts)) > _LONG

    @property
    def worked_out(self) -> bool:
        """Whether what may leave and what changed is known already, so that asking takes no time."""
        return vars(self).keys() >= set(_TAKES_LONG)

    def work_out(self) -> "Assembled":
        """Find out what may leave and what changed; the same telling. Meant for a worker thread where it is long."""
        for known in _TAKES_LONG:
            getattr(self, known)
        return self

    @cached_property
    def changed_people(self) -> bool:
        """Whether an arrangement with somebody in the telling's own words changed since it was looked at."""
        return rules.own_signature(self.telling, self.source.people) != self.telling.seen_people

    @cached_property
    def changed(self) -> bool:
        """Whether the telling asks to be looked at again."""
        return self.changed_people or any(self.changes(c) for c in self.choices)

    @cached_property
    def words(self) -> int:
        """To be said aloud."""
        return rules.spoken_words(self.pieces)

    @property
    def minutes(self) -> float:
        """How long saying it takes at the teller's pace."""
        return rules.minutes_for(self.words, self.pace)

    @property
    def balance(self) -> dict[str, int]:
        """Words per movement id."""
        return rules.balance(self.pieces, self.source.parts)

    def offered(self, light: Light) -> list[Part]:
        """Parts with this light for the audience that are not chosen yet."""
        chosen = {c.part_id for c in self.choices}
        return [
            p
            for p in self.source.parts.values()
            if p.trashed_at is None
            and p.id not in chosen
            and light_of(self.source.lights, p.id, self.telling.audience_id) is light
        ]

    def ways_out(self) -> list[Decline]:
        """The graceful ways out of a question, in this telling's words where it has some."""
        return [replace(d, words=self.answers.get(f"{_WAY}{d.way}") or d.words) for d in ways_out()]


# ------------------------------------------------------------------------------------------------ reading


def all_tellings(journal: OpenJournal, *, trashed: bool = False) -> list[Telling]:
    """The one changed last first; those in the trash if asked for."""
    with journal.reading() as db:
        return store.all_tellings(db, trashed=trashed)


def get(journal: OpenJournal, telling_id: str) -> Assembled:
    """A telling as it stands, in the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return assemble(db, telling_id)


def assemble(db: Transaction, telling_id: str) -> Assembled:
    """The same inside a transaction. Raises :class:`NotFound`."""
    telling = _get(db, telling_id)
    audience = store.find_audience(db, telling.audience_id)
    assert audience is not None  # a foreign key holds it
    return Assembled(
        telling,
        audience,
        tuple(store.choices_of(db, telling_id)),
        store.source(db),
        tuple(story_store.all_movements(db)),
        store.answers_of(db, telling_id),
        rules.own_pace(store.rehearsals_of(db)),
        frozenset(store.dismissed(db, telling_id)),
    )


def find_telling(journal: OpenJournal, meant: str) -> Telling:
    """By id, its beginning, or an unmistakable title. Raises :class:`NotFound`."""
    found = all_meant(all_tellings(journal), meant)
    if len(found) != 1:
        raise NotFound(
            _("Several tellings could be meant; please give the id.") if found else _("There is no such telling.")
        )
    return found[0]


def _get(db: Transaction, telling_id: str) -> Telling:
    telling = store.find_telling(db, telling_id)
    if telling is None:
        raise NotFound(_("There is no such telling."))
    return telling


# ------------------------------------------------------------------------------------------- making, changing


def new_telling(
    journal: OpenJournal,
    audience_id: str,
    *,
    title: str = "",
    part_ids: Iterable[str] = (),
    minutes: float | None = None,
    occasion: str = "",
    on: date | None = None,
    purpose: str = "",
    language: str = "en",
) -> Telling:
    """A telling for an audience, with parts whose light allows it. Raises :class:`BadInput` for a kept part."""
    now = journal.clock.now()
    telling = Telling(
        new_id(), audience_id, title, occasion, on, purpose, minutes, language=language, created_at=now, changed_at=now
    )
    with journal.changing() as db:
        _check_audience(db, audience_id)
        store.telling_rows.put(db, _seen_own(db, _clean(telling)))
        _set_parts(db, telling, list(dict.fromkeys(part_ids)))
        return _get(db, telling.id)


def _check_audience(db: Transaction, audience_id: str) -> None:
    audience = store.find_audience(db, audience_id)
    if audience is None:
        raise NotFound(_("There is no such audience; nothing was changed."))
    if audience.archived_at is not None:
        raise BadInput(_("This audience is archived; it can be brought back in the lights table. Nothing was changed."))


def _seen_own(db: Transaction, telling: Telling) -> Telling:
    """The telling with the arrangements with the people in its own words as they are now."""
    return replace(telling, seen_people=rules.own_signature(telling, store.source(db).people))


def change(journal: OpenJournal, telling: Telling) -> Telling:
    """Keep what was changed about the telling itself; its audience stays (see :func:`duplicate`).

    Raises :class:`NotFound`, or :class:`BadInput` for minutes that cannot be meant.
    """
    with journal.changing() as db:
        old = _get(db, telling.id)
        kept = _clean(
            replace(telling, audience_id=old.audience_id, changed_at=old.changed_at, seen_people=old.seen_people)
        )
        if kept == old:
            return old
        kept.changed_at = journal.clock.now()
        people = store.source(db).people
        if rules.own_signature(old, people) == old.seen_people:  # naming somebody is no change that happened to it
            kept.seen_people = rules.own_signature(kept, people)
        store.telling_rows.put(db, kept)
        return kept


def _clean(telling: Telling) -> Telling:
    if telling.minutes is not None and not 0 < telling.minutes <= LONGEST_MINUTES:
        raise BadInput(_("The minutes must be more than none and at most a day; nothing was changed."))
    if telling.on is not None:
        _check_year(telling.on)

    def text(words: str) -> str:
        return marks.with_tokens(whole_characters(words))

    return replace(
        telling,
        title=tidy_title(telling.title),
        occasion=tidy_title(telling.occasion),
        purpose=text(telling.purpose),
        opening=text(telling.opening),
        closing=text(telling.closing),
        if_asked=text(telling.if_asked),
        off_limits=marks.tidy_lines(telling.off_limits),
    )


def _check_year(day: date) -> None:
    check_moment(datetime(day.year, day.month, day.day, tzinfo=UTC))


def choose_parts(journal: OpenJournal, telling_id: str, part_ids: Sequence[str]) -> Assembled:
    """These parts, in this order, and no others; wordings of those that stay are kept.

    Raises :class:`BadInput` for a kept part, naming how to change its light, or for more than
    :data:`MOST_PARTS`; :class:`NotFound` for a part that is not there.
    """
    with journal.changing() as db:
        telling = _get(db, telling_id)
        _set_parts(db, telling, list(dict.fromkeys(part_ids)))
        _touch(db, journal, telling)
        return assemble(db, telling_id)


def _set_parts(db: Transaction, telling: Telling, part_ids: list[str]) -> None:
    if len(part_ids) > MOST_PARTS:
        raise BadInput(_("A telling can hold {most} parts at most; nothing was changed.").format(most=MOST_PARTS))
    before = {c.part_id: c for c in store.choices_of(db, telling.id)}
    source = store.source(db)
    chosen = []
    for part_id in part_ids:
        if part_id in before:  # one that went out stays in its place until it is looked at again
            chosen.append(before[part_id])
            continue
        _refuse_kept(source, part_id, telling.audience_id)
        choice = store.find_choice(db, telling.id, part_id) or Choice(telling.id, part_id)
        chosen.append(_seen(choice, source, telling.audience_id))
    store.replace_choices(db, telling.id, chosen)


def _refuse_kept(source: Source, part_id: str, audience_id: str) -> None:
    part = source.parts.get(part_id)
    if part is None or part.trashed_at is not None:
        raise NotFound(_("There is no such part; nothing was changed."))
    if light_of(source.lights, part_id, audience_id) is Light.KEEP:
        raise BadInput(
            _(
                "This part is kept from this audience; nothing was changed. Its light can be set to"
                " “if asked” or “share” first."
            )
        )


def _seen(choice: Choice, source: Source, audience_id: str) -> Choice:
    choice.seen_text, choice.seen_light, choice.seen_people = rules.seen_now(choice, source, audience_id)
    return choice


def _touch(db: Transaction, journal: OpenJournal, telling: Telling) -> None:
    store.telling_rows.put(db, replace(telling, changed_at=journal.clock.now()))


def hold(journal: OpenJournal, telling_id: str, part_id: str, *, held: bool) -> Assembled:
    """Keep a chosen part ready in case somebody asks, or tell it. Raises :class:`NotFound`."""
    return _change_choice(journal, telling_id, part_id, lambda choice: replace(choice, held=held))


def set_wording(journal: OpenJournal, telling_id: str, part_id: str, wording: str | None) -> Assembled:
    """The words for one part in this telling. The part itself stays.

    None means the part's own shareable text; adapted words are then kept for another time, see :func:`adapt`.
    Raises :class:`NotFound`.
    """
    if wording is None:
        return _change_choice(journal, telling_id, part_id, lambda choice: replace(choice, own=True))
    with journal.changing() as db:
        _put_wording(db, journal, telling_id, part_id, wording)
        return assemble(db, telling_id)


def keep_wording(journal: OpenJournal, telling_id: str, part_id: str, wording: str) -> None:
    """The same for adapted words, without reading the whole telling: made for every pause in typing."""
    with journal.changing() as db:
        _put_wording(db, journal, telling_id, part_id, wording)


def _put_wording(db: Transaction, journal: OpenJournal, telling_id: str, part_id: str, wording: str) -> None:
    words = marks.with_tokens(whole_characters(wording))
    _put_choice(db, journal, telling_id, part_id, lambda choice: replace(choice, own=False, wording=words))


def adapt(journal: OpenJournal, telling_id: str, part_id: str) -> Assembled:
    """Tell the adapted words of a part: those kept from another time, or at first the part's own.

    Raises :class:`NotFound`.
    """
    with journal.reading() as db:
        choice = store.find_choice(db, telling_id, part_id)
        part = story_store.find_part(db, part_id)
    if choice is None or part is None:
        raise NotFound(_("This part is not in the telling; nothing was changed."))
    words = marks.shareable(part.text) if choice.wording is None else choice.wording
    return set_wording(journal, telling_id, part_id, words)


_Change = Callable[[Choice], Choice]


def _change_choice(journal: OpenJournal, telling_id: str, part_id: str, change: _Change) -> Assembled:
    with journal.changing() as db:
        _put_choice(db, journal, telling_id, part_id, change)
        return assemble(db, telling_id)


def _put_choice(db: Transaction, journal: OpenJournal, telling_id: str, part_id: str, change: _Change) -> None:
    choice = store.find_choice(db, telling_id, part_id)
    if choice is None:
        raise NotFound(_("This part is not in the telling; nothing was changed."))
    new = change(choice)
    if new != choice:
        if new.adapted != choice.adapted:
            _see_named_anew(db, choice, new)
        store.choice_rows.put(db, new)
        _touch(db, journal, _get(db, telling_id))


def _see_named_anew(db: Transaction, choice: Choice, new: Choice) -> None:
    """Naming somebody in the adapted words is the person's own doing, no change that happened to the telling."""
    source = _source_of(db, choice.part_id)
    audience_id = _get(db, choice.telling_id).audience_id
    if rules.seen_now(choice, source, audience_id)[2] == choice.seen_people:
        new.seen_people = rules.seen_now(new, source, audience_id)[2]


def _source_of(db: Transaction, part_id: str) -> Source:
    """As ``store.source``, for one part and without its lights."""
    part, draft = story_store.find_part(db, part_id), story_store.find_draft(db, part_id)
    if part is not None and draft is not None:
        part = replace(part, title=draft.title, text=draft.text, person_ids=draft.person_ids)
    return Source({} if part is None else {part.id: part}, story_store.all_people(db, trashed=True), {})


def looked_again(journal: OpenJournal, telling_id: str, part_id: str | None = None) -> Assembled:
    """The person has looked at what changed, about one part or all; a part that is out stays out while it is kept."""
    with journal.changing() as db:
        now = assemble(db, telling_id)
        for choice in now.choices:
            if part_id in {None, choice.part_id}:
                store.choice_rows.put(db, _seen(replace(choice), now.source, now.telling.audience_id))
        if part_id is None:
            store.telling_rows.put(db, _seen_own(db, now.telling))
        return assemble(db, telling_id)


def duplicate(journal: OpenJournal, telling_id: str, audience_id: str) -> tuple[Telling, list[Part]]:
    """The same telling for another audience: lights decide anew. The new one, and the parts left out for it.

    Wordings come along, and with them what is to be looked at again; answers and what was dismissed in the look-over do
    not: they were given for other listeners. Raises :class:`NotFound`, or :class:`BadInput` for an archived audience.
    """
    with journal.changing() as db:
        old = assemble(db, telling_id)
        _check_audience(db, audience_id)
        now = journal.clock.now()
        new = replace(old.telling, id=new_id(), audience_id=audience_id, created_at=now, changed_at=now)
        new.trashed_at = None
        store.telling_rows.put(db, new)
        stay, out = [], []
        for choice in old.choices:
            part = old.source.parts[choice.part_id]
            light = light_of(old.source.lights, part.id, audience_id)
            if part.trashed_at is not None or light is Light.KEEP:
                out.append(part)
            else:
                stay.append(replace(choice, telling_id=new.id, seen_light=light))
        store.replace_choices(db, new.id, stay)
        for question, text in old.answers.items():
            if question.startswith(_WAY):
                store.put_answer(db, new.id, question, text)
        return new, out


def move_to_trash(journal: OpenJournal, telling_id: str) -> Telling:
    """Into the trash. Raises :class:`NotFound`."""
    return _put(journal, telling_id, trashed=True)


def restore(journal: OpenJournal, telling_id: str) -> Telling:
    """Back out of the trash. Raises :class:`NotFound`."""
    return _put(journal, telling_id, trashed=False)


def _put(journal: OpenJournal, telling_id: str, *, trashed: bool) -> Telling:
    with journal.changing() as db:
        telling = replace(_get(db, telling_id), trashed_at=journal.clock.now() if trashed else None)
        store.telling_rows.put(db, telling)
        return telling


def delete_for_good(journal: OpenJournal, telling_id: str) -> None:
    """Take a telling out of the journal; the ledger keeps what was told. Raises :class:`NotFound` outside the trash."""
    with journal.changing() as db:
        if _get(db, telling_id).trashed_at is None:
            raise NotFound(_("Only a telling in the trash can be deleted for good; nothing was changed."))
        store.remove_telling(db, telling_id)


def empty_old_trash(journal: OpenJournal, days: int) -> int:
    """Delete for good the tellings and sheets that have lain in the trash for ``days`` days or more."""
    latest = journal.clock.now() - timedelta(days=days)
    with journal.changing() as db:
        old = [t.id for t in store.all_tellings(db, trashed=True) if t.trashed_at and t.trashed_at <= latest]
        old_sheets = [w.id for w in store.all_weighings(db, trashed=True) if w.trashed_at and w.trashed_at <= latest]
        for telling_id in old:
            store.remove_telling(db, telling_id)
        for weighing_id in old_sheets:
            store.remove_weighing(db, weighing_id)
    return len(old) + len(old_sheets)


# ------------------------------------------------------------------------------- preparation and question plan


def answer(journal: OpenJournal, telling_id: str, question: str, text: str) -> None:
    """Keep an answer to a question before sharing; an empty one is a skipped one. Raises :class:`NotFound`."""
    with journal.changing() as db:
        _get(db, telling_id)
        store.put_answer(db, telling_id, whole_characters(question), whole_characters(text))


def set_way_out(journal: OpenJournal, telling_id: str, way: WayOut, words: str) -> None:
    """This telling's words for a way out of a question; empty words bring the first ones back."""
    answer(journal, telling_id, f"{_WAY}{way}", one_line(words))


# ------------------------------------------------------------------------------------------------- rehearsals


def record_rehearsal(
    journal: OpenJournal, telling_id: str, *, words: int, seconds: float, felt: str = "", note: str = ""
) -> Rehearsal:
    """One rehearsal; from now on its pace counts. Raises :class:`NotFound`."""
    rehearsal = Rehearsal(
        new_id(), telling_id, journal.clock.now(), words, seconds, whole_characters(felt), whole_characters(note)
    )
    with journal.changing() as db:
        _get(db, telling_id)
        store.rehearsal_rows.put(db, rehearsal)
    return rehearsal


def change_rehearsal(journal: OpenJournal, rehearsal: Rehearsal) -> None:
    """How it felt, and a note, said after it."""
    with journal.changing() as db:
        store.rehearsal_rows.put(
            db, replace(rehearsal, felt=whole_characters(rehearsal.felt), note=whole_characters(rehearsal.note))
        )


def rehearsals(journal: OpenJournal, telling_id: str | None = None) -> list[Rehearsal]:
    """Of one telling or of all, the oldest first."""
    with journal.reading() as db:
        return store.rehearsals_of(db, telling_id)


def own_pace(journal: OpenJournal) -> float:
    """Words a minute, measured by rehearsals; 130 before."""
    return rules.own_pace(rehearsals(journal))


# --------------------------------------------------------------------------------------------- pros and cons


def all_weighings(journal: OpenJournal, *, trashed: bool = False) -> list[Weighing]:
    """The sheets of pros and cons, the one changed last first."""
    with journal.reading() as db:
        return store.all_weighings(db, trashed=trashed)


def new_weighing(journal: OpenJournal, decision: str = "") -> Weighing:
    """A new sheet for one decision to tell."""
    return _keep_weighing(journal, Weighing(new_id(), decision), new=True)


def change_weighing(journal: OpenJournal, weighing: Weighing) -> Weighing:
    """Keep what was changed. Raises :class:`NotFound` for a sheet that is gone."""
    return _keep_weighing(journal, weighing, new=False)


def _keep_weighing(journal: OpenJournal, weighing: Weighing, *, new: bool) -> Weighing:
    kept = replace(
        weighing,
        decision=one_line(weighing.decision),
        telling_pros=marks.tidy_lines(weighing.telling_pros),
        telling_cons=marks.tidy_lines(weighing.telling_cons),
        keeping_pros=marks.tidy_lines(weighing.keeping_pros),
        keeping_cons=marks.tidy_lines(weighing.keeping_cons),
        talk_it_over_with=one_line(weighing.talk_it_over_with),
        leaning=whole_characters(weighing.leaning),
        changed_at=journal.clock.now(),
    )
    with journal.changing() as db:
        if not new and store.find_weighing(db, weighing.id) is None:
            raise NotFound(_("There is no such sheet."))
        store.weighing_rows.put(db, kept)
    return kept


def trash_weighing(journal: OpenJournal, weighing_id: str, *, trashed: bool = True) -> Weighing:
    """Into the trash, or out of it again. Raises :class:`NotFound`."""
    with journal.changing() as db:
        weighing = store.find_weighing(db, weighing_id)
        if weighing is None:
            raise NotFound(_("There is no such sheet."))
        weighing.trashed_at = journal.clock.now() if trashed else None
        store.weighing_rows.put(db, weighing)
        return weighing


def delete_weighing(journal: OpenJournal, weighing_id: str) -> None:
    """Take a sheet in the trash out of the journal for good. Raises :class:`NotFound`."""
    with journal.changing() as db:
        weighing = store.find_weighing(db, weighing_id)
        if weighing is None or weighing.trashed_at is None:
            raise NotFound(_("Only a sheet in the trash can be deleted for good; nothing was changed."))
        store.remove_weighing(db, weighing_id)
