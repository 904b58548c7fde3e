"""The first steps: a new journal, entries in it, finding and rereading them; and unlocking it again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.pages.first_use import FirstUsePage
from peerjournal.ui.pages.start import StartPage
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.tour.walk import TourStoppedError, Walk

PASSPHRASE = "lantern harbour seven plums"  # noqa: S105 - of a journal that is thrown away
FIRST_TITLE = "A quiet Thursday"
FIRST_ENTRY = """# After the Thursday group

Rain on the windows the whole evening, and **seven of us** round the table.

- somebody laughed for the first time in weeks
- I said less than I wanted to, and that was *right*

> Nobody has to be fixed by nine o'clock.

On the way home the harbour was quite still."""
SECOND_ENTRY = "Slept badly, walked early. The baker knew my name."
UNFINISHED = "Half a thought, typed just before the lock"


def first_use(walk: Walk) -> None:
    """From nothing to a journal with a passphrase and a recovery code."""
    page = walk.page(StartPage)
    walk.picture("start")
    page.create_button.click()
    steps = walk.page(FirstUsePage)
    walk.picture("what-is-protected")
    steps.next.click()
    steps.place.place.name.setText(walk.journal.stem)
    steps.place.place.set_folder(walk.home)
    walk.picture("where-to-keep-it")
    steps.next.click()
    for field in (steps.passphrase.field, steps.passphrase.again):
        QTest.keyClicks(field.line, PASSPHRASE)
    walk.wait("strength", lambda: steps.passphrase.help.bar.score > 2)
    walk.picture("passphrase")
    steps.next.click()
    _note_the_code(walk, steps)


def _note_the_code(walk: Walk, steps: FirstUsePage) -> None:
    walk.wait("recovery code", lambda: bool(steps.code.view.code))
    walk.picture("recovery-code")
    code = steps.code.view.code
    steps.next.click()
    QTest.keyClicks(steps.type_back.field.line, code.lower())
    walk.wait("code typed back", steps.type_back.field.is_expected)
    walk.picture("typed-back")
    steps.next.click()
    walk.rooms()
    walk.picture("today-empty")


def write(walk: Walk) -> None:
    """Two entries."""
    rooms = walk.rooms()
    rooms.write()
    walk.picture("new-entry")
    card = rooms.journal_page.card
    QTest.keyClicks(card.title, FIRST_TITLE)
    walk.type_into(card.editor, FIRST_ENTRY)
    walk.saved(card)
    walk.picture("written")
    rooms.write()
    QTest.keyClicks(card.editor, SECOND_ENTRY)
    rooms.journal_page.settle()
    walk.picture("second-entry")


def find(walk: Walk) -> None:
    """Search, and see everything again."""
    page = walk.rooms().journal_page
    QTest.keyClicks(page.pane.search, "harbour")
    walk.wait("search", lambda: page.pane.model.rowCount() == 1)
    walk.picture("search")
    page.pane.search.clear()
    walk.wait("all entries", lambda: page.pane.model.rowCount() == 2)


def look_back(walk: Walk) -> None:
    """Read an entry, reword it, compare it with its earlier version, see the calendar, use the trash."""
    page = walk.rooms().journal_page
    show_first_entry(walk)
    page.card.reading.click()
    walk.picture("reading")
    page.card.write_here()
    page.card.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page.card.editor, " I slept with the window open.")
    page.card.history.click()
    dialog = walk.dialog(VersionsDialog)
    walk.wait("comparison", lambda: bool(dialog.text.toPlainText()))
    walk.picture("versions", dialog)
    dialog.close()
    walk.to_front()
    page.pane.filters.calendar.click()
    walk.picture("calendar")
    page.pane.filters.calendar.click()
    _use_the_trash(walk)


def show_first_entry(walk: Walk) -> None:
    """The entry written first, which stands last in the list."""
    page = walk.rooms().journal_page
    first = page.pane.model.row(page.pane.model.rowCount() - 1)
    assert first is not None
    page.show_entry(first.id)


def _use_the_trash(walk: Walk) -> None:
    page = walk.rooms().journal_page
    page.card.trash.click()
    walk.wait("trash", lambda: page.pane.model.rowCount() == 1)
    page.pane.filters.trash.click()
    walk.wait("trash", lambda: page.pane.in_trash)
    walk.picture("trash")
    page.pane.filters.trash.click()
    page.pane.undo.click()
    walk.wait("undo", lambda: page.pane.model.rowCount() == 2)


def lock(walk: Walk) -> None:
    """Lock in the middle of a sentence."""
    rooms = walk.rooms()
    rooms.go_to(rooms.settings_page)
    walk.picture("settings")
    rooms.write()
    QTest.keyClicks(rooms.journal_page.card.editor, UNFINISHED)
    walk.saved(rooms.journal_page.card)
    walk.picture("before-lock")
    walk.program.lock()
    raise TourStoppedError("lock")  # the process should have been replaced


def unlock(walk: Walk) -> None:
    """In the new process: unlock and find every word again."""
    page = walk.page(UnlockPage)
    walk.picture("unlock")
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    walk.key(Qt.Key.Key_Return)
    rooms = walk.rooms()
    editor = rooms.journal_page.card.editor
    walk.wait("unfinished words", lambda: editor.text() == UNFINISHED)
    walk.picture("back-where-you-were")
    if rooms.journal_page.pane.model.rowCount() != 3:
        raise TourStoppedError("every entry")
