"""The grid, the rows of steps and the words to choose: by mouse, by keys, mirrored, and always open to be left open."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import BadInput
from peerjournal.journal.checkin import Kind, Tracker, read_hours, read_value
from peerjournal.ui.theme import apply_theme
from peerjournal.ui.widgets.check_in_words import clock_hours, plain_number
from peerjournal.ui.widgets.open_number import OpenNumber
from peerjournal.ui.widgets.steps_row import StepsRow, YesNo
from peerjournal.ui.widgets.two_way_grid import TwoRatings
from peerjournal.ui.widgets.word_choice import Word, WordChoice

STEP = st.none() | st.integers(1, 7)
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> Iterator[None]:
    QLocale.setDefault(QLocale("en_GB"))
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def ratings(on_show: Callable[[TwoRatings], TwoRatings]) -> TwoRatings:
    shown = on_show(TwoRatings())
    shown.grid.setFocus()
    return shown


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def point(ratings: TwoRatings) -> tuple[int | None, int | None]:
    return ratings.point


def step(row: StepsRow) -> int | None:
    return row.step


def answer(question: YesNo) -> bool | None:
    return question.answer


def value(field: OpenNumber) -> float | None:
    return field.value


def rows(ratings: TwoRatings) -> tuple[int | None, int | None]:
    return ratings.pleasantness.step, ratings.energy.step


def test_nothing_is_chosen_at_first(ratings: TwoRatings) -> None:
    assert point(ratings) == (None, None)
    assert rows(ratings) == (None, None)
    assert "Nothing is chosen" in ratings.grid.accessibleDescription()


def test_each_arrow_sets_one_rating_alone(ratings: TwoRatings) -> None:
    press(ratings.grid, RIGHT, RIGHT)
    assert point(ratings) == (5, None)
    assert "Pleasantness 5 of 7, energy left open" in ratings.grid.accessibleDescription()
    press(ratings.grid, DOWN, DOWN)
    assert point(ratings) == rows(ratings) == (5, 3)
    assert ratings.said.text() == "Pleasantness 5, energy 3"
    assert "Pleasantness 5, energy 3, of 7 each" in ratings.grid.accessibleDescription()
    press(ratings.grid, Qt.Key.Key_Delete)
    assert point(ratings) == rows(ratings) == (None, None)


def test_arrows_stop_at_the_edge(ratings: TwoRatings) -> None:
    press(ratings.grid, *[RIGHT] * 9, *[UP] * 9)
    assert point(ratings) == (7, 7)
    press(ratings.grid, *[LEFT] * 9, *[DOWN] * 9)
    assert point(ratings) == (1, 1)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [300, 1024])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_press_chooses_the_spot_and_again_leaves_it_open(
    ratings: TwoRatings, qapp: QApplication, percent: int, width: int, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    apply_theme(qapp, "light", percent)
    ratings.resize(width, 700)
    qapp.processEvents()
    for chosen in ((1, 1), (7, 1), (2, 6), (4, 4)):
        spot = ratings.grid.spot(*chosen)
        assert ratings.grid.rect().contains(spot)
        QTest.mouseClick(ratings.grid, Qt.MouseButton.LeftButton, pos=spot)
        assert point(ratings) == rows(ratings) == chosen
        QTest.mouseClick(ratings.grid, Qt.MouseButton.LeftButton, pos=spot)
        assert point(ratings) == (None, None)


def test_right_to_left_everything_is_mirrored(ratings: TwoRatings, qapp: QApplication) -> None:
    left_to_right = ratings.grid.spot(7, 4).x() - ratings.grid.spot(1, 4).x()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()
    assert ratings.grid.spot(7, 4).x() - ratings.grid.spot(1, 4).x() == -left_to_right
    press(ratings.grid, LEFT, LEFT)
    assert point(ratings) == (5, None)
    steps = ratings.pleasantness.steps
    assert steps.choices[0].x() > steps.choices[6].x()
    press(steps.choices[4], LEFT)
    assert step(ratings.pleasantness) == 6


@given(st.lists(st.tuples(st.sampled_from(["grid", "pleasantness", "energy"]), STEP, STEP), max_size=6))
def test_the_grid_and_the_rows_always_agree(qapp: QApplication, done: list[tuple[str, int | None, int | None]]) -> None:
    ratings = TwoRatings()
    told: list[tuple[int | None, int | None]] = [(None, None)]
    ratings.changed.connect(lambda pleasantness, energy: told.append((pleasantness, energy)))
    for where, one, other in done:
        if where == "grid":
            ratings.grid.choose(one, other)
        else:
            (ratings.pleasantness if where == "pleasantness" else ratings.energy).choose(one)
        assert point(ratings) == rows(ratings) == told[-1]
    ratings.deleteLater()
    qapp.processEvents()


def test_a_row_of_steps_by_keys_alone(on_show: Callable[[StepsRow], StepsRow]) -> None:
    row = on_show(StepsRow("Load", "light", "heavy"))
    row.focus_here()
    QTest.keyClicks(row.steps.choices[3], "6")
    assert step(row) == 6
    assert row.steps.choices[5].hasFocus()
    press(row.steps.choices[5], LEFT)
    assert step(row) == 5
    press(row.steps.choices[4], Qt.Key.Key_Home)
    assert step(row) == 1
    press(row.steps.choices[0], Qt.Key.Key_Space)
    assert step(row) is None
    three = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "٣")
    QApplication.sendEvent(row.steps.choices[0], three)
    assert step(row) == 3
    press(row.steps.choices[2], Qt.Key.Key_Backspace)
    assert step(row) is None
    QTest.keyClicks(row.steps.choices[2], "0")
    QTest.keyClicks(row.steps.choices[2], "8")
    assert step(row) is None


def test_steps_are_radio_buttons_that_say_which_they_are(on_show: Callable[[StepsRow], StepsRow]) -> None:
    row = on_show(StepsRow("Load", "light", "heavy"))
    first = QAccessible.queryAccessibleInterface(row.steps.choices[0])
    assert first.role() == QAccessible.Role.RadioButton
    assert first.text(QAccessible.Text.Name) == "Load: 1 of 7, light"
    row.choose(1)
    assert first.state().checked
    stops = [c for c in row.steps.choices if c.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [row.steps.choices[0]]


def test_a_mouse_can_take_a_step_back_in_two_ways(on_show: Callable[[StepsRow], StepsRow]) -> None:
    row = on_show(StepsRow("Load", "light", "heavy"))
    QTest.mouseClick(row.steps.choices[2], Qt.MouseButton.LeftButton)
    assert step(row) == 3
    row.steps.clear.click()
    assert step(row) is None
    QTest.mouseClick(row.steps.choices[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.steps.choices[4], Qt.MouseButton.LeftButton)
    assert [c.isChecked() for c in row.steps.choices].count(True) == 1
    QTest.mouseClick(row.steps.choices[4], Qt.MouseButton.LeftButton)
    assert step(row) is None


def test_yes_no_or_not_answered(on_show: Callable[[YesNo], YesNo]) -> None:
    question = on_show(YesNo("Took a break"))
    assert answer(question) is None
    question.choices[1].click()
    assert answer(question) is False
    question.choices[0].click()
    assert answer(question) is True
    question.clear.click()
    assert answer(question) is None


@pytest.fixture
def words(on_show: Callable[[WordChoice], WordChoice]) -> WordChoice:
    choice = WordChoice("Feelings", "Another word")
    choice.set_words([Word(w, w) for w in ("calm", "tired", "raw")], ["tired"])
    return on_show(choice)


def test_words_are_gone_through_and_switched_by_keys(words: WordChoice) -> None:
    words.focus_here()
    press(words._chips[0], RIGHT)
    press(words._chips[1], Qt.Key.Key_Space, RIGHT)
    assert words._chips[2].hasFocus()
    press(words._chips[2], Qt.Key.Key_Space)
    assert words.chosen == ("raw",)
    stops = [c for c in words._chips if c.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert len(stops) == 1


def test_letters_begin_another_word(words: WordChoice, qtbot: QtBot) -> None:
    words.focus_here()
    QTest.keyClicks(words._chips[0], "s")
    assert words.field.hasFocus()
    QTest.keyClicks(words.field, "till")
    with qtbot.waitSignal(words.typed) as typed:
        press(words.field, Qt.Key.Key_Return)
    assert typed.args == ["still"]
    QTest.keyClicks(words.field, "CALM")
    press(words.field, Qt.Key.Key_Return)
    assert words.chosen == ("calm", "tired")


@given(st.integers(0, 24 * 60))
def test_hours_read_back_as_they_are_shown(minutes: int) -> None:
    assert read_hours(clock_hours(minutes)) == minutes


@given(
    st.floats(0, 1e9) | st.integers(0, 99_999).map(lambda n: n / 1000),
    st.sampled_from(["en_GB", "de_DE", "ar_EG", "fa_IR"]),
)
def test_an_amount_always_reads_back_as_it_is_shown(amount: float, language: str) -> None:
    tracker = Tracker("t", "Walking", Kind.AMOUNT, "km")
    QLocale.setDefault(QLocale(language))
    try:
        assert read_value(tracker, plain_number(amount)) == amount
    finally:
        QLocale.setDefault(QLocale("en_GB"))


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.AMOUNT])
@pytest.mark.parametrize(
    "typed", ["10,000", "1,000", "10.000", "2.125", "250,125", "1000,000", " 1.500 ", "١٠,٠٠٠", "1,000,000", "١٠٬٠٠٠"]
)
def test_thousands_are_never_taken_for_a_small_number(typed: str, kind: Kind) -> None:
    with pytest.raises(BadInput, match=r"two ways|takes a"):
        read_value(Tracker("t", "Steps walked", kind), typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0,125", 0.125), ("0.125", 0.125), ("٠,١٢٥", 0.125), ("2,5", 2.5), ("1.5", 1.5), ("12,25", 12.25),
        ("2,1250", 2.125), ("10000", 10000), ("٣٫٥", 3.5), ("٢٫١٢٥", 2.125),
    ],
)  # fmt: skip
def test_what_can_only_be_decimals_is_read_as_such(typed: str, amount: float) -> None:
    assert read_value(Tracker("t", "Walking", Kind.AMOUNT), typed) == amount


@pytest.mark.parametrize("typed", ["1.5", "3,0", "3.", "10,00", "+3", "1e3", "²"])
def test_a_count_is_typed_in_digits_alone(typed: str) -> None:
    with pytest.raises(BadInput, match="whole number"):
        read_value(Tracker("t", "Steps walked", Kind.COUNT), typed)


def test_hours_that_may_be_thousands_are_refused() -> None:
    with pytest.raises(BadInput, match="two ways"):
        read_hours("7,500")
    assert read_hours("7,50") == 450


def test_what_can_be_read_in_two_ways_stays_in_the_field_and_nothing_of_it_counts(
    on_show: Callable[[OpenNumber], OpenNumber], qtbot: QtBot
) -> None:
    tracker = Tracker("t", "Walking", Kind.AMOUNT, "m")
    field = on_show(OpenNumber("Walking", lambda typed: read_value(tracker, typed), plain_number))
    field.setFocus()
    field.set_value(3)
    field.lineEdit().selectAll()
    QTest.keyClicks(field, "10,00")
    assert value(field) == 10
    QTest.keyClicks(field, "0")
    assert value(field) == 3
    with qtbot.waitSignal(field.troubled) as told:
        field.finish()
    assert "two ways" in told.args[0]
    press(field, UP)
    assert (field.lineEdit().text(), value(field), field.is_troubled) == ("10,000", 3, True)
    press(field.lineEdit(), Qt.Key.Key_Backspace)
    assert (value(field), field.is_troubled) == (10, False)


def test_a_number_may_be_typed_with_a_comma_stepped_and_left_open(
    on_show: Callable[[OpenNumber], OpenNumber], qtbot: QtBot
) -> None:
    tracker = Tracker("t", "Walking", Kind.AMOUNT, "km")
    field = on_show(OpenNumber("Walking", lambda typed: read_value(tracker, typed), plain_number, begin=1))
    field.setFocus()
    assert value(field) is None
    QTest.keyClicks(field, "2,5")
    assert value(field) == 2.5
    press(field, UP)
    assert value(field) == 3.5
    field.lineEdit().selectAll()
    QTest.keyClicks(field, "many")
    with qtbot.waitSignal(field.troubled) as told:
        field.finish()
    assert "a number from 0 on" in told.args[0]
    assert value(field) == 3.5
    field.lineEdit().selectAll()
    press(field.lineEdit(), Qt.Key.Key_Delete)
    assert value(field) is None
    press(field, UP)
    assert value(field) == 1
