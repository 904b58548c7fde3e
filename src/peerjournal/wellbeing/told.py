"""Numbers as they are told, the same in every sentence, table and file: to a hundredth of a step."""

from math import ceil, floor, inf

FINEST = 6
"""Decimals that are left of a number before it is rounded outwards: what is beyond them is noise of the arithmetic."""


def hundredths(value: float) -> float:
    """To the nearest hundredth; never a zero with a sign."""
    return round(value, 2) + 0.0


def outwards(low: float, high: float, reach: float = inf) -> tuple[float, float]:
    """Both ends of an interval to the hundredth beyond, at most ``reach`` from 0.

    So it never leaves 0 out unless it does, and what is told of it is the interval that is meant.
    """
    ends = floor(round(100 * low, FINEST)) / 100, ceil(round(100 * high, FINEST)) / 100
    return max(ends[0], -reach), min(ends[1], reach)
