"""Keys: the cost of deriving them, the wrapping of the data key, sub-keys."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import NotWritable
from peerjournal.vault import keys
from peerjournal.vault.keys import CEILING, FLOOR, USUAL, Cost, KeySlot, new_slot, passphrase_bytes, sub_key

VAULT, DATA_KEY = "ab" * 16, bytes(range(32))
LOW = Cost(64, passes=1, lanes=1)


def test_the_floor_is_the_second_choice_of_rfc_9106() -> None:
    assert (FLOOR.memory_kib, FLOOR.passes, FLOOR.lanes) == (64 * 1024, 3, 4)
    assert USUAL.within(FLOOR, CEILING)
    assert USUAL.memory_kib == 256 * 1024


def test_a_real_derivation_wraps_and_unwraps() -> None:
    slot = new_slot(VAULT, "passphrase", "Passphrase", b"lantern", DATA_KEY, FLOOR)
    assert slot.unwrap(VAULT, b"lantern") == DATA_KEY
    assert slot.unwrap(VAULT, b"lanterns") is None


@pytest.mark.parametrize(
    ("free_mb", "memory_mb"),
    [(None, 256), (100_000, 256), (1024, 256), (1023, 128), (511, 64), (255, 64), (1, 64)],
)
def test_the_cost_fits_the_free_memory_but_never_falls_below_the_floor(
    monkeypatch: pytest.MonkeyPatch, free_mb: int | None, memory_mb: int
) -> None:
    monkeypatch.setattr(keys, "FLOOR", FLOOR)
    monkeypatch.setattr(keys, "USUAL", USUAL)
    monkeypatch.setattr(keys, "_free_memory_kib", lambda: None if free_mb is None else free_mb * 1024)
    cost = keys.fitting_cost()
    assert cost == Cost(memory_mb * 1024)
    assert cost.within(FLOOR, CEILING)


def test_too_little_memory_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, **_cost: object) -> None:
            pass

        def derive(self, _secret: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(keys, "Argon2id", Full)
    with pytest.raises(NotWritable, match="256 MB"):
        keys.derive_wrapping_key(b"x", bytes(16), USUAL)


SLOT = new_slot(VAULT, "passphrase", "Passphrase", b"plum", DATA_KEY, LOW)


@pytest.mark.parametrize(
    "tampered",
    [
        replace(SLOT, id="00" * 16),
        replace(SLOT, label="passphrase"),
        replace(SLOT, kind="recovery"),
        replace(SLOT, cost=Cost(128, 1, 1)),
        replace(SLOT, cost=Cost(64, 2, 1)),
        replace(SLOT, cost=Cost(64, 1, 2)),
        replace(SLOT, salt=bytes(16)),
        replace(SLOT, nonce=bytes(12)),
        replace(SLOT, wrapped=bytes(48)),
        replace(SLOT, wrapped=SLOT.wrapped[:-1] + bytes([SLOT.wrapped[-1] ^ 1])),
    ],
)
def test_a_changed_slot_never_gives_a_key(tampered: KeySlot) -> None:
    assert SLOT.unwrap(VAULT, b"plum") == DATA_KEY
    assert tampered.unwrap(VAULT, b"plum") is None
    assert SLOT.unwrap("cd" * 16, b"plum") is None


def test_fields_cannot_flow_into_each_other() -> None:
    one, other = replace(SLOT, id="ab", label="c"), replace(SLOT, id="a", label="bc")
    assert one.associated(VAULT) != other.associated(VAULT)


def test_salts_and_nonces_are_fresh() -> None:
    slots = [new_slot(VAULT, "passphrase", "", b"plum", DATA_KEY, LOW) for _ in range(20)]
    assert len({s.salt for s in slots} | {s.nonce for s in slots} | {s.wrapped for s in slots}) == 60


def test_sub_keys_differ_and_stay_what_they_are() -> None:
    purposes = ["database", "header", "backup"]
    assert len({sub_key(DATA_KEY, p) for p in purposes}) == 3
    # Pinned: another value would lock every journal in the world.
    assert sub_key(DATA_KEY, "database").hex() == "aa2d315f78975ca9dc4179b11b7fd6a594e5c2132ab11c2e57c255e0f5d1e98c"


@given(st.text())
def test_every_keyboard_types_the_same_passphrase(passphrase: str) -> None:
    forms = {passphrase_bytes(unicodedata.normalize(form, passphrase)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {passphrase_bytes(passphrase)}


def test_blanks_and_case_in_a_passphrase_count() -> None:
    assert len({passphrase_bytes(p) for p in ("plum", "plum ", " plum", "Plum", "pl um")}) == 5


def test_half_characters_in_a_passphrase_do_no_harm() -> None:
    assert passphrase_bytes("a\ud83d") != passphrase_bytes("a")
