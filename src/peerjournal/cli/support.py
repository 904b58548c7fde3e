"""``support``: emergency number, helplines and one's own people. Works without a journal."""

import locale
import os
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from peerjournal.cli import output
from peerjournal.cli.door import note
from peerjournal.cli.options import AsJson
from peerjournal.clock import SYSTEM_CLOCK
from peerjournal.i18n import _
from peerjournal.paths import settings_file
from peerjournal.settings import SYSTEM_COUNTRY, Settings
from peerjournal.support import helplines, words
from peerjournal.support.helplines import Country, Emergency, Line
from peerjournal.support.own_lines import Own, country_here, own_folder, read_own


def support(
    country: Annotated[
        str | None,
        typer.Argument(
            metavar="[COUNTRY]",
            help=_("The country, as a code such as GB or by its name; without it, that of the settings."),
            show_default=False,
        ),
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help=_("List the countries there are helplines for."))] = False,
    as_json: AsJson = False,
) -> None:
    if list_them:
        _list_countries(as_json=as_json)
        return
    own, own_trouble = read_own(own_folder())
    if own_trouble:
        note(own_trouble)
    today = SYSTEM_CLOCK.today()
    if not as_json:
        _say_all(_own_as_lines(own, today))
    here, trouble = country_here(own_folder(), helplines.find_country(country or _usual_country()))
    if trouble:
        note(trouble)
    if as_json:
        output.say_json(_as_json(own, here, today, [sentence for sentence in (own_trouble, trouble) if sentence]))
    else:
        _say_all(_country_as_lines(here, today))


def _say_all(lines: Iterator[str]) -> None:
    for line in lines:
        output.say(output.one_line(line))


def _list_countries(*, as_json: bool) -> None:
    countries = helplines.all_countries()
    if as_json:
        output.say_json([{"code": code.upper(), "country": name} for code, name in countries])
        return
    for code, name in countries:
        output.say(f"{code.upper()}  {name}")


def _usual_country() -> str:
    """The country of the settings, else the one this computer's language settings name."""
    chosen = str(Settings(settings_file())["support_country"])
    if chosen != SYSTEM_COUNTRY:
        return chosen
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return helplines.country_of_locale(named or locale.getlocale()[0] or "")


def _own_as_lines(own: Own, today: date) -> Iterator[str]:
    for person in own.people:
        yield "  ".join(filter(None, (person.name, person.reach, person.for_what)))
    if own.people:
        yield ""
    for line in own.lines:
        yield from _line_as_lines(line, today)
        yield ""


def _country_as_lines(country: Country, today: date) -> Iterator[str]:
    yield _("{country}: emergency number").format(country=country.name)
    for emergency in country.emergency:
        yield "  " + "  ".join(filter(None, (emergency.number, emergency.for_whom)))
        yield from _origin(emergency, today)
    for line in country.lines:
        yield ""
        yield from _line_as_lines(line, today)
    yield ""
    yield words.numbers_change()


def _line_as_lines(line: Line, today: date) -> Iterator[str]:
    yield line.name
    for said in (line.for_whom, *map(words.way_in_words, line.ways), words.hours_in_words(line.hours)):
        if said:
            yield f"  {said}"
    if line.languages:
        yield "  " + ", ".join(line.languages)
    yield from _origin(line, today)


def _origin(one: Line | Emergency, today: date) -> Iterator[str]:
    yield "  " + words.checked_in_words(one, date.isoformat, whole_source=True)
    old = words.old_in_words(one, today)
    if old:
        yield f"  {old}"


def _as_json(own: Own, country: Country, today: date, notes: list[str]) -> dict[str, Any]:
    return {
        "country": country.name,
        "code": country.code.upper(),
        "people": [{"name": p.name, "reach": p.reach, "for_what": p.for_what} for p in own.people],
        "emergency": [
            {"number": one.number, "for_whom": one.for_whom, **_origin_as_json(one, today)} for one in country.emergency
        ],
        "own_lines": [_line_as_json(line, today) for line in own.lines],
        "lines": [_line_as_json(line, today) for line in country.lines],
        "notes": [*notes, words.numbers_change()],
    }


def _line_as_json(line: Line, today: date) -> dict[str, Any]:
    return {
        "name": line.name,
        "for_whom": line.for_whom,
        "ways": [{"kind": way.kind, "at": way.at, "word": way.word} for way in line.ways],
        "hours": line.hours,
        "languages": list(line.languages),
        **_origin_as_json(line, today),
    }


def _origin_as_json(one: Line | Emergency, today: date) -> dict[str, Any]:
    return {
        "checked_on": one.checked_on.isoformat() if one.checked_on else None,
        "source": one.source,
        "old": helplines.is_old(one, today),
    }


def register(app: typer.Typer) -> None:
    """Put the command of this module on the command line."""
    app.command(help=_("Show people to reach. Emergency number, helplines and your own people; no journal is needed."))(
        support
    )
