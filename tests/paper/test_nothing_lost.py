"""Whatever stands in a sheet stands on its pages: once, in order, inside the margins, in any thread."""

import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, StreamObject
from PySide6.QtCore import QLocale

from peerjournal.paper import cards, clean, glance, pdf, press
from peerjournal.paper.pages import A4, LETTER, office_paper, paged
from peerjournal.paper.typeset import Row
from peerjournal.sharing.handout import Card, Cards, Glance, Section, Sheet

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def prepared(qapp: object) -> None:
    """The fonts, as the window has them."""
    assert qapp is not None
    press.prepare()


def said_on(content: bytes) -> str:
    """All pages without any blanks: where Qt begins another stretch of glyphs, the reader takes words apart."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def words(count: int, names: Iterator[int]) -> str:
    return " ".join(f"w{next(names)}x" for _n in range(count))


# ------------------------------------------------------------------------------------------------- all there


@st.composite
def texts(draw: st.DrawFn, names: Iterator[int], depth: int = 0) -> str:
    """Markdown of every kind of block, in which every word is another."""
    kinds = ["paragraph", "heading", "code", "table", "rule", "link"] + ["list", "numbers", "quote"] * (depth < 3)
    made = []
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=7 if depth == 0 else 3)):
        n = draw(st.integers(1, 60))
        match kind:
            case "paragraph":
                made.append(f"{words(n, names)} **{words(2, names)}** *{words(1, names)}*")
            case "heading":
                made.append("#" * draw(st.integers(1, 6)) + f" {words(3, names)}")
            case "code":
                made.append("```\n" + "\n".join(words(2, names) for _n in range(n)) + "\n```")
            case "table":
                row = [f"| {words(1, names)} | {words(draw(st.integers(1, 30)), names)} |" for _n in range(3)]
                made.append("\n".join([row[0], "|---|--:|", *row[1:]]))
            case "rule":
                made.append("---")
            case "link":
                made.append(f"{words(2, names)} [{words(2, names)}](https://example.org/{words(1, names)})")
            case _:
                inner = draw(texts(names, depth + 1))
                made.append(prefixed(inner, {"list": "- ", "numbers": "1. ", "quote": "> "}[kind]))
    return "\n\n".join(made)


def prefixed(text: str, sign: str) -> str:
    rest = sign if sign == "> " else " " * len(sign)
    return "\n".join((rest if n else sign) + line for n, line in enumerate(text.split("\n")))


@given(st.data())
@settings(max_examples=20)
def test_every_word_of_every_kind_of_block_stands_on_the_pages_once(data: st.DataObject) -> None:
    names = itertools.count(1000)
    sections = tuple(
        Section(data.draw(texts(names)), words(2, names) if n % 2 else "") for n in range(data.draw(st.integers(1, 6)))
    )
    sheet = Sheet(words(3, names), "en", sections)
    said = said_on(pdf.write(sheet))
    there = re.findall(r"w\d+x", said)
    assert sorted(there) == sorted(f"w{n}x" for n in range(1000, next(names)))


def test_a_heading_moved_to_the_next_page_takes_no_words_with_it() -> None:
    text = "A walk.\n\n- corner\n- river\n\n> a voice\n\n| When | What |\n|---|---|\n| early | walk |\n\nAgain.\n\n"
    for lines in range(8, 12):
        sections = tuple(Section("Line.\n\n" * lines + text * 4, f"Heading {n}") for n in range(3))
        said = said_on(pdf.write(Sheet("", "en", sections)))
        assert [said.count(w) for w in ("corner", "avoice", "early", "Again.")] == [12] * 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "- \n- b",
        ">",
        "1. ---",
        "- > - > - > deep",
        "- ```\n  code\n  ```",
        "```\n```",
        "\ufffc\u200f\u202e\x00",
        "| a |\n|---|",
        "x" * 5000,
        "[a](https://[)",
        "![only words](picture.png)",
        "  \n".join("abc"),
        "> " * 30 + "end",
        "- " * 30 + "end",
        "| " + " | ".join(f"c{n}" for n in range(80)) + " |\n|" + "---|" * 80,
    ],
)
def test_odd_texts_are_set_without_a_word(text: str) -> None:
    made = Sheet(text[:9000], "", (Section(text, text[:50]), Section("After it.")))
    assert "Afterit." in said_on(pdf.write(made))
    cards.write(Cards(text, "", (Card("part", text, text), Card("asked", "", text))))
    glance.write(Glance(text, "", (text,), (), (text,), ()), pocket=True)


def test_a_table_too_wide_for_the_paper_is_told_row_by_row() -> None:
    heads, cells = [f"h{n}x" for n in range(60)], [f"c{n}x" for n in range(60)]
    table = f"| {' | '.join(heads)} |\n|{'---|' * 60}\n| {' | '.join(cells)} |"
    said = said_on(pdf.write(Sheet("", "en", (Section(table),))))
    assert all(f"{head}:{cell}" in said for head, cell in zip(heads, cells, strict=True))


def test_a_deeply_nested_text_still_has_room_for_words() -> None:
    text = "\n".join("  " * n + f"- level {n}" for n in range(12))
    made = pdf.layout(Sheet("", "en", (Section(text),)))
    assert made.count == 1
    assert "level11" in said_on(pdf.write(Sheet("", "en", (Section(text),))))


def test_nothing_is_painted_outside_the_margins() -> None:
    text = "long " * 2000 + "\n\n" + "unbreakable" * 300 + "\n\n```\n" + "code " * 300 + "\n```\n\n- " + "item" * 200
    page = pdf.layout(Sheet("A title " * 20, "en", (Section(text),))).image(0, 50)
    dark = [
        (x / page.width(), y / page.height())
        for x in range(page.width())
        for y in range(page.height())
        if page.pixelColor(x, y).lightness() < 160
    ]
    assert min(x for x, _y in dark) > 25 / 210
    assert max(x for x, _y in dark) < 185 / 210
    assert min(y for _x, y in dark) > 20 / 297


# ------------------------------------------------------------------------------------------------------ pages


ROWS = st.lists(st.builds(Row, st.floats(1, 30), st.just(()), st.floats(0, 12), st.booleans()), max_size=60)


@given(ROWS, st.floats(30, 200))
def test_each_row_stands_on_one_page_in_order_and_inside_it(rows: list[Row], height: float) -> None:
    made = paged(rows, height)
    placed = [p for page in made for p in page]
    assert [id(p.row) for p in placed] == [id(row) for row in rows]
    for page in made:
        ends = [p.y + p.row.height for p in page]
        assert all(p.y >= end - 1e-6 for p, end in zip(page[1:], ends, strict=False))
        assert all(end <= height + 1e-6 for end in ends)


@given(ROWS, st.floats(30, 200))
def test_what_is_to_stay_together_does_so_unless_it_fills_a_page(rows: list[Row], height: float) -> None:
    made = paged(rows, height)
    for page in made[:-1]:
        assert not page[-1].row.keep or all(p.row.keep for p in page)


def test_no_line_stands_alone_at_the_edge_of_a_page() -> None:
    sheet = Sheet("", "en", tuple(Section("word " * n) for n in range(20, 160, 7)))
    made = [page for page, _flow, _n, _of in pdf.layout(sheet)._pages]
    for page in made[:-1]:
        assert not page[-1].row.keep


def test_letter_paper_where_it_is_used() -> None:
    assert office_paper(QLocale("en_US")) == LETTER
    assert office_paper(QLocale("en_GB")) == A4
    assert office_paper(QLocale("de_DE")) == A4


def test_a_card_that_goes_on_says_its_title_again() -> None:
    made = Cards("T", "en", (Card("part", "The corridor", "One. " * 300), Card("closing", "", "Thank you.")))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(cards.write(made))).pages]
    assert all("The corridor" in said and "Card 1" in said for said in pages[:-1])
    assert "Card 2" in pages[-1]
    assert "The corridor" not in pages[-1]


def test_a_crowded_glance_is_set_smaller_before_it_takes_a_second_page() -> None:
    titles = tuple(f"Part number {n}" for n in range(20))
    made = glance.layout(Glance("Training", "en", titles, (), ("My family",), ("Not today.",)), pocket=False)
    assert made.count == 1


# --------------------------------------------------------------------------------- what the file says of itself


def unpacked(content: bytes) -> Iterator[bytes]:
    """Every stream of a file."""
    reader = PdfReader(io.BytesIO(content))
    for n in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(n)
        if isinstance(found, StreamObject):
            yield found.get_data()


def test_no_font_in_the_file_says_its_name_or_who_made_it() -> None:
    content = pdf.write(Sheet("T", "en", (Section("Words **and** *more* `code` 日本語 مرحبا"),)))
    everything = b"\n".join([content, *unpacked(content)]).lower()
    for name in ("Inter", "Journal", "Noto", "DejaVu", "Adobe (", "Copyright", "licen", "Regular"):
        for said in (name.lower().encode(), name.lower().encode("utf-16-be")):
            assert said not in everything.replace(b"/interpolate", b"")


def test_a_font_without_its_name_is_still_whole() -> None:
    raw = pdf.layout(Sheet("", "en", (Section("Whole."),))).raw_pdf()
    font = next(d for d in unpacked(raw) if d.startswith(b"\x00\x01\x00\x00") and b"glyf" in d)
    bare = clean.nameless(font)
    tables, before = dict(clean._tables(bare)), dict(clean._tables(font))
    assert set(tables) == {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"}
    assert all(tables[tag] == before[tag] for tag in tables if tag != b"head")
    assert clean._checksum(bare) == 0xB1B0AFBA
    assert clean.nameless(bare) == bare


@pytest.mark.parametrize(("language", "said"), [("de_DE", "de-DE"), ("/home/anna", None), ("", None), ("fa", "fa")])
def test_only_a_language_tag_is_said(language: str, said: str | None) -> None:
    root = PdfReader(io.BytesIO(pdf.write(Sheet("T", language, (Section("w"),))))).root_object
    assert root.get("/Lang") == said


def test_addresses_stand_in_the_words_and_can_be_clicked() -> None:
    text = "[our group](https://example.org/group) and [a file](file:///home/anna/secret.txt)"
    content = pdf.write(Sheet("", "en", (Section(text),)))
    assert "ourgroup(https://example.org/group)" in said_on(content)
    annotations = PdfReader(io.BytesIO(content)).pages[0]["/Annots"].get_object()
    assert isinstance(annotations, ArrayObject)
    goals = {str(a.get_object()["/A"]["/URI"]) for a in annotations}
    assert goals == {"https://example.org/group"}
    assert b"anna" not in content


def test_no_address_can_break_out_of_its_place_in_the_file(caplog: pytest.LogCaptureFixture) -> None:
    text = r"<https://example.org/)/x> <https://example.org/a\)(b> [w](https://example.org/(a)?x=\)) https://example.org/))/"
    reader = PdfReader(io.BytesIO(pdf.write(Sheet("", "en", (Section(text),)))))
    annotations = reader.pages[0]["/Annots"].get_object()
    assert isinstance(annotations, ArrayObject)
    goals = [str(a.get_object()["/A"]["/URI"]) for a in annotations]
    assert goals
    assert all(goal.startswith("https://example.org/") and not set("()\\") & set(goal) for goal in goals)
    assert caplog.records == []


# ----------------------------------------------------------------------------------------- threads and processes


def test_pages_made_in_a_thread_that_ended_can_be_painted() -> None:
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(pdf.layout, Sheet("", "ar", (Section("مرحبا بالعالم " * 30),))).result()
    picture = made.image(0, 40)
    assert any(
        picture.pixelColor(x, y).lightness() < 128 for x in range(picture.width()) for y in range(picture.height())
    )


def test_several_at_once() -> None:
    sheets = [Sheet("", "en", (Section(f"number{n} 日本語 مرحبا **bold** " * 50),)) for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        for n, content in enumerate(pool.map(pdf.write, sheets)):
            assert said_on(content).count(f"number{n}") == 50


_WITHOUT_A_WINDOW = """
import hashlib
from peerjournal.paper import pdf, press
from peerjournal.sharing.handout import Section, Sheet
press.prepare()
sheet = Sheet("T", "en", (Section("Words **and** *more* `code` 日本語 مرحبا नमस्ते"),))
print(hashlib.sha256(pdf.write(sheet)).hexdigest())
"""


def test_without_window_or_display_the_same_sheet_is_the_same_file_each_time() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in {"QT_QPA_PLATFORM", "QT_HASH_SEED"}}
    environment |= {"DISPLAY": ":4711", "WAYLAND_DISPLAY": "none", "PYTHONPATH": os.pathsep.join(sys.path)}
    runs = [
        subprocess.run([sys.executable, "-c", _WITHOUT_A_WINDOW], env=environment, capture_output=True, check=True)
        for _n in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout.strip()) == len(hashlib.sha256().hexdigest())
    assert all(run.stderr == b"" for run in runs)
