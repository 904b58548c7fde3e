"""Safe messaging. The examples are the mildest that show a rule."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.sharing.lookover.finding import Family, Finding, Subject, Text
from peerjournal.sharing.lookover.safety import find


def look(*texts: str) -> list[Finding]:
    return find(Subject([Text("Part", text) for text in texts]))


def kinds(*texts: str) -> list[str]:
    return [one.kind.removeprefix("safety.") for one in look(*texts)]


@pytest.mark.parametrize(
    "text",
    [
        "He took an overdose, and a neighbour called for help.",
        "The overdose was how I tried to end my life.",
        "He ended his life. It was a gun.",
        "She talked about suicide, and about pills.",
        "I had overdosed on painkillers.",
    ],
)
def test_a_method_is_remarked_on(text: str) -> None:
    assert "method" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I survived an overdose and learned to ask for naloxone.",
        "I took my pills for the flu and went back to bed.",
        "I cut myself some slack.",
        "I cut myself shaving.",
        "I cut myself off from everybody.",
        "He shot himself in the foot with that remark.",
        "The paintings were hanging in the corridor.",
        "We jumped from one subject to the next.",
        "I thought of suicide, and then I rang my sister.",
        "The rope of the old ferry creaked. I ate my sandwich. The ward is where I talked about suicide.",
    ],
)
def test_what_is_no_method_is_left_alone(text: str) -> None:
    assert "method" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I took 300 mg a day.",
        "I took 2.5mg of it.",
        "At my worst I weighed 40 kg.",
        "I was down to *forty-one* kilos.",
        "She weighed less than 90 pounds.",
        "I lived on 800 calories.",
        "My BMI was 14.",
        "Two grams of heroin a day.",
        "I had eaten nothing; I had fasted for three days.",
        "She swallowed twelve tablets a day.",
    ],
)
def test_figures_that_instruct_are_remarked_on(text: str) -> None:
    assert kinds(text) == ["numbers"]


@pytest.mark.parametrize(
    "text",
    [
        "My daughter was born and weighed 3.2 kg.",
        "The suitcase weighed 20 kg.",
        "I run 5 km a day and drink 2 litres of water.",
        "I lost 200 pounds on a bet.",
        "The cake needs 500 g of flour.",
        "I was very thin, and I counted calories all day.",
        "My medication was changed three times.",
        "I was 40 when I stopped.",
        "We were 12 people in a room with 10 chairs.",
        "I lost a lot of weight.",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He died by suicide because she left him.",
        "She killed herself over a debt.",
        "Because of the bullying he killed himself.",
        "Because his shop had failed, he ended his life.",
        "The divorce drove him to suicide.",
        "That is why she ended her life.",
        "The reason she took her own life was shame.",
        "His suicide was caused by the layoffs.",
        "He killed himself after losing his job.",
    ],
)
def test_one_single_cause_is_remarked_on(text: str) -> None:
    assert "single-cause" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I speak today because my brother killed himself.",
        "Because my brother killed himself, I do this work.",
        "Because of a friend who killed himself, I learned to ask.",
        "I do not know why he killed himself.",
        "Many things came together before he died by suicide.",
        "I stayed at home because I was tired.",
        "He died by suicide. Because of him I became a peer supporter.",
        "She died by suicide over the weekend.",
    ],
)
def test_other_causes_are_left_alone(text: str) -> None:
    assert "single-cause" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was a failed suicide attempt.",
        "I tried to end my life. They called it a failed attempt.",
        "A successful suicide, the paper said.",
        "He died by suicide and is finally at peace.",
        "For me, suicide was the only way out.",
        "He was brave enough to end his life.",
        "She completed suicide in spring.",
        "After her suicide they said she was in a better place.",
    ],
)
def test_suicide_as_solution_success_or_failure_is_remarked_on(text: str) -> None:
    assert "solution" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am finally at peace with my past.",
        "It was a failed attempt at baking bread.",
        "My first successful attempt at knitting was a scarf.",
        "I am in a better place now.",
        "It took courage to speak.",
        "He died by suicide in 2011. I miss him.",
        "I survived a suicide attempt.",
        "Asking was the only way out of the maze in the park.",
    ],
)
def test_peace_and_attempts_of_other_kinds_are_left_alone(text: str) -> None:
    assert "solution" not in kinds(text)


def test_a_place_is_remarked_on_beside_a_death_only() -> None:
    assert "place" in kinds("He took his own life in a hotel.")
    assert "place" in kinds("She tried to end her life. They found her near the bridge.")
    assert kinds("I live near a bridge and work in a hotel.") == []
    assert kinds("We found him at the station with his suitcase.") == []


def test_a_note_is_remarked_on_beside_a_death_only() -> None:
    assert "note" in kinds("She died by suicide and left a note.")
    assert "note" in kinds("There was no suicide note.")
    assert kinds("I left a note on the fridge.") == []
    assert kinds("In rehab I wrote a goodbye letter to alcohol.") == []


@pytest.mark.parametrize(
    "text",
    [
        "I took my life back, one day at a time.",
        "I take my life seriously now.",
        "That dress killed me; I laughed until I cried.",
        "I lost my job and my flat; I wanted to die. Today I listen to others.",
        "I hurt myself when I fell off my bicycle.",
        "",
    ],
)
def test_an_ordinary_telling_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_the_subject_may_stand_in_the_sentence_before_but_not_far_away() -> None:
    assert kinds("I talk about suicide. There were pills.") == ["method"]
    assert kinds("I talk about suicide. We had tea. The garden grew. There were pills for the dog.") == []


def test_a_finding_says_where_why_what_instead_and_by_whom() -> None:
    told = Text("Part 2", "A quiet year.\nThen I took 300 mg a day,\nfor months.")
    (one,) = find(Subject([Text("Opening", "Good evening."), told]))
    assert (one.family, one.kind, one.text) == (Family.SAFETY, "safety.numbers", 1)
    assert told.text[one.start : one.end] == one.excerpt == "300 mg"
    assert one.place == "Part 2, line 2"
    assert one.reason.endswith(".")
    assert one.suggestion.endswith(".")
    assert "https://" in one.source


def test_words_found_by_two_rules_of_a_kind_are_remarked_on_once() -> None:
    assert kinds("It was a failed suicide attempt on his life, a failed attempt.") == ["solution", "solution"]


@given(st.text(max_size=300))
def test_whatever_is_written_every_finding_stands_where_it_says(text: str) -> None:
    for one in look(text, f"He took {text} 20 mg"):
        assert 0 <= one.start < one.end
        assert one.excerpt


@given(
    st.lists(
        st.sampled_from(["suicide", "pills", "because", "20", "mg", "he", "ended his life", ".", "\n", "*"]),
        max_size=40,
    )
)
def test_findings_of_one_kind_stand_apart_and_in_order(words: list[str]) -> None:
    found = look(" ".join(words))
    for kind in {one.kind for one in found}:
        places = [(one.start, one.end) for one in found if one.kind == kind]
        assert all(a[1] <= b[0] for a, b in pairwise(places))
