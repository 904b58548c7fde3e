"""The look-over of a telling before it leaves, and of any text."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from peerjournal.i18n import _
from peerjournal.journal.story import Part
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.tellings import Assembled, assemble
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light, light_of
from peerjournal.sharing.lookover import few_words, leaks
from peerjournal.sharing.lookover.finding import Family, Finding, Secret, Subject, Text
from peerjournal.sharing.lookover.look import look_over
from peerjournal.sharing.prose import as_read
from peerjournal.sharing.telling import Source, outgoing, title_of
from peerjournal.store import sharing as store
from peerjournal.store.preferences import preference, put_preference

_HIDDEN = "hidden-kinds"

ToldFrom = Mapping[int, Sequence[str]]
"""The number of a text, and the marked texts it is told from."""


class Leaving(Protocol):
    """Something that is about to leave, with all it is made from; equal while nothing has changed."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def dismissed(self) -> frozenset[str]:
        """The keys of the findings that were dismissed in it."""


L = TypeVar("L", bound=Leaving)


@dataclass(frozen=True)
class Remark:
    """A finding, and the id of the part, or of the line of a pack, its words stand in.

    Empty for the telling's own words and for the whole.
    """

    finding: Finding
    part_id: str


@dataclass(frozen=True)
class LookedOver(Generic[L]):
    """One whole look-over: every remark, whether dismissed or not, and what was looked over as it stood then.

    ``hidden`` are the kinds never shown.
    """

    assembled: L
    remarks: tuple[Remark, ...]
    hidden: frozenset[str]

    @property
    def open(self) -> list[Remark]:
        """What is to be shown."""
        return [r for r in self.remarks if r.finding.key not in self.assembled.dismissed and not self._is_hidden(r)]

    @property
    def dismissed(self) -> list[Remark]:
        """What was dismissed in it and still stands in it, once for the same words."""
        found = {r.finding.key: r for r in self.remarks if r.finding.key in self.assembled.dismissed}
        return list(found.values())

    def fits(self, now: L) -> bool:
        """Whether all is still as it was looked over, but for what was dismissed."""
        return replace(self.assembled, dismissed=now.dismissed) == now

    def _is_hidden(self, remark: Remark) -> bool:
        return remark.finding.family is not Family.LEAK and remark.finding.kind in self.hidden


def _subject(assembled: Assembled, texts: list[Text]) -> Subject:
    """Everything of a telling that may leave, and everything that must not stand in it."""
    telling = assembled.telling
    return Subject(
        texts=texts,
        secrets=_secrets(assembled),
        people=assembled.source.people,
        minutes=telling.minutes,
        pace=assembled.pace,
        language=telling.language,
        spoken_words=assembled.words,
    )


def _texts(assembled: Assembled) -> tuple[list[str], list[Text]]:
    """What may leave; first the id of the part that each text stands in, empty for the telling's own words.

    Reading Markdown takes up to a tenth of a second for 10,000 words.
    """
    texts = [("", Text(_("Title"), title_of(assembled.telling, assembled.source)))]
    names = {"opening": _("Opening"), "closing": _("Closing"), "if-asked": _("If asked")}
    number = 0
    for piece in assembled.pieces:
        if piece.kind != "part":
            texts.append(("", Text(names[piece.kind], piece.text)))
            continue
        number += 1
        place = f"“{piece.title}”" if piece.title.strip() else _("Part {n}").format(n=number)
        # A title may leave with the part, on a cue card always.
        titled = Text(_("Title of {part}").format(part=place), piece.title)
        texts += [(piece.part_id, titled), (piece.part_id, Text(place, piece.text))]
    telling, source = assembled.telling, assembled.source
    plan = [(_("Ways out of a question"), d.words) for d in assembled.ways_out()]
    plan += [(_("Off limits"), topic) for topic in telling.off_limits]
    texts += [("", Text(place, outgoing(words, telling, source))) for place, words in plan]
    # Looked over as it will be read: a name with emphasis in its middle is a name.
    read = [(part_id, replace(text, text=as_read(text.text))) for part_id, text in texts]
    kept = [one for one in read if one[1].text.strip()]
    return [part_id for part_id, _text in kept], [text for _part, text in kept]


def _secrets(assembled: Assembled) -> list[Secret]:
    telling = assembled.telling
    own = (telling.title, telling.opening, telling.closing, telling.if_asked, *telling.off_limits)
    worded = (*own, *(choice.wording or "" for choice in assembled.choices))
    secrets = [
        Secret(text, _("a private mark in this telling")) for words in worded for text in marks.private_texts(words)
    ]
    return secrets + secrets_of(assembled.source, telling.audience_id)


def secrets_of(source: Source, audience_id: str) -> list[Secret]:
    """The private marks of every part, and the parts that are kept from this audience."""
    secrets = marks_as_secrets(source)
    for part in source.parts.values():
        if light_of(source.lights, part.id, audience_id) is Light.KEEP or part.trashed_at is not None:
            what = _("the kept part “{title}”").format(title=_title(part))
            secrets += [Secret(text, what) for text in map(marks.shareable, (part.title, part.text)) if text]
    return secrets


def marks_as_secrets(source: Source) -> list[Secret]:
    """The private marks of every part."""
    secrets = []
    for part in source.parts.values():
        what = _("a private mark in “{title}”").format(title=_title(part))
        secrets += [Secret(text, what) for text in marks.private_texts(part.text) + marks.private_texts(part.title)]
    return secrets


def _title(part: Part) -> str:
    return marks.shareable(part.title) or _("a part without a title")


def look_over_telling(journal: OpenJournal, telling_id: str) -> list[Finding]:
    """What the look-over says about a telling, without what was dismissed. Raises :class:`NotFound`.

    Meant for a worker thread: 10,000 words take about a third of a second.
    """
    with journal.reading() as db:
        assembled = assemble(db, telling_id)
        hidden = frozenset(preference(db, _HIDDEN) or ())
    return findings_of(assembled, hidden)


def findings_of(assembled: Assembled, hidden: frozenset[str] = frozenset()) -> list[Finding]:
    """The same for a telling at hand."""
    return [remark.finding for remark in _looked_over(assembled, hidden).open]


def look_over_whole(journal: OpenJournal, telling_id: str) -> LookedOver[Assembled]:
    """Everything the look-over says about a telling, what was dismissed included. Raises :class:`NotFound`.

    Meant for a worker thread.
    """
    with journal.reading() as db:
        assembled = assemble(db, telling_id)
        hidden = frozenset(preference(db, _HIDDEN) or ())
    return _looked_over(assembled, hidden)


def _looked_over(assembled: Assembled, hidden: frozenset[str]) -> LookedOver[Assembled]:
    parts, texts = _texts(assembled)
    return looked_over(assembled, _subject(assembled, texts), parts, _told_from(assembled, parts), hidden)


def looked_over(
    leaving: L, subject: Subject, places: Sequence[str], told_from: ToldFrom, hidden: frozenset[str]
) -> LookedOver[L]:
    """The look-over of a subject. ``places`` are the ids its texts stand in, ``told_from`` as for :func:`all_leaks`."""
    found = look_over(subject)
    leaked = all_leaks(subject, told_from, [f for f in found if f.family is Family.LEAK])
    everything = [*leaked, *(f for f in found if f.family is not Family.LEAK)]
    # What is said about the whole stands in no text, yet counts as the first.
    remarks = tuple(Remark(f, places[f.text] if f.end and places else "") for f in everything)
    return LookedOver(leaving, remarks, hidden)


def _told_from(assembled: Assembled, parts: Sequence[str]) -> ToldFrom:
    """``parts`` as :func:`_texts` gives them."""
    return {
        number: (assembled.source.parts[part_id].title, assembled.source.parts[part_id].text)
        for number, part_id in enumerate(parts)
        if part_id
    }


def all_leaks(subject: Subject, told_from: ToldFrom, found: Sequence[Finding]) -> list[Finding]:
    """Leaks that were found, with the few words of a private mark that are one only in what is told from its text."""
    more = few_words.find(subject, told_from)
    words = sorted((f.text, f.start, f.end) for f in found if f.kind == few_words.KIND)  # these stand apart

    def is_known(one: Finding) -> bool:
        before = bisect_left(words, (one.text, one.end))
        return before > 0 and words[before - 1][0] == one.text and words[before - 1][2] > one.start

    more = [f for f in more if not is_known(f)]
    return sorted([*found, *more], key=lambda f: (f.text, f.start, f.end))


def leaks_of(assembled: Assembled) -> list[Finding]:
    """The findings that keep it from leaving until each is dismissed; the other families are not asked."""
    parts, texts = _texts(assembled)
    subject = _subject(assembled, texts)
    found = all_leaks(subject, _told_from(assembled, parts), leaks.find(subject))
    return [f for f in found if f.key not in assembled.dismissed]


def look_over_text(text: str, against: Sequence[str] = (), *, language: str = "en") -> list[Finding]:
    """What the look-over says about any text; ``against`` holds texts that must not stand in it.

    Private marks count here as everywhere: what stands inside is no part of the text, and must not stand outside.
    """
    secrets = [Secret(item, _("the text it must not hold")) for secret in against for item in _items(secret)]
    secrets += [Secret(secret, _("a private mark in this text")) for secret in marks.private_texts(text)]
    return look_over(Subject(texts=[Text("", marks.blanked(text))], secrets=secrets, language=language))


_SHORT_LINE = 40


def _items(text: str) -> list[str]:
    """A text as secrets: each paragraph, and each line of a paragraph that is a list of short lines."""
    items = []
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        items += lines if max(map(len, lines), default=0) <= _SHORT_LINE else [paragraph]
    return [item for item in items if item.strip()]


def dismiss(journal: OpenJournal, telling_id: str, finding: Finding) -> None:
    """Dismiss one finding in one telling, for as long as its words stay the same."""
    with journal.changing() as db:
        store.put_dismissal(db, telling_id, finding.key)


def show_again(journal: OpenJournal, telling_id: str, finding: Finding) -> None:
    """Take a dismissal back."""
    with journal.changing() as db:
        store.drop_dismissal(db, telling_id, finding.key)


def hidden_kinds(journal: OpenJournal) -> tuple[str, ...]:
    """The kinds never shown."""
    with journal.reading() as db:
        return tuple(preference(db, _HIDDEN) or ())


def hide_kind(journal: OpenJournal, kind: str) -> None:
    """Never show this kind again, in any telling. A leak's kind stays: :func:`look_over` shows it all the same."""
    with journal.changing() as db:
        hidden = set(preference(db, _HIDDEN) or ())
        put_preference(db, _HIDDEN, sorted(hidden | {kind}))


def show_kind(journal: OpenJournal, kind: str) -> None:
    """Show this kind again."""
    with journal.changing() as db:
        hidden = set(preference(db, _HIDDEN) or ())
        put_preference(db, _HIDDEN, sorted(hidden - {kind}))
