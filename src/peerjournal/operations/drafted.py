"""What is filled in as a draft and then becomes the thing itself, with a version of what stood there before.

One way for every kind of form: a draft is a row of the same class in a table of its own. ``sitting`` names the sitting
that changed a thing last; the first settling of another sitting keeps what stood there as a version, later ones do not.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from peerjournal.errors import NotFound
from peerjournal.i18n import _
from peerjournal.operations.kept import Kept
from peerjournal.store.rows import Rows
from peerjournal.vault.engine import Transaction


class Form(Protocol):
    """A dataclass that is filled in."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    id: str
    at: datetime
    sitting: str
    changed_at: datetime | None
    trashed_at: datetime | None

    @property
    def says_something(self) -> bool:
        """False while there is nothing to keep."""


T = TypeVar("T", bound=Form)
V = TypeVar("V")


@dataclass(frozen=True)
class Drafted(Generic[T, V]):
    """Forms of one kind. ``tidied`` gives one as it is kept, ``version`` an earlier one as a version, kept at a moment.

    ``same_words``: no version is needed between the two. ``stands_in``: nothing at all is new in the draft (second).
    ``becoming`` does what goes with it when a draft or an earlier version becomes the thing (what stood there before
    may be None).
    """

    kept: Kept[T]
    drafts: Rows[T]
    versions: Rows[V]
    tidied: Callable[[T], T]
    same_words: Callable[[T, T], bool]
    stands_in: Callable[[T, T], bool]
    version: Callable[[T, datetime], V]
    becoming: Callable[[Transaction, T | None, T, datetime], T] = lambda _db, _old, draft, _now: draft

    def save_draft(self, db: Transaction, draft: T, now: datetime) -> None:
        """Keep what stands in the form; what another form left half filled in is settled first."""
        left = self.draft_of(db, draft.id)
        if left is not None and left.sitting != draft.sitting:
            self.settle(db, left, now)
        self.drafts.put(db, self.tidied(draft))

    def settle(self, db: Transaction, draft: T, now: datetime) -> T | None:
        """The draft becomes the thing; None where a new one says nothing and so leaves no trace."""
        draft = self.tidied(draft)
        old = self.kept.rows.find(db, self.kept.rows.table.c.id == draft.id)
        left = self.draft_of(db, draft.id)
        elsewhere = left is not None and left.sitting != draft.sitting
        if old is not None and self.stands_in(old, draft):
            if not elsewhere:
                self.drop_draft(db, draft.id)
            return old
        self.drop_draft(db, draft.id)
        if left is not None and elsewhere:
            # What another form holds of it, half filled in, goes in first, and so stays as a version.
            old = self.settle(db, left, now)
        if old is None and not draft.says_something:
            return None
        new = replace(self.becoming(db, old, draft, now), changed_at=now)
        if old is not None:
            # What may have happened to it meanwhile elsewhere stays: the form knows nothing of the trash.
            new = replace(new, trashed_at=old.trashed_at)
            if old.sitting != new.sitting and not self.same_words(old, new):
                self.versions.put(db, self.version(old, old.changed_at or now))
        self.kept.rows.put(db, new)
        return new

    def settle_left(self, db: Transaction, now: datetime) -> list[T]:
        """Settle the drafts a killed program left."""
        settled = [self.settle(db, draft, now) for draft in self.drafts.all(db)]
        return [one for one in settled if one is not None]

    def settle_draft_of(self, db: Transaction, id_: str, now: datetime) -> None:
        """What is being filled in becomes the thing, before something else is made of it."""
        draft = self.draft_of(db, id_)
        if draft is not None:
            self.settle(db, draft, now)

    def bring_back(self, db: Transaction, version_id: str, now: datetime, sitting: str, names: tuple[str, ...]) -> T:
        """What a version says stands there again: the fields ``names``, and ``at``. What it replaces becomes a version.

        Raises :class:`NotFound`.
        """
        found = self.versions.find(db, self.versions.table.c.id == version_id)
        if found is None:
            raise NotFound(_("This earlier version is no longer there; nothing was changed."))
        (of,) = (c.name for c in self.versions.table.c if c.foreign_keys)
        thing_id: str = getattr(found, of)
        self.settle_draft_of(db, thing_id, now)
        old = self.kept.get(db, thing_id)
        self.versions.put(db, self.version(old, old.changed_at or now))
        said = {name: getattr(found, name) for name in (*names, "at")}
        new = replace(self.becoming(db, old, replace(old, **said, sitting=sitting), now), changed_at=now)
        self.kept.rows.put(db, new)
        return new

    def draft_of(self, db: Transaction, id_: str) -> T | None:
        """What stands in a form of it, if any."""
        return self.drafts.find(db, self.drafts.table.c.id == id_)

    def drop_draft(self, db: Transaction, id_: str) -> None:
        """The draft is settled or not wanted."""
        self.drafts.remove(db, self.drafts.table.c.id == id_)


def same_moment(one: Form, other: Form) -> bool:
    """Whether both stand at the same time of day in the same zone."""
    # Datetimes are equal at the same instant of another zone, and in both passes of an hour the clocks repeat.
    return one.at.isoformat() == other.at.isoformat()
