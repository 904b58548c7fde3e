"""Few and common words of a private mark are a leak in what is told of the same part, and nowhere else."""

import pytest

from peerjournal.sharing.lookover import few_words
from peerjournal.sharing.lookover.finding import Family, Subject, Text


def found_in(told: str, *source: str, language: str = "en") -> list[str]:
    """The words found in what is told of a part."""
    findings = few_words.find(Subject([Text("Part 1", told)], language=language), {0: source})
    assert all(f.family is Family.LEAK for f in findings)
    return [told[f.start : f.end] for f in findings]


@pytest.mark.parametrize(
    ("source", "told", "words"),
    [
        ("It was {keep}my mother{/keep} who rang.", "It was my mother who rang.", "my mother"),
        ("It was {keep}my mother{/keep} who rang.", "One day My\n**Mother** came.", "My\n**Mother"),
        ("I was {keep}drunk{/keep} again.", "I was drunk.", "drunk"),
        ("I lived {keep}with him{/keep} then.", "I lived with him for years.", "with him"),
        ("I lived {keep}with him{/keep} then.", "With him then I moved.", "With him"),
        ("I said {keep}no{/keep}.", "I said no to it.", "no"),
        ("There were {keep}4{/keep} of us.", "We were 4.", "4"),
        ("Она {keep}не{/keep} пришла", "Она не пришла", "не"),
        ("それは{keep}母{/keep}だった", "母だった", "母"),
        ("I lived with him. I left {keep}with him{/keep} too.", "I left with him.", "with him"),
        ("{keep}She{/keep} rang. He rang.", "Then she rang.", "she"),
    ],
)
def test_the_words_of_a_short_mark_are_found_in_the_same_part(source: str, told: str, words: str) -> None:
    assert found_in(told, source) == [words]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("I lived {keep}with him{/keep} then.", "I walked with him."),  # only words of grammar, in another place
        ("I was {keep}drunk{/keep} again. They were drunk, too.", "They were drunk, too."),  # said openly as well
        ("My mother rang. {keep}My mother{/keep} wept.", "My mother rang."),
        ("My mother rang.", "My mother rang."),
        ("{keep}{/keep}My mother rang.", "My mother rang."),
        ("the {keep}the{/keep} the", "the the"),
        ("{keep}...{/keep} and so on", "... and so on"),
        ("", "My mother rang."),
    ],
)
def test_what_is_no_leak_is_left_alone(source: str, told: str) -> None:
    assert found_in(told, source) == []


def test_a_mark_in_the_title_counts_and_text_and_title_do_not_run_together() -> None:
    assert found_in("Then with him home.", "I was {keep}with him{/keep}", "Home again") == []
    assert found_in("About my father.", "About {keep}my father{/keep}", "At home.") == ["my father"]


def test_other_texts_are_not_looked_at() -> None:
    texts = [Text("Opening", "I was drunk."), Text("Part 1", "I was sober.")]
    assert few_words.find(Subject(texts), {1: ["I was {keep}drunk{/keep} once."]}) == []


def test_each_place_is_dismissed_by_itself() -> None:
    source = ["It was {keep}my mother{/keep}, and {keep}my father{/keep}."]
    told = Subject([Text("Part 1", "First my mother. Then my father. Then my mother.")])
    assert len({f.key for f in few_words.find(told, {0: source})}) == 3


@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_many_marks_in_a_long_part_take_no_time() -> None:
    source = "we saw {keep}my mother{/keep} and {keep}with him{/keep} there " * 2000
    told = "we saw nobody and walked without her over there " * 2000
    assert found_in(told, source) == []
