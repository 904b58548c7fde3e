"""Sheets, cue cards and the glance on paper, read with an independent reader."""

import io
import re
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from peerjournal.paper import cards, glance, pdf, press
from peerjournal.sharing.handout import Card, Cards, Glance, Section, Sheet

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = st.lists(st.text("abcdefghijklmnoprstuvwz", min_size=2, max_size=9), min_size=1, max_size=60)


@pytest.fixture(autouse=True)
def prepared(qapp: object) -> None:
    """The fonts, as the window has them."""
    assert qapp is not None
    press.prepare()


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def everything_in(content: bytes) -> bytes:
    """The raw bytes, and every stream in them unpacked."""
    found = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(packed.strip(b"\r\n")))
        except zlib.error:
            found.append(packed)
    return b"\n".join(found)


def sheet(*texts: str, title: str = "Twelve minutes", language: str = "en") -> Sheet:
    return Sheet(title, language, tuple(Section(text) for text in texts))


def test_every_word_can_be_read_again_in_order() -> None:
    text = (
        "Good *evening* to **each** of us.\n\n- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| c | d |\n\nThe end."
    )
    said = read(pdf.write(Sheet("Title", "en", (Section(text, "The corridor"),))))
    words = re.findall(r"\S+", "Title The corridor Good evening to each of us. one two quoted a b c d The end.")
    at = 0
    for word in words:
        at = said.index(word, at) + len(word)


def test_blanks_are_blanks_and_no_tabs() -> None:
    page = PdfReader(io.BytesIO(pdf.write(sheet("Good evening to each of us.")))).pages[0]
    assert "Good evening to each of us." in page.extract_text()


@given(WORDS)
@settings(max_examples=15)
def test_whatever_the_words_all_of_them_arrive(words: list[str]) -> None:
    said = read(pdf.write(sheet(" ".join(words), title="")))
    found: list[str] = re.findall("[a-z]+", said)
    assert found == words


@given(st.text("0123456789()[]{}<>−–—-+×*/:=@#%&'\".,;!?", min_size=1, max_size=12))
@settings(max_examples=25)
def test_signs_beside_figures_arrive_as_themselves(signs: str) -> None:
    said = read(pdf.write(sheet("Words.", title=f"from {signs} on")))
    assert f"from{signs}on" in "".join(said.split())


@pytest.mark.parametrize("text", ["日本語の文章です。", "naïve café ÄÖÜ ß", "Привет мир"])
def test_other_scripts_arrive(text: str) -> None:
    assert "".join(text.split()) in "".join(read(pdf.write(sheet(text))).split())


def test_arabic_stands_at_the_right_and_arrives() -> None:
    import unicodedata

    text = "كان هناك ممر"
    said = unicodedata.normalize("NFKC", read(pdf.write(sheet(text, title="", language="ar"))))
    assert set(text) - {" "} <= set(said)
    image = pdf.layout(sheet(text, title="")).image(0, 40)
    dark = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 128]
    assert min(dark) > image.width() / 2


def test_the_file_says_its_title_and_language_and_nothing_else() -> None:
    content = pdf.write(sheet("Words.", title="For the course", language="de"))
    reader = PdfReader(io.BytesIO(content))
    assert {key: str(value) for key, value in (reader.metadata or {}).items()} == {"/Title": "For the course"}
    assert str(reader.root_object["/Lang"]) == "de"
    assert "/Metadata" not in reader.root_object
    assert "/ID" not in reader.trailer
    inside = everything_in(content)
    for word in (b"Qt", b"pypdf", b"peerjournal", b"/Creat", b"/Producer", b"/Author", b"/home", b"/root", b"D:20"):
        assert word not in inside


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert pdf.write(sheet("Words.")) == pdf.write(sheet("Words."))


def test_more_words_make_more_pages_and_all_pages_are_counted() -> None:
    long = pdf.layout(sheet("Words and more words. " * 900))
    assert 3 <= long.count <= 9
    content = pdf.write(sheet("Words and more words. " * 900))
    assert len(PdfReader(io.BytesIO(content)).pages) == long.count
    assert f"{long.count} / {long.count}" in read(content)


def test_fifteen_thousand_words_in_one_paragraph() -> None:
    # The reader takes a word apart where Qt began another stretch of glyphs; the letters are all there.
    said = read(pdf.write(sheet("word " * 15_000))).replace(" ", "")
    assert said.count("word") == 15_000


def test_no_heading_stays_alone_at_the_foot_of_a_page() -> None:
    for lines in range(20, 60):
        made = Sheet("", "en", (Section("Line.\n\n" * lines), Section("Following words.", "A heading")))
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.write(made))).pages]
        assert [n for n, said in enumerate(pages) if "A heading" in said] == [
            n for n, said in enumerate(pages) if "Following words." in said
        ]


def test_it_works_beside_the_window() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert "Beside" in read(pool.submit(pdf.write, sheet("Beside the window.")).result())


def test_each_card_stands_alone_and_says_what_it_is() -> None:
    made = Cards(
        "T",
        "en",
        (
            Card("opening", "", "Good morning.", 0.3),
            Card("part", "The corridor", "There was a corridor. " * 60, 2.4),
            Card("asked", "Sundays", "Ruth rang."),
            Card("questions", "If a question is too much", "- My family"),
        ),
    )
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(cards.write(made))).pages]
    assert len(pages) == cards.layout(made).count > 4
    assert "Opening" in pages[0]
    assert "under a minute" in pages[0]
    assert "The corridor" in pages[1]
    assert "1 / " in pages[1]
    assert "Only if asked" in pages[-2]
    assert "My family" in pages[-1]
    assert sum(" ".join(p.split()).count("There was a corridor.") for p in pages) >= 55


@pytest.mark.parametrize("pocket", [False, True])
def test_the_glance_stands_on_one_page(*, pocket: bool) -> None:
    made = Glance(
        "Closed group",
        "en",
        ("The dog", "Sundays"),
        ("The corridor",),
        ("My family",),
        ("Not today.", "Ask the group."),
    )
    content = glance.write(made, pocket=pocket)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    said = read(content)
    for words in (
        "Closed group",
        "May be told here",
        "The dog",
        "Only if asked",
        "The corridor",
        "Off limits",
        "Not today.",
    ):
        assert words in said


def test_a_glance_too_full_for_a_card_goes_on_and_loses_nothing() -> None:
    titles = tuple(f"Part number {n}" for n in range(80))
    content = glance.write(Glance("Training", "en", titles, (), (), ()), pocket=True)
    assert len(PdfReader(io.BytesIO(content)).pages) > 1
    said = read(content)
    assert all(title in said for title in titles)
