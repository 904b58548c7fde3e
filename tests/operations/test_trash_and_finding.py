"""The trash, tags in use and short ways to an entry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peerjournal.errors import NotFound
from peerjournal.journal.entry import EntryFilter, Place
from peerjournal.operations import finding, trash, writing
from peerjournal.operations.journals import OpenJournal


def test_what_is_restored_is_as_it_was(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="lake", title="T", tags=["Water"], starred=True)
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), text="lake again"))
    before = writing.get_entry(journal, entry.id), writing.versions(journal, entry.id)
    thrown = trash.move_to_trash(journal, entry.id)
    assert thrown.trashed_at == journal.clock.now()
    assert writing.last_place(journal) is None
    trash.restore(journal, entry.id)
    assert (writing.get_entry(journal, entry.id), writing.versions(journal, entry.id)) == before
    assert finding.tags_in_use(journal) == [("Water", 1)]
    assert finding.count_rows(journal, EntryFilter(query="lake", starred=True)) == 1


def test_what_is_not_there_cannot_be_thrown_restored_or_deleted(journal: OpenJournal) -> None:
    for act in (trash.move_to_trash, trash.restore, trash.delete_for_good):
        with pytest.raises(NotFound):
            act(journal, "0" * 32)


def test_only_the_trash_is_emptied(journal: OpenJournal, moment: list[datetime]) -> None:
    kept = writing.write_entry(journal, text="kept")
    for n in range(5):
        trash.move_to_trash(journal, writing.write_entry(journal, text=f"thrown {n}").id)
        moment[0] += timedelta(days=1)
    assert trash.empty_old_trash(journal, 4) == 2
    assert trash.empty_old_trash(journal, -1) == 0
    assert trash.empty_trash(journal) == 3
    assert trash.empty_trash(journal) == 0
    assert [r.id for r in finding.rows(journal, EntryFilter(), 0, 9)] == [kept.id]


def test_deleting_for_good_takes_versions_and_drafts_along(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, text="one")
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), text="two"))
    (version,) = writing.versions(journal, entry.id)
    writing.save_draft(journal, replace(writing.open_draft(journal, entry.id), text="three"))
    writing.remember_place(journal, Place(entry.id, 1, 1))
    trash.move_to_trash(journal, entry.id)
    trash.delete_for_good(journal, entry.id)
    assert writing.versions(journal, entry.id) == []
    assert writing.last_place(journal) is None
    assert writing.settle_left_drafts(journal) == []
    with pytest.raises(NotFound):
        writing.bring_back(journal, version.id)


def test_tags_are_counted_whatever_their_case_and_accents(journal: OpenJournal) -> None:
    for tags in (["Été"], ["ete", "home"], ["HOME"]):
        writing.write_entry(journal, text="x", tags=tags)
    counts = finding.tags_in_use(journal)
    assert [(name.casefold(), n) for name, n in counts] in ([("ete", 2), ("home", 2)], [("été", 2), ("home", 2)])
    assert finding.count_rows(journal, EntryFilter(tag="ÉTE")) == 2


def test_pages_beyond_the_end_are_empty(journal: OpenJournal) -> None:
    writing.write_entry(journal, text="only")
    assert finding.rows(journal, EntryFilter(), 1, 50) == []
    assert finding.rows(journal, EntryFilter(), 0, 0) == []
    assert finding.rows(journal, EntryFilter(query="only"), 10**9, 50) == []


def test_a_long_pasted_text_is_kept_found_and_reworded(journal: OpenJournal) -> None:
    text = "ordinary words in a row " * 100_000 + "needle é"
    entry = writing.write_entry(journal, text=text, written_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert writing.get_entry(journal, entry.id).text == text
    (row,) = finding.rows(journal, EntryFilter(query="needle"), 0, 5)
    assert ("needle", True) in row.snippet
    writing.settle(journal, replace(writing.open_draft(journal, entry.id), text=text + " more"))
    assert writing.versions(journal, entry.id)[0].text == text
