"""Handing out the plan: nothing leaves that was not ticked, and a leak is let go one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.journal.entry import new_id
from peerjournal.operations import plan
from peerjournal.operations.journals import OpenJournal
from peerjournal.paths import settings_file
from peerjournal.settings import Settings
from peerjournal.support.helplines import Line, read_country
from peerjournal.support.own_lines import Own, keep_own, named_line, own_folder, typed_ways
from peerjournal.ui.dialogs.leaving import new_printer
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.plan import CHANGING, LEAVING, READING, PlanPage
from peerjournal.ui.pages.plan_leaving import LOOK_OVER, PAPER, WALLET, PlanLeaving

SECRET = "the blue door by the mill"
SECTIONS, STRATEGIES, PEOPLE, LINES = range(4)


def write(journal: OpenJournal, place: int, text: str) -> str:
    section = plan.sections(journal)[place]
    return plan.write_section(journal, section.id, text, sitting=new_id()).id


@pytest.fixture
def page(journal: OpenJournal, on_show: Callable[[PlanPage], PlanPage], own_home: Path) -> PlanPage:
    """A plan of which something can be handed out, in Ireland."""
    assert own_home.exists()
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    Settings(settings_file())["support_country"] = "ie"
    write(journal, 0, "Mornings outside")
    write(journal, 1, f"Tea {{keep}}at {SECRET}{{/keep}}")
    write(journal, 2, "{keep}Letters{/keep}")
    plan.add_strategy(journal, "A walk to the bridge", when="when it rains")
    plan.add_person(journal, "Miriam", reach="0151 2345")
    return on_show(PlanPage(journal))


@pytest.fixture
def leaving(page: PlanPage, qtbot: QtBot) -> PlanLeaving:
    """The page on which it is handed out, with nothing chosen."""
    with qtbot.waitSignal(page.leaving.paper.settled):
        page.hand_out.click()
    return page.leaving


@pytest.fixture
def after(leaving: PlanLeaving, qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    """Does something and waits until the paper follows."""

    def act(what: Callable[[], object]) -> None:
        with qtbot.waitSignal(leaving.paper.settled):
            what()

    return act


After = Callable[[Callable[[], object]], None]


def names(leaving: PlanLeaving, group: int) -> list[str]:
    return [tick.box.accessibleName() for tick in leaving.choice.groups[group].ticks.values()]


def tick(leaving: PlanLeaving, name: str) -> None:
    """Tick, or untick, by name."""
    for group in leaving.choice.groups:
        for one in group.ticks.values():
            if one.box.accessibleName().startswith(name):
                one.box.click()
                return
    raise AssertionError(name)


def test_nothing_is_chosen_at_first_and_nothing_can_leave(page: PlanPage, leaving: PlanLeaving) -> None:
    assert page.mode == LEAVING
    assert leaving.choice.chosen() == set()
    assert leaving.choice.lines() == []
    assert not leaving.paper.save.isEnabled()
    assert not leaving.paper.print_.isEnabled()
    assert leaving.paper.preview.text() == ""
    assert "Nothing is chosen yet" in leaving.paper.nothing.second.text()


def test_what_there_is_to_choose_from(leaving: PlanLeaving) -> None:
    assert names(leaving, SECTIONS) == ["What keeps me well", "What I do every day", "What unsettles me"]
    assert names(leaving, STRATEGIES) == ["A walk to the bridge"]
    assert names(leaving, PEOPLE) == ["Miriam"]
    country = read_country("ie")
    assert len(names(leaving, LINES)) == len(country.emergency) + len(country.lines)
    assert names(leaving, LINES)[0].startswith("Emergency number: 112")


def test_the_paper_shows_what_is_ticked_and_no_private_word(leaving: PlanLeaving, after: After) -> None:
    after(lambda: tick(leaving, "What I do every day"))
    assert leaving.paper.preview.text().split() == ["My", "plan", "What", "I", "do", "every", "day", "Tea"]
    after(lambda: tick(leaving, "Miriam"))
    after(lambda: tick(leaving, "Emergency number: 112"))
    said = leaving.paper.preview.text()
    assert "0151 2345" in said
    assert "112" in said
    assert SECRET not in said
    after(lambda: tick(leaving, "Miriam"))
    assert "0151" not in leaving.paper.preview.text()


def test_all_of_it_and_none_of_it_is_one_press_and_what_is_all_private_stays(
    leaving: PlanLeaving, after: After
) -> None:
    group = leaving.choice.groups[SECTIONS]
    after(group.all.click)
    assert group.all.text() == "None"
    assert len(leaving.choice.chosen()) == 2
    private = [one for one in group.ticks.values() if not one.isEnabled()]
    assert [one.box.accessibleName() for one in private] == ["What unsettles me"]
    assert "never leaves" in private[0].box.accessibleDescription()
    after(group.all.click)
    assert leaving.choice.chosen() == set()
    assert not leaving.paper.save.isEnabled()


def test_it_is_a_page_or_a_card_for_the_wallet(leaving: PlanLeaving, after: After, tmp_path: Path) -> None:
    after(lambda: tick(leaving, "Miriam"))
    after(lambda: leaving.paper.save_to(tmp_path / "page"))
    leaving.paper.which.choose(WALLET)
    after(lambda: leaving.paper.save_to(tmp_path / "card.pdf"))
    page, card = (PdfReader(tmp_path / name).pages[0] for name in ("page.pdf", "card.pdf"))
    assert float(card.mediabox.width) < float(page.mediabox.width) / 2
    for made in (page, card):
        assert "Miriam" in made.extract_text()
        assert "Mornings" not in made.extract_text()
    assert "card.pdf" in leaving.paper.notice.sentence()
    assert "no longer protected" in leaving.paper.notice.sentence()


def test_the_title_is_the_persons_own(leaving: PlanLeaving, after: After) -> None:
    after(lambda: tick(leaving, "Miriam"))
    leaving.choice.title.setFocus()
    QTest.keyClicks(leaving.choice.title, "For my pocket")
    after(lambda: QTest.keyClick(leaving.choice.title, Qt.Key.Key_Return))
    assert leaving.paper.preview.text().startswith("For my pocket")


def test_a_leak_is_let_go_one_by_one_before_anything_leaves(
    journal: OpenJournal, leaving: PlanLeaving, after: After, qtbot: QtBot, tmp_path: Path
) -> None:
    write(journal, 3, f"I go to {SECRET}.")
    leaving.refresh()
    after(lambda: tick(leaving, "Early signs"))
    assert "1 leak" in leaving.paper.leaks.sentence()
    assert not leaving.paper.save.isEnabled()
    leaving.paper.save_to(tmp_path / "mine.pdf")
    assert not (tmp_path / "mine.pdf").exists()
    with qtbot.waitSignal(leaving.look_over.looked):
        leaving.paper.see_leaks.click()
    assert leaving.tabs.index() == LOOK_OVER
    card = leaving.look_over.card
    assert SECRET in card.words.text()
    card.dismiss.click()
    assert card.leave.no.hasFocus()
    card.leave.yes.click()
    assert leaving.look_over.list.ids() == []
    after(lambda: leaving.tabs.choose(PAPER))
    assert leaving.paper.save.isEnabled()
    after(lambda: leaving.paper.save_to(tmp_path / "mine.pdf"))
    assert SECRET in " ".join(PdfReader(tmp_path / "mine.pdf").pages[0].extract_text().split())


def test_a_finding_leads_to_its_place_and_what_was_ticked_stays_ticked(
    journal: OpenJournal, page: PlanPage, leaving: PlanLeaving, after: After, qtbot: QtBot
) -> None:
    told = write(journal, 3, f"I go to {SECRET}.")
    leaving.refresh()
    after(lambda: tick(leaving, "Early signs"))
    with qtbot.waitSignal(leaving.look_over.looked):
        leaving.tabs.choose(LOOK_OVER)
    leaving.look_over.card.show_place.click()
    assert page.mode == CHANGING
    assert page.sections.cards[3].name.hasFocus()
    assert leaving.choice.chosen() == {told}
    page.sections.cards[3].text.set_text("")
    QTest.keyClicks(page.sections.cards[3].text, "I go home.")
    with qtbot.waitSignal(leaving.look_over.looked):
        page.hand_out.click()
    assert leaving.look_over.list.ids() == []
    assert leaving.choice.chosen() == {told}


def test_hints_are_said_and_keep_nothing_back(journal: OpenJournal, leaving: PlanLeaving, after: After) -> None:
    write(journal, 3, "I ring 0151 2345678 and write to anna.b@example.org.")
    leaving.refresh()
    after(lambda: tick(leaving, "Early signs"))
    assert "Nothing has to be done" in leaving.paper.hints.sentence()
    assert leaving.paper.save.isEnabled()


def test_own_lines_of_support_can_stand_on_the_sheet(leaving: PlanLeaving, after: After) -> None:
    line = named_line(Line("The night café", typed_ways("0151 999"), "until two"))
    keep_own(own_folder(), Own(lines=(line,)))
    leaving.refresh()
    after(lambda: tick(leaving, "The night café"))
    assert "Call 0151 999" in leaving.paper.preview.text()


def test_another_country_chosen_in_support_brings_its_lines(page: PlanPage, leaving: PlanLeaving, after: After) -> None:
    after(lambda: tick(leaving, "Emergency number: 112"))
    after(lambda: tick(leaving, "Miriam"))
    Settings(settings_file())["support_country"] = "de"
    after(lambda: QApplication.sendEvent(page, QEvent(QEvent.Type.WindowActivate)))
    assert len(names(leaving, LINES)) == len(read_country("de").emergency) + len(read_country("de").lines)
    assert leaving.choice.groups[PEOPLE].chosen() != []


def test_where_no_country_is_known_it_says_where_one_is_chosen(leaving: PlanLeaving) -> None:
    Settings(settings_file())["support_country"] = "system"
    leaving.refresh()
    if not names(leaving, LINES):
        assert "chosen in Support" in leaving.choice.notice.sentence()
        assert leaving.choice.groups[LINES].isHidden()
    jobs().wait()


def test_printing_leaves_only_what_is_on_show(leaving: PlanLeaving, after: After, tmp_path: Path) -> None:
    after(lambda: tick(leaving, "A walk to the bridge"))
    printer = new_printer()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    after(lambda: leaving.paper.print_on(printer))
    assert "On its way" in leaving.paper.notice.sentence()
    assert (tmp_path / "printed.pdf").exists()


def test_esc_and_the_button_lead_back_to_the_plan(page: PlanPage, leaving: PlanLeaving) -> None:
    QTest.keyClick(leaving, Qt.Key.Key_Escape)
    assert page.mode == READING
    assert page.reading.hasFocus()
    jobs().wait()


def test_by_keyboard_alone_and_in_a_narrow_place(page: PlanPage, leaving: PlanLeaving, after: After) -> None:
    page.resize(560, 640)
    QApplication.processEvents()
    assert leaving.see.isVisible()
    first = next(iter(leaving.choice.groups[SECTIONS].ticks.values())).box
    first.setFocus()
    after(lambda: QTest.keyClick(first, Qt.Key.Key_Space))
    leaving.see.setFocus()
    QTest.keyClick(leaving.see, Qt.Key.Key_Return)
    assert leaving.paper.preview.isVisible()
    assert not leaving.choice.isVisible()
    QTest.keyClick(leaving.choose_again, Qt.Key.Key_Return)
    assert leaving.choice.isVisible()
