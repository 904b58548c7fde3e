"""Charts on paper are as high as two pages allow, and not squeezed for notes that need more pages anyway."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from peerjournal.charts.chart import View
from peerjournal.journal.checkin import CheckIn
from peerjournal.operations import summary
from peerjournal.paper import press
from peerjournal.paper import summary as pages
from peerjournal.wellbeing.record import Record

FIRST = datetime(2026, 3, 1, 20, tzinfo=UTC)
SHORT, LONG = "Rain, and tea afterwards.", "We walked along the river until the lamps were lit. " * 30
FOUR = ["ratings", "year", "work", "rhythm"]


def heights(note: str, *, notes: bool) -> list[float]:
    made = tuple(
        CheckIn(at=FIRST + timedelta(days=n), pleasantness=1 + n % 7, energy=1 + n % 5, load=1 + n % 4, note=note)
        for n in range(40)
    )
    record = Record(check_ins=made, today=date(2026, 4, 10))
    sheet = summary.summary(record, FOUR, View(), notes=notes)
    assert pages.layout(replace(sheet, notes=())).count <= 2
    return [element.height for element in sheet.elements]


@pytest.fixture(autouse=True)
def ready(qapp: object) -> None:
    """Pages are set in Qt's own letters."""
    assert qapp
    press.prepare()


def test_notes_that_need_more_pages_leave_the_charts_as_high_as_without_them() -> None:
    assert heights(LONG, notes=True) == heights(LONG, notes=False)


def test_notes_alone_make_a_sheet() -> None:
    record = Record(check_ins=(CheckIn(at=FIRST, note=SHORT),), today=date(2026, 4, 10))
    sheet = summary.summary(record, [], View(), notes=True)
    assert (sheet.elements, [note.text for note in sheet.notes]) == ((), [SHORT])
