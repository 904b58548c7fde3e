"""Self-care by dimension: a week in which it was not asked is no week without it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import activities, annotation, check_in, day, drawn, named, record, words, years

from peerjournal.charts import care
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.journal.checkin import CheckIn, Dimension
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))
SOCIAL, PHYSICAL = list(Dimension).index(Dimension.SOCIAL), list(Dimension).index(Dimension.PHYSICAL)


def asked(number: int, *done: str, hour: int = 20) -> CheckIn:
    """A check-in in which self-care stood open."""
    return check_in(number, hour, activities=done, asked=("grid", "care"))


def three_weeks() -> Record:
    """Asked on three days of the first week, not in the second, on one day of the third."""
    return record(
        asked(0, "social"),
        asked(1, "social", "physical"),
        asked(1, "social", hour=22),
        asked(2),
        check_in(8, pleasantness=3),
        asked(15, "physical"),
        activities=activities(),
        today=day(20),
    )


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return care.make(kept, View(**view))  # type: ignore[arg-type]


def bars(figure: object, gid: str, row: int) -> list[tuple[float, float]]:
    """Week by week the Monday and the height."""
    corners = named(figure, gid)[row].get_xy()[:-1].reshape(-1, 4, 2)  # type: ignore[arg-type]
    return [(round(float(week[1, 0]) - 0.6) - day(0).toordinal(), float(week[1, 1])) for week in corners]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_weeks_not_asked_are_blank_and_weeks_without_are_zero(look: Look) -> None:
    figure = drawn(chart(three_weeks()), look)
    assert bars(figure, "days-asked", SOCIAL) == [(0, 3), (14, 1)]
    assert bars(figure, "days-touched", SOCIAL) == [(0, 2), (14, 0)]
    assert bars(figure, "days-touched", PHYSICAL) == [(0, 1), (14, 1)]
    zeros = named(figure, "none-touched")
    assert (zeros[SOCIAL].get_xdata() - day(0).toordinal()).tolist() == [17.5]
    assert zeros[PHYSICAL].get_xdata().tolist() == []
    assert len(named(figure, "heading")) == 8


def test_sentence_table_and_points_say_the_same() -> None:
    made = chart(three_weeks())
    assert made.sentence == (
        "Self-care was asked on 4 of 21 days from 3 Aug 2026 to 23 Aug 2026. "
        "Days on which each was touched: Physical 2, Social 2. "
        "On none of them: Emotional, Environmental, Financial, Intellectual, Occupational, Spiritual."
    )
    assert made.table.headers[:3] == ("Week from", "Days asked", "Emotional")
    assert made.table.rows == [
        (day(0), 3, 0, 0, 0, 0, 0, 1, 2, 0),
        (day(14), 1, 0, 0, 0, 0, 0, 1, 0, 0),
    ]
    place = made.spots.axes.tolist().index(SOCIAL)
    assert made.spots.says(place) == "Social: touched on 2 of 3 days asked, week from 3 Aug 2026"
    assert [made.spots.day(place + n) for n in range(2)] == [day(0), day(15)]
    assert made.spots.ys.tolist()[place : place + 2] == [2, 0]


def test_a_dimension_without_activities_is_a_gap() -> None:
    social = tuple(a for a in activities() if a.dimension is Dimension.SOCIAL)
    made = chart(record(asked(0, "social"), activities=social, today=day(6)))
    assert made.table.rows == [(day(0), 1, None, None, None, None, None, None, 1, None)]
    figure = drawn(made)
    assert len(named(figure, "days-touched")) == 1
    assert words(figure).count("no activities yet") == 7
    assert "On none" not in made.sentence
    assert set(made.spots.axes.tolist()) == {SOCIAL}


@settings(max_examples=25)  # each is drawn
@given(st.lists(st.tuples(st.integers(0, 60), st.booleans(), st.sets(st.sampled_from(Dimension))), max_size=25))
def test_never_more_days_touched_than_asked_and_never_a_week_that_was_not(
    kept: list[tuple[int, bool, set[Dimension]]],
) -> None:
    made = chart(
        record(
            *(asked(n, *done) if opened else check_in(n, energy=3) for n, opened, done in kept),
            activities=activities(),
            today=day(60),
        )
    )
    open_ = {n for n, opened, _done in kept if opened}
    assert sum(row[1] for row in made.table.rows if isinstance(row[1], int)) == len(open_)
    assert len(made.table.rows) == len({n // 7 for n in open_})
    for place, dimension in enumerate(Dimension):
        days = {n for n, opened, done in kept if opened and dimension in done}
        column = [row[2 + place] for row in made.table.rows]
        assert column == [sum(d // 7 == week for d in days) for week in sorted({n // 7 for n in open_})]
    figure = drawn(made, painted=False)
    for gid, of in (("days-touched", 2), ("days-asked", 1)):
        heights = [height for _monday, height in bars(figure, gid, 0)] if open_ else []
        assert heights == [row[of] for row in made.table.rows]


def test_only_days_of_the_period_count() -> None:
    made = chart(three_weeks(), span=Span(day(1), day(14)))
    assert made.table.rows == [(day(0), 2, 0, 0, 0, 0, 0, 1, 1, 0)]
    assert made.spots.day(0) == day(1)


def test_never_asked_is_said() -> None:
    made = chart(record(check_in(0, pleasantness=3), activities=activities(), today=day(1)))
    assert made.empty
    assert made.sentence.startswith("Self-care was not asked from 3 Aug 2026 to 4 Aug 2026.")
    drawn(made)


def test_ten_years_need_few_artists_and_keep_their_annotations() -> None:
    kept = record(*years(10, a_day=1), activities=activities(), annotations=(annotation("new job", 9, 30),))
    figure = drawn(chart(kept))
    assert len(named(figure, "annotation:new job")) == 8
    assert all(len(axes.patches) == 3 for axes in figure.axes)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_the_period_before_stands_beside_in_picture_sentence_and_table(look: Look) -> None:
    made = chart(three_weeks(), span=Span(day(7), day(20)), before=Span(day(0), day(6)))
    written = [text.get_text() for text in named(drawn(made, look), "beside")]
    assert written[SOCIAL] == "0 of 1; before 2 of 3"
    assert written[PHYSICAL] == "1 of 1; before 1 of 3"
    assert "Self-care was asked on 1 of 14 days" in made.sentence
    assert "The period before: Self-care was asked on 3 of 7 days" in made.sentence
    assert [row[0] for row in made.table.rows] == ["Period", "Period before"]
    assert {len(row) for row in made.table.rows} == {len(made.table.headers)}


def test_a_period_before_in_which_nothing_was_asked_is_said_to_be_so() -> None:
    made = chart(three_weeks(), span=Span(day(0), day(6)), before=Span(day(-7), day(-1)))
    assert "The period before: Self-care was asked on 0 of 7 days" in made.sentence
    assert "On none of them" not in made.sentence.split("The period before")[1]
