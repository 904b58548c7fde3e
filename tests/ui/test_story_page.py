"""The room My story with a real journal: parts found, grouped, ordered, read through, split, put away and back."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.story import Part
from peerjournal.operations import ledger, lights, people, story, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing import marks
from peerjournal.sharing.disclosure import ToldSoFar
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.models.part_list import Heading, ordered_before, told_words
from peerjournal.ui.pages.journal import JournalPage
from peerjournal.ui.pages.read_through import as_one_text
from peerjournal.ui.pages.story import LIGHTS, PEOPLE, StoryPage
from peerjournal.ui.pages.story_list import BY_MOVEMENT, IN_TIME, READ_THROUGH

UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down
ALT = Qt.KeyboardModifier.AltModifier


def add(journal: OpenJournal, title: str, text: str = "Some words.", **also: Any) -> Part:
    return story.write_part(journal, title=title, text=text, **also)


@pytest.fixture
def page(journal: OpenJournal, room_on_show: Callable[[StoryPage], StoryPage]) -> StoryPage:
    return room_on_show(StoryPage(journal))


@pytest.fixture
def three(journal: OpenJournal) -> list[Part]:
    return [
        add(journal, "The corridor", "A clock. {keep}Ward four.{/keep}", movement="happened", time_of_life="2017"),
        add(journal, "The dog", "He stood at the door at seven.", movement="helped", time_of_life="spring 2018"),
        add(journal, "The stairs", "Not yet.", movement="happened", time_of_life="age 12", themes=("Nächte",)),
    ]


def shown(page: StoryPage) -> list[str]:
    return [f"# {r.title}" if isinstance(r, Heading) else r.title for r in page.parts.pane.model.rows]


def titles(journal: OpenJournal) -> list[str]:
    return [p.title for p in story.all_parts(journal)]


def find(page: StoryPage, words: str) -> list[str]:
    page.parts.pane.search.setText(words)
    page.parts.pane.search.look_now()
    return [line.title for line in page.parts.pane.model.lines()]


# --------------------------------------------------------------------------------------- writing, finding


def test_an_empty_story_invites_and_the_first_part_is_kept(page: StoryPage, journal: OpenJournal) -> None:
    pane = page.parts.pane
    assert "as it really was" in pane.empty.second.text()
    pane.empty.button.click()
    assert page.parts.card.editor.hasFocus()
    QTest.keyClicks(page.parts.card.editor, "It was raining.")
    pane.search.setFocus()
    assert [p.text for p in story.all_parts(journal)] == ["It was raining."]
    assert [line.title for line in pane.model.lines()] == ["It was raining."]


def test_a_blank_new_part_leaves_no_trace(page: StoryPage, journal: OpenJournal) -> None:
    assert page.new_part()
    QTest.keyClicks(page.parts.card.editor, "a")
    QTest.keyClick(page.parts.card.editor, Qt.Key.Key_Backspace)
    assert page.settle()
    assert story.all_parts(journal) == []


def test_what_could_not_be_kept_stays_on_the_screen(
    page: StoryPage, three: list[Part], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_part(three[0].id)
    QTest.keyClicks(page.parts.card.editor, "more ")

    def full(*_args: object) -> None:
        raise DiskFull

    monkeypatch.setattr(story, "settle", full)
    monkeypatch.setattr(story, "save_draft", full)
    assert not page.settle()
    assert not page.new_part()
    assert page.parts.card.part_id == three[0].id
    assert page.parts.card.editor.text().startswith("more ")
    monkeypatch.undo()
    assert page.settle()


def test_parts_are_found_in_title_text_and_themes_whatever_case_and_accents(page: StoryPage, three: list[Part]) -> None:
    page.parts.refresh()
    assert find(page, "CORR") == ["The corridor"]
    assert find(page, "door seven") == ["The dog"]
    assert find(page, "nachte") == ["The stairs"]
    assert find(page, "ward") == ["The corridor"]
    assert find(page, "nowhere") == []
    page.parts.pane.empty.button.click()
    assert len(page.parts.pane.model.lines()) == len(three)


def test_the_list_says_time_words_feel_and_how_often_it_was_told(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    ledger.record_in_session(journal, lights.all_audiences(journal)[0], [three[0].id])
    page.parts.refresh()
    line = page.parts.pane.model.lines()[0]
    assert line.passing == "2017  ·  4 words"
    assert line.told == "told once, to 1 audience, last in November"
    assert line.marked


def test_told_words_name_the_year_only_where_it_is_another() -> None:
    today = date(2026, 11, 22)
    told = ToldSoFar(4, 2, datetime(2026, 3, 2))  # noqa: DTZ001 - only the month is looked at
    assert told_words(told, today) == "told 4 times, to 2 audiences, last in March"
    assert told_words(ToldSoFar(1, 1, datetime(2025, 3, 2)), today).endswith("last in March 2025")  # noqa: DTZ001 - the same
    assert told_words(ToldSoFar(0, 0, None), today) == ""


# ------------------------------------------------------------------------------------------ views and order


def test_by_movement_the_groups_keep_the_order_of_the_story(page: StoryPage, three: list[Part]) -> None:
    page.parts.refresh()
    assert shown(page) == [
        "# What happened", "The corridor", "The stairs", "# What helped", "The dog", "# What’s next",
    ]  # fmt: skip
    assert three


def test_along_time_ages_come_first_and_what_says_nothing_last(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    add(journal, "Whenever")
    page.parts.pane.views.choose(IN_TIME)
    page.parts.refresh()
    assert shown(page) == [
        "# By age", "The stairs", "# 2010s", "The corridor", "The dog", "# No time said", "Whenever",
    ]  # fmt: skip
    assert three


def test_alt_and_arrows_move_a_part_among_those_it_stands_with(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    page.parts.refresh()
    view = page.parts.pane.view
    page.open_part(three[2].id)
    view.setFocus()
    QTest.keyClick(view, UP, ALT)
    assert titles(journal) == ["The stairs", "The corridor", "The dog"]
    assert view.current_id() == three[2].id
    QTest.keyClick(view, UP, ALT)
    assert titles(journal)[0] == "The stairs"
    page.parts.pane.down.click()
    assert titles(journal) == ["The corridor", "The stairs", "The dog"]


def test_dropping_a_part_into_another_movement_changes_it_and_can_be_undone(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    page.parts.refresh()
    view, model = page.parts.pane.view, page.parts.pane.model
    dog = view.visualRect(model.index(model.row_of(three[1].id), 0))
    view.drop_at(three[0].id, QPoint(dog.center().x(), dog.top() + 2))
    assert story.get_part(journal, three[0].id).movement == "helped"
    assert titles(journal) == ["The corridor", "The dog", "The stairs"]
    assert "stands in “What helped” now" in page.parts.pane.notice.sentence()
    page.parts.pane.undo.click()
    assert story.get_part(journal, three[0].id).movement == "happened"
    assert titles(journal) == ["The corridor", "The dog", "The stairs"]


def test_dropping_the_open_part_takes_what_was_typed_along(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    page.parts.refresh()
    page.open_part(three[0].id)
    QTest.keyClicks(page.parts.card.editor, "Yes. ")
    view, model = page.parts.pane.view, page.parts.pane.model
    last = view.visualRect(model.index(len(model.rows) - 1, 0))
    view.drop_at(three[0].id, last.center())
    kept = story.get_part(journal, three[0].id)
    assert (kept.movement, kept.text[:5]) == ("next", "Yes. ")
    assert page.parts.card.movement_id == "next"


def test_dropping_a_part_where_it_stands_does_nothing(page: StoryPage, three: list[Part], qtbot: QtBot) -> None:
    page.parts.refresh()
    view, model = page.parts.pane.view, page.parts.pane.model
    own = view.visualRect(model.index(model.row_of(three[0].id), 0))
    with qtbot.assertNotEmitted(view.dropped):
        view.drop_at(three[0].id, QPoint(own.center().x(), own.top() + 2))
        view.drop_at(three[0].id, QPoint(own.center().x(), own.bottom() - 2))


def test_what_is_dragged_tells_other_programs_nothing(page: StoryPage, three: list[Part]) -> None:
    page.parts.refresh()
    model = page.parts.pane.model
    data = model.mimeData([model.index(1, 0)])
    assert data.formats() == ["application/x-peerjournal-part"]
    assert bytes(data.data("application/x-peerjournal-part").data()) == b"part"
    assert three


@given(st.lists(st.integers(0, 8), min_size=3, max_size=3), st.integers(2, 7))
def test_no_move_ever_loses_or_doubles_a_part(named: list[int], n: int) -> None:
    ids = [str(i) for i in range(n)]
    moved, before, after = (str(i) for i in named)
    assert sorted(set(ordered_before(ids, moved, before, after)) - {moved}) == sorted(set(ids) - {moved})
    if moved in ids:
        assert sorted(ordered_before(ids, moved, before, after)) == ids


def test_reading_through_shows_all_parts_in_order_and_opens_none(page: StoryPage, three: list[Part]) -> None:
    page.parts.pane.views.choose(READ_THROUGH)
    page.parts.refresh()
    reader = page.parts.reader
    assert reader.view.isVisible()
    read = reader.view.toPlainText()
    assert read.index("The corridor") < read.index("The dog") < read.index("The stairs")
    page.parts.pane.view.setFocus()
    QTest.keyClick(page.parts.pane.view, DOWN)
    assert not page.parts.card.isVisible()
    QTest.keyClick(page.parts.pane.view, Qt.Key.Key_Return)
    assert page.parts.card.isVisible()
    assert page.parts.pane.views.index() == BY_MOVEMENT
    assert three


def test_moving_while_reading_changes_what_is_read(page: StoryPage, three: list[Part]) -> None:
    page.parts.pane.views.choose(READ_THROUGH)
    page.parts.refresh()
    page.parts._move(three[1].id, -1)
    read = page.parts.reader.view.toPlainText()
    assert read.index("The dog") < read.index("The corridor")


def test_what_a_part_leaves_open_ends_with_it() -> None:
    parts = [
        Part("a", "s", "One *star*", "Open {keep}hidden"),
        Part("b", "s", "", "Lost {/keep} words"),
        Part("c", "s", "Code", "```\nx = 1"),
        Part("d", "s", "Last", "Open again."),
    ]
    text = as_one_text(parts)
    assert marks.read(text).problem is None
    assert marks.private_texts(text) == ("hidden", "Lost  words")
    assert text.endswith("# Last\n\nOpen again.")
    assert "x = 1\n```\n" in text
    assert "# One \\*star\\*" in text


@given(st.lists(st.text(alphabet="ab {}/keep\n`", max_size=40), min_size=1, max_size=4))
def test_no_part_ever_hides_or_opens_the_next_one_when_read_through(texts: list[str]) -> None:
    parts = [Part(str(n), "s", "", text) for n, text in enumerate(texts)]
    read = as_one_text([*parts, Part("z", "s", "Z", "canary")])
    assert not any("canary" in private for private in marks.private_texts(read))
    alone = as_one_text(parts)
    assert len(marks.private_texts(read)) == len(marks.private_texts(alone))


# ------------------------------------------------------------------------------------- trash, split, versions


def test_a_part_goes_to_the_trash_and_comes_back_at_once(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    page.open_part(three[1].id)
    page.parts.card.trash.click()
    assert titles(journal) == ["The corridor", "The stairs"]
    page.parts.pane.undo.click()
    assert titles(journal) == ["The corridor", "The dog", "The stairs"]
    assert page.parts.card.part_id == three[1].id


def test_the_trash_gives_back_and_deletes_in_two_steps(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    for part in three[:2]:
        story.move_to_trash(journal, part.id)
    page.parts.pane.trash.click()
    assert [line.title for line in page.parts.pane.model.lines()] == ["The corridor", "The dog"]
    page.parts._open(three[0].id)
    assert page.parts.card.editor.isReadOnly()
    page.parts.card.restore.click()
    assert story.get_part(journal, three[0].id).trashed_at is None
    page.parts.pane.view.setFocus()
    page.parts._open(three[1].id)
    QTest.keyClick(page.parts.pane.view, Qt.Key.Key_Delete)
    assert page.parts.card.two_step.isVisible()
    assert len(story.all_parts(journal, trashed=True)) == 3
    page.parts.card.two_step.yes.click()
    assert len(story.all_parts(journal, trashed=True)) == 2
    assert page.parts.pane.empty.first.text() == "The trash is empty"


def test_the_whole_trash_is_emptied_in_two_steps(page: StoryPage, journal: OpenJournal, three: list[Part]) -> None:
    for part in three[:2]:
        story.move_to_trash(journal, part.id)
    pane = page.parts.pane
    pane.trash.click()
    page.parts._open(three[0].id)
    pane.empty_trash.click()
    pane.two_step.no.click()
    assert len(story.all_parts(journal, trashed=True)) == 3
    pane.empty_trash.click()
    pane.two_step.yes.click()
    assert [p.id for p in story.all_parts(journal, trashed=True)] == [three[2].id]
    assert pane.notice.sentence() == "2 parts are deleted."
    assert page.parts.card.part_id is None


def test_splitting_at_the_cursor_makes_two_parts_and_can_be_undone(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    page.open_part(three[1].id)
    page.parts.card.editor.go_to(len("He stood "), len("He stood "))
    page.parts.card.split_here.trigger()
    assert [p.text for p in story.all_parts(journal)][1:3] == ["He stood ", "at the door at seven."]
    assert page.parts.card.title.text() == "The dog, continued"
    page.parts.pane.undo.click()
    assert titles(journal) == ["The corridor", "The dog", "The stairs"]
    assert story.get_part(journal, three[1].id).text == "He stood at the door at seven."
    assert page.parts.card.part_id == three[1].id


def test_splitting_settles_what_was_typed_first_and_says_where_nothing_can_be_split(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    page.open_part(three[1].id)
    page.parts.card.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page.parts.card.editor, " Always.")
    page.parts.card.split_here.trigger()
    assert "one side of the cursor" in page.parts.pane.notice.sentence()
    assert story.get_part(journal, three[1].id).text.endswith("Always.")


def test_splitting_inside_a_private_mark_opens_nothing(
    page: StoryPage, journal: OpenJournal, three: list[Part]
) -> None:
    page.open_part(three[0].id)
    at = three[0].text.index("four")
    page.parts.card.editor.go_to(at, at)
    page.parts.card.split_here.trigger()
    first, second = story.all_parts(journal)[:2]
    assert "Ward" not in marks.shareable(first.text)
    assert "four" not in marks.shareable(second.text)
    assert marks.private_texts(first.text) + marks.private_texts(second.text) == ("Ward ", "four.")


def test_earlier_versions_of_a_part_show_private_marks_in_words(
    page: StoryPage, journal: OpenJournal, three: list[Part], qtbot: QtBot
) -> None:
    page.open_part(three[0].id)
    page.parts.card.editor.selectAll()
    QTest.keyClicks(page.parts.card.editor, "Other words.")
    page.parts.card.history.click()
    dialog = page.parts.findChild(VersionsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.pieces))
    assert any("⟦private: Ward four.⟧" in piece.text for piece in dialog.pieces)
    dialog.bring.click()
    assert marks.private_texts(story.get_part(journal, three[0].id).text) == ("Ward four.",)
    assert "Ward four." in page.parts.card.editor.text()


# ------------------------------------------------------------------------------------------- entries, stories


def test_a_part_is_made_of_an_entry_which_stays(page: StoryPage, journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, title="Tuesday", text="He stood at the door.", tags=["small steps"])
    assert page.part_from_entry(entry.id)
    (part,) = story.all_parts(journal)
    assert (part.title, part.text, part.themes, part.entry_id) == ("Tuesday", entry.text, ("small steps",), entry.id)
    assert page.parts.card.part_id == part.id
    assert writing.get_entry(journal, entry.id) == entry


def test_asking_twice_shows_the_part_there_is_and_offers_another(page: StoryPage, journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="He stood at the door.")
    assert page.part_from_entry(entry.id)
    assert page.part_from_entry(entry.id)
    assert len(story.all_parts(journal)) == 1
    page.parts.pane.undo.click()
    assert len(story.all_parts(journal)) == 2


def test_the_journal_asks_for_a_part_of_a_kept_entry_only(
    journal: OpenJournal, on_show: Callable[[JournalPage], JournalPage], qtbot: QtBot
) -> None:
    room = on_show(JournalPage(journal))
    room.new_entry()
    with qtbot.assertNotEmitted(room.part_wanted):
        room.card.to_part.click()
    QTest.keyClicks(room.card.editor, "Something.")
    with qtbot.waitSignal(room.part_wanted) as asked:
        room.card.to_part.click()
    assert asked.args == [room.card.entry_id]
    assert room.settle()


def test_several_stories_are_chosen_renamed_and_removed(page: StoryPage, journal: OpenJournal) -> None:
    assert not page.chooser.isVisible()
    add(journal, "The corridor")
    page.new_story.trigger()
    page.ask.field.setText("  ")
    page.ask.yes.click()
    assert page.ask.isVisible()
    page.ask.field.setText("Becoming a parent")
    QTest.keyClick(page.ask.field, Qt.Key.Key_Return)
    assert page.chooser.currentText() == "Becoming a parent"
    assert page.parts.pane.model.lines() == []
    page.rename_story.trigger()
    page.ask.field.setText("Being a parent")
    page.ask.yes.click()
    assert [s.title for s in story.all_stories(journal)][1] == "Being a parent"
    page.remove_story.trigger()
    assert len(story.all_stories(journal)) == 1
    page.undo.click()
    assert [s.title for s in story.all_stories(journal)][1] == "Being a parent"


def test_a_story_with_parts_is_not_removed(page: StoryPage, journal: OpenJournal) -> None:
    add(journal, "The corridor")
    page.remove_story.trigger()
    assert "still has parts" in page.notice.sentence()


def test_a_part_can_go_to_another_story_and_stays_open(page: StoryPage, journal: OpenJournal) -> None:
    part = add(journal, "Night feeds")
    other = story.add_story(journal, "Becoming a parent")
    page.refresh()
    page.open_part(part.id)
    choice = page.parts.card.about.story
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert page.settle()
    assert story.get_part(journal, part.id).story_id == other.id
    assert page.parts.story_id == other.id
    assert page.parts.card.part_id == part.id


def test_a_part_of_another_story_is_opened_there(page: StoryPage, journal: OpenJournal) -> None:
    other = story.add_story(journal, "Becoming a parent")
    part = add(journal, "Night feeds", story_id=other.id)
    assert page.open_part(part.id)
    assert page.chooser.currentText() == "Becoming a parent"
    assert not page.open_part("gone")


# --------------------------------------------------------------------------------------------- tabs, room


def test_from_a_part_to_its_lights_and_its_people(page: StoryPage, journal: OpenJournal, three: list[Part]) -> None:
    tom = people.add_person(journal, "Tom")
    page.open_part(three[0].id)
    page.parts.card.about.lights_wanted.emit()
    assert page.tabs.index() == LIGHTS
    assert page.lights is not None
    assert page.lights.view.currentIndex().row() == 0
    page.open_part(three[0].id)
    page.parts.person_wanted.emit(tom.id)
    assert page.tabs.index() == PEOPLE
    assert page.people.form.person_id == tom.id
    page.people.part_opened.emit(three[1].id)
    assert page.parts.card.part_id == three[1].id
    assert page.parts.card.isVisible()


def test_a_narrow_page_shows_list_or_sheet_and_leads_back(page: StoryPage, three: list[Part]) -> None:
    page.resize(560, 600)
    page.parts.refresh()
    assert page.parts.pane.isVisible()
    assert not page.parts.card.isVisible()
    page.parts.pane.view.setFocus()
    QTest.keyClick(page.parts.pane.view, Qt.Key.Key_Return)
    assert page.parts.card.isVisible()
    assert not page._head.isVisible()
    page.parts.card.back.click()
    assert page.parts.pane.view.hasFocus()
    assert page._head.isVisible()
    assert three


def test_focus_mode_leaves_title_and_text_alone(page: StoryPage, three: list[Part], qtbot: QtBot) -> None:
    page.open_part(three[0].id)
    with qtbot.waitSignal(page.focus_mode):
        page.parts.card.focus.click()
    assert not page._head.isVisible()
    assert not page.parts.pane.isVisible()
    assert not page.parts.card.movement.isVisible()
    page.parts.card.focus.click()
    assert page._head.isVisible()
    assert page.parts.card.movement.isVisible()


def test_a_new_part_by_key_from_any_tab(page: StoryPage) -> None:
    page.tabs.choose(PEOPLE)
    page.people.new.setFocus()
    QTest.keyClick(
        page.people.new, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert page.parts.card.editor.hasFocus()
    assert page.parts.card.is_new


def test_leaving_the_room_settles_what_was_written(page: StoryPage, journal: OpenJournal) -> None:
    page.new_part()
    QTest.keyClicks(page.parts.card.editor, "Half a thought")
    page.hide()
    assert [p.text for p in story.all_parts(journal)] == ["Half a thought"]
