"""The picture of a chart: drawn once for what it shows, its points reached by pointer and keys."""

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.charts.chart import Chart, Part, Spots, Table
from peerjournal.charts.look import HIGH_CONTRAST, Look
from peerjournal.ui.theme import apply_theme, px
from peerjournal.ui.theme.tokens import ALL, Tokens, contrast
from peerjournal.ui.theme.tokens import HIGH_CONTRAST as STRONG
from peerjournal.ui.warm import load_charts
from peerjournal.ui.widgets.chart_look import current_look, look_of
from peerjournal.ui.widgets.chart_view import ChartView

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FIRST = date(2026, 11, 2)
Show = Callable[[ChartView], ChartView]


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    load_charts()


def chart_of(values: Sequence[float], *, height: float = 3.0, lines: bool = False) -> Chart:
    """A dot per day in each of two axes, which may be its ``lines``; the days of the second are nobody's."""
    xs = np.arange(len(values), dtype=float)
    ys = np.array(values, float)
    days = FIRST.toordinal() + np.arange(len(values))

    def draw(figure: "Figure", look: Look) -> None:
        drawn_in.append(threading.get_ident())
        for place in (0, 1):
            axes = figure.add_axes((0.1, 0.55 - 0.45 * place, 0.8, 0.4))
            axes.plot(xs, ys, "o", color=look.series[place], gid="dots")
            axes.set(ylim=(0, 8), xticks=[], yticks=[])

    return Chart(
        name="dots",
        title="Dots",
        sentence=f"{len(values)} dots.",
        draw=draw,
        list_all=lambda: Table(("Day", "Value"), [(n, v) for n, v in enumerate(values)]),
        find_spots=lambda: Spots(
            np.repeat([0, 1], len(values)),
            np.tile(xs, 2),
            np.tile(ys, 2),
            np.concatenate([days, np.zeros_like(days)]),
            lambda n: f"dot {n}",
            np.repeat([0, 1], len(values)) if lines else None,
        ),
        height=height,
    )


drawn_in: list[int] = []


def show(view: ChartView, chart: Chart, qtbot: QtBot) -> None:
    """Until it is on show."""
    with qtbot.waitSignal(view.shown):
        view.show_chart(chart)


def redraw(view: ChartView, act: Callable[[], object], qtbot: QtBot) -> int:
    """How often it was drawn anew, once it is as it should be."""
    before = view.drawings
    act()
    view.grab()
    qtbot.waitUntil(lambda: view.drawings > before and view.up_to_date)
    return view.drawings - before


@pytest.fixture
def view(on_show: Show, qtbot: QtBot) -> ChartView:
    """Five dots, twice."""
    view = on_show(ChartView())
    show(view, chart_of([1, 7, 4, 2, 6]), qtbot)
    view.setFocus()
    view.grab()
    qtbot.waitUntil(lambda: view.up_to_date)
    return view


def press(view: ChartView, *keys: Qt.Key) -> int | None:
    for key in keys:
        QTest.keyClick(view, key)
    return view.spot


def test_a_chart_is_named_and_described_to_a_screen_reader(view: ChartView) -> None:
    assert view.accessibleName() == "Dots"
    assert view.accessibleDescription() == "5 dots."


def test_arrow_keys_go_along_the_spots_and_read_them(view: ChartView) -> None:
    said: list[str] = []
    view.read.connect(said.append)
    assert press(view, Qt.Key.Key_Right) == 0
    assert press(view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left) == 1
    assert press(view, Qt.Key.Key_End) == 9
    assert press(view, Qt.Key.Key_Right) == 9
    assert press(view, Qt.Key.Key_Home) == 0
    assert said == ["dot 0", "dot 1", "dot 2", "dot 1", "dot 9", "dot 9", "dot 0"]
    assert view.accessibleDescription() == "dot 0"


def test_page_keys_go_by_ten_and_from_nowhere_left_begins_at_the_end(view: ChartView, qtbot: QtBot) -> None:
    show(view, chart_of(range(1, 8)), qtbot)
    assert press(view, Qt.Key.Key_Left) == 13
    assert press(view, Qt.Key.Key_PageUp) == 3
    assert press(view, Qt.Key.Key_PageDown) == 13


def test_escape_points_at_nothing_and_says_the_sentence_again(view: ChartView) -> None:
    assert press(view, Qt.Key.Key_Right, Qt.Key.Key_Escape) is None
    assert view.accessibleDescription() == "5 dots."


def test_enter_wants_the_day_where_the_spot_has_one(view: ChartView, qtbot: QtBot) -> None:
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.day_wanted) as wanted:
        press(view, Qt.Key.Key_Return)
    assert wanted.args == [date(2026, 11, 3)]
    press(view, Qt.Key.Key_End)
    with qtbot.assertNotEmitted(view.day_wanted):
        press(view, Qt.Key.Key_Return)


def test_the_pointer_reads_the_nearest_spot_in_its_own_axes(view: ChartView) -> None:
    for spot in (1, 6):
        QTest.mouseMove(view, view.place_of(spot).toPoint() + QPoint(3, -2))
        assert view.spot == spot
    high, low = view.place_of(1), view.place_of(6)
    assert high.x() == low.x()
    assert high.y() < low.y()


def test_of_a_high_picture_what_is_in_sight_comes_first(view: ChartView, qtbot: QtBot) -> None:
    parts: list[Part] = []
    high = chart_of([1, 7, 4], height=40.0)

    def draw_part(figure: "Figure", look: Look, part: Part) -> Sequence[int]:
        parts.append(part)
        high.draw(figure, look)
        figure.delaxes(figure.axes[1])
        return (0,)

    reached: list[QPoint] = []
    view.reached.connect(reached.append)
    show(view, replace(high, draw_part=draw_part), qtbot)
    assert view.figure is not None
    assert (len(view.figure.axes), view.up_to_date) == (1, False)
    assert press(view, Qt.Key.Key_End) == 5  # not drawn yet
    view.grab()
    assert reached == []
    qtbot.waitUntil(lambda: view.up_to_date)
    assert len(view.figure.axes) == 2
    assert reached == [view.place_of(5).toPoint()]
    assert [part.top for part in parts] == [0.0]
    assert 0.05 < parts[0].bottom < 0.5


def test_what_is_in_sight_is_painted_before_the_rest_is_drawn(view: ChartView, qtbot: QtBot) -> None:
    order: list[str] = []
    chart = chart_of([1, 7, 4], height=40.0)

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            if event.type() == QEvent.Type.Paint:
                order.append("painted")
            return False

    def draw(figure: "Figure", look: Look) -> None:
        order.append("all")
        chart.draw(figure, look)

    def draw_part(figure: "Figure", look: Look, _part: Part) -> Sequence[int]:
        order.append("part")
        chart.draw(figure, look)
        return (0, 1)

    watch = Watch()
    view.installEventFilter(watch)
    show(view, replace(chart, draw=draw, draw_part=draw_part), qtbot)
    qtbot.waitUntil(lambda: view.up_to_date)
    assert order.index("part") < order.index("painted", order.index("part")) < order.index("all")


def test_the_rest_is_drawn_where_nothing_is_painted(qtbot: QtBot) -> None:
    chart = chart_of([1, 7, 4], height=90.0)

    def draw_part(figure: "Figure", look: Look, _part: Part) -> Sequence[int]:
        chart.draw(figure, look)
        return (0, 1)

    hidden = ChartView()
    qtbot.addWidget(hidden)
    show(hidden, replace(chart, draw_part=draw_part), qtbot)
    qtbot.waitUntil(lambda: hidden.up_to_date)
    assert hidden.drawings == 2


def test_a_press_far_from_every_spot_points_at_nothing(view: ChartView) -> None:
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.place_of(2).toPoint())
    assert view.spot == 2
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert view.spot is None


def test_a_double_click_wants_the_day(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.day_wanted) as wanted:
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.place_of(3).toPoint())
    assert wanted.args == [date(2026, 11, 5)]


def test_pointing_draws_nothing_anew(view: ChartView) -> None:
    drawn = view.drawings
    press(view, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End)
    view.grab()
    assert view.drawings == drawn


def test_the_ring_stands_where_the_dot_was_drawn(view: ChartView) -> None:
    image = view.grab().toImage()
    blue = look_of(ALL[0], 100).series[0]
    place = view.place_of(1)
    assert image.pixelColor(place.toPoint()).name().upper() == blue


@pytest.mark.parametrize(("theme", "percent"), [("dark", 100), ("high-contrast", 100), ("light", 200)])
def test_another_look_draws_once_more_and_keeps_the_spot(
    view: ChartView, qapp: QApplication, qtbot: QtBot, theme: str, percent: int
) -> None:
    press(view, Qt.Key.Key_Right)
    height = view.height()
    assert redraw(view, lambda: apply_theme(qapp, theme, percent), qtbot) == 1
    assert view.spot == 0
    assert view.height() >= height
    assert view.grab().toImage().pixelColor(view.width() // 2, px(12)).name().upper() == current_look().ground


def test_every_drawing_is_done_beside_the_window_and_the_one_before_stays_until_then(
    view: ChartView, qapp: QApplication, qtbot: QtBot
) -> None:
    drawn_in.clear()
    figure, before = view.figure, view.grab().toImage()
    view.show_chart(chart_of([3, 3]))
    assert view.figure is figure
    assert view.grab().toImage() == before
    assert view.accessibleDescription() == "5 dots."
    qtbot.waitUntil(lambda: view.accessibleDescription() == "2 dots.")
    redraw(view, lambda: apply_theme(qapp, "dark", 100), qtbot)
    redraw(view, lambda: view.resize(500, view.height()), qtbot)
    assert len(drawn_in) >= 3
    assert threading.get_ident() not in drawn_in


def test_of_charts_that_follow_each_other_the_last_one_comes(view: ChartView, qtbot: QtBot) -> None:
    come: list[str] = []
    view.shown.connect(lambda: come.append(view.accessibleDescription()))
    for many in (1, 2, 3):
        view.show_chart(chart_of([4] * many))
    qtbot.waitUntil(lambda: bool(come))
    assert come == ["3 dots."]
    view.show_chart(chart_of([4]))
    view.stay()
    show(view, chart_of([4, 4]), qtbot)
    assert come == ["3 dots.", "2 dots."]
    view.show_chart(chart_of([4]))
    view.show_chart(None)
    qtbot.waitUntil(lambda: view.up_to_date)
    assert (view.chart, view.figure, len(come)) == (None, None, 2)


def test_up_and_down_lead_from_line_to_line_where_a_chart_has_them(view: ChartView, qtbot: QtBot) -> None:
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert press(view, Qt.Key.Key_Down) == 1
    show(view, chart_of([1, 7, 4, 2, 6], lines=True), qtbot)
    assert press(view, Qt.Key.Key_Down) == 6
    assert press(view, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up) == 2
    assert press(view, Qt.Key.Key_Up) == 2
    assert press(view, Qt.Key.Key_Escape, Qt.Key.Key_Down) == 0
    assert press(view, Qt.Key.Key_Escape, Qt.Key.Key_Up) == 9


def test_a_hundred_drawings_leave_two_figures_with_as_much_in_them(
    view: ChartView, qapp: QApplication, qtbot: QtBot
) -> None:
    assert view.figure is not None
    there = [len(axes.get_children()) for axes in view.figure.axes]
    figures = {id(view.figure)}
    drawn = view.drawings
    for n in range(100):
        if n % 20 == 0:
            apply_theme(qapp, "dark" if n % 40 else "light", 100)
        redraw(view, lambda n=n: view.resize(500 + n, view.height()), qtbot)  # type: ignore[misc]
        figures.add(id(view.figure))
        assert [len(axes.get_children()) for axes in view.figure.axes] == there
    assert view.drawings >= drawn + 100
    assert len(figures) == 2


def test_the_same_chart_made_anew_keeps_what_is_pointed_at(view: ChartView, qtbot: QtBot) -> None:
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right)
    show(view, chart_of([1, 7, 4]), qtbot)
    assert view.spot == 1
    view.show_chart(None)
    assert view.spot is None


def test_without_a_chart_nothing_is_drawn_and_keys_do_nothing(on_show: Show) -> None:
    empty = on_show(ChartView())
    empty.setFocus()
    assert press(empty, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Escape) is None
    assert empty.figure is None


def test_a_chart_with_nothing_to_reach_is_drawn_all_the_same(view: ChartView, qtbot: QtBot) -> None:
    show(view, chart_of([]), qtbot)
    assert press(view, Qt.Key.Key_Right) is None
    QTest.mouseMove(view, QPoint(200, 100))
    assert view.spot is None
    view.grab()


def test_in_a_narrow_place_the_picture_is_smaller_and_spots_stay_on_it(view: ChartView, qtbot: QtBot) -> None:
    redraw(view, lambda: view.resize(240, view.height()), qtbot)
    figure = view.figure
    assert figure is not None
    assert figure.get_size_inches()[0] == pytest.approx(4.0)
    place = view.place_of(4)
    assert view.rect().contains(place.toPoint())


@given(st.lists(st.tuples(st.integers(0, 1023), st.integers(0, 600)), min_size=1, max_size=5))
def test_wherever_the_pointer_is_what_is_read_is_within_reach(view: ChartView, at: list[tuple[int, int]]) -> None:
    for x, y in at:
        view.point_at(None)
        view.mouseMoveEvent(_moved(view, x, y))
        if view.spot is not None:
            away = view.place_of(view.spot) - QPointF(x, y)
            assert away.x() ** 2 + away.y() ** 2 <= px(28) ** 2 + 1e-6


def _moved(view: ChartView, x: int, y: int) -> QMouseEvent:
    at = QPointF(x, y)
    return QMouseEvent(
        QMouseEvent.Type.MouseMove,
        at,
        view.mapToGlobal(at),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
def test_every_appearance_has_a_look_of_its_own_colours(tokens: Tokens) -> None:
    look = look_of(tokens, 150)
    assert (look.ground, look.ink, look.muted) == (tokens.surface, tokens.text, tokens.muted)
    assert look.scale == 1.5
    assert min(contrast(colour, look.ground) for colour in look.series) >= 3


def test_high_contrast_has_its_own_dots_and_thicker_lines() -> None:
    look = look_of(STRONG, 100)
    assert look.series == HIGH_CONTRAST.series
    assert look.line > 1


def test_the_module_of_the_view_does_not_bring_in_matplotlib() -> None:
    program = "import sys, peerjournal.ui.widgets.chart_view; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
