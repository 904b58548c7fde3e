"""Reminders: which of a person's own times has come. Pure; nothing here knows of any journal.

Times are times of day on the wall. One that the clocks show twice in autumn comes once. What passed more than a quarter
of an hour ago, while the computer slept or as the clocks were put forward, is not made up for: nobody is told that they
missed something.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from peerjournal.errors import BadInput
from peerjournal.i18n import _

MOST_TIMES = 12
STILL = timedelta(minutes=15)
"""So long after its time a reminder may still come."""

_TYPED = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?")


def read_time(typed: str) -> time:
    """A time of day as it is typed: "8", "8:30", "08.30", "21:00". Raises :class:`BadInput`."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise BadInput(_("A time looks like 8:30 or 21:00; nothing was changed."))
    return time(int(found[1]), int(found[2] or 0))


def in_order(times: Iterable[time]) -> tuple[time, ...]:
    """Each once, the earliest first; no more than :data:`MOST_TIMES`."""
    return tuple(sorted(set(times)))[:MOST_TIMES]


@dataclass
class Round:
    """What is remembered from one look at the clock to the next: when that was (aware), and what was said today."""

    looked_at: datetime
    said: set[tuple[date, time]] = field(default_factory=set)


def look(times: Collection[time], paused_until: datetime | None, last: Round, now: datetime) -> bool:
    """Whether a reminder comes now; ``last`` is brought up to ``now``. At most one, however many times have come.

    ``now`` and ``paused_until`` are aware.
    """
    before, wall = last.looked_at.replace(tzinfo=None), now.replace(tzinfo=None)
    last.looked_at = now
    last.said = {(day, at) for day, at in last.said if day >= wall.date() - timedelta(days=1)}
    if paused_until is not None and now < paused_until:
        return False
    come = [
        (day, at)
        for day in {before.date(), wall.date()}
        for at in times
        if before < datetime.combine(day, at) <= wall and wall - datetime.combine(day, at) <= STILL
    ]
    fresh = [one for one in come if one not in last.said]
    last.said.update(fresh)
    return bool(fresh)
