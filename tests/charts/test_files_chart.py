"""What a written chart holds: the chart and nothing else, read back with other people's readers."""

import csv
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from math import nan
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.records import annotation, check_in, record, years

from peerjournal.charts import files, ratings
from peerjournal.charts.chart import Chart, Table, View
from peerjournal.charts.look import HIGH_CONTRAST, LOOKS
from peerjournal.errors import BadInput

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ("png", "svg", "pdf")


def chart(label: str = "new job") -> Chart:
    """Ratings over some weeks, with an annotation whose id must stay in the journal."""
    marked = replace(annotation(label, 2, 9), id="4f1c-an-id-of-the-journal")
    kept = [check_in(n, pleasantness=1 + n % 7, energy=4, note="the words of a note") for n in range(0, 40, 3)]
    return ratings.make(record(*kept, annotations=(marked,)), View())


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The named parts of a PNG (RFC 2083), their checksums held."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(png):
        (size,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", png, at + 8 + size) == (zlib.crc32(kind + data),)
        yield kind, data
        at += 12 + size


def svg(written: bytes) -> ET.Element:
    """As any reader of XML takes it."""
    return ET.fromstring(written)  # noqa: S314 -- our own


def rows(written: bytes) -> list[list[str]]:
    """As a spreadsheet reads them."""
    return list(csv.reader(StringIO(written.decode("utf-8-sig"), newline="")))


# ---------------------------------------------------------------------------------------------------- endings


@pytest.mark.parametrize(
    ("name", "ending"), [("a.png", "png"), ("a b.SVG", "svg"), ("x.y.Pdf", "pdf"), ("t.csv", "csv")]
)
def test_the_ending_of_a_name_says_what_is_written(name: str, ending: str) -> None:
    assert files.ending_of(Path(name)) == ending


@pytest.mark.parametrize("name", ["chart", "chart.", "chart.jpg", ".png", "chart.pn g"])
def test_another_ending_is_refused_naming_those_there_are(name: str) -> None:
    with pytest.raises(BadInput, match=r"\.png, \.svg, \.pdf, \.csv; nothing was written"):
        files.ending_of(Path(name))
    with pytest.raises(BadInput):
        files.written(chart(), "jpg")


@pytest.mark.parametrize("ending", files.ENDINGS)
def test_the_same_chart_gives_the_same_bytes(ending: str) -> None:
    assert files.written(chart(), ending) == files.written(chart(), ending)


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
@pytest.mark.parametrize("ending", PICTURES)
def test_a_chart_with_nothing_in_it_is_written_too(ending: str, look: object) -> None:
    assert files.written(ratings.make(record(), View()), ending, look)  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------- pictures


def test_a_png_holds_the_picture_and_its_size_only() -> None:
    kinds = dict(chunks(files.written(chart(), "png")))
    assert set(kinds) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    width, height = struct.unpack(">II", kinds[b"IHDR"][:8])
    assert (width, height) == (9 * files.DOTS, round(chart().height * files.DOTS))


def test_an_svg_holds_words_as_words_and_no_ids_dates_or_fonts_of_this_computer() -> None:
    written = files.written(chart("Neue Stelle, ახალი სამუშაო"), "svg")
    root = svg(written)
    assert {element.tag for element in root.iter()} <= {
        SVG + tag
        for tag in ("svg", "title", "desc", "defs", "style", "g", "path", "text", "tspan", "use", "clipPath", "rect")
    }
    assert root.findtext(f"{SVG}title") == chart().title
    assert root.findtext(f"{SVG}desc") == chart("Neue Stelle, ახალი სამუშაო").sentence
    said = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert "Neue Stelle, ახალი სამუშაო" in said
    families = {
        part.strip() for element in root.iter() for part in element.get("style", "").split(";") if "font-family" in part
    }
    assert families == {"font-family: Inter, sans-serif"}
    for left_out in (
        b"4f1c-an-id",
        b"annotation:",
        b"the words of a note",
        b"matplotlib",
        b"http://purl.org",
        b"Noto",
        b"DejaVu",
    ):
        assert left_out not in written
    assert b"2026-" not in written  # dates are written in words; this would be the day it was made


def test_a_pdf_holds_words_as_words_and_says_nothing_of_who_made_it() -> None:
    written = files.written(chart("Neue Stelle"), "pdf")
    reader = pypdf.PdfReader(BytesIO(written))
    assert len(reader.pages) == 1
    assert reader.metadata == {"/Title": chart().title}
    assert reader.xmp_metadata is None
    assert "/ID" not in reader.trailer
    said = reader.pages[0].extract_text()
    assert "Neue Stelle" in said
    assert "Pleasantness, n 14" in said
    for font in reader.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        letters = font.get_object()
        assert letters["/BaseFont"].startswith("/F")
        assert letters["/FontDescriptor"]["/FontName"] == letters["/BaseFont"]
    for left_out in (b"matplotlib", b"pypdf", b"Inter", b"DejaVu", b"Noto", b"CreationDate", b"4f1c", b"Producer"):
        assert left_out not in written
    assert not reader.attachments


@pytest.mark.parametrize("ending", PICTURES)
@pytest.mark.parametrize(
    "label", ["$5 & $6 <b>", "مشي في الحديقة", "散歩 🙂", "a\x00b\x0bc\ufffe\ud800d", "]]>&#x0;", "%s {n}"]
)
def test_any_words_can_be_written(ending: str, label: str) -> None:
    written = files.written(chart(label), ending)
    if ending == "svg":
        assert svg(written).tag == f"{SVG}svg"


def test_a_picture_keeps_the_colours_it_was_asked_in() -> None:
    assert files.written(chart(), "png", HIGH_CONTRAST) != files.written(chart(), "png")


def test_writing_leaves_the_settings_of_drawing_as_they_were() -> None:
    from matplotlib import rcParams

    chart().draw  # noqa: B018 -- only made
    files.written(chart(), "svg")
    before = dict(rcParams)
    files.written(chart(), "pdf")
    files.written(chart(), "svg")
    assert dict(rcParams) == before


# ------------------------------------------------------------------------------------------------------ table


def test_the_table_opens_in_a_spreadsheet() -> None:
    table = Table(
        ("What", "n", "Median"),
        [("Walk, by the river", 12, 4.5), ('She said "yes"', 3, None), ("Ruhe", 0, nan), (date(2026, 3, 1), 1, 2)],
    )
    written = files.csv_of(table)
    assert written.startswith(b"\xef\xbb\xbfWhat,n,Median\r\n")
    assert written.endswith(b"\r\n")
    assert rows(written) == [
        ["What", "n", "Median"],
        ["Walk, by the river", "12", "4.5"],
        ['She said "yes"', "3", ""],
        ["Ruhe", "0", ""],
        ["2026-03-01", "1", "2"],
    ]


@pytest.mark.parametrize("word", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "－1"])
def test_words_are_never_taken_for_a_formula(word: str) -> None:
    [[header], [cell], [number]] = rows(files.csv_of(Table((word,), [(word,), (-1.5,)])))
    assert header == cell == "'" + word
    assert number == "-1.5"


@given(
    st.lists(
        st.one_of(st.none(), st.text(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9)), min_size=2, max_size=5
    )
)
def test_every_cell_comes_back(cells: list[str | int | float | None]) -> None:
    cells = [c.encode(errors="replace").decode() if isinstance(c, str) else c for c in cells]
    header, row = rows(files.csv_of(Table(tuple("abcde"[: len(cells)]), [tuple(cells)])))
    assert len(header) == len(row)
    for cell, read in zip(cells, row, strict=True):
        if cell is None:
            assert read == ""
        elif isinstance(cell, str):
            assert read in (cell, "'" + cell)
            assert not read.startswith(("=", "+", "-", "@"))
        else:
            assert float(read) == pytest.approx(cell, rel=1e-11, abs=1e-300)


def test_ten_years_are_written_row_by_row() -> None:
    made = ratings.make(record(*years(10)), View())
    assert len(rows(files.written(made, "csv"))) == len(made.table.rows) + 1
