"""The ways to unlock: add, change, replace, revoke."""

import pytest

from peerjournal.errors import BadInput, MistypedCode, NotFound, WrongPassphrase
from peerjournal.operations.journals import OpenJournal, new_recovery_code, unlock
from peerjournal.operations.keys import (
    LONGEST_LABEL,
    add_passphrase,
    change_passphrase,
    key_slots,
    replace_recovery_code,
    revoke,
)


def test_a_new_journal_has_one_passphrase_and_one_recovery_code(journal: OpenJournal) -> None:
    assert [(s.kind, s.label) for s in key_slots(journal)] == [
        ("passphrase", "Passphrase"),
        ("recovery", "Recovery code"),
    ]


def test_a_second_passphrase_unlocks_until_it_is_revoked(journal: OpenJournal, passphrase: str) -> None:
    added = add_passphrase(journal, "second plums", "  On my\nlaptop ")
    assert added.label == "On my laptop"
    assert key_slots(journal)[-1] == added
    journal.close()
    again = unlock(journal.path, "second plums")
    # The one that came in may take the other away, and then is the last.
    revoke(again, key_slots(again)[0].id)
    with pytest.raises(NotFound, match="last one"):
        revoke(again, added.id)
    with pytest.raises(NotFound, match="no such way"):
        revoke(again, "0" * 32)
    again.close()
    with pytest.raises(WrongPassphrase):
        unlock(journal.path, passphrase)
    unlock(journal.path, "second plums").close()


def test_changing_keeps_the_label_and_the_place(journal: OpenJournal) -> None:
    add_passphrase(journal, "second plums", "Laptop")
    before = key_slots(journal)
    change_passphrase(journal, "new plums")
    replace_recovery_code(journal, new_recovery_code())
    after = key_slots(journal)
    assert [(s.kind, s.label) for s in after] == [(s.kind, s.label) for s in before]
    assert after[2] == before[2]
    assert {s.id for s in after[:2]}.isdisjoint(s.id for s in before)


def test_what_is_no_secret_is_refused_and_changes_nothing(journal: OpenJournal) -> None:
    before = (journal.path / "header.json").read_bytes()
    with pytest.raises(BadInput):
        change_passphrase(journal, "")
    with pytest.raises(BadInput):
        add_passphrase(journal, "", "Laptop")
    with pytest.raises(MistypedCode):
        replace_recovery_code(journal, "7KQ2")
    assert (journal.path / "header.json").read_bytes() == before


@pytest.mark.parametrize("label", ["", "   ", "x" * 500, "half \ud83d", "日記 🌿", '"quoted" \\ back', "nul \0"])
def test_any_label_is_kept_tidy(journal: OpenJournal, label: str) -> None:
    added = add_passphrase(journal, "second plums", label)
    assert 0 < len(added.label) <= LONGEST_LABEL
    journal.close()
    again = unlock(journal.path, "second plums")
    assert key_slots(again)[-1] == added
    again.close()


def test_twenty_ways_to_unlock(journal: OpenJournal, recovery_code: str) -> None:
    for n in range(20):
        add_passphrase(journal, f"plums {n}", f"Label {n}")
    journal.close()
    for n in (0, 19):
        unlock(journal.path, f"plums {n}").close()
    unlock(journal.path, recovery_code=recovery_code).close()
