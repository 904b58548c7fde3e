"""Which days a chart looks at: the last weeks, months or year, all there is, or from one day to another."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import muted
from peerjournal.ui.widgets.controls import calm
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.folding_choice import FoldingChoice

if TYPE_CHECKING:
    from peerjournal.wellbeing.series import Span

FOUR_WEEKS, THREE_MONTHS, YEAR, ALL, OWN = range(5)
_FIRST, _LAST = QDate(1900, 1, 1), QDate(2100, 12, 31)
Days = tuple[date | None, date | None]


def days_of(period: int, today: date) -> Days:
    """First and last day of a period that ends today; open at both ends for all there is."""
    if period == FOUR_WEEKS:
        return today - timedelta(days=27), today
    if period == THREE_MONTHS:
        return _months_before(today, 3) + timedelta(days=1), today
    if period == YEAR:
        return _months_before(today, 12) + timedelta(days=1), today
    return None, None


def days_before(first: date, last: date) -> tuple[date, date]:
    """As many days, ending the day before the first."""
    many = (last - first).days + 1
    return max(date.min + timedelta(days=many), first) - timedelta(days=many), first - timedelta(days=1)


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one there was in that month."""
    n = day.year * 12 + day.month - 1 - months
    after = date((n + 1) // 12, (n + 1) % 12 + 1, 1)
    last = after - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


class PeriodPicker(QWidget):
    """``changed`` when other days are wanted, or the period before beside them."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        names = [_("4 weeks"), _("3 months"), _("Year"), _("All"), _("From … until …")]
        self.choice = FoldingChoice(names, _("Period"))
        self.choice.point_at(THREE_MONTHS)
        self.compare = QCheckBox(_("Compare with the period before"))
        self.first, self.last = DayField(_("From")), DayField(_("Until"))
        self._own = self._own_days()
        self._compares = True
        self._flow = FlowLayout(self)
        for part in (self.choice, self._own, self.compare):
            self._flow.addWidget(part)
        self.choice.chosen.connect(self._choose)
        self.compare.toggled.connect(lambda _on: self.changed.emit())
        for field in (self.first, self.last):
            field.dateChanged.connect(lambda _day: self.changed.emit())
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def days(self) -> Days:
        """First and last day wanted; None is open. Own days in the wrong order are turned round."""
        if self.choice.index() == OWN:
            first, last = sorted((day_in(self.first), day_in(self.last)))
            return first, last
        return days_of(self.choice.index(), self._today())

    def span(self) -> "Span":
        """The same, for a chart."""
        # Brings in numpy, which must have been loaded beside the window.
        from peerjournal.wellbeing.series import Span

        return Span(*self.days())

    def before(self) -> "Span | None":
        """The period to compare with, where that is wanted and there is one."""
        from peerjournal.wellbeing.series import Span

        first, last = self.days()
        wanted = self._compares and self.compare.isChecked()
        return Span(*days_before(first, last)) if wanted and first is not None and last is not None else None

    def share_lines(self, before: Sequence[QWidget], after: Sequence[QWidget]) -> None:
        """Have other controls side by side with its own, so that all of them take no more lines than they need."""
        for n, control in enumerate(before):
            self._flow.insert_widget(n, control)
        for control in after:
            self._flow.addWidget(control)

    def point_at(self, period: int) -> None:
        """Choose a period without telling."""
        self.choice.point_at(period)
        self._show_parts()

    def may_compare(self, *, on: bool) -> None:
        """Whether comparing is offered."""
        self._compares = on
        self._show_parts()

    def _own_days(self) -> QWidget:
        own = QWidget()
        row = QHBoxLayout(own)
        row.setContentsMargins(0, 0, 0, 0)
        for words, field in ((_("From"), self.first), (_("until"), self.last)):
            row.addWidget(muted(words))
            row.addWidget(field)
        own.hide()
        return own

    def _measure(self) -> None:
        self._flow.setSpacing(px(8))

    def _choose(self, period: int) -> None:
        if period == OWN and self.first.date() == _FIRST:
            self._begin_own()
        self._show_parts()
        self.changed.emit()

    def _begin_own(self) -> None:
        """Own days begin with the last three months."""
        for field, day in zip((self.first, self.last), days_of(THREE_MONTHS, self._today()), strict=True):
            assert day is not None
            with QSignalBlocker(field):
                field.setDate(QDate(day.year, day.month, day.day))

    def _show_parts(self) -> None:
        self._own.setVisible(self.choice.index() == OWN)
        self.compare.setVisible(self._compares)
        self.compare.setEnabled(self.choice.index() != ALL)


class DayField(QDateEdit):
    """A field for a day."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDateRange(_FIRST, _LAST)
        self.setDate(_FIRST)
        day_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("d")
        self.setDisplayFormat("d MMM yyyy" if day_first else "MMM d, yyyy")
        self.setCalendarPopup(True)
        calm(self).setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """A little more than Qt thinks: some months have longer names than those it looks at."""
        return super().sizeHint() + QSize(px(14), 0)


def day_in(field: QDateEdit) -> date:
    """The day a field holds."""
    day = field.date()
    return date(day.year(), day.month(), day.day())
