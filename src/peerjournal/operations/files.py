"""Files that leave: whole or not at all, and what stood there before is kept if anything fails."""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id
from peerjournal.vault.durable import cannot_write, flush_folder


def write_file(path: Path, content: bytes) -> Path:
    """Write a whole file, durably, in the place of what stands there; returns where it stands.

    Raises :class:`BadInput` where no file can be, :class:`DiskFull` or :class:`NotWritable`; then all is as before.
    """
    with whole_file(path, content) as put_in_place:
        put_in_place()
    return path


@contextlib.contextmanager
def whole_file(path: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """Gives a function that puts the content in place at once. If the block fails, all is as it was before."""
    place = _place_of(path)
    fresh, before = (place.with_name(f".{new_id()}.{end}") for end in ("new", "before"))
    try:
        _write(fresh, content, place)
        with _put_back(place, before) as keep:

            def put_in_place() -> None:
                try:
                    keep()
                    fresh.replace(place)
                    flush_folder(place.parent)
                except OSError as error:
                    raise cannot_write(place, error) from None

            yield put_in_place
    finally:
        for left in (fresh, before):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def _place_of(path: Path) -> Path:
    """Where the file will stand; of a link, what it points to. Raises :class:`BadInput` where no file can be."""
    try:
        place = Path(os.path.realpath(path))
        if path.name and (place.is_file() or not place.exists()):
            return place
    except OSError as error:
        raise cannot_write(path, error) from None
    raise BadInput(
        _("There is something there that is no file; please give the file another name. Nothing was written.")
    )


def _write(path: Path, content: bytes, place: Path) -> None:
    """Write the content, as open to others as what stands at ``place`` now."""
    try:
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            path.chmod(stat.S_IMODE(place.stat().st_mode))
    except OSError as error:
        raise cannot_write(place, error) from None


@contextlib.contextmanager
def _put_back(place: Path, before: Path) -> Iterator[Callable[[], None]]:
    """Gives a function that keeps what stands at ``place``; if the block fails after that, it is put back."""
    kept: list[bool] = []

    def keep() -> None:
        if place.exists():
            try:
                before.hardlink_to(place)
            except OSError:  # some disks know no second name for a file
                shutil.copy2(place, before)
        kept.append(before.exists())

    try:
        yield keep
    except BaseException:
        if kept:
            with contextlib.suppress(OSError):
                before.replace(place) if kept[0] else place.unlink(missing_ok=True)
        raise
