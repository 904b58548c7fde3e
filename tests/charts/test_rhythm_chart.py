"""Weekday and time of day: every rating once in each half of the picture, its number below it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import check_in, day, drawn, named, points, record, words, years

from peerjournal.charts import rhythm, strips
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))


def two_weeks() -> Record:
    """Mondays 4, 5, 5 in the evening; a Tuesday night with 2."""
    return record(
        check_in(0, 20, pleasantness=4),
        check_in(0, 22, pleasantness=5, energy=6, note="a quiet evening"),
        check_in(1, 3, pleasantness=2),
        check_in(7, 19, pleasantness=5),
        check_in(8, 19, not_today=True),
        today=day(13),
    )


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return rhythm.make(kept, View(**view))  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_every_rating_stands_once_in_its_weekday_and_once_in_its_part_of_the_day(look: Look) -> None:
    figure = drawn(chart(two_weeks()), look)
    weekday, part = named(figure, "ratings")
    assert sorted((round(x), y) for x, y in points([weekday])) == [(0, 4), (0, 5), (0, 5), (1, 2)]
    assert sorted((round(x), y) for x, y in points([part])) == [(0, 2), (3, 4), (3, 5), (3, 5)]
    below = [label.get_text().replace("\n", " ") for axes in figure.axes for label in axes.get_xticklabels()]
    assert below[:3] == ["Mon n 3", "Tue n 1", "Wed n 0"]
    assert below[7:] == ["Night, 0–6 n 1", "Morning, 6–12 n 0", "Afternoon, 12–18 n 0", "Evening, 18–24 n 3"]


def test_median_and_middle_half_are_drawn_from_three_ratings_on() -> None:
    figure = drawn(chart(two_weeks()))
    for medians, boxes, place in zip(named(figure, "median"), named(figure, "middle-half"), (0, 3), strict=True):
        [line], [box] = medians.get_segments(), boxes.get_paths()
        assert line[:, 1].tolist() == [5, 5]
        assert round(float(line[:, 0].mean())) == place
        assert (box.vertices[:, 1].min(), box.vertices[:, 1].max()) == (4.5, 5)


def test_sentence_table_and_points_say_the_same() -> None:
    made = chart(two_weeks())
    assert made.sentence == (
        "Pleasantness: 4 ratings on 3 of 14 days from 3 Aug 2026 to 16 Aug 2026. "
        "By weekday, there are under 10 ratings everywhere, so none is named. "
        "By time of day, there are under 10 ratings everywhere, so none is named. "
        "Such differences say nothing of what brought them about."
    )
    assert made.table.headers[:4] == ("When", "n", "Rated 1", "Rated 2")
    assert made.table.rows[0] == ("Mon", 3, 0, 0, 0, 1, 2, 0, 0, 4.5, 5, 5)
    assert made.table.rows[1] == ("Tue", 1, 0, 1, 0, 0, 0, 0, 0, None, None, None)
    assert made.table.rows[7] == ("Night, 0–6", 1, 0, 1, 0, 0, 0, 0, 0, None, None, None)
    assert [made.spots.says(n) for n in range(4)] == [
        "Pleasantness 4, Mon 3 Aug 2026, 20:00",
        "Pleasantness 5, Mon 3 Aug 2026, 22:00: a quiet evening",
        "Pleasantness 5, Mon 10 Aug 2026, 19:00",
        "Pleasantness 2, Tue 4 Aug 2026, 03:00",
    ]
    assert made.spots.axes.tolist() == [0] * 4 + [1] * 4
    assert made.spots.day(3) == day(1)


def test_points_to_reach_stand_where_dots_are_drawn() -> None:
    made = chart(record(*years(1)))
    spots = made.spots
    for half, dots in enumerate(named(drawn(made), "ratings")):
        there = spots.axes == half
        reached = sorted(zip(spots.xs[there].round(9).tolist(), spots.ys[there].tolist(), strict=True))
        assert reached == sorted((round(x, 9), y) for x, y in points([dots]))


def test_another_rating_and_another_period_can_be_chosen() -> None:
    assert [key for key, _label in rhythm.kind().choices(two_weeks())] == ["pleasantness", "energy"]
    assert chart(two_weeks(), of="energy").sentence.startswith("Energy: 1 rating on 1 of 14 days")
    assert chart(two_weeks(), of="no such thing").sentence == chart(two_weeks()).sentence
    assert chart(two_weeks(), span=Span(day(7), day(8))).table.rows[0][1] == 1


def test_medians_that_differ_are_named_with_their_numbers() -> None:
    kept = [check_in(n, hour, pleasantness=2 + n) for n in (0, 1) for hour in range(7, 17)]
    assert (
        "By weekday, medians lie from 2 (Mon, n 10) to 3 (Tue, n 10), of those with 10 ratings or more."
        in chart(record(*kept)).sentence
    )
    same = [check_in(n, hour, pleasantness=4) for n in (0, 1) for hour in range(7, 17)]
    assert "By weekday, the median is 4 wherever there are 10 ratings or more." in chart(record(*same)).sentence
    assert "there are under 10 ratings everywhere, so none is named" in chart(record(kept[0])).sentence


def test_a_weekday_with_few_ratings_is_drawn_and_not_named() -> None:
    many = [check_in(n, hour, pleasantness=4) for n in (0, 1) for hour in range(7, 17)]
    few = [check_in(2, hour, pleasantness=7) for hour in range(9)]
    made = chart(record(*many, *few))
    assert "Wed" not in made.sentence
    assert made.table.rows[2][:2] == ("Wed", 9)
    assert made.table.rows[2][-2] == 7


def test_a_single_day_is_no_share_of_days() -> None:
    made = chart(two_weeks(), span=Span(day(0), day(0)))
    assert made.sentence.startswith("Pleasantness: 2 ratings on 3 Aug 2026. ")


@pytest.mark.parametrize(
    "kept",
    [
        record(),
        record(check_in(0, pleasantness=7)),
        record(*(check_in(n, pleasantness=4) for n in range(5))),
        record(*(check_in(3650 * n, pleasantness=n) for n in range(1, 4)), today=date(2060, 1, 1)),
        record(*(check_in(0, n % 24, n, pleasantness=1 + n % 7) for n in range(40))),
        record(check_in(400, pleasantness=3)),
    ],
    ids=["nothing", "one", "all equal", "one in ten years", "forty a day", "in the future"],
)
@pytest.mark.parametrize("look", LOOKS[:2], ids=["usual", "large"])
def test_whatever_was_kept_is_drawn(kept: Record, look: Look) -> None:
    made = chart(kept)
    figure = drawn(made, look)
    assert made.empty == (not kept.check_ins)
    assert ("Nothing to draw yet" in words(figure)) == made.empty
    assert made.sentence.startswith("Pleasantness: ")


@settings(max_examples=30)  # each is drawn
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 23), st.none() | st.integers(1, 7)), max_size=40))
def test_a_gap_never_becomes_a_dot(kept: list[tuple[int, int, int | None]]) -> None:
    made = chart(record(*(check_in(n, hour, pleasantness=value) for n, hour, value in kept)))
    answered = [(n, hour, value) for n, hour, value in kept if value is not None]
    dots = named(drawn(made, painted=False), "ratings")
    assert made.empty == (not answered)
    if answered:
        assert sorted((round(x), y) for x, y in points(dots[:1])) == sorted((n % 7, v) for n, _h, v in answered)
        assert sorted((round(x), y) for x, y in points(dots[1:])) == sorted((h // 6, v) for _n, h, v in answered)
    table = made.table.rows
    assert sum(row[1] for row in table[:7]) == sum(row[1] for row in table[7:]) == len(answered)  # type: ignore[misc]


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 7)), max_size=80),
    st.floats(0.001, 0.5),
)
def test_dots_never_leave_their_strip_nor_hide_each_other(kept: list[tuple[int, int]], step: float) -> None:
    groups = np.array([group for group, _value in kept], np.int64)
    values = np.array([value for _group, value in kept], np.float64)
    offsets = strips.side_by_side(groups, values, width=0.8, step=step)
    assert not len(kept) or np.abs(offsets).max() <= 0.4
    at = {(g, round(float(o), 9), v) for (g, v), o in zip(kept, offsets, strict=True)}
    assert len(at) == len(kept)
    for group, value in set(kept):
        same = offsets[(groups == group) & (values == value)]
        assert same.mean() == pytest.approx(0, abs=1e-9)


def test_ten_years_need_few_artists() -> None:
    figure = drawn(chart(record(*years(10))))
    assert all(len(axes.lines) == 1 and len(axes.collections) == 2 for axes in figure.axes)
