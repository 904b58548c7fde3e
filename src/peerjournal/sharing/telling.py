"""Tellings: parts chosen, worded and ordered for one audience, and what has changed since they were looked at.

Only :func:`pieces_of` decides which words of a telling may leave; whatever leaves is made from its answer, or for the
few words beside the pieces from that of :func:`title_of` and :func:`outgoing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from peerjournal.i18n import _
from peerjournal.journal.entry import count_words
from peerjournal.journal.story import Part, Person
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light, Lights, light_of
from peerjournal.sharing.people import disguised, mentions

USUAL_PACE = 130.0
"""Words a minute until a rehearsal has measured the teller's own."""

SLOWEST_PACE, FASTEST_PACE = 40.0, 260.0


@dataclass
class Telling:
    """A version of the story made for one audience and occasion. Dates are days; ``minutes`` may be unsaid.

    ``opening``, ``closing`` and ``if_asked`` are the teller's own words; ``if_asked`` stands on the cue cards
    only. ``seen_people`` are the arrangements with the people in them when they were last looked at.
    ``with_titles`` puts the parts' titles into what leaves. ``language`` is a language tag.
    """

    id: str
    audience_id: str
    title: str = ""
    occasion: str = ""
    on: date | None = None
    purpose: str = ""
    minutes: float | None = None
    opening: str = ""
    closing: str = ""
    if_asked: str = ""
    off_limits: tuple[str, ...] = ()
    with_titles: bool = False
    language: str = "en"
    seen_people: str = ""
    created_at: datetime | None = None
    changed_at: datetime | None = None
    trashed_at: datetime | None = None


@dataclass
class Choice:
    """A part chosen for a telling, at a ``position`` from 0.

    ``wording`` is the text adapted for this telling, None if it never was; with ``own`` the part's own shareable
    text is told all the same, and the adapted one only kept. ``held``: not
    told, kept ready in case somebody asks. ``seen_*`` is what stood in the journal when this was last looked
    at: the part's shareable title and text, its light, and the arrangements with the people in it. A light that goes
    back to keep, and the trash, set ``seen_light`` to keep: the part is out until it is looked at again.
    """

    telling_id: str
    part_id: str
    position: int = 0
    wording: str | None = None
    own: bool = False
    held: bool = False
    seen_text: str = ""
    seen_light: Light = Light.KEEP
    seen_people: str = ""

    @property
    def adapted(self) -> str | None:
        """The adapted words, where they are told; None where the part's own are."""
        return None if self.own else self.wording


class Changed(StrEnum):
    """What changed in the journal since a choice was last looked at."""

    TEXT = "text"
    LIGHT = "light"
    KEPT = "kept"  # the light went back to keep: the part is out
    BACK = "back"  # it may be told again, and is out until it is looked at
    PEOPLE = "people"
    GONE = "gone"  # the part lies in the trash: it is out


@dataclass(frozen=True)
class Source:
    """What a telling is made from, as it stands now."""

    parts: Mapping[str, Part]
    people: Sequence[Person]
    lights: Lights


@dataclass(frozen=True)
class Piece:
    """Words that may leave, and where they come from: ``opening``, ``closing``, ``part``, ``if-asked``, ``title``.

    ``text`` is Markdown without marks and with disguises in place.
    """

    kind: str
    text: str
    title: str = ""
    part_id: str = ""
    held: bool = False


def seen_now(choice: Choice, source: Source, audience_id: str) -> tuple[str, Light, str]:
    """What ``seen_text``, ``seen_light`` and ``seen_people`` would be if the choice were looked at now."""
    part = source.parts.get(choice.part_id)
    if part is None or part.trashed_at is not None:
        return "", Light.KEEP, ""
    light = light_of(source.lights, part.id, audience_id)
    words = f"{marks.shareable(part.title)}\n\n{marks.shareable(part.text)}"
    return words, light, _part_signature(part, choice.adapted, source.people)


def _part_signature(part: Part, wording: str | None, people: Sequence[Person]) -> str:
    return _signature(f"{part.title}\n{part.text}\n{wording or ''}", part.person_ids, people)


def own_signature(telling: Telling, people: Sequence[Person]) -> str:
    """The arrangements with everybody in the telling's own words, one a line."""
    return _signature(f"{telling.title}\n{telling.opening}\n{telling.closing}\n{telling.if_asked}", (), people)


def _signature(text: str, person_ids: Sequence[str], people: Sequence[Person]) -> str:
    there = {m.person_id for m in mentions(text, people)} | set(person_ids)
    said = [f"{p.id}|{p.arrangement}|{p.disguise}|{'|'.join(p.names)}" for p in people if p.id in there]
    return "\n".join(sorted(said))


def changes(choice: Choice, source: Source, audience_id: str) -> frozenset[Changed]:
    """What changed since the choice was last looked at; empty means nothing did."""
    part = source.parts.get(choice.part_id)
    if part is None or part.trashed_at is not None:
        return frozenset({Changed.GONE})
    text, light, people = seen_now(choice, source, audience_id)
    found = set()
    if light is Light.KEEP:
        found.add(Changed.KEPT)
    elif choice.seen_light is Light.KEEP:
        found.add(Changed.BACK)
    elif light is not choice.seen_light:
        found.add(Changed.LIGHT)
    if text != choice.seen_text:
        found.add(Changed.TEXT)
    if people != choice.seen_people:
        found.add(Changed.PEOPLE)
    return frozenset(found)


def is_out(choice: Choice, source: Source, audience_id: str) -> bool:
    """Whether the part may not be told here now: kept, in the trash, gone, or not looked at since it was."""
    part = source.parts.get(choice.part_id)
    if part is None or part.trashed_at is not None or choice.seen_light is Light.KEEP:
        return True
    return light_of(source.lights, part.id, audience_id) is Light.KEEP


def pieces_of(telling: Telling, choices: Sequence[Choice], source: Source) -> list[Piece]:
    """Everything of a telling that may leave, in order. Kept parts and private marks never come in here.

    Held parts and the words for questions come last, as ``held``; only cue cards show them.
    """
    language, people = telling.language, source.people
    made: list[Piece] = []
    if telling.opening.strip():
        made.append(Piece("opening", cleared(telling.opening, people, language)))
    told = sorted((c for c in choices if not c.held), key=lambda c: c.position)
    held = sorted((c for c in choices if c.held), key=lambda c: c.position)
    made += [p for c in told if (p := _part_piece(c, telling, source)) is not None]
    if telling.closing.strip():
        made.append(Piece("closing", cleared(telling.closing, people, language)))
    made += [p for c in held if (p := _part_piece(c, telling, source)) is not None]
    if telling.if_asked.strip():
        made.append(Piece("if-asked", cleared(telling.if_asked, people, language), held=True))
    return made


def _part_piece(choice: Choice, telling: Telling, source: Source) -> Piece | None:
    part = source.parts.get(choice.part_id)
    if part is None or is_out(choice, source, telling.audience_id):
        return None
    text = part.text if choice.adapted is None else choice.adapted
    return Piece(
        "part",
        cleared(text, source.people, telling.language),
        cleared(part.title, source.people, telling.language),
        part.id,
        choice.held,
    )


def cleared(text: str, people: Sequence[Person], language: str) -> str:
    """Marks taken out, disguises put in; and marks once more, should a disguise have completed one."""
    return marks.shareable(disguised(marks.shareable(text), people, language))


def title_of(telling: Telling, source: Source) -> str:
    """The telling's title as it may leave."""
    return outgoing(telling.title, telling, source)


def outgoing(text: str, telling: Telling, source: Source) -> str:
    """Other words that go with a telling (its occasion, its question plan), as they may leave."""
    return cleared(text, source.people, telling.language)


# --------------------------------------------------------------------------------------------- time and balance


def spoken_words(pieces: Sequence[Piece]) -> int:
    """Words to be said aloud: all pieces but the held ones."""
    return sum(count_words(p.text) for p in pieces if not p.held)


def minutes_for(words: int, pace: float) -> float:
    """How long that many words take at ``pace`` words a minute."""
    return words / pace


def spoken_time(minutes: float) -> str:
    """For example "2 min 30 s", "40 s", "14 min": to the nearest five seconds, from ten minutes on to the minute."""
    seconds = round(minutes * 60 / 5) * 5
    if seconds < 60:
        return _("{s} s").format(s=seconds)
    whole, rest = divmod(seconds, 60)
    if whole >= 10 or not rest:
        return _("{m} min").format(m=round(minutes))
    return _("{m} min {s} s").format(m=whole, s=rest)


def balance(pieces: Sequence[Piece], parts: Mapping[str, Part]) -> dict[str, int]:
    """Words told per movement id, in no order; an empty id for parts that stand in none. For information only."""
    counted: dict[str, int] = {}
    for piece in pieces:
        if piece.kind == "part" and not piece.held:
            movement = parts[piece.part_id].movement
            counted[movement] = counted.get(movement, 0) + count_words(piece.text)
    return counted


@dataclass
class Rehearsal:
    """One time a telling was said aloud alone: how many words in how many seconds, and how that felt."""

    id: str
    telling_id: str
    at: datetime
    words: int
    seconds: float
    felt: str = ""
    note: str = ""


LEAST_WORDS = 40
"""A rehearsal that was broken off earlier says nothing about the pace."""


def own_pace(rehearsals: Sequence[Rehearsal]) -> float:
    """Words a minute: the median of the last five rehearsals that say something; :data:`USUAL_PACE` before."""
    measured = [60 * r.words / r.seconds for r in rehearsals if r.seconds >= 10 and r.words >= LEAST_WORDS]
    last = sorted(measured[-5:])
    if not last:
        return USUAL_PACE
    middle = len(last) // 2
    median = last[middle] if len(last) % 2 else (last[middle - 1] + last[middle]) / 2
    return min(max(median, SLOWEST_PACE), FASTEST_PACE)


@dataclass
class Weighing:
    """Pros and cons of one decision to tell. Nothing is counted and nothing scored."""

    id: str
    decision: str = ""
    telling_pros: tuple[str, ...] = ()
    telling_cons: tuple[str, ...] = ()
    keeping_pros: tuple[str, ...] = ()
    keeping_cons: tuple[str, ...] = ()
    talk_it_over_with: str = ""
    leaning: str = ""
    changed_at: datetime | None = None
    trashed_at: datetime | None = field(default=None)
