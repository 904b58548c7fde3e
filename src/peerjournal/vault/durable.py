"""Small files written so that a power cut leaves the old one or the new one, never half of one."""

import contextlib
import errno
import os
from pathlib import Path

from peerjournal.errors import DiskFull, NotWritable
from peerjournal.i18n import _

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def replace_file(path: Path, data: bytes) -> None:
    """Write to a temporary file beside ``path``, flush, rename over it, flush the folder.

    Raises :class:`DiskFull` or :class:`NotWritable`; then ``path`` is as it was.
    """
    temporary = path.with_name(path.name + ".new")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600)
        temporary.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise cannot_write(path, error) from None


def flush_folder(folder: Path) -> None:
    """Make a rename in this folder durable, where the system can."""
    if os.name == "nt":  # Windows cannot open a folder to flush it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems cannot; the rename itself is done
            os.fsync(handle)
    finally:
        os.close(handle)


def read_small_file(path: Path, largest: int) -> bytes:
    """At most ``largest`` + 1 bytes of it: enough to see that it is too large. Raises OSError."""
    with path.open("rb") as file:
        return file.read(largest + 1)


def cannot_write(path: Path, error: OSError) -> NotWritable:
    """The error to raise, with its sentence, when writing at ``path`` failed."""
    if error.errno in _NO_ROOM:
        return DiskFull(_("The disk is full; nothing was changed. Please make some room and try again."))
    return NotWritable(
        _("{place} cannot be written to ({reason}); nothing was changed.").format(
            place=path.parent, reason=error.strerror or type(error).__name__
        )
    )
