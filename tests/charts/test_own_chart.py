"""Own trackers and scales: as they were answered, in their own units and ranges, by their ids."""

from dataclasses import replace
from datetime import datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.path import Path
from tests.charts.records import BERLIN, annotation, check_in, day, drawn, named, points, record, words

from peerjournal.charts import own
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.journal.checkin import Kind, Tracker
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.scale import Band, Direction, Scale, ScaleResult
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))
OUT = Tracker("t1", "Went outside")
WATER = Tracker("t2", "Water", Kind.AMOUNT, "l", starts_on=day(5))
EASE = Tracker("t3", "Ease", Kind.STEPS, ends_on=day(6))
TOTAL = Scale(
    "s1", "My total", "my own", 0, 40, direction=Direction.LESS_IS_BETTER,
    bands=(Band(0, 15, "light"), Band(15, 40, "heavy")),
)  # fmt: skip
MOMENT = day(0).toordinal() + 20 / 24


def result(number: int, total: float) -> ScaleResult:
    """On day ``number`` in the evening."""
    return ScaleResult(f"r{number}", "s1", datetime.combine(day(number), time(20), BERLIN), total, note="after work")


def two_weeks() -> Record:
    """Yes, no, yes; half a litre, 1.25 and 2; steps 3 and 5; totals 12 and 15."""
    return record(
        check_in(0, trackers={"t1": 1.0, "t3": 3.0}),
        check_in(1, trackers={"t1": 0.0}),
        check_in(5, trackers={"t1": 1.0, "t2": 0.5}, note="a long day"),
        check_in(6, trackers={"t2": 1.25, "t3": 5.0}),
        check_in(7, trackers={"t2": 2.0}),
        trackers=(OUT, WATER, EASE),
        scales=(TOTAL,),
        results=(result(9, 15), result(2, 12)),
        annotations=(annotation("new job", 3, 4),),
        today=day(13),
    )


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return own.make(kept, View(**view))  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_each_has_a_panel_with_what_was_answered(look: Look) -> None:
    figure = drawn(chart(two_weeks()), look)
    out, water, ease, total = (points([dots]) for dots in named(figure, "ratings"))
    assert out == [(MOMENT, 1), (MOMENT + 1, 0), (MOMENT + 5, 1)]
    assert water == [(MOMENT + 5, 0.5), (MOMENT + 6, 1.25), (MOMENT + 7, 2)]
    assert ease == [(MOMENT, 3), (MOMENT + 6, 5)]
    assert total == [(MOMENT + 2, 12), (MOMENT + 9, 15)]
    headings = [text.get_text() for text in named(figure, "heading")]
    assert headings[0] == "Went outside, n 3"
    assert headings[1].startswith("Water, n 3, in l, from 8 Aug 2026")
    assert headings[3].startswith("My total, n 2, 0 to 40, less is")
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["no", "yes"]
    assert figure.axes[2].get_ylim() == (0.5, 7.5)
    low, high = figure.axes[3].get_ylim()
    assert (low, high) == pytest.approx((-3.2, 43.2))
    assert len(named(figure, "annotation:new job")) == 4


def test_times_in_which_it_was_not_asked_are_shaded_and_said() -> None:
    made = chart(two_weeks())
    figure = drawn(made)
    spans = {gid: [p.get_extents() for p in _paths(figure, gid)] for gid in ("unasked:t2", "unasked:t3")}
    start = day(0).toordinal()
    assert [(box.x0 - start, box.x1 - start) for box in spans["unasked:t2"]] == [(0, 5)]
    assert [(box.x0 - start, box.x1 - start) for box in spans["unasked:t3"]] == [(7, 14)]
    assert named(figure, "unasked:t1") == []
    assert "Hatched: not asked at the time." in words(figure).replace("\n", " ")
    assert "asked from 8 Aug 2026 on." in made.sentence
    assert "asked until 9 Aug 2026." in made.sentence


def _paths(figure: Figure, gid: str) -> list[Path]:
    return [p.get_patch_transform().transform_path(p.get_path()) for p in named(figure, gid)]


def test_own_bands_lie_behind_with_their_names_beside() -> None:
    figure = drawn(chart(two_weeks(), of="s1"))
    assert [text.get_text() for text in named(figure, "band-label:0") + named(figure, "band-label:1")] == [
        "light",
        "heavy",
    ]
    edges = [p.get_extents() for gid in ("band:0", "band:1") for p in _paths(figure, gid)]
    assert [(box.y0, box.y1) for box in edges] == [(0, 15), (15, 40)]
    plain = replace(two_weeks(), scales=(replace(TOTAL, bands=()),))
    assert named(drawn(chart(plain)), "band:0") == []


def test_sentence_table_and_points_say_the_same() -> None:
    made = chart(two_weeks())
    assert made.sentence == (
        "Period: from 3 Aug 2026 to 16 Aug 2026. Went outside: 3 answers on 3 of 14 days, 2 of them yes. "
        "Water: 3 answers on 3 of 14 days, median 1.25 l, middle half 0.88 l to 1.62 l, asked from 8 Aug 2026 on. "
        "Ease: 2 answers on 2 of 14 days, median 4, middle half 3.5 to 4.5, asked until 9 Aug 2026. "
        "My total: 2 totals, median 13.5, from 12 to 15 (0 to 40, less is meant as better). Marked: “new job”."
    )
    assert made.table.rows[0] == ("Went outside", day(0), "20:00", 1, "yes", None)
    assert made.table.rows[3] == ("Water", day(5), "20:00", 0.5, "0.5 l", None)
    assert made.table.rows[-1] == ("My total", day(9), "20:00", 15, "15", "heavy")
    says = [made.spots.says(n) for n in range(len(made.spots))]
    assert says[1] == "Went outside no, Tue 4 Aug 2026, 20:00"
    assert says[3] == "Water 0.5 l, Sat 8 Aug 2026, 20:00: a long day"
    assert says[-1] == "My total 15, Wed 12 Aug 2026, 20:00, in your band “heavy”: after work"
    assert made.spots.day(3) == day(5)
    assert len(made.table.rows) == len(made.spots) == 10


def test_one_is_chosen_by_its_id_whatever_it_is_called_now() -> None:
    kept = two_weeks()
    assert [key for key, _label in own.kind().choices(kept)] == ["", "t1", "t2", "t3", "s1"]
    renamed = replace(kept, trackers=(replace(OUT, name="Fresh air"), WATER, EASE))
    made = chart(renamed, of="t1")
    assert {row[0] for row in made.table.rows} == {"Fresh air"}
    assert len(made.table.rows) == 3
    assert made.height > own.PANEL * 2
    assert chart(kept, of="no such id").sentence == chart(kept).sentence


def test_only_what_holds_something_in_the_period_is_drawn() -> None:
    made = chart(two_weeks(), span=Span(day(8), day(13)))
    assert {row[0] for row in made.table.rows} == {"My total"}
    nothing = chart(two_weeks(), span=Span(day(12), day(13)))
    assert nothing.empty
    assert nothing.sentence.startswith("Nothing was answered from 15 Aug 2026 to 16 Aug 2026.")
    assert "Nothing to draw yet" in words(drawn(nothing))
    assert chart(record(today=day(1))).sentence.startswith("There are no trackers and no scales yet.")
    chosen = chart(two_weeks(), span=Span(day(12), day(13)), of="t1")
    assert "Went outside: nothing on these days." in chosen.sentence
    for look in LOOKS[:2]:
        for made in (nothing, chosen, chart(record(today=day(1)))):
            drawn(made, look)


def test_totals_outside_a_range_that_was_narrowed_since_are_drawn_as_they_are_listed() -> None:
    narrowed = replace(two_weeks(), scales=(replace(TOTAL, low=13, high=14, bands=(Band(13, 14, "light"),)),))
    for kept, before in ((narrowed, None), (narrowed, Span(day(-14), day(-1)))):
        made = chart(kept, of="s1", span=Span(day(0), day(13)), before=before)
        axes = drawn(made).axes[0]
        low, high = axes.get_ylim()
        assert low < 12
        assert high > 15
        assert [float(label.get_text()) for label in axes.get_yticklabels()] == [12, 13.5, 15]
    for spread in ([-3.0, 0.25], [0.0, 0.5], [9.0, 10.0]):
        answers = (check_in(n, trackers={"t2": value}) for n, value in enumerate(spread))
        low, high = drawn(chart(record(*answers, trackers=(WATER,)))).axes[0].get_ylim()
        assert low < min(spread) < max(spread) < high


WEEKS = {"span": Span(day(7), day(13)), "before": Span(day(0), day(6))}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_the_period_before_is_drawn_beside_what_it_is_compared_with(look: Look) -> None:
    made = chart(two_weeks(), **WEEKS)
    figure = drawn(made, look)
    assert [text.get_text().split(",")[0] for text in named(figure, "heading")] == [
        "Went outside", "Water", "Ease", "My total",
    ]  # fmt: skip
    before, shown = (
        [[float(y) for y in line.get_ydata()] for line in named(figure, f"median:{which}")]
        for which in ("before", "shown")
    )
    assert before == [[pytest.approx(2 / 3)] * 2, [0.875] * 2, [4, 4], [12, 12]]
    assert shown == [[2, 2], [15, 15]]
    lines = named(figure, "median:before") + named(figure, "median:shown")
    assert {line.get_linestyle() for line in lines} == {"--", "-"}
    assert all(min(line.get_xdata()) > 1 for line in lines)
    assert [text.get_text() for text in named(figure, "beside:0") + named(figure, "beside:1")] == ["Before", "Shown"]
    assert "Right: the period before (dashed)" in words(figure).replace("\n", " ")
    width = figure.bbox.width
    assert all(line.get_window_extent().x1 <= width for line in lines)
    assert "The period before: Period: from 3 Aug 2026 to 9 Aug 2026. Went outside: 3 answers" in made.sentence
    assert {row[:2] for row in made.table.rows} >= {("Period before", "Went outside"), ("Period", "Water")}


def test_what_was_answered_in_the_period_before_alone_has_its_panel_too() -> None:
    made = chart(two_weeks(), span=Span(day(20), day(29)), before=Span(day(10), day(19)))
    assert made.empty
    made = chart(two_weeks(), span=Span(day(10), day(19)), before=Span(day(0), day(9)))
    assert not made.empty
    figure = drawn(made)
    assert len(named(figure, "heading")) == 4
    assert len(named(figure, "median:before")) == 4
    assert named(figure, "median:shown") == []
    assert len(made.spots) == 0
    drawn(chart(two_weeks(), **WEEKS, of="t1"))


def test_keys_go_up_and_down_from_panel_to_panel() -> None:
    spots = chart(two_weeks()).spots
    assert spots.lines is not None
    assert spots.lines.tolist() == spots.axes.tolist() == [0] * 3 + [1] * 3 + [2] * 2 + [3] * 2


def test_beyond_five_the_sentence_only_counts() -> None:
    many = tuple(Tracker(f"t{n}", f"Thing {n}", Kind.COUNT) for n in range(8))
    made = chart(record(check_in(0, trackers={t.id: 2.0 for t in many}), trackers=many))
    assert "Thing 4" in made.sentence
    assert "Thing 5" not in made.sentence
    assert "3 more are drawn below." in made.sentence


@pytest.mark.parametrize("look", LOOKS[:2], ids=["usual", "large"])
def test_any_names_units_and_amounts_can_be_drawn(look: Look) -> None:
    odd = (
        replace(WATER, name="$5 & $6 مشي 散歩", unit="$/km²"),
        replace(OUT, id="t9", name="x" * 60, ends_on=day(-100)),
        Tracker("big", "Steps walked", Kind.COUNT),
    )
    kept = record(
        check_in(6, trackers={"t2": 0.0, "t9": 1.0, "big": 1e9}),
        check_in(300, trackers={"t2": 1e-4}),
        trackers=odd,
        scales=(replace(TOTAL, low=-0.5, high=1e6, bands=(Band(0, 1e-3, "tiny"),)),),
        results=(result(3, -0.5),),
    )
    assert "$5 & $6" in words(drawn(chart(kept), look))
    assert "$/km²" in chart(kept).sentence


@settings(max_examples=25)  # each is drawn
@given(st.lists(st.tuples(st.integers(0, 40), st.dictionaries(st.sampled_from(["t1", "t2", "t3"]), st.integers(0, 7)))))
def test_a_gap_never_becomes_a_dot(kept: list[tuple[int, dict[str, int]]]) -> None:
    made = chart(
        record(
            *(check_in(n, trackers={k: float(v) for k, v in given.items()}) for n, given in kept),
            trackers=(OUT, replace(WATER, starts_on=None), replace(EASE, ends_on=None)),
        )
    )
    figure = drawn(made, painted=False)
    panels = [dots for dots in named(figure, "ratings") if len(dots.get_xdata())]
    answered = [[(MOMENT + n, v[key]) for n, v in kept if key in v] for key in ("t1", "t2", "t3")]
    assert [sorted(points([dots])) for dots in panels] == [sorted(one) for one in answered if one]
    assert len(made.table.rows) == sum(map(len, answered))
