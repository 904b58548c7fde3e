"""The first page: known journals, and the ways to another."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerjournal.paths import place_of
from peerjournal.ui.pages.start import StartPage, journal_meant_by

Shown = Callable[[list[Path], list[Path]], StartPage]


@pytest.fixture
def shown(on_show: Callable[[StartPage], StartPage]) -> Shown:
    """Makes the page and puts it on show."""
    return lambda recent, found: on_show(StartPage(recent, found))


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_without_journals_enter_makes_one(qtbot: QtBot, shown: Shown) -> None:
    page = shown([], [])
    assert QApplication.focusWidget() is page.create_button
    with qtbot.waitSignal(page.create_wanted):
        press(Qt.Key.Key_Return)


def test_the_sample_is_offered(qtbot: QtBot, shown: Shown) -> None:
    page = shown([], [])
    with qtbot.waitSignal(page.sample_wanted):
        page.sample_button.click()


def test_recent_journals_come_first_and_each_once(shown: Shown, tmp_path: Path) -> None:
    evening, morning = tmp_path / "Evening.peerjournal", tmp_path / "Morning.peerjournal"
    page = shown([morning], [evening, morning])
    assert [choice.name for choice in page.choices] == ["Morning", "Evening"]


def test_enter_opens_the_likeliest_and_arrows_walk(qtbot: QtBot, shown: Shown, tmp_path: Path) -> None:
    evening, morning = tmp_path / "Evening.peerjournal", tmp_path / "Morning.peerjournal"
    page = shown([morning, evening], [])
    with qtbot.waitSignal(page.open_wanted) as wanted:
        press(Qt.Key.Key_Return)
    assert wanted.args == [morning]
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_wanted) as wanted:
        press(Qt.Key.Key_Return)
    assert wanted.args == [evening]


def test_a_journal_on_a_drive_that_is_away_says_so(shown: Shown, tmp_path: Path) -> None:
    here, away = tmp_path / "Here.peerjournal", tmp_path / "usb" / "Away.peerjournal"
    here.mkdir()
    page = shown([here, away], [])
    assert [("not there" in choice.line) for choice in page.choices] == [False, True]
    assert "not there" in page.choices[1].accessibleDescription()


@pytest.mark.parametrize("inside", ["", "backups", "backups/older"])
def test_the_journal_meant_by_a_folder_in_it(journal_path: Path, inside: str) -> None:
    assert journal_meant_by(journal_path / inside) == journal_path


def test_the_only_journal_in_a_folder_is_meant(qtbot: QtBot, shown: Shown, journal_path: Path) -> None:
    page = shown([], [])
    with qtbot.waitSignal(page.open_wanted) as wanted:
        page.open_folder(journal_path.parent)
    assert wanted.args == [journal_path]


def test_no_journal_or_several_get_a_sentence(qtbot: QtBot, shown: Shown, journal_path: Path, tmp_path: Path) -> None:
    page = shown([], [])
    (tmp_path / "empty").mkdir()
    with qtbot.assertNotEmitted(page.open_wanted):
        page.open_folder(tmp_path / "empty")
        assert page.notice.sentence().startswith("There is no journal in this folder.")
        shutil.copytree(journal_path, tmp_path / "Second.peerjournal")
        page.open_folder(tmp_path)
        assert page.notice.sentence().startswith("There are several journals")


def test_opening_asks_for_a_folder_without_stopping_the_window(qtbot: QtBot, shown: Shown, journal_path: Path) -> None:
    page = shown([], [])
    page.open_button.click()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(page.open_wanted) as wanted:
        dialog.fileSelected.emit(str(journal_path))
    assert wanted.args == [journal_path]
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_home_is_written_as_people_write_it(tmp_path: Path) -> None:
    assert place_of(Path.home() / "Documents" / "x.peerjournal") == str(Path("~") / "Documents")
    assert place_of(tmp_path / "x.peerjournal") == str(tmp_path)
