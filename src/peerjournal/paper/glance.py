"""At a glance: what may be told to one audience, on one page or a card for the pocket."""

from peerjournal.i18n import _
from peerjournal.paper.pages import A4, A6, Flow, Pages
from peerjournal.paper.pdf import clean
from peerjournal.paper.typeset import Face, Setter
from peerjournal.sharing.handout import Glance


def layout(glance: Glance, *, pocket: bool) -> Pages:
    """The pages, for preview and printer; a pocket card too full for one side goes on to the next."""
    sheet = A6 if pocket else A4
    setter = Setter(sheet.inside.width(), Face(9.5, line=120) if pocket else Face(12.5))
    setter.title(glance.audience, scale=1.5, after=0.3)
    # A sign of its own before each line: in black and white, and to those who see no colours, it says the same.
    for heading, lines, sign in (
        (_("May be told here"), glance.share, "●"),
        (_("Only if asked"), glance.ask, "◐"),
        (_("Off limits"), glance.off_limits, "○"),
        (_("Ways to decline"), glance.decline, "“"),
    ):
        setter.heading(heading, scale=1.12)
        for line in lines:
            setter.item(line, sign)
        if not lines:
            setter.passing(_("Nothing."))
    return Pages(sheet, [Flow(setter.document)])


def write(glance: Glance, *, pocket: bool) -> bytes:
    """The file. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(glance, pocket=pocket).raw_pdf(), glance.audience, glance.language)
