"""The room "My story": the parts of a story, the people in it, and the lights of its parts."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.story import Story
from peerjournal.ui.pages.parts import PartsRoom
from peerjournal.ui.pages.people import PeoplePage
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.ask_name import AskName
from peerjournal.ui.widgets.basics import Notice, heading, link_button
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import icon_button, segmented
from peerjournal.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.pages.lights import LightsPage

# operations are imported inside functions: they bring in SQLAlchemy, which must not load before the unlock screen.

PARTS, PEOPLE, LIGHTS = range(3)


class StoryPage(QWidget):
    """The room. ``part_changed`` when a part, a person or a light was changed.

    ``focus_mode`` asks the window to leave the sheet alone on the screen, and to come back. ``entry_wanted`` carries
    an entry's id, ``line_wanted`` that of a line of the ledger, ``glance_wanted`` an audience's.
    """

    part_changed = Signal()
    focus_mode = Signal(bool)
    entry_wanted = Signal(str)
    line_wanted = Signal(str)
    glance_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._stories: list[Story] = []
        self._removed_title = ""
        self._focused = False
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("My story"))
        self.parts = PartsRoom(journal)
        self.people = PeoplePage(journal)
        self.lights: LightsPage | None = None
        self._build()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self.refresh()

    # --------------------------------------------------------------------------------- for the window

    def open_part(self, part_id: str) -> bool:
        """Show a part of any story. False if it is gone, or if what is open now could not be kept and so stays."""
        from peerjournal.operations import story

        try:
            part = story.get_part(self._journal, part_id)
        except PeerJournalError as error:
            self.parts.say(str(error))
            return False
        self.tabs.choose(PARTS)
        if part.story_id != self.parts.story_id and not self.show_story(part.story_id):
            return False
        return self.parts.open_part(part_id)

    def new_part(self) -> bool:
        """A blank part, ready to type. False as in :meth:`open_part`."""
        self.tabs.choose(PARTS)
        return self.parts.new_part()

    def part_from_entry(self, entry_id: str) -> bool:
        """Make a part of an entry, which stays; False as in :meth:`open_part`, or where the entry says nothing."""
        self.tabs.choose(PARTS)
        return self.parts.part_from_entry(entry_id)

    def show_person(self, person_id: str) -> bool:
        """Somebody's form. False if they are gone."""
        if not self.parts.settle():
            return False
        self.tabs.choose(PEOPLE)
        self.people.refresh()
        return self.people.show_person(person_id)

    def show_lights(self, part_id: str = "") -> None:
        """The lights table, at a part if one is named."""
        self.tabs.choose(LIGHTS)
        if self.lights is not None and part_id:
            self.lights.refresh()
            rows = [n for n, part in enumerate(self.lights.model.parts) if part.id == part_id]
            if rows:
                self.lights.view.go_to(rows[0], 0)

    def settle(self) -> bool:
        """Make what is typed the part, or the person; False if that failed, then nothing has changed on the screen."""
        return all([self.people.settle(), self.parts.settle()])

    def save_now(self) -> bool:
        """Have everything typed on disk before this returns, for lock, hide and close."""
        return all([self.people.save_now(), self.parts.save_now()])

    def show_story(self, story_id: str, *, keep_open: bool = False) -> bool:
        """Show the parts of a story. False if what is open could not be kept and so stays."""
        if not self.parts.set_story(story_id, keep_open=keep_open):
            self._point_at(self.parts.story_id)
            return False
        if self.chooser.findData(story_id) < 0:
            self.refresh()
        self._point_at(story_id)
        return True

    def refresh(self) -> None:
        """Read the stories again; the rooms below read their own."""
        from peerjournal.operations import story

        try:
            self._stories = story.all_stories(self._journal)
        except PeerJournalError as error:
            self._say(str(error), trouble=True)
            return
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for one in self._stories:
                self.chooser.addItem(one.title, one.id)
        self.chooser.setVisible(len(self._stories) > 1)
        there = {s.id for s in self._stories}
        if self.parts.story_id in there:
            self._point_at(self.parts.story_id)
        elif self._stories:
            self.show_story(self._stories[0].id)

    # ------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.chooser = CalmCombo()
        self.chooser.setAccessibleName(_("Which story"))
        self.more = icon_button("more", _("New story, rename or remove this one"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        self.new_story = menu.addAction(_("New story…"))
        self.rename_story = menu.addAction(_("Rename this story…"))
        self.remove_story = menu.addAction(_("Remove this story"))
        self.more.setMenu(menu)
        self.tabs = segmented([_("Parts"), _("People"), _("Lights")])
        self.tabs.setAccessibleName(_("What of my story"))
        self.ask = AskName()
        self.notice = Notice()
        self.undo = link_button(_("Undo"))
        self._stack = QStackedWidget()

    def _lay_out(self) -> None:
        self._head = QWidget()
        self._head_flow = FlowLayout(self._head)
        head: list[QWidget] = [heading(_("My story")), self.chooser, self.more, self.tabs]
        for widget in head:
            self._head_flow.addWidget(widget)
        row = self.notice.layout()
        assert row is not None
        row.addWidget(self.undo)
        self._stack.addWidget(self.parts)
        self._stack.addWidget(self.people)
        self._lines = QVBoxLayout(self)
        self._lines.addWidget(self._head)
        self._lines.addWidget(self.ask)
        self._lines.addWidget(self.notice)
        self._lines.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._change_tab)
        self.chooser.activated.connect(lambda _index: self.show_story(str(self.chooser.currentData())))
        self.new_story.triggered.connect(self._ask_new_story)
        self.rename_story.triggered.connect(self._ask_rename_story)
        self.remove_story.triggered.connect(self._remove_story)
        self.undo.clicked.connect(self._bring_story_back)
        parts, people = self.parts, self.people
        parts.part_changed.connect(self.part_changed)
        parts.story_wanted.connect(lambda story_id: self.show_story(story_id, keep_open=True))
        parts.lights_wanted.connect(self.show_lights)
        parts.person_wanted.connect(self.show_person)
        parts.entry_wanted.connect(self.entry_wanted)
        parts.line_wanted.connect(self.line_wanted)
        parts.focus_mode.connect(self._focus)
        parts.narrow_sheet.connect(lambda _on: self._show_head())
        people.narrow_form.connect(lambda _on: self._show_head())
        people.part_opened.connect(self.open_part)
        people.people_changed.connect(self.part_changed)
        new = QShortcut(QKeySequence("Ctrl+Shift+N"), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self.new_part)

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(340), px(320))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _measure(self) -> None:
        edge = px(24)
        self._lines.setContentsMargins(edge, px(18), edge, edge)
        self._lines.setSpacing(px(14))
        self._head_flow.setSpacing(px(12))
        self.chooser.setMaximumWidth(px(280))

    # ------------------------------------------------------------------------------------------ acting

    def _change_tab(self, tab: int) -> None:
        if tab == LIGHTS and self.lights is None:
            self.lights = self._make_lights()
        pages: list[Any] = [self.parts, self.people, self.lights]
        self.notice.clear()
        if not (tab == PARTS or self.parts.settle()):
            self.tabs.choose(PARTS)
            return
        self._stack.setCurrentWidget(pages[tab])
        self._show_head()

    def _make_lights(self) -> "LightsPage":
        """The table is large; it is made when it is wanted first."""
        from peerjournal.ui.pages.lights import LightsPage

        lights = LightsPage(self._journal)
        lights.lights_changed.connect(self.part_changed)
        lights.part_wanted.connect(self.new_part)
        lights.part_opened.connect(self.open_part)
        lights.glance_wanted.connect(self.glance_wanted)
        self._stack.addWidget(lights)
        return lights

    def _focus(self, on: bool) -> None:
        self._focused = on
        self._show_head()
        if on:
            self.ask.hide()
            self.notice.clear()
        self.focus_mode.emit(on)

    def _show_head(self) -> None:
        """The tabs and the title give way to a sheet that needs all the room; its way back leads to them."""
        page = self._stack.currentWidget()
        fills = page in {self.parts, self.people} and (self.parts if page is self.parts else self.people).fills_page
        self._head.setVisible(not self._focused and not fills)

    def _point_at(self, story_id: str) -> None:
        with QSignalBlocker(self.chooser):
            self.chooser.setCurrentIndex(self.chooser.findData(story_id))

    def _ask_new_story(self) -> None:
        self.ask.ask(_("What is the new story called?"), _("Add it"), self._make_story, back_to=self.more)

    def _make_story(self, title: str) -> None:
        from peerjournal.operations import story

        made = story.add_story(self._journal, title)
        self.refresh()
        self.tabs.choose(PARTS)
        self.show_story(made.id)

    def _ask_rename_story(self) -> None:
        now = next((s.title for s in self._stories if s.id == self.parts.story_id), "")
        self.ask.ask(_("What is this story called?"), _("Rename"), self._rename_story, now=now, back_to=self.more)

    def _rename_story(self, title: str) -> None:
        from peerjournal.operations import story

        story.rename_story(self._journal, self.parts.story_id, title)
        self.refresh()

    def _remove_story(self) -> None:
        from peerjournal.operations import story

        if not self.parts.settle():
            return
        gone = next((s for s in self._stories if s.id == self.parts.story_id), None)
        if gone is None:
            return
        try:
            story.remove_story(self._journal, gone.id)
        except PeerJournalError as error:
            self._say(str(error), trouble=True)
            return
        self._removed_title = gone.title
        self.refresh()
        self._say(_("The story “{title}” is removed; no part was in it.").format(title=gone.title), undo=True)

    def _bring_story_back(self) -> None:
        if self._removed_title:
            title, self._removed_title = self._removed_title, ""
            self.notice.clear()
            try:
                self._make_story(title)
            except PeerJournalError as error:
                self._say(str(error), trouble=True)

    def _say(self, sentence: str, *, undo: bool = False, trouble: bool = False) -> None:
        self.notice.show_sentence(sentence, "problem" if trouble else "info")
        self.undo.setVisible(undo)
