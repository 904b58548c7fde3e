"""Charts over time: panels under each other on one axis of days, ticks that thin out, and the person's annotations.

Days are ordinals, as in :mod:`peerjournal.wellbeing.series`; a day reaches from its ordinal to the next. Margins
follow from the size of the text, so nothing has to be measured before it is drawn.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from peerjournal.charts.chart import WHOLE, Part
from peerjournal.charts.frame import begun, draw_caption, dress, grid_of, panel
from peerjournal.charts.look import families, inches, own_words, points, shortened, width_of, wrapped
from peerjournal.charts.words import months
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import Annotation

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Steps between the years that have a tick."""
LANES = 3
"""Rows of labels of annotations above the panels, at most."""
LANE = 1.5
"""Height of such a row, in heights of the text."""
FOOT = 3.1
"""Below the lowest panel, for its days and years, in heights of the text."""
BESIDE = 0.3
"""How far such a label stands from the line that leads down from it, in heights of the text."""

Tick = tuple[float, str]
"""Where on the axis, and what is written there: one line, or two with the year in the second."""


@dataclass(frozen=True)
class Marked:
    """An annotation as it is drawn, in ordinals: from its first day to the end of its last.

    ``at`` to ``until`` is where its label stands, right or left of ``start`` and with some room to it, and ``lane`` its
    row, the lowest is 0; without room there is no ``label``.
    """

    annotation: Annotation
    start: float
    end: float
    label: str = ""
    at: float = 0.0
    until: float = 0.0
    lane: int = -1

    @property
    def led(self) -> bool:
        """Whether a line leads down from its label: to its first day, where that is in sight."""
        return self.annotation.from_on.toordinal() == self.start


# ------------------------------------------------------------------------------------------------------ panels


def panels(
    figure: "Figure",
    look: "Look",
    first: date,
    last: date,
    headings: Sequence[str],
    *,
    annotations: Iterable[Annotation] = (),
    caption: str = "",
    beside: float = 0.0,
    aside: bool = False,
    free: int = 0,
) -> list["Axes"]:
    """Panels under each other on one axis from ``first`` to ``last``, dressed, each with its heading above it.

    ``caption`` says above all of them what the shapes mean. ``beside`` keeps so many heights of the text free on the
    right, ``free`` the place of so many more panels at the bottom; ``aside`` puts the headings to the left, for low
    panels. The places of the panels in ``figure.axes`` are those of their headings.
    """
    made = some_panels(
        figure, look, first, last, headings, WHOLE,
        annotations=annotations, caption=caption, beside=beside, aside=aside, free=free,
    )  # fmt: skip
    return list(made.values())


def some_panels(
    figure: "Figure",
    look: "Look",
    first: date,
    last: date,
    headings: Sequence[str],
    part: Part,
    *,
    annotations: Iterable[Annotation] = (),
    caption: str = "",
    beside: float = 0.0,
    aside: bool = False,
    free: int = 0,
) -> dict[int, "Axes"]:
    """As :func:`panels`, of those that touch a part of the picture alone, by the places of their headings."""
    width, height = begun(figure, look)
    left, right = inches(look, 2.4), inches(look, 1.6 + beside)
    if aside:
        left += inches(look, 0.5) + min(max(width_of(words, look) for words in headings), width / 3)
    room = max(width - left - right, inches(look, 4))
    most = int(height / 5 / inches(look, LANE))
    marks = marked(annotations, first, last, room, look, lanes=max(1, min(most, LANES)))
    lines = wrapped(caption, width - inches(look, 1.0), look)
    lanes = 1 + max((mark.lane for mark in marks), default=-1)
    written = [_head_lines(words, room, look) for words in headings]
    heading = inches(look, 0.7 if aside else 0.6 + 1.3 * max(1, *map(len, written)))
    top = height - inches(look, 0.5 + 1.5 * len(lines) + LANE * lanes)
    pitch = (top - inches(look, FOOT)) / (len(headings) + free)
    each = max(pitch - heading, inches(look, 0.6))
    draw_caption(figure, look, lines)
    made = {}
    for place, words in enumerate(headings):
        bottom = top - (place + 1) * pitch
        above = 0.0 if place == 0 else 1 - (bottom + pitch) / height  # the labels of annotations stand there
        below = 1.0 if place == len(headings) - 1 else 1 - (bottom - inches(look, 0.6)) / height  # half a label, a line
        if not part.touches(above, below):
            continue
        axes = panel(figure, (left / width, bottom / height, room / width, each / height), "time")
        dress(axes, look)
        if aside:
            _head_aside(axes, look, words, left - inches(look, 2.2))
        else:
            _head(axes, look, written[place])
        _draw_marks(axes, marks, look)
        made[place] = axes
    _set_ticks(made.values(), made.get(len(headings) - 1), first, last, room, look)
    if 0 in made:
        _label_marks(made[0], marks, look, each, heading)
    return made


def _head_lines(words: str, room: float, look: "Look") -> list[str]:
    """In at most two lines of so many inches; what does not fit is cut."""
    found = wrapped(own_words(words), room, look)
    return [shortened(line, room, look) for line in (*found[:1], " ".join(found[1:])) if line]


def _head(axes: "Axes", look: "Look", lines: Sequence[str]) -> None:
    words = "\n".join(lines)
    axes.set_title(
        words,
        loc="left",
        y=1.0,  # where it would stand anyway; found out by itself, all ticks would be measured twice
        family=families(words),
        linespacing=1.1,
        color=look.ink,
        fontsize=points(look),
        pad=0.4 * points(look),
        bbox={"facecolor": look.ground, "edgecolor": "none", "pad": 0.5},
        gid="heading",
    )


def _head_aside(axes: "Axes", look: "Look", words: str, room: float) -> None:
    axes.annotate(
        shortened(own_words(words), room, look),
        (0, 0.5),
        (-2.2 * points(look), 0),
        "axes fraction",
        textcoords="offset points",
        ha="right",
        va="center",
        family=families(words),
        color=look.ink,
        fontsize=points(look),
        gid="heading",
    )


def _set_ticks(
    made: Iterable["Axes"], lowest: "Axes | None", first: date, last: date, room: float, look: "Look"
) -> None:
    """Written below the last panel only; the lines of the grid are drawn at once, since a tick costs a millisecond."""
    places, labels = zip(*ticks(first, last, room, look), strict=True)
    for axes in made:
        axes.set_xlim(first.toordinal(), last.toordinal() + 1)
        axes.vlines(places, 0, 1, transform=axes.get_xaxis_transform(), **grid_of(look), zorder=0.5, gid="grid")
        axes.xaxis.set_visible(axes is lowest)
        axes.yaxis.set_label_coords(0, 0.5)  # there is none; its place would be found by measuring all ticks
    if lowest is not None:
        lowest.set_xticks(places, labels)


# -------------------------------------------------------------------------------------------------- annotations


def marked(
    annotations: Iterable[Annotation], first: date, last: date, room: float, look: "Look", *, lanes: int = LANES
) -> list[Marked]:
    """The annotations that touch the days from ``first`` to ``last``, on an axis ``room`` inches wide.

    A label stands beside the line that leads down from it, and neither on another label nor on the line of one. One
    that finds no such place in any of the rows is left out; the mark itself never is.
    """
    begin, finish = float(first.toordinal()), float(last.toordinal() + 1)
    inch = (finish - begin) / room
    beside, gap = inches(look, BESIDE), inches(look, 1.0) * inch
    found = []
    for one in sorted(annotations, key=lambda a: (a.from_on, a.until_on, a.label)):
        if one.until_on < first or one.from_on > last:
            continue
        start, end = max(begin, float(one.from_on.toordinal())), min(finish, float(one.until_on.toordinal() + 1))
        label = shortened(own_words(one.label), room / 2 - beside, look)
        found.append(Marked(one, start, end, label, start, start + (beside + width_of(label, look)) * inch))
    natural = [mark.until <= finish for mark in found]
    tried = _placed(found, natural, begin, finish, gap, lanes)
    if any(one.label and not mark.label for one, mark in zip(found, tried, strict=True)):
        # Labels right of their lines and those left of them stand in each other's way: now all to one side.
        again = _placed(found, [False] * len(found), begin, finish, gap, lanes)
        tried = max(tried, again, key=lambda marks: sum(bool(mark.label) for mark in marks))
    return tried


def _placed(
    found: Sequence[Marked], rightwards: Sequence[bool], begin: float, finish: float, gap: float, lanes: int
) -> list[Marked]:
    """Each with its label in the lowest row there is room in, on the side it is wanted if that can be, or without it.

    First those right of their lines, the last one first, then the others, the first one first: so the line of a
    higher label passes those below it.
    """
    made = [replace(mark, label="", at=0.0, until=0.0) for mark in found]
    standing: list[Marked] = []
    rights = [n for n, right in enumerate(rightwards) if right]
    for n in (*reversed(rights), *(n for n, right in enumerate(rightwards) if not right)):
        right, left = found[n], replace(found[n], at=2 * found[n].start - found[n].until, until=found[n].start)
        for side in (right, left) if rightwards[n] else (left, right):
            fits = side.label and begin <= side.at and side.until <= finish
            lane = _lane(side, standing, gap, lanes) if fits else -1
            if lane >= 0:
                made[n] = replace(side, lane=lane)
                standing.append(made[n])
                break
    return made


def _lane(mark: Marked, standing: Sequence[Marked], gap: float, lanes: int) -> int:
    """The lowest row in which a label is in nobody's way; -1 where there is none."""
    nearest = standing[::-1]
    return next((n for n in range(lanes) if not any(_meet(mark, n, other, gap) for other in nearest)), -1)


def _meet(one: Marked, lane: int, other: Marked, gap: float) -> bool:
    """Whether a label in this row meets another one, or the line that leads to the higher of them the lower one."""
    if lane == other.lane:
        return one.at < other.until + gap and other.at < one.until + gap
    low, high = (one, other) if lane < other.lane else (other, one)
    return high.led and low.at < high.start < low.until


def marked_in_words(annotations: Iterable[Annotation], first: date, last: date, most: int = 3) -> str:
    """The annotations of a period for its sentence, the first few by name; empty where there are none."""
    touched = sorted((a for a in annotations if a.from_on <= last and first <= a.until_on), key=lambda a: a.from_on)
    if not touched:
        return ""
    names = ", ".join(_("“{label}”").format(label=a.label) for a in touched[:most])
    if len(touched) <= most:
        return _("Marked: {names}.").format(names=names)
    more = len(touched) - most
    return ngettext("Marked: {names} and {n} more.", "Marked: {names} and {n} more.", more).format(names=names, n=more)


def _draw_marks(axes: "Axes", marks: Sequence[Marked], look: "Look") -> None:
    for mark in marks:
        axes.axvspan(
            mark.start,
            mark.end,
            facecolor=look.muted,
            edgecolor=look.muted,
            alpha=0.16,
            linewidth=1.0 * look.line,
            zorder=0.5,
            gid=f"annotation:{mark.annotation.id}",
        )


def _label_marks(axes: "Axes", marks: Sequence[Marked], look: "Look", each: float, heading: float) -> None:
    """The labels stand above the heading of the first panel, a thin line leads down from each to its mark."""
    transform = axes.get_xaxis_transform()
    for mark in marks:
        if not mark.label:
            continue
        up = 1 + (heading + inches(look, LANE) * mark.lane) / each
        if mark.led:
            axes.plot(
                [mark.start, mark.start], [1, up], transform=transform, clip_on=False,
                color=look.muted, linewidth=0.8 * look.line, linestyle=":",
            )  # fmt: skip
        right = mark.at == mark.start
        axes.annotate(
            mark.label,
            (mark.start, up),
            ((BESIDE if right else -BESIDE) * points(look), 0),
            transform,
            textcoords="offset points",
            family=families(mark.label),
            color=look.muted,
            fontsize=points(look),
            ha="left" if right else "right",
            va="bottom",
            bbox={"facecolor": look.ground, "edgecolor": "none", "pad": 0.5},
            annotation_clip=False,
            gid=f"label:{mark.annotation.id}",
        )


# ------------------------------------------------------------------------------------------------------ ticks


def ticks(first: date, last: date, room: float, look: "Look") -> list[Tick]:
    """Ticks for the days from ``first`` to ``last``, as many as stand apart on an axis ``room`` inches wide.

    There is always at least one.
    """
    day = room / ((last - first).days + 1)
    for least, days, written in _STEPS:
        if least * day > inches(look, 2):  # narrower than any label: not worth trying
            found = _labelled(days(first, last), written)
            if found and _stand_apart(found, day, look):
                return found
    for step in YEARS:
        found = _years(first, last, step)
        if found and _stand_apart(found, day, look):
            return found
    return _labelled([(first, float(first.toordinal()))], _day)


def _stand_apart(found: Sequence[Tick], day: float, look: "Look") -> bool:
    """``day`` is its width in inches."""
    widths = [max(width_of(line, look) for line in label.split("\n")) for _place, label in found]
    gap = inches(look, 1.0)
    return all(
        (after - before) * day >= (widths[n] + widths[n + 1]) / 2 + gap
        for n, ((before, _b), (after, _a)) in enumerate(pairwise(found))
    )


def _labelled(days: Iterable[tuple[date, float]], written: Callable[[date], str]) -> list[Tick]:
    """With the year below the first and wherever it is another one."""
    found: list[Tick] = []
    year = 0
    for day, place in days:
        found.append((place, written(day) if day.year == year else f"{written(day)}\n{day.year}"))
        year = day.year
    return found


def _day(day: date) -> str:
    return _("{day} {month}").format(day=day.day, month=months()[day.month - 1])


def _month(day: date) -> str:
    return months()[day.month - 1]


Days = Iterator[tuple[date, float]]


def _every_day(first: date, last: date) -> Days:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal), ordinal + 0.5  # a single day is named in its middle


def _mondays(first: date, last: date) -> Days:
    for ordinal in range(first.toordinal() + -first.weekday() % 7, last.toordinal() + 1, 7):
        yield date.fromordinal(ordinal), float(ordinal)


def _each(in_year: Sequence[int], in_month: Sequence[int] = (1,)) -> Callable[[date, date], Days]:
    def days(first: date, last: date) -> Days:
        for year in range(first.year, last.year + 1):
            for month in in_year:
                for day in in_month:
                    if first <= (there := date(year, month, day)) <= last:
                        yield there, float(there.toordinal())

    return days


def _years(first: date, last: date, step: int) -> list[Tick]:
    begin = first.year if first == date(first.year, 1, 1) else first.year + 1
    begin += -begin % step
    return [(float(date(year, 1, 1).toordinal()), str(year)) for year in range(begin, last.year + 1, step)]


_STEPS = (
    (1, _every_day, _day),
    (7, _mondays, _day),
    (14, _each(range(1, 13), (1, 15)), _day),
    (28, _each(range(1, 13)), _month),
    (90, _each((1, 4, 7, 10)), _month),
    (181, _each((1, 7)), _month),
)
"""From the finest on: days between two ticks at least, the days, how they are written. After them come years."""
