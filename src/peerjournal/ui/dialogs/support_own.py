"""Support: one's own people and lines, and the numbers and lines of the country to be changed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.support.helplines import LONGEST, Country, Emergency, Fact, Line
from peerjournal.support.own_lines import (
    Own,
    Person,
    country_as_kept,
    forget_country,
    has_own_copy,
    keep_country,
    keep_own,
    own_folder,
    read_own,
)
from peerjournal.ui.dialogs.support_cards import FactCards, LineCard, NumberCard
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import body, muted, quiet_button, subheading
from peerjournal.ui.widgets.field_rows import Column, FieldRows
from peerjournal.ui.widgets.undo_notice import UndoNotice

KEEP_AFTER_MS = 700


class OwnPage(QWidget):
    """What may be changed of Support. ``kept`` after something was.

    ``notice`` stands wherever the dialog puts it, so that it is in sight however far down the page one is.
    """

    kept = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._country: Country | None = None
        self._own = Own()
        self._touched = False
        self._back_taken = False
        self._people_shown: list[tuple[str, ...]] = []
        self.notice = UndoNotice()
        self.people = FieldRows(
            [
                Column(_("Name"), 150, LONGEST),
                Column(_("How to reach them"), 0, LONGEST),
                Column(_("For what"), 0, LONGEST),
            ]
        )
        self.own_lines = FactCards[Line](lambda: LineCard(today))
        self.emergency = FactCards[Emergency](lambda: NumberCard(today))
        self.country_lines = FactCards[Line](lambda: LineCard(today))
        self.back = quiet_button(_("Back to the built-in lines"))
        self._emergency_title, self._lines_title = subheading(""), subheading("")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(12))
        lines.addWidget(
            body(
                _(
                    "What you write here is shown before the journal is unlocked. So it lies outside the journal, not"
                    " encrypted: anyone who uses this computer account can read it."
                )
            )
        )
        lines.addWidget(subheading(_("My people")))
        lines.addWidget(self.people)
        lines.addWidget(subheading(_("My own lines")))
        lines.addWidget(muted(_("For example: 116 123; text SHOUT to 85258; chat example.org"), wrap=True))
        lines.addWidget(self.own_lines)
        for part in self._of_the_country():
            lines.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        lines.addLayout(row)

    def _connect(self) -> None:
        self.people.changed.connect(self._touch)
        for cards in (self.own_lines, self.country_lines, self.emergency):
            cards.changed.connect(self._touch)
        self.own_lines.remove_wanted.connect(self._remove_own_line)
        self.country_lines.remove_wanted.connect(self._remove_country_line)
        self.emergency.remove_wanted.connect(self._remove_number)
        self._soon.timeout.connect(self.keep)
        self.back.clicked.connect(self._go_back)

    def _of_the_country(self) -> tuple[QWidget, ...]:
        return self._emergency_title, self.emergency, self._lines_title, self.country_lines

    # ---------------------------------------------------------------------------------------------------- showing

    def show_own(self, own: Own, country: Country | None) -> None:
        """Show what is kept; what stands there already, or is not kept yet, is left alone."""
        other = (country.code if country else "") != (self._country.code if self._country else "")
        self._own, self._country = own, country
        for part in self._of_the_country():
            part.setVisible(country is not None)
        name = country.name if country else ""
        self._emergency_title.setText(_("{country}: emergency number").format(country=name))
        self._lines_title.setText(_("{country}: helplines").format(country=name))
        self.back.setVisible(country is not None and has_own_copy(own_folder(), country.code))
        if other or not self._touched:
            self._show_country(country)
        if not self._touched:
            self._show_people(own)
            if self.own_lines.all() != own.all_lines:
                self.own_lines.show_all(own.all_lines)
        self._say()

    def _show_country(self, country: Country | None) -> None:
        numbers, lines = (country.all_emergency, country.all_lines) if country else ((), ())
        if self.emergency.all() != numbers:
            self.emergency.show_all(numbers)
        if self.country_lines.all() != lines:
            self.country_lines.show_all(lines)

    def _show_people(self, own: Own) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self.people.isAncestorOf(focused):
            self.people.set_rows([(one.name, one.reach, one.for_what) for one in own.people])
        self._people_shown = self.people.rows()

    def _say(self) -> None:
        for cards in (self.own_lines, self.country_lines):
            cards.say()
        self.emergency.say()

    # ---------------------------------------------------------------------------------------------------- keeping

    def keep(self) -> bool:
        """Keep what was changed; False where that failed, which is said: it stays on the screen and is kept later."""
        self._soon.stop()
        if not self._touched:
            return True
        self._say()
        if not self.notice.done(self._write):
            return False
        self._touched = False
        if self.notice.kind() == "problem" or self._back_taken:
            self._back_taken = False
            self.notice.clear()
        self.kept.emit()
        return True

    def _write(self) -> None:
        own = self._own.with_all(self.own_lines.all())
        if self.people.rows() != self._people_shown:
            people = tuple(Person(name, reach, for_what) for name, reach, for_what in self.people.rows())
            own = Own(people, own.lines, own.half_typed)
        if own != self._own:
            keep_own(own_folder(), own)
        if self._country is not None:
            country = self._country.with_all(self.emergency.all(), self.country_lines.all())
            if country != self._country:
                keep_country(own_folder(), country)

    def _touch(self) -> None:
        self._touched = True
        if not self._soon.isActive():
            self._soon.start()

    # --------------------------------------------------------------------------------------------------- removing

    def _remove_own_line(self, row: int) -> None:
        self._remove(self.own_lines, row, _put_back_own)

    def _remove_country_line(self, row: int) -> None:
        code = self._country.code if self._country else ""
        self._remove(self.country_lines, row, lambda place, line: _put_back_line(code, place, line))

    def _remove_number(self, row: int) -> None:
        code = self._country.code if self._country else ""
        self._remove(self.emergency, row, lambda place, number: _put_back_number(code, place, number))

    def _remove(self, cards: FactCards[Fact], row: int, put_back: Callable[[int, Fact], None]) -> None:
        """Remove a line or number; it can be had back."""
        if cards.card(row).waits_empty:
            cards.take(row)
            return
        if not self.keep():
            return
        gone, place, name = cards.card(row).one(), cards.place(row), cards.card(row).called()
        cards.take(row)
        self._touched = True
        if not self.keep():
            return
        said = _("“{name}” is removed.").format(name=name) if name else _("The line is removed.")
        self.notice.offer(said, lambda: self._take_back(lambda: put_back(place, gone)))

    def _take_back(self, write: Callable[[], None]) -> None:
        if self.keep() and self.notice.done(write):
            self.kept.emit()

    def _go_back(self) -> None:
        """To the built-in lines; the own copy can be had back."""
        if not self.keep():
            return
        copy = self._country
        if copy is None or not self.notice.done(lambda: forget_country(own_folder(), copy.code)):
            return
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit()
        self._back_taken = True
        self.notice.offer(
            _("The built-in lines are shown again."),
            lambda: self._take_back(lambda: keep_country(own_folder(), copy)),
        )


def _put_back_own(place: int, line: Line) -> None:
    own, _trouble = read_own(own_folder())
    keep_own(own_folder(), own.with_all(_with(own.all_lines, place, line)))


def _put_back_line(code: str, place: int, line: Line) -> None:
    country, _trouble = country_as_kept(own_folder(), code)
    lines = _with(country.all_lines, place, line)
    keep_country(own_folder(), country.with_all(country.all_emergency, lines))


def _put_back_number(code: str, place: int, number: Emergency) -> None:
    country, _trouble = country_as_kept(own_folder(), code)
    numbers = _with(country.all_emergency, place, number)
    keep_country(own_folder(), country.with_all(numbers, country.all_lines))


def _with(found: Sequence[Fact], place: int, one: Fact) -> list[Fact]:
    lines = list(found)
    lines.insert(place, one)
    return lines
