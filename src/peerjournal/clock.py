"""The only source of "now" and "today".

Tests hand in a :class:`Clock` of their own; nothing else in the program asks the system for the time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import tzlocal


def local_zone() -> tzinfo:
    """The time zone of this computer, by its IANA name; UTC where the system does not tell."""
    try:
        return ZoneInfo(tzlocal.get_localzone_name())
    except (LookupError, OSError, ValueError):
        return UTC


@dataclass(frozen=True)
class Clock:
    """Tells the time. ``instant`` gives an aware UTC datetime, ``zone`` the person's zone at that moment."""

    instant: Callable[[], datetime] = lambda: datetime.now(UTC)
    zone: Callable[[], tzinfo] = local_zone

    def now(self) -> datetime:
        """This moment, aware, in the person's own time zone, with microseconds cut off."""
        return self.instant().replace(microsecond=0).astimezone(self.zone())

    def today(self) -> date:
        """The person's calendar day."""
        return self.now().date()


SYSTEM_CLOCK = Clock()
