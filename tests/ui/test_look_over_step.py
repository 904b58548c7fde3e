"""The look-over in the workshop, on a real journal."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerjournal.journal.story import Part
from peerjournal.operations import lights, lookover, people, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.paths import resource
from peerjournal.sharing.audience import Light
from peerjournal.sharing.lookover.finding import Family
from peerjournal.sharing.telling import Telling
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.telling.look_over import LookOverStep
from peerjournal.ui.widgets.finding_words import families, kinds

Show = Callable[[QWidget], QWidget]

SECRET = "The manager on the third floor covered for me every single Monday"


@pytest.fixture
def part(journal: OpenJournal) -> Part:
    """A part with a private mark that may be told in training."""
    made = story.write_part(journal, title="The office", text=f"I carried papers about. {{keep}}{SECRET}.{{/keep}}")
    lights.set_light(journal, made.id, "training", Light.SHARE)
    return made


@pytest.fixture
def telling(journal: OpenJournal, part: Part) -> Telling:
    """A telling of that part, in words that let the private mark out, with a telephone number in its opening."""
    made = tellings.new_telling(journal, "training", title="Short", part_ids=[part.id])
    tellings.change(journal, replace(made, opening="My number is 030 1234567."))
    tellings.set_wording(journal, made.id, part.id, f"I carried papers. {SECRET}.")
    return made


def looked_at(journal: OpenJournal, telling_id: str, qtbot: QtBot, on_show: Show) -> LookOverStep:
    step = LookOverStep(journal)
    on_show(step)
    with qtbot.waitSignal(step.looked):
        step.show_now(tellings.get(journal, telling_id))
    return step


def choose(step: LookOverStep, family: Family) -> None:
    """Choose the first row of a family."""
    row = next(r for r, remark in step._rows.items() if remark.finding.family is family)
    step.list.setCurrentRow(next(n for n in range(step.list.count()) if step.list.item(n).data(256) == row))


def headings(step: LookOverStep) -> list[str]:
    items = [step.list.item(n) for n in range(step.list.count())]
    return [re.sub(r"\W+\d+$", "", i.text()) for i in items if not i.data(Qt.ItemDataRole.UserRole)]


def test_findings_stand_by_family_leaks_first_and_what_blocks_is_said(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    assert headings(step) == [families()[Family.LEAK], families()[Family.IDENTIFIER]]
    assert "1 leak keeps this telling from leaving" in step.sentence.text()
    assert "third floor" in step.card.words.text()
    assert step.card.never.isHidden()


def test_the_place_of_a_finding_is_its_part_or_the_telling_itself(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    with qtbot.waitSignal(step.place_wanted) as wanted:
        step.card.show_place.click()
    assert wanted.args == [part.id]
    choose(step, Family.IDENTIFIER)
    with qtbot.waitSignal(step.place_wanted) as wanted:
        QTest.keyClick(step.list, Qt.Key.Key_Return)
    assert wanted.args == [""]


def test_a_leak_needs_a_second_step_and_other_findings_do_not(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    step.card.dismiss.click()
    assert step.card.leave.no.hasFocus()
    assert tellings.get(journal, telling.id).dismissed == frozenset()
    step.card.leave.no.click()
    choose(step, Family.IDENTIFIER)
    QTest.keyClick(step.list, Qt.Key.Key_Delete)
    assert headings(step) == [families()[Family.LEAK]]
    step.card.dismiss.click()
    step.card.leave.yes.click()
    assert lookover.look_over_telling(journal, telling.id) == []
    assert step.list.ids() == []
    assert "found nothing" in step.nothing.first.text()


def test_the_second_step_is_taken_back_when_another_finding_is_chosen(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    step.card.dismiss.click()
    choose(step, Family.IDENTIFIER)
    assert step.card.leave.isHidden()


def test_what_was_dismissed_can_be_shown_again(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    step.card.dismiss.click()
    step.card.leave.yes.click()
    assert step.fold.text() == "Show what was dismissed (1)"
    step.fold.click()
    assert headings(step)[-1] == "Dismissed here"
    step.list.setCurrentRow(step.list.count() - 1)
    assert step.card.dismiss.isHidden()
    step.card.again.click()
    assert headings(step)[0] == families()[Family.LEAK]
    assert tellings.get(journal, telling.id).dismissed == frozenset()


def test_a_kind_never_shown_stays_away_until_it_is_shown_again(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    choose(step, Family.IDENTIFIER)
    step.card.never.click()
    assert headings(step) == [families()[Family.LEAK]]
    assert lookover.hidden_kinds(journal) == ("identifier.phone",)
    step.fold.click()
    step.list.setCurrentRow(step.list.count() - 1)
    assert step.card.words.text() == "Telephone numbers"
    step.card.again.click()
    assert lookover.hidden_kinds(journal) == ()
    assert families()[Family.IDENTIFIER] in headings(step)


def test_a_changed_telling_makes_old_findings_vanish_at_once(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    now = tellings.set_wording(journal, telling.id, part.id, "I carried papers about.")
    with qtbot.waitSignal(step.looked):
        step.show_now(now)
        assert not step.list.isVisible()
        assert step.sentence.text() == ""
    assert headings(step) == [families()[Family.IDENTIFIER]]
    assert "you decide" in step.sentence.text()


def test_an_older_run_never_overwrites_a_newer(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    step = looked_at(journal, telling.id, qtbot, on_show)
    step.look_over()
    jobs().wait()  # its outcome waits to be told
    now = tellings.set_wording(journal, telling.id, part.id, "I carried papers about.")
    with qtbot.waitSignal(step.looked):
        step.show_now(now)
    assert Family.LEAK not in {r.finding.family for r in step._rows.values()}


def test_nothing_found_is_said_calmly(journal: OpenJournal, part: Part, qtbot: QtBot, on_show: Show) -> None:
    telling = tellings.new_telling(journal, "training", part_ids=[part.id])
    step = looked_at(journal, telling.id, qtbot, on_show)
    assert step.nothing.isVisible()
    assert "found nothing" in step.nothing.first.text()


def test_several_hundred_findings_stay_quick(journal: OpenJournal, part: Part, qtbot: QtBot, on_show: Show) -> None:
    telling = tellings.new_telling(journal, "training", part_ids=[part.id])
    numbers = "\n\n".join(f"Number {n} was 030 12{n:05d}." for n in range(600))
    tellings.set_wording(journal, telling.id, part.id, numbers)
    step = looked_at(journal, telling.id, qtbot, on_show)
    assert len(step.list.ids()) >= 600
    for _n in range(3):
        QTest.keyClick(step.list, Qt.Key.Key_Delete)
    assert len(tellings.get(journal, telling.id).dismissed) == 3


def test_every_person_by_name_is_a_leak_of_its_own(
    journal: OpenJournal, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    people.add_person(journal, "Judith")
    people.add_person(journal, "Ottokar")
    telling = tellings.new_telling(journal, "training", part_ids=[part.id])
    tellings.set_wording(journal, telling.id, part.id, "Judith drove me. Ottokar waited.")
    step = looked_at(journal, telling.id, qtbot, on_show)
    for left in (1, 0):
        choose(step, Family.LEAK)
        step.card.dismiss.click()
        step.card.leave.yes.click()
        assert len(lookover.leaks_of(tellings.get(journal, telling.id))) == left


def test_the_leaks_alone_are_those_of_the_whole_look_over(journal: OpenJournal, telling: Telling) -> None:
    now = tellings.get(journal, telling.id)
    whole = [f for f in lookover.findings_of(now) if f.family is Family.LEAK]
    assert whole
    assert lookover.leaks_of(now) == whole


def test_every_kind_of_finding_has_its_words() -> None:
    listed = set()
    for name in ("safety", "stigma"):
        text = resource("lookover", "en", f"{name}.toml").read_text(encoding="utf-8")
        listed |= {f"{name}.{kind}" for kind in re.findall(r'^kind = "([a-z-]+)"', text, re.MULTILINE)}
    assert listed <= set(kinds())
    assert set(families()) == set(Family)
