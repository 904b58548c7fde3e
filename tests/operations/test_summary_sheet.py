"""A summary on paper holds what was chosen and nothing else."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from peerjournal.charts import files
from peerjournal.charts.chart import View
from peerjournal.charts.registry import kinds, make
from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.checkin import CheckIn, Dimension, Kind, Question
from peerjournal.operations import checkins, summary, trackers, wellbeing, writing
from peerjournal.operations.hours import as_sheet, read_hours
from peerjournal.operations.journals import OpenJournal
from peerjournal.paper import press
from peerjournal.paper import summary as pages
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span

FIRST = datetime(2026, 3, 1, 20, tzinfo=UTC)
SECRET = "the pond in the rain"
EVERYTHING = [kind.name for kind in kinds()]


def _record(days: int = 40) -> Record:
    made = tuple(
        CheckIn(
            at=FIRST + timedelta(days=n),
            pleasantness=1 + n % 7,
            energy=1 + n % 5,
            note=SECRET if n == 3 else "",
            entry_id="an entry" if n == 4 else "",
        )
        for n in range(days)
    )
    return Record(check_ins=made, titles={"an entry": SECRET}, today=date(2026, 4, 10))


def _title(name: str) -> str:
    return make(_record(20), name, View()).title


def _words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


@pytest.fixture(autouse=True)
def ready(qapp: object) -> None:
    """Pages are set in Qt's own letters."""
    assert qapp
    press.prepare()


def test_the_sheet_shows_each_chart_chosen_with_its_sentence(tmp_path: Path) -> None:
    sheet = summary.summary(_record(), ["ratings", "year"], View())
    file = summary.write_summary(sheet, tmp_path / "mine.pdf")
    reader = PdfReader(file)
    said = _words(file.read_bytes())
    for element in sheet.elements:
        assert element.title in said
        assert " ".join(element.sentence.split()) in said
    assert [e.title for e in sheet.elements] == [_title(name) for name in ("ratings", "year")]
    assert len([image for page in reader.pages for image in page.images]) == 2
    assert set(reader.metadata or {}) == {"/Title"}
    assert "1 Mar 2026 to 10 Apr 2026" in said


def test_notes_stay_out_unless_they_are_asked_for() -> None:
    without = summary.summary(_record(), EVERYTHING, View())
    assert without.notes == ()
    assert SECRET not in _words(pages.write(without))
    asked = summary.summary(_record(), ["ratings"], View(), notes=True)
    assert SECRET in _words(pages.write(asked))


@given(chosen=st.lists(st.sampled_from(EVERYTHING), min_size=1, unique=True))
@settings(max_examples=10)
def test_nothing_unchosen_is_ever_on_the_sheet(chosen: list[str]) -> None:
    sheet = summary.summary(_record(20), chosen, View())
    said = pages.layout(sheet).text()
    for name in EVERYTHING:
        assert (_title(name) in said.split("\n")) == (name in chosen)
    assert SECRET not in said


def test_only_the_notes_of_the_period_are_on_it() -> None:
    span = Span(date(2026, 3, 10), date(2026, 3, 20))
    assert summary.summary(_record(), ["ratings"], View(span), notes=True).notes == ()


def test_usual_choices_stand_on_two_pages() -> None:
    for names in (["ratings"], ["ratings", "care", "work"], ["ratings", "year", "care", "work", "rhythm"]):
        assert pages.layout(summary.summary(_record(), names, View())).count <= 2, names


def test_nothing_chosen_and_a_chart_nobody_knows_are_refused() -> None:
    with pytest.raises(BadInput, match="choose at least one"):
        summary.summary(_record(), [], View())
    with pytest.raises(NotFound, match="no such chart"):
        summary.summary(_record(), ["fortune"], View())


def test_an_empty_journal_has_a_sheet_that_says_so() -> None:
    sheet = summary.summary(Record(today=date(2026, 3, 1)), EVERYTHING, View())
    assert pages.layout(sheet).count >= 1
    assert all(not e.picture for e in sheet.elements)


def test_signs_of_markdown_in_a_note_are_only_signs() -> None:
    record = Record(
        check_ins=(CheckIn(at=FIRST, pleasantness=4, note="# no *heading*\n\n- no list"),), today=date(2026, 3, 1)
    )
    sheet = summary.summary(record, ["ratings"], View(), notes=True)
    assert "# no *heading* - no list" in pages.layout(sheet).text()


def _marked(secret: str) -> str:
    return f"Open {{keep}}{secret}{{/keep}}"


def test_nothing_marked_private_leaves_in_a_note_a_title_or_a_name(journal: OpenJournal) -> None:
    """Whatever it is typed into: names of things stand in pictures, sentences and tables too."""
    tracker = trackers.add_tracker(journal, _marked("Nimbus"), Kind.YES_NO, unit=_marked("Pylon"))
    activity = trackers.add_activity(journal, Dimension.SOCIAL, _marked("Orchid"))
    wellbeing.annotate(journal, _marked("Quartz"), journal.clock.today() - timedelta(days=5))
    for n in range(40):
        made = checkins.new_check_in(journal, journal.clock.now() - timedelta(days=n))
        said = replace(
            made,
            pleasantness=1 + n % 7,
            energy=4,
            note=_marked("Saffron"),
            feelings=(_marked("Tundra"),) if n % 2 else ("calm",),
            activities=(activity.id,) if n % 2 else (),
            trackers={tracker.id: float(n % 2)},
            asked=tuple(Question),
        )
        checkins.record(journal, said)
        writing.write_entry(journal, text="x", tags=[_marked("Velvet")] if n % 2 else ["garden"], written_at=made.at)
    record = wellbeing.read_record(journal)
    secrets = ("Nimbus", "Pylon", "Orchid", "Quartz", "Saffron", "Tundra", "Velvet")
    sheet = summary.summary(record, EVERYTHING, View(), title=_marked("Saffron"), notes=True, labels=True)
    assert sheet.title == "Open"
    left = _words(pages.write(sheet))
    assert "Open" in left
    for kind in kinds():
        for of in ["", *(name for name, _title in kind.choices(record))]:
            chart = kind.make(record, View(of=of))
            left += chart.sentence + "".join(files.written(chart, form).decode() for form in ("svg", "csv"))
    assert [word for word in secrets if word in left] == []
    hours = as_sheet(read_hours(journal), name=_marked("Nimbus"), organisation=_marked("Pylon"))
    assert not {"Nimbus", "Pylon"} & set(re.findall(r"\w+", str(hours)))
