"""The steps in Sharing: at a glance, a telling from its parts to the ledger, pros and cons; after-care on Today."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from peerjournal.sharing.lookover.finding import Family
from peerjournal.ui.dialogs.new_telling import NewTellingDialog
from peerjournal.ui.dialogs.rehearsal import RehearsalWindow
from peerjournal.ui.pages.sharing import GLANCE, LEDGER, TELLINGS, WEIGHING, SharingPage
from peerjournal.ui.pages.telling.hand_out import CARDS, DOCUMENT
from peerjournal.ui.pages.telling.workshop import ABOUT, HAND_OUT, LOOK_OVER, PREPARE, REHEARSE, WORDS, Workshop
from peerjournal.ui.tour.looks import HANDED_OUT
from peerjournal.ui.tour.story import CONTROL, DISGUISE, PRIVATE
from peerjournal.ui.tour.walk import TourStoppedError, Walk
from peerjournal.ui.widgets.finding_words import families

TITLE = "Ten minutes for the evening course"
_SECONDS = 6  # what is broken off earlier is no rehearsal


def _page(walk: Walk) -> SharingPage:
    return walk.rooms().sharing_room.page()


def _workshop(walk: Walk) -> Workshop:
    return _page(walk).tellings.workshop


def glance(walk: Walk) -> None:
    """From the lights table to what may be told to that audience."""
    rooms = walk.rooms()
    lights = rooms.story_room.page().lights
    assert lights is not None
    lights.glance.click()
    page = _page(walk)
    if rooms.stack.currentWidget() is not rooms.sharing_room or page.tabs.index() != GLANCE:
        raise TourStoppedError("at a glance")
    walk.type_into(page.glance.off_limits, "My family\nWhere I lived")
    page.glance.settle()
    walk.picture("at-a-glance")


def assemble(walk: Walk) -> None:
    """A new telling: its parts, adapted words, and what it is for."""
    page = _page(walk)
    page.tabs.choose(TELLINGS)
    walk.picture("tellings-empty")
    page.tellings.empty.button.click()
    dialog = walk.dialog(NewTellingDialog)
    walk.type_into(dialog.title, TITLE)
    dialog.choose("training")
    walk.picture("new-telling", dialog)
    dialog.make.click()
    walk.to_front()
    _choose_parts(walk)
    _adapt(walk)
    _say_what_for(walk)


def _choose_parts(walk: Walk) -> None:
    """One part after the other, with Enter."""
    step = _workshop(walk).parts
    walk.wait("parts offered", lambda: len(step.offered.ids()) == 3)
    walk.picture("parts-offered")
    while step.offered.ids():
        step.offered.setFocus(Qt.FocusReason.OtherFocusReason)
        step.offered.point_at(step.offered.ids()[0])
        walk.key(Qt.Key.Key_Return)
    if [c.held for c in step.telling.choices] != [False, False, True]:
        raise TourStoppedError("parts of the telling")
    walk.picture("parts-chosen")


def _adapt(walk: Walk) -> None:
    """Words for this audience alone; by mistake with something the part keeps private."""
    workshop = _workshop(walk)
    workshop.tabs.choose(WORDS)
    step = workshop.words
    step.adapt.click()
    editor = step.sheet.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    walk.type_into(editor, f"\nThat is all I say about that winter.\n{PRIVATE}")
    walk.wait("compared", lambda: PRIVATE in step.changes.toPlainText())
    walk.saved(step.sheet)
    walk.picture("words-adapted")


def _say_what_for(walk: Walk) -> None:
    workshop = _workshop(walk)
    workshop.tabs.choose(ABOUT)
    step = workshop.about
    walk.type_into(step.occasion, "Evening course for new supporters")
    step.presets[2].click()
    walk.type_into(step.purpose, "That they see how much staying near can do.")
    walk.type_into(step.opening, "Good evening. I bring two small things from a long way.")
    walk.type_into(step.closing, "Thank you. If this was close to home, talk to somebody you trust tonight.")
    step.settle()
    walk.picture("telling-about")


def prepare(walk: Walk) -> None:
    """A question or two before sharing; topics that are off limits."""
    workshop = _workshop(walk)
    workshop.tabs.choose(PREPARE)
    step = workshop.prepare
    fields = list(step.answers.values())
    walk.type_into(fields[0], "That nobody has to do something at once.")
    walk.type_into(fields[-1], "Calm, a little tired.")
    walk.type_into(step.off_limits, "Medication")
    step.settle()
    fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
    walk.picture("prepare")


def look_over(walk: Walk) -> None:
    """A leak is found and its words taken out; a hint is looked at and dismissed."""
    workshop = _workshop(walk)
    workshop.tabs.choose(LOOK_OVER)
    step = workshop.look_over
    walk.wait("looked over", lambda: _leak_first(workshop))
    step.list.setFocus(Qt.FocusReason.OtherFocusReason)
    walk.picture("look-over-leak")
    step.card.show_place.click()
    _take_out_the_leak(walk)
    workshop.tabs.choose(LOOK_OVER)
    walk.wait("looked over again", lambda: step.look.isEnabled() and not _leak_first(workshop))
    step.list.setFocus(Qt.FocusReason.OtherFocusReason)
    walk.picture("look-over-hints")
    before = step.list.ids()
    walk.key(Qt.Key.Key_Delete)
    walk.wait("dismissed", lambda: before[0] not in step.list.ids())
    step.fold.click()
    walk.picture("look-over-dismissed")
    step.fold.click()


def _leak_first(workshop: Workshop) -> bool:
    """Leaks stand above everything else."""
    return workshop.look_over.card.family.text() == families()[Family.LEAK]


def _take_out_the_leak(walk: Walk) -> None:
    step = _workshop(walk).words
    editor = step.sheet.editor
    walk.wait("the place", lambda: _workshop(walk).tabs.index() == WORDS and PRIVATE in editor.text())
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    while PRIVATE in editor.text() or editor.textCursor().block().text():
        QTest.keyClick(editor, Qt.Key.Key_Backspace, CONTROL)


def rehearse(walk: Walk) -> None:
    """Say it aloud in full screen, and how that felt."""
    workshop = _workshop(walk)
    workshop.tabs.choose(REHEARSE)
    walk.picture("rehearse")
    step = workshop.rehearse
    step.empty.button.click()
    window = walk.dialog(RehearsalWindow)
    walk.picture("rehearsal", window)
    walk.key(Qt.Key.Key_Space)
    walk.wait("some words", lambda: window.run.seconds > _SECONDS)
    walk.key(Qt.Key.Key_Space)
    walk.picture("rehearsal-paused", window)
    walk.key(Qt.Key.Key_Escape)
    walk.to_front()
    walk.wait("rehearsed", lambda: len(step.list.ids()) == 1)
    step.card.chips[1].click()
    walk.type_into(step.card.note, "Slower after the soup.")
    step.settle()
    walk.picture("rehearsed")


def hand_out(walk: Walk) -> None:
    """See exactly what leaves, on paper and on cards; then save it."""
    workshop = _workshop(walk)
    workshop.tabs.choose(HAND_OUT)
    step = workshop.hand_out
    walk.wait("ready", step.save.isEnabled)
    leaving = step.preview.text()
    if PRIVATE in leaving or "Miriam" in leaving or DISGUISE not in leaving.lower():
        raise TourStoppedError("what leaves")
    walk.picture("hand-out")
    step.which.choose(CARDS)
    walk.picture("cue-cards")
    step.which.choose(DOCUMENT)
    step.save.click()
    dialog = walk.dialog(QFileDialog)
    dialog.selectFile(str(walk.place / HANDED_OUT))
    buttons = dialog.findChild(QDialogButtonBox)
    assert isinstance(buttons, QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Save).click()
    walk.to_front()
    walk.wait("handed out", lambda: (walk.place / HANDED_OUT).exists() and step.save.isEnabled())
    walk.picture("handed-out")


def ledger(walk: Walk) -> None:
    """The line the hand-out wrote, and a word about how it landed."""
    page = _page(walk)
    page.tabs.choose(LEDGER)
    walk.wait("a line", lambda: len(page.ledger.list.ids()) == 1)
    walk.type_into(page.ledger.card.text, "Quiet first, then a question about the soup.")
    page.ledger.card.keep.click()
    walk.picture("shared-so-far")


def weigh(walk: Walk) -> None:
    """Pros and cons of one decision."""
    page = _page(walk)
    page.tabs.choose(WEIGHING)
    page.weighing.empty.button.click()
    walk.type_into(page.weighing.decision, "Whether to tell it at the open day, too")
    lines = ("Somebody may dare to ask", "I cannot take it back", "The day stays light", "I would dodge the question")
    for field, line in zip(page.weighing.boxes.values(), lines, strict=True):
        walk.type_into(field, line)
    page.weighing.settle()
    walk.picture("pros-and-cons")


def after_care(walk: Walk) -> None:
    """On Today it is asked how it was; an answer in a line."""
    rooms = walk.rooms()
    walk.key(Qt.Key.Key_1, CONTROL)
    card = rooms.today_page.due
    walk.wait("after-care", lambda: len(card.care) == 1 and card.isVisible())
    walk.picture("after-care")
    walk.type_into(card.care[0].answer, "Good, and tired. Miriam rang.")
    card.care[0].keep.click()
    walk.wait("answered", lambda: not card.care)
    walk.picture("today")


def still_there(walk: Walk) -> None:
    """After the lock: the telling and its line."""
    walk.key(Qt.Key.Key_4, CONTROL)
    page = _page(walk)
    walk.wait("the telling", lambda: len(page.tellings.list.ids()) == 1)
    walk.picture("tellings")
