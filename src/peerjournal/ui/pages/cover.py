"""Lies over the rooms while the journal should be locked but the last words cannot be saved yet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.jobs import jobs
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import Notice, body, heading, primary_button
from peerjournal.ui.widgets.centred import CentredCard
from peerjournal.ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class CoverPage(QWidget):
    """Hides what is written until the passphrase is typed; ``lifted`` then."""

    lifted = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.centred = CentredCard()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.centred)
        self.passphrase = PassphraseField(_("Passphrase"))
        self.notice = Notice()
        self.show_again = primary_button(_("Show the journal again"))
        column = self.centred.body
        column.setSpacing(px(12))
        column.addWidget(heading(_("Not locked yet")))
        column.addWidget(
            body(
                _(
                    "Your last words cannot be saved just now, perhaps because the disk is full. They are kept behind"
                    " this page, and the journal locks by itself as soon as they are saved."
                )
            )
        )
        column.addWidget(self.passphrase)
        column.addWidget(self.notice)
        column.addWidget(self.show_again)
        self.setFocusProxy(self.passphrase)
        self.show_again.clicked.connect(self._check)
        self.centred.confirmed.connect(self._check)

    def _check(self) -> None:
        typed, journal = self.passphrase.passphrase(), self._journal

        def work() -> None:
            # Imported here as everywhere in the window: the unlock screen must not wait for it.
            from peerjournal.operations.keys import confirm_passphrase

            confirm_passphrase(journal, typed)

        self.show_again.setEnabled(False)
        jobs().run(work, lambda _nothing: self.lifted.emit(), self._refuse, self)

    def _refuse(self, error: Exception) -> None:
        self.show_again.setEnabled(True)
        if not isinstance(error, PeerJournalError):
            raise error
        self.notice.show_sentence(str(error), "problem")
        self.passphrase.select_all()
