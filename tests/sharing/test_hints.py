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


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Maria, 34, from Leipzig, came along.", "34"),
        ("Xiuying, 34, from Leipzig, came along.", "34"),
        ("It was Maria, 34.", "34"),
        ("Maria (34) came along.", "34"),
        ("Maria was 17 when it began.", "17"),
        ("The client, 34, said so.", "34"),
        ("my neighbour (71) came along", "71"),
        ("I think she is 34", "34"),
        ("She’s 34, and tired.", "34"),
        ("he was 17 then", "17"),
        ("he was just 17 back then", "17"),
        ("Somebody who was 17 in 2005.", "17"),
        ("Her daughter is 12.", "12"),
        ("a 34 year old", "34 year old"),
        ("a 34 yr old man", "34 yr old"),
    ],
)
def test_a_plain_age_counts_where_it_is_somebodys(text: str, age: str) -> None:
    assert age in words_of(text)


def test_a_plain_age_counts_behind_a_name_of_the_story_and_one_that_may_stay() -> None:
    assert words_of("jolanta is 34 now", "Jolanta") == ["jolanta", "34"]
    assert words_of("Then jolanta is 34 now", staying=("Jolanta",)) == ["34"]


@pytest.mark.parametrize(
    "text",
    [
        "There were 34 people.",
        "See page 34, then go on.",
        "We stood at 34 per cent.",
        "We met in room 12, and in room 13.",
        "It is 5 minutes from here.",
        "It was 3 weeks.",
        "She is 5 minutes late.",
        "She was 5 or 6 minutes late.",
        "She was 34 per cent sure.",
        "He is 34th in the row.",
        "The answer is 7.",
        "There were 12, and more came.",
        "We counted the chairs, 34, and left.",
        "In April, 34, as I said.",
        "In 2016, 34, as I said.",
        "My energy is 3 now and was 5 before.",
        "We were 12.",
        "It was 17 then.",
        "I said 1, 2, 3, and began.",
        "Groups (12) of this kind",
        "He turned 180 degrees.",
    ],
)
def test_a_number_of_something_else_is_no_age(text: str) -> None:
    assert words_of(text) == []


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


@pytest.mark.parametrize(
    "text", ["she is 9 and " * 12_000, "Maria, 34, " * 12_000, ", 3" * 40_000, "she is" + " " * 150_000 + "9"]
)
@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_no_text_takes_long(text: str) -> None:
    hints(text, ("Maria",), ("Anna",))
