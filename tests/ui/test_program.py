"""The whole window: what comes when, and that leaving never loses a word."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.entry import EntryFilter
from peerjournal.journal.story import Part
from peerjournal.operations import finding, ledger, lights, story, tellings, writing
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.settings import Settings
from peerjournal.sharing.audience import Light
from peerjournal.sharing.disclosure import About
from peerjournal.sharing.telling import Telling
from peerjournal.ui.app import Program
from peerjournal.ui.dialogs.keys import ChangePassphraseDialog
from peerjournal.ui.pages.cover import CoverPage
from peerjournal.ui.pages.sharing import LEDGER
from peerjournal.ui.pages.start import StartPage
from peerjournal.ui.pages.telling.workshop import ABOUT, WORDS
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.relaunch import command
from peerjournal.ui.rooms import Rooms


class Again:
    """Stands in for replacing the process; remembers what was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[Path | None, bool]] = []

    def __call__(self, journal: Path | None, hidden: bool) -> None:
        self.calls.append((journal, hidden))


@pytest.fixture
def again() -> Again:
    return Again()


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path, again: Again) -> Iterator[Program]:
    made = Program(qapp, Settings(tmp_path / "settings.json"), again)
    qtbot.addWidget(made.window)
    yield made
    if made.journal is not None:
        made.journal.close()
    if made.instance is not None:
        made.instance.close()
    made.deleteLater()


def rooms(program: Program, qtbot: QtBot) -> Rooms:
    qtbot.waitUntil(lambda: isinstance(program.window.page(), Rooms))
    assert program.rooms is not None
    return program.rooms


def open_rooms(program: Program, qtbot: QtBot, journal: Path, passphrase: str) -> Rooms:
    program.begin(journal)
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.passphrase.line, passphrase)
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    return rooms(program, qtbot)


def test_without_a_journal_the_first_page_offers_one(program: Program) -> None:
    program.begin(None)
    assert isinstance(program.window.page(), StartPage)


def test_lock_keeps_the_words_and_unlock_brings_them_back(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shown.write()
    QTest.keyClicks(shown.journal_page.card.editor, "half a thought")
    QTest.keyClick(shown.journal_page.card.editor, Qt.Key.Key_Left)
    program.lock()
    assert again.calls == [(journal_path, False)]
    assert not program.window.isVisible()
    program.show_unlock(journal_path)
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.passphrase.line, passphrase)
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    editor = rooms(program, qtbot).journal_page.card.editor
    assert editor.text() == "half a thought"
    assert editor.place() == (13, 13)


def test_hide_goes_out_of_sight_and_empties_our_clipboard(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shown.write()
    editor = shown.journal_page.card.editor
    QTest.keyClicks(editor, "only mine")
    editor.selectAll()
    editor.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "only mine"
    QTest.keyClick(
        program.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert again.calls == [(journal_path, True)]
    assert clipboard.text() == ""
    assert not program.window.isVisible()


def test_a_full_disk_never_makes_lock_lose_words(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shown.write()
    QTest.keyClicks(shown.journal_page.card.editor, "not lost")

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "save_draft", full)
        patch.setattr(writing, "settle", full)
        program.lock()
        assert again.calls == []
        assert isinstance(program.window.page(), CoverPage)
        program.come_back()  # a second start: nothing of the journal is to be seen
        assert not shown.isVisible()
    program._try_again()  # there is room again
    assert again.calls == [(journal_path, False)]
    journal = unlock(journal_path, passphrase)
    try:
        assert [r.first_line for r in finding.rows(journal, EntryFilter(), 0, 5)] == ["not lost"]
    finally:
        journal.close()


def test_closing_the_window_keeps_the_words(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shown.write()
    QTest.keyClicks(shown.journal_page.card.editor, "the last line")
    assert program.window.close()
    journal = unlock(journal_path, passphrase)
    try:
        assert finding.count_rows(journal, EntryFilter(query="last line")) == 1
    finally:
        journal.close()


def test_idle_locks(program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again) -> None:
    open_rooms(program, qtbot, journal_path, passphrase)
    program._idle.set_minutes(0.001)
    qtbot.waitUntil(lambda: again.calls == [(journal_path, False)])


def test_the_screen_lock_locks_unless_told_not_to(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again
) -> None:
    open_rooms(program, qtbot, journal_path, passphrase)
    assert program._away is not None
    program.settings["lock_with_system"] = False
    program._away.away.emit()
    assert again.calls == []
    program.settings["lock_with_system"] = True
    program._away.away.emit()
    assert again.calls == [(journal_path, False)]


def test_hidden_it_waits_and_comes_back_locked(program: Program, journal_path: Path) -> None:
    program.begin(journal_path, hidden=True)
    assert not program.window.isVisible() or program.window.isMinimized()
    assert "Journal" not in program.window.windowTitle()
    program.come_back()
    assert program.window.isVisible()
    assert isinstance(program.window.page(), UnlockPage)


def test_hide_works_while_a_dialog_is_open(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shown.go_to(shown.settings_page)
    assert program.journal is not None
    dialog = ChangePassphraseDialog(program.journal, parent=program.window)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.focusWindow() == dialog.windowHandle())
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_H, both)
    assert again.calls == [(journal_path, True)]
    assert not dialog.isVisible()


def test_rooms_by_keyboard(program: Program, qtbot: QtBot, journal_path: Path, passphrase: str) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    control = Qt.KeyboardModifier.ControlModifier
    for key, page in (
        (Qt.Key.Key_2, shown.journal_page),
        (Qt.Key.Key_3, shown.story_room),
        (Qt.Key.Key_4, shown.sharing_room),
        (Qt.Key.Key_Comma, shown.settings_page),
        (Qt.Key.Key_1, shown.today_page),
    ):
        QTest.keyClick(program.window, key, control)
        assert shown.stack.currentWidget() is page
        focused = QApplication.focusWidget()
        assert focused is not None
        assert page is focused or page.isAncestorOf(focused)
    QTest.keyClick(program.window, Qt.Key.Key_N, control)
    assert shown.stack.currentWidget() is shown.journal_page
    focused = QApplication.focusWidget()
    assert focused is not None
    assert shown.journal_page.card.isAncestorOf(focused)


def test_appearance_changes_at_once(program: Program, qapp: QApplication) -> None:
    before = qapp.styleSheet()
    program.settings["appearance"] = "dark"
    assert qapp.styleSheet() != before
    program.settings["appearance"] = "light"


def test_a_journal_covered_for_a_full_disk_is_shown_again_for_its_passphrase_only(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    monkeypatch.setattr(shown, "keep", lambda: False)
    program.lock()
    cover = program.window.page()
    assert isinstance(cover, CoverPage)
    for typed, page in (("something else", cover), (passphrase, shown)):
        cover.passphrase.line.setText(typed)
        cover.show_again.click()
        qtbot.waitUntil(lambda: program.window.page() is shown or cover.show_again.isEnabled())
        assert program.window.page() is page
    program.settings["lock_after_minutes"] = 1
    assert program._idle._timer.isActive()


def test_any_error_while_saving_keeps_the_journal_from_being_left(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    shown = open_rooms(program, qtbot, journal_path, passphrase)

    def broken() -> bool:
        raise ZeroDivisionError("private words")

    monkeypatch.setattr(shown, "keep", broken)
    program.hide()
    assert again.calls == []
    assert "private words" not in "".join(capsys.readouterr())
    monkeypatch.undo()
    program._try_again()
    assert again.calls == [(journal_path, True)]


def test_what_nobody_foresaw_is_said_without_its_words(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    program.tell_unforeseen(ValueError("private words"))
    assert "private" not in program.window.notice.sentence() + "".join(capsys.readouterr())


def test_the_sample_is_no_journal_of_ones_own(program: Program) -> None:
    sample = program._sample()
    sample.mkdir(parents=True)
    assert program._known() == []
    program.show_unlock(sample)
    assert "sample journal" in program.window.notice.sentence()


def test_focus_mode_ends_when_leaving_the_room(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shown.write()
    shown.journal_page.card.focus.click()
    assert shown.rail.isHidden()
    shown.go_to(shown.today_page)
    assert not shown.rail.isHidden()


def test_qt_writes_no_settings_of_its_own(own_home: Path) -> None:
    code = (
        "from peerjournal.ui.app import make_application; from PySide6.QtWidgets import QFileDialog;"
        "app = make_application(); d = QFileDialog(); d.setOption(QFileDialog.Option.DontUseNativeDialog);"
        "d.open(); d.setDirectory('/'); d.accept(); d.close(); del d; app.quit()"
    )
    subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=True)
    assert [f for f in own_home.rglob("*") if f.is_file()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_one_sentence_says_so() -> None:
    bare = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    found = subprocess.run(
        [sys.executable, "-m", "peerjournal"],
        env=bare | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert "Traceback" not in found.stderr


def test_starting_again_reads_no_modules_from_the_current_folder() -> None:
    assert "-P" in command(None, hidden=False)


def test_hide_works_before_a_journal_is_open(program: Program, qtbot: QtBot) -> None:
    program.begin(None)
    qtbot.waitUntil(program.window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(program.window, Qt.Key.Key_H, both)
    assert not program.window.isVisible() or program.window.isMinimized()


# -------------------------------------------------------------------------------------------- My story and Sharing

HALF = "half a thought"


def shared_part(journal: OpenJournal) -> Part:
    """A part that may be told in training."""
    part = story.write_part(journal, title="The dog", text="The dog stood at the door.")
    lights.set_light(journal, part.id, "training", Light.SHARE)
    return part


def telling_of(journal: OpenJournal) -> Telling:
    """A telling of a part, and a line of the ledger that says it was told."""
    telling = tellings.new_telling(journal, "training", title="Short", part_ids=[shared_part(journal).id])
    ledger.record_told(journal, tellings.get(journal, telling.id))
    return telling


def type_in_a_part(shown: Rooms) -> None:
    shown.go_to(shown.story_room)
    page = shown.story_room.page()
    page.new_part()
    QTest.keyClicks(page.parts.card.editor, HALF)


def type_in_adapted_words(shown: Rooms) -> None:
    telling = telling_of(shown.journal)
    shown.go_to(shown.sharing_room)
    page = shown.sharing_room.page().tellings
    assert page.open_telling(telling.id, WORDS)
    page.workshop.words.adapt.click()
    page.workshop.words.sheet.editor.selectAll()
    QTest.keyClicks(page.workshop.words.sheet.editor, HALF)


def type_in_an_opening(shown: Rooms) -> None:
    telling = telling_of(shown.journal)
    shown.go_to(shown.sharing_room)
    page = shown.sharing_room.page().tellings
    assert page.open_telling(telling.id, ABOUT)
    QTest.keyClicks(page.workshop.about.opening, HALF)


def type_beside_a_line(shown: Rooms) -> None:
    telling_of(shown.journal)
    shown.go_to(shown.sharing_room)
    page = shown.sharing_room.page()
    page.tabs.choose(LEDGER)
    QTest.keyClicks(page.ledger.card.text, HALF)


def the_part(journal: OpenJournal) -> str:
    return story.all_parts(journal)[0].text


def the_adapted_words(journal: OpenJournal) -> str | None:
    return tellings.get(journal, tellings.all_tellings(journal)[0].id).choices[0].wording


def the_opening(journal: OpenJournal) -> str:
    return tellings.all_tellings(journal)[0].opening


def the_note(journal: OpenJournal) -> str:
    return ledger.all_lines(journal)[0].latest(About.LANDED)


@pytest.mark.parametrize(
    ("type_half", "kept", "leave"),
    [
        (type_in_a_part, the_part, "lock"),
        (type_in_a_part, the_part, "close"),
        (type_in_adapted_words, the_adapted_words, "hide"),
        (type_in_an_opening, the_opening, "close"),
        (type_beside_a_line, the_note, "lock"),
        (type_beside_a_line, the_note, "hide"),
    ],
)
def test_what_was_typed_a_moment_before_leaving_is_there_again(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str,
    type_half: Callable[[Rooms], None], kept: Callable[[OpenJournal], str | None], leave: str,
) -> None:  # fmt: skip
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    type_half(shown)
    {"lock": program.lock, "hide": program.hide, "close": program.window.close}[leave]()
    journal = unlock(journal_path, passphrase)
    try:
        assert kept(journal) == HALF
    finally:
        journal.close()


def test_after_unlocking_the_part_is_read_again_on_the_screen(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str
) -> None:
    type_in_a_part(open_rooms(program, qtbot, journal_path, passphrase))
    program.lock()
    again = open_rooms(program, qtbot, journal_path, passphrase)
    again.go_to(again.story_room)
    parts = again.story_room.page().parts
    assert parts.open_part(parts.pane.parts[0].id)
    assert parts.card.editor.text() == HALF


def test_a_full_disk_keeps_a_half_written_part_on_the_screen(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in_a_part(open_rooms(program, qtbot, journal_path, passphrase))

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(story, "save_draft", full)
        patch.setattr(story, "settle", full)
        program.lock()
        assert again.calls == []
        assert isinstance(program.window.page(), CoverPage)
    program._try_again()
    assert again.calls == [(journal_path, False)]
    journal = unlock(journal_path, passphrase)
    try:
        assert the_part(journal) == HALF
    finally:
        journal.close()


def test_a_room_is_built_when_it_is_first_entered(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    on_demand = (shown.story_room, shown.sharing_room)
    assert [room.made for room in on_demand] == [None, None]
    for room in on_demand:
        shown.go_to(room)
    made = [room.made for room in on_demand]
    assert None not in made
    for room in on_demand:
        shown.go_to(room)
    assert [room.made for room in on_demand] == made


def test_entering_a_room_shows_no_window_of_its_own(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str, qapp: QApplication
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    seen = ShownWindows()
    qapp.installEventFilter(seen)
    for room in (shown.story_room, shown.sharing_room):
        shown.go_to(room)
    qapp.removeEventFilter(seen)
    assert seen.names == []


class ShownWindows(QObject):
    """Remembers every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.accessibleName() or type(watched).__name__)
        return False


def test_an_entry_becomes_a_part_and_stays(program: Program, qtbot: QtBot, journal_path: Path, passphrase: str) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shown.write()
    QTest.keyClicks(shown.journal_page.card.editor, HALF)
    shown.journal_page.card.to_part.click()
    assert shown.stack.currentWidget() is shown.story_room
    assert shown.story_room.page().parts.card.editor.text() == HALF
    assert the_part(shown.journal) == HALF
    assert finding.count_rows(shown.journal, EntryFilter(query="half a thought")) == 1
    shown.story_room.page().parts.card.about.from_entry.click()
    assert shown.stack.currentWidget() is shown.journal_page
    assert shown.journal_page.card.editor.text() == HALF


def test_at_a_glance_leads_from_the_lights_to_sharing(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    shared_part(shown.journal)
    shown.show_lights()
    table = shown.story_room.page().lights
    assert table is not None
    table.view.go_to(0, [a.id for a in table.model.audiences].index("training"))
    table.glance.click()
    glance = shown.sharing_room.page().glance
    assert glance.isVisible()
    assert glance.audience.currentData() == "training"
    assert [label.text() for label in glance.told.labels] == ["The dog"]


def test_from_a_telling_to_its_part_and_to_the_lights(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    telling = telling_of(shown.journal)
    shown.go_to(shown.sharing_room)
    page = shown.sharing_room.page().tellings
    page.open_telling(telling.id, WORDS)
    page.workshop.words.see_part.click()
    assert shown.stack.currentWidget() is shown.story_room
    assert shown.story_room.page().parts.card.editor.text() == "The dog stood at the door."
    page.workshop.parts.see_lights.click()
    lights_table = shown.story_room.page().lights
    assert lights_table is not None
    assert lights_table.isVisible()


def test_after_care_leads_from_today_to_the_line(
    program: Program, qtbot: QtBot, journal_path: Path, passphrase: str
) -> None:
    shown = open_rooms(program, qtbot, journal_path, passphrase)
    telling_of(shown.journal)
    shown.go_to(shown.journal_page)
    shown.go_to(shown.today_page)
    [row] = shown.today_page.due.care
    row.name.click()
    ledger_page = shown.sharing_room.page().ledger
    assert ledger_page.isVisible()
    assert ledger_page.card.name.text() == "Short"
