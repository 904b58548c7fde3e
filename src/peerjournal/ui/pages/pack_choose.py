"""Choose the lines of a pack: each reflection unfolds into its lines, and nothing is chosen that was not ticked."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import first_line
from peerjournal.sharing import marks
from peerjournal.sharing.pack import Offered, PackLine
from peerjournal.ui.pages.pack_step import PackStep, session_name
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import Card, body, link_button, muted, subheading
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.elided import LineButton
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.period_picker import ALL, PeriodPicker

if TYPE_CHECKING:
    from peerjournal.journal.reflection import ReflectionRow
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.packs import Assembled

AT_FIRST, MORE = 12, 24
_STEP_IN = 26
_Key = tuple[str, str, bool]


def _key(line: Offered | PackLine) -> _Key:
    """What makes two lines the same one, whether offered or in the pack."""
    return line.reflection_id, line.text if isinstance(line, Offered) else line.chosen, line.question


class ChooseStep(PackStep):
    """``left_out`` carries a line that was taken out, with its words; ``reflection_wanted`` the id of one to see."""

    left_out = Signal(object)
    reflection_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._rows: list[ReflectionRow] = []
        self._most = AT_FIRST
        self._first = ""
        self._taken_out: dict[_Key, PackLine] = {}
        self.folds: dict[str, ReflectionFold] = {}
        self.label = CalmCombo()
        self.period = PeriodPicker(journal.clock.today)
        self.counted = body("")
        self.more = link_button(_("Show more"))
        self.nothing = EmptyState()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.label.setAccessibleName(_("Label"))
        self.period.may_compare(on=False)
        self.period.point_at(ALL)
        self.period.share_lines([self.label], [])
        self._column = ScrolledColumn(above=0, spacing=8)
        self.marked, self.others = subheading(_("Marked for co-reflection")), subheading("")
        self._places = [QVBoxLayout(), QVBoxLayout()]
        column = self._column.body
        column.addWidget(self.period)
        column.addWidget(self.counted)
        for heading, place in zip((self.marked, self.others), self._places, strict=True):
            column.addWidget(heading)
            column.addLayout(place)
            place.setSpacing(px(8))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.nothing)
        column.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._column, 1)

    def _connect(self) -> None:
        self.label.activated.connect(lambda _n: self._narrow())
        self.period.changed.connect(self._narrow)
        self.more.clicked.connect(self._show_more)
        self.nothing.button.clicked.connect(self._show_all)

    # -------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Read the reflections anew; what is unfolded stays so."""
        if self._another:
            self._begin()
        self._fill_labels()
        self._show_rows()

    def put_away(self) -> None:
        self._now = None
        self._begin()

    def unfold(self, reflection_id: str) -> None:
        """Show the lines of this reflection, above all others."""
        self._show_all_silently()
        self._first = reflection_id
        self._show_rows()
        fold = self.folds.get(reflection_id)
        if fold is not None:
            fold.unfold(on=True)
            fold.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self._most, self._first = AT_FIRST, ""
        self._taken_out.clear()
        for fold in self.folds.values():
            fold.hide()
            fold.deleteLater()
        self.folds.clear()

    def _fill_labels(self) -> None:
        from peerjournal.operations import sessions

        labels = sessions.labels(self.journal)
        chosen = self.label.currentData() or ""
        with QSignalBlocker(self.label):
            self.label.clear()
            self.label.addItem(_("Any label"), "")
            for label in labels:
                self.label.addItem(label, label)
            self.label.setCurrentIndex(max(0, self.label.findData(chosen)))
        self.label.setVisible(bool(labels))

    def _read(self) -> "list[ReflectionRow]":
        """Those let through in which something was written: one to be seen, the marked ones, then the others."""
        from peerjournal.journal.reflection import SessionFilter
        from peerjournal.operations import sessions

        first, last = self.period.days()
        there = sessions.rows(self.journal, SessionFilter(label=str(self.label.currentData() or "")))
        written = [row for row in there if row.first_words.strip()]
        within = [r for r in written if (not first or first <= r.at.date()) and (not last or r.at.date() <= last)]
        return sorted(within, key=lambda row: (row.id != self._first, not row.co_reflect))

    def _show_rows(self) -> None:
        try:
            self._rows = self._read()
        except PeerJournalError as error:
            self.troubled.emit(str(error))
            return
        shown = self._rows[: self._most]
        shown += [row for row in self._rows[self._most :] if row.id in self.folds and self.folds[row.id].unfolded]
        ids = [row.id for row in shown]
        for gone in [id_ for id_ in self.folds if id_ not in ids]:
            fold = self.folds.pop(gone)
            fold.hide()
            fold.deleteLater()
        for row in shown:
            self._show_row(row)
        self._put_in_order(shown)
        self.more.setVisible(len(shown) < len(self._rows))
        self._show_counts()
        self._say_nothing()

    def _show_row(self, row: "ReflectionRow") -> None:
        fold = self.folds.get(row.id)
        if fold is None:
            fold = self.folds[row.id] = ReflectionFold(row.id)
            fold.unfolded_now.connect(self._fill)
            fold.ticked.connect(self._tick)
            fold.see.clicked.connect(lambda _on=False, id_=row.id: self.reflection_wanted.emit(id_))
        words = first_line(marks.shareable(row.first_words))
        fold.show_name(session_name(row, self.journal.clock.today()), words)
        if fold.unfolded:
            self._fill(row.id)

    def _put_in_order(self, shown: "Sequence[ReflectionRow]") -> None:
        counted = [0, 0]
        for row in shown:
            at = 0 if row.co_reflect or row.id == self._first else 1
            place, n = self._places[at], counted[at]
            there = place.itemAt(n)
            if there is None or there.widget() is not self.folds[row.id]:
                place.insertWidget(n, self.folds[row.id])
            counted[at] += 1
        self.marked.setVisible(bool(counted[0]))
        self.others.setVisible(bool(counted[1]))
        self.others.setText(_("Your other reflections") if counted[0] else _("Your reflections"))
        last: QWidget | None = None
        for row in shown:
            fold = self.folds[row.id]
            if last is not None:
                QWidget.setTabOrder(last, fold.line)
            last = fold.last()

    def _fill(self, reflection_id: str) -> None:
        """The lines of an unfolded reflection: those it offers, and those chosen that stand there no more."""
        from peerjournal.operations import packs

        try:
            offered = packs.offered(self.journal, reflection_id)
        except PeerJournalError as error:
            self.troubled.emit(str(error))
            return
        chosen = {_key(line) for line in self.now.lines if line.reflection_id == reflection_id}
        here = {_key(line) for line in offered}
        earlier = [Offered(id_, "", words, asked) for id_, words, asked in sorted(chosen - here)]
        self.folds[reflection_id].show_lines(offered, earlier, chosen)

    def _show_counts(self) -> None:
        lines = self.now.lines
        by_reflection: dict[str, set[_Key]] = {}
        for line in lines:
            by_reflection.setdefault(line.reflection_id, set()).add(_key(line))
        for id_, fold in self.folds.items():
            fold.show_chosen(by_reflection.get(id_, set()))
        if lines:
            said = ngettext("{n} line is chosen.", "{n} lines are chosen.", len(lines)).format(n=number(len(lines)))
        else:
            said = _("Nothing is chosen yet. Only the lines you tick are taken along.")
        self.counted.setText(said)

    def _say_nothing(self) -> None:
        narrowed = bool(self.label.currentData()) or self.period.choice.index() != ALL
        self.nothing.setVisible(not self._rows)
        self.period.setVisible(narrowed or bool(self._rows))
        self.counted.setVisible(bool(self._rows) or bool(self.now.lines))
        if narrowed:
            self.nothing.say("filter", _("No reflection here"), _("Others may be there."), _("Show all"))
        else:
            self.nothing.say(
                "sessions",
                _("There is no reflection with words yet"),
                _("What you write after a session can be chosen here, line by line."),
            )

    # --------------------------------------------------------------------------------------------- acting

    def _narrow(self) -> None:
        self._most = AT_FIRST
        self._show_rows()

    def _show_more(self) -> None:
        before = len(self.folds)
        self._most += MORE
        self._show_rows()
        fresh = list(self.folds.values())[before:]
        if fresh:
            fresh[0].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_all_silently(self) -> None:
        with QSignalBlocker(self.period):
            self.period.point_at(ALL)
        self.label.setCurrentIndex(0)

    def _show_all(self) -> None:
        self._show_all_silently()
        self._show_rows()

    def _tick(self, line: Offered, on: bool) -> None:
        done = self._take(line) if on else self._take_out(line)
        if not done:
            self._fill(line.reflection_id)
        self._show_counts()

    def _take(self, line: Offered) -> bool:
        """Take a line along; one that was taken out before comes back in its words."""
        from peerjournal.operations import packs

        before = self._taken_out.pop(_key(line), None)

        def take() -> "Assembled":
            if before is not None:
                packs.put_back(self.journal, before)
            else:
                packs.choose(self.journal, self.pack_id, line)
            return self.anew()

        return self.tried(take)

    def _take_out(self, line: Offered) -> bool:
        from peerjournal.operations import packs

        found = [one for one in self.now.lines if _key(one) == _key(line)]

        def take_out() -> "Assembled":
            for one in found:
                packs.leave_out(self.journal, one.id)
            return self.anew()

        if not self.tried(take_out):
            return False
        for one in found:
            self._taken_out[_key(one)] = one
            self.left_out.emit(one)
        return True


# ----------------------------------------------------------------------------------------------------- the pieces


class ReflectionFold(Card):
    """One reflection: a line to press, and its lines below while it is unfolded.

    ``unfolded_now`` carries its id when its lines are wanted, ``ticked`` a line and whether it is to be taken along.
    """

    unfolded_now = Signal(str)
    ticked = Signal(object, bool)

    def __init__(self, reflection_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=4)
        self._id = reflection_id
        self._name = ""
        self._shown: tuple[object, ...] = ()
        self.unfolded = False
        self.ticks: list[LineTick] = []
        self.line = FoldLine()
        self.see = link_button(_("See the reflection"))
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._inside.hide()
        self.body.addWidget(self.line)
        self.body.addWidget(self._inside)
        self.line.clicked.connect(lambda: self.unfold(on=not self.unfolded))
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_name(self, session: str, words: str) -> None:
        """When it was, and its first words."""
        self._name = ", ".join(x for x in (session, words) if x)
        self.line.lead.setText(session)
        self.line.words.show_text(words)

    def unfold(self, *, on: bool) -> None:
        """Show its lines, or only its name."""
        self.unfolded = on
        if on:
            self.unfolded_now.emit(self._id)
        self._inside.setVisible(on)
        self.line.show_folded(folded=not on)
        self._say_name()

    def show_lines(self, offered: Sequence[Offered], earlier: Sequence[Offered], chosen: set[_Key]) -> None:
        """Lines to tick under the questions they answer. What is on show already is left as it is."""
        wanted = (tuple(offered), tuple(earlier))
        if wanted != self._shown:
            self._shown = wanted
            self._build(offered, earlier)
        self._check(chosen)

    def show_chosen(self, chosen: set[_Key]) -> None:
        """Which of its lines are in the pack."""
        self._check(chosen)
        n = len(chosen)
        self.line.show_count(ngettext("{n} line chosen", "{n} lines chosen", n).format(n=number(n)) if n else "")
        self._say_name()

    def _say_name(self) -> None:
        state = _("unfolded") if self.unfolded else _("folded")
        self.line.setAccessibleName(", ".join(x for x in (self._name, self.line.count.text(), state) if x))

    def last(self) -> QWidget:
        """What has the keyboard last in it."""
        return self.see if self.unfolded else self.line

    def _check(self, chosen: set[_Key]) -> None:
        for tick in self.ticks:
            tick.set_ticked(on=_key(tick.offered) in chosen)

    def _build(self, offered: Sequence[Offered], earlier: Sequence[Offered]) -> None:
        self.ticks = []
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is self.see:
                continue
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for (question, prompt), lines in groupby(offered, key=lambda one: (one.question, one.prompt)):
            self._add(_("Your question") if question else prompt, list(lines))
        self._add(_("Chosen before; it stands there in other words now, or not at all"), earlier)
        if not self.ticks:
            self._lines.addWidget(muted(_("There is no line in it that may leave."), wrap=True))
        self._lines.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeading)
        for one, other in zip(
            [self.line, *(t.box for t in self.ticks)], [*(t.box for t in self.ticks), self.see], strict=True
        ):
            QWidget.setTabOrder(one, other)

    def _add(self, heading: str, lines: Sequence[Offered]) -> None:
        if heading and lines:
            self._lines.addWidget(muted(heading, wrap=True))
        for line in lines:
            tick = LineTick(line)
            tick.ticked.connect(self.ticked)
            self.ticks.append(tick)
            self._lines.addWidget(tick)

    def _measure(self) -> None:
        self._lines.setContentsMargins(px(_STEP_IN), px(2), px(10), px(8))
        self._lines.setSpacing(px(6))


class FoldLine(LineButton):
    """The line of a reflection: an arrow, when it was, its first words, and how many of its lines are chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._folded = True
        self.arrow, self.count = QLabel(), muted("")
        for label in (self.arrow, self.count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row.insertWidget(0, self.arrow)
        self._row.addWidget(self.count)
        watcher().theme_changed.connect(self._draw)
        self._draw()

    def show_folded(self, *, folded: bool) -> None:
        """Point the arrow."""
        self._folded = folded
        self._draw()

    def show_count(self, said: str) -> None:
        """How many lines are chosen."""
        self.count.setText(said)
        self.count.setVisible(bool(said))

    def _draw(self) -> None:
        onward = "chevron-left" if self.isRightToLeft() else "chevron-right"
        name = onward if self._folded else "chevron-down"
        self.arrow.setPixmap(icon(name, 14).pixmap(QSize(px(14), px(14)), self.devicePixelRatioF()))


class LineTick(QWidget):
    """One line with its box. ``ticked`` carries the line and whether it is to be taken along."""

    ticked = Signal(object, bool)

    def __init__(self, offered: Offered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offered = offered
        self.box = _Box()
        self.box.setAccessibleName(offered.text)
        self.words = body(offered.text)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.box.toggled.connect(lambda on: self.ticked.emit(self.offered, on))

    def set_ticked(self, *, on: bool) -> None:
        """Whether it is in the pack; nothing is told."""
        with QSignalBlocker(self.box):
            self.box.setChecked(on)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the words is one on the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()


class _Box(QCheckBox):
    def __init__(self) -> None:
        super().__init__()
        self.setStyleSheet("QCheckBox { spacing: 0; }")  # its words stand beside it, and wrap

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down lead from line to line, Enter ticks as Space does."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.toggle()
        else:
            super().keyPressEvent(event)
