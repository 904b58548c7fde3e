"""The check-ins of the sample journal: two invented years with everyday gaps, trackers, labels and an own scale.

Nothing in them is more than chance and a few habits: the days of two busy months are fuller, weekends are quieter.
"""

import random
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from peerjournal.journal.checkin import CheckIn, Kind, Question, Tracker
from peerjournal.journal.entry import new_id
from peerjournal.operations import checkins, scales, trackers, wellbeing
from peerjournal.operations.journals import OpenJournal
from peerjournal.paths import resource
from peerjournal.store import checkins as store
from peerjournal.wellbeing.scale import Direction, Item, Label, Scale, Scoring

DAYS = 700
_SEED = 11
_BUSY = range(31, 63)  # days ago
_AWAY = range(240, 262)  # days ago: nothing was kept
_HOURS = (8, 13, 18, 21)


def fill(journal: OpenJournal) -> None:
    """Write the invented check-ins into a new journal."""
    with resource("sample", "checkins.toml").open("rb") as file:
        told = tomllib.load(file)
    today = journal.clock.today()
    own = [_add_tracker(journal, one, today) for one in told["tracker"]]
    checkins.ask(journal, [q for q in Question if q is not Question.WORK])
    made = list(_check_ins(journal, own, told["notes"]["texts"]))
    with journal.changing() as db:
        store.check_in_rows.put_many(db, made)
    for one in told["annotation"]:
        first, last = (today - timedelta(days=one[f"{end}_days_ago"]) for end in ("from", "until"))
        wellbeing.annotate(journal, one["label"], first, last)
    _add_scale(journal, told["scale"])


def _add_tracker(journal: OpenJournal, one: dict[str, Any], today: date) -> Tracker:
    starts, ends = (one.get(f"{end}_days_ago") for end in ("starts", "ends"))
    return trackers.add_tracker(
        journal,
        one["name"],
        Kind(one["kind"]),
        unit=one.get("unit", ""),
        starts_on=None if starts is None else today - timedelta(days=starts),
        ends_on=None if ends is None else today - timedelta(days=ends),
    )


def _check_ins(journal: OpenJournal, own: Sequence[Tracker], notes: Sequence[str]) -> Iterator[CheckIn]:
    chance = random.Random(_SEED)  # noqa: S311 - makes invented days, protects nothing
    today, mood = journal.clock.today(), 0.0
    activities = [a.id for a in trackers.all_activities(journal)]
    words = checkins.feelings(journal)
    for ago in range(DAYS, 0, -1):
        day = today - timedelta(days=ago)
        busy, weekend = ago in _BUSY, day.isoweekday() > 5
        mood = 0.7 * mood + chance.gauss(-0.25 if busy else 0.05, 0.75)
        if ago in _AWAY or chance.random() < (0.35 if weekend else 0.16):
            continue
        for hour in sorted(chance.sample(_HOURS, chance.choice((1, 1, 1, 2)))):
            at = _moment(journal, day, hour, chance.randrange(60))
            if chance.random() < 0.02:
                yield CheckIn(at=at, not_today=True, changed_at=at)
                break
            yield _one(chance, at, mood, busy=busy, activities=activities, words=words, own=own, notes=notes)


def _one(
    chance: random.Random,
    at: datetime,
    mood: float,
    *,
    busy: bool,
    activities: Sequence[str],
    words: Sequence[str],
    own: Sequence[Tracker],
    notes: Sequence[str],
) -> CheckIn:
    evening = at.hour >= 18
    said = CheckIn(at=at, changed_at=at, asked=(Question.GRID, Question.FEELINGS, Question.NOTE))
    said.pleasantness = _step(4.4 + mood + chance.gauss(0, 0.6))
    if chance.random() < 0.9:
        said.energy = _step(4.1 + 0.6 * mood - (0.6 if busy or evening else 0) + chance.gauss(0, 0.9))
    pleasant = len(words) // 2
    pool = words[:pleasant] if said.pleasantness > 4 else words[pleasant - 2 :]
    said.feelings = tuple(chance.sample(list(pool), chance.choice((0, 1, 1, 2))))
    if at.hour < 12:
        said.sleep, said.rest = 15 * round(chance.gauss(7.1, 0.9) * 4), _step(4.3 + 0.5 * mood + chance.gauss(0, 0.8))
        said.asked = (*said.asked, Question.SLEEP)
    if evening:
        said.asked = (*said.asked, Question.CARE, Question.WORK, Question.TRACKERS)
        said.activities = tuple(chance.sample(list(activities), chance.choice((0, 1, 2) if busy else (1, 2, 3, 4))))
        said.load = _step((5.6 if busy else 3.8) + chance.gauss(0, 0.9))
        said.say, said.backing = _step(4.2 + chance.gauss(0, 0.8)), _step(4.8 + chance.gauss(0, 0.9))
        said.accounts, said.satisfaction = _step(3 + chance.gauss(0, 1.2)), _step(4.9 + chance.gauss(0, 0.8))
        said.trackers = {t.id: _tracked(chance, t) for t in own if t.runs_on(at.date()) and chance.random() < 0.85}
    if chance.random() < 0.22:
        said.note = chance.choice(notes)
    return said


def _tracked(chance: random.Random, tracker: Tracker) -> float:
    return {
        Kind.YES_NO: lambda: float(chance.random() < 0.55),
        Kind.COUNT: lambda: float(chance.choice((0, 1, 1, 2, 2, 3, 4))),
        Kind.AMOUNT: lambda: round(max(0.25, chance.gauss(1.6, 0.4)) * 4) / 4,
        Kind.STEPS: lambda: float(_step(4.2 + chance.gauss(0, 1.1))),
    }[tracker.kind]()


def _step(value: float) -> int:
    return min(7, max(1, round(value)))


def _moment(journal: OpenJournal, day: date, hour: int, minute: int) -> datetime:
    zone = journal.clock.zone()
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC).astimezone(zone)


def _add_scale(journal: OpenJournal, one: dict[str, Any]) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - as above
    labels = tuple(Label(float(n), text) for n, text in enumerate(one["labels"]))
    items = tuple(Item(text, n in one["reversed"]) for n, text in enumerate(one["items"], start=1))
    scale = scales.add_scale(
        journal,
        Scale(
            new_id(),
            one["name"],
            one["licence"],
            0,
            3 * len(items),
            source=one["source"],
            period=one["period"],
            direction=Direction(one["direction"]),
            items=items,
            labels=labels,
            scoring=Scoring(one["scoring"]),
        ),
    )
    for ago in range(420, 0, -14):
        if chance.random() < 0.85:
            at = _moment(journal, journal.clock.today() - timedelta(days=ago), 20, chance.randrange(60))
            scales.add_answers(journal, scale.id, [float(chance.choice((0, 1, 1, 2, 2, 3))) for _n in items], at=at)
