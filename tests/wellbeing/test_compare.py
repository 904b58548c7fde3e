"""Days with and days without: what is compared, what is never counted, and what is told."""

import math
import statistics
from dataclasses import astuple, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.wellbeing.compare import (
    LEAST,
    LEAST_RATED,
    Comparison,
    Factor,
    Lack,
    compare,
    median,
    shifted_differences,
    sides,
)

START = date(2024, 3, 4).toordinal()
half_steps = st.integers(2, 14).map(lambda halves: halves / 2)


def factor(name: str, with_: Any, without: Any) -> Factor:
    """Days counted from START."""
    return Factor(name, START + np.asarray(with_, np.int64), START + np.asarray(without, np.int64))


@st.composite
def journals(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, list[Factor]]:
    """Some rated days of 70, and two factors that are there, not there or unknown on any day, rated or not."""
    chance = np.random.default_rng(draw(st.integers(0, 999)))
    rated = np.flatnonzero(chance.random(70) < draw(st.sampled_from((0.1, 0.6, 1))))
    factors = []
    for name in ("Walking", "choir"):
        known = chance.choice(3, 80, p=draw(st.sampled_from(((0.3, 0.5, 0.2), (0.05, 0.15, 0.8)))))
        factors.append(factor(name, np.flatnonzero(known == 0), np.flatnonzero(known == 1)))
    return START + rated, chance.integers(2, 15, rated.size) / 2, factors


# ----------------------------------------------------------------------------------------------------- medians


@pytest.mark.parametrize(
    ("ratings", "middle"),
    [([4], 4), ([4, 4, 4], 4), ([1, 7], 4), ([3, 4, 5], 4), ([4, 4, 4, 5], 4 + 1 / 6), ([3.5, 4.5], 4), ([2, 4], 3)],
)
def test_a_rating_stands_for_the_step_around_it(ratings: list[float], middle: float) -> None:
    assert median(ratings) == pytest.approx(middle)


@given(st.lists(st.integers(1, 7), min_size=1, max_size=40))
def test_the_median_is_that_of_grouped_data(ratings: list[int]) -> None:
    below = sum(r <= statistics.median_low(ratings) for r in ratings)
    if 2 * below == len(ratings):  # nothing lies around the half: theirs is the upper end of the gap, ours its middle
        plain = statistics.median(ratings)
        assert median(ratings) == pytest.approx(plain)
    else:
        assert median(ratings) == pytest.approx(statistics.median_grouped(ratings))


@given(st.lists(half_steps, min_size=1, max_size=40))
def test_the_median_is_never_more_than_half_a_step_from_the_plain_one(ratings: list[float]) -> None:
    plain = float(np.median(ratings))
    if sorted(ratings)[(len(ratings) - 1) // 2] == sorted(ratings)[len(ratings) // 2]:
        assert abs(median(ratings) - plain) <= 0.5 + 1e-9
    assert min(ratings) - 1e-9 <= median(ratings) <= max(ratings) + 1e-9
    assert median([8 - r for r in ratings]) == pytest.approx(8 - median(ratings))


# -------------------------------------------------------------------------------------------------- what counts


def test_days_of_which_nothing_is_known_are_on_neither_side() -> None:
    walking = factor("Walking", [0, 2], [1])
    with_, without = sides(START + np.arange(5), [6, 2, 5, 1, 1], walking)
    assert (with_.tolist(), without.tolist()) == ([6, 5], [2])


def test_days_without_a_rating_are_no_days() -> None:
    with_, without = sides([START, START + 9], [6, 2], factor("Walking", range(9), [9, 10, 11]))
    assert (with_.tolist(), without.tolist()) == ([6], [2])


def test_the_day_after_takes_the_next_days_rating() -> None:
    walking = factor("Walking", [0, 5], [1])
    with_, without = sides(START + np.arange(3), [1, 6, 3], walking, after=1)
    assert (with_.tolist(), without.tolist()) == ([6], [3])


def test_done_once_that_day_is_done_that_day() -> None:
    with_, without = sides([START], [6], factor("Walking", [0, 0], [0]))
    assert (with_.tolist(), without.tolist()) == ([6], [])


def test_nothing_and_one_rating() -> None:
    assert compare([], [], []) == []
    (nothing,) = compare([], [], [factor("Walking", [], [])])
    assert astuple(nothing) == ("Walking", 0, 0, None, None, None, None, None, False, False, 0, Lack.SIDE, False)
    (one,) = compare([START], [5], [factor("Walking", [0], [])])
    assert astuple(one) == ("Walking", 1, 0, 5, None, None, None, None, False, False, 0, Lack.SIDE, False)


def test_nine_days_are_not_enough_and_ten_are() -> None:
    chance = np.random.default_rng(13)
    days, ratings, there = START + np.arange(40), np.repeat(4.0, 40), chance.permutation(40)
    ratings[there[:LEAST]] = 5
    ten = factor("Ten", there[:LEAST], there[LEAST:])
    nine = factor("Nine", there[: LEAST - 1], there[LEAST:])
    short, found = compare(days, ratings, [ten, nine])
    assert (short.name, short.n_with, short.enough, short.difference, short.low, short.high, short.lack) == (
        "Nine", 9, False, None, None, None, Lack.SIDE,
    )  # fmt: skip
    assert (found.n_with, found.n_without, found.enough, found.difference, found.looked_at) == (10, 30, True, 1, 1)


def apart(n: int, seed: int = 6) -> Comparison:
    """So many rated days, all 7 with and all 1 without, in no order."""
    there = np.random.default_rng(seed).random(n) < 0.5
    (found,) = compare(
        START + np.arange(n), 1 + 6 * there, [factor("Walking", np.flatnonzero(there), np.flatnonzero(~there))]
    )
    return found


def test_below_34_rated_days_there_is_not_enough_to_say_however_large() -> None:
    """There the limit is the largest of all moves, of which the days as they stand are one: it would always hold 0."""
    assert LEAST_RATED == 34
    assert astuple(apart(33))[5:] == (None, None, None, False, False, 0, Lack.RATED, False)
    assert {apart(33, seed).enough for seed in range(20)} == {False}
    named = [apart(34, seed) for seed in range(20)]
    assert all(found.enough and found.difference == 6 and found.high == 6 for found in named)
    assert any(found.named for found in named)


@given(st.integers(20, 80), st.integers(0, 9))
def test_below_34_rated_days_and_only_there_no_order_of_the_ratings_is_named(n: int, seed: int) -> None:
    """What the number is made of: how many of so many moves lie beyond the limit."""
    values = np.random.default_rng(seed).permutation(n).astype(float)
    there = np.zeros(n, bool)
    there[values >= n - LEAST] = True
    moved = np.abs(shifted_differences(values, [(there, ~there)])[0])
    limit = np.sort(moved)[math.ceil(0.97 * n) - 1]
    assert (limit >= moved.max() - 1e-9) == (n < LEAST_RATED) or np.sum(moved > moved.max() - 1e-9) > 1


@pytest.mark.parametrize("there", [np.arange(70) % 2, np.arange(70) % 7 == 0, np.arange(70) < 35, np.arange(71) % 2])
@pytest.mark.parametrize("high", [2, 7])
def test_what_comes_like_clockwork_or_in_one_spell_is_not_taken_for_no_difference(there: np.ndarray, high: int) -> None:
    """All ratings with it lie above all without it, and it cannot be told from anything else that comes like that."""
    mine = factor("Sundays", np.flatnonzero(there), np.flatnonzero(there == 0))
    (found,) = compare(START + np.arange(there.size), np.where(there, high, 1), [mine])
    assert found.enough
    assert found.named != found.alike
    assert found.high is not None
    assert found.high <= 6


def test_an_interval_stays_within_what_ratings_can_differ_by() -> None:
    chance = np.random.default_rng(14)
    reached = 0
    for _ in range(60):
        there = chance.random(45) < 0.3 + 0.4 * (np.arange(45) // 9 % 2)
        ratings = np.clip(np.round(chance.normal(2 + 4 * there, 1)), 1, 7)
        mine = factor("Walking", np.flatnonzero(there), np.flatnonzero(~there))
        (found,) = compare(START + np.arange(45), ratings, [mine])
        if found.low is not None and found.high is not None:
            assert -6 <= found.low < found.high <= 6
            reached += found.high == 6
    assert reached


def test_numbers_have_two_decimals_at_most_and_an_interval_reaches_0_or_does_not() -> None:
    chance = np.random.default_rng(15)
    for _ in range(60):
        there = chance.random(40) < 0.5
        ratings = np.clip(np.round(chance.normal(4 + 1.5 * there, 1)), 1, 7)
        mine = factor("Walking", np.flatnonzero(there), np.flatnonzero(~there))
        (found,) = compare(START + np.arange(40), ratings, [mine])
        for number in astuple(found)[3:8]:
            assert number is None or (number == round(number, 2) and f"{number}" != "-0.0")
        if found.low is not None and found.high is not None:
            assert found.named == (not found.low <= 0 <= found.high)
            assert found.median_with is not None
            assert found.median_without is not None
            assert found.difference == round(found.median_with - found.median_without, 2)


def test_results_come_by_name_and_not_by_effect() -> None:
    names = ["walking", "Choir", "apples", "Zither", "choir"]
    found = compare([START], [4], [factor(name, [], []) for name in names])
    assert [c.name for c in found] == ["apples", "Choir", "choir", "walking", "Zither"]


def test_ratings_all_alike_show_no_difference() -> None:
    (found,) = compare(START + np.arange(60), np.full(60, 4), [factor("Walking", range(0, 60, 2), range(1, 60, 2))])
    assert (found.difference, found.named) == (0, False)
    assert found.low == pytest.approx(-0.49)
    assert found.high == pytest.approx(0.49)


def test_a_difference_of_two_steps_is_named_after_three_months() -> None:
    chance = np.random.default_rng(1)
    there = chance.random(90) < 0.4
    ratings = np.clip(np.round(chance.normal(3.5, 1, 90) + 2 * there), 1, 7)
    (found,) = compare(
        START + np.arange(90), ratings, [factor("Walking", np.flatnonzero(there), np.flatnonzero(~there))]
    )
    assert found.named
    assert found.difference is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 2 < found.high
    assert found.difference == pytest.approx(median(ratings[there]) - median(ratings[~there]), abs=0.0101)


def test_days_to_come_and_far_away_are_days_like_others() -> None:
    days = [date(1, 1, 1).toordinal(), *range(START, START + 40), date(9999, 12, 31).toordinal()]
    (found,) = compare(days, [4] * 42, [Factor("Walking", np.array(days[::2]), np.array(days[1::2]))])
    assert (found.n_with, found.n_without, found.difference) == (21, 21, 0)


def test_many_different_values_are_compared_as_they_are() -> None:
    chance = np.random.default_rng(2)
    values = chance.normal(100, 20, 200)
    there = chance.random(200) < 0.5
    mine = factor("A", np.flatnonzero(there), np.flatnonzero(~there))
    (found,) = compare(START + np.arange(200), values, [mine], reach=1000)
    assert found.difference == pytest.approx(median(values[there]) - median(values[~there]), abs=0.0101)
    assert found.difference is not None
    assert found.difference == pytest.approx(np.median(values[there]) - np.median(values[~there]), abs=1)
    assert found.high is not None
    assert 5 < found.high - found.difference < 40


# ---------------------------------------------------------------------------------------------------- the moves


@given(st.integers(0, 99), st.integers(20, 50))
def test_all_moves_at_once_are_the_moves_one_by_one(seed: int, n: int) -> None:
    chance = np.random.default_rng(seed)
    values = chance.integers(2, 15, n) / 2
    state = chance.integers(0, 3, (2, n))
    state[:, :2] = (0, 1)
    pairs = [(row == 0, row == 1) for row in state]
    expected = [[median(values[np.roll(a, -k)]) - median(values[np.roll(b, -k)]) for k in range(n)] for a, b in pairs]
    np.testing.assert_allclose(shifted_differences(values, pairs), expected, atol=1e-9)


def test_moves_of_many_different_values_are_off_by_little() -> None:
    chance = np.random.default_rng(3)
    values = chance.uniform(0, 630, 150)
    there = chance.random(150) < 0.5
    moved = shifted_differences(values, [(there, ~there)])[0]
    expected = [median(values[np.roll(there, -k)]) - median(values[np.roll(~there, -k)]) for k in range(150)]
    assert np.abs(moved - expected).max() <= 10


def test_the_limit_is_passed_by_three_moves_in_a_hundred_at_most() -> None:
    chance = np.random.default_rng(4)
    values = chance.integers(1, 8, 200).astype(float)
    masks = chance.random((12, 200)) < 0.4
    all_factors = [factor(f"{i:02}", np.flatnonzero(m), np.flatnonzero(~m)) for i, m in enumerate(masks)]
    found = compare(START + np.arange(200), values, all_factors)
    margins = np.array([c.high - c.difference for c in found if c.high is not None and c.difference is not None])
    moved = np.abs(shifted_differences(values, [(m, ~m) for m in masks]))
    assert margins.size == 12
    assert np.mean((moved > margins[:, None]).any(axis=0)) <= 0.03


def test_the_more_are_looked_at_the_wider_the_interval() -> None:
    chance = np.random.default_rng(5)
    days, values = START + np.arange(300), chance.integers(1, 8, 300)
    masks = chance.random((60, 300)) < 0.3
    all_factors = [factor(f"{i:02}", np.flatnonzero(m), np.flatnonzero(~m)) for i, m in enumerate(masks)]
    alone, among = compare(days, values, all_factors[:1])[0], compare(days, values, all_factors)[0]
    assert (alone.looked_at, among.looked_at) == (1, 60)
    assert alone.difference == among.difference
    assert alone.high is not None
    assert among.high is not None
    assert alone.high < among.high


# ------------------------------------------------------------------------------------------- never and always


@given(journals())
def test_what_is_known_of_days_without_a_rating_never_matters(
    kept: tuple[np.ndarray, np.ndarray, list[Factor]],
) -> None:
    days, ratings, factors = kept
    only_rated = [
        replace(f, with_days=np.intersect1d(f.with_days, days), without_days=np.intersect1d(f.without_days, days))
        for f in factors
    ]
    assert compare(days, ratings, factors) == compare(days, ratings, only_rated)


@given(journals())
def test_unknown_days_are_never_counted_as_without(kept: tuple[np.ndarray, np.ndarray, list[Factor]]) -> None:
    days, ratings, factors = kept
    for found in compare(days, ratings, factors):
        mine = next(f for f in factors if f.name == found.name)
        assert found.n_with == len(set(days.tolist()) & set(mine.with_days.tolist()))
        assert found.n_without == len(set(days.tolist()) & set(mine.without_days.tolist()))


@given(journals())
def test_below_ten_days_on_a_side_there_are_never_numbers(kept: tuple[np.ndarray, np.ndarray, list[Factor]]) -> None:
    found = compare(*kept)
    for one in found:
        assert one.enough == (min(one.n_with, one.n_without) >= LEAST and np.unique(kept[0]).size >= LEAST_RATED)
        assert (one.lack is Lack.SIDE) == (min(one.n_with, one.n_without) < LEAST)
        assert (one.lack is None) == one.enough
        assert (one.difference is None) == (one.low is None) == (one.high is None) == (not one.enough)
        assert not one.named or (one.enough and one.low is not None and one.high is not None)
        assert one.looked_at == sum(c.enough for c in found)


def _mirrored(one: Comparison) -> Comparison:
    def minus(value: float | None) -> float | None:
        return None if value is None else -value

    return replace(
        one,
        n_with=one.n_without,
        n_without=one.n_with,
        median_with=one.median_without,
        median_without=one.median_with,
        difference=minus(one.difference),
        low=minus(one.high),
        high=minus(one.low),
    )


@given(journals())
def test_with_and_without_exchanged_only_turn_the_sign(kept: tuple[np.ndarray, np.ndarray, list[Factor]]) -> None:
    days, ratings, factors = kept
    exchanged = [Factor(f.name, f.without_days, f.with_days) for f in factors]
    for one, other in zip(compare(days, ratings, factors), compare(days, ratings, exchanged), strict=True):
        assert astuple(_mirrored(other)) == pytest.approx(astuple(one), nan_ok=False)


@given(journals(), st.integers(0, 99))
def test_the_order_of_rows_and_factors_never_matters(
    kept: tuple[np.ndarray, np.ndarray, list[Factor]], seed: int
) -> None:
    days, ratings, factors = kept
    turned = np.random.default_rng(seed).permutation(days.size)
    shuffled = [Factor(f.name, f.with_days[::-1], f.without_days[::-1]) for f in reversed(factors)]
    assert compare(days, ratings, factors) == compare(days[turned], ratings[turned], shuffled)


@given(journals())
def test_a_day_rated_twice_counts_once_with_the_median(kept: tuple[np.ndarray, np.ndarray, list[Factor]]) -> None:
    days, ratings, factors = kept
    twice = compare(np.repeat(days, 2), np.column_stack([ratings - 0.5, ratings + 0.5]).ravel(), factors)
    assert twice == compare(days, ratings, factors)
