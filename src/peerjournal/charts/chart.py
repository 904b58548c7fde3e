"""What a chart is: a sentence, a table, points one can reach, and a way to draw it all on a figure.

A chart is made from a :class:`~peerjournal.wellbeing.record.Record` and a :class:`View`, and drawn as often as
needed, in any :class:`~peerjournal.charts.look.Look`. All of it comes from the same numbers, worked out once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

Cell = str | int | float | date | None
"""A cell of a table. None is a gap, shown and exported as nothing at all."""

USUAL_HEIGHT = 4.2
FEW = 2000
"""Spots of a chart whose table is made in no time."""


@dataclass(frozen=True)
class View:
    """What of a record to look at.

    ``before`` is the period to compare with, if any. ``of`` chooses among what a chart offers (see
    :class:`~peerjournal.charts.registry.Kind`), empty for its usual one; ``after`` is how many days later the
    rating is taken.
    """

    span: Span = field(default_factory=Span)
    before: Span | None = None
    of: str = ""
    after: int = 0


@dataclass(frozen=True)
class Part:
    """A part of a picture: from ``top`` to ``bottom``, shares of its height counted from above."""

    top: float = 0.0
    bottom: float = 1.0

    def touches(self, top: float, bottom: float) -> bool:
        """Whether something that reaches so far, in the same shares, is in it."""
        return top < self.bottom and bottom > self.top


WHOLE = Part()


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart: one row per thing drawn, in reading order."""

    headers: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, eq=False)
class Spots:
    """The points one can reach by pointer and arrow keys, in reading order.

    ``axes[i]`` is the place of its axes in the figure, ``xs`` and ``ys`` are data coordinates there; ``days[i]`` is
    the ordinal of the day it belongs to, 0 for none. ``says(i)`` reads it: value, date, and the note's or
    entry's title where there is one. ``lines[i]`` numbers the line it stands in from above, where keys go up and down.
    """

    axes: NDArray[np.int64]
    xs: NDArray[np.float64]
    ys: NDArray[np.float64]
    days: NDArray[np.int64]
    says: Callable[[int], str]
    lines: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.xs)

    def day(self, place: int) -> date | None:
        """The day to open for this point."""
        ordinal = int(self.days[place])
        return date.fromordinal(ordinal) if ordinal else None


def no_spots() -> Spots:
    """Where nothing is drawn."""
    none = np.zeros(0, np.int64)
    return Spots(none, none.astype(float), none.astype(float), none, lambda _place: "")


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart. ``sentence`` says in words what the picture shows, gaps and numbers of ratings included.

    ``height`` is what it needs, in inches at 9 inches width and usual text size. ``empty`` charts have nothing to
    draw: their sentence says so, and what would fill them. ``list_all`` and ``find_spots`` are called once, when
    first needed. ``draw_part``, of charts that grow high, leaves out what lies outside a part and gives which
    ``Spots.axes`` the axes are that it made, in the order of ``Figure.axes``.
    """

    name: str
    title: str
    sentence: str
    draw: Callable[["Figure", "Look"], None]
    list_all: Callable[[], Table]
    find_spots: Callable[[], Spots] = no_spots
    height: float = USUAL_HEIGHT
    empty: bool = False
    draw_part: Callable[["Figure", "Look", Part], Sequence[int]] | None = None

    @cached_property
    def table(self) -> Table:
        """The numbers behind it."""
        return self.list_all()

    @property
    def listed(self) -> bool:
        """Whether the table was made already, or is made in no time."""
        return "table" in self.__dict__ or len(self.spots) < FEW

    @cached_property
    def spots(self) -> Spots:
        """The points one can reach."""
        return self.find_spots()


Make = Callable[[Record, View], Chart]
"""How a chart is made."""
