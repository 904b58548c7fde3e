"""Words that carry stigma about others; a word for oneself is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.sharing.lookover.finding import Family, Finding, Subject, Text
from peerjournal.sharing.lookover.stigma import find


def look(text: str) -> list[Finding]:
    return find(Subject([Text("Part", text)]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Addicts are people, too.", "addiction"),
        ("He was a junkie for ten years.", "addiction"),
        ("Drug abusers came to the park.", "addiction"),
        ("I dated an addict.", "addiction"),
        ("I met a *junkie* there.", "addiction"),
        ("I was raised by an alcoholic.", "addiction"),
        ("I am the daughter of an alcoholic.", "addiction"),
        ("My alcoholic father left.", "addiction"),
        ("When I was five my father was an alcoholic.", "addiction"),
        ("As an alcoholic, my father drank alone.", "addiction"),
        ("I was told addicts never change.", "addiction"),
        ("I felt that addicts lie.", "addiction"),
        ("I feel addicts deserve better.", "addiction"),
        ("I would like addicts to be heard.", "addiction"),
        ("I was a nurse to addicts.", "addiction"),
        ("I am a doctor treating addicts.", "addiction"),
        ("I was sober; my brother was a drunk.", "addiction"),
        ("My brother is a recovering addict.", "addiction"),
        ("My brother, an addict, was with us, and I was tired.", "addiction"),
        ("I was there when the addict fell.", "addiction"),
        ("They abused heroin in the yard.", "addiction"),
        ("She is clean now and works.", "addiction"),
        ("He said he was an addict.", "addiction"),
        ("His drug habit was expensive.", "addiction"),
        ("I worked with drug users.", "addiction"),
        ("People like my brother, an addict, find no flat.", "addiction"),
        ("I watched my brother become an addict.", "addiction"),
        ("I live with my mother, and she is an alcoholic.", "addiction"),
        ("An alcoholic lived next door.", "addiction"),
        ("He handed in a dirty urine.", "test"),
        ("The mentally ill are often alone.", "mental-health"),
        ("She is a schizophrenic.", "mental-health"),
        ("He is schizophrenic.", "mental-health"),
        ("Crazy people shouted outside.", "mental-health"),
        ("I am afraid of crazy people.", "mental-health"),
        ("She suffers from depression.", "mental-health"),
        ("My uncle committed suicide.", "suicide"),
        ("I know she committed suicide.", "suicide"),
        ("I was there the day before my friend committed suicide.", "suicide"),
    ],
)
def test_a_word_about_others_is_remarked_on(text: str, kind: str) -> None:
    assert [one.kind for one in look(text)] == [f"stigma.{kind}"]


@pytest.mark.parametrize(
    "text",
    [
        "I am an addict.",
        "I'm a recovering alcoholic.",
        "I was a junkie.",
        "Hi, I’m Ann and I’m an alcoholic.",
        "My name is Ann, an alcoholic.",
        "I used to be a liar, a thief and a junkie.",
        "I am a mother, a nurse, and an addict.",
        "I was homeless and a junkie.",
        "I had become an addict, just like that.",
        "I never thought I would be a junkie.",
        "I am proud to be a recovering alcoholic.",
        "I was a high-functioning alcoholic.",
        "I saw myself as a hopeless drunk.",
        "I, an addict, was asked to speak.",
        "Am I an alcoholic?",
        "We alcoholics laugh about it.",
        "We are all recovering addicts here.",
        "My addict self wanted out.",
        "My alcoholic brain told me lies.",
        "My drug habit cost me my flat.",
        "As an alcoholic I know mornings.",
        "In my time as a junkie nobody asked.",
        "Being an addict taught me to lie.",
        "The addict I was would not know me.",
        "The junkie in me still talks.",
        "I was schizophrenic, they said, and I believed it.",
        "I abused alcohol for years.",
        "I suffered from depression.",
        "I tried to commit suicide when I was twenty.",
        "I didn't look like an addict.",
        "I smelled like a drunk.",
        "I lived the life of a junkie.",
        "I led an addict’s life.",
        "I did not choose to be an addict.",
        "An addict in recovery, I know the first mornings.",
        "It took me years to say: I am an addict.",
        "Nobody believes people like us, addicts and drunks.",
        '"I am an addict," she said.',
    ],
)
def test_a_word_for_oneself_is_left_alone(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "My mother called me a junkie.",
        "They saw me as a drunk.",
        "He treated me like a criminal and an addict.",
        "I was told addicts like me never change.",
        "The label “addict” was put on me.",
        "I was called a junkie at school.",
    ],
)
def test_what_others_called_the_teller_is_left_alone(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I clean the kitchen.",
        "The clean-up took days.",
        "I am clean today. I got clean in 2016.",
        "The kitchen was clean; they were washing up.",
        "She washed the cups although they were clean.",
        "She has clean hands and a clean shirt.",
        "The abuse of a child is never her fault.",
        "I was abused as a child, and he abused my sister.",
        "I went to Alcoholics Anonymous.",
        "An alcoholic drink stood there, and a non-alcoholic one.",
        "She was drunk that night. A drunk driver hit us.",
        "I am addicted to crosswords; it is no addiction.",
        "That was a crazy year, and I went mad with joy.",
        "My uncle died by suicide.",
        "A person with an addiction, a woman living with schizophrenia.",
        "The test was negative.",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert look(text) == []


def test_oneself_and_others_in_one_text_are_told_apart() -> None:
    text = "I was an addict. My brother was an addict. We addicts know. The addicts on the corner knew, too."
    assert [text[: one.end].rpartition(". ")[2] for one in look(text)] == [
        "My brother was an addict",
        "The addicts",
    ]


def test_a_finding_says_what_many_people_prefer_and_who_says_so() -> None:
    (one,) = look("First line.\nHe was a junkie.")
    assert one.family is Family.STIGMA
    assert one.excerpt == "junkie"
    assert one.place == "Part, line 2"
    assert "“person with an addiction”" in one.suggestion
    assert "https://nida.nih.gov/" in one.source


NAMES = st.sampled_from(
    [
        "an addict",
        "a junkie",
        "an alcoholic",
        "a recovering addict",
        "a drunk",
        "a schizophrenic",
        "a lunatic",
        "a hopeless old junkie",
    ]
)
OF_ONESELF = st.sampled_from(
    ["I am", "I was", "I have been", "I used to be", "I’m", "they called me", "I saw myself as", "I never wanted to be"]
)
OF_OTHERS = st.sampled_from(
    ["He was", "My brother is", "I met", "I was married to", "I am the son of", "I was afraid of", "I thought she was"]
)
BEFORE = st.sampled_from(["", "Well, ", "In those years ", "“", "And then, one day, ", "She left. ", "He left, and "])
BEHIND = st.sampled_from([".", ", and I knew it.", "!", "…", " and nobody knew."])


@given(BEFORE, OF_ONESELF, NAMES, BEHIND)
def test_own_words_always_win(before: str, saying: str, name: str, behind: str) -> None:
    assert look(f"{before}{saying} {name}{behind}") == []


@given(BEFORE, OF_OTHERS, NAMES, BEHIND)
def test_others_are_always_remarked_on(before: str, saying: str, name: str, behind: str) -> None:
    assert len(look(f"{before}{saying} {name}{behind}")) == 1


@given(st.text(max_size=300))
def test_whatever_is_written_every_finding_stands_where_it_says(text: str) -> None:
    for one in look(f"{text} a junkie {text}"):
        assert 0 <= one.start < one.end
        assert one.excerpt
