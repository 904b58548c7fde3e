"""Create, unlock, lock, and the ways to unlock: what holds when the disk does not."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from peerjournal.errors import (
    BadInput,
    DiskFull,
    MistypedCode,
    NotWritable,
    PeerJournalError,
    VaultDamaged,
    WrongPassphrase,
    WrongRecoveryCode,
)
from peerjournal.operations import writing
from peerjournal.operations.journals import OpenJournal, create_journal, new_recovery_code, unlock, verify
from peerjournal.operations.keys import change_passphrase, replace_recovery_code
from peerjournal.vault.header import HEADER, PREVIOUS, Header

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCE = Path(__file__).parents[2] / "src"
CODE = new_recovery_code()


def _unlocks(folder: Path, passphrase: str | None = None, code: str | None = None) -> bool:
    try:
        unlock(folder, passphrase, recovery_code=code).close()
    except (WrongPassphrase, WrongRecoveryCode):
        return False
    return True


PASSPHRASES = [
    "a",
    " ",
    "trailing blank ",
    "été à Zürich",
    "ﬁne ½ Å",
    "🌿🫶🏽 family 👩‍👩‍👧",
    "דרור ملك 日記",
    "x" * 10_000,
    "line\nend and \0 nul",
    "'; DROP TABLE entry; --",
]


@pytest.mark.parametrize("passphrase", PASSPHRASES, ids=range(len(PASSPHRASES)))
def test_any_passphrase_opens_what_it_made(tmp_path: Path, passphrase: str) -> None:
    folder = tmp_path / "New.peerjournal"
    create_journal(folder, passphrase, CODE).close()
    for form in ("NFC", "NFD", "NFKC"):
        assert _unlocks(folder, unicodedata.normalize(form, passphrase))
    for wrong in (passphrase + " ", passphrase + "x", passphrase[:-1], passphrase.swapcase() + "!"):
        assert not _unlocks(folder, wrong)


def test_an_empty_passphrase_makes_no_journal(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        create_journal(tmp_path / "New.peerjournal", "", CODE)
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_code_makes_no_journal(tmp_path: Path) -> None:
    with pytest.raises(MistypedCode):
        create_journal(tmp_path / "New.peerjournal", "plum", CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["file", "folder", "journal"])
def test_what_is_there_already_is_never_overwritten(tmp_path: Path, journal_path: Path, there: str) -> None:
    place = tmp_path / "There.peerjournal"
    if there == "file":
        place.write_text("a letter")
    elif there == "folder":
        place.mkdir()
        (place / "letter.txt").write_text("a letter")
    else:
        shutil.copytree(journal_path, place)
    before = {p: p.read_bytes() for p in [place, *place.rglob("*")] if p.is_file()}
    with pytest.raises(NotWritable, match="already"):
        create_journal(place, "plum", CODE)
    assert {p: p.read_bytes() for p in [place, *place.rglob("*")] if p.is_file()} == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    place = tmp_path / "Empty.peerjournal"
    place.mkdir()
    create_journal(place, "plum", CODE).close()
    assert _unlocks(place, "plum")


@pytest.mark.parametrize("was_there", [True, False])
def test_a_failure_while_creating_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    from peerjournal.operations import journals

    def fails(*_: object) -> None:
        raise NotWritable("no")

    place = tmp_path / "New.peerjournal"
    if was_there:
        place.mkdir()
    monkeypatch.setattr(journals, "bring_up_to_date", fails)
    with pytest.raises(NotWritable):
        create_journal(place, "plum", CODE)
    assert place.exists() == was_there
    assert not was_there or list(place.iterdir()) == []


def test_below_a_file_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a letter")
    with pytest.raises(NotWritable):
        create_journal(tmp_path / "file" / "New.peerjournal", "plum", CODE)


def test_after_a_change_the_old_passphrase_is_worth_nothing(
    journal_path: Path, journal: OpenJournal, passphrase: str, recovery_code: str
) -> None:
    entry = writing.write_entry(journal, text="kept")
    change_passphrase(journal, "new plums")
    journal.close()
    assert not _unlocks(journal_path, passphrase)
    assert _unlocks(journal_path, "new plums")
    assert _unlocks(journal_path, code=recovery_code)
    # Nor with the kept copy, which somebody may put in its place.
    shutil.copy(journal_path / PREVIOUS, journal_path / HEADER)
    assert not _unlocks(journal_path, passphrase)
    again = unlock(journal_path, "new plums")
    assert writing.get_entry(again, entry.id).text == "kept"
    again.close()


def test_after_a_replacement_the_old_code_is_worth_nothing(
    journal_path: Path, journal: OpenJournal, passphrase: str, recovery_code: str
) -> None:
    replace_recovery_code(journal, CODE)
    journal.close()
    assert not _unlocks(journal_path, code=recovery_code)
    assert _unlocks(journal_path, code=CODE.lower().replace("-", " "))
    assert _unlocks(journal_path, passphrase)
    shutil.copy(journal_path / PREVIOUS, journal_path / HEADER)
    assert not _unlocks(journal_path, code=recovery_code)
    with pytest.raises(MistypedCode):
        unlock(journal_path, recovery_code=CODE[:-1])


def test_a_way_in_changed_while_the_key_was_derived_is_not_undone(
    journal_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from peerjournal.operations.keys import add_passphrase
    from peerjournal.vault import vault as vaults

    derive = vaults.find_data_key

    def meanwhile(
        folder: Path, *, passphrase: str | None = None, recovery_code: str | None = None
    ) -> tuple[Header, bytes]:
        found = derive(folder, passphrase=passphrase, recovery_code=recovery_code)
        monkeypatch.setattr(vaults, "find_data_key", derive)
        other = unlock(journal_path, passphrase)
        change_passphrase(other, "new plums")
        other.close()
        return found

    monkeypatch.setattr(vaults, "find_data_key", meanwhile)
    late = unlock(journal_path, passphrase)
    add_passphrase(late, "third", "Third")
    late.close()
    assert not _unlocks(journal_path, passphrase)
    assert _unlocks(journal_path, "new plums")


def test_a_change_that_cannot_be_written_changes_nothing(
    journal_path: Path, journal: OpenJournal, passphrase: str
) -> None:
    header = (journal_path / HEADER).read_bytes()
    (journal_path / (HEADER + ".new")).mkdir()
    with pytest.raises(NotWritable):
        change_passphrase(journal, "new plums")
    assert (journal_path / HEADER).read_bytes() == header
    (journal_path / (HEADER + ".new")).rmdir()
    verify(journal)
    journal.close()
    assert _unlocks(journal_path, passphrase)


# The disk


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 KB of its own."""
    place = tmp_path / "tiny"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_has_its_sentence_and_loses_nothing(tiny_disk: Path, journal_path: Path, passphrase: str) -> None:
    folder = Path(shutil.copytree(journal_path, tiny_disk / "Full.peerjournal"))
    journal = unlock(folder, passphrase)
    entry = writing.write_entry(journal, text="kept before")
    filler = tiny_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                break
    draft = replace(writing.new_draft(journal), text="typed with no room " * 20_000)
    for attempt in (
        lambda: writing.save_draft(journal, draft),
        lambda: writing.write_entry(journal, text=draft.text),
        lambda: change_passphrase(journal, "new plums"),
        lambda: create_journal(tiny_disk / "Second.peerjournal", "plum", CODE),
    ):
        with pytest.raises(DiskFull, match="disk is full"):
            attempt()
    assert not (tiny_disk / "Second.peerjournal").exists()
    assert writing.get_entry(journal, entry.id).text == "kept before"
    filler.unlink()
    short = replace(draft, text="typed with no room")
    writing.save_draft(journal, short)
    verify(journal)
    journal.close()
    journal = unlock(folder, passphrase)
    assert writing.get_entry(journal, draft.entry_id).text == "typed with no room"
    assert writing.get_entry(journal, entry.id).text == "kept before"
    journal.close()


def test_a_journal_on_a_full_disk_has_its_sentence_or_opens(
    tiny_disk: Path, journal_path: Path, passphrase: str
) -> None:
    folder = Path(shutil.copytree(journal_path, tiny_disk / "Full.peerjournal"))
    with (tiny_disk / "filler").open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                break
    with contextlib.suppress(NotWritable):
        unlock(folder, passphrase).close()
    (tiny_disk / "filler").unlink()
    unlock(folder, passphrase).close()


def test_a_full_disk_after_an_unclean_end_is_never_called_damage(
    tiny_disk: Path, journal_path: Path, passphrase: str
) -> None:
    left = tiny_disk / "Left.peerjournal"
    journal = unlock(journal_path, passphrase)
    entry = writing.write_entry(journal, text="kept in the log")
    left.mkdir()
    for name in ("header.json", "journal.db", "journal.db-wal"):  # as after a power cut, on another computer
        shutil.copy(journal_path / name, left / name)
    journal.close()
    with (tiny_disk / "filler").open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                break
    with pytest.raises(NotWritable, match="nothing was changed"):
        unlock(left, passphrase)
    (tiny_disk / "filler").unlink()
    journal = unlock(left, passphrase)
    assert writing.get_entry(journal, entry.id).text == "kept in the log"
    journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes")
def test_a_file_that_may_not_grow_has_its_sentence(journal_path: Path, passphrase: str) -> None:
    done = subprocess.run(
        [sys.executable, str(SAMPLES / "full_disk.py"), str(journal_path), passphrase],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )
    assert done.stderr == b""
    told = json.loads(done.stdout)
    assert told["some"]
    assert len(told["sentences"]) > 5
    assert all("nothing was changed" in s for s in told["sentences"])
    assert (told["before"], told["after"]) == ("kept before", "room again")


@pytest.fixture
def read_only(tmp_path: Path, journal_path: Path) -> Iterator[Path]:
    """A journal on a file system that takes no writing."""
    place = tmp_path / "read-only"
    place.mkdir()
    command = ["mount", "--bind", str(journal_path.parent), str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
    yield place / journal_path.name
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_read_only_folder_has_its_sentence(read_only: Path, passphrase: str) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: unlock(read_only, passphrase),
        lambda: create_journal(read_only.parent / "New.peerjournal", "plum", CODE),
        lambda: create_journal(read_only.parent / "a" / "b" / "New.peerjournal", "plum", CODE),
    ]
    for attempt in attempts:
        with pytest.raises(NotWritable, match="cannot be written"):
            attempt()
    with pytest.raises(WrongPassphrase):
        unlock(read_only, "wrong")


@pytest.mark.skipif(sys.platform == "win32", reason="no other person to be")
def test_a_folder_of_somebody_else_has_its_sentence(journal_path: Path, passphrase: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs the right to become somebody else")
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        theirs = Path(shutil.copytree(journal_path, Path(place) / "Theirs.peerjournal"))
        theirs.chmod(0o755)
        for path in theirs.iterdir():
            path.chmod(0o644)
        os.seteuid(65534)
        try:
            with pytest.raises(NotWritable, match="cannot be written"):
                unlock(theirs, passphrase)
            with pytest.raises(NotWritable):
                create_journal(Path(place) / "New.peerjournal", "plum", CODE)
        finally:
            os.seteuid(0)
        theirs.chmod(0o700)
        os.seteuid(65534)
        try:
            with pytest.raises(PeerJournalError):
                unlock(theirs, passphrase)
            with pytest.raises(PeerJournalError):
                create_journal(theirs, "plum", CODE)
        finally:
            os.seteuid(0)


def test_a_journal_folder_removed_while_open_has_its_sentence(journal_path: Path, passphrase: str) -> None:
    journal = unlock(journal_path, passphrase)
    writing.write_entry(journal, text="before")
    shutil.rmtree(journal_path)
    with pytest.raises(PeerJournalError):
        change_passphrase(journal, "new plums")
    with pytest.raises(PeerJournalError):
        verify(journal)
    journal.vault.engine.dispose()
    with pytest.raises((NotWritable, VaultDamaged)):
        writing.write_entry(journal, text="after")
    journal.close()
    assert not (journal_path / "journal.db").exists()
