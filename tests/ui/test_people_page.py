"""The people of the story: added by a name, arranged with, found in parts, taken out and put back."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.story import Arrangement, Person
from peerjournal.operations import people, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.people import PeoplePage, parts_with
from peerjournal.ui.pages.person_form import PersonForm
from peerjournal.ui.widgets.basics import link_button

AGREED, DISGUISE = 1, 2


@pytest.fixture
def page(journal: OpenJournal, on_show: Callable[[PeoplePage], PeoplePage]) -> PeoplePage:
    return on_show(PeoplePage(journal))


def add(page: PeoplePage, name: str) -> None:
    page.new_person()
    QTest.keyClicks(page.ask.field, name)
    QTest.keyClick(page.ask.field, Qt.Key.Key_Return)


def only(journal: OpenJournal) -> Person:
    (person,) = people.all_people(journal)
    return person


def mentioned_in(form: PersonForm) -> list[str]:
    kind = type(link_button(""))
    return [b.text() for b in form.findChildren(kind) if b.property("role") == "link" and not b.isHidden()]


def looked_up(page: PeoplePage) -> list[str]:
    jobs().wait()
    for _turn in range(3):  # the answer comes, the old buttons go, the new ones are laid out
        QApplication.processEvents()
    return mentioned_in(page.form)


def test_an_empty_list_invites_and_a_name_is_enough(page: PeoplePage, journal: OpenJournal) -> None:
    assert "Nobody is named here yet" in page.empty.first.text()
    page.empty.button.click()
    QTest.keyClicks(page.ask.field, "Ruth")
    page.ask.yes.click()
    assert only(journal).name == "Ruth"
    assert page.form.relation.hasFocus()
    looked_up(page)


def test_leaving_a_field_keeps_it(page: PeoplePage, journal: OpenJournal) -> None:
    add(page, "Ruth")
    QTest.keyClicks(page.form.relation, "rang on Sundays")
    QTest.keyClicks(page.form.nicknames, "Ruthie")
    page.form.note.setFocus()
    QTest.keyClicks(page.form.note, "asked her in May")
    page.form.name.setFocus()
    ruth = only(journal)
    assert (ruth.relation, ruth.nicknames, ruth.note) == ("rang on Sundays", ("Ruthie",), "asked her in May")
    assert page.form.state.text() == "Saved"
    looked_up(page)


def test_typing_is_kept_without_leaving_the_field(page: PeoplePage, journal: OpenJournal, qtbot: QtBot) -> None:
    add(page, "Ruth")
    page.form._soon.setInterval(1)
    QTest.keyClicks(page.form.relation, "friend")
    qtbot.waitUntil(lambda: only(journal).relation == "friend")
    looked_up(page)


def test_agreed_has_a_day_that_can_be_changed(page: PeoplePage, journal: OpenJournal) -> None:
    add(page, "Ruth")
    page.form.choices.button(AGREED).click()
    assert (only(journal).arrangement, only(journal).agreed_on) == (Arrangement.AGREED, date(2026, 11, 22))
    page.form.agreed_on.setDate(QDate(2026, 5, 1))
    assert only(journal).agreed_on == date(2026, 5, 1)
    assert page.list.model().index(0, 0).data() == "Ruth"
    looked_up(page)


def test_a_disguise_is_kept_once_there_are_words_for_it(page: PeoplePage, journal: OpenJournal) -> None:
    add(page, "Judith")
    page.form.choices.button(DISGUISE).click()
    assert page.form.disguise.hasFocus()
    assert only(journal).arrangement is Arrangement.NONE
    page.form.name.setFocus()
    assert "what stands in the place of the name" in page.form.notice.sentence()
    QTest.keyClicks(page.form.disguise, "a relative")
    assert page.settle()
    assert (only(journal).arrangement, only(journal).disguise) == (Arrangement.DISGUISE, "a relative")
    looked_up(page)


def test_typing_a_disguise_chooses_it(page: PeoplePage, journal: OpenJournal) -> None:
    add(page, "Judith")
    QTest.keyClicks(page.form.disguise, "a relative")
    assert page.settle()
    assert only(journal).arrangement is Arrangement.DISGUISE
    looked_up(page)


def test_a_name_that_is_taken_is_told_and_everything_else_is_kept(page: PeoplePage, journal: OpenJournal) -> None:
    people.add_person(journal, "Ruth")
    add(page, "Ana")
    page.form.write_here()
    page.form.name.selectAll()
    QTest.keyClicks(page.form.name, "ruth")
    page.form.relation.setFocus()
    assert "called so already" in page.form.notice.sentence()
    assert page.form.name.text() == "ruth"
    QTest.keyClicks(page.form.relation, "the one with the dog")
    assert page.settle()
    ana = people.find_person(journal, "Ana")
    assert ana.relation == "the one with the dog"
    looked_up(page)


def test_asking_for_a_taken_name_says_so_and_keeps_what_was_typed(page: PeoplePage, journal: OpenJournal) -> None:
    people.add_person(journal, "Ruth")
    add(page, "RUTH")
    assert page.ask.isVisible()
    assert page.ask.field.text() == "RUTH"
    QTest.keyClick(page.ask.field, Qt.Key.Key_Escape)
    assert not page.ask.isVisible()
    assert only(journal).name == "Ruth"


def test_a_full_disk_is_told_and_does_not_count_as_kept(
    page: PeoplePage, journal: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(page, "Ruth")
    QTest.keyClicks(page.form.relation, "friend")

    def full(*_args: object) -> None:
        raise DiskFull

    monkeypatch.setattr(people, "change_person", full)
    assert not page.settle()
    assert page.form.relation.text() == "friend"
    assert page.form.notice.isVisible()
    monkeypatch.undo()
    assert page.settle()
    assert only(journal).relation == "friend"
    looked_up(page)


def test_the_parts_that_mention_somebody_lead_to_them(page: PeoplePage, journal: OpenJournal, qtbot: QtBot) -> None:
    ruth = people.add_person(journal, "Ruth")
    sundays = story.write_part(journal, title="Sundays", text="Ruth's calls.")
    story.write_part(journal, title="The dog", text="Nobody.")
    story.write_part(journal, title="Said to be in it", text="She.", person_ids=[ruth.id])
    page.refresh()
    page.show_person(ruth.id)
    assert looked_up(page) == ["Sundays", "Said to be in it"]
    with qtbot.waitSignal(page.part_opened) as opened:
        page.form._mentions.itemAt(0).widget().click()  # type: ignore[union-attr]  # the first of two
    assert opened.args == [sundays.id]


def test_a_word_that_may_be_no_name_counts_as_perhaps(journal: OpenJournal) -> None:
    may = people.add_person(journal, "May")
    story.write_part(journal, title="Spring", text="It was in May, and it may rain.")
    assert [sure for _id, _title, sure in parts_with(journal, may.id)] in ([False], [])


def test_somebody_is_taken_out_and_comes_back_at_once(page: PeoplePage, journal: OpenJournal) -> None:
    add(page, "Ruth")
    page.form.take_out.click()
    assert people.all_people(journal) == []
    assert not page.form.isVisible()
    page.undo.click()
    assert only(journal).name == "Ruth"
    assert page.form.person_id == only(journal).id
    looked_up(page)


def test_deleting_for_good_takes_two_steps(page: PeoplePage, journal: OpenJournal) -> None:
    add(page, "Ruth")
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    page.trash.click()
    (ruth,) = people.people_in_trash(journal)
    page.show_person(ruth.id)
    assert not page.form.name.isEnabled()
    page.form.delete.click()
    assert people.people_in_trash(journal) == [ruth]
    page.form.two_step.no.click()
    page.form.delete.click()
    page.form.two_step.yes.click()
    assert people.people_in_trash(journal) == []
    assert "Nobody was taken out" in page.empty.first.text()
    looked_up(page)


def test_leaving_the_page_keeps_what_was_typed(page: PeoplePage, journal: OpenJournal) -> None:
    add(page, "Ruth")
    QTest.keyClicks(page.form.relation, "friend")
    page.hide()
    assert only(journal).relation == "friend"
    looked_up(page)


def test_arrow_keys_go_through_the_list(page: PeoplePage, journal: OpenJournal) -> None:
    for name in ("Ana", "Ruth"):
        people.add_person(journal, name)
    page.refresh()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.form.name.text() == "Ruth"
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.form.name.text() == "Ana"
    looked_up(page)


@given(
    st.sampled_from(list(Arrangement)), st.text(max_size=12), st.text(max_size=12), st.text(max_size=12),
)  # fmt: skip
def test_whatever_stands_in_the_form_the_relation_is_always_kept(
    journal: OpenJournal, qapp: QApplication, arrangement: Arrangement, name: str, disguise: str, relation: str
) -> None:
    person = (people.all_people(journal) or [people.add_person(journal, "Ruth")])[0]
    form = PersonForm(journal)
    form.open(person)
    form.name.setText(name)
    form.disguise.setText(disguise)
    form.relation.setText(relation)
    form.choices.blockSignals(True)  # noqa: FBT003 - Qt's name
    form.choices.button(list(Arrangement).index(arrangement)).setChecked(True)
    form.choices.blockSignals(False)  # noqa: FBT003 - Qt's name
    assert form.settle()
    assert only(journal).relation == " ".join(form.relation.text().split())
    form.deleteLater()
    qapp.processEvents()
