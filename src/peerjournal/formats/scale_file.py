"""A scale somebody brings themselves, as a file: TOML in UTF-8, at most 1 MB, ending in ``.toml`` by custom.

A byte order mark and either kind of line ending are accepted. ``docs/own-scales.md`` says the same for people.

=============  =========================  ==========================================================================
key            holds                      meaning
=============  =========================  ==========================================================================
``format``     1                          the version of this format; 1 where it is left out
``name``       text, required             what the scale is called
``licence``    text, required             whose it is and what allows its use; may have several lines
``source``     text                       where it comes from
``period``     text                       what it asks about, such as "the last two weeks"
``direction``  text                       ``neither`` (where left out), ``more-is-better`` or ``less-is-better``
``low``        number                     the lowest total; required without items
``high``       number                     the highest total; required without items
``items``      tables                     ``text`` (required) and ``reversed`` (``false`` where left out)
``labels``     tables                     ``value`` and ``text``, both required; the same for all items
``scoring``    text, only with items      ``sum`` (where left out) or ``mean``
``times``      number, only with items    what the sum or mean is taken times; 1 where left out
``bands``      tables                     ``low``, ``high`` and ``label``, all required; the person's own
=============  =========================  ==========================================================================

A file with items is a questionnaire. Its range follows from its items, labels and scoring; where ``low`` and
``high`` are given all the same, both must be, and say the same, a hundredth of the range aside (a factor is often
rounded). A file without items is for a total from paper. Any other key is refused, so that nothing misspelt is
passed over, and so is a number with exactly three decimals (``1.500``) unless it begins with a 0: it may be meant as
thousands. Nothing writes this format: the items of a scale are not the program's to hand on.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import new_id, one_line
from peerjournal.journal.typed_number import reads_two_ways
from peerjournal.wellbeing.scale import (
    Band,
    Direction,
    Item,
    Label,
    Scale,
    Scoring,
    checked,
    is_number,
    other_range,
    reach,
)

LARGEST_FILE = 1024 * 1024
FORMAT = 1

_KEYS = (
    "format", "name", "licence", "source", "period", "direction", "low", "high", "items", "labels", "scoring",
    "times", "bands",
)  # fmt: skip
_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
# tomllib takes time by the square of the parts of a dotted key: half a minute for 80 kB of "a.a.a."
_ENDLESS_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}""")
_LEEWAY = 100

Word = TypeVar("Word", bound=StrEnum)


def read_scale(path: Path) -> Scale:
    """The scale in a file, with a fresh id, checked. Raises :class:`BadInput` naming the line or key in trouble."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as problem:
        raise BadInput(_("{file} cannot be read: {reason}.").format(file=path.name, reason=problem.strerror)) from None
    return scale_in(content)


def scale_in(content: bytes) -> Scale:
    """The scale in the bytes of a file. Raises as :func:`read_scale`; no sentence repeats a text of the file."""
    table = _Table(_toml(content))
    table.only(_KEYS)
    if table.number("format", FORMAT) != FORMAT:
        raise BadInput(_("“format” names a form of file this version does not know; nothing was read."))
    table.needs("name", "licence")
    items = tuple(_item(told) for told in table.tables("items"))
    labels = tuple(_label(told) for told in table.tables("labels"))
    scale = Scale(
        new_id(),
        name=table.text("name"),
        licence=table.text("licence"),
        low=table.number("low", 0),
        high=table.number("high", 0),
        source=table.text("source"),
        period=table.text("period"),
        direction=table.word("direction", Direction.NEITHER),
        items=items,
        labels=labels,
        scoring=table.word("scoring", Scoring.SUM),
        times=table.number("times", 1),
        bands=tuple(_band(told) for told in table.tables("bands")),
    )
    if not items:
        table.has_no("scoring", "times")
    if not items or {"low", "high"} & table.told.keys():
        table.needs("low", "high")
    elif labels:
        scale.low, scale.high = reach(scale)
    return _as_stated(checked(scale))


def _as_stated(scale: Scale) -> Scale:
    """The scale, its range being the one its items reach. Raises :class:`BadInput` with both."""
    low, high = reach(scale)
    if max(low - scale.low, scale.high - high) > (scale.high - scale.low) / _LEEWAY:
        raise other_range(scale)
    return scale


def _item(table: "_Table") -> Item:
    table.only(("text", "reversed"))
    table.needs("text")
    return Item(table.text("text"), reversed=table.flag("reversed"))


def _label(table: "_Table") -> Label:
    table.only(("value", "text"))
    table.needs("value", "text")
    return Label(table.number("value", 0), table.text("text"))


def _band(table: "_Table") -> Band:
    table.only(("low", "high", "label"))
    table.needs("low", "high", "label")
    return Band(table.number("low", 0), table.number("high", 0), table.text("label"))


def _toml(content: bytes) -> dict[str, object]:
    """The tables of a file. Errors name the line and nothing that stands in it."""
    if len(content) > LARGEST_FILE:
        raise BadInput(_("The file is larger than a scale can be (1 MB); nothing was read."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BadInput(_("The file is not UTF-8 text in line {line}; nothing was read.").format(line=line)) from None
    if _ENDLESS_KEY.search(text):
        raise BadInput(_("The file has a key of more parts than this format knows; nothing was read."))
    try:
        # The last line is ended, so that trouble in it has a line, too.
        return tomllib.loads(text + "\n", parse_float=_Written)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(str(problem)) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        raise BadInput(_("The file holds a number or list beyond all measure; nothing was read.")) from None


class _Written(float):
    """A number that knows how it was written: "1.500" may be meant as thousands."""

    def __init__(self, written: str) -> None:
        self.reads_two_ways = reads_two_ways(written)


def _not_toml(complaint: str) -> BadInput:
    if found := _LINE.search(complaint):
        return BadInput(_("Line {line} of the file cannot be read as TOML; nothing was read.").format(line=found[1]))
    return BadInput(_("The file ends too early: something in it is not closed or has no value. Nothing was read."))


@dataclass(frozen=True)
class _Table:
    """What a table of the file holds; ``where`` names it in a sentence and is empty for the whole file."""

    told: dict[str, object]
    where: str = ""

    def only(self, known: Sequence[str]) -> None:
        for key in self.told:
            if key in known:
                continue
            near = get_close_matches(key[:40], known, 1)
            if near:
                raise self._problem(_("{key} is not known here (“{near}” perhaps?); nothing was read."), key, near[0])
            raise self._problem(_("{key} is not known here; nothing was read."), key)

    def needs(self, *keys: str) -> None:
        for key in keys:
            if key not in self.told:
                raise self._problem(_("{key} is missing; nothing was read."), key)

    def has_no(self, *keys: str) -> None:
        for key in keys:
            if key in self.told:
                raise self._problem(_("{key} needs “items” to count; nothing was read."), key)

    def text(self, key: str) -> str:
        value = self.told.get(key, "")
        if not isinstance(value, str):
            raise self._problem(_("{key} has to be text in quotes; nothing was read."), key)
        return value

    def number(self, key: str, usual: float) -> float:
        value = self.told.get(key, usual)
        # True is an int to Python, and an int can be too large to become a float.
        if isinstance(value, bool) or not isinstance(value, int | float) or not is_number(value):
            raise self._problem(
                _("{key} has to be a number without quotes, within a million of zero; nothing was read."), key
            )
        if isinstance(value, _Written) and value.reads_two_ways:
            raise self._problem(
                _(
                    "{key} can be read in two ways; nothing was read. Please write thousands without a sign between "
                    "them (10000), and three decimals with a 0 after them (1.5000)."
                ),
                key,
            )
        return float(value)

    def flag(self, key: str) -> bool:
        value = self.told.get(key, False)
        if not isinstance(value, bool):
            raise self._problem(_("{key} has to be true or false; nothing was read."), key)
        return value

    def word(self, key: str, usual: Word) -> Word:
        value = self.text(key) or usual
        words = type(usual)
        if value not in {*words}:
            choice = ", ".join(f"“{word}”" for word in words)
            raise self._problem(_("{key} has to be one of {near}; nothing was read."), key, choice)
        return words(value)

    def tables(self, key: str) -> "list[_Table]":
        value = self.told.get(key, [])
        if not isinstance(value, list) or not all(isinstance(told, dict) for told in value):
            raise self._problem(_("{key} has to be a list of tables; nothing was read."), key)
        return [_Table(told, f"{key} {number}") for number, told in enumerate(value, 1)]

    def _problem(self, sentence: str, key: str, near: str = "") -> BadInput:
        named = f"“{one_line(key)[:40]}”"
        if self.where:
            named = _("{key} in {where}").format(key=named, where=self.where)
        return BadInput(sentence.format(key=named, near=near))
