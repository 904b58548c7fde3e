"""What a telling is for: audience, occasion, purpose, time; the words around the parts."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QDateEdit, QFormLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.sharing.preparation import questions
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body, muted, quiet_button, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.controls import spin_field
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.sharing_words import audience_in_words
from peerjournal.ui.widgets.text_field import LineField, TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled
    from peerjournal.sharing.telling import Telling

_NARROW = 420


class AboutStep(TellingStep):
    """Everything is kept as it is typed."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.audience = body("")
        self.title = LineField(_("Title"), _("How you call it; it stands at the top of what you hand out"))
        self.occasion = LineField(_("Occasion"), _("For example: training day in spring"))
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
        self._fields: tuple[LineField | TextField, ...] = (
            self.title, self.occasion, self.purpose, self.opening, self.closing, self.if_asked,
        )  # fmt: skip
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        day, time = QWidget(), QWidget()
        self._rows = [FlowLayout(row, px(6)) for row in (day, time)]
        choices = ((self.has_day, self.day), (self.has_minutes, self.minutes, *self.presets))
        for row, parts in zip(self._rows, choices, strict=True):
            for part in parts:
                row.addWidget(part)
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._labels: list[QLabel] = []
        named = (
            (_("For"), self.audience),
            (_("Title"), self.title),
            (_("Occasion"), self.occasion),
            (_("When"), day),
            (_("Time"), time),
            (_("Purpose"), self.purpose),
            (_("Opening"), self.opening),
            (_("Closing"), self.closing),
            (_("If asked"), self.if_asked),
        )
        for name, field in named:
            label = QLabel(name)
            label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            self._labels.append(label)
            self._form.addRow(label, field)
        column = ScrolledColumn(above=8)
        column.body.addWidget(subheading(_("What this telling is for")))
        column.body.addLayout(self._form)
        column.body.addWidget(self.with_titles)
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
        """Labels are in line with the first line of their fields, and above them where it is narrow."""
        narrow = self.width() < px(_NARROW)
        self._form.setRowWrapPolicy(
            QFormLayout.RowWrapPolicy.WrapAllRows if narrow else QFormLayout.RowWrapPolicy.DontWrapRows
        )
        self._form.setHorizontalSpacing(px(16))
        self._form.setVerticalSpacing(px(4 if narrow else 12))
        line = self.title.sizeHint().height()
        for label in self._labels:
            label.setFixedHeight(px(24) if narrow else line)
        self.audience.setMinimumHeight(0 if narrow else line)
        for row in self._rows:
            row.setSpacing(px(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _connect(self) -> None:
        for field in self._fields:
            field.changed.connect(lambda _text, f=field: self._keep() or f.unkept())
        for box in (self.has_day, self.has_minutes, self.with_titles):
            box.toggled.connect(lambda _on: self._keep())
        self.day.editingFinished.connect(self._keep)
        self.day.dateChanged.connect(lambda _day: self._keep() if self.day.isVisible() else None)
        self.minutes.editingFinished.connect(self._keep)
        self.minutes.valueChanged.connect(lambda _n: self._keep())
        for button, n in zip(self.presets, (2, 5, 10, 20), strict=True):
            button.clicked.connect(lambda _on=False, n=n: self._set_minutes(n))

    def refresh(self) -> None:
        """Fill the fields; what is being typed, or could not be kept, is left alone."""
        telling = self.telling.telling
        self.audience.setText(audience_in_words(self.telling.audience))
        texts = (
            telling.title, telling.occasion, telling.purpose, telling.opening, telling.closing, telling.if_asked,
        )  # fmt: skip
        for field, text in zip(self._fields, texts, strict=True):
            self.fill(field, text)
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

    def put_away(self) -> None:
        """Empty fields, which say nothing more."""
        self._now = None
        for field in self._fields:
            field.set_text("")

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

    def _changed(self, now: "Telling") -> "Assembled":
        from peerjournal.operations import tellings

        tellings.change(self.journal, now)
        return tellings.get(self.journal, now.id)
