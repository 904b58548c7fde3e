"""The Journal room: the list of entries beside the sheet one writes on."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import Draft, Place
from peerjournal.ui.attempt import tried
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.pages.journal_editor import EditorCard
from peerjournal.ui.pages.journal_list import EmptyState, ListPane
from peerjournal.ui.text import number
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Card
from peerjournal.ui.widgets.beside import SideBySide, go_round

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class JournalPage(SideBySide):
    """Everything one does with entries. ``entry_changed`` when one was kept, restored or deleted.

    ``focus_mode`` asks the window to leave the sheet alone on the screen, and to come back; ``part_wanted`` to make a
    part of the story from an entry.
    """

    entry_changed = Signal()
    part_wanted = Signal(str)
    focus_mode = Signal(bool)

    SHARE, EDGE = 0.42, 24

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._undo_id = ""
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Journal"))
        self.pane = ListPane(journal)
        self.card = EditorCard(journal)
        self._quiet = Card()
        self._invitation = EmptyState()
        self._quiet.body.addWidget(self._invitation)
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self._quiet)
        self._sheet.addWidget(self.card)
        self.stand(self.pane, self._sheet)
        self._connect()
        self._add_shortcuts()
        self._rest()

    # --------------------------------------------------------------------------------- for the window

    def show_entry(self, entry_id: str) -> bool:
        """Open an entry. False if it is gone, or if what is open now could not be kept and so stays."""
        return self._open(entry_id)

    def open_place(self, place: Place) -> bool:
        """Open an entry with the cursor where it was."""
        return self._open(place.entry_id, place)

    def new_entry(self, day: date | None = None) -> bool:
        """A blank entry, for now or for this time of another day. False as in :meth:`show_entry`."""
        if not self._leave_entry():
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
        self.pane.view.select_entry(None)
        self.card.write_here()
        return True

    def show_day(self, day: date) -> bool:
        """The list of what was written on a day, with the keyboard in it. False as in :meth:`show_entry`."""
        if not self._leave_entry():
            return False
        self.pane.show_day(day)
        self._rest()
        self.pane.enter_list()
        return True

    def place(self) -> Place | None:
        """Where the person is, to be remembered on lock."""
        return self.card.place()

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns, for lock, hide and close."""
        return self.card.save_now()

    def settle(self) -> bool:
        """Make what is typed the entry; False if that failed, then nothing has changed on the screen."""
        return self.card.settle()

    # ------------------------------------------------------------------------------------- building

    def _connect(self) -> None:
        pane, card = self.pane, self.card
        pane.about_to_look.connect(self.settle)
        pane.new_wanted.connect(self.new_entry)
        pane.chosen.connect(self._choose)
        pane.opened.connect(self._write_in)
        pane.trash_wanted.connect(self._trash)
        pane.emptied.connect(self._empty_trash)
        pane.undo.clicked.connect(self._undo)
        self._invitation.button.clicked.connect(self._new)
        card.tags.names_wanted.connect(self._offer_tags)
        card.settled.connect(self._after_settling)
        card.trash_wanted.connect(self._trash)
        card.restore_wanted.connect(self._restore)
        card.delete_wanted.connect(self._delete)
        card.versions_wanted.connect(self._show_versions)
        card.part_wanted.connect(self._make_part)
        card.focus_mode.connect(self._focus)
        card.back_wanted.connect(self._back_to_list)

    def _add_shortcuts(self) -> None:
        keys = {
            "Ctrl+Shift+F": self._search,
            "Ctrl+D": self.card.star.click,
            "Ctrl+R": self.card.reading.click,
            "F11": self.card.focus.click,
            "Ctrl+F": self._find,
            "F6": lambda: self._next_part(1),
            "Shift+F6": lambda: self._next_part(-1),
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(340), px(320))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.refresh(self.card.entry_id)
        if self.card.entry_id is None:
            self._rest()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the room settles what was written."""
        super().hideEvent(event)
        self.settle()

    def _main_alone(self) -> bool:
        return self.card.focus.isChecked()

    def _arrange(self) -> None:
        super()._arrange()
        self.card.show_back(self.narrow and not self._main_alone())

    # ------------------------------------------------------------------------------- opening, leaving

    def _new(self) -> None:
        self.new_entry()

    def _open(self, entry_id: str, place: Place | None = None) -> bool:
        if self.card.entry_id == entry_id and place is None:
            self.show_main()
            return True
        if not self._leave_entry():
            self.pane.view.select_entry(self.card.entry_id)
            return False
        # For the same reason as in new_entry.
        from peerjournal.operations import writing

        try:
            draft = writing.open_draft(self._journal, entry_id)
            trashed = writing.get_entry(self._journal, entry_id).trashed_at is not None
        except PeerJournalError as error:
            self._say(str(error))
            self.pane.refresh(self.card.entry_id)
            return False
        if place is not None:
            draft.cursor, draft.anchor = place.cursor, place.anchor
        self._show(draft, trashed=trashed)
        self.pane.view.select_entry(entry_id)
        return True

    def _show(self, draft: Draft, *, new: bool = False, trashed: bool = False) -> None:
        self.card.open(draft, new=new, trashed=trashed)
        self._sheet.setCurrentWidget(self.card)
        self.show_main()

    def _leave_entry(self) -> bool:
        """Keep what is open; False if that failed, and then it has to stay open."""
        return self.card.settle()

    def _rest(self) -> None:
        """Nothing is open."""
        self.card.close_entry()
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

    def _choose(self, entry_id: str) -> None:
        """Moving through the list shows entries; the keyboard stays in the list."""
        if self.narrow and not self._sheet.isVisible() and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            return  # by keyboard, where only the list is on the screen: Enter opens
        self._open(entry_id)

    def _write_in(self, entry_id: str) -> None:
        if self._open(entry_id):
            self.card.write_here()

    def _back_to_list(self) -> None:
        if self.settle():
            self.show_side()
            self.pane.enter_list()

    def _after_settling(self, entry: object) -> None:
        self.pane.refresh(self.card.entry_id)
        if entry is not None:
            self.entry_changed.emit()

    # ------------------------------------------------------------------------------------- the trash

    def _trash(self, entry_id: str) -> None:
        from_trash = self.pane.in_trash
        if from_trash:
            if self._open(entry_id):
                self.card.delete.click()
            return
        mine = self.card.entry_id == entry_id
        if mine and not self.card.settle():
            return
        if mine and self.card.is_new:
            self._rest()
            self.pane.enter_list()
            return
        # For the same reason as in new_entry.
        from peerjournal.operations import trash

        if not self._tried(lambda: trash.move_to_trash(self._journal, entry_id)):
            return
        self._gone(entry_id)
        self._undo_id = entry_id
        self.pane.say(_("The entry is in the trash."), undo=True)

    def _restore(self, entry_id: str) -> None:
        # For the same reason as in new_entry.
        from peerjournal.operations import trash

        if self._tried(lambda: trash.restore(self._journal, entry_id)):
            self._gone(entry_id)
            self.pane.say(_("The entry is back in the journal."))

    def _delete(self, entry_id: str) -> None:
        # For the same reason as in new_entry.
        from peerjournal.operations import trash

        if self._tried(lambda: trash.delete_for_good(self._journal, entry_id)):
            self._gone(entry_id)
            self.pane.say(_("The entry is deleted."))

    def _empty_trash(self) -> None:
        # For the same reason as in new_entry.
        from peerjournal.operations import trash

        numbers: list[int] = []
        if self._tried(lambda: numbers.append(trash.empty_trash(self._journal))):
            self._gone(self.card.entry_id if self.card.trashed else None)
            sentence = ngettext("{n} entry is deleted.", "{n} entries are deleted.", numbers[0])
            self.pane.say(sentence.format(n=number(numbers[0])))

    def _undo(self) -> None:
        # For the same reason as in new_entry.
        from peerjournal.operations import trash

        entry_id = self._undo_id
        if entry_id and self._tried(lambda: trash.restore(self._journal, entry_id)):
            self._undo_id = ""
            self.pane.notice.clear()
            self.pane.refresh(self.card.entry_id)
            self._open(entry_id)
            self.entry_changed.emit()
            self.pane.enter_list()

    def _gone(self, entry_id: str | None) -> None:
        """The entry has left this list: close it, stay near where it stood."""
        row = self.pane.view.currentIndex().row()
        if entry_id is not None and self.card.entry_id == entry_id:
            self._rest()
        self.pane.refresh(self.card.entry_id)
        self.entry_changed.emit()
        self.pane.enter_list()
        self.pane.view.point_at(row)

    def _tried(self, act: Callable[[], object]) -> bool:
        return tried(act, self._say, lambda: self.pane.refresh(self.card.entry_id))

    def _say(self, trouble: str) -> None:
        """Under the list, or on the sheet where that is alone on the screen."""
        if self.pane.isHidden():
            self.card.notice.show_sentence(trouble, "problem")
        else:
            self.pane.say_trouble(trouble)

    # ------------------------------------------------------------------------------------ the rest

    def _make_part(self, entry_id: str) -> None:
        if self.card.settle() and not self.card.is_new:
            self.part_wanted.emit(entry_id)

    def _show_versions(self, entry_id: str) -> None:
        if not self.card.settle() or self.card.is_new:
            return
        dialog = VersionsDialog(self._journal, entry_id, self)
        dialog.brought_back.connect(lambda _entry: self._reopen(entry_id))
        dialog.open()

    def _reopen(self, entry_id: str) -> None:
        # For the same reason as in new_entry.
        from peerjournal.operations import writing

        brought: list[Draft] = []
        if self._leave_entry() and self._tried(lambda: brought.append(writing.open_draft(self._journal, entry_id))):
            self._show(brought[0])
        self.pane.refresh(self.card.entry_id)
        self.entry_changed.emit()

    def _focus(self, on: bool) -> None:
        self._arrange()
        self.focus_mode.emit(on)
        if on:
            self.card.write_here()

    def _search(self) -> None:
        self.card.focus.setChecked(False)
        if self.narrow:
            self.show_side()
        self.pane.start_search()

    def _find(self) -> None:
        if self.card.isVisible():
            self.card.find_in_text()

    def _next_part(self, step: int) -> None:
        """Search field, list, text: on to the next, as far as they are on the screen."""
        parts = (
            (self.pane.search, self.pane.start_search),
            (self.pane.view, self.pane.enter_list),
            (self.card, self.card.write_here),
        )
        go_round(parts, step)
