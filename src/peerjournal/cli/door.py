"""The outermost door: whatever happens inside, the person gets one sentence and an exit code.

0 done, 1 a known problem, 2 wrong usage, 130 stopped with Ctrl+C. No traceback, nothing private.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _

DONE = 0
PROBLEM = 1
USAGE = 2
STOPPED = 130


def guarded(work: Callable[[], int]) -> int:
    """The exit code of ``work``, or that of the problem it ran into, said in one sentence on stderr."""
    speak_utf8()
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except PeerJournalError as problem:
        return _refused(str(problem))
    except BrokenPipeError:
        _turn_away(sys.stdout)
        return PROBLEM
    except KeyboardInterrupt:
        return stopped()
    except EOFError:
        return _refused(_("The input ended before the answer; nothing was changed."))
    except Exception as problem:  # noqa: BLE001 - the outermost door; a traceback could hold private text
        _turn_away(sys.stdout)
        return _refused(
            _("Something went wrong that should not have ({kind}). What was saved before is safe.").format(
                kind=type(problem).__name__
            )
        )
    return code


def stopped() -> int:
    """Says that the person stopped it, and gives the exit code for that."""
    note(_("Stopped. What was saved before is safe."))
    return STOPPED


def note(sentence: str) -> None:
    """One line beside the result, on stderr; silent where nobody can hear it."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()


def speak_utf8() -> None:
    """Both outputs write UTF-8 whatever the locale says, and never fail over half a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _refused(sentence: str) -> int:
    # Imported here: only what was refused needs it. A sentence may name what somebody called their things.
    from peerjournal.cli.output import without_unseen

    note(without_unseen(sentence))
    return PROBLEM


def _turn_away(stream: object) -> None:
    """Sends what is still buffered nowhere, so that Python does not complain about it while it ends."""
    if isinstance(stream, TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            handle = stream.fileno()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, handle)
            os.close(nowhere)
