"""The list of check-ins by day, the form beside it, trash and bringing back; many of them stay quick."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerjournal.journal.checkin import CheckIn, Question
from peerjournal.operations import checkins
from peerjournal.operations.journals import OpenJournal
from peerjournal.store import checkins as store
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.check_in_sections import NoteSection, RatingsSection
from peerjournal.ui.pages.check_ins import CheckInsPage
from peerjournal.ui.widgets.check_in_words import line_of

BERLIN = ZoneInfo("Europe/Berlin")
Shown = Callable[[], CheckInsPage]


@pytest.fixture
def shown(journal: OpenJournal, on_show: Callable[[CheckInsPage], CheckInsPage]) -> Shown:

    def show() -> CheckInsPage:
        page = on_show(CheckInsPage(journal))
        read(page)
        return page

    return show


def read(page: CheckInsPage) -> CheckInsPage:
    jobs().wait()
    for _turn in range(3):
        QApplication.processEvents()
    return page


def said(journal: OpenJournal, day: int, hour: int, **answers: object) -> CheckIn:
    made = checkins.new_check_in(journal, datetime(2026, 11, day, hour, tzinfo=BERLIN))
    return checkins.record(journal, replace(made, asked=("grid", "note"), **answers))  # type: ignore[arg-type]


def lines(page: CheckInsPage) -> list[str]:
    rows = page.list.rows
    return [str(rows.index(n, 0).data()).replace("\n", " ") for n in range(rows.rowCount())]


def ratings(page: CheckInsPage) -> RatingsSection:
    section = page.form.sections[Question.GRID]
    assert isinstance(section, RatingsSection)
    return section


def test_an_empty_list_invites(shown: Shown) -> None:
    page = shown()
    assert page.empty.first.text() == "Nothing was said yet"
    page.empty.button.click()
    assert page.form.isVisible()
    assert ratings(page).ratings.grid.hasFocus()


def test_newest_day_first_each_with_a_time_and_a_line(shown: Shown, journal: OpenJournal) -> None:
    said(journal, 20, 8, energy=2)
    said(journal, 22, 7, pleasantness=5, energy=3, feelings=("calm", "tired"), note="The rain stopped\nand more")
    said(journal, 22, 19, not_today=True)
    assert lines(shown()) == [
        "Today",
        "19:00 Not today",
        "07:00 Pleasantness 5, energy 3  ·  calm, tired  ·  The rain stopped",
        "Friday, 20 November",
        "08:00 Energy 2",
    ]


def test_a_line_names_what_has_no_words_of_its_own() -> None:
    at = datetime(2026, 11, 22, 8, tzinfo=BERLIN)
    assert line_of(CheckIn(at=at, sleep=450, activities=("a", "b"))) == "slept 7 h 30 min  ·  2 things for myself"
    assert line_of(CheckIn(at=at, load=3, trackers={"t": 1.0})) == "working conditions  ·  1 tracker"


def test_arrows_pass_over_the_days(shown: Shown, journal: OpenJournal) -> None:
    older, newer = said(journal, 20, 8, energy=2), said(journal, 22, 7, energy=3)
    page = shown()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    assert page.form.check_in_id == newer.id
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.form.check_in_id == older.id
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.form.check_in_id == newer.id
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.form.check_in_id == newer.id


def test_changing_one_shows_in_its_place(shown: Shown, journal: OpenJournal) -> None:
    kept = said(journal, 20, 8, energy=2)
    said(journal, 22, 7, energy=3)
    page = shown()
    page.show_check_in(kept.id)
    ratings(page).ratings.pleasantness.choose(6)
    page.form.done.click()
    assert lines(read(page))[-1] == "08:00 Pleasantness 6, energy 2"
    assert page.list.current_id() == kept.id
    assert len(checkins.versions(journal, kept.id)) == 1


def test_going_to_another_keeps_what_was_answered(shown: Shown, journal: OpenJournal) -> None:
    one, other = said(journal, 20, 8, energy=2), said(journal, 22, 7, energy=3)
    page = shown()
    page.show_check_in(one.id)
    note = page.form.sections[Question.NOTE]
    assert isinstance(note, NoteSection)
    QTest.keyClicks(note.text, "later thought")
    page.show_check_in(other.id)
    assert checkins.get_check_in(journal, one.id).note == "later thought"
    assert note.text.text() == ""
    read(page)


def test_leaving_the_page_keeps_a_new_one(shown: Shown, journal: OpenJournal) -> None:
    page = shown()
    page.new.click()
    ratings(page).ratings.grid.choose(4, 4)
    page.hide()
    assert [c.pleasantness for c in checkins.check_ins(journal)] == [4]
    read(page)


def test_into_the_trash_and_back_by_undo(shown: Shown, journal: OpenJournal) -> None:
    kept = said(journal, 20, 8, energy=2)
    page = shown()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert checkins.check_ins(journal) == []
    assert lines(read(page)) == []
    page.notice.undo.click()
    assert lines(read(page)) == ["Friday, 20 November", "08:00 Energy 2"]
    assert page.form.check_in_id == kept.id


def test_the_trash_shows_what_lies_in_it(shown: Shown, journal: OpenJournal) -> None:
    kept = said(journal, 20, 8, energy=2, note="Rain")
    checkins.move_to_trash(journal, kept.id)
    page = shown()
    page.trash.click()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    assert "Rain" in page.form.said_in_trash.text()
    assert not page.form.done.isVisible()
    page.form.restore.click()
    assert lines(read(page)) == []
    page.trash.click()
    assert lines(read(page)) == ["Friday, 20 November", "08:00 Energy 2  ·  Rain"]


def test_deleting_for_good_from_the_trash(shown: Shown, journal: OpenJournal) -> None:
    checkins.move_to_trash(journal, said(journal, 20, 8, energy=2).id)
    page = shown()
    page.trash.click()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    page.form.two_step.yes.click()
    assert checkins.in_trash(journal) == []
    assert page.notice.sentence() == "The check-in is deleted."
    read(page)


def test_the_list_keeps_its_place_when_it_is_read_anew(shown: Shown, journal: OpenJournal) -> None:
    for day in range(1, 22):
        said(journal, day, 8, energy=2)
    page = shown()
    fifth = page.list.rows.things[4]
    page.show_check_in(fifth.id)
    page.list.verticalScrollBar().setValue(300)
    said(journal, 21, 20, energy=5)
    page.refresh()
    read(page)
    assert page.list.current_id() == fifth.id
    assert page.list.verticalScrollBar().value() == 300
    heights = {page.list.rowHeight(n) for n in page.list.rows.headings()}
    assert len(heights) == 1
    cards = {page.list.rowHeight(page.list.rows.row_of(c.id) or 0) for c in page.list.rows.things}
    assert len(cards) == 1
    assert heights != cards


def test_a_day_can_be_shown(shown: Shown, journal: OpenJournal) -> None:
    kept = said(journal, 3, 8, energy=2)
    for day in range(4, 22):
        said(journal, day, 8, energy=2)
    page = shown()
    page.show_day(date(2026, 11, 3))
    assert page.form.check_in_id == kept.id
    page.show_day(date(2020, 1, 1))
    assert page.form.check_in_id == kept.id


def test_fifteen_thousand_are_listed_without_reading_every_row_to_paint(
    shown: Shown, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime(2026, 11, 22, 8, tzinfo=BERLIN)
    with journal.changing() as db:
        store.check_in_rows.put_many(
            db, [CheckIn(at=start - timedelta(hours=6 * n), energy=1 + n % 7) for n in range(15_000)]
        )
    asked: list[CheckIn] = []

    def worded(check_in: CheckIn) -> str:
        asked.append(check_in)
        return line_of(check_in)

    monkeypatch.setattr("peerjournal.ui.widgets.check_in_rows.line_of", worded)
    page = shown()
    assert len(page.list.rows.things) == 15_000
    assert len(asked) < 500


def test_in_a_narrow_place_one_of_both(shown: Shown, journal: OpenJournal) -> None:
    kept = said(journal, 20, 8, energy=2)
    page = shown()
    page.resize(420, 700)
    QApplication.processEvents()
    assert page.list.isVisible()
    assert not page.form.isVisible()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.form.isVisible()
    assert page.form.check_in_id == kept.id
    page.beside.back.click()
    assert page.list.isVisible()
    read(page)
