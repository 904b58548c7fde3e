"""What charts are drawn from: only what was answered, on the days of the person's own wall."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.checkin import Activity, CheckIn, Dimension, Kind, Question, Tracker
from peerjournal.journal.entry import EntryDay
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.scale import Scale, ScaleResult
from peerjournal.wellbeing.series import Span, ordered, series

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 1, 12, tzinfo=BERLIN)


def _on(day: int, **answers: Any) -> CheckIn:
    return CheckIn(at=NOON + timedelta(days=day), **answers)


def _ordinal(day: int) -> int:
    return (NOON + timedelta(days=day)).toordinal()


_gappy = st.lists(
    st.tuples(st.integers(0, 400), st.none() | st.integers(1, 7), st.none() | st.integers(1, 7)), max_size=40
)


@given(days=_gappy)
def test_a_gap_never_becomes_a_number(days: list[tuple[int, int | None, int | None]]) -> None:
    check_ins = ordered(_on(day, pleasantness=p, energy=e) for day, p, e in days)
    record = Record(check_ins=tuple(check_ins))
    for name in ("pleasantness", "energy", "sleep"):
        answered = [(c.at.toordinal(), getattr(c, name)) for c in check_ins if getattr(c, name) is not None]
        drawn = record.rating(name)
        assert list(zip(drawn.days.tolist(), drawn.values.tolist(), strict=True)) == answered
        assert not np.isnan(drawn.values).any()


@given(days=_gappy, first=st.integers(0, 400), length=st.integers(-5, 400))
def test_a_span_holds_what_lies_in_it_and_nothing_else(
    days: list[tuple[int, int | None, int | None]], first: int, length: int
) -> None:
    check_ins = ordered(_on(day, energy=e) for day, _p, e in days)
    start = NOON.date() + timedelta(days=first)
    span = Span(start, start + timedelta(days=length))
    cut = series(check_ins, lambda c: c.energy).within(span)
    assert [c.day for c in cut.of] == [c.day for c in check_ins if c.energy is not None and span.holds(c.day)]
    assert len(cut) == len(cut.days) == len(cut.values) == len(cut.minutes)


def test_days_are_those_of_the_wall_also_when_somebody_travels() -> None:
    late = CheckIn(at=datetime(2026, 3, 1, 23, 30, tzinfo=ZoneInfo("Pacific/Kiritimati")), energy=1)
    early = CheckIn(at=datetime(2026, 3, 1, 0, 15, tzinfo=ZoneInfo("America/Adak")), energy=2)
    drawn = Record(check_ins=tuple(ordered([late, early]))).rating("energy")
    assert drawn.values.tolist() == [2, 1]
    assert set(drawn.days.tolist()) == {date(2026, 3, 1).toordinal()}
    assert drawn.minutes.tolist() == [15, 23 * 60 + 30]


def test_the_hour_the_clocks_repeat_and_the_one_they_skip_stay_on_their_day() -> None:
    twice = [CheckIn(at=datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold), energy=4) for fold in (0, 1)]
    skipped = CheckIn(at=datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN), energy=4)
    drawn = Record(check_ins=tuple(ordered([*twice, skipped]))).rating("energy")
    assert [date.fromordinal(d) for d in drawn.days.tolist()] == [
        date(2026, 3, 29), date(2026, 10, 25), date(2026, 10, 25),
    ]  # fmt: skip


def test_times_count_days_and_parts_of_days() -> None:
    assert Record(check_ins=(_on(0, energy=4),)).rating("energy").times.tolist() == [_ordinal(0) + 0.5]


def test_not_today_is_kept_apart_from_ratings_and_from_gaps() -> None:
    record = Record(check_ins=(_on(0, not_today=True), _on(1), _on(2, pleasantness=1)))
    assert record.not_today.tolist() == [_ordinal(0)]
    assert record.rating("pleasantness").days.tolist() == [_ordinal(2)]


_SWIM = Activity("swim", Dimension.PHYSICAL, "Swim")
_CALL = Activity("call", Dimension.SOCIAL, "Call a friend", ended=True)


def test_self_care_counts_days_and_knows_where_it_was_not_asked() -> None:
    record = Record(
        check_ins=(
            _on(0, activities=("swim",)),
            _on(0, activities=("swim", "call", "gone for good")),
            _on(1, asked=(Question.CARE,)),
            _on(2, energy=3),
        ),
        activities=(_SWIM, _CALL),
    )
    assert record.care_days[Dimension.PHYSICAL].tolist() == [_ordinal(0)]
    assert record.care_days[Dimension.SPIRITUAL].tolist() == []
    assert record.care_asked.tolist() == [_ordinal(0), _ordinal(1)]


def _factor(record: Record, name: str) -> tuple[list[int], list[int]]:
    [found] = [f for f in record.factors if f.name == name]
    return found.with_days.tolist(), found.without_days.tolist()


def test_a_day_is_without_something_only_where_it_was_asked() -> None:
    record = Record(
        check_ins=(
            _on(0, activities=("swim",), feelings=("calm",)),
            _on(1, asked=(Question.CARE, Question.FEELINGS)),
            _on(2, energy=3),
        ),
        activities=(_SWIM,),
    )
    assert _factor(record, "Swim") == ([_ordinal(0)], [_ordinal(1)])
    assert _factor(record, "calm") == ([_ordinal(0)], [_ordinal(1)])


def test_a_tracker_is_there_or_not_only_where_it_was_answered() -> None:
    walks, patience = Tracker("w", "Walks", Kind.COUNT), Tracker("p", "Patience", Kind.STEPS)
    record = Record(
        check_ins=(_on(0, trackers={"w": 2, "p": 5}), _on(1, trackers={"w": 0}), _on(2, trackers={"p": 2})),
        trackers=(walks, patience),
    )
    assert _factor(record, "Walks") == ([_ordinal(0)], [_ordinal(1)])
    assert [f.name for f in record.factors] == ["Walks"]


def test_a_renamed_tracker_is_one_thing() -> None:
    record = Record(check_ins=(_on(0, trackers={"w": 2}),), trackers=(Tracker("w", "Long walks", Kind.COUNT),))
    assert record.tracker("w").values.tolist() == [2]
    assert [f.name for f in record.factors] == ["Long walks"]


def test_a_tag_is_absent_only_on_days_something_was_written() -> None:
    day = NOON.date()
    record = Record(
        entry_days=(EntryDay(day, frozenset({"Choir"})), EntryDay(day + timedelta(days=1), frozenset())),
        check_ins=(_on(2, energy=4),),
    )
    assert _factor(record, "#Choir") == ([_ordinal(0)], [_ordinal(1)])


def test_sessions_are_compared_within_the_time_they_were_noted() -> None:
    record = Record(
        check_ins=tuple(_on(n, energy=4) for n in range(5)),
        sessions=(SessionDay(NOON + timedelta(days=1)), SessionDay(NOON + timedelta(days=3))),
    )
    assert _factor(record, "Sessions") == ([_ordinal(1), _ordinal(3)], [_ordinal(2)])


def test_scale_results_come_in_their_order() -> None:
    later, earlier = (ScaleResult(str(n), "s", NOON + timedelta(days=n), 3.0 + n) for n in (9, 2))
    record = Record(scales=(Scale("s", "Evening", "mine", 0, 20),), results=(later, earlier))
    assert record.scale("s").values.tolist() == [5, 12]
    assert record.scale("another").values.tolist() == []


def test_an_empty_record_has_a_first_and_a_last_day() -> None:
    record = Record(today=NOON.date())
    assert record.is_empty
    assert (record.first_day, record.last_day) == (NOON.date(), NOON.date())
    assert record.factors == ()


def test_future_days_belong_to_the_record() -> None:
    record = Record(check_ins=(_on(0, energy=4), _on(900, energy=5)), today=NOON.date())
    assert record.last_day == NOON.date() + timedelta(days=900)


def test_every_rating_of_a_check_in_can_be_read() -> None:
    record = Record(check_ins=(_on(0, energy=4),))
    for name in (f.name for f in fields(CheckIn)):
        if name in ("pleasantness", "energy", "rest", "load", "say", "backing", "accounts", "satisfaction", "sleep"):
            assert len(record.rating(name)) == (name == "energy")


def test_moments_of_other_offsets_do_not_break_the_order() -> None:
    record = Record(
        check_ins=tuple(ordered([_on(0, energy=4), CheckIn(at=datetime(2026, 3, 1, 11, tzinfo=UTC), energy=2)]))
    )
    assert record.rating("energy").values.tolist() == [2, 4]
