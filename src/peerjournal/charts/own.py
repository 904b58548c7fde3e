"""Own trackers and own scales over time: one panel each, on one axis of days.

A tracker is what its id is, however often it was renamed. Days on which it was not asked yet, or not any more, are
shaded; a gap within its time stays a gap. A scale has its own range and the bands somebody drew on it, if any.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from peerjournal.charts import period, rated, time_axis
from peerjournal.charts.beside import beside_before
from peerjournal.charts.chart import WHOLE, Cell, Chart, Part, Spots, Table, View
from peerjournal.charts.frame import draw_nothing, on_steps
from peerjournal.charts.look import MARKERS, families, inches, own_words, points, shortened
from peerjournal.charts.registry import Kind
from peerjournal.charts.words import amount, short_date, weekdays
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import Kind as Holds
from peerjournal.journal.checkin import Tracker
from peerjournal.journal.entry import first_line
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.scale import Direction, Scale, band_of
from peerjournal.wellbeing.series import Series
from peerjournal.wellbeing.summary import Summary, Week, summary

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "own"
PANEL, ALONE = 1.25, 3.2
"""Inches of height for each of several, and for a single one."""
BESIDE = 8.0
"""Heights of the text that the labels of bands take on the right."""
MOST_SAID = 5
"""Panels that the sentence speaks of."""


def kind() -> Kind:
    """Everything one keeps an eye on."""
    return Kind(NAME, _title(), _("How has what I keep an eye on been?"), make, _choices, compares=True)


def make(record: Record, view: View) -> Chart:
    """All that hold something in the period or the one before it, or the one whose id is ``view.of``."""
    said = beside_before(_alone)(record, view)
    if view.before is None:
        return said
    seen = _seen(record, view)
    return replace(
        said,
        draw=partial(_draw, seen),
        draw_part=partial(_draw_part, seen),
        find_spots=partial(_spots, seen),
        height=_height(seen),
        empty=not any(one.holds_anything for one in seen.shown),
    )


def _alone(record: Record, view: View) -> Chart:
    """Of one period."""
    seen = _seen(record, view)
    return Chart(
        NAME,
        _title(),
        _sentence(seen),
        partial(_draw, seen),
        partial(_table, seen.shown),
        partial(_spots, seen),
        _height(seen),
        empty=not any(one.holds_anything for one in seen.shown),
        draw_part=partial(_draw_part, seen),
    )


def _height(seen: "_Seen") -> float:
    return 1.4 + (ALONE if len(seen.shown) == 1 else PANEL * max(1, len(seen.shown)))


@dataclass(frozen=True, eq=False)
class _Panel:
    """One thing: what was answered, how it is written, and what its axis reaches, which is at least all of that.

    ``before`` is what was answered in the period before, where it is compared with; ``reach`` is what can be answered;
    ``bands`` are (low, high, label), ``unasked`` (first, end) in ordinals, both to be drawn behind. What is only drawn
    is worked out when it is: many may be out of sight.
    """

    key: str
    name: str
    about: str
    found: Series[Any]
    before: Series[Any] | None
    find_weeks: Callable[[], list[Week]]
    write: Callable[[float], str]
    said: str
    reach: tuple[float, float]
    holds: Holds | None = None
    bands: Sequence[tuple[float, float, str]] = ()
    unasked: Sequence[tuple[float, float]] = ()
    band: Callable[[float], str] = lambda _value: ""

    @property
    def holds_anything(self) -> bool:
        return len(self.found) > 0 or (self.before is not None and len(self.before) > 0)

    @property
    def by_week(self) -> bool:
        """Whether its weeks are drawn: that of yes and no would say nothing."""
        return self.holds is not Holds.YES_NO and len(self.found) > 0

    @cached_property
    def weeks(self) -> list[Week]:
        return self.find_weeks() if self.by_week else []

    @cached_property
    def axis(self) -> tuple[float, float]:
        """``reach``, and further where something lies beyond: a range may have been narrowed since."""
        if self.holds is Holds.STEPS:
            return self.reach
        values = [*self.reach, *(week.low for week in self.weeks), *(week.high for week in self.weeks)]
        for drawn in (self.found, self.before):
            if drawn is not None and len(drawn):
                values += [float(drawn.values.min()), float(drawn.values.max())]
        return min(values), max(values)


@dataclass(frozen=True, eq=False)
class _Seen:
    """``anything`` says whether there is a tracker or a scale at all."""

    shown: Sequence[_Panel]
    record: Record
    first: date
    last: date
    anything: bool


def _seen(record: Record, view: View) -> _Seen:
    first, last = period.closed(record, view.span)
    every = [*_of_trackers(record, view, first, last), *_of_scales(record, view)]
    chosen = [one for one in every if one.key == view.of]
    return _Seen(chosen or [one for one in every if one.holds_anything], record, first, last, bool(every))


def _title() -> str:
    return _("Trackers and scales")


def _choices(record: Record) -> list[tuple[str, str]]:
    every = [("", _("All of them"))]
    every += [(t.id, t.name) for t in record.trackers]
    return [*every, *((s.id, s.name) for s in record.scales)]


# ---------------------------------------------------------------------------------------------------- panels


def _of_trackers(record: Record, view: View, first: date, last: date) -> Iterable[_Panel]:
    for tracker in record.trackers:
        every = record.tracker(tracker.id)
        found, before = _within(every, view)
        write = _writer(tracker)
        yield _Panel(
            tracker.id,
            tracker.name,
            _about_tracker(tracker),
            found,
            before,
            partial(rated.weeks, every, view.span),
            write,
            _said_of_tracker(tracker, found, write, period.length(first, last)),
            (1.0, 7.0) if tracker.kind is Holds.STEPS else (0.0, 1.0),
            holds=tracker.kind,
            unasked=_unasked(tracker, first, last),
        )


def _of_scales(record: Record, view: View) -> Iterable[_Panel]:
    for scale in record.scales:
        every = record.scale(scale.id)
        found, before = _within(every, view)
        summed = summary(found.values)
        yield _Panel(
            scale.id,
            scale.name,
            _about_scale(scale),
            found,
            before,
            partial(rated.weeks, every, view.span),
            amount,
            _said_of_scale(scale, found, summed),
            (scale.low, scale.high),
            bands=[(b.low, b.high, b.label) for b in scale.bands],
            band=partial(_band, scale),
        )


def _within(every: Series[Any], view: View) -> tuple[Series[Any], Series[Any] | None]:
    """What lies in the period, and in the one before where there is one."""
    return every.within(view.span), None if view.before is None else every.within(view.before)


def _writer(tracker: Tracker) -> Callable[[float], str]:
    if tracker.kind is Holds.YES_NO:
        return lambda value: _("yes") if value else _("no")
    if tracker.unit:
        return lambda value: _("{value} {unit}").format(value=amount(value), unit=tracker.unit)
    return amount


def _unasked(tracker: Tracker, first: date, last: date) -> list[tuple[float, float]]:
    begin, finish = float(first.toordinal()), float(last.toordinal() + 1)
    spans = []
    if tracker.starts_on is not None and tracker.starts_on > first:
        spans.append((begin, min(finish, float(tracker.starts_on.toordinal()))))
    if tracker.ends_on is not None and tracker.ends_on < last:
        spans.append((max(begin, float(tracker.ends_on.toordinal() + 1)), finish))
    return spans


def _band(scale: Scale, value: float) -> str:
    found = band_of(scale, value)
    return "" if found is None else found.label


# -------------------------------------------------------------------------------------------------- in words


def _about_tracker(tracker: Tracker) -> str:
    """Its unit, and when it is asked; empty where it has none and always is."""
    unit = _("in {unit}").format(unit=tracker.unit) if tracker.kind is Holds.AMOUNT and tracker.unit else ""
    return ", ".join(filter(None, (unit, _asked(tracker))))


def _asked(tracker: Tracker) -> str:
    """When it is asked; empty where it always is."""
    if tracker.starts_on and tracker.ends_on:
        return period.said(tracker.starts_on, tracker.ends_on)
    if tracker.starts_on:
        return _("from {day} on").format(day=short_date(tracker.starts_on))
    return _("until {day}").format(day=short_date(tracker.ends_on)) if tracker.ends_on else ""


def _about_scale(scale: Scale) -> str:
    reach = _("{low} to {high}").format(low=amount(scale.low), high=amount(scale.high))
    meant = {
        Direction.MORE_IS_BETTER: _("more is meant as better"),
        Direction.LESS_IS_BETTER: _("less is meant as better"),
        Direction.NEITHER: "",
    }[scale.direction]
    return f"{reach}, {meant}" if meant else reach


def _said_of_tracker(tracker: Tracker, found: Series[Any], write: Callable[[float], str], days: int) -> str:
    said = _counted(tracker, found, write, days)
    asked = _asked(tracker)
    return (
        _("{what}: {said}, asked {when}.").format(what=tracker.name, said=said, when=asked)
        if asked
        else (_("{what}: {said}.").format(what=tracker.name, said=said))
    )


def _counted(tracker: Tracker, found: Series[Any], write: Callable[[float], str], days: int) -> str:
    summed = summary(found.values)
    if summed is None:
        return _("nothing on these days")
    if tracker.kind is Holds.YES_NO:
        words = ngettext(
            "{n} answer on {answered} of {days} days, {yes} of them yes",
            "{n} answers on {answered} of {days} days, {yes} of them yes",
            summed.n,
        )
    else:
        words = ngettext(
            "{n} answer on {answered} of {days} days, {median}",
            "{n} answers on {answered} of {days} days, median {median}, middle half {low} to {high}",
            summed.n,
        )
    return words.format(
        n=summed.n,
        answered=len(np.unique(found.days)),
        days=days,
        yes=int(np.count_nonzero(found.values)),
        median=write(summed.median),
        low=write(summed.low),
        high=write(summed.high),
    )


def _said_of_scale(scale: Scale, found: Series[Any], summed: Summary | None) -> str:
    if summed is None:
        return _("{what}: no total on these days.").format(what=scale.name)
    return ngettext(
        "{what}: {n} total, {median} ({about}).",
        "{what}: {n} totals, median {median}, from {least} to {most} ({about}).",
        summed.n,
    ).format(
        what=scale.name,
        n=summed.n,
        median=amount(summed.median),
        least=amount(float(found.values.min())),
        most=amount(float(found.values.max())),
        about=_about_scale(scale),
    )


def _sentence(seen: _Seen) -> str:
    when = period.said(seen.first, seen.last)
    if not seen.anything:
        return _(
            "There are no trackers and no scales yet. Those you make under My questions and Own scales appear here."
        )
    if not seen.shown:
        return _("Nothing was answered {when}. What you keep an eye on appears here as it is answered.").format(
            when=when
        )
    said = [_("Period: {when}.").format(when=when), *(one.said for one in seen.shown[:MOST_SAID])]
    more = len(seen.shown) - MOST_SAID
    if more > 0:
        said.append(ngettext("{n} more is drawn below.", "{n} more are drawn below.", more).format(n=more))
    said.append(time_axis.marked_in_words(seen.record.annotations, seen.first, seen.last))
    return " ".join(filter(None, said))


def _table(shown: Sequence[_Panel]) -> Table:
    headers = (_("What"), _("Date"), _("Time"), _("Value"), _("In words"), _("Own band"))
    return Table(headers, [row for one in shown for row in _rows(one)])


def _rows(one: _Panel) -> Iterable[tuple[Cell, ...]]:
    for of, value in zip(one.found.of, one.found.values.tolist(), strict=True):
        band = one.band(value) or None
        yield (one.name, of.at.date(), f"{of.at:%H:%M}", value, one.write(value), band)


def _spots(seen: _Seen) -> Spots:
    sizes = [len(one.found) for one in seen.shown]
    starts, panel = np.cumsum([0, *sizes]), np.repeat(np.arange(len(sizes)), sizes)

    def says(place: int) -> str:
        one = seen.shown[panel[place]]
        at = int(place - starts[panel[place]])
        return _read(one, one.found.of[at], float(one.found.values[at]), seen.record)

    none = [np.zeros(0)]
    return Spots(
        panel,
        np.concatenate([*(one.found.times for one in seen.shown), *none]),
        np.concatenate([*(one.found.values for one in seen.shown), *none]),
        np.concatenate([*(one.found.days for one in seen.shown), np.zeros(0, np.int64)]),
        says,
        panel,
    )


def _read(one: _Panel, of: Any, value: float, record: Record) -> str:
    about = first_line(of.note) or record.titles.get(getattr(of, "entry_id", ""), "")
    words = _("{what} {value}, {weekday} {date}, {time}").format(
        what=one.name,
        value=one.write(value),
        weekday=weekdays()[of.at.weekday()],
        date=short_date(of.at.date()),
        time=f"{of.at:%H:%M}",
    )
    band = one.band(value)
    words = _("{words}, in your band “{band}”").format(words=words, band=band) if band else words
    return f"{words}: {about}" if about else words


# ---------------------------------------------------------------------------------------------------- picture


def _draw(seen: _Seen, figure: "Figure", look: "Look") -> None:
    _draw_part(seen, figure, look, WHOLE)


def _draw_part(seen: _Seen, figure: "Figure", look: "Look", part: Part) -> Sequence[int]:
    """Gives the places of the panels that were drawn."""
    if not seen.shown:
        draw_nothing(figure, look)
        return []
    banded = any(one.bands for one in seen.shown)
    made = time_axis.some_panels(
        figure,
        look,
        seen.first,
        seen.last,
        [_heading(one) for one in seen.shown],
        part,
        annotations=seen.record.annotations,
        caption=_caption(seen),
        beside=(BESIDE if banded else 0.0) + (rated.BESIDE if _compared(seen) else 0.0),
    )
    for place, axes in made.items():
        one = seen.shown[place]
        _draw_panel(axes, one, look, place % len(MARKERS))
        if one.before is not None:
            _draw_beside(axes, one, look, place % len(MARKERS), BESIDE if banded else 0.0)
    lowest = made.get(len(seen.shown) - 1)
    if lowest is not None and _compared(seen):
        _name_beside(lowest, look, BESIDE if banded else 0.0)
    return list(made)


def _compared(seen: _Seen) -> bool:
    return any(one.before is not None for one in seen.shown)


def _heading(one: _Panel) -> str:
    counted = _("{what}, n {n}").format(what=one.name, n=len(one.found))
    return f"{counted}, {one.about}" if one.about else counted


def _caption(seen: _Seen) -> str:
    weekly_too = any(one.by_week for one in seen.shown)
    said = [rated.caption(answers=True) if weekly_too else _("Each dot is an answer.")]
    if any(one.unasked for one in seen.shown):
        said.append(_("Hatched: not asked at the time."))
    if _compared(seen):
        said.append(_("Right: the period before (dashed) beside this one, each with its median and middle half."))
        if any(one.holds is Holds.YES_NO for one in seen.shown):
            said.append(_("Of yes and no, how many are yes."))
    return " ".join(said)


def _draw_panel(axes: "Axes", one: _Panel, look: "Look", place: int) -> None:
    for start, end in one.unasked:
        axes.axvspan(
            start, end, facecolor="none", edgecolor=look.hair, hatch="///", linewidth=0, zorder=0.6,
            gid=f"unasked:{one.key}",
        )  # fmt: skip
    _draw_bands(axes, one, look)
    rated.draw(axes, rated.Rated(one.name, one.found, None, one.weeks), look, place, small=True)
    low, high = one.axis
    if one.holds is Holds.STEPS:
        on_steps(axes, look)
        return
    margin = 0.35 if one.holds is Holds.YES_NO else 0.08 * (high - low)
    axes.set_ylim(low - margin, high + margin)
    if one.holds is Holds.YES_NO:
        axes.set_yticks([0, 1], [_("no"), _("yes")])
    else:
        axes.set_yticks([low, (low + high) / 2, high], [amount(v) for v in (low, (low + high) / 2, high)])


_WIDE, _APART = 2.4, 4.0
"""Heights of the text: how wide each of both periods is right of a panel, and from the middle of one to the next."""


def _draw_beside(axes: "Axes", one: _Panel, look: "Look", place: int, after: float) -> None:
    """The period before and this one, right of a panel, ``after`` so many heights of the text."""
    drawn: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "clip_on": False}
    assert one.before is not None
    for n, (found, gid, alpha, dashes) in enumerate(
        ((one.before, "before", 0.10, "--"), (one.found, "shown", 0.25, "-"))
    ):
        summed = summary(found.values)
        if summed is None:
            continue
        middle, half = _beside(axes, look, after, n), _across(axes, look, _WIDE) / 2
        if one.holds is Holds.YES_NO:
            low, line, high = 0.0, float(np.mean(found.values)), float(np.mean(found.values))
        else:
            low, line, high = summed.low, summed.median, summed.high
        axes.fill_between(
            [middle - half, middle + half], low, high, facecolor=look.series[place], alpha=alpha,
            edgecolor=look.muted, linewidth=0.8 * look.line, linestyle=dashes, gid=f"middle-half:{gid}", **drawn,
        )  # fmt: skip
        axes.plot(
            [middle - half, middle + half], [line, line], color=look.ink if gid == "shown" else look.muted,
            linewidth=1.8 * look.line, linestyle=dashes, gid=f"median:{gid}", **drawn,
        )  # fmt: skip


def _name_beside(axes: "Axes", look: "Look", after: float) -> None:
    """Below the last panel, which is which."""
    for n, words in enumerate((_("Before"), _("Shown"))):
        axes.annotate(
            words, (_beside(axes, look, after, n), 0), (0, -3), "axes fraction", textcoords="offset points",
            ha="center", va="top", color=look.muted, fontsize=points(look), annotation_clip=False, gid=f"beside:{n}",
        )  # fmt: skip


def _beside(axes: "Axes", look: "Look", after: float, place: int) -> float:
    """The middle of the period before (``place`` 0) or of this one (1), as a share of the width of the panel."""
    return 1 + _across(axes, look, after + 1.0 + _WIDE / 2 + place * _APART)


def _across(axes: "Axes", look: "Look", ems: float) -> float:
    """Heights of the text as a share of the width of a panel."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return inches(look, ems) / (axes.get_position().width * float(figure.get_size_inches()[0]))


def _draw_bands(axes: "Axes", one: _Panel, look: "Look") -> None:
    """Behind everything, each labelled on the right; one lower than its label goes without it."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    tall = axes.get_position().height * float(figure.get_size_inches()[1])
    low_end, high_end = one.axis
    for n, (low, high, label) in enumerate(one.bands):
        axes.axhspan(
            low, high, facecolor=look.soft, alpha=0.9 if n % 2 else 0.45, linewidth=0, zorder=0.4, gid=f"band:{n}"
        )
        if (high - low) / (high_end - low_end) * tall < inches(look, 1.0):
            continue
        axes.annotate(
            shortened(own_words(label), inches(look, BESIDE), look),
            (1, (low + high) / 2),
            (0.5 * points(look), 0),
            ("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            family=families(label),
            color=look.muted,
            fontsize=points(look),
            annotation_clip=False,
            gid=f"band-label:{n}",
        )
