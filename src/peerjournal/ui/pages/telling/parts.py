"""Which parts are in a telling, and in which order. Only those whose light allows it; a kept one asks first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import count_words
from peerjournal.journal.story import Part
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light
from peerjournal.sharing.telling import Changed, Choice, minutes_for
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body, muted, plain_button, quiet_button, subheading
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.sharing_words import changes_in_words, feels, spoken_time
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled

_NARROW = 560


class PartsStep(TellingStep):
    """Left what is in it, right what may be added. ``lights_wanted`` to see the lights table."""

    lights_wanted = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.chosen = GroupedList(_("In this telling"))
        self.offered = GroupedList(_("Parts that can be added"))
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.hold = quiet_button(_("Keep ready, if asked"))
        self.out = quiet_button(_("Take out"), "close")
        self.add = plain_button(_("Add to the telling"), "plus")
        self.see_lights = quiet_button(_("See the lights"))
        self.time = body("")
        self.movements = muted("", wrap=True)
        self.kept = TwoStep(_("Change its light to “if asked” and add it"))
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        told = QVBoxLayout(left)
        told.addWidget(subheading(_("In this telling")))
        told.addWidget(self.chosen, 1)
        row = QHBoxLayout()
        for button in (self.up, self.down, self.hold, self.out):
            row.addWidget(button)
        row.addStretch(1)
        told.addLayout(row)
        told.addWidget(self.time)
        told.addWidget(self.movements)
        there = QVBoxLayout(right)
        there.addWidget(subheading(_("May be told here")))
        there.addWidget(self.offered, 1)
        there.addWidget(self.kept)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.see_lights)
        row.addStretch(1)
        there.addLayout(row)
        for lines in (told, there):
            lines.setContentsMargins(0, 0, 0, 0)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(left, 1)
        self._across.addWidget(right, 1)

    def _connect(self) -> None:
        self.chosen.chosen.connect(lambda _id: self._show_buttons())
        self.chosen.trash_wanted.connect(self._take_out)
        self.offered.opened.connect(self._add)
        self.add.clicked.connect(lambda: self._add(self.offered.current_id()))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.out.clicked.connect(lambda: self._take_out(self.chosen.current_id()))
        self.hold.clicked.connect(self._hold)
        self.see_lights.clicked.connect(self.lights_wanted)
        self.kept.confirmed.connect(self._open_and_add)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.chosen)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=by: self._move(by))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(px(24))

    # ------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Both lists, the time and the balance."""
        told = [self._chosen_row(c) for c in self.telling.choices if not c.held]
        held = [self._chosen_row(c) for c in self.telling.choices if c.held]
        self.chosen.show_groups([("", told), (_("Kept ready, if asked") if held else "", held)])
        groups = []
        for light, title in (
            (Light.SHARE, _("Share")),
            (Light.ASK, _("Only if asked")),
            (Light.KEEP, _("Kept from this audience")),
        ):
            rows = [self._offered_row(p) for p in self.telling.offered(light)]
            groups.append((title if rows else "", rows))
        self.offered.show_groups(groups)
        self.kept.hide()
        self._show_time()
        self._show_buttons()

    def _chosen_row(self, choice: Choice) -> Row:
        part = self.telling.source.parts[choice.part_id]
        changed = self.telling.changes(choice)
        said = [changes_in_words()[c] for c in Changed if c in changed]
        if not self.telling.is_out(choice):
            words = next((p.text for p in self.telling.pieces if p.part_id == choice.part_id), "")
            said.insert(0, spoken_time(minutes_for(count_words(words), self.telling.pace)))
        return Row(choice.part_id, part.title or _("(without a title)"), "  ·  ".join(said))

    def _offered_row(self, part: Part) -> Row:
        minutes = minutes_for(count_words(marks.shareable(part.text)), self.telling.pace)
        said = [spoken_time(minutes), feels()[part.feel], part.time_of_life]
        return Row(part.id, part.title or _("(without a title)"), "  ·  ".join(x for x in said if x))

    def _show_time(self) -> None:
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
            f"{labels.get(movement, _('In no movement'))} {round(100 * balance[movement] / total)} %"
            for movement in [*labels, ""]
            if balance.get(movement)
        ]
        self.movements.setText("  ·  ".join(shown))
        self.movements.setToolTip(
            _("For information only: about half of what people tell of recovery is about what was hard.")
        )

    def _show_buttons(self) -> None:
        choice = self._current()
        for button in (self.up, self.down, self.hold, self.out):
            button.setEnabled(choice is not None)
        held = choice is not None and choice.held
        self.hold.setText(_("Tell it") if held else _("Keep ready, if asked"))
        self.add.setEnabled(bool(self.offered.ids()))

    def _current(self) -> Choice | None:
        return next((c for c in self.telling.choices if c.part_id == self.chosen.current_id()), None)

    # -------------------------------------------------------------------------------------------- acting

    def _add(self, part_id: str) -> None:
        part = self.telling.source.parts.get(part_id)
        if part is None:
            return
        if part in self.telling.offered(Light.KEEP):
            self.kept.ask(
                _(
                    "“{title}” is kept from this audience. It can be added only if you change its light,"
                    " here and for every telling for them."
                ).format(title=part.title or _("(without a title)")),
                self.offered,
            )
            return
        self._put_in(part_id, held=part in self.telling.offered(Light.ASK))

    def _put_in(self, part_id: str, *, held: bool) -> None:
        """Add a part; one that is told only if asked is kept ready, until the person says otherwise."""
        self._choose([*(c.part_id for c in self.telling.choices), part_id])
        self.chosen.point_at(part_id)
        choice = self._current()
        if held and choice is not None and not choice.held:
            self._hold()
        self._show_buttons()

    def _open_and_add(self) -> None:
        part_id = self.offered.current_id()
        if self.tried(lambda: self._lit(part_id)):
            self._put_in(part_id, held=True)

    def _lit(self, part_id: str) -> "Assembled":
        from peerjournal.operations import lights, tellings

        lights.set_light(self.journal, part_id, self.telling.audience.id, Light.ASK)
        return tellings.get(self.journal, self.telling_id)

    def _choose(self, part_ids: Sequence[str]) -> None:
        self.tried(lambda: self._chose(part_ids))
        self.refresh()

    def _chose(self, part_ids: Sequence[str]) -> "Assembled":
        from peerjournal.operations import tellings

        return tellings.choose_parts(self.journal, self.telling_id, part_ids)

    def _move(self, by: int) -> None:
        choice = self._current()
        if choice is None:
            return
        shown = self.chosen.ids()  # told ones first, then those kept ready
        at = shown.index(choice.part_id)
        to = min(max(at + by, 0), len(shown) - 1)
        shown.insert(to, shown.pop(at))
        self._choose(shown)
        self.chosen.point_at(choice.part_id)
        self._show_buttons()

    def _take_out(self, part_id: str) -> None:
        if part_id:
            self._choose([c.part_id for c in self.telling.choices if c.part_id != part_id])

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


def changed_sentence(telling: "Assembled") -> str:
    """What changed since the telling was looked at; empty if nothing did."""
    said = []
    for choice in telling.choices:
        changed = telling.changes(choice)
        if changed:
            title = telling.source.parts[choice.part_id].title or _("(without a title)")
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
    return f"{head} {'; '.join(said[:4])}{'; …' if len(said) > 4 else '.'}"
