"""Hand out a telling: as a document or as cue cards; and what was told aloud goes into the ledger as well."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.ui.dialogs.leaving import with_ending
from peerjournal.ui.dialogs.record_sharing import RecordSharingDialog
from peerjournal.ui.pages.handing_out import HandOut
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.text import number
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.controls import segmented

if TYPE_CHECKING:
    from peerjournal.operations.handout import Ready
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled  # noqa: F401 - in quotation marks below
    from peerjournal.paper.pages import Pages

DOCUMENT, CARDS = range(2)


def pages_of(ready: "Ready", *, cards: bool) -> "Pages":
    """What would leave, as pages. They belong to the thread they were laid out in, fonts and all."""
    # Loaded with the first preview: it brings in everything Markdown is read with.
    from peerjournal.paper import cards as cue_cards
    from peerjournal.paper import pdf

    return cue_cards.layout(ready.cards) if cards else pdf.layout(ready.sheet)


class HandOutStep(HandOut["Assembled", "Ready"], TellingStep):
    """``which`` says whether the document or the cue cards are on show."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        self.which = segmented([_("Document"), _("Cue cards")])
        self.told = quiet_button(_("Told aloud…"))
        super().__init__(journal, parent)
        self.which.setAccessibleName(_("What to hand out"))
        self.which.chosen.connect(lambda _which: self._show())
        self.told.clicked.connect(self._record)

    def ways(self) -> list[QWidget]:
        return [self.which, *super().ways(), self.told]

    def making_ready(self) -> "Callable[[], Ready]":
        from peerjournal.operations import handout

        journal, telling_id = self.journal, self.telling_id
        return lambda: handout.make_ready(journal, telling_id)

    def laying_out(self) -> "Callable[[Ready], Pages]":
        return partial(pages_of, cards=self._cards())

    def looks_other(self, before: "Ready", ready: "Ready") -> bool:
        return (before.sheet, before.cards) != (ready.sheet, ready.cards)

    def said_of(self, ready: "Ready") -> str:
        if self._cards():
            return _("These cards are for you: with what you keep ready if asked, and your plan for questions.")
        return super().said_of(ready)

    def hints_of(self, ready: "Ready") -> Sequence[str]:
        hints = [_("Something in it changed and asks to be looked at again.")] if ready.changed else []
        if ready.left_out:
            out = ngettext(
                "{n} part is left out: it is kept now.", "{n} parts are left out: they are kept now.", ready.left_out
            )
            hints.append(out.format(n=number(ready.left_out)))
        return hints

    def name_of(self, ready: "Ready", form: str) -> str:
        from peerjournal.operations import handout

        return handout.file_name(ready, form)

    def chosen_form(self) -> str:
        from peerjournal.operations import handout

        return handout.CARDS if self._cards() else super().chosen_form()

    def ending(self) -> tuple[str, str]:
        return (_("PDF"), "pdf") if self._cards() else super().ending()

    def form_at(self, path: Path) -> tuple[Path, str]:
        return (with_ending(path, ["pdf"]), self.chosen_form()) if self._cards() else super().form_at(path)

    def print_form(self) -> str:
        return self.chosen_form() if self._cards() else super().print_form()

    def hand_out_file(self, ready: "Ready", path: Path, form: str) -> None:
        from peerjournal.operations import handout

        handout.hand_out_file(self.journal, ready, path, form, handout.document(ready, form))

    def hand_out(self, ready: "Ready", form: str, deliver: Callable[[], None]) -> None:
        from peerjournal.operations import handout

        handout.hand_out(self.journal, ready, form, deliver)

    def _cards(self) -> bool:
        return self.which.index() == CARDS

    def _show_ways(self) -> None:
        super()._show_ways()
        cards = self._cards()
        self.form.setVisible(not cards)
        self.copy.setVisible(not cards)
        self.save.setText(_("Save as PDF…") if cards else _("Save…"))
        self.save.setAccessibleName(self.save.text())

    def _record(self) -> None:
        dialog = RecordSharingDialog(self.journal, self.telling_id, self)
        dialog.recorded.connect(lambda _line: self._left(""))
        dialog.open()
