"""Own scales: questionnaires and total scores somebody brings themselves. Each change is one durable transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import folded, new_id, whole_characters
from peerjournal.operations import answered_scales
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.operations.writing import check_moment
from peerjournal.store import checkins as store
from peerjournal.store.preferences import preference, put_preference
from peerjournal.store.schema import scale_drafts, scale_results, scales
from peerjournal.vault.engine import Transaction
from peerjournal.wellbeing.scale import Scale, ScaleDraft, ScaleResult, checked, checked_total, total

_HALF_TYPED = "half-typed scales"


def _refuse_taken(db: Transaction, scale: Scale) -> None:
    others = store.scale_rows.all(db, scales.c.trashed_at.is_(None))
    if any(folded(s.name) == folded(scale.name) and s.id != scale.id for s in others):
        raise BadInput(_("There is a scale of that name already; nothing was changed."))


KEPT = Kept(
    store.scale_rows,
    lambda: _("There is no such scale."),
    lambda: _("Only a scale in the trash can be deleted for good; nothing was changed."),
    forget=answered_scales.forget_scale,
    may_return=_refuse_taken,
)
RESULTS = Kept(
    store.result_rows,
    lambda: _("There is no such result."),
    lambda: _("Only a result in the trash can be deleted for good; nothing was changed."),
    forget=answered_scales.forget_result,
)


def all_scales(journal: OpenJournal, *, trashed: bool = False) -> list[Scale]:
    """In their order."""
    return store.in_order(KEPT.all(journal, trashed=trashed))


def add_scale(journal: OpenJournal, scale: Scale) -> Scale:
    """A new one after the others. Raises :class:`BadInput` where it is not sound (see ``wellbeing/scale.py``)."""
    return _put(journal, replace(scale, id=new_id()), new=True)


def change_scale(journal: OpenJournal, scale: Scale) -> Scale:
    """Results so far keep their answers, their totals and the questionnaire that they answer (:func:`answered`).

    Raises :class:`NotFound` or :class:`BadInput`.
    """
    return _put(journal, scale, new=False)


def read_scale_file(path: Path) -> Scale:
    """A scale from a file, to be looked at before it is added. Raises :class:`BadInput`; nothing is kept yet."""
    # Loaded only when a file is read: no unlocking waits for what reads it.
    from peerjournal.formats import scale_file

    return scale_file.read_scale(path)


def _put(journal: OpenJournal, scale: Scale, *, new: bool) -> Scale:
    kept = checked(scale)
    with journal.changing() as db:
        _refuse_taken(db, kept)
        if new:
            kept = replace(kept, position=1 + max((s.position for s in store.scale_rows.all(db)), default=-1))
        else:
            before = KEPT.get(db, kept.id)
            answered_scales.keep(db, before, kept, store.result_rows.all(db, scale_results.c.scale_id == kept.id))
        store.scale_rows.put(db, kept)
    return kept


def put_aside(journal: OpenJournal, half_typed: dict[str, Any]) -> None:
    """Keep what is half typed about scales, sound or not, in place of what was put aside before."""
    with journal.changing() as db:
        put_preference(db, _HALF_TYPED, half_typed)


def half_typed(journal: OpenJournal) -> dict[str, Any]:
    """What was put aside."""
    with journal.reading() as db:
        return dict(preference(db, _HALF_TYPED) or {})


def results_of(journal: OpenJournal, scale_id: str, *, trashed: bool = False) -> list[ScaleResult]:
    """The latest first."""
    with journal.reading() as db:
        found = store.result_rows.all(db, scale_results.c.scale_id == scale_id)
    lying = [result for result in found if (result.trashed_at is not None) == trashed]
    return sorted(lying, key=lambda result: result.at, reverse=True)


def add_total(
    journal: OpenJournal, scale_id: str, value: float, *, at: datetime | None = None, note: str = ""
) -> ScaleResult:
    """A total typed from paper. Raises :class:`NotFound`, or :class:`BadInput` outside the scale's range."""
    with journal.changing() as db:
        kept = checked_total(KEPT.get(db, scale_id), value)
        return _add(db, journal, ScaleResult(new_id(), scale_id, _moment(journal, at), kept, note=note))


def add_answers(
    journal: OpenJournal, scale_id: str, answers: Sequence[float | None], *, at: datetime | None = None, note: str = ""
) -> ScaleResult:
    """What was answered, item by item, counted as the scale says.

    Raises :class:`NotFound`, or :class:`BadInput` while an item is open: nothing is guessed.
    """
    with journal.changing() as db:
        return _counted(db, journal, scale_id, answers, at, note)


def _counted(
    db: Transaction,
    journal: OpenJournal,
    scale_id: str,
    answers: Sequence[float | None],
    at: datetime | None,
    note: str,
) -> ScaleResult:
    counted = total(KEPT.get(db, scale_id), answers)
    given = tuple(a for a in answers if a is not None)
    return _add(db, journal, ScaleResult(new_id(), scale_id, _moment(journal, at), counted, given, note))


def draft_of(journal: OpenJournal, scale_id: str) -> ScaleDraft | None:
    """What is half filled in of a questionnaire, if anything."""
    with journal.reading() as db:
        return store.scale_draft_rows.find(db, scale_drafts.c.scale_id == scale_id)


def save_draft(journal: OpenJournal, draft: ScaleDraft) -> None:
    """Keep what is half filled in. It is no result, and in no chart, before it is counted."""
    with journal.changing() as db:
        KEPT.get(db, draft.scale_id)
        store.scale_draft_rows.put(db, replace(draft, at=check_moment(draft.at), note=whole_characters(draft.note)))


def drop_draft(journal: OpenJournal, scale_id: str) -> None:
    """It is counted, or not wanted."""
    with journal.changing() as db:
        store.scale_draft_rows.remove(db, scale_drafts.c.scale_id == scale_id)


def settle(journal: OpenJournal, draft: ScaleDraft) -> ScaleDraft:
    """Half filled in it stays half filled in: only :func:`count_draft` makes a result of it."""
    save_draft(journal, draft)
    return draft


def count_draft(journal: OpenJournal, draft: ScaleDraft) -> ScaleResult:
    """What is filled in becomes a result. Raises :class:`BadInput` while an item is open; the draft is kept then."""
    save_draft(journal, draft)
    with journal.changing() as db:
        result = _counted(db, journal, draft.scale_id, draft.answers, draft.at, draft.note)
        store.scale_draft_rows.remove(db, scale_drafts.c.scale_id == draft.scale_id)
        return result


def answered(journal: OpenJournal, result: ScaleResult) -> Scale | None:
    """The scale with the items, the labels and the way of counting that a result with answers belongs to.

    None where nobody knows them any more. Raises :class:`NotFound`.
    """
    with journal.reading() as db:
        return answered_scales.answered(db, KEPT.get(db, result.scale_id), result)


def change_result(journal: OpenJournal, result: ScaleResult) -> ScaleResult:
    """Its moment, total, answers or note. Raises :class:`NotFound` or :class:`BadInput`.

    It is counted anew only where its answers, or a typed total, are others, and then as it was counted before.
    """
    with journal.changing() as db:
        old = RESULTS.get(db, result.id)
        scale = KEPT.get(db, result.scale_id)
        if result.answers != old.answers:
            counted = _recounted(db, scale, old, result)
        elif result.answers or result.total == old.total:
            counted = old.total
        else:
            counted = checked_total(scale, result.total)
        return _add(db, journal, replace(result, at=check_moment(result.at), total=counted))


def _recounted(db: Transaction, scale: Scale, old: ScaleResult, new: ScaleResult) -> float:
    asked = answered_scales.answered(db, scale, old) if old.answers else scale
    if asked is None:
        raise BadInput(_("The questionnaire was changed since; the answers and their total stay as they were."))
    return total(asked, new.answers)


def _add(db: Transaction, journal: OpenJournal, result: ScaleResult) -> ScaleResult:
    kept = replace(result, note=whole_characters(result.note), changed_at=journal.clock.now())
    store.result_rows.put(db, kept)
    return kept


def _moment(journal: OpenJournal, at: datetime | None) -> datetime:
    return check_moment(at or journal.clock.now())


def move_scale_to_trash(journal: OpenJournal, scale_id: str) -> Scale:
    """Out of sight, with its results. Raises :class:`NotFound`."""
    return KEPT.put(journal, scale_id, trashed=True)


def restore_scale(journal: OpenJournal, scale_id: str) -> Scale:
    """Back, with its results. Raises :class:`NotFound`, or :class:`BadInput` where its name is taken by now."""
    return KEPT.put(journal, scale_id, trashed=False)


def delete_scale_for_good(journal: OpenJournal, scale_id: str) -> None:
    """With all its results. Raises :class:`NotFound` for one that is not in the trash."""
    KEPT.delete_for_good(journal, scale_id)


def move_result_to_trash(journal: OpenJournal, result_id: str) -> ScaleResult:
    """Raises :class:`NotFound`."""
    return RESULTS.put(journal, result_id, trashed=True)


def restore_result(journal: OpenJournal, result_id: str) -> ScaleResult:
    """Raises :class:`NotFound`."""
    return RESULTS.put(journal, result_id, trashed=False)


def delete_result_for_good(journal: OpenJournal, result_id: str) -> None:
    """Raises :class:`NotFound` for one that is not in the trash."""
    RESULTS.delete_for_good(journal, result_id)
