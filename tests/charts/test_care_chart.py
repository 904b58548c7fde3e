"""Self-care by dimension: a week in which it was not asked is no week without it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from tests.charts.records import activities, annotation, check_in, day, drawn, named, points, record, words, years

from peerjournal.charts import care
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.journal.checkin import Activity, CheckIn, Dimension
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))
ROWS = [63.0, 54.0, 45.0, 36.0, 27.0, 18.0, 9.0, 0.0]
"""Where the zeros of the rows lie."""
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


def bars(figure: Figure, gid: str, row: int) -> list[tuple[float, float]]:
    """Week by week the Monday and the height."""
    [rows] = named(figure, gid)
    corners = rows.get_paths()[row].vertices[:-1].reshape(-1, 4, 2)
    return [(round(float(week[1, 0]) - 0.6) - day(0).toordinal(), float(week[1, 1] - week[0, 1])) for week in corners]


def zeros(figure: Figure, row: int) -> list[float]:
    """Where dots at zero stand in a row, in days after day 0."""
    [dots] = named(figure, "none-touched")
    zero = ROWS[row]
    return [x - day(0).toordinal() for x, y in points([dots]) if y == zero]


def written(figure: Figure, gid: str) -> dict[int, str]:
    """What stands in the rows, by row."""
    return {ROWS.index(text.get_position()[1] - 3.5): text.get_text() for text in named(figure, gid)}


def cells(made: Chart, dimension: Dimension) -> list[tuple[object, object]]:
    """Week by week the days touched and the days asked that the table has."""
    place = 2 + list(Dimension).index(dimension)
    return [(row[place], row[place + len(Dimension)]) for row in made.table.rows]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_weeks_not_asked_are_blank_and_weeks_without_are_zero(look: Look) -> None:
    figure = drawn(chart(three_weeks()), look)
    assert bars(figure, "days-asked", SOCIAL) == [(0, 3), (14, 1)]
    assert bars(figure, "days-touched", SOCIAL) == [(0, 2), (14, 0)]
    assert bars(figure, "days-touched", PHYSICAL) == [(0, 1), (14, 1)]
    assert bars(figure, "days-asked", PHYSICAL) == [(0, 2), (14, 1)]
    assert zeros(figure, SOCIAL) == [17.5]
    assert zeros(figure, PHYSICAL) == []
    assert [text.get_text() for text in named(figure, "heading")][SOCIAL] == "Social"
    assert len(named(figure, "heading")) == 8


def test_sentence_table_and_points_say_the_same() -> None:
    made = chart(three_weeks())
    assert made.sentence == (
        "Self-care was asked on 4 of 21 days from 3 Aug 2026 to 23 Aug 2026. "
        "Days touched, of those on which it was asked and known to be on offer: Physical 2 of 3, Social 2 of 4. "
        "Not touched so far: Emotional, Environmental, Financial, Intellectual, Occupational, Spiritual. "
        "Since when they are on offer is not known, so no day counts."
    )
    assert made.table.headers[:3] == ("Week from", "Days asked", "Emotional")
    assert made.table.headers[-2:] == ("Spiritual: days asked", "Days of this week in the period")
    assert [(row[0], row[1], row[-1]) for row in made.table.rows] == [(day(0), 3, 7), (day(14), 1, 7)]
    assert cells(made, Dimension.SOCIAL) == [(2, 3), (0, 1)]
    assert cells(made, Dimension.PHYSICAL) == [(1, 2), (1, 1)]
    assert cells(made, Dimension.EMOTIONAL) == [(None, 0), (None, 0)]
    assert [made.spots.says(n) for n in range(4)] == [
        "Physical: touched on 1 of 2 days asked, week from 3 Aug 2026",
        "Physical: touched on 1 of 1 day asked, week from 17 Aug 2026",
        "Social: touched on 2 of 3 days asked, week from 3 Aug 2026",
        "Social: touched on 0 of 1 day asked, week from 17 Aug 2026",
    ]
    assert [made.spots.day(n) for n in range(2, 4)] == [day(0), day(15)]
    assert [y - ROWS[SOCIAL] for y in made.spots.ys.tolist()[2:]] == [2, 0]


def test_a_dimension_without_activities_is_a_gap() -> None:
    social = tuple(a for a in activities() if a.dimension is Dimension.SOCIAL)
    made = chart(record(asked(0, "social"), activities=social, today=day(6)))
    [row] = made.table.rows
    assert row[2:10] == (None, None, None, None, None, None, 1, None)
    figure = drawn(made)
    assert written(figure, "no-activities") == dict.fromkeys({*range(8)} - {SOCIAL}, "no activities yet")
    assert "On none" not in made.sentence
    assert "Not touched so far" not in made.sentence
    assert len(made.spots) == 1


def offers_that_came_and_went() -> Record:
    """Asked on 50 days. Money was looked after until day 13, and is no longer on offer; walks began on day 21."""
    money, walks, new = (
        Activity("budget", Dimension.FINANCIAL, "Budget", ended=True),
        Activity("walk", Dimension.PHYSICAL, "Walk"),
        Activity("choir", Dimension.SPIRITUAL, "Choir"),
    )
    done = {0: ("budget",), 13: ("budget",), 21: ("walk",), 49: ("walk",)}
    return record(*(asked(n, *done.get(n, ())) for n in range(50)), activities=(money, walks, new), today=day(55))


def test_days_on_which_nothing_of_a_dimension_was_on_offer_are_no_days_without_it() -> None:
    made = chart(offers_that_came_and_went())
    assert cells(made, Dimension.FINANCIAL) == [(1, 7), (1, 7), *[(None, 0)] * 6]
    assert cells(made, Dimension.PHYSICAL) == [*[(None, 0)] * 3, (1, 7), (0, 7), (0, 7), (0, 7), (1, 1)]
    assert cells(made, Dimension.SPIRITUAL) == [(None, 0)] * 8
    assert "Financial 2 of 14, Physical 2 of 29." in made.sentence
    assert "On none" not in made.sentence
    assert "Not touched so far: Spiritual." in made.sentence
    figure = drawn(made)
    financial, physical, spiritual = (
        list(Dimension).index(d) for d in (Dimension.FINANCIAL, Dimension.PHYSICAL, Dimension.SPIRITUAL)
    )
    assert zeros(figure, financial) == []
    assert zeros(figure, physical) == [31.5, 38.5, 45.5]
    assert zeros(figure, spiritual) == []
    assert [n for _monday, n in bars(figure, "days-asked", financial)] == [7, 7, 0, 0, 0, 0, 0, 0]
    assert written(figure, "no-activities")[spiritual] == "not touched so far"
    assert len(made.spots) == 2 + 5


def test_a_period_after_the_last_offer_says_nothing_of_that_dimension() -> None:
    made = chart(offers_that_came_and_went(), span=Span(day(14), day(48)))
    assert "Financial" not in made.sentence
    financial = list(Dimension).index(Dimension.FINANCIAL)
    assert written(drawn(made), "no-activities")[financial] == "not known to have been on offer"
    later = chart(offers_that_came_and_went(), span=Span(day(28), day(48)))
    assert "On none of them: Physical 0 of 21." in later.sentence


def test_offering_something_new_today_changes_nothing_of_the_days_before() -> None:
    kept = offers_that_came_and_went()
    more = replace(kept, activities=(*kept.activities, Activity("n", Dimension.SOCIAL, "New today")))
    assert [row[2:-1] for row in chart(more).table.rows] == [row[2:-1] for row in chart(kept).table.rows]


def test_comparisons_and_the_chart_know_the_same_days() -> None:
    kept = offers_that_came_and_went()
    for factor, dimension in zip(kept.factors, (Dimension.FINANCIAL, Dimension.PHYSICAL), strict=True):
        known = sorted([*factor.with_days.tolist(), *factor.without_days.tolist()])
        assert kept.care_open[dimension].tolist() == known


def test_what_was_skipped_is_not_told_from_what_was_answered_with_nothing() -> None:
    made = chart(three_weeks())
    assert "a list left open and skipped looks the same" in words(drawn(made)).replace("\n", " ")


def test_a_single_day_is_no_share_of_days() -> None:
    made = chart(three_weeks(), span=Span(day(1), day(1)))
    assert made.sentence.startswith("Self-care was asked on 4 Aug 2026. ")
    assert "The period before: Self-care was not asked on 6 Aug 2026." in chart(
        three_weeks(), span=Span(day(1), day(1)), before=Span(day(3), day(3))
    ).sentence  # fmt: skip


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
    figure = drawn(made, painted=False)
    for place, dimension in enumerate(Dimension):
        days = {n for n, opened, done in kept if opened and dimension in done}
        known = {n for n in open_ if days and n >= min(days)}
        weeks = [[sum(d // 7 == week for d in of) for week in sorted({n // 7 for n in open_})] for of in (days, known)]
        expected = [(n if could else None, could) for n, could in zip(*weeks, strict=True)]
        assert cells(made, dimension) == expected
        for gid, counts in zip(("days-touched", "days-asked"), weeks, strict=True):
            assert ([height for _monday, height in bars(figure, gid, place)] if open_ else []) == counts
        at_zero = [3.5 + 7 * week for week in sorted({n // 7 for n in known}) if not any(d // 7 == week for d in days)]
        assert (zeros(figure, place) if open_ else []) == at_zero


def test_only_days_of_the_period_count() -> None:
    made = chart(three_weeks(), span=Span(day(1), day(14)))
    [row] = made.table.rows
    assert (row[0], row[1], row[-1]) == (day(0), 2, 6)
    assert cells(made, Dimension.SOCIAL) == [(1, 2)]
    assert made.spots.day(0) == day(1)
    assert made.spots.says(1) == (
        "Social: touched on 1 of 2 days asked, week from 3 Aug 2026, 6 of its days in the period"
    )


def test_never_asked_is_said() -> None:
    made = chart(record(check_in(0, pleasantness=3), activities=activities(), today=day(1)))
    assert made.empty
    assert made.sentence.startswith("Self-care was not asked from 3 Aug 2026 to 4 Aug 2026.")
    drawn(made)


def test_ten_years_need_few_artists_and_keep_their_annotations() -> None:
    kept = record(*years(10, a_day=1), activities=activities(), annotations=(annotation("new job", 9, 30),))
    figure = drawn(chart(kept))
    assert len(named(figure, "annotation:new job")) == 1
    [axes] = figure.axes
    assert len(axes.lines) + len(axes.collections) + len(axes.patches) < 10


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_the_period_before_stands_beside_in_picture_sentence_and_table(look: Look) -> None:
    made = chart(three_weeks(), span=Span(day(7), day(20)), before=Span(day(0), day(6)))
    beside = {ROWS.index(text.xy[1] - 3.5): text.get_text() for text in named(drawn(made, look), "beside")}
    assert beside == {SOCIAL: "0 of 1; before 2 of 3", PHYSICAL: "1 of 1; before 1 of 2"}
    assert "Self-care was asked on 1 of 14 days" in made.sentence
    assert "The period before: Self-care was asked on 3 of 7 days" in made.sentence
    assert [row[0] for row in made.table.rows] == ["Period", "Period before"]
    assert {len(row) for row in made.table.rows} == {len(made.table.headers)}


def test_a_period_before_in_which_nothing_was_asked_is_said_to_be_so() -> None:
    made = chart(three_weeks(), span=Span(day(0), day(6)), before=Span(day(-7), day(-1)))
    assert "The period before: Self-care was asked on 0 of 7 days" in made.sentence
    assert "On none of them" not in made.sentence.split("The period before")[1]


def test_where_only_the_period_before_was_asked_the_rows_say_that_this_one_was_not() -> None:
    made = chart(three_weeks(), span=Span(day(21), day(27)), before=Span(day(0), day(6)))
    figure = drawn(made)
    assert made.sentence.startswith("Self-care was asked on 0 of 7 days from 24 Aug 2026 to 30 Aug 2026. The period")
    assert set(written(figure, "no-activities").values()) == {"not asked in this period"}
    assert "–; before 2 of 3" in [text.get_text() for text in named(figure, "beside")]
