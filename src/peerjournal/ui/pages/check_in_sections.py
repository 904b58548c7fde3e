"""The questions of a check-in, one section each. Each shows its answers, and says what stands in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.checkin import (
    CONDITIONS,
    LARGEST_AMOUNT,
    LONGEST_NIGHT,
    STEPS,
    CheckIn,
    Dimension,
    Kind,
    Question,
    Tracker,
    read_hours,
    read_value,
)
from peerjournal.journal.entry import folded
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import muted, subheading
from peerjournal.ui.widgets.check_in_words import (
    Ends,
    clock_hours,
    dimensions,
    duration,
    plain_number,
    restfulness,
    working_conditions,
)
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.open_number import OpenNumber
from peerjournal.ui.widgets.steps_row import StepsRow, YesNo
from peerjournal.ui.widgets.text_field import TextField
from peerjournal.ui.widgets.two_way_grid import TwoRatings
from peerjournal.ui.widgets.word_choice import Word, WordChoice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_SEVEN_HOURS = 7 * 60
_QUARTER = 15


class Section(QWidget):
    """One question. ``changed`` when the person answered or took back.

    ``troubled`` carries a sentence, or an empty one once a number typed is well again; ``typed`` says that something
    is being typed that is none.
    """

    changed = Signal()
    typed = Signal()
    troubled = Signal(str)

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        if title:
            self.setAccessibleName(title)
            self._lines.addWidget(subheading(title))
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_answers(self, check_in: CheckIn) -> None:
        """Show what is answered in it; nothing is told. Raises :class:`PeerJournalError`."""
        raise NotImplementedError

    def answers(self, check_in: CheckIn) -> dict[str, object]:
        """What stands in it, by field; what ``check_in`` holds beside that is kept."""
        raise NotImplementedError

    def take_typed(self) -> None:
        """What is half typed counts."""

    def numbers(self) -> dict[str, OpenNumber]:
        """The fields in which a number is typed, by a name of their own."""
        return {}

    def stops(self) -> list[QWidget]:
        """What the Tab key may reach in it, as it is read."""
        return stops_in(self)

    def focus_here(self) -> None:
        """Give it the keyboard."""
        raise NotImplementedError

    def _measure(self) -> None:
        self._lines.setSpacing(px(8))


class RatingsSection(Section):
    """Pleasantness and energy."""

    def __init__(self) -> None:
        super().__init__()
        self.ratings = TwoRatings()
        self._lines.addWidget(self.ratings)
        self.setAccessibleName(self.ratings.accessibleName())
        self.ratings.changed.connect(lambda _pleasantness, _energy: self.changed.emit())

    def show_answers(self, check_in: CheckIn) -> None:
        self.ratings.set_point(check_in.pleasantness, check_in.energy)

    def answers(self, _check_in: CheckIn) -> dict[str, object]:
        pleasantness, energy = self.ratings.point
        return {"pleasantness": pleasantness, "energy": energy}

    def focus_here(self) -> None:
        self.ratings.focus_here()


class FeelingsSection(Section):
    """Feeling words: the person's own list; a word that is typed goes into it."""

    def __init__(self, journal: "OpenJournal") -> None:
        super().__init__(_("Feelings"))
        self._journal = journal
        self.words = WordChoice(_("Feelings"), _("Another word"))
        self._lines.addWidget(self.words)
        self.words.changed.connect(self.changed)
        self.words.typed.connect(self._add)

    def show_answers(self, check_in: CheckIn) -> None:
        from peerjournal.operations import checkins

        shown = {folded(word): word for word in checkins.feelings(self._journal)}
        shown.update({folded(word): word for word in check_in.feelings})
        self.words.set_words([Word(word, word) for word in shown.values()], check_in.feelings)

    def answers(self, check_in: CheckIn) -> dict[str, object]:
        return {"feelings": in_order(check_in.feelings, self.words.chosen)}

    def take_typed(self) -> None:
        self.words.take_typed()

    def stops(self) -> list[QWidget]:
        return self.words.stops()

    def focus_here(self) -> None:
        self.words.focus_here()

    def _add(self, word: str) -> None:
        from peerjournal.operations import checkins

        try:
            checkins.set_feelings(self._journal, [*checkins.feelings(self._journal), word])
        except PeerJournalError as error:  # it still belongs to this check-in
            self.troubled.emit(str(error))
        self.words.add(Word(word, word))


class SleepSection(Section):
    """How long, and how restful."""

    def __init__(self) -> None:
        super().__init__(_("Sleep"))
        self.hours = OpenNumber(
            _("Hours of sleep, such as 7:30 or 7.5"),
            read_hours,
            clock_hours,
            step=_QUARTER,
            begin=_SEVEN_HOURS,
            most=LONGEST_NIGHT,
        )
        self.said = muted(_("hours, such as 7:30 or 7.5"))
        self.rest = _steps(restfulness())
        row = QHBoxLayout()
        row.addWidget(self.hours)
        row.addWidget(self.said)
        row.addStretch(1)
        self._lines.addLayout(row)
        self._lines.addWidget(self.rest)
        self.hours.changed.connect(lambda _minutes: self._say())
        self.hours.changed.connect(lambda _minutes: self.changed.emit())
        self.hours.typed.connect(self.typed)
        self.hours.troubled.connect(self.troubled)
        self.rest.changed.connect(lambda _step: self.changed.emit())

    def show_answers(self, check_in: CheckIn) -> None:
        self.hours.set_value(check_in.sleep)
        self.rest.set_step(check_in.rest)
        self._say()

    def answers(self, _check_in: CheckIn) -> dict[str, object]:
        minutes = self.hours.value
        return {"sleep": None if minutes is None else round(minutes), "rest": self.rest.step}

    def take_typed(self) -> None:
        self.hours.finish()

    def numbers(self) -> dict[str, OpenNumber]:
        return {"sleep": self.hours}

    def focus_here(self) -> None:
        self.hours.setFocus()

    def _say(self) -> None:
        minutes = self.hours.value
        self.said.setText(_("hours, such as 7:30 or 7.5") if minutes is None else duration(round(minutes)))


class CareSection(Section):
    """What the person did for themselves, in eight dimensions; something that is typed goes into the list."""

    def __init__(self, journal: "OpenJournal") -> None:
        super().__init__(_("Self-care"))
        self._journal = journal
        self._lines.addWidget(muted(_("What I did for myself. Nothing has to be done."), wrap=True))
        self.choices: dict[Dimension, WordChoice] = {}
        for dimension, name in dimensions().items():
            choice = WordChoice(name, _("Another activity"), heading=name)
            choice.plus.setAccessibleName(_("{dimension}: another activity").format(dimension=name))
            choice.changed.connect(self.changed)
            choice.typed.connect(lambda label, d=dimension: self._add(d, label))
            self.choices[dimension] = choice
            self._lines.addWidget(choice)

    def show_answers(self, check_in: CheckIn) -> None:
        from peerjournal.operations import trackers

        found = trackers.all_activities(self._journal)
        offered = [a for a in found if not a.ended or a.id in check_in.activities]
        for dimension, choice in self.choices.items():
            words = [Word(a.id, a.name) for a in offered if a.dimension is dimension]
            choice.set_words(words, check_in.activities)

    def answers(self, check_in: CheckIn) -> dict[str, object]:
        shown = {word.key for choice in self.choices.values() for word in choice.words}
        elsewhere = [a for a in check_in.activities if a not in shown]
        chosen = [key for choice in self.choices.values() for key in choice.chosen]
        return {"activities": in_order(check_in.activities, [*elsewhere, *chosen])}

    def take_typed(self) -> None:
        for choice in self.choices.values():
            choice.take_typed()

    def stops(self) -> list[QWidget]:
        return [stop for choice in self.choices.values() for stop in choice.stops()]

    def focus_here(self) -> None:
        self.choices[Dimension.EMOTIONAL].focus_here()

    def _add(self, dimension: Dimension, label: str) -> None:
        from peerjournal.operations import trackers

        try:
            activity = trackers.add_activity(self._journal, dimension, label)
        except PeerJournalError as error:
            self.choices[dimension].give_back(label)
            self.troubled.emit(str(error))
            return
        self.choices[dimension].add(Word(activity.id, activity.name))


class WorkSection(Section):
    """Working conditions."""

    def __init__(self) -> None:
        super().__init__(_("Work"))
        place = QWidget()
        self._flow = FlowLayout(place)
        self.rows = {name: _steps(ends) for name, ends in working_conditions().items()}
        for row in self.rows.values():
            self._flow.addWidget(row)
            row.changed.connect(lambda _step: self.changed.emit())
        self._lines.addWidget(place)
        self._measure()

    def show_answers(self, check_in: CheckIn) -> None:
        for name in CONDITIONS:
            self.rows[name].set_step(getattr(check_in, name))

    def answers(self, _check_in: CheckIn) -> dict[str, object]:
        return {name: row.step for name, row in self.rows.items()}

    def focus_here(self) -> None:
        self.rows[CONDITIONS[0]].focus_here()

    def _measure(self) -> None:
        super()._measure()
        if hasattr(self, "_flow"):
            self._flow.setSpacing(px(16))


class TrackersSection(Section):
    """The person's own trackers that run on the day of the check-in, and those answered in it."""

    def __init__(self, journal: "OpenJournal") -> None:
        super().__init__(_("Trackers"))
        self._journal = journal
        self.rows: dict[str, TrackerRow] = {}
        self._none = muted(_("There is no tracker on this day."), wrap=True)
        self._lines.addWidget(self._none)

    def show_answers(self, check_in: CheckIn) -> None:
        from peerjournal.operations import trackers

        found = trackers.all_trackers(self._journal)
        shown = [t for t in found if t.runs_on(check_in.day) or t.id in check_in.trackers]
        if shown != [row.tracker for row in self.rows.values()]:
            self._rebuild(shown)
        for row in self.rows.values():
            row.set_value(check_in.trackers.get(row.tracker.id))

    def answers(self, check_in: CheckIn) -> dict[str, object]:
        kept = {id_: value for id_, value in check_in.trackers.items() if id_ not in self.rows}
        shown = {id_: row.value for id_, row in self.rows.items()}
        return {"trackers": kept | {id_: value for id_, value in shown.items() if value is not None}}

    def take_typed(self) -> None:
        for row in self.rows.values():
            row.take_typed()

    def numbers(self) -> dict[str, OpenNumber]:
        return {id_: row.control for id_, row in self.rows.items() if isinstance(row.control, OpenNumber)}

    def focus_here(self) -> None:
        for row in [*self.rows.values()][:1]:
            row.focus_here()

    def _rebuild(self, shown: Sequence[Tracker]) -> None:
        for row in self.rows.values():
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        for tracker in shown:
            row = TrackerRow(tracker)
            row.changed.connect(self.changed)
            row.typed.connect(self.typed)
            row.troubled.connect(self.troubled)
            self.rows[tracker.id] = row
            self._lines.addWidget(row)
            row.show()
        self._none.setVisible(not shown)


class TrackerRow(QWidget):
    """One tracker: its name, and what it takes."""

    changed = Signal()
    typed = Signal()
    troubled = Signal(str)

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self.tracker = tracker
        self.control: YesNo | StepsRow | OpenNumber
        self._name: ElidedLabel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        if tracker.kind is Kind.STEPS:
            self.control = StepsRow(tracker.name, _("little"), _("a lot"))
            self._row.addWidget(self.control)
            self._row.addStretch(1)
        else:
            self.control = self._yes_no() if tracker.kind is Kind.YES_NO else self._number()
            self._name = ElidedLabel(tracker.name)
            self._row.addWidget(self._name, 1)
            self._row.addWidget(self.control)
            self._row.addWidget(muted(tracker.unit))
            self._row.addStretch(1)
        self.control.changed.connect(lambda _value: self.changed.emit())
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def value(self) -> float | None:
        """Its number (yes is 1, no is 0); None while it is open."""
        control = self.control
        if isinstance(control, YesNo):
            return None if control.answer is None else float(control.answer)
        found = control.step if isinstance(control, StepsRow) else control.value
        return None if found is None else float(found)

    def set_value(self, value: float | None) -> None:
        """Show it; nothing is told."""
        control = self.control
        if isinstance(control, YesNo):
            control.set_answer(None if value is None else bool(value))
        elif isinstance(control, StepsRow):
            control.set_step(round(value) if value is not None and round(value) in STEPS else None)
        else:
            control.set_value(value)

    def focus_here(self) -> None:
        """Give it the keyboard."""
        if isinstance(self.control, OpenNumber):
            self.control.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.control.focus_here()

    def take_typed(self) -> None:
        """What is half typed counts."""
        if isinstance(self.control, OpenNumber):
            self.control.finish()

    def _yes_no(self) -> YesNo:
        return YesNo(self.tracker.name)

    def _number(self) -> OpenNumber:
        tracker = self.tracker
        name = f"{tracker.name}, {tracker.unit}" if tracker.unit else tracker.name
        field = OpenNumber(name, lambda typed: read_value(tracker, typed), plain_number, begin=1, most=LARGEST_AMOUNT)
        field.typed.connect(self.typed)
        field.troubled.connect(self.troubled)
        return field

    def _measure(self) -> None:
        self._row.setSpacing(px(10))
        if self._name is not None:
            self._name.setMaximumWidth(px(220))


class NoteSection(Section):
    """A few words."""

    def __init__(self) -> None:
        super().__init__(_("Note"))
        self.text = TextField(_("Note"), _("Anything you like, or nothing"), lines=2)
        self._lines.addWidget(self.text)
        self.text.textChanged.connect(self.changed)

    def show_answers(self, check_in: CheckIn) -> None:
        self.text.set_text(check_in.note)

    def answers(self, _check_in: CheckIn) -> dict[str, object]:
        return {"note": self.text.text()}

    def focus_here(self) -> None:
        self.text.setFocus()


def make_section(question: Question, journal: "OpenJournal") -> Section:
    """The section that asks this."""
    if question is Question.GRID:
        return RatingsSection()
    if question is Question.FEELINGS:
        return FeelingsSection(journal)
    if question is Question.SLEEP:
        return SleepSection()
    if question is Question.CARE:
        return CareSection(journal)
    if question is Question.WORK:
        return WorkSection()
    return TrackersSection(journal) if question is Question.TRACKERS else NoteSection()


FIELDS: dict[Question, tuple[str, ...]] = {
    Question.GRID: ("pleasantness", "energy"),
    Question.FEELINGS: ("feelings",),
    Question.SLEEP: ("sleep", "rest"),
    Question.CARE: ("activities",),
    Question.WORK: CONDITIONS,
    Question.TRACKERS: ("trackers",),
    Question.NOTE: ("note",),
}
"""What each question answers, as fields of a check-in."""


def stops_in(place: QWidget) -> list[QWidget]:
    """What may have the keyboard in it, in the order it was made; what passes it on, or has it from another, is not."""
    return [
        widget
        for widget in place.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not isinstance(widget.parent(), QAbstractSpinBox)
    ]


def in_order(before: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """What stays chosen where it stood, then what came."""
    return (*(x for x in before if x in chosen), *(x for x in chosen if x not in before))


def _steps(ends: Ends) -> StepsRow:
    return StepsRow(*ends)
