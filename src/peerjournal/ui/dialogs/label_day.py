"""Private labels on days ("new job"): what stands on the charts over time. Added, changed, taken away and put back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDateEdit, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.checkin import LONGEST_LABEL, Annotation
from peerjournal.ui.dialogs.half_typed import PutAside, begun_before
from peerjournal.ui.text import short_date
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import heading, muted, plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.period_picker import DayField, day_in
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


class LabelDayDialog(QDialog):
    """A form for one label over the list of all. ``changed`` when there is another one, or one less.

    What stands in the form when the journal is left is a label; where its days do not fit, it stands here again.
    """

    changed = Signal()

    def __init__(self, journal: "OpenJournal", day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._day = day or journal.clock.today()
        self._labels: dict[str, Annotation] = {}
        self._open: Annotation | None = None
        self.setWindowTitle(_("Labels on days"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._aside = PutAside(journal, "label on a day", self._half_typed, self.notice.show_sentence, self)
        self._lay_out()
        self._connect()
        self._start_new()
        self._refresh()
        self._type_again(self._aside.read())
        there = self.screen().availableSize()
        self.resize(min(px(520), there.width() - 40), min(px(540), there.height() - 60))
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_typed(self) -> bool:
        """Keep the label that stands in the form, before the journal closes; False if that failed."""
        if self._half_typed() and not self._aside.over:
            self._keep()
        return self._aside.settle()

    def done(self, result: int) -> None:
        """What stands in the form is not wanted."""
        self._aside.end()
        super().done(result)

    def _build(self) -> None:
        self.label = QLineEdit()
        self.label.setMaxLength(LONGEST_LABEL)
        self.label.setAccessibleName(_("Label"))
        self.label.setPlaceholderText(_("For example: new job"))
        self.first, self.last = DayField(_("Day")), DayField(_("Until"))
        self.spans = QCheckBox(_("until"))
        self.spans.setAccessibleName(_("More than one day"))
        self.keep = primary_button(_("Add"))
        self.other = quiet_button(_("New label"), "plus")
        self.trash = quiet_button(_("To the trash"), "trash")
        self.notice = UndoNotice()
        self.undo = self.notice.undo
        self.list = GroupedList(_("Labels"), _("Nothing is labelled yet."))
        self.close_ = plain_button(_("Close"))

    def _lay_out(self) -> None:
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(10))
        lines.addWidget(heading(self.windowTitle()))
        lines.addWidget(muted(_("A label is for your eyes. It stands on the charts over time."), wrap=True))
        lines.addWidget(self.label)
        days, acts = QWidget(), QWidget()
        for row, parts in ((days, (self.first, self.spans, self.last)), (acts, (self.keep, self.trash, self.other))):
            flow = FlowLayout(row, px(8))
            for part in parts:
                flow.addWidget(part)
            lines.addWidget(row)
        lines.addWidget(self.notice)
        self.list.setMinimumHeight(px(200))
        lines.addWidget(self.list)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.close_)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(20), px(24), px(20))
        whole.setSpacing(px(10))
        whole.addWidget(scrolled(content), 1)
        whole.addLayout(below)

    def _connect(self) -> None:
        self.label.textEdited.connect(lambda _text: self._fit())
        self.first.dateChanged.connect(self._begin_moved)
        self.spans.toggled.connect(self._fit)
        for changed in (self.label.textChanged, self.first.dateChanged, self.last.dateChanged, self.spans.toggled):
            changed.connect(lambda _now: self._aside.touched())
        self.keep.clicked.connect(self._keep)
        self.label.returnPressed.connect(self._keep)
        self.other.clicked.connect(self._new)
        self.trash.clicked.connect(lambda: self._to_trash(self._open.id if self._open else ""))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._write_in)
        self.list.trash_wanted.connect(self._to_trash)
        self.close_.clicked.connect(self.reject)

    # ------------------------------------------------------------------------------------------- the form

    def _new(self) -> None:
        self._start_new()
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_new(self) -> None:
        """An empty form for a further label."""
        self.list.point_at("")
        self._show(None, Annotation("", "", self._day, self._day))

    def _choose(self, annotation_id: str) -> None:
        if annotation_id in self._labels:
            self._show(self._labels[annotation_id], self._labels[annotation_id])

    def _write_in(self, annotation_id: str) -> None:
        self._choose(annotation_id)
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)
        self.label.selectAll()

    def _show(self, open_: Annotation | None, what: Annotation) -> None:
        self._open = open_
        self.label.setText(what.label)
        for field, day in ((self.first, what.from_on), (self.last, what.until_on)):
            with QSignalBlocker(field):
                field.setDate(QDate(day.year, day.month, day.day))
        self.spans.setChecked(what.until_on != what.from_on)
        self._fit()

    def _fit(self) -> None:
        name = _("Keep the change") if self._open else _("Add")
        self.keep.setText(name)
        self.keep.setAccessibleName(name)
        self.keep.setEnabled(bool(self.label.text().strip()))
        self.other.setVisible(self._open is not None)
        self.trash.setVisible(self._open is not None)
        self.last.setEnabled(self.spans.isChecked())

    def _begin_moved(self, day: QDate) -> None:
        if self.last.date() < day or not self.spans.isChecked():
            self.last.setDate(day)

    def _written(self) -> Annotation:
        """What stands in the form."""
        first = day_in(self.first)
        last = day_in(self.last) if self.spans.isChecked() else first
        written = self._open or Annotation("", "", first, last)
        return replace(written, label=self.label.text(), from_on=first, until_on=last)

    def _half_typed(self) -> dict[str, Any]:
        now = self._written()
        if not now.label.strip() or now == self._open:
            return {}
        return {
            "id": now.id,
            "label": now.label,
            "first": now.from_on.isoformat(),
            "last": now.until_on.isoformat(),
        }

    def _type_again(self, half_typed: dict[str, Any]) -> None:
        if half_typed:
            first, last = (date.fromisoformat(half_typed[day]) for day in ("first", "last"))
            self.list.point_at(half_typed["id"])
            self._show(self._labels.get(half_typed["id"]), Annotation("", half_typed["label"], first, last))
            self.notice.show_sentence(begun_before())

    def _keep(self) -> None:
        from peerjournal.operations import wellbeing

        now = self._written()
        if not now.label.strip():
            return
        if self._open is None:
            kept = self._tried(lambda: wellbeing.annotate(self._journal, now.label, now.from_on, now.until_on))
        else:
            kept = self._tried(lambda: wellbeing.change_annotation(self._journal, now))
        if kept:
            self.notice.show_sentence(_("The label is on the charts."))
            self._new()

    # ------------------------------------------------------------------------------------------- the list

    def _refresh(self) -> None:
        from peerjournal.operations import wellbeing

        there = self.notice.tried(lambda: wellbeing.all_annotations(self._journal))
        if there is None:
            return
        self._labels = {a.id: a for a in there}
        self.list.show_groups([("", [Row(a.id, a.label, days_in_words(a)) for a in reversed(there)])])

    def _to_trash(self, annotation_id: str) -> None:
        from peerjournal.operations import wellbeing

        if annotation_id and self._tried(lambda: wellbeing.move_annotation_to_trash(self._journal, annotation_id)):
            if not self._half_typed() or (self._open is not None and self._open.id == annotation_id):
                self._start_new()
            self.notice.offer(_("The label is in the trash."), lambda: self._bring_back(annotation_id))

    def _bring_back(self, annotation_id: str) -> None:
        from peerjournal.operations import wellbeing

        if not self._tried(lambda: wellbeing.restore_annotation(self._journal, annotation_id)):
            return
        if self._half_typed():  # it stays in the form
            self.label.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.point_at(annotation_id)
        self._choose(annotation_id)

    def _tried(self, act: Callable[[], object]) -> bool:
        """Do it and show the list anew; say what went wrong."""
        if not self.notice.done(act):
            return False
        self._refresh()
        self.changed.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the fields; it must not press a button somewhere else."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(self.focusWidget(), QDateEdit):
            self._keep()
        else:
            super().keyPressEvent(event)


def days_in_words(annotation: Annotation) -> str:
    """For example "22 Nov 2026", or that day and the last one."""
    if annotation.from_on == annotation.until_on:
        return short_date(annotation.from_on)
    return _("{first} to {last}").format(first=short_date(annotation.from_on), last=short_date(annotation.until_on))
