"""A text as the rules read it: levelled, with its sentences."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from peerjournal.sharing.lookover.lists import levelled

_SIGNS = r"(?:(?:[-*+>]|#{1,6}|\d{1,3}[.)])[ \t]+|[\"“”'‘„«(*_]+)*"
_BEGINS = re.compile(
    # All begin with one of few characters, which is found fast.
    r"[.!?…\n](?:"
    # Behind the end of a sentence, unless it is the point of a title;
    r"(?<=\S)(?<!\bdr.)(?<!\bmr.)(?<!\bms.)(?<!\bst.)(?<!\bmrs.)(?<!\bprof.)[.!?…\"'”’)\]*_]{0,6}\s+"
    # behind an empty line; at a heading, a quote or an item of a list.
    r"|(?<=\n)[ \t]*(?:\n\s*|(?=[-*+>#]|\d{1,3}[.)]\s)))"
    # The signs that begin a line are no words.
    rf"{_SIGNS}"
)
_OPENING = re.compile(rf"\s*{_SIGNS}")


@dataclass(frozen=True)
class Read:
    """A levelled text; ``starts`` are the places where its sentences begin, the first of them 0."""

    text: str
    starts: Sequence[int]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence a place stands in."""
        return bisect_right(self.starts, place) - 1

    def span(self, number: int) -> tuple[int, int]:
        """From where to where a sentence goes."""
        ends = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], ends

    def starts_within(self, begins: int, ends: int) -> Sequence[int]:
        """Where sentences begin from one place up to another."""
        return self.starts[bisect_left(self.starts, begins) : bisect_left(self.starts, ends)]


@lru_cache(maxsize=512)
def read(text: str) -> Read:
    """Level a text and find its sentences. Linear in its length.

    Kept, since every family reads the same texts. The process does not outlive the lock.
    """
    small = levelled(text)
    opening = _OPENING.match(small)
    first = opening.end() if opening else 0
    starts = [0] + ([first] if first else []) + [m.end() for m in _BEGINS.finditer(small, first)]
    return Read(small, starts)
