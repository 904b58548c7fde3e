"""The sessions and the plan of the sample journal: an invented year of groups, walks and calls."""

import random
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from peerjournal.journal.entry import new_id
from peerjournal.journal.plan import Helped
from peerjournal.journal.prompts import Use
from peerjournal.journal.reflection import Answer, Reflection, Setting
from peerjournal.operations import followups, packs, plan, prompts, sessions, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.samples import unwrapped
from peerjournal.paths import resource
from peerjournal.store import sessions as store

DAYS = 365
_SEED = 7
_WRITTEN = 20  # days ago: what is told in full is not older


def fill(journal: OpenJournal) -> None:
    """Write the invented sessions and plan into a journal. Parts of the story it does not have are left out."""
    with resource("sample", "sessions.toml").open("rb") as file:
        told = tomllib.load(file)
    sessions.set_labels(journal, told["labels"])
    with journal.changing() as db:
        store.reflection_rows.put_many(db, [one for habit in told["habit"] for one in _held(journal, habit)])
    asked = {p.key: p.words for t in prompts.templates(journal, Use.REFLECTION) for p in t.prompts}
    parts = {part.title: part.id for part in story.all_parts(journal)}
    kept = [_reflect(journal, one, asked, parts) for one in reversed(told["reflection"])]
    _pack(journal, told["pack"], kept)
    _plan(journal, told, parts)


def _held(journal: OpenJournal, habit: Mapping[str, Any]) -> Iterator[Reflection]:
    """The sessions of one habit, of which only the kind, the time and the energy are known."""
    chance = random.Random(f"{_SEED} {habit['label']}")  # noqa: S311 - makes invented days, protects nothing
    today = journal.clock.today()
    for ago in range(DAYS, _WRITTEN, -1):
        day = today - timedelta(days=ago)
        if day.isoweekday() != habit["weekday"] or chance.random() > habit["often"]:
            continue
        at = _moment(journal, day, habit["at"])
        before = chance.choice((2, 3, 3, 4, 4, 4, 5, 5, 6))
        yield Reflection(
            at=at,
            setting=Setting(habit["setting"]),
            label=habit["label"],
            minutes=chance.choice(habit["minutes"]),
            before=before,
            after=min(7, max(1, before + chance.choice((-2, -1, 0, 0, 1, 1, 2)))),
            changed_at=at + timedelta(hours=2),
            sitting=new_id(),
        )


def _reflect(
    journal: OpenJournal, one: Mapping[str, Any], asked: Mapping[str, str], parts: Mapping[str, str]
) -> Reflection:
    written = {"what": one.get("what"), "so-what": one.get("so_what"), "now-what": one.get("now_what")}
    texts = {key: unwrapped(text) for key, text in {**written, **one.get("more", {})}.items() if text}
    reflection = Reflection(
        at=_moment(journal, journal.clock.today() - timedelta(days=one["days_ago"]), one["at"]),
        answers=tuple(Answer(key, asked[key], text) for key, text in texts.items()),
        before=one["before"],
        after=one["after"],
        setting=Setting(one["setting"]),
        minutes=one["minutes"],
        role=one["role"],
        label=one["label"],
        co_reflect="question" in one,
        question=one.get("question", ""),
        landed=one.get("landed", ""),
        shared=tuple(parts[title] for title in one.get("shared", ()) if title in parts),
        sitting=new_id(),
    )
    kept = sessions.record(journal, reflection)
    if "follow_up" in one:
        due_on = journal.clock.today() + timedelta(days=one["follow_up_in"])
        followups.add_follow_up(journal, one["follow_up"], due_on, reflection_id=kept.id)
    return kept


def _pack(journal: OpenJournal, one: Mapping[str, Any], kept: list[Reflection]) -> None:
    pack = packs.new_pack(journal, one["title"], on=journal.clock.today() + timedelta(days=one["days_from_now"]))
    for reflection in kept:
        lines = packs.offered(journal, reflection.id) if reflection.co_reflect else []
        for line in lines[:2]:
            packs.choose(journal, pack.id, line)


def _plan(journal: OpenJournal, told: Mapping[str, Any], parts: Mapping[str, str]) -> None:
    texts = {heading: unwrapped(text) for heading, text in told["plan"].items()}
    for section in plan.sections(journal):
        if section.heading in texts:
            plan.write_section(journal, section.id, texts[section.heading], sitting=new_id())
    for one in told["strategy"]:
        part_id = parts.get(one.get("part", ""), "")
        made = plan.add_strategy(journal, one["what"], when=one["when"], how=one["how"], part_id=part_id)
        plan.say_helped(journal, made.id, Helped(one.get("helped", "")))
    for one in told["person"]:
        plan.add_person(journal, one["name"], reach=one["reach"], for_what=one["for_what"])


def _moment(journal: OpenJournal, day: date, at: str) -> datetime:
    zone = journal.clock.zone()
    # By way of UTC: the hour that clocks skip in spring does not exist.
    return datetime.combine(day, time.fromisoformat(at), zone).astimezone(UTC).astimezone(zone)
