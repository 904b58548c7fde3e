"""What fails in a known way is said."""

from functools import partial

import pytest

from peerjournal.errors import BadInput, NotFound
from peerjournal.ui.attempt import tried


def failing(error: Exception) -> object:
    raise error


def test_what_went_through_says_nothing() -> None:
    done: list[str] = []
    assert tried(lambda: done.append("kept"), done.append, lambda: done.append("gone"))
    assert done == ["kept"]


def test_a_known_problem_is_said_and_what_is_gone_is_looked_after() -> None:
    heard: list[str] = []
    for error in (BadInput("That is no day."), NotFound("It is gone.")):
        assert not tried(partial(failing, error), heard.append, lambda: heard.append("read anew"))
    assert heard == ["That is no day.", "It is gone.", "read anew"]


def test_a_mistake_of_the_program_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        tried(lambda: failing(ZeroDivisionError()), print)
