"""The header: whatever is done to it is noticed, and nothing on disk changes by looking."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peerjournal.errors import (
    CannotUnlock,
    NotFound,
    PeerJournalError,
    VaultDamaged,
    VaultMissing,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from peerjournal.operations import writing
from peerjournal.operations.journals import OpenJournal, peek, unlock, verify
from peerjournal.vault import keys
from peerjournal.vault.header import HEADER, PREVIOUS
from peerjournal.vault.keys import Cost

Raw = dict[str, Any]
PASSPHRASE_SLOT, RECOVERY_SLOT = 0, 1


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of the folder with its bytes; the lock is no content."""
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != "journal.lock"
    }


def rewrite(folder: Path, change: Callable[[Raw], None], *, with_checksum: bool = True) -> None:
    """Change the header like somebody who knows the format but no secret."""
    path = folder / HEADER
    raw: Raw = json.loads(path.read_bytes())
    change(raw)
    if with_checksum:
        public = {k: v for k, v in raw.items() if k not in {"checksum", "mac"}}
        canonical = json.dumps(public, sort_keys=True, separators=(",", ":")).encode()
        raw["checksum"] = hashlib.sha256(canonical).hexdigest()
    path.write_text(json.dumps(raw, indent=1) + "\n")


def refused(folder: Path, passphrase: str) -> PeerJournalError:
    """The error of unlocking; nothing on disk may change by it."""
    before = bytes_of(folder)
    with pytest.raises(PeerJournalError) as caught:
        unlock(folder, passphrase)
    assert bytes_of(folder) == before
    return caught.value


def in_slot(n: int, name: str, value: object) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        raw["slots"][n][name] = value

    return change


def on_top(name: str, value: object) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        raw[name] = value

    return change


def without(name: str) -> Callable[[Raw], None]:
    def change(raw: Raw) -> None:
        del raw[name]

    return change


def flipped_order(raw: Raw) -> None:
    raw["slots"].reverse()


def one_slot_less(raw: Raw) -> None:
    del raw["slots"][RECOVERY_SLOT]


def one_slot_twice(raw: Raw) -> None:
    raw["slots"].append(dict(raw["slots"][PASSPHRASE_SLOT]))


def one_slot_more(raw: Raw) -> None:
    made = keys.new_slot(raw["vault_id"], "passphrase", "Mine", b"attacker", bytes(32), keys.FLOOR)
    raw["slots"].append(
        {
            "id": made.id, "label": made.label, "kind": made.kind, "kdf": "argon2id",
            "memory_kib": made.cost.memory_kib, "passes": made.cost.passes, "lanes": made.cost.lanes,
            "salt": made.salt.hex(), "nonce": made.nonce.hex(), "wrapped": made.wrapped.hex(),
        }
    )  # fmt: skip


FIELDS: list[tuple[str, object]] = [
    ("id", "00" * 16),
    ("label", "Another label"),
    ("label", "\ud800"),
    ("kind", "recovery"),
    ("memory_kib", 128),
    ("passes", 2),
    ("lanes", 2),
    ("salt", "00" * 16),
    ("nonce", "00" * 12),
    ("wrapped", "00" * 48),
]
OTHER_KIND = {"kind": "passphrase"}


@pytest.mark.parametrize(("name", "value"), FIELDS)
def test_a_slot_changed_by_an_attacker_never_unlocks(
    journal_path: Path, passphrase: str, name: str, value: object
) -> None:
    rewrite(journal_path, in_slot(PASSPHRASE_SLOT, name, value))
    # Its fields are bound to the wrapped key, so this looks like a wrong passphrase.
    assert isinstance(refused(journal_path, passphrase), WrongPassphrase | VaultDamaged)


@pytest.mark.parametrize(("name", "value"), FIELDS)
def test_a_change_to_another_slot_is_called_damage(
    journal_path: Path, passphrase: str, name: str, value: object
) -> None:
    rewrite(journal_path, in_slot(RECOVERY_SLOT, name, OTHER_KIND.get(name, value)))
    error = refused(journal_path, passphrase)
    assert type(error) is VaultDamaged
    assert "header" in str(error)


@pytest.mark.parametrize(
    "change", [flipped_order, one_slot_less, one_slot_more, one_slot_twice, on_top("mac", "00" * 32)]
)
def test_slots_moved_added_removed_and_a_false_seal_are_called_damage(
    journal_path: Path, passphrase: str, change: Callable[[Raw], None]
) -> None:
    rewrite(journal_path, change)
    peek(journal_path)
    assert type(refused(journal_path, passphrase)) is VaultDamaged


@pytest.mark.parametrize("slot", [PASSPHRASE_SLOT, RECOVERY_SLOT])
@pytest.mark.parametrize(("name", "value"), FIELDS)
def test_every_accidental_change_is_seen_without_a_secret(
    journal_path: Path, passphrase: str, name: str, value: object, slot: int
) -> None:
    value = OTHER_KIND.get(name, value) if slot == RECOVERY_SLOT else value
    rewrite(journal_path, in_slot(slot, name, value), with_checksum=False)
    with pytest.raises(VaultDamaged):
        peek(journal_path)
    assert type(refused(journal_path, passphrase)) is VaultDamaged


@pytest.mark.parametrize(
    "change",
    [
        on_top("format", "something else"),
        on_top("version", 0),
        on_top("version", "2"),
        on_top("version", None),
        on_top("vault_id", 7),
        on_top("vault_id", "\ud800"),
        on_top("slots", {}),
        on_top("slots", "abc"),
        on_top("slots", None),
        on_top("slots", [[]]),
        on_top("mac", 5),
        on_top("mac", "not hex"),
        on_top("note", "a field of nobody"),
        without("version"),
        without("vault_id"),
        without("slots"),
        without("mac"),
        without("format"),
        in_slot(0, "kdf", "scrypt"),
        in_slot(0, "kind", []),
        in_slot(0, "kind", "fingerprint"),
        in_slot(0, "id", 5),
        in_slot(0, "label", 5),
        in_slot(0, "salt", "00"),
        in_slot(0, "nonce", "zz"),
        in_slot(0, "wrapped", None),
        in_slot(0, "passes", value=True),
        in_slot(0, "lanes", "1"),
        in_slot(0, "note", "a field of nobody"),
    ],
)
def test_a_header_of_another_shape_is_damaged(
    journal_path: Path, passphrase: str, change: Callable[[Raw], None]
) -> None:
    rewrite(journal_path, change)
    with pytest.raises(VaultDamaged):
        peek(journal_path)
    assert type(refused(journal_path, passphrase)) is VaultDamaged


@pytest.mark.parametrize(
    "cost",
    [
        Cost(63, 1, 1), Cost(64, 0, 1), Cost(64, 1, 0), Cost(0, 0, 0), Cost(-1, 1, 1),
        Cost(keys.CEILING.memory_kib + 1, 1, 1), Cost(64, keys.CEILING.passes + 1, 1),
        Cost(64, 1, keys.CEILING.lanes + 1), Cost(2**80, 1, 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("slot", [PASSPHRASE_SLOT, RECOVERY_SLOT])
def test_a_cost_out_of_bounds_is_refused_before_anything_is_derived(
    journal_path: Path, passphrase: str, cost: Cost, slot: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weaken(raw: Raw) -> None:
        raw["slots"][slot] |= {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}

    def derived(*_: object) -> bytes:
        raise AssertionError

    rewrite(journal_path, weaken)
    monkeypatch.setattr(keys, "derive_wrapping_key", derived)
    error = refused(journal_path, passphrase)
    assert type(error) is VaultDamaged
    assert "safe limits" in str(error)


def test_a_header_cut_anywhere_is_damaged(journal_path: Path, passphrase: str) -> None:
    path = journal_path / HEADER
    whole = path.read_bytes()
    for length in range(0, len(whole) - 2, 50):
        path.write_bytes(whole[:length])
        assert type(refused(journal_path, passphrase)) is VaultDamaged


def test_every_flipped_bit_is_damage_or_means_the_same(journal_path: Path) -> None:
    from peerjournal.vault.header import parse

    whole = (journal_path / HEADER).read_bytes()
    right = parse(whole)
    noticed = 0
    for place in range(len(whole)):
        for bit in (1, 8, 32, 128):
            flipped = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
            try:
                found = parse(flipped)
            except (VaultDamaged, VaultTooNew):
                noticed += 1
                continue
            # A blank between fields.
            assert found == right or found.mac != right.mac
    assert noticed > 2 * len(whole)


JUNK = [b"", bytes(500), b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"version": 1', b"9" * 5000]


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_is_damaged(journal_path: Path, passphrase: str, junk: bytes) -> None:
    (journal_path / HEADER).write_bytes(junk)
    assert type(refused(journal_path, passphrase)) is VaultDamaged


def test_a_huge_header_is_not_read_whole(journal_path: Path, passphrase: str) -> None:
    with (journal_path / HEADER).open("r+b") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(VaultDamaged):
        unlock(journal_path, passphrase)


@pytest.mark.parametrize("version", [2, 3, 10**30])
def test_a_newer_version_is_left_untouched(journal_path: Path, passphrase: str, version: int) -> None:
    rewrite(journal_path, on_top("version", version), with_checksum=False)
    (journal_path / PREVIOUS).unlink()
    error = refused(journal_path, passphrase)
    assert type(error) is VaultTooNew
    assert "newer version" in str(error)


# What is missing, and what helps


def test_a_place_without_a_journal(tmp_path: Path, passphrase: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("a letter")
    for place in ("nothing", "empty", "file", "file/below"):
        with pytest.raises(VaultMissing):
            peek(tmp_path / place)
        with pytest.raises(VaultMissing):
            unlock(tmp_path / place, passphrase)
    assert (tmp_path / "file").read_text() == "a letter"


@pytest.mark.parametrize("harm", ["missing", "cut", "empty", "weak"])
def test_following_the_advice_of_the_sentence_helps(journal_path: Path, passphrase: str, harm: str) -> None:
    header = journal_path / HEADER
    if harm == "missing":
        header.unlink()
    elif harm == "weak":
        rewrite(journal_path, in_slot(0, "passes", 0))
    else:
        header.write_bytes(header.read_bytes()[: 100 if harm == "cut" else 0])
    error = refused(journal_path, passphrase)
    assert type(error) is VaultDamaged
    assert "rename header.previous.json to header.json" in str(error)
    (journal_path / PREVIOUS).rename(header)
    unlock(journal_path, passphrase).close()


@pytest.mark.parametrize("copy", ["missing", "cut", "newer"])
def test_no_advice_is_given_that_does_not_help(journal_path: Path, passphrase: str, copy: str) -> None:
    kept = (journal_path / HEADER).read_bytes()
    (journal_path / HEADER).unlink()
    previous = journal_path / PREVIOUS
    if copy == "missing":
        previous.unlink()
    else:
        previous.write_bytes(kept[:50] if copy == "cut" else kept.replace(b'"version": 1', b'"version": 2'))
    error = refused(journal_path, passphrase)
    assert type(error) is VaultDamaged
    assert PREVIOUS not in str(error)
    assert "copy of the journal" in str(error)
    assert not (journal_path / HEADER).exists()


def test_a_header_of_another_journal_is_noticed(journal_path: Path, tmp_path: Path, passphrase: str) -> None:
    from peerjournal.operations.journals import create_journal, new_recovery_code

    other = create_journal(tmp_path / "Other.peerjournal", passphrase, new_recovery_code())
    other.close()
    shutil.copy(other.path / HEADER, journal_path / HEADER)
    assert type(refused(journal_path, passphrase)) is VaultDamaged


def test_wrong_secrets_change_nothing(journal_path: Path, passphrase: str, recovery_code: str) -> None:
    from peerjournal.operations.journals import new_recovery_code

    before = bytes_of(journal_path)
    for wrong in ("", passphrase + " ", passphrase.upper(), recovery_code):
        with pytest.raises(WrongPassphrase):
            unlock(journal_path, wrong)
    with pytest.raises(WrongRecoveryCode):
        unlock(journal_path, recovery_code=new_recovery_code())
    with pytest.raises(CannotUnlock):
        unlock(journal_path)
    assert bytes_of(journal_path) == before


def test_verify_notices_a_header_put_back_meanwhile(journal_path: Path, journal: OpenJournal) -> None:
    from peerjournal.operations.keys import change_passphrase

    old = (journal_path / HEADER).read_bytes()
    change_passphrase(journal, "another one")
    verify(journal)
    (journal_path / HEADER).write_bytes(old)
    with pytest.raises(VaultDamaged, match=r"header\.json"):
        verify(journal)


def test_the_last_of_a_kind_stays(journal: OpenJournal) -> None:
    from peerjournal.operations.keys import key_slots, revoke

    for slot in key_slots(journal):
        with pytest.raises(NotFound):
            revoke(journal, slot.id)
    assert [s.kind for s in key_slots(journal)] == ["passphrase", "recovery"]


def test_a_header_without_a_database_is_not_a_new_journal(journal_path: Path, passphrase: str) -> None:
    (journal_path / "journal.db").unlink()
    error = refused(journal_path, passphrase)
    assert type(error) is VaultDamaged
    assert "missing" in str(error)
    assert not (journal_path / "journal.db").exists()


def test_the_folder_may_be_moved_and_renamed(journal_path: Path, tmp_path: Path, passphrase: str) -> None:
    moved = journal_path.rename(tmp_path / "ünïcødé name 🌿.peerjournal")
    opened = unlock(moved, passphrase)
    writing.write_entry(opened, text="still here")
    opened.close()
