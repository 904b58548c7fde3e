"""Session reflections by month, the newest first, and beside them the one chosen in its form; the trash as well."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.reflection import ReflectionRow, SessionFilter
from peerjournal.ui.dialogs.labels import LabelsDialog
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.models.session_list import SessionListModel
from peerjournal.ui.pages.session_in_trash import SessionInTrash
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, link_button, muted, primary_button
from peerjournal.ui.widgets.beside import Beside
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.headed_list import HeadedList
from peerjournal.ui.widgets.session_filters import SessionFilters
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.pages.reflection_sheet import ReflectionSheet

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

NEW_KEYS = "Ctrl+Shift+R"


class SessionListPage(QWidget):
    """The list and the form. ``changed`` when a reflection was kept, or went into the trash or out of it.

    The list is read away from the window; ``ready`` when it shows what was found. ``line_wanted``, ``part_wanted`` and
    ``pack_wanted`` carry what the form wants to be seen.
    """

    changed = Signal()
    ready = Signal()
    line_wanted = Signal(str)
    part_wanted = Signal(str)
    pack_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._sheet: ReflectionSheet | None = None
        self._reading: Job | None = None
        self.setAccessibleName(_("Reflections"))
        self.new = primary_button(_("New reflection"), "plus")
        keys = QKeySequence(NEW_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.new.setToolTip(_("New reflection ({keys})").format(keys=keys))
        self.filters = SessionFilters()
        self.count = muted("")
        self.shared_under = link_button(_("What have I shared with this group"))
        self.shared_under.hide()
        self.list = HeadedList(_("Session reflections"), SessionListModel())
        self.empty = EmptyState()
        self.in_trash = SessionInTrash(journal)
        self.notice = UndoNotice()
        self._invitation = EmptyState()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self._rest()

    # ---------------------------------------------------------------------------------------- for the room

    @property
    def sheet(self) -> "ReflectionSheet":
        """The form; made when it is first needed."""
        if self._sheet is None:
            # Imported with the first reflection that is opened: the list alone should be there at once.
            from peerjournal.ui.pages.reflection_sheet import ReflectionSheet

            sheet = self._sheet = ReflectionSheet(self._journal)
            self._stack.addWidget(sheet)
            sheet.changed.connect(self._after_change)
            sheet.closed.connect(self._closed)
            sheet.moved_to_trash.connect(self._gone)
            sheet.line_wanted.connect(self.line_wanted)
            sheet.pack_wanted.connect(self.pack_wanted)
        return self._sheet

    @property
    def open_id(self) -> str:
        """The reflection on show beside the list; empty for a new one, and where none is."""
        if self._stack.currentWidget() is self.in_trash:
            return self.in_trash.reflection_id
        return self._sheet.reflection_id if self._sheet is not None and self._form_shown else ""

    @property
    def _form_shown(self) -> bool:
        return self._sheet is not None and self._stack.currentWidget() is self._sheet

    def refresh(self) -> None:
        """Read the list anew, beside the window; what stands in the form stays."""
        wanted, journal = self.filters.filter(), self._journal
        if self._reading is not None:
            self._reading.cancel()

        def read() -> tuple[tuple[str, ...], list[ReflectionRow]]:
            from peerjournal.operations import sessions

            return sessions.labels(journal), sessions.rows(journal, wanted)

        def found(read: tuple[tuple[str, ...], list[ReflectionRow]]) -> None:
            self._reading = None
            labels, rows = read
            self.filters.show_labels(labels)
            self.filters.labels.setEnabled(bool(labels))
            self._show_rows(rows, wanted)

        self._reading = jobs().run(read, found, self._not_read, self)

    def new_reflection(self) -> None:
        """A new one in the form, ready to type."""
        if not self.settle() or not self.notice.done(self.sheet.new):
            return
        self.filters.show_trash(on=False)
        self.notice.clear()
        self.list.point_at("")
        self._stack.setCurrentWidget(self.sheet)
        self.beside.show_main()
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reflection(self, reflection_id: str) -> bool:
        """Open one, also in the trash. False if it is gone, or if the one open now could not be kept."""
        from peerjournal.operations import sessions

        if self.open_id == reflection_id:
            self.beside.show_main()
            return True
        if not self.settle():
            self.list.point_at(self.open_id)
            return False
        found = self.notice.tried(lambda: sessions.get_reflection(self._journal, reflection_id))
        if found is None:
            return False
        trashed = found.trashed_at is not None
        self.filters.show_trash(on=trashed)
        opened = self.in_trash.show_reflection if trashed else self.sheet.open_reflection
        if not self.notice.done(lambda: opened(reflection_id)):
            return False
        self._stack.setCurrentWidget(self.in_trash if trashed else self.sheet)
        self.list.point_at(reflection_id)
        return True

    def settle(self) -> bool:
        """Keep what stands in the form; False if that failed."""
        return self._sheet is None or self._sheet.settle()

    def save_now(self) -> bool:
        """Have what stands in the form on disk; False if that failed."""
        return self._sheet is None or self._sheet.save_now()

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what stands in the form."""
        super().hideEvent(event)
        if not self.settle():
            self.save_now()

    # -------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._lists = QStackedWidget()
        self._blank = QWidget()
        for shown in (self._blank, self.list, self.empty):
            self._lists.addWidget(shown)
        top = QWidget()
        self._top = FlowLayout(top)
        for part in (self.new, self.count):
            self._top.addWidget(part)
        self._side.addWidget(top)
        self._side.addWidget(self.filters)
        self._side.addWidget(self.shared_under, 0, Qt.AlignmentFlag.AlignLeading)
        self._side.addWidget(self._lists, 1)
        card = Card(padding=4)  # what is in it has a distance of its own
        self._stack = QStackedWidget()
        self._stack.addWidget(self._invitation)
        self._stack.addWidget(self.in_trash)
        card.body.addWidget(self._stack)
        self.beside = _ListAndForm(self.list, side, card, self.settle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.beside, 1)
        whole.addWidget(self.notice)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_reflection)
        self.empty.button.clicked.connect(self._answer_empty)
        self.filters.changed.connect(self._look)
        self.filters.labels_wanted.connect(self._see_to_labels)
        self.shared_under.clicked.connect(self._see_to_labels)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _index: self._clicked())
        self.list.trash_wanted.connect(self._trash)
        self.in_trash.restore_wanted.connect(self._restore)
        self.in_trash.delete_wanted.connect(self._delete)

    def _measure(self) -> None:
        self._side.setSpacing(px(8))
        self._top.setSpacing(px(12))

    # --------------------------------------------------------------------------------------------- showing

    def _rest(self) -> None:
        """Nothing is open."""
        self._invitation.say(
            "sessions", _("Nothing is open"), _("Choose a reflection from the list to read it or to go on writing.")
        )
        self._stack.setCurrentWidget(self._invitation)

    def _show_rows(self, rows: list[ReflectionRow], wanted: SessionFilter) -> None:
        self.list.show_things(rows, self._journal.clock.today())
        if self.open_id:
            self.list.point_at(self.open_id)
        n = len(rows)
        sentence = (
            ngettext("{n} in the trash", "{n} in the trash", n)
            if wanted.trashed
            else ngettext("{n} reflection", "{n} reflections", n)
        )
        self.count.setText(sentence.format(n=number(n)))
        self.count.setVisible(bool(n))
        self._say_empty(wanted)
        self._lists.setCurrentWidget(self.list if n else self.empty)
        self.ready.emit()

    def _say_empty(self, wanted: SessionFilter) -> None:
        if self.filters.narrows:
            words = (
                "filter",
                _("Nothing fits here"),
                _("No reflection has all that is chosen above."),
                _("Show all"),
            )
        elif wanted.trashed:
            words = ("trash", _("The trash is empty"), _("A reflection you put there can be put back."), "")
        else:
            words = (
                "sessions",
                _("Ten quiet minutes after a session"),
                _("What happened, what it means to you, what comes next. A line is enough, and nobody else reads it."),
                _("New reflection"),
            )
        self.empty.say(*words)

    def _not_read(self, error: Exception) -> None:
        self._reading = None
        if not isinstance(error, PeerJournalError):
            raise error
        self.notice.show_sentence(str(error), "problem")

    # ---------------------------------------------------------------------------------------------- acting

    def _look(self) -> None:
        """The filters say something else."""
        label = self.filters.chosen_label()
        self.shared_under.setVisible(bool(label))
        if (self._stack.currentWidget() is self.in_trash) != self.filters.filter().trashed and self.settle():
            self._rest()
        self.notice.clear()
        self.refresh()

    def _answer_empty(self) -> None:
        if self.filters.narrows:
            self.filters.clear()
        else:
            self.new_reflection()

    def _choose(self, reflection_id: str) -> None:
        if not self.beside.narrow:
            self.show_reflection(reflection_id)

    def _open(self, reflection_id: str) -> None:
        if self.show_reflection(reflection_id):
            self.beside.show_main()
            shown = self.sheet if self._form_shown else self.in_trash
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        if self.list.current_id() and self.show_reflection(self.list.current_id()) and self.beside.narrow:
            self.beside.show_main()

    def _after_change(self) -> None:
        self.refresh()
        self.changed.emit()

    def _closed(self) -> None:
        self._rest()
        self.refresh()
        self.beside.show_side()

    # ------------------------------------------------------------------------------------------- the trash

    def _trash(self, reflection_id: str) -> None:
        if self.filters.filter().trashed:
            if self.show_reflection(reflection_id):
                self.beside.show_main()
                self.in_trash.ask()
            return
        from peerjournal.operations import sessions

        if self.settle() and self.notice.done(lambda: sessions.move_to_trash(self._journal, reflection_id)):
            self._gone(reflection_id)

    def _gone(self, reflection_id: str) -> None:
        if self.open_id in {reflection_id, ""}:
            self._rest()
        self._back_in_list()
        self.notice.offer(_("The reflection is in the trash."), lambda: self._bring_back(reflection_id))

    def _bring_back(self, reflection_id: str) -> None:
        if self._put_back(reflection_id):
            self.show_reflection(reflection_id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self, reflection_id: str) -> bool:
        from peerjournal.operations import sessions

        if not self.notice.done(lambda: sessions.restore(self._journal, reflection_id)):
            return False
        self._after_change()
        return True

    def _restore(self, reflection_id: str) -> None:
        if self._put_back(reflection_id):
            self._rest()
            self.beside.show_side()
            self.notice.show_sentence(_("The reflection is back in the list."))

    def _delete(self, reflection_id: str) -> None:
        from peerjournal.operations import sessions

        if self.notice.done(lambda: sessions.delete_for_good(self._journal, reflection_id)):
            self._rest()
            self._back_in_list()
            self.notice.show_sentence(_("The reflection is deleted."))

    def _back_in_list(self) -> None:
        self._after_change()
        self.beside.show_side()

    # ------------------------------------------------------------------------------------------ the labels

    def _see_to_labels(self) -> None:
        if not self.settle():
            return
        dialog = LabelsDialog(self._journal, self.filters.chosen_label(), self)
        dialog.changed.connect(self._after_change)
        dialog.renamed.connect(self._renamed)
        dialog.part_wanted.connect(self.part_wanted)
        dialog.open()

    def _renamed(self, before: str, after: str) -> None:
        """What is chosen in the filter, and what is open, bear the new name."""
        if self.filters.chosen_label() == before:
            self.filters.show_labels([after])
            self.filters.choose_label(after)
        open_id = self.open_id
        if open_id and self._form_shown:
            self.notice.done(lambda: self.sheet.open_reflection(open_id))


class _ListAndForm(Beside):
    """Going back to the list keeps what stands in the form first; where that fails, the form stays."""

    SHARE, LEAST, MOST = 0.38, 240, 372

    def __init__(
        self, rows: HeadedList[SessionListModel], side: QWidget, main: QWidget, settle: Callable[[], bool]
    ) -> None:
        self._settle = settle
        super().__init__(rows, side, main)

    def show_side(self) -> None:
        if not self.fills_page or self._settle():
            super().show_side()
