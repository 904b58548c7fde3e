"""Audiences: added, renamed, ordered, taken away and brought back; every change is kept at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.operations import lights, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Known, Light
from peerjournal.ui.dialogs.audiences import AudiencesDialog

FIRST_SIX = [
    "One to one", "Closed group", "Co-reflection or supervision", "Training", "Public talk", "Writing or online",
]  # fmt: skip


@pytest.fixture
def dialog(journal: OpenJournal, qtbot: QtBot) -> Iterator[AudiencesDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = AudiencesDialog(journal, window)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    window.close()


def names(journal: OpenJournal) -> list[str]:
    return [a.name for a in lights.all_audiences(journal)]


def listed(dialog: AudiencesDialog) -> list[str]:
    return [dialog.list.item(n).text() for n in range(dialog.list.count())]


def type_over(dialog: AudiencesDialog, name: str) -> None:
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, name)


def test_the_six_first_ones_are_there(dialog: AudiencesDialog) -> None:
    assert listed(dialog) == FIRST_SIX
    assert dialog.name.text() == "One to one"


def test_a_new_audience_comes_last_and_every_part_is_kept_from_it(
    dialog: AudiencesDialog, journal: OpenJournal, qtbot: QtBot
) -> None:
    QTest.keyClicks(dialog.new, "My choir")
    with qtbot.waitSignal(dialog.changed):
        QTest.keyClick(dialog.new, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert names(journal) == [*FIRST_SIX, "My choir"]
    assert dialog.list.currentRow() == 6
    assert "every part is kept" in dialog.notice.sentence()
    assert lights.all_lights(journal) == {}


def test_no_name_and_a_taken_name_are_said_and_change_nothing(dialog: AudiencesDialog, journal: OpenJournal) -> None:
    dialog.add.click()
    assert "give the audience a name" in dialog.notice.sentence()
    QTest.keyClicks(dialog.new, "closed GROUP")
    dialog.add.click()
    assert "of this name already" in dialog.notice.sentence()
    assert dialog.new.text() == "closed GROUP"
    type_over(dialog, "Training")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.notice.kind() == "problem"
    assert dialog.name.text() == "One to one"
    assert names(journal) == FIRST_SIX


def test_renaming_and_saying_what_is_known(dialog: AudiencesDialog, journal: OpenJournal) -> None:
    dialog.list.setCurrentRow(3)
    type_over(dialog, "Training day")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    dialog.recorded.choose(0)
    dialog.withdrawable.choose(1)
    kept = lights.all_audiences(journal)[3]
    assert (kept.name, kept.recorded, kept.withdrawable) == ("Training day", Known.YES, Known.NO)
    dialog.recorded.choose(2)
    assert lights.all_audiences(journal)[3].recorded is Known.UNKNOWN
    assert dialog.list.currentItem().text() == "Training day"


def test_a_new_audience_half_typed_is_one_when_the_dialog_is_closed(
    dialog: AudiencesDialog, journal: OpenJournal
) -> None:
    dialog.name.setFocus()
    dialog.name.setText("Otherwise")
    dialog.new.setText("The house by the river")
    dialog.reject()
    names = [audience.name for audience in lights.all_audiences(journal)]
    assert (names[0], names[-1]) == ("Otherwise", "The house by the river")


def test_a_name_taken_already_does_not_keep_the_dialog_open(dialog: AudiencesDialog, journal: OpenJournal) -> None:
    there = lights.all_audiences(journal)
    dialog.new.setText(there[1].name)
    dialog.reject()
    assert not dialog.isVisible()
    assert lights.all_audiences(journal) == there


def test_a_name_half_typed_is_kept_when_the_dialog_is_closed(dialog: AudiencesDialog, journal: OpenJournal) -> None:
    type_over(dialog, "Two of us")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert names(journal)[0] == "Two of us"


def test_moving_by_keyboard_and_by_button(dialog: AudiencesDialog, journal: OpenJournal) -> None:
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(journal)[:2] == ["Closed group", "One to one"]
    assert dialog.list.currentRow() == 1
    dialog.up.click()
    assert names(journal) == FIRST_SIX
    assert not dialog.up.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(journal) == FIRST_SIX


def test_removing_asks_first_and_stepping_back_changes_nothing(dialog: AudiencesDialog, journal: OpenJournal) -> None:
    dialog.list.setCurrentRow(4)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert dialog.two_step.isVisible()
    assert QApplication.focusWidget() is dialog.two_step.no
    dialog.two_step.no.click()
    assert names(journal) == FIRST_SIX
    dialog.remove.click()
    dialog.two_step.yes.click()
    assert "Public talk" not in names(journal)
    assert "is removed" in dialog.notice.sentence()


def test_another_audience_chosen_meanwhile_is_never_the_one_removed(
    dialog: AudiencesDialog, journal: OpenJournal
) -> None:
    dialog.list.setCurrentRow(4)
    dialog.remove.click()
    dialog.list.setCurrentRow(0)
    assert not dialog.two_step.isVisible()
    assert names(journal) == FIRST_SIX


def test_one_that_tellings_use_is_archived_and_can_be_brought_back(
    dialog: AudiencesDialog, journal: OpenJournal
) -> None:
    draft = story.new_draft(journal)
    draft.title = "Sundays"
    part = story.settle(journal, draft)
    assert part is not None
    audience = lights.all_audiences(journal)[1]
    lights.set_light(journal, part.id, audience.id, Light.SHARE)
    tellings.new_telling(journal, audience.id, title="For Thursday", part_ids=[part.id])
    dialog.list.setCurrentRow(1)
    dialog.remove.click()
    dialog.two_step.yes.click()
    assert "no longer offered" in dialog.notice.sentence()
    assert listed(dialog)[-1] == "Closed group\nno longer offered"
    assert dialog.chosen() is not None
    assert not dialog.name.isEnabled()
    dialog.restore.click()
    assert names(journal) == FIRST_SIX
    assert lights.all_lights(journal)[part.id, audience.id].light is Light.SHARE


def test_enter_in_the_list_goes_to_the_name(dialog: AudiencesDialog) -> None:
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is dialog.name
    assert dialog.name.selectedText() == "One to one"


def test_without_any_the_dialog_still_offers_to_add_one(dialog: AudiencesDialog, journal: OpenJournal) -> None:
    for _n in range(6):
        dialog.list.setCurrentRow(0)
        dialog.remove.click()
        dialog.two_step.yes.click()
    assert names(journal) == []
    assert dialog.chosen() is None
    QTest.keyClicks(dialog.new, "Neighbours")
    dialog.add.click()
    assert names(journal) == ["Neighbours"]
