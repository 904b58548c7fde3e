"""All check-ins by day, the newest first, and beside them the one chosen, to be read and changed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import CheckIn
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.models.headed_rows import ID_ROLE
from peerjournal.ui.pages.check_in_form import CheckInForm
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, muted, primary_button
from peerjournal.ui.widgets.beside import Beside
from peerjournal.ui.widgets.check_in_rows import CheckInListModel
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.headed_list import HeadedList
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_AT_ONCE = timedelta(days=60)


class CheckInsPage(QWidget):
    """The list and the form. ``changed`` when a check-in was added, changed, or went to the trash or out of it.

    The last weeks are read at once, the rest away from the window; ``ready`` when all are listed.
    """

    changed = Signal()
    ready = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._reading: Job | None = None
        self._whole = False
        self.setAccessibleName(_("Check-ins"))
        self.new = primary_button(_("New check-in"), "plus")
        self.trash = icon_button("trash", _("Trash"), checkable=True)
        self.count = muted("")
        self.list = HeadedList(_("Check-ins"), CheckInListModel())
        self.empty = EmptyState()
        self.form = CheckInForm(journal)
        self.notice = UndoNotice()
        self._invitation = EmptyState()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self._rest()

    # ---------------------------------------------------------------------------------------- for the room

    @property
    def in_trash(self) -> bool:
        """Whether the trash is shown."""
        return self.trash.isChecked()

    def refresh(self) -> None:
        """Read the list anew; what stands in the form stays."""
        from peerjournal.operations import checkins

        if self.in_trash:
            trashed = self.notice.tried(lambda: checkins.in_trash(self._journal))
            self._show_list(sorted(trashed or [], key=lambda c: c.at.replace(tzinfo=None)))
            return
        if not self._whole:
            today = self._journal.clock.today()
            recent = self.notice.tried(lambda: checkins.check_ins(self._journal, today - _AT_ONCE, None))
            self._show_list(recent or [])
        self._read_all()

    def show_check_in(self, check_in_id: str) -> bool:
        """Open one, also in the trash. False if it is gone, or if the one open now could not be kept."""
        if self.form.check_in_id == check_in_id:
            self.beside.show_main()
            return True
        if not self.form.settle():
            self.list.point_at(self.form.check_in_id or "")
            return False
        if not self.notice.done(lambda: self.form.open(check_in_id)):
            return False
        self._stack.setCurrentWidget(self.form)
        self.list.point_at(check_in_id)
        return True

    def show_day(self, day: date) -> None:
        """The day at the top of the list, if anything was said on it; the last of its check-ins beside it."""
        rows = self.list.rows
        heading = rows.row_of_heading(day)
        if heading is not None:
            self.list.scrollTo(rows.index(heading, 0), HeadedList.ScrollHint.PositionAtTop)
            self.show_check_in(str(rows.index(heading + 1, 0).data(ID_ROLE)))

    def settle(self) -> bool:
        """Keep what stands in the form; False if that failed."""
        return self.form.settle()

    def save_now(self) -> bool:
        """Have what stands in the form on disk; False if that failed."""
        return self.form.save_now()

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what stands in the form."""
        super().hideEvent(event)
        if not self.form.settle():
            self.form.save_now()

    # -------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.trash)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.empty)
        self._side.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeading)
        self._side.addLayout(row)
        self._side.addWidget(self._lists, 1)
        self._card = Card(padding=16)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._invitation)
        self._stack.addWidget(self.form)
        self._card.body.addWidget(self._stack)
        self.beside = Beside(self.list, side, self._card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.beside, 1)
        whole.addWidget(self.notice)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_check_in)
        self.empty.button.clicked.connect(self.new_check_in)
        self.trash.toggled.connect(self._change_list)
        self.list.chosen.connect(self.show_check_in)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _index: self._clicked())
        self.list.trash_wanted.connect(self._trash)
        self.form.settled.connect(self._after_settling)
        self.form.finished.connect(self._finished)
        self.form.gone.connect(self._gone)
        self.form.deleted.connect(lambda _id: self._deleted())

    def _measure(self) -> None:
        self._side.setSpacing(px(10))

    # ---------------------------------------------------------------------------------------------- acting

    def new_check_in(self) -> None:
        """A new one beside the list."""
        if self.in_trash:
            self.trash.setChecked(False)
        if self.form.settle() and self.notice.done(self.form.begin):
            self.list.point_at("")
            self._stack.setCurrentWidget(self.form)
            self.beside.show_main()
            self.form.focus_here()

    def _rest(self) -> None:
        """Nothing is open."""
        self.form.put_away()
        self._invitation.say("check-in", _("A moment, as it was"), _("Choose one from the list to read or change it."))
        self._stack.setCurrentWidget(self._invitation)

    def _open(self, check_in_id: str) -> None:
        if self.show_check_in(check_in_id):
            self.beside.show_main()
            self.form.focus_here()

    def _clicked(self) -> None:
        if self.list.current_id() and self.show_check_in(self.list.current_id()) and self.beside.narrow:
            self.beside.show_main()

    def _change_list(self, _on: bool) -> None:
        if self.form.settle():
            self._rest()
        self.notice.clear()
        self.refresh()

    def _finished(self) -> None:
        self.list.point_at(self.form.check_in_id or "")
        self._rest()
        self.beside.show_side()

    def _after_settling(self, settled: object) -> None:
        if self.in_trash:  # put back
            self._rest()
        if self._whole and not self.in_trash and isinstance(settled, CheckIn):
            others = [c for c in reversed(self.list.rows.things) if c.id != settled.id]
            self._show_list(sorted([*others, settled], key=lambda c: (c.at.replace(tzinfo=None), c.id)))
        else:
            self.refresh()
        self.changed.emit()

    def _trash(self, check_in_id: str) -> None:
        if self.show_check_in(check_in_id):
            if self.in_trash:
                self.form.delete.click()
            else:
                self.form.move_to_trash()

    def _gone(self, check_in_id: str) -> None:
        self._rest()
        self.refresh()
        self.beside.show_side()
        self.notice.offer(_("The check-in is in the trash."), lambda: self._bring_back(check_in_id))
        self.changed.emit()

    def _bring_back(self, check_in_id: str) -> None:
        from peerjournal.operations import checkins

        if self.notice.done(lambda: checkins.restore(self._journal, check_in_id)):
            self.refresh()
            self.show_check_in(check_in_id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _deleted(self) -> None:
        self._rest()
        self.refresh()
        self.notice.show_sentence(_("The check-in is deleted."))
        self.changed.emit()

    # --------------------------------------------------------------------------------------------- reading

    def _read_all(self) -> None:
        from peerjournal.operations import checkins

        journal = self._journal
        if self._reading is not None:
            self._reading.cancel()
        self._reading = jobs().run(lambda: checkins.check_ins(journal), self._all_read, self._not_read, self)

    def _all_read(self, check_ins: list[CheckIn]) -> None:
        self._reading = None
        self._whole = True
        if not self.in_trash:
            self._show_list(check_ins)
        self.ready.emit()

    def _not_read(self, error: Exception) -> None:
        self._reading = None
        if not isinstance(error, PeerJournalError):
            raise error
        self.notice.show_sentence(str(error), "problem")

    def _show_list(self, check_ins: list[CheckIn]) -> None:
        self.list.show_things(check_ins[::-1], self._journal.clock.today())
        self.list.point_at(self.form.check_in_id or "")
        n = len(check_ins)
        sentence = (
            ngettext("{n} in the trash", "{n} in the trash", n)
            if self.in_trash
            else ngettext("{n} check-in", "{n} check-ins", n)
        )
        self.count.setText(sentence.format(n=number(n)) if n else "")
        if self.in_trash:
            self.empty.say("trash", _("The trash is empty"), _("A check-in you put there can be put back."))
        else:
            self.empty.say(
                "check-in",
                _("Nothing was said yet"),
                _("A check-in is a moment, as it is. One now and then is plenty."),
                _("New check-in"),
            )
        self._lists.setCurrentIndex(0 if n else 1)
