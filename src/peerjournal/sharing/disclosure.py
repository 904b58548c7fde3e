"""The ledger: each time something was told, and the gentle look-backs after it.

A line is written once and never rewritten; what is said about it later is added to it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from peerjournal.sharing.audience import Known


class Way(StrEnum):
    """How something was told."""

    HANDED_OUT = "handed-out"
    TOLD = "told"
    SESSION = "session"
    PACK = "pack"  # lines of reflections, taken to co-reflection


@dataclass(frozen=True)
class Worded:
    """A part in the words it was told in. A part told aloud without a wording has an empty text."""

    part_id: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Disclosure:
    """One line of the ledger. ``audience_name`` is the name the audience had then; ``place`` is in free words.

    ``form`` is how it left: a format such as ``pdf``, ``print``, ``clipboard``; empty for what was told aloud.
    ``title``, ``opening`` and ``closing`` are the words that went with the parts.
    """

    id: str
    at: datetime
    way: Way
    audience_id: str
    audience_name: str
    telling_id: str = ""
    title: str = ""
    form: str = ""
    place: str = ""
    recorded: Known = Known.UNKNOWN
    withdrawable: Known = Known.UNKNOWN
    opening: str = ""
    closing: str = ""
    parts: tuple[Worded, ...] = ()


class About(StrEnum):
    """What a note beside a ledger line says."""

    LANDED = "landed"  # how it landed
    AGAIN = "again"  # would I share it again
    NOTE = "note"
    CORRECTION = "correction"
    WITHDRAWN = "withdrawn"
    AFTER_CARE = "after-care"


@dataclass(frozen=True)
class DisclosureNote:
    """Something said about a line later; the newest of a kind counts, the earlier ones stay."""

    id: str
    disclosure_id: str
    at: datetime
    about: About
    text: str


class CareState(StrEnum):
    """Where a look-back stands."""

    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass
class AfterCare:
    """One look-back. ``due_on`` is a day of the person's own; "later" moves it."""

    id: str
    disclosure_id: str
    step: int  # 0 the same day, 1 the next day, 2 a week later
    due_on: date
    state: CareState = CareState.OPEN
    answer: str = ""
    answered_at: datetime | None = field(default=None)


CARE_AFTER = (timedelta(0), timedelta(days=1), timedelta(days=7))
"""The same day, the next day, a week later (HOP's "how did it go"; OJP guidance on reviewing afterwards)."""

MOST_AT_ONCE = 3


@dataclass(frozen=True)
class ToldSoFar:
    """Per part: how often, to how many audiences, and when last. In words: "told 4 times, to 2 audiences"."""

    times: int
    audiences: int
    last: datetime | None


def told_so_far(lines: list[Disclosure], part_id: str) -> ToldSoFar:
    """What the ledger says about one part."""
    with_it = [line for line in lines if any(p.part_id == part_id for p in line.parts)]
    return ToldSoFar(
        len(with_it), len({line.audience_id for line in with_it}), max((line.at for line in with_it), default=None)
    )
