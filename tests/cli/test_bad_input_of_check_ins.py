"""Whatever is typed for check-ins and charts on the command line is understood, or refused in a sentence."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from peerjournal.charts.registry import kinds
from peerjournal.journal.checkin import Kind
from peerjournal.operations import trackers
from peerjournal.operations.journals import unlock

Say = Callable[..., Any]
SOURCE = Path(__file__).parents[2] / "src"
ODD = ["", "1e400", "²", "\x00", "\ud800"]


@pytest.fixture
def kept(on: Say, journal_path: Path, passphrase: str) -> Say:
    """The fixture journal with one tracker of each kind."""
    journal = unlock(journal_path, passphrase)
    for name, kind in (("Tea", Kind.COUNT), ("a=b", Kind.AMOUNT), ("Rain", Kind.YES_NO), ("Ease", Kind.STEPS)):
        trackers.add_tracker(journal, name, kind)
    journal.close()
    return on


def _refused(said: Any) -> None:
    assert said.code in {1, 2}, said
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "should not have" not in said.err


def _nothing_kept(on: Say) -> None:
    assert json.loads(on("check-ins", "--json").out) == []


@pytest.mark.parametrize("odd", ODD)
def test_no_number_is_made_of_what_is_none(kept: Say, odd: str) -> None:
    for option, value in (
        ("--pleasantness", odd), ("--sleep", odd), ("--at", odd or "never"), ("--tracker", f"Tea={odd}"),
        ("--tracker", f"a=b={odd}"), ("--tracker", odd), ("--did", odd),
    ):  # fmt: skip
        _refused(kept("check-in", option, value, "--energy", 3))
    _nothing_kept(kept)


def test_a_tracker_takes_what_it_holds_and_nothing_else(kept: Say) -> None:
    for given in ("Tea=2.5", "Tea=-1", "Rain=2", "Ease=0", "Ease=7.5", "Tea=", "=3", "a=b", "a=1,000.5"):
        _refused(kept("check-in", "--tracker", given))
    _nothing_kept(kept)


def test_a_day_that_is_none_or_out_of_reach_is_refused(kept: Say) -> None:
    for day in ("0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31", "2026-02-30", "2026-W60-1"):
        _refused(kept("check-in", "--energy", 3, "--at", day))
    _nothing_kept(kept)


def test_commas_other_digits_and_signs_in_names_are_understood(kept: Say) -> None:
    kept("check-in", "--tracker", "a=b=1,5", "--tracker", "tea=٣", "--sleep", "7,5", "--at", "2026-03-01T23:59+14:00")
    [row] = json.loads(kept("check-ins", "--json", "--from", "2026-03-01", "--until", "2026-03-01").out)
    assert row["trackers"] == {"a=b": 1.5, "Tea": 3.0}
    assert row["sleep_minutes"] == 450
    assert row["pleasantness"] is None
    assert json.loads(kept("check-ins", "--json", "--from", "2026-03-02").out) == []


def test_the_time_the_clocks_repeat_keeps_the_offset_it_was_given(kept: Say) -> None:
    for offset in ("+02:00", "+01:00"):
        kept("check-in", "--energy", 3, "--at", f"2026-10-25T02:30{offset}")
    rows = json.loads(kept("check-ins", "--json", "--from", "2026-10-25", "--until", "2026-10-25").out)
    assert sorted(row["at"] for row in rows) == ["2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+02:00"]


def test_any_period_of_any_chart_is_written_or_refused(kept: Say, tmp_path: Path) -> None:
    for day in ("1900-01-01", "2026-03-01", "2100-12-31"):
        kept("check-in", "--pleasantness", 2, "--tracker", "a=b=1000000000", "--feeling", "=1+1", "--at", day)
    for name in (kind.name for kind in kinds()):
        for span in (["--from", "0001-01-01", "--until", "9999-12-31"], ["--until", "0001-01-01"]):
            said = kept("chart", name, "--to", tmp_path / "a.csv", *span)
            assert (said.code, said.out) == (0, ""), said
        _refused(kept("chart", name, "--to", tmp_path / "b.csv", "--of", "nothing of that name"))
    _refused(kept("chart", "year", "--to", tmp_path / "b.csv", "--from", "2026-03-02", "--until", "2026-03-01"))
    assert not (tmp_path / "b.csv").exists()


def test_signs_that_move_a_terminal_are_not_sent_to_it(
    kept: Say, journal_path: Path, passphrase: str, tmp_path: Path
) -> None:
    journal = unlock(journal_path, passphrase)
    tea = trackers.find_tracker(journal, "Tea")
    trackers.change_tracker(journal, replace(tea, name="\x1b[2JTea\u202e"))
    journal.close()
    kept("check-in", "--tracker", f"{tea.id}=1", "--pleasantness", 3)
    said = [
        kept("check-ins"),
        kept("compare", "days with", "\x1b[2JTea\u202e"),
        kept("chart", "own", "--to", tmp_path / "a.csv"),
    ]
    assert all("Tea" in one.out + one.err or "Not enough" in one.out for one in said), said
    assert not {"\x1b", "\u202e"} & {c for one in said for c in one.out + one.err}


def test_a_tag_and_a_feeling_word_of_the_same_letters_are_told_apart(kept: Say) -> None:
    kept("write", "--tag", "calm", stdin=b"words")
    kept("check-in", "--feeling", "calm", "--pleasantness", 3, "--at", "2026-03-01")
    names = {
        meant: json.loads(kept("compare", "days with", meant, "--json").out)["name"] for meant in ("calm", "#calm")
    }
    assert names == {"calm": "calm", "#calm": "#calm"}


def test_numpy_and_matplotlib_are_left_alone_until_a_chart_is_wanted(journal_path: Path, passphrase: str) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from dataclasses import replace\n"
        "from peerjournal.vault import keys\n"
        "keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)\n"
        "from peerjournal.cli import app, wellbeing\n"
        "from peerjournal.operations import checkins, scales, trackers, wellbeing\n"
        "from peerjournal.operations.journals import unlock\n"
        "for _ in range(2):\n"
        "    journal = unlock(Path(sys.argv[1]), sys.argv[2])\n"
        "    checkins.save_draft(journal, replace(checkins.new_check_in(journal), energy=3, sleep=450))\n"
        "    checkins.check_ins(journal), scales.all_scales(journal), trackers.all_trackers(journal)\n"
        "    journal.close()\n"
        "print([name for name in ('numpy', 'matplotlib', 'PySide6') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(journal_path), passphrase],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
