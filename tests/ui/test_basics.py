"""The small pieces: named, reachable by keyboard, announced as what they are."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.ui import theme
from peerjournal.ui.widgets import basics, controls
from peerjournal.ui.widgets.elided import LineButton

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light", 100)


def told(widget: QWidget) -> tuple[QAccessible.Role, str]:
    seen = QAccessible.queryAccessibleInterface(widget)
    return seen.role(), seen.text(QAccessible.Text.Name)


def test_each_piece_is_announced_as_what_it_is(qtbot: QtBot) -> None:
    pieces = {
        basics.primary_button("New &entry", "plus"): (Role.PushButton, "New entry"),
        basics.quiet_button("Later"): (Role.PushButton, "Later"),
        basics.plain_button("Print", "print"): (Role.PushButton, "Print"),
        basics.danger_button("Delete for good"): (Role.PushButton, "Delete for good"),
        basics.link_button("Read more"): (Role.PushButton, "Read more"),
        basics.rail_button("Lock", "lock"): (Role.PushButton, "Lock"),
        controls.rail_item("Journal", "journal"): (Role.RadioButton, "Journal"),
        controls.icon_button("search", "Search"): (Role.PushButton, "Search"),
        controls.chip("garden & home"): (Role.CheckBox, "garden & home"),
        basics.heading("Journal"): (Role.StaticText, "Journal"),
        basics.body("A sentence."): (Role.StaticText, "A sentence."),
    }
    for piece, expected in pieces.items():
        qtbot.addWidget(piece)
        assert told(piece) == expected


def test_everything_to_press_can_be_reached_with_tab(qtbot: QtBot) -> None:
    choice = controls.segmented(["a", "b"])
    qtbot.addWidget(choice)
    for piece in (
        basics.primary_button("a"),
        basics.quiet_button("a"),
        controls.chip("a"),
        controls.icon_button("star", "a"),
        controls.rail_item("a", "today"),
        *choice.buttons(),
    ):
        assert piece.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("make", [basics.heading, basics.subheading, basics.muted, basics.body, basics.display])
def test_words_are_shown_as_they_are(make: object) -> None:
    assert callable(make)
    label = make("<b>5 < 7</b> & more")
    assert isinstance(label, QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>5 < 7</b> & more"


def test_a_choice_of_one_moves_with_the_arrow_keys(qtbot: QtBot) -> None:
    choice = controls.segmented(["30 days", "90 days", "1 year"])
    qtbot.addWidget(choice)
    with qtbot.waitActive(choice):
        choice.show()
        choice.activateWindow()
    first, second, _third = choice.buttons()
    assert choice.index() == 0
    assert told(second) == (Role.RadioButton, "90 days")
    first.setFocus()
    with qtbot.waitSignal(choice.chosen) as heard:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert heard.args == [1]
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose(1)
    assert choice.index() == 1


def test_places_in_the_rail_exclude_each_other_and_tint_their_icon(qtbot: QtBot) -> None:
    rail = QWidget()
    qtbot.addWidget(rail)
    column = QVBoxLayout(rail)
    today, journal = controls.rail_item("Today", "plus"), controls.rail_item("Journal", "plus")
    column.addWidget(today)
    column.addWidget(journal)

    def colour(item: controls.RailItem) -> str:
        # The drawing stands at the start of a wider room.
        return item.icon().pixmap(QSize(24, 24), 1.0).toImage().pixelColor(12, 12).name().upper()

    today.setChecked(True)
    journal.setChecked(True)
    assert not today.isChecked()
    assert colour(journal) == theme.LIGHT.accent
    assert colour(today) == theme.LIGHT.muted
    assert journal.font().bold()
    assert not today.font().bold()


def test_a_notice_says_its_sentence_with_a_sign_of_its_kind(qtbot: QtBot) -> None:
    notice = basics.Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.show_sentence("The disk is full.", "problem")
    assert not notice.isHidden()
    assert (notice.sentence(), notice.kind(), notice.accessibleName()) == (
        "The disk is full.",
        "problem",
        "The disk is full.",
    )
    signs = [label.pixmap().toImage() for label in notice.findChildren(QLabel) if not label.pixmap().isNull()]
    notice.show_sentence("Saved again.")
    assert notice.kind() == "info"
    others = [label.pixmap().toImage() for label in notice.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(signs) == len(others) == 1
    assert signs != others
    notice.clear()
    assert notice.isHidden()
    assert notice.sentence() == ""


def test_sizes_follow_the_text_size(qapp: QApplication, qtbot: QtBot) -> None:
    card = basics.Card(padding=20)
    button = basics.primary_button("New entry", "plus")
    card.body.addWidget(button)
    qtbot.addWidget(card)
    small = button.iconSize().height()
    theme.apply_theme(qapp, "light", 200)
    assert button.iconSize().height() == 2 * small
    assert card.body.contentsMargins().left() == 40


def test_pieces_that_are_gone_are_left_alone(qapp: QApplication, qtbot: QtBot) -> None:
    card = basics.Card()
    card.body.addWidget(controls.rail_item("Today", "today"))
    with qtbot.waitSignal(card.destroyed):
        card.deleteLater()
    theme.apply_theme(qapp, "dark", 120)


def test_only_the_keyboard_draws_the_ring_around_a_button(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    one, two = basics.plain_button("One"), basics.plain_button("Two")
    row.addWidget(one)
    row.addWidget(two)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    one.setFocus()
    QTest.mousePress(two, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(two, Qt.MouseButton.LeftButton)
    assert two.hasFocus()
    assert not two.property("kbd")
    QTest.keyClick(two, Qt.Key.Key_Backtab)
    assert one.hasFocus()
    assert one.property("kbd")
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert two.property("kbd")
    assert not one.property("kbd")


def test_a_field_of_numbers_has_its_name_and_room(qtbot: QtBot) -> None:
    field = controls.spin_field(QSpinBox(), "Minutes")
    qtbot.addWidget(field)
    assert told(field)[1] == "Minutes"
    assert field.lineEdit().textMargins().left() > 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize(
    "make",
    [
        lambda: basics.plain_button("Press"),
        lambda: basics.link_button("Press"),
        lambda: controls.icon_button("trash", "Press"),
        lambda: controls.chip("Press"),
        lambda: LineButton("2024", "Press"),
    ],
)
def test_every_button_is_pressed_by_enter_as_by_space(
    qtbot: QtBot, make: Callable[[], QAbstractButton], key: Qt.Key
) -> None:
    button = make()
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda _on=False: pressed.append(True))
    QTest.keyClick(button, key)
    assert len(pressed) == 1
    button.setEnabled(False)
    QTest.keyClick(button, key)
    assert len(pressed) == 1
