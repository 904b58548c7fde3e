"""Values of ours in a column: moments with their zone, lines."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from peerjournal.journal.entry import tidy_tags
from peerjournal.operations import writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.store.columns import Lines, Moment

DIALECT = sqlite.dialect()
ZONES = [
    "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Apia", "Pacific/Kiritimati", "Africa/Monrovia", "Europe/Dublin", "Africa/Casablanca", "America/Caracas",
    "Asia/Tokyo", "UTC", "Europe/Amsterdam",
]  # fmt: skip


def _wall(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


whole_seconds = st.datetimes(_wall("1900-01-01"), _wall("2100-12-31T23:59:59")).map(lambda d: d.replace(microsecond=0))
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
zones: st.SearchStrategy[tzinfo] = st.sampled_from(ZONES).map(ZoneInfo) | offsets | st.just(UTC)


def _through(moment: datetime) -> datetime:
    kept = Moment().process_bind_param(moment, DIALECT)
    found = Moment().process_result_value(kept, DIALECT)
    assert found is not None
    return found


def _same(one: datetime, other: datetime) -> bool:
    """To the letter: wall clock, offset and zone, not merely the same instant."""
    return (
        one.replace(tzinfo=None, fold=0) == other.replace(tzinfo=None, fold=0)
        and one.utcoffset() == other.utcoffset()
        and getattr(one.tzinfo, "key", None) == getattr(other.tzinfo, "key", None)
    )


@given(whole_seconds, zones, st.integers(0, 1))
@example(_wall("2026-10-25T02:30"), ZoneInfo("Europe/Berlin"), 0)
@example(_wall("2026-10-25T02:30"), ZoneInfo("Europe/Berlin"), 1)
@example(_wall("2026-03-29T02:30"), ZoneInfo("Europe/Berlin"), 0)
@example(_wall("2026-03-29T02:30"), ZoneInfo("Europe/Berlin"), 1)
@example(_wall("1900-01-01"), ZoneInfo("Europe/Amsterdam"), 0)
@example(_wall("2011-12-30T12:00"), ZoneInfo("Pacific/Apia"), 0)
@example(_wall("2100-12-31T23:59:59"), ZoneInfo("Pacific/Kiritimati"), 0)
def test_every_moment_comes_back_to_the_letter(wall: datetime, zone: tzinfo, fold: int) -> None:
    moment = wall.replace(tzinfo=zone, fold=fold)
    found = _through(moment)
    assert _same(found, moment)
    assert _same(_through(found), moment)


@given(whole_seconds, zones, st.integers(0, 1))
def test_every_moment_comes_back_from_a_journal(journal: OpenJournal, wall: datetime, zone: tzinfo, fold: int) -> None:
    moment = wall.replace(tzinfo=zone, fold=fold)
    entry = writing.write_entry(journal, text="x", written_at=moment)
    found = writing.get_entry(journal, entry.id)
    assert _same(found.written_at, moment)
    assert found.day == wall.date()


@pytest.mark.parametrize(
    ("kept", "iso", "zone"),
    [
        # The rules changed since: the wall clock stays what it was, as a fixed offset.
        ("2026-07-01T12:00:00+05:00[Europe/Berlin]", "2026-07-01T12:00:00+05:00", None),
        # A zone this computer does not know, or no zone name at all.
        ("2026-07-01T12:00:00+02:00[Mars/Olympus_Mons]", "2026-07-01T12:00:00+02:00", None),
        ("2026-07-01T12:00:00+02:00[../../etc/passwd]", "2026-07-01T12:00:00+02:00", None),
        ("2026-07-01T12:00:00+02:00", "2026-07-01T12:00:00+02:00", None),
        ("2026-07-01T12:00:00+02:00[Europe/Berlin]", "2026-07-01T12:00:00+02:00", "Europe/Berlin"),
    ],
)
def test_what_a_zone_no_longer_says_stays_as_it_was_written(kept: str, iso: str, zone: str | None) -> None:
    found = Moment().process_result_value(kept, DIALECT)
    assert found is not None
    assert found.isoformat() == iso
    assert getattr(found.tzinfo, "key", None) == zone


def test_no_moment_and_one_without_a_zone() -> None:
    assert Moment().process_bind_param(None, DIALECT) is None
    assert Moment().process_result_value(None, DIALECT) is None
    with pytest.raises(ValueError):  # noqa: PT011 - a mistake of ours; it says nothing on purpose
        Moment().process_bind_param(datetime(2026, 1, 1), DIALECT)  # noqa: DTZ001 - that is the point


@given(st.lists(st.text()))
def test_tags_come_back_in_their_order(tags: list[str]) -> None:
    tidy = tidy_tags(tags)
    kept = Lines().process_bind_param(tidy, DIALECT)
    assert Lines().process_result_value(kept, DIALECT) == tidy
