"""The words of each part in this telling: the part's own, or adapted, with what was changed beside them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.compare import differences
from peerjournal.journal.entry import count_words
from peerjournal.sharing import marks
from peerjournal.sharing.telling import Choice, minutes_for
from peerjournal.ui.pages.autosave import Keeper
from peerjournal.ui.pages.journal_list import EmptyState
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.pages.writing_sheet import Phrases, WritingSheet
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, link_button, muted, plain_button, subheading
from peerjournal.ui.widgets.changes_view import ChangesView
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.editor.reading import ReadingView
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.sharing_words import spoken_time

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled
    from peerjournal.operations.wording import WordingDraft

_NARROW = 760
_COMPARE_AFTER_MS = 400
OWN, ADAPTED = range(2)


def wording_keeper() -> "Keeper[WordingDraft]":
    """Where the words of a telling are kept."""
    from peerjournal.operations import wording

    return wording


class WordingSheet(WritingSheet["WordingDraft"]):
    """The adapted words of one part. Its title is the part's, and only shown."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        phrases = Phrases(
            sheet=_("Words for this telling"),
            text=_("Words for this telling"),
            reading=_("Words for this telling, for reading"),
            invitation=_("The words you want to say here."),
            find=_("Find in these words"),
            saved=_("Whether these words are saved"),
        )
        super().__init__(journal, phrases, wording_keeper, parent)
        self.title.hide()
        self.focus.hide()

    def _set_read_only(self, read_only: bool) -> None:
        super()._set_read_only(read_only)
        self.title.hide()


class WordsStep(TellingStep):
    """Parts at the side, the words in the middle. ``part_wanted`` carries the id of a part to see in My story."""

    part_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._part_id = ""
        self._narrow = False
        self.list = GroupedList(_("Parts in this telling"))
        self.which = segmented([_("The part’s own words"), _("Adapted for this telling")])
        self.which.setAccessibleName(_("Which words"))
        self.about = muted("", wrap=True)
        self.see_part = link_button(_("See the part in My story"))
        self.own = ReadingView()
        self.own.setAccessibleName(_("The part’s own words, as they may leave"))
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

    def _lay_out(self) -> None:
        own = QWidget()
        lines = QVBoxLayout(own)
        lines.setContentsMargins(0, 0, 0, 0)
        card = Card(padding=12)
        card.body.addWidget(self.own, 1)
        lines.addWidget(card, 1)
        lines.addWidget(self.adapt)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(subheading(_("Against the part")))
        beside.addWidget(self.changes, 1)
        beside.addWidget(self.back_to_own)
        adapted = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, adapted)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.addWidget(self.sheet, 3)
        self._both.addWidget(self._beside, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(own)
        self._stack.addWidget(adapted)
        top = QHBoxLayout()
        top.addWidget(self.which)
        top.addStretch(1)
        top.addWidget(self.see_part)
        right = QWidget()
        main = QVBoxLayout(right)
        main.setContentsMargins(0, 0, 0, 0)
        main.addLayout(top)
        main.addWidget(self.about)
        main.addWidget(self._stack, 1)
        self._whole = QStackedWidget()
        both = QWidget()
        self._across = QHBoxLayout(both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.list)
        self._across.addWidget(right, 1)
        self._whole.addWidget(both)
        self._whole.addWidget(self.empty)
        self.empty.say("pencil", _("No part is chosen yet"), _("Choose parts first; then their words stand here."))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.which.chosen.connect(self._switch)
        self.adapt.clicked.connect(lambda: self.which.choose(ADAPTED))
        self.back_to_own.clicked.connect(lambda: self.which.choose(OWN))
        self.see_part.clicked.connect(lambda: self.part_wanted.emit(self._part_id))
        self.sheet.settled.connect(self._settled)
        self.sheet.editor.edited.connect(self._soon.start)
        self._soon.timeout.connect(self._compare)

    def _measure(self) -> None:
        narrow = self.width() < px(_NARROW) + px(260)
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(px(16))
        self._across.setSpacing(px(20))
        self.list.setFixedWidth(min(px(250), max(px(150), round(self.width() * 0.27))))

    def resizeEvent(self, event: object) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # a resize event
        self._measure()

    # ---------------------------------------------------------------------------------------------- acting

    def refresh(self) -> None:
        """List the parts, and show the words of the one chosen."""
        choices = self.telling.choices
        self.list.show_groups([("", [self._row(c) for c in choices])])
        self._whole.setCurrentIndex(0 if choices else 1)
        there = {c.part_id for c in choices}
        if self._part_id in there:
            self.list.point_at(self._part_id)
            self._show_about()
            if self._choice().adapted is None:
                self._show(self._part_id)
        elif choices:
            self._show(choices[0].part_id)
        else:
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

    def _row(self, choice: Choice) -> Row:
        part = self.telling.source.parts[choice.part_id]
        words = count_words(self._words_of(choice))
        said = [ngettext("{n} word", "{n} words", words).format(n=number(words))]
        if choice.adapted is not None:
            said.append(_("adapted"))
        if self.telling.is_out(choice):
            said = [_("kept now, so it is out")]
        return Row(choice.part_id, part.title or _("(without a title)"), "  ·  ".join(said))

    def _words_of(self, choice: Choice) -> str:
        if choice.adapted is not None:
            return marks.shareable(choice.adapted)
        return marks.shareable(self.telling.source.parts[choice.part_id].text)

    def _choice(self) -> Choice:
        return next(c for c in self.telling.choices if c.part_id == self._part_id)

    def _choose(self, part_id: str) -> None:
        if part_id == self._part_id:
            return
        if not self.settle():
            self.list.point_at(self._part_id)
            return
        self._show(part_id)

    def _show(self, part_id: str) -> None:
        self._part_id = part_id
        self.list.point_at(part_id)
        choice = self._choice()
        self.own.set_text(marks.shareable(self.telling.source.parts[part_id].text))
        adapted = choice.adapted is not None
        if adapted:
            self._open_sheet(choice.adapted or "")
        else:
            self.sheet.put_away()
        self.which.chosen.disconnect(self._switch)
        self.which.choose(ADAPTED if adapted else OWN)
        self.which.chosen.connect(self._switch)
        self._stack.setCurrentIndex(ADAPTED if adapted else OWN)
        self._show_about()

    def _show_about(self) -> None:
        choice = self._choice()
        words = count_words(self._words_of(choice))
        minutes = minutes_for(words, self.telling.pace)
        self.about.setText(
            _("About {minutes} at your pace. The part itself stays as it is.").format(minutes=spoken_time(minutes))
        )

    def _open_sheet(self, words: str) -> None:
        from peerjournal.operations.wording import WordingDraft

        self.sheet.open(WordingDraft(self.telling_id, self._part_id, words))
        self._compare()

    def _switch(self, which: int) -> None:
        choice = self._choice()
        own = marks.shareable(self.telling.source.parts[self._part_id].text)
        if which == ADAPTED and choice.adapted is None:
            if self.tried(self._adapted):
                self._open_sheet(self._choice().adapted or "")
                self._stack.setCurrentIndex(ADAPTED)
                self.sheet.write_here()
        elif which == OWN and choice.adapted is not None:
            self._back(own)
        self.refresh()

    def _back(self, own: str) -> None:
        """Back to the part's own words; the adapted ones are kept for another time."""
        if self.settle() and self.tried(self._own_again):
            self.sheet.put_away()
            self.own.set_text(own)
            self._stack.setCurrentIndex(OWN)
        else:
            self.which.choose(ADAPTED)

    def _adapted(self) -> "Assembled":
        from peerjournal.operations import tellings

        return tellings.adapt(self.journal, self.telling_id, self._part_id)

    def _own_again(self) -> "Assembled":
        from peerjournal.operations import tellings

        return tellings.set_wording(self.journal, self.telling_id, self._part_id, None)

    def _settled(self, now: object) -> None:
        if now is not None:
            self._telling = now  # type: ignore[assignment]  # the keeper gives the telling back
            self.changed.emit(now)
            self.refresh()

    def _compare(self) -> None:
        if self._stack.currentIndex() != ADAPTED and not self.sheet.isVisible():
            return
        source = marks.shareable(self.telling.source.parts[self._part_id].text)
        self.changes.show_pieces(differences(source, self.sheet.editor.text()))
