"""Numbers and dates as charts write them, in the picture, the sentence and the table alike."""

from datetime import date
from math import floor, log10

from peerjournal.i18n import _
from peerjournal.journal.checkin import Dimension

GAP = "–"


def months() -> tuple[str, ...]:
    """Short names of the months, January first."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip


def weekdays() -> tuple[str, ...]:
    """Short names of the days of the week, Monday first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def short_date(day: date) -> str:
    """For example "22 Nov 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=months()[day.month - 1], year=day.year)


def amount(value: float) -> str:
    """With at most two decimals, and none that say nothing: "4", "4.5", "0.25"; less than that as "0.004".

    A zero has no sign. What only arithmetic made so small is to be rounded before.
    """
    if value == round(value):
        return f"{value + 0.0:.0f}"
    written = f"{value:.{_decimals(value)}f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _decimals(value: float) -> int:
    """Two, or as many as it takes to show one digit of it; a dozen at most."""
    return min(12, max(2, -floor(log10(abs(value)))))


def hours(minutes: float) -> str:
    """Minutes as hours: "7 h 30 min", "7 h", "45 min"."""
    whole, rest = divmod(round(minutes), 60)
    if not whole:
        return _("{minutes} min").format(minutes=rest)
    return (
        _("{hours} h").format(hours=whole)
        if not rest
        else _("{hours} h {minutes} min").format(hours=whole, minutes=rest)
    )


def dimension_names() -> dict[Dimension, str]:
    """The eight dimensions of self-care."""
    return {
        Dimension.EMOTIONAL: _("Emotional"),
        Dimension.ENVIRONMENTAL: _("Environmental"),
        Dimension.FINANCIAL: _("Financial"),
        Dimension.INTELLECTUAL: _("Intellectual"),
        Dimension.OCCUPATIONAL: _("Occupational"),
        Dimension.PHYSICAL: _("Physical"),
        Dimension.SOCIAL: _("Social"),
        Dimension.SPIRITUAL: _("Spiritual"),
    }


def rating_name(name: str) -> str:
    """What a rating is called, by field of a check-in."""
    return {
        "pleasantness": _("Pleasantness"),
        "energy": _("Energy"),
        "sleep": _("Sleep"),
        "rest": _("Restfulness"),
        "load": _("Load"),
        "say": _("Say in my work"),
        "backing": _("Backing"),
        "accounts": _("Hard accounts heard"),
        "satisfaction": _("Satisfaction with my work"),
    }[name]


def condition_ends(name: str) -> tuple[str, str]:
    """What 1 and 7 mean for a working condition, by field of a check-in."""
    return {
        "load": (_("light"), _("heavy")),
        "say": (_("little"), _("a lot")),
        "backing": (_("little"), _("a lot")),
        "accounts": (_("few"), _("many")),
        "satisfaction": (_("not satisfied"), _("satisfied")),
    }[name]
