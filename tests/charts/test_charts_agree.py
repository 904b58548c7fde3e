"""Sentence, table, file and picture of a chart hold the same numbers, alone and beside the period before.

Days with and without something have their own such test (``test_comparisons_chart``).
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from tests.charts.records import drawn, named, points, seen

from peerjournal.charts import care, files, own, ratings, registry, rhythm, sessions, work, year
from peerjournal.charts.chart import Cell, Chart, View
from peerjournal.charts.words import amount, dimension_names, rating_name
from peerjournal.journal.checkin import CONDITIONS, CheckIn, Dimension
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span


def spans(view: View) -> list[Span]:
    """The period, and the one before where there is one."""
    return [view.span, *([view.before] if view.before else [])]


def by_period(chart: Chart, view: View) -> list[list[tuple[Cell, ...]]]:
    """The rows of each of :func:`spans`, of tables whose first column says which."""
    if view.before is None:
        return [list(chart.table.rows)]
    assert {row[0] for row in chart.table.rows} <= {"Period", "Period before"}
    return [[row[1:] for row in chart.table.rows if row[0] == which] for which in ("Period", "Period before")]


def sentences(chart: Chart, view: View) -> list[str]:
    """What is said of each of :func:`spans`."""
    said = chart.sentence.split(" The period before: ")
    return said if len(said) == len(spans(view)) else [said[0], ""]


def inside(kept: Record, span: Span) -> list[CheckIn]:
    """The check-ins of a period."""
    return [one for one in kept.check_ins if span.holds(one.day)]


def answers(kept: Record, span: Span, name: str) -> list[float]:
    """What was answered to one question in a period."""
    return [value for one in inside(kept, span) if (value := getattr(one, name)) is not None]


def days_with(kept: Record, span: Span, name: str) -> dict[date, list[float]]:
    """The same, by day."""
    by_day: dict[date, list[float]] = {}
    for one in inside(kept, span):
        if getattr(one, name) is not None:
            by_day.setdefault(one.day, []).append(getattr(one, name))
    return by_day


def ys(artists: Iterable[Any]) -> list[float]:
    """How high the dots lie, sorted."""
    return sorted(y for _x, y in points(artists))


def heights(figure: Figure, gid: str) -> list[float]:
    """How high level lines lie, panel by panel."""
    return [float(line.get_ydata()[0]) for line in named(figure, gid)]


def texts(figure: Figure, gid: str) -> list[str]:
    """What is written, in one line each."""
    return [" ".join(text.get_text().split()) for text in named(figure, gid)]


def numbers(rows: Iterable[tuple[Cell, ...]], column: int) -> list[float]:
    """What a column holds, its gaps left out."""
    return [float(str(row[column])) for row in rows if row[column] is not None]


def length(span: Span) -> int:
    """In days."""
    assert span.from_on is not None
    assert span.until_on is not None
    return (span.until_on - span.from_on).days + 1


def periods(view: View, names: list[str]) -> list[tuple[str, str, Span]]:
    """Of each rating both periods, as the table calls them."""
    both = zip(("Period", "Period before"), spans(view), strict=False)
    return [(name, which, span) for which, span in both for name in names]


def check_periods(made: Chart, figure: Figure, of: tuple[Record, View], names: list[str]) -> None:
    """Of charts of ratings: how many there are and how they lie, in the table and right of the panels."""
    kept, view = of
    listed = {(row[0], row[1]): row for row in made.table.rows if row[1] in {"Period", "Period before"}}
    there = [(name, which, told) for name, which, span in periods(view, names) if (told := answers(kept, span, name))]
    assert listed.keys() == {(rating_name(name), which) for name, which, _told in there}
    for name, which, told in there:
        row = listed[rating_name(name), which]
        assert [*numbers([row], 4), *numbers([row], 5)] == pytest.approx([len(told), median(told)])
    for which, gid in (("Period", "shown"), ("Period before", "before")):
        beside = [median(told) for _name, of_which, told in there if of_which == which] if view.before else []
        assert heights(figure, f"median:{gid}") == pytest.approx(beside)


def bar_heights(figure: Figure, gid: str, row: int) -> list[float]:
    """Week by week."""
    [rows] = named(figure, gid)
    corners = rows.get_paths()[row].vertices[:-1].reshape(-1, 4, 2)
    return [float(week[1, 1] - week[0, 1]) for week in corners]


def check_strips(figure: Figure, listed: list[list[tuple[Cell, ...]]], n: int, middle: int) -> None:
    """What is written under strips and the medians drawn in them are those in columns ``n`` and ``middle``."""
    labels = [" ".join(label.get_text().split()) for axes in figure.axes for label in axes.get_xticklabels()]
    labels = [label for label in labels if " n " in label]
    assert len(labels) == len(listed[0])
    for place, label in enumerate(labels):
        counts = [rows[place][n] for rows in listed]
        assert label.endswith(f" n {counts[0]}" + "".join(f" before: {count}" for count in counts[1:]))
    for gid, rows in zip(("median", "median:before"), listed, strict=False):
        lines = [float(line[0][1]) for found in named(figure, gid) for line in found.get_segments()]
        assert lines == pytest.approx(numbers(rows, middle))


@pytest.mark.parametrize("kind", registry.kinds(), ids=lambda kind: kind.name)
@settings(max_examples=12)
@given(of=seen())
def test_a_file_has_what_the_table_has(kind: registry.Kind, of: tuple[Record, View]) -> None:
    table = kind.make(*of).table
    [headers, *rows] = csv.reader(files.csv_of(table).decode("utf-8-sig").splitlines())
    assert headers == list(table.headers)
    assert len(rows) == len(table.rows)
    for cell, text in (
        (cell, text) for row in zip(table.rows, rows, strict=True) for cell, text in zip(*row, strict=True)
    ):
        if isinstance(cell, int | float):
            assert float(text) == pytest.approx(cell)
        else:
            assert text == ("" if cell is None else str(cell))


@settings(max_examples=30)
@given(of=seen(), alone=st.sampled_from(["", "pleasantness", "energy"]))
def test_ratings_over_time(of: tuple[Record, View], alone: str) -> None:
    kept, view = of
    made = ratings.make(kept, View(view.span, view.before, alone))
    figure = drawn(made, painted=False)
    names = [alone] if alone else ["pleasantness", "energy"]
    for place, name in enumerate(names):
        rows = [row for row in made.table.rows if row[0] == rating_name(name)]
        told = answers(kept, view.span, name)
        assert ys([named(figure, "ratings")[place]]) == sorted(told)
        assert sorted(numbers([row for row in rows if row[1] == "Rating"], 5)) == sorted(told)
        assert texts(figure, "heading")[place] == f"{rating_name(name)}, n {len(told)}"
    check_periods(made, figure, of, names)
    for name, which, span in periods(view, names):
        told = answers(kept, span, name)
        clause = made.sentence.partition(f"{rating_name(name)}: ")[2].split(". ")[0]
        said = clause.partition("in the period before ")[2 if which == "Period before" else 0]
        if told:
            on = len(days_with(kept, span, name))
            assert said.startswith(f"{len(told)} rating{'s' * (len(told) > 1)} on {on} of {length(span)} days, ")
        else:
            assert said.startswith("nothing on these") or made.empty
        if len(set(told)) > 1:
            assert f"median {amount(median(told))}, middle half" in said


@settings(max_examples=30)
@given(of=seen())
def test_working_conditions(of: tuple[Record, View]) -> None:
    kept, view = of
    made = work.make(kept, view)
    figure = drawn(made, painted=False)
    asked = [name for name in CONDITIONS if any(getattr(one, name) is not None for one in kept.check_ins)] or CONDITIONS
    names = ["pleasantness", *asked]
    check_periods(made, figure, of, names)
    for place, name in enumerate(names):
        now, *before = (answers(kept, span, name) for span in spans(view))
        assert ys([named(figure, "ratings")[place]]) == sorted(now)
        assert texts(figure, "heading")[place].startswith(f"{rating_name(name)}, n {len(now)}, ")
        if made.empty:
            continue
        [earlier] = before or [[]]
        said = f"{amount(median(now))} (n {len(now)}" if now else "none (" if earlier else ""
        if now and before:
            said += "; "
        if earlier:
            said += f"before {amount(median(earlier))}, n {len(earlier)}"
        elif now and before:
            said += "none before"
        assert f"{rating_name(name)} {said})" in made.sentence if said else "Not rated: " in made.sentence


@settings(max_examples=30)
@given(of=seen())
def test_self_care_by_dimension(of: tuple[Record, View]) -> None:
    kept, view = of
    made = care.make(kept, view)
    figure = drawn(made, painted=False)
    listed = by_period(made, view)
    said = sentences(made, view)
    for place, dimension in enumerate(Dimension):
        name = dimension_names()[dimension]
        counts = []
        for rows, words in zip(listed, said, strict=True):
            touched, asked = (round(sum(numbers(rows, 2 + place + column))) for column in (0, len(Dimension)))
            counts.append((touched, asked))
            assert (f"{name} {touched} of {asked}" in words) == (asked > 0)
        for gid, column in (("days-touched", 0), ("days-asked", len(Dimension))):
            bars = bar_heights(figure, gid, place) if listed[0] else []
            assert bars == [float(str(row[2 + place + column] or 0)) for row in listed[0]]
        if view.before is not None and any(asked for _touched, asked in counts):
            now, before = (f"{touched} of {asked}" if asked else "–" for touched, asked in counts)
            assert f"{now}; before {before}" in texts(figure, "beside")
    for rows, span in zip(listed, spans(view), strict=True):
        assert sum(numbers(rows, 1)) == len({c.day for c in inside(kept, span) if "care" in c.asked})


@settings(max_examples=30)
@given(of=seen(), name=st.sampled_from(["pleasantness", "energy"]))
def test_around_sessions(of: tuple[Record, View], name: str) -> None:
    kept, view = of
    made = sessions.make(kept, View(view.span, view.before, name))
    figure = drawn(made, painted=False)
    listed, said = by_period(made, view), sentences(made, view)
    for rows, words, span in zip(listed, said, spans(view), strict=True):
        held = [s for s in kept.sessions if span.holds(s.at.date())]
        told = [row for row in rows if row[0] == "Session"]
        assert Counter((row[1], row[4], row[5]) for row in told) == Counter(
            (s.at.date(), s.before, s.after) for s in held
        )
        assert words.startswith(f"{len(held)} session{'s' * (len(held) > 1)} from" if held else "No session is kept")
        pairs = [s for s in held if s.before is not None and s.after is not None]
        assert (f"noted before and after {len(pairs)} of them" in words) == (len(pairs) > 0)
        for label in ("Days with a session", "The day after", "Other days"):
            [row] = [row for row in rows if row[0] == label and row[3] is not None]
            days = numbers([row for row in rows if row[0] == label and row[3] is None], 7)
            assert row[3] == len(days)
            assert numbers([row], 7) == pytest.approx([median(days)] if len(days) >= 3 else [])
            if held:
                value = f"median {amount(float(str(row[7])))}" if len(days) >= 3 else "under 3 rated days"
                assert f"{label}: {value} (n {len(days)})" in words
    if made.empty:
        return
    for gid, column in (("before", 4), ("after", 5)):
        assert ys(named(figure, gid)) == sorted(numbers([row for row in listed[0] if row[0] == "Session"], column))
    check_strips(figure, [[row for row in rows if row[0] != "Session" and row[3] is not None] for rows in listed], 3, 7)
    rated = [row for row in listed[0] if row[0] != "Session" and row[3] is None]
    assert ys(named(figure, "ratings")) == sorted(numbers(rated, 7))


@settings(max_examples=30)
@given(of=seen(), name=st.sampled_from(["pleasantness", "energy"]))
def test_weekday_and_time_of_day(of: tuple[Record, View], name: str) -> None:
    kept, view = of
    made = rhythm.make(kept, View(view.span, view.before, name))
    figure = drawn(made, painted=False)
    listed, said = by_period(made, view), sentences(made, view)
    for rows, words, span in zip(listed, said, spans(view), strict=True):
        told = answers(kept, span, name)
        parts = Counter(c.at.hour // 6 for c in inside(kept, span) if getattr(c, name) is not None)
        assert numbers(rows[7:], 1) == [parts[part] for part in range(4)]
        weekday = Counter(c.day.weekday() for c in inside(kept, span) if getattr(c, name) is not None)
        assert numbers(rows[:7], 1) == [weekday[n] for n in range(7)]
        steps = [sum(int(str(row[1 + step])) for row in rows[:7]) for step in range(1, 8)]
        assert steps == [told.count(step) for step in range(1, 8)]
        if told:
            on = len(days_with(kept, span, name))
            assert f": {len(told)} rating{'s' * (len(told) > 1)} on {on} of {length(span)} days" in words
        for half in (rows[:7], rows[7:]):
            for row in half:
                if int(str(row[1])) >= 10:
                    assert f"{row[0]}, n {row[1]}" in words or f"the median is {amount(float(str(row[10])))}" in words
    if not made.empty:
        check_strips(figure, listed, 1, 10)
        assert ys(named(figure, "ratings")) == sorted(answers(kept, view.span, name) * 2)


@settings(max_examples=30)
@given(of=seen(), name=st.sampled_from(["pleasantness", "energy"]))
def test_the_year_in_dots(of: tuple[Record, View], name: str) -> None:
    kept, view = of
    made = year.make(kept, View(view.span, view.before, name))
    figure = drawn(made, painted=False)
    for rows, words, span, gid in zip(
        by_period(made, view), sentences(made, view), spans(view), ("", "before-"), strict=False
    ):
        by_day = days_with(kept, span, name)
        assert {row[0]: (row[3], row[4]) for row in rows if row[2] == "rated"} == {
            on: (median(told), len(told)) for on, told in by_day.items()
        }
        declined = {c.day for c in inside(kept, span) if c.not_today} - by_day.keys()
        assert {row[0] for row in rows if row[2] == "not today"} == declined
        open_ = length(span) - len(by_day) - len(declined)
        assert (f": {len(by_day)} of {length(span)} days rated" in words) == bool(by_day)
        assert bool(re.search(rf"was the answer on {len(declined)} days?\.", words)) == bool(declined)
        assert bool(re.search(rf"\b{open_} days? ha(s|ve) no answer", words)) == bool(open_)
        if made.empty:
            continue
        [dots] = named(figure, f"{gid}rated")
        assert len(dots.get_offsets()) == len(by_day)
        assert len(points(named(figure, f"{gid}not-today"))) == len(declined)
        assert len(points(named(figure, f"{gid}no-rating"))) == sum(row[2] == "no rating" for row in rows)
        medians = [median(told) for _on, told in sorted(by_day.items())]
        ranks = [np.unique(sizes, return_inverse=True)[1].tolist() for sizes in (medians, dots.get_sizes().round(6))]
        assert ranks[0] == ranks[1]


@settings(max_examples=30)
@given(of=seen())
def test_trackers(of: tuple[Record, View]) -> None:
    kept, view = of
    made = own.make(kept, view)
    figure = drawn(made, painted=False)
    told = [[c.trackers["tea"] for c in inside(kept, span) if "tea" in c.trackers] for span in spans(view)]
    for rows, words, values in zip(by_period(made, view), sentences(made, view), told, strict=True):
        assert sorted(numbers(rows, 3)) == sorted(values)
        assert (f"Tea: {len(values)} answer" in words) == bool(values)
        if len(set(values)) > 1:
            assert f"median {amount(round(median(values), 2))}" in words
    assert ys(named(figure, "ratings")) == sorted(told[0])
    for gid, values in zip(("shown", "before"), told if view.before else [], strict=False):
        assert heights(figure, f"median:{gid}") == pytest.approx([median(values)] if values else [])
    assert any(told) == (f"Tea, n {len(told[0])}" in " ".join(texts(figure, "heading")))
