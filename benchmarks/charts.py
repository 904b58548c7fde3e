"""Case in this process: ten years of ratings drawn, beside the very same artists on a bare canvas of matplotlib."""

import gc
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import cycle, islice
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.probe import resident_mb
from benchmarks.result import Result, milliseconds

from peerjournal.charts import ratings
from peerjournal.charts.chart import View
from peerjournal.charts.look import DARK, LIGHT, Look
from peerjournal.journal.checkin import Annotation, CheckIn
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

DAYS = 3_873  # of which 3,650 are rated, four times each
REDRAWS = 100
FIRST = date(2016, 11, 22)
BERLIN = ZoneInfo("Europe/Berlin")
SPANS = tuple(Span(FIRST + timedelta(DAYS - days), FIRST + timedelta(DAYS)) for days in (28, 91, 365, DAYS))


def draw(_sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """Making the chart and drawing it first; another period; another look; memory over many drawings."""
    record = _record()
    _painted(ratings.make(record, View()), LIGHT)  # matplotlib and its fonts are loaded
    spent: dict[str, list[float]] = {}
    for _ in range(rounds):
        figure = _timed(spent, "first", partial(_made_and_painted, replace(record, _series={})))
        _timed(spent, "bare", partial(_bare, *_plain(figure)))
        for span in SPANS:
            _timed(spent, "period", partial(_made_and_painted, record, View(span)))
        chart = ratings.make(record, View())
        for look in (DARK, LIGHT):
            _timed(spent, "look", partial(_painted, chart, look))
    ms = {what: milliseconds(all_) for what, all_ in spent.items()}
    n = len(record.check_ins)
    return [
        Result("charts: ratings made and first drawn", n, ms["first"], ms["bare"], limit=1.3),
        Result("charts: another period", n, ms["period"], None, most=150.0),
        Result("charts: another look", n, ms["look"], None, most=150.0),
        Result(f"charts: memory over {REDRAWS} drawings", n, _growth(record), None, "MB", most=4.0),
    ]


def _timed(spent: dict[str, list[float]], what: str, act: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    done = act()
    spent.setdefault(what, []).append(time.perf_counter() - begun)
    return done


def _record() -> Record:
    return Record(
        check_ins=tuple(_check_ins()),
        annotations=(Annotation("a", "new job", FIRST + timedelta(900), FIRST + timedelta(960)),),
        today=FIRST + timedelta(DAYS),
    )


def _check_ins() -> Iterator[CheckIn]:
    luck = random.Random(7)
    for number in range(DAYS):
        if 150 < number % 365 < 172:  # every year three weeks without any
            continue
        for hour in (8, 12, 17, 21):
            at = datetime.combine(FIRST + timedelta(number), datetime.min.time(), BERLIN).replace(hour=hour)
            yield CheckIn(at=at, pleasantness=luck.randint(1, 7), energy=luck.randint(1, 7))


def _painted(chart: Any, look: Look) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure((9, chart.height), dpi=100)
    FigureCanvasAgg(figure)
    chart.draw(figure, look)
    figure.canvas.draw()
    return figure


def _made_and_painted(record: Record, view: View = View()) -> Any:  # noqa: B008 -- a view is never changed
    return _painted(ratings.make(record, view), LIGHT)


def _plain(figure: Any) -> tuple[Any, ...]:
    """What stands in our figure, as plain arrays, texts and sizes."""
    panels = []
    for axes in figure.axes:
        dots, median = (next(a for a in axes.lines if a.get_gid() == gid) for gid in ("ratings", "weekly-median"))
        field = next(a for a in axes.collections if a.get_gid() == "middle-half")
        panels.append(
            (
                axes.get_position().bounds, axes.get_xlim(), axes.get_ylim(), list(axes.get_xticks()),
                [t.get_text() for t in axes.get_xticklabels()], list(axes.get_yticks()), axes.get_title(loc="left"),
                dots.get_data(), median.get_data(), [path.vertices for path in field.get_paths()],
                [patch.get_xy() for patch in axes.patches],
            )
        )  # fmt: skip
    return tuple(figure.get_size_inches()), [t.get_text() for t in figure.texts], panels


def _bare(size: tuple[float, float], texts: list[str], panels: list[Any]) -> None:
    """The same artists with as few words to matplotlib as there can be."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import PolyCollection
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    figure = Figure(size, dpi=100)
    FigureCanvasAgg(figure)
    for text in texts:
        figure.text(0.01, 0.97, text, fontsize=9)
    for bounds, xlim, ylim, xticks, xlabels, yticks, title, dots, median, fields, marks in panels:
        axes = figure.add_axes(bounds)
        axes.grid(visible=True, linewidth=0.6)
        axes.plot(*dots, "o", markersize=2.2, markeredgewidth=0, alpha=0.3)
        axes.plot(*median, color="k", linewidth=0.84)
        axes.add_collection(PolyCollection(fields, alpha=0.18, linewidth=0), autolim=False)
        for corner in marks:
            axes.add_patch(Rectangle(corner, 60, 1, alpha=0.16, transform=axes.get_xaxis_transform()))
        axes.set_title(title, loc="left", fontsize=9)
        axes.set(xlim=xlim, ylim=ylim)
        axes.set_xticks(xticks, xlabels, fontsize=9)
        axes.set_yticks(yticks)
    figure.canvas.draw()


def _growth(record: Record) -> float:
    """Megabytes more after 100 drawings than after 10, of one figure, in both looks and four periods."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure((9, 5.4), dpi=100)
    FigureCanvasAgg(figure)
    taken = []
    for number, (span, look) in enumerate(islice(zip(cycle(SPANS), cycle((LIGHT, DARK, LIGHT))), REDRAWS + 1)):
        figure.clear()
        ratings.make(record, View(span)).draw(figure, look)
        figure.canvas.draw()
        if number in {10, REDRAWS}:
            gc.collect()
            taken.append(resident_mb())
    return taken[1] - taken[0]
