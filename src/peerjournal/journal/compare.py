"""What changed between two wordings: by lines first, by words inside the lines that changed. Pure.

The work is bounded: units that stand nearly everywhere (blanks, "the") never start a match in a long text, and a
stretch too long to be compared word by word is first compared sentence by sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCES = re.compile(r"[^\n.!?。！？؟]*[\n.!?。！？؟]+\s*|[^\n.!?。！？؟]+")
_WORDS = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_LEVELS = (_LINES, _SENTENCES, _WORDS)
_PAIRS = 100_000  # equal pairs looked at in one comparison: well under a tenth of a second


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, came or went."""

    kind: Kind
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """The way from ``old`` to ``new``, in reading order; what went stands before what came.

    The pieces that are not "added" make up ``old``, those that are not "removed" make up ``new``.
    """
    return _joined(_compare(old, new, 0))


def _compare(old: str, new: str, level: int) -> Iterator[Piece]:
    a, b = _LEVELS[level].findall(old), _LEVELS[level].findall(new)
    front, back = _shared_ends(a, b)
    yield Piece("same", "".join(a[:front]))
    middle_a, middle_b = a[front : len(a) - back], b[front : len(b) - back]
    matcher = SequenceMatcher(_too_common(middle_a, middle_b).__contains__, middle_a, middle_b, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        went, came = "".join(middle_a[i1:i2]), "".join(middle_b[j1:j2])
        if kind == "equal":
            yield Piece("same", went)
        elif went and came and level + 1 < len(_LEVELS):
            yield from _compare(went, came, level + 1)
        else:
            yield Piece("removed", went)
            yield Piece("added", came)
    yield Piece("same", "".join(a[len(a) - back :]))


def _shared_ends(a: list[str], b: list[str]) -> tuple[int, int]:
    """How many units at the front and at the back are the same; the two never overlap."""
    most = min(len(a), len(b))
    front = next((n for n in range(most) if a[n] != b[n]), most)
    back = next((n for n in range(most - front) if a[-1 - n] != b[-1 - n]), most - front)
    return front, back


def _too_common(a: list[str], b: list[str]) -> set[str]:
    """The most common units, as many as must not start a match to keep the comparison quick."""
    in_a, in_b = Counter(a), Counter(b)
    pairs = {unit: n * in_b[unit] for unit, n in in_a.items() if unit in in_b}
    total = sum(pairs.values())
    common = set()
    for unit in sorted(pairs, key=pairs.__getitem__, reverse=True):
        if total <= _PAIRS:
            break
        common.add(unit)
        total -= pairs[unit]
    return common


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of a kind as one piece, and word swaps with only a blank between them as one swap."""
    made: list[Piece] = []
    went = came = ""
    waiting = ""  # a blank after a swap: part of the swap if another one follows
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind == "same":
            if went and came and not waiting and piece.text.isspace() and "\n" not in piece.text:
                waiting = piece.text
                continue
            _add(made, went, came, waiting + piece.text)
            went = came = waiting = ""
            continue
        if waiting:
            went, came, waiting = went + waiting, came + waiting, ""
        if piece.kind == "removed":
            went += piece.text
        else:
            came += piece.text
    _add(made, went, came, waiting)
    return made


def _add(made: list[Piece], went: str, came: str, stayed: str) -> None:
    if went:
        made.append(Piece("removed", went))
    if came:
        made.append(Piece("added", came))
    if stayed and made and made[-1].kind == "same":
        made[-1] = Piece("same", made[-1].text + stayed)
    elif stayed:
        made.append(Piece("same", stayed))
