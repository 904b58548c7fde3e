"""My questions: what a check-in asks, the feeling words, activities of one's own, and trackers."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.checkin import LONGEST_LABEL, Activity, Dimension, Question, first_feelings, tidy_label
from peerjournal.journal.entry import folded
from peerjournal.ui.pages.half_typed import HalfTyped, Shelf
from peerjournal.ui.pages.own_trackers import OwnTrackers
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Card, body, link_button, muted, separator, subheading
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.check_in_words import dimensions
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.name_list import Name, NameList
from peerjournal.ui.widgets.put_back import put_back
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


def questions() -> dict[Question, tuple[str, str]]:
    """Each question as it stands at its box, and as it is named in a sentence."""
    return {
        Question.GRID: (_("Pleasantness and energy"), _("pleasantness and energy")),
        Question.FEELINGS: (_("Feeling words"), _("feeling words")),
        Question.SLEEP: (_("Sleep: hours and restfulness"), _("sleep")),
        Question.CARE: (_("Self-care: what you did for yourself"), _("self-care")),
        Question.WORK: (
            _("Working conditions: load, backing and more"),
            _("working conditions"),
        ),
        Question.TRACKERS: (_("Your trackers"), _("your trackers")),
        Question.NOTE: (_("A note"), _("a note")),
    }


def preview(asked: Sequence[Question]) -> str:
    """What a check-in asks, in a sentence."""
    if not asked:
        return _("A check-in asks nothing now. “Not today” can still be said.")
    named = ", ".join(questions()[q][1] for q in asked)
    return _("A check-in asks: {questions}. Any of it may stay open.").format(questions=named)


def _shelf() -> Shelf:
    from peerjournal.operations import trackers

    return trackers


class QuestionsPage(QWidget):
    """Everything about what is asked. Each change is kept at once; ``changed`` after each.

    A name half typed, and a tracker that is not added yet, are put aside within a second; they stand there again in a
    new page.
    """

    changed = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("My questions"))
        self.notice = UndoNotice()
        self.asks = AskedCard(journal, self.notice)
        self.feelings = FeelingsCard(journal, self.notice)
        self.activities = ActivitiesCard(journal, self.notice)
        self.trackers = OwnTrackers(journal, self.notice)
        self._aside = HalfTyped(journal, self._half_typed, _shelf, self.notice, self)
        self._sections = (self.asks, self.feelings, self.activities, self.trackers)
        self._column = ScrolledColumn(above=8)
        for section in self._sections:
            self._column.body.addWidget(section)
            section.changed.connect(self._changed)
        for typed in (self.feelings.names.typed, self.activities.names.typed, self.trackers.typed):
            typed.connect(self._aside.touched)
        self._column.body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.notice)

    def minimumSizeHint(self) -> QSize:
        """Small: it scrolls."""
        return QSize(px(220), px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed."""
        super().hideEvent(event)
        self.settle()

    def refresh(self) -> None:
        """Read everything anew; what is being typed stays."""
        for section in self._sections:
            section.refresh()
        self._type_again(self._aside.read())
        self.asks.say_running(self.trackers.running)

    def settle(self) -> bool:
        """Keep what is typed; False if that failed. A tracker half typed is put aside: its button alone adds it."""
        kept = [section.settle() for section in (self.feelings, self.activities, self.trackers)]
        return self._aside.settle() and all(kept)

    def save_now(self) -> bool:
        """Have what is typed on disk before this returns; False if it could not be."""
        saved = self.trackers.save_now()
        return self._aside.save_now() and saved

    def _half_typed(self) -> dict[str, Any]:
        return {
            "feelings": self.feelings.names.half_typed(),
            "activities": self.activities.names.half_typed(),
            "dimension": self.activities.dimension.currentData(),
            "trackers": self.trackers.names.half_typed(),
            "tracker": self.trackers.form.half_typed(),
        }

    def _type_again(self, half_typed: dict[str, Any]) -> None:
        """What was put aside before this page was made."""
        if not half_typed:
            return
        dimension = self.activities.dimension.findData(half_typed.get("dimension"))
        self.activities.dimension.setCurrentIndex(max(0, dimension))
        for names, key in (
            (self.feelings.names, "feelings"),
            (self.activities.names, "activities"),
            (self.trackers.names, "trackers"),
        ):
            if half_typed.get(key):
                names.type_again(half_typed[key])
        if half_typed.get("tracker"):
            self.trackers.begin(half_typed["tracker"])

    def _changed(self) -> None:
        self.asks.say_running(self.trackers.running)
        self.changed.emit()


class AskedCard(Card):
    """A box for each question, and in a sentence what a check-in asks."""

    changed = Signal()

    def __init__(self, journal: "OpenJournal", notice: UndoNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._notice = notice
        self._running = 0
        self.boxes = {question: QCheckBox(words[0]) for question, words in questions().items()}
        self.sentence = body("")
        self.body.addWidget(subheading(_("What a check-in asks")))
        self.body.addWidget(muted(_("With the first box alone, a check-in takes ten seconds."), wrap=True))
        for box in self.boxes.values():
            box.setAccessibleName(box.text())
            box.toggled.connect(lambda _on: self._ask())
            self.body.addWidget(box)
        self.body.addWidget(separator())
        self.body.addWidget(self.sentence)

    def refresh(self) -> None:
        """Tick what is asked."""
        from peerjournal.operations import checkins

        asked = self._notice.tried(lambda: checkins.asked(self._journal))
        if asked is None:
            return
        for question, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(question in asked)
        self._say()

    def say_running(self, running: int) -> None:
        """How many trackers run today: none of them can be asked while there are none."""
        self._running = running
        self._say()

    def asked(self) -> list[Question]:
        """Those ticked."""
        return [question for question, box in self.boxes.items() if box.isChecked()]

    def _ask(self) -> None:
        from peerjournal.operations import checkins

        if self._notice.done(lambda: checkins.ask(self._journal, self.asked())):
            self._say()
            self.changed.emit()
        else:
            self.refresh()

    def _say(self) -> None:
        sentence = preview(self.asked())
        if Question.TRACKERS in self.asked() and not self._running:
            sentence += " " + _("No tracker is running today.")
        self.sentence.setText(sentence)
        self.sentence.setAccessibleName(sentence)


class FeelingsCard(Card):
    """The feeling words. What was said in earlier check-ins stays as it was said."""

    changed = Signal()

    def __init__(self, journal: "OpenJournal", notice: UndoNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._notice = notice
        self.names = NameList(_("Feeling words"), _("Another word"), _("Take out"), longest=LONGEST_LABEL)
        self.bring_back = link_button(_("Bring back the words it began with"))
        self.body.addWidget(subheading(_("Feeling words")))
        self.body.addWidget(
            muted(_("Your own words, in your order. Earlier check-ins keep the words they were given."), wrap=True)
        )
        self.body.addWidget(self.names)
        self.body.addWidget(self.bring_back, 0, Qt.AlignmentFlag.AlignLeading)
        self.names.added.connect(self._add)
        self.names.renamed.connect(self._rename)
        self.names.ordered.connect(self._set)
        self.names.out_wanted.connect(self._take_out)
        self.bring_back.clicked.connect(self._bring_back)

    def refresh(self) -> None:
        """Read the words anew."""
        from peerjournal.operations import checkins

        words = self._notice.tried(lambda: checkins.feelings(self._journal))
        if words is not None:
            self._show(words)

    def settle(self) -> bool:
        """A word half typed is a word."""
        self.names.finish()
        return True

    def _words(self) -> list[str]:
        return self.names.ids()

    def _show(self, words: Sequence[str], choose: str = "") -> None:
        self.names.show_names([Name(word, word) for word in words], choose)
        there = {folded(word) for word in words}
        self.bring_back.setVisible(any(folded(word) not in there for word in first_feelings()))

    def _set(self, words: Sequence[str], choose: str = "") -> bool:
        from peerjournal.operations import checkins

        kept = self._notice.tried(lambda: checkins.set_feelings(self._journal, words))
        if kept is None:
            return False
        self._notice.clear()
        self._show(kept, choose)
        self.changed.emit()
        return True

    def _taken(self, word: str, *, but: str = "") -> bool:
        """Whether the word is there already; then that is said."""
        same = next((w for w in self._words() if folded(w) == folded(word) and w != but), "")
        if same:
            self._notice.show_sentence(_("“{word}” is there already.").format(word=same), "problem")
        return bool(same)

    def _add(self, typed: str) -> None:
        word = tidy_label(typed)
        if word and not self._taken(word) and self._set([*self._words(), word], word):
            self.names.taken()

    def _rename(self, old: str, typed: str) -> None:
        word = tidy_label(typed)
        if word and word != old and not self._taken(word, but=old):
            self._set([word if w == old else w for w in self._words()], word)

    def _take_out(self, word: str) -> None:
        before = self._words()
        if self._set([w for w in before if w != word]):
            self._notice.offer(_("“{word}” is taken out.").format(word=word), lambda: self._put_back(before, word))

    def _bring_back(self) -> None:
        before, first = self._words(), first_feelings()
        there = {folded(word) for word in first}
        if self._set([*first, *(w for w in before if folded(w) not in there)]):
            self.names.focus_list()
            self._notice.offer(
                _("The words it began with are back, your own after them."), lambda: self._own_words_again(before)
            )

    def _put_back(self, before: Sequence[str], word: str) -> None:
        """Into its place; words that came later stay."""
        there = self._there()
        if there is not None:
            self._set(put_back(there, word, before), word)
            self.names.focus_list()

    def _own_words_again(self, before: Sequence[str]) -> None:
        """As they were before; words that came later stay, after them."""
        there = self._there()
        if there is not None:
            known = {folded(word) for word in (*before, *first_feelings())}
            self._set([*before, *(word for word in there if folded(word) not in known)])
            self.names.focus_list()

    def _there(self) -> Sequence[str] | None:
        """The words as they are by now: a check-in may have brought more. None where they cannot be read."""
        from peerjournal.operations import checkins

        return self._notice.tried(lambda: checkins.feelings(self._journal))


class ActivitiesCard(Card):
    """What somebody does for themselves, under the eight dimensions."""

    changed = Signal()

    def __init__(self, journal: "OpenJournal", notice: UndoNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._notice = notice
        self._there: dict[str, Activity] = {}
        self.names = NameList(
            _("What I do for myself"), _("Another activity"), _("No longer offer"), bring_back=_("Offer again"),
            longest=LONGEST_LABEL,
        )  # fmt: skip
        self.dimension = CalmCombo()
        self.dimension.setAccessibleName(_("Dimension of the new activity"))
        for dimension, words in dimensions().items():
            self.dimension.addItem(words, dimension.value)
        self.names.adding_row.insertWidget(0, self.dimension)
        self.body.addWidget(subheading(_("What I do for myself")))
        self.body.addWidget(
            muted(_("Your own activities, in eight dimensions of self-care. None of them has to be filled."), wrap=True)
        )
        self.body.addWidget(self.names)
        self._chain()
        self.names.added.connect(self._add)
        self.names.renamed.connect(self._rename)
        self.names.ordered.connect(self._order)
        self.names.out_wanted.connect(lambda id_: self._offer(id_, ended=True))
        self.names.back_wanted.connect(lambda id_: self._offer(id_, ended=False))
        self.names.chosen.connect(self._follow)

    def refresh(self) -> None:
        """Read the activities anew."""
        self._read()

    def settle(self) -> bool:
        """An activity half typed is one."""
        self.names.finish()
        return True

    def _read(self, choose: str = "") -> None:
        from peerjournal.operations import trackers

        there = self._notice.tried(lambda: trackers.all_activities(self._journal))
        if there is None:
            return
        self._there = {a.id: a for a in there}
        rows = []
        for dimension, words in dimensions().items():
            inside = [a for a in there if a.dimension is dimension]
            if inside:
                rows.append(Name("", words))
                rows += [Name(a.id, a.name, _("no longer offered") if a.ended else "", out=a.ended) for a in inside]
        self.names.show_names(rows, choose)

    def _chain(self) -> None:
        """Tab goes as one reads: what is to be added, after its dimension."""
        for before, after in pairwise((self.names.back, self.dimension, self.names.field, self.names.add)):
            self.setTabOrder(before, after)

    def _follow(self, activity_id: str) -> None:
        """A new one probably belongs where one is looking."""
        if not self.names.field.text():
            self.dimension.setCurrentIndex(self.dimension.findData(self._there[activity_id].dimension.value))

    def _add(self, typed: str) -> None:
        from peerjournal.operations import trackers

        dimension = Dimension(self.dimension.currentData())
        added = self._notice.tried(lambda: trackers.add_activity(self._journal, dimension, typed))
        if added is not None:
            self._notice.clear()
            self.names.taken()
            self._changed(added.id)

    def _rename(self, activity_id: str, name: str) -> None:
        from peerjournal.operations import trackers

        if self._notice.done(lambda: trackers.rename_activity(self._journal, activity_id, name)):
            self._notice.clear()
            self._changed()

    def _order(self, ids: list[str]) -> None:
        from peerjournal.operations import trackers

        if self._notice.done(lambda: trackers.order_activities(self._journal, ids)):
            self._changed()

    def _offer(self, activity_id: str, *, ended: bool) -> None:
        from peerjournal.operations import trackers

        activity = self._notice.tried(lambda: trackers.end_activity(self._journal, activity_id, ended=ended))
        if activity is None:
            return
        self._changed(activity_id)
        self.names.focus_list()
        if ended:
            sentence = _("“{name}” is no longer offered. Where you did it before, it stays.")
            self._notice.offer(sentence.format(name=activity.name), lambda: self._offer(activity_id, ended=False))
        else:
            self._notice.show_sentence(_("“{name}” is offered again.").format(name=activity.name))

    def _changed(self, choose: str = "") -> None:
        self._read(choose)
        self.changed.emit()
