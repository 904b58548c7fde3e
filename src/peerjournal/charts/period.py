"""The period a chart looks at, and a rating or a day in it, in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from peerjournal.charts.words import amount, short_date, weekdays
from peerjournal.i18n import _
from peerjournal.journal.checkin import CheckIn
from peerjournal.journal.entry import first_line
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span


def closed(record: Record, span: Span) -> tuple[date, date]:
    """First and last day of a span; where it is open, those of the record."""
    first = span.from_on or record.first_day
    return first, max(first, span.until_on or record.last_day)


def length(first: date, last: date) -> int:
    """Days, both ends included."""
    return (last - first).days + 1


def said(first: date, last: date) -> str:
    """For example "from 1 Aug 2026 to 22 Nov 2026", or "on 22 Nov 2026" for a single day."""
    if first == last:
        return _("on {day}").format(day=short_date(first))
    return _("from {first} to {last}").format(first=short_date(first), last=short_date(last))


def rating_said(name: str, check_in: CheckIn, value: float | str, record: Record) -> str:
    """A rating read out: what, how much, when, and the first line of its note or the title of its entry."""
    at = check_in.at
    about = about_one(check_in, record)
    words = _("{what} {value}, {weekday} {date}, {time}").format(
        what=name,
        value=value if isinstance(value, str) else amount(value),
        weekday=weekdays()[at.weekday()],
        date=short_date(at.date()),
        time=f"{at:%H:%M}",
    )
    return f"{words}: {about}" if about else words


def on(day: int) -> str:
    """A day by its ordinal: "Tue 4 Aug 2026"."""
    there = date.fromordinal(day)
    return _("{weekday} {date}").format(weekday=weekdays()[there.weekday()], date=short_date(there))


def about_one(check_in: CheckIn, record: Record) -> str:
    """The first line of its note or the title of its entry; empty where there is neither."""
    return first_line(check_in.note) or record.titles.get(check_in.entry_id, "")


@dataclass(frozen=True, eq=False)
class Notes:
    """The notes of days: found when the first one is read."""

    record: Record

    def of(self, day: int) -> str:
        """What the first check-in of a day says that says anything; ``day`` is an ordinal."""
        every = (about_one(check_in, self.record) for check_in in self._by_day.get(day, ()))
        return next(filter(None, every), "")

    @cached_property
    def _by_day(self) -> dict[int, Iterable[CheckIn]]:
        found: defaultdict[int, list[CheckIn]] = defaultdict(list)
        for check_in in self.record.check_ins:
            found[check_in.at.toordinal()].append(check_in)
        return dict(found)
