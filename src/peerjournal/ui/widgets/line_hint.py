"""The quiet hint for a field of one line: as below a :class:`HintedText`, only without lines under the words."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from peerjournal.journal.entry import one_line
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.widgets.hinted_text import PAUSE_MS
from peerjournal.ui.widgets.quiet_question import QuietQuestion, question


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
        self._names: tuple[str, ...] = ()
        self._staying: tuple[str, ...] = ()
        self._job: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.look)
        line.textChanged.connect(self._edited)
        self.stays.connect(self._let_stay)

    def set_names(self, names: Sequence[str]) -> None:
        """Names to hint at as well, such as those of the people of the story."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            self.look()

    def set_staying(self, words: Iterable[str]) -> None:
        """Words that are left alone from now on, wherever they stand; all others are hinted at again."""
        once = tuple(dict.fromkeys(words))
        if once != self._staying:
            self._staying = once
            self._leave_alone()
            self.look()

    def look(self) -> None:
        """Look at the line now instead of after a pause."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        text, names, staying = self._line.text(), self._names, self._staying
        if not text.strip():
            self._ask([])
            return

        def find() -> list[str]:
            from peerjournal.sharing.hints import hints  # not before there is something to look at

            return [hint.words for hint in hints(text, names, staying)]

        def done(found: list[str]) -> None:
            if text == self._line.text():
                self._ask(found)

        self._job = jobs().run(find, done, _fail, self)

    def _edited(self, text: str) -> None:
        if text.strip():
            self._soon.start()
        else:
            self.look()

    def _let_stay(self, words: str) -> None:
        self.set_staying((*self._staying, one_line(words)))
        self.staying_changed.emit(self._staying)

    def _leave_alone(self) -> None:
        """No longer ask about what may stay, at once; what else is to be said then is looked for."""
        if self.words:
            from peerjournal.sharing.hints import stretches

            self._ask([words for words in self.words if not any(stretches(words, self._staying))])

    def _ask(self, found: Sequence[str]) -> None:
        once: dict[str, str] = {}
        if found:
            from peerjournal.sharing.hints import alike

            for words in found:
                once.setdefault(alike(words), words)
        self.show_words(tuple(once.values()))
        self.field.setAccessibleDescription(question(tuple(once.values())))
        self.hinted.emit()


def _fail(error: Exception) -> None:
    raise error
