"""Identifiers: what may tell who somebody is. Remarks only; nothing here keeps anything from leaving.

Source: the kinds of identifiers of the HIPAA safe harbour list, 45 CFR 164.514(b)(2)(i), read as a list of what to
leave out: names; places smaller than a state; exact dates and ages over 89; telephone and other numbers, addresses of
every sort, and what else belongs to one person only. A year, or a month with its year, is left alone. So are helplines,
which a telling may well need, and the people of the story, about whom ``leaks.py`` speaks.

The words are data (``identifiers.toml``); what is made of digits and signs is recognised in every language. Names are
in ``proper_names.py``. Every pattern takes time that grows with the length of the text only, whatever it holds.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from peerjournal.i18n import _, ngettext
from peerjournal.sharing.lookover import places
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.lists import levelled, load
from peerjournal.sharing.lookover.proper_names import proper_names
from peerjournal.sharing.lookover.sentences import read
from peerjournal.sharing.people import mentions_in_each

_GAP = "[ \u00a0\n]{1,3}"
_LOOSE = r"[\s*_~]{1,4}"  # what may stand between the words of levelled text
_CAPITAL = r"[^\W\d_a-z]"


@dataclass(frozen=True)
class Hit:
    """A stretch of a text, from ``start`` up to ``end``, that is an identifier of a ``kind`` such as "phone"."""

    kind: str
    start: int
    end: int


def find(subject: Subject) -> list[Finding]:
    """Each identifier once per text, where it first stands, in order."""
    found: list[Finding] = []
    everybody = mentions_in_each([t.text for t in subject.texts], subject.people, subject.language)
    for number, (text, mentioned) in enumerate(zip(subject.texts, everybody, strict=True)):
        named = [(m.start, m.end) for m in mentioned if m.sure]
        same: dict[tuple[str, str], list[Hit]] = {}
        for hit in hits(text.text, subject.language, named):
            said = " ".join(levelled(text.text[hit.start : hit.end]).removesuffix("'s").split())
            same.setdefault((hit.kind, said), []).append(hit)
        found += [_finding(subject, number, hits_of_one) for hits_of_one in same.values()]
    return found


def hits(text: str, language: str = "en", leave: Sequence[tuple[int, int]] = ()) -> list[Hit]:
    """Every identifier in a text, in order and apart. Stretches to ``leave`` alone are from and up to."""
    words, told = _words(language), _Told(text, read(text).text, _near(text, _SOME_DIGITS))
    taken = bytearray(len(text))
    for start, end in leave:
        taken[start:end] = b"\1" * (end - start)
    found: list[Hit] = []
    for finder in _FINDERS:
        for hit in finder(told, words):
            if hit.kind and 1 not in taken[hit.start : hit.end]:
                found.append(hit)
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    for place, start, end in proper_names(text, language, taken):
        found.append(Hit("place" if place else "name", start, end))
    return sorted(found, key=lambda hit: hit.start)


def ages(text: str, language: str = "en", names: Container[int] = ()) -> Iterator[tuple[int, int]]:
    """From and up to every age in a text, of however many years; ``names`` are the places where names end."""
    words, told = _words(language), _Told(text, read(text).text, _near(text, _SOME_DIGITS))
    for m in told.levelled_by_digits(words.ages_of_any):
        if not m["over"] and _may_be_of_somebody(text, m, words, names):
            yield _span_of_age(m)


# ------------------------------------------------------------------------------------------------------ findings


def _finding(subject: Subject, number: int, same: Sequence[Hit]) -> Finding:
    hit, times = same[0], len(same)
    reason, suggestion = _said(hit.kind)
    if times > 1:
        again = ngettext("It stands here {n} time.", "It stands here {n} times.", times).format(n=times)
        reason = f"{reason} {again}"
    return places.finding(
        subject,
        Family.IDENTIFIER,
        f"identifier.{hit.kind}",
        number,
        hit.start,
        hit.end,
        reason=reason,
        suggestion=suggestion,
        source=load("identifiers", subject.language)["source"],
        context=str(times),  # one more of the same is to be seen
    )


def _said(kind: str) -> tuple[str, str]:
    """Why a kind is remarked on, and what could stand instead."""
    return {
        "name": (
            _("This looks like the name of somebody, or of a place."),
            _("Say who they are to you, or what kind of place it is."),
        ),
        "phone": (_("This looks like a telephone number."), _("Leave it out, unless it is meant for everybody.")),
        "email": (_("This is an e-mail address."), _("Leave it out, unless it is meant for everybody.")),
        "web": (
            _("This is a web address; it may lead to somebody."),
            _("Leave it out, unless it is meant for everybody."),
        ),
        "address": (_("This looks like a postal address."), _("Leave it out; the kind of place may be enough.")),
        "date": (_("An exact day can tell who somebody is."), _("The year, or the time of year, may be enough.")),
        "age": (_("An age over 89 is so rare that it can tell who somebody is."), _("“Over 90” says as much.")),
        "place": (_("This looks like the name of a place."), _("The kind of place may be enough: “a small town”.")),
        "number": (_("This number may belong to one person only."), _("Leave it out.")),
        "handle": (
            _("This looks like somebody's name on the internet."),
            _("Leave it out, unless it is meant for everybody."),
        ),
    }[kind]


# --------------------------------------------------------------------------------------------------------- words


@dataclass(frozen=True)
class _Words:
    """The data file of a language, made ready."""

    months_too: frozenset[str]
    helplines: frozenset[str]
    sites: tuple[str, ...]
    bare_web: re.Pattern[str]
    dates: re.Pattern[str]
    dates_in_words: re.Pattern[str]
    day_alone: re.Pattern[str]
    months: re.Pattern[str]
    age_words: re.Pattern[str]
    ages: re.Pattern[str]
    ages_in_words: re.Pattern[str]
    ages_of_any: re.Pattern[str]
    people: frozenset[str]
    known: frozenset[str]
    addresses: re.Pattern[str]
    labelled: re.Pattern[str]


def _listed(words: Mapping[str, Any], name: str) -> list[str]:
    """A list of the file, the longest first."""
    listed = words[name]
    return sorted(listed.split() if isinstance(listed, str) else listed, key=lambda w: (-len(w), w))


def _either(words: Mapping[str, Any], name: str) -> str:
    return "|".join(re.escape(w).replace(r"\ ", _GAP) for w in _listed(words, name))


@cache
def _words(language: str) -> _Words:
    words = load("identifiers", language)
    helplines = _listed(words, "helplines")
    return _Words(
        frozenset(words["months_too"].casefold().split()),
        frozenset(filter(None, map(_digits, (h for h in helplines if not h.islower())))),
        tuple(h for h in helplines if h.islower()),
        re.compile(
            rf"(?<![\w@.\-])(?:[\w\-]{{1,63}}\.){{1,5}}(?:{_either(words, 'endings')})(?![\w\-])(?:/[^\s)\]]*)?",
            re.IGNORECASE,
        ),
        *_dates(words),
        re.compile(rf"(?<!\w)(?:{words['day_on']}){_GAP}\Z", re.IGNORECASE),
        re.compile(_either(words, "months").lower()),
        re.compile(_either(words, "age_words").lower()),
        _ages(words, r"9\d|1[0-2]\d"),
        _ages(words, _either(words, "age_words")),
        _ages(words, r"\d{1,2}|1[0-2]\d"),
        frozenset(words["people"].casefold().split()),
        frozenset(words["known"].casefold().split()),
        _addresses(words),
        re.compile(rf"(?<!\w)(?:{_either(words, 'number_labels')})[ :#]{{1,3}}[^\W_][\w\-/]{{3,30}}", re.IGNORECASE),
    )


def _dates(words: Mapping[str, Any]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of the days of a month, with the day in digits and in words."""
    month = rf"(?:{_either(words, 'months')})\b(?:\.(?={_GAP}\d))?"
    ending = rf"(?:{_either(words, 'day_endings')}|\.)?"
    of, year = rf"(?:{words['day_joiner']}{_GAP})", rf"(?:,?{_GAP}\d{{4}}(?!\w))"
    day, in_words = r"(?:0?[1-9]|[12]\d|3[01])", rf"(?:{_either(words, 'day_words')})"
    return (
        re.compile(
            rf"(?<![\w./\-]){day}{ending}{_GAP}{of}?(?P<after>{month}){year}?"
            rf"|(?<!\w)(?P<before>{month}){_GAP}(?:the{_GAP})?{day}(?P<ending>{ending})(?![\w:]|[.,]\d)(?P<year>{year})?",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w){in_words}{_GAP}{of}(?P<after>{month}){year}?(?P<before>(?!))?", re.IGNORECASE),
    )


def _ages(words: Mapping[str, Any], years: str) -> re.Pattern[str]:
    """A pattern for levelled text. Of ``aside`` and ``within`` only the word before says whether they are an age."""
    before, after, over = (_either(words, name) for name in ("age_before", "age_after", "over"))
    ends = r"(?:(?=[.,;:!?…)\n]|\s*\Z)(?![.,]\d))"
    # "17 in 2005" is an age and "5 or 6." may be one; "5 or 6 minutes" is none.
    goes_on = (
        rf"(?:(?={_LOOSE}(?:{_either(words, 'age_then')})\b)(?!{_LOOSE}[^\W\d_]{{1,12}}{_LOOSE}\d{{1,3}}(?!\d|{ends})))"
    )
    verb = rf"(?<!\w)(?P<verb>{_either(words, 'age_is')}){_LOOSE}(?:(?:{_either(words, 'age_about')}){_LOOSE})?"
    return re.compile(
        rf"(?P<over>\b(?:{over}){_LOOSE})?"
        rf"(?:\b(?:{before}){_LOOSE}(?:{years})(?![\w%]|[.,:]\d)"
        rf"|(?<![\w.,])(?:{years})(?:{_LOOSE}|-)(?:{after})(?!\w)"
        rf"|{verb}(?P<years>{years})(?:{ends}|{goes_on})"
        rf"|(?<=[\w*]),{_LOOSE}(?P<aside>{years})(?:{ends}|{goes_on})"
        rf"|(?<=[\w*]){_LOOSE}\((?P<within>{years})(?=[),;]))",
        re.IGNORECASE,
    )


def _addresses(words: Mapping[str, Any]) -> re.Pattern[str]:
    name = rf"{_CAPITAL}[\w'’.\-]{{0,30}}[ \u00a0]"
    return re.compile(
        rf"(?<![\w.,/])\d{{1,5}}[a-zA-Z]?,?[ \u00a0](?:{name}){{1,4}}(?:{_either(words, 'street_kinds')})\b"
        rf"|(?<!\w)[^\W\d_]{{2,40}}(?i:{_either(words, 'street_endings')})\.?[ \u00a0]\d{{1,4}}[a-z]?(?!\w)"
        rf"|(?<!\w)(?:{_either(words, 'unit_words')})[ \u00a0]\d{{1,6}}[A-Za-z]?(?!\w)"
        rf"|(?<!\w)(?:{'|'.join(words['postcodes'])})(?!\w)"
    )


# ---------------------------------------------------------------------------------------------- what is written how


@dataclass(frozen=True)
class _Told:
    """A text, the same levelled, and where in it digits are near: what is made of them is nowhere else."""

    text: str
    levelled: str
    near_digits: Sequence[tuple[int, int]]

    def by_digits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return _within(self.text, self.near_digits, pattern)

    def levelled_by_digits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return _within(self.levelled, self.near_digits, pattern)

    def by_sign(self, sign: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What follows a pattern, of which every match has the sign (in levelled text) not far from both its ends."""
        return _within(self.text, _near(self.levelled, sign), pattern)


_BEFORE, _BEHIND = 80, 160  # characters; longer than anything of which a digit is the last, or the first


def _near(text: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """The surroundings of every sign, from and up to, in order and apart."""
    near: list[tuple[int, int]] = []
    for m in sign.finditer(text):
        start, end = max(0, m.start() - _BEFORE), m.end() + _BEHIND
        if near and start <= near[-1][1]:
            near[-1] = (near[-1][0], end)
        else:
            near.append((start, end))
    return near


def _within(text: str, near: Sequence[tuple[int, int]], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for start, end in near:
        for m in pattern.finditer(text, start, end):
            # What reaches the end may go on behind it.
            whole = m if m.end() < end else pattern.match(text, m.start())
            if whole:
                yield whole


Finder = Callable[[_Told, _Words], Iterator[Hit]]
"""Yields stretches of its kind; one of no kind is to be left alone by those that follow."""

_SOME_DIGITS = re.compile(r"\d+")
_MAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}(?:@|[ \u00a0]?[\[(]at[\])][ \u00a0]?)[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}"
)
_AT = re.compile(r"@|[\[(]at[\])]")
_LINKED = re.compile(r"\.\S|://")
_OF_HANDLES = re.compile(r"[@#/]\S")
_WEB = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s<>\"“”]{2,}", re.IGNORECASE)
_ALONE = ("years", "aside", "within")
"""The groups of a pattern of ages in which nothing but the years is found."""
_LONGEST_WORD = 40  # characters
_LAST_WORD = re.compile(r"[^\W\d_][\w'’\-]*\Z")
_HANDLE = re.compile(
    r"(?<![\w@./])@[^\W\d][\w.]{0,28}\w(?:@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4})?(?![\w@])"
    r"|(?<![\w/.])/?u/[\w\-]{3,20}(?!\w)"
    r"|(?<![\w#])[^\W\d_][\w.]{1,31}#\d{4}(?!\w)"
)
_NUMERIC_DATE = re.compile(
    r"(?<![\w./\-])(?:(\d{4})([./\-])(\d{1,2})\2(\d{1,2})|(\d{1,2})([./\-])(\d{1,2})\6(\d{4}|\d{2}))(?![\w/\-]|\.\d)"
)
_IP = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)|(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{1,4}(?![\w:])"
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)")
_PLATE = re.compile(
    r"(?<!\w)(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}|[A-Z]{3}-\d{4}"
    r"|[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?!\w)"
)
_CODE = re.compile(r"(?<![^\W_])[^\W_]{6,}")
_AMOUNT = re.compile(r"\d+[^\W\d_]{1,4}")
_DIGIT_RUN = re.compile(r"(?<![\w.,])[+(]{0,2}\d(?:[ \u00a0().\-‑–/]{0,3}\d)*(?!\w)")
_MONEY_BEFORE, _UNIT_AFTER = re.compile(r"[$€£¥₹][ \u00a0]?\Z"), re.compile(r"[ \u00a0]?(?:[$€£¥₹%‰°]|[.,]\d)")


def _mails(told: _Told, _words: _Words) -> Iterator[Hit]:
    yield from (Hit("email", *m.span()) for m in told.by_sign(_AT, _MAIL))


def _webs(told: _Told, words: _Words) -> Iterator[Hit]:
    for pattern in (_WEB, words.bare_web):
        for m in told.by_sign(_LINKED, pattern):
            address = m[0].rstrip(".,;:!?…)]}'’*_")
            host = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.casefold()).split("/")[0]
            known = any(host == site or host.endswith(f".{site}") for site in words.sites)
            yield Hit("" if known else "web", m.start(), m.start() + len(address))


def _handles(told: _Told, _words: _Words) -> Iterator[Hit]:
    yield from (Hit("handle", *m.span()) for m in told.by_sign(_OF_HANDLES, _HANDLE))


def _numeric_dates(told: _Told, _words: _Words) -> Iterator[Hit]:
    for m in told.by_digits(_NUMERIC_DATE):
        month, day = sorted(int(m[i]) for i in ((3, 4) if m[1] else (5, 7)))
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Hit("date", *m.span())


def _dates_in_words(told: _Told, words: _Words) -> Iterator[Hit]:
    for m in chain(told.by_digits(words.dates), told.by_sign(words.months, words.dates_in_words)):
        month = m["after"] or m["before"]
        if month.rstrip(".").casefold() in words.months_too and not month[0].isupper():
            continue
        if m["before"] and not (m["year"] or m["ending"]) and _counts_something(told.text, m, words):
            continue
        yield Hit("date", *m.span())


def _counts_something(text: str, m: re.Match[str], words: _Words) -> bool:
    """Whether the number behind a month goes with the word that follows: "in May 20 people came"."""
    goes_on = re.match(r"[ \u00a0\n][^\W\d_]", text[m.end() : m.end() + 2])
    return (
        goes_on is not None
        and goes_on[0][1].islower()
        and not words.day_alone.search(text[max(0, m.start() - 8) : m.start()])
    )


def _ages_in_years(told: _Told, words: _Words) -> Iterator[Hit]:
    in_digits = told.levelled_by_digits(words.ages)
    for m in chain(in_digits, told.by_sign(words.age_words, words.ages_in_words)):
        if not m["over"] and (m["years"] or _may_be_of_somebody(told.text, m, words)):
            yield Hit("age", *_span_of_age(m))


def _span_of_age(m: re.Match[str]) -> tuple[int, int]:
    return next((m.span(name) for name in _ALONE if m[name]), m.span())


def _may_be_of_somebody(text: str, m: re.Match[str], words: _Words, names: Container[int] = ()) -> bool:
    """False where years stand alone and do not follow a word for somebody or a name; ``names`` end at these places."""
    if not any(m[name] for name in _ALONE) or (m["verb"] or "").split("'")[0] in words.people:
        return True
    first = max(0, m.start() - _LONGEST_WORD)
    before = text[first : m.start()].rstrip(" \n\u00a0*_~")
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    like_a_name = m["aside"] is not None and word[0][0].isupper() and word[0].casefold() not in words.known
    return like_a_name or word[0].casefold() in words.people or first + len(before) in names


def _post(told: _Told, words: _Words) -> Iterator[Hit]:
    yield from (Hit("address", *m.span()) for m in told.by_digits(words.addresses))


def _labelled(told: _Told, words: _Words) -> Iterator[Hit]:
    for m in told.by_digits(words.labelled):
        number = m[0].split()[-1].lstrip(":#")
        if len(_digits(number)) >= 4 and _digits(number) not in words.helplines and not _is_year(number):
            yield Hit("number", *m.span())


def _codes(told: _Told, _words: _Words) -> Iterator[Hit]:
    for m in told.by_digits(_IP):
        if ":" in m[0] or all(int(part) < 256 for part in m[0].split(".")):
            yield Hit("number", *m.span())
    for pattern in (_IBAN, _PLATE):
        yield from (Hit("number", *m.span()) for m in told.by_digits(pattern))
    for m in told.by_digits(_CODE):
        code = m[0]
        if code.isalpha() or code.isdigit() or _AMOUNT.fullmatch(code):
            continue
        if sum(map(str.isdigit, code)) >= 4:
            yield Hit("number", *m.span())


def _digit_runs(told: _Told, words: _Words) -> Iterator[Hit]:
    for m in told.by_digits(_DIGIT_RUN):
        kind = _kind_of_number(m[0], words)
        if (
            kind is None
            or _MONEY_BEFORE.search(told.text[max(0, m.start() - 2) : m.start()])
            or _UNIT_AFTER.match(told.text, m.end())
        ):
            continue
        yield Hit(kind, *m.span())


def _kind_of_number(run: str, words: _Words) -> str | None:
    """What a run of digits is by its grouping; empty if it is to be left alone, None if it may be anything."""
    digits, groups = _digits(run), re.findall(r"\d+", run)
    if digits in words.helplines:
        return ""
    if len(digits) < 6 or _is_an_amount(run, groups, digits) or _is_a_list(groups):
        return None
    if _is_a_telephone(run, groups, digits):
        return "phone"
    apart_by_blanks = len(groups) > 1 and "-" not in run
    return None if apart_by_blanks and len(digits) <= 15 else "number"


def _is_a_telephone(run: str, groups: Sequence[str], digits: str) -> bool:
    if not 7 <= len(digits) <= 15 or [len(g) for g in groups] == [3, 2, 4]:
        return False
    if len(groups) == 1 and run[0] not in "+(0":
        return 10 <= len(digits) <= 11
    return run[0] in "+(0" or max(map(len, groups)) >= 3


def _is_an_amount(run: str, groups: Sequence[str], digits: str) -> bool:
    """10 000 000, 1.000.000, 250000, 12345.678."""
    if run[0] in "+(0" and groups[0] != "0":
        return False
    in_thousands = len(groups) > 1 and len(groups[0]) < 3 and all(len(g) == 3 for g in groups[1:]) and "-" not in run
    decimal = len(groups) == 2 and run[len(groups[0])] == "." and len(run) == len(digits) + 1
    return in_thousands or decimal or (len(groups) == 1 and digits.endswith("000"))


def _is_a_list(groups: Sequence[str]) -> bool:
    """1 2 3 4 5 6 7, or 1999-2003."""
    return len(groups) > 1 and (all(len(g) == 1 for g in groups) or all(map(_is_year, groups)))


def _is_year(digits: str) -> bool:
    return re.fullmatch(r"(?:1[89]|20)\d\d", digits) is not None


def _digits(text: str) -> str:
    """The digits of a text, in 0 to 9 whatever the script."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


_FINDERS: tuple[Finder, ...] = (
    _handles, _mails, _webs, _numeric_dates, _dates_in_words, _ages_in_years, _post, _codes, _labelled, _digit_runs,
)  # fmt: skip
