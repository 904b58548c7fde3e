"""Strips of dots: every value a dot, equal ones side by side, so that how many there are shows.

The place across a strip carries no meaning; the place along it is the value and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts.look import MARKERS, inches, wrapped
from peerjournal.i18n import _
from peerjournal.wellbeing.series import Values
from peerjournal.wellbeing.summary import Summary, summary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerjournal.charts.look import Look

LEAST = 3
"""Values from which on a median and a middle half are shown."""
WIDTH = 0.8
"""Of a strip, where strips stand 1 apart."""
STEP = 0.008
"""Of what all strips together are wide: how far dots stand apart, where there is room."""


@dataclass(frozen=True, eq=False)
class Strip:
    """The values of one strip; ``summary`` is None while there are too few."""

    label: str
    values: Values
    summary: Summary | None


def strips(labels: Sequence[str], groups: NDArray[np.int64], values: Values) -> list[Strip]:
    """One strip per label; ``groups[i]`` is the place of the label that value ``i`` belongs to."""
    return [strip(label, values[groups == place]) for place, label in enumerate(labels)]


def strip(label: str, values: Values) -> Strip:
    """A strip with its summary, where there are values enough for one."""
    return Strip(label, values, summary(values) if len(values) >= LEAST else None)


def places(strips: int, groups: NDArray[np.int64], values: Values) -> Values:
    """Where each dot of so many strips at 0, 1, 2 ... stands."""
    return groups + side_by_side(groups, values, width=WIDTH, step=STEP * strips)


def side_by_side(groups: NDArray[np.int64], values: Values, *, width: float, step: float) -> Values:
    """How far each dot stands from the middle of its strip: equal values of a group side by side, in their order.

    They stand ``step`` apart; closer in a strip whose most frequent value would be wider than ``width``.
    """
    offsets = np.zeros(len(values))
    if not len(values):
        return offsets
    order = np.lexsort((values, groups))
    fresh = np.ones(len(values), bool)
    fresh[1:] = (np.diff(values[order]) != 0) | (np.diff(groups[order]) != 0)
    starts = np.flatnonzero(fresh)
    counts = np.diff(np.append(starts, len(values)))
    widest = np.zeros(groups.max() + 1)
    np.maximum.at(widest, groups[order][starts], counts)
    ranks = np.arange(len(values)) - np.repeat(starts, counts)
    apart = np.minimum(step, width / widest[groups[order]])
    offsets[order] = (ranks - (np.repeat(counts, counts) - 1) / 2) * apart
    return offsets


def draw_upright(
    axes: "Axes", shown: Sequence[Strip], look: "Look", place: int = 0, *, before: Sequence[Strip] = ()
) -> None:
    """The strips beside each other at 0, 1, 2 ..., values upwards; ``place`` says which colour and shape.

    Of those of the period ``before``, if any, the middle half and the median are drawn over them, dashed.
    """
    from matplotlib.collections import LineCollection, PolyCollection

    values = np.concatenate([s.values for s in shown])
    groups = np.repeat(np.arange(len(shown)), [len(s.values) for s in shown])
    axes.plot(
        places(len(shown), groups, values),
        values,
        MARKERS[place],
        color=look.series[place],
        markersize=dot_size(len(values)) * look.line**0.5,
        markeredgewidth=0,
        alpha=0.7,
        zorder=3,
        gid="ratings",
    )
    summed = [(x, s.summary) for x, s in enumerate(shown) if s.summary is not None]
    half = WIDTH / 2 + 0.05
    boxes = [[(x - half, s.low), (x + half, s.low), (x + half, s.high), (x - half, s.high)] for x, s in summed]
    lines = [[(x - half, s.median), (x + half, s.median)] for x, s in summed]
    axes.add_collection(
        PolyCollection(
            boxes, facecolor=look.soft, edgecolor=look.hair, linewidth=0.6 * look.line, zorder=1, gid="middle-half"
        ),
        autolim=False,
    )
    axes.add_collection(
        LineCollection(lines, colors=look.ink, linewidths=1.8 * look.line, zorder=4, gid="median"), autolim=False
    )
    _draw_before(axes, before, look)


DASHES = (0, (1.5, 1.0))
"""Of the period before: widths of the line drawn and left out."""
_LONGER = (0, (4.0, 2.5))
"""The same of a thin line."""


def _draw_before(axes: "Axes", before: Sequence[Strip], look: "Look") -> None:
    """A little wider than the strips, so that both show where they are the same."""
    from matplotlib.collections import LineCollection, PolyCollection

    summed = [(x, s.summary) for x, s in enumerate(before) if s.summary is not None]
    if not summed:
        return
    half = WIDTH / 2 + 0.09
    boxes = [[(x - half, s.low), (x + half, s.low), (x + half, s.high), (x - half, s.high)] for x, s in summed]
    lines = [[(x - half, s.median), (x + half, s.median)] for x, s in summed]
    axes.add_collection(
        PolyCollection(
            boxes,
            facecolor="none",
            edgecolor=look.muted,
            linewidth=0.8 * look.line,
            linestyles=[_LONGER],
            zorder=4.5,
            gid="middle-half:before",
        ),
        autolim=False,
    )
    axes.add_collection(
        LineCollection(
            lines, colors=look.muted, linewidths=1.8 * look.line, linestyles=[DASHES], zorder=4.5, gid="median:before"
        ),
        autolim=False,
    )  # fmt: skip


def said_of_before() -> str:
    """What the dashes mean, for a caption."""
    return _("Dashed, and the number after “before”: the period before.")


def label_below(axes: "Axes", shown: Sequence[Strip], look: "Look", before: Sequence[Strip] = ()) -> None:
    """Under each strip its label, in as many lines as it takes, and how many values it holds, and held before."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    across = axes.get_position().width * float(figure.get_size_inches()[0])
    room = across / (len(shown) + 0.2) - inches(look, 0.6)
    axes.set_xlim(-0.6, len(shown) - 0.4)
    axes.set_xticks(range(len(shown)), ["\n".join(lines) for lines in _below(shown, before, room, look)])


def lines_below(shown: Sequence[Strip], across: float, look: "Look", before: Sequence[Strip] = ()) -> int:
    """How many lines :func:`label_below` takes where all strips together have so many inches."""
    room = across / (len(shown) + 0.2) - inches(look, 0.6)
    return max(map(len, _below(shown, before, room, look)))


def _below(shown: Sequence[Strip], before: Sequence[Strip], room: float, look: "Look") -> list[list[str]]:
    """The lines under each strip, each in at most so many inches."""
    lines = [[*wrapped(s.label, room, look), _("n {n}").format(n=len(s.values))] for s in shown]
    for under, earlier in zip(lines, before, strict=False):
        under.extend(wrapped(_("before: {n}").format(n=len(earlier.values)), room, look))
    return lines


def dot_size(many: int) -> float:
    """In points: smaller where there are thousands."""
    return 4.5 if many < 2000 else 3.0
