"""The formats a sheet can be written in, found by a file's ending."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.sharing.handout import Sheet


@dataclass(frozen=True)
class Format:
    """One format. ``name`` is for the ledger, ``suffix`` begins with a dot, ``label`` is for people."""

    name: str
    suffix: str
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
    Format("docx", ".docx", _("Word document"), _docx),
    Format("html", ".html", _("Web page"), _html),
    Format("markdown", ".md", _("Markdown"), _markdown),
    Format("text", ".txt", _("Plain text"), _text),
)


def format_for(path: Path, formats: Sequence[Format] = FORMATS) -> Format:
    """The format the file's ending names. Raises :class:`BadInput` with the endings there are."""
    suffix = path.suffix.lower()
    for known in formats:
        if known.suffix == suffix:
            return known
    endings = ", ".join(known.suffix for known in formats)
    raise BadInput(
        _("Nothing was written: the name of the file decides its form, so let it end in one of {endings}.").format(
            endings=endings
        )
    )
