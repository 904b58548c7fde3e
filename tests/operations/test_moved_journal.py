"""What happens to the folder while the journal is open."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from peerjournal.errors import DiskFull, NotWritable
from peerjournal.operations import keys, writing
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.vault import header
from peerjournal.vault.durable import replace_file


def test_writing_into_a_replaced_database_is_never_called_saved(journal: OpenJournal, journal_path: Path) -> None:
    draft = replace(writing.new_draft(journal), text="words")
    writing.save_draft(journal, draft)
    database = journal_path / "journal.db"
    shutil.copy(database, journal_path / "copy")
    (journal_path / "copy").replace(database)
    with pytest.raises(NotWritable, match="replaced"):
        writing.save_draft(journal, draft)


def test_writing_into_a_moved_folder_is_never_called_saved(journal: OpenJournal, journal_path: Path) -> None:
    away = journal_path.with_name("Away.peerjournal")
    journal_path.rename(away)
    with pytest.raises(NotWritable):
        writing.write_entry(journal, text="words")
    away.rename(journal_path)
    assert writing.write_entry(journal, text="words").text == "words"


def test_a_changed_passphrase_is_not_called_unchanged_for_a_copy(
    journal: OpenJournal, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_for_the_copy(path: Path, data: bytes) -> None:
        if path.name == header.PREVIOUS and (journal_path / "done").exists():
            raise DiskFull("full")
        replace_file(path, data)
        if path.name == header.HEADER:
            (journal_path / "done").touch()

    with monkeypatch.context() as patch:
        patch.setattr("peerjournal.vault.header.replace_file", full_for_the_copy)
        keys.change_passphrase(journal, "another passphrase")
    journal.close()
    unlock(journal_path, "another passphrase").close()
    # The next unlock took the old way in out of the copy.
    assert (journal_path / header.PREVIOUS).read_bytes() == (journal_path / header.HEADER).read_bytes()
