"""What the look-over is given and what it says."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from peerjournal.journal.entry import folded
from peerjournal.journal.story import Person


class Family(StrEnum):
    """The families of rules, each in a module of its own. Only a leak keeps words from leaving until dismissed."""

    LEAK = "leak"
    IDENTIFIER = "identifier"
    SAFETY = "safety"
    STIGMA = "stigma"
    ADVICE = "advice"
    HELP = "help"
    LENGTH = "length"


@dataclass(frozen=True)
class Text:
    """One text that is about to leave; ``place`` says what it is, such as "Opening" or "Part 2"."""

    place: str
    text: str


@dataclass(frozen=True)
class Secret:
    """Words that must not stand in what leaves: a private mark or a kept part. ``what`` names it for the person."""

    text: str
    what: str


@dataclass(frozen=True)
class Subject:
    """Everything one look-over is about. ``minutes`` available (None: unsaid); ``pace`` in words a minute."""

    texts: Sequence[Text]
    secrets: Sequence[Secret] = ()
    people: Sequence[Person] = ()
    minutes: float | None = None
    pace: float = 130.0
    language: str = "en"
    spoken_words: int | None = None

    @cached_property
    def line_starts(self) -> list[list[int]]:
        """Per text, where its lines begin; counted once, however many findings ask for their line."""
        return [[0, *(end.end() for end in re.finditer("\n", text.text))] for text in self.texts]


@dataclass(frozen=True)
class Finding:
    """One remark. It stands in ``subject.texts[text]`` from ``start`` up to ``end``; for the whole, both are 0.

    ``kind`` is what "never show this kind" hides, such as ``identifier.phone``. ``reason``, ``suggestion`` and
    ``source`` are sentences for the person.
    """

    family: Family
    kind: str
    text: int
    start: int
    end: int
    place: str
    excerpt: str
    reason: str
    suggestion: str
    source: str
    context: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """Names this remark about these words in their place, so that dismissing it holds while they stay the same.

        Nothing can be read from it: it is a digest.
        """
        said = "\x1f".join((self.family, self.kind, folded(self.context or self.excerpt)))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
