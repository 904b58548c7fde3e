"""The quiet hint for a field of one line: as below a :class:`HintedText`, only without lines under the words."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from peerjournal.journal.entry import one_line
from peerjournal.ui.widgets.hint_look import HintLook
from peerjournal.ui.widgets.quiet_question import QuietQuestion

if TYPE_CHECKING:
    from peerjournal.sharing.hints import Hint


class LineHint(QuietQuestion):
    """Stands below a field while something in its ``line`` might tell who somebody is.

    ``staying_changed`` carries all words of which the person said they may stay; what one says is passed to
    :meth:`set_staying` of the others, which is silent. The line is looked at in the background some time after the last
    key; ``hinted`` says that it was. ``field`` is what has the keyboard, where that is not the line itself.
    """

    staying_changed = Signal(object)
    hinted = Signal()

    def __init__(self, line: QLineEdit, field: QWidget | None = None) -> None:
        super().__init__(field or line)
        self.field = field or line
        self._line = line
        self._look: HintLook[str] = HintLook(line.text, line.text, _words, self.ask, self)
        line.textChanged.connect(self._edited)
        self.stays.connect(self._let_stay)

    def set_names(self, names: Sequence[str]) -> None:
        """Names to hint at as well, such as those of the people of the story."""
        if self._look.set_names(names):
            self.look()

    def set_staying(self, words: Iterable[str]) -> None:
        """Words that are left alone from now on, wherever they stand; all others are hinted at again."""
        if self._look.set_staying(words):
            self._leave_alone()
            self.look()

    def look(self) -> None:
        """Look at the line now instead of after a pause."""
        self._look.now()

    def _edited(self, text: str) -> None:
        if text.strip():
            self._look.soon()
        else:
            self.look()

    def _let_stay(self, words: str) -> None:
        self.set_staying((*self._look.staying, one_line(words)))
        self.staying_changed.emit(self._look.staying)

    def _leave_alone(self) -> None:
        """No longer ask about what may stay, at once; what else is to be said then is looked for."""
        if self.words:
            from peerjournal.sharing.hints import stretches

            self.ask([words for words in self.words if not any(stretches(words, self._look.staying))])

    def ask(self, found: Sequence[str]) -> None:
        """As below every field; it was looked at."""
        super().ask(found)
        self.hinted.emit()


def _words(_text: str, hints: "Sequence[Hint]") -> list[str]:
    return [hint.words for hint in hints]
