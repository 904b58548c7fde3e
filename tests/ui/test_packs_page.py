"""Co-reflection packs: choose, words, look over, hand out, and what was discussed; on a real journal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.reflection import Answer, Reflection
from peerjournal.operations import ledger, packs, people, sessions
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.disclosure import Way
from peerjournal.sharing.lookover.finding import Family
from peerjournal.ui.dialogs.leaving import new_printer
from peerjournal.ui.pages.ledger import BY_PART, BY_TELLING, LedgerPage
from peerjournal.ui.pages.pack_workshop import AFTERWARDS, CHOOSE, HAND_OUT, LOOK_OVER, WORDS
from peerjournal.ui.pages.packs import PacksPage
from peerjournal.ui.widgets.finding_words import families
from peerjournal.ui.widgets.period_picker import FOUR_WEEKS

Show = Callable[[QWidget], QWidget]
FORMS = ["pdf", "docx", "html", "md", "txt"]


def kept(journal: OpenJournal, text: str, days: int = 0, **said: object) -> Reflection:
    """A reflection of so many days ago."""
    blank = sessions.new_reflection(journal, journal.clock.now() - timedelta(days=days))
    answers = (Answer("what", "What happened for me?", text),) if text else ()
    return sessions.record(journal, replace(blank, answers=answers, **said))  # type: ignore[arg-type]  # by name


@pytest.fixture
def marked(journal: OpenJournal) -> Reflection:
    """One that was marked for co-reflection, with a question and a line in a private mark."""
    return kept(
        journal,
        "It rained.\n{keep}Nobody is to hear this.{/keep}\nWe laughed.",
        9,
        co_reflect=True,
        question="How do I end it well?",
        label="Tuesday group",
    )


@pytest.fixture
def later(journal: OpenJournal) -> Reflection:
    """A later one, not marked."""
    return kept(journal, "The bus was late.", 1, label="Walk")


def shown(journal: OpenJournal, on_show: Show) -> PacksPage:
    return cast("PacksPage", on_show(PacksPage(journal)))


def open_pack(journal: OpenJournal, on_show: Show, reflection: Reflection) -> PacksPage:
    """A pack with every line of the reflection, open."""
    pack = packs.new_pack(journal, "Tuesday")
    for line in packs.offered(journal, reflection.id):
        packs.choose(journal, pack.id, line)
    page = shown(journal, on_show)
    page.open_pack(pack.id)
    return page


def words_in(journal: OpenJournal, page: PacksPage) -> list[str]:
    return [line.words for line in packs.get(journal, page.workshop.pack_id).lines]


def full(*_anything: object, **_more: object) -> None:
    raise DiskFull("The disk is full; nothing was changed.")


# ------------------------------------------------------------------------------------------------ the list


def test_an_empty_page_invites_to_make_one_and_nothing_is_chosen_in_it(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = shown(journal, on_show)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert page.workshop.isVisible()
    assert words_in(journal, page) == []
    assert not any(tick.box.isChecked() for fold in page.workshop.choose.folds.values() for tick in fold.ticks)
    assert "Nothing is chosen yet" in page.workshop.choose.counted.text()
    assert list(page.workshop.choose.folds) == [marked.id]


def test_a_pack_in_which_nothing_was_done_stands_for_a_new_one(journal: OpenJournal, on_show: Show) -> None:
    page = shown(journal, on_show)
    for _n in range(2):
        page.new.click()
        page.workshop.back.click()
    assert len(packs.all_packs(journal)) == 1


def test_a_row_says_when_how_many_lines_and_whether_something_was_noted(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = open_pack(journal, on_show, marked)
    pack_id = page.workshop.pack_id
    page.workshop.has_day.setChecked(True)
    page.workshop.day.setDate(QDate(2026, 11, 24))
    packs.note_back(journal, pack_id, "We talked.")
    page.workshop.back.click()
    assert page.list.item(0).text() == "Tuesday\nTue 24 Nov  ·  3 lines  ·  what was discussed is noted"
    packs.note_back(journal, pack_id, "")
    page.refresh()
    assert page.list.item(0).text() == "Tuesday\nTue 24 Nov  ·  3 lines"


def test_enter_opens_and_esc_leads_back(journal: OpenJournal, marked: Reflection, on_show: Show) -> None:
    page = open_pack(journal, on_show, marked)
    pack_id = page.workshop.pack_id
    QTest.keyClick(page.workshop.trash, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.workshop.pack_id == pack_id
    page.workshop.title.setFocus()
    QTest.keyClick(page.workshop.title, Qt.Key.Key_Escape)  # not out of words that are being typed
    assert page.workshop.isVisible()


def test_the_trash_gives_back_and_deletes_in_two_steps(journal: OpenJournal, marked: Reflection, on_show: Show) -> None:
    page = open_pack(journal, on_show, marked)
    pack_id = page.workshop.pack_id
    page.workshop.trash.click()
    assert packs.all_packs(journal) == []
    page.notice.undo.click()
    assert [pack.id for pack in packs.all_packs(journal)] == [pack_id]
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    page.list.point_at(pack_id)
    page.list.chosen.emit(pack_id)
    page.restore.click()
    assert [pack.id for pack in packs.all_packs(journal)] == [pack_id]
    page.trash.click()
    page.list.point_at(pack_id)
    page.list.chosen.emit(pack_id)
    page.delete.click()
    page.two_step.no.click()
    assert len(packs.all_packs(journal, trashed=True)) == 1
    page.delete.click()
    page.two_step.yes.click()
    assert packs.all_packs(journal, trashed=True) == []
    assert page.empty.isVisible()


# ------------------------------------------------------------------------------------------------- 1: choose


def test_marked_ones_come_first_and_unfold_into_their_lines_but_for_private_ones(
    journal: OpenJournal, marked: Reflection, later: Reflection, on_show: Show
) -> None:
    kept(journal, "", 2, minutes=60)  # nothing was written: nothing to choose
    page = shown(journal, on_show)
    page.new.click()
    choose = page.workshop.choose
    page.empty.button.click()
    assert list(choose.folds) == [marked.id, later.id]
    fold = choose.folds[marked.id]
    assert not fold.ticks
    QTest.keyClick(fold.line, Qt.Key.Key_Return)
    assert [tick.words.text() for tick in fold.ticks] == ["How do I end it well?", "It rained.", "We laughed."]
    assert "unfolded" in fold.line.accessibleName()
    assert "Nobody" not in fold.line.accessibleName()


def test_space_takes_a_line_along_and_out_again_with_its_words_kept(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot
) -> None:
    page = shown(journal, on_show)
    page.new_from(marked.id)
    workshop = page.workshop
    fold = workshop.choose.folds[marked.id]
    assert fold.unfolded
    assert fold.line.hasFocus()
    qtbot.waitUntil(fold.ticks[1].isVisible)
    QTest.keyClick(fold.ticks[1].box, Qt.Key.Key_Space)
    assert words_in(journal, page) == ["It rained."]
    assert workshop.choose.counted.text() == "1 line is chosen."
    assert fold.line.count.text() == "1 line chosen"
    packs.reword(journal, packs.get(journal, workshop.pack_id).lines[0].id, "It poured.")
    page.refresh()
    QTest.keyClick(fold.ticks[1].box, Qt.Key.Key_Space)
    assert words_in(journal, page) == []
    QTest.keyClick(fold.ticks[1].box, Qt.Key.Key_Space)
    assert words_in(journal, page) == ["It poured."]
    QTest.mouseClick(fold.ticks[1].words, Qt.MouseButton.LeftButton)
    assert words_in(journal, page) == []
    workshop.notice.undo.click()
    assert words_in(journal, page) == ["It poured."]
    assert fold.ticks[1].box.isChecked()


def test_up_and_down_lead_from_line_to_line(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot
) -> None:
    page = shown(journal, on_show)
    page.new_from(marked.id)
    first, second, _third = page.workshop.choose.folds[marked.id].ticks
    qtbot.waitUntil(second.box.isVisible)
    first.box.setFocus()
    QTest.keyClick(first.box, Qt.Key.Key_Down)
    assert second.box.hasFocus()
    QTest.keyClick(second.box, Qt.Key.Key_Up)
    assert first.box.hasFocus()


def test_a_label_and_a_period_narrow_and_nothing_found_leads_back(
    journal: OpenJournal, marked: Reflection, later: Reflection, on_show: Show
) -> None:
    kept(journal, "Long ago.", 400, label="Walk")
    page = shown(journal, on_show)
    page.empty.button.click()
    choose = page.workshop.choose
    assert len(choose.folds) == 3
    choose.label.setCurrentIndex(choose.label.findData("Walk"))
    choose.label.activated.emit(choose.label.currentIndex())
    assert len(choose.folds) == 2
    choose.period.choice.choose(FOUR_WEEKS)
    assert list(choose.folds) == [later.id]
    sessions.move_to_trash(journal, later.id)
    page.refresh()
    assert choose.nothing.isVisible()
    choose.nothing.button.click()
    assert marked.id in choose.folds


def test_what_is_unfolded_and_ticked_stays_when_all_is_read_again(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = shown(journal, on_show)
    page.new_from(marked.id)
    fold = page.workshop.choose.folds[marked.id]
    fold.ticks[0].box.setFocus()
    tick = fold.ticks[0]
    kept(journal, "A new one.")
    page.refresh()
    assert fold.ticks[0] is tick
    assert tick.box.hasFocus()
    assert len(page.workshop.choose.folds) == 2


def test_a_chosen_line_that_reads_otherwise_now_can_still_be_unticked(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = open_pack(journal, on_show, marked)
    draft = sessions.open_reflection(journal, marked.id)
    sessions.settle(journal, replace(draft, answers=(Answer("what", "What?", "It snowed.\nWe laughed."),)))
    page.refresh()
    fold = page.workshop.choose.folds[marked.id]
    fold.line.click()
    said = {tick.words.text(): tick.box for tick in fold.ticks}
    assert {words: box.isChecked() for words, box in said.items()} == {
        "How do I end it well?": True, "It snowed.": False, "We laughed.": True, "It rained.": True,
    }  # fmt: skip
    said["It rained."].click()
    assert words_in(journal, page) == ["How do I end it well?", "We laughed."]


def test_a_line_that_was_marked_meanwhile_is_not_taken_and_the_box_says_so(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = shown(journal, on_show)
    page.new_from(marked.id)
    fold = page.workshop.choose.folds[marked.id]
    draft = sessions.open_reflection(journal, marked.id)
    sessions.settle(journal, replace(draft, answers=(Answer("what", "What?", "{keep}It rained.{/keep}"),)))
    fold.ticks[1].box.click()
    assert words_in(journal, page) == []
    assert "stands there no more" in page.workshop.notice.sentence()
    assert [tick.words.text() for tick in fold.ticks] == ["How do I end it well?"]


def test_a_full_disk_leaves_the_box_as_it_was(
    journal: OpenJournal, marked: Reflection, on_show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(journal, on_show)
    page.new_from(marked.id)
    tick = page.workshop.choose.folds[marked.id].ticks[0]
    monkeypatch.setattr(packs, "choose", full)
    tick.box.click()
    assert not tick.box.isChecked()
    assert "disk is full" in page.workshop.notice.sentence()


def test_of_many_reflections_the_others_are_behind_more(journal: OpenJournal, on_show: Show) -> None:
    for n in range(20):
        kept(journal, f"Session {n}.", n)
    page = shown(journal, on_show)
    page.empty.button.click()
    choose = page.workshop.choose
    assert len(choose.folds) == 12
    choose.more.click()
    assert len(choose.folds) == 20
    assert choose.more.isHidden()
    assert list(choose.folds.values())[12].line.hasFocus()


# -------------------------------------------------------------------------------------------------- 2: words


def test_words_are_kept_as_they_are_typed_with_the_original_beside_them(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(WORDS)
    row = list(page.workshop.words.rows.values())[1]
    assert row.original.isHidden()
    row.field.setFocus()
    row.field.selectAll()
    QTest.keyClicks(row.field, "It poured. {keep}All day.{/keep}")
    assert page.save_now()
    assert words_in(journal, page)[1] == "It poured. {keep}All day.{/keep}"
    assert row.original.text() == "As you wrote it: It rained."
    assert "marked private" in page.workshop.words.about.text()


def test_alt_and_arrows_put_lines_in_order_and_questions_stay_above(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(WORDS)
    rows = list(page.workshop.words.rows.values())
    rows[1].field.setFocus()
    QTest.keyClick(rows[1].field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert words_in(journal, page) == ["How do I end it well?", "We laughed.", "It rained."]
    assert rows[1].field.hasFocus()
    assert rows[1].field.accessibleName() == "Line 2 of 2"
    for _n in range(3):
        QTest.keyClick(rows[1].field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert words_in(journal, page) == ["How do I end it well?", "It rained.", "We laughed."]
    assert not rows[0].down.isEnabled()
    rows[2].up.click()
    assert words_in(journal, page) == ["How do I end it well?", "We laughed.", "It rained."]


def test_a_line_left_out_comes_back_by_undo(journal: OpenJournal, marked: Reflection, on_show: Show) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(WORDS)
    row = list(page.workshop.words.rows.values())[1]
    row.field.setPlainText("It poured.")
    row.leave_out.click()
    assert words_in(journal, page) == ["How do I end it well?", "We laughed."]
    page.workshop.notice.undo.click()
    assert words_in(journal, page) == ["How do I end it well?", "It poured.", "We laughed."]


def test_words_that_cannot_be_kept_stay_and_nothing_is_left_before(
    journal: OpenJournal, marked: Reflection, on_show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(WORDS)
    row = list(page.workshop.words.rows.values())[1]
    with monkeypatch.context() as patch:
        patch.setattr(packs, "reword", full)
        row.field.setPlainText("It poured.")
        assert not page.settle()
        page.workshop.tabs.choose(HAND_OUT)
        assert page.workshop.stack.currentIndex() == WORDS
        page.workshop.back.click()
        assert page.workshop.isVisible()
        page.refresh()
        assert row.field.text() == "It poured."
    assert page.settle()
    assert words_in(journal, page)[1] == "It poured."


def test_the_reflection_of_a_line_can_be_seen_while_it_is_there(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot
) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(WORDS)
    row = list(page.workshop.words.rows.values())[1]
    with qtbot.waitSignal(page.reflection_wanted) as wanted:
        row.see.click()
    assert wanted.args == [marked.id]
    sessions.move_to_trash(journal, marked.id)
    sessions.delete_for_good(journal, marked.id)
    page.refresh()
    assert row.see.isHidden()
    assert "not there any more" in row.source.text()


def test_without_lines_the_way_leads_back_to_choosing(journal: OpenJournal, marked: Reflection, on_show: Show) -> None:
    page = shown(journal, on_show)
    page.new_from(marked.id)
    page.workshop.tabs.choose(WORDS)
    page.workshop.words.empty.button.click()
    assert page.workshop.stack.currentIndex() == CHOOSE


# ---------------------------------------------------------------------------------------------- 3: look over


def look_over(page: PacksPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workshop.look_over.looked):
        page.workshop.tabs.choose(LOOK_OVER)


def test_nothing_found_is_said(journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot) -> None:
    page = open_pack(journal, on_show, marked)
    look_over(page, qtbot)
    step = page.workshop.look_over
    assert step.nothing.isVisible()
    assert "found nothing" in step.nothing.first.text()


def test_a_finding_says_why_leads_to_its_line_and_can_be_dismissed(
    journal: OpenJournal, on_show: Show, qtbot: QtBot
) -> None:
    people.add_person(journal, "Judith")
    page = open_pack(journal, on_show, kept(journal, "It rained.\nJudith rang 030 1234567."))
    look_over(page, qtbot)
    step = page.workshop.look_over
    assert "1 leak keeps this pack from leaving" in step.sentence.text()
    assert step.card.words.text() == "“Judith”"
    assert step.card.place.text() == "Line 2"
    assert step.card.reason.text()
    assert step.card.source.text()
    step.card.show_place.click()
    assert page.workshop.stack.currentIndex() == WORDS
    assert list(page.workshop.words.rows.values())[1].field.hasFocus()
    look_over(page, qtbot)
    step.card.dismiss.click()
    step.card.leave.yes.click()
    assert "hints; you decide" in step.sentence.text()
    QTest.keyClick(step.list, Qt.Key.Key_Delete)
    assert step.list.ids() == []
    assert len(packs.get(journal, page.workshop.pack_id).dismissed) == 2


def test_identifiers_stand_right_below_the_leaks(journal: OpenJournal, on_show: Show, qtbot: QtBot) -> None:
    people.add_person(journal, "Judith")
    page = open_pack(journal, on_show, kept(journal, "It was a successful suicide.\nJudith rang 030 1234567."))
    look_over(page, qtbot)
    step = page.workshop.look_over
    rows = [step.list.item(n) for n in range(step.list.count())]
    headings = [row.text().partition("  ·")[0] for row in rows if not row.data(Qt.ItemDataRole.UserRole)]
    assert headings[:2] == [families()[Family.LEAK], families()[Family.IDENTIFIER]]
    assert len(headings) > 2


def test_a_finding_in_the_title_leads_there(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot
) -> None:
    people.add_person(journal, "Judith")
    page = open_pack(journal, on_show, marked)
    page.workshop.title.setFocus()
    page.workshop.title.selectAll()
    QTest.keyClicks(page.workshop.title, "With Judith")
    look_over(page, qtbot)
    page.workshop.look_over.card.show_place.click()
    assert page.workshop.title.hasFocus()


# ------------------------------------------------------------------------------------------------ 4: hand out


def hand_out(page: PacksPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workshop.hand_out.settled):
        page.workshop.tabs.choose(HAND_OUT)


def test_the_preview_is_what_leaves_in_every_form(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_pack(journal, on_show, marked)
    hand_out(page, qtbot)
    step = page.workshop.hand_out
    said = "Tuesday My questions How do I end it well? What I bring It rained. We laughed."
    assert " ".join(step.preview.text().split()) == said
    shared: list[bool] = []
    page.shared.connect(lambda: shared.append(True))
    for form in FORMS:
        step.form.setCurrentIndex(step.form.findData(form))
        with qtbot.waitSignal(step.settled):
            step.save_to(tmp_path / "pack")
        assert "written to what you shared so far" in step.notice.sentence()
        content = (tmp_path / f"pack.{form}").read_bytes()
        assert content
        assert b"Nobody is to hear" not in content
    assert len(shared) == len(FORMS)
    lines = [line.disclosure for line in ledger.all_lines(journal)]
    assert sorted(line.form for line in lines) == sorted(FORMS)
    assert {line.way for line in lines} == {Way.PACK}


@pytest.mark.usefixtures("empty_clipboard")
def test_copied_words_are_taken_off_the_clipboard_again(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot
) -> None:
    page = open_pack(journal, on_show, marked)
    hand_out(page, qtbot)
    step = page.workshop.hand_out
    step.copy.click()
    assert "We laughed." in QGuiApplication.clipboard().text()
    step._emptying.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""


def test_a_print_is_written_to_the_ledger(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_pack(journal, on_show, marked)
    hand_out(page, qtbot)
    printer = new_printer()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(page.workshop.hand_out.settled):
        page.workshop.hand_out.print_on(printer)
    assert [line.disclosure.form for line in ledger.all_lines(journal)] == ["print"]


def test_leaks_keep_it_here_until_each_was_looked_at(
    journal: OpenJournal, on_show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    people.add_person(journal, "Judith")
    page = open_pack(journal, on_show, kept(journal, "Judith drove me."))
    hand_out(page, qtbot)
    step = page.workshop.hand_out
    assert "1 leak is not dismissed yet" in step.leaks.sentence()
    assert not any(way.isEnabled() for way in (step.save, step.print_, step.copy))
    step.save_to(tmp_path / "x.pdf")
    step.copy_words()
    assert list(tmp_path.glob("x*")) == []
    assert ledger.all_lines(journal) == []
    with qtbot.waitSignal(page.workshop.look_over.looked):
        step.see_leaks.click()
    page.workshop.look_over.card.dismiss.click()
    page.workshop.look_over.card.leave.yes.click()
    hand_out(page, qtbot)
    assert step.save.isEnabled()


def test_what_changed_since_the_preview_does_not_leave_and_the_new_one_is_shown(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_pack(journal, on_show, marked)
    hand_out(page, qtbot)
    step = page.workshop.hand_out
    packs.reword(journal, packs.get(journal, page.workshop.pack_id).lines[1].id, "It poured.")
    with qtbot.waitSignals([step.settled, step.settled]):
        step.save_to(tmp_path / "x.txt")
    assert "Something changed" in step.notice.sentence()
    assert not (tmp_path / "x.txt").exists()
    assert ledger.all_lines(journal) == []
    assert "It poured." in step.preview.text()


def test_an_empty_pack_says_that_nothing_is_chosen(journal: OpenJournal, on_show: Show, qtbot: QtBot) -> None:
    page = shown(journal, on_show)
    page.empty.button.click()
    hand_out(page, qtbot)
    assert "Nothing is chosen" in page.workshop.hand_out.nothing.second.text()


# ------------------------------------------------------------------------------------------------ afterwards


def test_what_was_discussed_is_noted_with_its_day(journal: OpenJournal, marked: Reflection, on_show: Show) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(AFTERWARDS)
    step = page.workshop.afterwards
    QTest.keyClicks(step.discussed, "We talked about endings.")
    assert page.save_now()
    assert packs.get(journal, page.workshop.pack_id).pack.discussed == "We talked about endings."
    assert step.noted.text() == "Noted on Sunday, 22 November 2026."
    page.workshop.tabs.choose(CHOOSE)
    page.workshop.tabs.choose(AFTERWARDS)
    assert step.discussed.text() == "We talked about endings."


def test_another_pack_never_gets_words_of_the_one_before(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(AFTERWARDS)
    page.workshop.afterwards.discussed.setFocus()
    QTest.keyClicks(page.workshop.afterwards.discussed, "About endings")
    other = packs.new_pack(journal, "Other")
    page.open_pack(other.id, AFTERWARDS)
    assert page.workshop.afterwards.discussed.text() == ""
    assert page.workshop.title.text() == "Other"
    assert page.settle()
    noted = {pack.title: pack.discussed for pack in packs.all_packs(journal)}
    assert noted == {"Tuesday": "About endings", "Other": ""}


# ---------------------------------------------------------------------------------------------- around them


def test_a_pack_that_went_elsewhere_leads_back_to_the_list(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = open_pack(journal, on_show, marked)
    pack_id = page.workshop.pack_id
    packs.move_to_trash(journal, pack_id)
    page.refresh()
    assert page.list.isVisible()
    assert "in the trash" in page.notice.sentence()
    assert not page.open_pack(pack_id)
    packs.delete_for_good(journal, pack_id)
    assert not page.open_pack(pack_id)
    assert "no such pack" in page.notice.sentence()


def test_words_of_a_pack_that_is_gone_are_left_only_after_asking(
    journal: OpenJournal, marked: Reflection, on_show: Show
) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.tabs.choose(AFTERWARDS)
    QTest.keyClicks(page.workshop.afterwards.discussed, "Not lost yet")
    packs.move_to_trash(journal, page.workshop.pack_id)
    packs.delete_for_good(journal, page.workshop.pack_id)
    page.workshop.back.click()
    assert page.workshop.leave.isVisible()
    assert not page.settle()
    page.workshop.leave.yes.click()
    assert page.empty.isVisible()
    assert page.settle()


def test_all_steps_are_reached_by_keys_and_fold_where_it_is_narrow(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot
) -> None:
    page = open_pack(journal, on_show, marked)
    seen = []
    for _n in range(5):
        seen.append(page.workshop.stack.currentIndex())
        QTest.keyClick(page.workshop, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert seen == [CHOOSE, WORDS, LOOK_OVER, HAND_OUT, AFTERWARDS]
    page.resize(400, 620)
    qtbot.waitUntil(lambda: page.workshop.tabs.folded)


def test_every_control_has_a_name(journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot) -> None:
    page = open_pack(journal, on_show, marked)
    page.workshop.choose.folds[marked.id].line.click()
    look_over(page, qtbot)
    hand_out(page, qtbot)
    for step in (CHOOSE, WORDS, AFTERWARDS):
        page.workshop.tabs.choose(step)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox):
            for control in page.findChildren(kind):
                if control.isVisible() and not control.objectName().startswith("qt_"):
                    assert control.accessibleName(), control


# ------------------------------------------------------------------------------------------------ the ledger


def test_the_ledger_shows_the_lines_of_a_pack_as_no_part(
    journal: OpenJournal, marked: Reflection, on_show: Show, qtbot: QtBot
) -> None:
    page = open_pack(journal, on_show, marked)
    hand_out(page, qtbot)
    page.workshop.hand_out.copy.click()
    shared = cast("LedgerPage", on_show(LedgerPage(journal)))
    assert shared.list.item(1).text().startswith("Tuesday\n")
    assert "Taken to co-reflection" in shared.card.about.text()
    buttons = [button.text() for button in shared.card.findChildren(QPushButton) if button.isVisible()]
    assert "See the part" not in buttons
    assert "See the telling" not in buttons
    for order in (BY_PART, BY_TELLING):
        shared.order.setCurrentIndex(order)
        assert shared.list.item(0).text() == "Lines of reflections: 1 time"
