"""When something was: a quiet line of words that turns into two fields when it is pressed."""

from datetime import datetime

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTime, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QHBoxLayout, QSizePolicy, QWidget

from peerjournal.i18n import _
from peerjournal.ui.text import long_date, time_of_day
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import plain_button, quiet_button
from peerjournal.ui.widgets.controls import calm

_FIRST, _LAST = QDate(1900, 1, 1), QDate(2100, 12, 31)


class MomentField(QWidget):
    """A date and time. ``changed`` carries the new moment, in the zone of the old one.

    Enter or leaving the fields takes what they say, Esc leaves everything as it was. ``name`` says to a screen reader
    what they are about; without one it is an entry.
    """

    changed = Signal(object)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name or _("Date and time of this entry")
        self._moment: datetime | None = None
        self._editing = False
        self._button = quiet_button("")
        self._button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._edit = calm(QDateTimeEdit())
        # The fields show the wall clock as it was; no zone of this computer may move it.
        self._edit.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        self._edit.setDateRange(_FIRST, _LAST)
        self._edit.setDisplayFormat(_fields_format())
        self._edit.setCalendarPopup(True)
        self._edit.setAccessibleName(self._name)
        self._done = plain_button(_("Done"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        row.addWidget(self._edit)
        row.addWidget(self._done)
        row.addStretch(1)
        self._button.clicked.connect(self.start)
        self._done.clicked.connect(self.finish)
        self._edit.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # a widget needs an application
        self._show_fields(shown=False)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def moment(self) -> datetime | None:
        """The moment shown."""
        return self._moment

    @property
    def edit(self) -> QDateTimeEdit:
        """The fields, shown while editing."""
        return self._edit

    def set_moment(self, moment: datetime) -> None:
        """Show this moment; nothing is emitted."""
        self._moment = moment
        self._editing = False
        words = f"{long_date(moment)}  ·  {time_of_day(moment)}"
        self._button.setText(words.replace("&", "&&"))
        self._button.setAccessibleName(_("{name}: {when}. Press to change.").format(name=self._name, when=words))
        self._button.setToolTip(_("Change date and time"))
        self._show_fields(shown=False)

    def set_read_only(self, read_only: bool) -> None:
        """Only show the moment."""
        self._button.setEnabled(not read_only)

    def start(self) -> None:
        """Turn into fields."""
        if self._moment is None:
            return
        self._edit.setDate(QDate(self._moment.year, self._moment.month, self._moment.day))
        self._edit.setTime(QTime(self._moment.hour, self._moment.minute))
        self._editing = True
        self._show_fields(shown=True)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.setSelectedSection(QDateTimeEdit.Section.DaySection)

    def finish(self) -> None:
        """Take what the fields say."""
        if not self._editing or self._moment is None:
            return
        self._edit.interpretText()
        day, time = self._edit.date(), self._edit.time()
        new = self._moment.replace(
            year=day.year(), month=day.month(), day=day.day(), hour=time.hour(), minute=time.minute()
        )
        changed = new != self._moment
        self._stop(new if changed else self._moment)
        if changed:
            self.changed.emit(new)

    def cancel(self) -> None:
        """Leave everything as it was."""
        if self._editing and self._moment is not None:
            self._stop(self._moment)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.finish()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancel()
                return True
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        self._button.setStyleSheet(f"QPushButton {{ padding: {px(6)}px; }}")

    def _stop(self, moment: datetime) -> None:
        focused = QApplication.focusWidget()
        here = focused is not None and self.isAncestorOf(focused)
        self.set_moment(moment)
        if here:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fields(self, *, shown: bool) -> None:
        # First what comes, then what goes: the focus then never wanders off.
        for widget in (self._edit, self._done) if shown else (self._button,):
            widget.show()
        for widget in (self._button,) if shown else (self._edit, self._done):
            widget.hide()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._editing and new is not None and not self.isAncestorOf(new) and new.window() is self.window():
            self.finish()


def _fields_format() -> str:
    """Day, month, year and time with a four-figure year, in the locale's order."""
    day_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("d")
    time = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    return ("d MMM yyyy" if day_first else "MMM d, yyyy") + "  " + time
