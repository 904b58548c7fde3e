"""One pack, open: its title and day above the steps."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.sharing.pack import PackLine
from peerjournal.ui.attempt import tried
from peerjournal.ui.pages.pack_afterwards import AfterwardsStep
from peerjournal.ui.pages.pack_choose import ChooseStep
from peerjournal.ui.pages.pack_leaving import PackHandOut, PackLookOver
from peerjournal.ui.pages.pack_step import PackStep
from peerjournal.ui.pages.pack_words import WordsStep
from peerjournal.ui.pages.part_about import CalmDate
from peerjournal.ui.pages.workshop import SteppedWorkshop, WorkshopWords
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.text_field import LineField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.packs import Assembled
    from peerjournal.sharing.pack import Pack

CHOOSE, WORDS, LOOK_OVER, HAND_OUT, AFTERWARDS = range(5)


class PackWorkshop(SteppedWorkshop["Assembled"]):
    """``reflection_wanted`` carries the id of a reflection; ``shared`` when the ledger has a new line."""

    reflection_wanted = Signal(str)
    shared = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        said = WorkshopWords(
            back=_("Back to the packs"),
            back_with_keys=_("Back to the packs (Esc)"),
            in_trash=_("The pack is in the trash."),
            deleted=_("This pack was deleted elsewhere, and your last words have no place. You can copy them first."),
        )
        names = [_("Choose"), _("Words"), _("Look over"), _("Hand out"), _("Afterwards")]
        super().__init__(journal, said, names, parent)
        self.title = LineField(_("Title"), _("Title; it stands at the top of what you hand out"))
        self.has_day, self.day = QCheckBox(_("For a day")), CalmDate(_("Day"))
        self.has_day.setAccessibleName(self.has_day.text())
        self.choose, self.words = ChooseStep(journal), WordsStep(journal)
        self.look_over, self.hand_out = PackLookOver(journal), PackHandOut(journal)
        self.afterwards = AfterwardsStep(journal)
        self._lay_out()
        self._connect()

    @property
    def pack_id(self) -> str:
        """The pack on show; empty while there is none."""
        return self.now_id

    def read(self, now_id: str) -> "Assembled":
        """The pack as it is now. Raises :class:`PeerJournalError`."""
        from peerjournal.operations import packs

        return packs.get(self._journal, now_id)

    def is_trashed(self, now: "Assembled") -> bool:
        """Whether it lies in the trash."""
        return now.pack.trashed_at is not None

    def open(self, now: "Assembled", step: int = CHOOSE) -> None:
        """Show a pack. What was open before must be settled by then."""
        if now.pack.id != self.pack_id:
            self.title.set_text(now.pack.title)
        super().open(now, step)

    def put_away(self) -> None:
        """Nothing is open any more; what was, must be settled or not wanted."""
        super().put_away()
        self.title.set_text("")

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        if not self.pack_id:
            return True
        self.title.finish()
        return super().settle() and not self.title.waits

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
        steps: list[PackStep] = [self.choose, self.words, self.look_over, self.hand_out, self.afterwards]
        self.stack_steps(steps, [top, second], [self.notice, self.leave])

    def _connect(self) -> None:
        self.title.changed.connect(lambda _text: self._keep_about())
        self.has_day.toggled.connect(lambda _on: self._keep_about())
        self.day.dateChanged.connect(lambda _day: self._keep_about())
        for chosen in (self.choose, self.words):
            chosen.left_out.connect(self._offer_back)
            chosen.reflection_wanted.connect(self.reflection_wanted)
        self.words.choose_wanted.connect(lambda: self.tabs.choose(CHOOSE))
        self.hand_out.handed_out.connect(self.shared)
        self.hand_out.look_over_wanted.connect(lambda: self.tabs.choose(LOOK_OVER))
        self.look_over.place_wanted.connect(self._go_to_place)

    def _measure(self) -> None:
        super()._measure()
        self._second.setSpacing(px(8))

    # -------------------------------------------------------------------------------------------- acting

    def _show(self, now: "Assembled") -> None:
        super()._show(now)
        self.title.show_text(now.pack.title)
        with QSignalBlocker(self.has_day):
            self.has_day.setChecked(now.pack.on is not None)
        self.day.set_day(now.pack.on or self._journal.clock.today())
        self.day.setVisible(now.pack.on is not None)

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
        now = self.notice.tried(lambda: self.read(self.pack_id))
        if now is not None:
            self._show_everywhere(now)

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
