"""Self-care by dimension: on how many days of each week it was touched, beside on how many days it was asked.

A week in which self-care was never asked stays blank: nothing is known of it. A week in which it was asked and a
dimension was not touched has its field of days asked and a dot at zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts import period, time_axis
from peerjournal.charts.chart import Cell, Chart, Spots, Table, View
from peerjournal.charts.look import inches, points
from peerjournal.charts.registry import Kind
from peerjournal.charts.words import dimension_names, short_date
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import Annotation, Dimension
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Days, Span
from peerjournal.wellbeing.summary import WEEK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "care"
HEIGHT = 6.6
BESIDE = 13.0
"""Heights of the text that the words on the period before take beside the rows."""

Counts = NDArray[np.int64]


def kind() -> Kind:
    """Eight aligned rows."""
    return Kind(NAME, _title(), _("Which sides of self-care had a place in my weeks?"), make, compares=True)


def make(record: Record, view: View) -> Chart:
    """Days touched in each week of the period in which self-care was asked."""
    care = _looked_at(record, view.span)
    before = None if view.before is None else _looked_at(record, view.before)
    return Chart(
        NAME,
        _title(),
        _sentence(care, before),
        partial(_draw, care, before),
        partial(_table, care, before),
        partial(_spots, care),
        HEIGHT,
        empty=not len(care.mondays),
    )


def _looked_at(record: Record, span: Span) -> "_Care":
    first, last = period.closed(record, span)
    asked = _within(record.care_asked, first, last)
    mondays, first_asked, days_asked = np.unique(_monday(asked), return_index=True, return_counts=True)
    touched = {
        dimension: _counted(mondays, _within(days, first, last)) for dimension, days in record.care_days.items()
    }  # fmt: skip
    own = frozenset(activity.dimension for activity in record.activities)
    return _Care(first, last, mondays, days_asked, asked[first_asked], touched, own, record.annotations)


@dataclass(frozen=True, eq=False)
class _Care:
    """Week by week, for those in which self-care was asked: its Monday, on how many days, the first of these days.

    ``touched`` has as many weeks per dimension; ``own`` are the dimensions that have activities.
    """

    first: date
    last: date
    mondays: Days
    asked: Counts
    days: Days
    touched: dict[Dimension, Counts]
    own: frozenset[Dimension]
    annotations: tuple[Annotation, ...]

    @property
    def days_asked(self) -> int:
        """In all."""
        return int(self.asked.sum())

    def days_touched(self, dimension: Dimension) -> int:
        """In all."""
        return int(self.touched[dimension].sum())


def _title() -> str:
    return _("Self-care by dimension")


def _within(days: Days, first: date, last: date) -> Days:
    return days[(days >= first.toordinal()) & (days <= last.toordinal())]


def _monday(days: Days) -> Days:
    return days - (days - 1) % WEEK  # day 1 was a Monday


def _counted(mondays: Days, days: Days) -> Counts:
    """How many of the days lie in each week; a day that was touched was asked, so its week is always there."""
    return np.bincount(np.searchsorted(mondays, _monday(days)), minlength=len(mondays))


# -------------------------------------------------------------------------------------------------- in words


def _sentence(care: _Care, before: _Care | None) -> str:
    when = period.said(care.first, care.last)
    if not len(care.mondays):
        return _("Self-care was not asked {when}. Where a check-in asks it, its weeks appear here.").format(when=when)
    said = [_asked(care), *_touched(care)]
    if before is not None:
        said += [_("The period before: {asked}").format(asked=_asked(before)), *_touched(before)]
    said.append(time_axis.marked_in_words(care.annotations, care.first, care.last))
    return " ".join(filter(None, said))


def _asked(care: _Care) -> str:
    return ngettext(
        "Self-care was asked on {n} of {days} day {when}.",
        "Self-care was asked on {n} of {days} days {when}.",
        period.length(care.first, care.last),
    ).format(n=care.days_asked, days=period.length(care.first, care.last), when=period.said(care.first, care.last))


def _touched(care: _Care) -> Iterator[str]:
    """On how many days each was touched, and which on none, where it was asked at all."""
    names = dimension_names()
    sums = {dimension: care.days_touched(dimension) for dimension in care.touched}
    touched = ", ".join(f"{names[d]} {n}" for d, n in sums.items() if n)
    untouched = ", ".join(names[d] for d, n in sums.items() if not n and d in care.own)
    if touched:
        yield _("Days on which each was touched: {touched}.").format(touched=touched)
    if untouched and care.days_asked:
        yield _("On none of them: {untouched}.").format(untouched=untouched)


def _table(care: _Care, before: _Care | None) -> Table:
    """With a period before, the first column says which of the two."""
    headers = (_("Week from"), _("Days asked"), *dimension_names().values())
    if before is None:
        return Table(headers, list(_rows(care)))
    both = ((_("Period"), care), (_("Period before"), before))
    return Table((_("Shown"), *headers), [(which, *row) for which, one in both for row in _rows(one)])


def _rows(care: _Care) -> Iterator[tuple[Cell, ...]]:
    """A dimension without activities is a gap: nobody could touch it."""
    weeks = len(care.mondays)
    columns = [care.touched[dimension].tolist() if dimension in care.own else [None] * weeks for dimension in Dimension]
    for monday, *cells in zip(care.mondays.tolist(), care.asked.tolist(), *columns, strict=True):
        yield (date.fromordinal(monday), *cells)


def _spots(care: _Care) -> Spots:
    names = dimension_names()
    shown = [(place, dimension) for place, dimension in enumerate(Dimension) if dimension in care.own]
    weeks = len(care.mondays)

    def says(place: int) -> str:
        dimension, week = shown[place // weeks][1], place % weeks
        asked, touched = int(care.asked[week]), int(care.touched[dimension][week])
        return ngettext(
            "{name}: touched on {touched} of {n} day asked, week from {monday}",
            "{name}: touched on {touched} of {n} days asked, week from {monday}",
            asked,
        ).format(
            name=names[dimension],
            touched=touched,
            n=asked,
            monday=short_date(date.fromordinal(int(care.mondays[week]))),
        )

    return Spots(
        np.repeat(np.array([place for place, _dimension in shown], np.int64), weeks),
        np.tile(care.mondays + WEEK / 2, len(shown)),
        np.concatenate([np.zeros(0), *(care.touched[dimension] for _place, dimension in shown)]),
        np.tile(care.days, len(shown)),
        says,
    )


# -------------------------------------------------------------------------------------------------- picture


def _draw(care: _Care, before: _Care | None, figure: "Figure", look: "Look") -> None:
    made = time_axis.panels(
        figure,
        look,
        care.first,
        care.last,
        list(dimension_names().values()),
        annotations=care.annotations,
        caption=_(
            "Days of a week, 0 to 7. Filled: touched; pale: asked; a dot at 0: asked and not touched; blank: not asked."
        ),
        aside=True,
        beside=0.0 if before is None else BESIDE,
    )
    tall = made[0].get_position().height * float(figure.get_size_inches()[1])
    for axes, (dimension, touched) in zip(made, care.touched.items(), strict=True):
        axes.set_ylim(-0.6, 7.4)
        axes.set_yticks([0, 7] if tall > inches(look, 2.2) else [7])
        if dimension in care.own:
            _draw_weeks(axes, care, touched, look)
            if before is not None:
                _write_beside(axes, dimension, care, before, look)
        else:
            axes.text(
                0.5, 0.5, _("no activities yet"), transform=axes.transAxes, ha="center", va="center",
                color=look.muted, fontsize=axes.yaxis.get_ticklabels()[0].get_fontsize(), gid="no-activities",
            )  # fmt: skip


def _draw_weeks(axes: "Axes", care: _Care, touched: Counts, look: "Look") -> None:
    if not len(care.mondays):
        return
    # Loaded only when a picture is drawn.
    from matplotlib.patches import Polygon

    for counts, alpha, gid in ((care.asked, 0.18, "days-asked"), (touched, 1.0, "days-touched")):
        bars = Polygon(_bars(care.mondays, counts), facecolor=look.series[0], alpha=alpha, linewidth=0, gid=gid)
        axes.add_artist(bars)  # add_patch() would measure every corner, which takes longer than drawing them
    none = care.mondays[touched == 0] + WEEK / 2
    axes.plot(
        none, np.zeros(len(none)), "o", color=look.muted, markersize=2.0 * look.line, markeredgewidth=0, zorder=3,
        gid="none-touched",
    )  # fmt: skip


def _write_beside(axes: "Axes", dimension: Dimension, care: _Care, before: _Care, look: "Look") -> None:
    """Days touched of days asked, in this period and in the one before."""
    words = _("{n} of {asked}; before {m} of {before}").format(
        n=care.days_touched(dimension),
        asked=care.days_asked,
        m=before.days_touched(dimension),
        before=before.days_asked,
    )
    axes.annotate(
        words, (1, 0.5), (0.6 * points(look), 0), "axes fraction", textcoords="offset points",
        va="center", color=look.muted, fontsize=points(look), annotation_clip=False, gid="beside",
    )  # fmt: skip


def _bars(mondays: Days, counts: Counts) -> NDArray[np.float64]:
    """All bars as one outline that runs along zero from one to the next: rows of x and y."""
    corners = mondays[:, np.newaxis] + np.array([0.6, 0.6, 6.4, 6.4])
    heights = counts[:, np.newaxis] * np.array([0, 1, 1, 0])
    return np.column_stack([corners.ravel(), heights.ravel()])
