"""The words of each part in this telling: the part's own, or adapted, with what was changed beside them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.compare import Piece, differences
from peerjournal.journal.entry import count_words
from peerjournal.sharing import marks
from peerjournal.sharing.telling import Changed, Choice, cleared, minutes_for, spoken_time
from peerjournal.ui.jobs import jobs
from peerjournal.ui.models.lights_table import title_of
from peerjournal.ui.pages.autosave import Keeper
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.pages.writing_sheet import Phrases, WritingSheet
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, link_button, muted, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.changes_view import ChangesLegend, ChangesView
from peerjournal.ui.widgets.editor.reading import ReadingView
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.sharing_words import changes_in_words

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled
    from peerjournal.operations.wording import WordingDraft

_NARROW, _ROOMY = 520, 900
_COMPARE_AFTER_MS = 400
_BETWEEN = "  ·  "
OWN, ADAPTED = range(2)


def wording_keeper() -> "Keeper[WordingDraft]":
    """Where the words of a telling are kept."""
    from peerjournal.operations import wording

    return wording


class WordingSheet(WritingSheet["WordingDraft"]):
    """The adapted words of one part, which may hold private marks of their own. The part's title stands elsewhere."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        phrases = Phrases(
            sheet=_("Words for this telling"),
            text=_("Words for this telling"),
            reading=_("Words for this telling, for reading"),
            invitation=_("The words you want to say here."),
            find=_("Find in these words"),
            saved=_("Whether these words are saved"),
        )
        super().__init__(journal, phrases, wording_keeper, parent, marks=True)
        self.focus.hide()

    @property
    def is_open(self) -> bool:
        """Whether words stand on it."""
        return self._draft is not None

    def _lay_out(self) -> None:
        super()._lay_out()
        for n in range(self.fields.count()):  # the title, and the line below it
            item = self.fields.itemAt(n)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()

    def _set_read_only(self, read_only: bool) -> None:
        super()._set_read_only(read_only)
        self.title.hide()


class WordsStep(TellingStep):
    """Parts at the side, the words in the middle. ``part_wanted`` carries the id of a part to see in My story.

    ``compared`` whenever the changes on show are those of the words on show.
    """

    part_wanted = Signal(str)
    compared = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._part_id = ""
        self._opened = ""  # the adapted words as they were kept when the sheet last took or gave them
        self._own_text: str | None = None
        self._said: dict[str, str] = {}  # of each part, while it is not known anew
        self._asked = 0
        self.list = GroupedList(_("Parts in this telling"))
        self.pick = CalmCombo()
        self.which = FoldingChoice([_("The part’s own words"), _("Adapted for this telling")], _("Which words"))
        self.compare = quiet_button(_("What was changed"))
        self.about = muted("", wrap=True)
        self.see_part = link_button(_("See the part in My story"))
        self.own = ReadingView()
        self.sheet = WordingSheet(journal)
        self.adapt = plain_button(_("Adapt these words"), "pencil")
        self.back_to_own = link_button(_("Use the part’s own words again"))
        self.changes = ChangesView(_("What was changed against the part"))
        self.empty = EmptyState()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_COMPARE_AFTER_MS)
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.own.setAccessibleName(_("The part’s own words, as they may leave"))
        self.pick.setAccessibleName(_("Part"))
        self.pick.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pick.setMinimumContentsLength(8)
        self.compare.setCheckable(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._own_page())
        self._stack.addWidget(self._adapted_page())
        top = QWidget()
        self._top = FlowLayout(top, px(8))
        for control in (self.which, self.compare, self.see_part):
            self._top.addWidget(control)
        right = QWidget()
        self._main = QVBoxLayout(right)
        self._main.setContentsMargins(0, 0, 0, 0)
        self._main.addWidget(self.pick)
        self._main.addWidget(top)
        self._main.addWidget(self.about)
        self._main.addWidget(self._stack, 1)
        both = QWidget()
        self._across = QHBoxLayout(both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.list)
        self._across.addWidget(right, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(both)
        self._whole.addWidget(self.empty)
        self.empty.say("pencil", _("No part is chosen yet"), _("Choose parts first; then their words stand here."))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _own_page(self) -> QWidget:
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        card = Card(padding=12)
        card.body.addWidget(self.own, 1)
        lines.addWidget(card, 1)
        lines.addWidget(self.adapt, 0, Qt.AlignmentFlag.AlignLeading)
        return page

    def _adapted_page(self) -> QWidget:
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(subheading(_("Against the part")))
        beside.addWidget(
            ChangesLegend(
                _("added here"),
                _("left out here"),
                _("Underlined is what was added here, struck out is what was left out here."),
            )
        )
        beside.addWidget(self.changes, 1)
        beside.addWidget(self.back_to_own, 0, Qt.AlignmentFlag.AlignLeading)
        page = QWidget()
        self._both = QHBoxLayout(page)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.addWidget(self.sheet, 3)
        self._both.addWidget(self._beside, 2)
        return page

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _id: self._write_here())
        self.pick.activated.connect(lambda n: self._choose(str(self.pick.itemData(n))))
        self.which.chosen.connect(self._switch)
        self.adapt.clicked.connect(lambda: self.which.choose(ADAPTED))
        self.back_to_own.clicked.connect(lambda: self.which.choose(OWN))
        self.compare.toggled.connect(lambda _on: self._measure())
        self.see_part.clicked.connect(lambda: self.part_wanted.emit(self._part_id))
        self.sheet.settled.connect(self._settled)
        self.sheet.editor.edited.connect(self._soon.start)
        self._soon.timeout.connect(self._compare)
        keys = QShortcut(QKeySequence("F6"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._other_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow, roomy = self.width() < px(_NARROW), self.width() >= px(_ROOMY)
        adapted = self._stack.currentIndex() == ADAPTED
        self.list.setVisible(not narrow)
        self.pick.setVisible(narrow)
        self.compare.setVisible(adapted and not roomy)
        self.sheet.setVisible(roomy or not self.compare.isChecked())
        self._beside.setVisible(roomy or self.compare.isChecked())
        self._both.setSpacing(px(16))
        self._across.setSpacing(px(20))
        self._main.setSpacing(px(6))
        self._top.setSpacing(px(8))
        self.list.setFixedWidth(min(px(250), max(px(150), round(self.width() * 0.27))))

    # ---------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """List the parts, and show the words of the one chosen; words that are being typed stay."""
        if self._another:
            self._put_away()
        self._show_list()
        there = [c.part_id for c in self.telling.choices]
        if self._part_id not in there:
            self._put_away()
            self._part_id = self.list.ids()[0] if there else ""
        self._whole.setCurrentIndex(0 if there else 1)
        if there:
            self._point()
            self._show_words()

    def put_away(self) -> None:
        """The sheet is empty again."""
        self._now = None
        self._put_away()
        self._part_id = ""

    def settle(self) -> bool:
        """Keep what is typed."""
        return self.sheet.settle()

    def save_now(self) -> bool:
        """Have what is typed on disk before this returns."""
        return self.sheet.save_now()

    def choose_part(self, part_id: str) -> None:
        """Show the words of this part."""
        if any(c.part_id == part_id for c in self.telling.choices):
            self._choose(part_id)

    def _show_list(self) -> None:
        if self.knows:
            words = {p.part_id: count_words(p.text) for p in self.telling.pieces if p.part_id}
            self._said = {c.part_id: self._said_of(c, words) for c in self.telling.choices}
        told = [self._row(c) for c in self.telling.choices if not c.held]
        held = [self._row(c) for c in self.telling.choices if c.held]
        self.list.show_groups([("", told), (_("Kept ready, if asked") if held else "", held)])
        self.pick.clear()
        for row in (*told, *held):
            self.pick.addItem(row.name, row.id)

    def _row(self, choice: Choice) -> Row:
        title = title_of(self.telling.source.parts[choice.part_id])
        return Row(choice.part_id, title, self._said.get(choice.part_id, ""))

    def _said_of(self, choice: Choice, words: dict[str, int]) -> str:
        n = words.get(choice.part_id)
        if n is None:
            changed = self.telling.changes(choice)
            return _BETWEEN.join(changes_in_words()[c] for c in Changed if c in changed)
        said = [ngettext("{n} word", "{n} words", n).format(n=number(n))]
        if choice.adapted is not None:
            said.append(_("adapted"))
        return _BETWEEN.join(said)

    def know_all(self) -> None:
        """Times and what changed, which take long of many words."""
        self._show_list()
        if self._part_id:
            self._point()
            self._show_about()

    def _point(self) -> None:
        self.list.point_at(self._part_id)
        self.pick.setCurrentIndex(self.pick.findData(self._part_id))

    def _choice(self) -> Choice:
        return next(c for c in self.telling.choices if c.part_id == self._part_id)

    def _show_words(self) -> None:
        """The part's own words or the adapted ones; what stands there already is not touched."""
        adapted = self._choice().adapted
        which = OWN if adapted is None else ADAPTED
        if adapted is None:
            self._put_away()
            self._show_own()
        elif not self.sheet.is_open or (adapted != self._opened and not self.sheet.autosave.unsettled):
            self._open_sheet(adapted)
        with QSignalBlocker(self.which):
            self.which.choose(which)
        self._stack.setCurrentIndex(which)
        self.adapt.setText(_("Adapt these words") if self._choice().wording is None else _("Take the adapted words"))
        self._show_about()
        self._measure()

    def _show_own(self) -> None:
        own = self._leaving(self.telling.source.parts[self._part_id].text)
        if own != self._own_text:
            self._own_text = own
            self.own.set_text(own)

    def _leaving(self, text: str) -> str:
        """The words as they may leave: without private marks, with disguises in place."""
        return cleared(text, self.telling.source.people, self.telling.telling.language)

    def _show_about(self) -> None:
        if not self.knows:
            self.about.setText("")
            return
        choice = self._choice()
        piece = next((p for p in self.telling.pieces if p.part_id == self._part_id), None)
        if piece is None:
            said = [_("This part may not be told here now.")]
        else:
            time = spoken_time(minutes_for(count_words(piece.text), self.telling.pace))
            said = [_("About {minutes} at your pace. The part itself stays as it is.").format(minutes=time)]
        if choice.adapted is not None and marks.has_marks(choice.adapted):
            said.append(_("What is marked private in these words is left out."))
        self.about.setText(" ".join(said))

    def _open_sheet(self, words: str) -> None:
        from peerjournal.operations.wording import WordingDraft

        self._opened = words
        self.sheet.open(WordingDraft(self.telling_id, self._part_id, words))
        self._compare()

    def _put_away(self) -> None:
        self.sheet.put_away()
        self._soon.stop()
        self._asked += 1
        self._opened = ""
        self.changes.show_pieces([])

    # ---------------------------------------------------------------------------------------------- acting

    def _choose(self, part_id: str) -> None:
        if part_id != self._part_id and self.settle():
            self._put_away()
            self._part_id = part_id
            self._show_words()
        self._point()

    def _write_here(self) -> None:
        if self._stack.currentIndex() == ADAPTED:
            self.compare.setChecked(False)
            self.sheet.write_here()
        else:
            self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def _other_side(self) -> None:
        """F6: from the parts to the words and back."""
        if self.list.hasFocus() or self.pick.hasFocus():
            self._write_here()
        else:
            (self.list if self.list.isVisible() else self.pick).setFocus(Qt.FocusReason.OtherFocusReason)

    def _switch(self, which: int) -> None:
        adapted = self._choice().adapted is not None
        if which == ADAPTED and not adapted:
            if self.tried(self._adapted):
                self.refresh()
                self._write_here()
                return
        elif which == OWN and adapted and self.settle() and self.tried(self._own_again):
            self._put_away()
            self.refresh()
            self.adapt.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.which.point_at(self._stack.currentIndex())

    def _adapted(self) -> "Assembled":
        from peerjournal.operations import tellings

        return tellings.adapt(self.journal, self.telling_id, self._part_id)

    def _own_again(self) -> "Assembled":
        """Back to the part's own words; the adapted ones are kept for another time."""
        from peerjournal.operations import tellings

        return tellings.set_wording(self.journal, self.telling_id, self._part_id, None)

    def _settled(self, now: object) -> None:
        if now is not None:
            self._now = now  # type: ignore[assignment]  # the keeper gives the telling back
            self._opened = self._choice().adapted or ""
            self.changed.emit(now)
            self._show_list()
            self._point()
            self._show_about()

    def _compare(self) -> None:
        """Compare in the background: the words of a part may be many."""
        if not self.sheet.is_open:
            return
        self._asked += 1
        asked, people, language = self._asked, self.telling.source.people, self.telling.telling.language
        own, words = self.telling.source.parts[self._part_id].text, self.sheet.editor.text()

        def done(pieces: list[Piece]) -> None:
            if asked == self._asked:
                self.changes.show_pieces(pieces, _("Nothing was changed."))
                self.compared.emit()

        jobs().run(
            lambda: differences(cleared(own, people, language), cleared(words, people, language)), done, _fail, self
        )


def _fail(error: Exception) -> None:
    raise error
