"""An own scale being typed in, looked at after it was read from a file, or changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import one_line
from peerjournal.ui.models.scale_sketch import Sketch, range_of
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, body, muted, primary_button, quiet_button, subheading
from peerjournal.ui.widgets.check_in_words import plain_number
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.field_rows import Column, FieldRows
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.name_list import Name, NameList
from peerjournal.ui.widgets.put_back import place_behind
from peerjournal.ui.widgets.text_field import LineField, TextField
from peerjournal.ui.widgets.undo_notice import UndoNotice
from peerjournal.wellbeing.scale import (
    LONGEST_ITEM,
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_PERIOD,
    Direction,
    Item,
    Scoring,
)

_DIRECTIONS = (Direction.NEITHER, Direction.MORE_IS_BETTER, Direction.LESS_IS_BETTER)
_SCORINGS = (Scoring.SUM, Scoring.MEAN)


def directions() -> dict[Direction, str]:
    """Which way a total is meant, in words."""
    return {
        Direction.NEITHER: _("Neither way, or I would rather not say"),
        Direction.MORE_IS_BETTER: _("More is meant as better"),
        Direction.LESS_IS_BETTER: _("Less is meant as better"),
    }


class ScaleForm(Card):
    """Holds a :class:`Sketch`. ``changed`` as it changes; ``add_wanted`` and ``cancel_wanted`` by the buttons.

    Nothing is kept here and nothing is lost: whoever shows another sketch takes this one away first.
    """

    changed = Signal()
    add_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, notice: UndoNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=4)
        self._notice = notice
        self._sketch = Sketch(questionnaire=False)
        self._items: list[Item] = []
        self._take_back: Callable[[], object] = lambda: None
        self._column = ScrolledColumn(above=16, spacing=8)
        self.body.addWidget(self._column)
        self._spaced: list[QWidget] = []
        self._of_items: list[QWidget] = []
        self._build()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_sketch(self, sketch: Sketch) -> None:
        """Show this one, whatever stood there; nothing is told."""
        with QSignalBlocker(self):
            self._show(sketch)
        self._column.verticalScrollBar().setValue(0)

    def _show(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self._items = list(sketch.items)
        self.name.set_text(sketch.name)
        self.period.set_text(sketch.period)
        self.source.set_text(sketch.source)
        self.licence.set_text(sketch.licence)
        for field, text in ((self.times, sketch.times), (self.low, sketch.low), (self.high, sketch.high)):
            field.set_text(text)
        self.labels.set_rows(sketch.labels)
        self.bands.set_rows(sketch.bands)
        self.scorings.button(_SCORINGS.index(sketch.scoring)).setChecked(True)
        self.directions.button(_DIRECTIONS.index(sketch.direction)).setChecked(True)
        self._show_items()
        with QSignalBlocker(self.items):
            self.items.field.setText(sketch.another)
        self._say_what_it_is()
        self._say_range()

    def sketch(self) -> Sketch:
        """What stands in the form."""
        return replace(
            self._sketch,
            name=self.name.text(),
            period=self.period.text(),
            items=tuple(self._items_as_typed()),
            another=self.items.field.text(),
            labels=tuple(self.labels.rows()),
            scoring=_SCORINGS[self.scorings.checkedId()],
            times=self.times.text(),
            low=self.low.text(),
            high=self.high.text(),
            direction=_DIRECTIONS[self.directions.checkedId()],
            bands=tuple(self.bands.rows()),
            source=self.source.text(),
            licence=self.licence.text(),
        )

    def _items_as_typed(self) -> list[Item]:
        """The items; one that is being reworded as it stands now."""
        typed = {int(id_): one_line(text) for id_, text in self.items.half_typed().items() if id_}
        return [replace(item, text=typed.get(n) or item.text) for n, item in enumerate(self._items)]

    def finish(self) -> None:
        """An item half typed is an item."""
        self.items.finish()

    def withdraw(self) -> None:
        """Something else is shown: an item taken out here is no longer offered to be put back there."""
        self._notice.withdraw(self._take_back)

    def write_here(self) -> None:
        """Give the keyboard to the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # -------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.title, self.about = subheading(""), muted("", wrap=True)
        self.title.setWordWrap(True)
        self.name = LineField(_("Name of the scale"))
        self.period = LineField(_("What it asks about"), _("the last two weeks"))
        self.low, self.high = LineField(_("Lowest total")), LineField(_("Highest total"))
        self.times = LineField(_("Times"))
        for field, longest in (
            (self.name, LONGEST_NAME), (self.period, LONGEST_PERIOD), (self.low, 20), (self.high, 20), (self.times, 20),
        ):  # fmt: skip
            field.setMaxLength(longest)
        self.items = NameList(_("Items"), _("Another item"), _("Take out"), longest=LONGEST_ITEM)
        self.reversed = QCheckBox(_("The chosen item counts the other way round (Space)"))
        self.labels = FieldRows([Column(_("Value"), 90, 20), Column(_("Words"), 0, LONGEST_LABEL)])
        self.bands = FieldRows(
            [Column(_("From"), 90, 20), Column(_("Up to"), 90, 20), Column(_("Your words"), 0, LONGEST_LABEL)]
        )
        self.scorings, self.directions = QButtonGroup(self), QButtonGroup(self)
        self.range = body("")
        self.source = TextField(_("Where it comes from"), _("A book, a website, a colleague"), lines=1)
        self.licence = TextField(_("Licence note"), _("Whose it is, and what allows me to use it"), lines=2)
        self.add = primary_button("")
        self.cancel = quiet_button(_("Cancel"))

    def _lay_out(self) -> None:
        for widget in (self.title, self.about):
            self._column.body.addWidget(widget)
        self._labelled(_("Name"), self.name)
        self._of_items += self._labelled(_("What it asks about, if it says so"), self.period)
        self._of_items += self._labelled(
            _("Items, in their order. Several lines can be pasted at once."), self.items, self.reversed
        )
        self._of_items += self._labelled(_("The answers to choose from, the same for every item"), self.labels)
        self._of_items += self._labelled(
            _("How the answers become one number"),
            *_radios(
                self.scorings, (_("They are added up: the sum"), _("Added up and divided by their number: the mean"))
            ),
        )
        self._of_items += self._labelled(_("Taken times"), self.times)
        self._of_totals = self._labelled(_("The lowest total there is"), self.low)
        self._of_totals += self._labelled(_("The highest total there is"), self.high)
        self._column.body.addWidget(self.range)
        self._labelled(
            _("Which way it is meant. Charts say it in words."), *_radios(self.directions, directions().values())
        )
        self._labelled(
            _("Bands of your own, if you want any. None is built in: no total is called anything unless you say so."),
            self.bands,
        )
        self._labelled(_("Where it comes from"), self.source)
        self._labelled(
            _(
                "Licence note, required: whose scale it is, and what allows you to use it. Many scales belong to "
                "somebody, which is why none comes with Peer Journal. The note stays beside the scale."
            ),
            self.licence,
        )
        foot = QWidget()
        self._foot = FlowLayout(foot)
        self._foot.addWidget(self.add)
        self._foot.addWidget(self.cancel)
        self._column.body.addWidget(foot)
        self._column.body.addStretch(1)

    def _labelled(self, words: str, *fields: QWidget) -> list[QWidget]:
        label = muted(words, wrap=True)
        label.setBuddy(fields[0])
        self._spaced.append(label)
        self._column.body.addWidget(label)
        for field in fields:
            self._column.body.addWidget(field)
        return [label, *fields]

    def _connect(self) -> None:
        for field in (self.name, self.period, self.low, self.high, self.times):
            field.textEdited.connect(lambda _text: self._edited())
        for text in (self.source, self.licence):
            text.textChanged.connect(self._edited)
        for rows in (self.labels, self.bands):
            rows.changed.connect(self._edited)
        for group in (self.scorings, self.directions):
            group.idToggled.connect(lambda _n, on: self._edited() if on else None)
        self.items.typed.connect(self._edited)
        self.items.added.connect(self._add_item)
        self.items.renamed.connect(self._reword_item)
        self.items.ordered.connect(self._order_items)
        self.items.out_wanted.connect(self._take_out_item)
        self.items.pressed.connect(lambda _id: self.reversed.toggle())
        self.items.chosen.connect(lambda _id: self._show_reversed())
        self.reversed.toggled.connect(lambda _on: self._mark_reversed())
        self.add.clicked.connect(self.add_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)

    def _measure(self) -> None:
        self._foot.setSpacing(px(8))
        for label in self._spaced:
            label.setContentsMargins(0, px(10), 0, 0)
        for field in (self.low, self.high, self.times):
            field.setFixedWidth(px(140))

    # --------------------------------------------------------------------------------------------------- showing

    def _say_what_it_is(self) -> None:
        sketch = self._sketch
        for widget in self._of_items:
            widget.setVisible(sketch.questionnaire)
        for widget in self._of_totals:
            widget.setVisible(not sketch.questionnaire)
        if sketch.scale_id:
            title, about = _("Change this scale"), _("Totals counted so far stay as they were counted.")
        elif sketch.from_file:
            title = _("From a file")
            about = _("This is what stands in the file. Look it over; nothing is kept before you add it.")
        elif sketch.questionnaire:
            title = _("Type in a questionnaire")
            about = _("What is half typed stays here while you do something else.")
        else:
            title = _("Add a total score scale")
            about = _("You fill it in on paper, or where you always do, and type the total. No items are kept.")
        self.title.setText(title)
        self.about.setText(about)
        self.add.setText(_("Keep the changes") if sketch.scale_id else _("Add this scale"))
        self.add.setAccessibleName(self.add.text())

    def _say_range(self) -> None:
        self.range.setVisible(self._sketch.questionnaire)
        found = range_of(self.sketch()) if self._sketch.questionnaire else None
        if found is None:
            sentence = _("With an item and two answers, the range of the total stands here.")
        else:
            low, high = map(plain_number, found)
            sentence = _("The total reaches from {low} to {high}.").format(low=low, high=high)
        self.range.setText(sentence)

    def _show_items(self, choose: int = -1) -> None:
        said = _("counts the other way round")
        names = [Name(str(n), item.text, said if item.reversed else "") for n, item in enumerate(self._items)]
        self.items.show_names(names, str(choose) if choose >= 0 else "")
        self._show_reversed()

    def _chosen_item(self) -> int:
        return int(self.items.current_id() or -1)

    def _show_reversed(self) -> None:
        at = self._chosen_item()
        with QSignalBlocker(self.reversed):
            self.reversed.setChecked(at >= 0 and self._items[at].reversed)
        self.reversed.setEnabled(at >= 0)

    # ---------------------------------------------------------------------------------------------------- acting

    def _edited(self) -> None:
        self._say_range()
        self.changed.emit()

    def _set_items(self, items: Sequence[Item], choose: int = -1) -> None:
        self._items = list(items)
        self._show_items(choose)
        self._edited()

    def _add_item(self, typed: str) -> None:
        text = one_line(typed)
        if text:
            self.items.taken()
            self._set_items([*self._items, Item(text)], len(self._items))

    def _reword_item(self, id_: str, typed: str) -> None:
        text = one_line(typed)
        if text:
            at = int(id_)
            self._set_items([*self._items[:at], replace(self._items[at], text=text), *self._items[at + 1 :]], at)

    def _order_items(self, ids: list[str]) -> None:
        chosen = ids.index(self.items.current_id())
        self._set_items([self._items[int(id_)] for id_ in ids], chosen)

    def _take_out_item(self, id_: str) -> None:
        at, before = int(id_), list(self._items)
        self._set_items(before[:at] + before[at + 1 :])
        self._take_back = lambda: self._put_back(before[at], before[:at])
        self._notice.offer(_("Item {number} is taken out.").format(number=at + 1), self._take_back)

    def _put_back(self, item: Item, earlier: Sequence[Item]) -> None:
        at = place_behind(earlier, self._items)
        self._set_items([*self._items[:at], item, *self._items[at:]], at)
        self.items.focus_list()

    def _mark_reversed(self) -> None:
        at = self._chosen_item()
        if at >= 0 and self._items[at].reversed != self.reversed.isChecked():
            marked = replace(self._items[at], reversed=self.reversed.isChecked())
            self._set_items([*self._items[:at], marked, *self._items[at + 1 :]], at)


def _radios(group: QButtonGroup, words: Iterable[str]) -> list[QWidget]:
    buttons: list[QWidget] = []
    for n, said in enumerate(words):
        button = QRadioButton(said)
        button.setAccessibleName(said)
        group.addButton(button, n)
        buttons.append(button)
    return buttons
