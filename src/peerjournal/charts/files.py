"""A chart as a file: a picture (PNG, SVG, PDF) or its table (CSV), with nothing in it but the chart.

Left out are the names and versions of programs, dates, the ids things have in the journal and the names of the
fonts on this computer. The same chart gives the same bytes.

The table is written after RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it; numbers have a
decimal point, days are written after ISO 8601, a gap is an empty cell. Words that a spreadsheet would take for a
formula are led by an apostrophe.
"""

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree as ET

from peerjournal.charts.chart import Cell, Chart, Table
from peerjournal.charts.frame import AT_WORK
from peerjournal.charts.look import PAPER, Look
from peerjournal.errors import BadInput
from peerjournal.i18n import _

ENDINGS = ("png", "svg", "pdf", "csv")
WIDTH = 9.0
"""Inches."""
DOTS = 200
"""Per inch of a PNG."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no way to write, which somebody may have pasted into a name."""
_FAMILY = re.compile(r"font-family:[^;]*")


def ending_of(path: Path) -> str:
    """Which of :data:`ENDINGS` a file name has. Raises :class:`BadInput` naming those there are."""
    return _known(path.suffix)


def written(chart: Chart, ending: str, look: Look = PAPER) -> bytes:
    """The very bytes of the file. Raises :class:`BadInput` for an ending there is not."""
    known = _known(ending)
    if known == "csv":
        return csv_of(chart.table)
    return _picture(chart, known, look)


def csv_of(table: Table) -> bytes:
    """A table as a file for spreadsheets."""
    out = StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([_cell(header) for header in table.headers])
    rows.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _known(ending: str) -> str:
    plain = ending.lower().removeprefix(".")
    if plain not in ENDINGS:
        raise BadInput(
            _("The file’s ending must be one of {endings}; nothing was written.").format(
                endings=", ".join("." + known for known in ENDINGS)
            )
        )
    return plain


def _cell(cell: Cell) -> str:
    if cell is None or cell != cell:  # noqa: PLR0124 -- no number is a gap too
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return "'" + cell if normalize("NFKC", cell.lstrip(" ")[:1]) in _FORMULA else cell
    return format(cell, ".12g")


# -------------------------------------------------------------------------------------------------- pictures


def _picture(chart: Chart, ending: str, look: Look) -> bytes:
    # matplotlib takes half a second to load: only when a picture is drawn.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    nothing = {
        "png": {"Software": None},
        "svg": {"Creator": None, "Date": None, "Format": None, "Type": None},
        "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
    }[ending]
    drawn = BytesIO()
    with AT_WORK, rc_context({"svg.fonttype": "none", "svg.hashsalt": "chart", "pdf.fonttype": 3}):
        figure = Figure((WIDTH, chart.height))
        chart.draw(figure, look)
        figure.savefig(drawn, format=ending, dpi=DOTS, facecolor=look.ground, metadata=nothing)
    return {"png": _as_it_is, "svg": _clean_svg, "pdf": _clean_pdf}[ending](drawn.getvalue(), chart)


def _as_it_is(raw: bytes, _chart: Chart) -> bytes:
    return raw


def _clean_svg(raw: bytes, chart: Chart) -> bytes:
    """With title and sentence for those who do not see it, without ids of the journal or fonts of this computer."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    root = ET.fromstring(_NOT_XML.sub("", raw.decode()))  # noqa: S314 -- written a moment ago by ourselves
    root.set("role", "img")
    for place, (tag, words) in enumerate((("title", chart.title), ("desc", chart.sentence))):
        said = ET.Element(f"{{{_SVG}}}{tag}")
        said.text = _NOT_XML.sub("", words)
        root.insert(place, said)
    for element in root.iter():
        if element.tag == f"{{{_SVG}}}g":
            element.attrib.pop("id", None)
        if "style" in element.attrib:
            element.set("style", _FAMILY.sub("font-family: Inter, sans-serif", element.get("style", "")))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _clean_pdf(raw: bytes, chart: Chart) -> bytes:
    """With its title; the letters stay text, and their fonts are numbered rather than named."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject

    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.4"
    writer.add_page(PdfReader(BytesIO(raw)).pages[0])
    for number, font in enumerate(writer.pages[0]["/Resources"]["/Font"].values(), start=1):  # type: ignore[index]
        letters = font.get_object()
        descriptor = letters.get("/FontDescriptor", DictionaryObject()).get_object()
        for there, key in ((letters, "/Name"), (letters, "/BaseFont"), (descriptor, "/FontName")):
            there[NameObject(key)] = NameObject(f"/F{number}")
    writer.metadata = {"/Title": chart.title}
    clean = BytesIO()
    writer.write(clean)
    return clean.getvalue()
