"""Case in a process of its own: ten years of check-ins in every kind of chart.

Drawn beside the very same artists on a bare canvas of matplotlib, and on show in the window, where neither another
period nor another look may hold it up.
"""

import gc
import os
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

from peerjournal.charts import ratings, registry
from peerjournal.charts.chart import View
from peerjournal.charts.look import DARK, LIGHT, Look
from peerjournal.journal.checkin import Activity, Annotation, CheckIn, Dimension, Kind, Question, Tracker
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.series import Span

DAYS = 3_873  # of which 3,650 are rated, four times each
REDRAWS = 100
FIRST = date(2016, 11, 22)
BERLIN = ZoneInfo("Europe/Berlin")
SPANS = tuple(Span(FIRST + timedelta(DAYS - days), FIRST + timedelta(DAYS)) for days in (28, 91, 365, DAYS))
HELD, IN_SIGHT, ALL = "held up", "in sight", "all of it"
BEAT = 4
"""Milliseconds between two beats by which it is seen whether the window stands still."""
KINDS = (Kind.YES_NO, Kind.COUNT, Kind.AMOUNT, Kind.STEPS)
TRACKERS = tuple(Tracker(f"t{n}", f"Tracker {n}", KINDS[n % 4]) for n in range(20))
ACTIVITIES = tuple(Activity(f"a{n}", tuple(Dimension)[n % 8], f"Activity {n}", n) for n in range(24))
FEELINGS = tuple(f"feeling {n}" for n in range(16))


def draw(rounds: int) -> list[Result]:
    """Every kind made and drawn first; another period and another look in the window; memory over many drawings."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    record = _record(TRACKERS)
    results = _first(record, max(1, rounds // 2))
    shown = _in_the_window(record, max(1, rounds // 2))
    for (kind, what, until), (ms, processor) in sorted(shown.items()):
        results.append(
            Result(
                f"charts: {kind}, another {what}: {until}",
                len(record.check_ins),
                ms,
                None,
                most=None if until == ALL or (kind, until) == ("days-with", IN_SIGHT) else 150.0,
                details={"processor time of the window, ms": round(processor, 1)},
            )
        )
    return [
        *results,
        Result(f"charts: memory over {REDRAWS} drawings", len(record.check_ins), _growth(record), None, "MB", most=4.0),
    ]


def _first(record: Record, rounds: int) -> list[Result]:
    """Each kind made and drawn, matplotlib and its fonts being there, beside bare matplotlib; all ten years."""
    results = []
    for kind in registry.kinds():
        _painted(kind.make(record, View()), LIGHT)
        spent: dict[str, list[float]] = {}
        for _ in range(rounds):
            figure = _timed(spent, "first", partial(_made_and_painted, kind, replace(record, _series={})))
            _timed(spent, "bare", partial(_bare, *_plain(figure)))
        ours, bare = (milliseconds(spent[side]) for side in ("first", "bare"))
        case = f"charts: {kind.name} made and first drawn"
        limit = None if kind.name == "days-with" else 1.3  # its statistics have a limit of their own, see honesty.py
        results.append(Result(case, len(record.check_ins), ours, bare, limit=limit))
    return results


# -------------------------------------------------------------------------------------------- in the window

Case = tuple[str, str, str]
"""Kind of chart, what is changed, and what is measured of it."""


def _in_the_window(record: Record, rounds: int) -> dict[Case, tuple[float, float]]:
    """How long the window answers to nothing while a chart is changed, how long until it is in sight, and all there.

    Of the four periods and the two looks that which takes longest, each the median of its rounds; in milliseconds, and
    what the window's thread took of the processor.
    """
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from peerjournal.ui.app import make_application
    from peerjournal.ui.pages.chart_page import ChartPage
    from peerjournal.ui.theme import apply_theme
    from peerjournal.ui.warm import load_charts

    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 100)
    load_charts()
    page = ChartPage(lambda: record.today)
    page.resize(1024, 700)
    page.show()
    spent: dict[tuple[str, str, object], list[tuple[float, ...]]] = {}
    for kind in registry.kinds():
        _beaten(page, partial(page.show_kind, kind, record))
        for _ in range(rounds):
            for period in (0, 2, 1, 3):  # never the one on show
                took = _beaten(page, partial(page.period.choice.choose, period))
                spent.setdefault((kind.name, "period", period), []).append(took)
            for look in ("dark", "light"):
                took = _beaten(page, partial(apply_theme, app, look, 100))
                spent.setdefault((kind.name, "look", look), []).append(took)
    page.close()
    page.deleteLater()
    app.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    return _worst(spent)


def _worst(spent: dict[tuple[str, str, Any], list[tuple[float, ...]]]) -> dict[Case, tuple[float, float]]:
    found: dict[Case, tuple[float, float]] = {}
    for (kind, what, _which), took in spent.items():
        held, sight, whole, processor = (milliseconds(column) for column in zip(*took, strict=True))
        for until, ms in ((HELD, held), (IN_SIGHT, sight), (ALL, whole)):
            found[kind, what, until] = max(found.get((kind, what, until), (0.0, 0.0)), (ms, processor))
    return found


def _beaten(page: Any, act: Callable[[], object]) -> tuple[float, ...]:
    """Seconds: the window stood still at most, until what is wanted was painted, until all was there, of processor."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer

    class Watch(QObject):
        painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            self.painted |= event.type() == QEvent.Type.Paint and page.view.drawings > drawn
            return False

    gc.collect()
    loop, beats, watch = QEventLoop(), QTimer(), Watch()
    beats.setInterval(BEAT)
    beats.setTimerType(Qt.TimerType.PreciseTimer)
    drawn, begun, processor = page.view.drawings, time.perf_counter(), time.thread_time()
    found = {"last": begun, "held": 0.0, "sight": 0.0, "all": 0.0}

    def beat() -> None:
        now = time.perf_counter()
        found["held"] = max(found["held"], now - found["last"] - BEAT / 1000)
        found["last"] = now
        if watch.painted:
            found["sight"] = found["sight"] or now - begun
            if page.view.up_to_date:
                found["all"] = now - begun
                loop.quit()

    page.view.installEventFilter(watch)
    beats.timeout.connect(beat)
    beats.start()
    QTimer.singleShot(0, act)
    loop.exec()
    beats.stop()
    page.view.removeEventFilter(watch)
    return found["held"], found["sight"], found["all"], time.thread_time() - processor


# ------------------------------------------------------------------------------------------------ beside it


def _timed(spent: dict[str, list[float]], what: str, act: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    done = act()
    spent.setdefault(what, []).append(time.perf_counter() - begun)
    return done


def _record(trackers: tuple[Tracker, ...]) -> Record:
    return Record(
        check_ins=tuple(_check_ins(trackers)),
        annotations=(Annotation("a", "new job", FIRST + timedelta(900), FIRST + timedelta(960)),),
        activities=ACTIVITIES,
        trackers=trackers,
        feelings=FEELINGS,
        sessions=tuple(_sessions()),
        today=FIRST + timedelta(DAYS),
    )


def _check_ins(trackers: tuple[Tracker, ...]) -> Iterator[CheckIn]:
    luck = random.Random(7)
    for number in range(DAYS):
        if 150 < number % 365 < 172:  # every year three weeks without any
            continue
        for hour in (8, 12, 17, 21):
            at = datetime.combine(FIRST + timedelta(number), datetime.min.time(), BERLIN).replace(hour=hour)
            yield CheckIn(
                at=at,
                pleasantness=luck.randint(1, 7),
                energy=luck.randint(1, 7),
                load=luck.randint(1, 7),
                backing=luck.randint(1, 7),
                accounts=luck.randint(1, 7),
                activities=tuple(a.id for a in ACTIVITIES if luck.random() < 0.08),
                feelings=tuple(luck.sample(FEELINGS, 2)),
                trackers={t.id: _answer(t, luck) for t in trackers},
                asked=tuple(Question),
            )


def _answer(tracker: Tracker, luck: random.Random) -> float:
    return {
        Kind.YES_NO: float(luck.randint(0, 1)),
        Kind.COUNT: float(luck.randint(0, 9)),
        Kind.AMOUNT: round(10 * luck.random(), 1),
        Kind.STEPS: float(luck.randint(1, 7)),
    }[tracker.kind]


def _sessions() -> Iterator[SessionDay]:
    luck = random.Random(8)
    for number in range(0, DAYS, 5):
        at = datetime.combine(FIRST + timedelta(number), datetime.min.time(), BERLIN).replace(hour=14)
        yield SessionDay(at, luck.randint(1, 7), luck.randint(1, 7))


def _painted(chart: Any, look: Look) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure((9, chart.height), dpi=100)
    FigureCanvasAgg(figure)
    chart.draw(figure, look)
    figure.canvas.draw()
    return figure


def _made_and_painted(kind: registry.Kind, record: Record) -> Any:
    return _painted(kind.make(record, View()), LIGHT)


def _plain(figure: Any) -> tuple[Any, ...]:
    """What stands in our figure, as plain arrays, words and sizes."""
    place = figure.transFigure.inverted().transform
    written = [text for holder in (figure, *figure.axes) for text in holder.texts]
    texts = [(*place(t.get_window_extent().p0), t.get_text(), t.get_fontsize()) for t in written]
    return tuple(figure.get_size_inches()), texts, [_plain_axes(axes) for axes in figure.axes]


def _plain_axes(axes: Any) -> dict[str, Any]:
    from matplotlib.collections import LineCollection, PathCollection, PolyCollection

    there: dict[str, Any] = {
        "bounds": axes.get_position().bounds, "xlim": axes.get_xlim(), "ylim": axes.get_ylim(), "on": axes.axison,
        "xticks": _ticks(axes.xaxis), "yticks": _ticks(axes.yaxis),
        "title": axes.get_title(loc="left"), "dots": [], "lines": [], "fields": [], "boxes": [],
    }  # fmt: skip
    for line in axes.lines:
        how = {name: getattr(line, f"get_{name}")() for name in ("marker", "markersize", "linestyle", "linewidth")}
        there["lines"].append((line.get_data(), how, _along(axes, line)))
    for one in axes.collections:
        if one.get_gid() == "grid":
            continue
        if isinstance(one, LineCollection):
            there["fields"].append((LineCollection, one.get_segments(), _along(axes, one)))
        elif isinstance(one, PathCollection):
            there["dots"].append((one.get_offsets(), one.get_sizes(), one.get_facecolor()))
        elif isinstance(one, PolyCollection):
            there["fields"].append((PolyCollection, [path.vertices for path in one.get_paths()], _along(axes, one)))
    for patch in axes.patches:
        there["boxes"].append((patch.get_xy(), patch.get_width(), patch.get_height(), _along(axes, patch)))
    return there


def _ticks(axis: Any) -> tuple[list[float], list[str]]:
    """Where they are, and what is written there on one side."""
    ticks = axis.get_major_ticks()
    return [tick.get_loc() for tick in ticks], [tick.label1.get_text() for tick in ticks]


def _along(axes: Any, artist: Any) -> str:
    """In whose coordinates it stands."""
    known = {name: getattr(axes, f"get_{name}_transform")() for name in ("xaxis", "yaxis")}
    return next((name for name, one in known.items() if artist.get_transform().contains_branch(one)), "")


def _bare(size: tuple[float, float], texts: list[Any], panels: list[dict[str, Any]]) -> None:
    """The same artists with as few words to matplotlib as there can be."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(size, dpi=100)
    FigureCanvasAgg(figure)
    for x, y, words, points in texts:
        figure.text(x, y, words, fontsize=points)
    for panel in panels:
        _bare_axes(figure, panel)
    figure.canvas.draw()


def _bare_axes(figure: Any, panel: dict[str, Any]) -> None:
    from matplotlib.patches import Rectangle

    axes = figure.add_axes(panel["bounds"])
    frames = {"": {}, **{n: {"transform": getattr(axes, f"get_{n}_transform")()} for n in ("xaxis", "yaxis")}}
    axes.set(xlim=panel["xlim"], ylim=panel["ylim"])
    if panel["on"]:
        axes.grid(visible=True, linewidth=0.6)
        axes.set_title(panel["title"], loc="left", fontsize=9)
        axes.set_xticks(*panel["xticks"], fontsize=9)
        axes.set_yticks(*panel["yticks"], fontsize=9)
    else:
        axes.axis("off")
    for data, how, along in panel["lines"]:
        axes.plot(*data, **how, markeredgewidth=0, alpha=0.7, **frames[along])
    for made, paths, along in panel["fields"]:
        axes.add_collection(made(paths, linewidth=1, **frames[along]), autolim=False)
    for offsets, sizes, colours in panel["dots"]:
        axes.scatter(*offsets.T, s=sizes, c=colours, linewidths=0)
    for corner, width, height, along in panel["boxes"]:
        axes.add_patch(Rectangle(corner, width, height, alpha=0.16, **frames[along]))


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
