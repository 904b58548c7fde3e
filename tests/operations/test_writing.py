"""Entries, drafts and versions, on a real vault."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.clock import Clock
from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.entry import Draft, Entry, EntryFilter, Place, new_id, whole_characters
from peerjournal.operations import finding, trash, writing
from peerjournal.operations.journals import OpenJournal, unlock, verify
from peerjournal.store.search import index_is_sound

ALL = EntryFilter()


def test_an_entry_comes_back_to_the_letter(journal: OpenJournal) -> None:
    text = "  # A line\n\nnbsp:\u00a0 tab:\t nul:\0 cr:\r\n عربي 🌿 日本\n"
    entry = writing.write_entry(journal, text=text, title="Evening", tags=["Garden", "garden", " #home "])
    found = writing.get_entry(journal, entry.id)
    assert (found.text, found.title, found.tags) == (text, "Evening", ("Garden", "home"))


@given(st.text(st.characters(codec="utf-8")), st.text())
def test_any_text_comes_back_after_a_draft_and_a_crash(journal: OpenJournal, text: str, title: str) -> None:
    draft = replace(writing.new_draft(journal), text=text, title=title, cursor=len(text), anchor=len(text) // 2)
    writing.save_draft(journal, draft)
    settled = writing.settle_left_drafts(journal)  # what unlocking does after a kill
    if not draft.says_something:
        assert settled == []
    else:
        assert writing.get_entry(journal, draft.entry_id).text == text
        assert writing.last_place(journal) == Place(draft.entry_id, draft.cursor, draft.anchor, writing=True)


def test_half_characters_become_a_replacement_sign(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="a\ud83db", title="t\udcff")
    assert writing.get_entry(journal, entry.id).text == "a\ufffdb"
    assert whole_characters("🌿") == "🌿"


def test_a_blank_new_entry_leaves_no_trace(journal: OpenJournal) -> None:
    draft = writing.new_draft(journal)
    writing.save_draft(journal, draft)
    assert writing.settle(journal, draft) is None
    assert finding.count_rows(journal, ALL) == 0
    with pytest.raises(BadInput):
        writing.write_entry(journal, text=" \n ")


def test_one_version_is_kept_per_sitting(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="first")
    draft = writing.open_draft(journal, entry.id)
    for text in ("first, second", "first, second, third"):
        writing.settle(journal, replace(draft, text=text))
    assert [v.text for v in writing.versions(journal, entry.id)] == ["first"]
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), text="anew"))
    assert {v.text for v in writing.versions(journal, entry.id)} == {"first", "first, second, third"}


def test_bringing_back_keeps_what_it_replaces(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="first", title="A", tags=["x"])
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), text="second", title="B", tags=()))
    (version,) = writing.versions(journal, entry.id)
    back = writing.bring_back(journal, version.id)
    assert (back.text, back.title, back.tags) == ("first", "A", ("x",))
    assert {v.text for v in writing.versions(journal, entry.id)} == {"first", "second"}
    assert finding.tags_in_use(journal) == [("x", 1)]


def test_a_draft_of_an_entry_that_is_gone_is_an_entry_again(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="old")
    draft = replace(writing.open_draft(journal, entry.id), text="old and new")
    trash.move_to_trash(journal, entry.id)
    trash.delete_for_good(journal, entry.id)
    writing.save_draft(journal, draft)
    writing.settle_left_drafts(journal)
    assert writing.get_entry(journal, entry.id).text == "old and new"


@pytest.mark.parametrize("year", [1900, 1999, 2026, 2100])
def test_the_years_a_journal_holds(journal: OpenJournal, year: int) -> None:
    at = datetime(year, 12, 31, 23, 59, tzinfo=ZoneInfo("Pacific/Auckland"))
    entry = writing.write_entry(journal, text="x", written_at=at)
    found = writing.get_entry(journal, entry.id)
    assert found.written_at == at
    assert found.day.isoformat() == f"{year}-12-31"


@pytest.mark.parametrize("year", [1899, 2101])
def test_the_years_it_does_not(journal: OpenJournal, year: int) -> None:
    with pytest.raises(BadInput):
        writing.write_entry(journal, text="x", written_at=datetime(year, 6, 1, tzinfo=UTC))


def test_the_day_is_the_one_on_the_wall_whatever_the_zone(journal: OpenJournal) -> None:
    early = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(timedelta(hours=-9)))
    late = datetime(2026, 3, 1, 22, 0, tzinfo=ZoneInfo("Asia/Tokyo"))  # an earlier instant, the same day
    first = writing.write_entry(journal, text="one", written_at=late)
    second = writing.write_entry(journal, text="two", written_at=early)
    assert [r.id for r in finding.rows(journal, ALL, 0, 9)] == [second.id, first.id]
    assert list(finding.days_with_writing(journal, 2026, 3).values()) == [2]


def test_many_entries_at_the_same_moment_stay_on_their_day(journal: OpenJournal) -> None:
    at = datetime(2026, 5, 5, tzinfo=UTC)
    assert writing.write_entries(journal, [Entry(new_id(), at, text=str(n)) for n in range(300)]) == 300
    assert finding.count_rows(journal, EntryFilter(from_on=at.date(), until_on=at.date())) == 300
    assert finding.count_rows(journal, EntryFilter(until_on=at.date() - timedelta(1))) == 0


def test_moving_an_entry_to_another_day_moves_it_in_the_list(journal: OpenJournal, clock: Clock) -> None:
    a = writing.write_entry(journal, text="walk")
    b = writing.write_entry(journal, text="rest", written_at=clock.now() - timedelta(days=3))
    writing.settle(journal, replace(writing.open_draft(journal, a.id), written_at=clock.now() - timedelta(days=9)))
    assert [r.id for r in finding.rows(journal, ALL, 0, 9)] == [b.id, a.id]
    assert finding.count_rows(journal, EntryFilter(query="walk")) == 1


def test_trash_hides_restores_and_forgets(journal: OpenJournal, moment: list[datetime]) -> None:
    entry = writing.write_entry(journal, text="quiet lake", tags=["water"])
    trash.move_to_trash(journal, entry.id)
    for hidden in (ALL, EntryFilter(query="lake"), EntryFilter(tag="water")):
        assert finding.count_rows(journal, hidden) == 0
    assert finding.count_rows(journal, EntryFilter(trashed=True)) == 1
    assert finding.tags_in_use(journal) == []
    trash.restore(journal, entry.id)
    assert finding.count_rows(journal, EntryFilter(query="lake")) == 1
    with pytest.raises(NotFound):
        trash.delete_for_good(journal, entry.id)
    trash.move_to_trash(journal, entry.id)
    moment[0] += timedelta(days=29)
    assert trash.empty_old_trash(journal, 30) == 0
    assert trash.empty_old_trash(journal, 0) == 0
    moment[0] += timedelta(days=1)
    assert trash.empty_old_trash(journal, 30) == 1
    with pytest.raises(NotFound):
        writing.get_entry(journal, entry.id)


def test_everything_is_there_after_closing_and_unlocking(
    journal_path: Path, journal: OpenJournal, passphrase: str, clock: Clock
) -> None:
    entry = writing.write_entry(journal, text="Kept words", tags=["a"])
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), starred=True))
    writing.remember_place(journal, Place(entry.id, 4, 2))
    journal.close()
    journal.close()
    again = unlock(journal_path, passphrase, clock=clock)
    try:
        assert writing.get_entry(again, entry.id).starred
        assert writing.last_place(again) == Place(entry.id, 4, 2)
        assert [r.first_line for r in finding.rows(again, EntryFilter(starred=True), 0, 5)] == ["Kept words"]
    finally:
        again.close()


def test_ids_may_be_shortened(journal: OpenJournal) -> None:
    draft = Draft("abcd" + "0" * 28, journal.clock.now(), text="x")
    other = Draft("abce" + "0" * 28, journal.clock.now(), text="y")
    writing.settle(journal, draft)
    writing.settle(journal, other)
    assert writing.full_id(journal, "abcd") == draft.entry_id
    for wrong in ("abc", "ffff", "", "%"):
        with pytest.raises(NotFound):
            writing.full_id(journal, wrong)


def test_a_reworded_entry_is_found_by_its_new_words_only(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="a blue heron stood there")
    for text in ("a grey heron stood there", "a grey heron flew off"):
        writing.settle(journal, replace(writing.open_draft(journal, entry.id), text=text))
    assert finding.count_rows(journal, EntryFilter(query='"grey heron flew"')) == 1
    assert finding.count_rows(journal, EntryFilter(query="blue")) == 0
    assert finding.count_rows(journal, EntryFilter(query="stood")) == 0
    trash.move_to_trash(journal, entry.id)
    with journal.changing() as db:
        assert index_is_sound(db)


def test_checking_mends_a_search_index_that_does_not_fit(journal: OpenJournal) -> None:
    writing.write_entry(journal, text="a blue heron")
    with journal.changing() as db:
        db.exec_driver_sql("INSERT INTO entry_search (entry_search) VALUES ('delete-all')")
        assert not index_is_sound(db)
    verify(journal)
    assert finding.count_rows(journal, EntryFilter(query="heron")) == 1
