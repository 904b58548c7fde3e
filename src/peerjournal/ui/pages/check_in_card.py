"""Check in on Today: the first question, small; then what was said today, a quiet line each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.checkin import CheckIn
from peerjournal.ui.pages.check_in_form import CheckInForm, outwards
from peerjournal.ui.text import time_of_day
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, quiet_button, subheading
from peerjournal.ui.widgets.check_in_words import line_of
from peerjournal.ui.widgets.elided import LINE_PADDING, LineButton
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class CheckInCard(Card):
    """``check_in_wanted`` carries the id of one of today's, to be changed.

    Hidden where nothing is asked and nothing was said.
    """

    check_in_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._wanted = False
        self.rows: list[LineButton] = []
        self.heading = subheading("")
        self.form = CheckInForm(journal, small=True)
        self.another = quiet_button(_("Another check-in"), "plus")
        self.notice = UndoNotice()
        self._list = QVBoxLayout()
        self._inner = QVBoxLayout()
        self._inner.addWidget(self.form)
        self._inner.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeading)
        self._inner.addWidget(self.notice)
        self.body.addWidget(self.heading)
        self.body.addLayout(self._list)
        self.body.addLayout(self._inner)
        self.form.finished.connect(self._finished)
        self.form.not_today.toggled.connect(self._answer_not_today)
        self.another.clicked.connect(self._begin_another)
        watcher().theme_changed.connect(self._align)
        self._align()

    def refresh(self) -> None:
        """Read today's check-ins; what is being answered stays. Raises :class:`PeerJournalError`."""
        from peerjournal.operations import checkins

        today = self._journal.clock.today()
        found = checkins.check_ins(self._journal, today, today)
        asked = bool(checkins.asked(self._journal))
        answering = self.form.autosave.unsettled or (self._wanted and not self._is_kept(found))
        if not answering:
            self._wanted = False
            self.form.put_away()
            if asked and not found:
                self.form.begin()
        self._show(found, asked=asked, open_form=answering or (asked and not found))

    def settle(self) -> bool:
        """Keep what is answered; False if that failed."""
        return self.form.settle()

    def save_now(self) -> bool:
        """Have what is answered on disk; False if that failed."""
        return self.form.save_now()

    def _is_kept(self, found: list[CheckIn]) -> bool:
        return self.form.check_in_id in {c.id for c in found}

    def _show(self, found: list[CheckIn], *, asked: bool, open_form: bool) -> None:
        while self.rows:
            old = self.rows.pop()
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        for check_in in found:
            row = LineButton(time_of_day(check_in.at), line_of(check_in))
            row.clicked.connect(lambda _on=False, check_in_id=check_in.id: self.check_in_wanted.emit(check_in_id))
            self.rows.append(row)
            self._list.addWidget(row)
        name = _("Checked in today") if found and not open_form else _("How is it right now?")
        self.heading.setText(name)
        self.setAccessibleName(name)
        self.form.setVisible(open_form)
        self.another.setVisible(not open_form)
        self.setVisible(asked or bool(found))

    def _begin_another(self) -> None:
        self._wanted = True
        self.notice.clear()
        if self.notice.done(self.form.begin) and self.notice.done(self.refresh):
            self.form.focus_here()

    def _finished(self) -> None:
        """Kept: the card is quiet again."""
        self._wanted = False
        if self.notice.done(self.refresh) and self.another.isVisible():
            self.another.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer_not_today(self, on: bool) -> None:
        """An answer by itself: nothing is left but to take it back. Where more was said, that stays in sight."""
        if on and self.form.isVisible() and not self.form.says_more and self.form.settle():
            check_in_id = self.form.check_in_id or ""
            self._finished()
            self.notice.offer(_("Not today. That is an answer too."), lambda: self._take_back(check_in_id))

    def _take_back(self, check_in_id: str) -> None:
        from peerjournal.operations import checkins

        if self.notice.done(lambda: checkins.move_to_trash(self._journal, check_in_id)):
            self._finished()
            self.form.focus_here()

    def _align(self) -> None:
        # The words of the lines stand in line with the heading; their ground reaches out to both sides.
        out = px(LINE_PADDING)
        self.body.setContentsMargins(px(24) - out, px(22), px(24) - out, px(20))
        self.heading.setContentsMargins(out, 0, out, 0)
        self._inner.setContentsMargins(out - outwards(), 0, out - outwards(), 0)
        self._inner.setSpacing(px(10))
        self._list.setSpacing(px(2))
