"""The form of a reflection, on a real journal: what is typed is kept, what was shared is written once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.conftest import section_of

from peerjournal.clock import Clock
from peerjournal.errors import DiskFull
from peerjournal.journal.prompts import FIRST, NOTICED, TOUCHES, Prompt, Use
from peerjournal.journal.reflection import Reflection, Setting
from peerjournal.operations import followups, ledger, prompts, sessions, story
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.ui.pages.reflection_sections import About, CoReflect, Energy, FollowUps, Questions, Section, Shared
from peerjournal.ui.pages.reflection_sheet import EARLIER, ReflectionSheet

BERLIN = ZoneInfo("Europe/Berlin")
Show = Callable[[ReflectionSheet], ReflectionSheet]


def _first(sheet: ReflectionSheet) -> Questions:
    return section_of(sheet, FIRST, Questions)


def _opened(sheet: ReflectionSheet, name: str) -> object:
    return section_of(sheet, name, Section)


def _about(sheet: ReflectionSheet) -> About:
    return section_of(sheet, "about", About)


def _shared(sheet: ReflectionSheet) -> Shared:
    return section_of(sheet, "shared", Shared)


def _type(sheet: ReflectionSheet, key: str, text: str) -> None:
    QTest.keyClicks(_first(sheet).answers[key].field, text)


def test_three_questions_stand_open_and_nothing_else(sheet: ReflectionSheet) -> None:
    assert list(_first(sheet).answers) == ["what", "so-what", "now-what"]
    assert list(sheet.sections) == [FIRST]
    assert not any(fold.is_open for fold in sheet.folds.values())
    assert list(sheet.folds) == [TOUCHES, NOTICED, "shared", "energy", "about", "co-reflect", "follow-ups"]


def test_it_says_once_what_a_reflection_is_not(sheet: ReflectionSheet, journal: OpenJournal, on_show: Show) -> None:
    assert sheet.not_a_record is not None
    sheet.not_a_record.button.click()
    assert sessions.is_understood(journal)
    again = on_show(ReflectionSheet(journal))
    again.new()
    assert again.not_a_record is None


def test_typing_is_on_disk_within_a_second_and_survives_a_kill(
    sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot, journal_path: Path, passphrase: str, clock: Clock
) -> None:
    from peerjournal.store.sessions import draft_rows

    def drafts() -> list[Reflection]:
        with journal.reading() as db:
            return draft_rows.all(db)

    _type(sheet, "what", "A long silence")
    qtbot.waitUntil(lambda: len(drafts()) == 1)
    assert drafts()[0].answer("what").startswith("A long")
    assert sheet.save_now()
    journal.close()
    again = unlock(journal_path, passphrase, clock=clock)
    assert [row.first_words for row in sessions.rows(again)] == ["A long silence"]
    again.close()


def test_done_keeps_it_and_says_so(sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot) -> None:
    _type(sheet, "so-what", "They could think.")
    with qtbot.waitSignals([sheet.changed, sheet.closed]):
        QTest.keyClick(_first(sheet).answers["so-what"].field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (row,) = sessions.rows(journal)
    assert row.id == sheet.reflection_id


def test_nothing_typed_leaves_no_trace(sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()
    assert sessions.rows(journal) == []


def test_everything_there_is_can_be_said_and_comes_back(
    sheet: ReflectionSheet, journal: OpenJournal, on_show: Show
) -> None:
    part = story.write_part(journal, title="The dog {keep}of Ada{/keep}", text="x")
    _type(sheet, "what", "A walk.")
    noticed = _opened(sheet, NOTICED)
    assert isinstance(noticed, Questions)
    noticed.answers["carry"].field.setPlainText("The waiting room.")
    energy = _opened(sheet, "energy")
    assert isinstance(energy, Energy)
    energy.before.choose(5)
    energy.after.choose(3)
    about = _about(sheet)
    about.setting.choose(1)
    about.minutes.choose(50)
    about.role.setText("Listening")
    about.label.setCurrentText("Tuesday group")
    assert about.company.isHidden()
    assert about.until.text()
    shared = _shared(sheet)
    assert [box.text() for box in shared.boxes.values()] == ["The dog of Ada"]
    shared.boxes[part.id].click()
    assert shared.audience.currentData() == "closed-group"
    about.setting.choose(0)
    assert shared.audience.currentData() == "one-to-one"
    about.setting.choose(1)
    shared.landed.field.setPlainText("Quiet.")
    co_reflect = _opened(sheet, "co-reflect")
    assert isinstance(co_reflect, CoReflect)
    co_reflect.wanted.click()
    co_reflect.question.field.setPlainText("Was it mine?")
    assert sheet.settle()
    kept = sessions.get_reflection(journal, sheet.reflection_id)
    assert (kept.answer("what"), kept.answer("carry")) == ("A walk.", "The waiting room.")
    assert (kept.before, kept.after, kept.setting, kept.minutes) == (5, 3, Setting.GROUP, 50)
    assert (kept.role, kept.label, kept.co_reflect, kept.question) == (
        "Listening", "Tuesday group", True, "Was it mine?",
    )  # fmt: skip
    (line,) = sessions.lines_of(journal, kept)
    assert (line.audience_id, [p.title for p in line.parts]) == ("closed-group", ["The dog"])
    again = on_show(ReflectionSheet(journal))
    again.open_reflection(kept.id)
    assert again.folds["about"].summary.full == "Group  ·  50 min  ·  Listening  ·  Tuesday group"
    assert again.folds["energy"].summary.full == "5 → 3"
    assert again.folds[NOTICED].summary.full == "The waiting room."
    assert again.draft() == replace(kept, sitting=again.draft().sitting)


def test_what_was_shared_is_written_once_however_often_it_is_kept(
    sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    shared = _shared(sheet)
    shared.boxes[part.id].click()
    assert sheet.settle()
    _type(sheet, "what", "More")
    assert sheet.settle()
    assert sheet.settle()
    (line,) = ledger.all_lines(journal)
    assert shared.boxes == {}
    button = shared.written.itemAt(0).widget().layout().itemAt(1).widget()  # type: ignore[union-attr]
    with qtbot.waitSignal(sheet.line_wanted) as asked:
        button.click()  # type: ignore[union-attr]
    assert asked.args == [line.disclosure.id]


def test_minutes_that_cannot_be_get_a_sentence_and_are_not_kept(sheet: ReflectionSheet, journal: OpenJournal) -> None:
    about = _about(sheet)
    about.minutes.choose(50)
    for typed, sentence in (("2000", "1 minute to 24 hours"), ("0", "1 minute"), ("an hour", "whole number")):
        about.minutes.lineEdit().setText(typed)
        about.minutes.finish()
        assert sentence in about.trouble.sentence()
    assert sheet.settle()
    assert sessions.get_reflection(journal, sheet.reflection_id).minutes == 50


def test_a_session_over_the_clock_change_ends_by_its_real_minutes(sheet: ReflectionSheet) -> None:
    sheet.new(datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN))
    about = _about(sheet)
    about.minutes.choose(60)
    assert "3:30" in about.until.text()


def test_follow_ups_are_kept_at_once_and_a_day_that_is_none_stays_typed(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    section = _opened(sheet, "follow-ups")
    assert isinstance(section, FollowUps)
    section.words.setText("Ask about the room")
    section.day.setText("30 February")
    section.add.click()
    assert section.notice.sentence()
    assert (section.words.text(), section.day.text()) == ("Ask about the room", "30 February")
    assert followups.follow_ups(journal) == []
    section.day.setText("2027-03-09")
    section.add.click()
    (row,) = section.rows
    assert "Ask about the room" in row.words.text()
    row.done.click()
    assert not section.rows[0].again.isHidden()
    assert section.rows[0].done.isHidden()
    section.rows[0].remove.click()
    assert section.rows == []
    section.notice.undo.click()
    assert len(section.rows) == 1


def test_a_follow_up_half_typed_is_added_when_the_form_is_left(sheet: ReflectionSheet, journal: OpenJournal) -> None:
    section = _opened(sheet, "follow-ups")
    assert isinstance(section, FollowUps)
    section.words.setText("Ask")
    _type(sheet, "what", "x")
    assert sheet.settle()
    assert [f.text for f in followups.follow_ups(journal)] == ["Ask"]


def test_answers_to_questions_that_are_asked_no_more_stay_in_sight(
    sheet: ReflectionSheet, journal: OpenJournal, on_show: Show
) -> None:
    touches = _opened(sheet, TOUCHES)
    assert isinstance(touches, Questions)
    touches.answers["mutuality"].field.setPlainText("A timetable.")
    assert sheet.settle()
    prompts.switch(journal, TOUCHES, on=False)
    again = on_show(ReflectionSheet(journal))
    again.open_reflection(sheet.reflection_id)
    assert again.folds[EARLIER].summary.full == "A timetable."
    earlier = _opened(again, EARLIER)
    assert isinstance(earlier, Questions)
    assert earlier.answers["mutuality"].text() == "A timetable."


def test_own_questions_are_asked_at_once(sheet: ReflectionSheet, journal: OpenJournal) -> None:
    _type(sheet, "what", "x")
    own = prompts.add(journal, Use.REFLECTION, "After the phone line")
    prompts.put(journal, replace(own, prompts=(Prompt("mine", "What did I hear?"),)))
    sheet._questions_changed()
    section = _opened(sheet, own.id)
    assert isinstance(section, Questions)
    section.answers["mine"].field.setPlainText("Rain.")
    assert sheet.settle()
    kept = sessions.get_reflection(journal, sheet.reflection_id)
    assert (kept.answer("what"), kept.answer("mine")) == ("x", "Rain.")


def test_what_may_stay_is_remembered_with_the_reflection(sheet: ReflectionSheet, journal: OpenJournal) -> None:
    _type(sheet, "what", "Anna came.")
    _first(sheet).answers["what"].let_stay("Anna")
    assert _first(sheet).answers["so-what"].staying == ("Anna",)
    assert sheet.settle()
    assert sessions.get_reflection(journal, sheet.reflection_id).staying == ("Anna",)


def test_a_full_disk_is_told_and_the_words_stay(
    sheet: ReflectionSheet, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull("The disk is full; nothing was changed.")

    _type(sheet, "what", "Kept on the screen")
    with monkeypatch.context() as patch:
        patch.setattr(sessions, "settle", full)
        patch.setattr(sessions, "save_draft", full)
        assert not sheet.settle()
        assert not sheet.save_now()
        assert sheet.notice.sentence()
    assert _first(sheet).answers["what"].text() == "Kept on the screen"
    assert sheet.settle()
    assert len(sessions.rows(journal)) == 1


def test_the_trash_and_earlier_versions_are_there_once_it_is_kept(
    sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot
) -> None:
    assert sheet.trash.isHidden()
    _type(sheet, "what", "x")
    assert sheet.settle()
    assert sheet.trash.isVisible()
    assert sheet.history.isVisible()
    with qtbot.waitSignal(sheet.moved_to_trash) as gone:
        sheet.trash.click()
    assert sessions.rows(journal) == []
    assert sessions.get_reflection(journal, gone.args[0]).trashed_at is not None


@settings(max_examples=15)
@given(
    texts=st.lists(
        st.text(
            st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="{}｛｝﹛﹜%&"), max_size=40
        ),
        min_size=3,
        max_size=3,
    )
)
def test_whatever_is_typed_comes_back_to_the_letter(journal: OpenJournal, qtbot: QtBot, texts: list[str]) -> None:
    sheet = ReflectionSheet(journal)
    qtbot.addWidget(sheet)
    sheet.new()
    for field, text in zip(_first(sheet).fields, texts, strict=True):
        field.field.insertPlainText(text)
    assert sheet.settle()
    if any(text.strip() for text in texts):
        kept = sessions.get_reflection(journal, sheet.reflection_id)
        said = [kept.answer(key) for key in ("what", "so-what", "now-what")]
        assert said == [text if text.strip() else "" for text in texts]
