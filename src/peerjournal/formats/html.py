"""A web page in one file: readable in light, in the dark and on paper, with nothing to load and nothing that runs.

Everything typed is escaped, there are no scripts and no addresses but the links of the text, and a content
security policy holds browsers to that. Each block finds its direction of writing by itself.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from html import escape

from peerjournal.formats.language import language_tag
from peerjournal.sharing.handout import Section, Sheet
from peerjournal.sharing.prose import (
    Block,
    Break,
    Code,
    Heading,
    Inline,
    Inlines,
    Items,
    Paragraph,
    Quote,
    Rule,
    Table,
    by_link,
    one_line,
    read,
    right_to_left,
    words_of,
)

_STYLE = """
:root { color-scheme: light dark; --ink: #23262b; --paper: #fdfcf9; --quiet: #5b616a; --line: #d5d3cb;
  --link: #1f5a85; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e3dc; --paper: #1d1f22; --quiet: #a9adb3; --line: #43474d; --link: #8fc1e3; }
}
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.65 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; }
main { max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 0.6em; font-size: 1.05rem; }
h1 { font-size: 2rem; margin-top: 0; }
h2 { font-size: 1.45rem; }
h3 { font-size: 1.2rem; }
p, ul, ol, blockquote, pre, table { margin: 0 0 1em; }
ul, ol { padding-inline-start: 1.75em; }
.tight > li > p, .tight > li > ul, .tight > li > ol { margin-bottom: 0.2em; }
blockquote { margin-inline: 0; padding-inline-start: 1.1em; border-inline-start: 3px solid var(--line);
  color: var(--quiet); }
pre, code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.8em 1em;
  border: 1px solid var(--line); border-radius: 6px; }
pre code { font-size: inherit; }
table { border-collapse: collapse; }
th, td { padding: 0.35em 0.7em; border: 1px solid var(--line); text-align: start; vertical-align: top; }
.center { text-align: center; }
.right { text-align: right; }
.left { text-align: left; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0; }
a { color: var(--link); }
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #333; --line: #999; --link: #000; }
  body { font-size: 11.5pt; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  pre, blockquote, tr { break-inside: avoid; }
}
"""


def write(sheet: Sheet) -> bytes:
    """The sheet as one HTML file in UTF-8."""
    title = one_line(sheet.title)
    tag = language_tag(sheet.language)
    body = [f'<h1 dir="auto">{escape(title)}</h1>'] if title else []
    body += [_section(section) for section in sheet.sections]
    lines = [
        "<!doctype html>",
        f'<html lang="{tag}">' if tag else "<html>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


@cache
def _policy() -> str:
    style = b64encode(sha256(_STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"


def _section(section: Section) -> str:
    heading = one_line(section.heading)
    lines = ["<section>"]
    if heading:
        lines.append(f'<h2 dir="auto">{escape(heading)}</h2>')
    return "\n".join([*lines, *_blocks(read(section.text)), "</section>"])


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> str:
    match block:
        case Paragraph(inlines):
            return f'<p dir="auto">{_words(inlines)}</p>'
        case Heading(level, inlines):
            below = min(level + 2, 6)  # the title and the section stand above it
            return f'<h{below} dir="auto">{_words(inlines)}</h{below}>'
        case Code(text):
            return f'<pre dir="auto"><code>{escape(text)}</code></pre>'
        case Rule():
            return "<hr>"
        case _:
            return _block_of_blocks(block)


def _block_of_blocks(block: Items | Quote | Table) -> str:
    match block:
        case Items():
            return _items(block)
        case Quote(blocks):
            return "\n".join([f"<blockquote{_direction(block)}>", *_blocks(blocks), "</blockquote>"])
        case Table():
            return _table(block)


def _items(items: Items) -> str:
    name = "ol" if items.numbered else "ul"
    first = items.items[0].number
    start = f' start="{first}"' if items.numbered and first != 1 else ""
    tight = ' class="tight"' if items.tight else ""
    lines = [f"<{name}{start}{tight}{_direction(items)}>"]
    expected = first
    for item in items.items:
        jump = f' value="{item.number}"' if items.numbered and item.number != expected else ""
        lines.append("\n".join([f"<li{jump}>", *_blocks(item.blocks), "</li>"]))
        expected = item.number + 1
    return "\n".join([*lines, f"</{name}>"])


def _table(table: Table) -> str:
    lines = [f"<table{_direction(table)}>", "<thead>", _row("th", table.head, table.align), "</thead>", "<tbody>"]
    lines += [_row("td", row, table.align) for row in table.rows]
    return "\n".join([*lines, "</tbody>", "</table>"])


def _row(name: str, cells: Sequence[Inlines], align: Sequence[str]) -> str:
    made = []
    for cell, side in zip(cells, align, strict=True):
        look = f' class="{side}"' if side else ""
        made.append(f'<{name}{look} dir="auto">{_words(cell)}</{name}>')
    return f"<tr>{''.join(made)}</tr>"


def _direction(block: Block) -> str:
    """For what holds blocks: the side its marks and lines stand on, told by its first words."""
    return ' dir="rtl"' if right_to_left(words_of(block)) else ' dir="ltr"'


def _words(inlines: Sequence[Inline]) -> str:
    made: list[str] = []
    for href, runs in by_link(inlines):
        words = "".join(map(_inline, runs))
        made.append(f'<a href="{escape(href)}" rel="noreferrer">{words}</a>' if href else words)
    return "".join(made)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Break):
        return "<br>\n"
    words = escape(inline.text)
    looks = (("code", inline.code), ("s", inline.strike), ("em", inline.emphasis), ("strong", inline.strong))
    for name, on in looks:
        if on:
            words = f"<{name}>{words}</{name}>"
    return words
