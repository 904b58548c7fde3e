"""One pack, open: its steps side by side, each free to take, to leave and to come back to."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import NotFound, PeerJournalError
from peerjournal.i18n import _
from peerjournal.sharing.pack import PackLine
from peerjournal.ui.attempt import tried
from peerjournal.ui.pages.pack_afterwards import AfterwardsStep
from peerjournal.ui.pages.pack_choose import ChooseStep
from peerjournal.ui.pages.pack_leaving import PackHandOut, PackLookOver
from peerjournal.ui.pages.pack_step import PackStep
from peerjournal.ui.pages.pack_words import WordsStep
from peerjournal.ui.pages.part_about import CalmDate
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.text_field import LineField
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.packs import Assembled
    from peerjournal.sharing.pack import Pack

CHOOSE, WORDS, LOOK_OVER, HAND_OUT, AFTERWARDS = range(5)
_LOWEST, _LOW, _SMALL = 250, 440, 560
_TYPED_IN = (QPlainTextEdit, QLineEdit)


class PackWorkshop(QWidget):
    """``back_wanted`` to the list; ``trash_wanted`` carries the pack's id, ``reflection_wanted`` that of a reflection.

    ``left`` carries the sentence with which to leave, since the pack is there no more. ``shared`` when the ledger has a
    new line.
    """

    back_wanted = Signal()
    left = Signal(str)
    trash_wanted = Signal(str)
    reflection_wanted = Signal(str)
    shared = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._now: Assembled | None = None
        self.back = quiet_button(_("Back to the packs"), "back")
        self.title = LineField(_("Title"), _("Title; it stands at the top of what you hand out"))
        self.trash = icon_button("trash", _("Move to trash"))
        self.has_day, self.day = QCheckBox(_("For a day")), CalmDate(_("Day"))
        self.has_day.setAccessibleName(self.has_day.text())
        self.choose, self.words = ChooseStep(journal), WordsStep(journal)
        self.look_over, self.hand_out = PackLookOver(journal), PackHandOut(journal)
        self.afterwards = AfterwardsStep(journal)
        self.steps: list[PackStep] = [self.choose, self.words, self.look_over, self.hand_out, self.afterwards]
        names = [_("Choose"), _("Words"), _("Look over"), _("Hand out"), _("Afterwards")]
        self.tabs = FoldingChoice(names, _("Steps"))
        self.notice = UndoNotice()
        self.leave = TwoStep(_("Leave these words behind"))
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def pack_id(self) -> str:
        """The pack on show; empty while there is none."""
        return "" if self._now is None else self._now.pack.id

    def open(self, now: "Assembled", step: int = CHOOSE) -> None:
        """Show a pack. What was open before must be settled by then."""
        self._show(now, another=now.pack.id != self.pack_id)
        self.notice.clear()
        self.tabs.point_at(step)
        self.steps[step].show_now(now)
        self.stack.setCurrentIndex(step)

    def put_away(self) -> None:
        """Nothing is open any more; what was, must be settled or not wanted."""
        self._now = None
        self.leave.hide()
        self.title.set_text("")
        for step in self.steps:
            step.put_away()

    def refresh(self) -> None:
        """Read it anew: something may have changed in another room, or in another window."""
        if not self.pack_id:
            return
        from peerjournal.operations import packs

        try:
            now = packs.get(self._journal, self.pack_id)
        except NotFound as error:
            if self.settle():
                self.left.emit(str(error))
            else:
                self._say(str(error))
            return
        except PeerJournalError as error:
            self._say(str(error))
            return
        if now.pack.trashed_at is not None and self.settle():
            self.left.emit(_("The pack is in the trash."))
            return
        self._show(now)
        self._current().show_now(now)

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        if not self.pack_id:
            return True
        self.title.finish()
        return self._current().settle() and not self.title.waits

    def may_leave(self) -> bool:
        """Settle; where a pack is gone and what is typed has no place any more, ask what to do about it."""
        from peerjournal.operations import packs

        if self.settle():
            return True
        try:
            packs.get(self._journal, self.pack_id)
        except NotFound:
            self.leave.ask(
                _("This pack was deleted elsewhere, and your last words have no place. You can copy them first."),
                self._current(),
            )
        except PeerJournalError as error:
            self._say(str(error))
        return False

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        top.addWidget(self.trash)
        second = QWidget()
        self._second = FlowLayout(second, px(8))
        self._second.addWidget(self.tabs)
        self._second.addWidget(self.has_day)
        self._second.addWidget(self.day)
        for step in self.steps:
            self.stack.addWidget(step)
        area = QScrollArea()  # scrolls only where there is hardly any height
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setProperty("role", "page")
        self._inner = QVBoxLayout(ground)
        self._inner.setContentsMargins(0, 0, 0, 0)
        for part in (self.notice, self.leave):
            self._inner.addWidget(part)
        self._inner.addWidget(self.stack, 1)
        area.setWidget(ground)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(top)
        self._lines.addWidget(second)
        self._lines.addWidget(area, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.trash.clicked.connect(lambda: self.trash_wanted.emit(self.pack_id))
        self.title.changed.connect(lambda _text: self._keep_about())
        self.has_day.toggled.connect(lambda _on: self._keep_about())
        self.day.dateChanged.connect(lambda _day: self._keep_about())
        self.tabs.chosen.connect(self._go_to)
        for step in self.steps:
            step.changed.connect(self._changed)
            step.troubled.connect(self._say)
        for chosen in (self.choose, self.words):
            chosen.left_out.connect(self._offer_back)
            chosen.reflection_wanted.connect(self.reflection_wanted)
        self.words.choose_wanted.connect(lambda: self.tabs.choose(CHOOSE))
        self.leave.confirmed.connect(lambda: self.left.emit(""))
        self.hand_out.handed_out.connect(self.shared)
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
        """Esc leads back to the packs, but not out of words that are being typed."""
        if event.key() == Qt.Key.Key_Escape and not isinstance(QApplication.focusWidget(), _TYPED_IN):
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        small = self.width() < px(_SMALL) or self.height() < px(_LOW)
        self.tabs.keep_folded(on=small)
        self.back.setText("" if small else _("Back to the packs"))
        self.back.setToolTip(_("Back to the packs (Esc)"))
        self._second.setSpacing(px(8))
        self._lines.setSpacing(px(8 if small else 12))
        self._inner.setSpacing(px(8 if small else 12))
        self.stack.setMinimumHeight(px(_LOWEST))

    # -------------------------------------------------------------------------------------------- acting

    def _current(self) -> PackStep:
        return self.steps[self.stack.currentIndex()]

    def _show(self, now: "Assembled", *, another: bool = False) -> None:
        self._now = now
        if another:
            self.title.set_text(now.pack.title)
        else:
            self.title.show_text(now.pack.title)
        with QSignalBlocker(self.has_day):
            self.has_day.setChecked(now.pack.on is not None)
        self.day.set_day(now.pack.on or self._journal.clock.today())
        self.day.setVisible(now.pack.on is not None)

    def _changed(self, now: object) -> None:
        self._show(now)  # type: ignore[arg-type]  # a signal carries any object
        self.notice.clear()

    def _keep_about(self) -> None:
        """Keep the title and the day."""
        from peerjournal.operations import packs

        if self._now is None:
            return
        self.day.setVisible(self.has_day.isChecked())
        pack: Pack = replace(
            self._now.pack, title=self.title.text(), on=self.day.day() if self.has_day.isChecked() else None
        )
        if not tried(lambda: packs.change(self._journal, pack), self._say):
            self.title.unkept()
            return
        self.notice.clear()
        self._read_again()

    def _read_again(self) -> None:
        """What is on show now, in the step on show as well."""
        from peerjournal.operations import packs

        read: list[Assembled] = []
        if tried(lambda: read.append(packs.get(self._journal, self.pack_id)), self._say):
            self._show(read[0])
            self._current().show_now(read[0])

    def _go_to(self, step: int) -> None:
        if self.stack.currentIndex() != step and not self.settle():
            self.tabs.point_at(self.stack.currentIndex())
            return
        assert self._now is not None
        self.steps[step].show_now(self._now)
        self.stack.setCurrentIndex(step)

    def _step(self, by: int) -> None:
        self.tabs.choose((self.stack.currentIndex() + by) % len(self.steps))

    def _go_to_place(self, line_id: str) -> None:
        """Where the words of a finding stand: a line's in "Words"; the title stands above."""
        if line_id:
            self.tabs.choose(WORDS)
            self.words.choose_line(line_id)
        else:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_back(self, line: PackLine) -> None:
        self.notice.offer(_("The line is left out of this pack."), lambda: self._put_back(line))

    def _put_back(self, line: PackLine) -> None:
        from peerjournal.operations import packs

        if tried(lambda: packs.put_back(self._journal, line), self._say):
            self._read_again()
            if self._current() is self.words:
                self.words.choose_line(line.id)

    def _say(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, "problem")
