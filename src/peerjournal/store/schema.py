"""The tables. Migrations make them; this module only names them for queries.

``entry.sort_key`` is the rowid: tenths of seconds of the wall clock at writing, counted from the year 1,
moved up by one while another entry has it. So newest-first is simply descending rowid, in the table and in
the full-text index alike, and no list ever sorts.

``text`` stands last in its table: the columns before it are read without touching a long text's pages.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table

from peerjournal.store.columns import Lines, Moment

metadata = MetaData()

entries = Table(
    "entry",
    metadata,
    Column("sort_key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("written_at", Moment, nullable=False),
    Column("written_on", String, nullable=False),
    Column("starred", Boolean, nullable=False),
    Column("changed_at", Moment),
    Column("trashed_at", Moment),
    Column("sitting", String, nullable=False),
    Column("title", String, nullable=False),
    Column("tags", Lines, nullable=False),
    Column("first_line", String, nullable=False),
    Column("signs", String, nullable=False),
    Column("text", String, nullable=False),
)

entry_tags = Table(
    "entry_tag",
    metadata,
    Column("folded", String, primary_key=True),
    Column("entry_id", String, ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String, nullable=False),
)

versions = Table(
    "version",
    metadata,
    Column("id", String, primary_key=True),
    Column("entry_id", String, ForeignKey("entry.id", ondelete="CASCADE"), nullable=False),
    Column("kept_at", Moment, nullable=False),
    Column("title", String, nullable=False),
    Column("tags", Lines, nullable=False),
    Column("text", String, nullable=False),
)

drafts = Table(
    "draft",
    metadata,
    Column("entry_id", String, primary_key=True),
    Column("written_at", Moment, nullable=False),
    Column("starred", Boolean, nullable=False),
    Column("cursor", Integer, nullable=False),
    Column("anchor", Integer, nullable=False),
    Column("sitting", String, nullable=False),
    Column("title", String, nullable=False),
    Column("tags", Lines, nullable=False),
    Column("text", String, nullable=False),
)

places = Table(
    "place",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("entry_id", String, nullable=False),
    Column("cursor", Integer, nullable=False),
    Column("anchor", Integer, nullable=False),
    Column("writing", Boolean, nullable=False),
)
