"""Words as they are compared when text taken from elsewhere is looked for, and what each gives away.

A word is compared *levelled*: without case, accents, apostrophes, unseen characters and signs of emphasis, with letters
that look alike as one; in longer stretches by its *root*, without what inflection adds. It weighs by what it gives
away: a word of grammar little, an everyday word more, any other word most (``common-words.toml``). In scripts without
spaces every character is a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from peerjournal.journal.entry import folded
from peerjournal.sharing.look_alikes import SMALL_CAPITALS, beyond_ascii, in_one_script
from peerjournal.sharing.lookover.lists import load

GRAMMAR, EVERYDAY, UNUSUAL = 3, 6, 12
SIGN, LETTER = 4, 2
"""Weights of a character in scripts without spaces: one that is a word or a syllable, one that is a letter."""

_SIGNS = "\u30a0-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u309f"
_UNSPACED = re.compile(f"[{_SIGNS}{_LETTERS}]")
_VARIANTS = {"\u034f", *map(chr, range(0xFE00, 0xFE10))}
_NOUNS_CAPITALISED = ("de", "lb")


class _Levels(dict[str, str]):
    """Each word as typed, and the form it is compared in."""

    def __missing__(self, typed: str) -> str:
        self[typed] = level = _level(typed)
        return level


_PLAIN = str.maketrans({"ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", **SMALL_CAPITALS})


def _level(typed: str) -> str:
    plain = typed.lower()
    if not (plain.isascii() and plain.isalnum()):
        whole = re.sub(r"['’ʼ＇]s$", "", in_one_script(typed).lower())
        plain = "".join(filter(_is_said, folded(whole).translate(_PLAIN)))
        plain = "".join(str(unicodedata.decimal(c, c)) for c in plain)
    # "ae" is how "ä" is typed without its key.
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u") or typed


def _is_said(character: str) -> bool:
    """False for what stands inside a word without being part of it. Vowel signs, as of Hindi, are part of it."""
    return character.isalnum() or (
        unicodedata.category(character) in {"Mc", "Mn"} and character not in _VARIANTS  # accents are gone already
    )


class _Roots(dict[str, str]):
    """Each word as typed, and its level without what inflection adds to it."""

    def __init__(self, levels: _Levels, endings: tuple[str, ...]) -> None:
        super().__init__()
        self._levels, self._endings = levels, endings

    def __missing__(self, typed: str) -> str:
        self[typed] = root = _root(self._levels[typed], self._endings)
        return root


class _RootsOfRuns(dict[str, tuple[str, ...]]):
    """Each run of characters between blanks, and the roots of the words in it; ``words`` are all of those words."""

    def __init__(self, pattern: re.Pattern[str], roots: _Roots) -> None:
        super().__init__()
        self._pattern, self._roots = pattern, roots
        self.words: set[str] = set()

    def __missing__(self, run: str) -> tuple[str, ...]:
        found = self._pattern.findall(run)
        self.words.update(found)
        self[run] = roots = tuple(map(self._roots.__getitem__, found))
        return roots


def _root(level: str, endings: tuple[str, ...]) -> str:
    if len(level) < 4 or not level.isalpha():
        return level
    ending = ""
    if level.endswith(endings):
        ending = next((e for e in endings if level.endswith(e) and len(level) - len(e) > 2), "")
    root = level.removesuffix(ending).removesuffix("e")
    if ending and root[-1] == root[-2]:
        root = root[:-1]
    return root[:-1] + "i" if root[-1] == "y" else root


class _Weights(dict[str, int]):
    """What each root gives away; by its length in a language nothing is listed for, since common words are short."""

    def __init__(self, listed: Mapping[str, int]) -> None:
        super().__init__(listed)
        self._by_length = not listed

    def __missing__(self, root: str) -> int:
        self[root] = weight = _weight(root, self._by_length)
        return weight


def _weight(root: str, by_length: bool) -> int:
    if _UNSPACED.match(root):
        return LETTER if re.match(f"[{_LETTERS}]", root) else SIGN
    if root.isdigit():
        return EVERYDAY if len(root) < 3 else UNUSUAL
    if by_length and len(root) < 6:
        return GRAMMAR if len(root) < 4 else EVERYDAY
    return GRAMMAR if len(root) == 1 else UNUSUAL


@dataclass(frozen=True)
class _Listed:
    """The words of a language, levelled, the weights of their roots, and its endings; empty where there is no list."""

    words: frozenset[str] = frozenset()
    weights: Mapping[str, int] = field(default_factory=dict)
    endings: tuple[str, ...] = ()


@cache
def _listed(language: str) -> _Listed:
    words = load("common-words", language)
    if words["language"].casefold().split("-")[0] != language.casefold().replace("_", "-").split("-")[0]:
        return _Listed()
    endings = tuple(sorted(words["endings"].split(), key=len, reverse=True))
    known = load("identifiers", language)["known"]  # proper nouns that say nothing of somebody
    levels: set[str] = set()
    weights: dict[str, int] = {}
    for listed, weight in ((known, EVERYDAY), (words["common"], EVERYDAY), (words["function"], GRAMMAR)):
        these = set(map(_level, listed.split()))
        weights.update((_root(level, endings), weight) for level in these)
        levels |= these
    return _Listed(frozenset(levels), weights, endings)


def _word_pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """What is one word in these texts. Emphasis and unseen characters inside a word do not end it."""
    seen = set("".join(map(beyond_ascii, texts)))
    unspaced = set(filter(_UNSPACED.match, seen))
    marks = "".join(c for c in seen - unspaced if unicodedata.category(c).startswith("M"))
    unseen = "".join(c for c in seen if unicodedata.category(c) == "Cf")
    letter = rf"[^\W_{_SIGNS}{_LETTERS}]" if unspaced else r"[^\W_]"
    letters = rf"(?:{letter}|[{marks}])+" if marks else rf"{letter}+"
    word = rf"{letters}(?:[*~{unseen}]+{letters})*(?:['’ʼ＇][^\W\d_]{{1,2}}(?![^\W_]))?"
    return re.compile(f"{word}|[{_SIGNS}{_LETTERS}]" if unspaced else word)


class Reader:
    """Reads the words of some texts; holds what it has seen of them, so make one for each look.

    ``levels`` and ``roots`` give the forms of a word as typed, ``roots_of_runs`` the roots of what stands between two
    blanks, ``weights`` what a root gives away. ``has_list``: the weights are from a list of this language, and
    ``listed`` are its words, levelled.
    ``capitals_are_names``: no other nouns are written with a capital.
    """

    def __init__(self, texts: Sequence[str], language: str) -> None:
        self.pattern = _word_pattern(texts)
        self.levels = _Levels()
        listed = _listed(language)
        self.listed = listed.words
        self.roots, self.weights = _Roots(self.levels, listed.endings), _Weights(listed.weights)
        self.has_list = bool(listed.words) and not self._is_another_language(texts)
        if not self.has_list:
            self.roots, self.weights = _Roots(self.levels, ()), _Weights({})
        self.roots_of_runs = _RootsOfRuns(self.pattern, self.roots)
        self.capitals_are_names = self.has_list and not language.casefold().startswith(_NOUNS_CAPITALISED)

    def _is_another_language(self, texts: Sequence[str]) -> bool:
        """Whether hardly a word of grammar is known: nearly half of all words in any language are such."""
        words = self.pattern.findall("\n".join(text[:500] for text in texts[:20]))
        known = self.weigh(map(self.roots.__getitem__, words)).count(GRAMMAR)
        return len(words) >= 100 and known * 8 < len(words)

    def weigh(self, roots: Iterable[str]) -> list[int]:
        """What each of these roots gives away."""
        return list(map(self.weights.__getitem__, roots))
