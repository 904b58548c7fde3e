"""A summary of a period on paper: the charts chosen, each with its sentence, and the notes asked for."""

from peerjournal.i18n import _
from peerjournal.paper.clean import clean
from peerjournal.paper.pages import Flow, Foot, Pages, office_paper
from peerjournal.paper.typeset import Face, Setter
from peerjournal.wellbeing.sheet import SummarySheet

_FACE = Face(10, 14, 20, 12)
_TALLEST = 0.82
"""Of the height of a page: what a picture may take of it, so that its heading and sentence stay with it."""


def layout(sheet: SummarySheet, language: str = "en") -> Pages:
    """The pages, for preview, printer and file alike."""
    paper = office_paper()
    setter = Setter(paper.inside.width(), _FACE, language)
    setter.title(sheet.title)
    setter.passing(sheet.period)
    for element in sheet.elements:
        setter.heading(element.title)
        start = len(setter.rows)
        setter.plain(element.sentence)
        if element.height:
            setter.hold(start)
            setter.picture(element.picture, element.height, paper.inside.height() * _TALLEST)
    if sheet.notes:
        setter.heading(_("Notes"))
    for note in sheet.notes:
        setter.passing(note.on)
        setter.plain(note.text)
    return Pages(paper, [Flow(setter.rows, setter.words, foot=Foot(sheet.period))])


def write(sheet: SummarySheet, language: str = "en") -> bytes:
    """The file. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(sheet, language).raw_pdf(), sheet.title, language)
