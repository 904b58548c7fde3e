"""What every sheet of paper needs from Qt: an application, and the program's own fonts.

The command line has neither; there a quiet application without a screen is made.
"""

import os
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from peerjournal.paths import resource

FAMILY = "Inter"
_FILES = ("Inter-Regular.otf", "Inter-Italic.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
_kept: list[QGuiApplication] = []


def prepare() -> None:
    """Call once in the thread of the window (or of the command line) before anything is laid out in any thread."""
    if QGuiApplication.instance() is None:
        if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["peerjournal"]))
    _load_fonts()


@cache
def _load_fonts() -> None:
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def font(pixels: float, *, bold: bool = False) -> QFont:
    """The program's font in this many pixels; scripts it lacks come from the system's."""
    made = QFont(FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def fixed_family() -> str:
    """A font with letters of one width."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
