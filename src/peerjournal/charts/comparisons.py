"""Days with and days without: whatever can be on a day, beside pleasantness or energy on it.

Every factor is always compared together with all the others, also where only one is shown: what is looked at
closely was still chosen among many. Rows stand in the order of their names, never by the size of a difference; what
has too few days on one side stands after them in a list, by name as well.

Medians are those of :func:`peerjournal.wellbeing.compare.median`, within the step. Numbers are to a hundredth, as the
comparison holds them: the same in the sentence, the table, the file and the picture.

``View.of`` is ``""`` (all, pleasantness), ``"energy:"`` (all, energy) or one factor's name after such a rating:
``"pleasantness:Walk"``, ``"energy:Walk"``; a name alone means pleasantness.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from peerjournal.charts import period, strips
from peerjournal.charts.beside import beside_before
from peerjournal.charts.chart import WHOLE, Cell, Chart, Part, Table, View
from peerjournal.charts.comparisons_rows import APART, BELOW, WITH, WITHOUT, Row, Seen, Side, spots
from peerjournal.charts.frame import begun, draw_caption, draw_nothing, dress, grid_of, in_part, panel, write
from peerjournal.charts.look import MARKERS, families, inches, own_words, points, shortened, width_of, wrapped
from peerjournal.charts.registry import Kind, Usual
from peerjournal.charts.words import amount, rating_name
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import STEPS
from peerjournal.journal.entry import folded
from peerjournal.wellbeing.compare import LEAST, LEAST_RATED, Comparison, Factor, Lack, compare, sides
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Days, Values
from peerjournal.wellbeing.summary import daily_medians

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "days-with"
AROUND = 1.9
"""Inches above and below rows."""
MOST_SAID = 3
"""Differences told in the sentence; more are only counted."""


def kind() -> Kind:
    """Days with and days without anything that is kept of a day."""
    question = _("How are days with something beside days without it?")
    return Kind(NAME, _title(), question, make, _choices, compares=True, looks_after=True, usual=Usual.YEAR)


def make(record: Record, view: View) -> Chart:
    """All factors, or one, each with both sides and the difference between them; beside it that of the period before.

    What has days enough in the period before alone is drawn as well.
    """
    said = beside_before(_alone)(record, view)
    if view.before is None:
        return said
    seen = _seen(record, view)
    return replace(
        said,
        draw=partial(_draw, seen),
        draw_part=partial(_draw_part, seen),
        find_spots=partial(spots, seen, _said),
        height=_height(seen),
        empty=not seen.said,
    )


def _alone(record: Record, view: View) -> Chart:
    """Of one period."""
    seen = _seen(record, view)
    return Chart(
        NAME,
        _title(),
        _sentence(seen, period.closed(record, view.span)),
        partial(_draw, seen),
        partial(_table, seen),
        partial(spots, seen, _said),
        _height(seen),
        empty=not seen.said,
        draw_part=partial(_draw_part, seen),
    )


def _height(seen: Seen) -> float:
    return (AROUND if seen.rows or not seen.listed else 0.7) + sum(seen.heights)


def _seen(record: Record, view: View) -> Seen:
    outcome, wanted = _asked(view.of)
    found = record.rating(outcome).within(view.span)
    days, medians = daily_medians(found.days, found.values)
    now = _compared(days, medians, record.factors, view.after)
    before = _before(record, view, outcome)
    rows, listed = [], []
    for factor, said, earlier in zip(record.factors, now, before, strict=True):
        drawn = said.enough or (earlier is not None and earlier.enough)
        if wanted not in ("", folded(factor.name)) or not (drawn or said.n_with or said.n_without):
            continue
        if drawn or wanted:
            rows.append(Row(said, _sides(days, medians, factor, view.after), earlier))
        else:
            listed.append(said)
    rows.sort(key=lambda row: _by_name(row.said))
    listed.sort(key=_by_name)
    return Seen(rating_name(outcome), view.after, rows, listed, bool(wanted), found, period.Notes(record))


def _before(record: Record, view: View, outcome: str) -> Sequence[Comparison | None]:
    """Each factor in the period before; None where nothing is compared with it."""
    if view.before is None:
        return [None] * len(record.factors)
    found = record.rating(outcome).within(view.before)
    return _compared(*daily_medians(found.days, found.values), record.factors, view.after)


def _compared(days: Days, medians: Values, factors: Sequence[Factor], after: int) -> list[Comparison]:
    """One for each factor, in their order: by its place, since two things may have the same name."""
    numbered = [replace(factor, name=str(place)) for place, factor in enumerate(factors)]
    found = {one.name: one for one in compare(days, medians, numbered, after=after)}
    return [replace(found[n.name], name=f.name) for f, n in zip(factors, numbered, strict=True)]


def _sides(days: Days, medians: Values, factor: Factor, after: int) -> tuple[Side, Side]:
    """The days with and the days without."""
    values = sides(days, medians, factor, after)
    there = sides(days, days, factor, after)
    with_, without = (Side(on.astype(np.int64), of) for on, of in zip(there, values, strict=True))
    return with_, without


def _title() -> str:
    return _("Days with and days without")


def _choices(record: Record) -> list[tuple[str, str]]:
    """Both ratings of everything, then each factor by its name under each rating."""
    names = sorted({folded(f.name): f.name for f in record.factors}.values(), key=folded)
    return [
        ("", _("{rating}: everything").format(rating=rating_name("pleasantness"))),
        ("energy:", _("{rating}: everything").format(rating=rating_name("energy"))),
        *(
            (f"{rating}:{name}", _("{rating}: {name}").format(rating=rating_name(rating), name=name))
            for rating in ("pleasantness", "energy")
            for name in names
        ),
    ]


def _asked(of: str) -> tuple[str, str]:
    """The rating and the folded name a choice means."""
    rating, colon, name = of.partition(":")
    if colon and rating in ("pleasantness", "energy"):
        return rating, folded(name)
    return "pleasantness", folded(of)


def _by_name(said: Comparison) -> tuple[str, str]:
    return folded(said.name), said.name


# -------------------------------------------------------------------------------------------------- in words


def _sentence(seen: Seen, closed: tuple[date, date]) -> str:
    when = period.said(*closed)
    if not seen.said:
        return _(
            "There is nothing to lay side by side {when}. This fills as {what} is rated on days with activities, "
            "trackers, feeling words or tags."
        ).format(when=when, what=seen.rating.lower())
    enough = [said for said in seen.said if said.enough]
    sentences = [_counted(seen, len(enough), when), *_differences(seen, enough)]
    if enough:
        sentences.append(_corrected(enough[0].looked_at))
    return " ".join(sentences)


def _counted(seen: Seen, enough: int, when: str) -> str:
    if seen.one:
        return _("{what} {when}, one median a day.").format(what=_beside(seen), when=when)
    if not enough:
        return ngettext(
            "{what} {when}, one median a day: {n} thing, not enough to say of it.",
            "{what} {when}, one median a day: {n} things, not enough to say of any.",
            len(seen.said),
        ).format(what=_beside(seen), when=when, n=len(seen.said))
    return ngettext(
        "{what} {when}, one median a day: {n} thing, and of {enough} there is enough to say.",
        "{what} {when}, one median a day: {n} things, of {enough} of them there is enough to say.",
        len(seen.said),
    ).format(what=_beside(seen), when=when, n=len(seen.said), enough=enough)


def _beside(seen: Seen) -> str:
    if seen.after:
        return _("{rating} on the day after days with and days without").format(rating=seen.rating)
    return _("{rating} on days with and days without").format(rating=seen.rating)


def _differences(seen: Seen, enough: Sequence[Comparison]) -> list[str]:
    named = [said for said in enough if said.named]
    sentences = [_difference(said, seen.after) for said in named[:MOST_SAID]]
    more = len(named) - MOST_SAID
    if more > 0:
        sentences.append(
            ngettext(
                "{n} more difference is marked in the picture and the table.",
                "{n} more differences are marked in the picture and the table.",
                more,
            ).format(n=more)
        )
    if seen.one:
        sentences += [_no_difference(row.said) for row in seen.rows if not row.said.named]
    elif enough and not named:
        alike = any(said.alike for said in enough)
        sentences.append(_("No difference can be told from chance.") if alike else _("No clear difference shows."))
    elif any(said.lack is Lack.RATED for said in seen.listed):
        sentences.append(
            _("Under {least} rated days nothing can be told from chance, so no difference is given.").format(
                least=LEAST_RATED
            )
        )
    return sentences


def _difference(said: Comparison, after: int) -> str:
    """The one way in which a difference is put into words."""
    words = (
        _(
            "On the day after days with {name} the median was {a} (n {n}), after days without {b} (n {m}): difference "
            "{difference}, interval {low} to {high}."
        )
        if after
        else _(
            "On days with {name} the median was {a} (n {n}), on days without {b} (n {m}): difference {difference}, "
            "interval {low} to {high}."
        )
    )
    return words.format(**_numbers(said))


def _no_difference(said: Comparison) -> str:
    if not said.enough:
        return _("{name}: not enough to say; days with: {n}, days without: {m}; {why}.").format(
            name=said.name, n=said.n_with, m=said.n_without, why=why_not(said)
        )
    words = (
        _(
            "{name}: median {a} on {n} days with, {b} on {m} days without; they come too regularly, or in too few "
            "spells, to tell it from chance, interval of the difference {low} to {high}."
        )
        if said.alike
        else _(
            "{name}: no clear difference shows; median {a} on {n} days with, {b} on {m} days without, interval of the "
            "difference {low} to {high}."
        )
    )
    return words.format(**_numbers(said))


def why_not(said: Comparison) -> str:
    """Why there is not enough to say; empty where there is."""
    if said.lack is None:
        return ""
    return {
        Lack.SIDE: _("at least {least} are needed on each side").format(least=LEAST),
        Lack.RATED: _("at least {least} rated days are needed in all").format(least=LEAST_RATED),
    }[said.lack]


def _numbers(said: Comparison) -> dict[str, str | int]:
    """What sentences are filled with; what is None is in none of those that are said then."""
    found = {
        "a": said.median_with,
        "b": said.median_without,
        "difference": said.difference,
        "low": said.low,
        "high": said.high,
    }
    counts: dict[str, str | int] = {"name": said.name, "n": said.n_with, "m": said.n_without}
    return counts | {key: _told(number) for key, number in found.items() if number is not None}


def _told(number: float) -> str:
    return amount(number).replace("-", "\u2212")


def _corrected(looked_at: int) -> str:
    """What the intervals allow for and what they do not, and what counts as without."""
    corrected = ngettext(
        "Only {n} has days enough, so the interval (95 %) is for it alone.",
        "The intervals (95 %) are corrected for the {n} looked at together.",
        looked_at,
    ).format(n=looked_at)
    more = _(
        "Another rating, the day after or another period is another look, corrected by itself. A list that stood open "
        "and was skipped counts as without. A difference says nothing of what brought it about."
    )
    return f"{corrected} {more}"


def _verdict(said: Comparison) -> str:
    if not said.enough:
        return _("not enough to say")
    if said.alike:
        return _("not told from chance")
    return _("difference") if said.named else _("no clear difference")


def _table(seen: Seen) -> Table:
    headers = (
        _("Days with or without"),
        _("n with"),
        _("n without"),
        _("Median with (within the step)"),
        _("Median without (within the step)"),
        _("Difference"),
        _("Interval from"),
        _("Interval to"),
        _("What can be said"),
    )
    return Table(headers, [_cells(said) for said in seen.said])


def _cells(said: Comparison) -> tuple[Cell, ...]:
    found = (said.median_with, said.median_without, said.difference, said.low, said.high)
    numbers = [number if said.enough else None for number in found]
    return (said.name, said.n_with, said.n_without, *numbers, _verdict(said))


def _said(said: Comparison, after: int) -> str:
    """A comparison in words, whatever it says."""
    return _difference(said, after) if said.named else _no_difference(said)


# -------------------------------------------------------------------------------------------------- picture

_NAMES, _COUNTS = 0.2, 7.6
"""What names take of the width, and how many heights of the text the numbers take."""
_BELOW = 1.5
"""Heights of the text for the ticks below the rows."""


def _draw(seen: Seen, figure: "Figure", look: "Look") -> None:
    _draw_part(seen, figure, look, WHOLE)


def _draw_part(seen: Seen, figure: "Figure", look: "Look", part: Part) -> Sequence[int]:
    """All axes; of dots and words, which take the time, those in the part."""
    if not seen.said:
        draw_nothing(figure, look)
        return ()
    width, height = begun(figure, look)
    said = wrapped(_caption(seen), width - inches(look, 1.0), look)
    draw_caption(figure, look, said)
    top, bottom = height - inches(look, 1.0 + 1.5 * len(said)), inches(look, 0.5)
    rows, lines = seen.heights
    if seen.rows:
        titles, above = _titles(seen, width, look)
        room = (top - bottom - above - inches(look, _BELOW)) * rows / (rows + lines)
        top -= above + max(room, inches(look, 2.0))
        _draw_rows(seen, figure, look, titles, (top, max(room, inches(look, 2.0))), part)
        top -= inches(look, _BELOW)
    if seen.listed:
        _draw_list(figure, seen.listed, look, (bottom, max(top - bottom, inches(look, 2.0))), part)
    return range(len(figure.axes))


def _columns(width: float, look: "Look") -> tuple[float, float, float]:
    """Where the first axes begin, how wide both are, in inches."""
    left, gap = _NAMES * width + inches(look, _COUNTS), inches(look, 1.5)
    return left, 0.56 * (width - left - 2 * gap), 0.44 * (width - left - 2 * gap)


def _titles(seen: Seen, width: float, look: "Look") -> tuple[list[str], float]:
    """What stands above both axes, and how high, its ticks included."""
    words = (_("{rating} of a day").format(rating=seen.rating), _("Difference"))
    lines = [wrapped(title, room, look) for title, room in zip(words, _columns(width, look)[1:], strict=True)]
    return ["\n".join(title) for title in lines], inches(look, 1.6 + 1.3 * max(map(len, lines)))


def _draw_rows(
    seen: Seen, figure: "Figure", look: "Look", titles: Sequence[str], place: tuple[float, float], part: Part
) -> None:
    """Both sides and their difference beside each other; ``place`` is the lower end and the height, in inches."""
    width, height = (float(side) for side in figure.get_size_inches())
    left, wide, other = _columns(width, look)
    bottom, tall = place
    both, differences = (
        panel(figure, (at / width, bottom / height, room / width, tall / height), "rows")
        for at, room in ((left, wide), (left + wide + inches(look, 1.5), other))
    )
    for axes, title in zip((both, differences), titles, strict=True):
        _dress(axes, look, title, len(seen.rows))
    row = tall / len(seen.rows)
    _label_rows(both, seen.rows, look, row, part)
    _draw_sides(both, seen, look, part)
    _draw_differences(differences, seen, look)


def _draw_list(
    figure: "Figure", listed: Sequence[Comparison], look: "Look", place: tuple[float, float], part: Part
) -> None:
    """A line each; ``place`` is the lower end and the height, in inches."""
    width, height = (float(side) for side in figure.get_size_inches())
    bottom, tall = place
    left, across = inches(look, 0.5), width - inches(look, 1.0)
    axes = panel(figure, (left / width, bottom / height, across / width, tall / height), "bare")
    axes.axis("off")
    axes.set(xlim=(0, across), ylim=(len(listed) - 0.5, -1.0))
    written: dict[str, Any] = {"va": "center_baseline", "fontsize": _text_size(look, 0.8 * tall / (len(listed) + 0.5))}
    names, counts = width / 3, width_of(_("without {n}").format(n=9999), look)
    for line, said in enumerate(listed):
        if not in_part(part, axes, line):
            continue
        name = shortened(own_words(said.name), names - inches(look, 1.0), look)
        write(axes, 0, line, name, color=look.ink, family=families(name), gid="listed", **written)
        for x, words in (
            (names, _("with {n}").format(n=said.n_with)),
            (names + counts, _("without {n}").format(n=said.n_without)),
        ):
            write(axes, x, line, words, color=look.muted, gid="listed-n", **written)


def _text_size(look: "Look", room: float) -> float:
    """In points: as everywhere, smaller only where a line has less than so many inches."""
    return min(points(look), 72 * room)


def _caption(seen: Seen) -> str:
    if not seen.rows:
        return _(
            "By name. Not enough to say: each side needs {least} days, and there have to be {rated} rated days in all."
        ).format(least=LEAST, rated=LEAST_RATED)
    said = [
        _("Each dot is the day after one with (round) or without (open square); upright line: median within the step.")
        if seen.after
        else _("Each dot is a day with (round) or without (open square); upright line: median within the step."),
        _("Right: median with less median without, and its interval (95 %); filled where it is clear."),
    ]
    if seen.before:
        said.append(_("Dashed and paler, its difference a triangle: the period before."))
    if seen.listed:
        said.append(_("Listed below: what there is not enough to say of."))
    return " ".join(said)


def _dress(axes: "Axes", look: "Look", title: str, rows: int) -> None:
    dress(axes, look, "x")
    axes.hlines(np.arange(rows + 1) - 0.5, 0, 1, transform=axes.get_yaxis_transform(), **grid_of(look), gid="grid")
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.tick_params(labeltop=True)
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(title, color=look.ink, fontsize=points(look))


def _label_rows(axes: "Axes", rows: Sequence[Row], look: "Look", row: float, part: Part) -> None:
    """Names and numbers to the left of the axes; ``row`` is the height of one in inches."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    width, box = float(figure.get_size_inches()[0]), axes.get_position()
    room, lines = _NAMES * width - inches(look, 0.8), max(1, int(row / inches(look, 1.2)))
    begin = (inches(look, 0.5) / width - box.x0) / box.width
    end = -inches(look, 0.5) / width / box.width
    written: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center"}
    written["fontsize"] = _text_size(look, 2 * APART * row)
    for place, one in enumerate(rows):
        if not in_part(part, axes, place):
            continue
        name = _fitted(one.said.name, room, lines, look)
        write(axes, begin, place, name, color=look.ink, family=families(name), linespacing=0.95, gid="name", **written)
        for side, words, n in (
            (-APART, _("with {n}"), one.said.n_with),
            (APART, _("without {n}"), one.said.n_without),
        ):
            write(axes, end, place + side, words.format(n=n), color=look.muted, ha="right", gid="n", **written)


def _fitted(name: str, room: float, lines: int, look: "Look") -> str:
    """In at most so many lines of so many inches; what does not fit is cut."""
    found = wrapped(own_words(name), room, look)
    found[lines - 1 :] = [" ".join(found[lines - 1 :])] if found[lines - 1 :] else []
    return "\n".join(shortened(line, room, look) for line in found)


def _draw_sides(axes: "Axes", seen: Seen, look: "Look", part: Part) -> None:
    axes.set_xlim(STEPS[0] - 0.5, STEPS[-1] + 0.5)
    axes.set_xticks(list(STEPS))
    now = [(y, row.said) for y, row in enumerate(seen.rows) if row.said.enough]
    for which, side, gid in ((WITH, -APART, "with"), (WITHOUT, APART, "without")):
        _draw_side(axes, seen, look, which, gid, part)
        for when, said in ((f"before-{gid}", seen.before), (gid, now)):
            medians = [(y + side, one.median_without if which else one.median_with) for y, one in said]
            _draw_medians(axes, medians, look, f"median-{when}", before=when != gid)


def _draw_side(axes: "Axes", seen: Seen, look: "Look", which: int, gid: str, part: Part) -> None:
    """The days with or without of the rows in the part."""
    size = strips.dot_size(sum(len(row.sides[which].values) for row in seen.rows)) * look.line**0.5
    there = [y for y in range(len(seen.rows)) if in_part(part, axes, y)]
    axes.plot(
        np.concatenate([np.zeros(0), *(seen.rows[y].sides[which].values for y in there)]),
        np.concatenate([np.zeros(0), *(seen.heights_of_dots[which][y] for y in there)]),
        MARKERS[which],
        markerfacecolor=look.ground if which else look.series[which],
        markeredgecolor=look.series[which],
        markeredgewidth=0.8 * look.line if which else 0,
        markersize=size * 0.8 if which else size,
        alpha=0.8,
        gid=gid,
    )


def _draw_medians(
    axes: "Axes", medians: Sequence[tuple[float, float | None]], look: "Look", gid: str, *, before: bool
) -> None:
    ys = np.array([y for y, _median in medians])
    xs = np.array([median for _y, median in medians], np.float64)
    axes.vlines(
        xs, ys - 0.2, ys + 0.2, color=look.muted if before else look.ink, linewidth=1.8 * look.line,
        linestyle=strips.DASHES if before else "-", zorder=4, gid=gid,
    )  # fmt: skip


def _draw_differences(axes: "Axes", seen: Seen, look: "Look") -> None:
    now = [(float(y), row.said) for y, row in enumerate(seen.rows) if row.said.enough]
    before = [(y + BELOW, said) for y, said in seen.before]
    ends = [abs(end) for _y, said in (*now, *before) for end in (said.low, said.high) if end is not None]
    reach = 1.08 * max([1.0, *ends])
    axes.set_xlim(-reach, reach)
    axes.locator_params(axis="x", nbins=4)
    axes.axvline(0, color=look.ink, linewidth=look.line, gid="zero")
    _draw_intervals(axes, before, look, "before-", MARKERS[4], look.muted, strips.DASHES)
    _draw_intervals(axes, now, look, "", MARKERS[3], look.ink, "-")
    for y, row in enumerate(seen.rows):
        if not row.said.enough:
            _write_not_enough(axes, y, look)


def _draw_intervals(
    axes: "Axes",
    told: Sequence[tuple[float, Comparison]],
    look: "Look",
    gid: str,
    marker: str,
    colour: str,
    dashes: Any,
) -> None:
    """Each difference with its interval, filled where it is clear."""
    lows, highs = (np.array([getattr(said, end) for _y, said in told], np.float64) for end in ("low", "high"))
    axes.hlines(
        [y for y, _said in told], lows, highs, color=colour, linewidth=1.4 * look.line, linestyle=dashes,
        gid=f"{gid}interval",
    )  # fmt: skip
    for clear, named in (("clear", True), ("not-clear", False)):
        some = [(y, said.difference) for y, said in told if said.named is named and said.difference is not None]
        axes.plot(
            [x for _y, x in some],
            [y for y, _x in some],
            marker,
            markeredgecolor=colour,
            markerfacecolor=colour if named else look.ground,
            markersize=6,
            gid=f"{gid}{clear}",
        )


def _write_not_enough(axes: "Axes", y: int, look: "Look") -> None:
    axes.text(
        0,
        y,
        _("not enough\nto say"),
        color=look.muted,
        fontsize=points(look),
        ha="center",
        va="center",
        bbox={"facecolor": look.ground, "edgecolor": "none", "pad": 1},
        gid="not-enough",
    )
