"""What leaves the program: a sheet of chosen words, and nothing else.

Formats and paper are given one of these and nothing more, so what it does not hold cannot leave through them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A stretch of Markdown under an optional heading (plain text)."""

    text: str
    heading: str = ""


@dataclass(frozen=True)
class Sheet:
    """One document: its title (plain text, may be empty), its language tag, its sections in order."""

    title: str
    language: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Card:
    """One cue card. ``kind`` is ``opening``, ``part``, ``closing``, ``asked`` (only if asked) or ``questions``.

    ``minutes`` is how long saying it takes, None where it is not said.
    """

    kind: str
    title: str
    text: str
    minutes: float | None = None


@dataclass(frozen=True)
class Cards:
    """A set of cue cards, one page of A6 or more for each."""

    title: str
    language: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Glance:
    """For the minute before a session: what may be told to this audience, what only if asked, how to decline.

    Titles and time only, no text of any part.
    """

    audience: str
    language: str
    share: tuple[str, ...]
    ask: tuple[str, ...]
    off_limits: tuple[str, ...]
    decline: tuple[str, ...]


@dataclass(frozen=True)
class Helping:
    """Something that helps, or somebody who does: what or who, and two lines about it (plain text, may be empty)."""

    name: str
    first: str = ""
    second: str = ""


@dataclass(frozen=True)
class PlanSheet:
    """My plan, or what was chosen of it. ``sections`` are Markdown under headings; ``lines`` helplines in a line each.

    ``strategies`` say when and how, ``people`` how to reach them and for what.
    """

    title: str
    language: str
    sections: tuple[Section, ...] = ()
    strategies: tuple[Helping, ...] = ()
    people: tuple[Helping, ...] = ()
    lines: tuple[str, ...] = ()
