"""Pleasantness and energy over time: what was answered is drawn, and nothing else."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import annotation, check_in, day, drawn, named, points, record, words, years

from peerjournal.charts import ratings
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
    assert (
        "from 3 Aug 2026 to 31 Oct 2026, over this period of 90 days with ratings, a rise of 1.94 steps in 30 days "
        "(95 % interval "
    ) in sentence
    assert not [word for word in ("because", "improved", "better", "worse", "good", "bad") if word in sentence]


def test_where_the_interval_holds_zero_no_direction_is_claimed() -> None:
    kept = record(*(check_in(n, pleasantness=3 + n % 2) for n in range(60)), today=day(59))
    assert "over this period of 60 days with ratings, no clear rise or fall shows" in chart(kept).sentence


def test_a_trend_is_told_of_the_days_that_were_rated_and_of_no_others() -> None:
    kept = record(*(check_in(n, energy=min(7, 1 + (n - 300) // 5)) for n in range(300, 330)), today=day(700))
    sentence = chart(kept, span=Span(day(0), day(700)), of="energy").sentence
    assert "30 ratings on 30 of 701 days" in sentence
    assert "from 30 May 2027 to 28 Jun 2027, over this period of 30 days with ratings, a rise of " in sentence
    assert "steps in 29 days" in sentence
    assert "30 days (" not in sentence


def test_a_long_trend_is_told_by_the_year_in_two_decimals() -> None:
    luck = np.random.default_rng(1)
    kept = record(*(check_in(n, energy=round(2 + n / 800 + luck.random() * 2)) for n in range(0, 3000, 5)))
    sentence = chart(kept, of="energy").sentence
    found = re.search(r"a rise of (\S+) steps in 365 days \(95 % interval (\S+) to (\S+)\)", sentence)
    assert found is not None
    per, low, high = map(float, found.groups())
    assert 0 < low < per < high < 1
    assert all(len(number.partition(".")[2]) <= 2 for number in found.groups())


def test_a_rise_is_never_told_as_more_than_the_scale_holds() -> None:
    kept = record(*(check_in(n, energy=1 if n < 15 else 7) for n in range(30)), today=day(29))
    sentence = chart(kept, of="energy").sentence
    assert "a rise of 6 steps in 29 days (95 % interval " in sentence
    assert "to 6)." in sentence


def test_ratings_all_the_same_have_neither_a_slope_nor_an_interval() -> None:
    same = chart(record(*(check_in(n, energy=4) for n in range(40)), today=day(39)), of="energy").sentence
    assert same.endswith("Energy: 40 ratings on 40 of 40 days, all at 4.")
    medians = [check_in(n, hour, energy=step) for n in range(40) for hour, step in ((9, 3), (20, 5))]
    sentence = chart(record(*medians, today=day(39)), of="energy").sentence
    assert sentence.endswith("over this period of 40 days with ratings, the median of each is the same.")
    assert "interval" not in same + sentence


def test_a_week_has_the_same_median_wherever_the_period_begins() -> None:
    kept = record(*(check_in(n, energy=1 + n % 7) for n in range(21)), today=day(20))
    whole = [row for row in chart(kept, of="energy").table.rows if str(row[1]).startswith("Week")]
    assert [row[1] for row in whole] == ["Week"] * 3
    for first, last in ((2, 18), (5, 16), (6, 14)):
        made = chart(kept, span=Span(day(first), day(last)), of="energy")
        weeks = [row for row in made.table.rows if str(row[1]).startswith("Week")]
        outside = "Week, with its days outside the period"
        assert [row[1] for row in weeks] == [outside, "Week", outside]
        assert [row[2:] for row in weeks] == [row[2:] for row in whole]
        assert len(made.spots) == last - first + 1
        [line] = named(drawn(made), "weekly-median")
        assert line.get_ydata().tolist() == [4] * 6
        assert all(day(first) <= made.spots.day(n) <= day(last) for n in range(len(made.spots)))  # type: ignore[operator]


def test_a_week_without_a_rating_in_the_period_is_not_drawn() -> None:
    kept = record(*(check_in(n, energy=3) for n in (0, 1, 2, 8)), today=day(10))
    made = chart(kept, span=Span(day(4), day(10)), of="energy")
    assert not [row for row in made.table.rows if str(row[1]).startswith("Week")]


def test_a_single_day_is_no_share_of_days() -> None:
    kept = record(check_in(0, 9, energy=3, sleep=450), check_in(0, 20, energy=5, sleep=400), today=day(5))
    span = Span(day(0), day(0))
    assert "Energy: 2 ratings on this day, median 4," in chart(kept, span=span, of="energy").sentence
    assert "Sleep: 2 answers for this night," in chart(kept, span=span, of="sleep").sentence
    once = record(check_in(0, energy=3, sleep=450), today=day(5))
    assert "Sleep: this night, at 7 h 30 min." in chart(once, span=span, of="sleep").sentence


def test_hours_are_listed_with_two_decimals_at_most() -> None:
    made = chart(record(*(check_in(n, sleep=425 + n) for n in range(7)), today=day(6)), of="sleep")
    numbers = [cell for row in made.table.rows for cell in row[5:] if isinstance(cell, float)]
    assert numbers
    assert all(number == round(number, 2) for number in numbers)


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
