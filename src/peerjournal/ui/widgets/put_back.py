"""Taking back that something was taken out: it returns to its place, and what came later stays as it is."""

from collections.abc import Sequence
from typing import TypeVar

from peerjournal.i18n import _

T = TypeVar("T")


def place_behind(earlier: Sequence[T], there: Sequence[T]) -> int:
    """The place in ``there`` behind the nearest of ``earlier``, the last of them first; 0 where none is there."""
    for other in reversed(earlier):
        if other in there:
            return there.index(other) + 1
    return 0


def put_back(there: Sequence[T], one: T, before: Sequence[T]) -> list[T]:
    """``there`` with ``one`` in it, behind what it stood behind in ``before``; nothing changes where it is there."""
    if one in there:
        return list(there)
    at = place_behind(before[: before.index(one)], there)
    return [*there[:at], one, *there[at:]]


def again_in_place() -> str:
    """Said where something thrown away is had back, and something else was begun in its place."""
    return _("It is back as it was thrown away. Undo shows what was begun in its place since.")
