"""Letters that look like others, or stand for them, so that a word typed with them is still read as that word.

Facts about the letters: Unicode Standard Annex 15 (compatibility forms) and Technical Standard 39 (confusables), from
which those are listed that may be taken for a letter of the Latin alphabet.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnopqrstuvwyzag", strict=True))
"""Letters drawn small or otherwise, without another letter for each that Unicode names."""

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХҮԚԜҺаеѕіјорсухһԁԛԝӏүк", "ABESIJKMHOPCTYXYQWHaesijopcyxhdqwlyk", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχϲϳ", "ABEZHIKMNOPTYXaeikvoptuxcj", strict=True))
_TO_LATIN = str.maketrans(_CYRILLIC | _GREEK)
_TO_CYRILLIC = str.maketrans({latin: letter for letter, latin in reversed(_CYRILLIC.items())})
_LATIN = re.compile(r"[A-Za-z]")
_ONLY_CYRILLIC = re.compile(rf"(?![{''.join(_CYRILLIC)}])[\u0400-\u04ff]")
_OTHER = re.compile(r"[\u0370-\u052f]")


def in_one_script(word: str) -> str:
    """A word of Latin and look-alike letters in one script: Cyrillic if it has a letter of its own, else Latin."""
    if not (_OTHER.search(word) and _LATIN.search(word)):
        return word
    return word.translate(_TO_CYRILLIC if _ONLY_CYRILLIC.search(word) else _TO_LATIN)


def as_latin(word: str) -> str:
    """How a word looks to who reads Latin letters, whatever its script."""
    return word.translate(_TO_LATIN) if _OTHER.search(word) else word


# ----------------------------------------------------------------------------------- what stands for a character

_ENCLOSED = "\u2460-\u24ff\U0001f100-\U0001f189"
_STANDS_FOR = re.compile(rf"&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});|[{_ENCLOSED}]")
_IN_CIRCLES = re.compile(f"[{_ENCLOSED}]")
_ASCII = bytes(range(128))


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII."""
    if text.isascii():
        return ""
    # The fastest of many ways.
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Decoded:
    """A text with its entities (``&#97;``) and letters in circles as what they stand for.

    ``starts`` and ``ends`` say for each character where in the text as it was it stood; empty if nothing changed.
    """

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the decoded text, from and up to, stands in the text as it was."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def decoded(text: str) -> Decoded:
    """The text as it would be shown where entities are read. Linear in its length."""
    if "&" not in text and not _IN_CIRCLES.search(beyond_ascii(text)):
        return Decoded(text)
    made: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for m in (*_STANDS_FOR.finditer(text), None):
        begin, end = m.span() if m else (len(text), len(text))
        shown = _shown(m[0]) if m else ""
        made += [text[at:begin], shown]
        starts += [*range(at, begin), *[begin] * len(shown)]
        ends += [*range(at + 1, begin + 1), *[end] * len(shown)]
        at = end
    return Decoded("".join(made), starts, ends) if len(made) > 2 else Decoded(text)


def _shown(sign: str) -> str:
    if sign[0] == "&":
        return html.unescape(sign)
    # "(a)" in one character, and letters on a dark ground, which Unicode does not take apart
    letters = [c for c in unicodedata.normalize("NFKD", sign) if c.isalnum()]
    named = unicodedata.name(sign, "").rpartition(" LETTER ")[2]
    return "".join(letters) or (named.lower() if len(named) == 1 else sign)
