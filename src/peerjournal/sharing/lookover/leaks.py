"""Leaks: words of a private mark or a kept part, and people by name, standing in what is about to leave.

Source: the journal's own marks, lights and arrangements. How words of theirs are found: ``copied.py``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from peerjournal.i18n import _, ngettext
from peerjournal.journal.story import Arrangement, Person
from peerjournal.sharing.look_alikes import decoded
from peerjournal.sharing.lookover import places
from peerjournal.sharing.lookover.copied import Match, copied
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.sentences import read
from peerjournal.sharing.lookover.words import Reader
from peerjournal.sharing.marks import without_marks
from peerjournal.sharing.people import Mention, mentions_in_each


def find(subject: Subject) -> list[Finding]:
    """What has leaked, in the order it stands."""
    found = [*_words(subject), *_people(subject)]
    return sorted(found, key=lambda f: (f.text, f.start, f.end))


# ------------------------------------------------------------------------------------------------------- words


def _words(subject: Subject) -> Iterator[Finding]:
    texts = [decoded(t.text) for t in subject.texts]
    secrets = [decoded(without_marks(s.text)).text for s in subject.secrets]
    reader = Reader([*(t.text for t in texts), *secrets], subject.language)
    names = [name for person in subject.people for name in person.names]  # whether they may stand here, people says
    for match in copied([t.text for t in texts], secrets, reader, names):
        start, end = texts[match.text].span(match.start, match.end)
        yield _copied(subject, replace(match, start=start, end=end), reader)


def _copied(subject: Subject, match: Match, reader: Reader) -> Finding:
    what = subject.secrets[match.secret].what
    said = reader.pattern.findall(subject.texts[match.text].text[match.start : match.end])
    return places.finding(
        subject,
        Family.LEAK,
        "leak.words",
        match.text,
        match.start,
        match.end,
        reason=_("This also stands, word for word or nearly, in {what}.").format(what=what),
        suggestion=_("Take it out or say it in other words. If it may leave this time, dismiss this here."),
        source=_("Your own private marks and lights."),
        context="\x1f".join((what, *map(reader.levels.__getitem__, said))),
    )


# ------------------------------------------------------------------------------------------------------- people


def _people(subject: Subject) -> Iterator[Finding]:
    """Names that stand where nothing was agreed, or something else was."""
    people = {p.id: p for p in subject.people if p.arrangement is not Arrangement.AGREED}
    for number, found in enumerate(_named(subject) if people else ()):
        ours = [m for m in found if m.person_id in people]
        sure = [m for m in ours if m.sure]
        if sure:
            yield from _sure(subject, number, sure, people)
        unsure: dict[tuple[str, bool], list[Mention]] = {}
        for mention in ours:
            if not mention.sure:
                unsure.setdefault((mention.person_id, mention.written_otherwise), []).append(mention)
        yield from (_unsure(subject, number, of_one_kind) for of_one_kind in unsure.values())


def _named(subject: Subject) -> Iterator[list[Mention]]:
    """Who is mentioned in each text, be it in entities."""
    texts = [decoded(t.text) for t in subject.texts]
    for text, found in zip(
        texts, mentions_in_each([t.text for t in texts], subject.people, subject.language), strict=True
    ):
        if text.starts:
            spans = [text.span(m.start, m.end) for m in found]
            # What stands for an ending may be longer than the ending.
            yield [replace(m, start=a, end=b, ending="") for m, (a, b) in zip(found, spans, strict=True)]
        else:
            yield found


def _sure(subject: Subject, number: int, sure: Sequence[Mention], people: dict[str, Person]) -> Iterator[Finding]:
    text = subject.texts[number].text
    sentences = read(text)
    said: set[tuple[int, str]] = set()
    for mention in sure:
        person = people[mention.person_id]
        sentence = sentences.sentence_at(mention.start)
        start, end = sentences.span(sentence)
        leave_out = person.arrangement is Arrangement.LEAVE_OUT
        if leave_out and (sentence, person.id) in said:
            continue
        said.add((sentence, person.id))
        yield places.finding(
            subject,
            Family.LEAK,
            "leak.left-out" if leave_out else "leak.person",
            number,
            start if leave_out else mention.start,
            start + len(text[start:end].rstrip()) if leave_out else mention.end,
            reason=_reason(person, _name_in(text, mention)),
            suggestion=_suggestion(person),
            source=_arrangements(),
            context=text[start:end],
        )


def _name_in(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start : mention.end].removesuffix(mention.ending).split())


def _arrangements() -> str:
    return _("What you arranged with the people in your story.")


def _reason(person: Person, name: str) -> str:
    if person.arrangement is Arrangement.LEAVE_OUT:
        return _("“{name}” is in this sentence, and is to be left out.").format(name=name)
    if person.arrangement is Arrangement.DISGUISE:
        return _("“{name}” stands here by name, and was to be disguised.").format(name=name)
    return _("“{name}” stands here by name, and nothing was agreed.").format(name=name)


def _suggestion(person: Person) -> str:
    if person.arrangement is Arrangement.LEAVE_OUT:
        return _("Leave the sentence out, or tell it without them.")
    if person.arrangement is Arrangement.DISGUISE and person.disguise.strip():
        return _("Say “{disguise}” instead.").format(disguise=person.disguise)
    return _("Say who they are to you instead of the name, or note what was agreed with them.")


def _unsure(subject: Subject, number: int, unsure: Sequence[Mention]) -> Finding:
    """One remark for all the places of a word that may be no name at all; it holds while these stay as they are."""
    text, first = subject.texts[number].text, unsure[0]
    return places.finding(
        subject,
        Family.LEAK,
        "leak.person",
        number,
        first.start,
        first.end,
        reason=_why_unsure(unsure).format(name=_name_in(text, first), n=len(unsure)),
        suggestion=_("If it is somebody else or an everyday word, dismiss this here."),
        source=_arrangements(),
        context="\x1f".join(text[max(0, m.start - 20) : m.end + 20] for m in unsure),
    )


def _why_unsure(unsure: Sequence[Mention]) -> str:
    if unsure[0].written_otherwise:
        return ngettext(
            "“{name}” may be somebody's name, written in another way.",
            "“{name}” may be somebody's name, written in another way. It stands here {n} times.",
            len(unsure),
        )
    return ngettext(
        "“{name}” may be somebody's name here, and is also an everyday word.",
        "“{name}” may be somebody's name here, and is also an everyday word. It stands here {n} times.",
        len(unsure),
    )
