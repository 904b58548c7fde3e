"""Add to the ledger what was told aloud, or shared in a session."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.dialogs.half_typed import PutAside, begun_before
from peerjournal.ui.models.lights_table import title_of
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Notice, heading, muted, plain_button, primary_button
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import spin_field
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.sharing_words import telling_name

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

TELLING, SESSION = range(2)
_ID = Qt.ItemDataRole.UserRole


class RecordSharingDialog(QDialog):
    """``recorded`` carries the new line's id.

    What is half filled in stands here again where the journal was left meanwhile.
    """

    recorded = Signal(str)

    def __init__(self, journal: "OpenJournal", telling_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setWindowTitle(_("Add what was told"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.what = FoldingChoice([_("A telling, aloud"), _("Parts, in a session")], _("What was shared"))
        self.telling = CalmCombo()
        self.audience = CalmCombo()
        self.parts = QListWidget()
        self.parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.setMinimumHeight(px(110))
        self.day = spin_field(QDateEdit(), _("On which day"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setMinimumWidth(px(190))
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("In your own words, without names"))
        self.notice = Notice()
        self.keep = primary_button(_("Add to the ledger"))
        self.cancel = plain_button(_("Cancel"))
        self._aside = PutAside(journal, "told", self._half_typed, self.notice.show_sentence, self, about=telling_id)
        self._blank: dict[str, Any] = {}
        self._lay_out()
        try:
            self._fill(telling_id)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            self.keep.setEnabled(False)
        self.what.choose(TELLING if self.telling.count() else SESSION)
        self._blank = self._filled_in()
        self._fill_again(self._aside.read())
        self._show_fields(self.what.index())
        self._connect()
        (self.telling if self.telling.count() else self.parts).setFocus()

    def keep_typed(self) -> bool:
        """Put aside what is filled in, before the journal closes; False if that failed."""
        return self._aside.settle()

    def done(self, result: int) -> None:
        """In the ledger by now, or not wanted."""
        self._aside.end()
        super().done(result)

    def _connect(self) -> None:
        self.what.chosen.connect(self._show_fields)
        self.keep.clicked.connect(self._record)
        self.cancel.clicked.connect(self.reject)
        for changed in (
            self.what.chosen,
            self.telling.currentIndexChanged,
            self.audience.currentIndexChanged,
            self.parts.itemChanged,
            self.day.dateChanged,
            self.place.textEdited,
        ):
            changed.connect(lambda _now: self._aside.touched())

    def _filled_in(self) -> dict[str, Any]:
        return {
            "what": self.what.index(),
            "telling": self.telling.currentData(),
            "audience": self.audience.currentData(),
            "parts": self.chosen_parts(),
            "day": self._day().isoformat(),
            "place": self.place.text(),
        }

    def _half_typed(self) -> dict[str, Any]:
        now = self._filled_in()
        return {} if now == self._blank else now

    def _fill_again(self, half_typed: dict[str, Any]) -> None:
        """As it was put aside, with what is still there of it."""
        if not half_typed:
            return
        for choice, name in ((self.telling, "telling"), (self.audience, "audience")):
            if choice.findData(half_typed[name]) >= 0:
                choice.setCurrentIndex(choice.findData(half_typed[name]))
        for n in range(self.parts.count()):
            item = self.parts.item(n)
            if item.data(_ID) in half_typed["parts"]:
                item.setCheckState(Qt.CheckState.Checked)
        day = date.fromisoformat(half_typed["day"])
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.place.setText(half_typed["place"])
        self.what.choose(half_typed["what"])
        self.notice.show_sentence(begun_before())

    def _fill(self, telling_id: str) -> None:
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import lights, story, tellings

        today = self._journal.clock.today()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        for telling in tellings.all_tellings(self._journal):
            self.telling.addItem(telling_name(telling), telling.id)
        self.telling.setCurrentIndex(max(0, self.telling.findData(telling_id)))
        for audience in lights.all_audiences(self._journal):
            self.audience.addItem(audience.name, audience.id)
        for part in story.all_parts(self._journal):
            item = QListWidgetItem(title_of(part))
            item.setData(_ID, part.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.parts.addItem(item)

    def _lay_out(self) -> None:
        names = {
            self.telling: _("Telling"),
            self.audience: _("To whom"),
            self.parts: _("Which parts"),
            self.day: _("On"),
            self.place: _("Where, or with which group"),
        }
        self._labels: list[QLabel] = []
        self.form = QFormLayout()
        self.form.setSpacing(px(10))
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, name in names.items():
            field.setAccessibleName(name)
            label = QLabel(name)
            self._labels.append(label)
            self.form.addRow(label, field)
        for choice in (self.telling, self.audience):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(10)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(24), px(20), px(24), px(20))
        lines.setSpacing(px(12))
        lines.addWidget(heading(_("Add what was told")))
        lines.addWidget(
            muted(_("What happened is kept as it was, whatever the lights say. No names are needed."), wrap=True)
        )
        lines.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeading)
        lines.addLayout(self.form, 1)
        lines.addWidget(self.notice)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.keep)
        lines.addLayout(row)
        there = self.screen().availableSize()
        self.resize(min(px(560), there.width() - 40), min(px(520), there.height() - 60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels stand in line with their fields, and above them where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < px(460)
        self.form.setRowWrapPolicy(
            QFormLayout.RowWrapPolicy.WrapAllRows if narrow else QFormLayout.RowWrapPolicy.DontWrapRows
        )
        for label in self._labels:
            label.setFixedHeight(px(24) if narrow else self.place.sizeHint().height())

    def _show_fields(self, what: int) -> None:
        self.form.setRowVisible(self.telling, what == TELLING)
        for field in (self.audience, self.parts):
            self.form.setRowVisible(field, what == SESSION)

    def _record(self) -> None:
        from peerjournal.operations import ledger, lights, tellings

        at = self._moment()
        try:
            if self.what.index() == TELLING:
                assembled = tellings.get(self._journal, str(self.telling.currentData() or ""))
                line = ledger.record_told(self._journal, assembled, at=at, place=self.place.text())
            else:
                audience = lights.get_audience(self._journal, str(self.audience.currentData() or ""))
                line = ledger.record_in_session(
                    self._journal, audience, self.chosen_parts(), at=at, place=self.place.text()
                )
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self.recorded.emit(line.id)
        self.accept()

    def chosen_parts(self) -> list[str]:
        """Ids of the parts that are ticked."""
        items = [self.parts.item(n) for n in range(self.parts.count())]
        return [str(i.data(_ID)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _moment(self) -> datetime:
        """Now, or noon of the day chosen."""
        now, day = self._journal.clock.now(), self._day()
        return now if day == now.date() else datetime.combine(day, time(12), now.tzinfo)

    def _day(self) -> date:
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())
