"""Hours of sessions by month and kind, to look at and to take along: as a table, as a sheet, on paper."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.checkin import LONGEST_LABEL
from peerjournal.ui.dialogs.leaving import ask_for_file, ask_for_printer, print_pages, with_ending
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, body, muted, plain_button, primary_button, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.hours_table import HoursTable
from peerjournal.ui.widgets.period_picker import YEAR, DayField, day_in, days_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from peerjournal.journal.hours import Hours
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.handout import Sheet

# Operations and the setting of pages are imported inside functions: they bring in SQLAlchemy and Markdown.

THIS_YEAR, LAST_YEAR, ALL, OWN = range(4)


def span_of(choice: int, today: date) -> tuple[date | None, date | None]:
    """First and last day: of this year, of the last twelve months up to today, or open at both ends."""
    if choice == THIS_YEAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    return days_of(YEAR, today) if choice == LAST_YEAR else (None, None)


class HoursPage(QWidget):
    """``ready`` when the table shows the span chosen; ``settled`` when saving or printing has ended and it says how."""

    ready = Signal()
    settled = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._hours: Hours | None = None
        self._reading: Job | None = None
        self.setAccessibleName(_("Hours"))
        names = [_("This year"), _("Last 12 months"), _("All"), _("From … until …")]
        self.span = FoldingChoice(names, _("Span"))
        self.first, self.last = DayField(_("From")), DayField(_("Until"))
        self.sum = body("")
        self.table = HoursTable()
        self.how = muted("", wrap=True)
        self.name, self.organisation = QLineEdit(), QLineEdit()
        self.sign = QCheckBox(_("A line for date and signature"))
        self.save = primary_button(_("Save as…"))
        self.print_ = plain_button(_("Print…"), "print")
        self.empty = EmptyState()
        self.notice = Notice()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def days(self) -> tuple[date | None, date | None]:
        """First and last day of the span chosen; None is open. Own days in the wrong order are turned round."""
        if self.span.index() == OWN:
            first, last = sorted((day_in(self.first), day_in(self.last)))
            return first, last
        return span_of(self.span.index(), self._journal.clock.today())

    def refresh(self) -> None:
        """Add up anew, beside the window."""
        journal, (first, last) = self._journal, self.days()
        if self._reading is not None:
            self._reading.cancel()

        def read() -> "Hours":
            from peerjournal.operations.hours import read_hours

            return read_hours(journal, first, last)

        self._reading = jobs().run(read, self._show, self._not_read, self)

    def settle(self) -> bool:
        """Nothing here is kept: name and organisation stand on the sheet only."""
        return True

    def save_now(self) -> bool:
        """The same."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # -------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self._column = ScrolledColumn(above=4, spacing=14)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self._told())
        self._stack.addWidget(self.empty)
        top = QWidget()
        self._top = FlowLayout(top)
        self._top.addWidget(self.span)
        self._top.addWidget(self._own_days())
        self._column.body.addWidget(top)
        self._column.body.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.notice)

    def _own_days(self) -> QWidget:
        self._own = QWidget()
        row = QHBoxLayout(self._own)
        row.setContentsMargins(0, 0, 0, 0)
        for words, field in ((_("From"), self.first), (_("until"), self.last)):
            row.addWidget(muted(words))
            row.addWidget(field)
        self._own.hide()
        return self._own

    def _told(self) -> QWidget:
        told = QWidget()
        self._lines = QVBoxLayout(told)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.sum)
        self._lines.addWidget(self.table)
        self._lines.addWidget(self.how)
        card = Card(padding=16)
        card.body.addWidget(subheading(_("Take it along")))
        card.body.addWidget(
            muted(
                _("Months, kinds, numbers and hours leave, and what you type here; nothing of what you wrote."),
                wrap=True,
            )
        )
        for field, words in (
            (self.name, _("Name on the sheet, if wanted")),
            (self.organisation, _("Organisation on the sheet, if wanted")),
        ):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            field.setMaxLength(2 * LONGEST_LABEL)
            card.body.addWidget(field)
        card.body.addWidget(muted(_("Neither of them is kept."), wrap=True))
        card.body.addWidget(self.sign)
        buttons = QWidget()
        self._buttons = FlowLayout(buttons)
        for button in (self.save, self.print_):
            self._buttons.addWidget(button)
        card.body.addWidget(buttons)
        self._lines.addWidget(card)
        self._lines.addStretch(1)
        return told

    def _connect(self) -> None:
        self.span.chosen.connect(self._choose)
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.refresh())
        self.save.clicked.connect(self._offer_forms)
        self.print_.clicked.connect(self._ask_printer)

    def _measure(self) -> None:
        self._top.setSpacing(px(8))
        self._buttons.setSpacing(px(8))
        self._lines.setSpacing(px(12))

    # --------------------------------------------------------------------------------------------- showing

    def _choose(self, choice: int) -> None:
        self._own.setVisible(choice == OWN)
        if choice == OWN and self.first.date() == self.first.minimumDate():
            first, last = span_of(THIS_YEAR, self._journal.clock.today())
            for field, day in ((self.first, first), (self.last, last)):
                assert day is not None
                with QSignalBlocker(field):
                    field.setDate(QDate(day.year, day.month, day.day))
        self.notice.clear()
        self.refresh()

    def _show(self, hours: "Hours") -> None:
        from peerjournal.operations.hours import how_counted, in_words

        self._reading = None
        self._hours = hours
        if hours.months:
            self.sum.setText(in_words(hours))
            self.how.setText(how_counted(hours))
            self.table.show_hours(hours)
        else:
            self._say_empty()
        self._stack.setCurrentIndex(1 if hours.months else 2)
        self.ready.emit()

    def _say_empty(self) -> None:
        self.empty.say(
            "sessions",
            _("No session in this span"),
            _("Hours add up by themselves from the reflections you write: kind and minutes are enough for that."),
        )

    def _not_read(self, error: Exception) -> None:
        self._reading = None
        self._failed(error)

    # ---------------------------------------------------------------------------------------------- leaving

    def sheet(self) -> "Sheet | None":
        """What would leave on a sheet now."""
        from peerjournal.operations.hours import as_sheet

        if self._hours is None:
            return None
        return as_sheet(
            self._hours, name=self.name.text(), organisation=self.organisation.text(), sign=self.sign.isChecked()
        )

    def _offer_forms(self) -> None:
        from peerjournal.operations.hours import hour_forms

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setLayoutDirection(QApplication.layoutDirection())
        for form, label in hour_forms():
            menu.addAction(label).triggered.connect(partial(self._ask_where, form, label))
        menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))

    def _ask_where(self, form: str, label: str, _on: bool = False) -> None:
        ask_for_file(self, _("Save"), f"{_('Hours')}.{form}", label, form, lambda path: self.save_to(path, form))

    def save_to(self, path: Path, form: str) -> None:
        """Write what is on show to this place, beside the window."""
        from peerjournal.operations.hours import write_hours, written
        from peerjournal.paper import press

        hours, sheet = self._hours, self.sheet()
        if hours is None or sheet is None:
            return
        try:
            path = with_ending(path, [form])
        except BadInput as error:
            self._say(str(error), "problem")
            return
        press.prepare()
        self._run(lambda: write_hours(written(hours, form, sheet), path), _("Saved: {path}.").format(path=path))

    def _ask_printer(self) -> None:
        try:
            ask_for_printer(self, self.print_on)
        except BadInput as error:
            self._say(str(error), "problem")

    def print_on(self, printer: "QPrinter") -> None:
        """Print what is on show, beside the window."""
        from peerjournal.paper import pdf, press

        sheet = self.sheet()
        if sheet is not None:
            press.prepare()
            self._run(lambda: print_pages(printer, pdf.layout(sheet)), _("On its way to the printer."))

    def _run(self, work: Callable[[], object], done: str) -> None:
        jobs().run(work, lambda _outcome: self._say(done), self._failed, self)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, PeerJournalError):
            raise error
        self._say(str(error), "problem")

    def _say(self, sentence: str, kind: str = "info") -> None:
        self.notice.show_sentence(sentence, kind)
        self.settled.emit()
