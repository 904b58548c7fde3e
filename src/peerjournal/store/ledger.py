"""The ledger: lines and what was added to them later are only ever written, never rewritten."""

from datetime import date

from sqlalchemy import Connection, insert

from peerjournal.sharing.disclosure import AfterCare, CareState, Disclosure, DisclosureNote
from peerjournal.store.rows import Rows
from peerjournal.store.schema import after_cares, disclosure_notes, disclosures

_lines = Rows(disclosures, Disclosure)
_notes = Rows(disclosure_notes, DisclosureNote)
_cares = Rows(after_cares, AfterCare)


def add(db: Connection, line: Disclosure) -> None:
    """A new line."""
    db.execute(insert(disclosures), {c.name: getattr(line, c.name) for c in disclosures.c})


def add_note(db: Connection, note: DisclosureNote) -> None:
    """Something said about a line later."""
    db.execute(insert(disclosure_notes), {c.name: getattr(note, c.name) for c in disclosure_notes.c})


def all_lines(db: Connection) -> list[Disclosure]:
    """Newest first."""
    return sorted(_lines.all(db), key=lambda d: (d.at, d.id), reverse=True)


def find(db: Connection, disclosure_id: str) -> Disclosure | None:
    """The line with this id."""
    return _lines.find(db, disclosures.c.id == disclosure_id)


def notes(db: Connection, disclosure_id: str | None = None) -> list[DisclosureNote]:
    """What was added to one line or to all, the oldest first."""
    where = [] if disclosure_id is None else [disclosure_notes.c.disclosure_id == disclosure_id]
    return sorted(_notes.all(db, *where), key=lambda n: n.at)


def knows_audience(db: Connection, audience_id: str) -> bool:
    """Whether any line names this audience."""
    return _lines.find(db, disclosures.c.audience_id == audience_id) is not None


def forget(db: Connection, disclosure_id: str) -> int:
    """Take a line and all that hangs on it out for good."""
    return _lines.remove(db, disclosures.c.id == disclosure_id)


def put_care(db: Connection, care: AfterCare) -> None:
    """A look-back, new or answered."""
    _cares.put(db, care)


def find_care(db: Connection, care_id: str) -> AfterCare | None:
    """The look-back with this id."""
    return _cares.find(db, after_cares.c.id == care_id)


def cares_of(db: Connection, disclosure_id: str) -> list[AfterCare]:
    """The look-backs of a line, in their order."""
    return _cares.all(db, after_cares.c.disclosure_id == disclosure_id, order_by=[after_cares.c.step])


def due(db: Connection, on: date) -> list[AfterCare]:
    """Open look-backs due by that day, the earliest first."""
    return _cares.all(
        db,
        after_cares.c.state == CareState.OPEN,
        after_cares.c.due_on <= on,
        order_by=[after_cares.c.due_on, after_cares.c.step, after_cares.c.id],
    )
