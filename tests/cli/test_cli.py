"""The command line, in this process, on real journals."""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.cli.app import app, run
from peerjournal.cli.door import guarded
from peerjournal.operations.demo import SAMPLE_PASSPHRASE
from peerjournal.operations.journals import OpenJournal, check_recovery_code, unlock

ROOT = Path(__file__).parents[2]


@dataclass
class Answer:
    """What a command gave: its exit code and both outputs."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Carries out one command line; ``stdin`` is what is piped into it."""

    def carry_out(*arguments: object, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = guarded(lambda: run([str(a) for a in arguments]))
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return carry_out


@pytest.fixture
def secret(tmp_path: Path, passphrase: str) -> Path:
    """A file with the passphrase of the fixture journals."""
    file = tmp_path / "secret"
    file.write_text(passphrase + "\n")
    return file


@pytest.fixture
def mine(command: Command, journal_path: Path, secret: Path) -> Command:
    """Carries out a command on the fixture journal, with its passphrase."""

    def carry_out(name: str, *arguments: object, stdin: bytes = b"") -> Answer:
        return command(name, journal_path, *arguments, "--passphrase-file", secret, stdin=stdin)

    return carry_out


def refused(answer: Answer, *words: str, code: int = 1) -> None:
    """One sentence on stderr with these words, nothing on stdout, no traceback."""
    assert (answer.code, answer.out) == (code, ""), answer
    assert answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err
    for word in words:
        assert word in answer.err


def test_new_prints_only_the_recovery_code_and_gives_the_folder_its_ending(
    command: Command, tmp_path: Path, secret: Path, passphrase: str
) -> None:
    answer = command("new", tmp_path / "mine", "--passphrase-file", secret)
    code = answer.out.strip()
    assert answer.code == 0
    assert check_recovery_code(code) == code
    assert answer.out.count("\n") == 1
    assert "not shown again" in answer.err
    assert code not in answer.err
    unlock(tmp_path / "mine.peerjournal", passphrase).close()
    unlock(tmp_path / "mine.peerjournal", recovery_code=code).close()


def test_new_leaves_what_is_there_alone(command: Command, journal_path: Path, secret: Path) -> None:
    before = (journal_path / "header.json").read_bytes()
    refused(command("new", journal_path, "--passphrase-file", secret), "already something")
    assert (journal_path / "header.json").read_bytes() == before


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_new_wants_a_name(command: Command, secret: Path, name: str) -> None:
    refused(command("new", name, "--passphrase-file", secret), "name")


def test_an_entry_written_is_listed_shown_and_found(mine: Command) -> None:
    written = mine(
        "write", "--title", "Frost", "--tag", "garden", "--tag", "early", "--at", "2026-03-01T21:30:05+01:00",
        stdin=b"Each kale leaf with its own edge of salt.\n",
    )  # fmt: skip
    entry_id = written.out.strip()
    assert re.fullmatch(r"[0-9a-f]{32}\n", written.out)

    [row] = json.loads(mine("list", "--json").out)
    assert row == {
        "id": entry_id,
        "written_at": "2026-03-01T21:30:05+01:00",
        "title": "Frost",
        "first_line": "Each kale leaf with its own edge of salt.",
        "tags": ["garden", "early"],
        "starred": False,
    }
    assert json.loads(mine("show", entry_id, "--json").out) == {
        "id": entry_id,
        "title": "Frost",
        "text": "Each kale leaf with its own edge of salt.\n",
        "tags": ["garden", "early"],
        "starred": False,
        "written_at": "2026-03-01T21:30:05+01:00",
    }
    [found] = json.loads(mine("search", "kale tag:garden after:2026-03", "--json").out)
    assert found["id"] == entry_id
    assert "kale leaf" in found["snippet"]
    assert json.loads(mine("search", "cabbage", "--json").out) == []


def test_lines_for_eyes_are_aligned(mine: Command) -> None:
    mine("write", "--at", "2026-03-01T08:05", "--tag", "early", stdin=b"# First line\nand more")
    mine("write", "--at", "2026-03-02T21:30", "--title", "Titled", stdin=b"Below the title.")
    first, second = mine("list").out.splitlines()
    assert re.fullmatch(r"2026-03-02 21:30  [0-9a-f]{32}    Titled", first)
    assert re.fullmatch(r"2026-03-01 08:05  [0-9a-f]{32}    First line  #early", second)
    line, snippet = mine("search", "title").out.splitlines()
    assert line == first
    assert snippet.strip() == "Below the title."


def test_the_limit_holds_over_several_pages(mine: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerjournal.cli.app.PAGE", 2)
    for n in range(5):
        mine("write", "--at", f"2026-03-0{n + 1}", stdin=b"%d" % n)
    for limit in (1, 2, 3, 5, 9):
        lines = [row["first_line"] for row in json.loads(mine("list", "--limit", limit, "--json").out)]
        assert lines == ["4", "3", "2", "1", "0"][:limit]
    assert len(mine("list").out.splitlines()) == 5


def test_the_beginning_of_an_id_will_do(mine: Command) -> None:
    entry_id = mine("write", stdin=b"found by half its name").out.strip()
    assert "found by half" in mine("show", entry_id[:10].upper()).out
    refused(mine("show", "zzzz"), "no such entry")
    refused(mine("show", ""), "no such entry")


def test_show_for_eyes_has_the_text_to_the_letter(mine: Command) -> None:
    entry_id = mine(
        "write", "--title", "T", "--at", "2026-03-01T10:00", "--tag", "x", stdin=b"one\n\n  two"
    ).out.strip()
    assert mine("show", entry_id).out == "2026-03-01 10:00  #x\nT\n\none\n\n  two\n"


@pytest.mark.parametrize(
    "text",
    ["no newline", "one\n", "two\n\n", "win\r\nlines\r\n", "a\0b", "עברית عربي 日本語 🌿 e\u0301", "   \n x"],
)
def test_text_is_kept_to_the_letter(mine: Command, text: str) -> None:
    entry_id = mine("write", stdin=text.encode()).out.strip()
    assert json.loads(mine("show", entry_id, "--json").out)["text"] == text


def test_a_byte_order_mark_is_left_out(mine: Command) -> None:
    entry_id = mine("write", stdin=b"\xef\xbb\xbfhello").out.strip()
    assert json.loads(mine("show", entry_id, "--json").out)["text"] == "hello"


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_comes_back_through_json(mine: Command, text: str) -> None:
    entry_id = mine("write", "--title", "t", stdin=text.encode()).out.strip()
    kept = json.loads(mine("show", entry_id, "--json").out)["text"]
    assert kept == text.removeprefix("\ufeff")


def test_ten_megabytes_are_an_entry(mine: Command) -> None:
    text = "a line of a very long entry\n" * 380_000
    entry_id = mine("write", stdin=text.encode()).out.strip()
    assert json.loads(mine("show", entry_id, "--json").out)["text"] == text


def test_text_that_is_not_utf8_is_refused_with_its_place(mine: Command) -> None:
    refused(mine("write", stdin=b"fine\nprivate \xff words"), "byte 14", "line 2", "nothing was written")
    assert mine("list").out == ""


@pytest.mark.parametrize("stdin", [b"", b" \n\t\n"])
def test_nothing_to_write_is_said(mine: Command, stdin: bytes) -> None:
    refused(mine("write", stdin=stdin), "nothing was written")
    assert json.loads(mine("list", "--json").out) == []


def test_a_title_alone_is_an_entry(mine: Command) -> None:
    assert mine("write", "--title", "Only this").code == 0
    assert "Only this" in mine("list").out


@pytest.mark.parametrize(
    "at", ["yesterday", "2026-02-30", "2026-13-01T00:00", "", "1899-12-31", "2101-01-01", "0001-01-01", "9999-12-31"]
)
def test_a_date_that_is_none_is_refused(mine: Command, at: str) -> None:
    refused(mine("write", "--at", at, stdin=b"private words"))
    assert mine("list").out == ""


@pytest.mark.parametrize(
    ("at", "written_at"),
    [
        ("1900-01-01T00:00:00+00:00", "1900-01-01T00:00:00+00:00"),
        ("2100-12-31T23:59:59+14:00", "2100-12-31T23:59:59+14:00"),
        ("2026-03-01T21:30", "2026-03-01T21:30:00+01:00"),
        ("2026-07-01T21:30:15.999", "2026-07-01T21:30:15+02:00"),
        ("2026-03-01", "2026-03-01T12:00:00+01:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),  # skipped by the clocks in Berlin
        ("2026-03-01T21:30-05:00", "2026-03-01T21:30:00-05:00"),
    ],
)
def test_dates_are_kept_as_meant(
    mine: Command, monkeypatch: pytest.MonkeyPatch, clock: object, at: str, written_at: str
) -> None:
    monkeypatch.setattr("peerjournal.cli.app.SYSTEM_CLOCK", clock)
    entry_id = mine("write", "--at", at, stdin=b"x").out.strip()
    assert json.loads(mine("show", entry_id, "--json").out)["written_at"] == written_at


def test_a_date_in_a_query_that_is_none_is_refused(mine: Command) -> None:
    refused(mine("search", "after:soon"), "2026-03-01")
    refused(mine("search", "  "), "empty")


@given(st.text(st.characters()))
def test_any_query_ends_with_a_list_or_a_sentence(
    command: Command, journal_path: Path, secret: Path, query: str
) -> None:
    answer = command("search", "--json", "--passphrase-file", secret, "--", journal_path, query)
    assert answer.code in (0, 1)
    if answer.code:
        refused(answer)
        assert "went wrong" not in answer.err
    else:
        assert json.loads(answer.out) == []


def test_control_characters_do_not_reach_the_terminal_in_a_list(mine: Command) -> None:
    mine("write", "--title", "\x1b]0;taken\x07 over\u202e", stdin=b"x")
    out = mine("list").out
    assert "taken" in out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_half_a_character_in_a_title_is_no_problem(mine: Command) -> None:
    entry_id = mine("write", "--title", "half \udcff", "--tag", "\ud800x", stdin=b"x").out.strip()
    kept = json.loads(mine("show", entry_id, "--json").out)
    assert (kept["title"], kept["tags"]) == ("half \ufffd", ["\ufffdx"])


def test_a_wrong_passphrase_is_told_from_a_missing_journal(
    command: Command, journal_path: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one")
    refused(command("list", journal_path, "--passphrase-file", wrong), "passphrase")
    refused(command("list", tmp_path / "nowhere", "--passphrase-file", wrong), "no journal")
    refused(command("list", tmp_path, "--passphrase-file", wrong), "not a journal")


def test_the_ending_may_be_left_out(command: Command, journal_path: Path, secret: Path) -> None:
    answer = command("verify", journal_path.with_suffix(""), "--passphrase-file", secret)
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_one_newline_at_the_end_of_a_passphrase_file_is_ignored(
    command: Command, journal_path: Path, secret: Path, passphrase: str, ending: str
) -> None:
    secret.write_bytes(passphrase.encode() + ending.encode())
    assert command("list", journal_path, "--passphrase-file", secret).code == 0


def test_a_second_newline_is_part_of_the_passphrase(
    command: Command, journal_path: Path, secret: Path, passphrase: str
) -> None:
    secret.write_text(passphrase + "\n\n")
    refused(command("list", journal_path, "--passphrase-file", secret), "passphrase")


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "empty"), (b"\n", "empty"), (b"\xff\xfe", "UTF-8"), (b"x" * 70_000, "too long")]
)
def test_a_passphrase_file_that_cannot_be_used_is_refused(
    command: Command, journal_path: Path, secret: Path, content: bytes, word: str
) -> None:
    secret.write_bytes(content)
    refused(command("list", journal_path, "--passphrase-file", secret), word)


def test_a_passphrase_file_that_is_not_there_is_refused(command: Command, journal_path: Path, tmp_path: Path) -> None:
    refused(command("list", journal_path, "--passphrase-file", tmp_path / "none"), "cannot be read")
    refused(command("list", journal_path, "--passphrase-file", tmp_path), "cannot be read")


def test_a_journal_open_elsewhere_is_refused(journal: OpenJournal, mine: Command) -> None:
    assert journal.is_open
    refused(mine("list"), "open elsewhere")


def test_verify_names_the_damage(mine: Command, journal_path: Path) -> None:
    mine("write", stdin=b"a private sentence " * 4000)
    sound = mine("verify")
    assert (sound.code, sound.out.count("\n")) == (0, 1)
    assert "1 entry" in sound.out
    database = journal_path / "journal.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    refused(mine("verify"), "journal.db", "damaged")
    (journal_path / "header.json").write_text("{}")
    refused(mine("verify"), "header")


def test_the_passphrase_changes_and_the_old_one_no_longer_fits(
    command: Command, mine: Command, journal_path: Path, tmp_path: Path
) -> None:
    entry_id = mine("write", stdin=b"still here").out.strip()
    new = tmp_path / "new"
    new.write_text("quite another phrase")
    assert mine("passphrase", "--new-passphrase-file", new).code == 0
    refused(mine("list"), "passphrase")
    assert "still here" in command("show", journal_path, entry_id, "--passphrase-file", new).out


def test_the_recovery_code_lets_one_in_to_change_a_forgotten_passphrase(
    command: Command, journal_path: Path, secret: Path, tmp_path: Path, recovery_code: str
) -> None:
    code, new = tmp_path / "code", tmp_path / "new"
    code.write_text(recovery_code.lower().replace("-", " ") + "\n")
    new.write_text("quite another phrase")
    way = ("--recovery-code-file", code, "--new-passphrase-file", new)
    assert command("passphrase", journal_path, "--with-recovery-code", *way).code == 0
    assert command("list", journal_path, "--passphrase-file", new).code == 0

    code.write_text("Z" + recovery_code[1:])
    refused(command("passphrase", journal_path, *way), "group 1")
    assert command("passphrase", journal_path, *way, "--passphrase-file", secret).code == 2


def test_an_empty_new_passphrase_changes_nothing(mine: Command, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("\n")
    refused(mine("passphrase", "--new-passphrase-file", new), "nothing was changed")
    assert mine("list").code == 0


def test_demo_says_its_passphrase(command: Command, tmp_path: Path) -> None:
    answer = command("demo", tmp_path / "sample")
    assert answer.code == 0
    assert SAMPLE_PASSPHRASE in answer.out
    secret = tmp_path / "s"
    secret.write_text(SAMPLE_PASSPHRASE)
    listed = command("list", tmp_path / "sample", "--passphrase-file", secret)
    assert len(listed.out.splitlines()) >= 90


def test_demo_takes_a_passphrase_of_ones_own(command: Command, tmp_path: Path, secret: Path, passphrase: str) -> None:
    answer = command("demo", tmp_path / "sample", "--passphrase-file", secret)
    assert passphrase not in answer.out
    unlock(tmp_path / "sample.peerjournal", passphrase).close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["list"],
        ["list", "a", "b"],
        ["list", "a", "--limit", "0"],
        ["list", "a", "--limit", "many"],
        ["show", "a"],
        ["search", "a"],
        ["write", "a", "--nonsense"],
    ],
)
def test_wrong_usage_is_two(command: Command, arguments: list[str]) -> None:
    answer = command(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "--help" in answer.err


def test_a_mistake_of_ours_shows_no_private_word(mine: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a private sentence")

    monkeypatch.setattr("peerjournal.operations.writing.write_entry", broken)
    answer = mine("write", stdin=b"a private sentence")
    refused(answer, "RuntimeError")
    assert "private sentence" not in answer.err


def test_ctrl_c_is_said_and_gives_130(mine: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("peerjournal.operations.finding.rows", stopped)
    answer = mine("list")
    assert (answer.code, answer.out) == (130, "")
    assert "Stopped" in answer.err
    assert mine("verify").code == 0  # the journal was closed on the way out


def test_without_a_terminal_the_text_is_never_taken_for_the_passphrase(
    command: Command, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_terminal(*_: object, **__: object) -> int:
        raise OSError(6, os.strerror(6))

    monkeypatch.setattr("peerjournal.cli.inputs.os.open", no_terminal)
    refused(command("write", journal_path, stdin=b"lantern harbour seven plums\ntext"), "--passphrase-file")


def _commands() -> list[tuple[str, typer.core.TyperCommand]]:
    """Every command with its name, such as "list" and "part add"."""
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return list(_within(group, ""))


def _within(group: typer.core.TyperGroup, before: str) -> Iterator[tuple[str, typer.core.TyperCommand]]:
    for name, one in group.commands.items():
        if isinstance(one, typer.core.TyperGroup):
            yield from _within(one, f"{before}{name} ")
        elif isinstance(one, typer.core.TyperCommand):
            yield before + name, one


def test_every_command_and_option_has_its_sentence() -> None:
    assert len(_commands()) >= 8
    for name, one in _commands():
        assert (one.help or "").endswith("."), name
        for parameter in one.params:
            assert getattr(parameter, "help", ""), (name, parameter.name)


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
def test_every_command_explains_itself(command: Command, name: str) -> None:
    answer = command(*name.split(), "--help")
    assert (answer.code, answer.err) == (0, "")
    assert f"peerjournal {name}" in answer.out


def test_the_readme_has_every_command_and_every_option_of_the_guide_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    guide = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("guide.md", "sharing.md"))
    known = {"--help", "--version", "--to"}
    for name, one in _commands():
        assert f"`peerjournal {name} " in readme
        known |= {option for parameter in one.params for option in parameter.opts}
    for option in re.findall(r"--[a-z][a-z-]+", readme + guide):
        assert option in known


def test_the_version_is_printed(command: Command) -> None:
    assert re.fullmatch(r"peerjournal \d+\.\d+\.\d+\n", command("--version").out)
