"""Support: who to reach, something for eyes and breath, and one's own people and lines. Needs no open journal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerjournal.clock import SYSTEM_CLOCK
from peerjournal.errors import NotFound
from peerjournal.i18n import _
from peerjournal.settings import DECLARED, SYSTEM_COUNTRY, Settings
from peerjournal.support import words
from peerjournal.support.grounding import PRACTICES
from peerjournal.support.helplines import Country, Emergency, Line, country_of_locale, no_numbers_for
from peerjournal.support.own_lines import (
    Own,
    Person,
    changed_lines,
    country_here,
    forget_country,
    has_own_copy,
    keep_country,
    keep_own,
    own_folder,
    read_own,
    ways_as_typed,
)
from peerjournal.ui.text import short_date
from peerjournal.ui.theme import px
from peerjournal.ui.watch import HIDE_KEYS
from peerjournal.ui.widgets.basics import (
    Card,
    Notice,
    body,
    heading,
    muted,
    plain_button,
    quiet_button,
    separator,
    subheading,
)
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.field_rows import Column, FieldRows
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.undo_notice import UndoNotice

REACH, GROUNDING, OWN = range(3)
KEEP_AFTER_MS = 700
_WIDTH, _HEIGHT = 640, 680
_Rows = list[tuple[str, str, str]]


class SupportDialog(QDialog):
    """The same on every screen. ``hide_wanted`` by the key for hiding, which a dialog would take away."""

    hide_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None, today: date | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._today = today or SYSTEM_CLOCK.today()
        self.setWindowTitle(_("Support"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.country = self._country_choice()
        self.ways = segmented([_("Who to reach"), _("Grounding"), _("My own")])
        self.notice = Notice()
        self.own = OwnPage(self._today)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_country()
        self.ways.buttons()[REACH].setFocus(Qt.FocusReason.OtherFocusReason)
        there = self.screen().availableSize()
        self.resize(min(px(_WIDTH), there.width() - 40), min(px(_HEIGHT), there.height() - 60))

    def code(self) -> str:
        """The country chosen, or the one this computer names; may be one nothing is known of, or empty."""
        chosen = str(self._settings["support_country"])
        return country_of_locale(QLocale.system().name()) if chosen == SYSTEM_COUNTRY else chosen

    def show_country(self) -> None:
        """Who to reach, read anew from what is kept."""
        own, own_trouble = read_own(own_folder())
        code = self.code()
        country, trouble = None, ""
        try:
            country, trouble = country_here(own_folder(), code)
        except NotFound:
            trouble = no_numbers_for(code.upper())
        troubles = [sentence for sentence in (own_trouble, trouble) if sentence]
        if troubles:
            self.notice.show_sentence("\n\n".join(troubles))
        else:
            self.notice.clear()
        self._put(REACH, ReachPage(own, country, self._today))
        self.own.show_own(own, country)

    def _country_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(_("Country"))
        setting = next(one for one in DECLARED if one.key == "support_country")
        for value, label in setting.choices:
            choice.addItem(label, value)
        choice.setCurrentIndex(choice.findData(self._settings["support_country"]))
        return choice

    def _lay_out(self) -> None:
        self.close_ = plain_button(_("Close"))
        above, choice, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        above.addWidget(heading(self.windowTitle()), 1)
        above.addWidget(self.country)
        choice.addWidget(self.ways)
        choice.addStretch(1)
        below.addStretch(1)
        below.addWidget(self.close_)
        for page in (QWidget(), GroundingPage(), self.own):
            self.stack.addWidget(scrolled(page))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(20), px(20), px(18))
        whole.setSpacing(px(12))
        whole.addLayout(above)
        whole.addLayout(choice)
        whole.addWidget(self.notice)
        whole.addWidget(self.stack, 1)
        whole.addLayout(below)

    def _connect(self) -> None:
        self.ways.chosen.connect(self._go)
        self.country.currentIndexChanged.connect(self._choose_country)
        self.own.kept.connect(self.show_country)
        self.close_.clicked.connect(self.reject)
        QShortcut(QKeySequence(HIDE_KEYS), self).activated.connect(self.hide_wanted)

    def _put(self, place: int, page: QWidget) -> None:
        before = self.stack.widget(place)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()
        self.stack.insertWidget(place, scrolled(page))
        self.stack.setCurrentIndex(self.ways.index())

    def _go(self, place: int) -> None:
        self.own.keep()
        self.stack.setCurrentIndex(place)
        area = self.stack.widget(place)
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(0)

    def _choose_country(self, index: int) -> None:
        self.own.keep()
        self._settings["support_country"] = self.country.itemData(index)
        self.show_country()

    def hideEvent(self, event: QHideEvent) -> None:
        """However it goes: what was typed is kept."""
        self.own.keep()
        super().hideEvent(event)


class _Column(QWidget):
    """Things one below the other."""

    def __init__(self, spacing: int = 12) -> None:
        super().__init__()
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(px(spacing))


class ReachPage(_Column):
    """One's own people, the emergency number, one's own lines, the lines of the country."""

    def __init__(self, own: Own, country: Country | None, today: date) -> None:
        super().__init__()
        self._today = today
        self.copied = Notice()
        self.lines.addWidget(self.copied)
        if own.people:
            self.lines.addWidget(self._people(own.people))
        if country is not None:
            self.lines.addWidget(self._emergency(country))
        for line in (*own.lines, *(country.lines if country else ())):
            self.lines.addWidget(self._line(line))
        self.lines.addWidget(muted(words.numbers_change(), wrap=True))

    def _people(self, people: tuple[Person, ...]) -> Card:
        card = _card(_("My people"))
        for n, person in enumerate(people):
            if n:
                card.body.addWidget(separator())
            card.body.addWidget(_name(person.name))
            if person.for_what:
                card.body.addWidget(muted(person.for_what, wrap=True))
            if person.reach:
                card.body.addLayout(self._copied_by_button(person.reach, person.reach))
        return card

    def _emergency(self, country: Country) -> Card:
        card = _card(_("{country}: emergency number").format(country=country.name))
        for one in country.emergency:
            said = _("{number} ({for_whom})").format(number=one.number, for_whom=one.for_whom)
            card.body.addLayout(self._copied_by_button(said if one.for_whom else one.number, one.number))
            for small in self._origin(one):
                card.body.addWidget(small)
        return card

    def _line(self, line: Line) -> Card:
        card = _card(line.name)
        if line.for_whom:
            card.body.addWidget(body(line.for_whom))
        for way in line.ways:
            card.body.addLayout(self._copied_by_button(words.way_in_words(way), way.at))
        said = " · ".join(filter(None, (words.hours_in_words(line.hours), ", ".join(line.languages))))
        if said:
            card.body.addWidget(body(said))
        for small in self._origin(line):
            card.body.addWidget(small)
        return card

    def _origin(self, one: Line | Emergency) -> Iterator[QWidget]:
        checked = muted(words.checked_in_words(one, short_date, whole_source=False), wrap=True)
        checked.setToolTip(one.source)
        checked.setAccessibleDescription(one.source)
        yield checked
        old = words.old_in_words(one, self._today)
        if old:
            yield muted(old, wrap=True)

    def _copied_by_button(self, said: str, copied: str) -> QHBoxLayout:
        row = QHBoxLayout()
        label = body(said)
        label.setProperty("role", "h2")
        button = quiet_button(_("Copy"))
        button.setAccessibleName(_("Copy {what}").format(what=copied))
        button.clicked.connect(lambda: self._copy(copied))
        row.addWidget(label, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _copy(self, what: str) -> None:
        # Loaded with the first copy: hardly anybody needs it, and this must come up at once.
        from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data

        QGuiApplication.clipboard().setMimeData(our_mime_data(what))
        clipboard_guard().note_copied(what)
        self.copied.show_sentence(_("Copied: {what}").format(what=what))


class GroundingPage(_Column):
    """Things to do with eyes and breath. Nothing moves."""

    def __init__(self) -> None:
        super().__init__()
        self.lines.addWidget(body(_("Choose one, or none. Stop whenever you like.")))
        for practice in PRACTICES:
            card = _card(practice.title)
            for step in practice.steps:
                card.body.addWidget(body(step))
            self.lines.addWidget(card)


class OwnPage(_Column):
    """One's own people and lines, and the lines of the country to be changed. ``kept`` after something was."""

    kept = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._country: Country | None = None
        self._own = Own()
        self._shown: tuple[_Rows, _Rows, _Rows] = ([], [], [])
        self.notice = UndoNotice()
        self.people = FieldRows([Column(_("Name"), 150), Column(_("How to reach them")), Column(_("For what"))])
        reach = Column(_("How to reach it"))
        self.own_lines = FieldRows([Column(_("Name"), 150), reach, Column(_("Hours"), 120)])
        self.country_lines = FieldRows([Column(_("Name"), 150), reach, Column(_("Hours"), 120)])
        self.back = quiet_button(_("Back to the built-in lines"))
        self._country_title = subheading("")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._lay_out()
        for rows in (self.people, self.own_lines, self.country_lines):
            rows.changed.connect(self._soon.start)
        self._soon.timeout.connect(self.keep)
        self.back.clicked.connect(self._go_back)

    def _lay_out(self) -> None:
        add = self.lines.addWidget
        add(
            body(
                _(
                    "What you write here is shown before the journal is unlocked. So it lies outside the journal, not"
                    " encrypted: anyone who uses this computer account can read it."
                )
            )
        )
        add(self.notice)
        add(subheading(_("My people")))
        add(self.people)
        add(subheading(_("My own lines")))
        add(muted(_("For example: 116 123; text SHOUT to 85258; chat example.org"), wrap=True))
        add(self.own_lines)
        add(self._country_title)
        add(self.country_lines)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        self.lines.addLayout(row)

    def show_own(self, own: Own, country: Country | None) -> None:
        """Show what is kept; where somebody is typing, what stands there is left alone."""
        self._own, self._country = own, country
        for part in (self._country_title, self.country_lines):
            part.setVisible(country is not None)
        self._country_title.setText(_("{country}: helplines").format(country=country.name) if country else "")
        self.back.setVisible(country is not None and has_own_copy(own_folder(), country.code))
        focused = QApplication.focusWidget()
        if focused is None or not any(rows.isAncestorOf(focused) for rows in self._tables()):
            self.people.set_rows([(one.name, one.reach, one.for_what) for one in own.people])
            self.own_lines.set_rows(_as_rows(own.lines))
            self.country_lines.set_rows(_as_rows(country.lines if country else ()))
            self._shown = self._typed()

    def keep(self) -> None:
        """Keep what was changed; what could not be kept is said and kept later."""
        self._soon.stop()
        people, lines, country_lines = self._typed()
        if (people, lines, country_lines) == self._shown:
            return
        if not self.notice.done(lambda: self._keep(people, lines, country_lines)):
            return
        self.notice.clear()
        self._shown = (people, lines, country_lines)
        self.kept.emit()

    def _keep(self, people: _Rows, lines: _Rows, country_lines: _Rows) -> None:
        before = self._own
        if (people, lines) != self._shown[:2]:
            keep_own(
                own_folder(),
                Own(tuple(Person(*row) for row in people), changed_lines(before.lines, lines, self._today)),
            )
        if self._country is not None and country_lines != self._shown[2]:
            changed = changed_lines(self._country.lines, country_lines, self._today)
            keep_country(own_folder(), replace(self._country, lines=changed))

    def _tables(self) -> tuple[FieldRows, FieldRows, FieldRows]:
        return self.people, self.own_lines, self.country_lines

    def _typed(self) -> tuple[_Rows, _Rows, _Rows]:
        people, lines, country_lines = ([(a, b, c) for a, b, c in rows.rows()] for rows in self._tables())
        return people, lines, country_lines

    def _go_back(self) -> None:
        """To the built-in lines; the own copy can be had back."""
        self.keep()
        copy = self._country
        if copy is None or not self.notice.done(lambda: forget_country(own_folder(), copy.code)):
            return
        self._shown_anew()
        self.notice.offer(_("The built-in lines are shown again."), lambda: self._take_copy(copy))

    def _take_copy(self, copy: Country) -> None:
        keep_country(own_folder(), copy)
        self._shown_anew()

    def _shown_anew(self) -> None:
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit()


def _as_rows(lines: tuple[Line, ...]) -> _Rows:
    return [(line.name, ways_as_typed(line.ways), line.hours) for line in lines]


def _card(title: str) -> Card:
    card = Card()
    card.setAccessibleName(title)
    card.body.addWidget(_name(title))
    return card


def _name(text: str) -> QLabel:
    label = subheading(text)
    label.setWordWrap(True)
    return label
