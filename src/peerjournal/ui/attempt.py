"""Doing something that can fail in a known way, and saying so instead of raising."""

from collections.abc import Callable

from peerjournal.errors import NotFound, PeerJournalError


def tried(act: Callable[[], object], say: Callable[[str], object], gone: Callable[[], object] = lambda: None) -> bool:
    """Whether ``act`` went through. A known problem is handed to ``say`` as its sentence.

    Where what was to be changed is not there any more, ``gone`` is called after that.
    """
    try:
        act()
    except PeerJournalError as error:
        say(str(error))
        if isinstance(error, NotFound):
            gone()
        return False
    return True
