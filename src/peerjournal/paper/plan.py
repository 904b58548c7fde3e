"""My plan on paper: one page, or cards for the wallet with people and numbers first."""

from collections.abc import Sequence

from peerjournal.i18n import _
from peerjournal.paper.clean import clean
from peerjournal.paper.pages import CARD, Flow, Format, Pages, office_paper
from peerjournal.paper.typeset import Face, Setter
from peerjournal.sharing.handout import Helping, PlanSheet

# From roomy to small: the first in which all of it stands on one page; on cards, on the two sides of one.
_PAGE = (Face(12, 18, 24, 14), Face(11, 16, 22, 13), Face(10, 14, 20, 11.5), Face(9, 12.5, 18, 10.5))
_CARD = (Face(9, 11.5, 11, 9.5), Face(8.25, 10.5, 10, 8.75), Face(7.5, 9.5, 9, 8))
_SIDES = 2


def layout(sheet: PlanSheet, *, wallet: bool) -> Pages:
    """The pages, for preview and printer. What is too much even in small letters goes on to further ones."""
    paper, faces, most = (CARD, _CARD, _SIDES) if wallet else (office_paper(), _PAGE, 1)
    made = _pages(sheet, paper, faces[0], wallet=wallet)
    for face in faces[1:]:
        if made.count <= most:
            break
        made = _pages(sheet, paper, face, wallet=wallet)
    # Where small letters do not save it either, they are as large as can be read in comfort.
    return made if made.count <= most else _pages(sheet, paper, faces[1], wallet=wallet)


def write(sheet: PlanSheet, *, wallet: bool) -> bytes:
    """The file. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(sheet, wallet=wallet).raw_pdf(), sheet.title, sheet.language)


def _pages(sheet: PlanSheet, paper: Format, face: Face, *, wallet: bool) -> Pages:
    setter = Setter(paper.inside.width(), face, sheet.language)
    setter.title(sheet.title)
    pieces = [_sections, _strategies, _people, _lines]
    for piece in (pieces[2], pieces[3], pieces[1], pieces[0]) if wallet else pieces:
        piece(setter, sheet)
    return Pages(paper, [Flow(setter.rows, setter.words)])


def _sections(setter: Setter, sheet: PlanSheet) -> None:
    for section in sheet.sections:
        if section.heading.strip():
            setter.heading(section.heading)
        setter.markdown(section.text)


def _strategies(setter: Setter, sheet: PlanSheet) -> None:
    if sheet.strategies:
        setter.heading(_("What helps"))
    _helpings(setter, sheet.strategies)


def _people(setter: Setter, sheet: PlanSheet) -> None:
    if sheet.people:
        setter.heading(_("My people"))
    _helpings(setter, sheet.people)


def _helpings(setter: Setter, helpings: Sequence[Helping]) -> None:
    for one in helpings:
        setter.item("  ·  ".join(text for text in (one.first, one.second) if text), "●", lead=one.name)


def _lines(setter: Setter, sheet: PlanSheet) -> None:
    if sheet.lines:
        setter.heading(_("Helplines"))
    for line in sheet.lines:
        setter.item(line, "○")
