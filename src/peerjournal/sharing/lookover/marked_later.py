"""Lines that were chosen openly and stand in a private mark now, however few and common their words are.

Source: the journal's own marks. Few words of a mark stand everywhere, so ``few_words.py`` and ``copied.py`` do not take
notice of all of them. But of a line of a pack it is known where it was taken from, word for word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerjournal.i18n import _
from peerjournal.journal.story import Person
from peerjournal.sharing import marks
from peerjournal.sharing.lookover import places
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.prose import as_read
from peerjournal.sharing.telling import cleared

KIND = "leak.words"  # as what copied.py finds


@dataclass(frozen=True)
class Taken:
    """A line: as it was chosen, in the words it has now, and the lines of the text it was chosen from, with marks."""

    chosen: str
    words: str
    source: Sequence[str]


def by_line(text: str) -> list[str]:
    """A text as its lines, each with what is its own of marks that reach over several."""
    lines = [""]
    for stretch in marks.read(text).stretches:
        for n, piece in enumerate(text[stretch.start : stretch.end].split("\n")):
            if n:
                lines.append("")
            lines[-1] += f"{marks.OPEN}{piece}{marks.CLOSE}" if stretch.private and piece else piece
    return lines


def find(subject: Subject, taken: Mapping[int, Taken], known: Sequence[Finding]) -> list[Finding]:
    """``taken`` by the number of its text in the subject; what is ``known`` already is not said again."""
    spans = ((n, *span) for n, line in taken.items() for span in _private_now(subject, n, line))
    return [
        _finding(subject, n, start, end)
        for n, start, end in spans
        if not any(f.text == n and f.start <= start and end <= f.end for f in known)
    ]


def _private_now(subject: Subject, number: int, line: Taken) -> Iterator[tuple[int, int]]:
    """From where to where words stand in the text that are private in the line they were taken from."""
    here = [one for one in line.source if marks.without_marks(one).split() == line.chosen.split()]
    if not here or any(not marks.has_marks(one) for one in here):  # it stands there openly as well
        return
    text, same = subject.texts[number].text, line.words.split() == line.chosen.split()
    private = [said for one in here for said in marks.private_texts(one) if said.strip()]
    found = [span for said in private for span in _places(text, said, subject.people, subject.language, inside=same)]
    if private and same and not found:
        found = [(0, len(text))]
    yield from sorted(set(found))


def _places(
    text: str, private: str, people: Sequence[Person], language: str, *, inside: bool
) -> Iterator[tuple[int, int]]:
    """Where the words stand, as they would leave; ``inside`` of other words as well."""
    words = re.findall(r"\w+", as_read(cleared(private, people, language))) or [private.strip()]
    pattern = r"\W+".join(map(re.escape, words))
    for found in re.finditer(pattern if inside else rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
        yield found.span()


def _finding(subject: Subject, number: int, start: int, end: int) -> Finding:
    return places.finding(
        subject,
        Family.LEAK,
        KIND,
        number,
        start,
        end,
        reason=_("This line was marked private after it was chosen."),
        suggestion=_("Leave the line out or say it in other words. If it may leave this time, dismiss this here."),
        source=_("Your own private marks and lights."),
        context=f"{marks.OPEN}\x1f{subject.texts[number].text[start:end]}",
    )
