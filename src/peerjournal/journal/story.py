"""The recovery story: parts that can be reordered, the movements they stand in, the people in them.

Plain dataclasses. Everything here is private; what may leave, and to whom, is decided in ``sharing/``.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from peerjournal.journal.entry import new_id

LONGEST_NAME = 120


class Feel(StrEnum):
    """How it feels to tell a part, as the person said it on a day. It is shown, never a barrier."""

    UNSAID = ""
    RAW = "raw"
    SETTLING = "settling"
    SETTLED = "settled"


class Arrangement(StrEnum):
    """What was agreed with, or decided about, somebody the story mentions."""

    NONE = ""
    AGREED = "agreed"
    DISGUISE = "disguise"
    LEAVE_OUT = "leave-out"


@dataclass
class Story:
    """One story, for example "recovery" or "becoming a parent"; its parts name it."""

    id: str
    title: str
    position: int = 0
    trashed_at: datetime | None = None


@dataclass
class Movement:
    """Where a part stands in the story. The first three have the fixed ids of :data:`MOVEMENTS`."""

    id: str
    label: str
    position: int = 0


MOVEMENTS = ("happened", "helped", "next")


@dataclass
class Part:
    """One part of a story. ``text`` holds its private marks inline (``sharing/marks.py``).

    ``position`` orders the parts of a story from 0. ``movement`` is a :class:`Movement` id or empty.
    ``person_ids`` are the people said to be in it, whether or not their names stand in the text.
    ``feel_on`` is the day ``feel`` was said. ``entry_id`` is the entry it was made from.
    """

    id: str
    story_id: str
    title: str = ""
    text: str = ""
    movement: str = ""
    time_of_life: str = ""
    themes: tuple[str, ...] = ()
    strategies: tuple[str, ...] = ()
    person_ids: tuple[str, ...] = ()
    feel: Feel = Feel.UNSAID
    feel_on: date | None = None
    position: int = 0
    entry_id: str = ""
    changed_at: datetime | None = None
    trashed_at: datetime | None = None
    sitting: str = ""


@dataclass
class PartDraft:
    """What stands in the editor of a part: its fields and where the cursor is (characters of ``text`` from 0)."""

    part_id: str
    story_id: str
    title: str = ""
    text: str = ""
    movement: str = ""
    time_of_life: str = ""
    themes: tuple[str, ...] = ()
    strategies: tuple[str, ...] = ()
    person_ids: tuple[str, ...] = ()
    feel: Feel = Feel.UNSAID
    feel_on: date | None = None
    entry_id: str = ""
    cursor: int = 0
    anchor: int = 0
    sitting: str = field(default_factory=new_id)

    @property
    def says_something(self) -> bool:
        """False while there is nothing in it worth keeping as a new part."""
        return bool(self.title.strip() or self.text.strip())


@dataclass
class PartVersion:
    """An earlier wording of a part, as it stood at the end of a sitting."""

    id: str
    part_id: str
    kept_at: datetime
    title: str
    text: str
    themes: tuple[str, ...] = ()


@dataclass
class Person:
    """Somebody the story mentions. ``disguise`` is what stands in the place of the name, such as "my sister".

    ``agreed_on`` is the day the person agreed to be named.
    """

    id: str
    name: str
    nicknames: tuple[str, ...] = ()
    relation: str = ""
    arrangement: Arrangement = Arrangement.NONE
    disguise: str = ""
    agreed_on: date | None = None
    note: str = ""
    trashed_at: datetime | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Name and nicknames, those that say something."""
        return tuple(n for n in (self.name, *self.nicknames) if n.strip())
