"""The sheet one writes on: a title, a text, and how far it is saved. Entries, parts and tellings are written on one.

:class:`WritingSheet` is the sheet itself, :class:`KeptSheet` one for what has earlier versions and a trash.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import LONGEST_TITLE, count_words, new_id
from peerjournal.ui.pages.autosave import SAVED, TROUBLE, Autosave, Keeper
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, link_button, muted, plain_button, quiet_button, separator
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.editor.editor import MarkdownEditor
from peerjournal.ui.widgets.editor.find_bar import FindBar
from peerjournal.ui.widgets.editor.reading import ReadingView
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class SheetDraft(Protocol):
    """What a sheet edits: a dataclass with at least these fields.

    ``cursor`` and ``anchor`` count characters of ``text``.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    title: str
    text: str
    cursor: int
    anchor: int
    sitting: str


D = TypeVar("D", bound=SheetDraft)


@dataclass(frozen=True)
class Phrases:
    """What a sheet says of itself, in whole phrases: they differ with what is written on it."""

    sheet: str
    """What it is called, such as "Entry"."""
    text: str
    """The name of the text, such as "Text of the entry"."""
    reading: str
    """The name of the text in the reading view."""
    invitation: str
    """What stands in the empty text."""
    find: str
    """What the find bar is called, such as "Find in this entry"."""
    saved: str
    """What the line says that tells how far it is saved, such as "Whether this entry is saved"."""
    in_trash: str = ""
    """The sentence for something in the trash."""
    delete: str = ""
    """The question before it is deleted for good."""


class WritingSheet(Card, Generic[D]):
    """One draft in the making: title, text, find bar, reading view, word count, autosave.

    Nothing here ever replaces the text while a draft stays open, so undo reaches back across every save.
    ``settled`` carries what the draft became, also after autosaves that settled it; None for a new one that
    says nothing.

    For a sheet of another kind, subclass with its draft and override, calling the base each time:

    * :meth:`_add_fields` makes the fields of its own, before anything is laid out, and puts them into ``head`` (above
      the title), ``fields`` (below it), ``says`` (below the text) and ``tools`` (buttons at the foot);
    * :meth:`_show_fields` fills them from a draft; :meth:`_fields` gives what stands in them, by field of the
      draft. Call :meth:`_touched` whenever the person changed one;
    * :meth:`_set_read_only` makes them fields or mere words;
    * :meth:`_take_typed` takes what is half typed in them;
    * :meth:`_align` keeps rows in ``head`` in line with the column of the text, where they are not by themselves.

    Connect signals after ``super().__init__()``, but set what the overrides need before it. ``keeper`` is as in
    :class:`Autosave`. With ``marks`` the text may hold private marks: they are shown, a button and Ctrl+Shift+P set
    them, and a notice says where they are open or damaged.
    """

    settled = Signal(object)
    focus_mode = Signal(bool)
    back_wanted = Signal()

    def __init__(
        self,
        journal: "OpenJournal",
        phrases: Phrases,
        keeper: Callable[[], Keeper[D]],
        parent: QWidget | None = None,
        *,
        marks: bool = False,
    ) -> None:
        super().__init__(parent, padding=0)
        self._draft: D | None = None
        self._is_new = False
        self._read_only = False
        self._loading = False
        self._composed = ""  # in the title, by an input method
        self.setAccessibleName(phrases.sheet)
        self._phrases = phrases
        self._marks = marks
        self._build()
        self._add_fields()
        self._lay_out()
        self.autosave = Autosave(journal, self.draft, self, keeper)
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------- what is in it

    @property
    def is_new(self) -> bool:
        """True until what is written has been kept once."""
        return self._is_new

    def open(self, draft: D, *, new: bool = False, read_only: bool = False) -> None:
        """Show a draft. What was open before must be settled by then."""
        self._loading = True
        self._draft = draft
        self._is_new = new
        self._composed = ""
        self.title.setText(draft.title)
        self.title.setCursorPosition(0)
        self._show_fields(draft)
        self.find_bar.hide()
        self.hint.clear()
        self.reading.setChecked(False)
        self.editor.set_text(draft.text)
        self.editor.go_to(draft.cursor, draft.anchor)
        self._show_words(count_words(draft.text))
        self._set_read_only(read_only)
        self._loading = False
        self.autosave.begin()

    def put_away(self) -> None:
        """Nothing is on the sheet any more; what was, must be settled or not wanted."""
        self._draft = None
        self.autosave.begin()

    def draft(self) -> D:
        """What stands on the sheet now."""
        assert self._draft is not None
        cursor, anchor = self.editor.place()
        return replace(
            self._draft,
            title=self.title.text(),
            text=self.editor.text(),
            cursor=cursor,
            anchor=anchor,
            **self._fields(),
        )

    def settle(self) -> bool:
        """Make it what it is to become. False if that failed: then everything must stay as it is on the screen."""
        if self._draft is None or self._read_only:
            return True
        self._take_typed()
        return self.autosave.settle()

    def save_now(self) -> bool:
        """Have what is typed on disk before this returns; False if it could not be."""
        if self._draft is None or self._read_only:
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

    # ------------------------------------------------------------------------- what a subclass may add

    def _add_fields(self) -> None:
        """Make the fields of its own."""

    def _show_fields(self, draft: D) -> None:
        """Fill them; nothing needs saving by that."""

    def _fields(self) -> dict[str, object]:
        """What stands in them, by field of the draft."""
        return {}

    def _set_read_only(self, read_only: bool) -> None:
        """Only show what is on the sheet; nothing of it is saved any more."""
        self._read_only = read_only
        self.editor.setReadOnly(read_only)
        self.private.setDisabled(read_only)
        self.title.setReadOnly(read_only)
        self.title.setVisible(not read_only or bool(self.title.text()))

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

    def _align(self) -> None:
        """Put everything in line with the column of the text."""
        column = self.editor.viewport().geometry()
        self._start = column.x() + round(self.editor.document().rootFrame().frameFormat().leftMargin())
        self._end = max(0, self.editor.width() - column.right() - 1)
        self.fields.setContentsMargins(self._start, 0, self._end, 0)
        self.tools.setContentsMargins(self._start, 0, 0, 0)

    def _touched(self) -> None:
        """The person changed something."""
        if not self._loading and self._draft is not None and not self._read_only:
            self.autosave.touched()

    # ------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        self.back = quiet_button(_("Back to the list"), "back")
        self.back.hide()
        self.title = QLineEdit()
        self.title.setProperty("role", "title")
        self.title.setTextMargins(-2, 0, -2, 0)  # a line edit keeps two pixels to itself
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(_("Title (optional)"))
        self.title.setMaxLength(LONGEST_TITLE)
        self.editor = MarkdownEditor(marks=self._marks)
        self.editor.setAccessibleName(self._phrases.text)
        self.editor.setPlaceholderText(self._phrases.invitation)
        self.reading_view = ReadingView()
        self.reading_view.setAccessibleName(self._phrases.reading)
        self.find_bar = FindBar(self.editor, self._phrases.find)
        self._build_notices()
        self.words = muted("")
        self.state = muted("")
        self.state.setAccessibleDescription(self._phrases.saved)
        find = _("{command} ({keys})").format(command=self._phrases.find, keys="Ctrl+F")
        self.search = icon_button("search", find)
        self.private = icon_button("lock", _("Keep private: this never leaves (Ctrl+Shift+P)"))
        self.reading = icon_button("reading", _("Reading view (Ctrl+R)"), checkable=True)
        self.focus = icon_button("focus", _("Focus mode (F11)"), checkable=True)
        self.head, self.fields, self.says, self.tools = QVBoxLayout(), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self.fields.addWidget(self.title)
        self.says.addWidget(self.marks_notice)
        self.says.addWidget(self.hint)
        self.says.addWidget(self.notice)
        self.tools.addWidget(self.words)
        self.tools.addWidget(self.state, 1)
        for button in (self.private, self.search, self.reading, self.focus):
            self.tools.addWidget(button)
        if not self._marks:  # shown without a parent it would be a window of its own for a moment
            self.private.hide()

    def _build_notices(self) -> None:
        self.notice = Notice()
        self.hint = Notice()
        self.split = link_button(_("Split it into paragraphs"))
        _add_to(self.hint, self.split)
        self.marks_notice = Notice()
        self.show_mark = link_button(_("Show the place"))
        self.mend = link_button(_("Put it right"))
        _add_to(self.marks_notice, self.show_mark, self.mend)

    def _lay_out(self) -> None:
        self.fields.addWidget(separator())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self.reading_view)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(self.head)
        self.body.addLayout(self.fields)
        self.body.addWidget(self.find_bar)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(self.says)
        self.body.addLayout(self.tools)

    def _connect(self) -> None:
        self.editor.edited.connect(self._touched)
        self.editor.giant_paragraph_pasted.connect(self._offer_to_split)
        self.split.clicked.connect(self._split)
        self.editor.marks_problem.connect(self._show_marks_problem)
        self.show_mark.clicked.connect(self._go_to_mark)
        self.mend.clicked.connect(self._mend)
        self.private.clicked.connect(self._toggle_private)
        self.editor.word_count_changed.connect(self._show_words)
        self.editor.viewport().installEventFilter(self)
        self.title.installEventFilter(self)
        self.title.textEdited.connect(self._touched)
        self.title.returnPressed.connect(self.write_here)
        self.reading.toggled.connect(self._read)
        self.focus.toggled.connect(self.focus_mode)
        self.search.clicked.connect(self.find_in_text)
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
        self.fields.setSpacing(px(10))
        self.tools.setSpacing(px(6))
        self._align()

    # ------------------------------------------------------------------------------------------- acting

    def _read(self, on: bool) -> None:
        if on:
            self.find_bar.hide()
            self.reading_view.set_text(self.editor.text(), marks=self._marks)
        self.private.setDisabled(on or self._read_only)
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

    def _show_marks_problem(self, sentence: str) -> None:
        if not sentence:
            self.marks_notice.clear()
            return
        offer = self.editor.mending()
        self.mend.setToolTip(offer)
        self.mend.setAccessibleDescription(offer)
        self.mend.setVisible(bool(offer))
        self.marks_notice.show_sentence(sentence)

    def _go_to_mark(self) -> None:
        self.write_here()
        self.editor.go_to_marks_problem()

    def _mend(self) -> None:
        self.editor.mend_marks()
        self.write_here()

    def _toggle_private(self) -> None:
        self.editor.toggle_private()
        self.write_here()

    def _show_words(self, words: int) -> None:
        self.words.setText(ngettext("{n} word", "{n} words", words).format(n=number(words)))

    def _show_state(self, state: str, sentence: str) -> None:
        if state == TROUBLE:
            self.state.setText(_("Not saved"))
            if self.notice.sentence() != sentence:
                self.notice.show_sentence(sentence, "problem")
            return
        apart = "" if self.words.isHidden() else "·  "
        self.state.setText(f"{apart}{sentence}" if sentence else "")
        if state == SAVED:
            self.notice.clear()

    def _after_settling(self, settled: object) -> None:
        self._is_new = self._is_new and settled is None
        self.settled.emit(settled)

    def _new_sitting(self) -> None:
        if self._draft is not None:
            self._draft = replace(self._draft, sitting=new_id())

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Settle when the keyboard goes to another part of this window (not to a menu or another program)."""
        if old is None or new is None or self._draft is None or not self.autosave.unsettled:
            return
        if self.isAncestorOf(old) and not self.isAncestorOf(new) and new.window() is self.window():
            self.settle()


def _add_to(notice: Notice, *buttons: QWidget) -> None:
    row = notice.layout()
    assert row is not None
    for button in buttons:
        row.addWidget(button)


class KeptSheet(WritingSheet[D]):
    """A sheet for what has earlier versions and lies in the trash first. The signals carry its id.

    A subclass says in :meth:`_id` which field of the draft that is. What lies in the trash is only shown.
    """

    trash_wanted = Signal(str)
    restore_wanted = Signal(str)
    delete_wanted = Signal(str)
    versions_wanted = Signal(str)

    @property
    def kept_id(self) -> str | None:
        """The id of what is on the sheet, kept or new; None while there is nothing."""
        return self._id(self._draft) if self._draft is not None else None

    @property
    def trashed(self) -> bool:
        """Whether what is on the sheet lies in the trash."""
        return self._draft is not None and self._trashed

    def open(self, draft: D, *, new: bool = False, read_only: bool = False, trashed: bool = False) -> None:
        """Show a draft. What was open before must be settled by then."""
        self._trashed = trashed
        super().open(draft, new=new, read_only=read_only or trashed)

    def _id(self, draft: D) -> str:
        raise NotImplementedError

    def _add_fields(self) -> None:
        super()._add_fields()
        self._trashed = False
        self.history = icon_button("history", _("Earlier versions"))
        self.trash = icon_button("trash", _("Move to trash"))
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self._trash_row = QWidget()
        across = QHBoxLayout(self._trash_row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(muted(self._phrases.in_trash, wrap=True), 1)
        across.addWidget(self.delete)
        across.addWidget(self.restore)
        self.says.addWidget(self.two_step)
        self.says.addWidget(self._trash_row)
        self.tools.addWidget(self.history)
        self.tools.addWidget(self.trash)

    def _connect(self) -> None:
        super()._connect()
        self.history.clicked.connect(lambda: self._ask(self.versions_wanted))
        self.trash.clicked.connect(lambda: self._ask(self.trash_wanted))
        self.restore.clicked.connect(lambda: self._ask(self.restore_wanted))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(lambda: self._ask(self.delete_wanted))

    def _set_read_only(self, read_only: bool) -> None:
        super()._set_read_only(read_only)
        self._trash_row.setVisible(self._trashed)
        self.two_step.hide()
        for button in (self.history, self.trash):
            button.setVisible(not self._trashed)

    def _ask(self, signal: object) -> None:
        if self._draft is not None:
            signal.emit(self._id(self._draft))  # type: ignore[attr-defined]  # a bound signal has no type of its own

    def _ask_delete(self) -> None:
        self.two_step.ask(self._phrases.delete, self.delete)
