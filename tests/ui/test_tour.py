"""The tour: every step that is written is walked, once, in every look; nothing of an earlier tour stays."""

import inspect
from pathlib import Path

import pytest

from peerjournal.ui.tour import journal, looks, plan, sessions, sharing, story, wellbeing
from peerjournal.ui.tour.__main__ import AFTER_LOCK, BEFORE_LOCK
from peerjournal.ui.tour.looks import CHART, HANDED_OUT, LOOKS

ROOMS = (journal, story, sharing, wellbeing, sessions, plan)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_every_step_is_on_the_way_once(room: object) -> None:
    steps = {
        one for name, one in inspect.getmembers(room, inspect.isfunction)
        if one.__module__ == getattr(room, "__name__", "") and list(inspect.signature(one).parameters) == ["walk"]
        and not name.startswith("_") and name != "show_first_entry"
    }  # fmt: skip
    walked = [step for step in (*BEFORE_LOCK, *AFTER_LOCK) if step in steps]
    assert len(walked) == len(steps)
    assert set(walked) == steps


def test_the_lock_comes_between() -> None:
    assert BEFORE_LOCK[-1] is journal.lock
    assert AFTER_LOCK[0] is journal.unlock


def test_light_and_dark_are_walked_in_both_sizes() -> None:
    seen = {(look.appearance, look.width, look.height) for look in LOOKS}
    assert {(one, *size) for one in ("light", "dark") for size in ((1280, 800), (1024, 700))} <= seen


def test_what_an_earlier_tour_left_goes_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("01-start.png", HANDED_OUT, CHART, "my own.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr(looks, "command", lambda *_words: ["false"])
    assert looks.run(tmp_path) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["my own.txt"]
