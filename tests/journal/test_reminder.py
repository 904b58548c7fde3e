"""Reminders come at the person's times, once, and never while they are paused."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import BadInput
from peerjournal.journal.reminder import MOST_TIMES, STILL, Round, in_order, look, read_time

BERLIN = ZoneInfo("Europe/Berlin")


def _walk(times: list[time], begin: datetime, steps: list[int], paused_until: datetime | None = None) -> list[datetime]:
    """When reminders come, looking at the clock after so many seconds each."""
    last, now, came = Round(begin), begin, []
    for seconds in steps:
        now = (now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(begin.tzinfo)
        if look(times, paused_until, last, now):
            came.append(now)
    return came


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("8", time(8)), ("8:30", time(8, 30)), (" 08.30 ", time(8, 30)), ("21 : 05", time(21, 5)), ("0:00", time())],
)
def test_a_time_can_be_typed_in_several_ways(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "8:60", "8:5", "soon", "8:30 pm", "-8", "٨:٣٠:٠٠"])
def test_what_is_no_time_gets_a_sentence(typed: str) -> None:
    with pytest.raises(BadInput, match="8:30 or 21:00"):
        read_time(typed)


_times = st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=4)
_begins = st.sampled_from(
    [
        datetime(2026, 11, 22, 20, tzinfo=BERLIN),
        datetime(2026, 3, 28, 22, tzinfo=BERLIN),  # the night the clocks go forward
        datetime(2026, 10, 24, 22, tzinfo=BERLIN),  # and back
    ]
)


@given(times=_times, begin=_begins, steps=st.lists(st.integers(1, 600), max_size=400))
def test_never_more_than_once_for_a_time_and_a_day(times: list[time], begin: datetime, steps: list[int]) -> None:
    came = _walk(times, begin, steps)
    days = {(begin.date() + timedelta(days=n)) for n in range(5)}
    for day in days:
        assert len([at for at in came if at.date() == day]) <= len(set(times))
    assert all(
        any(timedelta(0) <= at.replace(tzinfo=None) - datetime.combine(at.date(), t) <= STILL for t in times)
        or any(at.replace(tzinfo=None) - datetime.combine(at.date() - timedelta(days=1), t) <= STILL for t in times)
        for at in came
    )


@given(times=_times, begin=_begins, steps=st.lists(st.integers(1, 600), max_size=200), hours=st.integers(0, 30))
def test_never_while_they_are_paused(times: list[time], begin: datetime, steps: list[int], hours: int) -> None:
    until = begin + timedelta(hours=hours)
    assert all(at >= until for at in _walk(times, begin, steps, until))


@given(times=_times, begin=_begins)
def test_every_time_of_a_day_comes_when_somebody_looks(times: list[time], begin: datetime) -> None:
    came = _walk(times, begin, [30] * (2 * 60 * 30))
    assert len(came) >= len(set(times))


def test_what_passed_during_sleep_is_not_made_up_for() -> None:
    begin = datetime(2026, 11, 22, 20, tzinfo=BERLIN)
    assert _walk([time(21)], begin, [3 * 3600]) == []
    assert len(_walk([time(21)], begin, [3600 + 600])) == 1


def test_the_hour_that_comes_twice_reminds_once_and_a_skipped_one_still_does() -> None:
    back = datetime(2026, 10, 25, 1, tzinfo=BERLIN)
    assert len(_walk([time(2, 30)], back, [60] * 300)) == 1
    forward = datetime(2026, 3, 29, 1, tzinfo=BERLIN)
    assert len(_walk([time(2, 50)], forward, [60] * 300)) == 1


def test_times_stand_in_order_and_are_few() -> None:
    many = [time(n % 24, n % 60) for n in range(100)]
    assert in_order([time(21), time(8, 30), time(21)]) == (time(8, 30), time(21))
    assert len(in_order(many)) == MOST_TIMES
