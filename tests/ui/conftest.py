"""What the tests of the window share."""

import sys
from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QLocale, QMimeData, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import peerjournal
from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
from peerjournal.ui.jobs import jobs
from peerjournal.ui.theme import apply_theme
from peerjournal.ui.widgets.editor import MarkdownEditor

if TYPE_CHECKING:
    from peerjournal.ui.dialogs.support import SupportDialog
    from peerjournal.ui.pages.journal import JournalPage
    from peerjournal.ui.pages.reflection_sections import Section
    from peerjournal.ui.pages.reflection_sheet import ReflectionSheet
    from peerjournal.ui.pages.story import StoryPage

_Page = TypeVar("_Page", bound=QWidget)
_Section = TypeVar("_Section", bound="Section")
_Room = TypeVar("_Room", "JournalPage", "StoryPage")

PATIENCE_MS = 60_000
_OURS = str(Path(peerjournal.__file__).parent)


class PatientBot(QtBot):
    """Gives up waiting after a minute, not after five seconds: a busy machine is no mistake of the program's."""

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **rest: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **rest)

    def waitSignals(self, signals: list[Any], *, timeout: int = PATIENCE_MS, **rest: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **rest)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitActive(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that fails says where the keys went: half of what can go wrong here is another window's."""
    report = yield
    if call.when == "call" and report.failed and QApplication.instance() is not None:
        where = {
            "focus": QApplication.focusWidget(),
            "active window": QApplication.activeWindow(),
            "focus window": QApplication.focusWindow(),
            "modal": QApplication.activeModalWidget(),
            "popup": QApplication.activePopupWidget(),
        }
        report.sections.append(("The keys", "\n".join(f"{name}: {one!r}" for name, one in where.items())))
    return report


@pytest.fixture
def qtbot(request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with patience."""
    request.getfixturevalue("qapp")
    return PatientBot(request)


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light look, at the usual size of text, in English and from left to right.

    It ends with nothing on the screen, and what it closed is gone: neither may be in the way of the next one's keys.
    """
    QLocale.setDefault(QLocale("en_GB"))
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    apply_theme(qapp, "light", 100)
    yield
    while popup := qapp.activePopupWidget():
        popup.hide()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.hide()
    assert not left


@pytest.fixture(autouse=True)
def no_window_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made visible before it has its place flashes up as a window of its own, with all it says.

    Windows are opened by ``show``; ``setVisible`` is for what stands in one.
    """
    plain = QWidget.setVisible

    def checked(self: QWidget, visible: bool) -> None:
        asked = sys._getframe(1).f_code
        by_us = asked.co_filename.startswith(_OURS) and asked.co_name != "setVisible"
        assert not (by_us and visible and self.isWindow()), f"{type(self).__name__} has no place yet"
        plain(self, visible)

    monkeypatch.setattr(QWidget, "setVisible", checked)


@pytest.fixture
def on_show(qtbot: QtBot) -> Callable[[_Page], _Page]:
    """Puts a page on show in a usual size, and gives it back once it has the focus; it is closed after the test."""

    def show(page: _Page) -> _Page:
        qtbot.addWidget(page)
        page.resize(1024, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


@pytest.fixture
def room_on_show(qtbot: QtBot) -> Iterator[Callable[[_Room], _Room]]:
    """Puts a room one writes in on show; after the test it is settled."""
    settle: list[Callable[[], bool]] = []

    def show(room: _Room) -> _Room:
        qtbot.addWidget(room)
        room.resize(1100, 760)
        with qtbot.waitActive(room):
            room.show()
            room.activateWindow()
        settle.append(room.settle)
        return room

    yield show
    for each in settle:
        each()
    jobs().wait()


# ------------------------------------------------------------------------------------------- a reflection


@pytest.fixture
def sheet(journal: OpenJournal, on_show: "Callable[[ReflectionSheet], ReflectionSheet]") -> "ReflectionSheet":
    """The form of a new reflection, on show. Where another kind of sheet is tested, it takes the place of this one."""
    from peerjournal.ui.pages.reflection_sheet import ReflectionSheet

    made = on_show(ReflectionSheet(journal))
    made.new()
    return made


def section_of(sheet: "ReflectionSheet", name: str, kind: type[_Section]) -> _Section:
    """One section of the form, unfolded."""
    if name in sheet.folds:
        sheet.folds[name].unfold()
    section = sheet.sections[name]
    assert isinstance(section, kind)
    return section


# ---------------------------------------------------------------------------------------------- support


@pytest.fixture
def support_settings(tmp_path: Path) -> Settings:
    """Settings in a file of this test's own, with the helplines of Britain."""
    made = Settings(tmp_path / "settings.json")
    made["support_country"] = "gb"
    return made


@pytest.fixture
def opened_support(support_settings: Settings, qtbot: QtBot) -> "Callable[[], SupportDialog]":
    """Opens Support on 22 November 2026."""
    from peerjournal.ui.dialogs.support import SupportDialog

    alive = []

    def make() -> SupportDialog:
        dialog = SupportDialog(support_settings, today=date(2026, 11, 22))
        alive.append(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return make


# ------------------------------------------------------------------------------------------- the editor


@pytest.fixture
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Nothing is on the clipboard when the test begins, and nothing of it stays there."""
    qapp.clipboard().clear()
    yield
    qapp.clipboard().clear()


def select(editor: MarkdownEditor, words: str) -> None:
    """Select these words where they stand first, the cursor behind them."""
    start = editor.text().index(words)
    editor.go_to(start + len(words), start)


def paste(editor: MarkdownEditor, text: str, html: str = "") -> None:
    """As from another program."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    editor.insertFromMimeData(data)
