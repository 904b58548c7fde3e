"""Advice where experience was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.sharing.lookover.advice import find
from peerjournal.sharing.lookover.finding import Family, Finding, Subject, Text


def look(text: str) -> list[Finding]:
    return find(Subject([Text("Part", text)]))


@pytest.mark.parametrize(
    "text",
    [
        "You should talk to somebody.",
        "You shouldn’t be alone.",
        "You need to want it.",
        "You have to hit rock bottom first.",
        "You must forgive your parents.",
        "You've got to love yourself.",
        "You’d better stop.",
        "Just breathe and let go.",
        "Stop feeling sorry for yourself.",
        "The best thing is to tell a friend.",
        "Never give up.",
        "So never give up hope.",
        "And please, don’t give up.",
        "Don't ever stop your medication.",
        "Everyone should have a plan.",
        "Make sure you sleep.",
        "My advice is to write it down.",
        "If I were you I would leave.",
        "I think you should rest.",
        "If you feel low, you should call someone.",
        "Trust me, you *should* try it.",
        "- You should go.",
        "All you have to do is ask.",
    ],
)
def test_telling_people_what_to_do_is_remarked_on(text: str) -> None:
    assert [one.kind for one in look(text)] == ["advice.directive"]


@pytest.mark.parametrize(
    "text",
    [
        "My doctor said you should rest.",
        "They told me you must be strong.",
        "People say you should be grateful.",
        "I learned that you have to ask for help.",
        "I told myself: never give up.",
        '"You should rest," she said.',
        "“You need to want it,” they said.",
        "> You should love yourself.",
        "Do you think you should go?",
    ],
)
def test_what_was_said_quoted_or_asked_is_left_alone(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "You wake up and you have to pretend that all is well.",
        "On the ward you have to ask for a pen.",
        "In our house you must not cry.",
        "When you are homeless you have to keep moving.",
        "What you have to do there is wait.",
    ],
)
def test_you_as_in_my_own_experience_is_left_alone(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "What helped me was walking.",
        "I should have called her.",
        "I had to learn to rest, and I must go now.",
        "You don't have to be brave.",
        "You do not need to answer.",
        "You may leave at any time.",
        "If you have to leave, that is fine.",
        "You have to understand that I was seventeen.",
        "You must be tired.",
        "You should have seen her face.",
        "I never give up on a jigsaw, and she never gave up on me.",
        "I just keep walking.",
        "Just then the door opened.",
        "Stop. Then I ran.",
        "Do not forget the laces again this time.",
        "",
    ],
)
def test_experience_and_leave_to_go_are_left_alone(text: str) -> None:
    assert look(text) == []


def test_a_sentence_is_remarked_on_once_and_shown_to_its_end() -> None:
    (one,) = look("I was ill.\n\nYou should rest, and you should eat, and you must sleep. I did.")
    assert one.family is Family.ADVICE
    assert one.excerpt == "You should rest, and you should eat, and you must sleep."
    assert one.place == "Part, line 3"
    assert "What helped me was" in one.suggestion
    assert "https://" in one.source


TOLD = ("You should rest", "You must ask", "You need to talk", "Never give up", "Just go on", "Everyone should try it")


@given(
    st.sampled_from(TOLD),
    st.sampled_from(["“{}.”", '"{}," she said.', "«{}.»", "She said: {}.", "I heard it so often, {}.", "{}?"]),
)
def test_reported_quoted_and_asked_words_are_never_advice(words: str, around: str) -> None:
    assert look(around.format(words)) == []


@given(st.text(max_size=300))
def test_whatever_is_written_every_finding_stands_where_it_says(text: str) -> None:
    for one in look(f"{text} You should go. {text}"):
        assert 0 <= one.start < one.end
        assert one.excerpt
