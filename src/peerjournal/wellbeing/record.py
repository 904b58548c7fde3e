"""Everything a chart can be drawn from, as it was kept: read once, looked at in many ways.

A :class:`Record` is never changed. What it works out (the series of a rating, the days an activity was done) it
works out once and keeps: changing the period or the colours of a chart reads nothing anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter

import numpy as np

from peerjournal.i18n import _
from peerjournal.journal.checkin import Activity, Annotation, CheckIn, Dimension, Kind, Question, Tracker
from peerjournal.journal.entry import EntryDay, folded
from peerjournal.wellbeing.compare import Comparison, Factor, compare
from peerjournal.wellbeing.scale import Scale, ScaleResult
from peerjournal.wellbeing.series import Days, Series, Span, When, series
from peerjournal.wellbeing.summary import daily_medians


@dataclass(frozen=True)
class SessionDay:
    """A session as the charts see it: when it was, and energy before and after (1 to 7; None is a gap)."""

    at: datetime
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, eq=False)
class Thing:
    """What days can be with or without, whether it ever was there or not.

    ``kinds`` tell two of one name apart, the last of them always: ``tracker``, ``feeling``, ``tag``, ``sessions``, or
    ``activity`` and its dimension.
    """

    kinds: tuple[str, ...]
    factor: Factor


@dataclass(frozen=True, eq=False)
class Record:
    """What was kept. ``check_ins`` come in the order of local day and time and hold none from the trash.

    ``entry_days`` are the days with entries and their tags; ``titles`` maps ids of entries to their titles;
    ``feelings`` are the feeling words on offer today, None where that is not known.
    """

    check_ins: tuple[CheckIn, ...] = ()
    activities: tuple[Activity, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    scales: tuple[Scale, ...] = ()
    results: tuple[ScaleResult, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    entry_days: tuple[EntryDay, ...] = ()
    sessions: tuple[SessionDay, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    feelings: tuple[str, ...] | None = None
    today: date = date.min
    _series: dict[str, Series[CheckIn]] = field(default_factory=dict, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever kept."""
        return not (self.check_ins or self.results or self.sessions)

    @cached_property
    def first_day(self) -> date:
        """The day of the first thing kept; today where there is nothing."""
        firsts = [c.day for c in self.check_ins[:1]]
        firsts += [r.at.date() for r in self.results] + [s.at.date() for s in self.sessions]
        return min(firsts, default=self.today)

    @cached_property
    def last_day(self) -> date:
        """The later of today and the day of the last thing kept."""
        lasts = [c.day for c in self.check_ins[-1:]]
        lasts += [r.at.date() for r in self.results] + [s.at.date() for s in self.sessions]
        return max([*lasts, self.today])

    def rating(self, name: str) -> Series[CheckIn]:
        """The series of a field of :class:`~peerjournal.journal.checkin.Answers`, such as ``energy`` or ``sleep``."""
        return self._kept(name, attrgetter(name))

    def tracker(self, tracker_id: str) -> Series[CheckIn]:
        """The series of a tracker."""
        return self._kept(f"tracker {tracker_id}", lambda c: c.trackers.get(tracker_id))

    def scale(self, scale_id: str) -> Series[ScaleResult]:
        """The totals of an own scale over time."""
        results = sorted((r for r in self.results if r.scale_id == scale_id), key=lambda r: r.at.replace(tzinfo=None))
        return Series(
            np.array([r.at.toordinal() for r in results], np.int64),
            np.array([r.at.hour * 60 + r.at.minute for r in results], np.int64),
            np.array([r.total for r in results], np.float64),
            results,
        )

    @cached_property
    def not_today(self) -> Days:
        """The days on which "not today" was an answer, each once."""
        return _sorted(day for day, c in zip(self._days, self.check_ins, strict=True) if c.not_today)

    @cached_property
    def care_days(self) -> Mapping[Dimension, Days]:
        """Per dimension the days on which it was touched, each once."""
        touched: dict[Dimension, set[int]] = {d: set() for d in Dimension}
        for activity in self.activities:
            touched[activity.dimension] |= self._days_done.get(activity.id, set())
        return {d: _sorted(days) for d, days in touched.items()}

    @cached_property
    def care_open(self) -> Mapping[Dimension, Days]:
        """Per dimension the days on which it could be touched: asked, and known to have something on offer then."""
        asked = set(self.care_asked.tolist())
        open_: dict[Dimension, set[int]] = {d: set() for d in Dimension}
        for activity in self.activities:
            open_[activity.dimension] |= _on_offer(self._days_done.get(activity.id, set()), asked, ended=activity.ended)
        return {d: _sorted(days) for d, days in open_.items()}

    @cached_property
    def care_asked(self) -> Days:
        """The days on which self-care was asked, each once: elsewhere nothing is known of it."""
        return _sorted(
            day for day, c in zip(self._days, self.check_ins, strict=True) if c.activities or Question.CARE in c.asked
        )

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """All that days can be with or without, by name: activities, trackers, tags, feeling words, sessions.

        A day counts as "without" only where the question stood open and this was not chosen, from the first day on
        that it was: before that, nobody knows whether it was on offer. What is no longer on offer ends with its last.
        """
        return tuple(thing.factor for thing in self.things if len(thing.factor.with_days))

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """The factors, and those that were there on no day, in the order of their names."""
        found = [
            *self._activities(),
            *(Thing(("tracker",), factor) for factor in self._tracker_factors()),
            *(Thing(("feeling",), factor) for factor in self._feeling_factors()),
            *(Thing(("tag",), factor) for factor in self._tag_factors()),
        ]
        if self.sessions:
            found.append(Thing(("sessions",), self._session_factor()))
        return tuple(sorted(found, key=lambda thing: thing.factor.name.casefold()))

    def comparisons(self, span: Span, rating: str = "pleasantness", *, after: int = 0) -> list[Comparison]:
        """Days with against days without each factor, by the day's median of a rating within the span.

        ``after`` takes the rating that many days later. In the order of the names.
        """
        answered = self.rating(rating).within(span)
        return compare(*daily_medians(answered.days, answered.values), self.factors, after=after)

    def comparison(self, factor: Factor, span: Span, rating: str = "pleasantness", *, after: int = 0) -> Comparison:
        """One of the things, set beside all factors as in :meth:`comparisons`."""
        answered = self.rating(rating).within(span)
        together = sorted(dict.fromkeys((*self.factors, factor)), key=lambda f: f.name.casefold())
        found = compare(*daily_medians(answered.days, answered.values), together, after=after)
        return found[together.index(factor)]  # those of one name stay in their order

    def _kept(self, key: str, value: Callable[[CheckIn], float | None]) -> Series[CheckIn]:
        if key not in self._series:
            self._series[key] = series(self.check_ins, value, self._when)
        return self._series[key]

    @cached_property
    def _when(self) -> When:
        return When.of(self.check_ins)

    @cached_property
    def _days(self) -> list[int]:
        """The ordinal of the day of each check-in."""
        days: list[int] = self._when.days.tolist()
        return days

    @cached_property
    def _days_done(self) -> Mapping[str, set[int]]:
        """On which days each activity was done, by its id; those never done are not there."""
        done: dict[str, set[int]] = defaultdict(set)
        for day, check_in in zip(self._days, self.check_ins, strict=True):
            for activity in check_in.activities:
                done[activity].add(day)
        return dict(done)

    def _activities(self) -> Iterable[Thing]:
        done, asked = self._days_done, set(self.care_asked.tolist())
        for activity in self.activities:
            factor = _offered(activity.name, done.get(activity.id, set()), asked, ended=activity.ended)
            yield Thing(("activity", activity.dimension.value), factor)

    def _tracker_factors(self) -> Iterable[Factor]:
        for tracker in self.trackers:
            if tracker.kind is Kind.STEPS:  # every step is an amount; there is no "without"
                continue
            answered = self.tracker(tracker.id)
            yield _factor(tracker.name, answered.days[answered.values > 0].tolist(), answered.days.tolist())

    def _feeling_factors(self) -> Iterable[Factor]:
        asked: set[int] = set()
        said: dict[str, set[int]] = defaultdict(set)
        for day, check_in in zip(self._days, self.check_ins, strict=True):
            if check_in.feelings or Question.FEELINGS in check_in.asked:
                asked.add(day)
            for feeling in check_in.feelings:
                said[feeling].add(day)
        on_offer = None if self.feelings is None else {folded(word) for word in self.feelings}
        yield from _named_factors(said, asked, on_offer)
        known = {folded(word) for word in said}
        yield from (_factor(word, (), ()) for word in self.feelings or () if folded(word) not in known)

    def _tag_factors(self) -> Iterable[Factor]:
        tagged: dict[str, set[int]] = defaultdict(set)
        for entry_day in self.entry_days:
            for tag in entry_day.tags:
                tagged[f"#{tag}"].add(entry_day.day.toordinal())
        yield from _named_factors(tagged, {d.day.toordinal() for d in self.entry_days})

    def _session_factor(self) -> Factor:
        # A session nobody noted cannot be told from none: what is compared lies between the first and the last noted.
        days = {s.at.toordinal() for s in self.sessions}
        first, last = min(days), max(days)
        between = {day for day in self._days if first <= day <= last}
        return _factor(_("Sessions"), days, between)


def _named_factors(said: Mapping[str, set[int]], asked: set[int], on_offer: set[str] | None = None) -> Iterable[Factor]:
    """One for each word, whatever its case; it is called as it was said last. Without ``on_offer`` all still are."""
    days: dict[str, set[int]] = defaultdict(set)
    names: dict[str, str] = {}
    for name, there in said.items():
        days[folded(name)] |= there
        names[folded(name)] = name
    for key, there in days.items():
        yield _offered(names[key], there, asked, ended=on_offer is not None and key not in on_offer)


def _offered(name: str, there: set[int], asked: set[int], *, ended: bool) -> Factor:
    return _factor(name, there, _on_offer(there, asked, ended=ended))


def _on_offer(there: set[int], asked: set[int], *, ended: bool) -> set[int]:
    """Of the days asked, those on which it is known to have been on offer: from the first it was there on.

    Where it has ended, to the last one only. What never was there is not known to have been on offer on any day.
    """
    if not there:
        return set()
    first, last = min(there), max(there)
    return {day for day in asked if first <= day and not (ended and day > last)}


def _factor(name: str, there: Iterable[int], asked: Iterable[int]) -> Factor:
    there = set(there)
    return Factor(name, _sorted(there), _sorted(set(asked) - there))


def _sorted(days: Iterable[int]) -> Days:
    return np.array(sorted(set(days)), np.int64)
