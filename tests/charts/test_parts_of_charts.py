"""Charts that grow high can be drawn in part: what is in it is just what the whole picture shows there."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray
from tests.charts.records import annotation, check_in, day, drawn, named, record

from peerjournal.charts import comparisons, own, work, year
from peerjournal.charts.chart import WHOLE, Chart, Part, View
from peerjournal.charts.look import DARK, LIGHT, Look
from peerjournal.journal.checkin import Activity, Dimension, Kind, Tracker
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

DOTS = 50
"""Per inch: words need not be read here."""
HELD = Span(day(40), day(79))
BEFORE = Span(day(0), day(39))
TRACKERS = tuple(
    Tracker(f"t{n}", f"Thing {n}", (Kind.YES_NO, Kind.STEPS)[n % 2], starts_on=day(45 + n) if n == 3 else None)
    for n in range(6)
)
ACTIVITIES = tuple(Activity(f"a{n}", Dimension.PHYSICAL, f"Thing {n}") for n in range(5))


@cache
def kept() -> Record:
    """Eighty days; some activities on few of them."""
    return record(
        *(
            check_in(
                n,
                pleasantness=1 + n % 7,
                trackers={t.id: float(1 if t.kind is Kind.YES_NO else 1 + (n * 3) % 7) for t in TRACKERS},
                activities=tuple(a.id for place, a in enumerate(ACTIVITIES) if n % (2 + 9 * (place > 2)) == 0),
                load=1 + n % 5,
                backing=1 + n % 3,
                asked=("grid", "care", "work"),
            )
            for n in range(80)
        ),
        trackers=TRACKERS,
        activities=ACTIVITIES,
        annotations=(annotation("new job", 50, 55),),
        today=day(79),
    )


def painted(chart: Chart, look: Look, part: Part = WHOLE) -> tuple[NDArray[np.uint8], Sequence[int], Figure]:
    """Pixels by height and width, which axes were drawn, and where."""
    figure = Figure((9, chart.height), dpi=DOTS)
    canvas = FigureCanvasAgg(figure)
    assert chart.draw_part is not None
    made = chart.draw_part(figure, look, part)
    if part == WHOLE:
        figure.clear()
        chart.draw(figure, look)
    canvas.draw()  # type: ignore[no-untyped-call]
    return np.asarray(canvas.buffer_rgba()).copy(), made, figure  # type: ignore[no-untyped-call]


@cache
def whole(name: str, look: Look) -> tuple[Chart, NDArray[np.uint8], list[tuple[float, ...]]]:
    make: Callable[[Record, View], Chart]
    make, before = {
        "work": (work.make, None),
        "work beside before": (work.make, BEFORE),
        "own": (own.make, None),
        "own beside before": (own.make, BEFORE),
        "year": (year.make, None),
        "year beside before": (year.make, BEFORE),
        "days with": (comparisons.make, None),
        "days with beside before": (comparisons.make, BEFORE),
    }[name]
    chart = make(kept(), View(HELD, before))
    pixels, made, figure = painted(chart, look)
    assert list(made) == list(range(len(figure.axes)))
    return chart, pixels, [axes.get_position().bounds for axes in figure.axes]


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("work", LIGHT),
        ("work beside before", DARK),
        ("own", DARK),
        ("own beside before", LIGHT),
        ("days with", LIGHT),
        ("days with beside before", DARK),
        ("year", LIGHT),
        ("year beside before", DARK),
    ],
)
@settings(max_examples=8)
@given(st.floats(0, 0.95), st.floats(0.05, 0.6))
@example(0.642578125, 0.5)  # begins where the lowest line of a panel is drawn
def test_a_part_shows_what_the_whole_shows_there(name: str, look: Look, top: float, high: float) -> None:
    chart, pixels, bounds = whole(name, look)
    part = Part(top, min(1.0, top + high))
    some, made, figure = painted(chart, look, part)
    rows = slice(int(np.ceil(part.top * len(pixels))), int(part.bottom * len(pixels)))
    assert np.array_equal(some[rows], pixels[rows])
    assert [axes.get_position().bounds for axes in figure.axes] == [bounds[place] for place in made]


@pytest.mark.parametrize("name", ["own", "work", "days with"])
def test_what_lies_outside_is_left_out(name: str) -> None:
    chart, pixels, _bounds = whole(name, LIGHT)
    some, _made, figure = painted(chart, LIGHT, Part(0.0, 0.3))
    assert np.count_nonzero(some[len(some) // 2 :] != 255) < np.count_nonzero(pixels[len(some) // 2 :] != 255)
    gids = ("name", "listed") if name == "days with" else ("heading",)
    everything = drawn(chart)
    for gid in gids:
        assert len(named(figure, gid)) < len(named(everything, gid))


def test_of_nothing_every_part_says_so() -> None:
    for make in (own.make, comparisons.make):
        chart = make(record(today=day(0)), View())
        figure = Figure((9, chart.height))
        assert chart.draw_part is not None
        chart.draw_part(figure, LIGHT, Part(0.0, 0.5))
        chart.draw_part(Figure((9, chart.height)), LIGHT, Part(0.9, 1.0))
        assert figure.texts or figure.axes
