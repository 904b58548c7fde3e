"""Support: the lines and emergency numbers a person may change, each on a card with all that is known of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Generic

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.support.helplines import LONGEST, Emergency, Fact, Line, tidy
from peerjournal.support.own_lines import as_changed, named_line, typed_ways, ways_as_typed
from peerjournal.support.words import written_in_words
from peerjournal.ui.text import short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, muted, quiet_button
from peerjournal.ui.widgets.typed_day import TypedDay, read_day

_MANY_WAYS = 2_000
_YEARS_BACK = 9  # from one 29 February to the next it is eight years at most


def checked_day(typed: str, today: date) -> date | None:
    """The day something was checked; without a year the last such day. None where nothing is typed.

    Raises :class:`BadInput` where there is no such day, where it cannot be read, or where it is still to come.
    """
    day = read_day(typed, today)
    if day is None or day <= today:
        return day
    for years in range(1, _YEARS_BACK + 1):
        before = read_day(typed, date.fromordinal(today.toordinal() + 1 - 365 * years))
        if before is not None and before <= today and (before.month, before.day) == (day.month, day.day):
            return before
    raise BadInput(_("That day is still to come."))


def put(field: QLineEdit, text: str) -> None:
    """Show this from its beginning; nothing is told."""
    with QSignalBlocker(field):
        field.setText(text)
    field.setCursorPosition(0)


def _field(longest: int = LONGEST) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(longest)
    return field


class FactCard(Card, Generic[Fact]):
    """A line or number in its fields. ``typed`` on every key, ``remove_wanted`` by its button.

    It knows how the line was when it was shown, so whatever is typed, and in whichever order, nothing else is lost.
    """

    typed = Signal()
    remove_wanted = Signal()

    def __init__(self, empty: Fact, today: date) -> None:
        super().__init__(padding=12)
        self._empty: Fact = empty
        self._before: Fact = empty
        self._today = today
        self._day_typed = False
        self._fields: list[QLineEdit] = []
        self._labels: list[tuple[QLineEdit, str]] = []
        self.more = QWidget()
        self._more = QVBoxLayout(self.more)
        self._more.setContentsMargins(0, 0, 0, 0)
        self.day = TypedDay(_("Checked on"), _("Day, if known"))
        self.source = _field()
        self.said = muted("", wrap=True)
        self.remove = quiet_button(_("Remove"))
        self.remove.clicked.connect(self.remove_wanted)

    # ---------------------------------------------------------------------------------- what each kind says itself

    def show_texts(self, one: Fact) -> None:
        """Put what is known of it into the fields, but for day and source."""
        raise NotImplementedError

    def with_texts(self, one: Fact) -> Fact:
        """The same, with what stands in those fields."""
        raise NotImplementedError

    def called(self) -> str:
        """What it is called; empty where it has no name yet."""
        raise NotImplementedError

    def leads_nowhere(self) -> str:
        """What to say where nothing leads to it."""
        raise NotImplementedError

    # --------------------------------------------------------------------------------------------------- building

    def lay_out(self, rows: Sequence[Sequence[tuple[str, QLineEdit, int]]]) -> None:
        """Lay out these fields, each with its words and its share of the row; the rows after the first are more."""
        last = [(_("Checked on"), self.day, 4), (_("Source"), self.source, 7)]
        for n, row in enumerate([*rows, last]):
            across = QHBoxLayout()
            across.setSpacing(px(8))
            for words, field, share in row:
                across.addLayout(self._labelled(words, field), share)
            (self._more if n else self.body).addLayout(across)
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self._more.addLayout(below)
        self.body.addWidget(self.more)
        self.day.textEdited.connect(self._date)
        self.day.picked.connect(self._date)
        self.show_none()

    def _labelled(self, words: str, field: QLineEdit) -> QVBoxLayout:
        label = muted(words)
        label.setBuddy(field)
        field.setMinimumWidth(px(40))
        field.textEdited.connect(self._touch)
        self._fields.append(field)
        self._labels.append((field, words))
        above = QVBoxLayout()
        above.setSpacing(px(2))
        above.addWidget(label)
        above.addWidget(field)
        return above

    # ---------------------------------------------------------------------------------------------------- showing

    def show_one(self, one: Fact) -> None:
        """Show how it is kept; nothing is told."""
        self._before = one
        self._day_typed = bool(one.typed_day)
        self.show_texts(one)
        put(self.source, one.source)
        if one.typed_day:
            put(self.day, one.typed_day)
        self.say()

    def show_none(self) -> None:
        """Show an empty card, for something new."""
        self.show_one(self._empty)

    def name_fields(self, n: int) -> None:
        """Call the fields by the place of the card, from 1."""
        for field, words in self._labels:
            field.setAccessibleName(_("{what}, line {n}").format(what=words, n=n))
        self.remove.setAccessibleName(_("Remove line {n}").format(n=n))

    def say(self) -> None:
        """Say whose it is and what is missing, show the day it is known since, and only what is of use now."""
        one = self.one()
        if not self._day_typed and not self.day.hasFocus():
            self.day.show_day(one.checked_on)
        unread = self._unread()
        said = [] if one.leads_anywhere else [self.leads_nowhere()]
        said += [unread] if unread else []
        said += [written_in_words(one, short_date)] if one.leads_anywhere else []
        self.said.setText(" ".join(filter(None, said)))
        self.day.setAccessibleDescription(unread)
        self.more.setVisible(not self.waits_empty)

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self._fields, self.remove]

    def field(self, column: int) -> QLineEdit:
        """One of the fields, as they are read."""
        return self._fields[column]

    def texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple(field.text() for field in self._fields)

    def column_of(self, widget: QWidget | None) -> int | None:
        """Which of the fields it is; None where it is none of them."""
        return next((n for n, field in enumerate(self._fields) if field is widget), None)

    # ---------------------------------------------------------------------------------------------------- reading

    @property
    def waits_empty(self) -> bool:
        """Whether it is a new one in which nothing stands."""
        day = self._day_typed and self.day.text().strip()
        return self._before == self._empty and not day and not any(f.text().strip() for f in self._texts())

    def one(self) -> Fact:
        """What becomes of it as it stands in the fields."""
        day, typed_day = self._day()
        before = self._before
        source = before.source if self.source.text() == before.source else tidy(self.source.text())
        typed: Fact = replace(self.with_texts(before), checked_on=day, typed_day=typed_day, source=source)
        return as_changed(before, typed, self._today, dated=self._day_typed and not typed_day)

    def _texts(self) -> list[QLineEdit]:
        return [field for field in self._fields if field is not self.day]

    def _day(self) -> tuple[date | None, str]:
        """The day it was checked, and what was typed instead where that is none."""
        if not self._day_typed:
            return self._before.checked_on, ""
        try:
            return checked_day(self.day.text(), self._today), ""
        except BadInput:
            return self._before.checked_on, tidy(self.day.text())

    def _unread(self) -> str:
        """What to say of a day that is none; empty otherwise."""
        if not self._day_typed:
            return ""
        try:
            checked_day(self.day.text(), self._today)
        except BadInput as error:
            return f"{error} {self._day_until_then()}"
        return ""

    def _day_until_then(self) -> str:
        day = self._before.checked_on
        if day is None:
            return _("What you typed is kept here; no day is shown yet.")
        return _("What you typed is kept here; until it is a day, {day} is shown.").format(day=short_date(day))

    def _date(self) -> None:
        self._day_typed = True
        self._touch()

    def _touch(self) -> None:
        self.more.setVisible(not self.waits_empty)
        self.typed.emit()


class LineCard(FactCard[Line]):
    """A helpline."""

    def __init__(self, today: date) -> None:
        super().__init__(Line("", ()), today)
        self.name, self.reach, self.hours = _field(), _field(_MANY_WAYS), _field()
        self.for_whom, self.languages = _field(), _field()
        self.lay_out(
            [
                [(_("Name"), self.name, 4), (_("How to reach it"), self.reach, 6), (_("Hours"), self.hours, 3)],
                [(_("For whom"), self.for_whom, 4), (_("Languages"), self.languages, 3)],
            ]
        )

    def show_texts(self, one: Line) -> None:
        put(self.name, one.name)
        put(self.reach, ways_as_typed(one.ways))
        put(self.hours, one.hours)
        put(self.for_whom, one.for_whom)
        put(self.languages, ", ".join(one.languages))

    def with_texts(self, one: Line) -> Line:
        reach, languages = self.reach.text(), self.languages.text()
        return named_line(
            replace(
                one,
                name=tidy(self.name.text()),
                ways=one.ways if reach == ways_as_typed(one.ways) else typed_ways(reach),
                hours=tidy(self.hours.text()),
                for_whom=tidy(self.for_whom.text()),
                languages=one.languages
                if languages == ", ".join(one.languages)
                else tuple(filter(None, map(tidy, languages.split(",")))),
            )
        )

    def called(self) -> str:
        return self.one().name

    def leads_nowhere(self) -> str:
        return _("Kept, but not shown yet: it is shown once there is a number or an address.")


class NumberCard(FactCard[Emergency]):
    """An emergency number."""

    def __init__(self, today: date) -> None:
        super().__init__(Emergency(""), today)
        self.number, self.for_whom = _field(), _field()
        self.lay_out([[(_("Number"), self.number, 3), (_("Which help comes"), self.for_whom, 6)]])

    def show_texts(self, one: Emergency) -> None:
        put(self.number, one.number)
        put(self.for_whom, one.for_whom)

    def with_texts(self, one: Emergency) -> Emergency:
        return replace(one, number=tidy(self.number.text()), for_whom=tidy(self.for_whom.text()))

    def called(self) -> str:
        return self.one().number

    def leads_nowhere(self) -> str:
        return _(
            "Kept, but not shown yet: it is shown once there is a number. While no emergency number is left here, those"
            " the program came with are shown."
        )


class FactCards(QWidget, Generic[Fact]):
    """Cards one below the other; an empty one always waits at the end. Up, down and Enter go from card to card.

    ``changed`` on every key; ``remove_wanted`` carries the place of what is to go.
    """

    changed = Signal()
    remove_wanted = Signal(int)

    def __init__(self, make: Callable[[], FactCard[Fact]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: Callable[[], FactCard[Fact]] = make
        self._cards: list[FactCard[Fact]] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._add()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_all(self, found: Sequence[Fact]) -> None:
        """Show these and an empty card; nothing is told."""
        while len(self._cards) > len(found) + 1:
            self._drop(self._cards[-1])
        while len(self._cards) < len(found) + 1:
            self._add()
        for card, one in zip(self._cards, found, strict=False):
            card.show_one(one)
        self._cards[-1].show_none()

    def all(self) -> tuple[Fact, ...]:
        """What becomes of them, as they stand there; a new card in which nothing stands is none."""
        return tuple(card.one() for card in self._cards if not card.waits_empty)

    def say(self) -> None:
        """Say on each card whose it is and what is missing."""
        for card in self._cards:
            card.say()

    def rows(self) -> list[tuple[str, ...]]:
        """What stands in the fields of each that is not empty."""
        return [card.texts() for card in self._cards if not card.waits_empty]

    def card(self, row: int) -> FactCard[Fact]:
        """One of the cards; the last one is the empty one."""
        return self._cards[row]

    def place(self, row: int) -> int:
        """Where a card stands in :meth:`all`."""
        return sum(not card.waits_empty for card in self._cards[:row])

    def field(self, row: int, column: int) -> QLineEdit:
        """One of the fields."""
        return self._cards[row].field(column)

    def take(self, row: int) -> None:
        """Take a card away; the keyboard goes to the one in its place."""
        self._drop(self._cards[row])
        self._cards[row].field(0).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From card to card, in the same field where there is one."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        if event.key() not in steps or not self._go(steps[Qt.Key(event.key())]):
            super().keyPressEvent(event)

    def _go(self, step: int) -> bool:
        focused = QApplication.focusWidget()
        for at, card in enumerate(self._cards):
            column = card.column_of(focused)
            if column is not None:
                to = self._cards[min(max(at + step, 0), len(self._cards) - 1)]
                to.field(0 if to.waits_empty else column).setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _add(self) -> None:
        card: FactCard[Fact] = self._make()
        last: list[QWidget] = self._cards[-1].stops()[-1:] if self._cards else []
        self._cards.append(card)
        self._lines.addWidget(card)
        for before, after in pairwise([*last, *card.stops()]):  # a card that came later is not the last on the way
            QWidget.setTabOrder(before, after)
        card.typed.connect(self._typed)
        card.remove_wanted.connect(lambda: self.remove_wanted.emit(self._cards.index(card)))
        self._name_fields()

    def _drop(self, card: FactCard[Fact]) -> None:
        self._cards.remove(card)
        self._lines.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._name_fields()

    def _name_fields(self) -> None:
        for n, card in enumerate(self._cards, 1):
            card.name_fields(n)

    def _typed(self) -> None:
        if not self._cards[-1].waits_empty:
            self._add()
        self.changed.emit()

    def _measure(self) -> None:
        self._lines.setSpacing(px(8))
