"""The card on the ways to unlock this journal: what there is, and changing it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.dialogs.key_dialog import KeyDialog
from peerjournal.ui.dialogs.keys import AddPassphraseDialog, ChangePassphraseDialog, NewRecoveryCodeDialog
from peerjournal.ui.jobs import jobs
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import Card, Notice, body, muted, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.keys import KeySlotInfo

# operations are imported inside functions: they bring in SQLAlchemy and cryptography, which only an open
# journal needs.


class WaysToUnlock(Card):
    """Lists the key slots. ``changed`` after any of them was added, changed or removed."""

    changed = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=22)
        self._journal = journal
        self._to_remove: KeySlotInfo | None = None
        self.dialog: KeyDialog | None = None
        self.lines: list[KeyLine] = []
        self.setAccessibleName(_("Ways to unlock"))
        self.change = plain_button(_("Change passphrase"), "key")
        self.renew = plain_button(_("New recovery code"), "restore")
        self.add = plain_button(_("Add a passphrase"), "plus")
        self.question = TwoStep(_("Remove"))
        self.notice = Notice()
        self._list = QVBoxLayout()
        buttons = FlowLayout()
        for button in (self.change, self.renew, self.add):
            buttons.addWidget(button)
        self.body.addWidget(subheading(_("Ways to unlock")))
        self.body.addWidget(body(_("Each of these opens the journal. What is written in it is not touched here.")))
        self.body.addLayout(self._list)
        self.body.addWidget(self.question)
        self.body.addWidget(self.notice)
        stay = _("The last passphrase and the recovery code cannot be removed, only changed.")
        self.body.addWidget(muted(stay, wrap=True))
        self.body.addLayout(buttons)
        self.change.clicked.connect(lambda: self._open(ChangePassphraseDialog(journal, parent=self), self.change))
        self.renew.clicked.connect(lambda: self._open(NewRecoveryCodeDialog(journal, self), self.renew))
        self.add.clicked.connect(lambda: self._open(AddPassphraseDialog(journal, self), self.add))
        self.question.confirmed.connect(self._remove)
        self.refresh()

    def refresh(self) -> None:
        """Show the ways there are now."""
        # For the reason above.
        from peerjournal.operations.keys import key_slots

        while self.lines:
            line = self.lines.pop()
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        slots = key_slots(self._journal)
        for slot in slots:
            line = KeyLine(slot, removable=sum(s.kind == slot.kind for s in slots) > 1)
            line.remove_wanted.connect(self._ask)
            self.lines.append(line)
            self._list.addWidget(line)

    def _open(self, dialog: KeyDialog, back_to: QPushButton) -> None:
        self.question.hide()
        self.notice.clear()
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._say)
        dialog.finished.connect(lambda: self._closed(back_to))
        dialog.open()

    def _closed(self, back_to: QPushButton) -> None:
        self.dialog = None
        back_to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.refresh()
        self.notice.show_sentence(sentence)
        self.changed.emit()

    def _ask(self, slot: "KeySlotInfo", button: QPushButton) -> None:
        self.notice.clear()
        self._to_remove = slot
        self.question.ask(
            _("Remove “{name}”? It no longer opens this journal then. What you wrote stays.").format(name=slot.label),
            button,
        )

    def _remove(self) -> None:
        journal, slot = self._journal, self._to_remove
        if slot is None:
            return

        def work() -> None:
            from peerjournal.operations.keys import revoke

            revoke(journal, slot.id)

        def done(_nothing: object) -> None:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self._say(_("“{name}” no longer opens this journal.").format(name=slot.label))

        jobs().run(work, done, self._failed, self)

    def _failed(self, error: Exception) -> None:
        known = isinstance(error, PeerJournalError)
        self.refresh()
        self.notice.show_sentence(
            str(error) if known else _("Something went wrong that should not. Nothing was changed."), "problem"
        )
        if not known:
            raise error


class KeyLine(QWidget):
    """One way to unlock: its name, its kind in words, and a way to remove it where another of its kind remains."""

    remove_wanted = Signal(object, object)

    def __init__(self, slot: "KeySlotInfo", *, removable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slot = slot
        self.kind = _kind(slot.kind)
        self.setAccessibleName(f"{slot.label}, {self.kind}")
        self.sign = QLabel()
        self.name = ElidedLabel(slot.label)
        self.remove = quiet_button(_("Remove"))
        self.remove.setAccessibleName(_("Remove {name}").format(name=slot.label))
        if not removable:
            self.remove.hide()
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.slot, self.remove))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(muted(self.kind, wrap=True))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.sign)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.remove)
        watcher().theme_changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._row.setContentsMargins(0, px(6), 0, px(6))
        self._row.setSpacing(px(12))
        size = QSize(px(20), px(20))
        name = "key" if self.slot.kind == "passphrase" else "restore"
        self.sign.setPixmap(icon(name).pixmap(size, self.devicePixelRatioF()))


def _kind(kind: str) -> str:
    if kind == "passphrase":
        return _("A passphrase, typed to unlock")
    return _("A code on paper, for when a passphrase is forgotten")
