"""Shared so far: what was told, to whom, in which words, and how it landed. Lines stand; later words are added."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.sharing.disclosure import About, Disclosure, DisclosureNote, Way, Worded
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.dialogs.record_sharing import RecordSharingDialog
from peerjournal.ui.text import long_date, month_heading, number, short_date, time_of_day
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import (
    Card,
    Notice,
    body,
    link_button,
    muted,
    plain_button,
    primary_button,
    quiet_button,
    separator,
    subheading,
)
from peerjournal.ui.widgets.beside import Beside
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.editor.reading import ReadingView
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.sharing_words import abouts, as_said, forms, known_in_words, name_of, ways
from peerjournal.ui.widgets.text_field import TextField
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.ledger import Line

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_LONG = 8_000  # characters
BY_DATE, BY_AUDIENCE, BY_PART, BY_TELLING = range(4)


class LedgerPage(QWidget):
    """The lines in a list, and the one chosen beside it. ``changed`` when a line was added or forgotten."""

    changed = Signal()
    telling_wanted = Signal(str)
    part_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._lines: dict[str, Line] = {}
        self.list = GroupedList(_("What was shared"))
        self.order = CalmCombo()
        self.order.addItems([_("By date"), _("By audience"), _("By part"), _("By telling")])
        self.order.setAccessibleName(_("Order of the list"))
        self.add = primary_button(_("Add what was told"), "plus")
        self.notice = Notice()
        self.card = LineCard()
        self.empty = EmptyState()
        self._lay_out()
        self._connect()

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the ledger anew."""
        from peerjournal.operations import ledger

        try:
            lines = ledger.all_lines(self._journal)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self._lines = {line.disclosure.id: line for line in lines}
        self.list.show_groups(self._groups(lines))
        self._stack.setCurrentIndex(0 if lines else 1)
        chosen = self.list.current_id() or (lines[0].disclosure.id if lines else "")
        if chosen and self._may_leave(chosen):
            self.list.point_at(chosen)
            self.card.show_line(self._lines[chosen])

    def show_line(self, disclosure_id: str) -> None:
        """Choose a line."""
        self.refresh()
        if disclosure_id in self._lines and self._may_leave(disclosure_id):
            self.list.point_at(disclosure_id)
            self.card.show_line(self._lines[disclosure_id])
            self.beside.show_main()

    def settle(self) -> bool:
        """Keep what is typed beside a line; False if that failed."""
        return self.card.finish()

    # -------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        side = QWidget()
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        for part in (self.add, self.order):
            lines.addWidget(part)
        lines.addWidget(self.list, 1)
        self.beside = Beside(self.list, side, self.card)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.beside)
        self._stack.addWidget(self.empty)
        self.empty.say(
            "sharing",
            _("Nothing was shared yet"),
            _("Every hand-out writes a line here by itself. What you tell aloud or in a session can be added."),
            _("Add what was told"),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.notice)

    def _connect(self) -> None:
        self.add.clicked.connect(self._record)
        self.empty.button.clicked.connect(self._record)
        self.order.currentIndexChanged.connect(lambda _n: self.refresh())
        self.list.chosen.connect(self._choose)
        self.list.trash_wanted.connect(lambda _id: self._ask_forget())
        self.card.said.connect(self._add_note)
        self.card.forget_wanted.connect(self._forget)
        self.card.telling_wanted.connect(self.telling_wanted)
        self.card.part_wanted.connect(self.part_wanted)

    def _groups(self, lines: "list[Line]") -> list[tuple[str, list[Row]]]:
        key: Callable[[Line], list[str]] = {
            BY_DATE: lambda line: [month_heading(line.disclosure.at.year, line.disclosure.at.month)],
            BY_AUDIENCE: lambda line: [line.disclosure.audience_name],
            BY_PART: lambda line: [p.title or _("(without a title)") for p in line.disclosure.parts],
            BY_TELLING: lambda line: [line.disclosure.title or _("Without a telling")],
        }[self.order.currentIndex()]
        packs_apart = self.order.currentIndex() in {BY_PART, BY_TELLING}
        groups: dict[str, list[Row]] = {}
        for line in lines:
            names = [_("Lines of reflections")] if packs_apart and line.disclosure.way is Way.PACK else key(line)
            for name in dict.fromkeys(names):
                groups.setdefault(name, []).append(self._row(line.disclosure))
        if self.order.currentIndex() == BY_DATE:
            return list(groups.items())
        counted = {
            name: ngettext("{name}: {n} time", "{name}: {n} times", len(rows)).format(name=name, n=number(len(rows)))
            for name, rows in groups.items()
        }
        return [(counted[name], groups[name]) for name in sorted(groups, key=str.casefold)]

    def _row(self, line: Disclosure) -> Row:
        when = short_date(line.at, today=self._journal.clock.today())
        return Row(line.id, name_of(line), f"{when}  ·  {line.audience_name}")

    # ---------------------------------------------------------------------------------------------- acting

    def _choose(self, disclosure_id: str) -> None:
        if self._may_leave(disclosure_id):
            self.card.show_line(self._lines[disclosure_id])
        else:
            self.list.point_at(self.card.disclosure_id)

    def _may_leave(self, for_id: str) -> bool:
        """Whether another line may be shown now: what is typed beside this one is kept first."""
        return for_id == self.card.disclosure_id or self.card.finish()

    def _record(self) -> None:
        dialog = RecordSharingDialog(self._journal, parent=self)
        dialog.recorded.connect(self._recorded)
        dialog.open()

    def _recorded(self, disclosure_id: str) -> None:
        self.show_line(disclosure_id)
        self.changed.emit()

    def _add_note(self, about: About, text: str) -> None:
        from peerjournal.operations import ledger

        try:
            ledger.add_note(self._journal, self.card.disclosure_id, about, text)
        except PeerJournalError as error:
            self.card.keep_typed(about, text)
            self.notice.show_sentence(str(error), "problem")
            return
        self.notice.clear()
        self.refresh()

    def _ask_forget(self) -> None:
        self.beside.show_main()
        self.card.ask()

    def _forget(self) -> None:
        from peerjournal.operations import ledger

        try:
            ledger.forget_line(self._journal, self.card.disclosure_id)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self.notice.show_sentence(_("The line is deleted, with all that was said about it."))
        self.refresh()
        self.beside.show_side()
        self.changed.emit()


class LineCard(Card):
    """One line: what, when, to whom; the words; what was said later, and room to say more."""

    said = Signal(object, str)
    forget_wanted = Signal()
    telling_wanted = Signal(str)
    part_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=4)
        self.disclosure_id = ""
        self._line: Disclosure | None = None
        self._column = ScrolledColumn(above=16, spacing=10)
        self.body.addWidget(self._column)
        self.name = subheading("")
        self.name.setWordWrap(True)
        self.about = body("")
        self.circumstances = muted("", wrap=True)
        self.open_telling = link_button(_("See the telling"))
        self.words = QVBoxLayout()
        self.later = QVBoxLayout()
        self.kind = CalmCombo()
        self.kind.setAccessibleName(_("What to add"))
        # In a narrow window its words give way; the page must not become wider than the screen.
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(6)
        self._kinds = [About.LANDED, About.AGAIN, About.NOTE, About.CORRECTION, About.WITHDRAWN]
        self.kind.addItems([abouts()[k] for k in self._kinds])
        self.text = TextField(_("In your own words"), _("In your own words"), lines=2)
        self.keep = plain_button(_("Add"))
        self.forget = quiet_button(_("Delete this line for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self._lay_out()
        self.keep.clicked.connect(self._say)
        self.forget.clicked.connect(self.ask)
        self.two_step.confirmed.connect(self.forget_wanted)
        self.open_telling.clicked.connect(self._see_telling)

    def show_line(self, line: "Line") -> None:
        """Show this line."""
        d = line.disclosure
        if d.id != self.disclosure_id:
            self.text.set_text("")
            self.two_step.hide()
        self.disclosure_id, self._line = d.id, d
        self.name.setText(name_of(d))
        how = " ".join(x for x in (ways()[d.way], forms().get(d.form, d.form)) if x)
        self.about.setText(f"{how}  ·  {d.audience_name}")
        when = f"{long_date(d.at)}, {time_of_day(d.at)}"
        self.circumstances.setText("  ·  ".join(x for x in (when, d.place, known_in_words(d)) if x))
        self.open_telling.setVisible(bool(d.telling_id))
        self._show_words(d)
        self._show_notes(line.notes)

    def finish(self) -> bool:
        """Add what is typed; nothing is lost by leaving the line."""
        if self.text.text().strip():
            self._say()
        return not self.text.text().strip()

    def keep_typed(self, about: About, text: str) -> None:
        """What could not be kept stands in the field again."""
        self.kind.setCurrentIndex(self._kinds.index(about))
        self.text.set_text(text)

    def _lay_out(self) -> None:
        column = self._column.body
        for part in (self.name, self.about, self.circumstances):
            column.addWidget(part)
        column.addWidget(self.open_telling, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(separator())
        column.addLayout(self.words)
        column.addWidget(separator())
        column.addWidget(subheading(_("Said later")))
        column.addLayout(self.later)
        row = QHBoxLayout()
        row.addWidget(self.kind, 1)
        row.addWidget(self.keep)
        column.addLayout(row)
        column.addWidget(self.text)
        column.addSpacing(px(12))
        column.addWidget(muted(_("A line stands as it was written; what you add later is kept beside it."), wrap=True))
        column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.two_step)
        column.addStretch(1)

    def _show_words(self, d: Disclosure) -> None:
        _empty(self.words)
        if d.opening:
            self.words.addWidget(_told(d.opening))
        for part in d.parts:
            if part.title or part.part_id:
                title = subheading(part.title or _("(without a title)"))
                title.setWordWrap(True)
                self.words.addWidget(title)
            if part.text:
                self.words.addWidget(_told(part.text))
            if part.part_id:
                self.words.addWidget(self._way_to(part), 0, Qt.AlignmentFlag.AlignLeading)
        if d.closing:
            self.words.addWidget(_told(d.closing))

    def _way_to(self, part: Worded) -> QWidget:
        see = link_button(_("See the part"))
        see.setAccessibleDescription(part.title)
        see.clicked.connect(lambda: self.part_wanted.emit(part.part_id))
        return see

    def _show_notes(self, notes: tuple[DisclosureNote, ...]) -> None:
        _empty(self.later)
        for note in notes:
            self.later.addWidget(muted(f"{abouts()[note.about]}  ·  {long_date(note.at)}"))
            self.later.addWidget(body(without_marks(note.text)))
        if not notes:
            self.later.addWidget(muted(_("Nothing yet.")))

    def _say(self) -> None:
        text = self.text.text().strip()
        if text:
            self.text.set_text("")
            self.said.emit(self._kinds[self.kind.currentIndex()], text)

    def ask(self) -> None:
        """Ask whether the line is to be deleted."""
        self.two_step.ask(
            _("Delete this line, its words and all that was said about it? It cannot be brought back."), self.forget
        )

    def _see_telling(self) -> None:
        if self._line is not None:
            self.telling_wanted.emit(self._line.telling_id)


def _empty(lines: QVBoxLayout) -> None:
    while lines.count():
        item = lines.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _told(words: str) -> QWidget:
    """Words as they were told. Many of them scroll in a place of their own: a label of them would take seconds."""
    if len(words) <= _LONG:
        return body(as_said(words))
    view = ReadingView()
    view.setAccessibleName(_("The words that were told"))
    view.setFixedHeight(px(360))
    view.set_text(words)
    return view
