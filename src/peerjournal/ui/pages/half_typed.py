"""Keeps what is half typed on a page and is no draft of anything: lock, close and a killed program lose none of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject

from peerjournal.ui.pages.autosave import TROUBLE, Autosave
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class Shelf(Protocol):
    """Where half-typed things of one kind lie: a module of ``operations``."""

    def put_aside(self, journal: "OpenJournal", half_typed: dict[str, Any], /) -> None:
        """Keep this in place of what was put aside before."""

    def half_typed(self, journal: "OpenJournal", /) -> dict[str, Any]:
        """What was put aside."""


@dataclass(frozen=True)
class Aside:
    """What is half typed, as JSON can hold it."""

    said: dict[str, Any]

    @property
    def text(self) -> str:
        """Nothing long: half-typed things are written at once."""
        return ""


class HalfTyped(QObject):
    """Saves what ``take()`` gives within a second of :meth:`touched`, as an :class:`Autosave` does a draft.

    What cannot be written is told in ``notice`` and tried again. ``shelf`` is asked only when it is needed.
    """

    def __init__(
        self,
        journal: "OpenJournal",
        take: Callable[[], dict[str, Any]],
        shelf: Callable[[], Shelf],
        notice: UndoNotice,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._shelf = shelf
        self._notice = notice
        self._read = False
        self._save: Autosave[Aside] = Autosave(journal, lambda: Aside(take()), self, lambda: _Keeper(shelf()))
        self._save.told.connect(self._tell)
        self.touched = self._save.touched
        self.settle = self._save.settle
        self.save_now = self._save.save_now

    def read(self) -> dict[str, Any]:
        """What was put aside before this page was made; the second time, nothing."""
        if self._read:
            return {}
        found = self._notice.tried(lambda: self._shelf().half_typed(self._journal))
        self._read = found is not None
        return found or {}

    def _tell(self, state: str, sentence: str) -> None:
        if state == TROUBLE and self._notice.sentence() != sentence:
            self._notice.show_sentence(sentence, "problem")


class _Keeper:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def save_draft(self, journal: "OpenJournal", aside: Aside) -> None:
        self._shelf.put_aside(journal, aside.said)

    def settle(self, journal: "OpenJournal", aside: Aside) -> None:
        self._shelf.put_aside(journal, aside.said)
