"""Follow-ups: what to come back to, by its day. Each can be done, put off or let go; nothing says how long it waits."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import one_line
from peerjournal.journal.reflection import FollowState, FollowUp
from peerjournal.ui.pages.follow_up_rows import AT_ONCE, ClosedRow, ClosedRows, Fields, OpenRow, emptied
from peerjournal.ui.text import month_heading, number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, link_button, separator, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.filter_bar import span_of
from peerjournal.ui.widgets.fold import Fold
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


def by_day(follow_ups: Sequence[FollowUp], today: date, first_weekday: int = 1) -> list[tuple[str, list[FollowUp]]]:
    """Under "Now" what is for today or was for a day before; then by week and month; at the end those without a day.

    Given in the order of their days; so they stay.
    """
    groups: dict[str, list[FollowUp]] = {}
    for follow_up in follow_ups:
        groups.setdefault(_group(follow_up.due_on, today, first_weekday), []).append(follow_up)
    return list(groups.items())


def _group(day: date | None, today: date, first_weekday: int) -> str:
    if day is None:
        return _("Without a day")
    _first, end = span_of("week", today, first_weekday)
    assert end is not None
    if day <= today:
        return _("Now")
    if day <= end:
        return _("This week")
    if day <= end + timedelta(days=7):
        return _("Next week")
    return month_heading(day.year, day.month)


class FollowUpsPage(QWidget):
    """``session_wanted`` carries the id of the reflection a follow-up comes from."""

    session_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._most = AT_ONCE
        self._shown: tuple[object, ...] = ()
        self.rows: list[OpenRow] = []
        self.setAccessibleName(_("Follow-ups"))
        self.new = Fields(_("Add"), journal.clock.today())
        self.empty = EmptyState()
        self.more = link_button("")
        self.closed, self.trash = ClosedRows(self._closed), ClosedRows(self._trashed)
        self.closed_fold = Fold(_("Done or let go"), lambda: self.closed)
        self.trash_fold = Fold(_("In the trash"), lambda: self.trash)
        self.two_step = TwoStep(_("Delete for good"))
        self._deleting = ""
        self.notice = UndoNotice()
        self._column = ScrolledColumn(above=4, spacing=12)
        self._groups = QVBoxLayout()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def refresh(self) -> None:
        """Read them anew; what is half typed in a row stays, and the keyboard where it was."""
        from peerjournal.operations import followups

        def read() -> tuple[list[FollowUp], list[FollowUp], list[FollowUp]]:
            return (
                followups.follow_ups(self._journal),
                followups.follow_ups(self._journal, decided=True),
                followups.KEPT.all(self._journal, trashed=True),
            )

        found = self.notice.tried(read)
        if found is None:
            return
        there, decided, trashed = found
        today = self._journal.clock.today()
        self.new.day.start_from(today)
        wanted: tuple[object, ...] = (today, *there[: self._most])
        if wanted != self._shown:
            self._show(there[: self._most], today)
            self._shown = wanted
        left = len(there) - len(self.rows)
        self.more.setText(ngettext("{n} more", "{n} more", left).format(n=number(left)))
        self.more.setVisible(left > 0)
        self.empty.setVisible(not there)
        for fold, rows, closed in (
            (self.closed_fold, self.closed, decided),
            (self.trash_fold, self.trash, trashed),
        ):
            fold.summarise(number(len(closed)))
            fold.setVisible(bool(closed))
            if fold.is_open:
                rows.show_follow_ups(closed)

    def settle(self) -> bool:
        """What is half typed counts; False if it could not be kept. A day there is not stays typed."""
        kept = [self._settle_row(row) for row in list(self.rows)]
        return all([*kept, self._settle_new()])

    def save_now(self) -> bool:
        """The same: there is nothing else to keep."""
        return self.settle()

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what is typed."""
        super().hideEvent(event)
        self.settle()

    # -------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.empty.say(
            "check",
            _("Nothing to come back to"),
            _("What you promised yourself or somebody in a session can wait here, with a day or without."),
        )
        card = Card(padding=16)
        card.body.addWidget(self.new)
        body = self._column.body
        body.addWidget(card)
        body.addLayout(self._groups)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        body.addWidget(self.empty)
        for fold in (self.closed_fold, self.trash_fold):
            body.addWidget(fold)
        body.addWidget(self.two_step)
        body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.notice)

    def _connect(self) -> None:
        self.new.entered.connect(self._add)
        self.new.left_downwards.connect(self._to_rows)
        self.more.clicked.connect(self._show_all)
        self.two_step.confirmed.connect(self._delete)
        for fold, rows in ((self.closed_fold, self.closed), (self.trash_fold, self.trash)):
            fold.turned.connect(lambda _open: self.refresh())
            rows.wanted.connect(self.refresh)

    def _measure(self) -> None:
        self._groups.setSpacing(px(8))

    # --------------------------------------------------------------------------------------------- showing

    def _show(self, there: list[FollowUp], today: date) -> None:
        typed = {row.follow_up.id: row.half_typed() for row in self.rows}
        focus = self._focus()
        emptied(self._groups)
        self.rows = []
        for title, group in by_day(there, today, QLocale().firstDayOfWeek().value):
            if self.rows:
                self._groups.addSpacing(px(6))
            card = Card(padding=12)
            self._groups.addWidget(subheading(title))
            self._groups.addWidget(card)
            for n, follow_up in enumerate(group):
                if n:
                    card.body.addWidget(separator())
                row = self._row(follow_up, today)
                card.body.addWidget(row)
                self.rows.append(row)
                half = typed.get(follow_up.id)
                if half is not None:
                    row.edit(*half)
        self._focus_again(focus)

    def _focus(self) -> tuple[int, int] | None:
        """The row and the button the keyboard is on; a field being typed in counts as the first button."""
        here = QApplication.focusWidget()
        for n, row in enumerate(self.rows):
            if here is not None and row.isAncestorOf(here):
                return n, next((at for at, button in enumerate(row.buttons) if button is here), 0)
        return None

    def _focus_again(self, focus: tuple[int, int] | None) -> None:
        """Where it was, or on what came into its place; on the line for a new one where no row is left."""
        if focus is None:
            return
        if not self.rows:
            self.new.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row = self.rows[min(focus[0], len(self.rows) - 1)]
        target = row.button(focus[1]) if row.fields is None else row.fields.words
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, follow_up: FollowUp, today: date) -> OpenRow:
        row = OpenRow(follow_up, today)
        row.done.clicked.connect(lambda: self._decide(follow_up, FollowState.DONE, _("Done.")))
        row.let_go.clicked.connect(lambda: self._decide(follow_up, FollowState.LET_GO, _("Let go.")))
        row.later.clicked.connect(lambda: self._later(follow_up))
        row.session.clicked.connect(lambda: self.session_wanted.emit(follow_up.reflection_id))
        row.trash_wanted.connect(lambda: self._trash(follow_up))
        row.keep_wanted.connect(lambda: self._keep(row))
        row.left.connect(lambda step: self._go(row, step))
        return row

    def _closed(self, follow_up: FollowUp) -> ClosedRow:
        row = ClosedRow(follow_up, self._journal.clock.today())
        row.back.clicked.connect(lambda: self._decide(follow_up, FollowState.OPEN, _("It is open again.")))
        return row

    def _trashed(self, follow_up: FollowUp) -> ClosedRow:
        row = ClosedRow(follow_up, self._journal.clock.today())
        row.back.clicked.connect(lambda: self._put_back(follow_up))
        assert row.delete is not None
        row.delete.clicked.connect(lambda: self._ask(follow_up, row))
        return row

    def _show_all(self) -> None:
        known = len(self.rows)
        self._most += 200
        self.refresh()
        if len(self.rows) > known:
            self.rows[known].focus_here()

    def _to_rows(self) -> None:
        if self.rows:
            self.rows[0].focus_here()

    def _go(self, row: OpenRow, step: int) -> None:
        """Up and down: the same button of the row beside; above the first stands the line for a new one."""
        at, focus = self.rows.index(row) + step, self._focus()
        if at < 0:
            self.new.words.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at < len(self.rows) and focus is not None:
            self.rows[at].button(focus[1]).setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------------------------------------- acting

    def _add(self) -> None:
        from peerjournal.operations import followups

        read = self.new.read(self._journal.clock.today())
        if read is None:
            return
        if self.notice.done(lambda: followups.add_follow_up(self._journal, *read)):
            self.new.clear()
            self.notice.clear()
            self.refresh()
        self.new.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle_new(self) -> bool:
        """The words in the line for a new one become a follow-up; a day there is not goes with them as it is typed."""
        from peerjournal.operations import followups

        words, typed = one_line(self.new.words.text()), one_line(self.new.day.text())
        if not words:
            return True
        read = self.new.read(self._journal.clock.today())
        day = None if read is None else read[1]
        text = words if read is not None else f"{words} ({typed})"
        if not self.notice.done(lambda: followups.add_follow_up(self._journal, text, day)):
            return False
        self.new.clear()
        self.refresh()
        return True

    def _settle_row(self, row: OpenRow) -> bool:
        """The words count in any case; a day there is not stays typed, and the one before holds."""
        if row.fields is None or self._keep(row):
            return True
        return row.wanted() is None and self._change(row.follow_up, row.with_words())

    def _keep(self, row: OpenRow) -> bool:
        """What is typed in a row counts; False where there is no such day, or where it could not be kept."""
        wanted = row.wanted()
        if wanted is None:
            return False
        return self._change(row.follow_up, wanted, row.step_back)

    def _change(self, before: FollowUp, wanted: FollowUp, then: Callable[[], object] = lambda: None) -> bool:
        from peerjournal.operations import followups

        if wanted == before:
            then()
            return True
        changed = self.notice.tried(lambda: followups.change_follow_up(self._journal, wanted))
        if changed is None:
            return False
        then()
        day = wanted.due_on
        if day == before.due_on:
            sentence = _("Changed.")
        else:
            sentence = _("It has no day any more.") if day is None else self._comes_back(day)
        self._offer(sentence, lambda: followups.change_back(self._journal, before, changed))
        return True

    def _later(self, follow_up: FollowUp) -> None:
        from peerjournal.operations import followups

        later = self.notice.tried(lambda: followups.later(self._journal, follow_up.id))
        if later is not None and later.due_on is not None:
            self._offer(self._comes_back(later.due_on), lambda: followups.change_back(self._journal, follow_up, later))

    def _comes_back(self, day: date) -> str:
        return _("It comes back on {day}.").format(day=short_date(day, today=self._journal.clock.today()))

    def _decide(self, follow_up: FollowUp, state: FollowState, sentence: str) -> None:
        from peerjournal.operations import followups

        if self.notice.done(lambda: followups.decide(self._journal, follow_up.id, state)):
            self._offer(sentence, lambda: followups.decide(self._journal, follow_up.id, follow_up.state))

    def _trash(self, follow_up: FollowUp) -> None:
        from peerjournal.operations import followups

        if self.notice.done(lambda: followups.move_to_trash(self._journal, follow_up.id)):
            self._offer(_("It is in the trash."), lambda: followups.restore(self._journal, follow_up.id))

    def _put_back(self, follow_up: FollowUp) -> None:
        from peerjournal.operations import followups

        if self.notice.done(lambda: followups.restore(self._journal, follow_up.id)):
            self.notice.show_sentence(_("It is back in the list."))
            self.refresh()

    def _ask(self, follow_up: FollowUp, row: ClosedRow) -> None:
        self._deleting = follow_up.id
        self.two_step.ask(_("Delete “{words}” for good?").format(words=follow_up.text), row.delete)

    def _delete(self) -> None:
        from peerjournal.operations import followups

        if self.notice.done(lambda: followups.delete_for_good(self._journal, self._deleting)):
            self.notice.show_sentence(_("It is deleted."))
            self.refresh()

    def _offer(self, sentence: str, take_back: Callable[[], object]) -> None:
        def taken_back() -> None:
            if self.notice.done(take_back):
                self.refresh()

        self.notice.offer(sentence, taken_back)
        self.refresh()
