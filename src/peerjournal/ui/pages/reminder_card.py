"""Reminders in the Settings room: on or off, at which times, paused until when."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from peerjournal.clock import SYSTEM_CLOCK, Clock
from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.reminder import MOST_TIMES, read_time
from peerjournal.settings import DECLARED, Settings
from peerjournal.ui import reminders
from peerjournal.ui.text import short_date, time_of_day
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, body, muted, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.setting_row import SettingRow


class ReminderCard(Card):
    """Everything of it lies in the settings of this computer; nothing private is among it."""

    def __init__(self, settings: Settings, parent: QWidget | None = None, clock: Clock = SYSTEM_CLOCK) -> None:
        super().__init__(parent, padding=22)
        self._settings, self._clock = settings, clock
        self.setAccessibleName(_("Reminders"))
        (setting,) = (s for s in DECLARED if s.key == "reminders")
        self.row = SettingRow(setting, settings)
        self.more = QWidget()
        self.typed = QLineEdit()
        self.typed.setAccessibleName(_("A time for a reminder"))
        self.typed.setPlaceholderText(_("For example 8:30"))
        self.add = plain_button(_("Add"))
        self.add.setAccessibleName(_("Add this time"))
        self.notice = Notice()
        self.none = muted(_("No times yet."))
        self.times: list[QPushButton] = []
        self._chips, self._pauses = QWidget(), QWidget()
        self._flow, self._ways = FlowLayout(self._chips, px(8)), FlowLayout(self._pauses, px(4))
        self.paused = body("")
        self.hour, self.day = quiet_button(_("Pause for an hour")), quiet_button(_("Until tomorrow"))
        self.week, self.resume = quiet_button(_("For a week")), quiet_button(_("Go on"))
        self.where = muted("", wrap=True)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        self.body.addWidget(subheading(_("Reminders")))
        self.body.addWidget(self.row)
        self.body.addWidget(self.more)
        self._line = QHBoxLayout()
        self._line.addWidget(self.typed)
        self._line.addWidget(self.add)
        self._line.addStretch(1)
        for button in (self.hour, self.day, self.week, self.resume):
            self._ways.addWidget(button)
        self._lines = QVBoxLayout(self.more)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(self._line)
        for part in (self.notice, self.none, self._chips, self.paused, self._pauses, self.where):
            self._lines.addWidget(part)

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.typed.returnPressed.connect(self._add)
        self.row.control.toggled.connect(self.refresh)  # type: ignore[union-attr]
        self.hour.clicked.connect(lambda: self._pause(self._clock.now() + timedelta(hours=1)))
        self.day.clicked.connect(lambda: self._pause(reminders.tomorrow(self._clock.now())))
        self.week.clicked.connect(lambda: self._pause(self._clock.now() + timedelta(days=7)))
        self.resume.clicked.connect(lambda: self._pause(None))
        watcher().theme_changed.connect(self._space)
        self._space()

    def showEvent(self, event: QShowEvent) -> None:
        """They may have been paused from the tray meanwhile."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what the settings say."""
        on = bool(self._settings["reminders"])
        self.more.setVisible(on)
        if not on:
            return
        self._show_times()
        now = self._clock.now()
        until = reminders.paused_until(self._settings, now)
        if until is not None:
            day = "" if until.date() == now.date() else short_date(until, today=now.date())
            self.paused.setText(_("Paused until {when}.").format(when=f"{day} {time_of_day(until)}".strip()))
        self.paused.setVisible(until is not None)
        self.resume.setVisible(until is not None)
        self.where.setText(
            _("They come as notifications of your desktop.")
            if reminders.desktop_shows()
            else _("This desktop shows no notifications for programs, so they come as a line in this window.")
        )

    def _show_times(self) -> None:
        for old in self.times:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.times = []
        for at in reminders.times_in(self._settings):
            said = time_of_day(at)
            button = plain_button(said, "close")
            button.setAccessibleName(_("Take {time} away").format(time=said))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _on=False, one=at: self._take_away(one))
            self.times.append(button)
            self._flow.addWidget(button)
            button.show()  # at once: what is not on show yet cannot take the focus
        self.none.setVisible(not self.times)
        self._chips.setVisible(bool(self.times))

    def _add(self) -> None:
        try:
            at = read_time(self.typed.text())
            known = reminders.times_in(self._settings)
            if at not in known and len(known) >= MOST_TIMES:
                raise BadInput(_("{most} times are as many as there can be.").format(most=MOST_TIMES))
        except BadInput as wrong:
            self.notice.show_sentence(str(wrong), "problem")
            return
        self.notice.clear()
        self.typed.clear()
        reminders.keep_times(self._settings, (*known, at))
        self.refresh()

    def _take_away(self, at: time) -> None:
        known = reminders.times_in(self._settings)
        reminders.keep_times(self._settings, tuple(one for one in known if one != at))
        self.refresh()
        beside = self.times[min(known.index(at), len(self.times) - 1)] if self.times else self.typed
        beside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pause(self, until: datetime | None) -> None:
        had_focus = self.resume.hasFocus()
        reminders.pause(self._settings, until)
        self.refresh()
        if had_focus:
            self.hour.setFocus(Qt.FocusReason.OtherFocusReason)

    def _space(self) -> None:
        self.typed.setMaximumWidth(px(180))
        self._line.setSpacing(px(8))
        self._lines.setSpacing(px(8))
