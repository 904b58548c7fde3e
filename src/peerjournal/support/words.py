"""How a line, its hours and its date are put in words, for window and command line alike."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from peerjournal.i18n import _
from peerjournal.support.helplines import ALWAYS, UNKNOWN, Emergency, Line, Way, is_old


def numbers_change() -> str:
    """What to say below all helplines."""
    return _(
        "Numbers and hours change, and most of these were read on pages of others, not confirmed by the services"
        " themselves. If a line does not answer, try another one or the emergency number."
    )


def way_in_words(way: Way) -> str:
    """For example "Call 116 123" or "Text HOME to 741741"."""
    if way.kind == "call":
        return _("Call {number}").format(number=way.at)
    if way.kind == "text" and way.word:
        return _("Text {word} to {number}").format(word=way.word, number=way.at)
    if way.kind == "text":
        return _("Text {number}").format(number=way.at)
    return _("Chat at {address}").format(address=way.at)


def hours_in_words(hours: str) -> str:
    """When somebody answers; empty where a person noted nothing."""
    if hours == ALWAYS:
        return _("Day and night, every day")
    return _("Hours not known to us") if hours == UNKNOWN else hours


def checked_in_words(one: Line | Emergency, day_in_words: Callable[[date], str], *, whole_source: bool) -> str:
    """When it was checked, and where; the source as its address or only whose page it is."""
    source = one.source if whole_source else whose_page(one.source)
    if one.checked_on is None:
        return _("It is not noted when this was checked.")
    day = day_in_words(one.checked_on)
    if not source:
        return _("Written by you on {day}.").format(day=day)
    return _("Checked on {day}. Source: {source}").format(day=day, source=source)


def old_in_words(one: Line | Emergency, today: date) -> str:
    """What to say of something checked too long ago; empty for all else."""
    if one.checked_on is None or not is_old(one, today):
        return ""
    return _("That is more than two years ago, so it may have changed.")


def whose_page(source: str) -> str:
    """The site of a web address, as short as a person would say it."""
    return urlsplit(source).netloc.removeprefix("www.")
