"""The tables. Migrations make them; this module only names them for queries.

``entry.sort_key`` is the rowid: tenths of seconds of the wall clock at writing, counted from the year 1,
moved up by one while another entry has it. So newest-first is simply descending rowid, in the table and in
the full-text index alike, and no list ever sorts.

``text`` stands last in its table: the columns before it are read without touching a long text's pages.
"""

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Integer, MetaData, String, Table

from peerjournal.journal.checkin import RATINGS, Dimension, Kind
from peerjournal.journal.plan import Helped
from peerjournal.journal.prompts import Use
from peerjournal.journal.reflection import Company, FollowState, Setting
from peerjournal.journal.story import Arrangement, Feel
from peerjournal.sharing.audience import Known, Light
from peerjournal.sharing.disclosure import About, CareState, Way
from peerjournal.store.columns import (
    Bands,
    Items,
    Labels,
    Lines,
    Moment,
    Numbers,
    OpenNumbers,
    Prompts,
    Word,
    WordedParts,
    WrittenAnswers,
)
from peerjournal.wellbeing.scale import Direction, Scoring

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


# The story


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, String, nullable=False) for name in names]


def _within(table: str, name: str, *, key: bool = False) -> Column[str]:
    """A column that names a row of another table, and goes with it."""
    return Column(name, String, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False, primary_key=key)


stories = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    *_words("title"),
    Column("position", Integer, nullable=False),
    Column("trashed_at", Moment),
)

movements = Table(
    "movement",
    metadata,
    Column("id", String, primary_key=True),
    *_words("label"),
    Column("position", Integer, nullable=False),
)

parts = Table(
    "part",
    metadata,
    Column("id", String, primary_key=True),
    _within("story", "story_id"),
    Column("position", Integer, nullable=False),
    *_words("title", "movement", "time_of_life"),
    Column("themes", Lines, nullable=False),
    Column("strategies", Lines, nullable=False),
    Column("person_ids", Lines, nullable=False),
    Column("feel", Word(Feel), nullable=False),
    Column("feel_on", Date),
    *_words("entry_id"),
    Column("changed_at", Moment),
    Column("trashed_at", Moment),
    *_words("sitting", "text"),
)

part_versions = Table(
    "part_version",
    metadata,
    Column("id", String, primary_key=True),
    _within("part", "part_id"),
    Column("kept_at", Moment, nullable=False),
    *_words("title"),
    Column("themes", Lines, nullable=False),
    *_words("text"),
)

part_drafts = Table(
    "part_draft",
    metadata,
    Column("part_id", String, primary_key=True),
    *_words("story_id", "title", "movement", "time_of_life"),
    Column("themes", Lines, nullable=False),
    Column("strategies", Lines, nullable=False),
    Column("person_ids", Lines, nullable=False),
    Column("feel", Word(Feel), nullable=False),
    Column("feel_on", Date),
    *_words("entry_id"),
    Column("cursor", Integer, nullable=False),
    Column("anchor", Integer, nullable=False),
    *_words("sitting", "text"),
)

people = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
    *_words("name"),
    Column("nicknames", Lines, nullable=False),
    *_words("relation"),
    Column("arrangement", Word(Arrangement), nullable=False),
    *_words("disguise"),
    Column("agreed_on", Date),
    *_words("note"),
    Column("trashed_at", Moment),
)

# Sharing

audiences = Table(
    "audience",
    metadata,
    Column("id", String, primary_key=True),
    *_words("name"),
    Column("recorded", Word(Known), nullable=False),
    Column("withdrawable", Word(Known), nullable=False),
    Column("position", Integer, nullable=False),
    Column("archived_at", Moment),
)

lights = Table(
    "light",
    metadata,
    _within("part", "part_id", key=True),
    _within("audience", "audience_id", key=True),
    Column("light", Word(Light), nullable=False),
    Column("look_again_on", Date),
)

tellings = Table(
    "telling",
    metadata,
    Column("id", String, primary_key=True),
    Column("audience_id", String, ForeignKey("audience.id"), nullable=False),
    *_words("title", "occasion"),
    Column("on", Date),
    *_words("purpose"),
    Column("minutes", Float),
    *_words("opening", "closing", "if_asked"),
    Column("off_limits", Lines, nullable=False),
    Column("with_titles", Boolean, nullable=False),
    *_words("language", "seen_people"),
    Column("created_at", Moment),
    Column("changed_at", Moment),
    Column("trashed_at", Moment),
)

choices = Table(
    "choice",
    metadata,
    _within("telling", "telling_id", key=True),
    _within("part", "part_id", key=True),
    Column("position", Integer, nullable=False),
    Column("wording", String),
    Column("own", Boolean, nullable=False),
    Column("held", Boolean, nullable=False),
    *_words("seen_text"),
    Column("seen_light", Word(Light), nullable=False),
    *_words("seen_people"),
)

answers = Table(
    "answer",
    metadata,
    _within("telling", "telling_id", key=True),
    Column("question", String, primary_key=True),
    *_words("text"),
)

rehearsals = Table(
    "rehearsal",
    metadata,
    Column("id", String, primary_key=True),
    _within("telling", "telling_id"),
    Column("at", Moment, nullable=False),
    Column("words", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    *_words("felt", "note"),
)

weighings = Table(
    "weighing",
    metadata,
    Column("id", String, primary_key=True),
    *_words("decision"),
    *(Column(name, Lines, nullable=False) for name in ("telling_pros", "telling_cons", "keeping_pros", "keeping_cons")),
    *_words("talk_it_over_with", "leaning"),
    Column("changed_at", Moment),
    Column("trashed_at", Moment),
)

dismissals = Table(
    "dismissal",
    metadata,
    _within("telling", "telling_id", key=True),
    Column("key", String, primary_key=True),
)

preferences = Table(
    "preference",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", JSON, nullable=False),
)

# The ledger. Triggers refuse any change of a line or of what was added to it.

disclosures = Table(
    "disclosure",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("way", Word(Way), nullable=False),
    *_words("audience_id", "audience_name", "telling_id", "title", "form", "place"),
    Column("recorded", Word(Known), nullable=False),
    Column("withdrawable", Word(Known), nullable=False),
    *_words("opening", "closing"),
    Column("parts", WordedParts, nullable=False),
)

disclosure_notes = Table(
    "disclosure_note",
    metadata,
    Column("id", String, primary_key=True),
    _within("disclosure", "disclosure_id"),
    Column("at", Moment, nullable=False),
    Column("about", Word(About), nullable=False),
    *_words("text"),
)

after_cares = Table(
    "after_care",
    metadata,
    Column("id", String, primary_key=True),
    _within("disclosure", "disclosure_id"),
    Column("step", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("state", Word(CareState), nullable=False),
    *_words("answer"),
    Column("answered_at", Moment),
)


# Check-ins. What is missing in one is NULL: a gap, and no number.


def _answers() -> list[Column[Any]]:
    """The columns of :class:`~peerjournal.journal.checkin.Answers`."""
    return [
        Column("not_today", Boolean, nullable=False),
        *(Column(name, Integer) for name in RATINGS),
        Column("sleep", Integer),
        *(Column(name, Lines, nullable=False) for name in ("feelings", "activities", "asked")),
        Column("trackers", JSON, nullable=False),
        *_words("note"),
    ]


def _check_ins(table: str) -> Table:
    return Table(
        table,
        metadata,
        Column("id", String, primary_key=True),
        Column("at", Moment, nullable=False),
        *_words("entry_id", "sitting"),
        Column("changed_at", Moment),
        Column("trashed_at", Moment),
        *_answers(),
    )


check_ins = _check_ins("check_in")
check_in_drafts = _check_ins("check_in_draft")

check_in_versions = Table(
    "check_in_version",
    metadata,
    Column("id", String, primary_key=True),
    _within("check_in", "check_in_id"),
    Column("kept_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    *_answers(),
)

activities = Table(
    "activity",
    metadata,
    Column("id", String, primary_key=True),
    Column("dimension", Word(Dimension), nullable=False),
    *_words("name"),
    Column("position", Integer, nullable=False),
    Column("ended", Boolean, nullable=False),
)

trackers = Table(
    "tracker",
    metadata,
    Column("id", String, primary_key=True),
    *_words("name"),
    Column("kind", Word(Kind), nullable=False),
    *_words("unit"),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("position", Integer, nullable=False),
    Column("trashed_at", Moment),
)

annotations = Table(
    "annotation",
    metadata,
    Column("id", String, primary_key=True),
    *_words("label"),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("trashed_at", Moment),
)

scales = Table(
    "scale",
    metadata,
    Column("id", String, primary_key=True),
    *_words("name", "licence", "source", "period"),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("direction", Word(Direction), nullable=False),
    Column("items", Items, nullable=False),
    Column("labels", Labels, nullable=False),
    Column("scoring", Word(Scoring), nullable=False),
    Column("times", Float, nullable=False),
    Column("bands", Bands, nullable=False),
    Column("position", Integer, nullable=False),
    Column("trashed_at", Moment),
)

scale_results = Table(
    "scale_result",
    metadata,
    Column("id", String, primary_key=True),
    _within("scale", "scale_id"),
    Column("at", Moment, nullable=False),
    Column("total", Float, nullable=False),
    Column("answers", Numbers, nullable=False),
    *_words("note"),
    Column("changed_at", Moment),
    Column("trashed_at", Moment),
)

scale_drafts = Table(
    "scale_draft",
    metadata,
    _within("scale", "scale_id", key=True),
    Column("at", Moment, nullable=False),
    Column("answers", OpenNumbers, nullable=False),
    *_words("note"),
)


# Sessions


def _said() -> list[Column[Any]]:
    """The columns of :class:`~peerjournal.journal.reflection.Said`."""
    return [
        *(Column(name, Integer) for name in ("before", "after", "minutes")),
        Column("setting", Word(Setting), nullable=False),
        Column("company", Word(Company), nullable=False),
        *_words("role", "label"),
        Column("co_reflect", Boolean, nullable=False),
        *_words("question", "landed"),
        Column("answers", WrittenAnswers, nullable=False),
    ]


def _reflections(table: str) -> Table:
    return Table(
        table,
        metadata,
        Column("id", String, primary_key=True),
        Column("at", Moment, nullable=False),
        *(Column(name, Lines, nullable=False) for name in ("shared", "lines", "staying")),
        *_words("audience_id", "sitting"),
        Column("changed_at", Moment),
        Column("trashed_at", Moment),
        *_said(),
    )


reflections = _reflections("reflection")
reflection_drafts = _reflections("reflection_draft")

reflection_versions = Table(
    "reflection_version",
    metadata,
    Column("id", String, primary_key=True),
    _within("reflection", "reflection_id"),
    Column("kept_at", Moment, nullable=False),
    Column("at", Moment, nullable=False),
    *_said(),
)

follow_ups = Table(
    "follow_up",
    metadata,
    Column("id", String, primary_key=True),
    *_words("text"),
    Column("due_on", Date),
    *_words("reflection_id"),
    Column("state", Word(FollowState), nullable=False),
    Column("decided_at", Moment),
    Column("trashed_at", Moment),
)

packs = Table(
    "pack",
    metadata,
    Column("id", String, primary_key=True),
    Column("audience_id", String, ForeignKey("audience.id"), nullable=False),
    *_words("title"),
    Column("on", Date),
    *_words("language", "discussed"),
    Column("discussed_at", Moment),
    Column("dismissed", Lines, nullable=False),
    Column("created_at", Moment),
    Column("changed_at", Moment),
    Column("trashed_at", Moment),
)

pack_lines = Table(
    "pack_line",
    metadata,
    Column("id", String, primary_key=True),
    _within("pack", "pack_id"),
    *_words("reflection_id", "chosen", "words"),
    Column("question", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)

templates = Table(
    "template",
    metadata,
    Column("id", String, primary_key=True),
    Column("use", Word(Use), nullable=False),
    *_words("name", "about", "source"),
    Column("on", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("trashed_at", Moment),
    Column("prompts", Prompts, nullable=False),
)

# My plan

sections = Table(
    "plan_section",
    metadata,
    Column("id", String, primary_key=True),
    *_words("heading"),
    Column("position", Integer, nullable=False),
    Column("changed_at", Moment),
    Column("trashed_at", Moment),
    *_words("sitting", "text"),
)

section_versions = Table(
    "plan_section_version",
    metadata,
    Column("id", String, primary_key=True),
    _within("plan_section", "section_id"),
    Column("kept_at", Moment, nullable=False),
    *_words("heading", "text"),
)

strategies = Table(
    "strategy",
    metadata,
    Column("id", String, primary_key=True),
    *_words("what", "when", "how", "part_id"),
    Column("helped", Word(Helped), nullable=False),
    Column("helped_on", Date),
    Column("position", Integer, nullable=False),
    Column("trashed_at", Moment),
)

own_people = Table(
    "own_person",
    metadata,
    Column("id", String, primary_key=True),
    *_words("name", "reach", "for_what"),
    Column("position", Integer, nullable=False),
    Column("trashed_at", Moment),
)

# Today

kept_out = Table(
    "kept_out_of_other_years",
    metadata,
    _within("entry", "entry_id", key=True),
)
