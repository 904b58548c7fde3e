"""A room of several pages: what it is called, the choice of a page beside that, and the page below."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import heading
from peerjournal.ui.widgets.folding_choice import FoldingChoice

_LOW = 600


class TabbedRoom(QWidget):
    """``tabs`` choose what ``stack`` shows; Alt and a number as well. What is typed is kept before another page comes.

    A subclass puts its pages into ``stack``, one for each name. ``what`` is said of the choice by a screen reader.
    """

    def __init__(self, title: str, names: Sequence[str], what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAccessibleName(title)
        self.tabs = FoldingChoice(names, what)
        self.stack = QStackedWidget()
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(heading(title))
        top.addSpacing(px(12))
        top.addStretch(1)
        top.addWidget(self.tabs)
        self._lines = QVBoxLayout(self)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._lines.addWidget(self._top)
        self._lines.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self._show)
        for n in range(len(names)):
            shortcut = QShortcut(QKeySequence(f"Alt+{n + 1}"), self)
            shortcut.activated.connect(lambda place=n: self.tabs.choose(place))
        watcher().theme_changed.connect(self._measure)

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then nothing has changed on the screen."""
        raise NotImplementedError

    def _before_showing(self, place: int) -> None:
        """Have the page at this place ready."""

    def _at_work(self) -> bool:
        """Whether something is open on the page that wants all the room there is."""
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        """Small: the pages arrange themselves by the room they get."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self.tabs.index())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _go(self, place: int) -> bool:
        """Choose a tab; whether it is the one on show now."""
        self.tabs.choose(place)
        return self.tabs.index() == place

    def _show(self, place: int) -> None:
        if self.stack.currentIndex() != place and not self.settle():
            self.tabs.point_at(self.stack.currentIndex())
            return
        self._before_showing(place)
        self.stack.setCurrentIndex(place)
        self._measure()

    def _measure(self) -> None:
        """In a low window what one works on has the room to itself; the way back leads to everything else."""
        self._top.setVisible(not (self.height() < px(_LOW) and self._at_work()))
        edge = px(24 if self.width() > px(520) else 12)
        self._lines.setContentsMargins(edge, edge, edge, edge)
        self._lines.setSpacing(px(16))
