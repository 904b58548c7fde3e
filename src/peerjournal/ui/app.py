"""Builds the window's objects once, and decides what comes when: start, unlock, rooms, lock, hide, close."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from peerjournal import paths
from peerjournal.errors import CannotUnlock, NotWritable, PeerJournalError, VaultInUse
from peerjournal.i18n import _
from peerjournal.settings import Settings
from peerjournal.ui.instance import Instance, raise_other
from peerjournal.ui.jobs import jobs
from peerjournal.ui.main_window import MainWindow
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.relaunch import relaunch
from peerjournal.ui.theme.apply import apply_theme
from peerjournal.ui.watch import HIDE_KEYS, SUPPORT_KEYS, AwayWatch, IdleWatch, LeaveKeys

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.dialogs.support import SupportDialog
    from peerjournal.ui.pages.cover import CoverPage
    from peerjournal.ui.reminders import Reminders
    from peerjournal.ui.rooms import Rooms

# Everything that reads or writes a journal (SQLAlchemy, cryptography) and the rooms are imported inside
# functions: the unlock screen must be there before they are.

SAMPLE = "Sample" + paths.SUFFIX
RETRY_MS = 3_000
PATIENCE_MS = 3_000
REST_MS = 60_000
USED_SECONDS = 120
REMINDED_MS = 300_000  # so long a reminder stays in the window
WARM_AFTER_MS = 1_500  # once the rooms are painted, and what was unlocked for has begun
LISTEN_AFTER_MS = 300  # once the window is painted; a start before that opens a window of its own
_PUT_AWAY = "put away"


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
        self.reminders: Reminders | None = None
        self._idle = IdleWatch(0, self)
        self._leave_keys = LeaveKeys(self)
        self._leave_keys.lock_wanted.connect(self.lock)
        self._leave_keys.hide_wanted.connect(self.hide)
        # Before a journal is open there is no rail whose keys would do it.
        self._early_hide = QShortcut(QKeySequence(HIDE_KEYS), self.window)
        self._early_hide.activated.connect(self.hide)
        self._support_key = QShortcut(QKeySequence(SUPPORT_KEYS), self.window)
        self._support_key.activated.connect(self.show_support)
        self._leave_keys.support_wanted.connect(self.show_support)
        self.window.support_wanted.connect(self.show_support)
        self._support: SupportDialog | None = None
        self._away: AwayWatch | None = None
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._covering: CoverPage | None = None
        self._rest = QTimer(self)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._take_rest)
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.setInterval(WARM_AFTER_MS)
        self._warm.timeout.connect(self._warm_up)
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
            QTimer.singleShot(LISTEN_AFTER_MS, self._listen)

    def _known(self) -> list[Path]:
        found = [*self.settings.recent, *paths.journals_in(paths.default_folder())]
        return [p for p in dict.fromkeys(found) if p != self._sample()]

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
        if journal.name == SAMPLE and journal == self._sample():
            self.window.notice.show_sentence(_("This is the sample journal. Its passphrase is: sample journal"))
        if self.instance is not None:
            self.instance.listen_for(journal)

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
        place = self._sample()

        def make() -> "OpenJournal":
            from peerjournal.operations.demo import SAMPLE_PASSPHRASE, create_demo
            from peerjournal.operations.journals import new_recovery_code, unlock

            if place.exists():
                return unlock(place, SAMPLE_PASSPHRASE)
            return create_demo(place, SAMPLE_PASSPHRASE, new_recovery_code())

        self.window.notice.show_sentence(_("Opening the sample journal. Everybody and everything in it is invented."))
        self.window.setEnabled(False)
        jobs().run(make, self._sample_made, self._sample_failed, self.window)

    @staticmethod
    def _sample() -> Path:
        return paths.default_folder() / SAMPLE

    def _sample_made(self, journal: "OpenJournal") -> None:
        self.window.setEnabled(True)
        self.show_rooms(journal)

    def _sample_failed(self, error: Exception) -> None:
        self.window.setEnabled(True)
        self.window.notice.clear()
        if not isinstance(error, PeerJournalError):
            raise error
        if isinstance(error, VaultInUse) and raise_other(self._sample()):
            self._app.quit()
        elif isinstance(error, CannotUnlock):
            self.show_unlock(self._sample())
        else:
            self.window.notice.show_sentence(str(error), "problem")

    # A journal is open

    def show_rooms(self, journal: "OpenJournal", by_recovery: bool = False) -> None:
        """The rooms of an open journal; with ``by_recovery`` a new passphrase is offered."""
        # The rooms and what they work with are only imported once a journal is open.
        from peerjournal.operations import trash, writing
        from peerjournal.ui.rooms import Rooms

        try:
            with suppress(NotWritable):  # on a full disk old entries stay in the trash a little longer
                trash.empty_old_trash(journal, self.settings.number("trash_days"))
            rooms = Rooms(journal, self.settings)
            place = writing.last_place(journal)
        except PeerJournalError as error:
            journal.close()
            self.show_unlock(journal.path)
            self.window.notice.show_sentence(str(error), "problem")
            return
        self.journal, self.rooms, self.journal_path = journal, rooms, journal.path
        self._early_hide.setEnabled(False)
        self.settings.remember_recent(journal.path)
        rooms.lock_wanted.connect(self.lock)
        rooms.hide_wanted.connect(self.hide)
        rooms.support_wanted.connect(self.show_support)
        self.window.setWindowTitle(_("Peer Journal"))
        self.window.show_page(rooms, own_support=True)
        self._listen()
        if place is not None and place.writing:
            rooms.go_to_place(place)
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
        self._idle.begin(self._app)
        self._leave_keys.begin(self._app)
        self._rest.start()
        self._warm.start()
        self._away = AwayWatch(self)
        self._away.away.connect(self._lock_with_system)

    def _take_rest(self) -> None:
        """Move what was written into the database proper: a damaged log would lose it."""
        if self.journal is not None:
            jobs().run(self.journal.rest, lambda _nothing: None, report, self)

    def _warm_up(self) -> None:
        """Load what charts are drawn with, beside the window and before anybody asks for it."""
        if self.journal is not None:
            # Only once a journal is open.
            from peerjournal.ui.warm import load_charts

            jobs().run(load_charts, lambda _nothing: None, report, self)

    def _lock_with_system(self) -> None:
        if self.settings["lock_with_system"]:
            self.lock()

    def _setting_changed(self, key: str) -> None:
        if key in {"appearance", "text_percent"}:
            apply_theme(self._app, str(self.settings["appearance"]), self.settings.number("text_percent"))
        elif key == "lock_after_minutes" and self.journal is not None:
            self._idle.set_minutes(self.settings.number(key))
        elif key.startswith("reminder"):
            self._remind()
        elif key == "keep_recent" and self.journal_path is not None:
            self.settings.remember_recent(self.journal_path)

    # Reminders

    def _remind(self) -> None:
        """Follow the settings; while reminders are off, nothing of them is loaded."""
        if self.reminders is None and self.settings["reminders"]:
            from peerjournal.ui.reminders import Reminders

            self.reminders = Reminders(self.settings, self._is_used, lambda: self.tray, self)
            self.reminders.wanted.connect(self.come_back)
            self.reminders.said.connect(self._say_quietly)
            self._idle.begin(self._app)  # before unlocking as well it is noted when somebody is at it
        elif self.reminders is not None:
            self.reminders.follow()

    def _is_used(self) -> bool:
        """Whether the person is at it just now: the window or its dialog is in front, and was used lately."""
        return self._app.activeWindow() is not None and self._idle.quiet_seconds() < USED_SECONDS

    def _say_quietly(self, sentence: str) -> None:
        """In the window, for a while; not over something else that is said there, nor for later while it is hidden."""
        notice = self.window.notice
        if self.window.isVisible() and notice.sentence() in ("", sentence):
            notice.show_sentence(sentence)
            QTimer.singleShot(REMINDED_MS, self, lambda: notice.clear() if notice.sentence() == sentence else None)

    # Support

    def show_support(self) -> None:
        """People to reach, over whatever is on show; not while the window is hidden. Needs no journal."""
        if self._support is not None or not self.window.isVisible() or self.window.isMinimized():
            return
        # The unlock screen must not wait for it.
        from peerjournal.ui.dialogs.support import SupportDialog

        self._support = SupportDialog(self.settings, self._app.activeModalWidget() or self.window)
        self._support.finished.connect(self._support_closed)
        self._support.hide_wanted.connect(self.hide)
        self._support.open()

    def _support_closed(self) -> None:
        self._support = None

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
        if not self._keep():
            self._cover(hidden=hidden)
            return
        self._retry.stop()
        self._put_away()
        self._shut()
        self._start_again(self.journal_path, hidden)

    def _keep(self) -> bool:
        """Have everything typed made durable; False for any reason it could not be."""
        assert self.rooms is not None
        try:
            return self.rooms.keep()
        except Exception as error:  # noqa: BLE001 - whatever it is: unsaved words must never be taken for saved
            report(error)
            return False

    def _put_away(self) -> None:
        """The window and every dialog of it out of sight, at once."""
        if self._support is not None:
            self._support.reject()
        self._put_dialogs_away()
        for widget in self._app.topLevelWidgets():
            widget.hide()

    def _put_dialogs_away(self) -> None:
        """Every dialog of the journal out of sight, as it is."""
        from PySide6.QtWidgets import QDialog

        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible() and dialog is not self._support:
                dialog.setProperty(_PUT_AWAY, 1)
                dialog.hide()

    def _bring_dialogs_back(self) -> None:
        """Those put away are on show again, with what is typed in them."""
        from PySide6.QtWidgets import QDialog

        for dialog in self.window.findChildren(QDialog):
            if dialog.property(_PUT_AWAY):
                dialog.setProperty(_PUT_AWAY, 0)
                dialog.show()

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
        if self.reminders is not None:
            self.reminders.put_away()

    def _cover(self, *, hidden: bool) -> None:
        """The last words cannot be saved: they must not be lost, so a page lies over them until they can be."""
        assert self.journal is not None
        # Hardly ever needed.
        from peerjournal.ui.pages.cover import CoverPage

        if self._covering is None:
            self._covering = CoverPage(self.journal)
            self._covering.lifted.connect(self._lift_cover)
            self.window.cover(self._covering)
            self._put_dialogs_away()
            self._idle.set_minutes(0)
            self._retry.start()
        if hidden:
            self._wait_hidden()

    def _lift_cover(self) -> None:
        """The person has shown that they may see the journal; it waits to be locked again as usual."""
        if self._covering is not None:
            self.window.uncover(self._covering)
            self._covering = None
            self._bring_dialogs_back()
        self._retry.stop()
        self._idle.set_minutes(self.settings.number("lock_after_minutes"))

    def _try_again(self) -> None:
        if self._keep():
            self._leave(hidden=not self.window.isVisible())

    def _close(self, event: QCloseEvent) -> None:
        if self.journal is not None and self.rooms is not None:
            if not self._keep():
                event.ignore()
                self.window.notice.show_sentence(
                    _("Your last words are not saved yet, so the window stays open. Saving is tried again."),
                    "problem",
                )
                return
            self._shut()
        else:
            # The first-use page's class is not imported before it is needed.
            abandon = getattr(self.window.page(), "abandon", None)
            if callable(abandon):
                abandon()
            jobs().wait(PATIENCE_MS)
            if self.instance is not None:
                self.instance.close()
        event.accept()
        self._app.quit()

    def tell_unforeseen(self, error: BaseException) -> None:
        """What no part of the program expected: say so calmly, without what the error says."""
        report(error)
        self.window.notice.show_sentence(
            _("Something went wrong that should not have. What was saved is safe; please lock and unlock."), "problem"
        )

    # Being called

    def _listen(self) -> None:
        gc.enable()  # off since the start, see __main__.py
        # Icons and what they are drawn with come after the first paint.
        from peerjournal.ui.theme.icons import app_icon

        self.window.setWindowIcon(app_icon())
        self.window.add_support()
        self._remind()
        if self.instance is None:
            self.instance = Instance(self)
            self.instance.wanted.connect(self.come_back)
        if self.journal_path is not None:
            self.instance.listen_for(self.journal_path)

    def _wait_hidden(self) -> None:
        """Out of sight, locked, waiting to be called."""
        self.window.hide()
        self._app.setQuitOnLastWindowClosed(False)
        # Most windows are never hidden.
        from PySide6.QtWidgets import QMenu, QSystemTrayIcon

        from peerjournal.ui.theme.icons import tray_icon

        if QSystemTrayIcon.isSystemTrayAvailable() and self.tray is None:
            self.tray = QSystemTrayIcon(tray_icon(), self)
            self.tray.setToolTip(_("Notes"))
            self.tray.activated.connect(self.come_back)
            self.tray.messageClicked.connect(self.come_back)
            menu = QMenu(self.window)
            menu.addAction(_("Open")).triggered.connect(self.come_back)
            menu.addAction(_("Quit")).triggered.connect(self.window.close)
            self.tray.setContextMenu(menu)
            self.tray.show()
        self._listen()
        self.window.setWindowTitle(_("Notes"))
        if self.tray is None and (self.instance is None or not self.instance.listens):
            self.window.showMinimized()  # nothing could call it back otherwise

    def come_back(self) -> None:
        """The window is wanted again."""
        self._app.setQuitOnLastWindowClosed(True)
        if self.tray is not None:
            self.tray.hide()
            self.tray = None
            self._remind()
        self.window.come_forward()


def report(error: BaseException) -> None:
    """Something unforeseen, in one line that holds nothing private: its kind, not what it says."""
    sys.stderr.write(_("Something went wrong that should not have ({kind}).\n").format(kind=type(error).__name__))


def make_application() -> QApplication:
    """The Qt application, named; made before anything else of Qt."""
    # Qt's file dialog would write down which folders were looked at: there is nowhere it could.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, f"{os.devnull}/none")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=True)
    # As an argument: asking for the style object would make Qt's bindings build all its enumerations.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("peerjournal")
    app.setDesktopFileName("peerjournal")
    QLocale.setDefault(QLocale.system())
    return app


def main(journal: Path | None, *, hidden: bool = False) -> int:
    """Open the window. A window already there is raised instead. Returns the exit code."""
    journal = None if journal is None else paths.journal_folder(journal).absolute()
    app = make_application()
    if not hidden and raise_other(journal):
        return 0
    settings = Settings(paths.settings_file())
    apply_theme(app, str(settings["appearance"]), settings.number("text_percent"))
    program = Program(app, settings)
    sys.excepthook = lambda _kind, error, _trace: program.tell_unforeseen(error)
    program.begin(journal, hidden=hidden)
    return app.exec()
