"""A help source where the subject asks for one, and length against minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.sharing.lookover import help_source, length
from peerjournal.sharing.lookover.finding import Family, Finding, Subject, Text
from peerjournal.sharing.telling import spoken_time


def look(*texts: str) -> list[Finding]:
    return help_source.find(Subject([Text("Part", text) for text in texts]))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("I wanted to die.", "suicide"),
        ("My brother died by suicide.", "suicide"),
        ("I was self-harming then.", "self-harm"),
        ("After the overdose I woke in a white room.", "overdose"),
        ("He beat me.", "violence or abuse"),
        ("I was abused as a child.", "violence or abuse"),
        ("I had an eating disorder.", "an eating disorder"),
        ("Writing was my lifeline after the overdose.", "overdose"),
        ("I was suicidal and could not ask for help.", "suicide"),
        ("For 142 days I lived with bulimia.", "an eating disorder"),
    ],
)
def test_a_hard_subject_without_a_help_source_is_said_once(text: str, subject: str) -> None:
    (one,) = look(text, "And then came spring.")
    assert (one.family, one.kind, one.start, one.end) == (Family.HELP, "help.none", 0, 0)
    assert subject in one.reason
    assert "https://" in one.source


@pytest.mark.parametrize(
    "named",
    [
        "You can call or text 988.",
        "The Samaritans answer at 116 123, day and night.",
        "There is a helpline in every country.",
        "A crisis line helped me.",
        "If this stirs something in you, talk to someone you trust.",
        "Reach out, to whomever it may be.",
        "Call 0800 123 456.",
        "There are support groups in town.",
        "Come to me afterwards if you like; talk to me afterwards.",
    ],
)
def test_a_help_source_anywhere_in_the_telling_is_enough(named: str) -> None:
    assert look("I was suicidal, and I survived an overdose.", named) == []


@pytest.mark.parametrize("text", ["I planted beans.", "My drug abuse began at home.", "We abused no one's trust.", ""])
def test_other_subjects_need_no_help_source(text: str) -> None:
    assert look(text) == []


def test_a_dismissal_holds_until_another_subject_comes_in() -> None:
    (first,) = look("I was suicidal.")
    (same,) = look("I was suicidal, and it was winter.")
    (other,) = look("I was suicidal, and he beat me.")
    assert first.key == same.key != other.key


# ---------------------------------------------------------------------------------------------------- length


def lengths(words: int, minutes: float | None, pace: float = 130.0) -> list[Finding]:
    return length.find(Subject([], minutes=minutes, pace=pace, spoken_words=words))


def test_too_long_is_said_with_both_times_and_the_words_that_would_fit() -> None:
    (one,) = lengths(800, 5)
    assert (one.family, one.kind) == (Family.LENGTH, "length.over")
    assert one.reason == "At your pace this takes about 6 min 10 s; you have 5 min."
    assert one.suggestion == "About 650 words would fit; there are 800."


def test_up_to_a_tenth_over_and_anything_under_is_nobodys_problem() -> None:
    assert lengths(715, 5) == []
    assert lengths(717, 5) != []
    assert lengths(10, 20) == []
    assert lengths(0, 5) == []


@pytest.mark.parametrize("minutes", [None, 0, -3, float("nan"), float("inf")])
def test_without_minutes_nothing_is_said(minutes: float | None) -> None:
    assert lengths(10_000, minutes) == []


def test_the_words_of_all_texts_count_where_none_are_given() -> None:
    subject = Subject([Text("Opening", "Good evening to you all"), Text("Part", "one two - three")], minutes=0.05)
    (one,) = length.find(subject)
    assert one.suggestion == "About 6 words would fit; there are 8."


def test_the_tellers_own_pace_counts() -> None:
    assert lengths(800, 5, pace=160) == []
    assert lengths(500, 5, pace=80) != []


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 s"),
        (0.1, "5 s"),
        (1, "1 min"),
        (1.5, "1 min 30 s"),
        (5.01, "5 min"),
        (9.99, "10 min"),
        (12.4, "12 min"),
    ],
)
def test_time_is_rounded_as_a_person_would_say_it(minutes: float, said: str) -> None:
    assert spoken_time(minutes) == said


@given(st.integers(0, 100_000), st.floats(0.1, 240), st.floats(40, 260))
def test_what_is_said_to_fit_always_fits(words: int, minutes: float, pace: float) -> None:
    found = lengths(words, minutes, pace)
    assert bool(found) == (words / pace > minutes * 1.1)
    assert lengths(int(minutes * pace), minutes, pace) == []
