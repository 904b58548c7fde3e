"""A day as a person types it: "30 March", "30.3.2027", "2027-03-30"; or picked from a sheet of the month."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import folded, one_line
from peerjournal.ui.theme.icons import icon

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})(?:[./-] ?(\d{2}|\d{4})?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?([^\W\d]+)\.?(?:,? (\d{4}))?")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_YEARS_AHEAD = 8
"""Without a year it is the next such day; from one 29 February to the next it is eight years at most."""


def read_day(typed: str, today: date) -> date | None:
    """The day that is meant; None where nothing is typed. Without a year: the next such day, today among them.

    Raises :class:`BadInput` where there is no such day, or where it cannot be read.
    """
    words = folded(one_line(typed))
    if not words:
        return None
    relative = {folded(_("today")): 0, folded(_("tomorrow")): 1, folded(_("in a week")): 7}
    if words in relative:
        return today + timedelta(days=relative[words])
    year, month, day = _parts(words)
    years = [year] if year is not None else range(today.year, today.year + _YEARS_AHEAD + 1)
    there = [found for found in (_day(y, month, day) for y in years) if found is not None]
    ahead = [found for found in there if year is not None or found >= today]
    if not ahead:
        raise BadInput(_("There is no such day in the calendar; nothing was changed."))
    return ahead[0]


def _parts(words: str) -> tuple[int | None, int, int]:
    """Year (None where it is not said), month and day, not looked at yet."""
    if found := _ISO.fullmatch(words):
        year, month, day = map(int, found.groups())
        return year, month, day
    if found := _NUMBERS.fullmatch(words):
        first, second, said = int(found[1]), int(found[2]), found[3]
        day, month = (first, second) if "." in words or _days_first() else (second, first)
        return (None if said is None else int(said) + (2000 if len(said) == 2 else 0)), month, day
    if found := _DAY_FIRST.fullmatch(words):
        return _year(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.fullmatch(words):
        return _year(found[3]), _month(found[1]), int(found[2])
    raise _unread()


def _year(said: str | None) -> int | None:
    return None if said is None else int(said)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """By its name in English or in the person's language, in full or by its first three letters or more."""
    for locale in (QLocale(), QLocale(QLocale.Language.English)):
        found = [n for n in range(1, 13) if len(name) >= 3 and folded(locale.monthName(n)).startswith(name)]
        if len(found) == 1:
            return found[0]
    raise _unread()


def _days_first() -> bool:
    return QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith(("d", "'"))


def _unread() -> BadInput:
    return BadInput(
        _("This could not be read as a day; nothing was changed. Write it like {example}.").format(
            example=in_words(date(2027, 3, 30))
        )
    )


def in_words(day: date) -> str:
    """As it could be typed: "30 March 2027"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy" if _days_first() else "MMMM d, yyyy")


class TypedDay(QLineEdit):
    """What is typed is read by :meth:`day` only, and never changed. A sheet of the month opens from its end.

    ``picked`` when a day was picked there. Alt+Down opens it, too.
    """

    picked = Signal()

    def __init__(self, name: str, invitation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(invitation)
        self.setMaxLength(40)
        self._today = date.min
        self.pick = QAction(icon("calendar", 16), _("Pick a day (Alt+Down)"), self)
        self.pick.setShortcut("Alt+Down")
        self.pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.pick.triggered.connect(self._open_month)
        self.addAction(self.pick, QLineEdit.ActionPosition.TrailingPosition)

    def day(self, today: date) -> date | None:
        """What is meant; None where nothing is typed. Raises :class:`BadInput` where there is no such day."""
        return read_day(self.text(), today)

    def show_day(self, day: date | None) -> None:
        """This day in words, or none."""
        self.setText("" if day is None else in_words(day))
        self.setCursorPosition(0)

    def start_from(self, today: date) -> None:
        """The month sheet begins with this day."""
        self._today = today

    def _open_month(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        month = QCalendarWidget()
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        month.setMinimumDate(QDate(self._today.year, self._today.month, self._today.day))
        month.setAccessibleName(self.accessibleName())
        action = QWidgetAction(menu)
        action.setDefaultWidget(month)
        menu.addAction(action)

        def take(day: QDate) -> None:
            self.show_day(date(day.year(), day.month(), day.day()))
            menu.close()
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            self.picked.emit()

        month.clicked.connect(take)
        month.activated.connect(take)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        month.setFocus(Qt.FocusReason.PopupFocusReason)
