"""What a person may type into a search, and what it means. Pure.

=====================  ===========================================================
``river walk``         both words, anywhere in title, text or tags
``"river walk"``       these words in this order
``riv*``               words that begin so
``-rain``              not this word (also ``-"heavy rain"``, ``-tag:work``)
``tag:garden``         with this tag (``tag:"two words"``)
``after:2026-03-01``   written on that day or later; also ``2026-03`` and ``2026``
``before:2026``        written before that day, month or year
=====================  ===========================================================

Case and accents do not matter. Words in scripts that are written without spaces are found anywhere inside
a text: their characters are indexed one by one (``signs``) and searched as a sequence, and words of other
scripts that stand among them without a blank are indexed there too. Whatever is typed means something; only
a date that is none raises :class:`BadInput`.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import folded, whole_characters

# Scripts written without spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer, Kana, Bopomofo, Han.
_SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)
_SIGN = re.compile(f"[{_SPACELESS}]")
_WORD = re.compile(f"(?:[^\\W_]|[{_SPACELESS}])+")
_PIECE = re.compile(f"[{_SPACELESS}]|[^{_SPACELESS}]+")
_BREAK = "\ue0ff"  # stands between words, so that a sequence never spans two of them; on no keyboard
LONGEST_QUERY = 1000

_TERM = re.compile(
    r'(?P<minus>-)?(?:(?P<field>tag|after|before):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))(?P<star>\*)?',
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class Term:
    """Words in a row. ``prefix``: the last one may go on."""

    words: str
    prefix: bool = False


@dataclass(frozen=True)
class Query:
    """What is wanted and what is not. Days: from ``from_on`` on, up to and with ``until_on``."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """True when it asks for nothing: every entry fits."""
        return self == Query()


@dataclass
class _Found:
    wanted: list[Term] = field(default_factory=list)
    unwanted: list[Term] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    not_tags: list[str] = field(default_factory=list)
    from_on: date | None = None
    until_on: date | None = None


def parse_query(typed: str, *, typing: bool = False) -> Query:
    """Read what was typed. With ``typing`` the last plain word is taken as a beginning.

    Raises :class:`BadInput` for ``after:`` or ``before:`` with something that is no date (not while typing:
    then it is passed over, since it may not be finished yet). What goes beyond :data:`LONGEST_QUERY`
    characters, a page pasted by mistake, is not read.
    """
    typed = whole_characters(typed[:LONGEST_QUERY]).replace("\0", " ").replace(_BREAK, " ")
    found = _Found()
    matches = list(_TERM.finditer(typed))
    for match in matches:
        last = typing and match is matches[-1] and match.end() == len(typed)
        _take(found, match, last=last, typing=typing)
    return Query(
        tuple(found.wanted), tuple(found.unwanted), tuple(found.tags), tuple(found.not_tags),
        found.from_on, found.until_on,
    )  # fmt: skip


def _take(found: _Found, match: re.Match[str], *, last: bool, typing: bool) -> None:
    quoted, bare = match["quoted"], match["bare"] or ""
    words, star = (bare.rstrip("*"), bare.endswith("*")) if quoted is None else (quoted, bool(match["star"]))
    kind = (match["field"] or "").lower()
    if kind == "tag":
        tag = folded(words.strip().lstrip("#"))
        if tag:
            (found.not_tags if match["minus"] else found.tags).append(tag)
    elif kind:
        _take_day(found, kind, words, typing=typing)
    elif to_fts(term := Term(words, prefix=star or (last and quoted is None and not match["minus"]))):
        (found.unwanted if match["minus"] else found.wanted).append(term)


def _take_day(found: _Found, kind: str, words: str, *, typing: bool) -> None:
    match = _DAY.fullmatch(words.strip())
    try:
        first = date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        first = None
    if first is None:
        if typing:
            return
        raise BadInput(_("After “{kind}:” a date is needed, such as 2026-03-01, 2026-03 or 2026.").format(kind=kind))
    if kind == "after":
        found.from_on = max(found.from_on or first, first)
    elif first > date.min:
        day = first - timedelta(days=1)
        found.until_on = min(found.until_on or day, day)


def signs_of(text: str) -> str:
    """The characters of scripts without spaces, apart from each other, for the index; usually empty."""
    if text.isascii() or not _SIGN.search(text):
        return ""
    return f" {_BREAK} ".join(" ".join(signs) for word in _WORD.findall(text) if (signs := _signs(word)))


def _signs(word: str) -> list[str]:
    """A word's characters of scripts without spaces one by one, what stands among them whole; [] without any."""
    if not _SIGN.search(word):
        return []
    return [p for p in _PIECE.findall(unicodedata.normalize("NFC", word)) if _is_of_word(p[0])]


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def to_fts(term: Term) -> str:
    """The term in FTS5's language; every word is quoted, so nothing typed is ever syntax. Empty: no word in it."""
    words = term.words
    pieces: list[tuple[str, str]] = []  # the column asked ("" is all), the words in a row
    plain_from = 0
    for word in _WORD.finditer(words):
        if signs := _signs(word[0]):
            pieces += [("", words[plain_from : word.start()]), ("{signs} : ", " ".join(signs))]
            plain_from = word.end()
    pieces.append(("", words[plain_from:]))
    pieces = [(column, piece.replace('"', " ")) for column, piece in pieces if any(map(_is_of_word, piece))]
    parts = [f'{column}"{piece}"' for column, piece in pieces]
    if term.prefix and pieces and not _SIGN.match(words[-1]) and _is_of_word(words[-1]):
        parts[-1] += "*"
    return " AND ".join(parts)
