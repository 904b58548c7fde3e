"""Entries: what is tidied, shown and counted."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.entry import (
    LONGEST_TAG,
    LONGEST_TITLE,
    Draft,
    Entry,
    count_words,
    first_line,
    folded,
    new_id,
    tidy_tag,
    tidy_tags,
    tidy_title,
    whole_characters,
)

ANY_TEXT = st.text(st.characters())  # halves of characters too


@given(ANY_TEXT)
def test_tidying_makes_text_that_can_be_written_and_leaves_it_so(text: str) -> None:
    for tidy in (whole_characters, tidy_title, tidy_tag):
        once = tidy(text)
        once.encode()
        assert tidy(once) == once
    assert len(whole_characters(text)) == len(text)
    assert len(tidy_title(text)) <= LONGEST_TITLE
    assert len(tidy_tag(text)) <= LONGEST_TAG
    assert not set("\n\r\t") & set(tidy_title(text) + tidy_tag(text))


@given(st.text(st.characters(codec="utf-8")))
def test_whole_text_is_left_alone(text: str) -> None:
    assert whole_characters(text) == text


@given(st.lists(ANY_TEXT))
def test_each_tag_comes_once_and_is_one_line(tags: list[str]) -> None:
    tidy = tidy_tags(tags)
    assert tidy_tags(tidy) == tidy
    assert len({folded(t) for t in tidy}) == len(tidy)
    assert all(t and t == t.strip() and "," not in t and not t.startswith("#") and "\n" not in t for t in tidy)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["Garden", "garden", "GARDEN"], ("Garden",)),
        (["#home", " ##home ", "# home"], ("home",)),
        (["été", "ete", "e\u0301te\u0301"], ("été",)),
        (["a,b", "two  words\n"], ("a b", "two words")),
        (["", " ", "#", ","], ()),
        (["🌿", "日記"], ("🌿", "日記")),
    ],
)
def test_tags_as_they_are_kept(typed: list[str], kept: tuple[str, ...]) -> None:
    assert tidy_tags(typed) == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("\n\n  \n", ""),
        ("# Heading\ntext", "Heading"),
        ("---\n**Bold** start", "Bold start"),
        ("> quoted", "quoted"),
        ("- [ ] buy tea", "buy tea"),
        ("1. first", "first"),
        ("a [link](https://example.org) here", "a link here"),
        ("snake_case and 2*3*4", "snake_case and 2*3*4"),
        ("_soft_ `code` ~~gone~~", "soft code gone"),
        ("🌿🌿", "🌿🌿"),
        ("x" * 500, "x" * 160),
    ],
)
def test_the_first_line_that_says_something(text: str, shown: str) -> None:
    assert first_line(text) == shown


@given(st.text())
def test_the_first_line_is_one_short_line(text: str) -> None:
    line = first_line(text)
    assert len(line) <= 160
    assert "\n" not in line
    assert not any(c.isalnum() for c in text[:5000]) or line


@pytest.mark.parametrize(
    ("text", "n"), [("", 0), (" \n ", 0), ("one", 1), ("one - two", 2), ("* # >", 0), ("don't stop", 2), ("🌿 tea", 1)]
)
def test_words_as_a_person_counts_them(text: str, n: int) -> None:
    assert count_words(text) == n


@given(st.text(), st.text())
def test_folding_is_done_once(a: str, b: str) -> None:
    assert folded(folded(a)) == folded(a)
    assert folded(a + b) == folded(folded(a) + folded(b)) or not (a + b).isascii()


def test_the_day_is_the_one_on_the_wall() -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=ZoneInfo("Pacific/Auckland"))
    assert Entry(new_id(), late).day.isoformat() == "2026-03-01"
    assert late.astimezone(UTC).date().isoformat() == "2026-03-01"


@pytest.mark.parametrize(
    ("draft", "says"),
    [({}, False), ({"text": " \n"}, False), ({"title": "T"}, True), ({"text": "x"}, True), ({"tags": ("a",)}, True),
     ({"starred": True}, False)],
)  # fmt: skip
def test_a_draft_that_says_nothing(draft: dict[str, object], says: bool) -> None:
    made = Draft("a" * 32, datetime(2026, 1, 1, tzinfo=UTC))
    for name, value in draft.items():
        setattr(made, name, value)
    assert made.says_something == says


def test_ids_are_hex_and_fresh() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(i) == 32 and int(i, 16) >= 0 for i in ids)
