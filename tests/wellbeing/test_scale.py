"""Own scales: what is taken, and how a total comes about."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from peerjournal.errors import BadInput
from peerjournal.wellbeing.scale import (
    LARGEST,
    MOST_BANDS,
    MOST_ITEMS,
    MOST_LABELS,
    Band,
    Direction,
    Item,
    Label,
    Scale,
    Scoring,
    band_of,
    checked,
    checked_total,
    mirrored,
    reach,
    shown,
    total,
)

NEVER, ONCE, OFTEN = Label(0, "never"), Label(1, "once"), Label(3, "often")


def paper(**changes: object) -> Scale:
    """A scale of which only a total is typed."""
    return replace(Scale("p", "Harbour weather", "Invented.", 0, 60), **changes)  # type: ignore[arg-type]


def harbour(**changes: object) -> Scale:
    """A questionnaire of three invented items, the last one reversed; its totals reach 0 to 9."""
    items = (Item("The kettle sang."), Item("My boots knew the way."), Item("The gulls took my lunch.", reversed=True))
    scale = Scale("h", "Harbour weather", "Invented.", 0, 9, items=items, labels=(NEVER, ONCE, OFTEN))
    return replace(scale, **changes)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------ totals


def test_a_reversed_item_counts_from_the_other_end() -> None:
    assert total(harbour(), (3, 1, 0)) == 3 + 1 + 3
    assert total(harbour(), (0, 0, 3)) == 0
    assert mirrored(harbour(), 1) == 2


def test_a_mean_and_its_factor() -> None:
    assert total(harbour(scoring=Scoring.MEAN, times=10), (3, 1, 1)) == 20
    assert reach(harbour(scoring=Scoring.MEAN, times=10)) == (0, 30)


def test_labels_may_begin_anywhere() -> None:
    below = harbour(low=-6, high=6, labels=(Label(-2, "no"), Label(0, "hm"), Label(2, "yes")))
    assert reach(checked(below)) == (-6, 6)
    assert total(below, (-2, 0, -2)) == 0


def test_tenths_are_tenths() -> None:
    scale = harbour(low=0.3, high=0.6, labels=(Label(0.1, "no"), Label(0.2, "yes")))
    assert reach(checked(scale)) == (0.3, 0.6)
    assert total(scale, (0.1, 0.1, 0.2)) == 0.3


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((3, None, 0), "One item is still open; nothing was counted."),
        ((None, None, None), "3 items are still open; nothing was counted."),
        ((3,), "2 items are still open; nothing was counted."),
        ((), "3 items are still open; nothing was counted."),
    ],
)
def test_an_open_item_is_never_guessed(answers: tuple[float | None, ...], said: str) -> None:
    with pytest.raises(BadInput) as problem:
        total(harbour(), answers)
    assert str(problem.value) == said


@pytest.mark.parametrize("answers", [(0, 1, 2), (0, 1, nan), (0, 1, inf), (0, 1, 1, 1), (None, 0, 1, 1)])
def test_only_the_labels_are_answers(answers: tuple[float, ...]) -> None:
    with pytest.raises(BadInput, match="do not belong to this scale"):
        total(harbour(), answers)


def test_a_typed_total_lies_within_the_range_both_ends_included() -> None:
    assert [checked_total(paper(), t) for t in (0, 37.5, 60)] == [0, 37.5, 60]
    for wrong in (-0.1, 60.1, nan, inf, -inf):
        with pytest.raises(BadInput, match="lies from 0 to 60"):
            checked_total(paper(), wrong)


def test_answers_are_not_counted_where_only_a_total_is_typed() -> None:
    assert not paper().is_questionnaire
    assert reach(paper()) == (0, 60)
    with pytest.raises(BadInput, match="do not belong"):
        total(paper(), ())


def test_a_total_finds_its_band_or_none() -> None:
    scale = checked(paper(bands=(Band(40, 60, "fair"), Band(10, 20, "foggy"), Band(20, 30, "mixed"))))
    found = {at: band_of(scale, at) for at in (9, 10, 20, 30, 35, 60)}
    assert {at: band and band.label for at, band in found.items()} == {
        9: None, 10: "foggy", 20: "mixed", 30: "mixed", 35: None, 60: "fair",
    }  # fmt: skip
    assert band_of(paper(), 30) is None  # none is built in


def test_numbers_are_shown_with_all_their_digits_and_no_more() -> None:
    numbers = {0: "0", 60: "60", 100: "100", 1e6: "1000000", -2.5: "-2.5", 0.00001: "0.00001"}
    assert {n: shown(n) for n in numbers} == numbers
    assert shown(-0.0) == "0"


# ---------------------------------------------------------------------------------------------------- checking


def test_a_good_scale_is_tidied_and_otherwise_left_alone() -> None:
    assert checked(harbour()) == harbour()
    assert checked(paper()).direction is Direction.NEITHER
    tidy = checked(
        harbour(name=" Harbour\nweather ", licence="\nInvented.  \n Free to use.\n", period=" the last  week ")
    )
    assert (tidy.name, tidy.licence, tidy.period) == ("Harbour weather", "Invented.\nFree to use.", "the last week")


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        (paper(name=" \n"), "give the scale a name"),
        (paper(licence="  "), "add a licence note"),
        (paper(low=60), "needs a lowest total and a higher highest one"),
        (paper(low=61), "needs a lowest total and a higher highest one"),
        (paper(low=nan), "needs a lowest total and a higher highest one"),
        (paper(high=inf), "needs a lowest total and a higher highest one"),
        (paper(high=LARGEST * 2), "within ±1,000,000"),
        (paper(name="n" * 121), "The name can hold 120 characters at most"),
        (paper(licence="n" * 2001), "The licence note can hold 2000"),
        (paper(source="n" * 2001), "The source can hold 2000"),
        (paper(period="n" * 121), "The period can hold 120"),
        (paper(labels=(NEVER, ONCE)), "labels but no items"),
        (harbour(labels=()), "at least two labels"),
        (harbour(labels=(ONCE,)), "at least two labels"),
        (harbour(labels=(NEVER, ONCE, Label(1.0, "one time"))), "Two labels have the value 1;"),
        (harbour(labels=(NEVER, Label(nan, "often"))), "Label 2 needs plain numbers"),
        (harbour(labels=(NEVER, Label(3, " "))), "Label 2 has no words"),
        (harbour(labels=tuple(Label(n, "x") for n in range(MOST_LABELS + 1))), "101 labels at most"),
        (harbour(items=(Item("The kettle sang."), Item("\t"))), "Item 2 has no words"),
        (harbour(items=(Item("x" * 501),)), "Item 1 can hold 500 characters"),
        (harbour(items=(Item("x"),) * (MOST_ITEMS + 1)), "200 items at most"),
        (harbour(times=0), "“Times” has to be a number above zero"),
        (harbour(times=-1), "“Times” has to be a number above zero"),
        (harbour(times=nan), "“Times” has to be a number above zero"),
        (harbour(times=1e-320, high=9e-320), "needs a lowest total and a higher highest one"),
        (harbour(high=8), "given as 0 to 8, but the answers reach 0 to 9;"),
        (harbour(low=1), "given as 1 to 9, but the answers reach 0 to 9;"),
        (harbour(times=2), "given as 0 to 9, but the answers reach 0 to 18;"),
        (paper(bands=(Band(0, 61, "all"),)), "within the range, 0 to 60"),
        (paper(bands=(Band(-1, 5, "low down"),)), "within the range, 0 to 60"),
        (paper(bands=(Band(0, 30, "foggy"), Band(29, 60, "fair"))), "overlap at 29"),
        (paper(bands=(Band(0, 60, "all"), Band(10, 20, "some"))), "overlap at 10"),
        (paper(bands=(Band(5, 5, "five"), Band(5, 9, "more"))), "overlap at 5"),
        (paper(bands=(Band(20, 10, "turned"),)), "Band 1 ends below where it begins"),
        (paper(bands=(Band(0, 10, " "),)), "Band 1 has no words"),
        (paper(bands=(Band(0, nan, "odd"),)), "Band 1 needs plain numbers"),
        (paper(bands=tuple(Band(n, n, "x") for n in range(MOST_BANDS + 1))), "20 bands at most"),
    ],
)
def test_what_is_in_the_way_is_said_in_one_sentence(scale: Scale, said: str) -> None:
    with pytest.raises(BadInput) as problem:
        checked(scale)
    assert said in str(problem.value)
    assert str(problem.value).lower().endswith("nothing was changed.")
    assert "kettle" not in str(problem.value)


def test_a_range_wider_than_the_answers_is_true_too() -> None:
    assert checked(harbour(low=-1, high=100)).high == 100


# ------------------------------------------------------------------------------------------ always, never

hundredths = st.integers(-100_000, 100_000).map(lambda n: n / 100)


@st.composite
def questionnaires(draw: st.DrawFn) -> Scale:
    """Checked questionnaires of any shape, whose range is what their answers reach."""
    values = draw(st.lists(hundredths, min_size=2, max_size=8, unique=True))
    turned = draw(st.lists(st.booleans(), min_size=1, max_size=30))
    scale = Scale(
        "q",
        "Anything",
        "Invented.",
        low=0,
        high=0,
        items=tuple(Item("An item.", reversed=t) for t in turned),
        labels=tuple(Label(v, "An answer.") for v in values),
        scoring=draw(st.sampled_from(Scoring)),
        times=draw(st.integers(1, 1000)) / 100,
    )
    low, high = reach(scale)
    assume(max(abs(low), abs(high)) <= LARGEST)
    return checked(replace(scale, low=low, high=high))


def any_answers(scale: Scale) -> st.SearchStrategy[tuple[float, ...]]:
    one = st.sampled_from([label.value for label in scale.labels])
    return st.tuples(*[one] * len(scale.items))


@given(st.data())
def test_a_total_always_lies_within_reach_and_agrees_with_numpy(data: st.DataObject) -> None:
    scale = data.draw(questionnaires())
    answers = data.draw(any_answers(scale))
    values = np.array([label.value for label in scale.labels])
    turned = np.array([item.reversed for item in scale.items])
    counted = np.where(turned, values.min() + values.max() - answers, answers)
    expected = (counted.mean() if scale.scoring is Scoring.MEAN else counted.sum()) * scale.times
    found = total(scale, answers)
    assert found == pytest.approx(float(expected), rel=1e-9, abs=1e-6)
    assert scale.low <= found <= scale.high
    assert checked_total(scale, found) == found


@given(questionnaires())
def test_both_ends_of_the_reach_can_be_answered(scale: Scale) -> None:
    values = sorted(label.value for label in scale.labels)
    ends = [
        total(scale, [values[-1] if item.reversed is lowest else values[0] for item in scale.items])
        for lowest in (True, False)
    ]
    assert tuple(ends) == reach(scale)


@given(questionnaires())
def test_reversing_twice_changes_nothing(scale: Scale) -> None:
    for label in scale.labels:
        assert mirrored(scale, mirrored(scale, label.value)) == label.value


@given(st.data())
def test_with_an_open_item_nothing_is_ever_counted(data: st.DataObject) -> None:
    scale = data.draw(questionnaires())
    answers: list[float | None] = list(data.draw(any_answers(scale)))
    for place in data.draw(st.sets(st.integers(0, len(answers) - 1), min_size=1)):
        answers[place] = None
    with pytest.raises(BadInput, match="still open"):
        total(scale, answers)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=6), st.integers(0, 60))
def test_bands_that_are_taken_never_leave_a_total_in_doubt(spans: list[tuple[int, int]], at: int) -> None:
    try:
        scale = checked(paper(bands=tuple(Band(low, low + width, f"band {low}") for low, width in spans)))
    except BadInput:
        return
    inside = [band for band in scale.bands if band.low <= at <= band.high]
    assert len(inside) <= 2
    assert band_of(scale, at) == (inside[-1] if inside else None)
    assert len(inside) < 2 or inside[0].high == inside[1].low == at


any_number = st.floats() | st.integers(-5, 5).map(float)


@given(
    st.builds(
        Scale,
        st.just("x"),
        name=st.text(max_size=5),
        licence=st.text(max_size=5),
        low=any_number,
        high=any_number,
        times=any_number,
        items=st.lists(st.builds(Item, st.text(max_size=3), st.booleans()), max_size=3).map(tuple),
        labels=st.lists(st.builds(Label, any_number, st.text(max_size=3)), max_size=3).map(tuple),
        bands=st.lists(st.builds(Band, any_number, any_number, st.text(max_size=3)), max_size=3).map(tuple),
        scoring=st.sampled_from(Scoring),
    )
)
def test_any_scale_is_taken_whole_or_refused_with_a_sentence(scale: Scale) -> None:
    try:
        kept = checked(scale)
    except BadInput:
        return
    low, high = reach(kept)
    assert kept.low <= low <= high <= kept.high
    assert checked(kept) == kept
