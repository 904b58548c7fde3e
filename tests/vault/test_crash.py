"""``kill -9`` while writing: everything that was acknowledged is there afterwards."""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from peerjournal.errors import NotFound, VaultInUse
from peerjournal.journal.entry import EntryFilter
from peerjournal.operations import finding, writing
from peerjournal.operations.journals import unlock, verify

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCE = Path(__file__).parents[2] / "src"
KILLS = 50


def start(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    """One of our scripts, with its three pipes."""
    return subprocess.Popen(
        [sys.executable, str(SAMPLES / script), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )


def _write_until_killed(writers: subprocess.Popen[bytes], lines_before: int) -> dict[str, str]:
    """What a writer acknowledged that is killed after so many lines: entry id to its last text."""
    assert writers.stdin is not None
    assert writers.stdout is not None
    writers.stdin.write(b"go\n")
    writers.stdin.flush()
    ready, pid = writers.stdout.readline().split()
    assert ready == b"ready"
    acknowledged = {}
    for n, line in enumerate(writers.stdout, 1):
        if n == lines_before:
            # No waiting for a quiet moment: it is in the middle of its next one.
            os.kill(int(pid), signal.SIGKILL)
        if line.endswith(b"gone\n"):  # what stands before it was cut off, so it is no acknowledgement
            break
        entry_id, text = line.decode().rstrip("\n").split(" ", 1)
        acknowledged[entry_id] = text
    return acknowledged


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL and no fork")
def test_fifty_kills_lose_nothing_that_was_acknowledged(journal_path: Path, passphrase: str) -> None:
    chance = random.Random(20261122)
    known: dict[str, str] = {}
    with start("crash_writer.py", str(journal_path), passphrase) as writers:
        for kill in range(KILLS):
            acknowledged = _write_until_killed(writers, chance.randint(1, 25))
            journal = unlock(journal_path, passphrase)
            try:
                for entry_id, text in acknowledged.items():
                    # A later draft may have been kept and the kill come before its acknowledgement.
                    found = writing.get_entry(journal, entry_id).text
                    assert found.startswith(text)
                    known[entry_id] = found
                if kill % 10 == 9:
                    verify(journal)
                    assert all(writing.get_entry(journal, i).text == text for i, text in known.items())
                    assert finding.count_rows(journal, EntryFilter()) >= len(known)
            finally:
                journal.close()
        _, complaints = writers.communicate()
    assert complaints == b""
    assert len(known) > 100


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_journal_open_elsewhere_is_in_use_until_its_holder_dies(journal_path: Path, passphrase: str) -> None:
    with start("hold_journal.py", str(journal_path), passphrase) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        before = (journal_path / "journal.db").read_bytes()
        for _ in range(2):
            with pytest.raises(VaultInUse, match="elsewhere"):
                unlock(journal_path, passphrase)
        assert (journal_path / "journal.db").read_bytes() == before
        holder.kill()
    unlock(journal_path, passphrase).close()


def test_a_journal_closed_by_its_holder_is_free(journal_path: Path, passphrase: str) -> None:
    with start("hold_journal.py", str(journal_path), passphrase) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        out, err = holder.communicate()
        assert (out, err, holder.returncode) == (b"", b"", 0)
    unlock(journal_path, passphrase).close()


def test_twice_in_one_process_is_in_use_too(journal_path: Path, passphrase: str) -> None:
    first = unlock(journal_path, passphrase)
    caught: list[BaseException] = []

    def again() -> None:
        try:
            unlock(journal_path, passphrase)
        except VaultInUse as error:
            caught.append(error)

    thread = threading.Thread(target=again)
    thread.start()
    thread.join()
    again()
    assert [type(e) for e in caught] == [VaultInUse, VaultInUse]
    writing.write_entry(first, text="still open")
    first.close()
    unlock(journal_path, passphrase).close()


def test_a_closed_journal_neither_reads_nor_writes(journal_path: Path, passphrase: str) -> None:
    journal = unlock(journal_path, passphrase)
    entry = writing.write_entry(journal, text="before")
    journal.close()
    before = (journal_path / "journal.db").read_bytes()
    from peerjournal.errors import PeerJournalError

    with pytest.raises(PeerJournalError):
        writing.write_entry(journal, text="after")
    with pytest.raises(PeerJournalError):
        writing.get_entry(journal, entry.id)
    with pytest.raises(PeerJournalError):
        verify(journal)
    journal.rest()
    assert (journal_path / "journal.db").read_bytes() == before
    assert not (journal_path / "journal.db-wal").exists()


def test_an_entry_never_written_is_not_found(journal_path: Path, passphrase: str) -> None:
    journal = unlock(journal_path, passphrase)
    with pytest.raises(NotFound):
        writing.get_entry(journal, "0" * 32)
    journal.close()
