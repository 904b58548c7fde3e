"""Emergency numbers and helplines: facts in ``resources/helplines/<country>.toml``, one file for each country.

A file is TOML. ``country`` is its name; ``[[emergency]]`` and ``[[lines]]`` may each stand several times::

    country = "Ireland"

    [[emergency]]
    number = "112"
    for_whom = ""                 # e.g. "Ambulance", where a country has several numbers
    checked_on = 2026-11-22
    source = "https://…"

    [[lines]]
    name = "Samaritans"
    for_whom = ""                 # who it is meant for, where that is not everybody
    ways = [
        { kind = "call", at = "116 123" },
        { kind = "text", at = "50808", word = "HELLO" },  # the word to send, where one is asked for
        { kind = "chat", at = "example.org/chat" },
    ]
    hours = "24/7"                # or in words; "unknown" where nobody told us
    languages = ["English"]       # where the source says
    checked_on = 2026-06-02       # the date the source bears; where it bears none, the day it was read
    source = "https://…"

A number is written as it is dialled in its country, so never with ``+`` in front: short codes do not work so. What to
press after the call is answered is left out: it changes too often. A person's own copy of a file (``own_lines.py``)
has the same form; there ``checked_on`` and ``source`` may be missing.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.paths import resource

KINDS = ("call", "text", "chat")
ALWAYS, UNKNOWN = "24/7", "unknown"
OLD_AFTER_YEARS = 2
LONGEST = 300
_NUMBER = re.compile(r"[*#]?\d[\d -]*")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ALSO_CALLED = {"uk": "gb"}


@dataclass(frozen=True)
class Way:
    """One way to reach somebody: a ``kind`` of :data:`KINDS`, the number or address, the word to send first."""

    kind: str
    at: str
    word: str = ""


@dataclass(frozen=True)
class Emergency:
    """A number for emergencies; ``for_whom`` says which help comes, where a country has several."""

    number: str
    for_whom: str = ""
    checked_on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Line:
    """A helpline. Without a ``source`` it is the person's own, or was changed by the person."""

    name: str
    ways: tuple[Way, ...]
    hours: str = ""
    for_whom: str = ""
    languages: tuple[str, ...] = ()
    checked_on: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Country:
    """What is known for one country; ``code`` is its ISO 3166 code in small letters."""

    code: str
    name: str
    emergency: tuple[Emergency, ...] = ()
    lines: tuple[Line, ...] = ()


def all_countries() -> list[tuple[str, str]]:
    """Code and name of each country there is a file for, by name. A file that cannot be read is passed over."""
    found = []
    for path in resource("helplines").glob("*.toml"):
        try:
            found.append((path.stem, read_country(path.stem).name))
        except NotFound:
            continue
    return sorted(found, key=lambda pair: pair[1])


def read_country(code: str) -> Country:
    """The built-in facts on a country. Raises :class:`NotFound` where there are none, or none that can be read."""
    path = resource("helplines", f"{code}.toml")
    try:
        return country_in(path.read_bytes(), code, own=False)
    except (OSError, BadInput):
        raise NotFound(no_numbers_for(code)) from None


def no_numbers_for(country: str) -> str:
    """What to say where there is no file for a country, or where it is not known which one is meant."""
    if not country:
        return _(
            "It is not clear which country you are in; please name it. In every country of the European Union, 112"
            " reaches the emergency services."
        )
    return _(
        "There are no helplines for “{country}” in this program. In every country of the European Union, 112 reaches"
        " the emergency services."
    ).format(country=country)


def find_country(said: str) -> str:
    """The code of the country meant by its code or its name. Raises :class:`NotFound`."""
    wanted = said.strip().casefold()
    wanted = _ALSO_CALLED.get(wanted, wanted)
    for code, name in all_countries():
        if wanted in {code, name.casefold()}:
            return code
    raise NotFound(no_numbers_for(said.strip()))


def country_of_locale(name: str) -> str:
    """The country a locale such as "de_AT.UTF-8" or "en-GB" names, in small letters; empty where it names none."""
    for part in re.split(r"[_-]", re.split(r"[.@]", name, maxsplit=1)[0])[1:]:
        if len(part) == 2 and part.isascii() and part.isalpha():
            return part.lower()
    return ""


def is_old(line: Line | Emergency, today: date) -> bool:
    """Whether it was checked more than two years ago, or nobody knows when."""
    if line.checked_on is None:
        return True
    return (today.year - OLD_AFTER_YEARS, today.month, today.day) > (
        line.checked_on.year,
        line.checked_on.month,
        line.checked_on.day,
    )


# ---------------------------------------------------------------------------------------------------- reading a file


def country_in(content: bytes, code: str, *, own: bool) -> Country:
    """What a file says; ``own`` files may leave out date and source. Raises :class:`BadInput` where it is none such."""
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(_("This is not a file of helplines.")) from None
    return Country(
        code,
        text_in(table, "country"),
        tuple(_emergency(one, own=own) for one in tables(table, "emergency")),
        tuple(line_in(one, own=own) for one in tables(table, "lines")),
    )


def tables(table: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The tables that stand under a name. Raises :class:`BadInput` where something else does."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadInput(_("“{name}” must be a list of tables.").format(name=name))
    yield from found


def line_in(table: dict[str, Any], *, own: bool) -> Line:
    """One line. Raises :class:`BadInput`."""
    ways = tuple(_way(one, own=own) for one in tables(table, "ways"))
    languages = table.get("languages", [])
    if not ways or not isinstance(languages, list):
        raise BadInput(_("A line must say how to reach it."))
    return Line(
        text_in(table, "name"),
        ways,
        text_in(table, "hours", needed=not own),
        text_in(table, "for_whom", needed=False),
        tuple(_one_line(language) for language in languages),
        _day(table, needed=not own),
        _source(table, needed=not own),
    )


def _emergency(table: dict[str, Any], *, own: bool) -> Emergency:
    number = text_in(table, "number")
    if not own:
        _check_number(number)
    return Emergency(
        number, text_in(table, "for_whom", needed=False), _day(table, needed=not own), _source(table, needed=not own)
    )


def _way(table: dict[str, Any], *, own: bool) -> Way:
    kind, at = text_in(table, "kind"), text_in(table, "at")
    if kind not in KINDS:
        raise BadInput(_("“{kind}” is no way to reach a line.").format(kind=kind))
    if kind != "chat" and not own:
        _check_number(at)
    return Way(kind, at, text_in(table, "word", needed=False))


def _check_number(number: str) -> None:
    if not _NUMBER.fullmatch(number):
        raise BadInput(_("“{number}” cannot be dialled.").format(number=number))


def text_in(table: dict[str, Any], key: str, *, needed: bool = True) -> str:
    """The text under a key. Raises :class:`BadInput` where there is none that will do."""
    text = _one_line(table.get(key, ""))
    if needed and not text:
        raise BadInput(_("“{key}” is missing.").format(key=key))
    return text


def _one_line(value: object) -> str:
    if not isinstance(value, str) or value != tidy(value):
        raise BadInput(_("This is not a file of helplines."))
    return value


def tidy(text: str) -> str:
    """A text as it can stand in a file: on one line, not too long, with nothing in it that turns a line around."""
    return " ".join(_UNSEEN.sub(" ", text).split())[:LONGEST].strip()


def _day(table: dict[str, Any], *, needed: bool) -> date | None:
    day = table.get("checked_on")
    if type(day) is date:
        return day
    if needed or day is not None:
        raise BadInput(_("“{key}” is missing.").format(key="checked_on"))
    return None


def _source(table: dict[str, Any], *, needed: bool) -> str:
    source = text_in(table, "source", needed=needed)
    if source and not source.startswith(("https://", "http://")):
        raise BadInput(_("“{key}” is missing.").format(key="source"))
    return source
