"""Weekday and time of day: how ratings lie on each, as distributions with their number."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts import period, strips
from peerjournal.charts.beside import beside_before
from peerjournal.charts.chart import Chart, Spots, Table, View
from peerjournal.charts.frame import begun, draw_caption, draw_nothing, dress, on_steps, panel
from peerjournal.charts.look import inches, points, wrapped
from peerjournal.charts.registry import Kind
from peerjournal.charts.strips import Strip
from peerjournal.charts.words import amount, rating_name, weekdays
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import STEPS, CheckIn
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Series

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "rhythm"
HEIGHT = 6.4
LEAST = 10
"""Ratings a weekday or a part of the day needs to be named in the sentence."""
PART = 6 * 60
"""Minutes of a part of the day."""


def kind() -> Kind:
    """Distributions by weekday and by part of the day."""
    return Kind(NAME, _title(), _("How are weekdays and times of day?"), make, _choices, compares=True)


def make(record: Record, view: View) -> Chart:
    """The ratings of pleasantness or energy in the period, by weekday and by part of the day."""
    said = beside_before(_alone)(record, view)
    if view.before is None:
        return said
    both = replace(_rhythm(record, view), before=_rhythm(record, replace(view, span=view.before)))
    return replace(said, draw=partial(_draw, both), empty=both.empty)


def _alone(record: Record, view: View) -> Chart:
    """Of one period."""
    rhythm = _rhythm(record, view)
    return Chart(
        NAME,
        _title(),
        _sentence(rhythm, period.closed(record, view.span)),
        partial(_draw, rhythm),
        partial(_table, rhythm),
        partial(_spots, rhythm, record),
        HEIGHT,
        empty=rhythm.empty,
    )


def _rhythm(record: Record, view: View) -> "_Rhythm":
    of = view.of if view.of in {key for key, _label in _choices(record)} else "pleasantness"
    found = record.rating(of).within(view.span)
    weekday, part = (found.days - 1) % 7, found.minutes // PART  # day 1 was a Monday
    return _Rhythm(
        rating_name(of),
        found,
        weekday,
        part,
        strips.strips(weekdays(), weekday, found.values),
        strips.strips(_parts(), part, found.values),
    )


@dataclass(frozen=True, eq=False)
class _Rhythm:
    """``before`` is the same of the period before, where it is compared with."""

    name: str
    found: Series[CheckIn]
    weekday: NDArray[np.int64]
    part: NDArray[np.int64]
    by_weekday: list[Strip]
    by_part: list[Strip]
    before: "_Rhythm | None" = None

    @property
    def empty(self) -> bool:
        return not len(self.found) and (self.before is None or self.before.empty)

    @property
    def drawn(self) -> list[tuple[list[Strip], list[Strip]]]:
        """The strips above and below, each with those of the period before."""
        if self.before is None:
            return [(self.by_weekday, []), (self.by_part, [])]
        return [(self.by_weekday, self.before.by_weekday), (self.by_part, self.before.by_part)]


def _title() -> str:
    return _("Weekday and time of day")


def _choices(_record: Record) -> list[tuple[str, str]]:
    return [(name, rating_name(name)) for name in ("pleasantness", "energy")]


def _parts() -> tuple[str, ...]:
    return (_("Night, 0–6"), _("Morning, 6–12"), _("Afternoon, 12–18"), _("Evening, 18–24"))


# -------------------------------------------------------------------------------------------------- in words


def _sentence(rhythm: _Rhythm, closed: tuple[date, date]) -> str:
    n = len(rhythm.found)
    if not n:
        return _("{what}: nothing was rated {when}.").format(what=rhythm.name, when=period.said(*closed))
    rated, days = len(np.unique(rhythm.found.days)), period.length(*closed)
    words = (
        ngettext("{what}: {n} rating {when}.", "{what}: {n} ratings {when}.", n)
        if days == 1
        else ngettext(
            "{what}: {n} rating on {rated} of {days} days {when}.",
            "{what}: {n} ratings on {rated} of {days} days {when}.",
            n,
        )
    )
    counted = words.format(what=rhythm.name, n=n, rated=rated, days=days, when=period.said(*closed))
    return " ".join(
        [
            counted,
            _range(_("By weekday"), rhythm.by_weekday),
            _range(_("By time of day"), rhythm.by_part),
            _("Such differences say nothing of what brought them about."),
        ]
    )


def _range(by: str, shown: list[Strip]) -> str:
    """Where the medians lie, of those with ratings enough to be named."""
    medians = [(s.summary.median, s) for s in shown if s.summary is not None and len(s.values) >= LEAST]
    if not medians:
        return _("{by}, there are under {least} ratings everywhere, so none is named.").format(by=by, least=LEAST)
    low, high = min(m for m, _s in medians), max(m for m, _s in medians)
    if low == high:
        return _("{by}, the median is {median} wherever there are {least} ratings or more.").format(
            by=by, median=amount(low), least=LEAST
        )
    return _(
        "{by}, medians lie from {low} ({lows}) to {high} ({highs}), of those with {least} ratings or more."
    ).format(
        by=by, low=amount(low), high=amount(high), lows=_named(medians, low), highs=_named(medians, high), least=LEAST
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
        strips.places(len(shown), groups, found.values)[order]
        for shown, groups, order in (
            (rhythm.by_weekday, rhythm.weekday, by_weekday),
            (rhythm.by_part, rhythm.part, by_part),
        )
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
    if rhythm.empty:
        draw_nothing(figure, look)
        return
    width, height = begun(figure, look)
    left, right = inches(look, 3.4), inches(look, 1.0)
    across = width - left - right
    said = wrapped(_caption(rhythm), width - inches(look, 1.0), look)
    draw_caption(figure, look, said)
    both = rhythm.drawn
    below = [inches(look, 1.2 + 1.3 * strips.lines_below(shown, across, look, before)) for shown, before in both]
    top = height - inches(look, 1.2 + 1.5 * len(said))
    each = max((top - sum(below)) / 2, inches(look, 2))
    for (shown, before), under in zip(both, below, strict=True):
        axes = panel(figure, (left / width, (top - each) / height, across / width, each / height), "strips")
        dress(axes, look)
        on_steps(axes, look)
        strips.label_below(axes, shown, look, before)
        strips.draw_upright(axes, shown, look, before=before)
        axes.set_ylabel(rhythm.name, color=look.ink, fontsize=points(look))
        top -= each + under


def _caption(rhythm: _Rhythm) -> str:
    words = _("Each dot is a rating. Line: median; field: middle half, from {least} ratings on.").format(
        least=strips.LEAST
    )
    return words if rhythm.before is None else f"{words} {strips.said_of_before()}"
