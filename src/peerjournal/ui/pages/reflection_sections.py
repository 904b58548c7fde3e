"""What a reflection asks, section by section. Each takes its part of a reflection and gives it back as it stands."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import LONGEST_LABEL
from peerjournal.journal.prompts import Template
from peerjournal.journal.reflection import (
    Company,
    FollowState,
    FollowUp,
    Reflection,
    Setting,
    setting_names,
)
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.pages.reflection_controls import Kinds, PartBox
from peerjournal.ui.pages.reflection_minutes import Minutes
from peerjournal.ui.text import number, short_date, time_of_day
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, body, link_button, muted, plain_button, quiet_button
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.hinted_text import HintedText
from peerjournal.ui.widgets.line_hint import LineHint
from peerjournal.ui.widgets.steps_row import StepsRow
from peerjournal.ui.widgets.text_field import LineField
from peerjournal.ui.widgets.typed_day import TypedDay
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.journal.story import Part
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.sharing.audience import Audience
    from peerjournal.sharing.disclosure import Disclosure

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


_PARTS_AT_ONCE = 12


class Section(QWidget):
    """``changed`` when anything in it was changed by the person; ``arranged`` when other fields stand in it."""

    changed = Signal()
    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        watcher().theme_changed.connect(self._space)
        self._space()

    def show_in(self, reflection: Reflection) -> None:
        """Show what stands in it; ``changed`` stays silent."""
        raise NotImplementedError

    def take(self, reflection: Reflection) -> Reflection:
        """The reflection with what stands here."""
        raise NotImplementedError

    def finish(self) -> None:
        """Take what is half typed."""

    @property
    def fields(self) -> Sequence[HintedText]:
        """The fields that look for what might tell who somebody is."""
        return ()

    @property
    def line_hints(self) -> Sequence[LineHint]:
        """The same below fields of one line."""
        return ()

    @property
    def hinting(self) -> Sequence[HintedText | LineHint]:
        """All of them."""
        return [*self.fields, *self.line_hints]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arranged.emit()

    def _space(self) -> None:
        self.lines.setSpacing(px(8))


class Questions(Section):
    """The questions of one template, each with room to write."""

    def __init__(self, template: Template, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers: dict[str, HintedText] = {}
        self._words = {p.key: p.words for p in template.prompts}
        if template.about:
            self.lines.addWidget(muted(template.about, wrap=True))
        for prompt in template.prompts:
            label = body(prompt.words)
            field = HintedText(prompt.words, lines=lines)
            label.setBuddy(field.field)
            field.changed.connect(lambda _text: self.changed.emit())
            self.answers[prompt.key] = field
            if self.lines.count():
                self.lines.addSpacing(px(6))
            self.lines.addWidget(label)
            self.lines.addWidget(field)
        if template.source:
            self.lines.addWidget(muted(template.source, wrap=True))

    @property
    def fields(self) -> Sequence[HintedText]:
        """One for each question."""
        return tuple(self.answers.values())

    def show_in(self, reflection: Reflection) -> None:
        """Each answer in its field."""
        for key, field in self.answers.items():
            field.set_text(reflection.answer(key))

    def take(self, reflection: Reflection) -> Reflection:
        """With the answers as they are typed."""
        for key, field in self.answers.items():
            text = field.text()
            if text != reflection.answer(key):
                reflection = replace(reflection, answers=reflection.answered(key, self._words[key], text))
        return reflection

    def finish(self) -> None:
        """Say what is typed."""
        for field in self.fields:
            field.finish()


class Energy(Section):
    """Before and after, seven steps each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = StepsRow(_("Energy before"), _("little"), _("much"))
        self.after = StepsRow(_("Energy after"), _("little"), _("much"))
        for row in (self.before, self.after):
            row.changed.connect(lambda _step: self.changed.emit())
            self.lines.addWidget(row)

    def show_in(self, reflection: Reflection) -> None:
        """Both steps."""
        self.before.set_step(reflection.before)
        self.after.set_step(reflection.after)

    def take(self, reflection: Reflection) -> Reflection:
        """With both steps."""
        return replace(reflection, before=self.before.step, after=self.after.step)


class About(Section):
    """How it was held, with how many, how long, in which role, under which label."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._at: Reflection | None = None
        self._kinds = [s for s in Setting if s is not Setting.UNSAID]
        names = setting_names()
        self.setting = Kinds(_("How it was held"), [names[s] for s in self._kinds])
        self.company = Kinds(_("With how many"), [_("One person"), _("Several")])
        self.minutes = Minutes()
        self.until = muted("")
        self.trouble = Notice()
        self.role = LineField(_("My role"), _("For example: leading, listening"))
        self.role.setMaxLength(LONGEST_LABEL)
        self.label = CalmCombo()
        self.label.setEditable(True)
        self.label.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.label.setAccessibleName(_("Label"))
        line = self.label.lineEdit()
        assert line is not None
        self.label_line = line
        offered = self.label.completer()
        assert offered is not None
        # Qt would finish the word in the field itself: "Tues" could never be a label beside "Tuesday group".
        offered.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        line.setPlaceholderText(_("For example: Tuesday group"))
        line.setMaxLength(LONGEST_LABEL)
        self.role_hint, self.label_hint = LineHint(self.role), LineHint(line, self.label)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        minutes = QWidget()
        row = FlowLayout(minutes, px(8))
        row.addWidget(self.minutes)
        row.addWidget(self.until)
        self._company_words = body(_("With how many?"))
        for part in (
            body(_("How was it held?")),
            self.setting,
            self._company_words,
            self.company,
            body(_("How many minutes?")),
            minutes,
            self.trouble,
            body(_("My role")),
            self.role,
            self.role_hint,
            body(_("Label")),
            self.label,
            self.label_hint,
            muted(_("A name of your own for the setting, never for a person."), wrap=True),
        ):
            self.lines.addWidget(part)

    def _connect(self) -> None:
        self.setting.changed.connect(lambda _index: self._touched())
        self.company.changed.connect(lambda _index: self._touched())
        self.minutes.changed.connect(lambda _value: self._touched())
        self.minutes.troubled.connect(self._say_trouble)
        self.role.changed.connect(lambda _text: self._touched())
        self.label.currentTextChanged.connect(lambda _text: self._touched())

    @property
    def line_hints(self) -> Sequence[LineHint]:
        """My role, and the label."""
        return (self.role_hint, self.label_hint)

    def show_in(self, reflection: Reflection) -> None:
        """Everything, with the labels and roles there are on offer."""
        from peerjournal.operations import sessions

        self._at = None
        self.setting.point_at(self._kinds.index(reflection.setting) if reflection.setting in self._kinds else None)
        self.company.point_at({Company.ONE: 0, Company.SEVERAL: 1}.get(reflection.company))
        self.minutes.set_value(reflection.minutes)
        self.trouble.clear()
        self.role.set_text(reflection.role)
        roles = QCompleter(list(sessions.roles(self._journal)), self.role)
        roles.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.role.setCompleter(roles)
        with QSignalBlocker(self.label):
            self.label.clear()
            self.label.addItems(["", *sessions.labels(self._journal)])
            self.label.setCurrentText(reflection.label)
        for hint in self.line_hints:
            hint.look()
        self._at = reflection
        self._show_rest()

    def take(self, reflection: Reflection) -> Reflection:
        """With what is chosen and typed; minutes that cannot be are not among it."""
        setting, company, minutes = self.setting.index, self.company.index, self.minutes.value
        return replace(
            reflection,
            setting=Setting.UNSAID if setting is None else self._kinds[setting],
            company=Company.UNSAID if company is None else (Company.ONE, Company.SEVERAL)[company],
            minutes=int(minutes) if minutes else None,
            role=self.role.text(),
            label=self.label.currentText(),
        )

    def moved(self, reflection: Reflection) -> None:
        """It began at another time."""
        self._at = reflection
        self._show_rest()

    def finish(self) -> None:
        """Take what is half typed."""
        self.minutes.finish()
        self.role.finish()

    def _say_trouble(self, sentence: str) -> None:
        if sentence:
            self.trouble.show_sentence(sentence)
        else:
            self.trouble.clear()

    def _touched(self) -> None:
        if self._at is not None:
            self._at = self.take(self._at)
            self._show_rest()
            self.changed.emit()

    def _show_rest(self) -> None:
        said = self.setting.index is not None and self._kinds[self.setting.index] in {Setting.ONE_TO_ONE, Setting.GROUP}
        for part in (self._company_words, self.company):
            part.setVisible(not said)
        self.until.setText("" if self._at is None else _until(self._at))


def _until(reflection: Reflection) -> str:
    ended = reflection.ended_at
    if ended is None:
        return ""
    words = _("until {time}") if ended.date() == reflection.day else _("until {time} the next day")
    return words.format(time=time_of_day(ended))


class Shared(Section):
    """Parts of my story that were shared, to whom, and how they landed. ``line_wanted`` carries a ledger line."""

    line_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._chosen: tuple[str, ...] = ()
        self._usual: object = ""
        self._loading = False
        self._shown: Reflection | None = None
        self.written = QVBoxLayout()
        self.boxes: dict[str, PartBox] = {}
        self._parts = QVBoxLayout()
        self.search = LineField(_("Find a part"), _("Find a part"))
        self.audience = CalmCombo()
        self.audience.setAccessibleName(_("To whom"))
        self.landed = HintedText(_("How it landed"), lines=1)
        self.left = muted("", wrap=True)
        self.none = muted(_("There is no part in My story yet."), wrap=True)
        self.said = muted("", wrap=True)
        self._to_whom = body(_("To whom?"))
        for part in (self.written, body(_("Which parts?")), self.search, self._parts, self.left, self.none):
            self.lines.addLayout(part) if isinstance(part, QVBoxLayout) else self.lines.addWidget(part)
        for widget in (self.said, self._to_whom, self.audience, body(_("How did it land?")), self.landed):
            self.lines.addWidget(widget)
        self.search.textChanged.connect(self._filter)
        self.audience.currentIndexChanged.connect(lambda _index: self._touched())
        self.landed.changed.connect(lambda _text: self._touched())

    @property
    def fields(self) -> Sequence[HintedText]:
        """How it landed."""
        return (self.landed,)

    def show_in(self, reflection: Reflection) -> None:
        """What is chosen, what the ledger knows already, and every part there is."""
        from peerjournal.operations import lights, sessions, story

        self._loading = True
        self._shown = reflection
        self._chosen = reflection.shared
        lines = sessions.lines_of(self._journal, reflection)
        told = {part.part_id for line in lines for part in line.parts}
        self._show_written(lines)
        # One that was chosen and went to the trash since was told all the same.
        gone = [p for p in story.all_parts(self._journal, trashed=True) if p.id in self._chosen]
        self._show_parts([p for p in (*story.all_parts(self._journal), *gone) if p.id not in told])
        self.none.setVisible(not self.boxes and not lines)
        self._fill_audiences(lights.all_audiences(self._journal))
        self._point_at_audience(reflection)
        self.landed.set_text(reflection.landed)
        self._loading = False
        self.arranged.emit()

    def follow(self, reflection: Reflection) -> None:
        """The session is of another kind: the audience that fits it, where no other was chosen."""
        self._shown = reflection
        if self.audience.currentData() == self._usual:
            with QSignalBlocker(self.audience):
                self._point_at_audience(replace(reflection, audience_id=""))

    def showEvent(self, event: QShowEvent) -> None:
        """There may be other audiences since it was on show last."""
        super().showEvent(event)
        with suppress(PeerJournalError):
            self._look_for_audiences()

    def _look_for_audiences(self) -> None:
        from peerjournal.operations import lights

        there = lights.all_audiences(self._journal)
        known = [self.audience.itemData(n) for n in range(self.audience.count())]
        if self._shown is None or known == [audience.id for audience in there]:
            return
        now = self.take(self._shown)
        self._loading = True
        self._fill_audiences(there)
        self._point_at_audience(now)
        self._loading = False
        if now.shared:
            self.changed.emit()

    def _fill_audiences(self, there: "Iterable[Audience]") -> None:
        self.audience.clear()
        for audience in there:
            self.audience.addItem(audience.name, audience.id)
        some = self.audience.count() > 0
        for part in (self._to_whom, self.audience):
            part.setVisible(some)
        self.said.setText(
            _("Once this reflection is kept, it stands in Sharing under “Shared so far”, with the titles only.")
            if some
            else _(
                "There is no audience at present, so what you choose does not stand in Sharing yet. It is kept here, "
                "and written there once there is an audience and you open this reflection again."
            )
        )

    def _point_at_audience(self, reflection: Reflection) -> None:
        from peerjournal.operations import sessions

        chosen = sessions.audience_for(self._journal, reflection)
        self.audience.setCurrentIndex(self.audience.findData("" if chosen is None else chosen.id))
        self._usual = "" if reflection.audience_id else self.audience.currentData()

    def take(self, reflection: Reflection) -> Reflection:
        """With the parts chosen; an audience only where it is not the one that fits anyway."""
        chosen = self.audience.currentData() or ""
        return replace(
            reflection,
            shared=tuple(part_id for part_id, box in self.boxes.items() if box.isChecked()),
            audience_id="" if chosen == self._usual else chosen,
            landed=self.landed.text(),
        )

    def finish(self) -> None:
        """Say what is typed."""
        self.landed.finish()

    def _show_written(self, lines: "list[Disclosure]") -> None:
        _empty(self.written)
        for line in lines:
            titles = ", ".join(part.title or _("Untitled") for part in line.parts)
            button = link_button(_("See the line"))
            button.setAccessibleDescription(titles)
            button.clicked.connect(lambda _on=False, line_id=line.id: self.line_wanted.emit(line_id))
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(body(_("Shared: {titles}").format(titles=titles)), 1)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.written.addWidget(row)

    def _show_parts(self, parts: "Iterable[Part]") -> None:
        _empty(self._parts)
        self.boxes = {}
        for part in parts:
            box = PartBox(without_marks(part.title) or _("Untitled"))
            box.setChecked(part.id in self._chosen)
            box.toggled.connect(lambda _on: self._touched())
            self.boxes[part.id] = box
            self._parts.addWidget(box)
        self.search.setVisible(len(self.boxes) > 8)
        self.search.set_text("")
        self._filter("")

    def _filter(self, wanted: str) -> None:
        """Those chosen, and the first of those with these words in their title."""
        words = wanted.casefold().split()
        fitting = [box for box in self.boxes.values() if all(word in box.full.casefold() for word in words)]
        shown = fitting[:_PARTS_AT_ONCE]
        for box in self.boxes.values():
            box.setVisible(box.isChecked() or box in shown)
        left = sum(box.isHidden() for box in fitting)
        more = ngettext("{n} more; a word of its title finds it.", "{n} more; a word of the title finds one.", left)
        self.left.setText(more.format(n=number(left)) if left else "" if fitting else _("No part has these words."))
        self.left.setVisible(bool(self.left.text() and self.boxes))

    def _touched(self) -> None:
        if not self._loading:
            self.changed.emit()


class CoReflect(Section):
    """Whether to take it to co-reflection, and one question."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox(_("Take this to co-reflection"))
        self.question = HintedText(_("One question to take along"), lines=1)
        self.lines.addWidget(self.wanted)
        self.lines.addWidget(body(_("One question to take along")))
        self.lines.addWidget(self.question)
        self.wanted.toggled.connect(lambda _on: self.changed.emit())
        self.question.changed.connect(lambda _text: self.changed.emit())

    @property
    def fields(self) -> Sequence[HintedText]:
        """The question."""
        return (self.question,)

    def show_in(self, reflection: Reflection) -> None:
        """Both."""
        with QSignalBlocker(self.wanted):
            self.wanted.setChecked(reflection.co_reflect)
        self.question.set_text(reflection.question)

    def take(self, reflection: Reflection) -> Reflection:
        """With both."""
        return replace(reflection, co_reflect=self.wanted.isChecked(), question=self.question.text())

    def finish(self) -> None:
        """Say what is typed."""
        self.question.finish()


class FollowUps(Section):
    """What is to be come back to. Each is kept at once, by itself."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._reflection_id = ""
        self.rows: list[FollowUpLine] = []
        self._list = QVBoxLayout()
        self.words = LineField(_("Something to come back to"), _("Something to come back to"))
        self.hint = LineHint(self.words)
        self.day = TypedDay(_("Day"), _("Day, if any"))
        self.add = plain_button(_("Add"))
        self.add.setAccessibleName(_("Add this follow-up"))
        self.notice = UndoNotice()
        self.lines.addLayout(self._list)
        self.lines.addWidget(self.notice)
        self.lines.addWidget(self.words)
        self.lines.addWidget(self.hint)
        row = QWidget()
        flow = FlowLayout(row, px(8))
        flow.addWidget(self.day)
        flow.addWidget(self.add)
        self.lines.addWidget(row)
        self.add.clicked.connect(self._add)
        self.words.returnPressed.connect(self._add)
        self.day.returnPressed.connect(self._add)

    @property
    def line_hints(self) -> Sequence[LineHint]:
        """What is to be come back to."""
        return (self.hint,)

    def show_in(self, reflection: Reflection) -> None:
        """Those of this session."""
        self._reflection_id = reflection.id
        self.day.start_from(self._journal.clock.today())
        self.notice.clear()
        self.words.set_text("")
        self.day.show_day(None)
        self._read()

    def take(self, reflection: Reflection) -> Reflection:
        """They are kept by themselves."""
        return reflection

    @property
    def half_typed(self) -> bool:
        """Whether words or a day stand in the line that were not added."""
        return bool(self.words.text().strip() or self.day.text().strip())

    @property
    def lacking(self) -> QWidget:
        """The field to look at where what is half typed could not be added."""
        return self.words if self._is_day() and not self.words.text().strip() else self.day

    def add_half_typed(self) -> bool:
        """What stands in the line is added; False if that failed."""
        return not self.half_typed or self._add()

    def keep_half_typed(self) -> bool:
        """What stands in the line is added as it is; False if that failed.

        A day that is none stands among its words, and a day without words is its own words.
        """
        if not self.half_typed or self._add():
            return True
        typed = self.words.text(), self.day.text()
        if typed[0].strip():
            self.words.set_text(f"{typed[0]} ({typed[1]})" if typed[1] else typed[0])
            self.day.show_day(None)
        else:
            self.words.set_text(typed[1])
            if not self._is_day():
                self.day.show_day(None)
        if self._add():
            return True
        self.words.set_text(typed[0])
        self.day.setText(typed[1])
        return False

    def _is_day(self) -> bool:
        try:
            return self.day.day(self._journal.clock.today()) is not None
        except BadInput:
            return False

    def _read(self) -> None:
        from peerjournal.operations import followups

        _empty(self._list)
        self.rows = []
        for follow_up in followups.follow_ups_of(self._journal, self._reflection_id):
            row = FollowUpLine(follow_up, self._journal.clock.today())
            for button, act in ((row.done, FollowState.DONE), (row.let_go, FollowState.LET_GO)):
                button.clicked.connect(lambda _on=False, f=follow_up, state=act: self._decide(f, state))
            row.later.clicked.connect(lambda _on=False, f=follow_up: self._later(f))
            row.again.clicked.connect(lambda _on=False, f=follow_up: self._decide(f, FollowState.OPEN))
            row.remove.clicked.connect(lambda _on=False, f=follow_up: self._remove(f))
            self.rows.append(row)
            self._list.addWidget(row)
        self.arranged.emit()

    def _add(self) -> bool:
        from peerjournal.operations import followups

        def add() -> object:
            due = self.day.day(self._journal.clock.today())
            if due is not None and not self.words.text().strip():
                raise BadInput(
                    _("A day stands here without words. Say in a few words what to come back to, or take the day out.")
                )
            return followups.add_follow_up(self._journal, self.words.text(), due, reflection_id=self._reflection_id)

        try:
            add()
        except BadInput as wrong:  # said as quietly as it was meant
            self.notice.show_sentence(str(wrong))
            return False
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return False
        self.notice.clear()
        self.words.set_text("")
        self.day.show_day(None)
        self._read()
        self.changed.emit()
        return True

    def _decide(self, follow_up: FollowUp, state: FollowState) -> None:
        from peerjournal.operations import followups

        if self.notice.done(lambda: followups.decide(self._journal, follow_up.id, state)):
            self._read()

    def _later(self, follow_up: FollowUp) -> None:
        from peerjournal.operations import followups

        if self.notice.done(lambda: followups.later(self._journal, follow_up.id)):
            self._read()

    def _remove(self, follow_up: FollowUp) -> None:
        from peerjournal.operations import followups

        def put_back() -> None:
            if self.notice.done(lambda: followups.restore(self._journal, follow_up.id)):
                self._read()

        if self.notice.done(lambda: followups.move_to_trash(self._journal, follow_up.id)):
            self.notice.offer(_("The follow-up is in the trash."), put_back)
            self._read()


class FollowUpLine(QWidget):
    """One follow-up of a session, and what can be done with it."""

    def __init__(self, follow_up: FollowUp, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        state = {FollowState.DONE: _("done"), FollowState.LET_GO: _("let go")}.get(follow_up.state, "")
        when = "" if follow_up.due_on is None else short_date(follow_up.due_on, today=today)
        self.words = body(follow_up.text)
        self.passing = muted("  ·  ".join(part for part in (when, state) if part))
        self.done, self.later = quiet_button(_("Done")), quiet_button(_("Later"))
        self.let_go, self.again = quiet_button(_("Let go")), quiet_button(_("Open again"))
        self.remove = quiet_button(_("Remove"))
        is_open = follow_up.state is FollowState.OPEN
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(2))
        lines.addWidget(self.words)
        row = QWidget()
        flow = FlowLayout(row, px(4))
        for part in (self.passing, self.done, self.later, self.let_go, self.again, self.remove):
            if part is not self.passing:
                part.setAccessibleDescription(follow_up.text)
            flow.addWidget(part)
        for button in (self.done, self.later, self.let_go):
            button.setVisible(is_open)  # once it has its place: before, it would be a window
        self.again.setVisible(not is_open)
        lines.addWidget(row)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()


def summary_of(section: str, reflection: Reflection) -> str:
    """What stands in a closed section, in a line; empty for nothing."""
    if section == "energy":
        steps = [str(step) if step is not None else "–" for step in (reflection.before, reflection.after)]
        return "" if reflection.before is None and reflection.after is None else " → ".join(steps)
    if section == "about":
        names = setting_names()
        minutes = "" if reflection.minutes is None else _("{n} min").format(n=number(reflection.minutes))
        kind = "" if reflection.setting is Setting.UNSAID else names[reflection.setting]
        return "  ·  ".join(part for part in (kind, minutes, reflection.role, reflection.label) if part)
    if section == "shared":
        return _("noted") if reflection.shared or reflection.lines else ""
    return without_marks(reflection.question) or (_("yes") if reflection.co_reflect else "")
