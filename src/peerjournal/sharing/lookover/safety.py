"""Safe messaging on suicide and self-harm: what good practice leaves out of a story that others hear.

Methods and their details, numbers that instruct (doses, weights, calories, counts of tablets), one single cause,
suicide as a solution, as a success or a failure, places, notes. Own facts, after

* 988 Suicide & Crisis Lifeline, Storytelling for Suicide Prevention Checklist:
  https://988lifeline.org/professionals/storytelling-for-suicide-prevention-checklist
* American Foundation for Suicide Prevention, How to Talk Safely About Suicide:
  https://afsp.org/how-to-talk-safely-about-suicide
* Action Alliance, Framework for Successful Messaging, Tips for Messaging Safely:
  https://www.suicidepreventionmessaging.org/safety/tips-messaging-safely
* National Eating Disorders Association, Tips for Responsible Media Coverage (on numbers):
  https://www.nationaleatingdisorders.org/tips-responsible-media-coverage

The words are in ``resources/lookover/<language>/safety.toml``. They are general words that notice, never ones that
explain, and so are these findings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from peerjournal.i18n import _
from peerjournal.sharing.lookover import lists
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.places import finding
from peerjournal.sharing.lookover.sentences import Read, read

_AROUND = 300  # characters of a sentence that are looked at, so that a text without any point stays linear


@dataclass(frozen=True)
class _Rule:
    """One ``[[rule]]`` of the data file, compiled; a pattern it does not have is None."""

    kind: str
    source: str
    words: re.Pattern[str] | None
    near: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    unless: re.Pattern[str] | None


def find(subject: Subject) -> list[Finding]:
    """Everything in the texts that safe messaging would leave out or say otherwise. Linear in their length."""
    about, rules = _rules(subject.language)
    said = _said()
    found: list[Finding] = []
    for index, text in enumerate(subject.texts):
        for rule, start, end in _hits(read(text.text), about, rules):
            reason, suggestion = said[rule.kind]
            found.append(
                finding(
                    subject,
                    Family.SAFETY,
                    f"safety.{rule.kind}",
                    index,
                    start,
                    end,
                    reason=reason,
                    suggestion=suggestion,
                    source=rule.source,
                )
            )
    return found


@cache
def _rules(language: str) -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    data = lists.load("safety", language)
    named: Mapping[str, Sequence[str]] = data["named"]

    def compiled(rule: Mapping[str, Sequence[str]], which: str) -> re.Pattern[str] | None:
        return lists.matching(rule[which], named) if which in rule else None

    rules = tuple(
        _Rule(
            rule["kind"],
            rule.get("source", data["source"]),
            *(compiled(rule, which) for which in ("words", "near", "opening", "unless")),
        )
        for rule in data["rule"]
    )
    return lists.matching(data["subject"]["words"], named), rules


def _hits(told: Read, about: re.Pattern[str], rules: Sequence[_Rule]) -> list[tuple[_Rule, int, int]]:
    """What fires, by place; of hits of one kind that share words only the first counts."""
    stretches = _stretches(told, about)
    hits = sorted(
        ((start, -end, rule) for rule in rules for start, end in _of_one(told, rule, stretches)),
        key=lambda hit: hit[:2],
    )
    reached: dict[str, int] = {}
    kept = []
    for start, end, rule in hits:
        if start >= reached.get(rule.kind, 0):
            kept.append((rule, start, -end))
            reached[rule.kind] = -end
    return kept


def _stretches(told: Read, about: re.Pattern[str]) -> list[tuple[int, int]]:
    """The sentences about the subject, each with those beside it; apart and in order."""
    last = len(told.starts) - 1
    made: list[tuple[int, int]] = []
    for number in sorted({told.sentence_at(m.start()) for m in about.finditer(told.text)}):
        start = told.starts[max(number - 1, 0)]
        end = told.span(min(number + 1, last))[1]
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


def _of_one(told: Read, rule: _Rule, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    places = [m.span() for m in rule.words.finditer(told.text)] if rule.words else []
    if rule.near:
        places += [m.span() for stretch in stretches for m in rule.near.finditer(told.text, *stretch)]
    if rule.opening:
        opening = rule.opening
        starts = [s for begins, ends in stretches for s in told.starts_within(begins, ends)]
        places += [m.span() for start in starts if (m := opening.match(told.text, start))]
    for start, end in places:
        begins, ends = told.span(told.sentence_at(start))
        if not (rule.unless and rule.unless.search(told.text, max(begins, start - _AROUND), min(ends, end + _AROUND))):
            yield start, end


def _said() -> dict[str, tuple[str, str]]:
    """Per kind: why it is remarked on, and what could be done instead."""
    return {
        "method": (
            _("This may say how. Hearing of a method can be dangerous for somebody who is at risk."),
            _("The story holds without it: leave the method out, and stay with what it was like and what helped."),
        ),
        "numbers": (
            _("Figures such as doses, weights or calories can read like instructions, or invite comparing."),
            _("Leave the figure out; “too much” or “very ill” says enough."),
        ),
        "single-cause": (
            _("This names one cause. There is hardly ever only one, and listeners may see their own life in it."),
            _("Say that many things came together, or leave the cause out."),
        ),
        "solution": (
            _("This may sound as if suicide were a way out, an achievement or something to admire."),
            _("Plain words do not judge: “died by suicide”, “survived an attempt”. Other ways can be named beside it."),
        ),
        "place": (
            _("This says where. A place can draw others to it."),
            _("Leave the place out."),
        ),
        "note": (
            _("A note or a last letter can make a death look like a message that reached its aim."),
            _("Leave out that there was a note, and what it said."),
        ),
    }
