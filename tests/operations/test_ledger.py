"""The ledger stands as it was written; after-care asks gently."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from peerjournal.errors import BadInput, NotFound, PeerJournalError
from peerjournal.operations import ledger, lights, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.sharing.disclosure import About, Disclosure, Way
from peerjournal.store.schema import disclosures

START = datetime(2026, 11, 22, 20, 15, tzinfo=UTC)


@pytest.fixture
def line(journal: OpenJournal) -> Disclosure:
    """A telling of one part, told today."""
    part = story.write_part(journal, title="The dog", text="He stood {keep}there{/keep} at seven.")
    lights.set_light(journal, part.id, "training", Light.SHARE)
    telling = tellings.new_telling(journal, "training", title="Short", part_ids=[part.id])
    return ledger.record_told(journal, tellings.get(journal, telling.id), place="the course")


def test_a_line_keeps_the_words_the_audience_and_the_moment(journal: OpenJournal, line: Disclosure) -> None:
    (kept,) = ledger.all_lines(journal)
    assert kept.disclosure == line
    assert line.way is Way.TOLD
    assert (line.audience_name, line.title, line.place) == ("Training", "Short", "the course")
    assert [p.text for p in line.parts] == ["He stood at seven."]


def test_no_line_is_ever_rewritten(journal: OpenJournal, line: Disclosure) -> None:
    for statement in (
        update(disclosures).values(place="elsewhere"),
        text("UPDATE disclosure SET at = '2020-01-01T00:00:00+00:00'"),
    ):
        with pytest.raises((DBAPIError, PeerJournalError)), journal.changing() as db:
            db.execute(statement)
    assert ledger.get_line(journal, line.id).disclosure == line


def test_renaming_an_audience_or_rewording_a_part_leaves_the_line_alone(journal: OpenJournal, line: Disclosure) -> None:
    audience = lights.get_audience(journal, "training")
    audience.name = "Courses"
    lights.change_audience(journal, audience)
    story.delete_for_good(journal, story.move_to_trash(journal, line.parts[0].part_id).id)
    assert ledger.get_line(journal, line.id).disclosure == line


def test_what_is_said_later_is_added_and_the_newest_counts(
    journal: OpenJournal, line: Disclosure, moment: list[datetime]
) -> None:
    ledger.add_note(journal, line.id, About.LANDED, "Quiet.")
    moment[0] = START + timedelta(hours=1)
    ledger.add_note(journal, line.id, About.LANDED, "Two people stayed.")
    kept = ledger.get_line(journal, line.id)
    assert [n.text for n in kept.notes] == ["Quiet.", "Two people stayed."]
    assert kept.latest(About.LANDED) == "Two people stayed."
    assert kept.latest(About.AGAIN) == ""
    with pytest.raises(BadInput):
        ledger.add_note(journal, line.id, About.NOTE, "  ")


def test_a_part_knows_how_often_it_was_told(journal: OpenJournal, line: Disclosure) -> None:
    part_id = line.parts[0].part_id
    ledger.record_in_session(journal, lights.get_audience(journal, "one-to-one"), [part_id], place="on a walk")
    told = ledger.told(journal, part_id)
    assert (told.times, told.audiences) == (2, 2)
    assert ledger.told_by_part(journal)[part_id] == told


def test_a_session_line_keeps_the_title_as_it_may_leave_and_no_text(journal: OpenJournal) -> None:
    part = story.write_part(journal, title="Stairs {keep}and light{/keep}", text="All of it.")
    line = ledger.record_in_session(journal, lights.get_audience(journal, "closed-group"), [part.id])
    assert [(p.title, p.text) for p in line.parts] == [("Stairs", "")]
    with pytest.raises(BadInput):
        ledger.record_in_session(journal, lights.get_audience(journal, "closed-group"), [])


def test_after_care_asks_the_same_day_the_next_day_and_a_week_later(
    journal: OpenJournal, line: Disclosure, moment: list[datetime]
) -> None:
    steps = []
    for days in (0, 1, 2, 7, 8):
        moment[0] = START + timedelta(days=days)
        due = ledger.after_care_due(journal)
        steps.append([d.care.step for d in due])
        for d in due:
            ledger.answer_care(journal, d.care.id, f"Day {days}.")
    assert steps == [[0], [1], [], [2], []]
    assert [n.text for n in ledger.get_line(journal, line.id).notes] == ["Day 0.", "Day 1.", "Day 7."]


def test_who_comes_back_after_a_month_is_asked_once(
    journal: OpenJournal, line: Disclosure, moment: list[datetime]
) -> None:
    moment[0] = START + timedelta(days=30)
    (due,) = ledger.after_care_due(journal)
    assert (due.care.step, due.disclosure) == (2, line)
    ledger.decline_care(journal, due.care.id)
    assert ledger.after_care_due(journal) == []
    assert ledger.get_line(journal, line.id).notes == ()


def test_later_means_tomorrow(journal: OpenJournal, line: Disclosure, moment: list[datetime]) -> None:
    (due,) = ledger.after_care_due(journal)
    assert due.disclosure == line
    ledger.care_later(journal, due.care.id)
    assert ledger.after_care_due(journal) == []
    moment[0] = START + timedelta(days=1)
    assert len(ledger.after_care_due(journal)) == 1


def test_three_at_most_are_asked(journal: OpenJournal, line: Disclosure) -> None:
    audience = lights.get_audience(journal, "one-to-one")
    for _n in range(4):
        ledger.record_in_session(journal, audience, [line.parts[0].part_id])
    assert len(ledger.after_care_due(journal)) == 3


def test_a_line_can_be_forgotten_whole(journal: OpenJournal, line: Disclosure) -> None:
    ledger.add_note(journal, line.id, About.NOTE, "x")
    ledger.forget_line(journal, line.id)
    assert ledger.all_lines(journal) == []
    assert ledger.after_care_due(journal) == []
    with pytest.raises(NotFound):
        ledger.get_line(journal, line.id)
