"""A sheet of chosen words as a PDF."""

from peerjournal.paper.clean import clean
from peerjournal.paper.pages import Flow, Pages, office_paper
from peerjournal.paper.typeset import Face, Setter
from peerjournal.sharing.handout import Sheet

_FACE = Face(body=11, leading=17, title=22, heading=14.5)


def layout(sheet: Sheet) -> Pages:
    """The pages, for preview and printer."""
    paper = office_paper()
    setter = Setter(paper.inside.width(), _FACE, sheet.language)
    if sheet.title.strip():
        setter.title(sheet.title)
    for section in sheet.sections:
        if section.heading.strip():
            setter.heading(section.heading)
        setter.markdown(section.text)
    return Pages(paper, [Flow(setter.rows, setter.words)])


def write(sheet: Sheet) -> bytes:
    """The file. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(sheet).raw_pdf(), sheet.title, sheet.language)
