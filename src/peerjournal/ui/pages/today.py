"""The Today room, the quiet start: a greeting, a place to write, and where one was before."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import Entry, EntryFilter, EntryRow, Place, first_line
from peerjournal.ui.pages.after_care import AfterCareCard
from peerjournal.ui.pages.check_in_card import CheckInCard
from peerjournal.ui.text import day_heading, long_date, number, time_of_day
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, body, display, muted, plain_button, primary_button, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.elided import LINE_PADDING, ElidedLabel, LineButton

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

MOST_ROWS = 5
NARROW = 460


class TodayPage(QWidget):
    """Counts nothing, and asks only how it is, and how it was to share.

    ``place_wanted`` carries a Place, the others an id.
    """

    write_wanted = Signal()
    place_wanted = Signal(object)
    entry_wanted = Signal(str)
    line_wanted = Signal(str)
    lights_wanted = Signal()
    check_in_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setAccessibleName(_("Today"))
        self.greeting = display("")
        self.date = muted("")
        self.write = primary_button(_("Write something"), "pencil")
        self.notice = Notice()
        self.check_in = CheckInCard(journal)
        self.after_care = AfterCareCard(journal)
        self.look_again = LookAgainCard(journal)
        self.left_off = LeftOffCard()
        self.other_years = OtherYearsCard()
        self._column = ScrolledColumn(above=72, spacing=16)
        self._lay_out()
        self.write.clicked.connect(self.write_wanted)
        self.check_in.check_in_wanted.connect(self.check_in_wanted)
        self.left_off.place_wanted.connect(self.place_wanted)
        self.after_care.line_wanted.connect(self.line_wanted)
        self.look_again.see.clicked.connect(self.lights_wanted)
        self.other_years.entry_wanted.connect(self.entry_wanted)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew; to be called whenever the page is shown."""
        now = self._journal.clock.now()
        self.greeting.setText(greeting(now))
        self.date.setText(long_date(now))
        self.notice.clear()
        try:
            self._read(now)
        except PeerJournalError as error:
            for card in (self.check_in, self.after_care, self.look_again, self.left_off, self.other_years):
                card.hide()
            self.notice.show_sentence(str(error), "problem")

    def _read(self, now: datetime) -> None:
        # For the reason above.
        from peerjournal.operations import finding, writing

        self.check_in.refresh()
        self.after_care.refresh()
        self.look_again.refresh()
        place = writing.last_place(self._journal)
        if place is not None:
            self.left_off.show_place(place, writing.get_entry(self._journal, place.entry_id), now)
        else:
            self.left_off.invite(empty=not finding.rows(self._journal, EntryFilter(), 0, 1))
        self.left_off.show()
        self.other_years.show_rows(finding.on_this_day(self._journal, now.date())[:MOST_ROWS])

    def settle(self) -> bool:
        """Keep what is typed here; False if that failed."""
        kept = [self.after_care.settle(), self.keep_check_in()]
        return all(kept)

    def keep_check_in(self) -> bool:
        """Keep the check-in on the page, or at least have it on disk; False if neither could be done."""
        return self.check_in.settle() or self.check_in.save_now()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps the check-in on it."""
        super().hideEvent(event)
        self.keep_check_in()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)
        head = QVBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self.greeting)
        head.addWidget(self.date)
        row = QHBoxLayout()
        row.addWidget(self.write)
        row.addStretch(1)
        column = self._column.body
        column.addLayout(head)
        column.addSpacing(px(8))
        column.addWidget(self.check_in)
        column.addSpacing(px(4))
        column.addLayout(row)
        column.addSpacing(px(12))
        for part in (self.notice, self.after_care, self.look_again, self.left_off, self.other_years):
            column.addWidget(part)
        column.addStretch(1)


class LookAgainCard(Card):
    """Lights that were to be looked at again by now; hidden where there are none."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24)
        self._journal = journal
        self.setAccessibleName(_("Lights to look at again"))
        self.sentence = body("")
        self.see = plain_button(_("See the lights"))
        row = QHBoxLayout()
        row.addWidget(self.sentence, 1)
        row.addWidget(self.see)
        self.body.addWidget(subheading(_("Lights to look at again")))
        self.body.addLayout(row)
        self.hide()

    def refresh(self) -> None:
        """Count them. Raises :class:`PeerJournalError`."""
        # For the reason above.
        from peerjournal.operations import lights

        due = len(lights.lights_to_look_at(self._journal))
        self.sentence.setText(
            ngettext(
                "{n} light carries a day that has come. It may stay as it is.",
                "{n} lights carry a day that has come. They may stay as they are.",
                due,
            ).format(n=number(due))
        )
        self.setVisible(due > 0)


class LeftOffCard(Card):
    """Where the person was last, or a sentence that invites to begin."""

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24)
        self.place: Place | None = None
        self.heading = subheading("")
        self.title = ElidedLabel()
        self.when = muted("")
        self.sentence = body("")
        self.go_on = plain_button(_("Continue"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words = QVBoxLayout()
        self._words.addWidget(self.title)
        self._words.addWidget(self.when)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.sentence)
        self.body.addLayout(self._row)
        self.go_on.clicked.connect(self._continue)
        watcher().theme_changed.connect(self._space)
        self._space()

    def show_place(self, place: Place, entry: Entry, now: datetime) -> None:
        """The entry the person was in."""
        self.place = place
        self._head(_("Where you left off"))
        name = entry.title or first_line(entry.text) or _("Untitled")
        self.title.show_text(name)
        self.when.setText(f"{day_heading(entry.day, now.date())}  ·  {time_of_day(entry.written_at)}")
        self.go_on.setAccessibleDescription(name)
        self._show_parts(place=True)

    def invite(self, *, empty: bool) -> None:
        """Nowhere in particular."""
        self.place = None
        self._head(_("A place of your own") if empty else _("Where you left off"))
        self.sentence.setText(
            _("Nothing is written here yet. Whatever you begin with is right, and it is yours alone.")
            if empty
            else _("Nothing is waiting for you. Begin wherever you like.")
        )
        self.title.show_text("")
        self._show_parts(place=False)

    def _head(self, text: str) -> None:
        self.heading.setText(text)
        self.setAccessibleName(text)

    def _show_parts(self, *, place: bool) -> None:
        self.sentence.setVisible(not place)
        for part in (self.title, self.when, self.go_on):
            part.setVisible(place)

    def _continue(self) -> None:
        if self.place is not None:
            self.place_wanted.emit(self.place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button beside the words, or below them where it is narrow."""
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        narrow = self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(px(12))
        self._words.setSpacing(px(3))


class OtherYearsCard(Card):
    """What was written on this day in earlier years; hidden where there is nothing."""

    entry_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("On this day"))
        self.rows: list[LineButton] = []
        self._list = QVBoxLayout()
        self._heading = subheading(_("On this day"))
        self.body.addWidget(self._heading)
        self.body.addLayout(self._list)
        watcher().theme_changed.connect(self._align)
        self._align()

    def show_rows(self, rows: list[EntryRow]) -> None:
        """One line each."""
        while self.rows:
            old = self.rows.pop()
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        for row in rows:
            button = LineButton(str(row.written_at.year), row.title or row.first_line or _("Untitled"))
            button.clicked.connect(lambda _checked=False, entry_id=row.id: self.entry_wanted.emit(entry_id))
            self.rows.append(button)
            self._list.addWidget(button)
        self.setVisible(bool(rows))

    def _align(self) -> None:
        # The words of the lines stand in line with the heading; their ground reaches out to both sides.
        out = px(LINE_PADDING)
        self.body.setContentsMargins(px(24) - out, px(24), px(24) - out, px(18))
        self._heading.setContentsMargins(out, 0, out, 0)
        self._list.setSpacing(px(2))


def greeting(now: datetime) -> str:
    """By the time of day, without a name; at night it neither wonders nor worries."""
    if 5 <= now.hour < 12:
        return _("Good morning")
    if 12 <= now.hour < 18:
        return _("Good afternoon")
    return _("Good evening") if now.hour >= 18 else _("Hello")
