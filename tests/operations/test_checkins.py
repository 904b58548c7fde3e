"""Check-ins: what is answered is kept to the letter, what is not stays a gap, and nothing is lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.checkin import ASKED_AT_FIRST, RATINGS, CheckIn, Dimension, Kind, Question, first_feelings
from peerjournal.operations import checkins, trackers, trash
from peerjournal.operations.journals import OpenJournal

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 3, 1, 21, 30, tzinfo=BERLIN)


def _kept(journal: OpenJournal, at: datetime = EVENING, **answers: Any) -> CheckIn:
    return checkins.record(journal, replace(checkins.new_check_in(journal, at), **answers))


_step = st.none() | st.integers(1, 7)
_answers = st.fixed_dictionaries(
    {
        "not_today": st.booleans(),
        **dict.fromkeys(RATINGS, _step),
        "sleep": st.none() | st.integers(0, 24 * 60),
        "feelings": st.lists(st.sampled_from(["calm", "müde", "قلق", "two words"]), unique=True).map(tuple),
        "activities": st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple),
        "trackers": st.dictionaries(st.sampled_from(["t", "u"]), st.floats(0, 1e6), max_size=2),
        "asked": st.lists(st.sampled_from([q.value for q in Question]), unique=True).map(tuple),
        "note": st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    }
)


@given(answers=_answers)
def test_what_is_answered_comes_back_to_the_letter_and_what_is_not_stays_a_gap(
    journal: OpenJournal, answers: dict[str, Any]
) -> None:
    said = replace(checkins.new_check_in(journal, EVENING), **answers)
    kept = checkins.settle(journal, said)
    if kept is None:
        assert not said.says_something
        return
    read = checkins.get_check_in(journal, kept.id)
    assert {name: getattr(read, name) for name in answers} == answers
    assert read.at == EVENING
    assert read.at.tzinfo == BERLIN


@pytest.mark.parametrize("wrong", [0, 8, -1, 100])
def test_a_step_that_is_none_is_left_a_gap(journal: OpenJournal, wrong: int) -> None:
    kept = _kept(journal, pleasantness=wrong, energy=4)
    assert (kept.pleasantness, kept.energy) == (None, 4)


def test_a_number_that_is_none_is_left_a_gap(journal: OpenJournal) -> None:
    kept = _kept(journal, energy=4, trackers={"t": float("nan"), "u": float("inf"), "v": -1.0, "w": 2.5}, sleep=5000)
    assert kept.trackers == {"w": 2.5}
    assert kept.sleep is None


def test_one_that_says_nothing_leaves_no_trace(journal: OpenJournal) -> None:
    draft = checkins.new_check_in(journal)
    checkins.save_draft(journal, draft)
    assert checkins.settle(journal, draft) is None
    assert checkins.check_ins(journal) == []
    assert checkins.settle_left_drafts(journal) == []
    with pytest.raises(BadInput, match="Nothing was answered"):
        checkins.record(journal, draft)


def test_not_today_is_an_answer(journal: OpenJournal) -> None:
    assert _kept(journal, not_today=True).not_today


def test_a_draft_left_by_a_killed_program_becomes_the_check_in(journal: OpenJournal) -> None:
    draft = replace(checkins.new_check_in(journal, EVENING), pleasantness=5, note="the walk helped")
    checkins.save_draft(journal, draft)
    settled = checkins.settle_left_drafts(journal)
    assert [(c.id, c.note) for c in settled] == [(draft.id, "the walk helped")]
    assert [c.note for c in checkins.check_ins(journal)] == ["the walk helped"]
    assert checkins.settle_left_drafts(journal) == []


def test_one_version_is_kept_per_sitting(journal: OpenJournal) -> None:
    first = _kept(journal, pleasantness=2, note="before")
    again = checkins.open_check_in(journal, first.id)
    for note in ("after", "after that"):
        again.note = note
        checkins.settle(journal, again)
    [version] = checkins.versions(journal, first.id)
    assert (version.note, version.pleasantness) == ("before", 2)
    back = checkins.bring_back(journal, version.id)
    assert back.note == "before"
    assert next(v.note for v in checkins.versions(journal, first.id)) == "after that"


def test_looking_at_a_check_in_changes_nothing(journal: OpenJournal) -> None:
    first = _kept(journal, pleasantness=2)
    opened = checkins.open_check_in(journal, first.id)
    opened.asked = ("grid", "sleep")
    assert checkins.settle(journal, opened) == first
    assert checkins.versions(journal, first.id) == []


def test_a_check_in_goes_to_the_trash_first_and_comes_back(journal: OpenJournal) -> None:
    kept = _kept(journal, pleasantness=2, note="mine")
    with pytest.raises(NotFound, match="in the trash"):
        checkins.delete_for_good(journal, kept.id)
    checkins.move_to_trash(journal, kept.id)
    assert checkins.check_ins(journal) == []
    assert [c.id for c in checkins.in_trash(journal)] == [kept.id]
    assert checkins.restore(journal, kept.id).note == "mine"
    checkins.move_to_trash(journal, kept.id)
    checkins.delete_for_good(journal, kept.id)
    with pytest.raises(NotFound):
        checkins.get_check_in(journal, kept.id)


def test_what_stands_in_the_form_goes_along_into_the_trash(journal: OpenJournal) -> None:
    kept = _kept(journal, pleasantness=2)
    draft = replace(checkins.open_check_in(journal, kept.id), note="typed a moment ago")
    checkins.save_draft(journal, draft)
    assert checkins.move_to_trash(journal, kept.id).note == "typed a moment ago"


def test_a_form_settled_late_does_not_bring_it_back_out_of_the_trash(journal: OpenJournal) -> None:
    kept = _kept(journal, pleasantness=2)
    open_in_the_form = replace(checkins.open_check_in(journal, kept.id), pleasantness=3)
    checkins.move_to_trash(journal, kept.id)
    settled = checkins.settle(journal, open_in_the_form)
    assert settled is not None
    assert settled.trashed_at is not None
    assert checkins.check_ins(journal) == []


def test_old_trash_is_emptied_with_everything_else(journal: OpenJournal) -> None:
    kept = _kept(journal, pleasantness=2)
    tracker = trackers.add_tracker(journal, "Walks", Kind.COUNT)
    checkins.move_to_trash(journal, kept.id)
    trackers.move_tracker_to_trash(journal, tracker.id)
    assert trash.empty_old_trash(journal, 30) == 0
    later = journal.clock.now() + timedelta(days=31)
    moved = OpenJournal(journal.vault, replace(journal.clock, instant=lambda: later.astimezone(UTC)))
    assert trash.empty_old_trash(moved, 30) == 2
    assert checkins.in_trash(journal) == []


def test_days_are_those_on_the_persons_wall(journal: OpenJournal) -> None:
    kiritimati = ZoneInfo("Pacific/Kiritimati")  # 14 hours ahead
    midnight_there = datetime(2026, 3, 2, 0, 30, tzinfo=kiritimati)
    _kept(journal, midnight_there, energy=1)
    _kept(journal, datetime(2026, 3, 1, 9, 0, tzinfo=BERLIN), energy=2)
    assert [c.energy for c in checkins.check_ins(journal, date(2026, 3, 2), date(2026, 3, 2))] == [1]
    assert [c.energy for c in checkins.check_ins(journal, None, date(2026, 3, 1))] == [2]
    assert [c.energy for c in checkins.check_ins(journal)] == [2, 1]


def test_an_hour_that_comes_twice_keeps_both_check_ins_apart(journal: OpenJournal) -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    _kept(journal, first, energy=1)
    _kept(journal, second, energy=2)
    kept = checkins.check_ins(journal)
    assert [c.at.utcoffset() for c in kept] == [timedelta(hours=2), timedelta(hours=1)]
    assert {c.day for c in kept} == {date(2026, 10, 25)}


def test_an_entry_can_carry_a_check_in(journal: OpenJournal) -> None:
    kept = checkins.record(journal, replace(checkins.new_check_in(journal, EVENING, entry_id="e"), energy=3))
    assert [c.id for c in checkins.check_ins_of(journal, "e")] == [kept.id]
    checkins.move_to_trash(journal, kept.id)
    assert checkins.check_ins_of(journal, "e") == []


def test_a_year_out_of_reach_is_refused_in_a_sentence(journal: OpenJournal) -> None:
    with pytest.raises(BadInput, match="between 1900 and 2100"):
        checkins.new_check_in(journal, datetime(1800, 1, 1, tzinfo=UTC))


def test_what_is_asked_is_the_persons_choice(journal: OpenJournal) -> None:
    assert checkins.asked(journal) == ASKED_AT_FIRST
    checkins.ask(journal, [Question.WORK, Question.GRID])
    assert checkins.asked(journal) == (Question.GRID, Question.WORK)
    checkins.ask(journal, [])
    assert checkins.asked(journal) == ()


def test_feeling_words_are_the_persons_own(journal: OpenJournal) -> None:
    assert checkins.feelings(journal) == first_feelings()
    assert checkins.set_feelings(journal, [" wide  open ", "Calm", "calm", ""]) == ("wide open", "Calm")


def test_trackers_are_renamed_ended_and_never_change_their_kind(journal: OpenJournal) -> None:
    walks = trackers.add_tracker(journal, "Walks", Kind.COUNT)
    kept = _kept(journal, trackers={walks.id: 2})
    renamed = trackers.change_tracker(
        journal, replace(walks, name="Long walks", kind=Kind.AMOUNT, ends_on=date(2026, 4, 1))
    )
    assert (renamed.name, renamed.kind) == ("Long walks", Kind.COUNT)
    assert checkins.get_check_in(journal, kept.id).trackers == {walks.id: 2.0}
    assert renamed.runs_on(date(2026, 4, 1))
    assert not renamed.runs_on(date(2026, 4, 2))
    with pytest.raises(BadInput, match="end before it starts"):
        trackers.change_tracker(journal, replace(renamed, starts_on=date(2026, 5, 1)))
    with pytest.raises(BadInput, match="of that name already"):
        trackers.add_tracker(journal, "long WALKS", Kind.COUNT)


def test_trackers_stand_in_the_order_they_are_given(journal: OpenJournal) -> None:
    ids = [trackers.add_tracker(journal, name, Kind.YES_NO).id for name in ("one", "two", "three")]
    trackers.order_trackers(journal, [ids[2], ids[0], ids[1]])
    assert [t.name for t in trackers.all_trackers(journal)] == ["three", "one", "two"]


def test_every_dimension_begins_with_an_activity(journal: OpenJournal) -> None:
    assert {a.dimension for a in trackers.all_activities(journal)} == set(Dimension)


def test_an_activity_no_longer_offered_stays_where_it_was_done(journal: OpenJournal) -> None:
    swim = trackers.add_activity(journal, Dimension.PHYSICAL, "Swim")
    kept = _kept(journal, activities=(swim.id,))
    assert trackers.end_activity(journal, swim.id).ended
    assert checkins.get_check_in(journal, kept.id).activities == (swim.id,)
    again = trackers.add_activity(journal, Dimension.PHYSICAL, "swim")
    assert (again.id, again.ended) == (swim.id, False)
    with pytest.raises(BadInput, match="of that name already"):
        trackers.add_activity(journal, Dimension.PHYSICAL, "SWIM")


def test_two_activities_of_one_dimension_never_have_the_same_name(journal: OpenJournal) -> None:
    swim = trackers.add_activity(journal, Dimension.PHYSICAL, "Swim")
    trackers.add_activity(journal, Dimension.PHYSICAL, "Run")
    with pytest.raises(BadInput, match="of that name already"):
        trackers.rename_activity(journal, swim.id, "RUN")
    assert trackers.rename_activity(journal, swim.id, "swim").name == "swim"


def test_a_tracker_deleted_for_good_takes_its_numbers_out_of_everything(journal: OpenJournal) -> None:
    walks, tea = (trackers.add_tracker(journal, name, Kind.COUNT) for name in ("Walks", "Tea"))
    kept = _kept(journal, trackers={walks.id: 2, tea.id: 3})
    again = checkins.open_check_in(journal, kept.id)
    again.note = "changed"
    checkins.settle(journal, again)
    draft = replace(checkins.new_check_in(journal, EVENING), trackers={walks.id: 1.0}, note="half")
    checkins.save_draft(journal, draft)
    trackers.move_tracker_to_trash(journal, walks.id)
    trackers.delete_tracker_for_good(journal, walks.id)
    [version] = checkins.versions(journal, kept.id)
    [left] = checkins.settle_left_drafts(journal)
    assert checkins.get_check_in(journal, kept.id).trackers == {tea.id: 3.0}
    assert version.trackers == {tea.id: 3.0}
    assert left.trackers == {}


def test_a_tracker_does_not_come_back_under_a_name_that_is_taken(journal: OpenJournal) -> None:
    old = trackers.add_tracker(journal, "Tea", Kind.COUNT)
    trackers.move_tracker_to_trash(journal, old.id)
    new = trackers.add_tracker(journal, "tea", Kind.YES_NO)
    with pytest.raises(BadInput, match="of that name already"):
        trackers.restore_tracker(journal, old.id)
    trackers.change_tracker(journal, replace(new, name="Green tea"))
    assert trackers.restore_tracker(journal, old.id).name == "Tea"
