"""The left side of the Journal room: searching, narrowing, the list, and inviting words where it is empty."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import EntryFilter
from peerjournal.ui.models.entry_list import EntryListModel
from peerjournal.ui.pages.searched_list import SearchedList
from peerjournal.ui.text import number
from peerjournal.ui.widgets.basics import Card, heading, primary_button
from peerjournal.ui.widgets.calendar import MonthCalendar
from peerjournal.ui.widgets.entry_list import EntryListView
from peerjournal.ui.widgets.filter_bar import FilterBar
from peerjournal.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class ListPane(SearchedList):
    """Search field, filters, calendar, list."""

    view: EntryListView

    new_wanted = Signal(object)  # a day, or None for now
    chosen = Signal(str)
    opened = Signal(str)
    trash_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        search = SearchField(
            _("Search entries"),
            _("Words, “a phrase”, begin*, -without, tag:name, after:2026-03, before:2027 (Ctrl+Shift+F)"),
        )
        super().__init__(search, EntryListView(), parent)
        self._journal = journal
        self.model = EntryListModel(journal, self)
        self.view.setModel(self.model)
        self.new = primary_button(_("New entry"), "plus")
        self.new.setToolTip(_("New entry (Ctrl+N)"))
        self.filters = FilterBar(self._tags, journal.clock.today)
        self.calendar = MonthCalendar(self._days, journal.clock.today)
        self._lay_out()
        self._connect()
        self._look()

    # ------------------------------------------------------------------------------------------ building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(_("Journal")), 1)
        top.addWidget(self.new)
        self._calendar_card = Card(padding=12)
        self._calendar_card.body.addWidget(self.calendar)
        self._calendar_card.hide()
        self.stack_list([top, self.search, self.filters, self._calendar_card], [])

    def _connect(self) -> None:
        self.filters.changed.connect(self._look)
        self.filters.calendar_wanted.connect(self._show_calendar)
        self.calendar.day_chosen.connect(self.filters.set_day)
        self.new.clicked.connect(lambda: self.new_wanted.emit(None))
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.opened)
        self.view.trash_wanted.connect(self.trash_wanted)
        self.model.counted.connect(self._show_count)
        self.model.troubled.connect(self.say_trouble)

    # ------------------------------------------------------------------------------------------- acting

    @property
    def in_trash(self) -> bool:
        """Whether the list shows the trash."""
        return self.model.filter.trashed

    def first_id(self) -> str:
        """The first entry in the list; empty if there is none."""
        row = self.model.row(0)
        return row.id if row is not None else ""

    def refresh(self, kept_id: str | None) -> None:
        """Read the list again after a change and mark the entry in the editor."""
        self.view.refresh(kept_id)
        if self._calendar_card.isVisible():
            self.calendar.refresh()

    def mark(self, kept_id: str | None) -> None:
        """Show that this entry is in the editor; nothing is chosen by that."""
        self.view.select_entry(kept_id)

    def show_all(self) -> None:
        """No search, no filter."""
        self.search.forget()
        self.calendar.choose(None)
        self.filters.clear()

    def show_day(self, day: date) -> None:
        """Only what was written on a day, as when it is chosen in the calendar."""
        self.show_all()
        self.filters.calendar.setChecked(True)
        self.calendar.choose(day)
        self.filters.set_day(day)

    def _look(self) -> None:
        wanted = self.filters.filter(self.search.text().strip())
        if wanted != self.model.filter or not self.model.rowCount():
            self.about_to_look.emit()
            self.two_step.hide()
            self.model.set_filter(wanted)
        self.search.setEnabled(not wanted.trashed)

    def _show_calendar(self, on: bool) -> None:
        self._calendar_card.setVisible(on)
        if on:
            self.calendar.refresh()
        elif self.filters.day is not None:
            self.calendar.choose(None)
            self.filters.set_day(None)

    def _show_count(self, n: int) -> None:
        wanted = self.model.filter
        counted = {"n": number(n)}
        if self.model.counting:
            sentence = _("More than {n} entries found")
        elif wanted.query:
            sentence = ngettext("{n} entry found", "{n} entries found", n)
        elif wanted.trashed:
            sentence = ngettext("{n} entry in the trash", "{n} entries in the trash", n)
        else:
            sentence = ngettext("{n} entry", "{n} entries", n)
        self.count.setText(sentence.format(**counted) if n else "")
        self.empty_trash.setVisible(wanted.trashed and n > 0)
        if not n:
            self.empty.say(*self._invitation(wanted))
        self._stack.setCurrentIndex(0 if n else 1)

    def _invitation(self, wanted: EntryFilter) -> tuple[str, ...]:
        if wanted.trashed:
            return "trash", _("The trash is empty"), _("What you delete waits here until you empty the trash.")
        if wanted.query:
            return "search", _("Nothing found"), _("Try fewer words, or only how a word begins."), _("Show all entries")
        if self.filters.day is not None:
            return (
                "calendar", _("Nothing written on this day"), _("A past day is as welcome as today."),
                _("Write about this day"),
            )  # fmt: skip
        if self.filters.narrows:
            return "filter", _("No entry fits"), _("Take a filter away to see more."), _("Show all entries")
        return (
            "journal", _("Nothing written yet"), _("A line is enough. Only you can read it."),
            _("Write the first entry"),
        )  # fmt: skip

    def _invited(self) -> None:
        if self.model.filter.query or (self.filters.narrows and self.filters.day is None):
            self.show_all()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new_wanted.emit(self.filters.day)

    def _ask_to_empty(self) -> None:
        n = self.model.rowCount()
        question = ngettext(
            "Delete {n} entry and its earlier versions for good? It cannot be brought back.",
            "Delete {n} entries and their earlier versions for good? They cannot be brought back.",
            n,
        )
        self.two_step.ask(question.format(n=number(n)), self.empty_trash)

    def _tags(self) -> list[tuple[str, int]]:
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import finding

        try:
            return finding.tags_in_use(self._journal)
        except PeerJournalError as error:
            self.say_trouble(str(error))
            return []

    def known_tags(self) -> list[str]:
        """Names to complete tags from."""
        return [name for name, _n in self._tags()]

    def _days(self, year: int, month: int) -> dict[date, int]:
        # For the same reason as in _tags.
        from peerjournal.operations import finding

        try:
            return finding.days_with_writing(self._journal, year, month)
        except PeerJournalError as error:
            self.say_trouble(str(error))
            return {}
