"""A month of days, those with writing marked by a dot, a bold number and words for a screen reader."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.ui.text import long_date, month_heading, number
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.widgets.basics import link_button, muted
from peerjournal.ui.widgets.controls import icon_button

FIRST_YEAR, LAST_YEAR = 1900, 2100


class DayButton(QAbstractButton):
    """One day of the sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = date.min
        self.entries = 0
        self.in_month = True
        self.is_today = False
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)  # so that the sheet keeps its height from month to month
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_day(self, day: date, entries: int, *, in_month: bool, is_today: bool) -> None:
        """Become this day."""
        self.day, self.entries, self.in_month, self.is_today = day, entries, in_month, is_today
        said = [long_date(day)]
        if is_today:
            said.append(_("today"))
        said.append(
            ngettext("{n} entry", "{n} entries", entries).format(n=number(entries)) if entries else _("nothing written")
        )
        self.setAccessibleName(", ".join(said))
        self.setToolTip(self.accessibleName() if entries else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only Space is the button's own; a button would spend the arrow keys on moving the focus itself."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 2
        spot = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent if self.isChecked() else t.hover))
            painter.drawRoundedRect(spot, px(9), px(9))
        if self.is_today or self.property("kbd"):
            width = 2 if self.property("kbd") else 1
            painter.setPen(QPen(QColor(t.focus if self.property("kbd") else t.strong), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = spot.adjusted(-1, -1, 1, 1) if self.isChecked() else spot.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, px(9), px(9))
        font = ui_font(px(13))
        if self.entries:
            font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        ink = t.on_accent if self.isChecked() else t.text if self.in_month and self.entries else t.muted
        painter.setPen(QColor(ink if self.in_month or self.isChecked() else t.disabled))
        painter.drawText(spot.adjusted(0, 0, 0, -px(5)), Qt.AlignmentFlag.AlignCenter, QLocale().toString(self.day.day))
        if self.entries:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.on_accent if self.isChecked() else t.accent))
            dot = px(5)
            painter.drawEllipse(QRectF(spot.center().x() - dot / 2, spot.bottom() - px(8), dot, dot))
        painter.end()


class MonthCalendar(QWidget):
    """A month sheet. ``days_of(year, month)`` says which days have writing; ``day_chosen`` carries a day or None.

    Arrow keys move by days and weeks, Page Up and Down by months, Home and End within the week; Enter or
    Space chooses, a second time takes it back.
    """

    day_chosen = Signal(object)

    def __init__(
        self,
        days_of: Callable[[int, int], dict[date, int]],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._days_of = days_of
        self._today = today
        self._chosen: date | None = None
        self._at = today()
        self.setAccessibleName(_("Calendar"))
        self._heading = QLabel()
        self._heading.setProperty("role", "h2")
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before = icon_button("chevron-left", _("Previous month"))
        self._after = icon_button("chevron-right", _("Next month"))
        if self.isRightToLeft():
            before, after = self._before.icon(), self._after.icon()
            self._before.setIcon(after)
            self._after.setIcon(before)
        self._clear = link_button(_("Show all days"))
        self._clear.hide()
        self._grid = QGridLayout()
        self._weekdays = [muted("") for _n in range(7)]
        self._buttons = [DayButton(self) for _n in range(42)]
        self._lay_out()
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._clear.clicked.connect(lambda: self._choose(None))
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self.refresh()

    @property
    def chosen(self) -> date | None:
        """The day chosen, if one is."""
        return self._chosen

    def button_of(self, day: date) -> DayButton | None:
        """The day's button, if it is on the sheet."""
        return next((b for b in self._buttons if b.day == day and b.isVisibleTo(self)), None)

    def refresh(self) -> None:
        """Read the month's days again."""
        self._show(self._at)

    def choose(self, day: date | None) -> None:
        """Show a day as chosen without telling; None for none."""
        self._chosen = day
        self._show(day or self._at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Left: -mirrored,
            Qt.Key.Key_Right: mirrored,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        column = next((n % 7 for n, b in enumerate(self._buttons) if b.day == self._at), 0)
        key = Qt.Key(event.key())
        if not isinstance(self.focusWidget(), DayButton):
            super().keyPressEvent(event)
        elif key in steps:
            self._go(_within(_shifted(self._at, steps[key])))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go(_within(_shifted(self._at, -column if key == Qt.Key.Key_Home else 6 - column)))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._go(_month_later(self._at, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._press(self._at)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._before)
        top.addWidget(self._heading, 1)
        top.addWidget(self._after)
        self._grid.setSpacing(0)
        for n, label in enumerate(self._weekdays):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(label, 0, n)
            self._grid.setColumnStretch(n, 1)
        for n, button in enumerate(self._buttons):
            self._grid.addWidget(button, 1 + n // 7, n % 7)
            button.clicked.connect(lambda _on, b=button: self._press(b.day))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(top)
        lines.addLayout(self._grid)
        lines.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)

    def _measure(self) -> None:
        for button in self._buttons:
            button.setFixedHeight(px(34))

    def _show(self, at: date) -> None:
        self._at = at
        first = at.replace(day=1)
        locale = QLocale()
        start = locale.firstDayOfWeek().value  # 1 is Monday
        lead = (first.isoweekday() - start) % 7
        self._heading.setText(month_heading(at.year, at.month))
        for n, label in enumerate(self._weekdays):
            which = (start - 1 + n) % 7 + 1
            label.setText(locale.standaloneDayName(which, QLocale.FormatType.NarrowFormat))
            label.setAccessibleName(locale.standaloneDayName(which, QLocale.FormatType.LongFormat))
        days = self._days_of(at.year, at.month)
        for n, button in enumerate(self._buttons):
            day = _shifted(first, n - lead)
            in_month = day.month == at.month and day.year == at.year
            button.setVisible(in_month)
            button.show_day(day, days.get(day, 0), in_month=in_month, is_today=day == self._today())
            button.setChecked(in_month and day == self._chosen)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if day == at and in_month else Qt.FocusPolicy.NoFocus)
        self._clear.setVisible(self._chosen is not None)
        self._before.setEnabled((at.year, at.month) > (FIRST_YEAR, 1))
        self._after.setEnabled((at.year, at.month) < (LAST_YEAR, 12))

    def _go(self, day: date) -> None:
        self._show(day)
        button = self.button_of(day)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn(self, months: int) -> None:
        self._show(_month_later(self._at, months))

    def _press(self, day: date) -> None:
        self._at = day
        self._choose(None if day == self._chosen else day)

    def _choose(self, day: date | None) -> None:
        had_focus = self._clear.hasFocus()
        self._chosen = day
        self._show(day or self._at)
        if had_focus:
            self._go(self._at)
        self.day_chosen.emit(day)


def _within(day: date) -> date:
    return min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))


def _shifted(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _month_later(day: date, months: int) -> date:
    number_of_month = day.year * 12 + day.month - 1 + months
    first = date(number_of_month // 12, number_of_month % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return _within(first.replace(day=min(day.day, last.day)))
