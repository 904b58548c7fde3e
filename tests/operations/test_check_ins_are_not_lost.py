"""Whatever happens to a check-in: no answer is lost, and what was deleted for good stays away."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from peerjournal.clock import Clock
from peerjournal.journal.checkin import CheckIn
from peerjournal.operations import checkins, demo_story, trackers, trash, writing
from peerjournal.operations.journals import OpenJournal, unlock, verify
from peerjournal.store.migrate import bring_up_to_date
from peerjournal.vault import vault as vaults

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 3, 1, 21, 30, tzinfo=BERLIN)
SAMPLES = Path(__file__).parents[1] / "samples"
SOURCE = Path(__file__).parents[2] / "src"

no_posix = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL and no limit on the size of files")


def _kept(journal: OpenJournal, at: datetime = EVENING, **answers: Any) -> CheckIn:
    return checkins.record(journal, replace(checkins.new_check_in(journal, at), **answers))


def _every_note(journal: OpenJournal, check_in_id: str) -> set[str]:
    """What the check-in says, and what its versions say."""
    now = checkins.get_check_in(journal, check_in_id)
    return {now.note} | {version.note for version in checkins.versions(journal, check_in_id)}


def _writer(place: Path, passphrase: str, how: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(SAMPLES / "check_in_writer.py"), str(place), passphrase, how],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
    )


@no_posix
def test_killed_while_answering_it_is_kept_at_the_next_unlock(journal_path: Path, passphrase: str) -> None:
    with _writer(journal_path, passphrase, "killed") as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(24)]
        writer.kill()
        lines += writer.stdout  # what it said before it was dead
    said = dict(line.rstrip("\n").split(" ", 1) for line in lines if line.endswith("\n"))
    journal = unlock(journal_path, passphrase)
    kept = {c.id: c for c in checkins.check_ins(journal)}
    for check_in_id, note in said.items():
        assert kept[check_in_id].note.startswith(note)
        assert kept[check_in_id].pleasantness is not None
    verify(journal)
    journal.close()


@no_posix
def test_on_a_full_disk_a_check_in_waits_and_is_settled_once_there_is_room(journal_path: Path, passphrase: str) -> None:
    with _writer(journal_path, passphrase, "full") as writer:
        told = json.loads(writer.communicate()[0])
    assert all("nothing was changed" in sentence for sentence in told["sentences"])
    assert told["read"] == ["kept before"]
    assert told["after"] == ["half answered", "kept before"]


@settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["draft", "settle", "trash", "restore", "kill"])), max_size=9
    )
)
def test_two_forms_on_one_check_in_lose_nothing_either_said(journal: OpenJournal, steps: list[tuple[str, str]]) -> None:
    first = _kept(journal, note="first")
    forms = {name: checkins.open_check_in(journal, first.id) for name in "ab"}
    said = {"first"}
    for n, (name, step) in enumerate(steps):
        if step in {"draft", "settle"}:
            # Each time a sitting of its own: within one, later words take the place of earlier ones.
            forms[name] = replace(forms[name], note=f"{name}{n}", sitting=f"{name}{n}")
            (checkins.save_draft if step == "draft" else checkins.settle)(journal, forms[name])
            said.add(f"{name}{n}")
            if step == "draft":
                checkins.settle_left_drafts(journal) if n % 2 else checkins.settle(journal, forms["ab"[n % 2]])
        elif step == "kill":
            checkins.settle_left_drafts(journal)
        else:
            (checkins.move_to_trash if step == "trash" else checkins.restore)(journal, first.id)
    checkins.settle_left_drafts(journal)
    assert _every_note(journal, first.id) >= said


def test_settling_one_form_keeps_what_stands_half_typed_in_another(journal: OpenJournal) -> None:
    first = _kept(journal, note="first")
    one, other = (checkins.open_check_in(journal, first.id) for _ in range(2))
    checkins.save_draft(journal, replace(one, note="half typed"))
    checkins.settle(journal, replace(other, energy=3))
    assert _every_note(journal, first.id) >= {"first", "half typed"}


def test_looking_with_another_form_leaves_what_stands_half_typed(journal: OpenJournal) -> None:
    first = _kept(journal, note="first")
    one, other = (checkins.open_check_in(journal, first.id) for _ in range(2))
    checkins.save_draft(journal, replace(one, note="half typed"))
    assert checkins.settle(journal, replace(other, asked=("grid", "care"))) == first
    assert [c.note for c in checkins.settle_left_drafts(journal)] == ["half typed"]


def test_bringing_a_version_back_keeps_what_stands_half_typed(journal: OpenJournal) -> None:
    first = _kept(journal, note="first")
    checkins.settle(journal, replace(checkins.open_check_in(journal, first.id), note="second"))
    checkins.save_draft(journal, replace(checkins.open_check_in(journal, first.id), note="half typed"))
    [version] = checkins.versions(journal, first.id)
    assert checkins.bring_back(journal, version.id).note == "first"
    assert _every_note(journal, first.id) == {"first", "second", "half typed"}


@pytest.mark.parametrize("by", ["hand", "time"])
def test_deleted_for_good_it_does_not_come_back_by_its_draft(journal: OpenJournal, by: str) -> None:
    gone = _kept(journal, note="to be deleted")
    checkins.move_to_trash(journal, gone.id)
    checkins.save_draft(journal, replace(gone, note="saved by another form"))
    if by == "hand":
        checkins.delete_for_good(journal, gone.id)
    else:
        later = journal.clock.now() + timedelta(days=31)
        trash.empty_old_trash(
            OpenJournal(journal.vault, replace(journal.clock, instant=lambda: later.astimezone(UTC))), 30
        )
    assert checkins.settle_left_drafts(journal) == []
    assert checkins.check_ins(journal) == []


def test_another_moment_is_a_change_with_a_version(journal: OpenJournal) -> None:
    first = _kept(journal, energy=2)
    checkins.settle(journal, replace(checkins.open_check_in(journal, first.id), at=EVENING - timedelta(days=9)))
    [version] = checkins.versions(journal, first.id)
    assert version.at == EVENING
    assert checkins.bring_back(journal, version.id).at == EVENING


# ------------------------------------------------------------------------------------------- older journals


def _rows(engine: Engine) -> dict[str, list[str]]:
    """Everything in the tables, but for the full-text index, which is made of them."""
    with engine.connect() as db:
        names = db.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%'"))
        return {
            name: sorted(repr(tuple(row)) for row in db.execute(text(f'SELECT * FROM "{name}"')))  # noqa: S608
            for name in list(names)
        }


def test_a_journal_from_before_check_ins_keeps_everything_and_a_copy(
    tmp_path: Path, passphrase: str, recovery_code: str, clock: Clock
) -> None:
    place = tmp_path / "Third.peerjournal"
    vault = vaults.create(place, passphrase, recovery_code, lambda engine: bring_up_to_date(engine, place, until=3))
    older = OpenJournal(vault, clock)
    writing.write_entry(older, title="An evening", text="Older words, kept", tags=["garden"])
    demo_story.fill(older)
    before = _rows(vault.engine)
    older.close()

    journal = unlock(place, passphrase, clock=clock)
    after = _rows(journal.vault.engine)
    assert {name for name, rows in before.items() if rows != after[name]} == {"alembic_version"}
    assert sum(map(len, before.values())) > 50
    assert trackers.all_activities(journal)
    _kept(journal, energy=3)
    verify(journal)
    journal.close()
    copy = place / "backups" / "before-migration-3.db"
    assert b"Older words" not in copy.read_bytes()
    copy.replace(place / "journal.db")
    for leftover in place.glob("journal.db-*"):
        leftover.unlink()
    back = unlock(place, passphrase, clock=clock)
    again = _rows(back.vault.engine)
    assert {name: again[name] for name in before} == {name: after[name] for name in before}
    back.close()


# ------------------------------------------------------------------------------------------ days of the wall


@pytest.mark.parametrize(
    ("kept", "moved"),
    [
        (datetime(2026, 3, 1, 0, 30, tzinfo=BERLIN), datetime(2026, 2, 28, 23, 30, tzinfo=ZoneInfo("Europe/London"))),
        (
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
        ),
    ],
    ids=["the same instant in another zone", "the second pass of the repeated hour"],
)
def test_a_moment_moved_on_the_wall_alone_is_moved(journal: OpenJournal, kept: datetime, moved: datetime) -> None:
    first = _kept(journal, kept, energy=2)
    checkins.settle(journal, replace(checkins.open_check_in(journal, first.id), at=moved))
    read = checkins.get_check_in(journal, first.id)
    assert read.at.isoformat() == moved.isoformat()
    assert read.day == moved.date()


YEARS = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-12-31T23:59")
ZONES = ("Pacific/Kiritimati", "America/Adak", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")


@settings(max_examples=25)
@given(
    moments=st.lists(
        st.tuples(st.datetimes(*YEARS), st.sampled_from(ZONES), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    edge=st.integers(0, 5),
)
def test_a_span_of_days_holds_the_check_ins_of_these_days_on_the_wall(
    journal_path: Path, passphrase: str, moments: list[tuple[datetime, str, bool]], edge: int
) -> None:
    journal = unlock(journal_path, passphrase)
    for old in checkins.check_ins(journal):
        checkins.move_to_trash(journal, old.id)
    walls = [wall.replace(microsecond=0, tzinfo=ZoneInfo(zone), fold=later) for wall, zone, later in moments]
    for wall in walls:
        _kept(journal, wall, energy=4)
    day: date = walls[edge % len(walls)].date()
    for first, last in ((day, day), (day, None), (None, day)):
        found = checkins.check_ins(journal, first, last)
        expected = [w for w in walls if (first is None or first <= w.date()) and (last is None or w.date() <= last)]
        assert sorted(c.at.isoformat() for c in found) == sorted(w.isoformat() for w in expected)
        assert [c.at.replace(tzinfo=None) for c in found] == sorted(w.replace(tzinfo=None) for w in expected)
    journal.close()
