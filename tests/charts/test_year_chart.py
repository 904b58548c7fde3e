"""The year in dots: low, "not today", no rating and outside the period are four different things."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import check_in, day, drawn, named, record, words, years

from peerjournal.charts import year
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))


def first_days() -> Record:
    """Low on day 0, high on day 1, "not today" on day 2, nothing on day 3, both kinds on day 4."""
    return record(
        check_in(0, pleasantness=1),
        check_in(1, 8, pleasantness=6),
        check_in(1, 20, pleasantness=7),
        check_in(2, not_today=True),
        check_in(4, 8, not_today=True),
        check_in(4, 20, pleasantness=4),
        today=day(4),
    )


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return year.make(kept, View(**view))  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_four_kinds_of_days_look_different_in_every_look(look: Look) -> None:
    figure = drawn(chart(first_days()), look)
    (rated,) = named(figure, "rated")
    (declined,) = named(figure, "not-today")
    (open_,) = named(figure, "no-rating")
    assert rated.get_offsets().tolist() == [[3, 10], [4, 10], [7, 10]]
    low, high, middle = rated.get_sizes()
    assert low < middle < high
    assert (declined.get_xdata().tolist(), open_.get_xdata().tolist()) == ([5], [6])
    assert declined.get_marker() != open_.get_marker()
    assert open_.get_markersize() < low**0.5 + 1
    assert all(label in words(figure) for label in ("not today", "no rating", "2026", "n 3"))


def test_days_to_come_are_no_days_without_an_answer() -> None:
    kept = record(check_in(0, pleasantness=1), check_in(20_000, pleasantness=7), today=day(3))
    made = chart(kept)
    assert "2 of 5 days rated" in made.sentence
    assert "3 days have no answer" in made.sentence
    assert [row[0] for row in made.table.rows if row[2] == "no rating"] == [day(1), day(2), day(3)]
    assert len(named(drawn(made), "no-rating")[0].get_xdata()) == 3


def test_steps_are_told_by_size_alone() -> None:
    kept = record(*(check_in(n, pleasantness=n + 1) for n in range(7)), today=day(6))
    sizes = named(drawn(chart(kept)), "rated")[0].get_sizes() ** 0.5
    assert all(after - before > 0.7 for before, after in pairwise(sizes))


def test_sentence_and_table_say_the_same() -> None:
    made = chart(first_days())
    assert made.sentence == (
        "Pleasantness: 3 of 5 days rated from 3 Aug 2026 to 7 Aug 2026, their medians 1 to 6.5, "
        "half of them 4 or above. “Not today” was the answer on 1 day. 1 day has no answer."
    )
    assert made.table.rows == [
        (day(0), "Mon", "rated", 1.0, 1),
        (day(1), "Tue", "rated", 6.5, 2),
        (day(2), "Wed", "not today", None, None),
        (day(3), "Thu", "no rating", None, None),
        (day(4), "Fri", "rated", 4.0, 1),
    ]
    assert [made.spots.says(n) for n in (1, 2, 3)] == [
        "Tue 4 Aug 2026: Pleasantness 6.5, median of 2 ratings",
        "Wed 5 Aug 2026: not today",
        "Thu 6 Aug 2026: no rating",
    ]
    assert made.spots.day(3) == day(3)


def test_a_day_read_tells_its_note_or_the_title_of_its_entry() -> None:
    kept = record(
        check_in(0, pleasantness=3, note="a long day\nand more"),
        check_in(1, 8, pleasantness=6),
        check_in(1, 20, pleasantness=7, entry_id="e1"),
        check_in(2, not_today=True, note="too tired"),
        today=day(3),
        titles={"e1": "At the lake"},
    )
    made = chart(kept)
    assert [made.spots.says(n) for n in range(4)] == [
        "Mon 3 Aug 2026: Pleasantness 3, 1 rating: a long day",
        "Tue 4 Aug 2026: Pleasantness 6.5, median of 2 ratings: At the lake",
        "Wed 5 Aug 2026: not today: too tired",
        "Thu 6 Aug 2026: no rating",
    ]


@settings(max_examples=25)  # each is drawn
@given(st.dictionaries(st.integers(-400, 800), st.sampled_from([None, *range(1, 8)]), max_size=40))
def test_a_gap_never_becomes_a_dot(steps: dict[int, int | None]) -> None:
    kept = record(
        *(check_in(n, pleasantness=step, not_today=step is None) for n, step in steps.items()), today=day(400)
    )  # fmt: skip
    made = chart(kept)
    dots = named(drawn(made, painted=False), "rated")[0]
    assert len(dots.get_offsets()) == sum(step is not None for step in steps.values())
    answered = [row for row in made.table.rows if row[2] == "rated"]
    assert [row[3] for row in answered] == [step for _n, step in sorted(steps.items()) if step is not None]
    assert len([row for row in made.table.rows if row[2] == "not today"]) == list(steps.values()).count(None)
    assert len(made.spots) == len(made.table.rows)


@given(st.integers(0, 20_000))
def test_every_day_has_its_own_place(number: int) -> None:
    there = day(number)
    made = chart(record(check_in(number, energy=3), today=there), of="energy", span=Span(there, there))
    assert made.spots.xs.tolist() == [there.day]
    assert (made.spots.ys.tolist()[0] - year.HEADING) % year.ROWS == there.month - 1


def test_years_stand_under_each_other_and_empty_ones_take_a_line() -> None:
    made = chart(record(check_in(0, pleasantness=3), check_in(3652, pleasantness=5), today=day(3652)))
    figure = drawn(made)
    assert "2027 to 2035: no answers" in words(figure)
    first, last = named(figure, "rated")[0].get_offsets().tolist()
    assert first == [3, 3 + 7]
    assert last == [2, year.ROWS + year.FEW_ROWS + 3 + 7]
    assert made.height > chart(record(check_in(0, pleasantness=3), today=day(1))).height


def test_many_years_need_few_artists() -> None:
    figure = drawn(chart(record(*years(10, a_day=1), today=day(3649))))
    assert len(figure.axes[0].collections) + len(figure.axes[0].lines) == 3
    assert not figure.axes[0].patches


def test_no_rating_at_all_is_said() -> None:
    made = chart(record(today=day(9)), span=Span(day(0), day(9)))
    assert made.empty
    assert made.sentence == (
        "Pleasantness: nothing was rated from 3 Aug 2026 to 12 Aug 2026. 10 days have no answer."
    )  # fmt: skip
    drawn(made)


def test_leap_days_and_far_years_have_a_place() -> None:
    kept = record(check_in((date(2028, 2, 29) - day(0)).days, pleasantness=3), today=date(2028, 2, 29))
    assert chart(kept).spots.xs.tolist() == [29]
    drawn(chart(kept, span=Span(date.min, date.max)))
