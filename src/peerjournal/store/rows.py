"""Plain dataclasses in and out of a table whose columns carry the names of their fields."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

T = TypeVar("T")


class Rows(Generic[T]):
    """One table and the class its rows are. Every call works inside the transaction of the connection given.

    The statements are put together once: that costs more than the database needs to run them.
    """

    def __init__(self, table: Table, kind: type[T]) -> None:
        self.table = table
        self._kind = kind
        self._names = tuple(c.name for c in table.columns)
        keys = {c.name for c in table.primary_key}
        others = [n for n in self._names if n not in keys]
        statement = insert(table)
        self._put = (
            statement.on_conflict_do_update(
                index_elements=sorted(keys), set_={n: statement.excluded[n] for n in others}
            )
            if others
            else statement.on_conflict_do_nothing()
        )
        self._select = select(table)

    def put(self, db: Connection, item: T) -> None:
        """Write it, in the place of a row with the same key."""
        db.execute(self._put, self._values(item))

    def put_many(self, db: Connection, items: Iterable[T]) -> None:
        """Write several."""
        rows = [self._values(item) for item in items]
        if rows:
            db.execute(self._put, rows)

    def find(self, db: Connection, *where: ColumnElement[bool]) -> T | None:
        """The one row for which this holds."""
        row = db.execute(self._select.where(*where)).mappings().first()
        return None if row is None else self._kind(**row)

    def all(
        self, db: Connection, *where: ColumnElement[bool], order_by: Iterable[Column[Any] | ColumnElement[Any]] = ()
    ) -> list[T]:
        """Every row for which this holds."""
        found = db.execute(self._select.where(*where).order_by(*order_by)).mappings()
        return [self._kind(**row) for row in found]

    def remove(self, db: Connection, *where: ColumnElement[bool]) -> int:
        """Take the rows for which this holds out; how many those were."""
        return db.execute(delete(self.table).where(*where)).rowcount

    def _values(self, item: T) -> dict[str, Any]:
        return {name: getattr(item, name) for name in self._names}
