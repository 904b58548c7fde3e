"""Earlier versions of a check-in, for the dialog that shows those of anything."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from peerjournal.i18n import _
from peerjournal.journal.checkin import CheckIn, CheckInVersion
from peerjournal.ui.dialogs.versions import Kind
from peerjournal.ui.widgets.check_in_words import all_of

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


@dataclass
class _Said:
    """A check-in as words that can be compared."""

    id: str
    kept_at: datetime
    text: str
    title: str = ""


class _CheckIns:
    def now(self, journal: "OpenJournal", kept_id: str) -> _Said:
        """As it stands."""
        from peerjournal.operations import checkins

        found = checkins.get_check_in(journal, kept_id)
        return _Said(found.id, found.changed_at or found.at, said_in_full(journal, found))

    def versions(self, journal: "OpenJournal", kept_id: str) -> list[_Said]:
        """As it stood, newest first."""
        from peerjournal.operations import checkins

        found = checkins.versions(journal, kept_id)
        return [_Said(v.id, v.kept_at, said_in_full(journal, v)) for v in found]

    def bring_back(self, journal: "OpenJournal", version_id: str) -> CheckIn:
        """As it stood then."""
        from peerjournal.operations import checkins

        return checkins.bring_back(journal, version_id)


def of_check_ins() -> Kind:
    """The earlier versions of a check-in."""
    return Kind(
        _CheckIns,
        _("One version is kept of each sitting in which the check-in was changed."),
        _("There is no earlier version yet. One is kept when you change this check-in another time."),
    )


def said_in_full(journal: "OpenJournal", check_in: CheckIn | CheckInVersion) -> str:
    """Everything a check-in says, a line each. Raises :class:`PeerJournalError`."""
    from peerjournal.operations import trackers

    activities = {a.id: a for a in trackers.all_activities(journal)}
    own = [*trackers.all_trackers(journal), *trackers.all_trackers(journal, trashed=True)]
    return all_of(check_in, activities, {t.id: t for t in own})
