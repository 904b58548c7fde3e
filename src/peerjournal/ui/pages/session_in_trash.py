"""A reflection that lies in the trash: to be read, put back, or deleted for good."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.reflection import Reflection
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.models.session_list import in_passing
from peerjournal.ui.text import long_date, time_of_day
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body, muted, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class SessionInTrash(QWidget):
    """``restore_wanted`` and ``delete_wanted`` carry the id of the reflection; the latter after a second step."""

    restore_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.reflection_id = ""
        self.setAccessibleName(_("A reflection in the trash"))
        self.when = subheading("")
        self.when.setWordWrap(True)
        self.passing = muted("", wrap=True)
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good…"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self._column = ScrolledColumn(above=24, spacing=10)
        self._answers = QVBoxLayout()
        self._lay_out()
        self.setFocusProxy(self.restore)
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self.reflection_id))
        self.delete.clicked.connect(self.ask)
        self.two_step.confirmed.connect(lambda: self.delete_wanted.emit(self.reflection_id))
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_reflection(self, reflection_id: str) -> None:
        """Show what it says. Raises :class:`NotFound`."""
        from peerjournal.operations import sessions

        reflection = sessions.get_reflection(self._journal, reflection_id)
        self.reflection_id = reflection_id
        self.two_step.hide()
        self.when.setText(f"{long_date(reflection.at)}, {time_of_day(reflection.at)}")
        self.passing.setText(in_passing(reflection))
        self.passing.setVisible(bool(self.passing.text()))
        self._show_answers(reflection)

    def ask(self) -> None:
        """Ask whether it is to be deleted for good."""
        self.two_step.ask(
            _(
                "Delete this reflection for good, with its earlier versions and its follow-ups? What was shared stays"
                " in the ledger."
            ),
            self.delete,
        )

    def _lay_out(self) -> None:
        buttons = QWidget()
        self._flow = FlowLayout(buttons)
        self._flow.addWidget(self.restore)
        self._flow.addWidget(self.delete)
        for part in (self.when, self.passing, buttons, self.two_step):
            self._column.body.addWidget(part)
        self._column.body.addLayout(self._answers)
        self._column.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column)

    def _show_answers(self, reflection: Reflection) -> None:
        while (item := self._answers.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        said = [(a.prompt, a.text) for a in reflection.answers]
        if reflection.question:
            said.append((_("The question for co-reflection"), reflection.question))
        if reflection.landed:
            said.append((_("How it landed"), reflection.landed))
        for prompt, text in said:
            words = body(without_marks(text))
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._answers.addWidget(muted(prompt, wrap=True))
            self._answers.addWidget(words)

    def _measure(self) -> None:
        self._answers.setSpacing(px(6))
        self._flow.setSpacing(px(8))
