"""The engine: its settings on every connection, and errors that say nothing private."""

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2 as sqlcipher

from peerjournal.errors import (
    BadInput,
    DiskFull,
    NotWritable,
    PeerJournalError,
    VaultDamaged,
    VaultInUse,
)
from peerjournal.journal.entry import Entry, EntryFilter
from peerjournal.operations import finding, writing
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.vault import vault as vaults
from peerjournal.vault.engine import open_engine, storage_errors

CANARY = "Zwetschge canary marmalade"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("temp_store", 2), ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1),
        ("trusted_schema", 0), ("cell_size_check", 1), ("cipher_status", "1"),
    ],
)  # fmt: skip
def test_every_connection_is_prepared(journal: OpenJournal, pragma: str, value: object) -> None:
    with journal.reading() as one, journal.reading() as two, journal.reading() as three:
        for db in (one, two, three):
            assert db.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_the_database_is_encrypted_with_a_raw_key(journal: OpenJournal) -> None:
    journal.rest()
    head = (journal.path / "journal.db").read_bytes()[:100]
    assert not head.startswith(b"SQLite format 3")
    with journal.reading() as db:
        assert str(db.execute(text("PRAGMA cipher_version")).scalar()).startswith("4.")


def test_the_key_stands_in_no_text_about_the_engine(journal: OpenJournal) -> None:
    from peerjournal.vault.keys import sub_key

    _header, data_key = vaults.find_data_key(journal.path, passphrase="lantern harbour seven plums")
    shown = " ".join([repr(journal.vault.engine), str(journal.vault.engine.url), repr(journal.vault), repr(journal)])
    for key in (data_key, sub_key(data_key, "database")):
        assert key.hex() not in shown
        assert repr(key) not in shown


def test_a_wrong_key_is_damage_and_no_key_of_another_length_is_taken(journal_path: Path) -> None:
    engine = open_engine(journal_path, bytes(32))
    with pytest.raises(VaultDamaged), storage_errors(journal_path), engine.connect():
        pass
    engine.dispose()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlcipher.SQLITE_FULL, DiskFull),
        (sqlcipher.SQLITE_READONLY, NotWritable),
        (sqlcipher.SQLITE_READONLY | 4 << 8, NotWritable),
        (sqlcipher.SQLITE_CANTOPEN, NotWritable),
        (sqlcipher.SQLITE_PERM, NotWritable),
        (sqlcipher.SQLITE_IOERR, NotWritable),
        (sqlcipher.SQLITE_IOERR | 3 << 8, NotWritable),
        (sqlcipher.SQLITE_BUSY, VaultInUse),
        (sqlcipher.SQLITE_LOCKED, VaultInUse),
        (sqlcipher.SQLITE_CORRUPT, VaultDamaged),
        (sqlcipher.SQLITE_NOTADB, VaultDamaged),
    ],
)
def test_each_trouble_of_the_storage_has_its_error(tmp_path: Path, code: int, expected: type[Exception]) -> None:
    error = sqlcipher.OperationalError(CANARY)
    error.sqlite_errorcode = code
    with pytest.raises(expected) as caught, storage_errors(tmp_path):
        raise error
    assert CANARY not in str(caught.value)
    assert str(caught.value).endswith((".", "changed"))


def test_a_mistake_of_ours_is_no_trouble_of_the_storage(tmp_path: Path) -> None:
    error = sqlcipher.OperationalError("no such table: x")
    error.sqlite_errorcode = 1
    with pytest.raises(sqlcipher.OperationalError), storage_errors(tmp_path):
        raise error


def test_many_threads_read_and_write_at_once(journal: OpenJournal) -> None:
    failures: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for n in range(25):
                entry = writing.write_entry(journal, text=f"thread{name} n{n}")
                writing.settle(journal, replace(writing.open_draft(journal, entry.id), text=f"thread{name} m{n}"))
                finding.rows(journal, EntryFilter(query=f"thread{name}"), 0, 10)
        except BaseException as error:  # noqa: BLE001 - carried to the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert finding.count_rows(journal, EntryFilter()) == 150
    assert finding.count_rows(journal, EntryFilter(query="thread3")) == 25


def test_a_change_that_fails_is_undone_whole(journal: OpenJournal) -> None:
    before = finding.count_rows(journal, EntryFilter())
    at = datetime(2026, 1, 1, tzinfo=UTC)
    many = [Entry("a" * 32, at, text="one"), Entry("b" * 32, at, text="two"), Entry("a" * 32, at, text="three")]
    with pytest.raises(IntegrityError):
        writing.write_entries(journal, many)
    assert finding.count_rows(journal, EntryFilter()) == before
    assert finding.count_rows(journal, EntryFilter(query="one")) == 0


# Nothing private in an error or a log


def _said(error: BaseException | None) -> str:
    """Everything an error and those behind it say when shown, logged or printed."""
    said = []
    while error is not None:
        said += [str(error), repr(error), repr(error.args), *getattr(error, "__notes__", [])]
        said += traceback.format_exception(error)
        error = error.__cause__ or error.__context__
    return "\n".join(said)


def _duplicate(journal: OpenJournal) -> object:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    twice = Entry("a" * 32, at, title=CANARY, text=CANARY, tags=(CANARY,))
    return writing.write_entries(journal, [twice, twice])


def _broken_text(journal: OpenJournal) -> object:
    with journal.changing() as db:
        db.execute(text("UPDATE entry SET text = CAST(X'FF' || :t AS TEXT)"), {"t": CANARY})
    return writing.get_entry(journal, finding.rows(journal, EntryFilter(), 0, 1)[0].id)


def _bad_date(journal: OpenJournal) -> object:
    return finding.rows(journal, EntryFilter(query=f'after:"{CANARY}"'), 0, 1)


def _bad_year(journal: OpenJournal) -> object:
    return writing.write_entry(journal, text=CANARY, written_at=datetime(1500, 1, 1, tzinfo=UTC))


def _wrong_passphrase(journal: OpenJournal) -> object:
    return unlock(journal.path, CANARY)


def _wrong_code(journal: OpenJournal) -> object:
    return unlock(journal.path, recovery_code=CANARY)


def _no_such_entry(journal: OpenJournal) -> object:
    return writing.full_id(journal, CANARY)


def _locked(journal: OpenJournal) -> object:
    journal.close()
    return writing.write_entry(journal, text=CANARY)


@pytest.mark.parametrize(
    "provoke",
    [_duplicate, _broken_text, _bad_date, _bad_year, _wrong_passphrase, _wrong_code, _no_such_entry, _locked],
)
def test_no_error_says_anything_private(
    journal: OpenJournal, provoke: Callable[[OpenJournal], object], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    writing.write_entry(journal, title=CANARY, text=CANARY)
    with pytest.raises((PeerJournalError, IntegrityError)) as caught:
        provoke(journal)
    # A traceback quotes lines of the source, never values.
    for word in CANARY.split():
        assert word not in _said(caught.value).replace("canary", "")
        assert word not in caplog.text
    assert provoke is _duplicate or isinstance(caught.value, PeerJournalError)


def test_no_logger_shows_rows_by_itself(journal: OpenJournal, caplog: pytest.LogCaptureFixture) -> None:
    writing.write_entry(journal, text=CANARY)
    for name in (
        "sqlalchemy",
        "sqlalchemy.engine",
        "sqlalchemy.engine.Engine",
        "sqlalchemy.pool",
        "alembic",
        "filelock",
    ):
        assert not logging.getLogger(name).isEnabledFor(logging.DEBUG)
    assert CANARY not in caplog.text
    assert journal.vault.engine.hide_parameters
    assert not journal.vault.engine.echo


def test_a_bad_date_names_the_word_before_it(journal: OpenJournal) -> None:
    with pytest.raises(BadInput, match="before:"):
        finding.count_rows(journal, EntryFilter(query="before:tomorrow"))
