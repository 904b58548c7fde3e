"""Private marks: stretches of a part that never leave, whatever the light.

A mark is written ``{keep}...{/keep}`` in the text itself, so it goes wherever the text goes: into versions,
through export and import, over the clipboard. In the editor two signs stand for the ends (:data:`OPEN_SIGN`,
:data:`CLOSE_SIGN`); both forms mean the same everywhere.

The grammar, which fails closed:

* ``{keep}`` opens, ``{/keep}`` closes, in any case of letters. Marks may stand inside each other; a stretch is
  private while at least one is open. They count anywhere: in bold, lists, links and code.
* A mark that is never closed reaches to the end of the text.
* Anything one slip away from a mark (a character missing, wrong, added or in the wrong order; unseen characters,
  blanks or Markdown signs inside it; braces written as ``%7B`` or ``&#123;``) is *damaged*: from there to the
  end everything is private.
* A ``{/keep}`` that closes nothing has lost its beginning, and nobody knows where that stood: the whole text is
  private.

The last rule makes every edit in one place safe: whatever is typed, pasted or deleted in a text of whole marks,
what was private behind that place is still inside a mark, or else a ``{/keep}`` is left over.

Positions count Python characters of the text given.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from peerjournal.journal.entry import one_line

OPEN, CLOSE = "{keep}", "{/keep}"
OPEN_SIGN, CLOSE_SIGN = "\ue0f0", "\ue0f1"

Problem = Literal["unclosed", "unopened", "damaged"]

_SIGNS = OPEN_SIGN + CLOSE_SIGN
_BRACES = "{}｛｝﹛﹜"
SIGNS = f"{_BRACES}{_SIGNS}%&"
"""Every mark, whole or damaged, has one of these in it."""
_UNSEEN = (
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]*+"
)
_GAP = r"[\s\\*_~`]{0,4}"


def _tokens_pattern() -> str:
    """A pattern of both marks, both signs, and everything one slip away from a mark.

    It begins with a set of characters, and every branch looks back at the one found: so the engine skips
    through ordinary words without trying the branches.
    """
    k, e, p = "[kｋкκ]", "[eｅеéèêëε]", "[pｐрρ]"
    rest_of_word = "".join(f"{_UNSEEN}[*_~`]{{0,4}}{_UNSEEN}{letter}" for letter in (e, e, p))
    opening = r"(?:(?<=[{｛﹛])|(?<=%)7b|(?<=&)(?:#123|#x7b|lcub|lbrace);)"
    end = r"(?:[}｝﹜]|%7d|&(?:#125|#x7d|rcub|rbrace);)"
    return (
        f"[{_SIGNS}{{｛﹛%&/kKｋＫкКκΚ\u212a](?i:(?<=[{_SIGNS}])"
        r"|(?<=\{)/?keep\}"
        f"|{opening}(?:{_UNSEEN}{_GAP}/?{_UNSEEN}{_GAP}{k}{rest_of_word}|(?:{'|'.join(_slips('keep'))}){end})"
        f"|(?:(?<=/){_UNSEEN}{_GAP}{k}|(?<={k})){rest_of_word}{_UNSEEN}{_GAP}{end})"
    )


def _slips(word: str) -> list[str]:
    """What may stand between the braces by one slip, a slash before it or not."""
    any_one, no_brace = rf"(?:\r\n|[^{_SIGNS}])", f"[^{_SIGNS}{_BRACES}]"
    slips = [f"{no_brace}/?{word}"]
    for i in range(len(word)):
        before, after = word[:i], word[i + 1 :]
        slips += [f"/?{before}{after}", f"/?{before}{any_one}{after}"]
        slips.append(f"/?{before}{any_one if i else no_brace}{word[i:]}")
    return slips + [f"/?{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}" for i in range(len(word) - 1)]


_TOKEN = re.compile(_tokens_pattern())
_BRACE = re.compile(f"[{SIGNS}](?i:(?<=[{_BRACES}{_SIGNS}])|(?<=%)7[bd]|(?<=&)(?:#12[35]|#x7[bd]|[lr]cub|[lr]brace);)")
"""No mark, whole or damaged, is without one of these; most texts hold none, and one look tells."""

_WHOLE = {OPEN: "open", OPEN_SIGN: "open", CLOSE: "close", CLOSE_SIGN: "close"}


def _kind(token: re.Match[str]) -> str:
    return _WHOLE.get(token[0].lower(), "damaged")


@dataclass(frozen=True)
class Stretch:
    """From ``start`` up to ``end``; never part of a whole mark's own characters, never empty."""

    start: int
    end: int
    private: bool


@dataclass(frozen=True)
class Reading:
    """What a text's marks say: its stretches in order, and what is wrong and where, if something is."""

    stretches: tuple[Stretch, ...]
    problem: Problem | None = None
    problem_at: int = 0


def read(text: str) -> Reading:
    """Read the marks of a text. Linear in its length."""
    if not has_marks(text):
        return Reading((Stretch(0, len(text), private=False),) if text else ())
    tokens = list(_TOKEN.finditer(text))
    problem, problem_at = _problem(tokens)
    found = tuple(s for s in _stretches(tokens, len(text), lost=problem == "unopened") if s.start < s.end)
    return Reading(found, problem, problem_at)


def _problem(tokens: list[re.Match[str]]) -> tuple[Problem | None, int]:
    """What is wrong, and where. A damaged mark counts as an opening one, the most it can have been."""
    depth, opened_at = 0, 0
    damaged_at: int | None = None
    for token in tokens:
        kind = _kind(token)
        if kind == "close":
            depth -= 1
            if depth < 0:
                return "unopened", token.start()
            continue
        if kind == "damaged" and damaged_at is None:
            damaged_at = token.start()
        if depth == 0:
            opened_at = token.start()
        depth += 1
    if damaged_at is not None:
        return "damaged", damaged_at
    return ("unclosed", opened_at) if depth else (None, 0)


def _stretches(tokens: list[re.Match[str]], length: int, *, lost: bool) -> Iterator[Stretch]:
    """What stands between the marks; all of it private if ``lost``, all after a damaged one in any case."""
    depth, at = 0, 0
    for token in tokens:
        yield Stretch(at, token.start(), lost or depth > 0)
        kind = _kind(token)
        lost = lost or kind == "damaged"
        depth += {"open": 1, "close": -1, "damaged": 0}[kind]
        at = token.start() if kind == "damaged" else token.end()  # nobody knows what a damaged one was: private, too
    yield Stretch(at, length, lost or depth > 0)


def has_marks(text: str) -> bool:
    """Whether anything in it is a mark, whole or damaged."""
    return _BRACE.search(text) is not None and _TOKEN.search(text) is not None


def private_texts(text: str) -> tuple[str, ...]:
    """The private stretches, in order, without the marks themselves."""
    return tuple(text[s.start : s.end] for s in read(text).stretches if s.private)


def without_marks(text: str) -> str:
    """Every word of the text, the private ones too, without the whole marks themselves; damaged ones stay."""
    return "".join(text[s.start : s.end] for s in read(text).stretches)


def by_line(text: str) -> list[str]:
    """The text as its lines, each with what is its own of marks that reach over several."""
    lines = [""]
    for stretch in read(text).stretches:
        for n, piece in enumerate(text[stretch.start : stretch.end].split("\n")):
            if n:
                lines.append("")
            lines[-1] += f"{OPEN}{piece}{CLOSE}" if stretch.private and piece else piece
    return lines


def tidy_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """What is kept line by line: each in one row, none empty, and what was private over several private in each."""
    return tuple(line for line in map(one_line, by_line("\n".join(lines))) if without_marks(line))


def blanked(text: str) -> str:
    """As long as the text and with its lines, but with blanks in the place of private stretches and marks."""
    made, at = [], 0
    for s in read(text).stretches:
        if not s.private:
            made += [_blank(text[at : s.start]), text[s.start : s.end]]
            at = s.end
    return "".join(made) + _blank(text[at:])


def _blank(text: str) -> str:
    return re.sub(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text)


# ------------------------------------------------------------------------------------------------ what may leave


def shareable(text: str) -> str:
    """The text without its private stretches and without marks, mended where something was taken out.

    Mending takes away what holds nothing any more (empty emphasis, brackets, links and lines, a second full stop,
    blanks) right beside the cut. Nothing is ever added but a blank between words that would otherwise run together.
    """
    while has_marks(text):  # again, should what is left have come together to another mark
        text = _without_private(text)
    return text


_NEAR = 400  # characters before a cut that mending looks at
_BLANKS = " \t"


def _without_private(text: str) -> str:
    done: list[str] = []  # finished; ``left`` is the end of it all, still to be mended
    left, cut = "", False
    stretches = read(text).stretches
    for i, s in enumerate(stretches):
        piece = "" if s.private else text[s.start : s.end]
        between_cuts = cut and i + 1 < len(stretches) and stretches[i + 1].private
        if s.private or (between_cuts and not piece.strip(_BLANKS)):
            cut = True
            continue
        if cut:
            left, piece = _mended(left, piece)
        left, cut = left + piece, False
        if len(left) > 2 * _NEAR:
            done.append(left[:-_NEAR])
            left = left[-_NEAR:]
    if cut:
        left, _ = _mended(left, "")
    made = "".join(done) + left
    return made if made.strip() else ""


_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»", "»": "«", "„": "“”", "‹": "›", "›": "‹"}
_REST_OF_LINK = re.compile(r"\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_LINE_MARKS = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)?(?:\[[ xX]\])?[ \t]*")
_LINE_END = re.compile(r"[ \t]*(\r\n|\n|\r|\Z)")
_NEWLINE = re.compile(r"\r\n|\n|\r")
_STOPS = ".,;:!?…،؛؟。"
_ENDING_STOP = re.compile(rf"[{_STOPS}]+(?!\w)")
_AFTER_NO_BLANK = "([{“„«‹"
_CLOSERS = ")]}”’»›"


def _mended(left: str, right: str) -> tuple[str, str]:
    """Both sides of a cut, made to stand together. An empty ``right`` is the end of the text."""
    left, right = _without_shells(left, right)
    stop = _ENDING_STOP.match(right.lstrip(_BLANKS))
    if stop and _nothing_to_end(left):
        left, right = _without_shells(left, right.lstrip(_BLANKS)[stop.end() :])
    line = left[_line_start(left) :]
    if _LINE_MARKS.fullmatch(line) and (end := _LINE_END.match(right)):
        return _without_line(left[: len(left) - len(line)], right[end.end() :], end[1])
    return _met(left, right)


def _nothing_to_end(left: str) -> bool:
    """Whether a full stop after this would end nothing: the line has just begun, or was ended already."""
    line = left[_line_start(left) :]
    ended = line.rstrip(_BLANKS)[-1:] in _STOPS + _AFTER_NO_BLANK
    return ended or _LINE_MARKS.fullmatch(line) is not None or _opening_sign(line, "*_~\"'")


def _line_start(left: str) -> int:
    return max(left.rfind("\n"), left.rfind("\r")) + 1


def _without_shells(left: str, right: str) -> tuple[str, str]:
    """Take away what stood around nothing but the cut: brackets, quotes, emphasis, code marks, links."""
    while True:
        a, b = left.rstrip(_BLANKS), right.lstrip(_BLANKS)
        if a.endswith("[") and (link := _REST_OF_LINK.match(b)):
            left, right = a[:-1].removesuffix("!"), b[link.end() :]
        elif a.endswith("](") and b.startswith(")"):
            left, right = _without_link(a[:-2]), b[1:]
        elif a and b and b[0] in _PAIRS.get(a[-1], ""):
            left, right = a[:-1], b[1:]
        elif (a == left or b == right) and (around := _around(a, b)):
            left, right = a[:-around], b[around:]
        else:
            return left, right


def _without_link(left: str) -> str:
    """``[label`` at the end as plain ``label``: its target is gone."""
    at = left.rfind("[", _line_start(left))
    return left if at < 0 else left[:at].removesuffix("!") + left[at + 1 :]


def _around(left: str, right: str) -> int:
    """How many signs of emphasis, code or quoting end ``left``, begin ``right``, and belong together."""
    sign = left[-1:]
    if not sign or sign not in "*_~`\"'" or not right.startswith(sign):
        if left.endswith("<") and right.startswith(">"):
            return 1
        return 0
    many = len(left) - len(left.rstrip(sign)), len(right) - len(right.lstrip(sign))
    if sign == "`" and many[0] != many[1]:
        return 0
    return min(many) if _opens(left, min(many)) and _closes(right, min(many)) else 0


def _opens(left: str, many: int) -> bool:
    """Whether the last ``many`` signs stand where something begins, not where it ends."""
    before = left[: len(left) - many][-1:]
    return not before or before.isspace() or before in "([{“„«‹\"'‘*_~|>–—-/"


def _closes(right: str, many: int) -> bool:
    """Whether the first ``many`` signs stand where something ends."""
    after = right[many : many + 1]
    return not after or after.isspace() or after in _STOPS + _CLOSERS + "\"'*_~|<–—-/"


def _without_line(left: str, right: str, newline: str) -> tuple[str, str]:
    """The cut was all its line held: the line goes, and of the empty lines around it the larger gap stays."""
    if not left:
        return left, right.lstrip("\r\n")
    if not right:
        return left.rstrip("\r\n") + newline, right
    before = _NEWLINE.findall(left[len(left.rstrip("\r\n")) :])
    after = _NEWLINE.findall(right[: len(right) - len(right.lstrip("\r\n"))])
    too_many = min(len(after), max(0, len(before) - 1))
    return left, right[sum(map(len, after[:too_many])) :]


def _met(left: str, right: str) -> tuple[str, str]:
    """The blanks at a cut inside a line: one where words meet, none before a stop or at an end."""
    a, b = left.rstrip(_BLANKS), right.lstrip(_BLANKS)
    at_begin = _LINE_MARKS.fullmatch(left[_line_start(left) :]) is not None
    if not b or b[0] in "\r\n" or (not at_begin and (_keeps_close(b) or _holds_close(left))):
        return a, b
    if at_begin or (a != left and b != right):
        return left, b
    if a == left and b == right and _run_together(a[-1], b[0]):
        return a + " ", b
    return left, right


def _keeps_close(right: str) -> bool:
    """Whether no blank belongs before it."""
    many = len(right) - len(right.lstrip("*_~"))
    return right[0] in _CLOSERS or _ENDING_STOP.match(right) is not None or (many > 0 and _closes(right, many))


def _holds_close(left: str) -> bool:
    """Whether no blank belongs after it."""
    return left.rstrip(_BLANKS)[-1:] in _AFTER_NO_BLANK or _opening_sign(left, "*_~")


def _opening_sign(left: str, signs: str) -> bool:
    many = len(left) - len(left.rstrip(signs))
    return many > 0 and _opens(left, many)


def _run_together(last: str, first: str) -> bool:
    """Whether two words would become one; scripts that are written without blanks need none."""
    unspaced = "\u3040" <= first < "\uac00" or "\u3040" <= last < "\uac00"
    return first.isalnum() and (last.isalnum() or last in _STOPS) and not unspaced


# ------------------------------------------------------------------------------------ between text and editor


def with_signs(text: str) -> str:
    """For the editor: each whole mark as its one sign. Damaged ones stay as they were typed."""
    signs = {"open": OPEN_SIGN, "close": CLOSE_SIGN}
    return _TOKEN.sub(lambda t: signs.get(_kind(t), t[0]), text)


def with_tokens(text: str) -> str:
    """From the editor: each sign as ``{keep}`` or ``{/keep}``."""
    return text.replace(OPEN_SIGN, OPEN).replace(CLOSE_SIGN, CLOSE)


# ----------------------------------------------------------------------------------------------- changing


def mark(text: str, start: int, end: int) -> str:
    """The text with everything from ``start`` up to ``end`` marked private, beside what was before.

    Marks inside the stretch, or touching it, become part of the one mark. A damaged text comes back as it is:
    its marks must be put right first.
    """
    return _rewritten(text, start, end, private=True)


def unmark(text: str, start: int, end: int) -> str:
    """The text with nothing private from ``start`` up to ``end``; private text around it stays private."""
    return _rewritten(text, start, end, private=False)


def split(text: str, at: int) -> tuple[str, str]:
    """Two texts, cut at ``at``; a mark that reaches across goes on in the second. Nothing private comes open.

    What was private because marks are damaged is private in both, as a whole.
    """
    for token in _TOKEN.finditer(text):
        if token.start() < at < token.end():
            at = token.start()  # never through the middle of a mark
            break
    first, second = text[:at], text[at:]
    if read(text).problem == "unopened":
        return _all_private(first), _all_private(second)
    if read(first).problem == "damaged":
        return first, _all_private(second)
    depth = sum(1 if _kind(t) == "open" else -1 for t in _TOKEN.finditer(first))
    return first + CLOSE * depth, OPEN * depth + second


def _all_private(text: str) -> str:
    """The text inside one mark that nothing in it can close."""
    if all(s.private for s in read(text).stretches):
        return text
    closing = sum(_kind(t) == "close" for t in _TOKEN.finditer(text))
    return OPEN * (closing + 1) + text


def _rewritten(text: str, start: int, end: int, *, private: bool) -> str:
    """The stretches laid out anew as one level of marks, with a stretch of its own set private or open."""
    reading = read(text)
    start, end = sorted(min(max(0, place), len(text)) for place in (start, end))
    if start == end or reading.problem in {"damaged", "unopened"}:
        return text
    made, now = "", False
    parts: list[str] = []
    for piece, is_private in _pieces(text, reading, start, end, private=private):
        if is_private != now:
            parts.append(OPEN if is_private else CLOSE)
            now, made = is_private, ""
        elif _come_together(made, piece):
            parts.append(OPEN + CLOSE)  # what an empty mark held apart must not become a mark
            made = ""
        parts.append(piece)
        made = (made + piece[-_LONGEST_SLIP:])[-_LONGEST_SLIP:]
    return "".join(parts) + (CLOSE if now else "")


def _pieces(text: str, reading: Reading, start: int, end: int, *, private: bool) -> Iterator[tuple[str, bool]]:
    """The stretches, divided at ``start`` and ``end``, and whether each is to be private."""
    for s in reading.stretches:
        for a, b in ((s.start, min(s.end, start)), (max(s.start, start), min(s.end, end)), (max(s.start, end), s.end)):
            if a < b:
                yield text[a:b], private if start <= a and b <= end else s.private


_LONGEST_SLIP = 40


def _come_together(left: str, right: str) -> bool:
    """Whether a mark, whole or damaged, would come to stand across the place where the two meet."""
    near = left[-_LONGEST_SLIP:] + right[:_LONGEST_SLIP]
    middle = len(left[-_LONGEST_SLIP:])
    return has_marks(near) and any(t.start() < middle < t.end() for t in _TOKEN.finditer(near))
