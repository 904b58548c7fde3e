"""Pros and cons of one decision to tell, on a real journal."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from peerjournal.operations import tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.pages.weighing import WeighingPage

Show = Callable[[QWidget], QWidget]


def test_an_empty_page_invites_and_begins_a_sheet(journal: OpenJournal, on_show: Show) -> None:
    page = WeighingPage(journal)
    on_show(page)
    page.empty.button.click()
    QTest.keyClicks(page.decision, "Tell the choir")
    QTest.keyClicks(page.boxes["telling_pros"], "No dodging")
    QTest.keyClicks(page.boxes["keeping_cons"], "I feel a fraud")
    QTest.keyClick(page.boxes["keeping_cons"], Qt.Key.Key_Return)
    QTest.keyClicks(page.boxes["keeping_cons"], "in the breaks")
    assert page.settle()
    (kept,) = tellings.all_weighings(journal)
    assert (kept.decision, kept.telling_pros) == ("Tell the choir", ("No dodging",))
    assert kept.keeping_cons == ("I feel a fraud", "in the breaks")


def test_each_sheet_comes_back_with_its_own_words(journal: OpenJournal, on_show: Show) -> None:
    first, second = tellings.new_weighing(journal, "First"), tellings.new_weighing(journal, "Second")
    page = WeighingPage(journal)
    on_show(page)
    page.list.point_at(first.id)
    page.list.chosen.emit(first.id)
    QTest.keyClicks(page.leaning, "Yes")
    page.list.chosen.emit(second.id)
    assert (page.decision.text(), page.leaning.text()) == ("Second", "")
    page.list.chosen.emit(first.id)
    assert (page.decision.text(), page.leaning.text()) == ("First", "Yes")


def test_the_trash_gives_a_sheet_back_and_deletes_it_in_two_steps(journal: OpenJournal, on_show: Show) -> None:
    sheet = tellings.new_weighing(journal, "Only one")
    page = WeighingPage(journal)
    on_show(page)
    page.trash.click()
    assert tellings.all_weighings(journal) == []
    page.undo.click()
    assert [w.id for w in tellings.all_weighings(journal)] == [sheet.id]
    page.trash.click()
    page.list.chosen.emit(sheet.id)
    assert page.decision.isReadOnly()
    page.delete.click()
    assert [w.id for w in tellings.all_weighings(journal, trashed=True)] == [sheet.id]
    page.two_step.yes.click()
    assert tellings.all_weighings(journal, trashed=True) == []
