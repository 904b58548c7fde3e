"""Hours of sessions by month and kind, as many certifications ask for them. Of what was written, nothing is in here.

A session belongs to the day, and so to the month, on which it began on the person's wall, and lasts its real minutes:
over midnight and over a change of the clocks as well. One whose minutes were not said counts as a session and adds
none; how many of those there are stands beside the sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from peerjournal.journal.reflection import Setting

KINDS = (*(s for s in Setting if s is not Setting.UNSAID), Setting.UNSAID)
"""In the order in which they are listed."""


class Held(Protocol):
    """What is needed of a session: when it began (aware), how long it took, and its kind."""

    @property
    def at(self) -> datetime:
        """When it began."""

    @property
    def minutes(self) -> int | None:
        """None where that was not said."""

    @property
    def setting(self) -> Setting:
        """Its kind."""


@dataclass(frozen=True)
class Sum:
    """So many sessions of so many minutes; of ``without`` of them the minutes were not said."""

    sessions: int = 0
    minutes: int = 0
    without: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.sessions + other.sessions, self.minutes + other.minutes, self.without + other.without)


@dataclass(frozen=True)
class Hours:
    """Sums by the first day of a month and the kind of session. Both days are inclusive; None: no limit.

    ``months`` has no empty month, the earliest first.
    """

    months: dict[date, dict[Setting, Sum]]
    from_on: date | None = None
    until_on: date | None = None

    @property
    def kinds(self) -> tuple[Setting, ...]:
        """Those there are, in the order of :data:`KINDS`."""
        there = {kind for month in self.months.values() for kind in month}
        return tuple(kind for kind in KINDS if kind in there)

    def of_month(self, month: date) -> Sum:
        """All kinds of a month together."""
        return _together(self.months[month].values())

    def of_kind(self, kind: Setting) -> Sum:
        """One kind over all months."""
        return _together(month[kind] for month in self.months.values() if kind in month)

    @property
    def all(self) -> Sum:
        """Everything together."""
        return _together(self.of_month(month) for month in self.months)


def hours_of(held: Iterable[Held], from_on: date | None = None, until_on: date | None = None) -> Hours:
    """Add up sessions, in any order, that began between two days."""
    months: dict[date, dict[Setting, Sum]] = {}
    for session in held:
        day = session.at.date()
        if (from_on is None or from_on <= day) and (until_on is None or day <= until_on):
            month = months.setdefault(day.replace(day=1), {})
            minutes = session.minutes
            month[session.setting] = month.get(session.setting, Sum()) + Sum(1, minutes or 0, int(minutes is None))
    ordered = {
        month: {kind: months[month][kind] for kind in KINDS if kind in months[month]} for month in sorted(months)
    }
    return Hours(ordered, from_on, until_on)


def _together(sums: Iterable[Sum]) -> Sum:
    whole = Sum()
    for one in sums:
        whole += one
    return whole
