"""How charts look: colours, text sizes and shapes, for the window's appearances and for paper.

The colours of lines and dots keep apart for every common kind of colour vision (after M. Okabe and K. Ito, "Color
Universal Design", 2008, shifted for contrast to each ground) and are never alone: shape, place or words always
say the same.
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from peerjournal.paths import resource

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font


@dataclass(frozen=True)
class Look:
    """Colours are ``#RRGGBB``. ``scale`` multiplies all text, ``line`` all line widths.

    ``ground`` lies behind everything, ``ink`` writes, ``muted`` writes less, ``hair`` draws grids and edges,
    ``soft`` fills bands behind lines. ``series`` colours lines and dots, with the shape of the same place in
    :data:`MARKERS`.
    """

    name: str
    ground: str
    ink: str
    muted: str
    hair: str
    soft: str
    series: tuple[str, ...]
    scale: float = 1.0
    line: float = 1.0


MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
"""Shapes of dots, one per series."""

_ON_LIGHT = ("#1F6FA8", "#B24A00", "#00785A", "#8C4A86", "#7A6A00", "#3F3F3F", "#B03A5B", "#20808D")
_ON_DARK = ("#6DB8EC", "#F0975A", "#5CC9A7", "#D79BD0", "#DCCB5A", "#C9C9C9", "#F08AA8", "#7CD0DA")
_STRONG = ("#00467A", "#7A2E00", "#004D39", "#5C1F57", "#4A4000", "#000000", "#7A0F33", "#004B54")

LIGHT = Look("light", "#FFFFFF", "#2A2926", "#625E56", "#E3DED4", "#E1ECE8", _ON_LIGHT)
DARK = Look("dark", "#222426", "#E8E6E1", "#B3B0A9", "#3A3E41", "#2B4140", _ON_DARK)
HIGH_CONTRAST = Look("high-contrast", "#FFFFFF", "#000000", "#000000", "#000000", "#D9EAFF", _STRONG, line=1.6)
PAPER = Look("paper", "#FFFFFF", "#000000", "#444444", "#CCCCCC", "#E8E8E8", _ON_LIGHT)
LOOKS = {look.name: look for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER)}

TEXT = 9.0
"""Points of all text in a chart, at usual size."""
_USUAL = 0.58
"""How wide a small letter is, in heights of the text, on average and a little more."""
_WIDEST = frozenset("mwMW@%\u2026\u2014ωЖШЩЮФжшщюф")
"""Letters as wide as the text is high."""

_OWN = "Peer Journal Inter"
"""What the bundled font is called here, so that no other version of it on the computer is taken for it."""
_OTHERS = (
    "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Bengali",
    "Noto Sans Gurmukhi", "Noto Sans Gujarati", "Noto Sans Tamil", "Noto Sans Telugu", "Noto Sans Kannada",
    "Noto Sans Malayalam", "Noto Sans Sinhala", "Noto Sans Thai", "Noto Sans Lao", "Noto Sans Khmer",
    "Noto Sans Myanmar", "Noto Sans Ethiopic", "Noto Sans Georgian", "Noto Sans Armenian", "Noto Sans CJK SC",
    "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR", "Noto Emoji", "Noto Sans Symbols",
    "Noto Sans Symbols 2", "Droid Sans Fallback", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
    "Arial Unicode MS", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "Nirmala UI", "Leelawadee UI", "Ebrima",
    "Segoe UI", "Segoe UI Symbol", "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo",
)  # fmt: skip
"""Families with letters that the bundled ones lack; those that are on the computer are asked in this order."""
_LACKING = "\u25af"
"""Stands for a character that no font here has."""


def points(look: Look) -> float:
    """The size of text."""
    return TEXT * look.scale


def inches(look: Look, ems: float) -> float:
    """A length given in heights of the text."""
    return ems * points(look) / 72


def width_of(words: str, look: Look) -> float:
    """About how wide a line is, in inches: rather a little more than it will be."""
    return inches(look, sum(map(_ems, words)))


@lru_cache(4096)
def _ems(letter: str) -> float:
    """How wide a letter is, in heights of the text: in Inter, and over a few letters a little more."""
    if letter in _WIDEST or east_asian_width(letter) in "WF":
        return 1.05
    return 0.77 if letter.isupper() else 0.65 if letter.isdigit() else _USUAL


def shortened(words: str, room: float, look: Look) -> str:
    """A line cut to fit into so many inches, with an ellipsis; empty where not even one letter fits."""
    if width_of(words, look) <= room:
        return words
    while words and width_of(words + "\u2026", look) > room:
        words = words[:-1]
    return words.rstrip() + "\u2026" if words else ""


def wrapped(words: str, room: float, look: Look) -> list[str]:
    """In lines of at most so many inches, broken at blanks; none where there are no words."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", look) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def prepare() -> None:
    """Text is drawn in the bundled font, and nothing in it is read as a formula, from here on.

    Called at the beginning of every drawing: it costs nothing the second time.
    """
    from matplotlib import rcParams

    families = [*_bundled(), "DejaVu Sans"]
    if rcParams["font.family"] != families or rcParams["text.parse_math"]:
        rcParams["font.family"] = families
        rcParams["text.parse_math"] = False


def own_words(words: str) -> str:
    """What somebody typed, as it can be drawn: a character that no font here has becomes an empty box."""
    return "".join(_drawn(letter) for letter in words)


def families(words: str) -> list[str]:
    """The fonts that what somebody typed needs, first the bundled one."""
    needed = dict.fromkeys(family for letter in words if (family := _family(letter)))
    return [*dict.fromkeys([*_bundled(), "DejaVu Sans", *needed])]


def _drawn(letter: str) -> str:
    if _family(letter):
        return letter
    return "" if category(letter) in {"Cf", "Cc", "Mn", "Me", "Sk"} else _LACKING


@cache
def _bundled() -> tuple[str, ...]:
    """Empty where the font's file is missing: then that of matplotlib serves."""
    from matplotlib.font_manager import fontManager, ttfFontProperty
    from matplotlib.ft2font import FT2Font

    file = resource("fonts", "Inter-Regular.otf")
    if not file.is_file():
        return ()
    fontManager.ttflist.append(replace(ttfFontProperty(FT2Font(str(file))), name=_OWN))
    return (_OWN,)


@cache
def _family(letter: str) -> str:
    """The first family that has a letter; empty where none has."""
    return next((family for family, font in _fonts().items() if font.get_char_index(ord(letter))), "")


@cache
def _fonts() -> dict[str, "FT2Font"]:
    from matplotlib.font_manager import findfont, fontManager, get_font

    there = {font.name for font in fontManager.ttflist}
    return {
        family: get_font(findfont(family))
        for family in (*_bundled(), "DejaVu Sans", *_OTHERS)
        if family in there
    }  # fmt: skip
