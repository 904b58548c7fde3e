"""Every chart can be laid beside the period before: its sentence and its table hold both."""

from datetime import timedelta

import pytest
from tests.charts.records import activities, check_in, day, record

from peerjournal.charts.chart import View
from peerjournal.charts.registry import Kind, kinds
from peerjournal.journal.checkin import Kind as Holds
from peerjournal.journal.checkin import Tracker
from peerjournal.wellbeing.record import Record, SessionDay
from peerjournal.wellbeing.series import Span

NOW, BEFORE = Span(day(30), day(59)), Span(day(0), day(29))


def two_months() -> Record:
    """Everything there can be, a little of it every day."""
    made = [
        check_in(n, pleasantness=1 + n % 7, energy=1 + n % 5, load=1 + n % 6, activities=("social",) * (n % 2),
                 asked=("grid", "care", "work"), trackers={"t": float(n % 3)})
        for n in range(60)
    ]  # fmt: skip
    return record(
        *made,
        activities=activities(),
        trackers=(Tracker("t", "Tea", Holds.COUNT),),
        sessions=tuple(SessionDay(c.at + timedelta(hours=1), 3, 4) for c in made[::5]),
        today=day(59),
    )


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_both_periods_are_said_and_listed(kind: Kind) -> None:
    kept = two_months()
    assert kind.compares
    alone = kind.make(kept, View(NOW)).table
    before = kind.make(kept, View(BEFORE)).table
    both = kind.make(kept, View(NOW, BEFORE))
    assert "period before" in both.sentence.lower()
    assert {len(row) for row in both.table.rows} == {len(both.table.headers)}
    said = [cell for row in both.table.rows for cell in row]
    assert any("before" in str(cell) for cell in said)
    assert len(both.table.rows) > len(alone.rows)
    assert len(before.rows) > 0


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_a_period_before_with_nothing_in_it_is_no_problem(kind: Kind) -> None:
    both = kind.make(two_months(), View(NOW, Span(day(-60), day(-31))))
    assert both.sentence
    assert {len(row) for row in both.table.rows} <= {len(both.table.headers)}
