"""``check-in``, ``check-ins``, ``chart`` and ``compare`` on the command line."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from peerjournal.charts.registry import kinds
from peerjournal.journal.checkin import Dimension, Kind
from peerjournal.operations import checkins, trackers
from peerjournal.operations.journals import OpenJournal, unlock

Say = Callable[..., Any]


@pytest.fixture
def opened(journal_path: Path, passphrase: str) -> Callable[[], OpenJournal]:
    """Opens the fixture journal between two commands."""
    return lambda: unlock(journal_path, passphrase)


def _refused(said: Any, *words: str, code: int = 1) -> None:
    assert (said.code, said.out) == (code, ""), said
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err


def _tracker(opened: Callable[[], OpenJournal], name: str, kind: Kind) -> str:
    journal = opened()
    try:
        return trackers.add_tracker(journal, name, kind).id
    finally:
        journal.close()


def test_everything_a_check_in_takes_is_kept_and_listed(on: Say, opened: Callable[[], OpenJournal]) -> None:
    _tracker(opened, "Water = good", Kind.AMOUNT)
    said = on(
        "check-in", "--pleasantness", 5, "--energy", 3, "--feeling", "calm", "--feeling", "wide open", "--did",
        "time OUTDOORS", "--sleep", "7:30", "--tracker", "Water = good=1,5", "--at", "2026-03-01T21:30",
    )  # fmt: skip
    (row,) = json.loads(on("check-ins", "--json").out)
    assert row["id"] == said.id
    assert row["at"].startswith("2026-03-01T21:30")
    assert (row["pleasantness"], row["energy"], row["rest"], row["not_today"]) == (5, 3, None, False)
    assert row["feelings"] == ["calm", "wide open"]
    assert row["activities"] == ["Time outdoors"]
    assert row["trackers"] == {"Water = good": 1.5}
    assert row["sleep_minutes"] == 450
    journal = opened()
    assert checkins.get_check_in(journal, said.id).asked == ("grid", "feelings", "sleep", "care", "trackers")
    journal.close()
    line = on("check-ins").out
    assert "pleasantness 5, energy 3, slept 7 h 30 min, calm, wide open, Time outdoors, Water = good 1.5" in line


def test_not_today_is_enough(on: Say) -> None:
    on("check-in", "--not-today")
    assert json.loads(on("check-ins", "--json").out)[0]["not_today"] is True


def test_the_list_keeps_to_the_days_asked_for(on: Say) -> None:
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        on("check-in", "--energy", 4, "--at", day)
    rows = json.loads(on("check-ins", "--json", "--from", "2026-03-02", "--until", "2026-03-02").out)
    assert [row["at"][:10] for row in rows] == ["2026-03-02"]


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        ((), ("Nothing was answered", "nothing was changed"), 1),
        (("--energy", "9"), ("energy",), 2),
        (("--sleep", "a while"), ("hours from 0 to 24",), 1),
        (("--sleep", "nan"), ("hours from 0 to 24",), 1),
        (("--sleep", "1:" + "9" * 5000), ("hours from 0 to 24",), 1),
        (("--sleep", "25"), ("hours from 0 to 24",), 1),
        (("--tracker", "Walks"), ("NAME=VALUE",), 1),
        (("--tracker", "Walks=two"), ("whole number",), 1),
        (("--tracker", "Walks=-1"), ("whole number",), 1),
        (("--tracker", "Nothing=1"), ("There is no such tracker", "Walks"), 1),
        (("--did", "flying"), ("There is no such activity", "Time outdoors"), 1),
        (("--energy", "3", "--at", "yesterday"), ("That date cannot be read",), 1),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_kept(
    on: Say, opened: Callable[[], OpenJournal], arguments: tuple[str, ...], words: tuple[str, ...], code: int
) -> None:
    _tracker(opened, "Walks", Kind.COUNT)
    _refused(on("check-in", *arguments), *words, code=code)
    assert json.loads(on("check-ins", "--json").out) == []


def test_every_chart_is_listed(say: Say) -> None:
    said = say("chart", "--list")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == [kind.name for kind in kinds()]


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf", ".csv"])
def test_a_chart_is_written_by_the_ending_of_its_file(on: Say, tmp_path: Path, ending: str) -> None:
    for day in range(1, 20):
        on("check-in", "--pleasantness", 1 + day % 7, "--at", f"2026-03-{day:02}T12:00")
    file = tmp_path / f"chart{ending}"
    said = on("chart", "ratings", "--to", file, "--until", "2026-03-10")
    assert (said.code, said.out) == (0, "")
    assert "10" in said.err
    beginning = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF", ".csv": b""}[ending]
    content = file.read_bytes()
    assert content.startswith(beginning)
    if ending == ".csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert any("2026-03-10" in cell for row in rows for cell in row)
        assert not any("2026-03-11" in cell for row in rows for cell in row)


@pytest.mark.parametrize("name", [kind.name for kind in kinds()])
def test_every_chart_of_an_empty_journal_can_be_written(on: Say, tmp_path: Path, name: str) -> None:
    assert on("chart", name, "--to", tmp_path / "chart.svg").code == 0


def test_a_chart_nobody_knows_and_a_file_of_no_kind_are_refused(on: Say, tmp_path: Path) -> None:
    _refused(on("chart", "fortune", "--to", tmp_path / "x.png"), "There is no such chart", "ratings")
    _refused(on("chart", "ratings", "--to", tmp_path / "x.docx"), ".png")
    _refused(on("chart", "ratings", "--to", tmp_path / "x.png", "--from", "2026-3"), "cannot be read")
    _refused(
        on("chart", "ratings", "--to", tmp_path / "x.png", "--from", "2026-03-02", "--until", "2026-03-01"), "begins"
    )
    _refused(on("chart", "ratings"), "--to", code=2)
    assert list(tmp_path.glob("x.*")) == []


def test_a_file_that_stands_there_stays_where_a_chart_cannot_be_drawn(on: Say, tmp_path: Path) -> None:
    file = tmp_path / "kept.png"
    file.write_bytes(b"mine")
    _refused(on("chart", "ratings", "--to", file, "--of", "fortune"), "does not offer that")
    assert file.read_bytes() == b"mine"


def _many_days(opened: Callable[[], OpenJournal], days: int, walks: str) -> None:
    journal = opened()
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for n in range(days):
        draft = checkins.new_check_in(journal, start + timedelta(days=n))
        draft.pleasantness, draft.trackers = (6 if n % 3 == 0 else 2), {walks: float(n % 3 == 0)}
        checkins.record(journal, draft)
    journal.close()


def test_days_with_and_without_are_compared(on: Say, opened: Callable[[], OpenJournal]) -> None:
    walks = _tracker(opened, "Walks", Kind.YES_NO)
    _many_days(opened, 90, walks)
    found = json.loads(on("compare", "days with", "walks", "--json").out)
    assert (found["n_with"], found["n_without"], found["enough"]) == (30, 60, True)
    assert found["difference"] == 4
    assert found["low"] <= 4 <= found["high"]
    assert "30 days with, 60 without" in on("compare", "days  with", "walks").out


def test_below_ten_days_there_is_not_enough_to_say(on: Say, opened: Callable[[], OpenJournal]) -> None:
    walks = _tracker(opened, "Walks", Kind.YES_NO)
    _many_days(opened, 27, walks)
    found = json.loads(on("compare", "days with", "Walks", "--json").out)
    assert (found["n_with"], found["n_without"], found["enough"]) == (9, 18, False)
    assert (found["difference"], found["low"], found["high"]) == (None, None, None)
    assert "Not enough to say: 9 days with, 18 without" in on("compare", "days with", "Walks").out


def test_what_was_there_on_no_day_yet_is_not_enough_to_say(on: Say, opened: Callable[[], OpenJournal]) -> None:
    walks = _tracker(opened, "Walks", Kind.YES_NO)
    _many_days(opened, 40, walks)
    _tracker(opened, "Swims", Kind.YES_NO)
    _tracker(opened, "Pain", Kind.STEPS)
    found = json.loads(on("compare", "days with", "Swims", "--json").out)
    assert (found["name"], found["n_with"], found["n_without"], found["enough"]) == ("Swims", 0, 0, False)
    assert found["difference"] is None
    assert "Not enough to say: 0 days with, 0 without; at least 10" in on("compare", "days with", "swims").out
    for name in ("Pain", "tracker:pain"):
        _refused(on("compare", "days with", name), "1 to 7", "own")


def test_what_was_never_so_is_without_on_every_rated_day(on: Say, opened: Callable[[], OpenJournal]) -> None:
    swims = _tracker(opened, "Swims", Kind.COUNT)
    journal = opened()
    trackers.add_activity(journal, Dimension.PHYSICAL, "Rowing")
    for n in range(12):
        draft = checkins.new_check_in(journal, datetime(2026, 1, 1 + n, 12, tzinfo=UTC))
        draft.pleasantness, draft.trackers = (4 if n else None), {swims: 0.0}
        checkins.record(journal, replace(draft, asked=("grid", "feelings", "care", "trackers")))
    journal.close()
    for name, n_without in (("Swims", 11), ("Rowing", 0), ("calm", 0)):
        found = json.loads(on("compare", "days with", name, "--json").out)
        assert (found["name"], found["n_with"], found["n_without"]) == (name, 0, n_without)
        assert (found["enough"], found["difference"], found["named"], found["looked_at"]) == (False, None, False, 0)
    after = json.loads(on("compare", "days with", "Swims", "--day-after", "--json").out)
    assert (after["n_with"], after["n_without"], after["enough"]) == (0, 11, False)


def test_the_day_after_is_said(on: Say, opened: Callable[[], OpenJournal]) -> None:
    _many_days(opened, 90, _tracker(opened, "Walks", Kind.YES_NO))
    assert json.loads(on("compare", "days with", "Walks", "--day-after", "--json").out)["day_after"] is True
    assert json.loads(on("compare", "days with", "Walks", "--json").out)["day_after"] is False
    assert "of pleasantness the day after is" in on("compare", "days with", "Walks", "--day-after").out
    _tracker(opened, "Swims", Kind.YES_NO)
    assert "Not enough to say of the day after: 0 days" in on("compare", "days with", "Swims", "--day-after").out


def test_a_difference_reads_the_same_everywhere(on: Say, opened: Callable[[], OpenJournal], tmp_path: Path) -> None:
    walks = _tracker(opened, "Walks", Kind.YES_NO)
    journal = opened()
    for n in range(160):
        draft = checkins.new_check_in(journal, datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=n))
        there = n * n % 7 in {1, 2}
        draft.pleasantness, draft.trackers = (2 + n % 3 if there else 5 + n % 2), {walks: float(there)}
        checkins.record(journal, draft)
    journal.close()
    found = json.loads(on("compare", "days with", "Walks", "--json").out)
    file = tmp_path / "walks.csv"
    sentence = on("chart", "days-with", "--of", "Pleasantness: Walks", "--to", file).err
    (cells,) = [row for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"))) if row and row[0] == "Walks"]
    said = on("compare", "days with", "Walks").out
    assert found["named"]
    assert "The difference is clear." in said
    difference, low, high = (f"{found[key]:g}" for key in ("difference", "low", "high"))
    assert [f"{float(cell):g}" for cell in cells[5:8]] == [difference, low, high]
    told = [number.replace("-", "\u2212") for number in (difference, low, high)]
    assert "difference {}, interval {} to {}".format(*told) in sentence
    assert "is {} (95 % interval {} to {},".format(*told) in said


def test_two_things_of_one_name_are_not_mixed_up(on: Say, opened: Callable[[], OpenJournal]) -> None:
    walks = _tracker(opened, "Walks", Kind.YES_NO)
    _many_days(opened, 30, walks)
    journal = opened()
    for dimension in (Dimension.PHYSICAL, Dimension.SOCIAL):
        activity = trackers.add_activity(journal, dimension, "walks")
        checkins.record(journal, replace(checkins.new_check_in(journal), activities=(activity.id,), pleasantness=4))
    journal.close()
    on("write", "--tag", "walks", stdin=b"words")
    for name in ("Walks", "activity:walks"):
        _refused(on("compare", "days with", name), "say which of these", "physical:walks", "social:walks")
    assert "tracker:Walks" in on("compare", "days with", "walks").err
    counted = {
        name: json.loads(on("compare", "days with", name, "--json").out)["n_with"]
        for name in ("tracker:walks", "Physical:Walks", "social:walks", "tag:walks", "#walks", "tag:#walks")
    }
    assert counted["tracker:walks"] == 10
    assert counted["Physical:Walks"] == counted["social:walks"] == 1
    assert counted["tag:walks"] == counted["#walks"] == counted["tag:#walks"]
    _refused(on("compare", "days with", "feeling:walks"), "no such thing to compare")


def test_a_tracker_of_steps_is_not_mixed_up_with_what_is_called_as_it_is(
    on: Say, opened: Callable[[], OpenJournal]
) -> None:
    _tracker(opened, "Pain", Kind.STEPS)
    on("check-in", "--feeling", "pain", "--pleasantness", 3)
    _refused(on("compare", "days with", "pain"), "say which of these", "feeling:pain", "tracker:Pain")
    assert json.loads(on("compare", "days with", "feeling:pain", "--json").out)["n_with"] == 1
    _refused(on("compare", "days with", "tracker:pain"), "has no days without")


def test_everything_a_comparison_says_is_in_json(on: Say, opened: Callable[[], OpenJournal]) -> None:
    _many_days(opened, 90, _tracker(opened, "Walks", Kind.YES_NO))
    found = json.loads(on("compare", "days with", "tracker: walks", "--json").out)
    assert list(found) == [
        "name", "day_after", "n_with", "n_without", "difference", "low", "high", "enough", "named", "alike",
        "looked_at",
    ]  # fmt: skip
    assert (found["alike"], found["named"], found["looked_at"]) == (True, False, 1)
    said = on("compare", "days with", "walks").out
    assert "too regularly" in said
    assert "clear" not in said


def test_a_name_with_a_colon_is_still_a_name(on: Say, opened: Callable[[], OpenJournal]) -> None:
    for name in ("tracker:tea", "tea"):
        _many_days(opened, 12 if name == "tea" else 24, _tracker(opened, name, Kind.YES_NO))
    found = json.loads(on("compare", "days with", "tracker:tea", "--json").out)
    assert found["name"] == "tracker:tea"


def test_answers_that_do_not_go_together_are_refused(on: Say, opened: Callable[[], OpenJournal]) -> None:
    journal = opened()
    trackers.add_tracker(journal, "Course", Kind.YES_NO, ends_on=date(2026, 2, 1))
    journal.close()
    for given in (("--pleasantness", 5), ("--sleep", 7), ("--feeling", "calm"), ("--did", "Time outdoors")):
        _refused(on("check-in", "--not-today", *given), "stands alone")
    _refused(on("check-in", "--tracker", "Course=yes", "--at", "2026-03-01"), "not asked on that day")
    assert on("check-in", "--tracker", "Course=yes", "--at", "2026-01-31").code == 0
    _refused(on("check-ins", "--from", "2026-03-02", "--until", "2026-03-01"), "end before it begins")


@pytest.mark.parametrize("typed", ["10,000", "1,000", "10.000", "١٠,٠٠٠", "2.125"])
def test_a_number_that_can_be_read_in_two_ways_is_refused(
    on: Say, opened: Callable[[], OpenJournal], typed: str
) -> None:
    for name, kind in (("Steps", Kind.COUNT), ("Metres", Kind.AMOUNT), ("Ease", Kind.STEPS)):
        _tracker(opened, name, kind)
        _refused(on("check-in", "--tracker", f"{name}={typed}"), "two ways", "nothing was changed")
    _refused(on("check-in", "--sleep", typed), "two ways", "nothing was changed")
    assert json.loads(on("check-ins", "--json").out) == []
    on("check-in", "--tracker", "Metres=0,125", "--tracker", "Steps=10000")
    assert json.loads(on("check-ins", "--json").out)[0]["trackers"] == {"Metres": 0.125, "Steps": 10000}


def test_what_is_not_there_cannot_be_compared(on: Say, opened: Callable[[], OpenJournal]) -> None:
    _refused(on("compare", "days with", "Walks"), "no days to compare")
    walks = _tracker(opened, "Walks", Kind.YES_NO)
    _many_days(opened, 3, walks)
    _refused(on("compare", "days with", "Flights"), "no such thing to compare", "Walks")
    _refused(on("compare", "causes", "Walks"), "days with", code=2)


def test_today_is_a_day_like_any_other(on: Say) -> None:
    on("check-in", "--energy", 4)
    today = date.today()  # noqa: DTZ011 - the command line uses this computer's clock
    rows = json.loads(on("check-ins", "--json", "--from", str(today - timedelta(days=1))).out)
    assert len(rows) == 1
