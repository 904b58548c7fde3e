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
press after the call is answered is left out: it changes too often.

A person's own copy of a file (``own_lines.py``) has the same form. There ``checked_on`` and ``source`` may be missing,
a source may be any words, and this may stand as well::

    [[lines]]
    …
    changed_on = 2026-11-22       # the day the person wrote or changed it, which makes it the person's own
    typed_day = "31 Feb"          # typed where the day of checking is to stand, and no day yet

    [[half_typed]]                # a line that nothing leads to yet; it is kept and not shown
    place = 2                     # where it stands among all lines, from 0
    name = "Our warm line"

    [[half_typed_emergency]]      # the same for an emergency number
    place = 0
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

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
    changed_on: date | None = None
    typed_day: str = ""

    @property
    def leads_anywhere(self) -> bool:
        """Whether there is a number."""
        return bool(self.number)


@dataclass(frozen=True)
class Line:
    """A helpline. With ``changed_on``, or without a ``source``, the person wrote or changed it."""

    name: str
    ways: tuple[Way, ...]
    hours: str = ""
    for_whom: str = ""
    languages: tuple[str, ...] = ()
    checked_on: date | None = None
    source: str = ""
    changed_on: date | None = None
    typed_day: str = ""

    @property
    def leads_anywhere(self) -> bool:
        """Whether there is a way to reach it."""
        return bool(self.ways)


Fact = TypeVar("Fact", Line, Emergency)


@dataclass(frozen=True)
class Country:
    """What is known for one country; ``code`` is its ISO 3166 code in small letters.

    What leads nowhere yet stands apart, each with its place among all; only a person's own copy has such.
    """

    code: str
    name: str
    emergency: tuple[Emergency, ...] = ()
    lines: tuple[Line, ...] = ()
    half_typed: tuple[tuple[int, Line], ...] = ()
    half_typed_emergency: tuple[tuple[int, Emergency], ...] = ()

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """In the person's order, those half typed among them."""
        return together(self.lines, self.half_typed)

    @property
    def all_emergency(self) -> tuple[Emergency, ...]:
        """In the person's order, those half typed among them."""
        return together(self.emergency, self.half_typed_emergency)

    def with_all(self, emergency: Iterable[Emergency], lines: Iterable[Line]) -> "Country":
        """The same country with these, half typed or not."""
        numbers, half_typed_emergency = apart(emergency)
        reached, half_typed = apart(lines)
        return replace(
            self,
            emergency=numbers,
            lines=reached,
            half_typed=half_typed,
            half_typed_emergency=half_typed_emergency,
        )


def together(whole: Sequence[Fact], half_typed: Sequence[tuple[int, Fact]]) -> tuple[Fact, ...]:
    """All in one order: what is half typed at its place."""
    found = list(whole)
    for place, one in half_typed:
        found.insert(place, one)
    return tuple(found)


def apart(found: Iterable[Fact]) -> tuple[tuple[Fact, ...], tuple[tuple[int, Fact], ...]]:
    """What leads anywhere, and what is half typed, with its place among all. :func:`together` undoes it."""
    found = tuple(found)
    whole = tuple(one for one in found if one.leads_anywhere)
    return whole, tuple((place, one) for place, one in enumerate(found) if not one.leads_anywhere)


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
    """What a file says; ``own`` files may leave things out. Raises :class:`BadInput` where it is none such."""
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(_("This is not a file of helplines.")) from None
    return Country(
        code,
        text_in(table, "country"),
        tuple(_emergency(one, own=own) for one in tables(table, "emergency")),
        tuple(line_in(one, own=own) for one in tables(table, "lines")),
        half_typed_in(table) if own else (),
        _half_typed_emergency(table) if own else (),
    )


def half_typed_in(table: dict[str, Any]) -> tuple[tuple[int, Line], ...]:
    """The lines of an own file that are half typed, by their places. Raises :class:`BadInput`."""
    return tuple(
        sorted(
            ((_place(one), line_in(one, own=True, half_typed=True)) for one in tables(table, "half_typed")),
            key=lambda placed: placed[0],
        )
    )


def _half_typed_emergency(table: dict[str, Any]) -> tuple[tuple[int, Emergency], ...]:
    found = tables(table, "half_typed_emergency")
    placed = ((_place(one), _emergency(one, own=True, half_typed=True)) for one in found)
    return tuple(sorted(placed, key=lambda pair: pair[0]))


def _place(table: dict[str, Any]) -> int:
    place = table.get("place")
    if type(place) is not int or place < 0:
        raise BadInput(_("“{key}” is missing.").format(key="place"))
    return place


def tables(table: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The tables that stand under a name. Raises :class:`BadInput` where something else does."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadInput(_("“{name}” must be a list of tables.").format(name=name))
    yield from found


def line_in(table: dict[str, Any], *, own: bool, half_typed: bool = False) -> Line:
    """One line; a half-typed one has no ways, and perhaps no name. Raises :class:`BadInput`."""
    ways = () if half_typed else tuple(_way(one, own=own) for one in tables(table, "ways"))
    languages = table.get("languages", [])
    if not isinstance(languages, list) or not (ways or half_typed):
        raise BadInput(_("A line must say how to reach it."))
    return Line(
        text_in(table, "name", needed=not half_typed),
        ways,
        text_in(table, "hours", needed=not own),
        text_in(table, "for_whom", needed=False),
        tuple(_one_line(language) for language in languages),
        *_origin(table, own=own),
    )


def _emergency(table: dict[str, Any], *, own: bool, half_typed: bool = False) -> Emergency:
    number = "" if half_typed else text_in(table, "number")
    if not own:
        _check_number(number)
    return Emergency(number, text_in(table, "for_whom", needed=False), *_origin(table, own=own))


def _origin(table: dict[str, Any], *, own: bool) -> tuple[date | None, str, date | None, str]:
    """``checked_on``, ``source``, ``changed_on`` and ``typed_day``."""
    checked_on, source = _day(table, "checked_on", needed=not own), _source(table, own=own)
    if not own:
        return checked_on, source, None, ""
    return checked_on, source, _day(table, "changed_on", needed=False), text_in(table, "typed_day", needed=False)


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


def _day(table: dict[str, Any], key: str, *, needed: bool) -> date | None:
    day = table.get(key)
    if type(day) is date:
        return day
    if needed or day is not None:
        raise BadInput(_("“{key}” is missing.").format(key=key))
    return None


def _source(table: dict[str, Any], *, own: bool) -> str:
    source = text_in(table, "source", needed=not own)
    if not own and not source.startswith(("https://", "http://")):
        raise BadInput(_("“{key}” is missing.").format(key="source"))
    return source
