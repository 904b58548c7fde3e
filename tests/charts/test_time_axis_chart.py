"""The axis of time: ticks that never touch, annotations that never vanish, texts that are never read as formulas."""

import logging
import warnings
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from tests.charts.records import annotation, day, named, words

from peerjournal.charts import frame, time_axis
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look, own_words, shortened, width_of, wrapped
from peerjournal.journal.checkin import Annotation

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
SCALES = st.sampled_from([1.0, 1.25, 1.5, 2.0])
LOOKS = (LIGHT, DARK, HIGH_CONTRAST, PAPER)


def panels(look: Look, first: date, last: date, annotations: tuple[Annotation, ...] = ()) -> Figure:
    """Two of them, painted."""
    figure = Figure((9, 4.2), dpi=100)
    FigureCanvasAgg(figure)
    headings = ["Pleasantness", "Energy"]
    for axes in time_axis.panels(figure, look, first, last, headings, annotations=annotations, caption="Dots."):
        frame.on_steps(axes, look)
    figure.canvas.draw()
    return figure


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (1, ["3 Aug\n2026"]),
        (5, ["3 Aug\n2026", "4 Aug", "5 Aug", "6 Aug", "7 Aug"]),
        (28, ["3 Aug\n2026", "10 Aug", "17 Aug", "24 Aug"]),
        (200, ["Sep\n2026", "Oct", "Nov", "Dec", "Jan\n2027", "Feb"]),
        (7300, ["2028", "2030", "2032", "2034", "2036", "2038", "2040", "2042", "2044", "2046"]),
    ],
)
def test_the_longer_the_period_the_coarser_the_ticks(days: int, labels: list[str]) -> None:
    assert [label for _place, label in time_axis.ticks(day(0), day(days - 1), 5.0, LIGHT)] == labels


@given(DAYS, st.integers(0, 40_000), st.floats(2, 12), SCALES)
def test_ticks_never_touch_and_never_leave_the_period(first: date, days: int, room: float, scale: float) -> None:
    look = replace(LIGHT, scale=scale)
    last = first + timedelta(days)
    found = time_axis.ticks(first, last, room, look)
    inch = room / (days + 1)
    assert found
    assert all(first.toordinal() <= place <= last.toordinal() + 1 for place, _label in found)
    for (before, left), (after, right) in pairwise(found):
        halves = [max(width_of(line, look) for line in label.split("\n")) / 2 for label in (left, right)]
        assert (after - before) * inch >= sum(halves)


def test_the_first_and_the_last_day_there_are_can_be_looked_at() -> None:
    assert time_axis.ticks(date.min, date.max, 6.0, LIGHT)
    assert time_axis.ticks(date.max, date.max, 6.0, LIGHT)
    panels(LIGHT, date.min, date.max)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_written_labels_do_not_overlap_at_double_size(look: Look) -> None:
    figure = panels(replace(look, scale=2.0), day(0), day(700))
    boxes = [label.get_window_extent() for label in figure.axes[-1].get_xticklabels()]
    assert len(boxes) > 2
    assert not any(one.overlaps(other) for one, other in pairwise(boxes))


def test_everything_is_written_inside_the_picture() -> None:
    long = (annotation("a label as long as they can be, sixty characters and no more", 25, 27),)
    for scale in (1.0, 2.0):
        figure = panels(replace(LIGHT, scale=scale), day(0), day(27), long)
        written = figure.get_tightbbox()
        assert min(written.x0, written.y0) >= 0
        assert (written.x1 <= 9, written.y1 <= 4.2) == (True, True)


def test_panels_share_their_days_and_stand_under_each_other() -> None:
    upper, lower = panels(LIGHT, day(0), day(9)).axes
    assert upper.get_xlim() == lower.get_xlim() == (day(0).toordinal(), day(10).toordinal())
    assert upper.get_position().x0 == lower.get_position().x0
    assert upper.get_position().y0 > lower.get_position().y1


def test_an_annotation_is_marked_in_every_panel_and_named_once() -> None:
    figure = panels(LIGHT, day(0), day(89), (annotation("new job", 10, 19), annotation("long past", -9, -1)))
    marks = named(figure, "annotation:new job")
    assert [(mark.get_x(), mark.get_width()) for mark in marks] == [(day(10).toordinal(), 10)] * 2
    assert [label.get_text() for label in named(figure, "label:new job")] == ["new job"]
    assert not named(figure, "annotation:long past")


SPANS = st.lists(st.tuples(st.integers(-50, 800), st.integers(0, 300), st.integers(1, 60)), max_size=30)
"""First day, days after it, letters of the label."""


def spread(spans: list[tuple[int, int, int]]) -> tuple[Annotation, ...]:
    """Annotations, each with an id and a label of its own."""
    return tuple(
        annotation(f"{n} {'w' * letters}", first, first + more) for n, (first, more, letters) in enumerate(spans)
    )


@given(SPANS, st.floats(0.5, 9), SCALES)
def test_a_mark_is_never_left_out_and_no_label_stands_on_another_or_on_the_line_of_one(
    spans: list[tuple[int, int, int]], room: float, scale: float
) -> None:
    kept = spread(spans)
    first, last = day(0), day(700)
    marks = time_axis.marked(kept, first, last, room, replace(LIGHT, scale=scale))
    assert sorted(m.annotation.id for m in marks) == sorted(
        a.id for a in kept if a.from_on <= last and first <= a.until_on
    )
    labelled = [m for m in marks if m.label]
    for one in labelled:
        assert first.toordinal() <= one.at < one.until <= last.toordinal() + 1
        assert one.start in (one.at, one.until)
        assert 0 <= one.lane < time_axis.LANES
    for one, other in permutations(labelled, 2):
        if one.lane == other.lane:
            assert one.until <= other.at or other.until <= one.at
        if one.lane > other.lane and one.led:
            assert not other.at < one.start < other.until


@settings(max_examples=25, deadline=None)  # each is painted
@given(SPANS, st.sampled_from([1.0, 2.0]))
def test_in_the_picture_labels_touch_neither_each_other_nor_a_line(
    spans: list[tuple[int, int, int]], scale: float
) -> None:
    figure = panels(replace(LIGHT, scale=scale), day(0), day(700), spread(spans))
    labels = {text.get_gid(): text.get_window_extent() for text in figure.axes[0].texts if text.get_text()}
    lines = [line.get_window_extent() for line in figure.axes[0].lines]
    assert len(lines) <= len(labels)
    assert not any(one.overlaps(other) for one, other in combinations(labels.values(), 2))
    for box, line in product(labels.values(), lines):
        assert not (box.x0 < line.x0 < box.x1 and line.y0 < box.y1 - 1 and line.y1 > box.y0 + 1)


@given(
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 300), st.integers(1, 9)), min_size=2, max_size=2),
    st.sampled_from([1.0, 1.25]),
)
def test_two_short_labels_always_find_room(spans: list[tuple[int, int, int]], scale: float) -> None:
    marks = time_axis.marked(spread(spans), day(0), day(700), 6.0, replace(LIGHT, scale=scale))
    assert all(mark.label for mark in marks)


def test_a_label_near_the_end_stands_left_of_its_line_and_above_the_one_before_it() -> None:
    marks = time_axis.marked((annotation("new job", 80, 80), annotation("moved", 85, 85)), day(0), day(89), 6.0, LIGHT)
    before, after = marks
    assert (before.until, after.until) == (before.start, after.start)
    assert (before.lane, after.lane) == (0, 1)


def test_the_sentence_names_the_first_annotations() -> None:
    kept = [annotation(f"step {n}", n, n) for n in range(5)]
    assert time_axis.marked_in_words(kept, day(0), day(9)) == "Marked: “step 0”, “step 1”, “step 2” and 2 more."
    assert time_axis.marked_in_words(kept, day(3), day(3)) == "Marked: “step 3”."
    assert time_axis.marked_in_words(kept, day(20), day(30)) == ""


@pytest.mark.parametrize(
    "label",
    [
        "5 $ a day $x^2$",
        r"\frac{1}{2}",
        "عمل جديد",
        "新しい仕事",
        "\U0001f9d8\u200d\u2640\ufe0f calm",
        "नया काम",
        "a\u0007b",
    ],
)
def test_what_people_type_is_drawn_as_it_is_without_a_word_of_complaint(
    label: str, caplog: pytest.LogCaptureFixture
) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        figure = panels(LIGHT, day(0), day(89), (annotation(label, 30, 40),))
    assert own_words(label) in words(figure)
    assert not caplog.records


def test_fonts_are_there_again_after_somebody_put_the_old_settings_back() -> None:
    with rc_context():
        panels(LIGHT, day(0), day(9))
    figure = panels(LIGHT, day(0), day(9))
    assert figure.axes[-1].get_xticklabels()[0].get_fontfamily()[0] == "Peer Journal Inter"


def test_a_line_is_shortened_to_its_room() -> None:
    assert shortened("new job", 5.0, LIGHT) == "new job"
    assert shortened("a long label", width_of("a long…", LIGHT), LIGHT) == "a long…"
    assert shortened("anything", 0.0, LIGHT) == ""


@given(st.text("ab ", max_size=60), st.floats(0.1, 3))
def test_wrapping_never_loses_a_word(text: str, room: float) -> None:
    assert " ".join(wrapped(text, room, LIGHT)).split() == text.split()
