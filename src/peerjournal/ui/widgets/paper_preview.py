"""Pages as they will leave, one below the other or side by side; only those in sight are painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from peerjournal.i18n import ngettext
from peerjournal.ui.text import number
from peerjournal.ui.theme import current, px, watcher

if TYPE_CHECKING:
    from peerjournal.paper.pages import Pages

# Setting pages is loaded with the first preview: it brings in everything Markdown is read with.

_KEPT = 12  # pictures of pages kept
_SMALL_MM = 120  # pages up to this width stand side by side


class PaperPreview(QAbstractScrollArea):
    """Shows :class:`Pages`, scrolled by wheel and keys. A screen reader is told their words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._pictures: dict[tuple[int, int], QImage] = {}
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        watcher().theme_changed.connect(self._measure)

    def show_pages(self, pages: "Pages | None") -> None:
        """Show these from the top, or none."""
        self._pages = pages
        self._pictures.clear()
        self.verticalScrollBar().setValue(0)
        self.setAccessibleDescription("" if pages is None else pages.text())
        self._measure()

    def text(self) -> str:
        """All words on the pages; empty while there are none."""
        return "" if self._pages is None else self._pages.text()

    def count_in_words(self) -> str:
        """For example "3 pages"."""
        count = 0 if self._pages is None else self._pages.count
        return ngettext("{n} page", "{n} pages", count).format(n=number(count))

    def minimumSizeHint(self) -> QSize:
        """A page can be seen in a small place, too."""
        return QSize(px(160), px(140))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages as wide as there is room."""
        super().resizeEvent(event)
        self._measure()

    # -------------------------------------------------------------------------------------------- measuring

    def _across(self) -> int:
        """How many pages stand side by side."""
        if self._pages is None or self._pages.sheet.width > _SMALL_MM:
            return 1
        return max(1, min(self._pages.count, self.viewport().width() // px(270)))

    def _page_size(self) -> QSize:
        """Of one page in pixels."""
        assert self._pages is not None
        sheet, across, gap = self._pages.sheet, self._across(), px(16)
        room = (self.viewport().width() - gap * (across + 1)) // across
        width = max(60, min(room, px(400 if sheet.width <= _SMALL_MM else 720)))
        return QSize(width, round(width * sheet.height / sheet.width))

    def _place(self, index: int) -> QRect:
        """Where a page stands, before scrolling."""
        size, gap, across = self._page_size(), px(16), self._across()
        row, column = divmod(index, across)
        if self.isRightToLeft():
            column = across - 1 - column
        left = (self.viewport().width() - across * size.width() - (across - 1) * gap) // 2
        x, y = left + column * (size.width() + gap), gap // 2 + row * (size.height() + gap)
        return QRect(x, y, size.width(), size.height())

    def _measure(self) -> None:
        bar = self.verticalScrollBar()
        if self._pages is None or not self._pages.count:
            bar.setRange(0, 0)
        else:
            below = self._place(self._pages.count - 1).bottom() + px(8)
            bar.setRange(0, max(0, below - self.viewport().height()))
            bar.setPageStep(max(1, self.viewport().height() - px(40)))
            bar.setSingleStep(px(48))
        self.viewport().update()

    # --------------------------------------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(current().side))
        if self._pages is not None:
            scrolled = self.verticalScrollBar().value()
            for index in range(self._pages.count):
                place = self._place(index).translated(0, -scrolled)
                if place.intersects(event.rect()):
                    painter.drawImage(place, self._picture(index, place.width()))
                    painter.setPen(QPen(QColor(current().strong), 1))
                    painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _picture(self, index: int, width: int) -> QImage:
        assert self._pages is not None
        dots = round(width * self.devicePixelRatioF())
        key = (index, dots)
        if key not in self._pictures:
            while len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[key] = self._pages.image(index, dots * 25.4 / self._pages.sheet.width)
        return self._pictures[key]

    def painted(self) -> int:
        """How many pages were painted so far and are kept."""
        return len(self._pictures)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The pages move; nothing else has to be laid out."""
        del dx, dy
        self.viewport().update()
