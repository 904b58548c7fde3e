"""My plan: rows in and out, inside the transaction of the connection given."""

from sqlalchemy import Connection

from peerjournal.journal.plan import OwnPerson, Section, SectionVersion, Strategy
from peerjournal.store.rows import Rows
from peerjournal.store.schema import own_people, section_versions, sections, strategies

section_rows = Rows(sections, Section)
version_rows = Rows(section_versions, SectionVersion)
strategy_rows = Rows(strategies, Strategy)
person_rows = Rows(own_people, OwnPerson)


def versions_of(db: Connection, section_id: str) -> list[SectionVersion]:
    """Newest first."""
    found = version_rows.all(db, section_versions.c.section_id == section_id)
    return sorted(found, key=lambda v: (v.kept_at, v.id), reverse=True)
