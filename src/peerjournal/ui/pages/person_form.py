"""One person of the story: names, relation, arrangement, a note, and the parts that mention them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import BadInput, NotFound, PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import LONGEST_TITLE
from peerjournal.journal.story import LONGEST_NAME, Arrangement, Person
from peerjournal.ui.pages.part_about import CalmDate
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, Notice, link_button, muted, plain_button, quiet_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.text_field import TextField
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

SAVE_AFTER_MS = 700
_CHOICES = (Arrangement.NONE, Arrangement.AGREED, Arrangement.DISGUISE, Arrangement.LEAVE_OUT)


class PersonForm(Card):
    """Keeps what is typed on leaving a field, and a moment after typing. Signals carry the person's id.

    ``kept`` when something was changed. What cannot be kept stays in its field, with a sentence that says why.
    """

    kept = Signal(str)
    trash_wanted = Signal(str)
    restore_wanted = Signal(str)
    delete_wanted = Signal(str)
    part_opened = Signal(str)
    back_wanted = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._journal = journal
        self._person: Person | None = None
        self._loading = False
        self.setAccessibleName(_("Person"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_AFTER_MS)
        self._build()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------ for the page

    @property
    def person_id(self) -> str | None:
        """Who is in the form; None while nobody is."""
        return self._person.id if self._person is not None else None

    @property
    def trashed(self) -> bool:
        """Whether they were taken out of the list."""
        return self._person is not None and self._person.trashed_at is not None

    def open(self, person: Person) -> None:
        """Show somebody; who was shown before must be settled."""
        self._person = person
        self.notice.clear()
        self.two_step.hide()
        self.state.setText("")
        self._fill(person)
        for field in self._fields:
            field.setEnabled(not self.trashed)
        self.take_out.setVisible(not self.trashed)
        self._trash_row.setVisible(self.trashed)
        self.show_mentions(())
        self._scroll.verticalScrollBar().setValue(0)

    def put_away(self) -> None:
        """Nobody is in the form any more."""
        self._soon.stop()
        self._person = None

    def show_mentions(self, parts: Sequence[tuple[str, str, bool]], *, looked: bool = False) -> None:
        """The parts that mention the person, as (id, title, surely)."""
        while self._mentions.count():
            item = self._mentions.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part_id, title, sure in parts:
            button = link_button(title if sure else _("{part} (perhaps)").format(part=title))
            button.clicked.connect(lambda _on=False, wanted=part_id: self.part_opened.emit(wanted))
            self._mentions.addWidget(button)
        self._nowhere.setVisible(looked and not parts)

    def settle(self) -> bool:
        """Keep what is typed, as far as it can be. False only where the journal cannot be written."""
        self._soon.stop()
        if self._person is None or self.trashed:
            return True
        self.nicknames.finish()
        self.note.finish()
        return self._keep(also_less=True)

    def write_here(self) -> None:
        """Give the keyboard to the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    # -------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.back = quiet_button(_("Back to the list"), "back")
        self.back.hide()
        self.name, self.relation, self.disguise = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.relation.setMaxLength(LONGEST_TITLE)
        self.disguise.setMaxLength(LONGEST_TITLE)
        for field, said, invitation in (
            (self.name, _("Name"), ""),
            (self.relation, _("Who they are to me"), _("my sister, a neighbour then …")),
            (self.disguise, _("What stands in the place of the name"), _("my sister")),
        ):
            field.setAccessibleName(said)
            field.setPlaceholderText(invitation)
        self.nicknames = TextField(_("Nicknames and other names, one a line"), _("One a line"), lines=1)
        self.note = TextField(_("Note"), _("For yourself, for example how they put it"), lines=2)
        self.agreed_on = CalmDate(_("The day it was agreed"))
        self.choices = QButtonGroup(self)
        for n, words in enumerate((_("Nothing yet"), _("Agreed, on"), _("Disguise as"), _("Leave out"))):
            button = QRadioButton(words)
            button.setAccessibleName(words)
            self.choices.addButton(button, n)
        self.notice = Notice()
        self.state = muted("")
        self.take_out = quiet_button(_("Take out of the list"), "trash")
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))
        self._nowhere = muted(_("In no part so far."))
        self._fields: list[QWidget] = [
            self.name, self.relation, self.disguise, self.nicknames, self.note, self.agreed_on, *self.choices.buttons(),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        ground = QWidget()
        self._lines = QVBoxLayout(ground)
        self._labels: list[QWidget] = []
        for words, field in (
            (_("Name"), self.name),
            (_("Also called"), self.nicknames),
            (_("Who they are to me"), self.relation),
        ):
            self._labelled(words, field)
        self._label(_("What is arranged"))
        self._lay_out_arrangements()
        self._labelled(_("Note"), self.note)
        self._label(_("Stands in these parts"))
        mentions = QWidget()
        self._mentions = FlowLayout(mentions)
        self._lines.addWidget(mentions)
        self._lines.addWidget(self._nowhere)
        self._lines.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(ground)
        ground.setAutoFillBackground(False)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._scroll, 1)
        for widget in (self.notice, self.two_step):
            self.body.addWidget(widget)
        self._lay_out_foot()

    def _lay_out_arrangements(self) -> None:
        nothing, agreed, disguise, leave_out = self.choices.buttons()
        rows: list[tuple[QWidget, QWidget | None, str]] = [
            (nothing, None, _("Before anything leaves, you are asked about this name.")),
            (agreed, self.agreed_on, _("The name may stand where this part is shared.")),
            (disguise, self.disguise, _("These words stand in the place of the name in whatever leaves.")),
            (leave_out, None, _("Sentences with this name are shown to you before anything leaves.")),
        ]
        self._hints: list[QWidget] = []
        for button, field, hint in rows:
            row = QWidget()
            flow = FlowLayout(row)
            flow.addWidget(button)
            if field is not None:
                flow.addWidget(field)
            said = muted(hint, wrap=True)
            button.setAccessibleDescription(hint)
            self._hints.append(said)
            self._lines.addWidget(row)
            self._lines.addWidget(said)

    def _lay_out_foot(self) -> None:
        self._trash_row = QWidget()
        across = QHBoxLayout(self._trash_row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(muted(_("Taken out of the list."), wrap=True), 1)
        across.addWidget(self.delete)
        across.addWidget(self.restore)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.state, 1)
        self._foot.addWidget(self.take_out)
        self.body.addWidget(self._trash_row)
        self.body.addLayout(self._foot)

    def _labelled(self, words: str, field: QWidget) -> None:
        self._label(words)
        self._lines.addWidget(field)

    def _label(self, words: str) -> None:
        label = muted(words)
        self._labels.append(label)
        self._lines.addWidget(label)

    def _connect(self) -> None:
        for field in (self.name, self.relation, self.disguise):
            field.textEdited.connect(lambda _text: self._soon.start())
            field.editingFinished.connect(self._leave_field)
        self._soon.timeout.connect(lambda: self._keep(quiet=True))
        self.nicknames.changed.connect(lambda _text: self._keep())
        self.note.changed.connect(lambda _text: self._keep())
        self.choices.idToggled.connect(self._choose)
        self.agreed_on.dateChanged.connect(self._day_chosen)
        self.disguise.textEdited.connect(lambda _text: self.choices.button(2).setChecked(True))
        self.take_out.clicked.connect(lambda: self._ask(self.trash_wanted))
        self.restore.clicked.connect(lambda: self._ask(self.restore_wanted))
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(lambda: self._ask(self.delete_wanted))
        self.back.clicked.connect(self.back_wanted)

    def _measure(self) -> None:
        self.body.setContentsMargins(px(24), px(20), px(24), px(14))
        self.body.setSpacing(px(10))
        self._lines.setContentsMargins(0, 0, px(8), 0)
        self._lines.setSpacing(px(5))
        self._mentions.setSpacing(px(6))
        for label in self._labels[1:]:
            label.setContentsMargins(0, px(12), 0, 0)
        for hint in self._hints:
            hint.setContentsMargins(px(30), 0, 0, px(4))
        self.disguise.setFixedWidth(px(220))

    # -------------------------------------------------------------------------------------------- acting

    def _fill(self, person: Person) -> None:
        self._loading = True
        for field, text in (
            (self.name, person.name), (self.relation, person.relation), (self.disguise, person.disguise),
        ):  # fmt: skip
            field.setText(text)
            field.setCursorPosition(0)
        self.nicknames.set_text("\n".join(person.nicknames))
        self.note.set_text(person.note)
        self.choices.button(_CHOICES.index(person.arrangement)).setChecked(True)
        self.agreed_on.set_day(person.agreed_on or self._journal.clock.today())
        self._loading = False

    def _said(self, before: Person) -> Person:
        """What stands in the form."""
        arrangement = _CHOICES[self.choices.checkedId()]
        dated = arrangement is Arrangement.AGREED or before.agreed_on is not None
        return replace(
            before,
            name=self.name.text(),
            nicknames=tuple(line for line in self.nicknames.text().split("\n") if line.strip()),
            relation=self.relation.text(),
            arrangement=arrangement,
            disguise=self.disguise.text(),
            agreed_on=self.agreed_on.day() if dated else None,
            note=self.note.text(),
        )

    def _keep(self, *, quiet: bool = False, also_less: bool = False) -> bool:
        """Keep the form. ``quiet`` says nothing of what cannot be kept; ``also_less`` then keeps the rest of it."""
        before = self._person
        if before is None or self._loading or self.trashed:
            return True
        said = self._said(before)
        if said == before:
            if not quiet:
                self.notice.clear()
            return True
        try:
            self._write(said)
        except (BadInput, NotFound) as error:
            if not quiet:
                self.notice.show_sentence(str(error), "problem")
            if also_less:
                self._keep_less(before, said)
            return True
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            self._soon.start()
            return False
        self.notice.clear()
        return True

    def _keep_less(self, before: Person, said: Person) -> None:
        """Without the names, or without the arrangement, or without both: whatever can be kept."""
        named = replace(said, name=before.name, nicknames=before.nicknames)
        for less in (
            named,
            replace(said, arrangement=before.arrangement, disguise=before.disguise),
            replace(named, arrangement=before.arrangement, disguise=before.disguise),
        ):
            try:
                self._write(less)
            except PeerJournalError:
                continue
            return

    def _write(self, said: Person) -> None:
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import people

        self._person = people.change_person(self._journal, said)
        self.state.setText(_("Saved"))
        self.kept.emit(self._person.id)

    def _leave_field(self) -> None:
        self._soon.stop()
        self._keep()

    def _choose(self, choice: int, on: bool) -> None:
        if not on or self._loading:
            return
        if _CHOICES[choice] is Arrangement.DISGUISE and not self.disguise.text().strip():
            self.notice.clear()
            self.disguise.setFocus(Qt.FocusReason.OtherFocusReason)  # it is kept once there are words
            return
        self._keep()

    def _day_chosen(self) -> None:
        if not self._loading:
            self.choices.button(1).setChecked(True)
            self._keep()

    def _ask(self, signal: object) -> None:
        if self._person is not None:
            signal.emit(self._person.id)  # type: ignore[attr-defined]  # a bound signal has no type of its own

    def _ask_delete(self) -> None:
        question = _("Delete “{name}” and what was arranged for good? It cannot be brought back.")
        assert self._person is not None
        self.two_step.ask(question.format(name=self._person.name), self.delete)
