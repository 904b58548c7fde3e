"""The left side of the parts: a new one, finding, the three views, the list and its order, the trash."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import tidy_tags
from peerjournal.journal.story import Part
from peerjournal.ui.models.part_list import (
    Facts,
    PartListModel,
    Row,
    Shelf,
    by_movement,
    in_order,
    in_time,
    matching,
)
from peerjournal.ui.pages.searched_list import SearchedList
from peerjournal.ui.text import number
from peerjournal.ui.widgets.basics import primary_button
from peerjournal.ui.widgets.controls import icon_button, segmented
from peerjournal.ui.widgets.part_list import PartListView
from peerjournal.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

BY_MOVEMENT, IN_TIME, READ_THROUGH = range(3)


class PartsPane(SearchedList):
    """Finds, groups and orders the parts of one story. ``view_changed`` carries which of the three views is shown."""

    view: PartListView

    new_wanted = Signal()
    view_changed = Signal(int)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        model = PartListModel()
        search = SearchField(_("Find parts"), _("Words in titles, texts and themes (Ctrl+Shift+F)"))
        super().__init__(search, PartListView(model, _("Parts"), _("Move to trash")), parent)
        model.setParent(self)
        self.model = model
        self._journal = journal
        self._story_id = ""
        self._facts = Facts()
        self._shelf = Shelf((), (), {}, journal.clock.today())
        self._build()
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------------------------- for the page

    @property
    def in_trash(self) -> bool:
        """Whether the list shows the trash."""
        return self.trash.isChecked()

    @property
    def parts(self) -> list[Part]:
        """The parts of the story, or of its trash, whether a search finds them or not."""
        return list(self._shelf.parts)

    @property
    def movement_names(self) -> dict[str, str]:
        """What the movements are called, by id."""
        return {m.id: m.label for m in self._shelf.movements}

    def part(self, part_id: str) -> Part | None:
        """One of the parts read last."""
        return next((p for p in self._shelf.parts if p.id == part_id), None)

    def themes(self) -> list[str]:
        """The themes of all parts, to complete from."""
        return sorted(tidy_tags([t for p in self._shelf.parts for t in p.themes]), key=str.casefold)

    def set_story(self, story_id: str) -> None:
        """Show the parts of this story; the search is over."""
        self._story_id = story_id
        self.search.forget()
        self.refresh(None)

    def first_id(self) -> str:
        """The first part in the list; empty if there is none."""
        lines = self.model.lines()
        return lines[0].id if lines else ""

    def mark(self, kept_id: str | None) -> None:
        """Show that this part is on the sheet; nothing is chosen by that."""
        self.view.select(kept_id)

    def refresh(self, kept_id: str | None) -> None:
        """Read the parts again and mark the one on the sheet."""
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import ledger, story

        try:
            self._shelf = Shelf(
                story.parts_of(self._journal, self._story_id, trashed=self.in_trash),
                story.all_movements(self._journal),
                ledger.told_by_part(self._journal),
                self._journal.clock.today(),
            )
        except PeerJournalError as error:
            self.say_trouble(str(error))
            return
        self._show(kept_id)

    def show_all(self) -> None:
        """No search, not the trash."""
        self.search.forget()
        if self.trash.isChecked():
            self.trash.setChecked(False)
        else:
            self._show(self.view.current_id())

    # ------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        self.new = primary_button(_("New part"), "plus")
        self.new.setToolTip(_("New part (Ctrl+Shift+N)"))
        self.views = segmented([_("By movement"), _("Along time"), _("Read through")])
        self.views.setAccessibleName(_("Show the parts"))
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.trash = icon_button("trash", _("Trash"), checkable=True)

    def _lay_out(self) -> None:
        finding = QHBoxLayout()
        finding.addWidget(self.search, 1)
        finding.addWidget(self.new)
        self.stack_list([finding, self.views], [self.up, self.down, self.trash])

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_wanted)
        self.views.chosen.connect(self._change_view)
        self.trash.toggled.connect(self._change_trash)
        self.up.clicked.connect(lambda: self._want_move(-1))
        self.down.clicked.connect(lambda: self._want_move(1))
        self.view.selectionModel().currentRowChanged.connect(lambda _now, _before: self._enable_moves())
        self.model.modelReset.connect(self._enable_moves)

    # ------------------------------------------------------------------------------------------- acting

    def _look(self) -> None:
        self.about_to_look.emit()
        self.two_step.hide()
        self._show(self.view.current_id())

    def _change_view(self, view: int) -> None:
        self.about_to_look.emit()
        self._show(self.view.current_id())
        self.view_changed.emit(view)

    def _change_trash(self, on: bool) -> None:
        self.about_to_look.emit()
        self.two_step.hide()
        self.search.forget()
        self.views.setEnabled(not on)
        self.search.setEnabled(not on)
        self.refresh(None)

    def _show(self, part_id: str | None) -> None:
        query = self.search.text().strip()
        shelf = self._shelf
        if query:
            found = matching(shelf.parts, query, self._facts)
            shelf = Shelf(found, shelf.movements, shelf.told, shelf.today)
        self.model.movable = not self.in_trash and self.views.index() != IN_TIME
        self.view.show_rows(self._rows(shelf, narrowed=bool(query)), part_id)
        self._show_count(len(shelf.parts), query)
        self._enable_moves()

    def _rows(self, shelf: Shelf, *, narrowed: bool) -> list[Row]:
        if self.in_trash or self.views.index() == READ_THROUGH:
            return in_order(shelf, self._facts)
        if self.views.index() == IN_TIME:
            return in_time(shelf, self._facts)
        rows = by_movement(shelf, self._facts)
        # Headings without parts only invite something to be dropped below them.
        used = {p.movement for p in shelf.parts}
        return [r for r in rows if not narrowed or r.movement in used]

    def _show_count(self, n: int, query: str) -> None:
        if self.in_trash:
            sentence = ngettext("{n} part in the trash", "{n} parts in the trash", n)
        elif query:
            sentence = ngettext("{n} part found", "{n} parts found", n)
        else:
            sentence = ngettext("{n} part", "{n} parts", n)
        self.count.setText(sentence.format(n=number(n)) if n else "")
        self.empty_trash.setVisible(self.in_trash and n > 0)
        for button in (self.up, self.down):
            button.setVisible(self.model.movable and n > 1)
        if not n:
            self.empty.say(*self._invitation(query))
        self._stack.setCurrentIndex(0 if n else 1)

    def _invitation(self, query: str) -> tuple[str, ...]:
        if self.in_trash:
            return "trash", _("The trash is empty"), _("Parts you put away wait here until you empty the trash.")
        if query:
            return "search", _("Nothing found"), _("Try fewer words, or only how a word begins."), _("Show all parts")
        return (
            "story", _("Your story will stand here"), _("Write one part as it really was. All of it is private."),
            _("Write the first part"),
        )  # fmt: skip

    def _invited(self) -> None:
        if self.search.text().strip():
            self.show_all()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.new_wanted.emit()

    def _want_move(self, by: int) -> None:
        if self.view.current_id():
            self.view.move_wanted.emit(self.view.current_id(), by)

    def _enable_moves(self) -> None:
        here = bool(self.view.current_id())
        self.up.setEnabled(here)
        self.down.setEnabled(here)

    def _ask_to_empty(self) -> None:
        n = len(self._shelf.parts)
        question = ngettext(
            "Delete {n} part, its earlier versions and its lights for good? It cannot be brought back.",
            "Delete {n} parts, their earlier versions and their lights for good? They cannot be brought back.",
            n,
        )
        self.two_step.ask(question.format(n=number(n)), self.empty_trash)
