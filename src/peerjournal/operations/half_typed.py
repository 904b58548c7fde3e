"""What is half typed in a dialog or a form and is nothing of the journal's yet: it lies here until then."""

from dataclasses import dataclass
from typing import Any

from peerjournal.operations.journals import OpenJournal
from peerjournal.store.preferences import preference, put_preference
from peerjournal.vault.engine import Transaction

_NAME = "half-typed dialogs"


@dataclass(frozen=True)
class DialogShelf:
    """Where what is half typed in one dialog or form lies; ``about`` is the id of what it is about, if anything."""

    dialog: str
    about: str = ""

    @property
    def _key(self) -> str:
        return f"{self.dialog} {self.about}".strip()

    def put_aside(self, journal: OpenJournal, half_typed: dict[str, Any]) -> None:
        """Keep this in place of what was put aside before; nothing where it is empty."""
        with journal.changing() as db:
            put_preference(db, _NAME, _without(db, self._key) | ({self._key: half_typed} if half_typed else {}))

    def forget(self, db: Transaction) -> None:
        """Nothing lies there any more, within a transaction: what it was about is deleted."""
        put_preference(db, _NAME, _without(db, self._key))

    def half_typed(self, journal: OpenJournal) -> dict[str, Any]:
        """What was put aside."""
        with journal.reading() as db:
            return dict((preference(db, _NAME) or {}).get(self._key, {}))


def _without(db: Transaction, key: str) -> dict[str, Any]:
    there = dict(preference(db, _NAME) or {})
    there.pop(key, None)
    return there
