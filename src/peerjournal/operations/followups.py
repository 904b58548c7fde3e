"""Follow-ups: what is to be come back to, and when. Nothing counts how long it waits."""

from dataclasses import replace
from datetime import date, timedelta

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id, one_line
from peerjournal.journal.reflection import FollowState, FollowUp, in_order
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.store import sessions as store

LATER_DAYS = 7

KEPT = Kept(
    store.follow_up_rows,
    lambda: _("There is no such follow-up."),
    lambda: _("Only a follow-up in the trash can be deleted for good; nothing was changed."),
)


def follow_ups(journal: OpenJournal, *, decided: bool = False) -> list[FollowUp]:
    """The open ones, the earliest day first and those without a day last; or the decided ones, the latest first.

    Those of a session in the trash wait there with it.
    """
    with journal.reading() as db:
        there = store.follow_ups_there(db)
    if not decided:
        return in_order([f for f in there if f.state is FollowState.OPEN])
    closed = [f for f in there if f.state is not FollowState.OPEN]
    return sorted(closed, key=lambda f: (f.decided_at is not None, f.decided_at, f.id), reverse=True)


def follow_ups_of(journal: OpenJournal, reflection_id: str) -> list[FollowUp]:
    """Those of one session, open or not."""
    with journal.reading() as db:
        there = store.follow_up_rows.all(db, store.follow_up_rows.table.c.reflection_id == reflection_id)
    return in_order([f for f in there if f.trashed_at is None])


def follow_ups_due(journal: OpenJournal) -> list[FollowUp]:
    """The open ones whose day has come, the earliest first."""
    today = journal.clock.today()
    return [f for f in follow_ups(journal) if f.due_on is not None and f.due_on <= today]


def add_follow_up(journal: OpenJournal, text: str, due_on: date | None = None, *, reflection_id: str = "") -> FollowUp:
    """A new one. Raises :class:`BadInput` without words."""
    follow_up = FollowUp(new_id(), _worded(text), due_on, reflection_id)
    with journal.changing() as db:
        store.follow_up_rows.put(db, follow_up)
    return follow_up


def change_follow_up(journal: OpenJournal, follow_up: FollowUp) -> FollowUp:
    """Other words, or another day. Raises :class:`NotFound`, or :class:`BadInput` without words."""
    with journal.changing() as db:
        kept = replace(KEPT.get(db, follow_up.id), text=_worded(follow_up.text), due_on=follow_up.due_on)
        store.follow_up_rows.put(db, kept)
    return kept


def change_back(journal: OpenJournal, before: FollowUp, changed: FollowUp) -> FollowUp:
    """Take back what made ``before`` into ``changed``; words or a day that were changed again since stay.

    Raises :class:`NotFound`.
    """
    with journal.changing() as db:
        now = KEPT.get(db, before.id)
        text = before.text if now.text == changed.text else now.text
        due_on = before.due_on if now.due_on == changed.due_on else now.due_on
        kept = replace(now, text=text, due_on=due_on)
        store.follow_up_rows.put(db, kept)
    return kept


def _worded(text: str) -> str:
    words = one_line(text)
    if not words:
        raise BadInput(_("Please say in a few words what to come back to; nothing was changed."))
    return words


def decide(journal: OpenJournal, follow_up_id: str, state: FollowState) -> FollowUp:
    """Done, let go, or open again. Raises :class:`NotFound`."""
    with journal.changing() as db:
        decided_at = None if state is FollowState.OPEN else journal.clock.now()
        kept = replace(KEPT.get(db, follow_up_id), state=state, decided_at=decided_at)
        store.follow_up_rows.put(db, kept)
    return kept


def later(journal: OpenJournal, follow_up_id: str, on: date | None = None) -> FollowUp:
    """Ask again on a day given, or in a week. Raises :class:`NotFound`."""
    day = on or journal.clock.today() + timedelta(days=LATER_DAYS)
    with journal.changing() as db:
        kept = replace(KEPT.get(db, follow_up_id), due_on=day)
        store.follow_up_rows.put(db, kept)
    return kept


def move_to_trash(journal: OpenJournal, follow_up_id: str) -> FollowUp:
    """Raises :class:`NotFound`."""
    return KEPT.put(journal, follow_up_id, trashed=True)


def restore(journal: OpenJournal, follow_up_id: str) -> FollowUp:
    """Raises :class:`NotFound`."""
    return KEPT.put(journal, follow_up_id, trashed=False)


def delete_for_good(journal: OpenJournal, follow_up_id: str) -> None:
    """Raises :class:`NotFound` for one that is not in the trash."""
    KEPT.delete_for_good(journal, follow_up_id)
