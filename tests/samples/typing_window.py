"""Opens a journal in the real window and types; then locks for real, or waits a second to be killed.

Arguments: the journal's folder, "lock" or "wait", and "entry" or "part"; says "locking" or "waited" on stdout. The
words to type come on stdin, one line each: passphrase, title, text.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from peerjournal.operations.hardening import harden_process
from peerjournal.operations.journals import unlock
from peerjournal.settings import Settings
from peerjournal.ui.app import Program, make_application
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.theme.apply import apply_theme
from peerjournal.vault import keys

keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)


def main() -> int:
    """Type and lock."""
    harden_process()
    journal = Path(sys.argv[1])
    passphrase, title, text = (line.rstrip("\n") for line in sys.stdin)
    app = make_application()
    apply_theme(app, "light", 100)
    program = Program(app, Settings(journal.parent / "settings.json"))
    program.begin(journal)
    program.show_rooms(unlock(journal, passphrase))
    assert program.rooms is not None
    if sys.argv[3] == "part":
        type_in_part(program.rooms, title, text)
    else:
        type_in_entry(program.rooms, title, text)
    app.clipboard().setText("somebody else's words")
    if sys.argv[2] == "lock":
        say("locking")
        QTimer.singleShot(0, program.lock)
    else:
        QTimer.singleShot(1_000, lambda: say("waited"))
    return int(app.exec())


def type_in_entry(rooms: Rooms, title: str, text: str) -> None:
    """Into a new entry of the Journal room."""
    rooms.write()
    page = rooms.journal_page
    QTest.keyClicks(page.card.title, title)
    QTest.keyClicks(page.card.editor, text)
    if sys.argv[2] == "lock":  # searching settles what was typed; a killed program must not need that
        page.pane.search.setText(title)


def type_in_part(rooms: Rooms, title: str, text: str) -> None:
    """Into a new part of My story; all of its text is made private."""
    rooms.go_to(rooms.story_room)
    page = rooms.story_room.page()
    page.new_part()
    QTest.keyClicks(page.parts.card.title, title)
    QTest.keyClicks(page.parts.card.editor, text)
    page.parts.card.editor.selectAll()
    page.parts.card.editor.toggle_private()
    if sys.argv[2] == "lock":
        page.parts.pane.search.setText(title)


def say(word: str) -> None:
    """Tell the test."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
