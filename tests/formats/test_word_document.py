"""The Word document: real styles, lists, links, directions and language, and metadata of title and language only."""

import re
import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as OpenDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.formats.docx import write
from peerjournal.sharing.handout import Section, Sheet

FULL = """Some *words*, **strong**, ~~gone~~, `fixed` and a [link](https://example.org/ä?b=1).

- tea
- bread
  1. rye
  2. wheat

     and more

> said once
> > and before

```
x = 1
\ty
```

a|b
-|-:
1|2

***

### Own heading

2016. began
2019. ended
50000. far

שלום *עולם*

- אחד
"""


def opened(text: str, *, heading: str = "", title: str = "Autumn", language: str = "en") -> OpenDocument:
    return Document(BytesIO(write(Sheet(title, language, (Section(text, heading),)))))


def part(blob: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(blob)) as packed:
        return packed.read(name).decode()


def xml(paragraph: Paragraph) -> Any:
    return paragraph._p


def counted_as(document: OpenDocument, paragraph: Paragraph) -> tuple[int, int, int]:
    """Level, numbering and the number it begins with (0: counts on, or bullets)."""
    properties = xml(paragraph).pPr.numPr
    key, level = properties.numId.val, properties.ilvl.val
    numbering: Any = document.part.numbering_part.element
    (num,) = [n for n in numbering.num_lst if n.numId == key]
    begins = [o.startOverride.val for o in num.lvlOverride_lst if o.ilvl == level]
    return level, key, begins[0] if begins else 0


def test_every_block_has_its_style() -> None:
    document = opened(FULL, heading="What happened")
    styles = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert ("Title", "Autumn") in styles
    assert ("Heading 1", "What happened") in styles
    assert ("Heading 4", "Own heading") in styles
    assert ("List Bullet", "tea") in styles
    assert ("List Number", "rye") in styles
    assert ("List Continue", "and more") in styles
    assert ("Quote", "said once") in styles
    assert ("Quote", "and before") in styles
    assert ("HTML Preformatted", "x = 1\n\ty") in styles
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", "2"]]


def test_looks_of_words() -> None:
    runs = {run.text: run for run in opened(FULL).paragraphs[1].runs}
    assert runs["words"].italic
    assert runs["strong"].bold
    assert runs["gone"].font.strike
    assert runs["fixed"].style.name == "HTML Code"
    assert not runs["Some "].bold


def test_links_are_links_and_spelled_so_that_word_opens_them() -> None:
    (link,) = opened(FULL).paragraphs[1].hyperlinks
    assert (link.text, link.address) == ("link", "https://example.org/%C3%A4?b=1")
    same = opened("[a](https://b.org) [c](https://b.org) https://b.org")
    addresses = [r.target_ref for r in same.part.rels.values() if r.is_external]
    assert addresses == ["https://b.org"]


def test_lists_count_as_they_were_typed() -> None:
    document = opened(
        "1. a\n2. b\n\n- x\n  1. c\n  2. d\n\nwords\n\n1. e\n\nwords\n\n2016. f\n2019. g\n2020. h\n50000. i"
    )
    lists = {p.text: counted_as(document, p) for p in document.paragraphs if xml(p).pPr.numPr is not None}
    assert lists["a"][2] == 1
    assert lists["b"] == lists["a"]
    assert lists["c"][0] == 1
    assert lists["c"][2] == 1
    assert lists["d"] == lists["c"]
    assert lists["e"][2] == 1
    assert lists["e"][1] != lists["a"][1]
    assert lists["f"][2] == 2016
    assert lists["g"][2] == 2019
    assert lists["h"] == lists["g"]
    assert document.paragraphs[-1].text == "50000. i"


def test_a_list_counts_on_behind_an_inner_one() -> None:
    document = opened("1. a\n   1. b\n   2. c\n2. d")
    a, b, c, d = (counted_as(document, p) for p in document.paragraphs[1:])
    assert a == d
    assert b == c
    assert a[1] != b[1]


def test_right_to_left_paragraphs_say_so() -> None:
    document = opened("שלום *עולם* abc\n\n- אחד\n\nabc שלום")
    backwards, item, forwards = document.paragraphs[1:]
    for paragraph in (backwards, item):
        assert xml(paragraph).pPr.find(qn("w:bidi")) is not None
        assert all(run.font.rtl for run in paragraph.runs)
    assert xml(forwards).pPr.find(qn("w:bidi")) is None


def test_the_language_is_that_of_the_sheet() -> None:
    blob = write(Sheet("Herbst", "de_DE", (Section("Laub"),)))
    assert 'w:lang w:val="de-DE"' in part(blob, "word/styles.xml")
    assert Document(BytesIO(blob)).core_properties.language == "de-DE"
    assert opened("a", language="<x>").core_properties.language == ""


def test_metadata_is_title_and_language_and_nothing_else() -> None:
    blob = write(Sheet("My *way* & back", "en", (Section("text", "heading"),)))
    core = part(blob, "docProps/core.xml")
    assert re.findall(r"<(?:\w+:)?(\w+)[^>]*>([^<]+)<", core) == [
        ("title", "My *way* &amp; back"),
        ("language", "en"),
    ]
    assert core.count("</") == 3
    with zipfile.ZipFile(BytesIO(blob)) as packed:
        assert sorted(packed.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        ]
        for member in packed.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert (member.comment, member.extra, member.create_system) == (b"", b"", 0)
        assert packed.comment == b""


def test_an_untitled_sheet_has_no_title() -> None:
    blob = write(Sheet(" ", "en", (Section("text"),)))
    assert Document(BytesIO(blob)).core_properties.title == ""
    assert [p.text for p in Document(BytesIO(blob)).paragraphs] == ["text"]


def test_every_style_and_numbering_named_is_there() -> None:
    blob = write(Sheet("t", "en", (Section(FULL, "h"),)))
    styles = set(re.findall(r'w:styleId="(\w+)"', part(blob, "word/styles.xml")))
    body = part(blob, "word/document.xml")
    assert set(re.findall(r'w:(?:p|r|tbl)Style w:val="(\w+)"', body)) <= styles
    based = re.findall(r'w:(?:basedOn|next|link) w:val="(\w+)"', part(blob, "word/styles.xml"))
    assert set(based) <= styles
    numbers = set(re.findall(r'<w:num w:numId="(\d+)"', part(blob, "word/numbering.xml")))
    assert set(re.findall(r'<w:numId w:val="(\d+)"', body + part(blob, "word/styles.xml"))) <= numbers


# ECMA-376, part 1: CT_PPr (§17.3.1.26) and CT_RPr (§17.3.2.28), as far as they are used here.
ORDER = {
    "w:pPr": ["pStyle", "numPr", "pBdr", "bidi", "ind", "contextualSpacing", "jc"],
    "w:rPr": ["rStyle", "b", "bCs", "i", "iCs", "strike", "rtl"],
}
PIECES = [*FULL.split("\n\n"), "> - a\n>   1. [שלום](https://a.org)", "- # x\n- > y", "a|b\n-|-:\n**1**|שלום"]


@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_elements_stand_in_the_order_of_the_standard(pieces: list[str]) -> None:
    body: Any = opened("\n\n".join(pieces)).element.body
    for name, order in ORDER.items():
        for properties in body.iter(qn(name)):
            places = [order.index(child.tag.partition("}")[2]) for child in properties]
            assert places == sorted(set(places))
