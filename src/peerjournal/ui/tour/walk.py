"""What every step of the walk needs: the window, keys, waiting until something is so, pictures."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from peerjournal.i18n import _
from peerjournal.settings import Settings
from peerjournal.ui.app import Program, make_application
from peerjournal.ui.pages.writing_sheet import WritingSheet
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.theme.apply import apply_theme
from peerjournal.ui.tour.looks import AFTER_LOCK, Look, command

PATIENCE_MS = 20_000
_LOOK_MS = 10

W = TypeVar("W", bound=QWidget)


class TourStoppedError(Exception):
    """A step did not do what it should have done; names the step."""


class Walk:
    """The window one walks through. ``picture`` numbers and names the pictures."""

    def __init__(self, place: Path, look: Look, home: Path) -> None:
        self.place, self.look, self.home = place, look, home
        self.app = QApplication.instance() or make_application()
        assert isinstance(self.app, QApplication)
        self.app.setCursorFlashTime(0)  # two pictures of the same are the same
        self.app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
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

    def start(self, journal: Path | None) -> None:
        """Open the window in the look's size."""
        self.window.resize(self.look.width, self.look.height)
        self.program.begin(journal)

    def _start_again(self, _journal: Path | None, _hidden: bool) -> None:
        argv = [*command(AFTER_LOCK, self.place, self.look), str(self.home)]
        os.execv(argv[0], argv)  # noqa: S606 - no shell is the point

    # ------------------------------------------------------------------------------------------- waiting

    def wait(self, what: str, until: Callable[[], bool]) -> None:
        """Let the window work until it is so. Raises :class:`TourStoppedError`."""
        patience = QDeadlineTimer(PATIENCE_MS)
        while not until():
            if patience.hasExpired():
                raise TourStoppedError(what)
            QTest.qWait(_LOOK_MS)

    def saved(self, sheet: WritingSheet) -> None:  # type: ignore[type-arg]  # a sheet of any kind
        """Wait until everything on the sheet is saved, and it says so."""
        self.wait("saved", lambda: sheet.state.text().endswith(_("Saved")))

    def page(self, kind: type[W]) -> W:
        """The page on show, once it is of this kind."""
        self.wait(kind.__name__, lambda: isinstance(self.window.page(), kind))
        found = self.window.page()
        assert isinstance(found, kind)
        return found

    def rooms(self) -> Rooms:
        """The rooms, once the journal is open."""
        return self.page(Rooms)

    def dialog(self, kind: type[W]) -> W:
        """The dialog over the window, once it is of this kind."""
        self.wait(kind.__name__, lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def to_front(self) -> None:
        """Wait until no dialog is open. Without a screen nobody gives the keyboard back to the window."""
        self.wait("dialog closed", lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.wait("window active", self.window.isActiveWindow)

    # ------------------------------------------------------------------------------------------- pictures

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """A picture of the window (or of a dialog), once it has come to rest."""
        number = len(list(self.place.glob("*.png"))) + 1
        if not self._at_rest(of or self.window).save(str(self.place / f"{number:02d}-{name}.png")):
            raise TourStoppedError(name)

    def _at_rest(self, widget: QWidget) -> QImage:
        """It looks the same twice."""
        seen = [QImage(), QImage()]

        def rests() -> bool:
            QApplication.sendPostedEvents()
            QApplication.processEvents()
            seen[:] = [seen[1], widget.grab().toImage()]
            return seen[0] == seen[1]

        self.wait("rest", rests)
        return seen[1]

    # ----------------------------------------------------------------------------------------------- keys

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        over = QApplication.activeModalWidget() or self.window
        QTest.keyClick(QApplication.focusWidget() or over, key, held)

    def type_into(self, field: QWidget, text: str) -> None:
        """Type into a field, line by line."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        first, *others = text.split("\n")
        QTest.keyClicks(field, first)
        for line in others:
            QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            QTest.keyClicks(field, line)

    def choose(self, combo: QComboBox, words: str) -> None:
        """Go down a choice until these words are chosen. Raises :class:`TourStoppedError`."""
        combo.setFocus(Qt.FocusReason.OtherFocusReason)
        for _step in range(combo.count()):
            if combo.currentText() == words:
                return
            QTest.keyClick(combo, Qt.Key.Key_Down)
        if combo.currentText() != words:
            raise TourStoppedError(words)
