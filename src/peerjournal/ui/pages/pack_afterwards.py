"""What was discussed, noted back into a pack afterwards. It never leaves with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.pages.pack_step import PackStep
from peerjournal.ui.text import long_date
from peerjournal.ui.widgets.basics import body, muted, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.packs import Assembled


class AfterwardsStep(PackStep):
    """Kept as it is typed, with the day."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.discussed = TextField(_("What was discussed"), _("What came of it, and what you take with you"), lines=7)
        self.noted = muted("", wrap=True)
        column = ScrolledColumn(above=8)
        for part in (
            subheading(_("What was discussed")),
            body(_("This is for you alone: it stays in the journal and never leaves with the pack.")),
            self.discussed,
            self.noted,
        ):
            column.body.addWidget(part)
        column.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        self.discussed.changed.connect(self._note)

    def refresh(self) -> None:
        """What was noted; what is being typed, or could not be kept, is left alone."""
        self.fill(self.discussed, self.pack.discussed)
        self._say_when()

    def put_away(self) -> None:
        self._now = None
        self.discussed.set_text("")

    def write_here(self) -> None:
        """Give the field the keyboard."""
        self.discussed.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> bool:
        """Keep what is typed."""
        self.discussed.finish()
        return not self.discussed.waits

    def _note(self, words: str) -> None:
        from peerjournal.operations import packs

        def note() -> "Assembled":
            packs.note_back(self.journal, self.pack_id, words)
            return self.anew()

        if self.tried(note):
            self._say_when()
        else:
            self.discussed.unkept()

    def _say_when(self) -> None:
        at = self.pack.discussed_at
        self.noted.setText(_("Noted on {day}.").format(day=long_date(at)) if at is not None else "")
