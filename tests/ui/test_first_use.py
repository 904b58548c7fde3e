"""Making a journal, step after step, with the real operations."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from peerjournal.operations.journals import OpenJournal, new_recovery_code, unlock
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.first_use import FirstUsePage
from peerjournal.ui.theme import apply_theme
from peerjournal.ui.widgets.journal_place import free_name, synced_by, trouble_with_name, trouble_with_place
from peerjournal.ui.widgets.recovery_code import (
    code_page,
    draw_code_page,
    first_wrong_group,
    groups_of,
    same_code,
)
from peerjournal.vault.recovery import ALPHABET


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where journals are to live; it does not exist yet."""
    return tmp_path / "Documents" / "Peer Journal"


@pytest.fixture
def page(on_show: Callable[[FirstUsePage], FirstUsePage], folder: Path) -> FirstUsePage:
    """The page on show at its first step."""
    return on_show(FirstUsePage(folder))


def press(key: Qt.Key) -> None:
    """A key, wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def type_in(text: str) -> None:
    """Type into whatever has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    if text.isascii() or not isinstance(focused, QLineEdit):
        QTest.keyClicks(focused, text)
    else:
        focused.insert(text)  # Qt's test keyboard knows ASCII only


def go_on(qtbot: QtBot, page: FirstUsePage, to: int, words: str = "seven plums") -> None:
    """Walk to a step by keyboard."""
    while page.number < to:
        if page.step() is page.passphrase:
            type_in(words)
            press(Qt.Key.Key_Tab)
            press(Qt.Key.Key_Tab)
            type_in(words)
        elif page.step() is page.code:
            qtbot.waitUntil(lambda: page.code.view.code != "")
        press(Qt.Key.Key_Return)


def nothing_in(folder: Path) -> bool:
    return list(folder.iterdir()) == []


def test_the_whole_way_by_keyboard_makes_a_journal(
    qtbot: QtBot, page: FirstUsePage, folder: Path, tmp_path: Path
) -> None:
    go_on(qtbot, page, 4, "naïve lantern")
    code = page.code.view.code
    type_in(code.lower().replace("-", " "))
    assert nothing_in(tmp_path)
    with qtbot.waitSignal(page.created) as made:
        press(Qt.Key.Key_Return)
    journal, path = made.args
    assert isinstance(journal, OpenJournal)
    assert path == folder / "My journal.peerjournal"
    journal.close()
    unlock(path, "naïve lantern").close()
    unlock(path, recovery_code=code).close()
    assert page.passphrase.field.passphrase() == ""
    assert page.passphrase.again.passphrase() == ""
    assert page.type_back.field.typed() == ""
    assert page.code.view.code == ""


@pytest.mark.parametrize("step", range(5))
def test_leaving_at_any_step_leaves_nothing(qtbot: QtBot, page: FirstUsePage, tmp_path: Path, step: int) -> None:
    go_on(qtbot, page, step)
    with qtbot.waitSignal(page.cancelled):
        page.cancel.click()
    jobs().wait()
    assert nothing_in(tmp_path)
    assert page.passphrase.field.passphrase() == ""


def test_leaving_while_the_key_is_made_leaves_nothing(qtbot: QtBot, page: FirstUsePage, tmp_path: Path) -> None:
    go_on(qtbot, page, 4)
    type_in(page.code.view.code)
    with qtbot.assertNotEmitted(page.created):
        press(Qt.Key.Key_Return)
        assert page.step() is page.creating
        press(Qt.Key.Key_Escape)
        jobs().wait()
        QApplication.processEvents()
    assert nothing_in(tmp_path)


def test_a_page_that_is_gone_leaves_nothing(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    page = FirstUsePage(folder)
    page.show()
    page.passphrase.field.line.setText("x")
    page._take_code(new_recovery_code())
    page._create()
    delete(page)  # at once: it is gone whether the key is made by now or not
    qtbot.waitUntil(lambda: not jobs()._kept)
    assert nothing_in(tmp_path)


@pytest.mark.parametrize("made", [False, True])
def test_closing_the_window_while_it_is_made_leaves_nothing(
    qtbot: QtBot, page: FirstUsePage, tmp_path: Path, *, made: bool
) -> None:
    go_on(qtbot, page, 4)
    type_in(page.code.view.code)
    with qtbot.assertNotEmitted(page.created), qtbot.assertNotEmitted(page.cancelled):
        press(Qt.Key.Key_Return)
        if made:
            jobs().wait()  # it is there, and the window has not heard of it yet
            assert not nothing_in(tmp_path)
        page.abandon()
        page.abandon()
        jobs().wait()
        assert nothing_in(tmp_path)
        QApplication.processEvents()
    assert page.passphrase.field.passphrase() == ""


def test_escape_goes_back_and_then_leaves(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 2)
    press(Qt.Key.Key_Escape)
    assert page.step() is page.place
    press(Qt.Key.Key_Escape)
    assert page.step() is page.protection
    with qtbot.waitSignal(page.cancelled):
        press(Qt.Key.Key_Escape)


def test_enter_on_a_button_presses_that_button(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 1)
    page.back.setFocus()
    press(Qt.Key.Key_Return)
    assert page.step() is page.protection


def test_tab_walks_from_top_to_bottom(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 2)
    seen = []
    for _count in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        press(Qt.Key.Key_Tab)
    passphrase = page.passphrase
    assert seen == [
        passphrase.field.line, passphrase.field.toggle, passphrase.again.line, page.next, page.back, page.cancel,
    ]  # fmt: skip


@pytest.mark.parametrize("step", range(6))
def test_whatever_takes_the_focus_has_a_name(page: FirstUsePage, step: int) -> None:
    page._take_code(new_recovery_code())
    page._go_to(step)
    nameless = [
        w
        for w in page.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus and not w.accessibleName()
    ]
    assert nameless == []
    assert QApplication.focusWidget() is not None


def test_at_double_text_size_nothing_is_cut_off_sideways(qtbot: QtBot, page: FirstUsePage) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    page._take_code(new_recovery_code())
    try:
        apply_theme(app, "light", 200)
        for step in range(6):
            page._go_to(step)
            qtbot.waitUntil(lambda: not page.centred._soon.isActive())
            card = page.centred.card
            assert card.minimumSizeHint().width() <= card.width() <= page.centred.viewport().width()
            focused = QApplication.focusWidget()
            assert focused is not None
            assert isinstance(focused, QPushButton) or not focused.visibleRegion().isEmpty()
    finally:
        apply_theme(app, "light", 100)


# Where to keep it


def test_a_taken_place_is_refused_in_one_sentence(qtbot: QtBot, page: FirstUsePage, folder: Path) -> None:
    go_on(qtbot, page, 1)
    (folder / "My journal.peerjournal").mkdir(parents=True)
    press(Qt.Key.Key_Return)
    assert page.step() is page.place
    assert page.notice.sentence().startswith("There already is a journal of this name")
    type_in("Evenings")
    assert not page.notice.isVisible()
    press(Qt.Key.Key_Return)
    assert page.step() is page.passphrase


def test_the_suggested_name_is_free(tmp_path: Path) -> None:
    assert free_name(tmp_path) == "My journal"
    (tmp_path / "My journal.peerjournal").mkdir()
    assert free_name(tmp_path) == "My journal 2"


def test_a_folder_nobody_can_write_in_is_refused(qtbot: QtBot, page: FirstUsePage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    go_on(qtbot, page, 1)
    page.place.place.set_folder(tmp_path / "file" / "inside")
    page.next.click()
    assert page.step() is page.place
    assert "Nothing can be written" in page.notice.sentence()
    assert QApplication.focusWidget() is page.place.place.folder


def test_looking_at_a_place_leaves_nothing_there(tmp_path: Path) -> None:
    assert trouble_with_place(tmp_path / "a" / "b" / "x.peerjournal") is None
    assert nothing_in(tmp_path)


@pytest.mark.parametrize("name", ["", "a/b", "a\\b", "what?", "tab\there", ".hidden", "end.", "nul", "COM3"])
def test_names_that_some_system_cannot_keep(name: str) -> None:
    assert trouble_with_name(name)


@pytest.mark.parametrize("name", ["My journal", "Дневник", "日記", "Été 2026", "it's (mine) & yours"])
def test_names_in_any_script(name: str) -> None:
    assert trouble_with_name(name) is None


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/Journals", "Dropbox"),
        ("OneDrive - Work/Documents", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Documents/Dropboxes of letters", None),
        ("Documents", None),
    ],
)
def test_synced_folders_are_noticed(tmp_path: Path, folder: str, service: str | None) -> None:
    assert synced_by(tmp_path / folder) == service


def test_a_syncthing_folder_is_noticed_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert synced_by(tmp_path / "deep" / "inside") == "Syncthing"


def test_a_synced_folder_is_mentioned_and_accepted(qtbot: QtBot, page: FirstUsePage, tmp_path: Path) -> None:
    go_on(qtbot, page, 1)
    page.place.place.set_folder(tmp_path / "Dropbox")
    assert "Dropbox" in page.place.place.note.text()
    page.next.click()
    assert page.step() is page.passphrase


# Passphrase


def test_only_nothing_and_two_different_things_are_refused(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 2)
    press(Qt.Key.Key_Return)
    assert page.notice.sentence() == "Choose a passphrase first."
    type_in("1")
    press(Qt.Key.Key_Return)
    assert page.notice.sentence().startswith("The two are not the same yet.")
    assert QApplication.focusWidget() is page.passphrase.again.line
    type_in("1")
    press(Qt.Key.Key_Return)
    assert page.step() is page.code


def test_strength_is_said_in_words(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 2)
    strength = page.passphrase.help
    with qtbot.waitSignal(strength.updated):
        type_in("password")
    assert strength.bar.score == 0
    assert "guessed at once" in strength.sentence.text()
    with qtbot.waitSignal(strength.updated):
        type_in(" lantern harbour seven plums")
    assert strength.bar.score == 4


def test_showing_shows_both_and_pasting_is_allowed(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 2)
    clipboard = QApplication.clipboard()
    clipboard.setText("four unrelated words")
    page.passphrase.field.line.paste()
    clipboard.clear()
    assert page.passphrase.field.passphrase() == "four unrelated words"
    page.passphrase.field.toggle.click()
    for field in (page.passphrase.field, page.passphrase.again):
        assert field.line.echoMode() == field.line.EchoMode.Normal
    page.passphrase.field.toggle.click()
    for field in (page.passphrase.field, page.passphrase.again):
        assert field.line.echoMode() == field.line.EchoMode.Password


def test_a_forgotten_passphrase_cannot_be_undone_back(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 2)
    page.passphrase.field.toggle.click()
    QTest.keyClicks(page.passphrase.field.line, "plums")
    page.passphrase.forget()
    page.passphrase.field.line.undo()
    assert page.passphrase.field.passphrase() == ""


# Recovery code


def test_the_code_cannot_be_skipped(qtbot: QtBot, page: FirstUsePage, tmp_path: Path) -> None:
    go_on(qtbot, page, 4)
    press(Qt.Key.Key_Return)
    assert page.step() is page.type_back
    assert page.notice.isVisible()
    type_in(page.code.view.code[:-1])
    press(Qt.Key.Key_Return)
    assert page.step() is page.type_back
    assert nothing_in(tmp_path)


def test_a_slip_is_named_once_its_group_is_complete(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 4)
    groups = groups_of(page.code.view.code)
    slip = "A" if groups[2][-1] != "A" else "B"
    type_in(groups[0] + groups[1] + groups[2][:-1])
    assert "slip" not in page.type_back.field.hint.text()
    type_in(slip)
    assert page.type_back.field.wrong_group == 3
    assert "group 3" in page.type_back.field.hint.text()
    press(Qt.Key.Key_Return)
    assert "group 3" in page.notice.sentence()
    assert page.type_back.field.line.selectedText() == groups[2][:-1] + slip
    type_in(groups[2])
    assert "slip" not in page.type_back.field.hint.text()


def test_going_back_shows_the_same_code(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 4)
    code = page.code.view.code
    page.back.click()
    page.back.click()
    page.next.click()
    assert page.step() is page.code
    assert page.code.view.code == code
    assert page.code.view.accessibleDescription() == ", ".join(" ".join(group) for group in groups_of(code))


def test_typed_groups_are_parted_while_typing(page: FirstUsePage) -> None:
    page._go_to(4)
    type_in("abcd12")
    assert page.type_back.field.typed() == "ABCD-12"
    for _count in range(3):
        press(Qt.Key.Key_Backspace)
    assert page.type_back.field.typed() == "ABCD"


def test_a_copied_code_does_not_outlive_the_steps(qtbot: QtBot, page: FirstUsePage) -> None:
    go_on(qtbot, page, 3)
    qtbot.waitUntil(lambda: page.code.view.code != "")
    page.code.copy.click()
    clipboard = QApplication.clipboard()
    assert clipboard.text() == page.code.view.code
    assert clipboard.mimeData().data("x-kde-passwordManagerHint") == b"secret"
    page.cancel.click()
    assert clipboard.text() == ""


def test_without_a_printer_it_says_so(qtbot: QtBot, page: FirstUsePage) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    go_on(qtbot, page, 3)
    qtbot.waitUntil(lambda: page.code.view.code != "")
    page.code.print.click()
    assert page.notice.sentence().startswith("No printer was found.")


def test_the_printed_page_holds_the_code_and_no_markup_of_the_name(qapp: QApplication, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    assert qapp is not None
    code = new_recovery_code()
    html = code_page(code, "<b>Mine</b>")
    assert all(group in html for group in groups_of(code))
    assert "<b>Mine" not in html
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    draw_code_page(code, "Mine", printer)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


@given(st.binary(min_size=16, max_size=16), st.lists(st.sampled_from(["", " ", "-", "\t", "–", "\u00a0"]), min_size=36))
def test_case_blanks_and_hyphens_never_matter(secret: bytes, between: list[str]) -> None:
    from peerjournal.vault.recovery import write_code

    code = write_code(secret)
    characters = code.replace("-", "").lower()
    typed = "".join(a + b for a, b in zip(characters, between, strict=False))
    typed = typed.replace("0", "o").replace("1", "l")
    assert same_code(typed, code)
    assert first_wrong_group(typed, code) is None


@given(st.binary(min_size=16, max_size=16), st.integers(0, 35), st.sampled_from(ALPHABET))
def test_any_slip_is_named_in_its_own_group(secret: bytes, place: int, slip: str) -> None:
    from peerjournal.vault.recovery import write_code

    code = write_code(secret)
    characters = list(code.replace("-", ""))
    if characters[place] == slip:
        return
    characters[place] = slip
    assert first_wrong_group("".join(characters), code) == place // 4 + 1
    assert not same_code("".join(characters), code)


# When it cannot be made


def test_a_journal_that_cannot_be_made_asks_for_another_place(qtbot: QtBot, page: FirstUsePage, folder: Path) -> None:
    go_on(qtbot, page, 4, "seven plums")
    type_in(page.code.view.code)
    taken = folder / "My journal.peerjournal"
    taken.mkdir(parents=True)
    (taken / "something").write_text("of somebody else")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.step() is page.place)
    assert page.notice.kind() == "problem"
    assert (taken / "something").read_text() == "of somebody else"
    assert page.passphrase.field.passphrase() == "seven plums"
    page.place.place.name.setText("Another")
    while page.step() is not page.type_back:
        page.next.click()
    with qtbot.waitSignal(page.created) as made:
        page.next.click()
    made.args[0].close()


def test_the_page_speaks_plainly(page: FirstUsePage) -> None:
    """No exclamation marks, no hint, no composition rule."""
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "!" not in said
    assert "capital letter" not in said.lower()


def test_the_protection_page_opens_over_the_first_step(qtbot: QtBot, page: FirstUsePage) -> None:
    from peerjournal.ui.dialogs.protection import ProtectionDialog

    page.protection.read_more.click()
    dialog = page.findChild(ProtectionDialog)
    assert isinstance(dialog, ProtectionDialog)
    assert dialog.page.isReadOnly()
    assert len(dialog.page.toPlainText()) > 200
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_the_pages_come_up_without_what_only_unlocking_needs() -> None:
    heavy = "sqlalchemy cryptography zxcvbn sqlcipher3 alembic PySide6.QtPrintSupport peerjournal.operations.journals"
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from peerjournal.ui.theme import apply_theme\n"
        "apply_theme(app, 'light', 100)\n"
        "from peerjournal.ui.pages.first_use import FirstUsePage\n"
        "from peerjournal.ui.pages.start import StartPage\n"
        "from peerjournal.ui.pages.unlock import UnlockPage\n"
        "pages = [UnlockPage(Path('x.peerjournal')), StartPage([], []), FirstUsePage(Path('y'))]\n"
        "for page in pages: page.show()\n"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])\n"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"
