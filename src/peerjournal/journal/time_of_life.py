"""When in a life something was, as a person says it: "autumn 2016", "age 12", "2015 to 2017", "now".

Read only to put parts in an order along time; what is kept and shown is always what the person wrote. Years and
ages stand on one line where some part says both ("at 34, in 2016"); otherwise ages come before years.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from peerjournal.journal.entry import folded

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SEASONS = {
    "new year": 0.0, "winter": 0.93, "easter": 0.28, "spring": 0.29, "summer": 0.54, "autumn": 0.79, "fall": 0.79,
    "christmas": 0.98,
}  # fmt: skip
_WITHIN = {
    "the beginning of": 0.02, "beginning of": 0.02, "start of": 0.02, "early": 0.02, "first half of": 0.02,
    "mid": 0.5, "middle of": 0.5, "halfway through": 0.5, "late": 0.9, "end of": 0.96, "second half of": 0.52,
}  # fmt: skip
_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
         "nineties": 90}  # fmt: skip
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_STAGES = {
    "before i was born": -1.0, "birth": 0.0, "born": 0.0, "baby": 0.5, "toddler": 2.0, "kindergarten": 4.0,
    "nursery": 3.0, "primary school": 7.0, "elementary school": 7.0, "childhood": 7.0, "child": 7.0, "kid": 7.0,
    "teenager": 15.0, "teenage": 15.0, "teens": 15.0, "youth": 16.0, "growing up": 10.0,
}  # fmt: skip

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|21\d\d)(?!\d|s|'s|’s)")
_DECADE = re.compile(r"(?<!\d)(?:(1[89]|20)(\d)0['’]?s|['’]?([1-9])0['’]?s)\b")
_NUMERIC_MONTH = re.compile(
    r"(?<!\d)(?:(?P<y>1[89]\d\d|20\d\d)[-/.](?P<m>0?[1-9]|1[0-2])|(?P<m2>0?[1-9]|1[0-2])[/.](?P<y2>1[89]\d\d|20\d\d))"
    r"(?!\d)"
)
_COUNTED = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_AGE = re.compile(
    r"\b(?:age[ds]?|at|(?:when )?i was|turn(?:ed|ing)|from)(?: the age)?(?: of)?[ :]*"
    rf"(?P<a>\d{{1,3}}(?!\d)|(?:{_COUNTED})\b)"
    rf"|\b(?P<b>\d{{1,3}}|{_COUNTED})(?:[- ](?:and a half))?[- ]years?[- ]old"
    r"|^(?P<c>\d{1,2})(?: ?[-–—] ?\d{1,2})?$"
)
_NOW = re.compile(r"\b(?:now|nowadays|today|these days|at present|currently|this (?:year|month|week))\b")
_LAST_YEAR = re.compile(r"\blast (?:year|spring|summer|autumn|fall|winter)\b")
_AGO = re.compile(rf"\b(?:about |around )?(?P<n>\d{{1,2}}|a|an|{_COUNTED}) (?P<unit>year|month|week)s? ago\b")


@dataclass(frozen=True)
class LifeTime:
    """A place along time. ``year`` and ``age`` are in years with fractions; either may be unknown.

    ``exact`` is False for a decade or a stage of life, which then has no number of its own to show.
    """

    year: float | None = None
    age: float | None = None
    exact: bool = True


def read_time(said: str, today: date) -> LifeTime | None:
    """Where that stands along time: by its beginning, for a span. None where it says nothing that can be placed."""
    text = _plain(said)
    if not text:
        return None
    year, exact = _year(text, today)
    age, whole = _age(text)
    if year is None and age is None:
        return None
    return LifeTime(year, age, exact if year is not None else whole)


def _plain(said: str) -> str:
    """One line, small letters, figures of any script as 0 to 9."""
    figures = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in said)
    return " ".join(folded(figures).split())


def _year(text: str, today: date) -> tuple[float | None, bool]:
    numeric = _NUMERIC_MONTH.search(text)
    if numeric:
        year, month = int(numeric["y"] or numeric["y2"]), int(numeric["m"] or numeric["m2"])
        return year + (month - 1) / 12, True
    found, decade = _YEAR.search(text), _decade(text)
    if found and (decade is None or found.start() < decade[1]):
        other = _YEAR.search(text, found.end())  # of a span, whose end says nothing about where it begins
        return int(found[1]) + _part_of_year(text[: found.end() if other else None]), True
    if decade is not None:
        return decade[0] + 10 * _within(text[: decade[1]]), False
    return _beside_today(text, today), True


def _part_of_year(text: str) -> float:
    """How far into the year, from a month, a season, or "early", "mid", "late"; a winter begins at its end."""
    for n, month in enumerate(_MONTHS):
        # "may" alone is more often a verb; here it stands beside a year, so a month it is
        if re.search(rf"\b(?:{month}|{month[:3]}|{month[:4]})\b", text):
            return n / 12 + (0.5 / 12 if "mid" in text else 0)
    for season, at in _SEASONS.items():
        if re.search(rf"\b{season}\b", text):
            return at
    return _within(text)


def _within(text: str) -> float:
    """How far into the year or decade that is named next; 0 where nothing says so."""
    for words, at in _WITHIN.items():
        if re.search(rf"\b{words}\b", text):
            return at
    return 0.0


def _decade(text: str) -> tuple[int, int] | None:
    """The first year of a decade, and where it stands in the text. "My twenties" is an age, not a decade."""
    found = _DECADE.search(text)
    if found and not re.search(r"\bmy (?:early |mid[- ]?|late )?$", text[: found.start()]):
        century, tens = (int(found[1]), int(found[2])) if found[1] else (19, int(found[3]))
        return century * 100 + tens * 10, found.start()
    for word, tens in _TENS.items():
        at = text.find(f"the {word}")
        if at >= 0:
            return 1900 + tens, at
        for said in ("early", "mid", "late"):
            at = text.find(f"the {said} {word}")
            if at >= 0:
                return 1900 + tens, at + len(said) + 5
    return None


def _beside_today(text: str, today: date) -> float | None:
    this_year = today.year + (today.timetuple().tm_yday - 1) / 366
    ago = _AGO.search(text)
    if ago:
        many = 1 if ago["n"] in {"a", "an"} else _number(ago["n"])
        return this_year - many / {"year": 1, "month": 12, "week": 52}[ago["unit"]]
    if re.search(r"\b(?:since|from|until|till) ", text) and _AGE.search(text):
        return None
    if _LAST_YEAR.search(text):
        return today.year - 1 + _part_of_year(text)
    return this_year if _NOW.search(text) else None


def _age(text: str) -> tuple[float | None, bool]:
    found = _AGE.search(text)
    if found:
        age = _number(next(g for g in found.groups() if g))
        return (float(age), True) if age <= 120 else (None, True)
    for word, tens in _TENS.items():
        if re.search(rf"\bmy (?:early |mid[- ]?|late )?(?:{word}|{tens}['’]?s)\b", text):
            return tens + 10 * _within(text), False
    stages = [age for word, age in _STAGES.items() if re.search(rf"\b{word}\b", text)]
    return (min(stages), False) if stages else (None, True)


def _number(said: str) -> int:
    return _NUMBERS[said] if said in _NUMBERS else int(said)


# ------------------------------------------------------------------------------------------------- in an order


@dataclass(frozen=True)
class Place:
    """Where one of several stands along time: sort by ``order``; ``group`` is the year, age or stage it belongs to.

    ``kind`` is ``"age"``, ``"year"``, or ``"unsaid"`` for what cannot be placed (it comes last).
    """

    order: tuple[int, float]
    kind: str
    group: int = 0


UNSAID = Place((2, 0.0), "unsaid")


def along_time(said: Iterable[str], today: date) -> list[Place]:
    """A place for each, in the order given. Linear in their number."""
    times = [read_time(one, today) for one in said]
    born = [t.year - t.age for t in times if t is not None and t.year is not None and t.age is not None and t.exact]
    return [UNSAID if t is None else _placed(t, median(born) if born else None) for t in times]


def _placed(time: LifeTime, born: float | None) -> Place:
    if time.year is not None:
        return Place((1, time.year), "year", int(time.year))
    assert time.age is not None
    if born is not None:
        year = born + time.age
        return Place((1, year), "year", int(year))
    return Place((0, time.age), "age", int(time.age))
