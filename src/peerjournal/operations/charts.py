"""Charts on disk: as a picture, a drawing, a page, or the table behind it."""

from pathlib import Path

from peerjournal.charts import files
from peerjournal.charts.chart import Chart
from peerjournal.operations.files import write_file


def check_ending(path: Path) -> None:
    """Raise :class:`BadInput` for a name that ends otherwise than charts can be written."""
    files.ending_of(path)


def save_chart(chart: Chart, path: Path) -> Path:
    """Write a chart by the ending of the name: ``.png``, ``.svg``, ``.pdf`` or ``.csv``.

    The file holds the chart and nothing else: no author, date or program. Raises :class:`BadInput` for another
    ending, :class:`DiskFull` or :class:`NotWritable`; then nothing is left behind.
    """
    return write_file(path, files.written(chart, files.ending_of(path)))
