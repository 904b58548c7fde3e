"""After-care on Today: how it was to share something, asked gently, three at most; each may be put off or declined."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.text import short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, body, link_button, muted, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.ledger import Due

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_LONGEST = 48  # characters of a title


class AfterCareCard(Card):
    """Hidden while nothing is due. ``line_wanted`` carries the id of a ledger line to see."""

    line_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24)
        self._journal = journal
        self.rows: list[CareRow] = []
        self.setAccessibleName(_("Looking back on what you shared"))
        self.notice = Notice()
        self._list = QVBoxLayout()
        self.body.addWidget(subheading(_("Looking back on what you shared")))
        self.body.addLayout(self._list)
        self.body.addWidget(self.notice)
        self.hide()

    def refresh(self) -> None:
        """Read what is due; what is half typed in a row that is still due stays. Raises :class:`PeerJournalError`."""
        from peerjournal.operations import ledger

        due = ledger.after_care_due(self._journal)
        if [d.care for d in due] != [row.due.care for row in self.rows]:
            typed = {row.due.disclosure.id: row.answer.text() for row in self.rows}
            self._show(due, typed)
        self.setVisible(bool(self.rows))

    def settle(self) -> bool:
        """Keep what is typed as the answer; False if that failed."""
        return all(self._answer(row) for row in list(self.rows) if row.answer.text().strip())

    def _show(self, due: "list[Due]", typed: dict[str, str]) -> None:
        for old in self.rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = []
        for one in due:
            row = CareRow(one, self._when(one), typed.get(one.disclosure.id, ""))
            row.keep.clicked.connect(lambda _on=False, r=row: self._answer(r))
            row.later.clicked.connect(lambda _on=False, r=row: self._put_off(r))
            row.decline.clicked.connect(lambda _on=False, r=row: self._decline(r))
            row.name.clicked.connect(lambda _on=False, r=row: self.line_wanted.emit(r.due.disclosure.id))
            self.rows.append(row)
            self._list.addWidget(row)

    def _when(self, due: "Due") -> str:
        return short_date(due.disclosure.at, today=self._journal.clock.today())

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
        try:
            act()
            row.answer.setPlainText("")
            self.refresh()
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return False
        self.notice.clear()
        return True


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
            _("How is it now, on the same day?"),
            _("How is it a day later?"),
            _("How is it with some distance?"),
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
