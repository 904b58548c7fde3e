"""The parts of a story: the list beside the sheet one writes on, or beside the whole of it to read."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.story import Part, PartDraft
from peerjournal.ui.dialogs.versions import of_parts
from peerjournal.ui.models.lights_table import title_of
from peerjournal.ui.models.part_list import ordered_before
from peerjournal.ui.pages.part_sheet import PartSheet
from peerjournal.ui.pages.read_through import ReadThrough
from peerjournal.ui.pages.story_list import BY_MOVEMENT, READ_THROUGH, PartsPane
from peerjournal.ui.pages.trash import Trash
from peerjournal.ui.pages.writing_room import TrashWords, WritingRoom
from peerjournal.ui.text import number
from peerjournal.ui.theme import px

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which must not load before the unlock screen.


class PartsRoom(WritingRoom[PartDraft]):
    """Everything one does with parts. ``part_changed`` when one was kept, moved, restored or deleted.

    ``story_wanted`` when the part on the sheet was put into another story; ``narrow_sheet`` whether the sheet takes all
    the room of a narrow page.
    """

    pane: PartsPane
    card: PartSheet

    part_changed = Signal()
    people_changed = Signal()
    story_wanted = Signal(str)
    lights_wanted = Signal(str)
    person_wanted = Signal(str)
    entry_wanted = Signal(str)
    line_wanted = Signal(str)
    narrow_sheet = Signal(bool)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._story_id = ""
        self.setAccessibleName(_("Parts"))
        self.pane = PartsPane(journal)
        self.card = PartSheet(journal)
        self.reader = ReadThrough()
        words = TrashWords(
            moved=_("The part is in the trash, and out of every telling."),
            back=_("The part is back in the story, with its lights."),
            deleted=_("The part is deleted."),
        )
        self.furnish(words, of_parts(), self.reader)
        self._connect()

    # --------------------------------------------------------------------------------- for the page

    @property
    def story_id(self) -> str:
        """The story whose parts are on show."""
        return self._story_id

    def set_story(self, story_id: str, *, keep_open: bool = False) -> bool:
        """Show the parts of a story. False if what is open could not be kept and so stays."""
        if not self.card.settle():
            return False
        self._story_id = story_id
        self.pane.set_story(story_id)
        if keep_open:
            self.pane.view.select(self.card.part_id)
        else:
            self._rest()
        self._show_reading()
        return True

    def open_part(self, part_id: str) -> bool:
        """Open a part of this story. False if it is gone, or if what is open now could not be kept and so stays."""
        return self._open(part_id)

    def new_part(self) -> bool:
        """A blank part, ready to type. False if what is open could not be kept and so stays."""
        if not self.card.settle():
            return False
        from peerjournal.operations import story

        blank: list[PartDraft] = []
        if not self._tried(lambda: blank.append(story.new_draft(self._journal, self._story_id))):
            return False
        self._leave_special_views()
        self._show(blank[0], new=True)
        self.pane.mark(None)
        self.card.write_here()
        return True

    def part_from_entry(self, entry_id: str, *, another: bool = False) -> bool:
        """Make a part of an entry, which stays, and open it. Where there is one already, that is opened."""
        if not self.card.settle():
            return False
        from peerjournal.operations import story

        there = [p for p in story.all_parts(self._journal) if p.entry_id == entry_id]
        if there and not another:
            self._open_wherever(there[0])
            self.say(
                _("This part was made from that entry before."), _("Make another"),
                lambda: self.part_from_entry(entry_id, another=True),
            )  # fmt: skip
            return True
        return self._make_from_entry(entry_id)

    def refresh(self) -> None:
        """Read everything again; the part on the sheet stays as it is typed."""
        self.pane.refresh(self.card.part_id)
        if self.card.part_id is None:
            self._rest()
        else:
            self.card.refresh_known()
            self.card.refresh_standing()
            self.card.recognise()
        self._show_reading()

    @property
    def reading(self) -> bool:
        """Whether the story is read through."""
        return self.pane.views.index() == READ_THROUGH and not self.pane.in_trash

    # ------------------------------------------------------------------------------------- building

    def _connect(self) -> None:
        pane, card = self.pane, self.card
        pane.new_wanted.connect(self.new_part)
        pane.view.chosen.connect(self._choose)
        pane.view.opened.connect(self._write_in)
        pane.view.trash_wanted.connect(self._trash)
        pane.view.move_wanted.connect(self._move)
        pane.view.dropped.connect(self._drop)
        pane.view_changed.connect(self._change_view)
        pane.trash.toggled.connect(lambda _on: self._change_view())
        self._invitation.button.clicked.connect(self.new_part)
        self.reader.back.clicked.connect(self._back_to_list)
        card.about.themes.names_wanted.connect(lambda: card.about.themes.set_known(pane.themes()))
        card.split_wanted.connect(self._split)
        card.movements_changed.connect(lambda: self.pane.refresh(card.part_id))
        card.people_changed.connect(self.people_changed)
        card.lights_wanted.connect(self.lights_wanted)
        card.person_wanted.connect(self.person_wanted)
        card.entry_wanted.connect(self.entry_wanted)
        card.line_wanted.connect(self.line_wanted)

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(320), px(240))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._story_id:
            self.refresh()

    def _arrange(self) -> None:
        super()._arrange()
        self.reader.back.setVisible(self.narrow)
        self.narrow_sheet.emit(self.fills_page)

    # ------------------------------------------------------------------------------- opening, leaving

    def _operations(self) -> Trash:
        from peerjournal.operations import story

        return story

    def _read(self, kept_id: str) -> tuple[PartDraft, bool]:
        from peerjournal.operations import story

        draft = story.open_draft(self._journal, kept_id)
        return draft, story.get_part(self._journal, kept_id).trashed_at is not None

    def _open(self, kept_id: str) -> bool:
        """As in every room; the story is not read through any more."""
        if self.reading:
            self.pane.views.choose(BY_MOVEMENT)
        return super()._open(kept_id)

    def _open_wherever(self, part: Part) -> None:
        """Open a part of this or another story."""
        if part.story_id != self._story_id:
            self.story_wanted.emit(part.story_id)
        self._leave_special_views()
        self.open_part(part.id)

    def _make_from_entry(self, entry_id: str) -> bool:
        from peerjournal.operations import story

        made: list[Part] = []

        def make() -> None:
            part = story.settle(self._journal, story.draft_from_entry(self._journal, entry_id, self._story_id))
            made.extend([part] if part is not None else [])

        if not self._tried(make):
            return False
        if not made:
            self.say(_("There is nothing in this entry yet that a part could be made of."))
            return False
        self._leave_special_views()
        self.pane.refresh(None)
        self.part_changed.emit()
        self.open_part(made[0].id)
        self.say(_("This is a part now, and private. The entry stays as it is."))
        return True

    def _leave_special_views(self) -> None:
        """Back from trash, search and reading to the list in which a part is opened."""
        if self.pane.in_trash or self.pane.search.text():
            self.pane.show_all()
        if self.reading:
            self.pane.views.choose(BY_MOVEMENT)

    def _rest(self) -> None:
        """Nothing is open."""
        self.card.put_away()
        self.card.focus.setChecked(False)
        sentence = _("Nothing leaves this journal until you say so, part by part and for whom.")
        if self.pane.parts and not self.pane.in_trash:
            self._invitation.say("story", _("Choose a part, or begin a new one"), sentence, _("New part"))
        else:
            self._invitation.say("story", _("Parts are read and written here"), sentence)
        self._sheet.setCurrentWidget(self.reader if self.reading else self._quiet)
        self.show_side()

    def _show_chosen(self, kept_id: str) -> None:
        if self.reading:
            self.show_main()
            self.reader.go_to(kept_id)
        else:
            super()._show_chosen(kept_id)

    def _after_settling(self, settled: object) -> None:
        if isinstance(settled, Part) and settled.story_id != self._story_id:
            self.story_wanted.emit(settled.story_id)
        self.pane.refresh(self.card.part_id)
        self._show_reading()
        if settled is not None:
            self.card.refresh_standing()
            self.part_changed.emit()

    def _after_change(self) -> None:
        self.pane.refresh(self.card.part_id)
        if self.card.part_id is None:
            self._rest()
        self._show_reading()
        self.part_changed.emit()

    def _change_view(self, _view: int = 0) -> None:
        self._show_reading()
        if self.reading:
            self._sheet.setCurrentWidget(self.reader)
            self._on_main = self.narrow
            self.reader.go_to(self.card.part_id or "")
            self._arrange()
        elif self.card.part_id is None or self.pane.in_trash != self.card.trashed:
            self._rest()
        else:
            self._sheet.setCurrentWidget(self.card)

    def _show_reading(self) -> None:
        if self.reading:
            self.reader.show_parts(self.pane.parts)

    # ------------------------------------------------------------------------------------- the order

    def _move(self, part_id: str, by: int) -> None:
        """One step up or down among the parts it stands with."""
        if not self.pane.model.movable:
            return
        here = self.pane.model.lines()
        if not self.reading:
            mine = next(line.movement for line in here if line.id == part_id)
            known = self.pane.movement_names
            here = [line for line in here if line.movement == mine or not {line.movement, mine} & set(known)]
        ids = [line.id for line in here]
        at = ids.index(part_id) + by
        if not 0 <= at < len(ids):
            self._announce(_("It stands first here.") if by < 0 else _("It stands last here."))
            return
        order = [p.id for p in self.pane.parts]
        order = ordered_before(order, part_id, ids[at]) if by < 0 else ordered_before(order, part_id, "", ids[at])
        if self._put_in_order(order):
            place = _("Number {n} of {all} here.").format(n=number(at + 1), all=number(len(ids)))
            self._announce(place)

    def _drop(self, part_id: str, movement: str | None, before: str, after: str) -> None:
        part = self.pane.part(part_id)
        if part is None or not self.settle():
            return
        old_order, old_movement = [p.id for p in self.pane.parts], part.movement
        order = ordered_before(old_order, part_id, before, after) if before or after else old_order
        goes = movement is not None and movement != old_movement
        if goes and not self._put_into(part_id, movement or ""):
            return
        if not self._put_in_order(order):
            return

        def undo() -> None:
            if goes:
                self._put_into(part_id, old_movement)
            self._put_in_order(old_order)

        self.say(self._moved_sentence(part, movement if goes else None), _("Undo"), undo)

    def _moved_sentence(self, part: Part, movement: str | None) -> str:
        if movement is None:
            return _("“{part}” is moved.").format(part=title_of(part))
        label = self.pane.movement_names.get(movement, "")
        if not label:
            return _("“{part}” stands in no movement now.").format(part=title_of(part))
        return _("“{part}” stands in “{movement}” now.").format(part=title_of(part), movement=label)

    def _put_into(self, part_id: str, movement: str) -> bool:
        if self.card.part_id == part_id:
            return self.card.choose_movement(movement)
        from peerjournal.operations import story

        def put() -> None:
            story.settle(self._journal, replace(story.open_draft(self._journal, part_id), movement=movement))

        return self._tried(put)

    def _put_in_order(self, order: list[str]) -> bool:
        from peerjournal.operations import story

        if not self._tried(lambda: story.put_in_order(self._journal, self._story_id, order)):
            return False
        there = self.pane.view.current_id()
        self.pane.refresh(self.card.part_id if not self.reading else there)
        if there and not self.pane.view.current_id():
            self.pane.view.point_at(self.pane.model.row_of(there))
        self._show_reading()
        self.part_changed.emit()
        return True

    # ------------------------------------------------------------------------------------- the trash

    def _empty_trash(self) -> None:
        from peerjournal.operations import story

        numbers: list[int] = []
        if self._tried(lambda: numbers.append(story.empty_trash(self._journal, self._story_id))):
            self._gone(self.card.part_id if self.card.trashed else None)
            sentence = ngettext("{n} part is deleted.", "{n} parts are deleted.", numbers[0])
            self.say(sentence.format(n=number(numbers[0])))

    # -------------------------------------------------------------------------------------- two of one

    def _split(self, part_id: str, at: int) -> None:
        from peerjournal.operations import story

        made: list[tuple[Part, Part]] = []
        if not self._tried(lambda: made.append(story.split_part(self._journal, part_id, at))):
            return
        first, second = made[0]
        version = story.versions(self._journal, first.id)[0]
        self._reopen(second.id)
        self.card.write_here()
        sentence = _("What followed the cursor is a part of its own now, and kept from everybody.")
        self.say(sentence, _("Undo"), lambda: self._unsplit(version.id, first.id, second.id))

    def _unsplit(self, version_id: str, first_id: str, second_id: str) -> None:
        """The whole comes back; the second part goes to the trash, with whatever was written in it since."""
        if not self.card.settle():
            return
        from peerjournal.operations import story

        def undo() -> None:
            story.bring_back(self._journal, version_id)
            story.move_to_trash(self._journal, second_id)

        if self._tried(undo):
            self._reopen(first_id)

    # ------------------------------------------------------------------------------------------ the rest

    def _announce(self, sentence: str) -> None:
        """To a screen reader; the eye sees it in the list."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.pane.view, sentence))

    def _stops(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """As in every room, and the story where it is read through."""
        return [
            *super()._stops(),
            (self.reader, lambda: self.reader.view.setFocus(Qt.FocusReason.ShortcutFocusReason)),
        ]
