"""Wellbeing: everything the charts are drawn from, and labels on days."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.checkin import Annotation, tidy_label
from peerjournal.journal.entry import new_id
from peerjournal.journal.reflection import EVERY_SESSION
from peerjournal.operations import checkins, scales, trackers
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.sharing import marks
from peerjournal.store import checkins as store
from peerjournal.store import sessions as session_store

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from peerjournal.wellbeing.record import Record

KEPT = Kept(
    store.annotation_rows,
    lambda: _("There is no such label."),
    lambda: _("Only a label in the trash can be deleted for good; nothing was changed."),
)


def read_record(journal: OpenJournal) -> "Record":
    """Everything there is to draw, as it stands; what is still being answered is not in it."""
    # Imported here: it needs numpy, for which no unlocking waits.
    from peerjournal.wellbeing.record import Record, SessionDay

    with journal.reading() as db:
        check_ins = store.between(db)
        entry_days = store.entry_days(db)
        titles = store.titles(db)
        held = session_store.rows(db, EVERY_SESSION)
    own = tuple(scales.all_scales(journal))
    shown = {scale.id for scale in own}
    return Record(
        check_ins=tuple(_named(c, feelings=tuple(map(_open_name, c.feelings))) for c in check_ins),
        activities=tuple(_named(a, name=_open_name(a.name)) for a in trackers.all_activities(journal)),
        trackers=tuple(
            _named(t, name=_open_name(t.name), unit=_open_name(t.unit)) for t in trackers.all_trackers(journal)
        ),
        scales=tuple(_named(s, name=_open_name(s.name)) for s in own),
        results=tuple(r for r in scales.RESULTS.all(journal) if r.scale_id in shown),
        annotations=tuple(_named(a, label=_open_name(a.label)) for a in all_annotations(journal)),
        entry_days=tuple(_named(d, tags=tuple(map(_open_name, d.tags))) for d in entry_days),
        sessions=tuple(SessionDay(r.at, r.before, r.after) for r in reversed(held)),
        titles=titles,
        feelings=tuple(map(_open_name, checkins.feelings(journal))),
        today=journal.clock.today(),
    )


_T = TypeVar("_T", bound="DataclassInstance")


def _named(thing: _T, **names: Any) -> _T:
    """With these names; itself where they are the same, as nearly always."""
    return thing if all(getattr(thing, field) == said for field, said in names.items()) else replace(thing, **names)


def _open_name(name: str) -> str:
    """As it may stand in a chart, which may leave: without what is marked private."""
    if not marks.has_marks(name):
        return name
    return marks.shareable(name).strip() or _("(private)")


# --------------------------------------------------------------------------------------------- labels on days


def all_annotations(journal: OpenJournal, *, trashed: bool = False) -> list[Annotation]:
    """In the order of their days."""
    return sorted(KEPT.all(journal, trashed=trashed), key=lambda a: (a.from_on, a.until_on, a.id))


def annotate(journal: OpenJournal, label: str, from_on: date, until_on: date | None = None) -> Annotation:
    """Mark a day or a span. Raises :class:`BadInput` without a label, or where it would end before it begins."""
    return _put(journal, Annotation(new_id(), label, from_on, until_on or from_on), new=True)


def change_annotation(journal: OpenJournal, annotation: Annotation) -> Annotation:
    """Raises :class:`NotFound`, or :class:`BadInput` as :func:`annotate`."""
    return _put(journal, annotation, new=False)


def _put(journal: OpenJournal, annotation: Annotation, *, new: bool) -> Annotation:
    kept = replace(annotation, label=tidy_label(annotation.label))
    if not kept.label:
        raise BadInput(_("Please give it a label; nothing was changed."))
    if kept.until_on < kept.from_on:
        raise BadInput(_("It would end before it begins; nothing was changed."))
    with journal.changing() as db:
        if not new:
            KEPT.get(db, kept.id)
        store.annotation_rows.put(db, kept)
    return kept


def move_annotation_to_trash(journal: OpenJournal, annotation_id: str) -> Annotation:
    """Raises :class:`NotFound`."""
    return KEPT.put(journal, annotation_id, trashed=True)


def restore_annotation(journal: OpenJournal, annotation_id: str) -> Annotation:
    """Raises :class:`NotFound`."""
    return KEPT.put(journal, annotation_id, trashed=False)


def delete_annotation_for_good(journal: OpenJournal, annotation_id: str) -> None:
    """Raises :class:`NotFound` for one that is not in the trash."""
    KEPT.delete_for_good(journal, annotation_id)
