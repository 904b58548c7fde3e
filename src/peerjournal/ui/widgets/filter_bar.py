"""What narrows the list of entries: star, tag, period, day of the calendar, and the way to the trash."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QDateEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import EntryFilter
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import muted
from peerjournal.ui.widgets.controls import calm, chip
from peerjournal.ui.widgets.flow import FlowLayout

_FIRST, _LAST = QDate(1900, 1, 1), QDate(2100, 12, 31)

Span = tuple[date | None, date | None]


def span_of(period: str, today: date, first_weekday: int = 1) -> Span:
    """First and last day of this ``week``, ``month`` or ``year``; weekdays count from 1, Monday."""
    if period == "week":
        first = today - timedelta(days=(today.isoweekday() - first_weekday) % 7)
        return first, first + timedelta(days=6)
    if period == "month":
        first = today.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date(today.year, 1, 1), date(today.year, 12, 31)


class FilterBar(QWidget):
    """Chips above the list. ``changed`` when the list should show something else.

    ``tags()`` is asked for the tags in use whenever their menu opens.
    """

    changed = Signal()
    calendar_wanted = Signal(bool)

    def __init__(
        self,
        tags: Callable[[], list[tuple[str, int]]],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tags = tags
        self._today = today
        self._tag = ""
        self._period = ""
        self._day: date | None = None
        self.setAccessibleName(_("Filters"))
        self.starred = _icon_chip(_("Starred"), "star")
        self.tag = _menu_chip(_("Tag"), "chevron-down", _("Filter by tag"))
        self.period = _menu_chip(_("Period"), "chevron-down", _("Filter by period"))
        self.calendar = _icon_chip("", "calendar", _("Calendar"))
        self.trash = _icon_chip("", "trash", _("Trash"))
        chips = QWidget()
        self._flow = FlowLayout(chips)
        for button in (self.starred, self.tag, self.period, self.calendar, self.trash):
            self._flow.addWidget(button)
        self._own = self._own_span()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(6))
        lines.addWidget(chips)
        lines.addWidget(self._own)
        self.starred.toggled.connect(lambda _on: self.changed.emit())
        self.trash.toggled.connect(self._show_trash)
        self.calendar.toggled.connect(self.calendar_wanted)
        self.tag.menu().aboutToShow.connect(self._fill_tags)
        self.period.menu().aboutToShow.connect(self._fill_periods)
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self._name_chips()

    @property
    def day(self) -> date | None:
        """The day chosen in the calendar."""
        return self._day

    @property
    def narrows(self) -> bool:
        """Whether anything but the trash is chosen."""
        return bool(self.starred.isChecked() or self._tag or self._period or self._day)

    def filter(self, query: str = "") -> EntryFilter:
        """What the list should show, together with a search."""
        if self.trash.isChecked():
            return EntryFilter(trashed=True)
        first, last = self._span()
        return EntryFilter(query, bool(query), self._tag, self.starred.isChecked(), first, last)

    def set_day(self, day: date | None) -> None:
        """Show one day only; None for all."""
        if day != self._day:
            self._day = day
            self.changed.emit()

    def set_tag(self, tag: str) -> None:
        """Show one tag only; an empty one means all."""
        self._tag = tag
        self._name_chips()
        self.changed.emit()

    def set_period(self, period: str) -> None:
        """``week``, ``month``, ``year``, ``own`` or nothing for all."""
        self._period = period
        self._own.setVisible(period == "own")
        if period == "own":
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name_chips()
        self.changed.emit()

    def clear(self) -> None:
        """Show everything again; ``changed`` is emitted once."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.starred.setChecked(False)
        self.trash.setChecked(False)
        self.set_day(None)
        self.set_tag("")
        self.set_period("")
        self.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.changed.emit()

    def _measure(self) -> None:
        self._flow.setSpacing(px(5))
        # A chip with icon and text keeps too much room after its text; the sheet's paddings do not mirror.
        start, end = ("right", "left") if self.isRightToLeft() else ("left", "right")
        for button, before, after in (
            (self.starred, 8, 2),
            (self.tag, 9, 4),
            (self.period, 9, 4),
            (self.calendar, 8, 8),
            (self.trash, 8, 8),
        ):
            paddings = f"padding-{start}: {px(before)}px; padding-{end}: {px(after)}px;"
            button.setStyleSheet(f"QToolButton {{ {paddings} }}")
        for button in (self.tag, self.period):
            button.setIconSize(QSize(px(12), px(12)))
            # Turned round, so that the arrow stands after the words.
            button.setLayoutDirection(
                Qt.LayoutDirection.LeftToRight if self.isRightToLeft() else Qt.LayoutDirection.RightToLeft
            )

    def _span(self) -> Span:
        if self._day is not None:
            return self._day, self._day
        if self._period == "own":
            first, last = sorted((_day_of(self._from), _day_of(self._until)))
            return first, last
        if self._period:
            return span_of(self._period, self._today(), QLocale().firstDayOfWeek().value)
        return None, None

    def _own_span(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        today = self._today()
        self._from, self._until = (_day_edit(name) for name in (_("From"), _("Until")))
        self._from.setDate(QDate(today.year, 1, 1))
        self._until.setDate(QDate(today.year, today.month, today.day))
        for words, edit in ((_("From"), self._from), (_("until"), self._until)):
            flow.addWidget(muted(words))
            flow.addWidget(edit)
            edit.dateChanged.connect(self._span_changed)
        row.hide()
        return row

    def _span_changed(self) -> None:
        self._name_chips()
        self.changed.emit()

    def _show_trash(self, on: bool) -> None:
        for button in (self.starred, self.tag, self.period, self.calendar):
            button.setEnabled(not on)
        if on:
            self.calendar.setChecked(False)
            self._own.hide()
        else:
            self._own.setVisible(self._period == "own")
        self.changed.emit()

    def _fill_tags(self) -> None:
        menu = self.tag.menu()
        menu.clear()
        group = QActionGroup(menu)
        self._choice(menu, group, _("Any tag"), not self._tag, lambda: self.set_tag(""))
        known = self._tags()
        if known:
            menu.addSeparator()
        for name, n in known:
            text = f"{name}  ({number(n)})".replace("&", "&&")
            self._choice(menu, group, text, name == self._tag, partial(self.set_tag, name))

    def _fill_periods(self) -> None:
        menu = self.period.menu()
        menu.clear()
        group = QActionGroup(menu)
        for key, text in self._period_names().items():
            self._choice(menu, group, text, key == self._period, partial(self.set_period, key))

    @staticmethod
    def _choice(
        menu: QMenu,
        group: QActionGroup,
        text: str,
        chosen: bool,
        choose: Callable[[], None],
    ) -> None:
        action: QAction = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
        action.triggered.connect(lambda _on: choose())

    @staticmethod
    def _period_names() -> dict[str, str]:
        return {
            "": _("Any time"),
            "week": _("This week"),
            "month": _("This month"),
            "year": _("This year"),
            "own": _("From … until …"),
        }

    def _name_chips(self) -> None:
        self.tag.setText((self._tag or _("Tag")).replace("&", "&&"))
        self.tag.setChecked(bool(self._tag))
        self.tag.setAccessibleName(_("Filter by tag: {tag}").format(tag=self._tag) if self._tag else _("Filter by tag"))
        words = self._period_names()[self._period]
        if self._period == "own":
            first, last = self._span()
            assert first is not None
            assert last is not None
            words = f"{short_date(first)} – {short_date(last)}"
        self.period.setText(words if self._period else _("Period"))
        self.period.setChecked(bool(self._period))
        self.period.setAccessibleName(
            _("Filter by period: {period}").format(period=words) if self._period else _("Filter by period")
        )


def _icon_chip(text: str, icon_name: str, name: str = "") -> QToolButton:
    """A chip with an icon; only an icon where ``name`` stands for the text."""
    button = chip(text or name)
    button.setText(text)
    button.setToolTip(name)
    button.setIcon(icon(icon_name, 16, chosen="accent"))
    if text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _menu_chip(text: str, icon_name: str, name: str) -> QToolButton:
    button = _icon_chip(text, icon_name)
    button.setAccessibleName(name)
    menu = QMenu(button)
    menu.setLayoutDirection(QApplication.layoutDirection())
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def _day_edit(name: str) -> QDateEdit:
    edit = calm(QDateEdit())
    edit.setDateRange(_FIRST, _LAST)
    edit.setDisplayFormat("d MMM yyyy")
    edit.setCalendarPopup(True)
    edit.setAccessibleName(name)
    return edit


def _day_of(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
