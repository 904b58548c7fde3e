"""A typed number is read in one way only, or refused; what is shown for typing reads back as it was."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import BadInput
from peerjournal.journal.typed_number import read_number, read_whole, reads_two_ways, to_type


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2,5", 2.5), (" 7 ", 7), ("\u22123", -3), ("-2.5", -2.5), ("+4", 4), ("٣٫٥", 3.5), ("٢٫١٢٥", 2.125), ("3.", 3),
        (".125", 0.125), ("0,125", 0.125), ("-0.125", -0.125), ("٠,١٢٥", 0.125), ("1.5000", 1.5), ("10000", 10000),
    ],
)  # fmt: skip
def test_a_comma_and_a_point_stand_before_decimals(typed: str, number: float) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["10,000", "1.500", "-1.500", "\u22121,500", "2.125", "1000,000", " 10,000 ", "١٠,٠٠٠"]
)
def test_what_may_be_thousands_is_refused_with_both_ways_out(typed: str) -> None:
    assert reads_two_ways(typed)
    for read in (read_number, read_whole):
        with pytest.raises(BadInput, match=r"two ways.*10000.*1\.5000"):
            read(typed)


@pytest.mark.parametrize(
    "typed", ["", " ", "many", "1e3", "inf", "nan", "1_000", "1 000", "1,000,000", "1.000,5", "١٠٬٠٠٠", "²", "--1", ","]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert isnan(read_number(typed))


@pytest.mark.parametrize("typed", ["1.5", "3,0", "3.", "10,00", "+3", "-3", "1e3", "²", ""])
def test_a_whole_number_is_typed_in_digits_alone(typed: str) -> None:
    assert isnan(read_whole(typed))
    assert read_whole(" 10000 ") == 10000
    assert read_whole("٣") == 3


@given(
    st.floats(-1e9, 1e9) | st.integers(-99_999, 99_999).map(lambda n: n / 1000) | st.integers(-(10**9), 10**9),
    st.sampled_from(".,"),
)
def test_what_is_shown_for_typing_always_reads_back_as_it_was(number: float, point: str) -> None:
    assert read_number(to_type(number, point)) == number


@given(st.text(st.sampled_from("0123456789.,-+٣٫ eE_"), max_size=12))
def test_whatever_is_typed_is_a_number_none_or_refused(typed: str) -> None:
    try:
        number = read_number(typed)
    except BadInput:
        assert reads_two_ways(typed)
    else:
        assert isnan(number) or read_number(to_type(number)) == number
