"""A pack is looked over and handed out, as a telling is."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.sharing.lookover.finding import Family, Finding
from peerjournal.ui.pages.handing_out import HandOut
from peerjournal.ui.pages.looking_over import LookOver, LookOverPhrases
from peerjournal.ui.pages.pack_step import PackStep
from peerjournal.ui.text import number

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.lookover import LookedOver
    from peerjournal.operations.pack_handout import Ready
    from peerjournal.operations.packs import Assembled
    from peerjournal.paper.pages import Pages


class PackLookOver(LookOver["Assembled"], PackStep):
    """``place_wanted`` carries the id of the line a finding stands in, empty for the title."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        phrases = LookOverPhrases(
            looking=_("Looking the pack over."),
            kept_back=_kept_back,
            hints=_("Nothing here keeps the pack from leaving. These are hints; you decide."),
            empty=(
                _("There are no words in this pack yet"),
                _("Choose lines and find the words; the look-over reads them before anything leaves."),
            ),
            let_leave=_("These words are not meant to leave. Let them leave with this pack all the same?"),
            first=(Family.IDENTIFIER,),
        )
        super().__init__(journal, phrases, parent)

    def looking(self) -> "Callable[[], LookedOver[Assembled]]":
        from peerjournal.operations import pack_handout

        journal, pack_id = self.journal, self.pack_id
        return lambda: pack_handout.look_over_pack(journal, pack_id)

    def dismiss(self, finding: Finding) -> None:
        from peerjournal.operations import packs

        packs.dismiss(self.journal, self.pack_id, finding.key)

    def show_again(self, finding: Finding) -> None:
        from peerjournal.operations import packs

        packs.show_again(self.journal, self.pack_id, finding.key)

    def has_words(self) -> bool:
        return bool(self.now.sheet.sections)


def _kept_back(leaks: int) -> str:
    return ngettext(
        "{n} leak keeps this pack from leaving. Change the words, or let them leave on purpose.",
        "{n} leaks keep this pack from leaving. Change the words, or let them leave on purpose, one by one.",
        leaks,
    ).format(n=number(leaks))


class PackHandOut(HandOut["Assembled", "Ready"], PackStep):
    """Each way out writes a line to what was shared so far."""

    def making_ready(self) -> "Callable[[], Ready]":
        from peerjournal.operations import pack_handout

        journal, pack_id = self.journal, self.pack_id
        return lambda: pack_handout.make_ready(journal, pack_id)

    def laying_out(self) -> "Callable[[Ready], Pages]":
        def lay_out(ready: "Ready") -> "Pages":
            # Loaded with the first preview: it brings in everything Markdown is read with.
            from peerjournal.paper import pdf

            return pdf.layout(ready.sheet)

        return lay_out

    def written(self) -> str:
        return _("It is written to what you shared so far.")

    def name_of(self, ready: "Ready", form: str) -> str:
        from peerjournal.operations import pack_handout

        return pack_handout.file_name(ready, form)

    def hand_out_file(self, ready: "Ready", path: Path, form: str) -> None:
        from peerjournal.operations import handout, pack_handout

        content = handout.document_of(ready.sheet, form)
        pack_handout.hand_out_file(self.journal, ready, path, form, content)

    def hand_out(self, ready: "Ready", form: str, deliver: Callable[[], None]) -> None:
        from peerjournal.operations import pack_handout

        pack_handout.hand_out(self.journal, ready, form, deliver)
