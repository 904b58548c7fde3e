"""The words of a telling: the part's own or adapted, what was changed, and private marks in them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.story import Arrangement
from peerjournal.operations import lights, people, story, tellings, wording
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.telling.words import ADAPTED, OWN, WordsStep
from peerjournal.ui.pages.telling.workshop import PARTS, WORDS, Workshop

Show = Callable[[QWidget], QWidget]

TEXT = "Tom walked the dog. {keep}canary{/keep} Then it rained."


@pytest.fixture
def part_ids(journal: OpenJournal) -> list[str]:
    """Two parts that may be told; the first names somebody who is disguised and holds a private mark."""
    people.add_person(journal, "Tom", arrangement=Arrangement.DISGUISE, disguise="a friend")
    made = [
        story.write_part(journal, title="The dog", text=TEXT),
        story.write_part(journal, title="Rain", text="It fell."),
    ]
    lights.set_lights(journal, [(p.id, "training") for p in made], Light.SHARE)
    return [p.id for p in made]


@pytest.fixture
def workshop(journal: OpenJournal, part_ids: list[str], on_show: Show) -> Workshop:
    """A telling of both, open at its words."""
    made = tellings.new_telling(journal, "training", title="Short", part_ids=part_ids)
    workshop = Workshop(journal)
    on_show(workshop)
    workshop.open(tellings.get(journal, made.id), WORDS)
    return workshop


@pytest.fixture
def step(workshop: Workshop) -> WordsStep:
    """Its words."""
    return workshop.words


def adapted_in(journal: OpenJournal, step: WordsStep, part_id: str) -> str | None:
    choices = tellings.get(journal, step.telling_id).choices
    return next(c.adapted for c in choices if c.part_id == part_id)


def compared(step: WordsStep, qtbot: QtBot) -> str:
    """What the comparison shows once it is made."""
    with qtbot.waitSignal(step.compared):
        step._compare()
    return step.changes.toPlainText()


def type_at_end(step: WordsStep, words: str) -> None:
    step.sheet.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(step.sheet.editor, words)


def full(*_anything: object, **_more: object) -> None:
    raise DiskFull("The disk is full; nothing was changed.")


def test_the_own_words_are_shown_as_they_may_leave(step: WordsStep) -> None:
    assert step.which.index() == OWN
    assert step.own.toPlainText() == "A friend walked the dog. Then it rained."
    assert "at your pace" in step.about.text()


def test_adapting_begins_with_the_parts_own_words_and_shows_what_changed(
    journal: OpenJournal, step: WordsStep, part_ids: list[str], qtbot: QtBot
) -> None:
    step.adapt.click()
    assert step.which.index() == ADAPTED
    assert step.sheet.editor.hasFocus()
    assert step.sheet.editor.text() == "Tom walked the dog. Then it rained."
    assert compared(step, qtbot) == "Nothing was changed."
    type_at_end(step, " Much.")
    assert "Much." in compared(step, qtbot)
    assert step.settle()
    assert adapted_in(journal, step, part_ids[0]) == "Tom walked the dog. Then it rained. Much."
    assert story.get_part(journal, part_ids[0]).text == TEXT
    assert "adapted" in step.list.item(0).text()


def test_adapted_words_come_back_after_the_own_ones_were_told(
    journal: OpenJournal, step: WordsStep, part_ids: list[str]
) -> None:
    step.adapt.click()
    type_at_end(step, " Much.")
    step.back_to_own.click()
    assert step.which.index() == OWN
    assert adapted_in(journal, step, part_ids[0]) is None
    assert step.adapt.text() == "Take the adapted words"
    step.adapt.click()
    assert step.sheet.editor.text().endswith(" Much.")


def test_each_part_has_its_own_words(journal: OpenJournal, step: WordsStep, part_ids: list[str]) -> None:
    step.adapt.click()
    type_at_end(step, " One.")
    step.list.setFocus()
    QTest.keyClick(step.list, Qt.Key.Key_Down)
    assert step.which.index() == OWN
    assert step.own.toPlainText() == "It fell."
    step.which.choose(ADAPTED)
    type_at_end(step, " Two.")
    QTest.keyClick(step.sheet.editor, Qt.Key.Key_F6)
    assert step.list.hasFocus()
    QTest.keyClick(step.list, Qt.Key.Key_Up)
    assert step.sheet.editor.text().endswith("rained. One.")
    assert adapted_in(journal, step, part_ids[1]) == "It fell. Two."


def test_a_pasted_private_mark_stays_one_and_is_left_out(
    journal: OpenJournal, step: WordsStep, part_ids: list[str], qtbot: QtBot
) -> None:
    step.adapt.click()
    step.sheet.editor.moveCursor(QTextCursor.MoveOperation.End)
    QGuiApplication.clipboard().setText(" {keep}hidden{/keep}")
    step.sheet.editor.paste()
    assert "{keep}" not in step.sheet.editor.toPlainText()
    assert "hidden" not in compared(step, qtbot)
    assert step.settle()
    assert adapted_in(journal, step, part_ids[0]) == "Tom walked the dog. Then it rained. {keep}hidden{/keep}"
    assert "What is marked private in these words is left out." in step.about.text()
    assert all("hidden" not in p.text for p in tellings.get(journal, step.telling_id).pieces)


def test_a_damaged_mark_says_so_and_fails_closed(journal: OpenJournal, step: WordsStep) -> None:
    step.adapt.click()
    type_at_end(step, " {keep}never closed")
    assert step.sheet.marks_notice.isVisible()
    assert step.settle()
    assert all("never closed" not in p.text for p in tellings.get(journal, step.telling_id).pieces)


def test_no_mark_is_ever_shown_raw(journal: OpenJournal, step: WordsStep, part_ids: list[str], qtbot: QtBot) -> None:
    tellings.set_wording(journal, step.telling_id, part_ids[0], "A {keep}quiet{/keep} word")
    step.show_now(tellings.get(journal, step.telling_id))
    compared(step, qtbot)
    shown = (step.own.toPlainText(), step.sheet.editor.toPlainText(), step.changes.toPlainText(), step.about.text())
    assert not any("{" in text for text in shown)


def test_what_is_typed_is_kept_by_and_by(
    journal: OpenJournal, step: WordsStep, part_ids: list[str], qtbot: QtBot
) -> None:
    step.adapt.click()
    with qtbot.waitSignal(step.sheet.autosave.told, check_params_cb=lambda state, _said: state == "saved"):
        type_at_end(step, " Soon.")
    assert adapted_in(journal, step, part_ids[0]) == "Tom walked the dog. Then it rained. Soon."


def test_what_cannot_be_kept_stays_on_the_screen_and_holds_the_door(
    journal: OpenJournal, workshop: Workshop, part_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    step = workshop.words
    step.adapt.click()
    with monkeypatch.context() as patch:
        patch.setattr(wording, "save_draft", full)
        patch.setattr(wording, "settle", full)
        type_at_end(step, " Not lost.")
        workshop.tabs.choose(PARTS)
        assert workshop.stack.currentIndex() == WORDS
        assert not workshop.save_now()
        step.choose_part(part_ids[1])
        assert step.list.current_id() == part_ids[0]
        step.which.choose(OWN)
        assert step.which.index() == ADAPTED
        workshop.refresh()
        assert step.sheet.editor.text().endswith("Not lost.")
        assert "disk is full" in step.sheet.notice.sentence()
    assert workshop.save_now()
    assert step.settle()
    adapted = adapted_in(journal, step, part_ids[0])
    assert adapted is not None
    assert adapted.endswith("Not lost.")


def test_words_changed_elsewhere_are_shown_unless_something_is_being_typed(
    journal: OpenJournal, step: WordsStep, part_ids: list[str]
) -> None:
    step.adapt.click()
    assert step.settle()
    tellings.set_wording(journal, step.telling_id, part_ids[0], "From elsewhere.")
    step.show_now(tellings.get(journal, step.telling_id))
    assert step.sheet.editor.text() == "From elsewhere."
    type_at_end(step, " Mine.")
    tellings.set_wording(journal, step.telling_id, part_ids[0], "Again from elsewhere.")
    step.show_now(tellings.get(journal, step.telling_id))
    assert step.sheet.editor.text() == "From elsewhere. Mine."


def test_undo_reaches_back_across_saving(step: WordsStep) -> None:
    step.adapt.click()
    type_at_end(step, " x")
    assert step.settle()
    step.sheet.editor.undo()
    assert not step.sheet.editor.text().endswith("x")


def test_naming_somebody_in_adapted_words_asks_for_no_second_look(journal: OpenJournal, step: WordsStep) -> None:
    people.add_person(journal, "Ruth")
    step.adapt.click()
    type_at_end(step, " Ruth knew.")
    assert step.save_now()
    assert not tellings.get(journal, step.telling_id).changed


def test_a_part_that_is_out_says_so_and_can_still_be_worded(
    journal: OpenJournal, step: WordsStep, part_ids: list[str]
) -> None:
    lights.set_light(journal, part_ids[0], "training", Light.KEEP)
    step.show_now(tellings.get(journal, step.telling_id))
    assert "kept now, so it is out" in step.list.item(0).text()
    assert "may not be told here now" in step.about.text()


def test_held_parts_stand_under_their_heading(journal: OpenJournal, step: WordsStep, part_ids: list[str]) -> None:
    step.show_now(tellings.hold(journal, step.telling_id, part_ids[0], held=True))
    rows = [step.list.item(n).text().split("\n")[0] for n in range(step.list.count())]
    assert rows == ["Rain", "Kept ready, if asked", "The dog"]


def test_without_parts_it_says_what_to_do_first(journal: OpenJournal, step: WordsStep) -> None:
    step.show_now(tellings.choose_parts(journal, step.telling_id, []))
    assert step.empty.isVisible()
    assert step.settle()


def test_a_narrow_place_shows_words_or_changes(step: WordsStep, workshop: Workshop, qtbot: QtBot) -> None:
    step.adapt.click()
    workshop.resize(440, 640)
    qtbot.waitUntil(step.pick.isVisible)
    assert step.sheet.isVisible()
    assert not step.changes.isVisible()
    step.compare.click()
    assert step.changes.isVisible()
    assert not step.sheet.isVisible()
    step.pick.activated.emit(1)
    assert step.own.isVisible()


def test_fifty_thousand_words_are_opened_adapted_and_kept(journal: OpenJournal, workshop: Workshop) -> None:
    text = "\n\n".join("ten words stand here and then there are ten more " * 10 for _n in range(500))
    part = story.write_part(journal, title="Long", text=text)
    lights.set_light(journal, part.id, "training", Light.SHARE)
    workshop.open(tellings.choose_parts(journal, workshop.telling_id, [part.id]), WORDS)
    step = workshop.words
    step.adapt.click()
    type_at_end(step, " End.")
    assert workshop.save_now()
    adapted = adapted_in(journal, step, part.id)
    assert adapted is not None
    assert adapted.endswith(" End.")
    jobs().wait()
