"""One rating over time, as several charts show it: in numbers, in words, as a panel and as rows of a table.

Every rating is a dot at its moment. From three ratings a week on the week has its median, a step as wide as the
week, and its middle half, a field behind it. Where a week has fewer, line and field stay open.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts import period
from peerjournal.charts.chart import Cell, Spots, Table, View
from peerjournal.charts.frame import panel
from peerjournal.charts.look import MARKERS, inches, points
from peerjournal.charts.words import amount, hours, rating_name
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import LONGEST_NIGHT, STEPS, CheckIn
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Series, Span, Values
from peerjournal.wellbeing.summary import LEAST_A_WEEK, WEEK, Summary, Week, runs, summary, weekly
from peerjournal.wellbeing.told import hundredths, outwards

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from peerjournal.charts.look import Look
    from peerjournal.wellbeing.trend import Trend

T = TypeVar("T")
BESIDE = 8.5
"""Heights of the text that the period before takes on the right of a panel."""
MONTH, YEAR = 30, 365
"""Days in which a rise or fall is told."""
MANY = 2000
"""From so many ratings on dots are smaller and paler."""


@dataclass(frozen=True, eq=False)
class Rated:
    """A rating in a period and, where one is compared with, in the period ``before``.

    ``found`` holds what was answered, in the ``unit`` that is drawn; ``write`` writes such a value. What is told by
    ``nights`` is an answer, not a rating; ``reach`` is as much as two of them can differ.
    """

    name: str
    found: Series[CheckIn]
    summary: Summary | None
    weeks: list[Week]
    before: Series[CheckIn] | None = None
    before_summary: Summary | None = None
    write: Callable[[float], str] = amount
    unit: str = ""
    nights: bool = False
    reach: float = float(STEPS[-1] - STEPS[0])

    @property
    def holds_anything(self) -> bool:
        """In either period."""
        return self.summary is not None or self.before_summary is not None


def rated(record: Record, name: str, span: Span, before: Span | None = None) -> Rated:
    """A field of the check-ins in a period."""
    every = _in_hours(record.rating(name)) if name == "sleep" else record.rating(name)
    found = every.within(span)
    earlier = None if before is None else every.within(before)
    return Rated(
        rating_name(name),
        found,
        summary(found.values),
        weeks(every, span),
        earlier,
        None if earlier is None else summary(earlier.values),
        _hours if name == "sleep" else amount,
        _("hours") if name == "sleep" else _("steps"),
        name == "sleep",
        LONGEST_NIGHT / 60 if name == "sleep" else Rated.reach,
    )


def weeks(every: Series[T], span: Span) -> list[Week]:
    """The weeks that hold something of the span, each whole: with its days outside the span, as far as there are any.

    So the median of a week does not depend on where a period begins.
    """
    inside = every.within(span)
    if not len(inside):
        return []
    first, last = int(inside.days[0]), int(inside.days[-1])
    begin, end = first - (first - 1) % WEEK, last - (last - 1) % WEEK + WEEK - 1
    whole = every.within(Span(date.fromordinal(begin), date.fromordinal(min(end, date.max.toordinal()))))
    held = set((inside.days - (inside.days - 1) % WEEK).tolist())
    return [week for week in weekly(whole.days, whole.values) if week.monday in held]


def _in_hours(minutes: Series[CheckIn]) -> Series[CheckIn]:
    return Series(minutes.days, minutes.minutes, minutes.values / 60, minutes.of)


def _hours(value: float) -> str:
    return hours(value * 60)


# -------------------------------------------------------------------------------------------------- in words


def opening(record: Record, span: Span, before: Span | None) -> str:
    """Which days are looked at."""
    when = period.said(*period.closed(record, span))
    if before is None:
        return _("Period: {when}.").format(when=when)
    earlier = period.said(*period.closed(record, before))
    return _("Period: {when}. Period before: {earlier}.").format(when=when, earlier=earlier)


def said(one: Rated, record: Record, view: View, found: "Trend | None" = None) -> str:
    """How many ratings there are on how many days, where they lie, and the same of the period before."""
    clauses = [_counted(one, one.found, one.summary, period.length(*period.closed(record, view.span)))]
    if found is not None and not (found.level and np.ptp(one.found.values) == 0):  # that they are all alike is said
        clauses.append(_sloped(one, found))
    if one.before is not None and view.before is not None:
        earlier = _counted(one, one.before, one.before_summary, period.length(*period.closed(record, view.before)))
        clauses.append(_("in the period before {counted}").format(counted=earlier))
    return _("{what}: {clauses}.").format(what=one.name, clauses="; ".join(clauses))


def _counted(one: Rated, found: Series[CheckIn], summed: Summary | None, days: int) -> str:
    if summed is None:
        return ngettext("nothing on this day", "nothing on these {days} days", days).format(days=days)
    on = len(np.unique(found.days))
    counted = _nights(summed.n, days, several=summed.n > on) if one.nights else _ratings(summed.n, days)
    return counted.format(n=summed.n, on=on, days=days) + ", " + _lie(one, found.values, summed)


def _ratings(n: int, days: int) -> str:
    if days == 1:
        return ngettext("{n} rating on this day", "{n} ratings on this day", n)
    return ngettext("{n} rating on {on} of {days} days", "{n} ratings on {on} of {days} days", n)


def _nights(n: int, days: int, *, several: bool) -> str:
    """``several`` answers there may be for one night."""
    if several:
        if days == 1:
            return _("{n} answers for this night")
        return ngettext("{n} answer for {on} of {days} nights", "{n} answers for {on} of {days} nights", n)
    return ngettext("this night", "{on} of {days} nights", days)


def _lie(one: Rated, values: Values, summed: Summary) -> str:
    if summed.n == 1:
        return _("at {value}").format(value=one.write(summed.median))
    if values.min() == values.max():
        return _("all at {value}").format(value=one.write(summed.median))
    return _("median {median}, middle half {low} to {high}").format(
        median=one.write(summed.median), low=one.write(summed.low), high=one.write(summed.high)
    )


def _sloped(one: Rated, found: "Trend") -> str:
    """Its slope with the interval it lies in, over the days it was counted over; nothing of others, nothing of why."""
    counted = (
        _("{when}, over this period of {days} days with answers")
        if one.nights
        else _("{when}, over this period of {days} days with ratings")
    )
    when = period.said(date.fromordinal(found.first), date.fromordinal(found.last))
    when = counted.format(when=when, days=found.days)
    if found.level:
        return _("{when}, the median of each is the same").format(when=when)
    days = _unit(found.last - found.first)
    per, least, most = found.over(days)
    low, high = outwards(least, most, one.reach)
    words = {"when": when, "low": _signed(low), "high": _signed(high), "unit": one.unit, "days": days}
    if low <= 0 <= high:
        return _(
            "{when}, no clear rise or fall shows ({low} to {high} {unit} in {days} days, 95 % interval)"
        ).format(**words)  # fmt: skip
    way = _("a rise of {per} {unit}") if per > 0 else _("a fall of {per} {unit}")
    return _("{when}, {way} in {days} days (95 % interval {low} to {high})").format(
        way=way.format(per=amount(hundredths(min(abs(per), one.reach))), unit=one.unit), **words
    )


def _unit(reached: int) -> int:
    """The days in which a change is told: 30, fewer where fewer were rated, a year where many were."""
    return YEAR if reached >= YEAR else min(MONTH, reached)


def _signed(value: float) -> str:
    return amount(value).replace("-", "\u2212")


def caption(*, answers: bool = False) -> str:
    """What the shapes mean, of ratings or of other ``answers``."""
    words = (
        _("Each dot is an answer. Line: median of a week; field: its middle half, from {least} answers a week on.")
        if answers
        else _("Each dot is a rating. Line: median of a week; field: its middle half, from {least} ratings a week on.")
    )
    return words.format(least=LEAST_A_WEEK)


# -------------------------------------------------------------------------------------------------- table


def headers() -> tuple[str, ...]:
    """Of :func:`rows`."""
    return (
        _("What"), _("Shown"), _("Date"), _("Time"), _("n"), _("Value or median"), _("Middle half from"),
        _("Middle half to"),
    )  # fmt: skip


def table(shown: Sequence[Rated]) -> Table:
    """One panel after the other."""
    return Table(headers(), [row for one in shown for row in rows(one)])


def rows(one: Rated) -> Iterable[tuple[Cell, ...]]:
    """The whole period and the one before, the weeks that are drawn by their Mondays, every rating."""
    for words, summed in ((_("Period"), one.summary), (_("Period before"), one.before_summary)):
        if summed is not None:
            numbers = map(hundredths, (summed.median, summed.low, summed.high))
            yield (one.name, words, None, None, summed.n, *numbers)
    for week in one.weeks:
        monday = date.fromordinal(week.monday)
        inside = np.count_nonzero((one.found.days >= week.monday) & (one.found.days < week.monday + WEEK))
        words = _("Week, with its days outside the period") if inside < week.n else _("Week")
        yield (one.name, words, monday, None, week.n, *map(hundredths, (week.median, week.low, week.high)))
    what = _("Answer") if one.nights else _("Rating")
    for check_in, value in zip(one.found.of, one.found.values.tolist(), strict=True):
        yield (one.name, what, check_in.day, f"{check_in.at:%H:%M}", None, hundredths(value), None, None)


def spots(shown: Sequence[Rated], record: Record) -> Spots:
    """Every rating, panel by panel, in the order of time."""
    sizes = [len(one.found) for one in shown]
    starts = np.cumsum([0, *sizes])
    of_panel = np.repeat(np.arange(len(shown)), sizes)

    def says(place: int) -> str:
        one = shown[of_panel[place]]
        at = int(place - starts[of_panel[place]])
        value = one.write(float(one.found.values[at]))
        return period.rating_said(one.name, one.found.of[at], value, record)

    return Spots(
        of_panel,
        np.concatenate([one.found.times for one in shown]),
        np.concatenate([one.found.values for one in shown]),
        np.concatenate([one.found.days for one in shown]),
        says,
    )


# -------------------------------------------------------------------------------------------------- picture


def draw(axes: "Axes", one: Rated, look: "Look", place: int, *, small: bool = False) -> None:
    """Dots, weekly medians and middle halves on a panel; ``place`` says which colour and shape.

    On a ``small`` one, of thousands of dots, those of one spot of the picture are drawn once: they cover each other.
    """
    many = len(one.found) > MANY
    dots = _apart(axes, one.found) if many and small else slice(None)
    size = (2.2 if many else 3.6) * (0.85 if small else 1.0)
    thin = 0.6 if len(one.weeks) > 200 else 1.0
    axes.plot(
        one.found.times[dots],
        one.found.values[dots],
        MARKERS[place],
        color=look.series[place],
        markersize=size * look.line**0.5,
        markeredgewidth=0,
        alpha=0.3 if many else 0.7,
        zorder=2,
        gid="ratings",
    )
    if not one.weeks:
        return
    xs, low, median, high = steps(one.weeks)
    axes.fill_between(
        xs, low, high, facecolor=look.series[place], alpha=0.18, linewidth=0, zorder=1, gid="middle-half"
    )  # fmt: skip
    axes.plot(
        xs,
        median,
        color=look.ink,
        linewidth=1.4 * thin * look.line,
        solid_capstyle="butt",
        zorder=3,
        gid="weekly-median",
    )


def _apart(axes: "Axes", found: Series[Any]) -> NDArray[np.intp]:
    """The places of those that fall on a pixel of their own, or are the first on theirs."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    box, (begin, finish) = axes.get_position(), axes.get_xlim()
    low, high = float(found.values.min()), float(found.values.max())
    tall = np.ceil(box.height * figure.bbox.height)
    column = np.floor((found.times - begin) / (finish - begin) * box.width * figure.bbox.width)
    row = np.round((found.values - low) / max(high - low, 1e-300) * tall)
    _pixels, places = np.unique(column * (tall + 1) + row, return_index=True)
    return np.sort(places)


def steps(weeks: Sequence[Week]) -> tuple[Values, Values, Values, Values]:
    """Where each week begins and ends, with its quartiles; NaN wherever weeks are missing: lines break there.

    Gives places, lower quartiles, medians and upper quartiles.
    """
    mondays = np.array([week.monday for week in weeks], np.int64)
    quartiles = np.array([(week.low, week.median, week.high) for week in weeks])
    firsts = [run.start for run in runs(mondays)][1:]
    xs = np.insert(np.repeat(mondays, 2) + np.tile([0.0, WEEK], len(weeks)), np.multiply(firsts, 2).astype(int), np.nan)
    low, median, high = (
        np.insert(np.repeat(column, 2), np.multiply(firsts, 2).astype(int), np.nan) for column in quartiles.T
    )
    return xs, low, median, high


def draw_beside(axes: "Axes", one: Rated, look: "Look", place: int, *, named: bool) -> None:
    """The period before and this one beside each other, right of a panel: middle half as a box, median as a line.

    ``named`` writes below which is which.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    width = float(figure.get_size_inches()[0])
    box = axes.get_position()
    beside = panel(
        figure, (box.x1 + inches(look, 0.8) / width, box.y0, inches(look, BESIDE - 0.8) / width, box.height), "bare",
        gid="beside",
    )  # fmt: skip
    beside.axis("off")
    beside.set(xlim=(-0.5, 1.5), ylim=axes.get_ylim())
    both = ((_("Before"), one.before_summary, "before", 0.10, "--"), (_("Shown"), one.summary, "shown", 0.25, "-"))
    for x, (words, summed, gid, alpha, dashes) in enumerate(both):
        if summed is not None:
            beside.fill_between(
                [x - 0.3, x + 0.3], summed.low, summed.high, facecolor=look.series[place], alpha=alpha,
                edgecolor=look.muted, linewidth=0.8 * look.line, linestyle=dashes, gid=f"middle-half:{gid}",
            )  # fmt: skip
            beside.plot(
                [x - 0.3, x + 0.3], [summed.median] * 2, color=look.ink if gid == "shown" else look.muted,
                linewidth=1.8 * look.line, linestyle=dashes, gid=f"median:{gid}",
            )  # fmt: skip
        if named:
            beside.annotate(
                words, (x, 0), (0, -3), ("data", "axes fraction"), textcoords="offset points",
                ha="center", va="top", color=look.muted, fontsize=points(look), annotation_clip=False,
            )  # fmt: skip
