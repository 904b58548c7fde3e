"""The gentle timer of a reflection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.ui.widgets.quiet_timer import QuietTimer, time_in_words

MINUTE = 60.0


class Clock:
    """Seconds that go by when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, minutes: float, timer: QuietTimer) -> str:
        """What the timer says after so many minutes more."""
        self.seconds += minutes * MINUTE
        timer.look()
        return timer.words.text()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timer(clock: Clock, qtbot: QtBot) -> QuietTimer:
    made = QuietTimer(clock)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_runs_before_the_first_key(timer: QuietTimer, clock: Clock) -> None:
    assert clock.pass_by(5, timer) == "About ten minutes, from your first word on."
    assert timer.minutes == 0
    assert timer.rest.isHidden()


def test_it_counts_whole_minutes_from_the_first_key_on(timer: QuietTimer, clock: Clock) -> None:
    timer.began()
    assert timer.words.text() == "Just begun"
    assert clock.pass_by(0.99, timer) == "Just begun"
    timer.began()  # the keys that follow
    assert clock.pass_by(0.02, timer) == "1 minute"
    assert clock.pass_by(2, timer) == "3 minutes"


def test_after_ten_minutes_it_says_so_and_rests(timer: QuietTimer, clock: Clock) -> None:
    timer.began()
    assert clock.pass_by(10, timer) == "Ten minutes. Enough for today, if you like."
    assert clock.pass_by(50, timer) == "Ten minutes. Enough for today, if you like."
    assert timer.next_in is None
    assert timer.rest.isHidden()


def test_it_wakes_when_the_next_minute_is_full_and_not_before(timer: QuietTimer, clock: Clock) -> None:
    timer.began()
    assert timer.next_in == 60_000
    clock.pass_by(1.25, timer)
    assert timer.next_in == 45_000


def test_a_pause_does_not_count(timer: QuietTimer, clock: Clock) -> None:
    timer.began()
    clock.pass_by(2, timer)
    timer.rest.click()
    assert clock.pass_by(30, timer) == "2 minutes, paused"
    assert timer.next_in is None
    timer.began()  # who writes on lets it rest
    assert timer.paused
    timer.rest.click()
    assert clock.pass_by(1, timer) == "3 minutes"


def test_it_can_be_put_away_and_brought_back_while_the_time_goes_on(
    timer: QuietTimer, clock: Clock, qtbot: QtBot
) -> None:
    timer.began()
    with qtbot.waitSignal(timer.away_changed) as said:
        timer.fold.click()
    assert said.args == [True]
    clock.pass_by(4, timer)
    assert timer.words.isHidden()
    assert timer.rest.isHidden()
    assert timer.fold.accessibleName() == "Show the time"
    timer.fold.click()
    assert (timer.words.text(), timer.words.isVisible()) == ("4 minutes", True)


def test_another_reflection_begins_anew(timer: QuietTimer, clock: Clock) -> None:
    timer.began()
    clock.pass_by(4, timer)
    timer.pause()
    timer.begin_anew()
    timer.began()
    assert clock.pass_by(1, timer) == "1 minute"


def test_its_name_says_what_it_is_and_the_time(timer: QuietTimer, clock: Clock) -> None:
    timer.began()
    clock.pass_by(3, timer)
    assert timer.accessibleName() == timer.words.accessibleName() == "Time for this reflection: 3 minutes"
    timer.put_away()
    assert timer.accessibleName() == "Time for this reflection, put away"


def test_it_never_counts_beyond_ten_and_never_asks_for_more() -> None:
    assert {time_in_words(n) for n in range(10, 200)} == {"Ten minutes. Enough for today, if you like."}


@given(st.lists(st.tuples(st.sampled_from(["write", "pause", "go on", "put away"]), st.floats(0, 7)), max_size=12))
def test_it_never_runs_backwards_and_wakes_once_a_minute_at_most(
    qapp: QApplication, steps: list[tuple[str, float]]
) -> None:
    clock = Clock()
    timer = QuietTimer(clock)
    before = 0
    act = {"write": timer.began, "pause": timer.pause, "go on": timer.go_on, "put away": timer.put_away}
    for step, minutes in steps:
        act[step]()
        clock.pass_by(minutes, timer)
        assert timer.minutes >= before
        assert timer.next_in is None or 0 < timer.next_in <= 60_000
        before = timer.minutes
    timer.deleteLater()
    qapp.processEvents()
