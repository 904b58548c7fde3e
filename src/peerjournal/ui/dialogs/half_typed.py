"""What is half typed in a dialog or form while the journal is left: it becomes the thing itself, or is put aside."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.widgets.text_field import AFTER_MS, AGAIN_MS

if TYPE_CHECKING:
    from peerjournal.operations.half_typed import DialogShelf
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


@runtime_checkable
class TakesWords(Protocol):
    """A dialog in which words are typed that the journal keeps."""

    def keep_typed(self) -> bool:
        """Have on disk what is typed, before the journal closes; False if that failed. It may be asked again."""


class PutAside(QObject):
    """Puts aside what ``take()`` gives within a second of :meth:`touched`; :meth:`read` gives it in the next dialog.

    ``take()`` gives it as JSON can hold it, and empty where nothing is worth it. ``dialog`` names the dialog, and
    ``about`` is the id of what it is about, if anything. What cannot be written is told with ``say`` and tried again.
    """

    def __init__(
        self,
        journal: "OpenJournal",
        dialog: str,
        take: Callable[[], dict[str, Any]],
        say: Callable[[str, str], object],
        parent: QObject,
        *,
        about: str = "",
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._name = (dialog, about)
        self._take = take
        self._say = say
        self._lying: dict[str, Any] = {}
        self.over = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.settle)

    def read(self) -> dict[str, Any]:
        """What was put aside in an earlier dialog; empty for nothing."""
        try:
            self._lying = self._shelf().half_typed(self._journal)
        except PeerJournalError as error:
            self._say(str(error), "problem")
        return self._lying

    def touched(self) -> None:
        """The person changed something."""
        if not self._soon.isActive():
            self._soon.start(AFTER_MS)

    def settle(self) -> bool:
        """Have it on disk; False if that failed."""
        self._soon.stop()
        half_typed = {} if self.over else self._take()
        if half_typed == self._lying:
            return True
        try:
            self._shelf().put_aside(self._journal, half_typed)
        except PeerJournalError as error:
            self._say(str(error), "problem")
            self._soon.start(AGAIN_MS)
            return False
        self._lying = half_typed
        return True

    def turn_to(self, about: str) -> None:
        """From now on it is about something else. What is typed about the first must be settled, or not wanted."""
        self._soon.stop()
        self._name = (self._name[0], about)
        self._lying = {}

    def move_to(self, about: str) -> None:
        """What is typed is about this from now on, and no longer about what it was about until then."""
        if about == self._name[1]:
            return
        before = self._shelf() if self._lying else None
        self.turn_to(about)
        if self.settle() and before is not None:
            try:
                before.put_aside(self._journal, {})
            except PeerJournalError as error:  # it lies there a second time
                self._say(str(error), "problem")

    def end(self) -> None:
        """The dialog closes: what was typed is the thing itself by now, or not wanted."""
        self.over = True
        self.settle()

    def _shelf(self) -> "DialogShelf":
        from peerjournal.operations.half_typed import DialogShelf

        return DialogShelf(*self._name)


def begun_before() -> str:
    """Said where what was put aside stands in the fields again."""
    return _("What you had begun here stands here again.")
