"""The look-over before anything leaves: every family of rules, in one list. It remarks, and only a leak blocks.

Pure and without state, so it may run beside the window.
"""

from bisect import bisect_right
from collections.abc import Callable, Container
from itertools import accumulate

from peerjournal.sharing.lookover import advice, help_source, identifiers, leaks, length, safety, stigma
from peerjournal.sharing.lookover.finding import Family, Finding, Subject

FAMILIES: tuple[Callable[[Subject], list[Finding]], ...] = (
    leaks.find,
    safety.find,
    identifiers.find,
    stigma.find,
    advice.find,
    help_source.find,
    length.find,
)
"""In the order in which their findings are shown."""

PERSON, NAME = "leak.person", "identifier.name"


def look_over(subject: Subject, *, dismissed: Container[str] = (), hidden: Container[str] = ()) -> list[Finding]:
    """What there is to say about a subject, family by family, each by text and place.

    Findings whose key is in ``dismissed`` or whose kind is in ``hidden`` are left out; leaks cannot be hidden as a
    kind, only dismissed one by one. Linear in the length of the texts.
    """
    found = [one for find in FAMILIES for one in sorted(find(subject), key=_by_place)]
    return [
        one
        for one in _without_doubles(found)
        if one.key not in dismissed and (one.family is Family.LEAK or one.kind not in hidden)
    ]


def _by_place(one: Finding) -> tuple[int, int, int, str]:
    return one.text, one.start, one.end, one.kind


def _without_doubles(found: list[Finding]) -> list[Finding]:
    """Without the names that a leak already says are those of a person in the story."""
    people = [one for one in found if one.kind == PERSON]
    begins = [(one.text, one.start) for one in people]
    # How far any of the people up to here reaches, so that one look back is enough.
    reached = list(accumulate(((one.text, one.end) for one in people), max))

    def is_known(one: Finding) -> bool:
        before = bisect_right(begins, (one.text, one.start)) - 1
        return before >= 0 and reached[before] >= (one.text, one.end)

    return [one for one in found if one.kind != NAME or not is_known(one)]
