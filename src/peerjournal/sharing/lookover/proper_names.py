"""Names of people and places, recognised by their capitals and by the words around them, without knowing them.

Part of the identifiers (``identifiers.py``). Left alone are words that begin a sentence, a line or speech, unless they
are names surely or stand in mid-sentence elsewhere; words that are ordinary, because they are listed
(``common-words.toml``, ``identifiers.toml``) or stand in the text in small letters too; abbreviations; and headings
written in capitals. In a language that gives every noun a capital, capitals say nothing: there only titles and listed
names count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from peerjournal.sharing.lookover.lists import load
from peerjournal.sharing.lookover.sentences import read

_NOUNS_CAPITALISED = ("de", "lb")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_OWN = re.compile(r"['’]s?$")
_LONGEST_HEADING = 100


@dataclass(frozen=True)
class _Words:
    """The lists of a language, made ready."""

    ordinary: frozenset[str]
    known: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    titles: frozenset[str]
    given: frozenset[str]
    given_too: frozenset[str]
    place_before: frozenset[str]
    place_kinds: frozenset[str]
    place_of: frozenset[str]
    street_kinds: frozenset[str]
    numbered: re.Pattern[str]
    capitals_are_names: bool


@cache
def _words(language: str) -> _Words:
    names, common = load("identifiers", language), load("common-words", language)

    def listed(name: str) -> frozenset[str]:
        return frozenset(names[name].split())

    return _Words(
        frozenset(f"{common['function']} {common['common']}".split()),
        listed("known") | listed("months"),
        frozenset(tuple(map(_plain, phrase.split())) for phrase in names["known_phrases"]),
        listed("titles"),
        listed("given_names"),
        listed("names_too"),
        listed("place_before"),
        listed("place_kinds"),
        listed("place_of"),
        listed("street_kinds"),
        re.compile(rf"(?<!\w)(?:{'|'.join(listed('numbered_places'))})[ \u00a0](?:\d{{1,3}}[A-Za-z]?|[A-Z])(?!\w)"),
        not language.casefold().startswith(_NOUNS_CAPITALISED),
    )


@dataclass(frozen=True)
class _Word:
    """A word with a capital. ``plain`` is without a possessive ending; ``begins``: it would have its capital anyway."""

    start: int
    end: int
    plain: str
    begins: bool


def proper_names(text: str, language: str, taken: bytearray) -> Iterator[tuple[bool, int, int]]:
    """Whether it is a place, from and up to where, of each name that stands apart from what is ``taken``."""
    words = _words(language)
    for m in words.numbered.finditer(text):
        if 1 not in taken[m.start() : m.end()]:
            taken[m.start() : m.end()] = b"\1" * len(m[0])
            yield True, *m.span()
    spelt = list(_WORD.finditer(text))
    small = {m[0] for m in spelt if m[0].islower()}
    runs = list(_runs(text, spelt, taken, words))
    reading = _Reading(text, words, small, frozenset(_in_mid_sentence(runs)))
    for run in runs:
        yield from reading.names(run)


def _plain(word: str) -> str:
    return _OWN.sub("", word).replace("’", "'")


def _runs(text: str, spelt: Sequence[re.Match[str]], taken: bytearray, words: _Words) -> Iterator[list[_Word]]:
    """Words with capitals that stand together."""
    begins = set(read(text).starts)
    run: list[_Word] = []
    for m in spelt:
        if not m[0][0].isupper() or taken[m.start()]:
            continue
        between = text[run[-1].end : m.start()] if run else ""
        behind_point = between in {". ", ".\u00a0"} and _takes_point(run[-1], words)
        is_first = not behind_point and (m.start() in begins or _begins(text, m.start()))
        word = _Word(m.start(), m.end(), _plain(m[0]), is_first)
        if behind_point or (between in {" ", "\u00a0"} and not is_first):
            run.append(word)
            continue
        if run:
            yield run
        run = [word]
    if run:
        yield run


def _takes_point(word: _Word, words: _Words) -> bool:
    """Titles and initials, as in "Mrs. Miller" and "J. Miller"."""
    return word.plain in words.titles or (len(word.plain) == 1 and word.plain not in words.known)


_BEGINNING = re.compile(r"(?:\A|[\n:“”\"„«»(\[‘|>]|(?<!\w)['’])[ \t*_#]*\Z")


def _begins(text: str, at: int) -> bool:
    """Whether a line, speech or something in brackets begins here."""
    near = text[max(0, at - 6) : at]
    return _BEGINNING.search(near if at <= 6 else f"x{near}") is not None


def _in_mid_sentence(runs: Sequence[Sequence[_Word]]) -> Iterator[str]:
    return (word.plain for run in runs for word in run if not word.begins)


@dataclass(frozen=True)
class _Reading:
    """What is known of a whole text when one run of capitals in it is judged."""

    text: str
    words: _Words
    small: set[str]
    in_mid_sentence: frozenset[str]

    def names(self, run: Sequence[_Word]) -> Iterator[tuple[bool, int, int]]:
        """The names in a run: none, or one."""
        said = [self._says(run, i) for i in range(len(run))]
        kind = self._kind_behind(run)
        titled = next((i for i in range(len(run) - 1) if run[i].plain in self.words.titles and said[i + 1]), None)
        first = next((i for i, name in enumerate(said) if name), None)
        if titled is not None and titled == (first or 0) - 1:
            yield False, run[titled].start, run[-1 if said[-1] else titled + 1].end
            return
        if first is None or self._is_heading(run):
            return
        last = max(i for i, name in enumerate(said) if name)
        place = kind is not None or (not self._is_somebody(run) and self._is_place(run, first))
        yield place, run[first].start, kind if kind is not None else run[last].end

    def _says(self, run: Sequence[_Word], i: int) -> bool:
        """Whether a word of the run is a name, or may be one."""
        word, words = run[i], self.words
        if word.plain in words.given:
            return True
        if word.plain in words.given_too and not word.begins and word.plain.lower() not in words.known:
            return word.plain not in words.known
        if not words.capitals_are_names or self._is_ordinary(run, i):
            return False
        if not word.begins or word.plain in self.in_mid_sentence:
            return True
        return i + 1 < len(run) and not self._is_ordinary(run, i + 1)

    def _is_ordinary(self, run: Sequence[_Word], i: int) -> bool:
        plain, words = run[i].plain, self.words
        low = plain.lower()
        if plain in words.known or plain in words.titles or len(plain) < 2 or plain[1:].isupper():
            return True
        if "-" in plain and all(part.lower() in words.ordinary for part in plain.split("-")):
            return True
        if low.replace("'", "") in words.ordinary or low in self.small or _singular(low) in words.ordinary:
            return True
        return any(
            tuple(w.plain for w in run[a : a + n]) in words.phrases
            for n in (2, 3, 4)
            for a in range(max(0, i - n + 1), i + 1)
        )

    def _is_somebody(self, run: Sequence[_Word]) -> bool:
        return any(w.plain in self.words.given or w.plain in self.words.given_too for w in run)

    def _kind_behind(self, run: Sequence[_Word]) -> int | None:
        """Where the word ends that makes a place of the run: in it, or right behind it in small letters."""
        kinds = self.words.place_kinds | self.words.street_kinds
        if len(run) > 1 and run[-1].plain in kinds:
            return run[-1].end
        behind = _WORD.match(self.text, run[-1].end + 1)
        if (
            behind
            and self.text[run[-1].end] in " \u00a0"
            and behind[0].capitalize() in self.words.place_kinds
            and behind[0].islower()
        ):
            return behind.end()
        return None

    def _is_place(self, run: Sequence[_Word], first: int) -> bool:
        before: list[str] = [word.plain for word in run[:first]]
        if not before:
            before = _WORD.findall(self.text[max(0, run[0].start - 40) : run[0].start])[-2:]
        if not before:
            return False
        if before[-1].lower() in self.words.place_before:
            return True
        return (
            len(before) > 1 and before[-1] in self.words.place_of and before[-2].capitalize() in self.words.place_kinds
        )

    def _is_heading(self, run: Sequence[_Word]) -> bool:
        """Whether the line is one in which most words have a capital; listed names count there, too."""
        if self._is_somebody(run):
            return False
        begins = self.text.rfind("\n", max(0, run[0].start - _LONGEST_HEADING), run[0].start) + 1
        ends = self.text.find("\n", run[-1].end, run[-1].end + _LONGEST_HEADING)
        line = self.text[begins : ends if ends >= 0 else run[-1].end + _LONGEST_HEADING]
        if len(line) > _LONGEST_HEADING or line.rstrip()[-1:] in tuple(".!?…,;:"):
            return False
        spelt: list[str] = _WORD.findall(line)
        return sum(w[0].isupper() for w in spelt) * 5 >= len(spelt) * 3


def _singular(low: str) -> str:
    return low.removesuffix("s")
