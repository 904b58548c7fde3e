"""Pleasantness and energy over time, or sleep: every rating a dot, the weeks as medians with their middle half."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from peerjournal.charts import period, rated, time_axis
from peerjournal.charts.chart import USUAL_HEIGHT, Chart, View
from peerjournal.charts.frame import on_steps
from peerjournal.charts.rated import Rated
from peerjournal.charts.registry import Kind
from peerjournal.charts.words import rating_name
from peerjournal.i18n import _
from peerjournal.journal.checkin import Annotation
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.trend import trend

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "ratings"
BOTH = "both"
ONE = ("pleasantness", "energy", "sleep", "rest")


def kind() -> Kind:
    """Two aligned panels, or one."""
    return Kind(NAME, _title(), _("How have I been over time?"), make, _choices, compares=True)


def make(record: Record, view: View) -> Chart:
    """The ratings of the period; ``view.of`` is one of :data:`ONE` or both pleasantness and energy."""
    names = (view.of,) if view.of in ONE else ONE[:2]
    shown = [rated.rated(record, name, view.span, view.before) for name in names]
    first, last = period.closed(record, view.span)
    return Chart(
        NAME,
        _title() if len(names) > 1 else _("{what} over time").format(what=shown[0].name),
        _sentence(shown, record, view),
        partial(_draw, _Seen(shown, names, record.annotations, first, last)),
        partial(rated.table, shown),
        partial(rated.spots, shown, record),
        USUAL_HEIGHT + 1.2 if len(names) > 1 else USUAL_HEIGHT,
        empty=not any(one.holds_anything for one in shown),
    )


@dataclass(frozen=True, eq=False)
class _Seen:
    shown: Sequence[Rated]
    names: Sequence[str]
    annotations: Sequence[Annotation]
    first: date
    last: date


def _title() -> str:
    return _("Pleasantness and energy over time")


def _choices(_record: Record) -> list[tuple[str, str]]:
    return [(BOTH, _("Pleasantness and energy")), *((name, rating_name(name)) for name in ONE)]


def _sentence(shown: Sequence[Rated], record: Record, view: View) -> str:
    first, last = period.closed(record, view.span)
    if not any(one.holds_anything for one in shown):
        words = (
            _("{what}: nothing was answered {when}. Each answer in a check-in becomes a dot here.")
            if shown[0].nights
            else _("{what}: nothing was rated {when}. Each rating of a check-in becomes a dot here.")
        )
        return words.format(what=" / ".join(one.name for one in shown), when=period.said(first, last))
    found = [rated.said(one, record, view, trend(one.found.days, one.found.values)) for one in shown]
    marked = time_axis.marked_in_words(record.annotations, first, last)
    return " ".join(filter(None, [rated.opening(record, view.span, view.before), *found, marked]))


def _draw(seen: _Seen, figure: "Figure", look: "Look") -> None:
    compared = any(one.before is not None for one in seen.shown)
    made = time_axis.panels(
        figure,
        look,
        seen.first,
        seen.last,
        [_heading(one) for one in seen.shown],
        annotations=seen.annotations,
        caption=rated.caption(answers=seen.shown[0].nights),
        beside=rated.BESIDE if compared else 0.0,
    )
    for place, (axes, one, name) in enumerate(zip(made, seen.shown, seen.names, strict=True)):
        _scale(axes, one, name, look)
        rated.draw(axes, one, look, place)
    for place, (axes, one) in enumerate(zip(made, seen.shown, strict=True)):
        if one.before is not None:
            rated.draw_beside(axes, one, look, place, named=axes is made[-1])


def _heading(one: Rated) -> str:
    return _("{what}, n {n}").format(what=one.name, n=len(one.found))


def _scale(axes: "Axes", one: Rated, name: str, look: "Look") -> None:
    if name != "sleep":
        on_steps(axes, look)
        return
    most = max(12.0, float(one.found.values.max(initial=0.0)) + 1)
    hours = range(0, int(most) + 1, 4)
    axes.set_yticks(hours, [_("{hours} h").format(hours=hour) for hour in hours])
    axes.set_ylim(0, most)
