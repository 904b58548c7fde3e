"""Pleasantness and energy over time: what was answered is drawn, and nothing else."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import annotation, check_in, day, drawn, named, points, record, words, years

from peerjournal.charts import rated, ratings
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.journal.checkin import CheckIn
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span
from peerjournal.wellbeing.summary import summary, weekly

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))
STEP = st.none() | st.integers(1, 7)
CHECK_INS = st.lists(
    st.builds(
        lambda number, hour, pleasantness, energy: check_in(number, hour, pleasantness=pleasantness, energy=energy),
        st.integers(0, 60), st.integers(0, 23), STEP, STEP,
    ),
    max_size=40,
)  # fmt: skip


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return ratings.make(kept, View(**view))  # type: ignore[arg-type]


def two_weeks_and_one_later() -> Record:
    """Four ratings in the first week, three in the second, none for three weeks, then three and one of energy."""
    rated_on = {0: 2, 1: 4, 3: 4, 5: 6, 7: 5, 8: 5, 9: 7, 35: 3, 36: 1, 37: 3}
    return record(*(check_in(n, pleasantness=step) for n, step in rated_on.items()), check_in(38, energy=6))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_every_rating_is_a_dot_in_every_look(look: Look) -> None:
    kept = two_weeks_and_one_later()
    figure = drawn(chart(kept), look)
    pleasantness, energy = named(figure, "ratings")
    assert points([pleasantness])[:2] == [(day(0).toordinal() + 20 / 24, 2), (day(1).toordinal() + 20 / 24, 4)]
    assert len(points([pleasantness])) == 10
    assert points([energy]) == [(day(38).toordinal() + 20 / 24, 6)]
    assert {pleasantness.get_marker(), energy.get_marker()} == {"o", "s"}
    assert "Pleasantness, n 10" in words(figure)


def test_weeks_with_three_ratings_have_a_median_and_gaps_stay_open() -> None:
    figure = drawn(chart(two_weeks_and_one_later()))
    (line,) = named(figure, "weekly-median")
    xs, ys = line.get_data()
    start = day(0).toordinal()
    assert xs.tolist()[:4] == [start, start + 7, start + 7, start + 14]
    assert ys.tolist()[:4] == [4, 4, 5, 5]
    assert np.isnan(xs[4])
    assert np.isnan(ys[4])
    assert xs.tolist()[5:] == [start + 35, start + 42]
    (field,) = named(figure, "middle-half")
    corners = [path.vertices[:, 0] for path in field.get_paths()]
    assert sorted((c.min() - start, c.max() - start) for c in corners) == [(0, 14), (35, 42)]


@settings(max_examples=25)  # each is drawn
@given(CHECK_INS)
def test_a_gap_never_becomes_a_number(kept: list[CheckIn]) -> None:
    made = chart(record(*kept))
    figure = drawn(made, painted=False)
    answered = sorted(
        (c.at.toordinal() + c.at.hour * 60 / 1440, float(value))
        for c in kept
        for value in (c.pleasantness, c.energy)
        if value is not None
    )
    assert sorted(points(named(figure, "ratings"))) == answered
    assert len([row for row in made.table.rows if row[1] == "Rating"]) == len(made.spots) == len(answered)
    for line in named(figure, "weekly-median"):
        assert all(after - before in {0, 7} or np.isnan(after - before) for before, after in pairwise(line.get_xdata()))


@settings(max_examples=25)  # each is drawn
@given(CHECK_INS)
def test_sentence_table_and_picture_agree(kept: list[CheckIn]) -> None:
    made = chart(record(*kept), of="energy")
    answered = [(c.day, c.energy) for c in kept if c.energy is not None]
    summed = summary([value for _day, value in answered])
    assert made.empty == (summed is None)
    if summed is None:
        assert "nothing was rated" in made.sentence
        assert not made.table.rows
        return
    on = len({rated_on for rated_on, _value in answered})
    assert f"{summed.n} rating" in made.sentence
    assert f"on {on} of " in made.sentence
    assert made.table.rows[0] == ("Energy", "Period", None, None, summed.n, summed.median, summed.low, summed.high)
    weeks = weekly([rated_on.toordinal() for rated_on, _value in answered], [value for _day, value in answered])
    told = [row[4:] for row in made.table.rows if row[1] == "Week"]
    assert told == [(w.n, w.median, w.low, w.high) for w in weeks]
    lines = named(drawn(made, painted=False), "weekly-median")
    assert [y for line in lines for y in line.get_ydata() if not np.isnan(y)] == [
        w.median for w in weeks for _side in range(2)
    ]  # fmt: skip


def test_no_ratings_are_said_and_drawn_as_none() -> None:
    made = chart(record(today=day(9)), span=Span(day(0), day(9)))
    assert made.empty
    assert made.sentence.startswith("Pleasantness / Energy: nothing was rated from 3 Aug 2026 to 12 Aug 2026.")
    assert points(named(drawn(made), "ratings")) == []


def test_one_rating_is_said_without_a_median() -> None:
    made = chart(record(check_in(3, pleasantness=4), today=day(20)), span=Span(day(0), day(20)), of="pleasantness")
    assert made.sentence == "Period: from 3 Aug 2026 to 23 Aug 2026. Pleasantness: 1 rating on 1 of 21 days, at 4."


def test_all_equal_is_said_as_it_is() -> None:
    made = chart(record(*(check_in(n, energy=4) for n in range(5)), today=day(4)), of="energy")
    assert "5 ratings on 5 of 5 days, all at 4." in made.sentence


def test_forty_a_day_one_in_ten_years_and_the_future_are_drawn_as_they_are() -> None:
    kept = record(
        *(check_in(0, 8 + n // 4, n % 4 * 15, energy=1 + n % 7) for n in range(40)),
        check_in(3652, energy=7),
        check_in(9000, energy=1),
    )
    made = chart(kept, of="energy")
    assert len(points(named(drawn(made), "ratings"))) == 42
    assert "42 ratings on 3 of 9001 days" in made.sentence


def test_no_trend_is_said_under_fourteen_ratings_or_three_weeks() -> None:
    few = record(*(check_in(3 * n, pleasantness=1 + n % 7) for n in range(13)))
    short = record(*(check_in(n, pleasantness=1 + n % 7) for n in range(20)), today=day(19))
    for kept in (few, short):
        assert "rise" not in chart(kept).sentence
        assert "fall" not in chart(kept).sentence


def test_a_clear_rise_is_said_with_its_interval_and_nothing_more() -> None:
    kept = record(*(check_in(n, pleasantness=1 + n // 15) for n in range(90)))
    sentence = chart(kept, of="pleasantness").sentence
    assert "over this period a rise of 1.94 steps in 30 days" in sentence
    assert "95 % interval" in sentence
    assert not [word for word in ("because", "improved", "better", "worse", "good", "bad") if word in sentence]


def test_where_the_interval_holds_zero_no_direction_is_claimed() -> None:
    kept = record(*(check_in(n, pleasantness=3 + n % 2) for n in range(60)), today=day(59))
    assert "over this period no clear rise or fall shows" in chart(kept, of="pleasantness").sentence


@pytest.mark.parametrize(
    ("value", "like", "shown"),
    [
        (0.3, 0.3, "0.3"),
        (-0.3, 0.3, "−0.3"),
        (0.0004, 0.0004, "0.0004"),
        (-0.0004, 0.3, "0"),
        (0, 0, "0"),
        (2.5, 2, "2.5"),
    ],
)
def test_small_slopes_keep_their_digits_and_zero_has_no_sign(value: float, like: float, shown: str) -> None:
    assert rated.signed(value, like) == shown


def test_the_period_before_stands_beside_and_is_named() -> None:
    kept = record(
        *(check_in(n, pleasantness=2) for n in range(5)),
        *(check_in(n, pleasantness=6) for n in range(10, 16)),
        today=day(19),
    )
    made = chart(kept, span=Span(day(10), day(19)), before=Span(day(0), day(9)), of="pleasantness")
    assert "Period before: from 3 Aug 2026 to 12 Aug 2026." in made.sentence
    assert "in the period before 5 ratings on 5 of 10 days, all at 2" in made.sentence
    assert made.table.rows[1] == ("Pleasantness", "Period before", None, None, 5, 2.0, 2.0, 2.0)
    figure = drawn(made)
    assert [list(line.get_ydata()) for line in named(figure, "median:before")] == [[2.0, 2.0]]
    assert [list(line.get_ydata()) for line in named(figure, "median:shown")] == [[6.0, 6.0]]
    assert "Before\nShown" in words(figure)


def test_before_without_ratings_is_said() -> None:
    kept = record(*(check_in(n, pleasantness=6) for n in range(10, 16)), today=day(19))
    made = chart(kept, span=Span(day(10), day(19)), before=Span(day(0), day(9)), of="pleasantness")
    assert "in the period before nothing on these 10 days" in made.sentence
    assert not named(drawn(made), "median:before")


def test_sleep_is_told_in_hours() -> None:
    made = chart(record(check_in(0, sleep=450), check_in(1, sleep=390), today=day(1)), of="sleep")
    assert made.sentence == (
        "Period: from 3 Aug 2026 to 4 Aug 2026. Sleep: 2 of 2 nights, median 7 h, middle half 6 h 45 min to 7 h 15 min."
    )
    assert [row[1] for row in made.table.rows] == ["Period", "Answer", "Answer"]
    assert made.spots.says(0).startswith("Sleep 7 h 30 min, Mon 3 Aug 2026, 20:00")
    assert points(named(drawn(made), "ratings"))[0][1] == 7.5


def test_sleep_told_twice_of_a_night_counts_the_night_once() -> None:
    kept = [check_in(0, 8, sleep=450), check_in(0, 21, sleep=450)]
    assert (
        "Sleep: 2 answers for 1 of 3 nights, all at 7 h 30 min."
        in chart(record(*kept, today=day(2)), of="sleep").sentence
    )
    nothing = chart(record(today=day(2)), span=Span(day(0), day(2)), of="sleep")
    assert nothing.sentence.startswith("Sleep: nothing was answered from 3 Aug 2026 to 5 Aug 2026.")


def test_the_table_tells_days_as_days() -> None:
    made = chart(two_weeks_and_one_later(), of="pleasantness")
    assert [row[2] for row in made.table.rows][:5] == [None, day(0), day(7), day(35), day(0)]


def test_a_point_says_its_value_its_moment_and_its_note() -> None:
    noted = check_in(0, 21, 5, pleasantness=5, note="Long walk\nmore")
    carried = check_in(1, energy=2, entry_id="e1")
    made = chart(record(noted, carried, titles={"e1": "After the group"}))
    assert [made.spots.says(n) for n in range(2)] == [
        "Pleasantness 5, Mon 3 Aug 2026, 21:05: Long walk",
        "Energy 2, Tue 4 Aug 2026, 20:00: After the group",
    ]
    assert [made.spots.day(n) for n in range(2)] == [day(0), day(1)]
    assert made.spots.axes.tolist() == [0, 1]


def test_annotations_are_drawn_and_named() -> None:
    kept = record(check_in(0, pleasantness=5), annotations=(annotation("new job", 3, 9),))
    made = chart(kept)
    assert "Marked: “new job”." in made.sentence
    assert len(named(drawn(made), "annotation:new job")) == 2


def test_ten_years_need_few_artists() -> None:
    figure = drawn(chart(record(*years(10, a_day=2), today=day(3649))))
    assert sum(len(axes.lines) + len(axes.collections) + len(axes.patches) for axes in figure.axes) < 20


def test_drawing_again_leaves_nothing_behind() -> None:
    made = chart(two_weeks_and_one_later())
    figure = drawn(made)
    before = len(figure.findobj())
    figure.clear()
    made.draw(figure, LIGHT)
    figure.canvas.draw()
    assert len(figure.findobj()) == before


def test_the_chart_offers_its_choices() -> None:
    kind = ratings.kind()
    assert [key for key, _label in kind.choices(record())] == ["both", "pleasantness", "energy", "sleep", "rest"]
    assert kind.compares
    for key, _label in kind.choices(record()):
        assert chart(record(), of=key).empty
