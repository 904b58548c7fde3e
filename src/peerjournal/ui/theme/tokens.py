"""Every colour of the program, once per appearance; nothing else in the window names a colour.

Promises, held by tests: text of any kind has a contrast of at least 4.5 to every ground it stands on, borders of
inputs and focus rings at least 3; in high contrast all of them at least 7.
"""

from typing import NamedTuple


class Tokens(NamedTuple):
    """One appearance. Colours are ``#RRGGBB``.

    No dataclass, here as in the settings: the module behind it costs every start 2 ms.
    """

    name: str
    dark: bool
    line: int  # thickness of quiet borders in pixels
    # grounds
    bg: str  # the page
    side: str  # the rail
    surface: str  # cards, inputs, menus
    sunken: str  # chips, alternate rows
    hover: str  # ground under the pointer
    accent_soft: str  # the chosen one among several
    sel: str  # selected text
    problem_soft: str  # ground of a problem notice
    match: str  # ground of found text
    private: str  # ground of text between private marks
    added: str  # ground of text that came
    removed: str  # ground of text that went
    # lines
    border: str  # soft edge of cards; decoration
    hair: str  # separators; decoration
    strong: str  # edge of inputs, scroll handles
    focus: str  # ring around what has the keyboard
    # writing
    text: str
    muted: str
    faint: str  # placeholders
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    problem: str
    mood: tuple[str, str, str, str, str]  # lowest to highest; never the only carrier of meaning


LIGHT = Tokens(
    name="light",
    dark=False,
    line=1,
    bg="#F5F3EE",
    side="#EEEBE4",
    surface="#FFFFFF",
    sunken="#FAF8F4",
    hover="#E9E5DC",
    accent_soft="#E1ECE8",
    sel="#CFE3DD",
    problem_soft="#F6EAE1",
    match="#F6E7B8",
    private="#ECE9F2",
    added="#DCEBDD",
    removed="#F3E1D8",
    border="#E3DED4",
    hair="#EEEAE2",
    strong="#857F74",
    focus="#2F6B60",
    text="#2A2926",
    muted="#625E56",
    faint="#6B675F",
    disabled="#979187",
    accent="#2B655A",
    accent_hover="#23564C",
    on_accent="#FFFFFF",
    problem="#8A4B2F",
    mood=("#C47A5A", "#DDB08C", "#CCC4B2", "#9AC3B7", "#3F8577"),
)

DARK = Tokens(
    name="dark",
    dark=True,
    line=1,
    bg="#191A1B",
    side="#151617",
    surface="#222426",
    sunken="#1D1F20",
    hover="#2B2E30",
    accent_soft="#26393A",
    sel="#2F4A46",
    problem_soft="#382C25",
    match="#514522",
    private="#33303F",
    added="#23392B",
    removed="#402E26",
    border="#34373A",
    hair="#2B2E30",
    strong="#7F8285",
    focus="#84BDB0",
    text="#E8E6E1",
    muted="#B3B0A9",
    faint="#9C9991",
    disabled="#6C6A66",
    accent="#8CC4B7",
    accent_hover="#A2D3C8",
    on_accent="#10211D",
    problem="#E3AA8A",
    mood=("#C98366", "#9C7660", "#5C5D5D", "#5E8F85", "#8CCDBE"),
)

HIGH_CONTRAST = Tokens(
    name="high-contrast",
    dark=False,
    line=2,
    bg="#FFFFFF",
    side="#FFFFFF",
    surface="#FFFFFF",
    sunken="#FFFFFF",
    hover="#E6E6E6",
    accent_soft="#D9EAFF",
    sel="#BBDCFF",
    problem_soft="#FFFFFF",
    match="#FFE98A",
    private="#DAD6EE",
    added="#D5F2D5",
    removed="#FFDCCF",
    border="#000000",
    hair="#000000",
    strong="#000000",
    focus="#00308F",
    text="#000000",
    muted="#1A1A1A",
    faint="#333333",
    disabled="#4D4D4D",
    accent="#00308F",
    accent_hover="#001F5C",
    on_accent="#FFFFFF",
    problem="#6B1F00",
    mood=("#6B1F00", "#A65A2E", "#767676", "#2E7D6B", "#00443A"),
)

HIGH_CONTRAST_DARK = Tokens(
    name="high-contrast-dark",
    dark=True,
    line=2,
    bg="#000000",
    side="#000000",
    surface="#000000",
    sunken="#000000",
    hover="#262626",
    accent_soft="#0A2E44",
    sel="#0B4A6B",
    problem_soft="#000000",
    match="#574700",
    private="#352F57",
    added="#0B3D17",
    removed="#541F0B",
    border="#FFFFFF",
    hair="#FFFFFF",
    strong="#FFFFFF",
    focus="#8FD6FF",
    text="#FFFFFF",
    muted="#F2F2F2",
    faint="#D9D9D9",
    disabled="#B3B3B3",
    accent="#9BDAFF",
    accent_hover="#C8EBFF",
    on_accent="#000000",
    problem="#FFC4A3",
    mood=("#FFB08A", "#D9905F", "#A6A6A6", "#6CC9B5", "#B4F5E6"),
)

ALL = (LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
