"""The Settings room, on a real journal and a real settings file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.operations import keys
from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import DECLARED, Settings, Value
from peerjournal.ui.dialogs.key_dialog import KeyDialog
from peerjournal.ui.dialogs.keys import AddPassphraseDialog, ChangePassphraseDialog, NewRecoveryCodeDialog
from peerjournal.ui.pages.settings import SettingsPage
from peerjournal.ui.theme import apply_theme
from peerjournal.vault.engine import DATABASE


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of this test's own."""
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def page(qtbot: QtBot, journal: OpenJournal, settings: Settings) -> SettingsPage:
    """The room, on show."""
    shown = SettingsPage(journal, settings)
    qtbot.addWidget(shown)
    shown.resize(816, 700)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def choice(page: SettingsPage, key: str) -> QComboBox:
    control = page.rows[key].control
    assert isinstance(control, QComboBox)
    return control


def switch(page: SettingsPage, key: str) -> QCheckBox:
    control = page.rows[key].control
    assert isinstance(control, QCheckBox)
    return control


def test_every_declared_setting_has_a_control_with_its_sentence(page: SettingsPage, settings: Settings) -> None:
    assert set(page.rows) == {s.key for s in DECLARED}
    for setting in DECLARED:
        row = page.rows[setting.key]
        assert row.control.accessibleName() == setting.label
        assert row.control.accessibleDescription() == setting.sentence
        assert row.sentence.text() == setting.sentence
        assert row.label.buddy() is row.control
        assert row.control.focusPolicy() & Qt.FocusPolicy.TabFocus
        if setting.choices:
            box = choice(page, setting.key)
            assert [box.itemText(n) for n in range(box.count())] == [label for _value, label in setting.choices]
            assert box.currentData() == settings[setting.key]
        else:
            assert switch(page, setting.key).isChecked() == settings[setting.key]


def test_a_choice_applies_at_once(page: SettingsPage, settings: Settings) -> None:
    told: list[str] = []
    settings.on_change.append(told.append)
    box = choice(page, "lock_after_minutes")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert settings["lock_after_minutes"] == 10
    QTest.keyClick(box, Qt.Key.Key_End)
    assert settings["lock_after_minutes"] == 0
    assert told == ["lock_after_minutes"] * 2


def test_yes_or_no_is_switched_by_keyboard_and_by_its_words(page: SettingsPage, settings: Settings) -> None:
    told: list[Value] = []
    settings.on_change.append(lambda key: told.append(settings[key]))
    box = switch(page, "keep_recent")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.mouseClick(page.rows["keep_recent"].sentence, Qt.MouseButton.LeftButton)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert told == [True, False, True]


def test_scrolling_with_the_wheel_changes_nothing_in_passing(page: SettingsPage, settings: Settings) -> None:
    box = choice(page, "text_percent")
    box.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's own call
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert settings["text_percent"] == 100
    assert not turn.isAccepted()  # so the page below scrolls


def test_what_has_the_focus_stays_in_sight_when_the_text_grows(
    qtbot: QtBot, page: SettingsPage, settings: Settings, qapp: QApplication
) -> None:
    def dress(_key: str) -> None:
        apply_theme(qapp, "light", settings.number("text_percent"))

    settings.on_change.append(dress)
    box = choice(page, "text_percent")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert settings["text_percent"] == 200
    qtbot.waitUntil(lambda: in_sight(page, box))


def in_sight(page: SettingsPage, widget: QWidget) -> bool:
    view = page.column.viewport()
    return view.rect().contains(widget.rect().translated(widget.mapTo(view, QPoint(0, 0))))


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_wider_than_the_room(
    qtbot: QtBot, journal: OpenJournal, settings: Settings, qapp: QApplication, percent: int, way: Qt.LayoutDirection
) -> None:
    keys.add_passphrase(journal, "second one", "The passphrase on the old laptop in the meeting room upstairs")
    apply_theme(qapp, "light", percent)
    page = SettingsPage(journal, settings)
    qtbot.addWidget(page)
    page.setLayoutDirection(way)
    page.resize(1024 - 208 * percent // 100, 700)
    page.show()
    page.ways.lines[-1].remove.click()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QPushButton | QComboBox | QCheckBox | QLabel):
            left = widget.mapTo(page, QPoint(0, 0)).x()
            assert left >= 0
            assert left + widget.width() <= page.width()


# This journal


def test_it_says_which_journal_this_is_and_where(page: SettingsPage, journal: OpenJournal) -> None:
    card = page.journal_card
    assert card.name.text() == "Evening"
    assert card.path.text() == str(journal.path)
    assert card.path.isReadOnly()
    card.path.selectAll()
    assert card.path.selectedText() == str(journal.path)


def test_a_whole_journal_is_found_whole(qtbot: QtBot, page: SettingsPage) -> None:
    card = page.journal_card
    with qtbot.waitSignal(card.checked):
        card.check.click()
        assert card.progress.isVisible()
    assert not card.progress.isVisible()
    assert card.notice.kind() == "info"
    assert "whole" in card.notice.sentence()


def test_a_changed_header_is_named(qtbot: QtBot, page: SettingsPage, journal: OpenJournal) -> None:
    header = journal.path / "header.json"
    header.write_text(header.read_text(encoding="utf-8").replace("Passphrase", "Passphrasf"), encoding="utf-8")
    card = page.journal_card
    with qtbot.waitSignal(card.checked):
        card.check.click()
    assert card.notice.kind() == "problem"
    assert "header" in card.notice.sentence()


def test_a_damaged_database_is_named(qtbot: QtBot, page: SettingsPage, journal: OpenJournal) -> None:
    journal.rest()
    database = journal.path / DATABASE
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(bytes(content))
    card = page.journal_card
    with qtbot.waitSignal(card.checked):
        card.check.click()
    assert card.notice.kind() == "problem"


# Ways to unlock


def names(page: SettingsPage) -> list[str]:
    return [line.name.full for line in page.ways.lines]


def test_the_last_of_each_kind_cannot_be_removed(page: SettingsPage) -> None:
    assert names(page) == ["Passphrase", "Recovery code"]
    assert not any(line.remove.isVisible() for line in page.ways.lines)
    assert any("cannot be removed" in label.text() for label in page.ways.findChildren(QLabel))


def opened(qtbot: QtBot, page: SettingsPage, button: QPushButton) -> KeyDialog:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = page.ways.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_a_passphrase_is_added_and_removed_in_two_steps(qtbot: QtBot, page: SettingsPage, journal: OpenJournal) -> None:
    dialog = opened(qtbot, page, page.ways.add)
    assert isinstance(dialog, AddPassphraseDialog)
    dialog.label.setText("Laptop")
    dialog.new.field.line.setText("orchard window")
    dialog.new.again.line.setText("orchard window")
    with qtbot.waitSignal(page.ways.changed):
        dialog.act()
    assert names(page) == ["Passphrase", "Recovery code", "Laptop"]
    assert "Laptop" in page.ways.notice.sentence()
    laptop = page.ways.lines[2]
    assert laptop.remove.accessibleName() == "Remove Laptop"
    laptop.remove.click()
    assert page.ways.question.isVisible()
    assert len(keys.key_slots(journal)) == 3
    page.ways.question.no.click()
    assert len(keys.key_slots(journal)) == 3
    laptop.remove.click()
    with qtbot.waitSignal(page.ways.changed):
        page.ways.question.yes.click()
    assert names(page) == ["Passphrase", "Recovery code"]
    assert [s.label for s in keys.key_slots(journal)] == ["Passphrase", "Recovery code"]
    assert "no longer" in page.ways.notice.sentence()


def test_one_removed_elsewhere_meanwhile_is_told_in_a_sentence(
    qtbot: QtBot, page: SettingsPage, journal: OpenJournal
) -> None:
    slot = keys.add_passphrase(journal, "second one", "Laptop")
    page.ways.refresh()
    page.ways.lines[2].remove.click()
    keys.revoke(journal, slot.id)
    page.ways.question.yes.click()
    qtbot.waitUntil(page.ways.notice.isVisible)
    assert page.ways.notice.kind() == "problem"
    assert names(page) == ["Passphrase", "Recovery code"]


def test_each_button_opens_its_dialog_and_has_the_focus_again_afterwards(qtbot: QtBot, page: SettingsPage) -> None:
    ways = page.ways
    for button, kind in (
        (ways.change, ChangePassphraseDialog),
        (ways.renew, NewRecoveryCodeDialog),
        (ways.add, AddPassphraseDialog),
    ):
        dialog = opened(qtbot, page, button)
        assert isinstance(dialog, kind)
        dialog.reject()
        assert ways.dialog is None
        page.activateWindow()
        qtbot.waitUntil(button.hasFocus)


def test_the_page_on_protection_can_be_read(qtbot: QtBot, page: SettingsPage) -> None:
    page.protection.read.click()
    dialog = page.protection.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    assert page.protection.dialog is None


def test_every_button_has_a_name(page: SettingsPage) -> None:
    assert all(button.accessibleName() for button in page.findChildren(QPushButton))
