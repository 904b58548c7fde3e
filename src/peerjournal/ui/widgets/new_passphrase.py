"""Choosing a passphrase: typed twice, with an honest word on how hard it would be to guess, without rules."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.theme.apply import current, px, watcher
from peerjournal.ui.widgets.basics import body, muted
from peerjournal.ui.widgets.passphrase import PassphraseField

PAUSE_MS = 250
STEPS = 4


class StrengthBar(QWidget):
    """A thin bar in four steps. The sentence beside it says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        watcher().theme_changed.connect(self.update)

    def set_score(self, score: int) -> None:
        """From 0 to 4."""
        self.score = max(0, min(STEPS, score))
        self.update()

    def sizeHint(self) -> QSize:
        """As thin as a line that can still be told apart."""
        return QSize(px(160), px(5))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Four rounded pieces with gaps, filled from where reading starts."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = px(4)
        width = (self.width() - gap * (STEPS - 1)) / STEPS
        radius = self.height() / 2
        for step in range(STEPS):
            from_start = step if not self.isRightToLeft() else STEPS - 1 - step
            painter.setBrush(QColor(tokens.accent if step < self.score else tokens.border))
            painter.drawRoundedRect(QRectF(from_start * (width + gap), 0, width, self.height()), radius, radius)
        painter.end()


class StrengthHelp(QWidget):
    """How hard a passphrase would be to guess: one honest sentence and a thin bar. It never says no."""

    updated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = StrengthBar()
        self.sentence = muted("")
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        # Room for two lines from the start, so that nothing moves while one types.
        self.sentence.setMinimumHeight(px(34))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.bar)
        column.addWidget(self.sentence)
        self._passphrase = ""
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._weigh)
        self.forget()

    def weigh(self, passphrase: str) -> None:
        """Say soon how hard this one would be to guess."""
        self._drop_job()
        if not passphrase:
            self.forget()
            return
        self._passphrase = passphrase
        self._pause.start()

    def forget(self) -> None:
        """Back to the advice for an empty line; nothing typed is kept."""
        self._drop_job()
        self._pause.stop()
        self._passphrase = ""
        self.bar.set_score(0)
        self.sentence.setText(_("Four or five unrelated words are easy to keep and hard to guess."))

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _weigh(self) -> None:
        passphrase, self._passphrase = self._passphrase, ""

        def work() -> tuple[int, str]:
            # The word lists take a noticeable moment to load; the window must not wait for them.
            from peerjournal.operations.strength import passphrase_help

            found = passphrase_help(passphrase)
            return found.score, found.sentence

        self._job = jobs().run(work, self._show, self._fail, self)

    def _show(self, found: tuple[int, str]) -> None:
        self._job = None
        score, sentence = found
        self.bar.set_score(score)
        self.sentence.setText(sentence)
        self.updated.emit()

    def _fail(self, error: Exception) -> None:
        self.forget()
        raise error


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, with honest help. Only an empty one and two different ones are refused."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PassphraseField(name)
        self.again = PassphraseField(_("{name}, once more").format(name=name), with_toggle=False)
        self.help = StrengthHelp()
        self.field.edited.connect(lambda: self.help.weigh(self.field.passphrase()))
        self.field.shown.connect(self.again.show_text)
        self.field.edited.connect(self.edited)
        self.again.edited.connect(self.edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for text, field in ((name, self.field), (_("Once more"), self.again)):
            label = body(text)
            label.setBuddy(field.line)
            column.addSpacing(px(4))
            column.addWidget(label)
            column.addWidget(field)
            if field is self.field:
                column.addWidget(self.help)
        self.setFocusProxy(self.field)

    def passphrase(self) -> str:
        """What is typed."""
        return self.field.passphrase()

    def trouble(self) -> str | None:
        """What stands in the way, in one sentence; the focus is then where it can be mended."""
        if not self.field.passphrase():
            self.field.select_all()
            return _("Choose a passphrase first.")
        if self.field.passphrase() != self.again.passphrase():
            self.again.select_all()
            return _("The two are not the same yet. Type the second one again.")
        return None

    def forget(self) -> None:
        """Drop what was typed."""
        self.field.forget()
        self.again.forget()
        self.help.forget()
