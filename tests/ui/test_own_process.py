"""A window in a process of its own: after Lock nothing is left in memory, after a kill nothing is lost."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peerjournal.journal.entry import EntryFilter
from peerjournal.operations import finding, story
from peerjournal.operations.journals import create_journal, unlock
from peerjournal.ui.instance import raise_other

SCRIPT = Path(__file__).parents[1] / "samples" / "typing_window.py"
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


@contextmanager
def typing_window(place: Path, words: list[str], then: str, what: str) -> Iterator[subprocess.Popen[bytes]]:
    """A window in a process of its own into which the words were typed; ended in the end."""
    with subprocess.Popen(
        [sys.executable, str(SCRIPT), str(place), then, what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("".join(f"{word}\n" for word in words).encode())
            process.stdin.close()
            assert process.stdout.readline() == {"lock": b"locking\n", "wait": b"waited\n"}[then]
            yield process
        finally:
            process.kill()


def titles_and_words(place: Path, passphrase: str, what: str) -> list[tuple[str, str]]:
    """What there is of it after unlocking: entries by their first line, parts by their text."""
    journal = unlock(place, passphrase)
    try:
        if what == "part":
            return [(p.title, p.text) for p in story.all_parts(journal)]
        return [(r.title, r.first_line) for r in finding.rows(journal, EntryFilter(), 0, 5)]
    finally:
        journal.close()


@pytest.mark.parametrize(("what", "kept"), [("entry", "{}"), ("part", "{{keep}}{}{{/keep}}")])
def test_a_second_after_typing_a_kill_loses_nothing(tmp_path: Path, recovery_code: str, what: str, kept: str) -> None:
    passphrase, title, text = canary(), canary(), canary()
    place = tmp_path / "Evening.peerjournal"
    create_journal(place, passphrase, recovery_code).close()
    with typing_window(place, [passphrase, title, text], "wait", what) as process:
        process.kill()
        process.wait()
    assert titles_and_words(place, passphrase, what) == [(title, kept.format(text))]
    leaks = [f for f in tmp_path.rglob("*") if f.is_file() and any(w.encode() in f.read_bytes() for w in (title, text))]
    assert leaks == []


@pytest.mark.parametrize(("what", "kept"), [("entry", "{}"), ("part", "{{keep}}{}{{/keep}}")])
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows a process's memory as a file")
@pytest.mark.skipif(
    sys.platform == "linux" and os.geteuid() != 0, reason="reading another process's memory needs the right to"
)
def test_after_lock_nothing_is_left_in_memory(tmp_path: Path, recovery_code: str, what: str, kept: str) -> None:
    passphrase, title, text = canary(), canary(), canary()
    place = tmp_path / "Evening.peerjournal"
    create_journal(place, passphrase, recovery_code).close()
    with typing_window(place, [passphrase, title, text], "lock", what) as process:
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
        assert titles_and_words(place, passphrase, what) == [(title, kept.format(text))]
