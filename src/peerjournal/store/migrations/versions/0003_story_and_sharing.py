"""The story, who may hear what, the tellings made from it, and the ledger of what was told."""

import sqlalchemy as sa
from alembic import op

from peerjournal.i18n import _

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _whole(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _maybe(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String) for name in names]


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String, primary_key=True)


def _within(table: str, name: str, *, key: bool = False) -> sa.Column[str]:
    reference = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.String, reference, nullable=False, primary_key=key)


def upgrade() -> None:
    """Make the tables, and what a new journal has in them."""
    _make_story()
    _make_sharing()
    _make_ledger()
    _fill()
    op.execute("PRAGMA user_version = 3")


def _make_story() -> None:
    op.create_table("story", _id(), *_words("title"), *_whole("position"), *_maybe("trashed_at"))
    op.create_table("movement", _id(), *_words("label"), *_whole("position"))
    about = ("title", "movement", "time_of_life", "themes", "strategies", "person_ids", "feel")
    op.create_table(
        "part",
        _id(),
        _within("story", "story_id"),
        *_whole("position"),
        *_words(*about),
        *_maybe("feel_on"),
        *_words("entry_id"),
        *_maybe("changed_at", "trashed_at"),
        *_words("sitting", "text"),
    )
    op.create_index("part_story", "part", ["story_id"])
    op.create_table("part_version", _id(), _within("part", "part_id"), *_words("kept_at", "title", "themes", "text"))
    op.create_index("part_version_part", "part_version", ["part_id"])
    op.create_table(
        "part_draft",
        sa.Column("part_id", sa.String, primary_key=True),
        *_words("story_id", *about),
        *_maybe("feel_on"),
        *_words("entry_id"),
        *_whole("cursor", "anchor"),
        *_words("sitting", "text"),
    )
    op.create_table(
        "person",
        _id(),
        *_words("name", "nicknames", "relation", "arrangement", "disguise"),
        *_maybe("agreed_on"),
        *_words("note"),
        *_maybe("trashed_at"),
    )


def _make_sharing() -> None:
    op.create_table(
        "audience", _id(), *_words("name", "recorded", "withdrawable"), *_whole("position"), *_maybe("archived_at")
    )
    op.create_table(
        "light",
        _within("part", "part_id", key=True),
        _within("audience", "audience_id", key=True),
        *_words("light"),
        *_maybe("look_again_on"),
    )
    op.create_table(
        "telling",
        _id(),
        sa.Column("audience_id", sa.String, sa.ForeignKey("audience.id"), nullable=False),
        *_words("title", "occasion"),
        *_maybe("on"),
        *_words("purpose"),
        sa.Column("minutes", sa.Float),
        *_words("opening", "closing", "if_asked", "off_limits"),
        sa.Column("with_titles", sa.Boolean, nullable=False),
        *_words("language", "seen_people"),
        *_maybe("created_at", "changed_at", "trashed_at"),
    )
    op.create_table(
        "choice",
        _within("telling", "telling_id", key=True),
        _within("part", "part_id", key=True),
        *_whole("position"),
        *_maybe("wording"),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("held", sa.Boolean, nullable=False),
        *_words("seen_text", "seen_light", "seen_people"),
    )
    op.create_table(
        "answer",
        _within("telling", "telling_id", key=True),
        sa.Column("question", sa.String, primary_key=True),
        *_words("text"),
    )
    op.create_table(
        "rehearsal",
        _id(),
        _within("telling", "telling_id"),
        *_words("at"),
        *_whole("words"),
        sa.Column("seconds", sa.Float, nullable=False),
        *_words("felt", "note"),
    )
    op.create_table(
        "weighing",
        _id(),
        *_words("decision", "telling_pros", "telling_cons", "keeping_pros", "keeping_cons"),
        *_words("talk_it_over_with", "leaning"),
        *_maybe("changed_at", "trashed_at"),
    )
    op.create_table(
        "dismissal", _within("telling", "telling_id", key=True), sa.Column("key", sa.String, primary_key=True)
    )
    op.create_table(
        "preference", sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.JSON, nullable=False)
    )


def _make_ledger() -> None:
    op.create_table(
        "disclosure",
        _id(),
        *_words("at", "way", "audience_id", "audience_name", "telling_id", "title", "form", "place"),
        *_words("recorded", "withdrawable", "opening", "closing", "parts"),
    )
    op.create_table("disclosure_note", _id(), _within("disclosure", "disclosure_id"), *_words("at", "about", "text"))
    op.create_table(
        "after_care",
        _id(),
        _within("disclosure", "disclosure_id"),
        *_whole("step"),
        *_words("due_on", "state", "answer"),
        *_maybe("answered_at"),
    )
    for table in ("disclosure", "disclosure_note"):
        op.execute(
            f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never rewritten'); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
            " BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never rewritten'); END"
        )


def _fill() -> None:
    movement = sa.table("movement", *map(sa.column, ("id", "label", "position")))
    labels = {"happened": _("What happened"), "helped": _("What helped"), "next": _("What’s next")}
    op.bulk_insert(movement, [{"id": k, "label": v, "position": i} for i, (k, v) in enumerate(labels.items())])
    story = sa.table("story", *map(sa.column, ("id", "title", "position")))
    op.bulk_insert(story, [{"id": "recovery", "title": _("Recovery"), "position": 0}])
    audience = sa.table("audience", *map(sa.column, ("id", "name", "recorded", "withdrawable", "position")))
    six = [
        ("one-to-one", _("One to one"), "no", ""),
        ("closed-group", _("Closed group"), "no", ""),
        ("co-reflection", _("Co-reflection or supervision"), "", ""),
        ("training", _("Training"), "", ""),
        ("public-talk", _("Public talk"), "", "no"),
        ("online", _("Writing or online"), "yes", "no"),
    ]
    op.bulk_insert(
        audience,
        [
            {"id": id_, "name": name, "recorded": recorded, "withdrawable": withdrawable, "position": i}
            for i, (id_, name, recorded, withdrawable) in enumerate(six)
        ],
    )
