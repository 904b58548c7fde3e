"""The co-reflection pack leaves: first it is looked over and made ready, then exactly that leaves, with a ledger line.

Nothing leaves that was not chosen line by line, and nothing that was not ready in the very same words: the pack is
assembled anew in the transaction that writes its ledger line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id
from peerjournal.journal.reflection import Reflection
from peerjournal.operations.files import whole_file
from peerjournal.operations.handout import line_first, plain_name, refuse_leaks
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.lookover import (
    LookedOver,
    Remark,
    ToldFrom,
    all_leaks,
    hidden_kinds,
    looked_over,
    secrets_of,
)
from peerjournal.operations.packs import Assembled, assemble, get
from peerjournal.sharing import marks
from peerjournal.sharing.disclosure import Disclosure, Way, Worded
from peerjournal.sharing.handout import Sheet
from peerjournal.sharing.lookover import leaks, marked_later
from peerjournal.sharing.lookover.finding import Family, Finding, Secret, Subject, Text
from peerjournal.sharing.lookover.marked_later import Taken
from peerjournal.sharing.prose import as_read
from peerjournal.sharing.telling import cleared
from peerjournal.store import ledger as ledger_store
from peerjournal.vault.engine import Transaction


def look_over_pack(journal: OpenJournal, pack_id: str) -> LookedOver[Assembled]:
    """Everything the look-over says about a pack, identifiers right after leaks. Meant for a worker thread."""
    hidden = frozenset(hidden_kinds(journal))
    assembled = get(journal, pack_id)
    ids, subject = _subject(assembled)
    found = looked_over(assembled, subject, ids, _told_from(assembled, ids), hidden)
    later = marked_later.find(subject, _taken(assembled, ids), [r.finding for r in found.remarks if _is_leak(r)])
    remarks = (*(Remark(f, ids[f.text]) for f in later), *found.remarks)
    return replace(found, remarks=tuple(sorted(remarks, key=_rank)))


def _is_leak(remark: Remark) -> bool:
    return remark.finding.family is Family.LEAK


def _rank(remark: Remark) -> tuple[int, int, int]:
    """Leaks first, in the order they stand; then identifiers, then all else."""
    family = {Family.LEAK: 0, Family.IDENTIFIER: 1}.get(remark.finding.family, 2)
    return (0, remark.finding.text, remark.finding.start) if _is_leak(remark) else (family, 0, 0)


def leaks_of(assembled: Assembled) -> list[Finding]:
    """The findings that keep it from leaving until each is dismissed."""
    ids, subject = _subject(assembled)
    found = all_leaks(subject, _told_from(assembled, ids), leaks.find(subject))
    found += marked_later.find(subject, _taken(assembled, ids), found)
    return [f for f in found if f.key not in assembled.dismissed]


def _subject(assembled: Assembled) -> tuple[list[str], Subject]:
    """What may leave, and what must not stand in it; first the id of the line that each text stands in."""
    people, language = assembled.source.people, assembled.pack.language
    texts = [("", Text(_("Title"), assembled.sheet.title))]
    counted = {True: 0, False: 0}
    for line in assembled.lines:
        counted[line.question] += 1
        place = (_("Question {n}") if line.question else _("Line {n}")).format(n=counted[line.question])
        texts.append((line.id, Text(place, as_read(cleared(line.words, people, language)))))
    kept = [one for one in texts if one[1].text.strip()]
    subject = Subject(texts=[text for _id, text in kept], secrets=_secrets(assembled), people=people, language=language)
    return [id_ for id_, _text in kept], subject


def _secrets(assembled: Assembled) -> list[Secret]:
    own = _("a private mark in this pack")
    worded = (assembled.pack.title, *(line.words for line in assembled.lines))
    secrets = [Secret(text, own) for words in worded for text in marks.private_texts(words)]
    marked = _("a private mark in a reflection")
    for reflection in assembled.reflections.values():
        secrets += [Secret(text, marked) for words in _written(reflection) for text in _private(words)]
    return secrets + secrets_of(assembled.source, assembled.pack.audience_id)


def _private(text: str) -> list[str]:
    """What is private in a text: as a whole, and of a mark over several lines each line, for it is told by lines."""
    whole = marks.private_texts(text)
    return [*whole, *(line for stretch in whole if "\n" in stretch for line in stretch.split("\n") if line.strip())]


def _told_from(assembled: Assembled, ids: Sequence[str]) -> ToldFrom:
    lines = {line.id: line.reflection_id for line in assembled.lines}
    found = {n: assembled.reflections.get(lines[id_]) for n, id_ in enumerate(ids) if id_}
    marked = {
        r.id: tuple(text for words in _written(r) for text in (words, *marks.by_line(words)))
        for r in {r.id: r for r in found.values() if r is not None}.values()
    }
    return {n: marked[r.id] for n, r in found.items() if r is not None}


def _taken(assembled: Assembled, ids: Sequence[str]) -> dict[int, Taken]:
    """By the number of its text, each line of a reflection in which private marks stand."""
    lines = {line.id: line for line in assembled.lines}
    taken = {n: lines[id_] for n, id_ in enumerate(ids) if id_}
    wanted = {line.reflection_id for line in taken.values()} & set(assembled.reflections)
    written = {id_: _written(assembled.reflections[id_]) for id_ in wanted}
    sources = {id_: marked_later.Source(texts) for id_, texts in written.items() if any(map(marks.has_marks, texts))}
    return {
        n: Taken(line.chosen, line.words, sources[line.reflection_id])
        for n, line in taken.items()
        if line.reflection_id in sources
    }


def _written(reflection: Reflection) -> tuple[str, ...]:
    return (reflection.question, reflection.landed, *(answer.text for answer in reflection.answers))


# ----------------------------------------------------------------------------------------------------- hand out


@dataclass(frozen=True)
class Ready:
    """What would leave now, and all it was made from. ``leaks`` must be dismissed one by one before anything leaves."""

    assembled: Assembled
    sheet: Sheet
    leaks: tuple[Finding, ...]


def make_ready(journal: OpenJournal, pack_id: str) -> Ready:
    """What would leave now, for a worker thread. Raises :class:`NotFound`, or :class:`BadInput` where nothing would."""
    assembled = get(journal, pack_id)
    if not assembled.sheet.sections:
        raise BadInput(_("Nothing is chosen for this pack yet; nothing was written."))
    return Ready(assembled, assembled.sheet, tuple(leaks_of(assembled)))


def file_name(ready: Ready, form: str) -> str:
    """A name to offer for the file."""
    return f"{plain_name(ready.sheet.title, _('Co-reflection pack'))}.{form}"


def hand_out_file(journal: OpenJournal, ready: Ready, path: Path, form: str, content: bytes) -> Disclosure:
    """Write the file, whole or not at all, together with its ledger line.

    Raises :class:`BadInput` where something changed since it was made ready or a leak is not dismissed, and
    :class:`DiskFull` or :class:`NotWritable`; then there is neither a file nor a line.
    """
    with whole_file(path, content) as put_in_place, journal.changing() as db:
        line = _add_line(db, ready, form, journal)
        put_in_place()
    return line


def hand_out(journal: OpenJournal, ready: Ready, form: str, deliver: Callable[[], None]) -> Disclosure:
    """Print or copy, together with the ledger line: ``deliver`` is called once the line stands.

    Raises as :func:`hand_out_file`; if ``deliver`` raises, the line is taken back.
    """
    return line_first(journal, lambda db: _add_line(db, ready, form, journal), deliver)


def _add_line(db: Transaction, ready: Ready, form: str, journal: OpenJournal) -> Disclosure:
    assembled = assemble(db, ready.assembled.pack.id)
    if assembled != ready.assembled:
        raise BadInput(_("Something changed since you looked at this pack; nothing left. Please look at it again."))
    refuse_leaks(ready.leaks)
    line = _ledger_line(assembled, form, journal.clock.now().replace(microsecond=0))
    # Without look-backs: what was discussed is noted in the pack itself.
    ledger_store.add(db, line)
    return line


def _ledger_line(assembled: Assembled, form: str, at: datetime) -> Disclosure:
    audience, sheet = assembled.audience, assembled.sheet
    return Disclosure(
        new_id(),
        at,
        Way.PACK,
        audience.id,
        audience.name,
        title=sheet.title or _("Co-reflection pack"),
        form=form,
        recorded=audience.recorded,
        withdrawable=audience.withdrawable,
        parts=tuple(Worded("", section.heading, section.text) for section in sheet.sections),
    )
