"""A database that is missing, cut or changed: noticed or harmless, never silently another text."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerjournal.errors import PeerJournalError, VaultDamaged
from peerjournal.journal.entry import Entry, EntryFilter
from peerjournal.operations import finding, writing
from peerjournal.operations.journals import OpenJournal, create_journal, unlock, verify
from peerjournal.vault import keys
from peerjournal.vault.recovery import write_code

PASSPHRASE = "lantern harbour seven plums"
CHEAP = keys.Cost(64, passes=1, lanes=1)
FLIPS = 200
WORDS = ["river", "kitchen", "early", "train", "Zoë", "rain", "quiet", "meeting", "tea", "garden", "日記", "walk"]


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A closed journal of 150 entries, every tenth longer than several pages, and their texts."""
    chance = random.Random(7)
    folder = tmp_path_factory.mktemp("damage") / "Written.peerjournal"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", CHEAP)
        journal = create_journal(folder, PASSPHRASE, write_code(bytes(16)), cost=CHEAP)
    first = datetime(2026, 1, 1, 8, tzinfo=UTC)
    many = [
        Entry(
            f"{n:032x}", first + timedelta(hours=n), title=f"Entry {n}",
            text=_text(chance, 4000 if n % 10 == 0 else 60), tags=("all", f"t{n % 5}"),
        )
        for n in range(150)
    ]  # fmt: skip
    writing.write_entries(journal, many)
    journal.close()
    return folder, {e.id: e.text for e in many}


def _read_everything(journal: OpenJournal) -> dict[str, str]:
    rows = finding.rows(journal, EntryFilter(), 0, 1000)
    return {row.id: writing.get_entry(journal, row.id).text for row in rows}


def _look(folder: Path) -> tuple[dict[str, str] | None, bool]:
    """What can be read (None: an error with a sentence came instead), and whether ``verify`` finds it sound.

    Any error that is not one of ours passes through and fails the test.
    """
    try:
        journal = unlock(folder, PASSPHRASE)
    except PeerJournalError:
        return None, False
    try:
        try:
            texts = _read_everything(journal)
        except PeerJournalError:
            return None, False
        for query in ("river", "walk", "日記"):
            try:
                finding.rows(journal, EntryFilter(query=query), 0, 1000)
            except PeerJournalError:
                return None, False
        try:
            verify(journal)
        except VaultDamaged:
            return texts, False
        return texts, True
    finally:
        journal.close()


def test_an_undamaged_journal_is_sound(written: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, texts = written
    assert _look(Path(shutil.copytree(folder, tmp_path / "j"))) == (texts, True)


def test_two_hundred_flipped_bytes_are_noticed_or_harmless(
    written: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, texts = written
    copy = Path(shutil.copytree(folder, tmp_path / "j"))
    whole = (folder / "journal.db").read_bytes()
    chance = random.Random(20261122)
    noticed = 0
    for _ in range(FLIPS):
        place = chance.randrange(len(whole))
        flipped = whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]
        (copy / "journal.db").write_bytes(flipped)
        found, sound = _look(copy)
        assert not sound
        assert found is None or all(texts[i] == text for i, text in found.items())
        noticed += 1
    assert noticed == FLIPS


def test_a_damaged_page_never_gives_a_text_with_a_hole(written: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, texts = written
    copy = Path(shutil.copytree(folder, tmp_path / "j"))
    whole = (folder / "journal.db").read_bytes()
    journal = unlock(copy, PASSPHRASE)
    try:
        # One page after the other, among them the last pages of long texts, which SQLCipher hands out as zeros.
        for place in range(PAGE + 100, len(whole), PAGE):
            (copy / "journal.db").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            journal.vault.engine.dispose()
            for entry_id in (f"{n:032x}" for n in range(0, 150, 10)):
                try:
                    found = writing.get_entry(journal, entry_id)
                except VaultDamaged:
                    continue
                assert found.text == texts[entry_id]
    finally:
        (copy / "journal.db").write_bytes(whole)
        journal.close()


def test_a_damaged_text_is_not_written_back(written: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, texts = written
    copy = Path(shutil.copytree(folder, tmp_path / "j"))
    whole = (folder / "journal.db").read_bytes()
    journal = unlock(copy, PASSPHRASE)
    refused = 0
    for place in range(5 * PAGE + 100, len(whole) // 2, PAGE):
        (copy / "journal.db").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        journal.vault.engine.dispose()
        try:
            writing.settle(journal, replace(writing.open_draft(journal, f"{10:032x}"), starred=True))
        except VaultDamaged:
            refused += 1
        journal.vault.engine.dispose()
        (copy / "journal.db").write_bytes(whole)
        assert writing.get_entry(journal, f"{10:032x}").text == texts[f"{10:032x}"]
        journal.vault.engine.dispose()
    journal.close()
    assert refused > 2


@pytest.mark.parametrize("place", [0, 1, 15, 16, 17, 24, 4000, 4015, 4016, 4079, 4095, 4096])
def test_a_flip_in_the_first_page_stops_the_unlocking(
    written: tuple[Path, dict[str, str]], tmp_path: Path, place: int
) -> None:
    copy = Path(shutil.copytree(written[0], tmp_path / "j"))
    whole = bytearray((copy / "journal.db").read_bytes())
    whole[place] ^= 1
    (copy / "journal.db").write_bytes(whole)
    found, sound = _look(copy)
    assert not sound
    assert found is None or place == 4096


PAGE = 4096
CUTS: list[Callable[[int], int]] = [
    lambda _: 1, lambda _: 16, lambda _: PAGE - 1, lambda _: PAGE, lambda _: PAGE + 1, lambda _: 2 * PAGE,
    lambda size: size // 2, lambda size: size // 2 // PAGE * PAGE, lambda size: size - 1, lambda size: size - PAGE,
    lambda size: size - 3 * PAGE - 7,
]  # fmt: skip


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_database_is_noticed(
    written: tuple[Path, dict[str, str]], tmp_path: Path, cut: Callable[[int], int]
) -> None:
    copy = Path(shutil.copytree(written[0], tmp_path / "j"))
    database = copy / "journal.db"
    size = cut(database.stat().st_size)
    with database.open("r+b") as file:
        file.truncate(size)
    found, sound = _look(copy)
    assert not sound
    assert found is None or all(written[1][i] == text for i, text in found.items())


@pytest.mark.parametrize("harm", ["missing", "empty", "folder", "zeros", "plain"])
def test_a_database_that_is_none_is_never_made_anew(
    written: tuple[Path, dict[str, str]], tmp_path: Path, harm: str
) -> None:
    copy = Path(shutil.copytree(written[0], tmp_path / "j"))
    database = copy / "journal.db"
    database.unlink()
    if harm == "empty":
        database.touch()
    elif harm == "folder":
        database.mkdir()
    elif harm == "zeros":
        database.write_bytes(bytes(100_000))
    elif harm == "plain":
        database.write_bytes(b"SQLite format 3\0" + bytes(50_000))
    with pytest.raises(PeerJournalError) as caught:
        unlock(copy, PASSPHRASE)
    assert harm == "folder" or type(caught.value) is VaultDamaged
    if harm == "missing":
        assert not database.exists()
    if harm == "empty":
        assert database.stat().st_size == 0


def test_two_pages_swapped_are_noticed(written: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(written[0], tmp_path / "j"))
    whole = (copy / "journal.db").read_bytes()
    pages = [whole[n : n + PAGE] for n in range(0, len(whole), PAGE)]
    pages[3], pages[9] = pages[9], pages[3]
    (copy / "journal.db").write_bytes(b"".join(pages))
    assert not _look(copy)[1]


def test_the_database_of_another_journal_is_noticed(written: tuple[Path, dict[str, str]], journal_path: Path) -> None:
    shutil.copy(written[0] / "journal.db", journal_path / "journal.db")
    with pytest.raises(VaultDamaged, match=r"journal\.db"):
        unlock(journal_path, PASSPHRASE)


@pytest.fixture
def left_open(written: tuple[Path, dict[str, str]], tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A journal as a kill leaves it: twenty more entries stand only in the write-ahead log."""
    folder = Path(shutil.copytree(written[0], tmp_path / "open"))
    journal = unlock(folder, PASSPHRASE)
    texts = dict(written[1])
    for n in range(20):
        entry = writing.write_entry(journal, text=f"only in the log {n} " + "word " * 50)
        texts[entry.id] = entry.text
    left = tmp_path / "left"
    left.mkdir()
    for name in ("header.json", "header.previous.json", "journal.db", "journal.db-wal"):
        shutil.copy(folder / name, left / name)
    journal.close()
    return left, texts


def test_the_log_of_an_unclean_end_is_read(left_open: tuple[Path, dict[str, str]]) -> None:
    assert (left_open[0] / "journal.db-wal").stat().st_size > 20 * PAGE
    assert _look(left_open[0]) == (left_open[1], True)


def test_a_flip_in_the_log_never_gives_another_text(left_open: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    left, texts = left_open
    log = (left / "journal.db-wal").read_bytes()
    chance = random.Random(5)
    for n in range(15):
        copy = Path(shutil.copytree(left, tmp_path / f"flip{n}"))
        place = n * 5 if n < 5 else chance.randrange(len(log))
        (copy / "journal.db-wal").write_bytes(log[:place] + bytes([log[place] ^ 4]) + log[place + 1 :])
        found, _sound = _look(copy)
        # SQLite takes a frame that does not fit for the end of the log: later entries may be missing,
        # but none may read differently, and those in the database stay.
        if found is not None:
            assert all(texts[i] == text for i, text in found.items())
            assert len(found) >= 150


def test_damage_after_an_unclean_end_stops_the_unlocking(left_open: tuple[Path, dict[str, str]]) -> None:
    left, _texts = left_open
    database = bytearray((left / "journal.db").read_bytes())
    database[len(database) // 2] ^= 1
    (left / "journal.db").write_bytes(database)
    with pytest.raises(VaultDamaged, match=r"journal\.db"):
        unlock(left, PASSPHRASE)


def test_damage_while_the_journal_is_open_has_its_sentence(journal: OpenJournal, journal_path: Path) -> None:
    for n in range(30):
        writing.write_entry(journal, text=f"{n} " + "word " * 3000)
    journal.rest()
    database = journal_path / "journal.db"
    with database.open("r+b") as file:
        for place in range(PAGE + 100, database.stat().st_size, PAGE):
            file.seek(place)
            file.write(b"\xff" * 8)
    journal.vault.engine.dispose()  # nothing of it in a cache any more
    for attempt in (
        lambda: verify(journal),
        lambda: _read_everything(journal),
        lambda: writing.write_entry(journal, text="after"),
    ):
        with pytest.raises(VaultDamaged):
            attempt()


def test_verify_names_the_damaged_part(written: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(written[0], tmp_path / "j"))
    database = copy / "journal.db"
    whole = bytearray(database.read_bytes())
    whole[-2000] ^= 1
    database.write_bytes(whole)
    journal = unlock(copy, PASSPHRASE)
    with pytest.raises(VaultDamaged, match=r"database \(journal\.db\)"):
        verify(journal)
    journal.close()
