"""Check-ins: a moment's rating, what somebody did for themselves, how work was, and what they track.

Everything in a check-in is optional, and what is missing is a gap: never a zero, never a middle. "Not today" is
an answer of its own. Times are aware datetimes in the zone the person was in: the *day* of a check-in is the
calendar day on their wall then. The eight dimensions are those of SAMHSA's wellness initiative (M. Swarbrick,
"A wellness approach", Psychiatric Rehabilitation Journal 29(4), 2006); the words for them here are our own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from math import isfinite

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import folded, new_id, one_line, whole_characters
from peerjournal.journal.typed_number import read_number, read_whole

STEPS = range(1, 8)
"""The steps of a rating: 1 to 7."""
LONGEST_NIGHT = 24 * 60
"""Most minutes of sleep a check-in holds."""
LARGEST_AMOUNT = 1e9
LONGEST_LABEL = 60


class Question(StrEnum):
    """What a check-in may ask. Which of these are asked is the person's choice."""

    GRID = "grid"
    FEELINGS = "feelings"
    SLEEP = "sleep"
    CARE = "care"
    WORK = "work"
    TRACKERS = "trackers"
    NOTE = "note"


ASKED_AT_FIRST = (Question.GRID, Question.FEELINGS, Question.NOTE)


class Dimension(StrEnum):
    """The eight dimensions of self-care."""

    EMOTIONAL = "emotional"
    ENVIRONMENTAL = "environmental"
    FINANCIAL = "financial"
    INTELLECTUAL = "intellectual"
    OCCUPATIONAL = "occupational"
    PHYSICAL = "physical"
    SOCIAL = "social"
    SPIRITUAL = "spiritual"


class Kind(StrEnum):
    """What a tracker holds: yes or no, how often, how much (with a unit), or a step from 1 to 7."""

    YES_NO = "yes-no"
    COUNT = "count"
    AMOUNT = "amount"
    STEPS = "steps"


CONDITIONS = ("load", "say", "backing", "accounts", "satisfaction")
"""The working conditions of a check-in, each 1 to 7, as fields of :class:`Answers`."""
RATINGS = ("pleasantness", "energy", "rest", *CONDITIONS)
"""Every field that is a step from 1 to 7."""


@dataclass(kw_only=True)
class Answers:
    """What was answered. Steps are 1 to 7, ``sleep`` is minutes; None is a gap.

    ``asked`` names the questions that stood open: only there does an activity or feeling word that was not
    chosen mean "not", elsewhere nothing is known. ``trackers`` maps the id of a tracker to its number (yes is 1,
    no is 0); ``activities`` are ids, ``feelings`` the words themselves.
    """

    not_today: bool = False
    pleasantness: int | None = None
    energy: int | None = None
    feelings: tuple[str, ...] = ()
    sleep: int | None = None
    rest: int | None = None
    activities: tuple[str, ...] = ()
    load: int | None = None
    say: int | None = None
    backing: int | None = None
    accounts: int | None = None
    satisfaction: int | None = None
    trackers: dict[str, float] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    note: str = ""

    @property
    def says_something(self) -> bool:
        """False while nothing is answered: then there is nothing to keep."""
        return bool(
            self.not_today
            or self.feelings
            or self.activities
            or self.trackers
            or self.note.strip()
            or self.sleep is not None
            or any(getattr(self, name) is not None for name in RATINGS)
        )


@dataclass(kw_only=True)
class CheckIn(Answers):
    """One check-in; while it is being filled in, its draft. ``entry_id`` names the entry that carries it, or is empty.

    ``sitting`` names the sitting that changed it last: one more version is kept per sitting, not per change.
    """

    id: str = field(default_factory=new_id)
    at: datetime
    entry_id: str = ""
    changed_at: datetime | None = None
    trashed_at: datetime | None = None
    sitting: str = ""

    @property
    def day(self) -> date:
        """The calendar day on the person's wall."""
        return self.at.date()

    @property
    def text(self) -> str:
        """What is typed in it."""
        return self.note


@dataclass(kw_only=True)
class CheckInVersion(Answers):
    """How a check-in stood at the end of an earlier sitting (``kept_at``, aware)."""

    id: str = field(default_factory=new_id)
    check_in_id: str
    kept_at: datetime
    at: datetime


@dataclass
class Activity:
    """Something a person does for themselves, in one of the dimensions. ``ended`` ones are not offered any more."""

    id: str
    dimension: Dimension
    name: str
    position: int = 0
    ended: bool = False


@dataclass
class Tracker:
    """Something of one's own to keep an eye on, asked from ``starts_on`` to ``ends_on`` (inclusive; None: open)."""

    id: str
    name: str
    kind: Kind = Kind.YES_NO
    unit: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    position: int = 0
    trashed_at: datetime | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it is asked on that day."""
        started = self.starts_on is None or self.starts_on <= day
        return started and (self.ends_on is None or day <= self.ends_on)


@dataclass
class Annotation:
    """A private label on a day or a span of days (both inclusive), shown on charts over time."""

    id: str
    label: str
    from_on: date
    until_on: date
    trashed_at: datetime | None = None


def read_value(tracker: Tracker, typed: str) -> float:
    """What was typed for a tracker, as its number; an amount may have a comma or a point, a count digits alone.

    Raises :class:`BadInput` where it is none that this tracker holds, or may be two.
    """
    word = folded(typed.strip())
    if tracker.kind is Kind.YES_NO:
        if word in {"yes", "y", "1", "true", folded(_("yes"))}:
            return 1.0
        if word in {"no", "n", "0", "false", folded(_("no"))}:
            return 0.0
        raise BadInput(_("This tracker takes yes or no; nothing was changed."))
    value = read_number(typed) if tracker.kind is Kind.AMOUNT else read_whole(typed)
    fits = value in STEPS if tracker.kind is Kind.STEPS else 0 <= value <= LARGEST_AMOUNT
    if fits:
        return value
    raise BadInput(
        {
            Kind.COUNT: _("This tracker takes a whole number from 0 on, such as 3 or 10000; nothing was changed."),
            Kind.AMOUNT: _("This tracker takes a number from 0 on, such as 2.5; nothing was changed."),
            Kind.STEPS: _("This tracker takes a step from 1 to 7; nothing was changed."),
        }[tracker.kind]
    )


def read_hours(typed: str) -> int:
    """Hours as they are typed ("7", "7.5", "7,5", "7:30"), in minutes. Raises :class:`BadInput`."""
    hours, colon, minutes = typed.strip().partition(":")
    if colon and len(typed) < 20 and hours.isdecimal() and minutes.isdecimal() and int(minutes) < 60:
        total = int(hours) * 60 + int(minutes)
    else:
        number = read_number(typed)
        total = round(number * 60) if 0 <= number <= 24 else -1
    if not 0 <= total <= LONGEST_NIGHT:
        raise BadInput(_("Sleep is given in hours from 0 to 24, such as 7.5 or 7:30; nothing was changed."))
    return total


ANSWERS = tuple(f.name for f in fields(Answers))
"""The names of what can be answered."""


def same_answers(one: Answers, other: Answers) -> bool:
    """Whether both say the same, whatever was asked."""
    return all(getattr(one, name) == getattr(other, name) for name in ANSWERS if name != "asked")


def tidy_label(label: str) -> str:
    """A name of an activity, a tracker, a feeling word or an annotation: one line of at most 60 characters."""
    return one_line(label)[:LONGEST_LABEL].strip()


def tidy_labels(labels: Sequence[str]) -> tuple[str, ...]:
    """Tidied, in their order, each once whatever its case, empty ones left out."""
    kept: dict[str, str] = {}
    for label in map(tidy_label, labels):
        if label:
            kept.setdefault(folded(label), label)
    return tuple(kept.values())


def tidied(check_in: CheckIn) -> CheckIn:
    """As it is kept. What lies outside its steps or is no number is left out: a wrong value is worse than a gap."""
    values: dict[str, object] = {name: _step(getattr(check_in, name)) for name in RATINGS}
    sleep = check_in.sleep
    values["sleep"] = sleep if sleep is not None and 0 <= sleep <= LONGEST_NIGHT else None
    values["trackers"] = {
        id_: float(v) for id_, v in check_in.trackers.items() if isfinite(v) and 0 <= v <= LARGEST_AMOUNT
    }
    return replace(
        check_in,
        **values,  # type: ignore[arg-type]
        at=check_in.at.replace(microsecond=0),
        feelings=tidy_labels(check_in.feelings),
        activities=tuple(dict.fromkeys(check_in.activities)),
        note=whole_characters(check_in.note),
    )


def _step(value: int | None) -> int | None:
    return value if value in STEPS else None


def first_feelings() -> tuple[str, ...]:
    """The feeling words a new journal begins with: pleasant and unpleasant, stirred and still; none is a verdict."""
    return (
        _("calm"), _("content"), _("grateful"), _("hopeful"), _("proud"), _("connected"), _("curious"), _("alive"),
        _("moved"), _("relieved"), _("tired"), _("flat"), _("lonely"), _("sad"), _("heavy"), _("numb"),
        _("restless"), _("worried"), _("tense"), _("overwhelmed"), _("irritated"), _("angry"), _("ashamed"), _("raw"),
    )  # fmt: skip
