"""After Lock, nothing of what was written or typed is left in the memory of the process."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.journal.entry import EntryFilter
from peerjournal.operations import finding
from peerjournal.operations.journals import create_journal, unlock
from peerjournal.ui.instance import raise_other

SCRIPT = Path(__file__).parents[1] / "samples" / "lock_window.py"
LETTERS = "abcdefghijkmnpqrstuvwxyz"


def canary() -> str:
    """A word that stands nowhere else, made so that this test's own arguments do not hold it either."""
    return "".join(secrets.choice(LETTERS) for _ in range(24))


def readable_memory(pid: int) -> Iterator[bytes]:
    """Every readable stretch of a process's memory."""
    with (
        Path(f"/proc/{pid}/maps").open(encoding="utf-8") as maps,
        Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
    ):
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("r") or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            memory.seek(start)
            try:
                yield memory.read(end - start)
            except OSError:
                continue


def found_in_memory(pid: int, words: list[str]) -> set[str]:
    """Those of the words that stand in the memory, as UTF-8 or UTF-16."""
    found = set()
    for stretch in readable_memory(pid):
        found |= {w for w in words if w.encode() in stretch or w.encode("utf-16-le") in stretch}
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows a process's memory as a file")
@pytest.mark.skipif(
    sys.platform == "linux" and os.geteuid() != 0, reason="reading another process's memory needs the right to"
)
def test_after_lock_nothing_is_left_in_memory(tmp_path: Path, recovery_code: str) -> None:
    passphrase, title, text = canary(), canary(), canary()
    place = tmp_path / "Evening.peerjournal"
    create_journal(place, passphrase, recovery_code).close()
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{passphrase}\n{title}\n{text}\n".encode())
        process.stdin.close()
        assert process.stdout.readline() == b"locking\n"
        # The new process answers on its socket once its unlock screen is up.
        for _ in range(600):
            if b"--locked" in Path(f"/proc/{process.pid}/cmdline").read_bytes() and raise_other(place):
                break
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.05)
        else:
            pytest.fail("the window did not come back")
        assert found_in_memory(process.pid, [passphrase, title, text]) == set()
        assert not any(str(place) in str(f.readlink()) for f in Path(f"/proc/{process.pid}/fd").iterdir() if f.exists())
        journal = unlock(place, passphrase)
        try:
            assert [r.title for r in finding.rows(journal, EntryFilter(), 0, 5)] == [title]
        finally:
            journal.close()
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
