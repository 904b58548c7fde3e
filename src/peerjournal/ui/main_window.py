"""The window: before a journal is open one page in its middle, afterwards the rooms.

Support has its button in the corner where the rail of the rooms has it.
"""

import base64
import binascii

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import Notice, quiet_button

SMALLEST = (720, 520)
USUAL = (1280, 800)
STRIP, EDGE = 48, 14  # for Support: the room below a page that does not have it, and its distance to the side


class MainWindow(QMainWindow):
    """Holds one page at a time. What a page means is decided in ``app.py``."""

    closing = Signal(QCloseEvent)
    support_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Peer Journal"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.notice = Notice()
        self._pages = QStackedWidget()
        whole = QWidget()
        whole.setProperty("role", "page")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)
        self._column = column
        self._corner_free = False
        self._strip: QWidget | None = None
        self.support: QPushButton | None = None
        self.setCentralWidget(whole)

    def page(self) -> QWidget | None:
        """The page on show."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget, *, own_support: bool = False) -> None:
        """Show this page in the place of the one before, which is gone for good; it may have Support itself."""
        before = self._pages.currentWidget()
        self._leave_corner(free=not own_support)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        self.notice.clear()
        page.setFocus()

    def cover(self, page: QWidget) -> None:
        """Show this page over the one on show, which stays."""
        self._leave_corner(free=True)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.notice.clear()
        page.setFocus()

    def uncover(self, page: QWidget) -> None:
        """Take the page laid over the other, which has Support itself, away again."""
        self._leave_corner(free=False)
        self._pages.removeWidget(page)
        page.deleteLater()

    def add_support(self) -> None:
        """Put the button into the corner left free for it; called once the first page is painted."""
        if self.support is not None:
            return
        # As everywhere before the first paint: no class of Qt is named that is not needed yet.
        from PySide6.QtWidgets import QHBoxLayout

        self.support = quiet_button(_("Support"))
        self.support.setToolTip(_("Support") + " (F1)")
        self.support.clicked.connect(self.support_wanted)
        self._strip = QWidget()
        self._strip.setFixedHeight(px(STRIP))
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
        row.addWidget(self.support)
        row.addStretch(1)
        self._column.addWidget(self._strip)
        self._leave_corner(free=self._corner_free)

    def _leave_corner(self, *, free: bool) -> None:
        """Below the page there is room for the button of Support, or none where the page has it."""
        self._corner_free = free
        if self._strip is not None:
            self._strip.setVisible(free)
        self._column.setContentsMargins(0, 0, 0, px(STRIP) if free and self._strip is None else 0)

    def come_forward(self) -> None:
        """Be seen, on top, with the focus."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def geometry_text(self) -> str:
        """Size and place, as the settings keep them."""
        return base64.b64encode(self.saveGeometry().data()).decode()

    def restore_geometry_text(self, kept: str) -> None:
        """Back to a size and place kept earlier; anything that is none is passed over."""
        if not kept:
            return
        # As everywhere before the first paint: no class of Qt is named that is not needed yet.
        from PySide6.QtCore import QByteArray

        try:
            self.restoreGeometry(QByteArray(base64.b64decode(kept, validate=True)))
        except (binascii.Error, ValueError):
            return

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what must happen first; whoever listens may ignore the event."""
        self.closing.emit(event)
