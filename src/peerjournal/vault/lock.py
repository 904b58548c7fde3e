"""One process at a time has a journal open. The lock ends with the process, however it ends."""

from pathlib import Path

from filelock import FileLock, Timeout

from peerjournal.errors import NotWritable, VaultInUse
from peerjournal.i18n import _
from peerjournal.vault.durable import cannot_write

LOCK = "journal.lock"


class VaultLock:
    """Held from unlock to lock. Raises :class:`VaultInUse` or :class:`NotWritable` when it cannot be had."""

    def __init__(self, folder: Path) -> None:
        path = folder / LOCK
        self._lock = FileLock(path, mode=0o600, thread_local=False)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise VaultInUse(
                _("This journal is open elsewhere; please lock it there first. Nothing was changed.")
            ) from None
        except NotImplementedError:
            raise NotWritable(
                _("This disk cannot lock files, so the journal cannot be opened safely; nothing was changed.")
            ) from None
        except OSError as error:
            raise cannot_write(path, error) from None

    def release(self) -> None:
        """Let others open it."""
        self._lock.release()
