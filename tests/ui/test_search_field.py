"""The field a list is searched with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.ui.widgets.search_field import SearchField


@pytest.fixture
def field(qtbot: QtBot) -> SearchField:
    made = SearchField("Search entries")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def said(field: SearchField) -> list[str]:
    heard: list[str] = []
    field.looked.connect(lambda: heard.append(f"look for {field.text()!r}"))
    field.left_downwards.connect(lambda: heard.append("down"))
    field.entered.connect(lambda: heard.append("enter"))
    return heard


def test_it_looks_once_typing_pauses(qtbot: QtBot, field: SearchField, said: list[str]) -> None:
    with qtbot.waitSignal(field.looked):
        field.setText("harb")
        field.setText("harbour")
    field.look_now()
    assert said == ["look for 'harbour'"]


def test_who_cannot_wait_looks_at_once_and_only_once(field: SearchField, said: list[str]) -> None:
    field.setText("harbour")
    field.look_now()
    field.look_now()
    assert said == ["look for 'harbour'"]


def test_escape_empties_it_and_looks_and_is_left_to_the_window_where_it_is_empty(
    field: SearchField, said: list[str]
) -> None:
    field.setText("harbour")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert said == ["look for ''"]


@pytest.mark.parametrize(
    ("key", "heard"), [(Qt.Key.Key_Down, "down"), (Qt.Key.Key_Return, "enter"), (Qt.Key.Key_Enter, "enter")]
)
def test_down_and_enter_say_so_and_leave_the_words(
    field: SearchField, said: list[str], key: Qt.Key, heard: str
) -> None:
    field.setText("harbour")
    QTest.keyClick(field, key)
    assert said == [heard]
    assert field.text() == "harbour"
    field.look_now()
    assert said == [heard, "look for 'harbour'"]


def test_what_is_forgotten_or_found_already_is_not_looked_for(field: SearchField, said: list[str]) -> None:
    field.setText("harbour")
    field.forget()
    field.look_now()
    assert field.text() == ""
    field.setText("lantern")
    field.hush()
    field.look_now()
    assert said == []
