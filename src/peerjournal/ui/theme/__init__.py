"""How the program looks: colours, sizes, fonts.

Icons stand apart in :mod:`peerjournal.ui.theme.icons`: what they are drawn with costs 3 ms to load, and the unlock
screen has none.
"""

from peerjournal.ui.theme.apply import CHOICES, apply_theme, current, px, watcher
from peerjournal.ui.theme.fonts import TEXT_FAMILY, UI_FAMILY, load_fonts, text_font, ui_font
from peerjournal.ui.theme.tokens import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Tokens

__all__ = [
    "CHOICES",
    "DARK",
    "HIGH_CONTRAST",
    "HIGH_CONTRAST_DARK",
    "LIGHT",
    "TEXT_FAMILY",
    "UI_FAMILY",
    "Tokens",
    "apply_theme",
    "current",
    "load_fonts",
    "px",
    "text_font",
    "ui_font",
    "watcher",
]
