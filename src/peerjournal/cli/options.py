"""What several commands take, and the open journal they work in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from peerjournal.cli import inputs
from peerjournal.i18n import _
from peerjournal.operations import journals
from peerjournal.operations.journals import OpenJournal

Journal = Annotated[
    Path,
    typer.Argument(
        metavar="JOURNAL",
        help=_("The journal's folder; its ending .peerjournal may be left out."),
        show_default=False,
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help=_("Read the passphrase from this file (UTF-8; one newline at its end is ignored) and do not ask."),
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON."))]


@contextmanager
def unlocked(journal: Path, passphrase_file: Path | None) -> Iterator[OpenJournal]:
    """The journal, open with its passphrase for as long as the block lasts."""
    place = inputs.existing_place(journal)
    opened = journals.unlock(place, inputs.secret(passphrase_file, _("Passphrase")))
    try:
        yield opened
    finally:
        opened.close()


def group(name: str, sentence: str) -> typer.Typer:
    """Commands under a common name, such as ``part add`` and ``part list``."""
    return typer.Typer(
        name=name, help=sentence, no_args_is_help=True, add_completion=False, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]}, pretty_exceptions_enable=False,
    )  # fmt: skip
