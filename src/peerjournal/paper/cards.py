"""Cue cards of A6: one for each part, large enough to read at a glance; a long one goes on to another card."""

from peerjournal.i18n import _
from peerjournal.paper.clean import clean
from peerjournal.paper.pages import A6, Flow, Foot, Pages
from peerjournal.paper.typeset import Face, Setter
from peerjournal.sharing.handout import Card, Cards
from peerjournal.sharing.prose import one_line

_FACE = Face(body=13.5, leading=19.5, title=16, heading=14.5)

_NOT_TOLD = {"asked", "questions"}  # framed words, so that nobody takes such a card for one to be told


def layout(cards: Cards) -> Pages:
    """The pages, for preview and printer."""
    return Pages(A6, [_flow(card, n, cards.language) for n, card in enumerate(cards.cards, start=1)])


def write(cards: Cards) -> bytes:
    """A PDF of all cards. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(cards).raw_pdf(), cards.title, cards.language)


def _flow(card: Card, number: int, language: str) -> Flow:
    setter = Setter(A6.inside.width(), _FACE, language)
    kind, title = _kinds()[card.kind], one_line(card.title)
    if kind and card.kind in _NOT_TOLD:
        setter.framed(kind)
    elif kind:
        setter.passing(kind)
    if title and title != kind:
        setter.title(title)
    setter.markdown(card.text)
    again = Setter(A6.inside.width(), _FACE, language)
    again.passing(title or kind)
    again.space()
    foot = Foot(_time(card.minutes), _("Card {n}").format(n=number))
    return Flow(setter.rows, setter.words, again.rows, foot, counted_alone=True)


def _kinds() -> dict[str, str]:
    return {
        "opening": _("Opening"),
        "part": "",
        "closing": _("Closing"),
        "asked": _("Only if asked"),
        "questions": _("If a question is too much"),
    }


def _time(minutes: float | None) -> str:
    if minutes is None:
        return ""
    if minutes < 1:
        return _("under a minute")
    return _("about {n} min").format(n=round(minutes))
