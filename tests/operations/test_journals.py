"""Journals as a whole: looking, naming, verifying, resting."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from peerjournal.errors import VaultDamaged, VaultMissing
from peerjournal.journal.entry import EntryFilter
from peerjournal.operations import finding, writing
from peerjournal.operations.journals import OpenJournal, peek, unlock, verify


def test_looking_needs_no_secret_and_leaves_no_trace(journal_path: Path) -> None:
    before = sorted(p.name for p in journal_path.iterdir())
    peek(journal_path)
    assert sorted(p.name for p in journal_path.iterdir()) == before
    with pytest.raises(VaultMissing):
        peek(journal_path.parent / "Nothing.peerjournal")


def test_verifying_mends_an_index_that_does_not_fit(journal: OpenJournal) -> None:
    writing.write_entry(journal, text="river walk")
    with journal.changing() as db:
        db.execute(text("INSERT INTO entry_search (entry_search) VALUES ('delete-all')"))
    assert finding.count_rows(journal, EntryFilter(query="river")) == 0
    verify(journal)
    assert finding.count_rows(journal, EntryFilter(query="river")) == 1


def test_verifying_notices_a_header_that_is_gone(journal: OpenJournal) -> None:
    (journal.path / "header.json").unlink()
    with pytest.raises(VaultDamaged, match=r"header\.json"):
        verify(journal)


def test_resting_empties_the_log_and_keeps_everything(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="kept")
    log = journal.path / "journal.db-wal"
    assert log.stat().st_size > 0
    journal.rest()
    assert log.stat().st_size == 0
    assert writing.get_entry(journal, entry.id).text == "kept"


def test_a_closed_journal_leaves_only_its_own_files(journal: OpenJournal) -> None:
    writing.write_entry(journal, text="kept")
    journal.close()
    names = {p.name for p in journal.path.iterdir()} - {"journal.lock"}
    assert names == {"header.json", "header.previous.json", "journal.db"}


def test_a_draft_left_behind_becomes_the_entry_and_keeps_the_wording_before(
    journal_path: Path, passphrase: str
) -> None:
    first = unlock(journal_path, passphrase)
    entry = writing.write_entry(first, text="before")
    writing.save_draft(first, replace(writing.open_draft(first, entry.id), text="typed before the end", cursor=5))
    first.close()
    again = unlock(journal_path, passphrase)
    assert writing.get_entry(again, entry.id).text == "typed before the end"
    assert [v.text for v in writing.versions(again, entry.id)] == ["before"]
    place = writing.last_place(again)
    assert place is not None
    assert (place.entry_id, place.cursor) == (entry.id, 5)
    again.close()
    once_more = unlock(journal_path, passphrase)
    assert len(writing.versions(once_more, entry.id)) == 1
    once_more.close()


def test_closing_from_another_thread_is_fine(journal: OpenJournal) -> None:
    writing.write_entry(journal, text="kept")
    thread = threading.Thread(target=journal.close)
    thread.start()
    thread.join()
    assert not journal.is_open
