"""The Sessions room: reflections by month with the form beside them, filters, the trash, labels, four places by key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerjournal.errors import DiskFull
from peerjournal.journal.prompts import FIRST
from peerjournal.journal.reflection import Answer, Reflection, SessionFilter, Setting
from peerjournal.operations import followups, packs, sessions, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.store import sessions as store
from peerjournal.ui.dialogs.labels import LabelsDialog
from peerjournal.ui.jobs import jobs
from peerjournal.ui.models.headed_rows import SIGN_ROLE
from peerjournal.ui.pages.session_list import SessionListPage
from peerjournal.ui.pages.sessions import FOLLOW_UPS, HOURS, PACKS, REFLECTIONS, SessionsPage

BERLIN = ZoneInfo("Europe/Berlin")
Shown = Callable[[], SessionsPage]


@pytest.fixture
def shown(journal: OpenJournal, on_show: Callable[[SessionsPage], SessionsPage]) -> Shown:
    sessions.understand(journal)

    def show() -> SessionsPage:
        return read(on_show(SessionsPage(journal)))

    return show


def read(room: SessionsPage) -> SessionsPage:
    """Have everything read that is being read."""
    for _turn in range(3):
        jobs().wait()
        QApplication.processEvents()
    return room


def held(journal: OpenJournal, day: int, text: str = "", *, month: int = 11, hour: int = 14, **said: Any) -> Reflection:
    answers = (Answer("what", "What happened for me?", text),) if text else ()
    made = sessions.new_reflection(journal, datetime(2026, month, day, hour, tzinfo=BERLIN))
    return sessions.record(journal, replace(made, answers=answers, **({"minutes": 50} | said)))


def lines(page: SessionListPage) -> list[str]:
    rows = page.list.rows
    return [str(rows.index(n, 0).data()).replace("\n", " | ") for n in range(rows.rowCount())]


def typed_first(page: SessionListPage) -> Any:
    return page.sheet.sections[FIRST].fields[0].field


def full(*_anything: object, **_more: object) -> None:
    raise DiskFull("The disk is full; nothing was changed.")


# ------------------------------------------------------------------------------------------------- the list


def test_the_newest_month_first_each_row_with_what_was_said(shown: Shown, journal: OpenJournal) -> None:
    held(journal, 3, "Two came", month=10, setting=Setting.GROUP, label="Tuesday group", minutes=90)
    held(journal, 20, "Round the lake", setting=Setting.ONE_TO_ONE)
    held(journal, 21, minutes=None, label="Phone line", co_reflect=True)
    held(journal, 22, "Only words", minutes=None)
    page = shown().reflections
    assert lines(page) == [
        "November 2026",
        "Sun 22 Nov, 14:00 | Only words",
        "Sat 21 Nov, 14:00 | Phone line | Nothing written",
        "Fri 20 Nov, 14:00  ·  50 min | One to one | Round the lake",
        "October 2026",
        "Sat 3 Oct, 14:00  ·  1 h 30 min | Group  ·  Tuesday group | Two came",
    ]
    assert page.count.text() == "4 reflections"


def test_a_row_is_spoken_whole_and_its_sign_has_words(shown: Shown, journal: OpenJournal) -> None:
    held(journal, 20, "It {keep}was{/keep} still", setting=Setting.PHONE, label="Phone line", co_reflect=True)
    index = shown().reflections.list.rows.index(1, 0)
    assert index.data(SIGN_ROLE) == "co-reflect"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Friday, 20 November 2026, 14:00. By phone. Phone line. 50 min. To co-reflection. It was still"
    )


def test_a_session_across_midnight_stands_in_the_month_it_began(shown: Shown, journal: OpenJournal) -> None:
    made = sessions.new_reflection(journal, datetime(2026, 10, 31, 23, 35, tzinfo=BERLIN))
    sessions.record(journal, replace(made, minutes=55))
    page = shown().reflections
    assert lines(page) == ["October 2026", "Sat 31 Oct, 23:35  ·  55 min | Nothing written"]


def test_nothing_at_all_invites_and_begins(shown: Shown) -> None:
    page = shown().reflections
    assert page.empty.first.text() == "Ten quiet minutes after a session"
    page.empty.button.click()
    assert page.sheet.isVisible()
    assert typed_first(page).hasFocus()


def test_filters_combine(shown: Shown, journal: OpenJournal) -> None:
    held(journal, 1, "a", setting=Setting.GROUP, label="Tuesday group", co_reflect=True)
    held(journal, 2, "b", setting=Setting.GROUP, label="Tuesday group")
    held(journal, 3, "c", setting=Setting.GROUP, label="Walks", co_reflect=True)
    held(journal, 4, "d", setting=Setting.ONE_TO_ONE, label="Walks", co_reflect=True)
    held(journal, 5, "e")
    room = shown()
    page, filters = room.reflections, room.reflections.filters

    def there() -> str:
        return "".join(line[-1] for line in lines(read(room).reflections) if "|" in line)

    filters.kind.setCurrentText("Group")
    assert there() == "cba"
    filters.co_reflect.click()
    assert there() == "ca"
    filters.choose_label("Walks")
    assert there() == "c"
    filters.kind.setCurrentText("Not said")
    assert there() == ""
    assert page.empty.first.text() == "Nothing fits here"
    page.empty.button.click()
    assert there() == "edcba"
    assert filters.filter() == SessionFilter()


def test_what_is_chosen_stays_so_when_the_list_is_read_anew(shown: Shown, journal: OpenJournal) -> None:
    older = held(journal, 20, "older")
    room = shown()
    page = room.reflections
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    held(journal, 21, "newer")
    page.refresh()
    read(room)
    assert page.list.current_id() == page.open_id == older.id
    assert len(page.list.rows.things) == 2


def test_arrows_pass_over_the_months_and_open_beside(shown: Shown, journal: OpenJournal) -> None:
    older, newer = held(journal, 3, "October", month=10), held(journal, 20, "November")
    page = shown().reflections
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    assert page.open_id == newer.id
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.open_id == older.id
    assert typed_first(page).toPlainText() == "October"
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert typed_first(page).hasFocus()


def test_many_years_of_sessions_are_listed_without_their_texts(shown: Shown, journal: OpenJournal) -> None:
    start = datetime(2010, 1, 1, 18, tzinfo=BERLIN)
    many = [
        Reflection(at=start + timedelta(hours=9 * n), minutes=50, answers=(Answer("what", "?", f"number {n}"),))
        for n in range(15_000)
    ]
    with journal.changing() as db:
        store.reflection_rows.put_many(db, many)
    room = shown()
    page = room.reflections
    assert page.count.text() == "15,000 reflections"
    assert len(page.list.rows.headings()) > 100
    QTest.keyClick(page.list, Qt.Key.Key_End)
    assert page.open_id == many[0].id


# ------------------------------------------------------------------------------------------------- the form


def test_what_is_typed_is_kept_by_going_to_another(shown: Shown, journal: OpenJournal) -> None:
    one, other = held(journal, 20, "one"), held(journal, 21, "other")
    room = shown()
    page = room.reflections
    page.show_reflection(one.id)
    QTest.keyClicks(typed_first(page), "more of ")
    page.show_reflection(other.id)
    assert sessions.get_reflection(journal, one.id).answer("what") == "more of one"
    assert "more of one" in lines(read(room).reflections)[-1]


def test_a_new_one_stands_in_the_list_once_it_is_kept(shown: Shown, journal: OpenJournal) -> None:
    room = shown()
    page = room.reflections
    QTest.keyClick(room, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(typed_first(page), "They laughed")
    assert room.settle()
    assert lines(read(room).reflections)[-1].endswith("They laughed")
    assert page.list.current_id() == page.open_id
    assert "Ctrl+Shift+R" in page.new.toolTip()
    assert len(sessions.rows(journal)) == 1


def test_a_blank_new_one_leaves_no_trace(shown: Shown, journal: OpenJournal) -> None:
    room = shown()
    room.new_reflection()
    room.tabs.choose(HOURS)
    assert sessions.rows(journal) == []
    read(room)


def test_in_a_narrow_place_the_form_stands_over_the_list_and_back_keeps_it(shown: Shown, journal: OpenJournal) -> None:
    kept = held(journal, 20, "narrow")
    room = shown()
    room.resize(560, 600)
    page = read(room).reflections
    assert page.beside.narrow
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    assert page.list.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert not page.list.isVisible()
    QTest.keyClicks(typed_first(page), "very ")
    page.beside.back.click()
    assert page.list.isVisible()
    assert page.list.hasFocus()
    assert sessions.get_reflection(journal, kept.id).answer("what") == "very narrow"
    read(room)


def test_going_back_with_what_cannot_be_kept_stays(
    shown: Shown, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = held(journal, 20, "stays")
    room = shown()
    room.resize(560, 600)
    page = read(room).reflections
    page.show_reflection(kept.id)
    page.beside.show_main()
    with monkeypatch.context() as patch:
        for name in ("settle", "save_draft"):
            patch.setattr(sessions, name, full)
        QTest.keyClicks(typed_first(page), "it ")
        page.beside.back.click()
        assert not page.list.isVisible()
        room.tabs.choose(HOURS)
        assert room.stack.currentIndex() == REFLECTIONS
        assert room.tabs.index() == REFLECTIONS
        assert not room.settle()
        assert not room.save_now()
    assert room.settle()
    assert sessions.get_reflection(journal, kept.id).answer("what") == "it stays"
    read(room)


# ------------------------------------------------------------------------------------------------- the trash


def test_into_the_trash_back_by_undo_and_back_by_hand(shown: Shown, journal: OpenJournal) -> None:
    one, other = held(journal, 20, "one"), held(journal, 21, "other")
    room = shown()
    page = room.reflections
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert [row.id for row in sessions.in_trash(journal)] == [other.id]
    assert page.open_id == ""
    assert read(room).reflections.list.current_id() == one.id  # what came into its place
    page.notice.undo.click()
    assert read(room).reflections.open_id == other.id
    assert len(page.list.rows.things) == 2
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    page.filters.trash.click()
    assert lines(read(room).reflections) == ["November 2026", "Sat 21 Nov, 14:00  ·  50 min | other"]
    page.show_reflection(other.id)
    page.in_trash.restore.click()
    assert read(room).reflections.empty.first.text() == "The trash is empty"
    assert sessions.in_trash(journal) == []


def test_deleting_for_good_takes_two_steps(shown: Shown, journal: OpenJournal) -> None:
    kept = held(journal, 20, "gone")
    sessions.move_to_trash(journal, kept.id)
    room = shown()
    page = room.reflections
    page.filters.trash.click()
    read(room)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.in_trash.two_step.no.hasFocus()
    QTest.keyClick(page.in_trash.two_step.no, Qt.Key.Key_Escape)
    assert len(sessions.in_trash(journal)) == 1
    page.in_trash.delete.click()
    page.in_trash.two_step.yes.click()
    assert sessions.in_trash(journal) == []
    assert page.notice.sentence() == "The reflection is deleted."
    read(room)


def test_the_form_moves_to_the_trash_itself(shown: Shown, journal: OpenJournal) -> None:
    kept = held(journal, 20, "from the form")
    room = shown()
    page = room.reflections
    page.show_reflection(kept.id)
    QTest.keyClicks(typed_first(page), "words ")
    page.sheet.trash.click()
    assert read(room).reflections.open_id == ""
    page.notice.undo.click()
    assert read(room).reflections.open_id == kept.id
    assert sessions.get_reflection(journal, kept.id).answer("what") == "words from the form"


def test_one_in_the_trash_is_shown_without_marks_and_not_in_the_form(shown: Shown, journal: OpenJournal) -> None:
    kept = held(journal, 20, "It {keep}was{/keep} still", label="Walks", question="Why still?")
    sessions.move_to_trash(journal, kept.id)
    room = shown()
    room.show_reflection(kept.id)
    page = read(room).reflections
    assert page.in_trash.isVisible()
    assert page.filters.trash.isChecked()
    said = [w.text() for w in page.in_trash.findChildren(type(page.in_trash.passing)) if w.isVisible()]
    assert "It was still" in said
    assert "Why still?" in said
    assert "50 min  ·  Walks" in said


# ------------------------------------------------------------------------------------------------- labels


def told_to_group(journal: OpenJournal) -> str:
    """The id of a part told twice to a group."""
    part = story.write_part(journal, title="The dog", text="Every morning.")
    for day, landed in ((3, "Quiet"), (17, "Somebody told of a cat")):
        held(journal, day, "x", setting=Setting.GROUP, label="Tuesday group", shared=(part.id,), landed=landed)
    return part.id


def labels_of(room: SessionsPage) -> LabelsDialog:
    (dialog,) = [d for d in room.findChildren(LabelsDialog) if d.isVisible()]
    return dialog


def test_what_was_shared_with_a_group_and_enter_opens_the_part(shown: Shown, journal: OpenJournal) -> None:
    part_id = told_to_group(journal)
    room = shown()
    page = room.reflections
    assert not page.shared_under.isVisible()
    page.filters.choose_label("Tuesday group")
    page.shared_under.click()
    dialog = labels_of(room)
    assert dialog.parts.item(0).text() == "The dog\n2 times, the last on Tue 17 Nov  ·  Somebody told of a cat"
    wanted: list[str] = []
    room.part_wanted.connect(wanted.append)
    dialog.parts.setCurrentRow(0)
    QTest.keyClick(dialog.parts, Qt.Key.Key_Return)
    assert wanted == [part_id]
    assert not dialog.isVisible()
    read(room)


def test_a_label_is_renamed_everywhere(shown: Shown, journal: OpenJournal) -> None:
    told_to_group(journal)
    trashed = held(journal, 18, "y", label="Tuesday group")
    sessions.move_to_trash(journal, trashed.id)
    room = shown()
    page = room.reflections
    page.show_reflection(sessions.rows(journal)[0].id)
    page.filters.choose_label("Tuesday group")
    page.filters.labels.click()
    dialog = labels_of(room)
    dialog.names.renamed.emit("Tuesday group", "Evening group")
    assert dialog.names.ids() == ["Evening group"]
    assert dialog.name.text() == "Shared in “Evening group”"
    assert dialog.parts.ids()
    read(room)
    assert page.filters.chosen_label() == "Evening group"
    assert all("Evening group" in line for line in lines(page)[1:])
    assert {row.label for row in [*sessions.rows(journal), *sessions.in_trash(journal)]} == {"Evening group"}
    assert page.sheet.draft().label == "Evening group"
    dialog.notice.undo.click()
    assert sessions.labels(journal) == ("Tuesday group",)
    dialog.accept()
    assert read(room).reflections.filters.chosen_label() == "Tuesday group"


def test_putting_two_labels_together_asks_first(shown: Shown, journal: OpenJournal) -> None:
    held(journal, 3, "a", label="Walks")
    held(journal, 4, "b", label="Strolls")
    room = shown()
    room.reflections.filters.labels.click()
    dialog = labels_of(room)
    dialog.names.renamed.emit("Strolls", "walks")
    assert dialog.two_step.isVisible()
    dialog.two_step.no.click()
    assert len(sessions.labels(journal)) == 2
    dialog.names.renamed.emit("Strolls", "walks")
    dialog.two_step.yes.click()
    assert sessions.labels(journal) == ("Walks",)
    assert len(sessions.rows(journal, SessionFilter(label="Walks"))) == 2
    dialog.accept()
    read(room)


def test_labels_are_added_ordered_and_taken_out(shown: Shown, journal: OpenJournal) -> None:
    held(journal, 3, "a", label="Walks")
    room = shown()
    room.reflections.filters.labels.click()
    dialog = labels_of(room)
    assert dialog.parts.accessibleDescription().startswith("Nothing was shared here yet")
    QTest.keyClicks(dialog.names.field, "Library")
    QTest.keyClick(dialog.names.field, Qt.Key.Key_Return)
    assert sessions.labels(journal) == ("Walks", "Library")
    QTest.keyClick(dialog.names.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sessions.labels(journal) == ("Library", "Walks")
    dialog.names.choose("Library")
    dialog.names.out.click()
    assert sessions.labels(journal) == ("Walks",)
    dialog.notice.undo.click()
    assert sessions.labels(journal) == ("Library", "Walks")
    dialog.names.choose("Walks")
    dialog.names.out.click()
    assert sessions.labels(journal) == ("Library", "Walks")
    assert dialog.notice.sentence().startswith("Sessions bear the label")
    dialog.accept()
    read(room)


# ------------------------------------------------------------------------------------------------- the room


def test_the_four_places_are_reached_by_keys(shown: Shown) -> None:
    room = shown()
    for place, key in (
        (FOLLOW_UPS, Qt.Key.Key_2),
        (PACKS, Qt.Key.Key_3),
        (HOURS, Qt.Key.Key_4),
        (REFLECTIONS, Qt.Key.Key_1),
    ):
        QTest.keyClick(room, key, Qt.KeyboardModifier.AltModifier)
        assert room.stack.currentIndex() == place
    read(room)


def test_taking_lines_to_co_reflection_opens_a_pack(shown: Shown, journal: OpenJournal) -> None:
    kept = held(journal, 20, "A line to take", co_reflect=True)
    room = shown()
    room.show_reflection(kept.id)
    room.reflections.sheet.pack.click()
    assert room.stack.currentIndex() == PACKS
    assert len(packs.all_packs(journal)) == 1
    assert packs.line_counts(journal)[packs.all_packs(journal)[0].id] == 0
    room.packs.reflection_wanted.emit(kept.id)
    assert room.stack.currentIndex() == REFLECTIONS
    assert room.reflections.open_id == kept.id
    read(room)


def test_the_session_of_a_follow_up_opens_from_it(shown: Shown, journal: OpenJournal) -> None:
    kept = held(journal, 20, "Its session")
    followups.add_follow_up(journal, "Ring", reflection_id=kept.id)
    room = shown()
    room.show_follow_ups()
    room.follow_ups.rows[0].session.click()
    assert room.stack.currentIndex() == REFLECTIONS
    assert read(room).reflections.list.current_id() == kept.id


def test_a_click_opens_a_row(shown: Shown, journal: OpenJournal) -> None:
    kept = held(journal, 20, "x", co_reflect=True)
    page = shown().reflections
    spot = page.list.visualRect(page.list.rows.index(1, 0))
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot.center())
    assert page.open_id == kept.id
