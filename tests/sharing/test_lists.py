"""The data files of the look-over, and how their expressions match."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import NotFound
from peerjournal.paths import resource
from peerjournal.sharing.lookover import lists
from peerjournal.sharing.lookover.sentences import read

FILES = sorted(resource("lookover").glob("*/*.toml"))
OURS = ("safety", "stigma", "advice", "help")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def shape(value: Any) -> Any:
    """Which tables there are and how they are built; of lists of words, only that they are lists."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items() if key != "named"}
    return type(value).__name__


def expressions(value: Any) -> Iterator[str]:
    """Every expression of a data file."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from expressions(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str):
                yield inner
            else:
                yield from expressions(inner)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_data_file_says_where_it_comes_from_and_when_that_was_checked(path: Path) -> None:
    data = parsed(path)
    assert data["language"] == path.parent.name
    assert date.fromisoformat(str(data["date"])).year >= 2025
    assert "https://" in data["source"] or "for this program" in data["source"]
    assert set(data) > {"language", "date", "source"}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_another_language_is_built_like_the_english_one(path: Path) -> None:
    assert shape(parsed(path)) == shape(parsed(resource("lookover", "en", path.name)))


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("language", lists.languages())
def test_every_expression_of_a_file_can_be_read_and_is_in_small_letters(name: str, language: str) -> None:
    data = lists.load(name, language)
    named = {**data.get("named", {}), "word": ["word"]}
    everything = list(expressions(dict(data)))
    assert len(everything) > 10
    for expression in everything:
        lists.matching([expression], named)
        plain = re.sub(r"\\[A-Z]", "", expression)
        assert plain == plain.lower()
        assert "’" not in expression


@pytest.mark.parametrize("name", OURS)
def test_no_expression_matches_nothing_at_all(name: str) -> None:
    data = lists.load(name, "en")
    named = {**data.get("named", {}), "word": ["word"]}
    for table in (t for key, t in data.items() if key != "named"):
        for expression in expressions(table):
            assert lists.matching([expression], named).fullmatch("") is None


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN_us", "de-AT", "xx", "", "../../secret"])
def test_a_language_without_lists_is_looked_over_with_the_nearest(tag: str) -> None:
    assert lists.load("safety", tag)["language"] == "en"


def test_the_nearest_language_is_the_longest_tag_there_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for tag in ("en", "pt", "pt-BR"):
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "words.toml").write_text(f'language = "{tag}"', encoding="utf-8")
    (tmp_path / "de").mkdir()
    monkeypatch.setattr(lists, "resource", lambda _folder, *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(lists, "languages", lambda: ("de", "en", "pt", "pt-BR"))
    found = {tag: lists.load.__wrapped__("words", tag)["language"] for tag in ("pt-br", "pt-PT", "de-AT", "fr")}
    assert found == {"pt-br": "pt-BR", "pt-PT": "pt", "de-AT": "en", "fr": "en"}


def test_a_missing_list_is_said_in_one_sentence() -> None:
    with pytest.raises(NotFound, match="“no-such-list”"):
        lists.load("no-such-list", "en")


def test_english_is_among_the_languages() -> None:
    assert "en" in lists.languages()


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("you should", "You\nshould rest."),
        ("you should", "and you *should* rest"),
        ("don't ever", "Don’t ever do that"),
        ("he ... away", "he went a long way away"),
        ("he ... away", "he away"),
        ("<number> days", "for 12 days"),
        ("a ?b", "ab"),
    ],
)
def test_an_expression_matches_across_breaks_emphasis_and_a_few_words(expression: str, text: str) -> None:
    assert lists.matching([expression], {"number": [r"\d+"]}).search(lists.levelled(text))


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("you should", "you shouldered it"),
        ("art", "heart part artful"),
        ("he ... away", "he went. Away"),
        ("he ... away", "he is one two three four five away"),
    ],
)
def test_an_expression_matches_whole_words_of_one_sentence_only(expression: str, text: str) -> None:
    assert not lists.matching([expression]).search(lists.levelled(text))


@given(st.text())
def test_levelling_keeps_every_character_in_its_place(text: str) -> None:
    level = lists.levelled(text)
    assert len(level) == len(text)
    assert [i for i, c in enumerate(level) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


def test_a_text_is_read_sentence_by_sentence() -> None:
    told = read('- Hello. "Are you well?" asked Dr. Maier.\n\n## Later\n1. We ate 3.5 plums\n2. and left… Then home')
    sentences = [told.text[slice(*told.span(n))].strip(' -"\n#12.') for n in range(len(told.starts))]
    assert [s for s in sentences if s] == [
        "hello",
        "are you well?",
        "asked dr. maier",
        "later",
        "we ate 3.5 plums",
        "and left…",
        "then home",
    ]


@given(st.text(alphabet=' \n.!?-*#>"ab1)', max_size=200))
def test_every_place_stands_in_exactly_one_sentence(text: str) -> None:
    told = read(text)
    assert list(told.starts) == sorted(set(told.starts))
    for place in range(len(text)):
        begins, ends = told.span(told.sentence_at(place))
        assert begins <= place < ends
