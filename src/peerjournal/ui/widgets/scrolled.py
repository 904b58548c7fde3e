"""Something that scrolls where there is too little room for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from peerjournal.ui.theme.apply import px


def scrolled(content: QWidget, *, steady: bool = False) -> QScrollArea:
    """A frameless place to scroll, with the content at its top.

    Where ``steady``, the content is as wide where nothing needs scrolling: then the bar's place is there, and empty.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    if steady:
        area.setProperty("bar", "steady")
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    ground = QWidget()
    ground.setProperty("role", "page")
    lines = QVBoxLayout(ground)
    lines.setContentsMargins(0, 0, px(4), 0)
    lines.addWidget(content)
    lines.addStretch(1)
    area.setWidget(ground)
    return area
