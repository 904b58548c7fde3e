"""The year in dots: months down, days across, one year under the other.

A rated day is a dot, the larger and the stronger in colour the higher its median. A day with "not today" is a cross, a
day of the period with neither a short dash, and what lies outside the period is blank: a low day is still a dot,
and nothing else is one. Of the period before, the dots are rings, the crosses stand upright and so do the dashes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts import period
from peerjournal.charts.beside import beside_before
from peerjournal.charts.chart import WHOLE, Cell, Chart, Part, Spots, Table, View
from peerjournal.charts.frame import in_part, panel, write
from peerjournal.charts.look import inches, points, prepare, width_of
from peerjournal.charts.registry import Kind, Usual
from peerjournal.charts.words import amount, months, rating_name, weekdays
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import STEPS
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Days, Values
from peerjournal.wellbeing.summary import daily_medians, summary

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "year"
ONE = ("pleasantness", "energy")
ROWS, FEW_ROWS = 16.0, 2.5
"""Rows of a year with answers, its heading and some room included, and of a run of years without any."""
HEADING = 3.0
"""Rows of a year above its January."""
ROW = 0.16
"""Inches."""
SMALLEST, LARGEST = 0.30, 1.0
"""How wide the dots of 1 and of 7 are, as a share of the distance of two rows."""
EPOCH = date(1970, 1, 1).toordinal()

Places = NDArray[np.int64]


def kind() -> Kind:
    """All years of the period under each other."""
    return Kind(
        NAME,
        _title(),
        _("What did the days of the year look like?"),
        make,
        _choices,
        compares=True,
        usual=Usual.YEAR,
    )


def make(record: Record, view: View) -> Chart:
    """The median of each day; ``view.of`` is one of :data:`ONE`. The period before stands beside it, in rings."""
    said = beside_before(_alone)(record, view)
    if view.before is None:
        return said
    both = replace(_dots(record, view), before=_dots(record, replace(view, span=view.before)))
    return replace(said, **_picture(both, period.Notes(record)))


def _alone(record: Record, view: View) -> Chart:
    """Of one period."""
    dots = _dots(record, view)
    return Chart(
        NAME,
        _("{what}: the year in dots").format(what=dots.name),
        _sentence(dots),
        list_all=partial(_table, dots),
        **_picture(dots, period.Notes(record)),
    )


def _picture(dots: "_Dots", notes: period.Notes) -> dict[str, Any]:
    """Of a chart, what has to do with its picture."""
    return {
        "draw": partial(_draw, dots),
        "draw_part": partial(_draw_part, dots),
        "find_spots": partial(_spots, dots, notes),
        "height": 0.8 + ROW * dots.rows,
        "empty": dots.empty,
    }


def _dots(record: Record, view: View) -> "_Dots":
    of = view.of if view.of in ONE else ONE[0]
    first, last = period.closed(record, view.span)
    found = record.rating(of).within(view.span)
    days, medians = daily_medians(found.days, found.values)
    counts = np.unique(found.days, return_counts=True)[1]
    inside = (record.not_today >= first.toordinal()) & (record.not_today <= last.toordinal())
    declined = np.setdiff1d(record.not_today[inside], days)
    return _Dots(rating_name(of), first, last, days, medians, counts, declined, _asked_until(record, last))


def _asked_until(record: Record, last: date) -> date:
    return last if record.today == date.min else min(last, record.today)


@dataclass(frozen=True)
class _Block:
    """A year, or a run of years without any answer, and the row it begins in."""

    year: int
    until: int
    row: float
    answered: bool


@dataclass(frozen=True, eq=False)
class _Dots:
    """Ordinals of the ``days`` with ratings, their medians and how many there are; ``declined`` said "not today".

    Days after ``until`` are yet to come: no answer is missing there. ``before`` is the period before, where it is
    compared with.
    """

    name: str
    first: date
    last: date
    days: Days
    medians: Values
    counts: Places
    declined: Days
    until: date
    before: "_Dots | None" = None

    @property
    def empty(self) -> bool:
        return not len(self.days) and not len(self.declined) and (self.before is None or self.before.empty)

    @property
    def periods(self) -> list["_Dots"]:
        """The period before, if there is one, and this one."""
        return [self] if self.before is None else [self.before, self]

    @cached_property
    def blocks(self) -> list[_Block]:
        answered = {year for one in self.periods for days in (one.days, one.declined) for year in _years(days).tolist()}
        every = range(min(one.first.year for one in self.periods), max(one.last.year for one in self.periods) + 1)
        answered = answered or {self.last.year}
        found, row = [], 0.0
        for there, years in groupby(every, answered.__contains__):
            of = list(years)
            for year, until in [(y, y) for y in of] if there else [(of[0], of[-1])]:
                found.append(_Block(year, until, row, there))
                row += ROWS if there else FEW_ROWS
        return found

    @property
    def rows(self) -> float:
        last = self.blocks[-1]
        return last.row + (ROWS if last.answered else FEW_ROWS)

    def open_in(self, blocks: Sequence[_Block]) -> Days:
        """The days of the period without any answer, in those of the blocks that have one."""
        spans = [(date(b.year, 1, 1).toordinal(), date(b.until, 12, 31).toordinal()) for b in blocks if b.answered]
        begin, end = self.first.toordinal(), self.until.toordinal()
        every = [np.arange(max(begin, start), min(end, finish) + 1) for start, finish in spans]
        return np.setdiff1d(np.concatenate(every), np.concatenate([self.days, self.declined]))

    @cached_property
    def unanswered(self) -> int:
        """How many days have no answer, in any year."""
        until = self.until.toordinal()
        answered = int((self.days <= until).sum()) + int((self.declined <= until).sum())
        return max(0, until - self.first.toordinal() + 1 - answered)

    def places(self, days: Days) -> tuple[Places, Values]:
        """Where days are drawn: across by the day of the month, down by the year and the month."""
        dates = (days - EPOCH).astype("datetime64[D]")
        of_month = dates.astype("datetime64[M]")
        rows = np.array([block.row for block in self.blocks])
        block = np.searchsorted([b.year for b in self.blocks], _years(days), side="right") - 1
        down = rows[block] + HEADING + of_month.astype(np.int64) % 12
        return (dates - of_month.astype("datetime64[D]")).astype(np.int64) + 1, down


def _years(days: Days) -> Places:
    return (days - EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _title() -> str:
    return _("The year in dots")


def _choices(_record: Record) -> list[tuple[str, str]]:
    return [(name, rating_name(name)) for name in ONE]


# -------------------------------------------------------------------------------------------------- in words


def _sentence(dots: _Dots) -> str:
    answered, declined = len(dots.days), len(dots.declined)
    open_ = dots.unanswered
    days = answered + declined + open_
    said = [_rated(dots, days)]
    if declined:
        said.append(
            ngettext("“Not today” was the answer on {n} day.", "“Not today” was the answer on {n} days.", declined)
            .format(n=declined)
        )  # fmt: skip
    if open_:
        said.append(ngettext("{n} day has no answer.", "{n} days have no answer.", open_).format(n=open_))
    return " ".join(said)


def _rated(dots: _Dots, days: int) -> str:
    found = summary(dots.medians)
    if found is None:
        return _("{what}: nothing was rated {when}.").format(what=dots.name, when=period.said(dots.first, dots.last))
    low, high = float(dots.medians.min()), float(dots.medians.max())
    words = (
        _("{what}: {n} of {days} days rated {when}, all with the median {median}.")
        if found.n > 1 and low == high
        else ngettext(
            "{what}: {n} of {days} days rated {when}, its median {median}.",
            "{what}: {n} of {days} days rated {when}, their medians {low} to {high}, half of them {median} or above.",
            found.n,
        )
    )
    return words.format(
        what=dots.name,
        n=found.n,
        days=days,
        when=period.said(dots.first, dots.last),
        low=amount(low),
        high=amount(high),
        median=amount(found.median),
    )


def _table(dots: _Dots) -> Table:
    headers = (_("Date"), _("Weekday"), _("Answer"), _("Median"), _("n"))
    return Table(headers, list(_rows(dots)))


def _rows(dots: _Dots) -> Iterator[tuple[Cell, ...]]:
    answers = _answers()
    for ordinal, state, median, n in zip(*(column.tolist() for column in _every_day(dots, dots.blocks)), strict=True):
        day = date.fromordinal(ordinal)
        rated = (median, n) if state == 0 else (None, None)
        yield (day, weekdays()[day.weekday()], answers[state], *rated)


def _answers() -> tuple[str, str, str]:
    return _("rated"), _("not today"), _("no rating")


def _every_day(dots: _Dots, blocks: Sequence[_Block]) -> tuple[Days, Places, Values, Places]:
    """Every day of a period that is drawn, in order: its ordinal, which of :func:`_answers`, its median, how many."""
    open_ = dots.open_in(blocks)
    days = np.concatenate([dots.days, dots.declined, open_])
    others = len(days) - len(dots.days)
    states = np.repeat([0, 1, 2], [len(dots.days), len(dots.declined), len(open_)])
    order = np.argsort(days)
    medians = np.concatenate([dots.medians, np.full(others, np.nan)])
    counts = np.concatenate([dots.counts, np.zeros(others, np.int64)])
    return days[order], states[order], medians[order], counts[order]


def _spots(dots: _Dots, notes: period.Notes) -> Spots:
    every = [_every_day(one, dots.blocks) for one in dots.periods]
    days, states, medians, counts = (np.concatenate(column) for column in zip(*every, strict=True))
    across, down = dots.places(days)
    first = len(days) - len(every[-1][0])

    def says(place: int) -> str:
        answer = _answers()[states[place]]
        if not states[place]:
            n = int(counts[place])
            answer = ngettext("{what} {median}, {n} rating", "{what} {median}, median of {n} ratings", n).format(
                what=dots.name, median=amount(float(medians[place])), n=n
            )
        day = int(days[place])
        words = _("{day}: {answer}").format(day=period.on(day), answer=answer)
        about = notes.of(day)
        words = f"{words}: {about}" if about else words
        return _("The period before: {said}").format(said=words) if place < first else words

    return Spots(np.zeros(len(days), np.int64), across.astype(float), down, days, says)


# -------------------------------------------------------------------------------------------------- picture


def _draw(dots: _Dots, figure: "Figure", look: "Look") -> None:
    _draw_part(dots, figure, look, WHOLE)


def _draw_part(dots: _Dots, figure: "Figure", look: "Look", part: Part) -> Sequence[int]:
    """All days; of words, which take the time, those in the part."""
    prepare()
    figure.set_facecolor(look.ground)
    width, height = (float(side) for side in figure.get_size_inches())
    labels = (*months(), str(dots.last.year))
    left = inches(look, 1.2) + max(width_of(label, look) for label in labels)
    right = inches(look, 1.0) + max(
        width_of(words, look) for words in _counted(366, None if dots.before is None else 366)
    )
    legend = _legend(dots, look, width)
    top = inches(look, 0.8 + 1.6 * (1 + max(line for _x, line, *_item in legend)))
    below = inches(look, 0.4)
    room, tall = max(width - left - right, 1.0), max(height - top - below, 0.5)
    size = 72 * min(tall / dots.rows, room / 31)
    axes = panel(figure, (left / width, below / height, room / width, tall / height), "bare")
    axes.axis("off")
    axes.set(xlim=(0.5, 31.5), ylim=(dots.rows - 0.5, -0.5))
    for one in dots.periods:
        _draw_days(axes, one, dots, look, size)
    _write(axes, dots, look, tall / dots.rows, part)
    _draw_legend(figure, legend, look, size)
    return (0,)


_FLAT, _UPRIGHT = ("x", "_"), ("+", "|")
"""How "not today" and no rating are drawn: of the period shown, and of the one before."""


def _draw_days(axes: "Axes", one: _Dots, dots: _Dots, look: "Look", size: float) -> None:
    """Those of one of the periods; ``size`` is the distance of two rows in points."""
    before = "" if one is dots else "before-"
    wide, colours = size * _share(one.medians), _colours(one.medians, look)
    if before:
        rings = _rings(wide, look, size)
        drawn: dict[str, Any] = {"c": look.ground, "edgecolors": colours, "linewidths": rings}
        wide = wide - rings
    else:
        drawn = {"c": colours, "linewidths": 0}
    axes.scatter(*dots.places(one.days), s=wide**2, **drawn, gid=f"{before}rated")
    cross, dash = _UPRIGHT if before else _FLAT
    axes.plot(*dots.places(one.declined), cross, **_cross(look, size), gid=f"{before}not-today")
    axes.plot(*dots.places(one.open_in(dots.blocks)), dash, **_dash(look, size), gid=f"{before}no-rating")


def _rings(wide: Values, look: "Look", size: float) -> Values:
    """How thick the rings are that stand for the period before, in points; small ones are hollow too."""
    rings: Values = np.minimum(0.14 * size * look.line**0.5, 0.25 * wide)
    return rings


def _share(medians: Values) -> Values:
    return SMALLEST + (LARGEST - SMALLEST) * (medians - 1) / 6


def _colours(medians: Values, look: "Look") -> Values:
    """From half the strength to the whole: rows of red, green and blue."""
    from matplotlib.colors import to_rgb

    ground, full = np.array(to_rgb(look.ground)), np.array(to_rgb(look.series[0]))
    strength = 0.55 + 0.45 * (medians[:, np.newaxis] - 1) / 6
    mixed: Values = ground + (full - ground) * strength
    return mixed


def _cross(look: "Look", size: float) -> dict[str, Any]:
    return {"color": look.ink, "markersize": 0.5 * size, "markeredgewidth": 0.9 * look.line}


def _dash(look: "Look", size: float) -> dict[str, Any]:
    return {"color": look.muted, "markersize": 0.3 * size, "markeredgewidth": 0.6 * look.line}


def _write(axes: "Axes", dots: _Dots, look: "Look", row: float, part: Part) -> None:
    """Years, months and days of the month, as many as there is room for; ``row`` is the height of one in inches."""
    every = next(step for step in (1, 2, 3, 6, 12) if step * row > inches(look, 1.15) or step == 12)
    for block in dots.blocks:
        head = block.row + (HEADING - 2.1 if block.answered else 0.5)
        if not any(in_part(part, axes, place) for place in _rows_of(block)):
            continue
        if not block.answered:
            write(axes, 0.5, head, _no_answers(block), color=look.muted, **_type(look, "left"))
            continue
        write(axes, 0.2, head, str(block.year), color=look.ink, **_type(look, "right"))
        for line, words in enumerate(_rated_in(dots, block.year)):
            below = line * inches(look, 1.35) / row
            write(axes, 31.9, head + below, words, color=look.ink, **_type(look, "left"), gid=f"n:{block.year}")
        for day in (1, 5, 10, 15, 20, 25, 30):
            write(axes, day, head, str(day), color=look.muted, **_type(look, "center"))
        for month in range(0, 12, every):
            write(axes, 0.2, block.row + HEADING + month, months()[month], color=look.muted, **_type(look, "right"))


def _rated_in(dots: _Dots, year: int) -> list[str]:
    """How many days of a year were rated: of this period and of the one before, those of them it has days of."""
    counts = [
        int(np.count_nonzero(_years(one.days) == year))
        if one is not None and one.first.year <= year <= one.last.year
        else None
        for one in (dots, dots.before)
    ]
    return _counted(*counts)


def _counted(n: int | None, before: int | None) -> list[str]:
    shown = [] if n is None else [_("n {n}").format(n=n)]
    return shown if before is None else [*shown, _("before: n {n}").format(n=before)]


def _rows_of(block: _Block) -> range:
    return range(int(block.row), int(block.row + (ROWS if block.answered else FEW_ROWS)) + 1)


def _no_answers(block: _Block) -> str:
    if block.year == block.until:
        return _("{year}: no answers").format(year=block.year)
    return _("{year} to {until}: no answers").format(year=block.year, until=block.until)


def _type(look: "Look", align: str) -> dict[str, Any]:
    return {"fontsize": points(look), "ha": align, "va": "center_baseline"}


Item = tuple[float, int, str, float, str]
"""Of the legend: inches from the left, line, marker, the step it stands for, words."""


def _legend(dots: _Dots, look: "Look", width: float) -> Sequence[Item]:
    """In words, in as many lines as it needs."""
    items = [("", 0.0, _("{what}, median of the day:").format(what=dots.name))]
    items += [("o", float(step), str(step)) for step in STEPS]
    items += [("x", 0.0, _answers()[1]), ("_", 0.0, _answers()[2])]
    if dots.before is not None:
        items += [
            (marker, 4.0, _("before: {answer}").format(answer=answer))
            for marker, answer in zip(("ring", *_UPRIGHT), _answers(), strict=True)
        ]
    placed: list[Item] = []
    x, line = inches(look, 0.5), 0
    for marker, step, words in items:
        wide = width_of(words, look) + inches(look, 2.5 if marker else 0.4)
        if x + wide > width and placed:
            x, line = inches(look, 0.5), line + 1
        placed.append((x, line, marker, step, words))
        x += wide
    return placed


def _draw_legend(figure: "Figure", legend: Sequence[Item], look: "Look", size: float) -> None:
    from matplotlib.lines import Line2D

    width, height = (float(side) for side in figure.get_size_inches())
    for x, line, marker, step, words in legend:
        y = 1 - inches(look, 1.3 + 1.6 * line) / height
        if marker:
            median = np.array([step])
            wide = size * _share(median)
            ring = _rings(wide, look, size)
            dot = {"marker": "o", "color": _colours(median, look)[0]}
            style = {
                "o": {**dot, "markersize": wide[0], "markeredgewidth": 0},
                "ring": {
                    **dot,
                    "markersize": (wide - ring)[0],
                    "markeredgewidth": ring[0],
                    "markerfacecolor": look.ground,
                },
                **{cross: {"marker": cross, **_cross(look, size)} for cross in ("x", "+")},
                **{dash: {"marker": dash, **_dash(look, size)} for dash in ("_", "|")},
            }[marker]
            figure.add_artist(Line2D([(x + inches(look, 0.6)) / width], [y], linestyle="", **style))
        at = x + inches(look, 1.5 if marker else 0)
        figure.text(at / width, y, words, color=look.muted, **_type(look, "left"))
