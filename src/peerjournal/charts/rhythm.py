"""Weekday and time of day: how ratings lie on each, as distributions with their number."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts import period, strips
from peerjournal.charts.chart import Chart, Spots, Table, View
from peerjournal.charts.registry import Kind
from peerjournal.charts.strips import Strip
from peerjournal.charts.words import amount, weekdays
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import STEPS, CheckIn
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "rhythm"
HEIGHT = 6.4


def kind() -> Kind:
    """Distributions by weekday and by part of the day."""
    return Kind(NAME, _title(), _("How are weekdays and times of day?"), make, _choices)


def make(record: Record, view: View) -> Chart:
    """The ratings of pleasantness or energy in the period, by weekday and by part of the day."""
    of = view.of if view.of in {key for key, _label in _choices(record)} else "pleasantness"
    found = record.rating(of).within(view.span)
    rhythm = _Rhythm(
        period.rating_name(of),
        found,
        (found.days + 6) % 7,  # day 1 was a Monday
        found.minutes // 360,
        strips.strips(weekdays(), (found.days + 6) % 7, found.values),
        strips.strips(_parts(), found.minutes // 360, found.values),
    )
    return Chart(
        NAME,
        _title(),
        _sentence(rhythm, period.closed(record, view.span)),
        partial(_draw, rhythm),
        partial(_table, rhythm),
        partial(_spots, rhythm, record),
        HEIGHT,
        empty=not len(found),
    )


@dataclass(frozen=True, eq=False)
class _Rhythm:
    name: str
    found: Series[CheckIn]
    weekday: NDArray[np.int64]
    part: NDArray[np.int64]
    by_weekday: list[Strip]
    by_part: list[Strip]


def _title() -> str:
    return _("Weekday and time of day")


def _choices(_record: Record) -> list[tuple[str, str]]:
    return [(name, period.rating_name(name)) for name in ("pleasantness", "energy")]


def _parts() -> tuple[str, ...]:
    return (_("Night, 0 to 6"), _("Morning, 6 to 12"), _("Afternoon, 12 to 18"), _("Evening, 18 to 24"))


# -------------------------------------------------------------------------------------------------- in words


def _sentence(rhythm: _Rhythm, closed: tuple[date, date]) -> str:
    n = len(rhythm.found)
    if not n:
        return _("{what}: nothing was rated {when}.").format(what=rhythm.name, when=period.said(*closed))
    counted = ngettext(
        "{what}: {n} rating on {rated} of {days} days {when}.",
        "{what}: {n} ratings on {rated} of {days} days {when}.",
        n,
    ).format(
        what=rhythm.name,
        n=n,
        rated=len(np.unique(rhythm.found.days)),
        days=period.length(*closed),
        when=period.said(*closed),
    )
    return " ".join(
        [
            counted,
            _range(_("By weekday"), rhythm.by_weekday),
            _range(_("By time of day"), rhythm.by_part),
            _("Such differences say nothing of what brought them about."),
        ]
    )


def _range(by: str, shown: list[Strip]) -> str:
    medians = [(s.summary.median, s) for s in shown if s.summary is not None]
    if not medians:
        return _("{by}, there are under {least} ratings everywhere, so no median is shown.").format(
            by=by, least=strips.LEAST
        )
    low, high = min(m for m, _s in medians), max(m for m, _s in medians)
    if low == high:
        return _("{by}, the median is {median} wherever there are {least} ratings or more.").format(
            by=by, median=amount(low), least=strips.LEAST
        )
    return _("{by}, medians lie from {low} ({lows}) to {high} ({highs}).").format(
        by=by, low=amount(low), high=amount(high), lows=_named(medians, low), highs=_named(medians, high)
    )


def _named(medians: list[tuple[float, Strip]], median: float) -> str:
    return "; ".join(_("{label}, n {n}").format(label=s.label, n=len(s.values)) for m, s in medians if m == median)


def _table(rhythm: _Rhythm) -> Table:
    headers = (
        _("When"),
        _("n"),
        *(_("Rated {step}").format(step=step) for step in STEPS),
        _("Middle half from"),
        _("Median"),
        _("Middle half to"),
    )
    return Table(headers, [_row(s) for s in (*rhythm.by_weekday, *rhythm.by_part)])


def _row(shown: Strip) -> tuple[str | int | float | None, ...]:
    counts = [int(np.count_nonzero(shown.values == step)) for step in STEPS]
    s = shown.summary
    return (shown.label, len(shown.values), *counts, *((s.low, s.median, s.high) if s else (None, None, None)))


def _spots(rhythm: _Rhythm, record: Record) -> Spots:
    found = rhythm.found
    by_weekday = np.lexsort((found.times, rhythm.weekday))
    by_part = np.lexsort((found.times, rhythm.part))
    xs = [
        (groups + strips.side_by_side(groups, found.values))[order]
        for groups, order in ((rhythm.weekday, by_weekday), (rhythm.part, by_part))
    ]
    order = np.concatenate([by_weekday, by_part])
    return Spots(
        np.repeat([0, 1], len(found)),
        np.concatenate(xs),
        found.values[order],
        found.days[order],
        lambda place: period.rating_said(rhythm.name, found.of[order[place]], found.values[order[place]], record),
    )


# -------------------------------------------------------------------------------------------------- picture


def _draw(rhythm: _Rhythm, figure: "Figure", look: "Look") -> None:
    if not len(rhythm.found):
        strips.nothing(figure, look)
        return
    text = look.scale * strips.TEXT / 72  # inches
    width, height = figure.get_size_inches()
    left, right = 4.2 * text / width, 1 - 0.8 * text / width
    below, between = 3.6 * text / height, 3.9 * text / height
    above = (strips.caption(figure, look, _caption()) + 0.5 * text) / height
    each = (1 - below - between - above) / 2
    for place, shown in enumerate((rhythm.by_weekday, rhythm.by_part)):
        axes = figure.add_axes((left, 1 - above - each - place * (each + between), right - left, each))
        _dress(axes, shown, look, rhythm.name)
        strips.draw_upright(axes, shown, look)


def _caption() -> str:
    return _("Each dot is a rating. Line: median; field: middle half, from {least} ratings on.").format(
        least=strips.LEAST
    )


def _dress(axes: "Axes", shown: list[Strip], look: "Look", name: str) -> None:
    strips.frame(axes, look)
    axes.set_ylim(0.5, 7.5)
    axes.set_yticks(list(STEPS))
    axes.set_ylabel(name)
    axes.set_xlim(-0.6, len(shown) - 0.4)
    axes.set_xticks(range(len(shown)), [_("{label}\nn {n}").format(label=s.label, n=len(s.values)) for s in shown])
