"""The facts on helplines: every line complete, nothing that ages silently, nothing that cannot be dialled."""

import re
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal import paths
from peerjournal.errors import BadInput, NotFound
from peerjournal.paths import resource
from peerjournal.settings import DECLARED, SYSTEM_COUNTRY
from peerjournal.support.helplines import (
    Emergency,
    Line,
    Way,
    all_countries,
    country_in,
    country_of_locale,
    find_country,
    is_old,
    read_country,
    tidy,
)
from peerjournal.support.words import checked_in_words, hours_in_words, old_in_words, way_in_words

FILES = sorted(resource("helplines").glob("*.toml"))
LINE = """
country = "Somewhere"
[[lines]]
name = "A line"
ways = [{ kind = "call", at = "123" }]
hours = "24/7"
checked_on = 2026-11-22
source = "https://example.org"
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_says_how_and_when_and_since_when_and_from_where(path: Path) -> None:
    country = read_country(path.stem)
    assert country.name
    assert country.emergency
    assert country.lines
    for line in country.lines:
        assert line.name
        assert line.ways
        assert hours_in_words(line.hours)
    both: tuple[Line | Emergency, ...] = (*country.lines, *country.emergency)
    for one in both:
        assert one.checked_on is not None
        assert one.checked_on <= date(2026, 11, 22)
        assert one.source.startswith(("https://", "http://"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_number_is_written_in_the_international_form(path: Path) -> None:
    country = read_country(path.stem)
    numbers = [one.number for one in country.emergency]
    numbers += [way.at for line in country.lines for way in line.ways if way.kind != "chat"]
    for number in numbers:
        assert not re.match(r"\+|00\d", number.replace(" ", "")) or number == "000", number


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_says_what_to_press_after_the_call_is_answered(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    said = [str(value) for line in table["lines"] for key, value in line.items() if key != "source"]
    menu = re.compile(r"\b(press|option|opción|opção|choose|then \d|taste|drücken|tapez|touche|kies)\b", re.IGNORECASE)
    assert not [text for text in said if menu.search(text)]


def test_the_countries_whose_lines_were_not_verified_stay_out() -> None:
    assert not {"it", "pl", "co", "uy", "pe", "ar", "no", "dk"} & {code for code, _name in all_countries()}


def test_the_setting_offers_the_countries_there_are_files_for() -> None:
    setting = next(one for one in DECLARED if one.key == "support_country")
    assert setting.choices[0][0] == SYSTEM_COUNTRY
    assert list(setting.choices[1:]) == all_countries()


def test_what_some_files_say_to_the_letter() -> None:
    britain = read_country("gb")
    assert [one.number for one in britain.emergency] == ["999", "112"]
    assert [way_in_words(way) for line in britain.lines for way in line.ways] == [
        "Call 116 123", "Text SHOUT to 85258", "Call 111",
    ]  # fmt: skip
    (ours,) = read_country("us").lines[:1]
    assert [way_in_words(way) for way in ours.ways] == ["Call 988", "Text 988", "Chat at 988lifeline.org"]


@pytest.mark.parametrize(
    ("checked", "today", "old"),
    [
        (date(2024, 11, 22), date(2026, 11, 22), False),
        (date(2024, 11, 21), date(2026, 11, 22), True),
        (date(2024, 2, 29), date(2026, 2, 28), False),
        (date(2024, 2, 29), date(2026, 3, 1), True),
        (None, date(2026, 3, 1), True),
    ],
)
def test_old_is_what_was_checked_more_than_two_years_ago(checked: date | None, today: date, old: bool) -> None:
    assert is_old(Line("A line", (Way("call", "1"),), checked_on=checked), today) is old


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_nothing_older_than_two_years_passes_silently(checked: date, today: date) -> None:
    line = Line("A line", (Way("call", "1"),), checked_on=checked, source="https://example.org/x")
    assert bool(old_in_words(line, today)) is is_old(line, today)
    assert checked.isoformat() in checked_in_words(line, date.isoformat, whole_source=False)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("24/7", "Day and night, every day"), ("unknown", "Hours not known to us"), ("evenings", "evenings"), ("", ""),
    ],
)  # fmt: skip
def test_hours_in_words(hours: str, said: str) -> None:
    assert hours_in_words(hours) == said


def test_a_line_without_a_date_says_so() -> None:
    assert "not noted" in checked_in_words(Line("A line", (Way("call", "1"),)), date.isoformat, whole_source=True)


@pytest.mark.parametrize(
    ("checked", "changed", "source", "said"),
    [
        (date(2026, 6, 2), None, "https://www.example.org/x", "Checked on 2026-06-02. Source: example.org"),
        (date(2026, 11, 22), None, "", "Written by you on 2026-11-22."),
        (date(2026, 11, 22), date(2026, 11, 22), "", "Written by you on 2026-11-22."),
        (date(2026, 11, 22), date(2026, 11, 22), "a friend", "Written by you on 2026-11-22. Source: a friend"),
        (
            date(2019, 4, 1), date(2026, 11, 22), "https://example.org",
            "Written by you on 2026-11-22. Checked on 2019-04-01. Source: example.org",
        ),
        (None, date(2026, 11, 22), "", "Written by you on 2026-11-22. It is not noted when this was checked."),
        (date(2026, 6, 2), None, "https://[", "Checked on 2026-06-02. Source: https://["),
    ],
)  # fmt: skip
def test_what_is_ones_own_says_so_with_its_own_day(
    checked: date | None, changed: date | None, source: str, said: str
) -> None:
    line = Line("A line", (Way("call", "1"),), checked_on=checked, source=source, changed_on=changed)
    assert checked_in_words(line, date.isoformat, whole_source=False) == said


def test_what_the_person_only_renamed_is_as_old_as_it_was() -> None:
    renamed = Line("A line", (Way("call", "1"),), checked_on=date(2019, 4, 1), changed_on=date(2026, 11, 22))
    undated = Line("A line", (Way("call", "1"),), changed_on=date(2019, 4, 1))
    for line in (renamed, undated):
        assert "more than two years" in old_in_words(line, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("de_AT.UTF-8", "at"), ("en-GB", "gb"), ("en_US", "us"), ("sr_RS@latin", "rs"), ("zh_Hant_TW", "tw"),
        ("de", ""), ("C", ""), ("C.UTF-8", ""), ("POSIX", ""), ("", ""), ("English_United States", ""),
    ],
)  # fmt: skip
def test_the_country_a_locale_names(name: str, country: str) -> None:
    assert country_of_locale(name) == country


@pytest.mark.parametrize("said", ["gb", "GB", " uk ", "united kingdom", "United Kingdom"])
def test_a_country_is_found_by_code_and_by_name(said: str) -> None:
    assert find_country(said) == "gb"


@pytest.mark.parametrize("said", ["IT", "Atlantis", "../gb", ""])
def test_a_country_nothing_is_known_of_is_said_with_the_number_of_the_union(said: str) -> None:
    with pytest.raises(NotFound, match="112"):
        find_country(said)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('country = "Somewhere"', ""),
        ('name = "A line"', ""),
        ('name = "A line"', "name = 7"),
        ('at = "123"', 'at = "+44116123"'),
        ('at = "123"', 'at = "call us"'),
        ('at = "123"', 'at = ""'),
        ('kind = "call"', 'kind = "fax"'),
        ('[{ kind = "call", at = "123" }]', "[]"),
        ('[{ kind = "call", at = "123" }]', '"123"'),
        ('hours = "24/7"', ""),
        ("checked_on = 2026-11-22", ""),
        ("checked_on = 2026-11-22", 'checked_on = "2026-11-22"'),
        ("checked_on = 2026-11-22", "checked_on = 2026-11-22T10:00:00"),
        ('source = "https://example.org"', ""),
        ('source = "https://example.org"', 'source = "a friend"'),
        ("[[lines]]", "[lines]"),
        ('hours = "24/7"', 'hours = "24\\u202e/7"'),
        ('hours = "24/7"', 'hours = """a\nb"""'),
        ('hours = "24/7"', "hours = "),
    ],
)
def test_a_built_in_file_with_anything_amiss_is_refused(before: str, after: str) -> None:
    assert country_in(LINE.encode(), "xx", own=False).lines
    with pytest.raises(BadInput):
        country_in(LINE.replace(before, after).encode(), "xx", own=False)


@given(st.binary(max_size=200))
def test_whatever_stands_in_a_file_is_refused_or_read(content: bytes) -> None:
    with suppress(BadInput):
        assert country_in(content, "xx", own=True).name


def test_a_built_in_file_broken_by_hand_is_passed_over_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "helplines").mkdir()
    (tmp_path / "helplines" / "gb.toml").write_text("country = ", encoding="utf-8")
    (tmp_path / "helplines" / "xx.toml").write_text(LINE, encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert all_countries() == [("xx", "Somewhere")]
    with pytest.raises(NotFound, match="112"):
        read_country("gb")


@given(st.text(max_size=400))
def test_a_tidied_text_stays_as_it_is_and_stands_on_one_line(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert len(tidied.splitlines()) <= 1
    tidied.encode()
