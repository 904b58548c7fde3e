"""Words typed otherwise than they are written: without blanks, taken apart, or letter by letter.

Each is another reading of some words of a text, beside the plain one: "Rosenheimclinic" and "RosenheimClinic" as two
words, "Rosen-" and "heim" in the next line as one, "R o s e n h e i m" as well. What is looked for are the words of
what is kept: a word is taken apart if it is none of them and nothing is left over, and put together only to an unusual
one of them. Linear in the number of words.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from peerjournal.sharing.look_alikes import as_latin
from peerjournal.sharing.lookover.words import UNUSUAL, Reader

_CONTEXT = 8
"""Words on either side that another reading is read with."""

_LONG_ENOUGH = 8  # letters of a word that may be several
_CLEARLY_LONG = 12  # the same, and some of these may be very short
_NO_WORD = 24  # hardly any word is as long, so something else may stand in it, too
_LEFT_OVER = 4
_WHOLE_WORDS_OF_ONE_LETTER = frozenset("ai")
_BROKEN = re.compile(r"[-‐‑\u00ad][ \t]*\r?\n[ \t>]*")


@dataclass(frozen=True)
class Respelt:
    """The words from ``first`` up to ``after`` of a text may be these."""

    first: int
    after: int
    words: Sequence[str]


class Spelling:
    """The words looked for, and what those of the texts may be. ``kept`` are words as typed in what is kept."""

    def __init__(self, kept: Collection[str], reader: Reader) -> None:
        self._kept = set(map(reader.levels.__getitem__, kept))
        self._unusual = {w for w in self._kept if len(w) > 4 and reader.weights[reader.roots[w]] == UNUSUAL}
        self._known = {w for w in self._kept | reader.listed if len(w) > 1 or w in _WHOLE_WORDS_OF_ONE_LETTER}
        self._reader = reader
        self._words_in: dict[str, Sequence[str]] = {}

    def readings(self, text: str, spans: Sequence[tuple[int, int]], typed: Sequence[str]) -> list[Respelt]:
        """The other readings of the words of a text, in order and apart."""
        levels = list(map(self._reader.levels.__getitem__, typed))
        found = [*self._apart(typed), *self._together(text, spans, levels), *self._letters(levels)]
        apart: list[Respelt] = []
        for one in sorted(found, key=lambda r: (r.first, -r.after)):
            if not apart or one.first >= apart[-1].after:
                apart.append(one)
        return apart

    def _apart(self, typed: Sequence[str]) -> Iterator[Respelt]:
        for word in set(typed).difference(self._words_in):
            self._words_in[word] = self._words_of(word)
        several = {word for word in set(typed) if self._words_in[word]}
        for at, word in enumerate(typed) if several else ():
            if word in several:
                yield Respelt(at, at + 1, self._words_in[word])

    def _words_of(self, typed: str) -> Sequence[str]:
        """The words that one as typed may be; none if it is one itself, or nothing known."""
        level = self._reader.levels[typed]
        if level in self._known or len(level) < 3:
            return ()
        latin = "" if typed.isascii() else self._reader.levels[as_latin(typed)]
        if latin in self._kept and latin != level:
            return (latin,)
        pieces = _at_capitals(typed)
        return self._taken_apart(typed) or [w for piece in pieces for w in self._taken_apart(piece) or (piece,)]

    def _taken_apart(self, typed: str) -> Sequence[str]:
        level = self._reader.levels[typed]
        if level in self._known or len(level) < _LONG_ENOUGH or not level.isalpha():
            return ()
        return self._fewest(level, 3 if len(level) < _CLEARLY_LONG else 1, left_over=len(level) >= _NO_WORD)

    def _fewest(self, letters: str, least: int, *, left_over: bool) -> Sequence[str]:
        """The fewest known words these letters are; with ``left_over``, some of the letters need not be known."""
        best: dict[int, tuple[int, int]] = {0: (0, 0)}  # what it costs to come there, and from where
        for at in range(len(letters)):
            if at not in best:
                continue
            cost = best[at][0]
            ends = range(at + least, min(len(letters), at + _NO_WORD) + 1)
            ways = [(end, cost + 1) for end in ends if letters[at:end] in self._known]
            if left_over:
                ways.append((at + 1, cost + _LEFT_OVER))
            for end, reached in ways:
                if end not in best or reached < best[end][0]:
                    best[end] = (reached, at)
        words: list[str] = []
        end = len(letters) if len(letters) in best else 0
        while end:
            start = best[end][1]
            words.append(letters[start:end])
            end = start
        return words[::-1] if any(w in self._known for w in words) else ()

    def _together(self, text: str, spans: Sequence[tuple[int, int]], levels: Sequence[str]) -> Iterator[Respelt]:
        wanted = self._kept if _BROKEN.search(text) else self._unusual
        joined: Sequence[str] = levels
        for many in (2, 3):
            joined = list(map(add, joined, levels[many - 1 :]))
            for at, word in enumerate(joined) if not wanted.isdisjoint(joined) else ():
                after = at + many
                between = [text[a[1] : b[0]] for a, b in pairwise(spans[at:after])] if word in wanted else []
                if self._are_one(word, between, levels[at:after]):
                    yield Respelt(at, after, (word,))

    def _are_one(self, word: str, between: Sequence[str], pieces: Sequence[str]) -> bool:
        """Whether pieces may be a word. Common words with mere blanks between them are those words."""
        if between and all(map(_BROKEN.fullmatch, between)):
            return True
        said = any(signs.strip(" ") for signs in between) or not self._reader.listed.issuperset(pieces)
        return bool(between) and word in self._unusual and said

    def _letters(self, levels: Sequence[str]) -> Iterator[Respelt]:
        single = {w for w in set(levels) if len(w) == 1 and (w.isascii() or w.lower() != w.upper())}
        row = "".join(["x" if w in single else " " for w in levels]) if single else ""
        for m in re.finditer("x{4,}", row):
            letters = "".join(levels[m.start() : m.end()])
            words = self._fewest(letters, 1, left_over=True) if letters not in self._known else (letters,)
            if words:
                yield Respelt(m.start(), m.end(), words)


def _at_capitals(typed: str) -> Sequence[str]:
    """The pieces of "MyRosenheim" and "Rosenheim2"; none if there is but one."""
    if typed.isalpha() and (typed.islower() or typed.istitle() or typed.isupper()):
        return ()
    cuts = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(typed)) if _is_seam(a, b)), len(typed)]
    return [typed[a:b] for a, b in pairwise(cuts)] if len(cuts) > 2 else ()


def _is_seam(a: str, b: str) -> bool:
    return (a.islower() and b.isupper()) or (a.isdigit() != b.isdigit() and a.isalnum() and b.isalnum())


def around(respelt: Sequence[Respelt], many: int) -> Iterator[tuple[int, int, Sequence[Respelt]]]:
    """From and up to which of ``many`` words to read, with which other readings: near ones go together."""
    together: list[Respelt] = []
    for one in respelt:
        if together and one.first - together[-1].after >= _CONTEXT:
            yield _window(together, many)
            together = []
        together.append(one)
    if together:
        yield _window(together, many)


def _window(together: Sequence[Respelt], many: int) -> tuple[int, int, Sequence[Respelt]]:
    return max(0, together[0].first - _CONTEXT), min(many, together[-1].after + _CONTEXT), tuple(together)
