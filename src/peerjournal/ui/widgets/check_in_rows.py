"""The list of check-ins as Qt sees it: newest first, a heading above each day."""

from collections.abc import Hashable, Sequence
from typing import Any

from peerjournal.journal.checkin import CheckIn
from peerjournal.ui.models.headed_rows import HeadedRows
from peerjournal.ui.text import day_heading, long_date, time_of_day
from peerjournal.ui.widgets.check_in_words import line_of


class CheckInListModel(HeadedRows[CheckIn]):
    """Check-ins by the day they are of: a time and a line each."""

    MOST_LINES = 2

    def group_of(self, thing: CheckIn) -> Hashable:
        """Its day."""
        return thing.day

    def heading_of(self, group: Any) -> str:
        """For example "Today" or "Friday, 20 November"."""
        return day_heading(group, self.today)

    def lines_of(self, thing: CheckIn) -> Sequence[str]:
        """When, and what was said."""
        return [time_of_day(thing.at), line_of(thing)]

    def spoken(self, thing: CheckIn) -> str:
        """The same with the whole date."""
        return f"{long_date(thing.at)}, {time_of_day(thing.at)}. {line_of(thing)}"
