"""A chart as an image: drawn by matplotlib onto memory, beside the window, with the places of its spots on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from peerjournal.charts.chart import Chart
from peerjournal.charts.frame import AT_WORK
from peerjournal.charts.look import Look

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

DOTS = 100
"""Pixels of the screen in an inch of a chart, at usual text size and scale."""
NARROWEST = 4.0
"""Inches at usual text size: in a narrower place the picture is shown smaller, not squeezed."""


@dataclass(frozen=True)
class Wanted:
    """What is to be drawn: a chart in a look, ``width`` by ``height`` pixels large, each of ``ratio`` dots a side."""

    chart: Chart
    look: Look
    width: int
    height: int
    ratio: float

    @property
    def shrunk(self) -> float:
        """How much smaller than drawn it is shown: 1 or less."""
        return min(1.0, self.width / (NARROWEST * self.look.scale * DOTS))


@dataclass(frozen=True, eq=False)
class Picture:
    """What was drawn. ``places`` has a row of x and y for each spot, as shares of the width and the height."""

    wanted: Wanted
    image: QImage
    places: NDArray[np.float64]
    figure: "Figure"


class Easel:
    """Draws one picture after the other, by turns on two figures: that of the picture on show is not touched.

    It draws in whatever thread, while nobody else draws.
    """

    def __init__(self) -> None:
        self._figures: list[tuple[Figure, FigureCanvasAgg]] = []

    def draw(self, wanted: Wanted, shown: Picture | None = None) -> Picture:
        """Without touching the picture ``shown``. Half a second of import where nobody loaded matplotlib before."""
        with AT_WORK:
            figure, canvas = self._free(shown)
            for axes in figure.axes:
                figure.delaxes(axes)  # clear() alone would set up each anew before it goes
            figure.clear()
            figure.set_dpi(DOTS * wanted.ratio)
            shrunk = wanted.shrunk
            figure.set_size_inches(wanted.width / shrunk / DOTS, wanted.height / shrunk / DOTS)
            figure.set_facecolor(wanted.look.ground)
            wanted.chart.draw(figure, wanted.look)
            canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's own
            return Picture(wanted, _image_of(canvas), _places(wanted.chart, figure), figure)

    def _free(self, shown: Picture | None) -> "tuple[Figure, FigureCanvasAgg]":
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        for there in self._figures:
            if shown is None or there[0] is not shown.figure:
                return there
        figure = Figure()
        self._figures.append((figure, FigureCanvasAgg(figure)))
        return self._figures[-1]


def _image_of(canvas: "FigureCanvasAgg") -> QImage:
    """What was drawn, as an image of its own, without see-through: in that form a window is painted fastest."""
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib's own
    height, width, _colours = pixels.shape
    drawn = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    return drawn.convertToFormat(QImage.Format.Format_RGB32)


def _places(chart: Chart, figure: "Figure") -> NDArray[np.float64]:
    spots = chart.spots
    data = np.column_stack([spots.xs, spots.ys])
    places = np.empty_like(data)
    for n, axes in enumerate(figure.axes):
        there = spots.axes == n
        if there.any():
            places[there] = axes.transData.transform(data[there])
    shares: NDArray[np.float64] = places / (figure.bbox.width, figure.bbox.height)
    shares[:, 1] = 1 - shares[:, 1]
    return shares
