"""What in a reflection may tell who somebody is: words that are asked about quietly while one writes.

They are the identifiers of the look-over (``lookover/identifiers.py``, with its source) and two things more: names the
journal knows, and ages of any number of years, since a reflection is about somebody of whom the rest is known. Words
of which the person said that they may stay are left alone wherever they stand. Takes time linear in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from peerjournal.journal.entry import one_line
from peerjournal.journal.story import Person
from peerjournal.sharing.lookover.identifiers import ages, hits
from peerjournal.sharing.lookover.lists import WORD_BEGINS, WORD_ENDS, levelled
from peerjournal.sharing.people import mentions

_OWN = re.compile(r"['’]s\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """A stretch of a text, from ``start`` up to ``end``, and the words in it, on one line."""

    start: int
    end: int
    words: str


def hints(text: str, names: Sequence[str] = (), staying: Iterable[str] = (), language: str = "en") -> list[Hint]:
    """Every hint of a text, in order and apart; none of them touches words that are ``staying``."""
    taken = bytearray(len(text))
    staying = tuple(staying)
    kept = {alike(words) for words in staying}
    found: list[Hint] = []

    def take(spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            words = _OWN.sub("", one_line(text[start:end]))
            if 1 not in taken[start:end] and alike(words) not in kept and not any(stretches(words, staying)):
                found.append(Hint(start, end, words))
                taken[start:end] = b"\1" * (end - start)

    left = list(stretches(text, staying))
    for start, end in left:
        taken[start:end] = b"\1" * (end - start)
    take(_named(text, names, language))
    others = hits(text, language, left + [(hint.start, hint.end) for hint in found])
    named = {end for _start, end in left} | {hint.end for hint in found}
    take((hit.start, hit.end) for hit in others)
    take(ages(text, language, named | {hit.end for hit in others if hit.kind == "name"}))
    return sorted(found, key=lambda hint: hint.start)


def alike(words: str) -> str:
    """The form in which words are the same: without case, ending, kind of blank and apostrophe."""
    return " ".join(_OWN.sub("", levelled(one_line(words))).split())


def stretches(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """From and up to where any of these words stand in a text, as whole words and with a possessive ending."""
    wanted = sorted(filter(None, map(alike, words)), key=len, reverse=True)
    if not wanted:
        return
    any_of = "|".join(r"\s+".join(map(re.escape, each.split())) for each in wanted)
    for m in re.finditer(rf"{WORD_BEGINS}(?:{any_of})(?:'s)?{WORD_ENDS}", levelled(text)):
        yield m.span()


def _named(text: str, names: Sequence[str], language: str) -> Iterator[tuple[int, int]]:
    people = [Person(id=name, name=name) for name in names]
    return ((m.start, m.end) for m in mentions(text, people, language) if not m.written_otherwise)
