"""What is kept, goes into the trash first, and can come back: one way for every simple kind of thing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from peerjournal.errors import NotFound
from peerjournal.operations.journals import OpenJournal
from peerjournal.store.rows import Rows
from peerjournal.vault.engine import Transaction


class Trashable(Protocol):
    """A dataclass that can lie in the trash."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    id: str
    trashed_at: datetime | None


T = TypeVar("T", bound=Trashable)


@dataclass(frozen=True)
class Kept(Generic[T]):
    """The rows of one kind of thing. ``no_such`` and ``not_in_trash`` give the sentences of its errors.

    ``forget`` takes out, by id, what the table cannot take out along with a row that is deleted for good;
    ``may_return`` raises where something cannot come back out of the trash.
    """

    rows: Rows[T]
    no_such: Callable[[], str]
    not_in_trash: Callable[[], str]
    forget: Callable[[Transaction, str], object] = lambda _db, _id: None
    may_return: Callable[[Transaction, T], object] = lambda _db, _item: None

    def get(self, db: Transaction, id_: str) -> T:
        """In the trash or not. Raises :class:`NotFound`."""
        found = self.rows.find(db, self.rows.table.c.id == id_)
        if found is None:
            raise NotFound(self.no_such())
        return found

    def all(self, journal: OpenJournal, *, trashed: bool = False) -> list[T]:
        """Those not in the trash, or those in it, by id."""
        with journal.reading() as db:
            return self.rows.all(db, self._lying(trashed=trashed), order_by=[self.rows.table.c.id])

    def put(self, journal: OpenJournal, id_: str, *, trashed: bool) -> T:
        """Into the trash, or out of it. Raises :class:`NotFound`."""
        with journal.changing() as db:
            return self.put_in(db, id_, journal.clock.now() if trashed else None)

    def put_in(self, db: Transaction, id_: str, trashed_at: datetime | None) -> T:
        """The same, within a transaction."""
        changed = replace(self.get(db, id_), trashed_at=trashed_at)
        if trashed_at is None:
            self.may_return(db, changed)
        self.rows.put(db, changed)
        return changed

    def delete_for_good(self, journal: OpenJournal, id_: str) -> None:
        """With all that hangs on it. Raises :class:`NotFound` for what is not in the trash."""
        with journal.changing() as db:
            if self.get(db, id_).trashed_at is None:
                raise NotFound(self.not_in_trash())
            self._remove(db, id_)

    def empty_old(self, db: Transaction, latest: datetime) -> int:
        """Delete for good what lies in the trash since ``latest`` or longer; how many that were."""
        old = [
            row.id
            for row in self.rows.all(db, self._lying(trashed=True))
            if row.trashed_at and row.trashed_at <= latest
        ]
        for id_ in old:
            self._remove(db, id_)
        return len(old)

    def _remove(self, db: Transaction, id_: str) -> None:
        self.forget(db, id_)
        self.rows.remove(db, self.rows.table.c.id == id_)

    def _lying(self, *, trashed: bool) -> Any:
        column = self.rows.table.c.trashed_at
        return column.is_not(None) if trashed else column.is_(None)
