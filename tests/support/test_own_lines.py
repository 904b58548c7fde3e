"""A person's own people and lines: nothing until wanted, nothing lost, a broken file said and left alone."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import NotFound, NotWritable
from peerjournal.support.helplines import Country, Emergency, Line, Way, apart, read_country, tidy, together
from peerjournal.support.own_lines import (
    LARGEST_FILE,
    Own,
    Person,
    as_changed,
    country_as_kept,
    country_here,
    forget_country,
    has_own_copy,
    keep_country,
    keep_own,
    own_folder,
    read_own,
    typed_ways,
    ways_as_typed,
)

TODAY = date(2026, 11, 22)
MIRA = Person("Mira", "020 7946 0018", "for a walk")
WARM = Line("Warm line", (Way("call", "01632 960 983"), Way("text", "85258", "SHOUT")), "evenings", checked_on=TODAY)
BROKEN = b'[[people]]\nname = "Mira\n'


def test_there_is_nothing_until_it_is_wanted(own_home: Path) -> None:
    assert read_own(own_folder()) == (Own(), "")
    assert country_here(own_folder(), "gb") == (read_country("gb"), "")
    assert not own_folder().exists()
    assert own_home in own_folder().parents


def test_what_is_kept_is_there_again_and_readable_by_this_account_alone(tmp_path: Path) -> None:
    keep_own(tmp_path, Own((MIRA,), (WARM,)))
    assert read_own(tmp_path) == (Own((MIRA,), (WARM,)), "")
    assert (tmp_path / "own.toml").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["own.toml"]


def test_nobody_any_more_leaves_no_file(tmp_path: Path) -> None:
    keep_own(tmp_path, Own((MIRA,)))
    keep_own(tmp_path, Own())
    assert list(tmp_path.iterdir()) == []


def test_the_changed_line_of_a_country_is_shown_in_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    britain = read_country("gb")
    changed = replace(britain, lines=(WARM, *britain.lines[1:]))
    keep_country(tmp_path, changed)
    assert country_here(tmp_path, "gb") == (changed, "")
    assert has_own_copy(tmp_path, "gb")
    forget_country(tmp_path, "gb")
    assert country_here(tmp_path, "gb") == (britain, "")


@pytest.mark.parametrize(
    "content",
    [
        BROKEN, b"\xff\xfe", b"people = 3", b"[[people]]\nreach = '1'", b"[[lines]]\nname = 'x'",
        b"#" * (LARGEST_FILE + 1), b"[" * 100_000, b"[[half_typed]]\nname = 'x'", b"[[half_typed]]\nplace = -1",
        b"[[lines]]\nname = 'x'\nways = [{kind='call', at='1'}]\nchanged_on = 'today'",
    ],
    ids=["cut", "no text", "number", "no name", "no way", "huge", "deep", "no place", "no such place", "no day"],
)  # fmt: skip
def test_a_broken_file_of_ones_own_is_said_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(content)
    own, said = read_own(tmp_path)
    assert own == Own()
    assert "own.toml" in said
    assert file.read_bytes() == content


def test_a_copy_broken_by_hand_gives_way_to_the_built_in_lines_and_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "gb.toml").write_bytes(BROKEN)
    country, said = country_here(tmp_path, "gb")
    assert country == read_country("gb")
    assert "gb.toml" in said
    assert "built-in lines are shown" in said
    assert (tmp_path / "gb.toml").read_bytes() == BROKEN


def test_something_new_moves_a_broken_file_aside_each_time(tmp_path: Path) -> None:
    for n in range(2):
        (tmp_path / "own.toml").write_bytes(BROKEN + b"#" * n)
        keep_own(tmp_path, Own((MIRA,)))
        (tmp_path / "gb.toml").write_bytes(BROKEN)
        forget_country(tmp_path, "gb")
    assert read_own(tmp_path) == (Own((MIRA,)), "")
    assert (tmp_path / "own.toml.broken").read_bytes() == BROKEN
    assert (tmp_path / "own.toml.broken-2").read_bytes() == BROKEN + b"#"
    assert (tmp_path / "gb.toml.broken").read_bytes() == BROKEN
    assert not has_own_copy(tmp_path, "gb")


def test_what_cannot_be_written_leaves_what_was_kept(tmp_path: Path) -> None:
    keep_own(tmp_path, Own((MIRA,)))
    in_the_way = tmp_path / ".own.new"
    in_the_way.mkdir()
    with pytest.raises(NotWritable, match="still there"):
        keep_own(tmp_path, Own((WARM_PERSON,)))
    assert read_own(tmp_path) == (Own((MIRA,)), "")


WARM_PERSON = Person("Tom")


def test_of_a_country_nothing_is_known_of_there_is_no_copy_either(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        country_here(tmp_path, "it")


texts = st.text(st.characters(codec="utf-8"), max_size=30)
people = st.builds(Person, texts, texts, texts)
ways = st.builds(Way, st.sampled_from(["call", "text", "chat"]), texts, texts)
days = st.none() | st.dates()
lines = st.builds(
    Line, texts, st.lists(ways, max_size=3).map(tuple), texts, texts, st.lists(texts, max_size=2).map(tuple),
    days, texts, days, texts,
)  # fmt: skip
numbers = st.builds(Emergency, texts, texts, days, texts, days, texts)


def as_read(line: Line) -> Line:
    """How a line is read back that was kept in this form."""
    ways = tuple(Way(way.kind, tidy(way.at), tidy(way.word)) for way in line.ways if tidy(way.at))
    name = tidy(line.name) or (ways[0].at if ways else "")
    said = [tidy(text) for text in (line.hours, line.for_whom, line.source, line.typed_day)]
    languages = tuple(map(tidy, line.languages))
    return Line(name, ways, said[0], said[1], languages, line.checked_on, said[2], line.changed_on, said[3])


@given(st.lists(people, max_size=3), st.lists(lines, max_size=4))
def test_whatever_is_typed_is_read_back_and_never_breaks_the_file(given: list[Person], own: list[Line]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        keep_own(Path(folder), Own(tuple(given), tuple(own)))
        read, said = read_own(Path(folder))
    assert said == ""
    named = [one for one in given if any(map(tidy, (one.name, one.reach, one.for_what)))]
    assert [(one.reach, one.for_what) for one in read.people] == [(tidy(p.reach), tidy(p.for_what)) for p in named]
    assert read.all_lines == tuple(map(as_read, own))
    assert all(line.ways for line in read.lines)


@given(st.lists(numbers, max_size=3), st.lists(lines, max_size=3))
def test_no_line_and_no_number_of_a_country_is_lost_for_being_empty(given: list[Emergency], own: list[Line]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        keep_country(Path(folder), read_country("gb").with_all(given, own))
        kept, said = country_as_kept(Path(folder), "gb")
        shown, _said = country_here(Path(folder), "gb")
    assert said == ""
    assert kept.all_lines == tuple(map(as_read, own))
    assert [one.number for one in kept.all_emergency] == [tidy(one.number) for one in given]
    assert [one.checked_on for one in kept.all_emergency] == [one.checked_on for one in given]
    assert all(one.number for one in shown.emergency)
    assert shown.emergency
    assert all(line.ways for line in shown.lines)


@given(st.lists(lines, max_size=6))
def test_what_is_half_typed_stands_apart_and_keeps_its_place(given: list[Line]) -> None:
    assert together(*apart(given)) == tuple(given)


def test_a_copy_written_by_hand_without_an_emergency_number_is_shown_with_the_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "ie.toml").write_text('country = "Ireland"\n', encoding="utf-8")
    assert country_here(tmp_path, "ie")[0].emergency == read_country("ie").emergency
    assert country_as_kept(tmp_path, "ie")[0].emergency == ()


def test_a_copy_that_says_only_what_is_built_in_is_none(tmp_path: Path) -> None:
    britain = read_country("gb")
    keep_country(tmp_path, replace(britain, lines=britain.lines[1:]))
    assert has_own_copy(tmp_path, "gb")
    keep_country(tmp_path, britain)
    assert not has_own_copy(tmp_path, "gb")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("116 123", [Way("call", "116 123")]),
        (
            "116 123; text SHOUT to 85258; chat example.org",
            [Way("call", "116 123"), Way("text", "85258", "SHOUT"), Way("chat", "example.org")],
        ),
        ("Text 988", [Way("text", "988")]),
        ("https://example.org", [Way("chat", "https://example.org")]),
        ("text", [Way("call", "text")]),
        ("; ".join(["x" * 200] * 3), [Way("call", "x" * 200)] * 3),
        (" ; ;", []),
        ("", []),
    ],
)
def test_ways_are_typed_on_one_line(typed: str, found: list[Way]) -> None:
    assert typed_ways(typed) == tuple(found)


def test_the_ways_of_every_built_in_line_can_be_typed() -> None:
    for code in ("us", "gb", "nl", "cl", "au"):
        for line in read_country(code).lines:
            assert typed_ways(ways_as_typed(line.ways)) == line.ways


NHS = read_country("gb").lines[2]


def test_a_line_typed_as_it_was_is_left_as_it_was() -> None:
    assert as_changed(NHS, NHS, TODAY, dated=False) == NHS
    assert as_changed(NHS, replace(NHS, typed_day="31 Feb"), TODAY, dated=False) == replace(NHS, typed_day="31 Feb")


@pytest.mark.parametrize("ways", [(), (Way("call", "112"),)], ids=["none", "another"])
def test_another_way_to_reach_it_is_known_since_today_and_all_else_stays(ways: tuple[Way, ...]) -> None:
    changed = as_changed(NHS, replace(NHS, ways=ways), TODAY, dated=False)
    assert changed == replace(NHS, ways=ways, checked_on=TODAY, changed_on=TODAY)
    assert changed.for_whom == "Urgent help with mental health, in England"


def test_another_name_makes_it_ones_own_and_no_younger() -> None:
    changed = as_changed(NHS, replace(NHS, name="NHS line"), TODAY, dated=False)
    assert changed == replace(NHS, name="NHS line", changed_on=TODAY)
    assert changed.checked_on == date(2024, 8, 14)


def test_the_day_the_person_names_counts() -> None:
    typed = replace(NHS, ways=(Way("call", "112"),), checked_on=date(2026, 11, 1))
    assert as_changed(NHS, typed, TODAY, dated=True) == replace(typed, changed_on=TODAY)
    number = Emergency("999", checked_on=date(2020, 1, 1))
    assert as_changed(number, replace(number, number="112"), TODAY, dated=False) == Emergency(
        "112", checked_on=TODAY, changed_on=TODAY
    )


def test_a_copy_keeps_everything_of_a_country(tmp_path: Path) -> None:
    for code in ("us", "cl", "be"):
        country: Country = read_country(code)
        keep_country(tmp_path, country)
        assert country_here(tmp_path, code) == (country, "")
