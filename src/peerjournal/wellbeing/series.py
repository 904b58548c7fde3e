"""Numbers over time with honest gaps: only what was answered is here, and what is missing is nowhere.

Days are ordinals (``date.toordinal()``) of the calendar day on the person's wall at that moment, minutes count from
its midnight by the same clock: neither moves when somebody travels or the clocks change.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from peerjournal.journal.checkin import CheckIn

Days = NDArray[np.int64]
Values = NDArray[np.float64]
T = TypeVar("T")


@dataclass(frozen=True)
class Span:
    """From one day to another, both inclusive; None is open."""

    from_on: date | None = None
    until_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, eq=False)
class Series(Generic[T]):
    """The numbers there are, in the order of their moments; ``of[i]`` is what number ``i`` was taken from.

    ``days``, ``minutes`` and ``values`` have the same length as ``of``.
    """

    days: Days
    minutes: NDArray[np.int64]
    values: Values
    of: Sequence[T]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def times(self) -> Values:
        """Days and parts of days, as matplotlib counts when days are ordinals: 738000.5 is noon of that day."""
        return self.days + self.minutes / 1440.0

    def within(self, span: Span) -> "Series[T]":
        """Only what lies in the span; no copy is made of the numbers."""
        start = 0 if span.from_on is None else int(np.searchsorted(self.days, span.from_on.toordinal()))
        end = (
            len(self)
            if span.until_on is None
            else int(np.searchsorted(self.days, span.until_on.toordinal(), side="right"))
        )
        cut = slice(start, max(start, end))
        return Series(self.days[cut], self.minutes[cut], self.values[cut], self.of[cut])


def series(
    check_ins: Sequence[CheckIn], value: Callable[[CheckIn], float | None], when: "When | None" = None
) -> Series[CheckIn]:
    """What ``value`` finds in the check-ins, which must come in the order of their local day and time.

    A check-in for which it gives None is a gap and leaves no row. ``when`` spares working out their days anew.
    """
    when = when or When.of(check_ins)
    found = np.array(list(map(value, check_ins)), np.float64)  # None comes out as NaN, which no answer is
    there = ~np.isnan(found)
    of = list(compress(check_ins, there.tolist()))
    return Series(when.days[there], when.minutes[there], found[there], of)


@dataclass(frozen=True, eq=False)
class When:
    """The days and minutes of check-ins, in their order."""

    days: Days
    minutes: NDArray[np.int64]

    @classmethod
    def of(cls, check_ins: Sequence[CheckIn]) -> "When":
        """Worked out once for all that is read from the same check-ins."""
        moments = [c.at for c in check_ins]
        days = np.array([at.toordinal() for at in moments], np.int64)
        return cls(days, np.array([at.hour * 60 + at.minute for at in moments], np.int64))


def ordered(check_ins: Iterable[CheckIn]) -> list[CheckIn]:
    """In the order of their local day and time, which charts keep to; those of one and the same in their true order."""
    return sorted(check_ins, key=lambda c: (c.at.replace(tzinfo=None), c.at.timestamp()))
