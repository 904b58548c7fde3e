"""A result of a questionnaire that was changed since belongs to the questionnaire it answered."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from peerjournal.errors import BadInput
from peerjournal.operations import scales
from peerjournal.operations.journals import OpenJournal
from peerjournal.store.checkins import scale_rows
from peerjournal.store.preferences import preference
from peerjournal.wellbeing.scale import Band, Item, Label, Scale, Scoring

LABELS = (Label(0, "never"), Label(1, "now and then"), Label(2, "often"))
ITEMS = (Item("I laughed"), Item("I put off resting", reversed=True))


@pytest.fixture
def scale(journal: OpenJournal) -> Scale:
    return scales.add_scale(journal, Scale("", "Evening", "My own", 0, 4, items=ITEMS, labels=LABELS))


def _asked(scale: Scale | None) -> object:
    return scale and (scale.items, scale.labels, scale.scoring, scale.times, scale.period, scale.low, scale.high)


def _held(journal: OpenJournal) -> object:
    with journal.reading() as db:
        return preference(db, "questionnaires as they were answered")


@pytest.mark.parametrize(
    "change",
    [
        lambda scale: replace(scale, items=scale.items[::-1]),
        lambda scale: replace(scale, items=(Item("I smiled"), scale.items[1])),
        lambda scale: replace(scale, items=(replace(scale.items[0], reversed=True), scale.items[1])),
        lambda scale: replace(scale, items=scale.items[:1], high=2),
        lambda scale: replace(scale, labels=(*scale.labels[:2], Label(2, "always"))),
        lambda scale: replace(scale, scoring=Scoring.MEAN, high=2),
        lambda scale: replace(scale, times=2, high=8),
        lambda scale: replace(scale, period="today"),
    ],
    ids=["order", "words", "reversed", "fewer", "label", "mean", "times", "period"],
)
def test_whatever_is_changed_an_earlier_result_keeps_its_own(
    journal: OpenJournal, scale: Scale, change: Callable[[Scale], Scale]
) -> None:
    kept = scales.add_answers(journal, scale.id, [2, 0])
    changed = scales.change_scale(journal, change(scale))
    assert _asked(scales.answered(journal, kept)) == _asked(scale)
    since = scales.add_answers(journal, scale.id, [1.0] * len(changed.items))
    assert scales.answered(journal, since) == changed
    now = scales.change_result(journal, replace(kept, answers=(1, 1), note="Another evening"))
    assert (now.total, now.note) == (2, "Another evening")
    assert _asked(scales.answered(journal, now)) == _asked(scale)


def test_names_notes_and_bands_make_no_other_questionnaire(journal: OpenJournal, scale: Scale) -> None:
    kept = scales.add_answers(journal, scale.id, [2, 0])
    scale = scales.change_scale(
        journal, replace(scale, name="At night", licence="Mine", source="Made up", bands=(Band(0, 2, "foggy"),))
    )
    assert scales.answered(journal, kept) == scale
    assert _held(journal) is None


def test_results_between_two_changes_keep_each_their_own_once(journal: OpenJournal, scale: Scale) -> None:
    first = [scales.add_answers(journal, scale.id, [n, 0]) for n in (0, 1, 2)]
    scales.move_result_to_trash(journal, first[0].id)
    second = scales.change_scale(journal, replace(scale, times=2, high=8))
    between = scales.add_answers(journal, scale.id, [1, 1])
    scales.change_scale(journal, replace(scale, times=3, high=12))
    assert [_asked(scales.answered(journal, one)) for one in first] == [_asked(scale)] * 3
    assert _asked(scales.answered(journal, between)) == _asked(second)
    held = _held(journal)
    assert isinstance(held, dict)
    assert [len(one["results"]) for one in held[scale.id]] == [3, 1]


def test_what_nobody_knows_stays_unknown_whatever_the_scale_becomes(journal: OpenJournal, scale: Scale) -> None:
    kept = scales.add_answers(journal, scale.id, [2, 0])
    with journal.changing() as db:  # as it was done before the questionnaire of then was kept
        scale_rows.put(db, replace(scale, times=2, high=8))
    assert scales.answered(journal, kept) is None
    scales.change_scale(journal, scale)  # it would account for the total again, but who knows
    assert scales.answered(journal, kept) is None
    with pytest.raises(BadInput, match="stay as they were"):
        scales.change_result(journal, replace(kept, answers=(1, 1)))
    assert scales.change_result(journal, replace(kept, note="Then")).total == kept.total


def test_a_typed_total_answers_nothing(journal: OpenJournal, scale: Scale) -> None:
    scales.add_total(journal, scale.id, 3)
    scales.change_scale(journal, replace(scale, times=2, high=8))
    assert not _held(journal)
