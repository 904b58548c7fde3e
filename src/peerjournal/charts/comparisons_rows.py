"""The rows of days with and days without: where each of their days stands in the picture, and how it is read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peerjournal.charts import period, strips
from peerjournal.charts.chart import Spots
from peerjournal.charts.words import amount
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import CheckIn
from peerjournal.wellbeing.compare import Comparison
from peerjournal.wellbeing.series import Days, Series, Values

ROW, ROOMY, LARGE = 0.45, 1.0, 3.0
"""Inches for one row: at least, about as many where there are few, and for one row alone."""
LINE = 0.21
"""Inches for a line of the list."""
APART = 0.23
"""How far each side lies from the middle of its row, in rows."""
BELOW = 0.3
"""How far below the middle of its row the period before stands, in rows."""
WITH, WITHOUT = 0, 1


@dataclass(frozen=True, eq=False)
class Side:
    """The rated days of one side of a row, rising, and their medians."""

    days: Days
    values: Values


@dataclass(frozen=True, eq=False)
class Row:
    """A factor: what is said of it, its days with and its days without, and what is said of the period before."""

    said: Comparison
    sides: tuple[Side, Side]
    before: Comparison | None = None


@dataclass(frozen=True, eq=False)
class Seen:
    """``rows`` are drawn; ``listed`` has too few days on a side. A single factor asked for is drawn in any case.

    ``rating`` names what was rated, ``found`` holds every rating of the period, ``after`` is how many days later it is
    taken; ``notes`` are those of the check-ins.
    """

    rating: str
    after: int
    rows: Sequence[Row]
    listed: Sequence[Comparison]
    one: bool
    found: Series[CheckIn]
    notes: period.Notes

    @property
    def said(self) -> list[Comparison]:
        """All of them, in reading order."""
        return [*(row.said for row in self.rows), *self.listed]

    @property
    def before(self) -> list[tuple[int, Comparison]]:
        """What can be said of the period before, each with the place of its row."""
        return [(y, row.before) for y, row in enumerate(self.rows) if row.before is not None and row.before.enough]

    @property
    def heights(self) -> tuple[float, float]:
        """Inches for the rows and for the list, at usual text size."""
        n = len(self.rows)
        rows = LARGE if self.one and n else max(n * ROW, min(LARGE, (n + 1) * ROOMY)) if n else 0.0
        return rows, LINE * (len(self.listed) + 0.5) if self.listed else 0.0

    @cached_property
    def heights_of_dots(self) -> tuple[list[Values], list[Values]]:
        """How far down each day of each row stands, with and without; equal values of a side above each other."""
        return self._down(WITH), self._down(WITHOUT)

    def _down(self, which: int) -> list[Values]:
        if not self.rows:
            return []
        many = [len(row.sides[which].values) for row in self.rows]
        groups = np.repeat(np.arange(len(many)), many)
        values = np.concatenate([row.sides[which].values for row in self.rows])
        step = 0.05 * len(self.rows) / self.heights[0]
        down = groups + (APART if which == WITHOUT else -APART)
        down = down + strips.side_by_side(groups, values, width=0.3, step=step)
        return np.split(down, np.cumsum(many)[:-1])


# ----------------------------------------------------------------------------------------------------- spots

_BOTH, _DIFFERENCES, _LIST = range(3)
"""The axes, in the order in which they are drawn."""

Says = Callable[[Comparison, int], str]
"""How a comparison is told, with how many days later the rating is taken."""


@dataclass(frozen=True, eq=False)
class _Run:
    """Spots that follow each other, and how the ``n``-th of them is read; ``line`` is where all of them stand."""

    axes: int
    xs: Values
    ys: Values
    days: Days
    line: int
    says: Callable[[int], str]


def spots(seen: Seen, says: Says) -> Spots:
    """Row by row: its difference, that of the period before, its days with and its days without; then the list.

    The days of a side stand in the order of their values, those of one value in the order of time.
    """
    runs = list(_runs(seen, says))
    many = [len(run.xs) for run in runs]
    starts = np.cumsum([0, *many])

    def read(place: int) -> str:
        which = int(np.searchsorted(starts, place, side="right")) - 1
        return runs[which].says(place - int(starts[which]))

    return Spots(
        np.repeat(np.array([run.axes for run in runs], np.int64), many),
        np.concatenate([np.zeros(0), *(run.xs for run in runs)]),
        np.concatenate([np.zeros(0), *(run.ys for run in runs)]),
        np.concatenate([np.zeros(0, np.int64), *(run.days for run in runs)]),
        read,
        np.repeat(np.array([run.line for run in runs], np.int64), many),
    )


def _runs(seen: Seen, says: Says) -> Iterator[_Run]:
    for line, row in enumerate(seen.rows):
        yield _told(_DIFFERENCES, row.said, line, line, says, seen.after)
        if row.before is not None and row.before.enough:
            yield _told(_DIFFERENCES, row.before, line + BELOW, line, _before(says), seen.after)
        for which in (WITH, WITHOUT):
            yield _dots(seen, line, which)
    axes = _LIST if seen.rows else 0
    for place, said in enumerate(seen.listed):
        yield _told(axes, said, place, len(seen.rows) + place, says, seen.after)


def _told(axes: int, said: Comparison, y: float, line: int, says: Says, after: int) -> _Run:
    """One spot that reads a comparison: on its difference or, where there is not enough to say, where the words are."""
    place = np.array([said.difference or 0.0])
    return _Run(axes, place, np.array([float(y)]), np.zeros(1, np.int64), line, lambda _n: says(said, after))


def _before(says: Says) -> Says:
    """The same of the period before."""
    return lambda said, after: _("The period before: {said}").format(said=says(said, after))


def _dots(seen: Seen, line: int, which: int) -> _Run:
    row = seen.rows[line]
    side = row.sides[which]
    order = np.lexsort((side.days, side.values))
    days, values = side.days[order], side.values[order]
    down = seen.heights_of_dots[which][line][order]
    return _Run(
        _BOTH, values, down, days, line, lambda n: _day(seen, row, which, int(days[n]), float(values[n]))
    )  # fmt: skip


def _day(seen: Seen, row: Row, which: int, day: int, value: float) -> str:
    """A day read out: its median and of how many ratings, when it was, on which side, and its note or title."""
    first, end = np.searchsorted(seen.found.days, [day, day + 1])
    n = int(end - first)
    words = ngettext(
        "{what} {value}, {when}, {side}", "{what} {value}, median of {n} ratings, {when}, {side}", n
    ).format(
        what=seen.rating,
        value=amount(value),
        n=n,
        when=period.on(day),
        side=_side(seen.after, which).format(name=row.said.name),
    )
    about = seen.notes.of(day)
    return f"{words}: {about}" if about else words


def _side(after: int, which: int) -> str:
    if after:
        return _("the day after one with {name}") if which == WITH else _("the day after one without {name}")
    return _("with {name}") if which == WITH else _("without {name}")
