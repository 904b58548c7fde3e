"""My questions: what is asked, feeling words, activities and trackers, on a real journal."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.journal.checkin import Dimension, Kind, Question, first_feelings, tidy_label
from peerjournal.journal.entry import folded
from peerjournal.operations import checkins, trackers
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.pages.own_trackers import said_of
from peerjournal.ui.pages.questions import QuestionsPage, preview
from peerjournal.ui.widgets.name_list import NameList

Show = Callable[[QWidget], QWidget]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(journal: OpenJournal, on_show: Show) -> QuestionsPage:
    made = QuestionsPage(journal)
    on_show(made)
    return made


def rename(names: NameList, new: str) -> None:
    names.focus_list()
    QTest.keyClick(names.list, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, new)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes what an editor says with the next event


def add(names: NameList, name: str) -> None:
    names.field.setFocus()
    QTest.keyClicks(names.field, name)
    QTest.keyClick(names.field, Qt.Key.Key_Return)


# ------------------------------------------------------------------------------------------------ what is asked


def test_the_boxes_say_what_is_asked_and_the_sentence_follows(page: QuestionsPage, journal: OpenJournal) -> None:
    assert page.asks.asked() == [Question.GRID, Question.FEELINGS, Question.NOTE]
    page.asks.boxes[Question.FEELINGS].setFocus()
    QTest.keyClick(page.asks.boxes[Question.FEELINGS], Qt.Key.Key_Space)
    assert checkins.asked(journal) == (Question.GRID, Question.NOTE)
    assert page.asks.sentence.text().startswith("A check-in asks: pleasantness and energy, a note.")


def test_asking_for_trackers_without_any_is_said(page: QuestionsPage, journal: OpenJournal) -> None:
    page.asks.boxes[Question.TRACKERS].click()
    assert "No tracker is running today" in page.asks.sentence.text()
    trackers.add_tracker(journal, "Tea", Kind.COUNT)
    page.refresh()
    assert "No tracker" not in page.asks.sentence.text()


def test_nothing_asked_is_an_answer_too() -> None:
    assert "“Not today” can still be said" in preview([])


# ------------------------------------------------------------------------------------------------ feeling words


def test_feeling_words_are_added_renamed_moved_and_taken_out_by_keys(page: QuestionsPage, journal: OpenJournal) -> None:
    names = page.feelings.names
    add(names, " wide  awake ")
    assert checkins.feelings(journal)[-1] == "wide awake"
    assert (names.current_id(), names.field.text()) == ("wide awake", "")
    rename(names, "awake")
    assert checkins.feelings(journal)[-1] == "awake"
    QTest.keyClick(names.list, Qt.Key.Key_Up, ALT)
    assert checkins.feelings(journal)[-2:] == ("awake", "raw")
    assert names.current_id() == "awake"
    QTest.keyClick(names.list, Qt.Key.Key_Delete)
    assert checkins.feelings(journal) == first_feelings()
    assert "taken out" in page.notice.sentence()
    page.notice.undo.click()
    assert checkins.feelings(journal)[-2:] == ("awake", "raw")
    assert names.current_id() == "awake"


def test_a_word_that_is_there_is_not_added_twice_and_renaming_swallows_none(
    page: QuestionsPage, journal: OpenJournal
) -> None:
    names = page.feelings.names
    add(names, "CALM")
    assert "“calm” is there already" in page.notice.sentence()
    assert names.field.text() == "CALM"
    names.field.clear()
    names.choose("content")
    rename(names, "Calm")
    assert checkins.feelings(journal) == first_feelings()


def test_the_first_words_come_back_in_a_step_that_can_be_undone(page: QuestionsPage, journal: OpenJournal) -> None:
    checkins.set_feelings(journal, ["sturdy", "calm"])
    page.refresh()
    page.feelings.bring_back.click()
    assert checkins.feelings(journal) == (*first_feelings(), "sturdy")
    assert not page.feelings.bring_back.isVisible()
    page.notice.undo.click()
    assert checkins.feelings(journal) == ("sturdy", "calm")


def test_a_word_half_typed_is_kept_when_the_page_is_left(page: QuestionsPage, journal: OpenJournal) -> None:
    QTest.keyClicks(page.feelings.names.field, "peckish")
    page.hide()
    assert checkins.feelings(journal)[-1] == "peckish"


@pytest.mark.parametrize("what", ["out", "bring_back"])
def test_undo_leaves_the_words_a_check_in_brought_meanwhile(
    what: str, page: QuestionsPage, journal: OpenJournal
) -> None:
    checkins.set_feelings(journal, ["sturdy", "calm", "late"])
    page.refresh()
    page.feelings.names.choose("calm")
    (page.feelings.names.out if what == "out" else page.feelings.bring_back).click()
    checkins.set_feelings(journal, [*checkins.feelings(journal), "sea-sick"])
    page.notice.undo.click()
    assert checkins.feelings(journal) == ("sturdy", "calm", "late", "sea-sick")


def test_no_words_at_all_still_leaves_a_place_to_type_one(page: QuestionsPage, journal: OpenJournal) -> None:
    checkins.set_feelings(journal, [])
    page.refresh()
    assert not page.feelings.names.list.isVisible()
    page.feelings.names.field.setText("هادئ")
    page.feelings.names.add.click()
    assert checkins.feelings(journal) == ("هادئ",)


@settings(max_examples=30)
@given(typed=st.lists(st.text(max_size=12), max_size=5), out=st.integers(0, 6))
def test_taking_a_word_out_and_undoing_it_never_changes_the_words(
    typed: list[str], out: int, journal: OpenJournal
) -> None:
    checkins.set_feelings(journal, ["one", "two", *typed])
    made = QuestionsPage(journal)
    made.refresh()
    before = checkins.feelings(journal)
    word = before[out % len(before)]
    made.feelings.names.out_wanted.emit(word)
    assert word not in checkins.feelings(journal)
    made.notice.undo.click()
    assert checkins.feelings(journal) == before
    made.deleteLater()


# --------------------------------------------------------------------------------------------------- activities


def test_activities_stand_under_their_dimension_and_move_only_inside_it(
    page: QuestionsPage, journal: OpenJournal
) -> None:
    names = page.activities.names
    card = page.activities
    card.dimension.setCurrentIndex(card.dimension.findData(Dimension.SPIRITUAL.value))
    add(names, "Sat in the chapel garden")
    added = trackers.find_activity(journal, "Sat in the chapel garden")
    assert added.dimension is Dimension.SPIRITUAL
    assert names.current_id() == added.id
    inside = [a.id for a in trackers.all_activities(journal) if a.dimension is Dimension.SPIRITUAL]
    for _n in range(len(inside) + 2):
        QTest.keyClick(names.list, Qt.Key.Key_Up, ALT)
    now = [a.id for a in trackers.all_activities(journal) if a.dimension is Dimension.SPIRITUAL]
    assert now == [added.id, *[i for i in inside if i != added.id]]
    assert not names.up.isEnabled()


def test_an_activity_is_no_longer_offered_offered_again_and_renamed(page: QuestionsPage, journal: OpenJournal) -> None:
    names = page.activities.names
    first = trackers.all_activities(journal)[0]
    names.choose(first.id)
    names.focus_list()
    QTest.keyClick(names.list, Qt.Key.Key_Delete)
    assert trackers.all_activities(journal)[0].ended
    assert "Where you did it before, it stays" in page.notice.sentence()
    current = names.current()
    assert current is not None
    assert current.passing == "no longer offered"
    assert names.back.isVisible()
    assert not names.out.isVisible()
    names.back.click()
    assert not trackers.all_activities(journal)[0].ended
    rename(names, "Rang my aunt")
    assert trackers.all_activities(journal)[0].name == "Rang my aunt"
    rename(names, "  ")
    assert trackers.all_activities(journal)[0].name == "Rang my aunt"
    assert page.notice.kind() == "problem"


def test_tab_reaches_the_dimension_before_the_activity(page: QuestionsPage) -> None:
    page.activities.dimension.setFocus()
    QTest.keyClick(page.activities.dimension, Qt.Key.Key_Tab)
    assert page.activities.names.field.hasFocus()


def test_a_new_activity_is_offered_where_one_is_looking(page: QuestionsPage, journal: OpenJournal) -> None:
    social = next(a for a in trackers.all_activities(journal) if a.dimension is Dimension.SOCIAL)
    page.activities.names.choose(social.id)
    assert page.activities.dimension.currentData() == "social"


# ----------------------------------------------------------------------------------------------------- trackers


def test_a_tracker_is_added_and_its_kind_is_chosen_once(page: QuestionsPage, journal: OpenJournal) -> None:
    card = page.trackers
    assert "keep an eye on" in card.empty.text()
    card.new.click()
    assert QApplication.focusWidget() is card.form.name
    QTest.keyClicks(card.form.name, "Walked")
    card.form.kinds.button(2).setChecked(True)
    QTest.keyClicks(card.form.unit, "km")
    card.form.add.click()
    (kept,) = trackers.all_trackers(journal)
    assert (kept.name, kept.kind, kept.unit) == ("Walked", Kind.AMOUNT, "km")
    assert card.form.unit.isVisible()
    assert not card.form.kinds.button(0).isVisible()
    assert "An amount in km  ·  running" in card.names.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_tracker_without_a_name_or_with_one_in_use_is_refused_and_what_was_typed_stays(
    page: QuestionsPage, journal: OpenJournal
) -> None:
    trackers.add_tracker(journal, "Tea", Kind.COUNT)
    page.refresh()
    card = page.trackers
    card.new.click()
    card.form.add.click()
    assert "give it a name" in page.notice.sentence()
    QTest.keyClicks(card.form.name, "TEA")
    page.refresh()
    card.form.add.click()
    assert "of that name already" in page.notice.sentence()
    assert card.form.name.text() == "TEA"
    card.form.cancel.click()
    assert card.form.name.text() == "Tea"


def test_unit_and_days_change_and_it_ends_today(page: QuestionsPage, journal: OpenJournal) -> None:
    tracker = trackers.add_tracker(journal, "Water", Kind.AMOUNT, unit="l")
    page.refresh()
    form = page.trackers.form
    form.unit.setFocus()
    form.unit.selectAll()
    QTest.keyClicks(form.unit, "glasses")
    QTest.keyClick(form.unit, Qt.Key.Key_Return)
    form.starts.on.click()
    form.end_today.click()
    (kept,) = trackers.all_trackers(journal)
    today = date(2026, 11, 22)
    assert (kept.id, kept.unit, kept.starts_on, kept.ends_on) == (tracker.id, "glasses", today, today)
    assert not form.end_today.isVisible()
    form.ends.on.click()
    assert trackers.all_trackers(journal)[0].ends_on is None


def test_an_end_before_the_start_is_said_and_changes_nothing(page: QuestionsPage, journal: OpenJournal) -> None:
    trackers.add_tracker(journal, "Water", Kind.COUNT, starts_on=date(2026, 11, 1))
    page.refresh()
    form = page.trackers.form
    form.ends.on.click()
    form.ends.field.setDate(form.ends.field.date().addYears(-1))
    assert "end before it starts" in page.notice.sentence()
    assert trackers.all_trackers(journal)[0].ends_on == form.ends.day


def test_renamed_ended_and_waiting_trackers_say_so(page: QuestionsPage, journal: OpenJournal) -> None:
    today = date(2026, 11, 22)
    over = trackers.add_tracker(journal, "Over", Kind.YES_NO, ends_on=date(2026, 5, 6))
    later = trackers.add_tracker(journal, "Later", Kind.STEPS, starts_on=date(2027, 1, 2))
    assert said_of(over, today) == "Yes or no  ·  ended on 6 May 2026"
    assert said_of(later, today) == "1 to 7  ·  begins on 2 Jan 2027"
    page.refresh()
    page.trackers.names.choose(over.id)
    rename(page.trackers.names, "Long over")
    assert trackers.all_trackers(journal)[0].name == "Long over"
    assert page.trackers.form.name.text() == "Long over"
    QTest.keyClick(page.trackers.names.list, Qt.Key.Key_Down, ALT)
    assert [t.name for t in trackers.all_trackers(journal)] == ["Later", "Long over"]


def test_the_trash_gives_a_tracker_back_and_deletes_it_in_two_steps(page: QuestionsPage, journal: OpenJournal) -> None:
    tracker = trackers.add_tracker(journal, "Tea", Kind.COUNT)
    page.refresh()
    card = page.trackers
    card.names.focus_list()
    QTest.keyClick(card.names.list, Qt.Key.Key_Delete)
    assert trackers.all_trackers(journal) == []
    page.notice.undo.click()
    assert [t.id for t in trackers.all_trackers(journal)] == [tracker.id]
    card.names.out.click()
    assert not card.form.isVisible()
    card.names.back.click()
    assert [t.id for t in trackers.all_trackers(journal)] == [tracker.id]
    card.names.out.click()
    card.delete.click()
    assert len(trackers.all_trackers(journal, trashed=True)) == 1
    card.two_step.yes.click()
    assert trackers.all_trackers(journal, trashed=True) == []


def test_a_name_half_typed_about_a_tracker_is_kept_when_the_page_is_left(
    page: QuestionsPage, journal: OpenJournal
) -> None:
    trackers.add_tracker(journal, "Tea", Kind.COUNT)
    page.refresh()
    page.trackers.form.name.setFocus()
    page.trackers.form.name.selectAll()
    QTest.keyClicks(page.trackers.form.name, "Cups of tea")
    assert page.settle()
    assert trackers.all_trackers(journal)[0].name == "Cups of tea"


def test_a_new_tracker_half_typed_is_there_in_a_new_page_until_it_is_added(
    page: QuestionsPage, journal: OpenJournal, on_show: Show
) -> None:
    trackers.add_tracker(journal, "Tea", Kind.COUNT)
    page.refresh()
    form = page.trackers.form
    page.trackers.new.click()
    QTest.keyClicks(form.name, "Walk")
    form.kinds.button(2).setChecked(True)
    QTest.keyClicks(form.unit, "k")
    form.starts.on.click()
    assert page.save_now()
    again = QuestionsPage(journal)
    on_show(again)
    there = again.trackers.form
    assert there.isVisible()
    assert (there.name.text(), there.unit.text(), there.kinds.checkedId()) == ("Walk", "k", 2)
    assert there.starts.day == date(2026, 11, 22)
    there.add.click()
    assert again.settle()
    assert [t.name for t in trackers.all_trackers(journal)] == ["Tea", "Walk"]
    assert trackers.half_typed(journal)["tracker"] == {}


def test_what_was_begun_after_a_tracker_was_thrown_away_can_be_had_back_in_turn(page: QuestionsPage) -> None:
    card = page.trackers
    card.new.click()
    QTest.keyClicks(card.form.name, "Walk")
    card.form.cancel.click()
    card.new.click()
    QTest.keyClicks(card.form.name, "Swim")
    page.notice.undo.click()
    assert card.form.name.text() == "Walk"
    assert page.notice.undo.isVisible()
    page.notice.undo.click()
    assert card.form.name.text() == "Swim"


def test_a_new_tracker_thrown_away_comes_back(page: QuestionsPage, journal: OpenJournal) -> None:
    trackers.add_tracker(journal, "Tea", Kind.COUNT)
    page.refresh()
    card = page.trackers
    card.new.click()
    QTest.keyClicks(card.form.name, "Walk")
    card.form.cancel.click()
    assert card.form.name.text() == "Tea"
    page.notice.undo.click()
    assert card.form.adding
    assert card.form.name.text() == "Walk"
    card.form.cancel.click()
    card.new.click()
    assert card.form.name.text() == ""


def test_names_half_typed_are_there_in_a_new_page(page: QuestionsPage, journal: OpenJournal, on_show: Show) -> None:
    QTest.keyClicks(page.feelings.names.field, "peck")
    page.activities.dimension.setCurrentIndex(page.activities.dimension.findData(Dimension.SOCIAL.value))
    QTest.keyClicks(page.activities.names.field, "Rang")
    page.feelings.names.choose("calm")
    page.feelings.names.focus_list()
    QTest.keyClick(page.feelings.names.list, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, " er")
    assert page.save_now()
    again = QuestionsPage(journal)
    on_show(again)
    assert again.feelings.names.field.text() == "peck"
    assert again.activities.names.field.text() == "Rang"
    assert again.activities.dimension.currentData() == "social"
    assert len(checkins.feelings(journal)) == len(first_feelings())
    assert "calm" not in checkins.feelings(journal)


def test_half_typed_names_are_saved_within_a_second(page: QuestionsPage, journal: OpenJournal, qtbot: QtBot) -> None:
    QTest.keyClicks(page.feelings.names.field, "peck")
    qtbot.waitUntil(lambda: bool(trackers.half_typed(journal)))
    assert trackers.half_typed(journal)["feelings"] == {"": "peck"}


def test_a_name_on_its_way_past_one_in_use_is_left_alone(page: QuestionsPage, journal: OpenJournal) -> None:
    trackers.add_tracker(journal, "Tea", Kind.COUNT)
    trackers.add_tracker(journal, "Walks", Kind.COUNT)
    page.refresh()
    page.trackers.names.choose(trackers.find_tracker(journal, "Walks").id)
    name = page.trackers.form.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Tea")
    name.finish()
    assert "of that name already" in page.notice.sentence()
    QTest.keyClicks(name, " time")
    name.finish()
    assert [t.name for t in trackers.all_trackers(journal)] == ["Tea", "Tea time"]


@settings(max_examples=30)
@given(text=st.text(max_size=80))
def test_whatever_is_typed_as_a_word_is_one_tidied_word_or_none(text: str, journal: OpenJournal) -> None:
    checkins.set_feelings(journal, ["one"])
    made = QuestionsPage(journal)
    made.refresh()
    made.feelings.names.added.emit(text)
    word = tidy_label(text)
    expected = ("one", word) if word and folded(word) != "one" else ("one",)
    assert checkins.feelings(journal) == expected
    made.deleteLater()
