"""Which questionnaire a result answers, once its scale was changed: old answers are never read as answers to new items.

A result belongs to its scale as it stands, until what it asks or how it counts is changed. What it was until then is
kept beside the scale, once for all results that answer it, and goes for good with the last of them. A result that the
scale of then does not account for (it was changed before this was kept) belongs to a questionnaire nobody knows.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from peerjournal.errors import BadInput
from peerjournal.store.preferences import preference, put_preference
from peerjournal.vault.engine import Transaction
from peerjournal.wellbeing.scale import Item, Label, Scale, ScaleResult, Scoring, reach, total

_NAME = "questionnaires as they were answered"
# By id of the scale a list of {"asked": what :func:`_asked` gives, or None where nobody knows, "results": their ids}.


def keep(db: Transaction, before: Scale, now: Scale, results: Sequence[ScaleResult]) -> None:
    """To be called with all results of a scale before it becomes another: what they answer stays known."""
    asked = _asked(before)
    if asked == _asked(now):
        return
    everything = _everything(db)
    kept = everything.setdefault(before.id, [])
    known = {id_ for one in kept for id_ in one["results"]}
    for result in results:
        if result.answers and result.id not in known:
            _add(kept, asked if _accounts_for(before, result) else None, result.id)
    _put(db, everything)


def answered(db: Transaction, scale: Scale, result: ScaleResult) -> Scale | None:
    """The scale with the items, the labels and the way of counting of a result with answers; None if nobody knows."""
    for one in _everything(db).get(scale.id, []):
        if result.id in one["results"]:
            return None if one["asked"] is None else _as_asked(scale, one["asked"])
    return scale if _accounts_for(scale, result) else None


def forget_scale(db: Transaction, scale_id: str) -> None:
    """It is deleted for good, and so is all that its results answered."""
    everything = _everything(db)
    if everything.pop(scale_id, None) is not None:
        _put(db, everything)


def forget_result(db: Transaction, result_id: str) -> None:
    """It is deleted for good; what it alone answered goes with it."""
    everything = _everything(db)
    for scale_id, kept in everything.items():
        if any(result_id in one["results"] for one in kept):
            others = [one | {"results": [id_ for id_ in one["results"] if id_ != result_id]} for one in kept]
            everything[scale_id] = [one for one in others if one["results"]]
            _put(db, everything)
            return


def _everything(db: Transaction) -> dict[str, list[dict[str, Any]]]:
    return dict(preference(db, _NAME) or {})


def _put(db: Transaction, everything: dict[str, list[dict[str, Any]]]) -> None:
    put_preference(db, _NAME, {scale_id: kept for scale_id, kept in everything.items() if kept})


def _add(kept: list[dict[str, Any]], asked: dict[str, Any] | None, result_id: str) -> None:
    for one in kept:
        if one["asked"] == asked:
            one["results"].append(result_id)
            return
    kept.append({"asked": asked, "results": [result_id]})


def _accounts_for(scale: Scale, result: ScaleResult) -> bool:
    """Whether its answers give its total on this scale."""
    try:
        return total(scale, result.answers) == result.total
    except BadInput:
        return False


def _asked(scale: Scale) -> dict[str, Any]:
    """What it asks and how it counts, as JSON holds it."""
    return {
        "period": scale.period,
        "items": [[item.text, item.reversed] for item in scale.items],
        "labels": [[label.value, label.text] for label in scale.labels],
        "scoring": scale.scoring.value,
        "times": scale.times,
    }


def _as_asked(scale: Scale, asked: dict[str, Any]) -> Scale:
    """What :func:`_asked` gave, under the name it has now; the scale itself where it is that again."""
    if asked == _asked(scale):
        return scale
    then = replace(
        scale,
        period=asked["period"],
        items=tuple(Item(text, reversed=turned) for text, turned in asked["items"]),
        labels=tuple(Label(value, text) for value, text in asked["labels"]),
        scoring=Scoring(asked["scoring"]),
        times=asked["times"],
        bands=(),
    )
    low, high = reach(then)
    return replace(then, low=low, high=high)
