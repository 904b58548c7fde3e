"""Keep what is in memory from being written elsewhere: called first by every start of the program."""

import contextlib
import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4


def harden_process() -> None:
    """No core dumps, not readable by other programs of the same person, new files private to them.

    Where a system offers no such call, the rest is done and nothing is said: the page on protection names
    the limits.
    """
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
