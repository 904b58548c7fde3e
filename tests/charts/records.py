"""Records to draw charts from, small enough to be read in a test. Imported as ``charts.records``."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import LIGHT, Look
from peerjournal.journal.checkin import Activity, Annotation, CheckIn, Dimension, Kind, Tracker
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.series import Span, ordered

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 8, 3)
"""The day that day 0 is in these tests."""


def day(number: int) -> date:
    """So many days after :data:`MONDAY`."""
    return MONDAY + timedelta(number)


def check_in(number: int, hour: int = 20, minute: int = 0, **answers: Any) -> CheckIn:
    """On day ``number`` at that time in Berlin."""
    return CheckIn(at=datetime.combine(day(number), time(hour, minute), BERLIN), **answers)


def record(*check_ins: CheckIn, today: date | None = None, **kept: Any) -> Record:
    """Of these check-ins; today is day 89 unless it is given."""
    return Record(check_ins=tuple(ordered(check_ins)), today=today or day(89), **kept)


def annotation(label: str, first: int, last: int) -> Annotation:
    """From one day to another; its id is its label."""
    return Annotation(label, label, day(first), day(last))


def activities() -> tuple[Activity, ...]:
    """One for each dimension; its id is the name of the dimension."""
    return tuple(Activity(d.value, d, f"My {d.value}", n) for n, d in enumerate(Dimension))


def years(n: int, a_day: int = 4, seed: int = 3) -> Iterator[CheckIn]:
    """``n`` years of check-ins, some days left out, everything answered somewhere."""
    luck = random.Random(seed)
    for number in range(n * 365):
        if luck.random() < 0.12 or 200 < number % 365 < 230:
            continue
        for hour in luck.sample(range(7, 23), a_day):
            yield check_in(
                number,
                hour,
                luck.randrange(60),
                pleasantness=min(7, max(1, round(luck.gauss(4.4, 1.3)))),
                energy=min(7, max(1, round(luck.gauss(3.8, 1.4)))),
                sleep=round(luck.gauss(430, 70)),
                load=luck.randint(2, 7),
                say=luck.randint(1, 5),
                activities=tuple(d.value for d in Dimension if luck.random() < 0.2),
                asked=("grid", "care"),
            )


def drawn(chart: Chart, look: Look = LIGHT, *, painted: bool = True) -> Figure:
    """The figure with the chart on it, painted once. Where hundreds are drawn, to see what they hold, none need be."""
    figure = Figure((9, chart.height), dpi=100)
    FigureCanvasAgg(figure)
    chart.draw(figure, look)
    if painted:
        figure.canvas.draw()
    return figure


def named(figure: Figure, gid: str) -> list[Any]:
    """The artists with this name, in the order of the panels."""
    return [artist for artist in figure.findobj() if artist.get_gid() == gid]


def points(artists: Iterable[Any]) -> list[tuple[float, float]]:
    """What lines of dots hold."""
    return [(float(x), float(y)) for artist in artists for x, y in zip(*artist.get_data(), strict=True)]


def words(figure: Figure) -> str:
    """All that is written in a figure."""
    return "\n".join(t.get_text() for t in figure.findobj(Text) if t.get_text())


DAYS = 40
"""Over which what :func:`seen` gives is spread."""
_step = st.none() | st.integers(1, 7)
_answers = st.just({"not_today": True}) | st.fixed_dictionaries(
    {
        **dict.fromkeys(("pleasantness", "energy", "load", "backing"), _step),
        "activities": st.lists(st.sampled_from(["social", "physical"]), unique=True).map(tuple),
        "trackers": st.just({}) | st.fixed_dictionaries({"tea": st.integers(0, 9).map(float)}),
        "asked": st.just(("grid", "care", "work", "trackers")),
    }
)


@st.composite
def seen(draw: st.DrawFn) -> tuple[Record, View]:
    """Some weeks of this and that, and a period of them to look at, alone or beside the one before."""
    few, many = draw(st.sampled_from([(0, 6), (0, 40), (30, 60)]))
    when = st.integers(0, DAYS - 1)
    answered = draw(st.lists(st.tuples(when, st.integers(0, 23), _answers), min_size=few, max_size=many))
    held = draw(st.lists(st.tuples(when, _step, _step), min_size=few // 6, max_size=12))
    length = draw(st.integers(2, DAYS // 2))
    first = draw(st.integers(length, DAYS - length))
    before = Span(day(first - length), day(first - 1)) if draw(st.booleans()) else None
    kept = record(
        *(check_in(n, hour, **said) for n, hour, said in answered),
        activities=activities(),
        trackers=(Tracker("tea", "Tea", Kind.COUNT),),
        sessions=tuple(SessionDay(check_in(n, 12).at, b, a) for n, b, a in held),
        today=day(DAYS - 1),
    )
    return kept, View(Span(day(first), day(first + length - 1)), before)
