"""Unlocking with the real operations: each outcome has its sentence, and the window goes on answering."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from peerjournal.operations.journals import OpenJournal, new_recovery_code, unlock
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.theme import apply_theme
from peerjournal.ui.widgets.passphrase import caps_lock_seems_on
from peerjournal.vault import keys

Shown = Callable[[Path], UnlockPage]


@pytest.fixture
def shown(on_show: Callable[[UnlockPage], UnlockPage]) -> Shown:
    """Makes the page and puts it on show."""
    return lambda path: on_show(UnlockPage(path))


@pytest.fixture
def page(shown: Shown, journal_path: Path) -> UnlockPage:
    """The page for a journal that is there, on show."""
    return shown(journal_path)


def type_and_enter(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    QTest.keyClick(focused, Qt.Key.Key_Return)


def refused(qtbot: QtBot, page: UnlockPage, passphrase: str) -> str:
    """What the page says to this passphrase."""
    with qtbot.assertNotEmitted(page.unlocked):
        type_and_enter(passphrase)
        qtbot.waitUntil(lambda: not page.busy)
    assert page.notice.isVisible()
    return page.notice.sentence()


def opened(qtbot: QtBot, page: UnlockPage, secret: str) -> bool:
    """Whether the recovery code opened it."""
    with qtbot.waitSignal(page.unlocked) as signal:
        type_and_enter(secret)
    journal, by_recovery = signal.args
    assert isinstance(journal, OpenJournal)
    assert journal.is_open
    journal.close()
    return bool(by_recovery)


def test_it_says_which_journal_and_waits_for_the_passphrase(page: UnlockPage) -> None:
    assert page.title.text() == "Evening"
    assert page.place.toolTip() == str(page.path)
    assert QApplication.focusWidget() is page.passphrase.line


def test_the_passphrase_opens_it_and_is_forgotten(qtbot: QtBot, page: UnlockPage, passphrase: str) -> None:
    assert not opened(qtbot, page, passphrase)
    assert page.passphrase.passphrase() == ""


def test_the_recovery_code_opens_it_and_the_window_is_told(qtbot: QtBot, page: UnlockPage, recovery_code: str) -> None:
    page.other_way.click()
    assert QApplication.focusWidget() is page.code.line
    assert opened(qtbot, page, recovery_code.lower().replace("-", " "))
    assert page.code.typed() == ""


def test_the_line_for_the_recovery_code_stands_where_the_passphrase_stood(page: UnlockPage) -> None:
    before = page.passphrase.geometry().top()
    page.other_way.click()
    QTest.keyClicks(page.code.line, "abc")
    assert page.code.geometry().top() == before
    assert page.label.buddy() is page.code.line
    QTest.keyClick(page.code.line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.unlock_button
    QTest.keyClick(page.unlock_button, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is page.code.line


def test_a_wrong_passphrase_stays_to_be_mended(qtbot: QtBot, page: UnlockPage, passphrase: str) -> None:
    assert "not the passphrase" in refused(qtbot, page, "plums")
    assert page.passphrase.line.selectedText() != ""
    assert not page.passphrase.line.isReadOnly()
    assert QApplication.focusWidget() is page.passphrase.line
    assert not opened(qtbot, page, passphrase)


def test_nothing_typed_is_asked_for(page: UnlockPage) -> None:
    type_and_enter("")
    assert page.notice.sentence() == "Type the passphrase first."
    assert not page.busy


def test_typing_takes_the_notice_away(qtbot: QtBot, page: UnlockPage) -> None:
    refused(qtbot, page, "plums")
    QTest.keyClicks(page.passphrase.line, "x")
    assert not page.notice.isVisible()


def test_a_slip_in_the_recovery_code_is_named_while_typing(qtbot: QtBot, page: UnlockPage, recovery_code: str) -> None:
    page.other_way.click()
    slip = "A" if recovery_code[6] != "A" else "B"
    with qtbot.waitSignal(page.code.checked):
        QTest.keyClicks(page.code.line, recovery_code[:4])
    assert "slip" not in page.code.hint.text()
    with qtbot.waitSignal(page.code.checked):
        QTest.keyClicks(page.code.line, recovery_code[5] + slip + recovery_code[7:9])
    assert page.code.wrong_group == 2
    assert "group 2" in page.code.hint.text()
    QTest.keyClick(page.code.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.busy)
    assert "group 2" in page.notice.sentence()


def test_the_code_of_another_journal_is_told_from_a_slip(qtbot: QtBot, page: UnlockPage) -> None:
    page.other_way.click()
    assert "not the recovery code of this journal" in refused(qtbot, page, new_recovery_code())


def test_a_damaged_journal_is_told_from_a_wrong_passphrase(
    qtbot: QtBot, shown: Shown, journal_path: Path, passphrase: str
) -> None:
    database = journal_path / "journal.db"
    content = bytearray(database.read_bytes())
    content[:4096] = bytes(4096)
    database.write_bytes(content)
    page = shown(journal_path)
    sentence = refused(qtbot, page, passphrase)
    assert "passphrase" not in sentence
    assert page.notice.kind() == "problem"
    assert page.passphrase.passphrase() == passphrase


def test_a_damaged_header_is_said_before_anything_is_typed(qtbot: QtBot, shown: Shown, journal_path: Path) -> None:
    (journal_path / "header.json").write_text("{")
    page = shown(journal_path)
    qtbot.waitUntil(page.notice.isVisible)
    assert page.notice.kind() == "problem"


def test_a_newer_journal_is_refused_untouched(qtbot: QtBot, shown: Shown, journal_path: Path) -> None:
    header = journal_path / "header.json"
    fields = json.loads(header.read_text())
    fields["version"] = 999
    header.write_text(json.dumps(fields))
    before = header.read_bytes()
    page = shown(journal_path)
    qtbot.waitUntil(page.notice.isVisible)
    assert "newer" in page.notice.sentence()
    assert header.read_bytes() == before


def test_a_missing_folder_is_said_at_once(qtbot: QtBot, shown: Shown, journal_path: Path) -> None:
    shutil.rmtree(journal_path)
    page = shown(journal_path)
    qtbot.waitUntil(page.notice.isVisible)
    assert page.notice.sentence()
    assert not journal_path.exists()


def test_a_journal_open_elsewhere_says_so(qtbot: QtBot, page: UnlockPage, passphrase: str) -> None:
    elsewhere = unlock(page.path, passphrase)
    try:
        assert "open" in refused(qtbot, page, passphrase)
    finally:
        elsewhere.close()
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not opened(qtbot, page, passphrase)


def test_the_window_answers_while_the_key_is_derived(
    qtbot: QtBot, page: UnlockPage, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    enough, derive = threading.Event(), keys.derive_wrapping_key

    def slowly(secret: bytes, salt: bytes, cost: keys.Cost) -> bytes:
        assert enough.wait(30)
        return derive(secret, salt, cost)

    monkeypatch.setattr(keys, "derive_wrapping_key", slowly)
    beats: list[bool] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(page.busy))
    heart.start(0)
    with qtbot.waitSignal(page.unlocked) as signal:
        type_and_enter(passphrase)
        qtbot.waitUntil(lambda: beats.count(True) > 5)
        assert page.progress.isVisible()
        assert page.passphrase.line.isReadOnly()
        # A second Enter while it works must not open it twice.
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
        enough.set()
    heart.stop()
    signal.args[0].close()
    assert not page.progress.isVisible()


def test_a_page_that_is_gone_leaves_no_journal_open(qtbot: QtBot, journal_path: Path, passphrase: str) -> None:
    page = UnlockPage(journal_path)
    page.passphrase.line.setText(passphrase)
    page._unlock()
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page) and not jobs()._kept)
    unlock(journal_path, passphrase).close()


@pytest.mark.parametrize("opened_already", [False, True])
def test_closing_the_window_while_it_opens_leaves_no_journal_open(
    qtbot: QtBot, page: UnlockPage, passphrase: str, *, opened_already: bool
) -> None:
    with qtbot.assertNotEmitted(page.unlocked):
        type_and_enter(passphrase)
        assert page.busy
        if opened_already:
            jobs().wait()
        page.abandon()
        page.abandon()
        jobs().wait()
        unlock(page.path, passphrase).close()
        QApplication.processEvents()
    assert page.passphrase.passphrase() == ""
    assert not page.busy


def test_a_window_that_has_it_open_is_brought_forward(qtbot: QtBot, page: UnlockPage, passphrase: str) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from peerjournal.ui.instance import Instance\n"
        "app = QCoreApplication([])\n"
        "window = Instance()\n"
        "window.listen_for(Path(sys.argv[1]))\n"
        "window.wanted.connect(lambda: print('raised', flush=True))\n"
        "print('listening', flush=True)\n"
        "app.exec()\n"
    )
    elsewhere = unlock(page.path, passphrase)
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", script, str(page.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "listening\n"
            said = refused(qtbot, page, passphrase)
            assert said == "This journal is open in another window; that window was brought forward."
            assert other.stdout.readline() == "raised\n"
        finally:
            other.kill()
            elsewhere.close()


def test_escape_goes_one_step_back_at_a_time(qtbot: QtBot, page: UnlockPage) -> None:
    page.other_way.click()
    QTest.keyClicks(page.code.line, "abc")
    QTest.keyClick(page.code.line, Qt.Key.Key_Escape)
    assert page.code.typed() == ""
    assert page.code.isVisible()
    QTest.keyClick(page.code.line, Qt.Key.Key_Escape)
    assert page.passphrase.isVisible()
    with qtbot.waitSignal(page.choose_another):
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Escape)


def test_another_journal_can_be_chosen(qtbot: QtBot, page: UnlockPage) -> None:
    with qtbot.waitSignal(page.choose_another):
        page.other_journal.click()


def test_changing_the_way_drops_what_was_typed(page: UnlockPage) -> None:
    QTest.keyClicks(page.passphrase.line, "plums")
    page.other_way.click()
    page.other_way.click()
    assert page.passphrase.passphrase() == ""


def test_tab_walks_from_top_to_bottom(page: UnlockPage) -> None:
    seen = []
    for _count in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        page.passphrase.line, page.passphrase.toggle, page.unlock_button, page.other_way, page.other_journal,
    ]  # fmt: skip


@pytest.mark.parametrize("by_recovery", [False, True])
def test_whatever_takes_the_focus_has_a_name(page: UnlockPage, *, by_recovery: bool) -> None:
    if by_recovery:
        page.other_way.click()
    nameless = [
        w
        for w in page.findChildren(QWidget)
        if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus and not w.accessibleName()
    ]
    assert nameless == []
    assert page.other_way.accessibleName() == page.other_way.text()


def test_no_window_of_its_own_is_left_behind(qtbot: QtBot, page: UnlockPage) -> None:
    refused(qtbot, page, "plums")
    page.other_way.click()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [page]


def test_a_notice_does_not_move_the_title(qtbot: QtBot, page: UnlockPage) -> None:
    before = page.title.mapTo(page, page.title.rect().topLeft())
    refused(qtbot, page, "plums")
    QApplication.processEvents()
    assert page.title.mapTo(page, page.title.rect().topLeft()) == before


def test_at_double_text_size_it_fits(page: UnlockPage, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    QApplication.processEvents()
    card = page.centred.card
    assert card.minimumSizeHint().width() <= card.width() <= page.centred.viewport().width()


SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("text", "modifier", "on"),
    [("a", PLAIN, False), ("A", SHIFT, False), ("A", PLAIN, True), ("a", SHIFT, True), ("7", PLAIN, None),
     ("ß", PLAIN, False), ("あ", PLAIN, None), ("", PLAIN, None)],
)  # fmt: skip
def test_what_a_letter_tells_about_caps_lock(text: str, modifier: Qt.KeyboardModifier, *, on: bool | None) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
    assert caps_lock_seems_on(event) is on


def test_caps_lock_is_hinted_at(page: UnlockPage) -> None:
    QApplication.sendEvent(page.passphrase.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, PLAIN, "A"))
    assert page.passphrase._caps.isVisible()
    QTest.keyClicks(page.passphrase.line, "a")
    assert not page.passphrase._caps.isVisible()
