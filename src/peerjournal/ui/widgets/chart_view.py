"""The picture of a chart: drawn beside the window, its points within reach of the pointer and of keys.

It is drawn once for a chart, a size and a look; until it is there, the one before stays on show. What points at a spot
is painted over it by Qt, so moving along the spots draws nothing anew.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerjournal.charts.chart import WHOLE, Chart, Part
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.theme import current, px, watcher
from peerjournal.ui.widgets.chart_look import current_look
from peerjournal.ui.widgets.chart_picture import DOTS, NOWHERE, Easel, Picture, Wanted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_EDGE = 8
_REACH = 28
_PAGE = 10
_HIGH = 1.25
"""Heights of the window from which on a picture is drawn in two steps: what is in sight, then all of it."""
_UNSEEN = 100
"""Milliseconds until what is still wanted is drawn where nothing is painted; otherwise that is the moment."""
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}


class ChartView(QWidget):
    """Shows a chart. ``shown`` when another one has come on show; ``read`` says the spot pointed at, or nothing.

    ``day_wanted`` carries the day of a spot, ``reached`` where on the widget the spot stands that a key led to.

    Left and Right go along the spots, Page keys by ten, Home and End to the ends, Up and Down to the line above and
    below where a chart has lines of them; Enter or a double click wants the day, Esc points at nothing.
    """

    shown = Signal()
    read = Signal(str)
    day_wanted = Signal(object)
    reached = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self._coming: Chart | None = None
        self._picture: Picture | None = None
        self._easel = Easel()
        self._job: Job | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._draw)
        self._spot: int | None = None
        self.drawings = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        watcher().theme_changed.connect(self._dress)
        self._measure()

    # --------------------------------------------------------------------------------------- for the page

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart as soon as it is drawn, or none, which is at once.

        What was pointed at stays so, if the new one says the same there.
        """
        self._coming = None if chart is self.chart else chart
        if chart is None:
            self._put(None)
        elif self._coming is None:
            self.shown.emit()
        else:
            self._draw()

    def stay(self) -> None:
        """A chart that is still being drawn does not come: another one will."""
        self._coming = None

    @property
    def spot(self) -> int | None:
        """Which spot is pointed at, from 0."""
        return self._spot

    @property
    def up_to_date(self) -> bool:
        """Whether what is on show is what is wanted, in its size and look, and nothing is being drawn."""
        shown = None if self._picture is None else self._picture.wanted
        return self._job is None and self._wanted() == shown

    @property
    def figure(self) -> "Figure | None":
        """What is on show, as it was drawn."""
        return None if self._picture is None else self._picture.figure

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
        assert self._picture is not None
        there = self._place()
        x, y = self._picture.places[spot]
        return QPointF(there.x() + x * there.width(), there.y() + y * there.height())

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
        """As high as the picture is."""
        height = 0 if self._picture is None else self._picture.wanted.height
        self.setFixedHeight(height + 2 * px(_EDGE))
        self.updateGeometry()
        self.update()

    def _dress(self) -> None:
        """The colours or the size of text are others: where it is seen, it is drawn anew."""
        if self._picture is None:
            self._measure()
        self.update()

    def _draw(self) -> None:
        """Draw beside the window what is wanted now, unless that is on show; one at a time, the latest wins.

        Of a high picture, what is in sight comes first, and is painted before the rest is drawn: the window shares the
        interpreter with the drawing, and would wait for it.
        """
        wanted = self._wanted()
        if wanted is None or self._job is not None:
            return
        shown = None if self._picture is None else self._picture.wanted
        if shown == wanted:
            return
        if shown is None or replace(shown, part=WHOLE) != wanted:
            wanted = replace(wanted, part=self._in_sight(wanted))
        self._job = jobs().run(partial(self._easel.draw, wanted, self._picture), self._drawn, self._broken, self)

    def _wanted(self) -> Wanted | None:
        chart = self._coming or self.chart
        if chart is None:
            return None
        look = current_look()
        height = chart.height * DOTS * (1 + look.scale) / 2
        width = max(1, self.width() - 2 * px(_EDGE))
        return Wanted(chart, look, width, max(1, round(height)), self.devicePixelRatioF())

    def _in_sight(self, wanted: Wanted) -> Part:
        """The part of a picture that is seen first; all of it where that is most of it."""
        window = self.window()
        high = window.height() - max(0, self.mapTo(window, QPoint(0, 0)).y())
        if wanted.chart.draw_part is None or wanted.height < _HIGH * high:
            return WHOLE
        above = max(0, self.visibleRegion().boundingRect().top() - px(_EDGE))
        return Part(above / wanted.height, (above + high) / wanted.height)

    def _drawn(self, picture: Picture) -> None:
        self._job = None
        if picture.wanted.chart is (self._coming or self.chart):
            self._put(picture)
            self._soon.start(_UNSEEN)
        else:
            self._draw()

    def _broken(self, error: Exception) -> None:
        self._job = None
        raise error

    def _put(self, picture: Picture | None) -> None:
        """Put another picture on show, or none."""
        self.drawings += picture is not None
        awaited = self._spot is not None and not self._stands(self._spot)
        self._picture = picture
        chart = None if picture is None else picture.wanted.chart
        another = chart is not self.chart
        if another:
            self._change(chart)
        self._measure()
        if another and chart is not None:
            self.shown.emit()
        elif awaited and self._spot is not None:
            self._reach(self._spot)

    def _change(self, chart: Chart | None) -> None:
        spot, said = self._spot, self.said
        self.chart, self._coming, self._spot = chart, None, None
        same = chart is not None and spot is not None and spot < len(chart.spots) and chart.spots.says(spot) == said
        self.setAccessibleName("" if chart is None else chart.title)
        self.point_at(spot if same else None)

    def _place(self) -> QRect:
        """Where the image stands; around it is room for the ring of the focus."""
        edge = px(_EDGE)
        return self.rect().adjusted(edge, edge, -edge, -edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(current().surface))
        if self._picture is not None and not self._place().isEmpty():
            if not self.up_to_date:
                self._soon.start(0)  # once all of the window is painted, which would have to wait for the drawing
            painter.drawImage(self._place(), self._picture.image)
            if self._spot is not None and self._stands(self._spot):
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
        assert self._picture is not None
        there = self._place()
        places: NDArray[np.float64] = self._picture.places * (there.width(), there.height()) + (there.x(), there.y())
        return places

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
        spot = self._after(key, many) if many else None
        if spot is None:
            return False
        self.point_at(spot)
        self._reach(spot)
        return True

    def _reach(self, spot: int) -> None:
        """Tell where it stands; what is still being drawn is told once it is there."""
        if self._stands(spot):
            self.reached.emit(self.place_of(spot).toPoint())

    def _stands(self, spot: int) -> bool:
        """Whether a spot is in the picture on show."""
        return (
            self._picture is not None and spot < len(self._picture.places) and self._picture.places[spot, 0] != NOWHERE
        )

    def _after(self, key: Qt.Key, many: int) -> int | None:
        """The spot that a key leads to, from nowhere the first or the last; None where the key is not for them."""
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return 0 if key == Qt.Key.Key_Home else many - 1
        if key in _LINES:
            return self._in_line(_LINES[key])
        if key not in _STEPS:
            return None
        step = _STEPS[key]
        if self._spot is None:
            return 0 if step > 0 else many - 1
        return min(max(self._spot + step, 0), many - 1)

    def _in_line(self, way: int) -> int | None:
        """The spot above or below: in the next line, the one that stands most like this one in its own."""
        assert self.chart is not None
        spots = self.chart.spots
        if spots.lines is None:
            return None
        if self._spot is None:
            return 0 if way > 0 else len(spots) - 1
        line = int(spots.lines[self._spot])
        others = np.unique(spots.lines)
        place = int(np.searchsorted(others, line)) + way
        if not 0 <= place < len(others):
            return self._spot
        next_ = np.flatnonzero(spots.lines == others[place])
        alike = next_[spots.axes[next_] == spots.axes[self._spot]]
        return self._most_alike(self._spot, alike if len(alike) else next_)

    def _most_alike(self, spot: int, others: NDArray[np.int64]) -> int:
        """Of the spots of a line, the one nearest across the picture; of several, as far from the line's first."""
        assert self.chart is not None
        spots, places = self.chart.spots, self._spot_places()
        assert spots.lines is not None
        first, own = (int(np.argmax(spots.lines == spots.lines[one])) for one in (others[0], spot))
        across = np.abs(places[others, 0] - places[spot, 0])
        near = others[across < across.min() + 0.5]
        apart = (places[near, 1] - places[first, 1]) - (places[spot, 1] - places[own, 1])
        return int(near[np.argmin(np.abs(apart))])
