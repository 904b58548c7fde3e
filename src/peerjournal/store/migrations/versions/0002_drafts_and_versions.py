"""What keeps writing safe: drafts, earlier versions, and the place the person last was."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "version",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("entry_id", sa.String, sa.ForeignKey("entry.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kept_at", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("tags", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
    )
    op.create_index("version_entry", "version", ["entry_id"])
    op.create_table(
        "draft",
        sa.Column("entry_id", sa.String, primary_key=True),
        sa.Column("written_at", sa.String, nullable=False),
        sa.Column("starred", sa.Boolean, nullable=False),
        sa.Column("cursor", sa.Integer, nullable=False),
        sa.Column("anchor", sa.Integer, nullable=False),
        sa.Column("sitting", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("tags", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
    )
    op.create_table(
        "place",
        sa.Column("one", sa.Integer, primary_key=True),
        sa.Column("entry_id", sa.String, nullable=False),
        sa.Column("cursor", sa.Integer, nullable=False),
        sa.Column("anchor", sa.Integer, nullable=False),
        sa.Column("writing", sa.Boolean, nullable=False),
    )
    op.execute("PRAGMA user_version = 2")
