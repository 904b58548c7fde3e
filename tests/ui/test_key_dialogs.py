"""Changing the ways to unlock, with the real vault: what opens the journal afterwards, and what no longer does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import CannotUnlock, NotFound, NotWritable, WrongPassphrase
from peerjournal.operations import keys
from peerjournal.operations.journals import OpenJournal, new_recovery_code, unlock
from peerjournal.ui.dialogs.key_dialog import KeyDialog
from peerjournal.ui.dialogs.keys import AddPassphraseDialog, ChangePassphraseDialog, NewRecoveryCodeDialog
from peerjournal.ui.theme import apply_theme
from peerjournal.vault import vault as vaults

NEW = "orchard window eleven ferries"


def shown(qtbot: QtBot, dialog: KeyDialog) -> KeyDialog:
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(focused(), text)


def opens(path: Path, passphrase: str | None = None, code: str | None = None) -> bool:
    """Whether this secret opens the journal, which may be open at the same time."""
    try:
        vaults.find_data_key(path, passphrase=passphrase, recovery_code=code)
    except CannotUnlock:
        return False
    return True


def enter(_dialog: KeyDialog) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def done(qtbot: QtBot, dialog: KeyDialog) -> str:
    """Press Enter; what is said when it is done."""
    with qtbot.waitSignal(dialog.changed) as told:
        enter(dialog)
    assert not dialog.isVisible()
    return str(told.args[0])


def refused(qtbot: QtBot, dialog: KeyDialog) -> str:
    """Press Enter; what stands in the way."""
    with qtbot.assertNotEmitted(dialog.changed):
        enter(dialog)
        qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog.isVisible()
    assert dialog.notice.isVisible()
    return dialog.notice.sentence()


# The passphrase


@pytest.fixture
def change(qtbot: QtBot, journal: OpenJournal) -> ChangePassphraseDialog:
    """The dialog that changes the passphrase, on show."""
    dialog = ChangePassphraseDialog(journal)
    shown(qtbot, dialog)
    return dialog


def test_the_passphrase_changes_and_the_old_one_no_longer_opens(
    qtbot: QtBot, change: ChangePassphraseDialog, journal: OpenJournal, passphrase: str, recovery_code: str
) -> None:
    assert focused() is change.current.line
    type_in(change.current, passphrase)
    type_in(change.new.field, NEW)
    type_in(change.new.again, NEW)
    assert "no longer" in done(qtbot, change)
    assert opens(journal.path, NEW)
    assert not opens(journal.path, passphrase)
    assert opens(journal.path, code=recovery_code)
    journal.close()
    unlock(journal.path, NEW).close()


def test_a_wrong_current_passphrase_changes_nothing_and_waits_to_be_mended(
    qtbot: QtBot, change: ChangePassphraseDialog, journal: OpenJournal, passphrase: str
) -> None:
    before = (journal.path / "header.json").read_bytes()
    type_in(change.current, "plums")
    type_in(change.new.field, NEW)
    type_in(change.new.again, NEW)
    assert "not the passphrase" in refused(qtbot, change)
    assert change.notice.kind() == "problem"
    assert change.current.line.selectedText()
    assert (journal.path / "header.json").read_bytes() == before
    type_in(change.current, passphrase)
    assert not change.notice.isVisible()
    done(qtbot, change)
    assert opens(journal.path, NEW)


def test_what_is_missing_is_said_one_thing_at_a_time(
    qtbot: QtBot, change: ChangePassphraseDialog, passphrase: str
) -> None:
    assert "current passphrase first" in refused(qtbot, change)
    type_in(change.current, passphrase)
    assert "Choose a passphrase" in refused(qtbot, change)
    assert focused() is change.new.field.line
    type_in(change.new.field, passphrase)
    assert "not the same" in refused(qtbot, change)
    assert focused() is change.new.again.line
    type_in(change.new.again, passphrase)
    assert "same as the current" in refused(qtbot, change)


def test_with_several_passphrases_the_one_typed_is_the_one_changed(
    qtbot: QtBot, change: ChangePassphraseDialog, journal: OpenJournal, passphrase: str
) -> None:
    keys.add_passphrase(journal, "second one", "Laptop")
    type_in(change.current, "second one")
    type_in(change.new.field, NEW)
    type_in(change.new.again, NEW)
    done(qtbot, change)
    assert opens(journal.path, passphrase)
    assert not opens(journal.path, "second one")
    assert keys.confirm_passphrase(journal, NEW).label == "Laptop"


def test_somebody_with_the_recovery_code_is_not_asked_for_what_is_forgotten(
    qtbot: QtBot, journal: OpenJournal, passphrase: str
) -> None:
    dialog = ChangePassphraseDialog(journal, came_by_recovery=True)
    shown(qtbot, dialog)
    assert not dialog.current.isVisible()
    assert focused() is dialog.new.field.line
    type_in(dialog.new.field, NEW)
    type_in(dialog.new.again, NEW)
    done(qtbot, dialog)
    assert opens(journal.path, NEW)
    assert not opens(journal.path, passphrase)


def test_while_the_key_is_made_it_waits_quietly_and_cannot_be_left(
    qtbot: QtBot, change: ChangePassphraseDialog, passphrase: str
) -> None:
    type_in(change.current, passphrase)
    type_in(change.new.field, NEW)
    type_in(change.new.again, NEW)
    with qtbot.waitSignal(change.changed):
        enter(change)
        assert change.busy
        assert change.progress.isVisible()
        assert not change.do_it.isEnabled()
        assert all(line.isReadOnly() for line in change.findChildren(QLineEdit))
        QTest.keyClick(change, Qt.Key.Key_Escape)
        change.close()
        assert change.isVisible()


@pytest.mark.parametrize("by", ["escape", "cancel", "close"])
def test_leaving_changes_nothing_and_forgets_what_was_typed(
    change: ChangePassphraseDialog, journal: OpenJournal, passphrase: str, by: str
) -> None:
    type_in(change.current, passphrase)
    type_in(change.new.field, NEW)
    type_in(change.new.again, NEW)
    if by == "escape":
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    else:
        (change.cancel.click if by == "cancel" else change.close)()
    assert not change.isVisible()
    assert all(not line.text() for line in change.findChildren(QLineEdit))
    assert opens(journal.path, passphrase)


def test_enter_on_cancel_cancels(change: ChangePassphraseDialog, passphrase: str) -> None:
    type_in(change.current, passphrase)
    change.cancel.setFocus()
    QTest.keyClick(change.cancel, Qt.Key.Key_Return)
    assert not change.isVisible()
    assert not change.busy


def test_the_tab_key_goes_through_in_the_order_of_reading(change: ChangePassphraseDialog) -> None:
    order = [
        change.current.line, change.current.toggle, change.new.field.line, change.new.field.toggle,
        change.new.again.line, change.cancel, change.do_it,
    ]  # fmt: skip
    for widget in order:
        assert focused() is widget
        QTest.keyClick(focused(), Qt.Key.Key_Tab)


# One more passphrase


def test_one_more_passphrase_opens_beside_the_first(qtbot: QtBot, journal: OpenJournal, passphrase: str) -> None:
    dialog = AddPassphraseDialog(journal)
    shown(qtbot, dialog)
    assert focused() is dialog.label
    type_in(dialog.label, "Laptop")
    assert "Choose a passphrase" in refused(qtbot, dialog)
    type_in(dialog.new.field, NEW)
    type_in(dialog.new.again, NEW)
    assert "“Laptop”" in done(qtbot, dialog)
    assert opens(journal.path, NEW)
    assert opens(journal.path, passphrase)
    assert [(s.label, s.kind) for s in keys.key_slots(journal)][-1] == ("Laptop", "passphrase")
    assert all(not line.text() for line in dialog.findChildren(QLineEdit))


# The recovery code


@pytest.fixture
def renew(qtbot: QtBot, journal: OpenJournal) -> NewRecoveryCodeDialog:
    """The dialog for a new recovery code, on show."""
    dialog = NewRecoveryCodeDialog(journal)
    shown(qtbot, dialog)
    return dialog


def test_a_new_code_is_in_force_only_once_it_is_typed_back(
    qtbot: QtBot, renew: NewRecoveryCodeDialog, journal: OpenJournal, recovery_code: str, passphrase: str
) -> None:
    code = renew.view.code
    assert focused() is renew.view
    enter(renew)
    assert renew.typing
    assert not renew.view.isVisible()
    assert focused() is renew.field.line
    assert opens(journal.path, code=recovery_code)
    assert not opens(journal.path, code=code)
    type_in(renew.field, code.lower())
    assert "no longer" in done(qtbot, renew)
    assert opens(journal.path, code=code)
    assert not opens(journal.path, code=recovery_code)
    assert opens(journal.path, passphrase)


def test_a_slip_is_named_and_nothing_is_changed(
    qtbot: QtBot, renew: NewRecoveryCodeDialog, journal: OpenJournal, recovery_code: str
) -> None:
    enter(renew)
    assert "Type all" in refused(qtbot, renew)
    groups = renew.view.code.split("-")
    groups[2] = "0000" if groups[2] != "0000" else "1111"
    type_in(renew.field, "".join(groups))
    assert "group 3" in refused(qtbot, renew)
    assert renew.field.line.selectedText()
    assert opens(journal.path, code=recovery_code)


def test_one_can_go_back_and_look_again(renew: NewRecoveryCodeDialog) -> None:
    code = renew.view.code
    enter(renew)
    renew.back.click()
    assert not renew.typing
    assert renew.view.isVisible()
    assert renew.view.code == code


def test_a_copied_code_leaves_the_clipboard_with_the_dialog(renew: NewRecoveryCodeDialog) -> None:
    code = renew.view.code
    renew.copy.click()
    assert QGuiApplication.clipboard().text() == code
    renew.reject()
    assert code not in QGuiApplication.clipboard().text()
    assert renew.view.code == ""
    assert renew.field.typed() == ""


def test_printing_without_a_printer_says_so(renew: NewRecoveryCodeDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    renew.print.click()
    assert "No printer" in renew.notice.sentence()


# What holds for all of them


@pytest.mark.parametrize("kind", [ChangePassphraseDialog, AddPassphraseDialog, NewRecoveryCodeDialog])
def test_everything_has_a_name_and_it_is_modal_to_its_window_only(
    qtbot: QtBot, journal: OpenJournal, kind: Callable[[OpenJournal], KeyDialog]
) -> None:
    dialog = shown(qtbot, kind(journal))
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    for control in (*dialog.findChildren(QPushButton), *dialog.findChildren(QLineEdit)):
        assert control.accessibleName()


@pytest.mark.parametrize("kind", [ChangePassphraseDialog, AddPassphraseDialog, NewRecoveryCodeDialog])
def test_in_large_text_it_stays_on_the_screen_and_its_buttons_in_sight(
    qtbot: QtBot, journal: OpenJournal, qapp: QApplication, kind: Callable[[OpenJournal], KeyDialog]
) -> None:
    apply_theme(qapp, "dark", 200)
    dialog = shown(qtbot, kind(journal))
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    for button in (dialog.do_it, dialog.cancel):
        assert dialog.rect().contains(button.geometry())


def test_a_journal_locked_meanwhile_is_told_in_a_sentence_and_stays_as_it_is(
    qtbot: QtBot, journal: OpenJournal, passphrase: str
) -> None:
    dialog = NewRecoveryCodeDialog(journal)
    shown(qtbot, dialog)
    code = dialog.view.code
    enter(dialog)
    type_in(dialog.field, code)
    journal.close()
    assert "locked" in refused(qtbot, dialog)
    assert dialog.notice.kind() == "problem"
    unlock(journal.path, passphrase).close()


# The operation behind it


def test_confirming_says_which_way_it_is_and_refuses_the_rest(journal: OpenJournal, passphrase: str) -> None:
    assert keys.confirm_passphrase(journal, passphrase) == keys.key_slots(journal)[0]
    for wrong in ("", "plums", new_recovery_code()):
        with pytest.raises(WrongPassphrase):
            keys.confirm_passphrase(journal, wrong)


def test_changing_a_slot_that_is_gone_changes_nothing(journal: OpenJournal, passphrase: str) -> None:
    with pytest.raises(NotFound):
        keys.change_passphrase(journal, NEW, "0" * 32)
    assert opens(journal.path, passphrase)


def test_nothing_is_changed_in_a_journal_that_is_locked(journal: OpenJournal, passphrase: str) -> None:
    journal.close()
    first = keys.key_slots(journal)[0].id
    for change in (
        lambda: keys.change_passphrase(journal, NEW),
        lambda: keys.replace_recovery_code(journal, new_recovery_code()),
        lambda: keys.add_passphrase(journal, NEW, "Laptop"),
        lambda: keys.revoke(journal, first),
    ):
        with pytest.raises(NotWritable):
            change()
    unlock(journal.path, passphrase).close()
