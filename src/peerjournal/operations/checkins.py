"""Check in: what is asked, what is answered, and its versions. Each change is one durable transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.checkin import (
    ANSWERS,
    ASKED_AT_FIRST,
    CheckIn,
    CheckInVersion,
    Question,
    first_feelings,
    same_answers,
    tidied,
    tidy_labels,
)
from peerjournal.journal.entry import new_id
from peerjournal.operations.drafted import Drafted, same_moment
from peerjournal.operations.half_typed import DialogShelf
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.operations.writing import check_moment
from peerjournal.store import checkins as store
from peerjournal.store.preferences import preference, put_preference
from peerjournal.vault.engine import Transaction

_ASKED, _FEELINGS = "check-in asks", "feeling words"


def numbers_typed(check_in_id: str) -> DialogShelf:
    """Where what was typed in a check-in for a number, and is none, lies; without an id that of one not yet kept."""
    return DialogShelf("check-in", check_in_id)


def _forget(db: Transaction, check_in_id: str) -> None:
    store.drop_draft(db, check_in_id)
    numbers_typed(check_in_id).forget(db)


KEPT = Kept(
    store.check_in_rows,
    lambda: _("There is no such check-in."),
    lambda: _("Only a check-in in the trash can be deleted for good; nothing was changed."),
    forget=_forget,
)


def _stands_in(kept: CheckIn, draft: CheckIn) -> bool:
    """Whether the draft says nothing else; that it was looked at with other questions open is no change."""
    return _same_words(kept, draft) and kept.entry_id == draft.entry_id


def _same_words(one: CheckIn, other: CheckIn) -> bool:
    return same_answers(one, other) and same_moment(one, other)


def _version(old: CheckIn, kept_at: datetime) -> CheckInVersion:
    said = {name: getattr(old, name) for name in ANSWERS}
    return CheckInVersion(check_in_id=old.id, kept_at=kept_at, at=old.at, **said)


DRAFTED = Drafted(KEPT, store.draft_rows, store.version_rows, tidied, _same_words, _stands_in, _version)

# ---------------------------------------------------------------------------------------------- what is asked


def asked(journal: OpenJournal) -> tuple[Question, ...]:
    """The questions a check-in asks, in their order."""
    with journal.reading() as db:
        chosen = preference(db, _ASKED)
    if chosen is None:
        return ASKED_AT_FIRST
    return tuple(q for q in Question if q.value in chosen)


def ask(journal: OpenJournal, questions: Iterable[Question]) -> None:
    """From now on a check-in asks these."""
    with journal.changing() as db:
        put_preference(db, _ASKED, [q.value for q in questions])


def feelings(journal: OpenJournal) -> tuple[str, ...]:
    """The feeling words to choose from, in the person's order."""
    with journal.reading() as db:
        return _feelings(db)


def set_feelings(journal: OpenJournal, words: Iterable[str]) -> tuple[str, ...]:
    """These are the feeling words from now on. What was said in earlier check-ins stays as it was said."""
    with journal.changing() as db:
        put_preference(db, _FEELINGS, list(tidy_labels(list(words))))
        return _feelings(db)


def _feelings(db: Transaction) -> tuple[str, ...]:
    chosen = preference(db, _FEELINGS)
    return first_feelings() if chosen is None else tuple(chosen)


# -------------------------------------------------------------------------------------------------- check-ins


def new_check_in(journal: OpenJournal, at: datetime | None = None, *, entry_id: str = "") -> CheckIn:
    """A blank one, for now or a moment given. Nothing is written. Raises :class:`BadInput` for a year out of reach."""
    return CheckIn(at=check_moment(at or journal.clock.now()), entry_id=entry_id, sitting=new_id())


def open_check_in(journal: OpenJournal, check_in_id: str) -> CheckIn:
    """As it goes into the form, with a fresh sitting. Raises :class:`NotFound`."""
    return replace(get_check_in(journal, check_in_id), sitting=new_id())


def get_check_in(journal: OpenJournal, check_in_id: str) -> CheckIn:
    """In the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return KEPT.get(db, check_in_id)


def check_ins(journal: OpenJournal, from_on: date | None = None, until_on: date | None = None) -> list[CheckIn]:
    """Those between two days (inclusive), in the order of their local day and time; none from the trash."""
    with journal.reading() as db:
        return store.between(db, from_on, until_on)


def check_ins_of(journal: OpenJournal, entry_id: str) -> list[CheckIn]:
    """Those an entry carries."""
    with journal.reading() as db:
        return store.of_entry(db, entry_id)


def save_draft(journal: OpenJournal, draft: CheckIn) -> None:
    """Keep what stands in the form; what another form left half filled in is settled first.

    Raises :class:`DiskFull` or :class:`NotWritable`.
    """
    with journal.changing() as db:
        DRAFTED.save_draft(db, draft, journal.clock.now())


def settle(journal: OpenJournal, draft: CheckIn) -> CheckIn | None:
    """The draft becomes the check-in; None where a new one says nothing and so leaves no trace.

    The first settling of a sitting keeps what was answered before as a version, later ones do not.
    """
    with journal.changing() as db:
        return DRAFTED.settle(db, draft, journal.clock.now())


def settle_left_drafts(journal: OpenJournal) -> list[CheckIn]:
    """Settle the drafts a killed program left."""
    with journal.changing() as db:
        return DRAFTED.settle_left(db, journal.clock.now())


def record(journal: OpenJournal, check_in: CheckIn) -> CheckIn:
    """A whole new check-in at once. Raises :class:`BadInput` where it says nothing."""
    kept = settle(journal, check_in)
    if kept is None:
        raise BadInput(_("Nothing was answered; nothing was changed."))
    return kept


def versions(journal: OpenJournal, check_in_id: str) -> list[CheckInVersion]:
    """How it stood before, newest first."""
    with journal.reading() as db:
        return store.versions_of(db, check_in_id)


def bring_back(journal: OpenJournal, version_id: str) -> CheckIn:
    """What stood there earlier stands there again; what it replaces is kept as a version. Raises :class:`NotFound`."""
    with journal.changing() as db:
        return DRAFTED.bring_back(db, version_id, journal.clock.now(), new_id(), ANSWERS)


def full_id(journal: OpenJournal, beginning: str) -> str:
    """The one id that begins so. Raises :class:`NotFound` where none or several do."""
    with journal.reading() as db:
        ids = store.find_ids(db, beginning) if beginning.isalnum() else []
    if len(ids) != 1:
        raise NotFound(
            _("Several check-ins begin with this id; please give more of it.")
            if ids
            else _("There is no such check-in.")
        )
    return ids[0]


# ------------------------------------------------------------------------------------------------------ trash


def move_to_trash(journal: OpenJournal, check_in_id: str) -> CheckIn:
    """Into the trash, as it stands in the form. Raises :class:`NotFound`."""
    with journal.changing() as db:
        DRAFTED.settle_draft_of(db, check_in_id, journal.clock.now())
    return KEPT.put(journal, check_in_id, trashed=True)


def restore(journal: OpenJournal, check_in_id: str) -> CheckIn:
    """Back out of the trash. Raises :class:`NotFound`."""
    return KEPT.put(journal, check_in_id, trashed=False)


def in_trash(journal: OpenJournal) -> Sequence[CheckIn]:
    """What lies in the trash, the latest first."""
    return sorted(KEPT.all(journal, trashed=True), key=lambda c: c.at, reverse=True)


def delete_for_good(journal: OpenJournal, check_in_id: str) -> None:
    """With its versions and its draft. Raises :class:`NotFound` for one that is not in the trash."""
    KEPT.delete_for_good(journal, check_in_id)
