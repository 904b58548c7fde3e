"""Hours as files: read from a real journal, in every form, and never with anything of what was written."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from peerjournal.errors import BadInput, NotWritable
from peerjournal.journal.hours import Hours, Sum, hours_of
from peerjournal.journal.reflection import Answer, Company, Reflection, Setting
from peerjournal.operations import hours as counted
from peerjournal.operations import sessions
from peerjournal.operations.journals import OpenJournal

BERLIN = ZoneInfo("Europe/Berlin")
FORMS = tuple(form for form, _label in counted.hour_forms())
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

pytestmark = pytest.mark.usefixtures("qapp")


def _keep(journal: OpenJournal, at: datetime, minutes: int | None = 60, **said: Any) -> Reflection:
    made = sessions.new_reflection(journal, at)
    return sessions.record(journal, replace(made, minutes=minutes, label="Tuesday group", **said))


def _read(content: bytes, form: str) -> str:
    """All that can be found in a file, what programs say of it as well."""
    if form == "pdf":
        reader = PdfReader(io.BytesIO(content))
        return "\n".join([*(page.extract_text() for page in reader.pages), *map(str, (reader.metadata or {}).values())])
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    return content.decode("utf-8-sig")


def _rows(hours: Hours) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(counted.as_csv(hours).decode("utf-8-sig"))))


def test_the_table_is_what_spreadsheets_read() -> None:
    held = [
        Reflection(at=datetime(2026, 3, 2, 18, tzinfo=BERLIN), minutes=50, setting=Setting.GROUP),
        Reflection(at=datetime(2026, 3, 9, 18, tzinfo=BERLIN), minutes=None, setting=Setting.GROUP),
        Reflection(at=datetime(2026, 4, 1, 18, tzinfo=BERLIN), minutes=90),
    ]
    assert counted.as_csv(hours_of(held)) == (
        b"\xef\xbb\xbfmonth,kind,sessions,minutes,hours,without_minutes\r\n"
        b"2026-03,group,2,50,0.83,1\r\n"
        b"2026-04,unsaid,1,90,1.5,0\r\n"
    )


@given(
    held=st.lists(
        st.builds(
            Reflection,
            at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(BERLIN)),  # noqa: DTZ001
            minutes=st.none() | st.integers(1, 1440),
            setting=st.sampled_from(Setting),
        ),
        max_size=20,
    )
)
def test_the_table_never_begins_a_formula_and_adds_up(held: list[Reflection]) -> None:
    hours = hours_of(held)
    rows = _rows(hours)
    assert not any(cell.startswith(FORMULA) for row in rows for cell in row.values())
    added = Sum()
    for row in rows:
        added += Sum(int(row["sessions"]), int(row["minutes"]), int(row["without_minutes"]))
        assert float(row["hours"]) == pytest.approx(int(row["minutes"]) / 60, abs=0.005)
    assert added == hours.all


@pytest.mark.parametrize(
    "began",
    [
        datetime(2026, 3, 28, 23, 30, tzinfo=BERLIN),  # the clocks are put on in this night
        datetime(2026, 10, 24, 23, 30, tzinfo=BERLIN),  # and put back in this one
        datetime(2026, 12, 31, 23, 30, tzinfo=BERLIN),
    ],
)
def test_a_session_through_the_night_keeps_its_minutes_and_the_day_on_which_it_began(
    journal: OpenJournal, began: datetime
) -> None:
    _keep(journal, began, 240)
    there = counted.read_hours(journal, began.date(), began.date())
    assert there.months == {began.date().replace(day=1): {Setting.UNSAID: Sum(1, 240, 0)}}


def test_what_lies_in_the_trash_does_not_count(journal: OpenJournal) -> None:
    _keep(journal, datetime(2026, 3, 2, 18, tzinfo=BERLIN), 60)
    away = _keep(journal, datetime(2026, 3, 3, 18, tzinfo=BERLIN), 45)
    sessions.move_to_trash(journal, away.id)
    assert counted.read_hours(journal).all == Sum(1, 60, 0)


def test_a_span_that_ends_before_it_begins_is_refused(journal: OpenJournal) -> None:
    with pytest.raises(BadInput, match="end before it begins"):
        counted.read_hours(journal, date(2026, 3, 2), date(2026, 3, 1))


letters = st.text(st.sampled_from("qwxzQWXZ"), min_size=10, max_size=20)


@settings(max_examples=20)
@given(words=letters, label=letters, form=st.sampled_from(FORMS))
def test_nothing_that_was_written_ever_stands_in_a_file(words: str, label: str, form: str) -> None:
    held = Reflection(
        at=datetime(2026, 3, 2, 18, 41, tzinfo=BERLIN),
        minutes=60,
        label=label,
        role=label,
        question=words,
        landed=words,
        company=Company.SEVERAL,
        co_reflect=True,
        answers=(Answer("what", words, words),),
        shared=(words,),
        lines=(words,),
        staying=(words,),
    )
    hours = hours_of([held])
    left = _read(counted.written(hours, form, counted.as_sheet(hours)), form)
    assert not [private for private in (words, label, held.id, "18:41") if private in left]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "csv"])
def test_a_name_and_a_line_to_sign_on_stand_there_only_if_asked_for(form: str) -> None:
    hours = hours_of([Reflection(at=datetime(2026, 3, 2, 18, tzinfo=BERLIN), minutes=90)])
    plain = _read(counted.written(hours, form, counted.as_sheet(hours)), form)
    asked = counted.as_sheet(hours, name="Ada Lind", organisation="Riverside House", sign=True)
    signed = _read(counted.written(hours, form, asked), form)
    for words in ("Ada Lind", "Riverside House", "Date and signature"):
        assert words not in plain
        assert words in signed
    assert "1 h 30 min" in plain


def test_the_pdf_says_of_itself_only_its_title_and_language() -> None:
    hours = hours_of([Reflection(at=datetime(2026, 3, 2, 18, tzinfo=BERLIN), minutes=90)])
    sheet = counted.as_sheet(hours, name="Ada Lind", language="de")
    reader = PdfReader(io.BytesIO(counted.written(hours, "pdf", sheet)))
    said = {key: str(value) for key, value in (reader.metadata or {}).items()}
    assert said == {"/Title": "Hours of peer support sessions"}
    assert str(reader.root_object["/Lang"]) == "de"


def test_a_form_there_is_not_is_refused() -> None:
    hours = hours_of([])
    with pytest.raises(BadInput, match=r"nothing was written"):
        counted.written(hours, "xlsx", counted.as_sheet(hours))


def test_a_file_that_cannot_be_written_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "hours.csv"
    counted.write_hours(b"before", path)
    with pytest.raises(BadInput):
        counted.write_hours(b"after", tmp_path)
    with pytest.raises(NotWritable):
        counted.write_hours(b"after", tmp_path / "no such folder" / "hours.csv")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir() if p.is_file()] == [("hours.csv", b"before")]
    assert counted.write_hours(b"after", path).read_bytes() == b"after"
