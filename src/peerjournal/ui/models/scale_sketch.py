"""A scale as it stands in a form: typed texts that need not be a sound scale yet."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.typed_number import read_number, to_type
from peerjournal.wellbeing.scale import Band, Direction, Item, Label, Scale, Scoring, checked, is_number, reach

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


def sketch_of(scale: Scale, *, from_file: bool = False) -> Sketch:
    """A scale as it goes into the form."""
    return Sketch(
        questionnaire=scale.is_questionnaire,
        scale_id="" if from_file else scale.id,
        from_file=from_file,
        name=scale.name,
        period=scale.period,
        items=scale.items,
        labels=tuple((to_type(label.value), label.text) for label in scale.labels),
        scoring=scale.scoring,
        times=to_type(scale.times),
        low=to_type(scale.low),
        high=to_type(scale.high),
        direction=scale.direction,
        bands=tuple((to_type(band.low), to_type(band.high), band.label) for band in scale.bands),
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
    """The lowest and highest total its items reach; None while too little is typed to say, or in two ways.

    A stated range that is wider by a hundredth or less holds: factors are often rounded.
    """
    try:
        scale = _unchecked(sketch)
    except BadInput:
        return None
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
    """As it is typed, sound or not. Raises :class:`BadInput` for a number that can be read in two ways."""
    questionnaire = sketch.questionnaire
    return Scale(
        sketch.scale_id,
        sketch.name,
        sketch.licence,
        _number(sketch.low, _("The lowest total")),
        _number(sketch.high, _("The highest total")),
        source=sketch.source,
        period=sketch.period,
        direction=sketch.direction,
        items=sketch.items if questionnaire else (),
        labels=tuple(_label(n, row) for n, row in enumerate(sketch.labels, 1)) if questionnaire else (),
        scoring=sketch.scoring if questionnaire else Scoring.SUM,
        times=_number(sketch.times, _("“Times”")) if questionnaire else 1.0,
        bands=tuple(_band(n, row) for n, row in enumerate(sketch.bands, 1)),
    )


def _label(n: int, row: Sequence[str]) -> Label:
    value, words = row
    return Label(_number(value, _("Label {number}").format(number=n)), words)


def _band(n: int, row: Sequence[str]) -> Band:
    low, high, words = row
    which = _("Band {number}").format(number=n)
    return Band(_number(low, which), _number(high, which), words)


def _number(typed: str, what: str) -> float:
    try:
        return read_number(typed)
    except BadInput as problem:
        raise BadInput(_("{what}: {sentence}").format(what=what, sentence=problem)) from None
