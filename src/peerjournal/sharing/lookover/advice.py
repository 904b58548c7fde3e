"""Telling people what to do, where sharing one's own experience was meant.

Peer support shares and explores with people instead of directing them: the BCcampus peer support curriculum
(https://opentextbc.ca/peersupport/), the principles of practice of NHS peer support
(https://people.nhs.uk/guides/peer-support/steps/principles-of-practice/), the National Practice Guidelines of N.A.P.S.

What somebody else said, what is quoted or asked, and the "you" of one's own experience ("you wake up and you have to
pretend") are no advice. The words are in ``resources/lookover/<language>/advice.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from peerjournal.i18n import _
from peerjournal.sharing.lookover import lists
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.places import finding
from peerjournal.sharing.lookover.sentences import Read, read

_QUOTED = re.compile(
    r"“[^“”\n]{1,1000}”|„[^„“\n]{1,1000}[“”]|«[^«»\n]{1,1000}»|\"[^\"\n]{1,1000}\"|^[ \t]*>.*$", re.MULTILINE
)
_ROUND_A_SENTENCE = " \t\n*_~\"'“”„»«)(>#-+"
_NEAR = 40
# Nobody listens longer to one sentence, and texts without any point stay linear.
_BEFORE, _BEHIND = 400, 160


@dataclass(frozen=True)
class _Rules:
    """The data file, compiled."""

    words: re.Pattern[str]
    soft: re.Pattern[str]
    sentence_opening: re.Pattern[str]
    clause_opening: re.Pattern[str]
    behind: re.Pattern[str]
    reported: re.Pattern[str]
    general: re.Pattern[str]
    source: str


def find(subject: Subject) -> list[Finding]:
    """Every place that tells listeners what to do. Linear in the length of the texts."""
    rules = _rules(subject.language)
    return [
        finding(
            subject,
            Family.ADVICE,
            "advice.directive",
            index,
            start,
            end,
            reason=_("This tells people what to do."),
            suggestion=_("If you meant your own experience, say it as yours: “What helped me was …”."),
            source=rules.source,
        )
        for index, text in enumerate(subject.texts)
        for start, end in _places(read(text.text), rules)
    ]


def _places(told: Read, rules: _Rules) -> list[tuple[int, int]]:
    """From the words that tell what to do to the end of their sentence; one place in each sentence."""
    quoted = [m.span() for m in _QUOTED.finditer(told.text)]
    at, kept, reached = 0, [], 0
    for start, end, soft in sorted(_candidates(told, rules)):
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        inside = at < len(quoted) and quoted[at][0] <= start
        if start >= reached and not inside and _is_advice(told, rules, start, soft=soft):
            ends = told.span(told.sentence_at(start))[1]
            reached = min(ends, end + _BEHIND)
            kept.append((start, start + len(told.text[start:reached].rstrip(_ROUND_A_SENTENCE))))
    return kept


def _candidates(told: Read, rules: _Rules) -> Iterator[tuple[int, int, bool]]:
    for m in rules.words.finditer(told.text):
        yield *m.span(), False
    for m in rules.soft.finditer(told.text):
        yield *m.span(), True
    for start in told.starts:
        if opening := rules.sentence_opening.match(told.text, start):
            yield *opening.span(), False
    for m in rules.clause_opening.finditer(told.text):
        if _opens_a_clause(told, m.start()):
            yield *m.span(), False


def _opens_a_clause(told: Read, place: int) -> bool:
    begins = told.span(told.sentence_at(place))[0]
    before = told.text[max(begins, place - _NEAR) : place].rstrip(_ROUND_A_SENTENCE.replace("-", ""))
    return not before or before[-1] in ",;:–—(-"


def _is_advice(told: Read, rules: _Rules, place: int, *, soft: bool) -> bool:
    """False where the sentence asks, reports, or tells of life in general."""
    begins, ends = told.span(told.sentence_at(place))
    if told.text[max(place, ends - _NEAR) : ends].rstrip(_ROUND_A_SENTENCE).endswith("?"):
        return False
    if rules.behind.search(told.text, max(begins, place - _NEAR), place):
        return False
    begins = max(begins, place - _BEFORE)
    if rules.reported.search(told.text, begins, place):
        return False
    return not (soft and rules.general.search(told.text, begins, place))


@cache
def _rules(language: str) -> _Rules:
    data = lists.load("advice", language)
    named = data["named"]
    alike = {
        name: lists.matching(data[name], named)
        for name in ("words", "soft", "sentence_opening", "clause_opening", "reported", "general")
    }
    directly = re.compile(f"{lists.either(data['behind'], named)}{lists.BLANK}\\Z")
    return _Rules(**alike, behind=directly, source=data["source"])
