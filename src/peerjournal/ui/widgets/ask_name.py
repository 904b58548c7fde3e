"""A question for one name in its place on the page: of a new story, a movement, a person."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.story import LONGEST_NAME
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body, plain_button, quiet_button
from peerjournal.ui.widgets.flow import FlowLayout


class AskName(QFrame):
    """Hidden until asked. Enter or the button answers, Esc leaves everything as it was.

    What ``act`` raises is said in its place and the question stays open, with what was typed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._act: Callable[[str], object] = lambda _name: None
        self._back_to: QWidget | None = None
        self._question = body("")
        self._trouble = body("")
        self._trouble.setProperty("role", "problem")
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_NAME)
        self.yes = plain_button("")
        self.no = quiet_button(_("Cancel"))
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        lines = QVBoxLayout(self)
        lines.addWidget(self._question)
        lines.addWidget(self.field)
        lines.addWidget(self._trouble)
        lines.addWidget(buttons)
        self._lines, self._row = lines, row
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self.step_back)
        self.field.returnPressed.connect(self._answer)
        self.field.textEdited.connect(lambda _text: self._trouble.hide())
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self.hide()

    def ask(
        self, question: str, do_it: str, act: Callable[[str], object], *, now: str = "", back_to: QWidget | None = None
    ) -> None:
        """Put the question with ``now`` in the field; ``do_it`` is what the button says."""
        self._act, self._back_to = act, back_to
        self._question.setText(question)
        self._trouble.hide()
        self.yes.setText(do_it)
        self.yes.setAccessibleName(do_it)
        self.field.setAccessibleName(question)
        self.field.setText(now)
        self.field.selectAll()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> None:
        """Nothing happens."""
        self.hide()
        if self._back_to is not None and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        try:
            self._act(self.field.text())
        except PeerJournalError as error:
            self._trouble.setText(str(error))
            self.field.setAccessibleDescription(str(error))
            self._trouble.show()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.isHidden():  # else the answer led somewhere
            self.step_back()

    def _measure(self) -> None:
        self._lines.setContentsMargins(px(12), px(10), px(12), px(10))
        self._lines.setSpacing(px(8))
        self._row.setSpacing(px(8))
