"""The people the story mentions, and what was agreed with them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import folded, new_id, tidy_title, whole_characters
from peerjournal.journal.story import LONGEST_NAME, Arrangement, Person
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.people import mentions
from peerjournal.store import stories as store
from peerjournal.vault.engine import Transaction


def all_people(journal: OpenJournal) -> list[Person]:
    """By name."""
    with journal.reading() as db:
        return store.all_people(db)


def people_in_trash(journal: OpenJournal) -> list[Person]:
    """Those taken out of the list, by name."""
    with journal.reading() as db:
        return [p for p in store.all_people(db, trashed=True) if p.trashed_at is not None]


def add_person(
    journal: OpenJournal,
    name: str,
    *,
    nicknames: Iterable[str] = (),
    relation: str = "",
    arrangement: Arrangement = Arrangement.NONE,
    disguise: str = "",
    agreed_on: date | None = None,
) -> Person:
    """A new person. Raises :class:`BadInput` without a name, or where somebody is called so already."""
    person = Person(new_id(), name, tuple(nicknames), relation, arrangement, disguise, agreed_on)
    return _keep(journal, person, new=True)


def arrange(
    journal: OpenJournal,
    name: str,
    *,
    nicknames: Iterable[str] = (),
    arrangement: Arrangement = Arrangement.NONE,
    disguise: str = "",
) -> Person:
    """Say what was agreed with somebody: a new person, or one so far only named in a part.

    Raises :class:`BadInput` as :func:`add_person`.
    """
    for other in all_people(journal):
        bare = other.arrangement is Arrangement.NONE and not (other.nicknames or other.relation or other.note)
        if bare and folded(other.name) == folded(tidy_title(name)):
            said = replace(other, nicknames=tuple(nicknames), arrangement=arrangement, disguise=disguise)
            return _keep(journal, said, new=False)
    return add_person(journal, name, nicknames=nicknames, arrangement=arrangement, disguise=disguise)


def change_person(journal: OpenJournal, person: Person) -> Person:
    """Keep what was changed. Raises :class:`NotFound`, or :class:`BadInput` as :func:`add_person`."""
    return _keep(journal, person, new=False)


def _keep(journal: OpenJournal, person: Person, *, new: bool) -> Person:
    kept = _clean(person)
    with journal.changing() as db:
        if not new:
            _get(db, person.id)
        _refuse_same_name(db, kept)
        if kept.arrangement is Arrangement.AGREED and kept.agreed_on is None:
            kept.agreed_on = journal.clock.now().date()
        store.person_rows.put(db, kept)
    return kept


def _clean(person: Person) -> Person:
    name = tidy_title(person.name)[:LONGEST_NAME]
    if not any(c.isalnum() for c in name):
        raise BadInput(_("Please give the person a name; nothing was changed."))
    disguise = tidy_title(person.disguise)
    if person.arrangement is Arrangement.DISGUISE and not disguise:
        raise BadInput(_("Please say what stands in the place of the name, such as “my sister”; nothing was changed."))
    nicknames = tuple(dict.fromkeys(n for n in (tidy_title(x)[:LONGEST_NAME] for x in person.nicknames) if n))
    return replace(
        person,
        name=name,
        nicknames=nicknames,
        relation=tidy_title(person.relation),
        disguise=disguise,
        note=whole_characters(person.note),
    )


def _refuse_same_name(db: Transaction, person: Person) -> None:
    names = {folded(n) for n in person.names}
    for other in store.all_people(db):
        if other.id != person.id and names & {folded(n) for n in other.names}:
            raise BadInput(
                _(
                    "Somebody in your story is called so already; nothing was changed."
                    " A surname, or a word, tells them apart."
                )
            )


def _get(db: Transaction, person_id: str) -> Person:
    person = store.find_person(db, person_id)
    if person is None:
        raise NotFound(_("There is no such person."))
    return person


def find_person(journal: OpenJournal, meant: str) -> Person:
    """By id, name or nickname, whatever its case. Raises :class:`NotFound`."""
    wanted = folded(meant.strip())
    for person in all_people(journal):
        if person.id == meant.strip() or wanted in {folded(n) for n in person.names}:
            return person
    raise NotFound(_("There is no such person; “person add” adds one. Nothing was changed."))


def move_to_trash(journal: OpenJournal, person_id: str) -> Person:
    """Take a person out of the list. Raises :class:`NotFound`."""
    return _put(journal, person_id, trashed=True)


def restore(journal: OpenJournal, person_id: str) -> Person:
    """Back into the list. Raises :class:`NotFound`."""
    return _put(journal, person_id, trashed=False)


def _put(journal: OpenJournal, person_id: str, *, trashed: bool) -> Person:
    with journal.changing() as db:
        person = replace(_get(db, person_id), trashed_at=journal.clock.now() if trashed else None)
        if not trashed:
            _refuse_same_name(db, person)
        store.person_rows.put(db, person)
        return person


def delete_for_good(journal: OpenJournal, person_id: str) -> None:
    """Take a person out of the journal. Raises :class:`NotFound` for one that was not taken out of the list before.

    Raises :class:`BadInput` while a part still names somebody who is disguised or left out: with the person the
    arrangement would go, and the name could leave.
    """
    with journal.changing() as db:
        person = _get(db, person_id)
        if person.trashed_at is None:
            raise NotFound(_("Only a person taken out of the list can be deleted for good; nothing was changed."))
        if person.arrangement in {Arrangement.DISGUISE, Arrangement.LEAVE_OUT} and any(
            mentions(f"{part.title}\n{part.text}", [person]) for part in store.all_parts(db)
        ):
            raise BadInput(
                _("A part still names this person, and the arrangement protects the name; nothing was changed.")
            )
        store.remove_person(db, person_id)
