"""What is said about a part, beside its words: themes, strategies, people, how it feels to tell it, its lights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import folded, tidy_tag
from peerjournal.journal.story import Arrangement, Feel, PartDraft, Person, Story
from peerjournal.sharing.audience import Audience, Light, Lights, light_of
from peerjournal.ui.models.lights_table import light_icon, light_word
from peerjournal.ui.theme import current, px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import link_button, muted
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import spin_field
from peerjournal.ui.widgets.elided import LineButton
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.text_field import TextField
from peerjournal.ui.widgets.worded_tags import ChipWords, WordedTags

_FEELS = (Feel.UNSAID, Feel.RAW, Feel.SETTLING, Feel.SETTLED)
_FIRST, _LAST = QDate(1900, 1, 1), QDate(2100, 12, 31)


class CalmDate(QDateEdit):
    """A day, wide enough for the longest; the wheel leaves it alone, as in :class:`CalmCombo`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDateRange(_FIRST, _LAST)
        self.setDisplayFormat("d MMM yyyy")
        self.setCalendarPopup(True)
        spin_field(self, name)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def set_day(self, day: date) -> None:
        """Show this day; nothing is emitted."""
        with QSignalBlocker(self):
            self.setDate(QDate(day.year, day.month, day.day))

    def day(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _measure(self) -> None:
        self.ensurePolished()
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("28 Sept 2026") + px(58))


@dataclass(frozen=True)
class Standing:
    """What the journal says about a part elsewhere: its lights, how often it was told, and each time it was.

    ``lines`` are the latest lines of the ledger, as (id, when, to whom and how it landed).
    """

    audiences: Sequence[Audience] = ()
    lights: Lights = field(default_factory=dict)
    told: str = ""
    lines: Sequence[tuple[str, str, str]] = ()


class PartAbout(QWidget):
    """The fields. ``changed`` when the person changed one; what to do with names is asked for by the signals.

    ``person_typed`` carries a name nobody in the story has yet, ``person_wanted`` the id of somebody to be
    arranged with, ``entry_wanted`` the entry the part was made from, ``line_wanted`` a line of the ledger.
    """

    changed = Signal()
    person_typed = Signal(str)
    person_wanted = Signal(str)
    lights_wanted = Signal()
    entry_wanted = Signal(str)
    line_wanted = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._people: dict[str, Person] = {}
        self._out_of_sight: tuple[str, ...] = ()  # people in the trash: they stay in the part
        self._standing_in_text: list[str] = []
        self._feel_on: date | None = None
        self._entry_id = ""
        self._build()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------ what is in it

    def show_draft(self, draft: PartDraft) -> None:
        """Fill the fields; nothing is emitted."""
        self.themes.set_tags(draft.themes)
        self.strategies.set_text("\n".join(draft.strategies))
        self._show_people(draft.person_ids)
        self._feel_on = draft.feel_on
        with QSignalBlocker(self.feel):
            self.feel.setCurrentIndex(_FEELS.index(draft.feel))
        self._show_feel_on()
        self._choose_story(draft.story_id)
        self._entry_id = draft.entry_id
        self.from_entry.setVisible(bool(draft.entry_id))

    def said(self) -> dict[str, object]:
        """What stands in the fields, by field of a draft."""
        feel = self.feel_now
        return {
            "themes": self.themes.tags,
            "strategies": tuple(line for line in self.strategies.text().split("\n") if line.strip()),
            "person_ids": self.person_ids,
            "feel": feel,
            "feel_on": self._feel_on if feel is not Feel.UNSAID else None,
            **({"story_id": self.story.currentData()} if self.story.currentIndex() >= 0 else {}),
        }

    @property
    def feel_now(self) -> Feel:
        """How it feels to tell the part."""
        return _FEELS[max(0, self.feel.currentIndex())]

    @property
    def person_ids(self) -> tuple[str, ...]:
        """The people in the part, those out of sight too."""
        named = {folded(tidy_tag(p.name)): p.id for p in self._people.values()}
        seen = [named[folded(name)] for name in self.people.tags if folded(name) in named]
        return (*seen, *self._out_of_sight)

    def set_known(self, people: Sequence[Person], stories: Sequence[Story]) -> None:
        """The people and stories there are."""
        ids, story = self.person_ids, self.story.currentData()
        self._people = {p.id: p for p in people}
        self.people.set_known([p.name for p in people])
        with QSignalBlocker(self.story):
            self.story.clear()
            for one in stories:
                self.story.addItem(one.title, one.id)
        self._show_people(ids)
        self._choose_story(story)
        self._story_row.setVisible(len(stories) > 1)

    def set_standing(self, standing: Standing, part_id: str) -> None:
        """Show the lights of the part and how often it was told."""
        self.told.setText(standing.told or _("Not told yet."))
        self._show_lines(standing.lines)
        for light, row in self._light_rows.items():
            lit = [a.name for a in standing.audiences if light_of(standing.lights, part_id, a.id) is light]
            everybody = len(lit) == len(standing.audiences)
            row.show_names(_("for every audience") if everybody and lit else ", ".join(lit))

    def set_in_text(self, person_ids: Sequence[str]) -> None:
        """The people recognised in the words of the part."""
        self._standing_in_text = [i for i in person_ids if i in self._people]
        self._show_recognised()

    def add_person(self, person: Person) -> None:
        """Somebody who was just added to the story comes into the part."""
        self._people[person.id] = person
        self.people.set_known([p.name for p in self._people.values()])
        self._show_people((*self.person_ids, person.id))

    def take_typed(self) -> None:
        """What is half typed counts."""
        self.themes.take_typed()
        self.people.take_typed()
        self.said_on.interpretText()

    def set_read_only(self, read_only: bool) -> None:
        """Fields, or mere words."""
        self.themes.set_read_only(read_only)
        self.people.set_read_only(read_only)
        self.strategies.setReadOnly(read_only)
        for widget in (self.feel, self.said_on, self.story, self.to_lights, self.add_recognised, self.arrange):
            widget.setEnabled(not read_only)

    def summary(self) -> str:
        """What is in it, in one line."""
        feel = self.feel.currentText() if self.feel_now is not Feel.UNSAID else ""
        said = [", ".join(self.themes.tags), ", ".join(self.people.tags), feel]
        return "  ·  ".join(s for s in said if s)

    # -------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.themes = WordedTags(
            ChipWords(_("Themes"), _("Add a theme"), _("Theme {name}, press to remove"), _("Remove the theme “{name}”"))
        )
        self.people = WordedTags(
            ChipWords(
                _("People in it"), _("Add a person"), _("{name}, press to take out of this part"),
                _("Take “{name}” out of this part"),
            )
        )  # fmt: skip
        self.strategies = TextField(_("What helped since, one a line"), _("One a line"), lines=2)
        self.feel = CalmCombo()
        self.feel.setAccessibleName(_("How it feels to tell it"))
        self.feel.addItems([_("not said"), _("still raw"), _("settling"), _("settled")])
        self.said_on = CalmDate(_("The day this was said"))
        self.story = CalmCombo()
        self.story.setAccessibleName(_("Story"))
        self.recognised, self.unarranged = muted("", wrap=True), muted("", wrap=True)
        self.add_recognised, self.arrange = link_button(_("Add to this part")), link_button(_("Arrange"))
        self.told = muted("", wrap=True)
        self.to_lights = link_button(_("Set lights"))
        self.from_entry = link_button(_("The entry this was made from"))
        self._light_rows = {light: _LightRow(light) for light in (Light.SHARE, Light.ASK, Light.KEEP)}

    def _lay_out(self) -> None:
        self._lines = QVBoxLayout(self)
        self._words: list[QWidget] = []
        self._labelled(_("Themes"), self.themes)
        self._labelled(_("People in it"), self.people)
        for words, button in ((self.recognised, self.add_recognised), (self.unarranged, self.arrange)):
            row = QHBoxLayout()
            row.addWidget(words, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(row)
        self._labelled(_("How it feels to tell it"), self._feel_row())
        self._labelled(_("Strategies it gave birth to"), self.strategies)
        self._labelled(_("Lights"), self._lights())
        self._labelled(_("Told so far"), self.told)
        self._told_lines = QVBoxLayout()
        self._told_lines.setSpacing(0)
        self._lines.addLayout(self._told_lines)
        self._story_row = QWidget()
        story = QVBoxLayout(self._story_row)
        story.setContentsMargins(0, 0, 0, 0)
        story.addWidget(muted(_("In the story")))
        story.addWidget(self.story, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines.addWidget(self._story_row)
        self._lines.addWidget(self.from_entry, 0, Qt.AlignmentFlag.AlignLeading)

    def _labelled(self, words: str, widget: QWidget) -> None:
        label = muted(words)
        label.setBuddy(widget)
        self._words.append(label)
        self._lines.addWidget(label)
        self._lines.addWidget(widget)

    def _feel_row(self) -> QWidget:
        row = QWidget()
        self._feel_flow = FlowLayout(row)
        self._said = muted(_("said on"))
        for widget in (self.feel, self._said, self.said_on):
            self._feel_flow.addWidget(widget)
        return row

    def _lights(self) -> QWidget:
        rows = QWidget()
        self._light_lines = QVBoxLayout(rows)
        self._light_lines.setContentsMargins(0, 0, 0, 0)
        for row in self._light_rows.values():
            self._light_lines.addWidget(row)
        self._light_lines.addWidget(self.to_lights, 0, Qt.AlignmentFlag.AlignLeading)
        return rows

    def _connect(self) -> None:
        self.themes.changed.connect(self.changed)
        self.people.changed.connect(self._people_changed)
        self.strategies.textChanged.connect(self.changed)
        self.feel.currentIndexChanged.connect(self._feel_chosen)
        self.said_on.dateChanged.connect(self._day_chosen)
        self.story.activated.connect(lambda _index: self.changed.emit())
        self.add_recognised.clicked.connect(self._add_recognised)
        self.arrange.clicked.connect(self._arrange)
        self.to_lights.clicked.connect(self.lights_wanted)
        self.from_entry.clicked.connect(lambda: self.entry_wanted.emit(self._entry_id))

    def _measure(self) -> None:
        self._lines.setContentsMargins(0, 0, px(8), px(8))
        self._lines.setSpacing(px(6))
        self._light_lines.setSpacing(px(2))
        self._feel_flow.setSpacing(px(8))
        for label in self._words[1:]:
            label.setContentsMargins(0, px(8), 0, 0)

    # -------------------------------------------------------------------------------------------- acting

    def _feel_chosen(self) -> None:
        self._feel_on = self._today() if self.feel_now is not Feel.UNSAID else None
        self._show_feel_on()
        self.changed.emit()

    def _show_feel_on(self) -> None:
        said = self.feel_now is not Feel.UNSAID
        self.said_on.set_day(self._feel_on or self._today())
        for widget in (self._said, self.said_on):
            widget.setVisible(said)

    def _day_chosen(self) -> None:
        self._feel_on = self.said_on.day()
        self.changed.emit()

    def _choose_story(self, story_id: object) -> None:
        with QSignalBlocker(self.story):
            self.story.setCurrentIndex(self.story.findData(story_id))

    def _show_people(self, person_ids: Sequence[str]) -> None:
        ids = tuple(dict.fromkeys(person_ids))
        self._out_of_sight = tuple(i for i in ids if i not in self._people)
        self.people.set_tags([self._people[i].name for i in ids if i in self._people])
        self._show_recognised()

    def _people_changed(self) -> None:
        """A name or nickname somebody has stands for them; any other is told."""
        known = {folded(tidy_tag(name)): p for p in self._people.values() for name in reversed(p.names)}
        typed = self.people.tags
        unknown = [name for name in typed if folded(name) not in known]
        meant = [known[folded(name)].id for name in typed if folded(name) in known]
        self._show_people((*meant, *self._out_of_sight))
        for name in unknown:
            self.person_typed.emit(name)
        self.changed.emit()

    def _show_recognised(self) -> None:
        there = self.person_ids
        missing = [self._people[i].name for i in self._standing_in_text if i not in there]
        sentence = _("{names} stands in the text.") if len(missing) == 1 else _("{names} stand in the text.")
        self._show_row(self.recognised, self.add_recognised, sentence.format(names=_listed(missing)) if missing else "")
        bare = [self._people[i].name for i in self._without_arrangement()]
        words = _("Nothing is arranged with {names} yet.").format(names=_listed(bare)) if bare else ""
        self._show_row(self.unarranged, self.arrange, words)

    def _without_arrangement(self) -> list[str]:
        there = dict.fromkeys((*self.person_ids, *self._standing_in_text))
        return [i for i in there if i in self._people and self._people[i].arrangement is Arrangement.NONE]

    def _show_row(self, words: QLabel, button: QWidget, sentence: str) -> None:
        words.setText(sentence)
        button.setAccessibleDescription(sentence)
        words.setVisible(bool(sentence))
        button.setVisible(bool(sentence))

    def _show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        while self._told_lines.count():
            item = self._told_lines.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for line_id, when, words in lines:
            button = LineButton(when, words)
            button.clicked.connect(lambda _on=False, wanted=line_id: self.line_wanted.emit(wanted))
            self._told_lines.addWidget(button)

    def _add_recognised(self) -> None:
        self._show_people((*self.person_ids, *self._standing_in_text))
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _arrange(self) -> None:
        bare = self._without_arrangement()
        if bare:
            self.person_wanted.emit(bare[0])


class _LightRow(QWidget):
    """One light as a shape and a word, and the audiences it is set for."""

    def __init__(self, light: Light) -> None:
        super().__init__()
        self._light = light
        self._shape = QLabel()
        self._names = muted("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._names, 1)
        watcher().theme_changed.connect(self._draw)
        self._draw()

    def show_names(self, names: str) -> None:
        """For whom; hidden where for nobody."""
        self._names.setText(_("{light}: {audiences}").format(light=light_word(self._light), audiences=names))
        self.setVisible(bool(names))

    def _draw(self) -> None:
        colour = current().muted if self._light is Light.KEEP else current().accent
        side = px(16)
        self._shape.setPixmap(
            icon(light_icon(self._light), 16, colour).pixmap(QSize(side, side), self.devicePixelRatioF())
        )


def _listed(names: Sequence[str]) -> str:
    """Names in a row, as in "Tom, Ana and Ruth"."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
