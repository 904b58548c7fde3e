"""The look-over as a whole: its order, what may be dismissed or hidden, and where findings stand."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.story import Arrangement, Person
from peerjournal.sharing.lookover import look
from peerjournal.sharing.lookover.finding import Family, Finding, Secret, Subject, Text
from peerjournal.sharing.lookover.look import look_over
from peerjournal.sharing.lookover.places import LONGEST_EXCERPT, excerpt, finding

SECRET = "The lantern in the harbour office burned all night while I packed seven boxes."

TELLING = Subject(
    [
        Text("Opening", "Good evening. Marisol asked me to come."),
        Text("Part 1", f"I wanted to die. I took 300 mg a day.\n{SECRET}\nYou should rest. My uncle was a junkie."),
        Text("Closing", "Write to me: somebody@example.org"),
    ],
    secrets=[Secret(SECRET, "a private mark in “The office”")],
    people=[Person("p1", "Marisol", arrangement=Arrangement.NONE)],
    minutes=0.1,
)


def families(found: list[Finding]) -> list[str]:
    return list(dict.fromkeys(one.family.value for one in found))


def leaks(found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.family is Family.LEAK]


def test_findings_come_family_by_family_and_in_each_by_place() -> None:
    found = look_over(TELLING)
    assert families(found) == ["leak", "safety", "identifier", "stigma", "advice", "help", "length"]
    for family in Family:
        of_it = [(one.text, one.start, one.end) for one in found if one.family is family]
        assert of_it == sorted(of_it)


def test_the_same_subject_always_gets_the_same_findings_also_in_another_thread() -> None:
    here = look_over(TELLING)
    with ThreadPoolExecutor(4) as others:
        assert all(there == here for there in others.map(look_over, [TELLING] * 8))


def test_words_of_a_mark_and_people_are_leaks() -> None:
    found = look_over(TELLING)
    assert {one.kind for one in leaks(found)} == {"leak.words", "leak.person"}


def test_a_dismissed_finding_stays_away_and_the_others_stay() -> None:
    found = look_over(TELLING)
    for one in found:
        assert look_over(TELLING, dismissed={one.key}) == [other for other in found if other.key != one.key]


def test_dismissed_leaks_stay_away_all_of_them() -> None:
    found = look_over(TELLING)
    assert leaks(look_over(TELLING, dismissed={one.key for one in leaks(found)})) == []


def test_a_hidden_kind_stays_away() -> None:
    found = look_over(TELLING, hidden={"safety.numbers", "help.none", "length.over"})
    assert not {one.kind for one in found} & {"safety.numbers", "help.none", "length.over"}
    assert "advice.directive" in {one.kind for one in found}


@given(st.sets(st.sampled_from([*{one.kind for one in look_over(TELLING)}, "leak", "leak.left-out", *Family])))
def test_a_leak_is_never_hidden_as_a_kind(hidden: set[str]) -> None:
    assert leaks(look_over(TELLING, hidden=hidden)) == leaks(look_over(TELLING))


class Everything:
    """A container of everything there is."""

    def __contains__(self, _kind: object) -> bool:
        return True


def test_hiding_everything_leaves_the_leaks() -> None:
    found = look_over(TELLING, hidden=Everything())
    assert found == leaks(look_over(TELLING)) != []


def test_a_name_is_remarked_on_once_where_it_is_a_persons() -> None:
    named = [one for one in look_over(TELLING) if "Marisol" in one.excerpt]
    assert [one.kind for one in named] == ["leak.person"]


def at(kind: str, text: int, start: int, end: int) -> Finding:
    return Finding(Family(kind.split(".", maxsplit=1)[0]), kind, text, start, end, "Part", "x", "", "", "")


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ((0, 5, 10), False),
        ((0, 6, 9), False),
        ((0, 5, 12), True),
        ((0, 2, 8), True),
        ((0, 20, 24), True),
        ((1, 5, 10), True),
        ((2, 4, 6), False),
    ],
)
def test_only_a_name_wholly_inside_a_persons_is_dropped(name: tuple[int, int, int], *, stays: bool) -> None:
    people = [at("leak.person", 0, 5, 10), at("leak.person", 0, 14, 20), at("leak.person", 2, 0, 6)]
    one = at("identifier.name", *name)
    assert (one in look._without_doubles([*people, one])) is stays


def test_a_sentence_to_be_left_out_does_not_swallow_other_names() -> None:
    left_out, other = at("leak.left-out", 0, 0, 40), at("identifier.name", 0, 10, 15)
    assert look._without_doubles([left_out, other]) == [left_out, other]


def test_nothing_to_say_is_an_empty_list() -> None:
    assert look_over(Subject([])) == []
    assert look_over(Subject([Text("", ""), Text("Part", "\n\n")])) == []
    assert look_over(Subject([Text("Part", "I learned to bake bread, and that helped me.")], minutes=5)) == []


@given(st.lists(st.text(max_size=80), max_size=4))
def test_every_finding_stands_inside_its_text_and_its_key_says_nothing(texts: list[str]) -> None:
    subject = Subject([Text("Part", text) for text in texts], minutes=1)
    for one in look_over(subject):
        assert 0 <= one.start <= one.end <= len(texts[one.text])
        assert len(one.key) == 32
        int(one.key, 16)


# ------------------------------------------------------------------------------------------------- in words


def at_place(place: str, text: str, start: int, end: int) -> Finding:
    subject = Subject([Text("Other", "a\nb"), Text(place, text)])
    return finding(subject, Family.SAFETY, "safety.place", 1, start, end, reason="r", suggestion="s", source="q")


def test_the_place_names_the_line_where_there_are_several() -> None:
    assert at_place("Part 2", "one\ntwo\nthree", 8, 13).place == "Part 2, line 3"
    assert at_place("Part 2", "one\ntwo", 3, 4).place == "Part 2, line 1"
    assert at_place("Part 2", "only one", 0, 4).place == "Part 2"
    assert at_place("", "one\ntwo", 4, 7).place == "line 2"
    assert at_place("", "only one", 0, 4).place == "line 1"


@given(st.text(alphabet="ab\n", min_size=1, max_size=60), st.data())
def test_the_line_is_always_the_one_an_editor_counts(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    assert at_place("", text, start, start + 1).place == f"line {text[:start].count(chr(10)) + 1}"


def test_an_excerpt_is_the_words_on_one_line() -> None:
    assert at_place("P", "She said\n  go\taway now", 0, 22).excerpt == "She said go away now"


def test_a_long_excerpt_is_cut_between_words() -> None:
    cut = excerpt("plum " * 60)
    assert cut.endswith("plum…")
    assert len(cut) <= LONGEST_EXCERPT
    assert excerpt("x" * 300) == "x" * (LONGEST_EXCERPT - 1) + "…"


@given(st.text(max_size=400))
def test_an_excerpt_is_never_longer_than_it_may_be_and_has_no_line_breaks(text: str) -> None:
    shown = excerpt(text)
    assert len(shown) <= LONGEST_EXCERPT
    assert "\n" not in shown
