"""What one writes, listed beside the sheet it is written on: keys, leaving and the trash, for entries as for parts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.attempt import tried
from peerjournal.ui.dialogs.versions import Kind, VersionsDialog
from peerjournal.ui.pages.searched_list import SearchedList
from peerjournal.ui.pages.trash import Trash
from peerjournal.ui.pages.writing_sheet import KeptSheet, SheetDraft
from peerjournal.ui.widgets.basics import Card
from peerjournal.ui.widgets.beside import SideBySide, go_round
from peerjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

D = TypeVar("D", bound=SheetDraft)


@dataclass(frozen=True)
class TrashWords:
    """What is said under the list after something went into the trash, came out of it, or was deleted there."""

    moved: str
    back: str
    deleted: str


class WritingRoom(SideBySide, Generic[D]):
    """A list at the side, the sheet in the main place. ``focus_mode`` asks to leave the sheet alone on the screen.

    A subclass builds both and hands them to :meth:`furnish`.
    """

    pane: SearchedList
    card: KeptSheet[D]

    focus_mode = Signal(bool)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._undo: Callable[[], object] = lambda: None

    def furnish(self, words: TrashWords, kind: Kind, *others: QWidget) -> None:
        """Put pane and card in their places; what is stacked with the card are an invitation and the ``others``."""
        self._words, self._kind = words, kind
        self._quiet = Card()
        self._invitation = EmptyState()
        self._quiet.body.addWidget(self._invitation)
        self._sheet = QStackedWidget()
        for widget in (self._quiet, self.card, *others):
            self._sheet.addWidget(widget)
        self.stand(self.pane, self._sheet)
        pane, card = self.pane, self.card
        pane.about_to_look.connect(self.settle)
        pane.emptied.connect(self._empty_trash)
        pane.undo.clicked.connect(self._do_undo)
        card.settled.connect(self._after_settling)
        card.trash_wanted.connect(self._trash)
        card.restore_wanted.connect(self._restore)
        card.delete_wanted.connect(self._delete)
        card.versions_wanted.connect(self._show_versions)
        card.focus_mode.connect(self._focus)
        card.back_wanted.connect(self._back_to_list)
        self.answer(
            {
                "Ctrl+Shift+F": self._search,
                "Ctrl+R": card.reading.click,
                "F11": card.focus.click,
                "Ctrl+F": self._find,
                "F6": lambda: go_round(self._stops(), 1),
                "Shift+F6": lambda: go_round(self._stops(), -1),
            }
        )

    def answer(self, keys: dict[str, Callable[[], object]]) -> None:
        """Do these things on these keys, wherever in the room the keyboard is."""
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ------------------------------------------------------------------------------- what each one says itself

    def _operations(self) -> Trash:
        """Its trash. The operations bring in SQLAlchemy, which must not load before the unlock screen is up."""
        raise NotImplementedError

    def _read(self, kept_id: str) -> tuple[D, bool]:
        """The draft of it, and whether it lies in the trash. Raises :class:`PeerJournalError`."""
        raise NotImplementedError

    def _rest(self) -> None:
        """Nothing is open."""
        raise NotImplementedError

    def _after_settling(self, settled: object) -> None:
        """What was typed has become ``settled``; None where it says nothing."""
        raise NotImplementedError

    def _after_change(self) -> None:
        """Something was changed other than on the sheet: read the list again, and tell."""
        raise NotImplementedError

    def _empty_trash(self) -> None:
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------ for the window

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns, for lock, hide and close."""
        return self.card.save_now()

    def settle(self) -> bool:
        """Keep what is typed for good; False if that failed, then nothing has changed on the screen."""
        return self.card.settle()

    def say(self, sentence: str, undo: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something under the list, with a way back."""
        self._undo = act or (lambda: None)
        if self.pane.isHidden():
            self.card.notice.show_sentence(sentence)
        else:
            self.pane.say(sentence, undo=undo)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the room settles what was written."""
        super().hideEvent(event)
        self.settle()

    def _main_alone(self) -> bool:
        return self.card.focus.isChecked()

    def _arrange(self) -> None:
        super()._arrange()
        self.card.show_back(self.narrow and not self._main_alone())

    # ---------------------------------------------------------------------------------------- opening, leaving

    def _open(self, kept_id: str) -> bool:
        """Show it on the sheet. False if it is gone, or if what is open now could not be kept and so stays."""
        if self.card.kept_id == kept_id:
            self._sheet.setCurrentWidget(self.card)
            self.show_main()
            return True
        return self._open_anew(kept_id, self._read)

    def _open_anew(self, kept_id: str, read: Callable[[str], tuple[D, bool]]) -> bool:
        if not self.card.settle():
            self.pane.mark(self.card.kept_id)
            return False
        try:
            draft, trashed = read(kept_id)
        except PeerJournalError as error:
            self._say_trouble(str(error))
            self.pane.refresh(self.card.kept_id)
            return False
        self._show(draft, trashed=trashed)
        self.pane.mark(kept_id)
        return True

    def _show(self, draft: D, *, new: bool = False, trashed: bool = False) -> None:
        self.card.open(draft, new=new, trashed=trashed)
        self._sheet.setCurrentWidget(self.card)
        self.show_main()

    def _choose(self, kept_id: str) -> None:
        """Moving through the list shows things; the keyboard stays in the list."""
        by_pointer = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if self.narrow and not self._sheet.isVisible() and not by_pointer:
            return  # only the list is on the screen: Enter opens
        self._show_chosen(kept_id)

    def _show_chosen(self, kept_id: str) -> None:
        self._open(kept_id)

    def _write_in(self, kept_id: str) -> None:
        if self._open(kept_id):
            self.card.write_here()

    def _back_to_list(self) -> None:
        if self.settle():
            self.show_side()
            self.pane.enter_list()

    # ----------------------------------------------------------------------------------------------- the trash

    def _trash(self, kept_id: str) -> None:
        if self.pane.in_trash:
            if self._open(kept_id):
                self.card.delete.click()
            return
        mine = self.card.kept_id == kept_id
        if mine and not self.card.settle():
            return
        if mine and self.card.is_new:
            self._rest()
            self.pane.enter_list()
            return
        if self._tried(lambda: self._operations().move_to_trash(self._journal, kept_id)):
            self._gone(kept_id)
            self.say(self._words.moved, _("Undo"), lambda: self._take_back(kept_id))

    def _take_back(self, kept_id: str) -> None:
        if self._tried(lambda: self._operations().restore(self._journal, kept_id)):
            self._after_change()
            self._open(kept_id)
            self.pane.enter_list()

    def _restore(self, kept_id: str) -> None:
        if self._tried(lambda: self._operations().restore(self._journal, kept_id)):
            self._gone(kept_id)
            self.say(self._words.back)

    def _delete(self, kept_id: str) -> None:
        if self._tried(lambda: self._operations().delete_for_good(self._journal, kept_id)):
            self._gone(kept_id)
            self.say(self._words.deleted)

    def _do_undo(self) -> None:
        act, self._undo = self._undo, lambda: None
        self.pane.notice.clear()
        act()

    def _gone(self, kept_id: str | None) -> None:
        """It has left this list: close it, stay near where it stood."""
        row = self.pane.view.currentIndex().row()
        if kept_id is not None and self.card.kept_id == kept_id:
            self._rest()
        self._after_change()
        self.pane.enter_list()
        self.pane.view.point_at(row)

    # ------------------------------------------------------------------------------------------------ the rest

    def _tried(self, act: Callable[[], object]) -> bool:
        return tried(act, self._say_trouble, lambda: self.pane.refresh(self.card.kept_id))

    def _say_trouble(self, trouble: str) -> None:
        """Under the list, or on the sheet where that is alone on the screen."""
        if self.pane.isHidden():
            self.card.notice.show_sentence(trouble, "problem")
        else:
            self.pane.say_trouble(trouble)

    def _show_versions(self, kept_id: str) -> None:
        if not self.card.settle() or self.card.is_new:
            return
        dialog = VersionsDialog(self._journal, kept_id, self, kind=self._kind)
        dialog.brought_back.connect(lambda _kept: self._reopen(kept_id))
        dialog.open()

    def _reopen(self, kept_id: str) -> None:
        """Show it anew after it was changed from outside the sheet."""
        brought: list[D] = []
        if self.card.settle() and self._tried(lambda: brought.append(self._read(kept_id)[0])):
            self._show(brought[0])
        self._after_change()

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

    def _stops(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """Where F6 goes: search field, list, text."""
        return [
            (self.pane.search, self.pane.start_search),
            (self.pane.view, self.pane.enter_list),
            (self.card, self.card.write_here),
        ]
