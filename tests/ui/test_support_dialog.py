"""Support: one key from every page and before unlocking; every line complete; one's own kept; hiding hides it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
from peerjournal.support.helplines import all_countries, read_country
from peerjournal.support.own_lines import Own, Person, country_here, keep_own, own_folder, read_own
from peerjournal.ui.app import Program
from peerjournal.ui.dialogs.keys import ChangePassphraseDialog
from peerjournal.ui.dialogs.support import GROUNDING, OWN, REACH, SupportDialog
from peerjournal.ui.pages.cover import CoverPage
from peerjournal.ui.theme.apply import apply_theme

TODAY = date(2026, 11, 22)
MIRA = Person("Mira", "020 7946 0018", "for a walk")


def said_on(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def reach(dialog: SupportDialog) -> QWidget:
    page = dialog.stack.widget(REACH)
    assert page is not None
    return page


# --------------------------------------------------------------------------------------------- from every page


@pytest.fixture
def again() -> list[tuple[Path | None, bool]]:
    return []


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, support_settings: Settings, again: list[tuple[Path | None, bool]]
) -> Iterator[Program]:
    made = Program(qapp, support_settings, lambda journal, hidden: again.append((journal, hidden)))
    qtbot.addWidget(made.window)
    yield made
    if made.journal is not None:
        made.journal.close()
    if made.instance is not None:
        made.instance.close()
    made.deleteLater()


def press_f1(program: Program, qtbot: QtBot) -> SupportDialog:
    """Presses the key where the focus is, and sees Support come up."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget() or program.window, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SupportDialog)
    assert "999" in said_on(dialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def close(dialog: SupportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_one_key_and_one_corner_before_any_journal_is_open(program: Program, qtbot: QtBot, journal_path: Path) -> None:
    program.begin(None)
    qtbot.waitUntil(lambda: program.window.support is not None)
    button = program.window.support
    assert button is not None
    corners = []
    for show in (program.show_start, lambda: program.show_unlock(journal_path), program.show_first_use):
        show()
        close(press_f1(program, qtbot), qtbot)
        assert button.isVisible()
        corners.append(button.mapTo(program.window, button.rect().topLeft()))
    assert corners == [corners[0]] * 3
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SupportDialog)
    close(dialog, qtbot)


def test_one_key_and_one_place_in_every_room(program: Program, qtbot: QtBot, journal: OpenJournal) -> None:
    program.begin(journal.path)
    program.show_rooms(journal)
    rooms = program.rooms
    assert rooms is not None
    assert program.window.support is not None
    assert not program.window.support.isVisible()
    for n in range(rooms.stack.count()):
        room = rooms.stack.widget(n)
        assert room is not None
        rooms.go_to(room)
        close(press_f1(program, qtbot), qtbot)
    (button,) = [one for one in rooms.rail.findChildren(QPushButton) if one.accessibleName() == "Support"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SupportDialog)
    close(dialog, qtbot)


def test_it_opens_over_another_dialog_and_over_the_cover(program: Program, qtbot: QtBot, journal: OpenJournal) -> None:
    program.begin(journal.path)
    program.show_rooms(journal)
    other = ChangePassphraseDialog(journal, parent=program.window)
    qtbot.addWidget(other)
    other.open()
    qtbot.waitUntil(lambda: QApplication.focusWindow() == other.windowHandle())
    QTest.keyClick(other.windowHandle(), Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SupportDialog)
    close(dialog, qtbot)
    other.reject()
    program._cover(hidden=False)
    assert isinstance(program.window.page(), CoverPage)
    assert program.window.support is not None
    assert program.window.support.isVisible()
    close(press_f1(program, qtbot), qtbot)
    program._lift_cover()
    assert not program.window.support.isVisible()


def test_a_second_press_opens_no_second_one(program: Program, qtbot: QtBot, journal_path: Path) -> None:
    program.begin(journal_path)
    dialog = press_f1(program, qtbot)
    program.show_support()
    assert program._support is dialog
    close(dialog, qtbot)
    assert program._support is None


def test_hiding_takes_it_away_and_nothing_opens_it_while_hidden(
    program: Program, qtbot: QtBot, journal_path: Path
) -> None:
    keep_own(own_folder(), Own((MIRA,)))
    program.begin(journal_path)
    dialog = press_f1(program, qtbot)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_H, both)
    program.show_support()
    assert program._support is None
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and not w.isMinimized()]
    program.come_back()
    close(press_f1(program, qtbot), qtbot)


def test_hiding_an_open_journal_takes_it_away_too(
    program: Program, qtbot: QtBot, journal: OpenJournal, again: list[tuple[Path | None, bool]]
) -> None:
    program.begin(journal.path)
    program.show_rooms(journal)
    program._watch()
    dialog = press_f1(program, qtbot)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_H, both)
    assert again == [(journal.path, True)]


def test_it_loads_nothing_of_a_journal_and_the_start_loads_nothing_of_it() -> None:
    check = (
        "import sys\n"
        "import peerjournal.ui.app\n"
        "early = {name for name in sys.modules if name.startswith('peerjournal.support') or name == 'tomllib'}\n"
        "import peerjournal.ui.dialogs.support\n"
        "slow = {'sqlalchemy', 'cryptography', 'numpy', 'matplotlib', 'typer'} & set(sys.modules)\n"
        "print(early, slow)"
    )
    said = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert said.stdout == "set() set()\n"


# --------------------------------------------------------------------------------------------- who to reach


@pytest.mark.parametrize("code", [code for code, _name in all_countries()])
def test_every_line_shows_its_number_hours_date_and_source(
    opened_support: Callable[[], SupportDialog], support_settings: Settings, code: str
) -> None:
    support_settings["support_country"] = code
    said = said_on(reach(opened_support()))
    country = read_country(code)
    for emergency in country.emergency:
        assert [text for text in said if text.startswith(emergency.number)]
    for line in country.lines:
        place = said.index(line.name)
        card = said[place : place + 5 + len(line.ways)]
        for way in line.ways:
            assert [text for text in card if way.at in text]
        assert [text for text in card if "Day and night, every day" in text]
        assert [text for text in card if text.startswith("Checked on ") and "Source: " in text]
        assert line.checked_on is not None
        old = line.checked_on < date(2024, 11, 22)
        assert any("more than two years ago" in text for text in card) is old
    assert said[-1].startswith("Numbers and hours change")


def test_my_people_come_first_once_they_are_kept(opened_support: Callable[[], SupportDialog]) -> None:
    assert "My people" not in said_on(reach(opened_support()))
    keep_own(own_folder(), Own((MIRA,)))
    said = [text for text in said_on(reach(opened_support())) if text]
    assert said[:4] == ["My people", "Mira", "for a walk", "020 7946 0018"]


def test_a_number_is_copied_by_the_keyboard(opened_support: Callable[[], SupportDialog]) -> None:
    dialog = opened_support()
    copy = next(b for b in dialog.findChildren(QPushButton) if b.accessibleName() == "Copy 116 123")
    copy.setFocus()
    QTest.keyClick(copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "116 123"
    assert "Copied: 116 123" in said_on(dialog)
    QGuiApplication.clipboard().clear()


def test_another_country_is_shown_and_remembered(
    opened_support: Callable[[], SupportDialog], support_settings: Settings
) -> None:
    dialog = opened_support()
    assert isinstance(dialog.country, QComboBox)
    dialog.country.setCurrentIndex(dialog.country.findData("fr"))
    assert "3114" in said_on(reach(dialog))
    assert support_settings["support_country"] == "fr"


def test_where_nothing_is_known_it_says_so_with_the_number_of_the_union(
    opened_support: Callable[[], SupportDialog], support_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    support_settings["support_country"] = "system"
    keep_own(own_folder(), Own((MIRA,)))
    for named, said in (("it", "“IT”"), ("", "not clear")):
        monkeypatch.setattr(SupportDialog, "code", lambda _self, named=named: named)
        dialog = opened_support()
        assert said in dialog.notice.sentence()
        assert "112" in dialog.notice.sentence()
        assert "Mira" in said_on(reach(dialog))


def test_a_file_broken_by_hand_is_said_and_the_built_in_lines_are_shown(
    opened_support: Callable[[], SupportDialog],
) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "gb.toml").write_text("[[lines]", encoding="utf-8")
    (own_folder() / "own.toml").write_text("[[people]", encoding="utf-8")
    dialog = opened_support()
    assert "gb.toml" in dialog.notice.sentence()
    assert "own.toml" in dialog.notice.sentence()
    assert "Call 116 123" in said_on(reach(dialog))
    dialog.close()
    assert (own_folder() / "gb.toml").read_text(encoding="utf-8") == "[[lines]"


# --------------------------------------------------------------------------------------------- my own


def test_what_is_typed_is_kept_and_shown_at_once_and_it_says_who_can_read_it(
    opened_support: Callable[[], SupportDialog],
) -> None:
    dialog = opened_support()
    dialog.ways.choose(OWN)
    assert any("anyone who uses this computer account can read it" in text for text in said_on(dialog.own))
    assert not own_folder().exists()
    QTest.keyClicks(dialog.own.people.field(0, 0), "Mira")
    QTest.keyClicks(dialog.own.people.field(0, 1), "020 7946 0018")
    QTest.keyClicks(dialog.own.own_lines.field(0, 0), "Our warm line")
    QTest.keyClicks(dialog.own.own_lines.field(0, 1), "text HELLO to 12345")
    dialog.ways.choose(REACH)
    said = said_on(reach(dialog))
    assert said.index("Mira") < said.index("999") < said.index("Text HELLO to 12345")
    assert "Written by you on 22 Nov 2026." in said
    assert read_own(own_folder())[0].people == (Person("Mira", "020 7946 0018"),)


def test_closing_keeps_the_last_word_and_an_emptied_person_is_gone(opened_support: Callable[[], SupportDialog]) -> None:
    keep_own(own_folder(), Own((MIRA, Person("Tom"))))
    dialog = opened_support()
    dialog.ways.choose(OWN)
    for column in range(3):
        dialog.own.people.field(0, column).selectAll()
        QTest.keyClick(dialog.own.people.field(0, column), Qt.Key.Key_Delete)
    QTest.keyClicks(dialog.own.people.field(1, 1), "at home")
    dialog.reject()
    assert read_own(own_folder())[0].people == (Person("Tom", "at home"),)


def test_a_line_of_the_country_is_changed_and_the_built_in_ones_come_back_and_go_again(
    opened_support: Callable[[], SupportDialog],
) -> None:
    dialog = opened_support()
    dialog.ways.choose(OWN)
    assert not dialog.own.back.isVisible()
    hours = dialog.own.country_lines.field(2, 2)
    hours.selectAll()
    QTest.keyClicks(hours, "not on my phone")
    dialog.own.keep()
    assert "not on my phone" in said_on(reach(dialog))
    assert dialog.own.back.isVisible()
    dialog.own.back.click()
    assert country_here(own_folder(), "gb") == (read_country("gb"), "")
    assert dialog.own.country_lines.field(2, 2).text() == "24/7"
    dialog.own.notice.undo.click()
    assert country_here(own_folder(), "gb")[0].lines[2].hours == "not on my phone"
    assert dialog.own.country_lines.field(2, 2).text() == "not on my phone"


def test_what_cannot_be_written_is_said_and_kept_later(opened_support: Callable[[], SupportDialog]) -> None:
    own_folder().parent.mkdir(parents=True, exist_ok=True)
    own_folder().write_text("in the way", encoding="utf-8")
    dialog = opened_support()
    dialog.ways.choose(OWN)
    QTest.keyClicks(dialog.own.people.field(0, 0), "Mira")
    dialog.own.keep()
    assert "could not be written" in dialog.own.notice.sentence()
    own_folder().unlink()
    dialog.own.keep()
    assert read_own(own_folder())[0].people == (Person("Mira"),)
    assert dialog.own.notice.sentence() == ""


# --------------------------------------------------------------------------------------------- looks


@pytest.mark.parametrize("look", ["light", "dark", "high-contrast"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("place", [REACH, GROUNDING, OWN])
def test_pictures_in_every_look(
    qapp: QApplication, opened_support: Callable[[], SupportDialog], look: str, percent: int, place: int
) -> None:
    apply_theme(qapp, look, percent)
    dialog = opened_support()
    dialog.ways.choose(place)
    dialog.resize(760, 660)
    picture = dialog.grab().toImage()
    assert picture.format() != QImage.Format.Format_Invalid
    assert dialog.minimumSizeHint().width() <= 984
    for label in dialog.stack.findChildren(QLabel):
        assert label.width() <= dialog.width()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 760, 19) for y in range(0, 660, 11)}
    assert len(colours) > 3
