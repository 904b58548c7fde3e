"""A summary of a period on paper: the person chooses each element; notes only if they ask for them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from peerjournal.charts import files, registry
from peerjournal.charts.chart import Chart, View
from peerjournal.charts.look import PAPER
from peerjournal.charts.words import short_date
from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import one_line
from peerjournal.operations.files import write_file
from peerjournal.sharing import marks
from peerjournal.wellbeing.record import Record
from peerjournal.wellbeing.series import Span
from peerjournal.wellbeing.sheet import Element, Note, SummarySheet

_LOOK = replace(PAPER, scale=1.3)
_PAGES = 2
_LOWER = (1.0, 0.88, 0.77, 0.68, 0.6)
"""Of their usual height: the first with which all charts stand on two pages is taken. Lower ones are hard to read."""


def summary(
    record: Record, names: Sequence[str], view: View, *, title: str = "", notes: bool = False, labels: bool = False
) -> SummarySheet:
    """The sheet: these charts in the order of the room, drawn as low as two pages need.

    Notes and the labels on days are on it only if asked for, and nothing that is marked private.
    Call ``paper.press.prepare()`` before, in the thread of the window. Raises :class:`BadInput` where nothing was
    chosen, :class:`NotFound` for a chart there is not.
    """
    if not (names or notes):
        raise BadInput(_("Nothing is chosen yet; please choose at least one thing for the sheet."))
    record = record if labels else replace(record, annotations=())
    wanted = {registry.kind(name).name for name in names}
    made = [kind.make(record, view) for kind in registry.kinds() if kind.name in wanted]
    sheet = SummarySheet(
        title=one_line(marks.shareable(title)) or _("How I have been"),
        period=period_in_words(record, view.span),
        notes=_notes(record, view.span) if notes else (),
    )
    low = _low_enough(sheet, made)
    return replace(sheet, elements=tuple(_element(chart) for chart in low))


def _low_enough(sheet: SummarySheet, made: Sequence[Chart]) -> Sequence[Chart]:
    """The charts as high as two pages allow; where notes need more pages anyway, as if there were none."""
    lower = _lowered(made, _LOWER[-1])
    if not _fits(sheet, lower):
        sheet = replace(sheet, notes=())
    for part in _LOWER:
        lower = _lowered(made, part)
        if _fits(sheet, lower):
            break
    return lower


def _lowered(made: Sequence[Chart], part: float) -> list[Chart]:
    return [replace(chart, height=part * chart.height) for chart in made]


def _fits(sheet: SummarySheet, charts: Sequence[Chart]) -> bool:
    """Whether all of it stands on the pages a summary may have."""
    # Loaded only when something is printed: it brings in Qt.
    from peerjournal.paper import summary as pages

    elements = tuple(Element(c.title, c.sentence, height=_height(c)) for c in charts)
    return pages.layout(replace(sheet, elements=elements)).count <= _PAGES


def period_in_words(record: Record, span: Span) -> str:
    """For example "1 Mar 2026 to 28 Mar 2026"."""
    first, last = span.from_on or record.first_day, span.until_on or record.last_day
    return _("{first} to {last}").format(first=short_date(first), last=short_date(last))


def write_summary(sheet: SummarySheet, path: Path) -> Path:
    """Write it as a PDF, whole or not at all. Call ``paper.press.prepare()`` before, in the thread of the window.

    Raises :class:`BadInput`, :class:`DiskFull` or :class:`NotWritable`; then nothing is left behind.
    """
    # Loaded only when something is printed: it brings in Qt and PDF.
    from peerjournal.paper import summary as pages

    return write_file(path, pages.write(sheet))


def _element(chart: Chart) -> Element:
    picture = b"" if chart.empty else files.written(chart, "png", _LOOK)
    return Element(chart.title, chart.sentence, picture, _height(chart))


def _height(chart: Chart) -> float:
    """Of its picture, to its width; 0 where there is none."""
    return 0.0 if chart.empty else chart.height / files.WIDTH


def _notes(record: Record, span: Span) -> tuple[Note, ...]:
    noted = ((c.day, marks.shareable(c.note).strip()) for c in record.check_ins if span.holds(c.day))
    return tuple(Note(short_date(day), note) for day, note in noted if note)
