"""What the dialogs about the ways to unlock have in common: one column, a quiet wait, nothing typed left behind."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.jobs import jobs
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import Notice, body, heading, primary_button, quiet_button
from peerjournal.ui.widgets.passphrase import PassphraseField
from peerjournal.ui.widgets.quiet_progress import QuietProgress

WIDTH = 540

T = TypeVar("T")


class KeyDialog(QDialog):
    """One change to the ways to unlock. ``changed`` carries the sentence that says what is different now.

    Enter does it, Esc leaves everything as it is. While the key is made it cannot be left: the change is on
    its way by then.
    """

    changed = Signal(str)

    def __init__(self, title: str, do_it: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.busy = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.title = heading(title)
        self.title.setWordWrap(True)
        self.notice = Notice()
        self.progress = QuietProgress(_("Making the key. This takes a moment on purpose."))
        self.progress.hide()
        self.do_it = primary_button(do_it)
        self.do_it.setDefault(True)
        self.cancel = quiet_button(_("Cancel"))
        self._lay_out()
        self.do_it.clicked.connect(self.act)
        self.cancel.clicked.connect(self.reject)
        watcher().theme_changed.connect(self._fit)

    def act(self) -> None:
        """What Enter and the main button do."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """What has the focus when the dialog appears."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop everything typed and shown that is secret."""
        raise NotImplementedError

    def ask_for(self, text: str, field: PassphraseField | QLineEdit) -> None:
        """A line to type in, with its label above."""
        label = body(text)
        label.setBuddy(field.line if isinstance(field, PassphraseField) else field)
        self.column.addSpacing(px(4))
        self.column.addWidget(label)
        self.column.addWidget(field)

    def say(self, sentence: str, kind: str = "info") -> None:
        """A sentence in its place, in sight."""
        self.notice.show_sentence(sentence, kind)
        self._column_layout().activate()
        self._scroll.ensureWidgetVisible(self.notice, 0, px(12))

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[PeerJournalError], None]) -> None:
        """Do the slow part in the background. A failure's own sentence is shown, then ``failed`` is called."""

        def finish(outcome: T) -> None:
            self._set_busy(busy=False)
            done(outcome)

        def fail(error: Exception) -> None:
            self._set_busy(busy=False)
            if isinstance(error, PeerJournalError):
                self.say(str(error), "problem")
                failed(error)
                return
            self.say(_("Something went wrong that should not. Nothing was changed."), "problem")
            raise error

        self._set_busy(busy=True)
        jobs().run(work, finish, fail, self)

    def finish(self, sentence: str) -> None:
        """It is done: close, and tell."""
        self.accept()
        self.changed.emit(sentence)

    def done(self, result: int) -> None:
        """However it closes, nothing typed stays in it."""
        self.forget()
        super().done(result)

    def reject(self) -> None:
        """Leave everything as it is."""
        if not self.busy:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as it needs to be, the cursor where typing is wanted."""
        super().showEvent(event)
        for button in self.findChildren(QPushButton):
            # In a dialog Enter presses the focused button only if that one may be the default.
            button.setAutoDefault(True)
        self._fit()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows with what is in it."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setProperty("role", "page")
        whole = QVBoxLayout(self._content)
        self.column = QVBoxLayout()
        whole.addWidget(self.title)
        whole.addLayout(self.column)
        whole.addWidget(self.notice)
        whole.addWidget(self.progress)
        whole.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._content.installEventFilter(self)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.cancel)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.do_it)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addLayout(self.buttons)

    def _column_layout(self) -> QVBoxLayout:
        layout = self._content.layout()
        assert isinstance(layout, QVBoxLayout)
        return layout

    def _fit(self) -> None:
        edge = px(24)
        self._outer.setContentsMargins(0, 0, 0, edge)
        self._outer.setSpacing(px(12))
        self.buttons.setContentsMargins(edge - px(12), 0, edge, 0)  # a quiet button's words in line with the text
        self.buttons.setSpacing(px(6))
        self._column_layout().setContentsMargins(edge, edge, edge, px(4))
        self._column_layout().setSpacing(px(12))
        self.column.setSpacing(px(8))
        width = max(px(WIDTH), self._content.minimumSizeHint().width())
        height = self._needed_height(width)
        if height == self._room()[1]:
            width += self._scroll.verticalScrollBar().sizeHint().width()
        self.resize(min(width, self._room()[0]), height)

    def _grow(self) -> None:
        needed = self._needed_height(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def _needed_height(self, width: int) -> int:
        margins = self._outer.contentsMargins()
        around = margins.top() + margins.bottom() + self._outer.spacing() + self.buttons.sizeHint().height()
        return min(self._column_layout().totalHeightForWidth(width) + around, self._room()[1])

    def _room(self) -> tuple[int, int]:
        screen = self.screen().availableSize()
        return screen.width() - 24, screen.height() - 48

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.progress.setVisible(busy)
        if busy:
            self.notice.clear()
        for line in self.findChildren(QLineEdit):
            # Read-only instead of disabled: a disabled line would lose the focus.
            line.setReadOnly(busy)
        for button in (self.do_it, self.cancel):
            button.setEnabled(not busy)
