"""Around sessions: what stands beside each other belongs to one session or to days that were rated."""

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import BERLIN, annotation, check_in, day, drawn, named, points, record, words

from peerjournal.charts import sessions
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))


def session(number: int, before: int | None = None, after: int | None = None, hour: int = 17) -> SessionDay:
    """On day ``number``."""
    return SessionDay(datetime.combine(day(number), time(hour), BERLIN), before, after)


def some_weeks() -> Record:
    """Sessions on days 4, 5 and 10; days 0 to 14 rated 1, 2 ... 7, 1, 2 ..., but not day 11."""
    rated = [check_in(n, pleasantness=1 + n % 7, energy=4) for n in range(15) if n != 11]
    held = (session(4, 5, 3), session(5, 2, None), session(10, 4, 4))
    return record(*rated, sessions=held, today=day(20))


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return sessions.make(kept, View(**view))  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_before_and_after_are_joined_within_a_session_only(look: Look) -> None:
    figure = drawn(chart(some_weeks()), look)
    noon = day(0).toordinal() + 17 / 24
    assert points(named(figure, "before")) == [(noon + 4, 5), (noon + 5, 2), (noon + 10, 4)]
    assert points(named(figure, "after")) == [(noon + 4, 3), (noon + 10, 4)]
    (before,), (after,) = named(figure, "before"), named(figure, "after")
    assert before.get_markersize() > 1.4 * after.get_markersize()  # where both are the same, both are seen
    pairs = [segment.tolist() for segment in named(figure, "pairs")[0].get_segments()]
    assert pairs == [[[noon + 4, 5], [noon + 4, 3]], [[noon + 10, 4], [noon + 10, 4]]]
    assert "Energy before and after, n 2" in words(figure)
    upper = figure.axes[0].xaxis
    assert upper.get_visible()
    assert upper.get_ticklabels()[0].get_text() == "3 Aug\n2026"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_days_stand_under_with_the_day_after_or_other_between_the_first_and_the_last_session(look: Look) -> None:
    figure = drawn(chart(some_weeks()), look)
    dots = sorted((round(x), y) for x, y in points(named(figure, "ratings")))
    assert dots == [(0, 4), (0, 5), (0, 6), (1, 7), (2, 1), (2, 2), (2, 3)]
    below = [label.get_text().replace("\n", " ") for label in figure.axes[1].get_xticklabels()]
    assert below == ["Days with a session n 3", "The day after n 1", "Other days n 3"]
    assert all(label.get_window_extent().y0 >= 0 for label in figure.axes[1].get_xticklabels())


def test_sentence_table_and_points_say_the_same() -> None:
    made = chart(some_weeks())
    assert made.sentence == (
        "3 sessions from 3 Aug 2026 to 23 Aug 2026. Energy was noted before and after 2 of them: median 4.5 before, "
        "3.5 after; higher afterwards in 0, the same in 1, lower in 1. Pleasantness between the first and the last of "
        "them: Days with a session: median 5 (n 3). The day after: under 3 rated days (n 1). Other days: "
        "median 2 (n 3). Such differences say nothing of what brought them about."
    )
    rows = made.table.rows
    assert rows[0] == ("Session", day(4), "17:00", None, 5, 3, None, None, None)
    assert rows[3] == ("Days with a session", None, None, 3, None, None, 4.5, 5, 5.5)
    assert rows[4] == ("The day after", None, None, 1, None, None, None, None, None)
    assert rows[6] == ("Days with a session", day(4), None, None, None, None, None, 5, None)
    assert len(rows) == 3 + 3 + 7
    spots = made.spots
    assert spots.axes.tolist() == [0] * 5 + [1] * 7
    assert [spots.says(n) for n in (0, 1, 5, 8)] == [
        "Energy before a session 5, Fri 7 Aug 2026",
        "Energy after a session 3, Fri 7 Aug 2026",
        "Pleasantness, Days with a session 5, Fri 7 Aug 2026",
        "Pleasantness, The day after 7, Sun 9 Aug 2026",
    ]
    assert spots.day(8) == day(6)


def test_points_to_reach_stand_where_dots_are_drawn() -> None:
    made = chart(some_weeks())
    below = made.spots.axes == 1
    reached = sorted(zip(made.spots.xs[below].tolist(), made.spots.ys[below].tolist(), strict=True))
    assert reached == sorted(points(named(drawn(made), "ratings")))


def test_another_rating_another_period_and_annotations() -> None:
    kept = replace(some_weeks(), annotations=(annotation("new team", 2, 8),))
    assert [key for key, _label in sessions.kind().choices(kept)] == ["pleasantness", "energy"]
    assert "Energy between the first and the last of them" in chart(kept, of="energy").sentence
    only = chart(kept, span=Span(day(5), day(9)))
    assert only.sentence.startswith("1 session from 8 Aug 2026 to 12 Aug 2026. Energy before and after was not noted")
    assert "new team" in words(drawn(only))


@pytest.mark.parametrize("look", LOOKS[:2], ids=["usual", "large"])
def test_until_there_are_sessions_it_says_what_will_fill_it(look: Look) -> None:
    made = chart(record(check_in(0, pleasantness=4), today=day(3)))
    assert made.empty
    assert made.sentence == (
        "No session is kept from 3 Aug 2026 to 6 Aug 2026. This fills as you keep reflections after sessions."
    )
    assert words(drawn(made, look)) == "Nothing to draw yet"
    assert made.table.rows[0][3] == 0
    assert len(made.spots) == 0


@pytest.mark.parametrize(
    "held",
    [
        (session(3),),
        (session(3, 7, 7),),
        tuple(session(3, 4, 4, hour) for hour in range(24)),
        (session(-4000, 1), session(500, None, 7)),
    ],
    ids=["nothing noted", "one", "many a day", "years apart and in the future"],
)
@pytest.mark.parametrize("look", LOOKS[:2], ids=["usual", "large"])
def test_whatever_was_kept_is_drawn(held: tuple[SessionDay, ...], look: Look) -> None:
    made = chart(record(sessions=held))
    drawn(made, look)
    assert not made.empty
    assert len(made.table.rows) == len(held) + 3


@settings(max_examples=25)  # each is drawn
@given(
    st.dictionaries(st.integers(0, 25), st.integers(1, 7) | st.none(), max_size=25),
    st.lists(
        st.tuples(st.integers(0, 25), st.none() | st.integers(1, 7), st.none() | st.integers(1, 7)),
        min_size=1,
        max_size=6,
    ),
)
def test_a_gap_never_becomes_a_dot(
    rated: dict[int, int | None], held: list[tuple[int, int | None, int | None]]
) -> None:
    made = chart(
        record(*(check_in(n, pleasantness=v) for n, v in rated.items()), sessions=tuple(session(*one) for one in held))
    )
    figure = drawn(made, painted=False)
    days = {n for n, _b, _a in held}
    expected = sorted(
        (0 if n in days else 1 if n - 1 in days else 2, value)
        for n, value in rated.items()
        if value is not None and min(days) <= n <= max(days) + 1
    )
    assert sorted((round(x), y) for x, y in points(named(figure, "ratings"))) == expected
    for gid, place in (("before", 1), ("after", 2)):
        assert sorted(y for _x, y in points(named(figure, gid))) == sorted(
            s[place] for s in held if s[place] is not None
        )  # type: ignore[type-var]
    assert len(named(figure, "pairs")[0].get_segments()) == sum(None not in one for one in held)
