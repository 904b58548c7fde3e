"""Search and lists: against a plain reading of the same entries in Python."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import text as sql

from peerjournal.errors import BadInput
from peerjournal.journal.entry import Entry, EntryFilter, folded, new_id
from peerjournal.operations import finding, trash, writing
from peerjournal.operations.journals import OpenJournal, create_journal, verify
from peerjournal.store.search import index_is_sound
from peerjournal.vault import keys
from peerjournal.vault.recovery import write_code

CHEAP = keys.Cost(64, passes=1, lanes=1)
ALL = EntryFilter()
FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)
TEXTS = [
    "The river was calm; we walked for an hour.",
    "River walk again. Rain in the evening, café au lait after.",
    "Crème brûlée with Zoë. STRASSE und Straße.",
    "walk the river backwards: river walk walk river",
    "今日はAliceと庭園を散歩しました。2026年の春です。",
    "東京タワー 京都 日記を書く",
    "สวัสดีครับ วันนี้อากาศดี",
    "我今天很高兴，和朋友去公园。",
    "वह हिन्दी में लिखता है",
    "مَدرَسة كبيرة والبيت",
    "שלום עולם, היום",
    "한국어로 썼어요 학교에서",
    "Grüße an die Ärztin; naïve coöperation",
    "Привет, мир. Ёлка в лесу.",
    "İstanbul'da yağmur ☀️Morning 1️⃣ first",
    "don't-stop e-mail me@example.org C++ 3.14 #hash a_b",
    "x\0y nul between",
    'NEAR AND OR NOT title: text* ^first (brackets) {braces} "quotes"',
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenJournal, list[Entry]]]:
    """An open journal with the texts above and sixty short ones, and its entries, newest first."""
    folder = tmp_path_factory.mktemp("search") / "Library.peerjournal"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", CHEAP)
        journal = create_journal(folder, "plums", write_code(bytes(16)), cost=CHEAP)
    entries = [
        Entry(new_id(), FIRST + timedelta(days=n), text=text, title=f"Day {n}", tags=("Été", f"t{n % 3}"))
        for n, text in enumerate(TEXTS)
    ]
    entries += [
        Entry(
            new_id(), FIRST + timedelta(days=n // 2, hours=1, minutes=n), title=("Garden" if n % 5 == 0 else ""),
            text=f"short{n} common", tags=("even",) if n % 2 == 0 else (), starred=n % 7 == 0,
            trashed_at=FIRST if n % 11 == 10 else None,
        )
        for n in range(60)
    ]  # fmt: skip
    writing.write_entries(journal, entries)
    yield journal, sorted(entries, key=lambda e: e.written_at, reverse=True)
    journal.close()


Library = tuple[OpenJournal, list[Entry]]


def _found(journal: OpenJournal, query: str, *, typing: bool = False, trashed: bool = False) -> set[str]:
    wanted = EntryFilter(query=query, typing=typing, trashed=trashed)
    return {row.id for row in finding.rows(journal, wanted, 0, 1000)}


def _texts(library: Library, query: str) -> list[str]:
    found = _found(library[0], query)
    return [e.text for e in library[1] if e.id in found]


# Whatever is typed

TYPED = st.text() | st.text(st.sampled_from("\"-*:() +^{}ANDORNEar tag:after:before:2026日本ก\0\\'~#🌿"))


@given(TYPED, st.booleans())
def test_whatever_is_typed_is_an_answer(library: Library, typed: str, starred: bool) -> None:
    journal, _entries = library
    n = finding.count_rows(journal, EntryFilter(query=typed, typing=True, starred=starred))
    assert 0 <= n <= 78
    assert len(finding.rows(journal, EntryFilter(query=typed, typing=True, starred=starred), 0, 100)) == n
    try:
        finding.rows(journal, EntryFilter(query=typed), 0, 100)
    except BadInput:
        assert "after:" in typed.casefold() or "before:" in typed.casefold()


@pytest.mark.parametrize(
    "typed",
    [
        "NEAR(river walk)",
        "river AND rain",
        "river OR rain",
        "river NOT rain",
        "title:river",
        "text:river",
        "{title} : a",
        "^river",
        "river + walk",
        '"',
        '""',
        "'",
        'a"b"c',
        "*",
        "**",
        "-",
        "--river",
        "(river",
        "river)",
        "\\",
        "%",
        "_",
        "; DROP TABLE entry",
        "-a " * 2000,
        "a " * 5000,
        '"a b" ' * 3000,
        "tag:a " * 3000,
        "-tag:a " * 3000,
        "x" * 100_000,
        "日" * 10_000,
        "a日" * 10_000,
        "-日 " * 400,
        "(" * 1000,
        "\0",
        "\ud800",
        "\ufeff",
        "\ue000\ue001",
        "\ue0ff",
    ],
)
def test_nothing_typed_is_syntax_or_too_much(library: Library, typed: str) -> None:
    for typing in (False, True):
        wanted = EntryFilter(query=typed, typing=typing)
        rows = finding.rows(library[0], wanted, 0, 1000)
        assert finding.count_rows(library[0], wanted) == len(rows)
        if rows:
            assert finding.row_of(library[0], wanted, rows[-1].id) == len(rows) - 1


def test_operators_are_words(library: Library) -> None:
    (only,) = _texts(library, "NEAR AND OR NOT")
    assert only.startswith("NEAR AND OR NOT")
    assert _texts(library, "river OR rain") == []
    assert _texts(library, "title: brackets") == [only]


# What is found


def _words(text: str) -> list[str]:
    """Words as a person would pick them: between blanks, without signs round them."""
    words = [w.strip("".join(c for c in w if not c.isalnum() and not unicodedata.category(c).startswith("M")))
             for w in re.split(r"[\s\0]+", text)]  # fmt: skip
    return [w for w in words if any(c.isalnum() for c in w)]


def _loud(word: str) -> str:
    """In capitals, where each letter has one (ß has none)."""
    return word.upper() if len(word.upper()) == len(word) else word


def test_every_word_of_every_entry_finds_it(library: Library) -> None:
    journal, entries = library
    for entry in entries:
        if entry.trashed_at:
            continue
        for word in [*_words(entry.text), *_words(entry.title), *entry.tags]:
            for typed in (word, _loud(word), f'"{word}"', unicodedata.normalize("NFC", word)):
                assert entry.id in _found(journal, typed), typed
            assert entry.id in _found(journal, word, typing=True)


LETTERS = st.characters(categories=["Lu", "Ll", "Lt", "Lo", "Nd"], max_codepoint=0xFFFF, exclude_characters="\u0130")
WORD = st.text(LETTERS | st.sampled_from("日本語のกขค"), min_size=1, max_size=12)


@given(st.lists(WORD, min_size=1, max_size=6))
def test_words_of_a_new_entry_find_it(library: Library, words: list[str]) -> None:
    journal, _entries = library
    entry = writing.write_entry(journal, text=" ".join(words))
    try:
        for word in words:
            assert entry.id in _found(journal, word)
            assert entry.id in _found(journal, word, typing=True)
        assert entry.id in _found(journal, " ".join(words))
        assert entry.id in _found(journal, '"' + " ".join(words) + '"')
        assert entry.id not in _found(journal, f"-{words[0]}")
    finally:
        trash.move_to_trash(journal, entry.id)
        trash.delete_for_good(journal, entry.id)


@pytest.mark.parametrize(
    ("query", "beginnings"),
    [
        ("cafe", ["River walk again"]),
        ("CAFÉ", ["River walk again"]),
        ("cafe\u0301", ["River walk again"]),
        ("creme brulee", ["Crème"]),
        ("zoe", ["Crème"]),
        ("arztin", ["Grüße"]),
        ("ёлка привет", ["Привет"]),
        ("istanbul", ["İstanbul"]),
        ("morning", ["İstanbul"]),
        ("1 first", ["İstanbul"]),
        ('"river walk"', ["walk the river", "River walk again"]),
        ('"walk river"', ["walk the river"]),
        ('"river was"', ["The river"]),
        ("riv*", ["walk the river", "River walk again", "The river"]),
        ("calm riv*", ["The river"]),
        ("iver", []),
        ("riv", []),
        ("river -rain", ["walk the river", "The river"]),
        ('river -"au lait"', ["walk the river", "The river"]),
        ("river -ra*", ["walk the river", "The river"]),
        ("river -tag:t0", ["River walk again"]),
        ("river tag:t0", ["walk the river", "The river"]),
        ("river tag:ETE", ["walk the river", "River walk again", "The river"]),
        ("river after:2026-01-02", ["walk the river", "River walk again"]),
        ("river before:2026-01-02", ["The river"]),
        ("river after:2026-01-02 before:2026-01-03", ["River walk again"]),
        ("example.org", ["don't-stop"]),
        ("3.14", ["don't-stop"]),
        ("don't", ["don't-stop"]),
    ],
)
def test_the_ways_to_ask(library: Library, query: str, beginnings: list[str]) -> None:
    found = _texts(library, query)
    assert len(found) == len(beginnings)
    assert all(text.startswith(b) for text, b in zip(found, beginnings, strict=True))


@pytest.mark.parametrize(
    ("part", "beginning"),
    [
        ("散歩", "今日は"),
        ("庭園を散", "今日は"),
        ("alice", "今日は"),
        ("Aliceと", "今日は"),
        ("2026年", "今日は"),
        ("春です", "今日は"),
        ("今日 春", "今日は"),
        ("タワ", "東京"),
        ("日記", "東京"),
        ("京都", "東京"),
        ("วันนี้", "สวัสดี"),
        ("อากาศ", "สวัสดี"),
        ("ครับ", "สวัสดี"),
        ("公园", "我今天"),
        ("高兴", "我今天"),
        ("हिन्दी", "वह"),
        ("हिन्*", "वह"),
        ("학교*", "한국어"),
        ("שלום", "שלום"),
        ("כיום -שלום", ""),
        ("高 公", "我今天"),
    ],
)
def test_parts_of_words_in_scripts_without_spaces(library: Library, part: str, beginning: str) -> None:
    found = _texts(library, part)
    assert [t[: len(beginning)] for t in found] == ([beginning] if beginning else [])


@pytest.mark.parametrize("query", ["園庭", "京東", "歩散", "วันนา", "हन्दा", "हिन्", "タワー京都", "書く今日"])
def test_what_stands_nowhere_is_not_found(library: Library, query: str) -> None:
    assert _texts(library, query) == []


def test_the_trash_is_not_searched(library: Library) -> None:
    journal, entries = library
    thrown = [e for e in entries if e.trashed_at]
    assert len(thrown) == 5
    for entry in thrown:
        assert _found(journal, entry.text) == set()
    assert _found(journal, "", trashed=True) == {e.id for e in thrown}
    assert len(_found(journal, "common")) == 55


# Snippets


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("cafe", {"café"}),
        ("riv*", {"River", "river"}),
        ('"river walk"', {"River walk", "river walk"}),
        ("散歩", {"散歩"}),
        ("alice", {"Alice"}),
        ("ALICE", {"Alice"}),
        ("2026年", {"2026年"}),
        ("ธรรม", set()),
        ("हिन्दी", {"हिन्दी"}),
        ("公园", {"公园"}),
    ],
)
def test_snippets_mark_just_what_was_found(library: Library, query: str, marked: set[str]) -> None:
    rows = finding.rows(library[0], EntryFilter(query=query), 0, 100)
    for row in rows:
        assert any(found for _piece, found in row.snippet)
        assert all(piece for piece, _found in row.snippet)
        assert {piece for piece, found in row.snippet if found} <= marked
    assert bool(rows) == bool(marked)


def test_a_snippet_is_part_of_the_text(library: Library) -> None:
    journal, entries = library
    texts = {e.id: " ".join(e.text.split()) for e in entries}
    for query in ("river", "walk river", "common", "年", "alice"):
        for row in finding.rows(journal, EntryFilter(query=query), 0, 100):
            assert "".join(piece for piece, _ in row.snippet).strip("…") in texts[row.id]


def test_found_in_the_title_only_has_no_snippet(library: Library) -> None:
    rows = finding.rows(library[0], EntryFilter(query="garden"), 0, 5)
    assert rows
    assert all(row.snippet == () and row.title == "Garden" for row in rows)


# Lists

FILTERS = st.builds(
    EntryFilter,
    query=st.sampled_from(
        ["", "common", "river", "-river", "short1*", "garden", "-tag:even", "after:2026-01-10", "年"]
    ),
    typing=st.booleans(),
    tag=st.sampled_from(["", "even", "ÉTÉ", "ete", "t1", "none"]),
    starred=st.booleans(),
    from_on=st.none() | st.dates(date(2025, 12, 30), date(2026, 2, 2)),
    until_on=st.none() | st.dates(date(2025, 12, 30), date(2026, 2, 2)),
)


@given(FILTERS, st.integers(1, 9))
def test_count_pages_and_rows_agree(library: Library, wanted: EntryFilter, size: int) -> None:
    journal, entries = library
    rows = finding.rows(journal, wanted, 0, 1000)
    assert finding.count_rows(journal, wanted) == len(rows)
    pages = [finding.rows(journal, wanted, n, size) for n in range(0, len(rows) + size, size)]
    assert [row for page in pages for row in page] == rows
    order = [e.id for e in entries]
    places = [order.index(row.id) for row in rows]
    assert places == sorted(places)
    listed = {row.id: n for n, row in enumerate(rows)}
    for entry in entries[::7]:
        assert finding.row_of(journal, wanted, entry.id) == listed.get(entry.id)


@given(FILTERS.map(lambda f: replace(f, query="")))
def test_filters_are_what_they_say(library: Library, wanted: EntryFilter) -> None:
    journal, entries = library
    expected = [
        e.id
        for e in entries
        if not e.trashed_at
        and (not wanted.starred or e.starred)
        and (not wanted.tag or folded(wanted.tag) in map(folded, e.tags))
        and (wanted.from_on is None or e.day >= wanted.from_on)
        and (wanted.until_on is None or e.day <= wanted.until_on)
    ]
    assert [row.id for row in finding.rows(journal, wanted, 0, 1000)] == expected


def test_an_entry_that_is_not_there_has_no_row(library: Library) -> None:
    assert finding.row_of(library[0], ALL, "0" * 32) is None


def test_many_in_the_last_second_of_a_day_stay_on_it(journal: OpenJournal) -> None:
    last = datetime(2026, 5, 5, 23, 59, 59, tzinfo=UTC)
    next_day = last + timedelta(seconds=1)
    writing.write_entries(journal, [Entry(new_id(), at, text="x") for at in [last] * 40 + [next_day] * 5])
    assert finding.count_rows(journal, EntryFilter(until_on=last.date())) == 40
    assert finding.count_rows(journal, EntryFilter(from_on=next_day.date())) == 5
    assert finding.count_rows(journal, EntryFilter(query="x before:2026-05-06")) == 40


def test_this_day_in_other_years(journal: OpenJournal) -> None:
    for day in ("2020-02-28", "2020-02-29", "2021-02-28", "2024-02-29", "2024-03-01", "2023-02-27"):
        at = datetime.fromisoformat(day + "T12:00").replace(tzinfo=UTC)
        writing.write_entry(journal, text=day, written_at=at)

    def shown(today: str) -> list[str]:
        return [row.first_line for row in finding.on_this_day(journal, date.fromisoformat(today))]

    assert shown("2026-02-28") == ["2024-02-29", "2021-02-28", "2020-02-29", "2020-02-28"]
    assert shown("2028-02-29") == ["2024-02-29", "2020-02-29"]
    assert shown("2028-02-28") == ["2021-02-28", "2020-02-28"]
    assert shown("2026-03-01") == ["2024-03-01"]
    assert shown("2021-02-28") == ["2020-02-29", "2020-02-28"]
    assert shown("2020-02-28") == []


def test_days_with_writing_are_those_of_the_month(journal: OpenJournal) -> None:
    for day in ("2025-12-31", "2026-01-01", "2026-01-31", "2026-01-31", "2026-02-01"):
        at = datetime.fromisoformat(day + "T23:59:59").replace(tzinfo=UTC)
        writing.write_entry(journal, text=day, written_at=at)
    assert finding.days_with_writing(journal, 2026, 1) == {date(2026, 1, 1): 1, date(2026, 1, 31): 2}
    assert finding.days_with_writing(journal, 2026, 7) == {}


# The index follows every change


class Life(RuleBasedStateMachine):
    """Any sequence of writing, rewording, moving, trashing and deleting, in the journal given."""

    journal: OpenJournal

    def __init__(self) -> None:
        super().__init__()
        with self.journal.changing() as db:
            db.execute(sql("DELETE FROM entry"))
        self.texts: dict[str, str] = {}
        self.thrown: set[str] = set()

    def _some(self, n: int) -> list[str]:
        return list(self.texts)[n : n + 1]

    @rule(text=st.sampled_from(TEXTS), day=st.integers(0, 3))
    def write(self, text: str, day: int) -> None:
        entry = writing.write_entry(self.journal, text=text, written_at=FIRST + timedelta(days=day))
        self.texts[entry.id] = text

    @rule(text=st.sampled_from(TEXTS), n=st.integers(0, 9), day=st.integers(0, 3))
    def reword(self, text: str, n: int, day: int) -> None:
        for entry_id in self._some(n):
            draft = writing.open_draft(self.journal, entry_id)
            writing.settle(self.journal, replace(draft, text=text, written_at=FIRST + timedelta(days=day), tags=("x",)))
            self.texts[entry_id] = text

    @rule(n=st.integers(0, 9))
    def throw(self, n: int) -> None:
        for entry_id in self._some(n):
            trash.move_to_trash(self.journal, entry_id)
            self.thrown.add(entry_id)

    @rule(n=st.integers(0, 9))
    def restore(self, n: int) -> None:
        for entry_id in self._some(n):
            trash.restore(self.journal, entry_id)
            self.thrown.discard(entry_id)

    @rule()
    def empty(self) -> None:
        assert trash.empty_trash(self.journal) == len(self.thrown)
        self.texts = {i: t for i, t in self.texts.items() if i not in self.thrown}
        self.thrown = set()

    @invariant()
    def sound(self) -> None:
        with self.journal.changing() as db:
            assert index_is_sound(db)
        for word in ("river", "alice", "हिन्दी"):
            expected = {i for i, t in self.texts.items() if i not in self.thrown and word in t.casefold()}
            assert _found(self.journal, word) == expected


def test_the_index_follows_every_change(journal: OpenJournal) -> None:
    Life.journal = journal
    run_state_machine_as_test(Life, settings=settings(max_examples=25, stateful_step_count=15, deadline=None))
    verify(journal)
