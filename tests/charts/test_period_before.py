"""Every chart can be laid beside the period before: its sentence and its table hold both."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgba
from tests.charts.records import activities, check_in, day, drawn, named, record, words

from peerjournal.charts import rhythm, sessions, work, year
from peerjournal.charts.chart import View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.charts.registry import Kind, kinds
from peerjournal.journal.checkin import Kind as Holds
from peerjournal.journal.checkin import Tracker
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.series import Span

NOW, BEFORE = Span(day(30), day(59)), Span(day(0), day(29))


def two_months() -> Record:
    """Everything there can be, a little of it every day."""
    made = [
        check_in(n, pleasantness=1 + n % 7, energy=1 + n % 5, load=1 + n % 6, activities=("social",) * (n % 2),
                 asked=("grid", "care", "work"), trackers={"t": float(n % 3)})
        for n in range(60)
    ]  # fmt: skip
    return record(
        *made,
        activities=activities(),
        trackers=(Tracker("t", "Tea", Holds.COUNT),),
        sessions=tuple(SessionDay(c.at + timedelta(hours=1), 3, 4) for c in made[::5]),
        today=day(59),
    )


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_both_periods_are_said_and_listed(kind: Kind) -> None:
    kept = two_months()
    assert kind.compares
    alone = kind.make(kept, View(NOW)).table
    before = kind.make(kept, View(BEFORE)).table
    both = kind.make(kept, View(NOW, BEFORE))
    assert "period before" in both.sentence.lower()
    assert {len(row) for row in both.table.rows} == {len(both.table.headers)}
    said = [cell for row in both.table.rows for cell in row]
    assert any("before" in str(cell) for cell in said)
    assert len(both.table.rows) > len(alone.rows)
    assert len(before.rows) > 0


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_a_period_before_with_nothing_in_it_is_no_problem(kind: Kind) -> None:
    both = kind.make(two_months(), View(NOW, Span(day(-60), day(-31))))
    assert both.sentence
    assert {len(row) for row in both.table.rows} <= {len(both.table.headers)}


LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_weekdays_and_times_of_day_have_the_middle_of_the_period_before_over_them(look: Look) -> None:
    kept = two_months()
    figure = drawn(rhythm.make(kept, View(NOW, BEFORE)), look)
    alone = rhythm.make(kept, View(BEFORE)).table
    listed = {row[0]: row for row in alone.rows}
    for axes in figure.axes:
        labels = [label.get_text().replace("\n", " ") for label in axes.get_xticklabels()]
        rows = [next(row for what, row in listed.items() if label.startswith(str(what))) for label in labels]
        assert [int(label.rpartition(" ")[2]) for label in labels] == [row[1] for row in rows]
        middles = {one.get_gid(): one for one in axes.collections}
        quartiles = [row[-3:] for row in rows if row[-2] is not None]
        lines = middles["median:before"].get_segments()  # type: ignore[attr-defined]
        assert [line[0][1] for line in lines] == [median for _low, median, _high in quartiles]
        boxes = [np.asarray(path.vertices)[:, 1] for path in middles["middle-half:before"].get_paths()]
        assert [(box.min(), box.max()) for box in boxes] == [(low, high) for low, _median, high in quartiles]
    assert "before" in words(figure)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_sessions_have_the_medians_of_both_periods_beside_them(look: Look) -> None:
    kept = two_months()
    figure = drawn(sessions.make(kept, View(NOW, BEFORE)), look)
    assert [text.get_text() for gid in ("before", "shown") for text in named(figure, f"beside-n:{gid}")] == [
        "Before\nn 6",
        "Shown\nn 6",
    ]
    for gid in ("before", "shown"):
        (line,) = named(figure, f"medians:{gid}")
        assert line.get_ydata().tolist() == [3.0, 4.0]
    alone = drawn(sessions.make(kept, View(BEFORE)), look)
    (before,), (then,) = named(figure, "median:before"), named(alone, "median")
    assert [line[0][1] for line in before.get_segments()] == [line[0][1] for line in then.get_segments()]


def test_of_two_sessions_no_median_is_drawn() -> None:
    kept = two_months()
    few = replace(kept, sessions=(*kept.sessions[:2], *kept.sessions[6:]), _series={})
    figure = drawn(sessions.make(few, View(NOW, BEFORE)))
    assert named(figure, "medians:before") == []
    assert len(named(figure, "medians:shown")) == 1
    assert named(figure, "beside-n:before")[0].get_text() == "Before\nn 2"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_the_year_holds_both_periods_and_tells_them_apart(look: Look) -> None:
    kept = two_months()
    chart = year.make(kept, View(NOW, BEFORE))
    figure = drawn(chart, look)
    (now,), (before,) = named(figure, "rated"), named(figure, "before-rated")
    assert (len(now.get_offsets()), len(before.get_offsets())) == (30, 30)
    ground = to_rgba(look.ground)
    assert {tuple(colour) for colour in before.get_facecolor()} == {ground}
    assert ground not in {tuple(colour) for colour in now.get_facecolor()}
    assert min(before.get_linewidths()) > 0
    assert {"before: rated", "before: not today", "before: no rating"} <= set(words(figure).split("\n"))
    both = np.vstack([before.get_offsets(), now.get_offsets()])
    assert np.array_equal(np.column_stack([chart.spots.xs, chart.spots.ys]), both)
    assert [chart.spots.says(n).startswith("The period before: ") for n in (0, 29, 30, 59)] == [
        True,
        True,
        False,
        False,
    ]
    assert chart.spots.day(0) == day(0)


def test_of_the_year_what_is_no_dot_has_another_shape_before() -> None:
    rated = [check_in(n, pleasantness=4) for n in range(60) if n % 5 and n % 7]
    kept = record(*rated, *(check_in(n, not_today=True) for n in range(7, 60, 7)), today=day(59))
    figure = drawn(year.make(kept, View(NOW, BEFORE)))
    for gid in ("not-today", "no-rating"):
        (now,), (before,) = named(figure, gid), named(figure, f"before-{gid}")
        assert len(now.get_xdata()) > 0
        assert len(before.get_xdata()) > 0
        assert now.get_marker() != before.get_marker()


@settings(max_examples=10)
@given(st.sets(st.integers(0, 800), max_size=60), st.integers(0, 400), st.integers(1, 400))
def test_the_years_count_each_period_by_itself(days: set[int], first: int, length: int) -> None:
    """As picture, sentence and table do: each says how many days of it were rated."""
    kept = record(*(check_in(n, pleasantness=4) for n in days), today=day(800))
    now, before = Span(day(first), day(first + length - 1)), Span(day(first - length), day(first - 1))
    chart = year.make(kept, View(now, before))
    rated = {name: sorted(n for n in days if span.holds(day(n))) for name, span in (("n", now), ("before: n", before))}
    said: Counter[str] = Counter()
    for text in drawn(chart).texts:
        if str(text.get_gid()).startswith("n:"):
            name, _blank, n = text.get_text().rpartition(" ")
            said[name] += int(n)
    assert said == {name: len(found) for name, found in rated.items() if found or name in said}
    listed = Counter(row[0] for row in chart.table.rows if "rated" in row)
    assert sorted(listed.values()) == sorted(len(found) for found in rated.values() if found)


def test_a_period_before_in_an_earlier_year_has_that_year_and_what_lies_between() -> None:
    kept = replace(two_months(), _series={})
    long_ago = Span(day(0) - timedelta(3 * 365), day(29) - timedelta(3 * 365))
    figure = drawn(year.make(kept, View(NOW, long_ago)))
    assert "2023 to 2025: no answers" in words(figure)
    assert len(named(figure, "rated")[0].get_offsets()) == 30
    assert len(named(figure, "before-rated")[0].get_offsets()) == 0


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_where_only_the_period_before_holds_anything_it_is_said_and_drawn(kind: Kind) -> None:
    later = Span(day(60), day(89))
    both = kind.make(replace(two_months(), today=day(89), _series={}), View(later, Span(day(0), day(59))))
    assert not both.empty
    assert "period before" in both.sentence.lower()
    assert "Nothing to draw yet" not in words(drawn(both))


def test_working_conditions_of_the_period_before_alone_are_said_with_their_medians() -> None:
    kept = record(*(check_in(n, pleasantness=4, load=3) for n in range(4)), today=day(9))
    both = work.make(kept, View(Span(day(5), day(9)), Span(day(0), day(4))))
    assert "Working conditions were rated on 0 of 5 days." in both.sentence
    assert "Medians: Pleasantness none (before 4, n 4), Load none (before 3, n 4)." in both.sentence
    assert "Not rated" not in both.sentence
    one = work.make(kept, View(Span(day(4), day(4)), Span(day(3), day(3))))
    assert "Working conditions were not rated on this day." in one.sentence
