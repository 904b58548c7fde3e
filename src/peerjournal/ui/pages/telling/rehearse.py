"""Rehearsals of a telling: how long it takes, how that felt, and the way to say it aloud once more."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.sharing.telling import USUAL_PACE, Rehearsal, spoken_time
from peerjournal.ui.dialogs.rehearsal import RehearsalWindow
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.text import short_date, time_of_day
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, body, muted, primary_button, subheading
from peerjournal.ui.widgets.controls import chip
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.prompter import Passage
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.sharing_words import as_said
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled

_NARROW = 620
_LEAST_SECONDS = 5
_BETWEEN = ", "


class FeltCard(Card):
    """How one rehearsal felt, and a note. ``changed`` at most 0.7 s after a key."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = muted("", wrap=True)
        self.chips: list[QToolButton] = [chip(word) for word in felt_words()]
        self.own = QLineEdit()
        self.own.setAccessibleName(_("How that felt, in your own words"))
        self.own.setPlaceholderText(_("In your own words"))
        self.note = TextField(_("Note"), _("What to keep in mind for the next time"), lines=2)
        row = QWidget()
        flow = FlowLayout(row, px(6))
        for one in self.chips:
            flow.addWidget(one)
        for part in (subheading(_("How did that feel?")), self.about, row, self.own, muted(_("Note")), self.note):
            self.body.addWidget(part)
        for one in self.chips:
            one.clicked.connect(lambda _on: self.changed.emit())
        self.own.editingFinished.connect(self.changed)
        self.note.changed.connect(lambda _text: self.changed.emit())

    def show_rehearsal(self, rehearsal: Rehearsal) -> None:
        """Show what was said about it; a field being typed in is left alone."""
        said = [word for word in rehearsal.felt.split(_BETWEEN) if word]
        known = felt_words()
        for one in self.chips:
            one.setChecked(one.accessibleName() in said)
        if not self.own.hasFocus():
            self.own.setText(_BETWEEN.join(word for word in said if word not in known))
        if not self.note.hasFocus():
            self.note.set_text(rehearsal.note)

    def felt(self) -> str:
        """What is chosen, and then the own words."""
        chosen = [one.accessibleName() for one in self.chips if one.isChecked()]
        return _BETWEEN.join([*chosen, *([self.own.text().strip()] if self.own.text().strip() else [])])


class RehearseStep(TellingStep):
    """What was rehearsed, the newest first, and the one chosen beside it."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.window_: RehearsalWindow | None = None
        self._rehearsals: dict[str, Rehearsal] = {}
        self._shown = ""
        self.time, self.pace = body(""), muted("", wrap=True)
        self.rehearse = primary_button(_("Rehearse"))
        self.rehearse.setToolTip(_("Say it aloud in full screen, at your own pace"))
        self.list = GroupedList(_("Rehearsals"))
        self.card = FeltCard()
        self.empty = EmptyState()
        self._lay_out()
        self.rehearse.clicked.connect(self.begin)
        self.empty.button.clicked.connect(self.begin)
        self.list.chosen.connect(self._choose)
        self.card.changed.connect(self._keep)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        top, words = QHBoxLayout(), QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self.time)
        words.addWidget(self.pace)
        top.addLayout(words, 1)
        top.addWidget(self.rehearse)
        both = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.list, 1)
        self._across.addWidget(scrolled(self.card), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self.empty)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(top)
        self._lines.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(px(20))
        self._lines.setSpacing(px(16))

    # ------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Read the rehearsals of this telling anew; the one chosen stays."""
        from peerjournal.operations import tellings

        newest_first = reversed(tellings.rehearsals(self.journal, self.telling_id))
        self._rehearsals = {r.id: r for r in newest_first}
        self.list.show_groups([("", [self._row(r) for r in self._rehearsals.values()])])
        self._say_time()
        self._stack.setCurrentIndex(0 if self._rehearsals else 1)
        if self._rehearsals:
            self._show(self._shown if self._shown in self._rehearsals else next(iter(self._rehearsals)))

    def _say_time(self) -> None:
        telling = self.telling
        takes = spoken_time(telling.minutes)
        there = telling.telling.minutes
        words = _("Takes about {time} to say") if there is None else _("Takes about {time} to say; you have {there}")
        self.time.setText(words.format(time=takes, there=spoken_time(there or 0)))
        pace = round(telling.pace)
        own = telling.pace != USUAL_PACE
        said = _("At your own pace: {n} words a minute.") if own else _("Reckoned at {n} words a minute.")
        self.pace.setText(said.format(n=pace))
        there_are_words = bool(passages_of(telling))
        self.rehearse.setEnabled(there_are_words)
        self.rehearse.setVisible(bool(self._rehearsals))
        self.empty.say(
            "sharing",
            _("Say it aloud, alone, before you say it to others"),
            _("In full screen and large type, at your own pace. From then on the time is reckoned with that pace.")
            if there_are_words
            else _("There are no words in this telling yet."),
            _("Rehearse") if there_are_words else "",
        )

    def _row(self, rehearsal: Rehearsal) -> Row:
        today = self.journal.clock.today()
        when = f"{short_date(rehearsal.at, today=today)}, {time_of_day(rehearsal.at)}"
        said = [spoken_time(rehearsal.seconds / 60)]
        if rehearsal.seconds > 0 and rehearsal.words:
            pace = round(60 * rehearsal.words / rehearsal.seconds)
            said.append(_("{n} words a minute").format(n=pace))
        said += [one for one in (rehearsal.felt, " ".join(rehearsal.note.split())) if one]
        return Row(rehearsal.id, when, "  ·  ".join(said))

    def _choose(self, rehearsal_id: str) -> None:
        if not self.settle():
            self.list.point_at(self._shown)
            return
        self._show(rehearsal_id)

    def _show(self, rehearsal_id: str) -> None:
        self._shown = rehearsal_id
        self.list.point_at(rehearsal_id)
        rehearsal = self._rehearsals[rehearsal_id]
        self.card.about.setText(self._row(rehearsal).name)
        self.card.show_rehearsal(rehearsal)

    # -------------------------------------------------------------------------------------------- acting

    def begin(self) -> None:
        """Open the full screen."""
        if not self.settle():
            return
        self.window_ = RehearsalWindow(
            passages_of(self.telling),
            pace=self.telling.pace,
            minutes=self.telling.telling.minutes,
            parent=self.window(),
        )
        self.window_.rehearsed.connect(self._record)
        # Not by a lambda: the window would hold its own parent, and take itself along when it goes.
        self.window_.finished.connect(self._closed)
        self.window_.showFullScreen()

    def settle(self) -> bool:
        """Keep what is typed, and the rehearsal under way as far as it came."""
        if not self.telling_id:
            return True
        if self.window_ is not None:
            self.window_.accept()
        self.card.note.finish()
        return self._keep()

    def _closed(self, _result: int) -> None:
        self.window_ = None

    def _record(self, words: int, seconds: float) -> None:
        if seconds < _LEAST_SECONDS:
            return
        if self.tried(lambda: self._recorded(words, seconds)):
            self.refresh()
            self.card.chips[0].setFocus()

    def _recorded(self, words: int, seconds: float) -> "Assembled":
        from peerjournal.operations import tellings

        self._shown = tellings.record_rehearsal(self.journal, self.telling_id, words=words, seconds=seconds).id
        return tellings.get(self.journal, self.telling_id)

    def _keep(self) -> bool:
        before = self._rehearsals.get(self._shown)
        if before is None:
            return True
        now = replace(before, felt=self.card.felt(), note=self.card.note.text())
        if now == before:
            return True
        return self.tried(lambda: self._changed(now))

    def _changed(self, now: Rehearsal) -> "Assembled":
        from peerjournal.operations import tellings

        tellings.change_rehearsal(self.journal, now)
        self._rehearsals[now.id] = now
        self.list.show_groups([("", [self._row(r) for r in self._rehearsals.values()])])
        return tellings.get(self.journal, self.telling_id)


def felt_words() -> list[str]:
    """Plain words for how a rehearsal felt."""
    return [_("good"), _("steady"), _("shaky"), _("too much")]


def passages_of(telling: "Assembled") -> list[Passage]:
    """What is told, as plain words, in order; what is only kept ready is not rehearsed."""
    told = [p for p in telling.pieces if not p.held and p.text.strip()]
    return [Passage(as_said(p.text), " ".join(p.title.split()) if p.kind == "part" else "") for p in told]
