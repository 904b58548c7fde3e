"""Words that carry stigma about others, with what many people prefer. How people name themselves is left alone.

After NIDA, Words Matter
(https://nida.nih.gov/research-topics/addiction-science/words-matter-preferred-language-talking-about-addiction),
Shatterproof, Stigma-Reducing Language
(https://www.shatterproof.org/about-addiction/stigma/stigma-reducing-language), American Psychiatric Association, Mental
Health Terminology: Words Matter (http://www.psych.org/advocacy--newsroom/newsroom/reporting-on-mental-illness), and the
apprenticeship standard for peer workers, which asks for person-first language *and* respect for the words people choose
for themselves (https://apprenticeshipstandards.org/occupation_standards/d93cd358-bff3-416d-acc6-c41e1e34c35e).

Whether a word is somebody's own is read from the sentence it stands in: "I was an addict", "addicts like me", "my
addict self", "they called me a junkie" are; "I dated an addict" is not. The words and these readings are in
``resources/lookover/<language>/stigma.toml``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from peerjournal.i18n import _
from peerjournal.sharing.lookover import lists
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.places import finding
from peerjournal.sharing.lookover.sentences import Read, read

_HERE = "\ue000"  # stands for the word while its sentence is read
_BEFORE, _BEHIND = 160, 100


@dataclass(frozen=True)
class _Entry:
    """What is preferred to some words, and how they may be one's own."""

    kind: str
    instead: str
    source: str
    mine: bool
    deed: bool


@dataclass(frozen=True)
class _Rules:
    """The data file, compiled: group ``w3`` of ``words`` belongs to the third entry."""

    words: re.Pattern[str]
    entries: Sequence[_Entry]
    own: re.Pattern[str]
    deed: re.Pattern[str]
    mine: re.Pattern[str]
    lead: re.Pattern[str]


def find(subject: Subject) -> list[Finding]:
    """Every word about others for which many people prefer another. Linear in the length of the texts."""
    rules = _rules(subject.language)
    found: list[Finding] = []
    for index, text in enumerate(subject.texts):
        told = read(text.text)
        for hit in rules.words.finditer(told.text):
            entry = rules.entries[int((hit.lastgroup or "w0")[1:])]
            if not _is_own(told, hit, entry, rules):
                found.append(_said(subject, index, hit, entry))
    return found


def _said(subject: Subject, index: int, hit: re.Match[str], entry: _Entry) -> Finding:
    return finding(
        subject,
        Family.STIGMA,
        f"stigma.{entry.kind}",
        index,
        *hit.span(),
        reason=_("Said about others, this can sound as if it were all they are, or their fault."),
        suggestion=_("Many people prefer “{instead}”. A word somebody chose for themselves can stay.").format(
            instead=entry.instead
        ),
        source=entry.source,
    )


def _is_own(told: Read, hit: re.Match[str], entry: _Entry, rules: _Rules) -> bool:
    """Whether the sentence makes it the teller's own word."""
    begins, ends = told.span(told.sentence_at(hit.start()))
    lead = rules.lead.match(told.text, *hit.span())
    word_at = lead.end() if lead else hit.start()
    before = told.text[max(begins, word_at - _BEFORE) : word_at]
    around = f"{before}{_HERE}{told.text[hit.end() : min(ends, hit.end() + _BEHIND)]}"
    if rules.own.search(around):
        return True
    return bool((entry.deed and rules.deed.search(around)) or (entry.mine and rules.mine.search(around)))


@cache
def _rules(language: str) -> _Rules:
    data = lists.load("stigma", language)
    named: Mapping[str, Sequence[str]] = {**data["named"], "word": [_HERE]}
    groups = "|".join(f"(?P<w{n}>{lists.any_of(e['words'], named)})" for n, e in enumerate(data["entry"]))
    entries = [
        _Entry(e["kind"], e["instead"], e.get("source", data["source"]), bool(e.get("mine")), bool(e.get("deed")))
        for e in data["entry"]
    ]
    return _Rules(
        re.compile(f"{lists.WORD_BEGINS}(?:{groups}){lists.WORD_ENDS}"),
        entries,
        lists.matching(data["own"]["words"], named),
        lists.matching(data["deed"]["words"], named),
        lists.matching(data["mine"]["words"], named),
        re.compile(lists.either(data["lead"]["words"], named) + lists.BLANK),
    )
