"""Case in this process: how often chance is taken for a difference or a trend, and from how many days truth is found.

Ratings are made up with nothing behind them: moods around 4 with a spread of 1.2 steps, related by ``phi`` from one
day to the next, rated in whole steps of 1 to 7. Sixty factors are made up beside them and looked at together.
Everything follows from the seed, so that the table is the same each time.
"""

import time
from collections.abc import Callable
from functools import partial

import numpy as np
from benchmarks.result import Result, milliseconds
from numpy.typing import NDArray

from peerjournal.wellbeing.compare import Factor, compare
from peerjournal.wellbeing.trend import trend

FACTORS, SPREAD, WEEK = 60, 1.2, 7
DAYS = (45, 365)
TEN_YEARS = 3_650
FOUND_FROM, FOUND_FROM_IN_SPELLS = 240, 450
"""So many rated days it takes for a difference of one step to be named in at least 80 % of the runs."""

Chance = np.random.Generator
Values = NDArray[np.float64]
Marks = NDArray[np.bool_]


def moods(chance: Chance, n: int, phi: float) -> Values:
    """One person's days: stationary, of spread 1, related by ``phi``."""
    noise = chance.standard_normal(n)
    for i in range(1, n):
        noise[i] = phi * noise[i - 1] + np.sqrt(1 - phi**2) * noise[i]
    return noise


def rated(mood: Values) -> Values:
    """In whole steps, 1 to 7."""
    return np.clip(np.round(4 + SPREAD * mood), 1, 7)


def scattered(chance: Chance, n: int) -> Marks:
    """Factors that are there on days of their own, from few to half."""
    return chance.random((FACTORS, n)) < chance.uniform(0.05, 0.6, (FACTORS, 1))


def in_spells(chance: Chance, n: int) -> Marks:
    """Factors that come for 2 to 30 days on the average and stay away in proportion."""
    there = np.zeros((FACTORS, n), bool)
    for row in there:
        row[:] = spells(chance, n, chance.uniform(0.1, 0.6), chance.uniform(2, 30))
    return there


def spells(chance: Chance, n: int, share: float, length: float) -> Marks:
    """A factor there on that share of days, for so many days on the average."""
    there, day, state = np.zeros(n, bool), 0, bool(chance.random() < share)
    while day < n:
        mean = length if state else length * (1 - share) / share
        stays = int(chance.geometric(1 / max(1.0, mean)))
        there[day : day + stays] = state
        day, state = day + stays, not state
    return there


def by_weekday(chance: Chance, n: int) -> Marks:
    """Factors with their own likelihood for each day of the week."""
    weekly = chance.uniform(0.02, 0.9, (FACTORS, WEEK))
    return chance.random((FACTORS, n)) < weekly[:, np.arange(n) % WEEK]


def everyday(_chance: Chance, n: int) -> Marks:
    """No gaps."""
    return np.ones(n, bool)


def in_bursts(chance: Chance, n: int) -> Marks:
    """Rated for some weeks, then not for some."""
    return spells(chance, n, 0.5, 25)


NOISE: dict[str, tuple[float, Callable[[Chance, int], Marks], Callable[[Chance, int], Marks]]] = {
    "days apart": (0.0, scattered, everyday),
    "moods and spells": (0.6, in_spells, everyday),
    "weekdays": (0.3, by_weekday, everyday),
    "lasting moods, spells": (0.9, in_spells, everyday),
    "spells and gaps": (0.6, in_spells, in_bursts),
}
"""How moods are related, how factors come, which days are rated."""


def compared(days: NDArray[np.int64], ratings: Values, there: Marks) -> list[bool]:
    """Which of the factors are named."""
    factors = [Factor(f"{i:02}", days[row], days[~row]) for i, row in enumerate(there)]
    return [one.named for one in compare(days, ratings, factors)]


def honesty(_sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """``rounds`` runs of each: noise must be named in at most 5 %, a known difference missed in at most 20 %.

    A slope must lie outside its interval in at most 5 %, and 1.5 for what chance adds to a thousand runs.
    """
    results = [
        Result(
            f"honesty: noise named, {name}", n, _percent(partial(_noise_named, name, n), rounds), None, "%", most=5.0
        )
        for name in NOISE
        for n in DAYS
    ]
    for name, n, length in (("", FOUND_FROM, 0.0), (" in spells", FOUND_FROM_IN_SPELLS, 4.0)):
        missed = _percent(partial(_step_missed, n, length), rounds)
        results.append(Result(f"honesty: one step missed{name}", n, missed, None, "%", most=20.0))
    for name, days in SPREADS.items():
        for phi in (0.0, 0.3, 0.6):
            outside = _percent(partial(_slope_outside, days, phi), rounds)
            results.append(
                Result(f"honesty: slope outside, {name}, phi {phi}", days.size, outside, None, "%", most=6.5)
            )
    return [*results, _speed()]


def _percent(happens: Callable[[Chance], bool], rounds: int) -> float:
    chance = np.random.default_rng(2024)
    return 100 * sum(happens(chance) for _ in range(rounds)) / rounds


def _noise_named(name: str, n: int, chance: Chance) -> bool:
    phi, come, kept = NOISE[name]
    days = np.flatnonzero(kept(chance, n))
    there = come(chance, n)[:, days]
    return any(compared(days, rated(moods(chance, n, phi))[days], there))


def _step_missed(n: int, length: float, chance: Chance) -> bool:
    """The first of sixty factors, there on 30 % of the days, raises the rating by one step."""
    there = in_spells(chance, n) if length else scattered(chance, n)
    there[0] = spells(chance, n, 0.3, length) if length else chance.random(n) < 0.3
    ratings = rated(moods(chance, n, 0.6 if length else 0.0) + there[0] / SPREAD)
    return not compared(np.arange(n), ratings, there)[0]


SPREADS = {
    "three weeks": np.arange(21),
    "14 of three weeks": np.array([0, 1, 2, 4, 5, 6, 9, 10, 12, 13, 14, 17, 19, 20]),
    "two months": np.arange(60),
    "a hole of 40 days": np.r_[0:20, 60:90],
    "two weeks, a year apart": np.r_[0:7, 300:307],
    "a year": np.arange(365),
    "every other day of a year": np.arange(0, 365, 2),
    "a day a week for three years": np.arange(0, 1_092, WEEK),
}
"""The days that are rated."""


def _slope_outside(days: NDArray[np.int64], phi: float, chance: Chance) -> bool:
    found = trend(days, rated(moods(chance, int(days[-1]) + 1, phi))[days])
    assert found is not None
    return found.clear


def _speed() -> Result:
    """The statistics of sixty factors over ten years."""
    chance = np.random.default_rng(1)
    ratings, there = rated(moods(chance, TEN_YEARS, 0.6)), scattered(chance, TEN_YEARS)
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        compared(np.arange(TEN_YEARS), ratings, there)
        spent.append(time.perf_counter() - begun)
    return Result(f"{FACTORS} factors compared", TEN_YEARS, milliseconds(spent), None, most=1000.0)
