"""The Sharing room: its four places, leaving them, and lists that keep their place."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.operations import ledger, lights, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.ui.pages.sharing import GLANCE, LEDGER, TELLINGS, WEIGHING, SharingPage
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.text_field import LineField

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def telling_id(journal: OpenJournal) -> str:
    """A telling of two parts, told twice."""
    made = [story.write_part(journal, title=t, text=f"Words of {t}.") for t in ("The dog", "Rain")]
    lights.set_lights(journal, [(p.id, "training") for p in made], Light.SHARE)
    telling = tellings.new_telling(journal, "training", title="Short", part_ids=[p.id for p in made])
    for month in (9, 10):
        at = datetime(2026, month, 5, 18, 0, tzinfo=UTC)
        ledger.record_told(journal, tellings.get(journal, telling.id), at=at, place="the course")
    return telling.id


@pytest.fixture
def page(journal: OpenJournal, on_show: Show) -> SharingPage:
    """The room, on show."""
    page = SharingPage(journal)
    on_show(page)
    return page


def full(*_anything: object, **_more: object) -> None:
    raise DiskFull("The disk is full; nothing was changed.")


def test_the_four_places_are_reached_by_keys(page: SharingPage) -> None:
    for n, key in ((LEDGER, Qt.Key.Key_3), (GLANCE, Qt.Key.Key_2), (WEIGHING, Qt.Key.Key_4), (TELLINGS, Qt.Key.Key_1)):
        QTest.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
        assert page.stack.currentIndex() == n


def test_going_to_another_place_keeps_what_is_typed(journal: OpenJournal, page: SharingPage, telling_id: str) -> None:
    page.show_telling(telling_id)
    QTest.keyClicks(page.tellings.workshop.about.purpose, "Less hurry")
    page.tabs.choose(LEDGER)
    assert tellings.get(journal, telling_id).telling.purpose == "Less hurry"
    page.tabs.choose(TELLINGS)
    assert page.tellings.workshop.about.purpose.text() == "Less hurry"


def test_what_cannot_be_kept_holds_the_place_and_the_lock(
    journal: OpenJournal, page: SharingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.tabs.choose(WEIGHING)
    page.weighing.empty.button.click()
    with monkeypatch.context() as patch:
        patch.setattr(tellings, "change_weighing", full)
        QTest.keyClicks(page.weighing.leaning, "Not yet")
        page.tabs.choose(TELLINGS)
        assert page.stack.currentIndex() == WEIGHING
        assert page.tabs.index() == WEIGHING
        assert not page.settle()
        assert not page.save_now()
        page.weighing.refresh()
        assert page.weighing.leaning.text() == "Not yet"
        assert "disk is full" in page.weighing.notice.sentence()
    assert page.save_now()
    assert tellings.all_weighings(journal)[0].leaning == "Not yet"


def test_the_ledger_leads_to_the_telling_and_to_its_parts(page: SharingPage, telling_id: str, qtbot: QtBot) -> None:
    page.tabs.choose(LEDGER)
    page.ledger.card.open_telling.click()
    assert page.stack.currentIndex() == TELLINGS
    assert page.tellings.workshop.telling_id == telling_id
    page.tabs.choose(LEDGER)
    with qtbot.waitSignal(page.part_wanted):
        next(b for b in page.ledger.card.findChildren(QWidget) if b.accessibleName() == "See the part").click()  # type: ignore[attr-defined]  # a button


def test_a_line_told_of_two_parts_stays_chosen_under_the_part_it_was_chosen_at(
    page: SharingPage, telling_id: str
) -> None:
    page.tabs.choose(LEDGER)
    page.ledger.order.setCurrentIndex(2)  # by part
    rows = page.ledger.list
    assert len(rows.ids()) == 4
    rows.setFocus()
    rows.setCurrentRow(1)
    below = [1]
    for _n in range(3):
        QTest.keyClick(rows, Qt.Key.Key_Down)
        below.append(rows.currentRow())
    assert below == [1, 2, 4, 5]  # the headings are passed over, nothing jumps
    page.ledger.refresh()
    assert rows.currentRow() == 5
    assert telling_id


def test_the_rows_of_the_ledger_say_when_and_to_whom(page: SharingPage, telling_id: str) -> None:
    page.tabs.choose(LEDGER)
    texts = [page.ledger.list.item(n).text() for n in range(page.ledger.list.count())]
    assert texts[0] == "October 2026"
    assert texts[1].startswith("Short\n")
    assert texts[1].endswith("Training")
    assert telling_id


def test_many_words_that_were_told_scroll_in_a_place_of_their_own(
    journal: OpenJournal, page: SharingPage, qtbot: QtBot
) -> None:
    part = story.write_part(journal, title="Long", text="Ten words of it, and then more. " * 1000)
    lights.set_light(journal, part.id, "training", Light.SHARE)
    telling = tellings.new_telling(journal, "training", part_ids=[part.id])
    ledger.record_told(journal, tellings.get(journal, telling.id))
    page.tabs.choose(LEDGER)
    view = page.ledger.card.findChild(QWidget, "reading-text")
    assert view is not None
    assert view.accessibleName() == "The words that were told"
    qtbot.waitUntil(view.isVisible)


def test_in_a_narrow_place_a_line_or_a_sheet_is_shown_alone(page: SharingPage, telling_id: str, qtbot: QtBot) -> None:
    page.tabs.choose(LEDGER)
    page.resize(480, 640)
    qtbot.waitUntil(lambda: page.ledger.beside.narrow)
    rows = page.ledger.list
    assert rows.isVisible()
    assert not page.ledger.card.isVisible()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert page.ledger.card.isVisible()
    assert not rows.isVisible()
    page.ledger.beside.back.click()
    assert rows.hasFocus()
    assert telling_id


def test_a_low_window_gives_an_open_telling_the_page(page: SharingPage, telling_id: str, qtbot: QtBot) -> None:
    page.resize(1024, 500)
    assert page.tabs.isVisible()
    page.show_telling(telling_id)
    assert not page.tabs.isVisible()
    page.tellings.workshop.back.click()
    assert page.tabs.isVisible()
    page.resize(1024, 700)
    page.show_telling(telling_id)
    qtbot.waitUntil(page.tabs.isVisible)


# ------------------------------------------------------------------------------------------- list and field


def test_what_comes_into_the_place_of_a_row_that_is_gone_is_chosen(qtbot: QtBot) -> None:
    rows = GroupedList("Things")
    qtbot.addWidget(rows)
    rows.show_groups([("", [Row(i, i) for i in "abc"])])
    assert rows.current_id() == ""  # nothing is chosen by itself
    rows.point_at("b")
    rows.show_groups([("", [Row(i, i) for i in "ac"])])
    assert rows.current_id() == "c"
    rows.show_groups([("", [Row("a", "a")])])
    assert rows.current_id() == "a"
    rows.show_groups([])
    assert rows.current_id() == ""


def test_an_empty_list_says_what_belongs_there(qtbot: QtBot) -> None:
    rows = GroupedList("Things", "Nothing yet.")
    qtbot.addWidget(rows)
    rows.show_groups([])
    assert rows.accessibleDescription() == "Nothing yet."
    rows.show_groups([("", [Row("a", "a")])])
    assert rows.accessibleDescription() == ""


def test_a_line_that_could_not_be_kept_is_said_again(qtbot: QtBot) -> None:
    field = LineField("Title")
    qtbot.addWidget(field)
    said: list[str] = []
    field.changed.connect(said.append)
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.finish()
    assert said == ["x"]
    field.unkept()
    field.show_text("what is on disk")
    assert field.text() == "x"
    field.finish()
    assert said == ["x", "x"]
    field.set_text("what is on disk")
    assert not field.waits
