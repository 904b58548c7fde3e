"""What every picture has: its ground, a caption that says what the shapes mean, edges and grid, the axis of steps."""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from peerjournal.charts.look import inches, points, prepare
from peerjournal.i18n import _
from peerjournal.journal.checkin import STEPS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.chart import Part
    from peerjournal.charts.look import Look
    from peerjournal.charts.panels import Box


AT_WORK = Lock()
"""Whoever draws holds it: matplotlib is not made for two threads at a time."""


def begun(figure: "Figure", look: "Look") -> tuple[float, float]:
    """The ground is laid and letters are ready. Gives the width and height there is, in inches."""
    prepare()
    figure.set_facecolor(look.ground)
    width, height = figure.get_size_inches()
    return float(width), float(height)


def panel(figure: "Figure", box: "Box", role: str, gid: str | None = None) -> "Axes":
    """A bare panel at that place of the figure; one that stands keeps them, by their ``role``, for the next drawing."""
    from peerjournal.charts.panels import Standing

    return figure.panel(box, role, gid) if isinstance(figure, Standing) else figure.add_axes(box, gid=gid)


def write(axes: "Axes", x: float, y: float, words: str, **how: Any) -> None:
    """Words at a place of a panel, in its data unless a ``transform`` is given; never cut off at its edges.

    Its own method would work out for each how it was to be cut off, which takes half as long as all the rest.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.text(x, y, words, **{"transform": axes.transData, **how})


def draw_nothing(figure: "Figure", look: "Look") -> None:
    """Where there is nothing to draw, the picture says so."""
    begun(figure, look)
    figure.text(0.5, 0.5, _("Nothing to draw yet"), color=look.muted, fontsize=points(look), ha="center", gid="nothing")


def dress(axes: "Axes", look: "Look", along: Literal["x", "y"] = "y") -> None:
    """Ground, edges, sizes of text as in every chart, and the grid of the axis ``along`` which values lie."""
    axes.set_facecolor(look.ground)
    axes.set_axisbelow(True)
    axes.grid(visible=True, axis=along, **grid_of(look))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set(color=look.hair, linewidth=0.8 * look.line)
    axes.tick_params(length=0, pad=3, labelcolor=look.muted, labelsize=points(look))


def draw_caption(figure: "Figure", look: "Look", lines: Sequence[str]) -> None:
    """What the shapes mean, in muted words at the top."""
    width, height = (float(side) for side in figure.get_size_inches())
    figure.text(
        inches(look, 0.5) / width,
        1 - inches(look, 0.5) / height,
        "\n".join(lines),
        color=look.muted,
        fontsize=points(look),
        va="top",
        linespacing=1.2,
        gid="caption",
    )


def on_steps(axes: "Axes", look: "Look") -> None:
    """The upright axis for ratings from 1 to 7; on a low panel only its ends and its middle are written."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    tall = axes.get_position().height * float(figure.get_size_inches()[1])
    axes.set_ylim(0.5, 7.5)
    axes.set_yticks(
        list(STEPS) if tall / 7 > inches(look, 1.2) else [1, 4, 7] if tall / 2.4 > inches(look, 1.2) else [1, 7]
    )


def in_part(part: "Part", axes: "Axes", place: float) -> bool:
    """Whether a line of words, 1 high and with its middle at this height of the axes, is in a part of the picture."""
    box, (low, high) = axes.get_position(), axes.get_ylim()
    each = box.height / (low - high)
    top = 1 - box.y1 + (place - 0.5 - high) * each
    return part.touches(top, top + each)


def grid_of(look: "Look") -> dict[str, Any]:
    """How the lines of a grid are drawn: where edges are black, paler than those."""
    return {
        "color": look.hair,
        "linewidth": 0.6 * look.line,
        "alpha": 0.25 if look.hair == look.ink else 1.0,
    }
