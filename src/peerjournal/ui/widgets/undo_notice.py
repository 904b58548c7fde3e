"""A notice that also says what could not be done, and offers to take back what was done last."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.attempt import tried
from peerjournal.ui.widgets.basics import Notice, link_button

T = TypeVar("T")


class UndoNotice(Notice):
    """``undo`` stands beside the sentence while there is something to take back.

    What could not be taken back is offered still: where a known problem was said here meanwhile, or ``take_back``
    gave False.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take_back: Callable[[], object] | None = None
        self.undo = link_button(_("Undo"))
        self.undo.hide()
        row = self.layout()
        assert row is not None
        row.addWidget(self.undo)
        self.undo.clicked.connect(self._undo)

    def show_sentence(self, sentence: str, kind: str = "info") -> None:
        """Say it; nothing is offered to take back."""
        self._take_back = None
        self.undo.hide()
        super().show_sentence(sentence, kind)

    def offer(self, sentence: str, take_back: Callable[[], object]) -> None:
        """Say it, and offer to take it back."""
        self.show_sentence(sentence)
        self._take_back = take_back
        self.undo.show()

    def withdraw(self, take_back: Callable[[], object]) -> None:
        """No longer offer this to be taken back; anything else that is said or offered stays."""
        if self._take_back is take_back:
            self._take_back = None
            self.clear()

    def tried(self, act: Callable[[], T]) -> T | None:
        """What ``act`` gives; None where it raised a known problem, which is then said."""
        try:
            return act()
        except PeerJournalError as error:
            self.show_sentence(str(error), "problem")
            return None

    def done(self, act: Callable[[], object]) -> bool:
        """Whether ``act`` went through; what is in its way is said."""
        return tried(act, lambda sentence: self.show_sentence(sentence, "problem"))

    def _undo(self) -> None:
        take_back, sentence = self._take_back, self.sentence()
        self.clear()
        self._take_back = None
        if take_back is None:
            return
        failed = take_back() is False
        if self.sentence() and self.kind() == "problem":
            self._take_back = take_back
            self.undo.show()
        elif failed:
            self.offer(sentence, take_back)
