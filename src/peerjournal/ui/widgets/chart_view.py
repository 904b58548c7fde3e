"""The picture of a chart: drawn by matplotlib into an image, its points within reach of the pointer and of keys.

The image is drawn once for a chart, a size and a look. What points at a spot is painted over it by Qt, so moving
along the spots draws nothing anew. matplotlib is loaded when the first picture is drawn, and must have been loaded
before, beside the window (see :mod:`peerjournal.ui.warm`).
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerjournal.charts.chart import Chart
from peerjournal.charts.look import Look
from peerjournal.ui.theme import current, px, watcher
from peerjournal.ui.widgets.chart_look import current_look

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

DOTS = 100
"""Pixels of the screen in an inch of a chart, at usual text size and scale."""
NARROWEST = 4.0
"""Inches at usual text size: in a narrower place the picture is shown smaller, not squeezed."""
_EDGE = 8
_REACH = 28
_PAGE = 10
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}


class ChartView(QWidget):
    """Shows a chart. ``read`` says the spot pointed at, or nothing; ``day_wanted`` carries the day of a spot.

    ``reached`` tells where on the widget the spot stands that a key led to.

    Left and Right go along the spots, Page keys by ten, Home and End to the ends; Enter or a double click wants the
    day, Esc points at nothing.
    """

    read = Signal(str)
    day_wanted = Signal(object)
    reached = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self._spot: int | None = None
        self._places: NDArray[np.float64] | None = None
        self._figure: Figure | None = None
        self._canvas: FigureCanvasAgg | None = None
        self._image = QImage()
        self._drawn: tuple[Chart, Look, int, int, float] | None = None
        self.drawings = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # --------------------------------------------------------------------------------------- for the page

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart, or none. What was pointed at stays so, if the new one says the same there."""
        spot, said = self._spot, self.said
        self.chart, self._spot = chart, None
        same = chart is not None and spot is not None and spot < len(chart.spots) and chart.spots.says(spot) == said
        self.setAccessibleName("" if chart is None else chart.title)
        self._measure()
        self.point_at(spot if same else None)

    @property
    def spot(self) -> int | None:
        """Which spot is pointed at, from 0."""
        return self._spot

    @property
    def figure(self) -> "Figure | None":
        """What was drawn last; one and the same for every drawing."""
        return self._figure

    def point_at(self, spot: int | None) -> None:
        """Point at a spot, or at nothing, and say so to eye and screen reader."""
        self._spot = spot
        said = self.said
        self.setAccessibleDescription(said or ("" if self.chart is None else self.chart.sentence))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.read.emit(said)
        self.update()

    def place_of(self, spot: int) -> QPointF:
        """Where a spot stands on the widget."""
        x, y = self._spot_places()[spot]
        return QPointF(x, y)

    @property
    def said(self) -> str:
        """The spot pointed at, in words; empty where there is none."""
        return "" if self.chart is None or self._spot is None else self.chart.spots.says(self._spot)

    def sizeHint(self) -> QSize:
        """As high as the chart needs."""
        return QSize(px(720), self.height())

    def minimumSizeHint(self) -> QSize:
        """In a narrow place it is shown smaller."""
        return QSize(px(160), self.height())

    # -------------------------------------------------------------------------------------------- drawing

    def _measure(self) -> None:
        look = current_look()
        height = 0.0 if self.chart is None else self.chart.height * DOTS * (1 + look.scale) / 2
        self.setFixedHeight(round(height) + 2 * px(_EDGE))
        self.updateGeometry()
        self.update()

    def _draw(self) -> None:
        """Draw the image anew, where the chart, the size or the look is another than before."""
        assert self.chart is not None
        look = current_look()
        place = self._picture()
        wanted = (self.chart, look, place.width(), place.height(), self.devicePixelRatioF())
        if wanted == self._drawn:
            return
        dots = DOTS * self.devicePixelRatioF()
        shrunk = self._shrunk(look)
        figure, canvas = self._figure_there()
        for axes in figure.axes:
            figure.delaxes(axes)  # clear() alone would set up each anew before it goes
        figure.clear()
        figure.set_dpi(dots)
        figure.set_size_inches(place.width() / shrunk / DOTS, place.height() / shrunk / DOTS)
        figure.set_facecolor(look.ground)
        self.chart.draw(figure, look)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's own
        self._image = _image_of(canvas)
        self._places = None
        self._drawn = wanted
        self.drawings += 1

    def _picture(self) -> QRect:
        """Where the image stands; around it is room for the ring of the focus."""
        edge = px(_EDGE)
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def _shrunk(self, look: Look) -> float:
        """How much smaller than drawn it is shown: 1 or less."""
        return min(1.0, self._picture().width() / (NARROWEST * look.scale * DOTS))

    def _figure_there(self) -> "tuple[Figure, FigureCanvasAgg]":
        # Half a second of import where nobody did it before.
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        if self._figure is None or self._canvas is None:
            self._figure = Figure()
            self._canvas = FigureCanvasAgg(self._figure)
        return self._figure, self._canvas

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(current().surface))
        if self.chart is not None and not self._picture().isEmpty():
            self._draw()
            painter.drawImage(self._picture(), self._image)
            if self._spot is not None:
                self._paint_ring(painter, self.place_of(self._spot))
        if self.hasFocus():
            painter.setPen(QPen(QColor(current().focus), current().line + 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))
        painter.end()

    def _paint_ring(self, painter: QPainter, place: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((current().surface, px(5)), (current().focus, px(2))):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(place, px(8), px(8))

    # ---------------------------------------------------------------------------------------------- spots

    def _spot_places(self) -> NDArray[np.float64]:
        """Where all spots stand on the widget: one row of x and y for each."""
        assert self.chart is not None
        self._draw()
        if self._places is None:
            assert self._figure is not None
            spots = self.chart.spots
            data = np.column_stack([spots.xs, spots.ys])
            places = np.empty_like(data)
            for n, axes in enumerate(self._figure.axes):
                there = spots.axes == n
                if there.any():
                    places[there] = axes.transData.transform(data[there])
            places[:, 1] = self._figure.bbox.height - places[:, 1]
            dots = self._figure.bbox.width / self._picture().width()
            self._places = places / dots + px(_EDGE)
        return self._places

    def _nearest(self, at: QPointF) -> int | None:
        """The spot within reach of the pointer."""
        if self.chart is None or not len(self.chart.spots):
            return None
        away = np.square(self._spot_places() - (at.x(), at.y())).sum(axis=1)
        nearest = int(np.argmin(away))
        return nearest if away[nearest] <= px(_REACH) ** 2 else None

    def _want_day(self) -> bool:
        day = None if self.chart is None or self._spot is None else self.chart.spots.day(self._spot)
        if day is not None:
            self.day_wanted.emit(day)
        return day is not None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The spot under the pointer reads itself."""
        spot = self._nearest(event.position())
        if spot is not None and spot != self._spot:
            self.point_at(spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside every spot points at nothing."""
        self.point_at(self._nearest(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The day of the spot there."""
        spot = self._nearest(event.position())
        if spot is not None:
            self.point_at(spot)
            self._want_day()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._spot is not None and not self.hasFocus():
            self.point_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _take(self, key: Qt.Key) -> bool:
        many = 0 if self.chart is None else len(self.chart.spots)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._want_day()
        if key == Qt.Key.Key_Escape and self._spot is not None:
            self.point_at(None)
            return True
        if not many or not (key in _STEPS or key in {Qt.Key.Key_Home, Qt.Key.Key_End}):
            return False
        self.point_at(spot := self._after(key, many))
        self.reached.emit(self.place_of(spot).toPoint())
        return True

    def _after(self, key: Qt.Key, many: int) -> int:
        """The spot that a key leads to; from nowhere, the first or the last."""
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return 0 if key == Qt.Key.Key_Home else many - 1
        step = _STEPS[key]
        if self._spot is None:
            return 0 if step > 0 else many - 1
        return min(max(self._spot + step, 0), many - 1)


def _image_of(canvas: "FigureCanvasAgg") -> QImage:
    """What was drawn, as an image of its own."""
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib's own
    height, width, _colours = pixels.shape
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
