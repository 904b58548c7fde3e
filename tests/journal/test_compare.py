"""The comparison of two wordings: right to the letter, readable, and quick on long texts."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.compare import Piece, differences


def old_of(pieces: list[Piece]) -> str:
    return "".join(p.text for p in pieces if p.kind != "added")


def new_of(pieces: list[Piece]) -> str:
    return "".join(p.text for p in pieces if p.kind != "removed")


def test_a_changed_word_is_shown_inside_its_line() -> None:
    assert differences("I felt tired.\nThen I slept.\n", "I felt rested.\nThen I slept.\n") == [
        Piece("same", "I felt "),
        Piece("removed", "tired"),
        Piece("added", "rested"),
        Piece("same", ".\nThen I slept.\n"),
    ]


def test_words_in_a_row_that_changed_are_one_swap() -> None:
    assert differences("a long grey day", "a short sunny day") == [
        Piece("same", "a "),
        Piece("removed", "long grey"),
        Piece("added", "short sunny"),
        Piece("same", " day"),
    ]


def test_a_new_line_is_only_added() -> None:
    assert differences("one\nthree\n", "one\ntwo\nthree\n") == [
        Piece("same", "one\n"),
        Piece("added", "two\n"),
        Piece("same", "three\n"),
    ]


@pytest.mark.parametrize(("old", "new"), [("", ""), ("same", "same")])
def test_nothing_changed(old: str, new: str) -> None:
    assert [p.kind for p in differences(old, new)] in ([], ["same"])


def test_all_is_new_and_all_is_gone() -> None:
    assert differences("", "new") == [Piece("added", "new")]
    assert differences("gone", "") == [Piece("removed", "gone")]


texts = st.text(alphabet="ab .\n’ا日", max_size=60)


@given(old=texts, new=texts)
def test_both_wordings_can_always_be_read_out_of_it(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
    assert all(p.text for p in pieces)
    assert all(a.kind != b.kind for a, b in pairwise(pieces))


def _words(kind: str) -> tuple[str, str]:
    chance = random.Random(4)
    words = [f"w{int(chance.paretovariate(0.7)) % 4000}" for _ in range(50_000)]
    changed = list(words)
    if kind == "shuffled":
        chance.shuffle(changed)
    else:
        for _ in range(300):
            changed[chance.randrange(len(changed))] = "new"
    between = "\n" if kind == "lines" else " "
    return between.join(words), between.join(changed)


@pytest.mark.parametrize("kind", ["paragraph", "lines", "shuffled"])
@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_fifty_thousand_words_take_a_few_seconds_at_most(kind: str) -> None:
    old, new = _words(kind)
    pieces = differences(old, new)
    assert (old_of(pieces), new_of(pieces)) == (old, new)
