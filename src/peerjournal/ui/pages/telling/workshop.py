"""One telling, open: its steps side by side, each free to take, to leave and to come back to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.pages.telling.about import AboutStep
from peerjournal.ui.pages.telling.hand_out import HandOutStep
from peerjournal.ui.pages.telling.look_over import LookOverStep
from peerjournal.ui.pages.telling.parts import PartsStep, changed_sentence
from peerjournal.ui.pages.telling.prepare import PrepareStep
from peerjournal.ui.pages.telling.rehearse import RehearseStep
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.pages.telling.words import WordsStep
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, link_button, muted, quiet_button
from peerjournal.ui.widgets.controls import icon_button, segmented
from peerjournal.ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled

ABOUT, PARTS, WORDS, PREPARE, LOOK_OVER, REHEARSE, HAND_OUT = range(7)


class Workshop(QWidget):
    """``back_wanted`` to the list; ``copy_wanted`` and ``trash_wanted`` carry the telling's id."""

    back_wanted = Signal()
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
        self.tabs = segmented(names)
        self.tabs.setAccessibleName(_("Steps"))
        self.notice = Notice()
        self.changed = Notice()
        self.looked = link_button(_("I have looked at it again"))
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
        self.tabs.choose(step)
        self._go_to(step)

    def put_away(self) -> None:
        """Nothing is open any more."""
        self._telling = None

    def refresh(self) -> None:
        """Read it anew: something may have changed in another room."""
        if not self.telling_id:
            return
        from peerjournal.operations import tellings

        try:
            self._show(tellings.get(self._journal, self.telling_id))
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._current().show_telling(self._now())

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
        top = QHBoxLayout()
        top.addWidget(self.back)
        top.addWidget(self.name, 1)
        top.addWidget(self.passing)
        top.addWidget(self.copy)
        top.addWidget(self.trash)
        row = self.changed.layout()
        assert row is not None
        row.addWidget(self.looked)
        for step in self.steps:
            self.stack.addWidget(step)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(top)
        self._tab_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tab_row.addWidget(self.tabs)
        self._tab_row.addStretch(1)
        self._lines.addLayout(self._tab_row)
        self._lines.addWidget(self.changed)
        self._lines.addWidget(self.notice)
        self._lines.addWidget(self.stack, 1)

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
        self.words.part_wanted.connect(self.part_wanted)
        self.hand_out.handed_out.connect(self.handed_out)
        self.hand_out.look_over_wanted.connect(lambda: self.tabs.choose(LOOK_OVER))
        self.look_over.place_wanted.connect(self._go_to_place)
        for n, keys in ((-1, "Ctrl+PgUp"), (1, "Ctrl+PgDown")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=n: self._step(by))

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(320), px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self._lines.setSpacing(px(12))
        self.passing.setVisible(self.width() > px(640))

    # -------------------------------------------------------------------------------------------- acting

    def _now(self) -> "Assembled":
        assert self._telling is not None
        return self._telling

    def _current(self) -> TellingStep:
        return self.steps[self.stack.currentIndex()]

    def _show(self, telling: "Assembled") -> None:
        self._telling = telling
        self.name.show_text(telling.telling.title or _("(without a title)"))
        self.passing.setText(telling.audience.name)
        sentence = changed_sentence(telling)
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
            self.tabs.choose(self.stack.currentIndex())
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
