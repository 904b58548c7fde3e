"""The questions menu on an entry and on a part: put in at one go, taken out again, never by themselves."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.errors import VaultDamaged
from peerjournal.journal.entry import new_id
from peerjournal.journal.prompts import Prompt, Template, Use, as_text, first_templates
from peerjournal.operations import prompts, story, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing import marks
from peerjournal.ui.dialogs.templates import TemplatesDialog
from peerjournal.ui.pages.journal import JournalPage
from peerjournal.ui.pages.part_sheet import PartSheet
from peerjournal.ui.pages.writing_questions import WritingQuestions, insert_questions
from peerjournal.ui.widgets.editor import MarkdownEditor
from peerjournal.ui.widgets.template_menu import TemplateMenu

CTRL = Qt.KeyboardModifier.ControlModifier
EVENING = """### What stays with me from today?


### What did me good, even a little?


### What can wait until tomorrow?

"""


@pytest.fixture
def page(journal: OpenJournal, room_on_show: Callable[[JournalPage], JournalPage]) -> JournalPage:
    return room_on_show(JournalPage(journal))


@pytest.fixture
def sheet(journal: OpenJournal, on_show: Callable[[PartSheet], PartSheet]) -> PartSheet:
    return on_show(PartSheet(journal))


@pytest.fixture
def menu(journal: OpenJournal, qtbot: QtBot) -> TemplateMenu:
    made = TemplateMenu(journal, Use.ENTRY)
    qtbot.addWidget(made)
    return made


def offered(menu: TemplateMenu) -> list[str]:
    menu.refill()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(questions: WritingQuestions, name: str) -> None:
    questions.menu.refill()
    next(action for action in questions.menu.actions() if action.text() == name).trigger()


# ------------------------------------------------------------------------------------------------------ the menu


def test_it_offers_what_is_on_and_asks_something(menu: TemplateMenu, journal: OpenJournal) -> None:
    prompts.switch(journal, "letter", on=False)
    prompts.add(journal, Use.ENTRY, "Without questions yet")
    mine = prompts.add(journal, Use.ENTRY, "Salt & pepper")
    mine.prompts = (Prompt(new_id(), "Which taste was it?"),)
    prompts.put(journal, mine)
    names = [t.name for t in first_templates() if t.use is Use.ENTRY and t.id != "letter"]
    assert offered(menu) == [*names, "Salt && pepper", "Change these questions…"]


def test_a_tool_tip_tells_the_first_question(menu: TemplateMenu) -> None:
    menu.refill()
    assert menu.toolTipsVisible()
    assert menu.actions()[0].toolTip() == "What stays with me from today?"


def test_choosing_carries_the_questions_and_the_last_item_asks_for_other_ones(menu: TemplateMenu, qtbot: QtBot) -> None:
    menu.refill()
    with qtbot.waitSignal(menu.chosen) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args == [EVENING]
    with qtbot.waitSignal(menu.change_wanted):
        menu.actions()[-1].trigger()


def test_a_journal_that_cannot_be_read_is_said_and_nothing_is_offered(
    menu: TemplateMenu, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> list[Template]:
        raise VaultDamaged("The journal could not be read; nothing was changed.")

    monkeypatch.setattr(prompts, "templates", broken)
    with qtbot.waitSignal(menu.trouble) as trouble:
        assert offered(menu) == ["Change these questions…"]
    assert trouble.args == ["The journal could not be read; nothing was changed."]


# ------------------------------------------------------------------------------------------------ on an entry


def test_a_new_entry_shows_no_question_unasked(page: JournalPage) -> None:
    page.new_entry()
    assert page.card.editor.text() == ""


def test_an_empty_entry_begins_with_them_and_one_writes_below_the_first(
    page: JournalPage, journal: OpenJournal
) -> None:
    page.new_entry()
    choose(page.card.questions, "At the end of the day")
    assert page.card.editor.text() == EVENING
    assert page.card.editor.hasFocus()
    QTest.keyClicks(page.card.editor, "The light on the water.")
    assert page.settle()
    row = page.pane.model.row(0)
    assert row is not None
    text = writing.get_entry(journal, row.id).text
    assert text.startswith("### What stays with me from today?\nThe light on the water.\n")


def test_undo_takes_them_out_at_once_and_nothing_else(page: JournalPage) -> None:
    page.new_entry()
    editor = page.card.editor
    QTest.keyClicks(editor, "Rain all day.")
    choose(page.card.questions, "At the end of the day")
    assert editor.text() == "Rain all day.\n\n" + EVENING
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == "Rain all day.\n\n" + EVENING
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == "Rain all day."
    editor.redo()
    assert editor.text() == "Rain all day.\n\n" + EVENING


def test_they_come_below_the_paragraph_of_the_cursor_and_what_is_selected_stays(page: JournalPage) -> None:
    page.new_entry()
    editor = page.card.editor
    editor.set_text("One line.\n\nAnother line.\n\nThe end.")
    editor.go_to(16, 11)
    choose(page.card.questions, "At the end of the day")
    assert editor.text() == f"One line.\n\nAnother line.\n\n{EVENING}\n\nThe end."


def test_from_the_reading_view_one_is_back_in_the_text(page: JournalPage) -> None:
    page.new_entry()
    page.card.reading.click()
    choose(page.card.questions, "A hard day")
    assert not page.card.reading.isChecked()
    assert page.card.editor.hasFocus()


def test_an_entry_in_the_trash_is_asked_nothing(page: JournalPage, journal: OpenJournal) -> None:
    kept = writing.write_entry(journal, text="Long ago.")
    page.show_entry(kept.id)
    assert page.card.questions.button.isVisible()
    page.card.trash.click()
    page.card.open(writing.open_draft(journal, kept.id), trashed=True)
    assert not page.card.questions.button.isVisible()
    insert_questions(page.card.editor, EVENING)
    assert page.card.editor.text() == "Long ago."


def test_the_menu_opens_the_questions_themselves_and_the_room_keeps_what_is_typed_there(
    page: JournalPage, journal: OpenJournal
) -> None:
    page.new_entry()
    choose(page.card.questions, "Change these questions…")
    dialog = page.card.questions.dialog
    assert isinstance(dialog, TemplatesDialog)
    QTest.keyClicks(dialog.sheet.questions.field, "What was quiet?")
    assert page.settle()
    assert prompts.get_template(journal, "evening").prompts[-1].words == "What was quiet?"
    dialog.done_button.click()
    assert page.card.questions.dialog is None
    choose(page.card.questions, "At the end of the day")
    assert "### What was quiet?" in page.card.editor.text()


# -------------------------------------------------------------------------------------------------- on a part


def test_a_part_takes_them_and_gives_them_back(sheet: PartSheet, journal: OpenJournal) -> None:
    part = story.write_part(journal, title="The dog", text="It stood at the door.")
    sheet.open(story.open_draft(journal, part.id))
    sheet.editor.go_to(3, 3)
    choose(sheet.questions, "The people in it")
    people = next(template for template in first_templates() if template.id == "people")
    assert sheet.editor.text() == "It stood at the door.\n\n" + as_text(people)
    assert sheet.settle()
    assert "### Who was there, near or far?" in story.get_part(journal, part.id).text
    sheet.editor.undo()
    assert sheet.editor.text() == "It stood at the door."


def test_beside_a_private_mark_they_are_not_private_and_inside_one_they_are(
    sheet: PartSheet, journal: OpenJournal
) -> None:
    part = story.write_part(journal, title="The flat", text="A flat.\n\n{keep}On the\n\nsecond floor.{/keep}")
    sheet.open(story.open_draft(journal, part.id))
    end = len(sheet.editor.text())
    sheet.editor.go_to(end, end)
    choose(sheet.questions, "What helped")
    assert "### What helped that came from others?" in marks.shareable(sheet.editor.text())
    sheet.editor.undo()
    inside = sheet.editor.text().index("On the")
    sheet.editor.go_to(inside, inside)
    choose(sheet.questions, "What helped")
    assert marks.read(sheet.editor.text()).problem is None
    assert "### " not in marks.shareable(sheet.editor.text())
    assert "### What helped that came from others?" in sheet.editor.text()
    assert sheet.marks_notice.isHidden()


@pytest.fixture
def editor(qtbot: QtBot) -> MarkdownEditor:
    made = MarkdownEditor(marks=True)
    qtbot.addWidget(made)
    return made


@given(
    text=st.sampled_from(
        [
            "",
            "\n",
            "before {keep}αβγ δεζ{/keep} after",
            "{keep}αβγ{/keep}{keep}δεζ{/keep}",
            "one {keep}α **βγ**\n\nδε{/keep} two\n- {keep}ζη{/keep} three\nfour 😀",
            "- [ ] {keep}αβ\n- γ\n{/keep}\nend\n\n",
        ]
    ),
    at=st.integers(0, 70),
    to=st.integers(0, 70),
    words=st.sampled_from(["Who was there?", "Was it {keep}so?", "Was it so{/keep}?", "A 😀?"]),
)
def test_nothing_private_ever_comes_open_and_nothing_written_is_ever_lost(
    editor: MarkdownEditor, text: str, at: int, to: int, words: str
) -> None:
    editor.set_text(text)
    editor.go_to(at, to)
    insert_questions(editor, as_text(Template("x", Use.PART, "Any", (Prompt("a", words),))))
    shown = editor.text()
    assert not any("α" <= letter <= "ω" for letter in marks.shareable(shown))
    left = iter(shown)
    assert all(letter in left for letter in text.replace("{keep}", "").replace("{/keep}", ""))
    editor.undo()
    assert editor.text() == text
