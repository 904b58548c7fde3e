"""What the pages know of the trash of one kind of thing."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class Trash(Protocol):
    """Where things of one kind lie until they are deleted: a module of ``operations``. All raise :class:`NotFound`."""

    def move_to_trash(self, journal: "OpenJournal", kept_id: str, /) -> object:
        """Out of sight, and to be had back."""

    def restore(self, journal: "OpenJournal", kept_id: str, /) -> object:
        """Where it was before."""

    def delete_for_good(self, journal: "OpenJournal", kept_id: str, /) -> object:
        """It cannot come back."""
