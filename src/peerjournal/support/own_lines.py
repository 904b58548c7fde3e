"""What a person keeps for Support outside any journal: own people, own lines, an own copy of a country's lines.

There is nothing of it until the person writes it, and anyone who uses this computer account can read it. It lies in
the folder ``helplines`` beside the settings:

* ``own.toml``: ``[[people]]`` with ``name``, ``reach`` and ``for_what``, and ``[[lines]]`` and ``[[half_typed]]`` as in
  ``helplines.py``;
* ``<country>.toml``: a file as in ``helplines.py``, read in the place of the built-in one. Where it names no emergency
  number, the built-in ones are shown. A copy that says only what is built in is not kept.

A file that cannot be read stays as it is, and the reader is told. When something new is kept in its place, it is
moved aside first, to ``<name>.broken``.
"""

import contextlib
import json
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from peerjournal.errors import BadInput, NotWritable
from peerjournal.i18n import _
from peerjournal.paths import settings_file
from peerjournal.support.helplines import (
    Country,
    Emergency,
    Fact,
    Line,
    Way,
    apart,
    country_in,
    half_typed_in,
    line_in,
    read_country,
    tables,
    text_in,
    tidy,
    together,
)

OWN = "own"
LARGEST_FILE = 256 * 1024


@dataclass(frozen=True)
class Person:
    """Somebody to turn to: a name, how to reach them, for what."""

    name: str
    reach: str = ""
    for_what: str = ""


@dataclass(frozen=True)
class Own:
    """What the person keeps readable on this computer; lines that lead nowhere yet stand apart, with their places."""

    people: tuple[Person, ...] = ()
    lines: tuple[Line, ...] = ()
    half_typed: tuple[tuple[int, Line], ...] = ()

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """In the person's order, those half typed among them."""
        return together(self.lines, self.half_typed)

    def with_all(self, lines: Iterable[Line]) -> "Own":
        """The same with these lines, half typed or not."""
        reached, half_typed = apart(lines)
        return replace(self, lines=reached, half_typed=half_typed)


def _named(person: Person) -> Person:
    return replace(person, name=tidy(person.name) or tidy(person.reach) or tidy(person.for_what))


def named_line(line: Line) -> Line:
    """A line as it can be kept: with the ways that lead anywhere, called by the first of them if by nothing else."""
    ways = tuple(way for way in line.ways if tidy(way.at))
    return replace(line, ways=ways, name=tidy(line.name) or (tidy(ways[0].at) if ways else ""))


def _tidied(emergency: Emergency) -> Emergency:
    return replace(emergency, number=tidy(emergency.number))


def own_folder() -> Path:
    """Where it lies; the folder may not exist yet."""
    return settings_file().parent / "helplines"


def read_own(folder: Path) -> tuple[Own, str]:
    """The person's own people and lines, and a sentence for the person where they cannot be read, else empty."""
    content = _content(folder, OWN)
    if content is None:
        return Own(), ""
    try:
        return _own_in(content), ""
    except BadInput:
        return Own(), _(
            "The file {file} with your own people and lines cannot be read. It is left as it is, and what is built in"
            " is shown. You can mend the file or write your people anew."
        ).format(file=f"{OWN}.toml")


def keep_own(folder: Path, own: Own) -> None:
    """Keep the person's own people and lines; where there are none any more, no file either.

    Whoever has no name is called by how they are reached. Raises :class:`NotWritable`.
    """
    people = tuple(named for named in map(_named, own.people) if named.name)
    own = replace(own, people=people).with_all(map(named_line, own.all_lines))
    broken = bool(read_own(folder)[1])
    _put(folder, OWN, "" if own == Own() else _own_as_text(own), broken=broken)


def country_here(folder: Path, code: str) -> tuple[Country, str]:
    """A country to be shown: as it is kept, and never without an emergency number. Raises :class:`NotFound`."""
    country, trouble = country_as_kept(folder, code)
    return (country if country.emergency else replace(country, emergency=read_country(code).emergency)), trouble


def country_as_kept(folder: Path, code: str) -> tuple[Country, str]:
    """A country with the person's own copy of it, else the built-in facts; and a sentence where a copy is broken.

    Raises :class:`NotFound` where nothing is known of the country.
    """
    content = _content(folder, code)
    built_in = read_country(code)
    if content is None:
        return built_in, ""
    try:
        return country_in(content, code, own=True), ""
    except BadInput:
        return built_in, _(
            "Your own copy of the lines, the file {file}, cannot be read. It is left as it is, and the built-in lines"
            " are shown. You can mend the file or change the lines here anew."
        ).format(file=f"{code}.toml")


def has_own_copy(folder: Path, code: str) -> bool:
    """Whether the person keeps a copy of a country's lines, readable or not."""
    return _content(folder, code) is not None


def keep_country(folder: Path, country: Country) -> None:
    """Keep the person's own copy of a country; none where it says what is built in. Raises :class:`NotWritable`."""
    country = country.with_all(map(_tidied, country.all_emergency), map(named_line, country.all_lines))
    same = country == read_country(country.code)
    broken = bool(country_as_kept(folder, country.code)[1])
    _put(folder, country.code, "" if same else _country_as_text(country), broken=broken)


def forget_country(folder: Path, code: str) -> None:
    """Back to the built-in facts; a copy that cannot be read is moved aside. Raises :class:`NotWritable`."""
    broken = bool(country_as_kept(folder, code)[1])
    _put(folder, code, "", broken=broken)


# ------------------------------------------------------------------------------------------------------ as it is typed


def ways_as_typed(ways: tuple[Way, ...]) -> str:
    """The ways on one line, as a person types them: "116 123; text SHOUT to 85258; chat example.org"."""
    return "; ".join(_as_typed(way) for way in ways)


def typed_ways(text: str) -> tuple[Way, ...]:
    """What a person typed in the form of :func:`ways_as_typed`; what is neither a text nor a chat is called."""
    return tuple(_typed_way(part) for part in map(tidy, text.split(";")) if part)


def as_changed(before: Fact, typed: Fact, today: date, *, dated: bool) -> Fact:
    """What becomes of a line or number as the person typed it: their own from ``today`` on, or left as it was.

    Another way to reach it, or other hours, are known since today, unless the person named the day (``dated``).
    """
    typed = replace(typed, changed_on=before.changed_on)
    if replace(typed, typed_day="") == replace(before, typed_day=""):
        return typed
    known_anew = not dated and _reached(typed) != _reached(before)
    return replace(typed, checked_on=today if known_anew else typed.checked_on, changed_on=today)


def _reached(one: Line | Emergency) -> tuple[object, ...]:
    return (one.ways, one.hours) if isinstance(one, Line) else (one.number,)


def _as_typed(way: Way) -> str:
    if way.kind == "call":
        return way.at
    return f"{way.kind} {way.word} to {way.at}" if way.word else f"{way.kind} {way.at}"


def _typed_way(part: str) -> Way:
    kind, _blank, rest = part.partition(" ")
    kind = kind.casefold()
    if kind not in {"text", "chat"} or not rest:
        return Way("chat" if "://" in part or "@" in part else "call", part)
    word, to, at = rest.rpartition(" to ")
    return Way(kind, at.strip(), word.strip()) if to else Way(kind, rest)


# ----------------------------------------------------------------------------------------------------------- the files


def _content(folder: Path, name: str) -> bytes | None:
    """What the file holds; None where there is none. A file that cannot be read, or is too large, counts as broken."""
    try:
        with (folder / f"{name}.toml").open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return None
    except OSError:
        return b"\xff"
    return content if len(content) <= LARGEST_FILE else b"\xff"


def _put(folder: Path, name: str, text: str, *, broken: bool) -> None:
    """Let the file hold this text, whole or not at all; no file for no text. Raises :class:`NotWritable`."""
    place, fresh = folder / f"{name}.toml", folder / f".{name}.new"
    try:
        if text:
            folder.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            fresh.touch(mode=0o600, exist_ok=False)
            with fresh.open("r+b") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
        if broken:
            place.replace(_free_name(folder, name))
        if text:
            fresh.replace(place)
        else:
            place.unlink(missing_ok=True)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise NotWritable(
            _("Your people and lines could not be written ({reason}). What was kept before is still there.").format(
                reason=error.strerror
            )
        ) from None


def _free_name(folder: Path, name: str) -> Path:
    place, n = folder / f"{name}.toml.broken", 1
    while place.exists():
        n += 1
        place = folder / f"{name}.toml.broken-{n}"
    return place


def _own_in(content: bytes) -> Own:
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(_("This is not a file of helplines.")) from None
    people = tuple(_person(one) for one in tables(table, "people"))
    return Own(people, tuple(line_in(one, own=True) for one in tables(table, "lines")), half_typed_in(table))


def _person(table: dict[str, Any]) -> Person:
    return Person(text_in(table, "name"), *(text_in(table, key, needed=False) for key in ("reach", "for_what")))


# ----------------------------------------------------------------------------------------------------------- as TOML


def _own_as_text(own: Own) -> str:
    parts = [_section("people", _pairs(name=p.name, reach=p.reach, for_what=p.for_what)) for p in own.people]
    return "\n".join([*parts, *_lines_as_text(own.lines, own.half_typed)])


def _country_as_text(country: Country) -> str:
    parts = [_section("emergency", _emergency_as_text(one)) for one in country.emergency]
    parts += [
        _section("half_typed_emergency", [f"place = {place}", *_emergency_as_text(one)])
        for place, one in country.half_typed_emergency
    ]
    lines = _lines_as_text(country.lines, country.half_typed)
    return "\n".join([f"country = {_quoted(country.name)}\n", *parts, *lines])


def _lines_as_text(lines: Iterable[Line], half_typed: Iterable[tuple[int, Line]]) -> Iterator[str]:
    for line in lines:
        yield _section("lines", _line_as_text(line))
    for place, line in half_typed:
        yield _section("half_typed", [f"place = {place}", *_line_as_text(line)])


def _emergency_as_text(emergency: Emergency) -> list[str]:
    return [*_pairs(number=emergency.number, for_whom=emergency.for_whom), *_origin(emergency)]


def _line_as_text(line: Line) -> list[str]:
    ways = ", ".join(_way_as_text(way) for way in line.ways)
    languages = ", ".join(_quoted(tidy(language)) for language in line.languages)
    return [
        *_pairs(name=line.name, for_whom=line.for_whom),
        *([f"ways = [{ways}]"] if ways else []),
        *_pairs(hours=line.hours),
        *([f"languages = [{languages}]"] if languages else []),
        *_origin(line),
    ]


def _way_as_text(way: Way) -> str:
    return "{ " + ", ".join(_pairs(kind=way.kind, at=way.at, word=way.word)) + " }"


def _origin(one: Line | Emergency) -> Iterator[str]:
    for key, day in (("checked_on", one.checked_on), ("changed_on", one.changed_on)):
        if day is not None:
            yield f"{key} = {day.isoformat()}"
    yield from _pairs(source=one.source, typed_day=one.typed_day)


def _section(name: str, pairs: list[str]) -> str:
    return "\n".join([f"[[{name}]]", *pairs, ""])


def _pairs(**texts: str) -> list[str]:
    return [f"{key} = {_quoted(tidy(text))}" for key, text in texts.items() if tidy(text)]


def _quoted(text: str) -> str:
    # A JSON string is a TOML string as long as nothing stands in it that does not print.
    return json.dumps(text, ensure_ascii=False)
