"""The Settings room: how the program behaves on this computer, and the keys of this journal."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.paths import short_name
from peerjournal.settings import DECLARED, Settings
from peerjournal.ui.dialogs.protection import ProtectionDialog, show_protection
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.reminder_card import ReminderCard
from peerjournal.ui.pages.ways_to_unlock import WaysToUnlock
from peerjournal.ui.widgets.basics import Card, Notice, body, heading, muted, plain_button, separator, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.quiet_progress import QuietProgress
from peerjournal.ui.widgets.setting_row import SettingRow

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class SettingsPage(QWidget):
    """Every declared setting with its sentence, then this journal. A change applies at once."""

    def __init__(self, journal: "OpenJournal", settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Settings"))
        self.column = ScrolledColumn()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.column)
        self.rows: dict[str, SettingRow] = {}
        self.column.body.addWidget(heading(_("Settings")))
        self.reminders = ReminderCard(settings)
        for group in dict.fromkeys(setting.group for setting in DECLARED):
            own = self.reminders if group == self.reminders.accessibleName() else self._group(group, settings)
            self.column.body.addWidget(own)
        self.rows["reminders"] = self.reminders.row
        self.journal_card = JournalCard(journal)
        self.ways = WaysToUnlock(journal)
        self.protection = ProtectionCard()
        for card in (self.journal_card, self.ways, self.protection):
            self.column.body.addWidget(card)
        self.column.body.addStretch(1)

    def _group(self, group: str, settings: Settings) -> Card:
        card = _titled_card(group)
        first = True
        for setting in DECLARED:
            if setting.group != group:
                continue
            if not first:
                card.body.addWidget(separator())
            first = False
            row = SettingRow(setting, settings)
            self.rows[setting.key] = row
            card.body.addWidget(row)
        return card


def _titled_card(title: str) -> Card:
    card = Card(padding=22)
    card.setAccessibleName(title)
    card.body.addWidget(subheading(title))
    return card


class JournalCard(Card):
    """Where this journal lies, and whether it is whole."""

    checked = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=22)
        self._journal = journal
        self.setAccessibleName(_("This journal"))
        self.name = body(short_name(journal.path))
        self.path = QLineEdit(str(journal.path))
        self.path.setReadOnly(True)
        self.path.setCursorPosition(0)
        self.path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.path.setAccessibleName(_("Where this journal lies"))
        self.path.setToolTip(str(journal.path))
        self.check = plain_button(_("Check the journal"), "check")
        sentence = _("Looks through all of it for damage. That may take a while for a large journal.")
        self.check.setAccessibleDescription(sentence)
        self.progress = QuietProgress(_("Looking through the journal. You can go on in the meantime."))
        self.progress.hide()
        self.notice = Notice()
        row = QHBoxLayout()
        row.addWidget(self.check)
        row.addStretch(1)
        self.body.addWidget(subheading(_("This journal")))
        self.body.addWidget(self.name)
        self.body.addWidget(self.path)
        self.body.addWidget(muted(sentence, wrap=True))
        self.body.addLayout(row)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.notice)
        self.check.clicked.connect(self._check)

    def _check(self) -> None:
        if not self.progress.isHidden():
            return
        self.notice.clear()
        self.progress.show()
        journal = self._journal

        def work() -> None:
            # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
            from peerjournal.operations.journals import verify

            verify(journal, search_index=False)

        jobs().run(work, lambda _nothing: self._whole(), self._failed, self)

    def _whole(self) -> None:
        self._tell(_("The journal is whole. Header and database are as this program wrote them."), "info")

    def _failed(self, error: Exception) -> None:
        known = isinstance(error, PeerJournalError)
        self._tell(str(error) if known else _("The check could not be finished. Nothing was changed."), "problem")
        if not known:
            raise error

    def _tell(self, sentence: str, kind: str) -> None:
        self.progress.hide()
        self.notice.show_sentence(sentence, kind)
        self.checked.emit()


class ProtectionCard(Card):
    """The way to the page on what is protected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=22)
        self.setAccessibleName(_("What is protected"))
        self.dialog: ProtectionDialog | None = None
        self.read = plain_button(_("Read the page"), "shield")
        self.read.setAccessibleName(_("Read what is protected, and what is not"))
        row = QHBoxLayout()
        row.addWidget(self.read)
        row.addStretch(1)
        self.body.addWidget(subheading(_("What is protected")))
        self.body.addWidget(body(_("What encryption does for this journal, and where it ends, in plain words.")))
        self.body.addLayout(row)
        self.read.clicked.connect(self._open)

    def _open(self) -> None:
        self.dialog = show_protection(self)
        self.dialog.finished.connect(self._closed)

    def _closed(self) -> None:
        self.dialog = None
        self.read.setFocus(Qt.FocusReason.OtherFocusReason)
