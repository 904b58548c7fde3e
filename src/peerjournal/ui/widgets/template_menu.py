"""The menu of questions to write by: what is offered for entries or parts, and the way to change it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.prompts import Template, Use, as_text

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class TemplateMenu(QMenu):
    """The templates of a use that are on and ask something, read anew whenever it opens.

    ``chosen`` carries the questions as they go into the text (Markdown), ``change_wanted`` that the person wants other
    ones, ``trouble`` the sentence about a journal that could not be read.
    """

    chosen = Signal(str)
    change_wanted = Signal()
    trouble = Signal(str)

    def __init__(self, journal: "OpenJournal", use: Use, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._use = use
        self.setAccessibleName(_("Questions to write by"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.refill)

    def refill(self) -> None:
        """Show what is offered now."""
        self.clear()
        for template in self._offered():
            action = self.addAction(template.name.replace("&", "&&"))
            action.setToolTip(template.prompts[0].words)
            action.triggered.connect(partial(self._choose, as_text(template)))
        self.addSeparator()
        self.addAction(_("Change these questions…")).triggered.connect(lambda _on: self.change_wanted.emit())

    def _choose(self, text: str, _on: bool = False) -> None:
        self.chosen.emit(text)

    def _offered(self) -> list[Template]:
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import prompts

        try:
            there = prompts.templates(self._journal, self._use)
        except PeerJournalError as error:
            self.trouble.emit(str(error))
            return []
        return [template for template in there if template.on and template.prompts]
