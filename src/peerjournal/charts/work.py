"""Working conditions beside pleasantness: small panels under each other on one axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from peerjournal.charts import period, rated, time_axis
from peerjournal.charts.chart import WHOLE, Chart, Part, View
from peerjournal.charts.frame import on_steps
from peerjournal.charts.rated import Rated
from peerjournal.charts.registry import Kind
from peerjournal.charts.words import amount, condition_ends
from peerjournal.i18n import _
from peerjournal.journal.checkin import CONDITIONS, Annotation
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.summary import Summary

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "work"
PLEASANTNESS = "pleasantness"
PANEL = 1.05
"""Inches of height for each."""


def kind() -> Kind:
    """Pleasantness first, the working conditions below."""
    return Kind(NAME, _title(), _("How was work, and how was I at the time?"), make, compares=True)


def make(record: Record, view: View) -> Chart:
    """Pleasantness and the working conditions that were ever rated; all of them while none was."""
    conditions = [name for name in CONDITIONS if len(record.rating(name))] or CONDITIONS
    names = (PLEASANTNESS, *conditions)
    shown = [rated.rated(record, name, view.span, view.before) for name in names]
    seen = _Seen(shown, names, record.annotations, *period.closed(record, view.span))
    return Chart(
        NAME,
        _title(),
        _sentence(shown, record, view),
        partial(_draw, seen),
        partial(rated.table, shown),
        partial(rated.spots, shown, record),
        1.4 + PANEL * len(shown),
        empty=not any(one.holds_anything for one in shown[1:]),
        draw_part=partial(_draw_part, seen),
    )


@dataclass(frozen=True, eq=False)
class _Seen:
    shown: Sequence[Rated]
    names: Sequence[str]
    annotations: Sequence[Annotation]
    first: date
    last: date


def _title() -> str:
    return _("Working conditions beside pleasantness")


def _sentence(shown: Sequence[Rated], record: Record, view: View) -> str:
    first, last = period.closed(record, view.span)
    conditions = shown[1:]
    if not any(one.holds_anything for one in conditions):
        return _(
            "No working conditions were rated {when}. Where a check-in asks them, they appear here beside pleasantness."
        ).format(when=period.said(first, last))
    days = np.unique(np.concatenate([one.found.days for one in conditions]))
    medians = _("Medians: {medians}.").format(medians=", ".join(_median(one) for one in shown if one.holds_anything))
    length = period.length(first, last)
    if length == 1:
        rated_on = (
            _("Working conditions were rated on this day.")
            if len(days)
            else _("Working conditions were not rated on this day.")
        )
    else:
        rated_on = _("Working conditions were rated on {n} of {days} days.").format(n=len(days), days=length)
    open_ = ", ".join(one.name for one in shown if not one.holds_anything)
    not_rated = _("Not rated: {names}.").format(names=open_) if open_ else ""
    marked = time_axis.marked_in_words(record.annotations, first, last)
    return " ".join(filter(None, [rated.opening(record, view.span, view.before), rated_on, medians, not_rated, marked]))


def _median(one: Rated) -> str:
    """Of the period, and of the one before; at least one of them has one."""
    now, before = _of(one.summary), _of(one.before_summary)
    if one.before is None:
        words = _("{what} {median} ({n})")
    elif one.summary is None:
        words = _("{what} none (before {before}, {n_before})")
    elif one.before_summary is None:
        words = _("{what} {median} ({n}; none before)")
    else:
        words = _("{what} {median} ({n}; before {before}, {n_before})")
    return words.format(what=one.name, median=now["median"], n=now["n"], before=before["median"], n_before=before["n"])


def _of(summed: Summary | None) -> dict[str, str]:
    if summed is None:
        return {"median": "", "n": ""}
    return {"median": amount(summed.median), "n": _("n {n}").format(n=summed.n)}


def _draw(seen: _Seen, figure: "Figure", look: "Look") -> None:
    _draw_part(seen, figure, look, WHOLE)


def _draw_part(seen: _Seen, figure: "Figure", look: "Look", part: Part) -> Sequence[int]:
    """Gives the places of the panels that were drawn, and then those of what stands beside each."""
    compared = any(one.before is not None for one in seen.shown)
    made = time_axis.some_panels(
        figure,
        look,
        seen.first,
        seen.last,
        [_heading(one, name) for one, name in zip(seen.shown, seen.names, strict=True)],
        part,
        annotations=seen.annotations,
        caption=rated.caption(),
        beside=rated.BESIDE if compared else 0.0,
    )
    for place, axes in made.items():
        on_steps(axes, look)
        rated.draw(axes, seen.shown[place], look, place, small=True)
    if not compared:
        return list(made)
    for place, axes in made.items():
        one = seen.shown[place]
        rated.draw_beside(axes, one, look, place, named=one is seen.shown[-1])
    return [*made, *(len(seen.shown) + place for place in made)]


def _heading(one: Rated, name: str) -> str:
    low, high = (_("unpleasant"), _("pleasant")) if name == PLEASANTNESS else condition_ends(name)
    return _("{what}, n {n}, 1 {low} to 7 {high}").format(what=one.name, low=low, high=high, n=len(one.found))
