"""When in a life something was: read from free words, only to put parts in an order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.time_of_life import UNSAID, along_time, read_time

TODAY = date(2026, 11, 22)


def in_order(*said: str) -> list[str]:
    places = along_time(said, TODAY)
    return [said[i] for i in sorted(range(len(said)), key=lambda i: places[i].order)]


def test_years_seasons_and_months_follow_each_other() -> None:
    told = [
        "2014", "spring 2015", "June 2015", "autumn 2015", "Nov 2015", "Christmas 2015", "early 2016", "mid-2016",
        "end of 2016", "2017-03", "4/2017",
    ]  # fmt: skip
    assert in_order(*reversed(told)) == told


def test_a_span_stands_where_it_begins() -> None:
    told = ["2011 to 2019", "2012-2013", "from 2013 until now", "summer 2014 – spring 2016", "since 2015", "now"]
    assert in_order(*reversed(told)) == told


def test_ages_in_figures_and_words() -> None:
    told = ["as a child", "at nine", "when I was eleven", "age 12", "aged 13-15", "16 years old", "my twenties", "40"]
    assert in_order(*reversed(told)) == told


def test_decades() -> None:
    told = ["the late seventies", "the 80s", "early 1990s", "the late '90s", "2003", "the 2010s"]
    assert in_order(*reversed(told)) == told


def test_my_thirties_are_an_age_and_the_thirties_are_not() -> None:
    assert read_time("my early thirties", TODAY) == read_time("in my early 30s", TODAY)
    mine, theirs = read_time("my thirties", TODAY), read_time("the thirties", TODAY)
    assert mine is not None
    assert theirs is not None
    assert (mine.age, mine.year, theirs.age, theirs.year) == (30, None, None, 1930)


def test_ages_come_before_years_until_a_part_says_both() -> None:
    assert in_order("1990", "age 12", "2016") == ["age 12", "1990", "2016"]
    assert in_order("1990", "age 12", "at 34, in 2016") == ["1990", "age 12", "at 34, in 2016"]


def test_what_stands_beside_today() -> None:
    told = ["ten years ago", "last year", "three months ago", "these days"]
    assert in_order(*reversed(told)) == told


def test_figures_of_other_scripts_are_read() -> None:
    assert read_time("٢٠١٧", TODAY) == read_time("2017", TODAY)


@pytest.mark.parametrize("said", ["", "   ", "before it had a name", "may", "the corridor", "99999", "age 900"])
def test_what_cannot_be_placed_comes_last(said: str) -> None:
    assert read_time(said, TODAY) is None
    assert along_time([said, "2030"], TODAY)[0] == UNSAID
    assert in_order(said, "2030") == ["2030", said]


@given(st.lists(st.text(max_size=40), max_size=12))
def test_whatever_is_said_everything_gets_a_place(said: list[str]) -> None:
    places = along_time(said, TODAY)
    assert len(places) == len(said)
    assert all(p.kind in {"age", "year", "unsaid"} for p in places)


@given(st.integers(1900, 2099), st.sampled_from(["{y}", "winter {y}", "about {y}", "May {y}", "{y} to {y}", "in {y}"]))
def test_a_year_is_found_wherever_it_stands(year: int, words: str) -> None:
    (place,) = along_time([words.format(y=year)], TODAY)
    assert (place.kind, place.group) == ("year", year)
