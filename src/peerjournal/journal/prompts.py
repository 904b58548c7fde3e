"""Open questions to write by: for entries, for parts of the story, and for reflections. None of them is required."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from peerjournal.i18n import _
from peerjournal.journal.entry import one_line


class Use(StrEnum):
    """What a template is for."""

    ENTRY = "entry"
    PART = "part"
    REFLECTION = "reflection"


@dataclass(frozen=True)
class Prompt:
    """One open question. ``key`` names it through every rewording, within all templates of its use."""

    key: str
    words: str


@dataclass
class Template:
    """A few questions under a name. ``about`` says in a sentence what it is for; ``source`` who described it.

    ``on``: offered. A template of a reflection that is on is part of the form.
    """

    id: str
    use: Use
    name: str
    prompts: tuple[Prompt, ...] = ()
    about: str = ""
    source: str = ""
    on: bool = True
    position: int = 0
    trashed_at: datetime | None = None


FIRST = "first"
"""The template of the three questions every reflection begins with. It can be reworded, and is always on."""
TOUCHES, NOTICED = "touches", "noticed"
"""The four touches; what was shared or advised, a boundary, what is carried. Folded, and on at first."""
WHAT, SO_WHAT, NOW_WHAT = "what", "so-what", "now-what"


def first_templates() -> tuple[Template, ...]:
    """The templates every journal begins with, in the order in which they are offered."""
    return (*_reflections(),)


def _reflections() -> tuple[Template, ...]:
    return (
        Template(
            FIRST,
            Use.REFLECTION,
            _("What happened, so what, now what"),
            (
                Prompt(WHAT, _("What happened for me?")),
                Prompt(SO_WHAT, _("So what: what does it mean to me?")),
                Prompt(NOW_WHAT, _("Now what: what do I take from it?")),
            ),
        ),
        Template(
            TOUCHES,
            Use.REFLECTION,
            _("Connection, worldview, mutuality, direction"),
            (
                Prompt("connection", _("Connection: when were we close, and when not?")),
                Prompt("worldview", _("Worldview: what did I learn about how each of us sees things?")),
                Prompt("mutuality", _("Mutuality: what did each of us give and take?")),
                Prompt("direction", _("Direction: what were we moving towards?")),
            ),
        ),
        Template(
            NOTICED,
            Use.REFLECTION,
            _("What I noticed about myself"),
            (
                Prompt("share-or-advise", _("Did I share, or did I advise?")),
                Prompt("boundary", _("A boundary I noticed")),
                Prompt("carry", _("What I carry with me")),
                Prompt("carry-do", _("What I will do about it")),
            ),
        ),
    )


def as_text(template: Template) -> str:
    """The questions as they go into an entry or a part: each as a heading with room below it (Markdown)."""
    return "\n\n".join(f"### {one_line(prompt.words)}\n" for prompt in template.prompts) + "\n"
