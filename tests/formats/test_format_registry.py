"""Which format a file's ending names."""

import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.errors import BadInput
from peerjournal.formats.language import language_tag
from peerjournal.formats.registry import FORMATS, Format, format_for
from peerjournal.sharing.handout import Section, Sheet


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.docx", "docx"), ("a.html", "html"), ("a.b.md", "md"), ("A.TXT", "txt"), ("/some/where/a.Docx", "docx")],
)
def test_the_ending_names_the_format(name: str, expected: str) -> None:
    assert format_for(Path(name)).form == expected


@pytest.mark.parametrize("name", ["a", "a.doc", "a.", ".md", "docx"])
def test_other_endings_are_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        format_for(Path(name))
    assert str(caught.value) == "The file’s ending must be one of .docx, .html, .md, .txt; nothing was written."


def test_more_formats_may_be_joined_in() -> None:
    paper = Format("pdf", "PDF", lambda sheet: sheet.title.encode())
    assert format_for(Path("a.pdf"), (paper, *FORMATS)) is paper
    with pytest.raises(BadInput, match=r"\.pdf, \.docx"):
        format_for(Path("a.odt"), (paper, *FORMATS))


@pytest.mark.parametrize("form", FORMATS, ids=[known.form for known in FORMATS])
def test_each_format_writes(form: Format) -> None:
    assert form.write(Sheet("Autumn", "en", (Section("leaves"),)))
    assert form.label


def test_naming_the_formats_loads_no_writer() -> None:
    code = "import sys, peerjournal.formats.registry; print({'docx', 'lxml', 'markdown_it'} & set(sys.modules))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en", "en"),
        ("de_DE", "de-DE"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("de_DE.UTF-8", "de-DE"),
        ("C", ""),
        ('"x', ""),
        ("", ""),
    ],
)
def test_language_tags(given: str, tag: str) -> None:
    assert language_tag(given) == tag
