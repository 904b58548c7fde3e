"""Support: who to reach, something for eyes and breath, and one's own people and lines. Needs no open journal."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
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
from peerjournal.support.own_lines import Own, Person, country_as_kept, country_here, own_folder, read_own
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
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from peerjournal.ui.dialogs.support_own import OwnPage

REACH, GROUNDING, OWN = range(3)
_WIDTH, _HEIGHT = 640, 680


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
        self._own: OwnPage | None = None
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_country()
        self.ways.buttons()[REACH].setFocus(Qt.FocusReason.OtherFocusReason)
        there = self.screen().availableSize()
        self.resize(min(px(_WIDTH), there.width() - 40), min(px(_HEIGHT), there.height() - 60))

    @property
    def own(self) -> "OwnPage":
        """One's own people and lines; made when they are first wanted, so that who to reach is there at once."""
        return self._own or self._make_own()

    def _make_own(self) -> "OwnPage":
        from peerjournal.ui.dialogs.support_own import OwnPage

        self._own = own = OwnPage(self._today)
        own.kept.connect(self.show_country)
        self._put(OWN, own)
        self._whole.insertWidget(self._whole.indexOf(self.stack) + 1, own.notice)
        self._close_comes_last()
        own.show_own(*self._kept())
        return own

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
        if self._own is not None:
            self._own.show_own(*self._kept())

    def _kept(self) -> tuple[Own, Country | None]:
        """What there is to be changed."""
        own, _trouble = read_own(own_folder())
        try:
            return own, country_as_kept(own_folder(), self.code())[0]
        except NotFound:
            return own, None

    def _keep_own(self) -> bool:
        return self._own is None or self._own.keep()

    def _country_choice(self) -> QComboBox:
        choice = CalmCombo()
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
        for page in (QWidget(), GroundingPage(), QWidget()):
            self.stack.addWidget(scrolled(page))
        self._whole = whole = QVBoxLayout(self)
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
        self.close_.clicked.connect(self.reject)
        QShortcut(QKeySequence(HIDE_KEYS), self).activated.connect(self.hide_wanted)

    def _put(self, place: int, page: QWidget) -> None:
        before = self.stack.widget(place)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()
        self.stack.insertWidget(place, scrolled(page))
        self.stack.setCurrentIndex(self.ways.index())
        self._close_comes_last()

    def _close_comes_last(self) -> None:
        """On the way of the keyboard; what is made later would stand behind it."""
        last = self.previousInFocusChain()
        if last is not None and last is not self.close_:
            QWidget.setTabOrder(last, self.close_)

    def _go(self, place: int) -> None:
        self._keep_own()
        if place == OWN and self._own is None:
            self._make_own()
        self.stack.setCurrentIndex(place)
        area = self.stack.widget(place)
        if isinstance(area, QScrollArea):
            area.verticalScrollBar().setValue(0)

    def _choose_country(self, index: int) -> None:
        if not self._keep_own():  # what is typed for this country stays on the screen until it can be kept
            with QSignalBlocker(self.country):
                self.country.setCurrentIndex(self.country.findData(self._settings["support_country"]))
            return
        self._settings["support_country"] = self.country.itemData(index)
        self.show_country()

    def hideEvent(self, event: QHideEvent) -> None:
        """However it goes: what was typed is kept."""
        self._keep_own()
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


def _card(title: str) -> Card:
    card = Card()
    card.setAccessibleName(title)
    card.body.addWidget(_name(title))
    return card


def _name(text: str) -> QLabel:
    label = subheading(text)
    label.setWordWrap(True)
    return label
