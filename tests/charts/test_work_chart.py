"""Working conditions beside pleasantness: aligned, with their numbers, and without a word on what brings about what."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import check_in, day, drawn, named, points, record, words

from peerjournal.charts import work
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.charts.words import condition_ends
from peerjournal.journal.checkin import CONDITIONS
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))


def some_work() -> Record:
    """Load on three days, backing on one, pleasantness on four."""
    return record(
        check_in(0, pleasantness=5, load=3),
        check_in(1, pleasantness=4, load=6, backing=2),
        check_in(2, pleasantness=2, load=7),
        check_in(3, pleasantness=3),
        today=day(6),
    )


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return work.make(kept, View(**view))  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_conditions_stand_below_pleasantness_on_the_same_days(look: Look) -> None:
    figure = drawn(chart(some_work()), look)
    pleasantness, load, backing = named(figure, "ratings")
    assert [y for _x, y in points([load])] == [3, 6, 7]
    assert points([backing]) == [(day(1).toordinal() + 20 / 24, 2)]
    assert len(points([pleasantness])) == 4
    assert len({axes.get_xlim() for axes in figure.axes}) == 1
    assert len({line.get_marker() for line in (pleasantness, load, backing)}) == 3
    assert "Load, n 3, 1 light to 7 heavy" in words(figure)


def test_the_sentence_tells_medians_with_their_numbers_and_what_is_missing() -> None:
    assert chart(some_work()).sentence == (
        "Period: from 3 Aug 2026 to 9 Aug 2026. Working conditions were rated on 3 of 7 days. "
        "Medians: Pleasantness 3.5 (n 4), Load 6 (n 3), Backing 2 (n 1)."
    )
    later = chart(some_work(), span=Span(day(2), day(6)))
    assert later.sentence.endswith("Medians: Pleasantness 2.5 (n 2), Load 7 (n 1). Not rated: Backing.")


def test_a_single_day_is_no_share_of_days() -> None:
    assert "Working conditions were rated on this day." in chart(some_work(), span=Span(day(1), day(1))).sentence


def test_the_period_before_is_told_beside() -> None:
    made = chart(some_work(), span=Span(day(2), day(3)), before=Span(day(0), day(1)))
    assert "Pleasantness 2.5 (n 2; before 4.5, n 2)" in made.sentence
    figure = drawn(made)
    assert [line.get_ydata()[0] for line in named(figure, "median:before")] == [4.5, 4.5, 2.0]
    assert len([row for row in made.table.rows if row[1] == "Period before"]) == 3


@settings(max_examples=25)  # each is drawn
@given(
    st.lists(
        st.fixed_dictionaries({name: st.none() | st.integers(1, 7) for name in ("pleasantness", *CONDITIONS)}),
        max_size=20,
    )
)
def test_a_gap_never_becomes_a_number_beside_another(kept: list[dict[str, Any]]) -> None:
    made = chart(record(*(check_in(n, **answers) for n, answers in enumerate(kept)), today=day(30)))
    figure = drawn(made, painted=False)
    asked = [name for name in CONDITIONS if any(answers[name] is not None for answers in kept)] or CONDITIONS
    told = named(figure, "ratings")
    assert len(told) == 1 + len(asked)
    for line, name in zip(told, ("pleasantness", *asked), strict=True):
        assert [y for _x, y in points([line])] == [a[name] for a in kept if a[name] is not None]
    ratings = [row for row in made.table.rows if row[1] == "Rating"]
    assert len(ratings) == len(made.spots) == sum(len(points([line])) for line in told)


def test_nothing_rated_is_said() -> None:
    made = chart(record(check_in(0, pleasantness=4), today=day(6)))
    assert made.empty
    assert made.sentence.startswith("No working conditions were rated from 3 Aug 2026 to 9 Aug 2026.")
    assert len(named(drawn(made), "heading")) == 6


def test_points_are_read_panel_by_panel() -> None:
    made = chart(some_work())
    assert made.spots.axes.tolist() == [0] * 4 + [1] * 3 + [2]
    assert made.spots.says(7) == "Backing 2, Tue 4 Aug 2026, 20:00"


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
@pytest.mark.parametrize("before", [None, Span(day(0), day(6))], ids=["alone", "beside the period before"])
def test_what_one_and_seven_mean_can_be_read_at_every_size(look: Look, before: Span | None) -> None:
    kept = record(
        *(check_in(n, pleasantness=4, **dict.fromkeys(CONDITIONS, 3), asked=("grid", "work")) for n in range(14)),
        today=day(13),
    )
    figure = drawn(chart(kept, span=Span(day(7), day(13)), before=before), look)
    headings = [" ".join(text.get_text().split()) for text in named(figure, "heading")]
    ends = [("unpleasant", "pleasant"), *map(condition_ends, CONDITIONS)]
    assert [heading.rpartition("n 7, ")[2] for heading in headings] == [f"1 {low} to 7 {high}" for low, high in ends]


def test_of_thousands_no_dot_is_missed() -> None:
    """What is not drawn lies under a dot that is: of the same value, less than a pixel beside it."""
    made = [check_in(n // 3, 8 + 5 * (n % 3), pleasantness=1 + n // 9 % 7, load=1 + n // 30 % 7) for n in range(4000)]
    kept = record(*made)
    figure = drawn(chart(kept), LIGHT)
    for line, name in zip(named(figure, "ratings"), ("pleasantness", "load"), strict=True):
        found, dots = kept.rating(name), points([line])
        assert len(dots) < len(found)
        assert set(dots) <= set(zip(found.times.tolist(), found.values.tolist(), strict=True))
        there = np.array(dots)
        at = figure.axes[0].transData.transform(np.column_stack([found.times, np.zeros(len(found))]))[:, 0]
        drawn_at = figure.axes[0].transData.transform(np.column_stack([there[:, 0], np.zeros(len(there))]))[:, 0]
        for value in range(1, 8):
            away = np.abs(at[found.values == value][:, None] - drawn_at[there[:, 1] == value][None, :]).min(axis=1)
            assert away.max() <= 1
