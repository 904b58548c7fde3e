"""The page on what this program protects and what it cannot, to be read at any time."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
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
        self.page.document().setDocumentMargin(px(16))
        _give_air(self.page.document())

        self.close_button = primary_button(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(16))
        column.addWidget(self.page, 1)
        column.addLayout(buttons)
        self.resize(px(680), px(620))
        if parent is not None and parent.window() is not None:
            self.resize(self.size().boundedTo(parent.window().size()))
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, link: QUrl) -> None:
        if link.hasFragment() and not link.path():
            self.page.scrollToAnchor(link.fragment())


def _give_air(document: QTextDocument) -> None:
    """Room between the lines and above headings; Markdown brings none of its own."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        is_heading = shape.headingLevel() > 0
        shape.setLineHeight(115 if is_heading else 130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(px(18) if is_heading and block.blockNumber() else 0)
        shape.setBottomMargin(px(4) if shape.objectIndex() >= 0 else px(8))
        cursor.setPosition(block.position())
        cursor.setBlockFormat(shape)
        block = block.next()


def show_protection(parent: QWidget) -> ProtectionDialog:
    """Open the page over this widget's window; it goes away when closed."""
    dialog = ProtectionDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
