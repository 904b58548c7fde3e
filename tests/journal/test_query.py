"""What may be typed into a search, and what it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import BadInput
from peerjournal.journal.query import LONGEST_QUERY, Query, Term, parse_query, signs_of, to_fts

TYPED = st.text() | st.text(st.sampled_from("\"-*:() +^{}ANDORNEar tag:after:before:2026日本ก\0\\'~#"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Query()),
        ("   ", Query()),
        ("river walk", Query((Term("river"), Term("walk")))),
        ('"river walk"', Query((Term("river walk"),))),
        ('"river walk', Query((Term("river walk"),))),
        ("riv*", Query((Term("riv", prefix=True),))),
        ('"river wa"*', Query((Term("river wa", prefix=True),))),
        ("-rain", Query((), (Term("rain"),))),
        ('-"heavy rain"', Query((), (Term("heavy rain"),))),
        ("tag:garden", Query(tags=("garden",))),
        ("TAG:Gärten", Query(tags=("garten",))),
        ("tag:#garden", Query(tags=("garden",))),
        ('tag:"two words"', Query(tags=("two words",))),
        ("-tag:work", Query(not_tags=("work",))),
        ("tag:", Query((Term("tag:"),))),
        ('tag:""', Query()),
        ("after:2026", Query(from_on=date(2026, 1, 1))),
        ("after:2026-03", Query(from_on=date(2026, 3, 1))),
        ("after:2026-3-1", Query(from_on=date(2026, 3, 1))),
        ("before:2026-03-01", Query(until_on=date(2026, 2, 28))),
        ("before:2026", Query(until_on=date(2025, 12, 31))),
        ("after:2025 after:2026 before:2028 before:2027", Query(from_on=date(2026, 1, 1), until_on=date(2026, 12, 31))),
        ("after:9999-12-31", Query(from_on=date(9999, 12, 31))),
        ("*", Query()),
        ("- \" ' ( ) : ^ ,", Query()),
        ("🌿", Query()),
        ("half \ud83d", Query((Term("half"),))),
        ("nul\0nul", Query((Term("nul"), Term("nul")))),
        ("river -rain tag:a", Query((Term("river"),), (Term("rain"),), ("a",))),
    ],
)
def test_what_is_meant(typed: str, meant: Query) -> None:
    assert parse_query(typed) == meant
    assert meant.is_empty == (meant == Query())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("river wa", Query((Term("river"), Term("wa", prefix=True)))),
        ("river wa ", Query((Term("river"), Term("wa")))),
        ('"river wa', Query((Term("river wa"),))),
        ("river -ra", Query((Term("river"),), (Term("ra"),))),
        ("after:20", Query()),
        ("before:2026-13", Query()),
        ("after:2026-", Query()),
    ],
)
def test_what_is_meant_while_it_is_typed(typed: str, meant: Query) -> None:
    assert parse_query(typed, typing=True) == meant


@pytest.mark.parametrize(
    "typed",
    ["after:yesterday", "before:2026-02-30", "after:0000", "before:26", "after:2026-13", "after:x"],
)
def test_a_date_that_is_none_is_said(typed: str) -> None:
    with pytest.raises(BadInput, match="2026-03-01"):
        parse_query(typed)
    parse_query(typed, typing=True)


@given(TYPED)
def test_whatever_is_typed_means_something(typed: str) -> None:
    parse_query(typed, typing=True)
    try:
        query = parse_query(typed)
    except BadInput:
        assert "after:" in typed.casefold() or "before:" in typed.casefold()
    else:
        assert all(to_fts(term) for term in query.wanted + query.unwanted)


def test_a_pasted_page_is_read_as_far_as_it_makes_sense() -> None:
    query = parse_query("a " * 5_000_000)
    assert len(query.wanted) == LONGEST_QUERY // 2


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("plain", ""),
        ("plain é 🌿 день שלום", ""),
        ("日本", "日 本"),
        ("日本 京都", "日 本 \ue0ff 京 都"),
        ("2026年の春 Alice", "2026 年 の 春"),
        ("今日はAliceと", "今 日 は Alice と"),
        ("か\u3099く", "が く"),
        ("สวัสดี", "ส ว ั ส ด ี"),
    ],
)
def test_the_signs_of_a_text(text: str, signs: str) -> None:
    assert signs_of(text) == signs


@given(st.text())
def test_signs_never_fail(text: str) -> None:
    assert '"' not in signs_of(text)
