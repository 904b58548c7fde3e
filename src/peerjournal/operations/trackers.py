"""What a person keeps an eye on: trackers and activities of their own. Each change is one durable transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.checkin import Activity, Dimension, Kind, Tracker, tidy_label
from peerjournal.journal.entry import folded, new_id
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.store import checkins as store
from peerjournal.store.preferences import preference, put_preference
from peerjournal.store.rows import Rows
from peerjournal.store.schema import activities, trackers
from peerjournal.vault.engine import Transaction

_HALF_TYPED = "half-typed questions"

T = TypeVar("T", Tracker, Activity)


def _refuse_taken(db: Transaction, tracker: Tracker) -> None:
    others = store.tracker_rows.all(db, trackers.c.trashed_at.is_(None))
    if any(folded(t.name) == folded(tracker.name) and t.id != tracker.id for t in others):
        raise BadInput(_("There is a tracker of that name already; nothing was changed."))


KEPT = Kept(
    store.tracker_rows,
    lambda: _("There is no such tracker."),
    lambda: _("Only a tracker in the trash can be deleted for good; nothing was changed."),
    forget=store.forget_tracker,
    may_return=_refuse_taken,
)

# --------------------------------------------------------------------------------------------------- trackers


def all_trackers(journal: OpenJournal, *, trashed: bool = False) -> list[Tracker]:
    """In their order; ended ones too."""
    return store.in_order(KEPT.all(journal, trashed=trashed))


def add_tracker(
    journal: OpenJournal,
    name: str,
    kind: Kind,
    *,
    unit: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Tracker:
    """A new one after the others. Raises :class:`BadInput` without a name, with one in use, or if it ends too early."""
    return _put(journal, Tracker(new_id(), name, kind, unit, starts_on, ends_on), new=True)


def change_tracker(journal: OpenJournal, tracker: Tracker) -> Tracker:
    """Its name, unit, days or place. What it holds stays what it is: its kind cannot change.

    Raises :class:`NotFound`, or :class:`BadInput` as :func:`add_tracker`.
    """
    return _put(journal, tracker, new=False)


def find_tracker(journal: OpenJournal, meant: str) -> Tracker:
    """By name, whatever its case, or by id. Raises :class:`NotFound` naming those there are."""
    found = all_trackers(journal)
    for tracker in found:
        if tracker.id == meant.strip() or folded(tracker.name) == folded(tidy_label(meant)):
            return tracker
    raise NotFound(_no_such_tracker(found))


def _no_such_tracker(found: Sequence[Tracker]) -> str:
    if not found:
        return _("There are no trackers yet; they are made in the window, under Wellbeing. Nothing was changed.")
    known = ", ".join(t.name for t in found)
    return _("There is no such tracker; there are: {known}. Nothing was changed.").format(known=known)


def _put(journal: OpenJournal, tracker: Tracker, *, new: bool) -> Tracker:
    kept = replace(tracker, name=tidy_label(tracker.name), unit=tidy_label(tracker.unit)[:20])
    if not kept.name:
        raise BadInput(_("Please give it a name; nothing was changed."))
    if kept.starts_on and kept.ends_on and kept.ends_on < kept.starts_on:
        raise BadInput(_("It would end before it starts; nothing was changed."))
    with journal.changing() as db:
        _refuse_taken(db, kept)
        if new:
            kept.position = 1 + max((t.position for t in store.tracker_rows.all(db)), default=-1)
        else:
            kept.kind = KEPT.get(db, kept.id).kind
        store.tracker_rows.put(db, kept)
    return kept


def move_tracker_to_trash(journal: OpenJournal, tracker_id: str) -> Tracker:
    """Out of sight, with all it holds. Raises :class:`NotFound`."""
    return KEPT.put(journal, tracker_id, trashed=True)


def restore_tracker(journal: OpenJournal, tracker_id: str) -> Tracker:
    """Back, with all it holds. Raises :class:`NotFound`, or :class:`BadInput` where its name is taken by now."""
    return KEPT.put(journal, tracker_id, trashed=False)


def delete_tracker_for_good(journal: OpenJournal, tracker_id: str) -> None:
    """With every number kept under it. Raises :class:`NotFound` for one not in the trash."""
    KEPT.delete_for_good(journal, tracker_id)


def order_trackers(journal: OpenJournal, ids: Sequence[str]) -> None:
    """They stand in this order from now on."""
    with journal.changing() as db:
        _order(db, store.tracker_rows, ids)


def put_aside(journal: OpenJournal, half_typed: dict[str, Any]) -> None:
    """Keep what is half typed about trackers, activities and feeling words, in place of what was put aside before."""
    with journal.changing() as db:
        put_preference(db, _HALF_TYPED, half_typed)


def half_typed(journal: OpenJournal) -> dict[str, Any]:
    """What was put aside."""
    with journal.reading() as db:
        return dict(preference(db, _HALF_TYPED) or {})


# ------------------------------------------------------------------------------------------------- activities


def all_activities(journal: OpenJournal) -> list[Activity]:
    """In the order of the dimensions and of the person; those not offered any more too."""
    with journal.reading() as db:
        return _activities(db)


def add_activity(journal: OpenJournal, dimension: Dimension, name: str) -> Activity:
    """A new one after the others. One of that name that is not offered any more is offered again.

    Raises :class:`BadInput` without a name or with one in use in this dimension.
    """
    activity = Activity(new_id(), dimension, _named(name))
    with journal.changing() as db:
        others = _activities(db)
        for other in others:
            if other.dimension is dimension and folded(other.name) == folded(activity.name):
                if not other.ended:
                    raise BadInput(_("There is an activity of that name already; nothing was changed."))
                activity = replace(other, ended=False)
                break
        else:
            activity.position = 1 + max((a.position for a in others), default=-1)
        store.activity_rows.put(db, activity)
    return activity


def rename_activity(journal: OpenJournal, activity_id: str, name: str) -> Activity:
    """Everywhere, also where it was done before.

    Raises :class:`NotFound`, or :class:`BadInput` without a name or with one in use in this dimension.
    """
    named = _named(name)
    with journal.changing() as db:
        activity = _get_activity(db, activity_id)
        for other in _activities(db):
            same = other.dimension is activity.dimension and folded(other.name) == folded(named)
            if same and other.id != activity.id:
                raise BadInput(_("There is an activity of that name already; nothing was changed."))
        activity.name = named
        store.activity_rows.put(db, activity)
        return activity


def end_activity(journal: OpenJournal, activity_id: str, *, ended: bool = True) -> Activity:
    """Offer it no longer (or again); where it was done before it stays. Raises :class:`NotFound`."""
    with journal.changing() as db:
        activity = replace(_get_activity(db, activity_id), ended=ended)
        store.activity_rows.put(db, activity)
        return activity


def order_activities(journal: OpenJournal, ids: Sequence[str]) -> None:
    """They stand in this order from now on."""
    with journal.changing() as db:
        _order(db, store.activity_rows, ids)


def find_activity(journal: OpenJournal, meant: str) -> Activity:
    """By name, whatever its case, those still offered first. Raises :class:`NotFound`."""
    found = sorted(all_activities(journal), key=lambda a: a.ended)
    for activity in found:
        if folded(activity.name) == folded(tidy_label(meant)):
            return activity
    known = ", ".join(a.name for a in found if not a.ended)
    raise NotFound(_("There is no such activity; there are: {known}. Nothing was changed.").format(known=known))


def _activities(db: Transaction) -> list[Activity]:
    rank = {dimension: place for place, dimension in enumerate(Dimension)}
    found: list[Activity] = store.in_order(store.activity_rows.all(db))
    return sorted(found, key=lambda a: rank[a.dimension])


def _named(name: str) -> str:
    kept = tidy_label(name)
    if not kept:
        raise BadInput(_("Please give it a name; nothing was changed."))
    return kept


def _get_activity(db: Transaction, activity_id: str) -> Activity:
    activity = store.activity_rows.find(db, activities.c.id == activity_id)
    if activity is None:
        raise NotFound(_("There is no such activity."))
    return activity


def _order(db: Transaction, rows: Rows[T], ids: Sequence[str]) -> None:
    """These in this order, all others after them as they stood."""
    there = store.in_order(rows.all(db))
    place = {id_: n for n, id_ in enumerate(ids)}
    there.sort(key=lambda row: place.get(row.id, len(place)))
    rows.put_many(db, [replace(row, position=n) for n, row in enumerate(there) if row.position != n])
