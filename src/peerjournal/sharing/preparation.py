"""The questions before sharing, and a plan for the questions others may ask. Nothing here is scored.

Sources: the recurrent readiness questions of youth and lived-experience guides (YACVic, 988 Lifeline's
storytelling checklist), "for them or to unburden me" (Ask-Share-Ask, peer specialist training), the four ways
out of an awkward question (strategic sharing workshops for young people). In our own words.
"""

from dataclasses import dataclass
from enum import StrEnum

from peerjournal.i18n import _


@dataclass(frozen=True)
class Question:
    """One question; its id stays the same whatever its wording."""

    id: str
    text: str


def questions() -> tuple[Question, ...]:
    """The questions before sharing, in order; each may be skipped."""
    return (
        Question("why", _("What do I hope this gives them?")),
        Question("whose", _("Is this more for them, or more for me? Either is allowed; it helps to know.")),
        Question("want", _("Do I want to tell this, or does somebody expect it of me?")),
        Question("who", _("Who will be listening, and what do they share with me?")),
        Question("today", _("How do I feel about telling this today?")),
        Question("with-me", _("Who is with me before it, and who afterwards?")),
        Question("recorded", _("Is it recorded or written down? Can I take it back later?")),
        Question("others", _("Who else is in it, and would they know before they hear of it from others?")),
        Question("town", _("Would I be at ease if the whole town knew?")),
        Question("afterwards", _("What will I do in the hours after it?")),
    )


class WayOut(StrEnum):
    """Four graceful ways out of a question."""

    PURPOSE = "purpose"
    GROUP = "group"
    GENERALISE = "generalise"
    DECLINE = "decline"


@dataclass(frozen=True)
class Decline:
    """A way out: what it is called, and words to use, which the teller may change."""

    way: WayOut
    name: str
    words: str


def ways_out() -> tuple[Decline, ...]:
    """The four ways with words to begin from."""
    return (
        Decline(
            WayOut.PURPOSE,
            _("Come back to the purpose"),
            _("I came to talk about what helped me; let me stay with that."),
        ),
        Decline(
            WayOut.GROUP,
            _("Open it to the group"),
            _("That is a question many of us know. How has it been for others here?"),
        ),
        Decline(
            WayOut.GENERALISE,
            _("Speak in general"),
            _("I can say how it is for many people, rather than how it was for me."),
        ),
        Decline(WayOut.DECLINE, _("Decline"), _("That is a part I keep for myself. Thank you for understanding.")),
    )
