"""Something is under way, without a number and without a hurry."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import muted


class QuietProgress(QWidget):
    """A thin moving bar and a sentence; show it while there is something to wait for."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(sentence)
        self.sentence = muted(sentence, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addSpacing(px(6))
        column.addWidget(self.bar)
        column.addWidget(self.sentence)
        column.addStretch(1)
