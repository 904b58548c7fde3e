"""How a line, its hours and its date are put in words, for window and command line alike."""

from collections.abc import Callable
from dataclasses import replace
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
    """Whose it is, when it was checked, and where; the source as its address or only whose page it is."""
    source = one.source if whole_source else whose_page(one.source)
    said = [written_in_words(one, day_in_words)]
    if one.checked_on is None:
        said.append(_("It is not noted when this was checked."))
    elif not said[0] or one.changed_on not in {None, one.checked_on}:
        said.append(_("Checked on {day}.").format(day=day_in_words(one.checked_on)))
    if source:
        said.append(_("Source: {source}").format(source=source))
    return " ".join(filter(None, said))


def written_in_words(one: Line | Emergency, day_in_words: Callable[[date], str]) -> str:
    """That it is the person's own, and since when; empty of what came with the program, or bears no day at all."""
    day = one.changed_on or (None if one.source else one.checked_on)
    return _("Written by you on {day}.").format(day=day_in_words(day)) if day else ""


def old_in_words(one: Line | Emergency, today: date) -> str:
    """What to say of something checked too long ago; empty for all else."""
    known = replace(one, checked_on=one.checked_on or one.changed_on)
    if known.checked_on is None or not is_old(known, today):
        return ""
    return _("That is more than two years ago, so it may have changed.")


def whose_page(source: str) -> str:
    """The site of a web address, as short as a person would say it; any other words as they are."""
    try:
        return urlsplit(source).netloc.removeprefix("www.") or source
    except ValueError:  # such as "https://[" in a person's own words
        return source
