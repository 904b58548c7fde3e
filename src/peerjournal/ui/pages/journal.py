"""The Journal room: the list of entries beside the sheet one writes on."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import Draft, Place
from peerjournal.ui.dialogs.versions import of_entries
from peerjournal.ui.pages.journal_editor import EditorCard
from peerjournal.ui.pages.journal_list import ListPane
from peerjournal.ui.pages.trash import Trash
from peerjournal.ui.pages.writing_room import TrashWords, WritingRoom
from peerjournal.ui.text import number
from peerjournal.ui.theme import px

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class JournalPage(WritingRoom[Draft]):
    """Everything one does with entries. ``entry_changed`` when one was kept, restored or deleted.

    ``part_wanted`` asks to make a part of the story from an entry.
    """

    pane: ListPane
    card: EditorCard

    entry_changed = Signal()
    part_wanted = Signal(str)

    SHARE, EDGE = 0.42, 24

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Journal"))
        self.pane = ListPane(journal)
        self.card = EditorCard(journal)
        words = TrashWords(
            moved=_("The entry is in the trash."),
            back=_("The entry is back in the journal."),
            deleted=_("The entry is deleted."),
        )
        self.furnish(words, of_entries())
        self.answer({"Ctrl+D": self.card.star.click})
        self._connect()
        self._rest()

    # --------------------------------------------------------------------------------- for the window

    def show_entry(self, entry_id: str) -> bool:
        """Open an entry. False if it is gone, or if what is open now could not be kept and so stays."""
        return self._open(entry_id)

    def open_place(self, place: Place) -> bool:
        """Open an entry with the cursor where it was."""

        def there(entry_id: str) -> tuple[Draft, bool]:
            draft, trashed = self._read(entry_id)
            draft.cursor, draft.anchor = place.cursor, place.anchor
            return draft, trashed

        return self._open_anew(place.entry_id, there)

    def new_entry(self, day: date | None = None) -> bool:
        """A blank entry, for now or for this time of another day. False as in :meth:`show_entry`."""
        if not self.settle():
            return False
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import writing

        now = self._journal.clock.now()
        at = now if day is None else now.replace(year=day.year, month=day.month, day=day.day)
        blank: list[Draft] = []
        if not self._tried(lambda: blank.append(writing.new_draft(self._journal, at))):
            return False
        if self.pane.in_trash:
            self.pane.show_all()
        self._show(blank[0], new=True)
        self.pane.mark(None)
        self.card.write_here()
        return True

    def show_day(self, day: date) -> bool:
        """The list of what was written on a day, with the keyboard in it. False as in :meth:`show_entry`."""
        if not self.settle():
            return False
        self.pane.show_day(day)
        self._rest()
        self.pane.enter_list()
        return True

    def place(self) -> Place | None:
        """Where the person is, to be remembered on lock."""
        return self.card.place()

    # ------------------------------------------------------------------------------------- building

    def _connect(self) -> None:
        pane, card = self.pane, self.card
        pane.new_wanted.connect(self.new_entry)
        pane.chosen.connect(self._choose)
        pane.opened.connect(self._write_in)
        pane.trash_wanted.connect(self._trash)
        self._invitation.button.clicked.connect(self._new)
        card.tags.names_wanted.connect(self._offer_tags)
        card.part_wanted.connect(self._make_part)

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(340), px(320))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.refresh(self.card.entry_id)
        if self.card.entry_id is None:
            self._rest()

    # ------------------------------------------------------------------------------- opening, leaving

    def _new(self) -> None:
        self.new_entry()

    def _operations(self) -> Trash:
        # For the same reason as in new_entry.
        from peerjournal.operations import trash

        return trash

    def _read(self, kept_id: str) -> tuple[Draft, bool]:
        # For the same reason as in new_entry.
        from peerjournal.operations import writing

        draft = writing.open_draft(self._journal, kept_id)
        return draft, writing.get_entry(self._journal, kept_id).trashed_at is not None

    def _rest(self) -> None:
        """Nothing is open."""
        self.card.put_away()
        self.card.focus.setChecked(False)
        sentence = _("Everything you write is kept as you write it.")
        if self.pane.model.rowCount():
            self._invitation.say("pencil", _("Choose an entry, or begin a new one"), sentence, _("New entry"))
        else:
            self._invitation.say("pencil", _("Your entries will stand here"), sentence)
        self._sheet.setCurrentWidget(self._quiet)
        self.show_side()

    def _offer_tags(self) -> None:
        self.card.tags.set_known(self.pane.known_tags())

    def _after_settling(self, settled: object) -> None:
        self.pane.refresh(self.card.entry_id)
        if settled is not None:
            self.entry_changed.emit()

    def _after_change(self) -> None:
        self.pane.refresh(self.card.entry_id)
        self.entry_changed.emit()

    def _empty_trash(self) -> None:
        # For the same reason as in new_entry.
        from peerjournal.operations import trash

        numbers: list[int] = []
        if self._tried(lambda: numbers.append(trash.empty_trash(self._journal))):
            self._gone(self.card.entry_id if self.card.trashed else None)
            sentence = ngettext("{n} entry is deleted.", "{n} entries are deleted.", numbers[0])
            self.say(sentence.format(n=number(numbers[0])))

    def _make_part(self, entry_id: str) -> None:
        if self.card.settle() and not self.card.is_new:
            self.part_wanted.emit(entry_id)
