"""Hand out: first a preview of exactly what leaves, then the ways out. Each leaves a line in the ledger.

It is the same for a telling and for a pack; each says what it is made ready from and how it is given away.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.paths import settings_file
from peerjournal.settings import Settings
from peerjournal.ui.dialogs.leaving import ask_for_file, ask_for_printer, print_pages, with_ending
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.pages.step import Step
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, link_button, muted, plain_button, primary_button
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.paper_preview import PaperPreview
from peerjournal.ui.widgets.quiet_progress import QuietProgress

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from peerjournal.operations.journals import OpenJournal
    from peerjournal.paper.pages import Pages
    from peerjournal.sharing.handout import Sheet
    from peerjournal.sharing.lookover.finding import Finding

_WAITING, _SEEN, _NOTHING = range(3)

A = TypeVar("A")


class MadeReady(Protocol):
    """What would leave now; ``leaks`` must be dismissed one by one before."""

    @property
    def sheet(self) -> "Sheet":
        """Its words."""

    @property
    def leaks(self) -> "tuple[Finding, ...]":
        """What keeps it from leaving."""


R = TypeVar("R", bound=MadeReady)


class HandOut(Step[A], Generic[A, R]):
    """``handed_out`` when the ledger has a new line; ``look_over_wanted`` to see the leaks.

    ``settled`` whenever work in the background has ended and its outcome is on show.
    """

    handed_out = Signal()
    look_over_wanted = Signal()
    settled = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._ready: R | None = None
        self._ready_id = ""
        self._job: Job | None = None
        self._copied = ""
        self.form = CalmCombo()
        self.save = primary_button(_("Save…"))
        self.print_ = plain_button(_("Print…"), "print")
        self.copy = plain_button(_("Copy the words"))
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

    # ---------------------------------------------------------------------------------- what each one says itself

    def making_ready(self) -> Callable[[], R]:
        """Make ready what is on show, to be called beside the window."""
        raise NotImplementedError

    def laying_out(self) -> "Callable[[R], Pages]":
        """Lays out what would leave. The pages belong to the thread they are laid out in, fonts and all."""
        raise NotImplementedError

    def said_of(self, ready: R) -> str:
        """What is said beside the number of pages."""
        del ready
        return _("Exactly this leaves, and nothing else: no name of yours, no earlier words.")

    def hints_of(self, ready: R) -> Sequence[str]:
        """What should be known before."""
        del ready
        return ()

    def name_of(self, ready: R, form: str) -> str:
        """A name to offer for the file."""
        raise NotImplementedError

    def hand_out_file(self, ready: R, path: Path, form: str) -> None:
        """Write the file together with its ledger line; called beside the window."""
        raise NotImplementedError

    def hand_out(self, ready: R, form: str, deliver: Callable[[], None]) -> None:
        """Print or copy, together with the ledger line."""
        raise NotImplementedError

    def written(self) -> str:
        """Where it is kept that something left."""
        return _("The ledger has a line of it.")

    def ways(self) -> list[QWidget]:
        """The controls at the top, in order."""
        return [self.form, self.save, self.print_, self.copy]

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.form.setAccessibleName(_("Kind of file"))
        ways = QWidget()
        self._flow = FlowLayout(ways, px(8))
        for control in self.ways():
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
        self.save.clicked.connect(self._ask_where)
        self.print_.clicked.connect(self._ask_printer)
        self.copy.clicked.connect(self.copy_words)
        self.see_leaks.clicked.connect(self.look_over_wanted)
        self._emptying.timeout.connect(self._empty_clipboard)

    def _measure(self) -> None:
        self._lines.setSpacing(px(10))

    # ------------------------------------------------------------------------------------------- preparing

    def refresh(self) -> None:
        """Make ready anew; what is on show meanwhile cannot leave."""
        if self._ready is not None and self._ready_id != self.now_id:
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
        from peerjournal.paper import press

        press.prepare()
        making, for_id = self.making_ready(), self.now_id

        def make() -> R:
            import_module("peerjournal.paper.pdf")  # what sets the pages is loaded beside the window, too
            return making()

        def show(ready: R) -> None:
            self._ready_id = for_id
            self._show_ready(ready)

        self._start(_("Making it ready."), make, show, self._cannot)

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

    def _show_ready(self, ready: R) -> None:
        before, self._ready = self._ready, ready
        self._stack.setCurrentIndex(_SEEN)
        self._warn(ready)
        if before is None or self.looks_other(before, ready):
            self._show()
        self._show_ways()

    def looks_other(self, before: R, ready: R) -> bool:
        """Whether the pages are not the same any more."""
        return before.sheet != ready.sheet

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

    def _warn(self, ready: R) -> None:
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
        hints = " ".join(self.hints_of(ready))
        if hints:
            self.hints.show_sentence(hints)
        else:
            self.hints.clear()

    # --------------------------------------------------------------------------------------------- showing

    def _show(self) -> None:
        self._show_ways()
        if self._ready is not None:
            self.preview.show_pages(self.laying_out()(self._ready))
            self.about.setText(f"{self.preview.count_in_words()}  ·  {self.said_of(self._ready)}")

    def _show_ways(self) -> None:
        free = self._ready is not None and not self._ready.leaks and self._job is None
        for way in (self.save, self.print_, self.copy):
            way.setEnabled(free)
            way.setAccessibleDescription(self.leaks.sentence())

    # ----------------------------------------------------------------------------------------------- files

    def chosen_form(self) -> str:
        """What kind of file is chosen."""
        return str(self.form.currentData())

    def ending(self) -> tuple[str, str]:
        """What the kind of file is called, and its ending."""
        return self.form.currentText(), self.chosen_form()

    def _ask_where(self) -> None:
        if self._ready is not None:
            kind, ending = self.ending()
            ask_for_file(self, _("Save"), self.name_of(self._ready, self.chosen_form()), kind, ending, self.save_to)

    def form_at(self, path: Path) -> tuple[Path, str]:
        """Where and as what the file will be: a known ending in its name says so. Raises :class:`BadInput`."""
        from peerjournal.operations import handout

        form = self.chosen_form()
        path = with_ending(path, [form, *(f for f, _name in handout.forms() if f != form)])
        return path, handout.form_of(path)

    def save_to(self, path: Path) -> None:
        """Write what is on show to this place, in the background."""
        ready = self._free()
        if ready is None:
            return
        try:
            path, form = self.form_at(path)
        except BadInput as error:
            self._say(str(error), "problem")
            return
        saved = _("Saved: {path}.").format(path=path)
        self._start(
            _("Writing the file."),
            lambda: self.hand_out_file(ready, path, form),
            lambda _line: self._left(saved),
            self._refused,
        )

    def _free(self) -> R | None:
        """What is on show, if it may leave now."""
        ready = self._ready
        return None if ready is None or ready.leaks or self._job is not None else ready

    def _left(self, sentence: str) -> None:
        self._say(f"{sentence} {self.written()}".strip())
        self.handed_out.emit()

    def _refused(self, error: PeerJournalError) -> None:
        """Nothing left. Perhaps something changed meanwhile: show what would leave now."""
        self.tried(self.anew)
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

    def print_form(self) -> str:
        """What the ledger calls what is printed."""
        from peerjournal.operations import handout

        return handout.PRINT

    def print_on(self, printer: "QPrinter") -> None:
        """Print what is on show, in the background."""
        ready, form, lay_out = self._free(), self.print_form(), self.laying_out()
        if ready is None:
            return

        def work() -> None:
            self.hand_out(ready, form, lambda: print_pages(printer, lay_out(ready)))

        printed = _("On its way to the printer.")
        self._start(_("Printing."), work, lambda _line: self._left(printed), self._refused)

    # -------------------------------------------------------------------------------------------- clipboard

    def copy_words(self) -> None:
        """The words as plain text on the clipboard, for a set time and never longer than until the journal locks."""
        from peerjournal.operations import handout

        ready = self._free()
        if ready is None:
            return
        words = handout.document_of(ready.sheet, "txt").decode()

        def put() -> None:
            clipboard_guard().note_copied(words)
            QGuiApplication.clipboard().setMimeData(our_mime_data(words))

        try:
            self.hand_out(ready, handout.CLIPBOARD, put)
        except PeerJournalError as error:
            self._refused(error)
            return
        seconds = Settings(settings_file()).number("clipboard_seconds")
        self._copied = words
        self._emptying.start(seconds * 1000)
        self._left(_("Copied. It is taken off the clipboard in {n} seconds.").format(n=number(seconds)))

    def _empty_clipboard(self) -> None:
        """What was copied meanwhile, here or elsewhere, is left alone."""
        if self._copied and QGuiApplication.clipboard().text() == self._copied:
            clipboard_guard().clear_if_ours()
        self._copied = ""
