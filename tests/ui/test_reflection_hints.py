"""What might tell who somebody is is asked about in the short lines of a reflection as well."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.journal.prompts import FIRST
from peerjournal.operations import people, sessions
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.reflection_sections import About, FollowUps, Questions
from peerjournal.ui.pages.reflection_sheet import ReflectionSheet
from peerjournal.ui.widgets.line_hint import LineHint


@pytest.fixture
def sheet(journal: OpenJournal, on_show: Callable[[ReflectionSheet], ReflectionSheet]) -> Iterator[ReflectionSheet]:
    made = on_show(ReflectionSheet(journal))
    made.new()
    for name in ("about", "follow-ups"):
        made.folds[name].unfold()
    yield made
    jobs().wait()


def _about(sheet: ReflectionSheet) -> About:
    section = sheet.sections["about"]
    assert isinstance(section, About)
    return section


def _follow_ups(sheet: ReflectionSheet) -> FollowUps:
    section = sheet.sections["follow-ups"]
    assert isinstance(section, FollowUps)
    return section


def _typed(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)


def _asked(hint: LineHint) -> list[str]:
    """What it offers to let stay, once the line was looked at."""
    hint.look()
    jobs().wait()
    QApplication.processEvents()
    return [link.accessibleName() for link in hint.links]


def test_it_asks_some_time_after_the_last_key(sheet: ReflectionSheet, qtbot: QtBot) -> None:
    hint = _follow_ups(sheet).hint
    with qtbot.waitSignal(hint.hinted):
        _typed(_follow_ups(sheet).words, "Ring Sarah")
    assert hint.isVisible()
    assert "Sarah" in _follow_ups(sheet).words.accessibleDescription()


def test_names_in_role_label_and_follow_up_are_asked_about(sheet: ReflectionSheet) -> None:
    about, follow_ups = _about(sheet), _follow_ups(sheet)
    for field, hint, text in (
        (about.role, about.role_hint, "listening to Sarah"),
        (about.label, about.label_hint, "Walks with Sarah"),
        (follow_ups.words, follow_ups.hint, "Ring Sarah on 14 March"),
    ):
        _typed(field, text)
        assert "Sarah may stay" in _asked(hint)
        assert hint.isVisible()
    assert _asked(follow_ups.hint) == ["Sarah may stay", "14 March may stay"]
    assert "Sarah" in about.label.accessibleDescription()


def test_it_takes_no_room_where_nothing_would_tell(sheet: ReflectionSheet) -> None:
    about, follow_ups = _about(sheet), _follow_ups(sheet)
    _typed(about.role, "listening")
    _typed(about.label, "Tuesday group")
    _typed(follow_ups.words, "Ask about the room")
    for hint in (about.role_hint, about.label_hint, follow_ups.hint):
        assert _asked(hint) == []
        assert not hint.isVisible()


def test_names_of_the_story_count_whatever_their_case(
    journal: OpenJournal, on_show: Callable[[ReflectionSheet], ReflectionSheet]
) -> None:
    people.add_person(journal, "Jolanta")
    sheet = on_show(ReflectionSheet(journal))
    sheet.new()
    sheet.folds["follow-ups"].unfold()
    _typed(_follow_ups(sheet).words, "ring jolanta")
    assert _asked(_follow_ups(sheet).hint) == ["jolanta may stay"]


def test_what_may_stay_may_stay_everywhere_in_the_reflection_and_is_kept(
    sheet: ReflectionSheet, journal: OpenJournal
) -> None:
    about, follow_ups, first = _about(sheet), _follow_ups(sheet), sheet.sections[FIRST]
    assert isinstance(first, Questions)
    _typed(first.answers["what"].field, "I met Sarah.")
    _typed(about.label, "Walks with Sarah")
    _typed(follow_ups.words, "Ring Sarah")
    for hint in (about.label_hint, follow_ups.hint):
        assert _asked(hint) == ["Sarah may stay"]
    about.label_hint.links[0].click()
    assert not about.label_hint.isVisible()
    assert first.answers["what"].staying == ("Sarah",)
    assert _asked(about.label_hint) == _asked(follow_ups.hint) == []
    assert follow_ups.add_half_typed()
    assert sheet.settle()
    assert sessions.get_reflection(journal, sheet.reflection_id).staying == ("Sarah",)


def test_what_is_added_is_no_longer_asked_about(sheet: ReflectionSheet) -> None:
    follow_ups = _follow_ups(sheet)
    _typed(follow_ups.words, "Ring Sarah")
    assert _asked(follow_ups.hint) == ["Sarah may stay"]
    follow_ups.add.click()
    assert not follow_ups.hint.isVisible()


def test_the_keyboard_reaches_what_may_stay_from_its_field(sheet: ReflectionSheet) -> None:
    about = _about(sheet)
    _typed(about.label, "Walks with Sarah")
    _asked(about.label_hint)
    about.label.setFocus()
    about.label_hint.links[0].setFocus()
    about.label_hint.links[0].click()
    assert about.label.hasFocus()


def test_a_label_kept_earlier_is_asked_about_as_the_form_opens(sheet: ReflectionSheet) -> None:
    _typed(_about(sheet).label, "Walks with Sarah")
    assert sheet.settle()
    sheet.open_reflection(sheet.reflection_id)
    sheet.folds["about"].unfold()
    jobs().wait()
    QApplication.processEvents()
    assert [link.accessibleName() for link in _about(sheet).label_hint.links] == ["Sarah may stay"]
