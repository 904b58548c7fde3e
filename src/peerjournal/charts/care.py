"""Self-care by dimension: on how many days of each week it was touched, beside on how many days it could be.

A day counts for a dimension where self-care was asked and something of that dimension is known to have been on offer
(:attr:`~peerjournal.wellbeing.record.Record.care_open`, the rule of the comparisons): there an untouched dimension is
a zero. Elsewhere nothing is known, and a week of such days stays blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts import period, time_axis
from peerjournal.charts.chart import Cell, Chart, Spots, Table, View
from peerjournal.charts.frame import grid_of
from peerjournal.charts.look import inches, points, width_of
from peerjournal.charts.registry import Kind
from peerjournal.charts.words import GAP, dimension_names, short_date
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
PITCH = 9.0
"""From the zero of one row to that of the next, in days of a week."""
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
        empty=not any(len(one.mondays) for one in (care, before) if one is not None),
    )


def _looked_at(record: Record, span: Span) -> "_Care":
    first, last = period.closed(record, span)
    asked = _within(record.care_asked, first, last)
    mondays, first_asked, days_asked = np.unique(_monday(asked), return_index=True, return_counts=True)
    opened, touched = (
        {dimension: _counted(mondays, _within(days, first, last)) for dimension, days in kept.items()}
        for kept in (record.care_open, record.care_days)
    )
    never = [d for d, days in record.care_open.items() if not len(days)]
    offered = {a.dimension for a in record.activities if not a.ended}
    return _Care(
        first,
        last,
        mondays,
        days_asked,
        asked[first_asked],
        opened,
        touched,
        frozenset(activity.dimension for activity in record.activities),
        [d for d in never if d in offered],
        record.annotations,
    )


@dataclass(frozen=True, eq=False)
class _Care:
    """Week by week, for those in which self-care was asked: its Monday, on how many days, the first of these days.

    ``opened`` (days on which it could be touched) and ``touched`` have as many weeks per dimension; ``own`` are the
    dimensions that have activities, ``never`` those of them that offer some today of which none was ever done.
    """

    first: date
    last: date
    mondays: Days
    asked: Counts
    days: Days
    opened: dict[Dimension, Counts]
    touched: dict[Dimension, Counts]
    own: frozenset[Dimension]
    never: list[Dimension]
    annotations: tuple[Annotation, ...]

    @property
    def days_asked(self) -> int:
        """In all."""
        return int(self.asked.sum())

    @property
    def days_of_week(self) -> Counts:
        """How many days of each week lie in the period."""
        begin = np.maximum(self.mondays, self.first.toordinal())
        return np.minimum(self.mondays + WEEK - 1, self.last.toordinal()) - begin + 1

    def days_open(self, dimension: Dimension) -> int:
        """In all."""
        return int(self.opened[dimension].sum())

    def days_touched(self, dimension: Dimension) -> int:
        """In all."""
        return int(self.touched[dimension].sum())

    def of(self, dimension: Dimension) -> str:
        """On how many of the days on which it could be; a dash where there is no such day."""
        n, asked = self.days_touched(dimension), self.days_open(dimension)
        return _("{n} of {asked}").format(n=n, asked=asked) if asked else GAP


def _title() -> str:
    return _("Self-care by dimension")


def _within(days: Days, first: date, last: date) -> Days:
    return days[(days >= first.toordinal()) & (days <= last.toordinal())]


def _monday(days: Days) -> Days:
    return days - (days - 1) % WEEK  # day 1 was a Monday


def _counted(mondays: Days, days: Days) -> Counts:
    """How many of the days lie in each week; all of them were asked, so their weeks are always there."""
    return np.bincount(np.searchsorted(mondays, _monday(days)), minlength=len(mondays))


# -------------------------------------------------------------------------------------------------- in words


def _sentence(care: _Care, before: _Care | None) -> str:
    when = period.said(care.first, care.last)
    if not len(care.mondays) and (before is None or not len(before.mondays)):
        return _("Self-care was not asked {when}. Where a check-in asks it, its weeks appear here.").format(when=when)
    said = [_asked(care), *_touched(care)]
    if before is not None:
        said += [_("The period before: {asked}").format(asked=_asked(before)), *_touched(before)]
    said += [_never(care), time_axis.marked_in_words(care.annotations, care.first, care.last)]
    return " ".join(filter(None, said))


def _asked(care: _Care) -> str:
    days, when = period.length(care.first, care.last), period.said(care.first, care.last)
    if days == 1:
        words = _("Self-care was asked {when}.") if care.days_asked else _("Self-care was not asked {when}.")
        return words.format(when=when)
    return _("Self-care was asked on {n} of {days} days {when}.").format(n=care.days_asked, days=days, when=when)


def _touched(care: _Care) -> Iterator[str]:
    """On how many of the days it could be each was touched, and which on none."""
    names = dimension_names()
    known = [d for d in Dimension if care.days_open(d)]
    touched = ", ".join(f"{names[d]} {care.of(d)}" for d in known if care.days_touched(d))
    untouched = ", ".join(f"{names[d]} {care.of(d)}" for d in known if not care.days_touched(d))
    if touched:
        yield _("Days touched, of those on which it was asked and known to be on offer: {touched}.").format(
            touched=touched
        )
    if untouched:
        yield _("On none of them: {untouched}.").format(untouched=untouched)


def _never(care: _Care) -> str:
    if not care.never:
        return ""
    names = dimension_names()
    return _("Not touched so far: {names}. Since when they are on offer is not known, so no day counts.").format(
        names=", ".join(names[d] for d in care.never)
    )


def _table(care: _Care, before: _Care | None) -> Table:
    """With a period before, the first column says which of the two."""
    names = dimension_names().values()
    asked = [_("{name}: days asked").format(name=name) for name in names]
    headers = (_("Week from"), _("Days asked"), *names, *asked, _("Days of this week in the period"))
    if before is None:
        return Table(headers, list(_rows(care)))
    both = ((_("Period"), care), (_("Period before"), before))
    return Table((_("Shown"), *headers), [(which, *row) for which, one in both for row in _rows(one)])


def _rows(care: _Care) -> Iterator[tuple[Cell, ...]]:
    """A week in which nobody could touch a dimension, as far as is known, is a gap there."""
    opened = [care.opened[dimension].tolist() for dimension in Dimension]
    touched = [
        [n if could else None for n, could in zip(care.touched[dimension].tolist(), days, strict=True)]
        for dimension, days in zip(Dimension, opened, strict=True)
    ]
    columns = (care.asked.tolist(), *touched, *opened, care.days_of_week.tolist())
    for monday, *cells in zip(care.mondays.tolist(), *columns, strict=True):
        yield (date.fromordinal(monday), *cells)


def _spots(care: _Care) -> Spots:
    """Row by row every week in which it could be touched."""
    weeks = [np.flatnonzero(care.opened[dimension]) for dimension in Dimension]
    row = np.repeat(np.arange(len(weeks)), [len(there) for there in weeks])
    week = np.concatenate(weeks)
    touched = np.concatenate([care.touched[d][there] for d, there in zip(Dimension, weeks, strict=True)])
    return Spots(
        np.zeros(len(week), np.int64),
        np.asarray(care.mondays[week] + WEEK / 2, np.float64),
        np.asarray(_zero(row) + touched, np.float64),
        care.days[week],
        lambda place: _read(care, list(Dimension)[row[place]], int(week[place])),
    )


def _read(care: _Care, dimension: Dimension, week: int) -> str:
    asked, held = int(care.opened[dimension][week]), int(care.days_of_week[week])
    words = ngettext(
        "{name}: touched on {touched} of {n} day asked, week from {monday}",
        "{name}: touched on {touched} of {n} days asked, week from {monday}",
        asked,
    ).format(
        name=dimension_names()[dimension],
        touched=int(care.touched[dimension][week]),
        n=asked,
        monday=short_date(date.fromordinal(int(care.mondays[week]))),
    )
    if held == WEEK:
        return words
    return _("{words}, {n} of its days in the period").format(words=words, n=held)


# -------------------------------------------------------------------------------------------------- picture


def _draw(care: _Care, before: _Care | None, figure: "Figure", look: "Look") -> None:
    """All rows in one panel: eight would take most of the time there is."""
    names = dimension_names()
    [axes] = time_axis.panels(
        figure,
        look,
        care.first,
        care.last,
        [max(names.values(), key=lambda name: width_of(name, look))],  # keeps the room that names need
        annotations=care.annotations,
        caption=_(
            "Days of a week, 0 to 7. Filled: touched; pale: asked, with something on offer; a dot at 0: asked, nothing "
            "chosen (a list left open and skipped looks the same); blank: not known."
        ),
        aside=True,
        beside=0.0 if before is None else BESIDE,
    )
    next(text for text in axes.texts if text.get_gid() == "heading").remove()
    axes.set_ylim(-0.6, _zero(0) + WEEK + 0.4)
    tall = axes.get_position().height * float(figure.get_size_inches()[1]) / len(Dimension)
    _dress_rows(axes, look, (0, WEEK) if tall > inches(look, 2.5) else (WEEK,))
    _draw_weeks(axes, care, look)
    for row, dimension in enumerate(Dimension):
        _head_row(axes, row, names[dimension], look)
        if not care.days_open(dimension):
            _write_why(axes, row, dimension, care, look)
        if before is not None and (care.days_open(dimension) or before.days_open(dimension)):
            _write_beside(axes, row, dimension, care, before, look)


def _zero(row: int | Counts) -> Any:
    """Where the zero of a row lies, the first row on top."""
    return PITCH * (len(Dimension) - 1 - row)


def _dress_rows(axes: "Axes", look: "Look", written: tuple[int, ...]) -> None:
    """A line at the zero and at the seven of each row, and their numbers."""
    axes.yaxis.grid(visible=False)
    zeros = [_zero(row) for row in range(len(Dimension))]
    lines = [zero + days for zero in zeros for days in (0, WEEK)]
    axes.hlines(lines, 0, 1, transform=axes.get_yaxis_transform(), **grid_of(look), zorder=0.5, gid="grid")
    axes.set_yticks(
        [zero + days for zero in zeros for days in written], [str(days) for _z in zeros for days in written]
    )


def _head_row(axes: "Axes", row: int, name: str, look: "Look") -> None:
    axes.annotate(
        name, (0, _zero(row) + WEEK / 2), (-2.2 * points(look), 0), axes.get_yaxis_transform(),
        textcoords="offset points", ha="right", va="center", color=look.ink, fontsize=points(look), gid="heading",
    )  # fmt: skip


def _draw_weeks(axes: "Axes", care: _Care, look: "Look") -> None:
    if not len(care.mondays):
        return
    # Loaded only when a picture is drawn.
    from matplotlib.collections import PolyCollection

    for counts, alpha, gid in ((care.opened, 0.18, "days-asked"), (care.touched, 1.0, "days-touched")):
        rows = [_bars(care.mondays, counts[dimension], _zero(row)) for row, dimension in enumerate(Dimension)]
        bars = PolyCollection(rows, facecolor=look.series[0], alpha=alpha, linewidth=0, gid=gid)
        axes.add_collection(bars, autolim=False)
    none = [care.mondays[(care.opened[d] > 0) & (care.touched[d] == 0)] + WEEK / 2 for d in Dimension]
    axes.plot(
        np.concatenate(none),
        np.repeat(_zero(np.arange(len(none))), [len(weeks) for weeks in none]),
        "o",
        color=look.muted,
        markersize=2.6 * look.line,
        markeredgewidth=0,
        zorder=3,
        gid="none-touched",
    )


def _write_why(axes: "Axes", row: int, dimension: Dimension, care: _Care, look: "Look") -> None:
    """Why a row is blank, where it can be said."""
    if not care.days_asked:
        words = _("not asked in this period")
    elif dimension in care.never:
        words = _("not touched so far")
    elif dimension not in care.own:
        words = _("no activities yet")
    else:
        words = _("not known to have been on offer")
    axes.text(
        0.5, _zero(row) + WEEK / 2, words, transform=axes.get_yaxis_transform(), ha="center", va="center",
        color=look.muted, fontsize=points(look), gid="no-activities",
    )  # fmt: skip


def _write_beside(axes: "Axes", row: int, dimension: Dimension, care: _Care, before: _Care, look: "Look") -> None:
    """Days touched of days asked, in this period and in the one before."""
    words = _("{now}; before {before}").format(now=care.of(dimension), before=before.of(dimension))
    axes.annotate(
        words, (1, _zero(row) + WEEK / 2), (0.6 * points(look), 0), axes.get_yaxis_transform(),
        textcoords="offset points", va="center", color=look.muted, fontsize=points(look), annotation_clip=False,
        gid="beside",
    )  # fmt: skip


def _bars(mondays: Days, counts: Counts, zero: float) -> NDArray[np.float64]:
    """All bars as one outline that runs along zero from one to the next: rows of x and y."""
    corners = mondays[:, np.newaxis] + np.array([0.6, 0.6, 6.4, 6.4])
    heights = zero + counts[:, np.newaxis] * np.array([0, 1, 1, 0])
    return np.column_stack([corners.ravel(), heights.ravel()])
