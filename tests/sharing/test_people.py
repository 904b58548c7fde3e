"""People: names are found as whole words in any dress, uncertain ones stay unsure, disguises stand in their place."""

import time
import tomllib
import unicodedata
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerjournal.journal.entry import folded
from peerjournal.journal.story import Arrangement, Person
from peerjournal.paths import resource
from peerjournal.sharing.people import disguised, mentions, mentions_in_each


def person(name: str, *nicknames: str, disguise: str = "", arrangement: Arrangement | None = None) -> Person:
    arranged = arrangement or (Arrangement.DISGUISE if disguise else Arrangement.NONE)
    return Person(name, name, nicknames, arrangement=arranged, disguise=disguise)


def found(text: str, *names: str, language: str = "en") -> list[str]:
    """What is found, as it stands in the text; unsure ones with a question mark."""
    people = [person(name) for name in names]
    return [text[m.start : m.end] + "?" * (not m.sure) for m in mentions(text, people, language)]


# ------------------------------------------------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("Then Tom came. TOM, tom!", "Tom", ["Tom", "TOM", "tom"]),
        ("Tomorrow, atom, Tommy", "Tom", []),
        ("Tom's, Tom’s, TOM'S, Tomʼs", "Tom", ["Tom's", "Tom’s", "TOM'S", "Tomʼs"]),
        ("the Smiths came, and the Smiths' dog", "Smith", ["Smiths", "Smiths'"]),
        ("the Joneses", "Jones", ["Joneses"]),
        ("with James' car and 'James' himself", "James", ["James'", "James"]),
        ("José, JOSE, jose, Jose\u0301", "José", ["José", "JOSE", "jose", "Jose\u0301"]),
        ("José, Jose\u0301", "Jose\u0301", ["José", "Jose\u0301"]),
        ("Søren and SOREN", "Soren", ["Søren", "SOREN"]),
        ("Strauß, Strauss, STRAUSS", "Strauß", ["Strauß", "Strauss", "STRAUSS"]),
        ("İpek, ipek, Ipek", "İpek", ["İpek", "ipek", "Ipek"]),
        ("ﬁona and Fiona", "Fiona", ["ﬁona", "Fiona"]),
        ("Аня и АНЯ", "аня", ["Аня", "АНЯ"]),
        ("Андрій, андріи\u0306", "Андрій", ["Андрій", "андріи\u0306"]),
        ("مريم، مَرْيَم، ومريم، مـريم", "مريم", ["مريم", "مَرْيَم", "مريم", "مـريم"]),
        ("ושרה הלכה", "שרה", ["שרה"]),
        ("我和李明去", "李明", ["李明"]),
        ("지민이가 왔다", "지민", ["지민"]),
        ("a \u200bTo\u00adm\u200b b", "Tom", ["To\u00adm\u200b"]),
        ("Mary Ann, mary  ann, Mary\nAnn, Mary-Ann", "Mary Ann", ["Mary Ann", "mary  ann", "Mary\nAnn", "Mary-Ann"]),
        ("Mary\r\n> Ann, Mary\u00a0Ann's", "Mary Ann", ["Mary\r\n> Ann", "Mary\u00a0Ann's"]),
        ("Mary\n\nAnn and Mary, Ann", "Mary Ann", []),
        ("Jean-Luc, jean‑luc, Jean Luc's", "Jean-Luc", ["Jean-Luc", "jean‑luc", "Jean Luc's"]),
        ("O'Neil, O’NEIL’s", "O'Neil", ["O'Neil", "O’NEIL’s"]),
        ("Мар'яна, Марʼяна", "Мар’яна", ["Мар'яна", "Марʼяна"]),
        ("J.D. said, J. D. came; with J.D.", "J.D.", ["J.D.", "J. D.", "J.D"]),
        ("_Tom_ *Tom* **Tom** ***Tom's*** `Tom` ~~Tom~~ __Tom__", "Tom", [*["Tom"] * 3, "Tom's", *["Tom"] * 3]),
        ("[Tom](https://x.example) “Tom” 'Tom' (Tom) >Tom |Tom|", "Tom", ["Tom"] * 6),
        ("**Mary** *Ann*", "Mary Ann", ["Mary** *Ann"]),
        ("@tom_b and tom_b", "@tom_b", ["@tom_b", "tom_b"]),
        ("see 🦊 there", "🦊", ["🦊"]),
    ],
)
def test_a_name_is_found_as_a_whole_word_in_any_dress(text: str, name: str, there: list[str]) -> None:
    assert found(text, name) == there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("a tom@x.example b", ["tom?"]),
        ("a www.tom.example https://x.example/tom", ["tom?", "tom?"]),
        ("a tom_b", ["tom?"]),
        ("a Jean-Tom and Tom-Mary", ["Tom?", "Tom?"]),
        ("a O'Tom", ["Tom?"]),
        ("all Tom-like, anti-Tom", ["Tom", "Tom"]),
    ],
)
def test_a_name_inside_something_longer_is_unsure(text: str, there: list[str]) -> None:
    assert found(text, "Tom") == there


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("a Tom2, MyTom, TomToo, tom99x", "Tom", ["Tom2?", "MyTom?", "TomToo?", "tom99x?"]),
        ("a To-\nm and To\u00ad \r\n> m", "Tom", ["To-\nm?", "To\u00ad \r\n> m?"]),
        ("a Tоm, ТОМ", "Tom", ["Tоm?", "ТОМ?"]),
        ("an Oлeг", "Олег", ["Oлeг?"]),
        ("Ѕаmаnthа’s", "Samantha", ["Ѕаmаnthа?"]),
        ("a T o m, t.o.m, T_o_m_a_s", "Tom", ["T o m?", "t.o.m?", "T_o_m?"]),
        ("a MaryAnn, maryann2, M a r y A n n", "Mary Ann", ["MaryAnn?", "maryann2?", "M a r y A n n?"]),
        ("ᴛᴏᴍ and 𝐓𝐨𝐦", "Tom", ["ᴛᴏᴍ", "𝐓𝐨𝐦"]),
        ("Then Tom2 told Tom.", "Tom", ["Tom2?", "Tom"]),
        ("a MyWill, mywill2, will2, wi-\nll", "Will", ["MyWill?"]),
        ("custom, bottom, to-\nmorrow, a t o n", "Tom", []),
        ("I. A. M. a J. D.", "Jo", []),
    ],
)
def test_a_name_written_in_another_way_is_unsure(text: str, name: str, there: list[str]) -> None:
    assert found(text, name) == there
    written = [m.written_otherwise for m in mentions(text, [person(name)]) if not m.sure]
    assert all(written)


def test_what_is_written_in_another_way_is_never_replaced() -> None:
    text = "With Tоm, MyTom, Tom2, T o m and To-\nm, not with {}."
    assert disguised(text.format("Tom"), [person("Tom", disguise="my brother")]) == text.format("my brother")


def test_several_texts_are_read_like_one() -> None:
    texts, people = ["with Tom", "", "MyTom"], [person("Tom")]
    assert mentions_in_each(texts, people) == [mentions(text, people) for text in texts]


def test_the_longest_name_counts_and_mentions_stand_apart() -> None:
    assert found("Mary Ann, Mary, Ann Mary", "Mary", "Mary Ann", "Ann") == ["Mary Ann", "Mary", "Ann", "Mary"]
    assert found("Mary Ann Lee", "Mary Ann", "Ann Lee") == ["Mary Ann"]


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("I may, I will, with all my hope", "May", []),
        ("May I come?", "May", ["May?"]),
        ("He went. May came", "May", ["May?"]),
        ("and then May came", "May", ["May"]),
        ("May's car. May said so. May and I", "May", ["May's", "May", "May"]),
        ("I left in May, last May, on 3 May", "May", ["May?"] * 3),
        ("Aunt May came. Mr. May came", "May", ["May", "May"]),
        ("the word “May” and (May", "May", ["May?", "May?"]),
        ("- May\n# May\nMay", "May", ["May?"] * 3),
        ("all in MAY", "May", ["MAY?"]),
        ("*May* came, but *May*", "May", ["May?", "May"]),
        ("Will you? Will and I", "Will", ["Will?", "Will"]),
        ("I went with Will.", "Will", ["Will"]),
        ("Will\nmay", "Will", ["Will?"]),
        ("What Hope Can Do", "Hope", ["Hope?"]),
        ("We met Grace, and grace", "Grace", ["Grace"]),
        ("the Marks we know, a few marks", "Mark", ["Marks?"]),
        ("Faith Hope came. faith hope. FAITH HOPE", "Faith Hope", ["Faith Hope", "FAITH HOPE?"]),
        ("Will Smith came. will smith", "Will Smith", ["Will Smith", "will smith"]),
        ("So an hour later An came", "An", ["An"]),
        ("This has his hiss. He has", "Thi", ["This?"]),
        ("It has", "Ha", []),
        ("Dad came. DAD! My dad", "Dad", ["Dad", "DAD"]),
        ("K. came with k, then I", "K", ["K?"]),
        ("Toms car. We took Toms car, and toms", "Tom", ["Toms?", "Toms", "toms?"]),
        ("李", "李", ["李?"]),
    ],
)
def test_what_may_be_an_ordinary_word_is_unsure(text: str, name: str, there: list[str]) -> None:
    assert found(text, name) == there


@pytest.mark.parametrize(
    ("language", "text", "there"),
    [
        ("de", "Toms Auto und Tom’s Auto", ["Toms", "Tom’s"]),
        ("de-AT", "Toms Auto", ["Toms"]),
        ("sv", "Toms bil", ["Toms"]),
        ("tr", "Tom'un evi, Tom’a", ["Tom'un", "Tom’a"]),
        ("fi", "Tomille", []),
        ("fi", "Tomlle", ["Tomlle"]),
        ("en", "Tom'un", ["Tom"]),
        ("../../x", "Tom's", ["Tom's"]),
        ("", "Tom's", ["Tom's"]),
    ],
)
def test_endings_are_those_of_the_language(language: str, text: str, there: list[str]) -> None:
    assert found(text, "Tom", language=language) == there


def test_a_mention_says_its_ending_and_whose_it_is() -> None:
    (one,) = mentions("with Tommy’s dog", [person("Tom", "Tommy")])
    assert (one.start, one.end, one.person_id, one.ending, one.sure) == (5, 12, "Tom", "’s", True)


@pytest.mark.parametrize("name", ["", " ", ".*", "***", "?", "...", "(", "[", "\\", "()", "_"])
def test_what_says_nothing_is_no_name(name: str) -> None:
    assert found("a .* b *** c ? ... ( [ \\ () _ d", name) == []


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("T.m", "Tim, T.m, Tm", ["T.m"]),
        ("To+m", "Tom Toom To+m", ["To+m"]),
        ("Tom*", "Tommm Tom", ["Tom"]),
        ("a|b", "a, b, a|b", ["a|b"]),
        ("(Tom", "Tom (Tom", ["Tom", "(Tom"]),
        ("C\\d", "C1 C\\d", ["C\\d"]),
    ],
)
def test_signs_in_a_name_are_taken_literally(name: str, text: str, there: list[str]) -> None:
    assert found(text, name) == there


def test_of_several_people_of_one_name_the_most_protected_is_meant() -> None:
    people = [
        Person("agreed", "Tom", arrangement=Arrangement.AGREED),
        Person("nothing", "Tom"),
        Person("disguised", "Tom", arrangement=Arrangement.DISGUISE, disguise="a friend"),
    ]
    assert [m.person_id for m in mentions("with Tom", people)] == ["disguised"]
    left_out = Person("left out", "Tom", arrangement=Arrangement.LEAVE_OUT)
    assert [m.person_id for m in mentions("with Tom", [*people, left_out])] == ["left out"]


# ---------------------------------------------------------------------------------------------------- disguising


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tom came, and tom went", "My brother came, and my brother went"),
        ("with Tom's car, Tom’s dog", "with my brother's car, my brother’s dog"),
        ("I went. Tom came.\nTom left.\r\nTom", "I went. My brother came.\nMy brother left.\r\nMy brother"),
        (
            "- Tom\n1. Tom\n> Tom\n# Tom\n- [ ] Tom",
            "- My brother\n1. My brother\n> My brother\n# My brother\n- [ ] My brother",
        ),
        ("**Tom** and _Tom_", "**My brother** and _my brother_"),
        ('He said, "Tom came" (Tom)', 'He said, "My brother came" (my brother)'),
        ('the so-called "Tom"', 'the so-called "my brother"'),
        ("So did Dr. Tom, e.g. Tom", "So did Dr. my brother, e.g. my brother"),
        ("[Tom](https://tom.example)", "[My brother](https://tom.example)"),
        ("we took Toms car", "we took my brothers car"),
        ("Tomorrow at tom@x.example", "Tomorrow at tom@x.example"),
        ("  nothing  \n\n\n here ", "  nothing  \n\n\n here "),
    ],
)
def test_the_disguise_stands_where_the_name_stood(text: str, left: str) -> None:
    assert disguised(text, [person("Tom", disguise="my brother")]) == left


def test_possessives_stay_possessives() -> None:
    james = person("James", disguise="my boss")
    assert disguised("by James' car, James's or 'James'", [james]) == "by my boss's car, my boss's or 'my boss'"
    smiths = person("Smith", disguise="some friends")
    assert disguised("with the Smiths, the Smiths’ dog", [smiths]) == "with the some friends, the some friends’s dog"
    mary = person("Mary Ann", disguise="my aunt")
    assert disguised("by **Mary** Ann and Mary\n*Ann's*", [mary]) == "by **my aunt** and my aunt*'s*"


def test_only_sure_mentions_of_disguised_people_are_replaced() -> None:
    people = [
        person("May", disguise="my cousin"),
        person("Tom", arrangement=Arrangement.AGREED),
        person("Ann", arrangement=Arrangement.LEAVE_OUT),
        Person("Bo", "Bob", arrangement=Arrangement.DISGUISE, disguise="  "),
        Person("Jo", "Joan", arrangement=Arrangement.AGREED, disguise="left from before"),
    ]
    text = "May I? Then May came with Tom, Ann, Bob and Joan."
    assert disguised(text, people) == "May I? Then my cousin came with Tom, Ann, Bob and Joan."


def test_a_disguise_is_not_disguised_again() -> None:
    people = [person("Tom", disguise="Mary's *friend*"), person("Mary", disguise="Tom")]
    assert disguised("then Tom, Mary's", people) == "then Mary's *friend*, Tom's"


def test_a_private_mark_in_a_disguise_stays_private() -> None:
    assert disguised("then Tom", [person("Tom", disguise="my {keep}older{/keep} brother")]) == "then my brother"


# -------------------------------------------------------------------------------------------------- for every text

NAMES = (
    *(
        "Tom",
        "Mary",
        "Mary Ann",
        "José",
        "Jean-Luc",
        "May",
        "Will",
        "J.D.",
        "O'Neil",
        "Аня",
        "مريم",
        "Strauß",
        "李明",
        "🦊",
        "K",
    ),
    *("a.b", "(x", "[", "*", "", "İpek", "Dad", "An"),
)
BITS = (
    *NAMES,
    *(
        "'s",
        "’s",
        "s",
        "'",
        " ",
        "\n",
        "\r\n",
        ". ",
        ", ",
        "-",
        "_",
        "**",
        "*",
        "[",
        "](",
        ")",
        "@",
        "://",
        "“",
        "”",
        "ß",
        "İ",
    ),
    *("\u0301", "\u00ad", "ﬁ", "he", "was", "said", "in", "# ", "- ", "> ", "🌱"),
)
texts = st.one_of(st.lists(st.sampled_from(BITS), max_size=16).map("".join), st.text(max_size=30))
peoples = st.lists(
    st.builds(
        lambda name, nickname, arrangement, disguise: Person(name, name, (nickname,), "", arrangement, disguise),
        st.one_of(st.sampled_from(NAMES), st.text(max_size=6)),
        st.one_of(st.sampled_from(NAMES), st.text(max_size=3)),
        st.sampled_from(Arrangement),
        st.sampled_from(("", "my brother", "Tom", "x{y", "\\1", "ß", "our neighbours")),
    ),
    max_size=5,
)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
languages = st.sampled_from(("en", "de", "tr", "fi", "sv", "ar", "", "zz"))


@given(texts, peoples, languages)
@example("ßßİﬁ Tom", [person("Tom")], "en")
@example("\u0301Tom", [person("Tom")], "en")
def test_mentions_stand_in_order_and_apart_and_hold_the_name(text: str, people: list[Person], language: str) -> None:
    ids = {p.id for p in people}
    at = 0
    for m in mentions(text, people, language):
        assert at <= m.start < m.end <= len(text)
        assert m.person_id in ids
        assert text[m.start : m.end].endswith(m.ending)
        assert m.end - len(m.ending) > m.start
        at = m.end


@given(texts, peoples, languages)
def test_all_but_the_replaced_names_stays_to_the_letter(text: str, people: list[Person], language: str) -> None:
    made = disguised(text, people, language)
    disguises = {p.id for p in people if p.arrangement is Arrangement.DISGUISE and p.disguise.strip()}
    replaced = [m for m in mentions(text, people, language) if m.sure and m.person_id in disguises]
    at, rest = 0, made
    for m in replaced:
        between = text[at : m.start]
        assert rest.startswith(between) if at == 0 else between in rest
        rest = rest[rest.index(between) + len(between) :]
        at = m.end
    assert rest.endswith(text[at:])
    if not replaced:
        assert made == text


@given(
    st.sampled_from(
        ("Tom", "José", "Jean-Luc", "Mary Ann", "Søren", "Zoë", "Аня", "Ангеліна", "Ελένη", "Nguyễn", "Łukasz")
    ),
    st.sampled_from((str.lower, str.upper, str.title, str.swapcase)),
    st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")),
    st.sampled_from(
        ("{}", "so {} came", "*{}*", "_{}_", "“{}”", "({})", "[{}](x)", "a\n{}\nb", "ß İ ﬁ {}", "{}'s", "{}.", "…{}")
    ),
    st.booleans(),
)
def test_no_dress_hides_a_name(name: str, case: Callable[[str], str], form: Form, around: str, bare: bool) -> None:
    spelled = unicodedata.normalize(form, case(name))
    if bare:
        spelled = folded(spelled)
    text = around.format(spelled)
    (one,) = mentions(text, [person(name)])
    assert one.sure
    assert text[one.start : one.end].removesuffix("'s") == spelled
    assert "friend" in disguised(text, [person(name, disguise="a friend")])


@given(texts, st.sampled_from(("May", "Will", "Mark", "Hope", "Grace", "Sunny", "An")))
def test_a_word_in_small_letters_is_never_a_name_that_is_a_word(text: str, name: str) -> None:
    assert mentions(text.lower(), [person(name)]) == []


# ------------------------------------------------------------------------------------------------ data and speed


def test_the_words_say_where_they_come_from_and_stand_once() -> None:
    said = tomllib.loads(resource("lookover", "en", "names.toml").read_text("utf-8"))
    assert said["language"] == "en"
    assert said["source"]
    assert said["date"]
    for key in ("words", "small", "family", "calendar", "in_time", "titles", "says"):
        words = said[key].split()
        assert len(words) == len(set(words)), key
        assert all(w == w.lower() and w.isalpha() for w in words), key
    assert set(said["calendar"].split()) <= set(said["words"].split())
    brief = "may will mark hope grace rose joy faith bill art june april august jack dawn summer rich frank ray sunny"
    assert set(brief.split()) <= set(said["words"].split())


@pytest.mark.parametrize(
    "word",
    [
        *("Tom ", "tom", "May ", "Mary Ann ", "Mary ", "plain words, ", "T", "'", "- ", "*", "_Tom", " ", "é"),
        *("T o m ", "a ", "aB", "To-\nm ", "Тоm ", "a1", "a_"),
    ],
)
def test_eight_times_the_text_takes_about_eight_times_the_time(word: str) -> None:
    people = [
        person("Tom", disguise="my brother"),
        person("May", disguise="a friend"),
        person("Mary Ann", disguise="my aunt"),
    ]

    def seconds(times: int) -> float:
        best = 9.0
        for _round in range(3):
            before = time.process_time()
            disguised(word * times, people)
            best = min(best, time.process_time() - before)
        return best

    few, many = seconds(500), seconds(4_000)
    assert many < 30 * few + 0.05
