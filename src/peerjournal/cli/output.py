"""How entries are printed: calm aligned lines for eyes, JSON for programs."""

import json
import re
import sys
from collections.abc import Iterable
from typing import Any

from peerjournal.i18n import _
from peerjournal.journal.entry import Entry, EntryRow

# Escape sequences in a pasted text could move the cursor or rename the terminal; direction marks could
# turn the rest of a line around.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")


def say_json(value: object) -> None:
    """The result as JSON, readable, in UTF-8."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def row_as_json(row: EntryRow, *, found: bool) -> dict[str, Any]:
    """An entry in a list; with the place where the words were found if it answers a search."""
    fields: dict[str, Any] = {
        "id": row.id,
        "written_at": row.written_at.isoformat(),
        "title": row.title,
        "first_line": row.first_line,
        "tags": list(row.tags),
        "starred": row.starred,
    }
    if found:
        fields["snippet"] = _snippet(row)
    return fields


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """A whole entry."""
    return {
        "id": entry.id,
        "title": entry.title,
        "text": entry.text,
        "tags": list(entry.tags),
        "starred": entry.starred,
        "written_at": entry.written_at.isoformat(),
    }


def row_as_line(row: EntryRow) -> str:
    """Date and time, id, a star or a blank, then the title or the first line, and the tags."""
    star = "*" if row.starred else " "
    title = row.title or row.first_line or _("(without words)")
    return one_line(f"{row.written_at:%Y-%m-%d %H:%M}  {row.id}  {star} {title}{_tags(row.tags)}")


def snippet_as_line(row: EntryRow) -> str:
    """Where the words were found, set under the line of the entry; empty if the title says it all."""
    snippet = one_line(" ".join(_snippet(row).split()))
    return " " * 18 + snippet if snippet else ""


def entry_as_lines(entry: Entry) -> Iterable[str]:
    """A whole entry: a line about it, its title, an empty line, its text to the letter."""
    star = "* " if entry.starred else ""
    yield one_line(f"{star}{entry.written_at:%Y-%m-%d %H:%M}{_tags(entry.tags)}")
    if entry.title:
        yield one_line(entry.title)
    yield ""
    text = without_unseen(entry.text) if sys.stdout.isatty() else entry.text
    yield text.removesuffix("\n")


def _snippet(row: EntryRow) -> str:
    return "".join(text for text, found in row.snippet)


def _tags(tags: tuple[str, ...]) -> str:
    return "".join(f"  #{tag}" for tag in tags)


def one_line(text: str) -> str:
    """As one line that does nothing to a terminal."""
    return without_unseen(text.replace("\n", " "))


def without_unseen(text: str) -> str:
    """With everything that could move a terminal's cursor shown as U+FFFD."""
    return _UNSEEN.sub("\ufffd", text)
