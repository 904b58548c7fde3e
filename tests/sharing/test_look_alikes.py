"""Letters that look like others are read as these, and every place is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.sharing.look_alikes import as_latin, beyond_ascii, decoded, in_one_script


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Rоsеnhеim", "Rosenheim"),
        ("Oлeг", "Олег"),
        ("Олег", "Олег"),
        ("Νίκος", "Νίκος"),
        ("Nιkos", "Nikos"),
        ("plain", "plain"),
        ("مريم", "مريم"),
    ],
)
def test_a_word_of_two_scripts_is_read_in_one(typed: str, read: str) -> None:
    assert in_one_script(typed) == read


def test_a_word_in_look_alikes_alone_is_read_as_latin_only_when_asked() -> None:
    assert in_one_script("МІКЕ") == "МІКЕ"
    assert as_latin("МІКЕ") == "MIKE"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a&#97;&#x62;c", "aabc"),
        ("Tom &amp; Ann &lt;3", "Tom & Ann <3"),
        ("&nosuch; & &;", "&nosuch; & &;"),
        ("ⓡⓞ 🄰 🅰 ⒜ ⑳", "ro A a a 20"),
        ("nothing", "nothing"),
        ("R&D; café", "R&D; café"),
    ],
)
def test_what_stands_for_characters_is_shown_as_these(text: str, shown: str) -> None:
    assert decoded(text).text == shown


pieces = st.lists(st.one_of(st.text(max_size=5), st.sampled_from(["&#97;", "&amp;", "&notit;", "&", "ⓡ", "⒜"])))


@given(pieces)
def test_every_stretch_is_found_again_where_it_stood(pieces: list[str]) -> None:
    text = "".join(pieces)
    read = decoded(text)
    at = 0
    for n, shown in enumerate(read.text):
        start, end = read.span(n, n + 1)
        assert at <= start < end <= len(text)
        at = start
        assert text[start:end] == shown or decoded(text[start:end]).text.find(shown) >= 0
    if read.text:
        assert read.span(0, len(read.text))[0] == 0


@given(st.text())
def test_beyond_ascii_is_what_is_not_ascii(text: str) -> None:
    assert beyond_ascii(text) == "".join(c for c in text if not c.isascii())
