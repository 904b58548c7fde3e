"""Days with and days without: whatever can be on a day, beside pleasantness or energy on it.

Every factor is always compared together with all the others, also where only one is shown: what is looked at
closely was still chosen among many. Rows stand in the order of their names, never by the size of a difference.

``View.of`` is ``""`` (all, pleasantness), ``"energy:"`` (all, energy) or one factor's name after such a rating:
``"pleasantness:Walk"``, ``"energy:Walk"``; a name alone means pleasantness.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from peerjournal.charts import period, strips
from peerjournal.charts.chart import Cell, Chart, Spots, Table, View
from peerjournal.charts.look import MARKERS
from peerjournal.charts.registry import Kind
from peerjournal.charts.words import amount
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import STEPS
from peerjournal.journal.entry import folded
from peerjournal.wellbeing.compare import Comparison, compare, sides
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Values
from peerjournal.wellbeing.summary import daily_medians

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from peerjournal.charts.look import Look

NAME = "days-with"
LEAST = 10
"""Days needed on each side before a difference is shown."""
ROW = 0.66
"""Inches for one row; one row alone has :data:`LARGE`."""
LARGE = 3.0
MOST_SAID = 3
"""Differences told in the sentence; more are only counted."""


def kind() -> Kind:
    """Days with and days without anything that is kept of a day."""
    return Kind(
        NAME, _title(), _("How are days with something beside days without it?"), make, _choices, looks_after=True
    )


def make(record: Record, view: View) -> Chart:
    """All factors, or one, each with both sides and the difference between them."""
    outcome, wanted = _asked(view.of)
    found = record.rating(outcome).within(view.span)
    days, medians = daily_medians(found.days, found.values)
    compared = compare(days, medians, record.factors, after=view.after)
    rows = [
        _Row(comparison, *sides(days, medians, factor, view.after))
        for factor, comparison in zip(record.factors, compared, strict=True)
        if (comparison.n_with or comparison.n_without) and wanted in ("", folded(factor.name))
    ]
    rows.sort(key=_by_name)
    seen = _Seen(period.rating_name(outcome), view.after, rows, bool(wanted))
    return Chart(
        NAME,
        _title(),
        _sentence(seen, period.closed(record, view.span)),
        partial(_draw, seen),
        partial(_table, seen),
        partial(_spots, seen),
        1.6 + max(len(rows) * ROW, LARGE),
        empty=not rows,
    )


@dataclass(frozen=True, eq=False)
class _Row:
    """A factor: what is said of it, and the medians of its days."""

    said: Comparison
    with_values: Values
    without_values: Values


@dataclass(frozen=True, eq=False)
class _Seen:
    rating: str
    after: int
    rows: list[_Row]
    one: bool


def _title() -> str:
    return _("Days with and days without")


def _choices(record: Record) -> list[tuple[str, str]]:
    """Both ratings of everything, then each factor by its name under each rating."""
    names = sorted({folded(f.name): f.name for f in record.factors}.values(), key=folded)
    return [
        ("", _("{rating}: everything").format(rating=period.rating_name("pleasantness"))),
        ("energy:", _("{rating}: everything").format(rating=period.rating_name("energy"))),
        *(
            (f"{rating}:{name}", _("{rating}: {name}").format(rating=period.rating_name(rating), name=name))
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


def _by_name(row: _Row) -> tuple[str, str]:
    return folded(row.said.name), row.said.name


# -------------------------------------------------------------------------------------------------- in words


def _sentence(seen: _Seen, closed: tuple[date, date]) -> str:
    when = period.said(*closed)
    if not seen.rows:
        return _(
            "There is nothing to lay side by side {when}. This fills as {what} is rated on days with activities, "
            "trackers, feeling words or tags."
        ).format(when=when, what=seen.rating.lower())
    enough = [row.said for row in seen.rows if row.said.enough]
    sentences = [_counted(seen, len(enough), when), *_differences(seen, enough)]
    if enough:
        sentences.append(_corrected(enough[0].looked_at))
    return " ".join(sentences)


def _counted(seen: _Seen, enough: int, when: str) -> str:
    if seen.one:
        return _("{what} {when}, one median for each day.").format(what=_beside(seen), when=when)
    return ngettext(
        "{what} {when}, one median for each day: {n} thing is looked at, and {enough} has at least {least} days on "
        "both sides.",
        "{what} {when}, one median for each day: {n} things are looked at, and {enough} of them have at least {least} "
        "days on both sides.",
        len(seen.rows),
    ).format(what=_beside(seen), when=when, n=len(seen.rows), enough=enough, least=LEAST)


def _beside(seen: _Seen) -> str:
    if seen.after:
        return _("{rating} on the day after days with and days without").format(rating=seen.rating)
    return _("{rating} on days with and days without").format(rating=seen.rating)


def _differences(seen: _Seen, enough: Sequence[Comparison]) -> list[str]:
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
        sentences.append(_("No clear difference shows."))
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
    words = (
        _(
            "{name}: no clear difference shows; median {a} on {n} days with, {b} on {m} days without, interval of the "
            "difference {low} to {high}."
        )
        if said.enough
        else _("{name}: not enough to say, with {n} days with and {m} days without; {least} are needed on each side.")
    )
    return words.format(**_numbers(said))


def _numbers(said: Comparison) -> dict[str, str | int]:
    counts: dict[str, str | int] = {"name": said.name, "n": said.n_with, "m": said.n_without, "least": LEAST}
    if not said.enough:
        return counts
    return counts | {
        "a": amount(said.median_with),
        "b": amount(said.median_without),
        "difference": amount(said.difference),
        "low": amount(said.low),
        "high": amount(said.high),
    }


def _corrected(looked_at: int) -> str:
    return ngettext(
        "The interval (95 %) is for the {n} looked at; a difference says nothing of what brought it about.",
        "The intervals (95 %) are corrected for the {n} looked at together; a difference says nothing of what brought "
        "it about.",
        looked_at,
    ).format(n=looked_at)


def _verdict(said: Comparison) -> str:
    if not said.enough:
        return _("not enough to say")
    return _("difference") if said.named else _("no clear difference")


def _table(seen: _Seen) -> Table:
    headers = (
        _("Days with or without"),
        _("n with"),
        _("n without"),
        _("Median with"),
        _("Median without"),
        _("Difference"),
        _("Interval from"),
        _("Interval to"),
        _("What can be said"),
    )
    return Table(headers, [_cells(row.said) for row in seen.rows])


def _cells(said: Comparison) -> tuple[Cell, ...]:
    numbers: tuple[Cell, ...] = (said.median_with, said.median_without, said.difference, said.low, said.high)
    return (said.name, said.n_with, said.n_without, *(numbers if said.enough else (None,) * 5), _verdict(said))


def _spots(seen: _Seen) -> Spots:
    """One for each row, on its difference; where there is not enough to say, where the words are."""
    rows = [row.said for row in seen.rows]
    return Spots(
        np.ones(len(rows), np.int64),
        np.array([said.difference if said.enough else 0.0 for said in rows], np.float64),
        np.arange(len(rows), dtype=np.float64),
        np.zeros(len(rows), np.int64),
        lambda place: _difference(rows[place], seen.after) if rows[place].named else _no_difference(rows[place]),
    )


# -------------------------------------------------------------------------------------------------- picture

_APART = 0.2
"""How far each side lies from the middle of its row, in rows."""


def _draw(seen: _Seen, figure: "Figure", look: "Look") -> None:
    if not seen.rows:
        strips.nothing(figure, look)
        return
    width, height = figure.get_size_inches()
    text = look.scale * strips.TEXT / 72  # inches
    counts, names = 8.2 * text, max(0.18 * width, 1.2)
    left = names + counts
    panel = 0.55 * (width - left - 1.5 * text)
    other = width - left - panel - 3 * text
    above = strips.caption(figure, look, _caption(seen))
    labels = [
        strips.wrapped(_("{rating}, median of a day").format(rating=seen.rating), panel, look),
        strips.wrapped(_("Difference: with less without"), other, look),
    ]
    above += (2.2 + 1.3 * max(label.count("\n") + 1 for label in labels)) * text
    below = 2.2 * text
    deep = height - above - below
    boxes = [(left, panel), (left + panel + 1.5 * text, other)]
    both, differences = (
        figure.add_axes((at / width, below / height, wide / width, deep / height)) for at, wide in boxes
    )
    for axes, label in zip((both, differences), labels, strict=True):
        _dress(axes, look, label, len(seen.rows))
    _label_rows(both, seen.rows, look, names, counts, deep / len(seen.rows))
    _draw_sides(both, seen.rows, look, deep / len(seen.rows))
    _draw_differences(differences, seen.rows, look)


def _caption(seen: _Seen) -> str:
    dot = _("Round dots: days with; open squares: days without; upright line: median.")
    if seen.after:
        dot = _("Round dots: the day after days with; open squares: after days without; upright line: median.")
    return dot + " " + _("Right: difference of the medians with its interval (95 %); filled where it is clear.")


def _dress(axes: "Axes", look: "Look", label: str, rows: int) -> None:
    strips.frame(axes, look)
    axes.grid(visible=False)
    axes.grid(visible=True, axis="x", color=look.hair, linewidth=0.6 * look.line)
    axes.hlines(np.arange(rows + 1) - 0.5, 0, 1, transform=axes.get_yaxis_transform(), color=look.hair, linewidth=0.6)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.tick_params(labeltop=True)
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(label, fontsize=strips.TEXT * look.scale, parse_math=False)


def _label_rows(axes: "Axes", rows: Sequence[_Row], look: "Look", names: float, counts: float, deep: float) -> None:
    """Names and numbers to the left of the axes; ``names``, ``counts`` and ``deep`` (of a row) are inches."""
    size, across = strips.TEXT * look.scale, axes.get_position().width * axes.figure.get_figwidth()
    lines = max(1, int(deep * 72 / size / 1.25))
    at = {"transform": axes.get_yaxis_transform(), "fontsize": size, "va": "center", "parse_math": False}
    for place, row in enumerate(rows):
        name = strips.wrapped(row.said.name, names - 0.15, look, lines=lines)
        axes.text(-(names + counts - 0.1) / across, place, name, color=look.ink, gid="name", **at)
        for side, words, n in (
            (-_APART, _("with {n}"), row.said.n_with),
            (_APART, _("without {n}"), row.said.n_without),
        ):
            axes.text(-0.1 / across, place + side, words.format(n=n), color=look.muted, ha="right", gid="n", **at)


def _draw_sides(axes: "Axes", rows: Sequence[_Row], look: "Look", deep: float) -> None:
    axes.set_xlim(STEPS[0] - 0.5, STEPS[-1] + 0.5)
    axes.set_xticks(list(STEPS))
    for place, (side, gid) in enumerate(((-_APART, "with"), (_APART, "without"))):
        values = [row.with_values if gid == "with" else row.without_values for row in rows]
        groups = np.repeat(np.arange(len(rows)), [len(v) for v in values])
        together = np.concatenate(values)
        axes.plot(
            together,
            groups + side + strips.side_by_side(groups, together, width=0.26, step=0.06 / deep),
            MARKERS[place],
            color=look.series[place],
            markerfacecolor=look.series[place] if gid == "with" else "none",
            markeredgewidth=0 if gid == "with" else 0.7,
            markersize=strips.dot_size(len(together)) - (0 if gid == "with" else 1),
            alpha=0.75,
            gid=gid,
        )
        medians = [
            (y, row.said.median_with if gid == "with" else row.said.median_without)
            for y, row in enumerate(rows)
            if row.said.enough
        ]
        axes.vlines(
            [median for _y, median in medians],
            [y + side - 0.17 for y, _median in medians],
            [y + side + 0.17 for y, _median in medians],
            color=look.ink,
            linewidth=2 * look.line,
            zorder=4,
            gid=f"median-{gid}",
        )


def _draw_differences(axes: "Axes", rows: Sequence[_Row], look: "Look") -> None:
    enough = [(y, row.said) for y, row in enumerate(rows) if row.said.enough]
    reach = max([1.0, *(max(abs(said.low), abs(said.high)) for _y, said in enough)])
    axes.set_xlim(-1.08 * reach, 1.08 * reach)
    axes.locator_params(axis="x", nbins=4)
    axes.axvline(0, color=look.ink, linewidth=look.line, gid="zero")
    axes.hlines(
        [y for y, _said in enough],
        [said.low for _y, said in enough],
        [said.high for _y, said in enough],
        color=look.ink,
        linewidth=1.4 * look.line,
        gid="interval",
    )
    for gid, named, face in (("clear", True, look.ink), ("not-clear", False, look.ground)):
        some = [(said.difference, y) for y, said in enough if said.named is named]
        axes.plot(
            [x for x, _y in some],
            [y for _x, y in some],
            MARKERS[3],
            color=look.ink,
            markerfacecolor=face,
            markersize=6,
            gid=gid,
        )
    for y, row in enumerate(rows):
        if not row.said.enough:
            axes.text(
                0, y, _("not enough to say"), color=look.muted, fontsize=strips.TEXT * look.scale, ha="center",
                va="center", backgroundcolor=look.ground, gid="not-enough",
            )  # fmt: skip
