"""The people of the story: the list of them beside the form of one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.story import Arrangement, Person
from peerjournal.ui.attempt import tried
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.models.lights_table import title_of
from peerjournal.ui.models.part_list import PartLine, PartListModel
from peerjournal.ui.pages.person_form import PersonForm
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.ask_name import AskName
from peerjournal.ui.widgets.basics import Card, Notice, link_button, muted, primary_button
from peerjournal.ui.widgets.beside import SideBySide
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.part_list import PartListView

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which must not load before the unlock screen.

Mentions = list[tuple[str, str, bool]]


class PeoplePage(SideBySide):
    """Everything one does with people. ``people_changed`` when somebody was added, changed or taken out.

    ``part_opened`` carries the id of a part that mentions somebody, ``narrow_form`` whether the form takes all the
    room of a narrow page.
    """

    people_changed = Signal()
    narrow_form = Signal(bool)
    part_opened = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._people: list[Person] = []
        self._undo_id = ""
        self._looking: Job | None = None
        self.setAccessibleName(_("People"))
        self._build()
        self._lay_out()
        self._connect()
        self._rest()

    # --------------------------------------------------------------------------------- for the page

    def new_person(self) -> None:
        """Ask for the name of somebody new."""
        if self.in_trash:
            self.trash.setChecked(False)
        if self.narrow:
            self._back_to_list()
        self.ask.ask(_("Who is it? A name is enough for now."), _("Add"), self._add, back_to=self.new)

    def show_person(self, person_id: str) -> bool:
        """Open somebody. False if they are gone, or if who is open now could not be kept and so stays."""
        if self.form.person_id == person_id:
            self.show_main()
            return True
        if not self.form.settle():
            self.list.select(self.form.person_id)
            return False
        person = next((p for p in self._people if p.id == person_id), None)
        if person is None:
            return False
        self.form.open(person)
        self._stack.setCurrentWidget(self.form)
        self.show_main()
        self.list.select(person_id)
        self._look_for_mentions()
        return True

    def settle(self) -> bool:
        """Keep what is typed; False where the journal could not be written."""
        return self.form.settle()

    def save_now(self) -> bool:
        """The same: there are no drafts of people."""
        return self.form.settle()

    @property
    def in_trash(self) -> bool:
        """Whether those taken out of the list are shown."""
        return self.trash.isChecked()

    def refresh(self) -> None:
        """Read the people again; what is typed stays."""
        from peerjournal.operations import people

        try:
            read = people.people_in_trash if self.in_trash else people.all_people
            self._people = read(self._journal)
        except PeerJournalError as error:
            self._say_trouble(str(error))
            return
        self.list.show_rows([_line(p) for p in self._people], self.form.person_id)
        self._show_count()
        if self.form.person_id is not None and self.form.person_id not in {p.id for p in self._people}:
            self._rest()

    # ------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.new = primary_button(_("New person"), "plus")
        self.list = PartListView(PartListModel(self), _("People"), _("Take out of the list"))
        self.trash = icon_button("trash", _("Those taken out of the list"), checkable=True)
        self.count = muted("")
        self.ask = AskName()
        self.notice = Notice()
        self.undo = link_button(_("Undo"))
        self.empty = EmptyState()
        self.form = PersonForm(self._journal)
        self._quiet = Card()
        self._invitation = EmptyState()
        self._quiet.body.addWidget(self._invitation)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._quiet)
        self._stack.addWidget(self.form)

    def _lay_out(self) -> None:
        pane = QWidget()
        self._lines = QVBoxLayout(pane)
        self._lines.setContentsMargins(0, 0, 0, 0)
        counted = QHBoxLayout()
        counted.addWidget(self.count, 1)
        counted.addWidget(self.trash)
        row = self.notice.layout()
        assert row is not None
        row.addWidget(self.undo)
        self._list_stack = QStackedWidget()
        self._list_stack.addWidget(self.list)
        self._list_stack.addWidget(self.empty)
        self._lines.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines.addWidget(self.ask)
        self._lines.addLayout(counted)
        self._lines.addWidget(self._list_stack, 1)
        self._lines.addWidget(self.notice)
        self.stand(pane, self._stack)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_person)
        self.empty.button.clicked.connect(self.new_person)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.trash_wanted.connect(self._trash)
        self.list.left_upwards.connect(lambda: self.new.setFocus(Qt.FocusReason.OtherFocusReason))
        self.trash.toggled.connect(self._change_list)
        self.undo.clicked.connect(self._do_undo)
        self.form.kept.connect(self._after_keeping)
        self.form.trash_wanted.connect(self._trash)
        self.form.restore_wanted.connect(self._restore)
        self.form.delete_wanted.connect(self._delete)
        self.form.part_opened.connect(self.part_opened)
        self.form.back_wanted.connect(self._back_to_list)

    def minimumSizeHint(self) -> QSize:
        """Small: the page arranges itself by the room it gets."""
        return QSize(px(320), px(240))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._look_for_mentions()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed."""
        super().hideEvent(event)
        self.settle()

    def _measure(self) -> None:
        self._lines.setSpacing(px(10))
        super()._measure()

    def _arrange(self) -> None:
        super()._arrange()
        self.form.back.setVisible(self.narrow)
        self.narrow_form.emit(self.fills_page)

    # ------------------------------------------------------------------------------- opening, leaving

    def _rest(self) -> None:
        """Nobody is open."""
        self.form.put_away()
        self._invitation.say(
            "story",
            _("Somebody in your story"),
            _("Say here who they are and what was agreed. It is asked about only when something is about to leave."),
        )
        self._stack.setCurrentWidget(self._quiet)
        self.show_side()

    def _choose(self, person_id: str) -> None:
        by_pointer = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if person_id and not (self.narrow and not by_pointer):
            self.show_person(person_id)

    def _open(self, person_id: str) -> None:
        if self.show_person(person_id):
            self.form.write_here()

    def _back_to_list(self) -> None:
        if self.settle():
            self.show_side()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_list(self, _on: bool) -> None:
        self.settle()
        self.refresh()

    def _show_count(self) -> None:
        n = len(self._people)
        if self.in_trash:
            sentence = ngettext("{n} person taken out", "{n} people taken out", n)
        else:
            sentence = ngettext("{n} person", "{n} people", n)
        self.count.setText(sentence.format(n=number(n)) if n else "")
        if not n and self.in_trash:
            self.empty.say("trash", _("Nobody was taken out"), _("Whom you take out of the list waits here."))
        elif not n:
            self.empty.say(
                "story", _("Nobody is named here yet"),
                _("Whoever stands in your story can be named here, with what was agreed with them."), _("New person"),
            )  # fmt: skip
        self._list_stack.setCurrentIndex(0 if n else 1)

    # ------------------------------------------------------------------------------------------ changing

    def _add(self, name: str) -> None:
        from peerjournal.operations import people

        person = people.add_person(self._journal, name)
        self.notice.clear()
        self.refresh()
        self.people_changed.emit()
        if self.show_person(person.id):
            self.ask.hide()
            self.form.relation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_keeping(self, _person_id: str) -> None:
        self.refresh()
        self._look_for_mentions()
        self.people_changed.emit()

    def _trash(self, person_id: str) -> None:
        if self.in_trash:
            if self.show_person(person_id):
                self.form.delete.click()
            return
        if not self.form.settle():
            return
        from peerjournal.operations import people

        if self._tried(lambda: people.move_to_trash(self._journal, person_id)):
            self._gone(person_id)
            self._undo_id = person_id
            self._say(_("They are taken out of the list. What was arranged still holds."), undo=True)

    def _do_undo(self) -> None:
        from peerjournal.operations import people

        person_id = self._undo_id
        if person_id and self._tried(lambda: people.restore(self._journal, person_id)):
            self._undo_id = ""
            self.notice.clear()
            self.refresh()
            self.show_person(person_id)
            self.people_changed.emit()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, person_id: str) -> None:
        from peerjournal.operations import people

        if self._tried(lambda: people.restore(self._journal, person_id)):
            self._gone(person_id)
            self._say(_("They are back in the list."))

    def _delete(self, person_id: str) -> None:
        from peerjournal.operations import people

        if self._tried(lambda: people.delete_for_good(self._journal, person_id)):
            self._gone(person_id)
            self._say(_("They are deleted."))

    def _gone(self, person_id: str) -> None:
        if self.form.person_id == person_id:
            self._rest()
        self.refresh()
        self.people_changed.emit()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tried(self, act: Callable[[], object]) -> bool:
        return tried(act, self._say_trouble, self.refresh)

    def _say(self, sentence: str, *, undo: bool = False) -> None:
        self.notice.show_sentence(sentence)
        self.undo.setVisible(undo)

    def _say_trouble(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, "problem")
        self.undo.hide()

    # ------------------------------------------------------------------------------------------ mentions

    def _look_for_mentions(self) -> None:
        """In which parts the person stands, looked for away from the window."""
        person_id, journal = self.form.person_id, self._journal
        if person_id is None:
            return

        def done(found: Mentions) -> None:
            if person_id == self.form.person_id:
                self.form.show_mentions(found, looked=True)

        def failed(error: Exception) -> None:
            if not isinstance(error, PeerJournalError):
                raise error
            self._say_trouble(str(error))

        if self._looking is not None:
            self._looking.cancel()
        self._looking = jobs().run(lambda: parts_with(journal, person_id), done, failed, self)


def parts_with(journal: "OpenJournal", person_id: str) -> Mentions:
    """The parts in which the person was said to be, or stands in the words, as (id, title, surely)."""
    from peerjournal.operations import people, story
    from peerjournal.sharing.people import mentions

    everybody = people.all_people(journal)
    found: Mentions = []
    for part in story.all_parts(journal):
        there = [m.sure for m in mentions(f"{part.title}\n{part.text}", everybody) if m.person_id == person_id]
        if there or person_id in part.person_ids:
            found.append((part.id, title_of(part), person_id in part.person_ids or any(there)))
    return found


def _line(person: Person) -> PartLine:
    said = [s for s in (person.relation, arranged(person)) if s]
    return PartLine(person.id, "", person.name, said[0], said[1] if len(said) > 1 else "")


def arranged(person: Person) -> str:
    """What is arranged with a person, in a few words."""
    if person.arrangement is Arrangement.AGREED:
        return _("agreed on {day}").format(day=short_date(person.agreed_on)) if person.agreed_on else _("agreed")
    if person.arrangement is Arrangement.DISGUISE:
        return _("disguised as “{words}”").format(words=person.disguise)
    return _("leave out") if person.arrangement is Arrangement.LEAVE_OUT else _("nothing arranged yet")
