"""Earlier versions of a section of the plan, for the dialog that shows those of anything."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from peerjournal.i18n import _
from peerjournal.journal.plan import Section
from peerjournal.ui.dialogs.versions import Kind, with_private_marks

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


@dataclass
class _Words:
    """A section with its heading as a title."""

    id: str
    kept_at: datetime
    title: str
    text: str


class _Sections:
    def now(self, journal: "OpenJournal", kept_id: str) -> _Words:
        """As it stands."""
        from peerjournal.operations import plan

        found = plan.get_section(journal, kept_id)
        return _Words(found.id, found.changed_at or datetime.now(UTC), found.heading, found.text)

    def versions(self, journal: "OpenJournal", kept_id: str) -> list[_Words]:
        """As it stood, newest first."""
        from peerjournal.operations import plan

        return [_Words(v.id, v.kept_at, v.heading, v.text) for v in plan.section_versions(journal, kept_id)]

    def bring_back(self, journal: "OpenJournal", version_id: str) -> Section:
        """As it stood then."""
        from peerjournal.operations import plan

        return plan.bring_back_section(journal, version_id)


def of_sections() -> Kind:
    """The earlier versions of a section, with its private marks."""
    return Kind(
        _Sections,
        _("One version is kept of each visit in which this part of your plan was changed."),
        _("There is no earlier version yet. One is kept when you change this another time."),
        with_private_marks,
    )
