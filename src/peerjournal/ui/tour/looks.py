"""The looks the window is walked through in, and the processes that do it."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from peerjournal.i18n import ngettext

WALK = "--walk"
AFTER_LOCK = "--walk-after-lock"
HANDED_OUT = "handed-out.pdf"
CHART = "chart.svg"


@dataclass(frozen=True)
class Look:
    """How the window is dressed and how large it is."""

    name: str
    appearance: str = "light"
    width: int = 1280
    height: int = 800
    text_percent: int = 100


USUAL = Look("light")
LOOKS = (
    USUAL,
    Look("dark", "dark"),
    Look("light-small", width=1024, height=700),
    Look("dark-small", "dark", width=1024, height=700),
    Look("high-contrast", "high-contrast"),
    Look("large-text", text_percent=200),
)


def run(folder: Path, *, all_looks: bool = False) -> int:
    """Walk through and leave the pictures in ``folder`` (with ``all_looks`` in one folder each). The exit code.

    Beside the pictures lie the document that was handed out and the chart that was saved on the way.
    """
    looks = LOOKS if all_looks else (USUAL,)
    for look in looks:
        place = (folder / look.name if all_looks else folder).absolute()
        _clear(place)
        with tempfile.TemporaryDirectory(prefix="peerjournal-tour-") as home:
            walk = subprocess.run([*command(WALK, place, look), home], env=_environment(Path(home), look), check=False)
        if walk.returncode:
            return 1
        n = len(list(place.glob("*.png")))
        sys.stdout.write(
            ngettext("{n} picture is in {place}\n", "{n} pictures are in {place}\n", n).format(n=n, place=place)
        )
    return 0


def command(step: str, place: Path, look: Look) -> list[str]:
    """What starts one half of a walk; the home comes last."""
    return [sys.executable, "-P", "-m", "peerjournal.ui.tour", step, str(place), look.name]


def _clear(place: Path) -> None:
    """Nothing of an earlier tour stays."""
    place.mkdir(parents=True, exist_ok=True)
    for old in (*place.glob("*.png"), place / HANDED_OUT, place / CHART):
        old.unlink(missing_ok=True)


def _environment(home: Path, look: Look) -> dict[str, str]:
    """A home of its own: no settings, no journals and no other window of the person's are touched."""
    own = {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_RUNTIME_DIR": "run",
        "XDG_DATA_HOME": "data",
    }
    for name in own.values():
        (home / name).mkdir(mode=0o700, exist_ok=True)
    return os.environ | {name: str(home / folder) for name, folder in own.items()} | _platform(home, look)


def _platform(home: Path, look: Look) -> dict[str, str]:
    """Without a screen one is made up, as large as the window: full screen then is what it says."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in {"win32", "darwin"}
    if os.environ.get("QT_QPA_PLATFORM", "" if screen else "offscreen") != "offscreen":
        return {}
    one = {
        "name": "one", "x": 0, "y": 0, "width": look.width, "height": look.height,
        "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
    }  # fmt: skip
    file = home / "screens.json"
    file.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": [one]}), encoding="utf-8")
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"}
