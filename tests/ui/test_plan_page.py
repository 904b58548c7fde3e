"""My plan: read first and changed in three lists; every word is kept, ordered, thrown away and had back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.entry import new_id
from peerjournal.journal.plan import Helped, first_headings
from peerjournal.journal.story import PartDraft
from peerjournal.operations import plan, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.paths import settings_file
from peerjournal.settings import Settings
from peerjournal.support.helplines import Line
from peerjournal.support.own_lines import Own, Person, keep_own, own_folder, read_own, typed_ways
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.plan import CHANGING, PEOPLE, READING, STRATEGIES, PlanPage
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.theme import apply_theme

Show = Callable[[PlanPage], PlanPage]
Key = Qt.Key


@pytest.fixture
def show(on_show: Show) -> Show:
    """A room as the rooms show it."""
    return on_show


@pytest.fixture
def empty(journal: OpenJournal, show: Show) -> PlanPage:
    """The room of a journal in which no plan was begun."""
    return show(PlanPage(journal))


def write(journal: OpenJournal, place: int, text: str) -> None:
    plan.write_section(journal, plan.sections(journal)[place].id, text, sitting=new_id())


def part(journal: OpenJournal, title: str, *helped: str) -> str:
    draft = PartDraft(new_id(), story.all_stories(journal)[0].id, title=title, strategies=helped)
    kept = story.settle(journal, draft)
    assert kept is not None
    return kept.id


def again(page: PlanPage) -> None:
    """Leave the room and enter it again."""
    page.hide()
    page.show()


# ------------------------------------------------------------------------------------------------------- reading


def test_an_empty_plan_invites_to_begin_and_there_is_nothing_to_read_yet(empty: PlanPage) -> None:
    assert empty.mode == CHANGING
    assert [card.name.text() for card in empty.sections.cards] == [heading for heading, _about in first_headings()]
    assert [card.text.placeholderText() for card in empty.sections.cards] == [about for _h, about in first_headings()]
    assert not empty.read.isEnabled()
    assert empty.hand_out.isHidden()
    empty.tabs.choose(STRATEGIES)
    assert "Small things count" in empty.strategies.about.text()
    assert empty.strategies.add.isVisible()


def test_a_plan_is_read_first_and_one_button_leads_to_changing_it(journal: OpenJournal, show: Show) -> None:
    write(journal, 0, "Mornings **outside**")
    plan.add_strategy(journal, "A walk", when="when it rains", how="slowly")
    plan.add_person(journal, "Miriam", reach="0151 2345", for_what="a walk")
    page = show(PlanPage(journal))
    assert page.mode == READING
    read = page.reading.text()
    for words in ("What keeps me well", "Mornings outside", "What helps", "A walk", "when it rains", "0151 2345"):
        assert words in read
    assert "Early signs" not in read  # nothing stands there yet
    page.change.click()
    assert page.mode == CHANGING
    page.read.click()
    assert page.mode == READING


def test_the_keyboard_scrolls_what_is_read(journal: OpenJournal, show: Show, qtbot: QtBot) -> None:
    write(journal, 0, "\n\n".join(f"Line {n}" for n in range(80)))
    page = show(PlanPage(journal))
    page.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert page.reading.hasFocus()
    bar = page.reading.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for key in (Key.Key_PageDown, Key.Key_Space, Key.Key_Down):
        before = bar.value()
        QTest.keyClick(page.reading, key)
        assert bar.value() > before
    QTest.keyClick(page.reading, Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(page.reading, Key.Key_Home)
    assert bar.value() == 0


def test_private_words_are_seen_as_such_by_their_owner(journal: OpenJournal, show: Show) -> None:
    write(journal, 0, "Tea, {keep}the good one{/keep}")
    read = show(PlanPage(journal)).reading.text()
    assert "the good one" in read
    assert "{keep}" not in read
    assert "Private" in read


def test_who_enters_the_room_again_reads_first_but_not_after_a_look_at_a_part(
    journal: OpenJournal, show: Show, qtbot: QtBot
) -> None:
    river = part(journal, "The river")
    plan.add_strategy(journal, "A walk", part_id=river)
    page = show(PlanPage(journal))
    page.change.click()
    again(page)
    assert page.mode == READING
    page.change.click()
    page.tabs.choose(STRATEGIES)
    with qtbot.waitSignal(page.part_wanted) as asked:
        page.strategies.cards[0].see.click()
    assert asked.args == [river]
    again(page)
    assert page.mode == CHANGING
    assert page.tabs.index() == STRATEGIES


# ------------------------------------------------------------------------------------------------------ sections


def test_what_is_typed_is_kept_within_a_second(empty: PlanPage, journal: OpenJournal, qtbot: QtBot) -> None:
    QTest.keyClicks(empty.sections.cards[1].text, "Tea at ten")
    qtbot.waitUntil(lambda: plan.sections(journal)[1].text == "Tea at ten")
    assert empty.state.text() == "Saved"
    assert empty.read.isEnabled()


def test_one_visit_is_one_version_and_the_next_another(empty: PlanPage, journal: OpenJournal) -> None:
    section = plan.sections(journal)[0]
    card = empty.sections.cards[0]
    for word in ("Tea", " and", " rain"):
        QTest.keyClicks(card.text, word)
        assert empty.settle()
    assert plan.section_versions(journal, section.id) == []
    again(empty)
    empty.change.click()
    for word in (" or", " sun"):
        QTest.keyClicks(card.text, word)
        assert empty.settle()
    assert [v.text for v in plan.section_versions(journal, section.id)] == ["Tea and rain"]


def test_an_earlier_version_is_brought_back_into_the_field(empty: PlanPage, journal: OpenJournal, qtbot: QtBot) -> None:
    for text in ("Tea", "Coffee"):
        write(journal, 0, text)
    empty.sections.refresh()
    card = empty.sections.cards[0]
    card.text.setFocus()
    card.history.trigger()
    dialog = empty.sections.findChild(VersionsDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.bring.isEnabled)
    dialog.bring.click()
    assert card.text.text() == "Tea"
    assert plan.sections(journal)[0].text == "Tea"


def test_a_heading_is_renamed_in_place_and_never_lost(empty: PlanPage, journal: OpenJournal) -> None:
    card = empty.sections.cards[0]
    card.name.setFocus()
    card.name.selectAll()
    QTest.keyClicks(card.name, "What warms me")
    QTest.keyClick(card.name, Key.Key_Return)
    assert plan.sections(journal)[0].heading == "What warms me"
    assert card.text.placeholderText() == "In your own words"
    card.name.selectAll()
    QTest.keyClick(card.name, Key.Key_Delete)
    card.text.setFocus()
    assert card.name.text() == "What warms me"
    assert plan.sections(journal)[0].heading == "What warms me"


def test_a_new_section_is_kept_with_its_first_words_even_without_a_heading(
    empty: PlanPage, journal: OpenJournal
) -> None:
    empty.sections.add.click()
    card = empty.sections.cards[-1]
    assert card.name.hasFocus()
    QTest.keyClicks(card.text, "On the road I ring at noon.")
    assert empty.settle()
    made = plan.sections(journal)[-1]
    assert (made.heading, made.text) == ("On the road I ring at noon.", "On the road I ring at noon.")
    QTest.keyClicks(card.name, "On the road")
    assert empty.settle()
    assert plan.sections(journal)[-1].heading == "On the road"


def test_a_new_card_that_says_nothing_leaves_nothing_behind(empty: PlanPage, journal: OpenJournal) -> None:
    before = len(empty.sections.cards)
    empty.sections.add.click()
    empty.sections.add.click()
    assert len(empty.sections.cards) == before + 1
    assert empty.settle()
    assert len(empty.sections.cards) == before == len(plan.sections(journal))


def test_alt_and_the_arrows_move_a_section_and_the_keyboard_stays_in_it(empty: PlanPage, journal: OpenJournal) -> None:
    card = empty.sections.cards[2]
    card.text.setFocus()
    for _turn in range(3):  # one more than there is room for
        QTest.keyClick(card.text, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert empty.sections.cards[0] is card
    assert plan.sections(journal)[0].heading == card.name.text()
    assert card.text.hasFocus()
    assert not card.up.isEnabled()
    card.down.setFocus()
    card.down.click()
    assert empty.sections.cards[1] is card
    assert empty.sections.cards[1].y() > empty.sections.cards[0].y() or empty.sections.cards[0].y() == 0


def test_the_tab_key_goes_through_the_sections_as_they_stand(empty: PlanPage) -> None:
    first = empty.sections.cards[0]
    first.down.click()
    above = empty.sections.cards[0]
    above.text.setFocus()
    seen = []
    for _turn in range(8):
        QTest.keyClick(empty.focusWidget(), Key.Key_Tab)
        seen.append(empty.focusWidget())
    assert seen.index(first.name) < seen.index(first.text)


def test_what_goes_into_the_trash_comes_back_to_its_place(empty: PlanPage, journal: OpenJournal) -> None:
    write(journal, 1, "Tea at ten")
    empty.sections.refresh()
    before = [card.name.text() for card in empty.sections.cards]
    empty.sections.cards[1].trash.click()
    assert [card.name.text() for card in empty.sections.cards] == before[:1] + before[2:]
    assert empty.sections.cards[1].name.hasFocus()
    assert before[1] in empty.sections.notice.sentence()
    empty.sections.notice.undo.click()
    assert [card.name.text() for card in empty.sections.cards] == before
    assert empty.sections.cards[1].text.text() == "Tea at ten"


def test_the_trash_is_looked_into_put_back_and_emptied_in_two_steps(empty: PlanPage, journal: OpenJournal) -> None:
    sections = empty.sections
    assert sections.trash_fold.isHidden()
    for _turn in range(2):
        sections.cards[0].trash.click()
    sections.trash_fold.head.click()
    names = [row.name for row in sections.in_trash.rows]
    assert names == [heading for heading, _about in first_headings()][:2]
    sections.in_trash.rows[0].restore.click()
    assert sections.cards[-1].name.text() == names[0] or names[0] in [card.name.text() for card in sections.cards]
    sections.in_trash.rows[0].delete.click()
    assert sections.in_trash.two_step.no.hasFocus()
    sections.in_trash.two_step.no.click()
    assert len(plan.sections(journal, trashed=True)) == 1
    sections.in_trash.rows[0].delete.click()
    sections.in_trash.two_step.yes.click()
    assert plan.sections(journal, trashed=True) == []
    assert sections.trash_fold.isHidden()


def test_what_comes_back_from_the_trash_leaves_an_order_made_since(empty: PlanPage) -> None:
    one, two, three, *rest = [card.name.text() for card in empty.sections.cards]
    empty.sections.cards[0].trash.click()
    empty.sections.cards[0].down.click()
    assert [card.name.text() for card in empty.sections.cards] == [three, two, *rest]
    empty.sections.notice.undo.click()
    assert [card.name.text() for card in empty.sections.cards] == [one, three, two, *rest]


def test_ctrl_shift_p_keeps_what_is_selected_private_and_opens_it_again(empty: PlanPage, journal: OpenJournal) -> None:
    card = empty.sections.cards[0]
    card.text.setFocus()
    QTest.keyClicks(card.text, "Tea and Ruth")
    for _letter in "Ruth":
        QTest.keyClick(card.text, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    card.text.private.trigger()
    assert empty.settle()
    assert plan.sections(journal)[0].text == "Tea and {keep}Ruth{/keep}"
    assert card.text.textCursor().selectedText() == "Ruth"
    card.text.private.trigger()
    assert card.text.text() == "Tea and Ruth"
    card.text.undo()
    assert card.text.text() == "Tea and {keep}Ruth{/keep}"


@settings(max_examples=15)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="{}\ue0f0\ue0f1"), max_size=20), data=st.data())
def test_marking_never_changes_a_word(text: str, data: st.DataObject, qapp: QApplication) -> None:
    from peerjournal.sharing import marks
    from peerjournal.ui.pages.plan_sections import SectionText

    assert qapp is not None
    field = SectionText("Words", "")
    field.set_text(text)
    shown = field.text()
    cursor = field.textCursor()
    end = field.document().characterCount() - 1
    cursor.setPosition(data.draw(st.integers(0, end)))
    cursor.setPosition(data.draw(st.integers(0, end)), cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    field.toggle_private()
    assert marks.without_marks(field.text()) == marks.without_marks(shown)


# ---------------------------------------------------------------------------------------------------- strategies


def test_a_strategy_is_added_with_its_first_words(empty: PlanPage, journal: OpenJournal) -> None:
    empty.tabs.choose(STRATEGIES)
    empty.strategies.add.click()
    card = empty.strategies.cards[0]
    QTest.keyClicks(card.when, "when it rains")
    assert empty.settle()
    assert plan.strategies(journal)[0].what == "when it rains"
    QTest.keyClicks(card.name, "A walk")
    QTest.keyClicks(card.how, "slowly")
    assert empty.settle()
    (walk,) = plan.strategies(journal)
    assert (walk.what, walk.when, walk.how) == ("A walk", "when it rains", "slowly")


def test_whether_it_helped_is_said_with_its_day_and_never_counted(journal: OpenJournal, show: Show) -> None:
    plan.add_strategy(journal, "A walk")
    page = show(PlanPage(journal))
    page.change.click()
    page.tabs.choose(STRATEGIES)
    helped = page.strategies.cards[0].helped
    assert [b.text() for b in helped.choices.buttons()] == ["Yes", "Somewhat", "No", "Not said"]
    assert helped.answer() is Helped.UNSAID
    helped.choices.button(1).click()
    assert plan.strategies(journal)[0].helped is Helped.SOMEWHAT
    assert helped.day.text() == "said on Sun 22 Nov"
    helped.choices.button(3).click()
    assert plan.strategies(journal)[0].helped_on is None
    assert helped.day.text() == ""


def test_a_strategy_names_its_part_and_outlives_it(journal: OpenJournal, show: Show) -> None:
    river, garden = part(journal, "The river"), part(journal, "The garden")
    plan.add_strategy(journal, "A walk", part_id=river)
    page = show(PlanPage(journal))
    page.change.click()
    page.tabs.choose(STRATEGIES)
    card = page.strategies.cards[0]
    assert card.part.currentText() == "The river"
    story.move_to_trash(journal, river)
    page.strategies.refresh()
    assert "“The river”, which is in the trash" in card.gone.text()
    assert card.see.isHidden()
    QTest.keyClicks(card.when, "when it rains")
    assert page.settle()
    assert plan.strategies(journal)[0].part_id == river  # another word does not take it off
    story.delete_for_good(journal, river)
    page.strategies.refresh()
    assert "no longer there" in card.gone.text()
    card.part.setCurrentIndex(card.part.findData(garden))
    card.part.activated.emit(card.part.currentIndex())
    assert plan.strategies(journal)[0].part_id == garden
    assert card.gone.isHidden()
    assert card.see.isVisible()


def test_what_the_story_says_helped_is_taken_with_one_press_and_never_by_itself(
    journal: OpenJournal, show: Show
) -> None:
    river = part(journal, "The river", "Cold water", "A friend who rang")
    page = show(PlanPage(journal))
    page.tabs.choose(STRATEGIES)
    assert page.strategies.offer_fold.is_open
    assert plan.strategies(journal) == []
    page.strategies.offers.rows[0].take.setFocus()
    page.strategies.offers.rows[0].take.click()
    (taken,) = plan.strategies(journal)
    assert (taken.what, taken.part_id) == ("Cold water", river)
    assert page.strategies.offers.rows[0].take.hasFocus()
    page.strategies.offers.rows[0].take.click()
    assert page.strategies.offer_fold.isHidden()
    assert [card.name.text() for card in page.strategies.cards] == ["Cold water", "A friend who rang"]


# -------------------------------------------------------------------------------------------------------- people


@pytest.fixture
def people(journal: OpenJournal, show: Show) -> PlanPage:
    """The room with Miriam in it, and the list she stands in."""
    plan.add_person(journal, "Miriam", reach="0151 2345", for_what="{keep}the old days{/keep}")
    page = show(PlanPage(journal))
    page.change.click()
    page.tabs.choose(PEOPLE)
    return page


def test_somebody_stands_in_support_only_after_a_second_step_that_says_what_it_means(people: PlanPage) -> None:
    card = people.people.cards[0]
    card.show_there.click()
    assert "not encrypted" in card.two_step.accessibleName()
    assert card.two_step.no.hasFocus()
    card.two_step.no.click()
    assert read_own(own_folder())[0].people == ()
    card.show_there.click()
    card.two_step.yes.click()
    (shown,) = read_own(own_folder())[0].people
    assert (shown.name, shown.reach, shown.for_what) == ("Miriam", "0151 2345", "")  # what is private stays
    assert card.said.text() == "Stands in Support as well."
    assert card.show_there.isHidden()


def test_other_words_in_support_are_said_and_brought_up_to_date_or_taken_out(people: PlanPage) -> None:
    card = people.people.cards[0]
    card.show_there.click()
    card.two_step.yes.click()
    QTest.keyClick(card.reach, Key.Key_End)
    QTest.keyClicks(card.reach, "6")
    assert people.settle()
    assert "other words" in card.said.text()
    card.show_there.click()
    card.two_step.yes.click()
    assert [one.reach for one in read_own(own_folder())[0].people] == ["0151 23456"]
    card.take_out.click()
    assert read_own(own_folder())[0].people == ()
    people.people.notice.undo.click()
    assert len(read_own(own_folder())[0].people) == 1


def show_in_support(page: PlanPage) -> None:
    page.people.cards[0].show_there.click()
    page.people.cards[0].two_step.yes.click()


def test_undo_puts_back_into_support_the_one_taken_out_and_leaves_what_came_since(people: PlanPage) -> None:
    keep_own(own_folder(), Own((Person("Ada", "1"), Person("Miriam", "0151 2345"), Person("Bo", "2"))))
    people.people.refresh()
    people.people.cards[0].take_out.click()
    own, _trouble = read_own(own_folder())
    line = Line("A line of my own", typed_ways("0800 111"))
    keep_own(own_folder(), Own((*own.people, Person("Noor", "3")), (line,)))
    people.people.notice.undo.click()
    own, _trouble = read_own(own_folder())
    assert [one.name for one in own.people] == ["Ada", "Miriam", "Bo", "Noor"]
    assert [one.name for one in own.lines] == ["A line of my own"]
    assert people.people.cards[0].said.text() == "Stands in Support as well."


def test_who_was_typed_in_support_by_hand_stays_there_under_the_same_name(people: PlanPage) -> None:
    typed = Person("Miriam", "at the kiosk", "at night")
    keep_own(own_folder(), Own((typed,)))
    people.people.refresh()
    card = people.people.cards[0]
    assert "other words" in card.said.text()
    show_in_support(people)
    assert read_own(own_folder())[0].people == (typed, Person("Miriam", "0151 2345"))
    assert "still there, too" in people.people.notice.sentence()
    QTest.keyClick(card.reach, Key.Key_End)
    QTest.keyClicks(card.reach, "6")
    assert people.settle()
    show_in_support(people)  # these words came from here: they are brought up to date
    assert read_own(own_folder())[0].people == (typed, Person("Miriam", "0151 23456"))
    card.take_out.click()
    assert read_own(own_folder())[0].people == (typed,)
    assert "still stands there" in people.people.notice.sentence()
    people.people.notice.undo.click()
    assert read_own(own_folder())[0].people == (typed, Person("Miriam", "0151 23456"))


def test_a_name_that_changed_is_brought_up_to_date_in_support(
    people: PlanPage, show: Show, journal: OpenJournal
) -> None:
    show_in_support(people)
    (miriam,) = plan.own_people(journal)
    plan.change_person(journal, replace(miriam, name="Miri"))
    later = show(PlanPage(journal))
    later.change.click()
    later.tabs.choose(PEOPLE)
    assert "other words" in later.people.cards[0].said.text()
    show_in_support(later)
    assert read_own(own_folder())[0].people == (Person("Miri", "0151 2345"),)


def test_throwing_somebody_out_of_the_plan_leaves_the_others(people: PlanPage, journal: OpenJournal) -> None:
    people.people.add.click()
    QTest.keyClicks(people.people.cards[1].reach, "at the kiosk")
    assert people.settle()
    people.people.cards[0].trash.click()
    assert [p.name for p in plan.own_people(journal)] == ["at the kiosk"]
    assert [p.name for p in plan.own_people(journal, trashed=True)] == ["Miriam"]


# ---------------------------------------------------------------------------------------------------- trouble


def test_on_a_full_disk_the_words_stay_and_are_kept_as_soon_as_there_is_room(
    empty: PlanPage, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    write_section = plan.write_section
    full = True

    def full_disk(*args: object, **named: object) -> object:
        if full:
            raise DiskFull("The disk is full.")
        return write_section(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(plan, "write_section", full_disk)
    card = empty.sections.cards[0]
    QTest.keyClicks(card.text, "Tea at ten")
    assert not empty.settle()
    assert not empty.save_now()
    assert empty.sections.notice.kind() == "problem"
    empty.tabs.choose(STRATEGIES)
    assert empty.tabs.index() == 0  # it does not leave words behind
    empty.sections.refresh()
    assert card.text.text() == "Tea at ten"
    full = False
    qtbot.waitUntil(lambda: plan.sections(journal)[0].text == "Tea at ten")
    assert empty.sections.notice.isHidden()
    assert empty.settle()


def test_what_was_deleted_elsewhere_while_it_was_written_stays_as_something_new(
    empty: PlanPage, journal: OpenJournal
) -> None:
    card = empty.sections.cards[0]
    gone = plan.sections(journal)[0].id
    plan.SECTIONS.put(journal, gone, trashed=True)
    plan.SECTIONS.delete_for_good(journal, gone)
    QTest.keyClicks(card.text, "Tea at ten")
    assert empty.settle()
    assert plan.sections(journal)[-1].text == "Tea at ten"


def test_leaving_the_room_keeps_what_was_typed(empty: PlanPage, journal: OpenJournal) -> None:
    QTest.keyClicks(empty.sections.cards[0].text, "Tea")
    empty.hide()
    assert plan.sections(journal)[0].text == "Tea"
    empty.show()
    assert empty.mode == READING


def test_everything_has_a_name_and_the_keyboard_reaches_it(journal: OpenJournal, show: Show) -> None:
    part(journal, "The river", "Cold water")
    plan.add_strategy(journal, "A walk")
    plan.add_person(journal, "Miriam")
    page = show(PlanPage(journal))
    page.change.click()
    for tab in range(3):
        page.tabs.choose(tab)
        for card in page.lists[tab].cards:
            for stop in card.stops():
                assert stop.accessibleName() or stop.property("text"), stop
    jobs().wait()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_nothing_is_cut_off_in_a_small_window(
    journal: OpenJournal, show: Show, qapp: QApplication, percent: int, direction: Qt.LayoutDirection
) -> None:
    part(journal, "السوق في الصباح", "فنجان قهوة مع الجيران قبل أن يفتح السوق")
    write(journal, 0, "الصباح في الخارج " * 20)
    plan.add_strategy(journal, "Outside before noon, whatever the weather says about it, and back again", when="x" * 90)
    plan.add_person(journal, "مريم", reach="0151 2345")
    apply_theme(qapp, "light", percent)
    page = PlanPage(journal)
    page.setLayoutDirection(direction)
    show(page)
    page.resize(816, 700)
    page.change.click()
    for tab in range(3):
        page.tabs.choose(tab)
        QApplication.processEvents()
        column = page.lists[tab].column
        assert column.horizontalScrollBar().maximum() == 0
        for card in page.lists[tab].cards:
            assert card.minimumSizeHint().width() <= card.width()


def test_the_key_of_the_room_puts_the_keyboard_where_the_plan_scrolls(
    journal: OpenJournal, show: Callable[[Rooms], Rooms]
) -> None:
    write(journal, 0, "Mornings outside")
    rooms = show(Rooms(journal, Settings(settings_file())))
    rooms.setFocus()
    QTest.keyClick(rooms, Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    page = rooms.plan_room.page()
    assert page.isVisible()
    assert page.reading.hasFocus()
    page.change.click()
    QTest.keyClicks(page.sections.cards[0].text, "Early: ")
    assert rooms.keep()
    assert plan.sections(journal)[0].text == "Early: Mornings outside"
    jobs().wait()
