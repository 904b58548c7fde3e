"""Numbers as they are told: short, never a zero with a sign, and intervals that hold 0 where they are told to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.charts.words import amount
from peerjournal.wellbeing.told import hundredths, outwards

numbers = st.floats(-20, 20)


@given(numbers, numbers)
def test_an_interval_is_told_a_little_wider_and_never_narrower(one: float, other: float) -> None:
    low, high = sorted((one, other))
    told = outwards(low, high)
    assert low - 0.0101 <= told[0] <= low + 1e-6
    assert high - 1e-6 <= told[1] <= high + 0.0101


@given(numbers, numbers)
def test_nothing_is_told_with_more_than_two_decimals_or_as_minus_zero(one: float, other: float) -> None:
    for number in (hundredths(one), *outwards(min(one, other), max(one, other), 6)):
        assert len(amount(number).partition(".")[2]) <= 2
        assert float(amount(number)) == number
        assert amount(number) != "-0"


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        ((-2e-12, 4.7), (0, 4.7)),
        ((2e-12, 4.7), (0, 4.7)),
        ((-0.004, 4.701), (-0.01, 4.71)),
        ((0.004, 4.7), (0, 4.7)),
        ((0.011, 4.7), (0.01, 4.7)),
        ((-5.8, 17.8), (-5.8, 6)),
        ((-12.0, -0.004), (-6, 0)),
    ],
)
def test_what_touches_zero_is_told_to_touch_it_and_nothing_leaves_the_scale(
    interval: tuple[float, float], told: tuple[float, float]
) -> None:
    assert outwards(*interval, 6) == told
    assert "-0.0" not in {str(end) for end in outwards(*interval, 6)}


@pytest.mark.parametrize(("value", "told"), [(-0.0, "0"), (-1e-13, "0"), (0.988, "0.99"), (-0.25, "-0.25"), (4, "4")])
def test_zero_has_no_sign(value: float, told: str) -> None:
    assert amount(value) == told
