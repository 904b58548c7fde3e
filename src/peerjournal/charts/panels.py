"""A figure that is drawn on again and again, and keeps its panels: to make one takes longer than to fill it.

matplotlib is loaded with this module, so it is imported where something is drawn.
"""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import AutoLocator, ScalarFormatter

Box = tuple[float, float, float, float]
"""Left, bottom, width and height, as shares of the figure."""


class Standing(Figure):
    """Draws what a new figure would draw. Panels are kept by their ``role``: those of one role are dressed alike."""

    def __init__(self) -> None:
        super().__init__()
        self._used: list[tuple[str, Axes]] = []
        self._idle: dict[str, list[Axes]] = {}

    def panel(self, box: Box, role: str, gid: str | None = None) -> Axes:
        """One that was used before, bare again, or a new one."""
        idle = self._idle.get(role)
        if idle:
            axes = idle.pop()
            axes.set_position(box)
            self.add_axes(axes)
        else:
            axes = self.add_axes(box)
        axes.set_gid(gid)
        self._used.append((role, axes))
        return axes

    def begin_anew(self) -> None:
        """Nothing is on it any more; its panels wait to be used again, and hold nothing of what stood on them."""
        for axes in self.axes:
            self.delaxes(axes)
        for role, axes in reversed(self._used):  # the first is taken first again
            _strip(axes)
            self._idle.setdefault(role, []).append(axes)
        self._used = []
        self.clear()


def _strip(axes: Axes) -> None:
    """As if it was new, but for what each panel of its role is given anyway."""
    for artist in (*axes.lines, *axes.collections, *axes.patches, *axes.texts):
        artist.remove()
    for side in ("left", "center", "right"):
        axes.set_title("", loc=side)
    axes.set(xlabel="", ylabel="")
    axes.set_axis_on()
    axes.spines[:].set_visible(True)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_visible(True)
        axis.grid(visible=False)
        axis.set_major_locator(AutoLocator())
        axis.set_major_formatter(ScalarFormatter())
    axes.relim()
    axes.autoscale()
