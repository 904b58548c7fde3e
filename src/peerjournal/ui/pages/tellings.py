"""Tellings: all of them in a list, or one of them open in its workshop."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.ui.dialogs.new_telling import NewTellingDialog
from peerjournal.ui.pages.telling.workshop import ABOUT, PARTS, Workshop
from peerjournal.ui.pages.trash import Trash
from peerjournal.ui.pages.workshop_list import ListWords, WorkshopList
from peerjournal.ui.text import number, short_date
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.grouped_list import Row
from peerjournal.ui.widgets.sharing_words import telling_name

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.telling import Telling

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class TellingsPage(WorkshopList[Workshop]):
    """``handed_out`` when the ledger has a new line; ``part_wanted`` carries the id of a part to see."""

    part_wanted = Signal(str)
    lights_wanted = Signal()
    handed_out = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        words = ListWords(
            name=_("Tellings"),
            new=_("New telling"),
            moved=_("The telling is in the trash."),
            delete=_("Delete this telling for good? It cannot be brought back. The ledger keeps what was told."),
        )
        super().__init__(journal, words, Workshop(journal), parent)
        self.copy = quiet_button(_("Use it for another audience"), "forward")
        self.empty.say(
            "sharing",
            _("A telling is a version of your story for one audience"),
            _("Choose the parts, find the words, fit them to the time. Nothing leaves before you have seen it."),
            _("Make a telling"),
        )
        self.stack_list([self.copy], [])
        self.copy.clicked.connect(lambda: self._ask(self.list.current_id()))
        self.workshop.copy_wanted.connect(self._ask)
        self.workshop.part_wanted.connect(self.part_wanted)
        self.workshop.lights_wanted.connect(self.lights_wanted)
        self.workshop.handed_out.connect(self.handed_out)

    def open_telling(self, telling_id: str, step: int = ABOUT) -> bool:
        """Open a telling; False if it is gone, or if what is open now could not be kept."""
        return self._open(telling_id, step)

    # ------------------------------------------------------------------------------------------- the list

    def _operations(self) -> Trash:
        from peerjournal.operations import tellings

        return tellings

    def _rows(self) -> tuple[list[Row], list[Row]]:
        from peerjournal.operations import lights, tellings

        there, gone = tellings.all_tellings(self._journal), tellings.all_tellings(self._journal, trashed=True)
        names = {a.id: a.name for a in lights.all_audiences(self._journal, archived=True)}
        return [self._row(telling, names) for telling in there], [self._row(telling, names) for telling in gone]

    def _row(self, telling: "Telling", audiences: dict[str, str]) -> Row:
        today = self._journal.clock.today()
        said = [audiences.get(telling.audience_id, ""), telling.occasion]
        if telling.on is not None:
            said.append(short_date(telling.on, today=today))
        if telling.minutes is not None:
            minutes = round(telling.minutes)
            said.append(ngettext("{n} minute", "{n} minutes", minutes).format(n=number(minutes)))
        return Row(telling.id, telling_name(telling), "  ·  ".join(x for x in said if x))

    def _make(self) -> None:
        self._ask("")

    def _ask(self, copy_of: str) -> None:
        if not self.settle():
            return
        dialog = NewTellingDialog(self._journal, copy_of, self)
        dialog.made.connect(self._made)
        dialog.open()

    def _made(self, telling_id: str, sentence: str) -> None:
        if self.open_telling(telling_id, PARTS) and sentence:
            self.workshop.notice.show_sentence(sentence)
