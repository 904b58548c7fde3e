"""Nothing stands in a pack that was not chosen line by line, and what was chosen stands in it to the letter."""

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import count

from hypothesis import example, given
from hypothesis import strategies as st

from peerjournal.formats import text
from peerjournal.journal.reflection import Answer, Reflection
from peerjournal.journal.story import Arrangement, Person
from peerjournal.sharing import marks, prose
from peerjournal.sharing.pack import Offered, Pack, PackLine, as_typed, offered, sheet_of

AT = datetime(2026, 3, 3, 18, tzinfo=UTC)
OPEN_WORD, SHUT_WORD = "open", "shut"
WORD = re.compile(r"(?:open|shut)[a-z]+")


def _letters(n: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{n:04}")


@st.composite
def reflections(draw: st.DrawFn) -> Reflection:
    """Answers of several lines in which no word stands twice; those in whole private marks begin with ``shut``."""
    numbers = count()

    def words(kind: str) -> str:
        many = draw(st.integers(1, 3))
        return " ".join(f"{kind}{_letters(next(numbers))}" for _n in range(many))

    def written() -> str:
        made = ""
        for _n in range(draw(st.integers(0, 6))):
            ends = draw(st.sampled_from(["\n", "\n\n", " ", "\n- ", "\n3. ", ", "]))
            if draw(st.booleans()):
                made += words(OPEN_WORD) + ends
            else:
                inner = draw(st.sampled_from([" ", "\n", "\n\n"])).join(words(SHUT_WORD) for _m in range(2))
                around = draw(st.sampled_from(["%s", "**%s**", "(%s)", "`%s`", "[%s](https://example.org)"]))
                made += around % f"{{keep}}{inner}{{/keep}}" + ends
        return made

    answers = tuple(Answer(key, f"{key}?", written()) for key in ("what", "so-what", "now-what"))
    return Reflection(at=AT, answers=answers, question=written())


def _line(n: int, one: Offered, words: str = "") -> PackLine:
    return PackLine(f"{n}", "p", one.reflection_id, one.text, words or one.text, one.question, n)


def _written(reflection: Reflection) -> str:
    return "\n".join([reflection.question, *(a.text for a in reflection.answers)])


@given(reflections())
def test_every_open_word_is_offered_once_and_no_private_one(reflection: Reflection) -> None:
    shown = Counter(WORD.findall("\n".join(one.text for one in offered(reflection))))
    assert not [word for word in shown if word.startswith(SHUT_WORD)]
    assert shown == Counter(w for w in WORD.findall(_written(reflection)) if w.startswith(OPEN_WORD))


@given(reflections())
def test_questions_come_first_and_no_line_is_empty_or_two(reflection: Reflection) -> None:
    lines = offered(reflection)
    assert [one.question for one in lines] == sorted((one.question for one in lines), reverse=True)
    assert all(one.text.strip() == one.text != "" and "\n" not in one.text for one in lines)


@given(reflections(), st.text("{}/kep ", max_size=4), st.integers(0), st.integers(0, 9))
def test_a_mark_that_was_broken_lets_nothing_private_be_offered(
    reflection: Reflection, typed: str, place: int, gone: int
) -> None:
    """One place of one answer is changed somehow."""
    first, *others = reflection.answers
    at = place % (len(first.text) + 1)
    broken = first.text[:at] + typed + first.text[at + gone :]
    reflection.answers = (Answer("what", "", broken), *others)
    private = set(WORD.findall("\n".join(marks.private_texts(first.text))))
    whole = {word for word in private if word in broken}
    shown = WORD.findall("\n".join(one.text for one in offered(reflection)))
    assert not whole & set(shown)


@given(reflections(), st.data())
def test_the_sheet_holds_the_chosen_words_and_no_other(reflection: Reflection, data: st.DataObject) -> None:
    lines = offered(reflection)
    chosen = data.draw(st.lists(st.sampled_from(lines), unique=True)) if lines else []
    pack_lines = [_line(n, one) for n, one in enumerate(data.draw(st.permutations(chosen)))]
    sheet = sheet_of(Pack("p", "a", "Tuesday"), pack_lines, [])
    left = "\n".join(prose.words_of(block) for section in sheet.sections for block in prose.read(section.text))
    ordered = [line for asked in (True, False) for line in pack_lines if line.question is asked]
    assert left.split() == " ".join(line.words for line in ordered).split()


@given(reflections(), st.booleans(), st.booleans())
def test_headings_stand_only_where_there_are_both(reflection: Reflection, asks: bool, says: bool) -> None:
    kinds = (*((True,) if asks else ()), *((False,) if says else ()))
    lines = [PackLine(f"{n}", "p", reflection.id, "x", "x", asked, n) for n, asked in enumerate(kinds)]
    headings = [section.heading for section in sheet_of(Pack("p", "a"), lines, []).sections]
    assert headings == (["My questions", "What I bring"] if asks and says else [""] * len(lines))


def test_a_pack_without_lines_or_with_empty_words_holds_nothing() -> None:
    line = PackLine("1", "p", "r", "It rained.", " \n ")
    assert sheet_of(Pack("p", "a", "Tuesday"), [], []).sections == ()
    assert sheet_of(Pack("p", "a", "Tuesday"), [line], []).sections == ()


def test_marks_typed_into_the_words_and_names_of_disguised_people_stay_out() -> None:
    tom = Person("1", "Tom", arrangement=Arrangement.DISGUISE, disguise="a friend")
    line = PackLine("1", "p", "r", "Tom left.", "Tom left. {keep}At night.{/keep}")
    sheet = sheet_of(Pack("p", "a", "With Tom {keep}of course{/keep}"), [line], [tom])
    assert sheet.title == "With a friend"
    assert [section.text for section in sheet.sections] == ["A friend left."]


SIGNS = [
    "```", "~~~", "---", "===", "<b>", "<!--", "-->", "[a]: http://x", "![", "](x)", "\n", "\n\n", "    ", "\t", "|-|",
    "1. ", "- ", "* ", "# ", "> ", "http://a.b/c_d", "https://x.org/a*b*", "www.a.org", "a_b@c.org", "&amp;", "\\",
]  # fmt: skip


@given(st.lists(st.text("a1 .)#>-+=*_`~[]()<>|\\!&;:/\n\t{}\"'", max_size=12) | st.sampled_from(SIGNS)).map("".join))
@example("[1]: it would vanish")
@example("2. second\n\n2. second again")
@example("<!-- said quietly -->")
def test_what_is_typed_leaves_to_the_letter(typed: str) -> None:
    """No sign of Markdown makes a word vanish, a number another, or a line something else."""
    lines = [" ".join(line.split()) for line in typed.split("\n") if line.strip()]
    left = text.write(sheet_of(Pack("p", "a"), [PackLine("1", "p", "r", typed, typed)], [])).decode()
    assert [" ".join(line.split()) for line in left.split("\n") if line.strip()] == lines
    assert all(isinstance(block, prose.Paragraph) for block in prose.read(as_typed(typed)))
