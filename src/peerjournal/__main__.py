"""The start: the window or the command line, decided before anything slow is imported."""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

from peerjournal.cli.door import guarded, note
from peerjournal.i18n import _
from peerjournal.operations.hardening import harden_process
from peerjournal.paths import SUFFIX

COMMANDS = (
    "new", "write", "list", "show", "search", "verify", "passphrase", "demo", "tour",
    "part", "person", "audience", "light", "telling", "ledger", "look-over",
    "check-in", "check-ins", "chart", "compare",
    "session", "hours", "support",
)  # fmt: skip
"""What is no name of a journal. Kept here as well so that typer need not be imported for the window."""

LOCKED = "--locked"
HIDDEN = "--hidden"


def main() -> int:
    """The program. Returns the exit code."""
    return guarded(lambda: _start(sys.argv[1:]))


def _start(arguments: list[str]) -> int:
    harden_process()
    if wants_window(arguments):
        return _open_window(arguments)
    return _command_line(arguments)


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments open the window: none, a journal, or how the program starts itself again.

    A single word that is neither a command nor anything on disk is taken for a mistyped command.
    """
    if not arguments or arguments[0] in (LOCKED, HIDDEN):
        return True
    only = arguments[0]
    return len(arguments) == 1 and not only.startswith("-") and only not in COMMANDS and _names_a_place(only)


def _names_a_place(argument: str) -> bool:
    path = Path(argument)
    return path.suffix == SUFFIX or len(path.parts) != 1 or path.exists() or path.with_name(path.name + SUFFIX).exists()


def _open_window(arguments: list[str]) -> int:
    hidden = arguments[:1] == [HIDDEN]
    places = [a for a in arguments if a not in (LOCKED, HIDDEN)]
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        note(_("There is no screen here to open a window on; “peerjournal --help” lists what works without one."))
        return 1
    gc.disable()  # while classes are loaded there is nothing to collect; the window turns it on once it is painted
    try:
        # Qt only where there is a window.
        from peerjournal.ui.app import main as window_main
    except ImportError as missing:
        if (missing.name or "").startswith("peerjournal"):
            raise
        note(_("The window cannot open, a part of the system is missing: {what}.").format(what=missing))
        return 1
    return window_main(Path(places[0]) if places else None, hidden=hidden)


def _command_line(arguments: list[str]) -> int:
    # Imported only here: the window must not wait for typer and SQLAlchemy.
    import typer

    from peerjournal.cli.app import app, run

    def tour(
        to: Annotated[
            Path,
            typer.Option("--to", metavar="DIR", help=_("Where the pictures go."), show_default=False),
        ],
        all_looks: Annotated[
            bool, typer.Option("--all-looks", help=_("In every look: light, dark and high contrast."))
        ] = False,
    ) -> None:
        # Imported only here: no other command needs Qt.
        from peerjournal.ui.tour import run as run_tour

        raise typer.Exit(run_tour(to, all_looks=all_looks))

    app.command(
        "tour", help=_("Take a tour in pictures. Goes through the program in a real window; a picture of each step.")
    )(tour)
    return run(arguments, app)


if __name__ == "__main__":
    sys.exit(main())
