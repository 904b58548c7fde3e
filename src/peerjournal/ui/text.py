"""Dates, times and numbers for eyes, in the way of the person's locale."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from peerjournal.i18n import _


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date_format(*, weekday: bool, year: bool) -> str:
    """The locale's long date order, with the parts wanted (``dddd``, ``d``, ``MMMM``, ``yyyy``)."""
    day_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith(("d", "'"))
    body = "d MMMM" if day_first else "MMMM d"
    return ("dddd, " if weekday else "") + body + ((" yyyy" if day_first else ", yyyy") if year else "")


def long_date(moment: date | datetime) -> str:
    """For example "Sunday, 22 November 2026"."""
    return QLocale().toString(_qdate(moment), _date_format(weekday=True, year=True))


def short_date(moment: date | datetime, *, today: date | None = None) -> str:
    """For example "Sun 22 Nov", with the year when it is not this one."""
    same_year = today is not None and moment.year == today.year
    return QLocale().toString(_qdate(moment), "ddd d MMM" if same_year else "d MMM yyyy")


def day_heading(day: date, today: date) -> str:
    """Above a day's entries: "Today", "Yesterday" or the long date."""
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    year = day.year != today.year
    return QLocale().toString(_qdate(day), _date_format(weekday=True, year=year))


def month_heading(year: int, month: int) -> str:
    """For example "November 2026"."""
    return QLocale().toString(QDate(year, month, 1), "MMMM yyyy")


def time_of_day(moment: datetime | time) -> str:
    """For example "21:30", as the locale writes it."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def number(n: int) -> str:
    """With the locale's separators."""
    return QLocale().toString(n)
