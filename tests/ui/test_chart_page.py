"""The page of a chart: the period it opens with, and the one it comes back to."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from tests.charts.records import check_in, record

from peerjournal.charts import registry
from peerjournal.ui.pages.chart_page import ChartPage
from peerjournal.ui.widgets.period_picker import ALL, FOUR_WEEKS, THREE_MONTHS, YEAR

KEPT = record(*(check_in(n, pleasantness=1 + n % 7) for n in range(60)), today=date(2026, 11, 22))


@pytest.fixture
def page(on_show: Callable[[ChartPage], ChartPage]) -> ChartPage:
    return on_show(ChartPage(lambda: KEPT.today))


def opened(page: ChartPage, name: str, qtbot: QtBot) -> int:
    """Which period it shows once the chart is there."""
    with qtbot.waitSignal(page.settled):
        page.show_kind(registry.kind(name), KEPT)
    return page.period.choice.index()


def test_each_chart_opens_with_its_usual_period(page: ChartPage, qtbot: QtBot) -> None:
    usual = {kind.name: opened(page, kind.name, qtbot) for kind in registry.kinds()}
    assert {name for name, period in usual.items() if period == YEAR} == {"year", "days-with"}
    assert set(usual.values()) == {THREE_MONTHS, YEAR}


def test_the_period_chosen_for_a_chart_is_its_own(page: ChartPage, qtbot: QtBot) -> None:
    opened(page, "ratings", qtbot)
    with qtbot.waitSignal(page.settled):
        page.period.choice.choose(FOUR_WEEKS)
    assert opened(page, "year", qtbot) == YEAR
    with qtbot.waitSignal(page.settled):
        page.period.choice.choose(ALL)
    assert not page.period.compare.isEnabled()
    assert opened(page, "ratings", qtbot) == FOUR_WEEKS
    assert page.period.compare.isEnabled()
    assert opened(page, "year", qtbot) == ALL
    assert page.chart is not None
    assert "60 of " in page.chart.sentence


def test_a_picture_is_as_wide_whether_the_page_scrolls_or_not(page: ChartPage, qtbot: QtBot) -> None:
    bar, wide = page._area.verticalScrollBar(), []
    opened(page, "ratings", qtbot)
    page.resize(1000, 1400)
    qtbot.waitUntil(lambda: page.view.up_to_date and bar.maximum() == 0)
    wide.append(page.view.width())
    page.resize(1000, 420)
    qtbot.waitUntil(lambda: bar.isVisible() and bar.maximum() > 0 and page.view.up_to_date)
    wide.append(page.view.width())
    assert wide[0] == wide[1]
