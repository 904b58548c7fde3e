"""A summary on paper: what somebody chose to take along, for themselves or for somebody they see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Element:
    """One chart on the sheet: its title, its sentence, its picture (PNG), and how high that is to its width."""

    title: str
    sentence: str
    picture: bytes = b""
    height: float = 0.0


@dataclass(frozen=True)
class Note:
    """A note of a check-in that was asked to be on the sheet, and its day in words."""

    on: str
    text: str


@dataclass(frozen=True)
class SummarySheet:
    """Everything on the sheet, and nothing else leaves. ``period`` is in words."""

    title: str
    period: str
    elements: tuple[Element, ...] = ()
    notes: tuple[Note, ...] = ()
