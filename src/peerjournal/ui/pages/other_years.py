"""On this day: what was written on it in earlier years. Memories hurt too: each can be kept out of here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import EntryRow
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import Card, subheading
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.elided import LINE_PADDING, LineButton
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

MOST_ROWS = 5


class OtherYearsCard(Card):
    """Hidden where there is nothing. ``entry_wanted`` carries an id."""

    entry_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setAccessibleName(_("On this day"))
        self.rows: list[LineButton] = []
        self.keep_out: list[QToolButton] = []
        self.notice = UndoNotice()
        self._list = QVBoxLayout()
        self._heading = subheading(_("On this day"))
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.notice)
        self.body.addWidget(self._heading)
        self.body.addLayout(self._list)
        self.body.addLayout(self._foot)
        watcher().theme_changed.connect(self._align)
        self._align()

    def refresh(self) -> None:
        """Read them anew. Raises :class:`PeerJournalError`."""
        from peerjournal.operations import finding

        rows = finding.on_this_day(self._journal, self._journal.clock.today())[:MOST_ROWS]
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.rows, self.keep_out = [], []
        for row in rows:
            self._add(row)
        self.setVisible(bool(rows) or self.notice.isVisibleTo(self))

    def _add(self, row: EntryRow) -> None:
        name = row.title or row.first_line or _("Untitled")
        button = LineButton(str(row.written_at.year), name)
        button.clicked.connect(lambda _checked=False: self.entry_wanted.emit(row.id))
        keep_out = icon_button("eye-off", _("Not this one: keep it out of “On this day”"))
        keep_out.setAccessibleDescription(name)
        keep_out.clicked.connect(lambda _checked=False: self._keep_out(row.id))
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        line.addWidget(button, 1)
        line.addWidget(keep_out, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows.append(button)
        self.keep_out.append(keep_out)
        self._list.addWidget(both)

    def _keep_out(self, entry_id: str) -> None:
        from peerjournal.operations import today

        def let_in() -> None:
            if self.notice.done(lambda: today.keep_out(self._journal, entry_id, out=False)):
                self.notice.done(self.refresh)

        if self.notice.done(lambda: today.keep_out(self._journal, entry_id)):
            self.notice.offer(_("It stays out of here from now on. The entry itself is as it was."), let_in)
            self.notice.undo.setFocus(Qt.FocusReason.OtherFocusReason)
            self.notice.done(self.refresh)

    def _align(self) -> None:
        # The words of the lines stand in line with the heading; their ground reaches out to both sides.
        out = px(LINE_PADDING)
        self.body.setContentsMargins(px(24) - out, px(24), px(24) - out, px(18))
        for part in (self._heading, self._foot):
            part.setContentsMargins(out, 0, out, 0)
        self._list.setSpacing(px(2))
