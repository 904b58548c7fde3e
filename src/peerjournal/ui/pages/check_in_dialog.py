"""Check in from anywhere: the form alone, for now, for an entry, or for a check-in that is to be changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.pages.check_in_form import CheckInForm, outwards
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import heading

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class CheckInDialog(QDialog):
    """Closing it in any way keeps what was answered; it stays open while that cannot be written. ``changed`` then."""

    changed = Signal()

    def __init__(
        self, journal: "OpenJournal", parent: QWidget | None = None, *, check_in_id: str = "", entry_id: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Check-in"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = CheckInForm(journal)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(22), px(22), px(14), px(20))
        lines.setSpacing(px(8))
        name = heading(_("Check-in") if check_in_id else _("How is it right now?"))
        name.setContentsMargins(outwards(), 0, outwards(), 0)
        lines.addWidget(name)
        lines.addWidget(self.form, 1)
        self.form.finished.connect(self.accept)
        self.form.deleted.connect(lambda _id: self.accept())
        try:
            if check_in_id:
                self.form.open(check_in_id)
            else:
                self.form.begin(entry_id=entry_id)
        except PeerJournalError as error:
            self.form.notice.show_sentence(str(error), "problem")
        there = self.screen().availableSize()
        self.resize(min(px(760), there.width() - 40), min(px(760), there.height() - 60))
        self.form.focus_here()

    def settle(self) -> bool:
        """Keep what was answered; False if that failed."""
        return self.form.settle()

    def save_now(self) -> bool:
        """Have it on disk; False if that failed."""
        return self.form.save_now()

    def reject(self) -> None:
        """Esc keeps as well."""
        self.form.finish()

    def done(self, result: int) -> None:
        """What was answered is kept by now."""
        self.changed.emit()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window keeps as well."""
        kept = self.form.settle() or self.form.save_now()
        event.setAccepted(kept)
        if kept and self.isVisible():
            self.accept()
