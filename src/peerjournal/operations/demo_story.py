"""The story of the sample journal: people, parts with their lights, tellings, what was told of them."""

import tomllib
from datetime import timedelta
from typing import Any

from peerjournal.journal.story import Arrangement, Feel, Part
from peerjournal.operations import ledger, lights, people, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.samples import unwrapped
from peerjournal.paths import resource
from peerjournal.sharing.audience import Light
from peerjournal.sharing.disclosure import About


def fill(journal: OpenJournal) -> None:
    """Write the invented story into a new journal."""
    with resource("sample", "story.toml").open("rb") as file:
        told = tomllib.load(file)
    ids = {one["name"]: _add_person(journal, one) for one in told["person"]}
    parts = {one["title"]: _add_part(journal, one, ids) for one in told["part"]}
    for one in told["telling"]:
        _add_telling(journal, one, parts)
    weighing = told["weighing"]
    sheet = tellings.new_weighing(journal, weighing["decision"])
    for name, said in weighing.items():
        setattr(sheet, name, tuple(said) if isinstance(said, list) else said)
    tellings.change_weighing(journal, sheet)


def _add_person(journal: OpenJournal, one: dict[str, Any]) -> str:
    today = journal.clock.today()
    agreed = one.get("agreed_days_ago")
    return people.add_person(
        journal,
        one["name"],
        nicknames=one.get("also", ()),
        relation=one["relation"],
        arrangement=Arrangement(one.get("arrangement", "")),
        disguise=one.get("disguise", ""),
        agreed_on=None if agreed is None else today - timedelta(days=agreed),
    ).id


def _add_part(journal: OpenJournal, one: dict[str, Any], people_ids: dict[str, str]) -> Part:
    today = journal.clock.today()
    draft = story.new_draft(journal)
    draft.title, draft.text = one["title"], unwrapped(one["text"])
    draft.movement, draft.time_of_life = one["movement"], one["time"]
    draft.themes, draft.strategies = tuple(one["themes"]), tuple(one.get("strategies", ()))
    draft.person_ids = tuple(people_ids[name] for name in one.get("people", ()))
    draft.feel, draft.feel_on = Feel(one["feel"]), today - timedelta(days=one["feel_days_ago"])
    part = story.settle(journal, draft)
    assert part is not None
    for audience_id, light in one.get("lights", {}).items():
        lights.set_light(journal, part.id, audience_id, Light(light))
    for audience_id, days in one.get("look_again", {}).items():
        lights.look_again(journal, [(part.id, audience_id)], today + timedelta(days=days))
    return part


def _add_telling(journal: OpenJournal, one: dict[str, Any], parts: dict[str, Part]) -> None:
    telling = tellings.new_telling(
        journal,
        one["audience"],
        title=one["title"],
        part_ids=[parts[title].id for title in one["parts"]],
        minutes=one["minutes"],
        occasion=one["occasion"],
        on=journal.clock.today() + timedelta(days=one["days_from_now"]),
        purpose=one["purpose"],
    )
    for name in ("opening", "closing", "if_asked"):
        setattr(telling, name, one.get(name, ""))
    telling.off_limits = tuple(one.get("off_limits", ()))
    tellings.change(journal, telling)
    for title, words in one.get("wordings", {}).items():
        tellings.set_wording(journal, telling.id, parts[title].id, unwrapped(words))
    for question, answer in one.get("answers", {}).items():
        tellings.answer(journal, telling.id, question, answer)
    for said in one.get("rehearsals", ()):
        done = tellings.record_rehearsal(
            journal, telling.id, words=said["words"], seconds=said["seconds"], felt=said["felt"], note=said["note"]
        )
        done.at -= timedelta(days=said["days_ago"])
        tellings.change_rehearsal(journal, done)
    if "told_days_ago" in one:
        at = journal.clock.now() - timedelta(days=one["told_days_ago"])
        line = ledger.record_told(journal, tellings.get(journal, telling.id), at=at)
        ledger.add_note(journal, line.id, About.LANDED, one["landed"])
        ledger.add_note(journal, line.id, About.AGAIN, one["again"])
