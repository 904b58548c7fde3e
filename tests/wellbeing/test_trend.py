"""The slope over a period and the interval around it."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from peerjournal.wellbeing.trend import Trend, slope, student, trend

START = date(2024, 3, 4).toordinal()


def test_below_fourteen_rated_days_or_three_weeks_nothing_is_said() -> None:
    assert trend([], []) is None
    assert trend([START], [4]) is None
    assert trend(START + np.arange(13) * 2, np.arange(13)) is None
    assert trend(START + np.arange(20), np.arange(20)) is None
    assert trend(START + np.arange(21), np.arange(21)) is not None
    assert trend([*START + np.arange(13), START + 20], np.arange(14)) is not None


def test_many_ratings_on_few_days_are_few_days() -> None:
    forty_a_day = np.repeat([START, START + 30], 40)
    assert trend(forty_a_day, np.arange(80) % 7 + 1) is None


def test_all_alike_is_no_change() -> None:
    found = trend(START + np.arange(30), np.full(30, 0.1))
    assert found == Trend(0, 0, 0, 30, 30, START, START + 29, level=True)
    assert not found.clear


def test_a_trend_knows_the_days_it_was_counted_over() -> None:
    found = trend(START + np.r_[0:13, 400], np.arange(14) % 7 + 1)
    assert found is not None
    assert (found.first, found.last, found.days, found.level) == (START, START + 400, 14, False)


def test_a_steady_rise_is_told_by_the_day_by_the_week_and_by_the_month() -> None:
    days = START + np.arange(40)
    found = trend(np.repeat(days, 2), np.repeat(2 + 0.05 * np.arange(40), 2))
    assert found is not None
    assert found.per_day == pytest.approx(0.05)
    assert (found.n, found.days, found.clear) == (80, 40, True)
    assert found.over(7)[0] == pytest.approx(0.35)
    assert found.over(30) == pytest.approx((1.5, 1.5, 1.5))


def test_one_rating_every_ten_years_and_days_to_come_are_days_like_others() -> None:
    days = [date(1800 + 10 * n, 1, 1).toordinal() for n in range(25)]
    found = trend(days, np.tile([3, 4, 5, 4, 2], 5))
    assert found is not None
    assert found.low < found.per_day < found.high


@pytest.mark.parametrize("lags", [1, 7, 30])
def test_slope_and_error_are_those_of_statsmodels(lags: int) -> None:
    days = START + np.arange(90)
    values = np.random.default_rng(lags).normal(4, 1.2, 90)
    theirs = sm.OLS(values, sm.add_constant(days - days.mean())).fit(cov_type="HAC", cov_kwds={"maxlags": lags})
    np.testing.assert_allclose(slope(days, values, lags + 1), (theirs.params[1], theirs.bse[1]), rtol=1e-9)


@given(st.sets(st.integers(0, 60), min_size=3, max_size=30).map(sorted), st.integers(1, 80), st.integers(0, 9))
def test_a_gap_counts_with_its_days(places: list[int], bandwidth: int, seed: int) -> None:
    """The windows are the sum over pairs of days, each weighed by its distance in the calendar."""
    days = START + np.array(places)
    values = np.random.default_rng(seed).normal(4, 1.2, days.size)
    centred = days - days.mean()
    change = stats.linregress(days - START, values).slope
    scores = centred * (values - values.mean() - change * centred)
    weights = np.maximum(0, 1 - np.abs(days[:, None] - days) / bandwidth)
    error = np.sqrt(scores @ weights @ scores) / (centred @ centred)
    np.testing.assert_allclose(slope(days, values, bandwidth), (change, error), rtol=1e-6, atol=1e-9)


@given(st.floats(1, 1e6))
def test_students_t_is_never_too_small_and_at_most_a_hundredth_too_large(degrees: float) -> None:
    theirs = float(stats.t.ppf(0.975, degrees))
    assert theirs * 0.99999 <= student(degrees) <= theirs * 1.01


@given(st.integers(0, 99))
def test_the_order_of_the_rows_never_matters(seed: int) -> None:
    chance = np.random.default_rng(seed)
    days, values = START + chance.integers(0, 60, 50), chance.integers(1, 8, 50)
    turned = chance.permutation(50)
    assert trend(days, values) == trend(days[turned], values[turned])


def test_of_many_days_a_part_stands_for_all_and_the_interval_hardly_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(3)
    days = START + np.flatnonzero(chance.random(700) < 0.8)
    values = chance.normal(4, 1.2, days.size)
    widths = []
    for most in (250, 700):
        monkeypatch.setattr("peerjournal.wellbeing.trend.MOST_DAYS", most)
        found = trend(days, values)
        assert found is not None
        widths.append(found.high - found.low)
    assert widths[0] == pytest.approx(widths[1], rel=0.03)


def test_two_bunches_of_days_far_apart_are_no_reason_to_be_sure() -> None:
    """Within each bunch the line leaves nothing over, so that the bare error is next to nothing."""
    chance = np.random.default_rng(4)
    spread = START + np.linspace(0, 306, 14).astype(int)
    bunches = START + np.r_[0:7, 300:307]
    errors = [slope(days, chance.normal(4, 1.2, 14), 61)[1] for days in (spread, bunches)]
    assert errors[1] < errors[0] / 3
    clear = [trend(bunches, chance.normal(4, 1.2, 14)) for _ in range(200)]
    assert sum(found is not None and found.clear for found in clear) <= 10


@pytest.mark.parametrize("far", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_day_typed_wrongly_leaves_numbers_that_are_numbers(far: date) -> None:
    days = [*range(START, START + 30), far.toordinal()]
    found = trend(days, np.random.default_rng(6).integers(1, 8, 31))
    assert found is not None
    assert np.isfinite(found.low)
    assert found.low < 0 < found.high


def test_the_interval_narrows_with_the_length_of_the_period() -> None:
    chance = np.random.default_rng(5)
    widths = []
    for n in (30, 90, 365):
        found = trend(START + np.arange(n), chance.normal(4, 1.2, n))
        assert found is not None
        widths.append(found.high - found.low)
    assert all(later < earlier for earlier, later in pairwise(widths))
