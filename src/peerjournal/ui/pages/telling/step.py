"""What every step of the workshop has in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.text_field import LineField, TextField

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
        self._another = False

    @property
    def telling(self) -> "Assembled":
        """The telling on show."""
        assert self._telling is not None
        return self._telling

    @property
    def telling_id(self) -> str:
        """Its id; empty while none is on show."""
        return self._telling.telling.id if self._telling is not None else ""

    @property
    def knows(self) -> bool:
        """Whether times and changes can be shown at once; where not, :meth:`know_all` is called by and by."""
        return self.telling.worked_out or not self.telling.is_long

    def show_telling(self, telling: "Assembled") -> None:
        """Show it, or show it anew: what has the keyboard keeps it, and what is half typed stays.

        What was typed for another telling must be settled by then.
        """
        self._another = telling.telling.id != self.telling_id
        self._telling = telling
        self.refresh()
        self._another = False

    def fill(self, field: LineField | TextField, text: str) -> None:
        """Show what is kept; of the same telling, what is being typed or could not be kept stays instead."""
        if self._another:
            field.set_text(text)
        else:
            field.show_text(text)

    def put_away(self) -> None:
        """None is on show any more; what was typed is settled, or not wanted."""

    def refresh(self) -> None:
        """Show what ``telling`` says now."""

    def know_all(self) -> None:
        """The telling on show is worked out now; of a long one that is known only after a while."""

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
        return QSize(px(220), px(160))
