"""Unlocking: which journal, its passphrase or its recovery code, and what to do if it does not open."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from peerjournal.errors import CannotUnlock, MistypedCode, PeerJournalError, VaultInUse
from peerjournal.i18n import _
from peerjournal.paths import place_of, short_name
from peerjournal.ui.instance import raise_other
from peerjournal.ui.jobs import jobs
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import Notice, body, heading, muted, primary_button, quiet_button
from peerjournal.ui.widgets.centred import CentredCard
from peerjournal.ui.widgets.passphrase import PassphraseField
from peerjournal.ui.widgets.quiet_progress import QuietProgress

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.widgets.recovery_code import RecoveryCodeField

# operations are imported inside the jobs only: SQLAlchemy and cryptography take several times as long to
# load as this page takes to come up.


class Awaited:
    """A journal that a job is getting ready. Called off, it is given back, however late it comes."""

    def __init__(self, give_back: Callable[["OpenJournal"], None]) -> None:
        self._give_back = give_back
        self._lock = Lock()
        self._wanted = True
        self._journal: OpenJournal | None = None

    @property
    def wanted(self) -> bool:
        """Whether it has not been called off."""
        return self._wanted

    def came(self, journal: "OpenJournal") -> None:
        """It is ready; from the job."""
        with self._lock:
            if self._wanted:
                self._journal = journal
                return
        self._give_back(journal)

    def take(self) -> "OpenJournal | None":
        """The journal, which is the taker's from now on; None if it was called off."""
        with self._lock:
            journal, self._journal = self._journal, None
        return journal

    def call_off(self) -> None:
        """Nobody waits for it any more. What was taken already stays taken."""
        with self._lock:
            self._wanted = False
        journal = self.take()
        if journal is not None:
            self._give_back(journal)


class UnlockPage(QWidget):
    """Unlocks one journal. Emits it open, and whether the recovery code opened it."""

    unlocked = Signal(object, bool)
    choose_another = Signal()

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.by_recovery = False
        self.busy = False
        self._looked = False
        self._awaited: Awaited | None = None
        self._code: RecoveryCodeField | None = None
        self._build()
        self._show_way()

    def forget(self) -> None:
        """Drop everything typed."""
        self.passphrase.forget()
        if self._code is not None:
            self._code.forget()

    def abandon(self) -> None:
        """The window closes: a journal that is being opened is closed as soon as it is open, and nothing is kept."""
        if self._awaited is not None:
            self._awaited.call_off()
            self._awaited = None
            self._set_busy(busy=False)
        self.forget()

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands where typing is wanted; once painted, see whether there is a journal to open at all."""
        super().showEvent(event)
        self._line().setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the card's first paint a job loads what unlocking needs, while the person types."""
        if event.type() == QEvent.Type.Paint and not self._looked:
            self._looked = True
            QTimer.singleShot(0, self._peek)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.centred = CentredCard()
        self.centred.card.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.centred)

        self.title = heading(short_name(self.path))
        self.title.setWordWrap(True)
        self.place = muted(place_of(self.path))
        self.place.setWordWrap(True)
        self.place.setToolTip(str(self.path))
        self.label = body("")
        self.passphrase = PassphraseField(_("Passphrase"))
        self.notice = Notice()
        self.notice.hide()
        self.progress = QuietProgress(_("Opening the journal. This takes a moment on purpose."))
        self.unlock_button = primary_button(_("Unlock"))
        self.unlock_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.other_way = quiet_button("")
        self.other_journal = quiet_button(_("Choose another journal"))

        ways_row = QWidget()
        ways = QHBoxLayout(ways_row)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(px(4))
        ways.addWidget(self.other_way)
        ways.addStretch(1)
        ways.addWidget(self.other_journal)
        self._column = column = self.centred.body
        column.setSpacing(px(8))
        column.addWidget(self.title)
        column.addWidget(self.place)
        column.addSpacing(px(14))
        widget: QWidget
        for widget in (self.label, self.passphrase, self.notice):
            column.addWidget(widget)
        column.addSpacing(px(6))
        column.addWidget(self.unlock_button)
        # While the key is derived there is no other way to take, so the progress stands in the place of the ways.
        self._below = QStackedWidget()
        self._below.addWidget(ways_row)
        self._below.addWidget(self.progress)
        column.addWidget(self._below)

        self.unlock_button.clicked.connect(self._unlock)
        self.centred.confirmed.connect(self._unlock)
        self.centred.dismissed.connect(self._back)
        self.other_way.clicked.connect(self._change_way)
        self.other_journal.clicked.connect(self.choose_another)
        self.passphrase.edited.connect(self.notice.hide)

    @property
    def code(self) -> "RecoveryCodeField":
        """The line for the recovery code; made when it is first asked for: most never need it."""
        if self._code is None:
            from peerjournal.ui.widgets.recovery_code import RecoveryCodeField

            self._code = RecoveryCodeField(_("Recovery code"))
            self._code.edited.connect(self.notice.hide)
            self._column.insertWidget(self._column.indexOf(self.passphrase) + 1, self._code)
            self.setTabOrder(self.passphrase.toggle, self._code.line)
        return self._code

    def _line(self) -> "PassphraseField | RecoveryCodeField":
        return self.code if self.by_recovery else self.passphrase

    def _show_way(self) -> None:
        self.passphrase.setVisible(not self.by_recovery)
        if self._code is not None or self.by_recovery:
            self.code.setVisible(self.by_recovery)
        self.label.setText(_("Recovery code") if self.by_recovery else _("Passphrase"))
        self.label.setBuddy(self._line().line)
        other = _("Use the passphrase instead") if self.by_recovery else _("Use the recovery code instead")
        self.other_way.setText(other)
        self.other_way.setAccessibleName(other)

    def _change_way(self) -> None:
        self.forget()
        self.notice.hide()
        self.by_recovery = not self.by_recovery
        self._show_way()
        self._line().setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        """One step back: what was typed goes, then the other way to unlock, then the page."""
        if self.busy:
            return
        if self._typed():
            self.forget()
        elif self.by_recovery:
            self._change_way()
        else:
            self.choose_another.emit()

    def _typed(self) -> str:
        return self.code.typed() if self.by_recovery else self.passphrase.passphrase()

    def _peek(self) -> None:
        path = self.path

        def work() -> None:
            from peerjournal.operations.journals import peek

            peek(path)

        jobs().run(work, lambda _nothing: None, self._tell, self)

    def _unlock(self) -> None:
        if self.busy:
            return
        if not self._typed():
            asked = _("Type the recovery code first.") if self.by_recovery else _("Type the passphrase first.")
            self.notice.show_sentence(asked, kind="info")
            self._line().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(busy=True)
        path, by_recovery, secret = self.path, self.by_recovery, self._typed()

        # A journal nobody waits for any more must be closed, or it stays locked to others.
        awaited = Awaited(lambda journal: journal.close())
        self._awaited = awaited
        self.destroyed.connect(awaited.call_off)

        def work() -> None:
            from peerjournal.operations.journals import unlock

            awaited.came(unlock(path, recovery_code=secret) if by_recovery else unlock(path, secret))

        def done(_nothing: None) -> None:
            journal = awaited.take()
            if journal is not None:
                self._opened(journal)

        def failed(error: Exception) -> None:
            if awaited.wanted and isValid(self):
                self._awaited = None
                self._set_busy(busy=False)
                self._tell(error)

        jobs().run(work, done, failed)

    def _opened(self, journal: "OpenJournal") -> None:
        self._awaited = None
        self.forget()
        self._set_busy(busy=False)
        self.unlocked.emit(journal, self.by_recovery)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self._below.setCurrentIndex(1 if busy else 0)
        for button in (self.unlock_button, self.other_way, self.other_journal):
            button.setEnabled(not busy)
        # Read-only instead of disabled: a disabled line would lose the focus.
        self._line().line.setReadOnly(busy)
        if busy:
            self.notice.hide()

    def _tell(self, error: Exception) -> None:
        # Asked from the window's own thread, which blocks meanwhile: this window itself cannot be the one to answer.
        if isinstance(error, VaultInUse) and raise_other(self.path):
            self.notice.show_sentence(
                _("This journal is open in another window; that window was brought forward."), kind="problem"
            )
            return
        known = isinstance(error, PeerJournalError)
        self.notice.show_sentence(
            str(error) if known else _("Something went wrong that should not. Nothing was changed."), kind="problem"
        )
        if isinstance(error, CannotUnlock | MistypedCode):
            self._line().select_all()
        if not known:
            raise error
