"""Markdown: the texts to the letter, under the headings of the sheet.

Only what would swallow the sections after it is put right: a code fence left open is closed, in a text that
leaves HTML open (``<!--``, ``<script``) HTML is escaped, and a list does not run on into the next section.
"""

import re
from functools import cache

from markdown_it import MarkdownIt

from peerjournal.sharing.handout import Sheet
from peerjournal.sharing.prose import Items, one_line, printable, read

_MARKS = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)|#+$")
_EMPTY_BEGINNING = re.compile(r"\A(?:[ \t]*\n)+")
_MAY_GO_ON = re.compile(r"[ \t]|(?:[-+*]|\d{1,9}[.)])(?:\s|\Z)")
_OPEN_HTML = re.compile(r"^( {0,3})(?=<[!?a-z])", re.IGNORECASE | re.MULTILINE)
_MOST_BLOCKS = 40


def write(sheet: Sheet) -> bytes:
    """The sheet as Markdown in UTF-8. Lines end in ``\\n``, the last one too."""
    title = one_line(sheet.title)
    pieces = [f"# {_escaped(title)}"] if title else []
    above = ""  # the text directly above, with no heading between
    for section in sheet.sections:
        heading = one_line(section.heading)
        text = _closed(_EMPTY_BEGINNING.sub("", printable(section.text)).rstrip(" \t\n"))
        if heading:
            pieces.append(f"## {_escaped(heading)}")
            above = ""
        if text:
            if _MAY_GO_ON.match(text) and _ends_in_a_list(above):
                pieces.append("---")
            pieces.append(text)
            above = text
    return ("\n\n".join(pieces) + "\n").encode() if pieces else b""


def _escaped(plain: str) -> str:
    """Plain text so that Markdown shows it as it is."""
    return _MARKS.sub(r"\\\g<0>", plain)


def _ends_in_a_list(text: str) -> bool:
    blocks = read(text)
    return bool(blocks) and isinstance(blocks[-1], Items)


def _closed(text: str) -> str:
    """The text, put right if something in it swallows what comes after, for readers with HTML or without."""
    if not _left_open(text, html=True) and not _left_open(text, html=False):
        return text
    text = _without_html(text)
    return text + _left_open(text, html=False)


def _left_open(text: str, *, html: bool) -> str:
    """What would close the code fence or HTML still open at the end of the text; empty if nothing is."""
    last = _reader(html=html).parse(f"{text}\n\n# what comes after")[-1]
    return {"fence": f"\n{last.markup}", "html_block": "\n"}.get(last.type, "")


def _without_html(text: str) -> str:
    """The text with its blocks of HTML escaped, from the first one on: each may change what the next lines are."""
    lines = text.split("\n")
    for _block in range(_MOST_BLOCKS):
        tokens = _reader(html=True).parse("\n".join(lines))
        begins = next((t.map[0] for t in tokens if t.type == "html_block" and t.map), None)
        if begins is None:
            return "\n".join(lines)
        lines[begins] = lines[begins].replace("<", "\\<", 1)
    return _OPEN_HTML.sub(r"\1\\", "\n".join(lines))


@cache
def _reader(*, html: bool) -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": html, "maxNesting": 100}).disable("inline")
