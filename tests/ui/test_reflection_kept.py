"""What is typed into a reflection is never lost, whatever it is and however the form is left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import section_of

from peerjournal.clock import Clock
from peerjournal.errors import DiskFull
from peerjournal.journal.entry import folded
from peerjournal.journal.prompts import FIRST, NOTICED, TOUCHES, Prompt, Use
from peerjournal.journal.reflection import Reflection
from peerjournal.operations import followups, ledger, lights, prompts, sessions, story
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.store.sessions import draft_rows
from peerjournal.ui.dialogs.reflection_versions import of_reflections, said_in_full
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.pages.reflection_sections import About, CoReflect, FollowUps, Questions, Shared
from peerjournal.ui.pages.reflection_sheet import EARLIER, ReflectionSheet
from peerjournal.ui.theme import apply_theme

BERLIN = ZoneInfo("Europe/Berlin")
Show = Callable[[ReflectionSheet], ReflectionSheet]


def _asked(sheet: ReflectionSheet, name: str = FIRST) -> Questions:
    return section_of(sheet, name, Questions)


def _about(sheet: ReflectionSheet) -> About:
    return section_of(sheet, "about", About)


def _shared(sheet: ReflectionSheet) -> Shared:
    return section_of(sheet, "shared", Shared)


def _follow_ups(sheet: ReflectionSheet) -> FollowUps:
    return section_of(sheet, "follow-ups", FollowUps)


def _keys(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def _drafts(journal: OpenJournal) -> list[Reflection]:
    with journal.reading() as db:
        return draft_rows.all(db)


# -------------------------------------------------------------------------------------------- about the session


def test_minutes_that_cannot_be_stay_typed_under_their_sentence(sheet: ReflectionSheet, journal: OpenJournal) -> None:
    about = _about(sheet)
    _keys(_asked(sheet).answers["what"].field, "x")
    _keys(about.minutes, "2000")
    QTest.keyClick(about.minutes, Qt.Key.Key_Tab)
    assert about.minutes.lineEdit().text() == "2000"
    assert "1 minute to 24 hours" in about.trouble.sentence()
    assert not about.until.text()
    assert sheet.settle()
    assert about.minutes.lineEdit().text() == "2000"
    assert sessions.get_reflection(journal, sheet.reflection_id).minutes is None


def test_on_the_way_to_minutes_that_cannot_be_nothing_is_taken_for_them(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    about = _about(sheet)
    _keys(about.minutes, "50")
    QTest.keyClick(about.minutes, Qt.Key.Key_Tab)
    about.minutes.lineEdit().selectAll()
    _keys(about.minutes, "2000")
    assert sheet.draft().minutes == 50
    QTest.keyClick(about.minutes, Qt.Key.Key_Backspace)
    assert sheet.draft().minutes == 200
    assert sheet.settle()
    assert not about.trouble.sentence()
    assert sessions.get_reflection(journal, sheet.reflection_id).minutes == 200


def test_minutes_that_cannot_be_are_shown_before_the_form_goes(sheet: ReflectionSheet, qtbot: QtBot) -> None:
    about = _about(sheet)
    _keys(about.minutes, "2000")
    sheet.folds["about"].unfold(on=False)
    with qtbot.assertNotEmitted(sheet.closed):
        sheet.done.click()
    assert about.trouble.isVisible()
    assert QApplication.focusWidget() is about.minutes
    about.minutes.lineEdit().clear()
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()


def test_a_kept_reflection_only_looked_at_is_not_changed(
    sheet: ReflectionSheet, journal: OpenJournal, on_show: Show, qtbot: QtBot
) -> None:
    _keys(_asked(sheet).answers["what"].field, "Anna Smith came on 14 March.")
    assert sheet.settle()
    again = on_show(ReflectionSheet(journal))
    again.open_reflection(sheet.reflection_id)
    for fold in again.folds.values():
        fold.head.click()
    qtbot.waitUntil(lambda: bool(_asked(again).answers["what"].underlined))
    assert not again.autosave.unsettled
    assert _drafts(journal) == []


def test_good_minutes_take_the_sentence_away(sheet: ReflectionSheet) -> None:
    about = _about(sheet)
    _keys(about.minutes, "0")
    about.minutes.finish()
    assert about.trouble.sentence()
    about.minutes.lineEdit().selectAll()
    _keys(about.minutes, "45")
    assert not about.trouble.sentence()


def test_a_session_over_midnight_ends_on_the_next_day(sheet: ReflectionSheet) -> None:
    sheet.new(datetime(2026, 11, 22, 23, 30, tzinfo=BERLIN))
    about = _about(sheet)
    about.minutes.choose(20)
    assert "next day" not in about.until.text()
    about.minutes.choose(60)
    assert about.until.text() == "until 00:30 the next day"


def test_in_the_hour_the_clocks_repeat_a_session_ends_by_its_real_minutes(sheet: ReflectionSheet) -> None:
    sheet.new(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN))
    about = _about(sheet)
    about.minutes.choose(60)
    assert about.until.text() == "until 02:30"


def test_a_label_is_offered_and_never_put_in_the_place_of_what_was_typed(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    sessions.set_labels(journal, ["Tuesday group"])
    about = _about(sheet)
    _keys(about.label, "Tues")
    assert about.label.currentText() == "Tues"
    _keys(about.label, "day walk")
    assert sheet.settle()
    assert sessions.get_reflection(journal, sheet.reflection_id).label == "Tuesday walk"
    assert sessions.labels(journal) == ("Tuesday group", "Tuesday walk")


# ------------------------------------------------------------------------------------------------- follow-ups


def test_a_follow_up_with_a_day_that_is_none_is_shown_when_the_form_is_left(
    sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot
) -> None:
    section = _follow_ups(sheet)
    section.words.setText("Ask about the room")
    section.day.setText("30 February")
    sheet.folds["follow-ups"].unfold(on=False)
    with qtbot.assertNotEmitted(sheet.closed):
        sheet.done.click()
    assert section.notice.isVisible()
    assert QApplication.focusWidget() is section.day
    assert (section.words.text(), section.day.text()) == ("Ask about the room", "30 February")
    assert followups.follow_ups(journal) == []


def test_when_the_journal_is_locked_a_follow_up_half_typed_keeps_its_words(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    section = _follow_ups(sheet)
    section.words.setText("Ask about the room")
    section.day.setText("30 February")
    assert not sheet.settle()
    assert sheet.save_now()
    (found,) = followups.follow_ups(journal)
    assert (found.text, found.due_on) == ("Ask about the room (30 February)", None)
    assert sheet.save_now()
    assert len(followups.follow_ups(journal)) == 1


@pytest.mark.parametrize(("typed", "asked"), [("30 March", "words"), ("30 February", "day")])
def test_a_day_without_words_stays_in_sight_when_the_form_is_left(
    sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot, typed: str, asked: str
) -> None:
    section = _follow_ups(sheet)
    _keys(section.day, typed)
    sheet.folds["follow-ups"].unfold(on=False)
    with qtbot.assertNotEmitted(sheet.closed):
        sheet.done.click()
    assert section.notice.isVisible()
    assert QApplication.focusWidget() is getattr(section, asked)
    assert section.day.text() == typed
    section.day.clear()
    with qtbot.waitSignal(sheet.closed):
        sheet.done.click()
    assert followups.follow_ups(journal) == []


@pytest.mark.parametrize(("typed", "due"), [("30 March", date(2027, 3, 30)), ("30 February", None)])
def test_when_the_journal_is_locked_a_day_without_words_is_kept(
    sheet: ReflectionSheet, journal: OpenJournal, typed: str, due: date | None
) -> None:
    _keys(_follow_ups(sheet).day, typed)
    assert sheet.save_now()
    (found,) = followups.follow_ups(journal)
    assert (found.text, found.due_on) == (typed, due)
    assert sheet.save_now()
    assert len(followups.follow_ups(journal)) == 1


# ------------------------------------------------------------------------------------------------ what I shared


def _no_audience(journal: OpenJournal) -> None:
    for audience in lights.all_audiences(journal):
        lights.remove_audience(journal, audience.id)


def test_without_an_audience_the_form_promises_no_line_and_writes_it_once_there_is_one(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    _no_audience(journal)
    shared = _shared(sheet)
    assert "no audience" in shared.said.text()
    assert not shared.audience.isVisible()
    shared.boxes[part.id].click()
    assert sheet.settle()
    assert ledger.all_lines(journal) == []
    kept = sheet.reflection_id

    lights.add_audience(journal, "Neighbours")
    sheet.open_reflection(kept)
    assert sheet.settle()
    (line,) = ledger.all_lines(journal)
    assert line.disclosure.audience_name == "Neighbours"
    assert sessions.get_reflection(journal, kept).lines == (line.disclosure.id,)


def test_an_audience_made_while_the_form_was_out_of_sight_is_on_offer(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    _no_audience(journal)
    shared = _shared(sheet)
    shared.boxes[part.id].click()
    sheet.hide()
    lights.add_audience(journal, "Neighbours")
    sheet.show()
    assert "Shared so far" in shared.said.text()
    assert shared.audience.isVisible()
    assert shared.audience.currentText() == "Neighbours"
    assert shared.boxes[part.id].isChecked()
    assert sheet.settle()
    assert len(ledger.all_lines(journal)) == 1


def test_a_part_that_goes_to_the_trash_before_it_is_kept_is_still_told_to_the_ledger(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    story.move_to_trash(journal, part.id)
    sheet._put(replace(sessions.new_reflection(journal), shared=(part.id,)), kept=False)
    assert _shared(sheet).boxes[part.id].isChecked()
    _keys(_asked(sheet).answers["what"].field, "x")
    assert sheet.settle()
    (line,) = ledger.all_lines(journal)
    assert [p.title for p in line.disclosure.parts] == ["The dog"]


def test_a_part_in_the_trash_keeps_its_title_in_the_form(
    sheet: ReflectionSheet, journal: OpenJournal, on_show: Show
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    _shared(sheet).boxes[part.id].click()
    assert sheet.settle()
    story.move_to_trash(journal, part.id)
    story.delete_for_good(journal, part.id)
    again = on_show(ReflectionSheet(journal))
    again.open_reflection(sheet.reflection_id)
    labels = [label.text() for label in _shared(again).findChildren(QLabel)]
    assert "Shared: The dog" in labels
    assert _shared(again).none.isHidden()


def test_parts_are_found_by_words_and_chosen_ones_stay_in_sight(sheet: ReflectionSheet, journal: OpenJournal) -> None:
    for n in range(12):
        story.write_part(journal, title=f"Walk {n}", text="x")
    dog = story.write_part(journal, title="The dog", text="x")
    shared = _shared(sheet)
    shared.boxes[dog.id].click()
    _keys(shared.search, "walk 3")
    assert [box.full for box in shared.boxes.values() if not box.isHidden()] == ["Walk 3", "The dog"]
    assert shared.left.isHidden()
    shared.search.setText("boat")
    assert shared.left.text() == "No part has these words."
    shared.boxes[dog.id].click()
    shared.search.setText("")
    assert sum(not box.isHidden() for box in shared.boxes.values()) == 12
    assert shared.left.text() == "1 more; a word of its title finds it."


# ------------------------------------------------------------------------------------------- room and keyboard


def _open_everything(sheet: ReflectionSheet) -> None:
    for fold in sheet.folds.values():
        fold.unfold()


def test_at_twice_the_text_size_nothing_is_wider_than_the_page(
    sheet: ReflectionSheet, journal: OpenJournal, qapp: QApplication, qtbot: QtBot
) -> None:
    story.write_part(journal, title="A title & " * 10, text="x")
    own = prompts.add(journal, Use.REFLECTION, "After an evening on the phone line with the others")
    prompts.put(journal, replace(own, prompts=(Prompt("mine", "What did I hear?"),)))
    apply_theme(qapp, "light", 200)
    sheet._questions_changed()
    _open_everything(sheet)
    sheet.resize(816, 700)
    ground = sheet._column.widget()
    assert ground is not None
    (box,) = _shared(sheet).boxes.values()
    qtbot.waitUntil(lambda: box.text().endswith("…"))
    assert ground.width() == sheet._column.viewport().width()
    assert box.accessibleName() == ("A title & " * 10).strip()


@pytest.mark.parametrize("width", [760, 1100, 1500])
def test_what_can_be_done_stands_in_line_with_what_is_written(sheet: ReflectionSheet, qtbot: QtBot, width: int) -> None:
    sheet.resize(width, 700)
    field = _asked(sheet).answers["what"]

    def left(widget: QWidget) -> int:
        return widget.mapTo(sheet, widget.rect().topLeft()).x()

    qtbot.waitUntil(lambda: left(field) == left(sheet.done))


def test_tab_goes_through_the_form_as_it_is_read(sheet: ReflectionSheet, journal: OpenJournal) -> None:
    sessions.understand(journal)
    _open_everything(sheet)
    about = _about(sheet)
    field = _asked(sheet).answers["what"].field
    field.setFocus()
    stops: list[QWidget] = []
    for _stop in range(80):
        now = QApplication.focusWidget()
        assert now is not None
        stops.append(now)
        if now is sheet.done:
            break
        QTest.keyClick(now, Qt.Key.Key_Tab)
    read = [
        field,
        _asked(sheet).answers["now-what"].field,
        sheet.folds[TOUCHES].head,
        _asked(sheet, TOUCHES).answers["mutuality"].field,
        sheet.folds["about"].head,
        about.setting.choices[2],
        about.minutes,
        about.role,
        sheet.folds["follow-ups"].head,
        _follow_ups(sheet).words,
        _follow_ups(sheet).day,
        _follow_ups(sheet).add,
        sheet.done,
    ]
    assert [stop for stop in stops if stop in read] == read


def test_with_nothing_written_there_is_nothing_to_take_along(sheet: ReflectionSheet, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sheet.pack_wanted):
        sheet.pack.click()
    assert sheet.notice.sentence() == "There is nothing to take along yet."
    _keys(_asked(sheet).answers["what"].field, "x")
    with qtbot.waitSignal(sheet.pack_wanted) as asked:
        sheet.pack.click()
    assert asked.args == [sheet.reflection_id]


# --------------------------------------------------------------------------------------------- ways to leave it


def test_escape_in_the_fields_of_the_moment_only_leaves_those(sheet: ReflectionSheet, qtbot: QtBot) -> None:
    sheet.moment.start()
    with qtbot.assertNotEmitted(sheet.closed):
        QTest.keyClick(sheet.moment.edit, Qt.Key.Key_Escape)
    assert not sheet.moment.edit.isVisible()


def test_escape_closes_and_keeps(sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot) -> None:
    field = _asked(sheet).answers["what"].field
    _keys(field, "Kept")
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert [row.first_words for row in sessions.rows(journal)] == ["Kept"]


def test_a_kill_loses_nothing_that_was_typed_a_second_ago(
    sheet: ReflectionSheet, journal: OpenJournal, qtbot: QtBot, journal_path: Path, passphrase: str, clock: Clock
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    _shared(sheet).boxes[part.id].click()
    _keys(_asked(sheet).answers["what"].field, "A long silence")
    qtbot.waitUntil(lambda: [d.first_words for d in _drafts(journal)] == ["A long silence"])
    assert ledger.all_lines(journal) == []
    sheet.settle = lambda: True  # type: ignore[method-assign]  # killed: nothing is kept on the way out
    journal.close()
    again = unlock(journal_path, passphrase, clock=clock)
    assert [row.first_words for row in sessions.rows(again)] == ["A long silence"]
    assert len(ledger.all_lines(again)) == 1
    again.close()


def test_a_full_disk_leaves_parts_and_answers_in_the_form(
    sheet: ReflectionSheet, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise DiskFull("The disk is full; nothing was changed.")

    part = story.write_part(journal, title="The dog", text="x")
    shared = _shared(sheet)
    shared.boxes[part.id].click()
    _follow_ups(sheet).words.setText("Ask")
    with monkeypatch.context() as patch, qtbot.assertNotEmitted(sheet.closed):
        patch.setattr(sessions, "settle", full)
        patch.setattr(sessions, "save_draft", full)
        patch.setattr(followups, "add_follow_up", full)
        sheet.done.click()
        assert not sheet.save_now()
    assert shared.boxes[part.id].isChecked()
    assert _follow_ups(sheet).words.text() == "Ask"
    sheet.done.click()
    assert len(ledger.all_lines(journal)) == 1
    assert [f.text for f in followups.follow_ups(journal)] == ["Ask"]


# ------------------------------------------------------------------------------------------------ long and many


def test_fifty_thousand_words_in_one_answer_come_back(
    sheet: ReflectionSheet, journal: OpenJournal, on_show: Show
) -> None:
    words = "\n".join(" ".join(f"word{n}" for n in range(line, line + 20)) for line in range(0, 50_000, 20))
    _asked(sheet).answers["what"].field.insertPlainText(words)
    assert sheet.settle()
    again = on_show(ReflectionSheet(journal))
    again.open_reflection(sheet.reflection_id)
    assert _asked(again).answers["what"].text() == words


def test_other_questions_while_words_stand_in_the_form_lose_none_of_them(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    _keys(_asked(sheet).answers["what"].field, "First")
    _keys(_asked(sheet, TOUCHES).answers["mutuality"].field, "A timetable")
    _keys(_asked(sheet, NOTICED).answers["carry"].field, "The room")
    prompts.switch(journal, TOUCHES, on=False)
    prompts.switch(journal, "chime", on=True)
    noticed = prompts.get_template(journal, NOTICED)
    prompts.put(journal, replace(noticed, prompts=tuple(p for p in noticed.prompts if p.key != "carry")))
    sheet._questions_changed()
    assert _asked(sheet).answers["what"].text() == "First"
    left = _asked(sheet, EARLIER)
    assert {key: field.text() for key, field in left.answers.items()} == {
        "mutuality": "A timetable",
        "carry": "The room",
    }
    assert sheet.settle()
    kept = sessions.get_reflection(journal, sheet.reflection_id)
    assert [kept.answer(key) for key in ("what", "mutuality", "carry")] == ["First", "A timetable", "The room"]


def test_a_template_thrown_away_leaves_its_answers_as_they_were_asked(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    own = prompts.add(journal, Use.REFLECTION, "After the phone line")
    prompts.put(journal, replace(own, prompts=(Prompt("mine", "What did I hear?"),)))
    sheet._questions_changed()
    _keys(_asked(sheet, own.id).answers["mine"].field, "Rain")
    prompts.move_to_trash(journal, own.id)
    sheet._questions_changed()
    assert [a.prompt for a in sheet.draft().answers] == ["What did I hear?"]
    assert _asked(sheet, EARLIER).answers["mine"].text() == "Rain"


# -------------------------------------------------------------------------------------------- earlier versions


def test_an_earlier_version_is_shown_in_full_and_brought_back(
    sheet: ReflectionSheet, journal: OpenJournal, on_show: Show, qtbot: QtBot
) -> None:
    _keys(_asked(sheet).answers["what"].field, "As it was")
    _about(sheet).minutes.choose(50)
    assert sheet.settle()
    again = on_show(ReflectionSheet(journal))
    again.open_reflection(sheet.reflection_id)
    _asked(again).answers["what"].field.setPlainText("Otherwise")
    assert again.settle()
    (before,) = sessions.versions(journal, again.reflection_id)
    assert "As it was" in said_in_full(before)
    assert "Minutes: 50" in said_in_full(before)
    dialog = VersionsDialog(journal, again.reflection_id, again, kind=of_reflections())
    qtbot.addWidget(dialog)
    dialog.brought_back.connect(again._brought_back)
    sessions.bring_back(journal, before.id)
    with qtbot.waitSignal(again.changed):
        again._brought_back()
    assert _asked(again).answers["what"].text() == "As it was"


# ---------------------------------------------------------------------------------------------- to the letter

_ANY = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30)
_ONE_LINE = st.text(st.characters(categories=["L", "N", "P"]), max_size=20)


@settings(max_examples=20)
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(("what", "so-what", "now-what", "carry", "landed", "question"), _ANY)),
    lines=st.fixed_dictionaries({"role": _ONE_LINE, "label": _ONE_LINE}),
    setting=st.none() | st.integers(0, 4),
    minutes=st.none() | st.integers(1, 1440),
)
def test_whatever_is_put_into_whatever_field_comes_back(
    journal: OpenJournal,
    qtbot: QtBot,
    texts: dict[str, str],
    lines: dict[str, str],
    setting: int | None,
    minutes: int | None,
) -> None:
    def open_all(sheet: ReflectionSheet) -> tuple[dict[str, Callable[[], str]], dict[str, Callable[[str], object]]]:
        """How each field is read, and how it is written."""
        asked = {**_asked(sheet).answers, "carry": _asked(sheet, NOTICED).answers["carry"]}
        co_reflect = section_of(sheet, "co-reflect", CoReflect)
        asked |= {"landed": _shared(sheet).landed, "question": co_reflect.question}
        return (
            {key: field.text for key, field in asked.items()},
            {key: field.field.insertPlainText for key, field in asked.items()},
        )

    sheet = ReflectionSheet(journal)
    qtbot.addWidget(sheet)
    sheet.new()
    _reading, writing = open_all(sheet)
    for key, text in texts.items():
        writing[key](text)
    about = _about(sheet)
    about.role.setText(lines["role"])
    about.label.setCurrentText(lines["label"])
    if setting is not None:
        about.setting.choose(setting)
    about.minutes.choose(minutes)
    typed = sheet.draft()
    assert sheet.settle()
    if not typed.says_something:
        return
    # A label is spelt as it was first, whatever its case.
    label = next((known for known in sessions.labels(journal) if folded(known) == folded(lines["label"])), "")
    again = ReflectionSheet(journal)
    qtbot.addWidget(again)
    again.open_reflection(sheet.reflection_id)
    reading, _writing = open_all(again)
    kept_alone = {"landed", "question"}
    expected = {key: text if text.strip() or key in kept_alone else "" for key, text in texts.items()}
    assert {key: read() for key, read in reading.items()} == expected
    there = _about(again)
    assert there.role.text() == lines["role"]
    assert there.label.currentText() == label
    assert there.minutes.value == minutes
    assert there.setting.index == setting
