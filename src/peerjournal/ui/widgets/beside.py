"""A list, and beside it what is chosen there; in a narrow place one of both, with a way back."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.grouped_list import GroupedList

_NARROW = 560
_SHARE = 0.34


class Beside(QWidget):
    """``side`` holds the list. In a narrow place :meth:`show_main` shows what is chosen, ``back`` the list again.

    There a click on a row, and Enter, show what is chosen; the arrow keys only choose.
    """

    def __init__(self, rows: GroupedList, side: QWidget, main: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._side, self._main = rows, side, main
        self._on_main = False
        self.back = quiet_button(_("Back to the list"), "back")
        self.back.setToolTip(_("Back to the list (Alt+Left)"))
        self._right = QWidget()
        lines = QVBoxLayout(self._right)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        lines.addWidget(main, 1)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(side)
        self._across.addWidget(self._right, 1)
        self.back.clicked.connect(self.show_side)
        rows.opened.connect(lambda _id: self.show_main())
        rows.itemClicked.connect(self._clicked)
        keys = QShortcut(QKeySequence("Alt+Left"), self._right)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.show_side)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def narrow(self) -> bool:
        """Whether only one of both fits."""
        return 0 < self.width() < px(_NARROW)

    def show_main(self) -> None:
        """What is chosen; beside the list, or alone."""
        self._on_main = True
        self._measure()

    def show_side(self) -> None:
        """The list again."""
        self._on_main = False
        self._measure()
        self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        focused = QApplication.focusWidget()
        if focused is not None and self._main.isAncestorOf(focused):
            self._on_main = True  # what one is busy with stays in sight
        self._measure()

    def _measure(self) -> None:
        narrow = self.narrow
        self._side.setVisible(not (narrow and self._on_main))
        self._right.setVisible(not narrow or self._on_main)
        self.back.setVisible(narrow)
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)
        else:
            self._side.setFixedWidth(min(px(320), max(px(200), round(self.width() * _SHARE))))
        self._across.setSpacing(px(20))

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.show_main()
