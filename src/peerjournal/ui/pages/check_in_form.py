"""The form of a check-in: what is asked, open to be answered or left open; saved while it is filled in."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.checkin import ANSWERS, ASKED_AT_FIRST, Answers, CheckIn, Question
from peerjournal.journal.entry import new_id
from peerjournal.ui.dialogs.half_typed import PutAside
from peerjournal.ui.pages.autosave import TROUBLE, Autosave, Keeper
from peerjournal.ui.pages.check_in_sections import FIELDS, Section, make_section, stops_in
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, body, danger_button, muted, plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.check_in_words import line_of
from peerjournal.ui.widgets.column import Ground
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.moment_field import MomentField
from peerjournal.ui.widgets.open_number import OpenNumber
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


def _keeper() -> Keeper[CheckIn]:
    from peerjournal.operations import checkins

    return checkins


class CheckInForm(QWidget):
    """One check-in in the making. ``finished`` once it is kept by Done or Esc, ``settled`` carries what it became.

    Only what is asked stands open; "More" opens the rest, and what stood open counts as asked. With ``small`` the
    first question stands alone until More is pressed. Done, Enter and Esc keep; leaving keeps as well. What is typed
    for a number and is none is told before the form is done; it waits on disk for its check-in. ``gone`` when
    it went to the trash, where it can be put back at once. Who holds a form calls :meth:`settle` or :meth:`save_now`
    before it goes.
    """

    finished = Signal()
    settled = Signal(object)
    gone = Signal(str)
    deleted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._journal = journal
        self._small = small
        self._check_in: CheckIn | None = None
        self._untouched = True
        self._kept = False
        self._trashed = False
        self._loading = False
        self.sections: dict[Question, Section] = {}
        self._asked: tuple[Question, ...] = ASKED_AT_FIRST
        self._open: list[Question] = []
        self._waiting: dict[str, str] = {}  # what is no number, of fields that do not stand open
        self._told_of_number = ""
        self.setAccessibleName(_("Check-in"))
        self._build()
        self._lay_out()
        self.autosave: Autosave[CheckIn] = Autosave(journal, self.draft, self, _keeper)
        self._aside = PutAside(journal, "check-in", self._numbers_typed, lambda said, _kind: self._tell(said), self)
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ----------------------------------------------------------------------------------------- what is in it

    @property
    def check_in_id(self) -> str | None:
        """The check-in in the form, kept or new."""
        return None if self._check_in is None else self._check_in.id

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What stands open, in its order."""
        return tuple(q for q in Question if q in self._open)

    @property
    def says_something(self) -> bool:
        """Whether anything is answered."""
        return self._check_in is not None and self.draft().says_something

    @property
    def says_more(self) -> bool:
        """Whether anything is answered beside "not today", laid aside by it or not."""
        return self._check_in is not None and self._answered().says_something

    def begin(self, *, entry_id: str = "") -> None:
        """A new one, for now. What was in the form before must be settled."""
        from peerjournal.operations import checkins

        self._put(checkins.new_check_in(self._journal, entry_id=entry_id), new=True)

    def open(self, check_in_id: str) -> None:
        """One that is kept. Raises :class:`NotFound`. What was in the form before must be settled."""
        from peerjournal.operations import checkins

        self._put(checkins.open_check_in(self._journal, check_in_id), new=False)

    def put_away(self) -> None:
        """Nothing is in the form any more; what was, must be settled or not wanted."""
        self._turn_to("")
        self._check_in = None
        self.autosave.begin()

    def draft(self) -> CheckIn:
        """What stands in the form now. Beside "not today" stands nothing but a note."""
        answered = self._answered()
        if not self.not_today.isChecked():
            return answered
        return replace(answered, **_blank() | {"not_today": True, "note": answered.note})

    def _answered(self) -> CheckIn:
        """What is answered, whether it is laid aside by "not today" or not."""
        assert self._check_in is not None
        said: dict[str, object] = {}
        for question in self.open_questions:
            said |= self.sections[question].answers(self._check_in)
        asked = tuple(q.value for q in self.open_questions)
        return replace(self._check_in, **_blank() | said | {"asked": asked})

    def settle(self) -> bool:
        """Keep it. False if that failed: then everything must stay as it is on the screen."""
        if self._check_in is None or self._trashed:
            return True
        self._take_typed()
        return all([self.autosave.settle(), self._aside.settle()])

    def save_now(self) -> bool:
        """Have it on disk before this returns; False if it could not be."""
        if self._check_in is None or self._trashed:
            return True
        self._take_typed()
        return all([self.autosave.save_now(), self._aside.settle()])

    def finish(self) -> None:
        """Keep it, and say so; nothing happens if it could not be kept. What is no number is shown first."""
        if not self.settle():
            return
        field = self._tell_of_number()
        if field is None:
            self.finished.emit()
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_here(self) -> None:
        """Give the keyboard to the first question."""
        if self._trashed:
            self.restore.setFocus()
        elif self.not_today.isChecked():
            self.not_today.setFocus()
        else:
            for question in self.open_questions[:1]:
                self.sections[question].focus_here()

    # ---------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.moment = MomentField(_("Date and time of this check-in"))
        self.kind_words = body(_("Not today. That is an answer too, and nothing else is needed."))
        self.laid_aside = muted("", wrap=True)
        self.done = primary_button(_("Done"))
        self.not_today = quiet_button(_("Not today"))
        self.not_today.setCheckable(True)
        self.more = quiet_button(_("More"), "chevron-down")
        self.history = icon_button("history", _("Earlier versions"))
        self.trash = icon_button("trash", _("Move to trash"))
        self.state = muted("")
        self.state.setAccessibleDescription(_("Whether this check-in is saved"))
        self.notice = Notice()
        self.said_in_trash = body("")
        self.restore = plain_button(_("Put back"), "restore")
        self.delete = danger_button(_("Delete for good"), "trash")
        self.two_step = TwoStep(_("Delete for good"))

    def _lay_out(self) -> None:
        self._foot_row, self.in_trash, ways = QWidget(), QWidget(), QWidget()
        self._foot = FlowLayout(self._foot_row)
        for part in (self.done, self.not_today, self.more, self.history, self.trash, self.state):
            self._foot.addWidget(part)
        row = FlowLayout(ways)
        row.addWidget(self.restore)
        row.addWidget(self.delete)
        trash = QVBoxLayout(self.in_trash)
        trash.setContentsMargins(0, 0, 0, 0)
        told: list[QWidget] = [muted(_("This check-in lies in the trash."), wrap=True), self.said_in_trash, ways]
        for widget in (*told, self.two_step):
            trash.addWidget(widget)
        self._sections = QVBoxLayout()
        self._inside = QVBoxLayout()
        self._inside.addWidget(self.kind_words)
        self._inside.addWidget(self.laid_aside)
        self._inside.addLayout(self._sections)
        self._inside.addWidget(self.in_trash)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.moment)
        if self._small:
            self._lines.addLayout(self._inside)
        else:
            self._inside.addStretch(1)
            self._area = _scrolling(self._inside)
            self._lines.addWidget(self._area, 1)
            # Qt follows the Tab key inside only, not from what stands above and below.
            QApplication.instance().focusChanged.connect(self._keep_in_sight)  # type: ignore[union-attr]  # there is one
        self._lines.addWidget(self.notice)
        self._lines.addWidget(self._foot_row)

    def _connect(self) -> None:
        self.moment.changed.connect(self._move_to)
        self.not_today.toggled.connect(self._answer_not_today)
        self.more.clicked.connect(self.unfold)
        self.done.clicked.connect(self.finish)
        self.history.clicked.connect(self._show_versions)
        self.trash.clicked.connect(self.move_to_trash)
        self.restore.clicked.connect(self._put_back)
        self.delete.clicked.connect(self._ask_delete)
        self.two_step.confirmed.connect(self._delete)
        self.autosave.told.connect(self._show_state)
        self.autosave.settled.connect(self._after_settling)
        self.autosave.rested.connect(self._new_sitting)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.finish)

    def _measure(self) -> None:
        self._lines.setSpacing(px(14))
        self._sections.setSpacing(px(22))
        self._inside.setSpacing(px(14))
        out = outwards()
        self._inside.setContentsMargins(out, 0, out, 0)
        self._foot_row.setContentsMargins(out, 0, out, 0)
        self._foot.setSpacing(px(8))

    # -------------------------------------------------------------------------------------- showing

    def _put(self, check_in: CheckIn, *, new: bool) -> None:
        from peerjournal.operations import checkins

        self._turn_to("" if new else check_in.id)
        self._loading = True
        try:
            self._asked = checkins.asked(self._journal)
            self._check_in = check_in
            self._untouched, self._kept, self._trashed = new, not new, check_in.trashed_at is not None
            self._open = list(self._first_open(check_in, new=new))
            self._ensure_sections()
            for question in self._open:
                self.sections[question].show_answers(check_in)
            self.moment.set_moment(check_in.at)
            self.not_today.setChecked(check_in.not_today)
        finally:
            self._loading = False
        self.notice.clear()
        self.autosave.begin()
        self._waiting = {name: str(typed) for name, typed in self._aside.read().items()}
        self._arrange()
        self._type_again()

    def _first_open(self, check_in: CheckIn, *, new: bool) -> tuple[Question, ...]:
        if not new:
            # What was not asked then is not asked by opening it.
            answered = {q for q in Question if any(_is_answered(check_in, name) for name in FIELDS[q])}
            found = tuple(q for q in Question if q.value in check_in.asked or q in answered)
            if check_in.not_today:
                # Taken back, it asks what is usually asked.
                found = tuple(q for q in Question if q in answered or q in (self._asked or ASKED_AT_FIRST))
            return found or self._asked or ASKED_AT_FIRST
        asked = self._asked or (Question.NOTE,)
        return asked[:1] if self._small else asked

    def unfold(self) -> None:
        """Open what is usually asked; where that stands open already, everything."""
        if self._check_in is None:
            return
        answered = self._answered()
        missing = [q for q in self._asked if q not in self._open] or [q for q in Question if q not in self._open]
        self._open += missing
        self._ensure_sections()
        for question in missing:
            self._show_section(question, answered)
        self._arrange()
        self._type_again()
        first = next((q for q in Question if q in missing), None)
        if first is not None:
            self.sections[first].focus_here()

    def _ensure_sections(self) -> None:
        for question in self._open:
            if question not in self.sections:
                section = make_section(question, self._journal)
                section.changed.connect(self._touched)
                section.typed.connect(self._aside.touched)
                section.troubled.connect(self._say_trouble)
                self.sections[question] = section
        for question in Question:
            if question in self.sections:  # in their order, also for the Tab key
                self._sections.removeWidget(self.sections[question])
                self._sections.addWidget(self.sections[question])

    def _chain(self) -> None:
        """Tab goes through the form as it is read."""
        asked = [stop for q in Question if q in self.sections for stop in self.sections[q].stops()]
        for before, after in pairwise([*stops_in(self.moment), *asked, *stops_in(self._foot_row)]):
            QWidget.setTabOrder(before, after)

    def _show_section(self, question: Question, check_in: CheckIn) -> None:
        self._loading = True
        try:
            self.sections[question].show_answers(check_in)
        except PeerJournalError as error:
            self._tell(str(error))
        finally:
            self._loading = False

    def _arrange(self) -> None:
        asking = not self.not_today.isChecked() and not self._trashed
        for question, section in self.sections.items():
            stays = question is Question.NOTE and not self._trashed
            section.setVisible((asking or stays) and question in self._open)
        folded = self._small and len(self._open) == 1 and len(self._asked) != 1 and not self._kept
        self.moment.setVisible(not self._trashed and not folded)
        self.kind_words.setVisible(self.not_today.isChecked() and not self._trashed)
        self._say_laid_aside()
        self.more.setVisible(asking and len(self._open) < len(Question))
        for button in (self.history, self.trash):
            button.setVisible(self._kept)
        self._chain()
        self._foot_row.setVisible(not self._trashed)
        self.in_trash.setVisible(self._trashed)
        if self._trashed:
            self._describe_in_trash()

    def _say_laid_aside(self) -> None:
        """What was chosen before "not today" is seen, and is there again without it."""
        shown = self.not_today.isChecked() and not self._trashed and self._check_in is not None
        aside = replace(self._answered(), not_today=False, note="") if shown else Answers()
        self.laid_aside.setText(
            _("Laid aside: {answers}. It is back as soon as you press “Not today” again.").format(
                answers=line_of(aside)
            )
        )
        self.laid_aside.setVisible(aside.says_something)

    def _describe_in_trash(self) -> None:
        from peerjournal.ui.dialogs.check_in_versions import said_in_full

        assert self._check_in is not None
        self.two_step.hide()
        try:
            self.said_in_trash.setText(said_in_full(self._journal, self._check_in))
        except PeerJournalError as error:
            self._tell(str(error))

    # ---------------------------------------------------------------------------------------------- acting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc keep and close; Enter on a button presses it."""
        focused = QApplication.focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and (
            isinstance(focused, QPushButton) or (isinstance(focused, QToolButton) and not focused.isCheckable())
        ):
            focused.click()
        elif enter or event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._area.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def _take_typed(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            QGuiApplication.inputMethod().commit()
        self.moment.finish()
        if not self.not_today.isChecked():
            for question in self.open_questions:
                self.sections[question].take_typed()

    def _touched(self) -> None:
        if self._loading or self._check_in is None or self._trashed:
            return
        if self._untouched:
            # Now is when the first answer is given, not when the form was opened.
            self._untouched = False
            self._check_in = replace(self._check_in, at=self._journal.clock.now())
            self.moment.set_moment(self._check_in.at)
        self.autosave.touched()
        self._aside.move_to(self._waits_for())

    def _move_to(self, moment: datetime) -> None:
        if self._check_in is None:
            return
        self._untouched = False
        self._check_in = replace(self._check_in, at=moment)
        if Question.TRACKERS in self._open:  # others run on another day
            self._waiting = self._numbers_typed()
            self._show_section(Question.TRACKERS, self._answered())
            self._type_again()
        self._touched()

    def _answer_not_today(self, _on: bool) -> None:
        self._arrange()
        self._say_trouble("")
        self._tell_of_number()
        self._touched()

    def _show_state(self, state: str, sentence: str) -> None:
        if state == TROUBLE:
            self.state.setText(_("Not saved"))
            self._tell(sentence)
        else:
            self.state.setText(sentence)

    def _tell(self, sentence: str) -> None:
        if self.notice.sentence() != sentence:
            self.notice.show_sentence(sentence, "problem")

    def _after_settling(self, settled: object) -> None:
        if isinstance(settled, CheckIn):
            self.notice.clear()
            self._tell_of_number()
        self._kept = settled is not None
        self._aside.move_to(self._waits_for())
        self._arrange()
        self.settled.emit(settled)

    def _new_sitting(self) -> None:
        if self._check_in is not None:
            self._check_in = replace(self._check_in, sitting=new_id())

    # --------------------------------------------------------------------- what is typed for a number and is none

    def _numbers(self) -> dict[str, OpenNumber]:
        """The fields that stand open."""
        asking = self._check_in is not None and not self._trashed and not self.not_today.isChecked()
        questions = self.open_questions if asking else ()
        return {name: field for q in questions for name, field in self.sections[q].numbers().items()}

    def _troubled_number(self) -> OpenNumber | None:
        """The first of them that holds what is no number."""
        return next((field for field in self._numbers().values() if field.is_troubled), None)

    def _tell_of_number(self) -> OpenNumber | None:
        """Say again what is wrong with the first of them, which is given back."""
        field = self._troubled_number()
        if field is not None:
            field.finish()
        return field

    def _say_trouble(self, sentence: str) -> None:
        self._aside.touched()
        if sentence:
            self._told_of_number = sentence
            self._tell(sentence)
        elif self.notice.sentence() == self._told_of_number and self._troubled_number() is None:
            self.notice.clear()

    def _numbers_typed(self) -> dict[str, str]:
        """What is typed in the check-in for a number and is none, by field; also where that does not stand open."""
        return self._waiting | {
            name: field.lineEdit().text() for name, field in self._numbers().items() if field.is_troubled
        }

    def _waits_for(self) -> str:
        """The check-in it waits for; none for one that says nothing, which is not kept: then it is the next new one."""
        assert self._check_in is not None
        return self._check_in.id if self._kept or self.draft().says_something else ""

    def _turn_to(self, check_in_id: str) -> None:
        """What is no number waits until its check-in is there again; without an id, it waits for the next new one."""
        self._aside.settle()
        self._aside.turn_to(check_in_id)
        self._waiting = {}

    def _type_again(self) -> None:
        for name, field in self._numbers().items():
            if name in self._waiting:
                field.type_again(self._waiting.pop(name))
        self._say_trouble("")

    # ------------------------------------------------------------------------------------- trash, versions

    def move_to_trash(self) -> None:
        """Into the trash, as it stands in the form; it can be put back from there at once."""
        from peerjournal.operations import checkins

        if self._check_in is None or not self.settle():
            return
        check_in_id = self._check_in.id
        try:
            checkins.move_to_trash(self._journal, check_in_id)
            self.open(check_in_id)
        except PeerJournalError as error:
            self._tell(str(error))
            return
        self.restore.setFocus()
        self.gone.emit(check_in_id)

    def _put_back(self) -> None:
        from peerjournal.operations import checkins

        if self._check_in is None:
            return
        try:
            back = checkins.restore(self._journal, self._check_in.id)
            self.open(back.id)
        except PeerJournalError as error:
            self._tell(str(error))
            return
        self.focus_here()
        self.settled.emit(back)

    def _ask_delete(self) -> None:
        self.two_step.ask(
            _("Delete this check-in and its earlier versions for good? It cannot be brought back."), self.delete
        )

    def _delete(self) -> None:
        from peerjournal.operations import checkins

        if self._check_in is None:
            return
        check_in_id = self._check_in.id
        try:
            checkins.delete_for_good(self._journal, check_in_id)
        except PeerJournalError as error:
            self._tell(str(error))
            return
        self.put_away()
        self.deleted.emit(check_in_id)

    def _show_versions(self) -> None:
        from peerjournal.ui.dialogs.check_in_versions import of_check_ins
        from peerjournal.ui.dialogs.versions import VersionsDialog

        if self._check_in is None or not self.settle():
            return
        dialog = VersionsDialog(self._journal, self._check_in.id, self, kind=of_check_ins())
        dialog.brought_back.connect(self._show_brought_back)
        dialog.open()

    def _show_brought_back(self, brought: CheckIn) -> None:
        self.open(brought.id)
        self.focus_here()
        self.settled.emit(brought)


def _blank() -> dict[str, Any]:
    """Every answer left open, by field."""
    return {name: getattr(Answers(), name) for name in ANSWERS}


def outwards() -> int:
    """How far the ground of the moment reaches out to both sides of what stands below it, in pixels."""
    return px(6) + 2


def _scrolling(lines: QVBoxLayout) -> QScrollArea:
    """On whatever ground the form stands."""
    area, ground = QScrollArea(), Ground()
    ground.setLayout(lines)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(ground)
    for widget in (ground, area.viewport()):
        widget.setAutoFillBackground(False)
    return area


def _is_answered(check_in: CheckIn, name: str) -> bool:
    value = getattr(check_in, name)
    return value is not None if value is None or isinstance(value, int) else bool(value)
