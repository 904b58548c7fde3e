"""Write: drafts, entries, versions. Each call is one durable transaction and may come from any thread."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import (
    Draft,
    Entry,
    Place,
    Version,
    new_id,
    tidy_tags,
    tidy_title,
    whole_characters,
)
from peerjournal.operations.journals import OpenJournal
from peerjournal.store import entries as store
from peerjournal.vault.engine import Transaction

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


def check_moment(moment: datetime) -> datetime:
    """The moment, if it is one a journal can hold. Raises :class:`BadInput`."""
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise BadInput(
            _("The year must lie between {first} and {last}; nothing was changed.").format(
                first=EARLIEST_YEAR, last=LATEST_YEAR
            )
        )
    return moment.replace(microsecond=0)


def new_draft(journal: OpenJournal, at: datetime | None = None) -> Draft:
    """A blank draft of a new entry, now or at a moment given. Nothing is written."""
    return Draft(new_id(), check_moment(at or journal.clock.now()))


def open_draft(journal: OpenJournal, entry_id: str) -> Draft:
    """An entry as it goes into the editor, with a fresh sitting. Raises :class:`NotFound`."""
    entry = get_entry(journal, entry_id)
    return Draft(entry.id, entry.written_at, entry.title, entry.text, entry.tags, entry.starred)


def get_entry(journal: OpenJournal, entry_id: str) -> Entry:
    """The entry, in the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return _get(db, entry_id)


def full_id(journal: OpenJournal, beginning: str) -> str:
    """The one id that begins so. Raises :class:`NotFound` where none or several do."""
    with journal.reading() as db:
        ids = store.find_ids(db, beginning) if beginning.isalnum() else []
    if len(ids) != 1:
        raise NotFound(
            _("Several entries begin with this id; please give more of it.") if ids else _("There is no such entry.")
        )
    return ids[0]


def _get(db: Transaction, entry_id: str) -> Entry:
    entry = store.find(db, entry_id)
    if entry is None:
        raise NotFound(_("There is no such entry."))
    return entry


def save_draft(journal: OpenJournal, draft: Draft) -> None:
    """Keep what stands in the editor. Raises :class:`DiskFull` or :class:`NotWritable`."""
    with journal.changing() as db:
        store.put_draft(db, _clean(draft))


def settle(journal: OpenJournal, draft: Draft) -> Entry | None:
    """The draft becomes the entry; None where a new one says nothing and so leaves no trace.

    The first settling of a sitting keeps the wording before it as a version, later ones do not.
    """
    with journal.changing() as db:
        return _settle(db, _clean(draft), journal.clock.now())


def settle_left_drafts(journal: OpenJournal) -> list[Entry]:
    """Settle the drafts a killed program left, and remember the last one as the place to go back to."""
    with journal.changing() as db:
        settled = []
        for draft in store.all_drafts(db):
            entry = _settle(db, draft, journal.clock.now())
            if entry is not None:
                settled.append(entry)
                store.put_place(db, Place(draft.entry_id, draft.cursor, draft.anchor, writing=True))
        return settled


def _clean(draft: Draft) -> Draft:
    return replace(
        draft,
        title=tidy_title(draft.title),
        text=whole_characters(draft.text),
        tags=tidy_tags(draft.tags),
        written_at=check_moment(draft.written_at),
    )


def _settle(db: Transaction, draft: Draft, now: datetime) -> Entry | None:
    store.drop_draft(db, draft.entry_id)
    old = store.find(db, draft.entry_id)
    if old is None:
        if not draft.says_something:
            return None
        entry = Entry(
            draft.entry_id, draft.written_at, draft.title, draft.text, draft.tags, draft.starred, now,
            sitting=draft.sitting,
        )  # fmt: skip
        store.add(db, entry)
        return entry
    new = replace(
        old,
        written_at=draft.written_at,
        title=draft.title,
        text=draft.text,
        tags=draft.tags,
        starred=draft.starred,
    )
    if new == old:
        return old
    new.changed_at, new.sitting = now, draft.sitting
    reworded = (old.title, old.text, old.tags) != (new.title, new.text, new.tags)
    if reworded and old.sitting != draft.sitting:
        _keep_version(db, old, now)
    store.change(db, old, new)
    return new


def _keep_version(db: Transaction, entry: Entry, now: datetime) -> None:
    kept_at = entry.changed_at or now
    store.add_version(db, Version(new_id(), entry.id, kept_at, entry.title, entry.text, entry.tags))


def write_entry(
    journal: OpenJournal,
    *,
    text: str,
    title: str = "",
    tags: Iterable[str] = (),
    written_at: datetime | None = None,
    starred: bool = False,
) -> Entry:
    """A whole new entry at once. Raises :class:`BadInput` where it says nothing or the year is out of reach."""
    draft = replace(new_draft(journal, written_at), title=title, text=text, tags=tuple(tags), starred=starred)
    if not draft.says_something:
        raise BadInput(_("There is no text to write; nothing was changed."))
    entry = settle(journal, draft)
    assert entry is not None
    return entry


def write_entries(journal: OpenJournal, many: Iterable[Entry]) -> int:
    """Many new entries in one transaction; returns how many."""
    with journal.changing() as db:
        return store.add_many(db, many)


def remember_place(journal: OpenJournal, place: Place) -> None:
    """Where the person is, to come back to after the next unlock."""
    with journal.changing() as db:
        store.put_place(db, place)


def last_place(journal: OpenJournal) -> Place | None:
    """Where the person was; None if that entry is gone or in the trash."""
    with journal.reading() as db:
        return store.find_place(db)


def versions(journal: OpenJournal, entry_id: str) -> list[Version]:
    """Earlier wordings, newest first."""
    with journal.reading() as db:
        return store.versions_of(db, entry_id)


def bring_back(journal: OpenJournal, version_id: str) -> Entry:
    """An earlier wording becomes the entry's; the one it replaces is kept as a version.

    Raises :class:`NotFound`.
    """
    with journal.changing() as db:
        version = store.find_version(db, version_id)
        if version is None:
            raise NotFound(_("This earlier version is no longer there; nothing was changed."))
        old = _get(db, version.entry_id)
        now = journal.clock.now()
        _keep_version(db, old, now)
        new = replace(old, title=version.title, text=version.text, tags=version.tags, changed_at=now, sitting=new_id())
        store.drop_draft(db, old.id)
        store.change(db, old, new)
        return new
