"""Today: what is due, what stays out of "on this day", and which of it all the person wants to see."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from peerjournal.errors import NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import EntryRow
from peerjournal.journal.reflection import FollowUp
from peerjournal.operations.followups import follow_ups_due
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.ledger import Due, after_care_due
from peerjournal.store import entries as store
from peerjournal.store.preferences import preference, put_preference
from peerjournal.store.schema import kept_out

MOST_AT_ONCE = 3
"""So many of what is due are shown at first; the rest is behind "more"."""


class TodayCard(StrEnum):
    """What Today can show beside the greeting, in its order. Which of it is the person's choice."""

    CHECK_IN = "check-in"
    WRITE = "write"
    DUE = "due"
    LIGHTS = "lights"
    LEFT_OFF = "left-off"
    OTHER_YEARS = "other-years"


_CARDS = "today leaves out"


def cards(journal: OpenJournal) -> tuple[TodayCard, ...]:
    """Those shown, in their order: all of them, until the person leaves some out."""
    with journal.reading() as db:
        out = set(preference(db, _CARDS) or ())
    return tuple(card for card in TodayCard if card.value not in out)


def show_cards(journal: OpenJournal, wanted: Iterable[TodayCard]) -> None:
    """From now on Today shows these."""
    shown = set(wanted)
    with journal.changing() as db:
        put_preference(db, _CARDS, [card.value for card in TodayCard if card not in shown])


@dataclass(frozen=True)
class DueToday:
    """What is due: look-backs on what was shared first, then follow-ups; each the earliest first."""

    after_care: tuple[Due, ...]
    follow_ups: tuple[FollowUp, ...]

    def __len__(self) -> int:
        return len(self.after_care) + len(self.follow_ups)


def due(journal: OpenJournal) -> DueToday:
    """All that is due; how much of it is shown at once is for the page to say (:data:`MOST_AT_ONCE`)."""
    return DueToday(tuple(after_care_due(journal, most=None)), tuple(follow_ups_due(journal)))


def kept_out_rows(journal: OpenJournal) -> list[EntryRow]:
    """The entries that are kept out of it, newest first."""
    with journal.reading() as db:
        return store.kept_out_rows(db)


def is_kept_out(journal: OpenJournal, entry_id: str) -> bool:
    """Whether this entry is never shown by itself on its day in later years."""
    with journal.reading() as db:
        return db.scalar(kept_out.select().where(kept_out.c.entry_id == entry_id)) is not None


def keep_out(journal: OpenJournal, entry_id: str, *, out: bool = True) -> None:
    """Keep an entry out of "on this day", or let it in again. Raises :class:`NotFound`."""
    with journal.changing() as db:
        if store.find(db, entry_id) is None:
            raise NotFound(_("There is no such entry."))
        db.execute(kept_out.delete().where(kept_out.c.entry_id == entry_id))
        if out:
            db.execute(kept_out.insert(), {"entry_id": entry_id})
