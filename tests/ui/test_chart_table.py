"""The table behind a chart: the same numbers, however many, and copied when asked."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from peerjournal.charts.chart import Cell, Table
from peerjournal.ui.widgets.chart_table import ChartTable, in_words
from peerjournal.ui.widgets.editor.clipboard import OURS, clipboard_guard

WEEKS = Table(
    ("Week", "n", "Median"), [(date(2026, 11, 2), 4, 4.5), (date(2026, 11, 9), 0, None), (date(2026, 11, 16), 3, 5.0)]
)
Show = Callable[[ChartTable], ChartTable]


@pytest.fixture
def table(on_show: Show) -> ChartTable:
    table = on_show(ChartTable("The numbers behind the chart"))
    table.show_table(WEEKS)
    table.setFocus()
    return table


@pytest.fixture(autouse=True)
def clipboard_emptied() -> Iterator[None]:
    yield
    clipboard_guard().clear_if_ours()


def shown(table: ChartTable) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(table: ChartTable, top: int, left: int, bottom: int, right: int) -> None:
    model = table.model()
    wanted = QItemSelection(model.index(top, left), model.index(bottom, right))
    table.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_it_shows_the_table_of_the_chart_and_nothing_for_a_gap(table: ChartTable) -> None:
    assert shown(table) == [["2 Nov 2026", "4", "4.5"], ["9 Nov 2026", "0", ""], ["16 Nov 2026", "3", "5"]]
    heads = [table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["Week", "n", "Median"]


def test_ctrl_c_copies_the_chosen_cells_as_ours(table: ChartTable) -> None:
    choose(table, 0, 0, 1, 1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2 Nov 2026\t4\n9 Nov 2026\t0"
    assert QGuiApplication.clipboard().mimeData().hasFormat(OURS)


def test_ctrl_a_and_ctrl_c_copy_all_of_it(table: ChartTable) -> None:
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        QTest.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n")[1] == "9 Nov 2026\t0\t"


def test_without_a_choice_nothing_is_copied(table: ChartTable) -> None:
    QGuiApplication.clipboard().setText("from elsewhere")
    table.clearSelection()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "from elsewhere"


def test_the_same_table_again_stays_where_it_is(table: ChartTable) -> None:
    choose(table, 1, 1, 1, 1)
    table.show_table(Table(WEEKS.headers, list(WEEKS.rows)))
    assert table.chosen_text() == "0"
    table.show_table(None)
    assert table.model().rowCount() == 0


class Rows(Sequence[tuple[Cell, ...]]):
    """Many rows, of which it is counted how many were looked at."""

    def __init__(self, many: int) -> None:
        self.many = many
        self.looked_at: set[int] = set()

    def __len__(self) -> int:
        return self.many

    def __getitem__(self, row: int) -> tuple[Cell, ...]:  # type: ignore[override]  # slices are not asked for
        self.looked_at.add(row)
        return (f"Day {row}", row % 7 + 1)


def test_of_fifteen_thousand_rows_only_those_in_sight_are_looked_at(table: ChartTable) -> None:
    rows = Rows(15_000)
    table.show_table(Table(("Day", "Value"), rows))
    table.grab()
    assert table.model().rowCount() == 15_000
    assert len(rows.looked_at) < 500
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert 14_999 in rows.looked_at
    assert len(rows.looked_at) < 500


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(0, 9), st.floats(0, 100)), max_size=20))
def test_every_row_of_the_chart_is_a_row_of_the_table(table: ChartTable, rows: list[tuple[Cell, ...]]) -> None:
    table.show_table(Table(("Name", "n", "Value"), rows))
    assert shown(table) == [[in_words(cell) for cell in row] for row in rows]
    assert table.model().rowCount(table.model().index(0, 0) if rows else QModelIndex()) == 0


def test_no_number_is_a_gap_and_never_a_word() -> None:
    assert in_words(float("nan")) == in_words(None) == ""
