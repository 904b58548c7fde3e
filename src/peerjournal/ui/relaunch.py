"""Locking replaces the process: what was in memory is gone with it.

Measured: after closing everything, hundreds of copies of texts and keys still stand in a process's memory; after
``exec`` none do. ``-P`` keeps modules lying in the current folder out. Nothing secret goes into the arguments: only
the journal's folder, and how to begin.
"""

import os
import sys
from pathlib import Path
from typing import NoReturn


def command(journal: Path | None, *, hidden: bool) -> list[str]:
    """The command line that starts this program again, locked."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "peerjournal"]
    how = "--hidden" if hidden else "--locked"
    return [*program, how, *([str(journal)] if journal else [])]


def relaunch(journal: Path | None, hidden: bool) -> NoReturn:
    """Become a fresh process at the unlock screen (or hidden). Everything must be saved and closed before."""
    arguments = command(journal, hidden=hidden)
    if sys.platform == "win32":  # exec there starts a second process and misquotes paths with blanks
        import subprocess  # only needed here

        subprocess.Popen(arguments, close_fds=True)
        os._exit(0)
    try:
        os.execv(arguments[0], arguments)  # noqa: S606 - no shell is the point
    except OSError:
        # The program is no longer where it was (an update, perhaps). Everything is saved: nothing may stay behind.
        os._exit(1)
