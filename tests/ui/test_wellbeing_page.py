"""The Wellbeing room: from the overview to a chart, to a point, to its day; what is read, made, kept as a file."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.charts import registry
from peerjournal.charts.chart import Chart, Spots, Table, View
from peerjournal.charts.look import Look
from peerjournal.charts.registry import Kind
from peerjournal.errors import DiskFull
from peerjournal.journal.checkin import CheckIn, Question
from peerjournal.operations import checkins, wellbeing, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
from peerjournal.ui import warm
from peerjournal.ui.dialogs.label_day import LabelDayDialog
from peerjournal.ui.pages.chart_page import TABLE, ChartPage
from peerjournal.ui.pages.charts import ChartsPage, read_all
from peerjournal.ui.pages.wellbeing import CHARTS, CHECK_INS, QUESTIONS, SCALES, WellbeingPage
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.theme import apply_theme
from peerjournal.ui.widgets.chart_table import in_words
from peerjournal.ui.widgets.period_picker import ALL, FOUR_WEEKS
from peerjournal.wellbeing.record import Record

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TODAY = date(2026, 11, 22)
Show = Callable[[QWidget], QWidget]


# ------------------------------------------------------------------------------------------ two small charts


def dots(record: Record, view: View) -> Chart:
    """Every rating of the period a dot."""
    found = record.rating(view.of or "pleasantness").within(view.span)
    made_in.append(threading.current_thread() is threading.main_thread())

    def draw(figure: "Figure", look: Look) -> None:
        figure.add_subplot().plot(found.times, found.values, "o", color=look.series[0], gid="ratings")

    return Chart(
        name="dots",
        title="Dots",
        sentence=f"{len(found)} ratings, {view.of or 'pleasantness'}, before {view.before is not None}, {view.after}.",
        draw=draw,
        list_all=lambda: Table(
            ("Day", "Value"),
            [(date.fromordinal(int(d)).isoformat(), v) for d, v in zip(found.days, found.values, strict=True)],
        ),
        find_spots=lambda: Spots(
            np.zeros(len(found), np.int64), found.times, found.values, found.days, lambda n: f"rating {n}"
        ),
    )


def words(_record: Record, _view: View) -> Chart:
    """Nothing to draw, ever."""
    return Chart("words", "Words", "Nothing yet.", lambda _figure, _look: None, lambda: Table((), ()), empty=True)


def two_kinds() -> list[Kind]:
    offered = [("pleasantness", "Pleasantness"), ("energy", "Energy")]
    return [
        Kind("dots", "Dots", "What was there?", dots, lambda _record: offered, compares=True, looks_after=True),
        Kind("words", "Words", "Is there anything?", words),
    ]


made_in: list[bool] = []


# ---------------------------------------------------------------------------------------------------- fixtures


@pytest.fixture(autouse=True)
def usual_look() -> None:
    made_in.clear()


@pytest.fixture
def rated(journal: OpenJournal) -> OpenJournal:
    """Forty days rated, up to today, one a day."""
    for ago in range(40):
        at = datetime.combine(TODAY - timedelta(days=ago), datetime.min.time(), journal.clock.zone())
        at = at.replace(hour=19)
        said = CheckIn(at=at, pleasantness=1 + ago % 7, energy=4, asked=(Question.GRID, Question.FEELINGS))
        checkins.record(journal, said)
    return journal


@pytest.fixture
def charts(rated: OpenJournal, on_show: Show, qtbot: QtBot) -> ChartsPage:
    """The two small charts, ready."""
    page = ChartsPage(rated, two_kinds)
    with qtbot.waitSignal(page.settled):
        on_show(page)
    return page


@pytest.fixture
def opened(charts: ChartsPage, qtbot: QtBot) -> ChartPage:
    """The chart with dots, made and drawn."""
    with qtbot.waitSignal(charts.settled):
        charts.open_chart("dots")
    assert charts.page is not None
    charts.page.view.grab()
    return charts.page


def wait_for(qtbot: QtBot, page: ChartPage, act: Callable[[], object]) -> Chart:
    with qtbot.waitSignal(page.settled):
        act()
    assert page.chart is not None
    return page.chart


# ------------------------------------------------------------------------------------------------ the overview


def test_the_overview_says_each_charts_sentence_for_four_weeks(charts: ChartsPage) -> None:
    cards = charts.overview.cards
    assert list(cards) == ["dots", "words"]
    assert cards["dots"].sentence.text().startswith("28 ratings")
    assert "What was there? 28 ratings" in cards["dots"].open.accessibleDescription()


def test_an_empty_journal_asks_the_questions_and_invites(journal: OpenJournal, on_show: Show, qtbot: QtBot) -> None:
    page = ChartsPage(journal, two_kinds)
    with qtbot.waitSignal(page.settled):
        on_show(page)
    assert "Nothing is kept yet" in page.overview.invitation.text()
    assert page.overview.invitation.isVisible()
    assert not page.overview.cards["dots"].sentence.isVisible()
    with qtbot.waitSignal(page.settled):
        page.open_chart("words")
    assert page.page is not None
    assert page.page.sentence.text() == "Nothing yet."
    page.page.grab()


def test_a_press_anywhere_on_a_card_opens_it(charts: ChartsPage, qtbot: QtBot) -> None:
    card = charts.overview.cards["words"]
    with qtbot.waitSignal(charts.settled):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() / 2)
    assert charts.on_chart


def test_what_cannot_be_read_is_told(journal: OpenJournal, on_show: Show, qtbot: QtBot) -> None:
    def broken() -> list[Kind]:
        raise DiskFull("The disk is full; nothing was changed.")

    page = ChartsPage(journal, broken)
    with qtbot.waitSignal(page.settled):
        on_show(page)
    assert "disk is full" in page.notice.sentence()
    assert not page.progress.isVisible()


def test_reading_and_making_are_done_beside_the_window(opened: ChartPage) -> None:
    assert opened.chart is not None
    assert made_in
    assert not any(made_in)


def test_coming_back_reads_anew_and_shows_the_old_until_then(
    charts: ChartsPage, rated: OpenJournal, qtbot: QtBot
) -> None:
    charts.hide()
    noon = rated.clock.now().replace(hour=12)
    checkins.record(rated, CheckIn(at=noon, pleasantness=7, asked=(Question.GRID,)))
    with qtbot.waitSignal(charts.settled):
        charts.show()
        assert charts.overview.cards["dots"].sentence.text().startswith("28 ratings")
        assert not charts.progress.isVisible()
    assert charts.overview.cards["dots"].sentence.text().startswith("29 ratings")


def test_the_way_back_leads_to_the_card_it_came_from(charts: ChartsPage, opened: ChartPage) -> None:
    QTest.keyClick(opened.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert not charts.on_chart
    assert charts.overview.cards["dots"].open.hasFocus()


def test_printing_is_offered_only_where_somebody_does_it(charts: ChartsPage, opened: ChartPage) -> None:
    assert opened.print_.isHidden()
    assert charts.overview.print_.isHidden()
    asked: list[str] = []
    charts.offer_print(lambda: asked.append("print"))
    opened.print_.click()
    assert asked == ["print"]


# --------------------------------------------------------------------------------------------------- one chart


def test_the_period_and_the_choices_make_the_chart_anew(opened: ChartPage, qtbot: QtBot) -> None:
    assert opened.sentence.text() == "40 ratings, pleasantness, before False, 0."
    made = wait_for(qtbot, opened, lambda: opened.period.choice.choose(FOUR_WEEKS))
    assert made.sentence == "28 ratings, pleasantness, before False, 0."
    made = wait_for(qtbot, opened, lambda: opened.period.compare.setChecked(True))
    assert "before True" in made.sentence
    made = wait_for(qtbot, opened, lambda: opened.after.setChecked(True))
    assert made.sentence.endswith("1.")
    opened.choice.setCurrentIndex(1)
    made = wait_for(qtbot, opened, lambda: opened.choice.activated.emit(1))
    assert "energy" in made.sentence


def test_a_choice_is_remembered_when_the_chart_is_opened_again(
    charts: ChartsPage, opened: ChartPage, qtbot: QtBot
) -> None:
    opened.choice.setCurrentIndex(1)
    wait_for(qtbot, opened, lambda: opened.choice.activated.emit(1))
    wait_for(qtbot, opened, lambda: charts.open_chart("words"))
    assert opened.choice.isHidden()
    assert opened.after.isHidden()
    assert opened.period.compare.isHidden()
    made = wait_for(qtbot, opened, lambda: charts.open_chart("dots"))
    assert "energy" in made.sentence


def test_another_period_and_another_look_read_nothing(
    opened: ChartPage, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wellbeing, "read_record", lambda _journal: pytest.fail("read again"))
    wait_for(qtbot, opened, lambda: opened.period.choice.choose(ALL))
    apply_theme(qapp, "dark", 100)
    opened.view.grab()


def test_the_table_is_the_table_of_the_chart(opened: ChartPage) -> None:
    opened.which.choose(TABLE)
    assert opened.table.isVisible()
    assert opened.chart is not None
    model = opened.table.model()
    shown = [[str(model.index(r, c).data()) for c in range(2)] for r in range(model.rowCount())]
    assert shown == [[in_words(cell) for cell in row] for row in opened.chart.table.rows]
    assert len(shown) == 40


def test_the_spot_pointed_at_is_read_below_the_picture(opened: ChartPage) -> None:
    opened.view.setFocus()
    QTest.keyClick(opened.view, Qt.Key.Key_End)
    assert opened.readout.full == "rating 39"
    QTest.keyClick(opened.view, Qt.Key.Key_Escape)
    assert "arrow keys" in opened.readout.full


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "csv"])
def test_the_chart_is_kept_as_a_file(opened: ChartPage, qtbot: QtBot, tmp_path: Path, ending: str) -> None:
    wait_for(qtbot, opened, lambda: opened.save_to(tmp_path / "Dots", ending))
    place = tmp_path / f"Dots.{ending}"
    assert place.stat().st_size > 0
    assert opened.notice.sentence() == f"Saved: {place}."


def test_an_ending_typed_says_the_kind_of_file_and_a_full_disk_is_told(
    opened: ChartPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for(qtbot, opened, lambda: opened.save_to(tmp_path / "Dots.csv", "png"))
    assert (tmp_path / "Dots.csv").read_bytes().startswith(b"\xef\xbb\xbfDay,Value")

    def full(*_anything: object) -> None:
        raise DiskFull("The disk is full; nothing was changed.")

    monkeypatch.setattr("peerjournal.operations.charts.save_chart", full)
    wait_for(qtbot, opened, lambda: opened.save_to(tmp_path / "More", "png"))
    assert "disk is full" in opened.notice.sentence()


def test_the_day_of_the_spot_can_be_labelled_and_the_charts_know(
    charts: ChartsPage, opened: ChartPage, rated: OpenJournal, qtbot: QtBot
) -> None:
    opened.view.setFocus()
    QTest.keyClick(opened.view, Qt.Key.Key_Home)
    opened.label.click()
    dialog = charts.findChild(LabelDayDialog)
    assert isinstance(dialog, LabelDayDialog)
    with qtbot.waitSignal(opened.settled):
        QTest.keyClicks(dialog.label, "New job")
        QTest.keyClick(dialog.label, Qt.Key.Key_Return)
    (label,) = wellbeing.all_annotations(rated)
    assert (label.label, label.from_on) == ("New job", TODAY - timedelta(days=39))
    assert opened.view.spot == 0
    dialog.reject()


# ---------------------------------------------------------------------------------------------------- the room


@pytest.fixture
def rooms(rated: OpenJournal, on_show: Show, tmp_path: Path) -> Iterator[Rooms]:
    shown = Rooms(rated, Settings(tmp_path / "settings.json"))
    on_show(shown)
    yield shown
    shown.keep()


def test_by_keys_alone_from_the_rail_to_a_point_to_its_day(rooms: Rooms, rated: OpenJournal, qtbot: QtBot) -> None:
    writing.write_entry(rated, text="Long ago.", written_at=rated.clock.now() - timedelta(days=27))
    QTest.keyClick(rooms, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    page = rooms.wellbeing_room.page()
    qtbot.waitUntil(lambda: bool(page.charts.overview.cards))
    card = page.charts.overview.cards["ratings"].open
    qtbot.waitUntil(card.isVisible)
    for _turn in range(20):
        if card.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    assert card.hasFocus()
    with qtbot.waitSignal(page.charts.settled):
        QTest.keyClick(card, Qt.Key.Key_Space)
    chart = page.charts.page
    assert chart is not None
    with qtbot.waitSignal(chart.settled):
        chart.period.choice.choose(FOUR_WEEKS)
    assert QApplication.focusWidget() is chart.view
    QTest.keyClick(chart.view, Qt.Key.Key_Home)
    day = chart.view.chart.spots.day(0) if chart.view.chart else None
    assert day == TODAY - timedelta(days=27)
    QTest.keyClick(chart.view, Qt.Key.Key_Return)
    assert rooms.stack.currentWidget() is rooms.journal_page
    assert rooms.journal_page.pane.filters.day == day
    assert rooms.journal_page.pane.model.rowCount() == 1
    assert rooms.journal_page.pane.view.hasFocus()


def test_a_page_is_made_when_it_is_first_shown_and_reached_by_keys(
    rated: OpenJournal, on_show: Show, qtbot: QtBot
) -> None:
    page = WellbeingPage(rated)
    on_show(page)
    assert list(page._made) == [CHARTS]
    qtbot.waitUntil(lambda: bool(page.charts.overview.cards))
    keys = {SCALES: Qt.Key.Key_4, QUESTIONS: Qt.Key.Key_3, CHECK_INS: Qt.Key.Key_2, CHARTS: Qt.Key.Key_1}
    for place, key in keys.items():
        QTest.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
        assert page.stack.currentIndex() == place
    assert page.settle()
    assert page.save_now()
    qtbot.waitUntil(lambda: page.charts._job is None)


@pytest.mark.parametrize("percent", [100, 200])
def test_every_chart_there_is_opens_with_and_without_anything_to_draw(
    rated: OpenJournal, on_show: Show, qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    apply_theme(qapp, "high-contrast", percent)
    page = ChartsPage(rated)
    with qtbot.waitSignal(page.settled):
        on_show(page)
    for kind in registry.kinds():
        with qtbot.waitSignal(page.settled):
            page.open_chart(kind.name)
        assert page.page is not None
        assert page.page.sentence.text()
        page.page.view.grab()
        for period in (FOUR_WEEKS, ALL):
            wait_for(qtbot, page.page, partial(page.page.period.choice.choose, period))
            page.page.view.grab()


def test_every_chart_opens_in_an_empty_journal(journal: OpenJournal, on_show: Show, qtbot: QtBot) -> None:
    page = ChartsPage(journal)
    with qtbot.waitSignal(page.settled):
        on_show(page)
    for kind in registry.kinds():
        with qtbot.waitSignal(page.settled):
            page.open_chart(kind.name)
        assert page.page is not None
        assert page.page.chart is not None
        assert page.page.chart.empty
        page.page.view.grab()
        page.page.which.choose(TABLE)
        page.page.which.choose(0)


# ------------------------------------------------------------------------------------------ loaded beside it


def test_making_the_room_brings_in_neither_numpy_nor_matplotlib() -> None:
    program = (
        "import sys, peerjournal.ui.pages.wellbeing, peerjournal.ui.warm, peerjournal.ui.dialogs.label_day\n"
        "print([name for name in ('numpy', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_warming_up_keeps_what_matplotlib_remembers_in_our_own_folder(tmp_path: Path) -> None:
    program = (
        "from peerjournal.ui.warm import load_charts\n"
        "load_charts(); load_charts()\n"
        "import sys, matplotlib\n"
        "print(matplotlib.get_cachedir(), 'matplotlib.pyplot' in sys.modules, 'PySide6.QtWidgets' in sys.modules)"
    )
    there = {k: v for k, v in os.environ.items() if k != "MPLCONFIGDIR"}
    environment = {**there, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == [str(tmp_path / "cache" / "peerjournal" / "charts"), "False", "False"]


def test_what_is_read_needs_no_window(rated: OpenJournal) -> None:
    warm.load_charts()
    record, kinds, sentences = read_all(rated, two_kinds)
    assert len(record.check_ins) == 40
    assert [k.name for k in kinds] == list(sentences) == ["dots", "words"]
