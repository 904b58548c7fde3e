"""The people a story mentions: finding their names in a text, and putting a disguise in their place.

A name is found as whole words, whatever their case and accents, across blanks and a line break, inside Markdown, and
with the endings of the language (``Tom's``, ``the Smiths``). The longest name that stands in a place counts.

Whether a word is a name is not always to be told. A mention is *sure* only where it is; what may be an ordinary word
("Will you", "MAY", "in May") comes back as unsure, and is never replaced. The words for telling them apart are data:
``resources/lookover/<language>/names.toml``. Unsure, too, is a name *written otherwise*: broken across lines
(``Tho-`` ``mas``), together with other words (``MyThomas``, ``Thomas2``), letter by letter, or with letters of another
alphabet that look alike.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from peerjournal.journal.entry import folded
from peerjournal.journal.story import Arrangement, Person
from peerjournal.paths import resource
from peerjournal.sharing.look_alikes import SMALL_CAPITALS, as_latin, in_one_script
from peerjournal.sharing.marks import shareable


@dataclass(frozen=True)
class Mention:
    """A name standing in a text from ``start`` up to ``end``, its ending (``'s``) included.

    ``sure`` is False where the word may well be no name at all ("Will you ..."), and where it is ``written_otherwise``.
    """

    start: int
    end: int
    person_id: str
    ending: str = ""
    sure: bool = True
    written_otherwise: bool = False


def mentions(text: str, people: Sequence[Person], language: str = "en") -> list[Mention]:
    """Every mention of anybody, in order and apart. Linear in the length of the text.

    Where several people have the same name, it is taken for the one whose arrangement protects most.
    """
    return mentions_in_each([text], people, language)[0]


def mentions_in_each(texts: Iterable[str], people: Sequence[Person], language: str = "en") -> list[list[Mention]]:
    """The same for several texts."""
    index = _index(tuple((p.id, p.names, _protection(p)) for p in people), _known_language(language))
    return [list(_found(text, index)) for text in texts]


@lru_cache(maxsize=512)
def _found(text: str, index: "_Index") -> tuple[Mention, ...]:
    """Kept, since the same text is asked about again and again. The process does not outlive the lock."""
    found: list[Mention] = []
    others: list[Mention] = []
    if index.by_first_word:
        # Most words begin no name. Each is asked once only, however often it stands there.
        words = set(_WORD.findall(text))
        begin = {word: starts for word in words if (starts := list(_starts(word, index)))}
        odd = {word: name for word in words if _is_odd(word, index) and (name := _name_within(word, index))}
        there = [m for m in _WORD.finditer(text) if m[0] in begin or m[0] in odd] if begin or odd else []
        found += _in_words(text, there, begin, index)
        others += _written_otherwise(text, there, words, odd, index)
    if index.unspaced is not None:
        found = _apart([*found, *_in_unspaced(text, index.unspaced, index.unspaced_ids)])
    return tuple(_beside(found, others) if others else found)


def disguised(text: str, people: Sequence[Person], language: str = "en") -> str:
    """The text with the disguise in the place of every sure mention of a disguised person.

    A possessive stays one, and the disguise begins with a capital where a sentence or line does. Everything else is
    left to the letter, and a name inside a disguise is not looked at again.
    """
    disguises = {p.id: shareable(p.disguise).strip() for p in people if p.arrangement is Arrangement.DISGUISE}
    if not any(disguises.values()):
        return text
    made, at = [], 0
    for m in mentions(text, people, language):
        if m.sure and disguises.get(m.person_id):
            made += [text[at : m.start], _in_place(text, m, disguises[m.person_id])]
            at = m.end
    return "".join(made) + text[at:]


# ---------------------------------------------------------------------------------------------- words and names

_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLOCKS_OF_ACCENTS = (
    *((0x300, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100), (0x302A, 0x3030), (0x3099, 0x309B)),
    *((0xA66F, 0xAC00), (0xFE00, 0xFE30)),
)
_ACCENTS = "".join(
    chr(c) for block in _BLOCKS_OF_ACCENTS for c in range(*block) if unicodedata.category(chr(c))[0] == "M"
)
_LETTER = r"[^\W_ʻʼ]"  # Unicode counts these two apostrophes as letters
_WORD = re.compile(rf"{_LETTER}++(?:[{_ACCENTS}{_UNSEEN}]++{_LETTER}*+)*+")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ـ": None}
    | SMALL_CAPITALS
    | dict.fromkeys(_UNSEEN)
)

_APOSTROPHES = "'’ʼʻ‘´＇"
_HYPHENS = "-‐‑"
_BREAK = r"\r?\n[ \t>]*"
_GAP = rf"[*_~]{{0,3}}(?:[{_HYPHENS}](?:{_BREAK})?|\.?[^\S\r\n]{{1,40}}(?:{_BREAK})?|\.?{_BREAK}|\.)[*_~]{{0,3}}"
"""Between two words of a name: blanks, a hyphen or a full stop, one line break at most, and signs of emphasis."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Scripts that put no blanks between words, or join words to a name: such names count wherever they stand."""

_JOINED_BEFORE = "وفبلك" + "ובלמשה"
"""Letters that Arabic and Hebrew write together with the name behind them ("and", "for", "with")."""


def _plain(word: str) -> str:
    """For comparing: case, accents and unseen characters laid aside."""
    return word.lower() if word.isascii() else folded(word).translate(_PLAIN)


@dataclass(frozen=True)
class _Name:
    """One name of a person. ``front`` and ``back`` are signs that belong to it, as in ``@tom`` and ``J.D.``."""

    person_id: str
    words: tuple[str, ...]
    gaps: tuple[re.Pattern[str], ...]
    front: str
    back: str
    may_be_word: bool


@dataclass(frozen=True)
class _Endings:
    """What a language puts behind a name; ``after_apostrophe`` is a pattern.

    ``genitive``: an ending without an apostrophe is the usual possessive.
    """

    bare: tuple[str, ...]
    after_apostrophe: str = "s"
    genitive: bool = False

    @property
    def possessive(self) -> re.Pattern[str]:
        """An apostrophe and what follows it."""
        return re.compile(rf"[{_APOSTROPHES}](?:s|{self.after_apostrophe})(?![^\W_])", re.IGNORECASE)


_SCANDINAVIAN = _Endings(("s",), genitive=True)
_ENDINGS = {
    "en": _Endings(("s", "es")),
    "de": _Endings(("s", "ens"), genitive=True),
    "nl": _Endings(("s",), genitive=True),
    "sv": _SCANDINAVIAN,
    "da": _SCANDINAVIAN,
    "nb": _SCANDINAVIAN,
    "nn": _SCANDINAVIAN,
    "no": _SCANDINAVIAN,
    "fi": _Endings(("n", "lle", "lla", "llä", "lta", "ltä", "ssa", "ssä", "sta", "stä"), genitive=True),
    "tr": _Endings((), "[ny]?[ıiuü]n?|y?[ae]|[dt][ae]n?|y?l[ae]"),
}
"""English holds for every other language: only names and endings that stand there are looked for."""


@dataclass(frozen=True)
class _Data:
    """What ``names.toml`` says; plain words."""

    words: frozenset[str]
    family: frozenset[str]
    calendar: frozenset[str]
    in_time: frozenset[str]
    titles: frozenset[str]
    follows: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class _Index:
    """Everything needed to find the names of some people in any text.

    ``beginnings`` are all plain words that may begin a name, with and without an ending; ``joined`` are the names
    without what stands between their words.
    """

    by_first_word: dict[str, list[_Name]]
    beginnings: frozenset[str]
    joined: dict[str, _Name]
    joined_of_several: frozenset[str]
    unspaced: re.Pattern[str] | None
    unspaced_ids: dict[str, str]
    bare: tuple[str, ...]
    genitive: bool
    possessive: re.Pattern[str]
    data: _Data


def _known_language(tag: str) -> str:
    language = tag.replace("_", "-").split("-")[0].lower()
    return language if re.fullmatch("[a-z]{2,3}", language) else "en"


@lru_cache(maxsize=4)
def _data(language: str) -> _Data:
    """The words of a language; the English ones where there are none."""
    file = resource("lookover", language, "names.toml")
    said = tomllib.loads((file if file.exists() else resource("lookover", "en", "names.toml")).read_text("utf-8"))
    words = {key: frozenset(said[key].split()) for key in ("words", "small", "family", "calendar", "in_time", "titles")}
    follows = [*said["says"].split(), *(" ".join(several.split()) for several in said["with_me"].split(","))]
    behind = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in follows)
    return _Data(
        words["words"] | words["small"],
        words["family"],
        words["calendar"],
        words["in_time"],
        words["titles"],
        re.compile(rf"[*_~`]*\s+(?:{behind})(?![^\W_])"),
    )


def _protection(person: Person) -> int:
    """For choosing between people of one name: the smallest counts."""
    order = (Arrangement.LEAVE_OUT, Arrangement.DISGUISE, Arrangement.NONE, Arrangement.AGREED)
    return order.index(person.arrangement) + len(order) * (person.trashed_at is not None)


@lru_cache(maxsize=4)
def _index(people: tuple[tuple[str, tuple[str, ...], int], ...], language: str) -> _Index:
    data, endings = _data(language), _ENDINGS.get(language, _ENDINGS["en"])
    by_first_word: dict[str, list[_Name]] = {}
    unspaced: dict[str, str] = {}
    for person_id, names, _order in sorted(people, key=lambda p: p[2]):
        for written in (unicodedata.normalize("NFC", name) for name in names):
            if _UNSPACED.search(written) or not _WORD.search(written):
                unspaced.update((form, person_id) for form in _forms(written) if form not in unspaced)
            else:
                name = _name_of(person_id, written.strip(), data)
                by_first_word.setdefault(name.words[0], []).append(name)
    for same_start in by_first_word.values():
        same_start.sort(key=lambda n: -len(n.words))
    everyone = [name for same_start in by_first_word.values() for name in same_start]
    ends = ("", *map(_plain, endings.bare))
    alternatives = "|".join(re.escape(form) for form in sorted(unspaced, key=len, reverse=True))
    return _Index(
        by_first_word,
        frozenset(word + end for word in by_first_word for end in ends),
        {joined: name for name in reversed(everyone) if len(joined := "".join(name.words)) >= _SHORTEST_JOINED},
        frozenset(joined for name in everyone if len(name.words) > 1 and len(joined := "".join(name.words)) > 4),
        re.compile(alternatives) if unspaced else None,
        unspaced,
        tuple(sorted(endings.bare, key=len, reverse=True)),
        endings.genitive,
        endings.possessive,
        data,
    )


def _forms(written: str) -> set[str]:
    """How a name in an unspaced script may stand in a text. Mere punctuation is no name."""
    says_something = any(unicodedata.category(c)[0] in "LN" or unicodedata.category(c) == "So" for c in written)
    return {unicodedata.normalize(form, written.strip()) for form in ("NFC", "NFD")} if says_something else set()


def _name_of(person_id: str, written: str, data: _Data) -> _Name:
    found = list(_WORD.finditer(written))
    between = [written[a.end() : b.start()] for a, b in pairwise(found)]
    words = tuple(_plain(w[0]) for w in found)
    may_be_word = all(w in data.words or w in data.family for w in words)
    front, back = written[: found[0].start()].strip("*_~`"), written[found[-1].end() :].strip("*_~`")
    return _Name(person_id, words, tuple(map(_gap, between)), front, back, may_be_word)


def _gap(between: str) -> re.Pattern[str]:
    """What may stand in a text where ``between`` stands in the name."""
    if not between.strip(f" \t\r\n\u00a0.{_HYPHENS}–"):
        return re.compile(_GAP)
    pieces = (
        r"\s{0,40}" if c.isspace() else f"[{_APOSTROPHES}]" if c in _APOSTROPHES else re.escape(c)
        for c in " ".join(between.split())  # outer blanks are optional, too
    )
    return re.compile(rf"\s{{0,40}}{''.join(pieces)}\s{{0,40}}")


# ---------------------------------------------------------------------------------------------------- finding


@dataclass(frozen=True)
class _Start:
    """A name whose first word a word of the text is, after ``skip`` letters."""

    name: _Name
    skip: int = 0
    ending: str = ""


_Words = Sequence[re.Match[str]]


def _in_words(text: str, words: _Words, begin: Mapping[str, Sequence[_Start]], index: _Index) -> Iterator[Mention]:
    until = 0
    for word in words:
        for start in begin.get(word[0], ()) if word.start() >= until else ():
            mention = _mention(text, word, start, index)
            if mention is not None:
                until = mention.end
                yield mention
                break


def _starts(word: str, index: _Index) -> Iterator[_Start]:
    """The names a word may begin, the longest first, the exact ones before those with an ending."""
    plain = _plain(word)
    if plain not in index.beginnings and word[0] not in _JOINED_BEFORE:
        return
    for name in index.by_first_word.get(plain, ()):
        yield _Start(name)
    if word[0] in _JOINED_BEFORE and len(plain) > 3:
        skip = next(at for at, c in enumerate(word) if at and not unicodedata.combining(c))
        for name in index.by_first_word.get(_plain(word[skip:]), ()):
            yield _Start(name, skip)
    for bare in index.bare:
        stem = plain.removesuffix(_plain(bare))
        if stem != plain:
            for name in index.by_first_word.get(stem, ()):
                if len(name.words) == 1:
                    yield _Start(name, ending=_end_behind(word, stem))


def _end_behind(word: str, stem: str) -> str:
    """What a word has behind its stem, in its own letters."""
    at = next((at for at in range(len(word) - 1, 0, -1) if _plain(word[:at]) == stem), len(word))
    return word[at:]


def _mention(text: str, word: re.Match[str], start: _Start, index: _Index) -> Mention | None:
    name = start.name
    begin = word.start() + start.skip
    stands = _all_words(text, word.end(), start, index.bare)
    if stands is None:
        return None
    end, ending = stands
    spelled = text[begin : end - len(ending)]
    if name.front and text.endswith(name.front, 0, begin):
        begin -= len(name.front)
    if name.back and not ending and text.startswith(name.back, end) and not _ends_sentence(text, end, name.back):
        end += len(name.back)
    behind = _apostrophe(text, begin, end, ending, index)
    sure = _sure(_Sight(text, begin, end + len(behind), name, spelled, ending, behind), index)
    return None if sure is None else Mention(begin, end + len(behind), name.person_id, ending + behind, sure)


def _all_words(text: str, end: int, start: _Start, endings: tuple[str, ...]) -> tuple[int, str] | None:
    """Where a name ends whose first word ends at ``end``, and its ending; None if its other words are not there."""
    ending = start.ending
    for gap, wanted in zip(start.name.gaps, start.name.words[1:], strict=True):
        between = gap.match(text, end)
        following = between and _WORD.match(text, between.end())
        if not following or ending:
            return None
        bare = _bare_ending(following[0], wanted, endings)
        if bare is None:
            return None
        end, ending = following.end(), bare
    return end, ending


def _bare_ending(word: str, wanted: str, endings: tuple[str, ...]) -> str | None:
    """What ``word`` has behind the wanted one: nothing or an ending; None if it is another word."""
    plain = _plain(word)
    if plain == wanted:
        return ""
    return _end_behind(word, wanted) if any(plain == wanted + _plain(e) for e in endings) else None


_SENTENCE_END = re.compile(r"[*_~`\"”’)\]]*(?:\Z|\s*[\r\n]|\s+[*_~`\"“‘(\[]*[A-ZÀ-ÖØ-Þ])")


def _ends_sentence(text: str, at: int, back: str) -> bool:
    """Whether the full stop of an abbreviated name ends a sentence as well, and so must stay."""
    return back.endswith(".") and _SENTENCE_END.match(text, at + len(back)) is not None


def _apostrophe(text: str, begin: int, end: int, ending: str, index: _Index) -> str:
    """The possessive behind a name, with its apostrophe; behind an ``s`` the apostrophe alone."""
    found = None if ending else index.possessive.match(text, end)
    if found:
        return found[0]
    alone = text[end - 1].lower() in "szx" and text[end : end + 1] in tuple(_APOSTROPHES)
    quoted = text[max(0, begin - 1) : begin] in tuple(_APOSTROPHES)
    return text[end] if alone and not quoted and not text[end + 1 : end + 2].isalnum() else ""


def _in_unspaced(text: str, pattern: re.Pattern[str], ids: dict[str, str]) -> Iterator[Mention]:
    for found in pattern.finditer(text):
        one_letter = len(found[0]) == 1 and found[0].isalpha()
        yield Mention(found.start(), found.end(), ids[found[0]], sure=not one_letter)


def _apart(found: list[Mention]) -> list[Mention]:
    """In order, the longer of two that begin in one place, and none inside another."""
    kept: list[Mention] = []
    for m in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    return kept


# ------------------------------------------------------------------------------------------ written otherwise

_SHORTEST_JOINED = 3
_BROKEN = re.compile(rf"[{_HYPHENS}\u00ad][ \t]*\r?\n[ \t>]*({_LETTER}++)")
_BEFORE_BREAK = re.compile(rf"{_LETTER}++\Z")
_LETTERS = re.compile(rf"(?<!{_LETTER}){_LETTER}(?:[\W_ʻʼ]{{1,2}}{_LETTER}(?!{_LETTER})){{2,}}")


def _written_otherwise(
    text: str, words: _Words, all_words: Iterable[str], odd: Mapping[str, _Name], index: _Index
) -> Iterator[Mention]:
    """Names that stand here in a dress that others see through. That they are meant is not sure."""
    yield from (_otherwise(*word.span(), odd[word[0]]) for word in words if word[0] in odd)
    for broken in _BROKEN.finditer(text):
        begun = _BEFORE_BREAK.search(text, max(0, broken.start() - 40), broken.start())
        name = _name_of_letters(begun[0] + broken[1], index) if begun else None
        if begun and name:
            yield _otherwise(begun.start(), broken.end(), name)
    alone = set(map(_plain, (word for word in all_words if len(word) == 1)))
    for run in _LETTERS.finditer(text) if any(map(alone.issuperset, index.joined)) else ():
        yield from _by_letter(list(_WORD.finditer(text, *run.span())), index)


def _otherwise(start: int, end: int, name: _Name) -> Mention:
    return Mention(start, end, name.person_id, sure=False, written_otherwise=True)


def _by_letter(letters: _Words, index: _Index) -> Iterator[Mention]:
    row = "".join(letter[0] for letter in letters)
    most = max(map(len, index.joined), default=0)
    for at in range(len(letters)):
        for until in range(at + _SHORTEST_JOINED, min(len(letters), at + most) + 1):
            name = _name_of_letters(row[at:until], index) if len(row) == len(letters) else None
            if name is not None:
                yield _otherwise(letters[at].start(), letters[until - 1].end(), name)


def _is_odd(word: str, index: _Index) -> bool:
    """Whether a word is more than small letters behind one of any size, or is a name of several words."""
    plain = word.isascii() and word.isalpha() and (word[1:].islower() or word.isupper())
    return not plain or word.lower() in index.joined_of_several


def _name_within(word: str, index: _Index) -> _Name | None:
    """The name that a word holds beside others, or that it is in letters that look alike."""
    if not word.isascii():
        for written in (in_one_script(word), as_latin(word)):
            name = _name_of_letters(written, index) if written != word else None
            if name is not None:
                return name
    seams = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(word)) if _is_seam(a, b)), len(word)][:_MOST_SEAMS]
    stretches = ((a, b) for n, a in enumerate(seams) for b in seams[n + 1 : n + 5])
    return next(filter(None, (_name_of_letters(word[a:b], index) for a, b in stretches)), None)


_MOST_SEAMS = 40


def _is_seam(a: str, b: str) -> bool:
    """Whether one word ends and another begins between two letters: "yT" and "s2"."""
    return (a.islower() and b.isupper()) or a.isdigit() != b.isdigit()


def _name_of_letters(letters: str, index: _Index) -> _Name | None:
    name = index.joined.get(_plain(letters))
    return None if name is None or (name.may_be_word and not letters[0].isupper()) else name


def _beside(found: list[Mention], others: list[Mention]) -> list[Mention]:
    """Those found, and the others where they stand apart from all of these."""
    taken = sorted(found, key=lambda m: m.start)
    ends = [m.end for m in taken]
    free = (m for m in others if (n := bisect_right(ends, m.start)) == len(ends) or taken[n].start >= m.end)
    return _apart([*found, *free])


# ------------------------------------------------------------------------------------------------ sure or not


@dataclass(frozen=True)
class _Sight:
    """A name as it stands in a text; ``spelled`` is the name itself, ``ending`` and ``apostrophe`` come behind it."""

    text: str
    start: int
    end: int
    name: _Name
    spelled: str
    ending: str
    apostrophe: str


def _sure(seen: _Sight, index: _Index) -> bool | None:
    """Whether this is a name for sure; None if it is surely none."""
    if len(seen.name.words) == 1 and len(seen.name.words[0]) == 1:
        return None if seen.spelled[0].islower() else False
    if seen.name.may_be_word:
        capitals = not any(w[0].islower() for w in _WORD.findall(seen.spelled))
        sure = _sure_though_a_word(seen, index) if capitals else None
    elif seen.ending:
        sure = _sure_with_ending(seen, index, capital=not seen.spelled[0].islower())
    else:
        sure = True
    return sure and not _inside_something(seen)


def _sure_though_a_word(seen: _Sight, index: _Index) -> bool:
    """For names that are ordinary words as well, and have a capital here."""
    data, words = index.data, seen.name.words
    before = _line_before(seen.text, seen.start)
    last = _LAST_WORD.search(before)
    previous = _plain(last[1]) if last else ""
    if seen.ending and not index.genitive:
        return False
    if seen.apostrophe or previous in data.titles or data.follows.match(seen.text, seen.end):
        return True
    shouted = seen.spelled.isupper()
    if len(words) > 1 or words[0] in data.family:
        return not shouted or words[0] in data.family
    if shouted or _place(seen.text, seen.start) or _is_title(seen):
        return False
    return words[0] not in data.calendar or not (previous in data.in_time or _beside_number(seen, previous))


def _sure_with_ending(seen: _Sight, index: _Index, *, capital: bool) -> bool | None:
    """For a bare ending such as the ``s`` of "the Smiths": short and common words are too much like it."""
    word = seen.name.words[-1] + _plain(seen.ending)
    if len(seen.name.words) > 1:
        return True
    if len(seen.spelled) < 3 or word in index.data.words:
        return False if capital else None
    if not capital:
        return False
    return index.genitive or not (seen.spelled.isupper() or _place(seen.text, seen.start))


_MAILBOX = re.compile(r"[\w.+-]{0,64}@\w")
_ADDRESS = re.compile(r"://|\bwww\.|\w@", re.IGNORECASE)


def _inside_something(seen: _Sight) -> bool:
    """Whether it is a piece of something longer: another name, an address, a handle."""
    text, start, end = seen.text, seen.start, seen.end
    before, after = text[max(0, start - 120) : start], text[end : end + 2]
    if (not before or before[-1].isspace()) and (len(after) < 2 or after[0].isspace() or after[1].isspace()):
        return False
    if after[:1] in tuple(_HYPHENS) and after[1:].isupper():
        return True
    if before[-1:] in tuple(_HYPHENS + _APOSTROPHES) and (joined := _LAST_WORD.search(before[:-1])):
        other = joined[1]
        if joined.end() == len(before) - 1 and other[0].isupper() and (before[-1] in _HYPHENS or len(other) == 1):
            return True
    if (after[:1] == "_" and after[1:].isalnum()) or (before[-1:] == "_" and before[-2:-1].isalnum()):
        return True
    if _MAILBOX.match(text, end):
        return True
    unbroken = before[max(before.rfind(c) for c in ' \t\n\r()[]<>"“”') + 1 :]
    return _ADDRESS.search(unbroken) is not None


_LAST_WORD = re.compile(r"([^\W\d_][^\W_]*)\.?[ \t\u00a0]*\Z")
_LINE_MARKS = re.compile(r"[ \t>|]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_OPENING = "\"“„«‹‘'’"


def _line_before(text: str, at: int) -> str:
    """What stands in the line before ``at``, without signs of emphasis and links at its end.

    The last 120 characters at most; those of a longer line come behind a comma, and so are no beginning of anything.
    """
    since = max(0, at - 120)
    begin = max(text.rfind("\n", since, at), text.rfind("\r", since, at)) + 1
    line = text[max(since, begin) : at].rstrip("*_~`[" + _UNSEEN)
    return line if begin or not since else "," + line


def _place(text: str, at: int) -> str:
    """Where something begins at ``at``: a line, sentence, quote or aside; empty in the middle of a sentence."""
    line = _line_before(text, at)
    if _LINE_MARKS.fullmatch(line):
        return "line"
    if line[-1] in _OPENING:
        return "quote"
    said = line.rstrip()
    closed = said.rstrip("\"”’'»)]*_~`")
    if said != line and closed[-1:] in tuple(".!?…。؟") and not _abbreviated(closed):
        return "sentence"
    return "aside" if said[-1] in "([{:|–—/…" or said.endswith(" -") else ""


_SHORT = re.compile(r"(?<![\w'’])([^\W_]+(?:\.[^\W_])?)\.\Z")
_ABBREVIATED = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof", "rev", "st", "vs", "e.g", "i.e"})


def _abbreviated(line: str) -> bool:
    """Whether its last full stop belongs to a word."""
    last = _SHORT.search(line)
    return last is not None and (last[1].lower() in _ABBREVIATED or (len(last[1]) == 1 and last[1] != "I"))


def _is_title(seen: _Sight) -> bool:
    """Whether all longer words of the line begin with a capital, as headings may have them."""
    end = seen.text.find("\n", seen.end, seen.end + 120)
    line = _line_before(seen.text, seen.start) + " " + seen.text[seen.end : end if end >= 0 else seen.end + 120]
    others = [w for w in _WORD.findall(line) if len(w) > 2]
    return len(others) > 1 and all(w[0].isupper() for w in others)


def _beside_number(seen: _Sight, previous: str) -> bool:
    near = _line_before(seen.text, seen.start).rstrip()[-1:] + seen.text[seen.end : seen.end + 3].strip(" ,.")[:1]
    return previous in _ORDINAL_ENDINGS or any(c.isdigit() for c in near)


_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


# ---------------------------------------------------------------------------------------------------- disguising


def _in_place(text: str, mention: Mention, disguise: str) -> str:
    """The disguise with the ending of the name, with a capital where one belongs, and emphasis from inside the name."""
    ending = mention.ending
    if ending[:1] not in _APOSTROPHES and disguise.endswith("s"):
        ending = ending[len(ending.rstrip(_APOSTROPHES)) :]  # there is an "s" already
    if ending in tuple(_APOSTROPHES):
        ending += "s"
    if _begins(text, mention.start):
        disguise = disguise[0].upper() + disguise[1:]
    inner = text[mention.start : mention.end - len(mention.ending)]
    return disguise + "".join(re.findall(r"[*~]+|(?<![^\W_])_+|_+(?![^\W_])", inner)) + ending


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or line begins there, be it inside a quote."""
    place = _place(text, at)
    if place != "quote":
        return place in {"line", "sentence"}
    before = _line_before(text, at).rstrip(_OPENING)
    return not before.strip() or before.rstrip()[-1] in ".!?…:,"
