"""``check-in``, ``check-ins``, ``chart`` and ``compare``: check-ins and charts on the command line."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from peerjournal.charts.words import amount, hours
from peerjournal.cli import inputs, output
from peerjournal.cli.door import note
from peerjournal.cli.options import AsJson, Journal, PassphraseFile, unlocked
from peerjournal.clock import SYSTEM_CLOCK
from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import RATINGS, CheckIn, Kind, Question, read_hours, read_value
from peerjournal.journal.entry import first_line, folded
from peerjournal.operations import checkins, trackers, wellbeing
from peerjournal.operations.journals import OpenJournal

if TYPE_CHECKING:
    from peerjournal.charts.registry import Kind as ChartKind
    from peerjournal.wellbeing.compare import Comparison, Factor
    from peerjournal.wellbeing.record import Record
    from peerjournal.wellbeing.series import Span

# What draws and counts is imported inside functions: it brings in numpy, which no other command needs.

DAYS_WITH = "days with"

From = Annotated[
    str | None,
    typer.Option("--from", metavar="D", help=_("The first day, such as 2026-03-01."), show_default=False),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="D", help=_("The last day, such as 2026-03-31."), show_default=False)
]


def _several(option: str, metavar: str, sentence: str) -> Any:
    return typer.Option(option, metavar=metavar, help=sentence, show_default=False)


def _step(option: str, sentence: str) -> Any:
    return typer.Option(option, metavar="1-7", min=1, max=7, help=sentence, show_default=False)


def check_in(
    journal: Journal,
    pleasantness: Annotated[int | None, _step("--pleasantness", _("From unpleasant to pleasant."))] = None,
    energy: Annotated[int | None, _step("--energy", _("From low to high."))] = None,
    feeling: Annotated[
        list[str] | None, _several("--feeling", "W", _("A feeling word; may be given several times."))
    ] = None,
    did: Annotated[
        list[str] | None, _several("--did", "ACTIVITY", _("Something done for oneself; may be given several times."))
    ] = None,
    sleep: Annotated[
        str | None, typer.Option("--sleep", metavar="H", help=_("Hours of sleep, such as 7.5."), show_default=False)
    ] = None,
    tracker: Annotated[
        list[str] | None, _several("--tracker", "NAME=VALUE", _("An own tracker; may be given several times."))
    ] = None,
    not_today: Annotated[bool, typer.Option("--not-today", help=_("Not today: an answer, and no gap."))] = False,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="ISO",
            help=_("When it was, such as 2026-03-01T21:30; now, if left out."),
            show_default=False,
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    minutes = None if sleep is None else read_hours(sleep)
    moment = None if at is None else inputs.moment(at, SYSTEM_CLOCK)
    with unlocked(journal, passphrase_file) as opened:
        said = checkins.new_check_in(opened, moment)
        said.not_today, said.pleasantness, said.energy, said.sleep = not_today, pleasantness, energy, minutes
        said.feelings = tuple(inputs.words(w) for w in feeling or [])
        said.activities = tuple(trackers.find_activity(opened, inputs.words(name)).id for name in did or [])
        said.trackers = dict(_tracked(opened, inputs.words(given), said.day) for given in tracker or [])
        said.asked = tuple(_asked(said))
        if said.not_today and said.asked:
            raise BadInput(_("“Not today” stands alone; please leave it out, or the answers. Nothing was changed."))
        kept = checkins.record(opened, said)
    output.say(kept.id)


def _tracked(journal: OpenJournal, given: str, day: date) -> tuple[str, float]:
    name, equals, value = given.rpartition("=")
    if not equals:
        raise BadInput(_("A tracker is given as NAME=VALUE; nothing was changed."))
    found = trackers.find_tracker(journal, name)
    if not found.runs_on(day):
        raise BadInput(_("“{name}” is not asked on that day; nothing was changed.").format(name=found.name))
    return found.id, read_value(found, value)


def _asked(said: CheckIn) -> list[str]:
    """The questions that were answered: what is not given on the command line was not asked."""
    answered = {
        Question.GRID: said.pleasantness is not None or said.energy is not None,
        Question.FEELINGS: bool(said.feelings),
        Question.SLEEP: said.sleep is not None,
        Question.CARE: bool(said.activities),
        Question.TRACKERS: bool(said.trackers),
    }
    return [question.value for question, given in answered.items() if given]


def list_check_ins(
    journal: Journal,
    as_json: AsJson = False,
    from_on: From = None,
    until_on: Until = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    first, last = inputs.day(from_on), inputs.day(until_on)
    if first and last and last < first:
        raise BadInput(_("The period would end before it begins; please turn the days round."))
    with unlocked(journal, passphrase_file) as opened:
        found = checkins.check_ins(opened, first, last)
        activities = {a.id: a.name for a in trackers.all_activities(opened)}
        names = {t.id: t.name for t in trackers.all_trackers(opened)}
    if as_json:
        output.say_json([_as_json(c, activities, names) for c in found])
        return
    if not found:
        note(_("There are no check-ins in this period.") if first or last else _("There are no check-ins yet."))
    for c in found:
        output.say(output.one_line(_as_line(c, activities, names)))


def _as_json(c: CheckIn, activities: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": c.id,
        "at": c.at.isoformat(),
        "not_today": c.not_today,
        **{name: getattr(c, name) for name in RATINGS},
        "feelings": list(c.feelings),
        "sleep_minutes": c.sleep,
        "activities": [activities[i] for i in c.activities if i in activities],
        "trackers": {names[i]: value for i, value in c.trackers.items() if i in names},
        "note": c.note,
        "entry_id": c.entry_id,
    }


def _as_line(c: CheckIn, activities: dict[str, str], names: dict[str, str]) -> str:
    said = [_("not today")] if c.not_today else []
    if c.pleasantness is not None:
        said.append(_("pleasantness {n}").format(n=c.pleasantness))
    if c.energy is not None:
        said.append(_("energy {n}").format(n=c.energy))
    if c.sleep is not None:
        said.append(_("slept {hours}").format(hours=hours(c.sleep)))
    said += [*c.feelings, *(activities[i] for i in c.activities if i in activities)]
    said += [f"{names[i]} {amount(value)}" for i, value in c.trackers.items() if i in names]
    if c.note.strip():
        said.append(first_line(c.note))
    return f"{c.at:%Y-%m-%d %H:%M}  {c.id}  " + ", ".join(said)


def chart(
    journal: Annotated[
        Path | None, typer.Argument(metavar="JOURNAL", help=_("The journal\u2019s folder."), show_default=False)
    ] = None,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=_("Which chart; --list names them."), show_default=False)
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help=_("Where it goes: .png, .svg, .pdf or .csv."), show_default=False),
    ] = None,
    from_on: From = None,
    until_on: Until = None,
    of: Annotated[
        str,
        typer.Option("--of", metavar="WHAT", help=_("What of it, where a chart offers several."), show_default=False),
    ] = "",
    list_all: Annotated[bool, typer.Option("--list", help=_("List the charts there are."))] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    # For the reason above.
    from peerjournal.charts import registry
    from peerjournal.charts.chart import View
    from peerjournal.operations import charts

    if list_all:
        for kind in registry.kinds():
            output.say(f"{kind.name:<12} {kind.title}: {kind.question}")
        return
    if journal is None or name is None or to is None:
        raise typer.BadParameter(
            _("Please say which journal, which chart and --to which file; --list names the charts.")
        )
    kind = registry.kind(inputs.words(name))
    charts.check_ending(to)
    span = _span(from_on, until_on)
    with unlocked(journal, passphrase_file) as opened:
        record = wellbeing.read_record(opened)
    made = kind.make(record, View(span, of=_chosen(kind, record, inputs.words(of))))
    charts.save_chart(made, to)
    note(output.one_line(made.sentence))


def _span(from_on: str | None, until_on: str | None) -> "Span":
    # For the reason above.
    from peerjournal.wellbeing.series import Span

    span = Span(inputs.day(from_on), inputs.day(until_on))
    if span.from_on and span.until_on and span.until_on < span.from_on:
        raise BadInput(_("The period would end before it begins; nothing was written."))
    return span


def _chosen(kind: "ChartKind", record: "Record", meant: str) -> str:
    """The key of what is meant, given by key or by label."""
    if not meant:
        return ""
    offered = kind.choices(record)
    for key, label in offered:
        if folded(meant) in {folded(key), folded(label)}:
            return key
    known = ", ".join(label for _key, label in offered)
    raise NotFound(_("This chart does not offer that; it offers: {known}. Nothing was written.").format(known=known))


def compare_days(
    journal: Journal,
    how: Annotated[str, typer.Argument(metavar='"days with"', help=_("What to compare."), show_default=False)],
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=_("An activity, a tracker, a #tag or a feeling word; where two are called so, such as tracker:Walk."),
            show_default=False,
        ),
    ],
    after: Annotated[bool, typer.Option("--day-after", help=_("Take the rating of the day after."))] = False,
    as_json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    if folded(" ".join(how.split())) != DAYS_WITH:
        raise typer.BadParameter(_("It compares \u201cdays with\u201d something."))
    # For the reason above.
    from peerjournal.wellbeing.series import Span

    with unlocked(journal, passphrase_file) as opened:
        record = wellbeing.read_record(opened)
    found = record.comparison(_meant(record, inputs.words(name)), Span(), after=int(after))
    if as_json:
        output.say_json(
            {
                "name": found.name,
                "day_after": after,
                "n_with": found.n_with,
                "n_without": found.n_without,
                "difference": found.difference,
                "low": found.low,
                "high": found.high,
                "enough": found.enough,
                "named": found.named,
                "alike": found.alike,
                "looked_at": found.looked_at,
            }
        )
    else:
        output.say(output.one_line(_compared(found, after=after)))


def _meant(record: "Record", name: str) -> "Factor":
    """What is called so, or is so with its kind before it. Raises :class:`BadInput` or :class:`NotFound`."""
    kind, _colon, rest = name.partition(":")
    there = _there(record)
    called = _called(there, name) or _called([one for one in there if folded(kind.strip()) in one.kinds], rest)
    if len(called) > 1:
        known = ", ".join(f"{one.kinds[-1]}:{one.name.removeprefix('#')}" for one in called)
        raise BadInput(_("More than one thing is called so; please say which of these: {known}.").format(known=known))
    for one in called:
        if one.factor is None:
            raise BadInput(_("A tracker of steps from 1 to 7 has no days without; the chart “own” shows it."))
        return one.factor
    if not record.factors:
        raise NotFound(_("There are no days to compare yet; nothing was written."))
    known = ", ".join(factor.name for factor in record.factors)
    raise NotFound(_("There is no such thing to compare; there are: {known}.").format(known=known))


class _There(NamedTuple):
    """A name, what tells it from others of that name, and its days; None for a tracker of steps, which has none."""

    name: str
    kinds: tuple[str, ...]
    factor: "Factor | None"


def _there(record: "Record") -> list[_There]:
    steps = [_There(t.name, ("tracker",), None) for t in record.trackers if t.kind is Kind.STEPS]
    return [*(_There(thing.factor.name, thing.kinds, thing.factor) for thing in record.things), *steps]


def _called(there: Sequence[_There], name: str) -> list[_There]:
    """Those of that name. A tag may be meant without its sign, where nothing else is called so."""
    wanted = folded(name.strip())
    return [one for one in there if folded(one.name) == wanted] or [o for o in there if folded(o.name) == f"#{wanted}"]


def _compared(c: "Comparison", *, after: bool) -> str:
    # For the reason above.
    from peerjournal.charts.comparisons import why_not

    if c.difference is None or c.low is None or c.high is None:
        sentence = (
            _("Not enough to say of the day after: {n_with} days with, {n_without} without; {why}.")
            if after
            else _("Not enough to say: {n_with} days with, {n_without} without; {why}.")
        )
        return sentence.format(n_with=c.n_with, n_without=c.n_without, why=why_not(c))
    counted = ngettext("{n} comparison", "{n} comparisons", c.looked_at).format(n=c.looked_at)
    what = _("pleasantness the day after") if after else _("pleasantness")
    said = _(
        "{n_with} days with, {n_without} without. The difference of the medians (within the step) of {what} is"
        " {difference} (95 % interval {low} to {high}, widened for {counted})."
    ).format(
        n_with=c.n_with,
        n_without=c.n_without,
        what=what,
        difference=_told(c.difference),
        low=_told(c.low),
        high=_told(c.high),
        counted=counted,
    )
    return f"{said} {_verdict(c)}"


def _verdict(c: "Comparison") -> str:
    if c.alike:
        return _("These days come too regularly, or in too few spells, to tell it from chance.")
    return _("The difference is clear.") if c.named else _("No clear difference shows.")


def _told(number: float) -> str:
    """As in the sentence of the chart."""
    return amount(number).replace("-", "\u2212")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("check-in", help=_("Check in: how it is right now, or was. Prints the new id."))(check_in)
    app.command("check-ins", help=_("List the check-ins, the earliest first."))(list_check_ins)
    app.command("chart", help=_("Draw a chart into a file. Says in a sentence what it shows."))(chart)
    app.command("compare", help=_("Compare days with something and days without it, by pleasantness."))(compare_days)
