"""The quiet start, on a real journal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from peerjournal.journal.entry import Place
from peerjournal.operations import followups, lights, sessions, story, today, trash, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.today import TodayCard
from peerjournal.ui.dialogs.today_cards import TodayCardsDialog
from peerjournal.ui.pages.today import TodayPage, greeting
from peerjournal.ui.theme import apply_theme

BERLIN = ZoneInfo("Europe/Berlin")


def at(year: int, month: int = 11, day: int = 22, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN)


Shown = Callable[[OpenJournal], TodayPage]


@pytest.fixture
def shown(on_show: Callable[[TodayPage], TodayPage]) -> Shown:
    """Makes the page and puts it on show."""
    return lambda journal: on_show(TodayPage(journal))


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (4, "Hello"), (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (17, "Good afternoon"),
        (18, "Good evening"), (23, "Good evening"), (0, "Hello"),
    ],
)  # fmt: skip
def test_it_greets_by_the_time_of_day(hour: int, said: str) -> None:
    assert greeting(at(2026, hour=hour)) == said


def test_it_follows_the_clock_of_the_journal(shown: Shown, journal: OpenJournal, moment: list[datetime]) -> None:
    page = shown(journal)
    assert page.greeting.text() == "Good evening"  # 21:15 in Berlin
    assert "22" in page.date.text()
    moment[0] = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    page.refresh()
    assert page.greeting.text() == "Good morning"
    assert "23" in page.date.text()


def test_lights_whose_day_has_come_are_said_quietly(
    shown: Shown, journal: OpenJournal, moment: list[datetime], qtbot: QtBot
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    lights.look_again(journal, [(part.id, "training")], date(2026, 11, 23))
    page = shown(journal)
    assert page.look_again.isHidden()
    moment[0] = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    page.refresh()
    assert "1 light carries" in page.look_again.sentence.text()
    with qtbot.waitSignal(page.lights_wanted):
        page.look_again.see.click()


def test_an_empty_journal_says_one_kind_sentence(shown: Shown, journal: OpenJournal) -> None:
    page = shown(journal)
    assert "Nothing is written here yet" in page.left_off.sentence.text()
    assert page.left_off.sentence.isVisible()
    assert not page.left_off.go_on.isVisible()
    assert not page.other_years.isVisible()
    assert not page.notice.isVisible()


def test_without_a_place_it_invites(shown: Shown, journal: OpenJournal) -> None:
    writing.write_entry(journal, text="Something")
    page = shown(journal)
    assert page.left_off.heading.text() == "Where you left off"
    assert page.left_off.sentence.isVisible()
    assert not page.left_off.go_on.isVisible()


def test_writing_is_one_press_away_by_keyboard(qtbot: QtBot, shown: Shown, journal: OpenJournal) -> None:
    page = shown(journal)
    page.write.setFocus()
    with qtbot.waitSignal(page.write_wanted):
        QTest.keyClick(page.write, Qt.Key.Key_Space)


def test_it_goes_back_to_where_one_was(qtbot: QtBot, shown: Shown, journal: OpenJournal) -> None:
    entry = writing.write_entry(
        journal, text="One two three", title="A slow Sunday", written_at=at(2026, day=21, hour=21)
    )
    place = Place(entry.id, 4, 7)
    writing.remember_place(journal, place)
    page = shown(journal)
    assert page.left_off.title.full == "A slow Sunday"
    assert page.left_off.when.text().startswith("Yesterday")
    assert page.left_off.go_on.accessibleDescription() == "A slow Sunday"
    with qtbot.waitSignal(page.place_wanted) as asked:
        page.left_off.go_on.click()
    assert asked.args == [place]


def test_an_entry_without_a_title_goes_by_its_first_line(shown: Shown, journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="\n## **Rain** all day\nand more")
    writing.remember_place(journal, Place(entry.id))
    assert shown(journal).left_off.title.full == "Rain all day"


def test_a_place_whose_entry_went_to_the_trash_is_forgotten_at_the_next_look(
    shown: Shown, journal: OpenJournal
) -> None:
    entry = writing.write_entry(journal, text="x", title="Gone")
    writing.remember_place(journal, Place(entry.id))
    page = shown(journal)
    trash.move_to_trash(journal, entry.id)
    page.refresh()
    assert page.left_off.place is None
    assert page.left_off.title.full == ""
    assert not page.left_off.go_on.isVisible()


def test_this_day_in_other_years_newest_first_and_no_more_than_five(shown: Shown, journal: OpenJournal) -> None:
    for year in range(2018, 2026):
        writing.write_entry(journal, text="words", title=f"Then in {year}", written_at=at(year))
    writing.write_entry(journal, text="another day", written_at=at(2025, day=21))
    page = shown(journal)
    rows = page.other_years.rows
    assert page.other_years.isVisible()
    assert [row.lead.text() for row in rows] == ["2025", "2024", "2023", "2022", "2021"]
    assert rows[0].accessibleName() == "2025, Then in 2025"
    page.refresh()
    assert len(page.other_years.rows) == 5


def test_an_earlier_year_opens_by_mouse_and_by_keyboard(qtbot: QtBot, shown: Shown, journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="words", title="Then", written_at=at(2024))
    page = shown(journal)
    row = page.other_years.rows[0]
    with qtbot.waitSignal(page.entry_wanted) as asked:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.words.geometry().center())
    assert asked.args == [entry.id]
    row.setFocus()
    with qtbot.waitSignal(page.entry_wanted):
        QTest.keyClick(row, Qt.Key.Key_Space)


def test_long_words_give_way_and_come_back_with_room(shown: Shown, journal: OpenJournal) -> None:
    long = "A very long title " * 20
    entry = writing.write_entry(journal, text="x", title=long, written_at=at(2025))
    writing.remember_place(journal, Place(entry.id))
    page = shown(journal)
    for label in (page.left_off.title, page.other_years.rows[0].words):
        assert label.full == long.strip()
        assert label.text().endswith("…")
        assert label.accessibleName() == long.strip()
    assert page.left_off.width() <= 720


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_fits_its_width_in_large_text_and_both_directions(
    qtbot: QtBot, journal: OpenJournal, qapp: QApplication, percent: int, way: Qt.LayoutDirection
) -> None:
    entry = writing.write_entry(journal, text="x", title="היום הלכתי לים " * 20, written_at=at(2025))
    writing.remember_place(journal, Place(entry.id))
    apply_theme(qapp, "light", percent)
    page = TodayPage(journal)
    qtbot.addWidget(page)
    page.setLayoutDirection(way)
    page.resize(608, 700)  # a window of 1024 beside the rail at 200 percent
    page.show()
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            left = button.mapTo(page, button.rect().topLeft()).x()
            assert left >= 0
            assert left + button.width() <= page.width()
            assert button.accessibleName()


def test_a_journal_that_cannot_be_read_says_so_in_its_place(shown: Shown, journal: OpenJournal) -> None:
    page = shown(journal)
    journal.close()
    page.refresh()
    assert page.notice.isVisible()
    assert page.notice.kind() == "problem"
    assert not page.left_off.isVisible()


# ----------------------------------------------------------------------------------------- what is due, and the choice


def test_three_of_what_is_due_and_the_rest_behind_more(shown: Shown, journal: OpenJournal) -> None:
    for n in range(5):
        followups.add_follow_up(journal, f"Thing {n}", date(2026, 11, 1 + n))
    page = shown(journal)
    assert [row.words.text() for row in page.due.follow_ups] == ["Thing 0", "Thing 1", "Thing 2"]
    assert page.due.more.text() == "2 more"
    page.due.more.click()
    assert len(page.due.follow_ups) == 5
    assert page.due.more.isHidden()
    assert page.due.follow_ups[3].done.hasFocus()


def test_what_was_behind_more_is_behind_it_again_when_the_page_was_left(shown: Shown, journal: OpenJournal) -> None:
    for n in range(5):
        followups.add_follow_up(journal, f"Thing {n}", date(2026, 11, 1 + n))
    page = shown(journal)
    page.due.more.click()
    page.due.follow_ups[0].done.click()
    assert len(page.due.follow_ups) == 4  # while one looks at it, it stays unfolded
    page.hide()
    page.refresh()
    page.show()
    assert [row.words.text() for row in page.due.follow_ups] == ["Thing 1", "Thing 2", "Thing 3"]
    assert page.due.more.text() == "1 more"


def test_an_answer_half_typed_behind_more_stays_in_sight(
    shown: Shown, journal: OpenJournal, moment: list[datetime]
) -> None:
    for n in range(4):
        part = story.write_part(journal, title=f"Part {n}", text="x")
        sessions.record(journal, replace(sessions.new_reflection(journal), shared=(part.id,)))
    moment[0] = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    page = shown(journal)
    page.due.more.click()
    page.due.care[3].answer.setPlainText("Lighter than")
    page.hide()
    page.refresh()
    page.show()
    assert [row.answer.text() for row in page.due.care] == ["", "", "", "Lighter than"]


def test_nothing_is_said_to_be_waiting_only_where_nothing_is(shown: Shown, journal: OpenJournal) -> None:
    writing.write_entry(journal, text="Then", written_at=at(2024))
    page = shown(journal)
    assert page.left_off.sentence.text() == "Nothing is waiting for you. Begin wherever you like."
    followups.add_follow_up(journal, "Ask", date(2026, 11, 20))
    page.refresh()
    assert page.left_off.sentence.text() == "Begin wherever you like."
    part = story.write_part(journal, title="The dog", text="x")
    lights.look_again(journal, [(part.id, "training")], date(2026, 11, 20))
    page.due.follow_ups[0].let_go.click()
    page.due.notice.clear()
    page.refresh()
    assert page.left_off.sentence.text() == "Begin wherever you like."


def test_taking_back_later_leaves_words_written_elsewhere_since(shown: Shown, journal: OpenJournal) -> None:
    follow_up = followups.add_follow_up(journal, "Ask", date(2026, 11, 20))
    page = shown(journal)
    page.due.follow_ups[0].later.click()
    (put_off,) = followups.follow_ups(journal)
    followups.change_follow_up(journal, replace(put_off, text="Ask about the room"))
    page.due.notice.undo.click()
    (kept,) = followups.follow_ups(journal)
    assert (kept.text, kept.due_on) == ("Ask about the room", follow_up.due_on)


def test_a_follow_up_is_done_put_off_or_let_go_and_each_can_be_taken_back(shown: Shown, journal: OpenJournal) -> None:
    follow_up = followups.add_follow_up(journal, "Ask about the room", date(2026, 11, 20))
    page = shown(journal)
    for act in ("done", "later", "let_go"):
        (row,) = page.due.follow_ups
        getattr(row, act).click()
        assert page.due.follow_ups == []
        page.due.notice.undo.click()
        assert [row.follow_up for row in page.due.follow_ups] == [follow_up]


def test_a_follow_up_leads_to_its_session(shown: Shown, journal: OpenJournal, qtbot: QtBot) -> None:
    kept = sessions.record(journal, replace(sessions.new_reflection(journal), minutes=50))
    followups.add_follow_up(journal, "Ask", date(2026, 11, 20), reflection_id=kept.id)
    followups.add_follow_up(journal, "Of no session", date(2026, 11, 21))
    page = shown(journal)
    first, second = page.due.follow_ups
    assert second.session.isHidden()
    with qtbot.waitSignal(page.session_wanted) as asked:
        first.session.click()
    assert asked.args == [kept.id]


@pytest.mark.parametrize("out", list(TodayCard))
def test_each_card_can_be_left_out(shown: Shown, journal: OpenJournal, out: TodayCard) -> None:
    writing.write_entry(journal, text="words", title="Then", written_at=at(2024))
    followups.add_follow_up(journal, "Ask", date(2026, 11, 20))
    part = story.write_part(journal, title="The dog", text="x")
    lights.look_again(journal, [(part.id, "training")], date(2026, 11, 20))
    page = shown(journal)
    cards = {
        TodayCard.CHECK_IN: page.check_in,
        TodayCard.WRITE: page.write,
        TodayCard.DUE: page.due,
        TodayCard.LIGHTS: page.look_again,
        TodayCard.LEFT_OFF: page.left_off,
        TodayCard.OTHER_YEARS: page.other_years,
    }
    assert all(card.isVisible() for card in cards.values())
    page.choose.click()
    dialog = page.findChild(TodayCardsDialog)
    assert dialog is not None
    dialog.boxes[out].click()
    assert [name for name, card in cards.items() if not card.isVisible()] == [out]
    dialog.boxes[out].click()
    assert all(card.isVisible() for card in cards.values())


def test_an_entry_can_be_kept_out_of_its_day_and_let_in_again(shown: Shown, journal: OpenJournal) -> None:
    for year in (2023, 2024):
        writing.write_entry(journal, text="words", title=f"Then in {year}", written_at=at(year))
    page = shown(journal)
    page.other_years.keep_out[0].click()
    assert [row.lead.text() for row in page.other_years.rows] == ["2023"]
    page.other_years.notice.undo.click()
    assert len(page.other_years.rows) == 2
    page.other_years.keep_out[0].click()
    again = shown(journal)
    assert [row.lead.text() for row in again.other_years.rows] == ["2023"]
    again.choose.click()
    dialog = again.findChild(TodayCardsDialog)
    assert dialog is not None
    (let_in,) = dialog.let_in
    let_in.click()
    assert len(again.other_years.rows) == 2
    assert dialog.let_in == []


def test_an_entry_in_the_trash_is_not_named_among_those_kept_out(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="words", title="Gone")
    today.keep_out(journal, entry.id)
    assert [row.title for row in today.kept_out_rows(journal)] == ["Gone"]
    trash.move_to_trash(journal, entry.id)
    assert today.kept_out_rows(journal) == []


def test_a_session_can_be_reflected_on_from_here(shown: Shown, journal: OpenJournal, qtbot: QtBot) -> None:
    page = shown(journal)
    with qtbot.waitSignal(page.reflect_wanted):
        page.reflect.click()
