"""The formats a sheet can be written in without Qt, found by a file's ending."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.sharing.handout import Sheet


@dataclass(frozen=True)
class Format:
    """One format. ``form`` is a file's ending without the dot, and stands in the ledger; ``label`` is for people."""

    form: str
    label: str
    write: Callable[[Sheet], bytes]


# Each writer is imported when it is first used: python-docx alone takes a tenth of a second.


def _docx(sheet: Sheet) -> bytes:
    from peerjournal.formats import docx

    return docx.write(sheet)


def _html(sheet: Sheet) -> bytes:
    from peerjournal.formats import html

    return html.write(sheet)


def _markdown(sheet: Sheet) -> bytes:
    from peerjournal.formats import markdown

    return markdown.write(sheet)


def _text(sheet: Sheet) -> bytes:
    from peerjournal.formats import text

    return text.write(sheet)


FORMATS: tuple[Format, ...] = (
    Format("docx", _("Word"), _docx),
    Format("html", _("Web page (HTML)"), _html),
    Format("md", _("Markdown"), _markdown),
    Format("txt", _("Plain text"), _text),
)


def format_for(path: Path, formats: Sequence[Format] = FORMATS) -> Format:
    """The format the file's ending names. Raises :class:`BadInput` with the endings there are."""
    ending = path.suffix.lower().removeprefix(".")
    for known in formats:
        if known.form == ending:
            return known
    endings = ", ".join(f".{known.form}" for known in formats)
    raise BadInput(_("The file’s ending must be one of {endings}; nothing was written.").format(endings=endings))
