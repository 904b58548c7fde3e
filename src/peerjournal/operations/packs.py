"""The co-reflection pack: choose lines of reflections, put them in order and in other words; note back what came of it.

How a pack leaves is in ``pack_handout.py``.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id, tidy_title, whole_characters
from peerjournal.journal.reflection import Reflection
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.operations.writing import check_moment
from peerjournal.sharing import marks, pack
from peerjournal.sharing.audience import Audience
from peerjournal.sharing.handout import Sheet
from peerjournal.sharing.pack import Offered, Pack, PackLine
from peerjournal.sharing.telling import Source
from peerjournal.store import sessions as store
from peerjournal.store import sharing as sharing_store
from peerjournal.vault.engine import Transaction

CO_REFLECTION = "co-reflection"
"""The audience a pack is for at first."""
MOST_LINES = 500


@dataclass(frozen=True)
class Assembled:
    """A pack with all it is made from, at one moment. ``pack`` comes without what was dismissed in it.

    ``reflections`` are those its lines come from and those with private marks, by id.
    """

    pack: Pack
    lines: tuple[PackLine, ...]
    audience: Audience
    source: Source
    reflections: Mapping[str, Reflection]
    dismissed: frozenset[str]

    @cached_property
    def sheet(self) -> Sheet:
        """What would leave."""
        return pack.sheet_of(self.pack, self.lines, self.source.people)


KEPT = Kept(
    store.pack_rows,
    lambda: _("There is no such pack."),
    lambda: _("Only a pack in the trash can be deleted for good; nothing was changed."),
)

# ---------------------------------------------------------------------------------------------- making, changing


def all_packs(journal: OpenJournal, *, trashed: bool = False) -> list[Pack]:
    """The one changed last first."""
    found = KEPT.all(journal, trashed=trashed)
    return sorted(found, key=lambda p: (p.changed_at or datetime.min.replace(tzinfo=UTC), p.id), reverse=True)


def line_counts(journal: OpenJournal) -> Counter[str]:
    """How many lines each pack holds, by its id."""
    with journal.reading() as db:
        return Counter(line.pack_id for line in store.line_rows.all(db))


def get(journal: OpenJournal, pack_id: str) -> Assembled:
    """A pack as it stands, in the trash or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return assemble(db, pack_id)


def assemble(db: Transaction, pack_id: str) -> Assembled:
    """The same inside a transaction."""
    found = KEPT.get(db, pack_id)
    lines = tuple(store.lines_of(db, pack_id))
    audience = sharing_store.find_audience(db, found.audience_id)
    assert audience is not None  # a foreign key holds it
    wanted = {line.reflection_id for line in lines}
    reflections = {r.id: r for r in store.with_ids(db, wanted)} | {r.id: r for r in store.marked(db)}
    dismissed = frozenset(found.dismissed)
    return Assembled(replace(found, dismissed=()), lines, audience, sharing_store.source(db), reflections, dismissed)


def new_pack(journal: OpenJournal, title: str = "", *, on: date | None = None, audience_id: str = "") -> Pack:
    """An empty one: nothing is chosen. Raises :class:`BadInput` where there is no audience to take it to."""
    now = journal.clock.now()
    with journal.changing() as db:
        there = [a.id for a in sharing_store.all_audiences(db)]
        wanted = audience_id or (CO_REFLECTION if CO_REFLECTION in there else next(iter(there), ""))
        if wanted not in there:
            raise BadInput(_("There is no audience to take it to yet; one can be added in the lights table."))
        made = Pack(new_id(), wanted, tidy_title(title), _day(on), created_at=now, changed_at=now)
        store.pack_rows.put(db, made)
    return made


def change(journal: OpenJournal, changed: Pack) -> Pack:
    """Its title, day and language. Raises :class:`NotFound`, or :class:`BadInput` for a year out of reach."""
    with journal.changing() as db:
        old = KEPT.get(db, changed.id)
        kept = replace(old, title=tidy_title(changed.title), on=_day(changed.on), language=changed.language)
        if kept != old:
            kept.changed_at = journal.clock.now()
            store.pack_rows.put(db, kept)
        return kept


def _day(on: date | None) -> date | None:
    if on is not None:
        check_moment(datetime(on.year, on.month, on.day, tzinfo=UTC))
    return on


def note_back(journal: OpenJournal, pack_id: str, discussed: str) -> Pack:
    """What was discussed, noted afterwards; it never leaves with the pack. Raises :class:`NotFound`."""
    with journal.changing() as db:
        old = KEPT.get(db, pack_id)
        words = whole_characters(discussed)
        kept = replace(old, discussed=words, discussed_at=journal.clock.now() if words.strip() else None)
        store.pack_rows.put(db, kept)
        return kept


# -------------------------------------------------------------------------------------------------------- lines


def offered(journal: OpenJournal, reflection_id: str) -> list[Offered]:
    """The lines of a reflection that can be chosen. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return pack.offered(_reflection(db, reflection_id))


def _reflection(db: Transaction, reflection_id: str) -> Reflection:
    found = store.reflection_rows.find(db, store.reflection_rows.table.c.id == reflection_id)
    if found is None or found.trashed_at is not None:
        raise NotFound(_("There is no such reflection; nothing was changed."))
    return found


def choose(journal: OpenJournal, pack_id: str, line: Offered) -> PackLine:
    """Take a line along. One that is in it already is not taken twice.

    Raises :class:`NotFound`, or :class:`BadInput` where the reflection does not offer this line (any more).
    """
    with journal.changing() as db:
        KEPT.get(db, pack_id)
        if line not in pack.offered(_reflection(db, line.reflection_id)):
            raise BadInput(
                _("This line stands there no more; nothing was chosen. Please look at the reflection again.")
            )
        there = store.lines_of(db, pack_id)
        for known in there:
            if _same(known, line.reflection_id, line.text, question=line.question):
                return known
        if len(there) >= MOST_LINES:
            raise BadInput(_("A pack can hold {most} lines at most; nothing was chosen.").format(most=MOST_LINES))
        place = 1 + max((known.position for known in there), default=-1)
        made = PackLine(new_id(), pack_id, line.reflection_id, line.text, line.text, line.question, place)
        store.line_rows.put(db, made)
        _touch(db, journal, pack_id)
    return made


def _same(line: PackLine, reflection_id: str, text: str, *, question: bool) -> bool:
    return (line.reflection_id, line.chosen, line.question) == (reflection_id, text, question)


def reword(journal: OpenJournal, line_id: str, words: str) -> PackLine:
    """Other words for a line, in this pack only. Raises :class:`NotFound`."""
    with journal.changing() as db:
        kept = replace(_line(db, line_id), words=marks.with_tokens(whole_characters(words)))
        store.line_rows.put(db, kept)
        _touch(db, journal, kept.pack_id)
    return kept


def leave_out(journal: OpenJournal, line_id: str) -> PackLine:
    """Take a line out of its pack; the reflection stays. Raises :class:`NotFound`."""
    with journal.changing() as db:
        line = _line(db, line_id)
        store.line_rows.remove(db, store.line_rows.table.c.id == line_id)
        _touch(db, journal, line.pack_id)
    return line


def put_back(journal: OpenJournal, line: PackLine) -> None:
    """A line that was left out stands in its pack again, once. Raises :class:`NotFound` where its pack is gone."""
    with journal.changing() as db:
        KEPT.get(db, line.pack_id)
        there = store.lines_of(db, line.pack_id)
        if not any(_same(known, line.reflection_id, line.chosen, question=line.question) for known in there):
            store.line_rows.put(db, line)
            _touch(db, journal, line.pack_id)


def order(journal: OpenJournal, pack_id: str, line_ids: Sequence[str]) -> None:
    """Put the lines into this order. Questions stay above the others whatever is said here."""
    rank = {id_: n for n, id_ in enumerate(line_ids)}
    with journal.changing() as db:
        there = sorted(store.lines_of(db, pack_id), key=lambda line: rank.get(line.id, len(rank)))
        store.line_rows.put_many(db, [replace(line, position=n) for n, line in enumerate(there)])
        _touch(db, journal, pack_id)


def _line(db: Transaction, line_id: str) -> PackLine:
    found = store.line_rows.find(db, store.line_rows.table.c.id == line_id)
    if found is None:
        raise NotFound(_("This line is no longer in the pack; nothing was changed."))
    return found


def _touch(db: Transaction, journal: OpenJournal, pack_id: str) -> None:
    store.pack_rows.put(db, replace(KEPT.get(db, pack_id), changed_at=journal.clock.now()))


# ----------------------------------------------------------------------------------------------------- dismissals


def dismiss(journal: OpenJournal, pack_id: str, key: str) -> None:
    """Dismiss the finding with this key in one pack, for as long as its words stay the same."""
    _keep_dismissed(journal, pack_id, lambda keys: {*keys, key})


def show_again(journal: OpenJournal, pack_id: str, key: str) -> None:
    """Take a dismissal back."""
    _keep_dismissed(journal, pack_id, lambda keys: keys - {key})


def _keep_dismissed(journal: OpenJournal, pack_id: str, change_keys: Callable[[set[str]], set[str]]) -> None:
    with journal.changing() as db:
        old = KEPT.get(db, pack_id)
        store.pack_rows.put(db, replace(old, dismissed=tuple(sorted(change_keys(set(old.dismissed))))))


# -------------------------------------------------------------------------------------------------------- trash


def move_to_trash(journal: OpenJournal, pack_id: str) -> Pack:
    """Raises :class:`NotFound`."""
    return KEPT.put(journal, pack_id, trashed=True)


def restore(journal: OpenJournal, pack_id: str) -> Pack:
    """Raises :class:`NotFound`."""
    return KEPT.put(journal, pack_id, trashed=False)


def delete_for_good(journal: OpenJournal, pack_id: str) -> None:
    """With its lines. Raises :class:`NotFound` for one that is not in the trash."""
    KEPT.delete_for_good(journal, pack_id)
