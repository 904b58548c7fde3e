"""The circle, in the rooms of one real window: a part is written, lit, told in a session, and met again everywhere.

On the ledger, on the part, on Today as a look-back, in the chart around sessions, and in the co-reflection pack, where
no private line ever stands.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from peerjournal.charts.chart import Chart
from peerjournal.operations import handout, lights, pack_handout, packs, sessions, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
from peerjournal.sharing.audience import Light
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.reflection_sections import CoReflect, Energy, Questions, Shared
from peerjournal.ui.pages.sharing import LEDGER
from peerjournal.ui.rooms import Rooms

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PRIVATE_IN_PART, PRIVATE_IN_SESSION = "Quillfeather", "Marrowbone"


@pytest.fixture
def rooms(qtbot: QtBot, journal: OpenJournal, tmp_path: Path) -> Iterator[Rooms]:
    made = Rooms(journal, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    assert made.keep()
    jobs().wait()


def _key(rooms: Rooms, key: Qt.Key, held: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(rooms, key, held)


def _write_a_part(rooms: Rooms) -> None:
    _key(rooms, Qt.Key.Key_3)
    page = rooms.story_room.page()
    page.parts.pane.new.click()
    QTest.keyClicks(page.parts.card.title, "The dog")
    QTest.keyClicks(
        page.parts.card.editor, f"He stood at the door. {{keep}}{PRIVATE_IN_PART} said so.{{/keep}} I went."
    )
    assert page.settle()


def _light_it(rooms: Rooms, qtbot: QtBot, journal: OpenJournal) -> None:
    rooms.show_lights()
    page = rooms.story_room.page().lights
    assert page is not None
    column = [a.id for a in page.model.audiences].index("closed-group")
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(0, column))
    QTest.keyClick(page.view, Qt.Key.Key_3)
    (part,) = story.all_parts(journal)
    qtbot.waitUntil(lambda: lights.all_lights(journal)[part.id, "closed-group"].light is Light.SHARE)


def _tell_it_in_a_session(rooms: Rooms, journal: OpenJournal) -> str:
    _key(rooms, Qt.Key.Key_1)
    rooms.today_page.reflect.click()
    sheet = rooms.sessions_room.page().reflections.sheet
    first = sheet.sections["first"]
    assert isinstance(first, Questions)
    field = first.answers["what"].field
    field.setFocus()
    QTest.keyClicks(field, "A long silence.")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, f"{{keep}}{PRIVATE_IN_SESSION} cried. {PRIVATE_IN_PART} said so.{{/keep}}")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "Then we laughed.")
    for name in ("shared", "energy", "co-reflect"):
        sheet.folds[name].head.click()
    shared, energy, co_reflect = (sheet.sections[name] for name in ("shared", "energy", "co-reflect"))
    assert isinstance(shared, Shared)
    assert isinstance(energy, Energy)
    assert isinstance(co_reflect, CoReflect)
    (box,) = shared.boxes.values()
    assert box.text() == "The dog"
    box.click()
    shared.audience.setCurrentIndex(shared.audience.findData("closed-group"))
    shared.landed.field.setPlainText("Somebody told of a cat.")
    energy.before.choose(3)
    energy.after.choose(5)
    co_reflect.wanted.click()
    QTest.keyClick(field, Qt.Key.Key_Return, CONTROL)
    (row,) = sessions.rows(journal)
    return row.id


def _in_the_ledger(rooms: Rooms, qtbot: QtBot) -> None:
    _key(rooms, Qt.Key.Key_4)
    page = rooms.sharing_room.page()
    page.tabs.choose(LEDGER)
    qtbot.waitUntil(lambda: len(page.ledger.list.ids()) == 1)


def _on_the_part(rooms: Rooms, journal: OpenJournal) -> None:
    (part,) = story.all_parts(journal)
    rooms.show_part(part.id)
    card = rooms.story_room.page().parts.card
    card.fold.click()
    assert "told once" in card.about.told.text().lower()


def _on_today(rooms: Rooms) -> None:
    _key(rooms, Qt.Key.Key_1)
    (row,) = rooms.today_page.due.care
    assert row.name.accessibleName() == "The dog"


def _in_the_chart(rooms: Rooms, qtbot: QtBot) -> None:
    _key(rooms, Qt.Key.Key_6)
    page = rooms.wellbeing_room.page().charts
    qtbot.waitUntil(lambda: "sessions" in page.overview.cards)
    page.open_chart("sessions")

    def drawn() -> Chart | None:
        return None if page.page is None else page.page.chart

    qtbot.waitUntil(lambda: (chart := drawn()) is not None and not chart.empty)
    chart = drawn()
    assert chart is not None
    assert any(3 in row and 5 in row for row in chart.table.rows)


def _in_the_pack(rooms: Rooms, qtbot: QtBot, journal: OpenJournal, reflection_id: str) -> None:
    _key(rooms, Qt.Key.Key_5)
    page = rooms.sessions_room.page()
    page.show_reflection(reflection_id)
    page.reflections.sheet.pack.click()
    choose = page.packs.workshop.choose
    qtbot.waitUntil(lambda: len([b for b in choose.findChildren(QCheckBox) if b.isVisible()]) == 2)
    boxes = [b for b in choose.findChildren(QCheckBox) if b.isVisible()]
    assert not any(box.isChecked() for box in boxes)
    for box in boxes:
        box.click()
    (pack,) = packs.all_packs(journal)
    ready = pack_handout.make_ready(journal, pack.id)
    said = handout.document_of(ready.sheet, "txt").decode()
    assert "A long silence." in said
    assert "Then we laughed." in said
    assert PRIVATE_IN_SESSION not in said
    assert PRIVATE_IN_PART not in said
    assert ready.leaks == ()


def test_what_is_told_in_a_session_is_met_again_everywhere(rooms: Rooms, qtbot: QtBot, journal: OpenJournal) -> None:
    _write_a_part(rooms)
    _light_it(rooms, qtbot, journal)
    reflection_id = _tell_it_in_a_session(rooms, journal)
    _in_the_ledger(rooms, qtbot)
    _on_the_part(rooms, journal)
    _on_today(rooms)
    _in_the_chart(rooms, qtbot)
    _in_the_pack(rooms, qtbot, journal, reflection_id)
