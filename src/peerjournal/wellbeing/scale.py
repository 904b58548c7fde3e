"""Own scales: a questionnaire or a total that somebody brings themselves, and how a total comes about.

No items of any scale are shipped, and no bands: both are the person's own, and so is the licence note without
which a scale is not kept. A total is only ever counted from all items; nothing is filled in for an open one.

Numbers are taken as they are written: 0.1 is a tenth, so that three times 0.1 is 0.3 and a range holds to the digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from peerjournal.errors import BadInput
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import one_line, whole_characters

MOST_ITEMS = 200
MOST_LABELS = 101
MOST_BANDS = 20
LONGEST_NAME = 120
LONGEST_PERIOD = 120
LONGEST_LABEL = 120
LONGEST_ITEM = 500
LONGEST_NOTE = 2000
"""Most characters of a licence note or a source."""
LARGEST = 1e6
"""Numbers of a scale lie between minus and plus this."""
NARROWEST = 1e-6
"""The narrowest range: below it there is nothing to draw."""


class Direction(StrEnum):
    """Which way a total is meant. Charts say it in words; they never turn an axis round."""

    NEITHER = "neither"
    MORE_IS_BETTER = "more-is-better"
    LESS_IS_BETTER = "less-is-better"


class Scoring(StrEnum):
    """How the answers become one number, before it is taken ``times``."""

    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True)
class Item:
    """One question or statement. A ``reversed`` one counts mirrored between the lowest and the highest label."""

    text: str
    reversed: bool = False


@dataclass(frozen=True)
class Label:
    """One answer that can be given to every item, and what it counts."""

    value: float
    text: str


@dataclass(frozen=True)
class Band:
    """A stretch of totals with a name, drawn by the person. Both ends belong to it.

    Where two bands touch, the total they share belongs to the upper one.
    """

    low: float
    high: float
    label: str


@dataclass
class Scale:
    """A scale somebody brought. ``low`` to ``high`` is the range of the total.

    With items it is a questionnaire, without any only a total is typed from paper. ``period`` is what it asks
    about, such as "the last two weeks". ``licence`` says what allows its use and is required.
    """

    id: str
    name: str
    licence: str
    low: float
    high: float
    source: str = ""
    period: str = ""
    direction: Direction = Direction.NEITHER
    items: tuple[Item, ...] = ()
    labels: tuple[Label, ...] = ()
    scoring: Scoring = Scoring.SUM
    times: float = 1.0
    bands: tuple[Band, ...] = ()
    position: int = 0
    trashed_at: datetime | None = None

    @property
    def is_questionnaire(self) -> bool:
        """Whether items are answered here; otherwise a total is typed."""
        return bool(self.items)


@dataclass
class ScaleResult:
    """One total, at an aware moment. ``answers`` are the values chosen, item by item; empty for a typed total."""

    id: str
    scale_id: str
    at: datetime
    total: float
    answers: tuple[float, ...] = ()
    note: str = ""
    trashed_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass
class ScaleDraft:
    """A questionnaire half filled in: one answer per item, None where it is open. One per scale."""

    scale_id: str
    at: datetime
    answers: tuple[float | None, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """What is typed in it."""
        return self.note


# ---------------------------------------------------------------------------------------------------- totals


def total(scale: Scale, answers: Sequence[float | None]) -> float:
    """The total of a checked questionnaire; ``answers`` are label values in the order of the items, None is open.

    Raises :class:`BadInput` while an item is open, or for an answer that is none of the labels.
    """
    given = [a for a in answers if a is not None]
    still_open = len(scale.items) - len(given)
    if still_open > 0:
        raise BadInput(
            ngettext(
                "One item is still open; nothing was counted.",
                "{n} items are still open; nothing was counted.",
                still_open,
            ).format(n=still_open)
        )
    if not scale.items or len(answers) != len(scale.items) or not {label.value for label in scale.labels} >= {*given}:
        raise BadInput(_("These answers do not belong to this scale; nothing was counted."))
    lowest, highest = _ends(scale)
    return _scored(
        scale,
        [
            _mirrored(_exact(answer), lowest, highest) if item.reversed else _exact(answer)
            for item, answer in zip(scale.items, given, strict=True)
        ],
    )


def reach(scale: Scale) -> tuple[float, float]:
    """The lowest and the highest total its items can give; the range itself where only a total is typed.

    A reversed item reaches as far as any other: it is mirrored within the same labels.
    """
    if not scale.items:
        return scale.low, scale.high
    lowest, highest = _ends(scale)
    return _scored(scale, [lowest] * len(scale.items)), _scored(scale, [highest] * len(scale.items))


def mirrored(scale: Scale, answer: float) -> float:
    """What an answer to a reversed item counts: as far below the highest label as it lies above the lowest."""
    return float(_mirrored(_exact(answer), *_ends(scale)))


def checked_total(scale: Scale, total: float) -> float:
    """A total as typed from paper. Raises :class:`BadInput` if it lies outside the range, which has both ends."""
    if not scale.low <= total <= scale.high:
        raise BadInput(
            _("A total of this scale lies from {low} to {high}; nothing was changed.").format(
                low=shown(scale.low), high=shown(scale.high)
            )
        )
    return float(total)


def band_of(scale: Scale, total: float) -> Band | None:
    """The person's own band a total lies in; the upper one where two touch, None where there is none."""
    holding = [band for band in scale.bands if band.low <= total <= band.high]
    return max(holding, key=_by_place, default=None)


def shown(number: float) -> str:
    """A number of a scale for a sentence: all its digits, no exponent, no empty decimals."""
    return format(Decimal(repr(float(number) + 0.0)).normalize(), "f")


def _exact(number: float) -> Fraction:
    return Fraction(repr(float(number)))


def _ends(scale: Scale) -> tuple[Fraction, Fraction]:
    values = [label.value for label in scale.labels]
    return _exact(min(values)), _exact(max(values))


def _mirrored(answer: Fraction, lowest: Fraction, highest: Fraction) -> Fraction:
    return lowest + highest - answer


def _scored(scale: Scale, counted: Sequence[Fraction]) -> float:
    summed = sum(counted, Fraction())
    return float((summed / len(counted) if scale.scoring is Scoring.MEAN else summed) * _exact(scale.times))


# ---------------------------------------------------------------------------------------------------- checking


def checked(scale: Scale) -> Scale:
    """The scale as it can be kept, its texts tidied. Raises :class:`BadInput` with the first thing in the way.

    The range may be wider than the totals the items reach, never narrower.
    """
    kept = replace(
        scale,
        name=_short(one_line(scale.name), LONGEST_NAME, _("The name")),
        licence=_short(_lines(scale.licence), LONGEST_NOTE, _("The licence note")),
        source=_short(_lines(scale.source), LONGEST_NOTE, _("The source")),
        period=_short(one_line(scale.period), LONGEST_PERIOD, _("The period")),
        items=_checked_items(scale.items),
        labels=_checked_labels(scale.labels),
        bands=_checked_bands(scale.bands),
    )
    if not kept.name:
        raise BadInput(_("Please give the scale a name; nothing was changed."))
    if not kept.licence:
        raise BadInput(
            _("Please add a licence note: whose scale it is, and what allows you to use it. Nothing was changed.")
        )
    _check_scoring(kept)
    _check_range(kept)
    return kept


def is_number(value: float) -> bool:
    """Whether it is a number a scale can hold: at most :data:`LARGEST` from zero, and so finite."""
    return abs(value) <= LARGEST


def other_range(scale: Scale) -> BadInput:
    """The error for a range that is not the one the answers reach; it says both."""
    low, high = reach(scale)
    return BadInput(
        _(
            "The range is given as {low} to {high}, but the answers reach {lowest} to {highest}; nothing was changed."
        ).format(low=shown(scale.low), high=shown(scale.high), lowest=shown(low), highest=shown(high))
    )


def _checked_items(items: Sequence[Item]) -> tuple[Item, ...]:
    if len(items) > MOST_ITEMS:
        raise BadInput(_("A scale can hold {most} items at most; nothing was changed.").format(most=MOST_ITEMS))
    kept = []
    for number, item in enumerate(items, 1):
        which = _("Item {number}").format(number=number)
        kept.append(replace(item, text=_said(one_line(item.text), LONGEST_ITEM, which)))
    return tuple(kept)


def _checked_labels(labels: Sequence[Label]) -> tuple[Label, ...]:
    if len(labels) > MOST_LABELS:
        raise BadInput(_("A scale can hold {most} labels at most; nothing was changed.").format(most=MOST_LABELS))
    kept: dict[float, Label] = {}
    for number, label in enumerate(labels, 1):
        which = _("Label {number}").format(number=number)
        value = _number(label.value, which)
        if value in kept:
            raise BadInput(
                _("Two labels have the value {value}; nothing was changed.").format(value=shown(label.value))
            )
        kept[value] = Label(value, _said(one_line(label.text), LONGEST_LABEL, which))
    return tuple(kept.values())


def _checked_bands(bands: Sequence[Band]) -> tuple[Band, ...]:
    if len(bands) > MOST_BANDS:
        raise BadInput(_("A scale can hold {most} bands at most; nothing was changed.").format(most=MOST_BANDS))
    kept = []
    for number, band in enumerate(bands, 1):
        which = _("Band {number}").format(number=number)
        low, high = _number(band.low, which), _number(band.high, which)
        if low > high:
            raise BadInput(_("{what} ends below where it begins; nothing was changed.").format(what=which))
        kept.append(Band(low, high, _said(one_line(band.label), LONGEST_LABEL, which)))
    kept.sort(key=_by_place)
    for lower, upper in pairwise(kept):
        if upper.low < lower.high or upper.low == lower.low:
            raise BadInput(_("Two bands overlap at {total}; nothing was changed.").format(total=shown(upper.low)))
    return tuple(kept)


def _check_scoring(scale: Scale) -> None:
    if not is_number(scale.times) or scale.times <= 0:
        raise BadInput(_("“Times” has to be a number above zero; nothing was changed."))
    if scale.items and len(scale.labels) < 2:
        raise BadInput(_("The items need at least two labels to choose from; nothing was changed."))
    if scale.labels and not scale.items:
        raise BadInput(_("There are labels but no items to answer with them; nothing was changed."))


def _check_range(scale: Scale) -> None:
    if not (is_number(scale.low) and is_number(scale.high) and scale.high - scale.low >= NARROWEST):
        raise BadInput(
            _("The range needs a lowest total and a higher highest one, within {most}; nothing was changed.").format(
                most=f"±{LARGEST:,.0f}"
            )
        )
    low, high = reach(scale)
    if low < scale.low or high > scale.high:
        raise other_range(scale)
    if any(band.low < scale.low or band.high > scale.high for band in scale.bands):
        raise BadInput(
            _("The bands have to lie within the range, {low} to {high}; nothing was changed.").format(
                low=shown(scale.low), high=shown(scale.high)
            )
        )


def _by_place(band: Band) -> tuple[float, float]:
    return band.low, band.high


def _number(value: float, what: str) -> float:
    if not is_number(value):
        raise BadInput(
            _("{what} needs plain numbers, within {most}; nothing was changed.").format(
                what=what, most=f"±{LARGEST:,.0f}"
            )
        )
    return float(value)


def _said(text: str, longest: int, what: str) -> str:
    if not text:
        raise BadInput(_("{what} has no words; nothing was changed.").format(what=what))
    return _short(text, longest, what)


def _short(text: str, longest: int, what: str) -> str:
    """The text; refused rather than cut, since a question cut short is another question."""
    if len(text) > longest:
        raise BadInput(
            _("{what} can hold {longest} characters at most; nothing was changed.").format(what=what, longest=longest)
        )
    return text


def _lines(text: str) -> str:
    """A few lines without blanks around them, empty lines at the ends left out."""
    return "\n".join(" ".join(line.split()) for line in whole_characters(text).strip().splitlines())
