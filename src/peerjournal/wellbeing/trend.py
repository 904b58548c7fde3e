"""Whether ratings rose or fell over a period, and how sure one may be: a straight line through the daily medians.

The slope is that of least squares. Its interval has to hold although good and bad days come in rows, and although
days are missing:

1. The standard error is that of W. K. Newey and K. D. West, "A simple, positive semi-definite, heteroskedasticity and
   autocorrelation consistent covariance matrix", Econometrica 55 (1987), 703-708: two days count together the more,
   the nearer they are (Bartlett's kernel). Nearness is counted in days of the calendar, so a gap stays as long as it
   was; E. Parzen, "On spectral analysis with missing observations and amplitude modulation", Sankhya A 25 (1963),
   383-392. The kernel reaches over a fifth of the period.
2. With a kernel that wide the usual 1.96 is too small (N. M. Kiefer and T. J. Vogelsang, "A new asymptotic theory for
   heteroskedasticity-autocorrelation robust tests", Econometric Theory 21 (2005), 1130-1164), and their constants are
   for a mean: for a line through time they are too small again (2.57 where 3.08 is needed), and gaps change them
   (S.-H. Rho and T. J. Vogelsang, Econometric Theory 35 (2019), 601-629). So the factor is worked out for the very
   days that were rated: what squared error the formula gives on the average there, how much that varies, and from
   these two its bias and the degrees of freedom of Student's t; R. M. Bell and D. F. McCaffrey, Survey Methodology 28
   (2002), 169-181; G. W. Imbens and M. Kolesar, Review of Economics and Statistics 98 (2016), 701-712. The days are
   taken to be related by 0.6 from one to the next, which is more than moods mostly are: the interval is rather too
   wide than too narrow.

``benchmarks/honesty.py`` measures it. A slope is that of the days from the first rated to the last, and says nothing
of those before and after, of what comes next or why.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from peerjournal.wellbeing.series import Days, Values
from peerjournal.wellbeing.summary import daily_medians

LEAST = 14
"""So many rated days a trend needs,"""
LEAST_SPAN = 21
"""and so many days from the first to the last, both counted."""
REACH = 0.2
"""The share of the period over which the kernel reaches."""
RELATED = 0.6
"""How closely one day is taken to be related to the next."""
MOST_DAYS = 150
"""Of more rated days, so many, evenly chosen, stand for all when the factor is worked out: it depends on how they
spread, hardly on how many they are."""

_INVERSE_DEGREES = (0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)
_STUDENT = (
    1.95996, 2.08596, 2.22814, 2.38880, 2.57058, 2.77645, 3.00977, 3.27439, 3.57465, 4.30265, 5.24227, 6.45659, 8.02795,
    10.06408, 12.70620,
)  # fmt: skip
"""97.5 % of Student's t lie below, by 1 / degrees of freedom."""


@dataclass(frozen=True)
class Trend:
    """Change in steps per day, with its 95 % interval, from ``n`` values on ``days`` different days.

    ``first`` and ``last`` (ordinals) are the first and the last of them. ``level`` is where all daily medians are the
    same: then the change and both ends of its interval are 0, and there is no telling how sure that is.
    """

    per_day: float
    low: float
    high: float
    n: int
    days: int
    first: int
    last: int
    level: bool = False

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0

    def over(self, days: float) -> tuple[float, float, float]:
        """Change, low and high over so many days: 7 for a week, 30 for about a month."""
        return self.per_day * days, self.low * days, self.high * days


def trend(days: ArrayLike, values: ArrayLike) -> Trend | None:
    """None below 14 rated days or where they span less than 21. ``days`` are ordinals, one for each value.

    Where all daily medians are the same, it is ``level``.
    """
    rated, medians = daily_medians(days, values)
    if rated.size < LEAST or rated[-1] - rated[0] + 1 < LEAST_SPAN:
        return None
    change, reach, level = 0.0, 0.0, not np.ptp(medians)
    if not level:
        bandwidth = round(REACH * float(rated[-1] - rated[0] + 1))
        change, error = slope(rated, medians, bandwidth)
        reach = _factor(rated, bandwidth) * error
    n, first, last = np.asarray(values).size, int(rated[0]), int(rated[-1])
    return Trend(change, change - reach, change + reach, n, rated.size, first, last, level)


def slope(days: Days, values: Values, bandwidth: int) -> tuple[float, float]:
    """The slope of least squares over rising days, and its standard error after Newey and West.

    Two days count together by 1 - distance / ``bandwidth``, and not at all from there on. As a sum over pairs this is
    the mean, over all windows of that width, of the squared sum within the window.
    """
    centred = days - days.mean()
    squares = float(centred @ centred)
    change = float(centred @ values) / squares
    scores = centred * (values - values.mean() - change * centred)
    sums = np.concatenate([[0.0], np.cumsum(scores)])
    edges = np.union1d(days, days - bandwidth)
    within = sums[np.searchsorted(days, edges + bandwidth, "right")] - sums[np.searchsorted(days, edges, "right")]
    return change, float(np.sqrt(within[:-1] ** 2 @ np.diff(edges) / bandwidth)) / squares


def _factor(days: Days, bandwidth: int) -> float:
    """What the standard error is multiplied by to give half the interval."""
    chosen = days[np.linspace(0, days.size - 1, min(days.size, MOST_DAYS)).round().astype(np.int64)]
    apart = np.abs(chosen[:, None] - chosen).astype(np.float64)
    centred = chosen - chosen.mean()
    weights = centred / (centred @ centred)
    kernel = np.outer(weights, weights) * np.maximum(0, 1 - apart / bandwidth)
    line = np.column_stack([np.full(chosen.size, chosen.size**-0.5), centred / np.sqrt(centred @ centred)])
    onto = (kernel - line @ (line.T @ kernel) / 2) @ line @ line.T
    covariance = RELATED**apart
    product = (kernel - onto - onto.T) @ covariance  # what the line takes away is taken from both sides
    mean = float(np.trace(product))
    degrees = mean**2 / float((product * product.T).sum())
    return student(degrees) * float(np.sqrt(weights @ covariance @ weights / mean))


def student(degrees: float) -> float:
    """97.5 % of Student's t lie below; from 1 degree of freedom on, at most 1 % too large between the points."""
    return float(np.interp(1 / degrees, _INVERSE_DEGREES, _STUDENT))
