"""Reading Markdown into blocks: what becomes what, and that nothing is lost, added or slow."""

import string
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerjournal.sharing.prose import (
    DEEPEST,
    Block,
    Break,
    Code,
    Heading,
    Inline,
    Items,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    as_read,
    one_line,
    plain,
    printable,
    read,
    right_to_left,
    words_of,
)


def runs(text: str) -> list[Inline]:
    """The runs of a text that is one paragraph."""
    (block,) = read(text)
    assert isinstance(block, Paragraph)
    return list(block.inlines)


def said(text: str) -> str:
    return "\n".join(map(words_of, read(text)))


def test_words_in_their_looks() -> None:
    assert runs("so **very** *calm* ~~not~~ `a*b*`") == [
        Run("so "),
        Run("very", strong=True),
        Run(" "),
        Run("calm", emphasis=True),
        Run(" "),
        Run("not", strike=True),
        Run(" "),
        Run("a*b*", code=True),
    ]
    assert runs("***both***") == [Run("both", strong=True, emphasis=True)]
    assert runs("[**bold** words](https://a.org/b)") == [
        Run("bold", strong=True, href="https://a.org/b"),
        Run(" words", href="https://a.org/b"),
    ]


def test_a_line_end_is_a_blank_and_a_hard_one_a_break() -> None:
    assert runs("one\ntwo") == [Run("one two")]
    assert runs("one  \ntwo\\\nthree") == [Run("one"), Break(), Run("two"), Break(), Run("three")]
    assert runs("one\r\ntwo\rthree") == [Run("one two three")]


def test_blocks() -> None:
    text = "# Then\n\nwords\n\n***\n\n> kept\n\n~~~\na\n  b\n~~~\n\na|b\n:-|-:\n1|2"
    heading, words, rule, quote, code, table = read(text)
    assert heading == Heading(1, (Run("Then"),))
    assert words == Paragraph((Run("words"),))
    assert rule == Rule()
    assert quote == Quote((Paragraph((Run("kept"),)),))
    assert code == Code("a\n  b")
    assert table == Table(((Run("a"),), (Run("b"),)), (((Run("1"),), (Run("2"),)),), ("left", "right"))


def test_lists_in_lists() -> None:
    (items,) = read("- tea\n- bread\n  1. rye\n\n  2. wheat\n")
    assert isinstance(items, Items)
    assert not items.numbered
    assert items.tight
    inner = items.items[1].blocks[1]
    assert isinstance(inner, Items)
    assert inner.numbered
    assert not inner.tight
    assert [item.number for item in inner.items] == [1, 2]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2016. began\n2019. ended", [2016, 2019]),
        ("1. a\n1. b\n1. c", [1, 2, 3]),
        ("7) a\n8) b", [7, 8]),
        ("1. a\n2. b\n2. c", [1, 2, 2]),
    ],
)
def test_numbers_stay_as_they_were_typed(text: str, numbers: list[int]) -> None:
    (items,) = read(text)
    assert isinstance(items, Items)
    assert [item.number for item in items.items] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "<b>not bold</b> &amp; &copy; <!-- seen -->",
        "[laughs](quietly)",
        "[he](said (so))",
        "[name]: https://a.org 'seen'",
        "[name][other]",
        "<note:this>",
        "http:// alone",
        "[x](http://)",
    ],
)
def test_what_could_hide_words_stays_as_typed(text: str) -> None:
    assert said(text) == text


@pytest.mark.parametrize(
    "address", ["https://a.org", "http://a.org:80/b?c=d#e", "mailto:lena@a.org", "HTTPS://Ä.org/é"]
)
def test_web_and_mail_addresses_are_links(address: str) -> None:
    assert runs(f"[words]({address})") == [Run("words", href=address)]
    assert runs(f"<{address}>") == [Run(address, href=address)]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:x", "file:///home/me", "data:text/html,x", "C:/me"]
)
def test_of_other_links_only_the_words_remain(address: str) -> None:
    assert runs(f"see [these words]({address}) here") == [Run("see these words here")]


def test_an_address_in_the_text_is_a_link() -> None:
    address = "https://a.org/one_two_*three*?x"
    assert runs(f"see {address}, then") == [Run("see "), Run(address, href=address), Run(", then")]
    assert runs("[https://a.org](https://b.org)") == [Run("https://a.org", href="https://b.org")]
    assert runs("nohttps://a.org") == [Run("nohttps://a.org")]


def test_titles_fences_and_images_hide_nothing() -> None:
    assert said('[a](https://a.org "and this")') == 'a "and this"'
    assert said("![my garden](garden.jpg)") == "my garden"
    assert said("``` once upon\na time") == "once upon\na time"
    assert said("[](https://a.org)") == "https://a.org"


def test_indenting_makes_no_code_and_dashes_no_heading() -> None:
    assert read("    set in") == (Paragraph((Run("set in"),)),)
    assert read("above\n---\nbelow") == (Paragraph((Run("above"),)), Rule(), Paragraph((Run("below"),)))


def test_a_row_too_wide_ends_the_table_and_keeps_its_words() -> None:
    table, after = read("a|b\n-|-\n1|2\n3|4|lost?\n5|6")
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert words_of(after) == "3|4|lost? 5|6"


def test_what_no_document_can_hold() -> None:
    assert printable("a\x00b\x1bc\ud800d\ufffee") == "a b c\ufffdd\ufffde"
    assert printable("a\u2028b\x0bc\u2029d") == "a\nb\nc\n\nd"
    assert one_line(" two\n lines\x07 ") == "two lines"


def test_direction_is_that_of_the_first_letter() -> None:
    assert right_to_left("12. «שלום» abc")
    assert not right_to_left("abc שלום")
    assert not right_to_left("...")
    assert right_to_left("سلام")


# ------------------------------------------------------------------------------------------------- promises

PUNCTUATION = set(string.punctuation)


def letters(text: str) -> str:
    """Everything but blanks, control characters and the punctuation Markdown is written with."""
    return "".join(
        c
        for c in text
        if c not in PUNCTUATION and not c.isspace() and unicodedata.category(c) not in {"Cc", "Cs"} and c != "\ufffd"
    )


# No digits (numbers are counted anew), no "!" and ":" (addresses of images and unknown schemes go).
chaos = st.text(alphabet=st.sampled_from("ab*_~`[]()<>#-+.)\\|>&;\"'/= \n\t\x00\x1b\ud800é😀שx\u202e{}"), max_size=120)
PIECES = """- |> |[a](b)|# |```|~~~|**|*|word |`|https://a.org/b |[link](http://c.org)|[t](http://d.org "e")|\\|é|<!--
<b>|&amp;|  """.replace("\n", "|").split("|")
constructs = st.lists(st.sampled_from([*PIECES, "\n", "\n\n", "|", "|-|-|\n", "|a|b|\n"]), max_size=40).map("".join)


def blocks_and_runs(blocks: tuple[Block, ...]) -> list[Run]:
    found: list[Run] = []
    for block in blocks:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                found += [i for i in inlines if isinstance(i, Run)]
            case Items(items):
                found += [run for item in items for run in blocks_and_runs(item.blocks)]
            case Quote(inner):
                found += blocks_and_runs(inner)
            case Table(head, rows):
                found += [i for row in (head, *rows) for cell in row for i in cell if isinstance(i, Run)]
            case Code() | Rule():
                pass
    return found


@given(chaos)
@example("[[[[[[[[[[a](b)](c)")
@example("a|b\n-|-\nx|y|z")
def test_every_letter_arrives_once_and_in_order(text: str) -> None:
    assert letters(said(text)) == letters(text)


@given(constructs)
def test_every_letter_of_text_and_links_arrives_in_order(text: str) -> None:
    made = letters(said(text))
    at = iter(letters(text))
    assert all(letter in at for letter in made), "something was added or out of order"
    addresses = sum(len(letters(address)) for address in ("http://c.org", "http://d.org"))
    assert len(letters(text)) - len(made) <= addresses * text.count("](http")


@given(chaos | constructs)
def test_runs_hold_no_line_end_and_only_web_and_mail_addresses(text: str) -> None:
    for run in blocks_and_runs(read(text)):
        assert run.text
        assert "\n" not in run.text
        assert run.href == "" or run.href.lower().startswith(("http://", "https://", "mailto:"))
        printable(run.text).encode()


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", ">", "[", "![", "*", "_", "~~", "`", "(", "*_", "<", "\\["])
def test_a_thousand_deep_nothing_is_lost(mark: str) -> None:
    text = mark * 1000 + "within"
    assert said(text).endswith("within")
    assert letters(said(f"{text}\n\nafter")).endswith("withinafter")


def test_lists_set_in_ever_deeper_keep_their_words() -> None:
    text = "".join(f"{'  ' * depth}- word\n" for depth in range(100)) + "\nafter"
    assert letters(said(text)) == "word" * 100 + "after"
    assert DEEPEST < 100


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "![", "[a ", "[a](b", "[a](<b", "[a](b 'c", "]", "*a ", "a*", "*_", "_a__b", "~~a ", "`a ``b ", "\\"),
        *("<", "<a:", "https://", "\\https://", "https://. ", "> ", "- ", "a\n", "> a\n", "1. a\n", "```\n"),
        *("a|b\n-|-\n", "a|b\n-|-\n> x\n"),
    ],
)
@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_reading_takes_no_more_than_its_length(piece: str) -> None:
    """Ten thousand times anything: in a second, where a quadratic reader would take minutes."""
    text = piece * 10_000
    read(text)


def test_plain_is_what_was_written() -> None:
    assert plain((Run("a", strong=True), Break(), Run("b"))) == "a\nb"


def test_as_read_shows_what_a_reader_sees_and_every_address() -> None:
    assert as_read("Tho**mas**z and [Tho](https://x.example)masz\n\n- _one_") == (
        "Thomasz and Thomasz (https://x.example)\n\none"
    )
    assert as_read("plain\n\n\nas it is ") == "plain\n\n\nas it is "
