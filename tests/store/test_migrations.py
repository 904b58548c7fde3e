"""A journal made by an older version opens; one made by a newer one is left untouched."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from peerjournal.errors import VaultTooNew
from peerjournal.journal.entry import EntryFilter
from peerjournal.operations import finding, writing
from peerjournal.operations.journals import OpenJournal, unlock, verify
from peerjournal.store.migrate import NEWEST, bring_up_to_date
from peerjournal.vault import vault as vaults
from peerjournal.vault.engine import checkpoint
from peerjournal.vault.recovery import write_code
from peerjournal.vault.vault import Vault

ENTRY = {
    "sort_key": 639_000_000_000, "id": "ab" * 16, "written_at": "2026-03-01T21:30:00+01:00[Europe/Berlin]",
    "written_on": "2026-03-01", "starred": 1, "changed_at": None, "trashed_at": None, "sitting": "s",
    "title": "An evening", "tags": "garden\nhome", "first_line": "Older",
    "signs": "", "text": "Older words, kept",
}  # fmt: skip
TABLES = {"entry", "entry_tag", "entry_search", "version", "draft", "place"}
TRIGGERS = {"entry_search_insert", "entry_search_delete", "entry_search_update_old", "entry_search_update_new"}


def _nothing(_engine: Engine) -> None:
    pass


def _open(folder: Path, passphrase: str) -> Vault:
    """The vault without any migration."""
    return vaults.open_vault(folder, *vaults.find_data_key(folder, passphrase=passphrase), _nothing)


@pytest.fixture
def older(tmp_path: Path, passphrase: str) -> Path:
    """A closed journal as the first version made it, with one entry."""
    folder = tmp_path / "Older 100%.peerjournal"

    def first_tables(engine: Engine) -> None:
        bring_up_to_date(engine, folder, until=1)

    vault = vaults.create(folder, passphrase, write_code(bytes(16)), first_tables)
    with vault.engine.begin() as db:
        names = ", ".join(ENTRY)
        values = ", ".join(f":{n}" for n in ENTRY)
        db.execute(text(f"INSERT INTO entry ({names}) VALUES ({values})"), ENTRY)  # noqa: S608 - our own names
        for tag in ("garden", "home"):
            db.execute(text("INSERT INTO entry_tag VALUES (:t, :i, :t)"), {"t": tag, "i": ENTRY["id"]})
    vault.close()
    assert not (folder / "backups").exists()
    return folder


def _schema(engine: Engine) -> dict[str, str]:
    with engine.connect() as db:
        rows = db.execute(text("SELECT name, coalesce(sql, '') AS sql FROM sqlite_schema ORDER BY name"))
        return {row.name: row.sql for row in rows}


def _revision(engine: Engine) -> int:
    with engine.connect() as db:
        standing: int = db.execute(text("PRAGMA user_version")).scalar_one()
        return standing


def test_an_older_journal_opens_with_everything_in_it(older: Path, passphrase: str) -> None:
    journal = unlock(older, passphrase)
    entry = writing.get_entry(journal, "ab" * 16)
    assert (entry.title, entry.text, entry.tags) == ("An evening", "Older words, kept", ("garden", "home"))
    assert entry.written_at.isoformat() == "2026-03-01T21:30:00+01:00"
    assert entry.starred
    for query in ("older", "evening", "tag:home", "garden"):
        assert finding.count_rows(journal, EntryFilter(query=query)) == 1
    writing.save_draft(journal, writing.open_draft(journal, entry.id))
    assert _revision(journal.vault.engine) == NEWEST
    verify(journal)
    journal.close()


def test_the_tables_are_the_same_whether_new_or_migrated(older: Path, passphrase: str, journal: OpenJournal) -> None:
    migrated = unlock(older, passphrase)
    schema = _schema(migrated.vault.engine)
    assert schema == _schema(journal.vault.engine)
    assert set(schema) >= TABLES | TRIGGERS
    with migrated.reading() as db:
        assert db.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert db.execute(text("PRAGMA foreign_key_check")).first() is None
        assert db.execute(text("PRAGMA temp_store")).scalar() == 2
    migrated.close()


def test_a_copy_under_the_same_key_is_kept_from_before(older: Path, passphrase: str) -> None:
    unlock(older, passphrase).close()
    (copy,) = (older / "backups").iterdir()
    assert copy.stat().st_mode & 0o077 == 0
    assert b"Older words" not in copy.read_bytes()
    copy.replace(older / "journal.db")
    vault = _open(older, passphrase)
    assert _revision(vault.engine) == 1
    assert "draft" not in _schema(vault.engine)
    vault.close()
    # And it can be migrated once more, the copy made anew.
    journal = unlock(older, passphrase)
    assert writing.get_entry(journal, "ab" * 16).text == "Older words, kept"
    journal.close()


def test_a_journal_of_today_gets_no_copy(journal_path: Path, passphrase: str) -> None:
    unlock(journal_path, passphrase).close()
    assert not (journal_path / "backups").exists()


@pytest.mark.parametrize("revision", [NEWEST + 1, 2_000_000_000])
def test_a_newer_journal_is_left_untouched(journal_path: Path, passphrase: str, revision: int) -> None:
    vault = _open(journal_path, passphrase)
    with vault.engine.begin() as db:
        db.execute(text(f"PRAGMA user_version = {revision}"))
    vault.close()
    before = {p.name: p.read_bytes() for p in journal_path.iterdir() if p.is_file()}
    with pytest.raises(VaultTooNew, match="newer version"):
        unlock(journal_path, passphrase)
    assert {p.name: p.read_bytes() for p in journal_path.iterdir() if p.is_file()} == before
    vault = _open(journal_path, passphrase)
    assert _revision(vault.engine) == revision
    vault.close()


def test_a_migration_that_fails_leaves_the_old_state(older: Path, passphrase: str) -> None:
    vault = _open(older, passphrase)
    with vault.engine.begin() as db:
        # The second migration makes "version" first and then cannot make "draft".
        db.execute(text("CREATE TABLE draft (x)"))
    before = _schema(vault.engine)
    with pytest.raises(DatabaseError):
        bring_up_to_date(vault.engine, older)
    assert _schema(vault.engine) == before
    assert _revision(vault.engine) == 1
    with vault.engine.connect() as db:
        assert db.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert db.execute(text("SELECT text FROM entry")).scalar() == "Older words, kept"
        assert db.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
    with vault.engine.begin() as db:
        db.execute(text("DROP TABLE draft"))
    checkpoint(vault.engine)
    vault.close()
    journal = unlock(older, passphrase)
    assert finding.count_rows(journal, EntryFilter(query="older")) == 1
    journal.close()


def test_deleting_an_entry_takes_its_tags_and_versions(journal: OpenJournal) -> None:
    from dataclasses import replace

    from peerjournal.operations import trash

    entry = writing.write_entry(journal, text="one", tags=["a"])
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), text="two"))
    trash.move_to_trash(journal, entry.id)
    trash.delete_for_good(journal, entry.id)
    with journal.reading() as db:
        for table in ("entry", "entry_tag", "version", "draft"):
            assert db.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0  # noqa: S608 - our own names
