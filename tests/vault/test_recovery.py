"""The recovery code: what a person writes down and types back."""

import contextlib
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from peerjournal.errors import MistypedCode
from peerjournal.operations.journals import check_recovery_code, new_recovery_code
from peerjournal.vault.recovery import ALPHABET, GROUP_LENGTH, GROUPS, read_code, write_code

secrets16 = st.binary(min_size=16, max_size=16)
places = st.integers(0, GROUPS * GROUP_LENGTH - 1)


def _plain(code: str) -> list[str]:
    return list(code.replace("-", ""))


def _grouped(characters: list[str]) -> str:
    joined = "".join(characters)
    return "-".join(joined[n : n + GROUP_LENGTH] for n in range(0, len(joined), GROUP_LENGTH))


@given(secrets16)
def test_a_code_comes_back_to_the_bit(secret: bytes) -> None:
    code = write_code(secret)
    assert read_code(code) == secret
    assert [len(g) for g in code.split("-")] == [GROUP_LENGTH] * GROUPS
    assert check_recovery_code(code.lower()) == code


@given(secrets16, places)
def test_every_wrong_character_names_its_group(secret: bytes, place: int) -> None:
    right = _plain(write_code(secret))
    for wrong in ALPHABET + "U?é":
        if wrong == right[place]:
            continue
        typed = [*right[:place], wrong, *right[place + 1 :]]
        with pytest.raises(MistypedCode) as caught:
            read_code(_grouped(typed))
        assert caught.value.group == place // GROUP_LENGTH + 1
        assert str(place // GROUP_LENGTH + 1) in str(caught.value)


@given(secrets16, st.integers(0, GROUPS - 1), st.sampled_from(list(combinations(range(GROUP_LENGTH), 2))))
def test_two_swapped_characters_name_their_group(secret: bytes, group: int, pair: tuple[int, int]) -> None:
    typed = _plain(write_code(secret))
    a, b = (group * GROUP_LENGTH + n for n in pair)
    assume(typed[a] != typed[b])
    typed[a], typed[b] = typed[b], typed[a]
    with pytest.raises(MistypedCode) as caught:
        read_code(_grouped(typed))
    assert caught.value.group == group + 1


@given(secrets16, st.sampled_from(list(combinations(range(GROUPS), 2))))
def test_two_swapped_groups_are_noticed_at_the_first(secret: bytes, pair: tuple[int, int]) -> None:
    groups = write_code(secret).split("-")
    a, b = pair
    groups[a], groups[b] = groups[b], groups[a]
    with pytest.raises(MistypedCode) as caught:
        read_code("-".join(groups))
    # The same three characters may stand in both groups; only their check differs then.
    assert caught.value.group in {a + 1, b + 1}


BETWEEN = st.sampled_from([" ", "-", "\n", "\t", "\u00a0", "\u2013", ".", ""])


@given(secrets16, st.lists(BETWEEN, min_size=36, max_size=36))
def test_blanks_dashes_and_case_do_not_matter(secret: bytes, between: list[str]) -> None:
    characters = _plain(write_code(secret))
    typed = "".join(c.lower() + blank for c, blank in zip(characters, between, strict=True))
    assert read_code(typed) == secret


@given(secrets16)
def test_letters_that_look_like_digits_are_read_as_them(secret: bytes) -> None:
    code = write_code(secret)
    for one in "iIlL":
        for zero in "oO":
            assert read_code(code.replace("1", one).replace("0", zero)) == secret


def test_a_code_typed_in_wide_characters_is_read(recovery_code: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in recovery_code)
    assert check_recovery_code(wide) == recovery_code


@pytest.mark.parametrize(
    ("typed", "group"),
    [("", None), ("   ", None), ("0", None), ("000U", 1), ("🌿" * 36, 1)],
)
def test_what_is_no_code_at_all(typed: str, group: int | None) -> None:
    with pytest.raises(MistypedCode) as caught:
        read_code(typed)
    assert caught.value.group == group


@given(secrets16, places)
def test_a_character_left_out_or_doubled_is_noticed(secret: bytes, place: int) -> None:
    right = _plain(write_code(secret))
    for typed in (right[:place] + right[place + 1 :], right[: place + 1] + right[place:]):
        with pytest.raises(MistypedCode):
            read_code("".join(typed))


def test_the_seven_spare_bits_must_be_zero() -> None:
    # A well-formed first group that no code of ours begins with.
    first = "ZZZ"
    wrong = [first + check for check in ALPHABET]
    rest = write_code(bytes(16)).split("-")[1:]
    for group in wrong:
        with pytest.raises(MistypedCode) as caught:
            read_code("-".join([group, *rest]))
        assert caught.value.group == 1


def test_new_codes_differ() -> None:
    codes = {new_recovery_code() for _ in range(50)}
    assert len(codes) == 50


@given(st.text())
def test_whatever_is_typed_gives_a_code_or_its_sentence(typed: str) -> None:
    with contextlib.suppress(MistypedCode):
        assert len(read_code(typed)) == 16
