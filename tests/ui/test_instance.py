"""A later start finds the window that is there, and a mere look does not call it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerjournal.ui.instance import Instance, raise_other

ASK = "import sys; from pathlib import Path; from peerjournal.ui import instance as i; "


@pytest.fixture
def instance(qapp: QApplication) -> Iterator[Instance]:
    made = Instance(qapp)
    yield made
    made.close()


def ask(qtbot: QtBot, code: str) -> bool:
    """Whether a second process is answered."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{ASK} sys.exit(0 if {code} else 3)"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        qtbot.waitUntil(lambda: process.poll() is not None)
        return process.returncode == 0


def test_nobody_answers_where_nobody_is(own_home: Path) -> None:
    assert not raise_other(None)
    assert not raise_other(own_home / "A.peerjournal")


def test_a_second_start_calls_the_window(qtbot: QtBot, instance: Instance) -> None:
    with qtbot.waitSignal(instance.wanted):
        assert ask(qtbot, "i.raise_other(None)")


def test_looking_whether_somebody_is_there_does_not_call_the_window(qtbot: QtBot, instance: Instance) -> None:
    with qtbot.assertNotEmitted(instance.wanted):
        assert ask(qtbot, "i._ask(None, i._PROBE)")


def test_it_answers_only_for_the_journal_it_shows(qtbot: QtBot, instance: Instance, own_home: Path) -> None:
    first, second = own_home / "A.peerjournal", own_home / "B.peerjournal"
    instance.listen_for(first)
    instance.listen_for(second)
    assert not ask(qtbot, f"i.raise_other(Path({str(first)!r}))")
    assert ask(qtbot, f"i.raise_other(Path({str(second)!r}))")
    assert ask(qtbot, "i.raise_other(None)")


def test_the_socket_of_a_killed_window_does_not_stand_in_the_way(qtbot: QtBot, own_home: Path) -> None:
    journal = own_home / "A.peerjournal"
    code = f"i.Instance().listen_for(Path({str(journal)!r})); import os; os._exit(0)"
    subprocess.run(
        [sys.executable, "-c", f"{ASK} from PySide6.QtCore import QCoreApplication as Q; q = Q([]); {code}"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    assert not raise_other(journal)
    again = Instance()
    again.listen_for(journal)
    try:
        assert ask(qtbot, f"i.raise_other(Path({str(journal)!r}))")
    finally:
        again.close()
