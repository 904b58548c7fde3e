"""A walk through the program in its real window: every step done as a person does it, a picture of each.

Runs where there is no screen too. Each look is walked through in a process of its own, with a home of its
own that is thrown away; locking replaces that process for real, and the walk goes on in the new one.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.settings import Settings
from peerjournal.ui.app import Program, make_application
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.pages.first_use import FirstUsePage
from peerjournal.ui.pages.start import StartPage
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.theme.apply import apply_theme

PASSPHRASE = "lantern harbour seven plums"  # noqa: S105 - of a journal that is thrown away
PATIENCE_MS = 20_000
WALK = "--walk"
AFTER_LOCK = "--walk-after-lock"


@dataclass(frozen=True)
class Look:
    """How the window is dressed and how large it is."""

    name: str
    appearance: str = "light"
    width: int = 1280
    height: int = 800
    text_percent: int = 100


USUAL = Look("light")
LOOKS = (
    USUAL,
    Look("dark", "dark"),
    Look("light-small", width=1024, height=700),
    Look("dark-small", "dark", width=1024, height=700),
    Look("high-contrast", "high-contrast"),
    Look("large-text", text_percent=200),
)

FIRST_ENTRY = """# After the Thursday group

Rain on the windows the whole evening, and **seven of us** round the table.

- somebody laughed for the first time in weeks
- I said less than I wanted to, and that was *right*

> Nobody has to be fixed by nine o'clock.

On the way home the harbour was quite still."""
SECOND_ENTRY = "Slept badly, walked early. The baker knew my name."
UNFINISHED = "Half a thought, typed just before the lock"


class TourStoppedError(Exception):
    """A step did not do what it should have done; names the step."""


def run(folder: Path, *, all_looks: bool = False) -> int:
    """Walk through and leave the pictures in ``folder`` (with ``all_looks`` in one folder each). The exit code."""
    looks = LOOKS if all_looks else (USUAL,)
    for look in looks:
        place = folder / look.name if all_looks else folder
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob("*.png"):
            old.unlink()
        with tempfile.TemporaryDirectory(prefix="peerjournal-tour-") as home:
            walk = subprocess.run([*_command(WALK, place, look), home], env=_environment(Path(home)), check=False)
        if walk.returncode:
            return 1
        n = len(list(place.glob("*.png")))
        sys.stdout.write(
            ngettext("{n} picture is in {place}\n", "{n} pictures are in {place}\n", n).format(n=n, place=place)
        )
    return 0


def _command(step: str, place: Path, look: Look) -> list[str]:
    return [sys.executable, "-P", "-m", "peerjournal.ui.tour", step, str(place), look.name]


def _environment(home: Path) -> dict[str, str]:
    """A home of its own: no settings, no journals and no other window of the person's are touched."""
    own = {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_RUNTIME_DIR": "run",
        "XDG_DATA_HOME": "data",
    }
    for name in own.values():
        (home / name).mkdir(mode=0o700, exist_ok=True)
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in {"win32", "darwin"}
    platform = {} if screen else {"QT_QPA_PLATFORM": "offscreen"}
    return os.environ | {name: str(home / folder) for name, folder in own.items()} | platform


class Walk:
    """Does the steps. ``picture`` numbers and names them."""

    def __init__(self, place: Path, look: Look, home: Path) -> None:
        self.place, self.look, self.home = place, look, home
        self.app = QApplication.instance() or make_application()
        assert isinstance(self.app, QApplication)
        settings = Settings(home / "config" / "settings.json")
        settings["appearance"] = look.appearance
        settings["text_percent"] = look.text_percent
        apply_theme(self.app, look.appearance, look.text_percent)
        self.program = Program(self.app, settings, self._start_again)
        self.window = self.program.window

    @property
    def journal(self) -> Path:
        """Where the walk keeps its journal."""
        return self.home / "Evening pages.peerjournal"

    def _start_again(self, _journal: Path | None, _hidden: bool) -> None:
        command = [*_command(AFTER_LOCK, self.place, self.look), str(self.home)]
        os.execv(command[0], command)  # noqa: S606 - no shell is the point

    def wait(self, what: str, until: Callable[[], bool]) -> None:
        """Let the window work until it is so. Raises :class:`TourStoppedError`."""
        patience = QDeadlineTimer(PATIENCE_MS)
        while not until():
            if patience.hasExpired():
                raise TourStoppedError(what)
            QTest.qWait(15)

    def page(self, kind: type[QWidget]) -> QWidget:
        """The page on show, once it is of this kind."""
        self.wait(kind.__name__, lambda: isinstance(self.window.page(), kind))
        found = self.window.page()
        assert found is not None
        return found

    def rooms(self) -> Rooms:
        """The rooms, once the journal is open."""
        found = self.page(Rooms)
        assert isinstance(found, Rooms)
        return found

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """A picture of the window (or of a dialog) as it stands."""
        QApplication.sendPostedEvents()
        QTest.qWait(120)  # carets, hover and scroll positions come to rest
        number = len(list(self.place.glob("*.png"))) + 1
        if not (of or self.window).grab().save(str(self.place / f"{number:02d}-{name}.png")):
            raise TourStoppedError(name)

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def start(self) -> None:
        """Open the window in the look's size."""
        self.window.resize(self.look.width, self.look.height)

    # The steps

    def before_lock(self) -> None:
        """From nothing to a lock in the middle of a sentence."""
        self.start()
        self.program.begin(None)
        page = self.page(StartPage)
        assert isinstance(page, StartPage)
        self.picture("start")
        page.create_button.click()
        self._first_use()
        self._write()
        self._find()
        self._look_back()
        self._look_around()
        self._lock()

    def _first_use(self) -> None:
        page = self.page(FirstUsePage)
        assert isinstance(page, FirstUsePage)
        self.picture("what-is-protected")
        page.next.click()
        page.place.place.name.setText(self.journal.stem)
        page.place.place.set_folder(self.home)
        self.picture("where-to-keep-it")
        page.next.click()
        for field in (page.passphrase.field, page.passphrase.again):
            QTest.keyClicks(field.line, PASSPHRASE)
        self.wait("strength", lambda: page.passphrase.help.bar.score > 2)
        self.picture("passphrase")
        page.next.click()
        self.wait("recovery code", lambda: bool(page.code.view.code))
        self.picture("recovery-code")
        code = page.code.view.code
        page.next.click()
        QTest.keyClicks(page.type_back.field.line, code.lower())
        self.wait("code typed back", page.type_back.field.is_expected)
        self.picture("typed-back")
        page.next.click()
        self.rooms()
        self.picture("today-empty")

    def _write(self) -> None:
        rooms = self.rooms()
        rooms.write()
        self.picture("new-entry")
        page = rooms.journal_page
        QTest.keyClicks(page.card.title, "A quiet Thursday")
        for line in FIRST_ENTRY.split("\n"):
            QTest.keyClicks(page.card.editor, line)
            self._next_line(page.card.editor)
        self.wait("saved", lambda: page.card.editor.word_count() > 40)
        QTest.qWait(1_000)
        self.picture("written")
        rooms.write()
        QTest.keyClicks(page.card.editor, SECOND_ENTRY)
        page.settle()
        self.picture("second-entry")

    @staticmethod
    def _next_line(editor: QWidget) -> None:
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    def _find(self) -> None:
        page = self.rooms().journal_page
        QTest.keyClicks(page.pane.search, "harbour")
        self.wait("search", lambda: page.pane.model.rowCount() == 1)
        self.picture("search")
        page.pane.search.clear()
        self.wait("all entries", lambda: page.pane.model.rowCount() == 2)

    def _look_back(self) -> None:
        """Read an entry, reword it, compare it with its earlier version, see the calendar, use the trash."""
        page = self.rooms().journal_page
        first = page.pane.model.row(page.pane.model.rowCount() - 1)
        assert first is not None
        page.show_entry(first.id)
        page.card.reading.click()
        self.picture("reading")
        page.card.write_here()
        page.card.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(page.card.editor, "I slept with the window open.")
        page.card.history.click()
        self.wait("versions", lambda: isinstance(QApplication.activeModalWidget(), VersionsDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, VersionsDialog)
        self.wait("comparison", lambda: bool(dialog.text.toPlainText()))
        self.picture("versions", dialog)
        dialog.close()
        page.pane.filters.calendar.click()
        self.picture("calendar")
        page.pane.filters.calendar.click()
        page.card.trash.click()
        self.wait("trash", lambda: page.pane.model.rowCount() == 1)
        page.pane.filters.trash.click()
        self.wait("trash", lambda: page.pane.in_trash)
        self.picture("trash")
        page.pane.filters.trash.click()
        page.pane.undo.click()
        self.wait("undo", lambda: page.pane.model.rowCount() == 2)

    def _look_around(self) -> None:
        rooms = self.rooms()
        rooms.go_to(rooms.settings_page)
        self.picture("settings")
        rooms.go_to(rooms.today_page)
        self.picture("today")

    def _lock(self) -> None:
        rooms = self.rooms()
        rooms.write()
        QTest.keyClicks(rooms.journal_page.card.editor, UNFINISHED)
        self.picture("before-lock")
        self.program.lock()
        raise TourStoppedError("lock")  # the process should have been replaced

    def after_lock(self) -> None:
        """In the new process: unlock and find every word again."""
        self.start()
        self.program.begin(self.journal)
        page = self.page(UnlockPage)
        assert isinstance(page, UnlockPage)
        self.picture("unlock")
        QTest.keyClicks(page.passphrase.line, PASSPHRASE)
        self.key(Qt.Key.Key_Return)
        rooms = self.rooms()
        editor = rooms.journal_page.card.editor
        self.wait("unfinished words", lambda: editor.text() == UNFINISHED)
        self.picture("back-where-you-were")
        if rooms.journal_page.pane.model.rowCount() != 3:
            raise TourStoppedError("every entry")
        self.window.close()


def main(arguments: Sequence[str]) -> int:
    """One half of a walk, in a process of its own."""
    step, place, look_name, home = arguments
    look = next(look for look in LOOKS if look.name == look_name)
    walk = Walk(Path(place), look, Path(home))
    try:
        if step == WALK:
            walk.before_lock()
        else:
            walk.after_lock()
    except TourStoppedError as failed:
        walk.window.grab().save(str(walk.place / "stopped-here.png"))
        sys.stderr.write(_("The tour stopped at: {step}\n").format(step=failed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
