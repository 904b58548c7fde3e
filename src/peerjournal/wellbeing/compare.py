"""Days with and days without: does the rating differ, and how sure may one be after looking at so many?

For each factor the rated days fall into days on which it was there, days on which it was asked and was not there, and
days of which nothing is known. The last belong to neither side: they are never counted as "without". What is told is
the difference of the two sides' medians and an interval around it. A rating stands for the step around it
(:func:`median`): plain medians of seven steps differ by a whole step or not at all, and a true difference of one step
would then hardly ever be told from chance. Two things are allowed for:

*Days are not independent.* Moods last, and activities come in spells, so that two series agree for a while by chance.
The difference is therefore set beside the differences that the very same series give when the factor is moved along
the rated days by 1, 2, 3 ... places, what falls off the end coming in again at the beginning. Moving keeps how long
moods last and how activities come and go; it breaks only what belongs to the very day. See F. W. Lotwick and
B. W. Silverman, "Methods for analysing spatial processes of several types of points", Journal of the Royal
Statistical Society B 44 (1982), 406-413, and K. D. Harris, "A shift test for independence in generic time series",
arXiv:2012.06862 (2020).

*Many are looked at.* All factors are moved together. Of each move the largest difference counts, in units of how much
that factor's differences vary over all moves; 97 of 100 moves stay within the distance that is then asked of every
factor at once (the single-step maxT of P. H. Westfall and S. S. Young, "Resampling-Based Multiple Testing", 1993). So
the intervals hold all together, not one by one, and where nothing belongs to anything, at most one time in twenty any
difference is named, be there one factor or sixty.

Places are counted in rated days, not in calendar days: a rating and what was done are kept on the same days, and a
move along the calendar would set most of either beside gaps. Its differences would rest on fewer days and vary more
than the one they are a measure for.

*What cannot be named is not called the same.* Where the limit is the largest move of all, and where the days stand is
one of the moves, every interval holds 0, whatever the ratings. So it is below :data:`LEAST_RATED` rated days: that is
no interval of 95 %, and none is given. Where days with and without come so regularly, or in so few spells, that moving
them changes little, an interval may reach as far as ratings can differ, or hold 0 although all ratings of one side lie
above all of the other: that is not known to be no difference, and is ``alike`` with its own moves.

It is not said that one thing leads to another. The factors are not adjusted for each other, for the weekday or for
the season: an activity of Sundays carries what Sundays are like. Each look (a rating, the same day or the day after, a
period) is corrected for its own factors only: who looks four times has four chances to be misled. The rule is exact
where the last day leads over to the first as any day to the next; for series with ends and gaps,
``benchmarks/honesty.py`` measures it, and the limit is set to hold there too.
Nothing here is drawn by lot: the same days give the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from math import ceil, inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peerjournal.journal.checkin import STEPS
from peerjournal.wellbeing.series import Days, Values
from peerjournal.wellbeing.summary import daily_medians
from peerjournal.wellbeing.told import hundredths, outwards

LEAST = 10
"""Days each side needs. Below it there is no difference, not even a doubtful one."""
LEVEL = 0.97
"""The share of moves whose largest difference stays within the limit. 0.95 would do on a circle; a calendar has ends
and gaps, which cost up to two in a hundred."""
LEAST_RATED = next(n for n in count(1) if ceil(LEVEL * n) < n)
"""So many rated days there must be, whatever is known of them: below it no move is left beyond the limit. It is 34."""
REACH = float(STEPS[-1] - STEPS[0])
"""As much as two ratings can differ."""
FINEST_SCALE = 0.25
"""Half a half-step: no difference is taken to vary less by chance, however many days there are."""
LEAST_DISTANCE = 1.96
"""In scales; what a single normal comparison would ask. So an interval reaches about half a step to either side, at
least, and nothing smaller is named."""
MOST_LEVELS = 64
"""More distinct ratings are set to the nearest of so many even levels, for the moves only."""
STEP = 1.0
"""What a rating stands for: the step around it."""
NEARLY = 1e-6
"""Of a day: far more than the rounding of a Fourier transform, far less than any share of a rating."""

_Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Factor:
    """Something that may be there or not: the days it was there, and those it was asked and was not there.

    Days in neither are unknown. A day in both counts as one on which it was there.
    """

    name: str
    with_days: Days
    without_days: Days


class Lack(StrEnum):
    """Why there is not enough to say."""

    SIDE = "side"
    """Fewer than :data:`LEAST` days with, or without."""
    RATED = "rated"
    """Fewer than :data:`LEAST_RATED` rated days in all."""


@dataclass(frozen=True)
class Comparison:
    """The ratings of days with and days without, to a hundredth of a step (:mod:`peerjournal.wellbeing.told`).

    ``low`` to ``high`` is where the difference of the medians (with minus without) lies, for all ``looked_at`` factors
    at once in 95 of 100 cases; ``named`` says that it leaves 0 out. Where not ``enough``, all three are None and
    ``lack`` says why. A median is None where its side has no day. ``alike`` are days that come too regularly, or in too
    few spells, to be told from the same days moved along: not named, and not said to be no difference either.
    """

    name: str
    n_with: int
    n_without: int
    median_with: float | None
    median_without: float | None
    difference: float | None
    low: float | None
    high: float | None
    enough: bool
    named: bool
    looked_at: int
    lack: Lack | None = None
    alike: bool = False


def compare(
    days: ArrayLike, medians: ArrayLike, factors: Sequence[Factor], *, after: int = 0, reach: float = REACH
) -> list[Comparison]:
    """One for each factor, by name. ``medians`` are the ratings of ``days``, in any order; of several for one day
    the median is taken. With ``after=1`` a factor's day is set beside the rating of the day after.

    ``looked_at`` counts the factors with enough days. ``reach`` is as much as two values can differ.
    """
    rated, values = daily_medians(days, medians)
    marked = [_marks(rated, f, after) for f in sorted(factors, key=lambda f: f.name.casefold())]
    family = [m for m in marked if m.lack is None]
    margins = iter(_margins(values, family))
    return [_comparison(values, m, next(margins) if m.lack is None else inf, len(family), reach) for m in marked]


def median(ratings: ArrayLike) -> float:
    """The median of one rating or more, each spread evenly over the step around it: 3.5 to 4.5 for a 4.

    On seven steps the plain median stands still while many ratings change, and then jumps by a whole step. For whole
    steps this is the median of grouped data (``statistics.median_grouped``).
    """
    knots, below = _smoothed(np.asarray(ratings, np.float64))
    return float(_middles(knots, below.sum(axis=1, keepdims=True))[0])


def sides(days: ArrayLike, medians: ArrayLike, factor: Factor, after: int = 0) -> tuple[Values, Values]:
    """The daily ratings that are compared, those with and those without, each in the order of their days."""
    rated, values = daily_medians(days, medians)
    marks = _marks(rated, factor, after)
    return values[marks.there], values[marks.absent]


@dataclass(frozen=True, eq=False)
class _Marks:
    """On which of the rated days the factor was there, and on which it was not."""

    name: str
    there: _Mask
    absent: _Mask

    @property
    def lack(self) -> Lack | None:
        if min(int(self.there.sum()), int(self.absent.sum())) < LEAST:
            return Lack.SIDE
        return Lack.RATED if self.there.size < LEAST_RATED else None


def _marks(rated: Days, factor: Factor, after: int) -> _Marks:
    there = np.isin(rated - after, factor.with_days)
    return _Marks(factor.name, there, np.isin(rated - after, factor.without_days) & ~there)


def _comparison(values: Values, marks: _Marks, margin: float, looked_at: int, reach: float) -> Comparison:
    with_, without = values[marks.there], values[marks.absent]
    middle_with, middle_without = (hundredths(median(side)) if side.size else None for side in (with_, without))
    difference = low = high = None
    alike = False
    if marks.lack is None:
        exact = median(with_) - median(without)
        difference = hundredths(hundredths(median(with_)) - hundredths(median(without)))
        low, high = outwards(exact - margin, exact + margin, reach)
        alike = low <= 0 <= high and (margin > reach - NEARLY or _apart(with_, without))
    return Comparison(
        marks.name,
        with_.size,
        without.size,
        middle_with,
        middle_without,
        difference,
        low,
        high,
        enough=marks.lack is None,
        named=low is not None and high is not None and (low > 0 or high < 0),
        looked_at=looked_at,
        lack=marks.lack,
        alike=alike,
    )


def _apart(one: Values, other: Values) -> bool:
    """Whether every rating of one side lies above every rating of the other."""
    return bool(one.min() > other.max() or other.min() > one.max())


def _margins(values: Values, family: Sequence[_Marks]) -> list[float]:
    """For each factor, how far the interval reaches to either side of its difference."""
    if not family:
        return []
    differences = shifted_differences(values, [(m.there, m.absent) for m in family])
    scales = np.maximum(differences.std(axis=1), FINEST_SCALE)
    largest = np.sort((np.abs(differences) / scales[:, None]).max(axis=0))
    distance = max(float(largest[ceil(LEVEL * largest.size) - 1]), LEAST_DISTANCE)
    return [float(distance * scale) for scale in scales]


def shifted_differences(values: Values, sides: Sequence[tuple[_Mask, _Mask]]) -> Values:
    """The differences of medians, one row for each pair of sides, one column for each place they are moved by.

    Column 0 is where they stand. All moves are counted at once: how much of a side lies below a knot is a circular
    correlation, which the Fourier transform turns into a product.
    """
    knots, below = _smoothed(_coarsened(values))
    spectra = np.conj(np.fft.fft(below, axis=1))
    differences = np.empty((len(sides), values.size))
    for i, (there, absent) in enumerate(sides):
        counts = np.fft.ifft(np.fft.fft(there + 1j * absent) * spectra, axis=1)  # two real series in one transform
        differences[i] = _middles(knots, counts.real) - _middles(knots, counts.imag)
    return differences


def _coarsened(values: Values) -> Values:
    """The values themselves, or the nearest of :data:`MOST_LEVELS` even levels where there are more."""
    if np.unique(values).size <= MOST_LEVELS:
        return values
    low, high = values.min(), values.max()
    step = (high - low) / (MOST_LEVELS - 1)
    coarse: Values = low + np.rint((values - low) / step) * step
    return coarse


def _smoothed(values: Values) -> tuple[Values, Values]:
    """Where the share below may bend, rising, and for each such knot how much of each value lies below it (0 to 1)."""
    levels = np.unique(values)
    knots = np.unique([levels - STEP / 2, levels + STEP / 2])
    return knots, np.clip((knots[:, None] - values) / STEP + 0.5, 0, 1)


def _middles(knots: Values, counts: Values) -> Values:
    """Where half lies below; ``counts`` (nearly exact) is how much lies below each knot, column by column.

    Where nothing lies around the half, it is the middle of the empty stretch.
    """
    half = counts[-1] / 2
    ends = []
    for place in ((counts < half - NEARLY).sum(axis=0), (counts <= half + NEARLY).sum(axis=0)):
        lower, upper = (np.take_along_axis(counts, place[None] + k, axis=0)[0] for k in (-1, 0))
        left, right = knots[place - 1], knots[place]
        ends.append(left + (right - left) * np.clip((half - lower) / (upper - lower), 0, 1))
    middle: Values = (ends[0] + ends[1]) / 2
    return middle
