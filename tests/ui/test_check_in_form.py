"""The form of a check-in: open questions, gaps, drafts, "not today", and a way by keys alone."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.checkin import RATINGS, CheckIn, Dimension, Kind, Question, same_answers
from peerjournal.operations import checkins, trackers, writing
from peerjournal.operations.half_typed import DialogShelf
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.settings import Settings
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.check_in_dialog import CheckInDialog
from peerjournal.ui.pages.check_in_form import CheckInForm
from peerjournal.ui.pages.check_in_sections import (
    CareSection,
    FeelingsSection,
    NoteSection,
    RatingsSection,
    SleepSection,
    TrackersSection,
    WorkSection,
)
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.widgets.check_in_words import line_of
from peerjournal.ui.widgets.open_number import OpenNumber

STEP = st.none() | st.integers(1, 7)


@pytest.fixture
def form(journal: OpenJournal, on_show: Callable[[CheckInForm], CheckInForm]) -> CheckInForm:
    shown = on_show(CheckInForm(journal))
    shown.begin()
    return shown


def ratings(form: CheckInForm) -> RatingsSection:
    section = form.sections[Question.GRID]
    assert isinstance(section, RatingsSection)
    return section


def feelings(form: CheckInForm) -> FeelingsSection:
    section = form.sections[Question.FEELINGS]
    assert isinstance(section, FeelingsSection)
    return section


def note(form: CheckInForm) -> NoteSection:
    section = form.sections[Question.NOTE]
    assert isinstance(section, NoteSection)
    return section


def standing_open(form: CheckInForm) -> tuple[Question, ...]:
    return form.open_questions


def only(journal: OpenJournal) -> CheckIn:
    (found,) = checkins.check_ins(journal)
    return found


def test_only_what_is_asked_stands_open(form: CheckInForm, journal: OpenJournal) -> None:
    assert standing_open(form) == (Question.GRID, Question.FEELINGS, Question.NOTE)
    checkins.ask(journal, [Question.GRID])
    form.begin()
    assert standing_open(form) == (Question.GRID,)
    assert not note(form).isVisible()


def test_what_nobody_answered_stays_a_gap(form: CheckInForm, journal: OpenJournal) -> None:
    ratings(form).ratings.pleasantness.choose(5)
    form.done.click()
    kept = only(journal)
    assert kept.asked == ("grid", "feelings", "note")
    assert kept.pleasantness == 5
    assert [getattr(kept, name) for name in RATINGS if name != "pleasantness"] == [None] * (len(RATINGS) - 1)
    assert (kept.sleep, kept.feelings, kept.activities, kept.trackers, kept.note) == (None, (), (), {}, "")


def test_nothing_answered_leaves_no_trace(form: CheckInForm, journal: OpenJournal) -> None:
    ratings(form).ratings.energy.choose(2)
    form.save_now()
    ratings(form).ratings.energy.choose(None)
    form.done.click()
    assert checkins.check_ins(journal) == []
    assert checkins.settle_left_drafts(journal) == []


def test_more_opens_the_rest_and_it_counts_as_asked(form: CheckInForm, journal: OpenJournal) -> None:
    form.more.click()
    assert standing_open(form) == tuple(Question)
    assert form.more.isHidden()
    work = form.sections[Question.WORK]
    assert isinstance(work, WorkSection)
    work.rows["load"].choose(6)
    form.done.click()
    assert only(journal).asked == tuple(q.value for q in Question)
    assert only(journal).load == 6


def test_not_today_keeps_the_note_lays_the_rest_aside_and_can_be_taken_back(
    form: CheckInForm, journal: OpenJournal
) -> None:
    ratings(form).ratings.grid.choose(2, 6)
    note(form).text.setPlainText("The rain stopped.")
    form.not_today.click()
    assert "That is an answer too" in form.kind_words.text()
    assert form.kind_words.isVisible()
    assert form.laid_aside.text().startswith("Laid aside: Pleasantness 2, energy 6. It is back")
    assert not ratings(form).isVisible()
    assert note(form).isVisible()
    assert form.settle()
    kept = only(journal)
    assert kept.not_today
    assert same_answers(kept, CheckIn(at=kept.at, not_today=True, note="The rain stopped."))
    assert kept.asked == ()
    assert line_of(kept) == "Not today  ·  The rain stopped."
    form.not_today.click()
    assert not form.laid_aside.isVisible()
    assert form.settle()
    assert (only(journal).not_today, only(journal).pleasantness, only(journal).note) == (False, 2, "The rain stopped.")


def test_not_today_alone_lays_nothing_aside(form: CheckInForm) -> None:
    form.not_today.click()
    assert not form.laid_aside.isVisible()
    assert not form.says_more


def test_not_today_with_a_note_opens_with_its_note_and_asks_the_usual_when_it_is_taken_back(
    form: CheckInForm, journal: OpenJournal
) -> None:
    made = replace(checkins.new_check_in(journal), not_today=True, note="Too tired")
    form.open(checkins.record(journal, made).id)
    assert note(form).text.text() == "Too tired"
    assert not ratings(form).isVisible()
    form.not_today.click()
    assert standing_open(form) == (Question.GRID, Question.FEELINGS, Question.NOTE)
    assert ratings(form).isVisible()
    ratings(form).ratings.grid.choose(3, None)
    form.done.click()
    assert (only(journal).not_today, only(journal).pleasantness, only(journal).note) == (False, 3, "Too tired")


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), st.lists(st.booleans(), max_size=4), STEP)
def test_not_today_never_drops_a_note_and_gives_everything_back(
    journal: OpenJournal, qapp: QApplication, text: str, presses: list[bool], step: int | None
) -> None:
    form = CheckInForm(journal)
    form.begin()
    ratings(form).ratings.grid.choose(step, None)
    note(form).text.setPlainText(text)
    before = form.draft()
    for leave in presses:
        form.not_today.click()
        if leave:
            assert form.settle()
        assert form.draft().note == before.note
    if form.not_today.isChecked():
        assert form.draft().pleasantness is None
        form.not_today.click()
    assert same_answers(form.draft(), before)
    form.deleteLater()
    qapp.processEvents()


def test_a_screen_reader_hears_whose_moment_it_is(form: CheckInForm) -> None:
    name = form.moment.findChild(QPushButton)
    assert name is not None
    assert name.accessibleName().startswith("Date and time of this check-in: Sunday")
    assert form.moment.edit.accessibleName() == "Date and time of this check-in"


def test_a_draft_is_safe_before_anything_is_done(form: CheckInForm, journal: OpenJournal) -> None:
    ratings(form).ratings.grid.choose(3, 3)
    feelings(form).words._chips[0].setChecked(True)
    assert form.save_now()
    assert checkins.check_ins(journal) == []
    (settled,) = checkins.settle_left_drafts(journal)  # as at the next unlock
    assert (settled.pleasantness, settled.feelings) == (3, ("calm",))


def test_typing_is_saved_within_a_second(form: CheckInForm, journal: OpenJournal, qtbot: QtBot) -> None:
    form.autosave._soon.setInterval(1)
    QTest.keyClicks(note(form).text, "Ana rang")
    qtbot.waitUntil(lambda: form.state.text() == "Saved")
    (settled,) = checkins.settle_left_drafts(journal)
    assert settled.note == "Ana rang"


def test_now_is_when_the_first_answer_is_given(form: CheckInForm, journal: OpenJournal, moment: list[datetime]) -> None:
    moment[0] += timedelta(hours=2)
    ratings(form).ratings.energy.choose(4)
    form.done.click()
    assert only(journal).at.astimezone(UTC) == moment[0]


def test_an_earlier_moment_stays_as_chosen(form: CheckInForm, journal: OpenJournal) -> None:
    form.moment.start()
    form.moment.edit.setDateTime(form.moment.edit.dateTime().addDays(-1))
    form.moment.finish()
    ratings(form).ratings.energy.choose(4)
    form.done.click()
    assert only(journal).day == date(2026, 11, 21)


def test_a_new_word_goes_into_the_list(form: CheckInForm, journal: OpenJournal) -> None:
    words = feelings(form).words
    words.plus.click()
    QTest.keyClicks(words.field, "steady")
    form.done.click()
    assert only(journal).feelings == ("steady",)
    assert checkins.feelings(journal)[-1] == "steady"


def test_a_word_no_longer_in_the_list_is_still_said(form: CheckInForm, journal: OpenJournal) -> None:
    kept = checkins.record(journal, replace(checkins.new_check_in(journal), feelings=("wobbly", "Calm")))
    form.open(kept.id)
    assert set(feelings(form).words.chosen) == {"wobbly", "Calm"}
    assert form.draft().feelings == ("wobbly", "Calm")


def test_self_care_by_dimension(form: CheckInForm, journal: OpenJournal) -> None:
    form.more.click()
    care = form.sections[Question.CARE]
    assert isinstance(care, CareSection)
    physical = care.choices[Dimension.PHYSICAL]
    physical.plus.click()
    QTest.keyClicks(physical.field, "Walked to the harbour")
    QTest.keyClick(physical.field, Qt.Key.Key_Return)
    form.done.click()
    walked = trackers.find_activity(journal, "Walked to the harbour")
    assert only(journal).activities == (walked.id,)
    assert walked.dimension is Dimension.PHYSICAL


def test_an_ended_activity_stays_where_it_was_done(form: CheckInForm, journal: OpenJournal) -> None:
    swam = trackers.add_activity(journal, Dimension.PHYSICAL, "Swam in the sea")
    made = checkins.new_check_in(journal)
    kept = checkins.record(journal, replace(made, activities=(swam.id, "gone"), asked=("care",)))
    trackers.end_activity(journal, swam.id)
    form.open(kept.id)
    assert standing_open(form) == (Question.CARE,)
    assert form.draft().activities == (swam.id, "gone")


def test_trackers_that_run_on_the_day(form: CheckInForm, journal: OpenJournal) -> None:
    walking = trackers.add_tracker(journal, "Walking", Kind.AMOUNT, unit="km")
    trackers.add_tracker(journal, "Ended", Kind.COUNT, ends_on=date(2026, 11, 21))
    rest = trackers.add_tracker(journal, "Took a break", Kind.YES_NO)
    checkins.ask(journal, [Question.TRACKERS])
    form.begin()
    section = form.sections[Question.TRACKERS]
    assert isinstance(section, TrackersSection)
    assert [row.tracker.name for row in section.rows.values()] == ["Walking", "Took a break"]
    section.rows[walking.id].focus_here()
    QTest.keyClicks(focused(), "2,5")
    form.moment.changed.emit(only_moment(form) - timedelta(days=1))
    assert [row.tracker.name for row in section.rows.values()] == ["Walking", "Ended", "Took a break"]
    form.done.click()
    assert only(journal).trackers == {walking.id: 2.5}
    assert rest.id not in only(journal).trackers


def only_moment(form: CheckInForm) -> datetime:
    assert form.moment.moment is not None
    return form.moment.moment


def test_sleep_in_hours_and_minutes(form: CheckInForm, journal: OpenJournal) -> None:
    form.more.click()
    sleep = form.sections[Question.SLEEP]
    assert isinstance(sleep, SleepSection)
    QTest.keyClicks(sleep.hours, "6:45")
    assert sleep.said.text() == "6 h 45 min"
    form.done.click()
    assert only(journal).sleep == 6 * 60 + 45


def sleep(form: CheckInForm) -> SleepSection:
    section = form.sections[Question.SLEEP]
    assert isinstance(section, SleepSection)
    return section


def typed(field: OpenNumber) -> tuple[str, float | None]:
    """What stands in it, and the number that counts."""
    return field.text(), field.value


def type_over(field: OpenNumber, text: str) -> None:
    field.setFocus()
    field.lineEdit().selectAll()
    QTest.keyClicks(field, text)


@pytest.fixture
def steps(form: CheckInForm, journal: OpenJournal) -> Callable[[], OpenNumber]:
    """Gives the field of the tracker of steps in the form, with all questions open."""
    trackers.add_tracker(journal, "Steps walked", Kind.COUNT)
    checkins.ask(journal, list(Question))
    form.begin()
    return lambda: next(iter(form.sections[Question.TRACKERS].numbers().values()))


def test_what_is_no_number_is_said_and_stays_and_what_stood_there_counts(
    form: CheckInForm, journal: OpenJournal
) -> None:
    form.more.click()
    hours = sleep(form).hours
    hours.choose(7 * 60)
    type_over(hours, "25:00")
    for leave in (form.settle, form.save_now):
        assert leave()
        assert "hours from 0 to 24" in form.notice.sentence()
        assert typed(hours) == ("25:00", 7 * 60)
    assert sleep(form).said.text() == "7 h"
    assert only(journal).sleep == 7 * 60


@pytest.mark.parametrize("way", ["done", "enter", "escape"])
def test_what_is_no_number_is_shown_before_the_form_closes(
    form: CheckInForm, journal: OpenJournal, steps: Callable[[], OpenNumber], way: str
) -> None:
    def finish() -> None:
        if way == "done":
            form.done.click()
        else:
            QTest.keyClick(steps(), Qt.Key.Key_Return if way == "enter" else Qt.Key.Key_Escape)

    finished: list[bool] = []
    form.finished.connect(lambda: finished.append(True))
    ratings(form).ratings.energy.choose(4)
    type_over(steps(), "10,000")
    finish()
    assert not finished
    assert "two ways" in form.notice.sentence()
    assert QApplication.focusWidget() is steps()
    assert typed(steps()) == ("10,000", None)
    assert (only(journal).trackers, only(journal).energy) == ({}, 4)
    type_over(steps(), "10000")
    assert not form.notice.isVisible()
    finish()
    assert finished
    assert list(only(journal).trackers.values()) == [10000]


def test_a_number_that_is_none_can_be_taken_out_and_needs_no_other(
    form: CheckInForm, journal: OpenJournal, steps: Callable[[], OpenNumber]
) -> None:
    finished: list[bool] = []
    form.finished.connect(lambda: finished.append(True))
    type_over(steps(), "1.5")
    type_over(sleep(form).hours, "long")
    form.done.click()
    assert QApplication.focusWidget() is sleep(form).hours
    sleep(form).hours.lineEdit().clear()
    form.done.click()
    assert "whole number" in form.notice.sentence()
    assert QApplication.focusWidget() is steps()
    steps().lineEdit().clear()
    form.done.click()
    assert finished
    assert checkins.check_ins(journal) == []


def test_not_today_needs_no_number(form: CheckInForm, journal: OpenJournal, steps: Callable[[], OpenNumber]) -> None:
    finished: list[bool] = []
    form.finished.connect(lambda: finished.append(True))
    type_over(steps(), "10,000")
    assert form.settle()
    form.not_today.click()
    assert not form.notice.isVisible()
    form.not_today.click()
    assert "two ways" in form.notice.sentence()
    assert typed(steps()) == ("10,000", None)
    form.not_today.click()
    form.done.click()
    assert finished
    assert only(journal).not_today


def test_what_is_no_number_waits_while_one_looks_at_another_check_in(
    form: CheckInForm, journal: OpenJournal, steps: Callable[[], OpenNumber]
) -> None:
    other = checkins.record(journal, replace(checkins.new_check_in(journal), sleep=60, asked=("sleep", "trackers")))
    type_over(steps(), "10,000")
    form.open(other.id)
    assert typed(steps()) == ("", None)
    type_over(sleep(form).hours, "1,500")
    assert form.settle()
    form.begin()
    assert typed(steps()) == ("10,000", None)
    assert "two ways" in form.notice.sentence()
    assert typed(sleep(form).hours) == ("", None)
    ratings(form).ratings.energy.choose(4)
    assert form.settle()
    here = form.check_in_id
    form.open(other.id)
    assert typed(sleep(form).hours) == ("1,500", 60)
    assert here is not None
    form.open(here)
    assert typed(steps()) == ("10,000", None)
    form.put_away()
    form.begin()
    assert typed(steps()) == ("", None)
    assert not form.notice.isVisible()


def test_what_is_no_number_is_there_again_in_a_journal_opened_anew(
    form: CheckInForm,
    journal: OpenJournal,
    journal_path: Path,
    passphrase: str,
    steps: Callable[[], OpenNumber],
    on_show: Callable[[CheckInForm], CheckInForm],
) -> None:
    ratings(form).ratings.energy.choose(4)
    type_over(steps(), "10,000")
    assert form.save_now()
    assert form.settle()
    journal.close()
    with closing(unlock(journal_path, passphrase, clock=journal.clock)) as again:
        later = on_show(CheckInForm(again))
        later.begin()
        assert [typed(field) for field in later.sections[Question.TRACKERS].numbers().values()] == [("", None)]
        later.open(only(again).id)
        ((_tracker, field),) = later.sections[Question.TRACKERS].numbers().items()
        assert typed(field) == ("10,000", None)
        assert "two ways" in later.notice.sentence()
        assert only(again).trackers == {}
        type_over(field, "10000")
        later.done.click()
        later.open(only(again).id)
        assert typed(field) == ("10000", 10000)
        assert half_typed(again, only(again).id) == {}
        later.put_away()


def half_typed(journal: OpenJournal, check_in_id: str = "") -> dict[str, str]:
    """What lies on disk of a check-in that is no number; without an id, of the one that is not kept yet."""
    return checkins.numbers_typed(check_in_id).half_typed(journal)


def test_what_is_no_number_is_on_disk_a_second_after_it_was_typed(
    journal: OpenJournal, steps: Callable[[], OpenNumber], qtbot: QtBot
) -> None:
    type_over(steps(), "10,000")
    qtbot.waitUntil(lambda: list(half_typed(journal).values()) == ["10,000"])
    steps().lineEdit().clear()
    steps().finish()
    qtbot.waitUntil(lambda: half_typed(journal) == {})
    assert checkins.check_ins(journal) == []


def test_what_is_no_number_stays_with_its_check_in_when_the_program_was_killed(
    form: CheckInForm, journal: OpenJournal, steps: Callable[[], OpenNumber]
) -> None:
    type_over(steps(), "10,000")
    ratings(form).ratings.energy.choose(4)
    assert form.save_now()
    (left,) = checkins.settle_left_drafts(journal)
    assert list(half_typed(journal, left.id).values()) == ["10,000"]
    assert half_typed(journal) == {}


def test_what_is_no_number_goes_with_its_check_in_and_waits_with_none_that_says_nothing(
    form: CheckInForm, journal: OpenJournal, steps: Callable[[], OpenNumber]
) -> None:
    type_over(steps(), "10,000")
    ratings(form).ratings.energy.choose(4)
    assert form.settle()
    kept = only(journal).id
    assert (len(half_typed(journal, kept)), half_typed(journal)) == (1, {})
    form.move_to_trash()
    assert len(half_typed(journal, kept)) == 1
    form.restore.click()
    assert typed(steps()) == ("10,000", None)
    form.move_to_trash()
    form.delete.click()
    form.two_step.yes.click()
    assert half_typed(journal, kept) == {}
    form.begin()
    type_over(steps(), "12,000")
    ratings(form).ratings.energy.choose(4)
    ratings(form).ratings.energy.choose(None)
    assert form.settle()
    assert checkins.check_ins(journal) == []
    assert list(half_typed(journal).values()) == ["12,000"]
    ratings(form).ratings.energy.choose(3)
    assert form.settle()
    assert form.settle()
    assert list(half_typed(journal, only(journal).id).values()) == ["12,000"]
    assert half_typed(journal) == {}


def test_what_is_no_number_and_cannot_be_put_aside_is_told_and_stays(
    form: CheckInForm, steps: Callable[[], OpenNumber], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull

    type_over(steps(), "10,000")
    with monkeypatch.context() as patch:
        patch.setattr(DialogShelf, "put_aside", full)
        assert not form.settle()
        assert str(DiskFull()) in form.notice.sentence()
        assert typed(steps()) == ("10,000", None)
    assert form.settle()


@settings(max_examples=40)
@given(words=st.text(min_size=1, max_size=12))
def test_what_is_typed_for_a_number_is_always_either_that_number_or_there_again(
    form: CheckInForm, journal: OpenJournal, steps: Callable[[], OpenNumber], words: str
) -> None:
    form.begin()
    ratings(form).ratings.energy.choose(4)
    steps().lineEdit().setText(words)
    steps().finish()
    stands, troubled, counts = steps().lineEdit().text(), steps().is_troubled, steps().value
    assert form.settle()
    here = form.check_in_id
    assert here is not None
    form.put_away()
    form.open(here)
    assert (steps().lineEdit().text(), steps().value) == (stands, counts)
    kept = checkins.open_check_in(journal, here)
    assert list(kept.trackers.values()) == ([] if counts is None else [counts])
    assert list(half_typed(journal, here).values()) == ([stands] if troubled else [])


def test_what_is_no_number_stays_when_the_day_is_another(form: CheckInForm, journal: OpenJournal) -> None:
    tracker = trackers.add_tracker(journal, "Steps walked", Kind.COUNT, starts_on=date(2026, 11, 22))
    checkins.ask(journal, [Question.TRACKERS])
    form.begin()
    section = form.sections[Question.TRACKERS]
    type_over(section.numbers()[tracker.id], "10,000")
    form.moment.changed.emit(only_moment(form) - timedelta(days=1))
    assert section.numbers() == {}
    assert not form.notice.isVisible()
    form.moment.changed.emit(only_moment(form) + timedelta(days=1))
    assert typed(section.numbers()[tracker.id]) == ("10,000", None)
    form.moment.changed.emit(only_moment(form) + timedelta(days=1))
    assert typed(section.numbers()[tracker.id]) == ("10,000", None)
    assert "two ways" in form.notice.sentence()


def test_a_full_disk_is_told_and_the_form_stays(
    form: CheckInForm, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull

    monkeypatch.setattr(checkins, "settle", full)
    monkeypatch.setattr(checkins, "save_draft", full)
    ratings(form).ratings.energy.choose(4)
    finished: list[bool] = []
    form.finished.connect(lambda: finished.append(True))
    form.done.click()
    assert not finished
    assert not form.save_now()
    assert form.notice.isVisible()
    monkeypatch.undo()
    form.done.click()
    assert finished
    assert only(journal).energy == 4


def test_opening_an_old_one_asks_nothing_it_was_not_asked(form: CheckInForm, journal: OpenJournal) -> None:
    kept = checkins.record(journal, replace(checkins.new_check_in(journal), energy=2, asked=("grid",)))
    form.open(kept.id)
    assert standing_open(form) == (Question.GRID,)
    assert form.settle()
    assert only(journal) == kept


def test_into_the_trash_and_back_at_once(form: CheckInForm, journal: OpenJournal) -> None:
    ratings(form).ratings.energy.choose(4)
    form.settle()
    form.trash.click()
    assert checkins.check_ins(journal) == []
    assert form.restore.isVisible()
    assert "Energy: 4 of 7" in form.said_in_trash.text()
    form.restore.click()
    assert only(journal).energy == 4
    assert ratings(form).isVisible()


def test_deleting_for_good_takes_two_steps(form: CheckInForm, journal: OpenJournal) -> None:
    ratings(form).ratings.energy.choose(4)
    form.settle()
    form.trash.click()
    form.delete.click()
    form.two_step.no.click()
    assert len(checkins.in_trash(journal)) == 1
    form.delete.click()
    form.two_step.yes.click()
    assert checkins.in_trash(journal) == []
    assert form.check_in_id is None


def test_an_earlier_version_is_brought_back(form: CheckInForm, journal: OpenJournal, qtbot: QtBot) -> None:
    kept = checkins.record(journal, replace(checkins.new_check_in(journal), energy=2, asked=("grid",)))
    form.open(kept.id)
    ratings(form).ratings.energy.choose(6)
    form.history.click()
    dialog = form.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    qtbot.waitUntil(dialog.bring.isEnabled)
    assert dialog.list.count() == 1
    dialog.bring.click()
    assert only(journal).energy == 2
    assert ratings(form).ratings.point == (None, 2)
    jobs().wait()


@settings(max_examples=20)
@given(
    STEP, STEP, st.lists(st.sampled_from(["calm", "tired", "raw", "alive"]), unique=True), STEP,
    st.none() | st.integers(0, 1440), STEP, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.none() | st.booleans(), st.none() | st.integers(0, 50), st.booleans(),
)  # fmt: skip
def test_what_is_kept_always_equals_what_is_shown(
    journal: OpenJournal, qapp: QApplication, pleasantness: int | None, energy: int | None, words: list[str],
    load: int | None, sleep: int | None, rest: int | None, text: str, answer: bool | None, count: int | None,
    cleared: bool,
) -> None:  # fmt: skip
    names = {t.name: t for t in trackers.all_trackers(journal)}
    walked = names.get("Walked") or trackers.add_tracker(journal, "Walked", Kind.YES_NO)
    coffee = names.get("Coffee") or trackers.add_tracker(journal, "Coffee", Kind.COUNT)
    form = CheckInForm(journal)
    form.begin()
    form.unfold()
    asked = form.sections
    section = asked[Question.TRACKERS]
    sleeping, work = asked[Question.SLEEP], asked[Question.WORK]
    assert isinstance(section, TrackersSection)
    assert isinstance(sleeping, SleepSection)
    assert isinstance(work, WorkSection)
    ratings(form).ratings.grid.choose(pleasantness, energy)
    feelings(form).words.set_words(feelings(form).words.words, words)
    feelings(form).changed.emit()
    work.rows["load"].choose(load)
    sleeping.hours.choose(sleep)
    sleeping.rest.choose(rest)
    note(form).text.setPlainText(text)
    section.rows[walked.id].set_value(None if answer is None else float(answer))
    section.rows[coffee.id].set_value(count)
    section.changed.emit()
    if cleared:
        ratings(form).ratings.pleasantness.choose(None)
        work.rows["load"].choose(None)
    shown = form.draft()
    assert form.settle()
    found = [c for c in checkins.check_ins(journal) if c.id == shown.id]
    if not shown.says_something:
        assert found == []
    else:
        (kept,) = found
        assert same_answers(kept, shown)
        assert kept.pleasantness == (None if cleared else pleasantness)
        assert kept.trackers.get(walked.id) == (None if answer is None else float(answer))
        assert kept.trackers.get(coffee.id) == count
        reopened = CheckInForm(journal)
        reopened.open(kept.id)
        assert same_answers(reopened.draft(), kept)
        reopened.deleteLater()
    form.deleteLater()
    qapp.processEvents()


# ------------------------------------------------------------------------------------------ from anywhere


@pytest.fixture
def rooms(journal: OpenJournal, on_show: Callable[[Rooms], Rooms], tmp_path: Path) -> Rooms:
    return on_show(Rooms(journal, Settings(tmp_path / "settings.json")))


def dialog_of(rooms: Rooms) -> CheckInDialog:
    found = rooms.findChild(CheckInDialog)
    assert isinstance(found, CheckInDialog)
    return found


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_by_keys_alone_from_anywhere(rooms: Rooms, journal: OpenJournal, qtbot: QtBot) -> None:
    rooms.go_to(rooms.journal_page)
    QTest.keyClick(rooms, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(rooms)
    qtbot.waitUntil(dialog.isActiveWindow)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab):
        QTest.keyClick(focused(), key)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "2")  # energy, by its number
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)  # the first feeling word
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rooms.findChild(CheckInDialog) is None)
    kept = only(journal)
    assert (kept.pleasantness, kept.energy, kept.feelings) == (5, 2, ("calm",))


def test_tab_goes_through_everything_as_it_is_read(form: CheckInForm) -> None:
    form.focus_here()
    reached = []
    for _turn in range(9):
        reached.append(focused().accessibleName().split(" ")[0])
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert reached == ["Pleasantness", "Pleasantness:", "Energy:", "calm", "Another", "Note", "Done", "Not", "More"]
    assert "Press to change" in focused().accessibleName()


def test_esc_keeps_as_well(rooms: Rooms, journal: OpenJournal, qtbot: QtBot) -> None:
    rooms.check_in()
    dialog = dialog_of(rooms)
    ratings(dialog.form).ratings.grid.choose(6, 6)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rooms.findChild(CheckInDialog) is None)
    assert only(journal).pleasantness == 6


def test_locking_keeps_what_stands_in_the_open_form(rooms: Rooms, journal: OpenJournal) -> None:
    rooms.check_in()
    note(dialog_of(rooms).form).text.setPlainText("half a th")
    assert rooms.keep()
    assert only(journal).note == "half a th"
    dialog_of(rooms).form.done.click()


def test_an_entry_carries_a_check_in(rooms: Rooms, journal: OpenJournal, qtbot: QtBot) -> None:
    entry = writing.write_entry(journal, text="Rain all day", title="Monday")
    rooms.show_entry(entry.id)
    card = rooms.journal_page.card
    assert card.carried == []
    card.check_in.click()
    ratings(dialog_of(rooms).form).ratings.grid.choose(5, 3)
    dialog_of(rooms).form.done.click()
    qtbot.waitUntil(lambda: rooms.findChild(CheckInDialog) is None)
    (kept,) = checkins.check_ins_of(journal, entry.id)
    assert [line.words.full for line in card.carried] == ["Pleasantness 5, energy 3"]
    card.carried[0].click()
    dialog = dialog_of(rooms)
    assert dialog.form.check_in_id == kept.id
    dialog.form.done.click()
    qtbot.waitUntil(lambda: rooms.findChild(CheckInDialog) is None)
