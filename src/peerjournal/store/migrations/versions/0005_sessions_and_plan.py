"""Sessions, follow-ups, co-reflection packs, templates, my plan, and what stays out of "on this day"."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from peerjournal.journal.entry import new_id
from peerjournal.journal.plan import first_headings

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _maybe(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String) for name in names]


def _whole(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String, primary_key=True)


def _within(table: str, name: str, *, key: bool = False) -> sa.Column[str]:
    reference = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.String, reference, nullable=False, primary_key=key)


def _said() -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.Integer) for name in ("before", "after", "minutes")),
        *_words("setting", "company", "role", "label"),
        sa.Column("co_reflect", sa.Boolean, nullable=False),
        *_words("question", "landed", "answers"),
    ]


def upgrade() -> None:
    """Make the tables, and the headings a plan begins with."""
    _make_sessions()
    _make_packs()
    _make_plan()
    op.create_table("kept_out_of_other_years", _within("entry", "entry_id", key=True))
    _fill()
    op.execute("PRAGMA user_version = 5")


def _make_sessions() -> None:
    for table in ("reflection", "reflection_draft"):
        op.create_table(
            table,
            _id(),
            *_words("at", "shared", "lines", "staying", "audience_id", "sitting"),
            *_maybe("changed_at", "trashed_at"),
            *_said(),
        )
    op.create_index("reflection_at", "reflection", ["at"], sqlite_where=sa.text("trashed_at IS NULL"))
    for name in ("label", "role"):  # what is in use is offered in the form
        op.create_index(f"reflection_{name}", "reflection", [name])
    op.create_table(
        "reflection_version", _id(), _within("reflection", "reflection_id"), *_words("kept_at", "at"), *_said()
    )
    op.create_index("reflection_version_of", "reflection_version", ["reflection_id"])
    op.create_table(
        "follow_up",
        _id(),
        *_words("text", "reflection_id", "state"),
        *_maybe("due_on", "decided_at", "trashed_at"),
    )
    op.create_table(
        "template",
        _id(),
        *_words("use", "name", "about", "source", "prompts"),
        *_whole("on", "position"),
        *_maybe("trashed_at"),
    )


def _make_packs() -> None:
    op.create_table(
        "pack",
        _id(),
        sa.Column("audience_id", sa.String, sa.ForeignKey("audience.id"), nullable=False),
        *_words("title", "language", "discussed", "dismissed"),
        *_maybe("on", "discussed_at", "created_at", "changed_at", "trashed_at"),
    )
    op.create_table(
        "pack_line",
        _id(),
        _within("pack", "pack_id"),
        *_words("reflection_id", "chosen", "words"),
        *_whole("question", "position"),
    )
    op.create_index("pack_line_of", "pack_line", ["pack_id"])


def _make_plan() -> None:
    op.create_table(
        "plan_section",
        _id(),
        *_words("heading", "sitting", "text"),
        *_whole("position"),
        *_maybe("changed_at", "trashed_at"),
    )
    op.create_table(
        "plan_section_version",
        _id(),
        _within("plan_section", "section_id"),
        *_words("kept_at", "heading", "text"),
    )
    op.create_index("plan_section_version_of", "plan_section_version", ["section_id"])
    op.create_table(
        "strategy",
        _id(),
        *_words("what", "when", "how", "part_id", "helped"),
        *_whole("position"),
        *_maybe("helped_on", "trashed_at"),
    )
    op.create_table(
        "own_person", _id(), *_words("name", "reach", "for_what"), *_whole("position"), *_maybe("trashed_at")
    )


def _fill() -> None:
    section = sa.table("plan_section", *map(sa.column, ("id", "heading", "sitting", "text", "position")))
    op.bulk_insert(
        section,
        [
            {"id": new_id(), "heading": heading, "sitting": "", "text": "", "position": place}
            for place, (heading, _about) in enumerate(first_headings())
        ],
    )
