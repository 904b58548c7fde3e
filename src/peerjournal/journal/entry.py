"""Entries: dated private pieces of writing, with what keeps them safe while they are written.

Plain dataclasses; tables are mapped onto them from outside (``store/mapping.py``). Times are aware datetimes
in the zone the person was in when they wrote: the *day* of an entry is the calendar day on their wall then,
and never changes when they travel.
"""

import re
import unicodedata
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

LONGEST_TITLE = 500
LONGEST_TAG = 60

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKUP_AT_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)")
_EMPHASIS = re.compile(r"\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")


def new_id() -> str:
    """A fresh id: 32 hex digits."""
    return uuid.uuid4().hex


def whole_characters(text: str) -> str:
    """The text with halves of characters (lone surrogates, which no file can hold) shown as U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """One line without outer blanks."""
    return " ".join(whole_characters(text).split())


def tidy_title(title: str) -> str:
    """One line, no outer blanks, at most :data:`LONGEST_TITLE` characters."""
    return one_line(title)[:LONGEST_TITLE]


def tidy_tag(tag: str) -> str:
    """A tag as it is kept: one line, without outer blanks, a leading ``#`` or commas; may come out empty."""
    kept = " ".join(whole_characters(tag).replace(",", " ").split()).lstrip("#")
    return unicodedata.normalize("NFC", kept)[:LONGEST_TAG].strip()


def tidy_tags(tags: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Tidied tags in the order given, each once whatever its case, empty ones left out."""
    kept: dict[str, str] = {}
    for tag in map(tidy_tag, tags):
        if tag:
            kept.setdefault(folded(tag), tag)
    return tuple(kept.values())


def folded(text: str) -> str:
    """For comparing: case and accents laid aside."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def first_line(text: str, longest: int = 160) -> str:
    """The first line that says something, without Markdown marks, for lists. Empty if there is none."""
    for line in text[:5000].splitlines():
        plain = _EMPHASIS.sub("", _LINK.sub(r"\1", _MARKUP_AT_START.sub("", line))).strip()
        if any(c.isalnum() for c in plain):
            return plain[:longest]
    return text[:5000].strip()[:longest].split("\n")[0]


def count_words(text: str) -> int:
    """Words as a person counts them: runs between blanks that hold at least one letter or digit."""
    return sum(1 for run in text.split() if run.isalnum() or any(map(str.isalnum, run)))


@dataclass
class Entry:
    """One entry. ``written_at`` is aware; ``trashed_at`` is set while it lies in the trash.

    ``sitting`` names the sitting that wrote it last: one more version is kept per sitting, not per save.
    """

    id: str
    written_at: datetime
    title: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    changed_at: datetime | None = None
    trashed_at: datetime | None = None
    sitting: str = ""

    @property
    def day(self) -> date:
        """The calendar day on the person's wall when it was written."""
        return self.written_at.date()


@dataclass
class Draft:
    """What stands in the editor: an entry's fields plus where the cursor is.

    Saved within a second of typing, apart from the entry, and settled into it when the sitting pauses.
    ``cursor`` and ``anchor`` count characters of ``text`` from 0; they differ while text is selected.
    """

    entry_id: str
    written_at: datetime
    title: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    cursor: int = 0
    anchor: int = 0
    sitting: str = field(default_factory=new_id)

    @property
    def says_something(self) -> bool:
        """False while there is nothing in it worth keeping as a new entry."""
        return bool(self.title.strip() or self.text.strip() or self.tags)


@dataclass
class Version:
    """An earlier wording of an entry, as it stood at the end of a sitting (``kept_at``, aware)."""

    id: str
    entry_id: str
    kept_at: datetime
    title: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where the person last was: entry, cursor and anchor in characters.

    ``writing``: they were in the middle of it when the journal was left, so it opens again there.
    """

    entry_id: str
    cursor: int = 0
    anchor: int = 0
    writing: bool = False


@dataclass(frozen=True)
class EntryRow:
    """What a list shows of an entry. ``snippet`` holds (text, found) pieces when it answers a search."""

    id: str
    written_at: datetime
    title: str
    first_line: str
    tags: tuple[str, ...]
    starred: bool
    snippet: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class EntryDay:
    """A day on which entries were written, and all the tags they carry."""

    day: date
    tags: frozenset[str]


@dataclass(frozen=True)
class EntryFilter:
    """Which entries a list shows: all of these at once. Days are inclusive.

    ``query`` is what the person typed (see ``journal/query.py``); ``typing`` reads its last word as a
    beginning, for search as you type.
    """

    query: str = ""
    typing: bool = False
    tag: str = ""
    starred: bool = False
    from_on: date | None = None
    until_on: date | None = None
    trashed: bool = False
