"""What is due on Today: how it was to share something, and what was to be come back to. Three at most at first.

Each can be put off or declined; nothing says how long it has waited.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.reflection import FollowState, FollowUp
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import (
    Card,
    body,
    link_button,
    muted,
    plain_button,
    quiet_button,
    separator,
    subheading,
)
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.text_field import TextField
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.ledger import Due

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_LONGEST = 48  # characters of a title


class DueCard(Card):
    """Hidden while nothing is due. What was unfolded folds again once it is out of sight.

    ``line_wanted`` carries the id of a ledger line, ``session_wanted`` that of a reflection.
    """

    line_wanted = Signal(str)
    session_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24)
        self._journal = journal
        self._all = False
        self.rows: list[CareRow | FollowUpRow] = []
        self._shown: tuple[Due | FollowUp, ...] = ()
        self.setAccessibleName(_("To come back to"))
        self.notice = UndoNotice()
        self.more = link_button("")
        self._list = QVBoxLayout()
        self.body.addWidget(subheading(_("To come back to")))
        self.body.addLayout(self._list)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.notice)
        self.more.clicked.connect(self._show_all)
        self.hide()

    @property
    def care(self) -> "list[CareRow]":
        """The look-backs on show."""
        return [row for row in self.rows if isinstance(row, CareRow)]

    @property
    def follow_ups(self) -> "list[FollowUpRow]":
        """The follow-ups on show."""
        return [row for row in self.rows if isinstance(row, FollowUpRow)]

    def refresh(self) -> None:
        """Read what is due; what is half typed in a row that is still due stays. Raises :class:`PeerJournalError`."""
        from peerjournal.operations import today

        due = today.due(self._journal)
        most = len(due) if self._all else today.MOST_AT_ONCE
        everything: list[Due | FollowUp] = [*due.after_care, *due.follow_ups]
        wanted = tuple(everything[:most])
        if wanted != self._shown:
            self._show(wanted)
        left = len(due) - len(wanted)
        self.more.setText(ngettext("{n} more", "{n} more", left).format(n=number(left)))
        self.more.setVisible(left > 0)
        self.setVisible(bool(self.rows) or self.notice.isVisibleTo(self))

    def settle(self) -> bool:
        """Keep what is typed as the answer; False if that failed."""
        kept = [self._answer(row) for row in self.care if row.answer.text().strip()]
        return all(kept)

    def hideEvent(self, event: QHideEvent) -> None:
        """Next time three at most again, unless something is half typed in one of the others."""
        super().hideEvent(event)
        from peerjournal.operations import today

        if not event.spontaneous():
            others = [row for row in self.rows[today.MOST_AT_ONCE :] if isinstance(row, CareRow)]
            self._all = any(row.answer.text().strip() for row in others)

    def _show(self, wanted: "tuple[Due | FollowUp, ...]") -> None:
        typed = {row.due.disclosure.id: row.answer.text() for row in self.care}
        here = QApplication.focusWidget()
        focus = next((n for n, row in enumerate(self.rows) if here is not None and row.isAncestorOf(here)), None)
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.rows = []
        for one in wanted:
            if self.rows:
                self._list.addWidget(separator())
            row = self._follow_up(one) if isinstance(one, FollowUp) else self._care(one, typed)
            self.rows.append(row)
            self._list.addWidget(row)
        self._shown = wanted
        if focus is not None and self.rows:
            self.rows[min(focus, len(self.rows) - 1)].focus_here()

    def _care(self, due: "Due", typed: dict[str, str]) -> "CareRow":
        when = short_date(due.disclosure.at, today=self._journal.clock.today())
        row = CareRow(due, when, typed.get(due.disclosure.id, ""))
        row.keep.clicked.connect(lambda _on=False: self._answer(row))
        row.later.clicked.connect(lambda _on=False: self._put_off(row))
        row.decline.clicked.connect(lambda _on=False: self._decline(row))
        row.name.clicked.connect(lambda _on=False: self.line_wanted.emit(due.disclosure.id))
        return row

    def _follow_up(self, follow_up: FollowUp) -> "FollowUpRow":
        row = FollowUpRow(follow_up)
        row.done.clicked.connect(lambda _on=False: self._decide(follow_up, FollowState.DONE, _("Done.")))
        row.let_go.clicked.connect(lambda _on=False: self._decide(follow_up, FollowState.LET_GO, _("Let go.")))
        row.later.clicked.connect(lambda _on=False: self._later(follow_up))
        row.session.clicked.connect(lambda _on=False: self.session_wanted.emit(follow_up.reflection_id))
        return row

    def _answer(self, row: "CareRow") -> bool:
        from peerjournal.operations import ledger

        return self._done(lambda: ledger.answer_care(self._journal, row.due.care.id, row.answer.text()), row)

    def _put_off(self, row: "CareRow") -> None:
        from peerjournal.operations import ledger

        self._done(lambda: ledger.care_later(self._journal, row.due.care.id), row)

    def _decline(self, row: "CareRow") -> None:
        from peerjournal.operations import ledger

        self._done(lambda: ledger.decline_care(self._journal, row.due.care.id), row)

    def _done(self, act: Callable[[], object], row: "CareRow") -> bool:
        if not self.notice.done(act):
            return False
        row.answer.setPlainText("")
        self.notice.clear()
        return self.notice.done(self.refresh)

    def _decide(self, follow_up: FollowUp, state: FollowState, sentence: str) -> None:
        from peerjournal.operations import followups

        if self.notice.done(lambda: followups.decide(self._journal, follow_up.id, state)):
            self._offer(sentence, lambda: followups.decide(self._journal, follow_up.id, FollowState.OPEN))

    def _later(self, follow_up: FollowUp) -> None:
        from peerjournal.operations import followups

        later = self.notice.tried(lambda: followups.later(self._journal, follow_up.id))
        if later is not None and later.due_on is not None:
            day = short_date(later.due_on, today=self._journal.clock.today())
            self._offer(
                _("It comes back on {day}.").format(day=day),
                lambda: followups.change_back(self._journal, follow_up, later),
            )

    def _offer(self, sentence: str, take_back: Callable[[], object]) -> None:
        def taken_back() -> None:
            if self.notice.done(take_back):
                self.notice.done(self.refresh)

        self.notice.offer(sentence, taken_back)
        self.notice.done(self.refresh)

    def _show_all(self) -> None:
        known = len(self.rows)
        self._all = True
        if self.notice.done(self.refresh) and len(self.rows) > known:
            self.rows[known].focus_here()


class FollowUpRow(QWidget):
    """Something to come back to, and three ways to go on."""

    def __init__(self, follow_up: FollowUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow_up = follow_up
        self.words = body(follow_up.text)
        self.done, self.later = plain_button(_("Done")), quiet_button(_("Later"))
        self.let_go, self.session = quiet_button(_("Let go")), link_button(_("See the session"))
        self._lines = QVBoxLayout(self)
        row = QWidget()
        self._flow = FlowLayout(row, px(6))
        for button in (self.done, self.later, self.let_go, self.session):
            button.setAccessibleDescription(follow_up.text)
            self._flow.addWidget(button)
        self.session.setVisible(bool(follow_up.reflection_id))  # once it has its place: before, it would be a window
        self._lines.addWidget(self.words)
        self._lines.addWidget(row)
        watcher().theme_changed.connect(self._space)
        self._space()

    def focus_here(self) -> None:
        """The keyboard goes on here."""
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _space(self) -> None:
        self._flow.setSpacing(px(6))
        self._lines.setContentsMargins(0, px(4), 0, px(8))
        self._lines.setSpacing(px(6))


class CareRow(QWidget):
    """One look-back: what was shared, a line to answer in, and three ways to go on."""

    def __init__(self, due: "Due", when: str, typed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due = due
        named = due.disclosure.title or ", ".join(p.title for p in due.disclosure.parts if p.title)
        named = named or _("Something you shared")
        self.name = link_button(named if len(named) <= _LONGEST else f"{named[:_LONGEST].rstrip()} …")
        self.name.setAccessibleName(named)
        self.passing = muted(f"{when}  ·  {due.disclosure.audience_name}")
        questions = (
            _("You shared this today. How are you with it now?"),
            _("A day has passed. How are you with it?"),
            _("Some time has passed. How are you with it?"),
        )
        question = questions[due.care.step]
        self.answer = TextField(question, _("A line is enough"), lines=1)
        self.answer.set_text(typed)
        self.keep = plain_button(_("Keep"))
        self.later = quiet_button(_("Later"))
        self.decline = quiet_button(_("Not this one"))
        self._lines = QVBoxLayout(self)
        head, row = QWidget(), QWidget()
        self._flows = [FlowLayout(head, px(6)), FlowLayout(row, px(6))]
        for flow, parts in zip(
            self._flows, ((self.name, self.passing), (self.keep, self.later, self.decline)), strict=True
        ):
            for part in parts:
                flow.addWidget(part)
        for line in (head, body(question), self.answer, row):
            self._lines.addWidget(line)
        for button in (self.keep, self.later, self.decline):
            button.setAccessibleDescription(f"{named}, {question}")
        self.answer.textChanged.connect(self._show_ways)
        self._show_ways()
        watcher().theme_changed.connect(self._space)
        self._space()

    def focus_here(self) -> None:
        """The keyboard goes on here."""
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ways(self) -> None:
        """What is typed is kept or taken away by hand, never with a button that says something else."""
        typed = bool(self.answer.text().strip())
        self.keep.setEnabled(typed)
        for button in (self.later, self.decline):
            button.setEnabled(not typed)

    def _space(self) -> None:
        for flow in self._flows:
            flow.setSpacing(px(6))
        self._lines.setContentsMargins(0, px(4), 0, px(10))
        self._lines.setSpacing(px(6))
