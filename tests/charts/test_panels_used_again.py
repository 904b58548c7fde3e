"""What is drawn on panels that were used before is what would be drawn on new ones, to the pixel."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray
from tests.charts.records import annotation, check_in, day, record, seen

from peerjournal.charts import care, ratings, registry, work
from peerjournal.charts.chart import WHOLE, Chart, Part, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, Look
from peerjournal.charts.panels import Standing
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

_looks = st.sampled_from([replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST) for scale in (1.0, 2.0)])
_steps = st.lists(
    st.tuples(
        st.sampled_from(registry.kinds()), st.integers(0, 3), st.booleans(), _looks, st.sampled_from([5.0, 9.0]),
        st.booleans(),
    ),
    min_size=2,
    max_size=5,
)  # fmt: skip


def pixels(figure: Figure, chart: Chart, look: Look, width: float, part: Part = WHOLE) -> NDArray[np.uint8]:
    """The chart drawn on a figure."""
    figure.set_size_inches(width, chart.height * (1 + look.scale) / 2)
    if part != WHOLE and chart.draw_part is not None:
        chart.draw_part(figure, look, part)
    else:
        chart.draw(figure, look)
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's own
    return np.array(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib's own


def standing() -> Standing:
    """A figure that keeps its panels."""
    figure = Standing()
    FigureCanvasAgg(figure)
    return figure


def new() -> Figure:
    """A figure nobody has drawn on."""
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure


@settings(max_examples=25)
@given(of=seen(), steps=_steps)
def test_charts_of_every_kind_one_after_the_other(of: tuple[Record, View], steps: list[Any]) -> None:
    kept, view = of
    kept = replace(kept, annotations=(annotation("new job", 3, 9), annotation("a walk", 20, 20)), _series={})
    figure = standing()
    for kind, which, before, look, width, partly in steps:
        choices = ["", *(key for key, _label in kind.choices(kept))]
        asked = replace(view, before=view.before if before else None, of=choices[which % len(choices)])
        chart = kind.make(kept, asked)
        part = Part(0.1, 0.5) if partly else WHOLE
        figure.begin_anew()
        there = pixels(figure, chart, look, width, part)
        assert np.array_equal(there, pixels(new(), chart, look, width, part))
        drawn_on = [axes.get_gid() for axes in figure.axes]
        assert len(drawn_on) == len(set(map(id, figure.axes)))


def test_a_panel_is_made_once_and_nothing_of_what_stood_on_it_stays() -> None:
    kept = record(
        *(check_in(n, pleasantness=4, load=3, asked=("grid", "care", "work")) for n in range(30)), today=day(29)
    )
    figure = standing()
    first = ratings.make(kept, View(Span(day(0), day(9))))
    pixels(figure, first, LIGHT, 9.0)
    used = list(figure.axes)
    figure.begin_anew()
    assert figure.axes == []
    assert not any([*axes.lines, *axes.collections, *axes.texts, *axes.patches] for axes in used)
    assert {axes.get_title(loc="left") for axes in used} == {""}
    pixels(figure, ratings.make(kept, View(Span(day(10), day(29)))), DARK, 9.0)
    assert figure.axes == used
    assert all(len(axes.lines) + len(axes.collections) < 8 for axes in used)
    for _ in range(3):
        for module in (work, care, ratings):
            figure.begin_anew()
            pixels(figure, module.make(kept, View()), LIGHT, 9.0)
    assert figure.axes == used
