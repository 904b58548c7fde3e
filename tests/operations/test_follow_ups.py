"""Follow-ups: something to come back to, on a day or not, and never a count of what waits."""

from datetime import date, datetime, timedelta

import pytest

from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.reflection import FollowState, FollowUp
from peerjournal.operations import followups
from peerjournal.operations.journals import OpenJournal

TODAY = date(2026, 11, 22)


def _texts(found: list[FollowUp]) -> list[str]:
    return [f.text for f in found]


def test_they_stand_by_their_day_and_those_without_last(journal: OpenJournal) -> None:
    for text, due_on in (("b", TODAY), ("none", None), ("a", date(2026, 11, 1)), ("c", date(2027, 1, 1))):
        followups.add_follow_up(journal, text, due_on)
    assert _texts(followups.follow_ups(journal)) == ["a", "b", "c", "none"]
    assert _texts(followups.follow_ups_due(journal)) == ["a", "b"]


def test_done_let_go_and_open_again(journal: OpenJournal, moment: list[datetime]) -> None:
    one, other = (followups.add_follow_up(journal, text, TODAY) for text in ("one", "other"))
    followups.decide(journal, one.id, FollowState.DONE)
    moment[0] += timedelta(minutes=1)
    followups.decide(journal, other.id, FollowState.LET_GO)
    assert followups.follow_ups(journal) == []
    assert _texts(followups.follow_ups(journal, decided=True)) == ["other", "one"]
    followups.decide(journal, one.id, FollowState.OPEN)
    (again,) = followups.follow_ups(journal)
    assert (again.text, again.decided_at) == ("one", None)


def test_later_is_in_a_week_or_on_a_day_given(journal: OpenJournal) -> None:
    one = followups.add_follow_up(journal, "one", TODAY)
    assert followups.later(journal, one.id).due_on == TODAY + timedelta(days=7)
    assert followups.later(journal, one.id, date(2027, 2, 28)).due_on == date(2027, 2, 28)
    assert followups.follow_ups_due(journal) == []


def test_without_words_there_is_nothing_to_come_back_to(journal: OpenJournal) -> None:
    with pytest.raises(BadInput, match="few words"):
        followups.add_follow_up(journal, " \n ")
    one = followups.add_follow_up(journal, "two\nlines")
    assert one.text == "two lines"
    one.text = " "
    with pytest.raises(BadInput):
        followups.change_follow_up(journal, one)
    assert _texts(followups.follow_ups(journal)) == ["two lines"]


def test_the_trash_and_back(journal: OpenJournal) -> None:
    one = followups.add_follow_up(journal, "one", TODAY)
    with pytest.raises(NotFound):
        followups.delete_for_good(journal, one.id)
    followups.move_to_trash(journal, one.id)
    assert followups.follow_ups(journal) == []
    followups.restore(journal, one.id)
    assert _texts(followups.follow_ups_due(journal)) == ["one"]
    followups.move_to_trash(journal, one.id)
    followups.delete_for_good(journal, one.id)
    with pytest.raises(NotFound, match="no such follow-up"):
        followups.decide(journal, one.id, FollowState.DONE)
