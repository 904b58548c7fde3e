"""One telling, open: its steps side by side, each free to take, to leave and to come back to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QHBoxLayout,
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
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.telling.about import AboutStep
from peerjournal.ui.pages.telling.hand_out import HandOutStep
from peerjournal.ui.pages.telling.look_over import LookOverStep
from peerjournal.ui.pages.telling.parts import PartsStep, changed_sentence, looking_helps
from peerjournal.ui.pages.telling.prepare import PrepareStep
from peerjournal.ui.pages.telling.rehearse import RehearseStep
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.pages.telling.words import WordsStep
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, link_button, muted, quiet_button
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.sharing_words import telling_name
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled

ABOUT, PARTS, WORDS, PREPARE, LOOK_OVER, REHEARSE, HAND_OUT = range(7)


_LOW, _LOWEST = 440, 270
_WORK_OUT_AFTER_MS = 60
_TYPED_IN = (QPlainTextEdit, QTextEdit, QLineEdit, QAbstractSpinBox)


class Workshop(QWidget):
    """``back_wanted`` to the list; ``copy_wanted`` and ``trash_wanted`` carry the telling's id.

    ``left`` carries the sentence with which to leave: for another day, or since the telling is there no more.
    """

    back_wanted = Signal()
    left = Signal(str)
    copy_wanted = Signal(str)
    trash_wanted = Signal(str)
    part_wanted = Signal(str)
    lights_wanted = Signal()
    handed_out = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._telling: Assembled | None = None
        self.back = quiet_button(_("Back to the tellings"), "back")
        self.name = ElidedLabel(role="h2")
        self.passing = muted("")
        self.copy = icon_button("forward", _("Use it for another audience"))
        self.trash = icon_button("trash", _("Move to trash"))
        self.about, self.parts, self.words = AboutStep(journal), PartsStep(journal), WordsStep(journal)
        self.prepare, self.look_over = PrepareStep(journal), LookOverStep(journal)
        self.rehearse, self.hand_out = RehearseStep(journal), HandOutStep(journal)
        self.steps: list[TellingStep] = [
            self.about, self.parts, self.words, self.prepare, self.look_over, self.rehearse, self.hand_out,
        ]  # fmt: skip
        names = [_("About"), _("Parts"), _("Words"), _("Prepare"), _("Look over"), _("Rehearse"), _("Hand out")]
        self.tabs = FoldingChoice(names, _("Steps"))
        self.notice = Notice()
        self.changed = Notice()
        self.looked = link_button(_("I have looked at it again"))
        self._by_and_by = QTimer(self)  # a worker beside it would hold up what is shown at once
        self._by_and_by.setSingleShot(True)
        self._by_and_by.setInterval(_WORK_OUT_AFTER_MS)
        self._by_and_by.timeout.connect(self._work_out)
        self.leave = TwoStep(_("Leave these words behind"))
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def telling_id(self) -> str:
        """The telling on show; empty while there is none."""
        return self._telling.telling.id if self._telling is not None else ""

    def open(self, telling: "Assembled", step: int = ABOUT) -> None:
        """Show a telling. What was open before must be settled by then."""
        self._show(telling)
        self.notice.clear()
        self.tabs.point_at(step)
        self.steps[step].show_telling(telling)
        self.stack.setCurrentIndex(step)

    def put_away(self) -> None:
        """Nothing is open any more; what was, must be settled or not wanted."""
        self._telling = None
        self.leave.hide()
        for step in self.steps:
            step.put_away()

    def refresh(self) -> None:
        """Read it anew: something may have changed in another room, or in another window."""
        if not self.telling_id:
            return
        from peerjournal.operations import tellings

        try:
            now = tellings.get(self._journal, self.telling_id)
        except NotFound as error:
            if self.settle():
                self.left.emit(str(error))
            else:
                self._say(str(error))
            return
        except PeerJournalError as error:
            self._say(str(error))
            return
        if now.telling.trashed_at is not None and self.settle():
            self.left.emit(_("The telling is in the trash."))
            return
        self._show(now)
        self._current().show_telling(now)

    def settle(self) -> bool:
        """Keep what is typed in the step on show; False if that failed."""
        return not self.telling_id or self._current().settle()

    def save_now(self) -> bool:
        """Have what is typed on disk before this returns."""
        if self.telling_id and self._current() is self.words:
            return self.words.save_now()
        return self.settle()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self._top, self._second = QHBoxLayout(), QHBoxLayout()
        self._top.addWidget(self.back)
        self._top.addWidget(self.name, 1)
        self._top.addWidget(self.passing)
        self._top.addWidget(self.copy)
        self._top.addWidget(self.trash)
        self._second.addWidget(self.tabs)
        self._second.addStretch(1)
        row = self.changed.layout()
        assert row is not None
        row.addWidget(self.looked)
        for step in self.steps:
            self.stack.addWidget(step)
        self._area = QScrollArea()  # scrolls only where there is hardly any height
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setProperty("role", "page")
        self._inner = QVBoxLayout(ground)
        self._inner.setContentsMargins(0, 0, 0, 0)
        for said in (self.changed, self.notice, self.leave):
            self._inner.addWidget(said)
        self._inner.addWidget(self.stack, 1)
        self._area.setWidget(ground)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(self._top)
        self._lines.addLayout(self._second)
        self._lines.addWidget(self._area, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self.telling_id))
        self.trash.clicked.connect(lambda: self.trash_wanted.emit(self.telling_id))
        self.looked.clicked.connect(self._look_again)
        self.tabs.chosen.connect(self._go_to)
        for step in self.steps:
            step.changed.connect(self._changed)
            step.troubled.connect(self._say)
        self.parts.lights_wanted.connect(self.lights_wanted)
        self.parts.words_wanted.connect(self._go_to_place)
        self.prepare.not_now.connect(self._not_now)
        self.leave.confirmed.connect(lambda: self.left.emit(""))
        self.words.part_wanted.connect(self.part_wanted)
        self.hand_out.handed_out.connect(self.handed_out)
        self.hand_out.look_over_wanted.connect(lambda: self.tabs.choose(LOOK_OVER))
        self.look_over.place_wanted.connect(self._go_to_place)
        for n, keys in ((-1, "Ctrl+PgUp"), (1, "Ctrl+PgDown")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=n: self._step(by))

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the tellings, but not out of words that are being typed."""
        if event.key() == Qt.Key.Key_Escape and not isinstance(QApplication.focusWidget(), _TYPED_IN):
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _small(self) -> bool:
        return self.width() < px(560) or self.height() < px(_LOW)

    def _measure(self) -> None:
        """Where there is little room, the steps share one line with the name and fold into a list."""
        small = self._small()
        for lines in (self._lines, self._inner):
            lines.setSpacing(px(8 if small else 12))
        self.stack.setMinimumHeight(px(_LOWEST))
        self.passing.setVisible(self.width() > px(640))
        self.back.setText("" if small else _("Back to the tellings"))
        self.back.setToolTip(_("Back to the tellings (Esc)"))
        if small != (self._top.indexOf(self.tabs) >= 0):
            (self._second if small else self._top).removeWidget(self.tabs)
            if small:
                self._top.insertWidget(2, self.tabs)
            else:
                self._second.insertWidget(0, self.tabs)
            if self._telling is not None and self._telling.worked_out:
                self._show_changed(self._telling)
        self.tabs.keep_folded(on=small)

    # -------------------------------------------------------------------------------------------- acting

    def _now(self) -> "Assembled":
        assert self._telling is not None
        return self._telling

    def _current(self) -> TellingStep:
        return self.steps[self.stack.currentIndex()]

    def _show(self, telling: "Assembled") -> None:
        self._telling = telling
        self.name.show_text(telling_name(telling.telling))
        self.passing.setText(telling.audience.name)
        if telling.is_long and not telling.worked_out:
            self._by_and_by.start()
        else:
            self._show_changed(telling)

    def _work_out(self) -> None:
        if self._telling is not None:
            jobs().run(self._telling.work_out, self._worked_out, _fail, self)

    def _worked_out(self, telling: "Assembled") -> None:
        if telling is self._telling:
            self._show_changed(telling)
            if self._current().telling_id == telling.telling.id:
                self._current().know_all()

    def _show_changed(self, telling: "Assembled") -> None:
        """In little room in few words; which parts they are is said among the parts."""
        sentence = changed_sentence(telling, brief=self._small())
        self.looked.setVisible(looking_helps(telling))
        if sentence != self.changed.sentence():
            if sentence:
                self.changed.show_sentence(sentence)
            else:
                self.changed.clear()

    def _changed(self, telling: object) -> None:
        self._show(telling)  # type: ignore[arg-type]  # a signal carries any object
        self.notice.clear()

    def _go_to(self, step: int) -> None:
        if self.stack.currentIndex() != step and not self.settle():
            self.tabs.point_at(self.stack.currentIndex())
            return
        self.steps[step].show_telling(self._now())
        self.stack.setCurrentIndex(step)

    def _step(self, by: int) -> None:
        self.tabs.choose((self.stack.currentIndex() + by) % len(self.steps))

    def _go_to_place(self, part_id: str) -> None:
        """Where the words of a finding stand: a part's in "Words", all others in "About"."""
        self.tabs.choose(WORDS if part_id else ABOUT)
        if part_id:
            self.words.choose_part(part_id)

    def _not_now(self) -> None:
        if self.settle():
            self.left.emit(_("Good. Not now is an answer as well; everything stays as it is until you come back."))

    def may_leave(self) -> bool:
        """Settle; where a telling is gone and what is typed has no place any more, ask what to do about it."""
        if self.settle():
            return True
        if self._is_gone():
            self.leave.ask(
                _("This telling was deleted elsewhere, and your last words have no place. You can copy them first."),
                self._current(),
            )
        return False

    def _is_gone(self) -> bool:
        from peerjournal.operations import tellings

        try:
            tellings.get(self._journal, self.telling_id)
        except NotFound:
            return True
        except PeerJournalError:
            return False
        return False

    def _look_again(self) -> None:
        from peerjournal.operations import tellings

        try:
            now = tellings.looked_again(self._journal, self.telling_id)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._show(now)
        self._current().show_telling(now)

    def _say(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, "problem")


def _fail(error: Exception) -> None:
    raise error
