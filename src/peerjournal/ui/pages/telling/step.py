"""What every step of the workshop has in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.ui.theme import px

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled

# In every step operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class TellingStep(QWidget):
    """One step. ``changed`` carries the telling as it is after a change made here; ``troubled`` a sentence."""

    changed = Signal(object)
    troubled = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self._telling: Assembled | None = None

    @property
    def telling(self) -> "Assembled":
        """The telling on show."""
        assert self._telling is not None
        return self._telling

    @property
    def telling_id(self) -> str:
        """Its id; empty while none is on show."""
        return self._telling.telling.id if self._telling is not None else ""

    def show_telling(self, telling: "Assembled") -> None:
        """Show it, or show it anew: what has the keyboard keeps it, and what is half typed stays."""
        self._telling = telling
        self.refresh()

    def refresh(self) -> None:
        """Show what ``telling`` says now."""

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then it stays on the screen."""
        return True

    def tried(self, act: "Callable[[], Assembled]") -> bool:
        """Do it and show what came of it, or say why not."""
        try:
            now = act()
        except PeerJournalError as error:
            self.troubled.emit(str(error))
            return False
        self._telling = now
        self.changed.emit(now)
        return True

    def minimumSizeHint(self) -> QSize:
        """Small: a step arranges itself by the room it gets."""
        return QSize(px(300), px(220))
