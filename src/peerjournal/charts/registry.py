"""Every chart there is, by name, in the order of the room."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from peerjournal.charts.chart import Chart, Make, View
from peerjournal.errors import NotFound
from peerjournal.i18n import _
from peerjournal.wellbeing.record import Record

Choices = Callable[[Record], list[tuple[str, str]]]
"""What a chart offers to choose among: pairs of key and label; the first is the usual one."""


def _nothing(_record: Record) -> list[tuple[str, str]]:
    return []


class Usual(StrEnum):
    """The periods a chart may open with, each ending today."""

    THREE_MONTHS = "3 months"
    YEAR = "year"


@dataclass(frozen=True)
class Kind:
    """One kind of chart: its name for the command line, its title, the question it answers."""

    name: str
    title: str
    question: str
    make: Make
    choices: Choices = _nothing
    compares: bool = False
    """Whether it can be laid beside the period before."""
    looks_after: bool = False
    """Whether it can take the rating of the day after."""
    usual: Usual = Usual.THREE_MONTHS
    """The period it opens with; a year where fewer days say little."""


def kinds() -> tuple[Kind, ...]:
    """All of them; a function, since their words follow the language chosen."""
    # Imported here: the modules of the charts name this one's classes.
    from peerjournal.charts import care, comparisons, own, ratings, rhythm, sessions, work, year

    return tuple(module.kind() for module in (ratings, year, care, work, sessions, rhythm, comparisons, own))


def kind(name: str) -> Kind:
    """By its name. Raises :class:`NotFound` naming those there are."""
    for one in kinds():
        if one.name == name.strip().casefold():
            return one
    known = ", ".join(k.name for k in kinds())
    raise NotFound(_("There is no such chart; there are: {known}. Nothing was written.").format(known=known))


def make(record: Record, name: str, view: View) -> Chart:
    """A chart by its name. Raises :class:`NotFound`."""
    return kind(name).make(record, view)
