"""Follow-ups on their page: by day, done, put off and let go with a way back; a day there is not; nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from peerjournal.errors import BadInput, DiskFull
from peerjournal.journal.reflection import FollowState, FollowUp
from peerjournal.operations import followups, sessions
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.pages.follow_up_rows import AT_ONCE
from peerjournal.ui.pages.follow_ups import FollowUpsPage, by_day
from peerjournal.ui.widgets.typed_day import in_words, read_day

TODAY = date(2026, 11, 22)
"""A Sunday."""
Shown = Callable[[], FollowUpsPage]


@pytest.fixture
def shown(journal: OpenJournal, on_show: Callable[[FollowUpsPage], FollowUpsPage]) -> Shown:
    QLocale.setDefault(QLocale("en_GB"))
    return lambda: on_show(FollowUpsPage(journal))


def there(page: FollowUpsPage) -> list[str]:
    """Words and days of the open ones, as they stand."""
    return [f"{row.follow_up.text}: {row.day.text() or '-'}" for row in page.rows]


def add(journal: OpenJournal, text: str, days: int | None = None) -> FollowUp:
    return followups.add_follow_up(journal, text, None if days is None else TODAY + timedelta(days=days))


def full(*_anything: object, **_more: object) -> None:
    raise DiskFull("The disk is full; nothing was changed.")


# ------------------------------------------------------------------------------------------- by their days


def test_now_this_week_next_week_by_month_and_without_a_day() -> None:
    wednesday = date(2026, 11, 18)
    days = [-30, 0, 1, 4, 5, 11, 12, 40, None]
    made = [FollowUp(str(n), "x", None if n is None else wednesday + timedelta(days=n)) for n in days]
    groups = [(title, [f.id for f in group]) for title, group in by_day(made, wednesday)]
    assert groups == [
        ("Now", ["-30", "0"]),
        ("This week", ["1", "4"]),
        ("Next week", ["5", "11"]),
        ("November 2026", ["12"]),
        ("December 2026", ["40"]),
        ("Without a day", ["None"]),
    ]


@given(st.lists(st.none() | st.dates(date(2020, 1, 1), date(2035, 12, 31)), max_size=12), st.integers(1, 7))
def test_every_follow_up_stands_under_one_heading_in_its_order(days: list[date | None], first_weekday: int) -> None:
    ordered = sorted(days, key=lambda day: (day is None, day or date.max))
    made = [FollowUp(str(n), "x", day) for n, day in enumerate(ordered)]
    groups = by_day(made, TODAY, first_weekday)
    assert [f for _title, group in groups for f in group] == made
    assert len({title for title, _group in groups}) == len(groups)


def test_nothing_on_the_page_says_that_it_is_late(shown: Shown, journal: OpenJournal) -> None:
    add(journal, "Ring the centre", -30)
    add(journal, "Bring the book", 0)
    page = shown()
    assert there(page) == ["Ring the centre: Fri 23 Oct", "Bring the book: Today"]
    words = " ".join(label.text().lower() for label in page.findChildren(QLabel))
    assert not any(word in words for word in ("late", "overdue", "missed", "days ago"))


# ------------------------------------------------------------------------------------------------ adding one


def test_one_is_added_in_a_line_with_a_day_or_without(shown: Shown) -> None:
    page = shown()
    assert page.empty.isVisible()
    page.new.words.setFocus()
    QTest.keyClicks(page.new.words, "Ring the centre")
    QTest.keyClick(page.new.words, Qt.Key.Key_Return)
    QTest.keyClicks(page.new.words, "Ask for the key")
    QTest.keyClicks(page.new.day, "30 March")
    QTest.keyClick(page.new.day, Qt.Key.Key_Return)
    assert there(page) == ["Ask for the key: 30 Mar 2027", "Ring the centre: -"]
    assert page.new.words.text() == page.new.day.text() == ""
    assert page.new.words.hasFocus()
    assert not page.empty.isVisible()


@pytest.mark.parametrize("typed", ["30 February", "30.2.2027", "2027-02-30", "February 30, 2027"])
def test_a_day_there_is_not_gets_one_sentence_and_stays_typed(shown: Shown, journal: OpenJournal, typed: str) -> None:
    page = shown()
    QTest.keyClicks(page.new.words, "Ring the centre")
    QTest.keyClicks(page.new.day, typed)
    page.new.act.click()
    assert page.new.trouble.sentence() == "There is no such day in the calendar; nothing was changed."
    assert (page.new.words.text(), page.new.day.text()) == ("Ring the centre", typed)
    assert page.new.day.hasFocus()
    assert followups.follow_ups(journal) == []
    page.new.day.clear()
    QTest.keyClicks(page.new.day, "28 February")
    assert not page.new.trouble.isVisible()
    page.new.act.click()
    assert there(page) == ["Ring the centre: 28 Feb 2027"]


def test_without_words_nothing_is_added(shown: Shown, journal: OpenJournal) -> None:
    page = shown()
    page.new.act.click()
    assert "few words" in page.notice.sentence()
    assert followups.follow_ups(journal) == []


# ----------------------------------------------------------------------------------- done, later, let go, back


def test_done_later_and_let_go_each_with_a_way_back(shown: Shown, journal: OpenJournal) -> None:
    add(journal, "Ring", 0)
    page = shown()
    page.rows[0].done.click()
    assert there(page) == []
    page.notice.undo.click()
    assert there(page) == ["Ring: Today"]
    page.rows[0].later.click()
    assert there(page) == ["Ring: Sun 29 Nov"]
    assert page.notice.sentence() == "It comes back on Sun 29 Nov."
    page.notice.undo.click()
    assert there(page) == ["Ring: Today"]
    page.rows[0].let_go.click()
    assert [f.state for f in followups.follow_ups(journal, decided=True)] == [FollowState.LET_GO]
    page.notice.undo.click()
    assert there(page) == ["Ring: Today"]


def test_another_day_and_other_words(shown: Shown, journal: OpenJournal) -> None:
    add(journal, "Ring", 0)
    page = shown()
    page.rows[0].change.click()
    fields = page.rows[0].fields
    assert fields is not None
    assert fields.day.hasFocus()
    assert fields.day.text() == "22 November 2026"
    fields.day.setText("31 April")
    QTest.keyClick(fields.day, Qt.Key.Key_Return)
    assert "no such day" in fields.trouble.sentence()
    fields.day.setText("1 May")
    fields.words.setText("Ring the centre")
    fields.act.click()
    assert there(page) == ["Ring the centre: 1 May 2027"]
    page.notice.undo.click()
    assert there(page) == ["Ring: Today"]
    QTest.keyClick(page.rows[0].done, Qt.Key.Key_F2)
    fields = page.rows[0].fields
    assert fields is not None
    QTest.keyClick(fields.words, Qt.Key.Key_Escape)
    assert page.rows[0].fields is None
    assert page.rows[0].change.hasFocus()


def test_undo_takes_back_the_day_and_leaves_words_written_elsewhere_since(shown: Shown, journal: OpenJournal) -> None:
    one = add(journal, "Ring", 0)
    page = shown()
    page.rows[0].later.click()
    followups.change_follow_up(journal, replace(one, text="Ring the centre", due_on=TODAY + timedelta(days=7)))
    page.notice.undo.click()
    assert there(page) == ["Ring the centre: Today"]


def test_undo_takes_back_the_words_and_leaves_a_day_set_elsewhere_since(shown: Shown, journal: OpenJournal) -> None:
    one = add(journal, "Ring", 0)
    page = shown()
    page.rows[0].change.click()
    fields = page.rows[0].fields
    assert fields is not None
    fields.words.setText("Ring the centre")
    fields.act.click()
    followups.later(journal, one.id)
    page.notice.undo.click()
    assert there(page) == ["Ring: Sun 29 Nov"]


def test_what_was_decided_is_folded_and_can_be_opened_again(shown: Shown, journal: OpenJournal) -> None:
    one = add(journal, "Ring", 0)
    followups.decide(journal, one.id, FollowState.DONE)
    page = shown()
    assert page.closed_fold.summary.full == "1"
    assert page.closed.rows == []
    page.closed_fold.head.click()
    assert [row.about.text() for row in page.closed.rows] == ["Done on Sun 22 Nov"]
    page.closed.rows[0].back.click()
    assert there(page) == ["Ring: Today"]
    assert not page.closed_fold.isVisible()
    page.notice.undo.click()
    assert there(page) == []


def test_the_trash_and_back_and_for_good_in_two_steps(shown: Shown, journal: OpenJournal) -> None:
    add(journal, "Ring", 0)
    page = shown()
    page.rows[0].done.setFocus()
    QTest.keyClick(page.rows[0].done, Qt.Key.Key_Delete)
    assert there(page) == []
    assert page.new.words.hasFocus()
    page.notice.undo.click()
    page.rows[0].trash.click()
    page.trash_fold.head.click()
    page.trash.rows[0].back.click()
    assert there(page) == ["Ring: Today"]
    page.rows[0].trash.click()
    delete = page.trash.rows[0].delete
    assert delete is not None
    delete.click()
    page.two_step.no.click()
    assert followups.KEPT.all(journal, trashed=True)
    delete.click()
    page.two_step.yes.click()
    assert followups.KEPT.all(journal, trashed=True) == []
    assert not page.trash_fold.isVisible()


# -------------------------------------------------------------------------------------------------- by keyboard


def test_arrows_go_from_row_to_row_on_the_same_button(shown: Shown, journal: OpenJournal) -> None:
    for n in range(3):
        add(journal, f"n{n}", n)
    page = shown()
    page.new.words.setFocus()
    QTest.keyClick(page.new.words, Qt.Key.Key_Down)
    assert page.rows[0].done.hasFocus()
    page.rows[0].later.setFocus()
    QTest.keyClick(page.rows[0].later, Qt.Key.Key_Down)
    assert page.rows[1].later.hasFocus()
    QTest.keyClick(page.rows[1].later, Qt.Key.Key_Return)
    assert there(page)[-1].startswith("n1")
    assert page.rows[1].later.hasFocus()  # what came into its place
    QTest.keyClick(page.rows[1].later, Qt.Key.Key_Up)
    QTest.keyClick(page.rows[0].later, Qt.Key.Key_Up)
    assert page.new.words.hasFocus()


def test_only_those_of_a_session_lead_to_it(shown: Shown, journal: OpenJournal) -> None:
    made = replace(sessions.new_reflection(journal), minutes=50)
    kept = sessions.record(journal, made)
    followups.add_follow_up(journal, "a", reflection_id=kept.id)
    followups.add_follow_up(journal, "b")
    page = shown()
    wanted: list[str] = []
    page.session_wanted.connect(wanted.append)
    assert [row.session.isVisible() for row in page.rows] == [True, False]
    page.rows[0].session.click()
    assert wanted == [kept.id]


def test_hundreds_are_shown_when_asked_for(shown: Shown, journal: OpenJournal) -> None:
    for n in range(AT_ONCE + 5):
        add(journal, f"{n:03}", n)
    page = shown()
    assert len(page.rows) == AT_ONCE
    assert page.more.text() == "5 more"
    page.more.click()
    assert len(page.rows) == AT_ONCE + 5
    assert page.rows[AT_ONCE].done.hasFocus()


# ------------------------------------------------------------------------------------------------- half typed


def test_leaving_keeps_what_is_half_typed(shown: Shown, journal: OpenJournal) -> None:
    add(journal, "Ring", 0)
    page = shown()
    QTest.keyClicks(page.new.words, "Ask for the key")
    page.rows[0].change.click()
    fields = page.rows[0].fields
    assert fields is not None
    fields.words.setText("Ring the centre")
    page.hide()
    assert [f.text for f in followups.follow_ups(journal)] == ["Ring the centre", "Ask for the key"]
    assert page.new.words.text() == ""


def test_leaving_with_a_day_there_is_not_loses_neither_words_nor_day(shown: Shown, journal: OpenJournal) -> None:
    add(journal, "Ring", 0)
    page = shown()
    QTest.keyClicks(page.new.words, "Ask for the key")
    QTest.keyClicks(page.new.day, "30 February")
    page.rows[0].change.click()
    fields = page.rows[0].fields
    assert fields is not None
    fields.words.setText("Ring the centre")
    fields.day.setText("31 June")
    assert page.settle()
    assert [(f.text, f.due_on) for f in followups.follow_ups(journal)] == [
        ("Ring the centre", TODAY),
        ("Ask for the key (30 February)", None),
    ]
    assert page.rows[0].half_typed() == ("Ring the centre", "31 June")


def test_what_cannot_be_kept_stays_typed(shown: Shown, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    add(journal, "Ring", 0)
    page = shown()
    with monkeypatch.context() as patch:
        for name in ("add_follow_up", "change_follow_up", "decide"):
            patch.setattr(followups, name, full)
        QTest.keyClicks(page.new.words, "Ask for the key")
        page.rows[0].done.click()
        assert there(page) == ["Ring: Today"]
        page.rows[0].change.click()
        fields = page.rows[0].fields
        assert fields is not None
        fields.words.setText("Ring the centre")
        assert not page.settle()
        assert not page.save_now()
        assert page.new.words.text() == "Ask for the key"
        assert page.rows[0].half_typed() == ("Ring the centre", "22 November 2026")
    assert page.save_now()
    assert [f.text for f in followups.follow_ups(journal)] == ["Ring the centre", "Ask for the key"]


def test_the_next_day_shows_itself_when_the_page_is_seen_again(
    shown: Shown, journal: OpenJournal, moment: list[datetime]
) -> None:
    add(journal, "Ring", 1)
    page = shown()
    page.hide()
    moment[0] += timedelta(days=1)
    page.show()
    assert there(page) == ["Ring: Today"]


# ------------------------------------------------------------------------------------------------ typed days


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        ("22 November", TODAY),
        ("21 November", date(2027, 11, 21)),
        ("3rd of March", date(2027, 3, 3)),
        ("Mar 3", date(2027, 3, 3)),
        ("march 3, 2028", date(2028, 3, 3)),
        ("3.3.", date(2027, 3, 3)),
        ("3/3/27", date(2027, 3, 3)),
        ("2026-01-02", date(2026, 1, 2)),
        ("29 February", date(2028, 2, 29)),
        ("Tomorrow", date(2026, 11, 23)),
        ("in a week", date(2026, 11, 29)),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    assert read_day(typed, TODAY) == day


def test_numbers_stand_in_the_order_of_the_place() -> None:
    QLocale.setDefault(QLocale("en_US"))
    try:
        assert read_day("12/5", TODAY) == date(2026, 12, 5)
        assert read_day(in_words(TODAY), TODAY) == TODAY
    finally:
        QLocale.setDefault(QLocale("en_GB"))


@pytest.mark.parametrize("typed", ["soon", "30", "0 March", "13.13.2027", "29 February 2027", "5 Blue", "0000-01-01"])
def test_what_is_no_day_is_said(typed: str) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    with pytest.raises(BadInput, match="nothing was changed"):
        read_day(typed, TODAY)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_in_words_reads_back_as_the_same_day(day: date) -> None:
    assert read_day(in_words(day), TODAY) == day


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_day_or_one_sentence(typed: str) -> None:
    try:
        found = read_day(typed, TODAY)
    except BadInput:
        return
    assert found is None or isinstance(found, date)
