"""Changing the ways to unlock a journal: its passphrase, its recovery code, one more passphrase."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError, WrongPassphrase
from peerjournal.i18n import _
from peerjournal.paths import short_name
from peerjournal.ui.dialogs.key_dialog import KeyDialog
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import body, muted, plain_button, quiet_button
from peerjournal.ui.widgets.new_passphrase import NewPassphrase
from peerjournal.ui.widgets.passphrase import PassphraseField
from peerjournal.ui.widgets.recovery_code import RecoveryCodeField, RecoveryCodeView, print_code

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy and cryptography, which only an open
# journal needs.


class ChangePassphraseDialog(KeyDialog):
    """A new passphrase in the place of the one typed first.

    Somebody who came in by the recovery code has forgotten it, and is not asked for it.
    """

    def __init__(
        self, journal: "OpenJournal", *, came_by_recovery: bool = False, parent: QWidget | None = None
    ) -> None:
        title = _("Choose a new passphrase") if came_by_recovery else _("Change the passphrase")
        super().__init__(title, _("Change the passphrase"), parent)
        self._journal = journal
        self._came_by_recovery = came_by_recovery
        self.current = PassphraseField(_("Current passphrase"))
        self.new = NewPassphrase(_("New passphrase"))
        if came_by_recovery:
            self.cancel.setText(_("Not now"))
            self.cancel.setAccessibleName(_("Not now"))
            self.column.addWidget(
                body(
                    _(
                        "You came in with your recovery code. If the passphrase is forgotten, choose a new one;"
                        " it takes the place of the old one. The recovery code stays as it is."
                    )
                )
            )
            self.current.hide()
        else:
            self.column.addWidget(body(_("The new passphrase takes the place of the one you type first.")))
            self.ask_for(_("Current passphrase"), self.current)
        self.column.addWidget(self.new)
        self.column.addWidget(
            muted(_("Copies and backups made before still open with the passphrase of that time."), wrap=True)
        )
        self.current.edited.connect(self.notice.clear)
        self.new.edited.connect(self.notice.clear)

    def first(self) -> QWidget:
        """The first line."""
        return self.new.field.line if self._came_by_recovery else self.current.line

    def forget(self) -> None:
        """Drop all three."""
        self.current.forget()
        self.new.forget()

    def act(self) -> None:
        """Check what is typed, and change it."""
        if self.busy:
            return
        trouble = self._trouble()
        if trouble is not None:
            self.say(trouble)
            return
        journal, current, new = self._journal, self.current.passphrase(), self.new.passphrase()
        came_by_recovery = self._came_by_recovery

        def work() -> None:
            from peerjournal.operations import keys

            which = None if came_by_recovery else keys.confirm_passphrase(journal, current).id
            keys.change_passphrase(journal, new, which)

        self.run(work, lambda _nothing: self._changed(), self._failed)

    def _trouble(self) -> str | None:
        if self._came_by_recovery:
            return self.new.trouble()
        if not self.current.passphrase():
            self.current.select_all()
            return _("Type the current passphrase first.")
        trouble = self.new.trouble()
        if trouble is None and self.new.passphrase() == self.current.passphrase():
            self.new.field.select_all()
            return _("The new passphrase is the same as the current one.")
        return trouble

    def _changed(self) -> None:
        self.finish(_("The passphrase is changed. The one before no longer opens this journal."))

    def _failed(self, error: PeerJournalError) -> None:
        (self.current if isinstance(error, WrongPassphrase) else self.new.field).select_all()


class AddPassphraseDialog(KeyDialog):
    """One more passphrase, under a name of its own."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(_("Add a passphrase"), _("Add the passphrase"), parent)
        # For the reason above.
        from peerjournal.operations.keys import LONGEST_LABEL

        self._journal = journal
        self.label = QLineEdit()
        self.label.setMaxLength(LONGEST_LABEL)
        self.label.setAccessibleName(_("Name"))
        hint = _("For example “Laptop”. The name is not secret: it can be read in the journal's folder.")
        self.label.setAccessibleDescription(hint)
        self.new = NewPassphrase(_("Passphrase"))
        self.column.addWidget(
            body(_("It opens this journal as well as the passphrases there are, and can be removed on its own."))
        )
        self.ask_for(_("Name"), self.label)
        self.column.addWidget(muted(hint, wrap=True))
        self.column.addWidget(self.new)
        self.new.edited.connect(self.notice.clear)

    def first(self) -> QWidget:
        """The name."""
        return self.label

    def forget(self) -> None:
        """Drop the passphrase."""
        self.new.forget()
        self.label.setText("")

    def act(self) -> None:
        """Check what is typed, and add it."""
        if self.busy:
            return
        trouble = self.new.trouble()
        if trouble is not None:
            self.say(trouble)
            return
        journal, label, passphrase = self._journal, self.label.text(), self.new.passphrase()

        def work() -> str:
            from peerjournal.operations import keys

            return keys.add_passphrase(journal, passphrase, label).label

        def done(kept: str) -> None:
            self.finish(_("“{name}” opens this journal too from now on.").format(name=kept))

        self.run(work, done, lambda _error: self.new.field.select_all())


class NewRecoveryCodeDialog(KeyDialog):
    """A new recovery code, shown once, typed back, and only then in force."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(_("New recovery code"), "", parent)
        # For the reason above.
        from peerjournal.operations.journals import new_recovery_code

        self._journal = journal
        self._copied = False
        self.view = RecoveryCodeView()
        self.print = plain_button(_("Print…"), "print")
        self.copy = quiet_button(_("Copy"))
        self.copy.setAccessibleName(_("Copy the recovery code"))
        self.field = RecoveryCodeField(_("New recovery code"))
        self.back = quiet_button(_("Back"))
        self._build_showing()
        self._build_typing()
        self.buttons.insertWidget(self.buttons.count() - 1, self.back)
        code = new_recovery_code()
        self.view.show_code(code)
        self.field.expect(code)
        self.print.clicked.connect(lambda: print_code(self.view.code, short_name(journal.path), self, self.say))
        self.copy.clicked.connect(self._copy)
        self.back.clicked.connect(self._show_code)
        self.field.edited.connect(self.notice.clear)
        self._show_code()

    @property
    def typing(self) -> bool:
        """Whether it is being typed back."""
        return not self._typing.isHidden()

    def first(self) -> QWidget:
        """The code itself, so that a screen reader reads it; then the line."""
        return self.field.line if self.typing else self.view

    def forget(self) -> None:
        """Take the code from the screen and what was typed with it; from the clipboard too if it is still there."""
        self.view.show_code("")
        self.field.forget()
        if self._copied:
            # Only needed where it was copied.
            from peerjournal.ui.widgets.editor.clipboard import clipboard_guard

            clipboard_guard().clear_if_ours()
            self._copied = False

    def act(self) -> None:
        """One step on."""
        if self.busy:
            return
        if self.typing:
            self._replace()
        else:
            self._show_step(typing=True)

    def _build_showing(self) -> None:
        self._showing = QWidget()
        column = QVBoxLayout(self._showing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(
            body(
                _(
                    "Write this code down and keep it where only you can reach it. In the next step you type it back;"
                    " from then on it opens the journal, and the code you have now no longer does."
                )
            )
        )
        column.addWidget(self.view)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(self.print)
        row.addWidget(self.copy)
        row.addStretch(1)
        column.addLayout(row)
        self.column.addWidget(self._showing)

    def _build_typing(self) -> None:
        self._typing = QWidget()
        column = QVBoxLayout(self._typing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        label = body(_("New recovery code"))
        label.setBuddy(self.field.line)
        column.addWidget(body(_("This makes sure that what you wrote down is right. Until then the old code stays.")))
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(
            muted(_("Copies and backups made before still open with the recovery code of that time."), wrap=True)
        )
        self.column.addWidget(self._typing)

    def _show_code(self) -> None:
        self._show_step(typing=False)

    def _show_step(self, *, typing: bool) -> None:
        self.notice.clear()
        self._showing.setVisible(not typing)
        self._typing.setVisible(typing)
        self.back.setVisible(typing)
        text = _("Use this code from now on") if typing else _("I have written it down")
        self.do_it.setText(text)
        self.do_it.setAccessibleName(text)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        # Only needed where it is copied.
        from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data

        QGuiApplication.clipboard().setMimeData(our_mime_data(self.view.code))
        clipboard_guard().note_copied(self.view.code)
        self._copied = True
        self.say(_("The code is copied. It is taken off the clipboard again when this window closes."))

    def _replace(self) -> None:
        if not self.field.is_expected():
            self.field.select_all()
            if self.field.wrong_group is None:
                self.say(_("Type all of the recovery code, as you wrote it down."))
            else:
                self.field.select_group(self.field.wrong_group)
                self.say(_("This is not the code yet. Look at group {n} again.").format(n=self.field.wrong_group))
            return
        journal, code = self._journal, self.view.code

        def work() -> None:
            from peerjournal.operations import keys

            keys.replace_recovery_code(journal, code)

        self.run(work, lambda _nothing: self._replaced(), lambda _error: self.field.select_all())

    def _replaced(self) -> None:
        self.finish(_("The new recovery code is in force. The old one no longer opens this journal."))
