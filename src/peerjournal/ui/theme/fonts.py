"""The two families that come with the program, so that it looks the same everywhere.

``TEXT_FAMILY`` has the letters of ``UI_FAMILY`` with more room between the lines: a plain text editor takes its
line distance from the font alone.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from peerjournal.paths import resource

UI_FAMILY = "Inter"
TEXT_FAMILY = "Peer Journal Text"

_FIRST = ("Inter-Regular.otf", "Inter-SemiBold.otf")
_LATER = (
    "Inter-Italic.otf",
    "Inter-Bold.otf",
    "PeerJournalText-Regular.otf",
    "PeerJournalText-Italic.otf",
    "PeerJournalText-Bold.otf",
)


@cache
def load_fonts() -> None:
    """Make the window's own family known to Qt; needs a QApplication. A missing file means the system's font."""
    for name in _FIRST:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


@cache
def load_text_fonts() -> None:
    """The same for what only texts show; not before a journal is open, for a quick start."""
    for name in _LATER:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def ui_font(pixels: int) -> QFont:
    """The font of the window's own words."""
    return _font(UI_FAMILY, pixels)


def text_font(pixels: int) -> QFont:
    """The font of the person's own words, with its roomy lines."""
    load_text_fonts()
    return _font(TEXT_FAMILY, pixels)


def _font(family: str, pixels: int) -> QFont:
    load_fonts()
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
