"""Text that stands in other text as well, word for word or nearly: what was kept, in what is about to leave.

Source of the method, that of finding copied text: shingles (A. Broder, "On the resemblance and containment of
documents", 1997), and seeds extended to alignments (Altschul et al., "Basic local alignment search tool", 1990).

Words are compared levelled and by weight (``words.py``), whatever stands between them. These are found:

* a whole secret, its words one after the other: of one or two words if one of them is unusual, or is a name by its
  capital in both; of three or more in any case, also if they are mere grammar. In scripts without spaces a whole
  secret needs three characters.
* a stretch of a secret that weighs enough, words in order: each common word adds its weight, each slip (a word put
  in, left out or changed) takes away. Four words in a row, two of them unusual, are enough, and three of a secret of
  at most 40 words, which most private marks are; so are six Chinese characters, or twelve Thai letters.
* what names somebody by itself: an e-mail address, a number of seven digits, however grouped; from a secret of at most
  40 words also a number of four digits, a code, and an unusual word it writes as a name. Years only from eight words.

Time grows with the length of the texts plus that of the secrets.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, pairwise
from typing import TypeVar

from peerjournal.journal.entry import folded
from peerjournal.sharing.look_alikes import beyond_ascii
from peerjournal.sharing.lookover.respelt import Respelt, Spelling, around
from peerjournal.sharing.lookover.words import EVERYDAY, GRAMMAR, LETTER, SIGN, UNUSUAL, Reader

SHORT = 40
"""Words. What is this short is read as a private mark: all of it matters."""

ENOUGH = 24
_ENOUGH_TO_BEGIN = 15
_UNSPACED = frozenset((SIGN, LETTER))
_LOST = 12  # an alignment this far below its best is over
_OFTEN = 8
_BETWEEN = 4  # words; one more than an alignment passes over
_NEAR = 60  # characters; pieces of one secret that stand this near are one stretch

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_DIGITS = re.compile(r"\d(?<![^\W_]\d)(?:[ ().\-‑–/]{0,2}\d)*(?![^\W_])")
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"\d+\D{1,2}")

_Item = TypeVar("_Item")

_SLIPS = sorted(
    ((a, b) for a in range(4) for b in range(4) if a or b),
    key=lambda slip: (max(slip), slip[0] != slip[1], sum(slip)),
)


@dataclass(frozen=True)
class Match:
    """Part of a text (both by number; ``start`` up to ``end`` in characters), which stands in a secret."""

    text: int
    start: int
    end: int
    weight: int
    secret: int


def copied(texts: Sequence[str], secrets: Sequence[str], reader: Reader, known: Iterable[str] = ()) -> list[Match]:
    """What stands in the texts and in a secret, one match per stretch, in order.

    ``known`` names may stand in both by themselves.
    """
    kept = list(_kept(secrets, reader))
    outgoing = _outgoing(texts if kept else (), reader)
    free = {reader.levels[word] for name in known for word in reader.pattern.findall(name)}
    return _merged(
        [
            *_whole(outgoing, kept, reader),
            *_stretches(outgoing, kept, reader),
            *_telling_words(outgoing, kept, reader, free),
            *_telling_numbers(texts, kept),
        ]
    )


@dataclass(frozen=True)
class _Outgoing:
    """The words of all texts one after the other, and behind them the other readings of some (``respelt.py``).

    Between stand words that no secret can hold. Each of ``firsts`` begins a run of words of the text in ``numbers``.
    """

    firsts: list[int]
    numbers: list[int]
    spans: list[tuple[int, int]]
    typed: list[str]
    levels: list[str]
    roots: list[str]
    weights: list[int]

    def text_of(self, word: int) -> int:
        return self.numbers[bisect_right(self.firsts, word) - 1]


_Spans = list[tuple[int, int]]


def _outgoing(texts: Sequence[str], reader: Reader) -> _Outgoing:
    spelling = Spelling(reader.roots_of_runs.words, reader)
    runs: list[tuple[int, _Spans, list[str]]] = []
    again: list[tuple[int, _Spans, list[str]]] = []
    for number, text in enumerate(texts):
        found = list(reader.pattern.finditer(text))
        spans, typed = [m.span() for m in found], [m[0] for m in found]
        runs.append((number, spans, typed))
        again += [(number, *read) for read in _read_otherwise(spans, typed, spelling.readings(text, spans, typed))]
    return _in_a_row([*runs, *again], reader)


def _read_otherwise(spans: _Spans, typed: list[str], respelt: Sequence[Respelt]) -> Iterator[tuple[_Spans, list[str]]]:
    for at, until, readings in around(respelt, len(typed)):
        run: tuple[_Spans, list[str]] = [], []
        behind = at
        for one in (*readings, Respelt(until, until, ())):
            whole = (spans[one.first][0], spans[one.after - 1][1]) if one.words else (0, 0)
            run[0].extend([*spans[behind : one.first], *[whole] * len(one.words)])
            run[1].extend([*typed[behind : one.first], *one.words])
            behind = one.after
        yield run


def _in_a_row(runs: Sequence[tuple[int, _Spans, list[str]]], reader: Reader) -> _Outgoing:
    firsts: list[int] = []
    spans: _Spans = []
    typed: list[str] = []
    for run, (_number, where, words) in enumerate(runs):
        firsts.append(len(spans))
        end = f"\0{run}"
        reader.levels[end] = reader.roots[end] = end
        spans += where + [(0, 0)] * _BETWEEN
        typed += words + [end] * _BETWEEN
    roots = list(map(reader.roots.__getitem__, typed))
    levels = list(map(reader.levels.__getitem__, typed))
    return _Outgoing(firsts, [number for number, *_run in runs], spans, typed, levels, roots, reader.weigh(roots))


@dataclass(frozen=True)
class _Kept:
    """A secret as words; as they were typed only if it is short."""

    number: int
    text: str
    typed: list[str]
    roots: list[str]
    reader: Reader

    @property
    def short(self) -> bool:
        return len(self.roots) <= SHORT

    @cached_property
    def weights(self) -> list[int]:
        return self.reader.weigh(self.roots)


def _kept(texts: Sequence[str], reader: Reader) -> Iterator[_Kept]:
    """The secrets that say anything, each once, the short ones first."""
    seen: set[str] = set()
    for number in sorted(range(len(texts)), key=lambda n: len(texts[n])):
        text = texts[number]
        # No word reaches across a blank, and most runs between blanks come again: much faster than word by word.
        roots = list(chain.from_iterable(map(reader.roots_of_runs.__getitem__, text.split())))
        if roots and text not in seen:
            seen.add(text)
            typed = reader.pattern.findall(text) if len(roots) <= SHORT else []
            yield _Kept(number, text, typed, roots, reader)


def _merged(matches: Iterable[Match]) -> list[Match]:
    """One match per stretch: those that overlap, or stand near each other and in the same secret, are one.

    It names the secret of its weightiest piece.
    """
    made: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.text, m.start, -m.end)):
        last = made[-1] if made else None
        near = _NEAR if last and last.secret == match.secret else 0
        if last and last.text == match.text and match.start < last.end + near:
            best = max(last, match, key=lambda m: m.weight)
            made[-1] = Match(last.text, last.start, max(last.end, match.end), best.weight, best.secret)
        else:
            made.append(match)
    return made


def _match(outgoing: _Outgoing, first: int, after: int, weight: int, secret: int) -> Match:
    return Match(outgoing.text_of(first), outgoing.spans[first][0], outgoing.spans[after - 1][1], weight, secret)


# --------------------------------------------------------------------------------------------- short secrets, whole


def _whole(outgoing: _Outgoing, kept: Iterable[_Kept], reader: Reader) -> Iterator[Match]:
    """Short secrets whose words stand in a row. Each is looked for by its weightiest word."""
    looked_for: dict[str, list[tuple[int, list[str], _Kept]]] = defaultdict(list)
    for secret in kept:
        if secret.short and _says_enough(secret, reader):
            levels = list(map(reader.levels.__getitem__, secret.typed))
            anchor = max(range(len(levels)), key=lambda i: (secret.weights[i], len(levels[i])))
            looked_for[levels[anchor]].append((anchor, levels, secret))
    for at, word in enumerate(outgoing.levels) if looked_for else ():
        for anchor, levels, secret in looked_for.get(word, ()):
            first, after = at - anchor, at - anchor + len(levels)
            stands = first >= 0 and outgoing.levels[first:after] == levels
            if stands and _is_meant(secret, outgoing, first, after, reader):
                yield _match(outgoing, first, after, sum(secret.weights), secret.number)


def _says_enough(secret: _Kept, reader: Reader) -> bool:
    heaviest = max(secret.weights)
    if heaviest in {SIGN, LETTER}:
        return len(secret.roots) >= 3
    if len(secret.roots) >= 3:
        return True
    if not reader.has_list:
        return any(len(root) >= 3 for root in secret.roots)
    return heaviest >= UNUSUAL or any(map(_is_capitalised, secret.typed))


def _is_meant(secret: _Kept, outgoing: _Outgoing, first: int, after: int, reader: Reader) -> bool:
    """Whether one or two common words are meant as the name they are in the secret ("May")."""
    if len(secret.roots) > 2 or max(secret.weights) >= UNUSUAL or not reader.has_list:
        return True
    return all(
        _is_capitalised(ours) == _is_capitalised(theirs)
        for ours, theirs in zip(secret.typed, outgoing.typed[first:after], strict=True)
    )


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


# ------------------------------------------------------------------------------------------- stretches of secrets


_Seed = tuple[str, ...]
"""Words an alignment may begin with: four in a row, three or two that say something. By their number they differ."""


def _stretches(outgoing: _Outgoing, kept: Sequence[_Kept], reader: Reader) -> Iterator[Match]:
    """Stretches that weigh enough. Words that already belong to one are not looked at again."""
    taken = bytearray(len(outgoing.roots))
    meeting_somewhere, meetings = _meeting(outgoing, kept, reader)
    for secret in meeting_somewhere:
        done: dict[int, int] = {}
        fewest = 3 if secret.short else 4
        for meeting, there in _meetings(meetings, secret):
            found = False
            for at in meeting:
                if taken[at] or at < done.get(at - there, 0):
                    continue
                first, after, weight, words = _aligned(outgoing, at, secret, there)
                done[at - there] = after
                if weight >= ENOUGH and words >= fewest:
                    found = True
                    taken[first:after] = b"\1" * (after - first)
                    yield _match(outgoing, first, after, weight, secret.number)
            if found:
                meeting[:] = [at for at in meeting if not taken[at]]


def _meeting(
    outgoing: _Outgoing, kept: Sequence[_Kept], reader: Reader
) -> tuple[list[_Kept], Mapping[_Seed, list[int]]]:
    """The secrets that have a seed in common with the outgoing words, and where in these each such seed stands.

    Most words of most secrets are read no further than this.
    """
    with_pairs = any(secret.short for secret in kept)
    ours = [(list(way), there) for way, there in _seeds(outgoing, with_pairs=with_pairs)]
    seeds: set[_Seed] = set().union(*(way for way, _there in ours))
    telling = {root for root, weight in reader.weights.items() if weight >= EVERYDAY}
    meeting: list[_Kept] = []
    common: set[_Seed] = set()
    for secret in kept:
        ways = _ways(secret.roots, list(filter(telling.__contains__, secret.roots)), with_pairs=secret.short)
        here = list(filter(seeds.__contains__, chain.from_iterable(ways)))
        if here:
            meeting.append(secret)
            common.update(here)
    places: dict[_Seed, list[int]] = defaultdict(list)
    for way, there in ours if common else ():
        for seed, at in zip(way, there, strict=False):
            if seed in common:
                places[seed].append(at)
    return meeting, places


def _seeds(outgoing: _Outgoing, *, with_pairs: bool) -> Iterator[tuple[Iterable[_Seed], Iterable[int]]]:
    """The outgoing seeds that weigh enough, and where they stand."""
    roots, w = outgoing.roots, outgoing.weights
    telling = [i for i, weight in enumerate(w) if weight >= EVERYDAY]
    runs, *others = _ways(roots, [roots[i] for i in telling], with_pairs=with_pairs)
    enough = [a + b + c + d >= _ENOUGH_TO_BEGIN or _UNSPACED.issuperset((a, b, c, d)) for a, b, c, d in _runs(w)]
    yield compress(runs, enough), compress(range(len(roots)), enough)
    for way in others[:3]:
        yield way, telling
    unusual = bytes(weight >= UNUSUAL for weight in w)
    for apart, way in enumerate(others[3:], 1):
        enough = [1 in (unusual[a], unusual[b]) for a, b in zip(telling, telling[apart:], strict=False)]
        yield compress(way, enough), compress(telling, enough)


def _runs(row: Sequence[_Item]) -> Iterable[tuple[_Item, _Item, _Item, _Item]]:
    return zip(row, row[1:], row[2:], row[3:], strict=False)


def _ways(roots: Sequence[str], telling: Sequence[str], *, with_pairs: bool) -> list[Iterable[_Seed]]:
    """The seeds in a row of words, of which some are ``telling``: the runs, three ways of triples, two of pairs.

    Three in a row, and three of four: so one more, one less or another one between them does not matter.
    """
    ways: list[Iterable[_Seed]] = [
        _runs(roots),
        zip(telling, telling[1:], telling[2:], strict=False),
        zip(telling, telling[2:], telling[3:], strict=False),
        zip(telling, telling[1:], telling[3:], strict=False),
    ]
    return [*ways, pairwise(telling), zip(telling, telling[2:], strict=False)] if with_pairs else ways


def _meetings(places: Mapping[_Seed, list[int]], secret: _Kept) -> Iterator[tuple[list[int], int]]:
    """Where the outgoing words hold the same seed as the secret, and the place in the secret.

    A secret that says the same over and over does so at the first few places as at any other.
    """
    telling = [i for i, weight in enumerate(secret.weights) if weight >= EVERYDAY]
    runs, *others = _ways(secret.roots, [secret.roots[i] for i in telling], with_pairs=secret.short)
    met: dict[_Seed, int] = defaultdict(int)
    for way, there in ((runs, range(len(secret.roots))), *((way, telling) for way in others)):
        for seed, at in zip(way, there, strict=False):
            if seed in places:
                met[seed] += 1
                if met[seed] <= _OFTEN:
                    yield places[seed], at


def _aligned(outgoing: _Outgoing, at: int, secret: _Kept, there: int) -> tuple[int, int, int, int]:
    """The best alignment through a meeting: first word, the word after it, its weight, how many words agree."""
    after, weight, words = _extended(outgoing.roots, at, secret, there, 1)
    before, weight_before, words_before = _extended(outgoing.roots, at - 1, secret, there - 1, -1)
    return before + 1, after, weight + weight_before, words + words_before


def _extended(ours: Sequence[str], i: int, secret: _Kept, j: int, step: int) -> tuple[int, int, int]:
    """From one place on, as far as it gains: the place behind it, its weight, how many words agree."""
    theirs, weights = secret.roots, secret.weights
    best = (i, 0, 0)
    weight = words = 0
    while 0 <= i < len(ours) and 0 <= j < len(theirs):
        if ours[i] == theirs[j]:
            weight, words = weight + weights[j], words + 1
            i, j = i + step, j + step
            if weight > best[1]:
                best = (i, weight, words)
            continue
        slip = _slip(ours, i, secret, j, step)
        if slip is None:
            break
        weight -= GRAMMAR * max(slip)
        if best[1] - weight > _LOST:
            break
        i, j = i + step * slip[0], j + step * slip[1]
    return best


def _slip(ours: Sequence[str], i: int, secret: _Kept, j: int, step: int) -> tuple[int, int] | None:
    """How many words to pass over, in both, until they agree again; a word of grammar alone is no agreement."""
    near, here = _next(ours, i, step), _next(secret.roots, j, step)
    if set(near).isdisjoint(here):
        return None
    weights = _next(secret.weights, j, step)
    for a, b in _SLIPS:
        agree = a < len(near) and b < len(here) and near[a] == here[b]
        if agree and (weights[b] >= EVERYDAY or near[a + 1 : a + 2] == here[b + 1 : b + 2] != []):
            return a, b
    return None


def _next(row: Sequence[_Item], at: int, step: int) -> Sequence[_Item]:
    """The five of a row from a place on, forwards or backwards."""
    return row[at : at + 5] if step > 0 else row[max(0, at - 4) : at + 1][::-1]


# ------------------------------------------------------------------------------- what tells by itself


def _telling_words(outgoing: _Outgoing, kept: Iterable[_Kept], reader: Reader, free: set[str]) -> Iterator[Match]:
    """Numbers, codes and names of a short secret, standing alone."""
    telling: dict[str, int] = {}
    for secret in kept:
        for word in _names_and_codes(secret, reader) if secret.short else ():
            telling.setdefault(word, secret.number)
    for at, word in enumerate(outgoing.levels) if telling else ():
        if word in telling and word not in free:
            yield _match(outgoing, at, at + 1, UNUSUAL, telling[word])


def _telling_numbers(texts: Sequence[str], kept: Iterable[_Kept]) -> Iterator[Match]:
    """Addresses and long numbers of any secret, standing alone."""
    standing = [(told, number, span) for number, text in enumerate(texts) for told, span in _numbers(text)]
    telling: dict[str, int] = {}
    for secret in kept if standing else ():
        for told, _place in _numbers(secret.text):
            telling.setdefault(told, secret.number)
    for told, number, (start, end) in standing:
        if told in telling:
            yield Match(number, start, end, UNUSUAL, telling[told])


def _numbers(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The addresses and long numbers of a text, and where they stand."""
    if "@" in text:
        yield from ((folded(m[0]), m.span()) for m in _MAIL.finditer(text))
    for m in () if _has_few_digits(text) else _DIGITS.finditer(text):
        if number := _number(m[0]):
            yield number, m.span()


def _has_few_digits(text: str) -> bool:
    """True only if there are fewer than seven."""
    ours = text.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS)
    return len(ours) < 7 and not any(map(str.isdecimal, set(beyond_ascii(text))))


def _number(grouped: str) -> str:
    """The last seven digits, so that a number is the same with and without its country; empty if it has fewer."""
    digits = "".join(str(unicodedata.decimal(c)) for c in grouped if c.isdecimal())
    return f"…{digits[-7:]}" if len(digits) >= 7 else ""


_BEGINS = re.compile(r"(?:^|[.!?…:\n\"“”„«(>#]|\n[-*])\s*[*_]*\Z")


def _names_and_codes(secret: _Kept, reader: Reader) -> Iterator[str]:
    found = list(reader.pattern.finditer(secret.text))
    for i, m in enumerate(found):
        word, weight = reader.levels[m[0]], secret.weights[i]
        if word.isdigit():
            is_year = len(word) == 4 and _YEAR.fullmatch(word) is not None
            telling = len(word) >= 4 and (not is_year or len(found) <= 8)
        elif weight < UNUSUAL or len(word) < 3:
            telling = False
        else:
            named = reader.capitals_are_names and _is_name(secret, found, i)
            telling = named or _is_code(word)
        if telling:
            yield word


def _is_name(secret: _Kept, found: Sequence[re.Match[str]], i: int) -> bool:
    """Whether a word is written as a name: with a capital, not only because a sentence begins."""
    if not _is_capitalised(found[i][0]):
        return False
    if _BEGINS.search(secret.text[max(0, found[i].start() - 8) : found[i].start()]):
        return i + 1 < len(found) and _is_capitalised(found[i + 1][0])
    return True


def _is_code(word: str) -> bool:
    """Letters and digits mixed, as in a plate or a user name; "14th" and "20mg" are none."""
    digits = sum(map(str.isdigit, word))
    return digits >= 2 and len(word) - digits >= 2 and not _AMOUNT.fullmatch(word)
