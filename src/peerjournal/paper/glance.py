"""At a glance: what may be told to one audience, on one page or a card for the pocket."""

from peerjournal.i18n import _
from peerjournal.paper.clean import clean
from peerjournal.paper.pages import A6, Flow, Format, Pages, office_paper
from peerjournal.paper.typeset import Face, Setter
from peerjournal.sharing.handout import Glance

# From roomy to small: the first in which all of it stands on one page.
_POCKET = (Face(10.5, 14.5, 15, 10.5), Face(9.5, 13, 14, 9.5), Face(8.5, 11.5, 13, 8.5))
_PAGE = (Face(13, 19.5, 24, 13), Face(11.5, 16.5, 22, 11.5), Face(10, 14, 20, 10))


def layout(glance: Glance, *, pocket: bool) -> Pages:
    """The pages, for preview and printer. What is too much for one side even in small letters goes on to the next."""
    paper = A6 if pocket else office_paper()
    faces = _POCKET if pocket else _PAGE
    made = [_pages(glance, paper, face) for face in faces[:1]]
    for face in faces[1:]:
        if made[-1].count > 1:
            made.append(_pages(glance, paper, face))
    return made[-1] if made[-1].count == 1 else made[min(1, len(made) - 1)]


def write(glance: Glance, *, pocket: bool) -> bytes:
    """The file. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(glance, pocket=pocket).raw_pdf(), glance.audience, glance.language)


def _pages(glance: Glance, paper: Format, face: Face) -> Pages:
    setter = Setter(paper.inside.width(), face, glance.language)
    setter.title(glance.audience)
    # A sign of its own before each line: in black and white, and to those who see no colours, it says the same.
    for heading, lines, sign in (
        (_("May be told here"), glance.share, "●"),
        (_("Only if asked"), glance.ask, "◐"),
        (_("Off limits"), glance.off_limits, "○"),
        (_("Ways to decline"), glance.decline, "–"),
    ):
        setter.heading(heading)
        for line in lines:
            setter.item(line, sign)
        if not lines:
            setter.passing(_("Nothing."), keep=False)
    return Pages(paper, [Flow(setter.rows, setter.words)])
