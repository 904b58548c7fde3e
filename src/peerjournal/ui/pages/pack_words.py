"""The chosen lines in the words they leave in, in their order; the questions stand at the top."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.sharing import marks
from peerjournal.sharing.pack import PackLine
from peerjournal.ui.pages.pack_step import PackStep, in_order, session_name
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, muted, quiet_button, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.packs import Assembled


class WordsStep(PackStep):
    """Everything is kept as it is typed. ``left_out`` and ``reflection_wanted`` as in the step before.

    ``choose_wanted`` where there is no line yet.
    """

    left_out = Signal(object)
    reflection_wanted = Signal(str)
    choose_wanted = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.rows: dict[str, WordsRow] = {}
        self.about = muted("", wrap=True)
        self.questions, self.others = subheading(_("My questions")), subheading(_("What I bring"))
        self.empty = EmptyState()
        self._lay_out()
        self.empty.button.clicked.connect(self.choose_wanted)

    def _lay_out(self) -> None:
        self.empty.say(
            "pencil",
            _("No line is chosen yet"),
            _("Choose lines first; then their words stand here."),
            _("Choose lines"),
        )
        self._column = ScrolledColumn(above=0, spacing=10)
        self._places = [QVBoxLayout(), QVBoxLayout()]
        column = self._column.body
        column.addWidget(self.about)
        for heading, place in zip((self.questions, self.others), self._places, strict=True):
            column.addWidget(heading)
            column.addLayout(place)
            place.setSpacing(px(10))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.empty, 1)

    # -------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Show the lines; what is being typed, or could not be kept, is left alone."""
        if self._another:
            self._begin()
        lines = in_order(self.now.lines)
        there = {line.id for line in lines}
        for gone in [id_ for id_ in self.rows if id_ not in there]:
            self._drop(gone)
        for line in lines:
            self._show_line(line)
        self._put_in_order(lines)
        self._say_about(lines)
        self._column.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    def put_away(self) -> None:
        self._now = None
        self._begin()

    def choose_line(self, line_id: str) -> None:
        """Give a line the keyboard."""
        row = self.rows.get(line_id)
        if row is not None:
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, row, lambda: self._column.ensureWidgetVisible(row))

    def _begin(self) -> None:
        for id_ in list(self.rows):
            self._drop(id_)

    def _drop(self, line_id: str) -> None:
        row = self.rows.pop(line_id)
        row.field.set_text(row.field.text())  # it is gone: nothing is to be said any more
        row.hide()
        row.deleteLater()

    def _show_line(self, line: PackLine) -> None:
        row = self.rows.get(line.id)
        if row is None:
            row = self.rows[line.id] = WordsRow(line)
            row.field.changed.connect(lambda words, id_=line.id: self._reword(id_, words))
            row.moved.connect(lambda by, id_=line.id: self._move(id_, by))
            row.leave_out.clicked.connect(lambda _on=False, id_=line.id: self._leave_out(id_))
            row.see.clicked.connect(lambda _on=False, id_=line.reflection_id: self.reflection_wanted.emit(id_))
        self.fill(row.field, line.words)
        reflection = self.now.reflections.get(line.reflection_id)
        there = reflection is not None and reflection.trashed_at is None
        assert reflection is not None or not there
        row.show_source(
            session_name(reflection, self.journal.clock.today()) if reflection is not None else "", there=there
        )
        row.show_chosen()

    def _put_in_order(self, lines: list[PackLine]) -> None:
        counted = [0, 0]
        asked = sum(line.question for line in lines)
        last: QWidget | None = None
        for line in lines:
            at, row = int(not line.question), self.rows[line.id]
            there = self._places[at].itemAt(counted[at])
            if there is None or there.widget() is not row:
                self._places[at].insertWidget(counted[at], row)
            counted[at] += 1
            row.show_place(line.question, counted[at], len(lines) - asked if at else asked)
            if last is not None:
                QWidget.setTabOrder(last, row.field)
            last = row.last()
        both = 0 < asked < len(lines)
        self.questions.setVisible(both)
        self.others.setVisible(both)

    def _say_about(self, lines: list[PackLine]) -> None:
        said = [_("The words are for this pack only; your reflections stay as they are.")]
        if any(marks.has_marks(line.words) for line in lines):
            said.append(_("What is marked private in these words is left out."))
        self.about.setText(" ".join(said))

    # --------------------------------------------------------------------------------------------- acting

    def settle(self) -> bool:
        """Keep what is typed in every line."""
        for row in list(self.rows.values()):
            row.field.finish()
        return not any(row.field.waits for row in self.rows.values())

    def _reword(self, line_id: str, words: str) -> None:
        from peerjournal.operations import packs

        def reword() -> "Assembled":
            packs.reword(self.journal, line_id, words)
            return self.anew()

        row = self.rows[line_id]
        if self.tried(reword):
            row.show_chosen()
            self._say_about(in_order(self.now.lines))
        else:
            row.field.unkept()

    def _move(self, line_id: str, by: int) -> None:
        """One place up or down; questions stay above the others."""
        from peerjournal.operations import packs

        lines = in_order(self.now.lines)
        at = next(n for n, line in enumerate(lines) if line.id == line_id)
        to = at + by
        if not 0 <= to < len(lines) or lines[to].question is not lines[at].question or not self.settle():
            return
        ids = [line.id for line in lines]
        ids[at], ids[to] = ids[to], ids[at]

        def order() -> "Assembled":
            packs.order(self.journal, self.pack_id, ids)
            return self.anew()

        if self.tried(order):
            row = self.rows[line_id]
            held = row.holder()
            self.refresh()
            held = held if held.isEnabled() else row.field
            held.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, row, lambda: self._column.ensureWidgetVisible(row))

    def _leave_out(self, line_id: str) -> None:
        from peerjournal.operations import packs

        lines = in_order(self.now.lines)
        at = next(n for n, line in enumerate(lines) if line.id == line_id)
        left: list[PackLine] = []
        self.rows[line_id].field.finish()

        def leave_out() -> "Assembled":
            left.append(packs.leave_out(self.journal, line_id))
            return self.anew()

        if not self.tried(leave_out):
            return
        self.refresh()
        rest = in_order(self.now.lines)
        if rest:
            self.rows[rest[min(at, len(rest) - 1)].id].leave_out.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left_out.emit(left[0])


class WordsRow(Card):
    """One line: its words in a field, quietly how it was chosen and from where; ``moved`` carries -1 or 1."""

    moved = Signal(int)

    def __init__(self, line: PackLine, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=10)
        self._chosen = line.chosen
        self.field = TextField("", "", lines=1)
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.leave_out = icon_button("close", _("Leave it out"))
        self.original = muted("", wrap=True)
        self.source, self.see = muted(""), quiet_button("")
        self._lay_out()
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.moved.emit(by))
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        below = QWidget()
        self._below = FlowLayout(below, px(6))
        for part in (self.see, self.source):
            self._below.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        self._buttons = QHBoxLayout()
        for button in (self.up, self.down, self.leave_out):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._buttons)
        self.body.addLayout(row)
        self.body.addWidget(self.original)
        self.body.addWidget(below)

    def show_source(self, session: str, *, there: bool) -> None:
        """From which reflection it is; one that is not there any more cannot be seen."""
        self.see.setText(session.replace("&", "&&") if there else "")
        self.see.setAccessibleName(_("See the reflection of {session}").format(session=session))
        self.see.setVisible(there)
        self.source.setText("" if there else _("The reflection is not there any more."))
        self.source.setVisible(not there)

    def show_chosen(self) -> None:
        """How it was chosen, where it has other words now."""
        other = self.field.text().strip() != self._chosen.strip()
        self.original.setText(_("As you wrote it: {words}").format(words=self._chosen) if other else "")
        self.original.setVisible(other)

    def show_place(self, question: bool, n: int, many: int) -> None:
        """Which line it is, for a screen reader, and where it can go from here."""
        name = (_("Question {n} of {many}") if question else _("Line {n} of {many}")).format(n=n, many=many)
        self.field.setAccessibleName(name)
        self.up.setEnabled(n > 1)
        self.down.setEnabled(n < many)
        for button in (self.up, self.down, self.leave_out):
            button.setAccessibleDescription(name)

    def holder(self) -> QWidget:
        """What in it has the keyboard; the field if nothing has."""
        return next((w for w in (self.up, self.down, self.leave_out, self.see) if w.hasFocus()), self.field)

    def last(self) -> QWidget:
        """What has the keyboard last in it."""
        return self.see

    def _measure(self) -> None:
        self._buttons.setSpacing(px(2))
        self.body.setSpacing(px(4))
