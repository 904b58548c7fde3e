"""My plan: a wellbeing plan under the person's own headings, what helps them, and whom they turn to.

The headings a plan begins with are ours and can all be changed; none of them, and no text, is taken from any of the
published plans.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from peerjournal.i18n import _


@dataclass
class Section:
    """One heading of the plan and what stands under it (Markdown). ``sitting`` as in an entry."""

    id: str
    heading: str
    text: str = ""
    position: int = 0
    changed_at: datetime | None = None
    trashed_at: datetime | None = None
    sitting: str = ""


@dataclass
class SectionVersion:
    """How a section stood at the end of an earlier sitting."""

    id: str
    section_id: str
    kept_at: datetime
    heading: str
    text: str


class Helped(StrEnum):
    """Whether a strategy helped lately. Shown as it was said, never counted."""

    UNSAID = ""
    YES = "yes"
    SOMEWHAT = "somewhat"
    NO = "no"


@dataclass
class Strategy:
    """Something that helps: what, when, how; ``part_id`` is the part of the story it comes from, or empty.

    ``helped_on`` is the day ``helped`` was said.
    """

    id: str
    what: str
    when: str = ""
    how: str = ""
    part_id: str = ""
    helped: Helped = Helped.UNSAID
    helped_on: date | None = None
    position: int = 0
    trashed_at: datetime | None = None


@dataclass
class OwnPerson:
    """Somebody to turn to: how to reach them, for what. They stand in the plan only, until put into Support as well."""

    id: str
    name: str
    reach: str = ""
    for_what: str = ""
    position: int = 0
    trashed_at: datetime | None = None


def first_headings() -> tuple[tuple[str, str], ...]:
    """The headings a plan begins with, each with a sentence that says what could stand there."""
    return (
        (_("What keeps me well"), _("People, places, habits, rest: what a good stretch has in it.")),
        (_("What I do every day"), _("The few things that hold a day together, however small.")),
        (_("What unsettles me"), _("Days, places, news or moods that take something out of me.")),
        (_("Early signs"), _("What I, or those close to me, notice first when it turns.")),
        (_("When it gets hard"), _("What I do then, what I leave be, and who should know.")),
        (_("In a crisis"), _("Whom to call, what helps, what does not, and what others should take over.")),
        (_("Afterwards"), _("How I find my way back, at which pace, and what I want to look at.")),
    )
