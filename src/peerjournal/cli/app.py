"""The command line: the same journals without a window, for scripts and for people who live in a terminal.

Exit codes and the one sentence of every problem: ``door.py``.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from peerjournal import __version__
from peerjournal.cli import inputs, output
from peerjournal.cli import sessions as session_commands
from peerjournal.cli import sharing as sharing_commands
from peerjournal.cli import story as story_commands
from peerjournal.cli import support as support_commands
from peerjournal.cli import wellbeing as wellbeing_commands
from peerjournal.cli.door import DONE, STOPPED, note, stopped
from peerjournal.cli.options import AsJson, Journal, PassphraseFile, unlocked
from peerjournal.clock import SYSTEM_CLOCK
from peerjournal.errors import BadInput
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import EntryFilter, EntryRow
from peerjournal.operations import demo as demo_journal
from peerjournal.operations import finding, journals, keys, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.strength import passphrase_help

PAGE = 500

app = typer.Typer(
    name="peerjournal",
    help=_(
        "A private, encrypted journal. Without a command, the window opens; with only a JOURNAL, it opens that one."
    ),
    epilog=_("Exit codes: 0 done, 1 a problem (one sentence on stderr), 2 wrong usage."),
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, help=_("At most this many entries."), show_default=False),
]

app.add_typer(story_commands.part)
app.add_typer(story_commands.person)
sharing_commands.register(app)
wellbeing_commands.register(app)
session_commands.register(app)
support_commands.register(app)


def run(arguments: list[str], application: typer.Typer = app) -> int:
    """Carry out one command line; known problems are raised, wrong usage is said and gives 2."""
    try:
        code = typer.main.get_command(application).main(args=arguments, prog_name="peerjournal", standalone_mode=False)
    except typer.TyperException as wrong:
        # With no command at all the message is the whole help.
        note(wrong.format_message())
        if arguments:
            note(_("“peerjournal --help” lists the commands, “peerjournal COMMAND --help” their options."))
        return wrong.exit_code
    if code == STOPPED:
        return stopped()
    return code if isinstance(code, int) else DONE


def _show_version(wanted: bool) -> None:
    if wanted:
        output.say(f"peerjournal {__version__}")
        raise typer.Exit


@app.callback()
def _about(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help=_("Print the version and end.")),
    ] = False,
) -> None:
    pass


@app.command(help=_("Create a journal. Prints its recovery code on stdout, once."))
def new(journal: Journal, passphrase_file: PassphraseFile = None) -> None:
    place = inputs.new_place(journal)
    passphrase = inputs.secret(passphrase_file, _("Passphrase for the new journal"), twice=True)
    code = journals.new_recovery_code()
    journals.create_journal(place, passphrase, code).close()
    note(_("The journal is at {place}.").format(place=place))
    note(passphrase_help(passphrase).sentence)
    note(
        _(
            "This is the recovery code. It opens the journal if the passphrase is forgotten, and it is"
            " not shown again: write it down and keep it in a safe place."
        )
    )
    output.say(code)


@app.command(help=_("Write an entry: its text comes from stdin, as UTF-8. Prints the new id."))
def write(
    journal: Journal,
    title: Annotated[str, typer.Option("--title", metavar="T", help=_("Its title."), show_default=False)] = "",
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="X", help=_("A tag; may be given several times."), show_default=False),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="WHEN",
            help=_("When it was, such as 2026-03-01T21:30; now, if left out."),
            show_default=False,
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    written_at = None if at is None else inputs.moment(at, SYSTEM_CLOCK)
    title, tags = inputs.words(title), [inputs.words(t) for t in tag or []]
    # A pipe is read first, so that nothing waits behind an unlocked journal; a person is asked for the
    # passphrase first, so that nobody writes in vain.
    piped = None if inputs.typed_by_hand() else _something(inputs.text_from_stdin(), title)
    with unlocked(journal, passphrase_file) as opened:
        text = _something(inputs.text_from_stdin(), title) if piped is None else piped
        entry = writing.write_entry(opened, text=text, title=title, tags=tags, written_at=written_at)
    output.say(entry.id)


def _something(text: str, title: str) -> str:
    """The text, unless neither it nor the title says anything."""
    if not (text.strip() or title.strip()):
        raise BadInput(_("There is no text on standard input and no title; nothing was written."))
    return text


@app.command("list", help=_("List the entries, newest first."))
def list_entries(
    journal: Journal, limit: Limit = None, as_json: AsJson = False, passphrase_file: PassphraseFile = None
) -> None:
    with unlocked(journal, passphrase_file) as opened:
        found = list(_rows(opened, EntryFilter(), limit))
    _print_rows(found, as_json=as_json, searched=False)


@app.command(help=_("Show one entry."))
def show(
    journal: Journal,
    entry_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=_("The entry's id, as list prints it; its beginning will do if no other begins so."),
            show_default=False,
        ),
    ],
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    with unlocked(journal, passphrase_file) as opened:
        entry = writing.get_entry(opened, writing.full_id(opened, entry_id.strip().lower()))
    if as_json:
        output.say_json(output.entry_as_json(entry))
    else:
        for line in output.entry_as_lines(entry):
            output.say(line)


@app.command(
    help=_(
        'Find entries, newest first. A query may hold several words, a "phrase", a beginning*, -without,'
        " tag:name, after:2026-03-01 and before:2026. Put it in quotation marks; put -- in front of it if"
        " it begins with a hyphen."
    )
)
def search(
    journal: Journal,
    query: Annotated[str, typer.Argument(metavar="QUERY", help=_("What to look for."), show_default=False)],
    limit: Limit = None,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    wanted = EntryFilter(query=inputs.words(query))
    if not wanted.query.strip():
        raise BadInput(_("The query is empty; list prints all entries."))
    with unlocked(journal, passphrase_file) as opened:
        found = list(_rows(opened, wanted, limit))
    _print_rows(found, as_json=as_json, searched=True)


def _rows(journal: OpenJournal, wanted: EntryFilter, limit: int | None) -> Iterator[EntryRow]:
    offset = 0
    while limit is None or offset < limit:
        size = PAGE if limit is None else min(PAGE, limit - offset)
        page = finding.rows(journal, wanted, offset, size)
        yield from page
        if len(page) < size:
            return
        offset += size


def _print_rows(rows: list[EntryRow], *, as_json: bool, searched: bool) -> None:
    if as_json:
        output.say_json([output.row_as_json(row, found=searched) for row in rows])
        return
    if not rows:
        note(_("Nothing found.") if searched else _("There are no entries yet."))
    for row in rows:
        output.say(output.row_as_line(row))
        snippet = output.snippet_as_line(row) if searched else ""
        if snippet:
            output.say(snippet)


@app.command(help=_("Check header and database thoroughly. Exit 1 names the damage."))
def verify(journal: Journal, passphrase_file: PassphraseFile = None) -> None:
    with unlocked(journal, passphrase_file) as opened:
        journals.verify(opened)
        count = finding.count_rows(opened, EntryFilter())
    output.say(
        ngettext(
            "Header, key slots and every page of the database are sound; {n} entry.",
            "Header, key slots and every page of the database are sound; {n} entries.",
            count,
        ).format(n=count)
    )


@app.command(help=_("Change the passphrase. What is written stays as it is."))
def passphrase(
    journal: Journal,
    passphrase_file: PassphraseFile = None,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option(
            "--new-passphrase-file",
            metavar="FILE",
            help=_("Read the new passphrase from this file and do not ask."),
            show_default=False,
        ),
    ] = None,
    with_recovery_code: Annotated[
        bool,
        typer.Option("--with-recovery-code", help=_("Come in with the recovery code; it is asked for.")),
    ] = False,
    recovery_code_file: Annotated[
        Path | None,
        typer.Option(
            "--recovery-code-file",
            metavar="FILE",
            help=_("Come in with the recovery code in this file."),
            show_default=False,
        ),
    ] = None,
) -> None:
    by_code = with_recovery_code or recovery_code_file is not None
    if by_code and passphrase_file is not None:
        raise typer.BadParameter(_("Please give either the passphrase or the recovery code."))
    place = inputs.existing_place(journal)
    if by_code:
        code = journals.check_recovery_code(inputs.secret(recovery_code_file, _("Recovery code")))
        opened = journals.unlock(place, recovery_code=code)
    else:
        opened = journals.unlock(place, inputs.secret(passphrase_file, _("Passphrase now")))
    try:
        changed = inputs.secret(new_passphrase_file, _("New passphrase"), twice=True)
        keys.change_passphrase(opened, changed)
    finally:
        opened.close()
    note(passphrase_help(changed).sentence)
    output.say(_("The passphrase is changed. Copies of the folder made before still open with the one before."))


@app.command(help=_("Create a sample journal. Two years of invented entries, to look around in."))
def demo(journal: Journal, passphrase_file: PassphraseFile = None) -> None:
    place = inputs.new_place(journal)
    chosen = (
        demo_journal.SAMPLE_PASSPHRASE if passphrase_file is None else inputs.secret(passphrase_file, _("Passphrase"))
    )
    code = journals.new_recovery_code()
    demo_journal.create_demo(place, chosen, code).close()
    output.say(_("A sample journal is at {place}. Everything in it is invented.").format(place=place))
    if passphrase_file is None:
        output.say(_("Its passphrase: {passphrase}").format(passphrase=chosen))
    output.say(_("Its recovery code: {code}").format(code=code))
