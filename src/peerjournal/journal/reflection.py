"""Session reflections: ten quiet minutes after a session, and what is to be followed up.

A reflection is not the organisation's record: no field here identifies the supported person, and ``label`` is a name
of the person's own for a setting ("Tuesday group"). Everything is optional; what is missing is a gap. The first three
questions follow Rolfe's and Driscoll's *What? So what? Now what?* in words of our own (``journal/prompts.py``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.checkin import STEPS, tidy_label
from peerjournal.journal.entry import first_line, new_id, one_line, whole_characters

LONGEST_SESSION = 24 * 60
"""Most minutes of one session; what takes longer is several."""


class Setting(StrEnum):
    """How a session was held."""

    UNSAID = ""
    ONE_TO_ONE = "one-to-one"
    GROUP = "group"
    PHONE = "phone"
    ONLINE = "online"
    OTHER = "other"


def setting_names() -> dict[Setting, str]:
    """What the kinds of sessions are called."""
    return {
        Setting.ONE_TO_ONE: _("One to one"),
        Setting.GROUP: _("Group"),
        Setting.PHONE: _("By phone"),
        Setting.ONLINE: _("Online"),
        Setting.OTHER: _("Other"),
        Setting.UNSAID: _("Not said"),
    }


class Company(StrEnum):
    """Whether it was with one person or with several, where the setting does not say so."""

    UNSAID = ""
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True)
class Answer:
    """What was written to one question. ``prompt`` is the question as it was worded then; ``key`` names it."""

    key: str
    prompt: str
    text: str


@dataclass(kw_only=True)
class Said:
    """What a reflection says. ``before`` and ``after`` are energy, 1 to 7; ``minutes`` how long the session took.

    ``question`` is the one to take to co-reflection; ``landed`` how what was shared landed.
    """

    answers: tuple[Answer, ...] = ()
    before: int | None = None
    after: int | None = None
    setting: Setting = Setting.UNSAID
    company: Company = Company.UNSAID
    minutes: int | None = None
    role: str = ""
    label: str = ""
    co_reflect: bool = False
    question: str = ""
    landed: str = ""

    @property
    def in_group(self) -> bool | None:
        """Whether several took part; None where nobody said so."""
        if self.setting in {Setting.ONE_TO_ONE, Setting.GROUP}:
            return self.setting is Setting.GROUP
        return None if self.company is Company.UNSAID else self.company is Company.SEVERAL

    def answer(self, key: str) -> str:
        """What was written to a question; empty if nothing."""
        return next((a.text for a in self.answers if a.key == key), "")

    def answered(self, key: str, prompt: str, text: str) -> tuple[Answer, ...]:
        """The answers with this one in its place, or at the end; an empty text takes it out."""
        kept = [Answer(key, prompt, text) if a.key == key else a for a in self.answers]
        if all(a.key != key for a in kept):
            kept.append(Answer(key, prompt, text))
        return tuple(a for a in kept if a.text)


@dataclass(kw_only=True)
class Reflection(Said):
    """One session and what it left; while it is being written, its draft. ``at`` is when the session began (aware).

    ``shared`` are the ids of parts shared in it that the ledger does not know yet, told to ``audience_id``; ``lines``
    those of the ledger lines written from it. ``staying`` are words of which the person said that they may stand here.
    ``sitting`` as in a check-in.
    """

    id: str = field(default_factory=new_id)
    at: datetime
    shared: tuple[str, ...] = ()
    audience_id: str = ""
    lines: tuple[str, ...] = ()
    staying: tuple[str, ...] = ()
    changed_at: datetime | None = None
    trashed_at: datetime | None = None
    sitting: str = ""

    @property
    def day(self) -> date:
        """The calendar day on the person's wall when it began."""
        return self.at.date()

    @property
    def ended_at(self) -> datetime | None:
        """When it ended, by real minutes even where the clocks were changed meanwhile; None where that is unsaid."""
        if self.minutes is None:
            return None
        return (self.at.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.at.tzinfo)

    @property
    def says_something(self) -> bool:
        """False while there is nothing in it worth keeping: a kind of session alone is not."""
        return bool(
            any(a.text.strip() for a in self.answers)
            or self.minutes is not None
            or self.before is not None
            or self.after is not None
            or self.co_reflect
            or self.question.strip()
            or self.landed.strip()
            or self.label
            or self.role
            or self.shared
            or self.lines
        )

    @property
    def text(self) -> str:
        """Everything that is typed in it."""
        return "\n".join((*(a.text for a in self.answers), self.question, self.landed))

    @property
    def first_words(self) -> str:
        """The first line of what was written; empty if nothing was."""
        written = (first_line(a.text) for a in self.answers)
        return next((line for line in written if line), one_line(self.question))


@dataclass(kw_only=True)
class ReflectionVersion(Said):
    """How a reflection stood at the end of an earlier sitting (``kept_at``, aware)."""

    id: str = field(default_factory=new_id)
    reflection_id: str
    kept_at: datetime
    at: datetime


SAID = tuple(f.name for f in fields(Said))
"""The names of what a reflection says."""


def same_words(one: Said, other: Said) -> bool:
    """Whether both say the same, however the questions were worded then."""

    def said(reflection: Said) -> tuple[object, ...]:
        answers = {a.key: a.text for a in reflection.answers}
        return answers, *(getattr(reflection, name) for name in SAID if name != "answers")

    return said(one) == said(other)


def check_minutes(minutes: int | None) -> int | None:
    """Raise :class:`BadInput` for a session of no minutes, or of more than a day."""
    if minutes is not None and not 1 <= minutes <= LONGEST_SESSION:
        raise BadInput(
            _("A session takes from 1 minute to 24 hours ({most} minutes); nothing was changed.").format(
                most=LONGEST_SESSION
            )
        )
    return minutes


def tidied(reflection: Reflection) -> Reflection:
    """As it is kept. What cannot be is left out: a wrong number is worse than a gap."""
    minutes = reflection.minutes
    return replace(
        reflection,
        at=reflection.at.replace(microsecond=0),
        answers=_tidied(reflection.answers),
        before=reflection.before if reflection.before in STEPS else None,
        after=reflection.after if reflection.after in STEPS else None,
        company=Company.UNSAID if _says_company(reflection.setting) else reflection.company,
        minutes=minutes if minutes is not None and 1 <= minutes <= LONGEST_SESSION else None,
        role=tidy_label(reflection.role),
        label=tidy_label(reflection.label),
        question=whole_characters(reflection.question),
        shared=tuple(dict.fromkeys(reflection.shared)),
        landed=whole_characters(reflection.landed),
        staying=tuple(dict.fromkeys(one_line(word) for word in reflection.staying)),
    )


def _says_company(setting: Setting) -> bool:
    return setting in {Setting.ONE_TO_ONE, Setting.GROUP}


def _tidied(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    whole = (replace(a, prompt=one_line(a.prompt), text=whole_characters(a.text)) for a in answers)
    kept: dict[str, Answer] = {}
    for answer in whole:
        if answer.text.strip():
            kept.setdefault(answer.key, answer)
    return tuple(kept.values())


@dataclass(frozen=True)
class ReflectionRow:
    """A reflection in a list. ``first_words`` is the beginning of the first answer; empty if nothing was written."""

    id: str
    at: datetime
    setting: Setting
    company: Company
    minutes: int | None
    label: str
    co_reflect: bool
    before: int | None
    after: int | None
    first_words: str


@dataclass(frozen=True)
class SessionFilter:
    """Which reflections a list shows; None and empty mean any."""

    setting: Setting | None = None
    label: str = ""
    to_co_reflect: bool = False
    trashed: bool = False


EVERY_SESSION = SessionFilter()


# -------------------------------------------------------------------------------------------------- follow-ups


class FollowState(StrEnum):
    """Where a follow-up stands."""

    OPEN = "open"
    DONE = "done"
    LET_GO = "let-go"


@dataclass
class FollowUp:
    """Something to come back to, from a session or from none. Without ``due_on`` it is not asked about.

    ``decided_at`` is when it was done or let go.
    """

    id: str
    text: str
    due_on: date | None = None
    reflection_id: str = ""
    state: FollowState = FollowState.OPEN
    decided_at: datetime | None = None
    trashed_at: datetime | None = None


def in_order(follow_ups: Sequence[FollowUp]) -> list[FollowUp]:
    """Those with a day first, the earliest first; then the others."""
    return sorted(follow_ups, key=lambda f: (f.due_on is None, f.due_on or date.max, f.text, f.id))
