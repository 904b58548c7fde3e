"""``audience``, ``light``, ``telling``, ``ledger`` and ``look-over``: sharing on the command line."""

import codecs
import locale
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from peerjournal.cli import inputs, output
from peerjournal.cli.door import note
from peerjournal.cli.options import AsJson, Journal, PassphraseFile, group, unlocked
from peerjournal.errors import BadInput
from peerjournal.i18n import _, ngettext
from peerjournal.operations import handout, ledger, lights, lookover, story, tellings
from peerjournal.operations.ledger import Line
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Known, Light
from peerjournal.sharing.disclosure import About, Way
from peerjournal.sharing.lookover.finding import Finding

audience = group("audience", _("For whom something is told."))
telling = group("telling", _("Tellings: make one, look it over, hand it out."))

_TELLING = typer.Argument(metavar="TELLING", help=_("The telling's id or title."), show_default=False)
_LONGEST = 10_000_000


def register(app: typer.Typer) -> None:
    """Add these commands to the program's."""
    app.add_typer(audience)
    app.add_typer(telling)
    app.command("light", help=_("Say whether an audience may hear a part."))(set_light)
    app.command("ledger", help=_("List what was told, to whom, and in which words, newest first."))(show_ledger)
    app.command("look-over", help=_("Look over a text from stdin, as before a telling leaves. No journal is needed."))(
        look_over
    )


@audience.command("list", help=_("List the audiences."))
def list_audiences(journal: Journal, as_json: AsJson = False, passphrase_file: PassphraseFile = None) -> None:
    with unlocked(journal, passphrase_file) as opened:
        there = lights.all_audiences(opened)
    if as_json:
        output.say_json(
            [
                {
                    "id": a.id,
                    "name": a.name,
                    "recorded": _as_json(a.recorded),
                    "withdrawable": _as_json(a.withdrawable),
                }
                for a in there
            ]
        )
        return
    for a in there:
        output.say(output.one_line(f"{a.id}  {a.name}"))


def _as_json(known: Known) -> bool | None:
    return {Known.YES: True, Known.NO: False, Known.UNKNOWN: None}[known]


def set_light(
    journal: Journal,
    part: Annotated[str, typer.Argument(metavar="PART", help=_("The part's id or title."), show_default=False)],
    to: Annotated[str, typer.Argument(metavar="AUDIENCE", help=_("Its id or name."), show_default=False)],
    light: Annotated[Light, typer.Argument(help=_("keep: never; ask: if asked; share."), show_default=False)],
    passphrase_file: PassphraseFile = None,
) -> None:
    with unlocked(journal, passphrase_file) as opened:
        found = story.find_part(opened, inputs.words(part))
        hears = lights.find_audience(opened, inputs.words(to))
        lights.set_light(opened, found.id, hears.id, light)


@telling.command("new", help=_("Make a telling from parts whose light allows it. Prints the new id."))
def new_telling(
    journal: Journal,
    to: Annotated[str, typer.Option("--audience", metavar="A", help=_("For whom."), show_default=False)],
    title: Annotated[str, typer.Option("--title", metavar="T", help=_("Its title."), show_default=False)],
    part: Annotated[
        list[str],
        typer.Option("--part", metavar="ID", help=_("A part; may be given several times."), show_default=False),
    ],
    minutes: Annotated[
        float | None, typer.Option("--minutes", metavar="N", help=_("The time there is."), show_default=False)
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    with unlocked(journal, passphrase_file) as opened:
        hears = lights.find_audience(opened, inputs.words(to))
        chosen = [story.find_part(opened, inputs.words(p)) for p in part]
        lit = lights.all_lights(opened)
        for p in chosen:
            setting = lit.get((p.id, hears.id))
            if setting is None or setting.light is Light.KEEP:
                raise BadInput(
                    _(
                        "The part {id} is kept from this audience; no telling was made. To change its light:"
                        " peerjournal light JOURNAL {id} {audience} share"
                    ).format(id=p.id, audience=hears.id)
                )
        made = tellings.new_telling(
            opened, hears.id, title=inputs.words(title), part_ids=[p.id for p in chosen], minutes=minutes
        )
    output.say(made.id)


@telling.command("list", help=_("List the tellings, the one changed last first."))
def list_tellings(journal: Journal, passphrase_file: PassphraseFile = None) -> None:
    with unlocked(journal, passphrase_file) as opened:
        there = tellings.all_tellings(opened)
        names = {a.id: a.name for a in lights.all_audiences(opened, archived=True)}
    if not there:
        note(_("There are no tellings yet."))
    for t in there:
        output.say(output.one_line(f"{t.id}  {_titled(t.title)}  ({names[t.audience_id]})"))


def _titled(title: str) -> str:
    return marks.shareable(title).strip() or _("(without a title)")


@telling.command("look-over", help=_("What to look at before it leaves."))
def look_over_telling(
    journal: Journal,
    meant: Annotated[str, _TELLING],
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    with unlocked(journal, passphrase_file) as opened:
        found = tellings.find_telling(opened, inputs.words(meant))
        findings = lookover.look_over_telling(opened, found.id)
    _print_findings(findings, as_json=as_json)


@telling.command(
    "hand-out", help=_("Write a telling to a file: .pdf, .docx, .html, .md or .txt. The ledger keeps a line of it.")
)
def hand_out(
    journal: Journal,
    meant: Annotated[str, _TELLING],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help=_("Where it goes."), show_default=False)],
    passphrase_file: PassphraseFile = None,
) -> None:
    form = handout.form_of(to)
    with unlocked(journal, passphrase_file) as opened:
        found = tellings.find_telling(opened, inputs.words(meant))
        ready = handout.make_ready(opened, found.id)
        if ready.leaks:
            _refuse_leaks(ready.leaks)
        if form == handout.PDF:
            _spare_qt_the_locale()
        handout.hand_out_file(opened, ready, to, form, handout.document(ready, form))
    if ready.left_out:
        note(
            ngettext(
                "{n} part was left out: it is kept or in the trash, or it was and has not been looked at since.",
                "{n} parts were left out: they are kept or in the trash, or were and have not been looked at since.",
                ready.left_out,
            ).format(n=ready.left_out)
        )
    if ready.changed:
        note(
            _(
                "Something changed since this telling was last looked at; “telling look-over” helps to look,"
                " “telling looked-again” says that you did."
            )
        )
    note(_("Written: {file}").format(file=inputs.words(str(to))))


def _spare_qt_the_locale() -> None:
    """Where the locale knows no UTF-8, Qt says so on stderr at length, and then takes this one."""
    if codecs.lookup(locale.getpreferredencoding(do_setlocale=False)).name != "utf-8":
        os.environ["LC_ALL"] = "C.UTF-8"


@telling.command(
    "looked-again", help=_("Say that you have looked at what changed. A part that was kept may be told again then.")
)
def looked_again(journal: Journal, meant: Annotated[str, _TELLING], passphrase_file: PassphraseFile = None) -> None:
    with unlocked(journal, passphrase_file) as opened:
        found = tellings.find_telling(opened, inputs.words(meant))
        now = tellings.looked_again(opened, found.id)
    out = sum(now.is_out(c) for c in now.choices)
    note(
        ngettext("{n} part is still out: it is kept.", "{n} parts are still out: they are kept.", out).format(n=out)
        if out
        else _("All parts of this telling may be told.")
    )


def _refuse_leaks(leaks: tuple[Finding, ...]) -> None:
    # Where they stand is said by look-over, not here: what is said on stderr may be kept in a log.
    raise BadInput(
        ngettext(
            "{n} leak was found, so nothing was written; “telling look-over” shows it. Change the words, arrange"
            " something with the person, or dismiss it in the window, where it can be seen.",
            "{n} leaks were found, so nothing was written; “telling look-over” shows them. Change the words, arrange"
            " something with the people, or dismiss each in the window, where it can be seen.",
            len(leaks),
        ).format(n=len(leaks))
    )


def show_ledger(journal: Journal, as_json: AsJson = False, passphrase_file: PassphraseFile = None) -> None:
    with unlocked(journal, passphrase_file) as opened:
        lines = ledger.all_lines(opened)
    if as_json:
        output.say_json([_line_as_json(line) for line in lines])
        return
    if not lines:
        note(_("Nothing was told yet."))
    for line in lines:
        output.say(output.one_line(_line_as_words(line)))


def _line_as_json(line: Line) -> dict[str, Any]:
    d = line.disclosure
    return {
        "id": d.id,
        "at": d.at.isoformat(),
        "way": d.way.value,
        "audience": d.audience_name,
        "audience_id": d.audience_id,
        "telling": d.telling_id,
        "title": d.title,
        "form": d.form,
        "place": d.place,
        "recorded": _as_json(d.recorded),
        "withdrawable": _as_json(d.withdrawable),
        "opening": d.opening,
        "closing": d.closing,
        "parts": [{"id": p.part_id, "title": p.title, "text": p.text} for p in d.parts],
        "landed": line.latest(About.LANDED),
        "again": line.latest(About.AGAIN),
        "notes": [{"at": n.at.isoformat(), "about": n.about.value, "text": n.text} for n in line.notes],
    }


def _line_as_words(line: Line) -> str:
    d = line.disclosure
    ways = {
        Way.HANDED_OUT: _("handed out"),
        Way.TOLD: _("told"),
        Way.SESSION: _("in a session"),
        Way.PACK: _("taken to co-reflection"),
    }
    how = f"{ways[d.way]}, {d.form}" if d.form else ways[d.way]
    named = d.title or ", ".join(p.title for p in d.parts if p.title)
    where = f"  {d.place}" if d.place else ""
    return f"{d.at:%Y-%m-%d %H:%M}  {d.id}  {named or _('(without a title)')}  ({d.audience_name}; {how}){where}"


def look_over(
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="FILE", help=_("A file with text that must not stand in it."), show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    secrets = [] if against is None else [inputs.text_in(against, _LONGEST)]
    _print_findings(lookover.look_over_text(inputs.text_from_stdin(), secrets), as_json=as_json)


def _print_findings(findings: list[Finding], *, as_json: bool) -> None:
    if as_json:
        output.say_json(
            [
                {
                    "family": f.family.value,
                    "place": f.place,
                    "excerpt": f.excerpt,
                    "reason": f.reason,
                    "source": f.source,
                }
                for f in findings
            ]
        )
        return
    if not findings:
        note(_("Nothing was found."))
    for f in findings:
        where = ", ".join(x for x in (f.family.value, f.place) if x)
        excerpt = f"“{f.excerpt}”  " if f.excerpt else ""
        output.say(output.one_line(f"{where}: {excerpt}{f.reason} {f.suggestion}".rstrip()))
    sys.stdout.flush()
