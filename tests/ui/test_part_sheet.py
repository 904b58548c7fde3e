"""The sheet of a part: every field kept, movements of one's own, people recognised, how it feels with its day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.journal.story import Arrangement, Feel, Part
from peerjournal.operations import ledger, lights, people, story, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light
from peerjournal.sharing.disclosure import About
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages import part_sheet
from peerjournal.ui.pages.part_sheet import PartSheet
from peerjournal.ui.widgets.elided import LineButton


@pytest.fixture
def sheet(journal: OpenJournal, on_show: Callable[[PartSheet], PartSheet]) -> PartSheet:
    made = on_show(PartSheet(journal))
    made.resize(640, 760)
    return made


@pytest.fixture
def part(journal: OpenJournal) -> Part:
    return story.write_part(journal, title="The dog", text="Tom's dog stood at the door.", movement="helped")


def open_(sheet: PartSheet, journal: OpenJournal, part_id: str) -> None:
    sheet.open(story.open_draft(journal, part_id))
    sheet._look_soon.stop()
    sheet.recognise()
    jobs().wait()
    QApplication.processEvents()


def type_chip(field: object, words: str) -> None:
    edit = field._edit  # type: ignore[attr-defined]  # the field has no other door for keys
    QTest.keyClicks(edit, words)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def test_every_field_is_kept(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    people.add_person(journal, "Ruth")
    open_(sheet, journal, part.id)
    sheet.fold.click()
    QTest.keyClicks(sheet.time, "spring 2018")
    type_chip(sheet.about.themes, "company")
    type_chip(sheet.about.people, "Ruth")
    sheet.about.feel.setCurrentIndex(3)
    QTest.keyClicks(sheet.about.strategies, "Out before noon")
    QTest.keyClick(sheet.about.strategies, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.about.strategies, "A fixed hour")
    assert sheet.settle()
    kept = story.get_part(journal, part.id)
    assert (kept.movement, kept.time_of_life, kept.themes) == ("helped", "spring 2018", ("company",))
    assert kept.strategies == ("Out before noon", "A fixed hour")
    assert kept.person_ids == (people.find_person(journal, "Ruth").id,)
    assert (kept.feel, kept.feel_on) == (Feel.SETTLED, date(2026, 11, 22))
    open_(sheet, journal, part.id)
    assert sheet.about.summary() == "company  ·  Ruth  ·  settled"


def test_opening_a_part_changes_nothing(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    everything = replace(
        story.open_draft(journal, part.id),
        time_of_life="2018",
        themes=("a", "b"),
        strategies=("x",),
        feel=Feel.RAW,
        feel_on=date(2025, 5, 5),
        person_ids=(people.add_person(journal, "Ruth").id,),
    )
    kept = story.settle(journal, everything)
    open_(sheet, journal, part.id)
    assert not sheet.autosave.unsettled
    assert sheet.draft() == replace(story.open_draft(journal, part.id), sitting=sheet.draft().sitting)
    assert story.get_part(journal, part.id) == kept


# ----------------------------------------------------------------------------------------------- movements


def test_a_movement_of_ones_own_is_added_renamed_and_removed(
    sheet: PartSheet, journal: OpenJournal, part: Part
) -> None:
    open_(sheet, journal, part.id)
    assert not sheet.remove_movement.isEnabled()
    sheet.new_movement.trigger()
    sheet.ask.field.setText("In between")
    QTest.keyClick(sheet.ask.field, Qt.Key.Key_Return)
    own = story.find_movement(journal, "In between")
    assert story.get_part(journal, part.id).movement == own.id
    sheet.rename_movement.trigger()
    sheet.ask.field.setText("Between")
    sheet.ask.yes.click()
    assert sheet.movement.currentText() == "Between"
    sheet.remove_movement.trigger()
    assert own.id in {m.id for m in story.all_movements(journal)}
    sheet.removing.yes.click()
    assert story.get_part(journal, part.id).movement == ""
    assert sheet.movement.currentText() == "No movement yet"


def test_a_movement_is_chosen_by_key(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    open_(sheet, journal, part.id)
    sheet.movement.setFocus()
    QTest.keyClick(sheet.movement, Qt.Key.Key_Down)
    assert story.get_part(journal, part.id).movement == "next"


# --------------------------------------------------------------------------------------------------- people


def test_somebody_recognised_in_the_text_can_be_added(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    tom = people.add_person(journal, "Tom", arrangement=Arrangement.AGREED)
    open_(sheet, journal, part.id)
    sheet.fold.click()
    assert sheet.about.recognised.text() == "Tom stands in the text."
    sheet.about.add_recognised.click()
    assert not sheet.about.recognised.isVisible()
    assert sheet.settle()
    assert story.get_part(journal, part.id).person_ids == (tom.id,)


def test_somebody_without_an_arrangement_can_be_arranged_with(
    sheet: PartSheet, journal: OpenJournal, part: Part, qtbot: QtBot
) -> None:
    tom = people.add_person(journal, "Tom")
    open_(sheet, journal, part.id)
    assert sheet.about.unarranged.text() == "Nothing is arranged with Tom yet."
    with qtbot.waitSignal(sheet.person_wanted) as wanted:
        sheet.about.arrange.click()
    assert wanted.args == [tom.id]


def test_a_name_nobody_has_becomes_a_new_person(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    open_(sheet, journal, part.id)
    sheet.fold.click()
    type_chip(sheet.about.people, "Ana")
    assert sheet.settle()
    assert story.get_part(journal, part.id).person_ids == (people.find_person(journal, "Ana").id,)


def test_a_nickname_stands_for_its_person_and_a_mere_sign_for_nobody(
    sheet: PartSheet, journal: OpenJournal, part: Part
) -> None:
    people.add_person(journal, "Judith", nicknames=["Jutka"])
    open_(sheet, journal, part.id)
    sheet.fold.click()
    type_chip(sheet.about.people, "jutka")
    assert sheet.about.people.tags == ("Judith",)
    type_chip(sheet.about.people, "?!")
    assert sheet.about.people.tags == ("Judith",)
    assert "give the person a name" in sheet.notice.sentence()


def test_people_in_the_trash_stay_in_the_part(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    tom, ana = people.add_person(journal, "Tom"), people.add_person(journal, "Ana")
    story.settle(journal, replace(story.open_draft(journal, part.id), person_ids=(tom.id, ana.id)))
    people.move_to_trash(journal, tom.id)
    open_(sheet, journal, part.id)
    QTest.keyClicks(sheet.time, "2018")
    assert sheet.settle()
    assert set(story.get_part(journal, part.id).person_ids) == {tom.id, ana.id}


# --------------------------------------------------------------------------------------- feel, lights, told


def test_how_it_feels_is_said_on_a_day_that_can_be_changed(
    sheet: PartSheet, journal: OpenJournal, part: Part, moment: list[datetime]
) -> None:
    open_(sheet, journal, part.id)
    sheet.fold.click()
    assert not sheet.about.said_on.isVisible()
    sheet.about.feel.setCurrentIndex(1)
    sheet.about.said_on.setDate(QDate(2026, 11, 1))
    assert sheet.settle()
    assert (story.get_part(journal, part.id).feel_on) == date(2026, 11, 1)
    moment[0] += timedelta(days=3)
    sheet.about.feel.setCurrentIndex(2)
    assert sheet.settle()
    assert (story.get_part(journal, part.id).feel_on) == date(2026, 11, 25)
    sheet.about.feel.setCurrentIndex(0)
    assert sheet.settle()
    kept = story.get_part(journal, part.id)
    assert (kept.feel, kept.feel_on) == (Feel.UNSAID, None)


def test_the_lights_are_said_in_words(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    open_(sheet, journal, part.id)
    rows = sheet.about._light_rows
    assert rows[Light.KEEP]._names.text() == "keep: for every audience"
    first, second, *_rest = lights.all_audiences(journal)
    lights.set_light(journal, part.id, first.id, Light.SHARE)
    lights.set_light(journal, part.id, second.id, Light.ASK)
    sheet.refresh_standing()
    assert rows[Light.SHARE]._names.text() == f"share: {first.name}"
    assert rows[Light.ASK]._names.text() == f"if asked: {second.name}"


def test_where_it_was_told_and_how_it_landed_leads_to_the_ledger(
    sheet: PartSheet, journal: OpenJournal, part: Part, qtbot: QtBot
) -> None:
    open_(sheet, journal, part.id)
    assert sheet.about.told.text() == "Not told yet."
    line = ledger.record_in_session(journal, lights.all_audiences(journal)[0], [part.id])
    ledger.add_note(journal, line.id, About.LANDED, "Quiet, then a question.")
    sheet.refresh_standing()
    assert sheet.about.told.text() == "Told once, to 1 audience, last in November."
    button = sheet.about.findChild(LineButton)
    assert button is not None
    assert button.words.full.endswith("Quiet, then a question.")
    with qtbot.waitSignal(sheet.line_wanted) as wanted:
        button.click()
    assert wanted.args == [line.id]


def test_a_part_of_an_entry_leads_back_to_it(sheet: PartSheet, journal: OpenJournal, qtbot: QtBot) -> None:
    entry = writing.write_entry(journal, text="At the door.")
    made = story.settle(journal, story.draft_from_entry(journal, entry.id))
    assert made is not None
    open_(sheet, journal, made.id)
    with qtbot.waitSignal(sheet.entry_wanted) as wanted:
        sheet.about.from_entry.click()
    assert wanted.args == [entry.id]


# ------------------------------------------------------------------------------------------------- the sheet


def test_a_stretch_is_made_private_by_one_key_and_kept_so(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    open_(sheet, journal, part.id)
    sheet.editor.go_to(len("Tom's dog"), 0)
    sheet.private.click()
    assert sheet.settle()
    assert marks.private_texts(story.get_part(journal, part.id).text) == ("Tom's dog",)


def test_a_damaged_mark_is_told(sheet: PartSheet, journal: OpenJournal) -> None:
    damaged = story.write_part(journal, text="Open. {kep}Hidden.")
    open_(sheet, journal, damaged.id)
    assert sheet.marks_notice.isVisible()
    assert sheet.marks_notice.sentence()


def test_what_is_about_the_part_is_folded_away_until_wanted_and_stays_unfolded(
    sheet: PartSheet, journal: OpenJournal, part: Part
) -> None:
    open_(sheet, journal, part.id)
    assert not sheet.about.isVisible()
    sheet.fold.setFocus()
    QTest.keyClick(sheet.fold, Qt.Key.Key_Space)
    assert sheet.about.isVisible()
    open_(sheet, journal, story.write_part(journal, text="Another").id)
    assert sheet.about.isVisible()


def test_on_a_low_sheet_the_text_gives_way(
    sheet: PartSheet, journal: OpenJournal, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_sheet, "_LOW", 2000)
    open_(sheet, journal, part.id)
    sheet.fold.click()
    assert sheet.about.isVisible()
    assert not sheet.editor.isVisible()
    sheet.fold.click()
    assert sheet.editor.isVisible()
    assert sheet.title.isVisible()


def test_what_lies_in_the_trash_is_only_shown(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    story.move_to_trash(journal, part.id)
    sheet.open(story.open_draft(journal, part.id), trashed=True)
    assert not sheet.movement.isEnabled()
    assert sheet.time.isReadOnly()
    assert not sheet.more.isVisible()
    assert sheet.about.strategies.isReadOnly()
    assert sheet.settle()
    jobs().wait()


def test_the_wheel_changes_no_choice(sheet: PartSheet, journal: OpenJournal, part: Part) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    open_(sheet, journal, part.id)
    none = Qt.KeyboardModifier.NoModifier
    for field in (sheet.movement, sheet.about.feel, sheet.about.said_on):
        wheel = QWheelEvent(
            QPointF(4, 4), QPointF(4, 4), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton, none,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's signature
        )  # fmt: skip
        QApplication.sendEvent(field, wheel)
    assert not sheet.autosave.unsettled
