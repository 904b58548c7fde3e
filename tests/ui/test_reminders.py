"""Reminders in the window's process: off means nothing is there; what they say is said to nobody else."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from peerjournal.clock import Clock
from peerjournal.settings import Settings
from peerjournal.ui import reminders as rules
from peerjournal.ui.app import Program
from peerjournal.ui.pages.reminder_card import ReminderCard
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.reminders import Reminders, paused_until, times_in

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


class Tray(QObject):
    """Stands in for the sign that a hidden window has in the tray."""

    MessageIcon = QSystemTrayIcon.MessageIcon

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[str, str]] = []

    def supportsMessages(self) -> bool:  # noqa: N802 - as Qt calls it
        return True

    def showMessage(self, title: str, text: str, _icon: object, _ms: int) -> None:  # noqa: N802 - as Qt calls it
        self.messages.append((title, text))


@pytest.fixture
def make(settings: Settings, clock: Clock) -> Callable[..., Reminders]:
    def made(busy: bool = False, tray: Any = None) -> Reminders:
        return Reminders(settings, lambda: busy, lambda: tray, clock=clock, desktop=lambda: False)

    return made


def _pass(one: Reminders, moment: list[datetime], minutes: int) -> list[str]:
    said: list[str] = []
    one.said.connect(said.append)
    for _minute in range(minutes):
        moment[0] += timedelta(minutes=1)
        one.look()
    one.said.disconnect(said.append)
    return said


def test_while_they_are_off_there_is_neither_timer_nor_tray(make: Callable[..., Reminders], settings: Settings) -> None:
    one = make()
    assert not one.timer.isActive()
    assert one.tray is None
    settings["reminders"] = True
    one.follow()
    assert one.timer.isActive()
    settings["reminders"] = False
    one.follow()
    assert not one.timer.isActive()


def test_without_notifications_the_window_says_it_once(
    make: Callable[..., Reminders], settings: Settings, moment: list[datetime]
) -> None:
    settings["reminders"], settings.reminder_times = True, ("21:20",)  # it is 21:15
    assert _pass(make(), moment, 30) == ["A quiet moment, if you like."]


def test_where_the_window_is_hidden_its_sign_says_it_and_nothing_of_the_program(
    make: Callable[..., Reminders], settings: Settings, moment: list[datetime]
) -> None:
    tray = Tray()
    settings["reminders"], settings.reminder_times = True, ("21:20", "21:30")
    assert _pass(make(tray=tray), moment, 30) == []
    assert tray.messages == [("A quiet moment, if you like.", "")] * 2


def test_where_the_desktop_shows_notifications_there_is_one_sign_with_a_way_back_and_pauses(
    settings: Settings, clock: Clock, moment: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings["reminders"], settings.reminder_times = True, ("21:20",)
    others: list[QSystemTrayIcon] = []
    one = Reminders(settings, lambda: False, lambda: others[0] if others else None, clock=clock, desktop=lambda: True)
    messages: list[tuple[object, ...]] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, *said: messages.append(said[:2]))
    wanted: list[bool] = []
    one.wanted.connect(lambda: wanted.append(True))
    assert _pass(one, moment, 10) == []
    assert messages == [("A quiet moment, if you like.", "")]
    assert one.tray is not None
    one.tray.messageClicked.emit()
    assert wanted == [True]
    menu = {action.text(): action for action in one.tray.contextMenu().actions()}
    menu["Open"].trigger()
    assert wanted == [True, True]
    menu["No reminders today"].trigger()
    assert paused_until(settings, clock.now()) == rules.tomorrow(clock.now())
    menu["Remind me again"].trigger()
    assert paused_until(settings, clock.now()) is None
    others.append(QSystemTrayIcon())  # the window is hidden now, and has a sign of its own
    one.follow()
    others.clear()
    assert _signs(one) == 0
    one.follow()
    assert _signs(one) == 1
    settings["reminders"] = False
    one.follow()
    assert _signs(one) == 0


def _signs(one: Reminders) -> int:
    return 0 if one.tray is None else 1


def test_nobody_is_reminded_while_they_are_at_it_or_while_it_is_paused(
    make: Callable[..., Reminders], settings: Settings, moment: list[datetime], clock: Clock
) -> None:
    settings["reminders"], settings.reminder_times = True, ("21:20", "22:40")
    assert _pass(make(busy=True), moment, 10) == []
    rules.pause(settings, clock.now() + timedelta(hours=1))
    one = make()
    assert _pass(one, moment, 55) == []
    assert _pass(one, moment, 30) == ["A quiet moment, if you like."]
    assert paused_until(settings, clock.now()) is None


@pytest.mark.parametrize("kept", ["", "soon", "2026-11-22T23:00:00", 7])
def test_settings_that_say_nothing_sensible_are_passed_over(settings: Settings, clock: Clock, kept: Any) -> None:
    settings.reminders_paused_until = kept
    settings.reminder_times = ("8:30", "nonsense", "21:00", "8:30")
    assert paused_until(settings, clock.now()) is None
    assert [str(at) for at in times_in(settings)] == ["08:30:00", "21:00:00"]


def test_times_and_pauses_outlive_the_program(settings: Settings, tmp_path: Path, clock: Clock) -> None:
    settings["reminders"] = True
    rules.keep_times(settings, (time(21),))
    rules.pause(settings, clock.now() + timedelta(days=7))
    again = Settings(tmp_path / "settings.json")
    assert again["reminders"] is True
    assert again.reminder_times == ("21:00",)
    assert paused_until(again, clock.now()) == clock.now() + timedelta(days=7)


# -------------------------------------------------------------------------------------------------- the card


@pytest.fixture
def card(settings: Settings, clock: Clock, qtbot: QtBot) -> ReminderCard:
    made = ReminderCard(settings, clock=clock)
    qtbot.addWidget(made)
    made.show()
    return made


def test_only_what_is_on_can_be_set(card: ReminderCard, settings: Settings) -> None:
    assert card.more.isHidden()
    card.row.control.click()  # type: ignore[union-attr]
    assert settings["reminders"] is True
    assert card.more.isVisible()
    assert "no notifications" in card.where.text()


def test_times_are_added_in_order_and_taken_away(card: ReminderCard, settings: Settings) -> None:
    card.row.control.click()  # type: ignore[union-attr]
    for typed in ("21:00", "8.30", "21:00"):
        card.typed.clear()
        QTest.keyClicks(card.typed, typed)
        QTest.keyClick(card.typed, Qt.Key.Key_Return)
    assert list(settings.reminder_times) == ["08:30", "21:00"]
    assert len(card.times) == 2
    card.times[0].click()
    assert list(settings.reminder_times) == ["21:00"]


def test_by_keyboard_the_next_time_has_the_focus_once_one_is_taken_away(
    card: ReminderCard, settings: Settings, qtbot: QtBot
) -> None:
    settings["reminders"], settings.reminder_times = True, ("08:00", "12:00", "21:00")
    card.refresh()
    with qtbot.waitActive(card):
        card.activateWindow()
    for left, focused in ((["08:00", "21:00"], 1), (["08:00"], 0)):
        button = card.times[1]
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert list(settings.reminder_times) == left
        assert card.times[focused].hasFocus()
    QTest.keyClick(card.times[0], Qt.Key.Key_Space)
    assert card.typed.hasFocus()


def test_what_is_no_time_stays_typed_and_gets_a_sentence(card: ReminderCard, settings: Settings) -> None:
    card.row.control.click()  # type: ignore[union-attr]
    QTest.keyClicks(card.typed, "half past")
    card.add.click()
    assert card.typed.text() == "half past"
    assert "8:30 or 21:00" in card.notice.sentence()
    assert settings.reminder_times == ()


def test_they_can_be_paused_and_go_on(card: ReminderCard, settings: Settings, clock: Clock) -> None:
    card.row.control.click()  # type: ignore[union-attr]
    assert card.resume.isHidden()
    card.day.click()
    until = paused_until(settings, clock.now())
    assert until is not None
    assert (until - clock.now(), until.hour) == (timedelta(hours=2, minutes=45), 0)
    assert card.paused.isVisible()
    card.resume.click()
    assert paused_until(settings, clock.now()) is None
    assert card.paused.isHidden()


# ------------------------------------------------------------------------------------------------ the window


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, settings: Settings, journal_path: Path) -> Iterator[Program]:
    made = Program(qapp, settings, lambda _journal, _hidden: None)
    qtbot.addWidget(made.window)
    made.show_unlock(journal_path)
    yield made
    if made.reminders is not None:
        made.reminders.put_away()
    made.deleteLater()


def _reminders(program: Program, settings: Settings) -> Reminders:
    settings["reminders"] = True
    assert program.reminders is not None
    return program.reminders


def test_while_they_are_off_the_program_has_none(program: Program, settings: Settings) -> None:
    settings["appearance"] = "light"
    settings.reminder_times = ("21:00",)
    assert program.reminders is None
    one = _reminders(program, settings)
    settings["reminders"] = False
    assert not one.timer.isActive()


def test_the_unlock_screen_says_it_in_the_window(program: Program, settings: Settings) -> None:
    one = _reminders(program, settings)
    program.window.show()
    one.said.emit(rules.sentence())
    assert program.window.notice.sentence() == "A quiet moment, if you like."
    assert program.window.notice.kind() == "info"


def test_a_reminder_never_takes_the_place_of_something_said(program: Program, settings: Settings) -> None:
    one = _reminders(program, settings)
    program.window.show()
    program.window.notice.show_sentence("Your last words are not saved yet.", "problem")
    one.said.emit(rules.sentence())
    assert program.window.notice.sentence() == "Your last words are not saved yet."


def test_a_hidden_window_does_not_say_later_what_has_passed(program: Program, settings: Settings) -> None:
    one = _reminders(program, settings)
    one.said.emit(rules.sentence())
    program.window.show()
    assert program.window.notice.sentence() == ""


def test_who_types_a_passphrase_or_in_a_dialog_is_at_it(program: Program, settings: Settings, qtbot: QtBot) -> None:
    _reminders(program, settings)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    program._idle._touched_after -= 600
    assert not program._is_used()
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_A)
    assert program._is_used()
    dialog = QDialog(program.window)
    with qtbot.waitActive(dialog):
        dialog.open()
    assert program._is_used()
    dialog.reject()
