"""Questions to write by: switched, reworded, ordered, made and thrown away; every change is kept by itself."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.prompts import CHIME, FIRST, VALUES, Prompt, Template, Use, first_templates
from peerjournal.operations import prompts
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.dialogs.templates import TemplatesDialog

Opened = Callable[[Use], TemplatesDialog]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(journal: OpenJournal, qtbot: QtBot) -> Iterator[Opened]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def open_(use: Use) -> TemplatesDialog:
        dialog = TemplatesDialog(journal, use, window)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    yield open_
    window.close()


def first(template_id: str) -> Template:
    return next(template for template in first_templates() if template.id == template_id)


def kept(journal: OpenJournal, template_id: str) -> Template:
    return prompts.get_template(journal, template_id)


def asked(journal: OpenJournal, template_id: str) -> list[str]:
    return [prompt.words for prompt in kept(journal, template_id).prompts]


def names(dialog: TemplatesDialog) -> list[str]:
    return [dialog.templates.list.item(n).text() for n in range(dialog.templates.list.count())]


def questions(dialog: TemplatesDialog) -> list[str]:
    names = dialog.sheet.questions.list
    return [names.item(n).text() for n in range(names.count())]


def choose(dialog: TemplatesDialog, template_id: str) -> None:
    dialog.templates.choose(template_id)
    assert dialog.sheet.template_id == template_id


def type_over(field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def reword(dialog: TemplatesDialog, row: int) -> QLineEdit:
    """The field in the place of a question."""
    there = dialog.sheet.questions.list
    there.setFocus()
    there.setCurrentRow(row)
    QTest.keyClick(there, Qt.Key.Key_Return)
    field = there.editor()
    assert field is not None
    return field


def finish(field: QLineEdit) -> None:
    """Enter, which the list takes a moment later."""
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def another(dialog: TemplatesDialog, words: str, *, enter: bool = True) -> None:
    field = dialog.sheet.questions.field
    field.setFocus()
    QTest.keyClicks(field, words)
    if enter:
        QTest.keyClick(field, Qt.Key.Key_Return)


# ------------------------------------------------------------------------------------------------- what is there


@pytest.mark.parametrize("use", list(Use))
def test_it_shows_what_every_journal_begins_with(opened: Opened, use: Use) -> None:
    dialog = opened(use)
    there = [template for template in first_templates() if template.use is use]
    assert names(dialog) == [template.name for template in there]
    assert dialog.sheet.name.text() == there[0].name
    assert questions(dialog) == [prompt.words for prompt in there[0].prompts]


def test_a_lens_names_its_source_which_is_not_to_be_written_over(opened: Opened) -> None:
    dialog = opened(Use.REFLECTION)
    choose(dialog, CHIME)
    assert dialog.sheet.told_source.isVisible()
    assert "Leamy" in dialog.sheet.told_source.text()
    assert not dialog.sheet.source.isVisible()
    assert not dialog.sheet.trash.isVisible()


def test_looking_through_them_keeps_nothing(opened: Opened, journal: OpenJournal, qtbot: QtBot) -> None:
    dialog = opened(Use.ENTRY)
    with qtbot.assertNotEmitted(dialog.changed):
        for n in range(len(names(dialog))):
            dialog.templates.list.setCurrentRow(n)
        assert dialog.settle()
    assert prompts.templates(journal, Use.ENTRY) == [
        kept(journal, template.id) for template in first_templates() if template.use is Use.ENTRY
    ]


# ---------------------------------------------------------------------------------------------------- on and off


def test_a_lens_becomes_part_of_the_form_with_its_box_or_with_space(
    opened: Opened, journal: OpenJournal, qtbot: QtBot
) -> None:
    dialog = opened(Use.REFLECTION)
    choose(dialog, VALUES)
    assert not dialog.sheet.on.isChecked()
    with qtbot.waitSignal(dialog.changed):
        dialog.sheet.on.click()
    assert kept(journal, VALUES).on
    choose(dialog, CHIME)
    QTest.keyClick(dialog.templates.list, Qt.Key.Key_Space)
    assert kept(journal, CHIME).on
    assert dialog.sheet.on.isChecked()
    QTest.keyClick(dialog.templates.list, Qt.Key.Key_Delete)
    assert not kept(journal, CHIME).on
    assert not dialog.sheet.on.isChecked()


def test_the_first_three_questions_stay_in_the_form(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.REFLECTION)
    choose(dialog, FIRST)
    assert not dialog.sheet.on.isEnabled()
    QTest.keyClick(dialog.templates.list, Qt.Key.Key_Delete)
    assert kept(journal, FIRST).on
    assert "reword" in dialog.notice.sentence()


# ------------------------------------------------------------------------------------------------------ questions


def test_a_question_reworded_keeps_its_key(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.REFLECTION)
    field = reword(dialog, 1)
    type_over(field, "Why does it stay with me?")
    finish(field)
    assert kept(journal, FIRST).prompts[1] == Prompt("so-what", "Why does it stay with me?")
    assert questions(dialog)[1] == "Why does it stay with me?"


def test_a_question_emptied_is_as_it_was(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.REFLECTION)
    field = reword(dialog, 0)
    field.clear()
    finish(field)
    assert kept(journal, FIRST).prompts == first(FIRST).prompts
    assert questions(dialog)[0] == "What happened for me?"


def test_questions_are_ordered_with_alt_and_an_arrow_or_the_buttons(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.ENTRY)
    before = asked(journal, "evening")
    there = dialog.sheet.questions
    there.list.setFocus()
    there.list.setCurrentRow(2)
    QTest.keyClick(there.list, Qt.Key.Key_Up, ALT)
    assert asked(journal, "evening") == [before[0], before[2], before[1]]
    there.down.click()
    assert asked(journal, "evening") == before


def test_a_question_taken_out_comes_back_with_undo(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.ENTRY)
    before = asked(journal, "evening")
    dialog.sheet.questions.list.setFocus()
    QTest.keyClick(dialog.sheet.questions.list, Qt.Key.Key_Delete)
    assert asked(journal, "evening") == before[1:]
    another(dialog, "Added meanwhile?")
    dialog.sheet.questions.choose(kept(journal, "evening").prompts[0].key)
    QTest.keyClick(dialog.sheet.questions.list, Qt.Key.Key_Delete)
    dialog.notice.undo.click()
    assert asked(journal, "evening") == [*before[1:], "Added meanwhile?"]


def test_undo_finds_its_template_while_another_is_shown(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.ENTRY)
    before = asked(journal, "evening")
    dialog.sheet.questions.list.setFocus()
    QTest.keyClick(dialog.sheet.questions.list, Qt.Key.Key_Delete)
    choose(dialog, "letter")
    dialog.notice.undo.click()
    assert asked(journal, "evening") == before
    assert dialog.sheet.template_id == "letter"
    choose(dialog, "evening")
    assert questions(dialog) == before


@pytest.mark.parametrize("meanwhile", ["evening", "letter"])
def test_undo_puts_one_question_back_into_its_place_and_leaves_what_came_later(
    opened: Opened, journal: OpenJournal, meanwhile: str
) -> None:
    dialog = opened(Use.ENTRY)
    _one, two, three = asked(journal, "evening")
    dialog.sheet.questions.choose(kept(journal, "evening").prompts[1].key)
    dialog.sheet.questions.out.click()
    another(dialog, "Added later?")
    type_over(reword(dialog, 0), "Reworded later?")
    dialog.sheet.settle()
    choose(dialog, meanwhile)
    assert dialog.notice.undo.isVisible()
    dialog.notice.undo.click()
    assert asked(journal, "evening") == ["Reworded later?", two, three, "Added later?"]


def test_several_lines_pasted_are_several_questions(opened: Opened, journal: OpenJournal, qapp: QApplication) -> None:
    dialog = opened(Use.ENTRY)
    qapp.clipboard().setText("Where was I?\n\n  Who was there?  \n")
    dialog.sheet.questions.field.setFocus()
    QTest.keyClick(dialog.sheet.questions.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qapp.clipboard().clear()
    assert asked(journal, "evening")[-2:] == ["Where was I?", "Who was there?"]


# --------------------------------------------------------------------------------------------------- half typed


def test_a_question_half_typed_is_on_disk_before_long_and_once_only(
    opened: Opened, journal: OpenJournal, qtbot: QtBot
) -> None:
    dialog = opened(Use.ENTRY)
    before = asked(journal, "evening")
    another(dialog, "What colour", enter=False)
    qtbot.waitUntil(lambda: asked(journal, "evening") == [*before, "What colour"])
    assert questions(dialog) == before
    QTest.keyClicks(dialog.sheet.questions.field, " was it?")
    QTest.keyClick(dialog.sheet.questions.field, Qt.Key.Key_Return)
    assert asked(journal, "evening") == [*before, "What colour was it?"]
    assert questions(dialog) == [*before, "What colour was it?"]
    assert dialog.sheet.questions.field.text() == ""


def test_rewording_half_done_is_on_disk_before_long_and_esc_takes_it_back(
    opened: Opened, journal: OpenJournal, qtbot: QtBot
) -> None:
    dialog = opened(Use.ENTRY)
    before = asked(journal, "evening")
    field = reword(dialog, 0)
    type_over(field, "What stays")
    qtbot.waitUntil(lambda: asked(journal, "evening")[0] == "What stays")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked(journal, "evening") == before)
    assert dialog.isVisible()


@pytest.mark.parametrize("leave", ["Esc", "Done", "another template", "close"])
def test_leaving_in_any_way_keeps_what_is_half_typed(opened: Opened, journal: OpenJournal, leave: str) -> None:
    dialog = opened(Use.ENTRY)
    type_over(dialog.sheet.name, "Before sleep")
    another(dialog, "What was soft today?", enter=False)
    if leave == "Esc":
        QTest.keyClick(dialog.sheet.questions.field, Qt.Key.Key_Escape)
    elif leave == "Done":
        dialog.done_button.click()
    elif leave == "close":
        dialog.close()
    else:
        dialog.templates.list.setCurrentRow(2)
    assert kept(journal, "evening").name == "Before sleep"
    assert asked(journal, "evening")[-1] == "What was soft today?"


def test_a_name_that_is_emptied_is_waited_for_and_comes_back(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.ENTRY)
    dialog.sheet.name.setFocus()
    dialog.sheet.name.selectAll()
    QTest.keyClick(dialog.sheet.name, Qt.Key.Key_Delete)
    dialog.sheet.name.finish()
    assert dialog.notice.isHidden()
    dialog.sheet.about.setFocus()
    assert dialog.sheet.name.text() == "At the end of the day"
    assert kept(journal, "evening").name == "At the end of the day"


def test_what_cannot_be_kept_stays_on_the_screen_and_is_kept_later(
    opened: Opened, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(Use.ENTRY)

    def full(*_given: object) -> Template:
        raise DiskFull("The disk is full; nothing was changed.")

    with monkeypatch.context() as patched:
        patched.setattr(prompts, "put", full)
        another(dialog, "What was warm?")
        assert "disk is full" in dialog.notice.sentence()
        dialog.reject()
        assert dialog.isVisible()
        dialog.templates.list.setCurrentRow(3)
        assert dialog.sheet.template_id == "evening"
        assert questions(dialog)[-1] == "What was warm?"
    assert dialog.settle()
    assert asked(journal, "evening")[-1] == "What was warm?"


# ------------------------------------------------------------------------------------------------ one's own


def test_a_new_template_is_made_with_its_questions_source_and_purpose(
    opened: Opened, journal: OpenJournal, qtbot: QtBot
) -> None:
    dialog = opened(Use.PART)
    QTest.keyClicks(dialog.templates.field, "The house by the river")
    with qtbot.waitSignal(dialog.changed):
        dialog.templates.add.click()
    made = prompts.templates(journal, Use.PART)[-1]
    assert dialog.sheet.template_id == made.id
    assert dialog.sheet.none_yet.isVisible()
    another(dialog, "Who lived there?")
    another(dialog, "What could one hear?")
    QTest.keyClicks(dialog.sheet.about, "A place, room by room")
    QTest.keyClicks(dialog.sheet.source, "A writing class")
    assert dialog.settle()
    now = kept(journal, made.id)
    assert [p.words for p in now.prompts] == ["Who lived there?", "What could one hear?"]
    assert (now.name, now.about, now.source, now.on) == (
        "The house by the river", "A place, room by room", "A writing class", True,
    )  # fmt: skip
    assert names(dialog)[-1] == "The house by the river"
    assert not dialog.sheet.none_yet.isVisible()


def test_an_own_template_goes_to_the_trash_and_comes_back(opened: Opened, journal: OpenJournal) -> None:
    mine = prompts.add(journal, Use.ENTRY, "Mine")
    dialog = opened(Use.ENTRY)
    choose(dialog, mine.id)
    another(dialog, "Half a question", enter=False)
    dialog.sheet.trash.click()
    assert mine.id not in [template.id for template in prompts.templates(journal, Use.ENTRY)]
    assert dialog.sheet.template_id == "supervision"
    dialog.notice.undo.click()
    assert dialog.sheet.template_id == mine.id
    assert questions(dialog) == ["Half a question"]


def test_templates_are_ordered_and_renamed_in_the_list(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.ENTRY)
    choose(dialog, "letter")
    dialog.templates.list.setFocus()
    QTest.keyClick(dialog.templates.list, Qt.Key.Key_Up, ALT)
    assert [t.id for t in prompts.templates(journal, Use.ENTRY)][:4] == ["evening", "hard-day", "letter", "good-moment"]
    assert dialog.sheet.template_id == "letter"
    QTest.keyClick(dialog.templates.list, Qt.Key.Key_F2)
    field = dialog.templates.list.editor()
    assert field is not None
    type_over(field, "Letters")
    finish(field)
    assert kept(journal, "letter").name == "Letters"
    assert dialog.sheet.name.text() == "Letters"


def test_back_to_the_first_words_and_back_again(opened: Opened, journal: OpenJournal) -> None:
    dialog = opened(Use.REFLECTION)
    choose(dialog, VALUES)
    dialog.sheet.on.click()
    assert not dialog.sheet.first_words.isVisible()
    type_over(dialog.sheet.name, "What we stand for")
    dialog.sheet.name.finish()
    dialog.sheet.questions.list.setFocus()
    QTest.keyClick(dialog.sheet.questions.list, Qt.Key.Key_Delete)
    mine = kept(journal, VALUES)
    assert dialog.sheet.first_words.isVisible()
    dialog.sheet.first_words.click()
    now = kept(journal, VALUES)
    assert (now.name, now.prompts, now.on) == (first(VALUES).name, first(VALUES).prompts, True)
    assert dialog.sheet.name.text() == first(VALUES).name
    assert not dialog.sheet.first_words.isVisible()
    dialog.notice.undo.click()
    assert kept(journal, VALUES) == mine
    assert dialog.sheet.name.text() == "What we stand for"


@pytest.mark.parametrize("meanwhile", [VALUES, CHIME])
def test_undo_of_the_first_words_leaves_what_came_later(opened: Opened, journal: OpenJournal, meanwhile: str) -> None:
    dialog = opened(Use.REFLECTION)
    choose(dialog, VALUES)
    another(dialog, "A question of my own?")
    type_over(dialog.sheet.name, "What we stand for")
    dialog.sheet.name.finish()
    dialog.sheet.first_words.click()
    another(dialog, "Added later?")
    dialog.sheet.questions.field.setText("Half typed")
    choose(dialog, meanwhile)
    dialog.notice.undo.click()
    words = [prompt.words for prompt in first(VALUES).prompts]
    assert asked(journal, VALUES)[:-1] == [*words, "A question of my own?", "Added later?"]
    assert asked(journal, VALUES)[-1] == "Half typed"
    assert kept(journal, VALUES).name == "What we stand for"


def test_undo_that_a_full_disk_prevents_can_be_tried_again(
    opened: Opened, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(Use.REFLECTION)
    choose(dialog, VALUES)
    another(dialog, "A question of my own?")
    dialog.sheet.first_words.click()

    def full(*_given: object) -> Template:
        raise DiskFull("The disk is full; nothing was changed.")

    with monkeypatch.context() as patched:
        patched.setattr(prompts, "put", full)
        dialog.notice.undo.click()
        assert "disk is full" in dialog.notice.sentence()
    dialog.notice.undo.click()
    assert asked(journal, VALUES)[-1] == "A question of my own?"


def test_everything_has_a_name_for_a_screen_reader(opened: Opened) -> None:
    dialog = opened(Use.PART)
    sheet = dialog.sheet
    for widget in (
        dialog.templates.list, dialog.templates.field, sheet.on, sheet.name, sheet.about, sheet.source,
        sheet.questions.list, sheet.questions.field, sheet.questions.up, sheet.questions.down, sheet.questions.out,
        sheet.first_words, sheet.trash,
    ):  # fmt: skip
        assert widget.accessibleName()
