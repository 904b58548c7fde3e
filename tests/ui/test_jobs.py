"""Background work: who is called back, and that nothing of the window is thrown away in a worker's thread."""

import gc
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.ui.jobs import jobs


class Circle(QWidget):
    """A widget that nobody but itself holds once its maker has let go."""

    def __init__(self, ends: list[str]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ends.append(threading.current_thread().name))


@pytest.fixture
def ended(qtbot: QtBot) -> Iterator[Callable[[], None]]:
    """Waits until every work has ended and all were called back."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not jobs()._kept)

    yield wait
    wait()


def _fail(error: Exception) -> None:
    raise error


def _nothing(_outcome: object) -> None:
    pass


def _much() -> int:
    """So much that Python would look for circles many times over, the oldest objects included."""
    return len([[number] for number in range(300_000)])


def test_the_outcome_comes_back_in_the_thread_of_the_window(ended: Callable[[], None]) -> None:
    came: list[tuple[str, int]] = []
    jobs().run(lambda: 7, lambda outcome: came.append((threading.current_thread().name, outcome)), _fail)
    ended()
    assert came == [(threading.main_thread().name, 7)]


def test_what_went_wrong_comes_back_instead(ended: Callable[[], None]) -> None:
    came: list[Exception] = []
    jobs().run(lambda: 1 // 0, _nothing, came.append)
    ended()
    assert [type(error) for error in came] == [ZeroDivisionError]


def test_nobody_is_called_back_who_lost_interest_or_is_gone(ended: Callable[[], None], qtbot: QtBot) -> None:
    came: list[str] = []
    go_on = threading.Event()
    owner = QObject()
    jobs().run(go_on.wait, lambda _none: came.append("cancelled"), _fail).cancel()
    jobs().run(go_on.wait, lambda _none: came.append("gone"), _fail, owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go_on.set()
    ended()
    assert came == []


def test_circles_of_the_window_are_never_broken_in_a_worker(ended: Callable[[], None]) -> None:
    ends: list[str] = []
    for _ in range(20):
        Circle(ends)
    jobs().run(_much, _nothing, _fail)
    ended()
    gc.collect()
    assert ends == [threading.main_thread().name] * 20


def test_what_a_work_held_last_ends_in_the_thread_of_the_window(ended: Callable[[], None]) -> None:
    ends: list[str] = []

    def start(number: int) -> None:
        label = QLabel("held")
        weakref.finalize(label, lambda: ends.append(threading.current_thread().name))

        def work() -> Any:
            if number % 2:
                raise ValueError(label.text())
            return label.text()

        jobs().run(work, _nothing, _nothing)

    for number in range(40):
        start(number)
    ended()
    gc.collect()
    assert ends == [threading.main_thread().name] * 40


def test_python_collects_by_itself_again_once_all_work_has_ended(ended: Callable[[], None]) -> None:
    go_on = threading.Event()
    assert gc.isenabled()
    jobs().run(go_on.wait, _nothing, _fail)
    jobs().run(lambda: None, _nothing, _fail)
    assert not gc.isenabled()
    go_on.set()
    ended()
    assert gc.isenabled()


@pytest.mark.usefixtures("ended")
def test_circles_go_while_somebody_is_long_at_work(qtbot: QtBot) -> None:
    ends: list[str] = []
    go_on = threading.Event()
    jobs().run(go_on.wait, _nothing, _fail)
    Circle(ends)
    qtbot.waitUntil(lambda: bool(ends))
    go_on.set()
    assert ends == [threading.main_thread().name]
