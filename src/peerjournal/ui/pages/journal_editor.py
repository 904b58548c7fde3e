"""The sheet an entry is written on: when, title, tags, text, and how far it is saved."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.errors import NotFound, PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import Draft, Place
from peerjournal.journal.prompts import Use
from peerjournal.ui.pages.autosave import entry_keeper
from peerjournal.ui.pages.writing_questions import WritingQuestions
from peerjournal.ui.pages.writing_sheet import KeptSheet, Phrases
from peerjournal.ui.theme import px
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.check_in_words import line_of
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.elided import LineButton
from peerjournal.ui.widgets.moment_field import MomentField
from peerjournal.ui.widgets.tag_field import TagField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

_ROOMY = 440


class EditorCard(KeptSheet[Draft]):
    """One entry in the making. Signals carry its id; ``settled`` the entry, or None for one that says nothing."""

    part_wanted = Signal(str)
    check_in_wanted = Signal(str, str)
    """An entry, and the check-in it carries that is to be changed; empty for a new one."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        phrases = Phrases(
            sheet=_("Entry"),
            text=_("Text of the entry"),
            reading=_("Text of the entry, for reading"),
            invitation=_("Write here. Only you can read it."),
            find=_("Find in this entry"),
            saved=_("Whether this entry is saved"),
            in_trash=_("This entry lies in the trash."),
            delete=_("Delete this entry and its earlier versions for good? It cannot be brought back."),
        )
        self._journal = journal
        super().__init__(journal, phrases, entry_keeper, parent)
        self.tags.changed.connect(self._touched)
        self.moment.changed.connect(self._move_to)
        self.star.toggled.connect(self._starred)
        self.to_part.clicked.connect(lambda: self._ask(self.part_wanted))
        self.check_in.clicked.connect(lambda: self._want_check_in(""))
        self.keep_out.clicked.connect(self._keep_out)

    @property
    def entry_id(self) -> str | None:
        """The entry in the editor, kept or new."""
        return self.kept_id

    def place(self) -> Place | None:
        """Entry and cursor, to come back to; None for a new entry that is not kept yet."""
        if self._draft is None or self.is_new or self.trashed:
            return None
        return Place(self._draft.entry_id, *self.editor.place())

    def settle(self) -> bool:
        """As every sheet; what is being typed about the questions to write by is kept, too."""
        kept = self.questions.settle()
        return super().settle() and kept

    def _id(self, draft: Draft) -> str:
        return draft.entry_id

    def _add_fields(self) -> None:
        super()._add_fields()
        self.moment = MomentField()
        self.star = icon_button("star", _("Star this entry (Ctrl+D)"), checkable=True)
        self.tags = TagField()
        self.to_part = icon_button("story", _("Make a part of this entry"))
        self.check_in = icon_button("check-in", _("Check in with this entry"))
        self.questions = WritingQuestions(self._journal, Use.ENTRY, self)
        self.keep_out = icon_button("eye-off", _("Keep this entry out of “On this day”"), checkable=True)
        self.carried: list[LineButton] = []
        self._carried = QVBoxLayout()
        for button in (self.check_in, self.to_part, self.keep_out):
            self.tools.insertWidget(self.tools.indexOf(self.history), button)
        self.tools.insertWidget(self.tools.indexOf(self.search), self.questions.button)
        self._when = QHBoxLayout()
        self._when.addWidget(self.moment, 1)
        self._when.addWidget(self.star)
        self.head.addLayout(self._when)
        self.fields.addWidget(self.tags)
        self.fields.addLayout(self._carried)

    def _show_fields(self, draft: Draft) -> None:
        super()._show_fields(draft)
        self.moment.set_moment(draft.written_at)
        self.tags.set_tags(draft.tags)
        self.star.setChecked(draft.starred)
        self._show_kept_out(draft.entry_id)
        self.show_check_ins()

    def show_check_ins(self) -> None:
        """What the entry carries, a quiet line each."""
        from peerjournal.operations import checkins

        while self.carried:
            old = self.carried.pop()
            self._carried.removeWidget(old)
            old.hide()
            old.deleteLater()
        try:
            found = checkins.check_ins_of(self._journal, self.entry_id or "") if self.entry_id else []
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        for check_in in found:
            line = LineButton(_("Check-in"), line_of(check_in))
            line.clicked.connect(lambda _on=False, check_in_id=check_in.id: self._want_check_in(check_in_id))
            self.carried.append(line)
            self._carried.addWidget(line)

    def _show_kept_out(self, entry_id: str) -> None:
        from peerjournal.operations import today

        with suppress(PeerJournalError):
            self.keep_out.setChecked(today.is_kept_out(self._journal, entry_id))

    def _keep_out(self, out: bool) -> None:
        from peerjournal.operations import today

        entry_id = self.entry_id
        try:
            if entry_id is not None and self.settle():
                today.keep_out(self._journal, entry_id, out=out)
        except NotFound:  # nothing is written yet that could come up
            self.keep_out.setChecked(False)
        except PeerJournalError as error:
            self.keep_out.setChecked(not out)
            self.notice.show_sentence(str(error), "problem")

    def _want_check_in(self, check_in_id: str) -> None:
        if self.entry_id is not None and self.settle():
            self.check_in_wanted.emit(self.entry_id, check_in_id)

    def _fields(self) -> dict[str, object]:
        return {**super()._fields(), "tags": self.tags.tags, "starred": self.star.isChecked()}

    def _set_read_only(self, read_only: bool) -> None:
        super()._set_read_only(read_only)
        self.tags.set_read_only(read_only)
        self.moment.set_read_only(read_only)
        self.star.setEnabled(not read_only)
        for button in (self.check_in, self.to_part, self.keep_out, self.questions.button):
            button.setVisible(not read_only)

    def _take_typed(self) -> None:
        super()._take_typed()
        self.moment.finish()
        self.tags.take_typed()

    def _align(self) -> None:
        super()._align()
        self._when.setContentsMargins(max(0, self._start - px(6) - 2), 0, max(0, self._end - px(4)), 0)
        self._carried.setSpacing(px(2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow sheet has no room for the number of words."""
        super().resizeEvent(event)
        self.words.setVisible(self.width() >= px(_ROOMY))

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
