"""What a check-in says, in words: a line of it for lists, all of it for reading and comparing."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from peerjournal.charts.words import condition_ends, dimension_names, hours, rating_name
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import CONDITIONS, Activity, Answers, CheckIn, CheckInVersion, Dimension, Kind, Tracker
from peerjournal.journal.entry import first_line
from peerjournal.journal.typed_number import to_type
from peerjournal.ui.text import long_date, number, time_of_day
from peerjournal.ui.widgets.two_way_grid import (
    high_energy,
    high_pleasantness,
    low_energy,
    low_pleasantness,
    rating_words,
)

Ends = tuple[str, str, str]
"""The name of a rating and the words at its steps 1 and 7."""


def line_of(answers: Answers) -> str:
    """For example "Pleasantness 5, energy 3 · calm, tired · The rain stopped", or "Not today · Slept at last"."""
    pieces = [
        _("Not today") if answers.not_today else "",
        rating_words(answers.pleasantness, answers.energy),
        ", ".join(answers.feelings),
        first_line(answers.note),
        *_in_passing(answers),
    ]
    said = [piece for piece in pieces if piece]
    return "  ·  ".join(said) if said else _("Nothing was said")


def _in_passing(answers: Answers) -> list[str]:
    """What has no words of its own in a line."""
    others = []
    if answers.sleep is not None:
        others.append(_("slept {duration}").format(duration=duration(answers.sleep)))
    if answers.rest is not None:
        others.append(_("restfulness {step}").format(step=answers.rest))
    if answers.activities:
        n = len(answers.activities)
        others.append(ngettext("{n} thing for myself", "{n} things for myself", n).format(n=number(n)))
    if any(getattr(answers, name) is not None for name in working_conditions()):
        others.append(_("working conditions"))
    if answers.trackers:
        n = len(answers.trackers)
        others.append(ngettext("{n} tracker", "{n} trackers", n).format(n=number(n)))
    return others


def all_of(
    answers: CheckIn | CheckInVersion, activities: Mapping[str, Activity], trackers: Mapping[str, Tracker]
) -> str:
    """Everything it says, a line each; activities and trackers by id, those deleted for good left out."""
    lines = [f"{long_date(answers.at)}, {time_of_day(answers.at)}"]
    if answers.not_today:
        lines.append(_("Not today"))
    for name, (words, _low, _high) in {**first_ratings(), "rest": restfulness(), **working_conditions()}.items():
        step = getattr(answers, name)
        if step is not None:
            lines.append(_("{what}: {step} of 7").format(what=words, step=step))
    if answers.feelings:
        lines.append(_("Feelings: {words}").format(words=", ".join(answers.feelings)))
    if answers.sleep is not None:
        lines.append(_("Sleep: {duration}").format(duration=duration(answers.sleep)))
    done = [activities[a].name for a in answers.activities if a in activities]
    if done:
        lines.append(_("Self-care: {activities}").format(activities=", ".join(done)))
    lines += [
        f"{trackers[t].name}: {tracker_value(trackers[t], v)}" for t, v in answers.trackers.items() if t in trackers
    ]
    return "\n".join([*lines, *([answers.note] if answers.note else [])])


def duration(minutes: int) -> str:
    """For example "7 h 30 min"."""
    return hours(minutes)


def clock_hours(minutes: float) -> str:
    """As it is typed: "7:30"."""
    return f"{int(minutes) // 60}:{int(minutes) % 60:02}"


def plain_number(value: float) -> str:
    """Without needless zeros, with the comma of a locale that has one; it reads back as the same number."""
    return to_type(value, "," if QLocale().decimalPoint() == "," else ".")


def tracker_value(tracker: Tracker, value: float) -> str:
    """For example "yes", "3", "2.5 km", "4 of 7"."""
    if tracker.kind is Kind.YES_NO:
        return _("yes") if value else _("no")
    if tracker.kind is Kind.STEPS:
        return _("{step} of 7").format(step=plain_number(value))
    return f"{plain_number(value)} {tracker.unit}".strip()


def first_ratings() -> dict[str, Ends]:
    """Pleasantness and energy, by field of a check-in."""
    return {
        "pleasantness": (rating_name("pleasantness"), low_pleasantness(), high_pleasantness()),
        "energy": (rating_name("energy"), low_energy(), high_energy()),
    }


def restfulness() -> Ends:
    """How restful sleep was."""
    return (rating_name("rest"), _("not restful"), _("restful"))


def working_conditions() -> dict[str, Ends]:
    """The working conditions, by field of a check-in, in their order."""
    return {name: (rating_name(name), *condition_ends(name)) for name in CONDITIONS}


def dimensions() -> dict[Dimension, str]:
    """The names of the eight dimensions of self-care, as in the charts."""
    return dimension_names()
