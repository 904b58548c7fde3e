"""The rail has room for every place at every text size; Support and Hide are always in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.operations.demo import create_demo
from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
from peerjournal.ui.jobs import jobs
from peerjournal.ui.main_window import MainWindow
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.theme import apply_theme

ROOMS = ["Today", "Journal", "My story", "Sharing", "Sessions", "Wellbeing", "My plan"]


@pytest.fixture
def rooms(qtbot: QtBot, journal: OpenJournal, tmp_path: Path) -> Rooms:
    made = Rooms(journal, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    return made


def _buttons(rooms: Rooms) -> dict[str, QAbstractButton]:
    return {b.accessibleName(): b for b in rooms.rail.findChildren(QAbstractButton)}


def _in_sight(button: QWidget, rail: QWidget) -> bool:
    place = QRect(button.mapTo(rail, QPoint(0, 0)), button.size())
    return rail.rect().contains(place) and button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.parametrize(
    ("look", "percent", "size"),
    [
        ("light", 90, (800, 600)),
        ("light", 100, (1280, 800)),
        ("light", 150, (1024, 700)),
        ("light", 200, (1280, 800)),
        ("high-contrast", 100, (1024, 700)),
        ("high-contrast", 150, (800, 600)),
        ("high-contrast", 200, (800, 600)),
    ],
)
def test_every_place_is_in_sight_when_one_goes_there(
    rooms: Rooms, qapp: QApplication, qtbot: QtBot, look: str, percent: int, size: tuple[int, int]
) -> None:
    apply_theme(qapp, look, percent)
    rooms.resize(*size)
    with qtbot.waitActive(rooms):
        rooms.show()
    buttons = _buttons(rooms)
    assert list(buttons)[: len(ROOMS)] == ROOMS
    for name in ("Settings", "Lock", "Support", "Hide"):
        assert _in_sight(buttons[name], rooms.rail), name
    for name in ROOMS:
        buttons[name].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.qWait(0)
        assert _in_sight(buttons[name], rooms.rail), name


def test_the_places_stand_close_together_only_where_it_is_low(rooms: Rooms) -> None:
    rooms.show()
    heights = []
    for height in (900, 560, 900):
        rooms.resize(1200, height)
        QTest.qWait(0)
        heights.append(_buttons(rooms)["Today"].height())
    assert heights[0] == heights[2] > heights[1]


def test_the_arrow_keys_leave_no_place_out_even_where_some_are_scrolled_away(
    journal: OpenJournal, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    apply_theme(qapp, "light", 200)
    rooms, window = Rooms(journal, Settings(tmp_path / "settings.json")), MainWindow()
    qtbot.addWidget(window)
    window.show_page(rooms, own_support=True)
    window.resize(720, 520)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for item in rooms._items:  # every room is built, and nothing but the keys has the focus
        item.click()
    order = [*ROOMS, "Settings"]
    rooms._items[0].setFocus(Qt.FocusReason.TabFocusReason)
    for key, names in ((Qt.Key.Key_Down, order[1:]), (Qt.Key.Key_Up, order[-2::-1])):
        for name in names:
            focused = qapp.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)
            assert _buttons(rooms)[name].hasFocus()
            assert _in_sight(_buttons(rooms)[name], rooms.rail), name
    jobs().wait()


class _Windows(QObject):
    """Notes every window that comes to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_room_opens_a_window_while_it_is_built(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, passphrase: str, recovery_code: str
) -> None:
    journal = create_demo(tmp_path / "Sample.peerjournal", passphrase, recovery_code)
    windows = _Windows()
    qapp.installEventFilter(windows)
    try:
        rooms = Rooms(journal, Settings(tmp_path / "settings.json"))
        qtbot.addWidget(rooms)
        rooms.show()
        for item in rooms._items:
            item.click()
            QTest.qWait(0)
        jobs().wait()
    finally:
        qapp.removeEventFilter(windows)
        rooms.close()
        journal.close()
    assert windows.seen == ["Rooms"]
