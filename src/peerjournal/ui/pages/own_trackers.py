"""Own trackers: what somebody keeps an eye on besides the ratings, from when until when."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.checkin import LONGEST_LABEL, Kind, Tracker
from peerjournal.ui.pages.part_about import CalmDate
from peerjournal.ui.text import short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, muted, plain_button, primary_button, quiet_button, separator, subheading
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.name_list import Name, NameList
from peerjournal.ui.widgets.put_back import again_in_place
from peerjournal.ui.widgets.text_field import LineField
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_KINDS = (Kind.YES_NO, Kind.COUNT, Kind.AMOUNT, Kind.STEPS)


def kinds() -> dict[Kind, str]:
    """What a tracker can hold, in words."""
    return {
        Kind.YES_NO: _("Yes or no"),
        Kind.COUNT: _("How often: a count"),
        Kind.AMOUNT: _("How much: an amount with a unit"),
        Kind.STEPS: _("A step from 1 to 7"),
    }


def said_of(tracker: Tracker, today: date) -> str:
    """What it holds, and whether it runs: "A count, since Sun 1 Nov"."""
    if tracker.kind is Kind.AMOUNT and tracker.unit:
        held = _("An amount in {unit}").format(unit=tracker.unit)
    else:
        held = {
            Kind.YES_NO: _("Yes or no"),
            Kind.COUNT: _("A count"),
            Kind.AMOUNT: _("An amount"),
            Kind.STEPS: _("1 to 7"),
        }[tracker.kind]
    return f"{held}  ·  {_running(tracker, today)}"


def _running(tracker: Tracker, today: date) -> str:
    first, last = tracker.starts_on, tracker.ends_on
    if last is not None and last < today:
        return _("ended on {day}").format(day=short_date(last))
    if first is not None and first > today:
        return _("begins on {day}").format(day=short_date(first))
    since = _("running since {day}").format(day=short_date(first)) if first is not None else _("running")
    return _("{since}, until {day}").format(since=since, day=short_date(last)) if last is not None else since


class OwnTrackers(Card):
    """The list, and below it the one chosen. ``changed`` after each change, ``typed`` on every key before one."""

    changed = Signal()
    typed = Signal()

    def __init__(self, journal: "OpenJournal", notice: UndoNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._notice = notice
        self._there: dict[str, Tracker] = {}
        self.names = NameList(_("My trackers"), "", _("Move to trash"), bring_back=_("Put back"), longest=LONGEST_LABEL)
        self.new = plain_button(_("Add a tracker"), "plus")
        self.empty = muted(
            _("Anything you like to keep an eye on: walks, cups of tea, a cold. It is asked with your check-ins."),
            wrap=True,
        )
        self.form = TrackerForm(journal.clock.today)
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the trackers anew; what is being typed stays."""
        from peerjournal.operations import trackers

        there = self._notice.tried(lambda: trackers.all_trackers(self._journal))
        gone = self._notice.tried(lambda: trackers.all_trackers(self._journal, trashed=True))
        if there is None or gone is None:
            return
        self._there = {t.id: t for t in (*there, *gone)}
        today = self._journal.clock.today()
        rows = [Name(t.id, t.name, said_of(t, today)) for t in there]
        if gone:
            rows.append(Name("", _("In the trash")))
            rows += [Name(t.id, t.name, said_of(t, today), out=True) for t in gone]
        self.names.show_names(rows)
        self.empty.setVisible(not there)
        self._show_chosen()

    @property
    def running(self) -> int:
        """How many are asked today."""
        today = self._journal.clock.today()
        return sum(t.trashed_at is None and t.runs_on(today) for t in self._there.values())

    def settle(self) -> bool:
        """Keep what is typed about the tracker chosen; a new one is added by its button alone."""
        self.names.finish()
        return self.form.finish()

    def save_now(self) -> bool:
        """Keep what is typed in the fields of the tracker chosen, and leave what is being typed as it is."""
        return self.form.finish()

    def begin(self, half_typed: Mapping[str, str] | None = None) -> None:
        """A new one, blank or as it was half typed."""
        self.form.finish()
        self.form.begin(half_typed)
        self.new.hide()
        self.delete.hide()
        self._line.show()
        self.form.show()

    def _lay_out(self) -> None:
        self.body.addWidget(subheading(_("My trackers")))
        for widget in (self.empty, self.names, self.two_step):
            self.body.addWidget(widget)
        self._line = separator()
        self.body.addWidget(self._line)
        self.body.addWidget(self.form)
        for button in (self.delete, self.new):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self.names.chosen.connect(lambda _id: self._choose())
        self.names.renamed.connect(self._rename)
        self.names.ordered.connect(self._order)
        self.names.out_wanted.connect(self._trash)
        self.names.back_wanted.connect(self._restore)
        self.names.typed.connect(self.typed)
        self.form.typed.connect(self.typed)
        self.new.clicked.connect(lambda _on: self._begin())
        self.form.changed.connect(self._change)
        self.form.add.clicked.connect(self._add)
        self.form.cancel.clicked.connect(self._cancel)
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._delete)

    # ---------------------------------------------------------------------------------------------------- acting

    def _choose(self) -> None:
        self.two_step.hide()
        self.form.finish()
        self._show_chosen()

    def _show_chosen(self) -> None:
        tracker = self._there.get(self.names.current_id())
        trashed = tracker is not None and tracker.trashed_at is not None
        self.delete.setVisible(trashed and not self.form.adding)
        if self.form.adding:
            return
        self.form.setVisible(tracker is not None and not trashed)
        self._line.setVisible(tracker is not None and not trashed)
        if tracker is not None and not trashed:
            self.form.show_tracker(tracker)

    def _begin(self, half_typed: Mapping[str, str] | None = None) -> None:
        self.begin(half_typed)
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        thrown_away = self.form.half_typed()
        self._end_adding()
        self._show_chosen()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        if thrown_away:
            self._notice.offer(_("What was typed in is thrown away."), lambda: self._begin_again(thrown_away))

    def _begin_again(self, thrown_away: Mapping[str, str]) -> None:
        """As it was thrown away; what was begun since can be had back in turn."""
        since = self.form.half_typed()
        self._begin(thrown_away)
        self.typed.emit()
        if since:
            self._notice.offer(again_in_place(), lambda: self._begin_again(since))

    def _end_adding(self) -> None:
        self.form.adding = False
        self.new.show()
        self.typed.emit()

    def _add(self) -> None:
        from peerjournal.operations import trackers

        said = self.form.said()
        added = self._notice.tried(
            lambda: trackers.add_tracker(
                self._journal, said.name, said.kind, unit=said.unit, starts_on=said.starts_on, ends_on=said.ends_on
            )
        )
        if added is None:
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._end_adding()
        self._notice.show_sentence(_("“{name}” is added.").format(name=added.name))
        self._changed()
        self.names.choose(added.id)
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        from peerjournal.operations import trackers

        wanted = self.form.said()
        try:
            trackers.change_tracker(self._journal, wanted)
        except BadInput as error:
            self._notice.show_sentence(str(error), "problem")
            self.form.show_days(self._there[wanted.id])  # a name may be on the way to another
        except PeerJournalError as error:
            self._notice.show_sentence(str(error), "problem")
            self.form.unkept()
        else:
            self._notice.clear()
            self._changed()

    def _rename(self, tracker_id: str, name: str) -> None:
        from peerjournal.operations import trackers

        wanted = replace(self._there[tracker_id], name=name)
        if self._notice.done(lambda: trackers.change_tracker(self._journal, wanted)):
            self._notice.clear()
            self._changed()

    def _order(self, ids: list[str]) -> None:
        from peerjournal.operations import trackers

        if self._notice.done(lambda: trackers.order_trackers(self._journal, ids)):
            self._changed()

    def _trash(self, tracker_id: str) -> None:
        from peerjournal.operations import trackers

        self.form.finish()
        gone = self._notice.tried(lambda: trackers.move_tracker_to_trash(self._journal, tracker_id))
        if gone is not None:
            self._changed()
            sentence = _("“{name}” is in the trash, with all it holds.").format(name=gone.name)
            self._notice.offer(sentence, lambda: self._restore(tracker_id))

    def _restore(self, tracker_id: str) -> None:
        from peerjournal.operations import trackers

        back = self._notice.tried(lambda: trackers.restore_tracker(self._journal, tracker_id))
        if back is not None:
            self._notice.show_sentence(_("“{name}” is back.").format(name=back.name))
            self._changed()
            self.names.choose(tracker_id)
            self.names.focus_list()

    def _ask_delete(self) -> None:
        tracker = self._there[self.names.current_id()]
        question = _("Delete “{name}” for good, with every number kept under it? It cannot be brought back.")
        self.two_step.ask(question.format(name=tracker.name), self.delete)

    def _delete(self) -> None:
        from peerjournal.operations import trackers

        tracker_id = self.names.current_id()
        if self._notice.done(lambda: trackers.delete_tracker_for_good(self._journal, tracker_id)):
            self._notice.show_sentence(_("The tracker is deleted."))
            self._changed()
            (self.names if self.names.ids() else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()


class OpenDay(QWidget):
    """A day, or none. ``changed`` when it is another one."""

    changed = Signal()

    def __init__(self, words: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.on = QCheckBox(words)
        self.on.setAccessibleName(words)
        self.field = CalmDate(words)
        self.field.setKeyboardTracking(False)  # a year half typed is none yet
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.on)
        self._flow.addWidget(self.field)
        self.on.toggled.connect(self._switched)
        self.field.dateChanged.connect(lambda _day: self.changed.emit())

    @property
    def day(self) -> date | None:
        """The day; None where none is chosen."""
        return self.field.day() if self.on.isChecked() else None

    def set_day(self, day: date | None) -> None:
        """Show this day, or none; nothing is told."""
        with QSignalBlocker(self.on):
            self.on.setChecked(day is not None)
        if day is not None:
            self.field.set_day(day)
        self.field.setVisible(day is not None)

    def _switched(self, on: bool) -> None:
        if on:
            self.field.set_day(self._today())
        self.field.setVisible(on)
        self.changed.emit()


class TrackerForm(QWidget):
    """One tracker, ``changed`` as it changes; or, while ``adding``, a new one, whose kind is chosen here.

    ``typed`` as something is typed about the new one.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._tracker = Tracker("", "")
        self.adding = False
        self.name = LineField(_("Name of the tracker"), _("For example: walked outside"))
        self.name.setMaxLength(LONGEST_LABEL)
        self.kinds = QButtonGroup(self)
        for n, kind in enumerate(_KINDS):
            button = QRadioButton(kinds()[kind])
            button.setAccessibleName(kinds()[kind])
            self.kinds.addButton(button, n)
        self.unit = LineField(_("Unit"), _("km, cups, pages"))
        self.unit.setMaxLength(20)
        self.starts = OpenDay(_("Asked from a certain day on"), today)
        self.ends = OpenDay(_("Asked until a certain day"), today)
        self.end_today = plain_button(_("End today"))
        self.add = primary_button(_("Add this tracker"))
        self.cancel = quiet_button(_("Cancel"))
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_tracker(self, tracker: Tracker) -> None:
        """Show this one; what is being typed about it stays."""
        if tracker.id != self._tracker.id:
            self._show(tracker)
            return
        self._tracker = tracker
        self.name.show_text(tracker.name)
        self.unit.show_text(tracker.unit)
        self.show_days(tracker)

    def _show(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self.name.set_text(tracker.name)
        self.unit.set_text(tracker.unit)
        self.show_days(tracker)

    def show_days(self, tracker: Tracker) -> None:
        """Show its days, whatever was chosen."""
        self.starts.set_day(tracker.starts_on)
        self.ends.set_day(tracker.ends_on)
        self._fit()

    def begin(self, half_typed: Mapping[str, str] | None = None) -> None:
        """A new one; blank, or as :meth:`half_typed` gave it."""
        said = half_typed or {"kind": Kind.YES_NO}
        starts, ends = (date.fromisoformat(said[day]) if said.get(day) else None for day in ("starts", "ends"))
        self.adding = True
        self._show(Tracker("", said.get("name", ""), Kind(said["kind"]), said.get("unit", ""), starts, ends))
        self.kinds.button(_KINDS.index(Kind(said["kind"]))).setChecked(True)
        self._fit()

    def half_typed(self) -> dict[str, str]:
        """What is typed about a new one, as JSON holds it; empty where nothing is."""
        said = self.said()
        unit, days = self.unit.text(), (said.starts_on, said.ends_on)
        if not self.adding or not (said.name.strip() or unit.strip() or any(days)):
            return {}
        starts, ends = (day.isoformat() if day else "" for day in days)
        return {"name": said.name, "kind": said.kind.value, "unit": unit, "starts": starts, "ends": ends}

    def said(self) -> Tracker:
        """What stands in the form."""
        kind = _KINDS[self.kinds.checkedId()] if self.adding else self._tracker.kind
        return replace(
            self._tracker,
            name=self.name.text(),
            kind=kind,
            unit=self.unit.text() if kind is Kind.AMOUNT else self._tracker.unit,
            starts_on=self.starts.day,
            ends_on=self.ends.day,
        )

    def finish(self) -> bool:
        """Say what is typed about a tracker that is there; False where it could not be kept."""
        if self.adding or not self._tracker.id:
            return True
        for field in (self.name, self.unit):
            field.finish()
        return not (self.name.waits or self.unit.waits)

    def unkept(self) -> None:
        """What was said could not be written: it stays, and is said again."""
        for field in (self.name, self.unit):
            field.unkept()

    def _lay_out(self) -> None:
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._name_words = muted(_("Name"))
        self._kind_words = muted(
            _("What it holds. This is chosen once: what you keep under it stays what it was."), wrap=True
        )
        self._unit_words = muted(_("Unit"))
        above: tuple[QWidget, ...] = (self._name_words, self.name, self._kind_words, *self.kinds.buttons())
        for widget in (*above, self._unit_words, self.unit, self.starts, self.ends):
            self._lines.addWidget(widget)
        foot = QWidget()
        self._foot = FlowLayout(foot)
        for button in (self.add, self.cancel, self.end_today):
            self._foot.addWidget(button)
        self._lines.addWidget(foot)

    def _connect(self) -> None:
        for field in (self.name, self.unit):
            field.changed.connect(lambda _text: self._tell())
            field.textEdited.connect(lambda _text: self._tell_typed())
        self.name.returnPressed.connect(lambda: self.add.click() if self.adding else None)
        self.kinds.idToggled.connect(lambda _n, _on: self._tell())
        self.starts.changed.connect(self._tell)
        self.ends.changed.connect(self._tell)
        self.end_today.clicked.connect(self._end_today)

    def _tell(self) -> None:
        self._fit()
        self._tell_typed()
        if not self.adding and self._tracker.id and self.said() != self._tracker:
            self.changed.emit()

    def _tell_typed(self) -> None:
        if self.adding:
            self.typed.emit()

    def _end_today(self) -> None:
        self.ends.set_day(self._today())
        self.ends.on.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
        self._tell()

    def _fit(self) -> None:
        """What there is to say about this kind of tracker."""
        said = self.said()
        for widget in (self._kind_words, *self.kinds.buttons(), self.add, self.cancel):
            widget.setVisible(self.adding)
        for widget in (self._unit_words, self.unit):
            widget.setVisible(said.kind is Kind.AMOUNT)
        runs = said.ends_on is None or said.ends_on > self._today()
        self.end_today.setVisible(not self.adding and runs and (said.starts_on or self._today()) <= self._today())

    def _measure(self) -> None:
        self._lines.setSpacing(px(6))
        self._foot.setSpacing(px(8))
        for label in (self._name_words, self._unit_words, self._kind_words):
            label.setContentsMargins(0, px(6), 0, 0)
