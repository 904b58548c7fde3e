"""From the Markdown of a text to blocks of plain runs, for everything that sets a text: formats and paper.

It reads what the editor shows: CommonMark with ~~strikethrough~~ and tables, but without what hides words or
surprises a writer of prose. HTML, entities and link definitions stay as typed, indenting makes no code, and a
line of dashes is a rule and never makes a heading of the line above.

Nothing is lost and nothing is added:

* the words beside a code fence are the first line of the code; the title of a link stands behind it, in its quotes;
* an image is its words;
* of a link that is neither web nor mail (``javascript:``, ``file:``, ``data:``) only the words remain; a bracket
  after brackets that is no address (``[laughs](quietly)``) stays as typed;
* what is nested deeper than :data:`DEEPEST` stays as typed; a table ends before a row too wide for it;
* a single line break is a blank, as everywhere in Markdown; two blanks or a backslash before it make it a break;
* characters that no document can hold are a blank (control characters) or U+FFFD (halves of characters).

Reading takes time in proportion to the length of the text, whatever stands in it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim, stripEscape
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

DEEPEST = 24
"""Levels of nesting: a quote is one, a list with its item two."""

_BRACKETS_IN_LABEL = 8


@dataclass(frozen=True)
class Run:
    """Words in one look. ``text`` holds no line break; ``href`` is a web or mail address as typed, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True)
class Break:
    """A line break inside a block."""


Inline = Run | Break
Inlines = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    inlines: Inlines


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    inlines: Inlines


@dataclass(frozen=True)
class Item:
    """One item of a list, perhaps without blocks. ``number`` is what stands before it in a numbered list."""

    blocks: tuple["Block", ...]
    number: int = 0


@dataclass(frozen=True)
class Items:
    """A list. ``tight``: its items follow one another without space between."""

    items: tuple[Item, ...]
    numbered: bool = False
    tight: bool = True


@dataclass(frozen=True)
class Quote:
    """Quoted blocks."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Code:
    """Lines to be shown as they are, without empty ones at the end."""

    text: str


@dataclass(frozen=True)
class Rule:
    """A line across."""


@dataclass(frozen=True)
class Table:
    """A head and rows of equally many cells. ``align`` is ``left``, ``center``, ``right`` or empty per column."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    align: tuple[str, ...]


Block = Paragraph | Heading | Items | Quote | Code | Rule | Table


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in order."""
    return tuple(_blocks(_Tokens(_reader().parse(printable(text)))))


def plain(inlines: Sequence[Inline]) -> str:
    """The words alone; a break is a line break."""
    return "".join("\n" if isinstance(i, Break) else i.text for i in inlines)


def by_link(inlines: Sequence[Inline]) -> Iterator[tuple[str, Inlines]]:
    """What follows one another under the same address (or under none), with the address."""
    for href, together in groupby(inlines, key=lambda i: "" if isinstance(i, Break) else i.href):
        yield href, tuple(together)


def words_of(block: Block) -> str:
    """All words of a block and of those in it, in order."""
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return plain(inlines)
        case Items(items):
            return "\n".join(words_of(inner) for item in items for inner in item.blocks)
        case Quote(blocks):
            return "\n".join(map(words_of, blocks))
        case Table(head, rows):
            return "\n".join(plain(cell) for row in (head, *rows) for cell in row)
        case Code(text):
            return text
        case Rule():
            return ""


_MARKUP = re.compile(r"[*_~`\[\\<&]")


def as_read(text: str) -> str:
    """A Markdown text as its reader sees it: without marks, every link with its address behind it.

    A text without any inline mark comes back as it is.
    """
    if not _MARKUP.search(text):
        return text
    return "\n\n".join(_with_addresses(block) for block in read(text))


def _with_addresses(block: Block) -> str:
    addresses = [run.href for run in _runs(block) if run.href and run.href != run.text]
    return " ".join([words_of(block), *(f"({href})" for href in dict.fromkeys(addresses))])


def _runs(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            yield from (i for i in inlines if isinstance(i, Run))
        case Items(items):
            for item in items:
                for inner in item.blocks:
                    yield from _runs(inner)
        case Quote(blocks):
            for inner in blocks:
                yield from _runs(inner)
        case Table(head, rows):
            yield from (i for row in (head, *rows) for cell in row for i in cell if isinstance(i, Run))
        case Code() | Rule():
            return


def one_line(text: str) -> str:
    """Plain text (a title) on one line, with nothing no document can hold."""
    return " ".join(printable(text).split())


def right_to_left(text: str) -> bool:
    """Whether the first character with a direction of its own runs from right to left (as ``dir="auto"``)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028]")
_PARAGRAPH_ENDS = re.compile("[\x0c\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with ``\\n`` for every line end, a blank for every control character, U+FFFD for what is none."""
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    return _NO_CHARACTER.sub("\ufffd", _CONTROLS.sub(" ", text))


# ------------------------------------------------------------------------------------- from tokens to blocks


class _Tokens:
    """The tokens of a text and how far they were read."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._at = tokens, 0

    def take(self) -> Token | None:
        """The next token; None at the end and where a block closes (which is passed)."""
        if self._at == len(self._tokens):
            return None
        self._at += 1
        token = self._tokens[self._at - 1]
        return None if token.nesting < 0 else token

    def inlines(self) -> tuple[Inlines, bool]:
        """The content of the block just opened, up to its end; and whether there are words in it."""
        made: Inlines = ()
        while (token := self.take()) is not None:
            made = _inlines(token.children or [])
        return made, any(isinstance(i, Run) and i.text.strip() for i in made)


def _blocks(tokens: _Tokens) -> Iterator[Block]:
    while (token := tokens.take()) is not None:
        match token.type:
            case "paragraph_open" | "heading_open":
                inlines, says_something = tokens.inlines()
                if says_something:
                    yield Heading(int(token.tag[1]), inlines) if token.tag != "p" else Paragraph(inlines)
            case "bullet_list_open" | "ordered_list_open":
                yield _items(tokens, numbered=token.type == "ordered_list_open")
            case "blockquote_open":
                yield Quote(tuple(_blocks(tokens)))
            case "table_open":
                yield _table(tokens)
            case "fence":
                yield Code(f"{token.info.strip()}\n{token.content}".removeprefix("\n").rstrip("\n"))
            case "hr":
                yield Rule()
            case _:
                yield from _typed(token.content)


def _items(tokens: _Tokens, *, numbered: bool) -> Items:
    made: list[Item] = []
    tight = True
    while (token := tokens.take()) is not None:
        inside = _ItemTokens(tokens, token)
        made.append(Item(tuple(_blocks(inside)), int(token.info) if numbered else 0))
        tight = tight and not inside.loose
    numbers = [item.number for item in made]
    if numbered and len(set(numbers)) == 1:  # "1. 1. 1." is Markdown's way to leave the counting to others
        made = [replace(item, number=item.number + i) for i, item in enumerate(made)]
    return Items(tuple(made), numbered, tight)


class _ItemTokens(_Tokens):
    """The tokens of one item. ``loose``: one of its own paragraphs stands apart."""

    def __init__(self, tokens: _Tokens, item: Token) -> None:
        self._inner, self._level, self.loose = tokens, item.level + 1, False

    def take(self) -> Token | None:
        token = self._inner.take()
        if token is not None and token.type == "paragraph_open" and token.level == self._level:
            self.loose = self.loose or not token.hidden
        return token


def _table(tokens: _Tokens) -> Table:
    rows: list[tuple[Inlines, ...]] = []
    align: list[str] = []
    while tokens.take() is not None:  # head and body
        while tokens.take() is not None:  # their rows
            cells: list[Inlines] = []
            while (cell := tokens.take()) is not None:
                if not rows:
                    align.append(str(cell.attrs.get("style", "")).removeprefix("text-align:"))
                cells.append(tokens.inlines()[0])
            rows.append(tuple(cells))
    return Table(rows[0], tuple(rows[1:]), tuple(align))


def _typed(text: str) -> Iterator[Block]:
    """Lines as they stand, as paragraphs."""
    for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()):
        inlines: list[Inline] = []
        for line in paragraph.split("\n"):
            inlines += [Break(), Run(line.strip())]
        yield Paragraph(tuple(inlines[1:]))


# ------------------------------------------------------------------------------------------- inside a block

_ADDRESS = re.compile(
    r"https?://(?:[^\s/?#@\[\]<>\"\\^`{|}]*@)?[^\s/?#@:\[\]<>\"\\^`{|}]+(?::\d{1,5})?(?:[/?#]\S*)?|mailto:[^\s@]+@\S+",
    re.IGNORECASE,
)
_LONGEST_ADDRESS = 2000  # word processors refuse to open a document with longer ones
_SCHEME = re.compile(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _is_address(href: str) -> bool:
    return len(href) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(href) is not None


def _inlines(tokens: list[Token]) -> Inlines:
    made: list[Inline] = []
    for inline in _styled(tokens, Run("")):
        last = made[-1] if made else None
        if isinstance(inline, Run) and isinstance(last, Run) and replace(inline, text=last.text) == last:
            made[-1] = replace(last, text=last.text + inline.text)
        elif isinstance(inline, Break) or inline.text:
            made.append(inline)
    return tuple(made)


def _styled(tokens: list[Token], look: Run) -> Iterator[Inline]:
    """The runs of tokens, each looking like ``look`` and whatever is open around it."""
    open_now = {"strong": int(look.strong), "em": int(look.emphasis), "s": int(look.strike)}
    link: Token | None = None
    empty = False
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                empty = False
                yield replace(look, text=token.content, code=token.type == "code_inline")
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield Break()
            case "image":
                empty = False
                yield from _styled(token.children or [], look)
                yield from _title_of(token, look)
            case "link_open":
                link, empty = token, True
                before, look = _link_opens(token, look)
                yield before
            case "link_close":
                assert link is not None
                yield from _link_closes(link, look, empty=empty)
                look, link = replace(look, href=""), None
            case _:
                open_now[token.tag] += token.nesting
                look = replace(
                    look, strong=open_now["strong"] > 0, emphasis=open_now["em"] > 0, strike=open_now["s"] > 0
                )


def _link_opens(token: Token, look: Run) -> tuple[Run, Run]:
    """What stands before the words of a link, and how they look."""
    href = str(token.attrs["href"])
    if _is_address(href):
        return look, replace(look, href=href)
    if token.markup == "autolink":
        return replace(look, text="<"), look
    return (look if _SCHEME.match(href) else replace(look, text="[")), look


def _link_closes(token: Token, look: Run, *, empty: bool) -> Iterator[Run]:
    """What stands behind the words of a link; a link without words is its address."""
    href = str(token.attrs["href"])
    after = replace(look, href="")
    if _is_address(href):
        if empty:
            yield replace(look, text=href)
        yield from _title_of(token, after)
    elif token.markup == "autolink":
        yield replace(after, text=">")
    elif _SCHEME.match(href):
        yield from _title_of(token, after)
    else:
        title = "".join(run.text for run in _title_of(token, after))
        yield replace(after, text=f"]({href}{title})")


def _title_of(token: Token, look: Run) -> Iterator[Run]:
    title = " ".join(str(token.attrs.get("title", "")).split())
    if title:
        yield replace(look, text=f" {title}")


# --------------------------------------------------------------------------------------------- the Markdown


class _Reader(MarkdownIt):
    """Reads addresses as they were typed; which of them become links is decided afterwards."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own name
        return bool(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False, "maxNesting": 2 * DEEPEST})
    reader.enable(["table", "strikethrough"])
    reader.disable(["code", "lheading", "reference", "entity", "html_block", "html_inline"])
    reader.block.ruler.before("table", "too deep", _too_deep)
    reader.block.ruler.before("table", "too wide", _too_wide, {"alt": ["blockquote"]})
    reader.inline.ruler.before("escape", "address", _bare_address)
    helpers: Any = SimpleNamespace(
        parseLinkLabel=_label_end, parseLinkDestination=parseLinkDestination, parseLinkTitle=_title
    )
    reader.helpers = helpers
    return reader


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: below the deepest level the rest of the block stays as typed."""
    if silent or state.level < DEEPEST:
        return False
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    token = state.push("typed", "", 0)
    token.content = state.getLines(start, line, state.blkIndent, keepLastLF=False)
    state.line = line
    return True


def _too_wide(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Block rule: a row with more cells than the table's head ends the table; its words would be dropped."""
    if not silent or state.parentType != "table":
        return False
    columns = 0
    for token in reversed(state.tokens):
        if token.type == "tr_open":
            break
        columns += token.type in {"th_open", "td_open"}
    cells = escapedSplit(mdTrim(getLine(state, start)))
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return len(cells) > columns


_BARE_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?'\")\]*_~]", re.IGNORECASE)  # as in the editor
_WEB = re.compile(r"(?<![^\W_])https?$", re.IGNORECASE)


def _bare_address(state: StateInline, silent: bool) -> bool:
    """Inline rule: an address standing in the text is a link, with nothing inside it read as Markdown."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _WEB.search(state.src, max(0, state.pos - 6), state.pos)
    if scheme is None or not state.pending.endswith(scheme[0]):
        return False
    found = _BARE_ADDRESS.match(state.src, scheme.start(), state.posMax)
    if found is None:
        return False
    state.pending = state.pending[: found.start() - state.pos]
    if _is_address(found[0]):
        state.push("link_open", "a", 1).attrs = {"href": found[0]}
        state.push("text", "", 0).content = found[0]
        state.push("link_close", "a", -1)
    else:
        state.push("text", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _label_end(state: StateInline, start: int, no_link_inside: bool = False) -> int:
    """Where the label opened at ``start`` is closed, or -1.

    As the parser's own, but with at most :data:`_BRACKETS_IN_LABEL` open inside, so that ten thousand of
    them take no more than ten thousand short looks.
    """
    before, depth = state.pos, 1
    state.pos = start + 1
    end = -1
    while state.pos < state.posMax and depth <= _BRACKETS_IN_LABEL:
        at = state.pos
        if state.src[at] == "]":
            depth -= 1
            if depth == 0:
                end = at
                break
        state.md.inline.skipToken(state)
        if state.src[at] == "[" and state.pos == at + 1:
            depth += 1
        elif state.src[at] == "[" and no_link_inside:
            break
    state.pos = before
    return end


def _title(string: str, start: int, maximum: int, prev_state: Any = None) -> Any:
    """The title of a link as the parser reads it, but in its quotes and with entities as typed."""
    found = parseLinkTitle(string, start, maximum, prev_state)
    if found.ok:
        found.str = stripEscape(string[start : found.pos])
    return found
