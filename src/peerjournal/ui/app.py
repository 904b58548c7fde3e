"""Builds the window's objects once, and decides what comes when: start, unlock, rooms, lock, hide, close."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from peerjournal import paths
from peerjournal.errors import PeerJournalError, VaultInUse
from peerjournal.i18n import _
from peerjournal.settings import Settings
from peerjournal.ui.instance import Instance, raise_other
from peerjournal.ui.jobs import jobs
from peerjournal.ui.main_window import MainWindow
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.relaunch import relaunch
from peerjournal.ui.theme.apply import apply_theme
from peerjournal.ui.theme.icons import tray_icon
from peerjournal.ui.watch import AwayWatch, IdleWatch, LeaveKeys

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.rooms import Rooms

# Everything that reads or writes a journal (SQLAlchemy, cryptography) and the rooms are imported inside
# functions: the unlock screen must be there before they are.

SAMPLE = "Sample" + paths.SUFFIX
RETRY_MS = 3_000
PATIENCE_MS = 3_000


class Program(QObject):
    """One window and what it shows. ``start_again(journal, hidden)`` replaces the process when it locks."""

    def __init__(
        self, app: QApplication, settings: Settings, start_again: Callable[[Path | None, bool], object] = relaunch
    ) -> None:
        super().__init__(app)
        self._app = app
        self._start_again = start_again
        self.settings = settings
        self.window = MainWindow()
        self.journal_path: Path | None = None
        self.journal: OpenJournal | None = None
        self.rooms: Rooms | None = None
        self.instance: Instance | None = None
        self.tray: QSystemTrayIcon | None = None
        self._idle = IdleWatch(0, self)
        self._leave_keys = LeaveKeys(self)
        self._leave_keys.lock_wanted.connect(self.lock)
        self._leave_keys.hide_wanted.connect(self.hide)
        self._away: AwayWatch | None = None
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._hide_wanted = False
        self.window.closing.connect(self._close)
        settings.on_change.append(self._setting_changed)
        self.window.restore_geometry_text(settings.window)

    # Before a journal is open

    def begin(self, journal: Path | None, *, hidden: bool = False) -> None:
        """Show the first page, or with ``hidden`` only be there to be called."""
        self.journal_path = journal
        if journal is None and not hidden:
            known = self._known()
            if len(known) == 1:
                self.journal_path = known[0]
        if self.journal_path is not None:
            self.show_unlock(self.journal_path)
        else:
            self.show_start()
        if hidden:
            self._wait_hidden()
        else:
            self.window.show()
            QTimer.singleShot(0, self._listen)

    def _known(self) -> list[Path]:
        return list(dict.fromkeys([*self.settings.recent, *paths.journals_in(paths.default_folder())]))

    def show_start(self) -> None:
        """The first page: which journal, or a new one."""
        # Not needed where the journal is known.
        from peerjournal.ui.pages.start import StartPage

        page = StartPage(self.settings.recent, paths.journals_in(paths.default_folder()))
        page.create_wanted.connect(self.show_first_use)
        page.open_wanted.connect(self.show_unlock)
        page.sample_wanted.connect(self.show_sample)
        self.window.show_page(page)

    def show_unlock(self, journal: Path) -> None:
        """The unlock page of a journal."""
        self.journal_path = journal
        page = UnlockPage(journal)
        page.unlocked.connect(self.show_rooms)
        page.choose_another.connect(self.show_start)
        self.window.show_page(page)

    def show_first_use(self) -> None:
        """The steps that make a journal."""
        # Only needed once in a journal's life.
        from peerjournal.ui.pages.first_use import FirstUsePage

        page = FirstUsePage(paths.default_folder())
        page.created.connect(lambda journal, _path: self.show_rooms(journal))
        page.cancelled.connect(self.show_start)
        self.window.show_page(page)

    def show_sample(self) -> None:
        """A sample journal, made at the first wish, in the place where journals live."""
        place = paths.default_folder() / SAMPLE

        def make() -> "OpenJournal":
            from peerjournal.operations.demo import SAMPLE_PASSPHRASE, create_demo
            from peerjournal.operations.journals import new_recovery_code, unlock

            if place.exists():
                return unlock(place, SAMPLE_PASSPHRASE)
            return create_demo(place, SAMPLE_PASSPHRASE, new_recovery_code())

        self.window.notice.show_sentence(_("Opening the sample journal. Everybody and everything in it is invented."))
        self.window.setEnabled(False)
        jobs().run(make, self._sample_made, self._sample_failed, self.window)

    def _sample_made(self, journal: "OpenJournal") -> None:
        self.window.setEnabled(True)
        self.show_rooms(journal)

    def _sample_failed(self, error: Exception) -> None:
        self.window.setEnabled(True)
        if not isinstance(error, PeerJournalError):
            raise error
        if isinstance(error, VaultInUse) and raise_other(paths.default_folder() / SAMPLE):
            self._app.quit()
            return
        self.window.notice.show_sentence(str(error), "problem")

    # A journal is open

    def show_rooms(self, journal: "OpenJournal", by_recovery: bool = False) -> None:
        """The rooms of an open journal; with ``by_recovery`` a new passphrase is offered."""
        from peerjournal.operations import trash, writing
        from peerjournal.ui.rooms import Rooms

        self.journal = journal
        self.journal_path = journal.path
        self.settings.remember_recent(journal.path)
        trash.empty_old_trash(journal, self.settings.number("trash_days"))
        self.rooms = Rooms(journal, self.settings)
        self.rooms.lock_wanted.connect(self.lock)
        self.rooms.hide_wanted.connect(self.hide)
        self.window.setWindowTitle(_("Peer Journal"))
        self.window.show_page(self.rooms)
        self._listen()
        place = writing.last_place(journal)
        if place is not None and place.writing:
            self.rooms.go_to_place(place)
        self._watch()
        if by_recovery:
            self._offer_passphrase(journal)

    def _offer_passphrase(self, journal: "OpenJournal") -> None:
        from peerjournal.ui.dialogs.keys import ChangePassphraseDialog

        dialog = ChangePassphraseDialog(journal, came_by_recovery=True, parent=self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _watch(self) -> None:
        self._idle.idle.connect(self.lock)
        self._idle.set_minutes(self.settings.number("lock_after_minutes"))
        self._app.installEventFilter(self._idle)
        self._app.installEventFilter(self._leave_keys)
        self._away = AwayWatch(self)
        self._away.away.connect(self._lock_with_system)

    def _lock_with_system(self) -> None:
        if self.settings["lock_with_system"]:
            self.lock()

    def _setting_changed(self, key: str) -> None:
        if key in {"appearance", "text_percent"}:
            apply_theme(self._app, str(self.settings["appearance"]), self.settings.number("text_percent"))
        elif key == "lock_after_minutes" and self.journal is not None:
            self._idle.set_minutes(self.settings.number(key))
        elif key == "keep_recent" and self.journal_path is not None:
            self.settings.remember_recent(self.journal_path)

    # Leaving

    def lock(self) -> None:
        """Save, close and become a fresh process at the unlock screen. Unsaved text never gets lost for it."""
        self._leave(hidden=False)

    def hide(self) -> None:
        """As :meth:`lock`, and nothing is to be seen until the program is started again or called from the tray."""
        self._put_away()
        self._leave(hidden=True)

    def _leave(self, *, hidden: bool) -> None:
        if self.journal is None or self.rooms is None:
            if hidden:
                self._wait_hidden()
            return
        if not self.rooms.keep():
            self._cover(hidden=hidden)
            return
        self._retry.stop()
        self._put_away()
        self._shut()
        self._start_again(self.journal_path, hidden)

    def _put_away(self) -> None:
        """The window and every dialog of it out of sight, at once."""
        for widget in self._app.topLevelWidgets():
            widget.hide()

    def _shut(self) -> None:
        """Everything is saved: close the journal and what goes with it."""
        from peerjournal.ui.widgets.editor import clipboard_guard

        clipboard_guard().clear_if_ours()
        self.settings.window = self.window.geometry_text()
        # A long check is not waited for: everything is saved, and the next unlock looks the journal over.
        if jobs().wait(PATIENCE_MS) and self.journal is not None:
            self.journal.close()
        if self.instance is not None:
            self.instance.close()
        if self.tray is not None:
            self.tray.hide()

    def _cover(self, *, hidden: bool) -> None:
        """The last words cannot be saved: they must not be lost, so the window only goes out of sight."""
        self._hide_wanted = hidden
        self._retry.start()
        self.window.notice.show_sentence(
            _(
                "Your last words cannot be saved now, so the journal is not locked yet."
                " It is out of sight and locks by itself as soon as saving works."
            ),
            "problem",
        )
        if hidden and self.instance is not None and self.instance.listens:
            self.window.hide()
        else:
            self.window.showMinimized()

    def _try_again(self) -> None:
        self._leave(hidden=self._hide_wanted)

    def _close(self, event: QCloseEvent) -> None:
        if self.journal is not None and self.rooms is not None:
            if not self.rooms.keep():
                event.ignore()
                self.window.notice.show_sentence(
                    _("Your last words are not saved yet, so the window stays open. Please make room on the disk."),
                    "problem",
                )
                return
            self._shut()
        elif self.instance is not None:
            self.instance.close()
        event.accept()
        self._app.quit()

    # Being called

    def _listen(self) -> None:
        if self.instance is None:
            self.instance = Instance(self)
            self.instance.wanted.connect(self.come_back)
        if self.journal_path is not None:
            self.instance.listen_for(self.journal_path)

    def _wait_hidden(self) -> None:
        """Out of sight, locked, waiting to be called."""
        self.window.hide()
        self._app.setQuitOnLastWindowClosed(False)
        self._listen()
        if QSystemTrayIcon.isSystemTrayAvailable() and self.tray is None:
            self.tray = QSystemTrayIcon(tray_icon(), self)
            self.tray.setToolTip(_("Notes"))
            self.tray.activated.connect(self.come_back)
            self.tray.show()
        self.window.setWindowTitle(_("Notes"))
        if self.tray is None and (self.instance is None or not self.instance.listens):
            self.window.showMinimized()  # nothing could call it back otherwise

    def come_back(self) -> None:
        """The window is wanted again."""
        self._app.setQuitOnLastWindowClosed(True)
        self._retry.stop()
        if self.tray is not None:
            self.tray.hide()
            self.tray = None
        self.window.come_forward()


def make_application() -> QApplication:
    """The Qt application, named; made before anything else of Qt."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=True)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("peerjournal")
    app.setDesktopFileName("peerjournal")
    QLocale.setDefault(QLocale.system())
    return app


def main(journal: Path | None, *, hidden: bool = False) -> int:
    """Open the window. A window already there is raised instead. Returns the exit code."""
    journal = None if journal is None else _meant(journal)
    app = make_application()
    if not hidden and raise_other(journal):
        return 0
    settings = Settings(paths.settings_file())
    apply_theme(app, str(settings["appearance"]), settings.number("text_percent"))
    program = Program(app, settings)
    program.begin(journal, hidden=hidden)
    return app.exec()


def _meant(place: Path) -> Path:
    """The journal's folder with its ending, if only that one is there; always absolute."""
    with_ending = place.with_name(place.name + paths.SUFFIX)
    return (with_ending if not place.exists() and with_ending.exists() else place).absolute()
