"""The month sheet: days with writing in words, shape and weight; every step by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.ui.widgets.calendar import DayButton, MonthCalendar

TODAY = date(2026, 11, 22)


@pytest.fixture
def calendar(qtbot: QtBot) -> MonthCalendar:

    def days_of(year: int, month: int) -> dict[date, int]:
        return {date(2026, 11, 3): 2} if (year, month) == (2026, 11) else {}

    made = MonthCalendar(days_of, lambda: TODAY)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def button(calendar: MonthCalendar, day: date) -> DayButton:
    found = calendar.button_of(day)
    assert found is not None
    return found


def test_days_say_what_they_hold(calendar: MonthCalendar) -> None:
    assert button(calendar, date(2026, 11, 3)).accessibleName() == "Tuesday, 3 November 2026, 2 entries"
    assert button(calendar, TODAY).accessibleName() == "Sunday, 22 November 2026, today, nothing written"
    assert calendar.button_of(date(2026, 12, 1)) is None


def test_choosing_a_day_and_taking_it_back(calendar: MonthCalendar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(calendar.day_chosen) as caught:
        QTest.mouseClick(button(calendar, date(2026, 11, 3)), Qt.MouseButton.LeftButton)
    assert caught.args == [date(2026, 11, 3)]
    assert calendar.chosen == date(2026, 11, 3)
    with qtbot.waitSignal(calendar.day_chosen) as caught:
        QTest.mouseClick(button(calendar, date(2026, 11, 3)), Qt.MouseButton.LeftButton)
    assert caught.args == [None]


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, date(2026, 11, 21)),
        (Qt.Key.Key_Down, date(2026, 11, 29)),
        (Qt.Key.Key_Up, date(2026, 11, 15)),
        (Qt.Key.Key_Right, date(2026, 11, 23)),
        (Qt.Key.Key_Home, date(2026, 11, 16)),
        (Qt.Key.Key_PageUp, date(2026, 10, 22)),
        (Qt.Key.Key_PageDown, date(2026, 12, 22)),
    ],
)
def test_arrow_keys(calendar: MonthCalendar, qtbot: QtBot, key: Qt.Key, day: date) -> None:
    start = button(calendar, TODAY)
    start.setFocus()
    QTest.keyClick(start, key)
    reached = button(calendar, day)
    assert reached.hasFocus()
    with qtbot.waitSignal(calendar.day_chosen) as caught:
        QTest.keyClick(reached, Qt.Key.Key_Return)
    assert caught.args == [day]


def test_the_year_2100_is_the_last(qtbot: QtBot) -> None:
    made = MonthCalendar(lambda _y, _m: {}, lambda: date(2100, 12, 31))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    last = button(made, date(2100, 12, 31))
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert button(made, date(2100, 12, 31)).hasFocus()


def test_it_is_painted(calendar: MonthCalendar) -> None:
    calendar.choose(date(2026, 11, 3))
    assert not calendar.grab().isNull()
