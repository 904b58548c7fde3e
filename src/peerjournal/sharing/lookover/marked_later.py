"""Lines that were chosen openly and stand in a private mark now, however few and common their words are.

Source: the journal's own marks. Few words of a mark stand everywhere, so ``few_words.py`` and ``copied.py`` do not take
notice of all of them. But of a line of a pack it is known where it was taken from, word for word.

A line whose words stand in the open of one line still stands there openly. Of any other it is asked from which line it
came, as that stands now with all its words: the private ones among those they share are found.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from peerjournal.i18n import _
from peerjournal.journal.story import Person
from peerjournal.sharing import marks
from peerjournal.sharing.lookover import places
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.prose import as_read
from peerjournal.sharing.telling import cleared

KIND = "leak.words"  # as what copied.py finds


Line = Sequence[tuple[str, bool]]
"""The words of a line, each with whether it is private."""


class Source:
    """The lines of texts with marks, as they stand now; those that a mark ties together are one."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [line for text in texts for line in _lines(text) if line]
        self.open: dict[tuple[str, ...], list[Line]] = defaultdict(list)
        self.whole: dict[tuple[str, ...], list[Line]] = defaultdict(list)
        self.marked = [line for line in lines if any(private for _word, private in line)]
        for line in lines:
            self.open[tuple(word for word, private in line if not private)].append(line)
        for line in self.marked:
            self.whole[tuple(word for word, _private in line)].append(line)


def _lines(text: str) -> list[list[tuple[str, bool]]]:
    lines: list[list[tuple[str, bool]]] = [[]]
    for stretch in marks.read(text).stretches:
        piece = text[stretch.start : stretch.end]
        for n, part in enumerate([piece] if stretch.private else piece.split("\n")):
            if n:
                lines.append([])
            lines[-1] += ((word, stretch.private) for word in _words(part))
    return lines


@dataclass(frozen=True)
class Taken:
    """A line: as it was chosen, in the words it has now, and the reflection it was taken from."""

    chosen: str
    words: str
    source: Source


def find(subject: Subject, taken: Mapping[int, Taken], known: Sequence[Finding]) -> list[Finding]:
    """``taken`` by the number of its text in the subject; what is ``known`` already is not said again."""
    spans = ((n, *span) for n, line in taken.items() for span in _private_now(subject, n, line))
    return [
        _finding(subject, n, start, end)
        for n, start, end in spans
        if not any(f.text == n and f.start <= start and end <= f.end for f in known)
    ]


def _private_now(subject: Subject, number: int, line: Taken) -> Iterator[tuple[int, int]]:
    """From where to where words stand in the text that are private where they were taken from."""
    private = _private_of(line)
    text, same = subject.texts[number].text, line.words.split() == line.chosen.split()
    found = [span for said in private for span in _places(text, said, subject.people, subject.language)]
    if private and same and not found:
        found = [(0, len(text))]
    yield from sorted(set(found))


def _private_of(line: Taken) -> set[str]:
    """The runs of words of a line that are private in a line it may have been taken from; none if it stands openly."""
    words, source = tuple(_words(line.chosen)), line.source
    if any(not _may_be_private(words, one) for one in source.open.get(words, ())):
        return set()
    near = source.whole.get(words) or source.marked
    held = [[word for word in one if word[1]] for one in near]
    return {run for one in [*near, *held] for run in _shared_and_private(words, one)}


def _may_be_private(words: Sequence[str], line: Line) -> bool:
    """Whether these, the open words of a line, may as well have been some of its private ones."""
    held = Counter(word for word, private in line if private)
    return Counter(words) <= held or any(_shared_and_private(words, line))


def _shared_and_private(words: Sequence[str], line: Line) -> Iterator[str]:
    """Where at least half of the words stand in the line, in this order: the private runs among them."""
    there = [word for word, _private in line]
    if 2 * (Counter(words) & Counter(there)).total() < len(words):
        return
    blocks = SequenceMatcher(None, words, there, autojunk=False).get_matching_blocks()
    if 2 * sum(block.size for block in blocks) >= len(words):
        for block in blocks:
            yield from _runs(line[block.b : block.b + block.size])


def _runs(words: Line) -> Iterator[str]:
    run: list[str] = []
    for word, private in [*words, ("", False)]:
        if private:
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []


def _words(text: str) -> list[str]:
    """In small letters; of a text without any, its signs."""
    return re.findall(r"\w+", text.casefold()) or text.split()


def _places(text: str, private: str, people: Sequence[Person], language: str) -> Iterator[tuple[int, int]]:
    """Where the words stand, as they would leave."""
    words = re.findall(r"\w+", as_read(cleared(private, people, language))) or [private]
    pattern = r"\W+".join(map(re.escape, words))
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
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
