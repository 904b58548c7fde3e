"""``session add`` and ``session list`` on the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from peerjournal.operations import followups, ledger, lights, sessions, story
from peerjournal.operations.journals import OpenJournal, unlock

Say = Callable[..., Any]


@pytest.fixture
def part_id(journal_path: Any, passphrase: str) -> str:
    """A part of the story in the fixture journal."""
    journal = unlock(journal_path, passphrase)
    part = story.write_part(journal, title="The dog", text="He stood {keep}there{/keep} at seven.")
    journal.close()
    return part.id


def _refused(said: Any, *words: str, code: int = 1) -> None:
    assert (said.code, said.out) == (code, ""), said
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err


def test_everything_a_session_takes_is_kept_and_listed(
    on: Say, part_id: str, opened: Callable[[], OpenJournal]
) -> None:
    said = on(
        "session add", "--on", "2026-03-01T23:40", "--minutes", 50, "--setting", "group", "--label", "Tuesday group",
        "--before", 3, "--after", 5, "--shared", "the DOG", "--follow-up", "Ask about the room", "--due", "2026-03-09",
        stdin=b"A long silence.\nThen a laugh.",
    )  # fmt: skip
    (row,) = json.loads(on("session list", "--json").out)
    assert row["id"] == said.id
    assert (row["at"][:16], row["until"][:16]) == ("2026-03-01T23:40", "2026-03-02T00:30")
    assert (row["minutes"], row["setting"], row["in_group"], row["label"]) == (50, "group", True, "Tuesday group")
    assert (row["energy_before"], row["energy_after"]) == (3, 5)
    assert [a["text"] for a in row["answers"]] == ["A long silence.\nThen a laugh."]
    journal = opened()
    (line,) = ledger.all_lines(journal)
    assert [p.part_id for p in line.disclosure.parts] == [part_id]
    assert row["ledger_lines"] == [line.disclosure.id]
    (follow_up,) = followups.follow_ups_of(journal, said.id)
    assert str(follow_up.due_on) == "2026-03-09"
    journal.close()
    assert "group, 50 minutes, Tuesday group, A long silence." in on("session list").out


def test_a_session_needs_no_words(on: Say) -> None:
    on("session add", "--on", "2026-03-01", "--minutes", 1440)
    assert "1440 minutes" in on("session list").out


def test_the_list_keeps_to_the_days_asked_for(on: Say) -> None:
    for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
        on("session add", "--on", day, "--minutes", 30)
    rows = json.loads(on("session list", "--json", "--from", "2026-03-02", "--until", "2026-03-02").out)
    assert [row["at"][:10] for row in rows] == ["2026-03-02"]
    empty = on("session list", "--from", "2027-01-01")
    assert (empty.out, "no sessions in this period" in empty.err) == ("", True)


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("--on", "2026-03-01"), ("minutes",), 2),
        (("--on", "2026-03-01", "--minutes", "0"), ("1 minute to 24 hours",), 1),
        (("--on", "2026-03-01", "--minutes", "2000"), ("1 minute to 24 hours",), 1),
        (("--on", "2026-02-30", "--minutes", "30"), ("cannot be read",), 1),
        (("--on", "2026-03-01", "--minutes", "30", "--setting", "zoo"), ("one-to-one", "online"), 1),
        (("--on", "2026-03-01", "--minutes", "30", "--before", "8"), ("before",), 2),
        (("--on", "2026-03-01", "--minutes", "30", "--shared", "No such"), ("no such part",), 1),
        (("--on", "2026-03-01", "--minutes", "30", "--follow-up", "x", "--due", "30 February"), ("2026-03-01",), 1),
        (("--on", "2026-03-01", "--minutes", "30", "--due", "2026-03-09"), ("--follow-up",), 1),
        (("--on", "2026-03-01", "--minutes", "30", "--label", "Tuesday " * 9), ("60 characters", "71"), 1),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_kept(
    on: Say, opened: Callable[[], OpenJournal], arguments: tuple[str, ...], words: tuple[str, ...], code: int
) -> None:
    _refused(on("session add", *arguments, stdin=b"x"), *words, code=code)
    journal = opened()
    assert sessions.rows(journal) == []
    assert followups.follow_ups(journal) == []
    journal.close()


def test_a_label_as_long_as_may_be_is_kept_whole(on: Say) -> None:
    on("session add", "--on", "2026-03-01", "--minutes", 5, "--label", f"  {'Tuesdays ' * 6}group  ")
    (row,) = json.loads(on("session list", "--json").out)
    assert row["label"] == f"{'Tuesdays ' * 6}group"


def test_where_there_is_no_audience_it_says_that_the_ledger_has_no_line(
    on: Say, part_id: str, opened: Callable[[], OpenJournal]
) -> None:
    journal = opened()
    for audience in lights.all_audiences(journal):
        lights.remove_audience(journal, audience.id)
    journal.close()
    said = on("session add", "--on", "2026-03-01", "--minutes", 5, "--shared", part_id)
    assert said.id
    assert "no audience" in said.err


def test_words_that_are_no_text_are_refused(on: Say) -> None:
    _refused(on("session add", "--on", "2026-03-01", "--minutes", 5, stdin=b"\xff\xfe"), "UTF-8")


def test_private_marks_do_not_stand_in_the_list(on: Say) -> None:
    on("session add", "--on", "2026-03-01", "--minutes", 5, stdin=b"Before {keep}between{/keep} after")
    said = on("session list").out
    assert "{keep}" not in said
    assert "Before between after" in said


def test_hours_are_added_up_by_month_and_kind(on: Say, tmp_path: Any) -> None:
    for at, minutes, setting in (
        ("2026-03-31T23:40", 50, "group"),
        ("2026-03-02", 40, "group"),
        ("2026-04-01", 25, "phone"),
        ("2026-05-01", 30, ""),
    ):
        on("session add", "--on", at, "--minutes", minutes, "--setting", setting)
    said = on("hours", "--until", "2026-04-30")
    assert [" ".join(line.split()) for line in said.out.splitlines()] == [
        "Mar 2026 Group 1 h 30 min (2)",
        "Apr 2026 By phone 25 min (1)",
        "Mar 2026 to 30 Apr 2026: 3 sessions, 1 h 55 min in all.",
    ]
    file = tmp_path / "hours.csv"
    assert on("hours", "--csv", file).out == ""
    assert file.read_bytes().decode("utf-8-sig").splitlines() == [
        "month,kind,sessions,minutes,hours,without_minutes",
        "2026-03,group,2,90,1.5,0",
        "2026-04,phone,1,25,0.42,0",
        "2026-05,unsaid,1,30,0.5,0",
    ]


def test_hours_of_a_period_that_ends_before_it_begins_are_refused(on: Say) -> None:
    _refused(on("hours", "--from", "2026-04-01", "--until", "2026-03-01"), "end before it begins")


def test_without_sessions_the_hours_are_none(on: Say) -> None:
    assert on("hours").out == "All sessions: 0 sessions, 0 min in all.\n"
