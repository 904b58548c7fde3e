"""Shared so far, and after-care on Today, on a real journal."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.operations import ledger, lights, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.sharing.disclosure import About, Disclosure
from peerjournal.ui.dialogs.record_sharing import SESSION, RecordSharingDialog
from peerjournal.ui.pages.ledger import BY_AUDIENCE, BY_PART, LedgerPage
from peerjournal.ui.pages.today import TodayPage


@pytest.fixture
def told(journal: OpenJournal) -> Disclosure:
    """A telling of one part, told today."""
    part = story.write_part(journal, title="The dog", text="He stood *there* {keep}canary{/keep} at seven.")
    lights.set_light(journal, part.id, "training", Light.SHARE)
    telling = tellings.new_telling(journal, "training", title="Short", part_ids=[part.id])
    return ledger.record_told(journal, tellings.get(journal, telling.id), place="the course")


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


Show = Callable[[QWidget], QWidget]


def test_an_empty_ledger_invites(journal: OpenJournal, on_show: Show) -> None:
    page = LedgerPage(journal)
    on_show(page)
    assert page.empty.isVisible()
    assert "Nothing was shared yet" in page.empty.first.text()


def test_a_line_shows_its_words_without_markup_and_nothing_private(
    journal: OpenJournal, told: Disclosure, on_show: Show
) -> None:
    page = LedgerPage(journal)
    on_show(page)
    assert page.list.current_id() == told.id
    said = words_on(page.card)
    assert "He stood there at seven." in said
    assert "canary" not in said
    assert "the course" in said


def test_words_said_later_are_added_and_shown(journal: OpenJournal, told: Disclosure, on_show: Show) -> None:
    page = LedgerPage(journal)
    on_show(page)
    page.card.text.setFocus()
    QTest.keyClicks(page.card.text, "Two people stayed.")
    QTest.mouseClick(page.card.keep, Qt.MouseButton.LeftButton)
    assert ledger.get_line(journal, told.id).latest(About.LANDED) == "Two people stayed."
    assert "Two people stayed." in words_on(page.card)
    assert page.card.text.text() == ""


def test_leaving_the_page_keeps_what_is_typed(journal: OpenJournal, told: Disclosure, on_show: Show) -> None:
    page = LedgerPage(journal)
    on_show(page)
    page.card.kind.setCurrentIndex(1)
    QTest.keyClicks(page.card.text, "Yes.")
    assert page.settle()
    assert ledger.get_line(journal, told.id).latest(About.AGAIN) == "Yes."


def test_what_cannot_be_kept_stays_in_the_field(
    journal: OpenJournal, told: Disclosure, on_show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    from peerjournal.errors import DiskFull

    def full(*_anything: object) -> None:
        raise DiskFull("The disk is full; nothing was changed.")

    page = LedgerPage(journal)
    on_show(page)
    monkeypatch.setattr(ledger, "add_note", full)
    QTest.keyClicks(page.card.text, "Not lost.")
    assert not page.settle()
    assert page.card.text.text() == "Not lost."
    assert "disk is full" in page.notice.sentence()
    assert ledger.get_line(journal, told.id).notes == ()


@pytest.mark.parametrize(("order", "heading"), [(BY_AUDIENCE, "Training: 1 time"), (BY_PART, "The dog: 1 time")])
def test_it_can_be_seen_per_audience_and_per_part(
    journal: OpenJournal, told: Disclosure, on_show: Show, order: int, heading: str
) -> None:
    page = LedgerPage(journal)
    on_show(page)
    page.order.setCurrentIndex(order)
    assert [page.list.item(n).text().split("\n")[0] for n in range(page.list.count())] == [heading, told.title]


def test_a_line_is_deleted_in_two_steps(journal: OpenJournal, told: Disclosure, on_show: Show) -> None:
    page = LedgerPage(journal)
    on_show(page)
    page.card.forget.click()
    assert [line.disclosure.id for line in ledger.all_lines(journal)] == [told.id]
    page.card.two_step.yes.click()
    assert ledger.all_lines(journal) == []
    assert page.empty.isVisible()


def test_parts_shared_in_a_session_are_added_by_keyboard(journal: OpenJournal, qtbot: QtBot, told: Disclosure) -> None:
    dialog = RecordSharingDialog(journal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.what.choose(SESSION)
    dialog.parts.setFocus()
    qtbot.waitUntil(dialog.parts.hasFocus)
    dialog.parts.setCurrentRow(0)
    QTest.keyClick(dialog.parts, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.place, "on a walk")
    with qtbot.waitSignal(dialog.recorded):
        dialog.keep.click()
    lines = {line.disclosure.id: line.disclosure for line in ledger.all_lines(journal)}  # both at one moment
    assert lines.pop(told.id) == told
    (added,) = lines.values()
    assert {p.title for p in added.parts} == {"The dog"}
    assert added.place == "on a walk"


def test_a_session_without_parts_says_so(journal: OpenJournal, qtbot: QtBot) -> None:
    dialog = RecordSharingDialog(journal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.keep.click()
    assert "at least one part" in dialog.notice.sentence()
    assert dialog.isVisible()


def test_today_asks_how_it_was_and_takes_an_answer(journal: OpenJournal, told: Disclosure, on_show: Show) -> None:
    page = TodayPage(journal)
    on_show(page)
    (row,) = page.due.care
    assert row.name.text() == "Short"
    QTest.keyClicks(row.answer, "Tired, and glad.")
    row.keep.click()
    assert ledger.get_line(journal, told.id).latest(About.AFTER_CARE) == "Tired, and glad."
    assert page.due.isHidden()


def test_a_look_back_can_be_put_off_or_declined(
    journal: OpenJournal, told: Disclosure, on_show: Show, moment: list[datetime]
) -> None:
    page = TodayPage(journal)
    on_show(page)
    page.due.care[0].later.click()
    assert page.due.isHidden()
    moment[0] = datetime(2026, 11, 22, 20, 15, tzinfo=UTC) + timedelta(days=1)
    page.refresh()
    (row,) = page.due.care
    row.decline.click()
    page.refresh()
    assert page.due.isHidden()
    assert ledger.get_line(journal, told.id).notes == ()


def test_what_is_half_typed_stays_while_the_page_is_read_anew(
    journal: OpenJournal, told: Disclosure, on_show: Show
) -> None:
    page = TodayPage(journal)
    on_show(page)
    QTest.keyClicks(page.due.care[0].answer, "Half a")
    page.refresh()
    assert page.due.care[0].answer.text() == "Half a"
    assert page.settle()
    assert ledger.get_line(journal, told.id).latest(About.AFTER_CARE) == "Half a"
