"""The steps in Sessions: a reflection, what was shared in it, follow-ups, a pack for co-reflection, hours."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from peerjournal.journal.reflection import SessionFilter
from peerjournal.operations import demo_sessions, packs, sessions
from peerjournal.ui.pages.pack_workshop import PackWorkshop
from peerjournal.ui.pages.reflection_sections import CoReflect, Energy, FollowUps, Questions, Shared
from peerjournal.ui.pages.reflection_sheet import ReflectionSheet
from peerjournal.ui.pages.sessions import FOLLOW_UPS, HOURS, PACKS, REFLECTIONS, SessionsPage
from peerjournal.ui.tour.walk import TourStoppedError, Walk

CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = "A long silence, and I let it be. Then somebody laughed, and I most of all."
PRIVATE = "{keep}Mrs Holm wept in the hall.{/keep}"
QUESTION = "How long may a silence be before it is my job to break it?"
FOLLOW_UP = "Ask the centre about the room"


def _room(walk: Walk) -> SessionsPage:
    return walk.rooms().sessions_room.page()


def _sheet(walk: Walk) -> ReflectionSheet:
    return _room(walk).reflections.sheet


def reflect(walk: Walk) -> None:
    """From Today into the form; the first time it says what a reflection is not."""
    rooms = walk.rooms()
    walk.key(Qt.Key.Key_1, CONTROL)
    rooms.today_page.reflect.click()
    sheet = _sheet(walk)
    walk.to_front()
    if sheet.not_a_record is None:
        raise TourStoppedError("what a reflection is not")
    walk.picture("reflection-first")
    sheet.not_a_record.button.click()
    first = sheet.sections["first"]
    assert isinstance(first, Questions)
    field = first.answers["what"]
    walk.type_into(field.field, f"{WORDS}\n{PRIVATE}\nMark from Elm Street stayed on, until nine.")
    walk.wait("hints", lambda: bool(field.underlined))
    walk.picture("reflection-hints")


def unfold(walk: Walk) -> None:
    """What was shared, energy, co-reflection, a follow-up with a day that is none, and then one that is."""
    sheet = _sheet(walk)
    for name in ("shared", "energy", "co-reflect", "follow-ups"):
        sheet.folds[name].head.click()
    shared, energy, co_reflect, follow_ups = (
        sheet.sections[name] for name in ("shared", "energy", "co-reflect", "follow-ups")
    )
    assert isinstance(shared, Shared)
    assert isinstance(energy, Energy)
    assert isinstance(co_reflect, CoReflect)
    assert isinstance(follow_ups, FollowUps)
    next(iter(shared.boxes.values())).click()
    walk.type_into(shared.landed.field, "Quiet, then several at once.")
    energy.before.focus_here()
    walk.key(Qt.Key.Key_3)
    energy.after.focus_here()
    walk.key(Qt.Key.Key_5)
    walk.picture("reflection-shared")
    co_reflect.wanted.click()
    walk.type_into(co_reflect.question.field, QUESTION)
    walk.type_into(follow_ups.words, FOLLOW_UP)
    walk.type_into(follow_ups.day, "30 February")
    walk.key(Qt.Key.Key_Return)
    walk.wait("no such day", lambda: bool(follow_ups.notice.sentence()))
    walk.picture("reflection-follow-up")
    follow_ups.day.clear()
    walk.type_into(follow_ups.day, "today")
    walk.key(Qt.Key.Key_Return)
    walk.wait("a follow-up", lambda: len(follow_ups.rows) == 1)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CONTROL)
    walk.wait("kept", lambda: len(sessions.rows(walk.rooms().journal)) == 1)


def sessions_list(walk: Walk) -> None:
    """A year of them by month, with filters."""
    demo_sessions.fill(walk.rooms().journal)
    walk.key(Qt.Key.Key_5, CONTROL)
    room = _room(walk)
    room.tabs.choose(REFLECTIONS)
    room.reflections.refresh()
    walk.wait("a year of sessions", lambda: room.reflections.list.model().rowCount() > 80)
    walk.picture("sessions")


def follow_ups(walk: Walk) -> None:
    """What to come back to, by its day."""
    _room(walk).tabs.choose(FOLLOW_UPS)
    walk.picture("follow-ups")


def pack(walk: Walk) -> None:
    """Nothing is chosen until it is; no private line stands there; looked over, handed out, noted back."""
    room = _room(walk)
    room.tabs.choose(PACKS)
    (kept,) = packs.all_packs(walk.rooms().journal)
    walk.picture("packs")
    room.packs.open_pack(kept.id)
    workshop = room.packs.workshop
    for row in sessions.rows(walk.rooms().journal, SessionFilter(to_co_reflect=True)):
        workshop.choose.unfold(row.id)
    walk.wait("lines to choose", lambda: len(_lines(workshop)) > 2)
    if any("Mrs Holm" in box.text() for box in _lines(workshop)):
        raise TourStoppedError("a private line is offered")
    walk.picture("pack-choose")
    for step, name in enumerate(("words", "look-over", "hand-out", "afterwards"), start=1):
        workshop.tabs.choose(step)
        walk.picture(f"pack-{name}")
    workshop.back.click()


def _lines(workshop: PackWorkshop) -> list[QCheckBox]:
    return [box for box in workshop.choose.findChildren(QCheckBox) if box.isVisible()]


def hours(walk: Walk) -> None:
    """By month and kind, with totals."""
    room = _room(walk)
    room.tabs.choose(HOURS)
    walk.wait("hours", room.hours.table.isVisible)
    walk.picture("hours")


def due(walk: Walk) -> None:
    """On Today: what to come back to, three at first."""
    rooms = walk.rooms()
    walk.to_front()
    walk.key(Qt.Key.Key_1, CONTROL)
    walk.wait("due", lambda: bool(rooms.today_page.due.rows) and rooms.today_page.due.isVisible())
    walk.picture("today-due")


def still_there(walk: Walk) -> None:
    """After the lock: the sessions."""
    walk.key(Qt.Key.Key_5, CONTROL)
    room = _room(walk)
    room.tabs.choose(REFLECTIONS)
    walk.wait("the sessions", lambda: room.reflections.list.model().rowCount() > 80)
