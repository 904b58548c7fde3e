"""The sheet a part is written on: its movement and time, title and text; the rest folded away below."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QScrollArea, QToolButton, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import LONGEST_TITLE
from peerjournal.journal.prompts import Use
from peerjournal.journal.story import MOVEMENTS, Movement, PartDraft, Person
from peerjournal.sharing.disclosure import About, told_so_far
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.models.part_list import told_words
from peerjournal.ui.pages.autosave import Keeper
from peerjournal.ui.pages.part_about import PartAbout, Standing
from peerjournal.ui.pages.writing_questions import WritingQuestions
from peerjournal.ui.pages.writing_sheet import KeptSheet, Phrases
from peerjournal.ui.text import short_date
from peerjournal.ui.theme import px
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.ask_name import AskName
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.elided import ElidedLabel
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.ledger import Line

RECOGNISE_AFTER_MS = 900
_LOW = 480  # a sheet lower than this (grown with the text size) shows the text or what is about it, not both
_LEAST_TEXT = 40
ROOMY = 500  # a sheet narrower than this has no room for the number of words
_SHARE_OF_ABOUT = 0.45
_MOST_LINES = 5


def part_keeper() -> Keeper[PartDraft]:
    """Where parts are kept. The operations bring in SQLAlchemy, which must not load before the unlock screen."""
    from peerjournal.operations import story

    return story


class _TimeField(QLineEdit):
    """Takes what is left of its line, and a line of its own only where there is next to nothing."""

    def sizeHint(self) -> QSize:
        return QSize(px(104), super().sizeHint().height())


class PartSheet(KeptSheet[PartDraft]):
    """One part in the making. Signals carry its id; ``settled`` the part, or None for one that says nothing.

    ``movements_changed`` when a movement was added, renamed or removed, ``people_changed`` when somebody was added.
    ``split_wanted`` carries the place of the cursor in the kept text; ``person_wanted``, ``entry_wanted`` and
    ``line_wanted`` the ids of a person, an entry and a line of the ledger.
    """

    movements_changed = Signal()
    people_changed = Signal()
    split_wanted = Signal(str, int)
    lights_wanted = Signal(str)
    person_wanted = Signal(str)
    entry_wanted = Signal(str)
    line_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        phrases = Phrases(
            sheet=_("Part"),
            text=_("Text of the part"),
            reading=_("Text of the part, for reading"),
            invitation=_("Write it as it really was. All of it is private."),
            find=_("Find in this part"),
            saved=_("Whether this part is saved"),
            in_trash=_("This part lies in the trash."),
            delete=_("Delete this part, its earlier versions and its lights for good? It cannot be brought back."),
        )
        self._journal = journal
        self._movements: list[Movement] = []
        self._people: list[Person] = []
        self._looking: Job | None = None
        self._about_alone = False
        super().__init__(journal, phrases, part_keeper, parent, marks=True)
        self._connect_fields()

    # ---------------------------------------------------------------------------------- for the page

    @property
    def part_id(self) -> str | None:
        """The part on the sheet, kept or new."""
        return self.kept_id

    @property
    def movement_id(self) -> str:
        """The movement chosen; empty for none."""
        return str(self.movement.currentData() or "")

    def choose_movement(self, movement_id: str) -> bool:
        """Put the part on the sheet into a movement, and keep that. False if it could not be kept."""
        self._select_movement(movement_id)
        self._touched()
        return self.settle()

    def settle(self) -> bool:
        """As every sheet; what is being typed about the questions to write by is kept, too."""
        kept = self.questions.settle()
        return super().settle() and kept

    def refresh_known(self) -> None:
        """Read again which movements, stories and people there are."""
        # For the same reason as in part_keeper.
        from peerjournal.operations import people, story

        try:
            self._movements = story.all_movements(self._journal)
            self._people = people.all_people(self._journal)
            stories = story.all_stories(self._journal)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self._fill_movements(self.movement_id)
        self.about.set_known(self._people, stories)
        self._show_summary()

    def refresh_standing(self) -> None:
        """Read again which lights the part has, and how often it was told."""
        if self.part_id is None:
            return
        # For the same reason as in part_keeper.
        from peerjournal.operations import ledger, lights

        try:
            lines = ledger.all_lines(self._journal)
            audiences, said = lights.all_audiences(self._journal), lights.all_lights(self._journal)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        part_id, today = self.part_id, self._journal.clock.today()
        with_it = [line for line in lines if any(p.part_id == part_id for p in line.disclosure.parts)]
        told = told_words(told_so_far([line.disclosure for line in with_it], part_id), today)
        shown = tuple(_line_words(line, today) for line in with_it[:_MOST_LINES])
        sentence = told[:1].upper() + told[1:] + "." if told else ""
        self.about.set_standing(Standing(audiences, said, sentence, shown), part_id)

    def recognise(self) -> None:
        """Look who stands in the words, away from the window; the answer comes into the fields."""
        if self._draft is None or not self._people:
            self.about.set_in_text(())
            return
        # For the same reason as in part_keeper: the word lists need not load before, either.
        from peerjournal.sharing.people import mentions

        part_id, people = self.part_id, self._people
        text = f"{self.title.text()}\n{self.editor.text()}"

        def found(ids: list[str]) -> None:
            if part_id == self.part_id:
                self.about.set_in_text(ids)

        def look() -> list[str]:
            return list(dict.fromkeys(m.person_id for m in mentions(text, people) if m.sure))

        if self._looking is not None:
            self._looking.cancel()
        self._looking = jobs().run(look, found, _not_found, self)

    # ------------------------------------------------------------------------------------- the fields

    def _id(self, draft: PartDraft) -> str:
        return draft.part_id

    def _add_fields(self) -> None:
        super()._add_fields()
        self._look_soon, self._fit_soon = QTimer(self), QTimer(self)
        self._look_soon.setSingleShot(True)
        self._fit_soon.setSingleShot(True)
        self._add_where()
        self._add_about()
        self.questions = WritingQuestions(self._journal, Use.PART, self)
        self.tools.insertWidget(self.tools.indexOf(self.search), self.questions.button)
        self.more = icon_button("more", _("More to do with this part"))
        menu = QMenu(self.more)
        self.split_here = menu.addAction(_("Split here, at the cursor"))
        self.more.setMenu(menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.tools.addWidget(self.more)

    def _add_where(self) -> None:
        """Above the title: the movement and the time of life."""
        self.movement = CalmCombo()
        self.movement.setAccessibleName(_("Movement"))
        self.movement.setToolTip(_("Movement: where this part stands in the story"))
        self.edit_movements = icon_button("more", _("New movement, rename or remove one"))
        self.edit_movements.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.edit_movements)
        self.new_movement = menu.addAction(_("New movement…"))
        self.rename_movement = menu.addAction(_("Rename this movement…"))
        self.remove_movement = menu.addAction(_("Remove this movement…"))
        self.edit_movements.setMenu(menu)
        self.time = _TimeField()
        self.time.setMaxLength(LONGEST_TITLE)
        self.time.setAccessibleName(_("Time of life"))
        self.time.setPlaceholderText(_("Time of life"))
        self.time.setToolTip(_("Time of life, in your words: “autumn 2016”, “age 12”, “2015 to 2017”"))
        self._where = QWidget()
        self._where_flow = FlowLayout(self._where)
        pair = QWidget()
        across = QHBoxLayout(pair)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.movement)
        across.addWidget(self.edit_movements)
        for widget in (pair, self.time):
            self._where_flow.addWidget(widget)
        self.ask = AskName()
        self.removing = TwoStep(_("Remove"))
        for widget in (self._where, self.ask, self.removing):
            self.head.addWidget(widget)

    def _add_about(self) -> None:
        """Below the text: everything else, folded away until it is wanted."""
        self.about = PartAbout(self._journal.clock.today)
        self.fold = quiet_button(_("About this part"), "chevron-down")
        self.fold.setCheckable(True)
        self.fold.setToolTip(_("Themes, people, how it feels to tell it, strategies, lights"))
        self.summary = ElidedLabel("", "muted")
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.about)
        self._scroll.viewport().setAutoFillBackground(False)
        self.about.setAutoFillBackground(False)
        self._scroll.hide()
        self._fold_row = QHBoxLayout()
        self._fold_row.addWidget(self.fold)
        self._fold_row.addWidget(self.summary, 1)
        self.says.insertLayout(0, self._fold_row)
        self.says.insertWidget(1, self._scroll)

    def _connect_fields(self) -> None:
        self._look_soon.timeout.connect(self.recognise)
        self._fit_soon.timeout.connect(self._fit_about)
        self.editor.edited.connect(lambda: self._look_soon.start(RECOGNISE_AFTER_MS))
        self.movement.activated.connect(self._movement_chosen)
        self.new_movement.triggered.connect(self._ask_new_movement)
        self.rename_movement.triggered.connect(self._ask_rename_movement)
        self.remove_movement.triggered.connect(self._ask_remove_movement)
        self.removing.confirmed.connect(self._remove_movement)
        self.time.textEdited.connect(self._touched)
        self.about.changed.connect(self._about_changed)
        self.about.person_typed.connect(self._add_person)
        self.about.person_wanted.connect(self.person_wanted)
        self.about.entry_wanted.connect(self.entry_wanted)
        self.about.line_wanted.connect(self.line_wanted)
        self.about.lights_wanted.connect(self._want_lights)
        self.about.installEventFilter(self)
        self.fold.toggled.connect(self._unfold)
        self.focus.toggled.connect(self._focus_here)
        self.split_here.triggered.connect(self._want_split)

    def _show_fields(self, draft: PartDraft) -> None:
        super()._show_fields(draft)
        self.ask.hide()
        self.removing.hide()
        self.refresh_known()
        self._select_movement(draft.movement)
        self.time.setText(draft.time_of_life)
        self.time.setCursorPosition(0)
        self.about.show_draft(draft)
        self.about.set_in_text(())
        self._show_summary()
        self.refresh_standing()
        self._look_soon.start(0)

    def _fields(self) -> dict[str, object]:
        said = {"movement": self.movement_id, "time_of_life": self.time.text()}
        return {**super()._fields(), **said, **self.about.said()}

    def _set_read_only(self, read_only: bool) -> None:
        super()._set_read_only(read_only)
        self.movement.setEnabled(not read_only)
        self.time.setReadOnly(read_only)
        self.edit_movements.setVisible(not read_only)
        self.more.setVisible(not read_only)
        self.questions.button.setVisible(not read_only)
        self.about.set_read_only(read_only)

    def _take_typed(self) -> None:
        super()._take_typed()
        self.about.take_typed()

    # -------------------------------------------------------------------------------------- movements

    def _fill_movements(self, chosen: str) -> None:
        with QSignalBlocker(self.movement):
            self.movement.clear()
            self.movement.addItem(_("No movement yet"), "")
            for movement in self._movements:
                self.movement.addItem(movement.label, movement.id)
        self._select_movement(chosen)

    def _select_movement(self, movement_id: str) -> None:
        with QSignalBlocker(self.movement):
            self.movement.setCurrentIndex(max(0, self.movement.findData(movement_id)))
        self.rename_movement.setEnabled(bool(self.movement_id))
        self.remove_movement.setEnabled(bool(self.movement_id) and self.movement_id not in MOVEMENTS)

    def _movement_chosen(self) -> None:
        self._select_movement(self.movement_id)
        self._touched()
        self.settle()

    def _ask_new_movement(self) -> None:
        self.ask.ask(_("What is the new movement called?"), _("Add it"), self._make_movement, back_to=self.movement)

    def _make_movement(self, label: str) -> None:
        # For the same reason as in part_keeper.
        from peerjournal.operations import story

        made = story.add_movement(self._journal, label)
        self.refresh_known()
        self.choose_movement(made.id)
        self.movements_changed.emit()

    def _ask_rename_movement(self) -> None:
        self.ask.ask(
            _("What is this movement called?"), _("Rename"), self._rename, now=self.movement.currentText(),
            back_to=self.movement,
        )  # fmt: skip

    def _rename(self, label: str) -> None:
        # For the same reason as in part_keeper.
        from peerjournal.operations import story

        story.rename_movement(self._journal, self.movement_id, label)
        self.refresh_known()
        self.movements_changed.emit()

    def _ask_remove_movement(self) -> None:
        question = _("Remove the movement “{name}”? Its parts stay, and stand in no movement then.")
        self.removing.ask(question.format(name=self.movement.currentText()), self.movement)

    def _remove_movement(self) -> None:
        # For the same reason as in part_keeper.
        from peerjournal.operations import story

        if not self.settle():
            return
        try:
            story.remove_movement(self._journal, self.movement_id)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self.refresh_known()
        self.movement.setFocus(Qt.FocusReason.OtherFocusReason)
        self.movements_changed.emit()

    # ------------------------------------------------------------------------------------------ about

    def _about_changed(self) -> None:
        self._show_summary()
        self._touched()

    def _show_summary(self) -> None:
        self.summary.show_text("" if self.fold.isChecked() else self.about.summary())

    def _add_person(self, name: str) -> None:
        # For the same reason as in part_keeper.
        from peerjournal.operations import people

        try:
            person = people.add_person(self._journal, name)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self._people = [*self._people, person]
        self.about.add_person(person)
        self._show_summary()
        self.people_changed.emit()

    def _want_lights(self) -> None:
        if self.part_id is not None and self.settle() and not self.is_new:
            self.lights_wanted.emit(self.part_id)

    def _want_split(self) -> None:
        if self.part_id is None:
            return
        at = self.editor.place()[0]
        if self.settle() and not self.is_new:
            self.split_wanted.emit(self.part_id, at)

    def _unfold(self, on: bool) -> None:
        self.fold.setIcon(icon("chevron-up" if on else "chevron-down", 18))
        self._scroll.setVisible(on)
        self._show_summary()
        self._fit_about()
        if on:
            self._scroll.verticalScrollBar().setValue(0)

    def _fit_about(self) -> None:
        """As high as what is in it, within a part of the sheet; instead of the text where the sheet is low."""
        layout = self.about.layout()
        assert layout is not None
        wanted = layout.totalHeightForWidth(max(1, self._scroll.viewport().width()))
        alone = self._about_alone = self.fold.isChecked() and self.height() < px(_LOW)
        self._show_pieces()
        taken = self.body.totalMinimumHeightForWidth(self.width()) - self._scroll.minimumHeight()
        room = min(round(self.height() * _SHARE_OF_ABOUT), self.height() - taken - px(_LEAST_TEXT))
        self._scroll.setMinimumHeight(px(60) if alone else min(wanted, max(0, room)))
        self._scroll.setMaximumHeight(16_777_215 if alone else min(wanted, max(0, room)))

    def _show_pieces(self) -> None:
        """In focus mode title and text alone; on a low sheet what is about the part alone, while it is unfolded."""
        focused, about = self.focus.isChecked(), self._about_alone
        self._stack.setVisible(not about)
        self.title.setVisible(not about and (not self._read_only or bool(self.title.text())))
        self._where.setVisible(not focused and not about)
        self.fold.setVisible(not focused)
        self.summary.setVisible(not focused)

    def _focus_here(self, on: bool) -> None:
        if on:
            self.fold.setChecked(False)
        self._show_pieces()

    def event(self, event: QEvent) -> bool:
        """A notice that comes or goes leaves other room for what is about the part."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit_soon.start(0)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is about the part takes other room as its lines change."""
        if watched is self.about and event.type() == QEvent.Type.LayoutRequest:
            self._fit_soon.start(0)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.words.setVisible(self.width() >= px(ROOMY))
        self._fit_about()

    def _align(self) -> None:
        super()._align()
        self._where.setContentsMargins(0, 0, 0, 0)
        self.head.setContentsMargins(self._start, 0, self._end, 0)
        self.head.setSpacing(px(8))
        self._where_flow.setSpacing(px(8))
        self._fold_row.setContentsMargins(max(0, self._start - px(11)), 0, self._end, 0)
        self._scroll.setContentsMargins(0, 0, 0, 0)
        self.says.setContentsMargins(0, 0, 0, 0)
        self.about.setContentsMargins(self._start, 0, self._end, 0)


def _line_words(line: "Line", today: date) -> tuple[str, str, str]:
    """A line of the ledger as its id, its day, and to whom it was told and how it landed."""
    said = line.disclosure
    landed = line.latest(About.LANDED)
    return said.id, short_date(said.at, today=today), "  ·  ".join(s for s in (said.audience_name, landed) if s)


def _not_found(_error: Exception) -> None:
    """Recognising people is a courtesy; nothing depends on it."""
