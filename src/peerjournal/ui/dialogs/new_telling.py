"""A new telling: for whom, and what to call it; or an existing one for another audience."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.ui.dialogs.half_typed import PutAside, begun_before
from peerjournal.ui.text import number
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Notice, body, heading, muted, plain_button, primary_button
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.sharing_words import known_in_words

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal


class NewTellingDialog(QDialog):
    """``made`` carries the new telling's id, and a sentence about what was left out, if something was.

    A title half typed stands here again where the journal was left meanwhile.
    """

    made = Signal(str, str)

    def __init__(self, journal: "OpenJournal", copy_of: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._copy_of = copy_of
        self.setWindowTitle(_("For another audience") if copy_of else _("New telling"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = QLineEdit()
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(_("How you call it; it can be changed later"))
        if copy_of:
            self.title.hide()
        self.notice = Notice()
        self.make = primary_button(_("Make it"))
        self.cancel = plain_button(_("Cancel"))
        self.audiences = GroupedList(_("For whom?"), _("There is no audience yet; the lights table makes one."))
        self._aside = PutAside(journal, "new telling", self._half_typed, self.notice.show_sentence, self)
        self._lay_out()
        self._fill()
        if not copy_of:
            self._type_again(self._aside.read())
        there = self.screen().availableSize()
        self.resize(min(px(480), there.width() - 40), min(px(600), there.height() - 60))
        self.make.clicked.connect(self._make)
        self.make.setDefault(True)
        self.audiences.opened.connect(lambda _id: self._make())
        self.cancel.clicked.connect(self.reject)
        self.title.textEdited.connect(lambda _text: self._aside.touched())
        self.audiences.chosen.connect(lambda _id: self._aside.touched())

    def keep_typed(self) -> bool:
        """Put the title aside, before the journal closes; False if that failed."""
        return bool(self._copy_of) or self._aside.settle()

    def done(self, result: int) -> None:
        """Made, or not wanted."""
        if not self._copy_of:
            self._aside.end()
        super().done(result)

    def choose(self, audience_id: str) -> None:
        """Choose an audience."""
        self.audiences.point_at(audience_id)

    def _half_typed(self) -> dict[str, Any]:
        title = self.title.text()
        return {"title": title, "audience": self.audiences.current_id()} if title.strip() else {}

    def _type_again(self, half_typed: dict[str, Any]) -> None:
        if half_typed:
            self.title.setText(half_typed["title"])
            if half_typed["audience"] in self.audiences.ids():
                self.choose(half_typed["audience"])
            self.notice.show_sentence(begun_before())

    def _fill(self) -> None:
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import lights

        try:
            there = lights.all_audiences(self._journal)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            there = []
        self.audiences.show_groups([("", [Row(a.id, a.name, known_in_words(a)) for a in there])])
        if there:
            self.audiences.point_at(there[0].id)
        self.make.setEnabled(bool(there))

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(24), px(20), px(24), px(20))
        lines.setSpacing(px(10))
        lines.addWidget(heading(self.windowTitle()))
        lines.addWidget(
            muted(
                _("The lights decide anew; words you adapted come along.")
                if self._copy_of
                else _("Nothing leaves before you have seen it."),
                wrap=True,
            )
        )
        lines.addWidget(self.title)
        lines.addWidget(body(_("For whom?")))
        lines.addWidget(self.audiences, 1)
        lines.addWidget(self.notice)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        lines.addLayout(row)

    def _make(self) -> None:
        from peerjournal.operations import tellings

        audience_id = self.audiences.current_id()
        sentence = ""
        try:
            if self._copy_of:
                made, out = tellings.duplicate(self._journal, self._copy_of, audience_id)
                if out:
                    sentence = ngettext(
                        "{n} part is kept from this audience and was left out.",
                        "{n} parts are kept from this audience and were left out.",
                        len(out),
                    ).format(n=number(len(out)))
            else:
                made = tellings.new_telling(self._journal, audience_id, title=self.title.text())
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self.accept()
        self.made.emit(made.id, sentence)
