"""Noise is not taken for news: simulations with fixed seeds. The benches run the same at length."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from peerjournal.wellbeing.compare import Comparison, Factor, compare
from peerjournal.wellbeing.trend import trend

RUNS = 100
Values = NDArray[np.float64]
Marks = NDArray[np.bool_]


def moods(chance: np.random.Generator, n: int, phi: float) -> Values:
    """Around 4, spread 1.2, related by phi from day to day."""
    noise = chance.standard_normal(n)
    for i in range(1, n):
        noise[i] = phi * noise[i - 1] + np.sqrt(1 - phi**2) * noise[i]
    return 4 + 1.2 * noise


def rated(mood: Values) -> Values:
    return np.clip(np.round(mood), 1, 7)


def scattered(chance: np.random.Generator, n: int) -> Marks:
    return chance.random((60, n)) < chance.uniform(0.05, 0.6, (60, 1))


def in_spells(chance: np.random.Generator, n: int) -> Marks:
    """Each day as the day before, but for one day in about eight, when it is drawn anew."""
    fresh, drawn = chance.random((60, n)) < 0.12, scattered(chance, n)
    last_fresh = np.maximum.accumulate(np.where(fresh, np.arange(n), 0), axis=1)
    return np.take_along_axis(drawn, last_fresh, axis=1)


def by_weekday(chance: np.random.Generator, n: int) -> Marks:
    return chance.random((60, n)) < chance.uniform(0.02, 0.9, (60, 7))[:, np.arange(n) % 7]


def compared(ratings: Values, there: Marks) -> list[Comparison]:
    days = np.arange(ratings.size)
    return compare(days, ratings, [Factor(f"{i:02}", days[row], days[~row]) for i, row in enumerate(there)])


@pytest.mark.parametrize(("come", "phi"), [(scattered, 0.0), (in_spells, 0.6), (by_weekday, 0.3)])
def test_among_sixty_factors_noise_is_named_in_at_most_one_run_of_twenty(
    come: Callable[[np.random.Generator, int], Marks], phi: float
) -> None:
    chance = np.random.default_rng(7)
    named = sum(any(c.named for c in compared(rated(moods(chance, 90, phi)), come(chance, 90))) for _ in range(RUNS))
    assert named <= stats.binom.ppf(0.99, RUNS, 0.05)


def test_a_difference_of_one_step_among_sixty_factors_is_named_from_240_days_on() -> None:
    chance = np.random.default_rng(8)
    named = held = 0
    for _ in range(RUNS // 2):
        there = scattered(chance, 240)
        there[0] = chance.random(240) < 0.3
        first = compared(rated(moods(chance, 240, 0.0) + there[0]), there)[0]
        assert first.low is not None
        assert first.high is not None
        named += first.named
        held += first.low <= 1 <= first.high
    assert named >= stats.binom.ppf(0.01, RUNS // 2, 0.8)
    assert held >= stats.binom.ppf(0.01, RUNS // 2, 0.95)


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.6])
@pytest.mark.parametrize(
    "days",
    [np.arange(21), np.arange(0, 42, 3), np.r_[0:20, 60:90], np.arange(60), np.r_[0:7, 300:307]],
    ids=["three weeks", "every third day", "a hole", "two months", "two weeks far apart"],
)
def test_a_slope_of_nothing_is_clear_in_at_most_one_run_of_twenty(days: NDArray[np.int64], phi: float) -> None:
    chance = np.random.default_rng(9)
    clear = 0
    for _ in range(RUNS):
        found = trend(days, rated(moods(chance, int(days[-1]) + 1, phi))[days])
        assert found is not None
        clear += found.clear
    assert clear <= stats.binom.ppf(0.99, RUNS, 0.05)


def test_a_slope_that_is_there_is_found_and_held() -> None:
    """Two steps in four months."""
    chance = np.random.default_rng(10)
    days = np.arange(120)
    found = [trend(days, rated(moods(chance, 120, 0.3) - 1 + days / 60)) for _ in range(RUNS)]
    assert sum(t is not None and t.clear and t.per_day > 0 for t in found) >= 0.8 * RUNS
    held = sum(t is not None and t.low <= 1 / 60 <= t.high for t in found)
    assert held >= stats.binom.ppf(0.01, RUNS, 0.95)
