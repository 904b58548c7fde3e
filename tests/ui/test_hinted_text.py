"""The quiet hint under an answer: it asks, and changes nothing."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.sharing.hints import stretches
from peerjournal.ui.jobs import jobs
from peerjournal.ui.theme import apply_theme, current
from peerjournal.ui.theme.tokens import contrast
from peerjournal.ui.widgets.hinted_text import HintedText
from peerjournal.ui.widgets.not_a_record import NotARecord

Hinted = Callable[..., HintedText]


@pytest.fixture
def hinted(qtbot: QtBot) -> Iterator[Hinted]:
    """Makes a field on show with a text that was looked at."""

    def make(text: str = "") -> HintedText:
        field = HintedText("What happened?", "As much as you like")
        qtbot.addWidget(field)
        field.resize(700, 200)
        field.show()
        field.set_text(text)
        looked(field)
        return field

    yield make
    jobs().wait()


def looked(field: HintedText) -> HintedText:
    """The field, once what is in it now was looked at."""
    field.look()
    jobs().wait()
    QApplication.processEvents()
    return field


def links(field: HintedText) -> list[str]:
    """What the links under it offer."""
    return [link.accessibleName() for link in field.line.links]


def cursor_at(field: HintedText, word: str) -> QTextCursor:
    """A cursor inside a word."""
    cursor = field.field.textCursor()
    cursor.setPosition(field.text().index(word) + 1)
    return cursor


def offered(menu: QMenu) -> list[str]:
    """What a menu offers before what Qt has in it."""
    said = [action.text() for action in menu.actions()]
    return said[: said.index("")] if said[0].find("stay") > 0 or said[0].startswith("Ask") else []


def test_what_would_tell_who_somebody_is_gets_a_line_some_time_after_the_last_key(hinted: Hinted, qtbot: QtBot) -> None:
    field = hinted()
    with qtbot.waitSignal(field.hinted):
        QTest.keyClicks(field.field, "On 14 March I met Anna.")
    assert field.underlined == ["14 March", "Anna"]
    assert links(field) == ["14 March may stay", "Anna may stay"]


def test_the_question_is_what_the_field_is_described_by(hinted: Hinted) -> None:
    field = hinted("I met Anna on 14 March.")
    assert field.field.accessibleDescription() == "Anna, 14 March – does this need to be here?"
    field.set_text("I met somebody in spring.")
    looked(field)
    assert field.field.accessibleDescription() == ""
    assert field.line.isHidden()


def test_the_line_is_dotted_and_calm_and_can_be_seen_in_every_look(hinted: Hinted, qapp: QApplication) -> None:
    field = hinted("I met Anna.")
    for choice, least in (("light", 3), ("dark", 3), ("high-contrast", 7)):
        apply_theme(qapp, choice, 100)
        painted = field.field.extraSelections()[0]
        form = painted.format
        assert form.underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
        assert contrast(form.underlineColor().name(), current().surface) >= least
        assert form.underlineColor().name().upper() != current().problem


def test_it_is_no_change_and_nothing_to_undo(hinted: Hinted) -> None:
    field = hinted()
    said: list[str] = []
    field.changed.connect(said.append)
    field.set_text("I met Anna.")
    looked(field)
    assert field.underlined == ["Anna"]
    assert said == []
    assert not field.waits
    assert not field.field.document().isUndoAvailable()


def test_a_word_that_may_stay_has_no_line_any_more_wherever_it_stands(hinted: Hinted, qtbot: QtBot) -> None:
    field = hinted("Anna came. Later Anna's sister rang Ben.")
    with qtbot.waitSignal(field.staying_changed) as said:
        field.line.links[0].click()
    assert said.args == [("Anna",)]
    assert field.underlined == ["Ben"]
    field.set_text("On Monday I met Anna.")
    assert looked(field).underlined == []


def test_the_words_of_the_other_answers_stay_here_as_well_without_being_said_again(hinted: Hinted) -> None:
    field = hinted("I met Anna and Ben.")
    field.staying_changed.connect(lambda _words: pytest.fail("set_staying is silent"))
    field.set_staying(["Ben"])
    assert field.underlined == ["Anna"]
    assert looked(field).staying == ("Ben",)


def test_names_of_the_story_are_hinted_at_as_well(hinted: Hinted) -> None:
    field = hinted("قالت مريم إنها تعبت")
    assert field.underlined == []
    field.set_names(["مريم"])
    assert looked(field).underlined == ["مريم"]


def test_words_that_run_from_the_right_stand_at_the_right_and_can_be_undone(hinted: Hinted) -> None:
    field = hinted()
    empty = field.field.cursorRect().x()
    field.field.insertPlainText("مريم")
    assert field.field.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignRight
    assert field.field.cursorRect().x() > empty + 200
    field.field.undo()
    assert field.text() == ""
    QTest.keyClicks(field.field, "Anna")
    assert field.field.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignLeft


def test_of_many_words_the_first_three_are_asked_about_and_the_rest_unfolds(hinted: Hinted) -> None:
    field = hinted("I met Anna, Ben, Leah, Tom and Tom’s brother, and Maria.")
    assert links(field) == ["Anna may stay", "Ben may stay", "Leah may stay"]
    assert field.line.more.text() == "and 2 more"
    assert field.field.accessibleDescription() == "Anna, Ben, Leah and 2 more – does this need to be here?"
    field.line.more.click()
    assert links(field)[3:] == ["Tom may stay", "Maria may stay"]
    field.line.more.click()
    assert len(links(field)) == 3


def test_the_links_are_reached_by_tab_in_their_order_and_the_keyboard_is_not_lost(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    first, second = HintedText("What happened?"), HintedText("So what?")
    column.addWidget(first)
    column.addWidget(second)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first.set_text("I met Anna, Ben, Leah and Tom.")
    looked(first)
    first.setFocus()
    expected = [first.field, *first.line.links, first.line.more, second.field]
    for widget in expected:
        assert QApplication.focusWidget() is widget
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    first.line.links[0].setFocus()
    while first.line.links:
        link = QApplication.focusWidget()
        assert link in first.line.links
        QTest.keyClick(link, Qt.Key.Key_Space)
        looked(first)
    assert QApplication.focusWidget() is first.field
    assert first.staying == ("Anna", "Ben", "Leah", "Tom")


def test_a_second_click_in_a_row_lets_no_other_word_stay(hinted: Hinted) -> None:
    field = hinted("I met Anna and Ben.")
    link = field.line.links[0]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(field.line.links[0], Qt.MouseButton.LeftButton)
    assert field.staying == ("Anna",)


def test_the_menu_of_a_word_offers_to_let_it_stay_and_to_ask_again(hinted: Hinted) -> None:
    field = hinted("😀 I met Anna there.")
    menu = field.field.menu_for(cursor_at(field, "Anna"))
    assert offered(menu) == ["Anna may stay"]
    menu.actions()[0].trigger()
    assert looked(field).underlined == []
    menu = field.field.menu_for(cursor_at(field, "Anna"))
    assert offered(menu) == ["Ask about Anna again"]
    menu.actions()[0].trigger()
    assert looked(field).underlined == ["Anna"]
    assert offered(field.field.menu_for(cursor_at(field, "there"))) == []


def test_the_menu_key_is_about_the_word_the_cursor_is_in(hinted: Hinted) -> None:
    field = hinted("I met Anna.")
    field.field.setTextCursor(cursor_at(field, "Anna"))
    seen: list[str] = []

    def close() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(offered(menu))
        menu.close()

    QTimer.singleShot(0, close)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 90), field.mapToGlobal(QPoint(1, 90)))
    QApplication.sendEvent(field.field.viewport(), event)
    assert seen == ["Anna may stay"]


def test_what_is_typed_behind_a_word_is_not_underlined_with_it(hinted: Hinted) -> None:
    field = hinted("I met Anna")
    field.field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field.field, " today")
    assert field.underlined == ["Anna"]
    assert field.field.extraSelections()[0].cursor.selectedText() == "Anna"


def test_a_word_one_types_in_has_no_line_until_the_next_pause(hinted: Hinted) -> None:
    field = hinted("I met Anna")
    field.field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(field.field, "l")
    assert field.underlined == []


def test_what_was_found_in_another_text_is_dropped(hinted: Hinted) -> None:
    field = hinted()
    field.set_text("I met Anna.")
    QTest.keyClicks(field.field, "Yesterday ")  # while the words are being looked at
    jobs().wait()
    QApplication.processEvents()
    assert field.underlined == []
    assert looked(field).underlined == ["Anna"]


def test_another_text_shows_nothing_of_the_one_before(hinted: Hinted) -> None:
    field = hinted("I met Anna.")
    field.field.clearFocus()
    field.show_text("Less hurry.")
    assert field.underlined == []
    assert field.line.isHidden()


def test_in_a_long_text_what_comes_into_view_is_painted(hinted: Hinted) -> None:
    field = hinted("We sat by the river and talked. " * 900 + "Then Anna came.")
    assert field.underlined == ["Anna"]
    assert field.field.extraSelections() == []
    field.field.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.processEvents()
    assert [s.cursor.selectedText() for s in field.field.extraSelections()] == ["Anna"]


def test_closing_it_while_it_looks_harms_nothing(qtbot: QtBot) -> None:
    field = HintedText("What happened?")
    field.set_text("I met Anna.")
    with qtbot.waitSignal(field.destroyed):
        field.deleteLater()
    jobs().wait()
    QApplication.processEvents()


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 40), st.integers(0, 4), st.sampled_from(["Anna", " ", "a", "Smith ", "\n", "😀", "14 March"])
        ),
        max_size=8,
    ),
    st.sampled_from(["Anna", "14 March", "Anna Smith"]),
)
def test_the_text_is_only_what_was_typed_and_a_word_that_may_stay_never_has_a_line_again(
    qapp: QApplication, edits: list[tuple[int, int, str]], stays: str
) -> None:
    field = HintedText("What happened?")
    expected = "We met Anna Smith on 14 March. 😀"
    field.set_text(expected)
    looked(field)
    field.let_stay(stays)

    def promise() -> None:
        qapp.processEvents()
        assert field.text() == expected
        assert not any(True for words in field.underlined for _span in stretches(words, [stays]))

    promise()
    for at, removed, typed in edits:
        start = min(at, len(expected))
        end = min(start + removed, len(expected))
        cursor = field.field.textCursor()
        cursor.setPosition(len(expected[:start].encode("utf-16-le")) // 2)
        cursor.setPosition(len(expected[:end].encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(typed)
        expected = expected[:start] + typed + expected[end:]
        promise()
        looked(field)
        promise()
    field.deleteLater()
    qapp.sendPostedEvents(field, QEvent.Type.DeferredDelete)


# ---------------------------------------------------------------------------------------------- not a record


def test_what_a_reflection_is_not_is_said_in_three_sentences_and_understood(qtbot: QtBot) -> None:
    card = NotARecord()
    qtbot.addWidget(card)
    assert len(card.sentences) == 3
    assert card.button.accessibleName() == "I understand"
    with qtbot.waitSignal(card.understood):
        card.button.click()
