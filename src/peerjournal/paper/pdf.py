"""A sheet of chosen words as a PDF. It says its title and its language, and nothing of who made it, when or where."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from peerjournal.paper.pages import A4, Flow, Pages
from peerjournal.paper.typeset import Face, Setter
from peerjournal.sharing.handout import Sheet
from peerjournal.sharing.prose import one_line

_FACE = Face(11.5)


def layout(sheet: Sheet) -> Pages:
    """The pages, for preview and printer."""
    setter = Setter(A4.inside.width(), _FACE)
    if sheet.title.strip():
        setter.title(sheet.title)
    for section in sheet.sections:
        if section.heading.strip():
            setter.heading(section.heading)
        setter.markdown(section.text)
    return Pages(A4, [Flow(setter.document)])


def write(sheet: Sheet) -> bytes:
    """The file. Call ``press.prepare()`` before, in the thread of the window."""
    return clean(layout(sheet).raw_pdf(), sheet.title, sheet.language)


def clean(raw: bytes, title: str, language: str) -> bytes:
    """The same pages in a file that says nothing but its title and language about itself."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(raw)).pages:
        writer.add_page(page)
    for font in _fonts(writer):
        _name_letters_well(font)
    writer.metadata = {"/Title": one_line(title)} if title.strip() else {}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root.pop("/Metadata", None)
    for page in writer.pages:
        for extra in ("/PieceInfo", "/Metadata", "/LastModified"):
            page.pop(extra, None)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _fonts(writer: PdfWriter) -> Iterator[DictionaryObject]:
    seen = set()
    for page in writer.pages:
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        for reference in fonts.values():
            font = reference.get_object()
            if id(font) not in seen:
                seen.add(id(font))
                yield font


_LIST = re.compile(rb"\[[^\]]*\]")
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")


def _name_letters_well(font: DictionaryObject) -> None:
    """Qt names each letter after the lowest character that looks so: the blank after the tab, the Chinese sign for
    "day" after the radical. Copied words and screen readers would get those."""
    stream = font["/ToUnicode"].get_object() if "/ToUnicode" in font else None
    if isinstance(stream, StreamObject):
        said = stream.get_data()
        stream.set_data(_LIST.sub(lambda codes: _CODE.sub(_usual, codes[0]), said))


def _usual(code: re.Match[bytes]) -> bytes:
    character = chr(int(code[1], 16))
    if character in "\t\r\u00a0":
        character = " "
    elif "\u2e80" <= character <= "\u2fdf":  # radicals
        character = unicodedata.normalize("NFKC", character)
    return b"<%04X>" % ord(character)
