"""Entries, their tags, and the full-text index over them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INDEXED = "title, text, tags, signs"
NEW = "new.sort_key, new.title, new.text, new.tags, new.signs"
OLD = "'delete', old.sort_key, old.title, old.text, old.tags, old.signs"

# Marks belong to words: without them an Indian vowel sign would cut its word in two. The marks that only say how
# an emoji is drawn do not.
WORDS = "unicode61 remove_diacritics 2 categories 'L* N* Co M*' separators '\ufe0e\ufe0f\u20e3'"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "entry",
        sa.Column("sort_key", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("written_at", sa.String, nullable=False),
        sa.Column("written_on", sa.String, nullable=False),
        sa.Column("starred", sa.Boolean, nullable=False),
        sa.Column("changed_at", sa.String),
        sa.Column("trashed_at", sa.String),
        sa.Column("sitting", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("tags", sa.String, nullable=False),
        sa.Column("first_line", sa.String, nullable=False),
        sa.Column("signs", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
    )
    live = "trashed_at IS NULL"
    op.execute(f"CREATE INDEX entry_live ON entry (sort_key) WHERE {live}")
    op.execute(f"CREATE INDEX entry_starred ON entry (sort_key) WHERE {live} AND starred = 1")
    op.execute(f"CREATE INDEX entry_day ON entry (written_on) WHERE {live}")
    op.execute(f"CREATE INDEX entry_month_day ON entry (substr(written_on, 6)) WHERE {live}")
    op.execute("CREATE INDEX entry_trashed ON entry (sort_key) WHERE trashed_at IS NOT NULL")
    op.execute(
        "CREATE TABLE entry_tag (folded VARCHAR NOT NULL, entry_id VARCHAR NOT NULL"
        " REFERENCES entry (id) ON DELETE CASCADE, name VARCHAR NOT NULL,"
        " PRIMARY KEY (folded, entry_id)) WITHOUT ROWID"
    )
    op.create_index("entry_tag_entry", "entry_tag", ["entry_id"])
    # What lies in the trash is not searched; the view lets the index be checked against just what it holds.
    op.execute(f"CREATE VIEW entry_searched AS SELECT sort_key, {INDEXED} FROM entry WHERE {live}")
    op.execute(
        f"CREATE VIRTUAL TABLE entry_search USING fts5({INDEXED}, content='entry_searched', content_rowid='sort_key',"
        ' tokenize="' + WORDS + '", prefix="1 2")'
    )
    insert = f"INSERT INTO entry_search (rowid, {INDEXED}) VALUES ({NEW})"
    delete = f"INSERT INTO entry_search (entry_search, rowid, {INDEXED}) VALUES ({OLD})"
    touched = "sort_key, title, text, tags, signs, trashed_at"
    for name, event, row, action in (
        ("insert", "AFTER INSERT", "new", insert),
        ("delete", "AFTER DELETE", "old", delete),
        ("update_old", f"BEFORE UPDATE OF {touched}", "old", delete),
        ("update_new", f"AFTER UPDATE OF {touched}", "new", insert),
    ):
        op.execute(
            f"CREATE TRIGGER entry_search_{name} {event} ON entry WHEN {row}.trashed_at IS NULL BEGIN {action}; END"
        )
    op.execute("PRAGMA user_version = 1")
