"""Hand out: first a preview of exactly what leaves, then the ways out. Each leaves a line in the ledger."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.paths import settings_file
from peerjournal.settings import Settings
from peerjournal.ui.dialogs.leaving import ask_for_file, ask_for_printer, print_pages, with_ending
from peerjournal.ui.dialogs.record_sharing import RecordSharingDialog
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.pages.journal_list import EmptyState
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, link_button, muted, plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.paper_preview import PaperPreview
from peerjournal.ui.widgets.quiet_progress import QuietProgress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from peerjournal.operations.handout import Ready
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.paper.pages import Pages

DOCUMENT, CARDS = range(2)
_WAITING, _SEEN, _NOTHING = range(3)


def pages_of(ready: "Ready", *, cards: bool) -> "Pages":
    """What would leave, as pages. They belong to the thread they were laid out in, fonts and all."""
    # Loaded with the first preview: it brings in everything Markdown is read with.
    from peerjournal.paper import cards as cue_cards
    from peerjournal.paper import pdf

    return cue_cards.layout(ready.cards) if cards else pdf.layout(ready.sheet)


class HandOutStep(TellingStep):
    """``handed_out`` when the ledger has a new line; ``look_over_wanted`` to see the leaks.

    ``settled`` whenever work in the background has ended and its outcome is on show.
    """

    handed_out = Signal()
    look_over_wanted = Signal()
    settled = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._ready: Ready | None = None
        self._job: Job | None = None
        self._copied = ""
        self.which = segmented([_("Document"), _("Cue cards")])
        self.form = QComboBox()
        self.save = primary_button(_("Save…"))
        self.print_ = plain_button(_("Print…"), "print")
        self.copy = plain_button(_("Copy the words"))
        self.told = quiet_button(_("Told aloud…"))
        self.leaks, self.hints, self.notice = Notice(), Notice(), Notice()
        self.see_leaks = link_button(_("Look at them"))
        self.about = muted("", wrap=True)
        self.preview = PaperPreview(_("What leaves, as it will look on paper"))
        self.progress = QuietProgress("")
        self.nothing = EmptyState()
        self._emptying = QTimer(self)
        self._emptying.setSingleShot(True)
        self._lay_out()
        self._connect()
        self._show_ways()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.which.setAccessibleName(_("What to hand out"))
        self.form.setAccessibleName(_("Kind of file"))
        ways = QWidget()
        self._flow = FlowLayout(ways, px(8))
        for control in (self.which, self.form, self.save, self.print_, self.copy, self.told):
            self._flow.addWidget(control)
        row = self.leaks.layout()
        assert row is not None
        row.addWidget(self.see_leaks)
        seen = QWidget()
        inner = QVBoxLayout(seen)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.about)
        inner.addWidget(self.preview, 1)
        self._stack = QStackedWidget()
        for page in (QWidget(), seen, self.nothing):
            self._stack.addWidget(page)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for part in (ways, self.leaks, self.hints, self.notice, self.progress):
            self._lines.addWidget(part)
        self._lines.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _which: self._show())
        self.save.clicked.connect(self._ask_where)
        self.print_.clicked.connect(self._ask_printer)
        self.copy.clicked.connect(self.copy_words)
        self.told.clicked.connect(self._record)
        self.see_leaks.clicked.connect(self.look_over_wanted)
        self._emptying.timeout.connect(self._empty_clipboard)

    def _measure(self) -> None:
        self._lines.setSpacing(px(10))

    # ------------------------------------------------------------------------------------------- preparing

    def refresh(self) -> None:
        """Make ready anew; what is on show meanwhile cannot leave."""
        if self._ready is not None and self._ready.telling_id != self.telling_id:
            self._forget()
        if not self.form.count():
            self._fill_forms()
        self.notice.clear()
        self._make_ready()

    def _fill_forms(self) -> None:
        from peerjournal.operations import handout

        for form, name in handout.forms():
            self.form.addItem(name, form)

    def _make_ready(self) -> None:
        from peerjournal.operations import handout
        from peerjournal.paper import press

        press.prepare()
        journal, telling_id = self.journal, self.telling_id

        def make() -> "Ready":
            import_module("peerjournal.paper.pdf")  # what sets the pages is loaded beside the window, too
            return handout.make_ready(journal, telling_id)

        self._start(_("Making it ready."), make, self._show_ready, self._cannot)

    def _start(
        self,
        sentence: str,
        work: Callable[[], object],
        done: Callable[..., None],
        failed: Callable[[PeerJournalError], None],
    ) -> None:
        """Run one thing at a time in the background; what was under way before says nothing any more."""
        if self._job is not None:
            self._job.cancel()
        self.progress.sentence.setText(sentence)
        self.progress.bar.setAccessibleName(sentence)
        self.progress.show()

        def ended(outcome: object) -> None:
            self._end_work()
            done(outcome)
            self.settled.emit()

        def broke(error: Exception) -> None:
            self._end_work()
            if not isinstance(error, PeerJournalError):
                raise error
            failed(error)
            self.settled.emit()

        self._job = jobs().run(work, ended, broke, self)
        self._show_ways()

    def _end_work(self) -> None:
        self._job = None
        self.progress.hide()
        self._show_ways()

    def _show_ready(self, ready: "Ready") -> None:
        before, self._ready = self._ready, ready
        self._stack.setCurrentIndex(_SEEN)
        self._warn(ready)
        if before is None or (before.sheet, before.cards) != (ready.sheet, ready.cards):
            self._show()
        self._show_ways()

    def _cannot(self, error: PeerJournalError) -> None:
        self._forget()
        self.nothing.say("sharing", _("Nothing can leave yet"), str(error))
        self._stack.setCurrentIndex(_NOTHING)

    def _forget(self) -> None:
        self._ready = None
        self.preview.show_pages(None)
        self.leaks.clear()
        self.hints.clear()
        self._stack.setCurrentIndex(_WAITING)
        self._show_ways()

    def _warn(self, ready: "Ready") -> None:
        n = len(ready.leaks)
        if n:
            self.leaks.show_sentence(
                ngettext(
                    "{n} leak is not dismissed yet. Nothing leaves before it was looked at.",
                    "{n} leaks are not dismissed yet. Nothing leaves before each was looked at.",
                    n,
                ).format(n=number(n)),
                "problem",
            )
        else:
            self.leaks.clear()
        hints = [_("Something in it changed and asks to be looked at again.")] if ready.changed else []
        if ready.left_out:
            out = ngettext(
                "{n} part is left out: it is kept now.", "{n} parts are left out: they are kept now.", ready.left_out
            )
            hints.append(out.format(n=number(ready.left_out)))
        if hints:
            self.hints.show_sentence(" ".join(hints))
        else:
            self.hints.clear()

    # --------------------------------------------------------------------------------------------- showing

    def _show(self) -> None:
        self._show_ways()
        if self._ready is None:
            return
        cards = self.which.index() == CARDS
        self.preview.show_pages(pages_of(self._ready, cards=cards))
        what = (
            _("These cards are for you: with what you keep ready if asked, and your plan for questions.")
            if cards
            else _("Exactly this leaves, and nothing else: no name of yours, no earlier words.")
        )
        self.about.setText(f"{self.preview.count_in_words()}  ·  {what}")

    def _show_ways(self) -> None:
        free = self._ready is not None and not self._ready.leaks and self._job is None
        cards = self.which.index() == CARDS
        for way in (self.save, self.print_, self.copy):
            way.setEnabled(free)
            way.setAccessibleDescription(self.leaks.sentence())
        self.form.setVisible(not cards)
        self.copy.setVisible(not cards)
        self.save.setText(_("Save as PDF…") if cards else _("Save…"))
        self.save.setAccessibleName(self.save.text())

    # ----------------------------------------------------------------------------------------------- files

    def chosen_form(self) -> str:
        """What kind of file is chosen."""
        from peerjournal.operations import handout

        return handout.CARDS if self.which.index() == CARDS else str(self.form.currentData())

    def _ask_where(self) -> None:
        from peerjournal.operations import handout

        if self._ready is None:
            return
        form = self.chosen_form()
        cards = form == handout.CARDS
        kind = _("PDF") if cards else self.form.currentText()
        name = handout.file_name(self._ready, form)
        ask_for_file(self, _("Save"), name, kind, "pdf" if cards else form, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what is on show to this place, in the background. A known ending in its name says the kind of file."""
        from peerjournal.operations import handout

        ready, form, journal = self._free(), self.chosen_form(), self.journal
        if ready is None:
            return
        endings = ["pdf"] if form == handout.CARDS else [form, *(f for f, _name in handout.forms() if f != form)]
        try:
            path = with_ending(path, endings)
            form = form if form == handout.CARDS else handout.form_of(path)
        except BadInput as error:
            self._say(str(error), "problem")
            return

        def write() -> None:
            content = handout.document(ready, form)
            handout.hand_out_file(journal, ready, path, form, content)

        saved = _("Saved: {path}. The ledger has a line of it.").format(path=path)
        self._start(_("Writing the file."), write, lambda _line: self._left(saved), self._refused)

    def _free(self) -> "Ready | None":
        """What is on show, if it may leave now."""
        ready = self._ready
        return None if ready is None or ready.leaks or self._job is not None else ready

    def _left(self, sentence: str) -> None:
        self._say(sentence)
        self.handed_out.emit()

    def _refused(self, error: PeerJournalError) -> None:
        """Nothing left. Perhaps something changed meanwhile: show what would leave now."""
        from peerjournal.operations import tellings

        self.tried(lambda: tellings.get(self.journal, self.telling_id))
        self._make_ready()
        self._say(str(error), "problem")

    def _say(self, sentence: str, kind: str = "info") -> None:
        self.notice.show_sentence(sentence, kind)

    # --------------------------------------------------------------------------------------------- printing

    def _ask_printer(self) -> None:
        try:
            ask_for_printer(self, self.print_on)
        except BadInput as error:
            self._say(str(error), "problem")

    def print_on(self, printer: "QPrinter") -> None:
        """Print what is on show, in the background."""
        from peerjournal.operations import handout

        ready, journal, cue = self._free(), self.journal, self.which.index() == CARDS
        if ready is None:
            return

        def work() -> None:
            form = handout.CARDS if cue else handout.PRINT
            handout.hand_out(journal, ready, form, lambda: print_pages(printer, pages_of(ready, cards=cue)))

        printed = _("On its way to the printer. The ledger has a line of it.")
        self._start(_("Printing."), work, lambda _line: self._left(printed), self._refused)

    # -------------------------------------------------------------------------------------------- clipboard

    def copy_words(self) -> None:
        """The words as plain text on the clipboard, for a set time and never longer than until the journal locks."""
        from peerjournal.operations import handout

        ready = self._free()
        if ready is None:
            return
        words = handout.document(ready, "txt").decode()

        def put() -> None:
            clipboard_guard().note_copied(words)
            QGuiApplication.clipboard().setMimeData(our_mime_data(words))

        try:
            handout.hand_out(self.journal, ready, handout.CLIPBOARD, put)
        except PeerJournalError as error:
            self._refused(error)
            return
        seconds = Settings(settings_file()).number("clipboard_seconds")
        self._copied = words
        self._emptying.start(seconds * 1000)
        self._left(
            _("Copied. It is taken off the clipboard in {n} seconds. The ledger has a line of it.").format(
                n=number(seconds)
            )
        )

    def _empty_clipboard(self) -> None:
        """What was copied meanwhile, here or elsewhere, is left alone."""
        if self._copied and QGuiApplication.clipboard().text() == self._copied:
            clipboard_guard().clear_if_ours()
        self._copied = ""

    # ------------------------------------------------------------------------------------------ told aloud

    def _record(self) -> None:
        dialog = RecordSharingDialog(self.journal, self.telling_id, self)
        dialog.recorded.connect(lambda _line: self._left(_("The ledger has a line of it.")))
        dialog.open()
