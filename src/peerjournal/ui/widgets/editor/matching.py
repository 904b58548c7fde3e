"""Finding words in a text with case and accents laid aside. Pure; the text is folded once and asked often."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from peerjournal.journal.entry import folded

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class _Folds(dict[int, str]):
    """What each character folds to, learned as characters turn up; ``uneven`` are those that change length."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        fold = self[code] = folded(chr(code))
        if len(fold) != 1:
            self.uneven.add(chr(code))
        return fold


_FOLDS = _Folds()


class FoldedText:
    """A text ready to be searched. Places are counted in UTF-16 units, as Qt counts."""

    def __init__(self, text: str) -> None:
        self._folded = text.lower() if text.isascii() else text.translate(_FOLDS)
        uneven = not text.isascii() and any(c in text for c in _FOLDS.uneven)
        self._ends = list(accumulate(len(_FOLDS[ord(c)]) for c in text)) if uneven else None
        self._astral = [] if text.isascii() else [m.start() for m in _ASTRAL.finditer(text)]

    def find_all(self, wanted: str) -> list[tuple[int, int]]:
        """Every place of ``wanted``, from start up to end, in order and apart."""
        needle = folded(wanted)
        if not needle:
            return []
        found = [m.span() for m in re.finditer(re.escape(needle), self._folded)]
        if self._ends is not None:
            found = [self._in_characters(a, b) for a, b in found]
        if self._astral:
            found = [(self._in_units(a), self._in_units(b)) for a, b in found]
        return found

    def _in_characters(self, start: int, end: int) -> tuple[int, int]:
        assert self._ends is not None
        # Combining marks fold to nothing: they have the same end as the letter they stand on.
        return bisect_right(self._ends, start), bisect_right(self._ends, self._ends[bisect_left(self._ends, end)])

    def _in_units(self, at: int) -> int:
        return at + bisect_left(self._astral, at)
