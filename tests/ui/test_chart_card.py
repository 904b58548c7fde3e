"""A card of the overview by keys, and what is read below a chart that is made anew."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerjournal.charts.registry import kind
from peerjournal.journal.checkin import CheckIn
from peerjournal.ui.pages.chart_page import TABLE, ChartPage
from peerjournal.ui.pages.charts import KindCard
from peerjournal.wellbeing.record import Record

TODAY = date(2026, 11, 22)
Show = Callable[[QWidget], QWidget]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_title_is_opened_by_the_keys_of_links_and_of_buttons(key: Qt.Key, on_show: Show, qtbot: QtBot) -> None:
    card = KindCard(kind("ratings"))
    on_show(card)
    card.open.setFocus()
    with qtbot.waitSignal(card.opened):
        QTest.keyClick(card.open, key)


@pytest.fixture
def page(on_show: Show, qtbot: QtBot) -> ChartPage:
    """Three days rated, on show."""
    days = [datetime(2026, 11, day, 19, tzinfo=ZoneInfo("Europe/Berlin")) for day in (20, 21, 22)]
    record = Record(check_ins=tuple(CheckIn(at=at, pleasantness=4, energy=5) for at in days), today=TODAY)
    page = ChartPage(lambda: TODAY)
    with qtbot.waitSignal(page.settled):
        page.show_kind(kind("ratings"), record)
        on_show(page)
    return page


def test_a_dot_that_is_still_pointed_at_is_still_read_when_the_chart_is_made_anew(
    page: ChartPage, qtbot: QtBot
) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_End)
    said = page.readout.full
    assert said == page.view.said != ""
    with qtbot.waitSignal(page.settled):
        page.make()
    assert (page.view.spot is not None, page.readout.full) == (True, said)


def test_beside_the_table_no_dot_is_read_and_the_way_back_reads_it_again(page: ChartPage) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_End)
    said = page.readout.full
    page.which.choose(TABLE)
    assert page.readout.full == ""
    page.which.choose(1 - TABLE)
    assert page.readout.full == said
