"""Medians and quartiles of what was rated, over all, by day and by week.

Quartiles are those of definition 7 in R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The
American Statistician 50 (1996), 361-365: between the two nearest values in proportion. numpy and R do the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peerjournal.wellbeing.series import Days, Values

WEEK = 7
LEAST_A_WEEK = 3
"""So many ratings a week needs before its median and middle half are drawn."""


@dataclass(frozen=True)
class Summary:
    """How many values there are, and their first quartile, median and third quartile."""

    n: int
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class Week:
    """The :class:`Summary` of a week that begins on that Monday (an ordinal)."""

    monday: int
    n: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, eq=False)
class _Groups:
    """Values in rising order within each key: those of ``keys[i]`` are ``counts[i]`` from ``starts[i]`` on."""

    keys: Days
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]
    values: Values

    def quantile(self, share: float) -> Values:
        """One number for each key."""
        place = (self.counts - 1) * share
        below = place.astype(np.int64)
        above = np.minimum(below + 1, self.counts - 1)
        lower, upper = self.values[self.starts + below], self.values[self.starts + above]
        between: Values = lower + (upper - lower) * (place - below)
        return between

    def only(self, kept: NDArray[np.bool_]) -> "_Groups":
        """The groups that are kept."""
        return _Groups(self.keys[kept], self.starts[kept], self.counts[kept], self.values)


def _groups(keys: Days, values: ArrayLike) -> _Groups:
    numbers = np.asarray(values, np.float64)
    order = np.lexsort((numbers, keys))
    rising = keys[order]
    starts = np.flatnonzero(np.diff(rising, prepend=rising[:1] - 1))
    return _Groups(rising[starts], starts, np.diff(starts, append=rising.size), numbers[order])


def summary(values: ArrayLike) -> Summary | None:
    """Of all values together; None where there are none."""
    numbers = np.asarray(values, np.float64)
    if not numbers.size:
        return None
    low, median, high = np.quantile(numbers, (0.25, 0.5, 0.75)).tolist()
    return Summary(numbers.size, low, median, high)


def weekly(days: ArrayLike, values: ArrayLike, *, least: int = LEAST_A_WEEK) -> list[Week]:
    """The weeks (ISO 8601, from Monday on) that hold at least ``least`` values, in their order.

    ``days`` are ordinals, one for each value, in any order.
    """
    ordinals = np.asarray(days, np.int64)
    groups = _groups(ordinals - (ordinals - 1) % WEEK, values)  # ordinal 1 was a Monday
    groups = groups.only(groups.counts >= least)
    quartiles = (groups.quantile(share).tolist() for share in (0.25, 0.5, 0.75))
    return [Week(*row) for row in zip(groups.keys.tolist(), groups.counts.tolist(), *quartiles, strict=True)]


def daily_medians(days: ArrayLike, values: ArrayLike) -> tuple[Days, Values]:
    """The days that hold values, rising, and the median of each. A day without values has no row."""
    groups = _groups(np.asarray(days, np.int64), values)
    return groups.keys, groups.quantile(0.5)


def runs(mondays: Sequence[int] | Days) -> list[slice]:
    """Where weeks follow each other without a gap: a line is drawn within a slice and never from one to the next."""
    weeks = np.asarray(mondays, np.int64)
    if not weeks.size:
        return []
    breaks = (np.flatnonzero(np.diff(weeks) != WEEK) + 1).tolist()
    return [slice(start, end) for start, end in zip([0, *breaks], [*breaks, weeks.size], strict=True)]
