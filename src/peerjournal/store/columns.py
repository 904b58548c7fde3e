"""How values of ours stand in a column."""

import json
from datetime import datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from peerjournal.journal.prompts import Prompt
from peerjournal.journal.reflection import Answer
from peerjournal.sharing.disclosure import Worded
from peerjournal.wellbeing.scale import Band, Item, Label


class Moment(TypeDecorator[datetime]):
    """An aware datetime to the second, with its zone: ``2026-03-01T21:30:00+01:00[Europe/Berlin]``.

    The wall clock is kept to the letter even if the zone's rules change later: a name whose offset no longer
    fits comes back as that fixed offset.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the column. Raises ValueError for a datetime without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError
        name = getattr(value.tzinfo, "key", "")
        return value.isoformat() + (f"[{name}]" if name else "")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """From the column."""
        if value is None:
            return None
        iso, _, zone = value.partition("[")
        fixed = datetime.fromisoformat(iso)
        return _in_zone(fixed, zone.rstrip("]")) if zone else fixed


def _in_zone(fixed: datetime, name: str) -> datetime:
    try:
        zone: tzinfo = ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return fixed
    named = fixed.replace(tzinfo=zone)
    for fold in (0, 1):
        candidate = named.replace(fold=fold)
        if candidate.utcoffset() == fixed.utcoffset():
            return candidate
    return fixed.replace(tzinfo=timezone(fixed.utcoffset() or timedelta()))


class Lines(TypeDecorator[tuple[str, ...]]):
    """A tuple of one-line texts, joined by line ends."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """To the column."""
        return "\n".join(value or ())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:
        """From the column."""
        return tuple(value.split("\n")) if value else ()


class Word(TypeDecorator[StrEnum]):
    """One of the words of a :class:`~enum.StrEnum`; a word it does not know reads as the first, the careful one."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str:
        """To the column."""
        return "" if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> StrEnum:
        """From the column."""
        try:
            return self.words(value or "")
        except ValueError:
            return next(iter(self.words))


T = TypeVar("T")


class RowsOf(TypeDecorator[tuple[T, ...]], Generic[T]):
    """A tuple of small plain dataclasses, as JSON lists of their fields in order."""

    impl = String
    cache_ok = True
    kind: type[T]

    def process_bind_param(self, value: tuple[T, ...] | None, dialect: Dialect) -> str:
        """To the column."""
        return json.dumps([list(vars(item).values()) for item in value or ()], ensure_ascii=False)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[T, ...]:
        """From the column."""
        return tuple(self.kind(*row) for row in json.loads(value or "[]"))


class WordedParts(RowsOf[Worded]):
    """The parts of a ledger line in the words they were told in."""

    cache_ok = True
    kind = Worded


class WrittenAnswers(RowsOf[Answer]):
    """What was written to the questions of a reflection."""

    cache_ok = True
    kind = Answer


class Prompts(RowsOf[Prompt]):
    """The questions of a template."""

    cache_ok = True
    kind = Prompt


class Items(RowsOf[Item]):
    """The items of an own scale."""

    cache_ok = True
    kind = Item


class Labels(RowsOf[Label]):
    """What the answers to the items of an own scale are called, and count."""

    cache_ok = True
    kind = Label


class Bands(RowsOf[Band]):
    """The bands somebody drew on a scale of theirs."""

    cache_ok = True
    kind = Band


class Numbers(TypeDecorator[tuple[float, ...]]):
    """A tuple of numbers."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[float, ...] | None, dialect: Dialect) -> str:
        """To the column."""
        return json.dumps(list(value or ()))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[float, ...]:
        """From the column."""
        return tuple(map(float, json.loads(value or "[]")))


class OpenNumbers(TypeDecorator[tuple[float | None, ...]]):
    """A tuple of numbers, some of which are still open."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[float | None, ...] | None, dialect: Dialect) -> str:
        """To the column."""
        return json.dumps(list(value or ()))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[float | None, ...]:
        """From the column."""
        return tuple(None if v is None else float(v) for v in json.loads(value or "[]"))
