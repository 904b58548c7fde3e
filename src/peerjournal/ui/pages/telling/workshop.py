"""One telling, open: its name and audience above the steps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

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
from peerjournal.ui.pages.workshop import SteppedWorkshop, WorkshopWords
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Notice, link_button, muted
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.sharing_words import telling_name

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled

ABOUT, PARTS, WORDS, PREPARE, LOOK_OVER, REHEARSE, HAND_OUT = range(7)

_WORK_OUT_AFTER_MS = 60


class Workshop(SteppedWorkshop["Assembled"]):
    """``copy_wanted`` carries the telling's id, ``part_wanted`` that of a part to see."""

    copy_wanted = Signal(str)
    part_wanted = Signal(str)
    lights_wanted = Signal()
    handed_out = Signal()

    LOWEST = 270

    steps: Sequence[TellingStep]

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        said = WorkshopWords(
            back=_("Back to the tellings"),
            back_with_keys=_("Back to the tellings (Esc)"),
            in_trash=_("The telling is in the trash."),
            deleted=_(
                "This telling was deleted elsewhere, and your last words have no place. You can copy them first."
            ),
        )
        names = [_("About"), _("Parts"), _("Words"), _("Prepare"), _("Look over"), _("Rehearse"), _("Hand out")]
        super().__init__(journal, said, names, parent)
        self.name = ElidedLabel(role="h2")
        self.passing = muted("")
        self.copy = icon_button("forward", _("Use it for another audience"))
        self.about, self.parts, self.words = AboutStep(journal), PartsStep(journal), WordsStep(journal)
        self.prepare, self.look_over = PrepareStep(journal), LookOverStep(journal)
        self.rehearse, self.hand_out = RehearseStep(journal), HandOutStep(journal)
        self.changed = Notice()
        self.looked = link_button(_("I have looked at it again"))
        self._by_and_by = QTimer(self)  # a worker beside it would hold up what is shown at once
        self._by_and_by.setSingleShot(True)
        self._by_and_by.setInterval(_WORK_OUT_AFTER_MS)
        self._by_and_by.timeout.connect(self._work_out)
        self._lay_out()
        self._connect()

    @property
    def telling_id(self) -> str:
        """The telling on show; empty while there is none."""
        return self.now_id

    def read(self, now_id: str) -> "Assembled":
        """The telling as it is now. Raises :class:`PeerJournalError`."""
        from peerjournal.operations import tellings

        return tellings.get(self._journal, now_id)

    def is_trashed(self, now: "Assembled") -> bool:
        """Whether it lies in the trash."""
        return now.telling.trashed_at is not None

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
        steps: list[TellingStep] = [
            self.about, self.parts, self.words, self.prepare, self.look_over, self.rehearse, self.hand_out,
        ]  # fmt: skip
        self.stack_steps(steps, [self._top, self._second], [self.changed, self.notice, self.leave])

    def _connect(self) -> None:
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self.telling_id))
        self.looked.clicked.connect(self._look_again)
        self.parts.lights_wanted.connect(self.lights_wanted)
        self.parts.words_wanted.connect(self._go_to_place)
        self.prepare.not_now.connect(self._not_now)
        self.words.part_wanted.connect(self.part_wanted)
        self.hand_out.handed_out.connect(self.handed_out)
        self.hand_out.look_over_wanted.connect(lambda: self.tabs.choose(LOOK_OVER))
        self.look_over.place_wanted.connect(self._go_to_place)

    def _measure(self) -> None:
        """Where there is little room, the steps share one line with the name and fold into a list."""
        super()._measure()
        small = self._small()
        self.passing.setVisible(self.width() > px(640))
        if small != (self._top.indexOf(self.tabs) >= 0):
            (self._second if small else self._top).removeWidget(self.tabs)
            if small:
                self._top.insertWidget(2, self.tabs)
            else:
                self._second.insertWidget(0, self.tabs)
            if self._now is not None and self._now.worked_out:
                self._show_changed(self._now)

    # -------------------------------------------------------------------------------------------- acting

    def _show(self, now: "Assembled") -> None:
        super()._show(now)
        self.name.show_text(telling_name(now.telling))
        self.passing.setText(now.audience.name)
        if now.is_long and not now.worked_out:
            self._by_and_by.start()
        else:
            self._show_changed(now)

    def _work_out(self) -> None:
        if self._now is not None:
            jobs().run(self._now.work_out, self._worked_out, _fail, self)

    def _worked_out(self, telling: "Assembled") -> None:
        if telling is self._now:
            self._show_changed(telling)
            step = self.steps[self.stack.currentIndex()]
            if step.telling_id == telling.telling.id:
                step.know_all()

    def _show_changed(self, telling: "Assembled") -> None:
        """In little room in few words; which parts they are is said among the parts."""
        sentence = changed_sentence(telling, brief=self._small())
        self.looked.setVisible(looking_helps(telling))
        if sentence != self.changed.sentence():
            if sentence:
                self.changed.show_sentence(sentence)
            else:
                self.changed.clear()

    def _go_to_place(self, part_id: str) -> None:
        """Where the words of a finding stand: a part's in "Words", all others in "About"."""
        self.tabs.choose(WORDS if part_id else ABOUT)
        if part_id:
            self.words.choose_part(part_id)

    def _not_now(self) -> None:
        if self.settle():
            self.left.emit(_("Good. Not now is an answer as well; everything stays as it is until you come back."))

    def _look_again(self) -> None:
        from peerjournal.operations import tellings

        now = self.notice.tried(lambda: tellings.looked_again(self._journal, self.telling_id))
        if now is not None:
            self._show_everywhere(now)


def _fail(error: Exception) -> None:
    raise error
