"""Medians and quartiles: of all, by day, by week; and lines that stop at gaps."""

from datetime import date
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from peerjournal.wellbeing.summary import Summary, Week, daily_medians, runs, summary, weekly

MONDAY = date(2024, 3, 4).toordinal()
ratings = st.lists(
    st.tuples(st.integers(MONDAY - 40, MONDAY + 40), st.integers(2, 14).map(lambda halves: halves / 2)), max_size=60
)


def columns(rows: list[tuple[int, float]]) -> tuple[list[int], list[float]]:
    return [day for day, _value in rows], [value for _day, value in rows]


def test_of_nothing_there_is_no_summary() -> None:
    assert summary([]) is None
    assert weekly([], []) == []
    assert [column.size for column in daily_medians([], [])] == [0, 0]
    assert runs([]) == []


def test_one_rating_is_its_own_median_and_middle_half() -> None:
    assert summary([4]) == Summary(1, 4, 4, 4)
    assert summary([5, 5, 5]) == Summary(3, 5, 5, 5)


def test_quartiles_lie_between_the_two_nearest_in_proportion() -> None:
    assert summary([4, 1, 2, 3]) == Summary(4, 1.75, 2.5, 3.25)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_quartiles_are_those_of_scipy(values: list[float]) -> None:
    found = summary(values)
    assert found is not None
    # alphap and betap of 1 are the seventh definition of Hyndman and Fan.
    theirs = stats.mstats.mquantiles(values, (0.25, 0.5, 0.75), alphap=1, betap=1)
    np.testing.assert_allclose((found.low, found.median, found.high), theirs, rtol=1e-9, atol=1e-9)


def test_a_week_goes_from_monday_to_sunday_and_needs_three_ratings() -> None:
    days = [MONDAY - 1, MONDAY - 1, MONDAY, MONDAY + 6, MONDAY + 6, MONDAY + 7]
    assert weekly(days, [7, 7, 1, 3, 6, 7]) == [Week(MONDAY, 3, 2, 3, 4.5)]
    assert [w.n for w in weekly(days, [7, 7, 1, 3, 6, 7], least=1)] == [2, 3, 1]


def test_the_median_of_a_day_is_between_its_two_middle_ratings() -> None:
    days, medians = daily_medians([MONDAY + 2, MONDAY, MONDAY + 2, MONDAY + 2, MONDAY + 2], [1, 6, 4, 3, 7])
    assert days.tolist() == [MONDAY, MONDAY + 2]
    assert medians.tolist() == [6, 3.5]


@given(ratings)
def test_days_and_weeks_are_those_that_numpy_finds_one_by_one(rows: list[tuple[int, float]]) -> None:
    days, values = (np.array(column) for column in columns(rows))
    expected = {day: np.median(values[days == day]) for day in sorted(set(days.tolist()))}
    found_days, medians = daily_medians(days, values)
    assert dict(zip(found_days.tolist(), medians.tolist(), strict=True)) == expected
    mondays = np.array([d - date.fromordinal(d).weekday() for d in days.tolist()])
    for week in weekly(days, values, least=1):
        mine = values[mondays == week.monday]
        assert week.n == mine.size
        np.testing.assert_allclose((week.low, week.median, week.high), np.quantile(mine, (0.25, 0.5, 0.75)))
    assert {w.monday for w in weekly(days, values, least=1)} == set(mondays.tolist())


@given(ratings)
def test_the_order_of_the_rows_never_matters(rows: list[tuple[int, float]]) -> None:
    days, values = columns(rows)
    turned = columns(rows[::-1])
    assert weekly(days, values) == weekly(*turned)
    assert summary(values) == summary(turned[1])


@given(st.sets(st.integers(0, 30)).map(sorted))
def test_a_line_is_never_drawn_over_a_gap(weeks: list[int]) -> None:
    mondays = [MONDAY + 7 * week for week in weeks]
    parts = [mondays[run] for run in runs(mondays)]
    assert [m for part in parts for m in part] == mondays
    assert all(b - a == 7 for part in parts for a, b in pairwise(part))
    assert all(after[0] - before[-1] > 7 for before, after in pairwise(parts))
