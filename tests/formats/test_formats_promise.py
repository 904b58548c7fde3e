"""What every format promises: all the words of the sheet, in order, and nothing else; the same bytes each time."""

import getpass
import os
import socket
import string
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from hypothesis import example, given
from hypothesis import strategies as st

from peerjournal.formats.registry import FORMATS, Format
from peerjournal.sharing.handout import Section, Sheet

by_name = {known.form: known for known in FORMATS}
every_format = pytest.mark.parametrize("form", FORMATS, ids=[known.form for known in FORMATS])


class PageReader(HTMLParser):
    """What a reader of a page is given: the words, each link's address behind them, the title apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.title, self.style, self.policy = "", "", ""
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._words: list[str] = []
        self._href, self._label, self._inside = "", "", ""
        self.feed(page)
        self.close()

    @property
    def words(self) -> str:
        return "".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(f"{tag} {name}" for name, _value in attrs)
        said = dict(attrs)
        if tag == "a":
            self._href, self._label = said.get("href") or "", ""
        elif said.get("http-equiv") == "Content-Security-Policy":
            self.policy = said.get("content") or ""
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href not in {self._label, f"mailto:{self._label}"}:
            self._words.append(f" {self._href} ")
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif self._inside == "style":
            self.style += data
        else:
            self._label += data
            self._words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def document_words(blob: bytes) -> str:
    """The words of a Word document, each link's address behind its own."""
    made: list[str] = []

    def take(paragraph: Paragraph) -> None:
        for inner in paragraph.iter_inner_content():
            made.append(inner.text)
            if isinstance(inner, Hyperlink) and inner.address not in {inner.text, f"mailto:{inner.text}"}:
                made.append(f" {inner.address} ")
        made.append("\n")

    for block in Document(BytesIO(blob)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        take(paragraph)
        else:
            take(block)
    return "".join(made)


def words_in(form: Format, blob: bytes) -> str:
    match form.form:
        case "docx":
            return document_words(blob)
        case "html":
            return PageReader(blob.decode()).words
        case _:
            return blob.decode()


def members(blob: bytes) -> dict[str, bytes]:
    """The file itself and, of a zip, each thing in it."""
    found = {"": blob}
    if blob.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(blob)) as packed:
            found.update({name: packed.read(name) for name in packed.namelist()})
    return found


PUNCTUATION = {*string.punctuation, "\ufffd", "—"}


def letters(text: str) -> str:
    """Everything but blanks, control characters, ASCII punctuation and the dashes of a rule."""
    return "".join(
        c for c in text if c not in PUNCTUATION and not c.isspace() and unicodedata.category(c) not in {"Cc", "Cs"}
    )


def everything(sheet: Sheet) -> str:
    return sheet.title + "".join(section.heading + section.text for section in sheet.sections)


# No digits (numbers of lists are counted anew), no "!" and ":" (addresses of images and unknown schemes go).
signs = st.sampled_from("ab*_~`[]()<>#-+.)\\|>&;\"'/= \n\t\x00\x1b\ud800é😀שx\u202e{}")
chaos = st.text(alphabet=signs, max_size=60)
pieces = [
    *("- ", "> ", "# ", "```", "~~~", "**", "*", "`", "word ", "\\", "é", "<!--", "<script>", "&amp;", "|", "  "),
    *("[a](b)", "https://a.org/b ", "[link](http://c.org) ", '[t](http://d.org "e") ', "<lena@a.org> ", "שלום "),
    *("\n", "\n", "\n\n", "\n|a|b|\n|-|-|\n", "~~gone~~ ", "a  \nb"),
]
constructs = st.lists(st.sampled_from(pieces), max_size=25).map("".join)
texts = chaos | constructs
titles = st.text(alphabet=signs, max_size=20)
sheets = st.builds(
    Sheet, titles, st.just("en"), st.lists(st.builds(Section, texts, titles | st.just("")), max_size=4).map(tuple)
)


@every_format
@given(sheet=sheets)
@example(sheet=Sheet("", "en", ()))
@example(sheet=Sheet("t", "en", (Section("```\nopen"), Section("<!-- so"), Section("- a"), Section("- b", "h"))))
def test_every_word_arrives_in_order_and_nothing_else(form: Format, sheet: Sheet) -> None:
    assert letters(words_in(form, form.write(sheet))) == letters(everything(sheet))


WORDS = st.sampled_from(["garden", "Łódź", "שלום", "2016", "it's", "naïve", "日本", "re-read", "😀", "May"])
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PLAIN = st.lists(
    st.tuples(st.sampled_from(["", "- ", "> ", "### ", "1. ", "- > "]), LINES).map("".join), min_size=1, max_size=5
).map("\n\n".join)


@every_format
@given(text=PLAIN, title=LINES)
def test_words_neither_grow_together_nor_fall_apart(form: Format, text: str, title: str) -> None:
    sheet = Sheet(title, "en", (Section(text, "between"), Section(text)))
    made = words_in(form, form.write(sheet)).split()
    expected = f"{title} between {text} {text}".split()
    marks = {"-", ">", "#", "##", "###", "1.", "---"}
    counted = {f"{n}." for n in range(10)}  # Word and browsers count by themselves
    assert [w for w in made if w not in marks | counted] == [w for w in expected if w not in marks]


@given(sheet=sheets)
def test_a_page_has_nothing_to_load_and_nothing_that_runs(sheet: Sheet) -> None:
    page = PageReader(by_name["html"].write(sheet).decode())
    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("p", "br", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "a", "strong", "em", "s"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert {a.partition(" ")[2] for a in page.attributes} <= {
        *("lang", "charset", "http-equiv", "content", "name"),
        *("dir", "class", "start", "value", "href", "rel"),
    }
    assert {a for a in page.attributes if a.endswith(" href")} <= {"a href"}
    assert letters(page.title) == letters(sheet.title)


@given(sheet=sheets)
def test_a_word_document_holds_its_words_in_one_place_only(sheet: Sheet) -> None:
    marked = Sheet(f"{sheet.title} Titelwort", "en", (*sheet.sections, Section("Gartenwort", "Kopfwort")))
    found = members(by_name["docx"].write(marked))
    assert {name for name, blob in found.items() if b"Gartenwort" in blob} == {"word/document.xml"}
    assert {name for name, blob in found.items() if b"Kopfwort" in blob} == {"word/document.xml"}
    assert {name for name, blob in found.items() if b"Titelwort" in blob} == {"word/document.xml", "docProps/core.xml"}


WRITE_ALL = """
import sys
from peerjournal.formats.registry import FORMATS
from peerjournal.sharing.handout import Section, Sheet
sheet = Sheet("Autumn", "de", (Section("- a\\n- [b](https://a.org)", "Then"), Section("1. c")))
for form in FORMATS:
    print(form.write(sheet).hex())
"""


def written_by_somebody_else(home: Path, name: str, zone: str) -> list[bytes]:
    who = dict.fromkeys(("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"), name)
    env = {**os.environ, **who, "HOME": str(home), "TZ": zone, "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": str(len(name))}
    made = subprocess.run([sys.executable, "-c", WRITE_ALL], env=env, cwd=home, capture_output=True, check=True)
    return [bytes.fromhex(line) for line in made.stdout.decode().split()]


def test_the_same_sheet_is_the_same_bytes_on_every_computer(tmp_path: Path) -> None:
    here, there = tmp_path / "a", tmp_path / "trillian-home"
    here.mkdir()
    there.mkdir()
    first = written_by_somebody_else(here, "zaphodbeeble", "America/Lima")
    second = written_by_somebody_else(there, "trillian", "Asia/Tokyo")
    assert first == second
    assert len(first) == len(FORMATS)
    for blob in first:
        for name, inside in members(blob).items():
            for foreign in ("zaphodbeeble", "trillian", str(tmp_path)):
                assert foreign.encode() not in inside, name


@every_format
def test_nothing_of_this_computer_or_this_day_is_in_the_bytes(form: Format) -> None:
    sheet = Sheet("Autumn", "en", (Section("Leaves on the *path*.\n\n- one\n", "Then"),))
    today = date.today()  # noqa: DTZ011 - the day of the computer is the point
    foreign = [str(Path.home()), str(Path.cwd()), sys.prefix, today.isoformat(), today.strftime("%Y%m%d")]
    foreign += [word for word in (getpass.getuser(), socket.gethostname()) if len(word) > 5]
    foreign += ["python", "PeerJournal", "peerjournal", "2013-12-23", "Macintosh", "rsid", "docId"]
    for name, inside in members(form.write(sheet)).items():
        for word in foreign:
            assert word.encode() not in inside, name
            assert word.encode("utf-16-le") not in inside, name


@every_format
def test_control_characters_and_halves_of_characters_do_no_harm(form: Format) -> None:
    every = "".join(map(chr, range(0x20))) + "\x7f\x85\u2028\ufffe\uffff\ud800x\udc00\u202e"
    blob = form.write(Sheet(every, "en", (Section(every, every), Section(f"```\n{every}"))))
    assert letters(words_in(form, blob)).count("x") == 4


@every_format
@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_fifty_thousand_words_take_seconds(form: Format) -> None:
    sentence = "We *sat* by the river and [talked](https://example.org/a) about **what helped** that day. "
    text = "\n\n".join(sentence * 6 for _n in range(50_000 // (14 * 6) + 1))
    blob = form.write(Sheet("Long", "en", (Section(text, "All of it"),)))
    assert words_in(form, blob).count("river") == text.count("river")
