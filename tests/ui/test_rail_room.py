"""The rail has room for every place at every text size; Support and Hide are always in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
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


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (800, 600)])
@pytest.mark.parametrize("percent", [90, 100, 150, 200])
@pytest.mark.parametrize("look", ["light", "high-contrast"])
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


def test_the_places_stand_close_together_only_where_it_is_low(rooms: Rooms, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 100)
    rooms.show()
    heights = []
    for height in (900, 560, 900):
        rooms.resize(1200, height)
        QTest.qWait(0)
        heights.append(_buttons(rooms)["Today"].height())
    assert heights[0] == heights[2] > heights[1]
