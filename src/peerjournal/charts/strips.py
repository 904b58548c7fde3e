"""Strips of dots: every value a dot, equal ones side by side, so that how many there are shows.

The place across a strip carries no meaning; the place along it is the value and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

import numpy as np
from numpy.typing import NDArray

from peerjournal.i18n import _
from peerjournal.wellbeing.series import Values
from peerjournal.wellbeing.summary import Summary, summary

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

LEAST = 3
"""Values from which on a median and a middle half are shown."""
TEXT = 9.0
"""Points, at usual size."""
WIDTH = 0.8
"""Of a strip, where strips stand 1 apart."""


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


def side_by_side(groups: NDArray[np.int64], values: Values, *, width: float = WIDTH, step: float = 0.06) -> Values:
    """How far each dot stands from the middle of its strip: equal values of a group side by side, in their order.

    They stand ``step`` apart, or closer where the most of them would be wider than ``width``; then all do, so that
    widths can be compared.
    """
    offsets = np.zeros(len(values))
    if not len(values):
        return offsets
    order = np.lexsort((values, groups))
    fresh = np.ones(len(values), bool)
    fresh[1:] = (np.diff(values[order]) != 0) | (np.diff(groups[order]) != 0)
    starts = np.flatnonzero(fresh)
    counts = np.diff(np.append(starts, len(values)))
    ranks = np.arange(len(values)) - np.repeat(starts, counts)
    apart = min(step, width / counts.max())
    offsets[order] = (ranks - (np.repeat(counts, counts) - 1) / 2) * apart
    return offsets


def draw_upright(axes: "Axes", shown: Sequence[Strip], look: "Look", *, marker: str = "o", colour: int = 0) -> None:
    """The strips beside each other at 0, 1, 2 ..., values upwards."""
    from matplotlib.collections import LineCollection, PolyCollection

    values = np.concatenate([s.values for s in shown])
    groups = np.repeat(np.arange(len(shown)), [len(s.values) for s in shown])
    axes.plot(
        groups + side_by_side(groups, values),
        values,
        marker,
        color=look.series[colour],
        markersize=dot_size(len(values)),
        markeredgewidth=0,
        alpha=0.7,
        zorder=3,
        gid="ratings",
    )
    summed = [(place, s.summary) for place, s in enumerate(shown) if s.summary is not None]
    half = WIDTH / 2 + 0.05
    boxes = [
        [(x - half, s.low), (x + half, s.low), (x + half, s.high), (x - half, s.high)] for x, s in summed
    ]  # fmt: skip
    lines = [[(x - half, s.median), (x + half, s.median)] for x, s in summed]
    axes.add_collection(
        PolyCollection(
            boxes, facecolor=look.soft, edgecolor=look.hair, linewidth=look.line, zorder=1, gid="middle-half"
        ),
        autolim=False,
    )
    axes.add_collection(
        LineCollection(lines, colors=look.ink, linewidths=1.8 * look.line, zorder=4, gid="median"), autolim=False
    )


def dot_size(many: int) -> float:
    """In points: smaller where there are thousands."""
    return 4.5 if many < 2000 else 3.0


def wrapped(words: str, inches: float, look: "Look", *, lines: int = 0) -> str:
    """Broken into lines of at most this width; with ``lines``, cut after so many, with "…" where something is missing.

    Widths are estimated: about half the text size for a letter, all of it for wide scripts.
    """
    room = inches * 72 / (TEXT * look.scale)
    done: list[str] = []
    line = ""
    for word in words.split():
        for piece in _pieces(word, room):
            if line and _ems(line + " " + piece) > room:
                done.append(line)
                line = ""
            line = f"{line} {piece}" if line else piece
    done.append(line)
    if lines and len(done) > lines:
        kept = done[lines - 1]
        while kept and _ems(kept + "…") > room:
            kept = kept[:-1]
        done[lines - 1 :] = [kept.rstrip() + "…"]
    return "\n".join(done)


def _pieces(word: str, room: float) -> list[str]:
    """The word, broken where it is wider than a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and _ems(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _ems(words: str) -> float:
    return sum(1.0 if east_asian_width(c) in "WF" else 0.0 if combining(c) else 0.56 for c in words)


def caption(figure: "Figure", look: "Look", words: str) -> float:
    """Muted lines above everything that say what the shapes mean. Returns how deep they are, in inches."""
    width, height = figure.get_size_inches()
    text = TEXT * look.scale / 72
    said = wrapped(words, width - text, look)
    figure.text(
        0.5 * text / width,
        1 - 0.5 * text / height,
        said,
        color=look.muted,
        fontsize=TEXT * look.scale,
        va="top",
        parse_math=False,
        gid="caption",
    )
    return float((0.7 + 1.3 * (said.count("\n") + 1)) * text)


def nothing(figure: "Figure", look: "Look") -> None:
    """Where there is nothing to draw, the picture says so."""
    figure.text(0.5, 0.5, _("Nothing to draw yet"), color=look.muted, fontsize=TEXT * look.scale, ha="center")


def frame(axes: "Axes", look: "Look") -> None:
    """Grid, edges and text sizes in the colours of the look."""
    axes.set_facecolor(look.ground)
    axes.set_axisbelow(True)
    axes.grid(visible=True, axis="y", color=look.hair, linewidth=0.6 * look.line)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(look.hair)
    axes.tick_params(length=0, colors=look.muted, labelsize=TEXT * look.scale)
    axes.yaxis.label.set(color=look.ink, fontsize=TEXT * look.scale)
    axes.xaxis.label.set(color=look.ink, fontsize=TEXT * look.scale)
