"""A chart as an image: drawn by matplotlib onto memory, beside the window, with the places of its spots on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from peerjournal.charts.chart import WHOLE, Chart, Part
from peerjournal.charts.frame import AT_WORK
from peerjournal.charts.look import Look

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    from peerjournal.charts.panels import Standing

DOTS = 100
"""Pixels of the screen in an inch of a chart, at usual text size and scale."""
NOWHERE = -9.0
"""Both shares of a spot that was not drawn: out of reach of any pointer."""
NARROWEST = 4.0
"""Inches at usual text size: in a narrower place the picture is shown smaller, not squeezed."""


@dataclass(frozen=True)
class Wanted:
    """What is to be drawn: a chart in a look, ``width`` by ``height`` pixels large, each of ``ratio`` dots a side.

    Outside ``part`` of it the picture may be empty.
    """

    chart: Chart
    look: Look
    width: int
    height: int
    ratio: float
    part: Part = WHOLE

    @property
    def shrunk(self) -> float:
        """How much smaller than drawn it is shown: 1 or less."""
        return min(1.0, self.width / (NARROWEST * self.look.scale * DOTS))


@dataclass(frozen=True, eq=False)
class Picture:
    """What was drawn. ``onto`` is for each of its axes, named as in ``Spots.axes``, what takes data onto the figure."""

    wanted: Wanted
    image: QImage
    figure: "Figure"
    onto: "Sequence[tuple[int, Affine2D]]"

    @cached_property
    def places(self) -> NDArray[np.float64]:
        """A row of x and y for each spot, as shares of the width and, from above, of the height.

        Spots that were left out with what lies outside the part stand at :data:`NOWHERE`.
        """
        spots = self.wanted.chart.spots
        data = np.column_stack([spots.xs, spots.ys])
        places = np.full_like(data, NOWHERE)
        for n, transform in self.onto:
            there = np.flatnonzero(spots.axes == n)
            if len(there):
                places[there] = transform.transform(data[there])
                places[there, 1] = 1 - places[there, 1]
        return places


class Easel:
    """Draws one picture after the other, by turns on two figures: that of the picture on show is not touched.

    It draws in whatever thread, while nobody else draws.
    """

    def __init__(self) -> None:
        self._figures: list[tuple[Standing, FigureCanvasAgg]] = []

    def draw(self, wanted: Wanted, shown: Picture | None = None) -> Picture:
        """Without touching the picture ``shown``. Half a second of import where nobody loaded matplotlib before."""
        with AT_WORK:
            figure, canvas = self._free(shown)
            figure.begin_anew()
            figure.set_dpi(DOTS * wanted.ratio)
            shrunk = wanted.shrunk
            figure.set_size_inches(wanted.width / shrunk / DOTS, wanted.height / shrunk / DOTS)
            figure.set_facecolor(wanted.look.ground)
            drawn = _drawn(wanted, figure)
            canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's own
            picture = Picture(wanted, _image_of(canvas), figure, _onto(figure, drawn))
        if wanted.part == WHOLE:
            _ = picture.places  # found out here, beside the window; few ask for those of a part
        return picture

    def _free(self, shown: Picture | None) -> "tuple[Standing, FigureCanvasAgg]":
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        from peerjournal.charts.panels import Standing

        for there in self._figures:
            if shown is None or there[0] is not shown.figure:
                return there
        figure = Standing()
        self._figures.append((figure, FigureCanvasAgg(figure)))
        return self._figures[-1]


def _image_of(canvas: "FigureCanvasAgg") -> QImage:
    """What was drawn, as an image of its own, without see-through: in that form a window is painted fastest."""
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib's own
    height, width, _colours = pixels.shape
    drawn = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    return drawn.convertToFormat(QImage.Format.Format_RGB32)


def _drawn(wanted: Wanted, figure: "Figure") -> Sequence[int]:
    """Which ``Spots.axes`` the axes of the figure are, in their order."""
    if wanted.part != WHOLE and wanted.chart.draw_part is not None:
        return wanted.chart.draw_part(figure, wanted.look, wanted.part)
    wanted.chart.draw(figure, wanted.look)
    return range(len(figure.axes))


def _onto(figure: "Figure", drawn: Sequence[int]) -> "list[tuple[int, Affine2D]]":
    from matplotlib.transforms import Affine2D

    share = figure.transFigure.inverted()
    return [(n, Affine2D((axes.transData + share).get_matrix())) for n, axes in zip(drawn, figure.axes, strict=True)]
