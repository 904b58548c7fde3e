"""Monoline icons from ``resources/icons``, drawn when needed, sharp at every scale, in the colours of the theme.

An icon looks up its colour whenever it is painted, so a change of theme recolours it without anybody's help.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache

from peerjournal.paths import resource
from peerjournal.ui.theme.apply import current, px
from peerjournal.ui.theme.tokens import Tokens


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def draw(name: str, size: QSize, scale: float, colour: str) -> QPixmap:
    """The icon as a picture of ``size`` logical pixels on a screen of that scale; empty only if there is none."""
    way = QGuiApplication.layoutDirection().value
    key = f"peerjournal:{name}:{size.width()}x{size.height()}@{scale}:{colour}:{way}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    # Loaded with the first icon: a window without icons need not pay for it.
    from PySide6.QtSvg import QSvgRenderer

    picture = QPixmap(round(size.width() * scale), round(size.height() * scale))
    picture.fill(Qt.GlobalColor.transparent)
    svg = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    painter = QPainter(picture)
    svg.render(painter, _place(picture.size()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, picture)
    return picture


def _place(room: QSize) -> QRectF:
    """Where the square drawing stands: a wider room keeps its distance to the words that follow."""
    edge = min(room.width(), room.height())
    spare = room.width() - edge
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QRectF(spare if mirrored else 0, (room.height() - edge) / 2, edge, edge)


class _Engine(QIconEngine):
    """Paints one icon; ``colour`` is the name of a token or ``#RRGGBB``."""

    def __init__(self, name: str, size: int, colour: str, chosen: str) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._colour = colour
        self._chosen = chosen

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._size, self._colour, self._chosen)

    def isNull(self) -> bool:
        return False

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        return size

    def availableSizes(
        self, _mode: QIcon.Mode = QIcon.Mode.Normal, _state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        return [QSize(px(self._size), px(self._size))]

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return draw(self._name, size, scale, self._tint(mode, state))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, draw(self._name, rect.size(), scale, self._tint(mode, state)))

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        theme = current()
        if mode == QIcon.Mode.Disabled:
            return theme.disabled
        return _colour(theme, self._chosen if state == QIcon.State.On else self._colour)


def _colour(theme: Tokens, colour: str) -> str:
    return colour if colour.startswith("#") else str(getattr(theme, colour))


def icon(name: str, size: int = 20, color: str | None = None, *, chosen: str | None = None) -> QIcon:
    """An icon by name. ``color`` is the name of a token (``"muted"`` if not given) or ``#RRGGBB``.

    ``chosen`` is the colour while a checkable control is checked; by default the same.
    """
    if not resource("icons", f"{name}.svg").is_file():
        raise KeyError(name)
    colour = color or "muted"
    return QIcon(_Engine(name, size, colour, chosen or colour))


def app_icon() -> QIcon:
    """The program's own icon, in its own colours, for windows."""
    return QIcon(str(resource("icons", "app-icon.svg")))


def tray_icon() -> QIcon:
    """A neutral sign for the desktop's tray: it does not tell what the program is."""
    return QIcon(str(resource("icons", "tray.svg")))
