"""Which parts are in a telling, and in which order. Only those whose light allows it; a kept one asks first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import count_words
from peerjournal.journal.story import Part
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light
from peerjournal.sharing.telling import Changed, Choice, minutes_for, spoken_time
from peerjournal.ui.models.lights_table import feel_since, feel_word, short_day, title_of
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, body, link_button, muted, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.sharing_words import changes_in_words
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled

_NARROW = 520
_BETWEEN = "  ·  "
CHOSEN, OFFERED = range(2)


class PartsStep(TellingStep):
    """What is in it, and beside it what may be added; one of both where it is narrow.

    ``lights_wanted`` to see the lights table, ``words_wanted`` carries the id of a chosen part to word.
    """

    lights_wanted = Signal()
    words_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._asked = ""
        self._taken_out = ("", 0)
        self._said: dict[str, str] = {}  # of each part chosen, while it is not known anew
        self.chosen = GroupedList(
            _("In this telling"), _("Nothing yet. Choose among the parts that may be told here."), movable=True
        )
        self.offered = GroupedList(_("Parts that can be added"))
        self.view = FoldingChoice([_("In this telling"), _("May be told here")], _("What to see"))
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.hold = quiet_button(_("Keep ready, if asked"))
        self.out = quiet_button(_("Take out"), "close")
        self.add = plain_button(_("Add to the telling"), "plus")
        self.see_lights = quiet_button(_("See the lights"))
        self.time = body("")
        self.movements = muted("", wrap=True)
        self.kept = TwoStep(_("Change its light to “if asked” and add it"))
        self.notice = Notice()
        self.undo = link_button(_("Undo"))
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self._titles = [subheading(_("In this telling")), subheading(_("May be told here"))]
        told, self._told = _row(self.up, self.down, self.hold, self.out)
        there, self._there = _row(self.add, self.see_lights)
        self._sides = [
            _side(self._titles[CHOSEN], self.chosen, told, self.time, self.movements, self.notice),
            _side(self._titles[OFFERED], self.offered, self.kept, there),
        ]
        said = self.notice.layout()
        assert said is not None
        said.addWidget(self.undo)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.view, 0, Qt.AlignmentFlag.AlignLeading)
        self._across = QHBoxLayout()
        for side in self._sides:
            self._across.addWidget(side, 1)
        self._lines.addLayout(self._across, 1)

    def _connect(self) -> None:
        self.view.chosen.connect(lambda _which: self._measure())
        self.chosen.chosen.connect(lambda _id: self._show_buttons())
        self.chosen.opened.connect(self.words_wanted)
        self.chosen.trash_wanted.connect(self._take_out)
        self.chosen.dropped.connect(self._drop)
        self.offered.chosen.connect(lambda _id: self._show_buttons())
        self.offered.opened.connect(self._add)
        self.add.clicked.connect(lambda: self._add(self.offered.current_id()))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.out.clicked.connect(lambda: self._take_out(self.chosen.current_id()))
        self.hold.clicked.connect(self._hold)
        self.see_lights.clicked.connect(self.lights_wanted)
        self.kept.confirmed.connect(self._open_and_add)
        self.undo.clicked.connect(self._undo)
        for keys, act in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Ctrl+Z", self._undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.chosen)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow = self.width() < px(_NARROW)
        self.view.setVisible(narrow)
        for which, side in enumerate(self._sides):
            side.setVisible(not narrow or self.view.index() == which)
            self._titles[which].setVisible(not narrow)
        self._across.setSpacing(px(24))
        self._lines.setSpacing(px(8))
        for row in (self._told, self._there):
            row.setSpacing(px(6))

    # ------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Both lists, the time and the balance."""
        if self._another:
            self._taken_out, self._said = ("", 0), {}
            self.time.setText("")
            self.movements.setText("")
            self.notice.clear()
        self._show_chosen()
        self._show_offered()
        self.kept.hide()
        self._show_time()
        self._show_buttons()

    def _show_chosen(self) -> None:
        if self.knows:
            words = {p.part_id: count_words(p.text) for p in self.telling.pieces if p.part_id}
            self._said = {c.part_id: self._said_of(c, words) for c in self.telling.choices}
        told = [self._chosen_row(c) for c in self.telling.choices if not c.held]
        held = [self._chosen_row(c) for c in self.telling.choices if c.held]
        self.chosen.show_groups([("", told), (_("Kept ready, if asked") if held else "", held)])

    def _show_offered(self) -> None:
        groups = []
        for light, title in (
            (Light.SHARE, _("Share")),
            (Light.ASK, _("Only if asked")),
            (Light.KEEP, _("Kept from this audience")),
        ):
            rows = [self._offered_row(p) for p in self.telling.offered(light)]
            groups.append((title if rows else "", rows))
        self.offered.invite(
            _("Every part of your story is in this telling.")
            if self.telling.choices
            else _("There is no part yet. Parts are written in My story.")
        )
        self.offered.show_groups(groups)

    def _chosen_row(self, choice: Choice) -> Row:
        title = title_of(self.telling.source.parts[choice.part_id])
        return Row(choice.part_id, title, self._said.get(choice.part_id, ""))

    def _said_of(self, choice: Choice, words: dict[str, int]) -> str:
        changed = self.telling.changes(choice)
        said = [changes_in_words()[c] for c in Changed if c in changed]
        if choice.part_id in words:
            labels = {m.id: m.label for m in self.telling.movements}
            time = spoken_time(minutes_for(words[choice.part_id], self.telling.pace))
            movement = labels.get(self.telling.source.parts[choice.part_id].movement, "")
            said = [time, movement, _("adapted") if choice.adapted is not None else "", *said]
        return _BETWEEN.join(x for x in said if x)

    def _offered_row(self, part: Part) -> Row:
        time = spoken_time(minutes_for(count_words(marks.shareable(part.text)), self.telling.pace))
        title = title_of(part)
        spoken = ", ".join(x for x in (title, time, feel_since(part), part.time_of_life) if x)
        said = (time, self._feels(part), part.time_of_life)
        return Row(part.id, title, _BETWEEN.join(x for x in said if x), spoken)

    def _feels(self, part: Part) -> str:
        """How it feels to tell it, with the day that was said on."""
        word = feel_word(part.feel)
        if not word or part.feel_on is None:
            return word
        day = short_day(part.feel_on, self.journal.clock.today())
        return _("{feel} ({day})").format(feel=word, day=day)

    def know_all(self) -> None:
        """Time and balance, which take long of many words."""
        self._show_chosen()
        self._show_time()
        self._show_buttons()

    def _show_time(self) -> None:
        if not self.knows:
            return
        spoken, there = self.telling.minutes, self.telling.telling.minutes
        pace = number(round(self.telling.pace))
        if there is None:
            self.time.setText(_("{time} at {pace} words a minute").format(time=spoken_time(spoken), pace=pace))
        else:
            self.time.setText(
                _("{time} of {there} min, at {pace} words a minute").format(
                    time=spoken_time(spoken), there=number(round(there)), pace=pace
                )
            )
        labels = {m.id: m.label for m in self.telling.movements}
        balance = self.telling.balance
        total = sum(balance.values())
        shown = [
            _("{movement} {share}").format(
                movement=labels.get(movement, _("In no movement")),
                share=f"{round(100 * balance[movement] / total)}\u00a0%",
            )
            for movement in [*labels, ""]
            if balance.get(movement)
        ]
        self.movements.setText(_BETWEEN.join(shown))
        self.movements.setVisible(bool(shown))
        self.movements.setToolTip(
            _("For information only: about half of what people tell of recovery is about what was hard.")
        )

    def _show_buttons(self) -> None:
        choice = self._current()
        for button in (self.hold, self.out):
            button.setEnabled(choice is not None)
        self.up.setEnabled(self._moved(-1) is not None)
        self.down.setEnabled(self._moved(1) is not None)
        held = choice is not None and choice.held
        self.hold.setText(_("Tell it") if held else _("Keep ready, if asked"))
        self.hold.setAccessibleName(self.hold.text())
        self.add.setEnabled(bool(self.offered.current_id()))

    def _current(self) -> Choice | None:
        return next((c for c in self.telling.choices if c.part_id == self.chosen.current_id()), None)

    # -------------------------------------------------------------------------------------------- acting

    def _add(self, part_id: str) -> None:
        part = self.telling.source.parts.get(part_id)
        if part is None:
            return
        if part in self.telling.offered(Light.KEEP):
            self._asked = part_id
            self.kept.ask(
                _(
                    "“{title}” is kept from this audience. It can be added only if you change its light,"
                    " here and for every telling for them."
                ).format(title=title_of(part)),
                self.offered,
            )
            return
        self._put_in(part_id, held=part in self.telling.offered(Light.ASK))

    def _put_in(self, part_id: str, *, held: bool) -> None:
        """Add a part; one that is told only if asked is kept ready, until the person says otherwise."""
        if not self._choose([*(c.part_id for c in self.telling.choices), part_id]):
            return
        self.chosen.point_at(part_id)
        choice = self._current()
        if held and choice is not None and not choice.held:
            self._hold()
        self._show_buttons()

    def _open_and_add(self) -> None:
        part_id = self._asked
        if self.tried(lambda: self._lit(part_id)):
            self._put_in(part_id, held=True)
        self.offered.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lit(self, part_id: str) -> "Assembled":
        from peerjournal.operations import lights, tellings

        lights.set_light(self.journal, part_id, self.telling.audience.id, Light.ASK)
        return tellings.get(self.journal, self.telling_id)

    def _choose(self, part_ids: Sequence[str]) -> bool:
        kept = self.tried(lambda: self._chose(part_ids))
        if kept:
            self.notice.clear()
        self.refresh()
        return kept

    def _chose(self, part_ids: Sequence[str]) -> "Assembled":
        from peerjournal.operations import tellings

        return tellings.choose_parts(self.journal, self.telling_id, part_ids)

    def _groups(self) -> list[list[str]]:
        """The parts told and those kept ready, as they stand in the list."""
        choices = self.telling.choices
        return [[c.part_id for c in choices if c.held is held] for held in (False, True)]

    def _moved(self, by: int) -> list[str] | None:
        """The new order, told ones first; None where the part chosen cannot go further in its group."""
        told, held = self._groups()
        part_id = self.chosen.current_id()
        for group in (told, held):
            if part_id in group and 0 <= group.index(part_id) + by < len(group):
                at = group.index(part_id)
                group.insert(at + by, group.pop(at))
                return [*told, *held]
        return None

    def _move(self, by: int) -> None:
        part_id, order = self.chosen.current_id(), self._moved(by)
        if order is not None:
            self._choose(order)
            self.chosen.point_at(part_id)
            self._show_buttons()

    def _drop(self, part_id: str, on: str, below: bool) -> None:
        """Dragged: within its group only, as by keys."""
        told, held = self._groups()
        for group in (told, held):
            if part_id in group and on in group and part_id != on:
                group.remove(part_id)
                group.insert(group.index(on) + below, part_id)
                self._choose([*told, *held])
                self.chosen.point_at(part_id)
                self._show_buttons()

    def _take_out(self, part_id: str) -> None:
        part = self.telling.source.parts.get(part_id)
        before = [c.part_id for c in self.telling.choices]
        if part is None or not self._choose([i for i in before if i != part_id]):
            return
        self._taken_out = (part_id, before.index(part_id))
        self.notice.show_sentence(_("“{title}” is out of this telling.").format(title=title_of(part)))
        if not self.chosen.ids():
            self.chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self) -> None:
        """What was taken out last comes back into its place, with the words adapted for it."""
        (part_id, at), order = self._taken_out, [c.part_id for c in self.telling.choices]
        if part_id and part_id not in order and self._choose([*order[:at], part_id, *order[at:]]):
            self._taken_out = ("", 0)
            self.chosen.point_at(part_id)
            self._show_buttons()
            self.chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self) -> None:
        choice = self._current()
        if choice is not None:
            self.tried(lambda: self._held(choice))
            self.refresh()
            self.chosen.point_at(choice.part_id)
            self._show_buttons()

    def _held(self, choice: Choice) -> "Assembled":
        from peerjournal.operations import tellings

        return tellings.hold(self.journal, self.telling_id, choice.part_id, held=not choice.held)


def _side(title: QWidget, rows: GroupedList, *below: QWidget) -> QWidget:
    side = QWidget()
    lines = QVBoxLayout(side)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.addWidget(title)
    lines.addWidget(rows, 1)
    for part in below:
        lines.addWidget(part)
    return side


def _row(*buttons: QWidget) -> tuple[QWidget, FlowLayout]:
    row = QWidget()
    flow = FlowLayout(row, px(6))
    for button in buttons:
        flow.addWidget(button)
    return row, flow


def changed_sentence(telling: "Assembled", *, brief: bool = False) -> str:
    """What changed since the telling was looked at, or ``brief`` that something did; empty if nothing did."""
    said = []
    for choice in telling.choices:
        changed = telling.changes(choice)
        if changed:
            title = title_of(telling.source.parts[choice.part_id])
            what = ", ".join(changes_in_words()[c] for c in Changed if c in changed)
            said.append(f"“{title}”: {what}")
    if telling.changed_people:
        said.append(_("an arrangement with somebody in your own words changed"))
    if not said:
        return ""
    head = ngettext(
        "Something changed since you looked at this telling.",
        "Some things changed since you looked at this telling.",
        len(said),
    )
    if brief:
        return head
    return f"{head} {'; '.join(said[:4])}{'; …' if len(said) > 4 else '.'}"


def looking_helps(telling: "Assembled") -> bool:
    """Whether looking at it again settles something: a part that is kept, or in the trash, stays out all the same."""
    out = frozenset({Changed.KEPT, Changed.GONE})
    return telling.changed_people or any(telling.changes(c) - out for c in telling.choices)
