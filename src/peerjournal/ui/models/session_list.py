"""The list of session reflections as Qt sees it: newest first, a heading above each month."""

from collections.abc import Hashable, Sequence
from typing import Any

from peerjournal.charts.words import hours
from peerjournal.i18n import _
from peerjournal.journal.entry import first_line
from peerjournal.journal.reflection import Reflection, ReflectionRow, Setting, setting_names
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.models.headed_rows import HeadedRows
from peerjournal.ui.text import long_date, month_heading, short_date, time_of_day

DOT = "  ·  "


class SessionListModel(HeadedRows[ReflectionRow]):
    """Reflections by the month in which the session began on the person's wall."""

    def group_of(self, thing: ReflectionRow) -> Hashable:
        """Year and month."""
        return thing.at.year, thing.at.month

    def heading_of(self, group: Any) -> str:
        """For example "November 2026"."""
        return month_heading(*group)

    def lines_of(self, thing: ReflectionRow) -> Sequence[str]:
        """When and how long; kind and label; the first words. What is not said leaves its line to the next."""
        when = f"{short_date(thing.at, today=self.today)}, {time_of_day(thing.at)}"
        minutes = _minutes(thing)
        what = DOT.join(_kind(thing))
        return [DOT.join([when, *minutes]), *([what] if what else []), first_words(thing)]

    def spoken(self, thing: ReflectionRow) -> str:
        """All of it, with the whole date; the sign in words."""
        said = [f"{long_date(thing.at)}, {time_of_day(thing.at)}", *_kind(thing), *_minutes(thing)]
        if thing.co_reflect:
            said.append(_("To co-reflection"))
        return ". ".join([*said, first_words(thing)])

    def sign_of(self, thing: ReflectionRow) -> str:
        """What is to be taken to co-reflection has one."""
        return "co-reflect" if thing.co_reflect else ""


def in_passing(session: ReflectionRow | Reflection) -> str:
    """For example "1 h 30 min  ·  Group  ·  Tuesday group"; empty where nothing was said."""
    return DOT.join([*_minutes(session), *_kind(session)])


def first_words(row: ReflectionRow) -> str:
    """How it begins, without marks; otherwise that nothing was written."""
    return first_line(without_marks(row.first_words)) or _("Nothing written")


def _minutes(session: ReflectionRow | Reflection) -> list[str]:
    return [] if session.minutes is None else [hours(session.minutes)]


def _kind(session: ReflectionRow | Reflection) -> list[str]:
    kind = setting_names()[session.setting] if session.setting is not Setting.UNSAID else ""
    return [said for said in (kind, session.label) if said]
