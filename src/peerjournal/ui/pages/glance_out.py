"""What may be told at a glance, on paper: saved as a PDF or printed. It holds titles only: no line in the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _
from peerjournal.sharing.handout import Glance
from peerjournal.ui.dialogs.leaving import ask_for_file, ask_for_printer, print_pages, with_ending
from peerjournal.ui.jobs import jobs
from peerjournal.ui.pages.glance import GlancePage

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# Operations and the setting of pages are imported inside functions: they bring in SQLAlchemy and Markdown.


class GlanceOut(QObject):
    """Answers a page's wish to save or print. ``settled`` when that has ended and the page says how."""

    settled = Signal()

    def __init__(self, page: GlancePage) -> None:
        super().__init__(page)
        self._page = page
        page.save_wanted.connect(self._ask_where)
        page.print_wanted.connect(self._ask_printer)

    def _ask_where(self, glance: Glance, pocket: bool) -> None:
        def save(path: Path) -> None:
            self.save_to(path, glance, pocket=pocket)

        ask_for_file(self._page, _("Save"), _("At a glance") + ".pdf", _("PDF"), "pdf", save)

    def save_to(self, path: Path, glance: Glance, *, pocket: bool) -> None:
        """Write it to this place, in the background."""
        from peerjournal.operations import handout
        from peerjournal.paper import press

        try:
            path = with_ending(path, ["pdf"])
        except BadInput as error:
            self._say(str(error), "problem")
            return
        press.prepare()
        jobs().run(
            lambda: handout.save_glance(glance, path, pocket=pocket),
            lambda _nothing: self._say(_("Saved: {path}.").format(path=path)),
            self._failed,
            self._page,
        )

    def _ask_printer(self, glance: Glance, pocket: bool) -> None:
        try:
            ask_for_printer(self._page, lambda printer: self.print_on(printer, glance, pocket=pocket))
        except BadInput as error:
            self._say(str(error), "problem")

    def print_on(self, printer: "QPrinter", glance: Glance, *, pocket: bool) -> None:
        """Print it, in the background."""
        from peerjournal.paper import glance as pages
        from peerjournal.paper import press

        press.prepare()
        jobs().run(
            lambda: print_pages(printer, pages.layout(glance, pocket=pocket)),
            lambda _nothing: self._say(_("On its way to the printer.")),
            self._failed,
            self._page,
        )

    def _say(self, sentence: str, kind: str = "info") -> None:
        self._page.notice.show_sentence(sentence, kind)
        self.settled.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PeerJournalError):
            raise error
        self._say(str(error), "problem")
