"""Check-ins, what they may ask, own scales, and labels on days."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from peerjournal.i18n import _
from peerjournal.journal.entry import new_id

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STEPS = ("pleasantness", "energy", "rest", "load", "say", "backing", "accounts", "satisfaction", "sleep")


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _maybe(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String) for name in names]


def _whole(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Float, nullable=False) for name in names]


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String, primary_key=True)


def _within(table: str, name: str, *, key: bool = False) -> sa.Column[str]:
    reference = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.String, reference, nullable=False, primary_key=key)


def _answers() -> list[sa.Column[Any]]:
    return [
        sa.Column("not_today", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Integer) for name in _STEPS),
        *_words("feelings", "activities", "asked", "note"),
        sa.Column("trackers", sa.JSON, nullable=False),
    ]


def upgrade() -> None:
    """Make the tables, and the activities a journal begins with."""
    for table in ("check_in", "check_in_draft"):
        op.create_table(
            table, _id(), *_words("at", "entry_id", "sitting"), *_maybe("changed_at", "trashed_at"), *_answers()
        )
    op.create_index("check_in_entry", "check_in", ["entry_id"])
    op.create_index("check_in_at", "check_in", ["at"], sqlite_where=sa.text("trashed_at IS NULL"))
    op.create_index("check_in_trashed", "check_in", ["id"], sqlite_where=sa.text("trashed_at IS NOT NULL"))
    op.create_table(
        "check_in_version", _id(), _within("check_in", "check_in_id"), *_words("kept_at", "at"), *_answers()
    )
    op.create_index("check_in_version_of", "check_in_version", ["check_in_id"])
    _make_own()
    _fill()
    op.execute("PRAGMA user_version = 4")


def _make_own() -> None:
    op.create_table("activity", _id(), *_words("dimension", "name"), *_whole("position", "ended"))
    op.create_table(
        "tracker",
        _id(),
        *_words("name", "kind", "unit"),
        *_maybe("starts_on", "ends_on"),
        *_whole("position"),
        *_maybe("trashed_at"),
    )
    op.create_table("annotation", _id(), *_words("label", "from_on", "until_on"), *_maybe("trashed_at"))
    op.create_table(
        "scale",
        _id(),
        *_words("name", "licence", "source", "period", "direction", "items", "labels", "scoring", "bands"),
        *_numbers("low", "high", "times"),
        *_whole("position"),
        *_maybe("trashed_at"),
    )
    op.create_table(
        "scale_result",
        _id(),
        _within("scale", "scale_id"),
        *_words("at", "answers", "note"),
        *_numbers("total"),
        *_maybe("changed_at", "trashed_at"),
    )
    op.create_index("scale_result_of", "scale_result", ["scale_id"])
    op.create_table("scale_draft", _within("scale", "scale_id", key=True), *_words("at", "answers", "note"))


def _fill() -> None:
    first = [
        ("emotional", _("Talked about how I am")),
        ("emotional", _("Let myself rest")),
        ("environmental", _("Time outdoors")),
        ("environmental", _("Made my place nicer")),
        ("financial", _("Looked at my money")),
        ("intellectual", _("Read or learned something")),
        ("intellectual", _("Made something")),
        ("occupational", _("Took a real break")),
        ("occupational", _("Finished on time")),
        ("physical", _("Moved my body")),
        ("physical", _("Ate regularly")),
        ("social", _("Time with people I like")),
        ("social", _("Asked for help")),
        ("spiritual", _("Quiet, prayer or meditation")),
        ("spiritual", _("Did something that matters to me")),
    ]
    activity = sa.table("activity", *map(sa.column, ("id", "dimension", "name", "position", "ended")))
    op.bulk_insert(
        activity,
        [
            {"id": new_id(), "dimension": dimension, "name": name, "position": place, "ended": False}
            for place, (dimension, name) in enumerate(first)
        ],
    )
