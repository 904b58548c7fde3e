"""The command line as a program of its own: terminals, pipes, locales, and what its start imports."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.__main__ import COMMANDS, wants_window
from peerjournal.cli.app import app
from peerjournal.operations.journals import create_journal, new_recovery_code
from peerjournal.vault import keys

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "peerjournal"]
REAL_FLOOR = keys.FLOOR
PATIENCE = 60

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX terminal")


@pytest.fixture
def environment() -> dict[str, str]:
    """What the program sees: the source tree, and a locale that knows no UTF-8."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def real(tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal at the lowest real cost, which a program of its own accepts; beside it a file ``secret``."""
    monkeypatch.setattr(keys, "FLOOR", REAL_FLOOR)
    place = tmp_path / "Real.peerjournal"
    create_journal(place, passphrase, new_recovery_code(), cost=REAL_FLOOR).close()
    (tmp_path / "secret").write_text(passphrase + "\n")
    return place


@pytest.fixture
def with_secret(real: Path) -> list[str]:
    """The journal and the option that opens it."""
    return [str(real), "--passphrase-file", str(real.parent / "secret")]


def test_text_goes_in_and_out_whatever_the_locale(with_secret: list[str], environment: dict[str, str]) -> None:
    text = "Frost, ångström, 日本語, 🌿\n"
    written = subprocess.run(
        [*PROGRAM, "write", *with_secret, "--title", "Früh"],
        input=text.encode(), env=environment, capture_output=True, check=True,
    )  # fmt: skip
    assert written.stderr == b""
    entry_id = written.stdout.decode().strip()
    shown = subprocess.run(
        [*PROGRAM, "show", *with_secret, entry_id, "--json"], env=environment, capture_output=True, check=True
    )
    entry = json.loads(shown.stdout.decode("utf-8"))
    assert (entry["text"], entry["title"]) == (text, "Früh")
    assert "Früh".encode() in shown.stdout


def test_a_wrong_passphrase_is_one_sentence(real: Path, with_secret: list[str], environment: dict[str, str]) -> None:
    (real.parent / "secret").write_text("not this")
    answer = subprocess.run([*PROGRAM, "list", *with_secret], env=environment, capture_output=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr.count(b"\n")) == (1, b"", 1)


@posix
def test_a_reader_that_goes_away_is_no_scandal(with_secret: list[str], environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    answer = subprocess.run(
        [*PROGRAM, "verify", *with_secret], env=environment, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_one_sentence(with_secret: list[str], environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(
            [*PROGRAM, "verify", *with_secret], env=environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert answer.returncode == 1
    assert answer.stderr.count(b"\n") == 1
    assert b"Traceback" not in answer.stderr


class Terminal:
    """A program with a terminal of its own, as a person sees it."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        self.shown = b""
        self.process = subprocess.Popen(
            # setsid --ctty gives the program this terminal as the one that /dev/tty means. Tests that are run in the
            # background of a shell do not hear Ctrl+C, and neither would what they start.
            ["env", "--default-signal=INT", "setsid", "--ctty", "--wait", *PROGRAM, *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def wait_for(self, words: bytes) -> None:
        """Read until these words are shown."""
        while words not in self.shown:
            assert select.select([self._ours], [], [], PATIENCE)[0], self.shown
            self._read()

    def type(self, keys_pressed: bytes) -> None:
        """Press these keys."""
        os.write(self._ours, keys_pressed)

    def end(self) -> int:
        """Read to the end; the exit code."""
        while select.select([self._ours], [], [], PATIENCE)[0] and self._read():
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Let go of the terminal; ends the program if it still runs."""
        os.close(self._ours)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)

    def _read(self) -> bool:
        try:
            more = os.read(self._ours, 4096)
        except OSError:  # Linux's way to say that the other side has closed
            return False
        self.shown += more
        return bool(more)


@pytest.fixture
def terminal(request: pytest.FixtureRequest, environment: dict[str, str], tmp_path: Path) -> Iterator[Terminal]:
    """The program with the arguments of the test's parameter, on a terminal."""
    opened = Terminal([str(a).format(place=tmp_path) for a in request.param], environment)
    yield opened
    opened.close()


linux = pytest.mark.skipif(sys.platform != "linux", reason="uses setsid of util-linux and env of coreutils")


@linux
@pytest.mark.parametrize("terminal", [["new", "{place}/mine"]], indirect=True)
def test_the_passphrase_is_asked_for_twice_and_never_shown(terminal: Terminal, tmp_path: Path) -> None:
    terminal.wait_for(b"Passphrase for the new journal: ")
    terminal.type(b"seven lanterns\n")
    terminal.wait_for(b"The same again: ")
    terminal.type(b"seven lanterns\n")
    assert terminal.end() == 0
    assert b"seven" not in terminal.shown
    assert (tmp_path / "mine.peerjournal" / "header.json").exists()


@linux
@pytest.mark.parametrize("terminal", [["new", "{place}/mine"]], indirect=True)
def test_two_different_passphrases_make_no_journal(terminal: Terminal, tmp_path: Path) -> None:
    terminal.wait_for(b"Passphrase for the new journal: ")
    terminal.type(b"seven lanterns\n")
    terminal.wait_for(b"The same again: ")
    terminal.type(b"seven lantern\n")
    assert terminal.end() == 1
    assert b"not the same" in terminal.shown
    assert not (tmp_path / "mine.peerjournal").exists()


@linux
@pytest.mark.parametrize("terminal", [["new", "{place}/mine"]], indirect=True)
def test_ctrl_c_at_the_question_ends_with_130(terminal: Terminal, tmp_path: Path) -> None:
    terminal.wait_for(b"Passphrase for the new journal: ")
    terminal.type(b"\x03")
    assert terminal.end() in (130, -signal.SIGINT)
    assert b"Stopped." in terminal.shown
    assert b"Traceback" not in terminal.shown
    assert not (tmp_path / "mine.peerjournal").exists()


def test_the_start_imports_nothing_slow(environment: dict[str, str]) -> None:
    slow = "{'typer', 'sqlalchemy', 'cryptography', 'PySide6', 'peerjournal.cli.app', 'zxcvbn', 'alembic'}"
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys, peerjournal.__main__; print({slow} & set(sys.modules))"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout == "set()\n"


def test_the_names_of_commands_are_known_to_the_start() -> None:
    registered = {c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands}
    registered |= {str(g.name or (g.typer_instance and g.typer_instance.info.name)) for g in app.registered_groups}
    assert registered | {"tour"} == set(COMMANDS)


def test_what_opens_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.peerjournal").mkdir()
    for arguments in (
        [], ["mine"], ["mine.peerjournal"], ["not-there.peerjournal"], [str(tmp_path / "elsewhere")],
        ["--locked", "mine"], ["--hidden", "mine"], ["--hidden"],
    ):  # fmt: skip
        assert wants_window(arguments), arguments
    for arguments in (["list"], ["lst"], ["--help"], ["list", "mine"], ["mine", "list"], ["--version"]):
        assert not wants_window(arguments), arguments
