"""My plan: rows in and out, inside the transaction of the connection given."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, literal_column

from peerjournal.journal.plan import OwnPerson, Section, SectionVersion, Strategy
from peerjournal.store.rows import Rows
from peerjournal.store.schema import own_people, section_versions, sections, strategies

section_rows = Rows(sections, Section)
version_rows = Rows(section_versions, SectionVersion)
strategy_rows = Rows(strategies, Strategy)
person_rows = Rows(own_people, OwnPerson)


def versions_of(db: Connection, section_id: str) -> list[SectionVersion]:
    """Newest first."""
    # Of two kept within the same second the one written later comes first.
    newest_first: list[ColumnElement[Any]] = [literal_column("rowid").desc()]
    found = version_rows.all(db, section_versions.c.section_id == section_id, order_by=newest_first)
    return sorted(found, key=lambda v: v.kept_at, reverse=True)
