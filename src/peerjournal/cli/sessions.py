"""``session add``, ``session list`` and ``hours``: sessions on the command line."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from peerjournal.cli import inputs, output
from peerjournal.cli.door import note
from peerjournal.cli.options import AsJson, Journal, PassphraseFile, group, unlocked
from peerjournal.cli.wellbeing import From, Until
from peerjournal.clock import SYSTEM_CLOCK
from peerjournal.errors import BadInput
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import LONGEST_LABEL
from peerjournal.journal.entry import first_line, one_line
from peerjournal.journal.prompts import FIRST, WHAT
from peerjournal.journal.reflection import Reflection, Setting, check_minutes, setting_names
from peerjournal.operations import followups, prompts, sessions, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.marks import without_marks

session = group("session", _("Sessions: add what you reflected on, and list them."))

_SETTINGS = tuple(setting.value for setting in Setting if setting is not Setting.UNSAID)


def _step(option: str, sentence: str) -> Any:
    return typer.Option(option, metavar="1-7", min=1, max=7, help=sentence, show_default=False)


@session.command("add", help=_("Keep a session: its reflection comes from stdin, as UTF-8. Prints the new id."))
def add(
    journal: Journal,
    on: Annotated[
        str,
        typer.Option(
            "--on",
            metavar="DATE",
            help=_("When it began, such as 2026-03-01 or 2026-03-01T21:30."),
            show_default=False,
        ),
    ],
    minutes: Annotated[
        int, typer.Option("--minutes", metavar="N", help=_("How long it took, 1 to 1440."), show_default=False)
    ],
    setting: Annotated[
        str,
        typer.Option("--setting", metavar="|".join(_SETTINGS), help=_("How it was held."), show_default=False),
    ] = "",
    label: Annotated[
        str,
        typer.Option(
            "--label",
            metavar="L",
            help=_("A name of your own for the setting, such as “Tuesday group”; never a person."),
            show_default=False,
        ),
    ] = "",
    before: Annotated[int | None, _step("--before", _("Energy before."))] = None,
    after: Annotated[int | None, _step("--after", _("Energy after."))] = None,
    shared: Annotated[
        list[str] | None,
        typer.Option(
            "--shared",
            metavar="PART",
            help=_("A part of your story you shared, by title or id; may be given several times."),
            show_default=False,
        ),
    ] = None,
    follow_up: Annotated[
        str,
        typer.Option("--follow-up", metavar="WORDS", help=_("Something to come back to."), show_default=False),
    ] = "",
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="DATE", help=_("The day to come back to it."), show_default=False),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    at, due_on = inputs.moment(on, SYSTEM_CLOCK), inputs.day(due)
    check_minutes(minutes)
    if due_on is not None and not follow_up.strip():
        raise BadInput(_("A day to come back needs --follow-up with what to come back to; nothing was written."))
    held, words = _setting(setting), _label(label)
    text = inputs.text_from_stdin()
    with unlocked(journal, passphrase_file) as opened:
        said = replace(
            sessions.new_reflection(opened, at),
            minutes=minutes,
            setting=held,
            label=words,
            before=before,
            after=after,
            shared=tuple(story.find_part(opened, inputs.words(meant)).id for meant in shared or []),
        )
        kept = sessions.record(opened, replace(said, answers=said.answered(WHAT, _question(opened), text)))
        if follow_up.strip():
            followups.add_follow_up(opened, inputs.words(follow_up), due_on, reflection_id=kept.id)
    output.say(kept.id)
    if kept.shared:
        note(_("There is no audience at present; what was shared is kept with the session, not in the ledger yet."))


def _setting(typed: str) -> Setting:
    try:
        return Setting(typed.strip().lower())
    except ValueError:
        raise BadInput(
            _("There is no such setting; there are: {known}. Nothing was written.").format(known=", ".join(_SETTINGS))
        ) from None


def _label(typed: str) -> str:
    label = one_line(inputs.words(typed))
    if len(label) > LONGEST_LABEL:
        raise BadInput(
            _("A label is at most {most} characters long, and this one is {n}; nothing was written.").format(
                most=LONGEST_LABEL, n=len(label)
            )
        )
    return label


def _question(journal: OpenJournal) -> str:
    """The first question as this journal words it."""
    asked = prompts.get_template(journal, FIRST).prompts
    return next((prompt.words for prompt in asked if prompt.key == WHAT), "")


@session.command("list", help=_("List the sessions, the earliest first."))
def list_sessions(
    journal: Journal,
    as_json: AsJson = False,
    from_on: From = None,
    until_on: Until = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    first, last = inputs.day(from_on), inputs.day(until_on)
    with unlocked(journal, passphrase_file) as opened:
        found = [r for r in sessions.all_reflections(opened) if _within(r.day, first, last)]
    if as_json:
        output.say_json([_as_json(r) for r in found])
        return
    if not found:
        note(_("There are no sessions in this period.") if first or last else _("There are no sessions yet."))
    for r in found:
        output.say(output.one_line(_as_line(r)))


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _as_json(r: Reflection) -> dict[str, Any]:
    return {
        "id": r.id,
        "at": r.at.isoformat(),
        "until": _iso(r.ended_at),
        "minutes": r.minutes,
        "setting": r.setting.value,
        "in_group": r.in_group,
        "label": r.label,
        "role": r.role,
        "energy_before": r.before,
        "energy_after": r.after,
        "to_co_reflection": r.co_reflect,
        "question": r.question,
        "answers": [{"prompt": a.prompt, "text": a.text} for a in r.answers],
        "ledger_lines": list(r.lines),
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _as_line(r: Reflection) -> str:
    minutes = ngettext("{n} minute", "{n} minutes", r.minutes).format(n=r.minutes) if r.minutes is not None else ""
    words = first_line(without_marks(r.first_words))
    said = [r.setting.value, minutes, r.label, words]
    return f"{r.at:%Y-%m-%d %H:%M}  {r.id}  " + ", ".join(s for s in said if s)


def hours(
    journal: Journal,
    from_on: From = None,
    until_on: Until = None,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help=_("Write them into this file as a table."), show_default=False),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    # Imported here: no other command adds up hours.
    from peerjournal.operations import hours as counted

    first, last = inputs.day(from_on), inputs.day(until_on)
    with unlocked(journal, passphrase_file) as opened:
        found = counted.read_hours(opened, first, last)
    if csv is not None:
        counted.write_hours(counted.as_csv(found), csv)
        note(counted.in_words(found))
        return
    for month, kinds in found.months.items():
        for kind, one in kinds.items():
            output.say(f"{counted.month_name(month):<10} {setting_names()[kind]:<12} {counted.cell(one)}")
    output.say(counted.in_words(found))
    if found.all.without:
        note(counted.how_counted(found))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(session)
    app.command("hours", help=_("Add up hours by month and kind of session. No content is in it."))(hours)
