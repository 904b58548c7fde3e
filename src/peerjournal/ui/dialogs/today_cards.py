"""What Today shows: each card on or off, and the entries that are kept out of "On this day"."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import EntryRow
from peerjournal.operations.today import TodayCard, cards, keep_out, kept_out_rows, show_cards
from peerjournal.ui.text import long_date
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import heading, muted, primary_button, quiet_button, subheading
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class TodayCardsDialog(QDialog):
    """Each choice holds at once. ``changed`` when Today is to be read anew."""

    changed = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setWindowTitle(_("What Today shows"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes: dict[TodayCard, QCheckBox] = {}
        self.notice = UndoNotice()
        self.let_in: list[QPushButton] = []
        self._kept_out = QVBoxLayout()
        self.close_ = primary_button(_("Close"))
        self.close_.clicked.connect(self.accept)
        self._lay_out()
        self._show_kept_out()
        there = self.screen().availableSize()
        self.resize(min(px(500), there.width() - 40), min(px(440), there.height() - 60))

    def _lay_out(self) -> None:
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(8))
        lines.addWidget(heading(self.windowTitle()))
        lines.addWidget(muted(_("Only what helps you has to be here. Everything stays where it is."), wrap=True))
        shown = cards(self._journal)
        for card, (name, sentence) in _words().items():
            box = QCheckBox(name)
            box.setChecked(card in shown)
            box.setAccessibleDescription(sentence)
            box.setToolTip(sentence)
            box.toggled.connect(self._keep)
            self.boxes[card] = box
            lines.addWidget(box)
        lines.addWidget(self.notice)
        lines.addLayout(self._kept_out)
        lines.addStretch(1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.close_)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(20), px(24), px(20))
        whole.setSpacing(px(12))
        whole.addWidget(scrolled(content), 1)
        whole.addLayout(below)

    def _keep(self) -> None:
        wanted = [card for card, box in self.boxes.items() if box.isChecked()]
        if self.notice.done(lambda: show_cards(self._journal, wanted)):
            self.changed.emit()

    def _show_kept_out(self) -> None:
        while (item := self._kept_out.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.let_in = []
        rows = self.notice.tried(lambda: kept_out_rows(self._journal)) or []
        if rows:
            self._kept_out.addWidget(subheading(_("Kept out of “On this day”")))
        for row in rows:
            self._kept_out.addWidget(self._row(row))

    def _row(self, row: EntryRow) -> QWidget:
        name = row.title or row.first_line or _("Untitled")
        label = ElidedLabel()
        label.show_text(f"{long_date(row.written_at)}  ·  {name}")
        button = quiet_button(_("Let it in again"))
        button.setAccessibleDescription(name)
        button.clicked.connect(lambda _on=False: self._let_in(row.id))
        self.let_in.append(button)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 1)
        line.addWidget(button)
        return both

    def _let_in(self, entry_id: str) -> None:
        if self.notice.done(lambda: keep_out(self._journal, entry_id, out=False)):
            self._show_kept_out()
            self.changed.emit()
            (self.let_in[0] if self.let_in else self.close_).setFocus(Qt.FocusReason.OtherFocusReason)


def _words() -> dict[TodayCard, tuple[str, str]]:
    return {
        TodayCard.CHECK_IN: (_("Check-in"), _("How it is right now, and what was said today.")),
        TodayCard.WRITE: (_("Write something, reflect on a session"), _("Two ways to begin.")),
        TodayCard.DUE: (_("To come back to"), _("Looking back on what was shared, and follow-ups.")),
        TodayCard.LIGHTS: (_("Lights to look at again"), _("Where a day was set, and it has come.")),
        TodayCard.LEFT_OFF: (_("Where you left off"), _("The entry you were in last.")),
        TodayCard.OTHER_YEARS: (_("On this day"), _("What was written on this day in earlier years.")),
    }
