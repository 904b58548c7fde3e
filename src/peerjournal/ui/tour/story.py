"""The steps in My story: parts, what is private in them, people, the views, the lights."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from peerjournal.sharing.audience import Light
from peerjournal.ui.pages.story import LIGHTS, PARTS, PEOPLE, StoryPage
from peerjournal.ui.pages.story_list import BY_MOVEMENT, IN_TIME, READ_THROUGH
from peerjournal.ui.tour.journal import show_first_entry
from peerjournal.ui.tour.walk import TourStoppedError, Walk

WINTER = "The winter of closed curtains"
PRIVATE = "We lived above the bakery in Mill Lane then."
WINTER_TEXT = f"""That winter I stopped answering the door. The post lay in the hall in a heap.

Miriam came on Sundays, with soup, and asked nothing. She read the paper aloud, even the football.

{PRIVATE}"""
WALKS = "Once round the harbour"
WALKS_TEXT = """Jonas from the group rang and said that he was walking round the harbour *anyway*.

He said it every morning for a month. On the thirty-first morning I rang him."""
DISGUISE = "my sister"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _page(walk: Walk) -> StoryPage:
    return walk.rooms().story_room.page()


def write(walk: Walk) -> None:
    """Two parts typed, one of them with something private in it; a third one made from an entry."""
    walk.key(Qt.Key.Key_3, CONTROL)
    page = _page(walk)
    walk.to_front()
    walk.picture("my-story-empty")
    _write_part(walk, WINTER, WINTER_TEXT, "What happened", "winter 2016")
    walk.picture("part-written")
    _make_private(walk)
    _say_about(walk)
    _write_part(walk, WALKS, WALKS_TEXT, "What helped", "spring 2017")
    page.settle()
    _part_from_entry(walk)


def _write_part(walk: Walk, title: str, text: str, movement: str, time: str) -> None:
    page = _page(walk)
    page.parts.pane.new.click()
    card = page.parts.card
    walk.choose(card.movement, movement)
    walk.type_into(card.time, time)
    walk.type_into(card.title, title)
    walk.type_into(card.editor, text)
    walk.saved(card)


def _make_private(walk: Walk) -> None:
    """By keyboard: select back from the end of the text, then one key."""
    editor = _page(walk).parts.card.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    while len(editor.textCursor().selectedText()) < len(PRIVATE):
        QTest.keyClick(editor, Qt.Key.Key_Left, CONTROL | SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_P, CONTROL | SHIFT)
    if f"{{keep}}{PRIVATE}{{/keep}}" not in editor.text():
        raise TourStoppedError("private mark")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    walk.saved(_page(walk).parts.card)
    walk.picture("kept-private")


def _say_about(walk: Walk) -> None:
    """Themes, how it feels to tell it."""
    card = _page(walk).parts.card
    card.fold.click()
    theme = card.about.themes.findChild(QLineEdit)
    assert isinstance(theme, QLineEdit)
    walk.type_into(theme, "company")
    walk.key(Qt.Key.Key_Return)
    walk.choose(card.about.feel, "settling")
    walk.saved(card)
    walk.picture("about-this-part")
    card.fold.click()


def _part_from_entry(walk: Walk) -> None:
    rooms = walk.rooms()
    walk.key(Qt.Key.Key_2, CONTROL)
    show_first_entry(walk)
    rooms.journal_page.card.to_part.click()
    card = _page(walk).parts.card
    walk.wait("part from entry", lambda: "harbour was quite still" in card.editor.text())
    walk.choose(card.movement, "What’s next")
    walk.type_into(card.time, "now")
    _page(walk).settle()
    walk.saved(card)
    walk.picture("part-from-entry")


def people(walk: Walk) -> None:
    """Somebody, with a disguise in the place of the name."""
    page = _page(walk)
    page.tabs.choose(PEOPLE)
    page.people.new.click()
    QTest.keyClicks(page.people.ask.field, "Miriam")
    walk.key(Qt.Key.Key_Return)
    form = page.people.form
    walk.wait("somebody new", lambda: form.person_id is not None)
    walk.type_into(form.relation, "my sister")
    walk.type_into(form.disguise, DISGUISE)
    page.settle()
    walk.wait("found in a part", lambda: any(WINTER in b.text() for b in form.findChildren(type(form.take_out))))
    walk.picture("people")


def views(walk: Walk) -> None:
    """The parts along time, and as one text to read."""
    page = _page(walk)
    page.tabs.choose(PARTS)
    page.parts.pane.views.choose(IN_TIME)
    walk.picture("along-time")
    page.parts.pane.views.choose(READ_THROUGH)
    walk.picture("read-through")
    page.parts.pane.views.choose(BY_MOVEMENT)
    ids = [part.id for part in page.parts.pane.parts if part.title == WINTER]
    page.open_part(ids[0])
    walk.wait("recognised", lambda: page.parts.card.about.recognised.isVisibleTo(page.parts.card.about))
    walk.picture("by-movement")


def lights(walk: Walk) -> None:
    """Set by keys: one light, several at once, a whole row."""
    page = _page(walk)
    page.tabs.choose(LIGHTS)
    assert page.lights is not None
    view, model = page.lights.view, page.lights.model
    walk.picture("lights-all-kept")
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    view.go_to(0, 0)
    for light in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_2):
        walk.key(Qt.Key.Key_Space, SHIFT)
        walk.key(light)
        walk.key(Qt.Key.Key_Down)
    training = [a.id for a in model.audiences].index("training")
    view.go_to(0, training)
    walk.key(Qt.Key.Key_3)
    said = [model.setting(row, training).light for row in range(len(model.parts))]
    if said != [Light.SHARE, Light.SHARE, Light.ASK]:
        raise TourStoppedError("lights")
    walk.picture("lights")


def still_there(walk: Walk) -> None:
    """After the lock: the part with all its words, and what is private in it."""
    walk.key(Qt.Key.Key_3, CONTROL)
    walk.to_front()
    page = _page(walk)
    card = page.parts.card
    page.open_part(next(part.id for part in page.parts.pane.parts if part.title == WINTER))
    if PRIVATE not in card.editor.text():
        raise TourStoppedError("every part")
    walk.wait("recognised", lambda: card.about.recognised.isVisibleTo(card.about))
    walk.picture("my-story-after-the-lock")
