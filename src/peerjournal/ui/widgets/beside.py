"""A list, and beside it what is chosen there; in a narrow place one of both, with a way back."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QListWidgetItem, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.grouped_list import GroupedList

_ANY_WIDTH = 16_777_215  # Qt's own bound of a width


class Rows(Protocol):
    """A list beside which something is shown. ``opened`` on Enter or a double click."""

    opened: Any

    def setFocus(self, reason: Qt.FocusReason, /) -> None:
        """As every widget does."""


class SideBySide(QWidget):
    """A list at the side and what is chosen there in the main place; where it is narrow, one of both.

    A subclass builds both and hands them to :meth:`stand`. The measures grow with the text size.
    """

    NARROW = 720  # below this they do not fit beside each other
    SHARE, LEAST, MOST = 0.44, 0, 372  # what the side takes of the width
    GAP, EDGE = 24, 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_main = False

    def stand(self, side: QWidget, main: QWidget) -> None:
        """Put both into this widget. From now on it arranges them by the room it gets."""
        self._side, self._main = side, main
        self._across = QHBoxLayout(self)
        # What is in it must not make the window wider.
        self._across.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._across.addWidget(side)
        self._across.addWidget(main, 1)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def narrow(self) -> bool:
        """Whether only one of both fits."""
        return 0 < self.width() < px(self.NARROW)

    @property
    def fills_page(self) -> bool:
        """Whether only the main place is on the screen because both do not fit."""
        return self.narrow and self._on_main

    def show_main(self) -> None:
        """What is chosen; beside the list, or alone."""
        self._on_main = True
        self._arrange()

    def show_side(self) -> None:
        """The list again."""
        self._on_main = False
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _main_alone(self) -> bool:
        """Whether the list gives way however much room there is."""
        return False

    def _measure(self) -> None:
        edge = px(self.EDGE)
        self._across.setContentsMargins(edge, edge, edge, edge)
        self._across.setSpacing(px(self.GAP))
        if self.narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY_WIDTH)
        else:
            wanted = max(px(self.LEAST), round(self.width() * self.SHARE))
            self._side.setFixedWidth(min(px(self.MOST), wanted))
        self._arrange()

    def _arrange(self) -> None:
        """Which of both is on the screen."""
        alone = self._main_alone()
        self._side.setVisible(not alone and not self.fills_page)
        self._main.setVisible(alone or not self.narrow or self._on_main)


class Beside(SideBySide):
    """``side`` holds the list. In a narrow place :meth:`show_main` shows what is chosen, ``back`` the list again.

    There a click on a row, and Enter, show what is chosen; the arrow keys only choose.
    """

    NARROW = 560
    SHARE, LEAST, MOST = 0.34, 200, 320
    GAP = 20

    def __init__(self, rows: Rows, side: QWidget, main: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.back = quiet_button(_("Back to the list"), "back")
        self.back.setToolTip(_("Back to the list (Alt+Left)"))
        right = QWidget()
        lines = QVBoxLayout(right)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        lines.addWidget(main, 1)
        self.back.clicked.connect(self.show_side)
        rows.opened.connect(lambda _id: self.show_main())
        if isinstance(rows, GroupedList):  # other lists say for themselves what a click does
            rows.itemClicked.connect(self._clicked)
        keys = QShortcut(QKeySequence("Alt+Left"), right)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.show_side)
        self.stand(side, right)

    def show_side(self) -> None:
        """The list again, with the keyboard in it."""
        super().show_side()
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._main.isAncestorOf(focused):
            self._on_main = True  # what one is busy with stays in sight
        super().resizeEvent(event)

    def _arrange(self) -> None:
        super()._arrange()
        self.back.setVisible(self.narrow)

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.show_main()


def go_round(stops: Sequence[tuple[QWidget, Callable[[], object]]], step: int) -> None:
    """Put the keyboard into the next of these places that is on the screen, by what stands with it; -1 goes back."""
    focused = QApplication.focusWidget()
    shown = [(place, enter) for place, enter in stops if place.isVisible() and place.isEnabled()]
    if not shown:
        return
    inside = [
        n for n, (place, _enter) in enumerate(shown) if focused and (place is focused or place.isAncestorOf(focused))
    ]
    shown[((inside[0] if inside else -step if step > 0 else 0) + step) % len(shown)][1]()
