"""A day is the day on the person's wall, in every chart, wherever they went and whatever the clocks did."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.charts import registry
from peerjournal.charts.chart import View
from peerjournal.journal.checkin import Activity, CheckIn, Dimension
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span, ordered
from peerjournal.wellbeing.summary import weekly

BERLIN = ZoneInfo("Europe/Berlin")
LINE_ISLANDS, ALEUTIANS = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/Adak")
YEARS = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-12-31T23:59")


def test_the_last_days_of_december_share_a_week_with_the_first_of_january() -> None:
    days = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3), date(2027, 1, 4)]
    [week] = weekly([d.toordinal() for d in days], [1, 2, 4, 7, 7])
    assert (date.fromordinal(week.monday), week.n, week.median) == (date(2026, 12, 28), 4, 3)


@given(first=st.dates(date(1900, 1, 1), date(2100, 1, 1)), places=st.lists(st.integers(0, 20), max_size=15))
def test_weeks_are_those_of_the_iso_calendar(first: date, places: list[int]) -> None:
    days = [date.fromordinal(first.toordinal() + n) for n in places]
    expected = {day.isocalendar()[:2] for day in days}
    found = weekly([d.toordinal() for d in days], [4.0] * len(days), least=1)
    assert {date.fromordinal(w.monday).isocalendar()[:2] for w in found} == expected
    assert all(date.fromordinal(w.monday).weekday() == 0 for w in found)


def test_of_the_same_moment_on_the_wall_the_first_comes_first() -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    west = datetime(2026, 10, 25, 2, 30, tzinfo=ALEUTIANS)
    later_first = [CheckIn(at=at, energy=n) for n, at in ((3, west), (2, second), (1, first))]
    assert [c.energy for c in ordered(later_first)] == [1, 2, 3]


def test_a_minute_before_and_after_midnight_are_two_days_in_every_chart() -> None:
    late = CheckIn(at=datetime(2026, 3, 28, 23, 59, tzinfo=LINE_ISLANDS), pleasantness=7, activities=("walk",))
    early = CheckIn(at=datetime(2026, 3, 29, 0, 0, tzinfo=ALEUTIANS), pleasantness=1, activities=("walk",))
    record = Record(
        check_ins=tuple(ordered([early, late])),
        activities=(Activity("walk", Dimension.PHYSICAL, "Walk"),),
        today=date(2026, 3, 29),
    )
    for span, kept in ((Span(None, date(2026, 3, 28)), 7), (Span(date(2026, 3, 29)), 1)):
        assert record.rating("pleasantness").within(span).values.tolist() == [kept]
        for name in ("ratings", "year"):
            chart = registry.make(record, name, View(span))
            assert len([n for n in range(len(chart.spots)) if f" {kept}," in chart.spots.says(n)]) == 1
    assert record.care_asked.tolist() == [date(2026, 3, 28).toordinal(), date(2026, 3, 29).toordinal()]
    # Saturday evening and Sunday night, though the Sunday came 25 hours later.
    by_weekday = registry.make(record, "rhythm", View()).table.rows
    assert [row[1] for row in by_weekday] == [0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Kiritimati", "America/Adak", "Australia/Lord_Howe"])
@given(walls=st.lists(st.tuples(st.datetimes(*YEARS), st.booleans()), min_size=1, max_size=6))
def test_days_and_minutes_are_those_that_stood_on_the_wall(zone: str, walls: list[tuple[datetime, bool]]) -> None:
    moments = [wall.replace(tzinfo=ZoneInfo(zone), fold=later, second=0, microsecond=0) for wall, later in walls]
    drawn = Record(check_ins=tuple(ordered(CheckIn(at=at, energy=4) for at in moments))).rating("energy")
    expected = sorted((at.date().toordinal(), at.hour * 60 + at.minute) for at in moments)
    assert list(zip(drawn.days.tolist(), drawn.minutes.tolist(), strict=True)) == expected
    for at in moments:
        held = drawn.within(Span(at.date(), at.date()))
        assert set(held.days.tolist()) == {at.date().toordinal()}
