"""Hours of sessions: every session once, by the month in which it began, and nothing of its content."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.hours import KINDS, Sum, hours_of
from peerjournal.journal.reflection import Answer, Reflection, Setting
from peerjournal.operations import hours as counted

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def _held(at: datetime, minutes: int | None = 60, setting: Setting = Setting.GROUP) -> Reflection:
    return Reflection(at=at, minutes=minutes, setting=setting)


_sessions = st.lists(
    st.builds(
        _held,
        st.integers(0, 700 * 24 * 60).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n)),
        st.none() | st.integers(1, 1440),
        st.sampled_from(Setting),
    ),
    max_size=30,
)


@given(held=_sessions)
def test_every_session_counts_once_and_every_minute_with_it(held: list[Reflection]) -> None:
    hours = hours_of(held)
    assert hours.all == Sum(len(held), sum(s.minutes or 0 for s in held), sum(s.minutes is None for s in held))
    for together in (map(hours.of_month, hours.months), map(hours.of_kind, hours.kinds)):
        whole = Sum()
        for one in together:
            whole += one
        assert whole == hours.all
    assert list(hours.months) == sorted(hours.months)
    assert list(hours.kinds) == [kind for kind in KINDS if kind in hours.kinds]


def test_a_session_over_midnight_belongs_to_the_month_in_which_it_began() -> None:
    hours = hours_of([_held(datetime(2026, 3, 31, 23, 40, tzinfo=UTC), 50)])
    assert hours.months == {MARCH: {Setting.GROUP: Sum(1, 50, 0)}}


def test_the_day_is_the_one_on_the_persons_wall() -> None:
    far = timezone(timedelta(hours=13))
    hours = hours_of([_held(datetime(2026, 4, 1, 0, 30, tzinfo=far))])
    assert list(hours.months) == [APRIL]


def test_a_span_takes_both_its_days() -> None:
    held = [_held(datetime(2026, 3, day, tzinfo=UTC)) for day in (1, 2, 3, 4)]
    assert hours_of(held, date(2026, 3, 2), date(2026, 3, 3)).all.sessions == 2


def test_sessions_without_minutes_are_said_plainly() -> None:
    hours = hours_of([_held(datetime(2026, 3, 1, tzinfo=UTC), None), _held(datetime(2026, 3, 2, tzinfo=UTC))])
    assert "Of 1 session the minutes were not noted; it adds none." in counted.how_counted(hours)
    assert counted.in_words(hours) == "Mar 2026: 2 sessions, 1 h in all."


def test_a_period_without_sessions_says_its_own_ends() -> None:
    assert counted.span_in_words(hours_of([], date(2026, 1, 1))) == "From 1 Jan 2026"
    assert counted.span_in_words(hours_of([], None, date(2026, 3, 31))) == "Until 31 Mar 2026"
    assert counted.span_in_words(hours_of([])) == "All sessions"


def test_an_organisation_is_written_to_the_letter() -> None:
    sheet = counted.as_sheet(hours_of([]), organisation="see https://x.org - *us*")
    assert "see https://x.org - *us*" in counted.written(hours_of([]), "txt", sheet).decode()


def test_the_sheet_reads_as_a_table_with_its_totals() -> None:
    held = [
        _held(datetime(2026, 3, 2, tzinfo=UTC), 90),
        _held(datetime(2026, 3, 9, tzinfo=UTC), 30, Setting.PHONE),
        _held(datetime(2026, 4, 6, tzinfo=UTC), 45),
    ]
    sheet = counted.as_sheet(hours_of(held), name="A. *Name*", organisation="The Centre", sign=True)
    assert sheet.sections[1].text.splitlines() == [
        "| Month | Group | By phone | Together |",
        "| --- | ---: | ---: | ---: |",
        "| Mar 2026 | 1 h 30 min | 30 min | 2 h (2) |",
        "| Apr 2026 | 45 min |  | 45 min (1) |",
        "| Together | 2 h 15 min | 30 min | 2 h 45 min (3) |",
    ]
    assert "A. Name" not in sheet.sections[0].text
    plain = counted.written(hours_of(held), "txt", sheet).decode()
    assert "A. *Name*" in plain
    assert "The Centre" in plain


_NOT_ITS_OWN = st.text(st.characters(categories=["Lu", "Ll"]), min_size=8, max_size=20).map("qz{}".format)
"""Words that the record never writes by itself."""


@given(words=_NOT_ITS_OWN, label=_NOT_ITS_OWN)
def test_nothing_of_the_content_is_ever_in_it(words: str, label: str) -> None:
    held = Reflection(
        at=datetime(2026, 3, 1, tzinfo=UTC),
        minutes=60,
        label=label,
        role=label,
        question=words,
        answers=(Answer("what", words, words),),
    )
    hours = hours_of([held])
    sheet = counted.as_sheet(hours)
    for form in ("csv", "txt", "md", "html"):
        left = counted.written(hours, form, sheet).decode("utf-8-sig")
        assert words not in left
        assert label not in left
        assert held.id not in left
