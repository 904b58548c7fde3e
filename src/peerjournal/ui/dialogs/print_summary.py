"""A summary on paper: which charts, which days, with or without notes; the very pages before they leave."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.checkin import LONGEST_LABEL
from peerjournal.ui.dialogs.half_typed import PutAside
from peerjournal.ui.dialogs.leaving import ask_for_file, ask_for_printer, print_pages, with_ending
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.theme import px
from peerjournal.ui.warm import load_charts
from peerjournal.ui.widgets.basics import Notice, body, heading, muted, plain_button, primary_button, subheading
from peerjournal.ui.widgets.paper_preview import PaperPreview
from peerjournal.ui.widgets.period_picker import PeriodPicker
from peerjournal.ui.widgets.quiet_progress import QuietProgress
from peerjournal.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from peerjournal.charts.chart import View
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.paper.pages import Pages
    from peerjournal.wellbeing.record import Record
    from peerjournal.wellbeing.sheet import SummarySheet

# Operations, charts and the setting of pages are imported inside functions: they are loaded when something is printed.

_NARROW = 760
CHOSEN_AT_FIRST = ("ratings", "care", "work")


class PrintSummaryDialog(QDialog):
    """Three charts at first, no notes and no labels.

    ``settled`` is emitted when the pages on show are those chosen, or they have left.
    A title half typed stands here again where the journal was left meanwhile.
    """

    settled = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._record: Record | None = None
        self._sheet: SummarySheet | None = None
        self._pages: Pages | None = None
        self._job: Job | None = None
        self.elements: dict[str, QCheckBox] = {}
        self.setWindowTitle(_("A summary on paper"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._aside = PutAside(journal, "summary", self._half_typed, self.notice.show_sentence, self)
        self._lay_out()
        self._connect()
        there = self.screen().availableSize()
        self.resize(min(px(980), there.width() - 40), min(px(720), there.height() - 60))
        self.heading.setText(self._aside.read().get("title", self._first_title))
        self._read()

    def keep_typed(self) -> bool:
        """Put the title aside, before the journal closes; False if that failed."""
        return self._aside.settle()

    def done(self, result: int) -> None:
        """The title was for these pages."""
        self._aside.end()
        super().done(result)

    def _half_typed(self) -> dict[str, Any]:
        title = self.heading.text()
        return {} if title.strip() in {"", self._first_title} else {"title": title}

    def _build(self) -> None:
        self.heading = QLineEdit(_("How I have been"))
        self._first_title = self.heading.text()
        self.heading.setMaxLength(2 * LONGEST_LABEL)
        self.heading.setAccessibleName(_("Title of the sheet"))
        self.period = PeriodPicker(self._journal.clock.today)
        self.period.may_compare(on=False)
        self.notes = QCheckBox(_("Notes of the check-ins"))
        self.labels = QCheckBox(_("My labels on days"))
        self.notice = Notice()
        self.progress = QuietProgress(_("Setting the pages."))
        self.preview = PaperPreview(_("The pages as they will leave"))
        self.count = muted("")
        self.save = primary_button(_("Save as PDF…"))
        self.print_ = plain_button(_("Print…"), "print")
        self.close_ = plain_button(_("Close"))

    def _lay_out(self) -> None:
        choices = QWidget()
        self._choices = QVBoxLayout(choices)
        self._choices.setContentsMargins(0, 0, px(8), 0)
        self._choices.setSpacing(px(8))
        self._choices.addWidget(subheading(_("Title")))
        self._choices.addWidget(self.heading)
        self._choices.addSpacing(px(6))
        self._choices.addWidget(subheading(_("Days")))
        self._choices.addWidget(self.period)
        self._choices.addSpacing(px(6))
        self._choices.addWidget(subheading(_("On the sheet")))
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(px(6))
        self._choices.addLayout(self._boxes)
        self._choices.addWidget(self.notes)
        self._choices.addWidget(self.labels)
        self._choices.addWidget(body(_("Only what is chosen here leaves. A file on disk is no longer protected.")))
        self._choices.addStretch(1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(px(16))
        self._beside.addWidget(scrolled(choices), 2)
        self._beside.addWidget(self.preview, 3)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        for button in (self.close_, self.print_, self.save):
            foot.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(24), px(20), px(24), px(20))
        lines.setSpacing(px(10))
        lines.addWidget(heading(self.windowTitle()))
        lines.addWidget(self.notice)
        lines.addWidget(self.progress)
        lines.addLayout(self._beside, 1)
        lines.addLayout(foot)

    def _connect(self) -> None:
        self.period.changed.connect(self.make)
        for box in (self.notes, self.labels):
            box.toggled.connect(lambda _on: self.make())
        self.heading.editingFinished.connect(self.make)
        self.heading.textEdited.connect(lambda _text: self._aside.touched())
        self.save.clicked.connect(self._ask_where)
        self.print_.clicked.connect(self._ask_printer)
        self.close_.clicked.connect(self.reject)
        for button in (self.save, self.print_, self.close_):
            button.setAutoDefault(False)

    def chosen(self) -> list[str]:
        """The names of the charts chosen."""
        return [name for name, box in self.elements.items() if box.isChecked()]

    # -------------------------------------------------------------------------------------------- the pages

    def _read(self) -> None:
        from peerjournal.paper import press

        press.prepare()
        journal = self._journal
        self._ready(None)
        self.progress.show()
        self._job = jobs().run(lambda: _read_all(journal), self._show_choices, self._failed, self)

    def _show_choices(self, read: "tuple[Record, dict[str, str]]") -> None:
        self._record, titles = read
        for name, title in titles.items():
            box = QCheckBox(title)
            box.setChecked(name in CHOSEN_AT_FIRST)
            box.toggled.connect(lambda _on: self.make())
            self.elements[name] = box
            self._boxes.addWidget(box)
        self.make()

    def make(self) -> None:
        """Set the pages anew, beside the window."""
        record = self._record
        if record is None:
            return
        from peerjournal.charts.chart import View

        names, title = self.chosen(), self.heading.text()
        notes, labels = self.notes.isChecked(), self.labels.isChecked()
        view = View(self.period.span())
        if self._job is not None:
            self._job.cancel()
        self.progress.show()
        self._job = jobs().run(
            lambda: _set_pages(record, names, view, title, notes=notes, labels=labels),
            self._show_pages,
            self._failed,
            self,
        )

    def _show_pages(self, made: "tuple[SummarySheet, Pages]") -> None:
        self._job = None
        self.progress.hide()
        self.notice.clear()
        self._ready(made)
        self.settled.emit()

    def _ready(self, made: "tuple[SummarySheet, Pages] | None") -> None:
        """Only what is on show can leave."""
        self._sheet, self._pages = made or (None, None)
        self.preview.show_pages(self._pages)
        self.count.setText(self.preview.count_in_words() if made else "")
        for button in (self.save, self.print_):
            button.setEnabled(made is not None)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.progress.hide()
        if not isinstance(error, PeerJournalError):
            raise error
        self._ready(None)
        self._say(str(error), "problem")

    # ---------------------------------------------------------------------------------------------- leaving

    def _ask_where(self) -> None:
        ask_for_file(self, _("Save"), _("Summary") + ".pdf", _("PDF"), "pdf", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write what is on show to this place, beside the window."""
        from peerjournal.operations.summary import write_summary

        sheet = self._sheet
        if sheet is None:
            return
        try:
            path = with_ending(path, ["pdf"])
        except BadInput as error:
            self._say(str(error), "problem")
            return
        jobs().run(
            lambda: write_summary(sheet, path),
            lambda place: self._say(_("Saved: {path}.").format(path=place)),
            self._not_written,
            self,
        )

    def _ask_printer(self) -> None:
        try:
            ask_for_printer(self, self.print_on)
        except BadInput as error:
            self._say(str(error), "problem")

    def print_on(self, printer: "QPrinter") -> None:
        """Print what is on show, beside the window."""
        pages = self._pages
        if pages is None:
            return
        jobs().run(
            lambda: print_pages(printer, pages),
            lambda _nothing: self._say(_("On its way to the printer.")),
            self._not_written,
            self,
        )

    def _not_written(self, error: Exception) -> None:
        if not isinstance(error, PeerJournalError):
            raise error
        self._say(str(error), "problem")

    def _say(self, sentence: str, kind: str = "info") -> None:
        self.notice.show_sentence(sentence, kind)
        self.settled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages beside the choices, or below them where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(way)


def _read_all(journal: "OpenJournal") -> "tuple[Record, dict[str, str]]":
    load_charts()
    from peerjournal.charts.registry import kinds
    from peerjournal.operations.wellbeing import read_record

    return read_record(journal), {kind.name: kind.title for kind in kinds()}


def _set_pages(
    record: "Record", names: list[str], view: "View", title: str, *, notes: bool, labels: bool
) -> "tuple[SummarySheet, Pages]":
    from peerjournal.operations.summary import summary
    from peerjournal.paper.summary import layout

    sheet = summary(record, names, view, title=title, notes=notes, labels=labels)
    return sheet, layout(sheet)
