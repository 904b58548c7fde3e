"""The Today room, the quiet start: a greeting, a place to write, and where one was before."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import Entry, EntryFilter, Place, first_line
from peerjournal.ui.pages.check_in_card import CheckInCard
from peerjournal.ui.pages.due import DueCard
from peerjournal.ui.pages.other_years import OtherYearsCard
from peerjournal.ui.text import day_heading, long_date, number, time_of_day
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import (
    Card,
    Notice,
    body,
    display,
    link_button,
    muted,
    plain_button,
    primary_button,
    subheading,
)
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

NARROW = 460


class TodayPage(QWidget):
    """Counts nothing, and asks only how it is, and how it was to share. Which cards are here is the person's choice.

    ``place_wanted`` carries a Place, the others an id.
    """

    write_wanted = Signal()
    reflect_wanted = Signal()
    place_wanted = Signal(object)
    entry_wanted = Signal(str)
    line_wanted = Signal(str)
    session_wanted = Signal(str)
    lights_wanted = Signal()
    check_in_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setAccessibleName(_("Today"))
        self.greeting = display("")
        self.date = muted("")
        self.write = primary_button(_("Write something"), "pencil")
        self.reflect = plain_button(_("Reflect on a session"), "sessions")
        self.notice = Notice()
        self.check_in = CheckInCard(journal)
        self.due = DueCard(journal)
        self.look_again = LookAgainCard(journal)
        self.left_off = LeftOffCard()
        self.other_years = OtherYearsCard(journal)
        self.choose = link_button(_("Choose what is here"))
        self._begin = QWidget()
        self._column = ScrolledColumn(above=72, spacing=16)
        self._lay_out()
        self.write.clicked.connect(self.write_wanted)
        self.reflect.clicked.connect(self.reflect_wanted)
        self.check_in.check_in_wanted.connect(self.check_in_wanted)
        self.left_off.place_wanted.connect(self.place_wanted)
        self.due.line_wanted.connect(self.line_wanted)
        self.due.session_wanted.connect(self.session_wanted)
        self.look_again.see.clicked.connect(self.lights_wanted)
        self.other_years.entry_wanted.connect(self.entry_wanted)
        self.choose.clicked.connect(self._choose)
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
            for card in (self.check_in, self.due, self.look_again, self.left_off, self.other_years):
                card.hide()
            self.notice.show_sentence(str(error), "problem")

    def _read(self, now: datetime) -> None:
        # For the reason above.
        from peerjournal.operations import today
        from peerjournal.operations.today import TodayCard

        shown = today.cards(self._journal)
        self._begin.setVisible(TodayCard.WRITE in shown)
        cards = {
            TodayCard.CHECK_IN: (self.check_in, self.check_in.refresh),
            TodayCard.DUE: (self.due, self.due.refresh),
            TodayCard.LIGHTS: (self.look_again, self.look_again.refresh),
            TodayCard.LEFT_OFF: (self.left_off, lambda: self._read_left_off(now)),
            TodayCard.OTHER_YEARS: (self.other_years, self.other_years.refresh),
        }
        for card, (widget, read) in cards.items():
            if card in shown:
                read()
            else:
                widget.hide()

    def _read_left_off(self, now: datetime) -> None:
        # For the reason above.
        from peerjournal.operations import finding, writing

        place = writing.last_place(self._journal)
        if place is not None:
            self.left_off.show_place(place, writing.get_entry(self._journal, place.entry_id), now)
        else:
            # Read before this card, and hidden where nothing is due.
            waiting = any(not card.isHidden() for card in (self.due, self.look_again))
            self.left_off.invite(empty=not finding.rows(self._journal, EntryFilter(), 0, 1), waiting=waiting)
        self.left_off.show()

    def _choose(self) -> None:
        # For the reason above, and because it is seldom wanted.
        from peerjournal.ui.dialogs.today_cards import TodayCardsDialog

        dialog = TodayCardsDialog(self._journal, self)
        dialog.changed.connect(self.refresh)
        dialog.open()

    def settle(self) -> bool:
        """Keep what is typed here; False if that failed."""
        kept = [self.due.settle(), self.keep_check_in()]
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
        row = FlowLayout(self._begin, px(10))
        row.addWidget(self.write)
        row.addWidget(self.reflect)
        column = self._column.body
        column.addLayout(head)
        column.addSpacing(px(8))
        column.addWidget(self.check_in)
        column.addSpacing(px(4))
        column.addWidget(self._begin)
        column.addSpacing(px(12))
        for part in (self.notice, self.due, self.look_again, self.left_off, self.other_years):
            column.addWidget(part)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
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

    def invite(self, *, empty: bool, waiting: bool = False) -> None:
        """Nowhere in particular. ``waiting``: something is due above."""
        self.place = None
        self._head(_("A place of your own") if empty else _("Where you left off"))
        if empty:
            sentence = _("Nothing is written here yet. Whatever you begin with is right, and it is yours alone.")
        elif waiting:
            sentence = _("Begin wherever you like.")
        else:
            sentence = _("Nothing is waiting for you. Begin wherever you like.")
        self.sentence.setText(sentence)
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


def greeting(now: datetime) -> str:
    """By the time of day, without a name; at night it neither wonders nor worries."""
    if 5 <= now.hour < 12:
        return _("Good morning")
    if 12 <= now.hour < 18:
        return _("Good afternoon")
    return _("Good evening") if now.hour >= 18 else _("Hello")
