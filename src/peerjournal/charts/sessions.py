"""Around sessions: energy before and after each, and how days with, after and without sessions lie.

What is compared lies between the first and the last session noted: before and after that, a day without a session
cannot be told from one that nobody noted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from peerjournal.charts import period, strips, time_axis
from peerjournal.charts.beside import beside_before
from peerjournal.charts.chart import Cell, Chart, Spots, Table, View
from peerjournal.charts.frame import draw_nothing, dress, on_steps, panel
from peerjournal.charts.look import inches, points
from peerjournal.charts.registry import Kind
from peerjournal.charts.strips import Strip
from peerjournal.charts.words import amount, rating_name, short_date, weekdays
from peerjournal.i18n import _, ngettext
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.series import Days, Values
from peerjournal.wellbeing.summary import daily_medians, summary

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "sessions"
HEIGHT = 6.8
WITH, AFTER, WITHOUT = range(3)
BESIDE = 9.0
"""Heights of the text that both periods take, right of the panel of sessions."""


def kind() -> Kind:
    """Energy around sessions, and the days beside them."""
    return Kind(NAME, _title(), _("How am I around sessions?"), make, _choices, compares=True)


def make(record: Record, view: View) -> Chart:
    """The sessions of the period; the days between the first and the last of them."""
    said = beside_before(_alone)(record, view)
    if view.before is None:
        return said
    both = replace(_seen(record, view), before=_seen(record, replace(view, span=view.before)))
    return replace(said, draw=partial(_draw, both, record), empty=both.empty)


def _alone(record: Record, view: View) -> Chart:
    """Of one period."""
    seen = _seen(record, view)
    return Chart(
        NAME,
        _title(),
        _sentence(seen),
        partial(_draw, seen, record),
        partial(_table, seen),
        partial(_spots, seen),
        HEIGHT,
        empty=seen.empty,
    )


def _seen(record: Record, view: View) -> "_Seen":
    of = view.of if view.of in {key for key, _label in _choices(record)} else "pleasantness"
    sessions = [s for s in record.sessions if view.span.holds(s.at.date())]
    sessions.sort(key=lambda s: s.at.replace(tzinfo=None))
    first, last = period.closed(record, view.span)
    days, values = _rated_days(record, view, of, sessions)
    groups = _groups(days, sessions)
    return _Seen(rating_name(of), sessions, days, values, groups, strips.strips(_labels(), groups, values), first, last)


@dataclass(frozen=True, eq=False)
class _Seen:
    """``groups[i]`` says whether rated day ``i`` had a session, came the day after one, or neither.

    ``before`` is the same of the period before, where it is compared with.
    """

    what: str
    sessions: Sequence[SessionDay]
    days: Days
    values: Values
    groups: NDArray[np.int64]
    shown: list[Strip]
    first: date
    last: date
    before: "_Seen | None" = None

    @property
    def empty(self) -> bool:
        return not self.sessions and (self.before is None or self.before.empty)

    @property
    def pairs(self) -> list[tuple[float, int, int]]:
        """When, and energy before and after, of the sessions with both."""
        return [(_time(s), s.before, s.after) for s in self.sessions if s.before is not None and s.after is not None]


def _title() -> str:
    return _("Around sessions")


def _choices(_record: Record) -> list[tuple[str, str]]:
    return [(name, rating_name(name)) for name in ("pleasantness", "energy")]


def _labels() -> tuple[str, ...]:
    return (_("Days with a session"), _("The day after"), _("Other days"))


def _rated_days(record: Record, view: View, of: str, sessions: Sequence[SessionDay]) -> tuple[Days, Values]:
    answered = record.rating(of).within(view.span)
    days, values = daily_medians(answered.days, answered.values)
    if not sessions:
        return days[:0], values[:0]
    begin, finish = sessions[0].at.toordinal(), sessions[-1].at.toordinal() + 1
    within = (days >= begin) & (days <= finish)
    return days[within], values[within]


def _groups(days: Days, sessions: Sequence[SessionDay]) -> NDArray[np.int64]:
    """A day with a session is one of those also where it is the day after another."""
    there = np.array(sorted({s.at.toordinal() for s in sessions}), np.int64)
    return np.where(np.isin(days, there), WITH, np.where(np.isin(days, there + 1), AFTER, WITHOUT))


def _time(session: SessionDay) -> float:
    return session.at.toordinal() + (session.at.hour * 60 + session.at.minute) / 1440


# -------------------------------------------------------------------------------------------------- in words


def _sentence(seen: _Seen) -> str:
    when = period.said(seen.first, seen.last)
    n = len(seen.sessions)
    if not n:
        return _("No session is kept {when}. This fills as you keep reflections after sessions.").format(when=when)
    counted = ngettext("{n} session {when}.", "{n} sessions {when}.", n).format(n=n, when=when)
    return " ".join(
        [counted, _around(seen), _beside(seen), _("Such differences say nothing of what brought them about.")]
    )


def _around(seen: _Seen) -> str:
    pairs = seen.pairs
    if not pairs:
        return _("Energy before and after was not noted for any of them.")
    before, after = (summary(np.array(side, float)) for side in list(zip(*pairs, strict=True))[1:])
    assert before is not None
    assert after is not None
    counts = [sum((a > b) - (a < b) == sign for _t, b, a in pairs) for sign in (1, 0, -1)]
    return ngettext(
        "Energy was noted before and after {n} of them: {before} before, {after} after.",
        "Energy was noted before and after {n} of them: median {before} before, {after} after; higher afterwards in "
        "{higher}, the same in {same}, lower in {lower}.",
        len(pairs),
    ).format(
        n=len(pairs),
        before=amount(before.median),
        after=amount(after.median),
        higher=counts[0],
        same=counts[1],
        lower=counts[2],
    )


def _beside(seen: _Seen) -> str:
    said = [
        _("{label}: median {median} (n {n})").format(label=s.label, median=amount(s.summary.median), n=len(s.values))
        if s.summary is not None
        else _("{label}: under {least} rated days (n {n})").format(label=s.label, least=strips.LEAST, n=len(s.values))
        for s in seen.shown
    ]
    return _("{what} between the first and the last of them: {said}.").format(what=seen.what, said=". ".join(said))


def _table(seen: _Seen) -> Table:
    headers = (
        _("What"), _("Date"), _("Time"), _("n"), _("Energy before"), _("Energy after"),
        _("Middle half from"), _("Median or value"), _("Middle half to"),
    )  # fmt: skip
    return Table(headers, [*_session_rows(seen), *_day_rows(seen)])


def _session_rows(seen: _Seen) -> Iterable[tuple[Cell, ...]]:
    for s in seen.sessions:
        yield (_("Session"), s.at.date(), f"{s.at:%H:%M}", None, s.before, s.after, None, None, None)


def _day_rows(seen: _Seen) -> Iterable[tuple[Cell, ...]]:
    for s in seen.shown:
        low, median, high = (s.summary.low, s.summary.median, s.summary.high) if s.summary else (None, None, None)
        yield (s.label, None, None, len(s.values), None, None, low, median, high)
    for day, group, value in zip(seen.days.tolist(), seen.groups.tolist(), seen.values.tolist(), strict=True):
        label = seen.shown[group].label
        yield (label, date.fromordinal(day), None, None, None, None, None, value, None)


def _spots(seen: _Seen) -> Spots:
    ends = [(s, value, after) for s in seen.sessions for value, after in ((s.before, False), (s.after, True))]
    noted = [(s, value, after) for s, value, after in ends if value is not None]
    order = np.lexsort((seen.days, seen.groups))
    places = strips.places(len(seen.shown), seen.groups, seen.values)

    def says(place: int) -> str:
        if place < len(noted):
            session, value, after = noted[place]
            what = _("Energy after a session") if after else _("Energy before a session")
            return _said(what, float(value), session.at.date())
        at = order[place - len(noted)]
        what = f"{seen.what}, {seen.shown[seen.groups[at]].label}"
        return _said(what, float(seen.values[at]), date.fromordinal(int(seen.days[at])))

    return Spots(
        np.repeat([0, 1], [len(noted), len(order)]),
        np.concatenate([[_time(s) for s, _v, _a in noted], places[order]]).astype(float),
        np.concatenate([[v for _s, v, _a in noted], seen.values[order]]).astype(float),
        np.concatenate([[s.at.toordinal() for s, _v, _a in noted], seen.days[order]]).astype(np.int64),
        says,
    )


def _said(what: str, value: float, day: date) -> str:
    return _("{what} {value}, {weekday} {date}").format(
        what=what, value=amount(value), weekday=weekdays()[day.weekday()], date=short_date(day)
    )


# -------------------------------------------------------------------------------------------------- picture


def _draw(seen: _Seen, record: Record, figure: "Figure", look: "Look") -> None:
    if seen.empty:
        draw_nothing(figure, look)
        return
    heading = _("Energy before and after, n {n}").format(n=len(seen.pairs))
    # Only the upper half is over time; the lower half is another kind of axes.
    (upper,) = time_axis.panels(
        figure,
        look,
        seen.first,
        seen.last,
        [heading],
        annotations=record.annotations,
        caption=_caption(seen),
        beside=0.0 if seen.before is None else BESIDE,
        free=1,
    )
    on_steps(upper, look)
    _draw_energy(upper, seen, look)
    if seen.before is not None:
        _draw_energy_beside(upper, (seen.before, seen), look)
    width, height = (float(side) for side in figure.get_size_inches())
    box, written = upper.get_position(), inches(look, 2.8) / height
    lines = strips.lines_below(seen.shown, box.width * width, look, _shown_before(seen))
    bottom = inches(look, time_axis.FOOT + 1.3 * (lines - 2)) / height
    tall = max(box.height - written - inches(look, 1.3) * (lines - 2) / height, box.height / 2)
    lower = panel(figure, (box.x0, bottom, box.width, tall), "strips")
    _draw_days(lower, seen, look)


def _draw_days(axes: "Axes", seen: _Seen, look: "Look") -> None:
    dress(axes, look)
    on_steps(axes, look)
    strips.label_below(axes, seen.shown, look, _shown_before(seen))
    strips.draw_upright(axes, seen.shown, look, before=_shown_before(seen))
    axes.set_title(_("{what} of days").format(what=seen.what), loc="left", color=look.ink, fontsize=points(look))


def _shown_before(seen: _Seen) -> list[Strip]:
    return [] if seen.before is None else seen.before.shown


def _caption(seen: _Seen) -> str:
    words = _(
        "Above, each session: open circle before, filled square after, joined; the square in the circle: the same. "
        "Below, each dot is a day; line: median; field: middle half, from {least} days on."
    ).format(least=strips.LEAST)
    if seen.before is None:
        return words
    beside = _("Right: the medians of the period before (dashed) and of this one, from {least} sessions on.").format(
        least=strips.LEAST
    )
    return f"{words} {beside} {strips.said_of_before()}"


def _draw_energy(axes: "Axes", seen: _Seen, look: "Look") -> None:
    from matplotlib.collections import LineCollection

    joined = [[(t, b), (t, a)] for t, b, a in seen.pairs]
    axes.add_collection(
        LineCollection(joined, colors=look.muted, linewidths=0.9 * look.line, zorder=1, gid="pairs"), autolim=False
    )
    size = strips.dot_size(len(seen.sessions)) * look.line**0.5
    for gid, filled in (("before", False), ("after", True)):
        noted = [(_time(s), getattr(s, gid)) for s in seen.sessions if getattr(s, gid) is not None]
        xs, ys = zip(*noted, strict=True) if noted else ((), ())
        axes.plot(
            xs,
            ys,
            "o" if not filled else "s",
            markerfacecolor=look.series[1] if filled else look.ground,
            markeredgecolor=look.series[1],
            markeredgewidth=1.1 * look.line,
            markersize=size if filled else 1.6 * size,  # where both are the same, the square stands in the circle
            zorder=3 if filled else 2,
            gid=gid,
        )


def _draw_energy_beside(axes: "Axes", both: Sequence[_Seen], look: "Look") -> None:
    """Right of the panel the median energy before and after sessions, of the period before and of this one."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    width, box = float(figure.get_size_inches()[0]), axes.get_position()
    beside = panel(
        figure, (box.x1 + inches(look, 0.8) / width, box.y0, inches(look, BESIDE - 0.8) / width, box.height), "bare",
        gid="beside",
    )  # fmt: skip
    beside.axis("off")
    beside.set(xlim=(-0.5, 1.5), ylim=axes.get_ylim())
    for x, (seen, words, gid) in enumerate(zip(both, (_("Before"), _("Shown")), ("before", "shown"), strict=True)):
        if len(seen.pairs) >= strips.LEAST:
            _draw_medians(beside, x, seen, look, gid)
        beside.annotate(
            _("{which}\nn {n}").format(which=words, n=len(seen.pairs)), (x, 0), (0, -3), ("data", "axes fraction"),
            textcoords="offset points", ha="center", va="top", color=look.muted, fontsize=points(look),
            annotation_clip=False, gid=f"beside-n:{gid}",
        )  # fmt: skip


def _draw_medians(axes: "Axes", x: int, seen: _Seen, look: "Look", gid: str) -> None:
    """As a session is drawn, of the medians: open circle before, filled square after, joined."""
    before, after = (float(np.median(side)) for side in list(zip(*seen.pairs, strict=True))[1:])
    colour = look.muted if gid == "before" else look.series[1]
    axes.plot(
        [x - 0.25, x + 0.25], [before, after], color=colour, linewidth=1.4 * look.line,
        linestyle=strips.DASHES if gid == "before" else "-", zorder=1, gid=f"medians:{gid}",
    )  # fmt: skip
    for at, value, marker, filled in ((x - 0.25, before, "o", False), (x + 0.25, after, "s", True)):
        axes.plot(
            [at], [value], marker, markerfacecolor=colour if filled else look.ground, markeredgecolor=colour,
            markeredgewidth=1.1 * look.line, markersize=5.0 * look.line**0.5, zorder=2,
        )  # fmt: skip
