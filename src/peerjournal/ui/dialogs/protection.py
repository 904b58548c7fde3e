"""The page on what this program protects and what it cannot, to be read at any time."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.paths import resource
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import primary_button


class ProtectionDialog(QDialog):
    """Shows the page for reading. It opens no links: this program never goes online."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is protected, and what is not"))
        self.page = QTextBrowser()
        self.page.setAccessibleName(_("What is protected, and what is not"))
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.anchorClicked.connect(self._go)
        self.page.setMarkdown(resource("pages", "protection.md").read_text(encoding="utf-8"))
        self.page.document().setDocumentMargin(px(20))

        self.close_button = primary_button(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(px(20), 0, px(20), 0)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(20))
        column.setSpacing(px(12))
        column.addWidget(self.page, 1)
        column.addLayout(buttons)
        self.resize(px(680), px(620))
        if parent is not None and parent.window() is not None:
            self.resize(self.size().boundedTo(parent.window().size()))
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, link: QUrl) -> None:
        if link.hasFragment() and not link.path():
            self.page.scrollToAnchor(link.fragment())


def show_protection(parent: QWidget) -> ProtectionDialog:
    """Open the page over this widget's window; it goes away when closed."""
    dialog = ProtectionDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
