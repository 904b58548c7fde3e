"""What is made ready to leave, open: its steps side by side, each free to take, to leave and to come back to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import NotFound, PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.pages.step import Step
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

A = TypeVar("A")

_LOW, _SMALL = 440, 560
_TYPED_IN = (QPlainTextEdit, QTextEdit, QLineEdit, QAbstractSpinBox)


@dataclass(frozen=True)
class WorkshopWords:
    """What a workshop says, in whole sentences: they differ with what is open in it."""

    back: str
    """What leads to the list."""
    back_with_keys: str
    """The same, with the key that does it."""
    in_trash: str
    """With what one leaves when it was put into the trash elsewhere."""
    deleted: str
    """The question before words are left behind that have no place any more."""


class SteppedWorkshop(QWidget, Generic[A]):
    """``back_wanted`` to the list; ``trash_wanted`` carries the id of what is open.

    ``left`` carries the sentence with which to leave: for another day, or since what was open is there no more. A
    subclass makes its steps, one for each name, and puts all in place with :meth:`stack_steps`.
    """

    back_wanted = Signal()
    left = Signal(str)
    trash_wanted = Signal(str)

    LOWEST = 250

    steps: Sequence[Step[A]]

    def __init__(
        self, journal: "OpenJournal", words: WorkshopWords, names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._said = words
        self._now: A | None = None
        self.back = quiet_button(words.back, "back")
        self.back.setToolTip(words.back_with_keys)
        self.trash = icon_button("trash", _("Move to trash"))
        self.tabs = FoldingChoice(names, _("Steps"))
        self.notice = UndoNotice()
        self.leave = TwoStep(_("Leave these words behind"))
        self.stack = QStackedWidget()
        self.back.clicked.connect(self.back_wanted)
        self.trash.clicked.connect(lambda: self.trash_wanted.emit(self.now_id))
        self.tabs.chosen.connect(self._go_to)
        self.leave.confirmed.connect(lambda: self.left.emit(""))
        for n, keys in ((-1, "Ctrl+PgUp"), (1, "Ctrl+PgDown")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=n: self._step(by))

    # ----------------------------------------------------------------------------- what each one says itself

    def read(self, now_id: str) -> A:
        """It, put together as it is now. Raises :class:`PeerJournalError`."""
        raise NotImplementedError

    def is_trashed(self, now: A) -> bool:
        """Whether it lies in the trash."""
        raise NotImplementedError

    def _show(self, now: A) -> None:
        """Show what stands around the steps."""
        self._now = now

    # ------------------------------------------------------------------------------------------ for the list

    @property
    def now_id(self) -> str:
        """The id of what is open; empty while nothing is."""
        return "" if self._now is None else self.steps[0].id_of(self._now)

    def open(self, now: A, step: int = 0) -> None:
        """Show it. What was open before must be settled by then."""
        self._show(now)
        self.notice.clear()
        self.tabs.point_at(step)
        self.steps[step].show_now(now)
        self.stack.setCurrentIndex(step)

    def put_away(self) -> None:
        """Nothing is open any more; what was, must be settled or not wanted."""
        self._now = None
        self.leave.hide()
        for step in self.steps:
            step.put_away()

    def refresh(self) -> None:
        """Read it anew: something may have changed in another room, or in another window."""
        if not self.now_id:
            return
        try:
            now = self.read(self.now_id)
        except NotFound as error:
            if self.settle():
                self.left.emit(str(error))
            else:
                self._say(str(error))
            return
        except PeerJournalError as error:
            self._say(str(error))
            return
        if self.is_trashed(now) and self.settle():
            self.left.emit(self._said.in_trash)
            return
        self._show_everywhere(now)

    def settle(self) -> bool:
        """Keep what is typed in the step on show; False if that failed."""
        return not self.now_id or self._current().settle()

    def save_now(self) -> bool:
        """Have what is typed on disk before this returns."""
        return self.settle()

    def may_leave(self) -> bool:
        """Settle; where it is gone and what is typed has no place any more, ask what to do about that."""
        if self.settle():
            return True
        try:
            self.read(self.now_id)
        except NotFound:
            self.leave.ask(self._said.deleted, self._current())
        except PeerJournalError as error:
            self._say(str(error))
        return False

    # ---------------------------------------------------------------------------------------------- building

    def stack_steps(
        self, steps: Sequence[Step[A]], above: Sequence[QWidget | QLayout], said: Sequence[QWidget]
    ) -> None:
        """Put the steps in place: below what is ``above``, and below what is ``said`` about all of them."""
        self.steps = steps
        for step in steps:
            self.stack.addWidget(step)
            step.changed.connect(self._changed)
            step.troubled.connect(self._say)
        area = QScrollArea()  # scrolls only where there is hardly any height
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setProperty("role", "page")
        self._inner = QVBoxLayout(ground)
        self._inner.setContentsMargins(0, 0, 0, 0)
        for part in said:
            self._inner.addWidget(part)
        self._inner.addWidget(self.stack, 1)
        area.setWidget(ground)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for row in above:
            if isinstance(row, QLayout):
                self._lines.addLayout(row)
            else:
                self._lines.addWidget(row)
        self._lines.addWidget(area, 1)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list, but not out of words that are being typed."""
        if event.key() == Qt.Key.Key_Escape and not isinstance(QApplication.focusWidget(), _TYPED_IN):
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _small(self) -> bool:
        return self.width() < px(_SMALL) or self.height() < px(_LOW)

    def _measure(self) -> None:
        """Where there is little room, the steps fold into a list."""
        small = self._small()
        self.tabs.keep_folded(on=small)
        self.back.setText("" if small else self._said.back)
        for lines in (self._lines, self._inner):
            lines.setSpacing(px(8 if small else 12))
        self.stack.setMinimumHeight(px(self.LOWEST))

    # ------------------------------------------------------------------------------------------------ acting

    def _current(self) -> Step[A]:
        return self.steps[self.stack.currentIndex()]

    def _show_everywhere(self, now: A) -> None:
        self._show(now)
        self._current().show_now(now)

    def _changed(self, now: object) -> None:
        self._show(now)  # type: ignore[arg-type]  # a signal carries any object
        self.notice.clear()

    def _go_to(self, step: int) -> None:
        if self.stack.currentIndex() != step and not self.settle():
            self.tabs.point_at(self.stack.currentIndex())
            return
        assert self._now is not None
        self.steps[step].show_now(self._now)
        self.stack.setCurrentIndex(step)

    def _step(self, by: int) -> None:
        self.tabs.choose((self.stack.currentIndex() + by) % len(self.steps))

    def _say(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, "problem")
