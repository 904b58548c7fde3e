"""Support, "My own": every fact of every line can be changed, half a line is kept, and nothing goes unasked."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import BadInput
from peerjournal.settings import Settings
from peerjournal.support.helplines import Country, Emergency, Line, Way, read_country
from peerjournal.support.own_lines import (
    Own,
    Person,
    country_as_kept,
    country_here,
    has_own_copy,
    keep_own,
    own_folder,
    read_own,
)
from peerjournal.ui.dialogs.support import OWN, REACH, SupportDialog
from peerjournal.ui.dialogs.support_cards import FactCard, checked_day

TODAY = date(2026, 11, 22)
NAME, REACHED, HOURS, FOR_WHOM, LANGUAGES, CHECKED, SOURCE = range(7)
BRITAIN = read_country("gb")
NHS = BRITAIN.lines[2]

Open = Callable[[], SupportDialog]


@pytest.fixture
def opened(opened_support: Open) -> Open:
    """Opens Support at "My own"."""

    def make() -> SupportDialog:
        dialog = opened_support()
        dialog.ways.choose(OWN)
        return dialog

    return make


def type_over(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def reached(dialog: SupportDialog) -> list[str]:
    page = dialog.stack.widget(REACH)
    assert page is not None
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def in_britain() -> Country:
    return country_as_kept(own_folder(), "gb")[0]


# ---------------------------------------------------------------------------------------------------- half typed


def test_a_name_without_a_number_is_kept_while_the_window_is_still_open_and_is_there_again(
    opened: Open, qtbot: QtBot
) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.own.own_lines.field(0, NAME), "Warm line of the church")
    qtbot.waitUntil(lambda: bool(read_own(own_folder())[0].half_typed))
    ((place, line),) = read_own(own_folder())[0].half_typed
    assert (place, line.name) == (0, "Warm line of the church")
    assert "shown once there is a number" in dialog.own.own_lines.card(0).said.text()
    assert "Warm line of the church" not in reached(dialog)
    dialog.reject()
    again = opened()
    assert again.own.own_lines.field(0, NAME).text() == "Warm line of the church"
    QTest.keyClicks(again.own.own_lines.field(0, REACHED), "01632 960 983")
    again.ways.choose(REACH)
    assert "Call 01632 960 983" in reached(again)
    assert again.own.own_lines.card(0).said.text() == "Written by you on 22 Nov 2026."
    assert read_own(own_folder())[0] == Own(
        (),
        (Line("Warm line of the church", (Way("call", "01632 960 983"),), checked_on=TODAY, changed_on=TODAY),),
    )


def test_hours_alone_are_kept_as_well_and_half_a_line_keeps_its_place(opened: Open) -> None:
    first, last = (Line(name, (Way("call", name),), checked_on=TODAY) for name in ("1", "3"))
    keep_own(own_folder(), Own((), (first, Line("", (), "evenings"), last)))
    dialog = opened()
    assert [row[NAME] for row in dialog.own.own_lines.rows()] == ["1", "", "3"]
    QTest.keyClicks(dialog.own.own_lines.field(1, REACHED), "2")
    dialog.reject()
    assert [line.name for line in read_own(own_folder())[0].lines] == ["1", "2", "3"]


def test_somebody_of_ones_own_is_changed_and_half_a_line_stays(opened: Open) -> None:
    keep_own(own_folder(), Own((Person("Mira"),), (Line("Warm line", ()),)))
    dialog = opened()
    QTest.keyClicks(dialog.own.people.field(0, 1), "020 7946 0018")
    dialog.reject()
    own, _trouble = read_own(own_folder())
    assert own.people == (Person("Mira", "020 7946 0018"),)
    assert [line.name for _place, line in own.half_typed] == ["Warm line"]


def test_a_cleared_number_leaves_the_line_and_typed_again_it_is_as_it_came(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    field = dialog.own.country_lines.field(2, REACHED)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: has_own_copy(own_folder(), "gb"))
    ((place, line),) = in_britain().half_typed
    assert (place, line.name, line.for_whom, line.hours, line.source) == (
        2,
        NHS.name,
        NHS.for_whom,
        NHS.hours,
        NHS.source,
    )
    assert "NHS 111" not in reached(dialog)
    QTest.keyClicks(field, "111")
    dialog.own.keep()
    assert in_britain() == BRITAIN
    assert not has_own_copy(own_folder(), "gb")
    assert "NHS 111" in reached(dialog)


def test_another_number_typed_on_another_day_loses_nothing_of_the_line(opened: Open) -> None:
    dialog = opened()
    type_over(dialog.own.country_lines.field(0, REACHED), "")
    dialog.reject()
    again = opened()
    assert [row[NAME] for row in again.own.country_lines.rows()] == ["Samaritans", "Shout", "NHS 111"]
    type_over(again.own.country_lines.field(0, REACHED), "0330 094 5717")
    again.reject()
    line = in_britain().lines[0]
    assert (line.ways, line.hours, line.source) == (
        (Way("call", "0330 094 5717"),),
        "24/7",
        BRITAIN.lines[0].source,
    )
    assert (line.checked_on, line.changed_on) == (TODAY, TODAY)
    assert in_britain().lines[1:] == BRITAIN.lines[1:]


def test_another_name_carries_everything_over_and_is_no_younger(opened: Open) -> None:
    dialog = opened()
    type_over(dialog.own.country_lines.field(2, NAME), "NHS line")
    dialog.own.keep()
    line = in_britain().lines[2]
    assert (line.name, line.for_whom, line.ways, line.source) == ("NHS line", NHS.for_whom, NHS.ways, NHS.source)
    assert (line.checked_on, line.changed_on) == (NHS.checked_on, TODAY)
    (said,) = [text for text in reached(dialog) if text.startswith("Written by you")]
    assert said == "Written by you on 22 Nov 2026. Checked on 14 Aug 2024. Source: norwoodmc.co.uk"
    assert reached(dialog)[reached(dialog).index(said) + 1].startswith("That is more than two years ago")


def test_two_lines_of_the_same_name_are_two_lines(opened: Open) -> None:
    ways = [(Way("call", "1"),), (Way("call", "2"),)]
    lines = tuple(Line("Warm line", way, for_whom=f"for {way[0].at}", checked_on=TODAY) for way in ways)
    keep_own(own_folder(), Own((), lines))
    dialog = opened()
    type_over(dialog.own.own_lines.field(1, REACHED), "3")
    dialog.reject()
    kept = read_own(own_folder())[0].lines
    assert kept[0] == lines[0]
    assert (kept[1].ways, kept[1].for_whom) == ((Way("call", "3"),), "for 2")


# ------------------------------------------------------------------------------------------ every fact can be changed


def test_every_fact_of_a_line_of_the_country_can_be_changed(opened: Open) -> None:
    dialog = opened()
    cards = dialog.own.country_lines
    for column, text in (
        (NAME, "Listeners"), (REACHED, "text HELLO to 123"), (HOURS, "evenings"), (FOR_WHOM, "students"),
        (LANGUAGES, "English, Cymraeg"), (CHECKED, "1 November 2026"), (SOURCE, "a card from the surgery"),
    ):  # fmt: skip
        type_over(cards.field(0, column), text)
    dialog.ways.choose(REACH)
    assert in_britain().lines[0] == Line(
        "Listeners",
        (Way("text", "123", "HELLO"),),
        "evenings",
        "students",
        ("English", "Cymraeg"),
        date(2026, 11, 1),
        "a card from the surgery",
        TODAY,
    )
    said = reached(dialog)
    assert "evenings · English, Cymraeg" in said
    assert "Written by you on 22 Nov 2026. Checked on 1 Nov 2026. Source: a card from the surgery" in said


def test_the_emergency_number_its_day_and_its_source_can_be_changed_and_come_back(opened: Open) -> None:
    dialog = opened()
    number, help_comes, checked, source = range(4)
    type_over(dialog.own.emergency.field(0, number), "998")
    type_over(dialog.own.emergency.field(0, help_comes), "Ambulance")
    type_over(dialog.own.emergency.field(1, checked), "21 Nov 2026")
    type_over(dialog.own.emergency.field(1, source), "https://example.org/112")
    dialog.ways.choose(REACH)
    assert "998 (Ambulance)" in reached(dialog)
    assert in_britain().emergency == (
        Emergency("998", "Ambulance", TODAY, BRITAIN.emergency[0].source, TODAY),
        Emergency("112", "", date(2026, 11, 21), "https://example.org/112", TODAY),
    )
    assert in_britain().lines == BRITAIN.lines
    dialog.own.back.click()
    assert in_britain() == BRITAIN
    assert dialog.own.emergency.field(0, number).text() == "999"
    dialog.own.notice.undo.click()
    assert dialog.own.emergency.field(0, number).text() == "998"


def test_a_missing_emergency_number_is_said_and_the_built_in_one_is_shown_until_there_is_one(
    opened: Open, support_settings: Settings
) -> None:
    support_settings["support_country"] = "ie"
    built_in = read_country("ie").emergency
    dialog = opened()
    for n in range(len(built_in)):
        type_over(dialog.own.emergency.field(n, 0), "")
    dialog.own.keep()
    assert "shown once there is a number" in dialog.own.emergency.card(0).said.text()
    assert country_here(own_folder(), "ie")[0].emergency == built_in
    assert built_in[0].number in reached(dialog)
    dialog.reject()
    again = opened()
    assert [row[3] for row in again.own.emergency.rows()] == [one.source for one in built_in]
    type_over(again.own.emergency.field(0, 0), "113")
    again.own.keep()
    assert [one.number for one in country_here(own_folder(), "ie")[0].emergency] == ["113"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 Feb 2026", "There is no such day"),
        ("some time", "could not be read as a day"),
        ("1 January 2030", "That day is still to come"),
        ("tomorrow", "That day is still to come"),
    ],
)
def test_a_day_that_cannot_be_is_said_calmly_kept_as_typed_and_the_one_before_is_shown(
    opened: Open, typed: str, said: str
) -> None:
    dialog = opened()
    type_over(dialog.own.country_lines.field(0, CHECKED), typed)
    dialog.own.keep()
    sentence = dialog.own.country_lines.card(0).said.text()
    assert sentence.startswith(said) or said in sentence
    assert "What you typed is kept here; until it is a day, 2 Jun 2026 is shown." in sentence
    assert dialog.own.country_lines.card(0).day.accessibleDescription() in sentence
    assert "Checked on 2 Jun 2026. Source: github.com" in reached(dialog)
    dialog.reject()
    again = opened()
    assert again.own.country_lines.field(0, CHECKED).text() == typed
    assert said in again.own.country_lines.card(0).said.text()
    type_over(again.own.country_lines.field(0, CHECKED), "20.11.2026")
    again.own.keep()
    assert again.own.country_lines.card(0).said.text().startswith("Written by you on 22 Nov 2026.")
    line = in_britain().lines[0]
    assert (line.checked_on, line.typed_day, line.changed_on) == (date(2026, 11, 20), "", TODAY)


def test_the_day_follows_a_new_number_until_the_person_names_one(opened: Open) -> None:
    dialog = opened()
    card = dialog.own.country_lines.card(2)
    assert card.day.text() == "14 August 2024"
    type_over(dialog.own.country_lines.field(2, REACHED), "112")
    dialog.own.keep()
    assert card.day.text() == "22 November 2026"
    type_over(dialog.own.country_lines.field(2, CHECKED), "")
    dialog.own.keep()
    assert in_britain().lines[2].checked_on is None
    (said,) = [text for text in reached(dialog) if text.startswith("Written by you")]
    assert "It is not noted when this was checked." in said


def test_an_old_day_typed_by_the_person_says_that_it_is_old(opened: Open) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.own.own_lines.field(0, REACHED), "01632 960 983")
    QTest.keyClicks(dialog.own.own_lines.field(0, CHECKED), "1 May 2020")
    dialog.own.keep()
    said = reached(dialog)
    place = said.index("Written by you on 22 Nov 2026. Checked on 1 May 2020.")
    assert said[place + 1].startswith("That is more than two years ago")


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("30 March", TODAY, date(2026, 3, 30)),
        ("22 November", TODAY, TODAY),
        ("23 November", TODAY, date(2025, 11, 23)),
        ("1 January", date(2026, 1, 1), date(2026, 1, 1)),
        ("31 December", date(2026, 1, 1), date(2025, 12, 31)),
        ("2 March", date(2024, 3, 1), date(2023, 3, 2)),
        ("29 February", TODAY, date(2024, 2, 29)),
        ("29 February", date(2103, 1, 1), date(2096, 2, 29)),
        ("today", TODAY, TODAY),
        ("2019-04-01", TODAY, date(2019, 4, 1)),
        ("", TODAY, None),
    ],
)
def test_a_day_of_checking_without_a_year_is_the_last_such_day(typed: str, today: date, day: date | None) -> None:
    assert checked_day(typed, today) == day


@pytest.mark.parametrize("typed", ["tomorrow", "in a week", "2027-01-01", "23.11.2026"])
def test_a_day_of_checking_is_never_still_to_come(typed: str) -> None:
    with pytest.raises(BadInput, match="still to come"):
        checked_day(typed, TODAY)


# ---------------------------------------------------------------------------------------------------------- removing


def test_a_line_goes_by_its_button_and_comes_back_to_its_place(opened: Open) -> None:
    dialog = opened()
    dialog.own.country_lines.card(1).remove.click()
    assert [line.name for line in in_britain().lines] == ["Samaritans", "NHS 111"]
    assert [row[NAME] for row in dialog.own.country_lines.rows()] == ["Samaritans", "NHS 111"]
    assert dialog.own.notice.sentence() == "“Shout” is removed."
    type_over(dialog.own.country_lines.field(0, HOURS), "at night")
    dialog.own.keep()
    dialog.own.notice.undo.click()
    lines = in_britain().lines
    assert [line.name for line in lines] == ["Samaritans", "Shout", "NHS 111"]
    assert (lines[0].hours, lines[1]) == ("at night", BRITAIN.lines[1])
    assert [row[NAME] for row in dialog.own.country_lines.rows()] == ["Samaritans", "Shout", "NHS 111"]


def test_an_own_line_and_an_emergency_number_go_and_come_back(opened: Open) -> None:
    lines = (Line("Warm line", (Way("call", "1"),), checked_on=TODAY), Line("Half", ()))
    keep_own(own_folder(), Own((), lines))
    dialog = opened()
    dialog.own.own_lines.card(1).remove.click()
    assert read_own(own_folder())[0].all_lines == lines[:1]
    dialog.own.notice.undo.click()
    assert read_own(own_folder())[0].all_lines == lines
    dialog.own.emergency.card(0).remove.click()
    assert [one.number for one in in_britain().emergency] == ["112"]
    assert "999" not in reached(dialog)
    dialog.own.notice.undo.click()
    assert in_britain() == BRITAIN
    assert "999" in reached(dialog)


def test_what_was_typed_last_is_kept_before_a_line_goes_and_comes_back_with_it(opened: Open) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.own.own_lines.field(0, NAME), "Warm line")
    dialog.own.own_lines.card(0).remove.click()
    assert read_own(own_folder())[0] == Own()
    dialog.own.notice.undo.click()
    assert dialog.own.own_lines.field(0, NAME).text() == "Warm line"
    assert [line.name for line in read_own(own_folder())[0].all_lines] == ["Warm line"]


def test_undo_after_another_country_was_chosen_puts_it_back_where_it_was(opened: Open) -> None:
    dialog = opened()
    dialog.own.country_lines.card(0).remove.click()
    dialog.country.setCurrentIndex(dialog.country.findData("fr"))
    dialog.own.notice.undo.click()
    assert in_britain() == BRITAIN
    assert not has_own_copy(own_folder(), "fr")
    assert dialog.own.country_lines.field(0, NAME).text() == "3114"


# --------------------------------------------------------------------------------------------------- what is kept when


def test_looking_writes_nothing(opened: Open) -> None:
    own_folder().mkdir(parents=True)
    by_hand = '# mine\n[[lines]]\nname = "A"\nways = [{ kind = "call", at = "1" }]\nsource = "a friend"\n'
    (own_folder() / "own.toml").write_text(by_hand, encoding="utf-8")
    dialog = opened()
    assert dialog.own.own_lines.field(0, SOURCE).text() == "a friend"
    dialog.ways.choose(REACH)
    dialog.ways.choose(OWN)
    dialog.reject()
    assert (own_folder() / "own.toml").read_text(encoding="utf-8") == by_hand
    assert [path.name for path in own_folder().iterdir()] == ["own.toml"]


def test_while_it_cannot_be_written_no_other_country_takes_its_place(opened: Open, support_settings: Settings) -> None:
    own_folder().parent.mkdir(parents=True, exist_ok=True)
    own_folder().write_text("in the way", encoding="utf-8")
    dialog = opened()
    type_over(dialog.own.country_lines.field(0, NAME), "Listeners")
    dialog.country.setCurrentIndex(dialog.country.findData("fr"))
    assert (support_settings["support_country"], dialog.country.currentData()) == ("gb", "gb")
    assert dialog.own.country_lines.field(0, NAME).text() == "Listeners"
    assert dialog.own.notice.isVisible()
    own_folder().unlink()
    dialog.country.setCurrentIndex(dialog.country.findData("fr"))
    assert support_settings["support_country"] == "fr"
    assert in_britain().lines[0].name == "Listeners"


def test_a_broken_copy_gives_way_to_the_built_in_facts_until_something_is_changed(opened: Open) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "gb.toml").write_text("[[lines]", encoding="utf-8")
    dialog = opened()
    assert "gb.toml" in dialog.notice.sentence()
    type_over(dialog.own.emergency.field(0, 0), "998")
    dialog.own.keep()
    assert dialog.notice.sentence() == ""
    assert in_britain().emergency[0].number == "998"
    assert (own_folder() / "gb.toml.broken").read_text(encoding="utf-8") == "[[lines]"


# ---------------------------------------------------------------------------------------------------------- keyboard


def test_tab_goes_as_one_reads_and_the_button_to_close_comes_last(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    own = dialog.own
    QTest.keyClicks(own.own_lines.field(0, NAME), "Warm line")
    wanted: list[QWidget] = [
        *own.own_lines.card(0).stops(),
        *own.own_lines.card(1).stops()[:FOR_WHOM],  # of an empty card only the first row is on show
        *own.emergency.card(0).stops(),
        *own.emergency.card(1).stops(),
        *own.emergency.card(2).stops()[:2],
        *(stop for row in range(3) for stop in own.country_lines.card(row).stops()),
        *own.country_lines.card(3).stops()[:FOR_WHOM],
        dialog.close_,
    ]
    qtbot.waitUntil(lambda: all(stop.isVisible() for stop in wanted))
    own.own_lines.field(0, NAME).setFocus()
    met = [focused()]
    while met[-1] is not dialog.close_ and len(met) < 100:
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
        met.append(focused())
    assert met == wanted


def test_up_down_and_enter_go_from_card_to_card(opened: Open) -> None:
    dialog = opened()
    cards = dialog.own.country_lines
    cards.field(0, HOURS).setFocus()
    for key, row, column in (
        (Qt.Key.Key_Down, 1, HOURS), (Qt.Key.Key_Return, 2, HOURS),
        (Qt.Key.Key_Down, 3, NAME), (Qt.Key.Key_Up, 2, NAME),
    ):  # fmt: skip
        QTest.keyClick(focused(), key)
        assert focused() is cards.field(row, column)
    assert dialog.isVisible()


def test_every_field_says_what_it_is_and_of_which_line(opened: Open) -> None:
    dialog = opened()
    card: FactCard[Line] = dialog.own.country_lines.card(1)
    assert [card.field(n).accessibleName() for n in (NAME, CHECKED, SOURCE)] == [
        "Name, line 2",
        "Checked on, line 2",
        "Source, line 2",
    ]
    assert card.remove.accessibleName() == "Remove line 2"
    assert not card.more.isHidden()
    assert dialog.own.country_lines.card(3).more.isHidden()
