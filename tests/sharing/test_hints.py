"""What in a reflection may tell who somebody is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.sharing.hints import alike, hints, stretches

WORDS = st.sampled_from(
    [
        "Anna",
        "Anna's",
        "anna",
        "Smith",
        "14 March",
        "2024",
        "Leeds",
        "Mr",
        "we",
        "walked.",
        "07700 900123",
        "مريم",
        "😀",
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=12).flatmap(
    lambda words: st.sampled_from([" ", "\n", ", "]).map(lambda blank: blank.join(words))
)


def words_of(text: str, *names: str, staying: tuple[str, ...] = ()) -> list[str]:
    """The words of its hints."""
    return [hint.words for hint in hints(text, names, staying)]


def test_names_dates_places_contacts_and_ages_are_hinted_at() -> None:
    text = "On 14 March I met Anna in Leeds; she is now 34 and gave me anna@example.org."
    assert words_of(text) == ["14 March", "Anna", "Leeds", "is now 34", "anna@example.org"]


@pytest.mark.parametrize("said", ["aged 7", "17 years old", "a 34-year-old", "turned 60"])
def test_an_age_counts_whatever_its_years(said: str) -> None:
    assert words_of(f"We met when {said}, in the park.") == [said.removeprefix("a ")]


@pytest.mark.parametrize("said", ["over 50 years old", "5 years", "20 minutes", "aged 3.5"])
def test_other_numbers_are_no_ages(said: str) -> None:
    assert words_of(f"It took {said} to see that.") == []


def test_what_one_feels_and_does_is_no_hint() -> None:
    assert words_of("I noticed that I hurried, and I did not ask what helps. In 2024 I would have known.") == []


def test_a_name_of_the_story_is_hinted_at_in_any_case_and_script() -> None:
    assert words_of("then jolanta's brother and ومريم came", "Jolanta", "مريم") == ["jolanta", "مريم"]


def test_a_name_within_another_word_is_none() -> None:
    assert words_of("a pine tree", "Pin") == []


def test_what_may_stay_is_left_alone_in_each_of_its_forms() -> None:
    assert words_of("I met Anna. ANNA’s sister, anna and Ben.", "Anna", staying=("anna",)) == ["Ben"]


def test_what_stands_beside_words_that_may_stay_is_still_hinted_at() -> None:
    assert words_of("There I met Anna Kowalska again.", staying=("Anna",)) == ["Kowalska"]


def test_a_day_that_may_stay_may_have_its_year() -> None:
    assert words_of("We met on 14 March 2024.", staying=("14 March",)) == []


@given(TEXTS, st.lists(WORDS, max_size=2), st.lists(WORDS, max_size=3))
def test_hints_are_in_order_apart_and_never_touch_what_may_stay(
    text: str, names: list[str], staying: list[str]
) -> None:
    found = hints(text, names, staying)
    left = list(stretches(text, staying))
    ends = [0, *(hint.end for hint in found)]
    assert all(before <= hint.start < hint.end for before, hint in zip(ends, found, strict=False))
    assert not any(hint.start < end and start < hint.end for hint in found for start, end in left)
    assert {alike(hint.words) for hint in found}.isdisjoint(map(alike, staying))


@given(TEXTS)
def test_each_hint_may_be_let_go_one_after_the_other(text: str) -> None:
    staying: list[str] = []
    for _round in range(60):
        found = hints(text, (), staying)
        if not found:
            break
        staying.append(found[0].words)
    assert hints(text, (), staying) == []


def test_words_that_may_stay_are_in_no_hint_even_where_they_hang_on_to_a_figure() -> None:
    found = hints("We met on 1Anna AnnaMarch.", staying=("Anna",))
    assert not any(True for hint in found for _span in stretches(hint.words, ("Anna",)))
