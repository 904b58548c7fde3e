"""The Markdown file: the texts to the letter, and no section swallows the next."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from peerjournal.formats.markdown import write
from peerjournal.sharing.handout import Section, Sheet
from peerjournal.sharing.prose import Block, Code, Heading, Rule, one_line, plain, read


def written(*sections: Section, title: str = "") -> str:
    return write(Sheet(title, "en", sections)).decode()


def test_headings_and_texts() -> None:
    made = written(Section("*One* text\nin two lines", "What happened"), Section("More.\n\n- a"), title="Autumn")
    assert made == "# Autumn\n\n## What happened\n\n*One* text\nin two lines\n\nMore.\n\n- a\n"


def test_an_empty_sheet_is_an_empty_file() -> None:
    assert written() == ""
    assert written(Section(" \n"), title=" ") == ""


def test_plain_titles_are_shown_as_they_are() -> None:
    made = written(Section("x", "1 * 2 [a](b) #"), title="My *way* <b> & &amp; C#")
    assert made.startswith("# My \\*way\\* \\<b> & \\&amp; C\\#\n\n## 1 \\* 2 \\[a\\](b) \\#\n")


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("```\nopen", "```\nopen\n```"),
        ("~~~~ words\nopen\n~~~", "~~~~ words\nopen\n~~~\n~~~~"),
        ("```", "```\n```"),
        ("```\nclosed\n```", "```\nclosed\n```"),
        ("- ```\n  in a list", "- ```\n  in a list"),
        ("words <!-- inside", "words <!-- inside"),
        ("<!-- open\n\nwords", "\\<!-- open\n\nwords"),
        ("<!-- closed -->", "<!-- closed -->"),
        ("<script>\n\n<style>", "\\<script>\n\n\\<style>"),
        ("</b>\n```\n\n<b>", "\\</b>\n```\n\n<b>\n```"),
        ("<!--\n```\n<b>", "\\<!--\n```\n<b>\n```"),
    ],
)
def test_what_was_left_open_is_closed(text: str, closed: str) -> None:
    assert written(Section(text), Section("after", "Next")) == f"{closed}\n\n## Next\n\nafter\n"


def test_a_list_does_not_run_on_into_a_section_without_heading() -> None:
    assert written(Section("- a"), Section("- b")) == "- a\n\n---\n\n- b\n"
    assert written(Section("- a"), Section("  b")) == "- a\n\n---\n\n  b\n"
    assert written(Section("- a"), Section(" "), Section("- b")) == "- a\n\n---\n\n- b\n"
    assert written(Section("- a"), Section("b")) == "- a\n\nb\n"
    assert written(Section("- a"), Section("- b", "Next")) == "- a\n\n## Next\n\n- b\n"


def test_line_ends_are_one_kind() -> None:
    assert written(Section("a\r\nb\rc")) == "a\nb\nc\n"


LINES = [
    *("words", "- item", "  more", "1. one", "> said", "```", "~~~", "```` x", "# own", "---", "a|b", "-|-", "", ""),
    *("    in", "- ```", "> ```", "é 😀", "\\", "<!--", "-->", "<script>", "</script>", "<?", "<b>", "- <!--"),
]
lines = st.lists(st.sampled_from(LINES), max_size=12).map("\n".join)


def settled(blocks: list[Block]) -> list[Block]:
    """Without rules (some are added between lists) and the empty ends of code left open."""
    return [Code(b.text.rstrip()) if isinstance(b, Code) else b for b in blocks if not isinstance(b, Rule)]


@given(st.lists(st.tuples(lines, st.sampled_from(["", "Next", "*Then* #"])), min_size=1, max_size=4))
@example([("- a\n\n\n", ""), ("    b", "")])
def test_read_back_it_is_what_its_sections_were(sections: list[tuple[str, str]]) -> None:
    made = written(*(Section(text, heading) for text, heading in sections), title="My <b> *way*")
    expected: list[Block] = list(read("# My \\<b> \\*way\\*"))
    for text, heading in sections:
        if heading:
            expected.append(Heading(2, tuple(i for b in read(heading.replace("*", "\\*")) for i in b.inlines)))  # type: ignore[union-attr]
        expected += read(text)
    assert settled(list(read(made))) == settled(expected)


@given(st.lists(lines, min_size=1, max_size=4))
def test_readers_of_html_find_every_heading_too(texts: list[str]) -> None:
    made = written(*(Section(text, f"Section {n}") for n, text in enumerate(texts)))
    tokens = MarkdownIt("commonmark").parse(made)
    found = [t.content for t in tokens if t.type == "inline" and t.level == 1 and t.content.startswith("Section ")]
    assert found == [f"Section {n}" for n in range(len(texts))]


def test_titles_are_on_one_line() -> None:
    assert one_line("a\n# b") == "a # b"
    (heading, *_rest) = read(written(title="a\n# b"))
    assert isinstance(heading, Heading)
    assert plain(heading.inlines) == "a # b"
