"""What Markdown means line by line, and what the commands make of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.ui.widgets.editor import markdown as md

MARKS = (md.BOLD_MARK, md.ITALIC_MARK, md.STRIKE_MARK, md.CODE_MARK)
lines = st.text(alphabet=st.sampled_from("ab *_~`[]()<>#-+1.)\\é😀שx:/\t"), max_size=40)


def styles(line: str) -> list[tuple[str, int]]:
    return [(line[a:b], style) for a, b, style in md.analyse(line)[0]]


def words_with(line: str, style: int) -> list[str]:
    return [text for text, s in styles(line) if s & style and not s & md.MARK]


def test_words_between_marks_are_styled_and_the_marks_are_dimmed() -> None:
    assert styles("so **very** calm") == [
        ("**", md.MARK | md.BOLD),
        ("very", md.BOLD),
        ("**", md.MARK | md.BOLD),
    ]
    assert words_with("one *two* _three_", md.ITALIC) == ["two", "three"]
    assert words_with("~~gone~~", md.STRIKE) == ["gone"]
    assert words_with("a `b*c*` d", md.CODE) == ["b*c*"]


def test_bold_and_italic_may_stand_in_one_another() -> None:
    assert styles("***x***")[1] != ("x", md.BOLD)
    assert ("x", md.BOLD | md.ITALIC) in styles("***x***")
    assert ("b", md.BOLD | md.ITALIC) in styles("**a *b* c**")


@pytest.mark.parametrize("line", ["2 * 3 * 4", "snake_case_name", "a ** b ** c", r"\*not\*", "*open", "just words"])
def test_what_is_no_emphasis_stays_plain(line: str) -> None:
    assert not words_with(line, md.BOLD | md.ITALIC)


def test_headings_quotes_lists_tasks() -> None:
    assert styles("## Now") == [("## ", md.MARK | 2 * md.HEADING), ("Now", 2 * md.HEADING)]
    assert md.heading_level("####### seven") == 0
    assert styles("> calm")[1] == ("calm", md.QUOTE)
    assert styles("- [ ] water") == [("- ", md.LIST), ("[ ]", md.TASK)]
    assert styles("12) water") == [("12) ", md.LIST)]
    assert ("done", md.DONE) in [(text.strip(), s) for text, s in styles("- [x] done")]
    assert styles("* * *") == [("* * *", md.RULE | md.MARK)]


def test_links_show_their_words_and_dim_their_address() -> None:
    assert styles("[here](https://a.org/b_c_d)") == [
        ("[", md.MARK),
        ("here", md.LINK),
        ("](https://a.org/b_c_d)", md.MARK),
    ]
    assert words_with("see https://a.org/x_y_z.", md.LINK) == ["https://a.org/x_y_z"]


def test_fenced_code_reaches_until_the_same_fence() -> None:
    open_fences = []
    fence = 0
    for line in ("~~~~ text", "**not bold**", "~~~", "```", "~~~~", "**bold**"):
        _spans, fence = md.analyse(line, fence)
        open_fences.append(bool(fence))
    assert open_fences == [True, True, True, True, False, False]


@given(lines, st.integers(0, 1).map(lambda n: n * 6))
def test_spans_are_in_order_apart_and_inside(line: str, fence: int) -> None:
    spans, _fence = md.analyse(line, fence)
    ends = [0]
    for start, end, style in spans:
        assert ends[-1] <= start < end <= len(line)
        assert style
        ends.append(end)


@given(st.text(max_size=60), st.sampled_from(MARKS), st.data())
def test_toggling_a_selection_twice_gives_the_line_back(line: str, mark: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    if start < end:
        once = md.toggle_mark(line, start, end, mark)
        assert md.toggle_mark(*once, mark).line == line or once.line[once.start : once.end] == ""


@given(lines, st.sampled_from(MARKS), st.data())
def test_toggling_twice_holds_among_marks_too(line: str, mark: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    once = md.toggle_mark(line, start, end, mark)
    if start < end and once.line != line:
        assert md.toggle_mark(*once, mark).line == line


def test_a_selection_is_marked_without_its_outer_blanks() -> None:
    assert md.toggle_mark("so calm now", 2, 8, "**") == md.Change("so **calm** now", 5, 9)
    assert md.toggle_mark("so **calm** now", 3, 11, "**") == md.Change("so calm now", 3, 7)


def test_without_a_selection_word_stretch_or_pair() -> None:
    assert md.toggle_mark("so calm", 5, 5, "**") == md.Change("so **calm**", 7, 7)
    assert md.toggle_mark("a **b c** d", 6, 6, "**") == md.Change("a b c d", 4, 4)
    assert md.toggle_mark("so ", 3, 3, "**") == md.Change("so ****", 5, 5)
    assert md.toggle_mark("so ****", 5, 5, "**") == md.Change("so ", 3, 3)
    assert md.toggle_mark("so **calm**", 9, 9, "**") == md.Change("so **calm**", 11, 11)


def test_italic_inside_bold_is_not_mistaken_for_it() -> None:
    assert md.toggle_mark("**a**", 2, 3, "*").line == "***a***"
    assert md.toggle_mark("***a***", 3, 4, "*").line == "**a**"
    assert md.toggle_mark("***a***", 3, 4, "**").line == "*a*"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- one", "- "),
        ("  * one", "  * "),
        ("+ one", "+ "),
        ("1. one", "2. "),
        ("9) one", "10) "),
        ("- [ ] one", "- [ ] "),
        ("- [x] one", "- [ ] "),
        ("> one", "> "),
        ("> - one", "> - "),
        ("plain", ""),
        ("-5 degrees", ""),
        ("- ", None),
        ("> ", None),
        ("1. ", None),
        ("- [ ] ", None),
    ],
)
def test_enter_goes_on_with_lists_and_ends_them(line: str, following: str | None) -> None:
    assert md.after_enter(line, len(line)) == following


def test_enter_before_the_words_of_an_item_is_a_plain_one() -> None:
    assert md.after_enter("- one", 0) == ""


def test_items_go_in_at_most_one_level_and_come_out_again() -> None:
    assert md.indented("- b", "- a") == "  - b"
    assert md.indented("  - b", "- a") is None
    assert md.indented("- b", "words") is None
    assert md.indented("1. b", "1. a") == "   1. b"
    assert md.outdented("  - b") == "- b"
    assert md.outdented("- b") is None


def test_line_commands_toggle() -> None:
    assert md.toggle_bullets(["a", "", "b"]) == ["- a", "", "- b"]
    assert md.toggle_bullets(["- a", "", "- b"]) == ["a", "", "b"]
    assert md.toggle_numbers(["- a", "b"]) == ["1. a", "2. b"]
    assert md.toggle_tasks(["- a"]) == ["- [ ] a"]
    assert md.toggle_quote(["a", "", "b"]) == ["> a", "> ", "> b"]
    assert md.toggle_quote(["> a", "> ", "> b"]) == ["a", "", "b"]
    assert md.with_heading("### a", 2) == "## a"
    assert md.with_heading("## a", 2) == "a"
    assert md.tick("> - [ ] a") == "> - [x] a"
    assert md.tick("- [X] a") == "- [ ] a"


@given(st.lists(st.text(alphabet="ab é\t", max_size=8), min_size=1, max_size=4))
def test_quoting_twice_gives_the_lines_back(given_lines: list[str]) -> None:
    assert md.toggle_quote(md.toggle_quote(given_lines)) == given_lines


def test_only_a_whole_address_counts_as_one() -> None:
    assert md.as_url(" https://a.org ") == "https://a.org"
    assert md.as_url("see https://a.org") == ""
    assert md.as_url("javascript:alert(1)") == ""
    assert md.link("", "https://a.org") == md.Change("[](https://a.org)", 1, 1)
    assert md.link("me", "") == md.Change("[me]()", 5, 5)


@given(st.text(alphabet="ab. !?\u3002", min_size=100, max_size=400))
def test_a_split_paragraph_loses_nothing_but_blanks_at_the_cuts(line: str) -> None:
    pieces = md.split_paragraph(line, about=20, longest=50)
    assert "".join("".join(pieces).split()) == "".join(line.split())
    assert all(len(piece) <= 50 for piece in pieces)


def test_reading_keeps_line_ends_inside_a_paragraph() -> None:
    assert md.for_reading("a\nb\n\n- c\n  d\n- e") == "a\u2028b\n\n- c\u2028d\n- e"
    assert md.for_reading("> a\n> b\n\n# h\nt") == "> a\u2028b\n\n# h\nt"
    assert md.for_reading("| x |\n| - |\n| y |") == "| x |\n| - |\n| y |"
    assert md.for_reading("```\na\nb\n```\nc") == "```\na\nb\n```\nc"


@pytest.mark.parametrize("piece", ["*", "**a", "_a ", "[", "[](", "`", "``` ` ", "https://", "<", "> ", "- ", "~~a*_"])
@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_no_line_takes_long_to_analyse(piece: str) -> None:
    line = piece * (md.LONG_LINE // len(piece))
    md.analyse(line)
    md.pairs(line)
