"""The plain text file: the words without Markdown's marks."""

from peerjournal.formats.text import write
from peerjournal.sharing.handout import Section, Sheet


def written(text: str, *, heading: str = "", title: str = "") -> str:
    return write(Sheet(title, "en", (Section(text, heading),))).decode()


def test_title_heading_and_paragraphs_are_apart() -> None:
    made = written("# Own\n*One* text\nin two lines\n\nand  \nmore", heading="Then", title="Autumn")
    assert made == "Autumn\n\nThen\n\nOwn\n\nOne text in two lines\n\nand\nmore\n"


def test_an_empty_sheet_is_an_empty_file() -> None:
    assert written("") == ""
    assert write(Sheet("", "en", ())) == b""


def test_links_show_their_address_once() -> None:
    assert written("[**our** page](https://a.org), https://b.org, <c@d.org>, [write](mailto:e@f.org)") == (
        "our page (https://a.org), https://b.org, c@d.org, write (e@f.org)\n"
    )


def test_lists_quotes_and_tables() -> None:
    text = "- tea\n- bread\n  1. rye\n  2. wheat\n-\n\n> said\n>\n> - so\n\n***\n\na|b\n-|-\n1|*2*"
    assert written(text) == ("- tea\n- bread\n  1. rye\n  2. wheat\n-\n\n    said\n\n    - so\n\n———\n\na\tb\n1\t2\n")
    assert written("9. a\n\n   b\n\n10. c") == "9. a\n\n   b\n\n10. c\n"


def test_code_is_as_it_was_and_escapes_are_gone() -> None:
    assert written("```\n*a*\n\n  b\n```\n\n\\*not\\*") == "*a*\n\n  b\n\n*not*\n"


def test_the_file_is_utf_8_without_a_mark_at_its_beginning() -> None:
    made = write(Sheet("é 😀 שלום", "en", ()))
    assert made == "é 😀 שלום\n".encode()
