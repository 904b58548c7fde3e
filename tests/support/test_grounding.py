"""Something for eyes and breath: few, short, nothing that urges."""

from peerjournal.support.grounding import PRACTICES


def test_there_are_two_or_three_with_a_few_plain_steps_each() -> None:
    assert len(PRACTICES) in {2, 3}
    assert len({practice.title for practice in PRACTICES}) == len(PRACTICES)
    for practice in PRACTICES:
        assert 2 <= len(practice.steps) <= 4
        for step in practice.steps:
            assert step.endswith(".")
            assert len(step) <= 120


def test_nobody_is_urged_or_praised() -> None:
    said = " ".join(step for practice in PRACTICES for step in practice.steps).casefold()
    assert not [word for word in ("!", "must", "should", "great", "well done", "seconds") if word in said]
