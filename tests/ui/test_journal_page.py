"""The Journal room with a real journal: writing that is kept, finding, trash, narrow windows, keys."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull, NotFound
from peerjournal.journal.entry import Draft, Entry, EntryFilter, Place
from peerjournal.operations import finding, today, trash, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages import autosave
from peerjournal.ui.pages.journal import JournalPage


@pytest.fixture
def page(journal: OpenJournal, room_on_show: Callable[[JournalPage], JournalPage]) -> JournalPage:
    return room_on_show(JournalPage(journal))


def entry_of(journal: OpenJournal, text: str, **also: Any) -> Entry:
    return writing.write_entry(journal, text=text, **also)


def drafts(journal: OpenJournal) -> list[Draft]:
    from peerjournal.store.entries import all_drafts

    with journal.reading() as db:
        return all_drafts(db)


def shown(page: JournalPage) -> list[str]:
    rows = [page.pane.model.row(n) for n in range(page.pane.model.rowCount())]
    return [r.title or r.first_line for r in rows if r is not None]


def search(page: JournalPage, qtbot: QtBot, words: str) -> None:
    page.pane.search.clear()
    page.pane.search.look_now()
    with qtbot.waitSignal(page.pane.model.counted):
        QTest.keyClicks(page.pane.search, words)


# ------------------------------------------------------------------------------------------- writing


def test_typing_is_on_disk_within_a_second_while_keys_go_on(page: JournalPage, journal: OpenJournal) -> None:
    page.new_entry()
    assert page.card.editor.hasFocus()
    assert autosave.AFTER_MS < 1_000
    typed = 0
    while not drafts(journal):  # a pause begun anew with each key would never end here
        QTest.keyClicks(page.card.editor, "x", delay=40)
        typed += 1
        assert typed < 200
    assert drafts(journal)[0].text.startswith("xx")
    assert page.card.entry_id == drafts(journal)[0].entry_id


def test_settling_makes_the_entry_and_marks_it_in_the_list(
    page: JournalPage, journal: OpenJournal, qtbot: QtBot
) -> None:
    page.new_entry()
    QTest.keyClicks(page.card.title, "A slow Sunday")
    QTest.keyClick(page.card.title, Qt.Key.Key_Return)
    assert page.card.editor.hasFocus()
    QTest.keyClicks(page.card.editor, "Woke early.")
    with qtbot.waitSignals([page.card.settled, page.entry_changed]):
        page.pane.search.setFocus()
    assert shown(page) == ["A slow Sunday"]
    assert page.pane.view.currentIndex().row() == 0
    assert drafts(journal) == []
    assert page.card.state.text().endswith("Saved")


def test_undo_reaches_back_across_saves_and_settling(page: JournalPage) -> None:
    page.new_entry()
    QTest.keyClicks(page.card.editor, "first")
    assert page.save_now()
    page.card.editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(page.card.editor, "more ")
    assert page.settle()
    page.card.editor.undo()
    page.card.editor.undo()
    assert page.card.editor.text() == ""
    assert page.card.autosave.unsettled


def test_a_blank_new_entry_leaves_no_trace(page: JournalPage, journal: OpenJournal) -> None:
    page.new_entry()
    QTest.keyClicks(page.card.editor, "a")
    assert page.save_now()
    QTest.keyClick(page.card.editor, Qt.Key.Key_Backspace)
    assert page.settle()
    assert (drafts(journal), finding.count_rows(journal, EntryFilter())) == ([], 0)
    assert page.place() is None


def test_one_version_per_sitting_not_per_save(page: JournalPage, journal: OpenJournal) -> None:
    entry = entry_of(journal, "before")
    page.show_entry(entry.id)
    for word in ("one ", "two ", "three "):
        QTest.keyClicks(page.card.editor, word)
        assert page.settle()
    assert [v.text for v in writing.versions(journal, entry.id)] == ["before"]


def test_after_ten_quiet_minutes_a_new_sitting_begins(page: JournalPage, journal: OpenJournal, qtbot: QtBot) -> None:
    entry = entry_of(journal, "before")
    page.show_entry(entry.id)
    QTest.keyClicks(page.card.editor, "one ")
    sitting = page.card.draft().sitting
    page.card.autosave._rest.setInterval(1)
    with qtbot.waitSignal(page.card.autosave.rested):
        QTest.keyClicks(page.card.editor, "two ")
    assert page.card.draft().sitting != sitting
    page.card.autosave._rest.setInterval(autosave.RESTED_MS)
    QTest.keyClicks(page.card.editor, "three ")
    assert page.settle()
    assert [v.text for v in writing.versions(journal, entry.id)] == ["one two before", "before"] or len(
        writing.versions(journal, entry.id)
    ) == 2


def test_star_tags_and_moment_are_kept(page: JournalPage, journal: OpenJournal) -> None:
    entry_of(journal, "other", tags=["garden"])
    entry = entry_of(journal, "text")
    page.show_entry(entry.id)
    QTest.keyClick(page.card.editor, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    tag = page.card.tags.findChild(QLineEdit)
    assert tag is not None
    QTest.keyClicks(tag, "Garden,home")
    QTest.keyClick(tag, Qt.Key.Key_Return)
    assert page.card.tags.tags == ("Garden", "home")
    QTest.keyClick(tag, Qt.Key.Key_Backspace)
    page.card.moment.start()
    page.card.moment.edit.setDate(QDate(1900, 1, 1))
    QTest.keyClick(page.card.moment.edit, Qt.Key.Key_Return)
    assert page.settle()
    kept = writing.get_entry(journal, entry.id)
    assert (kept.starred, kept.tags, kept.day.isoformat()) == (True, ("Garden",), "1900-01-01")
    assert kept.written_at.hour == entry.written_at.hour


def test_an_entry_can_be_kept_out_of_its_day_before_it_comes(page: JournalPage, journal: OpenJournal) -> None:
    one, other = (entry_of(journal, text) for text in ("one", "other"))
    page.show_entry(one.id)
    page.card.keep_out.click()
    assert today.is_kept_out(journal, one.id)
    page.show_entry(other.id)
    assert not page.card.keep_out.isChecked()
    page.show_entry(one.id)
    assert page.card.keep_out.isChecked()
    page.card.keep_out.click()
    assert not today.is_kept_out(journal, one.id)
    page.new_entry()
    page.card.keep_out.click()
    assert not page.card.keep_out.isChecked()
    assert page.card.notice.isHidden()


def test_escape_leaves_the_moment_as_it_was(page: JournalPage, journal: OpenJournal) -> None:
    entry = entry_of(journal, "text")
    page.show_entry(entry.id)
    page.card.moment.start()
    page.card.moment.edit.setDate(QDate(2001, 1, 1))
    QTest.keyClick(page.card.moment.edit, Qt.Key.Key_Escape)
    assert page.card.moment.moment == entry.written_at


def test_a_tag_still_being_typed_is_not_lost(page: JournalPage, journal: OpenJournal) -> None:
    entry = entry_of(journal, "text")
    page.show_entry(entry.id)
    tag = page.card.tags.findChild(QLineEdit)
    assert tag is not None
    QTest.keyClicks(tag, "hope")
    assert page.settle()
    assert writing.get_entry(journal, entry.id).tags == ("hope",)


# ------------------------------------------------------------------------------------------ trouble


def test_a_full_disk_keeps_the_words_and_saves_them_when_there_is_room(
    page: JournalPage, journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = entry_of(journal, "first"), entry_of(journal, "other")
    page.show_entry(first.id)
    real_save, real_settle = writing.save_draft, writing.settle

    def full(*_args: object) -> None:
        raise DiskFull("full")

    monkeypatch.setattr(writing, "save_draft", full)
    monkeypatch.setattr(writing, "settle", full)
    QTest.keyClicks(page.card.editor, "kept ")
    assert not page.save_now()
    assert "on the screen but not on disk: the disk is full" in page.card.notice.sentence()
    assert not page.show_entry(other.id)
    assert page.card.entry_id == first.id
    assert page.card.editor.text() == "kept first"
    monkeypatch.setattr(writing, "save_draft", real_save)
    monkeypatch.setattr(writing, "settle", real_settle)
    page.card.autosave._again.start(1)
    qtbot.waitUntil(lambda: not page.card.notice.isVisible())
    assert drafts(journal)[0].text == "kept first"
    assert page.show_entry(other.id)
    assert writing.get_entry(journal, first.id).text == "kept first"


def test_a_long_text_is_saved_in_the_background_and_never_overwrites_a_newer_one(
    page: JournalPage, journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, settled = page.card.autosave._save_in_order, threading.Event()

    def late(draft: Draft, n: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            settled.wait()
        save(draft, n)

    monkeypatch.setattr(page.card.autosave, "_save_in_order", late)
    page.new_entry()
    page.card.editor.insertPlainText("line of words\n" * (autosave.LARGE // 10))
    page.card.autosave._soon.start(0)
    qtbot.waitUntil(lambda: page.card.autosave._job is not None)
    QTest.keyClicks(page.card.editor, "end")
    try:
        assert page.settle()
    finally:
        settled.set()
    jobs().wait()
    QApplication.processEvents()
    assert drafts(journal) == []
    kept = finding.rows(journal, EntryFilter(), 0, 1)[0]
    assert writing.get_entry(journal, kept.id).text.endswith("end")


def broken(*_args: object, **_also: object) -> None:
    raise ValueError("private words")


@pytest.mark.parametrize("long", [False, True])
def test_an_unforeseen_error_is_said_calmly_and_saving_goes_on(
    page: JournalPage, journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, long: bool
) -> None:
    page.new_entry()
    with monkeypatch.context() as broke:
        broke.setattr(writing, "save_draft", broken)
        broke.setattr(writing, "settle", broken)
        if long:
            page.card.editor.insertPlainText("line of words\n" * (autosave.LARGE // 10))
        QTest.keyClicks(page.card.editor, "kept")
        page.card.autosave._soon.start(0)
        qtbot.waitUntil(page.card.notice.isVisible)
        assert page.card.notice.sentence() == (
            "Your last words are on the screen but could not be saved. They will be tried again."
        )
        assert page.card.state.text() == "Not saved"
        assert not page.save_now()
        assert not page.settle()
        assert not page.new_entry()
        assert page.card.autosave._again.interval() == autosave.AGAIN_MS
        assert page.card.autosave._again.isActive()
    page.card.autosave._again.start(1)
    qtbot.waitUntil(lambda: not page.card.notice.isVisible())
    assert drafts(journal)[0].text.endswith("kept")


def test_only_settling_that_fails_without_warning_keeps_the_draft_and_is_tried_again(
    page: JournalPage, journal: OpenJournal, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.new_entry()
    QTest.keyClicks(page.card.editor, "kept")
    with monkeypatch.context() as broke:
        broke.setattr(writing, "settle", broken)
        assert not page.settle()
        assert "private" not in page.card.notice.sentence()
        assert [d.text for d in drafts(journal)] == ["kept"]
    with qtbot.waitSignal(page.card.settled):
        page.card.autosave._again.start(1)
    assert shown(page) == ["kept"]


@pytest.mark.parametrize("keep", [JournalPage.settle, JournalPage.save_now])
def test_what_an_input_method_is_composing_is_kept(
    page: JournalPage, journal: OpenJournal, keep: Callable[[JournalPage], bool]
) -> None:
    page.new_entry()
    page.card.title.setFocus()
    QTest.keyClicks(page.card.title, "On ")
    QApplication.sendEvent(page.card.title, QInputMethodEvent("にちよう", []))
    page.card.editor.setFocus()
    QTest.keyClicks(page.card.editor, "I am ")
    QApplication.sendEvent(page.card.editor, QInputMethodEvent("げんき", []))
    assert page.card.editor.text() == "I am "
    assert keep(page)
    assert page.card.draft().text == "I am げんき"
    assert page.card.draft().title == "On にちよう"
    assert page.card.editor.textCursor().block().layout().preeditAreaText() == ""
    assert page.settle()
    kept = writing.get_entry(journal, page.card.entry_id or "")
    assert (kept.title, kept.text) == ("On にちよう", "I am げんき")


def test_what_was_composed_stays_with_its_entry(page: JournalPage, journal: OpenJournal) -> None:
    first, other = entry_of(journal, "first"), entry_of(journal, "other")
    page.show_entry(first.id)
    QApplication.sendEvent(page.card.title, QInputMethodEvent("にち", []))
    page.show_entry(other.id)
    assert page.settle()
    assert writing.get_entry(journal, first.id).title == "にち"
    assert writing.get_entry(journal, other.id).title == ""


# ------------------------------------------------------------------------------------------- finding


def test_search_as_you_type(page: JournalPage, journal: OpenJournal, qtbot: QtBot) -> None:
    entry_of(journal, "Café by the river", title="Walk")
    entry_of(journal, "Rain all day", title="Home")
    page.pane.refresh(None)
    search(page, qtbot, "cafe riv")
    assert shown(page) == ["Walk"]
    row = page.pane.model.row(0)
    assert row is not None
    assert ("river", True) in row.snippet
    assert page.pane.count.text() == "1 entry found"
    QTest.keyClick(page.pane.search, Qt.Key.Key_Down)
    assert page.pane.view.hasFocus()
    QTest.keyClick(page.pane.view, Qt.Key.Key_Up)
    assert page.pane.search.hasFocus()
    QTest.keyClick(page.pane.search, Qt.Key.Key_Return)
    assert page.card.title.text() == "Walk"
    assert page.card.editor.hasFocus()
    page.pane.start_search()
    QTest.keyClick(page.pane.search, Qt.Key.Key_Escape)
    assert len(shown(page)) == 2


def test_words_typed_just_now_are_found(page: JournalPage) -> None:
    page.new_entry()
    QTest.keyClicks(page.card.editor, "heliotrope")
    page.pane.search.setText("helio")
    page.pane.search.look_now()
    assert shown(page) == ["heliotrope"]


def test_nothing_found_invites_back(page: JournalPage, journal: OpenJournal, qtbot: QtBot) -> None:
    entry_of(journal, "Rain")
    page.pane.refresh(None)
    search(page, qtbot, "zzz")
    assert page.pane.empty.isVisible()
    assert page.pane.empty.first.text() == "Nothing found"
    page.pane.empty.button.click()
    assert shown(page) == ["Rain"]


def test_filters(page: JournalPage, journal: OpenJournal) -> None:
    now = journal.clock.now()
    entry_of(journal, "old", written_at=now - timedelta(days=400), tags=["garden"])
    entry_of(journal, "starred", starred=True)
    page.pane.refresh(None)
    filters = page.pane.filters
    filters.starred.click()
    assert shown(page) == ["starred"]
    filters.starred.click()
    filters.set_tag("garden")
    assert shown(page) == ["old"]
    filters.set_tag("")
    filters.set_period("year")
    assert shown(page) == ["starred"]
    filters.set_period("own")
    assert filters.filter().from_on is not None
    filters.clear()
    page.pane.filters.calendar.click()
    assert page.pane.calendar.isVisible()
    page.pane.calendar.day_chosen.emit((now - timedelta(days=400)).date())
    assert shown(page) == ["old"]
    page.pane.filters.calendar.click()
    assert len(shown(page)) == 2


def test_an_empty_day_can_be_written_about(page: JournalPage, journal: OpenJournal) -> None:
    entry_of(journal, "today")
    day = journal.clock.today() - timedelta(days=3)
    page.pane.filters.set_day(day)
    page.pane.empty.button.click()
    assert page.card.moment.moment is not None
    assert page.card.moment.moment.date() == day


# --------------------------------------------------------------------------------------------- trash


def test_trash_undo_restore_and_empty(page: JournalPage, journal: OpenJournal) -> None:
    first, second = entry_of(journal, "first"), entry_of(journal, "second")
    page.pane.refresh(None)
    page.show_entry(first.id)
    page.card.trash.click()
    assert shown(page) == ["second"]
    assert not page.card.isVisible()
    page.pane.undo.click()
    assert set(shown(page)) == {"first", "second"}
    assert page.card.entry_id == first.id
    page.card.trash.click()
    page.pane.filters.trash.click()
    assert shown(page) == ["first"]
    page.show_entry(first.id)
    assert page.card.editor.isReadOnly()
    page.card.restore.click()
    assert page.pane.empty.first.text() == "The trash is empty"
    page.pane.filters.trash.click()
    trash.move_to_trash(journal, second.id)
    page.pane.filters.trash.click()
    page.pane.empty_trash.click()
    assert page.pane.two_step.no.hasFocus()
    page.pane.two_step.no.click()
    assert finding.count_rows(journal, EntryFilter(trashed=True)) == 1
    page.pane.empty_trash.click()
    page.pane.two_step.yes.click()
    assert finding.count_rows(journal, EntryFilter(trashed=True)) == 0
    assert page.pane.notice.sentence() == "1 entry is deleted."


def test_one_entry_is_deleted_for_good_in_two_steps(page: JournalPage, journal: OpenJournal) -> None:
    entry = entry_of(journal, "text")
    trash.move_to_trash(journal, entry.id)
    page.pane.filters.trash.click()
    page.show_entry(entry.id)
    page.card.delete.click()
    QTest.keyClick(page.card.two_step.no, Qt.Key.Key_Escape)
    assert not page.card.two_step.isVisible()
    assert shown(page) == ["text"]
    page.card.delete.click()
    page.card.two_step.yes.click()
    assert shown(page) == []


def test_a_trashed_new_entry_that_says_nothing_just_closes(page: JournalPage, journal: OpenJournal) -> None:
    page.new_entry()
    page.card.trash.click()
    assert page.card.entry_id is None
    assert finding.count_rows(journal, EntryFilter(trashed=True)) == 0


def test_emptying_the_trash_leaves_an_entry_being_written_open(page: JournalPage, journal: OpenJournal) -> None:
    kept, gone = entry_of(journal, "kept"), entry_of(journal, "gone")
    trash.move_to_trash(journal, gone.id)
    page.pane.refresh(None)
    page.show_entry(kept.id)
    page.pane.filters.trash.click()
    page.card.write_here()
    QTest.keyClicks(page.card.editor, "more ")
    page.pane.emptied.emit()
    assert page.card.entry_id == kept.id
    assert page.settle()
    assert writing.get_entry(journal, kept.id).text == "more kept"


def test_emptying_the_trash_closes_the_open_entry_that_lay_in_it(page: JournalPage, journal: OpenJournal) -> None:
    gone = entry_of(journal, "gone")
    trash.move_to_trash(journal, gone.id)
    page.pane.filters.trash.click()
    page.show_entry(gone.id)
    page.pane.emptied.emit()
    assert page.card.entry_id is None
    assert not page.card.isVisible()


def test_a_day_out_of_reach_is_refused_in_a_sentence(page: JournalPage) -> None:
    assert not page.new_entry(date(1850, 1, 1))
    assert "1900" in page.pane.notice.sentence()
    assert page.card.entry_id is None


def test_known_trouble_with_the_open_entry_is_said(
    page: JournalPage, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = entry_of(journal, "text")
    page.pane.refresh(None)
    page.show_entry(entry.id)

    def gone(*_args: object) -> None:
        raise NotFound("It is gone.")

    def full(*_args: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(writing, "open_draft", gone)
    page._reopen(entry.id)
    assert page.pane.notice.sentence() == "It is gone."
    monkeypatch.setattr(trash, "move_to_trash", full)
    page.card.trash.click()
    assert page.pane.notice.sentence() == "The disk is full."
    assert page.card.entry_id == entry.id
    page.card.focus.click()
    page.card.trash.click()
    assert page.card.notice.sentence() == "The disk is full."


# ------------------------------------------------------------------------------ places, views, keys


def test_a_place_is_gone_back_to(page: JournalPage, journal: OpenJournal) -> None:
    entry = entry_of(journal, "ab\U0001f33fcd")
    assert page.open_place(Place(entry.id, 4, 2))
    assert page.place() == Place(entry.id, 4, 2)


def test_a_gone_entry_is_said_and_nothing_breaks(page: JournalPage) -> None:
    assert not page.show_entry("0" * 32)
    assert page.pane.notice.isVisible()


def test_reading_view_and_find(page: JournalPage, journal: OpenJournal) -> None:
    page.show_entry(entry_of(journal, "## Heading\n\nsome **bold** words").id)
    page.card.write_here()
    QTest.keyClick(page.card.editor, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert page.card.reading_view.isVisible()
    assert "**" not in page.card.reading_view.toPlainText()
    QTest.keyClick(page.card.reading_view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.card.find_bar.isVisible()
    assert page.card.editor.isVisible()


def test_focus_mode_leaves_only_the_sheet(page: JournalPage, journal: OpenJournal, qtbot: QtBot) -> None:
    page.show_entry(entry_of(journal, "text").id)
    with qtbot.waitSignal(page.focus_mode) as caught:
        QTest.keyClick(page.card.editor, Qt.Key.Key_F11)
    assert caught.args == [True]
    assert not page.pane.isVisible()
    with qtbot.waitSignal(page.focus_mode) as caught:
        QTest.keyClick(page.card.editor, Qt.Key.Key_F11)
    assert caught.args == [False]
    assert page.pane.isVisible()


def test_f6_goes_round_the_panes(page: JournalPage, journal: OpenJournal) -> None:
    page.show_entry(entry_of(journal, "text").id)
    page.pane.refresh(page.card.entry_id)
    page.card.write_here()
    seen = []
    for _ in range(3):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [page.pane.search, page.pane.view, page.card.editor]


def test_a_giant_paragraph_can_be_split(page: JournalPage) -> None:
    page.new_entry()
    pasted = QMimeData()
    pasted.setText("One sentence more. " * 6000)
    page.card.editor.insertFromMimeData(pasted)
    assert page.card.hint.isVisible()
    page.card.split.click()
    assert page.card.editor.text().count("\n\n") > 0
    assert not page.card.hint.isVisible()


def test_a_narrow_window_shows_list_or_sheet(page: JournalPage, journal: OpenJournal) -> None:
    entry = entry_of(journal, "text")
    page.resize(560, 700)
    assert page.pane.isVisible()
    assert not page.card.isVisible()
    page.show_entry(entry.id)
    assert not page.pane.isVisible()
    page.card.back.click()
    assert page.pane.isVisible()


def test_bringing_back_a_version_shows_it(page: JournalPage, journal: OpenJournal, qtbot: QtBot) -> None:
    entry = entry_of(journal, "before")
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), text="after"))
    page.show_entry(entry.id)
    page.card.history.click()
    dialog = page.findChild(VersionsDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.bring.isEnabled)
    with qtbot.waitSignal(page.entry_changed):
        dialog.bring.click()
    assert page.card.editor.text() == "before"


def test_leaving_the_room_settles(page: JournalPage, journal: OpenJournal) -> None:
    page.new_entry()
    QTest.keyClicks(page.card.editor, "kept")
    page.hide()
    assert finding.count_rows(journal, EntryFilter()) == 1


def test_tab_reaches_everything_in_reading_order(page: JournalPage, journal: OpenJournal) -> None:
    page.show_entry(entry_of(journal, "text", tags=["garden"]).id)
    page.pane.refresh(page.card.entry_id)
    page.pane.new.setFocus()
    reached = []
    for _ in range(24):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName().split(",")[0])
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    named = [
        n for n in reached if n in {"New entry", "Entries", "Title", "Tag garden", "Add a tag", "Text of the entry"}
    ]
    assert named[:6] == ["New entry", "Entries", "Title", "Tag garden", "Add a tag", "Text of the entry"]
    assert "Move to trash" in reached


def test_every_control_has_a_name(page: JournalPage, journal: OpenJournal) -> None:
    page.show_entry(entry_of(journal, "text", tags=["garden"]).id)
    page.pane.filters.calendar.click()
    nameless = [
        child
        for child in page.findChildren(QWidget)
        if child.isVisible()
        and isinstance(child, QAbstractButton | QLineEdit)
        and not (child.accessibleName() or (isinstance(child, QAbstractButton) and child.text()))
        and not (child.objectName().startswith("qt_") or isinstance(child.parent(), QLineEdit))
    ]
    assert nameless == []
