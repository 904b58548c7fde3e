"""A question in its place before something that cannot be taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.widgets.basics import body, danger_button, plain_button


class TwoStep(QFrame):
    """Hidden until asked. ``confirmed`` only after a second, deliberate step; Esc steps back."""

    confirmed = Signal()

    def __init__(self, do_it: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._question = body("")
        self.yes = danger_button(do_it)
        self.no = plain_button(_("Keep"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 10, 12, 10)
        lines.addWidget(self._question)
        row = QHBoxLayout()
        row.addWidget(self.no)
        row.addWidget(self.yes)
        row.addStretch(1)
        lines.addLayout(row)
        self._back_to: QWidget | None = None
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.step_back)
        self.hide()

    def ask(self, question: str, back_to: QWidget | None = None) -> None:
        """Put the question; the focus goes to the harmless answer, and to ``back_to`` after stepping back."""
        self._back_to = back_to
        self._question.setText(question)
        self.setAccessibleName(question)
        self.no.setAccessibleDescription(question)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> None:
        """Nothing happens."""
        self.hide()
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()
