"""Own scales: typed in, loaded, filled in and kept, on a real journal."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import BadInput, DiskFull
from peerjournal.journal.entry import new_id
from peerjournal.operations import scales
from peerjournal.operations.journals import OpenJournal
from peerjournal.store.checkins import scale_rows
from peerjournal.store.preferences import preference
from peerjournal.ui.models.scale_sketch import (
    Sketch,
    carried_over,
    plain,
    range_of,
    scale_of,
    sketch_from,
    sketch_of,
)
from peerjournal.ui.pages.scales import ScalesPage
from peerjournal.ui.widgets.item_answers import ItemAnswer
from peerjournal.wellbeing.scale import Band, Direction, Item, Label, Scale, ScaleDraft, Scoring, checked

Show = Callable[[QWidget], QWidget]

HARBOUR = """
name = "Harbour weather"
licence = "Invented; anybody may use it."
items = [{ text = "The kettle sang." }, { text = "The gulls took my sandwich.", reversed = true }]
labels = [{ value = 0, text = "never" }, { value = 3, text = "every day" }]
"""


@pytest.fixture
def page(journal: OpenJournal, on_show: Show) -> ScalesPage:
    made = ScalesPage(journal)
    on_show(made)
    return made


def questionnaire(journal: OpenJournal, name: str = "Evening questions") -> Scale:
    items = (Item("I laughed"), Item("I put off resting", reversed=True), Item("I asked for help"))
    labels = (Label(0.0, "not at all"), Label(1.0, "now and then"), Label(2.0, "often"))
    bands = (Band(0, 3, "foggy"), Band(4, 6, "fair"))
    return scales.add_scale(
        journal, Scale("", name, "My own", 0, 6, items=items, labels=labels, bands=bands, source="A green notebook")
    )


def on_paper(journal: OpenJournal) -> Scale:
    return scales.add_scale(journal, Scale("", "On paper", "Bought by the centre", -2.5, 40))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(row: ItemAnswer, key: Qt.Key) -> None:
    assert row.isAncestorOf(focused())
    QTest.keyClick(focused(), key)


# ------------------------------------------------------------------------------------------------ typing one in


def test_an_empty_page_invites_and_says_that_no_scale_is_brought(page: ScalesPage) -> None:
    assert page.empty.isVisible()
    said = f"{page.empty.first.text()} {page.empty.second.text()}"
    assert "brings no scale with it, and interprets none" in said
    assert "docs/own-scales.md" in said
    assert page.empty.button.menu() is page.add.menu()


def test_a_total_score_scale_needs_its_licence_note(page: ScalesPage, journal: OpenJournal) -> None:
    page.add_total.trigger()
    assert QApplication.focusWidget() is page.form.name
    QTest.keyClicks(page.form.name, "On paper")
    QTest.keyClicks(page.form.low, "0")
    QTest.keyClicks(page.form.high, "27,5")
    page.form.directions.button(2).setChecked(True)
    page.form.add.click()
    assert "licence note" in page.notice.sentence()
    assert scales.all_scales(journal) == []
    QTest.keyClicks(page.form.licence, "Bought by the centre in 2025")
    page.form.add.click()
    (kept,) = scales.all_scales(journal)
    assert (kept.name, kept.low, kept.high, kept.direction) == ("On paper", 0, 27.5, Direction.LESS_IS_BETTER)
    assert page.sheet.isVisible()
    assert "Bought by the centre" in page.sheet.rights.text()


def test_a_questionnaire_is_typed_in_by_keys_and_its_range_is_shown_as_one_types(
    page: ScalesPage, journal: OpenJournal
) -> None:
    page.type_in.trigger()
    form = page.form
    QTest.keyClicks(form.name, "Evening")
    assert "stands here" in form.range.text()
    for item in ("I laughed", "I put off resting"):
        QTest.keyClicks(form.items.field, item)
        QTest.keyClick(form.items.field, Qt.Key.Key_Return)
    form.items.focus_list()
    QTest.keyClick(form.items.list, Qt.Key.Key_Space)
    for n, (value, words) in enumerate((("0", "never"), ("1,5", "often"))):
        QTest.keyClicks(form.labels.field(n, 0), value)
        QTest.keyClicks(form.labels.field(n, 1), words)
    assert form.range.text() == "The total reaches from 0 to 3."
    form.scorings.button(1).setChecked(True)
    assert form.range.text() == "The total reaches from 0 to 1.5."
    form.scorings.button(0).setChecked(True)
    QTest.keyClick(form.items.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(form.licence, "Written by myself")
    form.add.click()
    (kept,) = scales.all_scales(journal)
    assert kept.items == (Item("I put off resting", reversed=True), Item("I laughed"))
    assert kept.labels == (Label(0, "never"), Label(1.5, "often"))
    assert (kept.low, kept.high, kept.scoring) == (0, 3, Scoring.SUM)


def test_an_item_taken_out_comes_back(page: ScalesPage) -> None:
    page.type_in.trigger()
    page.form.items.several_lines(["One", "Two", "Three"])
    page.form.items.choose("1")
    QTest.keyClick(page.form.items.list, Qt.Key.Key_Delete)
    assert [i.text for i in page.form.sketch().items] == ["One", "Three"]
    page.notice.undo.click()
    assert [i.text for i in page.form.sketch().items] == ["One", "Two", "Three"]


def test_several_lines_pasted_are_several_items(page: ScalesPage) -> None:
    page.type_in.trigger()
    QApplication.clipboard().setText("One\n\n  Two \nThree\n")
    page.form.items.field.setFocus()
    QTest.keyClick(page.form.items.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [i.text for i in page.form.sketch().items] == ["One", "Two", "Three"]


def test_an_item_comes_back_to_its_place_beside_what_was_typed_since(page: ScalesPage) -> None:
    page.type_in.trigger()
    page.form.items.several_lines(["One", "Two", "Three"])
    page.form.items.choose("1")
    page.form.items.out.click()
    page.form.items.several_lines(["Four"])
    page.form.items.choose("0")
    page.form.reversed.click()
    page.notice.undo.click()
    items = (Item("One", reversed=True), Item("Three"), Item("Four"))
    assert page.form.sketch().items == (Item("Two"), *items)  # what it stood behind is another item by now


def test_an_item_taken_out_of_one_scale_is_not_offered_while_another_is_typed(page: ScalesPage) -> None:
    page.type_in.trigger()
    page.form.items.several_lines(["One", "Two"])
    page.form.items.out.click()
    page.type_in.trigger()
    page.form.items.several_lines(["Other"])
    assert not page.notice.undo.isVisible()
    assert page.form.sketch().items == (Item("Other"),)


def test_changes_thrown_away_and_those_begun_since_can_both_be_had_back(page: ScalesPage, journal: OpenJournal) -> None:
    questionnaire(journal)
    page.refresh()
    page.sheet.change.click()
    page.form.name.clear()
    QTest.keyClicks(page.form.name, "First")
    page.form.cancel.click()
    page.sheet.change.click()
    page.form.name.clear()
    QTest.keyClicks(page.form.name, "Second")
    page.notice.undo.click()
    assert page.form.name.text() == "First"
    page.notice.undo.click()
    assert page.form.name.text() == "Second"


def test_a_scale_half_typed_in_waits_while_one_looks_at_another(page: ScalesPage, journal: OpenJournal) -> None:
    other = questionnaire(journal)
    page.refresh()
    page.type_in.trigger()
    QTest.keyClicks(page.form.name, "Half a scale")
    QTest.keyClicks(page.form.items.field, "An item without Enter")
    half = page.list.current_id()
    page.list.chosen.emit(other.id)
    assert page.sheet.name.text() == "Evening questions"
    assert page.settle()
    page.refresh()
    assert half in page.list.ids()
    page.list.chosen.emit(half)
    assert page.form.name.text() == "Half a scale"
    assert page.form.sketch().items == (Item("An item without Enter"),)
    page.form.cancel.click()
    assert half not in page.list.ids()
    page.notice.undo.click()
    assert page.form.name.text() == "Half a scale"


def test_a_blank_one_leaves_no_trace(page: ScalesPage, journal: OpenJournal) -> None:
    other = questionnaire(journal)
    page.refresh()
    page.add_total.trigger()
    page.list.chosen.emit(other.id)
    assert page.list.ids() == [other.id]


def test_changing_a_scale_keeps_its_results_and_what_is_half_filled_in(page: ScalesPage, journal: OpenJournal) -> None:
    scale = questionnaire(journal)
    scales.add_answers(journal, scale.id, [1.0, 1.0, 1.0])
    page.refresh()
    page.sheet.fill.click()
    press(page.result.rows[0], Qt.Key.Key_3)
    page.result.back.click()
    page.sheet.change.click()
    page.form.items.choose("1")
    QTest.keyClick(page.form.items.list, Qt.Key.Key_Delete)
    page.form.bands.set_rows([])
    page.form.add.click()
    assert [i.text for i in scales.all_scales(journal)[0].items] == ["I laughed", "I asked for help"]
    assert [r.total for r in scales.results_of(journal, scale.id)] == [3.0]
    page.sheet.fill.click()
    assert [row.answer for row in page.result.rows] == [2.0, None]


def another_page(journal: OpenJournal, on_show: Show) -> ScalesPage:
    """As after a killed program, or a lock."""
    made = ScalesPage(journal)
    on_show(made)
    return made


def test_a_scale_half_typed_in_is_there_in_a_new_page(page: ScalesPage, journal: OpenJournal, on_show: Show) -> None:
    page.type_in.trigger()
    QTest.keyClicks(page.form.name, "Half a scale")
    page.form.items.several_lines(["The kettle sang", "The gulls came"])
    page.form.items.choose("1")
    page.form.items.focus_list()
    QTest.keyClick(page.form.items.list, Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "The gulls left")
    QTest.keyClicks(page.form.items.field, "Without Ent")
    QTest.keyClicks(page.form.labels.field(0, 0), "1,5")
    page.form.scorings.button(1).setChecked(True)
    assert page.save_now()
    assert scales.all_scales(journal) == []
    form = another_page(journal, on_show).form
    assert form.isVisible()
    sketch = form.sketch()
    assert (sketch.name, sketch.another, sketch.scoring) == ("Half a scale", "Without Ent", Scoring.MEAN)
    assert [i.text for i in sketch.items] == ["The kettle sang", "The gulls left"]
    assert sketch.labels == (("1,5", ""),)


def test_a_change_of_a_scale_half_typed_is_there_in_a_new_page_until_it_is_kept(
    page: ScalesPage, journal: OpenJournal, on_show: Show
) -> None:
    scale = on_paper(journal)
    page.refresh()
    page.sheet.change.click()
    page.form.high.setFocus()
    QTest.keyClicks(page.form.high, "9")
    assert page.save_now()
    again = another_page(journal, on_show)
    assert again.sheet.change.text() == "Go on changing this scale"
    again.sheet.change.click()
    assert again.form.high.text() == "940"
    again.form.add.click()
    assert again.settle()
    assert scales.all_scales(journal)[0].high == 940
    assert scales.half_typed(journal) == {"sketches": {}, "results": {}}
    assert another_page(journal, on_show).sheet.change.text() == "Change this scale"
    assert scales.all_scales(journal)[0].id == scale.id


def test_a_total_and_a_change_half_typed_are_there_in_a_new_page(
    page: ScalesPage, journal: OpenJournal, on_show: Show
) -> None:
    scale = on_paper(journal)
    result = scales.add_total(journal, scale.id, 14, note="After choir")
    page.refresh()
    page.sheet.total.click()
    QTest.keyClicks(page.result.total, "17,")
    page.result.back.click()
    page.sheet.results.opened.emit(result.id)
    page.result.total.selectAll()
    QTest.keyClicks(page.result.total, "1")
    assert page.save_now()
    again = another_page(journal, on_show)
    assert again.sheet.total.text() == "Go on with the total"
    again.sheet.total.click()
    assert again.result.total.text() == "17,"
    again.result.back.click()
    again.sheet.results.opened.emit(result.id)
    assert (again.result.total.text(), again.result.note.text()) == ("1", "After choir")
    assert [r.total for r in scales.results_of(journal, scale.id)] == [14]
    again.result.back.click()  # a change that was only looked at again waits as well
    again.sheet.results.opened.emit(result.id)
    assert again.result.total.text() == "1"
    again.result.keep.click()
    assert again.settle()
    assert list(scales.half_typed(journal)["results"]) == [f"{scale.id} total"]


def test_what_is_half_typed_is_saved_within_a_second(page: ScalesPage, journal: OpenJournal, qtbot: QtBot) -> None:
    page.add_total.trigger()
    QTest.keyClicks(page.form.name, "On pap")
    qtbot.waitUntil(lambda: bool(scales.half_typed(journal)))
    (sketch,) = scales.half_typed(journal)["sketches"].values()
    assert sketch["name"] == "On pap"


def test_a_full_disk_is_told_and_what_is_half_typed_stays(
    page: ScalesPage, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull

    page.add_total.trigger()
    monkeypatch.setattr(scales, "put_aside", full)
    QTest.keyClicks(page.form.name, "On pap")
    assert not page.save_now()
    assert "not on disk" in page.notice.sentence()
    assert not page.settle()
    monkeypatch.undo()
    assert page.settle()
    assert scales.half_typed(journal)["sketches"]


def test_deleting_a_scale_for_good_deletes_what_was_half_typed_about_it(page: ScalesPage, journal: OpenJournal) -> None:
    scale = on_paper(journal)
    page.refresh()
    page.sheet.total.click()
    QTest.keyClicks(page.result.note, "A private word")
    page.result.back.click()
    page.sheet.trash.click()
    assert page.save_now()
    assert scales.half_typed(journal)["results"]
    page.list.chosen.emit(scale.id)
    page.sheet.delete.click()
    page.sheet.two_step.yes.click()
    assert scales.half_typed(journal) == {"sketches": {}, "results": {}}


def test_a_result_half_changed_keeps_its_own_items_when_the_scale_is_changed(
    page: ScalesPage, journal: OpenJournal
) -> None:
    scale = questionnaire(journal)
    result = scales.add_answers(journal, scale.id, [0.0, 1.0, 2.0])
    page.refresh()
    page.sheet.results.opened.emit(result.id)
    page.result.rows[0].focus_here()
    press(page.result.rows[0], Qt.Key.Key_Delete)
    page.result.note.setPlainText("Half a word")
    page.result.back.click()
    page.sheet.change.click()
    page.form.items.choose("1")
    QTest.keyClick(page.form.items.list, Qt.Key.Key_Delete)
    page.form.bands.set_rows([])
    page.form.add.click()
    page.sheet.results.opened.emit(result.id)
    assert [row.answer for row in page.result.rows] == [None, 1.0, 2.0]
    assert page.result.note.text() == "Half a word"
    assert scales.results_of(journal, scale.id) == [result]


def test_esc_steps_back_and_keeps_what_is_typed(page: ScalesPage, journal: OpenJournal) -> None:
    scale = on_paper(journal)
    page.refresh()
    page.sheet.total.click()
    QTest.keyClicks(page.result.total, "12")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.sheet.isVisible()
    assert page.sheet.total.text() == "Go on with the total"
    page.type_in.trigger()
    QTest.keyClicks(page.form.name, "Half")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is page.list
    assert page.form.name.text() == "Half"
    assert scales.results_of(journal, scale.id) == []


def test_tab_goes_from_line_to_line_and_then_on(page: ScalesPage) -> None:
    page.type_in.trigger()
    labels = page.form.labels
    for n, words in enumerate(("never", "often")):
        QTest.keyClicks(labels.field(n, 0), str(n))
        QTest.keyClicks(labels.field(n, 1), words)
    QApplication.processEvents()  # a new line shows with the next event
    labels.field(0, 0).setFocus()
    for row, column in ((0, 1), (1, 0), (1, 1), (2, 0), (2, 1)):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert focused() is labels.field(row, column)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.form.scorings.button(0)


TYPED = st.text(st.characters(exclude_categories=["Cc"]), max_size=8)


@settings(max_examples=60)
@given(
    sketch=st.builds(
        Sketch, questionnaire=st.booleans(), name=TYPED, another=TYPED, low=TYPED, licence=TYPED,
        items=st.lists(st.builds(Item, TYPED, st.booleans()), max_size=3).map(tuple),
        labels=st.lists(st.tuples(TYPED, TYPED), max_size=3).map(tuple),
        bands=st.lists(st.tuples(TYPED, TYPED, TYPED), max_size=2).map(tuple),
        scoring=st.sampled_from(Scoring), direction=st.sampled_from(Direction),
    )
)  # fmt: skip
def test_whatever_is_half_typed_always_comes_back_as_it_was(sketch: Sketch) -> None:
    assert sketch_from(json.loads(json.dumps(plain(sketch)))) == sketch


# ---------------------------------------------------------------------------------------------------- from a file


def test_a_file_is_looked_over_before_it_is_added(
    page: ScalesPage, journal: OpenJournal, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "harbour.toml"
    place.write_text(HARBOUR, encoding="utf-8")
    page.load.trigger()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(place))
    dialog.close()
    qtbot.waitUntil(page.form.isVisible)
    assert scales.all_scales(journal) == []
    assert "nothing is kept before you add it" in page.form.about.text()
    assert page.form.range.text() == "The total reaches from 0 to 6."
    page.form.add.click()
    (kept,) = scales.all_scales(journal)
    assert kept.items[1] == Item("The gulls took my sandwich.", reversed=True)


def test_a_file_that_lies_about_its_range_is_refused_with_both_ranges(
    page: ScalesPage, journal: OpenJournal, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "lying.toml"
    place.write_text(HARBOUR + "low = 0\nhigh = 60\n", encoding="utf-8")
    page.read_file(place)
    qtbot.waitUntil(page.notice.isVisible)
    assert "given as 0 to 60, but the answers reach 0 to 6" in page.notice.sentence()
    assert page.notice.kind() == "problem"
    assert page.list.ids() == []
    assert scales.all_scales(journal) == []


# ------------------------------------------------------------------------------------------------------- filling in


def test_a_questionnaire_is_filled_in_by_keys_alone(page: ScalesPage, journal: OpenJournal) -> None:
    scale = questionnaire(journal)
    page.refresh()
    page.sheet.fill.click()
    rows = page.result.rows
    assert page.result.open.text() == "3 items are still open: 1, 2, 3."
    press(rows[0], Qt.Key.Key_3)
    press(rows[1], Qt.Key.Key_1)
    assert page.result.open.text() == "Item 3 is still open."
    press(rows[2], Qt.Key.Key_Right)
    press(rows[2], Qt.Key.Key_Right)
    assert rows[2].answer == 1.0
    QTest.keyClicks(page.result.note, "After choir")
    page.result.keep.click()
    (kept,) = scales.results_of(journal, scale.id)
    assert (kept.total, kept.answers, kept.note) == (5.0, (2.0, 0.0, 1.0), "After choir")
    assert scales.draft_of(journal, scale.id) is None
    said = page.sheet.results.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("5, Sun 22 Nov")
    assert "your band: fair" in said
    assert "After choir" in said


def long_one(journal: OpenJournal) -> Scale:
    items = tuple(Item(f"Statement {n}") for n in range(1, 121))
    labels = (Label(0.0, "no"), Label(1.0, "yes"))
    return scales.add_scale(journal, Scale("", "A long one", "My own", 0, 120, items=items, labels=labels))


def test_a_long_questionnaire_is_there_at_once_and_whole_by_and_by(
    page: ScalesPage, journal: OpenJournal, qtbot: QtBot
) -> None:
    long_one(journal)
    page.refresh()
    page.sheet.fill.click()
    assert 0 < len(page.result.rows) < 120
    assert page.result.open.text().startswith("120 items are still open: 1, 2, 3,")
    press(page.result.rows[0], Qt.Key.Key_2)
    qtbot.waitUntil(lambda: len(page.result.rows) == 120)
    assert [row.number for row in page.result.rows] == list(range(1, 121))
    page.result.rows[0].focus_here()
    for row in [*page.result.rows[1:30]]:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert row.isAncestorOf(focused())
    page.result.rows[-1].focus_here()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.result.note


def test_answers_further_down_are_never_lost_while_the_items_are_still_coming(
    page: ScalesPage, journal: OpenJournal
) -> None:
    scale = long_one(journal)
    answers = [1.0] * 119 + [None]
    scales.save_draft(journal, ScaleDraft(scale.id, journal.clock.now(), tuple(answers)))
    page.refresh()
    page.sheet.fill.click()
    assert page.result.open.text() == "Item 120 is still open."
    page.result.note.setPlainText("Late")
    page.result.back.click()
    draft = scales.draft_of(journal, scale.id)
    assert draft is not None
    assert (list(draft.answers), draft.note) == (answers, "Late")
    page.sheet.fill.click()
    press(page.result.rows[-1], Qt.Key.Key_1)
    page.result.keep.click()
    assert [r.total for r in scales.results_of(journal, scale.id)] == [119.0]


def test_an_open_item_is_said_and_nothing_is_guessed(page: ScalesPage, journal: OpenJournal) -> None:
    scale = questionnaire(journal)
    page.refresh()
    page.sheet.fill.click()
    press(page.result.rows[0], Qt.Key.Key_2)
    page.result.keep.click()
    assert "2 items are still open; nothing was counted" in page.notice.sentence()
    assert scales.results_of(journal, scale.id) == []
    assert page.result.rows[1].isAncestorOf(focused())
    page.result.rows[0].focus_here()
    press(page.result.rows[0], Qt.Key.Key_Delete)
    assert page.result.rows[0].answer is None


def test_a_questionnaire_half_filled_in_is_never_lost(page: ScalesPage, journal: OpenJournal, on_show: Show) -> None:
    scale, other = questionnaire(journal), on_paper(journal)
    page.refresh()
    page.list.chosen.emit(scale.id)
    page.sheet.fill.click()
    press(page.result.rows[0], Qt.Key.Key_2)
    QTest.keyClicks(page.result.note, "Half a page")
    assert page.settle()
    assert page.result.isVisible()
    page.list.chosen.emit(other.id)
    page.list.chosen.emit(scale.id)
    assert page.sheet.fill.text() == "Go on filling it in"
    page.close()
    again = ScalesPage(journal)
    on_show(again)
    again.list.chosen.emit(scale.id)
    again.sheet.fill.click()
    assert [row.answer for row in again.result.rows] == [1.0, None, None]
    assert again.result.note.text() == "Half a page"
    assert scales.results_of(journal, scale.id) == []


def test_what_was_filled_in_after_the_throwing_away_can_be_had_back_in_turn(
    page: ScalesPage, journal: OpenJournal
) -> None:
    questionnaire(journal)
    page.refresh()
    page.sheet.fill.click()
    press(page.result.rows[0], Qt.Key.Key_2)
    page.result.throw.click()
    page.sheet.fill.click()
    press(page.result.rows[0], Qt.Key.Key_3)
    page.notice.undo.click()
    assert [row.answer for row in page.result.rows] == [1.0, None, None]
    page.notice.undo.click()
    assert [row.answer for row in page.result.rows] == [2.0, None, None]


def test_what_was_thrown_away_comes_back(page: ScalesPage, journal: OpenJournal) -> None:
    scale = questionnaire(journal)
    page.refresh()
    page.sheet.fill.click()
    press(page.result.rows[0], Qt.Key.Key_2)
    page.result.throw.click()
    assert scales.draft_of(journal, scale.id) is None
    page.notice.undo.click()
    assert [row.answer for row in page.result.rows] == [1.0, None, None]
    assert scales.draft_of(journal, scale.id) is not None


def test_a_total_from_paper_takes_a_comma_and_an_earlier_moment(page: ScalesPage, journal: OpenJournal) -> None:
    scale = on_paper(journal)
    page.refresh()
    page.sheet.total.click()
    assert QApplication.focusWidget() is page.result.total
    QTest.keyClicks(page.result.total, "17,5")
    page.result.moment.start()
    page.result.moment.edit.setDate(page.result.moment.edit.date().addDays(-3))
    page.result.keep.click()
    (kept,) = scales.results_of(journal, scale.id)
    assert (kept.total, kept.at.date().isoformat()) == (17.5, "2026-11-19")


@pytest.mark.parametrize("typed", ["", "many", "41", "nan", "1e1", "-3"])
def test_a_total_that_is_none_of_this_scale_is_said_and_stays_in_the_field(
    typed: str, page: ScalesPage, journal: OpenJournal
) -> None:
    scale = on_paper(journal)
    page.refresh()
    page.sheet.total.click()
    QTest.keyClicks(page.result.total, typed)
    page.result.keep.click()
    assert "lies from -2.5 to 40" in page.notice.sentence()
    assert page.result.total.text() == typed
    assert scales.results_of(journal, scale.id) == []


def test_a_total_half_typed_waits_and_is_not_kept_by_leaving(page: ScalesPage, journal: OpenJournal) -> None:
    scale, other = on_paper(journal), questionnaire(journal)
    page.refresh()
    page.list.chosen.emit(scale.id)
    page.sheet.total.click()
    QTest.keyClicks(page.result.total, "1")
    assert page.settle()
    page.list.chosen.emit(other.id)
    page.list.chosen.emit(scale.id)
    assert scales.results_of(journal, scale.id) == []
    page.sheet.total.click()
    assert page.result.total.text() == "1"


def test_a_result_is_changed_and_an_unfinished_change_leaves_it_as_it_was(
    page: ScalesPage, journal: OpenJournal
) -> None:
    scale = questionnaire(journal)
    scales.add_answers(journal, scale.id, [0.0, 0.0, 0.0], at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    page.refresh()
    (before,) = scales.results_of(journal, scale.id)
    page.sheet.results.opened.emit(before.id)
    page.result.rows[0].focus_here()
    press(page.result.rows[0], Qt.Key.Key_Delete)
    assert page.settle()
    assert scales.results_of(journal, scale.id) == [before]
    page.result.keep.click()
    assert "still open; the result stays as it was" in page.notice.sentence()
    press(page.result.rows[0], Qt.Key.Key_3)
    page.result.keep.click()
    (after,) = scales.results_of(journal, scale.id)
    assert (after.id, after.total, after.at) == (before.id, 4.0, before.at)


@pytest.mark.parametrize(
    "changed",
    [
        lambda scale: replace(scale, items=scale.items[1:], low=0, high=4, bands=()),
        lambda scale: replace(scale, items=(*scale.items, Item("I sang")), low=0, high=8, bands=()),
        lambda scale: replace(scale, items=(scale.items[1], scale.items[0], scale.items[2])),
        lambda scale: replace(scale, items=(Item("I laughed", reversed=True), *scale.items[1:])),
        lambda scale: replace(scale, times=2.0, high=12, bands=()),
        lambda scale: replace(scale, labels=(Label(0.0, "no"), Label(1.0, "yes")), high=3, bands=()),
        lambda scale: replace(scale, items=(), labels=(), low=0, high=2, bands=()),
    ],
    ids=["an item out", "an item more", "another order", "reversed", "times two", "a label out", "only a total"],
)
def test_a_result_of_a_scale_changed_since_is_never_counted_anew(
    page: ScalesPage, journal: OpenJournal, changed: Callable[[Scale], Scale]
) -> None:
    scale = questionnaire(journal)
    kept = scales.add_answers(journal, scale.id, [2.0, 0.0, 1.0], at=datetime(2026, 11, 1, 9, tzinfo=UTC))
    scales.change_scale(journal, changed(scale))
    page.refresh()
    page.sheet.results.opened.emit(kept.id)
    assert page.settle()
    assert scales.results_of(journal, scale.id) == [kept]
    page.sheet.results.opened.emit(kept.id)
    page.result.note.setPlainText("On a slow day")
    assert page.settle()
    (now,) = scales.results_of(journal, scale.id)
    assert (now.total, now.answers, now.note) == (kept.total, kept.answers, "On a slow day")


def test_an_old_result_opens_with_the_items_and_the_way_of_counting_of_then(
    page: ScalesPage, journal: OpenJournal
) -> None:
    scale = questionnaire(journal)
    kept = scales.add_answers(journal, scale.id, [2.0, 0.0, 1.0])
    turned = replace(scale, items=(Item("I sang"), Item("I laughed")), labels=scale.labels[:2], high=2, bands=())
    scales.change_scale(journal, turned)
    since = scales.add_answers(journal, scale.id, [1.0, 1.0])
    page.refresh()
    page.sheet.results.opened.emit(kept.id)
    assert [(row.accessibleName(), row.answer) for row in page.result.rows] == [
        ("I laughed", 2.0), ("I put off resting", 0.0), ("I asked for help", 1.0),
    ]  # fmt: skip
    assert page.result.total_words.isVisible()
    assert "changed since" in page.result.total_words.text()
    assert "counted as 5" in page.result.total_words.text()
    press(page.result.rows[0], Qt.Key.Key_2)
    page.result.keep.click()
    assert [r.total for r in scales.results_of(journal, scale.id) if r.id == kept.id] == [4.0]
    page.sheet.results.opened.emit(since.id)
    assert [row.answer for row in page.result.rows] == [1.0, 1.0]
    assert not page.result.total_words.isVisible()


def test_a_scale_changed_back_has_its_old_results_again(page: ScalesPage, journal: OpenJournal) -> None:
    scale = questionnaire(journal)
    kept = scales.add_answers(journal, scale.id, [2.0, 0.0, 1.0])
    scales.change_scale(journal, replace(scale, items=scale.items[::-1]))
    scales.change_scale(journal, scale)
    assert scales.answered(journal, kept) == scale
    page.refresh()
    page.sheet.results.opened.emit(kept.id)
    assert not page.result.total_words.isVisible()


def test_what_an_old_result_answers_is_deleted_for_good_with_it(journal: OpenJournal) -> None:
    scale = questionnaire(journal)
    one, other = (scales.add_answers(journal, scale.id, [n, 0.0, 1.0]) for n in (1.0, 2.0))
    scales.change_scale(journal, replace(scale, items=(Item("I sang"),), high=2, bands=()))

    def held() -> str:
        with journal.reading() as db:
            return str(preference(db, "questionnaires as they were answered"))

    for result in (one, other):
        assert "I put off resting" in held()
        scales.move_result_to_trash(journal, result.id)
        scales.delete_result_for_good(journal, result.id)
    assert "I put off resting" not in held()
    again = scales.add_answers(journal, scale.id, [1.0])
    scales.change_scale(journal, scale)
    assert (again.id in held(), "I sang" in held()) == (True, True)
    scales.move_scale_to_trash(journal, scale.id)
    scales.delete_scale_for_good(journal, scale.id)
    assert "I sang" not in held()


@pytest.mark.parametrize("times", [1.0, 2.0], ids=["other items", "another way of counting"])
def test_where_nobody_knows_what_was_answered_the_answers_and_the_total_stay(
    page: ScalesPage, journal: OpenJournal, times: float
) -> None:
    scale = questionnaire(journal)
    kept = scales.add_answers(journal, scale.id, [2.0, 0.0, 1.0])
    items = scale.items[1:] if times == 1 else scale.items
    with journal.changing() as db:  # as it was done before the questionnaire of then was kept
        scale_rows.put(db, replace(scale, items=items, times=times, high=12))
    page.refresh()
    page.sheet.results.opened.emit(kept.id)
    assert page.result.rows == []
    assert "Answers, item by item: 2; 0; 1. Total: 5." in page.result.total_words.text()
    assert page.result.note.hasFocus()
    page.result.note.setPlainText("On a slow day")
    page.result.moment.set_moment(datetime(2026, 10, 30, 8, tzinfo=UTC))
    page.result.keep.click()
    (now,) = scales.results_of(journal, scale.id)
    assert (now.total, now.answers, now.note, now.at.day) == (kept.total, kept.answers, "On a slow day", 30)
    with pytest.raises(BadInput, match="stay as they were"):
        scales.change_result(journal, replace(now, answers=(1.0, 0.0, 1.0)))


def test_a_total_that_can_be_read_in_two_ways_stays_in_its_field(page: ScalesPage, journal: OpenJournal) -> None:
    scale = scales.add_scale(journal, Scale("", "Steps", "My own", 0, 20000))
    page.refresh()
    page.sheet.total.click()
    QTest.keyClicks(page.result.total, "10,000")
    page.result.keep.click()
    assert "two ways" in page.notice.sentence()
    assert focused() is page.result.total
    assert (page.result.total.text(), scales.results_of(journal, scale.id)) == ("10,000", [])
    page.result.total.selectAll()
    QTest.keyClicks(page.result.total, "10000")
    page.result.keep.click()
    (kept,) = scales.results_of(journal, scale.id)
    assert kept.total == 10000
    page.sheet.results.opened.emit(kept.id)
    page.result.total.selectAll()
    QTest.keyClicks(page.result.total, "9.000")
    page.result.keep.click()
    assert "two ways" in page.notice.sentence()
    assert page.settle()
    assert scales.results_of(journal, scale.id) == [kept]
    page.result.back.click()
    page.sheet.results.opened.emit(kept.id)
    assert page.result.total.text() == "9.000"


@pytest.mark.parametrize("typed", ["1,000", "20.000", "-1.500"])
def test_a_range_that_can_be_read_in_two_ways_is_refused_and_stays(
    page: ScalesPage, journal: OpenJournal, typed: str
) -> None:
    page.add_total.trigger()
    for field, text in ((page.form.name, "Steps"), (page.form.low, "-2000"), (page.form.high, typed)):
        QTest.keyClicks(field, text)
    QTest.keyClicks(page.form.licence, "My own")
    page.form.add.click()
    assert page.notice.sentence().startswith("The highest total: This number can be read in two ways")
    assert (page.form.high.text(), scales.all_scales(journal)) == (typed, [])


def test_a_label_that_can_be_read_in_two_ways_is_named_and_stays(page: ScalesPage, journal: OpenJournal) -> None:
    page.type_in.trigger()
    for field, text in ((page.form.name, "Evening"), (page.form.licence, "My own")):
        QTest.keyClicks(field, text)
    page.form.items.several_lines(["I laughed"])
    for n, (value, words) in enumerate((("0", "never"), ("1.000", "often"))):
        QTest.keyClicks(page.form.labels.field(n, 0), value)
        QTest.keyClicks(page.form.labels.field(n, 1), words)
    assert "stands here" in page.form.range.text()
    page.form.add.click()
    assert page.notice.sentence().startswith("Label 2: This number can be read in two ways")
    assert page.form.sketch().labels[1] == ("1.000", "often")
    assert scales.all_scales(journal) == []


def test_a_total_out_of_the_range_of_today_stays_when_only_its_note_is_changed(journal: OpenJournal) -> None:
    scale = on_paper(journal)
    kept = scales.add_total(journal, scale.id, 38)
    scales.change_scale(journal, replace(scale, high=20))
    assert scales.change_result(journal, replace(kept, note="From the spring")).total == 38
    with pytest.raises(BadInput):
        scales.change_result(journal, replace(kept, total=39))


def test_a_typed_total_half_changed_is_not_taken_for_another_total(page: ScalesPage, journal: OpenJournal) -> None:
    scale = on_paper(journal)
    result = scales.add_total(journal, scale.id, 14)
    page.refresh()
    page.sheet.results.opened.emit(result.id)
    page.result.total.setText("1")
    assert page.settle()
    assert scales.results_of(journal, scale.id)[0].total == 14
    page.result.keep.click()
    assert scales.results_of(journal, scale.id)[0].total == 1


# ------------------------------------------------------------------------------------------------------------ trash


def test_results_and_scales_go_to_the_trash_come_back_and_are_deleted_in_two_steps(
    page: ScalesPage, journal: OpenJournal
) -> None:
    scale = on_paper(journal)
    result = scales.add_total(journal, scale.id, 3)
    page.refresh()
    page.sheet.choose_result(result.id)
    page.sheet.result_trash.click()
    assert scales.results_of(journal, scale.id) == []
    page.notice.undo.click()
    assert len(scales.results_of(journal, scale.id)) == 1
    page.sheet.result_trash.click()
    page.sheet.choose_result(result.id)
    page.sheet.result_delete.click()
    page.sheet.two_step.yes.click()
    assert scales.results_of(journal, scale.id, trashed=True) == []
    page.sheet.trash.click()
    assert scales.all_scales(journal) == []
    page.notice.undo.click()
    assert [s.id for s in scales.all_scales(journal)] == [scale.id]
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    page.list.chosen.emit(scale.id)
    assert not page.sheet.total.isVisible()
    page.sheet.delete.click()
    page.sheet.two_step.no.click()
    assert len(scales.all_scales(journal, trashed=True)) == 1
    page.sheet.delete.click()
    page.sheet.two_step.yes.click()
    assert scales.all_scales(journal, trashed=True) == []
    assert page.empty.isVisible()


def test_licence_and_source_are_on_every_sheet_and_no_total_is_called_anything(
    page: ScalesPage, journal: OpenJournal
) -> None:
    scale = on_paper(journal)
    result = scales.add_total(journal, scale.id, 39)
    page.refresh()
    assert page.sheet.rights.text() == "Licence note: Bought by the centre"
    page.sheet.results.opened.emit(result.id)
    assert page.result.rights.text() == "Licence note: Bought by the centre"
    page.result.back.click()
    said = page.sheet.results.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "band" not in said


# ----------------------------------------------------------------------------------------------------- the pure part


def test_answers_go_over_to_items_with_the_same_words_and_to_no_others() -> None:
    labels = (Label(0, "no"), Label(1, "yes"))
    old = Scale("", "A", "mine", 0, 3, items=(Item("a"), Item("b"), Item("c")), labels=labels)
    new = Scale("", "A", "mine", 0, 3, items=(Item("c"), Item("x"), Item("a")), labels=labels)
    assert carried_over(old, new, [1.0, 0.0, None]) == (None, None, 1.0)


NUMBER = st.integers(-50, 50)
SOUND = st.builds(
    lambda items, values, scoring, times: Scale(
        "",
        "Harbour",
        "Invented",
        -1e6,
        1e6,
        items=tuple(Item(f"item {n}", back) for n, back in enumerate(items)),
        labels=tuple(Label(float(v), f"label {v}") for v in sorted(values)),
        scoring=scoring,
        times=float(times),
    ),
    st.lists(st.booleans(), min_size=1, max_size=6),
    st.sets(NUMBER, min_size=2, max_size=5),
    st.sampled_from(Scoring),
    st.integers(1, 9),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scale=SOUND, changes=st.lists(SOUND, min_size=1, max_size=3), data=st.data())
def test_no_change_of_a_scale_ever_changes_an_earlier_result(
    page: ScalesPage, journal: OpenJournal, scale: Scale, changes: list[Scale], data: st.DataObject
) -> None:
    there = scales.add_scale(journal, replace(scale, name=new_id()))
    values = [label.value for label in there.labels]
    given_ = data.draw(st.lists(st.sampled_from(values), min_size=len(there.items), max_size=len(there.items)))
    at = datetime(2026, 11, 1, 9, 30, 17, tzinfo=UTC)
    kept = scales.add_answers(journal, there.id, given_, at=at, note="Then")
    for changed in changes:
        scales.change_scale(journal, replace(changed, id=there.id, name=there.name))
        page.refresh()
        page.list.chosen.emit(there.id)
        page.sheet.results.opened.emit(kept.id)
        page.result.back.click()
        assert scales.results_of(journal, there.id) == [kept]
        page.sheet.results.opened.emit(kept.id)
        page.result.note.setPlainText(f"{kept.note}, and since")
        assert page.settle()
        (now,) = scales.results_of(journal, there.id)
        assert (now.answers, now.total, now.at) == (kept.answers, kept.total, kept.at)
        assert now.note == f"{kept.note}, and since"
        kept = now
    page.result.back.click()
    scales.move_scale_to_trash(journal, there.id)
    scales.delete_scale_for_good(journal, there.id)


@settings(max_examples=40)
@given(scale=SOUND)
def test_the_form_never_changes_a_scale_it_only_shows(scale: Scale) -> None:
    tight = sketch_of(scale)
    reached = range_of(tight)
    assert reached is not None
    scale.low, scale.high = reached
    again = scale_of(sketch_of(checked(scale)))
    assert again == checked(scale)


@settings(max_examples=60)
@given(values=st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=4), times=st.text(max_size=5))
def test_whatever_is_typed_a_sketch_is_a_sound_scale_or_a_sentence(values: list[tuple[str, str]], times: str) -> None:
    sketch = Sketch(questionnaire=True, name="A", licence="mine", items=(Item("a"),), labels=tuple(values), times=times)
    range_of(sketch)
    with suppress(BadInput):
        sound = scale_of(sketch)
        assert checked(sound) == sound
