"""Making a journal, one calm step after the other. Nothing is on disk until the recovery code was typed back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.paths import short_name
from peerjournal.ui.dialogs.protection import show_protection
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.unlock import Awaited
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import (
    Notice,
    body,
    heading,
    link_button,
    muted,
    plain_button,
    primary_button,
    quiet_button,
)
from peerjournal.ui.widgets.centred import CentredCard
from peerjournal.ui.widgets.journal_place import JournalPlace
from peerjournal.ui.widgets.new_passphrase import NewPassphrase
from peerjournal.ui.widgets.quiet_progress import QuietProgress
from peerjournal.ui.widgets.recovery_code import RecoveryCodeField, RecoveryCodeView, print_code

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside the jobs only: SQLAlchemy and cryptography take several times as long to
# load as this page takes to come up.


class Step(QWidget):
    """One step: a title, what it holds, where the focus goes, and what stands in the way of the next."""

    def __init__(self, title: str, next_text: str) -> None:
        super().__init__()
        self.title = title
        self.next_text = next_text
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(10))

    def first(self) -> QWidget | None:
        """What has the focus when the step appears; None for the button onwards."""
        return None

    def trouble(self) -> str | None:
        """What stands in the way, in one sentence; the focus is then where it can be mended."""
        return None


class ProtectionStep(Step):
    """What is protected and what is not, before anything else."""

    def __init__(self) -> None:
        super().__init__(_("Before you begin"), _("Continue"))
        for sentence in (
            _("What you write is encrypted on this computer, and this program never goes online."),
            _(
                "It cannot protect you from somebody who knows your passphrase, from spying software on this computer,"
                " or from a court that orders you to open your journal."
            ),
            _(
                "If you lose both the passphrase and the recovery code, nobody can bring your writing back,"
                " not even the people who made this program."
            ),
        ):
            self.column.addWidget(body(sentence))
            self.column.addSpacing(px(4))
        self.read_more = link_button(_("What is protected, and what is not"))
        self.read_more.clicked.connect(lambda: show_protection(self))
        row = QHBoxLayout()
        row.addWidget(self.read_more)
        row.addStretch(1)
        self.column.addLayout(row)


class PlaceStep(Step):
    """Its name and its folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_("Where to keep it"), _("Continue"))
        self.place = JournalPlace(folder)
        self.column.addWidget(body(_("A journal is one folder. You can move it or copy it later, like any other.")))
        self.column.addSpacing(px(6))
        self.column.addWidget(self.place)

    def first(self) -> QWidget:
        """The name, ready to be typed over."""
        self.place.name.selectAll()
        return self.place.name

    def trouble(self) -> str | None:
        """A name or a folder that will not do."""
        return self.place.trouble()


class PassphraseStep(Step):
    """The passphrase, twice. Only an empty one and two different ones are refused."""

    def __init__(self) -> None:
        super().__init__(_("Your passphrase"), _("Continue"))
        self.new = NewPassphrase(_("Passphrase"))
        self.field, self.again, self.help = self.new.field, self.new.again, self.new.help
        self.column.addWidget(
            body(_("You type it each time you open the journal. It is kept nowhere, and there is no hint."))
        )
        self.column.addSpacing(px(2))
        self.column.addWidget(self.new)

    def first(self) -> QWidget:
        """The first line."""
        return self.field.line

    def trouble(self) -> str | None:
        """Nothing typed, or two different things."""
        return self.new.trouble()

    def forget(self) -> None:
        """Drop what was typed."""
        self.new.forget()


class CodeStep(Step):
    """The recovery code, to write down or print."""

    def __init__(self, journal_name: Callable[[], str], say: Callable[[str], None]) -> None:
        super().__init__(_("Your recovery code"), _("I have written it down"))
        self._copied = False
        self.view = RecoveryCodeView()
        self.print = plain_button(_("Print…"), "print")
        self.print.clicked.connect(lambda: print_code(self.view.code, journal_name(), self, say))
        self.column.addWidget(
            body(
                _(
                    "It opens the journal if you ever forget the passphrase. Write it down and keep it where only you"
                    " can reach it. It is shown this once, and typed back in the next step."
                )
            )
        )
        self.column.addSpacing(px(4))
        self.column.addWidget(self.view)
        self.copy = quiet_button(_("Copy"))
        self.copy.setAccessibleName(_("Copy the recovery code"))
        self.copy.clicked.connect(lambda: self._copy(say))
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addWidget(self.copy)
        row.addStretch(1)
        self.column.addLayout(row)

    def first(self) -> QWidget:
        """The code itself, so that a screen reader reads it."""
        return self.view

    def forget(self) -> None:
        """Take the code from the screen, and from the clipboard if it is still there."""
        self.view.show_code("")
        if self._copied:
            # Imported when used: the editor's pieces are not needed to come up.
            from peerjournal.ui.widgets.editor.clipboard import clipboard_guard

            clipboard_guard().clear_if_ours()
            self._copied = False

    def _copy(self, say: Callable[[str], None]) -> None:
        from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data

        QGuiApplication.clipboard().setMimeData(our_mime_data(self.view.code))
        clipboard_guard().note_copied(self.view.code)
        self._copied = True
        say(_("The code is copied. It is taken off the clipboard again once the journal is made."))

    def trouble(self) -> str | None:
        """The code is not there yet."""
        return None if self.view.code else _("The code is being made. Try again in a moment.")


class TypeBackStep(Step):
    """The code typed back from paper."""

    def __init__(self) -> None:
        super().__init__(_("Type the code back"), _("Create the journal"))
        self.field = RecoveryCodeField(_("Recovery code"))
        label = body(_("Recovery code"))
        label.setBuddy(self.field.line)
        self.column.addWidget(
            body(_("This makes sure that what you wrote down is right. You can go back and look at it again."))
        )
        self.column.addSpacing(px(6))
        self.column.addWidget(label)
        self.column.addWidget(self.field)

    def first(self) -> QWidget:
        """The line."""
        return self.field.line

    def trouble(self) -> str | None:
        """Not the code, or not all of it."""
        if self.field.is_expected():
            return None
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.field.wrong_group is not None:
            self.field.select_group(self.field.wrong_group)
            return _("This is not the code yet. Look at group {n} again.").format(n=self.field.wrong_group)
        return _("Type all of the recovery code, as you wrote it down.")


class CreatingStep(Step):
    """The key is being made."""

    def __init__(self) -> None:
        super().__init__(_("Making your journal"), "")
        self.progress = QuietProgress(_("Making the key. This takes a moment on purpose."))
        self.column.addWidget(self.progress)


class Making:
    """One run of creating a journal, which can be called off until the journal is handed over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.awaited = Awaited(self._undo)
        self._folders_made = [folder for folder in path.parents if not folder.exists()]

    def create(self, passphrase: str, code: str) -> None:
        """The slow part; in a job."""
        from peerjournal.operations.journals import create_journal

        try:
            journal = create_journal(self.path, passphrase, code)
        except PeerJournalError:
            self._tidy()
            raise
        self.awaited.came(journal)

    def _undo(self, journal: "OpenJournal") -> None:
        """Take the journal away again: nobody has written in it, and nobody waits for it."""
        journal.close()
        shutil.rmtree(self.path, ignore_errors=True)
        self._tidy()

    def _tidy(self) -> None:
        """Remove the folders made on the way, innermost first, as far as they are empty."""
        for folder in self._folders_made:
            try:
                folder.rmdir()
            except OSError:
                return


class FirstUsePage(QWidget):
    """The steps from nothing to an open journal. Until the last one, leaving leaves nothing on disk."""

    created = Signal(object, Path)
    cancelled = Signal()

    def __init__(self, default_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._making: Making | None = None
        self._asked_for_code = False
        self.number = 0
        self.protection = ProtectionStep()
        self.place = PlaceStep(default_folder)
        self.passphrase = PassphraseStep()
        self.code = CodeStep(lambda: short_name(self.place.place.path()), self._say)
        self.type_back = TypeBackStep()
        self.creating = CreatingStep()
        self.steps: list[Step] = [
            self.protection, self.place, self.passphrase, self.code, self.type_back, self.creating,
        ]  # fmt: skip
        self._build()
        self._go_to(0)

    def step(self) -> Step:
        """The step on show."""
        return self.steps[self.number]

    def forget(self) -> None:
        """Drop the passphrase and the code."""
        self.passphrase.forget()
        self.type_back.field.forget()
        self.code.forget()

    def abandon(self) -> None:
        """The window closes: a journal that is being made leaves nothing behind, and nothing typed is kept."""
        if self._making is not None:
            self._making.awaited.call_off()
            self._making = None
        self.forget()

    def showEvent(self, event: QShowEvent) -> None:
        """The step's own place has the focus."""
        super().showEvent(event)
        self._focus()

    def _build(self) -> None:
        self.centred = CentredCard()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.centred)
        self.where = muted("")
        self.title = heading("")
        self.title.setWordWrap(True)
        self.notice = Notice()
        self.next = primary_button("")
        self.back = quiet_button(_("Back"))
        self.cancel = quiet_button(_("Cancel"))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(6))
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)

        column = self.centred.body
        column.setSpacing(px(6))
        column.addWidget(self.where)
        column.addWidget(self.title)
        column.addSpacing(px(10))
        for step in self.steps:
            step.hide()
            column.addWidget(step)
        column.addSpacing(px(4))
        column.addWidget(self.notice)
        column.addStretch(1)
        column.addSpacing(px(14))
        column.addLayout(buttons)
        # The card keeps its height from step to step, so the buttons stay where they were.
        self.centred.card.setMinimumHeight(540)
        for before, after in ((self.next, self.back), (self.back, self.cancel)):
            QWidget.setTabOrder(before, after)

        self.next.clicked.connect(self._next)
        self.back.clicked.connect(self._back)
        self.cancel.clicked.connect(self._cancel)
        self.centred.confirmed.connect(self._next)
        self.centred.dismissed.connect(self._back)
        for changed in (
            self.place.place.changed,
            self.passphrase.field.edited,
            self.passphrase.again.edited,
            self.type_back.field.edited,
        ):
            changed.connect(self.notice.clear)

    def _go_to(self, number: int) -> None:
        self.step().hide()
        self.number = number
        step = self.step()
        making = step is self.creating
        step.show()
        self.notice.clear()
        self.title.setText(step.title)
        count = len(self.steps) - 1
        self.where.setText("" if making else _("Step {n} of {count}").format(n=number + 1, count=count))
        self.next.setText(step.next_text)
        self.next.setAccessibleName(step.next_text)
        self.next.setVisible(not making)
        self.back.setVisible(number > 0 and not making)
        self.setAccessibleName(step.title)
        self.centred.to_the_top()
        if step is self.place:
            self._ask_for_code()
        self._focus()

    def _focus(self) -> None:
        target = self.step().first() or (self.cancel if self.step() is self.creating else self.next)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, kind="info")

    def _next(self) -> None:
        if self.step() is self.creating:
            return
        trouble = self.step().trouble()
        if trouble is not None:
            self._say(trouble)
        elif self.step() is self.type_back:
            self._create()
        else:
            self._go_to(self.number + 1)

    def _back(self) -> None:
        if self.number == 0 or self.step() is self.creating:
            self._cancel()
        else:
            self._go_to(self.number - 1)

    def _cancel(self) -> None:
        self.abandon()
        self.cancelled.emit()

    def _ask_for_code(self) -> None:
        """Have a code made while the person chooses a place; it loads what creating needs, too."""
        if self._asked_for_code:
            return
        self._asked_for_code = True

        def work() -> str:
            from peerjournal.operations.journals import new_recovery_code

            return new_recovery_code()

        def failed(error: Exception) -> None:
            self._asked_for_code = False
            raise error

        jobs().run(work, self._take_code, failed, self)

    def _take_code(self, code: str) -> None:
        self.code.view.show_code(code)
        self.type_back.field.expect(code)
        if self.step() is self.code:
            self.notice.clear()

    def _create(self) -> None:
        passphrase, code = self.passphrase.field.passphrase(), self.code.view.code
        making = Making(self.place.place.path())
        self._making = making
        self.destroyed.connect(making.awaited.call_off)
        self._go_to(self.steps.index(self.creating))

        def done(_nothing: None) -> None:
            journal = making.awaited.take()
            if journal is not None:
                self._hand_over(journal)

        def failed(error: Exception) -> None:
            if making.awaited.wanted and isValid(self):
                self._could_not(error)

        jobs().run(lambda: making.create(passphrase, code), done, failed)

    def _hand_over(self, journal: "OpenJournal") -> None:
        self._making = None
        self.forget()
        self.created.emit(journal, journal.path)

    def _could_not(self, error: Exception) -> None:
        """Back to where it can be mended; passphrase and code are kept, so it is one press to try again."""
        self._making = None
        self._go_to(self.steps.index(self.place))
        known = isinstance(error, PeerJournalError)
        self.notice.show_sentence(
            str(error) if known else _("Something went wrong that should not. No journal was made."), kind="problem"
        )
        if not known:
            raise error
