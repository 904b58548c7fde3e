"""The window: before a journal is open one page in its middle, afterwards the rooms."""

import base64
import binascii

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.widgets.basics import Notice

SMALLEST = (720, 520)
USUAL = (1280, 800)


class MainWindow(QMainWindow):
    """Holds one page at a time. What a page means is decided in ``app.py``."""

    closing = Signal(QCloseEvent)

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
        self.setCentralWidget(whole)

    def page(self) -> QWidget | None:
        """The page on show."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show this page in the place of the one before, which is gone for good."""
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        self.notice.clear()
        page.setFocus()

    def cover(self, page: QWidget) -> None:
        """Show this page over the one on show, which stays."""
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.notice.clear()
        page.setFocus()

    def uncover(self, page: QWidget) -> None:
        """Take the page laid over the other away again."""
        self._pages.removeWidget(page)
        page.deleteLater()

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
