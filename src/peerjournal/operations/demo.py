"""A sample journal to look around in: invented entries, spread over the two years before today.

The same day gives the same journal, but for its keys: the dates come from a fixed sequence and from what
each entry says about its season, its weekday or the entry it goes on from (``resources/sample/entries.toml``). The
story, its people and what was told of it stand in ``resources/sample/story.toml``, what the check-ins are made from in
``resources/sample/checkins.toml``.
"""

import random
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from pathlib import Path

from peerjournal.clock import SYSTEM_CLOCK, Clock
from peerjournal.journal.entry import Entry
from peerjournal.operations import demo_sessions, demo_story, demo_wellbeing, trash, writing
from peerjournal.operations.journals import OpenJournal, create_journal
from peerjournal.operations.samples import unwrapped
from peerjournal.paths import resource

SAMPLE_PASSPHRASE = "sample journal"  # noqa: S105 - told to everybody: it protects invented entries only
YEARS = 2
_SEED = 7
_SHARED_DAYS = 6  # so many days get a second entry
_MONTHS = {"winter": (12, 1, 2), "spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11)}
_MINUTES = {  # of the day, first and last
    "morning": (6 * 60 + 20, 9 * 60 + 30),
    "midday": (11 * 60 + 40, 14 * 60),
    "evening": (18 * 60, 21 * 60 + 40),
    "night": (22 * 60 + 10, 23 * 60 + 50),
    "small hours": (2 * 60, 2 * 60 + 40),
    "": (12 * 60, 21 * 60 + 30),
}


@dataclass(frozen=True)
class Sample:
    """One invented entry, with what its text says about when it was."""

    text: str
    title: str = ""
    tags: tuple[str, ...] = ()
    season: str = ""
    when: str = ""
    on: str = ""
    weekday: int = 0
    follows: str = ""
    days: int = 0
    starred: bool = False
    earlier: str = ""
    trashed: bool = False

    @cached_property
    def goes_anywhere(self) -> bool:
        """True where nothing in it says when it was."""
        return not (self.season or self.on or self.weekday or self.follows)

    def fits(self, day: date) -> bool:
        """Whether this may have been written on that day."""
        return (
            (not self.season or day.month in _MONTHS[self.season])
            and (not self.on or f"{day:%m-%d}" == self.on)
            and (not self.weekday or day.isoweekday() == self.weekday)
        )


def read_samples() -> list[Sample]:
    """The invented entries, in the order in which they are told."""
    with resource("sample", "entries.toml").open("rb") as file:
        told = tomllib.load(file)["entry"]
    for fields in told:
        for name in ("text", "earlier"):
            if name in fields:
                fields[name] = unwrapped(fields[name])
    return [Sample(**{**fields, "tags": tuple(fields.get("tags", ()))}) for fields in told]


def plan_days(samples: Sequence[Sample], today: date) -> list[date]:
    """A day for each sample, all before today: the first two years ago, the last yesterday.

    Some days hold several entries, and today's date a year ago holds one.
    """
    chance = random.Random(_SEED)  # noqa: S311 - spreads invented entries, protects nothing
    first = _years_before(today, YEARS)
    span = (today - first).days - 1
    every_day = [first + timedelta(days=n) for n in range(span + 1)]
    days: list[date] = []
    by_title: dict[str, date] = {}
    for n, sample in enumerate(samples):
        told_at = n * span // (len(samples) - 1)
        jitter = chance.randint(-9, 9) if 0 < n < len(samples) - 1 else 0
        after = by_title[sample.follows] if sample.follows else None
        wished = first + timedelta(days=told_at + jitter) if after is None else after + timedelta(sample.days)
        fitting = [d for d in every_day if sample.fits(d)]
        later = [d for d in fitting if after is None or d > after]
        day = min(later or fitting, key=lambda d: abs((d - wished).days))
        days.append(day)
        by_title[sample.title] = day
    _gather(samples, days, today, chance)
    return days


def _gather(samples: Sequence[Sample], days: list[date], today: date, chance: random.Random) -> None:
    """Moves a few entries that fit anywhere: one to today's date a year ago, some beside another entry."""
    followed = {s.follows for s in samples}
    movable = [
        n for n, s in enumerate(samples[1:-1], start=1) if s.goes_anywhere and s.title not in followed and not s.trashed
    ]
    a_year_ago = _years_before(today, 1)
    nearest = min(movable, key=lambda n: abs((days[n] - a_year_ago).days))
    days[nearest] = a_year_ago
    movable.remove(nearest)
    for n in chance.sample(movable, _SHARED_DAYS):
        days[n] = min((d for i, d in enumerate(days) if i != n), key=lambda d: abs((d - days[n]).days))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


def make_entries(samples: Sequence[Sample], today: date, zone: tzinfo) -> list[Entry]:
    """The samples as entries; where one has an earlier wording, with that."""
    chance = random.Random(_SEED + 1)  # noqa: S311 - as above
    entries = []
    for sample, day in zip(samples, plan_days(samples, today), strict=True):
        minute = chance.randint(*_MINUTES[sample.when])
        written_at = _moment(day, minute, chance.randrange(60), zone)
        entries.append(
            Entry(
                id=f"{chance.getrandbits(128):032x}",
                written_at=written_at,
                title=sample.title,
                text=sample.earlier or sample.text,
                tags=sample.tags,
                starred=sample.starred,
                changed_at=written_at + timedelta(minutes=chance.randint(3, 25)),
            )
        )
    return entries


def _moment(day: date, minute: int, second: int, zone: tzinfo) -> datetime:
    local = datetime.combine(day, time(minute // 60, minute % 60, second), zone)
    # By way of UTC: the hour that clocks skip in spring does not exist.
    return local.astimezone(UTC).astimezone(zone)


def create_demo(path: Path, passphrase: str, recovery_code: str, *, clock: Clock = SYSTEM_CLOCK) -> OpenJournal:
    """A new journal full of invented entries, open; slow on purpose (key derivation).

    Raises what ``create_journal`` raises, and :class:`NotWritable`; then nothing is left behind.
    """
    samples = read_samples()
    journal = create_journal(path, passphrase, recovery_code, clock=clock)
    try:
        _fill(journal, samples)
        demo_story.fill(journal)
        demo_wellbeing.fill(journal)
        demo_sessions.fill(journal)
    except BaseException:
        journal.close()
        shutil.rmtree(path, ignore_errors=True)
        raise
    return journal


def _fill(journal: OpenJournal, samples: Sequence[Sample]) -> None:
    entries = make_entries(samples, journal.clock.today(), journal.clock.zone())
    writing.write_entries(journal, entries)
    for sample, entry in zip(samples, entries, strict=True):
        if sample.earlier:
            draft = writing.open_draft(journal, entry.id)
            draft.text = sample.text
            writing.settle(journal, draft)
        if sample.trashed:
            trash.move_to_trash(journal, entry.id)
