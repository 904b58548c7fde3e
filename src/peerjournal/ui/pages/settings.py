"""The Settings room: how the program behaves on this computer, and the keys of this journal."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.paths import short_name
from peerjournal.settings import DECLARED, Setting, Settings
from peerjournal.ui.dialogs.protection import ProtectionDialog, show_protection
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.ways_to_unlock import WaysToUnlock
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, body, heading, muted, plain_button, separator, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.quiet_progress import QuietProgress

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

NARROW = 460


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
        for group in dict.fromkeys(setting.group for setting in DECLARED):
            self.column.body.addWidget(self._group(group, settings))
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


class _Choice(QComboBox):
    """Turning the wheel scrolls the page; it does not change a choice in passing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Switch(QCheckBox):
    """Its words stand in the line before it, so it needs no distance to any behind it."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() - QSize(px(9), 0)


class SettingRow(QWidget):
    """One setting: its label and sentence, and at the end of the line, or below where it is narrow, its control."""

    def __init__(self, setting: Setting, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._settings = settings
        self.label = body(setting.label)
        self.sentence = muted(setting.sentence, wrap=True)
        self.control = self._choice() if setting.choices else self._switch()
        self.control.setAccessibleName(setting.label)
        self.control.setAccessibleDescription(setting.sentence)
        self.label.setBuddy(self.control)
        self._words = QVBoxLayout()
        self._words.addWidget(self.label)
        self._words.addWidget(self.sentence)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.addLayout(self._words, 1)
        self._across.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        watcher().theme_changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        self._turn()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words of a yes-or-no setting are part of its control."""
        if isinstance(self.control, QCheckBox) and self.rect().contains(event.position().toPoint()):
            self.control.toggle()

    def _choice(self) -> QComboBox:
        box = _Choice()
        for value, label in self._setting.choices:
            box.addItem(label, value)
        box.setCurrentIndex(box.findData(self._settings[self._setting.key]))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box.currentIndexChanged.connect(self._chosen)
        return box

    def _switch(self) -> QCheckBox:
        box = _Switch()
        box.setChecked(bool(self._settings[self._setting.key]))
        box.setCursor(Qt.CursorShape.PointingHandCursor)
        box.toggled.connect(self._toggled)
        return box

    def _chosen(self, index: int) -> None:
        self._settings[self._setting.key] = self._setting.choices[index][0]

    def _toggled(self, on: bool) -> None:
        self._settings[self._setting.key] = on

    def _turn(self) -> None:
        narrow = bool(self._setting.choices) and self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._across.direction() != way:
            self._across.setDirection(way)

    def _fit(self) -> None:
        self._across.setContentsMargins(0, px(6), 0, px(6))
        self._across.setSpacing(px(12))
        self._words.setSpacing(px(3))
        if isinstance(self.control, QComboBox):
            self.control.setMinimumWidth(px(184))
        self._turn()


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
