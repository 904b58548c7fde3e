"""One journal to choose: its name, and small below it where it lives."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from peerjournal.i18n import _
from peerjournal.paths import place_of
from peerjournal.ui.theme.apply import current, px, watcher
from peerjournal.ui.theme.icons import icon


class JournalChoice(QPushButton):
    """A wide button with two lines. A journal that is not there right now says so."""

    def __init__(self, name: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.name = name
        self.line = place_of(path)
        if not path.is_dir():
            self.line = _("{folder} – not there right now").format(folder=self.line)
        self.setAccessibleName(_("Open {name}").format(name=name))
        self.setAccessibleDescription(self.line)
        # Isolated: a path keeps its own direction inside a sentence of another.
        self._shown_line = self.line.replace(place_of(path), f"\u2068{place_of(path)}\u2069", 1)
        self.setToolTip(str(path))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._icon = icon("journal")
        watcher().theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Two lines with air around them."""
        return QSize(px(320), px(66))

    def minimumSizeHint(self) -> QSize:
        """It may get narrow; the lines are then cut short."""
        return QSize(px(120), px(66))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint under the pointer."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet card; a ring when the keyboard is on it."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.hasFocus() and bool(self.property("kbd"))
        width = 2 if ring else 1
        painter.setPen(QPen(QColor(tokens.focus if ring else tokens.border), width))
        painter.setBrush(QColor(tokens.hover if self.underMouse() or self.isDown() else tokens.sunken))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(12), px(12))

        side, start = px(22), px(18)
        across = self.width() - start - side if self.isRightToLeft() else start
        self._icon.paint(painter, across, (self.height() - side) // 2, side, side)
        indent, end = start + side + px(14), px(16)
        room = self.width() - indent - end
        left = end if self.isRightToLeft() else indent
        reading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        for text, size, weight, colour, top, mode in (
            (self.name, 15, QFont.Weight.DemiBold, tokens.text, 11, Qt.TextElideMode.ElideRight),
            (self._shown_line, 13, QFont.Weight.Normal, tokens.muted, 34, Qt.TextElideMode.ElideMiddle),
        ):
            font = QFont(self.font())
            font.setPixelSize(px(size))
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, mode, room)
            painter.drawText(QRectF(left, px(top), room, px(21)), reading, shown)
        painter.end()
