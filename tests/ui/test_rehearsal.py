"""Rehearsing: the full screen, what it measures, and what is said about it afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.journal.entry import count_words
from peerjournal.journal.story import Part
from peerjournal.operations import lights, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.sharing.telling import Telling
from peerjournal.ui.dialogs.rehearsal import BY_KEY, RehearsalWindow, Run
from peerjournal.ui.pages.telling.rehearse import RehearseStep, passages_of
from peerjournal.ui.theme import DARK, LIGHT
from peerjournal.ui.watch import IdleWatch, LeaveKeys
from peerjournal.ui.widgets.prompter import BRIGHT_LINES, Passage, Prompter

Show = Callable[[QWidget], QWidget]
CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = " ".join(f"word{n}" for n in range(120))


class Watch:
    """A stop watch that shows what it is told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def window(watch: Watch, qtbot: QtBot) -> Iterator[RehearsalWindow]:
    """A window with 120 words under a heading, at 120 words a minute, with two minutes."""
    made = RehearsalWindow([Passage(WORDS, "The dog")], pace=120, minutes=2, now=watch)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made._timer.stop()


def pass_time(window: RehearsalWindow, watch: Watch, seconds: float) -> None:
    watch.seconds += seconds
    window.tick()


def heard(window: RehearsalWindow) -> list[tuple[int, float]]:
    """What the window has measured, from now on."""
    runs: list[tuple[int, float]] = []
    window.rehearsed.connect(lambda words, seconds: runs.append((words, round(seconds, 1))))
    return runs


# ------------------------------------------------------------------------------------------------ the full screen


def test_words_go_on_by_themselves_and_pauses_do_not_count(window: RehearsalWindow, watch: Watch) -> None:
    runs = heard(window)
    QTest.keyClick(window.words, Qt.Key.Key_Space)
    pass_time(window, watch, 10)
    QTest.keyClick(window.words, Qt.Key.Key_Space)
    pass_time(window, watch, 1000)
    QTest.keyClick(window.words, Qt.Key.Key_Space)
    pass_time(window, watch, 20)
    assert (window.run.said, window.run.seconds) == (60, 30)
    assert window.time.text() == "0:30  ·  1:30 left"
    QTest.keyClick(window.words, Qt.Key.Key_Escape)
    assert runs == [(60, 30.0)]
    assert not window.isVisible()


def test_it_ends_with_the_last_word_and_counts_once(window: RehearsalWindow, watch: Watch) -> None:
    runs = heard(window)
    window.begin.click()
    pass_time(window, watch, 500)
    assert (window.run.ended, window.run.seconds) == (True, 60)
    assert "That was the end" in window.hint.text()
    window.end.click()
    assert runs == [(120, 60.0)]


def test_once_more_begins_anew_and_both_count(window: RehearsalWindow, watch: Watch) -> None:
    runs = heard(window)
    window.begin.click()
    pass_time(window, watch, 500)
    assert window.begin.text() == "Once more"
    window.begin.click()
    pass_time(window, watch, 30)
    window.reject()
    assert runs == [(120, 60.0), (60, 30.0)]


def test_the_pace_can_be_changed_by_key(window: RehearsalWindow, watch: Watch) -> None:
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Up, Qt.Key.Key_Minus, Qt.Key.Key_Up):
        QTest.keyClick(window.words, key)
    assert window.pace.text() == "130 words a minute"
    window.begin.click()
    pass_time(window, watch, 30)
    assert window.run.said == pytest.approx(65)


def test_by_key_the_lines_go_on_with_a_presenter_s_keys(window: RehearsalWindow, watch: Watch) -> None:
    runs = heard(window)
    window.how.choose(BY_KEY)
    QTest.keyClick(window.words, Qt.Key.Key_PageDown)  # begins
    pass_time(window, watch, 15)
    assert window.run.said == 0
    first = window.words.bright_text()
    QTest.keyClick(window.words, Qt.Key.Key_PageDown)
    assert window.words.line() == BRIGHT_LINES
    assert window.words.bright_text() != first
    QTest.keyClick(window.words, Qt.Key.Key_PageUp)
    assert window.words.bright_text() == first
    QTest.keyClick(window.words, Qt.Key.Key_B)
    pass_time(window, watch, 99)
    QTest.keyClick(window.words, Qt.Key.Key_B)
    while not window.run.ended:
        QTest.keyClick(window.words, Qt.Key.Key_Return)
    window.end.click()
    assert runs == [(120, 15.0)]


def test_larger_letters_keep_the_place(window: RehearsalWindow, watch: Watch) -> None:
    window.begin.click()
    pass_time(window, watch, 30)
    at = window.words.at
    lines = len(window.words._laid.said)
    QTest.keyClick(window.words, Qt.Key.Key_Plus, CTRL)
    QTest.keyClick(window.words, Qt.Key.Key_Plus, CTRL)
    assert len(window.words._laid.said) > lines
    assert window.words.at == at
    assert "word60" in window.words.bright_text()
    QTest.keyClick(window.words, Qt.Key.Key_0, CTRL)
    assert len(window.words._laid.said) == lines


def test_letters_are_large_enough_for_two_metres(window: RehearsalWindow) -> None:
    assert 0.04 <= window.words._pixels / window.height() <= 0.05


def test_start_over_begins_at_the_first_word_and_waits(window: RehearsalWindow, watch: Watch) -> None:
    runs = heard(window)
    window.begin.click()
    pass_time(window, watch, 20)
    QTest.keyClick(window.words, Qt.Key.Key_Home)
    pass_time(window, watch, 20)
    assert (window.run.said, window.run.seconds, window.begin.text()) == (0, 0, "Begin")
    window.end.click()
    assert runs == []


def test_more_time_than_there_is_is_said_without_alarm(window: RehearsalWindow, watch: Watch) -> None:
    window.how.choose(BY_KEY)
    window.begin.click()
    pass_time(window, watch, 125)
    assert window.time.text() == "2:05  ·  0:05 over"


def test_dark_and_light_are_free_to_choose(window: RehearsalWindow) -> None:
    for index, tokens in ((0, DARK), (1, LIGHT)):
        window.ground.choose(index)
        picture = window.grab().toImage()
        assert picture.pixelColor(5, 5).name() == tokens.bg.lower()


def test_nothing_private_stands_in_the_title_of_the_window(window: RehearsalWindow) -> None:
    assert window.windowTitle() == "Peer Journal"


def test_lock_and_hide_work_over_it(window: RehearsalWindow, qapp: QApplication, qtbot: QtBot) -> None:
    keys = LeaveKeys()
    keys.begin(qapp)
    with qtbot.waitSignal(keys.lock_wanted):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, CTRL)
    with qtbot.waitSignal(keys.hide_wanted):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)


def test_speaking_along_counts_as_being_there_and_a_pause_does_not(
    window: RehearsalWindow, watch: Watch, qapp: QApplication
) -> None:
    idle = IdleWatch(5)
    idle.begin(qapp)
    try:
        window.begin.click()
        idle._touched_after = before = -1.0
        pass_time(window, watch, 25)
        assert idle._touched_after > before
        window.begin.click()
        idle._touched_after = before
        pass_time(window, watch, 25)
        assert idle._touched_after == before
    finally:
        idle.set_minutes(0)


def test_right_to_left_words_stand_at_the_right(qtbot: QtBot) -> None:
    prompter = Prompter()
    qtbot.addWidget(prompter)
    prompter.resize(900, 400)
    prompter.show_passages([Passage("كان الصباح هادئا")])
    prompter.show()
    picture = prompter.grab().toImage()
    ground = picture.pixelColor(2, 2)
    inked = [
        x for x in range(picture.width()) for y in range(0, picture.height(), 3) if picture.pixelColor(x, y) != ground
    ]
    assert min(inked) > picture.width() / 2


def test_without_words_it_is_over_before_it_begins(qtbot: QtBot) -> None:
    window = RehearsalWindow([], pace=130)
    qtbot.addWidget(window)
    window.begin.click()
    assert not window.run.going


@given(st.lists(st.text(max_size=60), max_size=6), st.integers(20, 90))
def test_every_word_is_said_in_exactly_one_line(qapp: QApplication, texts: list[str], pixels: int) -> None:
    del qapp
    prompter = Prompter()
    prompter.resize(640, 400)
    prompter.set_pixels(pixels)
    prompter.show_passages([Passage(text, "heading") for text in texts])
    assert prompter.words == sum(map(count_words, texts))
    assert sum(line.words for line in prompter._laid.lines) == prompter.words


@given(st.lists(st.tuples(st.sampled_from(["go", "pause", "tick"]), st.floats(0, 100)), max_size=20))
def test_seconds_are_those_between_beginning_and_pausing(steps: list[tuple[str, float]]) -> None:
    run, now, going, expected = Run(10_000_000, 130), 0.0, False, 0.0
    for what, seconds in steps:
        now += seconds
        expected += seconds if going else 0.0
        if what == "go":
            run.tick(now, by_itself=False)
            run.go(now)
            going = True
        elif what == "pause":
            run.pause(now)
            going = False
        else:
            run.tick(now, by_itself=True)
    run.tick(now, by_itself=True)
    assert run.seconds == pytest.approx(expected)
    assert run.begun == any(what == "go" for what, _seconds in steps)


# ------------------------------------------------------------------------------------------------------ the step


@pytest.fixture
def part(journal: OpenJournal) -> Part:
    """A part with a private mark that may be told in training."""
    made = story.write_part(journal, title="The dog", text=f"The dog {{keep}}of CANARYONE{{/keep}} waited. {WORDS}")
    lights.set_light(journal, made.id, "training", Light.SHARE)
    return made


@pytest.fixture
def telling(journal: OpenJournal, part: Part) -> Telling:
    """A telling of that part, with another one only kept ready."""
    held = story.write_part(journal, title="CANARYTWO", text="CANARYTWO")
    lights.set_light(journal, held.id, "training", Light.ASK)
    made = tellings.new_telling(journal, "training", title="Short", part_ids=[part.id, held.id], minutes=2)
    tellings.hold(journal, made.id, held.id, held=True)
    return made


def step_of(journal: OpenJournal, telling_id: str, on_show: Show) -> RehearseStep:
    step = RehearseStep(journal)
    on_show(step)
    step.show_now(tellings.get(journal, telling_id))
    return step


def begun(step: RehearseStep, watch: Watch) -> RehearsalWindow:
    """A rehearsal that has begun."""
    step.begin()
    window = step.window_
    assert window is not None
    window._now = watch
    window.begin.click()
    return window


def test_only_what_is_told_is_rehearsed(journal: OpenJournal, telling: Telling) -> None:
    tellings.change(journal, replace(telling, opening="Good {keep}CANARYTHREE{/keep} **morning**."))
    passages = passages_of(tellings.get(journal, telling.id))
    assert [(p.heading, p.text.split()[0]) for p in passages] == [("", "Good"), ("The dog", "The")]
    assert "CANARY" not in str(passages)
    assert "**" not in str(passages)


def test_a_rehearsal_is_kept_measures_the_pace_and_asks_how_it_felt(
    journal: OpenJournal, telling: Telling, on_show: Show, watch: Watch
) -> None:
    step = step_of(journal, telling.id, on_show)
    assert "130 words a minute" in step.pace.text()
    window = begun(step, watch)
    assert window.isFullScreen()
    window.run.pace = 100
    pass_time(window, watch, 60)
    window.end.click()
    (kept,) = tellings.rehearsals(journal, telling.id)
    assert (kept.words, kept.seconds) == (100, 60)
    assert tellings.own_pace(journal) == 100
    assert "100 words a minute" in step.pace.text()
    step.card.chips[2].click()
    step.card.own.setText("a catch in the throat")
    step.card.own.editingFinished.emit()
    step.card.note.setPlainText("Slower at the clock.")
    assert step.settle()
    (kept,) = tellings.rehearsals(journal, telling.id)
    assert (kept.felt, kept.note) == ("shaky, a catch in the throat", "Slower at the clock.")


def test_what_was_said_about_a_rehearsal_comes_back(journal: OpenJournal, telling: Telling, on_show: Show) -> None:
    tellings.record_rehearsal(journal, telling.id, words=200, seconds=90, felt="steady, warm", note="Good.")
    newest = tellings.record_rehearsal(journal, telling.id, words=100, seconds=50, felt="too much")
    step = step_of(journal, telling.id, on_show)
    assert step.list.ids()[0] == newest.id
    step.list.setCurrentRow(1)
    assert [c.text() for c in step.card.chips if c.isChecked()] == ["steady"]
    assert (step.card.own.text(), step.card.note.text()) == ("warm", "Good.")
    step.list.setCurrentRow(0)
    assert [c.text() for c in step.card.chips if c.isChecked()] == ["too much"]
    assert [r.felt for r in tellings.rehearsals(journal, telling.id)] == ["steady, warm", "too much"]


def test_leaving_in_the_middle_keeps_what_was_said_so_far(
    journal: OpenJournal, telling: Telling, on_show: Show, watch: Watch
) -> None:
    step = step_of(journal, telling.id, on_show)
    window = begun(step, watch)
    pass_time(window, watch, 30)
    assert step.settle()
    assert not window.isVisible()
    (kept,) = tellings.rehearsals(journal, telling.id)
    assert (kept.words, kept.seconds) == (65, 30)


def test_a_look_at_the_full_screen_is_no_rehearsal(
    journal: OpenJournal, telling: Telling, on_show: Show, watch: Watch
) -> None:
    step = step_of(journal, telling.id, on_show)
    window = begun(step, watch)
    pass_time(window, watch, 3)
    window.end.click()
    assert tellings.rehearsals(journal, telling.id) == []


def test_a_telling_without_words_cannot_be_rehearsed(journal: OpenJournal, on_show: Show) -> None:
    telling = tellings.new_telling(journal, "training")
    step = step_of(journal, telling.id, on_show)
    assert not step.rehearse.isEnabled()
    assert step.empty.button.isHidden()
