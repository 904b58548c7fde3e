"""Session reflections: what is written is kept to the letter, what was shared goes into the ledger once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.clock import Clock
from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.reflection import Answer, Company, Reflection, SessionFilter, Setting, check_minutes
from peerjournal.journal.story import Part
from peerjournal.operations import (
    followups,
    ledger,
    lights,
    pack_handout,
    packs,
    sessions,
    story,
    trash,
    wellbeing,
)
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.sharing.disclosure import About, Way

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 3, 1, 21, 30, tzinfo=BERLIN)


def _draft(journal: OpenJournal, at: datetime = EVENING, **said: Any) -> Reflection:
    return replace(sessions.new_reflection(journal, at), **said)


def _kept(journal: OpenJournal, at: datetime = EVENING, **said: Any) -> Reflection:
    return sessions.record(journal, _draft(journal, at, **said))


def _written(text: str) -> tuple[Answer, ...]:
    return (Answer("what", "What happened for me?", text),)


@pytest.fixture
def dog(journal: OpenJournal) -> Part:
    """A part that is kept from everybody."""
    return story.write_part(journal, title="The dog {keep}of Ada{/keep}", text="He stood {keep}there{/keep} at seven.")


_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}｛｝﹛﹜%&\r\x00"), max_size=60)
_said = st.fixed_dictionaries(
    {
        "answers": st.lists(
            st.tuples(st.sampled_from(["what", "so-what", "carry"]), _texts.filter(str.strip)),
            unique_by=lambda pair: pair[0],
        ).map(lambda pairs: tuple(Answer(key, "A question?", text) for key, text in pairs)),
        "before": st.none() | st.integers(1, 7),
        "after": st.none() | st.integers(1, 7),
        "minutes": st.none() | st.integers(1, 1440),
        "setting": st.sampled_from(Setting),
        "label": st.sampled_from(["", "Tuesday group", "مجموعة الثلاثاء"]),
        "co_reflect": st.booleans(),
        "question": _texts,
        "landed": _texts,
    }
)


@given(said=_said)
def test_what_is_written_comes_back_to_the_letter(journal: OpenJournal, said: dict[str, Any]) -> None:
    draft = _draft(journal, **said)
    sessions.save_draft(journal, draft)
    kept = sessions.settle(journal, draft)
    if kept is None:
        assert not draft.says_something
        return
    read = sessions.get_reflection(journal, kept.id)
    assert {name: getattr(read, name) for name in said} == said
    assert read.at == EVENING


def test_a_killed_program_leaves_a_draft_that_is_settled_at_the_next_unlock(
    journal: OpenJournal, journal_path: Path, passphrase: str, clock: Clock, dog: Part
) -> None:
    draft = _draft(journal, answers=_written("Half a"), shared=(dog.id,))
    sessions.save_draft(journal, draft)
    assert sessions.rows(journal) == []
    assert ledger.all_lines(journal) == []
    journal.close()
    again = unlock(journal_path, passphrase, clock=clock)
    (row,) = sessions.rows(again)
    assert row.first_words == "Half a"
    assert len(ledger.all_lines(again)) == 1
    again.close()


def test_what_says_nothing_leaves_no_trace(journal: OpenJournal) -> None:
    draft = _draft(journal, setting=Setting.PHONE)
    sessions.save_draft(journal, draft)
    assert sessions.settle(journal, draft) is None
    with pytest.raises(BadInput, match="Nothing was said"):
        sessions.record(journal, draft)
    assert sessions.rows(journal) == []


@given(times=st.integers(1, 4))
def test_what_was_shared_is_written_into_the_ledger_once(journal: OpenJournal, dog: Part, times: int) -> None:
    before = len(ledger.all_lines(journal))
    draft = _draft(journal, shared=(dog.id, dog.id), setting=Setting.GROUP, label="Tuesday group", landed="Quiet.")
    # The form may hold on to what it was given.
    kept = [sessions.settle(journal, draft) for _again in range(times)][-1]
    lines = ledger.all_lines(journal)
    assert len(lines) == before + 1
    assert kept is not None
    assert kept.shared == ()
    (line,) = sessions.lines_of(journal, kept)
    assert (line.way, line.audience_id, line.place) == (Way.SESSION, "closed-group", "Tuesday group")
    assert [(p.part_id, p.title, p.text) for p in line.parts] == [(dog.id, "The dog", "")]
    assert [n.text for n in ledger.get_line(journal, line.id).notes] == ["Quiet."]


def test_what_is_shared_later_in_the_same_session_gets_a_line_of_its_own(journal: OpenJournal, dog: Part) -> None:
    other = story.write_part(journal, title="Two mornings", text="x")
    kept = _kept(journal, shared=(dog.id,))
    again = replace(sessions.open_reflection(journal, kept.id), shared=(dog.id, other.id), landed="They laughed.")
    now = sessions.settle(journal, again)
    assert now is not None
    first, second = sessions.lines_of(journal, now)
    assert [p.title for p in second.parts] == ["Two mornings"]
    assert ledger.get_line(journal, first.id).notes == ()
    assert ledger.get_line(journal, second.id).latest(About.LANDED) == "They laughed."


@pytest.mark.parametrize(
    ("setting", "company", "audience"),
    [
        (Setting.ONE_TO_ONE, Company.UNSAID, "one-to-one"),
        (Setting.GROUP, Company.UNSAID, "closed-group"),
        (Setting.PHONE, Company.SEVERAL, "closed-group"),
        (Setting.ONLINE, Company.ONE, "one-to-one"),
    ],
)
def test_the_ledger_says_to_whom_by_the_kind_of_session(
    journal: OpenJournal, dog: Part, setting: Setting, company: Company, audience: str
) -> None:
    kept = _kept(journal, setting=setting, company=company, shared=(dog.id,))
    assert sessions.lines_of(journal, kept)[0].audience_id == audience


def test_an_audience_that_was_said_is_taken(journal: OpenJournal, dog: Part) -> None:
    kept = _kept(journal, setting=Setting.GROUP, audience_id="training", shared=(dog.id,))
    assert sessions.lines_of(journal, kept)[0].audience_name == "Training"


def test_without_any_audience_nothing_is_lost(journal: OpenJournal, dog: Part) -> None:
    for audience in lights.all_audiences(journal):
        lights.remove_audience(journal, audience.id)
    kept = _kept(journal, shared=(dog.id,))
    assert kept.shared == (dog.id,)
    lights.add_audience(journal, "Friends")
    again = sessions.settle(journal, sessions.open_reflection(journal, kept.id))
    assert again is not None
    assert sessions.lines_of(journal, again)[0].audience_name == "Friends"


def test_the_ledger_follows_a_session_that_is_put_right(
    journal: OpenJournal, dog: Part, moment: list[datetime]
) -> None:
    """A form settles whenever one looks elsewhere, so a line may be written before the day and the group are said."""
    now = moment[0]
    draft = _draft(journal, at=now, shared=(dog.id,))
    kept = sessions.settle(journal, draft)
    assert kept is not None
    cares = [due.care for due in ledger.after_care_due(journal, None)]
    ledger.answer_care(journal, cares[0].id, "Well.")
    right = replace(kept, at=now - timedelta(days=3), setting=Setting.GROUP, label="Tuesday {keep}Ada{/keep} group")
    kept = sessions.settle(journal, right)
    assert kept is not None
    (line,) = ledger.all_lines(journal)
    told = line.disclosure
    assert (told.at, told.audience_id, told.audience_name) == (right.at, "closed-group", "Closed group")
    assert (told.place, [part.title for part in told.parts]) == ("Tuesday group", ["The dog"])
    assert line.notes[0].about is not About.CORRECTION  # it was still being written
    assert [d.care.due_on for d in ledger.after_care_due(journal, None)] == [now.date() - timedelta(days=2)]

    later = replace(sessions.open_reflection(journal, kept.id), at=now - timedelta(days=30), label="Choir")
    assert sessions.settle(journal, later) is not None
    (line,) = ledger.all_lines(journal)
    assert (line.disclosure.at, line.disclosure.place) == (later.at, "Choir")
    assert [n.text for n in line.notes if n.about is About.CORRECTION] == [
        "Put right with the reflection. Before: 19 Nov 2026, Closed group, Tuesday group."
    ]
    assert ledger.after_care_due(journal, None) == []  # all of it lies too long back now

    (newest, *_older) = sessions.versions(journal, kept.id)
    sessions.bring_back(journal, newest.id)
    (line,) = ledger.all_lines(journal)
    assert (line.disclosure.at, line.disclosure.place) == (right.at, "Tuesday group")
    assert [d.care.due_on for d in ledger.after_care_due(journal, None)] == [now.date() - timedelta(days=2)]


def test_a_session_deleted_for_good_is_still_known_to_have_shared(journal: OpenJournal, dog: Part) -> None:
    kept = _kept(journal, shared=(dog.id,), label="Tuesday group")
    other = _kept(journal, shared=(dog.id,), label="Choir")
    sessions.delete_for_good(journal, sessions.move_to_trash(journal, kept.id).id)
    assert [(s.title, s.times) for s in sessions.shared_with(journal, "Tuesday group")] == [("The dog", 1)]
    sessions.rename_label(journal, "Choir", "Singing")
    assert sessions.shared_with(journal, "Choir") == []  # it goes by the name it has now
    assert sessions.lines_of(journal, other)[0].place == "Choir"


def test_a_part_deleted_for_good_keeps_its_title_in_the_ledger(journal: OpenJournal, dog: Part) -> None:
    kept = _kept(journal, shared=(dog.id,), label="Tuesday group")
    story.delete_for_good(journal, story.move_to_trash(journal, dog.id).id)
    assert sessions.lines_of(journal, kept)[0].parts[0].title == "The dog"
    assert [s.title for s in sessions.shared_with(journal, "Tuesday group")] == ["The dog"]


def test_a_part_gone_before_it_was_kept_is_left_out(journal: OpenJournal, dog: Part) -> None:
    draft = _draft(journal, answers=_written("x"), shared=(dog.id,))
    story.delete_for_good(journal, story.move_to_trash(journal, dog.id).id)
    kept = sessions.settle(journal, draft)
    assert kept is not None
    assert kept.lines == ()
    assert ledger.all_lines(journal) == []


def test_a_session_of_long_ago_asks_for_no_look_back(journal: OpenJournal, dog: Part, moment: list[datetime]) -> None:
    _kept(journal, at=moment[0] - timedelta(days=30), shared=(dog.id,))
    assert ledger.after_care_due(journal) == []
    _kept(journal, at=moment[0] - timedelta(days=2), shared=(dog.id,))
    assert len(ledger.after_care_due(journal)) == 1


def test_versions_are_kept_by_the_sitting_and_come_back(journal: OpenJournal) -> None:
    kept = _kept(journal, answers=_written("First"))
    for words in ("Second", "Third"):
        again = replace(sessions.open_reflection(journal, kept.id), answers=_written(words))
        sessions.settle(journal, again)
        sessions.settle(journal, replace(again, answers=_written(f"{words}, more")))
    said = [v.answer("what") for v in sessions.versions(journal, kept.id)]
    assert said == ["Second, more", "First"]
    back = sessions.bring_back(journal, sessions.versions(journal, kept.id)[-1].id)
    assert back.answer("what") == "First"
    assert sessions.versions(journal, kept.id)[0].answer("what") == "Third, more"


def test_a_question_worded_otherwise_is_no_new_version(journal: OpenJournal) -> None:
    kept = _kept(journal, answers=_written("x"))
    again = replace(sessions.open_reflection(journal, kept.id), answers=(Answer("what", "In other words?", "x"),))
    sessions.settle(journal, again)
    assert sessions.versions(journal, kept.id) == []


def test_the_trash_keeps_the_ledger_and_its_follow_ups_wait(journal: OpenJournal, dog: Part) -> None:
    kept = _kept(journal, shared=(dog.id,), label="Tuesday group")
    followups.add_follow_up(journal, "Ask about the room", date(2026, 3, 2), reflection_id=kept.id)
    sessions.move_to_trash(journal, kept.id)
    assert sessions.rows(journal) == []
    assert [r.id for r in sessions.rows(journal, SessionFilter(trashed=True))] == [kept.id]
    assert followups.follow_ups_due(journal) == []
    assert len(ledger.all_lines(journal)) == 1
    assert len(sessions.shared_with(journal, "Tuesday group")) == 1
    sessions.restore(journal, kept.id)
    assert [f.text for f in followups.follow_ups_due(journal)] == ["Ask about the room"]
    with pytest.raises(NotFound, match="trash"):
        sessions.delete_for_good(journal, kept.id)
    sessions.move_to_trash(journal, kept.id)
    sessions.delete_for_good(journal, kept.id)
    assert followups.follow_ups_of(journal, kept.id) == []
    with pytest.raises(NotFound):
        sessions.get_reflection(journal, kept.id)
    assert len(ledger.all_lines(journal)) == 1


def test_what_lay_in_the_trash_long_enough_is_deleted(journal: OpenJournal, moment: list[datetime]) -> None:
    kept = _kept(journal, minutes=10)
    sessions.move_to_trash(journal, kept.id)
    assert trash.empty_old_trash(journal, 30) == 0
    moment[0] += timedelta(days=31)
    assert trash.empty_old_trash(journal, 30) == 1
    assert sessions.rows(journal, SessionFilter(trashed=True)) == []


def test_filters_combine(journal: OpenJournal) -> None:
    _kept(journal, setting=Setting.GROUP, label="Tuesday group", co_reflect=True)
    _kept(journal, setting=Setting.GROUP, label="Tuesday group")
    _kept(journal, setting=Setting.PHONE, label="Tuesday group", minutes=5)
    found = [
        len(sessions.rows(journal, wanted))
        for wanted in (
            SessionFilter(),
            SessionFilter(setting=Setting.GROUP),
            SessionFilter(label="Tuesday group"),
            SessionFilter(setting=Setting.GROUP, to_co_reflect=True),
            SessionFilter(setting=Setting.ONLINE),
            SessionFilter(label="Tuesday"),
        )
    ]
    assert found == [3, 2, 3, 1, 0, 0]


def test_a_label_is_renamed_wherever_it_stands(journal: OpenJournal) -> None:
    sessions.set_labels(journal, ["Tuesday group", "Phone line"])
    kept = _kept(journal, label="Tuesday group")
    assert sessions.rename_label(journal, "Tuesday group", " Evening  group ") == ("Evening group", "Phone line")
    assert sessions.get_reflection(journal, kept.id).label == "Evening group"
    with pytest.raises(BadInput, match="name"):
        sessions.rename_label(journal, "Phone line", "  ")


def test_labels_in_use_are_offered_even_if_they_left_the_list(journal: OpenJournal) -> None:
    _kept(journal, label="Walks", role="Listening")
    sessions.set_labels(journal, ["Phone line"])
    assert sessions.labels(journal) == ("Phone line", "Walks")
    assert sessions.roles(journal) == ("Listening",)


def test_a_follow_up_of_a_session_that_was_never_kept_belongs_to_none(journal: OpenJournal) -> None:
    draft = _draft(journal)
    followups.add_follow_up(journal, "Ask", date(2026, 3, 2), reflection_id=draft.id)
    assert sessions.settle(journal, draft) is None
    assert [f.reflection_id for f in followups.follow_ups(journal)] == [""]


def test_a_newer_word_on_how_it_landed_is_never_overwritten_by_an_older_one(journal: OpenJournal, dog: Part) -> None:
    kept = _kept(journal, answers=_written("A wlak."), shared=(dog.id,), landed="Quiet.")
    (line,) = sessions.lines_of(journal, kept)
    ledger.add_note(journal, line.id, About.LANDED, "Better than I thought.")
    sessions.settle(journal, replace(sessions.open_reflection(journal, kept.id), answers=_written("A walk.")))
    assert ledger.get_line(journal, line.id).latest(About.LANDED) == "Better than I thought."
    sessions.settle(journal, replace(sessions.open_reflection(journal, kept.id), landed="Loud."))
    assert ledger.get_line(journal, line.id).latest(About.LANDED) == "Loud."


def test_words_kept_private_in_how_it_landed_are_a_leak_in_a_pack(journal: OpenJournal) -> None:
    _kept(journal, landed="Quiet. {keep}Zebulon wept at the harbour wall.{/keep}")
    kept = _kept(journal, answers=_written("Zebulon wept at the harbour wall."))
    pack = packs.new_pack(journal)
    packs.choose(journal, pack.id, packs.offered(journal, kept.id)[0])
    assert pack_handout.make_ready(journal, pack.id).leaks


def test_an_audience_that_a_pack_is_for_is_archived_and_not_taken_out(journal: OpenJournal) -> None:
    pack = packs.new_pack(journal)
    assert lights.remove_audience(journal, pack.audience_id) is not None
    assert packs.get(journal, pack.id).audience.archived_at is not None


def test_a_label_is_renamed_into_one_there_is_whatever_its_case(journal: OpenJournal) -> None:
    sessions.set_labels(journal, ["Evening", "Walks"])
    kept = [_kept(journal, label=label) for label in ("Evening", "Walks")]
    assert sessions.rename_label(journal, "walks", "EVENING") == ("Evening",)
    assert {sessions.get_reflection(journal, one.id).label for one in kept} == {"Evening"}


def test_a_role_alone_is_kept(journal: OpenJournal) -> None:
    assert _kept(journal, role="Listening").role == "Listening"


def test_a_label_is_spelt_as_it_was_first(journal: OpenJournal) -> None:
    sessions.set_labels(journal, ["Evening"])
    _kept(journal, label="evening")
    _kept(journal, label="Walks")
    _kept(journal, label="WALKS")
    assert sessions.labels(journal) == ("Evening", "Walks")
    assert len(sessions.rows(journal, SessionFilter(label="Walks"))) == 2
    assert len(sessions.rows(journal, SessionFilter(label="Evening"))) == 1


def test_a_session_over_midnight_ends_on_the_next_day() -> None:
    held = Reflection(at=datetime(2026, 3, 1, 23, 40, tzinfo=BERLIN), minutes=50)
    assert held.day == date(2026, 3, 1)
    assert held.ended_at == datetime(2026, 3, 2, 0, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        (datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN), "03:30"),  # the clocks go forward
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), "02:30"),  # and back
    ],
)
def test_a_session_over_a_clock_change_lasts_its_real_minutes(at: datetime, ends: str) -> None:
    ended = Reflection(at=at, minutes=60).ended_at
    assert ended is not None
    assert f"{ended:%H:%M}" == ends
    assert ended.astimezone(UTC) - at.astimezone(UTC) == timedelta(hours=1)


@pytest.mark.parametrize("minutes", [0, -5, 1441, 2000])
def test_minutes_that_cannot_be_are_refused_and_never_kept(journal: OpenJournal, minutes: int) -> None:
    with pytest.raises(BadInput, match="1 minute to 24 hours"):
        check_minutes(minutes)
    assert _kept(journal, minutes=minutes, label="x").minutes is None


def test_it_is_said_once_what_a_reflection_is_not(journal: OpenJournal) -> None:
    assert not sessions.is_understood(journal)
    sessions.understand(journal)
    assert sessions.is_understood(journal)


def test_the_charts_know_the_sessions(journal: OpenJournal) -> None:
    _kept(journal, at=EVENING, before=3, after=5)
    _kept(journal, at=EVENING - timedelta(days=3), after=2)
    sessions.move_to_trash(journal, _kept(journal, at=EVENING, before=1).id)
    assert [(s.at.day, s.before, s.after) for s in wellbeing.read_record(journal).sessions] == [
        (26, None, 2),
        (1, 3, 5),
    ]
