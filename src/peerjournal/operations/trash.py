"""The trash: everything deleted lies here first, until the person empties it or the days set have passed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from peerjournal.errors import NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import Entry
from peerjournal.operations import (
    checkins,
    followups,
    packs,
    plan,
    prompts,
    scales,
    sessions,
    story,
    tellings,
    trackers,
    wellbeing,
)
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.store import entries as store

_KINDS: tuple[Kept[Any], ...] = (
    *(checkins.KEPT, trackers.KEPT, scales.RESULTS, scales.KEPT, wellbeing.KEPT),
    *(sessions.KEPT, followups.KEPT, packs.KEPT, prompts.KEPT, *plan.TRASHABLE),
)


def move_to_trash(journal: OpenJournal, entry_id: str) -> Entry:
    """Into the trash, with everything that hangs on it. Raises :class:`NotFound`."""
    return _put(journal, entry_id, trashed=True)


def restore(journal: OpenJournal, entry_id: str) -> Entry:
    """Back out of the trash. Raises :class:`NotFound`."""
    return _put(journal, entry_id, trashed=False)


def _put(journal: OpenJournal, entry_id: str, *, trashed: bool) -> Entry:
    with journal.changing() as db:
        old = store.find(db, entry_id)
        if old is None:
            raise NotFound(_("There is no such entry."))
        new = replace(old, trashed_at=journal.clock.now() if trashed else None)
        store.change(db, old, new)
        return new


def delete_for_good(journal: OpenJournal, entry_id: str) -> None:
    """Take one entry out of the trash and out of the journal, with its versions. It cannot come back.

    Raises :class:`NotFound` for an entry that is not in the trash.
    """
    with journal.changing() as db:
        entry = store.find(db, entry_id)
        if entry is None or entry.trashed_at is None:
            raise NotFound(_("Only an entry in the trash can be deleted for good; nothing was changed."))
        store.remove(db, entry_id)


def empty_trash(journal: OpenJournal) -> int:
    """Delete everything in the trash for good; returns how many entries that were."""
    return _remove_older(journal, timedelta())


def empty_old_trash(journal: OpenJournal, days: int) -> int:
    """Delete for good what has lain in the trash for ``days`` days or more, whatever its kind.

    0 days means never. Returns how many that were.
    """
    if days <= 0:
        return 0
    latest = journal.clock.now() - timedelta(days=days)
    with journal.changing() as db:
        emptied = sum(kind.empty_old(db, latest) for kind in _KINDS)
    emptied += story.empty_old_trash(journal, days) + tellings.empty_old_trash(journal, days)
    return emptied + _remove_older(journal, timedelta(days=days))


def _remove_older(journal: OpenJournal, age: timedelta) -> int:
    now = journal.clock.now()
    with journal.changing() as db:
        old = [entry_id for entry_id, trashed_at in store.trashed(db) if now - trashed_at >= age]
        for entry_id in old:
            store.remove(db, entry_id)
    return len(old)
