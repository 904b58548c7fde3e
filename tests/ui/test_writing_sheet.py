"""The sheet that entries, parts and tellings are written on, with drafts of its own and private marks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.errors import NotWritable
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.pages.writing_sheet import KeptSheet, Phrases, WritingSheet

PHRASES = Phrases(
    sheet="Recipe",
    text="Text of the recipe",
    reading="Text of the recipe, for reading",
    invitation="Write it down.",
    find="Find in this recipe",
    saved="Whether this recipe is saved",
    in_trash="This recipe lies in the trash.",
    delete="Delete this recipe?",
)


@dataclass
class Recipe:
    id: str
    title: str = ""
    text: str = ""
    cursor: int = 0
    anchor: int = 0
    sitting: str = ""


@dataclass
class Shelf:
    """Keeps recipes; ``full`` keeps none."""

    drafts: list[Recipe] = field(default_factory=list)
    recipes: list[Recipe] = field(default_factory=list)
    full: bool = False

    def save_draft(self, _journal: OpenJournal, draft: Recipe) -> None:
        if self.full:
            raise NotWritable
        self.drafts.append(draft)

    def settle(self, _journal: OpenJournal, draft: Recipe) -> Recipe | None:
        if self.full:
            raise NotWritable
        self.recipes.append(draft)
        return draft if draft.text else None


class RecipeSheet(KeptSheet[Recipe]):
    def _id(self, draft: Recipe) -> str:
        return draft.id


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def sheet(journal: OpenJournal, shelf: Shelf, qtbot: QtBot) -> Iterator[RecipeSheet]:
    made = RecipeSheet(journal, PHRASES, lambda: shelf, marks=True)
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.put_away()


def test_what_is_written_goes_to_its_keeper(sheet: RecipeSheet, shelf: Shelf, qtbot: QtBot) -> None:
    sheet.open(Recipe("soup", "Soup", "Lentils."), new=True)
    sheet.write_here()
    QTest.keyClicks(sheet.editor, "Red ")
    qtbot.waitUntil(lambda: shelf.drafts != [])
    assert (shelf.drafts[0].text, shelf.drafts[0].cursor) == ("Red Lentils.", 4)
    with qtbot.waitSignal(sheet.settled) as settled:
        assert sheet.settle()
    assert settled.args == [shelf.recipes[0]]
    assert (shelf.recipes[0].title, shelf.recipes[0].text, sheet.is_new) == ("Soup", "Red Lentils.", False)


def test_what_cannot_be_kept_stays_and_is_said(sheet: RecipeSheet, shelf: Shelf) -> None:
    shelf.full = True
    sheet.open(Recipe("soup"))
    QTest.keyClicks(sheet.editor, "Lentils.")
    assert not sheet.settle()
    assert "not on disk" in sheet.notice.sentence()
    shelf.full = False
    assert sheet.settle()
    assert sheet.notice.isHidden()


def test_what_lies_in_the_trash_is_only_read(sheet: RecipeSheet, shelf: Shelf, qtbot: QtBot) -> None:
    sheet.open(Recipe("soup", text="Lentils."), trashed=True)
    QTest.keyClicks(sheet.editor, "x")
    assert sheet.settle()
    assert (sheet.trashed, sheet.kept_id, shelf.recipes) == (True, "soup", [])
    assert not sheet.private.isEnabled()
    with qtbot.waitSignal(sheet.restore_wanted) as wanted:
        sheet.restore.click()
    assert wanted.args == ["soup"]


def test_private_text_from_the_button_to_the_reading_view(sheet: RecipeSheet) -> None:
    sheet.open(Recipe("soup", text="Lentils from my neighbour.", cursor=25, anchor=16))
    sheet.private.click()
    assert sheet.editor.text() == "Lentils from my {keep}neighbour{/keep}."
    assert sheet.editor.hasFocus()
    sheet.reading.click()
    assert "Private" in sheet.reading_view.toPlainText()
    assert not sheet.private.isEnabled()
    assert sheet.draft().text == "Lentils from my {keep}neighbour{/keep}."


def test_an_open_mark_is_said_shown_and_put_right(sheet: RecipeSheet, shelf: Shelf) -> None:
    sheet.open(Recipe("soup", text="Lentils.\n\nFrom {keep}my neighbour.\n\nSalt."))
    assert sheet.marks_notice.sentence().startswith("A private mark is open")
    sheet.show_mark.click()
    assert sheet.editor.place()[0] == len("Lentils.\n\nFrom ")
    assert sheet.mend.toolTip() == "Close it at the end of its paragraph"
    sheet.mend.click()
    assert sheet.marks_notice.isHidden()
    assert sheet.settle()
    assert shelf.recipes[-1].text == "Lentils.\n\nFrom {keep}my neighbour.{/keep}\n\nSalt."
    sheet.open(Recipe("bread", text="Flour {kep}"))
    assert sheet.marks_notice.isVisible()
    assert sheet.mend.isHidden()
    sheet.open(Recipe("salad", text="Leaves"))
    assert sheet.marks_notice.isHidden()


def test_a_sheet_says_what_it_is(sheet: RecipeSheet) -> None:
    assert sheet.accessibleName() == "Recipe"
    assert sheet.editor.accessibleName() == "Text of the recipe"
    assert sheet.search.accessibleName() == "Find in this recipe (Ctrl+F)"
    assert sheet.find_bar.field.accessibleName() == "Find in this recipe"


def test_without_marks_a_sheet_shows_nothing_of_them(journal: OpenJournal, shelf: Shelf, qtbot: QtBot) -> None:
    plain: WritingSheet[Recipe] = WritingSheet(journal, PHRASES, lambda: shelf)
    qtbot.addWidget(plain)
    plain.open(Recipe("soup", text="a {keep}b"))
    assert plain.private.isHidden()
    assert plain.marks_notice.isHidden()
    QApplication.sendPostedEvents()
    QTest.keyClick(plain.editor, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert plain.draft().text == "a {keep}b"
