"""My plan: first the whole of it to read, then to change in three lists; and from there it is handed out."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.pages.plan_cards import PlanList
from peerjournal.ui.pages.plan_leaving import PlanLeaving
from peerjournal.ui.pages.plan_people import PeopleList
from peerjournal.ui.pages.plan_reading import Plan, PlanReading, held
from peerjournal.ui.pages.plan_sections import SectionList
from peerjournal.ui.pages.plan_strategies import StrategyList
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, heading, muted, plain_button, quiet_button
from peerjournal.ui.widgets.folding_choice import FoldingChoice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

READING, CHANGING, LEAVING = range(3)
SECTIONS, STRATEGIES, PEOPLE = range(3)


class PlanPage(QWidget):
    """The room. ``part_wanted`` carries the id of a part to see in My story.

    Whoever enters it sees the plan to read, where it holds anything; else there is something to begin with.
    """

    part_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._comes_back = False
        self.setProperty("role", "page")
        self.setAccessibleName(_("My plan"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading = PlanReading()
        self.sections, self.strategies, self.people = SectionList(journal), StrategyList(journal), PeopleList(journal)
        self.lists: tuple[PlanList[Any, Any], ...] = (self.sections, self.strategies, self.people)
        self.tabs = FoldingChoice([_("Plan"), _("What helps"), _("My people")], _("My plan: what to change"))
        self.leaving = PlanLeaving(journal)
        self.change = plain_button(_("Change"), "pencil")
        self.read = plain_button(_("As it reads"), "reading")
        self.hand_out = quiet_button(_("Hand out…"), "print")
        self.state = muted("")
        self.state.setAccessibleDescription(_("Whether your plan is saved"))
        self.notice = Notice()
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # -------------------------------------------------------------------------------------------- for the rooms

    @property
    def mode(self) -> int:
        """READING, CHANGING or LEAVING."""
        return self.stack.currentIndex()

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then it stays on the screen."""
        kept = [page.settle() for page in self.lists]
        return all(kept)

    def save_now(self) -> bool:
        """The same: there are no drafts of a plan."""
        return self.settle()

    def minimumSizeHint(self) -> QSize:
        """Small: everything arranges itself by the room it gets."""
        return QSize(px(240), px(220))

    def showEvent(self, event: QShowEvent) -> None:
        """Entered: it is read first, but for who comes back from a part or has words here that are not kept yet."""
        super().showEvent(event)
        if event.spontaneous():
            return
        comes_back, self._comes_back = self._comes_back, False
        if self.mode == LEAVING:
            self.leaving.refresh()
        elif (comes_back and self.mode == CHANGING) or not self.settle():
            self._change()
        else:
            self.sections.begin_visit()
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the room keeps what was typed."""
        super().hideEvent(event)
        self.settle()

    def event(self, event: QEvent) -> bool:
        """Back from Support, which is a window of its own: what is kept there may have changed."""
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            if self.mode == LEAVING:
                self.leaving.refresh_helplines()
            elif self.mode == CHANGING:
                self.people.show_support()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to what is on show: to scroll what is read, or to the lists."""
        super().focusInEvent(event)
        if self.mode == READING:
            self.reading.setFocus(event.reason())
        elif self.mode == CHANGING:
            self.tabs.focus_here()
        else:
            self.leaving.focus_here()

    # ------------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        changing = QWidget()
        self._changing = QVBoxLayout(changing)
        self._changing.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        for kept in self.lists:
            self._pages.addWidget(kept)
        self._changing.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignHCenter)
        self._changing.addWidget(self._pages, 1)
        for page in (self.reading, changing, self.leaving):
            self.stack.addWidget(page)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(heading(_("My plan")))
        top.addStretch(1)
        top.addWidget(self.state)
        for button in (self.hand_out, self.change, self.read):
            top.addWidget(button)
        self._lines = QVBoxLayout(self)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._lines.addWidget(self._top)
        self._lines.addWidget(self.notice)
        self._lines.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.change.clicked.connect(self._change_here)
        self.read.clicked.connect(self._read_here)
        self.hand_out.clicked.connect(self._leave)
        self.tabs.chosen.connect(self._show_list)
        self.strategies.part_wanted.connect(self._see_part)
        self.leaving.back_wanted.connect(self._read_here)
        self.leaving.place_wanted.connect(self._go_to)
        for page in self.lists:
            page.kept.connect(self._say_kept)
        for n in range(len(self.lists)):
            shortcut = QShortcut(QKeySequence(f"Alt+{n + 1}"), self)
            shortcut.activated.connect(lambda place=n: self._choose_list(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        edge = px(24 if self.width() > px(520) else 12)
        self._lines.setContentsMargins(0, 0 if self.mode == LEAVING else edge, 0, 0)  # it has an edge of its own
        self._lines.setSpacing(px(12))
        for part in (self._top, self.notice):
            part.setContentsMargins(edge, 0, edge, 0)
        self._changing.setSpacing(px(10))

    # --------------------------------------------------------------------------------------------------- acting

    def _show_mode(self, mode: int) -> None:
        self.stack.setCurrentIndex(mode)
        self._top.setVisible(mode != LEAVING)
        self.change.setVisible(mode == READING)
        self.read.setVisible(mode == CHANGING)
        self.state.setText("")
        self._measure()

    def _held(self) -> Plan | None:
        try:
            found = held(self._journal)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return None
        self.notice.clear()
        self.hand_out.setVisible(any(found))
        self.read.setEnabled(any(found))
        return found

    def _read(self) -> None:
        """The plan to read; where it holds nothing, something to begin with."""
        found = self._held()
        if found is None or not any(found):
            self._change()
            return
        self.reading.show_plan(found)
        self._show_mode(READING)

    def _change(self) -> None:
        self._held()
        for page in self.lists:
            page.refresh()
        self._show_mode(CHANGING)

    def _read_here(self) -> None:
        if self.settle():
            self._read()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_here(self) -> None:
        self._change()
        self.tabs.focus_here()

    def _choose_list(self, place: int) -> None:
        if self.mode == READING:
            self._change_here()
        if self.mode == CHANGING:
            self.tabs.choose(place)

    def _show_list(self, place: int) -> None:
        if self._pages.currentIndex() != place and not self.settle():
            self.tabs.point_at(self._pages.currentIndex())
            return
        self.lists[place].refresh()
        self._pages.setCurrentIndex(place)

    def _leave(self) -> None:
        if self.settle():
            self._show_mode(LEAVING)
            self.leaving.open()

    def _go_to(self, id_: str) -> None:
        """Where the words of a finding stand."""
        self._change()
        for place, page in enumerate(self.lists):
            if page.go_to(id_):
                self.tabs.choose(place)
                page.go_to(id_)

    def _see_part(self, part_id: str) -> None:
        self._comes_back = True
        self.part_wanted.emit(part_id)

    def _say_kept(self) -> None:
        self.state.setText(_("Saved"))
        self._held()
