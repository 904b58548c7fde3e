"""The command line in this process, on the fixture journal."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from peerjournal.cli.app import run
from peerjournal.cli.door import guarded
from peerjournal.operations.journals import OpenJournal, unlock


@dataclass
class Said:
    """What a command gave: its exit code and both outputs."""

    code: int
    out: str
    err: str

    @property
    def id(self) -> str:
        """The one id it printed."""
        assert (self.code, len(self.out)) == (0, 33), self
        return self.out.strip()


def refused(said: Said, *words: str, code: int = 1) -> None:
    """One sentence on stderr with these words, nothing on stdout."""
    assert (said.code, said.out) == (code, ""), said
    assert "Traceback" not in said.err
    if code == 1:
        assert said.err.count("\n") == 1, said.err
    for word in words:
        assert word in said.err


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Carries out one command line; ``stdin`` is what is piped into it."""

    def carry_out(*arguments: object, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = guarded(lambda: run([str(a) for a in arguments]))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return carry_out


@pytest.fixture
def on(say: Callable[..., Said], journal_path: Path, passphrase: str, tmp_path: Path) -> Callable[..., Said]:
    """Carries out a command such as ``part add`` on the fixture journal, with its passphrase."""
    secret = tmp_path / "passphrase"
    secret.write_text(passphrase + "\n")

    def carry_out(name: str, *arguments: object, stdin: bytes = b"") -> Said:
        return say(*name.split(), journal_path, *arguments, "--passphrase-file", secret, stdin=stdin)

    return carry_out


@pytest.fixture
def opened(journal_path: Path, passphrase: str) -> Callable[[], OpenJournal]:
    """Opens the fixture journal between two commands."""
    return lambda: unlock(journal_path, passphrase)
