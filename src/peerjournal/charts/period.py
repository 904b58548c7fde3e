"""The period a chart looks at, and a rating in it, in words."""

from datetime import date

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
    about = first_line(check_in.note) or record.titles.get(check_in.entry_id, "")
    words = _("{what} {value}, {weekday} {date}, {time}").format(
        what=name,
        value=value if isinstance(value, str) else amount(value),
        weekday=weekdays()[at.weekday()],
        date=short_date(at.date()),
        time=f"{at:%H:%M}",
    )
    return f"{words}: {about}" if about else words
