"""Private text typed anywhere is in no file: while the journal is open, after it was locked, after a kill."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.vault.recovery import write_code

SAMPLES = Path(__file__).parents[1] / "samples"
SOURCE = Path(__file__).parents[2] / "src"

PRIVATE = {
    "title": "Zwetschge title marmalade",
    "text": "Kohlrabi text cuckoo ënd 日記庭園",
    "tag": "Pomelo tag weathervane",
    "draft": "Quitten draft nightjar",
    "version": "Rhabarber wording lapwing",
    "trashed": "Mirabelle trashed bittern",
    "forgotten": "Schlehe forgotten dunlin",
    "query": "Holunder query avocet",
    "first passphrase": "Sanddorn first ortolan plinth",
    "passphrase": "Berberitze pass whimbrel ledge",
    "other passphrase": "Vogelbeere other turnstone dune",
    "recovery code": write_code(b"canary-recovery!"),
}


def _needles() -> dict[str, list[bytes]]:
    """What must not be found: each word of each text alone, in the encodings and cases programs use."""
    needles = {}
    for kind, text in PRIVATE.items():
        parts = [text, text.replace("-", "")] if kind == "recovery code" else [w for w in text.split() if len(w) > 5]
        found = set()
        for part in [*parts, *(["canary-recovery!"] if kind == "recovery code" else [])]:
            for form in (part, part.lower(), part.upper(), part.casefold()):
                found |= {
                    form.encode(),
                    form.encode("utf-16-le"),
                    form.encode("utf-16-be"),
                    form.encode().hex().encode(),
                }
        needles[kind] = sorted(found)
    return needles


NEEDLES = _needles()


def _leaks(*folders: Path) -> list[str]:
    """Every private text found in any file below these folders, by its kind and the file's name."""
    leaks = []
    for folder in folders:
        for path in folder.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            leaks += [f"{kind} in {path.name}" for kind, all_ in NEEDLES.items() if any(n in data for n in all_)]
            leaks += [
                f"{kind} in a name" for kind, all_ in NEEDLES.items() if any(n in path.name.encode() for n in all_)
            ]
    return leaks


def _writer(place: Path, journal: Path) -> subprocess.Popen[bytes]:
    own = {name: str(place / name.lower()) for name in ("HOME", "TMPDIR", "SQLITE_TMPDIR", "XDG_CONFIG_HOME",
           "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")}  # fmt: skip
    for folder in own.values():
        Path(folder).mkdir()
    return subprocess.Popen(
        [sys.executable, str(SAMPLES / "canary_writer.py"), str(journal)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=own["HOME"],
        env={**os.environ, **own, "PYTHONPATH": str(SOURCE), "TMP": own["TMPDIR"], "TEMP": own["TMPDIR"]},
    )


def test_the_search_for_leaks_finds_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x" + PRIVATE["text"])
    (tmp_path / "b").write_bytes(b"\1" + PRIVATE["draft"].upper().encode("utf-16-le"))
    assert _leaks(tmp_path) == ["text in a", "draft in b"] or _leaks(tmp_path) == ["draft in b", "text in a"]


@pytest.mark.parametrize("ending", ["lock", "kill"])
def test_no_private_byte_reaches_a_file(tmp_path: Path, ending: str) -> None:
    journal = tmp_path / "Canary.peerjournal"
    with _writer(tmp_path, journal) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdin.write(json.dumps(PRIVATE).encode() + b"\n")
        writer.stdin.flush()
        said = writer.stdout.readline()
        assert said == b"open\n", writer.stderr.read()
        assert (journal / "journal.db-wal").stat().st_size > 100_000
        assert _leaks(tmp_path) == []
        if ending == "kill":
            writer.kill()
        else:
            writer.stdin.write(b"close\n")
            writer.stdin.flush()
            assert writer.stdout.readline() == b"closed\n"
            assert not (journal / "journal.db-wal").exists()
            assert _leaks(tmp_path) == []
        out, err = writer.communicate()
    assert (out, err) == (b"", b"")
    assert _leaks(tmp_path) == []
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_dir() and any(p.rglob("*"))) == ["Canary.peerjournal"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files private by the folder")
def test_every_file_of_a_journal_is_for_its_owner_only(tmp_path: Path) -> None:
    journal = tmp_path / "Canary.peerjournal"
    with _writer(tmp_path, journal) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(json.dumps(PRIVATE).encode() + b"\n")
        writer.stdin.flush()
        writer.stdout.readline()
        modes = {p.name: p.stat().st_mode & 0o077 for p in [journal, *journal.rglob("*")]}
        assert set(modes.values()) == {0}, modes
        writer.communicate(b"\n\n")
