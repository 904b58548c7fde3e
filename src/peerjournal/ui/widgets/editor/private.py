"""Private marks as an editor holds them: one sign at each end. Pure text in, pure text out.

What a mark is, and what counts as private, is said in :mod:`peerjournal.sharing.marks`. Here stands what keeps
marks whole while a text is changed piece by piece. A *depth* is how many marks are open at a place; it is
:data:`BROKEN` after an end that ends nothing, and after a damaged mark: everything there is private.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import reduce
from itertools import accumulate
from typing import NamedTuple

from peerjournal.sharing import marks
from peerjournal.sharing.marks import CLOSE_SIGN, OPEN_SIGN
from peerjournal.ui.widgets.editor import markdown as md

SIGNS = OPEN_SIGN + CLOSE_SIGN
BROKEN = (1 << 18) - 1

_SIGN = re.compile(f"[{SIGNS}]")
_RUN = re.compile(f"[{SIGNS}]+")
_TYPED = re.compile(r"\{(/?)keep\}", re.IGNORECASE)
_MARK = re.compile(rf"[{SIGNS}]|\{{(?P<end>/?)keep\}}", re.IGNORECASE)


class Change(NamedTuple):
    """At a place (a character), how many to take away and what to put there."""

    at: int
    away: int
    put: str


class Signs:
    """Where the signs of a text stand, kept up to date change by change. Places count UTF-16 units, as Qt does."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.kinds = ""

    def set(self, found: list[tuple[int, str]]) -> None:
        """Begin anew."""
        self.places = [at for at, _kind in found]
        self.kinds = "".join(kind for _at, kind in found)

    def change(self, at: int, removed: int, added: int, found: list[tuple[int, str]]) -> tuple[str, str, str, str]:
        """The text from ``at`` was replaced, with these signs now in it.

        Returns the signs before, those that were there, those that are there now, and those behind.
        """
        before, was, behind = self.replaced(at, removed)
        first, last = len(before), len(before) + len(was)
        now = "".join(kind for _at, kind in found)
        if behind and added != removed:
            self.places[last:] = [place + added - removed for place in self.places[last:]]
        if was or now:
            self.places[first:last] = [place for place, _kind in found]
            self.kinds = before + now + behind
        return before, was, now, behind

    def depth(self, at: int) -> int:
        """How many marks are open at a place between two characters."""
        return after(self.kinds[: bisect_left(self.places, at)])

    def around(self, at: int) -> tuple[int, int | None]:
        """The outermost mark a place stands in: behind its first sign, and before its last (None: it has none)."""
        index = bisect_left(self.places, at)
        depths = list(accumulate(self.kinds, _step, initial=0))  # before each sign, and behind the last
        first = max(n for n in range(index) if not depths[n])
        last = next((n for n in range(index, len(self.kinds)) if not depths[n + 1]), None)
        return self.places[first] + 1, None if last is None else self.places[last]

    def replaced(self, at: int, removed: int) -> tuple[str, str, str]:
        """The signs before a stretch of the text, in it, and behind it."""
        first = bisect_left(self.places, at)
        last = bisect_left(self.places, at + removed, first)
        return self.kinds[:first], self.kinds[first:last], self.kinds[last:]


def after(signs: str, depth: int = 0) -> int:
    """The depth behind these signs."""
    return reduce(_step, signs, depth)


def _step(depth: int, sign: str) -> int:
    if depth == BROKEN:
        return BROKEN
    if sign == OPEN_SIGN:
        return min(depth + 1, BROKEN - 1)
    return depth - 1 if depth else BROKEN


def signs_in(text: str) -> list[tuple[int, str]]:
    """The signs of a text, with their places in UTF-16 units."""
    found = [(m.start(), m[0]) for m in _SIGN.finditer(text)]
    if found and max(text) > "\uffff":
        return [(at + sum(c > "\uffff" for c in text[:at]), kind) for at, kind in found]
    return found


def missing(before: str, removed: str, added: str, behind: str) -> str:
    """The signs to put behind a change, so that what stands behind it is as private as it was.

    ``added`` without ``removed`` was written by the person, who may begin a mark, and may end one that was open to
    the end. Everything else leaves what follows as it was.
    """
    depth = after(before)
    was, now = after(removed, depth), after(added, depth)
    ends, begins = _halves(removed)
    if BROKEN in {depth, was}:
        # What is put right there later must find the halves of its marks.
        more = now - depth if BROKEN not in {depth, now} else 0
        return CLOSE_SIGN * (ends + more) + OPEN_SIGN * begins
    if now in {was, BROKEN}:
        return ""
    if now > was:
        return CLOSE_SIGN * (now - was) if removed else ""
    ends_open_mark = not removed and after(behind) != BROKEN
    return "" if ends_open_mark else OPEN_SIGN * (was - now)


def _halves(signs: str) -> tuple[int, int]:
    """How many ends lack their beginning, and how many beginnings their end."""
    ends = begins = 0
    for sign in signs:
        if sign == OPEN_SIGN:
            begins += 1
        elif begins:
            begins -= 1
        else:
            ends += 1
    return ends, begins


class Scan(NamedTuple):
    """What is private in a line, in characters."""

    private: list[tuple[int, int]]
    """The private stretches from-to, their signs with them."""
    signs: list[tuple[int, bool]]
    """Where signs stand, and whether a private stretch begins there."""
    depth: int
    """How many marks are open behind the line."""


def scan_line(line: str, depth: int) -> Scan:
    """What is private in a line that begins at this depth."""
    if not marks.has_marks(line):
        return Scan([(0, len(line))] if depth else [], [], depth)
    private: list[tuple[int, int]] = []
    signs: list[tuple[int, bool]] = []
    start = 0 if depth else -1
    at = 0
    for mark in [*_MARK.finditer(line), None]:
        between = line[at : mark.start() if mark else len(line)]
        if depth != BROKEN and marks.has_marks(between):  # there are no whole ones between
            start = at + marks.read(between).problem_at if start < 0 else start
            depth = BROKEN
        if mark is None:
            break
        at, before = mark.end(), depth
        opens = mark[0] == OPEN_SIGN or mark["end"] == ""
        depth = _step(depth, OPEN_SIGN if opens else CLOSE_SIGN)
        signs.append((mark.start(), opens and not before))
        if start < 0:
            start = mark.start()
        elif not depth:
            private.append((start, at))
            start = -1
    if start >= 0:
        private.append((start, len(line)))
    return Scan(private, signs, depth)


def shows_damage(line: str) -> bool:
    """Whether a damaged mark can be seen in the line by itself."""
    return scan_line(line, BROKEN - 1).depth == BROKEN


def broken_from(scan: Scan, start: int, end: int) -> Scan:
    """The line, with all of it private from ``start`` to its ``end``."""
    before = [stretch for stretch in scan.private if stretch[0] < start]
    if before and before[-1][1] >= start:
        start = before.pop()[0]
    return Scan([*before, (start, end)], scan.signs, BROKEN)


def first_unopened(signs: str) -> int:
    """The first of the signs that ends a mark never begun."""
    return next(n for n, depth in enumerate(accumulate(signs, _step, initial=0)) if depth == BROKEN) - 1


def pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """The text's stretches from-to without its marks, and whether each is private; touching ones are one."""
    last: tuple[int, int, bool] | None = None
    for s in marks.read(text).stretches:
        if last is not None and last[2] == s.private:
            last = (last[0], s.end, s.private)
            continue
        if last is not None:
            yield last
        last = (s.start, s.end, s.private)
    if last is not None:
        yield last


def one_level(text: str) -> str:
    """The text with every private stretch between one sign that begins it and one that ends it."""
    return _excerpt(text, 0, len(text), OPEN_SIGN, CLOSE_SIGN)


def for_copying(text: str, start: int, end: int) -> str:
    """The text with signs from-to, as it goes to the clipboard: what is private in it stands between whole marks."""
    begin, until = (len(marks.with_tokens(text[:at])) for at in (start, end))
    return _excerpt(marks.with_tokens(text), begin, until, marks.OPEN, marks.CLOSE)


def _excerpt(text: str, start: int, end: int, begin_mark: str, end_mark: str) -> str:
    made: list[str] = []
    for a, b, private in pieces(text):
        piece = without_signs(marks.with_signs(text[max(a, start) : min(b, end)]))
        if piece:
            made.append(begin_mark + piece + end_mark if private else piece)
    return "".join(made)


def for_pasting(text: str) -> str:
    """Text from the clipboard with its marks as signs, as many ends as beginnings.

    A mark that is not closed ends with the text, and so does what a damaged one hides. Where one ends that never
    began, all of the text is private.
    """
    return one_level(text)


def for_reading(text: str) -> str:
    """The Markdown with one level of signs, none of them where it would hide what begins or ends a line."""
    lines: list[str] = []
    for line in one_level(text).split("\n"):
        words = line.strip(SIGNS)
        lead, tail = line[: len(line) - len(line.lstrip(SIGNS))], line[len(line.rstrip(SIGNS)) :] if words else ""
        begin = md.content_start(words)
        if (lead or tail) and md.stands_alone(words):
            lines += [part for part in (lead, words, tail) if part]
        else:
            lines.append(words[:begin] + lead + words[begin:] + tail)
    return "\n".join(lines)


def sign_changes(old: str, new: str) -> list[Change]:
    """What makes ``new`` of ``old`` where they differ in signs alone; from the end to the start."""
    was, now = _runs(old), _runs(new)
    changes: list[Change] = []
    taken = 0  # signs of the old text before
    for plain in sorted({*was, *now}):
        away, put = was.get(plain, ""), now.get(plain, "")
        if away != put:
            changes.append(Change(plain + taken, len(away), put))
        taken += len(away)
    return changes[::-1]


def _runs(text: str) -> dict[int, str]:
    """Runs of signs, by how many other characters stand before them."""
    found: dict[int, str] = {}
    signs = 0
    for m in _RUN.finditer(text):
        found[m.start() - signs] = m[0]
        signs += len(m[0])
    return found


def plain_place(text: str, at: int) -> int:
    """A place counted without the signs."""
    return at - len(_SIGN.findall(text, 0, at))


def signed_place(text: str, plain: int, *, behind: bool) -> int:
    """The place in the text of one counted without signs: before or ``behind`` the signs that stand there."""
    signs = 0
    for m in _SIGN.finditer(text):
        place = m.start() - signs
        if place > plain or (place == plain and not behind):
            break
        signs += 1
    return plain + signs


def written_marks(text: str) -> list[Change]:
    """Every ``{keep}`` and ``{/keep}`` in the text, to be made a sign; from the end to the start."""
    found = [Change(m.start(), len(m[0]), CLOSE_SIGN if m[1] else OPEN_SIGN) for m in _TYPED.finditer(text)]
    return found[::-1]


def runs_to_left(line: str) -> bool:
    """Whether the first letter that is no sign belongs to a script written from right to left."""
    directions = map(unicodedata.bidirectional, _SIGN.sub("", line))
    return next((d for d in directions if d in {"L", "R", "AL"}), "L") != "L"


def without_signs(text: str) -> str:
    """The text alone."""
    return _SIGN.sub("", text)
