"""What comes in from outside: secrets, the text on standard input, dates, the place of a journal."""

import getpass
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from peerjournal.cli.door import note
from peerjournal.clock import Clock
from peerjournal.errors import BadInput, BadText
from peerjournal.i18n import _
from peerjournal.journal.entry import whole_characters
from peerjournal.operations import journals
from peerjournal.operations.writing import check_moment
from peerjournal.paths import SUFFIX, journal_folder

LONGEST_SECRET = 64 * 1024

_BOM = "\ufeff"


def new_place(journal: Path) -> Path:
    """Where a journal of this name is created: the name gets the ending of journals if it lacks it."""
    if journal.name in ("", ".."):
        raise BadInput(_("Please give the new journal a name, for example: mine{ending}").format(ending=SUFFIX))
    return journal if journal.suffix == SUFFIX else journal.with_name(journal.name + SUFFIX)


def existing_place(journal: Path) -> Path:
    """The folder meant; the ending of journals may be left out. Raises :class:`VaultMissing`.

    Asked before anybody types a passphrase in vain.
    """
    place = journal_folder(journal)
    journals.peek(place)
    return place


def secret(file: Path | None, question: str, *, twice: bool = False) -> str:
    """A passphrase or code: from the file, or asked for on the terminal without showing it.

    One newline at the end of the file is not part of it. Raises :class:`BadInput`.
    """
    typed = _asked(question, twice=twice) if file is None else _secret_in(file)
    if not typed:
        raise BadInput(_("It is empty; nothing was changed."))
    return typed


def _secret_in(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LONGEST_SECRET + 1)
    except OSError as problem:
        raise BadInput(_("{file} cannot be read: {reason}.").format(file=file, reason=problem.strerror)) from None
    if len(content) > LONGEST_SECRET:
        raise BadInput(_("{file} is too long for a passphrase.").format(file=file))
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise BadInput(_("{file} is not UTF-8 text.").format(file=file)) from None
    if text.endswith("\n"):
        text = text[:-1].removesuffix("\r")
    return text.removeprefix(_BOM)


def _asked(question: str, *, twice: bool) -> str:
    if not _somebody_there():
        raise BadInput(_("There is no terminal to ask on; please use --passphrase-file."))
    typed = getpass.getpass(question + ": ")
    if twice and getpass.getpass(_("The same again") + ": ") != typed:
        raise BadInput(_("The two were not the same; nothing was changed."))
    try:
        typed.encode()
    except UnicodeEncodeError:
        raise BadInput(_("That was not UTF-8 text; nothing was changed.")) from None
    return typed


def _somebody_there() -> bool:
    """Whether a terminal can be asked. Standard input will not do: it carries the text to write."""
    if os.name != "posix":
        return sys.stdin.isatty()
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def typed_by_hand() -> bool:
    """Whether standard input is a person at a keyboard."""
    return sys.stdin is not None and sys.stdin.isatty()


def text_from_stdin() -> str:
    """All of standard input, to the letter, as UTF-8; a byte order mark in front is left out.

    Raises :class:`BadText` naming the place of the first byte that is not UTF-8.
    """
    if sys.stdin is None:
        return ""
    if typed_by_hand():
        note(_("Write; a line with only Ctrl+D ends it."))
    return _as_text(sys.stdin.buffer.read())


def text_in(file: Path, longest: int) -> str:
    """The text in a file, as UTF-8. Raises :class:`BadInput` or :class:`BadText`."""
    try:
        with file.open("rb") as opened:
            content = opened.read(longest + 1)
    except OSError as problem:
        raise BadInput(_("{file} cannot be read: {reason}.").format(file=file, reason=problem.strerror)) from None
    if len(content) > longest:
        raise BadInput(_("{file} is too long; nothing was looked over.").format(file=file))
    return _as_text(content)


def _as_text(content: bytes) -> str:
    try:
        return content.decode().removeprefix(_BOM)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BadText(
            _("The text is not UTF-8 at byte {byte} (line {line}); nothing was written.").format(
                byte=problem.start + 1, line=line
            )
        ) from None


def words(typed: str) -> str:
    """An argument that is text: read as UTF-8 where the locale could not read it."""
    try:
        return typed if typed.isprintable() else os.fsencode(typed).decode()
    except UnicodeError:
        return whole_characters(typed)


def moment(typed: str, clock: Clock) -> datetime:
    """An ISO date and time; without an offset it is meant on this computer's clock, a day alone means noon.

    Raises :class:`BadInput`.
    """
    try:
        at = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise BadInput(
            _("That date cannot be read; please write it like 2026-03-01T21:30. Nothing was written.")
        ) from None
    check_moment(at)
    if len(typed.strip()) <= len("2026-03-01"):
        at = at.replace(hour=12)
    if at.tzinfo is None:
        # By way of UTC: a time that the clocks skipped in spring becomes the one they showed instead.
        at = at.replace(tzinfo=clock.zone()).astimezone(UTC).astimezone(clock.zone())
    return at.replace(microsecond=0)


def day(typed: str | None) -> date | None:
    """An ISO day; None stays None. Raises :class:`BadInput`."""
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise BadInput(_("That day cannot be read; please write it like 2026-03-01. Nothing was written.")) from None
