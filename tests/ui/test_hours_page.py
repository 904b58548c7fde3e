"""Hours on their page: by month and kind with sums, the span, and what leaves: numbers and nothing of the content."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from peerjournal.journal.reflection import Answer, Setting
from peerjournal.operations import sessions
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.hours_page import ALL, LAST_YEAR, OWN, THIS_YEAR, HoursPage, span_of

BERLIN = ZoneInfo("Europe/Berlin")
Shown = Callable[[], HoursPage]


@pytest.fixture
def shown(journal: OpenJournal, on_show: Callable[[HoursPage], HoursPage]) -> Shown:
    return lambda: read(on_show(HoursPage(journal)))


def read(page: HoursPage) -> HoursPage:
    for _turn in range(3):
        jobs().wait()
        QApplication.processEvents()
    return page


def held(journal: OpenJournal, at: str, minutes: int | None, setting: Setting = Setting.GROUP) -> None:
    made = sessions.new_reflection(journal, datetime.fromisoformat(at).replace(tzinfo=BERLIN))
    answers = (Answer("what", "What happened for me?", "Secret words"),)
    sessions.record(journal, replace(made, minutes=minutes, setting=setting, label="Tuesday group", answers=answers))


@pytest.fixture
def a_year(journal: OpenJournal) -> None:
    """Sessions of two kinds in two months, one over midnight at the end of a month, one without minutes."""
    held(journal, "2025-12-31T23:30", 60)
    held(journal, "2026-10-05T14:00", 50, Setting.ONE_TO_ONE)
    held(journal, "2026-10-31T23:35", 55)
    held(journal, "2026-11-03T18:00", 90)
    held(journal, "2026-11-10T18:00", None)


def cells(page: HoursPage) -> list[list[str]]:
    """What stands in the table, without the signs around words that keep their direction."""
    table, signs = page.table.model(), str.maketrans("", "", "\u2068\u2069")
    columns = range(table.columnCount())
    return [[table.index(row, n).data().translate(signs) for n in columns] for row in range(table.rowCount())]


def saved(qtbot: QtBot, page: HoursPage, path: Path, form: str) -> bytes:
    with qtbot.waitSignal(page.settled):
        page.save_to(path, form)
    assert page.notice.sentence() == f"Saved: {path}."
    return path.read_bytes()


@pytest.mark.usefixtures("a_year")
def test_months_and_kinds_with_their_sums(shown: Shown) -> None:
    page = shown()
    model = page.table.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["Month", "One to one", "Group", "Together"]
    assert cells(page) == [
        ["Oct 2026", "50 min (1)", "55 min (1)", "1 h 45 min (2)"],
        ["Nov 2026", "", "1 h 30 min (2)", "1 h 30 min (2)"],
        ["Together", "50 min (1)", "2 h 25 min (3)", "3 h 15 min (4)"],
    ]
    assert page.sum.text() == "1 Jan 2026 to 31 Dec 2026: 4 sessions, 3 h 15 min in all."
    assert page.how.text() == (
        "A session counts in the month in which it began, by its real minutes. In brackets: how many sessions. "
        "Of 1 session the minutes were not noted; it adds none."
    )


@pytest.mark.usefixtures("a_year")
def test_a_cell_is_spoken_with_its_month_and_kind(shown: Shown) -> None:
    table = shown().table.model()
    spoken = [table.index(*at).data(Qt.ItemDataRole.AccessibleTextRole) for at in ((0, 1), (1, 1), (2, 3))]
    assert spoken == [
        "Oct 2026, One to one, 50 min, 1 session",
        "Nov 2026, One to one, none",
        "Together, 3 h 15 min, 4 sessions",
    ]


def test_spans() -> None:
    today = date(2026, 11, 22)
    assert span_of(THIS_YEAR, today) == (date(2026, 1, 1), date(2026, 12, 31))
    assert span_of(LAST_YEAR, today) == (date(2025, 11, 23), today)
    assert span_of(ALL, today) == (None, None)


@pytest.mark.usefixtures("a_year")
def test_the_span_picker(shown: Shown) -> None:
    page = shown()
    page.span.choose(LAST_YEAR)
    assert [row[0] for row in cells(read(page))] == ["Dec 2025", "Oct 2026", "Nov 2026", "Together"]
    page.span.choose(ALL)
    assert read(page).sum.text() == "Dec 2025 to Nov 2026: 5 sessions, 4 h 15 min in all."
    page.span.choose(OWN)
    assert page.days() == (date(2026, 1, 1), date(2026, 12, 31))
    page.first.setDate(QDate(2026, 11, 30))
    page.last.setDate(QDate(2026, 11, 1))
    assert [row[0] for row in cells(read(page))] == ["Nov 2026", "Together"]
    page.first.setDate(QDate(2026, 3, 1))
    page.last.setDate(QDate(2026, 3, 31))
    assert read(page).empty.isVisible()
    assert page.empty.first.text() == "No session in this span"


def test_an_empty_journal_invites(shown: Shown) -> None:
    page = shown()
    assert page.empty.isVisible()
    assert not page.save.isVisible()


@pytest.mark.usefixtures("a_year")
@pytest.mark.parametrize("form", ["csv", "pdf", "docx", "txt"])
def test_a_file_holds_hours_and_no_content(shown: Shown, qtbot: QtBot, tmp_path: Path, form: str) -> None:
    page = shown()
    content = saved(qtbot, page, tmp_path / f"hours.{form}", form)
    assert len(content) > 100
    for private in (b"Secret", b"Tuesday group"):
        assert private not in content
    read(page)


@pytest.mark.usefixtures("a_year")
def test_name_and_organisation_stand_on_the_sheet_and_are_kept_nowhere(
    shown: Shown, qtbot: QtBot, tmp_path: Path, journal: OpenJournal, own_home: Path
) -> None:
    page = shown()
    page.name.setText("Robin *Example*")
    page.organisation.setText("The Harbour House")
    page.sign.click()
    words = saved(qtbot, page, tmp_path / "hours.txt", "txt").decode()
    assert "Robin *Example*" in words
    assert "The Harbour House" in words
    assert "Date and signature" in words
    assert b"Harbour" not in saved(qtbot, page, tmp_path / "hours.csv", "csv")
    kept = [file.read_bytes() for file in [*own_home.rglob("*"), *journal.path.rglob("*")] if file.is_file()]
    assert not any(b"Harbour" in one for one in kept)
    assert not HoursPage(journal).name.text()
    read(page)


@pytest.mark.usefixtures("a_year")
def test_a_file_that_is_there_is_not_written_over_unasked(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    page = shown()
    page.save_to(tmp_path / "mine", "csv")
    assert "There already is a file" in page.notice.sentence()
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"
    read(page)


@pytest.mark.usefixtures("a_year")
def test_every_form_is_offered_by_keyboard(shown: Shown) -> None:
    page = shown()
    page.save.setFocus()
    QTest.keyClick(page.save, Qt.Key.Key_Return)
    (menu,) = [m for m in page.findChildren(QMenu) if m.isVisible()]
    offered = [action.text() for action in menu.actions()]
    assert offered[:2] == ["CSV table", "PDF"]
    assert len(offered) >= 4
    menu.close()
    read(page)


@pytest.mark.usefixtures("a_year")
def test_the_cell_one_is_on_stays_when_hours_are_added_up_anew(shown: Shown, journal: OpenJournal) -> None:
    page = shown()
    page.table.setFocus()
    page.table.setCurrentCell(1, 2)
    held(journal, "2026-11-12T18:00", 30)
    page.hide()
    page.show()
    read(page)
    assert (page.table.currentRow(), page.table.currentColumn()) == (1, 2)
    assert cells(page)[1][2] == "2 h (3)"
