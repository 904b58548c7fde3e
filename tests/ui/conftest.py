"""What the tests of the window share."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QLocale, QMimeData
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.ui.jobs import jobs
from peerjournal.ui.theme import apply_theme
from peerjournal.ui.widgets.editor import MarkdownEditor

if TYPE_CHECKING:
    from peerjournal.ui.pages.journal import JournalPage
    from peerjournal.ui.pages.story import StoryPage

_Page = TypeVar("_Page", bound=QWidget)
_Room = TypeVar("_Room", "JournalPage", "StoryPage")


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
def room_on_show(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[_Room], _Room]]:
    """Puts a room one writes in on show, in the light look and in English; after the test it is settled."""
    QLocale.setDefault(QLocale("en_GB"))
    apply_theme(qapp, "light", 100)
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
