"""``peerjournal support``: without a journal, by the country named, chosen or of this computer."""

import json
import re
import shlex
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from peerjournal.cli import support as command
from peerjournal.clock import Clock
from peerjournal.paths import resource, settings_file
from peerjournal.settings import Settings
from peerjournal.support.helplines import Line, Way, all_countries, read_country
from peerjournal.support.own_lines import Own, Person, keep_own, own_folder

Say = Callable[..., Any]


@pytest.fixture(autouse=True)
def british(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr(command, "SYSTEM_CLOCK", Clock(lambda: datetime(2026, 11, 22, 20, 15, tzinfo=UTC), lambda: UTC))


def test_without_a_country_it_is_the_one_this_computer_names(say: Say) -> None:
    said = say("support")
    assert said.code == 0
    assert said.err == ""
    assert "United Kingdom: emergency number" in said.out
    assert "  Call 116 123\n  Day and night, every day\n  Checked on 2026-06-02." in said.out


def test_the_country_of_the_settings_comes_before_that_of_this_computer(say: Say) -> None:
    Settings(settings_file())["support_country"] = "de"
    assert "0800 111 0 111" in say("support").out


def test_a_country_by_name_and_what_is_old_says_so(say: Say) -> None:
    said = say("support", "Ireland")
    assert said.code == 0
    assert "Checked on 2019-04-01. Source: https://www.irishexaminer.com/" in said.out
    assert "more than two years ago" in said.out


def test_where_no_country_is_known_it_says_so_with_the_number_of_the_union(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "C")
    for arguments in ([], ["IT"]):
        said = say("support", *arguments)
        assert said.code == 1
        assert "112" in said.err
        assert said.out == ""


def test_ones_own_people_come_first_even_where_no_country_is_known(say: Say) -> None:
    line = Line("Warm line", (Way("call", "01632 960 983"),), checked_on=date(2026, 11, 1))
    keep_own(own_folder(), Own((Person("Mira", "020 7946 0018", "for a walk"),), (line,)))
    said = say("support", "GB")
    assert said.out.startswith("Mira  020 7946 0018  for a walk\n")
    assert said.out.index("Warm line") < said.out.index("999")
    assert say("support", "IT").out.startswith("Mira")


def test_a_file_broken_by_hand_is_said_and_the_built_in_one_is_used(say: Say) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "gb.toml").write_text("lines = [", encoding="utf-8")
    said = say("support")
    assert said.code == 0
    assert "gb.toml" in said.err
    assert "116 123" in said.out


def test_the_list_of_countries(say: Say) -> None:
    assert "GB  United Kingdom\n" in say("support", "--list").out
    assert {"code": "NZ", "country": "New Zealand"} in json.loads(say("support", "--list", "--json").out)


def test_as_json(say: Say) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "own.toml").write_text("people = 1", encoding="utf-8")
    told = json.loads(say("support", "cl", "--json").out)
    assert told["emergency"][0]["number"] == "131"
    (line,) = told["lines"]
    assert line["ways"] == [{"kind": "call", "at": "*4141", "word": ""}]
    assert (line["checked_on"], line["old"]) == ("2025-10-28", False)
    assert "own.toml" in told["notes"][0]


def test_no_journal_is_touched(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert say("support", "fr").code == 0
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------------------- docs/support.md

PAGE = (Path(__file__).parents[2] / "docs" / "support.md").read_text(encoding="utf-8")


def test_every_country_and_line_is_on_the_page() -> None:
    for code, name in all_countries():
        lines = ", ".join(line.name for line in read_country(code).lines)
        assert f"| {name} | {lines} |" in PAGE


def test_every_key_of_the_files_is_on_the_page() -> None:
    for path in resource("helplines").glob("*.toml"):
        for key in re.findall(r"^(\w+) = ", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"`{key}`" in PAGE, key


def test_the_example_on_the_page_works_to_the_letter(say: Say) -> None:
    lines = re.findall(r"^    peerjournal (.+)$", PAGE, re.MULTILINE)
    assert len(lines) == 3
    for line in lines:
        assert say(*shlex.split(line)).code == 0
