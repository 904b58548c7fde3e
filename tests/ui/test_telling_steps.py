"""About, Parts and Prepare in the workshop of a telling, on a real journal."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.story import Part
from peerjournal.operations import lights, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light, light_of
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.telling.parts import PartsStep
from peerjournal.ui.pages.telling.workshop import ABOUT, PARTS, PREPARE, WORDS, Workshop

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def parts(journal: OpenJournal) -> list[Part]:
    """Two that may be told in a training, one only if asked, one kept."""
    made = [story.write_part(journal, title=title, text="Ten words of it, and then ten more. " * 4) for title in "ABCD"]
    lights.set_lights(journal, [(made[0].id, "training"), (made[1].id, "training")], Light.SHARE)
    lights.set_light(journal, made[2].id, "training", Light.ASK)
    return made


@pytest.fixture
def open_at(journal: OpenJournal, on_show: Show) -> Callable[..., Workshop]:
    """A telling for a training, with these parts, open at a step."""

    def opened(step: int, *part_ids: str, **more: Any) -> Workshop:
        made = tellings.new_telling(journal, "training", title="Short", part_ids=part_ids, **more)
        workshop = Workshop(journal)
        on_show(workshop)
        workshop.open(tellings.get(journal, made.id), step)
        return workshop

    return opened


Open = Callable[..., Workshop]
ABOVE, BELOW = False, True


def full(*_anything: object, **_more: object) -> None:
    raise DiskFull("The disk is full; nothing was changed.")


def titles(workshop: Workshop) -> list[str]:
    rows = workshop.parts.chosen
    return [rows.item(n).text().split("\n")[0] for n in range(rows.count())]


def add(step: PartsStep, part_id: str) -> None:
    step.offered.point_at(part_id)
    step.offered.chosen.emit(part_id)
    step.add.click()


# --------------------------------------------------------------------------------------------------- about


def test_what_is_typed_is_kept_without_leaving_the_field(journal: OpenJournal, open_at: Open, qtbot: QtBot) -> None:
    workshop = open_at(ABOUT)
    about = workshop.about
    about.occasion.setFocus()
    with qtbot.waitSignal(about.changed):
        QTest.keyClicks(about.occasion, "Spring course ")
    with qtbot.waitSignal(about.changed):
        QTest.keyClicks(about.purpose, "Less hurry")
    kept = tellings.get(journal, workshop.telling_id).telling
    assert (kept.occasion, kept.purpose) == ("Spring course", "Less hurry")
    assert about.occasion.text() == "Spring course "  # the blank one just typed stays under the hand


def test_day_and_minutes_are_kept_and_taken_back(journal: OpenJournal, open_at: Open) -> None:
    workshop = open_at(ABOUT)
    about = workshop.about
    assert about.day.isHidden()
    about.has_day.click()
    about.presets[2].click()
    kept = tellings.get(journal, workshop.telling_id).telling
    assert (kept.on, kept.minutes) == (date(2026, 11, 22), 10.0)
    about.has_day.click()
    about.has_minutes.click()
    kept = tellings.get(journal, workshop.telling_id).telling
    assert (kept.on, kept.minutes) == (None, None)


def test_what_could_not_be_kept_stays_and_is_kept_later(
    journal: OpenJournal, open_at: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = open_at(ABOUT)
    with monkeypatch.context() as patch:
        patch.setattr(tellings, "change", full)
        QTest.keyClicks(workshop.about.closing, "Thank you")
        assert not workshop.settle()
        assert "disk is full" in workshop.notice.sentence()
        workshop.refresh()  # as when the page is shown again
        assert workshop.about.closing.text() == "Thank you"
    assert workshop.settle()
    assert tellings.get(journal, workshop.telling_id).telling.closing == "Thank you"
    assert workshop.notice.isHidden()


# --------------------------------------------------------------------------------------------------- parts


@pytest.mark.usefixtures("parts")
def test_parts_are_offered_by_light(open_at: Open) -> None:
    rows = open_at(PARTS).parts.offered
    shown = [rows.item(n).text().split("\n")[0] for n in range(rows.count())]
    assert shown == ["Share", "A", "B", "Only if asked", "C", "Kept from this audience", "D"]


def test_enter_adds_one_after_the_other(parts: list[Part], open_at: Open) -> None:
    workshop = open_at(PARTS)
    step = workshop.parts
    step.offered.setFocus()
    step.offered.point_at(parts[0].id)
    for _n in range(2):
        QTest.keyClick(step.offered, Qt.Key.Key_Return)
    assert titles(workshop) == ["A", "B"]
    assert step.offered.hasFocus()
    assert step.offered.current_id() == parts[2].id
    assert step.time.text() == "30 s at 130 words a minute"


def test_a_part_told_only_if_asked_is_kept_ready(journal: OpenJournal, parts: list[Part], open_at: Open) -> None:
    workshop = open_at(PARTS, parts[0].id)
    step = workshop.parts
    add(step, parts[2].id)
    assert titles(workshop) == ["A", "Kept ready, if asked", "C"]
    assert [p.held for p in tellings.get(journal, workshop.telling_id).pieces] == [False, True]
    step.hold.click()  # "Tell it"
    assert titles(workshop) == ["A", "C"]


def test_a_kept_part_needs_the_explicit_step(journal: OpenJournal, parts: list[Part], open_at: Open) -> None:
    workshop = open_at(PARTS)
    step = workshop.parts
    step.offered.setFocus()
    step.offered.point_at(parts[3].id)
    QTest.keyClick(step.offered, Qt.Key.Key_Return)
    assert step.kept.isVisible()
    assert titles(workshop) == []
    QTest.keyClick(step.kept.no, Qt.Key.Key_Escape)
    assert not step.kept.isVisible()
    assert light_of(lights.all_lights(journal), parts[3].id, "training") is Light.KEEP
    step.add.click()
    step.offered.point_at(parts[0].id)  # the question was about the other one
    step.kept.yes.click()
    assert titles(workshop) == ["Kept ready, if asked", "D"]
    assert light_of(lights.all_lights(journal), parts[3].id, "training") is Light.ASK
    assert light_of(lights.all_lights(journal), parts[0].id, "training") is Light.SHARE


def test_alt_up_and_down_move_within_their_group(parts: list[Part], open_at: Open) -> None:
    workshop = open_at(PARTS, parts[0].id, parts[1].id)
    step = workshop.parts
    add(step, parts[2].id)
    step.chosen.setFocus()
    step.chosen.point_at(parts[0].id)
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(step.chosen, Qt.Key.Key_Down, alt)
    QTest.keyClick(step.chosen, Qt.Key.Key_Down, alt)  # no further: what is kept ready comes after
    assert titles(workshop) == ["B", "A", "Kept ready, if asked", "C"]
    assert step.chosen.current_id() == parts[0].id
    assert not step.down.isEnabled()
    QTest.keyClick(step.chosen, Qt.Key.Key_Up, alt)
    assert titles(workshop)[:2] == ["A", "B"]


def test_dragging_does_what_the_keys_do(parts: list[Part], open_at: Open) -> None:
    workshop = open_at(PARTS, parts[0].id, parts[1].id)
    step = workshop.parts
    step.chosen.dropped.emit(parts[0].id, parts[1].id, BELOW)
    assert titles(workshop) == ["B", "A"]
    step.chosen.dropped.emit(parts[0].id, parts[1].id, ABOVE)
    assert titles(workshop) == ["A", "B"]
    carried = step.chosen.mimeData([step.chosen.item(0)])
    assert not carried.hasText()
    assert carried.formats() == step.chosen.mimeTypes()


def test_delete_takes_out_and_undo_brings_back_in_place_with_its_words(
    journal: OpenJournal, parts: list[Part], open_at: Open
) -> None:
    workshop = open_at(PARTS, parts[0].id, parts[1].id)
    tellings.set_wording(journal, workshop.telling_id, parts[0].id, "In other words.")
    workshop.refresh()
    step = workshop.parts
    step.chosen.setFocus()
    step.chosen.point_at(parts[0].id)
    QTest.keyClick(step.chosen, Qt.Key.Key_Delete)
    assert titles(workshop) == ["B"]
    assert step.chosen.current_id() == parts[1].id
    assert "“A” is out of this telling." in step.notice.sentence()
    QTest.keyClick(step.chosen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(workshop) == ["A", "B"]
    assert tellings.get(journal, workshop.telling_id).choices[0].adapted == "In other words."
    assert step.notice.isHidden()


def test_what_was_added_since_stays_when_taking_out_is_undone(parts: list[Part], open_at: Open) -> None:
    workshop = open_at(PARTS, parts[0].id)
    step = workshop.parts
    step.chosen.point_at(parts[0].id)
    step.chosen.trash_wanted.emit(parts[0].id)
    add(step, parts[1].id)
    step.chosen.setFocus()
    QTest.keyClick(step.chosen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(workshop) == ["A", "B"]


def test_enter_on_a_chosen_part_leads_to_its_words(parts: list[Part], open_at: Open) -> None:
    workshop = open_at(PARTS, parts[0].id, parts[1].id)
    workshop.parts.chosen.setFocus()
    workshop.parts.chosen.point_at(parts[1].id)
    QTest.keyClick(workshop.parts.chosen, Qt.Key.Key_Return)
    assert workshop.stack.currentIndex() == WORDS
    assert workshop.words.list.current_id() == parts[1].id


def test_a_light_that_went_back_meanwhile_is_said_and_nothing_is_added(
    journal: OpenJournal, parts: list[Part], open_at: Open
) -> None:
    workshop = open_at(PARTS)
    lights.set_light(journal, parts[0].id, "training", Light.KEEP)  # in another window
    add(workshop.parts, parts[0].id)
    assert "kept from this audience" in workshop.notice.sentence()
    assert titles(workshop) == []


def test_time_is_set_against_the_minutes_and_the_balance_is_shown(
    journal: OpenJournal, parts: list[Part], open_at: Open
) -> None:
    happened = story.write_part(
        journal, title="E", text="Ten words of it, and then ten more. " * 4, movement="happened"
    )
    lights.set_light(journal, happened.id, "training", Light.SHARE)
    step = open_at(PARTS, parts[0].id, happened.id, minutes=3).parts
    assert step.time.text() == "30 s of 3 min, at 130 words a minute"
    assert step.movements.text() == "What happened 50\u00a0%  ·  In no movement 50\u00a0%"


def test_an_empty_story_says_where_parts_are_written(open_at: Open) -> None:
    step = open_at(PARTS).parts
    assert "My story" in step.offered.accessibleDescription()
    assert not step.add.isEnabled()


def test_a_narrow_place_shows_one_side_at_a_time(parts: list[Part], open_at: Open, qtbot: QtBot) -> None:
    workshop = open_at(PARTS, parts[0].id)
    workshop.resize(420, 600)
    qtbot.waitUntil(workshop.parts.view.isVisible)
    assert workshop.parts.chosen.isVisible()
    assert not workshop.parts.offered.isVisible()
    workshop.parts.view.choose(1)
    assert workshop.parts.offered.isVisible()
    assert not workshop.parts.chosen.isVisible()


def test_a_telling_of_two_hundred_parts_is_filled_by_and_by(journal: OpenJournal, open_at: Open, qtbot: QtBot) -> None:
    made = [
        story.write_part(journal, title=f"Part {n}", text="Ten words of it, and then more. " * 80) for n in range(200)
    ]
    lights.set_lights(journal, [(p.id, "training") for p in made], Light.SHARE)
    workshop = open_at(PARTS, *(p.id for p in made))
    assert workshop.parts.chosen.count() == 200
    qtbot.waitUntil(lambda: "min" in workshop.parts.chosen.item(0).text())
    assert "words a minute" in workshop.parts.time.text()
    jobs().wait()


# ------------------------------------------------------------------------------------------------- prepare


def test_answers_off_limits_and_ways_out_are_kept(journal: OpenJournal, open_at: Open) -> None:
    workshop = open_at(PREPARE)
    step = workshop.prepare
    QTest.keyClicks(next(iter(step.answers.values())), "Patience")
    QTest.keyClicks(step.off_limits, "My family")
    QTest.keyClick(step.off_limits, Qt.Key.Key_Return)
    QTest.keyClicks(step.off_limits, "Medication")
    way, field = next(iter(step.ways.items()))
    QTest.keyClicks(field, "Let us stay with today.")
    assert workshop.settle()
    kept = tellings.get(journal, workshop.telling_id)
    assert "Patience" in kept.answers.values()
    assert kept.telling.off_limits == ("My family", "Medication")
    assert next(d.words for d in kept.ways_out() if d.way == way) == "Let us stay with today."


def test_answers_that_could_not_be_kept_hold_the_door(
    journal: OpenJournal, open_at: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = open_at(PREPARE)
    field = next(iter(workshop.prepare.answers.values()))
    with monkeypatch.context() as patch:
        patch.setattr(tellings, "answer", full)
        QTest.keyClicks(field, "Patience")
        assert not workshop.settle()
        assert not workshop.save_now()
        workshop.refresh()
        assert field.text() == "Patience"
    assert workshop.save_now()
    assert "Patience" in tellings.get(journal, workshop.telling_id).answers.values()


def test_not_now_leaves_kindly_and_keeps_what_is_there(journal: OpenJournal, open_at: Open, qtbot: QtBot) -> None:
    workshop = open_at(PREPARE)
    QTest.keyClicks(next(iter(workshop.prepare.answers.values())), "Patience")
    with qtbot.waitSignal(workshop.left) as caught:
        workshop.prepare.later.click()
    assert caught.args is not None
    assert caught.args[0].startswith("Good.")
    assert "Patience" in tellings.get(journal, workshop.telling_id).answers.values()


# ------------------------------------------------------------------------------------- a kept part stays out


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(["add", "out", "undo", "up", "down", "hold", "drop"]), st.integers(0, 3))))
def test_nothing_but_the_explicit_step_ever_adds_a_kept_part(
    journal: OpenJournal, qtbot: QtBot, acts: list[tuple[str, int]]
) -> None:
    made = [story.write_part(journal, title=title, text=f"canary {title}") for title in "ABCD"]
    for part, light in zip(made, (Light.SHARE, Light.ASK, Light.KEEP, Light.KEEP), strict=True):
        lights.set_light(journal, part.id, "training", light)
    telling = tellings.new_telling(journal, "training", part_ids=[made[0].id])
    workshop = Workshop(journal)
    qtbot.addWidget(workshop)
    workshop.open(tellings.get(journal, telling.id), PARTS)
    step = workshop.parts
    for act, n in acts:
        step.chosen.point_at(made[n].id)
        step.offered.point_at(made[n].id)
        step._show_buttons()
        ways: dict[str, Callable[[], object]] = {
            "add": step.add.click,
            "out": step.out.click,
            "undo": step.undo.click,
            "up": step.up.click,
            "down": step.down.click,
            "hold": step.hold.click,
            "drop": partial(step.chosen.dropped.emit, made[n].id, made[(n + 1) % 4].id, BELOW),
        }
        ways[act]()
    now = tellings.get(journal, telling.id)
    assert not {c.part_id for c in now.choices} & {made[2].id, made[3].id}
    assert not any(word in piece.text for piece in now.pieces for word in ("canary C", "canary D"))
