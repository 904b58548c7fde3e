"""The sheet an entry is written on: when, title, tags, text, and how far it is saved."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import LONGEST_TITLE, Draft, Place, count_words, new_id
from peerjournal.ui.pages.autosave import SAVED, TROUBLE, Autosave
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import (
    Card,
    Notice,
    link_button,
    muted,
    plain_button,
    quiet_button,
    separator,
)
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.editor.editor import MarkdownEditor
from peerjournal.ui.widgets.editor.find_bar import FindBar
from peerjournal.ui.widgets.editor.reading import ReadingView
from peerjournal.ui.widgets.moment_field import MomentField
from peerjournal.ui.widgets.tag_field import TagField
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class EditorCard(Card):
    """One entry in the making. Signals carry its id; ``settled`` also after autosaves that made the entry new.

    Nothing here ever replaces the text while an entry stays open, so undo reaches back across every save.
    """

    settled = Signal(object)  # the Entry, or None for a new one that says nothing
    trash_wanted = Signal(str)
    restore_wanted = Signal(str)
    delete_wanted = Signal(str)
    versions_wanted = Signal(str)
    focus_mode = Signal(bool)
    back_wanted = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._draft: Draft | None = None
        self._is_new = False
        self._trashed = False
        self._loading = False
        self._composed = ""  # in the title, by an input method
        self.setAccessibleName(_("Entry"))
        self._build_fields()
        self._build_buttons()
        self._lay_out()
        self.autosave = Autosave(journal, self.draft, self)
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------- what is in it

    @property
    def entry_id(self) -> str | None:
        """The entry in the editor, kept or new."""
        return self._draft.entry_id if self._draft else None

    @property
    def trashed(self) -> bool:
        """Whether the entry in the editor lies in the trash."""
        return self._draft is not None and self._trashed

    @property
    def is_new(self) -> bool:
        """True until the entry stands in the journal."""
        return self._is_new

    def open(self, draft: Draft, *, new: bool = False, trashed: bool = False) -> None:
        """Show an entry. What was open before must be settled by then."""
        self._loading = True
        self._draft = draft
        self._is_new, self._trashed = new, trashed
        self._composed = ""
        self.moment.set_moment(draft.written_at)
        self.title.setText(draft.title)
        self.title.setCursorPosition(0)
        self.tags.set_tags(draft.tags)
        self.star.setChecked(draft.starred)
        self.find_bar.hide()
        self.hint.clear()
        self.reading.setChecked(False)
        self.editor.set_text(draft.text)
        self.editor.go_to(draft.cursor, draft.anchor)
        self._show_words(count_words(draft.text))
        self._show_trashed()
        self._loading = False
        self.autosave.begin()

    def close_entry(self) -> None:
        """Nothing is in the editor any more; what was, must be settled or not wanted."""
        self._draft = None
        self.autosave.begin()

    def draft(self) -> Draft:
        """What stands in the editor now."""
        assert self._draft is not None
        cursor, anchor = self.editor.place()
        return replace(
            self._draft,
            title=self.title.text(),
            text=self.editor.text(),
            tags=self.tags.tags,
            starred=self.star.isChecked(),
            cursor=cursor,
            anchor=anchor,
        )

    def place(self) -> Place | None:
        """Entry and cursor, to come back to; None for a new entry that is not kept yet."""
        if self._draft is None or self._is_new or self._trashed:
            return None
        return Place(self._draft.entry_id, *self.editor.place())

    def settle(self) -> bool:
        """Make it the entry. False if that failed: then everything must stay as it is on the screen."""
        if self._draft is None or self._trashed:
            return True
        self._take_typed()
        return self.autosave.settle()

    def save_now(self) -> bool:
        """Have what is typed on disk before this returns; False if it could not be."""
        if self._draft is None or self._trashed:
            return True
        self._take_typed()
        return self.autosave.save_now()

    def write_here(self) -> None:
        """Give the keyboard to the text."""
        self.reading.setChecked(False)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_in_text(self) -> None:
        """Open the find bar over the text."""
        self.reading.setChecked(False)
        self.find_bar.open()

    def show_back(self, shown: bool) -> None:
        """Offer the way back to the list, where both do not fit side by side."""
        self.back.setVisible(shown)

    # ------------------------------------------------------------------------------------------ building

    def _build_fields(self) -> None:
        self.moment = MomentField()
        self.title = QLineEdit()
        self.title.setProperty("role", "title")
        self.title.setTextMargins(-2, 0, -2, 0)  # a line edit keeps two pixels to itself
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(_("Title (optional)"))
        self.title.setMaxLength(LONGEST_TITLE)
        self.tags = TagField()
        self.editor = MarkdownEditor()
        self.editor.setPlaceholderText(_("Write here. Only you can read it."))
        self.reading_view = ReadingView()
        self.find_bar = FindBar(self.editor)
        self.notice = Notice()
        self.hint = Notice()
        self.split = link_button(_("Split it into paragraphs"))
        row = self.hint.layout()
        assert row is not None
        row.addWidget(self.split)
        self.two_step = TwoStep(_("Delete for good"))
        self.words = muted("")
        self.state = muted("")
        self.state.setAccessibleDescription(_("Whether this entry is saved"))

    def _build_buttons(self) -> None:
        self.back = quiet_button(_("Back to the list"), "back")
        self.star = icon_button("star", _("Star this entry (Ctrl+D)"), checkable=True)
        self.reading = icon_button("reading", _("Reading view (Ctrl+R)"), checkable=True)
        self.focus = icon_button("focus", _("Focus mode (F11)"), checkable=True)
        self.search = icon_button("search", _("Find in this entry (Ctrl+F)"))
        self.history = icon_button("history", _("Earlier versions"))
        self.trash = icon_button("trash", _("Move to trash"))
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.back.hide()

    def _lay_out(self) -> None:
        self._when = QHBoxLayout()
        self._when.addWidget(self.moment, 1)
        self._when.addWidget(self.star)
        self._lines = QVBoxLayout()
        self._lines.addWidget(self.title)
        self._lines.addWidget(self.tags)
        self._lines.addWidget(separator())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.reading_view)
        self._trash_row = QWidget()
        across = QHBoxLayout(self._trash_row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(muted(_("This entry lies in the trash.")), 1)
        across.addWidget(self.delete)
        across.addWidget(self.restore)
        self._says = QVBoxLayout()
        for part in (self.hint, self.notice, self.two_step, self._trash_row):
            self._says.addWidget(part)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.words)
        self._foot.addWidget(self.state, 1)
        for button in (self.search, self.reading, self.focus, self.history, self.trash):
            self._foot.addWidget(button)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(self._when)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.find_bar)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(self._says)
        self.body.addLayout(self._foot)

    def _connect(self) -> None:
        self.editor.edited.connect(self._touched)
        self.editor.giant_paragraph_pasted.connect(self._offer_to_split)
        self.split.clicked.connect(self._split)
        self.editor.word_count_changed.connect(self._show_words)
        self.editor.viewport().installEventFilter(self)
        self.title.installEventFilter(self)
        self.title.textEdited.connect(self._touched)
        self.title.returnPressed.connect(self.write_here)
        self.tags.changed.connect(self._touched)
        self.moment.changed.connect(self._move_to)
        self.star.toggled.connect(self._starred)
        self.reading.toggled.connect(self._read)
        self.focus.toggled.connect(self.focus_mode)
        self.search.clicked.connect(self.find_in_text)
        self.history.clicked.connect(lambda: self._ask(self.versions_wanted))
        self.trash.clicked.connect(lambda: self._ask(self.trash_wanted))
        self.restore.clicked.connect(lambda: self._ask(self.restore_wanted))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(lambda: self._ask(self.delete_wanted))
        self.back.clicked.connect(self.back_wanted)
        self.autosave.told.connect(self._show_state)
        self.autosave.settled.connect(self._after_settling)
        self.autosave.rested.connect(self._new_sitting)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # a widget needs an application

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the words above in line with the column of the text, and knows what the title is composing."""
        if watched is self.title and isinstance(event, QInputMethodEvent):
            self._composed = event.preeditString()  # a line edit does not give it away itself
        if watched is self.editor.viewport() and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._align()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        self.body.setContentsMargins(px(24), px(20), px(24), px(14))
        self.body.setSpacing(px(10))
        self._lines.setSpacing(px(10))
        self._foot.setSpacing(px(6))
        self._align()

    def _align(self) -> None:
        column = self.editor.viewport().geometry()
        start = column.x() + round(self.editor.document().rootFrame().frameFormat().leftMargin())
        end = max(0, self.editor.width() - column.right() - 1)
        self._lines.setContentsMargins(start, 0, end, 0)
        self._foot.setContentsMargins(start, 0, 0, 0)
        self._when.setContentsMargins(max(0, start - px(6) - 2), 0, max(0, end - px(4)), 0)

    # ------------------------------------------------------------------------------------------- acting

    def _take_typed(self) -> None:
        """What is half typed anywhere on the sheet counts."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):  # composing in the search field goes on
            QGuiApplication.inputMethod().commit()
        self.editor.take_composed()
        if self._composed:
            taken = QInputMethodEvent("", [])
            taken.setCommitString(self._composed)
            QApplication.sendEvent(self.title, taken)
            QGuiApplication.inputMethod().reset()
        self.moment.finish()
        self.tags.take_typed()

    def _touched(self) -> None:
        if not self._loading and self._draft is not None and not self._trashed:
            self.autosave.touched()

    def _move_to(self, moment: datetime) -> None:
        if self._draft is not None:
            self._draft = replace(self._draft, written_at=moment)
            self.autosave.touched()
            self.autosave.settle()

    def _starred(self, on: bool) -> None:
        self.star.setIcon(icon("star-filled" if on else "star", chosen="accent"))
        self.star.setAccessibleName(_("Starred (Ctrl+D)") if on else _("Star this entry (Ctrl+D)"))
        if not self._loading and self._draft is not None:
            self.autosave.touched()
            self.autosave.settle()

    def _read(self, on: bool) -> None:
        if on:
            self.find_bar.hide()
            self.reading_view.set_text(self.editor.text())
        focused = QApplication.focusWidget()
        inside = focused is not None and self._stack.isAncestorOf(focused)
        self._stack.setCurrentIndex(int(on))
        if inside or on:
            (self.reading_view if on else self.editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_to_split(self) -> None:
        self.hint.show_sentence(_("This paragraph is so long that typing in it will be slow."))

    def _split(self) -> None:
        self.editor.split_giant_paragraphs()
        self.hint.clear()
        self.write_here()

    def _ask(self, signal: object) -> None:
        if self._draft is not None:
            signal.emit(self._draft.entry_id)  # type: ignore[attr-defined]  # a bound signal has no type of its own

    def _ask_delete(self) -> None:
        self.two_step.ask(
            _("Delete this entry and its earlier versions for good? It cannot be brought back."), self.delete
        )

    def _show_trashed(self) -> None:
        kept = not self._trashed
        self._trash_row.setVisible(self._trashed)
        self.two_step.hide()
        self.editor.setReadOnly(self._trashed)
        self.title.setReadOnly(self._trashed)
        self.title.setVisible(kept or bool(self.title.text()))
        self.tags.set_read_only(self._trashed)
        self.moment.set_read_only(self._trashed)
        self.star.setEnabled(kept)
        for button in (self.history, self.trash):
            button.setVisible(kept)

    def _show_words(self, words: int) -> None:
        self.words.setText(ngettext("{n} word", "{n} words", words).format(n=number(words)))

    def _show_state(self, state: str, sentence: str) -> None:
        if state == TROUBLE:
            self.state.setText(_("Not saved"))
            if self.notice.sentence() != sentence:
                self.notice.show_sentence(sentence, "problem")
            return
        self.state.setText(f"·  {sentence}" if sentence else "")
        if state == SAVED:
            self.notice.clear()

    def _after_settling(self, entry: object) -> None:
        self._is_new = self._is_new and entry is None
        self.settled.emit(entry)

    def _new_sitting(self) -> None:
        if self._draft is not None:
            self._draft = replace(self._draft, sitting=new_id())

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Settle when the keyboard goes to another part of this window (not to a menu or another program)."""
        if old is None or new is None or self._draft is None or not self.autosave.unsettled:
            return
        if self.isAncestorOf(old) and not self.isAncestorOf(new) and new.window() is self.window():
            self.settle()
