"""Days with and days without: what may be said, and what may not."""

import csv
import random
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.records import check_in, day, drawn, named, points, record, words

from peerjournal.charts import comparisons, files
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import DARK, HIGH_CONTRAST, LIGHT, PAPER, Look
from peerjournal.journal.checkin import Activity, Dimension
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

LOOKS = tuple(replace(look, scale=scale) for look in (LIGHT, DARK, HIGH_CONTRAST, PAPER) for scale in (1.0, 2.0))
WALK, CALL, BATH = (Activity(name[0], Dimension.PHYSICAL, name) for name in ("Walk", "call a friend", "Bath"))


def half_a_year(*, lifted: int = 3) -> Record:
    """Walks on 82 days, on which ratings are higher by ``lifted``; calls on 60, three baths; all of them on day 0."""
    luck, kept = random.Random(5), []
    walks, calls = ({0, *luck.sample(range(1, 180), many)} for many in (81, 59))
    for n in range(180):
        done = [*("W" * (n in walks)), *("c" * (n in calls)), *("B" * (n in {0, 60, 100}))]
        kept.append(
            check_in(
                n,
                pleasantness=luck.randint(2, 3) + lifted * (n in walks),
                energy=luck.randint(1, 7),
                activities=tuple(done),
                asked=("grid", "care"),
            )
        )
    return record(*kept, activities=(WALK, CALL, BATH), today=day(179))


def chart(kept: Record, **view: object) -> Chart:
    """As it is made for a view."""
    return comparisons.make(kept, View(**view))  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_rows_stand_by_name_with_the_days_of_both_sides(look: Look) -> None:
    figure = drawn(chart(half_a_year()), look)
    assert [text.get_text()[:4] for text in named(figure, "name")] == ["call", "Walk"]
    assert [text.get_text() for text in named(figure, "n")] == ["with 60", "without 120", "with 82", "without 98"]
    assert [text.get_text() for text in named(figure, "listed")] == ["Bath"]
    assert [text.get_text() for text in named(figure, "listed-n")] == ["with 3", "without 177"]
    with_, without = (points(named(figure, gid)) for gid in ("with", "without"))
    assert [sum(round(y) == row for _x, y in with_) for row in range(2)] == [60, 82]
    assert [sum(round(y) == row for _x, y in without) for row in range(2)] == [120, 98]
    assert {x for x, y in with_ if round(y) == 1} == {5, 6}
    assert {x for x, y in without if round(y) == 1} == {2, 3}
    assert all(y < round(y) for _x, y in with_)
    assert all(y > round(y) for _x, y in without)


def test_the_difference_stands_beside_zero_with_its_interval() -> None:
    made = chart(half_a_year())
    figure = drawn(made)
    call, walk, _bath = made.table.rows
    lines = named(figure, "interval")[0].get_segments()
    assert [tuple(line[:, 0]) for line in lines] == [pytest.approx(row[6:8], abs=0.05) for row in (call, walk)]
    assert [line[0, 1] for line in lines] == [0, 1]
    for gid, row, said in (("clear", 1, walk), ("not-clear", 0, call)):
        [(x, y)] = points(named(figure, gid))
        assert y == row
        assert x == pytest.approx(said[5], abs=0.05)
    assert named(figure, "zero")[0].get_xdata() == [0, 0]
    assert not named(figure, "not-enough")
    low, high = figure.axes[1].get_xlim()
    assert low == -high
    for side, column in (("median-with", 3), ("median-without", 4)):
        medians = [segment[0, 0] for segment in named(figure, side)[0].get_segments()]
        assert medians == [pytest.approx(row[column], abs=0.05) for row in (call, walk)]


def test_sentence_table_and_points_say_the_same() -> None:
    made = chart(half_a_year())
    call, walk, bath = made.table.rows
    assert bath == ("Bath", 3, 177, None, None, None, None, None, "not enough to say")
    assert (call[0], call[1], call[2], call[8]) == ("call a friend", 60, 120, "no clear difference")
    assert (walk[0], walk[1], walk[2], walk[8]) == ("Walk", 82, 98, "difference")
    told = (
        "On days with Walk the median was {3} (n 82), on days without {4} (n 98): difference {5}, interval {6} to {7}."
    )
    said = told.format(*walk[:3], *map(_plain, walk[3:8]))
    assert made.sentence == (
        "Pleasantness on days with and days without from 3 Aug 2026 to 29 Jan 2027, one median a day: 3 things, of 2 "
        f"of them there is enough to say. {said} The intervals (95 %) are corrected for the 2 looked at together. "
        "Another rating, the day after or another period is another look, corrected by itself. A list that stood open "
        "and was skipped counts as without. A difference says nothing of what brought it about."
    )
    told_rows = np.flatnonzero(made.spots.axes > 0)
    assert made.spots.axes[told_rows].tolist() == [1, 1, 2]
    assert made.spots.ys[told_rows].tolist() == [0, 1, 0]
    assert made.spots.days[told_rows].tolist() == [0, 0, 0]
    assert made.spots.xs[told_rows].tolist() == [pytest.approx(call[5]), pytest.approx(walk[5]), 0]
    first, second, third = (made.spots.says(int(place)) for place in told_rows)
    assert first.startswith("call a friend: no clear difference shows; median ")
    assert second == said
    assert third == "Bath: not enough to say; days with: 3, days without: 177; at least 10 are needed on each side."


def test_every_dot_can_be_reached_where_it_is_drawn_and_reads_its_day() -> None:
    kept = half_a_year()
    noted = tuple(
        replace(c, note="by the river" if n == 0 else "", entry_id="e1" if n == 1 else "")
        for n, c in enumerate(kept.check_ins)
    )
    late = check_in(1, 23, pleasantness=1, energy=1, asked=("grid",))
    kept = replace(kept, check_ins=(*noted[:2], late, *noted[2:]), titles={"e1": "At the lake"})
    made = chart(kept)
    spots = made.spots
    dots = np.flatnonzero(spots.axes == 0)
    drawn_dots = points(named(drawn(made), "with")) + points(named(drawn(made), "without"))
    assert sorted(zip(spots.xs[dots].tolist(), spots.ys[dots].tolist(), strict=True)) == sorted(drawn_dots)
    assert len(dots) == 2 * 180
    assert set(spots.days[dots].tolist()) == {day(n).toordinal() for n in range(180)}
    read = {made.spots.says(int(n)) for n in dots}
    [median] = {c.pleasantness for c in noted[:1]}
    assert f"Pleasantness {median}, Mon 3 Aug 2026, with Walk: by the river" in read
    assert f"Pleasantness {median}, Mon 3 Aug 2026, with call a friend: by the river" in read
    [second] = {line for line in read if "Tue 4 Aug 2026" in line and "Walk" in line}
    assert ", median of 2 ratings, Tue 4 Aug 2026, with" in second
    assert second.endswith("Walk: At the lake")
    place = next(int(n) for n in dots if spots.says(int(n)) == second)
    assert spots.day(place) == day(1)


def test_dots_are_read_row_by_row_by_their_values_and_in_the_order_of_time() -> None:
    spots = chart(half_a_year()).spots
    assert spots.lines is not None
    assert sorted(spots.lines.tolist()) == spots.lines.tolist()
    assert np.unique(spots.lines).tolist() == [0, 1, 2]
    with_walk = [n for n in range(len(spots)) if ", with Walk" in spots.says(n)]
    assert with_walk == list(range(with_walk[0], with_walk[0] + 82))
    there = [(spots.xs[n], spots.days[n]) for n in with_walk]
    assert there == sorted(there)


def test_the_dot_of_the_day_after_opens_the_day_that_was_rated() -> None:
    spots = chart(half_a_year(), after=1).spots
    read = {
        int(spots.days[n]): spots.says(n) for n in range(len(spots)) if "the day after one with Walk" in spots.says(n)
    }
    assert day(1).toordinal() in read  # a walk on day 0
    assert ", Tue 4 Aug 2026, the day after one with Walk" in read[day(1).toordinal()]
    assert all(day(0).toordinal() < there <= day(179).toordinal() for there in read)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.name} {look.scale:g}")
def test_the_period_before_is_drawn_paler_and_in_another_shape(look: Look) -> None:
    now, before = {"span": Span(day(90), day(179))}, {"span": Span(day(0), day(89))}
    made = chart(half_a_year(), **now, before=before["span"])
    figure = drawn(made, look)
    for period_, prefix, apart in ((now, "", 0.0), (before, "before-", 0.3)):
        rows = chart(half_a_year(), **period_).table.rows[:2]
        intervals = named(figure, f"{prefix}interval")[0]
        assert [tuple(line[:, 0]) for line in intervals.get_segments()] == [pytest.approx(row[6:8]) for row in rows]
        assert [line[0, 1] for line in intervals.get_segments()] == [pytest.approx(y + apart) for y in (0, 1)]
        told = points(named(figure, f"{prefix}clear") + named(figure, f"{prefix}not-clear"))
        assert sorted(told, key=lambda at: at[1]) == [(row[5], y + apart) for y, row in enumerate(rows)]
        for side, column in (("with", 3), ("without", 4)):
            medians = named(figure, f"median-{prefix}{side}")[0].get_segments()
            assert [line[0, 0] for line in medians] == [pytest.approx(row[column]) for row in rows]
    kinds = [named(figure, f"{prefix}clear")[0] for prefix in ("", "before-")]
    assert kinds[0].get_marker() != kinds[1].get_marker()
    assert kinds[0].get_markeredgecolor() == look.ink
    assert kinds[1].get_markeredgecolor() == look.muted
    assert "Dashed and paler" in words(figure).replace("\n", " ")
    assert "Dashed" not in words(drawn(chart(half_a_year(), **now), look))
    read = [made.spots.says(n) for n in range(len(made.spots)) if made.spots.axes[n] == 1]
    assert [line.startswith("The period before: ") for line in read] == [False, True, False, True]


def test_what_has_days_enough_in_the_period_before_alone_has_its_row() -> None:
    made = chart(half_a_year(), span=Span(day(170), day(179)), before=Span(day(0), day(169)))
    figure = drawn(made)
    assert [text.get_text()[:4] for text in named(figure, "name")] == ["call", "Walk"]
    assert [text.get_text() for text in named(figure, "not-enough")] == ["not enough\nto say"] * 2
    assert len(named(figure, "before-interval")[0].get_segments()) == 2
    assert len(named(figure, "interval")) <= 1
    assert not made.empty


def _plain(number: object) -> str:
    assert isinstance(number, float)
    return f"{number:g}"


def test_no_more_than_three_differences_are_told_and_the_rest_counted() -> None:
    many = tuple(replace(WALK, id=f"w{n}", name=f"Walk {n}") for n in range(5))
    kept = half_a_year()
    same = tuple(
        replace(c, activities=tuple(w.id for w in many) if "W" in c.activities else ()) for c in kept.check_ins
    )
    made = chart(replace(kept, check_ins=same, activities=many))
    assert [row[8] for row in made.table.rows] == ["difference"] * 5
    assert made.sentence.count("On days with") == 3
    assert "2 more differences are marked in the picture and the table." in made.sentence


def test_where_nothing_is_clear_no_difference_is_told() -> None:
    made = chart(half_a_year(lifted=0))
    assert "difference" not in {row[8] for row in made.table.rows}
    assert "No clear difference shows." in made.sentence
    assert "On days with" not in made.sentence


def test_one_is_chosen_by_its_name_and_stays_corrected_for_all() -> None:
    whole, one = chart(half_a_year()), chart(half_a_year(), of="pleasantness:WALK")
    assert one.table.rows == [whole.table.rows[1]]
    assert "corrected for the 2 looked at together" in one.sentence
    assert one.height > 3
    assert chart(half_a_year(), of="Walk").table.rows == one.table.rows
    bath = chart(half_a_year(), of="Bath")
    assert bath.sentence.endswith(
        "Bath: not enough to say; days with: 3, days without: 177; at least 10 are needed on each side."
    )
    assert chart(half_a_year(), of="no such thing").empty
    drawn(chart(half_a_year(), of="no such thing"))


def test_choices_are_both_ratings_of_everything_and_of_each() -> None:
    choices = comparisons.kind().choices(half_a_year())
    assert choices[:3] == [
        ("", "Pleasantness: everything"),
        ("energy:", "Energy: everything"),
        ("pleasantness:Bath", "Pleasantness: Bath"),
    ]
    assert len(choices) == 8
    for key, label in choices:
        made = chart(half_a_year(), of=key)
        assert len(made.table.rows) == (3 if label.endswith("everything") else 1)
        assert made.sentence.startswith(label.partition(":")[0])


def test_the_day_after_is_the_rating_of_the_day_after() -> None:
    kept = half_a_year()
    after = chart(kept, after=1, of="Walk")
    moved = tuple(
        replace(c, activities=before.activities) for before, c in zip(kept.check_ins, kept.check_ins[1:], strict=False)
    )
    same_day = chart(replace(kept, check_ins=moved), of="Walk")
    assert after.table.rows[0][1:5] == same_day.table.rows[0][1:5]
    assert after.sentence.startswith("Pleasantness on the day after days with and days without from")
    assert comparisons.kind().looks_after


def test_only_days_of_the_period_count() -> None:
    made = chart(half_a_year(), span=Span(day(0), day(30)))
    assert [row[1] + row[2] for row in made.table.rows] == [31, 31, 31]  # type: ignore[operator]


NAMES = (
    "$5 & $6", "مشي", "散歩🙂", "=1+1", "A very long name that no column is wide enough for, whatever it is", "<b>",
    "Averyverylongwordthatcannotbebrokenanywhereatall",
)  # fmt: skip


@pytest.mark.parametrize("days", [42, 210], ids=["listed", "drawn"])
def test_names_of_any_kind_can_be_drawn(days: int) -> None:
    many = tuple(replace(WALK, id=f"w{n}", name=name) for n, name in enumerate(NAMES))
    kept = (check_in(n, pleasantness=4, activities=(f"w{n % 7}",), asked=("care",)) for n in range(days))
    made = chart(record(*kept, activities=many))
    assert {row[8] for row in made.table.rows} == {"not enough to say" if days == 42 else "no clear difference"}
    for look in LOOKS:
        assert "$5 & $6" in words(drawn(made, look)).replace("\n", " ")


def test_seventy_things_stay_within_forty_inches_and_a_list_of_them_within_twenty() -> None:
    many = tuple(replace(WALK, id=f"w{n}", name=f"Thing {n}") for n in range(70))
    held = [check_in(n, pleasantness=4, activities=(f"w{n % 70}",), asked=("care",)) for n in range(770)]
    kept = record(*held, activities=many, today=day(769))
    assert chart(kept).table.rows[0][8] == "no clear difference"
    assert 20 < chart(kept).height < 40
    assert chart(kept, span=Span(None, day(600))).table.rows[0][8] == "not enough to say"
    assert chart(kept, span=Span(None, day(600))).height < 20


@pytest.mark.parametrize("n", [9, 10])
def test_below_ten_days_on_a_side_there_is_no_number(n: int) -> None:
    kept = [check_in(d, pleasantness=1 + d % 3, activities=("W",) * (d < n), asked=("care",)) for d in range(40)]
    made = chart(record(*kept, activities=(WALK,)))
    [(_name, with_, _without, *numbers, verdict)] = made.table.rows
    assert with_ == n
    assert (None in numbers) == (verdict == "not enough to say") == (n < 10)
    assert ("interval" in made.spots.says(0)) == (n >= 10)
    figure = drawn(made)
    assert len(named(figure, "interval")) == (n >= 10)
    assert len(named(figure, "listed")) == (n < 10)


def test_two_things_of_one_name_each_have_their_own_days() -> None:
    coffee = (replace(WALK, id="a", name="Coffee"), replace(WALK, id="b", name="Coffee"))
    kept = [
        check_in(d, pleasantness=1 + 4 * (d % 2), activities=("a",) * (d % 2) + ("b",) * (d < 15), asked=("care",))
        for d in range(60)
    ]
    made = chart(record(*kept, activities=coffee))
    assert sorted(row[1] for row in made.table.rows) == [15, 30]  # type: ignore[type-var]
    dots = points(named(drawn(made), "with"))
    for place, row in enumerate(made.table.rows):
        assert len([y for _x, y in dots if round(y) == place]) == row[1]
        assert {x for x, y in dots if round(y) == place} == ({5} if row[1] == 30 else {1, 5})


def a_month_and(more: int, seed: int = 3) -> Record:
    """So many days more than 30, rated higher on days with walks."""
    luck, kept = random.Random(seed), []
    for n in range(30 + more):
        walked = luck.random() < 0.5
        rating = min(7, max(1, round(luck.gauss(5.4 if walked else 3.6, 1))))
        kept.append(check_in(n, pleasantness=rating, activities=("W",) * walked, asked=("care",)))
    return record(*kept, activities=(WALK,), today=day(29 + more))


@pytest.mark.parametrize("seed", range(6))
def test_sentence_table_file_and_picture_hold_the_same_numbers(seed: int) -> None:
    made = chart(a_month_and(40, seed), of="Walk")
    [row] = made.table.rows
    told = [str(float(n)) for n in re.findall(r"-?\d+(?:\.\d+)?", made.spots.says(0).replace("\u2212", "-"))]
    for number in row[3:8]:
        assert number == round(float(str(number)), 2)
        if row[8] == "difference" or number != row[5]:  # without a clear difference, the words leave it out
            assert str(number) in told
    in_file = next(csv.reader([files.csv_of(made.table).decode("utf-8-sig").splitlines()[1]]))
    assert [float(cell) for cell in in_file[3:8]] == list(row[3:8])
    [line] = named(drawn(made), "interval")[0].get_segments()
    assert line[:, 0].tolist() == list(row[6:8])


@pytest.mark.parametrize("seed", range(6))
def test_under_34_rated_days_there_is_no_interval_and_the_chart_says_why(seed: int) -> None:
    made = chart(a_month_and(3, seed))
    assert made.table.rows[0][3:] == (None, None, None, None, None, "not enough to say")
    assert "Under 34 rated days nothing can be told from chance, so no difference is given." in made.sentence
    assert made.spots.says(0).endswith("at least 34 rated days are needed in all.")
    assert "there have to be 34 rated days in all" in words(drawn(made)).replace("\n", " ")
    assert "clear difference" not in made.sentence + made.spots.says(0)
    [intervals] = named(drawn(chart(a_month_and(3, seed), of="Walk")), "interval")
    assert intervals.get_segments() == []
    assert any(chart(a_month_and(4, again)).table.rows[0][8] != "not enough to say" for again in range(6))


def test_sevens_beside_ones_are_never_said_to_be_no_difference() -> None:
    kept = [
        check_in(n, pleasantness=1 + 6 * (n % 2), activities=("W",) * (n % 2), asked=("care",)) for n in range(1, 61)
    ]
    made = chart(record(*kept, activities=(WALK,), today=day(60)), of="Walk")
    assert made.table.rows[0][8] == "not told from chance"
    assert (
        "Walk: median 7 on 30 days with, 1 on 30 days without; they come too regularly, or in too few spells, to tell "
        "it from chance, interval of the difference \u22125.76 to 6."
    ) in made.sentence
    everything = chart(record(*kept, activities=(WALK,), today=day(60)))
    assert "No difference can be told from chance." in everything.sentence
    assert "no clear difference" not in (made.sentence + everything.sentence).lower()


@pytest.mark.parametrize(
    "kept",
    [
        record(activities=(WALK,)),
        record(check_in(0, pleasantness=3)),
        record(check_in(0, activities=("W",), asked=("care",)), activities=(WALK,)),
        record(check_in(0, pleasantness=3, activities=("W",), asked=("care",)), activities=(WALK,)),
        record(
            *(check_in(n, pleasantness=4, activities=("W",) * (n % 2), asked=("care",)) for n in range(40)),
            activities=(WALK,),
        ),
    ],
    ids=["nothing", "no factor", "never rated", "one", "all equal"],
)
@pytest.mark.parametrize("look", LOOKS[:2], ids=["usual", "large"])
def test_whatever_was_kept_is_drawn(kept: Record, look: Look) -> None:
    made = chart(kept)
    figure = drawn(made, look)
    assert made.empty == (not made.table.rows)
    assert ("Nothing to draw yet" in words(figure)) == made.empty
    if made.empty:
        assert made.sentence.startswith("There is nothing to lay side by side ")


@settings(max_examples=25)  # each is drawn
@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.none() | st.integers(1, 7), st.sets(st.sampled_from("WcB")), st.booleans()),
        max_size=60,
        unique_by=lambda one: one[0],
    )
)
def test_a_day_of_which_nothing_is_known_never_becomes_a_dot(
    kept: list[tuple[int, int | None, set[str], bool]],
) -> None:
    held = record(
        *(
            check_in(n, pleasantness=value, activities=tuple(done) if asked else (), asked=("care",) if asked else ())
            for n, value, done, asked in kept
        ),
        activities=(WALK, CALL, BATH),
    )
    made = chart(held)
    whole = drawn(made, painted=False)
    for row, cells in enumerate(made.table.rows):
        alone = drawn(chart(held, of=str(cells[0])), painted=False)
        key = {"Walk": "W", "call a friend": "c", "Bath": "B"}[str(cells[0])]
        first = min(n for n, _value, done, asked in kept if asked and key in done)
        known = [(value, done) for n, value, done, asked in kept if asked and n >= first and value is not None]
        for gid, n, side in (("with", cells[1], True), ("without", cells[2], False)):
            expected = sorted(value for value, done in known if (key in done) is side)
            assert sorted(x for x, _y in points(named(alone, gid))) == expected
            assert n == len(expected)
            if cells[8] != "not enough to say":
                assert sorted(x for x, y in points(named(whole, gid)) if round(y) == row) == expected
        if not all(isinstance(n, int) and n >= 10 for n in cells[1:3]):
            assert cells[3:] == (None,) * 5 + ("not enough to say",)
    told = re.findall(r"(?:On days with|\. )(.*?) the median was", made.sentence)
    assert len(told) == sum(row[8] == "difference" for row in made.table.rows)
