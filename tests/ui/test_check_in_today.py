"""The check-in on Today: a tap and Done, quiet lines afterwards, "not today", nothing lost by leaving."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.journal.checkin import Question
from peerjournal.operations import checkins
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.pages.check_in_card import CheckInCard
from peerjournal.ui.pages.check_in_sections import NoteSection, RatingsSection
from peerjournal.ui.pages.today import TodayPage


@pytest.fixture
def page(journal: OpenJournal, on_show: Callable[[TodayPage], TodayPage]) -> TodayPage:
    return on_show(TodayPage(journal))


def ratings(card: CheckInCard) -> RatingsSection:
    section = card.form.sections[Question.GRID]
    assert isinstance(section, RatingsSection)
    return section


def said(card: CheckInCard) -> list[str]:
    return [f"{row.lead.text()} {row.words.full}" for row in card.rows]


def test_a_tap_and_done(page: TodayPage, journal: OpenJournal) -> None:
    card = page.check_in
    assert card.heading.text() == "How is it right now?"
    assert card.form.open_questions == (Question.GRID,)
    grid = ratings(card).ratings.grid
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.spot(5, 3))
    card.form.done.click()
    (kept,) = checkins.check_ins(journal)
    assert (kept.pleasantness, kept.energy, kept.asked) == (5, 3, ("grid",))
    assert said(card) == ["21:15 Pleasantness 5, energy 3"]
    assert not card.form.isVisible()


def test_more_first_opens_what_is_usually_asked(page: TodayPage) -> None:
    form = page.check_in.form
    form.more.click()
    usual = (Question.GRID, Question.FEELINGS, Question.NOTE)
    assert form.open_questions == usual
    form.more.click()
    assert len(form.open_questions) == len(Question)


def test_several_a_day_are_fine(page: TodayPage, journal: OpenJournal, moment: list[datetime]) -> None:
    card = page.check_in
    ratings(card).ratings.grid.choose(5, 3)
    card.form.done.click()
    moment[0] = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
    card.another.click()
    assert ratings(card).ratings.point == (None, None)
    ratings(card).ratings.grid.choose(2, 2)
    card.form.done.click()
    assert said(card) == ["21:15 Pleasantness 5, energy 3", "22:00 Pleasantness 2, energy 2"]
    assert len(checkins.check_ins(journal)) == 2


def test_not_today_is_one_press_and_can_be_taken_back(page: TodayPage, journal: OpenJournal) -> None:
    card = page.check_in
    card.form.not_today.click()
    assert [c.not_today for c in checkins.check_ins(journal)] == [True]
    assert said(card) == ["21:15 Not today"]
    card.notice.undo.click()
    assert checkins.check_ins(journal) == []
    assert card.form.isVisible()
    assert not card.form.not_today.isChecked()


def test_not_today_after_something_was_said_keeps_it_in_sight(page: TodayPage, journal: OpenJournal) -> None:
    card = page.check_in
    card.form.more.click()
    note = card.form.sections[Question.NOTE]
    assert isinstance(note, NoteSection)
    note.text.setPlainText("Ana rang")
    card.form.not_today.click()
    assert card.form.isVisible()
    assert note.isVisible()
    note.text.setPlainText("Ana rang, that was good")
    card.form.done.click()
    (kept,) = checkins.check_ins(journal)
    assert (kept.not_today, kept.note) == (True, "Ana rang, that was good")
    assert said(card) == ["21:15 Not today  ·  Ana rang, that was good"]
    assert not card.form.isVisible()


def test_a_line_opens_for_editing(page: TodayPage, journal: OpenJournal, qtbot: QtBot) -> None:
    kept = checkins.record(journal, replace(checkins.new_check_in(journal), energy=2))
    page.refresh()
    with qtbot.waitSignal(page.check_in_wanted) as wanted:
        page.check_in.rows[0].click()
    assert wanted.args == [kept.id]


def test_leaving_keeps_what_was_tapped(page: TodayPage, journal: OpenJournal) -> None:
    ratings(page.check_in).ratings.grid.choose(6, 2)
    page.hide()
    assert [c.pleasantness for c in checkins.check_ins(journal)] == [6]
    page.show()
    page.refresh()
    assert said(page.check_in) == ["21:15 Pleasantness 6, energy 2"]
    assert not page.check_in.form.isVisible()


def test_reading_the_page_anew_leaves_what_is_being_answered(page: TodayPage) -> None:
    ratings(page.check_in).ratings.grid.choose(6, 2)
    page.refresh()
    assert ratings(page.check_in).ratings.point == (6, 2)
    assert page.check_in.form.isVisible()


def test_locking_keeps_what_was_tapped(page: TodayPage, journal: OpenJournal) -> None:
    ratings(page.check_in).ratings.grid.choose(6, 2)
    assert page.settle()
    assert len(checkins.check_ins(journal)) == 1


def test_another_one_may_be_left_alone(page: TodayPage, journal: OpenJournal) -> None:
    card = page.check_in
    ratings(card).ratings.grid.choose(6, 2)
    card.form.done.click()
    card.another.click()
    card.form.done.click()
    assert not card.form.isVisible()
    assert len(checkins.check_ins(journal)) == 1


def test_yesterday_is_not_asked_about(page: TodayPage, moment: list[datetime]) -> None:
    ratings(page.check_in).ratings.grid.choose(6, 2)
    page.check_in.form.done.click()
    moment[0] = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    page.refresh()
    assert said(page.check_in) == []
    assert page.check_in.form.isVisible()


def test_who_asks_nothing_is_not_asked(page: TodayPage, journal: OpenJournal) -> None:
    checkins.ask(journal, [])
    page.refresh()
    assert not page.check_in.isVisible()
