"""Cue cards of A6: one for each part, large enough to read at a glance; a long one goes on to another card."""

from peerjournal.i18n import _
from peerjournal.paper.pages import A6, Flow, Pages
from peerjournal.paper.pdf import clean
from peerjournal.paper.typeset import Face, Setter
from peerjournal.sharing.handout import Card, Cards

_FACE = Face(12.5, line=130)


def layout(cards: Cards) -> Pages:
    """The pages, for preview and printer."""
    return Pages(A6, [_flow(card) for card in cards.cards])


def write(cards: Cards) -> bytes:
    """A PDF of all cards. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(cards).raw_pdf(), cards.title, cards.language)


def _flow(card: Card) -> Flow:
    setter = Setter(A6.inside.width(), _FACE)
    kind = _kinds()[card.kind]
    if kind:
        setter.passing(kind)
    if card.title.strip():
        setter.title(card.title, scale=1.25, after=0.5)
    setter.markdown(card.text)
    return Flow(setter.document, _time(card.minutes), numbered=False)


def _kinds() -> dict[str, str]:
    return {
        "opening": _("Opening"),
        "part": "",
        "closing": _("Closing"),
        "asked": _("Only if asked"),
        "questions": _("Questions"),
    }


def _time(minutes: float | None) -> str:
    if minutes is None:
        return ""
    if minutes < 1:
        return _("under a minute")
    return _("about {n} min").format(n=round(minutes))
