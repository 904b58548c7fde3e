"""A PDF as Qt writes it, made into one that says its title and its language, and nothing of who made it or how.

Taken out are: the name and version of the program, dates, identifiers, the empty places for an author, XMP, and of
every font in the file its name, its makers and their dates. A file that names a font which only one program or one
computer has would say where it comes from.

Put right is what the letters are called: Qt names each after the lowest character that looks like it (the blank
after the tab, the Chinese sign for "day" after the radical). Copied words and screen readers would get those.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject
from PySide6.QtCore import QLocale, Qt

from peerjournal.sharing.prose import one_line

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


def clean(raw: bytes, title: str, language: str) -> bytes:
    """The same pages in a file that says nothing but its title and language about itself."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.6"
    for page in PdfReader(BytesIO(raw)).pages:
        writer.add_page(page)
    for number, font in enumerate(_fonts(writer), start=1):
        _name(font, f"/AAAAAA+F{number}")
        _name_letters_well(font)
    said = one_line(title)
    writer.metadata = {"/Title": said} if said else None
    root = writer.root_object
    view = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(bool(said))})
    if QLocale(language).textDirection() == Qt.LayoutDirection.RightToLeft:
        view[NameObject("/Direction")] = NameObject("/R2L")
    root[NameObject("/ViewerPreferences")] = view
    tag = language.replace("_", "-").partition(".")[0]
    if _TAG.fullmatch(tag):
        root[NameObject("/Lang")] = TextStringObject(tag)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _fonts(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Each once, in the order the pages name them."""
    seen = set()
    for page in writer.pages:
        fonts = _inside(_inside(page, "/Resources"), "/Font")
        for reference in fonts.values():
            font = reference.get_object()
            if isinstance(font, DictionaryObject) and id(font) not in seen:
                seen.add(id(font))
                yield font


def _inside(there: DictionaryObject, key: str) -> DictionaryObject:
    found = there[key].get_object() if key in there else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


# ----------------------------------------------------------------------------------------------------- fonts


def _name(font: DictionaryObject, name: str) -> None:
    font[NameObject("/BaseFont")] = NameObject(name)
    for reference in font.get("/DescendantFonts", ()):
        letters = reference.get_object()
        letters[NameObject("/BaseFont")] = NameObject(name)
        descriptor = _inside(letters, "/FontDescriptor")
        descriptor[NameObject("/FontName")] = NameObject(name)
        file = _inside(descriptor, "/FontFile2")
        if isinstance(file, StreamObject):
            content = nameless(file.get_data())
            file.set_data(content)
            file[NameObject("/Length1")] = NumberObject(len(content))


_NEEDED = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")


def nameless(font: bytes) -> bytes:
    """A TrueType font with only the tables that PDF asks for (ISO 32000-1, 9.9), and without its dates."""
    tables = {tag: content for tag, content in _tables(font) if tag in _NEEDED}
    head = bytearray(tables[b"head"])
    head[8:12] = bytes(4)  # checksum of the whole, below
    head[20:36] = bytes(16)  # when it was made and changed
    tables[b"head"] = bytes(head)
    made = _font_of(tables)
    at = made.index(bytes(head))
    whole = (0xB1B0AFBA - _checksum(made)) & 0xFFFFFFFF
    return made[: at + 8] + struct.pack(">I", whole) + made[at + 12 :]


def _tables(font: bytes) -> Iterator[tuple[bytes, bytes]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for n in range(count):
        tag, _sum, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        yield tag, font[offset : offset + length]


def _font_of(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    made = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset, contents = 12 + 16 * count, b""
    for tag, content in sorted(tables.items()):
        made += struct.pack(">4sIII", tag, _checksum(content), offset + len(contents), len(content))
        contents += content + bytes(-len(content) % 4)
    return made + contents


def _checksum(content: bytes) -> int:
    padded = content + bytes(-len(content) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


# --------------------------------------------------------------------------------------------------- letters

_LIST = re.compile(rb"\[[^\]]*\]")
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")


def _name_letters_well(font: DictionaryObject) -> None:
    stream = font["/ToUnicode"].get_object() if "/ToUnicode" in font else None
    if isinstance(stream, StreamObject):
        stream.set_data(_LIST.sub(lambda codes: _CODE.sub(_usual, codes[0]), stream.get_data()))


def _usual(code: re.Match[bytes]) -> bytes:
    character = chr(int(code[1], 16))
    if character in "\t\r\u00a0":
        character = " "
    elif character == "\u0269":  # Latin iota
        character = "\u03b9"
    elif "\u2e80" <= character <= "\u2fdf":  # radicals
        character = unicodedata.normalize("NFKC", character)
    return b"<%04X>" % ord(character)
