"""What every step has in common by which something is made ready to leave."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.text_field import LineField, TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

A = TypeVar("A")

# In every step operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class Step(QWidget, Generic[A]):
    """One step of a telling or of a pack, which is put together anew after each change.

    ``changed`` carries it as it is after a change made here; ``troubled`` a sentence. Where a step inherits from two
    kinds of step, the one with signals of its own must come first: Qt knows no others.
    """

    changed = Signal(object)
    troubled = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self._now: A | None = None
        self._another = False

    @property
    def now(self) -> A:
        """What is on show, as it was put together last."""
        assert self._now is not None
        return self._now

    @property
    def now_id(self) -> str:
        """Its id; empty while none is on show."""
        return "" if self._now is None else self.id_of(self._now)

    @staticmethod
    def id_of(now: A, /) -> str:
        """Which telling or pack that is."""
        raise NotImplementedError

    def anew(self) -> A:
        """What is on show, put together anew."""
        raise NotImplementedError

    def show_now(self, now: A) -> None:
        """Show it, or show it anew: what has the keyboard keeps it, and what is half typed stays.

        What was typed for another one must be settled by then.
        """
        self._another = self.id_of(now) != self.now_id
        self._now = now
        self.refresh()
        self._another = False

    def fill(self, field: LineField | TextField, text: str) -> None:
        """Show what is kept; of the same one, what is being typed or could not be kept stays instead."""
        if self._another:
            field.set_text(text)
        else:
            field.show_text(text)

    def put_away(self) -> None:
        """None is on show any more; what was typed is settled, or not wanted."""

    def refresh(self) -> None:
        """Show what ``now`` says."""

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then it stays on the screen."""
        return True

    def tried(self, act: Callable[[], A]) -> bool:
        """Do it and show what came of it, or say why not."""
        try:
            now = act()
        except PeerJournalError as error:
            self.troubled.emit(str(error))
            return False
        self._now = now
        self.changed.emit(now)
        return True

    def minimumSizeHint(self) -> QSize:
        """Small: a step arranges itself by the room it gets."""
        return QSize(px(220), px(160))
