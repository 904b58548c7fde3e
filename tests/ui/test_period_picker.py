"""Which days: the last weeks, months, year, all, or one's own; and as many days before."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from peerjournal.ui.widgets.period_picker import (
    ALL,
    FOUR_WEEKS,
    OWN,
    THREE_MONTHS,
    YEAR,
    PeriodPicker,
    days_before,
    days_of,
)
from peerjournal.wellbeing.series import Span

TODAY = date(2026, 11, 22)
Show = Callable[[PeriodPicker], PeriodPicker]
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.fixture
def picker(on_show: Show) -> PeriodPicker:
    return on_show(PeriodPicker(lambda: TODAY))


def test_other_controls_share_its_lines(picker: PeriodPicker, qtbot: QtBot) -> None:
    back, after = QCheckBox("Back"), QCheckBox("The day after")
    picker.share_lines([back], [after])
    qtbot.waitUntil(after.isVisible)
    assert back.x() < picker.choice.x() < picker.compare.x() < after.x()
    assert {abs(w.geometry().center().y() - back.geometry().center().y()) <= 1 for w in (picker.choice, after)} == {
        True
    }


@pytest.mark.parametrize(
    ("period", "first"),
    [(FOUR_WEEKS, date(2026, 10, 26)), (THREE_MONTHS, date(2026, 8, 23)), (YEAR, date(2025, 11, 23))],
)
def test_a_period_ends_today(picker: PeriodPicker, period: int, first: date) -> None:
    picker.choice.choose(period)
    assert picker.span() == Span(first, TODAY)


def test_all_is_open_and_has_nothing_before(picker: PeriodPicker) -> None:
    picker.compare.setChecked(True)
    picker.choice.choose(ALL)
    assert picker.span() == Span()
    assert picker.before() is None
    assert not picker.compare.isEnabled()


def test_the_period_before_is_as_long_and_ends_the_day_before(picker: PeriodPicker) -> None:
    picker.choice.choose(FOUR_WEEKS)
    assert picker.before() is None
    picker.compare.setChecked(True)
    assert picker.before() == Span(date(2026, 9, 28), date(2026, 10, 25))


def test_where_nothing_can_be_compared_nothing_is(picker: PeriodPicker) -> None:
    picker.compare.setChecked(True)
    picker.may_compare(on=False)
    assert picker.compare.isHidden()
    assert picker.before() is None


def test_own_days_begin_with_three_months_and_may_be_given_the_wrong_way_round(
    picker: PeriodPicker, qtbot: QtBot
) -> None:
    picker.choice.choose(OWN)
    assert picker.first.isVisible()
    assert picker.span() == Span(date(2026, 8, 23), TODAY)
    with qtbot.waitSignal(picker.changed):
        picker.first.setDate(QDate(2027, 1, 1))
    assert picker.span() == Span(TODAY, date(2027, 1, 1))
    picker.choice.choose(YEAR)
    assert not picker.first.isVisible()
    picker.choice.choose(OWN)
    assert picker.span() == Span(TODAY, date(2027, 1, 1))


def test_every_change_is_told_once(picker: PeriodPicker) -> None:
    told: list[int] = []
    picker.changed.connect(lambda: told.append(1))
    picker.choice.choose(YEAR)
    picker.compare.setChecked(True)
    picker.choice.choose(OWN)
    assert len(told) == 3


def test_the_end_of_a_short_month_is_its_last_day() -> None:
    assert days_of(THREE_MONTHS, date(2026, 5, 31)) == (date(2026, 3, 1), date(2026, 5, 31))
    assert days_of(YEAR, date(2028, 2, 29)) == (date(2027, 3, 1), date(2028, 2, 29))


@given(days, st.sampled_from([FOUR_WEEKS, THREE_MONTHS, YEAR]))
def test_a_period_never_begins_after_it_ends_and_never_meets_the_one_before(today: date, period: int) -> None:
    first, last = days_of(period, today)
    assert first is not None
    assert last == today
    assert first <= last
    earlier, end = days_before(first, last)
    assert end == first - timedelta(days=1)
    assert end - earlier == last - first
