"""The lights table: keep until somebody says otherwise, one key for many cells, every change can be undone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.story import Feel, Part
from peerjournal.operations import lights, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Known, Light, LightSetting, light_of
from peerjournal.ui.dialogs.audiences import AudiencesDialog
from peerjournal.ui.models.lights_table import LightsModel, Shown
from peerjournal.ui.pages.lights import LightsPage, LookAgainDialog
from peerjournal.ui.theme import apply_theme

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole

OnShow = Callable[[LightsPage], LightsPage]


def add_part(journal: OpenJournal, title: str, story_id: str | None = None, **also: object) -> Part:
    draft = story.new_draft(journal, story_id)
    draft.title, draft.text = title, "Rain on the windows."
    for name, value in also.items():
        setattr(draft, name, value)
    part = story.settle(journal, draft)
    assert part is not None
    return part


@pytest.fixture
def parts(journal: OpenJournal) -> list[Part]:
    return [add_part(journal, title) for title in ("The corridor", "Sundays", "The first morning")]


@pytest.fixture
def model(journal: OpenJournal, qapp: QApplication) -> LightsModel:  # noqa: ARG001 - Qt must be up
    made = LightsModel(journal)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


@pytest.fixture
def page(journal: OpenJournal, parts: list[Part], on_show: OnShow) -> LightsPage:
    assert parts
    made = on_show(LightsPage(journal))
    made.view.setFocus()
    return made


def key(page: LightsPage, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.view, which, held)


def shown_lights(model: LightsModel) -> list[list[Light]]:
    return [[model.setting(r, c).light for c in range(len(model.audiences))] for r in range(len(model.parts))]


def kept(journal: OpenJournal) -> set[tuple[str, str]]:
    """Cells in the vault that are not *keep*."""
    return {cell for cell, said in lights.all_lights(journal).items() if said.light is not Light.KEEP}


# ---------------------------------------------------------------------------------------------- keep is the default


@given(order=st.lists(st.sampled_from(["part", "audience", "set"]), max_size=8))
@settings(max_examples=25)
def test_what_nobody_set_is_keep_in_every_order_of_adding(
    order: list[str], journal: OpenJournal, model: LightsModel
) -> None:
    before = {a.id for a in lights.all_audiences(journal)}
    for n, step in enumerate(order):
        model.read()
        if step == "part":
            add_part(journal, f"Part {n}")
        elif step == "audience":
            lights.add_audience(journal, f"Audience {n} {len(before)} {model.rowCount()}")
            before = {a.id for a in lights.all_audiences(journal)}
        elif model.rowCount():
            model.set_light([model.index(0, 0)], Light.SHARE)
    model.read()
    said = kept(journal)
    for row, part in enumerate(model.parts):
        for column, audience in enumerate(model.audiences):
            assert (model.setting(row, column).light is not Light.KEEP) == ((part.id, audience.id) in said)
            assert model.index(row, column).data(SPOKEN).split(", ")[2] in {"keep", "share"}


_CELLS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), min_size=1, max_size=6)
_STEPS = st.lists(
    st.tuples(_CELLS, st.one_of(st.sampled_from(Light), st.none(), st.dates(date(2026, 1, 1), date(2030, 1, 1)))),
    max_size=6,
)


@given(steps=_STEPS)
@settings(max_examples=40)
def test_what_is_shown_is_what_is_kept_and_undoing_all_brings_back_the_beginning(
    steps: list[tuple[list[tuple[int, int]], Light | date | None]],
    journal: OpenJournal,
    parts: list[Part],
    model: LightsModel,
) -> None:
    assert parts
    model.read()
    beginning = lights.all_lights(journal)
    for cells, wanted in steps:
        indexes = [model.index(row, column) for row, column in dict.fromkeys(cells)]
        if isinstance(wanted, Light):
            assert model.set_light(indexes, wanted) is not None
        else:
            assert model.look_again(indexes, wanted) is not None
        there = lights.all_lights(journal)
        for row, part in enumerate(model.parts):
            for column, audience in enumerate(model.audiences):
                cell = part.id, audience.id
                assert model.setting(row, column) == there.get(cell, LightSetting(*cell))
    while model.can_undo:
        assert model.undo()
    assert lights.all_lights(journal) == beginning


def test_setting_what_is_so_already_is_no_change(model: LightsModel, parts: list[Part]) -> None:
    assert parts
    model.read()
    assert model.set_light([model.index(0, 0)], Light.KEEP) == 0
    assert not model.can_undo


# ---------------------------------------------------------------------------------------------------------- reading


def test_a_cell_is_spoken_with_part_audience_light_and_day(journal: OpenJournal, model: LightsModel) -> None:
    part = add_part(journal, "The corridor")
    audience = lights.all_audiences(journal)[1]
    lights.set_light(journal, part.id, audience.id, Light.ASK)
    lights.look_again(journal, [(part.id, audience.id)], journal.clock.today() + timedelta(days=30))
    model.read()
    assert model.index(0, 0).data(SPOKEN) == "The corridor, One to one, keep"
    assert model.index(0, 1).data(SPOKEN).startswith(f"The corridor, {audience.name}, if asked, look again on ")
    lights.look_again(journal, [(part.id, audience.id)], journal.clock.today())
    model.read()
    assert "to be looked at again since" in model.index(0, 1).data(SPOKEN)
    assert model.due() == 1


def test_an_audience_says_in_words_what_is_known_about_it(journal: OpenJournal, model: LightsModel) -> None:
    add_part(journal, "Sundays")
    lights.add_audience(journal, "Radio", recorded=Known.YES, withdrawable=Known.NO)
    model.read()
    last = model.columnCount() - 1
    across = Qt.Orientation.Horizontal
    assert model.headerData(last, across) == "Radio"
    assert model.headerData(last, across, Qt.ItemDataRole.AccessibleDescriptionRole) == (
        "It is recorded. It cannot be withdrawn."
    )
    assert "It is recorded." in model.headerData(last, across, Qt.ItemDataRole.ToolTipRole)


def test_a_part_says_how_it_feels_and_whose_story_it_is_of(journal: OpenJournal, model: LightsModel) -> None:
    add_part(journal, "Sundays", feel=Feel.RAW, feel_on=date(2026, 11, 1))
    other = story.add_story(journal, "Becoming a parent")
    add_part(journal, "", other.id, text="{keep}A name{/keep} in the text")
    model.read()
    down = Qt.Orientation.Vertical
    tip = model.headerData(0, down, Qt.ItemDataRole.ToolTipRole)
    assert tip.split("\n")[0] == "Sundays"
    assert "still raw, said on Sunday, 1 November 2026" in tip
    assert model.headerData(1, down) == "A name in the text"
    assert "Becoming a parent" in model.headerData(1, down, Qt.ItemDataRole.AccessibleDescriptionRole)


def test_parts_in_the_trash_and_archived_audiences_are_not_in_the_table(
    journal: OpenJournal, parts: list[Part], model: LightsModel
) -> None:
    audience = lights.all_audiences(journal)[0]
    story.move_to_trash(journal, parts[0].id)
    lights.remove_audience(journal, audience.id)
    model.read()
    assert [p.title for p in model.parts] == ["Sundays", "The first morning"]
    assert audience.name not in [a.name for a in model.audiences]


# ---------------------------------------------------------------------------------------------------------- by hand


def test_one_key_sets_every_selected_cell(page: LightsPage, journal: OpenJournal, qtbot: QtBot) -> None:
    page.view.go_to(0, 0)
    key(page, Qt.Key.Key_Down, SHIFT)
    key(page, Qt.Key.Key_Right, SHIFT)
    with qtbot.waitSignal(page.lights_changed):
        key(page, Qt.Key.Key_3)
    assert page.count.text() == "4 lights set to “share”."
    assert [row[:3] for row in shown_lights(page.model)] == [
        [Light.SHARE, Light.SHARE, Light.KEEP],
        [Light.SHARE, Light.SHARE, Light.KEEP],
        [Light.KEEP, Light.KEEP, Light.KEEP],
    ]
    assert len(kept(journal)) == 4
    key(page, Qt.Key.Key_2)
    assert page.count.text() == "4 lights set to “if asked”."
    key(page, Qt.Key.Key_1)
    assert kept(journal) == set()


def test_undo_by_key_and_by_button(page: LightsPage, journal: OpenJournal, qtbot: QtBot) -> None:
    page.view.go_to(1, 1)
    key(page, Qt.Key.Key_3)
    key(page, Qt.Key.Key_2)
    assert page.undo.isVisible()
    with qtbot.waitSignal(page.lights_changed):
        key(page, Qt.Key.Key_Z, CONTROL)
    assert page.model.setting(1, 1).light is Light.SHARE
    page.undo.click()
    assert kept(journal) == set()
    assert not page.undo.isVisible()
    with qtbot.assertNotEmitted(page.lights_changed):
        key(page, Qt.Key.Key_Z, CONTROL)


def test_a_whole_column_or_row_by_key(page: LightsPage) -> None:
    page.view.go_to(1, 2)
    key(page, Qt.Key.Key_Space, CONTROL)
    key(page, Qt.Key.Key_3)
    assert [row[2] for row in shown_lights(page.model)] == [Light.SHARE] * 3
    assert page.count.text() == "3 lights set to “share”."
    page.view.go_to(1, 2)
    key(page, Qt.Key.Key_Space, SHIFT)
    key(page, Qt.Key.Key_2)
    assert shown_lights(page.model)[1] == [Light.ASK] * 6


def test_a_column_by_a_click_on_its_name(page: LightsPage) -> None:
    page.view.selectColumn(3)
    key(page, Qt.Key.Key_2)
    assert [row[3] for row in shown_lights(page.model)] == [Light.ASK] * 3


def test_figures_of_any_script_and_the_number_pad_set_lights_and_other_keys_do_not(page: LightsPage) -> None:
    page.view.go_to(0, 0)
    QTest.keyClick(page.view, Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert page.model.setting(0, 0).light is Light.SHARE
    arabic_two = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "٢")
    QApplication.sendEvent(page.view, arabic_two)
    assert page.model.setting(0, 0).light is Light.ASK
    QTest.keyClicks(page.view, "479ß²x")
    key(page, Qt.Key.Key_3, CONTROL)
    assert page.model.setting(0, 0).light is Light.ASK


def test_enter_opens_the_menu_and_nothing_changes_by_itself(page: LightsPage, journal: OpenJournal) -> None:
    for which in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Space):
        page.view.go_to(0, 1)
        key(page, which)
        assert page.view.menu is not None
        names = [a.text().split("\t")[0] for a in page.view.menu.actions() if a.text()]
        assert names[:5] == ["Keep", "If asked", "Share", "Look again on…", "No date"]
        page.view.menu.close()
    assert kept(journal) == set()
    key(page, Qt.Key.Key_Return)
    menu = page.view.menu
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    assert page.model.setting(0, 1).light is Light.ASK


def test_a_light_carries_a_day_to_look_again_until_it_has_none(page: LightsPage, journal: OpenJournal) -> None:
    page.view.go_to(2, 0)
    page.view.later_wanted.emit()
    dialog = page.findChild(LookAgainDialog)
    assert isinstance(dialog, LookAgainDialog)
    dialog.later[0].click()
    dialog.do_it.click()
    on = journal.clock.today() + timedelta(days=30)
    assert page.model.setting(2, 0).look_again_on == on
    assert page.count.text().startswith("1 light to look at again on ")
    key(page, Qt.Key.Key_3)
    assert page.model.setting(2, 0) == LightSetting(*page_cell(page, 2, 0), Light.SHARE, on)
    page.view.date_wanted.emit(None)
    assert page.model.setting(2, 0).look_again_on is None
    assert page.model.setting(2, 0).light is Light.SHARE


def page_cell(page: LightsPage, row: int, column: int) -> tuple[str, str]:
    return page.model.parts[row].id, page.model.audiences[column].id


def test_lights_whose_day_has_come_are_offered_apart(page: LightsPage, journal: OpenJournal) -> None:
    assert not page.shown.buttons()[Shown.DUE].isVisible()
    lights.look_again(journal, [page_cell(page, 1, 2)], journal.clock.today())
    page.refresh()
    assert page.shown.buttons()[Shown.DUE].text() == "Look again (1)"
    page.shown.choose(Shown.DUE)
    assert [p.title for p in page.model.parts] == ["Sundays"]


def test_tab_leaves_the_table(page: LightsPage) -> None:
    page.view.go_to(0, 0)
    key(page, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not page.view
    assert page.view.currentIndex() == page.model.index(0, 0)


def test_part_and_glance_are_asked_for(page: LightsPage, qtbot: QtBot) -> None:
    page.view.go_to(1, 2)
    with qtbot.waitSignal(page.part_opened) as caught:
        key(page, Qt.Key.Key_Return, CONTROL)
    assert caught.args == [page.model.parts[1].id]
    with qtbot.waitSignal(page.part_opened) as caught:
        page.view.verticalHeader().sectionDoubleClicked.emit(2)
    assert caught.args == [page.model.parts[2].id]
    with qtbot.waitSignal(page.glance_wanted) as caught:
        page.glance.click()
    assert caught.args == [page.model.audiences[2].id]


# -------------------------------------------------------------------------------------------------------- filtering


def test_finding_a_part_and_going_into_the_table(page: LightsPage) -> None:
    QTest.keyClicks(page.search, "morning first")
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert [p.title for p in page.model.parts] == ["The first morning"]
    assert page.view.hasFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == 3


def test_a_part_set_back_to_keep_stays_in_sight_under_the_hand(page: LightsPage) -> None:
    page.view.go_to(1, 0)
    key(page, Qt.Key.Key_3)
    page.shown.choose(Shown.TOLD)
    assert [p.title for p in page.model.parts] == ["Sundays"]
    page.view.go_to(0, 0)
    key(page, Qt.Key.Key_1)
    assert [p.title for p in page.model.parts] == ["Sundays"]
    page.refresh()
    assert page.model.rowCount() == 0
    assert page.empty.isVisible()
    page.empty.button.click()
    assert page.model.rowCount() == 3


def test_stories_are_offered_where_there_are_several(page: LightsPage, journal: OpenJournal) -> None:
    assert not page.stories.isVisible()
    other = story.add_story(journal, "Becoming a parent")
    add_part(journal, "The first night with her", other.id)
    page.refresh()
    assert page.stories.isVisible()
    page.stories.setCurrentIndex(page.stories.findData(other.id))
    page.stories.activated.emit(page.stories.currentIndex())
    assert [p.title for p in page.model.parts] == ["The first night with her"]


def test_refreshing_stays_in_the_cell_one_was_in(page: LightsPage, journal: OpenJournal, parts: list[Part]) -> None:
    page.view.go_to(1, 4)
    add_part(journal, "Before all that")
    story.move_to_trash(journal, parts[0].id)
    page.refresh()
    now = page.view.currentIndex()
    assert (page.model.parts[now.row()].title, now.column()) == ("Sundays", 4)


# ---------------------------------------------------------------------------------------------- nothing, and trouble


def test_without_parts_the_page_invites_to_write_one(journal: OpenJournal, on_show: OnShow, qtbot: QtBot) -> None:
    page = on_show(LightsPage(journal))
    assert page.empty.first.text() == "Write a part first"
    with qtbot.waitSignal(page.part_wanted):
        page.empty.button.click()


def test_without_audiences_the_page_offers_to_add_one(page: LightsPage, journal: OpenJournal) -> None:
    for audience in lights.all_audiences(journal):
        lights.remove_audience(journal, audience.id)
    page.refresh()
    page.empty.button.click()
    dialog = page.findChild(AudiencesDialog)
    assert isinstance(dialog, AudiencesDialog)
    QTest.keyClicks(dialog.new, "My choir")
    dialog.add.click()
    dialog.accept()
    assert [a.name for a in page.model.audiences] == ["My choir"]
    assert shown_lights(page.model) == [[Light.KEEP]] * 3


def test_a_part_deleted_elsewhere_is_said_and_nothing_else_changes(
    page: LightsPage, journal: OpenJournal, parts: list[Part]
) -> None:
    story.move_to_trash(journal, parts[1].id)
    story.delete_for_good(journal, parts[1].id)
    page.view.selectColumn(0)
    key(page, Qt.Key.Key_3)
    assert "nothing was changed" in page.notice.sentence()
    assert kept(journal) == set()
    assert page.model.rowCount() == 2


def test_a_full_disk_is_said_and_the_table_shows_what_is_kept(
    page: LightsPage, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull("There is no room left; nothing was changed.")

    monkeypatch.setattr(lights, "set_lights", full)
    page.view.go_to(0, 0)
    key(page, Qt.Key.Key_3)
    assert page.notice.kind() == "problem"
    assert page.model.setting(0, 0).light is Light.KEEP
    assert not page.model.can_undo
    assert kept(journal) == set()


def test_a_light_changed_elsewhere_is_not_overwritten_by_undo(page: LightsPage, journal: OpenJournal) -> None:
    page.view.go_to(0, 0)
    key(page, Qt.Key.Key_3)
    cell = page_cell(page, 0, 0)
    lights.set_light(journal, *cell, Light.ASK)
    page.refresh()
    key(page, Qt.Key.Key_Z, CONTROL)
    assert light_of(lights.all_lights(journal), *cell) is Light.ASK


@pytest.mark.parametrize("look", ["light", "dark", "high-contrast"])
def test_every_kind_of_cell_is_painted(page: LightsPage, journal: OpenJournal, qapp: QApplication, look: str) -> None:
    add_part(journal, "السنة الأولى بعد العودة " * 9, feel=Feel.SETTLING)
    lights.add_audience(journal, "Donaudampfschifffahrtsgesellschaft " * 3)
    today = journal.clock.today()
    cells = [(p.id, a.id) for p in story.all_parts(journal) for a in lights.all_audiences(journal)]
    lights.set_lights(journal, cells[1::3], Light.ASK)
    lights.set_lights(journal, cells[2::3], Light.SHARE)
    lights.look_again(journal, cells[::2], today)
    lights.look_again(journal, cells[1::5], today + timedelta(days=400))
    apply_theme(qapp, look, 200 if look == "dark" else 100)
    page.refresh()
    page.view.selectAll()
    for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        page.setLayoutDirection(way)
        assert not page.grab().isNull()


def test_cells_beyond_the_end_are_nothing(model: LightsModel) -> None:
    assert model.index(0, 0) == QModelIndex()
    assert model.headerData(5, Qt.Orientation.Vertical) is None
    assert not model.undo()
