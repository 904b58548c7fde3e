"""What every sheet of paper needs from Qt: an application, and the program's own fonts.

The command line has neither; there a quiet application without a screen is made.
"""

from functools import cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from peerjournal.paths import resource

FAMILY = "Peer Journal Text"
"""Not plain Inter: where the system has an Inter of its own, Qt would mix the two."""

_FILES = ("PeerJournalText-Regular.otf", "PeerJournalText-Italic.otf", "PeerJournalText-Bold.otf")
_kept: list[QGuiApplication] = []


def prepare() -> None:
    """Call in the thread of the window (or of the command line) before anything is laid out in any thread."""
    if QGuiApplication.instance() is None:
        # Without a screen even where there seems to be one: a display that does not answer would end the program.
        _kept.append(QGuiApplication(["peerjournal", "-platform", "offscreen"]))
        # That a font lacks the rules of some script is no news for the command line: another font takes its place.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
    _load_fonts()


@cache
def _load_fonts() -> None:
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def font(pixels: float, *, bold: bool = False, italic: bool = False, fixed: bool = False) -> QFont:
    """The program's font in this many pixels; scripts it lacks come from the system's. ``fixed``: as in code."""
    made = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family() if fixed else FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setBold(bold)
    made.setItalic(italic)
    # Brackets and signs that change their shape beside figures have no character of their own: copied out of a PDF,
    # they would be others.
    made.setFeature(QFont.Tag("calt"), 0)
    return made
