"""A day of which nothing is known is on neither side, and no other kind of chance is taken for news either."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from peerjournal.journal.checkin import Activity, CheckIn, Dimension, Kind, Question, Tracker
from peerjournal.journal.entry import EntryDay
from peerjournal.operations import checkins, trackers, wellbeing
from peerjournal.operations.journals import OpenJournal
from peerjournal.wellbeing.compare import Factor, compare
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

NOON = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
ALL = tuple(q.value for q in Question)
POTTERY = Activity("p", Dimension.INTELLECTUAL, "Pottery")


def _on(day: int, **answers: Any) -> CheckIn:
    return CheckIn(at=NOON + timedelta(days=day), **answers)


def _sides(record: Record, name: str) -> tuple[list[int], list[int]]:
    """Days with and days without, counted from the first of March."""
    [found] = [f for f in record.factors if f.name == name]
    return (found.with_days - NOON.toordinal()).tolist(), (found.without_days - NOON.toordinal()).tolist()


def test_before_it_was_first_done_nobody_knows_whether_it_was_on_offer() -> None:
    asked = [_on(n, asked=ALL) for n in (0, 1, 3)]
    done = _on(2, asked=ALL, activities=("p",), feelings=("wide open",))
    record = Record(check_ins=(*asked[:2], done, asked[2]), activities=(POTTERY,))
    assert _sides(record, "Pottery") == ([2], [3])
    assert _sides(record, "wide open") == ([2], [3])


def test_before_a_tag_was_first_used_days_are_not_without_it() -> None:
    days = [NOON.date() + timedelta(days=n) for n in range(3)]
    record = Record(
        entry_days=tuple(EntryDay(day, frozenset({"garden"} if n == 1 else ())) for n, day in enumerate(days))
    )
    assert _sides(record, "#garden") == ([1], [2])


def test_what_is_no_longer_on_offer_ends_with_the_last_day_it_was_there() -> None:
    days = [_on(n, asked=ALL, activities=("p",) * (n in (0, 2)), feelings=("raw",) * (n in (0, 2))) for n in range(5)]
    ended = Activity("p", Dimension.INTELLECTUAL, "Pottery", ended=True)
    record = Record(check_ins=tuple(days), activities=(ended,), feelings=("calm",))
    assert _sides(record, "Pottery") == ([0, 2], [1])
    assert _sides(record, "raw") == ([0, 2], [1])


def test_a_feeling_word_still_on_offer_goes_on(journal: OpenJournal) -> None:
    for n in range(3):
        at = NOON + timedelta(days=n)
        said = ("Calm", "mine alone") if n == 0 else ()
        checkins.record(journal, CheckIn(at=at, pleasantness=4, feelings=said, asked=ALL))
    record = wellbeing.read_record(journal)
    assert _sides(record, "Calm") == ([0], [1, 2])
    assert _sides(record, "mine alone") == ([0], [])


def test_a_tracker_in_the_trash_is_nowhere_and_comes_back_as_it_was(journal: OpenJournal) -> None:
    tea = trackers.add_tracker(journal, "Tea", Kind.COUNT)
    checkins.record(journal, CheckIn(at=NOON, pleasantness=4, trackers={tea.id: 2.0}))
    trackers.move_tracker_to_trash(journal, tea.id)
    assert wellbeing.read_record(journal).factors == ()
    trackers.restore_tracker(journal, tea.id)
    assert _sides(wellbeing.read_record(journal), "Tea") == ([0], [])


_said = st.tuples(
    st.integers(0, 60),
    st.none() | st.integers(1, 7),
    st.lists(st.sampled_from("pq"), unique=True),
    st.lists(st.sampled_from(["calm", "raw"]), unique=True),
    st.none() | st.integers(0, 1),
    st.sampled_from([(), ("grid",), ("care",), ("feelings", "care"), ALL]),
    st.booleans(),
)


@given(said=st.lists(_said, max_size=40), after=st.integers(0, 1))
def test_never_more_days_without_than_days_on_which_it_was_asked_and_rated(said: list[Any], after: int) -> None:
    check_ins = [
        _on(
            day,
            pleasantness=rating,
            activities=tuple(acts),
            feelings=tuple(words),
            asked=asked,
            not_today=no,
            trackers={} if yes is None else {"t": float(yes)},
        )
        for day, rating, acts, words, yes, asked, no in sorted(said, key=lambda row: row[0])
    ]
    own = (POTTERY, Activity("q", Dimension.SOCIAL, "Quiz"))
    record = Record(check_ins=tuple(check_ins), activities=own, trackers=(Tracker("t", "Tea", Kind.YES_NO),))
    rated = {c.day.toordinal() - after for c in check_ins if c.pleasantness is not None}
    open_for = {
        "Pottery": {c.day.toordinal() for c in check_ins if c.activities or "care" in c.asked},
        "Quiz": {c.day.toordinal() for c in check_ins if c.activities or "care" in c.asked},
        "calm": {c.day.toordinal() for c in check_ins if c.feelings or "feelings" in c.asked},
        "raw": {c.day.toordinal() for c in check_ins if c.feelings or "feelings" in c.asked},
        "Tea": {c.day.toordinal() for c in check_ins if c.trackers},
    }
    for compared, factor in zip(record.comparisons(Span(), after=after), record.factors, strict=True):
        there = set(factor.with_days.tolist())
        assert set(factor.without_days.tolist()) <= open_for[factor.name] - there
        assert compared.n_with == len(rated & there)
        assert compared.n_without <= len(rated & open_for[factor.name] - there)
        assert compared.enough == (min(compared.n_with, compared.n_without) >= 10)


# ------------------------------------------------------------------------------------- other kinds of chance

Chance = np.random.Generator
Ratings = NDArray[np.float64]
Marks = NDArray[np.bool_]
RUNS, DAYS = 30, 120


def _moods(chance: Chance, phi: float) -> Ratings:
    mood = chance.standard_normal(DAYS)
    for i in range(1, DAYS):
        mood[i] = phi * mood[i - 1] + np.sqrt(1 - phi**2) * mood[i]
    return mood


def _steps(mood: Ratings) -> Ratings:
    return np.clip(np.round(mood), 1, 7)


def _marks(chance: Chance, share: float | Ratings, rows: int = 25) -> Marks:
    return chance.random((rows, DAYS)) < share


def weekly_rhythms(chance: Chance) -> tuple[Ratings, Marks]:
    """Moods and all factors have weeks, each with a peak of its own."""
    week = 2 * np.pi * np.arange(DAYS) / 7
    peaks = chance.uniform(0, 7, (25, 1))
    return _steps(4 + 0.8 * _moods(chance, 0.3) + np.sin(week + chance.uniform(0, 7))), _marks(
        chance, 0.4 + 0.4 * np.sin(week + peaks)
    )


def spells_in_a_trend(chance: Chance) -> tuple[Ratings, Marks]:
    """Moods rise or fall; each factor is there in a third of the time only."""
    begun = chance.integers(0, 2 * DAYS // 3, (25, 1))
    there = (np.arange(DAYS) >= begun) & (np.arange(DAYS) < begun + DAYS // 3)
    return _steps(4 + np.linspace(-1, 1, DAYS) + 0.8 * _moods(chance, 0.3)), _marks(chance, 0.5) & there


def nearly_the_same(chance: Chance) -> tuple[Ratings, Marks]:
    """Many names for one thing."""
    return _steps(4 + 1.2 * _moods(chance, 0.6)), _marks(chance, 0.4, 1) ^ _marks(chance, 0.02)


def only_two_steps(chance: Chance) -> tuple[Ratings, Marks]:
    """Somebody who rates 3 or 5."""
    return np.where(_moods(chance, 0.5) > chance.uniform(-1.2, 1.2), 5.0, 3.0), _marks(chance, 0.3)


def steps_all_alike(chance: Chance) -> tuple[Ratings, Marks]:
    """All seven steps, as dice fall."""
    return chance.integers(1, 8, DAYS).astype(float), _marks(chance, chance.uniform(0.02, 0.98, (25, 1)))


def now_and_then(chance: Chance) -> tuple[Ratings, Marks]:
    """Every ninth day, each from another on."""
    return _steps(4 + 1.2 * _moods(chance, 0.5)), (np.arange(DAYS) + chance.integers(0, 9, (25, 1))) % 9 == 0


def _named(days: NDArray[np.int64], ratings: Ratings, there: Marks) -> bool:
    return any(
        c.named for c in compare(days, ratings, [Factor(f"{i}", days[row], days[~row]) for i, row in enumerate(there)])
    )


@pytest.mark.parametrize(
    "kind",
    [weekly_rhythms, spells_in_a_trend, nearly_the_same, only_two_steps, steps_all_alike, now_and_then],
    ids=lambda kind: str(kind.__name__),
)
def test_no_kind_of_chance_is_named_more_than_one_time_in_twenty(
    kind: Callable[[Chance], tuple[Ratings, Marks]],
) -> None:
    chance = np.random.default_rng(11)
    named = sum(_named(np.arange(DAYS), *kind(chance)) for _ in range(RUNS))
    assert named <= stats.binom.ppf(0.99, RUNS, 0.05)


def test_taken_up_late_while_moods_rise_a_new_activity_is_not_named() -> None:
    """Were the time before it counted as without, one run in seven would name it."""
    chance = np.random.default_rng(12)
    named = 0
    for _ in range(RUNS):
        ratings = _steps(4 + np.linspace(-1, 1, DAYS) + 0.8 * _moods(chance, 0.3)).astype(int).tolist()
        done = [n >= 80 and chance.random() < 0.5 for n in range(DAYS)]
        record = Record(
            check_ins=tuple(
                _on(n, pleasantness=ratings[n], asked=ALL, activities=("p",) if done[n] else ()) for n in range(DAYS)
            ),
            activities=(POTTERY,),
        )
        [found] = record.comparisons(Span())
        assert found.n_with + found.n_without <= 40
        named += found.named
    assert named <= stats.binom.ppf(0.99, RUNS, 0.05)


def test_only_ever_yes_is_not_enough_to_say() -> None:
    days = tuple(_on(n, pleasantness=1 + n % 7, trackers={"t": 1.0}) for n in range(60))
    [found] = Record(check_ins=days, trackers=(Tracker("t", "Tea", Kind.YES_NO),)).comparisons(Span())
    assert (found.n_with, found.n_without, found.difference, found.low, found.high) == (60, 0, None, None, None)
