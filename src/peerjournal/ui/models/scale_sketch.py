"""A scale as it stands in a form: typed texts that need not be a sound scale yet."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import nan
from typing import Any

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.wellbeing.scale import Band, Direction, Item, Label, Scale, Scoring, checked, is_number, reach, shown

_LEEWAY = 100


@dataclass(frozen=True)
class Sketch:
    """What is typed about a scale. ``scale_id`` names the one it changes and is empty for a new one.

    ``labels`` are (value, words), ``bands`` (lowest, highest, words), all as typed. ``low`` and ``high`` are the
    range of a total from paper; beside items they are the range that was stated, or empty. ``another`` is an item that
    is being typed.
    """

    questionnaire: bool
    scale_id: str = ""
    from_file: bool = False
    name: str = ""
    period: str = ""
    items: tuple[Item, ...] = ()
    another: str = ""
    labels: tuple[tuple[str, ...], ...] = ()
    scoring: Scoring = Scoring.SUM
    times: str = "1"
    low: str = ""
    high: str = ""
    direction: Direction = Direction.NEITHER
    bands: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    licence: str = ""

    @property
    def says_something(self) -> bool:
        """False while nothing is typed that would be missed."""
        texts = (self.name, self.period, self.another, self.low, self.high, self.source, self.licence)
        return bool(self.items or self.labels or self.bands or any(text.strip() for text in texts))


def typed_number(text: str) -> float:
    """A number as it is typed, with a comma or a point; NaN where it is none."""
    plain = text.strip().replace(",", ".").replace("٫", ".").replace("−", "-")
    try:
        return float(plain) if not set(plain.lower()) & set("einf_") else nan
    except ValueError:
        return nan


def sketch_of(scale: Scale, *, from_file: bool = False) -> Sketch:
    """A scale as it goes into the form."""
    return Sketch(
        questionnaire=scale.is_questionnaire,
        scale_id="" if from_file else scale.id,
        from_file=from_file,
        name=scale.name,
        period=scale.period,
        items=scale.items,
        labels=tuple((shown(label.value), label.text) for label in scale.labels),
        scoring=scale.scoring,
        times=shown(scale.times),
        low=shown(scale.low),
        high=shown(scale.high),
        direction=scale.direction,
        bands=tuple((shown(band.low), shown(band.high), band.label) for band in scale.bands),
        source=scale.source,
        licence=scale.licence,
    )


def plain(sketch: Sketch) -> dict[str, Any]:
    """As JSON holds it, for :func:`sketch_from`."""
    return asdict(sketch)


def sketch_from(said: Mapping[str, Any]) -> Sketch:
    """What :func:`plain` gave, also after a way through JSON."""
    read = {
        "items": tuple(Item(item["text"], item["reversed"]) for item in said["items"]),
        "labels": tuple(tuple(row) for row in said["labels"]),
        "bands": tuple(tuple(row) for row in said["bands"]),
        "scoring": Scoring(said["scoring"]),
        "direction": Direction(said["direction"]),
    }
    return Sketch(**{**said, **read})


def scale_of(sketch: Sketch) -> Scale:
    """The scale that is meant, checked. Raises :class:`BadInput` with the first thing in the way."""
    if sketch.questionnaire and not sketch.items:
        raise BadInput(_("Please type in at least one item; nothing was changed."))
    scale = _unchecked(sketch)
    if sketch.questionnaire:
        scale.low, scale.high = range_of(sketch) or (0.0, 0.0)
    return checked(scale)


def range_of(sketch: Sketch) -> tuple[float, float] | None:
    """The lowest and highest total its items reach; None while too little is typed to say.

    A stated range that is wider by a hundredth or less holds: factors are often rounded.
    """
    scale = _unchecked(sketch)
    numbers = [scale.times, *(label.value for label in scale.labels)]
    if not scale.items or len(scale.labels) < 2 or not all(map(is_number, numbers)):
        return None
    low, high = reach(scale)
    leeway = (scale.high - scale.low) / _LEEWAY
    if scale.low <= low <= high <= scale.high and max(low - scale.low, scale.high - high) <= leeway:
        return scale.low, scale.high
    return low, high


def carried_over(old: Scale, new: Scale, answers: Sequence[float | None]) -> tuple[float | None, ...]:
    """Answers to the items of a scale, for the items it has now: by their words, where the answer still exists."""
    given = {item.text: answer for item, answer in zip(old.items, answers, strict=False)}
    values = {label.value for label in new.labels}
    found = [given.get(item.text) for item in new.items]
    return tuple(answer if answer in values else None for answer in found)


def _unchecked(sketch: Sketch) -> Scale:
    return Scale(
        sketch.scale_id,
        sketch.name,
        sketch.licence,
        typed_number(sketch.low),
        typed_number(sketch.high),
        source=sketch.source,
        period=sketch.period,
        direction=sketch.direction,
        items=sketch.items if sketch.questionnaire else (),
        labels=tuple(Label(typed_number(value), words) for value, words in sketch.labels)
        if sketch.questionnaire
        else (),
        scoring=sketch.scoring if sketch.questionnaire else Scoring.SUM,
        times=typed_number(sketch.times) if sketch.questionnaire else 1.0,
        bands=tuple(Band(typed_number(low), typed_number(high), words) for low, high, words in sketch.bands),
    )
