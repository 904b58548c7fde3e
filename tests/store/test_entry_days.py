"""The days with entries and their tags, read from indexes alone: they say what the entries say."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.journal.checkin import CheckIn
from peerjournal.journal.entry import Entry, EntryDay, new_id
from peerjournal.operations import checkins, trash
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.writing import write_entries
from peerjournal.store import checkins as store
from peerjournal.store import entries

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2026, 3, 2, tzinfo=BERLIN)


def entry(at: datetime, *tags: str, title: str = "") -> Entry:
    return Entry(new_id(), at, title, "Some words", tags, sitting=new_id())


def days(journal: OpenJournal) -> list[EntryDay]:
    with journal.reading() as db:
        return store.entry_days(db)


def titles(journal: OpenJournal) -> dict[str, str]:
    with journal.reading() as db:
        return store.titles(db)


def test_a_day_has_the_tags_of_all_its_entries(journal: OpenJournal) -> None:
    write_entries(journal, [entry(MIDNIGHT, "garden"), entry(MIDNIGHT, "group", "night"), entry(MIDNIGHT)])
    assert days(journal) == [EntryDay(date(2026, 3, 2), frozenset({"garden", "group", "night"}))]


def test_many_in_the_last_second_of_a_day_stay_on_it(journal: OpenJournal) -> None:
    write_entries(journal, [entry(MIDNIGHT - timedelta(seconds=1), f"tag {n}") for n in range(30)])
    assert days(journal) == [EntryDay(date(2026, 3, 1), frozenset(f"tag {n}" for n in range(30)))]


def test_what_lies_in_the_trash_has_no_day_no_tag_and_no_title(journal: OpenJournal) -> None:
    kept, gone = entry(MIDNIGHT, "garden", title="Snow"), entry(MIDNIGHT, "group", title="Rain")
    write_entries(journal, [kept, gone, entry(MIDNIGHT, title="Carries nothing")])
    for one in (kept, gone):
        checkins.record(journal, CheckIn(at=MIDNIGHT, energy=4, entry_id=one.id))
    trash.move_to_trash(journal, gone.id)
    assert days(journal) == [EntryDay(date(2026, 3, 2), frozenset({"garden"}))]
    assert titles(journal) == {kept.id: "Snow"}
    trash.restore(journal, gone.id)
    assert days(journal) == [EntryDay(date(2026, 3, 2), frozenset({"garden", "group"}))]
    assert titles(journal) == {kept.id: "Snow", gone.id: "Rain"}


MOMENTS = st.builds(
    lambda n, zone: datetime.fromtimestamp(n, ZoneInfo(zone)),
    st.integers(1_772_400_000, 1_772_400_000 + 3 * 86_400).map(lambda n: n - n % 43_199),
    st.sampled_from(["Europe/Berlin", "Pacific/Auckland", "America/St_Johns"]),
)
WRITTEN = st.lists(
    st.tuples(MOMENTS, st.sets(st.sampled_from(["garden", "group", "night"])), MOMENTS, st.booleans()), max_size=12
)


@pytest.fixture
def written_before() -> list[str]:
    """The ids of the example before: all examples are written into one journal."""
    return []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITTEN)
def test_they_always_say_what_the_entries_say(
    journal: OpenJournal, written_before: list[str], written: list[tuple[datetime, set[str], datetime, bool]]
) -> None:
    there: dict[date, set[str]] = {}
    with journal.changing() as db:
        for old in written_before:
            entries.remove(db, old)
        written_before.clear()
        for at, tags, moved_to, trashed in written:
            first = entry(at, *sorted(tags))
            moved = replace(first, written_at=moved_to, trashed_at=moved_to if trashed else None)
            written_before.append(first.id)
            entries.add(db, first)
            entries.change(db, first, moved)
            if not trashed:
                there.setdefault(moved.day, set()).update(tags)
    assert days(journal) == [EntryDay(day, frozenset(tags)) for day, tags in sorted(there.items())]
