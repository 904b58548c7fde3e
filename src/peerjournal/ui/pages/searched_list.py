"""What the lists beside a sheet have in common: searching, the trash, and what is said under them."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, link_button, muted, quiet_button
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.search_field import SearchField
from peerjournal.ui.widgets.two_step import TwoStep


class SearchedList(QWidget):
    """A list with a search field above and a notice below. ``about_to_look`` before it is read anew by other rules.

    ``emptied`` once it is confirmed that the trash is to be emptied. A subclass says what is in the list, and puts it
    all in place with :meth:`stack_list`.
    """

    about_to_look = Signal()
    emptied = Signal()

    def __init__(self, search: SearchField, view: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = search
        self.view = view
        self.count = muted("")
        self.empty_trash = quiet_button(_("Empty the trash"))
        self.two_step = TwoStep(_("Delete for good"))
        self.notice = Notice()
        self.undo = link_button("")
        row = self.notice.layout()
        assert row is not None
        row.addWidget(self.undo)
        self.empty = EmptyState()
        search.looked.connect(self._look)
        search.left_downwards.connect(self._go_down)
        search.entered.connect(self._open_first)
        view.left_upwards.connect(self.start_search)
        self.empty.button.clicked.connect(self._invited)
        self.empty_trash.clicked.connect(self._ask_to_empty)
        self.two_step.confirmed.connect(self.emptied)

    # ----------------------------------------------------------------------------- what each one says itself

    @property
    def in_trash(self) -> bool:
        """Whether the list shows the trash."""
        raise NotImplementedError

    def first_id(self) -> str:
        """The first thing in the list; empty if there is none."""
        raise NotImplementedError

    def refresh(self, kept_id: str | None) -> None:
        """Read the list again after a change and mark what is on the sheet."""
        raise NotImplementedError

    def mark(self, kept_id: str | None) -> None:
        """Show that this one is on the sheet; nothing is chosen by that."""
        raise NotImplementedError

    def _look(self) -> None:
        raise NotImplementedError

    def _invited(self) -> None:
        raise NotImplementedError

    def _ask_to_empty(self) -> None:
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------- for the room

    def start_search(self) -> None:
        """Give the keyboard to the search field."""
        self.search.begin()

    def enter_list(self) -> None:
        """Give the keyboard to the list, or to what invites where it is empty."""
        if self.first_id():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.empty.button.isVisible():
            self.empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, sentence: str, *, undo: str = "") -> None:
        """Say something under the list; ``undo`` is what the link beside it says, if there is one."""
        self.notice.show_sentence(sentence)
        self.undo.setText(undo)
        self.undo.setAccessibleName(undo)
        self.undo.setVisible(bool(undo))

    def say_trouble(self, sentence: str) -> None:
        """Say under the list what went wrong."""
        self.notice.show_sentence(sentence, "problem")
        self.undo.hide()

    # ---------------------------------------------------------------------------------------------- building

    def stack_list(self, above: list[QWidget | QLayout], beside_count: list[QWidget]) -> None:
        """Put the list in place: below what is ``above``, and below the count with what stands beside that."""
        counted = QHBoxLayout()
        counted.addWidget(self.count, 1)
        for widget in (self.empty_trash, *beside_count):
            counted.addWidget(widget)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for part in (*above, counted):
            if isinstance(part, QLayout):
                self._lines.addLayout(part)
            else:
                self._lines.addWidget(part)
        self._lines.addWidget(self.two_step)
        self._lines.addWidget(self._stack, 1)
        self._lines.addWidget(self.notice)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._lines.setSpacing(px(10))

    def _go_down(self) -> None:
        self.search.look_now()
        self.enter_list()

    def _open_first(self) -> None:
        self.search.look_now()
        if self.first_id():
            self.view.opened.emit(self.first_id())
