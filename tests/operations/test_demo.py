"""The sample journal: enough, different, plausible, and the same each time."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.clock import Clock
from peerjournal.errors import NotWritable
from peerjournal.journal.entry import EntryFilter, count_words, tidy_tags, tidy_title
from peerjournal.operations import demo, finding, journals, writing

SAMPLES = demo.read_samples()


def test_the_texts_are_many_and_each_is_told_once() -> None:
    assert len(SAMPLES) >= 110
    assert len({s.text for s in SAMPLES}) == len(SAMPLES)
    titles = [s.title for s in SAMPLES if s.title]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.title)
def test_a_sample_is_an_entry_as_it_would_be_kept(sample: demo.Sample) -> None:
    assert 38 <= count_words(sample.text) <= 250
    assert sample.title == tidy_title(sample.title)
    assert sample.tags == tidy_tags(sample.tags)
    assert len(sample.tags) <= 4
    assert sample.earlier != sample.text
    assert not sample.follows or sample.follows in {s.title for s in SAMPLES}


def test_the_texts_use_what_markdown_offers_and_several_scripts() -> None:
    everything = "\n".join(s.text for s in SAMPLES)
    for mark in (
        r"^#{1,3} ",
        r"^> ",
        r"^[-*] ",
        r"^\d\. ",
        r"\*\*\w",
        r"\[[^\]]+\]\(https://example\.org",
        r"^- \[[ x]\]",
    ):
        assert re.search(mark, everything, re.MULTILINE), mark
    for script in ("[\u0600-\u06ff]", "[\u3040-\u30ff]", "„Es ist", "«Poco"):
        assert re.search(script, everything), script


@given(st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_whatever_today_is_every_entry_falls_on_a_day_that_suits_it(today: date) -> None:
    days = demo.plan_days(SAMPLES, today)
    on = {s.title: day for s, day in zip(SAMPLES, days, strict=True)}
    for sample, day in zip(SAMPLES, days, strict=True):
        assert sample.fits(day), sample.title
        assert not sample.follows or day > on[sample.follows], sample.title
        assert day < today
    assert days[0] == min(days)
    assert days[-1] == max(days)
    assert (days[-1] - days[0]).days >= 729
    assert 90 <= len(set(days)) < len(days)


def test_the_sample_journal_can_be_looked_around_in(
    tmp_path: Path, passphrase: str, recovery_code: str, clock: Clock
) -> None:
    opened = demo.create_demo(tmp_path / "s.peerjournal", passphrase, recovery_code, clock=clock)
    try:
        everything = EntryFilter()
        assert finding.count_rows(opened, everything) == len(SAMPLES) - 2
        assert finding.count_rows(opened, EntryFilter(trashed=True)) == 2
        assert finding.count_rows(opened, EntryFilter(starred=True)) >= 8
        assert len(finding.on_this_day(opened, clock.today())) >= 2
        assert finding.count_rows(opened, EntryFilter(query="日本 OR nothing")) == 0
        assert finding.count_rows(opened, EntryFilter(query="七転び八起き")) == 1
        [row] = finding.rows(opened, EntryFilter(query='"how I say it in one minute"'), 0, 5)
        [version] = writing.versions(opened, row.id)
        assert version.text.startswith("I had a few years")
        journals.verify(opened)
    finally:
        opened.close()


def test_the_same_day_gives_the_same_entries() -> None:
    zone = ZoneInfo("Europe/Berlin")
    today = date(2026, 11, 22)
    assert demo.make_entries(SAMPLES, today, zone) == demo.make_entries(SAMPLES, today, zone)


def test_nothing_lies_in_the_future_and_ids_differ() -> None:
    entries = demo.make_entries(SAMPLES, date(2026, 11, 22), ZoneInfo("Europe/Berlin"))
    assert all(e.written_at < datetime(2026, 11, 22, tzinfo=UTC) for e in entries)
    assert len({e.id for e in entries}) == len(entries)
    assert all(re.fullmatch("[0-9a-f]{32}", e.id) for e in entries)


def test_nothing_is_left_behind_where_it_fails(
    tmp_path: Path, passphrase: str, recovery_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise NotWritable("full")

    monkeypatch.setattr(writing, "write_entries", full)
    with pytest.raises(NotWritable):
        demo.create_demo(tmp_path / "s.peerjournal", passphrase, recovery_code)
    assert not (tmp_path / "s.peerjournal").exists()
