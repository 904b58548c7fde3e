"""A field for a few own words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.ui.widgets.text_field import TextField


def test_it_says_what_was_typed_within_a_second_and_only_once(qtbot: QtBot) -> None:
    field = TextField("Purpose")
    qtbot.addWidget(field)
    said: list[str] = []
    field.changed.connect(said.append)
    with qtbot.waitSignal(field.changed):
        QTest.keyClicks(field, "Less hurry")
    field.finish()
    assert said == ["Less hurry"]


def test_leaving_it_says_at_once_what_is_typed(qtbot: QtBot) -> None:
    field, other = TextField("Purpose"), TextField("Opening")
    for one in (field, other):
        qtbot.addWidget(one)
        one.show()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.setFocus()
    said: list[str] = []
    field.changed.connect(said.append)
    QTest.keyClicks(field, "x")
    field.clearFocus()
    assert said == ["x"]


def test_set_text_is_silent_and_line_ends_are_plain(qtbot: QtBot) -> None:
    field = TextField("Purpose")
    qtbot.addWidget(field)
    field.changed.connect(lambda _text: pytest_fail())
    field.set_text("مرحبا")
    field.finish()
    field.changed.disconnect()
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "b")
    assert field.text() == "مرحبا\nb"


def pytest_fail() -> None:
    raise AssertionError("changed was emitted by set_text")


def test_it_grows_with_its_words_up_to_a_bound(qtbot: QtBot) -> None:
    field = TextField("Purpose", lines=1)
    qtbot.addWidget(field)
    field.resize(300, 40)
    field.show()
    small = field.height()
    field.set_text("\n".join("line" for _ in range(6)))
    grown = field.height()
    field.set_text("\n".join("line" for _ in range(600)))
    assert small < grown < field.height() < 600


def test_a_blank_that_keeps_words_together_stays_one(qtbot: QtBot) -> None:
    field = TextField("Note")
    qtbot.addWidget(field)
    field.insertPlainText("10\u00a0km\nand\u2028back")
    assert field.text() == "10\u00a0km\nand\nback"
