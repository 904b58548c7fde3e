"""Pleasantness and energy in one: a grid of seven by seven, and beside it the two rows of steps, always in step.

Across is pleasantness, up is energy. Either may be left open: then the grid shows a band instead of a point.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.checkin import STEPS
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.widgets.basics import muted
from peerjournal.ui.widgets.steps_row import TOWARDS_LESS, TOWARDS_MORE, StepsRow, goes_up

Point = tuple[int | None, int | None]
"""Pleasantness and energy, each 1 to 7 or None."""

_CELL, _SMALLEST_CELL, _EDGE = 27, 19, 6
_GAP = 8
_MIDDLE = 4


def rating_words(pleasantness: int | None, energy: int | None) -> str:
    """For example "Pleasantness 5, energy 3"; empty where neither was said."""
    if pleasantness is not None and energy is not None:
        return _("Pleasantness {pleasantness}, energy {energy}").format(pleasantness=pleasantness, energy=energy)
    if pleasantness is not None:
        return _("Pleasantness {step}").format(step=pleasantness)
    return "" if energy is None else _("Energy {step}").format(step=energy)


class TwoWayGrid(QWidget):
    """The grid alone. ``changed`` carries pleasantness and energy, each 1 to 7 or None.

    A press sets both, the same spot pressed again leaves both open. Left and right set pleasantness, up and down
    energy, each for itself; Delete and Backspace leave both open.
    """

    changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: Point = (None, None)
        self._under: tuple[int, int] | None = None
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Pleasantness and energy"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        watcher().theme_changed.connect(self._measure)
        self._describe()

    @property
    def point(self) -> Point:
        """What is chosen."""
        return self._point

    def set_point(self, pleasantness: int | None, energy: int | None) -> None:
        """Show this; ``changed`` stays silent."""
        self._point = (pleasantness, energy)
        self._describe()
        self.update()

    def choose(self, pleasantness: int | None, energy: int | None) -> None:
        """Choose, or leave open; ``changed`` is emitted if that is a change."""
        if (pleasantness, energy) != self._point:
            self.set_point(pleasantness, energy)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words()))
            self.changed.emit(pleasantness, energy)

    # ------------------------------------------------------------------------------------------------ room

    def sizeHint(self) -> QSize:
        """With the words for pleasantness at both sides."""
        wide = self.bare_width + sum(self._word_widths()) + 2 * px(_GAP)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """A smaller grid, with those words below."""
        narrow = px(_SMALLEST_CELL) * len(STEPS) + 2 * px(_EDGE)
        return QSize(narrow, self.heightForWidth(narrow))

    @property
    def bare_width(self) -> int:
        """What the grid needs in its full size, with those words below."""
        return px(_CELL) * len(STEPS) + 2 * px(_EDGE)

    def heightForWidth(self, width: int) -> int:
        """Words above and below the grid, and another line where there is no room at its sides."""
        lines = 2 if self._roomy(width) else 3
        return self._side(width) + lines * self._line()

    def spot(self, pleasantness: int, energy: int) -> QPoint:
        """The middle of a step, in pixels of this widget."""
        return self._middle(pleasantness, energy).toPoint()

    def _cell(self, width: int) -> int:
        return min(px(_CELL), max(px(_SMALLEST_CELL), (width - 2 * px(_EDGE)) // len(STEPS)))

    def _side(self, width: int) -> int:
        return self._cell(width) * len(STEPS) + 2 * px(_EDGE)

    def _line(self) -> int:
        return QFontMetrics(ui_font(px(13))).height() + px(4)

    def _word_widths(self) -> tuple[int, int]:
        metrics = QFontMetrics(ui_font(px(13)))
        return metrics.horizontalAdvance(low_pleasantness()), metrics.horizontalAdvance(high_pleasantness())

    def _roomy(self, width: int) -> bool:
        return width >= self.bare_width + sum(self._word_widths()) + 2 * px(_GAP)

    def _square(self) -> QRect:
        """Where the grid stands; the side words have what room they need, first as the language runs."""
        side = self._side(self.width())
        if not self._roomy(self.width()):
            return QRect(0 if not self.isRightToLeft() else self.width() - side, self._line(), side, side)
        start = self._word_widths()[0] + px(_GAP)
        return QRect(self.width() - start - side if self.isRightToLeft() else start, self._line(), side, side)

    def _middle(self, pleasantness: float, energy: float) -> QPointF:
        square, cell, edge = self._square(), self._cell(self.width()), px(_EDGE)
        across = 8 - pleasantness if self.isRightToLeft() else pleasantness
        return QPointF(square.x() + edge + (across - 0.5) * cell, square.y() + edge + (7.5 - energy) * cell)

    def _at(self, pos: QPoint) -> tuple[int, int] | None:
        square, cell, edge = self._square(), self._cell(self.width()), px(_EDGE)
        if not square.contains(pos):
            return None
        across = min(max((pos.x() - square.x() - edge) // cell, 0), 6) + 1
        up = 7 - min(max((pos.y() - square.y() - edge) // cell, 0), 6)
        return (8 - across if self.isRightToLeft() else across), up

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    # ---------------------------------------------------------------------------------------------- saying

    def _words(self) -> str:
        pleasantness, energy = self._point
        said = rating_words(pleasantness, energy)
        if not said:
            return _("Nothing is chosen.")
        if pleasantness is None:
            return _("{said} of 7, pleasantness left open").format(said=said)
        if energy is None:
            return _("{said} of 7, energy left open").format(said=said)
        return _("{said}, of 7 each").format(said=said)

    def _describe(self) -> None:
        keys = _("Left and right set pleasantness, up and down set energy, Delete leaves both open.")
        self.setAccessibleDescription(f"{self._words()} {keys}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # ---------------------------------------------------------------------------------------------- acting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._show_ring(on=True)
        key = event.key()
        pleasantness, energy = self._point
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.choose(_moved(pleasantness, more=goes_up(self, key)), energy)
        elif key in TOWARDS_LESS | TOWARDS_MORE:
            self.choose(pleasantness, _moved(energy, more=goes_up(self, key)))
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.choose(None, None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or at is None:
            super().mousePressEvent(event)
            return
        self._show_ring(on=False)
        self.choose(*((None, None) if at == self._point else at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._look(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(on=event.reason() != Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(on=False)

    def _look(self, at: tuple[int, int] | None) -> None:
        if at != self._under:
            self._under = at
            self.update()

    def _show_ring(self, *, on: bool) -> None:
        if on != self._ring:
            self._ring = on
            self.update()

    # -------------------------------------------------------------------------------------------- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No colours of better and worse: dots, and what is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_bands(painter)
        self._paint_dots(painter)
        self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        t, square = current(), QRectF(self._square())
        pen = QPen(QColor(t.focus), 2) if self._ring else QPen(QColor(t.strong), t.line)
        painter.setPen(pen)
        painter.setBrush(QColor(t.sunken))
        half = pen.widthF() / 2
        painter.drawRoundedRect(square.adjusted(half, half, -half, -half), px(10), px(10))
        painter.setPen(QPen(QColor(t.border), 1))
        middle = self._middle(_MIDDLE, _MIDDLE)
        edge = px(8)
        painter.drawLine(QPointF(square.x() + edge, middle.y()), QPointF(square.right() - edge, middle.y()))
        painter.drawLine(QPointF(middle.x(), square.y() + edge), QPointF(middle.x(), square.bottom() - edge))

    def _paint_bands(self, painter: QPainter) -> None:
        t, cell, edge = current(), self._cell(self.width()), px(_EDGE)
        pleasantness, energy = self._point
        square = QRectF(self._square()).adjusted(edge - 2, edge - 2, 2 - edge, 2 - edge)
        alone = (pleasantness is None) != (energy is None)
        painter.setPen(QPen(QColor(t.accent), t.line) if alone else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent_soft))
        middle = self._middle(pleasantness or _MIDDLE, energy or _MIDDLE)
        if pleasantness is not None:
            painter.drawRoundedRect(
                QRectF(middle.x() - cell / 2, square.y(), cell, square.height()), px(8), px(8)
            )  # fmt: skip
        if energy is not None:
            painter.drawRoundedRect(QRectF(square.x(), middle.y() - cell / 2, square.width(), cell), px(8), px(8))

    def _paint_dots(self, painter: QPainter) -> None:
        t = current()
        for pleasantness in STEPS:
            for energy in STEPS:
                at = self._middle(pleasantness, energy)
                if (pleasantness, energy) == self._point:
                    painter.setPen(QPen(QColor(t.surface), 2))
                    painter.setBrush(QColor(t.accent))
                    painter.drawEllipse(at, px(10), px(10))
                    continue
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(t.strong))
                painter.drawEllipse(at, px(2), px(2))
                if (pleasantness, energy) == self._under:
                    painter.setPen(QPen(QColor(t.accent), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawEllipse(at, px(9), px(9))

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(ui_font(px(13)))
        painter.setPen(QColor(current().muted))
        square, line = self._square(), self._line()
        above = QRect(0, 0, self.width(), line - px(2))
        below = QRect(0, square.bottom() + px(3), self.width(), line)
        for spot, words in ((above, high_energy()), (below, low_energy())):
            centred = QRect(spot)
            width = QFontMetrics(painter.font()).horizontalAdvance(words) + 4
            centred.setX(max(0, min(square.center().x() - width // 2, self.width() - width)))
            centred.setWidth(width)
            painter.drawText(centred, Qt.AlignmentFlag.AlignCenter, words)
        if self._roomy(self.width()):
            beside = QRect(0, square.y(), self.width(), square.height())
            first, last = QRect(beside), QRect(beside)
            first.setRight(square.x() - px(_GAP))
            last.setLeft(square.right() + px(_GAP))
            aligns = (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft)
        else:
            first = last = QRect(square.x(), below.bottom(), square.width(), line)
            aligns = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        low, high = low_pleasantness(), high_pleasantness()
        left, right = (high, low) if self.isRightToLeft() else (low, high)
        absolutely = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(first, aligns[0] | absolutely, left)
        painter.drawText(last, aligns[1] | absolutely, right)


class TwoRatings(QWidget):
    """The grid and, beside or under it, a row of steps for each rating. ``changed`` carries both."""

    changed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pleasantness and energy"))
        self.grid = TwoWayGrid()
        self.pleasantness = StepsRow(_("Pleasantness"), low_pleasantness(), high_pleasantness())
        self.energy = StepsRow(_("Energy"), _("little"), _("much"))
        self.said = muted("", wrap=True)
        self._rows = QVBoxLayout()
        for part in (self.pleasantness, self.energy):
            self._rows.addWidget(part, 0, Qt.AlignmentFlag.AlignLeading)
        self._rows.addWidget(self.said)
        self._rows.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.grid)
        self._across.addLayout(self._rows, 1)
        self.grid.changed.connect(self._from_grid)
        self.pleasantness.changed.connect(lambda _step: self._from_rows())
        self.energy.changed.connect(lambda _step: self._from_rows())
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self._say()

    @property
    def point(self) -> Point:
        """What is chosen."""
        return self.grid.point

    def set_point(self, pleasantness: int | None, energy: int | None) -> None:
        """Show this; ``changed`` stays silent."""
        self.grid.set_point(pleasantness, energy)
        self.pleasantness.set_step(pleasantness)
        self.energy.set_step(energy)
        self._say()

    def focus_here(self) -> None:
        """Give it the keyboard."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or under each other where it is narrow."""
        super().resizeEvent(event)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of both."""
        wide = max(self.grid.minimumSizeHint().width(), self.pleasantness.minimumSizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())

    def _from_grid(self, pleasantness: int | None, energy: int | None) -> None:
        self.set_point(pleasantness, energy)
        self.changed.emit(pleasantness, energy)

    def _from_rows(self) -> None:
        with QSignalBlocker(self.grid):
            self.grid.set_point(self.pleasantness.step, self.energy.step)
        self._say()
        self.changed.emit(*self.grid.point)

    def _say(self) -> None:
        self.said.setText(rating_words(*self.point))

    def _measure(self) -> None:
        gap, rows = px(28), self.pleasantness.sizeHint().width()
        beside = self.width() >= self.grid.bare_width + gap + rows
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._across.direction() != way:
            self._across.setDirection(way)
        roomy = self.width() >= self.grid.sizeHint().width() + gap + rows
        wanted = self.grid.sizeHint().width() if roomy or not beside else self.grid.bare_width
        width = min(wanted, max(self.width(), self.grid.minimumSizeHint().width()))
        self.grid.setFixedSize(width, self.grid.heightForWidth(width))
        self._across.setSpacing(gap if beside else px(16))
        top = QFontMetrics(ui_font(px(13))).height() + px(4) if beside else 0
        self._rows.setContentsMargins(0, top, 0, 0)
        self._rows.setSpacing(px(14))


def low_pleasantness() -> str:
    """What stands at step 1 of pleasantness."""
    return _("unpleasant")


def high_pleasantness() -> str:
    """What stands at step 7 of pleasantness."""
    return _("pleasant")


def low_energy() -> str:
    """What stands at step 1 of energy."""
    return _("little energy")


def high_energy() -> str:
    """What stands at step 7 of energy."""
    return _("much energy")


def _moved(step: int | None, *, more: bool) -> int:
    """One step on; from nothing into the middle."""
    return _MIDDLE if step is None else min(max(step + (1 if more else -1), STEPS[0]), STEPS[-1])
