"""The sample journal: enough, different, plausible, and the same each time."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.clock import Clock
from peerjournal.errors import NotWritable
from peerjournal.journal.entry import EntryFilter, count_words, tidy_tags, tidy_title
from peerjournal.journal.plan import Helped
from peerjournal.journal.story import MOVEMENTS, Arrangement, Feel
from peerjournal.operations import (
    demo,
    finding,
    followups,
    journals,
    ledger,
    lights,
    lookover,
    packs,
    people,
    plan,
    sessions,
    story,
    tellings,
    wellbeing,
    writing,
)
from peerjournal.operations.journals import OpenJournal
from peerjournal.paths import resource
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light
from peerjournal.sharing.disclosure import About, Way
from peerjournal.sharing.lookover.finding import Family

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


# ---------------------------------------------------------------------------------------------------- the story


@pytest.fixture
def sample(tmp_path: Path, passphrase: str, recovery_code: str, clock: Clock) -> Iterator[OpenJournal]:
    """The sample journal."""
    opened = demo.create_demo(tmp_path / "s.peerjournal", passphrase, recovery_code, clock=clock)
    yield opened
    opened.close()


def everything_told(journal: OpenJournal) -> list[object]:
    """The story and all that was shared of it, without ids, which are by chance."""
    titles = {p.id: p.title for p in story.all_parts(journal)}
    names = {p.id: p.name for p in people.all_people(journal)}
    told: list[object] = [
        (p.name, p.nicknames, p.relation, p.arrangement, p.disguise, p.agreed_on) for p in people.all_people(journal)
    ]
    for part in story.all_parts(journal):
        there = tuple(names[i] for i in part.person_ids)
        told.append(
            (part.title, part.text, part.movement, part.themes, part.strategies, there, part.feel, part.feel_on)
        )
    said = lights.all_lights(journal).values()
    told += sorted((titles[x.part_id], x.audience_id, x.light, str(x.look_again_on)) for x in said)
    # At one and the same instant tellings, and notes beside a line, stand in no order.
    for telling in sorted(tellings.all_tellings(journal), key=lambda t: t.title):
        now = tellings.get(journal, telling.id)
        words = tuple((piece.kind, piece.title, piece.text) for piece in now.pieces)
        told.append((telling.title, telling.on, telling.minutes, telling.off_limits, words, now.answers))
    for line in ledger.all_lines(journal):
        told.append((line.disclosure.title, line.disclosure.at, tuple(sorted(note.text for note in line.notes))))
    told += [replace(sheet, id="") for sheet in tellings.all_weighings(journal)]
    return told


def test_the_story_has_parts_in_every_movement_and_every_way_to_feel_about_them(sample: OpenJournal) -> None:
    parts = story.all_parts(sample)
    assert {p.movement for p in parts} == set(MOVEMENTS)
    assert {p.feel for p in parts} == {Feel.RAW, Feel.SETTLING, Feel.SETTLED}
    assert all(p.title and p.time_of_life and p.themes and count_words(p.text) >= 38 for p in parts)
    assert all(p.feel_on is not None and p.feel_on < sample.clock.today() for p in parts)
    assert any(p.strategies for p in parts)
    assert len(story.all_stories(sample)) == 1
    assert any(marks.private_texts(p.text) for p in parts)
    assert all(marks.shareable(p.text).strip() for p in parts)


def test_the_people_are_arranged_with_in_every_way(sample: OpenJournal) -> None:
    there = people.all_people(sample)
    assert {p.arrangement for p in there} == set(Arrangement)
    in_parts = {i for part in story.all_parts(sample) for i in part.person_ids}
    assert in_parts == {p.id for p in there}


def test_the_lights_show_every_light_and_one_part_is_kept_from_everybody(sample: OpenJournal) -> None:
    said = lights.all_lights(sample)
    audiences = {a.id for a in lights.all_audiences(sample)}
    assert {x.audience_id for x in said.values()} == audiences
    assert {x.light for x in said.values() if x.light is not Light.KEEP} == {Light.ASK, Light.SHARE}
    assert [x.look_again_on for x in said.values() if x.look_again_on] == [sample.clock.today() + timedelta(days=21)]
    told = {part_id for (part_id, _audience), x in said.items() if x.light is not Light.KEEP}
    assert [p.title for p in story.all_parts(sample) if p.id not in told] == ["The night on the stairs"]


def test_one_telling_is_being_made_and_another_was_told(sample: OpenJournal) -> None:
    by_day = sorted(tellings.all_tellings(sample), key=lambda t: t.on or date.min)
    told, coming = (tellings.get(sample, t.id) for t in by_day)
    assert coming.telling.on is not None
    assert coming.telling.on > sample.clock.today()
    assert coming.telling.opening
    assert coming.telling.closing
    assert coming.telling.off_limits
    assert coming.answers
    assert any(c.adapted for c in coming.choices)
    assert tellings.rehearsals(sample, coming.telling.id)
    [line] = [line for line in ledger.all_lines(sample) if line.disclosure.telling_id]
    assert line.disclosure.telling_id == told.telling.id
    assert line.latest(About.LANDED)
    assert line.latest(About.AGAIN)
    assert line.disclosure.at < sample.clock.now()


def test_a_decision_is_weighed_from_all_four_sides(sample: OpenJournal) -> None:
    [sheet] = tellings.all_weighings(sample)
    assert sheet.decision
    assert all((sheet.telling_pros, sheet.telling_cons, sheet.keeping_pros, sheet.keeping_cons))
    assert sheet.talk_it_over_with
    assert sheet.leaning


def test_nothing_private_stands_in_a_sample_telling(sample: OpenJournal) -> None:
    for telling in tellings.all_tellings(sample):
        now = tellings.get(sample, telling.id)
        assert not now.changed
        assert not any(now.is_out(c) for c in now.choices)
        assert not any(f.family is Family.LEAK for f in lookover.look_over_telling(sample, telling.id))
        leaving = "\n".join(piece.text for piece in now.pieces)
        for part in story.all_parts(sample):
            assert not any(private.strip() in leaving for private in marks.private_texts(part.text))


def test_after_care_asks_about_what_was_told_in_the_sample(sample: OpenJournal) -> None:
    assert len(ledger.after_care_due(sample)) == 2  # a telling, and what was shared in a session yesterday


def test_the_sample_has_a_year_of_sessions_and_what_they_left(sample: OpenJournal) -> None:
    held = sessions.all_reflections(sample)
    assert len(held) > 80
    assert all(r.minutes and r.before and r.after and r.label in sessions.labels(sample) for r in held)
    shared = [line for line in ledger.all_lines(sample) if line.disclosure.way is Way.SESSION]
    assert {line.disclosure.id for line in shared} == {line_id for r in held for line_id in r.lines}
    assert all(line.latest(About.LANDED) for line in shared)
    assert len(followups.follow_ups_due(sample)) == 1
    [pack] = packs.all_packs(sample)
    assert packs.get(sample, pack.id).sheet.sections
    assert wellbeing.read_record(sample).sessions


def test_the_sample_plan_is_begun_and_not_finished(sample: OpenJournal) -> None:
    written = [bool(section.text) for section in plan.sections(sample)]
    assert any(written)
    assert not all(written)
    assert {s.helped for s in plan.strategies(sample)} == {Helped.YES, Helped.SOMEWHAT, Helped.UNSAID}
    assert plan.own_people(sample)


def test_the_same_day_gives_the_same_story(
    sample: OpenJournal, tmp_path: Path, passphrase: str, recovery_code: str, clock: Clock
) -> None:
    other = demo.create_demo(tmp_path / "o.peerjournal", passphrase, recovery_code, clock=clock)
    try:
        assert everything_told(other) == everything_told(sample)
    finally:
        other.close()


def test_every_word_of_the_sample_story_comes_from_its_file(sample: OpenJournal) -> None:
    with resource("sample", "story.toml").open("rb") as file:
        told = tomllib.load(file)
    assert [p.title for p in story.all_parts(sample)] == [one["title"] for one in told["part"]]
    assert {t.title for t in tellings.all_tellings(sample)} == {one["title"] for one in told["telling"]}
    assert {p.name for p in people.all_people(sample)} == {one["name"] for one in told["person"]}
