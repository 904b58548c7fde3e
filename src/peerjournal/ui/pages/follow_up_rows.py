"""One follow-up on its page: as it is to be come back to, as it was decided, or as it lies in the trash."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from peerjournal.errors import BadInput
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import one_line
from peerjournal.journal.reflection import FollowState, FollowUp
from peerjournal.ui.pages.due import FollowUpRow
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, body, link_button, muted, plain_button, quiet_button
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.typed_day import TypedDay

_NARROW = 480
AT_ONCE = 40
"""Rows shown before one asks for more."""


class Fields(QWidget):
    """Words and a day in a line. ``entered`` on Enter in one of them; what is in the way of a day is said below.

    ``left_downwards`` on Down.
    """

    entered = Signal()
    left_downwards = Signal()

    def __init__(self, act: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setAccessibleName(_("What to come back to"))
        self.words.setPlaceholderText(_("Something to come back to"))
        self.day = TypedDay(_("Day"), _("Day, if any"))
        self.day.start_from(today)
        self.act = plain_button(act)
        self.trouble = Notice()
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for part, share in ((self.words, 5), (self.day, 3), (self.act, 0)):
            self.line.addWidget(part, share)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(self.line)
        self._lines.addWidget(self.trouble)
        for field in (self.words, self.day):
            field.returnPressed.connect(self.entered)
            field.textEdited.connect(lambda _text: self.trouble.clear())
        self.day.picked.connect(self.trouble.clear)
        self.act.clicked.connect(self.entered)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def read(self, today: date) -> tuple[str, date | None] | None:
        """What is typed. Where there is no such day that is said, all of it stays typed, and None comes back."""
        try:
            return self.words.text(), self.day.day(today)
        except BadInput as error:
            self.trouble.show_sentence(str(error), "problem")
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def clear(self) -> None:
        """Nothing is typed."""
        self.words.clear()
        self.day.clear()
        self.trouble.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, which the fields have no use for."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """In a narrow place the fields stand below each other."""
        narrow = self.width() < px(_NARROW)
        self.line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.line.setSpacing(px(8))
        self._lines.setSpacing(px(8))


class OpenRow(FollowUpRow):
    """To be come back to. While it is being changed, ``keep_wanted`` on Enter; see :meth:`wanted`.

    Up and down lead to the same button of the row beside (``left``, -1 or 1), Delete is ``trash_wanted``.
    """

    keep_wanted = Signal()
    trash_wanted = Signal()
    left = Signal(int)

    def __init__(self, follow_up: FollowUp, today: date, parent: QWidget | None = None) -> None:
        super().__init__(follow_up, parent)
        self._today = today
        self.later.setToolTip(_("In a week"))
        self.day = muted(_day_in_words(follow_up.due_on, today))
        self.change = quiet_button(_("Pick a day"))
        self.change.setToolTip(_("Another day, or other words (F2)"))
        self.trash = icon_button("trash", _("Into the trash (Delete)"))
        self.fields: Fields | None = None
        self._lines.insertWidget(0, self.day)
        self.day.setVisible(bool(self.day.text()))
        for button in (self.change, self.trash):
            button.setAccessibleDescription(follow_up.text)
        self._flow.insert_widget(2, self.change)
        self._flow.addWidget(self.trash)
        self.buttons = (self.done, self.later, self.change, self.let_go, self.session, self.trash)
        for button in self.buttons:
            button.installEventFilter(self)
        self.change.clicked.connect(lambda: self.edit(self.follow_up.text, self.follow_up.due_on))
        self.trash.clicked.connect(self.trash_wanted)

    def edit(self, words: str, day: date | str | None, *, at_words: bool = False) -> None:
        """Turn into fields; ``day`` may be as it was typed."""
        fields = self.fields = Fields(_("Keep"), self._today)
        cancel = quiet_button(_("Cancel"))
        fields.line.addWidget(cancel)
        fields.words.setText(words)
        fields.words.setCursorPosition(0)
        if isinstance(day, str):
            fields.day.setText(day)
        else:
            fields.day.show_day(day)
        fields.entered.connect(self.keep_wanted)
        cancel.clicked.connect(self.step_back)
        self._show_fields(shown=True)
        self._lines.addWidget(fields)
        target = fields.words if at_words else fields.day
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.selectAll()

    def half_typed(self) -> tuple[str, str] | None:
        """Words and day as they are typed; None where nothing is being changed."""
        return None if self.fields is None else (self.fields.words.text(), self.fields.day.text())

    def wanted(self) -> FollowUp | None:
        """With the words and the day that are typed. None where there is no such day: that is said, and stays typed."""
        if self.fields is None:
            return self.follow_up
        read = self.fields.read(self._today)
        return None if read is None else replace(self.follow_up, text=self._words(read[0]), due_on=read[1])

    def with_words(self) -> FollowUp:
        """With the words that are typed, whatever is typed as the day."""
        typed = "" if self.fields is None else self.fields.words.text()
        return replace(self.follow_up, text=self._words(typed))

    def _words(self, typed: str) -> str:
        return one_line(typed) or self.follow_up.text

    def step_back(self) -> None:
        """Nothing changes."""
        if self.fields is None:
            return
        here = QApplication.focusWidget()
        inside = here is not None and self.fields.isAncestorOf(here)
        self._show_fields(shown=False)
        if inside:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.hide()
        self.fields.deleteLater()
        self.fields = None

    def button(self, at: int) -> QWidget:
        """The button at this place, or the one before it where that is not on show."""
        return next(b for b in reversed(self.buttons[: at + 1]) if not b.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down, Delete and F2 on a button are the row's."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self.left.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.trash_wanted.emit()
                return True
            if event.key() == Qt.Key.Key_F2:
                self.edit(self.follow_up.text, self.follow_up.due_on, at_words=True)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it was."""
        if event.key() == Qt.Key.Key_Escape and self.fields is not None:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def _show_fields(self, *, shown: bool) -> None:
        self.words.setVisible(not shown)
        self.day.setVisible(not shown and bool(self.day.text()))
        ways = self.done.parentWidget()
        assert ways is not None
        ways.setVisible(not shown)


def _day_in_words(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return _("Today") if day == today else short_date(day, today=today)


class ClosedRow(QWidget):
    """Done, let go, or in the trash: its words, what became of it, and the way back."""

    def __init__(self, follow_up: FollowUp, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.follow_up = follow_up
        self.words = body(follow_up.text)
        self.about = muted(_what_became(follow_up, today))
        self.back = link_button(_("Put back") if follow_up.trashed_at else _("Open again"))
        self.delete: QPushButton | None = None
        row = QWidget()
        self._flow = FlowLayout(row)
        parts: list[QWidget] = [self.about, self.back]
        if follow_up.trashed_at:
            self.delete = link_button(_("Delete for good…"))
            parts.append(self.delete)
        for part in parts:
            part.setAccessibleDescription(follow_up.text)
            self._flow.addWidget(part)
        self.about.setVisible(bool(self.about.text()))
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(self.words)
        self._lines.addWidget(row)
        watcher().theme_changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self._flow.setSpacing(px(12))
        self._lines.setContentsMargins(0, px(4), 0, px(6))
        self._lines.setSpacing(px(4))


def _what_became(follow_up: FollowUp, today: date) -> str:
    """For example "Done on 3 Nov 2026"; empty for one that is open."""
    if follow_up.decided_at is None:
        return ""
    day = short_date(follow_up.decided_at, today=today)
    return (_("Done on {day}") if follow_up.state is FollowState.DONE else _("Let go on {day}")).format(day=day)


class ClosedRows(QWidget):
    """Follow-ups that are not open, each in a row made by ``make``; ``wanted`` when more of them are asked for."""

    wanted = Signal()

    def __init__(self, make: Callable[[FollowUp], ClosedRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._most = AT_ONCE
        self.rows: list[ClosedRow] = []
        self.more = link_button("")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._list = QVBoxLayout()
        self._lines.addLayout(self._list)
        self._lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.more.clicked.connect(self._show_more)

    def show_follow_ups(self, follow_ups: Sequence[FollowUp]) -> None:
        """Show as many of these as were asked for; the keyboard stays where it was."""
        wanted = list(follow_ups[: self._most])
        left = len(follow_ups) - len(wanted)
        self.more.setText(ngettext("{n} more", "{n} more", left).format(n=number(left)))
        self.more.setVisible(left > 0)
        if wanted == [row.follow_up for row in self.rows]:
            return
        here = QApplication.focusWidget()
        at = next((n for n, row in enumerate(self.rows) if here is not None and row.isAncestorOf(here)), None)
        emptied(self._list)
        self.rows = [self._make(follow_up) for follow_up in wanted]
        for row in self.rows:
            self._list.addWidget(row)
        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self) -> None:
        self._most += 5 * AT_ONCE
        self.wanted.emit()


def emptied(layout: QVBoxLayout) -> None:
    """Take out what stands in it."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
