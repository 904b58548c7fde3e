"""Markdown, line by line: what stands where, and what a command makes of a line. Pure text in, pure text out.

Positions count Python characters. A :class:`Line` says how to style one line (:func:`analyse`); the toggles
and list rules return new lines and never touch more than they name. A line longer than :data:`LONG_LINE` is
analysed only at its start, so that styling stays cheap whatever is pasted.
"""

import re
from itertools import pairwise
from typing import NamedTuple

LONG_LINE = 20_000
_LONGEST_WORD = 200
_PRIVATE_SIGNS = "\ue0f0\ue0f1"  # as in peerjournal.sharing.marks; emphasis begins and ends beside them

# Styles are combined with ``|``. Plain integers: this runs at every key, and enum members cost ten times more.
MARK = 1
BOLD = 2
ITALIC = 4
STRIKE = 8
CODE = 16
LINK = 32
QUOTE = 64
LIST = 128
TASK = 256
DONE = 512
RULE = 1024
HEADING = 4096  # times the level: HEADING * 1 ... HEADING * 6

BOLD_MARK, ITALIC_MARK, STRIKE_MARK, CODE_MARK = "**", "*", "~~", "`"

_DEEPEST = 40
_MARKED = re.compile(r"[*_~`\[<#>]|https?:|^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]|^ {0,3}-")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|$)")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)(?:(\[[ xX]\])([ \t]+|$))?")
_RULE = re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_URL = r"(?:https?://|mailto:)"
_INLINE = re.compile(
    r"(?=[\\`!\[<h*_~])(?:"  # most characters begin nothing: leave them after one look
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<link>!?\[(?P<label>[^\[\]]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+\"[^\"]*\")?\))"
    rf"|(?P<auto><{_URL}[^<>\s]+>)"
    r"|(?P<bare>https?://[^\s<>]*[^\s<>.,;:!?'\")\]*_~])"
    r"|(?P<run>\*+|_+|~~))"
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_WHOLE_URL = re.compile(rf"{_URL}\S+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…؟۔])[\"'”’»)\]]*[ \t\u00a0]+|(?<=[。！？])")


class Span(NamedTuple):
    """From ``start`` up to ``end`` the same ``style`` (styles combined by ``|``)."""

    start: int
    end: int
    style: int


class Pair(NamedTuple):
    """A pair of inline marks: where the opening one starts and ends, and the closing one."""

    open_start: int
    open_end: int
    close_start: int
    close_end: int
    style: int


class Change(NamedTuple):
    """What a command makes of a line: the new line and the selection in it."""

    line: str
    start: int
    end: int


# ------------------------------------------------------------------------------------------------ styling


def analyse(line: str, fence: int = 0) -> tuple[list[Span], int]:
    """The line's spans, in order and apart, and the fence open after it.

    ``fence`` is what the line before left behind: 0, or a number naming the fenced code block it stands in.
    """
    if fence or _looks_like_fence(line):
        return _fenced(line, fence)
    if not _MARKED.search(line, 0, LONG_LINE):
        return [], 0
    if _RULE.match(line):
        return [Span(0, len(line), RULE | MARK)], 0
    start, style, paint = _prefix(line)
    if len(line) > LONG_LINE:
        return [Span(a, b, s) for a, b, s in paint], 0
    cells = [style] * len(line)
    edges = {0, start, len(line)}
    for a, b, s in paint:
        cells[a:b] = [s] * (b - a)
        edges.update((a, b))
    return _inline_spans(line, start, cells, edges), 0


def heading_level(line: str) -> int:
    """1 to 6, or 0 for a line that is no heading."""
    found = _HEADING.match(line)
    return len(found[1]) if found else 0


def content_start(line: str) -> int:
    """Where a line's own words begin, after quote marks, list marker, task box or heading marks."""
    quote = _QUOTE.match(line)
    at = quote.end() if quote else 0
    rest = line[at:]
    item = _ITEM.match(rest)
    if item:
        return at + item.end()
    heading = _HEADING.match(rest)
    return at + (heading.end() if heading else 0)


def stands_alone(line: str) -> bool:
    """Whether the line begins or ends a code block or is a rule, and is none any more with words beside it."""
    return bool(_RULE.match(line) or _FENCE.match(line))


def pairs(line: str) -> list[Pair]:
    """The pairs of bold, italic, strike and code marks in the line."""
    if len(line) > LONG_LINE:
        return []
    runs, found, _links = _scan(line, content_start(line))
    return found + _match(line, runs)


def _looks_like_fence(line: str) -> bool:
    return ("```" in line[:6] or "~~~" in line[:6]) and _opened_by(line) != 0


def _opened_by(line: str) -> int:
    found = _FENCE.match(line)
    if not found or (found[1][0] == "`" and "`" in found[2]):
        return 0
    return min(len(found[1]), 1000) * 2 + (found[1][0] == "~")


def _fenced(line: str, fence: int) -> tuple[list[Span], int]:
    whole = len(line)
    if not fence:
        return [Span(0, whole, CODE | MARK)], _opened_by(line)
    found = _FENCE.match(line)
    closes = found and not found[2].strip() and (found[1][0] == "~") == bool(fence & 1)
    if found and closes and len(found[1]) >= fence >> 1:
        return [Span(0, whole, CODE | MARK)], 0
    return ([Span(0, whole, CODE)] if whole else []), fence


def _prefix(line: str) -> tuple[int, int, list[tuple[int, int, int]]]:
    """Where the words begin, the style of the whole line, and the styles of what stands before them."""
    paint: list[tuple[int, int, int]] = []
    quote = _QUOTE.match(line)
    at, style = (quote.end(), QUOTE) if quote else (0, 0)
    if quote:
        paint.append((0, at, QUOTE | MARK))
    rest = line[at : at + 64]
    heading = _HEADING.match(rest)
    if heading:
        style |= HEADING * len(heading[1])
        paint.append((at, at + heading.end(), style | MARK))
        return at + heading.end(), style, paint
    item = _ITEM.match(rest)
    if item:
        paint.append((at, at + item.end(3), style | LIST))
        if item[4]:
            paint.append((at + item.start(4), at + item.end(4), style | TASK))
            if item[4] != "[ ]":
                style |= DONE
        at += item.end()
    return at, style, paint


def _scan(line: str, start: int) -> tuple[list[re.Match[str]], list[Pair], list[tuple[int, int, int, int]]]:
    """Runs of emphasis marks, code pairs, and links as (start, label start, label end, end)."""
    runs: list[re.Match[str]] = []
    found: list[Pair] = []
    links: list[tuple[int, int, int, int]] = []
    at = start
    while match := _INLINE.search(line, at):
        kind, a, b, at = match.lastgroup, match.start(), match.end(), match.end()
        if match["code"]:
            ticks = len(match["ticks"])
            found.append(Pair(a, a + ticks, b - ticks, b, CODE))
        elif match["link"]:
            links.append((a, match.start("label"), match.end("label"), b))
            # The label may hold emphasis of its own.
            runs += _RUNS_IN_LABEL.finditer(line, match.start("label"), match.end("label"))
        elif match["auto"]:
            links.append((a, a + 1, b - 1, b))
        elif match["bare"]:
            links.append((a, a, b, b))
        elif kind == "run":
            runs.append(match)
    return runs, found, links


_RUNS_IN_LABEL = re.compile(r"(?<!\\)(?:\*+|_+|~~)")


def _match(line: str, runs: list[re.Match[str]]) -> list[Pair]:
    """Pairs of emphasis marks among the runs, by the rules of CommonMark for what opens and closes."""
    found: list[Pair] = []
    open_runs: list[list[int]] = []  # [character, from, to] still unused
    for run in runs:
        a, b = run.span()
        mark = line[a]
        before = line[a - 1] if a else " "
        after = line[b] if b < len(line) else " "
        opens, closes = _flanks(mark, before, after)
        if closes:
            a = _close(open_runs, found, mark, a, b)
        if opens and a < b:
            open_runs.append([ord(mark), a, b])
            del open_runs[:-_DEEPEST]
    return found


def _flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    left = not after.isspace() and (_is_word(after) or before.isspace() or not _is_word(before))
    right = not before.isspace() and (_is_word(before) or after.isspace() or not _is_word(after))
    if mark == "_":
        return left and not _is_word(before), right and not _is_word(after)
    return left, right


def _is_word(c: str) -> bool:
    return c.isalnum() or (ord(c) > 0x2FF and c not in _PRIVATE_SIGNS)


def _close(open_runs: list[list[int]], found: list[Pair], mark: str, a: int, b: int) -> int:
    """Use up the closing run from ``a`` to ``b`` against what is open; returns where its rest begins."""
    index = len(open_runs) - 1
    while a < b and index >= 0:
        kind, start, end = open_runs[index]
        if kind != ord(mark) or end <= start:
            index -= 1
            continue
        del open_runs[index + 1 :]
        width = 2 if mark == "~" or (end - start >= 2 and b - a >= 2) else 1
        style = STRIKE if mark == "~" else (BOLD if width == 2 else ITALIC)
        found.append(Pair(end - width, end, a, a + width, style))
        open_runs[index][2] = end - width
        a += width
        if open_runs[index][2] <= start:
            open_runs.pop()
            index -= 1
    return a


def _paint(cells: list[int], start: int, end: int, style: int) -> None:
    cells[start:end] = [cell | style for cell in cells[start:end]]


def _inline_spans(line: str, start: int, cells: list[int], edges: set[int]) -> list[Span]:
    """Paint the inline styles over ``cells``, one per character; between two ``edges`` all cells are alike."""
    runs, found, links = _scan(line, start)
    for pair in found + _match(line, runs):
        edges.update(pair[:4])
        _paint(cells, pair.open_start, pair.open_end, MARK | pair.style)
        _paint(cells, pair.open_end, pair.close_start, pair.style)
        _paint(cells, pair.close_start, pair.close_end, MARK | pair.style)
    for a, label, label_end, b in links:
        edges.update((a, label, label_end, b))
        _paint(cells, a, label, MARK)
        _paint(cells, label, label_end, LINK)
        _paint(cells, label_end, b, MARK)
    spans: list[Span] = []
    for a, b in pairwise(sorted(edges)):
        style = cells[a]
        if spans and spans[-1].end == a and spans[-1].style == style:
            spans[-1] = Span(spans[-1].start, b, style)
        elif style:
            spans.append(Span(a, b, style))
    return spans


# ------------------------------------------------------------------------------------------- inline marks

_STYLE_OF = {BOLD_MARK: BOLD, ITALIC_MARK: ITALIC, STRIKE_MARK: STRIKE, CODE_MARK: CODE}


def word_at(line: str, at: int) -> tuple[int, int] | None:
    """The word with the place inside it, from-to; None between words."""
    begin = max(0, at - _LONGEST_WORD)
    return next((w.span() for w in _WORD.finditer(line, begin, at + _LONGEST_WORD) if w.start() < at < w.end()), None)


def is_marked(line: str, start: int, end: int, mark: str) -> bool:
    """Whether the selection stands between such marks."""
    start, end = _core(line, start, end, mark)
    return bool(_around(line, start, end, mark) & len(mark))


def toggle_mark(line: str, start: int, end: int, mark: str) -> Change:
    """Put marks around the selection, or take them away; twice gives the line back.

    Without a selection: the marked stretch or the word the cursor is in; between words an empty pair with the
    cursor inside; just before a closing mark the cursor steps over it.
    """
    if start == end:
        return _toggle_at(line, start, mark)
    start, end = _core(line, start, end, mark)
    if start == end:
        return Change(line, start, end)
    return _toggle_around(line, start, end, mark)


def _toggle_around(line: str, start: int, end: int, mark: str) -> Change:
    n = len(mark)
    if _around(line, start, end, mark) & n:
        return Change(line[: start - n] + line[start:end] + line[end + n :], start - n, end - n)
    return Change(line[:start] + mark + line[start:end] + mark + line[end:], start + n, end + n)


def _toggle_at(line: str, at: int, mark: str) -> Change:
    if _around(line, at, at, mark) & len(mark):
        return _toggle_around(line, at, at, mark)
    stretch = _stretch_at(line, at, mark)
    if stretch:
        if at == stretch.close_start:
            return Change(line, stretch.close_end, stretch.close_end)
        without = line[: stretch.open_start] + line[stretch.open_end : stretch.close_start] + line[stretch.close_end :]
        moved = at - (stretch.open_end - stretch.open_start)
        return Change(without, moved, moved)
    if word := word_at(line, at):
        done = _toggle_around(line, *word, mark)
        return Change(done.line, done.start + at - word[0], done.start + at - word[0])
    return Change(line[:at] + mark + mark + line[at:], at + len(mark), at + len(mark))


def _stretch_at(line: str, at: int, mark: str) -> Pair | None:
    style = _STYLE_OF[mark]
    around = [p for p in pairs(line) if p.style == style and p.open_end <= at <= p.close_start]
    return max(around, key=lambda p: p.open_start, default=None)


def _core(line: str, start: int, end: int, mark: str) -> tuple[int, int]:
    """The selection without outer blanks and without marks standing inside it at both ends."""
    before = -1
    a, b = start, end
    while before != b - a:
        before = b - a
        while a < b and line[a].isspace():
            a += 1
        while a < b and line[b - 1].isspace():
            b -= 1
        while b - a >= 2 and line[a] == mark[0] == line[b - 1]:
            a, b = a + 1, b - 1
        if a < b and line[a:b].strip(mark[0]) == "":
            return start, start
    return a, b


def _around(line: str, start: int, end: int, mark: str) -> int:
    """How many mark characters stand on both sides of the stretch."""
    left = start - len(line[:start].rstrip(mark[0]))
    right = len(line) - end - len(line[end:].lstrip(mark[0]))
    return min(left, right)


# ---------------------------------------------------------------------------------------------- whole lines


def with_heading(line: str, level: int) -> str:
    """The line as a heading of that level; as plain text if it already was one."""
    found = _HEADING.match(line)
    plain = line[found.end() :] if found else line.lstrip(" \t")
    return plain if found and len(found[1]) == level else "#" * level + " " + plain


def toggle_quote(lines: list[str]) -> list[str]:
    """Quote marks before every line, or away with one level of them if all have them."""
    if all(re.match(r" {0,3}>", line) for line in lines):
        return [re.sub(r"^ {0,3}>[ \t]?", "", line) for line in lines]
    return ["> " + line for line in lines]


def toggle_bullets(lines: list[str]) -> list[str]:
    """A bullet list of the lines that say something, or plain lines if they were one."""
    return _toggle_items(lines, "bullet")


def toggle_numbers(lines: list[str]) -> list[str]:
    """A numbered list, or plain lines if they were one."""
    return _toggle_items(lines, "number")


def toggle_tasks(lines: list[str]) -> list[str]:
    """A list of task boxes, or plain lines if they were one."""
    return _toggle_items(lines, "task")


def tick(line: str) -> str:
    """A task with its box ticked, or empty again if it was ticked; any other line as it is."""
    at = quote.end() if (quote := _QUOTE.match(line)) else 0
    item = _ITEM.match(line[at:])
    if not item or not item[4]:
        return line
    box = at + item.start(4)
    return line[:box] + ("[x]" if item[4] == "[ ]" else "[ ]") + line[box + 3 :]


def _item_kind(line: str) -> str:
    item = _ITEM.match(line)
    if not item:
        return ""
    return "task" if item[4] else ("bullet" if item[2] in "-*+" else "number")


def _toggle_items(lines: list[str], kind: str) -> list[str]:
    chosen = [i for i, line in enumerate(lines) if line.strip()] or list(range(len(lines)))
    away = all(_item_kind(lines[i]) == kind for i in chosen)
    done = list(lines)
    for number, i in enumerate(chosen, start=1):
        line = lines[i]
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        item = _ITEM.match(line)
        words = line[item.end() :] if item else line.lstrip(" \t")
        marker = {"bullet": "- ", "number": f"{number}. ", "task": "- [ ] "}[kind]
        done[i] = indent + ("" if away else marker) + words
    return done


def is_list_item(line: str) -> bool:
    """Whether the line is an item of a list (inside a quote, too)."""
    return bool(_ITEM.match(_split_quote(line)[1]))


def after_enter(line: str, at: int) -> str | None:
    """What the next line starts with when Enter is pressed at ``at``; None for an item without words: it ends."""
    start = content_start(line)
    quote, rest = _split_quote(line)
    item = _ITEM.match(rest)
    if at < start or not (quote or item) or (item and _RULE.match(rest)):
        return ""
    if not line[start:].strip():
        return None
    if not item:
        return quote
    marker = item[2]
    if marker[:-1].isdigit():
        marker = f"{int(marker[:-1]) + 1}{marker[-1]}"
    box = "[ ]" + item[5] if item[4] else ""
    return quote + item[1] + marker + item[3] + box


def indented(line: str, above: str) -> str | None:
    """The list item one level deeper, at most one below the line above; None if it cannot go deeper."""
    quote, rest = _split_quote(line)
    item, parent = _ITEM.match(rest), _ITEM.match(_split_quote(above)[1])
    if not item or not parent or len(item[1]) > len(parent[1]):
        return None
    return quote + " " * (len(parent[2]) + 1) + rest


def outdented(line: str) -> str | None:
    """The list item one level up; None if it stands at the edge."""
    quote, rest = _split_quote(line)
    item = _ITEM.match(rest)
    if not item or not item[1]:
        return None
    width = 1 if item[1][0] == "\t" else min(len(item[1]) - len(item[1].lstrip(" ")), 3 if item[2][0].isdigit() else 2)
    return quote + rest[width:]


def _split_quote(line: str) -> tuple[str, str]:
    quote = _QUOTE.match(line)
    at = quote.end() if quote else 0
    return line[:at], line[at:]


# ------------------------------------------------------------------------------------------ links, paragraphs


def as_url(text: str) -> str:
    """The address if the text is one and nothing else; empty otherwise."""
    text = text.strip() if len(text) < 4000 else ""
    return text if _WHOLE_URL.fullmatch(text) else ""


def link(label: str, url: str) -> Change:
    """A link, with what is still missing selected: the label, else the address."""
    whole = f"[{label}]({url})"
    if not label:
        return Change(whole, 1, 1)
    if not url:
        return Change(whole, len(whole) - 1, len(whole) - 1)
    return Change(whole, len(whole), len(whole))


def split_paragraph(line: str, about: int = 700, longest: int = 3000) -> list[str]:
    """A giant paragraph as several: cut at ends of sentences, else at a blank, else anywhere.

    Nothing but the blanks at the cuts is lost.
    """
    pieces: list[str] = []
    start = 0
    ends = [m.end() for m in _SENTENCE_END.finditer(line)]
    following = 0
    while len(line) - start > longest:
        while following < len(ends) and ends[following] < start + about:
            following += 1
        cut = ends[following] if following < len(ends) and ends[following] <= start + longest else 0
        if not cut:
            blank = line.rfind(" ", start + about, start + longest)
            cut = blank + 1 if blank > 0 else start + longest
        pieces.append(line[start:cut].rstrip(" \t\u00a0"))
        start = cut
    return [*pieces, line[start:]]


def for_reading(text: str) -> str:
    """The Markdown with every line end inside a paragraph kept as one (U+2028), as the editor shows it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    fence, after_code = 0, False
    for i, line in enumerate(lines):
        before, fence = fence, analyse(line, fence)[1]
        in_code = bool(before or fence)
        if i and not in_code and not after_code and _same_paragraph(lines[i - 1], line):
            kept[-1] = kept[-1].rstrip() + "\u2028" + _split_quote(line)[1].lstrip()
        else:
            kept.append(line)
        after_code = in_code
    return "\n".join(kept)


def _same_paragraph(line: str, following: str) -> bool:
    (quote, words), (next_quote, next_words) = _split_quote(line), _split_quote(following)
    if quote.count(">") != next_quote.count(">") or not words.strip() or not next_words.strip():
        return False
    # A table's rows are no paragraph either.
    return not (heading_level(words) or _RULE.match(words) or "|" in line or _begins_anew(next_words))


def _begins_anew(line: str) -> bool:
    """Whether the line ends the paragraph before it by itself."""
    return bool(_ITEM.match(line) or _RULE.match(line) or _FENCE.match(line) or heading_level(line))
