"""The list of entries: pages of rows, words for screen readers, keys, a paint that never fails."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.journal.entry import Entry, EntryFilter, EntryRow
from peerjournal.operations import finding, trash, writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.jobs import jobs
from peerjournal.ui.models.entry_list import ROW_ROLE, EntryListModel
from peerjournal.ui.widgets.entry_list import EntryListView


def write(journal: OpenJournal, n: int, **also: object) -> list[str]:
    now = journal.clock.now()
    return [
        writing.write_entry(
            journal,
            text=f"Walk {i} by the river",
            title=f"Day {i}",
            written_at=now - timedelta(days=i),
            **also,  # type: ignore[arg-type]  # fields of an entry
        ).id
        for i in range(n)
    ]


@pytest.fixture
def model(journal: OpenJournal, qapp: QApplication) -> EntryListModel:  # noqa: ARG001 - Qt must be up
    made = EntryListModel(journal)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


@pytest.fixture
def view(model: EntryListModel, qtbot: QtBot) -> EntryListView:
    made = EntryListView()
    qtbot.addWidget(made)
    made.setModel(model)
    made.resize(360, 600)
    return made


def test_only_pages_that_are_looked_at_are_read(
    journal: OpenJournal, model: EntryListModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.write_entries(
        journal,
        [Entry(f"{i:032x}", journal.clock.now() - timedelta(hours=i), title=f"Hour {i}") for i in range(1000)],
    )
    asked: list[tuple[int, int]] = []
    real = finding.rows

    def rows(j: OpenJournal, f: EntryFilter, offset: int, limit: int) -> list[EntryRow]:
        asked.append((offset, limit))
        return real(j, f, offset, limit)

    monkeypatch.setattr(finding, "rows", rows)
    model.set_filter(EntryFilter())
    assert (model.rowCount(), asked) == (1000, [(0, 128)]) or asked == []
    row = model.row(700)
    assert row is not None
    assert row.title == "Hour 700"
    assert (640, 128) in asked
    assert len(asked) <= 2


def test_a_long_answer_is_shown_before_it_is_counted(journal: OpenJournal, model: EntryListModel, qtbot: QtBot) -> None:
    now = journal.clock.now()
    writing.write_entries(
        journal, [Entry(f"{i:032x}", now - timedelta(hours=i), text="by the river") for i in range(300)]
    )
    model.set_filter(EntryFilter("river", typing=True))
    assert (model.rowCount(), model.counting) == (128, True)
    with qtbot.waitSignal(model.counted):
        pass
    assert (model.rowCount(), model.counting) == (300, False)
    model.set_filter(EntryFilter("river", typing=True))
    model.set_filter(EntryFilter("nowhere", typing=True))
    jobs().wait()
    assert model.rowCount() == 0


def test_a_row_is_spoken_with_title_date_star_and_tags(journal: OpenJournal, model: EntryListModel) -> None:
    writing.write_entry(journal, text="Rain.", title="A slow Sunday", tags=["garden", "home"], starred=True)
    model.set_filter(EntryFilter())
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("A slow Sunday. Sunday, ")
    assert "November" in spoken
    assert "2026" in spoken
    assert spoken.endswith("Starred. Tags: garden, home")


def test_refresh_keeps_selection_and_shows_what_came_and_went(
    journal: OpenJournal, model: EntryListModel, view: EntryListView
) -> None:
    ids = write(journal, 5)
    model.set_filter(EntryFilter())
    view.select_entry(ids[2])
    writing.write_entry(journal, text="new", written_at=journal.clock.now() + timedelta(hours=1))
    model.refresh()
    view.select_entry(ids[2])
    assert view.currentIndex().row() == 3
    trash.move_to_trash(journal, ids[0])
    model.refresh()
    view.select_entry(ids[2])
    assert (model.rowCount(), view.currentIndex().data(ROW_ROLE).id) == (5, ids[2])


def test_marking_an_entry_does_not_choose_it(
    journal: OpenJournal, model: EntryListModel, view: EntryListView, qtbot: QtBot
) -> None:
    ids = write(journal, 3)
    model.set_filter(EntryFilter())
    with qtbot.assertNotEmitted(view.chosen):
        view.select_entry(ids[1])
    with qtbot.waitSignal(view.chosen) as caught:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert caught.args == [ids[2]]


def test_keys(journal: OpenJournal, model: EntryListModel, view: EntryListView, qtbot: QtBot) -> None:
    ids = write(journal, 9)
    model.set_filter(EntryFilter())
    view.select_entry(ids[3])
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 8
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    with qtbot.waitSignal(view.left_upwards):
        QTest.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.opened) as caught:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == [ids[0]]
    with qtbot.waitSignal(view.trash_wanted) as caught:
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert caught.args == [ids[0]]


def test_every_kind_of_row_is_painted(journal: OpenJournal, model: EntryListModel, view: EntryListView) -> None:
    day = datetime(2019, 5, 4, 3, 2, tzinfo=journal.clock.now().tzinfo)
    long = "word " * 400
    for text, title in (
        ("the found river", ""),
        (long + "river", long),
        ("نهر river هادئ", "يوم"),
        ("river " + "x" * 3000, "\U0001f33f"),
    ):
        writing.write_entry(
            journal, text=text, title=title[:400], tags=["a" * 60, "b", "c"], written_at=day, starred=True
        )
    for wanted in (EntryFilter(), EntryFilter("river", typing=True)):
        model.set_filter(wanted)
        view.show()
        picture = view.grab().toImage()
        assert picture.pixelColor(180, 100) != QColor(0, 0, 0)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not view.grab().isNull()


def test_rows_beyond_the_end_are_none(model: EntryListModel) -> None:
    assert model.row(0) is None
    assert model.index(0, 0) == QModelIndex()
