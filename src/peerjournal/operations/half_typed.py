"""What is half typed in a dialog and is nothing of the journal's yet: it lies here until the dialog is opened again."""

from dataclasses import dataclass
from typing import Any

from peerjournal.operations.journals import OpenJournal
from peerjournal.store.preferences import preference, put_preference

_NAME = "half-typed dialogs"


@dataclass(frozen=True)
class DialogShelf:
    """Where what is half typed in one dialog lies; ``about`` is the id of what the dialog is about, if anything."""

    dialog: str
    about: str = ""

    @property
    def _key(self) -> str:
        return f"{self.dialog} {self.about}".strip()

    def put_aside(self, journal: OpenJournal, half_typed: dict[str, Any]) -> None:
        """Keep this in place of what was put aside before; nothing where it is empty."""
        with journal.changing() as db:
            there = dict(preference(db, _NAME) or {})
            there.pop(self._key, None)
            if half_typed:
                there[self._key] = half_typed
            put_preference(db, _NAME, there)

    def half_typed(self, journal: OpenJournal) -> dict[str, Any]:
        """What was put aside."""
        with journal.reading() as db:
            return dict((preference(db, _NAME) or {}).get(self._key, {}))
