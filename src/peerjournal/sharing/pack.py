"""The co-reflection pack: lines somebody picks from their reflections to take to co-reflection or supervision.

Nothing is in it that was not chosen line by line. A line is offered only as it may leave: private marks are taken out
of the whole text before it falls into lines, so a marked stretch is in none of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peerjournal.i18n import _
from peerjournal.journal.reflection import Reflection
from peerjournal.journal.story import Person
from peerjournal.sharing import marks
from peerjournal.sharing.handout import Section, Sheet
from peerjournal.sharing.telling import cleared


@dataclass
class Pack:
    """One pack. ``on`` is the day it is meant for; ``discussed`` what was noted back afterwards.

    ``dismissed`` are the keys of remarks of the look-over that were dismissed in it.
    """

    id: str
    audience_id: str
    title: str = ""
    on: date | None = None
    language: str = "en"
    discussed: str = ""
    discussed_at: datetime | None = None
    dismissed: tuple[str, ...] = ()
    created_at: datetime | None = None
    changed_at: datetime | None = None
    trashed_at: datetime | None = None


@dataclass
class PackLine:
    """A chosen line. ``chosen`` is how it stood in the reflection then; ``words`` what is taken along.

    A ``question`` stands at the top. ``reflection_id`` may name one that is no longer there.
    """

    id: str
    pack_id: str
    reflection_id: str
    chosen: str
    words: str
    question: bool = False
    position: int = 0


@dataclass(frozen=True)
class Offered:
    """A line that can be chosen, as it may leave but for disguises. ``prompt`` is the question it answers."""

    reflection_id: str
    prompt: str
    text: str
    question: bool = False


def offered(reflection: Reflection) -> list[Offered]:
    """The lines of a reflection that can be chosen: its question first, then each line of each answer."""
    found = [Offered(reflection.id, "", line, question=True) for line in _lines(reflection.question)]
    for answer in reflection.answers:
        found += [Offered(reflection.id, answer.prompt, line) for line in _lines(answer.text)]
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in marks.shareable(text).split("\n") if line.strip()]


def leaving(lines: Sequence[PackLine], people: Sequence[Person], language: str) -> tuple[list[str], list[str]]:
    """The words that may leave: the questions, and everything else, each in their order."""
    ordered = sorted(lines, key=lambda line: line.position)
    said = [(line.question, cleared(line.words, people, language).strip()) for line in ordered]
    return [words for question, words in said if question and words], [
        words for question, words in said if not question and words
    ]


def sheet_of(pack: Pack, lines: Sequence[PackLine], people: Sequence[Person]) -> Sheet:
    """What leaves: the questions at the top, then the lines, each as it was typed."""
    questions, others = leaving(lines, people, pack.language)
    sections = []
    if questions:
        sections.append(Section("\n\n".join(map(as_typed, questions)), _("My questions") if others else ""))
    if others:
        sections.append(Section("\n\n".join(map(as_typed, others)), _("What I bring") if questions else ""))
    return Sheet(cleared(pack.title, people, pack.language), pack.language, tuple(sections))


_SIGNS = re.compile(r"[\\`*_\[\]<~|]|:(?=//)|&(?=#?\w+;)")
_LINE_SIGNS = re.compile(r"(?:[#>+=-]|(?<!\d)\d{1,9}(?=[.)]))")


def as_typed(text: str) -> str:
    """Plain text as Markdown that shows it to the letter, line by line: nothing in it is taken for Markdown's signs."""
    # Reading Markdown costs a tenth of a second to load, and the window asks for packs before anything leaves.
    from peerjournal.sharing.prose import printable

    paragraphs = re.split(r"\n\s*\n", printable(text).strip())
    return "\n\n".join("\\\n".join(_line_as_typed(line) for line in each.split("\n")) for each in paragraphs)


def _line_as_typed(line: str) -> str:
    line = _SIGNS.sub(r"\\\g<0>", line.strip())
    sign = _LINE_SIGNS.match(line)
    if sign is None:
        return line
    number = sign[0].isdigit()
    return f"{sign[0]}\\{line[sign.end() :]}" if number else f"\\{line}"
