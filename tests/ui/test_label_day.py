"""Labels on days: added, changed, over several days, taken away and put back."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.operations import wellbeing
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.dialogs.label_day import LabelDayDialog

Show = Callable[[LabelDayDialog], LabelDayDialog]
JUNE = date(2026, 6, 1)


@pytest.fixture
def dialog(journal: OpenJournal, on_show: Show) -> LabelDayDialog:
    return kept(on_show(LabelDayDialog(journal, JUNE)))


def kept(dialog: LabelDayDialog) -> LabelDayDialog:
    """The test closes it, and may look at it afterwards."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return dialog


def labels(journal: OpenJournal) -> list[tuple[str, date, date]]:
    return [(a.label, a.from_on, a.until_on) for a in wellbeing.all_annotations(journal)]


def add(dialog: LabelDayDialog, label: str) -> None:
    dialog.label.setFocus()
    QTest.keyClicks(dialog.label, label)
    QTest.keyClick(dialog.label, Qt.Key.Key_Return)


def test_a_label_for_the_day_given_needs_only_its_words(
    dialog: LabelDayDialog, journal: OpenJournal, qtbot: QtBot
) -> None:
    assert not dialog.keep.isEnabled()
    with qtbot.waitSignal(dialog.changed):
        add(dialog, "New job")
    assert labels(journal) == [("New job", JUNE, JUNE)]
    assert dialog.label.text() == ""
    assert dialog.label.hasFocus()


def test_without_a_day_it_is_today(journal: OpenJournal, on_show: Show) -> None:
    opened = kept(on_show(LabelDayDialog(journal)))
    add(opened, "Began")
    assert labels(journal) == [("Began", date(2026, 11, 22), date(2026, 11, 22))]


def test_a_span_ends_on_the_day_chosen(dialog: LabelDayDialog, journal: OpenJournal) -> None:
    dialog.spans.setChecked(True)
    dialog.last.setDate(QDate(2026, 6, 14))
    add(dialog, "Away")
    assert labels(journal) == [("Away", JUNE, date(2026, 6, 14))]


def test_the_end_of_a_span_follows_its_beginning(dialog: LabelDayDialog) -> None:
    dialog.first.setDate(QDate(2026, 7, 1))
    assert dialog.last.date() == QDate(2026, 7, 1)
    dialog.spans.setChecked(True)
    dialog.last.setDate(QDate(2026, 7, 5))
    dialog.first.setDate(QDate(2026, 7, 3))
    assert dialog.last.date() == QDate(2026, 7, 5)


def test_an_end_before_the_beginning_is_told_and_nothing_is_lost(dialog: LabelDayDialog, journal: OpenJournal) -> None:
    dialog.spans.setChecked(True)
    dialog.last.setDate(QDate(2026, 5, 1))
    add(dialog, "Away")
    assert "before it begins" in dialog.notice.sentence()
    assert dialog.label.text() == "Away"
    assert labels(journal) == []


def test_a_label_is_changed_in_its_place(dialog: LabelDayDialog, journal: OpenJournal) -> None:
    add(dialog, "New jib")
    before = wellbeing.all_annotations(journal)[0].id
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.label.hasFocus()
    add(dialog, "New job")
    assert labels(journal) == [("New job", JUNE, JUNE)]
    assert wellbeing.all_annotations(journal)[0].id == before
    add(dialog, "Another")
    assert len(labels(journal)) == 2


def test_bringing_a_label_back_leaves_the_one_being_typed(dialog: LabelDayDialog, journal: OpenJournal) -> None:
    add(dialog, "New job")
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    dialog.trash.click()
    dialog.label.setFocus()
    QTest.keyClicks(dialog.label, "Half")
    dialog.undo.click()
    assert [label for label, *_days in labels(journal)] == ["New job"]
    assert dialog.label.text() == "Half"


def test_a_label_goes_to_the_trash_and_comes_back(dialog: LabelDayDialog, journal: OpenJournal) -> None:
    add(dialog, "New job")
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert labels(journal) == []
    assert dialog.undo.isVisible()
    dialog.undo.click()
    assert labels(journal) == [("New job", JUNE, JUNE)]
    assert dialog.list.hasFocus()
    dialog.trash.click()
    assert labels(journal) == []


def test_a_full_disk_is_told_and_the_words_stay(dialog: LabelDayDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_anything: object) -> None:
        raise DiskFull("The disk is full; nothing was changed.")

    monkeypatch.setattr(wellbeing, "annotate", full)
    add(dialog, "New job")
    assert "disk is full" in dialog.notice.sentence()
    assert dialog.label.text() == "New job"


def test_escape_closes_it(dialog: LabelDayDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog.label, Qt.Key.Key_Escape)
