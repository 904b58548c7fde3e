"""The list of tellings, and one of them open in its workshop, on a real journal."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.story import Arrangement
from peerjournal.operations import lights, people, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.ui.dialogs.new_telling import NewTellingDialog
from peerjournal.ui.pages.telling.workshop import ABOUT, HAND_OUT, PARTS, WORDS
from peerjournal.ui.pages.tellings import TellingsPage

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def part_id(journal: OpenJournal) -> str:
    """A part that may be told in a training."""
    part = story.write_part(journal, title="The dog", text="He stood there at seven.")
    lights.set_light(journal, part.id, "training", Light.SHARE)
    return part.id


@pytest.fixture
def telling_id(journal: OpenJournal, part_id: str) -> str:
    """A telling of that part."""
    return tellings.new_telling(journal, "training", title="Short", part_ids=[part_id], minutes=5).id


def shown(journal: OpenJournal, on_show: Show) -> TellingsPage:
    page = TellingsPage(journal)
    on_show(page)
    return page


def dialog_of(page: TellingsPage, qtbot: QtBot) -> NewTellingDialog:
    """The dialog that was opened last."""
    dialog = page.findChildren(NewTellingDialog)[-1]
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def full(*_anything: object, **_more: object) -> None:
    raise DiskFull("The disk is full; nothing was changed.")


# ------------------------------------------------------------------------------------------------ the list


def test_an_empty_page_invites_to_make_one(journal: OpenJournal, part_id: str, on_show: Show, qtbot: QtBot) -> None:
    page = shown(journal, on_show)
    assert page.empty.isVisible()
    assert page.new.isHidden()
    page.empty.button.click()
    dialog = dialog_of(page, qtbot)
    QTest.keyClicks(dialog.title, "At the course")
    dialog.choose("training")
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    (made,) = tellings.all_tellings(journal)
    assert (made.title, made.audience_id) == ("At the course", "training")
    assert page.workshop.isVisible()
    assert page.workshop.tabs.index() == PARTS
    assert page.workshop.parts.offered.ids() == [part_id]


def test_a_row_says_for_whom_when_and_how_long(journal: OpenJournal, telling_id: str, on_show: Show) -> None:
    page = shown(journal, on_show)
    assert page.list.ids() == [telling_id]
    assert page.list.item(0).text() == "Short\nTraining  ·  5 minutes"


def test_marks_in_a_title_are_never_shown_raw(journal: OpenJournal, on_show: Show) -> None:
    made = tellings.new_telling(journal, "training", title="A {keep}quiet{/keep} one")
    page = shown(journal, on_show)
    assert page.list.item(0).text().startswith("A quiet one\n")
    page.open_telling(made.id)
    assert page.workshop.name.full == "A quiet one"


def test_enter_opens_and_esc_leads_back(journal: OpenJournal, telling_id: str, on_show: Show) -> None:
    page = shown(journal, on_show)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.workshop.telling_id == telling_id
    page.workshop.copy.setFocus()
    QTest.keyClick(page.workshop.copy, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.current_id() == telling_id
    assert page.list.hasFocus()


def test_esc_in_words_being_typed_stays_there(journal: OpenJournal, telling_id: str, on_show: Show) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    page.workshop.about.purpose.setFocus()
    QTest.keyClicks(page.workshop.about.purpose, "Less hurry")
    QTest.keyClick(page.workshop.about.purpose, Qt.Key.Key_Escape)
    assert page.workshop.isVisible()
    assert page.workshop.about.purpose.text() == "Less hurry"


def test_delete_moves_to_the_trash_and_undo_brings_back(journal: OpenJournal, telling_id: str, on_show: Show) -> None:
    page = shown(journal, on_show)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert tellings.all_tellings(journal) == []
    page.notice.undo.click()
    assert [t.id for t in tellings.all_tellings(journal)] == [telling_id]
    assert page.list.current_id() == telling_id


def test_it_is_deleted_for_good_in_two_steps(journal: OpenJournal, telling_id: str, on_show: Show) -> None:
    page = shown(journal, on_show)
    page.trash.click()
    page.list.point_at(telling_id)
    page.list.chosen.emit(telling_id)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.two_step.isVisible()
    QTest.keyClick(page.two_step.no, Qt.Key.Key_Escape)
    assert [t.id for t in tellings.all_tellings(journal, trashed=True)] == [telling_id]
    page.delete.click()
    page.two_step.yes.click()
    assert tellings.all_tellings(journal, trashed=True) == []
    assert page.empty.isVisible()


def test_for_another_audience_lights_decide_anew_and_it_says_so(
    journal: OpenJournal, telling_id: str, on_show: Show, qtbot: QtBot
) -> None:
    page = shown(journal, on_show)
    page.copy.click()
    dialog = dialog_of(page, qtbot)
    assert dialog.title.isHidden()
    dialog.choose("public-talk")
    dialog.make.click()
    assert page.workshop.telling_id != telling_id
    assert page.workshop.parts.telling.choices == ()
    assert "1 part is kept from this audience" in page.workshop.notice.sentence()


def test_what_cannot_be_made_says_so_and_stays_open(
    journal: OpenJournal, on_show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(journal, on_show)
    page.new.click()
    dialog = dialog_of(page, qtbot)
    monkeypatch.setattr(tellings, "new_telling", full)
    dialog.make.click()
    assert dialog.isVisible()
    assert "disk is full" in dialog.notice.sentence()
    dialog.reject()


# -------------------------------------------------------------------------------------------- the workshop


def test_all_seven_steps_are_reached_by_keys(journal: OpenJournal, telling_id: str, on_show: Show) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    seen = []
    for _n in range(7):
        seen.append(page.workshop.stack.currentIndex())
        QTest.keyClick(page.workshop, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert seen == list(range(ABOUT, HAND_OUT + 1))
    assert page.workshop.stack.currentIndex() == ABOUT


def test_the_steps_fold_into_a_list_where_it_is_narrow(
    journal: OpenJournal, telling_id: str, on_show: Show, qtbot: QtBot
) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id, PARTS)
    assert not page.workshop.tabs.folded
    page.resize(420, 600)
    qtbot.waitUntil(lambda: page.workshop.tabs.folded)
    assert page.workshop.tabs.list.isVisible()
    assert page.workshop.tabs.list.currentText() == "Parts"
    page.workshop.tabs.list.setCurrentIndex(WORDS)
    page.workshop.tabs.list.activated.emit(WORDS)
    assert page.workshop.stack.currentIndex() == WORDS
    page.resize(1024, 700)
    qtbot.waitUntil(lambda: not page.workshop.tabs.folded)
    assert page.workshop.tabs.index() == WORDS


def test_it_says_what_changed_and_looking_again_settles_it(
    journal: OpenJournal, telling_id: str, part_id: str, on_show: Show
) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id, PARTS)
    assert page.workshop.changed.isHidden()
    lights.set_light(journal, part_id, "training", Light.KEEP)
    page.refresh()
    assert "“The dog”: it is kept now, so it is out." in page.workshop.changed.sentence()
    assert page.workshop.looked.isHidden()  # looking would change nothing: it is out while it is kept
    assert "kept now" in page.workshop.parts.chosen.item(0).text()
    lights.set_light(journal, part_id, "training", Light.SHARE)
    page.refresh()
    assert "it may be told again, and is out until you have looked at it" in page.workshop.changed.sentence()
    assert tellings.get(journal, telling_id).pieces == []
    page.workshop.looked.click()
    assert page.workshop.changed.isHidden()
    assert "2" not in page.workshop.parts.chosen.item(0).text()  # seconds again, no warning
    assert [p.part_id for p in tellings.get(journal, telling_id).pieces] == [part_id]


def test_an_arrangement_with_somebody_in_the_own_words_is_said(
    journal: OpenJournal, telling_id: str, on_show: Show
) -> None:
    tom = people.add_person(journal, "Tom")
    telling = tellings.get(journal, telling_id).telling
    tellings.change(journal, replace(telling, opening="Tom was there."))
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    assert page.workshop.changed.isHidden()
    people.change_person(journal, replace(tom, arrangement=Arrangement.DISGUISE, disguise="a friend"))
    page.refresh()
    assert "an arrangement with somebody in your own words changed" in page.workshop.changed.sentence()
    page.workshop.looked.click()
    assert page.workshop.changed.isHidden()


def test_a_telling_that_went_elsewhere_leads_back_to_the_list(
    journal: OpenJournal, telling_id: str, on_show: Show
) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    tellings.move_to_trash(journal, telling_id)
    page.refresh()
    assert page.list.isVisible()
    assert "in the trash" in page.notice.sentence()
    tellings.restore(journal, telling_id)
    page.open_telling(telling_id)
    tellings.move_to_trash(journal, telling_id)
    tellings.delete_for_good(journal, telling_id)
    page.refresh()
    assert "no such telling" in page.notice.sentence()
    assert page.empty.isVisible()


def test_words_of_a_telling_that_is_gone_are_left_only_after_asking(
    journal: OpenJournal, telling_id: str, on_show: Show
) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    purpose = page.workshop.about.purpose
    QTest.keyClicks(purpose, "Not lost yet")
    tellings.move_to_trash(journal, telling_id)
    tellings.delete_for_good(journal, telling_id)
    page.workshop.back.click()
    assert page.workshop.leave.isVisible()
    assert purpose.text() == "Not lost yet"
    assert not page.settle()
    page.workshop.leave.yes.click()
    assert page.empty.isVisible()
    assert page.settle()


def test_leaving_waits_for_what_cannot_be_kept(
    journal: OpenJournal, telling_id: str, on_show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    with monkeypatch.context() as patch:
        patch.setattr(tellings, "change", full)
        QTest.keyClicks(page.workshop.about.opening, "Good morning")
        page.workshop.tabs.choose(PARTS)
        assert page.workshop.tabs.index() == ABOUT
        assert page.workshop.stack.currentIndex() == ABOUT
        assert "disk is full" in page.workshop.notice.sentence()
        page.workshop.back.click()
        assert page.workshop.isVisible()
        assert not page.save_now()
        page.refresh()
        assert page.workshop.about.opening.text() == "Good morning"
    page.workshop.back.click()
    assert tellings.get(journal, telling_id).telling.opening == "Good morning"
    assert page.list.isVisible()


def test_another_telling_never_gets_words_of_the_one_before(
    journal: OpenJournal, telling_id: str, on_show: Show
) -> None:
    other = tellings.new_telling(journal, "public-talk", title="Other")
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    page.workshop.about.title.setFocus()
    QTest.keyClick(page.workshop.about.title, Qt.Key.Key_End)
    QTest.keyClicks(page.workshop.about.title, " one")
    page.open_telling(other.id)  # while the title has the keyboard
    assert page.workshop.about.title.text() == "Other"
    assert page.settle()
    assert {t.title for t in tellings.all_tellings(journal)} == {"Short one", "Other"}


def test_every_control_has_a_name(journal: OpenJournal, telling_id: str, on_show: Show) -> None:
    page = shown(journal, on_show)
    page.open_telling(telling_id)
    for step in (ABOUT, PARTS, WORDS):
        page.workshop.tabs.choose(step)
        QApplication.processEvents()
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
            controls = [c for c in page.findChildren(kind) if c.isVisible() and not c.objectName().startswith("qt_")]
            said = [c.accessibleName() or (c.text() if isinstance(c, QAbstractButton) else "") for c in controls]
            assert all(said), controls[said.index("")]
