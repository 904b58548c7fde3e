"""Hours of sessions as they leave: a table for programs, a sheet for people. No content of any session is in them."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from peerjournal.charts.words import hours as duration
from peerjournal.charts.words import months, short_date
from peerjournal.errors import BadInput
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import one_line
from peerjournal.journal.hours import Hours, Sum, hours_of
from peerjournal.journal.reflection import setting_names
from peerjournal.operations.files import write_file
from peerjournal.operations.handout import document_of, forms
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.sessions import rows
from peerjournal.sharing import marks
from peerjournal.sharing.handout import Section, Sheet
from peerjournal.sharing.pack import as_typed

CSV = "csv"


def read_hours(journal: OpenJournal, from_on: date | None = None, until_on: date | None = None) -> Hours:
    """Of all sessions that are not in the trash. Raises :class:`BadInput` where the span ends before it begins."""
    if from_on is not None and until_on is not None and until_on < from_on:
        raise BadInput(_("The period would end before it begins; nothing was added up."))
    return hours_of(rows(journal), from_on, until_on)


def month_name(month: date) -> str:
    """For example "Mar 2026"."""
    return f"{months()[month.month - 1]} {month.year}"


def as_csv(hours: Hours) -> bytes:
    """A row for each month and kind: ISO month, kind, sessions, minutes, hours, sessions without minutes.

    As the tables of charts: RFC 4180 in UTF-8 with a byte order mark, a decimal point, headers that stay the same.
    """
    out = StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(("month", "kind", "sessions", "minutes", "hours", "without_minutes"))
    for month, kinds in hours.months.items():
        for kind, s in kinds.items():
            row = (f"{month:%Y-%m}", kind.value or "unsaid", s.sessions, s.minutes, round(s.minutes / 60, 2), s.without)
            table.writerow(row)
    return out.getvalue().encode("utf-8-sig")


def as_sheet(
    hours: Hours, *, name: str = "", organisation: str = "", sign: bool = False, language: str = "en"
) -> Sheet:
    """A page to print: the span in words, a table, how it was counted; a name and a line to sign on if asked for.

    ``name`` and ``organisation`` stand on the sheet, without private marks, and are kept nowhere.
    """
    who = [as_typed(line) for line in (one_line(marks.shareable(said)) for said in (name, organisation)) if line]
    sections = [Section("\n\n".join([*who, in_words(hours)])), Section(_table(hours)), Section(how_counted(hours))]
    if sign:
        sections.append(
            Section(f"{_('Date and signature')}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_")
        )
    return Sheet(_("Hours of peer support sessions"), language, tuple(sections))


def in_words(hours: Hours) -> str:
    """The span, the sessions and the hours in one sentence."""
    whole = hours.all
    counted = ngettext("{n} session", "{n} sessions", whole.sessions).format(n=whole.sessions)
    return _("{span}: {sessions}, {hours} in all.").format(
        span=span_in_words(hours), sessions=counted, hours=duration(whole.minutes)
    )


def span_in_words(hours: Hours) -> str:
    """For example "1 Jan 2026 to 31 Mar 2026"."""
    first = hours.from_on or next(iter(hours.months), None)
    last = hours.until_on or next(reversed(hours.months), None)
    if first is None and last is None:
        return _("All sessions")
    if last is None:
        return _("From {day}").format(day=short_date(first or date.min))
    if first is None:
        return _("Until {day}").format(day=short_date(last))
    begins = short_date(first) if hours.from_on else month_name(first)
    ends = short_date(last) if hours.until_on else month_name(last)
    return begins if begins == ends else _("{first} to {last}").format(first=begins, last=ends)


def how_counted(hours: Hours) -> str:
    """How it was counted, and how many sessions have no minutes."""
    said = _("A session counts in the month in which it began, by its real minutes. In brackets: how many sessions.")
    without = hours.all.without
    if not without:
        return said
    more = ngettext(
        "Of {n} session the minutes were not noted; it adds none.",
        "Of {n} sessions the minutes were not noted; they add none.",
        without,
    )
    return f"{said} {more.format(n=without)}"


def _table(hours: Hours) -> str:
    kinds, names = hours.kinds, setting_names()
    head = [_("Month"), *(names[kind] for kind in kinds), _("Together")]
    lines = [head, ["---", *["---:"] * (len(kinds) + 1)]]
    for month, by_kind in hours.months.items():
        cells = [duration(by_kind[kind].minutes) if kind in by_kind else "" for kind in kinds]
        lines.append([month_name(month), *cells, cell(hours.of_month(month))])
    lines.append([_("Together"), *(duration(hours.of_kind(kind).minutes) for kind in kinds), cell(hours.all)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(one: Sum | None) -> str:
    """A sum in a table: hours and, behind them, the number of sessions; nothing where there are none."""
    return "" if one is None else f"{duration(one.minutes)} ({one.sessions})"


def hour_forms() -> tuple[tuple[str, str], ...]:
    """Each form a file of hours can have: its ending without the dot, and what it is called."""
    return ((CSV, _("CSV table")), *forms())


def written(hours: Hours, form: str, sheet: Sheet) -> bytes:
    """The very bytes of a file. Raises :class:`BadInput` for a form there is not."""
    return as_csv(hours) if form == CSV else document_of(sheet, form)


def write_hours(content: bytes, path: Path) -> Path:
    """Write them, whole or not at all. Raises :class:`BadInput`, :class:`DiskFull` or :class:`NotWritable`."""
    return write_file(path, content)
