"""Where files live on each system, and where the program's own resources are found."""

import os
import sys
from functools import cache
from pathlib import Path

# platformdirs and hashlib are imported where they are used: the unlock screen waits for every module.

SUFFIX = ".peerjournal"
SOCKET_PREFIX = "peerjournal-"


@cache
def resources() -> Path:
    """The folder of resources: inside the installed package, or at the root of a source tree."""
    here = Path(__file__).resolve().parent
    packed = here / "resources"
    return packed if packed.is_dir() else here.parents[1] / "resources"


def resource(*parts: str) -> Path:
    """One file or folder of the resources, e.g. ``resource("icons", "lock.svg")``."""
    return resources().joinpath(*parts)


def settings_file() -> Path:
    """The device settings; the folder may not exist yet."""
    return _config_folder() / "settings.json"


def _config_folder() -> Path:
    # On Linux what platformdirs would say, where that is plain: its import would cost every start 4 ms.
    named, home = os.environ.get("XDG_CONFIG_HOME", ""), os.environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/"):
        return (Path(named) if named.startswith("/") else Path(home, ".config")) / "peerjournal"
    import platformdirs

    return platformdirs.user_config_path("peerjournal", appauthor=False)


def cache_folder() -> Path:
    """What can be made anew at any time; nothing private is in it. The folder may not exist yet."""
    import platformdirs

    return platformdirs.user_cache_path("peerjournal", appauthor=False)


def default_folder() -> Path:
    """Where a new journal is suggested to live."""
    import platformdirs

    return platformdirs.user_documents_path() / "Peer Journal"


def journals_in(folder: Path) -> list[Path]:
    """The journals that stand directly in this folder, by name; none if it cannot be read."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix == SUFFIX and p.is_dir())
    except OSError:
        return []


def journal_folder(place: Path) -> Path:
    """The journal meant by what a person typed, who may leave its ending out."""
    if place.suffix == SUFFIX or place.name in ("", "..") or place.exists():
        return place
    return place.with_name(place.name + SUFFIX)


def short_name(journal: Path) -> str:
    """The journal's name as a person says it: the folder's name without its ending."""
    return journal.name.removesuffix(SUFFIX)


def place_of(path: Path) -> str:
    """The folder a journal stands in, as short as a person would say it."""
    folder = path.parent
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def socket_name(journal: Path | None) -> str:
    """A name for the local socket by which a second start raises the first; says nothing about the place."""
    import hashlib

    place = b"" if journal is None else os.fsencode(journal.resolve())
    return SOCKET_PREFIX + hashlib.sha256(place).hexdigest()[:24]
