"""Looking at what is typed for what would tell who somebody is: after a pause, and away from the window."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from peerjournal.ui.jobs import Job, jobs

if TYPE_CHECKING:
    from peerjournal.sharing.hints import Hint

T = TypeVar("T")

PAUSE_MS = 800
"""How long nothing is typed before the words are looked at."""


class HintLook(QObject, Generic[T]):
    """Gives ``show`` what ``prepare`` makes of a text and its hints; that is made in the background as well.

    ``mark`` tells one state of the text from another: what is found counts only while it is still the same.
    """

    def __init__(
        self,
        text: Callable[[], str],
        mark: Callable[[], object],
        prepare: Callable[[str, "Sequence[Hint]"], Sequence[T]],
        show: Callable[[Sequence[T]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._text, self._mark, self._prepare, self._show = text, mark, prepare, show
        self._names: tuple[str, ...] = ()
        self.staying: tuple[str, ...] = ()
        self._job: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.now)

    def set_names(self, names: Sequence[str]) -> bool:
        """Names to hint at as well; whether they are others than before."""
        other = tuple(names) != self._names
        self._names = tuple(names)
        return other

    def set_staying(self, words: Iterable[str]) -> bool:
        """Words that are left alone from now on, wherever they stand; whether they are others than before."""
        once = tuple(dict.fromkeys(words))
        other = once != self.staying
        self.staying = once
        return other

    def soon(self) -> None:
        """Look after the next pause."""
        self._soon.start()

    def now(self) -> None:
        """Look now instead of after a pause; nothing is found at once where nothing is written."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        text, mark, names, staying, prepare = self._text(), self._mark(), self._names, self.staying, self._prepare
        if not text.strip():
            self._show([])
            return

        def find() -> Sequence[T]:
            from peerjournal.sharing.hints import hints  # not before there is something to look at

            return prepare(text, hints(text, names, staying))

        def done(found: Sequence[T]) -> None:
            if mark == self._mark():
                self._show(found)

        self._job = jobs().run(find, done, _fail, self)


def _fail(error: Exception) -> None:
    raise error
