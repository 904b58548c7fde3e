"""Plain text: the words alone, without Markdown's marks, one line to a paragraph, in UTF-8 without a BOM.

Lists begin with ``-`` or their number, quotes are set in, a link's address stands behind its words in brackets,
the cells of a table are apart by tabs.
"""

from collections.abc import Iterable, Sequence

from peerjournal.sharing.handout import Sheet
from peerjournal.sharing.prose import (
    Block,
    Code,
    Heading,
    Inline,
    Item,
    Items,
    Paragraph,
    Quote,
    Rule,
    Table,
    by_link,
    one_line,
    plain,
    read,
)

_QUOTED = "    "
_RULE = "———"


def write(sheet: Sheet) -> bytes:
    """The sheet as plain text. Lines end in ``\\n``, the last one too."""
    blocks: list[list[str]] = [[one_line(sheet.title)]]
    for section in sheet.sections:
        blocks.append([one_line(section.heading)])
        blocks += [_lines(block) for block in read(section.text)]
    said = [lines for lines in blocks if lines != [""]]
    return ("\n".join(_apart(said)) + "\n").encode() if said else b""


def _apart(blocks: Iterable[list[str]]) -> list[str]:
    """The lines of blocks with an empty line between two of them."""
    made: list[str] = []
    for lines in blocks:
        made += ["", *lines] if made else lines
    return made


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return _words(inlines).split("\n")
        case Items(items, numbered, tight):
            made = [_item(item, numbered=numbered, tight=tight) for item in items]
            return [line for lines in made for line in lines] if tight else _apart(made)
        case Quote(blocks):
            return [f"{_QUOTED}{line}".rstrip() for line in _apart(map(_lines, blocks))]
        case Code(text):
            return text.split("\n")
        case Rule():
            return [_RULE]
        case Table(head, rows):
            return ["\t".join(map(_words, row)) for row in (head, *rows)]


def _item(item: Item, *, numbered: bool, tight: bool) -> list[str]:
    mark = f"{item.number}. " if numbered else "- "
    blocks = [_lines(block) for block in item.blocks]
    first, *others = ([line for lines in blocks for line in lines] if tight else _apart(blocks)) or [""]
    return [f"{mark}{first}".rstrip(), *((" " * len(mark) + line).rstrip() for line in others)]


def _words(inlines: Sequence[Inline]) -> str:
    made: list[str] = []
    for href, runs in by_link(inlines):
        label = plain(runs)
        made.append(label if not href or href in {label, f"mailto:{label}"} else f"{label} ({_shown(href)})")
    return "".join(made)


def _shown(href: str) -> str:
    return href.removeprefix("mailto:")
