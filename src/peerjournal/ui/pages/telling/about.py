"""What a telling is for: audience, occasion, purpose, time; the words around the parts."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QDateEdit, QFormLayout, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.sharing.preparation import questions
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body, muted, quiet_button, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.controls import spin_field
from peerjournal.ui.widgets.sharing_words import audience_in_words
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled


class AboutStep(TellingStep):
    """Everything is kept as it is typed."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.audience = body("")
        self.title = _line(_("Title"), _("How you call it; it stands at the top of what you hand out"))
        self.occasion = _line(_("Occasion"), _("For example: training day in spring"))
        self.has_day = QCheckBox(_("On a day"))
        self.day = spin_field(QDateEdit(), _("Day"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.has_minutes = QCheckBox(_("Time is limited"))
        self.minutes = spin_field(QSpinBox(), _("Minutes"))
        self.minutes.setRange(1, 600)
        self.minutes.setValue(10)
        self.minutes.setSuffix(_(" min"))
        self.presets = [quiet_button(_("{n} min").format(n=n)) for n in (2, 5, 10, 20)]
        self.purpose = TextField(_("Purpose"), questions()[0].text, lines=2)
        self.opening = TextField(_("Opening"), _("The first words, before any part"), lines=2)
        self.closing = TextField(_("Closing"), _("The last words, and where one can turn to"), lines=2)
        self.if_asked = TextField(
            _("If asked"), _("What you can say if somebody asks; on your cue cards only"), lines=2
        )
        self.with_titles = QCheckBox(_("Put the titles of the parts into what is handed out"))
        self._fields = (self.purpose, self.opening, self.closing, self.if_asked)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        day, time = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((day, (self.has_day, self.day)), (time, (self.has_minutes, self.minutes, *self.presets))):
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
        form = self._form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(_("For"), self.audience)
        form.addRow(_("Title"), self.title)
        form.addRow(_("Occasion"), self.occasion)
        form.addRow(_("When"), day)
        form.addRow(_("Time"), time)
        form.addRow(_("Purpose"), self.purpose)
        form.addRow(_("Opening"), self.opening)
        form.addRow(_("Closing"), self.closing)
        form.addRow(_("If asked"), self.if_asked)
        form.addRow("", self.with_titles)
        column = ScrolledColumn(above=8)
        column.body.addWidget(subheading(_("What this telling is for")))
        column.body.addLayout(form)
        column.body.addWidget(
            muted(_("Private marks and the names of disguised people never leave, wherever they stand."), wrap=True)
        )
        column.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        watcher().theme_changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self._form.setHorizontalSpacing(px(16))
        self._form.setVerticalSpacing(px(12))

    def _connect(self) -> None:
        for line in (self.title, self.occasion):
            line.editingFinished.connect(self._keep)
        for field in self._fields:
            field.changed.connect(lambda _text: self._keep())
        for box in (self.has_day, self.has_minutes, self.with_titles):
            box.toggled.connect(lambda _on: self._keep())
        self.day.editingFinished.connect(self._keep)
        self.day.dateChanged.connect(lambda _day: self._keep() if self.day.isVisible() else None)
        self.minutes.editingFinished.connect(self._keep)
        self.minutes.valueChanged.connect(lambda _n: self._keep())
        for button, n in zip(self.presets, (2, 5, 10, 20), strict=True):
            button.clicked.connect(lambda _on=False, n=n: self._set_minutes(n))

    def refresh(self) -> None:
        """Fill the fields; the one being typed in is left alone."""
        telling = self.telling.telling
        self.audience.setText(audience_in_words(self.telling.audience))
        for line, text in ((self.title, telling.title), (self.occasion, telling.occasion)):
            if not line.hasFocus():
                line.setText(text)
        texts = (telling.purpose, telling.opening, telling.closing, telling.if_asked)
        for field, text in zip(self._fields, texts, strict=True):
            if not field.hasFocus():
                field.set_text(text)
        with QSignalBlocker(self.has_day), QSignalBlocker(self.day), QSignalBlocker(self.with_titles):
            self.has_day.setChecked(telling.on is not None)
            day = telling.on or self.journal.clock.today()
            self.day.setDate(QDate(day.year, day.month, day.day))
            self.with_titles.setChecked(telling.with_titles)
        with QSignalBlocker(self.has_minutes), QSignalBlocker(self.minutes):
            self.has_minutes.setChecked(telling.minutes is not None)
            if telling.minutes is not None:
                self.minutes.setValue(max(1, round(telling.minutes)))
        self._show_fields()

    def settle(self) -> bool:
        """Keep everything typed."""
        if not self.telling_id:
            return True
        for field in self._fields:
            field.finish()
        return self._keep()

    def _set_minutes(self, minutes: int) -> None:
        with QSignalBlocker(self.has_minutes), QSignalBlocker(self.minutes):
            self.has_minutes.setChecked(True)
            self.minutes.setValue(minutes)
        self._keep()

    def _show_fields(self) -> None:
        self.day.setVisible(self.has_day.isChecked())
        self.minutes.setVisible(self.has_minutes.isChecked())

    def _keep(self) -> bool:
        self._show_fields()
        chosen = self.day.date()
        minutes = self.telling.telling.minutes
        if not self.has_minutes.isChecked():
            minutes = None
        elif minutes is None or round(minutes) != self.minutes.value():
            minutes = float(self.minutes.value())
        today = self.journal.clock.today()
        now = replace(
            self.telling.telling,
            title=self.title.text(),
            occasion=self.occasion.text(),
            on=today.replace(year=chosen.year(), month=chosen.month(), day=chosen.day())
            if self.has_day.isChecked()
            else None,
            minutes=minutes,
            purpose=self.purpose.text(),
            opening=self.opening.text(),
            closing=self.closing.text(),
            if_asked=self.if_asked.text(),
            with_titles=self.with_titles.isChecked(),
        )
        if now == self.telling.telling:
            return True
        return self.tried(lambda: self._changed(now))

    def _changed(self, now: object) -> "Assembled":
        from peerjournal.operations import tellings
        from peerjournal.sharing.telling import Telling

        assert isinstance(now, Telling)
        tellings.change(self.journal, now)
        return tellings.get(self.journal, now.id)


def _line(name: str, invitation: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(invitation)
    return field
