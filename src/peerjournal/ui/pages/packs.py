"""Co-reflection packs: all of them in a list, or one of them open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.ui.pages.pack_step import pack_name
from peerjournal.ui.pages.pack_workshop import CHOOSE, PackWorkshop
from peerjournal.ui.pages.trash import Trash
from peerjournal.ui.pages.workshop_list import ListWords, WorkshopList
from peerjournal.ui.text import number, short_date
from peerjournal.ui.widgets.basics import muted
from peerjournal.ui.widgets.grouped_list import Row

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.pack import Pack

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class PacksPage(WorkshopList[PackWorkshop]):
    """``shared`` when the ledger has a new line; ``reflection_wanted`` carries the id of a reflection to see."""

    shared = Signal()
    reflection_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        words = ListWords(
            name=_("Co-reflection packs"),
            new=_("New pack"),
            moved=_("The pack is in the trash."),
            delete=_("Delete this pack for good? It cannot be brought back. Your reflections stay as they are."),
        )
        super().__init__(journal, words, PackWorkshop(journal), parent)
        self.empty.say(
            "sessions",
            _("A pack holds what you take to co-reflection or supervision"),
            _("Choose lines from your reflections, one by one. Nothing leaves before you have seen it."),
            _("Make a pack"),
        )
        what = muted(_("What you take along to talk over with somebody. You choose every line of it."), wrap=True)
        self.stack_list([], [what])
        self.workshop.reflection_wanted.connect(self._see_reflection)
        self.workshop.shared.connect(self.shared)

    def open_pack(self, pack_id: str, step: int = CHOOSE) -> bool:
        """Open a pack; False if it is gone, or if what is open now could not be kept."""
        return self._open(pack_id, step)

    def new_from(self, reflection_id: str) -> bool:
        """A new pack, and the lines of this reflection to choose from. Nothing is chosen."""
        if not self._make():
            return False
        self.workshop.choose.unfold(reflection_id)
        return True

    # ------------------------------------------------------------------------------------------- the list

    def _operations(self) -> Trash:
        from peerjournal.operations import packs

        return packs

    def _rows(self) -> tuple[list[Row], list[Row]]:
        from peerjournal.operations import packs

        there, gone = packs.all_packs(self._journal), packs.all_packs(self._journal, trashed=True)
        counts = packs.line_counts(self._journal)
        return [self._row(pack, counts[pack.id]) for pack in there], [self._row(pack, counts[pack.id]) for pack in gone]

    def _row(self, pack: "Pack", lines: int) -> Row:
        said = [short_date(pack.on, today=self._journal.clock.today())] if pack.on is not None else []
        said.append(
            ngettext("{n} line", "{n} lines", lines).format(n=number(lines)) if lines else _("nothing chosen yet")
        )
        if pack.discussed.strip():
            said.append(_("what was discussed is noted"))
        return Row(pack.id, pack_name(pack), "  ·  ".join(said))

    def _make(self) -> bool:
        """A new pack, open; one in which nothing was done yet stands for it."""
        from peerjournal.operations import packs

        if not self.workshop.may_leave():
            return False
        pack_id = self.notice.tried(self._untouched)
        if pack_id is None:
            return False
        if not pack_id:
            made = self.notice.tried(lambda: packs.new_pack(self._journal))
            pack_id = "" if made is None else made.id
        return bool(pack_id) and self.open_pack(pack_id)

    def _untouched(self) -> str:
        """A pack without title, day, lines and notes; empty if there is none."""
        from peerjournal.operations import packs

        counts = packs.line_counts(self._journal)
        blank = (p.id for p in packs.all_packs(self._journal) if not (p.title or p.on or p.discussed or counts[p.id]))
        return next(blank, "")

    def _see_reflection(self, reflection_id: str) -> None:
        if self.settle():
            self.reflection_wanted.emit(reflection_id)
